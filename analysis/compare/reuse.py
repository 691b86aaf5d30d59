"""Reuse: passages that two reports share, which of them had it first, and whether both only quote one source."""

from __future__ import annotations

import polars as pl

from analysis.compare.published import place_documents

REUSE = {
    "event": pl.String, "doc_a": pl.String, "start_a": pl.Int64, "end_a": pl.Int64, "doc_b": pl.String, "start_b": pl.Int64,
    "end_b": pl.Int64, "words": pl.Int64, "kind": pl.String, "order": pl.String, "earlier": pl.String, "later": pl.String,
    "source": pl.String, "text_a": pl.String, "text_b": pl.String,
}  # fmt: skip
BORROWED = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64}
COMMON, ONE, WORDING, NAME = "common source", "quoted by one", "wording", "name"
A_FIRST, B_FIRST, SAME_DAY, UNKNOWN = "a first", "b first", "same day", "unknown"
QUOTED = 0.5  # the part of a passage that stands in quotation marks, from which it is quoted
_MARKED = ("direct", "mixed")


def find_reuse(passages: pl.DataFrame, documents: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Each shared passage with its direction: the columns of REUSE, a row for each of `passages`, in their order.

    `passages` is as `find_passages` gives it, `quotes` as `find_sources`. order: `a first` or `b first` where the date of one
    report (doc, date) is surely before that of the other, `same day` where both are the same day, else `unknown`; earlier and
    later are the docs, null where the order is not known. kind: `common source` where both reports quote it (QUOTED of
    its characters lie in quotation marks), `quoted by one` where one does, `name` of one actor, else `wording`. source is
    whom both quote, null where it is not told or they tell it differently. That one was first does not say that the
    other took it from there: both may have it from a third.
    """
    days = place_documents(documents)
    told = passages.with_row_index("_row")
    for side in ("a", "b"):
        of_side = days.rename({name: f"{name}_{side}" for name in days.columns})
        told = told.join(of_side, on=f"doc_{side}", how="left", maintain_order="left")
        told = told.join(_tell_quoted(told, quotes, side), on="_row", how="left", maintain_order="left")
    told = told.with_columns(order=_tell_order()).with_columns(kind=_tell_kind())
    told = told.with_columns(source=pl.when(pl.col("kind") == COMMON).then(_tell_source()))
    a_first, b_first = (pl.col("order") == order for order in (A_FIRST, B_FIRST))
    table = told.with_columns(
        earlier=pl.when(a_first).then("doc_a").when(b_first).then("doc_b"),
        later=pl.when(a_first).then("doc_b").when(b_first).then("doc_a"),
    )
    return table.select(REUSE.keys()).cast(REUSE)


def borrowed_spans(reuse: pl.DataFrame) -> pl.DataFrame:
    """The spans whose words are not surely the report's own: doc, start, end, each once, in text order.

    Of wording, and of what only one quotes, that in the later report, and that in both where the order is not known; of a common
    source that in both; of names none. `keep_words(words, ~lies_inside(words, spans))` leaves them out.
    """
    told = reuse.filter(pl.col("kind") != NAME)
    sides = []
    for side, first in (("a", A_FIRST), ("b", B_FIRST)):
        own = (pl.col("order") == first) & (pl.col("kind") != COMMON)
        sides.append(told.filter(~own).select(doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}"))
    return pl.concat(sides).unique().sort("doc", "start", "end").cast(BORROWED)


def _tell_order() -> pl.Expr:
    is_day = (pl.col("first_a") == pl.col("last_a")) & (pl.col("first_b") == pl.col("last_b"))
    return (
        pl.when(pl.col("last_a") < pl.col("first_b")).then(pl.lit(A_FIRST))
        .when(pl.col("last_b") < pl.col("first_a")).then(pl.lit(B_FIRST))
        .when(is_day).then(pl.lit(SAME_DAY))
        .otherwise(pl.lit(UNKNOWN))
    )  # fmt: skip


def _tell_quoted(told: pl.DataFrame, quotes: pl.DataFrame, side: str) -> pl.DataFrame:
    """The passages of one side that are quoted: _row, quoted_*, who_* (the actor, or the source's words, "" for nobody)."""
    spans = told.select("_row", doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}")
    marked = quotes.filter(pl.col("type").is_in(_MARKED)).select(
        "doc",
        first=pl.col("start").cast(pl.Int64),
        last=pl.col("end").cast(pl.Int64),
        who=pl.coalesce("actor", "source").fill_null(""),
    )
    both = pl.min_horizontal("end", "last") - pl.max_horizontal("start", "first")
    met = spans.join(marked, on="doc").with_columns(both=both).filter(pl.col("both") > 0)
    best = met.sort("_row", "both", "first", descending=[False, True, False]).group_by("_row", maintain_order=True)
    quoted = best.agg(pl.col("who").first(), part=pl.col("both").sum() / (pl.col("end") - pl.col("start")).first())
    quoted = quoted.filter(pl.col("part") >= QUOTED)
    return quoted.select("_row", pl.lit(True).alias(f"quoted_{side}"), pl.col("who").alias(f"who_{side}"))


def _tell_kind() -> pl.Expr:
    a, b = (pl.col(f"quoted_{side}").fill_null(False) for side in ("a", "b"))
    return (
        pl.when(pl.col("kind") == NAME).then(pl.lit(NAME))
        .when(a & b).then(pl.lit(COMMON))
        .when(a | b).then(pl.lit(ONE))
        .otherwise(pl.lit(WORDING))
    )  # fmt: skip


def _tell_source() -> pl.Expr:
    """Whom both quote: the longer of two names where one holds the other."""
    a, b = pl.col("who_a"), pl.col("who_b")
    known = (a != "") & (b != "")
    return (
        pl.when(known & a.str.to_lowercase().str.contains(b.str.to_lowercase(), literal=True)).then(a)
        .when(known & b.str.to_lowercase().str.contains(a.str.to_lowercase(), literal=True)).then(b)
    )  # fmt: skip
