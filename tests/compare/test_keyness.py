from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy import stats

from analysis.compare.keyness import (
    bic,
    conservative_ratio,
    g2,
    juilland_d,
    lock_p,
    monroe_z,
    norm_dispersion,
    percent_difference,
)

pytestmark = pytest.mark.filterwarnings("error")
HITS, OTHERS = st.integers(0, 300), st.integers(1, 9000)


def one(function, *arguments: float) -> float:
    """The function's value for one term, whose counts come first."""
    a, b, *further = arguments
    return function(np.array([a], float), np.array([b], float), *further).item()


def two_cells(a: float, b: float, words_a: float, words_b: float) -> float:
    """Rayson & Garside 2000, and the wizard of UCREL: 2 (a ln(a / E1) + b ln(b / E2)), E1 = c (a + b) / (c + d)."""
    both = a + b
    expected = words_a * both / (words_a + words_b), words_b * both / (words_a + words_b)
    return 2 * sum(seen * log(seen / due) for seen, due in zip((a, b), expected, strict=True) if seen)


# --- log-likelihood -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("both", "only_first", "only_second", "neither", "published"),
    [(110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (31, 23, 139, 31584, 256.84)],
)
def test_g2_is_dunnings(both: int, only_first: int, only_second: int, neither: int, published: float) -> None:
    # Dunning 1993, table 2: "the swiss", "can be", "previous year"
    assert round(one(g2, both, only_second, both + only_first, only_second + neither), 2) == published


@given(a=HITS, b=HITS, more_a=OTHERS, more_b=OTHERS)
def test_g2_is_that_of_scipy_and_nltk(a: int, b: int, more_a: int, more_b: int) -> None:
    words_a, words_b = a + more_a, b + more_b
    found = one(g2, a, b, words_a, words_b)
    if a + b == 0:
        assert found == pytest.approx(0, abs=1e-9)
        return
    table = [[a, b], [more_a, more_b]]
    scipy = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
    assert found == pytest.approx(scipy, abs=1e-6)
    nltk = BigramAssocMeasures.likelihood_ratio(a, (a + b, words_a), words_a + words_b)
    assert found == pytest.approx(nltk, rel=1e-6, abs=1e-6)


@given(a=HITS, b=HITS, more_a=OTHERS, more_b=OTHERS)
def test_four_cells_are_the_two_of_the_term_and_the_two_of_all_other_words(
    a: int, b: int, more_a: int, more_b: int
) -> None:
    words = a + more_a, b + more_b
    parts = two_cells(a, b, *words), two_cells(more_a, more_b, *words)
    assert one(g2, a, b, *words) == pytest.approx(sum(parts), rel=1e-6, abs=1e-6)


def test_of_a_rare_term_two_cells_are_nearly_four() -> None:
    # 20 against 5 in 100,000 words each: E = 12.5, 2 (20 ln 1.6 + 5 ln 0.4)
    assert two_cells(20, 5, 10**5, 10**5) == pytest.approx(2 * (20 * log(1.6) + 5 * log(0.4)))
    assert one(g2, 20, 5, 10**5, 10**5) == pytest.approx(two_cells(20, 5, 10**5, 10**5), rel=2e-4)
    # of every fifth word they are not
    assert one(g2, 20, 5, 100, 25) == pytest.approx(0, abs=1e-9)
    assert one(g2, 40, 10, 100, 100) > 1.3 * two_cells(40, 10, 100, 100)


@given(a=st.integers(1, 300), b=st.integers(1, 300), more_a=OTHERS, more_b=OTHERS)
def test_bic_weighs_two_rates_against_one(a: int, b: int, more_a: int, more_b: int) -> None:
    # Wilson 2013 after Raftery 1995: BIC of one binomial rate less that of two, with one parameter more
    words = a + more_a, b + more_b
    rates = a / words[0], b / words[1]
    two = sum(stats.binom.logpmf((a, b), words, rates))
    same = sum(stats.binom.logpmf((a, b), words, (a + b) / sum(words)))
    expected = -2 * same + log(sum(words)) - (-2 * two + 2 * log(sum(words)))
    assert bic(g2(np.array([a]), np.array([b]), *words), sum(words)).item() == pytest.approx(
        expected, rel=1e-6, abs=1e-5
    )


