from __future__ import annotations

from math import hypot, log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.counts import Counts
from analysis.compare.estimates import REST, Contrast, choose_contrasts, estimate_events, pool_events, take_sides
from analysis.compare.events import EVENTS, POOLED, compare_events, describe_sides, pool_contrasts
from analysis.compare.rates import contrast_counts
from tests.compare.conftest import make_counts, row_of

pytestmark = pytest.mark.filterwarnings("error")
A_B, B_A = Contrast("a", "b"), Contrast("b", "a")
DOCS = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["Bridge", "Harbour", None]), st.sampled_from("xyz"), st.integers(0, 3)
    ),
    min_size=2,
    max_size=30,
)


def make(*rows: tuple[str, str | None, str, int, int]) -> tuple[list[Counts], pl.DataFrame]:
    """The counts of one category, and the documents, from (group, event, outlet, hits, words)."""
    counts = make_counts({"sky/wet": [row[3] for row in rows]}, [row[4] for row in rows])
    table = pl.DataFrame(
        [row[:3] for row in rows], schema=dict.fromkeys(("group", "event", "outlet"), pl.String), orient="row"
    )
    return [counts], table.with_columns(doc=pl.Series(counts.doc_names))


def garwood(hits: int, size: float) -> tuple[float, float]:
    """The exact interval of a rate per thousand words from counting alone."""
    low = stats.chi2.ppf(0.025, 2 * hits) / 2 if hits else 0
    return low * 1000 / size, stats.chi2.ppf(0.975, 2 * hits + 2) / 2 * 1000 / size


def notes_of(*rows: tuple[str, str | None, str, int, int]) -> str:
    (counts,), documents = make(*rows)
    return describe_sides(take_sides(counts, documents, A_B))


STORM = make(
    ("a", "Bridge", "Gazette", 2, 100), ("b", "Bridge", "Quay", 1, 100),
    ("a", "Harbour", "Gazette", 2, 200), ("a", "Harbour", "Post", 3, 100), ("b", "Harbour", "Quay", 0, 100),
)  # fmt: skip
MANY = make(
    *(("a", "Bridge", "Gazette", hits, 100) for hits in (2, 4, 4, 6, 4)), *(("b", "Bridge", "Quay", hits, 100) for hits in (1, 3, 2, 2, 2)),
    *(("a", "Harbour", "Post", hits, 100) for hits in (5, 7, 6, 5, 7)), *(("b", "Harbour", "Quay", hits, 100) for hits in (1, 1, 2, 0, 1)),
)  # fmt: skip

# --- event by event -------------------------------------------------------------------------------------------------


def test_events_by_hand() -> None:
    table = compare_events(*STORM, [A_B])
    assert table.schema == EVENTS
    counted = ["category", "event", "rate_a", "rate_b", "difference", "docs_a", "docs_b", "hits_a", "hits_b"]
    assert table.select(counted).rows() == [
        ("wet", "Bridge", 20, 10, 10, 1, 1, 2, 1),
        ("wet", "Harbour", 20, 0, 20, 2, 1, 5, 0),  # of a: the mean of 10 and 30, not 5 of 300
    ]
    assert table.select("measure", "voice", "group_a", "group_b").unique().rows() == [("sky", "all", "a", "b")]


def test_the_interval_of_one_article_a_side_is_that_of_its_counts() -> None:
    row = row_of(compare_events(*STORM, [A_B]), event="Bridge")
    (low_a, high_a), (low_b, high_b) = garwood(2, 100), garwood(1, 100)
    assert (row["low"], row["high"]) == pytest.approx(
        (10 - hypot(20 - low_a, high_b - 10), 10 + hypot(high_a - 20, 10 - low_b))
    )


def test_hits_of_short_articles_weigh_more() -> None:
    row = row_of(compare_events(*STORM, [A_B]), event="Harbour")
    # the mean of two articles: a hit is 2.5 in the long one, 5 in the short one; so the mean of 20 varies by
    variance = 2 * 2.5**2 + 3 * 5**2
    hits = 20**2 / variance  # and this many hits of one weight would vary so
    low_a = 20 * stats.chi2.ppf(0.025, 2 * hits) / 2 / hits
    high_a = 20 * stats.chi2.ppf(0.975, 2 * hits + 2) / 2 / hits
    high_b = -log(0.025) / 100 * 1000
    assert (row["low"], row["high"]) == pytest.approx((20 - hypot(20 - low_a, high_b), 20 + hypot(high_a - 20, 0)))


