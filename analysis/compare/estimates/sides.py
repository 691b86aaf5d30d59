"""Sides: which documents, events and outlets stand on each side of a contrast, and whether they are enough for a test."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.counts import Counts
from analysis.corpus.problems import InputError, nearest

LEAST = 10  # documents a side, in events that both groups cover: below it the closed-form test is not to be trusted
LEAST_ALONE = 5  # documents for the interval of one rate: with fewer, Student's t leaves almost everything open
MOST_OF_A_SIDE = 0.5  # an outlet that has more than this part of a side's documents is named
REST = "all others"  # side b of a contrast of one group with the rest


class Contrast(NamedTuple):
    """Two groups to set side by side, or one and REST; a positive difference is more in `a`."""

    a: str
    b: str


def side_of(groups: pl.Series, contrast: Contrast) -> np.ndarray:
    """The side of each document by its group: 1 for a, 0 for b, -1 for neither; what has no group is on neither side.

    >>> side_of(pl.Series(["news", "blogs", "ngo"]), Contrast("news", "ngo")).tolist()
    [1, -1, 0]
    >>> side_of(pl.Series(["news", "blogs", "ngo"]), Contrast("news", REST)).tolist()
    [1, 0, 0]
    """
    names = groups.to_numpy()
    rest = groups.is_not_null().to_numpy() & (names != contrast.a)
    other = rest if contrast.b == REST else names == contrast.b
    return np.where(names == contrast.a, 1, np.where(other, 0, -1)).astype(np.int8)


def choose_contrasts(documents: pl.DataFrame, contrast: list[str]) -> list[Contrast]:
    """The contrast of the two groups named, or every pair of groups by name and, of three or more, each with the rest.

    Raises InputError for anything but none or two different groups of the corpus, and for a group named REST.

    >>> choose_contrasts(pl.DataFrame({"group": ["news", "advocacy"]}), [])
    [Contrast(a='advocacy', b='news')]
    """
    groups = documents["group"].unique().sort().to_list()
    if REST in groups:
        raise InputError(
            f"group: given {REST!r}; allowed: any other name, this one stands for the rest; rename the group"
        )
    unknown = [name for name in contrast if name not in groups]
    if unknown or len(set(contrast)) != len(contrast) or len(contrast) not in (0, 2):
        hint = nearest(unknown[0], groups) if unknown else ""
        given = ", ".join(contrast)
        raise InputError(
            f"contrast: given {given!r}; allowed: two of {', '.join(groups)}, or nothing for all pairs{hint}"
        )
    if contrast:
        return [Contrast(*contrast)]
    pairs = [Contrast(a, b) for a, b in combinations(groups, 2)]
    return pairs + [Contrast(group, REST) for group in groups] if len(groups) > 2 else pairs


class Side(NamedTuple):
    """One side of a contrast: its words, its documents, those in events that both sides cover, and its outlets."""

    words: float
    docs: int
    shared: int
    outlets: dict[str, int]

    @property
    def main_outlet(self) -> str:
        """The outlet that has most of this side's documents, or nothing where none has."""
        name = max(self.outlets, key=lambda outlet: self.outlets[outlet], default="")
        return name if name and self.outlets[name] > MOST_OF_A_SIDE * self.docs else ""


class Sides(NamedTuple):
    """How the documents of counts fall on the two sides of a contrast and in events.

    `of_doc` is 1 for a document of side a, 0 for b, -1 for neither; `event_of_doc` numbers its event in `event_names`
    (null for none); events_a and events_b count the documents of each event on each side; `outlet_of_doc` is empty where it
    is not known.
    """

    contrast: Contrast
    a: Side
    b: Side
    of_doc: np.ndarray
    event_of_doc: np.ndarray
    event_names: list[str | None]
    events_a: np.ndarray
    events_b: np.ndarray
    outlet_of_doc: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """What each event weighs in a difference pooled over events: n_a n_b / (n_a + n_b), 0 where one side is missing."""
        return self.events_a * self.events_b / np.maximum(self.events_a + self.events_b, 1)

    @property
    def shared(self) -> np.ndarray:
        """Which events both sides cover."""
        return (self.events_a > 0) & (self.events_b > 0)

    @property
    def pairs(self) -> int:
        """How many events have one document on each side."""
        return int(((self.events_a == 1) & (self.events_b == 1)).sum())

    @property
    def are_enough(self) -> bool:
        """Whether there are documents enough for a test and for intervals with documents as the unit."""
        return min(self.a.shared, self.b.shared) >= LEAST

    @property
    def note(self) -> str:
        """Why there is no test, in words, or nothing where there is one."""
        if self.are_enough:
            return ""
        events = int(self.shared.sum())
        have = f"{self.a.shared} and {self.b.shared} documents in {events} event{'' if events == 1 else 's'} that both groups cover"
        return f"description only: {have}; a test needs {LEAST} a side"


def take_sides(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> Sides:
    """The sides and events of the documents of these counts; documents without words are on neither side.

    Documents without an event are one event among themselves. `documents` has doc, group, event and, where outlets are
    to be told apart, outlet.
    """
    rows = pl.DataFrame({"doc": counts.doc_names}, schema={"doc": pl.String}).join(
        documents, on="doc", how="left", maintain_order="left"
    )
    of_doc = side_of(rows["group"], contrast)
    of_doc[counts.sizes == 0] = -1
    outlets = rows["outlet"].fill_null("").to_numpy() if "outlet" in rows.columns else np.full(rows.height, "")
    events = rows["event"].cast(pl.String)
    names = events.unique().sort(nulls_last=False)
    number = events.rank("dense").fill_null(0) - (names.null_count() == 0)
    return _divide(contrast, of_doc, number.cast(pl.Int64).to_numpy(), names.to_list(), outlets, counts.sizes)


def _divide(
    contrast: Contrast,
    of_doc: np.ndarray,
    event_of_doc: np.ndarray,
    event_names: list[str | None],
    outlets: np.ndarray,
    sizes: np.ndarray,
) -> Sides:
    events_a, events_b = (np.bincount(event_of_doc[of_doc == side], minlength=len(event_names)) for side in (1, 0))
    shared = (events_a > 0) & (events_b > 0)
    sides = [
        _side(sizes[of_doc == side], outlets[of_doc == side], of_event[shared])
        for side, of_event in ((1, events_a), (0, events_b))
    ]
    return Sides(contrast, *sides, of_doc, event_of_doc, event_names, events_a, events_b, outlets)


def _side(sizes: np.ndarray, outlets: np.ndarray, shared: np.ndarray) -> Side:
    names, docs = np.unique(outlets[outlets != ""].astype(str), return_counts=True)
    return Side(
        float(sizes.sum()), len(sizes), int(shared.sum()), dict(zip(names.tolist(), docs.tolist(), strict=True))
    )


def without(sides: Sides, counts: Counts, inside: np.ndarray) -> Sides:
    """The sides of the same counts when these documents are left out."""
    of_doc = np.where(inside, -1, sides.of_doc).astype(np.int8)
    return _divide(sides.contrast, of_doc, sides.event_of_doc, sides.event_names, sides.outlet_of_doc, counts.sizes)