# --- Monroe's z, %DIFF ----------------------------------------------------------------------------------------------


def monroe(a: int, b: int, words_a: int, words_b: int) -> float:
    """Equations 16, 19, 20 and 22 of Monroe et al. 2008, the prior both sides together at the weight of 1,000 words."""
    prior = 1000 * (a + b) / (words_a + words_b)
    odds = [log((hits + prior) / (words + 1000 - hits - prior)) for hits, words in ((a, words_a), (b, words_b))]
    return (odds[0] - odds[1]) / sqrt(1 / (a + prior) + 1 / (b + prior))


@given(a=HITS, b=st.integers(1, 300), more_a=OTHERS, more_b=OTHERS)
def test_z_is_monroes(a: int, b: int, more_a: int, more_b: int) -> None:
    words = a + more_a, b + more_b
    assert one(monroe_z, a, b, *words) == pytest.approx(monroe(a, b, *words), rel=1e-9, abs=1e-9)
    assert one(monroe_z, a, b, *words) == -one(monroe_z, b, a, *words[::-1])


def test_the_prior_draws_a_rare_term_nearer_to_no_difference_than_a_frequent_one() -> None:
    # three times the rate in both
    assert 0 < one(monroe_z, 3, 1, 10**4, 10**4) < 1 < 4 < one(monroe_z, 90, 30, 10**4, 10**4)


@pytest.mark.parametrize(
    ("a", "b", "words_a", "words_b", "percent"),
    [(30, 10, 1000, 1000, 200), (10, 30, 1000, 1000, -200 / 3), (5, 5, 100, 200, 100), (0, 4, 10, 10, -100)],
)
def test_percent_difference_by_hand(a: int, b: int, words_a: int, words_b: int, percent: float) -> None:
    assert one(percent_difference, a, b, words_a, words_b) == pytest.approx(percent)


def test_percent_of_nothing_is_undefined() -> None:
    assert np.isnan(one(percent_difference, 4, 0, 10, 10))


# --- the conservative ratio -----------------------------------------------------------------------------------------


def conservative(a: int, b: int, words_a: int, words_b: int, family: int) -> float:
    """Evert 2022: the bound nearer to 0 of the exact interval, by SciPy, at 0.05 over the family."""
    interval = stats.binomtest(a, a + b).proportion_ci(1 - 0.05 / family, "exact")
    with np.errstate(divide="ignore"):
        low, high = (
            float(np.log2(np.float64(share) / np.float64(1 - share) * words_b / words_a)) for share in interval
        )
    return max(low, 0) + min(high, 0)


@given(a=HITS, b=st.integers(1, 300), more_a=OTHERS, more_b=OTHERS, family=st.sampled_from([1, 20, 5000, 10**6]))
def test_the_conservative_ratio_is_everts(a: int, b: int, more_a: int, more_b: int, family: int) -> None:
    words = a + more_a, b + more_b
    found = one(conservative_ratio, a, b, *words, family)
    assert found == pytest.approx(conservative(a, b, *words, family), rel=1e-6, abs=1e-6)
    assert one(conservative_ratio, b, a, *words[::-1], family) == pytest.approx(-found)


@pytest.mark.parametrize("share", [0.0006, 0.013, 0.12, 0.5, 0.87, 0.991, 0.9993])
@pytest.mark.parametrize("family", [1, 30, 10**5])
def test_no_bound_is_lost_by_asking_only_where_there_may_be_one(share: float, family: int) -> None:
    counts = np.array([*range(13), 17, 25, 60, 200, 1500, 20000], float)
    a, b = (grid.ravel() for grid in np.meshgrid(counts, counts))
    a, b = a[a + b > 0], b[a + b > 0]
    tail = 0.05 / 2 / family
    low = np.where(a > 0, stats.beta.ppf(tail, np.maximum(a, 1), b + 1), 0)
    less = np.where(b > 0, stats.beta.ppf(tail, np.maximum(b, 1), a + 1), 0)
    found = conservative_ratio(a, b, 10**6 * share, 10**6 * (1 - share), family)
    assert ((found > 0) == (low > share * (1 + 1e-12))).all()
    assert ((found < 0) == (less > (1 - share) * (1 + 1e-12))).all()
    assert (found != 0).any() and (found == 0).any()


