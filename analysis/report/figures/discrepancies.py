"""Discrepancies: the same thing with two values, side by side, with who gives which and what kind of difference it is."""

from __future__ import annotations

from itertools import accumulate
from math import fsum

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.discrepancies import BOUND, CONFLICT, LIKELY, NAME, ROUNDING, SCOPE, UPDATE, WORDING
from analysis.report.accuracy import say_ledger_accuracy
from analysis.report.figures.grids import clip_lines
from analysis.report.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
    WIDTH,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    open_figure,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

MOST = 12  # discrepancies in a figure
HEAD, LINE, GAP = 0.3, 0.165, 0.13  # inches: the heads, a line of words, and between two rows
ABOUT, LEFT, SIGN, RIGHT, KIND = 0.06, 2.12, 3.92, 4.12, 5.92  # inches: where columns begin, and the middle of the sign
WIDE, CELL = 1.9, 1.62  # inches of the first column and of a value
BAR = 0.62  # inches that a confidence of 1 takes
CLASSES = {
    CONFLICT: ("≠", "what no other class explains"),
    BOUND: ("fits", "one gives a limit that the other keeps"), UPDATE: ("→", "a later report has more"),
    SCOPE: ("part", "a part and the whole, or two steps"), ROUNDING: ("≈", "one rounds the other"),
    WORDING: ("“ ”", "the same in other words"), NAME: ("Aa", "another spelling"),
}  # fmt: skip  # in the order of pages


def order_discrepancies(discrepancies: pl.DataFrame) -> pl.DataFrame:
    """In the order of pages: conflicts first and other words and spellings last, each by confidence.

    The table of a run is by confidence alone, where spellings, which are found most surely, come before all that matters more.
    """
    place = pl.col("class").replace_strict({name: at for at, name in enumerate(CLASSES)}, return_dtype=pl.Int64)
    return discrepancies.sort(place, -pl.col("confidence"), maintain_order=True)


@styled
def plot_discrepancies(discrepancies: pl.DataFrame, documents: pl.DataFrame) -> Plot:
    """The discrepancies that matter most: a row each with what it is about, both values with who gives them, class and confidence.

    `discrepancies` is what `compare_discrepancies` gives, `documents` has event and group. Of those `order_discrepancies` puts
    first, MOST are drawn. The value of the article that was published first, where that is known, stands left.
    """
    if not discrepancies.height:
        return empty_plot(
            "No discrepancy found: it takes two reports of one event that give different values for the same thing"
        )
    ordered = order_discrepancies(discrepancies)
    shown = ordered.head(MOST).to_dicts()
    looks = group_looks(documents["group"])
    several = documents["event"].n_unique() > 1
    cells = [_wrap(row, several) for row in shown]
    heights = [LINE * max(len(about), 1 + max(len(a), len(b))) + GAP for about, a, b in cells]
    title = _title(ordered)
    height = HEAD + fsum(heights)
    figure = open_figure(title, height, group_key(looks))
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, height / figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    _draw_heads(axes)
    for row, cell, top in zip(shown, cells, accumulate(heights, initial=HEAD), strict=False):
        _draw_row(axes, top, row, cell, looks)
    marks = [
        f"{row['about']}: {_say_side(row, 'a')}, {_say_side(row, 'b')}, {row['class']} {row['confidence']:.2f}"
        for row in shown
    ]
    return close_figure(figure, title, _caption(ordered, len(shown)), describe(f"{title}. Values:", marks))


def _say_side(row: dict, side: str) -> str:
    return f"“{row[f'text_{side}']}” ({row[f'outlet_{side}']}{_say_more(row, side)})"


def _say_more(row: dict, side: str) -> str:
    """How many other articles give the value too."""
    more = row[f"docs_{side}"] - 1
    return f" and {more} more" if more > 0 else ""


# --- drawing ------------------------------------------------------------------------------------------------------


def _wrap(row: dict, several: bool) -> tuple[list[str], list[str], list[str]]:
    """The lines of the first column and of both values."""
    faint = f"{row['kind']} · {row['event']}" if several else row["kind"]
    about = clip_lines(row["about"] or row["kind"], WIDE, 8.5)
    return [*about, shorten_to(faint, WIDE, SMALL)], *(
        clip_lines(row[f"text_{side}"], CELL, 10, weight="bold") for side in "ab"
    )


