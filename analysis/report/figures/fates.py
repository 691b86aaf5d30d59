"""Fates: what becomes of the same quotation in two outlets, counted by pair of groups."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.quotefate import CUT, FATES
from analysis.report.figures.marks import draw_matrix, head_beside, write_beside
from analysis.report.figures.shares import percent
from analysis.report.figures.style import (
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    list_words,
    open_figure,
    shorten_to,
    styled,
)

PAIRS = 15  # pairs of groups in a figure
ROW = 0.36  # inches


def place_sides(fates: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The fates with outlet and group of both sides."""
    names = documents.select("doc", "outlet", "group")
    for side in "ab":
        fates = fates.join(
            names.rename({name: f"{name}_{side}" for name in names.columns}), on=f"doc_{side}", maintain_order="left"
        )
    return fates


@styled
def plot_fates(fates: pl.DataFrame, documents: pl.DataFrame) -> Plot:
    """What becomes of quotations that two outlets share: a row a pair of groups, a column a fate, pairs of quotations in numbers.

    `fates` is what `compare_quotes` gives, `documents` has doc, outlet and group. At most PAIRS pairs of groups are drawn.
    """
    if not fates.height:
        return empty_plot("No two outlets tell the same quotation of one event, so there are no fates to show")
    placed = place_sides(fates, documents)
    turned = pl.col("group_a") > pl.col("group_b")
    table = placed.with_columns(
        first=pl.min_horizontal("group_a", "group_b"), last=pl.max_horizontal("group_a", "group_b"),
        shorter=pl.when(pl.col("fate") != CUT).then(None).when((pl.col("fuller") == "a") != turned).then(pl.lit("last"))
        .when(pl.col("fuller") != "").then(pl.lit("first")),
    )  # fmt: skip
    pairs = table.group_by("first", "last").len().sort("len", "first", "last", descending=[True, False, False])
    shown = pairs.head(PAIRS)
    counts = np.zeros((shown.height, len(FATES)))
    for row, (first, last, _) in enumerate(shown.iter_rows()):
        own = table.filter(first=first, last=last)["fate"].to_list()
        counts[row] = [own.count(fate) for fate in FATES]
    labels = [_name_pair(first, last) for first, last, _ in shown.iter_rows()]
    title = _title(table)
    figure = open_figure(title, 0.85 + ROW * len(labels))
    axes = figure.subplots()
    shares = counts / counts.sum(1, keepdims=True)
    texts = [[_say(*cell) for cell in zip(*row, strict=True)] for row in zip(counts, shares, strict=True)]
    draw_matrix(axes, shares, texts, float(shares.max()))
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xticks(range(len(FATES)), [fate.replace("-", "-\n") for fate in FATES])
    axes.xaxis.tick_top()
    head_beside(axes, -0.6, "shorter in\nfirst : second")
    for row, (first, last, _) in enumerate(shown.iter_rows()):
        write_beside(axes, row, _say_shorter(table.filter(first=first, last=last), first, last))
    marks = [
        f"{label}: {', '.join(f'{fate} {count:.0f}' for fate, count in zip(FATES, row, strict=True) if count)}"
        for label, row in zip(labels, counts, strict=True)
    ]
    caption = _caption(table, pairs.height, shown.height)
    return close_figure(figure, title, caption, describe(f"{title}. Pairs of quotations:", marks))


def _name_pair(first: str, last: str) -> str:
    return f"within {shorten_to(first, 1.4)}" if first == last else f"{shorten_to(first, 0.9)}, {shorten_to(last, 0.9)}"


def _say(count: float, share: float) -> str:
    return f"{count:,.0f}\n({percent(share)})" if count else "0"


def _say_shorter(rows: pl.DataFrame, first: str, last: str) -> str:
    """Of the quotations that are cut, on which side how many have fewer words."""
    sides = [rows.filter(shorter=side).height for side in ("first", "last")]
    return "–" if first == last else " : ".join(f"{number:,}" for number in sides)


def _title(table: pl.DataFrame) -> str:
    numbers = dict(table.group_by("fate").len().iter_rows())
    said = list_words([f"{numbers[fate]:,} {fate}" for fate in FATES if fate in numbers])
    total = count_of(table.height, "pair")
    return f"Of {total} of the same quotation in two outlets, {said}; no test"


def _caption(table: pl.DataFrame, pairs: int, shown: int) -> str:
    left = f" {pairs - shown} pairs of groups with fewer are left out." if shown < pairs else ""
    events = count_of(table["event"].n_unique(), "event")
    docs = pl.concat([table["doc_a"], table["doc_b"]]).n_unique()
    return (
        f"What becomes of a quotation in another outlet of the same event: {count_of(table.height, 'pair')} in {events} and "
        f"{count_of(docs, 'article')}, by the groups of the two outlets; in brackets and in grey the share of the row. Each pair has "
        "the first of these fates that applies: altered, other words stand in place of some; cut, words are left out; re-attributed, to "
        "another known source; moved, to another third of the article; kept whole; paraphrased, told without quotation marks. "
        f"Shorter in: of those cut, the side with fewer words.{left} Counts, no intervals: pairs that share an article are not "
        "independent. That one has fewer words says nothing of who took from whom."
    )
