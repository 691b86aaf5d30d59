from __future__ import annotations

import pytest

from analysis.find.actors.forms import find_initials, is_acronym, read_equal_names, read_form, read_heads, split_title
from analysis.find.lists import read_list

LISTS = ("heads", "metonyms", "names", "titles")


@pytest.mark.parametrize(
    ("name", "title", "rest"),
    [
        ("Former Deputy Prime Minister Ann Lee", "Former Deputy Prime Minister", "Ann Lee"),
        ("Lt. Gov. Lee", "Lt. Gov.", "Lee"),
        ("Dr Lee", "Dr", "Lee"),
        ("Mayor", "Mayor", ""),
        ("Dean Lind", "", "Dean Lind"),  # a given name
        ("Ann Mayor", "", "Ann Mayor"),
        ("Majorca", "", "Majorca"),
        ("", "", ""),
    ],
)
def test_titles_stand_before_a_name(name: str, title: str, rest: str) -> None:
    assert split_title(name) == (title, rest)


@pytest.mark.parametrize("name", ["FBI", "F.B.I", "F.B.I.", "AFL-CIO", "NGOs", "A&E", "UN"])
def test_letters_are_an_acronym(name: str) -> None:
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["House", "iPhone", "W", "Ann Lee", "WASHINGTON", "McLee", "東京", ""])
def test_words_are_none(name: str) -> None:
    assert not is_acronym(name)


def test_initials_may_leave_out_small_words_and_the_land() -> None:
    assert find_initials("Norwegian Board of Piers") == {"NBOP", "NBP", "BOP", "BP"}
    assert find_initials("Deep Water Board") == {"DWB"}


def test_a_person_is_called_by_what_ends_the_name_or_by_initials() -> None:
    offers = read_form("Ann Mary von Lind", "person").offers
    assert {("tail", "lind"), ("tail", "von", "lind"), ("initial", "a", "lind"), ("given", "an")} <= offers
    assert ("middle", "an", "m", "lind") in offers
    assert read_form("Lind", "person").offers == frozenset()


def test_longer_names_come_first() -> None:
    names = ["Ann Mary Lind", "Ann B. Lind", "Ann Lind", "A. Lind", "Lind"]
    assert sorted(names, key=lambda name: read_form(name, "person").length, reverse=True) == names


@pytest.mark.parametrize("name", LISTS)
def test_words_of_a_list_are_in_lower_case_and_stand_once_for_a_kind(name: str) -> None:
    rows = read_list(name)
    assert rows["word"].to_list() == rows["word"].str.to_lowercase().to_list()
    assert rows.select("word", "kind").is_duplicated().sum() == 0
    assert rows.select(words=rows["word"] == rows["word"].str.strip_chars()).to_series().all()


def test_each_equal_name_has_one_meaning_and_so_has_its_one_name() -> None:
    names = read_equal_names()
    assert read_list("names")["word"].is_duplicated().sum() == 0
    assert {found.name.lower() for found in names.values()} <= names.keys()
    assert all(names[found.name.lower()].name == found.name for found in names.values())


def test_heads_that_may_be_two_things_tell_nothing() -> None:
    heads = read_heads()
    assert heads["committee"] == "organisation" and heads["house"] == "chamber" and heads["street"] == "place"
    assert "district" not in heads
