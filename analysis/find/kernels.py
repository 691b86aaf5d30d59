"""Compiled loops over characters and word ids, each with a plain twin in the tests that it must equal.

Only integers go in and out; what they mean is said in `words` and `cues`, which are the only callers. Numba counts the
references to every array handed on, at a cost above that of the loops; `_nrt=False` leaves that out where no array is
made. A place used as an index is unsigned, which spares the check for places counted from the end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

OTHER, LETTER, DIGIT, APOSTROPHE, HYPHEN, STOP, COMMA, SPACE, LINE, UNSEEN = range(
    10
)  # in an order that the tests below rely on
_U = np.uint64
_LONG = _U(1 << 63)  # the bit that marks the tags of words that do not fit into their tag
_SPREAD = _U(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth 1998, 6.4)
_PLAIN = 128  # letters below it take seven bits


class Letters(NamedTuple):
    """What each code point is (one of the ten above), and its lower case."""

    classes: np.ndarray
    lower: np.ndarray


class Known(NamedTuple):
    """The kinds of word seen so far: word w has the letters pool[ends[w]:ends[w + 1]].

    `table` is one of open addressing, a power of two slots of two numbers: the word's tag, and its id + 1 or 0.
    The tag of up to eight plain letters is these letters, that of any other word a hash.
    """

    table: np.ndarray
    pool: np.ndarray
    ends: np.ndarray


class Found(NamedTuple):
    """Words: id, first and last place in the text, and whether only space parts each from the one before."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    joined: np.ndarray


@njit(cache=True, _nrt=False)
def scan_words(codes, bounds, letters, known, kinds, out, counts):
    """Reads a batch of texts, text t being the code points codes[bounds[t]:bounds[t + 1]]; returns the number of kinds.

    Writes the words from the beginning of `out`, and to `counts` how many each text has; `kinds` are known already.
    """
    found = 0
    for text in range(len(counts)):
        before = found
        found, kinds = _scan_text(codes, bounds[text], bounds[text + 1], letters, known, kinds, out, found)
        counts[text] = found - before
    return kinds


@njit(forceinline=True, _nrt=False)
def _scan_text(codes, begin, size, letters, known, kinds, out, found):
    first, at, lines, plain = found, begin, 0, False
    while at < size:
        kind = letters.classes[codes[_U(at)]]
        if kind < LETTER or kind > DIGIT:
            lines += kind == LINE
            plain = plain and kind >= SPACE
            at += 1
            continue
        start = at
        at, length, tag, ending = _read_word(codes, start, size, letters, known, kinds)
        folded = lines == 0 or (lines == 1 and kind == LETTER and letters.lower[codes[_U(start)]] == codes[_U(start)])
        joined = found > first and plain and folded
        if ending == APOSTROPHE:  # the word before "'s", and "'s" as a word of its own
            tag = _tag(known, known.ends[kinds], length - 2)
            kinds = _write_word(known, kinds, length - 2, tag, out, found, start - begin, at - 2 - begin, joined)
            base = known.ends[kinds]
            known.pool[base], known.pool[base + 1] = 39, 115
            start, length, tag, joined = at - 2, 2, _tag(known, base, 2), True
            found += 1
        kinds = _write_word(known, kinds, length, tag, out, found, start - begin, at - begin, joined)
        found += 1
        at += ending == STOP  # the last stop of "U.S." is part of the abbreviation and parts no words
        lines, plain = 0, True
    return found, kinds


@njit(forceinline=True, _nrt=False)
def _read_word(codes, start, size, letters, known, kinds):
    """Writes the letters of the word that begins at `start` behind those of the known words.

    Returns where it ends, the number of its letters, their tag, and how it ends (see `_ending`).
    """
    at, run, length, packed, widest, base = start, 0, 0, _U(0), np.uint32(0), known.ends[kinds]
    while at < size:
        code = codes[_U(at)]
        kind = letters.classes[code]
        if LETTER <= kind <= DIGIT:
            run += 1
        elif kind != UNSEEN:
            if not _is_inner(codes, at, size, letters, kind, run):
                break
            run = 0
        if kind != UNSEEN:
            letter = np.uint32(39) if kind == APOSTROPHE else letters.lower[code]
            known.pool[_U(base + length)] = letter
            packed, widest = _pack(packed, letter), widest | letter
            length += 1
        at += 1
    return at, length, _finish_tag(packed, widest, length), _ending(codes, start, at, size, letters)


