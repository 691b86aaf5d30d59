"""Pooling: the difference in each event, and what becomes of it over events, without one of them, and over outlets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from analysis.compare.counts import Counts
from analysis.compare.estimates.gate import sum_moments
from analysis.compare.estimates.intervals import PER, student
from analysis.compare.estimates.sides import Sides, without
from analysis.compare.kernels.moments import ROUNDING

ROUNDS = 60  # of halving, when the spread between events is sought
LEAST_OUTLETS = 3  # a side, for a contrast with outlets as the unit


class EventRates(NamedTuple):
    """Mean document rates per thousand words, measures by shared events, on both sides, and the spread of documents.

    docs_a, docs_b: documents of each event; hits_a, hits_b; `variance` is that of documents within the groups of all events
    together, of each measure (NaN where no event has two documents on a side).
    """

    events: np.ndarray
    rate_a: np.ndarray
    rate_b: np.ndarray
    hits_a: np.ndarray
    hits_b: np.ndarray
    docs_a: np.ndarray
    docs_b: np.ndarray
    variance: np.ndarray

    @property
    def difference(self) -> np.ndarray:
        return self.rate_a - self.rate_b

    @property
    def weight(self) -> np.ndarray:
        return self.docs_a * self.docs_b / (self.docs_a + self.docs_b)


def estimate_events(counts: Counts, sides: Sides) -> EventRates:
    """The mean rates of both sides in every event that both cover, for every measure."""
    shape = (len(counts.names), len(counts.doc_names))
    hits = csr_array((counts.counts.astype(float), counts.docs, counts.bounds), shape=shape)
    rates = hits.multiply(PER / np.where(counts.sizes > 0, counts.sizes, 1)).tocsr()
    events = np.flatnonzero(sides.shared)
    docs = [np.flatnonzero((sides.of_doc == side) & sides.shared[sides.event_of_doc]) for side in (1, 0)]
    to_event = [_indicator(sides.event_of_doc[part], events) for part in docs]
    sizes = [matrix.sum(axis=0) for matrix in to_event]
    sums = [(rates[:, part] @ matrix).toarray() for part, matrix in zip(docs, to_event, strict=True)]
    found = [(hits[:, part] @ matrix).toarray() for part, matrix in zip(docs, to_event, strict=True)]
    squares = sum(rates[:, part].power(2).sum(axis=1) for part in docs)
    means = [total / size for total, size in zip(sums, sizes, strict=True)]
    within = squares - sum((total * mean).sum(axis=1) for total, mean in zip(sums, means, strict=True))
    freedom = sum(map(len, docs)) - 2 * len(events)
    within = np.where(within > ROUNDING * squares, within, 0)
    variance = within / freedom if freedom > 0 else np.full(shape[0], np.nan)
    return EventRates(events, *means, *found, *sizes, variance)


def _indicator(event_of_doc: np.ndarray, events: np.ndarray) -> csr_array:
    place = np.searchsorted(events, event_of_doc)
    shape = (len(event_of_doc), len(events))
    return csr_array((np.ones(len(place)), (np.arange(len(place)), place)), shape=shape)


class Pooled(NamedTuple):
    """A difference with events as a sample of all events: its value, its interval, and the spread between events (tau)."""

    random: np.ndarray
    low: np.ndarray
    high: np.ndarray
    tau: np.ndarray


def pool_events(rates: EventRates) -> Pooled:
    """The random-effects difference of every measure, and the spread tau of the events' true differences.

    Variances of events are that of documents (all events together) over their weights; tau after Paule & Mandel (1982),
    interval with Student's t after Hartung & Knapp (2001), no shorter than without their correction. In hits per thousand
    words. NaN with fewer than two events, or where no event has two documents on a side.
    """
    many = rates.difference.shape[1]
    if many < 2 or np.isnan(rates.variance).all():
        unknown = np.full(len(rates.difference), np.nan)
        return Pooled(unknown, unknown, unknown, unknown)
    variances = rates.variance[:, None] / rates.weight[None, :]
    between = _paule_mandel(rates.difference, variances)
    weight = _inverse(variances + between[:, None])
    pooled = (weight * rates.difference).sum(axis=1) / weight.sum(axis=1)
    spread = (weight * (rates.difference - pooled[:, None]) ** 2).sum(axis=1) / (many - 1)
    half = student(np.float64(many - 1)) * np.sqrt(np.maximum(spread, 1) / weight.sum(axis=1))
    varied = rates.variance > 0
    return Pooled(
        *(np.where(varied, values, np.nan) for values in (pooled, pooled - half, pooled + half, np.sqrt(between)))
    )


def _paule_mandel(difference: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """The variance between events that makes their weighted spread what it is expected to be, 0 where it is less already."""
    low, high = np.zeros(len(difference)), np.ptp(difference, axis=1) ** 2 + 1e-12
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        above = _spread(difference, variances + middle[:, None]) > difference.shape[1] - 1
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(_spread(difference, variances) > difference.shape[1] - 1, (low + high) / 2, 0.0)


def _spread(difference: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """Cochran's Q."""
    weight = _inverse(variances)
    pooled = (weight * difference).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    return (weight * (difference - pooled) ** 2).sum(axis=1)


