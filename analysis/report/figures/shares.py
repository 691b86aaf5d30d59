"""Shares: how often of how many, with its interval, and rows of them with the groups side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.compare.estimates import wilson_interval
from analysis.report.figures.dots import draw_known
from analysis.report.figures.marks import Interval, head_beside, set_rows, write_beside
from analysis.report.figures.style import (
    SMALL,
    Look,
    group_key,
    name_briefly,
    open_figure,
    shorten_to,
    text_width,
)

FEW = 10  # of fewer a share is drawn hollow
BAND = "Grey band: joins the groups of a row."
HOLLOW = f"Hollow: a share of fewer than {FEW}."


class Share(NamedTuple):
    """A part of a whole, both counted; value, low and high are from 0 to 1, null where the whole is nothing."""

    hits: int
    of: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def end(self) -> float:
        """As far as it goes: the end of its interval, or where it has none, its value."""
        return self.high or self.value or 0.0

    @property
    def said(self) -> str:
        """The share and what it is of, in words."""
        return "none" if self.value is None else f"{percent(self.value)} ({self.hits:,} of {self.of:,})"


class ShareRow(NamedTuple):
    """A row of a figure: its label, a share of each group, in the groups' order, and whether the difference holds, or has no test.

    A heading has no shares.
    """

    label: str
    shares: Sequence[Share]
    holds: bool = True


class Gap(NamedTuple):
    """The two groups of a row furthest apart, by place, and how far apart their intervals lie.

    Below 0 they overlap; null where one has none.
    """

    row: ShareRow
    more: int
    less: int
    apart: float | None

    @property
    def rank(self) -> tuple[float, float]:
        """How far apart the intervals lie, at most 0, then the shares."""
        return max(self.apart or 0.0, 0.0), self.row.shares[self.more].value - self.row.shares[self.less].value

    @property
    def is_sure(self) -> bool:
        """Whether the intervals do not overlap."""
        return self.rank[0] > 0


def take_share(hits: int, of: int) -> Share:
    """A share with its 95 % interval (Wilson 1927), which counts each one alone.

    >>> [round(part, 3) for part in take_share(8, 10)[2:]]
    [0.8, 0.49, 0.943]
    """
    if not of:
        return Share(hits, of, None, None, None)
    low, high = (float(bound[0]) for bound in wilson_interval(np.array([hits]), np.array([of])))
    return Share(hits, of, hits / of, low, high)


def percent(value: float) -> str:
    """A share in per cent, so that a small one never reads as nothing.

    >>> percent(0.123), percent(0.004), percent(0.0001), percent(0)
    ('12 %', '0.4 %', 'under 0.1 %', '0 %')
    """
    if 0 < value < 0.0005:
        return "under 0.1 %"
    return f"{100 * value:.{1 if 0 < value < 0.0095 else 0}f} %"


def find_gap(rows: Sequence[ShareRow]) -> Gap | None:
    """The row in which two groups' intervals lie furthest apart, or where all overlap, their shares; those of FEW aside."""
    gaps = []
    for row in rows:
        order = sorted(
            (at for at, share in enumerate(row.shares) if share.of >= FEW), key=lambda at: row.shares[at].value
        )
        if len(order) > 1 and row.shares[order[-1]].hits:
            bounds = row.shares[order[-1]].low, row.shares[order[0]].high
            gaps.append(Gap(row, order[-1], order[0], None if None in bounds else bounds[0] - bounds[1]))
    return max(gaps, key=lambda gap: gap.rank, default=None)


def say_gap(gap: Gap, groups: Sequence[str]) -> str:
    """Both shares of a gap, the larger first, and whether the intervals overlap, in words."""
    more, less = (f"{name_briefly(groups[at])} {percent(gap.row.shares[at].value)}" for at in (gap.more, gap.less))
    intervals = "no interval" if gap.apart is None else f"intervals {'do not overlap' if gap.is_sure else 'overlap'}"
    return f"{more}, {less}; {intervals}, no test"


def say_totals(rows: Sequence[ShareRow], groups: Sequence[str]) -> str:
    """What each group's shares are of, in numbers."""
    return ", ".join(f"{group} {max(row.shares[at].of for row in rows):,}" for at, group in enumerate(groups))


def say_row(row: ShareRow, groups: Sequence[str]) -> str:
    """A row in words, for a text alternative."""
    return f"{row.label}: {', '.join(f'{group} {share.said}' for group, share in zip(groups, row.shares, strict=True))}"


def open_shares(
    title: str, rows: Sequence[ShareRow], looks: dict[str, Look], unit: str, key: Sequence[Line2D] = ()
) -> tuple[Figure, Axes]:
    """A figure of these rows, `looks` being the groups' in their order, `key` further entries of the key."""
    figure = open_figure(title, 0.95 + 0.3 * len(rows), [*group_key(looks), *key])
    axes = figure.subplots()
    set_rows(axes, [row.label for row in rows], list(range(len(rows))), 2.6)
    longest = max([share.end for row in rows for share in row.shares], default=0.0) or 1.0
    axes.set_xlim(0, min(1.0, 1.04 * longest) * 1.005)
    mark_percent(axes.xaxis)
    axes.set_xlabel(unit)
    groups = " : ".join(looks)
    head_beside(axes, -0.6, f"counted,\n{groups if text_width(groups, SMALL) < 1.4 else 'in the order of the key'}")
    for place, (row, label) in enumerate(zip(rows, axes.get_yticklabels(), strict=True)):
        label.set_weight("normal" if row.shares else "bold")
        axes.yaxis.get_major_ticks()[place].gridline.set_visible(bool(row.shares))
        if row.shares:
            _draw_row(axes, place, row, list(looks.values()))
    return figure, axes


def mark_percent(axis: Axis, most: int = 6) -> None:
    """Ticks at whole per cents, written so, at most one more than this."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10], min_n_ticks=2))
    axis.set_major_formatter(lambda value, _: f"{100 * value:.10g} %")


def _draw_row(axes: Axes, place: int, row: ShareRow, looks: Sequence[Look]) -> None:
    """A bar from the lowest to the highest share, and each group's point with its interval, a little apart."""
    given = [(share, look) for share, look in zip(row.shares, looks, strict=True) if share.of]
    heights = [place + 0.44 * ((number + 0.5) / len(given) - 0.5) for number in range(len(given))]
    points = [(share.value, at) for (share, _), at in zip(given, heights, strict=True)]
    if len(points) > 1:
        ends = zip(min(points), max(points), strict=True)
        axes.plot(*ends, color="#cccccc", linewidth=4, solid_capstyle="round", zorder=1)
    for (share, look), at in zip(given, heights, strict=True):
        draw_known(axes, Interval(at, share.value, share.low, share.high, row.holds and share.of >= FEW), look)
    write_beside(axes, place, " : ".join(f"{share.hits:,}" if share.of else "–" for share in row.shares))


def shorten_label(text: str) -> str:
    """A row's name, short enough for a title."""
    return shorten_to(text, 2.2, 10.5)
