"""Compiled measures of lexical diversity, one value a document, from word ids; undefined is NaN.

A buffer as long as the vocabulary serves all documents: what it holds of a document before is told by its number, so
that nothing is cleared. Where a place is used as an index it is unsigned, which spares the check for places from the end.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_U = np.uint64


@njit(cache=True)
def measure_mtld(ids, bounds, kinds, percent):
    """Mean length of the stretches that hold a type-token ratio above `percent` / 100: MTLD (McCarthy & Jarvis 2010).

    The mean of both reading directions; document d has the ids (below `kinds`) bounds[d]:bounds[d + 1]. NaN where there is
    no factor, that is no word or none said twice.
    """
    values, seen, stretch = np.full(len(bounds) - 1, np.nan), np.zeros(kinds, np.int64), 0
    for doc in range(len(values)):
        first, last = bounds[doc], bounds[doc + 1]
        forward, stretch = _count_factors(ids, first, last, 1, percent, seen, stretch)
        backward, stretch = _count_factors(ids, last - 1, first - 1, -1, percent, seen, stretch)
        if forward > 0 and backward > 0:
            values[doc] = (last - first) * (1 / forward + 1 / backward) / 2
    return values


@njit(forceinline=True, _nrt=False)
def _count_factors(ids, begin, stop, step, percent, seen, stretch):
    """The factors from `begin` to before `stop`, the last one in part; and the number of the last stretch.

    A factor is full as soon as the ratio has fallen to the threshold, in integers so that a tie is one everywhere.
    """
    factors, types, length = 0.0, 0, 0
    stretch += 1
    for at in range(begin, stop, step):
        word = _U(ids[_U(at)])
        length += 1
        types += seen[word] != stretch
        seen[word] = stretch
        if 100 * types <= percent * length:
            factors += 1
            stretch += 1
            types, length = 0, 0
    if length > 0:
        factors += (1 - types / length) / (1 - percent / 100)
    return factors, stretch


@njit(cache=True)
def measure_mattr(ids, bounds, kinds, window):
    """Mean type-token ratio of all stretches of `window` words: MATTR (Covington & McFall 2010).

    NaN for a document shorter than one. A word adds a type to those stretches around it that do not hold its like before it,
    so that each word is looked at once, whatever the window.
    """
    values, latest = np.full(len(bounds) - 1, np.nan), np.full(kinds, -1, np.int64)
    for doc in range(len(values)):
        first, stretches = bounds[doc], bounds[doc + 1] - bounds[doc] - window + 1
        if stretches < 1:
            continue
        types = 0
        for at in range(first, bounds[doc + 1]):
            word = _U(ids[_U(at)])
            earliest = max(first, at - window + 1, latest[word] + 1)
            types += max(0, min(at, first + stretches - 1) - earliest + 1)
            latest[word] = at
        values[doc] = types / (stretches * window)
    return values


@njit(cache=True)
def measure_hdd(ids, bounds, kinds, draws):
    """Expected type-token ratio of `draws` words drawn without return: HD-D (McCarthy & Jarvis 2007), 0 to 1.

    The sum over all types of the hypergeometric chance of being among the drawn, over `draws`. NaN for a document shorter.
    """
    values, counts = np.full(len(bounds) - 1, np.nan), np.zeros(kinds, np.int32)
    longest = max(bounds[1:] - bounds[:-1]) if len(values) else 0
    missed = np.empty(longest + 1)
    for doc in range(len(values)):
        first, last = bounds[doc], bounds[doc + 1]
        if last - first < draws:
            continue
        most = 0
        for at in range(first, last):
            counts[_U(ids[_U(at)])] += 1
            most = max(most, counts[_U(ids[_U(at)])])
        _write_missed(missed, last - first, draws, most)
        chances = 0.0
        for at in range(first, last):
            chances += 1 - missed[_U(counts[_U(ids[_U(at)])])]
            counts[_U(ids[_U(at)])] = 0
        values[doc] = chances / draws
    return values


@njit(forceinline=True, _nrt=False)
def _write_missed(missed, words, draws, most):
    """The chance that none of n words out of `words` is among those drawn, for n up to `most`: C(w-n, d) / C(w, d)."""
    missed[0] = 1.0
    for n in range(most):
        missed[n + 1] = missed[n] * (words - draws - n) / (words - n)  # once 0, it stays 0
