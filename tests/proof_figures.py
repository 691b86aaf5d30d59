"""The figures of the proof: false findings by method, and the coverage of intervals."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.report.figures.marks import Interval, draw_interval, head_beside, set_rows, write_beside
from analysis.report.figures.style import (
    COLOURS,
    FAINT,
    GRID,
    INK,
    Look,
    Plot,
    close_figure,
    describe,
    open_figure,
    styled,
)

LOOKS = {"pooled G²": Look(COLOURS[1], "s", ""), "within events": Look(COLOURS[0], "o", "")}
WORDS = {"even": "o", "in bursts": "s", "in strong bursts": "^"}
RATIOS = {1.0: COLOURS[0], 3.0: COLOURS[1]}  # which of the two also is filled, so that it is told without its colour
NOMINAL, NEAR = 0.95, (0.90, 0.98)
ROW = 0.22  # inches
LEFT = 2.4  # inches of labels


@styled
def plot_findings(findings: pl.DataFrame) -> Plot:
    """False words a corpus and, beside them, what else each method found: a row a kind of corpus and method."""
    planted = findings.filter(pl.col("planted") > 0)
    pooled, within = (planted.filter(method=method).row(0, named=True) for method in LOOKS)
    title = (
        f"With {pooled['corpora'].split(',')[0]}, pooled counts call {pooled['false']:.0f} words a finding that do not differ, "
        f"the test within events {within['false']:.2f}; "
        f"of {within['planted']} that do they find {pooled['found']:.1f} and {within['found']:.1f}"
    )
    names = findings["corpora"].unique(maintain_order=True).to_list()
    key = [
        Line2D([], [], linestyle="", marker=look.marker, color=look.colour, label=name) for name, look in LOOKS.items()
    ]
    figure = open_figure(title, 0.75 + 2 * 1.25 * ROW * len(names), key)
    axes = figure.subplots()
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xlim(0, 1000)
    axes.set_xticks([0, 1, 10, 100, 1000], ["0", "1", "10", "100", "1,000"])
    axes.minorticks_off()
    axes.grid(axis="x")
    for row in findings.iter_rows(named=True):
        place = 2.5 * names.index(row["corpora"]) + list(LOOKS).index(row["method"])
        draw_interval(axes, Interval(place, row["false"], row["false_low"], row["false_high"]), LOOKS[row["method"]])
        write_beside(axes, place, _beside(row))
    set_rows(axes, names, [2.5 * place + 0.5 for place in range(len(names))], LEFT)
    axes.set_ylim(2.5 * len(names) - 0.7, -0.7)
    head_beside(axes, -0.6, "found of planted; false in")
    axes.set_xlabel("false findings a corpus: mean, and the middle nine tenths of corpora")
    marks = [
        f"{row['corpora']}, {row['method']}: {row['false']:g} false, {_beside(row)}"
        for row in findings.iter_rows(named=True)
    ]
    return close_figure(figure, title, _caption_findings(findings), describe(f"{title}.", marks))


def _beside(row: dict) -> str:
    share = (
        f"{100 * row['any']:.0f} % of corpora"
        if row["any"] in (0, 1) or row["any"] >= 0.1
        else f"{100 * row['any']:.1f} % of corpora"
    )
    return f"{row['found']:.1f} of {row['planted']}; {share}" if row["planted"] else share


def _caption_findings(findings: pl.DataFrame) -> str:
    kinds = findings.filter(pl.col("planted") > 0, method="within events")
    weak = [
        f"with {row['corpora'].split(',')[0]} a word's rates had to differ "
        + (f"{row['detectable']:.1f} times" if row["detectable"] else "more than any ratio could")
        for row in kinds.iter_rows(named=True)
    ]
    return (
        "Simulated counts. Events have 1 to 40 articles a group and words of their own, which both groups use alike; 400 other words "
        "come in bursts and do not differ, ten are planted at three times the rate in one group. Findings at a false discovery rate of "
        "5 % (Benjamini & Hochberg 1995), by G² of all words together (Dunning 1993) and by the test within events. To be the first "
        f"finding four times out of five, {'; '.join(weak)}. Table: false-findings.csv."
    )


@styled
def plot_coverage(coverage: pl.DataFrame) -> Plot:
    """The share of 95 % intervals that hold the truth: a row an estimate and its documents, a sign a kind of words and ratio."""
    near = coverage.filter(pl.col("share").is_between(*NEAR)).height
    title = (
        f"95 % intervals hold the truth in 90 to 98 % of trials in {near} of {coverage.height} cases; in the others in "
        f"{100 * coverage['share'].min():.0f} to {100 * coverage['share'].max():.0f} %"
    )
    kinds = coverage.select("estimate", "documents").unique(maintain_order=True).rows()
    heads = coverage["estimate"].unique(maintain_order=True).to_list()
    places = {kind: number + 1.3 * heads.index(kind[0]) for number, kind in enumerate(kinds)}
    figure = open_figure(title, 0.6 + ROW * (len(kinds) + 1.3 * len(heads)), _coverage_key())
    axes = figure.subplots()
    axes.set_xlim(min(coverage["share_low"].min(), 0.8) - 0.01, 1.003)
    axes.axvspan(*NEAR, color=GRID, alpha=0.6, linewidth=0, zorder=0)
    axes.axvline(NOMINAL, color=FAINT, linewidth=0.9, zorder=1)
    for row in coverage.iter_rows(named=True):
        _draw_share(axes, places[row["estimate"], row["documents"]], row)
    set_rows(axes, [documents for _, documents in kinds], list(places.values()), LEFT)
    axes.set_ylim(max(places.values()) + 0.7, -1.6)
    for head in heads:
        first = min(place for (estimate, _), place in places.items() if estimate == head)
        axes.text(axes.get_xlim()[0], first - 0.95, head, weight="bold", size=8, va="center", color=INK)
    axes.set_xlabel("share of intervals that hold the truth (grey: 90 to 98 %)")
    outside = coverage.filter(~pl.col("share").is_between(*NEAR)).sort("share")
    marks = [
        f"{row['estimate']}, {row['documents']}, words {row['words']}, ratio {row['ratio']:g}: {100 * row['share']:.1f} %"
        for row in outside.iter_rows(named=True)
    ]
    return close_figure(figure, title, _caption_coverage(coverage), describe(f"{title}. Outside 90 to 98 %:", marks))


def _coverage_key() -> list[Line2D]:
    plain = {"linestyle": "", "color": INK, "markersize": 5}
    signs = [Line2D([], [], marker=marker, label=f"words {words}", **plain) for words, marker in WORDS.items()]
    filled = [Line2D([], [], marker="D", linestyle="", label=f"ratio {ratio:g}", **_fill(ratio)) for ratio in RATIOS]
    return signs + filled


def _fill(ratio: float) -> dict:
    colour = RATIOS[ratio]
    return {"markerfacecolor": colour if ratio > 1 else "white", "markeredgecolor": colour, "markersize": 4.5}


def _draw_share(axes: Axes, place: float, row: dict) -> None:
    height = place + 0.22 * (list(WORDS).index(row["words"]) - 1)
    colour = RATIOS[row["ratio"]]
    axes.plot([row["share_low"], row["share_high"]], [height] * 2, color=colour, linewidth=0.8, zorder=2)
    axes.plot(
        [row["share"]],
        [height],
        marker=WORDS[row["words"]],
        linestyle="",
        zorder=3,
        clip_on=False,
        **_fill(row["ratio"]),
    )


def _caption_coverage(coverage: pl.DataFrame) -> str:
    return (
        f"Simulated counts, {coverage['intervals'].max():,} measures a case at about a hit in 500 words, events with levels of their own. "
        "Documents' rates are alike (even) or gamma with shape 1 (in bursts) or 0.3 (in strong bursts). Lines: what the number of trials "
        "leaves open. With fewer than ten documents the interval of a rate counts words alone and is too short for words in bursts. "
        "Events as a sample and outlets as the unit: these vary by a gamma factor of shape 4, and the truth is that of all there might be. "
        "Means differ by 2, where documents of a group vary by 1 and more. Table: coverage.csv."
    )
