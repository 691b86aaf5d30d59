"""Events: each difference event by event, pooled over them, without one of them, and with outlets as the unit."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special
from scipy.sparse import csr_array

from analysis.compare.counts import Counts
from analysis.compare.estimates import (
    CONFIDENCE,
    LEAST_OUTLETS,
    PER,
    Contrast,
    EventRates,
    Sides,
    contrast_outlets,
    estimate_events,
    estimate_rates,
    leave_out,
    poisson_interval,
    pool_events,
    take_sides,
)
from analysis.compare.estimates.intervals import effective_interval

EVENTS = {
    "measure": pl.String, "category": pl.String, "voice": pl.String, "event": pl.String, "group_a": pl.String,
    "group_b": pl.String, "rate_a": pl.Float64, "rate_b": pl.Float64, "difference": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "docs_a": pl.Int64, "docs_b": pl.Int64, "hits_a": pl.Int64, "hits_b": pl.Int64,
}  # fmt: skip
POOLED = {
    "measure": pl.String, "category": pl.String, "voice": pl.String, "group_a": pl.String, "group_b": pl.String,
    "difference": pl.Float64, "low": pl.Float64, "high": pl.Float64, "random": pl.Float64, "random_low": pl.Float64,
    "random_high": pl.Float64, "tau": pl.Float64, "i2": pl.Float64, "events": pl.Int64, "without_event_low": pl.Float64,
    "without_event_high": pl.Float64, "weakest_event": pl.String, "without_outlet_low": pl.Float64,
    "without_outlet_high": pl.Float64, "weakest_outlet": pl.String, "outlets_a": pl.Int64, "outlets_b": pl.Int64,
    "by_outlet": pl.Float64, "by_outlet_low": pl.Float64, "by_outlet_high": pl.Float64, "note": pl.String,
}  # fmt: skip

SIZES = {
    "voice": pl.String, "group_a": pl.String, "group_b": pl.String, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "words_a": pl.Int64, "words_b": pl.Int64, "outlets_a": pl.Int64, "outlets_b": pl.Int64, "events_a": pl.Int64,
    "events_b": pl.Int64, "shared_events": pl.Int64, "shared_docs_a": pl.Int64, "shared_docs_b": pl.Int64,
    "tested": pl.Boolean, "note": pl.String,
}  # fmt: skip


def compare_events(voices: list[Counts], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The mean article rates of both sides in every event that both cover.

    Columns: measure, category (as the names of the counts are, parted at the first `/`), voice, event (null: the articles
    without one), the groups, rate_a, rate_b and their difference (hits per thousand words, the mean of articles) with the 95 %
    interval of counting alone (MOVER, Donner & Zou 2012), documents and hits of the event.
    """
    tables = [_compare_events(counts, documents, contrast) for counts in voices for contrast in contrasts]
    return pl.concat(tables) if tables else pl.DataFrame(schema=EVENTS)


