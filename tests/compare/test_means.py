"""Means of values that each document has: by hand, against a plain formula and SciPy, and where there is no test."""

from __future__ import annotations

from math import sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.estimates import LEAST, REST, Contrast, choose_contrasts
from analysis.compare.means import (
    MEANS,
    OF_SENTENCES,
    STYLES,
    as_counts,
    compare_means,
    compare_styles,
    measure_styles,
)
from analysis.compare.style import MEASURES, STYLE
from analysis.find.quotes import find_marks
from tests.compare.conftest import A_B, NO_TOKENS, make_documents, place, row_of, words_of
from tests.conftest import mark_quoted

Row = dict[str, object]


def value(*values: float | None, measure: str = "length", unit: str = "words") -> pl.DataFrame:
    """The values of documents d00, d01, … in one measure."""
    docs = [f"d{number:02}" for number in range(len(values))]
    columns = {"doc": docs, "measure": [measure] * len(docs), "unit": [unit] * len(docs), "value": list(values)}
    return pl.DataFrame(
        columns, schema={"doc": pl.String, "measure": pl.String, "unit": pl.String, "value": pl.Float64}
    )


def compare(groups: str, events: str, *values: float | None, contrast: Contrast = A_B) -> Row:
    """The one row of these values of documents of these groups and events."""
    table = compare_means({"all": value(*values)}, place(groups, events), [contrast])
    assert table.schema == MEANS
    (row,) = table.iter_rows(named=True)
    return row


def draw(seed: int, sides: list[tuple[int, int]], shift: float = 0.0) -> tuple[str, str, list[float]]:
    """Groups, events and values drawn by chance, with so many documents of a and b an event; those of a `shift` higher."""
    random = np.random.default_rng(seed)
    groups = "".join("a" * a + "b" * b for a, b in sides)
    events = "".join(chr(ord("e") + number) * (a + b) for number, (a, b) in enumerate(sides))
    return (
        groups,
        events,
        (random.normal(0, 1, len(groups)) + shift * np.array([one == "a" for one in groups])).tolist(),
    )


# --- few documents: description only --------------------------------------------------------------------------------


def test_few_documents_by_hand() -> None:
    # a: 1, 3, mean 2; b: 4, 5, 9, mean 6. Squares: 1 + 1 and 4 + 1 + 9 = 14; together 16 over 2 + 3 - 2 = 3
    row = compare("aabbb", "eeeee", 1.0, 3.0, 4.0, 5.0, 9.0)
    assert (row["mean_a"], row["mean_b"], row["difference"]) == (2, 6, -4)
    assert row["g"] == pytest.approx(-4 / sqrt(16 / 3) * (1 - 3 / (4 * 3 - 1)), abs=1e-12)
    assert [row[name] for name in ("low", "high", "g_low", "g_high", "p", "q")] == [None] * 6
    assert (row["docs_a"], row["docs_b"], row["events"], row["interval"]) == (2, 3, 1, "")
    assert (row["measure"], row["unit"], row["voice"], row["group_a"], row["group_b"]) == (
        "length",
        "words",
        "all",
        "a",
        "b",
    )
    assert row["note"] == (
        "description only: 2 and 3 documents in 1 event that both groups cover; a test needs 10 a side"
    )


def test_one_document_less_than_the_least_is_no_test_and_one_more_is() -> None:
    few = compare("a" * LEAST + "b" * (LEAST - 1), "e" * (2 * LEAST - 1), *map(float, range(2 * LEAST - 1)))
    enough = compare("a" * LEAST + "b" * LEAST, "e" * 2 * LEAST, *map(float, range(2 * LEAST)))
    assert (few["low"], few["high"], few["p"]) == (None, None, None)
    assert enough["low"] < enough["difference"] < enough["high"]
    assert (enough["interval"], enough["note"]) == ("documents", "")
    assert enough["p"] == enough["q"]


def test_a_document_without_a_value_is_none_of_its_side() -> None:
    row = compare("aaabb", "eefef", 1.0, 3.0, None, 4.0, 6.0)
    assert (row["mean_a"], row["docs_a"], row["mean_b"], row["docs_b"], row["events"]) == (2, 2, 5, 2, 1)
    assert compare("ab", "ee", 0.0, 2.0)["mean_a"] == 0  # but 0 is a value


