"""Dated: the dated statements of all reports of an event on one axis, with who carries each."""

from __future__ import annotations

import re

import polars as pl

from analysis.compare.published import place_documents
from analysis.compare.timeline.abouts import OF, find_noun, tell_about
from analysis.compare.timeline.plans import lies_ahead, might_be
from analysis.compare.timeline.same import join_same
from analysis.find.claims.times.days import Span, find_span, to_date

TIMELINE = {
    "event": pl.String, "entry": pl.Int64, "date": pl.String, "limit": pl.String, "low": pl.Float64, "high": pl.Float64,
    "about": pl.String, "carriers": pl.Int64, "outlets": pl.String, "groups": pl.String, "doc": pl.String, "outlet": pl.String,
    "group": pl.String, "published": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "denied": pl.Boolean,
    "source": pl.String, "sentence": pl.String, "planned": pl.Boolean,
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
_LONGEST = 3 * 366  # days that words such as "years ago" may leave open in a statement with a date
_TIMES = (  # which are nothing that has a date
    "", "time", "day", "week", "month", "year", "period", "moment", "half", "morning", "afternoon", "evening", "night"
)  # fmt: skip
_WRITTEN = re.compile(r"\d")
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?")


def compare_timeline(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The dated statements of all reports of each event on one axis: the columns of TIMELINE, in the order of their days.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date. An entry is one date (low and
    high, its first and last day since 1970-01-01) of one act in whatever words (see `join_same`), however many reports carry
    it; each of its sentences has a row, and the entry's number, about (see `tell_about`), carriers, outlets and groups are
    told with each. date: where a year is not said, and the publication leaves it open, each day it may be, with "or". limit:
    "since", "from", "after", "until", "by" or "before" where the act began or ended then, null where it was on that date.
    planned: the day was to come when the report appeared (see `lies_ahead`). Left out is what names no act, as a dateline
    does, what only might be (see `might_be`), "years ago" and the like, and reports without an event.
    """
    told = _read_dated(claims).join(_list_reports(documents), on="doc").with_columns(limit=_find_limits())
    once = _number_entries(told).unique(["event", "entry", "doc", "sentence_start"], keep="first", maintain_order=True)
    over, nobody = ["event", "entry"], (pl.col("agent") == "") & (pl.col("patient") == "") & (pl.col("slot") != OF)
    names = {
        f"{name}s": pl.col(name).unique(maintain_order=True).str.join("; ").over(over) for name in ("outlet", "group")
    }
    dates = [_tell_years(*row) for row in once.select("value", "low", "high").iter_rows()]
    abouts = [tell_about(row) for row in once.iter_rows(named=True)]
    table = once.drop("sentence").with_columns(
        pl.Series("about", abouts, dtype=pl.String),
        pl.Series("date", dates, dtype=pl.String),
        lies_ahead(),
        carriers=pl.col("doc").n_unique().over(over),
        sentence="sentence_text",
        source=pl.when(pl.col("source") != "").then("source"),
        **names,
    )
    about = pl.col("about").sort_by(nobody, maintain_order=True).first().over(over)
    return table.with_columns(about).select(TIMELINE.keys()).cast(TIMELINE)


def _number_entries(told: pl.DataFrame) -> pl.DataFrame:
    """The statements in the order of their days, with the number of the entry in its event."""
    ordered = told.sort("event", "low", "high", "limit", "act", "order", "start")
    joined = ordered.with_columns(same=join_same(ordered)).with_columns(leader=pl.col("act").min().over("same"))
    entry = ["event", "low", "high", "limit", "leader", "same"]
    number = pl.struct(entry).rle_id().over("event").cast(pl.Int64) + 1
    return joined.sort(*entry, "order", "start").with_columns(entry=number)


def _read_dated(claims: pl.DataFrame) -> pl.DataFrame:
    """The dated claims of acts, but what only might be; where a date tells of a noun, this is the act, which nobody does."""
    vague = pl.col("relative") & (pl.col("high") - pl.col("low") > _LONGEST).fill_null(False)
    dated = claims.filter((pl.col("kind") == "date") & pl.col("low").is_not_null() & (pl.col("act") != ""))
    dated = dated.with_columns(noun=pl.Series([find_noun(row) for row in dated.iter_rows(named=True)], dtype=pl.String))
    named = pl.col("noun").is_null() & pl.col("of").str.contains(r"^\p{Lu}")  # no person is of a day
    thing = ~pl.col("of").is_in(_TIMES) & ~named
    of_noun = (pl.col("slot") == OF) & thing
    noun = pl.when(of_noun)
    return dated.filter(~vague, ~might_be()).with_columns(
        *(noun.then("of").otherwise(name).alias(name) for name in ("act", "verb")),
        *(noun.then(pl.lit("")).otherwise(name).alias(name) for name in ("agent", "patient", "deed")),
        denied=pl.col("denied") & ~of_noun,
        slot=noun.then("slot").otherwise(pl.col("slot").replace(OF, "when")),
    )


def _find_limits() -> pl.Expr:
    """The word for what a date bounds: that it begins with, or one that means the same.

    None where the date only tells which thing is meant: "after last week's meeting" was no week later.
    """
    limit, said = pl.lit(None, pl.String), pl.col("text").str.to_lowercase().str.replace_all(r"\s+", " ")
    for bound, words in _LIMITS.items():
        found = said.str.extract(rf"^({'|'.join([*_SAME, *words])})\b").replace(_SAME)
        limit = pl.when(pl.col("bound") == bound).then(found.fill_null(words[-1])).otherwise(limit)
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"), 2)
    which = behind.is_in(["'s", "’s"]) | pl.col("noun").is_not_null()
    return pl.when(~which.fill_null(False)).then(limit)


def _tell_years(value: str, low: float, high: float | None) -> str:
    """The days or months that a date without a year may be, those of all years from the first to the last day.

    Words ("today", where the day of publication is not known) are the days that they may mean.

    >>> _tell_years("--05-24", 19501.0, 19867.0), _tell_years("2024-05-24", 19867.0, 19867.0)
    ('2023-05-24 or 2024-05-24', '2024-05-24')
    """
    if high is not None and not _WRITTEN.search(value):
        return Span(int(low), int(high)).name
    found = _YEARLESS.fullmatch(value)
    if found is None or high is None:
        return value
    parts = [int(part) for part in found.groups() if part]
    years = range(to_date(int(low)).year, to_date(int(high)).year + 1)
    spans = [span for year in years if (span := find_span(year, *parts)) and low <= span.first and span.last <= high]
    return OR.join(span.name for span in spans) or value


def _list_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events, in the order of the corpus, with the days on which they may have appeared."""
    told = documents.filter(pl.col("event").is_not_null()).select("doc", "event", "outlet", "group", published="date")
    placed = told.join(place_documents(documents), on="doc", how="left", maintain_order="left")
    return placed.with_columns(order=pl.int_range(pl.len(), dtype=pl.Int64))