def _draw_heads(axes: Axes) -> None:
    heads = {ABOUT: "about", LEFT: "one value", RIGHT: "another value", KIND: "class, confidence"}
    for x, text in heads.items():
        axes.text(x, 0.2, text, size=SMALL, color=FAINT, va="baseline")


def _draw_row(axes: Axes, top: float, row: dict, cells: tuple, looks: dict[str, Look]) -> None:
    """One discrepancy under a line: its words, its two values with their groups' signs, its sign and its confidence."""
    axes.plot([0.04, WIDTH - 0.04], [top - GAP / 2 + 0.02] * 2, color=GRID, linewidth=0.8)
    about, *values = cells
    for place, words in enumerate(about):
        look = {"size": SMALL, "color": FAINT} if place == len(about) - 1 else {"size": 8.5, "color": INK}
        axes.text(ABOUT, top + LINE * (place + 0.5), words, va="center_baseline", **look)
    for x, words, side in zip((LEFT, RIGHT), values, "ab", strict=True):
        for place, line in enumerate(words):
            axes.text(x, top + LINE * (place + 0.5), line, size=10, weight="bold", va="center_baseline")
        _draw_outlet(axes, x, top + LINE * (len(words) + 0.5), row, side, looks)
    sign = CLASSES[row["class"]][0]
    axes.text(SIGN, top + LINE / 2, sign, size=8.5 if len(sign) > 3 else 12, ha="center", va="center_baseline")
    axes.text(KIND, top + LINE / 2, row["class"], size=9, va="center_baseline")
    at = top + 1.5 * LINE
    axes.plot([KIND, KIND + BAR], [at] * 2, color=GRID, linewidth=5, solid_capstyle="butt")
    axes.plot([KIND, KIND + BAR * row["confidence"]], [at] * 2, color="#6b6b6b", linewidth=5, solid_capstyle="butt")
    axes.text(KIND + BAR + 0.07, at, row["confidence_words"], size=SMALL, va="center")


def _draw_outlet(axes: Axes, x: float, at: float, row: dict, side: str, looks: dict[str, Look]) -> None:
    """The sign of the group, the outlet, and how many articles more."""
    look, more = looks[row[f"group_{side}"]], _say_more(row, side)
    axes.plot([x + 0.05], [at], marker=look.marker, color=look.colour, markersize=5, linestyle="")
    name = shorten_to(row[f"outlet_{side}"], CELL - 0.17 - text_width(more, SMALL), SMALL)
    axes.text(x + 0.15, at, f"{name}{more}", size=SMALL, va="center_baseline")


# --- words --------------------------------------------------------------------------------------------------------


def _title(ordered: pl.DataFrame) -> str:
    conflicts = ordered.filter(pl.col("class") == CONFLICT)["confidence_words"].to_list()
    total = "1 discrepancy" if ordered.height == 1 else f"{ordered.height:,} discrepancies"
    first = ordered.row(0, named=True)
    values = " against ".join(f"“{shorten_to(first[f'text_{side}'], 1.9)}”" for side in "ab")
    about = shorten_to(first["about"] or first["kind"], 2.2)
    told = f"the first, {first['confidence_words']}: {values} ({about}); no test"
    if not conflicts:
        return f"Of {total} between reports of one event, none is called conflict; {told}"
    number, likely = len(conflicts), conflicts.count(LIKELY)
    are = f"{number} {'is' if number == 1 else 'are'} called conflict ({likely or 'none'} likely about one thing)"
    return f"Of {total} between reports of one event, {are}; {told}"


def _caption(ordered: pl.DataFrame, shown: int) -> str:
    numbers = dict(ordered.group_by("class").len().iter_rows())
    read = "; ".join(
        f"{sign} {name} ({numbers[name]:,}), {said}" for name, (sign, said) in CLASSES.items() if name in numbers
    )
    return (
        f"{shown} of {count_of(ordered.height, 'pair')} of values (unit: two values of one thing in an event), conflicts first and "
        "spellings last, each by how surely they are about one thing; left the value published first, where that is known. "
        f"{read}. Bar: confidence from 0 to 1 that both speak of the same thing, and of a conflict that it is one; both may be right at their time. {say_ledger_accuracy()}."
    )
