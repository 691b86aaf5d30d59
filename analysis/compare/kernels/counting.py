"""Compiled loops from word ids to sparse counts.

Places are put beside their like in one pass, so that all else is read in order or close by. A place used as an index is
unsigned, which spares the check for places counted from the end.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_U = np.uint64


@njit(cache=True)
def bound_places(phrases, kinds):
    """Where the places of each phrase (below `kinds`, -1 for none) lie in `group_places`."""
    bounds = np.zeros(kinds + 1, np.int64)
    for phrase in phrases:
        if phrase >= 0:
            bounds[_U(phrase + 1)] += 1
    for phrase in range(kinds):
        bounds[phrase + 1] += bounds[phrase]
    return bounds


@njit(cache=True)
def group_places(phrases, ids, joined, steps, doc_bounds, bounds, places):
    """Writes for each place of a phrase the word that follows, `steps` further, and the document, side by side by phrase.

    Those of one phrase are in the order of the text; the word is -1 where none is joined. Document d has the words
    doc_bounds[d]:doc_bounds[d + 1].
    """
    heads = bounds.copy()
    for doc in range(len(doc_bounds) - 1):
        last = doc_bounds[doc + 1]
        for at in range(doc_bounds[doc], last):
            if phrases[_U(at)] >= 0:
                phrase, further = _U(phrases[_U(at)]), at + steps
                slot = _U(heads[phrase])
                places[slot, 0] = ids[_U(further)] if further < last and joined[_U(further)] else -1
                places[slot, 1] = doc
                heads[phrase] += 1


@njit(cache=True)
def count_phrases(bounds, places, least, docs, counts):
    """Writes the documents, in order, of each phrase with `least` places, and its count in each.

    Returns these phrases, and the bounds of each in what was written.
    """
    kept, found = np.empty(len(bounds) - 1, np.int32), np.zeros(len(bounds), np.int64)
    many = used = 0
    for phrase in range(len(kept)):
        if bounds[phrase + 1] - bounds[phrase] < least:
            continue
        before = -1
        for at in range(bounds[phrase], bounds[phrase + 1]):
            doc = places[_U(at), 1]
            if doc == before:
                counts[_U(used - 1)] += 1
            else:
                docs[_U(used)], counts[_U(used)] = doc, 1
                used += 1
                before = doc
        kept[many], found[many + 1] = phrase, used
        many += 1
    return kept[:many], found[: many + 1]


@njit(cache=True)
def count_pairs(bounds, places, kinds, least, docs, counts):
    """The same for each phrase with a word that follows it (below `kinds`) in `least` places: ordered by phrase, then word.

    Returns the phrases, the words and the bounds; puts the number of the pair, or -1 for none, in place of every word.
    """
    room = len(places) // least
    lefts, rights, found = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room + 1, np.int64)
    seen, words = (
        np.zeros((kinds, 3), np.int64),
        np.empty(kinds, np.int32),
    )  # seen: times, documents, the last one and 1
    found[0] = many = 0
    for phrase in range(len(bounds) - 1):
        first, last = bounds[phrase], bounds[phrase + 1]
        different = _see_words(places, first, last, seen, words)
        begun, many = many, _keep_words(words, different, least, seen, rights, many)
        rights[begun:many].sort()
        for number in range(
            begun, many
        ):  # from here on: the number and 1, the next place to write to, the last document
            word = _U(rights[number])
            lefts[number], found[number + 1] = phrase, found[number] + seen[word, 1]
            seen[word, 0], seen[word, 1], seen[word, 2] = number + 1, found[number], 0
        for at in range(first, last):
            if places[_U(at), 0] >= 0:
                word = _U(places[_U(at), 0])
                places[_U(at), 0] = seen[word, 0] - 1
                if seen[word, 0] > 0:
                    _write(seen, word, places[_U(at), 1], docs, counts)
        for place in range(different):
            seen[_U(words[place]), :] = 0
    return lefts[:many], rights[:many], found[: many + 1]


@njit(forceinline=True, _nrt=False)
def _see_words(places, first, last, seen, words):
    """Counts the places and documents of the words that follow one phrase; writes which they are, and returns how many."""
    different = 0
    for at in range(first, last):
        if places[_U(at), 0] >= 0:
            word, doc = _U(places[_U(at), 0]), places[_U(at), 1]
            if seen[word, 0] == 0:
                words[_U(different)] = word
                different += 1
            seen[word, 0] += 1
            seen[word, 1] += seen[word, 2] != doc + 1
            seen[word, 2] = doc + 1
    return different


@njit(forceinline=True, _nrt=False)
def _keep_words(words, different, least, seen, kept, many):
    """Adds the words that were seen often enough to the kept, and marks the others as none; how many are kept then."""
    for place in range(different):
        word = _U(words[place])
        if seen[word, 0] >= least:
            kept[many] = word
            many += 1
        else:
            seen[word, 0] = 0
    return many


@njit(forceinline=True, _nrt=False)
def _write(seen, word, doc, docs, counts):
    """One occurrence more of a pair in a document."""
    head = seen[word, 1]
    if seen[word, 2] == doc + 1:
        counts[_U(head - 1)] += 1
    else:
        docs[_U(head)], counts[_U(head)] = doc, 1
        seen[word, 1], seen[word, 2] = head + 1, doc + 1


@njit(cache=True)
def place_pairs(phrases, bounds, places, longer):
    """Writes to `longer` the number of the pair that begins at each place, or -1: `group_places` read backwards."""
    heads = bounds.copy()
    for at in range(len(phrases)):
        longer[_U(at)] = -1
        if phrases[_U(at)] >= 0:
            longer[_U(at)] = places[_U(heads[_U(phrases[_U(at)])]), 0]
            heads[_U(phrases[_U(at)])] += 1
