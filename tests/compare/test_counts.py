from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.util import ngrams

from analysis.compare.counts import Counts, count_cues, count_terms, count_words, gather_counts
from analysis.find.words import read_words
from tests.compare.conftest import find_hits, make_documents, make_lexicon, words_of
from tests.conftest import mark_quoted

pytestmark = pytest.mark.filterwarnings("error")
SENTENCES = st.lists(
    st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), min_size=1, max_size=6).map(" ".join), max_size=5
)
PLAIN = st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), max_size=12).map(" ".join)


def as_table(counts: Counts) -> dict[str, dict[str, int]]:
    """For each measure its count in every document that has it."""
    spans = zip(counts.names, counts.bounds[:-1], counts.bounds[1:], strict=True)
    return {
        name: {
            counts.doc_names[doc]: int(count) for doc, count in zip(counts.docs[i:j], counts.counts[i:j], strict=True)
        }
        for name, i, j in spans
    }


def quoting(text: str, *spans: tuple[int, int]):
    """The words of one text with those in the spans quoted."""
    quotes = pl.DataFrame([("d", *span) for span in spans], schema=["doc", "start", "end"], orient="row")
    return mark_quoted(read_words(["d"], [text]), quotes)


def test_terms_are_counted_in_every_document() -> None:
    words = read_words(["x", "y"], ["Rain fell. Rain fell again", "again rain"])
    assert as_table(count_terms(words, ngrams=2, min_count=2)) == {
        "again": {"x": 1, "y": 1},
        "fell": {"x": 2},
        "rain": {"x": 2, "y": 1},
        "rain fell": {"x": 2},
    }


@given(texts=st.lists(SENTENCES, min_size=1, max_size=5), longest=st.integers(1, 4), least=st.integers(1, 4))
@settings(max_examples=60)
def test_phrases_are_the_n_grams_of_nltk_in_every_sentence(texts: list[list[str]], longest: int, least: int) -> None:
    docs = [str(place) for place in range(len(texts))]
    expected: dict[str, Counter] = {}
    for doc, sentences in zip(docs, texts, strict=True):
        for length in range(1, longest + 1):
            for gram in (gram for sentence in sentences for gram in ngrams(sentence.split(), length)):
                expected.setdefault(" ".join(gram), Counter())[doc] += 1
    frequent = {term: dict(of_doc) for term, of_doc in expected.items() if of_doc.total() >= least}
    counts = count_terms(read_words(docs, [". ".join(sentences) for sentences in texts]), "all", longest, least)
    assert as_table(counts) == frequent
    assert counts.sizes.tolist() == [sum(len(sentence.split()) for sentence in sentences) for sentences in texts]


@given(text=SENTENCES.map(". ".join), longest=st.integers(1, 4), least=st.integers(1, 3))
@settings(max_examples=40)
def test_the_parts_of_a_phrase_are_its_words_but_the_last_and_its_last(text: str, longest: int, least: int) -> None:
    counts = count_terms(read_words(["d"], [text]), "all", longest, least)
    assert counts.parts.shape == (len(counts.names), 2)
    for name, (left, right) in zip(counts.names, counts.parts.tolist(), strict=True):
        if " " in name:
            assert (counts.names[left], counts.names[right]) == tuple(name.rsplit(" ", 1))
        else:
            assert (left, right) == (-1, -1)


def test_terms_come_by_length_and_then_by_their_words() -> None:
    names = count_terms(read_words(["d"], ["wind fog rain. fog rain fog"]), ngrams=3, min_count=1).names
    assert names == sorted(names, key=lambda name: (name.count(" "), name.split()))


def test_each_term_has_its_documents_in_order_and_once() -> None:
    counts = count_terms(read_words(["x", "y", "z"], ["rain fog rain", "fog", "rain. fog rain"]), ngrams=2, min_count=1)
    for first, last in zip(counts.bounds[:-1], counts.bounds[1:], strict=True):
        assert (np.diff(counts.docs[first:last]) > 0).all()
    assert (counts.counts > 0).all()


@pytest.mark.parametrize("mark", [", ", ". ", "\n\n", " – ", ": ", " “", "” ", " (", "/"])
def test_no_phrase_runs_over_a_mark(mark: str) -> None:
    counts = count_terms(read_words(["d"], [f"rain{mark}fell"]), ngrams=2, min_count=1)
    assert counts.names == ["fell", "rain"]


