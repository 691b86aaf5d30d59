"""The gate: the effect, interval and test of every measure of a contrast, by documents within events where they are enough."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from analysis.compare import kernels
from analysis.compare.counts import Counts
from analysis.compare.estimates.intervals import (
    PER,
    counting_difference,
    counting_ratio,
    effective_interval,
    poisson_interval,
    student,
    within_means,
    within_rates,
    within_ratio,
)
from analysis.compare.estimates.permutation import permutation_p
from analysis.compare.estimates.sides import LEAST_ALONE, Sides

MOMENTS = (
    "hits_a", "docs_a", "hits_b", "docs_b", "rates", "rate_squares", "mean_a", "mean_b", "seen_a", "seen_b", "room_a",
    "room_b", "between", "residual", "variance_a", "fourth_a", "variance_b", "fourth_b", "shuffled_variance", "shuffled_third",
    "pairs", "pairs_aa", "pairs_ab", "pairs_bb", "pairs_40", "pairs_31", "pairs_22", "pairs_13", "pairs_04", "events",
    "least_a", "least_b", "shuffled_fourth", "dp",
)  # fmt: skip
BY_DOCUMENTS, BY_WORDS, BY_NOTHING = "documents", "words", ""


class Estimates(NamedTuple):
    """What the gate says of each measure of a contrast.

    `effect` with its 95 % interval low to high and what the interval counts (`unit`: documents within events, words, or
    nothing); p; `spread`, the standard error of the effect if there were no difference; `i2`, the part of the differences
    between events that chance does not explain, 0 to 1 (Higgins & Thompson 2002); the sums they are made of. NaN = undefined.
    """

    effect: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unit: str
    p: np.ndarray
    spread: np.ndarray
    i2: np.ndarray
    moments: dict[str, np.ndarray]


def sum_moments(counts: Counts, sides: Sides) -> dict[str, np.ndarray]:
    """The sums over documents that the estimates are made of, by name, one value a measure (see MOMENTS).

    hits and docs (with a hit) of each side; sums of document rates and their squares; and of the events that both sides
    cover: the weighted mean rates, documents with hits (`seen`) among those of the events with hits (`room`), the spread of
    the differences between events and of documents within them, variances, permutation moments, events with hits, the
    chance (a logarithm) that a side has all the hits it can have; Gries's DP.
    """
    cell = 3 * sides.event_of_doc + np.where(sides.of_doc == 1, 0, np.where(sides.of_doc == 0, 1, 2))
    sizes = counts.sizes.astype(float)
    inside = np.where(sides.of_doc >= 0, sizes, 0.0)
    of_events = (sides.events_a.astype(float), sides.events_b.astype(float))
    out = np.zeros((len(MOMENTS), len(counts.names)))
    places = (counts.bounds, counts.docs, counts.counts)
    kernels.sum_moments(*places, cell, np.where(sizes > 0, sizes, 1.0), inside, *of_events, out)
    return dict(zip(MOMENTS, out, strict=True))


def estimate_ratios(counts: Counts, sides: Sides) -> Estimates:
    """The log2 ratio of two groups' rates in every measure.

    With documents enough: of the mean document rates within events; where one side has no hit, of the documents that have
    one. Else: of the rates over all words, with the interval of counting.
    """
    moments = sum_moments(counts, sides)
    if not sides.are_enough:
        counted = counting_ratio(moments["hits_a"], moments["hits_b"], sides.a.words, sides.b.words)
        return _without_test(moments, counted, BY_WORDS)
    within = within_ratio(moments)
    one_sided = np.isnan(within[0])
    seen = (moments[name][one_sided] for name in ("seen_a", "seen_b", "room_a", "room_b"))
    for values, counted in zip(within, counting_ratio(*seen), strict=True):
        values[one_sided] = counted
    middle = (moments["mean_a"] + moments["mean_b"]) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(moments["shuffled_variance"]) / middle / np.log(2)
    return _with_test(moments, within, spread, sides)


def estimate_rates(counts: Counts, sides: Sides) -> Estimates:
    """The difference of two groups' rates per thousand words in every measure.

    With documents enough: of the mean document rates within events; where none of these documents has a hit it is 0, with
    what counting leaves open in their words. Else: of the rates over all words, with the interval of counting.
    """
    moments = sum_moments(counts, sides)
    if not sides.are_enough:
        counted = counting_difference(moments["hits_a"], moments["hits_b"], sides.a.words, sides.b.words)
        return _without_test(moments, counted, BY_WORDS)
    within = within_rates(moments, sides.weights.sum(), sides.pairs, sides.a.shared, sides.b.shared)
    unseen = moments["seen_a"] + moments["seen_b"] == 0
    open_to_both = counting_difference(np.zeros(len(unseen)), np.zeros(len(unseen)), *_shared_words(counts, sides))
    effect = [np.where(unseen, other, values * PER) for values, other in zip(within, open_to_both, strict=True)]
    return _with_test(moments, effect, _shuffled_spread(moments, sides) * PER, sides)


def _shared_words(counts: Counts, sides: Sides) -> list[float]:
    """The words of each side's documents in the events that both sides cover."""
    shared = sides.shared[sides.event_of_doc]
    return [float(counts.sizes[shared & (sides.of_doc == side)].sum()) for side in (1, 0)]


