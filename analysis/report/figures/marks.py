"""Marks that several figures share: intervals on rows, the sides of a contrast, a matrix of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh

from analysis.compare.estimates import Contrast
from analysis.report.figures.style import FAINT, INK, SMALL, Look, shorten_to, text_width

MANY = 40  # documents: above it, groups are drawn in place of documents
VOICES = {
    "author": "author's own words",
    "quoted": "quoted words",
    "attributed": "attributed words",  # told as said by another, without quotation marks
    "all": "all words",
}
OWN = ("author", "all")  # voices that go without saying
SHADE = 1.6  # the darkest grey stands for this many times the largest number, so that text is read on all
ARROW = "Arrow: the interval goes on past the axis, or has no bound on this side."
HELD = 0.05  # q below it holds


class Interval(NamedTuple):
    """A value with its interval on a row; a bound is null where there is none; whether it holds, or has no test to fail."""

    row: float
    value: float | None
    low: float | None
    high: float | None
    holds: bool = True


def holds(row: dict) -> bool:
    """Whether a row has a q under HELD, or none to say that it does not hold."""
    return row["q"] is None or row["q"] < HELD


def say_hollow(rows: pl.DataFrame) -> str:
    """What a hollow sign is, in words, where a row of these has one."""
    return f" Hollow: q of {HELD} or more, which chance may give." if (rows["q"] >= HELD).any() else ""


def in_articles(row: dict) -> str:
    """The hits of both sides, and in how many articles they are.

    >>> in_articles({"hits_a": 1036, "docs_a": 32, "hits_b": 3, "docs_b": 3})
    '1,036 in 32 : 3 in 3'
    """
    return " : ".join(f"{row[f'hits_{side}']:,} in {row[f'docs_{side}']:,}" for side in "ab")


def draw_interval(axes: Axes, interval: Interval, look: Look) -> None:
    """A point, hollow if it does not hold, and its interval, with an arrow where it goes past the axis or has no bound."""
    row, value, low, high, held = interval
    if value is None:
        return
    left, right = axes.get_xlim()
    shown = [max(left, left if low is None else low), min(right, right if high is None else high)]
    axes.plot(shown, [row, row], color=look.colour, linewidth=1.3, solid_capstyle="butt", zorder=2)
    arrows = {"color": look.colour, "markersize": 4.5, "clip_on": False, "zorder": 3}
    if low is None or low < left:
        axes.plot([left], [row], marker="<", **arrows)
    if high is None or high > right:
        axes.plot([right], [row], marker=">", **arrows)
    if left <= value <= right:
        fill, edge, wide = (look.colour, "white", 0.5) if held else ("white", look.colour, 1.2)
        signs = {"markersize": 5.5, "markeredgecolor": edge, "markeredgewidth": wide, "markerfacecolor": fill}
        axes.plot([value], [row], marker=look.marker, color=look.colour, clip_on=False, zorder=4, **signs)


def write_beside(axes: Axes, row: float, text: str, colour: str = INK, vertical: str = "center") -> None:
    """Small text at the right of a row, clear of an arrow's head."""
    place = {"xycoords": axes.get_yaxis_transform(), "xytext": (8, 0), "textcoords": "offset points"}
    axes.annotate(text, (1, row), size=SMALL, va=vertical, ha="left", color=colour, annotation_clip=False, **place)


def head_beside(axes: Axes, row: float, text: str) -> None:
    """The heading, faint, of what `write_beside` writes below it."""
    write_beside(axes, row, text, FAINT, "bottom")


def choose_voice(table: pl.DataFrame) -> pl.DataFrame:
    """The rows of one voice: the author's where it is given, else all words, else the quoted, else the attributed."""
    given = set(table["voice"])
    voice = next((name for name in (*OWN, *VOICES) if name in given), None)
    return table.filter(voice=voice) if voice else table.clear()


def spoken(name: str) -> str:
    """A category's name as words."""
    return name.replace("_", " ")


def set_rows(axes: Axes, labels: Sequence[str], places: Sequence[float], inches: float = 1.9) -> None:
    """Rows from the top down with their labels."""
    axes.set_yticks(places, [shorten_to(label, inches) for label in labels])
    axes.tick_params(axis="y", pad=8)  # clear of arrows and of points at the axis
    axes.set_ylim(max(places, default=0) + 0.7, min(places, default=0) - 0.7)


def find_limits(rows: pl.DataFrame, column: str) -> tuple[float, float]:
    """An axis that holds 0, every value and most of every interval: a long one ends in an arrow."""
    values = [0.0, *rows[column]]
    reach = 0.6 * max(map(abs, values)) or 1.0
    lows = rows["low"].fill_null(min(values) - reach / 2)
    highs = rows["high"].fill_null(max(values) + reach / 2)
    low = max(min([*values, *lows]), min(values) - reach)
    high = min(max([*values, *highs]), max(values) + reach)
    room = 0.04 * (high - low)
    return low - room, high + room


def name_sides(axes: Axes, contrast: Contrast, unit: str) -> None:
    """An axis that names its unit and which side of 0 is more in which group, and a line at no difference."""
    a, b = (shorten_to(group, 1.2) for group in contrast)
    line = f"more in {b}  ←  {unit}  →  more in {a}"
    axes.set_xlabel(line if text_width(line, 9) < 3.9 else f"more in {b}  ←  →  more in {a}\n{unit}")
    axes.axvline(0, color=FAINT, linewidth=0.9, zorder=1)


def draw_matrix(axes: Axes, values: np.ndarray, texts: Sequence[Sequence[str]], top: float) -> QuadMesh:
    """A matrix of numbers as greys above 0, its first row on top, each number's text in its cell; NaN is hatched."""
    rows, columns = values.shape
    colours = colormaps["Greys"].copy()
    axes.grid(visible=False)
    axes.fill_between(
        [-0.5, columns - 0.5], -0.5, rows - 0.5, facecolor="white", edgecolor="#c9c9c9", hatch="////", linewidth=0
    )
    line = {"edgecolors": "white", "linewidth": 1.0 if max(rows, columns) < 25 else 0.4}
    edges = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
    mesh = axes.pcolormesh(*edges, np.ma.masked_invalid(values), cmap=colours, vmin=0, vmax=top * SHADE or 1, **line)
    for row, column in zip(*np.nonzero(~np.isnan(values)), strict=True):
        ink = "white" if top and values[row, column] > 0.5 * SHADE * top else INK
        axes.text(column, row, texts[row][column], ha="center", va="center", size=SMALL, color=ink)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return mesh
