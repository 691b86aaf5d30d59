"""Stands by hand: where names, descriptions and pronouns stand in invented texts, as `find_stands` would give them."""

from __future__ import annotations

import re

import polars as pl

from analysis.find.references import STANDS

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})


def stand_for(documents: pl.DataFrame, *known: tuple[str, str, str, str]) -> pl.DataFrame:
    """The spans of these wordings (wording, actor, type, form) in all texts; the head is the last word."""
    rows = [
        (doc, *found.span(), found.start() + found.group().rfind(" ") + 1, actor, kind, form)
        for doc, text in documents.select("doc", "text").iter_rows()
        for wording, actor, kind, form in known
        for found in re.finditer(rf"\b{re.escape(wording)}\b", text)
    ]
    return pl.DataFrame(rows, schema=STANDS, orient="row").sort("doc", "start", "end")
