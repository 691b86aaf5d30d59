"""Repeated lines: what an outlet sets into many of its articles word for word, found by counting."""

from __future__ import annotations

import polars as pl

ARTICLES, EVENTS = 5, 3  # of one outlet that must have a line, and the different events that they must be on
# Read by eye in 37,554 articles of US news: of 110 lines in 3 articles of an outlet on 2 events 9 were a report's own, of 100
# in 5 on 3, with LONGEST words at most, none.
SHORTEST, LONGEST = 3, 40  # words


def find_repeated(documents: pl.DataFrame) -> dict[str, set[str]]:
    """For each outlet the lines, without white space around them, that stand in ARTICLES or more on EVENTS or more.

    `documents` has doc, outlet, event and text; an article without an event counts as on one of its own. A line that
    begins with a quotation mark is somebody's words and none of these, however often it stands there.

    >>> rows = {"doc": list("abcde"), "outlet": ["Quay Post"] * 5, "event": [None] * 5, "text": ["Rain fell.\\nWe sell boats."] * 5}
    >>> sorted(find_repeated(pl.DataFrame(rows))["Quay Post"])
    ['We sell boats.']
    """
    line = pl.col("text").str.split("\n").alias("line")
    event = pl.coalesce(pl.col("event").cast(pl.String), "doc")
    lines = (
        documents.select("doc", "outlet", line, event=event)
        .explode("line")
        .with_columns(pl.col("line").str.strip_chars())
    )
    words = pl.col("line").str.count_matches(r"\S+")
    short = lines.filter(words.is_between(SHORTEST, LONGEST), ~pl.col("line").str.contains(r"^[\"“‘]"))
    often = short.group_by("outlet", "line").agg(pl.col("doc", "event").n_unique())
    kept = often.filter(pl.col("doc") >= ARTICLES, pl.col("event") >= EVENTS)
    return {outlet: set(found) for outlet, found in kept.group_by("outlet").agg("line").iter_rows()}
