"""Overviews: figures of the documents of a corpus, before anything in them is looked for."""

from __future__ import annotations

import calendar
from datetime import date

import numpy as np
import polars as pl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, NullLocator

from analysis.report.figures.marks import MANY, set_rows
from analysis.report.figures.style import (
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
    name_briefly,
    open_figure,
    styled,
)  # fmt: skip

PARTS = ("author's words", "attributed words", "quoted words", "words left out")


@styled
def plot_documents(profile: pl.DataFrame) -> Plot:
    """How long each document is, in whose voice, and when it was published; above MANY documents, a strip a group.

    `profile` is what `profile_documents` gives. A date known to the month or year is drawn as the span it covers.
    """
    if not profile.height:
        return empty_plot("No documents to show")
    looks = group_looks(profile["group"])
    totals = profile.group_by("group").agg(docs=pl.len(), words=pl.col("words").sum()).sort("group")
    of_group = [
        f"{name_briefly(group)} {count_of(docs, 'article')}, {count_of(words, 'word')}"
        for group, docs, words in totals.iter_rows()
    ]
    title = f"{count_of(profile.height, 'article')} in {count_of(len(of_group), 'group')}: {'; '.join(of_group[:6])}"
    rows = profile.sort("group", "date", "doc", nulls_last=True)
    draw = _draw_documents if profile.height <= MANY else _draw_strips
    height = 0.8 + (0.24 * rows.height if profile.height <= MANY else 0.7 * len(looks))
    key = [*group_key(looks), *(_part_key() if profile.height <= MANY else [])]
    figure = open_figure(title, height, key)
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=(1.5, 1))
    draw(left, right, rows, looks)
    _set_time(right, rows)
    return close_figure(figure, title, _caption_documents(profile), describe(f"{title}.", _marks_documents(rows)))


def date_span(written: str) -> tuple[date, date]:
    """The first and last day of a date that may be known to the month or year only.

    >>> [str(day) for day in date_span("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, None, None)[:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)


def _draw_documents(left: Axes, right: Axes, rows: pl.DataFrame, looks: dict[str, Look]) -> None:
    set_rows(left, rows["doc"].to_list(), list(range(rows.height)))
    for place, row in enumerate(rows.iter_rows(named=True)):
        look = looks[row["group"]]
        start = 0
        for words, fill in zip(_parts(row), _fills(look), strict=True):
            left.barh(place, words, 0.62, start, **fill)
            start += words
        left.annotate(f"{row['words']:,}", (start, place), (3, 0), textcoords="offset points", size=SMALL, va="center")
        _draw_date(right, place, row["date"], look)
    left.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    left.set_xlabel("words (number: counted words)")
    left.margins(x=0.12)


def _parts(row: dict) -> tuple[int, int, int, int]:
    others = row["attributed_words"], row["quoted_words"]
    return row["words"] - sum(others), *others, row["excluded_words"]


def _fills(look: Look) -> list[dict]:
    edge = {"edgecolor": look.colour, "linewidth": 0.8}
    return [
        {"facecolor": look.colour, **edge},
        {"facecolor": look.pale, **edge},
        {"facecolor": look.pale, "hatch": "////", **edge},
        {"facecolor": "white", "linestyle": (0, (2, 2)), **edge},
    ]


def _part_key() -> list[Artist]:
    fills = _fills(Look("#666666", "o", ""))
    return [Patch(label=name, **fill) for name, fill in zip(PARTS, fills, strict=True)]


def _draw_date(axes: Axes, place: float, written: str | None, look: Look) -> None:
    """A day as the group's sign, a month or a year as the bar it covers, no date as words."""
    if written is None:
        axes.text(
            0.5,
            place,
            "no date",
            transform=axes.get_yaxis_transform(),
            size=SMALL,
            color=FAINT,
            va="center",
            ha="center",
        )
        return
    first, last = (date2num(day) for day in date_span(written))
    if first == last:
        axes.plot([first], [place], marker=look.marker, color=look.colour, markersize=6, clip_on=False)
    else:
        axes.barh(place, last + 1 - first, 0.4, first, facecolor=look.pale, edgecolor=look.colour, linewidth=0.8)


