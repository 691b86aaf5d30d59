"""Sketches: what two groups say of one target, relation by relation, from more in one group to more in the other."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import Contrast
from analysis.compare.terms import certainty
from analysis.find.relations import TOLD, WINDOW
from analysis.report.figures.marks import (
    ARROW,
    VOICES,
    Interval,
    choose_voice,
    draw_interval,
    find_limits,
    head_beside,
    name_sides,
    set_rows,
    write_beside,
)  # fmt: skip
from analysis.report.figures.style import (
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
    open_figure,
    shorten_to,
    styled,
)  # fmt: skip

MOST = 32  # collocates in a figure
A_RELATION = 8  # collocates of one relation
_LAST = ("together with", "near")
_ORDER = [*(name for name in TOLD if name not in _LAST), *(name for name in TOLD.values() if name not in _LAST)]


@styled
def plot_sketch(collocates: pl.DataFrame, contrast: Contrast) -> Plot:
    """The collocates of a target by relation: log2 ratio of their rates in two groups, 95 % interval, hits of both sides.

    `collocates` is what `compare_collocates` gives; of more than one voice the author's is drawn. Of every relation those
    that come first in the table are shown, as many as there is room for, from more in the first group to more in the second.
    """
    a, b = contrast
    rows = choose_voice(collocates.filter(group_a=a, group_b=b)).drop_nulls("log_ratio")
    if not rows.height:
        return empty_plot(f"No collocates to compare between {a} and {b}")
    shown = _choose_rows(rows.with_columns(certainty=certainty()))
    looks = group_looks({*collocates["group_a"], *collocates["group_b"], a, b})
    title = _title(rows.with_columns(certainty=certainty()), contrast)
    height = 0.9 + 0.2 * (shown.height + 1.4 * shown["relation"].n_unique())
    figure = open_figure(title, height, group_key({group: looks[group] for group in contrast}))
    axes = figure.subplots()
    _draw(axes, shown, looks)
    name_sides(axes, contrast, "log2 ratio of rates")
    marks = [f"{_label(row)} {row['log_ratio']:+.1f} ({_counts(row)})" for row in shown.iter_rows(named=True)]
    alt = describe(f"{title}. Log2 ratio, above 0 more in {a}, with hits in {a} : {b}:", marks)
    return close_figure(figure, title, _caption(rows, shown, contrast), alt)


def _choose_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The first rows of each relation, as many of each as all have room for; relations in a fixed order."""
    place = rows.with_row_index("place").with_columns(rank=pl.int_range(pl.len()).over("relation"))
    sizes = (place.filter(pl.col("rank") < most) for most in range(A_RELATION, 0, -1))
    chosen = next((part for part in sizes if part.height <= MOST), place.filter(rank=0).head(MOST))
    order = pl.col("relation").replace_strict(
        {name: number for number, name in enumerate(_ORDER)} | {name: 100 + at for at, name in enumerate(_LAST)},
        default=len(_ORDER), return_dtype=pl.Int64,
    )  # fmt: skip
    return chosen.sort(order, "relation", "log_ratio", "place", descending=[False, False, True, False])


def _draw(axes: Axes, shown: pl.DataFrame, looks: dict[str, Look]) -> None:
    lines = list(_lay_out(shown))
    set_rows(axes, [text for _, text, _ in lines], [place for place, _, _ in lines])
    for tick, (_, _, row) in zip(axes.yaxis.get_major_ticks(), lines, strict=True):
        tick.label1.set_weight("normal" if row else "bold")
        tick.gridline.set_visible(row is not None)
    axes.set_xlim(*find_limits(shown, "log_ratio"))
    a, b = (shorten_to(shown[f"group_{letter}"][0], 0.8) for letter in "ab")
    head_beside(axes, -0.7, f"hits,\n{a} : {b}")
    for place, _, row in lines:
        if row:
            more = row["group_a"] if row["log_ratio"] >= 0 else row["group_b"]
            draw_interval(axes, Interval(place, row["log_ratio"], row["low"], row["high"]), looks[more])
            write_beside(axes, place, _counts(row))


def _lay_out(shown: pl.DataFrame) -> Iterator[tuple[float, str, dict | None]]:
    """The place and label of every line, and its row: a heading, which has none, and the collocates of each relation."""
    place = 0.0
    for (relation,), rows in shown.group_by("relation", maintain_order=True):
        yield place, str(relation), None
        for row in rows.iter_rows(named=True):
            place += 1
            yield place, row["collocate"], row
        place += 1.4


def _label(row: dict) -> str:
    return f"“{row['collocate']}” ({row['relation']})"


def _counts(row: dict) -> str:
    return f"{row['hits_a']:,} : {row['hits_b']:,}"


def _title(rows: pl.DataFrame, contrast: Contrast) -> str:
    target, (a, b) = shorten_to(rows["target"][0], 2), map(name_briefly, contrast)
    test = " (no test)" if rows["p"].null_count() == rows.height else ""
    sure = rows.filter(pl.col("certainty") > 0).unique("collocate", keep="first", maintain_order=True)  # is near, too
    of_a, of_b = sure.filter(pl.col("log_ratio") > 0).head(2), sure.filter(pl.col("log_ratio") < 0).head(2)
    if not sure.height:
        return f"Nothing said of “{target}” sets {a} and {b} apart: every interval includes no difference{test}"
    parts = [
        f"{list_words([_label(row) for row in part.iter_rows(named=True)])} set{'s' if part.height == 1 else ''} {group} apart most"
        if part.height else f"nothing sets {group} apart"
        for part, group in ((of_a, a), (of_b, b))
    ]  # fmt: skip
    named = pl.concat([of_a, of_b])
    tested = f" ({named.filter(pl.col('q') < 0.05).height} of these {named.height} with q under 0.05)"
    return f"Of what is said of “{target}”, {', '.join(parts)}{test or tested}"


def _caption(rows: pl.DataFrame, shown: pl.DataFrame, contrast: Contrast) -> str:
    first = rows.row(0, named=True)
    tested = rows.filter(pl.col("q") < 0.05).height
    count = count_of(rows.height, "collocate")
    test = f"{first['note'].capitalize()}." if first["note"] else f"{tested:,} of {count} have q under 0.05."
    rates = (
        "hits per mention in articles, a mean within events, or where a side has no hit, of articles that have one"
        if first["interval"] == "documents" else "hits per mention"
    )  # fmt: skip
    return (
        f"Words that stand in a grammatical relation to “{first['target']}”, or near it (at most {WINDOW} words away), "
        f"{VOICES[first['voice']]}: {contrast.a} {count_of(first['mentions_a'], 'mention')}, {contrast.b} "
        f"{count_of(first['mentions_b'], 'mention')}; {shown.height} of {count}, of each relation the most certain. Relations "
        f"are read off an automatic parse. Point: log2 of the ratio of {rates} (1 is twice as much, 2 four times, no hits taken "
        f"as half a hit at most). Line: 95 % interval from counting {first['interval']}, not adjusted for the number of collocates; "
        f"where it crosses 0, no difference is possible. {ARROW} {test}"
    )
