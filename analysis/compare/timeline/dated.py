"""Dated: the dated statements of all reports of an event on one axis, with who carries each."""

from __future__ import annotations

import polars as pl

TIMELINE = {
    "event": pl.String, "entry": pl.Int64, "date": pl.String, "low": pl.Float64, "high": pl.Float64, "about": pl.String,
    "carriers": pl.Int64, "outlets": pl.String, "groups": pl.String, "doc": pl.String, "outlet": pl.String,
    "group": pl.String, "published": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "denied": pl.Boolean,
    "source": pl.String, "sentence": pl.String,
}  # fmt: skip


def compare_timeline(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The dated statements of all reports of each event on one axis: the columns of TIMELINE, in the order of their days.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date. An entry is one date (low and
    high, its first and last day since 1970-01-01) of one act, however many reports carry it; each of its sentences has a
    row, and the entry's number, about (act and who or what it is about), carriers, outlets and groups are told with each.
    What names no act, as a dateline does, is left out, and so are reports without an event.
    """
    dated = claims.filter((pl.col("kind") == "date") & pl.col("low").is_not_null() & (pl.col("act") != ""))
    entry = ["event", "low", "high", "act"]
    told = dated.join(_list_reports(documents), on="doc").sort(*entry, "order", "start")
    once = told.unique([*entry, "doc", "sentence_start"], keep="first", maintain_order=True)
    names = {
        f"{name}s": pl.col(name).unique(maintain_order=True).str.join("; ").over(entry) for name in ("outlet", "group")
    }
    number = pl.struct(entry).rle_id().over("event").cast(pl.Int64) + 1
    table = once.with_columns(
        about=_describe().first().over(entry),
        carriers=pl.col("doc").n_unique().over(entry),
        **names,
        entry=number,
    )
    source = pl.when(pl.col("source") != "").then("source")
    named = table.drop("sentence").rename({"value": "date", "sentence_text": "sentence"}).with_columns(source=source)
    return named.select(TIMELINE.keys()).cast(TIMELINE)


def _list_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events, in the order of the corpus."""
    told = documents.filter(pl.col("event").is_not_null()).select("doc", "event", "outlet", "group", published="date")
    return told.with_columns(order=pl.int_range(pl.len(), dtype=pl.Int64))


def _describe() -> pl.Expr:
    """The act with what it is done to, or else with who does it."""
    whom = pl.when(pl.col("patient") != "").then("patient").when(pl.col("agent") != "").then("agent").otherwise("of")
    return pl.concat_str(pl.col("act"), whom.fill_null(""), separator=" ").str.strip_chars()
