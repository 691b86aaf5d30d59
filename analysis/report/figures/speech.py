"""Speech: what part of their words groups and outlets give to others, and with which class of verb they tell it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import PER
from analysis.compare.rates import ALL_OUTLETS
from analysis.report.figures.dots import draw_known
from analysis.report.figures.marks import Interval, head_beside, set_rows, write_beside
from analysis.report.figures.profiles import say_interval
from analysis.report.figures.shares import (
    FEW,
    HOLLOW,
    Share,
    ShareRow,
    find_gap,
    mark_percent,
    open_shares,
    percent,
    say_gap,
    say_row,
    say_totals,
)
from analysis.report.figures.style import (
    FAINT,
    SMALL,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    open_figure,
    styled,
)  # fmt: skip

OUTLETS = 30  # with most words, in a figure
GIVEN = {"words quoted": "quoted: in quotation marks", "words attributed": "attributed: told as said by another"}


def read_share(row: dict) -> Share:
    """The share of a row of rates, whose rate and interval are per thousand.

    >>> read_share({"hits": 1, "size": 4, "rate": 250.0, "low": 6.0, "high": 1400.0})
    Share(hits=1, of=4, value=0.25, low=0.006, high=1.0)
    """
    parts = (None if row[name] is None else min(row[name] / PER, 1.0) for name in ("rate", "low", "high"))
    return Share(row["hits"], row["size"], *parts)


@styled
def plot_speech(rates: pl.DataFrame) -> Plot:
    """What part of their words groups and their outlets give to others: a row each, a panel for quoted and for attributed words.

    `rates` is what `rate_speech` gives; of its measure speech the categories "words quoted" and "words attributed" are
    drawn. The OUTLETS with most words are shown.
    """
    table = rates.filter(pl.col("category").is_in(list(GIVEN)), pl.col("size") > 0, measure="speech")
    if not table.height:
        return empty_plot("No words are counted in these texts, so there is no speech of others to show")
    places = _choose_places(table)
    rows = {(row["category"], row["group"], row["outlet"]): row for row in table.iter_rows(named=True)}
    looks = group_looks(rates["group"])
    gap_rows = _gap_rows(rows, list(looks))
    title = _title(gap_rows, list(looks))
    figure = open_figure(title, 1.05 + 0.22 * len(places), group_key(looks))
    figure.get_layout_engine().set(wspace=0.06)
    panels = figure.subplots(1, len(GIVEN), sharey=True)
    at = [place + 0.5 * step for place, step in zip(range(len(places)), _steps(places), strict=True)]
    labels = [outlet or f"{group}, all" for group, outlet in places]
    set_rows(panels[0], labels, at)
    for label, (_, outlet) in zip(panels[0].get_yticklabels(), places, strict=True):
        label.set_weight("normal" if outlet else "bold")
    for axes, category in zip(panels, GIVEN, strict=True):
        shares = [read_share(rows[category, *place]) for place in places]
        _draw_panel(axes, at, shares, [looks[group] for group, _ in places])
        axes.set_title(GIVEN[category], loc="left", size=SMALL, color=FAINT)
    own = [f"{percent(_own(rows, place))} of {rows['words quoted', *place]['size']:,}" for place in places]
    head_beside(panels[-1], -0.7, "author's own,\nof words")
    for place, text in zip(at, own, strict=True):
        write_beside(panels[-1], place, text)
    marks = [
        f"{label} ({group}): quoted {percent(read_share(rows['words quoted', group, outlet]).value)}, attributed "
        f"{percent(read_share(rows['words attributed', group, outlet]).value)}, the author's own {percent(_own(rows, (group, outlet)))}"
        for label, (group, outlet) in zip(labels, places, strict=True)
    ]  # fmt: skip
    caption = _caption(table, places)
    return close_figure(figure, title, caption, describe(f"{title}. Share of all words:", marks))


def _choose_places(table: pl.DataFrame) -> list[tuple[str, str]]:
    """Each group as a whole, then its outlets, where it has more than one, by name: those with most words."""
    places = table.select("group", "outlet", "size").unique()
    outlets = places.filter(pl.col("outlet") != ALL_OUTLETS, pl.len().over("group") > 2)
    most = outlets.sort("size", "group", "outlet", descending=[True, False, False]).head(OUTLETS)
    groups = places.filter(outlet=ALL_OUTLETS)
    return sorted(pl.concat([groups, most]).select("group", "outlet").rows())


def _steps(places: Sequence[tuple[str, str]]) -> list[int]:
    """How many groups lie above each row."""
    groups = sorted({group for group, _ in places})
    return [groups.index(group) for group, _ in places]


def _own(rows: dict[tuple, dict], place: tuple[str, str]) -> float:
    """The share of words that are given to nobody."""
    return 1 - sum(rows[category, *place]["hits"] for category in GIVEN) / rows["words quoted", *place]["size"]


def _draw_panel(axes: Axes, at: Sequence[float], shares: Sequence[Share], looks: Sequence[Look]) -> None:
    axes.set_xlim(0, min(1.0, 1.04 * max(share.end for share in shares) + 1e-3))
    mark_percent(axes.xaxis)
    axes.set_xlabel("share of all words")
    for place, share, look in zip(at, shares, looks, strict=True):
        draw_known(axes, Interval(place, share.value, share.low, share.high), look)


def _gap_rows(rows: dict[tuple, dict], groups: list[str]) -> list[ShareRow]:
    names = {"words quoted": "quoted words", "words attributed": "attributed words"}
    none = Share(0, 0, None, None, None)
    given = {key: read_share(row) for key, row in rows.items()}
    return [
        ShareRow(name, [given.get((category, group, ALL_OUTLETS), none) for group in groups])
        for category, name in names.items()
    ]


def _title(rows: list[ShareRow], groups: list[str]) -> str:
    gap = find_gap(rows)
    if gap is None:
        said = "; ".join(say_row(row, groups) for row in rows)
        return f"No two groups to compare in the words that they give to others: {said}"
    verb = "differ most" if gap.is_sure else "have the widest gap"
    return f"Of the words that groups give to others, {gap.row.label} {verb} ({say_gap(gap, groups)} here)"


def _caption(table: pl.DataFrame, places: Sequence[tuple[str, str]]) -> str:
    outlets = table.filter(pl.col("outlet") != ALL_OUTLETS).select("group", "outlet").n_unique()
    shown = sum(outlet != ALL_OUTLETS for _, outlet in places)
    whole = table.filter(outlet=ALL_OUTLETS, category="words quoted").sort("group")
    docs = ", ".join(f"{group} {count:,}" for group, count in whole.select("group", "docs").iter_rows())
    drawn = [row for row in table.iter_rows(named=True) if (row["group"], row["outlet"]) in set(places)]
    left = f"{shown} of {count_of(outlets, 'outlet')}, those with most words; an outlet alone in its group has no row of its own"
    return (
        f"What part of the counted words is said by others: quoted, in quotation marks, or attributed, told as said by another "
        f"without them. Each panel has a scale of its own. Articles: {docs}; {left}. Right: what remains, the author's own words, of "
        f"all words counted; no interval, as it is the rest of the two. Line: 95 % interval {say_interval(drawn)} What is "
        "said by others is found by rules over an automatic parse, which overlook some of it."
    )


# --- the class of the verb ----------------------------------------------------------------------------------------


@styled
def plot_reporting(rates: pl.DataFrame) -> Plot:
    """With which class of verb groups tell what others say: a row a class, its share of attributions with a verb of the lists.

    `rates` is what `rate_speech` gives; of it the measure cues of whole groups is drawn.
    """
    table = rates.filter(pl.col("outlet").fill_null(ALL_OUTLETS) == ALL_OUTLETS, measure="cues")
    if not table["hits"].sum():
        return empty_plot("No attribution in these texts has a verb of the lists, so there is nothing to compare")
    groups = rates["group"].unique().sort().to_list()
    cells = {(row["category"], row["group"]): row for row in table.iter_rows(named=True)}
    rows = [
        ShareRow(name, [read_share(cells[name, group]) for group in groups])
        for name in table["category"].unique(maintain_order=True)
    ]
    title = _title_reporting(rows, groups)
    looks = group_looks(groups)
    figure, _ = open_shares(title, rows, looks, "share of the group's attributions with a verb or noun of the lists")
    marks = [say_row(row, groups) for row in rows]
    few = f" {HOLLOW}" if any(0 < share.of < FEW for share in rows[0].shares) else ""
    line = say_interval(table.iter_rows(named=True))
    caption = (
        "How what others say is told: by neutral (said), endorsing (pointed out), distancing (claimed), declaring (announced), "
        f"emotive (fumed) or thinking (believes) verbs and nouns. Attributions: {say_totals(rows, groups)}. Point: share of the "
        f"group's attributions; line: 95 % interval {line}{few} Beside each row how often. "
        "The classes are those of a list, the same for every group; a verb can be used otherwise than its class says."
    )
    return close_figure(figure, title, caption, describe(f"{title}. Share of attributions:", marks))


def _title_reporting(rows: list[ShareRow], groups: list[str]) -> str:
    gap = find_gap(rows)
    if gap is None:
        return f"No two groups have {FEW} attributions with a verb of the lists that could be compared"
    verb = "differ most" if gap.is_sure else "have the widest gap"
    return f"Of the verbs that tell what others say, the {gap.row.label} ones {verb} ({say_gap(gap, groups)} here)"
