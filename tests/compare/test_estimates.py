from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from math import erf, sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.estimates import (
    LEAST,
    Contrast,
    Side,
    Sides,
    adjust_p,
    choose_contrasts,
    document_interval,
    permutation_p,
    poisson_interval,
    rate_variance,
    ratio_interval,
    sum_moments,
    take_sides,
)  # fmt: skip
from tests.compare.conftest import make_counts
from tests.conftest import error_of

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
HITS = st.integers(0, 60)


def place(groups: str, events: str) -> pl.DataFrame:
    """Documents with one letter each for group and event, a space for none."""
    named = [None if letter == " " else letter for letter in events]
    columns = {"doc": [f"d{number:02}" for number in range(len(groups))], "group": list(groups), "event": named}
    return pl.DataFrame(columns, schema_overrides={"event": pl.String})


def moments_of(hits: list[int], sizes: list[int], groups: str, events: str) -> dict[str, float]:
    counts = make_counts({"m": hits}, sizes)
    sums = sum_moments(counts, take_sides(counts, place(groups, events), A_B))
    return {name: values.item() for name, values in sums.items()}


# --- contrasts and sides ------------------------------------------------------------------------------------------


def test_all_pairs_of_groups_in_the_order_of_their_names() -> None:
    documents = pl.DataFrame({"group": ["c", "a", "b", "a"]})
    assert choose_contrasts(documents, []) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert choose_contrasts(documents, ["c", "a"]) == [("c", "a")]
    assert choose_contrasts(documents.filter(group="a"), []) == []


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
    ],
)  # fmt: skip
def test_other_contrasts_are_refused(given_names: list[str], message: str) -> None:
    documents = pl.DataFrame({"group": ["news", "advocacy", "blogs"]})
    assert error_of(choose_contrasts, documents, given_names) == f"contrast: {message}"


def test_sides_count_words_and_documents_in_events_that_both_cover() -> None:
    counts = make_counts({"m": [1] * 7}, [2, 3, 5, 0, 7, 11, 13])
    sides = take_sides(counts, place("aabaabc", "xxxxyy "), A_B)
    assert sides.a == Side(words=12, docs=3, squares=4 + 9 + 49, shared=3)
    assert sides.b == Side(words=16, docs=2, squares=25 + 121, shared=2)
    assert sides.of_doc.tolist() == [1, 1, 0, -1, 1, 0, -1]  # d03 has no words, d06 is of another group
    numbers = sides.event_of_doc
    assert sides.event_sizes[numbers[[0, 4, 6]]].tolist() == [3, 2, 0]
    assert sides.event_sizes_a[numbers[[0, 4, 6]]].tolist() == [2, 1, 0]


def test_documents_without_an_event_are_one_event() -> None:
    counts = make_counts({"m": [1] * 4}, [1] * 4)
    sides = take_sides(counts, place("abab", "x   "), A_B)
    assert (sides.a.shared, sides.b.shared) == (1, 2)  # d00 is alone in event x
    assert len(set(sides.event_of_doc[1:].tolist())) == 1


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


# --- sums over documents ------------------------------------------------------------------------------------------


def test_sums_by_hand() -> None:
    # a: 2 of 4 and 0 of 6 words; b: 1 of 5 and 3 of 5 words; d04 is alone in its event, d05 of another group
    sums = moments_of([2, 0, 1, 3, 4, 9], [4, 6, 5, 5, 10, 9], "aabbac", "xxxxyx")
    assert {name: sums[name] for name in ("hits_a", "docs_a", "squares_a", "cross_a")} == {
        "hits_a": 6, "docs_a": 2, "squares_a": 4 + 16, "cross_a": 2 * 4 + 4 * 10,
    }  # fmt: skip
    assert {name: sums[name] for name in ("hits_b", "docs_b", "squares_b", "cross_b")} == {
        "hits_b": 4, "docs_b": 2, "squares_b": 1 + 9, "cross_b": 1 * 5 + 3 * 5,
    }  # fmt: skip
    assert sums["events"] == 1  # the one that both groups cover
    # document rates in x: 1/2, 0, 1/5, 3/5; their mean 13/40
    assert sums["deviation"] == pytest.approx(1 / 2 - 2 * 13 / 40)
    # shares of the hits 2 0 1 3 4 of 10, of the words 4 6 5 5 10 of 30
    apart = (2 / 10 - 4 / 30) + 6 / 30 + (5 / 30 - 1 / 10) + (3 / 10 - 5 / 30) + (4 / 10 - 10 / 30)
    assert sums["dispersion"] == pytest.approx(apart / 2)


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
    assert sums["deviation"] == pytest.approx(float(seen - mean), abs=1e-14)
    for name, power in (("variance", 2), ("skewness", 3)):
        moment = sum((value - mean) ** power for value in all_sums) / Fraction(len(all_sums))
        assert sums[name] == pytest.approx(float(moment), rel=1e-12, abs=1e-15), name


def test_nothing_varies_without_a_permutation() -> None:
    alone = moments_of([3, 1, 2], [10, 10, 10], "aab", "xxy")
    assert (alone["deviation"], alone["variance"], alone["skewness"], alone["events"]) == (0, 0, 0, 0)


# --- the test -----------------------------------------------------------------------------------------------------


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
    p = permutation_p(*(np.array([value]) for value in (z * spread, spread**2, skew * spread**3)))
    assert p.item() == pytest.approx(min(1, 2 * min(lower, upper)), rel=1e-9)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_beyond_the_end_of_the_fitted_curve_is_not_impossible(sign: int) -> None:
    # with skewness 4 the type III distribution ends at -2 / 4; the normal's two tails beyond 0.9 hold 1 - erf(0.9 / √2)
    p = permutation_p(np.array([sign * -0.9]), np.array([1.0]), np.array([sign * 4.0]))
    assert p.item() == pytest.approx(1 - erf(0.9 / sqrt(2)))


