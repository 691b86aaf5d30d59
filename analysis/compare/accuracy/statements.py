"""Accuracy of statements: who carries them and who does not, against what a reader found in the other reports of the event.

Two files make it up: ARTICLES of `news`, and LABELS, pairs of a sentence, by offsets, and another report: event, part, doc, start,
end, other, and told: "told", "partly" or "not". No text of a report is in LABELS.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.discrepancies import NOTHING, read_stands, score_hits
from analysis.compare.accuracy.news import News, read_labelled
from analysis.compare.alignments import align_sentences
from analysis.compare.omissions import cluster_statements

LABELS = "statements.jsonl"
TOLD, NOT = "told", "not"
CARRIED, UNCLEAR, ABSENT = "carried", "unclear", "absent"
_LABEL = ("event", "part", "doc", "start", "end", "other", "told")


def read_labels(articles: Path, labels: Path, part: str) -> News:
    """The labelled pairs of a sentence and another report of one part (see `read_labelled`)."""
    return read_labelled(articles, Path(labels) / LABELS, part, _LABEL)


def read_statements(documents: pl.DataFrame) -> pl.DataFrame:
    """The statements of these articles (see `cluster_statements`)."""
    tokens, stands = read_stands(documents)
    return cluster_statements(align_sentences(documents, tokens, stands, NOTHING), documents, tokens, NOTHING)


def judge(label: dict[str, Any], statements: pl.DataFrame) -> str | None:
    """Whether the other report carries what the labelled sentence states, by the statements; None where it states nothing.

    A sentence states what it is the centre of, or else what it is found to say.
    """
    here = statements.filter(
        pl.col("doc") == label["doc"], pl.col("start") < label["end"], pl.col("end") > label["start"]
    )
    own = here.filter("centre") if here["centre"].any() else here
    rows = statements.join(own.select("event", "statement").unique(), on=["event", "statement"], how="semi")
    if rows.is_empty():
        return None
    unclear = rows["unclear"].str.split("; ").explode(empty_as_null=False)
    return CARRIED if label["other"] in rows["doc"] else UNCLEAR if label["other"] in unclear else ABSENT


def score_statements(news: News) -> pl.DataFrame:
    """How well the statements of these reports agree with their labels: the columns of SCORES, 0 to 1.

    What is told only partly is neither told nor not told: both to carry and to lack it is wrong. Sentences that state
    nothing are left out. The intervals are those of Wilson 1927 and take pairs for independent, which those of one sentence are not
    quite.
    """
    statements = read_statements(news.documents)
    found = [(judge(label, statements), label["told"]) for label in news.labels]
    judged = [(verdict, told) for verdict, told in found if verdict is not None]
    scored = {
        "carried that are told": [told == TOLD for verdict, told in judged if verdict == CARRIED],
        "told that are carried": [verdict == CARRIED for verdict, told in judged if told == TOLD],
        "absent that are not told": [told == NOT for verdict, told in judged if verdict == ABSENT],
        "pairs that are clear": [verdict != UNCLEAR for verdict, _ in judged],
    }
    rows = [score_hits(name, "sentence and report", hits) for name, hits in scored.items()]
    return pl.DataFrame(rows, schema=SCORES, orient="row")
