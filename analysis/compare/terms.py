"""Keyness: the words and phrases that one group uses more than another, with everything an expert asks for."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.counts import VOICES, Counts, count_terms
from analysis.compare.estimates import (
    PER,
    Contrast,
    Sides,
    adjust_p,
    clumping,
    document_interval,
    permutation_p,
    rate_variance,
    ratio_interval,
    sum_moments,
    take_sides,
)  # fmt: skip
from analysis.find.words import Words

# The closed classes of English: a term that begins or ends with one is in the table, not among the headlines.
FUNCTION_WORDS = frozenset(
    """a about above across after against all along also although am among an and another any anybody anyone anything are
    around as at be because been before behind being below beneath beside between beyond both but by can could despite did do
    does doing done down during each either else ever every everybody everyone everything except few for from had has have
    having he her here hers herself him himself his how however i if in inside into is it its itself just less like many may me
    might mine more most much must my myself near neither never no nobody none nor not nothing of off often on once one only
    onto or other others our ours ourselves out outside over own per same shall she should since so some somebody someone
    something still such than that the their theirs them themselves then there these they this those though through throughout
    till to too toward towards under unless until up upon us very was we were what whatever when where whether which while who
    whoever whole whom whose why will with within without would yet you your yours yourself yourselves 's""".split()
)
PRIOR_WORDS = 1000.0  # the prior of Monroe's z weighs as much as one article of a thousand words
SCHEMA = {
    "term": pl.String, "group": pl.String, "log_ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "z": pl.Float64, "p": pl.Float64, "q": pl.Float64, "rate_a": pl.Float64, "rate_b": pl.Float64,
    "docs_a": pl.Int64, "docs_b": pl.Int64, "events": pl.Int64, "dispersion": pl.Float64,
    "hits_a": pl.Int64, "hits_b": pl.Int64, "words_a": pl.Int64, "words_b": pl.Int64, "g2": pl.Float64,
    "group_a": pl.String, "group_b": pl.String, "voice": pl.String, "length": pl.Int64,
    "content": pl.Boolean, "interval": pl.String, "note": pl.String,
}  # fmt: skip


def compare_terms(
    words: Words,
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    quoted: str = "split",
    ngrams: int = 3,
    min_count: int = 3,
) -> pl.DataFrame:
    """The keyness of every term in every contrast and voice, what differs most for sure first.

    Columns: term, group (that uses it more), log_ratio (log2 of rate_a / rate_b; no hits as in `log_ratio`) with its 95 %
    interval low to high (null where there is no bound) and what the interval counts (documents or words), z (Monroe et
    al. 2008, eq. 22), p and q (null without a test, see note), rate_a, rate_b (per thousand words), docs_a, docs_b (with
    the term), events (that both groups cover and that have it), dispersion (DPnorm, 0 even to 1 clumped), hits and words
    of both sides, g2 (four cells), the groups, voice, length (words), content (whether it begins and ends with a content word), note.
    """
    tables = [
        compare_counts(counts, documents, contrast)
        for voice in VOICES[quoted]
        for counts in [count_terms(words, voice, ngrams, min_count)]
        for contrast in contrasts
    ]
    return pl.concat(tables) if tables else pl.DataFrame(schema=SCHEMA)


