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
    HELD,
    VOICES,
    Interval,
    choose_voice,
    draw_interval,
    find_limits,
    head_beside,
    holds,
    in_articles,
    name_sides,
    say_hollow,
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
HITS, ARTICLES = 3, 2  # a collocate with fewer is left out
ENOUGH = 12  # unless fewer than this are left
_LAST = ("together with", "near")
_ORDER = [*(name for name in TOLD if name not in _LAST), *(name for name in TOLD.values() if name not in _LAST)]


@styled
def plot_sketch(collocates: pl.DataFrame, contrast: Contrast) -> Plot:
    """The collocates of a target by relation: log2 ratio of their rates in two groups, 95 % interval, hits and articles of both sides.

    `collocates` is what `compare_collocates` gives; of more than one voice the author's is drawn. Of every relation those
    that come first in the table are shown, as many as there is room for, from more in the first group to more in the
    second. Where ENOUGH have HITS hits in ARTICLES articles, over both sides, the others are left out.
    """
    a, b = contrast
    rows = choose_voice(collocates.filter(group_a=a, group_b=b)).drop_nulls("log_ratio")
    if not rows.height:
        return empty_plot(f"No collocates to compare between {a} and {b}")
    shown = _choose_rows(_leave_out_rare(rows).with_columns(certainty=certainty()))
    looks = group_looks({*collocates["group_a"], *collocates["group_b"], a, b})
    title = _title(rows, shown, contrast)
    height = 0.9 + 0.2 * (shown.height + 1.4 * shown["relation"].n_unique())
    figure = open_figure(title, height, group_key({group: looks[group] for group in contrast}))
    axes = figure.subplots()
    _draw(axes, shown, looks)
    name_sides(axes, contrast, "log2 ratio of rates")
    marks = [f"{_label(row)} {row['log_ratio']:+.1f} ({in_articles(row)})" for row in shown.iter_rows(named=True)]
    alt = describe(f"{title}. Log2 ratio, above 0 more in {a}, with hits in articles of {a} : {b}:", marks)
    return close_figure(figure, title, _caption(rows, shown, contrast), alt)


def _leave_out_rare(rows: pl.DataFrame) -> pl.DataFrame:
    """The collocates that are neither of very few hits nor of one article, or all where that leaves too few."""
    hits, docs = (pl.sum_horizontal(f"{name}_a", f"{name}_b") for name in ("hits", "docs"))
    frequent = rows.filter(hits >= HITS, docs >= ARTICLES)
    return frequent if frequent.height >= ENOUGH else rows


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
    head_beside(axes, -0.7, f"hits in articles,\n{a} : {b}")
    for place, _, row in lines:
        if row:
            more = row["group_a"] if row["log_ratio"] >= 0 else row["group_b"]
            draw_interval(axes, Interval(place, row["log_ratio"], row["low"], row["high"], holds(row)), looks[more])
            write_beside(axes, place, in_articles(row))


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


def _title(rows: pl.DataFrame, shown: pl.DataFrame, contrast: Contrast) -> str:
    target, (a, b) = shorten_to(rows["target"][0], 2), map(name_briefly, contrast)
    tested = rows["q"].count() > 0
    ordered = shown.filter(pl.col("q") < HELD if tested else pl.col("certainty") > 0).sort(
        "certainty", descending=True, nulls_last=True, maintain_order=True
    )
    sure = ordered.unique("collocate", keep="first", maintain_order=True)  # what is told of a target is near it, too
    if not sure.height:
        why = f"of {count_of(shown.height, 'collocate')} shown none has q under {HELD}, so nothing holds"
        why = why if tested else "every interval shown includes no difference (no test)"
        return f"Nothing said of “{target}” sets {a} and {b} apart: {why}"
    sides = (sure.filter(pl.col("log_ratio") > 0), sure.filter(pl.col("log_ratio") < 0))
    parts = [_set_apart(part, group) for part, group in zip(sides, (a, b), strict=True)]
    test = (
        f"{ordered.height} of {count_of(shown.height, 'collocate')} shown with q under {HELD}" if tested else "no test"
    )
    return f"Of what is said of “{target}”, {', '.join(parts)} ({test})"


def _set_apart(sure: pl.DataFrame, group: str) -> str:
    """Which of these collocates, at most two, set a group apart, in words."""
    named = list_words([_label(row) for row in sure.head(2).iter_rows(named=True)])
    return {0: f"nothing sets {group} apart", 1: f"{named} alone sets {group} apart"}.get(
        sure.height, f"{named} set {group} apart most"
    )


def _caption(rows: pl.DataFrame, shown: pl.DataFrame, contrast: Contrast) -> str:
    first = rows.row(0, named=True)
    tested = rows.filter(pl.col("q") < HELD).height
    count = count_of(rows.height, "collocate")
    test = f"{first['note'].capitalize()}." if first["note"] else f"{tested:,} of {count} have q under {HELD}."
    rare = rows.height - _leave_out_rare(rows).height
    left = f" ({rare:,} with fewer than {HITS} hits or {ARTICLES} articles left out)" if rare else ""
    rates = (
        "hits per mention in articles, a mean within events, or where a side has no hit, of articles that have one"
        if first["interval"] == "documents" else "hits per mention"
    )  # fmt: skip
    return (
        f"Words that stand in a grammatical relation to “{first['target']}”, or near it (at most {WINDOW} words away), "
        f"{VOICES[first['voice']]}: {contrast.a} {count_of(first['mentions_a'], 'mention')}, {contrast.b} "
        f"{count_of(first['mentions_b'], 'mention')}; {shown.height} of {count}, of each relation the most certain{left}. Relations "
        f"are read off an automatic parse. Point: log2 of the ratio of {rates} (1 is twice as much, 2 four times, no hits taken "
        f"as half a hit at most). Line: 95 % interval from counting {first['interval']}, not adjusted for the number of collocates; "
        f"where it crosses 0, no difference is possible. {ARROW}{say_hollow(shown)} {test}"
    )
