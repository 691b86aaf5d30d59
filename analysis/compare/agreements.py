"""Agreements: values that several reports of one event give alike for the same thing."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from analysis.compare.discrepancies import find_told, tell_about
from analysis.compare.discrepancies.classes import before
from analysis.compare.discrepancies.confidence import add_confidence
from analysis.compare.discrepancies.relations import AGREE, VAGUE
from analysis.compare.discrepancies.stated import LAW, NUMBERS, UNIT, read_stated

AGREEMENTS = {
    "event": pl.String, "agreement": pl.Int64, "kind": pl.String, "about": pl.String, "value": pl.String, "carriers": pl.Int64,
    "reports": pl.Int64, "confidence": pl.Float64, "confidence_words": pl.String, "doc": pl.String, "outlet": pl.String,
    "group": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "sentence_start": pl.Int64,
    "sentence_end": pl.Int64, "sentence": pl.String,
}  # fmt: skip
LEAST = (
    0.3  # the confidence of what is linked: less than of different values, as the same value speaks for one thing, too
)
_KINDS = (*NUMBERS, LAW)
_DOUBTED = r"(?i)\b(?:whether|as if (?:it|they) were)\b[^,;.]*$"


def compare_agreements(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Values that at least two articles of an event give alike for the same thing: the columns of AGREEMENTS, a row an article.

    `claims` is what `find_claims` gives, `documents` has doc, event, outlet, group and may have date. Compared are numbers,
    dates, times and terms of law by the evidence of `compare_discrepancies`; two values are alike that are the same after
    conversion, and neither is told under "whether". value is in one form, but for measures and vague numbers in the words of
    the first ("9 mm", "dozens"). agreement numbers what is linked; carriers is how many of the event's reports give the
    value; confidence (0 to 1, from LEAST on) is that of the surest link. The most carried first, then the surest; of an article
    its first statement.
    """
    stated = read_stated(claims, documents)
    told = find_told(stated).filter(
        pl.col("relation") == AGREE, pl.col("kind_a").is_in(_KINDS), _is_same(), ~_is_doubted()
    )
    alike = told.with_columns(settled=False, both_told=False)  # as each sentence has the value of the other
    linked = add_confidence(alike, LEAST).select("a", "b", "confidence", "confidence_words", tell_about())
    return _tell(_number(linked, stated.height), stated, documents)


def _is_doubted() -> pl.Expr:
    """Whether one of them leaves open whether it is so."""
    return pl.any_horizontal(before(side).str.contains(_DOUBTED) for side in "ab")


def _is_same() -> pl.Expr:
    """Whether it is one value, not only two that fit, as "dozens" and 40."""
    ends = [pl.col(f"{end}_a").eq_missing(pl.col(f"{end}_b")) for end in ("low", "high")]
    words = pl.col("value_a").str.to_lowercase() == pl.col("value_b").str.to_lowercase()
    return words | (ends[0] & ends[1] & pl.col("low_a").is_not_null())


def _number(linked: pl.DataFrame, size: int) -> pl.DataFrame:
    """What is linked: number of each statement, agreement, and the confidence and about of the surest link."""
    a, b = linked["a"].to_numpy(), linked["b"].to_numpy()
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(size, size))
    of = connected_components(graph, directed=False)[1] if size else np.zeros(0, np.int64)
    sure = linked.with_columns(thing=pl.Series(of[a] if size else [], dtype=pl.Int64)).sort(
        "confidence", "a", "b", descending=[True, False, False]
    )
    best = sure.unique("thing", keep="first", maintain_order=True).drop("a", "b")
    parts = pl.DataFrame({"number": np.arange(size), "thing": of}, schema={"number": pl.Int64, "thing": pl.Int64})
    return parts.join(best, on="thing")


def _tell(numbered: pl.DataFrame, stated: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The columns of AGREEMENTS; an article that has another's very sentence counts as giving the value, too."""
    rows = (
        stated.drop("sentence").rename({"sentence_text": "sentence"}).join(numbered, on="number").sort("doc", "start")
    )
    single = rows.unique(["thing", "doc"], keep="first", maintain_order=True)
    reports = documents.drop_nulls("event").group_by("event").agg(reports=pl.len().cast(pl.Int64))
    counted = single.with_columns(carriers=pl.col("docs").list.explode().n_unique().over("thing").cast(pl.Int64))
    told = counted.filter(pl.col("carriers") > 1).join(reports, on="event")
    worded = (pl.col("kind") == UNIT) | pl.col("text").str.contains(VAGUE)
    told = told.with_columns(
        value=pl.when(worded.any().over("thing")).then(pl.col("text").first().over("thing")).otherwise("value")
    )
    order = ["event", "carriers", "confidence", "thing", "doc"]
    ranked = told.sort(order, descending=[False, True, True, False, False])
    return (
        ranked.with_columns(agreement=pl.col("thing").rle_id().cast(pl.Int64) + 1)
        .select(AGREEMENTS.keys())
        .cast(AGREEMENTS)
    )
