"""Absence: which reports carry a statement, which of those that could leave it out, and how often chance would do that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.omissions.chance import draw_carriers
from analysis.compare.published import place_documents
from analysis.find.words import Words

CARRIERS = {
    "event": pl.String, "statement": pl.Int64, "kind": pl.String, "reports": pl.Int64, "carriers": pl.Int64, "groups": pl.String,
    "carried_by": pl.String, "docs": pl.String, "claim": pl.String, "sentence": pl.String, "doc": pl.String,
    "start": pl.Int64, "end": pl.Int64, "unclear": pl.String, "unclear_groups": pl.String,
}  # fmt: skip
OMISSIONS = {
    "event": pl.String, "claim": pl.String, "carried_by": pl.String, "absent_from": pl.String, "expected": pl.Float64,
    "sentence": pl.String, "statement": pl.Int64, "kind": pl.String, "groups": pl.String, "group": pl.String,
    "whole": pl.Boolean, "chance": pl.Float64, "carriers": pl.Int64, "reports": pl.Int64, "absent": pl.Int64,
    "group_reports": pl.Int64, "earlier": pl.Int64, "undated": pl.Int64, "docs": pl.String, "doc": pl.String,
    "start": pl.Int64, "end": pl.Int64, "note": pl.String, "opportunity": pl.String, "came_earlier": pl.String,
    "unclear": pl.String,
}  # fmt: skip
# When the reports without a statement came out, by the best opportunity among them.
LATER, SAME_DAY, UNKNOWN, BEFORE = "came out later", "same day", "dates not known", "came out before"
SHARED, ONE_GROUP, UNIQUE = "shared", "one group", "unique"
NAMED = 12  # reports without a statement that are named one by one


def count_carriers(statements: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Which reports carry each statement: the columns of CARRIERS, a row for each, those that most carry first in an event.

    kind: `shared` is carried in several groups, `one group` by several reports of one, `unique` by one report. claim and
    sentence are the sentence in its centre, which stands in doc from start to end. Of the reports of the event in
    documents (doc, event, outlet, group) carried_by names those that surely carry it: by outlet, with doc where an outlet
    has several. unclear names those of which it is not clear, unclear_groups their groups: they are in no other column.
    """
    reports = _name_reports(documents)
    told = statements.join(reports.select("doc", "group", "name", "order"), on="doc")
    texts = told.filter("centre").select("event", "statement", "sentence", "doc", "start", "end", claim="sentence")
    carried = told.unique(["event", "statement", "doc"], keep="first", maintain_order=True).sort("order")
    who = carried.group_by("event", "statement").agg(
        carriers=pl.len(), several=pl.col("group").n_unique() > 1, groups=_list_once("group"),
        carried_by=pl.col("name").str.join("; "), docs=pl.col("doc").str.join("; "),
    )  # fmt: skip
    maybe = _list_unclear(statements).join(reports, on=["event", "doc"]).sort("order")
    open_ = maybe.group_by("event", "statement").agg(
        unclear=pl.col("name").str.join("; "), unclear_groups=_list_once("group")
    )
    kind = (
        pl.when("several")
        .then(pl.lit(SHARED))
        .when(pl.col("carriers") > 1)
        .then(pl.lit(ONE_GROUP))
        .otherwise(pl.lit(UNIQUE))
    )
    table = who.join(texts, on=["event", "statement"]).join(open_, on=["event", "statement"], how="left")
    table = table.join(reports.group_by("event").agg(reports=pl.len()), on="event")
    named = table.with_columns(pl.col("unclear", "unclear_groups").fill_null(""), kind=kind)
    return (
        named.select(CARRIERS.keys())
        .cast(CARRIERS)
        .sort("event", "carriers", "statement", descending=[False, True, False])
    )


