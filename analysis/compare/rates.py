"""Rates: hits of each category of cues by group, outlet and voice, and the contrast of the groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.compare.counts import VOICES, Counts, count_cues
from analysis.compare.estimates import (
    BY_WORDS,
    PER,
    Contrast,
    Sides,
    adjust_p,
    detectable_reach,
    estimate_rates,
    rate_interval,
    take_sides,
)
from analysis.find.lexicons import Lexicon
from analysis.find.words import Words

UNIT = "hits per 1,000 words"
WITHIN_EVENTS = "difference, interval and permutation test of article rates within events"
NOT_SEEN = "interval from counting alone, as no article of an event that both groups cover has a hit"
ALL_OUTLETS = ""  # the outlet of a row that speaks for its whole group
RATES = {
    "measure": pl.String, "category": pl.String, "group": pl.String, "outlet": pl.String, "voice": pl.String,
    "hits": pl.Int64, "size": pl.Int64, "rate": pl.Float64, "low": pl.Float64, "high": pl.Float64, "unit": pl.String,
    "docs": pl.Int64, "docs_with": pl.Int64, "interval": pl.String,
}  # fmt: skip
CONTRASTS = {
    "measure": pl.String, "category": pl.String, "voice": pl.String, "difference": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "p": pl.Float64, "q": pl.Float64, "events": pl.Int64, "method": pl.String,
    "group_a": pl.String, "group_b": pl.String, "rate_a": pl.Float64, "rate_b": pl.Float64, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "hits_a": pl.Int64, "hits_b": pl.Int64, "outlets_a": pl.Int64, "outlets_b": pl.Int64, "i2": pl.Float64,
    "detectable": pl.Float64, "interval": pl.String,
}  # fmt: skip


def count_voices(hits: pl.DataFrame, words: Words, lexicons: Sequence[Lexicon], quoted: str = "split") -> list[Counts]:
    """The hits of every category by document, one Counts a voice; all comparisons of cues are made from these."""
    return [count_cues(hits, words, lexicons, voice) for voice in VOICES[quoted]]


def compare_rates(
    hits: pl.DataFrame, words: Words, documents: pl.DataFrame, lexicons: Sequence[Lexicon], quoted: str = "split"
) -> pl.DataFrame:
    """Hits over words of every category, by group and voice, then by outlet within the group.

    Columns: measure (lexicon), category, group, outlet (empty for the whole group), voice, hits, size (words of that voice),
    rate (hits per thousand words) with its 95 % interval low to high, unit, docs (all), docs_with (with a hit), and what the
    interval counts: "documents" where they are enough, else "words" (see `rate_interval`). A category without hits is a row with
    0; a voice without words has no rate.
    """
    return rate_counts(count_voices(hits, words, lexicons, quoted), documents)


def rate_counts(voices: list[Counts], documents: pl.DataFrame) -> pl.DataFrame:
    """The rates of what was counted already; columns as in `compare_rates`."""
    places = _places(documents)
    tables = [_sum_by_place(counts, documents, places) for counts in voices]
    return pl.concat(tables) if tables else pl.DataFrame(schema=RATES)


def _places(documents: pl.DataFrame) -> list[tuple[str, str]]:
    """Each group as a whole and each of its outlets, in the order of their names."""
    outlets = documents.select("group", "outlet").unique().sort("group", "outlet").rows()
    return sorted({(group, ALL_OUTLETS) for group, _ in outlets} | set(outlets))


def _sum_by_place(counts: Counts, documents: pl.DataFrame, places: list[tuple[str, str]]) -> pl.DataFrame:
    docs = pl.DataFrame({"doc": counts.doc_names}, schema={"doc": pl.String})
    rows = docs.join(documents, on="doc", how="left", maintain_order="left")
    tables = []
    for group, outlet in places:
        inside = ((rows["group"] == group) & ((outlet == ALL_OUTLETS) | (rows["outlet"] == outlet))).to_numpy()
        rates = rate_interval(counts, inside)
        names = pl.Series(counts.names, dtype=pl.String).str.splitn("/", 2).struct.unnest()
        table = pl.DataFrame(rates).with_columns(
            names["field_0"].alias("measure"), names["field_1"].alias("category"), group=pl.lit(group), outlet=pl.lit(outlet),
            voice=pl.lit(counts.voice), unit=pl.lit(UNIT), docs=pl.lit(int(inside.sum())),
        )  # fmt: skip
        tables.append(table.fill_nan(None).select(RATES.keys()).cast(RATES).with_row_index("place"))
    together = pl.concat(tables) if tables else pl.DataFrame(schema={"place": pl.UInt32, **RATES})
    return together.sort("place", maintain_order=True).drop("place")


def compare_contrasts(
    hits: pl.DataFrame,
    words: Words,
    documents: pl.DataFrame,
    lexicons: Sequence[Lexicon],
    contrasts: list[Contrast],
    quoted: str = "split",
) -> pl.DataFrame:
    """The difference between two groups in every category and voice, tested within events where that can be done.

    Columns: measure, category, voice, difference (hits per thousand words, more in group_a above 0) with its 95 % interval low
    to high, p, and q over the whole table (null without a test), events (that both groups cover and that have hits), method
    (what difference, interval and test are, or why there is no test), the groups, their rates over all words, documents, hits and
    outlets, i2 (0 to 1), detectable (the least difference that a test at 5 % over the family would find four times out of
    five), and what the interval counts: "documents" or "words".
    """
    return contrast_counts(count_voices(hits, words, lexicons, quoted), documents, contrasts)


def contrast_counts(voices: list[Counts], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The difference of cues that were counted already; columns as in `compare_contrasts`."""
    tables = [_contrast(counts, documents, contrast) for counts in voices for contrast in contrasts]
    if not tables:
        return pl.DataFrame(schema=CONTRASTS)
    table = pl.concat(tables)
    p = table["p"].fill_null(np.nan).to_numpy()
    return table.with_columns(
        q=pl.Series(adjust_p(p)).fill_nan(None),
        detectable=pl.col("detectable") * detectable_reach(int((~np.isnan(p)).sum())),
    )