def estimate_means(values: Counts, sides: Sides) -> Estimates:
    """The difference of two groups' mean values in every measure; the values stand as counts of documents of size 1.

    With documents enough: within events, with an interval and a test. Else the plain difference of means, without.
    """
    moments = sum_moments(values, sides)
    if sides.are_enough:
        within = within_means(moments, sides.weights.sum(), sides.pairs)
        return _with_test(moments, within, _shuffled_spread(moments, sides), sides)
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = moments["hits_a"] / np.float64(sides.a.words) - moments["hits_b"] / np.float64(sides.b.words)
    unknown = np.full(len(difference), np.nan)
    return _without_test(moments, (difference, unknown, unknown), BY_NOTHING)


def _shuffled_spread(moments: dict[str, np.ndarray], sides: Sides) -> np.ndarray:
    return np.sqrt(moments["shuffled_variance"]) / sides.weights.sum()


def _with_test(
    moments: dict[str, np.ndarray], effect: tuple[np.ndarray, ...] | list[np.ndarray], spread: np.ndarray, sides: Sides
) -> Estimates:
    deviation = moments["mean_a"] - moments["mean_b"]
    p = permutation_p(
        deviation,
        *(moments[f"shuffled_{order}"] for order in ("variance", "third", "fourth")),
        moments["least_a"],
        moments["least_b"],
    )
    return Estimates(*effect, BY_DOCUMENTS, p, spread, _heterogeneity(moments, sides), moments)


def _without_test(moments: dict[str, np.ndarray], effect: tuple[np.ndarray, ...], unit: str) -> Estimates:
    unknown = np.full(len(effect[0]), np.nan)
    return Estimates(*effect, unit, unknown, unknown, unknown, moments)


def _heterogeneity(moments: dict[str, np.ndarray], sides: Sides) -> np.ndarray:
    """I² from Cochran's Q, whose variances are those of documents within the groups of all events together."""
    weights = sides.weights
    events = int(sides.shared.sum())
    freedom = sides.a.shared + sides.b.shared - 2 * events
    if events < 2 or freedom < 1:
        return np.full(len(moments["events"]), np.nan)
    pooled = (moments["mean_a"] - moments["mean_b"]) / weights.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        q = (moments["between"] - pooled**2 * weights.sum()) / (moments["residual"] / freedom)
        return np.where(moments["residual"] > 0, np.clip(1 - (events - 1) / q, 0, 1), np.nan)


class Sums(NamedTuple):
    """Sums over documents, one value a measure: hits, their squares, hits times size, sizes, their squares; documents with a size."""

    hits: np.ndarray
    squares: np.ndarray
    cross: np.ndarray
    size: np.ndarray
    size_squares: np.ndarray
    docs: np.ndarray


def rate_interval(counts: Counts, inside: np.ndarray) -> dict[str, np.ndarray]:
    """The rate of every measure in the documents `inside`, per thousand words, with its 95 % interval.

    hits, size (words), rate, low, high, docs_with (documents with a hit), and what the interval counts. With LEAST_ALONE documents
    with words, the documents: the variance is that of `ratio_variance`, no less than counting gives, the interval that of
    `effective_interval`. With fewer, or without a hit, the words: the exact interval of counting.
    """
    sums, docs_with = sum_documents(counts, inside)
    hits, size, docs = sums.hits, sums.size, sums.docs
    low, high = poisson_interval(hits, size)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = hits / size * PER
        bounds = effective_interval(hits, np.maximum(ratio_variance(sums), hits), student(docs - 1.0))
        by_documents = (hits > 0) & (docs >= LEAST_ALONE)
        low, high = (np.where(by_documents, own / size * PER, of) for own, of in zip(bounds, (low, high), strict=True))
    return {
        "hits": hits, "size": size, "rate": rate, "low": low, "high": high, "docs_with": docs_with,
        "interval": np.where(by_documents, BY_DOCUMENTS, BY_WORDS),
    }  # fmt: skip


def sum_documents(counts: Counts, inside: np.ndarray) -> tuple[Sums, np.ndarray]:
    """The sums over the documents `inside`, and how many of these have a hit."""
    shape = (len(counts.names), len(counts.doc_names))
    part = csr_array((counts.counts.astype(float), counts.docs, counts.bounds), shape=shape)[:, inside]
    sizes = counts.sizes[inside].astype(float)
    whole = (np.full(len(counts.names), total) for total in (sizes.sum(), (sizes**2).sum(), (sizes > 0).sum()))
    return Sums(part.sum(axis=1), part.power(2).sum(axis=1), part @ sizes, *whole), np.diff(part.indptr)


def ratio_variance(sums: Sums) -> np.ndarray:
    """The variance of hits as part of a ratio of sums over documents (Cochran 1977, ch. 6)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = sums.hits / sums.size
        spread = sums.squares - 2 * rate * sums.cross + rate**2 * sums.size_squares
    return spread * sums.docs / np.maximum(sums.docs - 1, 1)
