"""The weights of telling, from sentences and other reports of their event in which a reader looked for them.

`python -m tests.fit_telling ARTICLES LABELS` prints what stands in analysis/compare/omissions/telling.py, fitted on the part of
LABELS (see `analysis.compare.accuracy.statements`) that is there to tune, and how well pairs of each event are told by weights
of the others. What is told only partly counts half for told and half for not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from sklearn.model_selection import LeaveOneGroupOut

from analysis.compare.accuracy.news import TUNED, News
from analysis.compare.accuracy.statements import NOT, TOLD, read_labels
from analysis.compare.omissions.bags import fill_bags, list_words
from analysis.compare.omissions.telling import MEASURES, measure_pairs
from analysis.find.parsing import parse
from tests.logistic import FOR, fit_logistic

RIDGE = 5e-4
TWICE = {TOLD: (True, True), NOT: (False, False)}  # a pair as two; partly told: one of each
BOTH = (True, False)


class Pairs(NamedTuple):
    """Labelled pairs of a sentence and another report: their MEASURES (NaN for those not looked at), label and event."""

    measured: np.ndarray
    told: np.ndarray
    events: np.ndarray

    def fit(self, rows: np.ndarray) -> tuple[np.ndarray, float]:
        rows = rows[~np.isnan(self.measured[rows, 0])]
        twice = np.array([half for told in self.told[rows] for half in TWICE.get(told, BOTH)])
        return fit_logistic(np.repeat(self.measured[rows], 2, axis=0), twice, [FOR] * len(MEASURES), RIDGE)

    def foretell(self) -> np.ndarray:
        """The chance of each pair by the weights of the other events, 0 for those not looked at."""
        chance = np.zeros(len(self.told))
        for rest, own in LeaveOneGroupOut().split(self.measured, groups=self.events):
            weights, start = self.fit(rest)
            chance[own] = np.nan_to_num(1 / (1 + np.exp(-(self.measured[own] @ weights + start))))
        return chance


def measure(news: News) -> Pairs:
    tokens = parse(news.documents)
    listed = tokens.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64)
    )
    placed = listed.join(news.documents.select("doc", "event"), on="doc").sort("event", "doc", "start")
    sentences = placed.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))
    labels = pl.DataFrame(news.labels).select("doc", "other", "told", at="start")
    here = labels.join(sentences, on="doc").filter(pl.col("at").is_between("start", "end", closed="left"))
    wanted, words, parts = here.select("event", "other", "told", a="number"), list_words(tokens), []
    for own in sentences.partition_by("event", maintain_order=True):
        asked = own["number"].is_in(wanted["a"].implode()).to_numpy()
        found, values = measure_pairs(fill_bags(own, words), asked)
        parts.append(found.select("a", "doc").hstack(pl.DataFrame(values, schema=list(MEASURES))))
    keys = {"left_on": ["a", "other"], "right_on": ["a", "doc"]}
    pairs = wanted.join(pl.concat(parts), **keys, how="left", maintain_order="left")
    return Pairs(pairs.select(MEASURES).to_numpy(), pairs["told"].to_numpy(), pairs["event"].to_numpy())


def tell(pairs: Pairs) -> list[str]:
    """How many pairs of each label are below some chances, and from others on, each event by the others."""
    chance, lines = pairs.foretell(), [f"{len(pairs.told)} pairs in {len(set(pairs.events))} events"]
    for least in (0.1, 0.15, 0.2, 0.22, 0.25, 0.3):
        lines.append(f"below {least}: {_say_labels(pairs.told[chance < least])}")
    for least in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        lines.append(f"from {least} on: {_say_labels(pairs.told[chance >= least])}")
    return lines


def _say_labels(told: np.ndarray) -> str:
    return ", ".join(f"{(told == label).sum()} {label}" for label in sorted(set(told)))


def main(articles: Path, labels: Path) -> None:
    pairs = measure(read_labels(articles, labels, TUNED))
    weights, intercept = pairs.fit(np.arange(len(pairs.told)))
    values = dict(zip(MEASURES, weights.round(2).tolist(), strict=True))
    print("\n".join([f"WEIGHTS = {values}", f"INTERCEPT = {intercept:.2f}", "", *tell(pairs)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
