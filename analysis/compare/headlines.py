"""Headlines: the rows of a table that a summary names first, chosen by how surely they differ and by nothing else."""

from __future__ import annotations

import polars as pl

from analysis.compare.counts import OWN
from analysis.compare.terms import certainty

TERMS, CUES, STYLES = 6, 10, 4  # terms a side and contrast, cues and measures of style a contrast
CONTRAST = ("group_a", "group_b")
OF_TERMS, OF_STYLE = "terms", "style"
KEYS = ("topic", "term", "voice", "group_a", "group_b")
NUMBERS = dict.fromkeys(("effect", "low", "high", "p", "q"), pl.Float64)
HEADLINES = dict.fromkeys(KEYS, pl.String) | NUMBERS


def is_clear() -> pl.Expr:
    """Whether the interval of a row leaves out 0, no difference; an end that is not known leaves out nothing."""
    return ((pl.col("low") > 0) | (pl.col("high") < 0)).fill_null(False)


def holds(alpha: float) -> pl.Expr:
    """Whether a row is a finding: it differs at a false discovery rate of alpha where there is a test, else its interval is clear.

    The one meaning of "holds" in findings and controls; rows that have no test beside others that have one are first dropped
    by `drop_untested`.
    """
    return pl.when(pl.col("p").is_null()).then(is_clear()).otherwise(pl.col("q") < alpha).fill_null(False)


def drop_untested(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without those that have no test in a contrast where others have one: of many intervals some are clear by chance."""
    tested = pl.col("q").is_not_null()
    return rows.filter(tested | ~tested.any().over(CONTRAST))


def take_terms(keyness: pl.DataFrame) -> pl.DataFrame:
    """The terms that findings are counted among: content terms in the author's voice, or of all words; fragments have no test."""
    return keyness.filter(pl.col("voice").is_in(OWN) & pl.col("content"))


def choose_terms(keyness: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The terms of each side that differ most surely: rows of the keyness table, in the order of their certainty.

    Of content terms in the author's voice (or of all words) that are no fragment of a longer phrase: those that hold, at
    most TERMS a side, first the side that has the surest.
    """
    whole = take_terms(keyness).filter(pl.col("part_of").is_null())
    return _take_surest(whole, alpha, certainty(), ("group",), TERMS)


def choose_cues(contrasts: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The categories of cues that differ most surely in each contrast: rows of the table of contrasts.

    In the author's voice (or of all words), with a hit: those that hold, at most CUES.
    """
    spoken = contrasts.filter(pl.col("voice").is_in(OWN) & (pl.col("hits_a") + pl.col("hits_b") > 0))
    return _take_surest(spoken, alpha, pl.max_horizontal("low", -pl.col("high")), (), CUES)


def choose_styles(style: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The measures of style that differ most of those that hold in a test, at most STYLES a contrast: rows of the table."""
    tested = style.filter(pl.col("voice").is_in(OWN), pl.col("q").is_not_null())
    return _take_surest(tested, alpha, pl.col("g").abs(), (), STYLES)


def _take_surest(rows: pl.DataFrame, alpha: float, surest: pl.Expr, by: tuple[str, ...], most: int) -> pl.DataFrame:
    """Of the rows that hold the first `most` of each contrast and value of the columns `by`: by q, by p, then the surest."""
    holding = drop_untested(rows).filter(holds(alpha))
    ordered = holding.sort("q", "p", surest, descending=[False, False, True], nulls_last=True, maintain_order=True)
    return ordered.group_by(*CONTRAST, *by, maintain_order=True).head(most).select(rows.columns)


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
