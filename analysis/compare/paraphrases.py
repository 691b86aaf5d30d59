"""Paraphrases: what one outlet quotes and another tells in words of its own."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.speech import Speech
from analysis.compare.traits import FUNCTION_WORDS
from analysis.find.words import Words

LEAST, LEAST_UNKNOWN = 3, 4  # stems that both have, of the same known source and where one is not known
ALIKE, ALIKE_UNKNOWN = 0.4, 0.5  # the score of one saying
COMMON = (
    0.2  # a stem in more than this part of an event's attributions, and in more than a FEW, tells none from another
)
FEW = 20
UNIT = 1e6  # weights are whole numbers, so that sums are the same in any order
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "ly", "s")
_DOUBLING = ("ings", "ing", "edly", "ed")
_SHORTEST = 3  # letters of a stem
PAIRS = {"quote": pl.Int64, "telling": pl.Int64, "kept": pl.Float64, "score": pl.Float64}


def pair_paraphrases(sayings: pl.DataFrame, speech: Speech, words: Words) -> pl.DataFrame:
    """Each quotation with what another outlet of its event tells without marks in much the same words: the columns of PAIRS.

    `sayings` are the attributions of the speech with event, outlet, actor and resolved; a quotation has words in marks, a
    telling has none. Compared are stems (see `find_stem`) of content words, each with its weight: the logarithm of one over the
    part of the event's attributions that have it. score: twice the shared weight over that of both sides, 0 to 1; kept: the
    shared weight over that of the quotation. Of one telling and of one quotation the best pair with each other article
    counts, and none of two known sources that differ.
    """
    stems = _weigh_stems(sayings, speech, words)
    sums = stems.group_by("number").agg(whole=pl.col("weight").sum())
    weighed = stems.join(sums, on="number")
    quotes, tellings = weighed.filter("is_quote"), weighed.filter(~pl.col("is_quote"))
    pairs = quotes.join(tellings, on=["event", "stem"], suffix="_b").filter(pl.col("outlet") != pl.col("outlet_b"))
    shared = pairs.group_by("number", "number_b").agg(
        pl.len().alias("shared"), pl.col("weight").sum(), pl.col("whole", "whole_b", "place", "place_b").first()
    )
    scored = shared.with_columns(
        kept=pl.col("weight") / pl.col("whole"), score=2 * pl.col("weight") / (pl.col("whole") + pl.col("whole_b"))
    )
    enough = _choose_alike(scored, sayings)
    order = ["score", "number", "number_b"]
    ranked = enough.sort(order, descending=[True, False, False])
    best = ranked.unique(["number_b", "place"], keep="first", maintain_order=True)
    single = best.unique(["number", "place_b"], keep="first", maintain_order=True)
    return single.rename({"number": "quote", "number_b": "telling"}).select(PAIRS.keys()).cast(PAIRS)


def _weigh_stems(sayings: pl.DataFrame, speech: Speech, words: Words) -> pl.DataFrame:
    """Each stem of each quotation and telling once: number, is_quote, stem, weight, event, outlet, place."""
    at = np.flatnonzero(speech.piece_of >= 0)
    number = speech.pieces["number"].fill_null(-1).to_numpy()[speech.piece_of[at]] if len(at) else at
    stem_of = _find_stems(np.unique(words.ids[at]), words.vocabulary)
    rows = pl.DataFrame({"number": number, "is_quote": speech.quoted[at], "word": words.ids[at]})
    places = sayings.select("number", "event", "outlet", "place", marks=pl.col("quoted") > 0)
    placed = rows.join(places, on="number").join(stem_of, on="word").drop_nulls(["event", "stem"])
    told = placed.filter(pl.col("is_quote") == pl.col("marks")).drop("word", "marks").unique()
    size, have = pl.col("number").n_unique().over("event"), pl.len().over("event", "stem")
    rare = told.with_columns(
        weight=(((size + 1) / have).log() * UNIT).round().cast(pl.Int64), have=have, most=(size * COMMON).clip(FEW)
    )
    return rare.filter(pl.col("have") <= pl.col("most")).drop("have", "most")


def _find_stems(ids: np.ndarray, vocabulary: list[str]) -> pl.DataFrame:
    """The stem of each word; a function word has none."""
    names = [vocabulary[word] for word in ids.tolist()]
    stems = [None if name in FUNCTION_WORDS else find_stem(name) for name in names]
    return pl.DataFrame({"word": ids, "stem": stems}, schema={"word": pl.Int32, "stem": pl.String})


def find_stem(word: str) -> str:
    """A word without its ending, as far as that brings the forms of a verb or a noun together.

    >>> [find_stem(word) for word in ("planned", "plans", "planning", "closes", "closing", "close", "cities", "city")]
    ['plan', 'plan', 'plan', 'clos', 'clos', 'clos', 'citi', 'citi']
    """
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST), "")
    stem = word.removesuffix(ending)
    if ending == "s" and stem[-1] in "su":  # press, census
        return word
    if ending in _DOUBLING and stem[-1] == stem[-2] and stem[-1] not in "ls":  # planned, but pressed and selling
        stem = stem[:-1]
    if len(stem) <= _SHORTEST:
        return stem
    return f"{stem[:-1]}i" if stem[-1] == "y" else stem.removesuffix("e")


def _choose_alike(pairs: pl.DataFrame, sayings: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose sources do not differ and that share enough for what is known of these."""
    who = sayings.select("number", "resolved", "actor")
    named = pairs.join(who, on="number").join(who.rename(lambda name: f"{name}_b"), on="number_b")
    known = pl.col("resolved") & pl.col("resolved_b")
    same = known & (pl.col("actor") == pl.col("actor_b"))
    alike = (pl.col("shared") >= LEAST) & (pl.col("score") >= ALIKE)
    alike_unknown = (pl.col("shared") >= LEAST_UNKNOWN) & (pl.col("score") >= ALIKE_UNKNOWN)
    return named.filter((same & alike) | (~known & alike_unknown))
