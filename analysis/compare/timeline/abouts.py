"""Abouts: what a dated statement is about: the thing dated, or who does what, in the words of its sentence."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl

from analysis.compare.timeline.clauses import (
    climb_to_verb,
    find_core,
    find_governor,
    find_main,
    find_thing,
    is_compared,
    might_be,
    says_little,
)
from analysis.compare.timeline.excerpts import cut_clause, cut_frame, cut_noun, list_sentence
from analysis.compare.timeline.trees import Tree, read_trees
from analysis.compare.timeline.writing import write_excerpt

_FULL = ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
_ENOUGH = 4  # words beside a date that tell well enough what it is of


class About(NamedTuple):
    """What a date is of: the columns that `add_abouts` gives."""

    thing: str | None = None
    core: str | None = None
    which: bool = False
    might: bool = False
    about: str = ""
    beside: str = ""


ABOUTS = dict(zip(About._fields, (pl.String, pl.String, pl.Boolean, pl.Boolean, pl.String, pl.String), strict=True))


def add_abouts(dated: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """The claims with the columns of ABOUTS.

    thing: the noun of which the date tells, where this is what happens ("the *fair* on 3 May") or stands behind the date;
    null where it tells of an act. core: this thing, or the one that a verb only says of that it was ("will *hold* the fair").
    which: it stands behind, so that the date tells which is meant. might: its verb, or one above it, has "may", "could" or
    the like. about: the words of the sentence that tell it, as they stand there, "" where they say too little; ELLIPSIS for
    words between them, in brackets whom a pronoun stands for. beside: these words without the date.
    """
    trees = read_trees(dated, tokens, stands)
    told = [_tell(row, trees.get((row["doc"], row["sentence"]))) for row in dated.iter_rows(named=True)]
    return dated.hstack(pl.DataFrame(told, schema=ABOUTS, orient="row"))


def _tell(row: dict[str, Any], tree: Tree | None) -> About:
    found = [] if tree is None else [at for at in range(len(tree.text)) if row["start"] <= tree.start[at] < row["end"]]
    if not found:
        return About(about=_tell_plainly(row))
    at = find_governor(tree, found)
    if is_compared(tree, found, at):
        return About()
    noun, phrase = find_thing(tree, found, at), tree.list_phrase(found, at)
    verb = climb_to_verb(tree, at) if noun is None else None
    own = _cut_act(tree, verb, phrase) if verb is not None else cut_noun(tree, at if noun is None else noun, phrase)
    words = own if verb is not None or noun is None else _widen_thing(tree, noun, own, found)
    told = About(
        about=write_excerpt(tree, _widen(tree, words, found), row["source"]),
        beside=" ".join(tree.text[word] for word in own if word not in found),
    )
    if verb is not None:
        return told._replace(core=find_core(tree, verb), might=might_be(tree, verb))
    if noun is None:
        return told
    thing = "person" if tree.entity[noun] == "PERSON" else tree.lemma[noun].lower()
    return told._replace(thing=thing, core=thing, which=noun > found[-1])


def _cut_act(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """The clause of a verb, or the one above where it says too little ("as the month began, *the boats left*"); nothing where both do."""
    words = cut_clause(tree, verb, found)
    if says_little(tree, words, found) and (main := find_main(tree, verb)) is not None:
        words = cut_clause(tree, main, found)
    return [] if says_little(tree, words, found) else cut_frame(tree, words)


def _widen_thing(tree: Tree, noun: int, words: list[int], found: list[int]) -> list[int]:
    """The words for a noun; of one that says little by itself ("the *flood* of May") the whole clause in which it stands."""
    verb = climb_to_verb(tree, noun)
    if verb is None or _says_enough(tree, words, found):
        return words
    clause = cut_clause(tree, verb, sorted({*words, *found}))
    return words if says_little(tree, clause, found) else clause


def _widen(tree: Tree, words: list[int], found: list[int]) -> list[int]:
    """The words, or the whole sentence where they say little by themselves ("*he* left in May"), it is short and has no other date."""
    if not words or _says_enough(tree, words, found) or tree.list_dates() - set(found):
        return words
    return list_sentence(tree) or words


def _says_enough(tree: Tree, words: list[int], found: list[int]) -> bool:
    return sum(tree.pos[word] in _FULL for word in words if word not in found) >= _ENOUGH


def _tell_plainly(row: dict[str, Any]) -> str:
    """The words for a claim whose sentence is not in the parse."""
    denied = "not " if row["denied"] else ""
    agent, told = row["agent"], f"{denied}{row['verb']} {row['patient'] or row['of']}".strip()
    return f"{agent}: {told}" if agent else told