def _inverse(variances: np.ndarray) -> np.ndarray:
    return 1 / np.where(variances > 0, variances, 1)


class Range(NamedTuple):
    """The least and the most that a difference becomes without any one part, and the part that weakens it most."""

    low: np.ndarray
    high: np.ndarray
    weakest: list[str]


def leave_out(counts: Counts, sides: Sides, parts: dict[str, np.ndarray]) -> Range:
    """The difference per thousand words without the documents of each part in turn, for every measure.

    `parts` maps names to masks of documents. A part without which one side or every shared event would be gone is not
    left out. NaN and no name where there is no part to leave out. The difference is the one that `estimate_rates` shows.
    """
    differences = {
        name: _difference(counts, rest, sides.are_enough)
        for name, inside in parts.items()
        if (rest := without(sides, counts, inside)).shared.any()
    }
    if not differences:
        unknown = np.full(len(counts.names), np.nan)
        return Range(unknown, unknown, [""] * len(counts.names))
    names, table = list(differences), np.array(list(differences.values()))
    weakest = np.argmin(table * np.sign(_difference(counts, sides, sides.are_enough)), axis=0)
    return Range(table.min(axis=0), table.max(axis=0), [names[place] for place in weakest])


def _difference(counts: Counts, sides: Sides, within: bool) -> np.ndarray:
    moments = sum_moments(counts, sides)
    if within:
        return (moments["mean_a"] - moments["mean_b"]) / sides.weights.sum() * PER
    return (moments["hits_a"] / sides.a.words - moments["hits_b"] / sides.b.words) * PER


class OutletContrast(NamedTuple):
    """The difference with outlets as the unit, its interval, and how many outlets a side."""

    difference: np.ndarray
    low: np.ndarray
    high: np.ndarray
    outlets_a: int
    outlets_b: int


def contrast_outlets(counts: Counts, sides: Sides) -> OutletContrast:
    """The difference between the means of outlets, each with one voice, of what they write about events that both sides cover.

    A document's value is its rate less the middle of both sides' mean rates in its event; an outlet's is the mean of its
    documents'. Welch's (1947) t interval; NaN with fewer than LEAST_OUTLETS a side. Hits per thousand words.
    """
    rates = estimate_events(counts, sides)
    middle = (rates.rate_a + rates.rate_b) / 2
    values, sizes = [], []
    for side in (1, 0):
        docs = np.flatnonzero((sides.of_doc == side) & sides.shared[sides.event_of_doc])
        names = sorted(set(sides.outlet_of_doc[docs].tolist()) - {""})
        sizes.append(len(names))
        own = (docs[sides.outlet_of_doc[docs] == name] for name in names)
        values.append(np.array([_outlet_mean(counts, part, middle, rates.events, sides) for part in own]))
    unknown = np.full(len(counts.names), np.nan)
    if min(sizes) < LEAST_OUTLETS:
        return OutletContrast(unknown, unknown, unknown, *sizes)
    difference = values[0].mean(axis=0) - values[1].mean(axis=0)
    parts = [part.var(axis=0, ddof=1) / len(part) for part in values]
    variance = parts[0] + parts[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = variance**2 / sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))
    half = student(np.nan_to_num(freedom, nan=1.0)) * np.sqrt(variance)
    return OutletContrast(difference, difference - half, difference + half, *sizes)


def _outlet_mean(counts: Counts, docs: np.ndarray, middle: np.ndarray, events: np.ndarray, sides: Sides) -> np.ndarray:
    """The mean, over an outlet's documents, of their rates less the middle of their events."""
    shape = (len(counts.names), len(counts.doc_names))
    hits = csr_array((counts.counts.astype(float), counts.docs, counts.bounds), shape=shape)[:, docs]
    own = (hits @ (PER / counts.sizes[docs])) / len(docs)
    return own - middle[:, np.searchsorted(events, sides.event_of_doc[docs])].mean(axis=1)
