"""Compiled loops from word ids to sparse counts.

Nothing is sorted that can be counted: places are put beside their like in one pass, and what is looked up at random is
kept small. A place used as an index is unsigned, which spares the check for places counted from the end.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_U = np.uint64


@njit(cache=True)
def number_frequent(ids, kinds, least, numbers):
    """The ids (below `kinds`) found at least `least` times, in order; writes the place of each there, or -1."""
    totals = np.zeros(kinds, np.int32)
    for word in ids:
        totals[_U(word)] += 1
    kept = np.empty(kinds, np.int32)
    count = 0
    for word in range(kinds):
        often = totals[word] > 0 and totals[word] >= least
        totals[word] = count if often else -1
        if often:
            kept[count] = word
            count += 1
    for at in range(len(ids)):
        numbers[at] = totals[_U(ids[at])]
    return kept[:count]


@njit(cache=True)
def bound_pairs(phrases, kinds, numbers, joined, steps):
    """Where the places of each phrase (below `kinds`, -1 for none) that one more word follows lie in `group_pairs`.

    The word that follows, `steps` further, must be joined and have a number.
    """
    bounds = np.zeros(kinds + 1, np.int64)
    for at in range(len(phrases) - steps):
        if phrases[at] >= 0 and joined[at + steps] and numbers[at + steps] >= 0:
            bounds[_U(phrases[at] + 1)] += 1
    for phrase in range(kinds):
        bounds[phrase + 1] += bounds[phrase]
    return bounds


@njit(cache=True)
def group_pairs(phrases, numbers, joined, steps, doc_bounds, bounds, pairs):
    """Writes the number of the word that follows, and the document, of these places, side by side for each phrase.

    Those of one phrase are in the order of the text; document d has the places doc_bounds[d]:doc_bounds[d + 1].
    """
    heads = bounds.copy()
    for doc in range(len(doc_bounds) - 1):
        for at in range(doc_bounds[doc], doc_bounds[doc + 1] - steps):
            phrase, word = phrases[_U(at)], numbers[_U(at + steps)]
            if phrase >= 0 and word >= 0 and joined[_U(at + steps)]:
                slot = _U(heads[_U(phrase)])
                pairs[slot, 0], pairs[slot, 1] = word, doc
                heads[_U(phrase)] += 1


@njit(cache=True)
def frequent_pairs(bounds, pairs, kinds, least):
    """The pairs of phrase and following word (below `kinds`) found at least `least` times, ordered by phrase only."""
    totals = np.zeros(kinds, np.int32)
    room = len(pairs) // max(least, 1)
    lefts, rights = np.empty(room, np.int32), np.empty(room, np.int32)
    count = 0
    for phrase in range(len(bounds) - 1):
        for at in range(bounds[phrase], bounds[phrase + 1]):
            word = _U(pairs[_U(at), 0])
            totals[word] += 1
            if totals[word] == max(least, 1):
                lefts[count], rights[count] = phrase, word
                count += 1
        for at in range(bounds[phrase], bounds[phrase + 1]):
            totals[_U(pairs[_U(at), 0])] = 0
    return lefts[:count], rights[:count]


@njit(cache=True)
def number_pairs(bounds, pairs, lefts, rights, kinds):
    """Puts in place of every following word the number n of its pair (lefts[n], rights[n]), or -1 for none.

    Pairs are ordered by phrase, then word. Returns where the documents of each pair lie in `count_pairs`.
    """
    number_of, seen = np.full(kinds, -1, np.int32), np.zeros((len(lefts), 2), np.int64)
    first = last = 0
    for left in range(len(bounds) - 1):
        while last < len(lefts) and lefts[last] == left:
            number_of[rights[last]] = last
            last += 1
        for at in range(bounds[left], bounds[left + 1]):
            number = number_of[_U(pairs[_U(at), 0])]
            pairs[_U(at), 0] = number
            if number >= 0:
                _see(seen, _U(number), pairs[_U(at), 1])
        for number in range(first, last):
            number_of[rights[number]] = -1
        first = last
    return _add_up(seen)


@njit(cache=True)
def count_pairs(pairs, bounds, docs, counts):
    """Writes the documents of each pair, in order, and its count in each; pair n has bounds[n]:bounds[n + 1]."""
    heads = _heads(bounds)
    counts[:] = 1
    for at in range(len(pairs)):
        if pairs[_U(at), 0] >= 0:
            _write(heads, _U(pairs[_U(at), 0]), pairs[_U(at), 1], docs, counts)


@njit(cache=True)
def place_pairs(phrases, numbers, joined, steps, bounds, pairs, longer):
    """Writes to `longer` the number of the pair that begins at each place, or -1: `group_pairs` read backwards."""
    heads = bounds.copy()
    longer[:] = -1
    for at in range(len(phrases) - steps):
        if phrases[_U(at)] >= 0 and numbers[_U(at + steps)] >= 0 and joined[_U(at + steps)]:
            longer[_U(at)] = pairs[_U(heads[_U(phrases[_U(at)])]), 0]
            heads[_U(phrases[_U(at)])] += 1


@njit(cache=True)
def bound_words(numbers, doc_bounds, kinds):
    """Where the documents of each word (numbers below `kinds`, -1 for none) lie in `count_words`."""
    seen = np.zeros((kinds, 2), np.int64)
    for doc in range(len(doc_bounds) - 1):
        for at in range(doc_bounds[doc], doc_bounds[doc + 1]):
            if numbers[_U(at)] >= 0:
                _see(seen, _U(numbers[_U(at)]), doc)
    return _add_up(seen)


@njit(cache=True)
def count_words(numbers, doc_bounds, bounds, docs, counts):
    """Writes the documents of each word, in order, and its count in each; word w has bounds[w]:bounds[w + 1]."""
    heads = _heads(bounds)
    counts[:] = 1
    for doc in range(len(doc_bounds) - 1):
        for at in range(doc_bounds[doc], doc_bounds[doc + 1]):
            if numbers[_U(at)] >= 0:
                _write(heads, _U(numbers[_U(at)]), doc, docs, counts)


@njit(forceinline=True, _nrt=False)
def _see(seen, number, doc):
    """One document more for a number, unless it was the last one; that is kept as one more, 0 being none."""
    if seen[number, 1] != doc + 1:
        seen[number, 0] += 1
        seen[number, 1] = doc + 1


@njit
def _add_up(seen):
    bounds = np.zeros(len(seen) + 1, np.int64)
    for number in range(len(seen)):
        bounds[number + 1] = bounds[number] + seen[number, 0]
    return bounds


@njit
def _heads(bounds):
    """For each number the next place to write to, and the last document and one, side by side as they are used."""
    heads = np.zeros((len(bounds) - 1, 2), np.int64)
    heads[:, 0] = bounds[:-1]
    return heads


@njit(forceinline=True, _nrt=False)
def _write(heads, number, doc, docs, counts):
    """One occurrence more of a number in a document; all counts are 1 to begin with."""
    head = heads[number, 0]
    if heads[number, 1] == doc + 1:
        counts[_U(head - 1)] += 1
    else:
        docs[_U(head)] = doc
        heads[number, 0], heads[number, 1] = head + 1, doc + 1
