"""Accuracy of the ledger on news: its rows on reports of real events against what a reader said of each pair of values.

Three files make it up: ARTICLES, reports sorted by the event they tell of (ECB+, Cybulska and Vossen 2014, and those that came with
Giveme5W1H, Hamborg et al. 2019), CORPUS, other news by name (Article-Bias-Prediction, Baly et al. 2020), and LABELS, pairs of
values in them by offsets: event, part, kind, the articles a and b, start_a, end_a, start_b, end_b, class ("none" where both do not
speak of one thing, do not differ, or one is misread) and why. No text of a report is in LABELS.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.discrepancies import NONE, read_claims, score_hits
from analysis.compare.accuracy.lines import read_lines
from analysis.compare.discrepancies import CONFLICT, LIKELY, compare_discrepancies
from analysis.corpus.problems import InputError

ARTICLES, CORPUS, LABELS = "same_event.jsonl.gz", "news.parquet", "news.jsonl"
TUNED, CHECKED, MISREAD = "tune", "check", "misread"
_LABEL = ("event", "part", "kind", "a", "b", "start_a", "end_a", "start_b", "end_b", "class")
_DOCUMENTS = dict.fromkeys(("doc", "event", "date", "outlet", "group", "text"), pl.String)


class News(NamedTuple):
    """Reports of events with labelled pairs (doc, event, date, outlet, group, text), and the labels."""

    documents: pl.DataFrame
    labels: list[dict[str, Any]]


def read_news(articles: Path, labels: Path, part: str) -> News:
    """The labelled pairs of values of one part (see `read_labelled`)."""
    return read_labelled(articles, Path(labels) / LABELS, part, _LABEL)


def read_labelled(articles: Path, labels: Path, part: str, names: tuple[str, ...]) -> News:
    """The labels of one part, each with these names, and the articles of their events, those with the same text once, the title as
    first line.

    Raises InputError where one of the files is missing or damaged.
    """
    told = [row for row in read_lines(labels, partial(_take_label, names)) if row["part"] == part]
    return News(read_articles(articles, told), told)


def read_articles(folder: Path, labels: list[dict[str, Any]]) -> pl.DataFrame:
    """The articles of the events of these labels: doc, event, date, outlet, group, text, sorted by doc; see `read_labelled`.

    Of events that are not in ARTICLES the articles that the labels name, as they stand in CORPUS.
    """
    laid = {row[-1]: row for row in reversed(read_lines(Path(folder) / ARTICLES, _take_article))}
    known, wanted = {row[1] for row in laid.values()}, {row["event"] for row in labels}
    documents = pl.DataFrame([row for row in laid.values() if row[1] in wanted], schema=_DOCUMENTS, orient="row")
    others = {row[side]: row["event"] for row in labels for side in "ab" if row["event"] not in known}
    return (pl.concat([documents, _read_corpus(Path(folder) / CORPUS, others)]) if others else documents).sort("doc")


def _read_corpus(path: Path, events: dict[str, str]) -> pl.DataFrame:
    """The articles of a table of news by their names, each with its event."""
    if not path.is_file():
        raise InputError(f"given {path}; allowed: a folder that holds {path.name}; give that folder")
    articles = pl.scan_parquet(path).filter(pl.col("doc").is_in(list(events))).collect()
    placed = articles.with_columns(pl.col("date").str.head(10), event=pl.col("doc").replace_strict(events))
    return placed.select(_DOCUMENTS.keys()).cast(_DOCUMENTS).unique("doc")


def _take_label(names: tuple[str, ...], row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in names} | row


def _take_article(row: dict[str, Any]) -> tuple[str | None, ...]:
    text = f"{row['title']}\n{row['text']}" if row["title"] else row["text"]
    return row["id"], f"{row['set']}-{row['event']}", row["date"], row["outlet"], row["set"], text


def find_label(row: dict[str, Any], labels: dict[tuple, list[dict[str, Any]]]) -> dict[str, Any] | None:
    """The label of a row of the ledger: of the same kind, its values meet the labelled ones in both articles; None for none."""
    for one, two in ("ab", "ba"):
        for label in labels.get((row[f"doc_{one}"], row[f"doc_{two}"], row["kind"]), ()):
            if _meets(row, one, label, "a") and _meets(row, two, label, "b"):
                return label
    return None


def by_articles(labels: list[dict[str, Any]]) -> dict[tuple, list[dict[str, Any]]]:
    """The labels by articles a and b and kind."""
    found: dict[tuple, list[dict[str, Any]]] = {}
    for label in labels:
        found.setdefault((label["a"], label["b"], label["kind"]), []).append(label)
    return found


def _meets(row: dict[str, Any], side: str, label: dict[str, Any], own: str) -> bool:
    return row[f"start_{side}"] < label[f"end_{own}"] and row[f"end_{side}"] > label[f"start_{own}"]


def score_news(news: News) -> pl.DataFrame:
    """How many rows of the ledger on these reports are right by their labels: the columns of SCORES, 0 to 1.

    Rows without a label count only in the share of those that have one. The intervals are those of Wilson 1927 and take rows for
    independent, which those of one event are not quite.
    """
    rows = compare_discrepancies(read_claims(news.documents), news.documents).to_dicts()
    labels = by_articles(news.labels)
    told = [(row, find_label(row, labels)) for row in rows]
    known = [(row, label) for row, label in told if label is not None]
    likely = [(row, label) for row, label in known if row["confidence_words"] == LIKELY]
    scored = {
        "rows of the ledger that have a label": [label is not None for _, label in told],
        "rows about one thing": [label["class"] != NONE for _, label in known],
        "rows about one thing, of the likely ones": [label["class"] != NONE for _, label in likely],
        "right class of a row about one thing": [
            label["class"] == row["class"] for row, label in known if label["class"] != NONE
        ],
        "rows called conflict that are": [
            label["class"] == CONFLICT for row, label in known if row["class"] == CONFLICT
        ],
    }
    return pl.DataFrame([score_hits(name, "row", hits) for name, hits in scored.items()], schema=SCORES, orient="row")
