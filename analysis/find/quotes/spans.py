"""Spans: the quotation marks of one text, and how a content lies to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

SPAN = tuple[int, int]
MARK = tuple[int, int, bool]  # the words inside the marks, and whether a mark ends them
PIECE = tuple[int, int, str]  # of a content, with its type
_CLOSES = {"”": "“", "’": "‘", '"': '"', "»": "«"}  # what each mark closes
_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_OPENING = regex.compile(r"(?:''|``|\p{P}|)$")
_CLOSING = regex.compile(r"''|\p{P}|")
_EDGE = " \t\r\n,;:.—–-"


class Marks:
    """The quotations of one text, apart and in order: the words between the marks, and whether a mark ends them."""

    def __init__(self, marks: list[MARK]) -> None:
        self.marks = marks
        self._starts = [mark[0] for mark in marks]
        self._ends = [mark[1] for mark in marks]

    def touching(self, start: int, end: int) -> list[MARK]:
        """The quotations that share a character with these code points."""
        return self.marks[self.reach(start, end)]

    def reach(self, start: int, end: int) -> slice:
        """The places of these quotations in `marks`."""
        return slice(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def around(self, place: int) -> MARK | None:
        """The quotation in which a character stands."""
        index = bisect_right(self._starts, place) - 1
        return self.marks[index] if index >= 0 and place < self._ends[index] else None


def trim(text: str, start: int, end: int) -> SPAN:
    """A span without the space, commas and stops at its ends, but with the mark that closes what is quoted in it."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    closes = _CLOSES.get(text[end : end + 1])
    return start, end + bool(closes and closes in text[start:end])


def fit(text: str, span: SPAN, cue: int, marks: Marks) -> list[PIECE]:
    """A content as pieces with types: a quotation that it touches is whole in it, unless the cue stands inside that."""
    start, end = span
    touched = marks.touching(start, end) if start < end else []
    around = marks.around(cue)
    if around in touched:
        start, end = trim(text, max(start, around[0]), min(end, around[1]))
        touched = []
    if not touched:
        return [(start, end, "indirect")] if _WORDS.search(text, start, max(start, end)) else []
    start, end = min(start, touched[0][0]), max(end, touched[-1][1])
    if all(word == "that" for word in _find_outside(text, start, end, touched)):
        return [(begin, stop, "direct") for begin, stop, _ in touched]
    if start == touched[0][0]:
        start -= len(_OPENING.search(text[:start][-2:]).group())
    if end == touched[-1][1]:
        end += len(_CLOSING.match(text[end : end + 2]).group())
    return [(start, end, "mixed")]


def _find_outside(text: str, start: int, end: int, touched: list[MARK]) -> Iterator[str]:
    """The words of a span that stand in none of its quotations."""
    for begin, stop, _ in touched:
        yield from _WORDS.findall(text, start, max(start, begin))
        start = stop
    yield from _WORDS.findall(text, start, max(start, end))
