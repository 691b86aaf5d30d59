"""Attributions that stand for a whole statement."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.falsehood import read_falsehood
from analysis.compare.certainty.levels import ALLEGED, ATTRIBUTED, DENIED, KEYS
from analysis.compare.certainty.pieces import find_verbs, find_within, gather_pieces

HELD = 0.5  # the part of a sentence, without source and cue, that an attribution must hold to be that of its statement
_EVIDENCE = ("show", "indicate", "suggest", "mean", "prove", "demonstrate", "reveal", "imply", "illustrate")
_KNOWING = ("know", "realise", "realize", "learn", "forget", "remember")  # what is known is told as so
_NOBODY = ("that", "this", "what", "you", "correction", "clarification", "update", "note")  # sources that say nothing
_OF_CUE = ("names", "aslant", "unreal", "refuses")


def tell_attributed(sentences: pl.DataFrame, quotes: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The attributions that hold a main verb or most of a sentence, or whose own word is the main verb."""
    told = gather_pieces(sentences, _choose_attributions(quotes))
    of_cue = words.select(*KEYS, "word_start", *_OF_CUE)
    told = told.join(of_cue, on=[*KEYS, "word_start"], how="left", maintain_order="left")
    told = find_within(find_verbs(told, words).with_columns(pl.col(_OF_CUE).fill_null(False)))
    return told.with_columns(certainty=_choose_level()).filter(_stands()).with_columns(
        word=pl.when(pl.col("cue") != "").then("cue"),
        source=pl.when(~pl.col("swallows") & (pl.col("source") != "")).then("source"),
    )  # fmt: skip


def _choose_attributions(quotes: pl.DataFrame) -> pl.DataFrame:
    """The pieces of what is claimed, or denied to be denied, by somebody; asks: it is a request."""
    asks = pl.col("text").str.starts_with("to ") & (pl.col("source") != "") & (pl.col("cue_class") != "distancing")
    claimed = pl.col("claim").fill_null(False) | (_denies() & _is_denied())
    return quotes.filter(claimed, ~_is_of_author()).select(
        "doc", "attribution", "cue", "cue_lemma", "cue_class", "denied", from_="start", to="end", word_start="cue_start",
        word_end="cue_end", who_start="source_start", who_end="source_end", source=_name_source(), asks=asks,
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
    """Whether the attribution is one of the whole statement, and no wish, request, refusal or part of another."""
    says = ~pl.col("cue_class").is_in(["thought", "emotive"])
    fills = (pl.col("held") >= HELD * pl.col("room")) & ~pl.col("aslant")
    holds = pl.col("has_verb") | (says & (pl.col("names") | fills))
    part = (pl.col("certainty") == ATTRIBUTED) & pl.col("within")
    return holds & ~pl.col("unreal") & ~pl.col("asks") & ~(_denies() & pl.col("refuses")) & ~part


def _denies() -> pl.Expr:
    return pl.col("cue_lemma").is_in(read_falsehood("denying"))


def _is_denied() -> pl.Expr:
    return pl.col("denied").fill_null(False)