def _compare_events(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.shared.any():
        return pl.DataFrame(schema=EVENTS)
    rates = estimate_events(counts, sides)
    many = len(rates.events)
    low_a, high_a = _count_interval(counts, sides, rates, 1, rates.rate_a)
    low_b, high_b = _count_interval(counts, sides, rates, 0, rates.rate_b)
    low = rates.difference - np.hypot(rates.rate_a - low_a, high_b - rates.rate_b)
    high = rates.difference + np.hypot(high_a - rates.rate_a, rates.rate_b - low_b)
    columns = {
        "event": np.tile(rates.events, len(counts.names)), "rate_a": rates.rate_a.ravel(), "rate_b": rates.rate_b.ravel(),
        "difference": rates.difference.ravel(), "low": low.ravel(), "high": high.ravel(),
        "docs_a": np.tile(rates.docs_a, len(counts.names)), "docs_b": np.tile(rates.docs_b, len(counts.names)),
        "hits_a": rates.hits_a.ravel(), "hits_b": rates.hits_b.ravel(),
    }  # fmt: skip
    names = _names(counts, many)
    events = pl.Series(sides.event_names, dtype=pl.String)
    table = pl.DataFrame(columns).with_columns(
        *names, event=events.gather(columns["event"]), **_labels(counts, contrast)
    )
    return table.select(EVENTS.keys()).cast(EVENTS)


def _count_interval(
    counts: Counts, sides: Sides, rates: EventRates, side: int, mean: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What counting leaves open of a side's mean article rate in every measure and event.

    A hit in a short article weighs more than one in a long one; the interval is that of so many hits of one weight as vary as
    much (`effective_interval`), without any that of all words.
    """
    docs = np.flatnonzero((sides.of_doc == side) & sides.shared[sides.event_of_doc])
    place = np.searchsorted(rates.events, sides.event_of_doc[docs])
    weight = PER / (counts.sizes[docs] * np.bincount(place)[place])
    shape = (len(counts.doc_names), len(rates.events))
    hits = csr_array((counts.counts.astype(float), counts.docs, counts.bounds), shape=(len(counts.names), shape[0]))
    variance = (hits @ csr_array((weight**2, (docs, place)), shape=shape)).toarray()
    low, high = effective_interval(mean, variance, special.ndtri((1 + CONFIDENCE) / 2))
    _, unseen = poisson_interval(0, np.bincount(place, counts.sizes[docs]))
    return np.where(mean > 0, low, 0.0), np.where(mean > 0, high, unseen)


def pool_contrasts(voices: list[Counts], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """Every difference pooled over events two ways, its range without one event or outlet, and with outlets as the unit.

    Columns: measure, category, voice, the groups; difference, low, high as `compare_contrasts` shows them (these events);
    random with its interval and tau (these events as a sample of others, `pool_events`); i2; events (shared); the least and
    the most without one event, without one outlet, and which weakens it most (null where there is no difference); outlets a
    side (that write about these events) and the difference with outlets as the unit (`contrast_outlets`); note: an outlet
    that has most of a side, and why a column is null. Per thousand words.
    """
    tables = [_pool(counts, documents, contrast) for counts in voices for contrast in contrasts]
    return pl.concat(tables) if tables else pl.DataFrame(schema=POOLED)


def _pool(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.shared.any():
        return pl.DataFrame(schema=POOLED)
    fixed, pooled = estimate_rates(counts, sides), pool_events(estimate_events(counts, sides))
    by_event = leave_out(counts, sides, _parts_by_event(sides))
    by_outlet = leave_out(counts, sides, _parts_by_outlet(sides))
    outlets = contrast_outlets(counts, sides)
    columns = {
        "difference": fixed.effect, "low": fixed.low, "high": fixed.high, "random": pooled.random, "random_low": pooled.low,
        "random_high": pooled.high, "tau": pooled.tau, "i2": fixed.i2, "without_event_low": by_event.low,
        "without_event_high": by_event.high, "weakest_event": by_event.weakest, "without_outlet_low": by_outlet.low,
        "without_outlet_high": by_outlet.high, "weakest_outlet": by_outlet.weakest, "by_outlet": outlets.difference,
        "by_outlet_low": outlets.low, "by_outlet_high": outlets.high,
    }  # fmt: skip
    table = pl.DataFrame(columns).with_columns(
        *_names(counts, 1), events=pl.lit(int(sides.shared.sum())), outlets_a=pl.lit(outlets.outlets_a),
        outlets_b=pl.lit(outlets.outlets_b), note=pl.lit(describe_sides(sides)), **_labels(counts, contrast),
    )  # fmt: skip
    weakest = pl.when(pl.col("difference") != 0).then(pl.col("weakest_event", "weakest_outlet").replace("", None))
    return table.with_columns(weakest).fill_nan(None).select(POOLED.keys()).cast(POOLED)


def size_contrasts(voices: list[Counts], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """How much stands on each side of every contrast, and what limits it.

    Columns: voice, the groups; docs, words, outlets and events of each side (documents with words of the voice); shared_events
    (that both cover) and each side's documents in them; tested (whether they are enough for a test), note (in words).
    """
    rows = [_size(counts, documents, contrast) for counts in voices for contrast in contrasts]
    return pl.DataFrame(rows, schema=SIZES, orient="row")


def _size(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> dict[str, object]:
    sides = take_sides(counts, documents, contrast)
    row: dict[str, object] = {"voice": counts.voice, "group_a": contrast.a, "group_b": contrast.b}
    for letter, side, events in (("a", sides.a, sides.events_a), ("b", sides.b, sides.events_b)):
        row |= {
            f"docs_{letter}": side.docs, f"words_{letter}": int(side.words), f"outlets_{letter}": len(side.outlets),
            f"events_{letter}": int((events > 0).sum()), f"shared_docs_{letter}": side.shared,
        }  # fmt: skip
    return row | {"shared_events": int(sides.shared.sum()), "tested": sides.are_enough, "note": describe_sides(sides)}


def describe_sides(sides: Sides) -> str:
    """In words what limits a contrast: too few documents, one event, an outlet that is most of a side, too few outlets."""
    notes = [sides.note] if sides.note else []
    events = sides.shared.sum()
    if events == 1:
        notes.append("one event: no spread between events")
    elif events and sides.pairs == events:
        notes.append("one article a side in every event: no spread between articles")
    for group, side in zip(sides.contrast, (sides.a, sides.b), strict=True):
        name = side.main_outlet
        if len(side.outlets) == 1:
            notes.append(f"{group} is one outlet, {name}: group and outlet cannot be told apart")
        elif name:
            notes.append(f"{name} has {side.outlets[name]} of the {side.docs} articles of {group}")
    if min(_count_outlets(sides, side) for side in (1, 0)) < LEAST_OUTLETS:
        notes.append(f"with outlets as the unit it takes {LEAST_OUTLETS} a side")
    return "; ".join(notes)


def _count_outlets(sides: Sides, side: int) -> int:
    """The outlets of a side that write about events that both sides cover."""
    docs = (sides.of_doc == side) & sides.shared[sides.event_of_doc]
    return len(set(sides.outlet_of_doc[docs].tolist()) - {""})


def _parts_by_event(sides: Sides) -> dict[str, np.ndarray]:
    named = [(number, sides.event_names[number] or "no event") for number in np.flatnonzero(sides.shared)]
    return {name: sides.event_of_doc == number for number, name in named}


def _parts_by_outlet(sides: Sides) -> dict[str, np.ndarray]:
    names = sorted({*sides.a.outlets, *sides.b.outlets})
    return {name: sides.outlet_of_doc == name for name in names}


def _names(counts: Counts, times: int) -> list[pl.Series]:
    """The measure and category of each row, each measure as many times as there are rows of it."""
    parts = pl.Series(counts.names, dtype=pl.String).str.splitn("/", 2).struct.unnest()
    places = np.repeat(np.arange(len(counts.names)), times)
    return [parts["field_0"].gather(places).alias("measure"), parts["field_1"].gather(places).alias("category")]


def _labels(counts: Counts, contrast: Contrast) -> dict[str, pl.Expr]:
    return {"voice": pl.lit(counts.voice), "group_a": pl.lit(contrast.a), "group_b": pl.lit(contrast.b)}
