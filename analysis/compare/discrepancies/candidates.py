"""Candidates: which statements of two articles on one event may be about the same thing, found by an index of rare words."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.discrepancies.contexts import Contexts, dot
from analysis.compare.discrepancies.spellings import find_spellings

CANDIDATES = {"a": pl.Int64, "b": pl.Int64, "sentence": pl.Float64}
LEAST = 0.25  # how alike two sentences must be, 0 to 1
COMMON, FEW = 0.2, 20  # a stem in more than this part of an event's sentences, and in more than FEW, opens no pair
NEAREST = 5  # sentences of one other article
BLOCK = 2000


def find_candidates(stated: pl.DataFrame, contexts: Contexts) -> pl.DataFrame:
    """Pairs of statements with one measure in different articles of an event whose sentences are alike, or that may name one person
    or place in two spellings: the columns of CANDIDATES.

    a and b are numbers of statements, a of the article whose name comes first; sentence, 0 to 1, is the part of
    each sentence's words that the other tells, in the same words or in others of their meaning, the mean of both.
    """
    places = stated.unique("place", keep="first", maintain_order=True).select("place", "doc", "event")
    parts = [_pair_event(part, contexts) for part in places.partition_by("event", maintain_order=True)]
    pairs = pl.concat(parts) if parts else pl.DataFrame(schema={"p": pl.Int64, "q": pl.Int64, "sentence": pl.Float64})
    own = stated.select("place", "number", "measure")
    left = pairs.join(own, left_on="p", right_on="place").rename({"number": "a"})
    both = left.join(own.rename({"number": "b"}), left_on=["q", "measure"], right_on=["place", "measure"])
    return _add_spellings(both.select(CANDIDATES.keys()).cast(CANDIDATES), stated, contexts).sort("a", "b")


def _add_spellings(pairs: pl.DataFrame, stated: pl.DataFrame, contexts: Contexts) -> pl.DataFrame:
    found = find_spellings(stated).join(pairs, on=["a", "b"], how="anti")
    p, q = (stated["place"].to_numpy()[found[side].to_numpy()] for side in "ab")
    return pl.concat([pairs, found.with_columns(sentence=_measure(contexts.sentences, contexts.told, p, q))])


def _measure(own: sparse.csr_matrix, told: sparse.csr_matrix, p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """The part of the words of sentences p that sentences q tell, and the other way round, the mean of both."""
    return (dot(own, told, p, q) + dot(own, told, q, p)) / 2


def _pair_event(places: pl.DataFrame, contexts: Contexts) -> pl.DataFrame:
    """The sentences p and q of two articles that are alike, each with the NEAREST of every other article."""
    rows = places["place"].to_numpy()
    docs = places["doc"].rank("dense").to_numpy()
    own, told = contexts.sentences[rows], contexts.told[rows]
    often = np.bincount(told.indices, minlength=told.shape[1])
    rare = np.flatnonzero(often <= max(FEW, COMMON * len(rows)))
    left, right = own[:, rare], told[:, rare].T.tocsr()
    found = []
    for first in range(0, len(rows), BLOCK):
        product = (left[first : first + BLOCK] @ right).tocoo()
        p, q = product.row.astype(np.int64) + first, product.col.astype(np.int64)
        found.append(np.stack([p, q])[:, docs[p] < docs[q]])
    p, q = np.concatenate(found, axis=1)
    alike = _measure(own, told, p, q)
    pairs = pl.DataFrame({"p": rows[p], "q": rows[q], "sentence": alike, "dp": docs[p], "dq": docs[q]})
    rank = pl.col("sentence").rank("min", descending=True)
    near = (rank.over("p", "dq") <= NEAREST) | (rank.over("q", "dp") <= NEAREST)
    return pairs.filter(pl.col("sentence") >= LEAST).filter(near).select("p", "q", "sentence")
