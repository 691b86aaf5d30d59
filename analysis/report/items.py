"""Items: what is found of voices and actors, under the names that rows of tables lead to, as `find_evidence` takes it."""

from __future__ import annotations

import polars as pl

from analysis.find.parsing import locate_sentences
from analysis.find.voices import tell_voice
from analysis.report.evidence import anchor, link

_HITS = ["item", "voice", "doc", "start", "end"]
_DEED = "{}: {} of {}"


def name_quotes(quotes: pl.DataFrame) -> pl.DataFrame:
    """Every quotation under its type, under the kind of its source and under the class of its cue: item, voice, doc, start, end."""
    voice = pl.when(pl.col("type") == "indirect").then(pl.lit("attributed")).otherwise(pl.lit("quoted"))
    spoken = quotes.with_columns(voice=voice)
    parts = [spoken.select(pl.col(column).alias("item"), *_HITS[1:]) for column in ("type", "source_type", "cue_class")]
    return pl.concat(parts).filter(pl.col("item") != "")


def name_namings(namings: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """Every designation under its actor and its words: item, voice, doc, start, end."""
    item = pl.concat_str("actor", "designation", separator=": ")
    return namings.with_columns(voice=tell_voice(namings, voices), item=item).select(_HITS)


def name_deeds(agency: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """Every act of an actor under its actor, role and verb: item, voice, doc, start, end."""
    item = pl.format(_DEED, "actor", "role", "verb")
    return (
        agency.with_columns(voice=tell_voice(agency, voices), item=item)
        .filter(pl.col("actor").is_not_null())
        .select(_HITS)
    )


def link_namings(namings: pl.DataFrame) -> pl.Series:
    """The address of the sentences behind each row of a table of namings."""
    return _link_items(namings, "namings", pl.concat_str("actor", "designation", separator=": "))


def link_deeds(agency: pl.DataFrame) -> pl.Series:
    """The address of the sentences behind each row of a table of agency."""
    return _link_items(agency, "agency", pl.format(_DEED, "actor", "role", "verb"))


def _link_items(table: pl.DataFrame, page: str, item: pl.Expr) -> pl.Series:
    rows = table.select(item.alias("item"), "group", "voice").iter_rows()
    return pl.Series([link(page, *row) for row in rows], dtype=pl.String)


def name_first(reuse: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """A table of reuse whose `order` names the outlet that was first, where that is known."""
    outlet = pl.col("earlier").replace_strict(dict(documents.select("doc", "outlet").iter_rows()), default=None)
    return reuse.with_columns(order=pl.coalesce(pl.format("{} first", outlet), "order"))


def link_texts(spans: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.Series:
    """The address of each span (doc, start, end) in its whole text, at the sentence in which it begins."""
    located = locate_sentences(spans.select("doc", "start", "end"), documents, tokens)
    rows = located.select("doc", pl.coalesce("sentence_start", "start")).iter_rows()
    return pl.Series([f"evidence/{anchor('text', doc)}.html#c{start}" for doc, start in rows], dtype=pl.String)
