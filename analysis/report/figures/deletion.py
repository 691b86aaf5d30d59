"""Deletion: like acts in several outlets: who says by whom such an act was done, and who tells it without."""

from __future__ import annotations

from math import radians, sin
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.compare.agency import NONE
from analysis.report.figures.style import (
    FAINT,
    GRID,
    INK,
    SMALL,
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
    text_width,
)  # fmt: skip

MOST = 16  # acts in a figure
OUTLETS = 18  # in a figure
ROW = 0.36  # inches
NARROW = 12  # outlets: fewer are drawn as wide as if there were so many
LABEL, NAME = 2.3, 1.7  # inches for the names of acts and of outlets
SLANT = 60  # degrees of the names of outlets
KEYS = ("event", "act", "patient")  # what makes acts alike
_SIGN = {"markersize": 6.5, "markeredgecolor": INK, "markeredgewidth": 1.2, "color": INK}
WAYS = {
    "agent named": {**_SIGN, "marker": "o"},
    "passive without agent": {**_SIGN, "marker": "o", "markerfacecolor": "white"},
    "noun without agent": {**_SIGN, "marker": "D", "markersize": 5.5, "markerfacecolor": "white"},
    "as if by itself": {**_SIGN, "marker": "^", "markerfacecolor": "white"},
    "both with and without": {**_SIGN, "marker": "o", "fillstyle": "left", "markerfacecoloralt": "white"},
    "not told": {"marker": "_", "markersize": 6, "markeredgecolor": "#b0b0b0", "markeredgewidth": 1.5},
}
NAMED, PASSIVE, NOUN, ITSELF, BOTH, UNTOLD = WAYS


class Act(NamedTuple):
    """Like acts: their two lines of words, how each outlet tells them, and tellings with an agent and all of each group."""

    name: str
    event: str
    ways: dict[str, str]
    counts: dict[str, tuple[int, int]]


@styled
def plot_deletion(deletion: pl.DataFrame) -> Plot:
    """Like acts with and without their agent: a row a verb and to whom it is done, a column an outlet, a sign for how it tells it.

    `deletion` is what `compare_deletion` gives: event, act, patient, differs, group, outlet, form and agent ("none" without
    one). That tellings are alike does not prove that they are of one act. Of the acts told both with and without an agent,
    or of all where there are none, the first MOST of the table are drawn, with the first OUTLETS that tell them.
    """
    if not deletion.height:
        return empty_plot(
            "No like acts are told by two outlets of one event, so no agent could be named here and left out there"
        )
    parts = deletion.partition_by(KEYS, maintain_order=True)
    both = [part for part in parts if (part["agent"] == NONE).n_unique() > 1]
    shown = (both or parts)[:MOST]
    acts = [_read_act(part) for part in shown]
    outlets = _choose_outlets(shown)
    looks = group_looks(deletion["group"])
    title = _title(parts, looks)
    ways = {way for act in acts for way in act.ways.values()} | {UNTOLD}
    key = [Line2D([], [], linestyle="", label=way, **WAYS[way]) for way in WAYS if way in ways]
    names = [shorten_to(outlet, NAME, SMALL) for _, outlet in outlets]
    above = max(text_width(name, SMALL) for name in names) * sin(radians(SLANT))
    figure = open_figure(title, 0.5 + above + ROW * len(acts), [*group_key(looks), *key])
    axes = figure.subplots()
    _set_axes(axes, acts, names, [group for group, _ in outlets], looks)
    for place, act in enumerate(acts):
        _draw_act(axes, place, act, [outlet for _, outlet in outlets], list(looks))
    marks = [_mark(act, looks) for act in acts]
    left = deletion.select("group", "outlet").n_unique() - len(outlets)
    return close_figure(
        figure, title, _caption(parts, len(both), acts, left), describe(f"{title}. Tellings with an agent:", marks)
    )


def _read_act(part: pl.DataFrame) -> Act:
    first = part.row(0, named=True)
    tellings = part.with_columns(way=_tell_way(), named=pl.col("agent") != NONE)
    ways = {
        outlet: BOTH if own["named"].n_unique() > 1 else own["way"][0]
        for (outlet,), own in tellings.group_by("outlet", maintain_order=True)
    }
    counts = {
        group: (named, size)
        for group, named, size in tellings.group_by("group").agg(pl.col("named").sum(), pl.len()).iter_rows()
    }
    name = " · ".join(part for part in (first["act"], first["patient"]) if part)
    return Act(name, first["event"], ways, counts)


def _tell_way() -> pl.Expr:
    """How a telling is marked."""
    form = pl.col("form")
    way = pl.when(pl.col("agent") != NONE).then(pl.lit(NAMED)).when(form.str.ends_with("passive")).then(pl.lit(PASSIVE))
    return way.when(form.str.ends_with("nominal")).then(pl.lit(NOUN)).otherwise(pl.lit(ITSELF))


