"""Dated: the dated statements of all reports of an event on one axis, with who carries each."""

from __future__ import annotations

import re

import polars as pl

from analysis.find.claims.times.days import find_span, to_date

TIMELINE = {
    "event": pl.String, "entry": pl.Int64, "date": pl.String, "limit": pl.String, "low": pl.Float64, "high": pl.Float64,
    "about": pl.String, "carriers": pl.Int64, "outlets": pl.String, "groups": pl.String, "doc": pl.String, "outlet": pl.String,
    "group": pl.String, "published": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "denied": pl.Boolean,
    "source": pl.String, "sentence": pl.String,
}  # fmt: skip
OR = " or "
_SAME = {
    "ever since": "since",
    "following": "after",
    "prior to": "before",
    "ahead of": "before",
    "till": "until",
    "through": "until",
}
_LIMITS = {"at least": ("since", "after", "from"), "at most": ("before", "by", "until")}  # the last where none is said
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?")


def compare_timeline(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The dated statements of all reports of each event on one axis: the columns of TIMELINE, in the order of their days.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date. An entry is one date (low and
    high, its first and last day since 1970-01-01) of one act, however many reports carry it; each of its sentences has a
    row, and the entry's number, about (act and who or what it is about), carriers, outlets and groups are told with each.
    date: where a year is not said, and the publication leaves it open, each day it may be, with "or". limit: "since",
    "from", "after", "until", "by" or "before" where the act began or ended then, null where it was on that date.
    What names no act, as a dateline does, is left out, and so are reports without an event.
    """
    dated = claims.filter((pl.col("kind") == "date") & pl.col("low").is_not_null() & (pl.col("act") != ""))
    entry = ["event", "low", "high", "limit", "act"]
    told = (
        dated.with_columns(limit=_find_limits()).join(_list_reports(documents), on="doc").sort(*entry, "order", "start")
    )
    once = told.unique([*entry, "doc", "sentence_start"], keep="first", maintain_order=True)
    names = {
        f"{name}s": pl.col(name).unique(maintain_order=True).str.join("; ").over(entry) for name in ("outlet", "group")
    }
    number = pl.struct(entry).rle_id().over("event").cast(pl.Int64) + 1
    table = once.with_columns(
        about=_describe().first().over(entry),
        carriers=pl.col("doc").n_unique().over(entry),
        value=pl.Series(
            [_tell_years(*row) for row in once.select("value", "low", "high").iter_rows()], dtype=pl.String
        ),
        **names,
        entry=number,
    )
    source = pl.when(pl.col("source") != "").then("source")
    named = table.drop("sentence").rename({"value": "date", "sentence_text": "sentence"}).with_columns(source=source)
    return named.select(TIMELINE.keys()).cast(TIMELINE)


def _find_limits() -> pl.Expr:
    """The word for what a date bounds: that it begins with, or one that means the same."""
    limit, said = pl.lit(None, pl.String), pl.col("text").str.to_lowercase().str.replace_all(r"\s+", " ")
    for bound, words in _LIMITS.items():
        found = said.str.extract(rf"^({'|'.join([*_SAME, *words])})\b").replace(_SAME)
        limit = pl.when(pl.col("bound") == bound).then(found.fill_null(words[-1])).otherwise(limit)
    return limit


def _tell_years(value: str, low: float, high: float | None) -> str:
    """The days or months that a date without a year may be, those of all years from the first to the last day.

    >>> _tell_years("--05-24", 19501.0, 19867.0), _tell_years("2024-05-24", 19867.0, 19867.0)
    ('2023-05-24 or 2024-05-24', '2024-05-24')
    """
    found = _YEARLESS.fullmatch(value)
    if found is None or high is None:
        return value
    parts = [int(part) for part in found.groups() if part]
    years = range(to_date(int(low)).year, to_date(int(high)).year + 1)
    spans = [span for year in years if (span := find_span(year, *parts)) and low <= span.first and span.last <= high]
    return OR.join(span.name for span in spans) or value


def _list_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events, in the order of the corpus."""
    told = documents.filter(pl.col("event").is_not_null()).select("doc", "event", "outlet", "group", published="date")
    return told.with_columns(order=pl.int_range(pl.len(), dtype=pl.Int64))


def _describe() -> pl.Expr:
    """The sentence's own verb with what it is done to, or else with who does it: "died" is not told as "kill"."""
    whom = pl.when(pl.col("patient") != "").then("patient").when(pl.col("agent") != "").then("agent").otherwise("of")
    return pl.concat_str(pl.col("verb"), whom.fill_null(""), separator=" ").str.strip_chars()
