"""Loads: how often what an actor is called evaluates it, or loaded words are told of it, in two groups side by side."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.compare.estimates import BY_DOCUMENTS, LEAST_ALONE, Contrast
from analysis.report.figures.marks import HELD, VOICES, choose_voice, holds, say_hollow
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
)
from analysis.report.figures.style import (
    TITLE,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    name_briefly,
    shorten_to,
    styled,
)

MOST = 20  # actors in a figure


class Wording(NamedTuple):
    """What a figure's words say it counts."""

    none: str
    differ: str
    what: str
    share: str
    part: str
    meaning: str


CALLED = Wording(
    "is evaluated",
    "they evaluate an actor {where}",
    "How often {a} and {b} evaluate an actor where they name it",
    "Share that evaluates",
    "What part of the times that a group names an actor evaluates it",
    "A word evaluates that stands so in the lists; whether it is deserved, they cannot tell.",
)
TOLD = Wording(
    "has a loaded word told of it",
    "loaded words are told of an actor {where}",
    "How often loaded words are told of an actor in {a} and {b}",
    "Share with a loaded word told of it",
    "In what part of the times that a group names an actor loaded words, for better (positive) or worse (negative), are told of it",
    "A word is loaded that stands so in the lists. Deeds told of the actor (an arrest, an attack) count as well: a report of them is "
    "no judgement of the outlet.",
)


@styled
def plot_loads(loads: pl.DataFrame, contrast: Contrast) -> Plot:
    """What part of the times that a group names an actor evaluates it: a row an actor, both groups side by side.

    `loads` is what `compare_loads` gives, or `compare_evaluations`, with a row a polarity, where loaded words are only told of
    the actor: hits, size and share of both sides, q; of more than one voice the author's is drawn. The first MOST of the table
    that both groups name are drawn, from more in the first group to more in the second.
    """
    a, b = contrast
    rows = choose_voice(loads.filter(group_a=a, group_b=b)).filter(pl.min_horizontal("size_a", "size_b") > 0)
    wording = TOLD if "polarity" in loads.columns else CALLED
    if not rows.height:
        return empty_plot(f"No actor whom {a} and {b} both name {wording.none}, so there is nothing to compare")
    shown = rows.head(MOST).sort(pl.col("share_a") - pl.col("share_b"), descending=True, maintain_order=True)
    lines = [_read_row(row) for row in shown.iter_rows(named=True)]
    looks = group_looks({*loads["group_a"], *loads["group_b"]})
    title = _title(shown, lines, contrast, wording)
    unit = "share of the times that the group names the actor"
    figure, _ = open_shares(title, lines, {group: looks[group] for group in contrast}, unit)
    marks = [say_row(line, contrast) for line in lines]
    caption = _caption(rows, shown, wording)
    return close_figure(figure, title, caption, describe(f"{title}. {wording.share}:", marks))


def _read_row(row: dict) -> ShareRow:
    shares = [
        Share(*(row[f"{name}_{side}"] for name in ("hits", "size", "share", "share_low", "share_high")))
        for side in "ab"
    ]
    polarity = f", {row['polarity']}" if "polarity" in row else ""
    return ShareRow(f"{row['actor']}{polarity}", shares, holds(row))


def _title(shown: pl.DataFrame, lines: list[ShareRow], contrast: Contrast, wording: Wording) -> str:
    a, b = map(name_briefly, contrast)
    held = shown.filter(pl.col("q") < HELD).sort("q", maintain_order=True)
    total = count_of(shown.height, "row")
    if held.height:
        first = _read_row(held.row(0, named=True))
        means = ", ".join(f"{group} {percent(share.value)}" for group, share in zip((a, b), first.shares, strict=True))
        name = shorten_to(first.label, 2.2, TITLE)
        where = f"in {held.height} of {total} (q under {HELD}), most surely “{name}” ({means})"
        return f"{a} and {b} differ in how often {wording.differ.format(where=where)}"
    what = wording.what.format(a=a, b=b)
    if shown["q"].count():
        return f"{what}: in none of {total} does it differ with q under {HELD}"
    gap = find_gap(lines)
    if gap is None:
        return f"{what}: in none of {total} have both {FEW} namings"
    return f"{what}: widest gap at “{shorten_to(gap.row.label, 2.2, TITLE)}” ({say_gap(gap, list(contrast))})"


def _caption(rows: pl.DataFrame, shown: pl.DataFrame, wording: Wording) -> str:
    alone = "from counting each naming alone (Wilson), though an article often repeats one"
    by_articles = (rows["interval"] == BY_DOCUMENTS).any()
    line = f"with articles as the unit where there are {LEAST_ALONE} or more, else {alone}" if by_articles else alone
    few = f" {HOLLOW}" if (shown.select(pl.min_horizontal("size_a", "size_b")).to_series() < FEW).any() else ""
    test = (
        f"{rows.filter(pl.col('q') < HELD).height} of {rows.height} have q under {HELD}"
        if rows["q"].count()
        else "No test"
    )
    return (
        f"{wording.part}, {VOICES[rows['voice'][0]]}: {shown.height} of "
        f"{count_of(rows.height, 'row')}, the most named. Line: 95 % interval {line}. {BAND}{few}{say_hollow(shown)} {test}. "
        "Beside each row how "
        f"often. {wording.meaning}"
    )
