"""Blocks: a category's events with its pooled differences, as many categories as a figure holds."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

import polars as pl

MOST = 8  # categories in a figure
ROWS = 64  # about as many rows as a page holds: with more events there are fewer categories
SINGLE = 20  # events of a category with a row of their own: above it they share a strip
STRIP = 2  # rows that a group's events take in a strip
ONE, VARYING = ("difference", "low", "high"), ("random", "random_low", "random_high")


class Block(NamedTuple):
    """One category: its row in the table of pooled differences, and its events, from most in a to most in b."""

    pooled: dict
    events: pl.DataFrame

    @property
    def in_strips(self) -> bool:
        """Whether its events are too many for a row each."""
        return self.events.height > SINGLE

    @property
    def is_pooled(self) -> bool:
        """Whether there are events to pool."""
        return self.events.height > 1

    @property
    def rows(self) -> int:
        """How many rows it takes: its head, events or strips, the pooled differences, and a gap."""
        return 2 + 2 * self.is_pooled + (2 * STRIP if self.in_strips else self.events.height)

    @property
    def whole(self) -> tuple[float | None, float | None, float | None]:
        """The difference over these events, or in the one event, with its interval."""
        if not self.is_pooled:
            return self.events.select(ONE).row(0)
        return tuple(self.pooled.get(name) for name in ONE)

    @property
    def sample(self) -> tuple[float | None, float | None, float | None]:
        """The difference over events as a sample of others, with its interval."""
        return tuple(self.pooled.get(name) for name in VARYING)

    @property
    def certainty(self) -> float:
        """How far the interval's end nearer to 0 is from it: above 0 where it leaves out 0."""
        value, low, high = self.whole
        bound = None if value is None else low if value >= 0 else high
        return -inf if bound is None else bound if value >= 0 else -bound


def take_blocks(rows: pl.DataFrame, pooled: pl.DataFrame) -> list[Block]:
    """The categories with most hits, as many as a page holds, the surest difference first."""
    sums = rows.group_by("category", maintain_order=True).agg(
        hits=pl.col("hits_a").sum() + pl.col("hits_b").sum(), n=pl.len()
    )
    most = sums.filter(pl.col("hits") > 0).sort("hits", "category", descending=[True, False])
    each = most["n"].max() if most.height else 0
    many = max(3, min(MOST, ROWS // (4 + (2 * STRIP if each > SINGLE else each))))
    kept = set(most["category"].head(many))
    blocks = []
    for category in [name for name in sums["category"] if name in kept]:
        events = rows.filter(category=category).sort("difference", "event", descending=[True, False], nulls_last=True)
        of_all = pooled.filter(category=category, voice=events["voice"][0])
        blocks.append(Block(of_all.row(0, named=True) if of_all.height else {"category": category}, events))
    return sorted(blocks, key=lambda block: -block.certainty)