@given(DOCS, st.lists(st.integers(3, 900), min_size=30, max_size=30))
@settings(max_examples=40)
def test_a_difference_lies_in_its_interval(rows: list[tuple], sizes: list[int]) -> None:
    table = compare_events(*make(*((*row, size) for row, size in zip(rows, sizes, strict=False))), [A_B])
    assert ((table["low"] <= table["difference"]) & (table["difference"] <= table["high"])).all()
    assert ((table["high"] - table["low"]) > 0).all()


def test_articles_without_an_event_are_compared_among_themselves() -> None:
    voices, documents = make(("a", None, "x", 1, 10), ("b", None, "y", 0, 10), ("a", "Bridge", "x", 1, 10))
    assert compare_events(voices, documents, [A_B]).select("event", "rate_a", "rate_b").rows() == [(None, 100, 0)]


def test_every_measure_has_every_shared_event_with_or_without_a_hit() -> None:
    counts = make_counts({"sky/wet": [1, 0, 0, 0], "sky/none": [0, 0, 0, 0], "soil/wet": [0, 0, 0, 2]}, [10] * 4)
    documents = pl.DataFrame({"doc": counts.doc_names, "group": list("abab"), "event": list("eeff")})
    table = compare_events([counts], documents, [A_B])
    assert table.select("measure", "category", "event", "rate_a", "rate_b").rows() == [
        ("sky", "wet", "e", 100, 0), ("sky", "wet", "f", 0, 0), ("sky", "none", "e", 0, 0), ("sky", "none", "f", 0, 0),
        ("soil", "wet", "e", 0, 0), ("soil", "wet", "f", 0, 200),
    ]  # fmt: skip


def test_a_category_with_a_stroke_in_its_name_stays_whole() -> None:
    (counts,), documents = STORM
    table = compare_events([counts._replace(names=["as agent/RFE/RL"])], documents, [A_B])
    assert table.select("measure", "category").unique().rows() == [("as agent", "RFE/RL")]


def test_the_rest_are_one_side() -> None:
    voices, documents = make(("a", "e", "x", 1, 10), ("b", "e", "y", 0, 10), ("c", "e", "z", 1, 20))
    table = compare_events(voices, documents, choose_contrasts(documents, []))
    assert row_of(table, group_a="a", group_b=REST)["rate_b"] == 25
    assert row_of(table, group_a="c", group_b=REST)["docs_b"] == 2
    assert table.height == 6


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "e", "x", 1, 10)],
        [("a", "e", "x", 1, 10), ("b", "f", "y", 1, 10)],
        [("a", "e", "x", 1, 10), ("b", "e", "y", 0, 0)],
    ],
    ids=["one document", "no shared event", "one side without words"],
)
def test_without_a_shared_event_there_are_no_rows(rows: list[tuple]) -> None:
    voices, documents = make(*rows)
    for table, schema in (
        (compare_events(voices, documents, [A_B]), EVENTS), (pool_contrasts(voices, documents, [A_B]), POOLED),
        (compare_events([], documents, [A_B]), EVENTS), (pool_contrasts(voices, documents, []), POOLED),
    ):  # fmt: skip
        assert (table.height, table.schema) == (0, schema)


# --- pooled -----------------------------------------------------------------------------------------------------------


def test_a_few_articles_pooled_by_hand() -> None:
    table = pool_contrasts(*STORM, [A_B])
    assert table.schema == POOLED
    (row,) = table.iter_rows(named=True)
    assert row["difference"] == pytest.approx(7 / 400 * 1000 - 1 / 200 * 1000)  # of all words, as there is no test
    # 10 from 1 and 1 articles and 20 from 2 and 1; articles vary by (10² + 10²) / 1, so the events' 10 and 20 do by
    # 200 / (1/2) and 200 / (2/3); that is more than they differ by, so the events add nothing
    weights = np.array([1 / 400, 1 / 300])
    pooled = (weights * [10, 20]).sum() / weights.sum()
    half = stats.t.ppf(0.975, 1) / weights.sum() ** 0.5
    assert (row["random"], row["tau"]) == (pytest.approx(pooled), 0)
    assert (row["random_low"], row["random_high"]) == pytest.approx((pooled - half, pooled + half), rel=1e-4)
    assert row["events"] == 2


def test_what_is_left_without_one_event_or_outlet_by_hand() -> None:
    (row,) = pool_contrasts(*STORM, [A_B]).iter_rows(named=True)
    # hits over words: without Bridge 5 of 300 to 0 of 100, without Harbour 2 of 100 to 1 of 100
    assert (row["without_event_low"], row["without_event_high"]) == pytest.approx((10, 50 / 3))
    assert row["weakest_event"] == "Harbour"
    # without Gazette 3 of 100 to 1 of 200, without Post 4 of 300; without Quay there is no side b
    assert (row["without_outlet_low"], row["without_outlet_high"]) == pytest.approx((40 / 3 - 5, 25))
    assert row["weakest_outlet"] == "Post"


