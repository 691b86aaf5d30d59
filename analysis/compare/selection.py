"""Selection against wording: how much of the distance of two groups is which events they cover, how much is how they word them.

Distances are those of `shift`: mutual information in bits, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from math import comb, prod
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.counts import VOICES, Counts, count_terms
from analysis.compare.estimates import CONFIDENCE, Contrast
from analysis.compare.shift import Placed, divergence, place_counts, unsure
from analysis.find.words import Words

SPLIT = {
    "group_a": pl.String, "group_b": pl.String, "voice": pl.String, "words": pl.Float64, "total": pl.Float64,
    "selection": pl.Float64, "wording": pl.Float64, "share": pl.Float64, "share_low": pl.Float64,
    "share_high": pl.Float64, "chance": pl.Float64, "chance_low": pl.Float64, "chance_high": pl.Float64,
    "excess": pl.Float64, "p": pl.Float64, "shuffles": pl.Int64, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "words_a": pl.Int64, "words_b": pl.Int64, "events": pl.Int64, "shared": pl.Int64, "left_out": pl.Int64,
    "unit": pl.String, "note": pl.String,
}  # fmt: skip
FEW_WAYS = 40  # ways to share out documents: with fewer, p is coarse
_CELLS, _COLUMNS = 1 << 17, 16  # of a dense block at a time


def compare_distances(
    words: Words, documents: pl.DataFrame, contrasts: list[Contrast], quoted: str, seed: int, shuffles: int
) -> pl.DataFrame:
    """How much of the distance is events, how much wording, in every contrast and voice; columns as in `split_distance`."""
    counted = [count_terms(words, voice, ngrams=1, min_count=1) for voice in VOICES[quoted]]
    rows = [split_distance(counts, documents, contrast, seed, shuffles) for counts in counted for contrast in contrasts]
    return pl.concat(rows) if rows else pl.DataFrame(schema=SPLIT)


def split_distance(
    counts: Counts, documents: pl.DataFrame, contrast: Contrast, seed: int, shuffles: int = 200
) -> pl.DataFrame:
    """How much of the distance of two sides is which events they cover, how much is wording inside the same events.

    One row. With G the side, E the event and W the word, the chain rule of mutual information (Cover & Thomas 2006,
    theorem 2.5.2) splits the distance in bits exactly: total I(G; E, W) = selection I(G; E) + wording I(G; W | E). An event weighs
    as much as its share of a side's words; one that a side alone covers adds to selection alone. `words` is I(G; W), the
    distance of the words with events unknown, never above total. share is selection / total; share_low to share_high is
    its range when any one event is left out.

    Few words differ by accident, so wording is above 0 for any two sides. chance (mean) and chance_low to chance_high
    (middle 95 %) are wording when the documents of each event are shared out over the sides anew, each side keeping its
    number: in every way where there are at most `shuffles`, else in so many ways drawn with `seed`. excess is wording -
    chance; p = (b + 1) / (B + 1), b of B other ways giving no less (Phipson & Smyth 2010). Unit: the document. With
    nothing to share out these are null and note says why.

    What it cannot tell: why events differ (selection is that of this corpus, by outlets or by who collected it, and has
    no test); two sides that write of different halves of what is called one event differ in wording here; documents are
    shared out as if each came by itself, so what one outlet always writes counts as its group's wording, and p is too
    small where few outlets write much. share holds the chance part of wording too: with few words it is low. Documents
    without an event are counted in left_out and in nothing else.

    >>> counts = Counts(["fog", "rain"], np.array([0, 1, 2]), np.array([0, 1]), np.array([4, 4]), ["a", "b"], np.array([4, 4]), "all")
    >>> documents = pl.DataFrame({"doc": ["a", "b"], "group": ["x", "y"], "event": ["e", "e"]})
    >>> split = split_distance(counts, documents, Contrast("x", "y"), 0)
    >>> split.select("total", "selection", "wording", "note").row(0)
    (1.0, 0.0, 1.0, 'no event that both groups cover has a third document: nothing to share out anew')
    """
    placed = place_counts(counts, documents, contrast)
    known = (placed.side >= 0) & (placed.event >= 0)
    row = {
        "group_a": contrast.a, "group_b": contrast.b, "voice": counts.voice, "unit": "document",
        "docs_a": int((known & (placed.side == 1)).sum()), "docs_b": int((known & (placed.side == 0)).sum()),
        "left_out": int(((placed.side >= 0) & (placed.event < 0)).sum()),
    }  # fmt: skip
    a, b = placed.per_event(1), placed.per_event(0)
    shared = (a > 0) & (b > 0)
    row |= {
        "words_a": int(a.sum()),
        "words_b": int(b.sum()),
        "events": int((a + b > 0).sum()),
        "shared": int(shared.sum()),
    }
    if not a.sum() or not b.sum():
        missing = contrast.a if not a.sum() else contrast.b
        return _one_row(row | {"note": f"no words of {missing} in documents with an event: no distance"})
    by_word = placed.matrix @ np.column_stack([known & (placed.side == 1), known & (placed.side == 0)]).astype(float)
    row |= {"words": divergence(*by_word.T), "selection": divergence(a, b)}
    if not shared.any():
        return _one_row(
            row | {"total": 1.0, "note": "no event that both groups cover: nothing to compare inside events"}
        )
    cells = _tell_cells(placed, shared)
    wording = cells.wording(cells.label[:, None])[0]
    total = row["selection"] + wording
    low, high = _leave_out(cells, a, b)
    row |= {"wording": wording, "total": total, "share": row["selection"] / total if total else None}
    return _one_row(row | {"share_low": low, "share_high": high} | _by_chance(cells, wording, seed, shuffles))


def _one_row(row: dict) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in SPLIT}], schema=SPLIT)


class _Cells(NamedTuple):
    """The words of each shared event, a row each, in the documents of these events, which stand in the events' order.

    `sizes` are the documents' words; `label` is 1 for a document of side a, 0 for b; `alone` holds the words of each
    side in events of its own.
    """

    matrix: sparse.csr_matrix
    event_of_cell: np.ndarray
    sizes: np.ndarray
    label: np.ndarray
    event: np.ndarray
    alone: np.ndarray

    def wording(self, labels: np.ndarray) -> np.ndarray:
        """I(G; W | E) in bits for each column of labels, 1 or 0 for each document."""
        events = sparse.csr_matrix((self.sizes, (self.event, np.arange(len(self.event)))))
        found = [
            self._sum_unsure(self.matrix, labels[:, first : first + _COLUMNS])
            - self._sum_unsure(events, labels[:, first : first + _COLUMNS])
            for first in range(0, labels.shape[1], _COLUMNS)
        ]
        return np.maximum(np.concatenate(found), 0.0)

    def _sum_unsure(self, matrix: sparse.csr_matrix, labels: np.ndarray) -> np.ndarray:
        """The sum of what the rows of a matrix leave unsure of the side, a block of rows at a time."""
        in_a = (self.sizes[:, None] * labels).sum(axis=0)
        words_a, words_b = self.alone[0] + in_a, self.alone[1] + self.sizes.sum() - in_a
        total = np.zeros(labels.shape[1])
        for first in range(0, matrix.shape[0], _CELLS):
            block = matrix[first : first + _CELLS]
            in_a = block @ labels
            in_b = block.sum(axis=1).A1[:, None] - in_a
            total += unsure(in_a / words_a, in_b / words_b).sum(axis=0)
        return total


def _tell_cells(placed: Placed, shared: np.ndarray) -> _Cells:
    """The words of shared events as rows: with documents in the order of events, a word's documents of an event are a run."""
    kept = np.flatnonzero((placed.side >= 0) & (placed.event >= 0) & shared[placed.event])
    order = kept[np.argsort(placed.event[kept], kind="stable")]
    matrix = _put_first(placed.matrix, order)
    event = placed.event[order]
    of_entry = event[matrix.indices]
    begins = np.concatenate([[True], of_entry[1:] != of_entry[:-1]])
    begins[matrix.indptr[:-1][np.diff(matrix.indptr) > 0]] = True
    starts = np.flatnonzero(begins)
    bounds, shape = np.append(starts, matrix.nnz), (len(starts), len(order))
    alone = np.array([placed.per_event(side)[~shared].sum() for side in (1, 0)])
    cells = sparse.csr_matrix((matrix.data, matrix.indices, bounds), shape=shape)
    return _Cells(cells, of_entry[starts], placed.sizes[order], (placed.side[order] == 1).astype(float), event, alone)


