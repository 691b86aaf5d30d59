"""Shares with their intervals, of counts and of tables."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.estimates import share_interval, share_parts, wilson_interval
from tests.compare.conftest import make_counts

pytestmark = pytest.mark.filterwarnings("error")


def test_the_share_of_four_documents_is_counted_and_that_of_five_is_theirs() -> None:
    for docs, unit in ((4, "parts"), (5, "documents")):
        counts = make_counts({"claim": [1, 0, 2, 1, 0][:docs]}, [3, 2, 4, 2, 1][:docs])
        shares = {name: column[0] for name, column in share_interval(counts, np.ones(docs, np.bool_)).items()}
        size = sum([3, 2, 4, 2, 1][:docs])
        assert (shares["hits"], shares["size"], shares["share"]) == (4, size, pytest.approx(4 / size))
        assert (shares["interval"], shares["docs_with"]) == (unit, 3)
        assert 0 <= shares["low"] < shares["share"] < shares["high"] <= 1


def test_a_share_of_all_is_no_more_than_all_and_counted() -> None:
    counts = make_counts({"claim": [1] * 6}, [1] * 6)
    shares = share_interval(counts, np.ones(6, np.bool_))
    assert (shares["low"].tolist(), shares["high"].tolist()) == ([pytest.approx(6 / (6 + 1.959964**2))], [1])
    assert shares["interval"].tolist() == ["parts"]


def test_five_documents_that_are_all_or_nothing_count_as_so_many_parts() -> None:
    """3 of 5 documents of 4 parts each: the variance of a part by chance, 4 x 5 / 4 times over (with 4 degrees of freedom)."""
    counts = make_counts({"claim": [4, 4, 4, 0, 0]}, [4] * 5)
    shares = share_interval(counts, np.ones(5, np.bool_))
    t, size = stats.t.ppf(0.975, 4), 20 / 5
    middle, half = (0.6 * size + t**2 / 2) / (size + t**2), t / (size + t**2) * np.sqrt(size * 0.24 + t**2 / 4)
    assert (shares["low"][0], shares["high"][0]) == pytest.approx((middle - half, middle + half), rel=1e-4)


def test_documents_more_alike_than_chance_have_the_interval_of_parts_with_t() -> None:
    counts = make_counts({"claim": [2] * 30}, [4] * 30)
    shares = share_interval(counts, np.ones(30, np.bool_))
    expected = wilson_interval(np.array([60]), np.array([120]), stats.t.ppf(0.975, 29))
    assert (shares["low"][0], shares["high"][0]) == pytest.approx((expected[0][0], expected[1][0]), rel=1e-4)


def test_shares_of_a_table_are_those_of_counts() -> None:
    hits = {"claim": [1, 0, 2, 1, 0, 3], "say": [0, 0, 0, 0, 1, 0], "warn": [0] * 6}
    sizes = [3, 2, 4, 2, 1, 3]
    first = np.array([True, True, False, True, True, True])
    table = pl.DataFrame(
        [(name, "one" if inside else "two", hit, size) for name, row in hits.items()
         for hit, size, inside in zip(row, sizes, first, strict=True)],
        schema=["measure", "side", "hits", "size"], orient="row",
    )  # fmt: skip
    shares = share_parts(table, ["side", "measure"])
    assert shares.select("side", "docs").unique(maintain_order=True).rows() == [("one", 5), ("two", 1)]
    for side, inside in (("one", first), ("two", ~first)):
        expected = pl.DataFrame(share_interval(make_counts(hits, sizes), inside))
        assert shares.filter(side=side).select(expected.columns).rows() == expected.rows()


def test_a_share_of_nothing_has_no_value_and_no_interval() -> None:
    table = share_parts(pl.DataFrame({"side": ["a"], "hits": [0], "size": [0]}), ["side"])
    assert table.select("docs", "share", "low", "high").rows() == [(0, None, None, None)]
    assert share_parts(table.clear(), ["side"]).is_empty()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=5, max_size=12))
def test_the_interval_of_a_share_is_that_of_the_rest_turned_round(docs: list[tuple[int, int]]) -> None:
    table = pl.DataFrame(docs, schema=["hits", "rest"], orient="row").with_columns(
        size=pl.col("hits") + pl.col("rest"), side=1
    )
    share = share_parts(table, ["side"]).row(0, named=True)
    rest = share_parts(table.select("side", "size", hits="rest"), ["side"]).row(0, named=True)
    if share["size"]:
        assert share["low"] - 1e-12 <= share["share"] <= share["high"] + 1e-12
        assert 0 <= share["low"] <= share["high"] <= 1
        assert share["interval"] == rest["interval"]
        assert (share["low"], share["high"]) == pytest.approx((1 - rest["high"], 1 - rest["low"]), abs=1e-12)


@pytest.mark.parametrize("share", [0.08, 0.5, 0.85])
@pytest.mark.parametrize("alike", [0.01, 0.2], ids=["documents alike", "documents apart"])
def test_about_nineteen_of_twenty_intervals_hold_the_share(share: float, alike: float) -> None:
    """Of 15 documents with 1 to 9 parts, whose own shares are beta, correlated by `alike` within a document."""
    random, times = np.random.default_rng(7), 2000
    sizes = random.integers(1, 10, 15)
    of_doc = random.beta(share * (1 / alike - 1), (1 - share) * (1 / alike - 1), (times, 15))
    counts = make_counts(
        {str(number): row for number, row in enumerate(random.binomial(sizes, of_doc))}, sizes.tolist()
    )
    shares = share_interval(counts, np.ones(15, np.bool_))
    assert 0.93 < ((shares["low"] <= share) & (share <= shares["high"])).mean() < 0.99