@pytest.mark.parametrize("values", [(None, None, 4.0), (1.0, 2.0, None), (None, None, None)])
def test_a_side_without_a_value_is_no_row(values: tuple[float | None, ...]) -> None:
    table = compare_means({"all": value(*values)}, place("aab", "eee"), [A_B])
    assert (table.height, table.schema) == (0, MEANS)


def test_where_nothing_varies_or_two_documents_are_all_there_is_no_g() -> None:
    assert (compare("aabb", "eeee", 2.0, 2.0, 5.0, 5.0)["g"], compare("ab", "ee", 1.0, 2.0)["g"]) == (None, None)
    assert compare("aab", "eee", 1.0, 2.0, 3.0)["g"] is None  # one degree of freedom: Hedges' correction is not for it


def test_without_values_documents_or_contrasts_there_is_an_empty_table() -> None:
    none = value()
    for voices, contrasts in (({}, [A_B]), ({"all": none}, [A_B]), ({"all": value(1.0, 2.0)}, [])):
        table = compare_means(voices, place("ab", "ee"), contrasts)
        assert (table.height, table.schema) == (0, MEANS)
    assert compare_means({"all": none}, place("", ""), [A_B]).height == 0


# --- documents enough: within events --------------------------------------------------------------------------------


def test_a_difference_within_events_by_hand() -> None:
    # event e: a 8 times 1, 2 times 6 (mean 2), b 5 times 0, 5 times 2 (mean 1): difference 1, weight 10 * 10 / 20 = 5
    # event f: a 2 times 20, b 2 times 10: difference 10, weight 2 * 2 / 4 = 1; together (5 * 1 + 1 * 10) / 6 = 15 / 6
    values = [*[1.0] * 8, 6.0, 6.0, *[0.0] * 5, *[2.0] * 5, 20.0, 20.0, 10.0, 10.0]
    row = compare("a" * 10 + "b" * 10 + "aabb", "e" * 20 + "ffff", *values)
    assert row["difference"] == pytest.approx(15 / 6, abs=1e-12)
    assert (row["mean_a"], row["mean_b"]) == pytest.approx((60 / 12, 30 / 12))  # the means are those of all documents
    # squares inside the groups of events: 8 * 1 + 2 * 16 = 40 and 10 * 1; over 12 + 12 - 2 * 2 = 20 degrees of freedom
    expected = 15 / 6 / sqrt(50 / 20) * (1 - 3 / (4 * 20 - 1))
    assert row["g"] == pytest.approx(expected, abs=1e-12)
    assert row["g_low"] / row["g"] == pytest.approx(row["low"] / row["difference"], abs=1e-9)
    assert row["g_high"] / row["g"] == pytest.approx(row["high"] / row["difference"], abs=1e-9)
    assert (row["events"], row["docs_a"], row["docs_b"]) == (2, 12, 12)


def test_documents_of_an_event_of_one_side_change_the_means_and_not_the_difference() -> None:
    groups, events, values = draw(1, [(6, 6), (5, 5)])
    more = compare(f"{groups}aa", f"{events}zz", *values, 100.0, 200.0)
    less = compare(groups, events, *values)
    assert [more[name] for name in ("difference", "low", "high", "g", "p")] == pytest.approx(
        [less[name] for name in ("difference", "low", "high", "g", "p")]
    )
    assert more["mean_a"] > less["mean_a"] + 10
    assert (more["docs_a"], more["events"]) == (13, 2)


@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=6))
def test_the_difference_is_that_of_a_plain_formula(seed: int, sides: list[tuple[int, int]]) -> None:
    groups, events, values = draw(seed, [*sides, (10, 10)], shift=1.0)
    row = compare(groups, events, *values)
    parts = {event: {"a": [], "b": []} for event in events}
    for group, event, one in zip(groups, events, values, strict=True):
        parts[event][group].append(one)
    both = [(part["a"], part["b"]) for part in parts.values() if part["a"] and part["b"]]
    weights = [len(a) * len(b) / (len(a) + len(b)) for a, b in both]
    difference = sum(w * (np.mean(a) - np.mean(b)) for w, (a, b) in zip(weights, both, strict=True)) / sum(weights)
    squares = sum(len(part) * np.var(part) for pair in both for part in pair)
    freedom = sum(len(a) + len(b) - 2 for a, b in both)
    assert row["difference"] == pytest.approx(difference, abs=1e-9)
    assert row["g"] == pytest.approx(difference / sqrt(squares / freedom) * (1 - 3 / (4 * freedom - 1)), abs=1e-9)


