from __future__ import annotations

from math import log2

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy.spatial.distance import jensenshannon

from analysis.compare.counts import Counts, count_terms
from analysis.compare.estimates import REST, Contrast
from analysis.compare.shift import DESCRIBED, SHIFT, divergence, shift_words
from tests.compare.conftest import make_counts, make_documents, row_of, words_of

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
ROWS = st.lists(st.integers(0, 9), min_size=4, max_size=4)


def place(counts: Counts, *told: tuple[str, str | None]) -> pl.DataFrame:
    """The documents of these counts with their groups and events."""
    groups, events = zip(*told, strict=True)
    schema = {"doc": pl.String, "group": pl.String, "event": pl.String}
    return pl.DataFrame({"doc": counts.doc_names, "group": groups, "event": events}, schema=schema)


def shift_of(table: dict[str, list[int]], *told: tuple[str, str | None]) -> pl.DataFrame:
    counts = make_counts(table, np.sum(list(table.values()), axis=0).tolist())
    return shift_words(counts, place(counts, *told), A_B)


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_shift_by_hand() -> None:
    table = shift_of({"fog": [0, 2], "rain": [2, 1], "sun": [2, 1]}, ("a", "e"), ("b", "e"))
    assert table.schema == SHIFT
    # of 4 words each: fog 0 and 1/2, rain and sun 1/2 and 1/4 with a middle of 3/8
    part = (1 / 2 * log2((1 / 2) / (3 / 8)) + 1 / 4 * log2((1 / 4) / (3 / 8))) / 2
    assert table["term"].to_list() == ["fog", "rain", "sun"]
    assert table["contribution"].to_list() == pytest.approx([1 / 4, part, part])
    assert table["within"].to_list() == pytest.approx([1 / 4, part, part])  # one event: all of it is inside
    assert table["share"].sum() == pytest.approx(1)
    assert table.select("group", "rank", "hits_a", "hits_b", "docs_a", "docs_b", "rate_a", "rate_b").rows() == [
        ("b", 1, 0, 2, 0, 1, 0.0, 500.0), ("a", 2, 2, 1, 1, 1, 500.0, 250.0), ("a", 3, 2, 1, 1, 1, 500.0, 250.0),
    ]  # fmt: skip
    assert set(table["note"]) == {DESCRIBED}


def test_an_event_of_one_side_adds_nothing_inside_events() -> None:
    table = shift_of({"rain": [3, 1, 8], "sun": [1, 3, 0]}, ("a", "e"), ("b", "e"), ("a", "f"))
    # rain: 11/12 against 1/4, apart by 2/3; event e weighs (4/12 + 1) / 2 = 2/3, inside it 3/4 against 1/4
    rain = row_of(table, term="rain")
    assert rain["within"] == pytest.approx(rain["contribution"] * (2 / 3 * 1 / 2) / (2 / 3))


def test_a_word_can_lean_the_other_way_inside_the_same_events() -> None:
    told = [("a", "dry"), ("b", "dry"), ("a", "wet"), ("b", "wet")]
    table = shift_of({"rain": [1, 9, 30, 4], "sun": [9, 36, 10, 1]}, *told)
    # rain 31/50 against 13/50, but 1/10 against 1/5 (weight 11/20) and 3/4 against 4/5 (weight 9/20)
    rain = row_of(table, term="rain")
    assert rain["group"] == "a"
    assert rain["within"] == pytest.approx(rain["contribution"] * (11 / 20 * -1 / 10 + 9 / 20 * -1 / 20) / (18 / 50))


def test_documents_without_an_event_are_compared_but_not_inside_one() -> None:
    table = shift_of({"rain": [3, 1], "sun": [1, 3]}, ("a", None), ("b", None))
    assert table["contribution"].min() > 0
    assert table["within"].to_list() == [0, 0]


# --- the divergence -----------------------------------------------------------------------------------------------


@given(a=ROWS, b=ROWS)
def test_contributions_add_up_to_the_divergence_of_scipy(a: list[int], b: list[int]) -> None:
    if not sum(a) or not sum(b):
        return
    table = shift_of(
        {f"w{number}": list(pair) for number, pair in enumerate(zip(a, b, strict=True))}, ("a", "e"), ("b", "f")
    )
    known = jensenshannon(np.array(a) / sum(a), np.array(b) / sum(b), base=2) ** 2
    assert divergence(np.array(a), np.array(b)) == pytest.approx(known, abs=1e-9)
    assert table["contribution"].sum() == pytest.approx(known, abs=1e-9)
    assert table["contribution"].min() >= 0
    assert (table["within"] == 0).all()  # no event is shared
    assert table["contribution"].to_list() == sorted(table["contribution"], reverse=True)


@given(a=ROWS, b=ROWS)
def test_in_one_event_all_of_it_is_inside(a: list[int], b: list[int]) -> None:
    if not sum(a) or not sum(b):
        return
    table = shift_of(
        {f"w{number}": list(pair) for number, pair in enumerate(zip(a, b, strict=True))}, ("a", "e"), ("b", "e")
    )
    assert table["within"].to_list() == pytest.approx(table["contribution"].to_list(), abs=1e-12)


def test_swapping_the_sides_changes_names_and_nothing_else() -> None:
    documents = make_documents(("a", "e", "rain rain sun"), ("b", "e", "sun fog"), ("b", "f", "fog sun"))
    counts = count_terms(words_of(documents), ngrams=1, min_count=1)
    one, other = (shift_words(counts, documents, contrast) for contrast in (A_B, Contrast("b", "a")))
    assert_frame_equal(
        one.select("term", "group", "contribution", "within"), other.select("term", "group", "contribution", "within")
    )
    assert one["hits_a"].to_list() == other["hits_b"].to_list()


# --- edges --------------------------------------------------------------------------------------------------------


def test_two_sides_with_the_same_shares_are_not_apart() -> None:
    table = shift_of({"rain": [2, 4], "sun": [1, 2]}, ("a", "e"), ("b", "e"))
    assert table["contribution"].to_list() == table["within"].to_list() == [0, 0]
    assert table["share"].to_list() == [None, None]


def test_words_of_neither_side_are_not_in_the_table() -> None:
    table = shift_of({"fog": [0, 0, 4], "rain": [1, 2, 0]}, ("a", "e"), ("b", "e"), ("c", "e"))
    assert table["term"].to_list() == ["rain"]


@pytest.mark.parametrize("told", [[("a", "e")], [("b", "e")], [("c", "e")]])
def test_a_side_without_words_gives_no_rows(told: list[tuple[str, str]]) -> None:
    table = shift_of({"rain": [2]}, *told)
    assert table.schema == SHIFT and table.is_empty()


def test_nothing_counted_gives_no_rows() -> None:
    assert shift_of({"rain": [0, 0]}, ("a", "e"), ("b", "e")).is_empty()


def test_one_group_against_all_others() -> None:
    counts = make_counts({"rain": [2, 1, 1], "sun": [0, 1, 1]}, [2, 2, 2])
    documents = place(counts, ("a", "e"), ("b", "e"), ("c", "e"))
    rain = row_of(shift_words(counts, documents, Contrast("a", REST)), term="rain")
    assert (rain["hits_a"], rain["hits_b"], rain["docs_b"], rain["group_b"]) == (2, 2, 2, REST)
