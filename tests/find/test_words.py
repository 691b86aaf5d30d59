from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.reading import read_corpus
from analysis.find import words as module
from analysis.find.words import (
    Words,
    find_words,
    keep_words,
    lies_inside,
    prefix_range,
    read_words,
    rename_words,
)
from tests.conftest import as_documents, mark_quoted

TEXTS = st.lists(st.one_of(st.text(max_size=60), st.text("aéЖ1'’-., \n\tU.S\u00ad", max_size=60)), max_size=5)


def read(text: str) -> list[str]:
    return as_text(read_words(["a"], [text]))


def as_text(words: Words) -> list[str]:
    return [words.vocabulary[word] for word in words.ids]


def same(first: Words, second: Words) -> bool:
    arrays = all(
        np.array_equal(getattr(first, name), getattr(second, name))
        for name in ("ids", "starts", "ends", "joined", "bounds")
    )
    return arrays and first.docs == second.docs and list(first.vocabulary) == list(second.vocabulary)


# --- what a word is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("… — “!”", []),
        ("Don’t STOP", ["don't", "stop"]),
        ("so-called co‑op", ["so-called", "co‑op"]),
        ("rock 'n' roll", ["rock", "n", "roll"]),
        ("the U.S. and the U.K.", ["the", "u.s", "and", "the", "u.k"]),
        ("e.g. this. That", ["e.g", "this", "that"]),
        ("16,000 or 3.5% of 1,2", ["16,000", "or", "3.5", "of", "1,2"]),
        ("end,start end.start", ["end", "start", "end", "start"]),
        ("the team's and teams'", ["the", "team", "'s", "and", "teams"]),
        ("It’s", ["it", "'s"]),
        ("Ёлка ÉTÉ straße", ["ёлка", "été", "straße"]),
        ("a\tb\nc", ["a", "b", "c"]),
        ("co\u00adop", ["coop"]),
    ],
)
def test_words_by_hand(text: str, words: list[str]) -> None:
    assert read(text) == words


def test_a_word_is_joined_to_the_one_before_where_only_space_parts_them() -> None:
    words = read_words(["a"], ["no doubt, the U.S. army\nwent home\n\nand it's\nRain"])
    joined = dict(zip(as_text(words), words.joined.tolist(), strict=True))
    assert joined == {
        "no": False, "doubt": True, "the": False, "u.s": True, "army": True, "went": True, "home": True,
        "and": False, "it": True, "'s": True, "rain": False,
    }  # fmt: skip


def test_the_first_word_of_a_text_is_joined_to_none() -> None:
    words = read_words(["a", "b"], ["one", "two"])
    assert words.joined.tolist() == [False, False]
    assert words.bounds.tolist() == [0, 1, 2]


def test_offsets_count_code_points() -> None:
    words = read_words(["a"], ["😀 Zoë’s"])
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == [(2, 5), (5, 7)]


def test_ids_are_places_in_the_sorted_vocabulary() -> None:
    words = read_words(["a", "b"], ["snow rain", "rain hail"])
    assert words.vocabulary == ["hail", "rain", "snow"]
    assert words.ids.tolist() == [2, 1, 1, 0]
    assert words.doc_index.tolist() == [0, 0, 1, 1]


# --- what holds of every text ---------------------------------------------------------------------------------------


def plain(piece: str) -> str:
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in piece.replace("’", "'"))


@given(TEXTS)
def test_offsets_slice_back_to_the_word(texts: list[str]) -> None:
    words = read_words([str(number) for number in range(len(texts))], texts)
    for word, start, end, doc in zip(as_text(words), words.starts, words.ends, words.doc_index, strict=True):
        piece = plain(texts[doc][start:end]).replace("ʼ", "'")
        assert [letter for letter in piece if letter in word] == list(word)  # unseen characters inside aside
        assert start < end <= len(texts[doc])


@given(TEXTS)
def test_words_stand_in_order_and_apart(texts: list[str]) -> None:
    words = read_words([str(number) for number in range(len(texts))], texts)
    for first, last in zip(words.bounds[:-1], words.bounds[1:], strict=True):
        assert (words.ends[first:last][:-1] <= words.starts[first:last][1:]).all()
    assert words.vocabulary == sorted(set(as_text(words)))


@given(st.text(max_size=80))
def test_a_text_read_twice_counts_each_word_twice(text: str) -> None:
    once, twice = read_words(["a"], [text]), read_words(["a", "b"], [text, text])
    assert twice.vocabulary == once.vocabulary
    assert np.array_equal(np.bincount(twice.ids), 2 * np.bincount(once.ids))


@given(TEXTS)
def test_the_order_of_texts_changes_no_word(texts: list[str]) -> None:
    docs = [str(number) for number in range(len(texts))]
    there, back = read_words(docs, texts), read_words(docs[::-1], texts[::-1])
    assert there.vocabulary == back.vocabulary
    for index in range(len(texts)):
        mirror = len(texts) - 1 - index
        of_there = there.ids[there.bounds[index] : there.bounds[index + 1]]
        assert np.array_equal(of_there, back.ids[back.bounds[mirror] : back.bounds[mirror + 1]])


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Rain {number} fell on the town's roofs in {1900 + number}." for number in range(200)]
    docs = [str(number) for number in range(200)]
    whole = read_words(docs, texts)
    monkeypatch.setattr(module, "_BATCH", 100)
    assert same(read_words(docs, texts), whole)


