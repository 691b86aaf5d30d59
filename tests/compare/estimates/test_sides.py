"""Which documents and events stand on which side."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.estimates import (
    LEAST,
    REST,
    Contrast,
    Side,
    choose_contrasts,
    side_of,
    take_sides,
    without,
)
from tests.compare.conftest import A_B, make_counts, place
from tests.conftest import error_of

pytestmark = pytest.mark.filterwarnings("error")


# --- contrasts ----------------------------------------------------------------------------------------------------


def test_all_pairs_of_groups_and_then_each_with_the_rest() -> None:
    documents = pl.DataFrame({"group": ["c", "a", "b", "a"]})
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    assert choose_contrasts(documents, []) == [*pairs, ("a", REST), ("b", REST), ("c", REST)]
    assert choose_contrasts(documents, ["c", "a"]) == [("c", "a")]
    assert choose_contrasts(documents.filter(group="a"), []) == []


def test_of_two_groups_the_rest_is_the_other_one() -> None:
    assert choose_contrasts(pl.DataFrame({"group": ["b", "a"]}), []) == [("a", "b")]
    assert choose_contrasts(pl.DataFrame(schema={"group": pl.String}), []) == []


@pytest.mark.parametrize(
    ("given_names", "message"),
    [
        (["news"], "given 'news'; allowed: two of advocacy, blogs, news, or nothing for all pairs"),
        (["news", "news"], "given 'news, news'; allowed: two of advocacy, blogs, news, or nothing for all pairs"),
        (["news", "advocacy", "blogs"],
         "given 'news, advocacy, blogs'; allowed: two of advocacy, blogs, news, or nothing for all pairs"),
        (["news", "advocay"],
         "given 'news, advocay'; allowed: two of advocacy, blogs, news, or nothing for all pairs; "
         "did you mean 'advocacy'?"),
        (["xyz", "news"], "given 'xyz, news'; allowed: two of advocacy, blogs, news, or nothing for all pairs"),
        (["news", REST], "given 'news, all others'; allowed: two of advocacy, blogs, news, or nothing for all pairs"),
    ],
)  # fmt: skip
def test_other_contrasts_are_refused(given_names: list[str], message: str) -> None:
    documents = pl.DataFrame({"group": ["news", "advocacy", "blogs"]})
    assert error_of(choose_contrasts, documents, given_names) == f"contrast: {message}"


@pytest.mark.parametrize("chosen", [[], ["harbour", "all others"]])
def test_a_group_with_the_name_of_the_rest_is_refused(chosen: list[str]) -> None:
    documents = pl.DataFrame({"group": ["all others", "harbour"]})
    assert error_of(choose_contrasts, documents, chosen) == (
        "group: given 'all others'; allowed: any other name, this one stands for the rest; rename the group"
    )


def test_a_document_without_a_group_is_on_neither_side() -> None:
    groups = pl.Series(["a", None, "c", "b"])
    assert side_of(groups, A_B).tolist() == [1, -1, -1, 0]
    assert side_of(groups, Contrast("a", REST)).tolist() == [1, -1, 0, 0]
    assert side_of(pl.Series([], dtype=pl.String), Contrast("a", REST)).tolist() == []


@given(st.lists(st.sampled_from("abc"), max_size=20))
def test_the_rest_are_the_other_groups_together(names: list[str]) -> None:
    groups = pl.Series(names, dtype=pl.String)
    others = [side_of(groups, Contrast("a", other)) for other in "bc"]
    assert side_of(groups, Contrast("a", REST)).tolist() == np.maximum(*others).tolist()


# --- sides --------------------------------------------------------------------------------------------------------


def test_sides_count_words_and_documents_in_events_that_both_cover() -> None:
    counts = make_counts({"m": [1] * 7}, [2, 3, 5, 0, 7, 11, 13])
    sides = take_sides(counts, place("aabaabc", "xxxxyy ", "ppqpprq"), A_B)
    assert sides.a == Side(words=12, docs=3, shared=3, outlets={"p": 3})
    assert sides.b == Side(words=16, docs=2, shared=2, outlets={"q": 1, "r": 1})
    assert sides.of_doc.tolist() == [1, 1, 0, -1, 1, 0, -1]  # d03 has no words, d06 is of another group
    assert sides.event_names == [None, "x", "y"]
    assert sides.event_of_doc.tolist() == [1, 1, 1, 1, 2, 2, 0]
    assert (sides.events_a.tolist(), sides.events_b.tolist()) == ([0, 2, 1], [0, 1, 1])
    assert sides.weights.tolist() == [0, pytest.approx(2 / 3), 1 / 2]
    assert (sides.shared.tolist(), sides.pairs) == ([False, True, True], 1)


def test_documents_without_an_event_are_one_event() -> None:
    counts = make_counts({"m": [1] * 4}, [1] * 4)
    sides = take_sides(counts, place("abab", "x   "), A_B)
    assert (sides.a.shared, sides.b.shared) == (1, 2)  # d00 is alone in event x
    assert sides.event_of_doc.tolist() == [1, 0, 0, 0]
    nowhere = take_sides(counts, place("abab", "    "), A_B)
    assert (nowhere.event_names, nowhere.a.shared, nowhere.b.shared) == ([None], 2, 2)


def test_an_event_with_one_group_has_no_weight() -> None:
    sides = take_sides(make_counts({"m": [1] * 5}, [9] * 5), place("aabab", "xxxyy"), A_B)
    alone = take_sides(make_counts({"m": [1] * 6}, [9] * 6), place("aababa", "xxxyyz"), A_B)
    assert alone.weights.tolist() == [*sides.weights.tolist(), 0]
    assert (alone.a.docs, alone.a.shared) == (4, 3)


def test_documents_of_no_corpus_have_no_side() -> None:
    sides = take_sides(make_counts({"m": []}, []), place("", ""), A_B)
    assert sides.a == sides.b == Side(words=0, docs=0, shared=0, outlets={})
    assert (
        sides.note == "description only: 0 and 0 documents in 0 events that both groups cover; a test needs 10 a side"
    )


@pytest.mark.parametrize(
    ("groups", "events", "note"),
    [
        ("ab", "xx", "1 and 1 documents in 1 event that both groups cover"),
        ("aabb", "xyzw", "0 and 0 documents in 0 events that both groups cover"),
        ("a" * 10 + "b" * 9, "x" * 19, "10 and 9 documents in 1 event that both groups cover"),
        ("ab" * 12, "x" * 4 + "y" * 14 + "zwzwzw", "9 and 9 documents in 2 events that both groups cover"),
        ("a" * 20, "x" * 20, "0 and 0 documents in 0 events that both groups cover"),
    ],
)
def test_the_note_says_what_a_test_would_need(groups: str, events: str, note: str) -> None:
    counts = make_counts({"m": [1] * len(groups)}, [5] * len(groups))
    sides = take_sides(counts, place(groups, events), A_B)
    assert not sides.are_enough
    assert sides.note == f"description only: {note}; a test needs 10 a side"


def test_enough_documents_need_no_note() -> None:
    counts = make_counts({"m": [1] * 2 * LEAST}, [5] * 2 * LEAST)
    sides = take_sides(counts, place("ab" * LEAST, "x" * 2 * LEAST), A_B)
    assert (sides.are_enough, sides.note) == (True, "")


@pytest.mark.parametrize(("outlets", "main"), [("ppp", "p"), ("ppq", "p"), ("pq", ""), ("ppqr", ""), ("", "")])
def test_an_outlet_with_more_than_half_of_a_side_is_named(outlets: str, main: str) -> None:
    counts = make_counts({"m": [1] * len(outlets)}, [5] * len(outlets))
    sides = take_sides(counts, place("a" * len(outlets), "x" * len(outlets), outlets), A_B)
    assert (sides.a.main_outlet, sides.b.main_outlet) == (main, "")


def test_a_table_without_outlets_has_none() -> None:
    sides = take_sides(make_counts({"m": [1, 1]}, [5, 5]), place("ab", "xx"), A_B)
    assert (sides.a.outlets, sides.outlet_of_doc.tolist()) == ({}, ["", ""])


def test_what_is_left_out_is_as_if_it_had_never_been_there() -> None:
    sizes, documents = [2, 3, 5, 7, 11, 13], place("aabbab", "xxxyyy", "pqprqr")
    counts = make_counts({"m": [1] * 6}, sizes)
    sides = take_sides(counts, documents, A_B)
    gone = np.array([False, True, False, True, False, False])
    less, fresh = without(sides, counts, gone), take_sides(counts, documents.filter(~pl.Series(gone)), A_B)
    assert (less.a, less.b) == (fresh.a, fresh.b)
    assert less.of_doc.tolist() == fresh.of_doc.tolist() == [1, -1, 0, -1, 1, 0]
    assert less.weights[less.shared].tolist() == fresh.weights[fresh.shared].tolist() == [1 / 2, 1 / 2]
    assert sides.of_doc.tolist() == [1, 1, 0, 0, 1, 0]  # the sides given are as they were
