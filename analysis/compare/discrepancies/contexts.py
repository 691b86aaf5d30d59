"""Contexts: the words of each sentence and around each value, and which of them another sentence tells."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem
from analysis.compare.traits import FUNCTION_WORDS

WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
EMPTY = FUNCTION_WORDS | frozenset("say said says tell told according report reported".split())
REACH = 4  # words from a value at which a word counts half
BREAK = 0.75  # what is left of a word's weight behind a comma or another mark
_MARK = re.compile(r"[,;:()–—]")


class Contexts(NamedTuple):
    """Stems of content words: `sentences` by place, each row with the sum one; `told` by place, 1 for a stem that the sentence
    has or that stands for one it has (see `lay_meanings`); `near` by number of the statement, each stem by how near
    it is, 0 to 1."""

    sentences: sparse.csr_matrix
    told: sparse.csr_matrix
    near: sparse.csr_matrix


class Words(NamedTuple):
    """A sentence: where its words and its marks start, which of the words have content, and the numbers of their stems."""

    starts: np.ndarray
    marks: np.ndarray
    places: np.ndarray
    ids: np.ndarray


def read_contexts(stated: pl.DataFrame) -> Contexts:
    """The contexts of these statements (see `read_stated`).

    A word counts the same however rare it is, so that what else is in a corpus says nothing of two articles; near a value it counts
    REACH / (REACH + words between), and BREAK of that behind each mark. What is in the value does not count.
    """
    texts = stated.unique("place", keep="first", maintain_order=True).sort("place")["sentence_text"].to_list()
    numbers: dict[str, int] = {}
    cut = [_cut(text, numbers) for text in texts]
    size = max(len(numbers), 1)
    has = _stack([(np.unique(words.ids), np.ones(len(np.unique(words.ids)))) for words in cut], size)
    told = ((has @ lay_meanings(list(numbers) or [""])) > 0).astype(np.float64).tocsr()
    begin, end = (pl.col(name) - pl.col("sentence_start") for name in ("start", "end"))
    spans = stated.select("place", begin.alias("begin"), end.alias("end")).iter_rows()
    near = _stack([_weigh_near(cut[place], start, stop) for place, start, stop in spans], size)
    sums = np.asarray(has.sum(axis=1)).ravel()
    sentences = (sparse.diags(1 / np.where(sums > 0, sums, 1)) @ has).tocsr()
    return Contexts(sentences, told, near)


def dot(left: sparse.csr_matrix, right: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The sum of products of each row a on the left with row b on the right."""
    return np.asarray(left[a].multiply(right[b]).sum(axis=1)).ravel()


def _cut(text: str, numbers: dict[str, int]) -> Words:
    """The words of a sentence, those with content with numbers of their stems, which are kept in `numbers`."""
    found = [(word.start(), word.group().lower()) for word in WORD.finditer(text)]
    kept = [
        (place, numbers.setdefault(find_stem(word), len(numbers)))
        for place, (_, word) in enumerate(found)
        if len(word) > 1 and word not in EMPTY
    ]
    starts, marks = [start for start, _ in found], [mark.start() for mark in _MARK.finditer(text)]
    return Words(*(np.array(part, np.int64) for part in (starts, marks)), *np.array(kept, np.int64).reshape(-1, 2).T)


def _weigh_near(words: Words, begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """The stems around a value, each once where it is nearest, with their weights."""
    starts = words.starts[words.places]
    before, behind = starts < begin, starts >= end
    first, last = np.searchsorted(words.starts, [begin, end]) - [0, 1]
    far = np.maximum(np.where(before, first - words.places, words.places - last), 0)
    marks, edges = np.searchsorted(words.marks, starts), np.searchsorted(words.marks, [begin, end])
    breaks = np.where(before, edges[0] - marks, marks - edges[1])
    outside = np.flatnonzero(before | behind)
    share = (REACH / (REACH + far) * BREAK**breaks)[outside]
    order = np.argsort(-share, kind="stable")
    unique, at = np.unique(words.ids[outside][order], return_index=True)
    return unique, share[order][at]


def _stack(rows: list[tuple[np.ndarray, np.ndarray]], width: int) -> sparse.csr_matrix:
    """Rows of numbers of stems and their weights as a matrix."""
    bounds = np.cumsum([0, *(len(ids) for ids, _ in rows)]).astype(np.int64)
    ids = np.concatenate([ids for ids, _ in rows] or [np.zeros(0, np.int64)])
    weights = np.concatenate([own for _, own in rows] or [np.zeros(0)])
    return sparse.csr_matrix((weights, ids, bounds), shape=(len(rows), width))
