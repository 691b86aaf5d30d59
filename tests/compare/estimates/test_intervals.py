"""Intervals against SciPy's, against plain formulas over documents, and by hand."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.estimates import (
    Estimates,
    counting_difference,
    counting_ratio,
    estimate_means,
    estimate_rates,
    estimate_ratios,
    log_ratio,
    poisson_interval,
    student,
    take_sides,
    wilson_interval,
)
from analysis.compare.estimates.intervals import effective_interval
from tests.compare.conftest import A_B, make_counts, place

pytestmark = pytest.mark.filterwarnings("error")
HITS = st.integers(0, 60)


def estimate(call: object, hits: list[int], groups: str, events: str, size: int | list[int] = 1) -> Estimates:
    sizes = size if isinstance(size, list) else [size] * len(hits)
    counts = make_counts({"m": hits}, sizes)
    return call(counts, take_sides(counts, place(groups, events), A_B))


# --- counting alone -----------------------------------------------------------------------------------------------


@given(hits=HITS, size=st.integers(1, 10_000))
def test_the_interval_of_a_rate_is_garwoods(hits: int, size: int) -> None:
    low, high = poisson_interval(np.array([hits]), np.array([size]))
    assert low.item() == pytest.approx(stats.chi2.ppf(0.025, 2 * hits) / 2 * 1000 / size if hits else 0, rel=1e-9)
    assert high.item() == pytest.approx(stats.chi2.ppf(0.975, 2 * hits + 2) / 2 * 1000 / size, rel=1e-9)


def test_no_hits_have_an_upper_bound_and_no_words_have_none() -> None:
    low, high = poisson_interval(np.array([0, 0]), np.array([1000, 0]))
    assert low == pytest.approx([0, np.nan], nan_ok=True)
    assert high == pytest.approx([-np.log(0.025), np.nan], nan_ok=True)  # e^-x = 0.025


@given(a=HITS, b=HITS, words_a=st.integers(60, 10_000), words_b=st.integers(60, 10_000))
def test_the_interval_of_a_ratio_is_clopper_and_pearsons(a: int, b: int, words_a: int, words_b: int) -> None:
    ratio, low, high = (part.item() for part in counting_ratio(np.array([a]), np.array([b]), words_a, words_b))
    if a + b:
        exact = stats.binomtest(a, a + b).proportion_ci(method="exact")
        scale = np.log2(words_b / words_a)
        if a:
            assert low == pytest.approx(np.log2(exact.low / (1 - exact.low)) + scale, rel=1e-6, abs=1e-9)
        if b:
            assert high == pytest.approx(np.log2(exact.high / (1 - exact.high)) + scale, rel=1e-6, abs=1e-9)
        assert np.nan_to_num(low, nan=-99) < ratio < np.nan_to_num(high, nan=99)
    assert (np.isnan(low), np.isnan(high), np.isnan(ratio)) == (a == 0, b == 0, a + b == 0)
    mirrored = [-part.item() for part in counting_ratio(np.array([b]), np.array([a]), words_b, words_a)]
    assert mirrored == pytest.approx([ratio, high, low], rel=0, abs=0, nan_ok=True)


@given(a=HITS, b=HITS, words_a=st.integers(60, 10_000), words_b=st.integers(60, 10_000))
def test_the_interval_of_a_difference_recovers_those_of_both_rates(a: int, b: int, words_a: int, words_b: int) -> None:
    parts = [part.item() for part in counting_difference(np.array([a]), np.array([b]), words_a, words_b)]
    (low_a, high_a), (low_b, high_b) = (
        (stats.chi2.ppf(0.025, 2 * hits) / 2 * 1000 / words if hits else 0,
         stats.chi2.ppf(0.975, 2 * hits + 2) / 2 * 1000 / words)
        for hits, words in ((a, words_a), (b, words_b))
    )  # fmt: skip
    rate_a, rate_b = 1000 * a / words_a, 1000 * b / words_b
    assert parts == pytest.approx([
        rate_a - rate_b,
        rate_a - rate_b - sqrt((rate_a - low_a) ** 2 + (high_b - rate_b) ** 2),
        rate_a - rate_b + sqrt((high_a - rate_a) ** 2 + (rate_b - low_b) ** 2),
    ], rel=1e-8, abs=1e-9)  # fmt: skip


def test_a_side_without_words_has_no_difference_no_ratio_and_no_bounds() -> None:
    for call in (counting_difference, counting_ratio):
        parts = call(np.array([3.0, 0.0]), np.array([0.0, 0.0]), 100.0, 0.0)
        assert np.isnan(parts).all(), call.__name__


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [(8, 2, 2), (3, 0, log(3 / 0.5, 2)), (0, 3, -log(3 / 0.5, 2)), (2, 2, 0)],
)
def test_no_hits_count_as_half_a_hit(a: int, b: int, ratio: float) -> None:
    assert log_ratio(np.array([a]), np.array([b]), 1000, 1000).item() == pytest.approx(ratio)


def test_a_side_without_hits_is_never_the_one_with_more() -> None:
    # one hit in 8000 words against none in 1000: half a hit would be four times the rate, half of an eighth is half of it
    assert log_ratio(np.array([0.0]), np.array([1.0]), 1000, 8000).item() == -1


# --- documents ----------------------------------------------------------------------------------------------------


@given(st.floats(1, 1e6))
def test_quantiles_of_t_are_scipys(freedom: float) -> None:
    assert student(np.array([freedom])).item() == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-3)


def test_degrees_of_freedom_below_one_count_as_one() -> None:
    assert student(np.array([0.2, 1.0, np.inf])) == pytest.approx([*stats.t.ppf(0.975, [1, 1]), 1.96], rel=1e-4)


@given(st.integers(1, 400))
def test_a_mean_that_varies_as_counts_do_has_their_interval(hits: int) -> None:
    mean = np.array([float(hits)])
    low, high = effective_interval(mean, mean, np.array([stats.norm.ppf(0.975)]))
    garwood = poisson_interval(mean, np.array([1000]))
    assert (low.item(), high.item()) == pytest.approx((garwood[0].item(), garwood[1].item()), rel=1e-9)


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(1.01, 10))
def test_the_interval_of_a_mean_widens_with_its_variance(mean: float, variance: float, more: float) -> None:
    given_mean, t = np.full(2, mean), np.full(2, 2.0)
    low, high = effective_interval(given_mean, np.array([variance, variance * more]), t)
    assert 0 <= low[1] <= low[0] < mean < high[0] <= high[1]


def test_a_mean_without_variance_is_its_own_interval_and_no_mean_has_none() -> None:
    low, high = effective_interval(np.array([3.0, 0.0]), np.array([0.0, 0.0]), np.array([2.0, 2.0]))
    assert low == pytest.approx([3, np.nan], nan_ok=True)
    assert high == pytest.approx([3, np.nan], nan_ok=True)


def test_means_in_one_event_have_welchs_interval() -> None:
    a, b = [4, 7, 1, 1, 3, 8, 2, 2, 5, 4, 6], [2, 2, 9, 5, 1, 1, 1, 3, 2, 4]
    found = estimate(estimate_means, a + b, "a" * 11 + "b" * 10, "x" * 21)
    welch = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert found.effect.item() == pytest.approx(np.mean(a) - np.mean(b))
    assert (found.low.item(), found.high.item()) == pytest.approx((welch.low, welch.high), rel=2e-3)


def test_means_of_pairs_have_the_interval_of_the_paired_t_test() -> None:
    a, b = [14, 17, 11, 20, 13, 18, 12, 12, 15, 14], [2, 2, 9, 5, 1, 4, 1, 3, 2, 8]
    hits = [value for pair in zip(a, b, strict=True) for value in pair]
    found = estimate(estimate_means, hits, "ab" * 10, "".join(letter * 2 for letter in "cdefghijkl"))
    paired = stats.ttest_rel(a, b).confidence_interval(0.95)
    assert found.effect.item() == pytest.approx(np.mean(a) - np.mean(b))
    assert (found.low.item(), found.high.item()) == pytest.approx((paired.low, paired.high), rel=2e-3)


def plain_variance(values: np.ndarray, side: np.ndarray, event: np.ndarray) -> tuple[dict, dict, list[float]]:
    """Weighted means, their variances and, of both, the squares over degrees of freedom; and the pairs' differences."""
    means, parts, pairs = {1: 0.0, 0: 0.0}, {1: [], 0: []}, []
    for name in sorted(set(event.tolist())):
        own = {which: values[(event == name) & (side == which)] for which in (1, 0)}
        n = {which: len(part) for which, part in own.items()}
        if not (n[1] and n[0]):
            continue
        weight = n[1] * n[0] / (n[1] + n[0])
        for which in (1, 0):
            means[which] += weight * own[which].mean()
            if n[which] > 1:
                spread = own[which].var(ddof=1) * weight**2
                borrowed = spread if n[1 - which] == 1 else 0.0
                parts[which].append((spread / n[which] + borrowed, n[which] - 1))
        if n[1] == n[0] == 1:
            pairs.append((weight * own[1].item(), weight * own[0].item()))
    return means, parts, pairs


