"""Sources: who quotes whom: what part of the words that it gives to others an outlet gives to each kind of source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.report.figures.marks import draw_matrix, write_beside
from analysis.report.figures.shares import percent
from analysis.report.figures.style import (
    FAINT,
    WIDTH,
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

OUTLETS = 20  # with most words of others, in a figure
KINDS = 9  # kinds of sources with a column of their own
ROW = 0.34  # inches
LAST = ("other", "none named")  # kinds that come after all others
REST_OF_KINDS = "further kinds"
INTERVALS = (
    "Shares of words, no intervals: the words of one source stand together, so that few articles decide; the ledger of "
    "voices has each kind's rate with its interval."
)


class Matrix(NamedTuple):
    """Words given and attributions: a row each of `groups` and `labels`, a column each of `columns`."""

    labels: list[str]
    groups: list[str]
    columns: list[str]
    words: np.ndarray
    numbers: np.ndarray

    @property
    def shares(self) -> np.ndarray:
        """Each cell's part of its row's words, NaN in a row without any."""
        with np.errstate(invalid="ignore"):
            return self.words / self.words.sum(1, keepdims=True)


def lay_out(table: pl.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The words and the attributions of a table of row, column, words and attributions; absence is 0."""
    words, numbers = (np.zeros((len(rows), len(columns))) for _ in range(2))
    at_row, at_column = ({name: at for at, name in enumerate(names)} for names in (rows, columns))
    for row, column, given, number in table.select("row", "column", "words", "attributions").iter_rows():
        words[at_row[row], at_column[column]] += given
        numbers[at_row[row], at_column[column]] += number
    return words, numbers


@styled
def plot_sources(speakers: pl.DataFrame) -> Plot:
    """Who quotes whom: a row a group and each of its outlets, a column a kind of source, the share of words and how often.

    `speakers` is what `count_speakers` gives: group, outlet, actor, source_type, attributions, words. The OUTLETS with most
    words of others are drawn, and the KINDS of sources with most; what is left over is one column.
    """
    if not speakers["words"].sum():
        return empty_plot("No words are given to others in these texts, so there are no sources to show")
    kinds = speakers.with_columns(
        column=pl.when(pl.col("source_type") == "").then(pl.lit(LAST[1])).otherwise("source_type")
    )
    columns, kinds = _choose_kinds(kinds)
    outlets = kinds.group_by("group", "outlet").agg(pl.col("words").sum())
    shown = outlets.sort("words", "group", "outlet", descending=[True, False, False]).head(OUTLETS)
    labels, groups, parts = _choose_rows(kinds, shown)
    matrix = Matrix(labels, groups, columns, *lay_out(pl.concat(parts), range(len(labels)), columns))
    looks = group_looks(speakers["group"])
    title = _title(matrix, looks)
    _draw(figure := open_figure(title, _height(matrix, columns), group_key(looks)), matrix, looks)
    left = outlets.height - shown.height
    caption = _caption(speakers, left, columns)
    return close_figure(figure, title, caption, describe(f"{title}. Share of words given to others:", _marks(matrix)))


def _choose_kinds(table: pl.DataFrame) -> tuple[list[str], pl.DataFrame]:
    """The columns, most words first, and the table with what has none of its own under one name."""
    sums = table.group_by("column").agg(pl.col("words").sum()).sort("words", "column", descending=[True, False])
    ordered = [name for name in sums["column"] if name not in LAST]
    kept = ordered[: KINDS if len(ordered) <= KINDS else KINDS - 1]
    table = table.with_columns(
        pl.when(pl.col("column").is_in([*kept, *LAST])).then("column").otherwise(pl.lit(REST_OF_KINDS)).alias("column")
    )
    given = set(table["column"])
    return [*kept, *(name for name in (REST_OF_KINDS, *LAST) if name in given)], table


def _choose_rows(table: pl.DataFrame, shown: pl.DataFrame) -> tuple[list[str], list[str], list[pl.DataFrame]]:
    """Of each group a row for all its outlets, where it has more than one, then those shown."""
    labels, groups, parts = [], [], []
    for (group,), own in sorted(table.group_by("group"), key=lambda part: part[0]):
        outlets = own["outlet"].n_unique()
        named = [(f"{group}, {outlets} outlets", own)] * (outlets > 1)
        named += [(name, own.filter(outlet=name)) for name in shown.filter(group=group)["outlet"].sort()]
        for label, part in named:
            parts.append(part.select("column", "words", "attributions", row=pl.lit(len(labels), pl.Int64)))
            labels.append(label)
            groups.append(group)
    return labels, groups, parts


