"""Compiled loops over characters and word ids, each with a plain twin in the tests that it must equal.

Only integers go in and out; what they mean is said in `words` and `cues`, which are the only callers.
"""

from __future__ import annotations

import numpy as np
from numba import njit

OTHER, LETTER, DIGIT, APOSTROPHE, HYPHEN, STOP, COMMA, SPACE, LINE, UNSEEN = range(10)
_PRIME = np.uint64(1099511628211)
_BASIS = np.uint64(14695981039346656037)


@njit(cache=True)
def scan_words(codes, classes, lower, ids_out, starts_out, ends_out, joined_out, table, pool, pool_ends, kinds):
    """Reads one text: writes each word's id, start, end and whether only space lies before it; returns words and kinds.

    `codes` are the text's code points; `classes` and `lower` say what a code point is and its lower case.
    `table` (open addressing, a power of two), `pool` and `pool_ends` hold the kinds of word seen so far, `kinds` of them.
    """
    size, found, at = len(codes), 0, 0
    lines, plain = 0, False
    while at < size:
        kind = _kind(codes, classes, at)
        if kind != LETTER and kind != DIGIT:
            if kind == LINE:
                lines += 1
            elif kind != SPACE and kind != UNSEEN:
                plain = False
            at += 1
            continue
        start = at
        at = _word_end(codes, classes, at)
        stopped = _is_abbreviation(codes, classes, start, at)
        cut = _possessive(codes, classes, start, at)
        folded = lines == 0 or (lines == 1 and lower[codes[start]] == codes[start] and kind == LETTER)
        joined = found > 0 and plain and folded
        begin = start
        while begin < at:
            end = cut if begin < cut else at
            base = pool_ends[kinds]
            length, hashed = _store(codes, classes, lower, begin, end, pool, base)
            slot = _find_slot(table, pool, pool_ends, base, length, hashed)
            if table[slot] < 0:
                table[slot] = kinds
                pool_ends[kinds + 1] = base + length
                kinds += 1
            ids_out[found], starts_out[found], ends_out[found] = table[slot], begin, end
            joined_out[found] = joined or begin == cut
            found += 1
            begin = end
        at += stopped  # the last stop of "U.S." is part of the abbreviation and parts no words
        lines, plain = 0, True
    return found, kinds


@njit
def _kind(codes, classes, at):
    return classes[codes[at]]


@njit
def _word_end(codes, classes, at):
    """Where the word that begins at `at` ends."""
    size, run = len(codes), 0
    while at < size:
        kind = _kind(codes, classes, at)
        if kind == LETTER or kind == DIGIT:
            run += 1
        elif kind != UNSEEN:
            last = _kind(codes, classes, at - 1)
            following = _kind(codes, classes, at + 1) if at + 1 < size else OTHER
            inner = (last == LETTER or last == DIGIT) and (following == LETTER or following == DIGIT)
            number = last == DIGIT and following == DIGIT
            initials = kind == STOP and run == 1 and last == LETTER and following == LETTER
            if not (inner and (kind == APOSTROPHE or kind == HYPHEN or initials or (number and kind != SPACE
                    and (kind == STOP or kind == COMMA)))):
                break
            run = 0
        at += 1
    return at


@njit
def _is_abbreviation(codes, classes, start, end):
    """1 where a word such as "U.S" has a stop inside and one more behind it, else 0."""
    if end < len(codes) and end - start > 2 and _kind(codes, classes, end) == STOP and _kind(codes, classes, end - 2) == STOP:
        return 1
    return 0


@njit
def _possessive(codes, classes, start, end):
    """Where the "'s" at a word's end begins, or the word's end."""
    if end - start > 2 and _kind(codes, classes, end - 2) == APOSTROPHE and (codes[end - 1] == 115 or codes[end - 1] == 83):
        return end - 2
    return end


@njit
def _store(codes, classes, lower, start, end, pool, base):
    """Writes a word's letters, folded, into the pool; returns how many and their hash."""
    hashed, length = _BASIS, 0
    for at in range(start, end):
        kind = _kind(codes, classes, at)
        if kind != UNSEEN:
            code = np.uint32(39) if kind == APOSTROPHE else lower[codes[at]]
            pool[base + length] = code
            length += 1
            hashed = (hashed ^ np.uint64(code)) * _PRIME
    return length, hashed


@njit
def _find_slot(table, pool, pool_ends, base, length, hashed):
    """The place of a word in the table, free where it was not seen before; compares letters, not hashes alone."""
    mask = len(table) - 1
    slot = np.int64((hashed ^ (hashed >> np.uint64(29))) & np.uint64(mask))
    while table[slot] >= 0:
        first = pool_ends[table[slot]]
        if pool_ends[table[slot] + 1] - first == length:
            same = True
            for offset in range(length):
                if pool[first + offset] != pool[base + offset]:
                    same = False
                    break
            if same:
                break
        slot = (slot + 1) & mask
    return slot


@njit(cache=True)
def rebuild_table(table, pool, pool_ends, kinds):
    """Puts the kinds of word seen so far into an empty, larger table."""
    mask = len(table) - 1
    for word in range(kinds):
        hashed = _BASIS
        for at in range(pool_ends[word], pool_ends[word + 1]):
            hashed = (hashed ^ np.uint64(pool[at])) * _PRIME
        slot = np.int64((hashed ^ (hashed >> np.uint64(29))) & np.uint64(mask))
        while table[slot] >= 0:
            slot = (slot + 1) & mask
        table[slot] = word


@njit(cache=True)
def match_patterns(ids, joined, first_bounds, first_patterns, bounds, lows, highs, out_pattern, out_start, out_length):
    """Writes every place where a pattern stands, and returns how many there are, even where the output is too short.

    Pattern p is the id ranges lows..highs[bounds[p]:bounds[p + 1]], one a word, high excluded;
    first_patterns[first_bounds[id]:first_bounds[id + 1]] are the patterns that may begin with that id.
    """
    found, size, room = 0, len(ids), len(out_pattern)
    for at in range(size):
        word = ids[at]
        for index in range(first_bounds[word], first_bounds[word + 1]):
            pattern = first_patterns[index]
            begin, length = bounds[pattern], bounds[pattern + 1] - bounds[pattern]
            if at + length > size:
                continue
            whole = True
            for step in range(1, length):
                here = ids[at + step]
                if not joined[at + step] or here < lows[begin + step] or here >= highs[begin + step]:
                    whole = False
                    break
            if whole:
                if found < room:
                    out_pattern[found], out_start[found], out_length[found] = pattern, at, length
                found += 1
    return found
