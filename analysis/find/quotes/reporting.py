"""Reporting words: verbs, nouns, adjectives and adverbs of saying and thinking, and what each takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import polars as pl

from analysis.find.lists import read_list
from analysis.find.quotes.spans import PIECE, SPAN
from analysis.find.quotes.trees import PHRASE, Tree

SLIPS = {"according": "accord", "hope": "hop"}  # words with another lemma in the parse, always or at times
_DENYING = ("no", "not", "never", "n't")
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}


class Reporting(NamedTuple):
    """A reporting word: its lemma, its kind, and what it takes: clause, infinitive, object, predicate, quotation, prepositions."""

    lemma: str = ""
    kind: str = ""
    takes: frozenset[str] = frozenset()


@dataclass
class Told:
    """One attribution: its reporting word, source (code points), pieces of content with types; whether the word is denied."""

    word: Reporting = field(default_factory=Reporting)
    cue: SPAN | None = None
    source: SPAN | None = None
    pieces: list[PIECE] = field(default_factory=list)
    denied: bool = False


@cache
def read_reporting() -> dict[tuple[str, str], Reporting]:
    """The words of the list of reporting words, by lemma and part of speech (verb, noun, adjective, adverb, phrase)."""
    found = {}
    for word, kind, note in read_list("reporting").iter_rows():
        for entry in note.split("; "):
            part, takes = entry.split(": ")
            for lemma in (word, SLIPS.get(word, word)):
                found[lemma, part] = Reporting(word, kind, frozenset(takes.split()))
    return found


def read_lemmas() -> pl.Series:
    """The lemmas at which a reporting word or phrase can begin, and the colon."""
    words = [word.split()[0] for word, _ in read_reporting()]
    return pl.Series([*words, *SLIPS.values(), ":"]).unique().sort()


@cache
def read_phrases() -> dict[str, list[tuple[list[str], Reporting]]]:
    """The phrases of the list behind which the source stands, as words, by their first word."""
    found: dict[str, list[tuple[list[str], Reporting]]] = {}
    for (phrase, part), reporting in read_reporting().items():
        if part == "phrase":
            found.setdefault(phrase.split()[0], []).append((phrase.split(), reporting))
    return found


def tell_part(tree: Tree, row: int) -> str:
    """The part of speech of a word as the list has it."""
    return _PARTS.get(tree.pos[row], "")


def span_cue(tree: Tree, row: int) -> PHRASE:
    """A reporting word with its particle: "pointed *out*"."""
    particle = tree.child(row, "prt")
    return (row, row + 1) if particle == row + 1 else (row, row)


def is_denied(tree: Tree, row: int) -> bool:
    """Whether a reporting word is denied: "has *not* commented", "*no* claim"."""
    return any(tree.dep[child] == "neg" or tree.lemma[child] in _DENYING for child in tree.children(row) if child < row)


def tell_reporting(tree: Tree, row: int) -> Reporting | None:
    """The reporting word that stands here, if it is one; nobody calls what is "so-called" so."""
    before = tree.text[max(tree.start[row] - 4, 0) : tree.start[row]].lower()
    if tree.lemma[row] == "call" and before.rstrip("- ").endswith("so"):
        return None
    return read_reporting().get((tree.lemma[row], tell_part(tree, row)))
