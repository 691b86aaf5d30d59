"""Profiles: figures of the rates of a measure's categories in all groups side by side."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.rates import ALL_OUTLETS
from analysis.report.marks import ARROW, VOICES, Interval, draw_interval, set_rows, spoken, write_beside
from analysis.report.style import (
    FAINT,
    GRID,
    SMALL,
    Look,
    Plot,
    close_figure,
    describe,
    empty_plot,
    group_key,
    group_looks,
    open_figure,
    styled,
    wrap_to,
)  # fmt: skip

MOST = 30  # categories in a figure
GAP = 0.7  # rows between two categories


class Cells(NamedTuple):
    """The rates of one measure: its categories in order, groups and voices, and each row by its place."""

    categories: list[str]
    groups: list[str]
    voices: list[str]
    rows: dict[tuple[str, str, str], dict]


def _take_cells(rates: pl.DataFrame, measure_name: str) -> Cells:
    table = rates.filter(pl.col("outlet").fill_null(ALL_OUTLETS) == ALL_OUTLETS, measure=measure_name)
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
    intervals do, or a little past the largest rate: a longer interval ends in an arrow.
    """
    cells = _take_cells(rates, measure)
    if not cells.rows:
        return empty_plot(f"No rates of {measure} to show")
    looks = group_looks(rates["group"])
    title = _title_gap(cells, measure)
    step = len(cells.groups) + 0.7
    figure = open_figure(
        title, 0.95 + 0.165 * step * len(cells.categories), group_key({g: looks[g] for g in cells.groups})
    )
    panels = figure.subplots(1, len(cells.voices), sharex=True, sharey=True, squeeze=False)[0]
    middle = (len(cells.groups) - 1) / 2
    set_rows(
        panels[0],
        [spoken(name) for name in cells.categories],
        [i * step + middle for i in range(len(cells.categories))],
    )
    panels[0].set_ylim(len(cells.categories) * step - 0.6, -0.9)
    panels[0].set_xlim(0, _cap(cells))
    for axes, voice in zip(panels, cells.voices, strict=True):
        _draw_rates(axes, cells, voice, looks)
    return close_figure(
        figure, title, _caption_rates(cells, measure), describe(f"{title}. Hits per 1,000 words:", _marks(cells))
    )


def _draw_rates(axes: Axes, cells: Cells, voice: str, looks: dict[str, Look]) -> None:
    step = len(cells.groups) + 0.7
    axes.grid(visible=False)
    right = axes.get_xlim()[1]
    for place, category in enumerate(cells.categories):
        axes.axhline(place * step - 0.85, color=GRID, linewidth=0.7, zorder=0)
        for line, group in enumerate(cells.groups):
            row = cells.rows.get((voice, category, group))
            if row is None:
                continue
            at = place * step + line
            draw_interval(axes, Interval(at, row["rate"], row["low"], row["high"]), looks[group])
            past = f" ({row['rate']:.0f})" if (row["rate"] or 0) > right else ""
            write_beside(axes, at, "no words" if row["rate"] is None else f"{row['hits']:,}{past}", looks[group].ink)
    sizes = [
        f"{g} {cells.rows[voice, cells.categories[0], g]['size']:,}"
        for g in cells.groups
        if (voice, cells.categories[0], g) in cells.rows
    ]
    axes.set_title(
        wrap_to(f"{VOICES[voice]}: {', '.join(sizes)}", 5.0 / len(cells.voices), SMALL),
        loc="left",
        size=SMALL,
        color=FAINT,
    )
    write_beside(axes, -1.3, "hits", FAINT)
    axes.set_xlabel("hits per 1,000 words")


def _cap(cells: Cells) -> float:
    """Where the axis ends: it holds the first voice's intervals and, where they are not too far, all rates."""
    first = [row["high"] or 0.0 for (voice, _, _), row in cells.rows.items() if voice == cells.voices[0]]
    rates = [row["rate"] or 0.0 for row in cells.rows.values()]
    longest = max([row["high"] or 0.0 for row in cells.rows.values()], default=0.0)
    own = max(first, default=0.0)
    return min(longest, max(own, min(1.1 * max(rates), 2.5 * own))) * 1.04 or 1.0


class Gap(NamedTuple):
    """Two groups of a category, the higher rate first, and how far their intervals lie apart (below 0: they overlap)."""

    category: str
    more: dict
    less: dict
    apart: float


def _find_gap(cells: Cells, voice: str) -> Gap | None:
    """The category of a voice in which the intervals of two groups lie furthest apart."""
    gaps = []
    for category in cells.categories:
        rows = [
            row
            for group in cells.groups
            if (row := cells.rows.get((voice, category, group))) and row["rate"] is not None
        ]
        if len(rows) > 1 and any(row["hits"] for row in rows):
            rows.sort(key=lambda row: row["rate"])
            gaps.append(Gap(category, rows[-1], rows[0], rows[-1]["low"] - rows[0]["high"]))
    return max(
        gaps,
        key=lambda gap: (gap.apart > 0, gap.apart if gap.apart > 0 else gap.more["rate"] - gap.less["rate"]),
        default=None,
    )