MIXED = "aaabbabbbaaabababbaaabbbaabb"  # in events of all kinds, the last two of one group alone
IN_EVENTS = "cccccddddeeeeffgghhiiiiijjkk"


@given(st.lists(st.integers(0, 9), min_size=len(MIXED), max_size=len(MIXED)))
def test_means_are_pooled_as_their_formulas_say(hits: list[int]) -> None:
    found = estimate(estimate_means, hits, MIXED, IN_EVENTS)
    side = (np.array(list(MIXED)) == "a").astype(int)
    means, parts, pairs = plain_variance(np.array(hits, float), side, np.array(list(IN_EVENTS)))
    total = 6 / 5 + 3 / 4 + 3 / 4 + 3 / 2 + 6 / 5  # the weights of c, d, e, the three pairs, and i
    difference = (means[1] - means[0]) / total
    of_pairs = sum((a - b - difference / 2) ** 2 for a, b in pairs) * total / (total - 0.5)
    strata = [*parts[1], *parts[0], (of_pairs, len(pairs) - 1)]
    variance = sum(part for part, _ in strata)
    assert found.effect.item() == pytest.approx(difference, abs=1e-12)
    assume(variance > 1e-9)
    freedom = variance**2 / sum(part**2 / own for part, own in strata)
    half = stats.t.ppf(0.975, max(freedom, 1)) * sqrt(variance) / total
    assert found.high.item() - difference == pytest.approx(half, rel=2e-3)
    assert difference - found.low.item() == pytest.approx(half, rel=2e-3)