def _contrast(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """One contrast before it is set in its family; `detectable` is one standard error."""
    sides = take_sides(counts, documents, contrast)
    if not counts.names or not sides.a.words or not sides.b.words:
        return pl.DataFrame(schema=CONTRASTS)
    estimates = estimate_rates(counts, sides)
    moments = estimates.moments
    not_seen = sides.are_enough & (moments["seen_a"] + moments["seen_b"] == 0)
    names = pl.Series(counts.names).str.splitn("/", 2).struct.unnest()
    table = pl.DataFrame(
        {
            "measure": names["field_0"], "category": names["field_1"], "difference": estimates.effect,
            "low": estimates.low, "high": estimates.high, "p": estimates.p, "events": moments["events"],
            "rate_a": moments["hits_a"] / sides.a.words * PER, "rate_b": moments["hits_b"] / sides.b.words * PER,
            "hits_a": moments["hits_a"], "hits_b": moments["hits_b"], "i2": estimates.i2, "detectable": estimates.spread,
        }
    ).with_columns(
        voice=pl.lit(counts.voice), group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b), q=pl.lit(None),
        docs_a=pl.lit(sides.a.docs), docs_b=pl.lit(sides.b.docs), outlets_a=pl.lit(len(sides.a.outlets)),
        outlets_b=pl.lit(len(sides.b.outlets)), method=pl.Series(np.where(not_seen, NOT_SEEN, _method(sides))),
        interval=pl.Series(np.where(not_seen, BY_WORDS, estimates.unit)),
    )  # fmt: skip
    return table.fill_nan(None).select(CONTRASTS.keys()).cast(CONTRASTS)


def _method(sides: Sides) -> str:
    return WITHIN_EVENTS if sides.are_enough else f"interval from counting alone; {sides.note}"


def count_patterns(hits: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """How often each cue stands in each group and voice: measure, category, pattern, group, voice, hits, docs; most first."""
    grouped = hits.join(documents.select("doc", "group"), on="doc").rename({"lexicon": "measure"})
    table = grouped.group_by("measure", "category", "pattern", "group", "voice").agg(
        hits=pl.len(), docs=pl.col("doc").n_unique()
    )
    order = ["measure", "category", "hits", "pattern", "group", "voice"]
    return table.sort(order, descending=[name == "hits" for name in order])
