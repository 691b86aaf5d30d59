"""Phrases: the parse of all texts with its names laid over it, and what belongs to each noun: article, owner, country."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.syntax import Syntax, read_syntax

_WIDE = 1 << 32  # more than the code points of any text
_BEFORE = ("det", "amod", "compound", "poss", "nmod", "nummod", "advmod", "quantmod", "predet")
OF = ("of", "for", "in", "at", "to", "with", "by", "from")
_OWNED = ("amod", "compound", "poss", "nmod")  # where the country or body of a noun stands before it


class Grid(NamedTuple):
    """Places in all texts as numbers that rise: `keys`, those of the words; `docs`, the number of each text."""

    keys: np.ndarray
    docs: dict[str, int]

    def places(self, docs: pl.Series, at: pl.Series) -> np.ndarray:
        """The place of each (text, code point)."""
        numbers = docs.replace_strict(self.docs, default=len(self.docs), return_dtype=pl.Int64)
        return numbers.to_numpy() * _WIDE + at.cast(pl.Int64).to_numpy()

    def words(self, spans: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """For each span (doc, start, end) its first word and the word after its last, as rows."""
        first = np.searchsorted(self.keys, self.places(spans["doc"], spans["start"]))
        return first, np.searchsorted(self.keys, self.places(spans["doc"], spans["end"]))


class Phrases(NamedTuple):
    """The parse and its names.

    For each word (row): `named`, the row of the name it is part of, -1 where none; `left`, the first word of its
    noun phrase; `sentence`, numbered through; `doc`, the number of its text. For each name `head`, the word that the
    rest of it hangs on.
    """

    syntax: Syntax
    grid: Grid
    mentions: pl.DataFrame
    named: np.ndarray
    head: np.ndarray
    left: np.ndarray
    sentence: np.ndarray
    doc: np.ndarray

    def lemmas(self, rows: np.ndarray) -> list[str]:
        return self.syntax.rows["lemma"].gather(rows).to_list()

    def are(self, rows: np.ndarray, *kinds: str) -> np.ndarray:
        """For each of these names (rows of mentions, -1 for none) whether it has one of these types."""
        types = self.mentions["type"].is_in(kinds).to_numpy()
        return np.append(types, False)[rows]


def lay_grid(tokens: pl.DataFrame) -> Grid:
    """The places of parsed words, text by text in their order."""
    texts = tokens["doc"].rle_id()
    first = tokens["doc"].gather(np.flatnonzero(np.diff(texts.to_numpy(), prepend=-1)))
    keys = texts.cast(pl.Int64).to_numpy() * _WIDE + tokens["start"].cast(pl.Int64).to_numpy()
    return Grid(keys, {doc: number for number, doc in enumerate(first)})


def read_phrases(tokens: pl.DataFrame, mentions: pl.DataFrame) -> Phrases:
    """The phrases of parsed texts; `mentions` has doc, start, end, type, actor, in the order of doc and start."""
    syntax, grid = read_syntax(tokens), lay_grid(tokens)
    first, after = grid.words(mentions)
    named = np.full(len(syntax.head), -1)
    owner, word = spread(first, after)
    named[word] = owner
    doc = grid.keys // _WIDE
    changes = np.diff(doc, prepend=-1) | np.diff(tokens["sentence"].cast(pl.Int64).to_numpy(), prepend=-1)
    sentence = np.cumsum(changes != 0)
    left = _find_left(syntax)
    return Phrases(syntax, grid, mentions, named, find_heads(syntax.head, first, after), left, sentence, doc)


def spread(first: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The words of spans of words: the number of the span, and the word."""
    sizes = np.maximum(after - first, 0)
    owner = np.repeat(np.arange(len(first)), sizes)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[owner]


def find_heads(head: np.ndarray, first: np.ndarray, after: np.ndarray) -> np.ndarray:
    """For each span of words the word in it that hangs on none of the others, of several the last; -1 for no word."""
    owner, word = spread(first, after)
    above = head[word]
    outer = (above < first[owner]) | (above >= after[owner]) | (above == word)
    heads = np.full(len(first), -1)
    heads[owner[outer]] = word[outer]
    return heads


def _find_left(syntax: Syntax) -> np.ndarray:
    """For each word the first of those that stand before it and hang on it, directly or through one another."""
    own = np.arange(len(syntax.head))
    left = own.copy()
    children = np.flatnonzero(syntax.having(dep=_BEFORE) & (syntax.head > own))
    np.minimum.at(left, syntax.head[children], children)
    for _ in range(3):
        left = left[left]
    return left


def find_owners(phrases: Phrases) -> np.ndarray:
    """For each noun the name that stands before it or after "of": the country of a minister, the bank of an office; -1."""
    syntax = phrases.syntax
    owner = np.full(len(syntax.head), -1)
    behind = phrases.head[phrases.head >= 0]
    over = syntax.head[behind]
    after = (syntax.rows["dep"].gather(behind) == "pobj").to_numpy()
    of = after & syntax.having(lemma=OF, dep=("prep", "agent"))[over]
    owner[syntax.head[over[of]]] = phrases.named[behind[of]]
    before = syntax.rows["dep"].gather(behind).is_in(_OWNED).to_numpy() & (phrases.named[over] < 0)
    owner[over[before]] = phrases.named[behind[before]]
    return owner


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """The nouns of the list of roles that have one of these kinds."""
    return frozenset(read_list("roles").filter(pl.col("kind").is_in(kinds))["word"])


@cache
def read_countries() -> dict[str, str]:
    """The country or land of every adjective, inhabitant and other name of one; none of a region of many countries."""
    known = read_list("demonyms").filter(pl.col("note") != "region")
    lands = dict(known.select("word", "kind").iter_rows())
    return {**{land.lower(): land for land in known["kind"]}, **lands}
