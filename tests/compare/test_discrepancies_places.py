"""Tests of places in the ledger: which way something is told of a place, and what lies in what by any article of the event."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.discrepancies import CONFLICT, SCOPE
from analysis.compare.discrepancies.places import BEING, LEAVING, PASSING, REACHING, add_within, read_path
from tests.compare.test_discrepancies import read, write


@pytest.mark.parametrize(
    ("sentence", "place", "path"),
    [
        ("The balloon flew over the north of Merrow.", "Merrow", PASSING),
        ("The balloon rose from a meadow in Merrow.", "Merrow", BEING),  # the meadow lies in it
        ("The balloon rose from Merrow.", "Merrow", LEAVING),
        ("The balloon fell into the bay of Merrow.", "Merrow", REACHING),
        ("The balloon left, and Merrow saw it.", "Merrow", BEING),
        ("The meadow lies close to Merrow.", "Merrow", BEING),
    ],
)
def test_the_way_something_is_told_of_a_place(sentence: str, place: str, path: str) -> None:
    told = pl.DataFrame({"sentence_text": [sentence], "start": [sentence.index(place)], "sentence_start": [0]})
    assert told.select(read_path()).item() == path


def test_what_one_article_says_of_a_place_holds_for_the_event() -> None:
    stated = pl.DataFrame(
        {
            "event": ["fair", "fair", "fair", "vote"], "kind": ["place"] * 4, "value": ["Merrow", "Merrow", "Low County", "Merrow"],
            "unit": ["", "Low County", "Freedonia", ""],
        }
    )  # fmt: skip
    assert add_within(stated)["within"].to_list() == [["freedonia", "low county"]] * 2 + [["freedonia"], None]


def test_a_place_that_another_article_says_lies_in_the_other_is_a_matter_of_scope() -> None:
    one, two = "The storm hit the harbour in Merrow on Sunday.", "The storm hit the harbour in Freedonia on Sunday."
    third = "Crews cleared the streets in Merrow, Freedonia, for a week."
    told = [read(write(*((text, "2024-03-13") for text in texts))) for texts in ((one, two), (one, two, third))]
    assert [rows.filter(kind="place")["class"].to_list() for rows in told] == [[CONFLICT], [SCOPE]]


@pytest.mark.parametrize(("two", "found"), [("Kenya", [SCOPE]), ("Lowick", [CONFLICT]), ("Merrow town", [])])
def test_a_country_and_a_town_may_lie_one_in_the_other(two: str, found: list[str]) -> None:
    texts = ("The storm hit the harbour in Merrow on Sunday.", f"The storm hit the harbour in {two} on Sunday.")
    assert read(write(*((text, "2024-03-13") for text in texts))).filter(kind="place")["class"].to_list() == found


def test_two_names_of_one_country_agree() -> None:
    texts = (
        "The storm hit the harbour in Great Britain on Sunday.",
        "The storm hit the harbour in the United Kingdom on Sunday.",
    )
    assert read(write(*((text, "2024-03-13") for text in texts))).filter(kind="place").is_empty()


def test_the_way_to_a_place_does_not_contradict_the_way_from_another() -> None:
    one, two = "The balloon flew from Merrow on Sunday.", "The balloon flew over Lowick on Sunday."
    assert read(write((one, "2024-03-13"), (two, "2024-03-13"))).filter(kind="place").is_empty()


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("The cups were stolen in a Merrow museum.", "The cups were stolen in Lowick.", ["scope"]),
        ("The balloon landed outside Merrow on Sunday.", "The balloon landed in Lowick on Sunday.", ["scope"]),
        ("The cups were stolen from a Merrow store.", "The cups were stolen from a Merrow shop.", []),
    ],
)
def test_what_is_in_or_near_a_town_may_be_told_by_two_names(one: str, two: str, found: list[str]) -> None:
    rows = read(write((one, "2024-03-13"), (two, "2024-03-13")))
    assert rows.filter(kind="place")["class"].to_list() == found
