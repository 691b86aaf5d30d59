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
_OWN = _U(39 << 7 | 115)  # the tag of "'s"
_PLAIN = 128  # letters below it take seven bits


class Letters(NamedTuple):
    """What each code point is (one of the ten above), and the lower case of letters and digits, 0 for all others."""

    classes: np.ndarray
    lower: np.ndarray


class Known(NamedTuple):
    """The kinds of word seen so far: word w has the letters pool[ends[w]:ends[w + 1]].

    `table` is one of open addressing, a power of two slots of two numbers: the word's tag, and its id + 1 or 0.
    The tag of up to nine plain letters is these letters, seven bits each, that of any other word a hash.
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
def scan_words(codes, bounds, letters, known, kinds, out, tags, counts):
    """Reads a batch of texts, text t being the code points codes[bounds[t]:bounds[t + 1]]; returns the number of kinds.

    The last code point of each text is a mark of its end that belongs to no word, so that no other end need be looked for.
    Writes the words from the beginning of `out`, and to `counts` how many each text has; `kinds` are known already.
    """
    found = 0
    for text in range(len(counts)):
        first, begin = found, bounds[text]
        found = _scan_text(codes, begin, bounds[text + 1], letters, out, tags, first)
        for place in range(first, found):
            start, end = begin + out.starts[_U(place)], begin + out.ends[_U(place)]
            word, kinds = _intern(codes, start, end, tags[_U(place)], letters, known, kinds)
            out.ids[_U(place)] = word
        counts[text] = found - first
    return kinds


@njit(forceinline=True, _nrt=False)
def _scan_text(codes, begin, size, letters, out, tags, found):
    """Writes where the words of a text stand, and their tags; returns how many words of the batch there are then."""
    first, at, lines, plain = found, begin, 0, False
    while at < size:
        if letters.lower[codes[_U(at)]] == 0:
            kind = letters.classes[codes[_U(at)]]
            lines += kind == LINE
            plain = plain and kind >= SPACE
            at += 1
            continue
        start = at
        at, tag, stem, ending = _read_word(codes, start, letters)
        folded = lines == 0 or (lines == 1 and _is_small(codes[_U(start)], letters))
        joined = found > first and plain and folded
        if ending == APOSTROPHE:  # the word before "'s", and "'s" as a word of its own
            _write_word(out, tags, found, start - begin, at - 2 - begin, joined, stem)
            start, tag, joined = at - 2, _OWN, True
            found += 1
        _write_word(out, tags, found, start - begin, at - begin, joined, tag)
        found += 1
        at += ending == STOP  # the last stop of "U.S." is part of the abbreviation and parts no words
        lines, plain = 0, True
    return found


@njit(forceinline=True, _nrt=False)
def _write_word(out, tags, found, start, end, joined, tag):
    out.starts[_U(found)], out.ends[_U(found)], out.joined[_U(found)], tags[_U(found)] = start, end, joined, tag


@njit(forceinline=True, _nrt=False)
def _is_small(code, letters):
    return letters.classes[code] == LETTER and letters.lower[code] == code


@njit(forceinline=True, _nrt=False)
def _read_word(codes, start, letters):
    """Where the word that begins at `start` ends, its tag, the tag of what stands before its last sign, and how it ends.

    STOP where a word such as "U.S" has one more stop behind it, APOSTROPHE where it ends in "'s", else OTHER.
    """
    at, run, length, packed, widest, sign, stem = start, start, 0, _U(0), np.uint32(0), OTHER, _U(0)
    while True:
        letter = letters.lower[codes[_U(at)]]
        if letter == 0:
            kind = letters.classes[codes[_U(at)]]
            if kind == UNSEEN:
                at += 1
                continue
            if not _is_inner(codes, at, run, kind, letters):
                break
            letter, stem = _letter(codes[_U(at)], letters), _finish_tag(packed, widest, length)
            sign, run = kind, at + 1
        packed, widest = ((packed << _U(7)) | (packed >> _U(57))) ^ _U(letter), widest | letter
        length += 1
        at += 1
    tag, ending = _finish_tag(packed, widest, length), OTHER
    if sign == STOP and at - run == 1 and letters.classes[codes[_U(at)]] == STOP:
        ending = STOP
    if sign == APOSTROPHE and at - run == 1 and letters.lower[codes[_U(at - 1)]] == 115:
        ending = APOSTROPHE
    return at, tag, stem, ending


@njit(forceinline=True, _nrt=False)
def _is_inner(codes, at, run, kind, letters):
    """Whether the sign at `at` stands inside a word, the last sign being before `run`: both its neighbours decide."""
    if kind < APOSTROPHE or kind > COMMA:
        return False
    last, following = letters.classes[codes[_U(at - 1)]], letters.classes[codes[_U(at + 1)]]
    if last < LETTER or last > DIGIT or following < LETTER or following > DIGIT:
        return False
    if kind <= HYPHEN or (last == DIGIT and following == DIGIT):
        return True
    return kind == STOP and at - run == 1 and last == LETTER and following == LETTER


@njit(forceinline=True, _nrt=False)
def _letter(code, letters):
    """What a code point inside a word is written as, 0 for nothing."""
    if letters.lower[code] > 0:
        return letters.lower[code]
    kind = letters.classes[code]
    return np.uint32(0) if kind == UNSEEN else np.uint32(39) if kind == APOSTROPHE else code


@njit(forceinline=True, _nrt=False)
def _finish_tag(packed, widest, length):
    return packed if length <= 9 and widest < _PLAIN else (packed * _SPREAD) | _LONG


@njit(forceinline=True, _nrt=False)
def _intern(codes, start, end, tag, letters, known, kinds):
    """The id of the word codes[start:end], and the number of kinds, with this one where it is new."""
    mask = _U(len(known.table) - 1)
    slot = _first_slot(tag, mask)
    while known.table[slot + _U(1)] > 0:
        word = np.int64(known.table[slot + _U(1)]) - 1
        if known.table[slot] == tag and (tag < _LONG or _is_same(codes, start, end, letters, known, word)):
            return word, kinds
        slot = (slot + _U(2)) & mask
    known.table[slot], known.table[slot + _U(1)] = tag, _U(kinds + 1)
    last = known.ends[kinds]
    for at in range(start, end):
        letter = _letter(codes[_U(at)], letters)
        if letter > 0:
            known.pool[_U(last)] = letter
            last += 1
    known.ends[kinds + 1] = last
    return kinds, kinds + 1


@njit(forceinline=True, _nrt=False)
def _is_same(codes, start, end, letters, known, word):
    """Whether a known word has these letters: where the tag is a hash, the letters decide."""
    place, last = known.ends[word], known.ends[word + 1]
    for at in range(start, end):
        letter = _letter(codes[_U(at)], letters)
        if letter > 0:
            if place == last or known.pool[_U(place)] != letter:
                return False
            place += 1
    return place == last


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
