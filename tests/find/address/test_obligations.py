"""What is asked of whom, on invented sentences: every kind, and what asks nothing."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.address import OBLIGATIONS, find_obligations
from analysis.find.lists import read_list
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.find.stands import NOTHING, stand_for

NO_STANDS = pl.DataFrame(schema=STANDS)
# Sentence: all that is asked in it, as "kind: addressee > act".
SENTENCES = {
    # obligation
    "Norway must open its gates and pay.": "obligation: Norway > open",
    "The council should be ready.": "obligation: council > be",
    "The council needs to act.": "obligation: council > act",
    "The harbour masters have to act.": "obligation: harbour masters > act",
    "The council is obliged to answer.": "obligation: council > answer",
    "The council has a duty to act.": "obligation: council > act",
    "Norway's duty to act is clear.": "obligation: Norway > act",
    "The council must not sell the boats.": "obligation: council > not sell",
    "We must act.": "obligation: We > act",
    # exhortation
    "We urge Anna Lind to stay.": "exhortation: Anna Lind > stay",
    "We call on the mayor to resign.": "exhortation: mayor > resign",
    "The mayor is urged to resign.": "exhortation: mayor > resign",
    "Norway is called upon to act.": "exhortation: Norway > act",
    "They do not urge the council to act.": "exhortation: council > not act",
    "Let the council decide.": "exhortation: council > decide",
    "Harbour masters, open the gates!": "exhortation: Harbour masters > open",
    "O people of Bergen, open the gates!": "exhortation: people > open",
    "O people of Bergen! Open the gates and feed the sailors.": "exhortation: people > open; exhortation: people > feed",
    "Dear members of the council, do not sell the harbour!": "exhortation: Dear members > not sell",
    # necessity
    "Norway had to close the port.": "necessity: Norway > close",
    "The council was forced to close the port.": "necessity: council > close",
    "The council will have to close the port.": "necessity: council > close",
    # nothing
    "The mayor must have known it.": "",
    "The bridge must be closed.": "",
    "The rain should stop.": "",
    "Norway does not have to pay.": "",
    "Guards were called to answer a complaint.": "",
    "The council has yet to answer.": "",
    "The council opened the gates.": "",
    "The mayor, the council and the town open the gates.": "",
    "Should the council sell the boats, Norway pays.": "",
}  # fmt: skip


def find(documents: pl.DataFrame, stands: pl.DataFrame = NO_STANDS, exclusions: pl.DataFrame = NOTHING) -> pl.DataFrame:
    return find_obligations(documents, parse(documents), stands, exclusions)


@pytest.fixture(scope="module")
def asked() -> dict[str, list[str]]:
    """For each sentence what is asked in it."""
    documents = pl.DataFrame({"doc": [f"{place:02}" for place in range(len(SENTENCES))], "text": list(SENTENCES)})
    found: dict[str, list[str]] = {text: [] for text in SENTENCES}
    for row in find(documents).to_dicts():
        act = f"{'not ' if row['denied'] else ''}{row['act']}"
        found[documents["text"][int(row["doc"])]].append(f"{row['kind']}: {row['addressee']} > {act}")
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_asks_this(sentence: str, asked: dict[str, list[str]]) -> None:
    assert "; ".join(asked[sentence]) == SENTENCES[sentence]


def test_a_demand_is_a_span_with_its_actor() -> None:
    text = "😀 Rain fell. We call on the Harbour Board of Bergen to sell its boats."
    documents = as_documents(text)
    table = find(documents, stand_for(documents, ("Harbour Board", "Board of Bergen", "organisation", "name")))
    assert dict(table.schema) == OBLIGATIONS
    (row,) = table.to_dicts()
    assert text[row["start"] : row["end"]] == "call on the Harbour Board of Bergen to sell"
    assert (row["actor"], row["addressee"], row["act"]) == ("Board of Bergen", "Harbour Board", "sell")
    assert text[row["addressee_start"] : row["addressee_end"]] == "Harbour Board"


def test_a_pronoun_that_stands_for_an_actor_is_asked() -> None:
    documents = as_documents("It must act.")
    assert find(documents).is_empty()
    assert find(documents, stand_for(documents, ("It", "Norway", "place", "pronoun")))["actor"].to_list() == ["Norway"]


def test_demands_in_passages_left_out_are_not_counted() -> None:
    documents = as_documents("The council must act. Norway must pay.")
    left = pl.DataFrame({"doc": ["a"], "start": [22], "end": [38]})
    assert find(documents)["act"].to_list() == ["act", "pay"]
    assert find(documents, exclusions=left)["act"].to_list() == ["act"]


@pytest.mark.parametrize("texts", [(), ("",), ("…",), ("O",), ("O!",), ("LET",), ("“We must.”",), ("يجب",)])
def test_any_text_has_a_table(texts: tuple[str, ...]) -> None:
    assert dict(find(as_documents(*texts)).schema) == OBLIGATIONS


def test_the_list_of_obligations_is_sorted_and_each_kind_is_used() -> None:
    table = read_list("obligations")
    assert table["word"].to_list() == sorted(table["word"])
    assert set(table["kind"]) == {"modal", "semi", "bound", "driven", "duty", "urge", "that", "let"}
