"""Style: how every figure looks, one colour and one sign a group, and how a figure is opened, closed and saved.

Figures are matplotlib's own objects, drawn under `styled`, so that no setting outside this module changes them.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from matplotlib import style
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

from analysis.compare.estimates import REST
from analysis.corpus.files import write_whole
from analysis.report.figures.vectors import shorten_svg

WIDTH = 7.2  # inches: the text width of a page
MARGIN = 0.06
DOTS = 150  # an inch
TITLE, SMALL = 10.5, 7.5  # points; all else is 9
INK, FAINT, GRID = "#222222", "#767676", "#e3e3e3"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#F0E442")  # Okabe & Ito 2008
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "h", "*")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++", "ooo", "---", "OO", "**")
LONGEST_ALT = 900
UNITS = {"documents": "documents within events", "events": "events", "words": "words alone"}  # of intervals
STYLE = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.titlesize": 9, "axes.labelsize": 9, "xtick.labelsize": 8,
    "ytick.labelsize": 9, "legend.fontsize": 8.5, "text.parse_math": False, "text.color": INK, "axes.labelcolor": INK,
    "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": "#999999", "axes.linewidth": 0.8, "axes.axisbelow": True,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": GRID, "grid.linewidth": 0.7, "axes.spines.top": False,
    "axes.spines.right": False, "axes.spines.left": False, "ytick.major.size": 0, "legend.frameon": False,
    "hatch.linewidth": 0.6, "svg.hashsalt": "parallax", "text.hinting": "no_hinting",
    "figure.constrained_layout.w_pad": 0.04, "figure.constrained_layout.h_pad": 0.04,
}  # fmt: skip
styled = style.context(["default", STYLE])


class Plot(NamedTuple):
    """A figure with the words it needs: its finding, how to read it, and a text that stands in for it."""

    figure: Figure
    title: str
    caption: str
    alt: str


class Look(NamedTuple):
    """How a group is told from the others: a colour, the sign of its points and the hatch of its areas."""

    colour: str
    marker: str
    hatch: str

    @property
    def pale(self) -> str:
        """The colour mixed with white, for what stands behind."""
        return to_hex([1 - (1 - part) * 0.35 for part in to_rgb(self.colour)])

    @property
    def ink(self) -> str:
        """The colour made dark enough to be read as text."""
        return to_hex([part * 0.7 for part in to_rgb(self.colour)])


OTHERS = Look("#6b6b6b", "d", "|||")  # no group's colour, sign or hatch


def group_looks(groups: Iterable[str]) -> dict[str, Look]:
    """The look of each group, by the order of their names, so that a group looks alike in every figure of a corpus.

    All others, side b of a group against the rest, are grey and come last: they change no group's look.

    >>> group_looks(["news", "advocacy"])["advocacy"]
    Look(colour='#0072B2', marker='o', hatch='')
    """
    names = set(groups)
    looks = {
        group: Look(COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)], HATCHES[place % len(HATCHES)])
        for place, group in enumerate(sorted(names - {REST}))
    }
    return looks | {REST: OTHERS} if REST in names else looks


def group_colours(groups: Iterable[str]) -> dict[str, str]:
    """The colour of each group (Okabe & Ito 2008, safe for colour-blind readers), by the order of their names.

    >>> group_colours(["news", "advocacy"])
    {'advocacy': '#0072B2', 'news': '#D55E00'}
    """
    return {group: look.colour for group, look in group_looks(groups).items()}


def group_key(looks: dict[str, Look]) -> list[Artist]:
    """The entries of groups in the key above a figure."""
    signs = {"linestyle": "", "markersize": 6}
    return [Line2D([], [], color=look.colour, marker=look.marker, label=name, **signs) for name, look in looks.items()]


# --- words that fit -----------------------------------------------------------------------------------------------


@contextmanager
def unwarned() -> Iterator[None]:
    """Without matplotlib's warning of a sign that its font has not: an empty box stands for it, and the page has the text."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line of text in inches, at a size in points, with a little room for how it is drawn."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    with unwarned():
        return 1.03 * text_to_path.get_text_width_height_descent(text, font, False)[0] / 72 if text else 0.0


def shorten_to(text: str, inches: float, size: float = 9) -> str:
    """The text, or its beginning and end where it is wider than this.

    >>> shorten_to("correspondence-1999", 1.0), shorten_to("1999", 1.0)
    ('correspo…999', '1999')
    """
    text = " ".join(text.split())
    if text_width(text, size) <= inches:
        return text
    for kept in range(min(len(text), 200) - 1, 1, -1):
        short = f"{text[: kept - kept // 3]}…{text[-(kept // 3) :] if kept // 3 else ''}"
        if text_width(short, size) <= inches:
            return short
    return text[:1] + "…"


def name_briefly(group: str) -> str:
    """A group's name, short enough for a title."""
    return shorten_to(group, 2.2, TITLE)


def wrap_to(text: str, inches: float, size: float = 9, weight: str = "normal") -> str:
    """The text in lines no wider than this; a number and its per cent stay together."""
    lines = [""]
    for word in re.findall(r"\S+(?: %\S*)?", text):
        word = shorten_to(word, inches * 0.9, size)
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if text_width(longer, size, weight) <= inches else [*lines, word]
    return "\n".join(lines)