def compare_omissions(statements: pl.DataFrame, documents: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The statements that reports of a group surely do not carry: the columns of OMISSIONS, a row for each group.

    `documents` has doc, event, outlet, group and date. A report of which it is not clear whether it carries a statement is
    named in unclear and counted in nothing else. A statement is out from the day of the report in its centre, or from that
    on which a second carrier was out, whichever is earlier: no other carrier decides it alone. A report that was surely out
    before had no opportunity: it is counted in earlier and named in came_earlier. A date that is not known shuts no report
    out (undated says of how many that is). Of the others absent do not carry it, which absent_from names; whole says
    whether there are some, none of the group has it, and of none it is unclear.

    opportunity is the best that one of those absent had: `came out later` where it surely came out on a later day than that
    from which the statement was out, `same day` on the same or a later one, `dates not known` where they do not tell, and
    `came out before` where all that surely lack it did: a gap, but no omission (absent 0, chance 1, absent_from empty).

    chance is how likely as many of the group or more would be without it, and expected how many would be, if its carriers
    had been drawn at random from the reports of which it is clear and that had an opportunity, in proportion to their
    words (see `draw_carriers`). Of equal reports, k of n carriers, all n - g outside a group of g: chance is
    C(n - g, k) / C(n, k). It takes each statement for itself. The most carried that some leave out come first in each
    event, those absent from a whole group before others, then by chance; the gaps that are no omissions last.
    """
    carried = count_carriers(statements, documents).drop("unclear", "unclear_groups")
    carriers = statements.group_by("event", "statement").agg(
        docs=pl.col("doc").unique().sort(),
        centre=pl.col("doc").filter("centre").first(),
        unclear=pl.col("unclear").first(),
    )
    listed = carriers.sort("event", "statement").partition_by("event", as_dict=True)
    rows = [
        row for event, of_event in _each_event(documents, words) if (event,) in listed
        for row in _describe(listed[event,], of_event)
    ]  # fmt: skip
    schema = {name: OMISSIONS[name] for name in rows[0]} if rows else {"event": pl.String, "statement": pl.Int64}
    found = pl.DataFrame(rows, schema=schema, orient="row").join(
        carried, on=["event", "statement"], maintain_order="left"
    )
    if found.is_empty():
        return pl.DataFrame(schema=OMISSIONS)
    order = ["event", pl.col("absent") > 0, "carriers", "whole", "chance", "statement", "group"]
    ordered = found.sort(*order, descending=[False, True, True, True, False, False, False])
    return ordered.select(OMISSIONS.keys()).cast(OMISSIONS)


def _list_once(name: str) -> pl.Expr:
    return pl.col(name).unique().sort().str.join("; ")


def _list_unclear(statements: pl.DataFrame) -> pl.DataFrame:
    """The reports of which it is not clear whether they carry a statement: event, statement, doc."""
    once = statements.filter("centre", pl.col("unclear") != "").select(
        "event", "statement", doc=pl.col("unclear").str.split("; ")
    )
    return once.explode("doc", empty_as_null=False)


def _name_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events with a name, the outlet's, and the article's where it has several, in their order."""
    several = pl.len().over("event", "outlet") > 1
    name = pl.when(several).then(pl.format("{} ({})", "outlet", "doc")).otherwise("outlet")
    order = pl.int_range(pl.len(), dtype=pl.Int64)
    return documents.filter(pl.col("event").is_not_null()).with_columns(name=name, order=order)


class _Event(NamedTuple):
    """The reports of one event: doc, name, group, first and last day; words (at least 1) as weights; draws made before."""

    reports: pl.DataFrame
    weights: np.ndarray
    draws: dict


def _each_event(documents: pl.DataFrame, words: Words) -> Iterator[tuple[str, _Event]]:
    sizes = pl.DataFrame(
        {"doc": words.docs, "words": np.diff(words.bounds)}, schema={"doc": pl.String, "words": pl.Int64}
    )
    placed = _name_reports(documents).join(place_documents(documents), on="doc").join(sizes, on="doc", how="left")
    for event in placed["event"].unique().sort():
        reports = placed.filter(event=event).sort("order")
        weights = np.maximum(reports["words"].fill_null(0).to_numpy(), 1).astype(float)
        yield event, _Event(reports, weights, {})


def _describe(carriers: pl.DataFrame, event: _Event) -> Iterator[dict]:
    """The rows of one event, of each statement those of the groups that lack it."""
    reports = event.reports
    place = {doc: number for number, doc in enumerate(reports["doc"])}
    group, names = reports["group"].to_numpy(), reports["name"].to_list()
    first, last = (reports[name].cast(pl.Float64).to_numpy() for name in ("first", "last"))
    for statement, docs, centre, unclear in carriers.select("statement", "docs", "centre", "unclear").iter_rows():
        carries, maybe = np.zeros(len(names), np.bool_), np.zeros(len(names), np.bool_)
        carries[[place[doc] for doc in docs]] = True
        maybe[[place[doc] for doc in unclear.split("; ") if doc in place]] = True
        maybe &= ~carries
        could = ~maybe & (carries | ~(last < _find_start(first, carries, place[centre])))
        for name in np.unique(group[~carries & ~maybe]):
            here = group == name
            absent = np.flatnonzero(here & could & ~carries)
            earlier = np.flatnonzero(here & ~could & ~maybe)
            open_ = np.flatnonzero(here & maybe)
            chance = _draw(event, could, here, int(carries.sum()))
            members, having = int((here & could).sum()), int((here & carries).sum())
            out = _find_known_start(last, carries, place[centre])
            yield {
                "event": reports["event"][0], "statement": statement, "group": name,
                "whole": having == 0 and members > 0 and not len(open_),
                "absent_from": _name_some([names[number] for number in absent]), "absent": len(absent),
                "group_reports": members, "earlier": len(earlier),
                "undated": reports["first"].null_count(), "chance": min(float(chance[: having + 1].sum()), 1.0),
                "expected": float(members - chance @ np.arange(len(chance))),
                "note": _say(reports, len(earlier), len(absent), len(open_)), "opportunity": _tell_opportunity(out, first[absent]),
                "came_earlier": _name_some([names[number] for number in earlier]),
                "unclear": _name_some([names[number] for number in open_]),
            }  # fmt: skip


def _name_some(names: list[str]) -> str:
    """The names, the first NAMED of more.

    >>> _name_some([f"r{number}" for number in range(14)])
    'r0; r1; r2; r3; r4; r5; r6; r7; r8; r9; r10; r11; and 2 more'
    """
    return "; ".join(names[:NAMED] + [f"and {len(names) - NAMED} more"] * (len(names) > NAMED))


def _find_start(days: np.ndarray, carries: np.ndarray, centre: int) -> float:
    """The day of the centre, or the second of its carriers, whichever is earlier; NaN where one of these days is not known, as
    that may be earlier."""
    return float(np.nan) if np.isnan(days[carries]).any() else _find_known_start(days, carries, centre)


def _find_known_start(days: np.ndarray, carries: np.ndarray, centre: int) -> float:
    """The same by the days that are known; NaN for none."""
    own = np.sort(days[carries])  # NaN come last
    return float(np.fmin(days[centre], own[1] if len(own) > 1 else np.nan))


def _tell_opportunity(out: float, first: np.ndarray) -> str:
    """What reports had that came out on these days or later, when a statement was out by the day `out`; NaN is not known."""
    if not len(first):
        return BEFORE
    latest = np.fmax.reduce(first)
    return LATER if latest > out else SAME_DAY if latest == out else UNKNOWN


def _draw(event: _Event, could: np.ndarray, here: np.ndarray, carriers: int) -> np.ndarray:
    key = could.tobytes(), here.tobytes(), carriers
    if key not in event.draws:
        event.draws[key] = draw_carriers(event.weights[could], here[could], carriers)
    return event.draws[key]


def _say(reports: pl.DataFrame, earlier: int, absent: int, unclear: int) -> str:
    undated = reports["first"].null_count()
    said = [f"{earlier} of the group came out before it was out"] if earlier else []
    said += ["none that lacks it could carry it"] if not absent else []
    said += [f"of {unclear} of the group it is unclear"] if unclear else []
    if undated and absent:
        said.append(f"{undated} of {reports.height} reports have no date and count as able to carry it")
    return "; ".join(said)
