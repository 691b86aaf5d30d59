"""Namings: what each group calls one actor, every designation as its share of all times that the group names the actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.report.figures.marks import VOICES, choose_voice
from analysis.report.figures.shares import (
    BAND,
    FEW,
    HOLLOW,
    Share,
    ShareRow,
    find_gap,
    open_shares,
    percent,
    say_gap,
    say_row,
    say_totals,
    shorten_label,
    take_share,
)
from analysis.report.figures.style import (
    INK,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    name_briefly,
    styled,
)

MOST = 18  # designations in a figure
LEAN = {"positive": "+", "negative": "_", "": (6, 2, 0)}  # the sign beside an evaluative designation
LEANS = {"positive": "evaluative, positive", "negative": "evaluative, negative", "": "evaluative, either or both"}


class Names(NamedTuple):
    """The designations of one actor, most used first: its rows, how each leans (null: not evaluative), and all groups."""

    rows: list[ShareRow]
    leans: dict[str, str | None]
    groups: list[str]
    voice: str


def _take_names(namings: pl.DataFrame, actor: str) -> Names:
    groups = namings["group"].unique().sort().to_list()
    own = choose_voice(namings.filter(pl.col("hits") > 0, actor=actor))
    totals = dict(own.group_by("group").agg(pl.col("hits").sum()).iter_rows())
    counts = {
        (name, group): hits
        for name, group, hits in own.group_by("designation", "group").agg(pl.col("hits").sum()).iter_rows()
    }
    used = own.group_by("designation").agg(
        pl.col("hits").sum(), evaluative=pl.col("evaluative").any(), polarity=pl.col("polarity").filter("evaluative").unique().sort()
    ).sort("hits", "evaluative", "designation", descending=[True, True, False])  # fmt: skip
    leans = {
        name: (polarity[0] if len(polarity) == 1 else "") if evaluative else None
        for name, _, evaluative, polarity in used.iter_rows()
    }
    rows = [
        ShareRow(name, [take_share(counts.get((name, group), 0), totals.get(group, 0)) for group in groups])
        for name in used["designation"]
    ]
    return Names(rows, leans, groups, own["voice"][0] if own.height else "all")


@styled
def plot_labels(namings: pl.DataFrame, actor: str) -> Plot:
    """What each group calls an actor: a row a designation, its share of all designations of the actor, groups side by side.

    `namings` is what `count_namings` gives: actor, designation, group, outlet, voice, hits, evaluative and polarity
    (positive, negative or empty); of more than one voice the author's is drawn. The MOST used designations are shown, those
    that stand once aside, from more in the first group to more in the last; an evaluative one has a sign beside its name.
    """
    names = _take_names(namings, actor)
    if not names.rows:
        return empty_plot(f"No group gives “{actor}” a name or a description, so there are no labels to show")
    first = _leave_out_single(names.rows)[:MOST]
    shown = sorted(first, key=_difference, reverse=True)
    looks = group_looks(names.groups)
    title = _title(names, actor)
    signs = {names.leans[row.label] for row in shown} - {None}
    key = [_sign(sign, label=LEANS[sign]) for sign in LEANS if sign in signs]
    figure, axes = open_shares(title, shown, looks, "share of the group's designations of this actor", key)
    _mark_evaluative(axes, shown, names.leans)
    marks = [say_row(row, names.groups) + _say_lean(names.leans[row.label]) for row in first]
    caption = _caption(names, len(shown), actor)
    return close_figure(figure, title, caption, describe(f"{title}. Share of designations:", marks))


def _leave_out_single(rows: list[ShareRow]) -> list[ShareRow]:
    """The designations that stand more than once, or where there is none all."""
    return [row for row in rows if sum(share.hits for share in row.shares) > 1] or rows


def _difference(row: ShareRow) -> float:
    """The first group's share less the second's of two groups; of more, of the first less the mean of the others."""
    first, *others = (share.value or 0.0 for share in row.shares)
    return first - (sum(others) / len(others) if others else 0.0)


def _sign(lean: str, **more: object) -> Line2D:
    return Line2D([], [], linestyle="", marker=LEAN[lean], markersize=6, markeredgewidth=1.6, color=INK, **more)


def _mark_evaluative(axes: Axes, rows: list[ShareRow], leans: dict[str, str | None]) -> None:
    """A sign between the name of an evaluative designation and the axis."""
    axes.tick_params(axis="y", pad=18)
    for place, row in enumerate(rows):
        if leans[row.label] is not None:
            sign = _sign(leans[row.label])
            sign.set(transform=axes.get_yaxis_transform(), clip_on=False)
            sign.set_data([-0.03], [place])
            axes.add_line(sign)


# --- words --------------------------------------------------------------------------------------------------------


def _say_lean(lean: str | None) -> str:
    return "" if lean is None else f" ({LEANS[lean]})"


def _evaluative(names: Names) -> ShareRow:
    """The share of evaluative designations."""
    own = [row for row in names.rows if names.leans[row.label] is not None]
    sums = [(sum(row.shares[at].hits for row in own), names.rows[0].shares[at].of) for at in range(len(names.groups))]
    return ShareRow("evaluative", [take_share(*pair) for pair in sums])


def _title(names: Names, actor: str) -> str:
    gap = find_gap(names.rows)
    called = f"“{shorten_label(actor)}”"
    if gap is None:
        return f"What {called} is called, with too few designations to compare; {_say_evaluative(names, _in_counts)}"
    second = _say_evaluative(names, _in_percent)
    if gap.rank == (0, 0):
        return f"All groups call {called} alike; {second}"
    verb = "sets the groups apart most" if gap.is_sure else "has the widest gap"
    return (
        f"Of what {called} is called, “{shorten_label(gap.row.label)}” {verb} ({say_gap(gap, names.groups)}); {second}"
    )


def _say_evaluative(names: Names, say: Callable[[Share], str]) -> str:
    """Which part of each group's designations is evaluative, or that none is."""
    shares = _evaluative(names).shares
    told = [(group, share) for group, share in zip(names.groups, shares, strict=True) if share.of]
    if not any(share.hits for _, share in told):
        return "none is evaluative"
    return f"evaluative: {', '.join(f'{name_briefly(group)} {say(share)}' for group, share in told)}"


def _in_counts(share: Share) -> str:
    return f"{share.hits:,} of {share.of:,}"


def _in_percent(share: Share) -> str:
    return percent(share.value)


def _caption(names: Names, shown: int, actor: str) -> str:
    silent = [group for at, group in enumerate(names.groups) if not names.rows[0].shares[at].of]
    none = f" No designation in {', '.join(silent)}." if silent else ""
    once = len(names.rows) - len(_leave_out_single(names.rows))
    single = f", without {count_of(once, 'designation')} that {'stands' if once == 1 else 'stand'} once" if once else ""
    few = f" {HOLLOW}" if any(0 < share.of < FEW for share in names.rows[0].shares) else ""
    return (
        f"Names, titles, roles, epithets and descriptions of “{actor}”, {VOICES[names.voice]}; {shown} of "
        f"{count_of(len(names.rows), 'designation')}, those used most, of equals the evaluative first{single}. Designations counted: "
        f"{say_totals(names.rows, names.groups)}.{none} "
        "Point: share of the group's designations of this actor; line: 95 % interval (Wilson) from counting designations alone, as "
        f"if each were chosen apart; an article often repeats one. {BAND}{few} No test. Beside each row how often. "
        "Evaluative: a word of the "
        "designation stands in the lists of evaluation; that is no judgement of whether it is deserved."
    )