def _height(matrix: Matrix, names: Sequence[str]) -> float:
    return 0.95 + ROW * len(matrix.labels) + 0.02 * max(len(name) for name in names)


def _title(matrix: Matrix, looks: dict[str, Look]) -> str:
    firsts = []
    for group in [name for name in looks if name in matrix.groups]:
        own = np.nan_to_num(matrix.shares[matrix.groups.index(group)])  # the row of all its outlets, or of its one
        known = np.array([name not in (*LAST, REST_OF_KINDS) for name in matrix.columns])
        best = int(np.argmax(np.where(known & (own > 0), 1 + own, own)))  # any known kind before those that are none
        verb = "" if firsts else " gives most"
        firsts.append(f"{name_briefly(group)}{verb} to {_say_kind(matrix.columns[best])} ({percent(own[best])})")
    return f"Of the words of others in these texts, {list_words(firsts)}; no test"


def _say_kind(name: str) -> str:
    return {LAST[1]: "sources it does not name", "other": "sources of no known kind"}.get(name, f"“{name}”")


def _caption(speakers: pl.DataFrame, left: int, columns: Sequence[str]) -> str:
    kinds = f" Kinds with fewer words stand together as {REST_OF_KINDS}." if REST_OF_KINDS in columns else ""
    more = (
        f" {count_of(left, 'outlet')} with fewer words of others not drawn, but counted in the groups' rows."
        if left
        else ""
    )
    return (
        f"What part of the words that it gives to others, quoted or told as theirs, an outlet gives to each kind of source; in "
        f"brackets, in how many attributions. {count_of(speakers['words'].sum(), 'word')} of others in "
        f"{count_of(speakers['attributions'].sum(), 'attribution')}, found and sorted into kinds by rules.{kinds}{more} 0: none. "
        f"Darker: a larger share. {INTERVALS}"
    )


# --- drawing ------------------------------------------------------------------------------------------------------


def say_cell(share: float, number: float) -> str:
    return "no words" if np.isnan(share) else f"{percent(share)} ({number:,.0f})" if number else "0"


def write_cells(shares: np.ndarray, numbers: np.ndarray, between: str) -> list[list[str]]:
    return [
        [f"{percent(share)}{between}({number:,.0f})" if number else "0" for share, number in zip(*pair, strict=True)]
        for pair in zip(shares, numbers, strict=True)
    ]


def _draw(figure, matrix: Matrix, looks: dict[str, Look]) -> None:
    axes = figure.subplots()
    draw_matrix(axes, matrix.shares, write_cells(matrix.shares, matrix.numbers, "\n"), float(np.nanmax(matrix.shares)))
    wide = (WIDTH - 2.6) / len(matrix.columns)
    name_axes(axes, matrix.labels, [shorten_to(name, 1.0, 8) for name in matrix.columns], 1.5)
    if max(len(name) for name in matrix.columns) * 0.065 > wide:
        slanted = {"rotation": 30, "ha": "left", "rotation_mode": "anchor"}
        axes.set_xticks(axes.get_xticks(), axes.get_xticklabels(), **slanted)
    axes.tick_params(axis="y", pad=18)
    write_beside(axes, len(matrix.labels) - 0.4, "words of\nothers", FAINT, "top")
    beside = {"transform": axes.get_yaxis_transform(), "clip_on": False, "linestyle": "", "markersize": 6}
    for place, group in enumerate(matrix.groups):
        sign = Line2D([], [], marker=looks[group].marker, color=looks[group].colour)
        sign.set(**beside)
        sign.set_data([-0.02], [place])
        axes.add_line(sign)
        write_beside(axes, place, f"{matrix.words[place].sum():,.0f}")
        if place == matrix.groups.index(group):
            axes.get_yticklabels()[place].set_weight("bold")
        if place and group != matrix.groups[place - 1]:
            axes.axhline(place - 0.5, color=FAINT, linewidth=0.8)


def name_axes(axes: Axes, rows: Sequence[str], columns: Sequence[str], inches: float) -> None:
    axes.set_yticks(range(len(rows)), [shorten_to(label, inches) for label in rows])
    axes.set_xticks(range(len(columns)), columns, size=8)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", labelsize=8)


def _marks(matrix: Matrix) -> list[str]:
    marks = []
    for label, group, *cells in zip(matrix.labels, matrix.groups, matrix.shares, matrix.numbers, strict=True):
        said = [f"{name} {say_cell(*cell)}" for name, *cell in zip(matrix.columns, *cells, strict=True) if cell[1]]
        marks.append(f"{label} ({group}): {', '.join(said)}")
    return marks