def compare_counts(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """The keyness of every term of these counts in one contrast; columns as in `compare_terms`."""
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.a.words or not sides.b.words:
        return pl.DataFrame(schema=SCHEMA)
    moments = sum_moments(counts, sides)
    a, b = moments["hits_a"], moments["hits_b"]
    ratio = log_ratio(a, b, sides.a.words, sides.b.words)
    low, high = _interval(moments, ratio, sides)
    p = permutation_p(moments["deviation"], moments["variance"], moments["skewness"])
    p = p if sides.are_enough else np.full(len(p), np.nan)
    table = pl.DataFrame(
        {
            "term": counts.names, "log_ratio": ratio, "low": low, "high": high, "z": monroe_z(a, b, sides.a.words, sides.b.words),
            "p": p, "q": adjust_p(np.where(a + b > 0, p, np.nan)),
            "rate_a": a / sides.a.words * PER, "rate_b": b / sides.b.words * PER,
            "docs_a": moments["docs_a"], "docs_b": moments["docs_b"], "events": moments["events"],
            "dispersion": dispersion(moments["dispersion"], counts, sides), "hits_a": a, "hits_b": b,
            "g2": g2(a, b, sides.a.words, sides.b.words),
        }
    )  # fmt: skip
    return _finish(table, sides, contrast, counts.voice)


def _finish(table: pl.DataFrame, sides: Sides, contrast: Contrast, voice: str) -> pl.DataFrame:
    """The table with its labels, without terms of other groups, in the order of the bound nearer to no difference."""
    more = pl.when(pl.col("log_ratio") >= 0).then(pl.lit(contrast.a)).otherwise(pl.lit(contrast.b))
    words = pl.col("term").str.split(" ")
    labelled = table.fill_nan(None).filter(pl.col("hits_a") + pl.col("hits_b") > 0).with_columns(
        group=more, words_a=pl.lit(sides.a.words), words_b=pl.lit(sides.b.words), group_a=pl.lit(contrast.a),
        group_b=pl.lit(contrast.b), voice=pl.lit(voice), note=pl.lit(sides.note),
        interval=pl.lit("documents" if sides.are_enough else "words"),
        length=pl.col("term").str.count_matches(" ", literal=True) + 1,
        content=~pl.any_horizontal(edge.is_in(list(FUNCTION_WORDS)) for edge in (words.list.first(), words.list.last())),
    )  # fmt: skip
    return (
        labelled.select(SCHEMA.keys()).cast(SCHEMA).sort(certainty(), "term", descending=[True, False], nulls_last=True)
    )


def certainty() -> pl.Expr:
    """How far the interval's bound nearer to no difference is from it: above 0 where the interval leaves 0 out."""
    return pl.when(pl.col("log_ratio") >= 0).then(pl.col("low")).otherwise(-pl.col("high"))


def _interval(moments: dict[str, np.ndarray], ratio: np.ndarray, sides: Sides) -> tuple[np.ndarray, np.ndarray]:
    """The interval of each log ratio, with documents as the unit where there are enough of them, else from counting alone."""
    a, b = moments["hits_a"], moments["hits_b"]
    if not sides.are_enough:
        return ratio_interval(a, b, sides.a.words, sides.b.words)
    both = (a > 0) & (b > 0)
    low, high = np.empty(len(ratio)), np.empty(len(ratio))
    chosen = {name: values[both] for name, values in moments.items()}
    parts = [
        rate_variance(chosen, letter, side) / (chosen[f"hits_{letter}"] / side.words * np.log(2)) ** 2
        for letter, side in (("a", sides.a), ("b", sides.b))
    ]
    low[both], high[both] = document_interval(ratio[both], *parts, sides)
    alone = {name: values[~both] for name, values in moments.items()}
    clumps = clumping(alone, sides)
    low[~both], high[~both] = ratio_interval(a[~both] / clumps, b[~both] / clumps, sides.a.words, sides.b.words)
    return low, high


def log_ratio(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """log2 of the ratio of two rates. Positive = more in a; 1 = twice the rate.

    No hits are taken as half a hit (Hardie 2014), or as half of those that the other side's rate would give where
    that is less: a side without hits is never the one with more.

    >>> log_ratio(np.array([8.0, 0.0]), np.array([2.0, 1.0]), 128, 128).tolist()
    [2.0, -1.0]
    """
    taken_a = np.where(a > 0, a, np.minimum(0.5, b * words_a / words_b / 2))
    taken_b = np.where(b > 0, b, np.minimum(0.5, a * words_b / words_a / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log2(taken_a / words_a) - np.log2(taken_b / words_b)


def monroe_z(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """Weighted log odds with an informative Dirichlet prior, over its standard deviation (Monroe et al. 2008, eq. 16-22).

    The prior is the two sides together, scaled to PRIOR_WORDS words. Positive = more in a.

    >>> monroe_z(np.array([10.0]), np.array([10.0]), 1000, 1000).round(6).tolist()
    [0.0]
    """
    prior = PRIOR_WORDS * (a + b) / (words_a + words_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((a + prior) / (words_a + PRIOR_WORDS - a - prior))
        odds_b = np.log((b + prior) / (words_b + PRIOR_WORDS - b - prior))
        return (odds_a - odds_b) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def g2(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """Dunning's (1993) log-likelihood statistic over four cells: the term and all other words, in both groups. 0 = no difference.

    >>> g2(np.array([10.0]), np.array([10.0]), 1000, 1000).round(6).tolist()
    [0.0]
    """
    total, rest_a, rest_b = a + b, words_a - a, words_b - b
    share = words_a / (words_a + words_b)
    cells = (
        (a, total * share),
        (b, total * (1 - share)),
        (rest_a, (rest_a + rest_b) * share),
        (rest_b, (rest_a + rest_b) * (1 - share)),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(seen > 0, seen * np.log(seen / expected), 0.0) for seen, expected in cells]
    return np.maximum(2 * np.sum(terms, axis=0), 0.0)


def dispersion(dp: np.ndarray, counts: Counts, sides: Sides) -> np.ndarray:
    """DPnorm (Lijffijt & Gries 2012): Gries's DP over the most it can be with these documents. 0 even, 1 in one document."""
    smallest = counts.sizes[sides.of_doc >= 0].min() / (sides.a.words + sides.b.words)
    return np.clip(dp / (1 - smallest), 0, 1) if smallest < 1 else np.zeros(len(dp))
