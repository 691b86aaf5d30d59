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
    "start": pl.Int64, "end": pl.Int64,
}  # fmt: skip
OMISSIONS = {
    "event": pl.String, "claim": pl.String, "carried_by": pl.String, "absent_from": pl.String, "expected": pl.Float64,
    "sentence": pl.String, "statement": pl.Int64, "kind": pl.String, "groups": pl.String, "group": pl.String,
    "whole": pl.Boolean, "chance": pl.Float64, "carriers": pl.Int64, "reports": pl.Int64, "absent": pl.Int64,
    "group_reports": pl.Int64, "earlier": pl.Int64, "undated": pl.Int64, "docs": pl.String, "doc": pl.String,
    "start": pl.Int64, "end": pl.Int64, "note": pl.String, "opportunity": pl.String, "came_earlier": pl.String,
}  # fmt: skip
LATER, SAME_DAY, UNKNOWN, NONE = "later", "same day", "not known", "none"  # when reports without a statement came out
SHARED, ONE_GROUP, UNIQUE = "shared", "one group", "unique"
NAMED = 12  # reports without a statement that are named one by one


def count_carriers(statements: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Which reports carry each statement: the columns of CARRIERS, a row for each, those that most carry first in an event.

    kind: `shared` is carried in several groups, `one group` by several reports of one, `unique` by one report. claim is the
    shortest of its sentences, sentence the one in its centre, which stands in doc from start to end. Of the reports of the
    event in documents (doc, event, outlet, group) carried_by names the carriers: by outlet, with doc where an outlet has several.
    """
    reports = _name_reports(documents)
    told = statements.join(reports.select("doc", "group", "name", "order"), on="doc")
    size = pl.col("sentence").str.len_chars()
    texts = told.sort("event", "statement", size, "order", "start").group_by("event", "statement", maintain_order=True).agg(
        claim=pl.col("sentence").first(), **{name: pl.col(name).filter("centre").first() for name in ("sentence", "doc", "start", "end")}
    )  # fmt: skip
    carried = told.unique(["event", "statement", "doc"], keep="first", maintain_order=True).sort("order")
    who = carried.group_by("event", "statement").agg(
        carriers=pl.len(), several=pl.col("group").n_unique() > 1, groups=pl.col("group").unique().sort().str.join("; "),
        carried_by=pl.col("name").str.join("; "), docs=pl.col("doc").str.join("; "),
    )  # fmt: skip
    kind = (
        pl.when("several")
        .then(pl.lit(SHARED))
        .when(pl.col("carriers") > 1)
        .then(pl.lit(ONE_GROUP))
        .otherwise(pl.lit(UNIQUE))
    )
    table = who.join(texts, on=["event", "statement"]).join(reports.group_by("event").agg(reports=pl.len()), on="event")
    table = table.with_columns(kind=kind).select(CARRIERS.keys()).cast(CARRIERS)
    return table.sort("event", "carriers", "statement", descending=[False, True, False])


def compare_omissions(statements: pl.DataFrame, documents: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The statements that reports of a group do not carry, and whether they could: the columns of OMISSIONS, a row for each group.

    `documents` has doc, event, outlet, group and date. A report that was surely out before the first that carries a
    statement had no opportunity: it is counted in earlier, named in came_earlier, and in nothing else. A date that is not
    known shuts no report out (undated says of how many that is). Of the others absent do not carry it, which absent_from
    names; whole says whether there are some and none of the group has it.

    opportunity is the best that one of those absent had: `later` where it surely came out on a later day than the first
    that carries it, `same day` on the same or a later one, `not known` where dates do not tell, and `none` where all that
    lack it came out earlier: a gap, but no omission (absent 0, chance 1, absent_from empty).

    chance is how likely as many of the group or more would be without it, and expected how many would be, if its carriers
    had been drawn at random from all reports with an opportunity, in proportion to their words (see `draw_carriers`). Of
    equal reports, k of n carriers, all n - g outside a group of g: chance is C(n - g, k) / C(n, k). It takes each statement for
    itself, and what was found alike for all there is: what is told in quite other words counts as absent. The most
    carried first in each event, those absent from a whole group before others, then by chance.
    """
    carried = count_carriers(statements, documents)
    carriers = statements.select("event", "statement", "doc").unique().sort("event", "statement", "doc")
    listed = carriers.group_by("event", "statement", maintain_order=True).agg("doc").partition_by("event", as_dict=True)
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
    order = {"event": False, "carriers": True, "whole": True, "chance": False, "statement": False, "group": False}
    ordered = found.sort(*order, descending=list(order.values()))
    return ordered.select(OMISSIONS.keys()).cast(OMISSIONS)


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
    for statement, own in carriers.select("statement", "doc").iter_rows():
        carries = np.zeros(len(names), np.bool_)
        carries[[place[doc] for doc in own]] = True
        could = _had_opportunity(reports, carries)
        for name in np.unique(group[~carries]):
            here = group == name
            absent = np.flatnonzero(here & could & ~carries)
            earlier = np.flatnonzero(here & ~could)
            chance = _draw(event, could, here, int(carries.sum()))
            members, having = int((here & could).sum()), int((here & carries).sum())
            yield {
                "event": reports["event"][0], "statement": statement, "group": name, "whole": having == 0 and members > 0,
                "absent_from": _name_some([names[number] for number in absent]), "absent": len(absent),
                "group_reports": members, "earlier": len(earlier),
                "undated": reports["first"].null_count(), "chance": min(float(chance[: having + 1].sum()), 1.0),
                "expected": float(members - chance @ np.arange(len(chance))), "note": _say(reports, len(earlier), len(absent)),
                "opportunity": _tell_opportunity(last[carries], first[absent]),
                "came_earlier": _name_some([names[number] for number in earlier]),
            }  # fmt: skip


def _name_some(names: list[str]) -> str:
    """The names, the first NAMED of more.

    >>> _name_some([f"r{number}" for number in range(14)])
    'r0; r1; r2; r3; r4; r5; r6; r7; r8; r9; r10; r11; and 2 more'
    """
    return "; ".join(names[:NAMED] + [f"and {len(names) - NAMED} more"] * (len(names) > NAMED))


def _tell_opportunity(out: np.ndarray, first: np.ndarray) -> str:
    """What reports had that came out on these days or later, when others were out by the days `out`; NaN is not known."""
    if not len(first):
        return NONE
    earliest, latest = np.fmin.reduce(out), np.fmax.reduce(first)
    return LATER if latest > earliest else SAME_DAY if latest == earliest else UNKNOWN


def _had_opportunity(reports: pl.DataFrame, carries: np.ndarray) -> np.ndarray:
    """Whether each report carries it or may have come out on the day of its first carrier, or later."""
    began = reports["first"].filter(carries)
    if began.null_count():
        return np.ones(len(carries), np.bool_)
    return carries | (reports["last"] >= began.min()).fill_null(True).to_numpy()


def _draw(event: _Event, could: np.ndarray, here: np.ndarray, carriers: int) -> np.ndarray:
    key = could.tobytes(), here.tobytes(), carriers
    if key not in event.draws:
        event.draws[key] = draw_carriers(event.weights[could], here[could], carriers)
    return event.draws[key]


def _say(reports: pl.DataFrame, earlier: int, absent: int) -> str:
    undated = reports["first"].null_count()
    said = [f"{earlier} of the group came out before the first report that carries it"] if earlier else []
    said += ["none that lacks it could carry it"] if not absent else []
    if undated and absent:
        said.append(f"{undated} of {reports.height} reports have no date and count as able to carry it")
    return "; ".join(said)
