"""Headlines: the rows of a table that a summary names first, chosen by how surely they differ and by nothing else."""

from __future__ import annotations

import polars as pl

from analysis.compare.counts import OWN
from analysis.compare.terms import certainty

TERMS, CUES, STYLES = 6, 10, 4  # that hold: terms a side and contrast, cues and measures of style a contrast
OPEN = 2  # where none holds
CONTRAST = ("group_a", "group_b")
OF_TERMS, OF_STYLE = "terms", "style"
KEYS = ("topic", "term", "voice", "group_a", "group_b")
NUMBERS = dict.fromkeys(("effect", "low", "high", "p", "q"), pl.Float64)
HEADLINES = dict.fromkeys(KEYS, pl.String) | NUMBERS


def choose_terms(keyness: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The terms of each side that differ most surely: rows of the keyness table, in the order of their certainty.

    Of content terms in the author's voice (or of all words) that are no fragment of a longer phrase: those that hold, at
    most TERMS a side; where none holds on either side, OPEN that are open. To hold is to differ at a false discovery rate of
    alpha where there is a test, else to have an interval without 0.
    """
    spoken = keyness.filter(pl.col("voice").is_in(OWN) & pl.col("content") & pl.col("part_of").is_null())
    ordered = spoken.sort(certainty(), descending=True, nulls_last=True, maintain_order=True)
    parts = []
    for _, rows in ordered.group_by(CONTRAST, maintain_order=True):
        shown, most = _choose_holding(rows, alpha, TERMS)
        parts += [shown.filter(group=group).head(most) for group in rows.select(CONTRAST).row(0)]
    return pl.concat(parts) if parts else keyness.clear()


def choose_cues(contrasts: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The categories of cues that differ most surely in each contrast: rows of the table of contrasts.

    In the author's voice (or of all words), with a hit: those that hold, at most CUES; where none does, OPEN that are open.
    """
    spoken = contrasts.filter(pl.col("voice").is_in(OWN) & (pl.col("hits_a") + pl.col("hits_b") > 0))
    ordered = spoken.sort(
        pl.max_horizontal("low", -pl.col("high")), descending=True, nulls_last=True, maintain_order=True
    )
    parts = []
    for _, rows in ordered.group_by(CONTRAST, maintain_order=True):
        shown, most = _choose_holding(rows, alpha, CUES)
        parts.append(shown.head(most))
    return pl.concat(parts) if parts else contrasts.clear()


def choose_styles(style: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The measures of style that differ most of those that hold in a test, at most STYLES a contrast: rows of the table."""
    spoken = style.filter(pl.col("voice").is_in(OWN) & (pl.col("q") < alpha))
    ordered = spoken.sort(pl.col("g").abs(), descending=True, nulls_last=True, maintain_order=True)
    parts = [rows.head(STYLES) for _, rows in ordered.group_by(CONTRAST, maintain_order=True)]
    return pl.concat(parts) if parts else style.clear()


def _choose_holding(rows: pl.DataFrame, alpha: float, most: int) -> tuple[pl.DataFrame, int]:
    """The rows that hold and how many of them to name, or where there are none all rows and OPEN."""
    clear = ((pl.col("low") > 0) | (pl.col("high") < 0)).fill_null(False)
    holding = rows.filter(pl.when(pl.col("p").is_null()).then(clear).otherwise(pl.col("q") < alpha))
    return (holding, most) if holding.height else (rows, OPEN)


# --- one shape for all ----------------------------------------------------------------------------------------------


def list_headlines(keyness: pl.DataFrame, contrasts: pl.DataFrame, style: pl.DataFrame) -> pl.DataFrame:
    """Rows of the three tables as findings of one shape: topic, term, voice, groups, effect, low, high, p, q.

    The topic is "terms", the lexicon or "style", the term a term, a category or a measure; the effect a log2 ratio, a
    difference of hits per thousand words or of means.
    """
    return pl.concat([shape_terms(keyness), shape_cues(contrasts), shape_style(style)])


def shape_terms(keyness: pl.DataFrame) -> pl.DataFrame:
    """Rows of a keyness table as findings."""
    named = keyness.rename({"log_ratio": "effect"}).with_columns(topic=pl.lit(OF_TERMS))
    return named.select(HEADLINES.keys()).cast(HEADLINES)


def shape_cues(contrasts: pl.DataFrame) -> pl.DataFrame:
    """Rows of a table of contrasts as findings."""
    names = {"measure": "topic", "category": "term", "difference": "effect"}
    return contrasts.rename(names).select(HEADLINES.keys()).cast(HEADLINES)


def shape_style(style: pl.DataFrame) -> pl.DataFrame:
    """Rows of a table of style as findings."""
    named = style.rename({"measure": "term", "difference": "effect"}).with_columns(topic=pl.lit(OF_STYLE))
    return named.select(HEADLINES.keys()).cast(HEADLINES)
