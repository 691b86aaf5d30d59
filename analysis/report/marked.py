"""Marked: sentences with the words in them that a row is about, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import polars as pl

PARTS = ("before", "marked", "after")


def mark_words(
    table: pl.DataFrame,
    sentence: str = "sentence",
    begin: str = "sentence_start",
    start: str = "start",
    end: str = "end",
) -> pl.DataFrame:
    """The table with the sentences of a column parted as PARTS at the words from start to end, offsets of a text like begin, where
    the sentence begins; nothing is marked where start is null.

    >>> row = pl.DataFrame({"sentence": ["Two boats sank."], "sentence_start": [7], "start": [11], "end": [16]})
    >>> mark_words(row)["sentence"].to_list()
    [{'before': 'Two ', 'marked': 'boats', 'after': ' sank.'}]
    """
    at = (pl.col(start) - pl.col(begin)).fill_null(0)
    size = (pl.col(end) - pl.col(start)).fill_null(0)
    text = pl.col(sentence).str
    parts = zip(PARTS, (text.head(at), text.slice(at, size), text.slice(at + size)), strict=True)
    return table.with_columns(pl.struct(**dict(parts)).alias(sentence))


def show_marked(parts: Mapping[str, str]) -> str:
    """A parted sentence as HTML.

    >>> show_marked({"before": "<b>Two", "marked": "boats", "after": ""})
    '&lt;b&gt;Two<mark>boats</mark>'
    """
    before, marked, after = (escape(parts[part]) for part in PARTS)
    return f"{before}<mark>{marked}</mark>{after}" if marked else before + after
