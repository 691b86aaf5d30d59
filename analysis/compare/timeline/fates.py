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

    `reports` are all reports of the event (outlet, first, last). A number is overtaken where a report that surely came out
    after one that has it, or one that agrees with it, tells more than its words allow; it stays so in reports of later days.
    latest: the row has the largest of the numbers that overtook one, or more, as far as its words tell. corrected: whether
    the outlet of an overtaken number surely tells one that is not overtaken in a later report; null for other numbers, and where
    the order is not known. Outlets that do not are named: in never_corrected those with a report on the event that surely
    came out after a larger number, in not_heard_later the others, which could not know of it in what is here.
    """
    outlets = history["outlet"].to_numpy()
    low, most = (
        history.select(pl.coalesce(*pair)).to_series().to_numpy() for pair in (("low", "high"), ("high", "low"))
    )
    first, last = (history[name].cast(pl.Float64).to_numpy() for name in ("first", "last"))
    later = last[:, None] < first[None, :]  # never where either is not known
    more = low[None, :] > most[:, None]
    meet = ~more & ~more.T
    overtakes = later & more
    beaten_by = ((meet.astype(np.int64) @ overtakes) > 0) & more
    overtaken, largest = beaten_by.any(axis=1), low[overtakes.any(axis=0)].max(initial=-np.inf)
    latest = (most >= largest) & overtakes.any()
    mended = (outlets[:, None] == outlets[None, :]) & ~overtaken[None, :]
    does = (mended & later).any(axis=1)
    may = (mended & ~later & ~later.T).any(axis=1)
    corrected = [
        None if not old or (maybe and not yes) else bool(yes)
        for old, yes, maybe in zip(overtaken, does, may, strict=True)
    ]
    never = [at for at, value in enumerate(corrected) if value is False]
    heard = {outlets[at] for at in never if _is_heard(reports, outlets[at], last[beaten_by[at]])}
    named = list(dict.fromkeys(outlets[never]))
    return {
        "latest": latest.tolist(),
        "corrected": corrected,
        "never_corrected": ["; ".join(name for name in named if name in heard)] * len(low),
        "not_heard_later": ["; ".join(name for name in named if name not in heard)] * len(low),
    }


def _is_heard(reports: pl.DataFrame, outlet: str, told: np.ndarray) -> bool:
    """Whether an outlet has a report that surely came out after one of these days."""
    return (reports.filter(outlet=outlet)["first"] > told.min()).any()
