"""The gate: sums by hand, what each measure is told, and what must not change it."""

from __future__ import annotations

from fractions import Fraction
from math import log, sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.counts import Counts
from analysis.compare.estimates import (
    BY_DOCUMENTS,
    BY_WORDS,
    REST,
    Contrast,
    Estimates,
    estimate_means,
    estimate_rates,
    estimate_ratios,
    rate_interval,
    sum_moments,
    take_sides,
)
from tests.compare.conftest import A_B, make_counts, place, simulate

pytestmark = pytest.mark.filterwarnings("error")
CALLS = (estimate_rates, estimate_ratios, estimate_means)
SHAPES = {
    "pairs": [(1, 1)] * 12,
    "one event": [(10, 12)],
    "one to some": [(1, 3), (2, 1), (1, 1), (6, 7), (3, 0), (4, 2)],
}


def values_of(found: Estimates) -> np.ndarray:
    return np.array([found.effect, found.low, found.high, found.p, found.spread, found.i2])


# --- sums ---------------------------------------------------------------------------------------------------------


def test_sums_by_hand() -> None:
    # in x: a has 2 of 4 and 0 of 6 words, b 1 of 5 and 3 of 5; d04 is alone in its event, d05 of another group
    counts = make_counts({"m": [2, 0, 1, 3, 4, 9]}, [4, 6, 5, 5, 10, 9])
    sums = sum_moments(counts, take_sides(counts, place("aabbac", "xxxxyx"), A_B))
    rates = [Fraction(1, 2), Fraction(0), Fraction(1, 5), Fraction(3, 5)]
    mean_a, mean_b, mean = Fraction(1, 4), Fraction(2, 5), Fraction(13, 40)
    apart_a, apart_b = 2 * Fraction(1, 4) ** 2, 2 * Fraction(1, 5) ** 2
    cubes = sum((rate - mean) ** 2 for rate in rates)
    expected = {
        "hits_a": 6, "docs_a": 2, "hits_b": 4, "docs_b": 2,
        "rates": sum(rates) + Fraction(4, 10), "rate_squares": sum(rate**2 for rate in rates) + Fraction(16, 100),
        "mean_a": mean_a, "mean_b": mean_b,  # the weight of x is 2 · 2 / 4
        "seen_a": 1, "seen_b": 2, "room_a": 2, "room_b": 2, "between": (mean_a - mean_b) ** 2, "residual": apart_a + apart_b,
        "variance_a": apart_a / 2, "fourth_a": (apart_a / 2) ** 2, "variance_b": apart_b / 2, "fourth_b": (apart_b / 2) ** 2,
        "shuffled_variance": Fraction(4, 12) * cubes, "shuffled_third": 0, "events": 1, "pairs": 0, "pairs_aa": 0, "pairs_40": 0,
    }  # fmt: skip
    assert {name: sums[name].item() for name in expected} == pytest.approx({k: float(v) for k, v in expected.items()})
    # shares of the hits 2 0 1 3 4 of 10, of the words 4 6 5 5 10 of 30
    apart = (2 / 10 - 4 / 30) + 6 / 30 + (5 / 30 - 1 / 10) + (3 / 10 - 5 / 30) + (4 / 10 - 10 / 30)
    assert sums["dp"].item() == pytest.approx(apart / 2)


def test_a_lone_document_borrows_the_spread_of_the_other_side() -> None:
    # b has rates 0.1, 0.2, 0.6: variance 0.07; the weight is 3/4, and 1/3 of it is b's own, the whole the lone document's
    counts = make_counts({"m": [5, 1, 2, 6]}, [10] * 4)
    sums = sum_moments(counts, take_sides(counts, place("abbb", "xxxx"), A_B))
    variance = 0.75**2 * 0.07 * (1 / 3 + 1)
    assert [sums[name].item() for name in ("variance_a", "fourth_a")] == [0, 0]
    assert [sums[name].item() for name in ("variance_b", "fourth_b")] == pytest.approx([variance, variance**2 / 2])


def test_pairs_are_kept_apart() -> None:
    counts = make_counts({"m": [4, 2, 0, 6]}, [10] * 4)
    sums = sum_moments(counts, take_sides(counts, place("abab", "xxyy"), A_B))
    halves = [(0.2, 0.1), (0.0, 0.3)]  # half of each rate, as a pair weighs one half
    assert sums["pairs"].item() == pytest.approx(sum(a - b for a, b in halves))
    powers = {"aa": (2, 0), "ab": (1, 1), "bb": (0, 2), **{f"{4 - b}{b}": (4 - b, b) for b in range(5)}}
    for name, (a_times, b_times) in powers.items():
        assert sums[f"pairs_{name}"].item() == pytest.approx(sum(a**a_times * b**b_times for a, b in halves)), name
    assert [sums[name].item() for name in ("variance_a", "variance_b", "residual")] == [0, 0, 0]