@given(st.lists(st.integers(0, 9), min_size=len(MIXED), max_size=len(MIXED)))
def test_ratios_are_pooled_as_their_formulas_say(hits: list[int]) -> None:
    size = 50
    found = estimate(estimate_ratios, hits, MIXED, IN_EVENTS, size)
    side = (np.array(list(MIXED)) == "a").astype(int)
    means, parts, pairs = plain_variance(np.array(hits) / size, side, np.array(list(IN_EVENTS)))
    assume(means[1] and means[0])
    relative = [(a / means[1] - b / means[0]) ** 2 for a, b in pairs]
    strata = [(part / means[which] ** 2, own) for which in (1, 0) for part, own in parts[which]]
    strata += [(part, 1) for part in relative]
    variance = sum(part for part, _ in strata)
    assume(variance > 1e-9)
    freedom = variance**2 / sum(part**2 / own for part, own in strata)
    told = [sum(hit for hit, own in zip(hits, side, strict=True) if own == which) for which in (1, 0)]
    counted = stats.norm.ppf(0.975) * sqrt(1 / told[0] + 1 / told[1])  # no narrower than by counting
    half = max(stats.t.ppf(0.975, max(freedom, 1)) * sqrt(variance), counted) / log(2)
    assert found.effect.item() == pytest.approx(log(means[1] / means[0], 2), abs=1e-12)
    assert found.high.item() - found.effect.item() == pytest.approx(half, rel=2e-3)
    assert found.effect.item() - found.low.item() == pytest.approx(half, rel=2e-3)