def test_with_articles_enough_what_is_left_is_within_events() -> None:
    (row,) = pool_contrasts(*MANY, [A_B]).iter_rows(named=True)
    # Bridge: 40 to 20, Harbour: 60 to 10
    assert (row["difference"], row["without_event_low"], row["without_event_high"]) == pytest.approx((35, 20, 50))
    assert row["weakest_event"] == "Harbour"
    # Gazette has all of Bridge, Post all of Harbour
    assert (row["without_outlet_low"], row["without_outlet_high"], row["weakest_outlet"]) == (
        pytest.approx(20), pytest.approx(50), "Post",
    )  # fmt: skip
    assert row["i2"] > 0.8 and row["tau"] > 10
    assert row["random"] == pytest.approx(35)  # events of one size
    assert row["random_high"] - row["random_low"] > row["high"] - row["low"]


def test_the_columns_are_those_of_the_contrasts_and_of_the_pooled_events() -> None:
    voices, documents = MANY
    pooled, contrasts = pool_contrasts(voices, documents, [A_B]), contrast_counts(voices, documents, [A_B])
    same = ["measure", "category", "voice", "group_a", "group_b", "difference", "low", "high", "i2"]
    assert_frame_equal(pooled.select(same), contrasts.select(same))
    by_events = pool_events(estimate_events(voices[0], take_sides(voices[0], documents, A_B)))
    random = pooled.select("random", "random_low", "random_high", "tau").row(0)
    assert random == tuple(values.item() for values in by_events)


def test_a_category_without_a_hit_has_nothing_that_weakens_it() -> None:
    counts = make_counts({"sky/none": [0] * 20}, [100] * 20)
    row = pool_contrasts([counts], MANY[1], [A_B]).row(0, named=True)
    assert (row["difference"], row["without_event_low"], row["without_event_high"]) == (0, 0, 0)
    assert (row["weakest_event"], row["weakest_outlet"], row["random"], row["tau"]) == (None,) * 4


def test_outlets_as_the_unit_by_hand() -> None:
    rows = [("a", "e", "X", 1), ("a", "e", "Y", 2), ("a", "e", "Y", 4), ("a", "e", "Z", 5)]
    rows += [("b", "e", "U", 0), ("b", "e", "V", 1), ("b", "e", "W", 2)]
    (row,) = pool_contrasts(*make(*((*each, 100) for each in rows)), [A_B]).iter_rows(named=True)
    # rates of a: 10, 20 40, 50, of b: 0, 10, 20; less the middle of 30 and 10, by outlet: -10, 10, 30 and -20, -10, 0
    expected = stats.ttest_ind([-10, 10, 30], [-20, -10, 0], equal_var=False).confidence_interval(0.95)
    assert (row["by_outlet"], row["outlets_a"], row["outlets_b"]) == (pytest.approx(20), 3, 3)
    assert (row["by_outlet_low"], row["by_outlet_high"]) == pytest.approx((expected.low, expected.high), rel=1e-4)


def test_an_outlet_may_write_on_one_side_and_one_event_may_have_no_other() -> None:
    rows = [("a", "e", "X", 1, 100), ("b", "e", "U", 2, 100), ("b", "e", "V", 4, 100)]
    (row,) = pool_contrasts(*make(*rows), [A_B]).iter_rows(named=True)
    assert (row["without_event_low"], row["without_event_high"], row["weakest_event"]) == (None, None, None)
    # without U 10 to 40, without V 10 to 20
    assert (row["without_outlet_low"], row["without_outlet_high"], row["weakest_outlet"]) == (
        pytest.approx(-30), pytest.approx(-10), "V",
    )  # fmt: skip
    assert (row["random"], row["tau"], row["i2"], row["by_outlet"]) == (None,) * 4


@given(DOCS)
@settings(max_examples=20)
def test_swapping_the_groups_turns_the_signs_and_nothing_else(rows: list[tuple]) -> None:
    voices, documents = make(*((*row, 20) for row in rows))
    one, other = (compare_events(voices, documents, [pair]) for pair in (A_B, B_A))
    turned = {"difference": "difference", "low": "high", "high": "low"}
    assert_mirrored(one, other, turned, ["rate", "docs", "hits"], ["measure", "category", "voice", "event"])
    one, other = (pool_contrasts(voices, documents, [pair]) for pair in (A_B, B_A))
    for stem in ("", "random_", "without_event_", "without_outlet_", "by_outlet_"):
        turned |= {f"{stem}low": f"{stem}high", f"{stem}high": f"{stem}low"}
    turned |= {"random": "random", "by_outlet": "by_outlet"}
    assert_mirrored(one, other, turned, ["outlets"], ["tau", "i2", "events", "weakest_event", "weakest_outlet"])


