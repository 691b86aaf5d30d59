"""Loads: what part of what an actor is called, or is told of it, evaluates, in two groups side by side."""

from __future__ import annotations

import polars as pl

from analysis.compare.estimates import BY_DOCUMENTS, LEAST_ALONE, Contrast
from analysis.report.figures.marks import HELD, VOICES, choose_voice, holds, say_hollow
from analysis.report.figures.shares import (
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


@styled
def plot_loads(loads: pl.DataFrame, contrast: Contrast) -> Plot:
    """What part of the times that a group names an actor evaluates it: a row an actor, both groups side by side.

    `loads` is what `compare_loads` gives, or `compare_evaluations`, with a row a polarity: hits, size and share of both sides,
    q; of more than one voice the author's is drawn. The first MOST of the table that both groups name are drawn, from more
    in the first group to more in the second.
    """
    a, b = contrast
    rows = choose_voice(loads.filter(group_a=a, group_b=b)).filter(pl.min_horizontal("size_a", "size_b") > 0)
    if not rows.height:
        return empty_plot(f"No actor whom {a} and {b} both name is evaluated, so there is nothing to compare")
    shown = rows.head(MOST).sort(pl.col("share_a") - pl.col("share_b"), descending=True, maintain_order=True)
    lines = [_read_row(row) for row in shown.iter_rows(named=True)]
    looks = group_looks({*loads["group_a"], *loads["group_b"]})
    title = _title(shown, lines, contrast)
    unit = "share of the times that the group names the actor"
    figure, _ = open_shares(title, lines, {group: looks[group] for group in contrast}, unit)
    marks = [say_row(line, contrast) for line in lines]
    return close_figure(figure, title, _caption(rows, shown), describe(f"{title}. Share that evaluates:", marks))


def _read_row(row: dict) -> ShareRow:
    shares = [
        Share(*(row[f"{name}_{side}"] for name in ("hits", "size", "share", "share_low", "share_high")))
        for side in "ab"
    ]
    polarity = f", {row['polarity']}" if "polarity" in row else ""
    return ShareRow(f"{row['actor']}{polarity}", shares, holds(row))


def _title(shown: pl.DataFrame, lines: list[ShareRow], contrast: Contrast) -> str:
    a, b = map(name_briefly, contrast)
    held = shown.filter(pl.col("q") < HELD).sort("q", maintain_order=True)
    total = count_of(shown.height, "row")
    if held.height:
        first = _read_row(held.row(0, named=True))
        means = ", ".join(f"{group} {percent(share.value)}" for group, share in zip((a, b), first.shares, strict=True))
        name = shorten_to(first.label, 2.2, TITLE)
        where = f"in {held.height} of {total} (q under {HELD}), most surely “{name}” ({means})"
        return f"{a} and {b} differ in how often they evaluate an actor {where}"
    what = f"How often {a} and {b} evaluate an actor where they name it"
    if shown["q"].count():
        return f"{what}: in none of {total} does it differ with q under {HELD}"
    gap = find_gap(lines)
    if gap is None:
        return f"{what}: in none of {total} have both {FEW} namings"
    return f"{what}: widest gap at “{shorten_to(gap.row.label, 2.2, TITLE)}” ({say_gap(gap, list(contrast))})"


def _caption(rows: pl.DataFrame, shown: pl.DataFrame) -> str:
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
        f"What part of the times that a group names an actor evaluates it, {VOICES[rows['voice'][0]]}: {shown.height} of "
        f"{count_of(rows.height, 'row')}, the most named. Line: 95 % interval {line}.{few}{say_hollow(shown)} {test}. Beside each row how "
        "often it is evaluated. A word evaluates that stands so in the lists; whether it is deserved, they cannot tell."
    )
