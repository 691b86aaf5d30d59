"""Panels: what becomes of findings where the same texts are counted in other ways."""

from __future__ import annotations

from math import radians, sin

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.compare.headlines import KEYS, OF_TERMS
from analysis.compare.variants import LEAVE_OUT, SCOPE, WORDS
from analysis.report.figures.marks import OWN, spoken
from analysis.report.figures.style import (
    GRID,
    INK,
    SMALL,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    list_words,
    open_figure,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

MOST = 12  # findings in a figure
ROW = 0.33  # inches
NARROW = 14  # variants: fewer are drawn as wide as if there were so many
LABEL, NAME = 2.3, 1.9  # inches for the names of findings and of variants
SLANT = 60  # degrees of the names of variants
KINDS = {WORDS: "what is taken for a term", SCOPE: "which words count", LEAVE_OUT: "which texts are left out"}
HOLDS = {"marker": "o", "markersize": 6, "markerfacecolor": INK, "markeredgecolor": INK}
FAILS = {"marker": "X", "markersize": 6.5, "markerfacecolor": "white", "markeredgecolor": INK}
UNASKED = {"marker": "_", "markersize": 6, "markeredgecolor": "#9a9a9a", "markeredgewidth": 2}


@styled
def plot_sensitivity(sensitivity: pl.DataFrame) -> Plot:
    """In which other ways to count each finding holds: a row a finding, a column a variant, and in how many beside it.

    `sensitivity` is what `check_sensitivity` gives: finding, topic, term, groups, voice, variant, kind, effect, holds (null
    where that cannot be asked there) and the reason. What does not hold in the run is no finding; at most MOST findings are
    drawn, in the order of the table.
    """
    held = sensitivity.filter(pl.col("asked") != "direction")
    if not held.height:
        return empty_plot("Nothing holds in the run, so there is no finding to count in other ways")
    findings = held.partition_by("finding", *KEYS, maintain_order=True)
    rows = findings[:MOST]
    shown = pl.concat(rows)
    variants = shown.select("kind", "variant").unique(maintain_order=True)
    kinds = variants["kind"].unique(maintain_order=True).to_list()
    variants = pl.concat([variants.filter(kind=kind) for kind in kinds])
    title = _title(rows)
    names = [shorten_to(name, NAME, SMALL) for name in variants["variant"]]
    above = max(text_width(name, SMALL) for name in names) * sin(radians(SLANT))
    figure = open_figure(title, 0.4 + above + ROW * len(rows), _key())
    axes = figure.subplots()
    _set_matrix(axes, [_name(row) for row in rows], names, variants["kind"].to_list())
    for place, row in enumerate(rows):
        _draw_finding(axes, place, row, variants["variant"].to_list())
    marks = [_mark(row) for row in rows]
    caption = _caption(shown, variants, len(rows), len(findings))
    return close_figure(figure, title, caption, describe(f"{title}. In other ways to count:", marks))


def _set_matrix(axes: Axes, findings: list[tuple[str, str]], variants: list[str], kinds: list[str]) -> None:
    """Findings at the left, variants above, a line between two kinds of variants."""
    wide = max(len(variants), NARROW)
    axes.set_xlim(-0.6, wide - 0.4)
    axes.set_ylim(len(findings) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, pad=4)
    axes.set_yticks(range(len(findings)), [f"{name}\n{more}" for name, more in findings], size=8)
    axes.xaxis.tick_top()
    slanted = {"rotation": SLANT, "ha": "left", "va": "bottom", "rotation_mode": "anchor", "size": SMALL}
    axes.set_xticks(range(len(variants)), variants, **slanted)
    for place in range(len(findings)):
        axes.plot([-0.5, len(variants) - 0.5], [place] * 2, color=GRID, linewidth=0.7, zorder=0)
    for place in range(1, len(kinds)):
        if kinds[place] != kinds[place - 1]:
            axes.plot([place - 0.5] * 2, [-0.5, len(findings) - 0.5], color="#9a9a9a", linewidth=0.7, zorder=0)


def _draw_finding(axes: Axes, place: int, rows: pl.DataFrame, variants: list[str]) -> None:
    signs = {True: HOLDS, False: FAILS, None: UNASKED}
    for variant, holds in rows.select("variant", "holds").iter_rows():
        axes.plot([variants.index(variant)], [place], linestyle="", clip_on=False, **signs[holds])
    held, of = _count(rows)
    beside = {"xytext": (4, 0), "textcoords": "offset points", "annotation_clip": False}
    axes.annotate(f"{held} of {of}", (len(variants) - 0.5, place), size=8, va="center", **beside)


def _key() -> list[Line2D]:
    names = {"holds": HOLDS, "does not hold": FAILS, "cannot be asked there": UNASKED}
    return [Line2D([], [], linestyle="", label=name, **sign) for name, sign in names.items()]


# --- words --------------------------------------------------------------------------------------------------------


def _count(rows: pl.DataFrame) -> tuple[int, int]:
    """In how many variants a finding holds, and in how many that could be asked."""
    return int(rows["holds"].sum()), rows["holds"].count()


def _name(rows: pl.DataFrame) -> tuple[str, str]:
    """A finding in two lines: its term or category, then its list and which group has more (both groups, if it holds nowhere)."""
    row = rows.row(0, named=True)
    effects = rows.filter("holds")["effect"].drop_nulls()
    groups = (row["group_a"], row["group_b"])
    more = f"more in {groups[effects[0] < 0]}" if len(effects) else " and ".join(groups)
    voice = [row["voice"]] * (row["voice"] not in OWN)
    parts = [spoken(row["topic"])] * (row["topic"] != OF_TERMS) + voice + [more]
    return shorten_to(f"“{spoken(row['term'])}”", LABEL, 8), shorten_to(", ".join(parts), LABEL, 8)


def _title(rows: list[pl.DataFrame]) -> str:
    counts = [_count(row) for row in rows]
    held, of = min(counts, key=lambda count: (count[0] / count[1] if count[1] else 2, count))
    least = _name(rows[counts.index((held, of))])[0]
    if not of:
        return "No finding can be asked in any other way to count the same texts"
    if len(rows) == 1:
        return f"{least} holds in {held} of {count_of(of, 'other way')} to count the same texts"
    firm = sum(held == of > 0 for held, of in counts)
    if firm == len(rows):
        return f"All {firm} findings hold in every other way to count the same texts that can be asked"
    some = f"{firm} of {len(rows)} findings {'holds' if firm == 1 else 'hold'}"
    some = some if firm else f"None of {len(rows)} findings holds"
    return f"{some} in every other way to count the same texts; {least} least often, in {held} of {of}"


def _caption(shown: pl.DataFrame, variants: pl.DataFrame, drawn: int, findings: int) -> str:
    numbers = variants.group_by("kind", maintain_order=True).len()
    kinds = list_words([f"{KINDS[kind]} ({number})" for kind, number in numbers.iter_rows()])
    reasons = shown.filter(pl.col("holds").is_null()).group_by("reason", maintain_order=True).len()
    given = list_words([f"{reason} ({number})" for reason, number in reasons.head(4).iter_rows()])
    notes = [note for note in shown["note"].unique(maintain_order=True) if note]
    return (
        f"{drawn} of {count_of(findings, 'finding')}, each counted again in {count_of(variants.height, 'way')} that are one step "
        f"from the run's own; in columns from the left: {kinds}. To hold is to have the same direction and to pass what the "
        "finding passed in the run: its test where it had one, else an interval that leaves out no difference. At the right: in how many of those that can be asked; an empty place concerns other kinds of findings."
        f"{f' Cannot be asked: {given}.' if given else ''}{''.join(f' {note.capitalize()}.' for note in notes[:2])} Counts of "
        "ways, no intervals: the ways share their texts."
    )


def _mark(rows: pl.DataFrame) -> str:
    held, of = _count(rows)
    fails = rows.filter(~pl.col("holds"))["variant"].to_list()
    return f"{', '.join(_name(rows))}: holds in {held} of {of}{f', not: {list_words(fails)}' if fails else ''}"
