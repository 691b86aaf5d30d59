"""Verbs: with which verbs each group tells what one and the same source says, source by source."""

from __future__ import annotations

import polars as pl

from analysis.compare.estimates import BY_DOCUMENTS, LEAST_ALONE
from analysis.report.figures.shares import (
    FEW,
    HOLLOW,
    Share,
    ShareRow,
    find_gap,
    open_shares,
    say_gap,
    say_row,
    shorten_label,
)
from analysis.report.figures.style import (
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    styled,
)

SOURCES = 5  # in a figure
VERBS = 5  # of a source
LEAST = 3  # attributions of a source in a group: a share of fewer says nothing


@styled
def plot_verbs(cues: pl.DataFrame) -> Plot:
    """Said here, claimed there: of each source that two groups tell, its verbs, each as a share of its attributions in the group.

    `cues` is what `compare_cues` gives: actor, group, cue_lemma, cue_class, hits, size, share, low, high. The first SOURCES of the
    table, those told most, are drawn, of each the VERBS used most; only sources with LEAST attributions in two groups, and those
    groups alone.
    """
    if not cues.height:
        return empty_plot("No source is told with a verb of the lists by two groups, so there are no verbs to compare")
    who = ["actor", "resolved"]
    often = cues.filter(pl.col("size") >= LEAST).filter(pl.col("group").n_unique().over(who) > 1)
    if not often.height:
        return empty_plot(
            f"No source has {LEAST} attributions with a verb of the lists in two groups: too few for shares of verbs"
        )
    groups = cues["group"].unique().sort().to_list()
    sources = often.partition_by(who, maintain_order=True)
    shown = [_take_source(source, groups) for source in sources[:SOURCES]]
    rows = [row for source in shown for row in source]
    title = _title(shown, groups)
    unit = "share of the group's attributions to this source with a verb of the lists"
    figure, _ = open_shares(title, rows, group_looks(groups), unit)
    marks = [f"{source[0].label}, {say_row(row, groups)}" for source in shown for row in source[1:]]
    rare = cues.n_unique(who) - len(sources)
    caption = _caption(often, len(shown), len(sources), rare)
    return close_figure(figure, title, caption, describe(f"{title}. Share of attributions:", marks))


def _take_source(source: pl.DataFrame, groups: list[str]) -> list[ShareRow]:
    """A source's name, then its verbs with their class and their share in each group."""
    verbs = source.select("cue_lemma", "cue_class").unique(maintain_order=True).head(VERBS)
    cells = {(row["cue_lemma"], row["cue_class"], row["group"]): row for row in source.iter_rows(named=True)}
    rows = [ShareRow(source["actor"][0], [])]
    for verb, kind in verbs.iter_rows():
        shares = [_read(cells.get((verb, kind, group))) for group in groups]
        rows.append(ShareRow(f"{verb} ({kind})" if kind else verb, shares))
    return rows


def _read(row: dict | None) -> Share:
    return (
        Share(*(row[name] for name in ("hits", "size", "share", "low", "high")))
        if row
        else Share(0, 0, None, None, None)
    )


def _title(shown: list[list[ShareRow]], groups: list[str]) -> str:
    gaps = [(find_gap(source[1:]), source[0].label) for source in shown]
    known = [(gap, name) for gap, name in gaps if gap]
    if not known:
        total = count_of(len(shown), "source")
        return f"The verbs of {total} that two groups tell: none has {FEW} attributions in two groups that could be compared"
    gap, name = max(known, key=lambda pair: pair[0].rank)
    verb, apart = gap.row.label.split(" (")[0], "differs most" if gap.is_sure else "has the widest gap"
    return f"Of the verbs for the same source, “{verb}” for {shorten_label(name)} {apart} ({say_gap(gap, groups)})"


def _caption(cues: pl.DataFrame, shown: int, sources: int, rare: int) -> str:
    counted = set(cues.filter(pl.col("hits") > 0)["interval"])
    alone = "from counting attributions alone (Wilson), as if each were chosen apart"
    line = (
        f"with articles as the unit where there are {LEAST_ALONE} or more, else {alone}"
        if BY_DOCUMENTS in counted
        else alone
    )
    few = f" {HOLLOW}" if (cues["size"] < FEW).any() else ""
    out = f" {count_of(rare, 'source')} with fewer left out." if rare else ""
    return (
        f"{shown} of {count_of(sources, 'source')} that two groups or more tell {LEAST} times or more with a verb or noun of the lists, "
        f"those told most; of each its {VERBS} verbs used most, with their class.{out} Point: share of the group's attributions "
        f"to this source; line: 95 % interval {line}.{few} Beside each row how often; –: the group tells this source so fewer "
        f"than {LEAST} times. No test of a single verb. A class is that of a list, the same for every group."
    )
