"""Grids: statements as rows, the reports of an event as columns, a sign in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import cos, fsum, radians, sin
from typing import Any, NamedTuple

import polars as pl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
    TITLE,
    WIDTH,
    Look,
    group_key,
    open_figure,
    shorten_to,
    text_width,
    wrap_to,
)  # fmt: skip

REPORTS = 20  # columns in a figure
LINE, GAP = 0.15, 0.12  # inches: a line of words, and between two rows
LABEL, BESIDE = 3.3, 1.15  # inches: the words of a row at its left, and the number at its right
STEP = 0.36  # inches from column to column, where they are few
NAME = 1.25  # inches of a report's name
EVENT = 4.0  # inches of an event's name in a title
SLANT = 60  # degrees of the names of reports
WORDS = 8  # points
LONGEST = 500  # characters of a text, of which far fewer fit
DASH = {"marker": "_", "markersize": 5, "markeredgecolor": "#b0b0b0", "markeredgewidth": 1.4}


class Row(NamedTuple):
    """A statement: its words in at most two lines, a faint line or "", the marks of its cells by report, a number and its mark."""

    words: str
    faint: str
    cells: dict[str, dict[str, Any]]
    beside: str
    mark: dict[str, Any] | None = None


class Report(NamedTuple):
    """A column: an article with its group and the name it goes by."""

    doc: str
    group: str
    name: str


def order_reports(documents: pl.DataFrame, event: str) -> list[Report]:
    """The articles of an event by group and date of publication, each by its outlet's name, or where that has several, by its own.

    `documents` has doc, outlet, group, event and date (null last).
    """
    rows = documents.filter(event=event).sort("group", "date", "doc", nulls_last=True)
    several = pl.col("doc").n_unique().over("outlet") > 1
    named = rows.select("doc", "group", pl.when(several).then("doc").otherwise("outlet").alias("name"))
    return [Report(*row) for row in named.iter_rows()]


def choose_reports(reports: Sequence[Report], told: Sequence[str]) -> list[Report]:
    """Of more than REPORTS those that stand most often in `told` (names of articles), of equals each group in turn; in their order."""
    often, turns = Counter(told), Counter()
    ranks = {}
    for report in sorted(reports, key=lambda report: -often[report.doc]):
        ranks[report] = -often[report.doc], turns[report.group]
        turns[report.group] += 1
    chosen = set(sorted(reports, key=ranks.__getitem__)[:REPORTS])
    return [report for report in reports if report in chosen]


def spread_reports(reports: Sequence[Report]) -> list[Report]:
    """Of more than REPORTS so many at even distances in their order, so that none is chosen for what it has."""
    few = min(len(reports), REPORTS)
    return [reports[place * len(reports) // few] for place in range(few)]


def clip_lines(text: str, inches: float, size: float, lines: int = 2, weight: str = "normal") -> list[str]:
    """The text in at most so many lines, what does not fit left out at its end.

    >>> clip_lines("the old quay is shut because of the storm", 1.0, 8)
    ['the old quay is', 'shut because…']
    """
    wrapped = wrap_to(text[:LONGEST], inches, size, weight).split("\n")
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1]
    while text_width(f"{last}…", size, weight) > inches and " " in last:
        last = last.rpartition(" ")[0]
    return [*wrapped[: lines - 1], f"{last.rstrip(' ·,;')}…"]


def name_event(event: str) -> str:
    """The name of an event in a title, cut at the end of a word where it is long.

    >>> name_event("Storm at the old harbour"), name_event("Storm " * 20)
    ('Storm at the old harbour', 'Storm Storm Storm Storm Storm Storm Storm…')
    """
    return clip_lines(event, EVENT, TITLE, 1)[0]


def draw_grid(
    title: str, rows: Sequence[Row], reports: Sequence[Report], looks: dict[str, Look], key: Sequence[Artist], head: str
) -> Figure:
    """A figure of these rows and columns, `head` above the numbers beside the rows."""
    names = [shorten_to(report.name, NAME, SMALL) for report in reports]
    wrapped = [clip_lines(row.words, LABEL, WORDS) for row in rows]
    heights = [LINE * (len(lines) + bool(row.faint)) + GAP for row, lines in zip(rows, wrapped, strict=True)]
    above = max(text_width(name, SMALL) for name in names) * sin(radians(SLANT)) + 0.1 * cos(radians(SLANT)) + 0.35
    height = above + fsum(heights) + 0.08
    figure = open_figure(title, height, [*group_key(looks), *key])
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, height / figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    step = min(STEP, (WIDTH - LABEL - BESIDE - 0.3) / len(reports))
    places = [LABEL + 0.3 + step * (place + 0.5) for place in range(len(reports))]
    _draw_columns(axes, places, above, height, list(zip(reports, names, strict=True)), looks)
    axes.text(places[-1] + step, above - 0.06, head, size=SMALL, color=FAINT, va="bottom", linespacing=1.1)
    top = above
    for row, lines, tall in zip(rows, wrapped, heights, strict=True):
        _draw_words(axes, top, lines, row.faint)
        middle = top + LINE * len(lines) / 2
        axes.plot([places[0] - step / 2, places[-1] + step / 2], [middle] * 2, color=GRID, linewidth=0.7, zorder=0)
        for report, place in zip(reports, places, strict=True):
            axes.plot([place], [middle], linestyle="", **row.cells.get(report.doc, DASH))
        beside = places[-1] + step
        if row.mark:
            axes.plot([beside + 0.04], [middle], linestyle="", **row.mark)
        axes.text(beside + (0.14 if row.mark else 0), middle, row.beside, size=SMALL, va="center_baseline")
        top += tall
    return figure


def _draw_columns(
    axes: Axes,
    places: list[float],
    top: float,
    bottom: float,
    columns: list[tuple[Report, str]],
    looks: dict[str, Look],
) -> None:
    """The names of reports, each over the sign of its group, and a line between two groups."""
    slanted = {"rotation": SLANT, "ha": "left", "va": "bottom", "rotation_mode": "anchor", "size": SMALL}
    before = None
    for place, (report, name) in zip(places, columns, strict=True):
        look = looks[report.group]
        axes.text(place + 0.03, top - 0.25, name, **slanted)
        axes.plot([place], [top - 0.16], marker=look.marker, color=look.colour, markersize=5, linestyle="")
        if before not in (None, report.group):
            middle = place - (places[1] - places[0]) / 2
            axes.plot([middle] * 2, [top - 0.22, bottom - 0.08], color="#9a9a9a", linewidth=0.7, zorder=0)
        before = report.group


def _draw_words(axes: Axes, top: float, lines: list[str], faint: str) -> None:
    for place, line in enumerate(lines):
        axes.text(0.06, top + LINE * (place + 0.5), line, size=WORDS, va="center_baseline")
    if faint:
        text = clip_lines(faint, LABEL, SMALL, 1)[0]
        axes.text(0.06, top + LINE * (len(lines) + 0.5), text, size=SMALL, color=FAINT, va="center_baseline")


def fill_sign(marker: str, colour: str = INK, filled: bool = True) -> dict[str, Any]:
    """A sign of a cell, full or hollow."""
    return {"marker": marker, "markersize": 6, "markeredgewidth": 1.2, "markeredgecolor": colour, "color": colour,
            "markerfacecolor": colour if filled else "white"}  # fmt: skip
