"""Values: the table of what texts state, one row a value, whatever its kind."""

from __future__ import annotations

import polars as pl

VALUES = {
    "doc": pl.String, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "kind": pl.String,
    "value": pl.String, "low": pl.Float64, "high": pl.Float64, "unit": pl.String, "counted": pl.String,
    "bound": pl.String, "head": pl.Int64, "relative": pl.Boolean,
}  # fmt: skip
EXACT = "exact"


def lay_names(found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Names as values: what is found (doc, sentence, start, end, kind, value, unit, head), with the columns of VALUES.

    A value that is null becomes the words themselves, in lower case.
    """
    texts = dict(documents.select("doc", "text").iter_rows())
    cut = [
        " ".join(texts[doc][start:end].split()) for doc, start, end in found.select("doc", "start", "end").iter_rows()
    ]
    laid = found.with_columns(
        text=pl.Series(cut, dtype=pl.String),
        low=None,
        high=None,
        counted=pl.lit(""),
        bound=pl.lit(EXACT),
        relative=False,
    )
    return (
        laid.with_columns(pl.col("value").fill_null(pl.col("text").str.to_lowercase()))
        .select(VALUES.keys())
        .cast(VALUES)
    )
