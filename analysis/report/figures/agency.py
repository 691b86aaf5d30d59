"""Agency: who acts and who is acted on, how often by force or control, actor by actor, groups side by side."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import NamedTuple

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from analysis.report.figures.labels import Place, box_around, boxes_along, place_labels
from analysis.report.figures.marks import VOICES, choose_voice
from analysis.report.figures.shares import (
    FEW,
    Share,
    ShareRow,
    find_gap,
    mark_percent,
    percent,
    say_gap,
    shorten_label,
)
from analysis.report.figures.style import (
    DOTS,
    FAINT,
    GRID,
    INK,
    SMALL,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    open_figure,
    settle,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

MOST = 12  # actors in a figure
LEAST = 3  # clauses of a sign
HEIGHT = 5.2  # inches
SMALLEST, LARGEST = 4.5, 12.0  # points across the sign of one clause and of the most
MARGIN = 0.13  # of the axis beyond 0 and 1, room for names
NEAR = 6.0  # points from sign to sign: so near they share one name tag
TIED = 27.0  # points from a sign to its name: further away it would be taken for another's
WIDE = 1.7  # inches of a name


class Dot(NamedTuple):
    """One actor in one group: the shares of its clauses in which it acts, and in which there is force or control."""

    actor: str
    group: str
    acts: Share
    power: Share

    @property
    def at(self) -> tuple[float, float]:
        return self.acts.value, self.power.value


@styled
def plot_agency(powers: pl.DataFrame) -> Plot:
    """Who acts: a sign an actor and group, across how often it is the one who acts, upwards how often by force or control.

    `powers` is what `summarise_actors` gives; of more than one voice the author's is drawn. The MOST actors with the most
    clauses are drawn, those first that two groups or more tell of; signs of one actor are joined, and none has fewer than
    LEAST clauses.
    """
    told = choose_voice(powers)
    if not told.height:
        return empty_plot("No known actor does anything or has anything done to it in these texts")
    table = told.filter(pl.col("clauses") >= LEAST)
    if not table.height:
        return empty_plot(f"No known actor has {LEAST} clauses in a group, so no share of them can be drawn")
    dots = _take_dots(table, _order_actors(table)[:MOST])
    looks = group_looks(powers["group"])
    title = _title(dots, list(looks))
    figure = open_figure(title, HEIGHT, [*group_key(looks), *_size_key(dots)])
    axes = figure.subplots()
    _set_axes(axes, dots)
    _draw_dots(axes, dots, looks)
    settle(figure)  # names are placed on the axes as they will be
    without = _name_actors(axes, dots)
    caption = _caption(told, dots, without)
    marks = [
        f"{dot.actor}, {dot.group}: acts in {dot.acts.said}, {_bounds(dot.acts)}, force or control in {percent(dot.power.value)}"
        for dot in dots
    ]
    return close_figure(figure, title, caption, describe(f"{title}. Shares of clauses:", marks))


def _order_actors(table: pl.DataFrame) -> list[str]:
    """The actors, first those of whom a second group tells most, then by all clauses."""
    clauses = pl.col("clauses")
    sums = table.group_by("actor").agg(
        total=clauses.sum(), second=clauses.sort(descending=True).get(1, null_on_oob=True).fill_null(0)
    )
    return sums.sort("second", "total", "actor", descending=[True, True, False])["actor"].to_list()


def _take_dots(table: pl.DataFrame, actors: list[str]) -> list[Dot]:
    rows = table.filter(pl.col("actor").is_in(actors)).sort(
        pl.col("actor").replace_strict(dict(zip(actors, range(len(actors)), strict=True))), "group"
    )
    return [
        Dot(row["actor"], row["group"], _take_share(row, "as_agent", "agent"), _take_share(row, "power", "power"))
        for row in rows.iter_rows(named=True)
    ]


def _take_share(row: dict, hits: str, name: str) -> Share:
    return Share(row[hits], row["clauses"], *(row[f"{name}_{column}"] for column in ("share", "low", "high")))


# --- drawing ------------------------------------------------------------------------------------------------------


def _width(clauses: int, most: int) -> float:
    """How wide a sign is in points: its area grows with its clauses."""
    return float(np.sqrt(SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * clauses / most))


def _size_key(dots: list[Dot]) -> list[Line2D]:
    most, least = (choose(dot.acts.of for dot in dots) for choose in (max, min))
    sizes = sorted({least, most})
    sign = {"linestyle": "", "marker": "o", "color": "#bbbbbb"}
    return [Line2D([], [], markersize=_width(size, most), label=count_of(size, "clause"), **sign) for size in sizes]


def _set_axes(axes: Axes, dots: list[Dot]) -> None:
    """As far as there are signs, with room for names; a line where an actor acts as often as it is acted on."""
    top = max(0.1, *(dot.power.value for dot in dots))
    acts = [dot.acts.value for dot in dots]
    left, right = min(0.4, *acts), max(0.6, *acts)
    room = MARGIN * (right - left)
    axes.set_xlim(left - room, right + room)
    axes.set_ylim(-MARGIN * top, (1 + MARGIN) * top)
    axes.grid(visible=False)
    mark_percent(axes.xaxis, 8)
    mark_percent(axes.yaxis, 8)
    for axis in (axes.xaxis, axes.yaxis):  # a share has no ticks below 0 or past 1, and none may widen the axis
        low, high = axis.get_view_interval()
        axis.set_ticks([tick for tick in axis.get_majorticklocs().round(6) if max(0, low) <= tick <= min(1, high)])
    axes.set_xlabel("acted on  ←  share of its clauses in which it acts  →  acts")
    axes.set_ylabel("share of its clauses with force or control")
    axes.axvline(0.5, color=FAINT, linewidth=0.9, zorder=1)
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)


def _draw_dots(axes: Axes, dots: list[Dot], looks: dict[str, Look]) -> None:
    most = max(dot.acts.of for dot in dots)
    for actor in dict.fromkeys(dot.actor for dot in dots):
        own = [dot.at for dot in dots if dot.actor == actor]
        axes.plot(*zip(*own, strict=True), color="#c4c4c4", linewidth=0.9, zorder=1.5)
    for dot in sorted(dots, key=lambda dot: -dot.acts.of):  # small signs on large ones
        look = looks[dot.group]
        fill = look.colour if dot.acts.of >= FEW else "white"
        sign = {"marker": look.marker, "markersize": _width(dot.acts.of, most), "markerfacecolor": fill}
        edge = {"markeredgecolor": "white" if dot.acts.of >= FEW else look.colour, "markeredgewidth": 0.8}
        axes.plot(*dot.at, linestyle="", alpha=0.85, clip_on=False, zorder=3, **sign, **edge)


def _name_actors(axes: Axes, dots: list[Dot]) -> int:
    """Each actor's name once, TIED to the sign with most clauses, where there is room; gives how many found none."""
    most = max(dot.acts.of for dot in dots)
    points = {dot: _in_points(axes, dot.at) for dot in dots}
    held = [box_around(points[dot], _width(dot.acts.of, most) / 2) for dot in dots]
    for one, other in pairwise(dots):
        if one.actor == other.actor:
            held += boxes_along(points[one], points[other])
    largest = {dot.actor: dot for dot in sorted(dots, key=lambda dot: dot.acts.of)}
    first = [largest[actor] for actor in dict.fromkeys(dot.actor for dot in dots)]
    tags = _gather_names(first, points)
    texts = [[shorten_to(name, WIDE, SMALL) for name in names] for _, names in tags]
    sizes = [(72 * max(text_width(line, SMALL) for line in lines), SMALL * 1.25 * len(lines)) for lines in texts]
    scale = 72 / DOTS
    room = axes.bbox.width * scale, axes.bbox.height * scale
    middle = _in_points(axes, (0.5, 0))[0]
    places = place_labels([spot for spot, _ in tags], sizes, room, middle, held)
    without = 0
    for (spot, names), lines, place in zip(tags, texts, places, strict=True):
        if place and (place.line is None or dist(place.line, spot) <= TIED):
            _write_name(axes, spot, ",\n".join(lines), place)
        else:
            without += len(names)
    return without


