"""Word shift: how far apart the words of two groups are, and which words make them so.

Distances are Jensen-Shannon divergences in bits with both sides weighing one half, from 0 (the same) to 1 (nothing
shared), which is the mutual information of the side and what is counted (Lin 1991). Only the words that `counts` holds
count: with a `min_count` of 1 that is all of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.counts import VOICES, Counts, count_terms
from analysis.compare.estimates import PER, Contrast, take_sides
from analysis.find.words import Words

SHIFT = {
    "term": pl.String, "group": pl.String, "contribution": pl.Float64, "share": pl.Float64, "within": pl.Float64,
    "rate_a": pl.Float64, "rate_b": pl.Float64, "hits_a": pl.Int64, "hits_b": pl.Int64, "docs_a": pl.Int64,
    "docs_b": pl.Int64, "rank": pl.Int64, "group_a": pl.String, "group_b": pl.String, "voice": pl.String,
    "note": pl.String,
}  # fmt: skip
DESCRIBED = "description of these texts, no interval: keyness has the intervals of words"


class Placed(NamedTuple):
    """Counts as a matrix of words by documents, the documents' sizes, sides (1, 0 or -1) and events (-1 for none)."""

    matrix: sparse.csr_matrix
    sizes: np.ndarray
    side: np.ndarray
    event: np.ndarray

    def per_event(self, side: int) -> np.ndarray:
        """The counted words that a side has in each event."""
        kept = (self.side == side) & (self.event >= 0)
        return np.bincount(self.event[kept], self.sizes[kept], minlength=int(self.event.max(initial=-1)) + 1)


def place_counts(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> Placed:
    """The counts as a matrix, with the side and event of each document; one without counted words is on neither side."""
    sides = take_sides(counts, documents, contrast)
    named = np.array([name is not None for name in sides.event_names], np.bool_)[sides.event_of_doc]
    shape = (len(counts.names), len(counts.doc_names))
    matrix = sparse.csr_matrix((counts.counts.astype(float), counts.docs, counts.bounds), shape=shape)
    sizes = matrix.sum(axis=0).A1
    return Placed(matrix, sizes, np.where(sizes > 0, sides.of_doc, -1), np.where(named, sides.event_of_doc, -1))


def divergence(a: np.ndarray, b: np.ndarray) -> float:
    """Jensen-Shannon divergence in bits of two distributions given as counts (Lin 1991, equal weights).

    0 for the same shares, 1 where nothing is shared.

    >>> divergence(np.array([3, 1]), np.array([6, 2])), divergence(np.array([1, 0]), np.array([0, 5]))
    (0.0, 1.0)
    """
    return max(0.0, 1 + float(unsure(a / a.sum(), b / b.sum()).sum()))


def unsure(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """For each thing that is counted what it leaves unsure of the side, in bits, negative; 0 where one side alone has it."""
    return (_times_log(p) + _times_log(q) - _times_log(p + q)) / 2


def _times_log(p: np.ndarray) -> np.ndarray:
    return p * np.log2(np.where(p > 0, p, 1.0))


def compare_shifts(
    words: Words, documents: pl.DataFrame, contrasts: list[Contrast], quoted: str = "split"
) -> pl.DataFrame:
    """What each word adds to the divergence of the two sides, in every contrast and voice; columns as in `shift_words`."""
    counted = [count_terms(words, voice, ngrams=1, min_count=1) for voice in VOICES[quoted]]
    tables = [shift_words(counts, documents, contrast) for counts in counted for contrast in contrasts]
    return pl.concat(tables) if tables else pl.DataFrame(schema=SHIFT)


def shift_words(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """What each word adds to the Jensen-Shannon divergence of the two sides, most first (Gallagher et al. 2021).

    Columns: term, group (that uses it more), contribution (bits, they add up to the divergence), share (of the
    divergence), within (bits of the contribution that stay when both sides give each event the same weight), rates per
    thousand words, hits and docs of both sides, rank, the groups, voice, note. `within` splits the difference of the two
    rates into events and wording (Kitagawa 1955) and the contribution in that proportion: below 0, the word leans the
    other way inside the same events; above the contribution, the choice of events hides some of it. Documents of events that
    one side alone covers, or without an event, add nothing to it. A table without rows where a side has no words.

    >>> counts = Counts(["fog", "rain"], np.array([0, 1, 2]), np.array([0, 1]), np.array([4, 4]), ["a", "b"], np.array([4, 4]), "all")
    >>> documents = pl.DataFrame({"doc": ["a", "b"], "group": ["x", "y"], "event": ["e", "e"]})
    >>> shift_words(counts, documents, Contrast("x", "y")).select("term", "group", "contribution", "within").rows()
    [('fog', 'x', 0.5, 0.5), ('rain', 'y', 0.5, 0.5)]
    """
    placed = place_counts(counts, documents, contrast)
    sides = np.column_stack([placed.side == 1, placed.side == 0]).astype(float)
    hits = placed.matrix @ sides
    words = hits.sum(axis=0)
    if not words.all():
        return pl.DataFrame(schema=SHIFT)
    docs = (placed.matrix > 0).astype(float) @ sides
    rates = hits / words
    apart = rates[:, 0] - rates[:, 1]
    contribution = np.where(apart == 0, 0.0, np.maximum(rates.sum(axis=1) / 2 + unsure(*rates.T), 0.0))
    inside = placed.matrix @ _event_weights(placed, words)
    within = contribution * np.divide(inside, apart, out=np.zeros(len(apart)), where=apart != 0)
    total = contribution.sum()
    table = pl.DataFrame(
        {
            "term": counts.names, "group": np.where(apart >= 0, contrast.a, contrast.b).tolist(),
            "contribution": contribution, "share": contribution / total if total else np.full(len(apart), np.nan),
            "within": within, "rate_a": rates[:, 0] * PER, "rate_b": rates[:, 1] * PER, "hits_a": hits[:, 0],
            "hits_b": hits[:, 1], "docs_a": docs[:, 0], "docs_b": docs[:, 1],
        }
    )  # fmt: skip
    ordered = table.filter(pl.col("hits_a") + pl.col("hits_b") > 0).sort(
        "contribution", "term", descending=[True, False]
    )
    labelled = ordered.with_row_index("rank", 1).with_columns(
        group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b), voice=pl.lit(counts.voice), note=pl.lit(DESCRIBED)
    )
    return labelled.fill_nan(None).select(SHIFT.keys()).cast(SHIFT)


def _event_weights(placed: Placed, words: np.ndarray) -> np.ndarray:
    """What a word in each document adds to the difference of rates when both sides give each event its mean weight."""
    a, b = placed.per_event(1), placed.per_event(0)
    shared = (a > 0) & (b > 0)
    mean = np.where(shared, (a / words[0] + b / words[1]) / 2, 0.0)
    each = np.column_stack([-mean / np.where(shared, b, 1), mean / np.where(shared, a, 1)])
    weights = np.zeros(len(placed.side))
    kept = (placed.side >= 0) & (placed.event >= 0)
    weights[kept] = each[placed.event[kept], placed.side[kept]]
    return weights
