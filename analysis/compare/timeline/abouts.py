"""Abouts: what a dated statement is about, in few words: the thing dated, or who does what, where, as the clause tells it."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from analysis.compare.timeline.clauses import (
    MOST,
    climb_to_verb,
    cut_clause,
    cut_thing,
    find_core,
    find_governor,
    find_main,
    find_thing,
    is_compared,
    might_be,
    says_little,
)
from analysis.compare.timeline.trees import DESCRIPTION, NAME, PERSON, PRONOUN, Tree, read_trees

ABOUTS = {
    "thing": pl.String, "core": pl.String, "which": pl.Boolean, "might": pl.Boolean, "about": pl.String,
}  # fmt: skip
_LONGEST = 14  # words
_FIRST = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b")
_PRONOUNS = ("he", "she", "it", "they", "who", "we", "i")
_TELLING = ("npadvmod", "amod", "compound", "poss", "prep", "nmod", "relcl", "acl", "appos")
_HANGING = re.compile(r"(?:\s+(?:of|for|on|in|at|to|by|with|from|about|that|and|or|than|as))+$")


def add_abouts(dated: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """The claims with the columns of ABOUTS.

    thing: the noun of which the date tells, where this is what happens ("the *fair* on 3 May") or stands behind the date;
    null where it tells of an act. core: this thing, or the one that a verb only says of that it was ("will *hold* the fair").
    which: it stands behind, so that the date tells which is meant. might: its verb, or one above it, has "may", "could" or
    the like. about: the words for it.
    """
    trees = read_trees(dated, tokens, stands)
    told = [_tell(row, trees.get((row["doc"], row["sentence"]))) for row in dated.iter_rows(named=True)]
    columns = zip(*told, strict=True) if told else [[]] * len(ABOUTS)
    return dated.with_columns(
        *(pl.Series(name, list(values), dtype=of) for (name, of), values in zip(ABOUTS.items(), columns, strict=True))
    )


def _tell(row: dict[str, Any], tree: Tree | None) -> tuple[str | None, str | None, bool, bool, str]:
    found = [] if tree is None else [at for at in range(len(tree.text)) if row["start"] <= tree.start[at] < row["end"]]
    if not found:
        return None, None, False, False, _tell_plainly(row)
    at = find_governor(tree, found)
    if is_compared(tree, found, at):
        return None, None, False, False, ""
    noun = find_thing(tree, found, at)
    if noun is not None:
        thing = "person" if tree.entity[noun] == "PERSON" else tree.lemma[noun].lower()
        return thing, thing, noun > found[-1], False, _write(tree, cut_thing(tree, noun, found), row["source"])
    verb = climb_to_verb(tree, at)
    might = verb is not None and might_be(tree, verb)
    core = find_core(tree, verb) if verb is not None else None
    words = _cut_act(tree, verb, found) if verb is not None else tree.cut_noun(at, MOST)
    return None, core, False, might, _write(tree, words, row["source"])


def _cut_act(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """The clause of a verb, or the one above where it says too little ("as the month began, *the boats left*"); nothing where both do.

    Of a day that is the subject what it is ("3 May is *the deadline*"), of a time what happened then ("the last time *it rained*").
    """
    subjects = tree.having(verb, "nsubj", "nsubjpass")
    told = [one for word in subjects if tree.is_time(word) for one in tree.having(word, "relcl")]
    if told:
        return cut_clause(tree, told[0])
    of_day = any(word in found for word in subjects)
    for noun in tree.having(verb, "attr") if of_day else []:
        return [] if tree.is_time(noun) else tree.cut_noun(noun, MOST)
    words = [] if of_day else cut_clause(tree, verb)
    if says_little(tree, words) and (main := find_main(tree, verb)) is not None:
        words = cut_clause(tree, main)
    return [] if says_little(tree, words) else words


def _tell_plainly(row: dict[str, Any]) -> str:
    """The words for a claim whose sentence is not in the parse."""
    denied = "not " if row["denied"] else ""
    agent, told = row["agent"], f"{denied}{row['verb']} {row['patient'] or row['of']}".strip()
    return f"{agent}: {told}" if agent else told


def _write(tree: Tree, words: list[int], source: str) -> str:
    """The words, names for the pronouns that surely stand for them and for surnames; before "I" and "we" who says it."""
    said: list[str] = []
    last = -1
    for at in dict.fromkeys(words):
        told = tree.text[at] if _is_unsure(tree, at, words) else _name(tree, at, " ".join(said))
        mark = _find_mark(tree, last, at) if said else None
        said[-1 if mark is not None else len(said) :] = [said[-1] + mark + told if mark is not None else told]
        last = at
    about = _HANGING.sub("", " ".join(" ".join(said).split()[:_LONGEST]))
    named = source.removeprefix("the ").removeprefix("The ") if source.lower() not in _PRONOUNS else ""
    return f"{named}: {about}" if named and _FIRST.search(about) else about


def _find_mark(tree: Tree, last: int, at: int) -> str | None:
    """What stands between two words that are written as one, None where a space does: "full*-*time", "who's"."""
    if at == last + 2 and tree.text[last + 1] in ("-", "–", "/"):
        return (
            tree.text[last + 1] if tree.end[last] == tree.start[at - 1] and tree.end[at - 1] == tree.start[at] else None
        )
    short = tree.text[at][0] in "'’" and tree.pos[at] in ("AUX", "PART")
    return "" if short or (at == last + 1 and tree.end[last] == tree.start[at]) else None


def _is_unsure(tree: Tree, at: int, words: list[int]) -> bool:
    """Whether a pronoun may stand for another: the last name of that kind before it in the sentence is another's, or the words
    name its actor anyway ("Low said that *he* met Low")."""
    actor, kind, form = tree.names.get(at, ("", "", ""))
    if form != PRONOUN:
        return False
    before = [name for place, (name, *told) in tree.names.items() if place < at and told == [kind, NAME]]
    return (bool(before) and before[-1] != actor) or actor.split()[-1] in [tree.text[word] for word in words]


def _name(tree: Tree, at: int, said: str) -> str:
    """A word, or the actor that it stands for where that is not told yet: of a pronoun, surname or a noun all alone."""
    actor, kind, form = tree.names.get(at, ("", "", ""))
    if not actor or actor.split()[-1] in said:
        return tree.text[at]
    alone = form == DESCRIPTION and not tree.having(at, *_TELLING)
    surname = form == NAME and kind == PERSON and actor.split()[-1] == tree.text[at] not in tree.shared
    if form == PRONOUN and tree.pos[at] == "PRON":
        return f"{actor}’s" if tree.tag[at] == "PRP$" else actor
    return actor if alone or (surname and actor.split()[0] not in said) else tree.text[at]