def _gather_names(
    dots: list[Dot], points: dict[Dot, tuple[float, float]]
) -> list[tuple[tuple[float, float], list[str]]]:
    """The spots at which names stand, each with those of all signs that lie NEAR it."""
    tags: dict[tuple[float, float], list[str]] = {}
    for dot in dots:
        spot = next((spot for spot in tags if dist(spot, points[dot]) <= NEAR), points[dot])
        tags.setdefault(spot, []).append(dot.actor)
    return list(tags.items())


def _write_name(axes: Axes, point: tuple[float, float], text: str, place: Place) -> None:
    at = (place.box.left, (place.box.bottom + place.box.top) / 2)
    halo = {"path_effects": [withStroke(linewidth=2, foreground="white")], "annotation_clip": False}
    middle = "center" if "\n" in text else "center_baseline"
    axes.annotate(text, at, xycoords="axes points", size=SMALL, va=middle, color=INK, zorder=5, **halo)
    if place.line:
        arrow = {"arrowstyle": "-", "color": INK, "linewidth": 0.4, "shrinkA": 0, "shrinkB": 2.5}
        ends = {"xycoords": "axes points", "textcoords": "axes points", "arrowprops": arrow, "zorder": 2}
        axes.annotate("", point, place.line, **ends)


def _in_points(axes: Axes, at: tuple[float, float]) -> tuple[float, float]:
    """Where a point lies, in points of print from the lower left corner of the axes."""
    x, y = (axes.transData.transform(at) - axes.bbox.min) * 72 / DOTS
    return round(float(x), 2), round(float(y), 2)


