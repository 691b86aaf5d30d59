"""The list of polarity: its form, what it may not hold, and how parsed words are read by it."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.evaluation.polarity import find_polarity, read_judgements, read_people, read_polarity
from analysis.find.lists import read_list
from analysis.find.parsing import parse
from analysis.find.syntax import read_syntax
from tests.conftest import as_documents

KINDS = {"positive", "negative", "agent+", "agent-", "patient+", "patient-"}
# Sentence: the words in it that say something, as what is said of what they describe, of an agent, of a patient.
SENTENCES = {
    "The brave crew rescued a boat.": {"brave": (1, 0, 0), "rescue": (0, 1, 1)},
    "The keeper backed down.": {"back down": (0, -1, 0)},
    "The keeper backed the crew.": {"back": (0, 0, 1)},
    "They gave it a kind of roof.": {},
    "The kind keeper waved.": {"kind": (1, 0, 0)},
    "Patient Hope Hill is a village.": {},
    "A betrayed keeper met a lying sailor.": {"betray": (-1, -1, -1), "lie": (-1, -1, 0)},
    "They voted against it.": {"against": (0, 0, -1)},
}


@pytest.fixture(scope="module")
def words() -> pl.DataFrame:
    return read_list("polarity")


def test_the_list_is_in_order_and_each_word_has_one_kind_of_each(words: pl.DataFrame) -> None:
    rows = words.select("word", "kind").rows()
    assert rows == sorted(set(rows))
    assert set(words["kind"]) == KINDS
    assert set(words["note"]) == {"", "event", "person"}
    assert all(word == " ".join(word.lower().split()) and "-" not in word for word in words["word"])
    sides = words.with_columns(
        side=pl.col("kind").replace({"positive": "said", "negative": "said"}).str.strip_chars("+-")
    )
    assert sides.select("word", "side").is_duplicated().sum() == 0


def test_notes_are_for_words_that_evaluate_what_they_describe(words: pl.DataFrame) -> None:
    noted = words.filter(pl.col("note") != "")
    assert set(noted["kind"]) == {"positive", "negative"}
    assert {"hero", "liar"} <= read_people() <= read_judgements()
    assert not {"arrest", "brave"} <= read_judgements()


def test_signs_by_word() -> None:
    signs = {word: signs for word, *signs in read_polarity().iter_rows()}
    assert (signs["brave"], signs["criticise"], signs["cheat"]) == ([1, 0, 0], [0, 0, -1], [-1, -1, -1])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_words_say_in_a_sentence(sentence: str) -> None:
    syntax = read_syntax(parse(as_documents(sentence)))
    says = find_polarity(syntax)
    told = {
        word: tuple(map(int, signs))
        for word, *signs in zip(says.words, says.said, says.agent, says.patient, strict=True)
        if any(signs)
    }
    assert told == SENTENCES[sentence]
