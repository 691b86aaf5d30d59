"""Trees: the parse of one text at a time, as lists, with what hangs on each word and how far it reaches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl

PHRASE = tuple[int, int]  # the rows of the first and the last word
_COLUMNS = ("start", "end", "sentence", "lemma", "pos", "tag", "dep", "entity")
NOUNS = ("NOUN", "PROPN", "PRON")


class Tree(NamedTuple):
    """One text's words in order: where each stands, its form, its head's row; `left` and `right` end what hangs on it.

    `chosen` are the rows of the words asked for.
    """

    text: str
    start: list[int]
    end: list[int]
    sentence: list[int]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    hanging: list[int]
    bounds: list[int]
    chosen: list[int]

    def children(self, row: int) -> list[int]:
        """The rows of the words that hang on this one, in order."""
        return self.hanging[self.bounds[row] : self.bounds[row + 1]]

    def child(self, row: int, *deps: str) -> int | None:
        """The first word that hangs on this one in one of these roles."""
        return next((child for child in self.children(row) if self.dep[child] in deps), None)

    def place(self, phrase: PHRASE) -> tuple[int, int]:
        """The code points of a phrase."""
        return self.start[phrase[0]], self.end[phrase[1]]

    def word(self, row: int) -> str:
        """A word as it is written, in lower case."""
        return self.text[self.start[row] : self.end[row]].lower()

    def rows(self, start: int, end: int) -> range:
        """The rows of the words that begin within these code points."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))


def read_trees(documents: pl.DataFrame, tokens: pl.DataFrame, lemmas: pl.Series) -> Iterator[tuple[str, Tree]]:
    """Each text that has words, with its tree; the words chosen are those with one of these lemmas."""
    texts = dict(documents.select("doc", "text").iter_rows())
    chosen = tokens["lemma"].is_in(lemmas.implode()).to_numpy()
    sizes = tokens.select(pl.col("doc").rle()).unnest("doc")
    firsts = np.concatenate([[0], np.cumsum(sizes["len"].to_numpy(), dtype=np.int64)])
    offsets = np.repeat(firsts[:-1], np.diff(firsts))
    head = tokens["head"].to_numpy().astype(np.int64) + offsets
    left, right = (reached - offsets for reached in _reach(head))
    for doc, first, last in zip(sizes["value"], firsts, firsts[1:], strict=False):
        of_doc = tokens.slice(first, last - first)
        columns = [of_doc[name].to_list() for name in _COLUMNS]
        own = head[first:last] - first
        arrays = [own, left[first:last], right[first:last], *_hang(own), np.flatnonzero(chosen[first:last])]
        yield doc, Tree(texts[doc], *columns, *(array.tolist() for array in arrays))


def _hang(head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The words by the word on which they hang, and where in this order those of each word begin and end."""
    above = np.where(head == np.arange(len(head)), len(head), head)  # the first word of a tree hangs on none
    order = np.argsort(above, kind="stable")
    return order, np.searchsorted(above[order], np.arange(len(head) + 1))


def _reach(head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each word the first and the last word of what hangs on it, itself included: from the deepest words upwards."""
    left = np.arange(len(head))
    right, depth, above = left.copy(), (head != left).astype(np.int64), head
    while (more := depth[above]).any():
        depth = depth + more
        above = above[above]
    order = np.argsort(-depth, kind="stable")
    bounds = np.searchsorted(-depth[order], np.arange(-depth.max(initial=0), 1))
    for begin, end in pairwise(bounds):
        rows = order[begin:end]
        np.minimum.at(left, head[rows], left[rows])
        np.maximum.at(right, head[rows], right[rows])
    return left, right