# --- words --------------------------------------------------------------------------------------------------------


def _bounds(share: Share) -> str:
    return f"interval {percent(share.low)} to {percent(share.high)}"


def _title(dots: list[Dot], groups: list[str]) -> str:
    none = Share(0, 0, None, None, None)
    given = {(dot.actor, dot.group): dot.acts for dot in dots}
    actors = list(dict.fromkeys(dot.actor for dot in dots))
    rows = [ShareRow(actor, [given.get((actor, group), none) for group in groups]) for actor in actors]
    gap = find_gap(rows)
    total = count_of(len(actors), "actor")
    if gap is None:
        return f"Who acts and who is acted on: {total}, none with {FEW} clauses in two groups that could be compared"
    wide = "stands furthest apart" if gap.is_sure else "has the widest gap"
    return f"Of {total}, “{shorten_label(gap.row.label)}” {wide} in how often it acts ({say_gap(gap, groups)})"


def _caption(told: pl.DataFrame, dots: list[Dot], without: int) -> str:
    shown = len({dot.actor for dot in dots})
    total = told["actor"].n_unique()
    left = f" ({count_of(total - shown, 'actor')} with fewer clauses left out)" if shown < total else ""
    few = f" Hollow: fewer than {FEW} clauses." if any(dot.acts.of < FEW for dot in dots) else ""
    lost = f" {without} found no room for the name." if without else ""
    clauses = count_of(told["clauses"].sum(), "clause")
    small = (told["clauses"] < LEAST).sum()
    out = f" {count_of(small, 'sign')} of fewer than {LEAST} clauses left out." if small else ""
    return (
        f"Across: in what share of its clauses an actor is the one who acts, and not the one acted on; upwards: in what share the "
        f"verb, or the noun that names the act, is one of force or control. {count_of(shown, 'actor')}{left}, "
        f"{count_of(len(dots), 'sign')}, {VOICES[told['voice'][0]]}; {clauses} in all, those without a known actor, what is denied "
        "and what only happens aside. One sign an actor and group, larger with more clauses; a line joins the groups of an actor, "
        f"whose signs may lie on each other; it is named at the sign with most clauses; names set off by commas are of one "
        f"spot.{out}{few}{lost} No test. 95 % intervals are "
        "not drawn but in the table: of articles, or where these are too few of clauses counted alone. Read off an automatic parse; "
        "the classes of verbs are those of a list, the same for every group."
    )