def test_a_larger_family_asks_for_more() -> None:
    few, many = (one(conservative_ratio, 80, 20, 1000, 1000, family) for family in (1, 10**4))
    assert 0 < many < few < log2(4)


def test_of_no_hits_there_is_no_conservative_ratio_other_than_none() -> None:
    assert one(conservative_ratio, 0, 0, 9000, 1000, 3) == 0


# --- dispersion -----------------------------------------------------------------------------------------------------

SIZES = np.array([9, 10, 10, 10, 11])
# Gries 2008, 2020 (table 5.1): five parts of 50 letters; counts of a letter in each, Juilland's D, DP, DPnorm
GRIES = {
    "a": ([1, 2, 3, 4, 5], 0.785, 0.18, 0.22), "b": ([2, 2, 2, 2, 2], 0.968, 0.02, 0.024), "i": ([1, 0, 0, 0, 0], 0, 0.82, 1),
    "q": ([0, 1, 0, 0, 0], 0, 0.8, 0.976), "x": ([0, 0, 0, 0, 1], 0, 0.78, 0.951),
}  # fmt: skip


@pytest.mark.parametrize("letter", GRIES)
def test_dispersions_are_those_that_gries_prints(letter: str) -> None:
    counts, juilland, dp, normed = GRIES[letter]
    rates = np.array(counts) / SIZES
    found = juilland_d(rates.sum(keepdims=True), (rates**2).sum(keepdims=True), 5).item()
    assert found == pytest.approx(juilland, abs=5e-4)
    # 0.18 / 0.82 = 0.2195 is printed as 0.22
    assert norm_dispersion(np.array([dp]), SIZES).item() == pytest.approx(normed, abs=6e-4)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=12))
def test_juillands_d_is_one_less_the_variation_over_its_most(counts: list[int]) -> None:
    rates = np.array(counts) / 50
    found = juilland_d(rates.sum(keepdims=True), (rates**2).sum(keepdims=True), len(rates)).item()
    if not any(counts):
        assert np.isnan(found)
        return
    assert found == pytest.approx(1 - stats.variation(rates) / sqrt(len(rates) - 1), abs=1e-6)


def test_of_one_document_there_is_no_spread() -> None:
    assert np.isnan(juilland_d(np.array([0.1]), np.array([0.01]), 1)).all()
    assert norm_dispersion(np.array([0.0]), np.array([70])).tolist() == [0]


# --- no difference --------------------------------------------------------------------------------------------------


@given(
    effect=st.floats(-2, 2), error=st.floats(0.01, 1), margin=st.sampled_from([0.2, 0.5, 1.0]),
)  # fmt: skip
def test_the_equivalence_test_is_two_one_sided_ones(effect: float, error: float, margin: float) -> None:
    above, below = stats.norm.sf((effect + margin) / error), stats.norm.cdf((effect - margin) / error)
    found = lock_p(np.array([effect]), np.array([1.96 * error]), 1.96, margin).item()
    assert found == pytest.approx(max(above, below))
    # at 5 % it is whether the 90 % interval lies within the margin (Schuirmann 1987)
    half = stats.norm.ppf(0.95) * error
    if abs(abs(effect) + half - margin) > 1e-9:
        assert (found < 0.05) == (-margin < effect - half and effect + half < margin)


def test_without_an_interval_nothing_is_shown_to_be_equal() -> None:
    assert np.isnan(lock_p(np.array([0.0, np.nan]), np.array([np.nan, 0.1]), 1.96, 0.5)).all()
    assert lock_p(np.array([0.0]), np.array([0.0]), 1.96, 0.5).tolist() == [0]
