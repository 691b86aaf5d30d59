"""Means: values that each document has, such as the measures of its style, in two groups, through the same gate as rates."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.counts import Counts
from analysis.compare.estimates import Contrast, Sides, adjust_p, estimate_means, take_sides
from analysis.compare.style import MEASURES, measure_style
from analysis.find.words import Words

MEANS = {
    "measure": pl.String, "unit": pl.String, "voice": pl.String, "group_a": pl.String, "group_b": pl.String,
    "mean_a": pl.Float64, "mean_b": pl.Float64, "difference": pl.Float64, "low": pl.Float64, "high": pl.Float64, "g": pl.Float64,
    "g_low": pl.Float64, "g_high": pl.Float64, "p": pl.Float64, "q": pl.Float64, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "events": pl.Int64, "interval": pl.String, "note": pl.String,
}  # fmt: skip
STYLES = {**MEANS, "label": pl.String, "family": pl.String, "direction": pl.String}
STYLE_VOICES = {"in": ("all",), "out": ("author",), "split": ("all", "author")}
OF_SENTENCES = ("sentence_length", "flesch", "flesch_kincaid", "fog", "smog", "lix", "coleman_liau", "ari")
FAMILIES = {
    "diversity": ("mtld", "mattr", "hdd"),
    "length": ("word_length", "sentence_length"),
    "readability": OF_SENTENCES[1:],
}  # all others are kinds of words


def measure_styles(
    words: Words, tokens: pl.DataFrame, documents: pl.DataFrame, quoted: str = "split"
) -> dict[str, pl.DataFrame]:
    """The measures of style of every document (see `measure_style`) by voice, as `compare_means` takes them.

    All words are measured, or the author's where quoted ones are left out. Where voices are split, the author's stand
    beside, but for what rests on sentences: an author's and a quoted voice share them.
    """
    values = {voice: measure_style(words, tokens, documents, voice) for voice in STYLE_VOICES[quoted]}
    if quoted == "split":
        values["author"] = values["author"].filter(~pl.col("measure").is_in(OF_SENTENCES))
    return values


def compare_styles(values: dict[str, pl.DataFrame], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The difference of two groups in every measure of style, as `measure_styles` gives them.

    Columns as in `compare_means`, and label, family, direction (what more means) of each measure.
    """
    names = {
        "measure": list(MEASURES),
        "label": [measure.label for measure in MEASURES.values()],
        "family": [_family(name) for name in MEASURES],
        "direction": [measure.direction for measure in MEASURES.values()],
    }
    named = compare_means(values, documents, contrasts).join(
        pl.DataFrame(names), on="measure", how="left", maintain_order="left"
    )
    return named.select(STYLES.keys()).cast(STYLES)


def _family(measure: str) -> str:
    return next((family for family, names in FAMILIES.items() if measure in names), "kinds of words")


def compare_means(voices: dict[str, pl.DataFrame], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The difference of two groups' mean values in every measure, tested within events where that can be done.

    `voices` maps a voice to a table with doc, measure, unit and value, null for a document without one.
    Columns: measure, unit, voice, the groups, mean_a, mean_b (over documents); difference with its 95 % interval low to high:
    within events where there are documents enough, else the plain difference without an interval; g, the same over the
    standard deviation of documents within the groups of an event (Hedges 1981, with his correction for few); p, and q over
    the whole table; documents with a value a side, events that both sides cover, what the interval counts, note.
    """
    tables = [
        _contrast(values, as_counts(voice, values), documents, contrast)
        for voice, values in voices.items()
        for contrast in contrasts
    ]
    if not tables:
        return pl.DataFrame(schema=MEANS)
    table = pl.concat(tables)
    return table.with_columns(q=pl.Series(adjust_p(table["p"].fill_null(np.nan).to_numpy())).fill_nan(None))


def as_counts(voice: str, values: pl.DataFrame) -> list[Counts]:
    """The values as counts of documents of size 1: measures that the same documents have stand in one Counts together.

    A document without a value has size 0.
    """
    names = values["measure"].unique(maintain_order=True).to_list()
    wide = values.pivot(on="measure", index="doc", values="value", maintain_order=True).select("doc", *names)
    table = wide.drop("doc").to_numpy().reshape(wide.height, len(names))
    parts: dict[bytes, list[int]] = {}
    for place, known in enumerate(~np.isnan(table.T)):
        parts.setdefault(known.tobytes(), []).append(place)
    return [
        _as_counts(voice, wide["doc"].to_list(), [names[place] for place in places], table[:, places])
        for places in parts.values()
    ]


def _as_counts(voice: str, docs: list[str], names: list[str], table: np.ndarray) -> Counts:
    known = ~np.isnan(table[:, 0])
    places = np.flatnonzero(known).astype(np.int32)
    bounds = np.arange(len(names) + 1, dtype=np.int64) * len(places)
    found = table[known].T.ravel()
    return Counts(names, bounds, np.tile(places, len(names)), found, docs, known.astype(np.int64), voice)


def _contrast(values: pl.DataFrame, parts: list[Counts], documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """One contrast of one voice, the measures in the order of their values, before it is set in its family."""
    units = values.select("measure", "unit").unique(maintain_order=True).with_row_index("place")
    tables = [_compare(counts, documents, contrast) for counts in parts]
    table = pl.concat([*tables, pl.DataFrame(schema=MEANS)]).drop("unit").join(units, on="measure").sort("place")
    return table.select(MEANS.keys()).cast(MEANS)


def _compare(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    sides = take_sides(counts, documents, contrast)
    if not sides.a.docs or not sides.b.docs:
        return pl.DataFrame(schema=MEANS)
    estimates = estimate_means(counts, sides)
    moments = estimates.moments
    scale = _scale(counts, sides, moments)
    columns = {
        "measure": counts.names, "mean_a": moments["hits_a"] / sides.a.docs, "mean_b": moments["hits_b"] / sides.b.docs,
        "difference": estimates.effect, "low": estimates.low, "high": estimates.high, "g": estimates.effect * scale,
        "g_low": estimates.low * scale, "g_high": estimates.high * scale, "p": estimates.p,
    }  # fmt: skip
    table = pl.DataFrame(columns).with_columns(
        unit=pl.lit(""), voice=pl.lit(counts.voice), group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b), q=pl.lit(None),
        docs_a=pl.lit(sides.a.docs), docs_b=pl.lit(sides.b.docs), events=pl.lit(int(sides.shared.sum())),
        interval=pl.lit(estimates.unit), note=pl.lit(sides.note),
    )  # fmt: skip
    return table.select(MEANS.keys()).cast(MEANS).fill_nan(None)


def _scale(counts: Counts, sides: Sides, moments: dict[str, np.ndarray]) -> np.ndarray:
    """One over the standard deviation of values within the groups of an event (or of the corpus), corrected for few."""
    if sides.are_enough:
        freedom = sides.a.shared + sides.b.shared - 2 * int(sides.shared.sum())
        squares = moments["residual"]
    else:
        values = counts.counts.reshape(len(counts.names), -1)
        of_doc = sides.of_doc[counts.docs[: values.shape[1]]]
        parts = [values[:, of_doc == side] for side in (1, 0)]
        freedom = sides.a.docs + sides.b.docs - 2
        squares = sum(part.shape[1] * part.var(axis=1) for part in parts)
    if freedom < 2:
        return np.full(len(counts.names), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(squares > 0, (1 - 3 / (4 * freedom - 1)) / np.sqrt(squares / freedom), np.nan)
