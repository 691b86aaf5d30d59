"""The levels of certainty in their order, and what a mark of one holds."""

from __future__ import annotations

import polars as pl

FLAT, ATTRIBUTED, HEDGED, ALLEGED, DENIED, FALSE = LEVELS = (
    "flat", "attributed", "hedged", "alleged", "denied", "called false",
)  # fmt: skip
KEYS = ("event", "statement", "doc", "start")  # a sentence of a statement
MARKS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "certainty": pl.String,
    "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64, "source": pl.String,
}  # fmt: skip