def test_each_voice_has_its_own_words_and_no_phrase_runs_from_one_to_the_other() -> None:
    words = quoting("he said rain fell on us", (8, 17))
    assert as_table(count_terms(words, "author", 2, 1)) == {
        name: {"d": 1} for name in ("he", "on", "said", "us", "he said", "on us")
    }
    assert as_table(count_terms(words, "quoted", 2, 1)) == {name: {"d": 1} for name in ("fell", "rain", "rain fell")}
    assert "said rain" in count_terms(words, "all", 2, 1).names
    assert [count_words(words, voice).tolist() for voice in ("all", "author", "quoted")] == [[6], [4], [2]]


def test_min_count_is_of_one_voice() -> None:
    words = quoting("rain rain rain", (0, 4))
    assert count_terms(words, "author", 1, 2).names == ["rain"]
    assert count_terms(words, "quoted", 1, 2).names == []


@pytest.mark.parametrize("texts", [[], [""], ["...", "!"], ["rain"]])
def test_too_little_text_has_no_terms(texts: list[str]) -> None:
    counts = count_terms(read_words([str(place) for place in range(len(texts))], texts), ngrams=3, min_count=2)
    assert (counts.names, counts.bounds.tolist(), len(counts.docs), len(counts.counts)) == ([], [0], 0, 0)
    assert len(counts.sizes) == len(texts)


def test_an_empty_voice_has_sizes_of_zero() -> None:
    counts = count_terms(read_words(["x", "y"], ["rain fell", "sun"]), "quoted", 2, 1)
    assert (counts.names, counts.sizes.tolist(), counts.voice) == ([], [0, 0], "quoted")


@given(texts=st.lists(PLAIN, min_size=1, max_size=5), order=st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_documents_changes_nothing(texts: list[str], order) -> None:
    docs = [str(place) for place in range(len(texts))]
    pairs = list(zip(docs, texts, strict=True))
    order.shuffle(pairs)
    shuffled = read_words(*map(list, zip(*pairs, strict=True)))
    assert as_table(count_terms(shuffled, "all", 3, 2)) == as_table(count_terms(read_words(docs, texts), "all", 3, 2))


def test_hits_add_up_to_the_spans_and_a_category_without_a_hit_stays() -> None:
    lexicon = make_lexicon("sky", wet="rain*,it pours", dry="sun", none="hail")
    other = make_lexicon("soil", dry="dust")
    documents = make_documents(("a", "e", "Rain, rains. It pours! Sun."), ("b", "e", "Dust. No cue."))
    words = words_of(documents)
    hits = find_hits(words, lexicon, other)
    counts = count_cues(hits, words, [lexicon, other])
    assert as_table(counts) == {"sky/wet": {"d00": 3}, "sky/dry": {"d00": 1}, "sky/none": {}, "soil/dry": {"d01": 1}}
    assert counts.counts.sum() == hits.height == 5
    assert counts.sizes.tolist() == [5, 3]


def test_cues_of_the_two_voices_add_up_to_all() -> None:
    lexicon = make_lexicon("sky", wet="rain", dry="sun")
    words = quoting("rain sun rain sun sun", (5, 13))
    hits = find_hits(words, lexicon)
    tables = {voice: as_table(count_cues(hits, words, [lexicon], voice)) for voice in ("all", "author", "quoted")}
    assert tables == {
        "all": {"sky/wet": {"d": 2}, "sky/dry": {"d": 3}},
        "author": {"sky/wet": {"d": 1}, "sky/dry": {"d": 2}},
        "quoted": {"sky/wet": {"d": 1}, "sky/dry": {"d": 1}},
    }


def test_without_lexicons_there_are_no_cues() -> None:
    words = read_words(["d"], ["rain"])
    counts = count_cues(find_hits(words), words, [])
    assert (counts.names, counts.bounds.tolist(), counts.sizes.tolist()) == ([], [0], [1])


def test_counts_keep_the_order_of_names_and_leave_out_the_rest() -> None:
    hits = pl.DataFrame(
        {"measure": ["b", "b", "a", "x", "b"], "doc": ["q", "p", "q", "p", "y"], "hits": [2, 1, 0, 5, 5]}
    )
    counts = gather_counts(hits, ["b", "a"], ["p", "q"], np.array([4, 6]), "quoted")
    assert (counts.names, counts.doc_names, counts.voice) == (["b", "a"], ["p", "q"], "quoted")
    assert (counts.bounds.tolist(), counts.docs.tolist(), counts.counts.tolist()) == ([0, 2, 2], [0, 1], [1, 2])
    assert counts.sizes.tolist() == [4, 6]
