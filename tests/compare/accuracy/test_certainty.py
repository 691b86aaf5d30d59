"""Tests of the accuracy of certainty: labels by offsets, the levels of two sentences."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from analysis.compare.accuracy.certainty import LABELS, lay_statements, read_labels, read_levels, score_certainty
from analysis.compare.accuracy.news import ARTICLES
from analysis.compare.omissions import STATEMENTS

TEXTS = {
    "a": "The storm sank the old ferry off the coast of Marsh End on Monday.",
    "b": "The storm sank the old ferry off the coast of Marsh End on Monday, the harbour master said.",
    "c": "The storm allegedly sank the old ferry off the coast of Marsh End on Monday.",
    "d": "Walkers like the quiet lanes behind the mill.",
}


def label(a: str, b: str, level_a: str | None, level_b: str | None, same: str = "yes", part: str = "check") -> dict:
    ends = {f"end_{side}": len(TEXTS[doc]) for side, doc in (("a", a), ("b", b))}
    spans = {"a": a, "start_a": 0, "b": b, "start_b": 0, **ends}
    return {"event": "made-storm", "part": part, **spans, "same": same, "level_a": level_a, "level_b": level_b}


LABELLED = [
    label("a", "b", "flat", "attributed"), label("a", "c", "flat", "flat"), label("b", "c", None, None, "no"),
    label("a", "d", "flat", "attributed"), label("a", "b", "flat", "flat", part="tune"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"set": "made", "id": name, "event": "storm", "title": "", "text": text, "date": None, "outlet": name}
        for name, text in TEXTS.items()
    ]
    (tmp_path / ARTICLES).write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / LABELS).write_text("\n".join(map(json.dumps, LABELLED)), encoding="utf-8")
    return tmp_path


def test_labelled_pairs_become_statements_of_two_sentences(folder: Path) -> None:
    news = read_labels(folder, folder, "check")
    table = lay_statements(news)
    assert table.schema == STATEMENTS
    assert table.select("event", "statement", "doc", "centre").rows()[:2] == [("0", 0, "a", True), ("0", 0, "b", False)]
    assert table["sentence"].to_list() == [TEXTS[name] for name in "abacbcad"]


def test_each_sentence_that_tells_the_claim_of_its_pair_has_a_level(folder: Path) -> None:
    assert read_levels(read_labels(folder, folder, "check")) == {
        (0, "a"): "flat", (0, "b"): "attributed", (1, "a"): "flat", (1, "c"): "alleged",
        (2, "b"): "attributed", (2, "c"): "alleged", (3, "a"): "flat",
    }  # fmt: skip


def test_pairs_are_counted_by_their_labels(folder: Path) -> None:
    news = read_labels(folder, folder, "check")
    scores = {name: (n, value) for name, n, value in score_certainty(news).select("measure", "n", "value").iter_rows()}
    assert scores == {
        "levels that are right": (4, 3 / 4),  # of the two pairs of one claim told by both
        "pairs found to differ that do": (3, pytest.approx(1 / 3)),
        "pairs found to differ with both levels right": (3, pytest.approx(1 / 3)),
        "pairs that differ that are found to": (2, 1 / 2),
    }
    assert score_certainty(news._replace(labels=[]))["value"].to_list() == [None] * 4
