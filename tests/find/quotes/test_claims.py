from __future__ import annotations

import polars as pl
import pytest

from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from tests.conftest import as_documents


def claims_of(text: str) -> dict[str, bool]:
    """What is told in a text by its cue, and whether it is a claim."""
    documents = as_documents(text)
    found = find_quotes(documents, parse(documents)).filter(pl.col("claim").is_not_null())
    return dict(found.select("cue", "claim").iter_rows())


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The harbour board said that the pier was closed.", "said"),
        ("Divers believe the wreck lies deeper.", "believe"),
        ("The pier was closed, officials said.", "said"),
        ("According to the report, the pier was closed.", "According to"),
        ("The crew was accused of theft.", "accused"),
        ("The mayor called the bridge a ruin.", "called"),
        ("The mayor promised: “The bridge will stand.”", "promised"),
        ("The keeper said the lamp would be lit.", "said"),
    ],
)
def test_what_is_stated_in_anothers_name_is_a_claim(text: str, cue: str) -> None:
    assert claims_of(text)[cue] is True


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The banks refused to lend the money.", "refused"),
        ("The town wants to sell the boats.", "wants"),
        ("The council discussed the bridge.", "discussed"),
        ("We know that the pier was closed.", "know"),
        ("This shows that the pier was unsafe.", "shows"),
        ("The mayor did not say that the pier was closed.", "say"),
    ],
)
def test_what_is_wanted_or_talked_about_or_the_authors_own_is_none(text: str, cue: str) -> None:
    assert claims_of(text)[cue] is False


def test_a_passage_that_nobody_says_is_neither() -> None:
    documents = as_documents("The so-called “summer market” opened in rain.")
    assert find_quotes(documents, parse(documents)).select("type", "claim").rows() == [("scare", None)]


def test_both_pieces_of_what_is_told_are_one_claim() -> None:
    documents = as_documents("The pier, officials said, would stay closed until spring.")
    found = find_quotes(documents, parse(documents))
    assert found["claim"].to_list() == [True] * found.height
    assert found.height == 2
