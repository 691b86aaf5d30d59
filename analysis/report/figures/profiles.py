"""Profiles: figures of the rates of a measure's categories in all groups side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import LEAST_ALONE
from analysis.compare.rates import ALL_OUTLETS
from analysis.report.figures.dots import draw_known
from analysis.report.figures.marks import (
    ARROW,
    VOICES,
    Interval,
    choose_voice,
    head_beside,
    set_rows,
    spoken,
    write_beside,
)
from analysis.report.figures.shares import BAND
from analysis.report.figures.style import (
    FAINT,
    GRID,
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
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

MOST = 30  # categories in a figure
GAP = 0.7  # rows between two categories
ALONE = {  # what an interval of too few articles counts
    "words": "from counting alone (exact Poisson), as if words were independent; articles differ more than that",
    "attributions": "from counting alone (Wilson), as if attributions were independent; articles differ more than that",
    "": f"none with fewer than {LEAST_ALONE} articles, as the words of a quotation come together",
}


class Cells(NamedTuple):
    """The rates of one measure: its categories in order, groups and voices, and each row by its place."""

    categories: list[str]
    groups: list[str]
    voices: list[str]
    rows: dict[tuple[str, str, str], dict]


def _take_cells(rates: pl.DataFrame, measure: str) -> Cells:
    table = rates.filter(pl.col("outlet").fill_null(ALL_OUTLETS) == ALL_OUTLETS, measure=measure)
    most = (
        table.group_by("category", maintain_order=True)
        .agg(pl.col("hits").sum())
        .sort("hits", descending=True, maintain_order=True)
    )
    kept = set(most["category"].head(MOST))
    categories = [name for name in table["category"].unique(maintain_order=True) if name in kept]
    voices = [voice for voice in VOICES if voice in set(table["voice"])]
    rows = {(row["voice"], row["category"], row["group"]): row for row in table.iter_rows(named=True)}
    return Cells(categories, sorted(set(table["group"])), voices, rows)


@styled
def plot_rates(rates: pl.DataFrame, measure: str) -> Plot:
    """The rate of every category of a measure in each group, with 95 % intervals and hits, one panel a voice.

    `rates` is what `compare_rates` gives; rows of single outlets are not drawn. The axis ends where the first voice's
    intervals do, or a little past the largest rate: a longer interval ends in an arrow, a rate past
    it stands in brackets.
    """
    cells = _take_cells(rates, measure)
    if not cells.rows:
        return empty_plot(f"No rates of {measure} to show")
    looks = group_looks(rates["group"])
    title = _title_gap(cells, measure)
    step = len(cells.groups) + GAP
    many = len(cells.categories)
    height = 0.8 + 0.12 * len(cells.groups) + 0.165 * step * many
    figure = open_figure(title, height, group_key({group: looks[group] for group in cells.groups}))
    panels = figure.subplots(1, len(cells.voices), sharex=True, sharey=True, squeeze=False)[0]
    middles = [place * step + (len(cells.groups) - 1) / 2 for place in range(many)]
    set_rows(panels[0], [spoken(name) for name in cells.categories], middles)
    panels[0].set_ylim(many * step - 0.6, -0.9)
    panels[0].set_xlim(0, _cap(cells))
    for axes, voice in zip(panels, cells.voices, strict=True):
        _draw_rates(axes, cells, voice, looks)
    alt = describe(f"{title}. Hits per 1,000 words:", _marks(cells))
    return close_figure(figure, title, _caption_rates(cells, measure), alt)


def _draw_rates(axes: Axes, cells: Cells, voice: str, looks: dict[str, Look]) -> None:
    step = len(cells.groups) + GAP
    axes.grid(visible=False)
    right = axes.get_xlim()[1]
    for place, category in enumerate(cells.categories):
        axes.axhline(place * step - 0.85, color=GRID, linewidth=0.7, zorder=0)
        for line, group in enumerate(cells.groups):
            row = cells.rows.get((voice, category, group))
            if row is None:
                continue
            at = place * step + line
            draw_known(axes, Interval(at, row["rate"], row["low"], row["high"]), looks[group])
            past = f" ({_say_rate(row)})" if (row["rate"] or 0) > right else ""
            write_beside(axes, at, "no words" if row["rate"] is None else f"{row['hits']:,}{past}", looks[group].ink)
    sizes = _sizes(cells, voice, 3.8 / len(cells.voices))
    axes.set_title("\n".join([f"{VOICES[voice]}:", *sizes]), loc="left", size=SMALL, color=FAINT)
    head_beside(axes, -0.95, "hits")
    axes.set_xlabel("hits per 1,000 words")


def _say_rate(row: dict) -> str:
    """A rate with its interval, where it has one."""
    return f"{row['rate']:.0f}" + ("" if row["low"] is None else f"; {row['low']:.0f}–{row['high']:.0f}")


def _sizes(cells: Cells, voice: str, inches: float) -> list[str]:
    """The words of each group in a voice, none wider than this."""
    rows = [cells.rows.get((voice, cells.categories[0], group)) for group in cells.groups]
    counts = [(row["group"], f" {row['size']:,}") for row in rows if row]
    return [shorten_to(group, max(inches - text_width(count, SMALL), 0.3), SMALL) + count for group, count in counts]


def _cap(cells: Cells) -> float:
    """Where the axis ends: it holds the first voice's intervals and, where they are not too far, all rates."""
    ends = {key: row["high"] or row["rate"] or 0.0 for key, row in cells.rows.items()}
    first = [end for (voice, _, _), end in ends.items() if voice == cells.voices[0]]
    rates = [row["rate"] or 0.0 for row in cells.rows.values()]
    longest = max(ends.values(), default=0.0)
    own = max(first, default=0.0) or longest
    return min(longest, max(own, min(1.1 * max(rates), 2.5 * own))) * 1.04 or 1.0