# --- what is told of a measure ------------------------------------------------------------------------------------


def test_effects_by_hand() -> None:
    # x: a 0.3, b 0.1 of ten words, five documents each; y: a 0.1 in five, b 0.2 in ten; weights 5/2 and 10/3
    hits = [3] * 5 + [1] * 5 + [1] * 5 + [2] * 10
    counts = make_counts({"m": hits}, [10] * 25)
    sides = take_sides(counts, place("aaaaabbbbb" + "aaaaabbbbbbbbbb", "x" * 10 + "y" * 15), A_B)
    weights = (Fraction(5, 2), Fraction(10, 3))
    means = [sum(w * Fraction(rate, 10) for w, rate in zip(weights, pair, strict=True)) for pair in ((3, 1), (1, 2))]
    difference, ratio = (means[0] - means[1]) / sum(weights), means[0] / means[1]
    assert estimate_rates(counts, sides).effect.item() == pytest.approx(float(difference) * 1000)
    assert estimate_ratios(counts, sides).effect.item() == pytest.approx(log(ratio, 2))
    assert estimate_means(counts._replace(sizes=np.ones(25)), sides).effect.item() == pytest.approx(
        float(difference) * 10
    )


def test_spread_is_the_standard_error_without_a_difference() -> None:
    counts, documents = simulate(2, [(6, 7), (5, 9)], terms=40)
    sides = take_sides(counts, documents, A_B)
    moments = sum_moments(counts, sides)
    error = np.sqrt(moments["shuffled_variance"]) / sides.weights.sum() * 1000
    assert estimate_rates(counts, sides).spread == pytest.approx(error)
    middle = (moments["mean_a"] + moments["mean_b"]) / 2 / sides.weights.sum() * 1000
    assert estimate_ratios(counts, sides).spread * log(2) == pytest.approx(error / middle)


def test_i2_is_what_chance_leaves_of_cochrans_q() -> None:
    random = np.random.default_rng(5)
    shape = [(3, 4), (2, 6), (5, 2)]
    groups = "".join("a" * a + "b" * b for a, b in shape)
    events = np.repeat(["x", "y", "z"], [7, 8, 7])
    hits = random.poisson(np.where(np.array(list(groups)) == "a", 3 * (events == "y") + 2, 2), (200, 22))
    counts = make_counts({f"m{place}": row for place, row in enumerate(hits)}, [100] * 22)
    found = estimate_rates(counts, take_sides(counts, place(groups, "".join(events)), A_B)).i2
    side = np.array(list(groups)) == "a"
    for row, value in zip(hits / 100, found, strict=True):
        own = [(row[(events == name) & side], row[(events == name) & ~side]) for name in "xyz"]
        difference = np.array([a.mean() - b.mean() for a, b in own])
        weight = np.array([len(a) * len(b) / (len(a) + len(b)) for a, b in own])
        squares = sum(((part - part.mean()) ** 2).sum() for pair in own for part in pair)
        q = (weight * (difference - np.average(difference, weights=weight)) ** 2).sum() / (squares / (22 - 2 * 3))
        assert value == pytest.approx(max(0, 1 - 2 / q), abs=1e-9)
    assert found.max() > 0.5 and found.min() == 0


@pytest.mark.parametrize(("groups", "events"), [("ab" * 12, "x" * 24), ("ab" * 12, "ccddeeffgghhiijjkkllmmnn")])
def test_i2_is_undefined_in_one_event_and_in_pairs(groups: str, events: str) -> None:
    counts = make_counts({"m": list(range(24))}, [100] * 24)
    assert np.isnan(estimate_rates(counts, take_sides(counts, place(groups, events), A_B)).i2).all()


# --- cases at the edge --------------------------------------------------------------------------------------------


def test_no_hits_at_all_leave_open_what_counting_does() -> None:
    counts = make_counts({"m": [0] * 24}, [50] * 24)
    sides = take_sides(counts, place("ab" * 12, "x" * 24), A_B)
    rates, ratios = estimate_rates(counts, sides), estimate_ratios(counts, sides)
    bound = -log(0.025) / 600 * 1000
    assert (rates.effect.item(), rates.low.item(), rates.high.item()) == pytest.approx((0, -bound, bound))
    assert np.isnan([*ratios.effect, *ratios.low, *ratios.high, *ratios.p, *rates.p, *rates.i2]).all()


