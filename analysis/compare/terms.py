"""Terms: the words and phrases that one group uses more than another, and those that do not differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.counts import VOICES, Counts, count_terms, take_measures
from analysis.compare.estimates import (
    BY_DOCUMENTS,
    PER,
    Contrast,
    Estimates,
    Sides,
    adjust_p,
    detectable_reach,
    estimate_ratios,
    log_ratio,
    take_sides,
)
from analysis.compare.events import pool_contrasts
from analysis.compare.keyness import (
    bic,
    conservative_ratio,
    g2,
    juilland_d,
    lock_p,
    monroe_z,
    norm_dispersion,
    percent_difference,
)
from analysis.compare.traits import describe_terms
from analysis.find.words import Words

LOCK = 0.5  # log2: a lockword's rates are shown to lie within a factor of 1.41 of each other
ROUNDING = 1e-12
ALPHA = 0.05  # of the equivalence test, of what could have been found and of the conservative ratio
SCHEMA = {
    "term": pl.String, "group": pl.String, "log_ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "z": pl.Float64, "p": pl.Float64, "q": pl.Float64, "rate_a": pl.Float64, "rate_b": pl.Float64,
    "docs_a": pl.Int64, "docs_b": pl.Int64, "events": pl.Int64, "dispersion": pl.Float64,
    "hits_a": pl.Int64, "hits_b": pl.Int64, "words_a": pl.Int64, "words_b": pl.Int64,
    "crude_ratio": pl.Float64, "lrc": pl.Float64, "percent": pl.Float64, "g2": pl.Float64, "bic": pl.Float64,
    "docs_g2": pl.Float64, "docs_rank": pl.Int64, "dp": pl.Float64, "juilland_d": pl.Float64, "i2": pl.Float64,
    "detectable": pl.Float64, "lock_q": pl.Float64, "lockword": pl.Boolean, "group_a": pl.String, "group_b": pl.String,
    "voice": pl.String, "length": pl.Int64, "content": pl.Boolean, "part_of": pl.String, "interval": pl.String,
    "note": pl.String, "event_rate_a": pl.Float64, "event_rate_b": pl.Float64, "event_docs_a": pl.Int64,
    "event_docs_b": pl.Int64,
}  # fmt: skip
RAW = SCHEMA | {"lock_p": pl.Float64, "spread": pl.Float64}  # before a contrast is set in its family


class Terms(NamedTuple):
    """The terms of one voice: how often each stands in each document, and what it is apart from that (see `describe_terms`)."""

    counts: Counts
    traits: pl.DataFrame


def find_terms(words: Words, voice: str, ngrams: int, min_count: int) -> Terms:
    """The words and phrases of a voice with their traits; every contrast of it is made from these."""
    counts = count_terms(words, voice, ngrams, min_count)
    return Terms(counts, describe_terms(counts))


def compare_terms(
    words: Words,
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    quoted: str = "split",
    ngrams: int = 4,
    min_count: int = 3,
) -> pl.DataFrame:
    """The keyness of every term in every contrast and voice, what differs most for sure first.

    Columns: term, group (that uses it more), log_ratio (log2 of the ratio of rates) with its 95 % interval low to high (null
    where there is no bound). Where there are documents enough, `interval` is "documents": the ratio is that of mean document
    rates within events; else it is "words": that of the rates over all words. p, and q over the whole table (null without a
    test, see note, and for fragments); z (Monroe et al. 2008, eq. 22); rate_a, rate_b (per thousand words), docs_a, docs_b
    (with the term), events (that both sides cover and that have it), dispersion (DPnorm, 0 even to 1 clumped), hits and words
    of both sides;
    crude_ratio (log2 of rate_a / rate_b), lrc, percent (%DIFF), g2 (four cells), bic, docs_g2 (G² of documents with the term,
    Egbert & Biber 2019) and its rank, dp, juilland_d; i2 (0 to 1); detectable (the least log2 ratio that a test at 5 % over the family
    would find four times out of five, null where it would find none); lock_q, lockword (shown not to differ by more than LOCK);
    the groups, voice, length (words), content, part_of (see `describe_terms`), note; event_rate_a, event_rate_b (mean article
    rates per thousand words within the events that both cover, whose ratio `log_ratio` is where it is of documents) and
    event_docs_a, event_docs_b (articles of these events with the term).
    """
    return contrast_terms(
        [find_terms(words, voice, ngrams, min_count) for voice in VOICES[quoted]], documents, contrasts
    )


def contrast_terms(voices: list[Terms], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The keyness of terms that were counted already; columns as in `compare_terms`."""
    tables = [_contrast(terms, documents, contrast) for terms in voices for contrast in contrasts]
    return _adjust_family(pl.concat(tables)) if tables else pl.DataFrame(schema=SCHEMA)


def _adjust_family(table: pl.DataFrame) -> pl.DataFrame:
    """q, lock_q, lockword and detectable over all rows, the contrasts and voices together."""
    whole = pl.col("part_of").is_null()  # a fragment says again what the longer phrase says
    p, lock = table.select(pl.when(whole).then(name).fill_null(np.nan) for name in ("p", "lock_p")).get_columns()
    p, lock = p.to_numpy(), lock.to_numpy()
    locked = adjust_p(lock)
    reach = detectable_reach(int((~np.isnan(p)).sum()), ALPHA)
    return (
        table.with_columns(
            q=pl.Series(adjust_p(p)).fill_nan(None),
            lock_q=pl.Series(locked).fill_nan(None),
            lockword=pl.Series(locked < ALPHA),
            detectable=_ratio_of(reach * pl.col("spread")),
        )
        .select(SCHEMA.keys())
        .cast(SCHEMA)
    )


