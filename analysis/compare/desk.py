"""The desk: what the blind reader is given, documents without the words that tell topics, and how they are dealt out.

What is masked looks at the groups only for which events both cover: it is the same however groups are shared out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.counts import Counts
from analysis.compare.dealing import number_outlets
from analysis.compare.estimates import Contrast
from analysis.compare.shift import place_counts
from analysis.find.words import Words, keep_words

SPREAD = 3  # events: a term in fewer says nothing of an event that was not read
FOLDS = 10  # parts, of whole events or whole outlets, that are held out in turn


def mask_topics(words: Words, tokens: pl.DataFrame) -> Words:
    """The words that are no part of a named entity, a proper noun or a number.

    A word that is one in half of its places or more is left out in all of them: the parser misses some. No phrase
    runs over a word left out.
    """
    named = _overlap(words, tokens.filter((pl.col("entity") != "") | pl.col("pos").is_in(["PROPN", "NUM"])))
    digits = np.array([any(letter.isdigit() for letter in word) for word in words.vocabulary], np.bool_)
    kinds = len(words.vocabulary)
    mostly = 2 * np.bincount(words.ids[named], minlength=kinds) >= np.maximum(
        np.bincount(words.ids, minlength=kinds), 1
    )
    return keep_words(words, ~(named | (mostly | digits)[words.ids]))


def _overlap(words: Words, spans: pl.DataFrame) -> np.ndarray:
    """For each word whether one of the spans (doc, start, end), none of which lie on each other, has a part of it."""
    place = pl.DataFrame({"doc": words.docs}).with_row_index("place")
    placed = spans.join(place, on="doc").sort("place", "start")
    if placed.is_empty():
        return np.zeros(len(words.ids), np.bool_)
    docs, starts, ends = (placed[column].cast(pl.Int64).to_numpy() for column in ("place", "start", "end"))
    far = np.int64(1) << 32  # past the end of any text
    last = np.searchsorted(docs * far + starts, words.doc_index * far + words.ends) - 1
    return (last >= 0) & (docs[last] == words.doc_index) & (ends[last] > words.starts)


def find_spread(per_event: sparse.csr_matrix, sizes: np.ndarray) -> np.ndarray:
    """Which terms are of no single event: they stand in SPREAD events or more, and none holds most of their weight.

    `per_event` has the documents with each term (row) in each event, `sizes` the documents of each event; a term's weight
    in an event is the share of its documents with the term. Groups play no part.

    >>> table = sparse.csr_matrix([[2, 2, 2], [2, 1, 0], [4, 1, 1]])
    >>> find_spread(table, np.array([4, 4, 4])).tolist()
    [True, False, False]
    """
    if not per_event.nnz:
        return np.zeros(per_event.shape[0], np.bool_)
    shares = per_event @ sparse.diags_array(1 / sizes)
    most, whole = shares.max(axis=1).toarray().ravel(), np.asarray(shares.sum(axis=1)).ravel()
    return (np.diff(per_event.indptr) >= SPREAD) & (2 * most <= whole)


class Desk(NamedTuple):
    """What lies before the reader: documents by terms, and of each document its label (1 for side a), event and outlet.

    The outlet is a name, "" where it is not known. `part` is the part that is held out together, of whole events.
    """

    matrix: sparse.csr_matrix
    terms: list[str]
    label: np.ndarray
    event: np.ndarray
    outlet: np.ndarray
    part: np.ndarray


def lay_out(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> Desk:
    """The documents with words of all events that both sides cover, and the terms that are of no single event."""
    placed = place_counts(counts, documents, contrast)
    events = int(placed.event.max(initial=-1)) + 1
    told = np.flatnonzero((placed.side >= 0) & (placed.event >= 0))
    of_a = np.bincount(placed.event[told], placed.side[told], minlength=events)
    of_all = np.bincount(placed.event[told], minlength=events)
    kept = told[((of_a > 0) & (of_a < of_all))[placed.event[told]]]
    numbers, event = np.unique(placed.event[kept], return_inverse=True)
    sizes = of_all[numbers]
    by_term = placed.matrix.tocsc()[:, kept].tocsr()
    in_event = sparse.csr_matrix((np.ones(len(kept)), event, np.arange(len(kept) + 1)), shape=(len(kept), len(numbers)))
    seen = _seen_terms(counts.names, find_spread((by_term > 0).astype(float) @ in_event, sizes))
    terms = [counts.names[place] for place in seen]
    label = placed.side[kept].astype(np.int64)
    outlet = _name_outlets(counts.doc_names, documents)[kept]
    return Desk(by_term[seen].T.tocsr(), terms, label, event, outlet, deal_out(sizes)[event])


def _name_outlets(docs: list[str], documents: pl.DataFrame) -> np.ndarray:
    rows = pl.DataFrame({"doc": docs}, schema={"doc": pl.String}).join(
        documents.select("doc", "outlet"), on="doc", how="left", maintain_order="left"
    )
    return rows["outlet"].fill_null("").to_numpy()


def _seen_terms(names: list[str], spread: np.ndarray) -> list[int]:
    """The places of the terms that are spread, and all words of which are."""
    plain = {name for name, kept in zip(names, spread.tolist(), strict=True) if kept}
    return [place for place, name in enumerate(names) if name in plain and plain.issuperset(name.split(" "))]


def deal_out(sizes: np.ndarray, parts: int = FOLDS) -> np.ndarray:
    """The part, of `parts` or as many as there are sizes, that each falls in: the largest first, to the emptiest part.

    >>> deal_out(np.array([1] * 10 + [5, 4])).tolist()
    [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 0, 1]
    """
    filled = np.zeros(min(parts, len(sizes)))
    part = np.zeros(len(sizes), np.int64)
    for place in np.argsort(-sizes, kind="stable").tolist():
        part[place] = filled.argmin()
        filled[part[place]] += sizes[place]
    return part


def hold_out_outlets(outlet: np.ndarray, label: np.ndarray) -> np.ndarray:
    """The part that each document falls in where whole outlets are held out, each part with outlets of both sides.

    An outlet on both sides is dealt out with those of side a. One part where either side has no outlet of its own.

    >>> hold_out_outlets(np.array(["Quay", "Quay", "Bay", "Dune", "Reed"]), np.array([1, 1, 1, 0, 0])).tolist()
    [0, 0, 1, 0, 1]
    """
    number = number_outlets(outlet)
    of_a = np.bincount(number, label) > 0
    sizes = np.bincount(number)
    parts = max(1, min(FOLDS, int(of_a.sum()), int((~of_a).sum())))
    part = np.zeros(len(sizes), np.int64)
    for side in (of_a, ~of_a):
        part[side] = deal_out(sizes[side], parts)
    return part[number]
