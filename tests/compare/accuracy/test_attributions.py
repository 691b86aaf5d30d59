from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest

from analysis.compare.accuracy.attributions import (
    BY_ARTICLES,
    BY_SPANS,
    FILE,
    SCORES,
    SPANS,
    TOLD,
    Labelled,
    count_told,
    read_attributions,
    score_attributions,
)
from tests.conftest import as_documents, error_of

QUOTED = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "type": pl.String, "source_start": pl.Int64,
    "source_end": pl.Int64,
}  # fmt: skip
TEXT = "“Go on,” said Low. The mayor said that it would rain. Officials warned of wind."
#       0        9    15   19        29   34              52  54


def as_article(**changed: object) -> dict:
    """A labelled article: Low said "Go on", the mayor said that it would rain."""
    spans = {
        "T1": {"role": "Source", "spans": [[14, 17]]}, "T2": {"role": "Cue", "spans": [[9, 13]]},
        "T3": {"role": "Content", "spans": [[0, 8]]}, "T4": {"role": "Source", "spans": [[19, 28]]},
        "T5": {"role": "Content", "spans": [[34, 52]]},
    }  # fmt: skip
    attributions = [{"Source": "T1", "Cue": "T2", "Content": "T3"}, {"Source": "T4", "Content": "T5"}]
    return {"split": "dev", "id": "a", "text": TEXT, "spans": spans, "attributions": attributions} | changed


def write(folder: Path, *articles: dict) -> Path:
    with gzip.open(folder / FILE, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(article) + "\n" for article in articles)
    return folder


def as_quotes(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=QUOTED, orient="row")


@pytest.fixture
def labelled(tmp_path: Path) -> Labelled:
    return read_attributions(write(tmp_path, as_article(), as_article(id="b", split="train")))


def values(labelled: Labelled, quotes: pl.DataFrame) -> dict[str, float | None]:
    return dict(score_attributions(labelled, quotes).select("measure", "value").rows())


RIGHT = ("a", 1, 7, "direct", 14, 17)
FAR = ("a", 54, 79, "indirect", None, None)


# --- reading ------------------------------------------------------------------------------------------------------


def test_an_article_is_read_with_its_spans(labelled: Labelled) -> None:
    assert labelled.documents.rows() == [("a", TEXT)]
    assert dict(labelled.spans.schema) == SPANS
    assert labelled.spans.rows() == [
        ("a", 0, "source", 14, 17),
        ("a", 0, "cue", 9, 13),
        ("a", 0, "content", 0, 8),
        ("a", 1, "source", 19, 28),
        ("a", 1, "content", 34, 52),
    ]


