"""Contexts: the words around each value, those near it above all, each by how rare it is."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.paraphrases import find_stem
from analysis.compare.traits import FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_EMPTY = FUNCTION_WORDS | frozenset("say said says tell told according report reported".split())
REACH = 4  # words from a value at which a word counts half


class Contexts(NamedTuple):
    """Bags of stems, each with length one: `sentences` by place, `near` by number of the statement."""

    sentences: sparse.csr_matrix
    near: sparse.csr_matrix


class Words(NamedTuple):
    """Content words: their places among all words of the sentence, starts in characters, stems."""

    places: np.ndarray
    starts: np.ndarray
    stems: list[str]


def read_contexts(stated: pl.DataFrame) -> Contexts:
    """The contexts of these statements (see `read_stated`).

    The weight of a stem is the logarithm of one over the part of different sentences that have it; near a value it counts
    REACH / (REACH + words between), and what is in the value does not count.
    """
    texts = stated.unique("place", keep="first", maintain_order=True).sort("place")["sentence_text"].to_list()
    cut = [_cut(text) for text in texts]
    numbers: dict[str, int] = {}
    ids = [np.array([numbers.setdefault(stem, len(numbers)) for stem in words.stems], np.int64) for words in cut]
    weight = _weigh(texts, ids, len(numbers))
    sentences = [(own, weight[own]) for own in map(np.unique, ids)]
    begin, end = (pl.col(name) - pl.col("sentence_start") for name in ("start", "end"))
    spans = stated.select("place", begin.alias("begin"), end.alias("end")).iter_rows()
    near = [_weigh_near(ids[place], cut[place], start, stop, weight) for place, start, stop in spans]
    return Contexts(_stack(sentences, len(numbers)), _stack(near, len(numbers)))


def _cut(text: str) -> Words:
    """The content words of a sentence."""
    found = [(at, word.start(), word.group().lower()) for at, word in enumerate(_WORD.finditer(text))]
    told = [(at, start, find_stem(word)) for at, start, word in found if len(word) > 1 and word not in _EMPTY]
    places, starts, stems = zip(*told, strict=True) if told else ((), (), ())
    return Words(np.array(places, np.int64), np.array(starts, np.int64), list(stems))


def _weigh(texts: list[str], ids: list[np.ndarray], size: int) -> np.ndarray:
    """The weight of each stem: a sentence that several articles have counts once."""
    single = list({text: at for at, text in enumerate(texts)}.values())
    often = np.bincount(
        np.concatenate([np.unique(ids[at]) for at in single] or [np.zeros(0, np.int64)]), minlength=size
    )
    return np.log((len(single) + 1) / np.maximum(often, 1))


def _weigh_near(
    ids: np.ndarray, words: Words, begin: int, end: int, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The stems of a sentence, each once where it is nearest to the value."""
    if not len(ids):
        return ids, weight[ids]
    first = min(np.searchsorted(words.starts, begin), len(ids) - 1)
    last = max(np.searchsorted(words.starts, end) - 1, first)
    far = np.maximum(np.maximum(words.places[first] - words.places, words.places - words.places[last]), 0)
    inside = (words.starts >= begin) & (words.starts < end)
    share = np.where(inside, 0, weight[ids] * REACH / (REACH + far))
    order = np.argsort(-share, kind="stable")
    unique, at = np.unique(ids[order], return_index=True)
    return unique, share[order][at]


def _stack(rows: list[tuple[np.ndarray, np.ndarray]], width: int) -> sparse.csr_matrix:
    """Rows of stems and their weights as a matrix, each row with length one, but for empty ones."""
    bounds = np.cumsum([0, *(len(ids) for ids, _ in rows)]).astype(np.int64)
    lengths = [np.sqrt(np.sum(weights**2)) or 1 for _, weights in rows]
    ids = np.concatenate([ids for ids, _ in rows] or [np.zeros(0, np.int64)])
    weights = np.concatenate([own / length for (_, own), length in zip(rows, lengths, strict=True)] or [np.zeros(0)])
    return sparse.csr_matrix((weights, ids, bounds), shape=(len(rows), width))
