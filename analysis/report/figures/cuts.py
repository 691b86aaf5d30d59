"""Cuts: quotations that another outlet cuts or alters, with the words struck out that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.quotefate import ALTERED, CUT
from analysis.report.figures.fates import place_sides
from analysis.report.figures.style import (
    FAINT,
    INK,
    SMALL,
    WIDTH,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    list_words,
    open_figure,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

QUOTES = 6  # quotations in a figure
WORDS = 70  # of a quotation that are shown
LINE = 0.17  # inches
BETWEEN = 0.6  # lines between two quotations
SPACE = 0.04  # inches between two words


class Piece(NamedTuple):
    """Words as they are drawn: their text and whether they are struck out."""

    text: str
    struck: bool


class Line(NamedTuple):
    """A line of words with its place from the left in inches, its size in points and its colour."""

    words: list[Piece]
    left: float
    size: float
    ink: str


@styled
def plot_cuts(fates: pl.DataFrame, documents: pl.DataFrame) -> Plot:
    """Quotations that another outlet cuts or alters, each in its fuller form, with the words struck out that the other leaves out.

    `fates` is what `compare_quotes` gives, `documents` has doc, outlet and group. At most QUOTES are drawn: pairs of two
    groups first, then those that share most words.
    """
    rows = place_sides(fates.filter(pl.col("fate").is_in([CUT, ALTERED]), pl.col("cut") != ""), documents)
    if not rows.height:
        return empty_plot("No quotation is cut or altered in another outlet, so there are no words to strike out")
    shown = _choose_quotes(rows)
    looks = group_looks(documents["group"])
    blocks = [list(_lay_out(row, looks)) for row in shown]
    lines = sum(len(block) + BETWEEN for block in blocks)
    title = _title(rows, shown)
    figure = open_figure(title, 0.1 + LINE * lines)
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, LINE * lines / figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(lines, 0)
    at = 0.5
    for block in blocks:
        for line in block:
            _draw_line(axes, at, line)
            at += 1
        at += BETWEEN
    marks = [f"{row['outlet_full']}, not in {row['outlet_less']}: “{row['cut']}”" for row in shown]
    return close_figure(figure, title, _caption(rows, shown), describe(f"{title}. Words left out:", marks))


def _choose_quotes(rows: pl.DataFrame) -> list[dict]:
    """The pairs that are drawn, each with its sides in order: two groups first, then most words shared."""
    length = pl.min_horizontal(pl.col("text_a").str.len_chars(), pl.col("text_b").str.len_chars())
    ranked = rows.with_columns(across=pl.col("group_a") != pl.col("group_b"), shared=length * pl.col("score"))
    order = ["across", "shared", "doc_a", "doc_b", "start_a", "start_b"]
    ordered = ranked.sort(order, descending=[name in ("across", "shared") for name in order])
    single = ordered.unique(["text_a", "text_b"], keep="first", maintain_order=True)
    return [_turn(row) for row in single.head(QUOTES).iter_rows(named=True)]


def _turn(row: dict) -> dict:
    """A pair with its fuller side named `full` and the other `less`."""
    full, less = "ba" if row["fuller"] == "b" else "ab"
    names = {
        f"{name}_{side}": row[f"{name}_{at}"]
        for name in ("outlet", "group")
        for side, at in (("full", full), ("less", less))
    }
    return {**row, **names, "full": row[f"text_{full}"]}


def _lay_out(row: dict, looks: dict[str, Look]) -> Iterator[Line]:
    """The lines of one pair: whose quotation, its words, and what the other has in their place."""
    full, less = (f"{row[f'outlet_{side}']} ({row[f'group_{side}']})" for side in ("full", "less"))
    yield _write(f"{full}, struck out: not in {less}", 0.1, looks[row["group_full"]])
    for words in _wrap(_part(_strike(row["full"], row["cut"]))):
        yield Line(words, 0.25, 9, INK)
    if row["added"]:
        yield _write(f"there instead, or besides: {row['added']}", 0.25, looks[row["group_less"]])


def _write(text: str, left: float, look: Look) -> Line:
    return Line([Piece(shorten_to(text, WIDTH - left - 0.2, SMALL), False)], left, SMALL, look.ink)


def _strike(text: str, cut: str) -> list[Piece]:
    """The words of a quotation in pieces, those that are cut struck out.

    >>> _strike("the old quay is shut", "old … shut")
    [Piece(text='the', struck=False), Piece(text='old', struck=True), Piece(text='quay is', struck=False), Piece(text='shut', struck=True)]
    """
    pieces, at = [], 0
    for part in cut.split(" … "):
        found = text.find(part, at)
        if found >= 0:
            pieces += [Piece(text[at:found], False), Piece(part, True)]
            at = found + len(part)
    pieces.append(Piece(text[at:], False))
    return [Piece(" ".join(piece.text.split()), piece.struck) for piece in pieces if piece.text.strip()]


def _part(pieces: list[Piece]) -> list[Piece]:
    """The pieces word by word, of a long quotation the WORDS around the first that is struck out."""
    words = [Piece(word, piece.struck) for piece in pieces for word in piece.text.split()]
    first = next((at for at, word in enumerate(words) if word.struck), 0)
    start = max(0, min(first - WORDS // 3, len(words) - WORDS))
    before, after = [Piece("…", False)] * (start > 0), [Piece("…", False)] * (start + WORDS < len(words))
    return [*before, *words[start : start + WORDS], *after]


def _wrap(words: list[Piece]) -> Iterator[list[Piece]]:
    """Lines of words no wider than the page."""
    line, room = [], WIDTH - 0.5
    for word in words:
        word = word._replace(text=shorten_to(word.text, 2.0))
        wide = text_width(word.text, 9) + SPACE
        if line and wide > room:
            yield line
            line, room = [], WIDTH - 0.5
        line.append(word)
        room -= wide
    yield line


def _draw_line(axes: Axes, at: float, line: Line) -> None:
    """Words one after the other, those struck out grey under a line."""
    x = line.left
    for place, word in enumerate(line.words):
        wide = text_width(word.text, line.size)
        axes.text(x, at, word.text, size=line.size, color=FAINT if word.struck else line.ink, va="center_baseline")
        if word.struck:
            follows = place + 1 < len(line.words) and line.words[place + 1].struck
            axes.plot([x, x + wide + SPACE * follows], [at + 0.05] * 2, color=INK, linewidth=0.9)
        x += wide + SPACE


def _title(rows: pl.DataFrame, shown: list[dict]) -> str:
    numbers = {fate: rows.filter(fate=fate).height for fate in (CUT, ALTERED)}
    said = list_words([f"{number:,} {fate}" for fate, number in numbers.items() if number])
    return f"The same quotation in two outlets: {said}; here {len(shown):,} of them, word by word"


def _caption(rows: pl.DataFrame, shown: list[dict]) -> str:
    return (
        f"{len(shown)} of {count_of(rows.height, 'pair')} of quotations of which one side leaves words out, those between two groups "
        f"first, then those that share most; each in its fuller form, of long ones {WORDS} words. Struck out: words that the "
        "other article has in no quotation. What stands there instead is listed below. Counts, no intervals. That one has fewer "
        "words says nothing of who took from whom, nor of what was said."
    )
