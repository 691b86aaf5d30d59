"""Dated: the dated statements of all reports of an event on one axis, with who carries each."""

from __future__ import annotations

import re

import polars as pl

from analysis.compare.published import place_documents
from analysis.compare.timeline.abouts import add_abouts
from analysis.compare.timeline.plans import lies_ahead, might_be
from analysis.compare.timeline.same import join_same
from analysis.compare.timeline.writing import ELLIPSIS
from analysis.find.claims.times.days import Span, find_span, to_date
from analysis.find.lists import read_list

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
_LONGEST_TODAY = 31  # days that "today" may leave open: those of a month, not of a year
_UNNAMED = r"(?i)^(?:it|he|she|they|this|that|who|which|what)\b(?: [^\[]|$)|: "  # labels that say less of who does it
_PEOPLE = (("persons", "person"), ("parts", "part"))  # of whom a date tells nothing that happened
_ENOUGH = 9  # words of a label
_WRITTEN = re.compile(r"\d")
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?")


def compare_timeline(
    claims: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame
) -> pl.DataFrame:
    """The dated statements of all reports of each event on one axis: the columns of TIMELINE, in the order of their days.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date; `tokens` is the parse, `stands`
    what `find_stands` gives: from both come the words for what is dated, which are bare where a sentence has no parse. An entry is one date
    (low and high, its first and last day since 1970-01-01) of one act in whatever words (see `join_same`), however many carry
    it; each of its sentences has a row, and the entry's number, about (see `add_abouts`), carriers, outlets and groups are
    told with each. date: where a year is not said, and the publication leaves it open, each day it may be, with "or". limit:
    "since", "from", "after", "until", "by" or "before" where the act began or ended then, null where it was on that date.
    planned: the day was to come when the report appeared (see `lies_ahead`). Left out is what names no act, as a dateline
    does, what only might be (see `might_be`), "years ago" and the like, "today" in a report of which only the year is
    known, and reports without an event.
    """
    told = (
        _read_dated(claims, tokens, stands).join(_list_reports(documents), on="doc").with_columns(limit=_find_limits())
    )
    once = _number_entries(told).unique(["event", "entry", "doc", "sentence_start"], keep="first", maintain_order=True)
    over = ["event", "entry"]
    names = {
        f"{name}s": pl.col(name).unique(maintain_order=True).str.join("; ").over(over) for name in ("outlet", "group")
    }
    dates = [_tell_years(*row) for row in once.select("value", "low", "high").iter_rows()]
    table = once.drop("sentence").with_columns(
        pl.Series("date", dates, dtype=pl.String),
        lies_ahead(),
        carriers=pl.col("doc").n_unique().over(over),
        sentence="sentence_text",
        source=pl.when(pl.col("source") != "").then("source"),
        **names,
    )
    unnamed = pl.col("about").str.contains(_UNNAMED)
    words = (pl.col("about").str.count_matches(" ") + 1).clip(upper_bound=_ENOUGH)
    order = [unnamed, pl.col("about").str.contains(ELLIPSIS, literal=True), words]
    about = pl.col("about").sort_by(*order, descending=[False, False, True], maintain_order=True).first().over(over)
    return table.with_columns(about).select(TIMELINE.keys()).cast(TIMELINE)


def _number_entries(told: pl.DataFrame) -> pl.DataFrame:
    """The statements in the order of their days, with the number of the entry in its event."""
    ordered = told.sort("event", "low", "high", "limit", "act", "order", "start")
    joined = ordered.with_columns(same=join_same(ordered)).with_columns(leader=pl.col("act").min().over("same"))
    entry = ["event", "low", "high", "limit", "leader", "same"]
    number = pl.struct(entry).rle_id().over("event").cast(pl.Int64) + 1
    return joined.sort(*entry, "order", "start").with_columns(entry=number)


def _read_dated(claims: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """The dated claims of acts, but what only might be; where a date tells of a thing, this is the act, which nobody does."""
    most = pl.when(pl.col("value").str.contains(r"\d")).then(_LONGEST).otherwise(_LONGEST_TODAY)
    vague = pl.col("relative") & (pl.col("high") - pl.col("low") > most).fill_null(False)
    dated = claims.filter((pl.col("kind") == "date") & pl.col("low").is_not_null() & (pl.col("act") != ""))
    told = add_abouts(dated.filter(~vague), tokens, stands)
    people = pl.concat([read_list(name).filter(kind=kind)["word"] for name, kind in _PEOPLE])
    told = told.filter(~(pl.col("which") & pl.col("thing").is_in([*people, "person"])))  # "the 2020 mayor"
    told = told.filter(pl.col("about") != "", ~_is_signature())
    thing = pl.col("thing").is_not_null()
    noun = pl.when(thing)
    return told.filter(thing | ~might_be()).with_columns(
        *(noun.then("thing").otherwise(name).alias(name) for name in ("act", "verb")),
        *(noun.then(pl.lit("")).otherwise(name).alias(name) for name in ("agent", "patient", "deed")),
        denied=pl.col("denied") & ~thing,
    )


def _is_signature() -> pl.Expr:
    """Whether a date stands behind the name of an account, as that of a message quoted."""
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    return before.str.contains(r"\(@\w+\)\W*$")


def _find_limits() -> pl.Expr:
    """The word for what a date bounds: that it begins with, or one that means the same.

    None where the date only tells which thing is meant: "after last week's meeting" was no week later.
    """
    limit, said = pl.lit(None, pl.String), pl.col("text").str.to_lowercase().str.replace_all(r"\s+", " ")
    for bound, words in _LIMITS.items():
        found = said.str.extract(rf"^({'|'.join([*_SAME, *words])})\b").replace(_SAME)
        limit = pl.when(pl.col("bound") == bound).then(found.fill_null(words[-1])).otherwise(limit)
    return pl.when(~pl.col("which")).then(limit)


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