def _title_gap(cells: Cells, measure: str) -> str:
    voice = cells.voices[0]
    gap = _find_gap(cells, voice)
    if gap is None:
        return f"No difference to show in {spoken(measure)}, {VOICES[voice]}: no hits, or words of one group only"
    rates = (
        f"{gap.more['group']} {gap.more['rate']:.1f}, {gap.less['group']} {gap.less['rate']:.1f} hits per 1,000 words"
    )
    name = f"“{spoken(gap.category)}”"
    if gap.apart <= 0:
        return f"{spoken(measure).capitalize()}, {VOICES[voice]}: all intervals overlap; the widest gap is {name} ({rates})"
    return f"{spoken(measure).capitalize()}, {VOICES[voice]}: {name} differs most ({rates}; intervals do not overlap, no test here)"


def _marks(cells: Cells) -> list[str]:
    return [
        f"{spoken(category)}, {group}, {voice}: "
        + ("no words" if row["rate"] is None else f"{row['rate']:.1f} ({row['hits']} hits)")
        for (voice, category, group), row in sorted(cells.rows.items(), key=lambda item: cells.voices.index(item[0][0]))
        if category in cells.categories
    ]


def _caption_rates(cells: Cells, measure: str) -> str:
    total = len({category for _, category, _ in cells.rows})
    left = f", the {len(cells.categories)} of {total} with most hits" if total > len(cells.categories) else ""
    docs = ", ".join(f"{group} {_docs(cells, group)}" for group in cells.groups)
    return (
        f"Categories of {spoken(measure)}{left}: hits per 1,000 words of a voice; articles: {docs}; words stand above each panel, "
        f"hits beside each row. Line: 95 % interval from counting alone (exact Poisson), as if words were independent: articles "
        f"differ more than that. No hits is a point at 0 with its interval. {ARROW} Overlapping intervals show no clear "
        f"difference; the test is in the contrasts. A hit is a phrase of a list, not a judgement of the text."
    )


def _docs(cells: Cells, group: str) -> int:
    return max(row["docs"] for (_, _, name), row in cells.rows.items() if name == group)


# --- frames -------------------------------------------------------------------------------------------------------


@styled
def plot_frames(rates: pl.DataFrame, measure: str) -> Plot:
    """The frame profile of the groups in the author's voice (or all words): a dumbbell a category, sorted by difference.

    `rates` is what `compare_rates` gives. Of two groups the difference is the first by name less the second, of more the
    highest rate less the lowest.
    """
    cells = _sort_by_difference(_take_cells(_choose_voice(rates), measure))
    if not cells.rows:
        return empty_plot(f"No rates of {measure} to show")
    looks = group_looks(rates["group"])
    title = _title_gap(cells, measure)
    figure = open_figure(title, 0.75 + 0.3 * len(cells.categories), group_key({g: looks[g] for g in cells.groups}))
    axes = figure.subplots()
    set_rows(axes, [spoken(name) for name in cells.categories], list(range(len(cells.categories))), 2.4)
    axes.set_xlim(0, _cap(cells))
    write_beside(
        axes, -0.6, f"hits, {' : '.join(cells.groups)}" if len(cells.groups) < 3 else "hits, in the key's order", FAINT
    )
    for place, category in enumerate(cells.categories):
        _draw_dumbbell(
            axes, place, [cells.rows.get((cells.voices[0], category, group)) for group in cells.groups], looks
        )
    axes.set_xlabel(f"hits per 1,000 words, {VOICES[cells.voices[0]]}")
    sizes = ", ".join(
        f"{group} {row['size']:,}" for (_, name, group), row in cells.rows.items() if name == cells.categories[0]
    )
    order = "first group less second" if len(cells.groups) == 2 else "highest less lowest rate"
    caption = f"{_caption_rates(cells, measure)} Sorted by difference ({order}). Words: {sizes}."
    return close_figure(figure, title, caption, describe(f"{title}. Hits per 1,000 words:", _marks(cells)))


def _choose_voice(rates: pl.DataFrame) -> pl.DataFrame:
    voice = "author" if "author" in set(rates["voice"]) else "all"
    return rates.filter(voice=voice)


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
    """One category: a bar from the lowest to the highest rate, and each group's point with its interval just off the row."""
    given = [row for row in rows if row and row["rate"] is not None]
    if given:
        rates = [row["rate"] for row in given]
        axes.plot(
            [min(rates), max(rates)], [place, place], color="#d0d0d0", linewidth=4, solid_capstyle="round", zorder=1
        )
    for number, row in enumerate(given):
        at = place + 0.36 * ((number + 0.5) / len(given) - 0.5)
        draw_interval(axes, Interval(at, row["rate"], row["low"], row["high"]), looks[row["group"]])
    write_beside(
        axes, place, " : ".join("–" if row is None or row["rate"] is None else f"{row['hits']:,}" for row in rows)
    )
