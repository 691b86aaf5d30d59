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
from analysis.compare.timeline.excerpts import cut_clause, cut_sentence
from analysis.compare.timeline.trees import Tree, read_trees
from analysis.compare.timeline.writing import write_excerpt


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
    the like. about: the sentence, or the clause of it that tells this, as it stands there, "" where this says too little (see
    `cut_sentence` and `write_excerpt`). beside: the words of the thing or the act alone, without the date.
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
    top = at if noun is None else noun
    verb = climb_to_verb(tree, top)
    acts = noun is None and verb is not None
    own = _cut_act(tree, verb, phrase) if acts else sorted(tree.whole(top))
    told = About(
        about=write_excerpt(tree, cut_sentence(tree, verb, phrase), row["source"]) if own else "",
        beside=" ".join(tree.text[word] for word in own if word not in found),
    )
    if acts:
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
    return [] if says_little(tree, words, found) else words


def _tell_plainly(row: dict[str, Any]) -> str:
    """The words for a claim whose sentence is not in the parse."""
    denied = "not " if row["denied"] else ""
    agent, told = row["agent"], f"{denied}{row['verb']} {row['patient'] or row['of']}".strip()
    return f"{agent}: {told}" if agent else told
