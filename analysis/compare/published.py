"""Published: when articles came out, as the first and the last day that their dates allow."""

from __future__ import annotations

import polars as pl

from analysis.find.claims.times.days import read_published

PUBLISHED = {"doc": pl.String, "first": pl.Int64, "last": pl.Int64}


def place_documents(documents: pl.DataFrame) -> pl.DataFrame:
    """The days since 1970-01-01 on which each document (doc, date) may have come out: doc, first, last, null where unknown.

    >>> place_documents(pl.DataFrame({"doc": ["a", "b"], "date": ["1970-01-02", "1970-02"]})).rows()
    [('a', 1, 1), ('b', 31, 58)]
    """
    rows = [(doc, *(read_published(date) or (None, None))) for doc, date in documents.select("doc", "date").iter_rows()]
    return pl.DataFrame(rows, schema=PUBLISHED, orient="row")
