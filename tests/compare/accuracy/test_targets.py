"""Accuracy of evaluation at targets: by hand in fractions, against scikit-learn, and on sentences of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from analysis.compare.accuracy.targets import (
    CLASSES,
    FILE,
    SCORES,
    TARGETS,
    predict_targets,
    read_targets,
    score_targets,
)
from tests.conftest import error_of

SENTENCES = (  # text, and each target with how people may judge it
    ("Lee is a brave sailor.", {"Lee": 6}),
    ("Lee praised Moss, but the Board was criticised.", {"Moss": 6, "Board": 2}),
    ("Lee went to the pier.", {"Lee": 4}),
    ("Moss cheated Lee.", {"Moss": 2}),
)


def write(folder: Path) -> Path:
    with gzip.open(folder / FILE, "wt", encoding="utf-8") as out:
        for text, targets in SENTENCES:
            found = [
                {
                    "from": text.index(name),
                    "to": text.index(name) + len(name),
                    "mention": name,
                    "polarity": float(polarity),
                }
                for name, polarity in targets.items()
            ]
            out.write(json.dumps({"sentence_normalized": text, "targets": found}) + "\n")
    return folder


def judged(*polarities: str) -> pl.DataFrame:
    """One target a document with these polarities."""
    docs = [f"{number:03}" for number in range(len(polarities))]
    rows = [(doc, 0, 3, polarity) for doc, polarity in zip(docs, polarities, strict=True)]
    return pl.DataFrame(
        rows, schema={name: TARGETS[name] for name in ("doc", "start", "end", "polarity")}, orient="row"
    )


def value_of(scores: pl.DataFrame, measure: str, column: str = "value") -> float | None:
    return scores.row(by_predicate=pl.col("measure") == f"evaluation at a target, {measure}", named=True)[column]


def test_the_file_gives_documents_and_targets(tmp_path: Path) -> None:
    documents, targets = read_targets(write(tmp_path))
    assert documents["text"].to_list() == [text for text, _ in SENTENCES]
    assert targets.schema == TARGETS
    assert targets.rows()[:3] == [
        ("00000", 0, 3, "positive", "tuning"), ("00001", 12, 16, "positive", "held out"),
        ("00001", 26, 31, "negative", "held out"),
    ]  # fmt: skip


def test_a_folder_without_the_file_and_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / FILE
    advice = f"given {path}; allowed: a folder that holds {FILE}; give the folder of the labelled data"
    assert error_of(read_targets, tmp_path) == advice
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write('{"targets": []}\n')
    assert error_of(read_targets, tmp_path) == (
        f"given {path}, which is damaged (KeyError: 'sentence_normalized'); allowed: one JSON object a line; fetch it anew"
    )


def test_the_rules_judge_plain_sentences(tmp_path: Path) -> None:
    gold = read_targets(write(tmp_path))
    predicted = predict_targets(gold)
    assert predicted["polarity"].to_list() == gold.targets["polarity"].to_list()
    scores = score_targets(gold.targets, predicted)
    assert (value_of(scores, "macro-F1"), value_of(scores, "macro-F1", "n")) == (1, 5)


def test_scores_by_hand() -> None:
    gold = judged("negative", "negative", "neutral", "positive")
    scores = score_targets(gold, judged("negative", "neutral", "neutral", "neutral"))
    assert scores.schema == SCORES
    assert value_of(scores, "precision, neutral") == 1 / 3
    assert value_of(scores, "recall, negative") == 1 / 2
    assert value_of(scores, "F1, negative") == pytest.approx(2 / 3)
    assert value_of(scores, "F1, neutral") == 2 / 4
    assert value_of(scores, "F1, positive") == 0
    assert value_of(scores, "macro-F1") == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert value_of(scores, "macro-F1, all one class") == pytest.approx(2 * 2 / (4 + 2) / 3)
    assert value_of(scores, "accuracy") == 2 / 4
    assert value_of(scores, "precision, positive") is None  # nothing was called positive
    sizes = {
        name: value_of(scores, name, "n")
        for name in ("accuracy", "precision, neutral", "recall, negative", "F1, neutral")
    }
    assert sizes == {"accuracy": 4, "precision, neutral": 3, "recall, negative": 2, "F1, neutral": 3}


def test_scores_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(4)
    gold, told = (random.choice(CLASSES, 300).tolist() for _ in range(2))
    scores = score_targets(judged(*gold), judged(*told))
    assert value_of(scores, "macro-F1") == pytest.approx(f1_score(gold, told, average="macro"))
    for name, score in (("precision", precision_score), ("recall", recall_score), ("F1", f1_score)):
        expected = score(gold, told, average=None, labels=CLASSES)
        assert [value_of(scores, f"{name}, {kind}") for kind in CLASSES] == pytest.approx(list(expected))


def test_the_interval_holds_the_value_and_narrows_with_documents() -> None:
    random = np.random.default_rng(5)
    widths = []
    for size in (50, 800):
        gold, told = (judged(*random.choice(CLASSES, size).tolist()) for _ in range(2))
        scores = score_targets(gold, told, seed=3)
        assert scores.equals(score_targets(gold, told, seed=3))
        assert scores.select((pl.col("low") <= pl.col("value")) & (pl.col("value") <= pl.col("high"))).to_series().all()
        widths.append(value_of(scores, "accuracy", "high") - value_of(scores, "accuracy", "low"))
    # the standard error of a share of 1/3 shrinks with the root of n: fourfold here
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.25)


def test_targets_of_one_sentence_are_drawn_together() -> None:
    gold = judged("negative", "negative", "positive", "positive")
    told = judged("negative", "negative", "negative", "negative")
    in_two = {"doc": pl.Series(["000", "000", "001", "001"]), "start": pl.Series([0, 5, 0, 5])}
    apart, tied = (score_targets(gold.with_columns(**to), told.with_columns(**to)) for to in ({}, in_two))
    assert value_of(apart, "accuracy") == value_of(tied, "accuracy") == 1 / 2
    assert (value_of(tied, "accuracy", "low"), value_of(tied, "accuracy", "high")) == (0, 1)


def test_a_target_that_was_not_predicted_is_neutral() -> None:
    scores = score_targets(judged("neutral", "negative"), judged("neutral", "negative").head(0))
    assert value_of(scores, "accuracy") == 1 / 2


def test_one_sentence_and_none() -> None:
    one = score_targets(judged("positive"), judged("positive"))
    assert (value_of(one, "accuracy"), one["low"].null_count()) == (1, one.height)
    none = score_targets(judged(), judged())
    assert (none["value"].null_count(), none["n"].sum()) == (none.height, 0)
