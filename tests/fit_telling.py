"""The weights of telling, from sentences and other reports of their event in which a reader looked for them.

`python -m tests.fit_telling ARTICLES LABELS` prints what stands in analysis/compare/omissions/telling.py, fitted on the part of
LABELS (see `analysis.compare.accuracy.statements`) that is there to tune. What is told only partly counts half for told and
half for not. Numbers have no weight: they count in `_makes_the_point` alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl

from analysis.compare.accuracy.news import News
from analysis.compare.accuracy.statements import NOT, TOLD, TUNED, read_labels, score_statements
from analysis.compare.omissions.bags import fill_bags, list_words
from analysis.compare.omissions.telling import MEASURES, measure_pairs
from analysis.find.parsing import parse
from tests.logistic import AGAINST, FOR, fit_logistic

RIDGE = 5e-4
BOUNDS = {"nameless": AGAINST, "numbers": (0.0, 0.0)}  # all others: 0 or more
TWICE = {TOLD: (True, True), NOT: (False, False)}  # a pair as two; partly told: one of each


def measure(news: News) -> tuple[np.ndarray, np.ndarray]:
    """The MEASURES of the labelled pairs that are looked at, each pair twice, and whether it is told."""
    tokens = parse(news.documents)
    listed = tokens.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64)
    )
    placed = listed.join(news.documents.select("doc", "event"), on="doc").sort("event", "doc", "start")
    sentences = placed.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))
    labels = pl.DataFrame(news.labels).select("doc", "other", "told", at="start")
    here = labels.join(sentences, on="doc").filter(pl.col("at").is_between("start", "end", closed="left"))
    wanted, words = here.select("other", "told", a="number"), list_words(tokens)
    measured, told = [np.zeros((0, len(MEASURES)))], []
    for own in sentences.partition_by("event", maintain_order=True):
        found, values = measure_pairs(fill_bags(own, words), own["number"].is_in(wanted["a"].implode()).to_numpy())
        rows = found.with_row_index("row").join(
            wanted, left_on=["a", "doc"], right_on=["a", "other"], maintain_order="left"
        )
        measured.append(np.repeat(values[rows["row"].to_numpy()], 2, axis=0))
        told += [half for label in rows["told"] for half in TWICE.get(label, (True, False))]
    return np.concatenate(measured), np.array(told)


def main(articles: Path, labels: Path) -> None:
    news = read_labels(articles, labels, TUNED)
    measured, told = measure(news)
    weights, intercept = fit_logistic(measured, told, [BOUNDS.get(name, FOR) for name in MEASURES], RIDGE)
    scores = score_statements(news).select("measure", "n", pl.col("value", "low", "high").round(3)).rows()
    values = dict(zip(MEASURES, weights.round(2).tolist(), strict=True))
    print(
        "\n".join(
            [
                f"WEIGHTS = {values}",
                f"INTERCEPT = {intercept:.2f}",
                "",
                "with what stands there now:",
                *map(str, scores),
            ]
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
