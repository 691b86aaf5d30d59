"""What the pieces of an attribution hold of its sentence: how much, which verbs, and which other attribution."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.levels import KEYS


def gather_pieces(sentences: pl.DataFrame, attributions: pl.DataFrame) -> pl.DataFrame:
    """The attributions met in each sentence with spans, held (the characters of the sentence in them) and room (those that
    are neither source nor cue)."""
    met = sentences.join(attributions, on="doc").with_columns(held=_overlap("from_", "to")).filter(pl.col("held") > 0)
    room = pl.col("end") - pl.col("start") - _overlap("word_start", "word_end") - _overlap("who_start", "who_end")
    return met.with_columns(room=room).group_by(*KEYS, "attribution", maintain_order=True).agg(
        pl.col("held").sum(), pl.exclude(*KEYS, "attribution", "held").first(), spans=pl.struct("from_", "to")
    )  # fmt: skip


def find_verbs(told: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The attributions with has_verb (a piece holds a main verb; of a phrase as "according to" also one joined to it) and
    swallows (the phrase of the source holds one, so that it is none)."""
    number = told.with_row_index("number")
    verbs = words.filter(pl.col("main") | pl.col("follows")).select(*KEYS, "main", verb="word_start")
    pairs = number.select("number", "spans", "who_start", "who_end", "cue", *KEYS).join(verbs, on=list(KEYS))
    pairs = pairs.with_columns(source=pl.col("verb").is_between("who_start", "who_end", closed="left").fill_null(False))
    counts = pl.col("main") | pl.col("cue").str.contains(" ")
    of_one = pairs.explode("spans").unnest("spans").group_by("number").agg(
        has_verb=(pl.col("verb").is_between("from_", "to", closed="left") & counts).any(),
        swallows=(pl.col("source") & pl.col("main")).any(),
    )  # fmt: skip
    joined = number.join(of_one, on="number", how="left", maintain_order="left").drop("number")
    return joined.with_columns(pl.col("has_verb", "swallows").fill_null(False))


def find_within(told: pl.DataFrame) -> pl.DataFrame:
    """The attributions with within: another's piece holds the word of this one: "“They *know* it leaks,” she said"."""
    number = told.with_row_index("number")
    spans = number.select(*KEYS, "spans", other="number").explode("spans").unnest("spans")
    held = number.select(*KEYS, "number", "word_start").join(spans, on=list(KEYS)).filter(
        pl.col("word_start").is_between("from_", "to", closed="left"), pl.col("number") != pl.col("other")
    )  # fmt: skip
    return told.with_columns(within=number["number"].is_in(held["number"].unique().implode()))


def _overlap(first: str, last: str) -> pl.Expr:
    """How many characters of the sentence lie in a span, 0 where there is none."""
    both = pl.min_horizontal("end", pl.col(last).cast(pl.Int64)) - pl.max_horizontal(
        "start", pl.col(first).cast(pl.Int64)
    )
    return pl.when(pl.col(first).is_null()).then(0).otherwise(both.clip(lower_bound=0))
