"""The test within events against all permutations, drawn ones, and the distributions of SciPy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.counts import Counts
from analysis.compare.estimates import (
    Sides,
    adjust_p,
    detectable_reach,
    estimate_rates,
    permutation_p,
    sum_moments,
    take_sides,
)
from analysis.compare.estimates.permutation import TRUST
from tests.compare.conftest import A_B, make_counts, place, simulate

pytestmark = pytest.mark.filterwarnings("error")
NONE = (np.array(-500.0), np.array(-500.0))  # the logarithms of chances too small for any p here to tell


def moments_of(hits: list[int], sizes: list[int], groups: str, events: str) -> dict[str, float]:
    sums = sum_moments(
        make_counts({"m": hits}, sizes), take_sides(make_counts({"m": hits}, sizes), place(groups, events), A_B)
    )
    return {name: values.item() for name, values in sums.items()}


# --- exact moments ------------------------------------------------------------------------------------------------


def ways_to_share(groups: str, events: str) -> Iterator[set[int]]:
    """The documents of a in every way to share out those of each event, as many on each side as there are."""
    names = sorted(set(events))
    inside = [[doc for doc, event in enumerate(events) if event == name] for name in names]
    chosen = [combinations(docs, sum(groups[doc] == "a" for doc in docs)) for docs in inside]
    return (set().union(*parts) for parts in product(*chosen))


SMALL = [
    ([3, 0, 1, 2, 0], [10, 12, 7, 9, 11], "aabbb", "xxxxx"),
    ([3, 0, 1, 2, 0, 5], [10, 12, 7, 9, 11, 8], "abbabb", "xxxyyy"),
    ([1, 1, 4, 0, 0, 2, 7, 0], [5, 9, 8, 6, 7, 9, 20, 4], "aabbabbb", "xxxxyyyz"),
    ([0, 0, 6, 0, 0, 0, 1], [8] * 7, "abbbbbb", "xxxxxxx"),
    ([2, 5, 1, 1], [9, 10, 6, 7], "abab", "xxyy"),
]


@pytest.mark.parametrize(("hits", "sizes", "groups", "events"), SMALL)
def test_moments_are_those_of_all_permutations_within_events(
    hits: list[int], sizes: list[int], groups: str, events: str
) -> None:
    rates = [Fraction(hit, size) for hit, size in zip(hits, sizes, strict=True)]
    all_sums = [sum(rates[doc] for doc in docs) for docs in ways_to_share(groups, events)]
    mean = Fraction(sum(all_sums), len(all_sums))
    seen = sum(rate for rate, group in zip(rates, groups, strict=True) if group == "a")
    sums = moments_of(hits, sizes, groups, events)
    assert sums["mean_a"] - sums["mean_b"] == pytest.approx(float(seen - mean), abs=1e-14)
    for name, power in (("shuffled_variance", 2), ("shuffled_third", 3)):
        moment = sum((value - mean) ** power for value in all_sums) / Fraction(len(all_sums))
        assert sums[name] == pytest.approx(float(moment), rel=1e-12, abs=1e-15), name


def test_nothing_varies_without_a_permutation() -> None:
    alone = moments_of([3, 1, 2], [10, 10, 10], "aab", "xxy")
    assert {alone[name] for name in ("mean_a", "mean_b", "shuffled_variance", "shuffled_third", "events")} == {0}


def test_equal_rates_have_no_variance_and_no_p() -> None:
    hits, groups, events = [1, 2, 3, 1] * 5, "abba" * 5, "x" * 20
    sums = moments_of(hits, [7 * hit for hit in hits], groups, events)
    assert {sums[name] for name in ("shuffled_variance", "shuffled_third", "variance_a", "variance_b", "residual")} == {
        0
    }


# --- p ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("z", [-3.0, -1.0, -0.2, 0.3, 1.5, 4.0])
@pytest.mark.parametrize("skew", [-2.5, -0.7, 0.0, 0.4, 1.8])
def test_the_tails_are_those_of_pearsons_type_three(z: float, skew: float) -> None:
    fitted = stats.pearson3(skew)
    lower, upper = fitted.cdf(z), fitted.sf(z)
    if skew > 0:
        lower = max(lower, stats.norm.cdf(z))  # the thin tail is no thinner than the normal's
    elif skew < 0:
        upper = max(upper, stats.norm.sf(z))
    spread = 1.7
    p = permutation_p(*as_cumulants(z, spread, skew, 1.5 * skew**2), *NONE)
    assert p.item() == pytest.approx(min(1, 2 * min(lower, upper)), rel=1e-9)


def as_cumulants(z: float, spread: float, skew: float, excess: float) -> list[np.ndarray]:
    """A sum and its variance, third and fourth cumulants."""
    return [np.array([value]) for value in (z * spread, spread**2, skew * spread**3, excess * spread**4)]


@pytest.mark.parametrize("z", [-2.5, -1.9, 2.2, 2.8])
@pytest.mark.parametrize(("a", "b"), [(30, 30), (9, 30), (20, 12), (7, 30)])
def test_thin_tails_are_those_of_a_beta(z: float, a: float, b: float) -> None:
    fitted = stats.beta(a, b)
    skew, excess = (float(value) for value in fitted.stats("sk"))
    at = fitted.mean() + z * fitted.std()
    line = 1.5 * skew**2
    whole = line + (excess - line) / TRUST  # so that the beta is met, going a part of the way from the gamma
    p = permutation_p(*as_cumulants(z, 1.7, skew, whole), *NONE)
    assert whole > -0.6  # below it, the excess is taken as that
    assert p.item() == pytest.approx(min(1, 2 * min(fitted.cdf(at), fitted.sf(at))), rel=1e-6)


def test_an_excess_of_lumps_is_taken_as_one_of_a_curve() -> None:
    lumps, curve = (permutation_p(*as_cumulants(2.0, 1.0, 0.3, excess), *NONE).item() for excess in (-1.7, -0.6))
    assert lumps == curve


@pytest.mark.parametrize("shape", [[(1, 5)] * 12, [(5, 1)] * 12, [(2, 8)] * 6, [(1, 1)] * 20, [(9, 9)] * 6])
def test_a_small_p_is_near_that_of_shuffles_and_seldom_below_it(shape: list[tuple[int, int]]) -> None:
    counts, documents = simulate(4, shape, terms=400, clumps=0.4, planted=40)
    sides = take_sides(counts, documents, A_B)
    estimates = estimate_rates(counts, sides)
    asked = np.flatnonzero((estimates.p > 1e-3) & (estimates.p < 0.05))[:12]
    rates = dense_rates(counts)
    ratios = np.log10([estimates.p[at] / shuffle_p(rates[at], sides, 8000) for at in asked])
    assert len(asked) >= 4
    assert -0.1 < np.median(ratios) < 0.6
    assert ratios.min() > -0.45


def dense_rates(counts: Counts) -> np.ndarray:
    """Hits over words, a row a measure."""
    table = np.zeros((len(counts.names), len(counts.sizes)))
    for at in range(len(counts.names)):
        part = slice(counts.bounds[at], counts.bounds[at + 1])
        table[at, counts.docs[part]] = counts.counts[part]
    return table / counts.sizes


def shuffle_p(rates: np.ndarray, sides: Sides, times: int) -> float:
    """p of one measure by shuffles within events."""
    random = np.random.default_rng(9)
    seen, sums = 0.0, np.zeros(times)
    for event in np.flatnonzero(sides.shared):
        inside = sides.event_of_doc == event
        own, of_a = rates[inside], sides.of_doc[inside] == 1
        seen += own[of_a].sum()
        sums += own[np.argsort(random.random((times, len(own))), axis=1)[:, : of_a.sum()]].sum(axis=1)
    above, below = (sums >= seen - 1e-12).sum() + 1, (sums <= seen + 1e-12).sum() + 1
    return min(1.0, 2 * min(above, below) / (times + 1))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_beyond_the_end_of_the_fitted_curve_is_not_impossible(sign: int) -> None:
    # with skewness 4 the type III distribution ends at -2 / 4; the normal's two tails beyond 0.9 hold 1 - erf(0.9 / √2)
    p = permutation_p(np.array([sign * -0.9]), np.array([1.0]), np.array([sign * 4.0]), np.array([24.0]), *NONE)
    assert p.item() == pytest.approx(1 - erf(0.9 / sqrt(2)))


def test_no_tail_is_thinner_than_the_chance_that_a_side_has_all_it_can() -> None:
    spreads = (np.array([1.0, 1.0]), np.array([0.0, 0.0]), np.array([0.0, 0.0]))
    p = permutation_p(np.array([0.5, -9.0]), *spreads, np.log([1e-3, 1e-9]), np.log([1e-9, 1e-3]))
    assert p.tolist() == pytest.approx([2 * stats.norm.sf(0.5), 2e-3])


@pytest.mark.parametrize(
    ("hits", "groups", "events"),
    [
        ([9, 0] * 12, "ab" * 12, "".join(letter * 2 for letter in "cdefghijklmn")),  # all that a can have, in pairs
        (
            [1] + [0] * 99,
            ("a" + "b" * 9) * 10,
            "".join(letter * 10 for letter in "cdefghijkl"),
        ),  # one document, one to nine
        (
            [0, 3, 0] * 4 + [0] * 24,
            "abb" * 12,
            "".join(letter * 3 for letter in "cdefghijklmn"),
        ),  # b has all, of four events
        ([2, 2, 0, 0, 0] * 2 + [0] * 20, "aabbb" * 6, "u" * 5 + "v" * 5 + "w" * 5 + "x" * 5 + "y" * 5 + "z" * 5),
    ],
)
def test_of_few_documents_with_hits_p_is_no_lower_than_all_ways_give(hits: list[int], groups: str, events: str) -> None:
    counts = make_counts({"m": hits}, [10] * len(groups))
    p = estimate_rates(counts, take_sides(counts, place(groups, events), A_B)).p.item()
    varied = [
        event
        for event in sorted(set(events))
        if any(hit for hit, own in zip(hits, events, strict=True) if own == event)
    ]
    ways = [1.0]
    sums = [0.0]
    for event in varied:
        inside = [hit for hit, own in zip(hits, events, strict=True) if own == event]
        n_a = sum(group == "a" for group, own in zip(groups, events, strict=True) if own == event)
        shares = [sum(part) - n_a * sum(inside) / len(inside) for part in combinations(inside, n_a)]
        sums = [total + share for total in sums for share in shares]
        ways = [1.0] * len(sums)
    seen = sum(hit for hit, group in zip(hits, groups, strict=True) if group == "a")
    expected = sum(
        sum(group == "a" for group, own in zip(groups, events, strict=True) if own == event)
        * sum(hit for hit, own in zip(hits, events, strict=True) if own == event)
        / events.count(event)
        for event in varied
    )
    above = sum(total >= seen - expected - 1e-9 for total in sums) / len(ways)
    below = sum(total <= seen - expected + 1e-9 for total in sums) / len(ways)
    assert p >= 0.99 * min(1.0, 2 * min(above, below))


def test_without_variance_there_is_no_p() -> None:
    assert np.isnan(
        permutation_p(np.array([0.0, 1.0]), np.array([0.0, -1e-20]), *[np.array([0.0, 0.0])] * 2, *NONE)
    ).all()


@pytest.mark.parametrize(("n_a", "n_b"), [(15, 15), (8, 32)])
def test_p_is_near_that_of_random_permutations(n_a: int, n_b: int) -> None:
    random = np.random.default_rng(7)
    groups, events = ("a" * n_a + "b" * n_b) * 2, "x" * (n_a + n_b) + "y" * (n_a + n_b)
    sizes = random.integers(200, 600, len(groups))
    of_a = np.array(list(groups)) == "a"
    for _ in range(4):
        hits = random.poisson(random.gamma(2, 0.01, len(sizes)) * sizes * np.where(of_a, random.uniform(0.7, 1.6), 1))
        rates = (hits / sizes).reshape(2, -1)
        shuffled = random.permuted(np.broadcast_to(rates, (20_000, *rates.shape)), axis=2)[:, :, :n_a].sum(axis=(1, 2))
        seen = rates[:, :n_a].sum()
        drawn = 2 * min((shuffled <= seen).mean(), (shuffled >= seen).mean())
        counts = make_counts({"m": hits.tolist()}, sizes.tolist())
        p = estimate_rates(counts, take_sides(counts, place(groups, events), A_B)).p
        assert p.item() == pytest.approx(min(1, drawn), rel=0.12, abs=0.02)


@pytest.mark.parametrize("shape", [[(10, 10)], [(4, 4)] * 5, [(1, 1)] * 20, [(2, 8)] * 5, [(1, 9)] * 10], ids=str)
@pytest.mark.parametrize("documents", [1, 2, 4, 7, 10])
def test_p_holds_its_level_for_words_in_few_documents(shape: list[tuple[int, int]], documents: int) -> None:
    random = np.random.default_rng(documents)
    groups = "".join("a" * a + "b" * b for a, b in shape)
    events = "".join(chr(ord("A") + number) * sum(pair) for number, pair in enumerate(shape))
    terms, sizes = 400, random.integers(300, 900, len(groups))
    dense = np.zeros((terms, len(groups)), int)
    for row in dense:
        row[random.choice(len(groups), documents, replace=False)] = 1 + random.poisson(0.3, documents)
    counts = make_counts({f"t{place}": row for place, row in enumerate(dense)}, sizes.tolist())
    p = estimate_rates(counts, take_sides(counts, place(groups, events), A_B)).p
    shares = [np.nanmean(p <= level) for level in (0.05, 0.01, 0.001)]
    # one document alone, a one-to-nine share: it is on the rare side one time in ten, and p is .04
    worst = 0.15 if (shape[0], documents) == ((1, 9), 1) else 0.05 + 3 * sqrt(0.05 * 0.95 / terms)
    assert shares[0] <= worst
    assert shares[1] <= 0.01 + 3 * sqrt(0.01 * 0.99 / terms)
    assert shares[2] <= 0.001 + 3 * sqrt(0.001 / terms)


# --- families -----------------------------------------------------------------------------------------------------


@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_are_those_of_scipy(p: list[float]) -> None:
    assert adjust_p(np.array(p)) == pytest.approx(stats.false_discovery_control(p, method="bh"), rel=1e-12)


def test_what_has_no_p_is_not_of_the_family() -> None:
    p = np.array([np.nan, 0.01, np.nan, 0.5, 0.02])
    assert adjust_p(p) == pytest.approx([np.nan, 0.03, np.nan, 0.5, 0.03], nan_ok=True)
    assert adjust_p(np.array([])).tolist() == []
    assert np.isnan(adjust_p(np.array([np.nan]))).tolist() == [True]


@pytest.mark.parametrize("family", [1, 20, 5000])
def test_an_effect_within_reach_is_the_first_finding_four_times_out_of_five(family: int) -> None:
    bound = stats.norm.isf(0.05 / (2 * family))
    assert stats.norm.sf(bound - detectable_reach(family)) == pytest.approx(0.8)


def test_a_family_of_none_reaches_as_far_as_one_of_one() -> None:
    assert detectable_reach(0) == detectable_reach(1) == pytest.approx(stats.norm.isf(0.025) + stats.norm.isf(0.2))
