"""Certainty: how surely each report of an event states the same thing, and with what words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import fsum
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.compare.certainty import ALLEGED, ATTRIBUTED, DENIED, FALSE, FLAT, HEDGED, LEVELS
from analysis.report.accuracy import say_certainty_accuracy
from analysis.report.figures.grids import LINE, Report, clip_lines, fill_sign, name_event, order_reports
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
    list_words,
    name_briefly,
    open_figure,
    shorten_to,
    styled,
)
from analysis.report.quoting import quote, soften

MOST, TELLINGS = 10, 6  # statements in a figure, and tellings of each
SIGN, LEVEL, GROUP, NAME, OWN = 0.16, 0.3, 1.14, 1.24, 2.62  # inches: where the columns begin
HEAD, GAP, BETWEEN = 0.2, 0.14, 0.04  # inches: the line over a statement, and below it, and between two tellings
ROOM = 150  # characters of a sentence that two lines hold
_WORD = re.compile(r"\w{4,}")  # shorter ones are mostly of grammar
AS_LABEL = (FLAT, ALLEGED, ATTRIBUTED, HEDGED, DENIED, FALSE)  # whose sentence may stand first
SIGNS = {
    FLAT: fill_sign("o"),
    ATTRIBUTED: {**fill_sign("o"), "fillstyle": "left", "markerfacecoloralt": "white"},
    ALLEGED: fill_sign("o", filled=False),
    HEDGED: fill_sign("D", filled=False) | {"markersize": 5},
    DENIED: {"marker": "x", "markersize": 5.5, "markeredgewidth": 1.6, "color": INK},
    FALSE: fill_sign("X") | {"markersize": 7, "markeredgewidth": 0.5},
}


class Telling(NamedTuple):
    """One article's telling of a statement at one level, in its own sentence, and the words that others tell it with."""

    report: Report
    level: str
    word: str | None
    sentence: str
    others: set[str]


class Block(NamedTuple):
    """A statement: who tells it and how, the telling in its centre or the surest first, and how many are not drawn."""

    tellings: list[Telling]
    head: str
    rest: str


@styled
def plot_certainty(certainty: pl.DataFrame, documents: pl.DataFrame, event: str) -> Plot:
    """How surely the reports of an event state the same: a block a statement, in it a line for each report's own sentence.

    `certainty` is what `compare_certainty` gives: event, statement, doc, certainty, word, spread, carriers, start, sentence,
    centre; `documents` has doc, outlet, group, event and date. Drawn are MOST statements that reports tell unlike, those whose
    reports lie furthest apart first, or where there are none, those that most carry. No sentence stands for a statement: each
    is quoted with its outlet, and an article that tells it at two levels has two lines.
    """
    own = certainty.filter(pl.col("event") == event, pl.col("carriers") > 1)
    if not own.height:
        return empty_plot(
            f"No two reports of {name_event(event)} tell a statement in clauses that are alike enough to compare how surely"
        )
    parts = own.partition_by("statement", maintain_order=True)
    unlike = [part for part in parts if part["spread"][0]]
    reports = {report.doc: report for report in order_reports(documents, event)}
    blocks = [_read_block(part, reports) for part in (unlike or parts)[:MOST]]
    looks = group_looks(documents["group"])
    levels = {telling.level for block in blocks for telling in block.tellings}
    groups = {telling.report.group for block in blocks for telling in block.tellings}
    key = [Line2D([], [], linestyle="", label=level, **SIGNS[level]) for level in LEVELS if level in levels]
    title = _title(len(parts), len(unlike), blocks[0], event)
    height = fsum(_measure(block) for block in blocks)
    figure = open_figure(title, height, [*group_key({name: looks[name] for name in sorted(groups)}), *key])
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, height / figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    top = 0.0
    for block in blocks:
        _draw_block(axes, top, block, looks)
        top += _measure(block)
    caption = _caption(parts, len(unlike), len(blocks))
    return close_figure(figure, title, caption, describe(f"{title}. Statements:", [_mark(block) for block in blocks]))


# --- tellings -----------------------------------------------------------------------------------------------------


def _read_block(part: pl.DataFrame, reports: dict[str, Report]) -> Block:
    """The tellings of a statement, one for each level of each report, all levels before the second of any."""
    rank = pl.col("certainty").replace_strict({level: at for at, level in enumerate(AS_LABEL)}, return_dtype=pl.Int64)
    place = pl.col("doc").replace_strict({doc: at for at, doc in enumerate(reports)}, return_dtype=pl.Int64)
    ordered = part.with_columns(rank=rank, place=place, beside=~pl.col("centre").fill_null(False)).sort(
        "rank", "beside", "place", "start"
    )
    each = ordered.unique(["doc", "certainty"], keep="first", maintain_order=True)
    turns = each.with_columns(turn=pl.int_range(pl.len()).over("certainty"), order=pl.int_range(pl.len()))
    kept = turns.sort("turn", "rank").head(TELLINGS).sort("order")
    columns = ("doc", "certainty", "word", "sentence")
    tellings = [
        Telling(reports[doc], *rest, read_words(part.filter(pl.col("doc") != doc)["sentence"]))
        for doc, *rest in kept.select(columns).iter_rows()
    ]
    left = Counter(each["certainty"]) - Counter(kept["certainty"])
    rest = ", ".join(f"{left[level]} {level}" for level in LEVELS if left[level])
    carriers = part["doc"].n_unique()
    head = f"told by {carriers} of {count_of(len(reports), 'report')}"
    return Block(tellings, head, f"and {count_of(left.total(), 'telling')} more: {rest}" if rest else "")