def _put_first(matrix: sparse.csr_matrix, order: np.ndarray) -> sparse.csr_matrix:
    """These columns in this order: as matrix[:, order], with sorted indices, in a third of the time."""
    place = np.full(matrix.shape[1], -1, np.int32)
    place[order] = np.arange(len(order))
    place[place < 0] = np.arange(len(order), matrix.shape[1])
    moved = sparse.csr_matrix((matrix.data, place[matrix.indices], matrix.indptr), shape=matrix.shape).tocsc()
    bounds = moved.indptr[: len(order) + 1]
    parts = (moved.data[: bounds[-1]], moved.indices[: bounds[-1]], bounds)  # views: a slice would copy
    return sparse.csc_matrix(parts, shape=(matrix.shape[0], len(order))).tocsr()


def _leave_out(cells: _Cells, a: np.ndarray, b: np.ndarray) -> tuple[float | None, float | None]:
    """The least and the largest share of selection when one event is left out; null where no two are left to compare.

    Words with the same two counts add the same, whatever event they stand in: each pair of counts is worked out once.
    """
    in_a = cells.matrix @ cells.label
    in_b = cells.matrix @ (1 - cells.label)
    both = np.flatnonzero((in_a > 0) & (in_b > 0))
    both = both[np.argsort(cells.event_of_cell[both], kind="stable")]
    pairs = np.column_stack([in_a, in_b])[both]
    bounds = np.searchsorted(cells.event_of_cell[both], np.arange(len(a) + 1))
    keys, times = np.unique(pairs[:, 0] * (pairs.max(initial=0) + 1) + pairs[:, 1], return_counts=True)
    kinds = np.column_stack(np.divmod(keys, pairs.max(initial=0) + 1))
    shares = []
    for left in np.flatnonzero(a + b):
        words = np.array([a.sum() - a[left], b.sum() - b[left]])
        rest = np.arange(len(a)) != left
        if not (rest & (a > 0) & (b > 0)).any():
            continue
        own = pairs[bounds[left] : bounds[left + 1]] / words
        of_words = (times * unsure(*(kinds / words).T)).sum() - unsure(*own.T).sum()
        of_events = unsure(a[rest] / words[0], b[rest] / words[1]).sum()
        shares.append((1 + of_events) / (1 + of_words) if 1 + of_words > 0 else 0.0)
    return (float(min(shares)), float(max(shares))) if shares else (None, None)


