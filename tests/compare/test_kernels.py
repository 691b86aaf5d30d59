"""The compiled loops over word ids and counts against plain twins."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare import kernels
from analysis.compare.counts import count_terms
from analysis.compare.estimates import MOMENTS
from analysis.find.words import Words

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


@FAST
@given(TEXTS, st.integers(1, 5))
def test_number_frequent_numbers_in_the_order_of_ids(texts: list, least: int) -> None:
    ids = as_words(texts).ids
    numbers = np.empty(len(ids), np.int32)
    kept = kernels.number_frequent(ids, KINDS, least, numbers).tolist()
    assert kept == [word for word in range(KINDS) if (ids == word).sum() >= least]
    assert numbers.tolist() == [kept.index(word) if word in kept else -1 for word in ids]


@FAST
@given(TEXTS, st.integers(1, 3))
def test_pairs_are_grouped_numbered_counted_and_placed(texts: list, least: int) -> None:
    words = as_words(texts)
    bounds = kernels.bound_pairs(words.ids, KINDS, words.ids, words.joined, 1)
    pairs = np.empty((bounds[-1], 2), np.int32)
    kernels.group_pairs(words.ids, words.ids, words.joined, 1, words.bounds, bounds, pairs)
    doc_of = words.doc_index.tolist()
    here = [
        (int(words.ids[at]), int(words.ids[at + 1]), doc_of[at])
        for at in range(len(doc_of) - 1)
        if words.joined[at + 1]
    ]
    assert bounds.tolist() == [sum(left < word for left, *_ in here) for word in range(KINDS + 1)]
    assert pairs.tolist() == [[right, doc] for word in range(KINDS) for left, right, doc in here if left == word]

    lefts, rights = kernels.frequent_pairs(bounds, pairs, KINDS, least)
    kept = plain_phrases(texts, 2, least)
    assert lefts.tolist() == sorted(lefts.tolist())
    assert sorted(zip(lefts.tolist(), rights.tolist(), strict=True)) == list(kept)

    lefts, rights = (np.array([pair[side] for pair in kept], np.int32) for side in (0, 1))
    found = kernels.number_pairs(bounds, pairs, lefts, rights, KINDS)
    docs, counts = np.empty(found[-1], np.int32), np.empty(found[-1], np.int32)
    kernels.count_pairs(pairs, found, docs, counts)
    assert found.tolist() == np.cumsum([0, *(len(row) for row in kept.values())]).tolist()
    assert list(zip(docs.tolist(), counts.tolist(), strict=True)) == [
        item for row in kept.values() for item in row.items()
    ]

    longer = np.empty(len(words.ids), np.int32)
    kernels.place_pairs(words.ids, words.ids, words.joined, 1, bounds, pairs, longer)
    order = {pair: number for number, pair in enumerate(kept)}
    ids, joined = [*words.ids.tolist(), -1], [*words.joined.tolist(), False]
    expected = [order.get((ids[at], ids[at + 1]), -1) if joined[at + 1] else -1 for at in range(len(ids) - 1)]
    assert longer.tolist() == expected


@FAST
@given(TEXTS)
def test_words_are_counted_by_document(texts: list) -> None:
    words = as_words(texts)
    numbers = np.where(words.ids == 0, -1, words.ids - 1).astype(np.int32)  # word 0 has no number
    bounds = kernels.bound_words(numbers, words.bounds, KINDS - 1)
    docs, counts = np.empty(bounds[-1], np.int32), np.empty(bounds[-1], np.int32)
    kernels.count_words(numbers, words.bounds, bounds, docs, counts)
    dense = np.array([[sum(word == kind for word, _ in text) for text in texts] for kind in range(1, KINDS)])
    dense = dense.reshape(KINDS - 1, len(texts))
    assert bounds.tolist() == np.cumsum([0, *(dense > 0).sum(axis=1)]).tolist()
    assert docs.tolist() == dense.nonzero()[1].tolist()
    assert counts.tolist() == dense[dense > 0].tolist()


DOCUMENTS = st.lists(
    st.tuples(st.integers(1, 50), st.sampled_from([1, 0, -1]), st.integers(0, 2), st.integers(0, 6)),
    min_size=1,
    max_size=12,
)


def plain_moments(sizes: np.ndarray, side: np.ndarray, block: np.ndarray, hits: np.ndarray) -> list[float]:
    """The moments of one measure, written as the formulas are, over all documents."""
    sums = [
        value for chosen in (side == 1, side == 0) for value in (
            hits[chosen].sum(), (hits[chosen] > 0).sum(),
            (hits[chosen] ** 2).sum(), (hits[chosen] * sizes[chosen]).sum(),
        )
    ]  # fmt: skip
    deviation = variance = third = events = 0.0
    for event in set(block[side >= 0].tolist()):
        rates = (hits / sizes)[(block == event) & (side >= 0)]
        of_a = (hits / sizes)[(block == event) & (side == 1)]
        n, n_a, n_b = len(rates), len(of_a), len(rates) - len(of_a)
        if n_a and n_b and rates.any():
            apart = rates - rates.mean()
            deviation += of_a.sum() - n_a * rates.mean()
            variance += n_a * n_b / (n * (n - 1)) * (apart**2).sum()
            third += n_a * n_b * (n_b - n_a) / (n * (n - 1) * (n - 2)) * (apart**3).sum() if n > 2 else 0.0
            events += 1
    inside = side >= 0
    share = sizes[inside] / sizes[inside].sum()
    dispersion = 0.5 * np.abs(hits[inside] / max(hits[inside].sum(), 1) - share).sum()
    return [*sums, deviation, variance, third, events, dispersion]


@FAST
@given(DOCUMENTS)
def test_moments_equal_their_formulas(documents: list) -> None:
    documents = [(9, 1, 0, 0), (11, 0, 0, 2), *documents]  # there is a document on each side
    sizes, side, block, hits = (np.array(column, float) for column in zip(*documents, strict=True))
    side, block = side.astype(np.int8), block.astype(np.int64)
    docs = hits.nonzero()[0].astype(np.int32)
    counts, bounds = hits[docs].astype(np.int32), np.array([0, len(docs), len(docs)])  # the second measure has no hits
    totals = [float(sizes[side == value].sum()) for value in (1, 0)]
    events, of_a = (np.bincount(block[chosen], minlength=3).astype(np.int64) for chosen in (side >= 0, side == 1))
    out = np.empty((2, len(MOMENTS)))
    kernels.sum_moments(bounds, docs, counts, sizes, side, block, events, of_a, *totals, out)
    np.testing.assert_allclose(out[0], plain_moments(sizes, side, block, hits), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(out[1], plain_moments(sizes, side, block, 0 * hits), rtol=1e-9, atol=1e-9)
