"""Statements on who carries what: what a group leaves out, what it alone has, and which report had shared words first."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

import polars as pl

from analysis.compare.omissions.absence import SHARED
from analysis.compare.reuse import COMMON, NONE, ONE
from analysis.report.quoting import quote
from analysis.report.statements.claims import PAGE, QUOTED, TOPIC, name_reports
from analysis.report.statements.finding import Finding, count_of

SEVERAL = 2  # outlets that must carry a statement for its absence to be told: one may repeat itself
ENOUGH = 5  # articles that carry it or surely lack it, from which on a chance says something
CHECK = "Found by shared words and words of like meaning, which may miss what is told in quite other words"
_STATEMENT = ["event", "statement"]


def state_omissions(omissions: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """For each group the most carried statement that no report of it has, with how likely chance would leave it out."""
    outlets = documents.select(docs="doc", outlet="outlet")
    listed = omissions.filter("whole").with_columns(pl.col("docs").str.split("; ")).explode("docs", empty_as_null=False)
    carried = listed.join(outlets, on="docs").group_by(*_STATEMENT, "group").agg(outlets=pl.col("outlet").n_unique())
    told = omissions.filter("whole").join(carried, on=[*_STATEMENT, "group"]).filter(pl.col("outlets") >= SEVERAL)
    ordered = told.sort("group", -pl.col("carriers"), "chance", *_STATEMENT)
    for (group,), rows in ordered.group_by("group", maintain_order=True):
        yield _state_omission(group, rows.row(0, named=True), rows.height)


def _state_omission(group: str, row: dict, number: int) -> Finding:
    text = (
        f"Of {count_of(number, 'statement')} that {SEVERAL} outlets or more carry and no article of {group} does, the most carried "
        f"stands in {row['carriers']:,} of {count_of(row['reports'], 'article')} on {row['event']} "
        f"({shorten(row['carried_by'], QUOTED, placeholder=' …')}): {quote(row['sentence'], QUOTED)}"
    )
    note = f" {row['note'][0].upper()}{row['note'][1:]}." if row["note"] else ""
    limit = (
        f"Surely without it, and out no earlier: {count_of(row['group_reports'], 'article')} of {group}.{note}{_say_chance(row, number)} "
        f"{CHECK}; why it is left out the texts do not say."
    )
    return Finding(TOPIC, text, limit, PAGE)


def _say_chance(row: dict, number: int) -> str:
    """The chance that all of the group would be without it; nothing where too few articles were compared for it to mean much."""
    if row["carriers"] + row["group_reports"] < ENOUGH:
        return ""
    return (
        f" If chance had dealt it out by length, all of {row['group']} would be without it with a chance of {row['chance']:.2g}, taken "
        f"by itself; as one of {number:,} it is no test."
    )


def state_unique(carriers: pl.DataFrame, omissions: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How many of each group's statements no other group has or may have, and how many an article elsewhere could have had."""
    shared = documents.drop_nulls("event").filter(pl.col("group").n_unique().over("event") > 1)
    told = carriers.filter(pl.col("event").is_in(shared["event"].unique().to_list()))
    told = told.with_columns(group=pl.col("groups").str.split("; ")).explode("group", empty_as_null=False)
    maybe = (
        pl.col("unclear_groups").fill_null("").str.split("; ").list.set_difference(pl.concat_list("group", pl.lit("")))
    )
    alone = told.filter(pl.col("kind") != SHARED, maybe.list.len() == 0)
    able = omissions.filter(pl.col("absent") > 0)
    others = able.select(*_STATEMENT, other="group")
    could = alone.join(others, on=_STATEMENT).filter(pl.col("other") != pl.col("group")).unique([*_STATEMENT, "group"])
    parts = []
    for (group,), own in told.sort("group").group_by("group", maintain_order=True):
        articles = shared.filter(group=group)
        own_alone, able = (table.filter(group=group).height for table in (alone, could))
        size = f"{count_of(articles.height, 'article')}, {count_of(articles['words'].sum(), 'word')}"
        parts.append(
            f"{own_alone:,} of {count_of(own.height, 'statement')} in {group} ({size}), {able:,} of these with an opportunity elsewhere"
        )
    if parts:
        limit = (
            "An opportunity: an article of another group that surely lacks it came out no earlier, or may have. Statements that an "
            f"article of another group may have are not among them. Longer articles have room for more; there is no test. {CHECK}."
        )
        yield Finding(
            TOPIC, f"Stated in one group alone, of events that several report: {'; '.join(parts)}.", limit, PAGE
        )


# --- shared words ---------------------------------------------------------------------------------------------------

REUSE_PAGE = "07-overlap.html"


def state_reuse(reuse: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How shared passages are used and how often it is known who had them first; of which two reports most words are so.

    What both quote has a source that both may have had, so that which report was first does not matter there.
    """
    if not reuse.height:
        return
    kinds = ", ".join(f"{reuse.filter(kind=kind).height:,} {kind}" for kind in (COMMON, ONE, NONE))
    own = reuse.filter(pl.col("kind") != COMMON)
    directed = own.drop_nulls("earlier")
    first = (
        f" Of the {own.height:,} not quoted by both, the dates tell in {directed.height:,} which article came first."
    )
    text = (
        f"{count_of(reuse.height, 'passage')} of the same words in two articles on one event, without mere names: {kinds}."
        f"{first if own.height else ''}"
    )
    limit = (
        "Quoted is what stands in quotation marks for the most part. A passage in three articles counts for each two of them; names, "
        "idioms and short common phrases do not. Both may quote one source; neither need know the other."
    )
    yield Finding(TOPIC, text, limit, REUSE_PAGE)
    if directed.height:
        yield _state_direction(directed, documents)


def _state_direction(directed: pl.DataFrame, documents: pl.DataFrame) -> Finding:
    """Between which two reports most shared words have a direction; two outlets before two reports of one."""
    pairs = directed.group_by("doc_a", "doc_b", "earlier", "later").agg(
        pl.len().alias("passages"), pl.col("words").sum()
    )
    for side in ("earlier", "later"):
        pairs = pairs.join(documents.select(**{side: "doc", f"outlet_{side}": "outlet"}), on=side)
    same = pl.col("outlet_earlier") == pl.col("outlet_later")
    row = pairs.sort(same, -pl.col("words"), "earlier", "later").row(0, named=True)
    of_pair = directed.filter(earlier=row["earlier"], later=row["later"])
    longest = of_pair.sort(-pl.col("words"), "start_a", "start_b").row(0, named=True)
    names = name_reports(documents)
    side = "a" if row["earlier"] == row["doc_a"] else "b"
    text = (
        f"{names[row['earlier']]} came out before {names[row['later']]}, which has {count_of(row['words'], 'word')} of it again in "
        f"{count_of(row['passages'], 'passage')} not quoted by both, the longest: "
        f"{quote(longest[f'text_{side}'], QUOTED)}."
    )
    limit = "That one was first does not say that the other took it from there: both may have it from a third."
    return Finding(TOPIC, text, limit, REUSE_PAGE)
