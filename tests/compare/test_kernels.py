"""The compiled loops over word ids and counts against plain twins."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from math import comb, log

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.compare import kernels
from analysis.compare.counts import count_terms
from analysis.compare.estimates import MOMENTS, sum_moments, take_sides
from analysis.find.words import Words
from tests.compare.conftest import A_B, make_counts

FAST = settings(max_examples=60, deadline=None)
KINDS = 4
TEXTS = st.lists(st.lists(st.tuples(st.integers(0, KINDS - 1), st.booleans()), max_size=20), max_size=5)


def as_words(texts: list[list[tuple[int, bool]]]) -> Words:
    """Words of these ids; none is joined to the text before."""
    ids = np.array([word for text in texts for word, _ in text], np.int32)
    joined = np.array([whole and place > 0 for text in texts for place, (_, whole) in enumerate(text)], np.bool_)
    bounds = np.cumsum([0, *map(len, texts)])
    nothing = np.zeros(len(ids), np.int32)
    docs = [str(number) for number in range(len(texts))]
    return Words(docs, list("abcd"), ids, nothing, nothing, joined, bounds, nothing.astype(np.bool_))


def plain_phrases(texts: list, length: int, least: int) -> dict[tuple[int, ...], Counter[int]]:
    """How often each phrase of a length stands in each text, of those that stand `least` times in all."""
    found: dict[tuple[int, ...], Counter[int]] = {}
    for doc, text in enumerate(texts):
        for at in range(len(text) - length + 1):
            if all(whole for _, whole in text[at + 1 : at + length]):
                phrase = tuple(word for word, _ in text[at : at + length])
                found.setdefault(phrase, Counter())[doc] += 1
    return {phrase: found[phrase] for phrase in sorted(found) if found[phrase].total() >= least}


@FAST
@given(TEXTS, st.integers(1, 4), st.integers(1, 5))
def test_terms_are_those_that_a_counter_counts(texts: list, ngrams: int, least: int) -> None:
    counts = count_terms(as_words(texts), "all", ngrams, least)
    rows = [
        dict(zip(counts.docs[first:last].tolist(), counts.counts[first:last].tolist(), strict=True))
        for first, last in zip(counts.bounds[:-1], counts.bounds[1:], strict=True)
    ]
    phrases = {
        phrase: docs for length in range(1, ngrams + 1) for phrase, docs in plain_phrases(texts, length, least).items()
    }
    assert counts.names == [" ".join("abcd"[word] for word in phrase) for phrase in phrases]
    assert rows == list(phrases.values())
    assert all(list(row) == sorted(row) for row in rows)
    assert counts.sizes.tolist() == [len(text) for text in texts]


def group(words: Words, phrases: np.ndarray, steps: int) -> tuple[np.ndarray, np.ndarray]:
    bounds = kernels.bound_places(phrases, KINDS)
    places = np.empty((bounds[-1], 2), np.int32)
    kernels.group_places(phrases, words.ids, words.joined, steps, words.bounds, bounds, places)
    return bounds, places


def plain_places(texts: list, steps: int) -> list[tuple[int, int, int]]:
    """The word, the one that follows or -1, and the document, of every place."""
    ends = [(-1, False)] * steps
    return [
        (text[at][0], further if whole else -1, doc)
        for doc, text in enumerate(texts)
        for at, (further, whole) in enumerate([*text, *ends][steps:])
    ]


@FAST
@given(TEXTS, st.integers(1, 3))
def test_places_are_grouped_by_phrase_with_the_word_that_follows(texts: list, steps: int) -> None:
    words = as_words(texts)
    here = [place for place in plain_places(texts, steps) if place[0] > 0]
    bounds, places = group(words, np.where(words.ids > 0, words.ids, -1).astype(np.int32), steps)
    assert bounds.tolist() == [sum(word < kind for word, *_ in here) for kind in range(KINDS + 1)]
    assert places.tolist() == [[further, doc] for kind in range(KINDS) for word, further, doc in here if word == kind]


@FAST
@given(TEXTS, st.integers(1, 3))
def test_words_and_pairs_are_counted_by_document_and_placed(texts: list, least: int) -> None:
    words = as_words(texts)
    bounds, places = group(words, words.ids, 1)
    docs, counts = np.empty(len(places), np.int32), np.empty(len(places), np.int32)

    kept, found = kernels.count_phrases(bounds, places, least, docs, counts)
    assert as_rows([kept], found, docs, counts) == list(plain_phrases(texts, 1, least).items())

    lefts, rights, found = kernels.count_pairs(bounds, places, KINDS, least, docs, counts)
    pairs = plain_phrases(texts, 2, least)
    assert as_rows([lefts, rights], found, docs, counts) == list(pairs.items())

    longer = np.empty(len(words.ids), np.int32)
    kernels.place_pairs(words.ids, bounds, places, longer)
    order = {pair: number for number, pair in enumerate(pairs)}
    assert longer.tolist() == [order.get(place[:2], -1) for place in plain_places(texts, 1)]


def as_rows(
    parts: list[np.ndarray], bounds: np.ndarray, docs: np.ndarray, counts: np.ndarray
) -> list[tuple[tuple[int, ...], dict[int, int]]]:
    """Each phrase with its count in each document, in order."""
    for first, last in pairwise(bounds):
        assert docs[first:last].tolist() == sorted(set(docs[first:last].tolist()))
    return [
        (tuple(int(part[at]) for part in parts), dict(zip(docs[first:last], counts[first:last], strict=True)))
        for at, (first, last) in enumerate(pairwise(bounds))
    ]


DOCUMENTS = st.lists(
    st.tuples(
        st.integers(0, 50), st.sampled_from("abc"), st.sampled_from(["x", "y", "z", "w", None]), st.integers(0, 6)
    ),
    max_size=14,
)


def plain_moments(documents: list[tuple[int, str, str | None, int]]) -> dict[str, float]:
    """The moments of one measure from (size, group, event, hits), written as the formulas are."""
    inside = [(size, group, event, hits) for size, group, event, hits in documents if size and group in "ab"]
    sums = dict.fromkeys(MOMENTS, 0.0)
    for size, group, _, hits in inside:
        sums[f"hits_{group}"] += hits
        sums[f"docs_{group}"] += hits > 0
        sums["rates"] += hits / size
        sums["rate_squares"] += (hits / size) ** 2
    for event in dict.fromkeys(event for _, _, event, _ in inside):
        a, b = (
            np.array([hits / size for size, of, at, hits in inside if (of, at) == (group, event)]) for group in "ab"
        )
        if len(a) and len(b) and (a.any() or b.any()):
            add_event(sums, a, b)
    words, total = sum(size for size, *_ in inside), sum(hits for *_, hits in inside)
    if total:
        sums["dp"] = sum(abs(hits / total - size / words) for size, _, _, hits in inside) / 2
    return sums


def add_event(sums: dict[str, float], a: np.ndarray, b: np.ndarray) -> None:
    """Adds an event that both sides cover: the rates of its documents in a and in b."""
    n_a, n_b, every = len(a), len(b), np.concatenate([a, b])
    n, weight, apart = n_a + n_b, n_a * n_b / (n_a + n_b), every - every.mean()
    for side, own, other in (("a", a, b), ("b", b, a)):
        sums[f"mean_{side}"] += weight * own.mean()
        sums[f"seen_{side}"] += (own > 0).sum()
        sums[f"room_{side}"] += len(own)
        if len(own) > 1:
            variance = weight**2 * own.var(ddof=1) * (1 / len(own) + (len(other) == 1))
            sums[f"variance_{side}"] += variance
            sums[f"fourth_{side}"] += variance**2 / (len(own) - 1)
    sums["between"] += weight * (a.mean() - b.mean()) ** 2
    sums["residual"] += n_a * a.var() + n_b * b.var()
    sums["shuffled_variance"] += n_a * n_b / (n * (n - 1)) * (apart**2).sum()
    sums["shuffled_third"] += n_a * n_b * (n_b - n_a) / (n * (n - 1) * (n - 2)) * (apart**3).sum() if n > 2 else 0.0
    sums["shuffled_fourth"] += fourth_cumulant(every, n_a)
    sums["events"] += 1
    if np.ptp(every) > 0:
        seen = int((every > 0).sum())
        for side, own in (("a", n_a), ("b", n_b)):  # all hits its own, or its documents those with most of them
            sums[f"least_{side}"] += log((comb(n - seen, own - seen) if seen <= own else 1) / comb(n, own))
    if n == 2:
        left, right = a.item() / 2, b.item() / 2
        sums["pairs"] += left - right
        for name in MOMENTS:
            if name.startswith("pairs_"):
                power = {"aa": (2, 0), "ab": (1, 1), "bb": (0, 2)}.get(name[-2:]) or tuple(map(int, name[-2:]))
                sums[name] += left ** power[0] * right ** power[1]


def fourth_cumulant(values: np.ndarray, drawn: int) -> float:
    """That of the sum of so many of these values, over all ways to draw them."""
    sums = np.array([sum(part) for part in combinations(values.tolist(), drawn)])
    apart = sums - sums.mean()
    return float((apart**4).mean() - 3 * (apart**2).mean() ** 2) if np.ptp(values) > 0 else 0.0


@FAST
@given(DOCUMENTS)
@example([])
@example([(9, "a", "x", 0), (11, "b", "x", 0)])  # an event without hits
@example([(9, "a", "x", 2), (11, "b", "x", 1), (7, "a", "y", 0), (5, "b", "y", 3)])  # pairs
@example([(9, "a", "x", 2), (11, "b", "x", 1), (7, "b", "x", 4), (5, "b", "x", 0)])  # a lone document
@example([(9, "a", "x", 2), (11, "c", "x", 1), (7, "b", None, 4), (5, "a", None, 0)])  # neither side, and no event
def test_moments_equal_their_formulas(documents: list) -> None:
    sizes, groups, events, hits = ([doc[column] for doc in documents] for column in range(4))
    hits = [
        hit if size else 0 for hit, size in zip(hits, sizes, strict=True)
    ]  # where there are no words there are no hits
    documents = list(zip(sizes, groups, events, hits, strict=True))
    counts = make_counts({"m": hits, "none": [0] * len(hits), "again": hits}, sizes)
    table = {"doc": counts.doc_names, "group": groups, "event": events}
    sides = take_sides(counts, pl.DataFrame(table, schema=dict.fromkeys(table, pl.String)), A_B)
    found, expected = sum_moments(counts, sides), plain_moments(documents)
    assert tuple(found) == MOMENTS
    for name, values in found.items():
        assert values.tolist() == pytest.approx([expected[name], 0.0, expected[name]], rel=1e-9, abs=1e-10), name
