"""Dots: a difference as a point where it has no interval, and many values as a strip of signs."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from analysis.report.figures.marks import Interval, draw_interval
from analysis.report.figures.overviews import spread
from analysis.report.figures.style import INK, Look

FEW = 100  # values: above it the signs of a strip are smaller


def draw_known(axes: Axes, interval: Interval, look: Look) -> None:
    """A point with its interval, or the point alone where neither bound is known."""
    alone = interval.low is None and interval.high is None
    draw_interval(axes, interval._replace(low=interval.value, high=interval.value) if alone else interval, look)


def draw_signs(axes: Axes, values: pl.Series, middle: float, look: Look) -> None:
    """A small sign a value, at heights without meaning."""
    size = 3.2 if len(values) < FEW else 1.8
    sign = {"marker": look.marker, "markersize": size, "color": look.colour, "markeredgewidth": 0}
    axes.plot(values, middle + 0.7 * spread(len(values)), linestyle="", alpha=0.75, zorder=2, **sign)


def draw_quarters(axes: Axes, values: pl.Series, middle: float) -> None:
    """A bar from the first to the third quartile and a line at the median, set off in white."""
    first, median, third = (values.quantile(part, "linear") for part in (0.25, 0.5, 0.75))
    white = {"path_effects": [withStroke(linewidth=5, foreground="white")], "color": INK, "zorder": 3}
    axes.plot([first, third], [middle] * 2, linewidth=2.5, solid_capstyle="butt", **white)
    axes.plot([median] * 2, [middle - 0.6, middle + 0.6], linewidth=2.5, solid_capstyle="butt", **white)