@njit(forceinline=True, _nrt=False)
def _is_inner(codes, at, size, letters, kind, run):
    """Whether the sign at `at`, `run` letters after the last such, stands inside a word: both its neighbours decide."""
    if at + 1 == size or kind < APOSTROPHE or kind > COMMA:
        return False
    last, following = letters.classes[codes[_U(at - 1)]], letters.classes[codes[_U(at + 1)]]
    if last < LETTER or last > DIGIT or following < LETTER or following > DIGIT:
        return False
    if kind <= HYPHEN or (last == DIGIT and following == DIGIT):
        return True
    return kind == STOP and run == 1 and last == LETTER and following == LETTER


@njit(forceinline=True, _nrt=False)
def _ending(codes, start, end, size, letters):
    """STOP where a word such as "U.S" has one more stop behind it, APOSTROPHE where a word ends in "'s", else OTHER."""
    if end - start > 2:
        inner, last = letters.classes[codes[_U(end - 2)]], codes[_U(end - 1)]
        if inner == STOP and end < size and letters.classes[codes[_U(end)]] == STOP:
            return STOP
        if inner == APOSTROPHE and (last == 115 or last == 83):
            return APOSTROPHE
    return OTHER


@njit(forceinline=True, _nrt=False)
def _write_word(known, kinds, length, tag, out, found, start, end, joined):
    """Writes one word, with the id of the letters behind those of the known words; how many are known then."""
    word, kinds = _intern(known, kinds, length, tag)
    out.ids[_U(found)], out.starts[_U(found)], out.ends[_U(found)], out.joined[_U(found)] = word, start, end, joined
    return kinds


@njit(forceinline=True, _nrt=False)
def _intern(known, kinds, length, tag):
    mask, base = _U(len(known.table) - 1), known.ends[kinds]
    slot = _first_slot(tag, mask)
    while known.table[slot + _U(1)] > 0:
        word = np.int64(known.table[slot + _U(1)]) - 1
        if known.table[slot] == tag and (tag < _LONG or _is_same(known, word, base, length)):
            return word, kinds
        slot = (slot + _U(2)) & mask
    known.table[slot], known.table[slot + _U(1)] = tag, _U(kinds + 1)
    known.ends[kinds + 1] = base + length
    return kinds, kinds + 1


@njit(forceinline=True, _nrt=False)
def _is_same(known, word, base, length):
    """Whether a known word has these letters: where the tag is a hash, the letters decide."""
    first = known.ends[word]
    if known.ends[word + 1] - first != length:
        return False
    offset = 0
    while offset < length and known.pool[first + offset] == known.pool[base + offset]:
        offset += 1
    return offset == length


@njit(forceinline=True, _nrt=False)
def _tag(known, base, length):
    packed, widest = _U(0), np.uint32(0)
    for at in range(base, base + length):
        packed, widest = _pack(packed, known.pool[at]), widest | known.pool[at]
    return _finish_tag(packed, widest, length)


@njit(forceinline=True, _nrt=False)
def _pack(packed, letter):
    return ((packed << _U(8)) | (packed >> _U(56))) ^ _U(letter)


@njit(forceinline=True, _nrt=False)
def _finish_tag(packed, widest, length):
    return packed if length <= 8 and widest < _PLAIN else (packed * _SPREAD) | _LONG


@njit(forceinline=True, _nrt=False)
def _first_slot(tag, mask):
    return ((tag * _SPREAD) >> _U(31)) & mask & ~_U(1)


@njit(cache=True, _nrt=False)
def rebuild_table(table, larger):
    """Puts the words of a table into an empty, larger one."""
    mask = _U(len(larger) - 1)
    for at in range(0, len(table), 2):
        if table[at + 1] > 0:
            slot = _first_slot(table[at], mask)
            while larger[slot + _U(1)] > 0:
                slot = (slot + _U(2)) & mask
            larger[slot], larger[slot + _U(1)] = table[at], table[at + 1]


@njit(cache=True, _nrt=False)
def renumber(ids, rank):
    """Puts in place of every id its rank."""
    for at in range(len(ids)):
        ids[at] = rank[ids[at]]


@njit(cache=True, _nrt=False)
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