def test_of_one_event_the_interval_is_welchs() -> None:
    groups, events, values = draw(2, [(12, 17)], shift=0.5)
    row = compare(groups, events, *values)
    test = stats.ttest_ind(values[:12], values[12:], equal_var=False)
    interval = test.confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high), rel=1e-3)


def test_of_pairs_the_interval_is_that_of_the_paired_t_test() -> None:
    groups, events, values = draw(3, [(1, 1)] * 12, shift=0.5)
    row = compare(groups, events, *values)
    interval = stats.ttest_rel(values[::2], values[1::2]).confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high), rel=1e-3)
    assert row["g"] is None  # no two documents of a group and event: no spread to set it against


def test_p_is_about_what_dealing_out_anew_gives() -> None:
    groups, events, values = draw(4, [(6, 9), (8, 5)], shift=0.6)
    row = compare(groups, events, *values)
    side, event, given = np.array(list(groups)) == "a", np.array(list(events)), np.array(values)
    random, runs = np.random.default_rng(5), 4000
    seen = []
    for _ in range(runs + 1):
        sums = [(given[event == one][side[event == one]].sum() - side[event == one].sum() * given[event == one].mean())
                for one in "ef"]  # fmt: skip
        seen.append(abs(sum(sums)))
        for one in "ef":
            side[event == one] = random.permutation(side[event == one])
    p = np.mean(np.array(seen[1:]) >= seen[0] - 1e-12)
    assert 0.01 < p < 0.5
    assert row["p"] == pytest.approx(p, abs=0.03)


def test_values_below_zero_shift_like_all_others() -> None:
    groups, events, values = draw(6, [(7, 6), (5, 8)])
    low, high = (compare(groups, events, *(one + shift for one in values)) for shift in (-50.0, 50.0))
    for name in ("difference", "low", "high", "g", "p"):
        assert low[name] == pytest.approx(high[name], abs=1e-6)
    assert low["mean_a"] < 0 < high["mean_a"]


# --- the table ------------------------------------------------------------------------------------------------------


def test_q_is_over_the_measures_contrasts_and_voices_together() -> None:
    groups, events, values = draw(7, [(5, 5), (6, 6)], shift=1.0)
    docs = place(groups, events)
    others = draw(8, [(5, 5), (6, 6)])[2]
    both = pl.concat([value(*values), value(*others, measure="rest")])
    table = compare_means({"all": both, "author": value(*values)}, docs, [A_B, Contrast("b", "a")])
    assert table.select("voice", "group_a", "measure").rows() == [
        ("all", "a", "length"), ("all", "a", "rest"), ("all", "b", "length"), ("all", "b", "rest"), ("author", "a", "length"),
        ("author", "b", "length"),
    ]  # fmt: skip
    assert table["q"].to_list() == pytest.approx(stats.false_discovery_control(table["p"].to_numpy()).tolist())


def test_what_has_no_test_is_not_of_the_family() -> None:
    groups, events, values = draw(9, [(10, 10)], shift=1.0)
    few = [one if number in (0, 1, 10, 11) else None for number, one in enumerate(values)]
    table = compare_means(
        {"all": pl.concat([value(*values), value(*few, measure="few")])}, place(groups, events), [A_B]
    )
    assert table["q"].to_list() == [table["p"][0], None]


@pytest.mark.parametrize("sides", [[(10, 11)], [(2, 3), (1, 1)], [(1, 1)] * 11], ids=["tested", "few", "pairs"])
def test_the_groups_exchanged_mirror_every_number(sides: list[tuple[int, int]]) -> None:
    groups, events, values = draw(10, sides)
    there, back = (compare(groups, events, *values, contrast=one) for one in (A_B, Contrast("b", "a")))
    for name, other in {"difference": "difference", "low": "high", "high": "low", "g": "g", "g_low": "g_high"}.items():
        assert there[name] == (None if back[other] is None else pytest.approx(-back[other], abs=1e-9))
    assert (there["mean_a"], there["docs_a"]) == (pytest.approx(back["mean_b"]), back["docs_b"])
    assert there["p"] == (None if back["p"] is None else pytest.approx(back["p"], abs=1e-9))