def test_more_kinds_of_word_than_the_first_table_holds() -> None:
    text = " ".join(f"w{number}" for number in range(100_000))
    words = read_words(["a", "b"], [text, text])
    assert len(words.vocabulary) == 100_000
    assert np.array_equal(words.ids[:100_000], words.ids[100_000:])


# --- ranges, spans, parts -------------------------------------------------------------------------------------------


def test_prefix_range_holds_all_words_of_a_beginning_and_no_other() -> None:
    vocabulary = sorted(["rai", "rain", "rained", "rain\U0010fffe", "raj", "ráin", "snow"])
    low, high = prefix_range(vocabulary, "rain")
    assert vocabulary[low:high] == [word for word in vocabulary if word.startswith("rain")]
    assert prefix_range(vocabulary, "zz") == (7, 7)
    assert prefix_range([], "a") == (0, 0)


def test_a_word_lies_inside_a_span_it_begins_in() -> None:
    words = read_words(["a", "b"], ["one two three", "one two three"])
    spans = pl.DataFrame({"doc": ["b", "a"], "start": [4, 1], "end": [8, 4]})
    assert lies_inside(words, spans).tolist() == [False, False, False, False, True, False]


def test_quoted_words_are_marked_and_nothing_else_changes() -> None:
    words = read_words(["a"], ["He said “no more” today"])
    marked = mark_quoted(words, pl.DataFrame({"doc": ["a"], "start": [9], "end": [16]}))
    assert marked.in_voice("quoted").tolist() == [False, False, True, True, False]
    assert not words.voices.any()
    assert same(marked, words)


def test_keeping_words_parts_those_between_which_one_was_left_out() -> None:
    words = read_words(["a", "b"], ["a b c d", "e f"])
    kept = keep_words(words, np.array([True, True, False, True, False, True]))
    assert as_text(kept) == ["a", "b", "d", "f"]
    assert kept.joined.tolist() == [False, True, False, False]
    assert kept.bounds.tolist() == [0, 3, 4]
    assert kept.starts.tolist() == [0, 2, 6, 2]


def test_keeping_all_or_no_words() -> None:
    words = read_words(["a"], ["a b c"])
    assert same(keep_words(words, np.ones(3, np.bool_)), words)
    none = keep_words(words, np.zeros(3, np.bool_))
    assert len(none.ids) == 0
    assert none.bounds.tolist() == [0, 0]


def test_words_renamed_stand_where_they_stood_in_a_vocabulary_sorted_anew() -> None:
    words = read_words(["a", "b"], ["Rains fell, rain", "Ёж rained"])
    renamed = rename_words(words, pl.Series(["rain", "fall", "rain", "ёж", "Rain"]))
    assert as_text(renamed) == ["rain", "fall", "rain", "ёж", "Rain"]
    assert renamed.vocabulary == ["Rain", "fall", "rain", "ёж"]
    assert renamed.ids.dtype == np.int32
    assert same(renamed._replace(ids=words.ids, vocabulary=words.vocabulary), words)
    assert as_text(words) == ["rains", "fell", "rain", "ёж", "rained"]


@given(TEXTS)
def test_words_under_their_own_names_are_the_same(texts: list[str]) -> None:
    words = read_words([str(number) for number in range(len(texts))], texts)
    assert same(rename_words(words, pl.Series(as_text(words), dtype=pl.String)), words)


# --- the cache ------------------------------------------------------------------------------------------------------


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARALLAX_CACHE", str(tmp_path))
    return tmp_path / "words"


def test_the_same_texts_are_read_once(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = as_documents("It rained.", "", "Snow's here.")
    first = find_words(documents)
    monkeypatch.setattr(module, "read_words", None)  # reading anew would fail
    assert same(find_words(documents), first)
    assert len(list(own_cache.iterdir())) == 1


def test_a_change_of_one_letter_or_name_is_read_anew(own_cache: Path) -> None:
    find_words(as_documents("It rained."))
    assert as_text(find_words(as_documents("It rainer."))) == ["it", "rainer"]
    assert find_words(as_documents("It rained.").with_columns(doc=pl.lit("z"))).docs == ["z"]
    assert len(list(own_cache.iterdir())) == 3


@pytest.mark.parametrize("name", ["ids.npy", "bounds.npy", "vocabulary.parquet"])
def test_a_damaged_cache_is_made_anew_with_a_warning(own_cache: Path, name: str) -> None:
    documents = as_documents("It rained.")
    first = find_words(documents)
    (path,) = own_cache.glob(f"*/{name}")
    path.write_bytes(path.read_bytes()[:20])
    with pytest.warns(UserWarning) as warned:
        again = find_words(documents)
    folder = path.parent
    assert str(warned[0].message).startswith(f"the cached words in {folder} are damaged (")
    assert str(warned[0].message).endswith(") and are made anew")
    assert same(again, first)
    assert same(find_words(documents), first)


def test_a_cache_with_a_missing_file_is_made_anew(own_cache: Path) -> None:
    documents = as_documents("It rained.")
    find_words(documents)
    next(own_cache.glob("*/joined.npy")).unlink()
    with pytest.warns(UserWarning, match="are made anew"):
        assert as_text(find_words(documents)) == ["it", "rained"]


def test_the_words_of_the_seeds_slice_back(seeds: Path) -> None:
    documents = read_corpus(seeds)
    words = find_words(documents)
    texts = documents["text"].to_list()
    pieces = [texts[doc][start:end] for doc, start, end in zip(words.doc_index, words.starts, words.ends, strict=True)]
    assert [plain(piece) for piece in pieces] == as_text(words)
