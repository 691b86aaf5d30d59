"""Accuracy of sentence alignment: the score of two sentences against pairs that people judged to have the same content or not.

The labelled data are news pairs of the Microsoft Research Paraphrase Corpus (Dolan, Quirk and Brockett 2004), one pair a line.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.lines import read_lines
from analysis.compare.alignments.scores import SAME, score_sentences
from analysis.compare.alignments.sentences import Sentences, read_sentences
from analysis.compare.estimates import CONFIDENCE, wilson_interval
from analysis.find.references import STANDS

FILE = "sentence_pairs.jsonl.gz"
HALVES = ("fit", "check")
PAIRS = {"pair": pl.Int64, "a": pl.String, "b": pl.String, "same": pl.Boolean, "half": pl.String}
BY_PAIRS = "pairs drawn anew"
RUNS = 1000


class Labelled(NamedTuple):
    """Labelled pairs (the columns of PAIRS, a and b are docs), and each sentence as a document (doc, text)."""

    documents: pl.DataFrame
    pairs: pl.DataFrame


def read_pairs(folder: Path) -> Labelled:
    """The labelled pairs of the file FILE in a folder; the first, third … are of the half `fit`, the others of `check`.

    Raises InputError where the file is missing or damaged.
    """
    rows = read_lines(Path(folder) / FILE, lambda row: (row["a"], row["b"], bool(row["label"])))
    texts = [(f"{number:06}{side}", row[at]) for number, row in enumerate(rows) for at, side in enumerate("ab")]
    pairs = [(number, f"{number:06}a", f"{number:06}b", row[2], HALVES[number % 2]) for number, row in enumerate(rows)]
    documents = pl.DataFrame(texts, schema={"doc": pl.String, "text": pl.String}, orient="row")
    return Labelled(documents, pl.DataFrame(pairs, schema=PAIRS, orient="row"))


def read_bare(labelled: Labelled, tokens: pl.DataFrame) -> tuple[Sentences, np.ndarray, np.ndarray]:
    """The sentences of labelled pairs, of whose parse each text is one, and the numbers of those on either side."""
    sentences = read_sentences(tokens.with_columns(sentence=pl.lit(0, pl.UInt32)), pl.DataFrame(schema=STANDS))
    number = dict(sentences.table.select("doc", "number").iter_rows())
    a, b = (np.array([number[doc] for doc in labelled.pairs[side]], np.int64) for side in ("a", "b"))
    return sentences, a, b


def score_pairs(labelled: Labelled, tokens: pl.DataFrame, half: str = "check", seed: int = 1) -> pl.DataFrame:
    """How well pairs with a score of SAME or more agree with those labelled the same: the columns of SCORES, 0 to 1.

    `tokens` is the parse of the labelled documents. Accuracy, precision and recall have the interval of Wilson 1927; F1, the
    harmonic mean of the two, has the middle 95 % of what RUNS draws of as many pairs give. A value is null where n is 0.
    """
    sentences, a, b = read_bare(labelled, tokens)
    of_half = (labelled.pairs["half"] == half).to_numpy()
    found = score_sentences(sentences, a[of_half], b[of_half]) >= SAME
    same = labelled.pairs["same"].to_numpy()[of_half]
    rows = [
        _score("accuracy", found == same),
        _score("precision", same[found]),
        _score("recall", found[same]),
        _score_f1(found, same, seed),
    ]
    return pl.DataFrame(rows, schema=SCORES, orient="row")


def _score(measure: str, right: np.ndarray) -> tuple:
    hits, n = int(right.sum()), len(right)
    low, high = wilson_interval(np.array([hits]), np.array([n]))
    ends = (float(low[0]), float(high[0])) if n else (None, None)
    return f"same content, {measure}", "pair", n, hits / n if n else None, *ends, "pairs"


def _score_f1(found: np.ndarray, same: np.ndarray, seed: int) -> tuple:
    n = len(same)
    draws = np.random.default_rng(seed).integers(0, max(n, 1), (RUNS if n else 0, n))
    values = np.array([_find_f1(found[draw], same[draw]) for draw in [np.arange(n), *draws]])
    tail, known = (1 - CONFIDENCE) / 2, values[1:][~np.isnan(values[1:])]
    ends = tuple(map(float, np.quantile(known, [tail, 1 - tail]))) if len(known) else (None, None)
    value = None if np.isnan(values[0]) else float(values[0])
    return "same content, F1", "pair", int(same.sum()), value, *ends, BY_PAIRS


def _find_f1(found: np.ndarray, same: np.ndarray) -> float:
    either = int(found.sum() + same.sum())
    return 2 * int((found & same).sum()) / either if either else float("nan")
