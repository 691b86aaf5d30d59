"""Accuracy of certainty: how surely two sentences tell the claim they share, against what a reader found.

Two files make it up: ARTICLES of `news`, and LABELS, pairs of sentences by offsets: event, part, the articles a and b, start_a,
end_a, start_b, end_b, same ("yes", "no" or "doubt": whether there is one claim that both tell), and level_a and level_b, how
surely each tells it, null where there is none. No text of a report is in LABELS.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.discrepancies import read_stands, score_hits
from analysis.compare.accuracy.news import News, read_labelled
from analysis.compare.alignments import ALIGNMENTS
from analysis.compare.certainty import LEVELS, compare_certainty
from analysis.compare.omissions import STATEMENTS
from analysis.find.cues import find_cues
from analysis.find.lexicons import read_lexicons
from analysis.find.quotes import find_quotes
from analysis.find.sources import find_sources
from analysis.find.words import read_words

LABELS = "certainty.jsonl"
SAME = "yes"
_LABEL = ("event", "part", "a", "start_a", "end_a", "b", "start_b", "end_b", "same", "level_a", "level_b")


def read_labels(articles: Path, labels: Path, part: str) -> News:
    """The labelled pairs of sentences of one part (see `read_labelled`)."""
    return read_labelled(articles, Path(labels) / LABELS, part, _LABEL)


def lay_statements(news: News) -> pl.DataFrame:
    """Each labelled pair as the statement of an event of its own, the first sentence as its centre: the columns of STATEMENTS."""
    rows = [
        (str(number), number, label[side], label[f"start_{side}"], label[f"end_{side}"], side == "a")
        for number, label in enumerate(news.labels) for side in "ab"
    ]  # fmt: skip
    columns = ("event", "statement", "doc", "start", "end", "centre")
    laid = pl.DataFrame(rows, schema={name: STATEMENTS[name] for name in columns}, orient="row")
    texts = news.documents.select("doc", "text")
    sentence = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    placed = laid.join(texts, on="doc", how="left", maintain_order="left").with_columns(
        sentence=sentence, unclear=pl.lit("")
    )
    return placed.select(STATEMENTS.keys()).cast(STATEMENTS)


def read_levels(news: News) -> dict[tuple[int, str], str]:
    """How surely each sentence tells the claim of its pair: the level by the number of the label and the article."""
    documents = news.documents
    tokens, stands = read_stands(documents)
    quotes = find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    cues = find_cues(
        read_words(documents["doc"].to_list(), documents["text"]), tokens, read_lexicons(["stance", "negation"])
    )
    told = compare_certainty(lay_statements(news), pl.DataFrame(schema=ALIGNMENTS), documents, quotes, tokens, cues)
    return {(number, doc): level for number, doc, level in told.select("statement", "doc", "certainty").iter_rows()}


def score_certainty(news: News) -> pl.DataFrame:
    """How well the levels of certainty agree with their labels: the columns of SCORES, 0 to 1.

    A pair differs where its two levels are unlike. Those found to differ are right where a reader found one claim and the same two
    levels; where the reader only doubts that it is one claim they are wrong. What is told of pairs without a claim of both
    counts among the pairs found to differ alone. The intervals are those of Wilson 1927 and take pairs for independent.
    """
    found = read_levels(news)
    judged = [
        (tuple(found.get((number, label[side])) for side in "ab"), _read_label(label))
        for number, label in enumerate(news.labels)
    ]
    both = [(levels, told) for levels, told in judged if None not in levels]
    scored = {
        "levels that are right": [
            level == right for levels, told in both if told for level, right in zip(levels, told, strict=True)
        ],
        "pairs found to differ that do": [
            told is not None and told[0] != told[1] for levels, told in both if _differ(levels)
        ],
        "pairs found to differ with both levels right": [levels == told for levels, told in both if _differ(levels)],
        "pairs that differ that are found to": [
            None not in levels and _differ(levels) for levels, told in judged if told and _differ(told)
        ],
    }
    units = dict.fromkeys(scored, "pair of sentences") | {"levels that are right": "sentence"}
    return pl.DataFrame(
        [score_hits(name, units[name], hits) for name, hits in scored.items()], schema=SCORES, orient="row"
    )


def _read_label(label: dict[str, Any]) -> tuple[str, str] | None:
    """The two levels of a label; None where no claim is shared."""
    return (label["level_a"], label["level_b"]) if label["same"] == SAME else None


def _differ(levels: tuple[str | None, ...]) -> bool:
    """Whether one is further along LEVELS than the other."""
    return len({LEVELS.index(level) for level in levels if level}) > 1
