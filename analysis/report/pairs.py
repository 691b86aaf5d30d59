"""Pairs: which two articles of an event a page shows side by side, and the address of each on it."""

from __future__ import annotations

import polars as pl

from analysis.report.evidence import anchor

PAIRS = 20  # pairs of articles of an event on its page
LINKED = "side by side"


def choose_pairs(alignments: pl.DataFrame, discrepancies: pl.DataFrame) -> pl.DataFrame:
    """The pairs of articles that pages show, PAIRS an event: event, doc_a, doc_b; most values that differ first, then most alike."""
    keys = ["event", "doc_a", "doc_b"]
    values = turn_sides(discrepancies).select(*keys, score=pl.lit(0.0), differs=1)
    told = pl.concat([alignments.select(*keys, "score", differs=0), values], how="vertical_relaxed")
    sums = told.group_by(keys).agg(pl.col("differs", "score").sum().round(6))
    ordered = sums.sort("event", "differs", "score", "doc_a", "doc_b", descending=[False, True, True, False, False])
    return ordered.group_by("event", maintain_order=True).head(PAIRS).select(keys)


def turn_sides(discrepancies: pl.DataFrame) -> pl.DataFrame:
    """The discrepancies with the article whose name comes first as a, as in alignments; they have the one published first."""
    turned = pl.col("doc_a") > pl.col("doc_b")
    pairs = [
        (name, name[:-1] + ("b" if name[-1] == "a" else "a"))
        for name in discrepancies.columns
        if name[-2:] in ("_a", "_b")
    ]
    return discrepancies.with_columns(pl.when(turned).then(other).otherwise(name).alias(name) for name, other in pairs)


def link_alignments(alignments: pl.DataFrame, discrepancies: pl.DataFrame) -> pl.Series:
    """The address of each alignment's row on the page of its event, null where the page does not show the pair."""
    return _link(
        alignments,
        alignments,
        discrepancies,
        [anchor_row(*row) for row in alignments.select("start_a", "start_b").iter_rows()],
    )


def link_discrepancies(discrepancies: pl.DataFrame, alignments: pl.DataFrame) -> pl.Series:
    """The address of each discrepancy's pair of articles on the page of its event, null where the page does not show the pair."""
    return _link(turn_sides(discrepancies), alignments, discrepancies, [""] * discrepancies.height)


def anchor_row(start_a: int, start_b: int) -> str:
    """The end of the address of two sentences that start at these places."""
    return f".{start_a}.{start_b}"


def file_of(event: str) -> str:
    """The name of the page of an event."""
    return f"{anchor('aligned', event)}.html"


def _link(table: pl.DataFrame, alignments: pl.DataFrame, discrepancies: pl.DataFrame, ends: list[str]) -> pl.Series:
    shown = set(choose_pairs(alignments, discrepancies).iter_rows())
    rows = zip(table.select("event", "doc_a", "doc_b").iter_rows(), ends, strict=True)
    addresses = [f"evidence/{file_of(row[0])}#{anchor(*row[1:])}{end}" if row in shown else None for row, end in rows]
    return pl.Series(LINKED, addresses, dtype=pl.String)
