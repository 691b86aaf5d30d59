"""Candidates: pairs of sentences of two articles worth a closer look, by an index of their words."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.alignments.sentences import WORDS, Bag, Sentences

CANDIDATES = {"a": pl.Int64, "b": pl.Int64, "shared": pl.Int64, "cosine": pl.Float64}
NEIGHBOURS = 3  # of each sentence in each other article, and the other way round
LEAST = 0.1  # cosine of TF-IDF
COMMON, FEW = (
    0.05,
    30,
)  # a word in more than this part of the sentences, in more than a few, and in more than there are articles finds none
BLOCK = 512  # sentences looked up at once


def find_candidates(sentences: Sentences) -> pl.DataFrame:
    """For each sentence the NEIGHBOURS nearest in every other article, and the reverse: the columns of CANDIDATES.

    a and b are numbers of sentences, a of the article whose name comes first; shared is how many different words both have;
    cosine is that of the weighted words (TF-IDF), LEAST or more. Only sentences that share a word which is not too COMMON are
    ever compared.
    """
    bag, docs = sentences.bags[WORDS], sentences.table["doc"].rank("dense").cast(pl.Int64)
    often = np.bincount(bag.has.indices, minlength=len(bag.terms))
    index = bag.has[:, np.flatnonzero(often <= max(FEW, COMMON * len(docs), docs.n_unique()))]
    firsts = range(0, len(docs), BLOCK)
    parts = [_compare(bag, *_look_up(index, first, docs.to_numpy())) for first in firsts]
    return _choose_nearest(pl.concat([pl.DataFrame(schema=CANDIDATES), *parts]), docs)


def _look_up(index: sparse.csr_matrix, first: int, docs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of a block of sentences with all others that share a word of the index, those of articles behind their own."""
    found = (index[first : first + BLOCK] @ index.T).tocoo()
    a, b = found.row.astype(np.int64) + first, found.col.astype(np.int64)
    behind = docs[a] < docs[b]
    return a[behind], b[behind]


def _compare(bag: Bag, a: np.ndarray, b: np.ndarray) -> pl.DataFrame:
    """The pairs with LEAST or more."""
    length = np.sqrt(bag.has @ bag.weight**2)
    both = bag.has[a].multiply(bag.has[b])
    columns = {"shared": both @ np.ones_like(bag.weight), "cosine": both @ bag.weight**2 / (length[a] * length[b])}
    return pl.DataFrame({"a": a, "b": b, **columns}).cast(CANDIDATES).filter(pl.col("cosine") >= LEAST)


def _choose_nearest(pairs: pl.DataFrame, docs: pl.Series) -> pl.DataFrame:
    of = {"doc_a": docs.gather(pairs["a"]), "doc_b": docs.gather(pairs["b"])}
    rank = pl.col("cosine").rank("min", descending=True)
    chosen = pairs.with_columns(**of).filter(
        (rank.over("a", "doc_b") <= NEIGHBOURS) | (rank.over("b", "doc_a") <= NEIGHBOURS)
    )
    return chosen.select(CANDIDATES.keys()).sort("a", "b")
