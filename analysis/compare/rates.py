"""Rates: hits of each category of cues by group, outlet and voice, and the contrast of the groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.compare.counts import VOICES, Counts, count_cues
from analysis.compare.estimates import (
    PER,
    Contrast,
    Sides,
    adjust_p,
    clumping,
    document_interval,
    permutation_p,
    poisson_interval,
    rate_variance,
    sum_moments,
    take_sides,
)  # fmt: skip
from analysis.find.lexicons import Lexicon
from analysis.find.words import Words

UNIT = "hits per 1,000 words"
BY_DOCUMENTS = "documents are the unit; permutation within events"
BY_COUNTING = "interval from counting alone, as neither side has a hit"
ALL_OUTLETS = ""  # the outlet of a row that speaks for its whole group
RATES = {
    "measure": pl.String, "category": pl.String, "group": pl.String, "outlet": pl.String, "voice": pl.String,
    "hits": pl.Int64, "size": pl.Int64, "rate": pl.Float64, "low": pl.Float64, "high": pl.Float64, "unit": pl.String,
    "docs": pl.Int64, "docs_with": pl.Int64,
}  # fmt: skip
CONTRASTS = {
    "measure": pl.String, "category": pl.String, "voice": pl.String, "difference": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "p": pl.Float64, "q": pl.Float64, "events": pl.Int64, "method": pl.String,
    "group_a": pl.String, "group_b": pl.String, "rate_a": pl.Float64, "rate_b": pl.Float64, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "hits_a": pl.Int64, "hits_b": pl.Int64,
}  # fmt: skip


def compare_rates(
    hits: pl.DataFrame, words: Words, documents: pl.DataFrame, lexicons: Sequence[Lexicon], quoted: str = "split"
) -> pl.DataFrame:
    """Hits over words of every category, by group and voice, then by outlet within the group.

    Columns: measure (lexicon), category, group, outlet (empty for the whole group), voice, hits, size (words of that voice),
    rate (hits per thousand words) with its exact 95 % interval low to high from counting alone, unit, docs (all), docs_with
    (with a hit). A category without hits is a row with 0; a voice without words has no rate.
    """
    places = _places(documents)
    tables = [_sum_by_place(count_cues(hits, words, lexicons, voice), documents, places) for voice in VOICES[quoted]]
    table = pl.concat(tables) if tables else pl.DataFrame(schema=RATES)
    low, high = poisson_interval(table["hits"].to_numpy(), table["size"].to_numpy())
    rate = pl.when(pl.col("size") > 0).then(pl.col("hits") / pl.col("size") * PER)
    return (
        table.with_columns(rate=rate, low=low, high=high, unit=pl.lit(UNIT))
        .fill_nan(None)
        .select(RATES.keys())
        .cast(RATES)
    )


def _places(documents: pl.DataFrame) -> list[tuple[str, str]]:
    """Each group as a whole and each of its outlets, in the order of their names."""
    outlets = documents.select("group", "outlet").unique().sort("group", "outlet").rows()
    return sorted({(group, ALL_OUTLETS) for group, _ in outlets} | set(outlets))


def _sum_by_place(counts: Counts, documents: pl.DataFrame, places: list[tuple[str, str]]) -> pl.DataFrame:
    rows = pl.DataFrame({"doc": counts.doc_names}).join(documents, on="doc", how="left", maintain_order="left")
    of_place = {
        place: ((rows["group"] == place[0]) & ((place[1] == ALL_OUTLETS) | (rows["outlet"] == place[1]))).to_numpy()
        for place in places
    }
    table = []
    for index, name in enumerate(counts.names):
        part = slice(counts.bounds[index], counts.bounds[index + 1])
        measure, category = name.split("/", 1)
        for (group, outlet), inside in of_place.items():
            of_doc = inside[counts.docs[part]]
            hits, docs_with = int(counts.counts[part][of_doc].sum()), int(of_doc.sum())
            size = int(counts.sizes[inside].sum())
            table.append(
                (
                    measure,
                    category,
                    group,
                    outlet,
                    counts.voice,
                    hits,
                    size,
                    None,
                    None,
                    None,
                    "",
                    int(inside.sum()),
                    docs_with,
                )
            )
    return pl.DataFrame(table, schema=RATES, orient="row")


def compare_contrasts(
    hits: pl.DataFrame,
    words: Words,
    documents: pl.DataFrame,
    lexicons: Sequence[Lexicon],
    contrasts: list[Contrast],
    quoted: str = "split",
) -> pl.DataFrame:
    """The difference between two groups in every category and voice, tested within events where that can be done.

    Columns: measure, category, voice, difference (rate_a - rate_b, hits per thousand words) with its 95 % interval low to high,
    p and q (null without a test), events (that both groups cover and that have hits), method (what the interval and the test
    are, or why there is no test), the groups, their rates, documents and hits.
    """
    tables = [
        _contrast_counts(count_cues(hits, words, lexicons, voice), documents, contrast)
        for voice in VOICES[quoted]
        for contrast in contrasts
    ]
    return pl.concat(tables) if tables else pl.DataFrame(schema=CONTRASTS)


def _contrast_counts(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.a.words or not sides.b.words:
        return pl.DataFrame(schema=CONTRASTS)
    moments = sum_moments(counts, sides)
    low, high, method = _difference_interval(moments, sides)
    p = permutation_p(moments["deviation"], moments["variance"], moments["skewness"])
    p = p if sides.are_enough else np.full(len(p), np.nan)
    rate_a, rate_b = (moments[f"hits_{letter}"] / side.words * PER for letter, side in (("a", sides.a), ("b", sides.b)))
    table = pl.DataFrame(
        {
            "measure": [name.split("/", 1)[0] for name in counts.names],
            "category": [name.split("/", 1)[1] for name in counts.names],
            "difference": rate_a - rate_b, "low": low, "high": high, "p": p, "q": adjust_p(p), "method": method,
            "events": moments["events"], "rate_a": rate_a, "rate_b": rate_b,
            "hits_a": moments["hits_a"], "hits_b": moments["hits_b"],
        }
    ).with_columns(
        voice=pl.lit(counts.voice), group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b),
        docs_a=pl.lit(sides.a.docs), docs_b=pl.lit(sides.b.docs),
    )  # fmt: skip
    return table.fill_nan(None).select(CONTRASTS.keys()).cast(CONTRASTS)


def _difference_interval(moments: dict[str, np.ndarray], sides: Sides) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The interval of each difference and its method: documents where there are enough and hits, else counting alone."""
    if not sides.are_enough:
        low, high = _counting_interval(moments, sides, np.ones(len(moments["events"])))
        return low, high, np.full(len(low), f"interval from counting alone; {sides.note}", dtype=object)
    low, high = _counting_interval(moments, sides, clumping(moments, sides))
    a, b = moments["hits_a"], moments["hits_b"]
    variances = [rate_variance(moments, letter, side) * PER**2 for letter, side in (("a", sides.a), ("b", sides.b))]
    by_docs = document_interval((a / sides.a.words - b / sides.b.words) * PER, *variances, sides)
    both = (a > 0) & (b > 0)  # no hits do not vary from document to document, yet are no certainty of none
    method = np.where(a + b > 0, BY_DOCUMENTS, BY_COUNTING).astype(object)
    return np.where(both, by_docs[0], low), np.where(both, by_docs[1], high), method


def _counting_interval(
    moments: dict[str, np.ndarray], sides: Sides, clumps: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each difference's interval from the exact ones of both rates (MOVER, Donner & Zou 2012), `clumps` hits as one."""
    a, b = (moments[f"hits_{letter}"] / side.words * PER for letter, side in (("a", sides.a), ("b", sides.b)))
    low_a, high_a = poisson_interval(moments["hits_a"] / clumps, sides.a.words / clumps)
    low_b, high_b = poisson_interval(moments["hits_b"] / clumps, sides.b.words / clumps)
    return a - b - np.hypot(a - low_a, high_b - b), a - b + np.hypot(high_a - a, b - low_b)


def count_patterns(hits: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """How often each cue stands in each group and voice: measure, category, pattern, group, voice, hits, docs; most first."""
    grouped = hits.join(documents.select("doc", "group"), on="doc").rename({"lexicon": "measure"})
    table = grouped.group_by("measure", "category", "pattern", "group", "voice").agg(
        hits=pl.len(), docs=pl.col("doc").n_unique()
    )
    order = ["measure", "category", "hits", "pattern", "group", "voice"]
    return table.sort(order, descending=[name == "hits" for name in order])
