"""Alone: what the one of two reports of an event states and the other does not, or may, as two lists side by side."""

from __future__ import annotations

from math import fsum
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.grids import GAP, LINE, WORDS, Report, clip_lines
from analysis.report.figures.style import FAINT, GRID, SMALL, WIDTH, Look, count_of, open_figure, shorten_to
from analysis.report.figures.told import Days, Told

LISTED, MAYBE = 8, 5  # statements of a report that the other surely lacks, and of which that is not clear
HEADS, LIST, LINES = 0.52, 3.3, 3  # inches above a list, of its width, and lines of a sentence in it
BETWEEN = 0.3  # inches for the head of the second part


class Alone(NamedTuple):
    """The statements of a report that the other does not carry: those it surely lacks, and those it may tell in other words."""

    sure: list[Told]
    maybe: list[Told]


def split_alone(told: list[Told], unclear: dict[int, set[str]], reports: list[Report]) -> dict[Report, Alone]:
    """For each of two reports what it alone carries, the best to check first."""
    own = {report: [one for one in told if one.docs == {report.doc}] for report in reports}
    return {
        report: Alone([one for one in some if not unclear[one.number]], [one for one in some if unclear[one.number]])
        for report, some in own.items()
    }


def draw_alone(
    title: str, sides: dict[Report, Alone], looks: dict[str, Look], days: Days, dates: dict[str, str | None]
) -> Figure:
    """Two lists side by side; `dates` tells when each article was published, null where that is not known."""
    lists = [(_clip(alone.sure[:LISTED]), _clip(alone.maybe[:MAYBE])) for alone in sides.values()]
    height = HEADS + max(_measure(sure) + (BETWEEN + _measure(maybe)) * bool(maybe) for sure, maybe in lists)
    figure = open_figure(title, height)
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, height / figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    others = list(sides)[::-1]
    for x, (report, alone), (sure, maybe), other in zip(
        (0.06, WIDTH / 2 + 0.1), sides.items(), lists, others, strict=True
    ):
        look = looks[report.group]
        axes.plot([x + 0.06], [0.14], marker=look.marker, color=look.colour, markersize=6, linestyle="")
        head = shorten_to(f"only in {report.name} ({report.group})", LIST - 0.25, 9)
        axes.text(x + 0.2, 0.14, head, size=9, weight="bold", va="center_baseline")
        came = _say_order(report.doc, other.doc, days, dates[report.doc])
        faint = f"{len(sure)} of {count_of(len(alone.sure), 'statement')}; {came}"
        axes.text(x, 0.33, faint, size=SMALL, color=FAINT, va="center_baseline")
        axes.plot([x, x + LIST], [0.44] * 2, color=GRID, linewidth=0.8)
        top = _write(axes, x, HEADS, sure)
        if maybe:
            head = shorten_to(
                f"not clear whether {other.name} tells it: {len(maybe)} of {len(alone.maybe):,}", LIST, SMALL
            )
            axes.text(x, top + BETWEEN / 2 - 0.04, head, size=SMALL, color=FAINT, va="center_baseline")
            axes.plot([x, x + LIST], [top + BETWEEN - 0.08] * 2, color=GRID, linewidth=0.8)
            _write(axes, x, top + BETWEEN, maybe)
    return figure


def _clip(told: list[Told]) -> list[list[str]]:
    return [clip_lines(one.quoted, LIST, WORDS, LINES) for one in told]


def _measure(sentences: list[list[str]]) -> float:
    return fsum(LINE * len(lines) + GAP for lines in sentences)


def _say_order(doc: str, other: str, days: Days, published: str | None) -> str:
    """When a report came out, and whether that was before or after the other, as far as dates tell."""
    when = f"published {published}" if published else "date not known"
    if days.came_earlier(doc, {other}):
        return f"{when}, came out earlier"
    return f"{when}, came out later" if days.came_earlier(other, {doc}) else when


def _write(axes: Axes, x: float, top: float, sentences: list[list[str]]) -> float:
    """The sentences from a height on, and the height below them."""
    for lines in sentences:
        for place, line in enumerate(lines):
            axes.text(x, top + LINE * (place + 0.5), line, size=WORDS, va="center_baseline")
        top += LINE * len(lines) + GAP
    return top