def bounds_of(mean: float, variance: float, t: float) -> tuple[float, float]:
    """Garwood's interval for so many hits as would vary as much as this mean; the mean itself where nothing varies."""
    if variance < 1e-15:
        return mean, mean
    hits = (mean / t * stats.norm.ppf(0.975)) ** 2 / variance
    low, high = stats.chi2.ppf(0.025, 2 * hits) / 2 / hits, stats.chi2.ppf(0.975, 2 * hits + 2) / 2 / hits
    return mean * low, mean * high


@given(st.lists(st.integers(0, 9), min_size=len(MIXED), max_size=len(MIXED)))
@example([9, 0, 4, 1, 0, 3, 0, 5, 1, 2, 7, 0, 1, 6, 2, 5, 1, 0, 8, 1, 0, 2, 4, 0, 1, 0, 0, 0])
def test_differences_of_rates_recover_those_of_both_means(hits: list[int]) -> None:
    size = 50
    found = estimate(estimate_rates, hits, MIXED, IN_EVENTS, size)
    side = (np.array(list(MIXED)) == "a").astype(int)
    means, parts, pairs = plain_variance(np.array(hits) / size, side, np.array(list(IN_EVENTS)))
    assume(means[1] and means[0])
    strata = [(part / means[which] ** 2, own) for which in (1, 0) for part, own in parts[which]]
    strata += [((a / means[1] - b / means[0]) ** 2, 1) for a, b in pairs]
    variance = sum(part for part, _ in strata)
    assume(variance > 1e-9)
    t = stats.t.ppf(0.975, max(variance**2 / sum(part**2 / own for part, own in strata), 1))
    total = 6 / 5 + 3 / 4 + 3 / 4 + 3 / 2 + 6 / 5  # the weights of c, d, e, the three pairs, and i
    difference = means[1] - means[0]
    of_pairs = sum((a - b - difference / total / 2) ** 2 for a, b in pairs) * total / (total - 0.5)
    (low_a, high_a), (low_b, high_b) = (bounds_of(means[n], sum(part for part, _ in parts[n]), t) for n in (1, 0))
    below = sqrt((means[1] - low_a) ** 2 + (high_b - means[0]) ** 2 + t**2 * of_pairs)
    above = sqrt((high_a - means[1]) ** 2 + (means[0] - low_b) ** 2 + t**2 * of_pairs)
    assert found.effect.item() == pytest.approx(difference / total * 1000, abs=1e-9)
    assert found.effect.item() - found.low.item() == pytest.approx(below / total * 1000, rel=1e-2)
    assert found.high.item() - found.effect.item() == pytest.approx(above / total * 1000, rel=1e-2)


def test_a_side_without_hits_may_yet_have_as_many_documents_with_one_as_counting_leaves_open() -> None:
    # of 10 documents none has a hit: up to -ln 0.025 of 10 might, each with the rate 20 that one of a's has
    found = estimate(estimate_rates, [2] * 10 + [0] * 10, "a" * 10 + "b" * 10, "x" * 20, 100)
    assert found.effect.item() == pytest.approx(20)
    assert found.low.item() == pytest.approx(20 - 20 * -log(0.025) / 10)
    assert found.high.item() == pytest.approx(20)


@pytest.mark.parametrize(("hits", "size"), [(0, 1), (0, 30), (1, 1), (3, 7), (50, 200), (200, 200)])
def test_the_interval_of_a_share_is_that_of_scipy(hits: int, size: int) -> None:
    low, high = wilson_interval(np.array([hits]), np.array([size]))
    expected = stats.binomtest(hits, size).proportion_ci(0.95, "wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_share_of_nothing_has_no_interval() -> None:
    low, high = wilson_interval(np.array([0]), np.array([0]))
    assert np.isnan([low[0], high[0]]).all()
