"""Scores: how likely two sentences have the same content, by what they share."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from analysis.compare.alignments.sentences import LEMMAS, LETTERS, NAMES, NEAR, NUMBERS, RUNS, VERBS, WORDS, Sentences

SHARES = (LEMMAS, WORDS, VERBS, NAMES, NUMBERS, RUNS, NEAR, LETTERS)
ORDER, LENGTH = "order", "length"
MEASURES = (*SHARES, ORDER, LENGTH)
# Logistic regression on one half of the pairs of sentences that people labelled; `python -m tests.fit_alignment FOLDER` makes them.
WEIGHTS = {
    LEMMAS: 5.12, WORDS: 0.0, VERBS: 0.45, NAMES: 0.0, NUMBERS: 0.15, RUNS: -2.82, NEAR: -2.61, LETTERS: 2.44, ORDER: 6.59,
    LENGTH: -5.95,
}  # fmt: skip
INTERCEPT = -5.95
SAME = 0.41  # the chance from which two sentences count as of the same content
LONG = 30  # words by which two lengths may differ, and no more counts
BLOCK = 50_000  # pairs compared at once


def score_sentences(sentences: Sentences, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The chance, 0 to 1, that sentences a and b (their numbers) have the same content; what a is to b, b is to a.

    A logistic function of the weighted sum of their measures (see `measure_pairs`).
    """
    measured = measure_pairs(sentences, a, b)
    return 1 / (1 + np.exp(-(measured @ np.array([WEIGHTS[name] for name in MEASURES]) + INTERCEPT)))


def measure_pairs(sentences: Sentences, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The MEASURES of each pair, 0 to 1, as columns: what they share of each trait and in order, and how unlike in length."""
    blocks = [slice(first, first + BLOCK) for first in range(0, len(a), BLOCK)]
    parts = [_measure(sentences, a[block], b[block]) for block in blocks]
    return np.concatenate(parts) if parts else np.zeros((0, len(MEASURES)))


def _measure(sentences: Sentences, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    shares = [sentences.bags[name].dice(a, b) for name in SHARES]
    words = sentences.table["words"].to_numpy()
    length = np.minimum(np.abs(words[a] - words[b]) / LONG, 1)
    return np.column_stack([*shares, _share_order(sentences.lemmas, a, b), length])


def _share_order(lemmas: list[str], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The lemmas that both have in the same order, in the part of all (longest common subsequence)."""
    left, right = ([lemmas[number] for number in side.tolist()] for side in (a, b))
    return cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float64)