def test_what_the_rules_were_tuned_on_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path, as_article(), as_article(id="b", split="train"), as_article(id="c", split="test"))
    assert read_attributions(folder).documents["doc"].to_list() == ["a", "c"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    message = f"given {tmp_path / FILE}; allowed: a folder that holds {FILE}; give that folder"
    assert error_of(read_attributions, tmp_path) == message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no gzip", "BadGzipFile"),
        (gzip.compress(b'{"split": "dev"', mtime=0)[:-1], "EOFError"),
        (gzip.compress(b"not json", mtime=0), "JSONDecodeError"),
        (gzip.compress(b'{"split": "dev"}', mtime=0), "KeyError"),
        (gzip.compress(b"[]", mtime=0), "TypeError"),
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert error_of(read_attributions, tmp_path) == (
        f"given {tmp_path / FILE}, which is damaged ({reason}); allowed: gzip with one JSON object a line; fetch it anew"
    )


# --- words --------------------------------------------------------------------------------------------------------


def test_words_told_are_counted_by_article(labelled: Labelled) -> None:
    # labelled: go on that it would rain; found: go on officials warned of wind
    told = count_told(labelled, as_quotes(RIGHT, FAR))
    assert dict(told.schema) == TOLD
    assert told.rows() == [("a", 15, 6, 6, 2)]


def test_precision_recall_and_f1_of_words(labelled: Labelled) -> None:
    found = values(labelled, as_quotes(RIGHT))
    assert found["words told by another, precision"] == 1
    assert found["words told by another, recall"] == pytest.approx(2 / 6)
    assert found["words told by another, F1"] == pytest.approx(2 * 2 / (6 + 2))


def test_scare_quotes_and_titles_are_not_told_by_another(labelled: Labelled) -> None:
    quotes = as_quotes(RIGHT, ("a", 54, 79, "title", None, None), ("a", 54, 79, "scare", None, None))
    assert count_told(labelled, quotes)["found"].to_list() == [2]


def test_the_interval_of_words_holds_the_value_and_is_that_of_its_seed() -> None:
    documents = as_documents(*["Low said it rained a lot."] * 8)
    spans = pl.DataFrame([(doc, 0, "content", 9, 24) for doc in documents["doc"]], schema=SPANS, orient="row")
    quotes = as_quotes(
        *[(doc, 9, end, "indirect", 0, 3) for doc, end in zip("abcdefgh", [24, 18, 11, 24] * 2, strict=True)]
    )
    scores = score_attributions(Labelled(documents, spans), quotes, seed=3)
    assert scores.equals(score_attributions(Labelled(documents, spans), quotes, seed=3))
    words = scores.filter(interval=BY_ARTICLES)
    assert words["measure"].to_list() == [f"words told by another, {name}" for name in ("precision", "recall", "F1")]
    _, recall, _ = words.rows(named=True)
    assert recall["value"] == pytest.approx(2 * (4 + 2 + 1 + 4) / (8 * 4))
    assert recall["low"] < recall["value"] < recall["high"]
    drawn = np.random.default_rng(3).multinomial(8, np.full(8, 1 / 8), 1000) @ np.array([4, 2, 1, 4] * 2) / 32
    assert [recall["low"], recall["high"]] == pytest.approx(np.quantile(drawn, [0.025, 0.975]).tolist())


# --- spans --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "found", "touched"), [(52, 1, 1), (43, 1, 1), (42, 0, 1), (70, 1, 1), (71, 0, 1)])
def test_a_span_is_found_where_half_of_both_is_shared(labelled: Labelled, end: int, found: int, touched: int) -> None:
    scores = values(labelled, as_quotes(("a", 34, end, "indirect", None, None)))  # labelled are 34 to 52, 18 characters
    assert (scores["indirect spans found"], scores["indirect spans touched"]) == (found, touched)
    assert scores["direct spans found"] == scores["direct spans touched"] == 0


def test_direct_mixed_and_indirect_are_told_apart_by_their_marks(tmp_path: Path) -> None:
    texts = ["“Go on.”", "''Go on,''", "he “must” go", "that he go", "'tis late", "don't go"]
    spans = {"T1": {"role": "Content", "spans": [[0, 100]]}}
    articles = [as_article(id=text, text=text, spans=spans, attributions=[{"Content": "T1"}]) for text in texts]
    scores = score_attributions(read_attributions(write(tmp_path, *articles)), as_quotes())
    sizes = dict(scores.select("measure", "n").rows())
    kinds = ("direct", "mixed", "indirect", "indirect or mixed")
    assert [sizes[f"{kind} spans found"] for kind in kinds] == [2, 1, 3, 4]


def test_sources_of_direct_spans(labelled: Labelled) -> None:
    names = [f"source of direct spans, {name}" for name in ("recall", "precision")]
    for source, expected in (((14, 17), [1, 1]), ((16, 30), [1, 1]), ((19, 28), [0, 0]), ((None, None), [0, None])):
        found = values(labelled, as_quotes(("a", 1, 7, "direct", *source)))
        assert [found[name] for name in names] == expected
    not_direct = values(labelled, as_quotes(("a", 1, 7, "mixed", 14, 17)))
    assert [not_direct[name] for name in names] == [0, None]


def test_a_content_without_a_labelled_source_says_nothing_of_sources(tmp_path: Path) -> None:
    article = as_article(attributions=[{"Content": "T3"}])
    scores = score_attributions(read_attributions(write(tmp_path, article)), as_quotes(RIGHT))
    assert scores.filter(pl.col("measure").str.starts_with("source"))["n"].to_list() == [0, 0]


def test_the_interval_of_spans_is_wilsons(labelled: Labelled) -> None:
    row = score_attributions(labelled, as_quotes(RIGHT)).row(
        by_predicate=pl.col("measure") == "direct spans found", named=True
    )
    interval = binomtest(1, 1).proportion_ci(method="wilson")
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))
    assert (row["unit"], row["n"], row["interval"]) == ("labelled content", 1, BY_SPANS)


def test_nothing_labelled_and_nothing_found() -> None:
    scores = score_attributions(Labelled(as_documents(), pl.DataFrame(schema=SPANS)), as_quotes())
    assert dict(scores.schema) == SCORES
    assert scores["n"].to_list() == [0] * scores.height
    assert scores.select(pl.col("value", "low", "high").null_count()).row(0) == (scores.height,) * 3
