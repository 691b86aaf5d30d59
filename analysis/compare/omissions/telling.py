"""Telling: how likely another report of an event says what a sentence says, whatever else it tells, in its words or in others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.omissions.bags import Bags, fill_bags, join_all, join_next, list_words

TELLINGS = {
    "a": pl.Int64, "doc": pl.String, "b": pl.Int64, "alike": pl.Float64, "chance": pl.Float64, "says": pl.String,
}  # fmt: skip
YES, UNCLEAR, NO = "yes", "unclear", "no"
MEASURES = ("near", "article", "alike", "words")
# Logistic regression on pairs of a sentence and another report of its event, which a reader called told, partly told or not;
# `python -m tests.fit_telling ARTICLES LABELS` makes them, and tells what each event is by the others. Verbs, names and numbers
# apart, and rules on top, told no better.
WEIGHTS = {"near": 2.6, "article": 1.35, "alike": 2.84, "words": 2.24}
INTERCEPT = -3.29
# The chance from which a report says it, and below which it does not. Below SURE less than half of the pairs were told
# where reports are long and the same names return in many sentences (78 read), though more are in the labelled ones.
SURE, UNSURE = 0.85, 0.22
LEAST = 0.2  # the part of a sentence's words that an article must have anywhere to be looked at more closely
# Words with content below which a report is too short to be said to lack anything: it tells the main point only.
ROOM = 40
LONG = 12  # words of it that one sentence tells, and no more counts
BLOCK = 256  # sentences looked up at once


def find_tellings(sentences: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The chance, 0 to 1, that another article of its event says what a sentence says: the columns of TELLINGS, sorted.

    `sentences` has event, doc, place, number (0, 1, …) and states, in the order of events, articles and places; `tokens` is the
    parse. a is a sentence that states something, b the one of the article doc that tells most of it, alike what both tell of each
    other, 0 to 1. Articles that have less than LEAST of its words anywhere are not in the table: they do not say it. The
    chance is a logistic function of the MEASURES of the pair (see `measure_pairs`). says is yes from SURE on, no below UNSURE,
    else unclear; so is what a report with less than ROOM words with content does not surely say, all of which are in the table.
    """
    words = list_words(tokens)
    parts = [pl.DataFrame(schema=TELLINGS)]
    for own in sentences.partition_by("event", maintain_order=True):
        bags = fill_bags(own, words)
        found, measured = measure_pairs(bags, own["states"].to_numpy())
        brief = pl.col("doc").is_in(
            pl.Series(bags.docs, dtype=pl.String).filter(pl.Series(bags.sizes < ROOM)).implode()
        )
        chance = 1 / (1 + np.exp(-(measured @ np.array([WEIGHTS[name] for name in MEASURES]) + INTERCEPT)))
        said = (
            pl.when(pl.col("chance") >= SURE)
            .then(pl.lit(YES))
            .when((pl.col("chance") >= UNSURE) | brief)
            .then(pl.lit(UNCLEAR))
            .otherwise(pl.lit(NO))
        )
        chances = found.with_columns(chance=pl.Series(chance.round(6))).with_columns(says=said)
        parts.append(chances.select(TELLINGS.keys()).cast(TELLINGS))
    return pl.concat(parts).sort("a", "doc")


class _Laid(NamedTuple):
    """The parts of the weight of each sentence that its words have; what each tells with the next one, and each article."""

    words: sparse.csr_matrix
    wide: sparse.csr_matrix
    whole: sparse.csr_matrix


def measure_pairs(bags: Bags, states: np.ndarray) -> tuple[pl.DataFrame, np.ndarray]:
    """The sentences that state something with the other articles that have LEAST of their words or no ROOM, and their MEASURES.

    The table has a, doc, b and alike as in TELLINGS. All measures are 0 to 1. near: the part of the weight of the sentence's
    words that the two neighbouring sentences of the article tell which tell most of it. article: the part that all its sentences
    tell. alike: twice what a sentence of the article and this one tell of each other, over both. words: how many of its
    words b tells, of LONG.
    """
    laid = _Laid(_weigh(bags.has, bags.weight), join_next(bags), join_all(bags))
    rows = np.flatnonzero(states)
    found = [_measure(bags, laid, rows[first : first + BLOCK]) for first in range(0, len(rows), BLOCK)]
    place = np.zeros(0, np.int64)
    nothing = place, place, place, np.zeros(0), np.zeros((0, len(MEASURES)))
    a, doc, b, alike, measured = (np.concatenate(column) for column in zip(nothing, *found, strict=True))
    names = pl.Series(bags.docs, dtype=pl.String).gather(doc)
    return pl.DataFrame({"a": bags.number[a], "doc": names, "b": bags.number[b], "alike": alike.round(6)}), measured


def _weigh(has: sparse.csr_matrix, weight: np.ndarray) -> sparse.csr_matrix:
    """The part that each word has of the weight of its sentence."""
    whole = has @ weight
    part = np.divide(1, whole, out=np.zeros(len(whole)), where=whole > 0)
    return (sparse.diags(part) @ has @ sparse.diags(weight)).tocsr()


def _measure(bags: Bags, laid: _Laid, rows: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of each of these sentences and each such article: sentence, article, b, alike, measures."""
    article, told = _sum(laid.words[rows], laid.whole), _sum(laid.words[rows], bags.tells)
    back = _sum(bags.tells[rows], laid.words)
    both = told + back
    alike = np.divide(2 * told * back, both, out=np.zeros_like(both), where=both > 0)
    near_enough = (article >= LEAST) | (bags.sizes < ROOM)
    of, doc = np.nonzero(near_enough & (bags.doc[rows][:, None] != np.arange(len(bags.docs))))
    windows = _sum(laid.words[rows], laid.wide)
    at = _find_highest(windows + told / 1000, bags.firsts)[of, doc]  # of equals that whose first sentence tells more
    after = np.minimum(at + 1, len(bags.doc) - 1)
    b = np.where((bags.doc[after] == doc) & (told[of, after] > told[of, at]), after, at)
    words = np.minimum(_sum(bags.has[rows], bags.tells.sign())[of, b] / LONG, 1)
    measured = [windows[of, at], article[of, doc], np.maximum.reduceat(alike, bags.firsts, axis=1)[of, doc], words]
    return rows[of], doc, b, alike[of, b], np.column_stack(measured)


def _sum(part: sparse.csr_matrix, tells: sparse.csr_matrix) -> np.ndarray:
    """What each row of the second tells of each row of the first."""
    return (part @ tells.T).toarray()


def _find_highest(values: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """The column with the highest value of each row in each stretch of columns from one of firsts to the next."""
    ends = [*firsts[1:], values.shape[1]]
    stretches = zip(firsts, ends, strict=True)
    return np.column_stack([first + values[:, first:end].argmax(axis=1) for first, end in stretches])