def count_of(number: int, thing: str) -> str:
    """A number with its thing, in the plural where needed.

    >>> count_of(1, "article"), count_of(1204, "word"), count_of(2, "category")
    ('1 article', '1,204 words', '2 categories')
    """
    several = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else several}"


def list_words(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence.

    >>> list_words(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def signed(value: float | None) -> str:
    """A difference or its bound with its sign, finer where it is small.

    >>> signed(-12.34), signed(0.049), signed(None)
    ('-12.3', '+0.05', 'no bound')
    """
    return "no bound" if value is None else f"{value:+.{1 if abs(value) >= 1 else 2}f}"


def name_units(intervals: Iterable[str]) -> str:
    """What these intervals count, in words; of more than one kind, with how many there are of each.

    >>> name_units(["words", "words"]), name_units(["words", "documents", "words"])
    ('words alone', 'documents within events (1) and words alone (2)')
    """
    numbers = Counter(intervals)
    kinds = [kind for kind in UNITS if kind in numbers]
    return (
        list_words([UNITS[kind] + (f" ({numbers[kind]:,})" if len(kinds) > 1 else "") for kind in kinds]) or "nothing"
    )


def describe(head: str, parts: Sequence[str]) -> str:
    """A text alternative: what the figure is, then its marks, as many as LONGEST_ALT characters hold.

    >>> describe("Two points.", ["a 1", "b 2"])
    'Two points. a 1; b 2.'
    """
    kept = list(parts)
    while kept and len(head) + len("; ".join(kept)) > LONGEST_ALT - 40:
        kept.pop()
    rest = [f"and {len(parts) - len(kept)} more marks"] if len(kept) < len(parts) else []
    return f"{head} {'; '.join([*kept, *rest])}." if parts else head


# --- a figure from its opening to the disk ------------------------------------------------------------------------


def open_figure(title: str, height: float, key: Sequence[Artist] = ()) -> Figure:
    """A figure with its title and key at the top left and `height` inches below them for its axes."""
    lines = wrap_to(title, WIDTH - 2 * MARGIN, TITLE, "bold")
    columns, rows = _key_shape(key)
    head = 0.12 + 0.2 * (lines.count("\n") + 1)
    above = head + 0.2 * rows + 0.06
    figure = Figure(figsize=(WIDTH, above + height), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    total = above + height
    figure.get_layout_engine().set(rect=(0.005, 0.005, 0.99, height / total - 0.01))
    x = MARGIN / WIDTH
    figure.text(x, 1 - MARGIN / total, lines, size=TITLE, weight="bold", va="top", linespacing=1.25)
    if key:
        place = {"loc": "upper left", "bbox_to_anchor": (x, 1 - head / total), "borderaxespad": 0, "borderpad": 0.1}
        legend = figure.legend(
            handles=key, ncols=columns, handletextpad=0.4, columnspacing=1.4, handlelength=1.6, **place
        )
        legend.set_in_layout(False)
    return figure


def _key_shape(key: Sequence[Artist]) -> tuple[int, int]:
    """Columns and rows of the key, as few rows as fit; names too long are shortened."""
    if not key:
        return 1, 0
    for entry in key:
        entry.set_label(shorten_to(str(entry.get_label()), 2.8, 8.5))
    widths = [text_width(str(entry.get_label()), 8.5) + 0.4 for entry in key]
    for columns in range(len(key), 0, -1):
        parts = np.array_split(widths, columns)  # the key is filled column by column, the first ones more
        if sum(part.max() for part in parts) < WIDTH - 0.2:
            return columns, len(parts[0])
    return 1, len(key)


def settle(figure: Figure) -> None:
    """Lays the figure out once and for all, so that drawing again changes nothing."""
    with unwarned():
        figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:  # the layout's solver differs from run to run in the last digits
        axes.set_position([round(edge, 5) for edge in axes.get_position(original=True).bounds])


def close_figure(figure: Figure, title: str, caption: str, alt: str) -> Plot:
    """The finished plot, its layout settled."""
    settle(figure)
    return Plot(figure, title, caption, alt)


@styled
def empty_plot(title: str) -> Plot:
    """A plot that says that there is nothing to show, and why."""
    return close_figure(open_figure(title, 0.1), title, "Nothing is drawn.", title)


@styled
def save_plot(name: str, plot: Plot, folder: Path | str) -> tuple[Path, Path]:
    """Writes NAME.png (150 dots an inch) and NAME.svg, the same bytes for the same plot, and gives their paths.

    Title, caption and, a line below, the text alternative are in the metadata of both.
    """
    words = {"Title": plot.title, "Description": f"{plot.caption}\n{plot.alt}"}
    metadata = {"png": {"Software": None, **words}, "svg": {"Date": None, "Creator": None, **words}}
    png, svg = (Path(folder) / f"{name}.{kind}" for kind in metadata)
    for path, kind in ((png, "png"), (svg, "svg")):
        with write_whole(path) as part, unwarned():
            plot.figure.savefig(part, format=kind, dpi=DOTS, metadata=metadata[kind])
            if kind == "svg":
                part.write_text(shorten_svg(part.read_text(encoding="utf-8")), encoding="utf-8")
    return png, svg
