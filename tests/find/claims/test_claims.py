"""All claims of a text: penalties, order, the seeds, and texts of odd shapes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.corpus.exclusions import find_exclusions
from analysis.corpus.reading import read_corpus
from analysis.find.actors import find_actors
from analysis.find.claims import CLAIMS, find_claims
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from analysis.find.references import find_references, find_stands
from analysis.find.sources import find_sources
from tests.find.claims.scenes import claims_in, set_scene, tell

ARREST = "On April 17, the Coast Watch arrested four sailors in Osh."


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The driver faces up to five years in prison.", ["5 years | at most | penalty"]),
        ("The driver was sentenced to seven years.", ["7 years | exact | penalty"]),
        ("The driver got a two-year prison term.", ["2 years | exact | penalty"]),
        ("The driver drove for five years.", []),
    ],
)
def test_a_duration_that_is_a_sentence_is_a_penalty(sentence: str, told: list[str]) -> None:
    assert tell(claims_in(sentence), "law", "value", "bound", "unit") == told


def test_every_value_has_a_row_in_text_order() -> None:
    found = claims_in(ARREST, "Nine boats sank.", date="2025-05-01")
    assert found.select("doc", "kind").rows() == [
        ("a", "date"), ("a", "count"), ("a", "person"), ("a", "place"), ("b", "count"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "(((",
        "and so it goes",
        "x" * 3000 + " 12 " + "word " * 500,
        "TWELVE SAILORS WERE HELD IN OSH ON 3 MARCH.",
        "Bergen\t12\t14\t2019\nOslo 3 4 5\n" * 20,
        "Vier Boote sanken am 3. März. Четыре лодки затонули 3 марта. Four boats sank on 3 March.",
    ],
)
def test_texts_of_odd_shapes(text: str) -> None:
    found = claims_in(text)
    assert dict(found.schema) == CLAIMS
    assert all(
        text[start:end].split() == said.split() for start, end, said in found.select("start", "end", "text").rows()
    )


def test_no_texts_give_no_claims() -> None:
    assert_frame_equal(claims_in(), pl.DataFrame(schema=CLAIMS))


_PARTS = st.sampled_from([ARREST, "Nine boats sank.", "It rained.", "Ann Lee, 44, resigned as treasurer.", "12 14 15"])


@settings(max_examples=5)
@given(st.lists(_PARTS, min_size=1, max_size=3))
def test_what_one_text_states_does_not_depend_on_the_others(texts: list[str]) -> None:
    together = claims_in(*texts, date="2025-05-01").drop("doc")
    alone = [claims_in(text, date="2025-05-01").drop("doc") for text in texts]
    assert_frame_equal(together, pl.concat(alone))


def test_documents_stay_as_they_are() -> None:
    scene = set_scene(ARREST)
    before = [frame.clone() for frame in scene]
    first, second = find_claims(*scene), find_claims(*scene)
    assert_frame_equal(first, second)
    for frame, was in zip(scene, before, strict=True):
        assert_frame_equal(frame, was)


@pytest.fixture(scope="module")
def osh(seeds: Path) -> pl.DataFrame:
    """The claims of the two reports of the example corpus on one event, "hizb" and "diplomat"."""
    documents = read_corpus(seeds)
    tokens, exclusions = parse(documents), find_exclusions(documents)
    actors = find_actors(documents, tokens, exclusions)
    stands = find_stands(actors, find_references(documents, tokens, actors), tokens)
    claims = find_claims(
        documents, tokens, stands, find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    )
    return claims.filter(pl.col("doc").str.contains("osh|2025"))


def test_the_seeds_tell_two_days_of_the_same_arrest(osh: pl.DataFrame) -> None:
    days = osh.filter(kind="date", act="detain", slot="when").select("value").to_series().sort().to_list()
    assert days == ["2025-04-17", "2025-04-19"]


def test_the_seeds_tell_other_steps_as_other_acts(osh: pl.DataFrame) -> None:
    dated = osh.filter(kind="date").select("value", "act", "slot").rows()
    assert ("2025-04-25", "place under arrest", "when") in dated
    assert ("2025-06-17", "keep in custody", "until") in dated


def test_the_seeds_tell_who_works_where(osh: pl.DataFrame) -> None:
    told = osh.filter(kind="employer", agent="Natalia Sekerina")["value"].unique().to_list()
    assert told == ["Russian House"]
    assert "Article 416" in osh.filter(kind="law")["text"].to_list()
