"""Moments: statements and quantities over one axis of time, with words at its left and the groups that carry them at its right."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.ticker import Formatter

from analysis.report.figures.grids import clip_lines
from analysis.report.figures.style import FAINT, GRID, INK, SMALL, WIDTH, Look, shorten_to

LINE, GAP = 0.15, 0.13  # inches: a line of words, and what is left free between two statements
LINES = 6  # of what a statement says, at most
FOOT = 0.42  # inches below the axis
TALL = 0.5  # inches of a quantity that grows
PUBLISHED = 0.17  # inches of a line of dates of publication, a group
# Inches at which the date, the words, the axis and the signs of groups begin.
WHEN, WHAT, TIME, WHO = 0.06, 1.15, 4.45, 6.35
_WIDE = TIME - WHAT - 0.2  # inches of a line of words
NUMBER = 0.19  # inches from sign to sign that leave room for a number
KEPT = 0.5  # part of the dates that the axis holds at least; what lies far off is an arrow at its edge


class Moment(NamedTuple):
    """A dated statement: its date in words, its first day and the day after its last (matplotlib's), words, articles."""

    when: str
    first: float
    last: float
    words: str
    docs: list[str]


class Growth(NamedTuple):
    """A quantity with its values by date of publication (day, number, words, article), and who never told the latest."""

    words: str
    never: str
    points: list[tuple[float, float, str, str]]


class Ticks(Formatter):
    """Ticks as days, months or years, by what sets them apart; under the first, and where it changes, the year."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self.format_ticks([x])[0]

    def format_ticks(self, values: list[float]) -> list[str]:
        """The words of the ticks.

        >>> Ticks().format_ticks([18262 + 25, 18262 + 32]), Ticks().format_ticks([18262, 18262 + 366])
        (['26 Jan\\n2020', '2 Feb'], ['2020', '2021'])
        """
        days = [num2date(value) for value in values]
        if all((day.month, day.day) == (1, 1) for day in days):
            return [f"{day.year}" for day in days]
        months = all(day.day == 1 for day in days)
        told = [f"{day:%b}" if months else f"{day.day} {day:%b}" for day in days]
        years = [None, *(day.year for day in days)]
        return [
            text if day.year == before else f"{text}\n{day.year}"
            for text, day, before in zip(told, days, years, strict=False)
        ]


def open_axes(figure: Figure, height: float) -> tuple[Axes, Axes]:
    """One pair of axes in inches for words and signs, and over its middle one of time; down is the same in both."""
    figure.set_layout_engine("none")
    total = figure.get_size_inches()[1]
    page = figure.add_axes((0, 0, 1, height / total))
    page.set_axis_off()
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    foot = FOOT
    time = figure.add_axes((TIME / WIDTH, foot / total, (WHO - 0.15 - TIME) / WIDTH, (height - foot) / total))
    time.set_ylim(height - foot, 0)
    time.patch.set_visible(False)
    time.set_yticks([])
    time.grid(axis="y", visible=False)
    time.grid(axis="x", visible=True)
    return page, time


def set_time(time: Axes, rows: list[Moment], published: dict[str, tuple[float, float]]) -> None:
    """An axis that holds the dates of publication and the shortest stretch with KEPT of all statements."""
    middles = sorted((row.first + row.last) / 2 for row in rows)
    many = max(1, round(KEPT * len(middles)))
    ends = [(middles[at + many - 1] - middles[at], -at) for at in range(len(middles) - many + 1)]
    at = -min(ends)[1]
    days = [middles[at], middles[at + many - 1], *(day for span in published.values() for day in span)]
    room = max(3.0, 0.06 * (max(days) - min(days)))
    time.set_xlim(min(days) - room, max(days) + room)
    locator = AutoDateLocator(minticks=2, maxticks=5)
    time.xaxis.set_major_locator(locator)
    time.xaxis.set_major_formatter(Ticks())
    time.tick_params(axis="x", labelsize=SMALL)


def draw_published(page: Axes, time: Axes, published: dict, groups: dict[str, str], looks: dict[str, Look]) -> None:
    """A line a group with a sign for each report, or a bar where its date is a month or a year."""
    for place, (group, look) in enumerate(looks.items()):
        at = 0.12 + PUBLISHED * place
        page.text(
            TIME - 0.12,
            at,
            shorten_to(f"published: {group}", 2.2, SMALL),
            size=SMALL,
            color=FAINT,
            ha="right",
            va="center_baseline",
        )
        for first, last in (span for doc, span in published.items() if groups[doc] == group):
            if last - first > 1:
                time.barh(at, last - first, 0.09, first, facecolor=look.pale, edgecolor=look.colour, linewidth=0.8)
            else:
                time.plot([first + 0.5], [at], marker=look.marker, color=look.colour, markersize=5, alpha=0.8)


def measure_row(row: Moment) -> float:
    """The inches that a statement takes, by the lines of its words."""
    return LINE * max(len(_break_words(row.words)), len(_break_date(row.when)), 2) + GAP


def draw_row(page: Axes, time: Axes, at: float, row: Moment, groups: dict[str, str], looks: dict[str, Look]) -> None:
    """A statement: a mark at its day, a bar over a longer stretch, an arrow where that lies off the axis."""
    _write(page, at, row.when, row.words)
    low, high = time.get_xlim()
    time.plot([low, high], [at] * 2, color=GRID, linewidth=0.7, zorder=0)
    if row.last < low or row.first > high:
        edge, arrow = (low, "<") if row.last < low else (high, ">")
        time.plot([edge], [at], marker=arrow, color=INK, markersize=5, clip_on=False)
    elif row.last - row.first > 1:
        time.barh(at, row.last - row.first, 0.09, row.first, facecolor="#c9c9c9", edgecolor=INK, linewidth=0.8)
    else:
        time.plot([row.first + 0.5], [at], marker="d", color=INK, markersize=5.5)
    _draw_carriers(page, at, [groups[doc] for doc in row.docs], looks)


def _write(page: Axes, at: float, when: str, words: str, faint: str = "") -> None:
    """A row's words: when, and what; where what has one line, faint words in the second, if any."""
    dates = [(line, {"size": SMALL}) for line in _break_date(when)]
    told = [(line, {"size": 8, "color": INK}) for line in _break_words(words)]
    if faint and len(told) == 1:
        told += [(line, {"size": SMALL, "color": FAINT}) for line in clip_lines(faint, _WIDE, SMALL, 1)]
    for x, lines in ((WHEN, dates), (WHAT, told)):
        for place, (line, looks) in enumerate(lines):
            page.text(x, at + LINE * (place - (len(lines) - 1) / 2), line, va="center_baseline", **looks)


def _break_words(words: str) -> list[str]:
    return clip_lines(words, _WIDE, 8, LINES)


def _break_date(when: str) -> list[str]:
    return clip_lines(when, WHAT - WHEN - 0.08, SMALL, 2)


def _draw_carriers(page: Axes, at: float, carriers: list[str], looks: dict[str, Look]) -> None:
    """The sign of each group that carries a statement, with how many of its reports, where there is room for a number."""
    step = _step(len(looks))
    for place, (group, look) in enumerate(looks.items()):
        if group in carriers:
            x = WHO + step * place + 0.05
            page.plot([x], [at], marker=look.marker, color=look.colour, markersize=5.5, linestyle="")
            if carriers.count(group) > 1 and has_room(len(looks)):
                page.text(x + 0.07, at, str(carriers.count(group)), size=SMALL, va="center_baseline")


def has_room(groups: int) -> bool:
    """Whether the signs of so many groups leave room for numbers."""
    return _step(groups) > NUMBER


def _step(groups: int) -> float:
    return (WIDTH - WHO - 0.06) / max(groups, 3)


def draw_growth(
    page: Axes, time: Axes, top: float, growth: Growth, groups: dict[str, str], looks: dict[str, Look]
) -> None:
    """A step line over the dates of publication, from the lowest to the highest value, each point with its group's sign."""
    least, most = (choose(point[1] for point in growth.points) for choose in (min, max))
    heights = [top + TALL - 0.1 - (point[1] - least) / (most - least) * (TALL - 0.28) for point in growth.points]
    never = f"not told later by {growth.never}" if growth.never else ""
    _write(page, top + TALL / 2, "grows", growth.words, never)
    days = [point[0] for point in growth.points]
    time.step(days, heights, where="post", color="#8a8a8a", linewidth=1.2, zorder=1)
    for (_, _, _, doc), day, at in zip(growth.points, days, heights, strict=True):
        look = looks[groups[doc]]
        time.plot([day], [at], marker=look.marker, color=look.colour, markersize=4.5, zorder=3)
    for place in (0, -1):
        side = {
            "ha": "right" if place == 0 else "left",
            "xytext": (-5 if place == 0 else 5, 0),
            "textcoords": "offset points",
        }
        time.annotate(
            growth.points[place][2],
            (days[place], heights[place]),
            size=SMALL,
            va="center",
            annotation_clip=False,
            **side,
        )
