"""Tests of the accuracy of the ledger on news: labels by offsets, rows with and without one, and files that are none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from analysis.compare.accuracy.measured import measure_accuracy
from analysis.compare.accuracy.news import ARTICLES, CORPUS, LABELS, by_articles, find_label, read_news, score_news
from tests.conftest import error_of

TEXTS = ("The storm in Merrow sank 12 boats.", "The storm in Merrow sank 20 boats.", "The fair drew 300 guests.")
LABEL = {
    "event": "made-storm", "part": "check", "kind": "count", "a": "a", "start_a": 25, "end_a": 27, "b": "b", "start_b": 37, "end_b": 39,
    "class": "conflict",
}  # fmt: skip
BOTH = f"labels of news ({LABELS}, statements.jsonl, certainty.jsonl) with their articles ({ARTICLES})"


def article(name: str, text: str, event: str, title: str = "") -> dict[str, str | None]:
    return {"set": "made", "id": name, "event": event, "title": title, "text": text, "date": None, "outlet": name}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        article("a", TEXTS[0], "storm"), article("b", TEXTS[1], "storm", "After storm"), article("c", TEXTS[0], "storm"),
        article("d", TEXTS[2], "fair"),
    ]  # fmt: skip
    (tmp_path / ARTICLES).write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / LABELS).write_text(json.dumps(LABEL) + "\n" + json.dumps(LABEL | {"part": "tune"}), encoding="utf-8")
    return tmp_path


def test_articles_of_labelled_events_are_laid_out_each_text_once(folder: Path) -> None:
    news = read_news(folder, folder, "check")
    assert news.documents.select("doc", "event").rows() == [("a", "made-storm"), ("b", "made-storm")]
    assert news.documents["text"].to_list() == [TEXTS[0], f"After storm\n{TEXTS[1]}"]
    assert news.labels == [LABEL]


def test_articles_of_other_news_are_those_that_labels_name(folder: Path) -> None:
    names = ("doc", "outlet", "group", "event", "date", "title", "text")
    rows = [(doc, f"outlet {doc}", "left", "ships", "2019-05-02 10:00", "Ships", TEXTS[0]) for doc in "xyz"]
    label = LABEL | {"event": "other-1", "a": "x", "b": "z"}
    with (folder / LABELS).open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(label))
    path = folder / CORPUS
    missing = f"given {path}; allowed: a folder that holds {CORPUS}; give that folder"
    assert error_of(read_news, folder, folder, "check") == missing
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(path)
    news = read_news(folder, folder, "check")
    assert news.documents.filter(event="other-1").select("doc", "date", "text").rows() == [
        ("x", "2019-05-02", TEXTS[0]),
        ("z", "2019-05-02", TEXTS[0]),
    ]
    assert news.documents.filter(event="made-storm").height == 2
    assert news.labels == [LABEL, label]


def test_rows_are_counted_by_their_labels(folder: Path) -> None:
    news = read_news(folder, folder, "check")
    scores = dict(score_news(news).select("measure", "value").iter_rows())
    assert scores["rows of the ledger that have a label"] == 1
    assert scores["rows about one thing"] == 1
    assert scores["right class of a row about one thing"] == 1
    assert scores["rows called conflict that are"] == 1
    other = score_news(news._replace(labels=[LABEL | {"class": "none"}]))
    assert dict(other.select("measure", "value").iter_rows())["rows about one thing"] == 0
    none = score_news(news._replace(labels=[]))
    assert dict(none.select("measure", "value").iter_rows())["rows about one thing"] is None


def test_a_label_is_found_in_either_order() -> None:
    row = {"doc_a": "b", "start_a": 38, "end_a": 39, "doc_b": "a", "start_b": 20, "end_b": 26, "kind": "count"}
    assert find_label(row, by_articles([LABEL])) == LABEL
    assert find_label(row | {"start_b": 27, "end_b": 30}, by_articles([LABEL])) is None
    assert find_label(row | {"kind": "money"}, by_articles([LABEL])) is None


def test_it_is_measured_where_the_articles_are_there_too(
    folder: Path,
) -> None:
    table = measure_accuracy([folder])
    assert set(table["set"]) == {"discrepancies in news"}
    assert set(table["part"]) == {"held out, 1 event"}
    (folder / ARTICLES).unlink()
    allowed = f"allowed: {BOTH}; give the folders of both"
    assert error_of(measure_accuracy, [folder]) == f"data: given {LABELS} alone; {allowed}"


def test_labels_and_articles_may_lie_in_two_folders(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("articles")
    whole = measure_accuracy([folder])
    (folder / ARTICLES).rename(other / ARTICLES)
    assert measure_accuracy([other, folder]).equals(whole)
    assert measure_accuracy([folder, other]).equals(whole)
    allowed = f"allowed: {BOTH}; give the folders of both"
    assert error_of(measure_accuracy, [other]) == f"data: given {ARTICLES} alone; {allowed}"


def test_files_that_are_missing_or_damaged_are_said(folder: Path) -> None:
    (folder / LABELS).write_text("{", encoding="utf-8")
    damaged = f"given {folder / LABELS}, which is damaged (JSONDecodeError)"
    assert error_of(read_news, folder, folder, "check") == f"{damaged}; allowed: one JSON object a line; fetch it anew"
    (folder / LABELS).write_text(json.dumps({"part": "check", "event": "made-storm"}), encoding="utf-8")
    damaged = f"given {folder / LABELS}, which is damaged (KeyError)"
    assert error_of(read_news, folder, folder, "check") == f"{damaged}; allowed: one JSON object a line; fetch it anew"
    (folder / LABELS).unlink()
    missing = f"given {folder / LABELS}; allowed: a folder that holds {LABELS}; give that folder"
    assert error_of(read_news, folder, folder, "check") == missing
