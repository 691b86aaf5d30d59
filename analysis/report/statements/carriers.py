"""Statements on who carries what: what a group leaves out, what it alone has, and which report had shared words first."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

import polars as pl

from analysis.compare.omissions.absence import NONE, SHARED
from analysis.compare.reuse import COMMON, ONE, WORDING
from analysis.report.evidence import link
from analysis.report.statements.claims import OTHER_WORDS, PAGE, QUOTED, TOPIC, name_reports, quote
from analysis.report.statements.finding import Finding, count_of

SEVERAL = 2  # outlets that must carry a statement for its absence to be told: one may repeat itself
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
        f"({shorten(row['carried_by'], QUOTED, placeholder=' …')}): {quote(row['sentence'])}"
    )
    note = f" {row['note'][0].upper()}{row['note'][1:]}." if row["note"] else ""
    limit = (
        f"{count_of(row['group_reports'], 'article')} of {group} came out no earlier than the first that has it.{note} If chance "
        f"had dealt it out by length, all of {group} would be without it with a chance of {row['chance']:.2g}, taken by itself; as "
        f"one of {number:,} it is no test. {OTHER_WORDS}; why it is left out the texts do not say."
    )
    return Finding(TOPIC, text, limit, PAGE)


def state_unique(carriers: pl.DataFrame, omissions: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How many of each group's statements no other group has, and of how many another group had the opportunity."""
    shared = documents.drop_nulls("event").filter(pl.col("group").n_unique().over("event") > 1)
    told = carriers.filter(pl.col("event").is_in(shared["event"].unique().to_list()))
    told = told.with_columns(group=pl.col("groups").str.split("; ")).explode("group", empty_as_null=False)
    alone = told.filter(pl.col("kind") != SHARED)
    able = omissions.filter(pl.col("opportunity") != NONE)
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
            "An opportunity: an article of another group came out no earlier, or may have. Longer articles have room for more; there "
            f"is no test. {OTHER_WORDS}."
        )
        yield Finding(
            TOPIC, f"Stated in one group alone, of events that several report: {'; '.join(parts)}.", limit, PAGE
        )


# --- shared words ---------------------------------------------------------------------------------------------------

_KINDS = {COMMON: "quoted by both", ONE: "quoted by one", WORDING: "not quoted"}


def state_reuse(reuse: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How shared passages are used and how often it is known who had them first; of which two reports most words are so.

    What both quote has a source that both may have had, so that which report was first does not matter there.
    """
    if not reuse.height:
        return
    kinds = ", ".join(f"{reuse.filter(kind=kind).height:,} {words}" for kind, words in _KINDS.items())
    directed = reuse.drop_nulls("earlier")
    text = (
        f"{count_of(reuse.height, 'passage')} of the same words in two articles on one event, without mere names: {kinds}. In "
        f"{directed.height:,} the dates tell which article came first."
    )
    limit = "Names, idioms and short common phrases are not counted. Both may quote one source; neither need know the other."
    yield Finding(TOPIC, text, limit, PAGE)
    own = directed.filter(pl.col("kind") != COMMON)
    if own.height:
        yield _state_direction(own, documents)


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
        f"{names[row['earlier']]} came out before {names[row['later']]}, which has, without what both quote, "
        f"{count_of(row['words'], 'word')} of it again in {count_of(row['passages'], 'passage')}, the longest: "
        f"{quote(longest[f'text_{side}'])}."
    )
    limit = "That one was first does not say that the other took it from there: both may have it from a third."
    return Finding(TOPIC, text, limit, link("passages", f"{row['doc_a']} and {row['doc_b']}"))
