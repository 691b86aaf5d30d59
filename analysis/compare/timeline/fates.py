"""Fates: what became of each number of a history: overtaken or the latest, corrected by its outlet or not."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

FATES = {
    "latest": pl.Boolean, "corrected": pl.Boolean, "never_corrected": pl.String, "not_heard_later": pl.String,
}  # fmt: skip


def tell_fates(history: pl.DataFrame, reports: pl.DataFrame) -> dict[str, list[Any]]:
    """The columns of FATES for the rows of one history (outlet, low, high, first, last); none is latest if nothing grew.

    `reports` are all reports of the event (outlet, first, last, numbers: those that may be of the like). A number is
    overtaken where a report that surely came out after one that has it, or one that agrees with it, tells more than its words
    allow; it stays so in reports of later days. What was first told when more surely was out is not overtaken, as it may
    count otherwise, and nothing is where one outlet itself tells less later, as what falls is no total. latest: the row has
    the largest of the numbers that overtook one, or more, as far as its words tell, or a number that is not overtaken and
    surely was told on a day on which that was. corrected: whether the outlet of an overtaken number surely tells one that is
    not overtaken in a later report; null for other numbers, and where it has no report that surely came out after a larger
    number, the order is not known or the outlet tells a larger number of the like (see `_may_tell`). Outlets that do not
    are named: in never_corrected those with a report on the event that surely came out after a larger number, whatever it
    tells, in not_heard_later the others, which could not know of it in what is here.
    """
    outlets = history["outlet"].to_numpy()
    low, most = (
        history.select(pl.coalesce(*pair)).to_series().to_numpy() for pair in (("low", "high"), ("high", "low"))
    )
    high = history["high"].to_numpy()
    first, last = (history[name].cast(pl.Float64).to_numpy() for name in ("first", "last"))
    later = last[:, None] < first[None, :]  # never where either is not known
    more = low[None, :] > most[:, None]
    meet = ~more & ~more.T
    overtakes = later & more & ~_are_late(meet, later, more)[:, None]
    falls = later & (outlets[:, None] == outlets[None, :]) & (high[None, :] < low[:, None])
    overtakes &= not falls.any()
    beaten_by = ((meet.astype(np.int64) @ overtakes) > 0) & more
    overtaken, largest = beaten_by.any(axis=1), low[overtakes.any(axis=0)].max(initial=-np.inf)
    latest = (most >= largest) & overtakes.any()
    days = set(first[latest & (first == last)])
    latest |= np.array([day in days for day in first], np.bool_) & (first == last) & ~overtaken
    mended = (outlets[:, None] == outlets[None, :]) & ~overtaken[None, :]
    does = (mended & later).any(axis=1)
    may = (mended & ~later & ~later.T).any(axis=1) | _may_tell(reports, outlets, most, last, low.max())
    corrected = [
        None if not old or (maybe and not yes) else bool(yes)
        for old, yes, maybe in zip(overtaken, does, may, strict=True)
    ]
    never = [at for at, value in enumerate(corrected) if value is False]
    heard = {outlets[at] for at in never if _is_heard(reports, outlets[at], last[beaten_by[at]])}
    named = list(dict.fromkeys(outlets[never]))
    silent = [value is False and outlet not in heard for value, outlet in zip(corrected, outlets, strict=True)]
    return {
        "latest": latest.tolist(),
        "corrected": [None if nothing else value for nothing, value in zip(silent, corrected, strict=True)],
        "never_corrected": ["; ".join(name for name in named if name in heard)] * len(low),
        "not_heard_later": ["; ".join(name for name in named if name not in heard)] * len(low),
    }


def _are_late(meet: np.ndarray, later: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Whether each number was first told when a larger one surely was out, so that it may count otherwise."""
    after_more = (later.T & more).any(axis=1)  # of row i: j came out before it and tells more
    return ~(meet & ~after_more[None, :]).any(axis=1)


def _may_tell(reports: pl.DataFrame, outlets: np.ndarray, most: np.ndarray, last: np.ndarray, top: float) -> np.ndarray:
    """Whether a report of the outlet of that day or later has any larger number of the like, to twice the largest of all."""
    found = np.zeros(len(most), np.bool_)
    for at in np.flatnonzero(np.isfinite(last)):
        own = reports.filter(pl.col("outlet") == outlets[at], pl.col("first") >= last[at])
        after = own["numbers"].explode().drop_nulls()
        found[at] = ((after > most[at]) & (after <= 2 * top)).any()
    return found


def _is_heard(reports: pl.DataFrame, outlet: str, told: np.ndarray) -> bool:
    """Whether an outlet has a report that surely came out after one of these days."""
    return (reports.filter(outlet=outlet)["first"] > told.min()).any()
