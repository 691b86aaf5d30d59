from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.profile import DOCUMENTS, find_thin_spots, profile_documents
from analysis.find.parsing import TOKEN_SCHEMA
from analysis.find.words import Words, keep_words, lies_inside, mark_voices
from tests.compare.conftest import make_documents, words_of

pytestmark = pytest.mark.filterwarnings("error")
TEXTS = ("Rain fell. “No sun,” he said. Photo: fog.", "Sun.", "")


def described(*texts: str) -> pl.DataFrame:
    table = make_documents(*(("a", "e", text) for text in texts))
    return table.with_columns(date=pl.lit("2025-04"), title=pl.lit("Weather"))


def tokens_of(*sentences: tuple[str, int, int]) -> pl.DataFrame:
    """One token a sentence: its document, start and end."""
    rows = [
        (doc, number, start, end, "", "", "", 0, "", "", False) for number, (doc, start, end) in enumerate(sentences)
    ]
    return pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


def spans(*rows: tuple[str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64}, orient="row")


TOKENS = tokens_of(("d00", 0, 10), ("d00", 11, 29), ("d00", 30, 41), ("d01", 0, 4))


def counted_of(documents: pl.DataFrame) -> tuple[Words, Words]:
    """All words, “Rain” attributed and “No sun” quoted, and those but for the photo's line."""
    voices = pl.concat(
        spans(span).with_columns(voice=pl.lit(voice))
        for span, voice in ((("d00", 0, 4), "attributed"), (("d00", 12, 18), "quoted"))
    )
    words = mark_voices(words_of(documents), voices)
    return words, keep_words(words, ~lies_inside(words, spans(("d00", 30, 41))))


def test_a_document_is_described_by_its_counted_words() -> None:
    documents = described(*TEXTS)
    table = profile_documents(documents, *counted_of(documents), TOKENS)
    assert table.schema == DOCUMENTS
    assert table.drop("group", "event", "date", "title", "outlet").rows() == [
        ("d00", 6, 2, 2, 2, 1), ("d01", 1, 1, 0, 0, 0), ("d02", 0, 0, 0, 0, 0),
    ]  # fmt: skip
    assert table.select("outlet", "group", "event", "date", "title").unique().rows() == [
        ("a post", "a", "e", "2025-04", "Weather")
    ]


def test_documents_stay_in_their_order() -> None:
    documents = described(*TEXTS)
    shown = profile_documents(documents[[2, 0, 1]], *counted_of(documents), TOKENS)
    assert shown["doc"].to_list() == ["d02", "d00", "d01"]
    assert shown["words"].to_list() == [0, 6, 1]


def test_without_left_out_passages_all_words_count() -> None:
    documents = described(*TEXTS)
    words, _ = counted_of(documents)
    table = profile_documents(documents, words, words, TOKENS)
    assert table.select("words", "sentences", "excluded_words").row(0) == (8, 3, 0)


def profile(*rows: tuple[str, str, str | None, str | None, int]) -> pl.DataFrame:
    """A profile of documents with these groups, outlets, events, dates and words."""
    given = ["group", "outlet", "event", "date", "words"]
    table = pl.DataFrame(list(rows), schema={name: DOCUMENTS[name] for name in given}, orient="row")
    return table.with_columns(doc=pl.format("d{}", pl.int_range(pl.len())))


def test_a_full_corpus_has_no_thin_spots() -> None:
    rows = [(group, outlet, f"e{event}", "2025", 100) for group in "ab" for outlet in "xy" for event in range(5)]
    assert find_thin_spots(profile(*rows)) == []


def test_every_thin_spot_is_said() -> None:
    rows = [("a", outlet, "e", "2025", 500) for outlet in "xy" * 5]
    thin = [("b", "z", "e", None, 99), ("b", "z", None, "2025", 100), ("b", "z", "f", "2025", 12)]
    assert find_thin_spots(profile(*rows, *thin)) == [
        "Group 'b' has 3 articles: fewer than 10, so there is description but no test.",
        "Group 'b' is one outlet: what sets the group apart may only set that outlet apart.",
        "1 event is told by one group only and says nothing of a difference: f.",
        "1 of 13 articles do not say which event it tells (column 'event').",
        "1 of 13 articles do not say when it was published (column 'date').",
        "2 articles have under 100 counted words: d10, d12.",
    ]


def test_at_most_five_are_named() -> None:
    rows = [(group, outlet, "e", "2025", 100) for group in "ab" for outlet in "xy" * 5]
    thin = [("a", "x", f"f{number}", "2025", 9) for number in range(7)]
    assert find_thin_spots(profile(*rows, *thin)) == [
        "7 events are told by one group only and say nothing of a difference: f0, f1, f2, f3, f4.",
        "7 articles have under 100 counted words: d20, d21, d22, d23, d24.",
    ]