def read_words(sentences: Iterable[str]) -> set[str]:
    """The words of content of some sentences."""
    return {word for sentence in sentences for word in _WORD.findall(sentence.casefold())}


def cut_front(sentence: str, wanted: set[str], room: int) -> str:
    """The sentence from where its next `room` characters have most of the words that are wanted, cut between two words.

    >>> cut_front("As was told on the radio and by many others, the ferry left the harbour early.", {"ferry", "harbour"}, 45)
    '… by many others, the ferry left the harbour early.'
    """
    text = " ".join(sentence.split())
    places = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text.casefold())]

    def count(start: int) -> int:
        return len({word for begin, end, word in places if word in wanted and start <= begin and end <= start + room})

    starts = [found.end() for found in re.finditer(" ", text) if found.end() + room < len(text)]
    last = text.find(" ", max(len(text) - room - 1, 0)) + 1
    best = max([0, *starts, *([last] if len(text) > room else [])], key=count)
    return f"… {text[best:]}" if best else text


def _show(telling: Telling) -> list[str]:
    """The sentence in at most two lines, where these do not hold it those with most of what others tell, and the word."""
    inches = WIDTH - OWN - 0.1
    text = soften(" ".join(telling.sentence.split()))
    lines = clip_lines(f"“{text}”", inches, SMALL)
    if not lines[-1].endswith("”"):
        part = cut_front(text, telling.others | read_words([telling.word or ""]), ROOM)
        lines = clip_lines(f"“{part}”", inches, SMALL)
    return lines if lines[-1].endswith("”") else [*lines[:-1], f"{lines[-1]}”"]


def _measure(block: Block) -> float:
    """The inches that a block takes."""
    tall = fsum(LINE * len(_show(telling)) + BETWEEN for telling in block.tellings)
    return HEAD + tall + LINE * bool(block.rest) + GAP


def _draw_block(axes: Axes, top: float, block: Block, looks: dict[str, Look]) -> None:
    axes.plot([0.06, WIDTH - 0.06], [top + 0.03] * 2, color=GRID, linewidth=0.8, zorder=0)
    line = {"size": SMALL, "va": "center_baseline"}
    axes.text(0.06, top + 0.03 + LINE / 2, block.head, color=FAINT, **line)
    top += HEAD
    for telling in block.tellings:
        lines, look = _show(telling), looks[telling.report.group]
        middle = top + LINE / 2
        axes.plot([SIGN], [middle], linestyle="", **SIGNS[telling.level])
        axes.text(LEVEL, middle, telling.level, **line)
        axes.plot([GROUP], [middle], linestyle="", marker=look.marker, color=look.colour, markersize=5)
        axes.text(NAME, middle, shorten_to(telling.report.name, OWN - NAME - 0.1, SMALL), **line)
        for at, text in enumerate(lines):
            axes.text(OWN, top + LINE * (at + 0.5), text, **line)
        top += LINE * len(lines) + BETWEEN
    if block.rest:
        axes.text(LEVEL, top + LINE / 2, block.rest, color=FAINT, **line)


# --- words --------------------------------------------------------------------------------------------------------


def _title(total: int, unlike: int, first: Block, event: str) -> str:
    named = name_event(event)
    if not unlike:
        each = f"The one statement on {named}" if total == 1 else f"Each of {count_of(total, 'statement')} on {named}"
        return f"{each} in clauses alike enough to compare is told equally surely by all reports that tell it"
    found = {}
    for telling in first.tellings:
        found.setdefault(telling.report.group, set()).add(telling.level)
    said = [
        f"{name_briefly(group)} {list_words([level for level in LEVELS if level in found[group]])}"
        for group in sorted(found)
    ]
    of_all = (
        f"The one statement on {named} in clauses alike enough to compare is"
        if total == 1
        else f"Of {total:,} statements on {named} in clauses alike enough to compare, {unlike} {'is' if unlike == 1 else 'are'}"
    )
    return f"{of_all} not told equally surely; the first: {', '.join(said)}; no test"


def _mark(block: Block) -> str:
    told = [
        f"{telling.report.name} {telling.level}{f' (“{telling.word}”)' if telling.word else ''}: "
        f"{quote(telling.sentence, 60)}"
        for telling in block.tellings
    ]
    return ", ".join(told)


def _caption(parts: list[pl.DataFrame], unlike: int, shown: int) -> str:
    tellings = count_of(sum(part["doc"].n_unique() for part in parts), "telling")
    return (
        f"{count_of(len(parts), 'statement')} that at least two reports of the event tell in clauses alike enough to compare "
        f"({tellings}; unit: an article's telling of a statement), {unlike} of them not equally surely; "
        f"drawn: {shown}, those furthest apart first, each outlet with its own sentence, of a long one the part that others tell too. "
        "Flat: told as a fact in the author's voice; attributed: said by a source; alleged, hedged: with such a word; denied; "
        "called false: told as made up; found by rules, counts without intervals or test; how surely something is told says "
        f"nothing of whether it is so. {say_certainty_accuracy()}."
    )