def test_without_variance_there_is_no_p() -> None:
    assert np.isnan(permutation_p(np.array([0.0, 1.0]), np.array([0.0, -1e-20]), np.array([0.0, 0.0]))).all()


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
        sums = moments_of(hits.tolist(), sizes.tolist(), groups, events)
        p = permutation_p(*(np.array([sums[name]]) for name in ("deviation", "variance", "skewness")))
        assert p.item() == pytest.approx(min(1, drawn), rel=0.12, abs=0.02)


@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_are_those_of_scipy(p: list[float]) -> None:
    assert adjust_p(np.array(p)) == pytest.approx(stats.false_discovery_control(p, method="bh"), rel=1e-12)


def test_what_has_no_p_is_not_of_the_family() -> None:
    p = np.array([np.nan, 0.01, np.nan, 0.5, 0.02])
    assert adjust_p(p) == pytest.approx([np.nan, 0.03, np.nan, 0.5, 0.03], nan_ok=True)
    assert adjust_p(np.array([])).tolist() == []
    assert np.isnan(adjust_p(np.array([np.nan]))).tolist() == [True]


# --- intervals ----------------------------------------------------------------------------------------------------


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
    low, high = (bound.item() for bound in ratio_interval(np.array([a]), np.array([b]), words_a, words_b))
    if a + b:
        exact = stats.binomtest(a, a + b).proportion_ci(method="exact")
        scale = np.log2(words_b / words_a)
        if a:
            assert low == pytest.approx(np.log2(exact.low / (1 - exact.low)) + scale, rel=1e-6, abs=1e-9)
        if b:
            assert high == pytest.approx(np.log2(exact.high / (1 - exact.high)) + scale, rel=1e-6, abs=1e-9)
    assert (np.isnan(low), np.isnan(high)) == (a == 0, b == 0)
    assert [-bound.item() for bound in ratio_interval(np.array([b]), np.array([a]), words_b, words_a)] == pytest.approx(
        [high, low], rel=0, abs=0, nan_ok=True
    )


def welch(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> tuple[float, float, float]:
    """The difference of two rates of (hits, words) by document, its variance and degrees of freedom, in fractions."""
    rates, parts = [], []
    for side in (a, b):
        words = sum(size for _, size in side)
        rate = Fraction(sum(hits for hits, _ in side), words)
        spread = sum((hits - rate * size) ** 2 for hits, size in side) * len(side) / (len(side) - 1)
        rates.append(rate)
        parts.append(spread / words**2)
    freedom = sum(parts) ** 2 / sum(part**2 / (len(side) - 1) for part, side in zip(parts, (a, b), strict=True))
    return float(rates[0] - rates[1]), float(sum(parts)), float(freedom)


def test_the_interval_from_documents_is_welchs() -> None:
    random = np.random.default_rng(3)
    a, b = ([(int(random.poisson(3)), int(random.integers(50, 200))) for _ in range(n)] for n in (11, 14))
    hits, sizes = zip(*a, *b, strict=True)
    counts = make_counts({"m": hits}, sizes)
    sides = take_sides(counts, place("a" * 11 + "b" * 14, "x" * 25), A_B)
    sums = sum_moments(counts, sides)
    variances = [rate_variance(sums, letter, side) for letter, side in (("a", sides.a), ("b", sides.b))]
    difference, variance, freedom = welch(a, b)
    low, high = document_interval(np.array([difference]), *variances, sides)
    half = stats.t.ppf(0.975, freedom) * sqrt(variance)
    assert sum(variances).item() == pytest.approx(variance)
    assert (low.item(), high.item()) == pytest.approx((difference - half, difference + half))


def test_documents_of_equal_size_have_the_interval_of_the_plain_t_test() -> None:
    a, b = [4, 7, 1, 0, 3], [2, 2, 9, 5]
    counts = make_counts({"m": a + b}, [10] * 9)
    sides = take_sides(counts, place("aaaaabbbb", "x" * 9), A_B)
    sums = sum_moments(counts, sides)
    variances = [rate_variance(sums, letter, side) for letter, side in (("a", sides.a), ("b", sides.b))]
    low, high = document_interval(np.array([np.mean(a) - np.mean(b)]) / 10, *variances, sides)
    expected = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert (low.item() * 10, high.item() * 10) == pytest.approx((expected.low, expected.high))


def test_equal_documents_have_an_interval_without_width() -> None:
    sides = Sides(Side(40, 10, 160, 10), Side(40, 10, 160, 10), *(np.array([]),) * 4)
    low, high = document_interval(np.array([0.5]), np.array([0.0]), np.array([0.0]), sides)
    assert (low.tolist(), high.tolist()) == ([0.5], [0.5])


@given(hits=st.lists(st.integers(0, 4), min_size=24, max_size=24))
@settings(max_examples=40)
def test_the_two_groups_can_change_places(hits: list[int]) -> None:
    groups, events, sizes = "aab" * 8, "xxxyyy" * 4, [8, 9, 11, 6, 7, 10] * 4
    counts = make_counts({"m": hits}, sizes)
    documents = place(groups, events)
    one, other = (sum_moments(counts, take_sides(counts, documents, Contrast(*pair))) for pair in ("ab", "ba"))
    for name in ("hits", "docs", "squares", "cross"):
        assert one[f"{name}_a"] == other[f"{name}_b"]
    assert (one["events"], one["dispersion"]) == (other["events"], other["dispersion"])
    for name, sign in (("deviation", -1), ("variance", 1), ("skewness", -1)):
        assert one[name] == pytest.approx(sign * other[name], rel=1e-9, abs=1e-12)