def _choose_outlets(shown: list[pl.DataFrame]) -> list[tuple[str, str]]:
    """The outlets that tell the first acts, by group and name."""
    places = dict.fromkeys(row for part in shown for row in part.select("group", "outlet").rows())
    return sorted(list(places)[:OUTLETS])


# --- drawing ------------------------------------------------------------------------------------------------------


def _set_axes(axes: Axes, acts: list[Act], names: list[str], groups: list[str], looks: dict[str, Look]) -> None:
    """Acts at the left, outlets above with the sign of their group, a line between two groups."""
    axes.set_xlim(-0.6, max(len(names), NARROW) - 0.4)
    axes.set_ylim(len(acts) - 0.4, -1.1)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, pad=4)
    axes.set_yticks(
        range(len(acts)),
        [f"{shorten_to(act.name, LABEL, 8)}\n{shorten_to(act.event, LABEL, 8)}" for act in acts],
        size=8,
    )
    axes.xaxis.tick_top()
    slanted = {"rotation": SLANT, "ha": "left", "va": "bottom", "rotation_mode": "anchor", "size": SMALL}
    axes.set_xticks(range(len(names)), names, **slanted)
    for place, group in enumerate(groups):
        axes.plot([place], [-0.8], marker=looks[group].marker, color=looks[group].colour, markersize=5, linestyle="")
        if place and group != groups[place - 1]:
            axes.plot([place - 0.5] * 2, [-1, len(acts) - 0.5], color="#9a9a9a", linewidth=0.7, zorder=0)
    for place in range(len(acts)):
        axes.plot([-0.5, len(names) - 0.5], [place] * 2, color=GRID, linewidth=0.7, zorder=0)


def _draw_act(axes: Axes, place: int, act: Act, outlets: list[str], groups: list[str]) -> None:
    for at, outlet in enumerate(outlets):
        axes.plot([at], [place], linestyle="", clip_on=False, **WAYS[act.ways.get(outlet, UNTOLD)])
    beside = {"xytext": (6, 0), "textcoords": "offset points", "annotation_clip": False, "va": "center", "size": SMALL}
    if place == 0:
        text = "with agent,\n" + (
            " : ".join(groups) if text_width(" : ".join(groups), SMALL) < 1.3 else "in the key's order"
        )
        axes.annotate(text, (len(outlets) - 0.5, -0.9), color=FAINT, **beside)
    counts = [act.counts.get(group) for group in groups]
    text = " : ".join(f"{count[0]:,}/{count[1]:,}" if count else "–" for count in counts)
    axes.annotate(text, (len(outlets) - 0.5, place), **beside)


# --- words --------------------------------------------------------------------------------------------------------


def _say_count(count: tuple[int, int] | None) -> str:
    return f"{count[0]} of {count[1]}" if count else "–"


def _title(parts: list[pl.DataFrame], looks: dict[str, Look]) -> str:
    total = count_of(len(parts), "like act")
    apart = [part for part in parts if part["differs"][0]]
    if not apart:
        return f"Of {total} that several outlets tell, none has an agent in one group and a telling without in another"
    name = _read_act(apart[0])
    shares = [f"{name_briefly(group)} {_say_count(name.counts[group])}" for group in looks if group in name.counts]
    verb = "has" if len(apart) == 1 else "have"
    return (
        f"Of {total} that several outlets tell, {len(apart)} {verb} an agent in one group and a telling without in another; first "
        f"“{shorten_to(name.name, 2.2, 10.5)}” (with agent: {list_words(shares)}); no test"
    )


def _caption(parts: list[pl.DataFrame], both: int, acts: list[Act], left: int) -> str:
    told = count_of(sum(part.height for part in parts), "telling")
    which = f"{both} of them both with and without an agent" if both else "none of them both with and without an agent"
    more = f" {count_of(left, 'outlet')} that tell other acts, or only later ones, not drawn." if left else ""
    return (
        f"{count_of(len(parts), 'like act')} that at least two outlets tell of one event ({told}), {which}; drawn: {len(acts)}, below each "
        f"its event.{more} Acts are alike by a verb or noun of one meaning and the kind of patient, to whom or what it is done. That they "
        "are one act is not proven: two alike may be two acts, so read the sentences. A sign is all that the outlet's articles say "
        "of such acts. Right: tellings with an agent, of all tellings of the group. Counts, no intervals and no test. Read off an "
        "automatic parse; an agent may be named in another sentence."
    )


def _mark(act: Act, looks: dict[str, Look]) -> str:
    said = ", ".join(f"{group} {_say_count(act.counts.get(group))}" for group in looks)
    return f"{act.name} ({act.event}): {said}"
