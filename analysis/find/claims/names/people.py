"""People: who stands as subject, object or doer beside a verb or a noun of an act, by name or else by noun."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.claims.names.nouns import are_people
from analysis.find.claims.names.whereabouts import find_cases
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases

PEOPLE = {"row": pl.Int64, "first": pl.Int64, "last": pl.Int64, "value": pl.String, "governor": pl.Int64}
_SLOTS = ("nsubj", "nsubjpass", "dobj", "dative", "oprd")
_TO = ("to", "of", "against", "by", "for")  # what stands behind a noun of an act, or a verb that goes to someone
_TELLING = ("speech", "thought", "state")


def find_people(phrases: Phrases) -> pl.DataFrame:
    """Every person named, and the nouns of people that fill a slot: row, first, last (rows), value (actor or lemma), governor.

    Left out are nouns of who only says, thinks or is something: that is told by the quotation and by the role.
    """
    syntax, named = phrases.syntax, phrases.named
    names = _find_names(phrases)
    above = syntax.head[names]
    beside = syntax.having(dep="appos")[names] & syntax.having(pos="NOUN")[above] & (named[above] < 0)
    nouns = np.flatnonzero(are_people(syntax) & (named < 0))
    nouns = np.setdiff1d(nouns, above[beside])  # "the officer, Ann Lee" is told by her name
    rows, tops = np.concatenate([names, nouns]), np.concatenate([np.where(beside, above, names), nouns])
    fills, governor = _find_governors(phrases, tops)
    kept = fills | (named[rows] >= 0)
    rows, governor = rows[kept], governor[kept]
    first, last = _span(phrases, rows)
    actors = [*phrases.mentions["actor"], None]
    words = zip(named[rows].tolist(), phrases.lemmas(rows), strict=True)
    values = [actors[name] or lemma for name, lemma in words]
    return pl.DataFrame(
        {"row": rows, "first": first, "last": last, "value": values, "governor": governor}, schema=PEOPLE
    )


def _find_names(phrases: Phrases) -> np.ndarray:
    """The words that the names of people hang on."""
    is_name = phrases.mentions["form"] == "name"
    heads = phrases.head[(is_name & (phrases.mentions["type"] == "person")).to_numpy() & ~_are_of_others(phrases)]
    return heads[heads >= 0]


def _are_of_others(phrases: Phrases) -> np.ndarray:
    """For each name whether it is of a storm, a party or a case at law, by a word beside it anywhere in its text."""
    syntax, mentions = phrases.syntax, phrases.mentions
    first, after = phrases.grid.words(mentions)
    storms = np.append(syntax.having(lemma=_list_others("before")), False)
    bodies = np.append(syntax.having(lemma=_list_others("behind"), pos=("NOUN", "PROPN")), False)
    head = np.maximum(phrases.head, 0)
    beside = bodies[after] & (syntax.head[head] == after) & syntax.having(dep=("compound", "nmod"))[head]
    beside |= syntax.having(dep="appos")[head] & bodies[syntax.head[head]]
    beside |= syntax.above(np.flatnonzero(syntax.having(dep="appos", lemma=_list_others("before"))))[head]
    told = ((storms[first - 1] & (first > 0)) | beside) & (after - first <= 2)
    whole = (
        mentions["actor"].str.count_matches(" ").to_numpy() + 1 == after - first
    )  # not "the *Lee* party" for Ann Lee
    same = (
        mentions.with_columns(told=pl.Series(told & whole))
        .select(pl.col("told").any().over("doc", "actor"))
        .to_series()
    )
    return told | same.to_numpy() | find_cases(phrases, first, after)


def _list_others(kind: str) -> tuple[str, ...]:
    """The words before and behind the names of what is no person: "hurricane", "party"."""
    return tuple(read_list("posts").filter(kind=f"{kind} no person")["word"])


def _find_governors(phrases: Phrases, tops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each of these words whether it fills a slot, and what it hangs on, over a preposition."""
    syntax = phrases.syntax
    over, place = syntax.over(tops), syntax.place[tops]
    telling = syntax.having(pos=("VERB", "AUX"), lemma=_list_telling())
    filling = syntax.having(dep=_SLOTS)[place] & ~telling[over]
    acts = syntax.having(pos="VERB") | syntax.having(pos="NOUN", lemma=tuple(read_list("nominals")["word"]))
    led = syntax.having(dep="agent")[over] | (syntax.having(lemma=_TO)[over] & acts[syntax.head[over]])
    after = syntax.having(dep="pobj")[place] & led
    return filling | after, np.where(after, syntax.head[over], over)


def _span(phrases: Phrases, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and last word of the names that these words are part of, or the words themselves."""
    begins, ends = phrases.grid.words(phrases.mentions)
    name = phrases.named[rows]
    first, last = np.append(begins, -1)[name], np.append(ends - 1, -1)[name]
    return np.where(name >= 0, first, rows), np.where(name >= 0, last, rows)


@cache
def _list_telling() -> tuple[str, ...]:
    """The verbs of saying, thinking and being."""
    return tuple(read_list("deeds").filter(pl.col("kind").is_in(_TELLING))["word"].unique().sort())
