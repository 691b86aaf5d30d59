"""The weights of sentence alignment, from pairs of sentences that people labelled.

`python -m tests.fit_alignment FOLDER` prints what stands in analysis/compare/alignments/scores.py, fitted on one half of the
pairs, and how often it is right on the other. What means the same may not speak against the same content: only the
weights of runs and near words are free, which say how much of what is shared is order alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl

from analysis.compare.accuracy.sentence_pairs import read_bare, read_pairs, score_pairs
from analysis.compare.alignments.scores import LENGTH, MEASURES, NEAR, RUNS, measure_pairs
from analysis.find.parsing import parse
from tests.logistic import AGAINST, ANY, FOR, fit_logistic

RIDGE = 1e-5
BOUNDS = {RUNS: ANY, NEAR: ANY, LENGTH: AGAINST}  # all others: 0 or more


def fit(measured: np.ndarray, same: np.ndarray) -> tuple[dict[str, float], float]:
    """The weight of each measure and the intercept that make the labels likeliest (logistic regression within BOUNDS)."""
    weights, intercept = fit_logistic(measured, same, [BOUNDS.get(name, FOR) for name in MEASURES], RIDGE)
    return dict(zip(MEASURES, weights.round(2).tolist(), strict=True)), round(intercept, 2)


def choose_chance(chance: np.ndarray, same: np.ndarray) -> float:
    """The chance from which to count a pair as the same for the greatest F1: half of that F1 (Lipton et al. 2014, theorem 1)."""
    found = chance >= 0.5
    return round(float((found & same).sum() / (found.sum() + same.sum())), 2)


def main(folder: Path) -> None:
    labelled = read_pairs(folder)
    tokens = parse(labelled.documents)
    sentences, a, b = read_bare(labelled, tokens)
    half, same = (labelled.pairs["half"] == "fit").to_numpy(), labelled.pairs["same"].to_numpy()
    measured = measure_pairs(sentences, a, b)[half]
    weights, intercept = fit(measured, same[half])
    logit = measured @ np.array(list(weights.values())) + intercept
    chance = choose_chance(1 / (1 + np.exp(-logit)), same[half])
    scores = score_pairs(labelled, tokens).select("measure", "n", pl.col("value", "low", "high").round(3)).rows()
    told = [f"WEIGHTS = {weights}", f"INTERCEPT = {intercept}", f"SAME = {chance}", "", "with what stands there now:"]
    print("\n".join([*told, *map(str, scores)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
