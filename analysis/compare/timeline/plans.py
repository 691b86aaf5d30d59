"""Plans: which dated statements tell what is still to come, and which only what might be."""

from __future__ import annotations

import polars as pl

_IF = r"(?i)\b(?:if|unless|whether|in case|assuming|suppose|as if|as though)\b"
_MIGHT = r"(?:\b(?:could|might|may|should|ought to)|\bwould have|[’']d have)(?:\s+[\w’']+){0,3}\s*$"
_BEGINS_IF = r"(?i)^[“\"‘']?(?:if|unless|whether|were|had|should)\b[^.;]*,"
_ASKS = r"\?[”\"’')]*\s*$"


def might_be() -> pl.Expr:
    """Whether a claim only tells what might be: its verb after "if" or "could", or in a question.

    A date that tells of a noun ("if she wins the 3 May election") is not held to be so.
    """
    text, at = pl.col("sentence_text").str, pl.col("verb_start") - pl.col("sentence_start")
    clause = text.head(at.clip(0)).str.extract(r"([^,;:—–]*)$", 1)
    asked = text.contains(_ASKS) | text.contains(_BEGINS_IF)
    might = asked | clause.str.contains(_IF) | clause.str.contains(_MIGHT)
    return might.fill_null(False) & (pl.col("slot") != "of")


def lies_ahead() -> pl.Expr:
    """Whether the day was to come when the report appeared (`first` to `last`), null where that is not known.

    A day or stretch after the publication is, and one that reaches there where its verb has "will", "may" or "to".
    """
    after = pl.col("low") > pl.col("last")
    reaches = pl.col("possible") & (pl.col("slot") != "of") & (pl.col("high") >= pl.col("first"))
    return (after | reaches.fill_null(False)).alias("planned")
