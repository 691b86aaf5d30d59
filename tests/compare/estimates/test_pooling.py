"""Differences event by event, pooled, without a part, and by outlets."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import optimize, stats

from analysis.compare.estimates import (
    LEAST_OUTLETS,
    Contrast,
    EventRates,
    Pooled,
    contrast_outlets,
    estimate_events,
    estimate_rates,
    leave_out,
    pool_events,
    sum_moments,
    take_sides,
)
from tests.compare.conftest import A_B, make_counts, place, simulate

pytestmark = pytest.mark.filterwarnings("error")
# Log ratios and variances of 13 trials (Colditz et al. 1994), as R's metafor prints them (Viechtbauer 2010, J. Stat. Softw. 36)
TRIALS = [-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713, -0.3394, 0.4459, -0.0173]  # fmt: skip
VARIANCES = [0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714]


# --- event by event -----------------------------------------------------------------------------------------------


def test_events_by_hand() -> None:
    # x: a 1 of 10 and 3 of 10 words, b 2 of 20; y: a 0 of 5, b 1 of 10 and 4 of 10; z: a alone
    counts = make_counts({"m": [1, 3, 2, 0, 1, 4, 9]}, [10, 10, 20, 5, 10, 10, 10])
    rates = estimate_events(counts, take_sides(counts, place("aababba", "xxxyyyz"), A_B))
    assert rates.events.tolist() == [0, 1]
    assert rates.rate_a.tolist() == [[pytest.approx(200), 0]]
    assert rates.rate_b.tolist() == [[pytest.approx(100), pytest.approx(250)]]
    assert rates.difference.tolist() == [[pytest.approx(100), pytest.approx(-250)]]
    assert (rates.hits_a.tolist(), rates.hits_b.tolist()) == ([[4, 0]], [[2, 5]])
    assert (rates.docs_a.tolist(), rates.docs_b.tolist()) == ([2, 1], [1, 2])
    assert rates.weight.tolist() == pytest.approx([2 / 3, 2 / 3])
    # of rates 100, 300 and 100, 400: squares 2 · 100² and 2 · 150², six documents less two groups in each of two events
    assert rates.variance.tolist() == [pytest.approx((2 * 100**2 + 2 * 150**2) / (6 - 4))]


def test_the_difference_pooled_by_weights_is_the_gates() -> None:
    counts, documents = simulate(3, [(4, 5), (1, 6), (7, 2), (3, 3)], terms=50)
    sides = take_sides(counts, documents, A_B)
    rates = estimate_events(counts, sides)
    pooled = np.average(rates.difference, axis=1, weights=rates.weight)
    assert pooled == pytest.approx(estimate_rates(counts, sides).effect)
    residual = sum_moments(counts, sides)["residual"] * 1000**2
    assert rates.variance == pytest.approx(residual / (31 - 2 * 4), rel=1e-9)


def test_pairs_have_no_spread_of_documents() -> None:
    counts = make_counts({"m": [1, 2, 3, 4]}, [10] * 4)
    rates = estimate_events(counts, take_sides(counts, place("abab", "xxyy"), A_B))
    assert np.isnan(rates.variance).tolist() == [True]
    assert np.isnan(np.array(pool_events(rates))).all()


def test_without_a_shared_event_there_are_no_events() -> None:
    for groups, events in (("", ""), ("ab", "xy"), ("aa", "xx")):
        counts = make_counts({"m": [1] * len(groups)}, [10] * len(groups))
        rates = estimate_events(counts, take_sides(counts, place(groups, events), A_B))
        assert rates.difference.shape == (1, 0)
        assert np.isnan(np.array(pool_events(rates))).all()


# --- events as a sample -------------------------------------------------------------------------------------------


def as_rates(differences: list[float], variances: list[float]) -> EventRates:
    """Events of one measure with these differences, and document numbers that give these variances."""
    rates, docs = np.array([differences]), 2 / np.array(variances)
    nothing = np.zeros_like(rates)
    return EventRates(np.arange(len(docs)), rates, nothing, nothing, nothing, docs, docs, np.array([1.0]))


def plain_pool(difference: np.ndarray, variance: np.ndarray) -> tuple[float, float, float, float]:
    """Paule and Mandel's tau by a root finder and Hartung and Knapp's interval, for one measure."""

    def q(tau2: float) -> float:
        weight = 1 / (variance + tau2)
        return (weight * (difference - np.average(difference, weights=weight)) ** 2).sum() - (len(difference) - 1)

    tau2 = optimize.brentq(q, 0, 1e7, xtol=1e-12, rtol=1e-14) if q(0) > 0 else 0.0
    weight = 1 / (variance + tau2)
    pooled = np.average(difference, weights=weight)
    spread = max((weight * (difference - pooled) ** 2).sum() / (len(difference) - 1), 1)
    half = stats.t.ppf(0.975, len(difference) - 1) * np.sqrt(spread / weight.sum())
    return pooled, pooled - half, pooled + half, np.sqrt(tau2)


def test_random_effects_are_those_of_a_plain_root_finder() -> None:
    counts, documents = simulate(1, [(4, 5), (1, 6), (7, 2), (3, 3), (2, 9)], terms=60)
    rates = estimate_events(counts, take_sides(counts, documents, A_B))
    pooled = np.array(pool_events(rates)).T
    compared = 0
    for difference, variance, found in zip(rates.difference, rates.variance, pooled, strict=True):
        if variance > 0:
            expected = plain_pool(difference, variance / rates.weight)
            assert found == pytest.approx(expected, rel=1e-3, abs=1e-5)
            compared += expected[3] > 0
        else:
            assert np.isnan(found).all()
    assert compared > 5


def test_tau_of_thirteen_trials_is_the_published_one() -> None:
    pooled = pool_events(as_rates(TRIALS, VARIANCES))
    assert pooled.tau.item() ** 2 == pytest.approx(0.3181, abs=2e-4)  # Paule & Mandel, as metafor prints it
    assert np.array(pooled).ravel() == pytest.approx(plain_pool(np.array(TRIALS), np.array(VARIANCES)), rel=2e-3)


def test_events_that_agree_have_no_spread_between_them() -> None:
    pooled = pool_events(as_rates([2.0, 2.0, 2.0], [1.0, 4.0, 2.0]))
    half = stats.t.ppf(0.975, 2) * np.sqrt(1 / (1 + 1 / 4 + 1 / 2))  # no shorter than without the correction
    assert np.array(pooled).ravel() == pytest.approx([2, 2 - half, 2 + half, 0], rel=1e-3)


def test_two_events_far_apart_say_little() -> None:
    # one degree of freedom; Q with tau is 1, so the pooled variance is that of two differences, 10 and 30, half the way
    pooled = pool_events(as_rates([10.0, 30.0], [1e-9, 1e-9]))
    half = stats.t.ppf(0.975, 1) * 10
    assert np.array(pooled).ravel() == pytest.approx([20, 20 - half, 20 + half, np.sqrt(200)], rel=1e-3)


def test_one_event_has_no_random_effects() -> None:
    assert np.isnan(np.array(pool_events(as_rates([3.0], [1.0])))).all()


def test_groups_that_change_places_change_signs_alone() -> None:
    counts, documents = simulate(7, [(4, 5), (1, 6), (7, 2)], terms=50)
    one, other = (
        pool_events(estimate_events(counts, take_sides(counts, documents, contrast)))
        for contrast in (A_B, Contrast(*A_B[::-1]))
    )
    expected = Pooled(-one.random, -one.high, -one.low, one.tau)
    np.testing.assert_allclose(np.array(other), np.array(expected), rtol=1e-9, atol=1e-12)


# --- without one part ---------------------------------------------------------------------------------------------


def parts_of(column: pl.Series) -> dict[str, np.ndarray]:
    return {name: (column == name).to_numpy() for name in column.unique().sort()}


@pytest.mark.parametrize("shape", [[(5, 6), (4, 5), (3, 2)], [(2, 3), (1, 2), (2, 1)]], ids=["enough", "few"])
def test_without_a_part_is_as_if_it_had_never_been_there(shape: list[tuple[int, int]]) -> None:
    counts, documents = simulate(5, shape, terms=30)
    sides = take_sides(counts, documents, A_B)
    found = leave_out(counts, sides, parts_of(documents["event"]))
    left = []
    for event in ("e0", "e1", "e2"):
        kept = documents.filter(pl.col("event") != event)
        fewer = take_sides(counts, kept, A_B)
        if sides.are_enough:
            rates = estimate_events(counts, fewer)
            left.append(np.average(rates.difference, axis=1, weights=rates.weight))
        else:
            left.append(estimate_rates(counts, fewer).effect)
    table = np.array(left)
    assert found.low == pytest.approx(table.min(axis=0), abs=1e-9)
    assert found.high == pytest.approx(table.max(axis=0), abs=1e-9)
    whole = estimate_rates(counts, sides).effect
    weakest = [f"e{place}" for place in np.argmin(table * np.sign(whole), axis=0)]
    assert found.weakest == weakest


def test_a_part_that_is_a_whole_side_or_all_shared_events_is_not_left_out() -> None:
    counts = make_counts({"m": [1, 2, 3, 4, 5]}, [10] * 5)
    sides = take_sides(counts, place("abaab", "xxxyy", "pqprr"), A_B)
    gone = {
        "all of b": np.array([0, 1, 0, 0, 1], bool),
        "all": np.ones(5, bool),
        "r": np.array([0, 0, 0, 1, 1], bool),
    }
    found = leave_out(counts, sides, gone)
    without_r = 1000 * (4 / 20 - 2 / 10)
    assert (found.low.item(), found.high.item(), found.weakest) == (pytest.approx(without_r), pytest.approx(without_r), ["r"])  # fmt: skip
    nothing = leave_out(counts, sides, {"all": gone["all"]})
    assert np.isnan([nothing.low, nothing.high]).all()
    assert nothing.weakest == [""]


# --- outlets as the unit ------------------------------------------------------------------------------------------


def test_outlets_by_hand() -> None:
    # per thousand words: x has a 100 (p), 300 (q), b 100 (s); y has a 0 (r), b 100 (t), 400 (u). Middles: 150 and 125
    counts = make_counts({"m": [1, 3, 2, 0, 1, 4, 9]}, [10, 10, 20, 5, 10, 10, 10])
    sides = take_sides(counts, place("aababba", "xxxyyyz", "pqsrtup"), A_B)
    found = contrast_outlets(counts, sides)
    a, b = [100 - 150, 300 - 150, 0 - 125], [100 - 150, 100 - 125, 400 - 125]
    welch = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert (found.outlets_a, found.outlets_b) == (3, 3)
    assert found.difference.item() == pytest.approx(np.mean(a) - np.mean(b))
    assert (found.low.item(), found.high.item()) == pytest.approx((welch.low, welch.high), rel=5e-3)


def test_an_outlet_has_one_voice_however_much_it_writes() -> None:
    # p writes five times as often as q and r do; b has outlets of one document each
    hits, sizes = [5, 5, 5, 5, 5, 1, 1, 2, 2, 2], [10] * 10
    counts = make_counts({"m": hits}, sizes)
    found = contrast_outlets(counts, take_sides(counts, place("aaaaaaabbb", "x" * 10, "pppppqrstu"), A_B))
    assert found.difference.item() == pytest.approx(1000 * ((0.5 + 0.1 + 0.1) / 3 - 0.2))


@pytest.mark.parametrize(("outlets", "numbers"), [("pqrsst", (3, 2)), ("ppqstu", (2, 3)), ("pqrstu", (3, 3))])
def test_with_few_outlets_there_is_no_contrast_of_them(outlets: str, numbers: tuple[int, int]) -> None:
    counts = make_counts({"m": [1, 2, 4, 0, 1, 5]}, [10] * 6)
    found = contrast_outlets(counts, take_sides(counts, place("aaabbb", "x" * 6, outlets), A_B))
    assert (found.outlets_a, found.outlets_b) == numbers
    enough = min(numbers) >= LEAST_OUTLETS
    assert np.isfinite([found.difference, found.low, found.high]).all() == enough


def test_a_table_without_outlets_has_no_contrast_of_them() -> None:
    counts, documents = simulate(1, [(5, 6)], terms=5)
    found = contrast_outlets(counts, take_sides(counts, documents, A_B))
    assert (found.outlets_a, found.outlets_b) == (0, 0)
    assert np.isnan(found.difference).all()


def test_outlets_that_agree_have_an_interval_without_width() -> None:
    counts = make_counts({"m": [2, 2, 2, 1, 1, 1]}, [10] * 6)
    found = contrast_outlets(counts, take_sides(counts, place("aaabbb", "x" * 6, "pqrstu"), A_B))
    assert [found.difference.item(), found.low.item(), found.high.item()] == pytest.approx([100] * 3)