def _by_chance(cells: _Cells, wording: float, seed: int, shuffles: int) -> dict:
    """Wording when documents change sides within events: chance with its range, excess, p, ways tried and a note."""
    if not shuffles:
        return {"note": "no shuffles were asked for"}
    if len(cells.event) == 2 * len(np.unique(cells.event)):
        return {"note": "no event that both groups cover has a third document: nothing to share out anew"}
    ways = count_ways(cells.label, cells.event)
    every = ways <= shuffles
    labels = np.array(list(_all_ways(cells) if every else _drawn_ways(cells, seed, shuffles)))
    chance = cells.wording(labels.T)
    no_less = int((chance > wording - 1e-12).sum())
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(chance, [tail, 1 - tail]).tolist()
    return {
        "chance": float(chance.mean()), "chance_low": low, "chance_high": high, "excess": wording - float(chance.mean()),
        "p": no_less / len(chance) if every else (no_less + 1) / (len(chance) + 1), "shuffles": len(chance),
        "note": f"only {ways} ways to share out the documents: p is coarse" if ways < FEW_WAYS else "",
    }  # fmt: skip


def count_ways(label: np.ndarray, event: np.ndarray) -> int:
    """In how many ways the documents of each event can be shared out over the sides, each side keeping its number.

    >>> count_ways(np.array([1, 0, 0, 1, 0]), np.array([0, 0, 0, 1, 1]))
    6
    """
    return prod(comb(int((event == number).sum()), int(label[event == number].sum())) for number in np.unique(event))


def shuffle_within(label: np.ndarray, event: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The labels, shared out anew over the documents of each event."""
    shuffled = np.empty_like(label)
    shuffled[np.argsort(event, kind="stable")] = label[np.lexsort((random.random(len(label)), event))]
    return shuffled


def _drawn_ways(cells: _Cells, seed: int, shuffles: int) -> Iterator[np.ndarray]:
    random = np.random.default_rng(seed)
    return (shuffle_within(cells.label, cells.event, random) for _ in range(shuffles))


def _all_ways(cells: _Cells) -> Iterator[np.ndarray]:
    """Every way once, the one that is seen among them."""
    places = [np.flatnonzero(cells.event == number) for number in np.unique(cells.event)]
    for chosen in product(*(combinations(place.tolist(), int(cells.label[place].sum())) for place in places)):
        label = np.zeros(len(cells.label))
        label[list(chain.from_iterable(chosen))] = 1
        yield label
