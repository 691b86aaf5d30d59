"""Attributions that hold the clause that tells a statement."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.falsehood import read_falsehood
from analysis.compare.certainty.levels import ALLEGED, ATTRIBUTED, DENIED, KEYS

HELD = 0.5  # the part of a clause, without source and cue, that an attribution must hold that does not hold its verb
_EVIDENCE = ("show", "indicate", "suggest", "mean", "prove", "demonstrate", "reveal", "imply", "illustrate")
_KNOWING = ("know", "realise", "realize", "learn", "forget", "remember")  # what is known is told as so
_NOBODY = ("that", "this", "what", "you", "correction", "clarification", "update", "note")  # sources that say nothing
_OF_CUE = ("in_clause", "is_verb", "leads", "refuses", "scope", "told", "unreal")
_OF_ALL = ("cue", "cue_lemma", "cue_class", "denied", "word_start", "word_end", "source", "asks", "described")


def tell_attributed(words: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The attributions that hold the verb that tells a statement, or HELD of the other words of its clause."""
    met = _meet_clauses(words, choose_attributions(quotes))
    of_cue = words.select(*KEYS, "word_start", *_OF_CUE)
    marked = met.join(of_cue, on=[*KEYS, "word_start"], how="left", maintain_order="left").with_columns(
        pl.col(_OF_CUE).fill_null(False), certainty=_choose_level()
    )
    return marked.filter(_stands()).with_columns(
        word=pl.when(pl.col("cue") != "").then("cue"),
        source=pl.when(~pl.col("swallows") & (pl.col("source") != "")).then("source"),
    )  # fmt: skip


def choose_attributions(quotes: pl.DataFrame) -> pl.DataFrame:
    """The pieces of what is claimed, put in quotation marks, or denied to be denied by somebody; asks: it is a request."""
    asks = pl.col("text").str.starts_with("to ") & (pl.col("source") != "") & (pl.col("cue_class") != "distancing")
    said = pl.col("type").is_in(["direct", "mixed"]) & (pl.col("cue_class") == "neutral") & ~_is_denied()
    claimed = pl.col("claim").fill_null(False) | said | (_denies() & _is_denied())
    return quotes.filter(claimed, ~_is_of_author()).select(
        "doc", "attribution", "cue", "cue_lemma", "cue_class", "denied", "type", from_="start", to="end",
        word_start=pl.col("cue_start").cast(pl.Int64), word_end=pl.col("cue_end").cast(pl.Int64),
        who_start="source_start", who_end="source_end", source=_name_source(), asks=asks,
    )  # fmt: skip


def _meet_clauses(words: pl.DataFrame, attributions: pl.DataFrame) -> pl.DataFrame:
    """The attributions met in each clause: holds (its verb), held (the part of its words), swallows (the phrase of the source holds
    its verb, so that it is none), direct, described (the clause describes a noun)."""
    described, size = pl.col("describes").any().over(*KEYS), pl.len().over(*KEYS)
    counted = words.with_columns(described=described).filter("counts")
    clause = counted.select(*KEYS, "told", "described", at="word_start", size=size)
    inside = pl.col("at").is_between("from_", "to", closed="left")
    in_source = pl.col("at").is_between("who_start", "who_end", closed="left").fill_null(False)
    pairs = clause.join(attributions, on="doc").with_columns(inside=inside, in_source=in_source)
    met = pairs.filter(pl.col("inside") | (pl.col("told") & pl.col("in_source")))
    holds = pl.col("told") & pl.col("inside")
    return met.group_by(*KEYS, "attribution", maintain_order=True).agg(
        pl.col(_OF_ALL).first(), holds=holds.any(), held=pl.col("at").filter("inside").n_unique() / pl.col("size").first(),
        swallows=(pl.col("told") & pl.col("in_source")).any(), direct=(holds & (pl.col("type") == "direct")).any(),
    )  # fmt: skip


def _is_of_author() -> pl.Expr:
    """Whether nobody is the source, or a thing is that only shows ("the tide shows that it rained"), or it is told as known."""
    nobody = pl.col("source").str.to_lowercase().is_in(_NOBODY)
    thing = pl.col("actor").is_null() & pl.col("source_type").is_in(["other", "none named"])
    known = pl.col("cue_lemma").is_in(_KNOWING) & (pl.col("type") != "direct")
    return nobody | known | (thing & pl.col("cue_lemma").is_in(_EVIDENCE)).fill_null(False)


def _name_source() -> pl.Expr:
    """The actor who is the source, with whose it is ("the Courier’s Harbour Desk"), or else the phrase."""
    before = pl.col("source").str.split(pl.col("actor")).list.first()
    owned = before.str.contains(r"\p{Lu}.*['’]s $") & (before != pl.col("source"))
    return pl.when(owned).then(pl.concat_str(before, "actor")).otherwise(pl.coalesce("actor", "source"))


def _choose_level() -> pl.Expr:
    return (
        pl.when(_denies() & ~_is_denied()).then(pl.lit(DENIED))
        .when(pl.col("cue_class") == "distancing").then(pl.lit(ALLEGED))
        .otherwise(pl.lit(ATTRIBUTED))
    )  # fmt: skip


def _stands() -> pl.Expr:
    """Whether the attribution is one of the clause, and no wish, request or refusal.

    One whose word stands elsewhere attributes no clause that only describes a noun, and one that does not hold the verb must
    not stand within the clause itself ("the pier was shut when *he said* that the storm would come and take it").
    """
    of_phrase = pl.col("cue").str.contains(" ")
    plain = (pl.col("certainty") == ATTRIBUTED) & ~pl.col("described")
    reaches = pl.col("direct") | pl.col("scope") | of_phrase | plain
    says = ~pl.col("cue_class").is_in(["thought", "emotive"]) & (pl.col("told") | of_phrase | ~pl.col("in_clause"))
    of_clause = pl.when("holds").then(reaches).otherwise(says & (pl.col("held") >= HELD))
    felt = (pl.col("cue_class") == "emotive") & ~pl.col("is_verb") & ~pl.col("direct")  # "happy that it rained": it did
    wished = pl.col("unreal") & (pl.col("cue_class") != "neutral")
    return of_clause & ~pl.col("leads") & ~felt & ~wished & ~pl.col("asks") & ~(_denies() & pl.col("refuses"))


def _denies() -> pl.Expr:
    return pl.col("cue_lemma").is_in(read_falsehood("denying"))


def _is_denied() -> pl.Expr:
    return pl.col("denied").fill_null(False)