class Gap(NamedTuple):
    """Two groups of a category, higher rate first, and how far apart their intervals lie (below 0, they overlap; null without)."""

    category: str
    more: dict
    less: dict
    apart: float | None

    @property
    def rank(self) -> tuple[float, float]:
        """How far apart the intervals lie, at most 0, then the rates."""
        return max(self.apart or 0.0, 0.0), self.more["rate"] - self.less["rate"]


def _find_gap(cells: Cells, voice: str) -> Gap | None:
    """The category of a voice in which the intervals of two groups lie furthest apart."""
    gaps = []
    for category in cells.categories:
        given = [cells.rows.get((voice, category, group)) for group in cells.groups]
        rows = [row for row in given if row and row["rate"] is not None]
        if len(rows) > 1 and any(row["hits"] for row in rows):
            less, *_, more = sorted(rows, key=lambda row: row["rate"])
            bounds = more["low"], less["high"]
            gaps.append(Gap(category, more, less, None if None in bounds else bounds[0] - bounds[1]))
    return max(gaps, key=lambda gap: gap.rank, default=None)


def _title_gap(cells: Cells, measure: str) -> str:
    voice = cells.voices[0]
    gap = _find_gap(cells, voice)
    if gap is None:
        return f"No difference to show in {spoken(measure)}, {VOICES[voice]}: no hits, or words of one group only"
    more, less = (f"{name_briefly(row['group'])} {row['rate']:.1f}" for row in (gap.more, gap.less))
    rates = f"{more}, {less} hits per 1,000 words"
    name = f"“{spoken(gap.category)}”"
    named = f"{spoken(measure).capitalize()}, {VOICES[voice]}"
    if gap.apart is None:
        return f"{named}: the widest gap is {name} ({rates}; no interval and no test here)"
    if gap.apart <= 0:
        return f"{named}: all intervals overlap; the widest gap is {name} ({rates}; no test here)"
    return f"{named}: the widest gap is {name} ({rates}; intervals do not overlap, but events are mixed: no test here)"


def _marks(cells: Cells) -> list[str]:
    return [
        f"{spoken(category)}, {group}, {voice}: "
        + ("no words" if row["rate"] is None else f"{row['rate']:.1f} ({count_of(row['hits'], 'hit')})")
        for (voice, category, group), row in sorted(cells.rows.items(), key=lambda item: cells.voices.index(item[0][0]))
        if category in cells.categories
    ]