def test_hits_outside_the_shared_events_are_not_in_the_difference() -> None:
    hits = [0] * 24 + [7, 7]
    counts = make_counts({"m": hits}, [50] * 24 + [900, 900])
    sides = take_sides(counts, place("ab" * 12 + "aa", "x" * 24 + "yy"), A_B)
    rates, ratios = estimate_rates(counts, sides), estimate_ratios(counts, sides)
    bound = -log(0.025) / 600 * 1000  # of the 600 words a side in x
    assert (rates.effect.item(), rates.low.item(), rates.high.item()) == pytest.approx((0, -bound, bound))
    assert np.isnan([*ratios.effect, *ratios.low, *ratios.high, *ratios.p, *rates.p]).all()


def test_where_one_side_has_no_hit_the_ratio_is_of_documents() -> None:
    # 8 of 12 documents of a have a hit, none of 12: event y has no hit and no part in it
    hits = [2] * 8 + [0] * 4 + [0] * 12 + [0] * 4
    counts = make_counts({"m": hits}, [50] * 28)
    found = estimate_ratios(counts, take_sides(counts, place("a" * 12 + "b" * 12 + "aabb", "x" * 24 + "yyyy"), A_B))
    least = 0.025 ** (1 / 8)
    assert found.effect.item() == pytest.approx(log(8 / 0.5, 2))
    assert found.low.item() == pytest.approx(log(least / (1 - least), 2))
    assert np.isnan(found.high.item())
    assert found.p.item() < 0.01


