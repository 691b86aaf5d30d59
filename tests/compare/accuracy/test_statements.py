"""Tests of the accuracy of statements: labels by offsets, who carries what."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from analysis.compare.accuracy.news import ARTICLES
from analysis.compare.accuracy.statements import LABELS, judge, read_labels, read_statements, score_statements

FACT = "The harbour board shut the old pier after the storm on Monday."
SAME = "On Monday, after the storm, the harbour board closed the old pier."
NEAR = "The storm came on Monday. Walkers like the old pier. The harbour board met."
FAR = " ".join(["Gulls follow the small boats home at dusk."] * 8)  # long enough to be said to lack something
TEXTS = {"a": FACT, "b": SAME, "c": NEAR, "d": FAR, "e": FACT}


def label(other: str, told: str, part: str = "check") -> dict[str, str | int]:
    return {"event": "made-storm", "part": part, "doc": "a", "start": 0, "end": len(FACT), "other": other, "told": told}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"set": "made", "id": name, "event": "storm" if name < "e" else "fair", "title": "", "text": text, "date": None, "outlet": name}
        for name, text in TEXTS.items()
    ]  # fmt: skip
    labels = [label("b", "told"), label("c", "partly"), label("d", "not"), label("b", "not", "tune")]
    (tmp_path / ARTICLES).write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / LABELS).write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    return tmp_path


def test_the_articles_of_labelled_events_are_read_each_text_once(folder: Path) -> None:
    news = read_labels(folder, folder, "check")
    assert news.documents["doc"].to_list() == ["a", "b", "c", "d"]
    assert [row["other"] for row in news.labels] == ["b", "c", "d"]


def test_each_other_report_carries_it_or_not_or_it_is_not_clear(folder: Path) -> None:
    news = read_labels(folder, folder, "check")
    statements = read_statements(news.documents)
    assert [judge(row, statements) for row in news.labels] == ["carried", "unclear", "absent"]
    assert judge(label("a", "told") | {"doc": "b", "end": len(SAME)}, statements) == "carried"
    assert judge(label("b", "told") | {"start": 500, "end": 510}, statements) is None


def test_pairs_are_counted_by_their_labels(folder: Path) -> None:
    news = read_labels(folder, folder, "check")
    scores = {name: (n, value) for name, n, value in score_statements(news).select("measure", "n", "value").iter_rows()}
    assert scores == {
        "carried that are told": (1, 1), "told that are carried": (1, 1), "absent that are not told": (1, 1),
        "pairs that are clear": (3, pytest.approx(2 / 3)),
    }  # fmt: skip
    wrong = news._replace(labels=[label("b", "partly"), label("d", "told")])
    assert score_statements(wrong)["value"].to_list() == [0, 0, 0, 1]
    assert score_statements(news._replace(labels=[]))["value"].to_list() == [None] * 4
