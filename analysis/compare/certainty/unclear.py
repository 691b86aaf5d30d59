"""Flat sentences that may be attributed after all, by words that syntax has not joined to their clause, or beside them."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.attributed import choose_attributions
from analysis.compare.certainty.levels import DENIED, FALSE, FLAT, KEYS
from analysis.compare.certainty.listed import list_words

_QUOTED = r"[“”\"]"
_STATEMENT = ("event", "statement")


def leave_unclear(table: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The tellings without the flat ones whose sentence, or one beside it (doubted), says anything in another's name, where another
    telling is not flat.

    Whether their attribution, verb of saying or quotation bears on the clause cannot be told for sure. Where a telling is denied
    or called false all stay: that is another matter than who says it.
    """
    level = pl.col("certainty")
    differs = (level != FLAT).any() & ~level.is_in([DENIED, FALSE]).any()
    spoken = _find_spoken(table, quotes, tokens)
    is_flat = table.filter(differs.over(_STATEMENT), level == FLAT)
    unclear = is_flat.join(spoken, on=KEYS, how="left", maintain_order="left").filter(
        pl.col("spoken").fill_null(False) | pl.col("doubted") | pl.col("sentence").str.contains(_QUOTED)
    )
    return table.join(unclear, on=KEYS, how="anti", maintain_order="left").drop("doubted")


def _find_spoken(table: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences with a verb of saying or an attribution: the keys, spoken."""
    verbs = tokens.filter(pl.col("lemma").str.to_lowercase().is_in(list_words("saying")), pos="VERB")
    said = [
        verbs.select("doc", at=pl.col("start").cast(pl.Int64)),
        choose_attributions(quotes).filter(pl.col("source") != "").select("doc", at="word_start"),
    ]
    met = table.select(*KEYS, "end").join(pl.concat(said).drop_nulls(), on="doc")
    inside = met.filter(pl.col("at").is_between("start", "end", closed="left"))
    return inside.select(*KEYS, spoken=True).unique()
