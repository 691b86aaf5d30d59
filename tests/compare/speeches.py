"""Speech made by hand: articles, and what in them is said by whom, as the finders would tell it."""

from __future__ import annotations

import polars as pl

from analysis.find.quotes import find_marks
from analysis.find.words import Words
from tests.compare.conftest import make_documents, words_of
from tests.conftest import mark_quoted

SOURCED = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "type": pl.String, "attribution": pl.Int64,
    "cue_start": pl.Int64, "cue_end": pl.Int64, "cue": pl.String, "cue_lemma": pl.String, "cue_class": pl.String,
    "source_start": pl.Int64, "source_end": pl.Int64, "source": pl.String, "claim": pl.Boolean, "sentence": pl.String, "actor": pl.String,
    "source_type": pl.String,
}  # fmt: skip


def say(documents: pl.DataFrame, doc: str, text: str, type: str = "direct", **named: str | int | None) -> dict:
    """The row of a content by its first place in a document; `say` is its cue, `Ann Lee`, an official, its source, unless `named`."""
    told = documents.filter(doc=doc)["text"].item()
    start = told.index(text)
    known = {
        "cue_lemma": "say",
        "cue_class": "neutral",
        "source": "Ann Lee",
        "actor": "Ann Lee",
        "source_type": "official",
        "claim": type in ("direct", "mixed", "indirect"),
    }
    spans = {"doc": doc, "start": start, "end": start + len(text), "text": text, "type": type}
    return {**dict.fromkeys(SOURCED), **spans, "attribution": start, **known, **named}


def sourced_of(*rows: dict) -> pl.DataFrame:
    """The table of sourced quotations from these rows."""
    return pl.DataFrame(list(rows), schema=SOURCED, orient="row")


def spoken_words(documents: pl.DataFrame) -> Words:
    """The words of these documents, those in quotation marks in the quoted voice."""
    return mark_quoted(words_of(documents), find_marks(documents))


def tell(*articles: str) -> pl.DataFrame:
    """Documents d00, d01, … of one event with these texts, each of a group and an outlet of its own: a, b, …"""
    return make_documents(*((group, "e", text) for group, text in zip("abcdefgh", articles, strict=False)))