def test_three_groups_are_compared_in_pairs_and_each_with_the_rest() -> None:
    documents = place("abc", "eee")
    table = compare_means({"all": value(1.0, 2.0, 6.0)}, documents, choose_contrasts(documents, []))
    assert table.select("group_a", "group_b", "mean_a", "mean_b", "difference").rows() == [
        ("a", "b", 1, 2, -1), ("a", "c", 1, 6, -5), ("b", "c", 2, 6, -4), ("a", REST, 1, 4, -3), ("b", REST, 2, 3.5, -1.5),
        ("c", REST, 6, 1.5, 4.5),
    ]  # fmt: skip


def test_values_become_counts_of_documents_of_size_one() -> None:
    more = [value(1.0, None, 2.0, measure="grade"), value(None, 3.0, None, measure="other")]
    together, alone = as_counts("author", pl.concat([value(0.5, None, 0.0), *more]))
    assert (together.names, together.doc_names, together.voice) == (
        ["length", "grade"],
        ["d00", "d01", "d02"],
        "author",
    )
    assert (together.bounds.tolist(), together.sizes.tolist()) == ([0, 2, 4], [1, 0, 1])
    assert (together.docs.tolist(), together.counts.tolist()) == ([0, 2, 0, 2], [0.5, 0.0, 1.0, 2.0])
    assert (alone.names, alone.docs.tolist(), alone.counts.tolist(), alone.sizes.tolist()) == (
        ["other"],
        [1],
        [3.0],
        [0, 1, 0],
    )


def test_measures_that_other_documents_have_stay_in_their_order() -> None:
    values = pl.concat([value(1.0, 2.0, None), value(1.0, 2.0, 3.0, measure="b"), value(3.0, 1.0, None, measure="a")])
    table = compare_means({"all": values}, place("aba", "eee"), [A_B])
    assert table.select("measure", "docs_a", "difference").rows() == [("length", 1, -1), ("b", 2, 0), ("a", 1, 2)]


# --- style ----------------------------------------------------------------------------------------------------------

TALES = make_documents(
    ("a", "e", "Rain fell on the harbour. “Boats lay still,” he said. A gull cried over the wall."),
    ("b", "e", "The wind rose. The bridge swayed. Nobody was on it."),
)


@pytest.mark.parametrize(("quoted", "voices"), [("in", ["all"]), ("out", ["author"]), ("split", ["all", "author"])])
def test_style_is_of_all_words_or_the_authors_and_where_voices_are_apart_of_both(
    quoted: str, voices: list[str]
) -> None:
    words = mark_quoted(words_of(TALES), find_marks(TALES))
    values = measure_styles(words, NO_TOKENS, TALES, quoted)
    assert list(values) == voices
    assert all(table.schema == STYLE for table in values.values())
    left = set(MEASURES) - (set(OF_SENTENCES) if quoted == "split" else set())
    assert set(values[voices[-1]]["measure"]) == left
    assert set(values[voices[0]]["measure"]) == (set(MEASURES) if quoted != "out" else left)


def test_the_difference_of_a_measure_of_style_is_named_and_placed_in_its_family() -> None:
    words = mark_quoted(words_of(TALES), find_marks(TALES))
    table = compare_styles(measure_styles(words, NO_TOKENS, TALES, "split"), TALES, [A_B])
    assert table.schema == STYLES
    row = row_of(table, measure="word_length", voice="author")
    # Rain fell on the harbour he said A gull cried over the wall: 47 letters, 13 words
    # The wind rose The bridge swayed Nobody was on it: 39 letters, 10 words
    assert (row["mean_a"], row["mean_b"]) == pytest.approx((47 / 13, 39 / 10))
    assert (row["label"], row["family"], row["direction"]) == ("word length", "length", "higher = longer words")
    families = dict(compare_styles(FULL, place("ab", "ee"), [A_B]).select("measure", "family").iter_rows())
    assert list(families) == list(MEASURES)
    assert [families[name] for name in ("mtld", "sentence_length", "smog", "nouns", "passives")] == [
        "diversity", "length", "readability", "kinds of words", "kinds of words",
    ]  # fmt: skip


FULL = {"all": pl.concat([value(1.0, 2.0, measure=name) for name in MEASURES])}


def test_no_style_is_an_empty_table_of_style() -> None:
    assert_frame_equal(compare_styles({}, TALES, [A_B]), pl.DataFrame(schema=STYLES))
