from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
from scipy.stats import binomtest
from sklearn.metrics import f1_score

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.sentence_pairs import BY_PAIRS, FILE, PAIRS, read_bare, read_pairs, score_pairs
from analysis.compare.alignments.scores import SAME, score_sentences
from analysis.find.parsing import parse
from tests.conftest import error_of

SAMES = [
    ("The ferry sank near the pier on Monday.", "On Monday the ferry sank near the pier."),
    ("Rain fell over the valley.", "Rain fell over the valley again."),
]
OTHERS = [
    ("The ferry sank near the pier on Monday.", "The board met."),
    ("The bridge has two lanes. It is old.", "A gull ate the bread of a sailor."),
]


def write(folder: Path, rows: list[tuple[tuple[str, str], int]]) -> Path:
    with gzip.open(folder / FILE, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"label": label, "a": a, "b": b}) + "\n" for (a, b), label in rows)
    return folder


def test_pairs_are_read_in_two_halves(tmp_path: Path) -> None:
    labelled = read_pairs(write(tmp_path, [(SAMES[0], 1), (OTHERS[1], 0), (SAMES[1], 1)]))
    assert dict(labelled.pairs.schema) == PAIRS
    assert labelled.pairs.rows() == [
        (0, "000000a", "000000b", True, "fit"),
        (1, "000001a", "000001b", False, "check"),
        (2, "000002a", "000002b", True, "fit"),
    ]
    assert labelled.documents["text"].to_list() == [*SAMES[0], *OTHERS[1], *SAMES[1]]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    message = f"given {tmp_path / FILE}; allowed: a folder that holds {FILE}; give that folder"
    assert error_of(read_pairs, tmp_path) == message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no gzip", "BadGzipFile"),
        (gzip.compress(b"not json", mtime=0), "JSONDecodeError"),
        (gzip.compress(b'{"a": ""}', mtime=0), "KeyError"),
        (gzip.compress(b"[]", mtime=0), "TypeError"),
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert error_of(read_pairs, tmp_path) == (
        f"given {tmp_path / FILE}, which is damaged ({reason}); allowed: gzip with one JSON object a line; fetch it anew"
    )


def test_a_text_of_two_sentences_is_one(tmp_path: Path) -> None:
    labelled = read_pairs(write(tmp_path, [(OTHERS[1], 0)]))
    sentences, a, b = read_bare(labelled, parse(labelled.documents))
    assert (sentences.table.height, a.tolist(), b.tolist()) == (2, [0], [1])


def test_scores_are_those_of_the_half(tmp_path: Path) -> None:
    skipped = [(("A gull ate.", "A boat sank."), 1)] * 5  # of the other half
    checked = [(SAMES[0], 1), (SAMES[1], 0), (OTHERS[0], 0), (OTHERS[1], 0), (SAMES[1], 1)]
    labelled = read_pairs(write(tmp_path, [row for pair in zip(skipped, checked, strict=True) for row in pair]))
    tokens = parse(labelled.documents)
    scores = score_pairs(labelled, tokens, seed=2)
    assert dict(scores.schema) == SCORES
    assert scores.equals(score_pairs(labelled, tokens, seed=2))
    sentences, a, b = read_bare(labelled, tokens)
    found = (score_sentences(sentences, a, b) >= SAME)[1::2]
    assert found.tolist() == [True, True, False, False, True]  # the second is labelled otherwise
    values = {row["measure"].split(", ")[1]: row for row in scores.rows(named=True)}
    assert [values[name]["value"] for name in ("accuracy", "precision", "recall")] == pytest.approx([4 / 5, 2 / 3, 1])
    assert [values[name]["n"] for name in ("accuracy", "precision", "recall", "F1")] == [5, 3, 2, 2]
    assert values["F1"]["value"] == pytest.approx(f1_score([1, 0, 0, 0, 1], found))
    assert values["F1"]["low"] <= values["F1"]["value"] <= values["F1"]["high"]
    assert values["F1"]["interval"] == BY_PAIRS
    interval = binomtest(4, 5).proportion_ci(method="wilson")
    assert (values["accuracy"]["low"], values["accuracy"]["high"]) == pytest.approx((interval.low, interval.high))


def test_no_pairs(tmp_path: Path) -> None:
    labelled = read_pairs(write(tmp_path, []))
    scores = score_pairs(labelled, parse(labelled.documents))
    assert scores["n"].to_list() == [0] * 4
    assert scores.select(pl.col("value", "low", "high").null_count()).row(0) == (4, 4, 4)
