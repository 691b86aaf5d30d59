"""Volcano: every term of a contrast at once, how much it differs across and how sure that is upwards."""

from __future__ import annotations

from math import log10, sqrt

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from analysis.compare.estimates import Contrast
from analysis.compare.terms import certainty
from analysis.report.figures.labels import Place, place_labels
from analysis.report.figures.marks import ARROW, VOICES, choose_voice, find_limits, name_sides
from analysis.report.figures.sides import name_rates, say_without_ratio
from analysis.report.figures.style import (
    DOTS,
    FAINT,
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
    list_words,
    name_briefly,
    name_units,
    open_figure,
    settle,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

A_SIDE = 12  # terms with a name
DENSE = 5000  # terms: above it, how many lie in a hexagon is drawn in place of each
HEIGHT = 5.2  # inches
LEAST_Q = 1e-300  # the smallest q that has a place on the axis
SURE = (0, 1, 2, 5, 10, 20, 50, 100, 200, 300)  # -log10 q with a tick; drawn at their square roots


@styled
def plot_volcano(keyness: pl.DataFrame, contrast: Contrast, alpha: float = 0.05) -> Plot:
    """Every content term of a contrast: log2 ratio of its rates across; upwards how sure it is, the most telling named.

    `keyness` is what `compare_terms` gives; of more than one voice the author's is drawn. Upwards is -log10 q of the
    terms with a test, on a square-root scale; where there is none, the log2 ratio at the end of the interval nearer to
    no difference, below 0 where the interval crosses it. A line stands at q = `alpha`, or at no difference. A part of a
    longer term has no name.
    """
    a, b = contrast
    given = choose_voice(keyness.filter(group_a=a, group_b=b)).filter("content")
    level = alpha if given["q"].count() else None
    rows = _lift(given.drop_nulls("log_ratio"), level)
    if not rows.height:
        return empty_plot(f"No terms to compare between {a} and {b}")
    named = pl.concat([_most_telling(rows.filter(group=group)) for group in contrast])
    named = named.sort("height", "certainty", "term", descending=[True, True, False], nulls_last=True)
    looks = group_looks({*keyness["group_a"], *keyness["group_b"]})
    title = _title(rows, named, contrast, level)
    figure = open_figure(title, HEIGHT, group_key({group: looks[group] for group in contrast}))
    axes = figure.subplots()
    _set_axes(axes, rows, named, contrast, level)
    _draw_terms(figure, axes, rows, looks)
    settle(figure)  # names are placed on the axes as they will be
    without = _name_terms(figure, axes, named, looks)
    marks = [_mark(row) for row in named.iter_rows(named=True)]
    alt = describe(f"{title}. Log2 ratio, above 0 more in {a}, with its 95 % interval:", marks)
    caption = _caption(rows, named, contrast, level, without) + say_without_ratio(given)
    return close_figure(figure, title, caption, alt)


def _lift(rows: pl.DataFrame, level: float | None) -> pl.DataFrame:
    """The terms that have a place upwards, with their height, whether they are over the line, and how sure they are."""
    rows = rows.with_columns(certainty=certainty())
    if level is None:
        height, over = pl.col("certainty"), pl.col("certainty") > 0
    else:
        height, over = (-pl.col("q").clip(LEAST_Q, 1).log10()).sqrt(), pl.col("q") < level
    return rows.with_columns(height=height, over=over).drop_nulls("height")


def _most_telling(rows: pl.DataFrame) -> pl.DataFrame:
    """The surest terms of one side that are no part of a longer one."""
    whole = rows.filter(pl.col("part_of").is_null())
    high = whole.filter(pl.col("height") >= pl.col("height").top_k(A_SIDE).min())  # few, so that little is sorted
    return high.sort("height", "certainty", "term", descending=[True, True, False], nulls_last=True).head(A_SIDE)


# --- drawing ------------------------------------------------------------------------------------------------------


def _set_axes(axes: Axes, rows: pl.DataFrame, named: pl.DataFrame, contrast: Contrast, level: float | None) -> None:
    """Limits that hold every point, lines at no difference and at the level, and what the axes say."""
    ends = pl.col("log_ratio")
    outermost = rows.filter((ends == ends.min()) | (ends == ends.max())).with_columns(low=ends, high=ends)
    left, right = find_limits(pl.concat([named, outermost]), "log_ratio")
    axes.set_xlim(min(left, -0.2 * right), max(right, -0.2 * left))
    line = 0.0 if level is None else sqrt(-log10(level))
    low, high = min(rows["height"].min(), 0.0), max(rows["height"].max(), line)
    room = 0.09 * (high - low) or 1.0
    axes.set_ylim(low - room, high + room)
    axes.grid(visible=False)
    name_sides(axes, contrast, "log2 ratio of rates")
    axes.axhline(line, color=FAINT, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    said = "interval\nends at 0" if level is None else f"q = {level:g}"
    beside = {"xycoords": axes.get_yaxis_transform(), "xytext": (4, 0), "textcoords": "offset points"}
    axes.annotate(said, (1, line), size=SMALL, color=FAINT, va="center", annotation_clip=False, **beside)
    if level is None:
        axes.set_ylabel("no test: log2 ratio at the interval's end nearer to 0")
    else:
        ticks = [tick for tick in SURE if sqrt(tick) <= high + room and (tick != 1 or high < 8)]
        axes.set_yticks([sqrt(tick) for tick in ticks], [str(tick) for tick in ticks])
        axes.set_ylabel("how sure: −log10 q (square-root scale)")


def _draw_terms(figure: Figure, axes: Axes, rows: pl.DataFrame, looks: dict[str, Look]) -> None:
    """A sign a term, pale below the line; of many terms, how many lie in each hexagon."""
    if rows.height > DENSE:
        extent = (*axes.get_xlim(), *axes.get_ylim())
        cells = axes.hexbin(
            rows["log_ratio"], rows["height"], gridsize=60, bins="log", mincnt=1, extent=extent, cmap="Greys", zorder=0
        )  # fmt: skip
        bar = figure.colorbar(cells, ax=axes, location="bottom", shrink=0.4, aspect=30, format="%d")
        bar.set_label("terms in a hexagon (log scale)")
        most = cells.get_array().max()
        cells.set_clim(0.5, 30 * most)  # the darkest is not black, so that names are read on it
        bar.ax.set_xlim(0.5, most)
        return
    for (group, over), part in sorted(rows.group_by("group", "over")):
        look = looks[group]
        fill = look.colour if over else "white"
        sign = {"marker": look.marker, "markersize": 3.5, "markerfacecolor": fill, "markeredgecolor": look.colour}
        axes.plot(part["log_ratio"], part["height"], linestyle="", markeredgewidth=0.5, alpha=0.7, zorder=2, **sign)


def _name_terms(figure: Figure, axes: Axes, named: pl.DataFrame, looks: dict[str, Look]) -> int:
    """The named terms with sign, interval and name where there is room; gives how many names found none."""
    scale = 72 / DOTS
    rows = list(named.iter_rows(named=True))
    texts = [shorten_to(row["term"], 1.6, SMALL) for row in rows]
    corner = axes.bbox.min
    at = (axes.transData.transform(named.select("log_ratio", "height").to_numpy()) - corner) * scale
    sizes = [(72 * text_width(text, SMALL), SMALL * 1.25) for text in texts]
    room = axes.bbox.width * scale, axes.bbox.height * scale
    middle = (axes.transData.transform((0, 0)) - corner)[0] * scale
    places = place_labels([tuple(point) for point in at.round(2).tolist()], sizes, room, middle)
    for row, text, place, point in zip(rows, texts, places, at, strict=True):
        look = looks[row["group"]]
        _draw_interval(axes, row, look)
        if place:
            _write_name(axes, text, place, point, look)
    return places.count(None)


def _draw_interval(axes: Axes, row: dict, look: Look) -> None:
    """A term's sign over its interval, thin, with an arrow where it goes on past the axis."""
    left, right = axes.get_xlim()
    low, high = (left if row["low"] is None else row["low"]), (right if row["high"] is None else row["high"])
    axes.plot([max(low, left), min(high, right)], [row["height"]] * 2, color=look.pale, linewidth=0.9, zorder=1.5)
    arrows = {"color": look.pale, "markersize": 4, "clip_on": False, "zorder": 1.5}
    if row["low"] is None or low < left:
        axes.plot([left], [row["height"]], marker="<", **arrows)
    if row["high"] is None or high > right:
        axes.plot([right], [row["height"]], marker=">", **arrows)
    fill = look.colour if row["over"] else "white"
    sign = {"marker": look.marker, "markersize": 5.5, "markerfacecolor": fill, "markeredgecolor": look.colour}
    axes.plot([row["log_ratio"]], [row["height"]], markeredgewidth=0.8, zorder=4, **sign)


def _write_name(axes: Axes, text: str, place: Place, point: tuple[float, float], look: Look) -> None:
    """A name in its box, with a line to its point where it stands away from it."""
    where = {"xycoords": "axes points", "annotation_clip": False, "zorder": 5}
    axes.annotate(
        text, (place.box.left, (place.box.bottom + place.box.top) / 2), size=SMALL, color=look.ink, va="center_baseline",
        path_effects=[withStroke(linewidth=2, foreground="white")], **where,
    )  # fmt: skip
    if place.line:
        arrow = {"arrowstyle": "-", "color": INK, "linewidth": 0.4, "shrinkA": 0, "shrinkB": 2.5}
        axes.annotate(
            "", tuple(point), place.line, xycoords="axes points", textcoords="axes points", arrowprops=arrow, zorder=3
        )


# --- words --------------------------------------------------------------------------------------------------------


def _title(rows: pl.DataFrame, named: pl.DataFrame, contrast: Contrast, level: float | None) -> str:
    a, b = map(name_briefly, contrast)
    over = int(rows["over"].sum())
    total = count_of(rows.height, "term")
    surest = [named.filter("over", group=group).head(1) for group in contrast]
    first = list_words([f"“{row['term'][0]}” ({name_briefly(row['group'][0])})" for row in surest if row.height])
    apart = f", {first} {'most surely' if level is not None else 'by most'}" if first else f" between {a} and {b}"
    if level is not None:
        return f"{over:,} of {total} differ within events at q under {level:g}{apart}"
    return f"In these texts {over:,} of {total} have an interval that leaves out no difference{apart} (no test)"


def _caption(rows: pl.DataFrame, named: pl.DataFrame, contrast: Contrast, level: float | None, without: int) -> str:
    first = rows.row(0, named=True)
    if level is None:
        up = f"log2 ratio at the interval's end nearer to 0, below 0 where the interval crosses 0. {first['note'].capitalize()}."
    else:
        up = f"−log10 of q, the p of a test within events adjusted for the number of terms; dashed: q = {level:g}."
    one = "One sign a term, hollow below the line; terms with the same counts lie on each other"
    one = "Grey: hexagons by how many terms lie in them" if rows.height > DENSE else one
    lost = f"; {without} of them found no room for the name" if without else ""
    return (
        f"Words and phrases that begin and end with a content word, {VOICES[first['voice']]}: {contrast.a} "
        f"{first['words_a']:,} and {contrast.b} {first['words_b']:,} words; {count_of(rows.height, 'term')}. Across: log2 of the "
        f"ratio of {name_rates(named)}; 1 is twice as much. Upwards: {up} {one}; named: the {named.height} most telling of both "
        f"sides{lost}, parts of longer terms aside. Thin line: 95 % interval from counting {name_units(named['interval'])}, "
        f"not adjusted for the number of terms. {ARROW}"
    )


def _mark(row: dict) -> str:
    low, high = ("no bound" if row[side] is None else f"{row[side]:+.1f}" for side in ("low", "high"))
    sure = "" if row["q"] is None else f"; q {row['q']:.2g}"
    return f"{row['term']} {row['log_ratio']:+.1f} ({low} to {high}{sure})"