def _set_time(axes: Axes, rows: pl.DataFrame) -> None:
    days = [date2num(day) for written in rows["date"].drop_nulls() for day in date_span(written)]
    if not days:
        axes.set_xticks([])
        axes.set_xlabel("published: no dates given")
        return
    room = max(15.0, 0.04 * (max(days) - min(days)))
    axes.set_xlim(min(days) - room, max(days) + 1 + room)
    locator = AutoDateLocator(minticks=2, maxticks=6)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.set_xlabel("published")


def _draw_strips(left: Axes, right: Axes, rows: pl.DataFrame, looks: dict[str, Look]) -> None:
    """A row a group: each document a dot by its length and another by its date, spread so that they are told apart."""
    set_rows(left, list(looks), list(range(len(looks))))
    for place, (group, look) in enumerate(looks.items()):
        part = rows.filter(group=group)
        at = place + 0.26 * spread(part.height)
        signs = {
            "s": 9,
            "marker": look.marker,
            "color": look.colour,
            "alpha": 0.45,
            "linewidths": 0,
            "rasterized": part.height > 3000,
        }
        left.scatter(part["words"].clip(1).to_numpy(), at, **signs)
        median = part["words"].median()
        left.plot([max(median, 1)] * 2, [place - 0.34, place + 0.34], color=INK, linewidth=1.6)
        left.annotate(
            f"median {median:,.0f}",
            (max(median, 1), place - 0.34),
            (0, 1),
            textcoords="offset points",
            size=SMALL,
            ha="center",
        )
        known = part["date"].is_not_null().to_numpy()
        spans = [[date2num(day) for day in date_span(written)] for written in part["date"].drop_nulls()]
        if spans:
            first, last = np.array(spans).T
            whole = first == last
            right.scatter(first[whole], at[known][whole], **signs)
            right.hlines(at[known][~whole], first[~whole], last[~whole] + 1, color=look.colour, alpha=0.45, linewidth=1)
    left.set_xscale("log")
    left.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    left.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    left.xaxis.set_minor_locator(NullLocator())
    left.set_xlabel("counted words of an article (log scale)")


def spread(count: int) -> np.ndarray:
    """Even offsets from -1 to 1 in an order without pattern, the same each time (multiples of the golden ratio).

    >>> spread(3).round(2).tolist()
    [-1.0, 0.24, -0.53]
    """
    return 2 * (np.arange(count) * 0.6180339887498949 % 1) - 1


def _marks_documents(rows: pl.DataFrame) -> list[str]:
    if rows.height <= MANY:
        return [
            f"{row['doc']} ({row['group']}): {row['words']:,} words, {row['quoted_words']:,} quoted, {row['attributed_words']:,} attributed, "
            f"{row['excluded_words']:,} left out, {row['date'] or 'no date'}"
            for row in rows.iter_rows(named=True)
        ]
    return [_mark_group(group, rows.filter(group=group)) for group in rows["group"].unique().sort()]


def _mark_group(group: str, part: pl.DataFrame) -> str:
    dates = part["date"].drop_nulls()
    when = f"{dates.min()} to {dates.max()}" if len(dates) else "no dates"
    words = max(part["words"].sum(), 1)
    return (
        f"{group}: {count_of(part.height, 'article')}, median {part['words'].median():,.0f} words, "
        f"{part['words'].min():,} to {part['words'].max():,}, {100 * part['quoted_words'].sum() / words:.0f} % quoted, {100 * part['attributed_words'].sum() / words:.0f} % attributed, "
        f"{part['excluded_words'].sum():,} words left out, {when}"
    )


def _caption_documents(profile: pl.DataFrame) -> str:
    many = profile.height > MANY
    shown = (
        "One dot an article; the line is the group's median"
        if many
        else "One row an article; bars add up to all its words"
    )
    dated = profile.height - profile["date"].null_count()
    return (
        f"{shown}. {count_of(profile['words'].sum(), 'counted word')}, {profile['quoted_words'].sum():,} of them "
        f"quoted and {profile['attributed_words'].sum():,} attributed (told as said by another); {profile['excluded_words'].sum():,} more are left out, each with a reason. Right: date of "
        f"publication, known of {dated} of {count_of(profile.height, 'article')}; a date known only to the month or "
        "year is drawn as the span it covers. Counts, no intervals."
    )
