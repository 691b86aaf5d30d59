"""Speakers: whom each group lets speak: what part of the words that it gives to others a group gives to each source."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.report.figures.marks import draw_matrix
from analysis.report.figures.shares import percent
from analysis.report.figures.sources import INTERVALS, lay_out, name_axes, say_cell, write_cells
from analysis.report.figures.style import (
    TITLE,
    WIDTH,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    list_words,
    name_briefly,
    open_figure,
    shorten_to,
    styled,
)

SPEAKERS = 20  # with most words, in a figure
NOBODY = ""  # the name of a source that the text does not name
UNNAMED = "no source known"  # none stands there, or a pronoun alone


@styled
def plot_speakers(speakers: pl.DataFrame) -> Plot:
    """Whom each group lets speak: a row a source, a column a group, the share of words given to it and how often.

    `speakers` is what `count_speakers` gives. The SPEAKERS with most words, summed over groups as shares, are drawn; words
    without a named source are the first row.
    """
    if not speakers["words"].sum():
        return empty_plot("No words are given to others in these texts, so there are no speakers to show")
    groups = speakers["group"].unique().sort().to_list()
    table = speakers.select(pl.col("actor").alias("row"), pl.col("group").alias("column"), "words", "attributions")
    part = pl.col("words") / pl.col("words").sum().over("column")
    order = table.with_columns(part=part).group_by("row").agg(pl.col("part").sum())
    ordered = order.sort("part", "row", descending=[True, False])["row"].to_list()
    named = [name for name in ordered if name != NOBODY]
    rows = [name for name in ordered if name == NOBODY] + named[:SPEAKERS]
    words, numbers = lay_out(table.filter(pl.col("row").is_in(rows)), rows, groups)
    totals = [speakers.filter(group=group)["words"].sum() for group in groups]
    shares = words / [total or np.nan for total in totals]
    labels = [name or UNNAMED for name in rows]
    title = _title(labels, shares, groups)
    figure = open_figure(title, 0.6 + 0.22 * len(rows))
    axes = figure.subplots()
    darkest = np.nanmax(shares[rows[0] == NOBODY and len(rows) > 1 :])  # of those with a name
    draw_matrix(axes, np.minimum(shares, darkest), write_cells(shares, numbers, " "), float(darkest))
    wide = (WIDTH - 2.8) / len(groups)
    name_axes(axes, labels, [shorten_to(group, 0.95 * wide, 8) for group in groups], 2.5)
    looks = group_looks(groups)
    for group, label in zip(groups, axes.get_xticklabels(), strict=True):
        label.set_color(looks[group].ink)
    marks = [f"{label}: {_say_row(groups, *cells)}" for label, *cells in zip(labels, shares, numbers, strict=True)]
    caption = _caption(totals, groups, len(named), len(rows) - (NOBODY in rows))
    return close_figure(figure, title, caption, describe(f"{title}. Share of words given to others:", marks))


def _say_row(groups: list[str], shares: np.ndarray, numbers: np.ndarray) -> str:
    return ", ".join(f"{group} {say_cell(*cell)}" for group, *cell in zip(groups, shares, numbers, strict=True))


def _title(labels: list[str], shown: np.ndarray, groups: list[str]) -> str:
    firsts = []
    for at, group in enumerate(groups):
        own = np.where([label == UNNAMED for label in labels], -1.0, np.nan_to_num(shown[:, at]))
        best = int(np.argmax(own))
        if own[best] > 0:
            verb = "" if firsts else " gives most"
            firsts.append(
                f"{name_briefly(group)}{verb} to {shorten_to(labels[best], 2.0, TITLE)} ({percent(own[best])})"
            )
    if not firsts:
        return "No words of others in these texts have a named source"
    return f"Of the words of others in these texts, {list_words(firsts)}; no test"


def _caption(totals: list[int], groups: list[str], named: int, shown: int) -> str:
    words = ", ".join(f"{group} {total:,}" for group, total in zip(groups, totals, strict=True))
    return (
        f"What part of the words that it gives to others, quoted or told as theirs, a group gives to each source; in brackets, in "
        f"how many attributions. {shown} of {count_of(named, 'named source')}, those with the largest shares. Words of others: "
        f"{words}. In lower case: the words of the text, where no actor is known; {UNNAMED}: none stands there, or a pronoun "
        f"alone. 0: the group never lets it speak. Darker: a larger share. {INTERVALS}"
    )