def _caption_rates(cells: Cells, measure: str) -> str:
    total = len({category for _, category, _ in cells.rows})
    left = f", the {len(cells.categories)} of {total} with most hits" if total > len(cells.categories) else ""
    count = {group: row["docs"] for (_, _, group), row in cells.rows.items()}
    docs = ", ".join(f"{group} {count[group]}" for group in cells.groups)
    return (
        f"Categories of “{spoken(measure)}”{left}: hits per 1,000 words of a voice; articles: {docs}. Hits stand "
        "beside each row, with the rate and its interval in brackets where the rate lies past the axis. Line: 95 % interval "
        f"{say_interval(cells.rows.values())} No hits is a point at 0 with its interval. {ARROW} Intervals may overlap where a "
        "difference is clear: the contrasts show the interval of the difference itself. A hit is a phrase of a list, not a "
        "judgement of the text."
    )


def say_interval(rows: Iterable[dict]) -> str:
    """What the intervals of these rows of rates count, in words."""
    counted = {row["interval"] for row in rows if row["hits"]}
    if counted == {"documents"}:
        return "with articles as the unit; without a hit, from counting alone."
    ways = [ALONE[way] for way in ALONE if way in counted] or [ALONE["words"]]
    many = [f"with articles as the unit where there are {LEAST_ALONE} or more"] * ("documents" in counted)
    return f"{', else '.join([*many, *ways])}."


# --- frames -------------------------------------------------------------------------------------------------------


@styled
def plot_frames(rates: pl.DataFrame, measure: str) -> Plot:
    """The frame profile of the groups in the author's voice (or all words): a dumbbell a category, by difference.

    `rates` is what `compare_rates` gives. Of two groups the difference is the first by name less the second, of more
    groups the highest rate less the lowest.
    """
    cells = _sort_by_difference(_take_cells(choose_voice(rates), measure))
    if not cells.rows:
        return empty_plot(f"No rates of {measure} to show")
    looks = group_looks(rates["group"])
    title = _title_gap(cells, measure)
    figure = open_figure(title, 0.9 + 0.3 * len(cells.categories), group_key({g: looks[g] for g in cells.groups}))
    axes = figure.subplots()
    set_rows(axes, [spoken(name) for name in cells.categories], list(range(len(cells.categories))), 2.4)
    axes.set_xlim(0, _cap(cells))
    groups = " : ".join(cells.groups)
    head_beside(axes, -0.6, f"hits,\n{groups if text_width(groups, SMALL) < 1.4 else 'in the order of the key'}")
    for place, category in enumerate(cells.categories):
        _draw_dumbbell(
            axes, place, [cells.rows.get((cells.voices[0], category, group)) for group in cells.groups], looks
        )
    axes.set_xlabel(f"hits per 1,000 words, {VOICES[cells.voices[0]]}")
    order = "first group less second" if len(cells.groups) == 2 else "highest less lowest rate"
    words = ", ".join(_sizes(cells, cells.voices[0], 2.0))
    caption = f"{_caption_rates(cells, measure)} {BAND} Sorted by difference ({order}). Words: {words}."
    return close_figure(figure, title, caption, describe(f"{title}. Hits per 1,000 words:", _marks(cells)))


def _sort_by_difference(cells: Cells) -> Cells:
    def difference(category: str) -> float:
        rates = [
            (cells.rows.get((voice, category, group)) or {}).get("rate") or 0.0
            for voice in cells.voices
            for group in cells.groups
        ]
        return rates[0] - rates[1] if len(rates) == 2 else max(rates) - min(rates)

    return cells._replace(categories=sorted(cells.categories, key=difference, reverse=True))


def _draw_dumbbell(axes: Axes, place: int, rows: list[dict | None], looks: dict[str, Look]) -> None:
    """One category: each group's point and interval, a little apart, and a bar from the lowest to the highest rate."""
    given = [row for row in rows if row and row["rate"] is not None]
    points = [(row["rate"], place + 0.44 * ((number + 0.5) / len(given) - 0.5)) for number, row in enumerate(given)]
    if given:
        ends = zip(min(points), max(points), strict=True)
        axes.plot(*ends, color="#cccccc", linewidth=4, solid_capstyle="round", zorder=1)
    for (_, at), row in zip(points, given, strict=True):
        draw_known(axes, Interval(at, row["rate"], row["low"], row["high"]), looks[row["group"]])
    hits = ["–" if row is None or row["rate"] is None else f"{row['hits']:,}" for row in rows]
    write_beside(axes, place, " : ".join(hits))