@pytest.mark.parametrize("groups", ["ab", "abc"])
def test_one_document_a_side_is_described(groups: str) -> None:
    counts = make_counts({"m": [6, 2, 9][: len(groups)]}, [1000] * len(groups))
    sides = take_sides(counts, place(groups, "x" * len(groups)), A_B)
    rates, ratios, means = (call(counts, sides) for call in CALLS)
    exact = [(stats.chi2.ppf(0.025, 2 * hits) / 2, stats.chi2.ppf(0.975, 2 * hits + 2) / 2) for hits in (6, 2)]
    assert (rates.unit, ratios.unit, means.unit) == (BY_WORDS, BY_WORDS, "")
    assert rates.effect.item() == pytest.approx(4)
    assert rates.low.item() == pytest.approx(4 - np.hypot(6 - exact[0][0], exact[1][1] - 2))
    assert ratios.effect.item() == pytest.approx(log(3, 2))
    assert means.effect.item() == pytest.approx(0.004)
    assert np.isnan([*means.low, *means.high]).all()
    for found in (rates, ratios, means):
        assert np.isnan([*found.p, *found.spread, *found.i2]).all()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_equal_documents_have_no_difference_and_no_p_and_a_ratio_no_interval(shape: list[tuple[int, int]]) -> None:
    groups = "".join("a" * a + "b" * b for a, b in shape)
    events = "".join(chr(ord("A") + number) * (a + b) for number, (a, b) in enumerate(shape))
    sizes = [10 * (1 + number % 3) for number in range(len(groups))]
    counts = make_counts({"m": [size // 10 for size in sizes]}, sizes)
    sides = take_sides(counts, place(groups, events), A_B)
    rates, ratios = estimate_rates(counts, sides), estimate_ratios(counts, sides)
    for found in (rates, ratios):
        assert found.unit == BY_DOCUMENTS
        assert [found.effect.item(), found.spread.item()] == pytest.approx([0, 0], abs=1e-9)
        assert np.isnan(found.p).all()
    assert [rates.low.item(), rates.high.item()] == pytest.approx([0, 0], abs=1e-9)
    assert np.isnan([*ratios.low, *ratios.high]).all()  # nothing varies: a ratio is not thereby known


def test_a_ratio_that_one_pair_of_articles_alone_tells_has_no_interval() -> None:
    hits = [2, 1] + [0, 0] * 11
    sides = take_sides(
        counts := make_counts({"m": hits}, [10] * 24), place("ab" * 12, "".join(c * 2 for c in "ABCDEFGHIJKL")), A_B
    )
    found = estimate_ratios(counts, sides)
    assert (found.unit, found.effect.item()) == (BY_DOCUMENTS, pytest.approx(1))
    assert np.isnan([*found.low, *found.high]).all()


@pytest.mark.parametrize("groups", ["", "aa"])
def test_without_a_second_side_nothing_is_told(groups: str) -> None:
    counts = make_counts({"m": [1] * len(groups)}, [10] * len(groups))
    sides = take_sides(counts, place(groups, "x" * len(groups)), A_B)
    for call in CALLS:
        found = call(counts, sides)
        assert np.isnan(values_of(found)).all(), call.__name__


def test_no_measures_have_no_values() -> None:
    counts = make_counts({"m": [1] * 24}, [10] * 24)._replace(names=[], bounds=np.zeros(1, np.int64))
    sides = take_sides(counts, place("ab" * 12, "x" * 24), A_B)
    for call in CALLS:
        assert values_of(call(counts, sides)).shape == (6, 0)


def test_documents_without_an_event_are_compared_among_themselves() -> None:
    counts, documents = simulate(8, [(12, 11)], terms=30)
    nowhere = documents.with_columns(event=pl.lit(None, pl.String))
    for call in CALLS:
        one, other = (call(counts, take_sides(counts, table, A_B)) for table in (documents, nowhere))
        np.testing.assert_array_equal(values_of(one), values_of(other))


def test_one_group_against_the_rest_is_against_the_others_as_one() -> None:
    counts, documents = simulate(9, [(5, 8), (6, 7)], terms=30)
    apart = documents.with_columns(
        group=pl.when(group="b").then(pl.Series(["b", "c", "d"] * 8 + ["b", "c"])).otherwise("group")
    )
    for call in CALLS:
        rest = call(counts, take_sides(counts, apart, Contrast("a", REST)))
        both = call(counts, take_sides(counts, documents, A_B))
        np.testing.assert_array_equal(values_of(rest), values_of(both))


# --- what must not change anything --------------------------------------------------------------------------------


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("shape", [*SHAPES.values(), [(1, 2), (1, 1)]], ids=[*SHAPES, "few"])
@pytest.mark.parametrize("seed", range(3))
def test_groups_that_change_places_change_signs_alone(call: object, shape: list[tuple[int, int]], seed: int) -> None:
    counts, documents = simulate(seed, shape, terms=60)
    one, other = (call(counts, take_sides(counts, documents, Contrast(*pair))) for pair in ("ab", "ba"))
    mirrored = values_of(other)[[0, 2, 1, 3, 4, 5]] * np.array([[-1], [-1], [-1], [1], [1], [1]])
    np.testing.assert_array_equal(mirrored, values_of(one))


def reorder(counts: Counts, order: np.ndarray) -> Counts:
    """The same counts with their documents in another order, the names along."""
    dense = np.zeros((len(counts.names), len(counts.doc_names)), int)
    for row, (first, last) in enumerate(zip(counts.bounds[:-1], counts.bounds[1:], strict=True)):
        dense[row, counts.docs[first:last]] = counts.counts[first:last]
    made = make_counts(dict(zip(counts.names, dense[:, order], strict=True)), counts.sizes[order].tolist())
    return made._replace(doc_names=[counts.doc_names[place] for place in order])


@given(st.permutations(range(22)))
def test_the_order_of_documents_changes_nothing(order: list[int]) -> None:
    counts, documents = simulate(4, [(5, 6), (8, 3)], terms=12)
    shuffled = reorder(counts, np.array(order))
    for call in CALLS:
        one = call(counts, take_sides(counts, documents, A_B))
        other = call(shuffled, take_sides(shuffled, documents.sample(fraction=1, shuffle=True, seed=1), A_B))
        np.testing.assert_allclose(values_of(other), values_of(one), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_documents_of_other_groups_change_nothing(seed: int) -> None:
    counts, documents = simulate(seed, [(5, 9), (8, 6)], terms=40)
    others = pl.Series(["c" if number % 4 == 3 else "" for number in range(28)])
    mixed = documents.with_columns(group=pl.when(others == "c").then(others).otherwise("group"))
    kept = np.flatnonzero(others.to_numpy() == "")
    fewer = reorder(counts, kept)
    for call in CALLS:
        one = call(counts, take_sides(counts, mixed, A_B))
        other = call(fewer, take_sides(fewer, mixed, A_B))
        assert one.unit == other.unit == BY_DOCUMENTS
        np.testing.assert_array_equal(values_of(other), values_of(one))


@given(st.integers(2, 9))
def test_the_length_of_documents_is_no_difference(times: int) -> None:
    counts, documents = simulate(6, [(6, 7), (5, 6)], terms=12)
    longer = counts._replace(counts=counts.counts * times, sizes=counts.sizes * times)
    for call in (estimate_rates, estimate_ratios):
        one, other = (call(made, take_sides(made, documents, A_B)) for made in (counts, longer))
        assert other.effect == pytest.approx(one.effect, nan_ok=True)
        assert other.p == pytest.approx(one.p, nan_ok=True)


# --- the rate of documents ----------------------------------------------------------------------------------------


def test_the_interval_of_a_rate_from_documents_is_that_of_a_ratio_of_sums() -> None:
    hits, sizes = [3, 0, 1, 9, 2, 0, 0, 4, 1, 2, 5], [90, 60, 70, 110, 80, 95, 100, 120, 60, 70, 85]
    found = rate_interval(make_counts({"m": hits}, sizes), np.ones(11, bool))
    rate = Fraction(sum(hits), sum(sizes))
    spread = sum((hit - rate * size) ** 2 for hit, size in zip(hits, sizes, strict=True)) * Fraction(11, 10)
    t = stats.t.ppf(0.975, 10) / stats.norm.ppf(0.975)
    effective = sum(hits) ** 2 / float(spread) / t**2
    bounds = stats.chi2.ppf(0.025, 2 * effective) / 2, stats.chi2.ppf(0.975, 2 * effective + 2) / 2
    assert found["rate"].item() == pytest.approx(float(rate) * 1000)
    assert (found["hits"].item(), found["size"].item(), found["docs_with"].item()) == (27, 940, 8)
    assert found["low"].item() == pytest.approx(float(rate) * 1000 * bounds[0] / effective, rel=5e-3)
    assert found["high"].item() == pytest.approx(float(rate) * 1000 * bounds[1] / effective, rel=5e-3)
    assert found["interval"].tolist() == [BY_DOCUMENTS]


def test_few_documents_and_no_hits_have_the_interval_of_counting() -> None:
    counts = make_counts({"m": [5, 0, 3, *[1] * 8], "none": [0] * 11}, [100] * 11)
    few = rate_interval(counts, np.arange(11) < 4)
    assert few["interval"].tolist() == [BY_WORDS, BY_WORDS]
    assert few["low"].tolist() == pytest.approx([stats.chi2.ppf(0.025, 18) / 2 / 0.4, 0])
    assert few["high"].tolist() == pytest.approx([stats.chi2.ppf(0.975, 20) / 2 / 0.4, -log(0.025) / 0.4])
    assert rate_interval(counts, np.ones(11, bool))["interval"].tolist() == [BY_DOCUMENTS, BY_WORDS]


def test_a_rate_varies_no_less_than_counting_does() -> None:
    found = rate_interval(make_counts({"m": [2] * 12}, [100] * 12), np.ones(12, bool))
    effective = 24 / (stats.t.ppf(0.975, 11) / stats.norm.ppf(0.975)) ** 2
    assert found["low"].item() == pytest.approx(20 * stats.chi2.ppf(0.025, 2 * effective) / 2 / effective, rel=5e-3)


def test_no_documents_have_no_rate() -> None:
    counts = make_counts({"m": [1, 0]}, [10, 0])
    for inside in ([False, False], [False, True]):
        found = rate_interval(counts, np.array(inside))
        assert (found["hits"].item(), found["size"].item()) == (0, 0)
        assert np.isnan([found[name].item() for name in ("rate", "low", "high")]).all()


def test_documents_without_words_do_not_count() -> None:
    one = make_counts({"m": [3, 0, 1, 9, 2, 0, 0, 4, 1]}, [90] * 9)
    more = make_counts({"m": [3, 0, 1, 9, 2, 0, 0, 4, 1, 0, 0]}, [90] * 9 + [0, 0])
    few, same = (rate_interval(counts, np.ones(len(counts.sizes), bool)) for counts in (one, more))
    assert {name: values.tolist() for name, values in few.items()} == {
        name: values.tolist() for name, values in same.items()
    }


@given(st.lists(st.integers(0, 30), min_size=11, max_size=14))
def test_the_interval_of_a_rate_holds_the_rate(hits: list[int]) -> None:
    sizes = [50 + 7 * number for number in range(len(hits))]
    found = rate_interval(make_counts({"m": hits}, sizes), np.ones(len(hits), bool))
    assert 0 <= found["low"].item() <= found["rate"].item() < found["high"].item()
    least = sqrt(max(sum(hits), 1)) / sum(sizes) * 1000
    assert found["high"].item() - found["rate"].item() > least
