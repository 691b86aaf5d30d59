"""Spellings: names are written as inside sentences, other words in lower case; counted by hand."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.material import Material
from analysis.report.spellings import SAMPLE, SPELLINGS, count_spellings, find_spellings, spell
from tests.conftest import material_of


def read(*sentences: str) -> tuple[Material, pl.DataFrame]:
    """One article of these sentences and where each stands."""
    text, places = " ".join(sentences), []
    for sentence in sentences:
        start = text.index(sentence, places[-1][1] if places else 0)
        places.append((start, start + len(sentence)))
    tokens = pl.DataFrame(
        {"doc": "a", "sentence": range(len(places)), "start": [a for a, _ in places], "end": [b for _, b in places]}
    )
    return material_of(pl.DataFrame({"doc": ["a"], "group": ["x"], "outlet": ["X"], "text": [text]})), tokens


@pytest.mark.parametrize(
    ("term", "sentences", "said"),
    [
        ("petr", ["Then Petr rowed.", "Old Petr slept."], ["Petr"]),
        ("ferries", ["Ferries sail.", "“Ferries wait.”"], []),  # the capital of a sentence tells nothing
        ("ferries", ["Ferries sail.", "Two ferries wait."], []),
        ("white pier", ["The White\nPier closed.", "Both saw the White Pier."], ["White Pier"]),
        ("rhb", ["Then RHB met.", "Old Rhb slept, RHB did not."], ["RHB"]),
        ("may", ["It may rain in May."], []),  # once each: lower case stands
        ("snow", ["It rains."], []),
    ],
)  # fmt: skip
def test_a_term_is_written_as_it_mostly_stands_inside_sentences(
    term: str, sentences: list[str], said: list[str]
) -> None:
    found = find_spellings(pl.Series([term], dtype=pl.String), *read(*sentences))
    assert found.schema == SPELLINGS
    assert found["spelling"].to_list() == said


def test_each_term_stands_once_and_only_its_first_hits_are_looked_at() -> None:
    sentences = ["The Quay shut."] * SAMPLE + ["The quay shut."] * (SAMPLE + 1)
    found = find_spellings(pl.Series(["quay", "shut", "quay"]), *read(*sentences))
    assert found.rows() == [("quay", "Quay")]


def test_what_is_found_by_a_rule_is_spelt_without_its_quotation_marks() -> None:
    hits = pl.DataFrame({"item": ["old quay"], "doc": ["a"], "start": [4], "end": [14]})
    assert count_spellings(hits, *read("The “old” Quay shut.")).rows() == [("old quay", "old Quay")]


def test_no_term_is_no_spelling() -> None:
    assert find_spellings(pl.Series([], dtype=pl.String), *read("It rains.")).rows() == []


def test_a_table_is_spelt_in_the_columns_that_it_has() -> None:
    spellings = pl.DataFrame({"term": ["quay"], "spelling": ["Quay"]})
    table = pl.DataFrame({"term": ["quay", "rain"], "part_of": ["quay", None], "other": ["quay", "quay"]})
    assert spell(table, spellings).rows() == [("Quay", "Quay", "quay"), ("rain", None, "quay")]
    assert spell(table.select("other"), spellings).rows() == [("quay",), ("quay",)]
    assert spell(table, spellings, ("other",))["other"].to_list() == ["Quay", "Quay"]