def _ratio_of(difference: pl.Expr) -> pl.Expr:
    """The log2 ratio of two rates from their difference over the middle of both, which is below 2 whatever they are."""
    return pl.when(difference < 2).then(((2 + difference) / (2 - difference)).log(2))


def _contrast(terms: Terms, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """One contrast before it is set in its family: without terms of other groups, in the order of `certainty`."""
    counts = terms.counts
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.a.words or not sides.b.words:
        return pl.DataFrame(schema=RAW)
    estimates = estimate_ratios(counts, sides)
    columns = {**_describe(estimates), **_measure(estimates.moments, counts, sides)}
    order = _order(columns)
    table = pl.DataFrame({name: values[order] for name, values in columns.items()}, nan_to_null=True)
    more = pl.when(pl.coalesce("log_ratio", "crude_ratio") >= 0).then(pl.lit(contrast.a)).otherwise(pl.lit(contrast.b))
    labelled = terms.traits[order].hstack(table).with_columns(
        group=more, group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b), voice=pl.lit(counts.voice),
        words_a=pl.lit(sides.a.words), words_b=pl.lit(sides.b.words), interval=pl.lit(estimates.unit), note=pl.lit(sides.note),
        docs_rank=pl.col("docs_g2").rank("min", descending=True),
        q=pl.lit(None), lock_q=pl.lit(None), lockword=pl.lit(None), detectable=pl.lit(None),
    )  # fmt: skip
    return labelled.select(RAW.keys()).cast(RAW)


def _order(columns: dict[str, np.ndarray]) -> np.ndarray:
    """The places of the terms that either side has, by `certainty`, those without a bound last, else as they stand."""
    bound = np.where(columns["log_ratio"] >= 0, columns["low"], -columns["high"])
    seen = np.flatnonzero(columns["hits_a"] + columns["hits_b"] > 0)
    return seen[np.argsort(-np.nan_to_num(bound[seen], nan=-np.inf), kind="stable")]


def _describe(estimates: Estimates) -> dict[str, np.ndarray]:
    """The gate's columns."""
    half = (estimates.high - estimates.low) / 2
    by_documents = estimates.unit == BY_DOCUMENTS
    return {
        "log_ratio": estimates.effect, "low": estimates.low, "high": estimates.high, "p": estimates.p, "i2": estimates.i2,
        "spread": estimates.spread * np.log(2),
        "lock_p": lock_p(estimates.effect, half, 1.96, LOCK) if by_documents else np.full(len(half), np.nan),
    }  # fmt: skip


def _measure(moments: dict[str, np.ndarray], counts: Counts, sides: Sides) -> dict[str, np.ndarray]:
    """The columns that other tools print, from counts, words and documents."""
    a, b = moments["hits_a"], moments["hits_b"]
    words_a, words_b = sides.a.words, sides.b.words
    family = int((a + b > 0).sum())
    likelihood = g2(a, b, words_a, words_b)
    inside = sides.of_doc >= 0
    weight = max(sides.weights.sum(), ROUNDING)  # 0 where no event is shared, and so is what it divides
    return {
        "hits_a": a, "hits_b": b, "docs_a": moments["docs_a"], "docs_b": moments["docs_b"], "events": moments["events"],
        "rate_a": a / words_a * PER, "rate_b": b / words_b * PER, "z": monroe_z(a, b, words_a, words_b),
        "crude_ratio": log_ratio(a, b, words_a, words_b), "lrc": conservative_ratio(a, b, words_a, words_b, family, ALPHA),
        "percent": percent_difference(a, b, words_a, words_b), "g2": likelihood, "bic": bic(likelihood, words_a + words_b),
        "docs_g2": g2(moments["docs_a"], moments["docs_b"], sides.a.docs, sides.b.docs),
        "dp": moments["dp"], "dispersion": norm_dispersion(moments["dp"], counts.sizes[inside]),
        "juilland_d": juilland_d(moments["rates"], moments["rate_squares"], int(inside.sum())),
        "event_rate_a": moments["mean_a"] / weight * PER, "event_rate_b": moments["mean_b"] / weight * PER,
        "event_docs_a": moments["seen_a"], "event_docs_b": moments["seen_b"],
    }  # fmt: skip


def certainty() -> pl.Expr:
    """How far the interval's bound nearer to no difference is from it: above 0 where the interval leaves 0 out."""
    return pl.when(pl.col("log_ratio") >= 0).then(pl.col("low")).otherwise(-pl.col("high"))


def pool_terms(
    voices: list[Terms], named: pl.DataFrame, documents: pl.DataFrame, contrasts: list[Contrast]
) -> pl.DataFrame:
    """The terms of the rows `named` of a keyness table, pooled over events as `pool_contrasts` does: hits per thousand words."""
    counted = []
    for terms in voices:
        asked = named.filter(voice=terms.counts.voice)["term"].unique(maintain_order=True).to_list()
        counts = take_measures(terms.counts, asked)
        counted.append(counts._replace(names=[f"terms/{name}" for name in counts.names]))
    return pool_contrasts(counted, documents, contrasts)


def choose_lockwords(keyness: pl.DataFrame) -> pl.DataFrame:
    """The terms of a keyness table that are shown not to differ, surest first, with the columns that say so."""
    columns = ("term", "voice", "group_a", "group_b", "rate_a", "rate_b", "log_ratio", "low", "high", "lock_q")
    return keyness.filter("lockword").sort("lock_q", "term", maintain_order=True).select(columns)
