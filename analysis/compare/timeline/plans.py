"""Plans: which dated statements tell what is still to come, and which only what might be."""

from __future__ import annotations

import polars as pl

_IF = r"(?i)\b(?:if|unless|whether|in case|assuming|suppose|as if|as though)\b"
_WOULD_HAVE = r"(?:\bwould have|[’']d have)(?:\s+[\w’']+){0,3}\s*$"
# Before "to" or by itself, in the words before a verb: what is to come, not what is only wished.
_TO_COME = (
    r"(?i)\b(?:will|shall|would|won[’']t|going to|about to|due|set|schedul\w+|plan\w*|expect\w*|anticipat\w+|intend\w*|pledg\w+"
    r"|promis\w+|vow\w*|agree\w*|(?:is|are|was|were) to)\b|[’']ll\b"
)
_NO_PLAN = r"(?i)\bno (?:plans?|intentions?|longer)\b"
_BEGINS_IF = r"(?i)^[“\"‘']?(?:if|unless|whether|were|had|should)\b[^.;]*,"
_ASKS = r"\?[”\"’')]*\s*$"


def might_be() -> pl.Expr:
    """Whether a claim only tells what might be: its verb after "if" or "could", or in a question."""
    text, clause = pl.col("sentence_text").str, _cut_clause()
    asked = text.contains(_ASKS) | text.contains(_BEGINS_IF)
    might = asked | clause.str.contains(_IF) | clause.str.contains(_WOULD_HAVE) | pl.col("might")
    return might.fill_null(False)


def lies_ahead() -> pl.Expr:
    """Whether the day was to come when the report appeared (`first` to `last`), null where that is not known.

    A day or stretch after the publication is, and one that reaches there where words before its verb say that it is to come.
    """
    after = pl.col("low") > pl.col("last")
    clause = _cut_clause().str
    told = clause.contains(_TO_COME) & ~clause.contains(_NO_PLAN)
    to_come = pl.col("possible") & pl.col("thing").is_null() & told
    return (after | (to_come & (pl.col("high") >= pl.col("first"))).fill_null(False)).alias("planned")


def _cut_clause() -> pl.Expr:
    """The words of the clause before its verb."""
    at = (pl.col("verb_start") - pl.col("sentence_start")).clip(0)
    return pl.col("sentence_text").str.head(at).str.extract(r"([^,;:—–]*)$", 1)