def assert_mirrored(
    one: pl.DataFrame, other: pl.DataFrame, turned: dict[str, str], sides: list[str], same: list[str]
) -> None:
    """That columns are the negative of others, those of a those of b, and the rest the same."""
    for name, mirror in turned.items():
        mirrored = other.select((-pl.col(mirror)).alias(name))
        assert_frame_equal(one.select(name), mirrored, rel_tol=1e-9, abs_tol=1e-9)
    for name in sides:
        assert one[f"{name}_a"].to_list() == other[f"{name}_b"].to_list()
    assert_frame_equal(one.select(same), other.select(same), rel_tol=1e-9, abs_tol=1e-9)


@given(DOCS, st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_order_of_documents_changes_nothing(rows: list[tuple], order) -> None:
    voices, documents = make(*((*row, 20) for row in rows))
    places = list(range(len(rows)))
    order.shuffle(places)
    for make_table in (compare_events, pool_contrasts):
        shuffled = make_table(voices, documents[places], [A_B])
        assert_frame_equal(make_table(voices, documents, [A_B]), shuffled, rel_tol=1e-9, abs_tol=1e-9)


# --- notes ------------------------------------------------------------------------------------------------------------


def test_notes_of_a_few_articles_in_words() -> None:
    assert pool_contrasts(*STORM, [A_B])["note"].to_list() == [
        "description only: 3 and 2 documents in 2 events that both groups cover; a test needs 10 a side; "
        "Gazette has 2 of the 3 articles of a; "
        "b is one outlet, Quay: group and outlet cannot be told apart; "
        "with outlets as the unit it takes 3 a side"
    ]


def test_notes_of_many_articles_in_one_event() -> None:
    outlets = ["U", "V", "W", "X"]
    rows = [(group, "e", f"{outlets[place % 4]}{group}", place % 3, 100) for group in "ab" for place in range(12)]
    assert notes_of(*rows) == "one event: no spread between events"
    two = [(group, "ef"[place % 2], *rest) for place, (group, _, *rest) in enumerate(rows)]
    assert notes_of(*two) == ""


def test_an_outlet_is_named_only_where_it_has_more_than_half() -> None:
    rows = [(group, "ef"[place % 2], f"{group}{place % 4}", 1, 100) for group in "ab" for place in range(12)]
    six = [(*row[:2], "Gazette", *row[3:]) if row[0] == "a" and place < 6 else row for place, row in enumerate(rows)]
    seven = [(*row[:2], "Gazette", *row[3:]) if row[0] == "a" and place < 7 else row for place, row in enumerate(rows)]
    assert notes_of(*six) == ""
    assert notes_of(*seven) == "Gazette has 7 of the 12 articles of a"


def test_pairs_of_articles_leave_no_spread_between_articles() -> None:
    rows = [(group, f"e{place}", f"{group}{place}", 1 + place % 2, 100) for place in range(10) for group in "ab"]
    assert notes_of(*rows) == "one article a side in every event: no spread between articles"
    (row,) = pool_contrasts(*make(*rows), [A_B]).iter_rows(named=True)
    assert (row["random"], row["tau"], row["i2"]) == (None, None, None)
    assert row["difference"] == 0


def test_an_outlet_without_an_article_on_a_shared_event_is_no_unit() -> None:
    rows = [(group, "e", f"{group}{place % 3}", 1, 100) for group in "ab" for place in range(12)]
    assert "with outlets as the unit" not in notes_of(*rows)
    two = [(*row[:2], "b1" if row[2] == "b2" else row[2], *row[3:]) for row in rows]
    voices, documents = make(*two, ("b", "alone", "b2", 1, 100))
    (row,) = pool_contrasts(voices, documents, [A_B]).iter_rows(named=True)
    assert (row["outlets_a"], row["outlets_b"], row["by_outlet"]) == (3, 2, None)
    assert row["note"].endswith("with outlets as the unit it takes 3 a side")


def test_where_outlets_are_not_known_the_notes_name_none() -> None:
    voices, documents = STORM
    (row,) = pool_contrasts(voices, documents.drop("outlet"), [A_B]).iter_rows(named=True)
    assert row["note"] == (
        "description only: 3 and 2 documents in 2 events that both groups cover; a test needs 10 a side; "
        "with outlets as the unit it takes 3 a side"
    )
    assert (row["outlets_a"], row["outlets_b"], row["without_outlet_low"], row["weakest_outlet"]) == (0, 0, None, None)
