"""Updates: quantities that grew from report to report, each with its history and who never told the later number."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.published import place_documents
from analysis.compare.timeline.fates import FATES, tell_fates
from analysis.compare.timeline.links import AMOUNTS, find_links, join_up, state_amounts

UPDATES = {
    "event": pl.String, "update": pl.Int64, "about": pl.String, "unit": pl.String, "published": pl.String, "doc": pl.String,
    "outlet": pl.String, "group": pl.String, "value": pl.String, "low": pl.Float64, "high": pl.Float64, "bound": pl.String,
    "confidence": pl.Float64, "latest": pl.Boolean, "corrected": pl.Boolean, "never_corrected": pl.String,
    "not_heard_later": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "sentence": pl.String,
}  # fmt: skip
_COPY = ["sentence_text", "kind", "value", "text"]


def compare_updates(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The counts, sums, shares and measures that grew from report to report: the columns of UPDATES, a row a report.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date. A history is the amounts in
    articles of one event that links join (see `find_links`), of an article the largest, where reports that surely were
    published one after the other, on days that are known, tell more. What shrinks is none, nor what is a part, a spell of
    time or a reading (see `add_totals`). confidence, 0 to 1, is that of the surest link of the row to another article.
    latest, corrected, never_corrected and not_heard_later: see
    `tell_fates`. Histories are numbered in each event, those of most articles first, and in the order of publication,
    unknown dates last.
    """
    stated = state_amounts(claims, documents)
    links = find_links(stated)
    reports = _list_reports(documents)
    told = _tell_once(_join_histories(stated, links), claims).join(reports, on="doc")
    told = told.sort("history", "first", "last", "doc", nulls_last=True)
    numbers = _list_numbers(stated)
    histories = [_follow(history, reports, numbers) for _, history in told.group_by("history", maintain_order=True)]
    grown = [history for history in histories if history["latest"].any()]
    if not grown:
        return pl.DataFrame(schema=UPDATES)
    return _number(pl.concat(grown)).select(UPDATES.keys()).cast(UPDATES)


def _list_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events: doc, event, outlet, group, published, first and last day."""
    told = documents.filter(pl.col("event").is_not_null()).select("doc", "event", "outlet", "group", published="date")
    return told.join(place_documents(documents), on="doc").sort("event", "doc")


def _join_histories(stated: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The statements that links join, one of which grows, with `history` and the confidence of the surest link."""
    label = join_up(links, stated.height)
    grown = np.unique(label[links.filter("grows")["a"].to_numpy()])
    sides = pl.concat([links.select("confidence", number=side) for side in "ab"])
    surest = sides.group_by("number").agg(pl.col("confidence").max())
    joined = stated.with_columns(history=pl.Series(label)).join(surest, on="number")
    return joined.filter(pl.col("history").is_in(grown.tolist()))


def _tell_once(joined: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims of each history, of an article with several the largest, in every article that has the sentence."""
    place = pl.col("start") - pl.col("sentence_start")
    carried = joined.select("history", "confidence", "docs", "fate", *_COPY, place=place).explode("docs")
    own = claims.with_columns(place=place, most=pl.coalesce("low", "high"))
    told = own.join(carried.rename({"docs": "doc"}), on=["doc", *_COPY, "place"])
    ranked = told.sort("history", "doc", "most", "start", descending=[False, False, True, False])
    return ranked.unique(["history", "doc"], keep="first", maintain_order=True)


def _list_numbers(stated: pl.DataFrame) -> pl.DataFrame:
    """All numbers of a document by kind, unit and what became of those counted: doc, kind, unit, fate, numbers."""
    amounts = stated.filter(pl.col("kind").is_in(AMOUNTS)).drop("doc").explode("docs")
    number = pl.coalesce("low", "high").alias("numbers")
    return amounts.group_by(pl.col("docs").alias("doc"), "kind", "unit", "fate").agg(number)


def _follow(history: pl.DataFrame, reports: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """A history in the order of publication, with what became of each value."""
    kind, unit, fate = history.select("kind", "unit", "fate").row(0)
    alike = numbers.filter(pl.col("kind") == kind, pl.col("unit") == unit, pl.col("fate").eq_missing(fate))
    own = reports.filter(event=history["event"][0])
    own = own.join(alike.select("doc", "numbers"), on="doc", how="left", maintain_order="left")
    fates = pl.DataFrame(tell_fates(history, own), schema=FATES)
    return history.with_columns(about=_describe().first()).hstack(fates)


def _describe() -> pl.Expr:
    """The sentence's own verb with what is counted or measured, or else with what it is done to, or who does it."""
    what = [pl.when(pl.col(name) != "").then(name) for name in ("of", "counted", "patient", "agent")]
    return pl.concat_str(pl.col("verb").fill_null(""), pl.coalesce(*what, pl.lit("")), separator=" ").str.strip_chars()


def _number(table: pl.DataFrame) -> pl.DataFrame:
    """The histories in order, numbered in each event."""
    ranked = table.with_columns(size=pl.len().over("history"))
    ordered = ranked.sort("event", "size", "history", descending=[False, True, False], maintain_order=True)
    number = pl.col("history").rle_id().over("event").cast(pl.Int64) + 1
    return ordered.drop("sentence").rename({"sentence_text": "sentence"}).with_columns(update=number)
