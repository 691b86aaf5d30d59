"""We: whom it includes, on invented sentences."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.address import WE, find_we
from analysis.find.lists import read_list
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.find.stands import NOTHING, stand_for

NO_STANDS = pl.DataFrame(schema=STANDS)
# Sentence: each we, as "word: kind, whom it includes".
SENTENCES = {
    "Our brothers and sisters sail.": "our: kin, brothers and sisters",
    "We sailors know it.": "we: people, sailors",
    "We, the people of Bergen, sail.": "we: people, people",
    "We are a team.": "we: organisation, team",
    "We are ready.": "we: unspecified, ",
    "Our harbour office told us.": "our: organisation, harbour office; us: unspecified, ",
    "It is hard for distant countries like ours.": "ours: people, distant countries",
    "All of us in Norway know.": "us: people, Norway",
    "Our view is old.": "our: unspecified, ",
    "OUR TOWN.": "our: people, TOWN",
    "The US sails.": "",
    "They sail.": "",
}  # fmt: skip


def find(documents: pl.DataFrame, stands: pl.DataFrame = NO_STANDS, exclusions: pl.DataFrame = NOTHING) -> pl.DataFrame:
    return find_we(documents, parse(documents), stands, exclusions)


@pytest.fixture(scope="module")
def meant() -> dict[str, list[str]]:
    """For each sentence whom its we include."""
    documents = pl.DataFrame({"doc": [f"{place:02}" for place in range(len(SENTENCES))], "text": list(SENTENCES)})
    found: dict[str, list[str]] = {text: [] for text in SENTENCES}
    for row in find(documents).to_dicts():
        found[documents["text"][int(row["doc"])]].append(f"{row['word']}: {row['kind']}, {row['includes']}")
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_includes_these(sentence: str, meant: dict[str, list[str]]) -> None:
    assert "; ".join(meant[sentence]) == SENTENCES[sentence]


def test_we_is_a_span_with_the_actor_that_it_is() -> None:
    text = "😀 All of us in Norway know."
    documents = as_documents(text)
    table = find(documents, stand_for(documents, ("Norway", "Kingdom of Norway", "place", "name")))
    assert dict(table.schema) == WE
    (row,) = table.to_dicts()
    assert text[row["start"] : row["end"]] == row["word"] == "us"
    assert row["actor"] == "Kingdom of Norway"


def test_words_in_passages_left_out_are_not_counted() -> None:
    documents = as_documents("We sail. We swim.")
    assert find(documents).height == 2
    assert find(documents, exclusions=pl.DataFrame({"doc": ["a"], "start": [9], "end": [17]}))["start"].to_list() == [0]


@pytest.mark.parametrize("texts", [(), ("",), ("…",), ("US",), ("WE WE WE",), ("نحن",)])
def test_any_text_has_a_table(texts: tuple[str, ...]) -> None:
    assert dict(find(as_documents(*texts)).schema) == WE


def test_each_noun_of_the_list_has_one_kind() -> None:
    table = read_list("we")
    assert table["word"].to_list() == sorted(set(table["word"]))
    assert set(table["kind"]) == {"kin", "people", "organisation"}
