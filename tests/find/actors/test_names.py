from __future__ import annotations

import polars as pl
import pytest

from analysis.find.actors.names import NAMED, clean_name, find_names
from tests.find.actors.conftest import NOTHING, as_corpus


def find(*marked: str) -> pl.DataFrame:
    return find_names(*as_corpus(*marked), NOTHING)[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Harbour\nBoard's", "Harbour Board"),
        ("The  “Pier”’s", "Pier"),
        ("their Harbour Board of the", "Harbour Board"),
        ("new Harbour Board", "Harbour Board"),
        ("Ann) Lee", "Ann Lee"),
        ("Ann Lee/Harbour News", "Ann Lee"),
        ("AC/DC", "AC/DC"),
        ("de Blasi", "de Blasi"),
        ("東京", "東京"),
        ("@pier", ""),
        ("harbours", ""),
        ("anti-Norwegian", ""),
        ("D-Bergen", ""),
        ("Lee v. Hill", ""),
        ("www.pier.no", ""),
        ("…", ""),
        ("the", ""),
        ("A" + 100_000 * "-" + "A", ""),
    ],
)
def test_a_name_is_left_of_a_text(text: str, name: str) -> None:
    assert clean_name(text) == name


def test_names_stand_in_text_order_with_what_is_before_them() -> None:
    found = find("The city of [GPE Molde] met the [ORG Red Board] and Ann")
    assert dict(found.schema) == NAMED
    assert found.rows() == [
        ("a", 12, 17, "Molde", "place", "of", "city"),
        ("a", 26, 35, "Red Board", "organisation", "the", "met"),
    ]


def test_numbers_and_dates_are_no_names() -> None:
    assert find("On [DATE Monday] [CARDINAL 40] boats left").is_empty()


def test_a_name_that_the_parser_missed_is_put_back() -> None:
    found = find("[PERSON Ann Lee] left", "Then Ann Lee left", "Then Ann left , then Ann Lee Hill")
    assert found.select("doc", "start", "name", "label").rows() == [
        ("a", 0, "Ann Lee", "person"),
        ("b", 5, "Ann Lee", "person"),
    ]


def test_a_single_word_is_put_back_where_it_is_known_from_two_mentions() -> None:
    assert find("[GPE Molde] is wet", "Then Molde dried")["doc"].to_list() == ["a"]
    assert find("[GPE Molde] is wet . [GPE Molde]", "Then Molde dried")["doc"].to_list() == ["a", "a", "b"]


def test_a_short_name_in_brackets_is_put_back_everywhere() -> None:
    documents, tokens = as_corpus("the [ORG Harbour Aid Agency] ( HAA ) met", "then HAA left")
    named, brackets = find_names(documents, tokens, NOTHING)
    assert named.select("doc", "name", "label").rows() == [
        ("a", "Harbour Aid Agency", "organisation"),
        ("a", "HAA", "organisation"),
        ("b", "HAA", "organisation"),
    ]
    assert brackets.rows() == [("a", 4, 22, "HAA", False)]


def test_letters_for_common_words_are_told_as_such() -> None:
    documents, tokens = as_corpus("a life saving appliance (LSA) floats , a boat (Bergen) , floats (LSA)")
    assert find_names(documents, tokens, NOTHING)[1].rows() == [("a", None, None, "LSA", True)]


def test_letters_for_a_body_in_small_letters_are_no_common_words() -> None:
    documents, tokens = as_corpus("the state committee for piers (SCP) met")
    assert find_names(documents, tokens, NOTHING)[1].is_empty()


def test_a_title_does_not_keep_a_name_from_being_put_back() -> None:
    found = find("[PERSON Lind] left . [PERSON Lind] left", "Then Mayor Lind left")
    assert found.filter(doc="b").select("start", "name", "before").rows() == [(11, "Lind", "mayor")]


def test_names_that_begin_in_an_exclusion_are_not_found() -> None:
    documents, tokens = as_corpus("[PERSON Ann] left . Photo by [PERSON Tom]")
    left_out = pl.DataFrame({"doc": ["a"], "start": [11], "end": [23]})
    assert find_names(documents, tokens, left_out)[0]["name"].to_list() == ["Ann"]


def test_no_document_has_no_names() -> None:
    named, brackets = find_names(*as_corpus(), NOTHING)
    assert named.is_empty() and brackets.is_empty()


def test_a_name_ends_where_an_excluded_passage_begins() -> None:
    excluded = pl.DataFrame({"doc": ["a"], "start": [12], "end": [23]})
    found, _ = find_names(*as_corpus("So [PERSON Ann Mary Lee Harbour] left"), excluded)
    assert found.select("start", "end", "name").rows() == [(3, 12, "Ann Mary")]
