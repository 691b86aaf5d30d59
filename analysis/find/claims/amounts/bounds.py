"""Bounds: the words around a number that widen or limit it, and the interval that they leave."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from analysis.find.lists import read_list

ABOUT, AT_LEAST, AT_MOST, RANGE = "about", "at least", "at most", "range"
_NEAR = ("nearly", "just over")  # kinds of the list that are told as "about", on one side of the number
_WIDEST = 0.1  # how far a bound reaches at most, as a share of the number
_WINDOW = 24  # code points before a number in which its bound begins


class Bound(NamedTuple):
    """Words that bound a number: code points, and what they make of it."""

    start: int
    end: int
    kind: str


@cache
def _patterns(place: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for word, kind, note in read_list("bounds").iter_rows() if place in note.split()}
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(kinds, key=len, reverse=True))
    pattern = rf"(?:(?<=\s)|(?<=[(“\"‘—–]))({words})\s*$" if place == "before" else rf"\s*({words})(?![\w])"
    return re.compile(pattern, re.IGNORECASE), kinds


def find_before(text: str, at: int) -> Bound | None:
    """The bound that ends where the number begins; of "at least some" the first word counts.

    >>> find_before("it had at least some 12", 21)
    Bound(start=7, end=21, kind='at least')
    """
    pattern, kinds = _patterns("before")
    found, position = None, at
    for _ in range(2):
        window = " " + text[max(0, position - _WINDOW) : position]
        if not window.endswith((" ", "\n", "~", ">", "<", "≥", "≤")) or not (match := pattern.search(window)):
            break
        if position <= _WINDOW or match.start(1) > 1:
            position = max(0, position - _WINDOW) + match.start(1) - 1
            found = Bound(position, at, kinds[_plain(match[1])])
    return found


def find_after(text: str, at: int) -> Bound | None:
    """The bound that begins where the number or its unit ends: "12 or more", "50+"."""
    pattern, kinds = _patterns("after")
    found = pattern.match(text, at)
    if found is None or (found[1][0].isalpha() and found.start(1) == at):
        return None
    return Bound(found.start(1), found.end(), kinds[_plain(found[1])])


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def find_interval(value: float, kind: str, written: float, slack: float = 0.0) -> tuple[float | None, float | None]:
    """The lowest and highest number meant; None where there is no limit.

    A number is as precise as it is worded: "about" reaches half a step of its last digit that is not zero, "nearly" a step
    below it, "just over" a step above it, all no more than 10 % of the number. About 140 is 135 to 145, and 293 is about 300.
    An exact number reaches `slack` both ways, and "about" no less.

    >>> find_interval(140, "about", 1), find_interval(200, "nearly", 1), find_interval(38, "at least", 1)
    ((135.0, 145.0), (180.0, 200.0), (38.0, None))
    """
    step = min(_find_step(abs(value), written), 2 * _WIDEST * abs(value))
    if kind == ABOUT:
        reach = max(step / 2, slack)
        return value - reach, value + reach
    if kind in _NEAR:
        reach = max(min(step, _WIDEST * abs(value)), slack)
        return (value - reach, float(value)) if kind == "nearly" else (float(value), value + reach)
    if kind == AT_LEAST:
        return float(value), None
    if kind == AT_MOST:
        return None, float(value)
    return value - slack, value + slack


def _find_step(value: float, written: float) -> float:
    """What one step of the last digit that is not zero is worth: 100 in 300, 0.1 in 12.4; of a last five five: 50 in 250."""
    digits = round(value / written) if written > 0 else 0
    step = written
    while digits and digits % 10 == 0 and not math.isinf(digits):
        digits, step = digits // 10, step * 10
    return step * 5 if digits % 10 == 5 else step


def name_bound(kind: str) -> str:
    """The bound as the table of values calls it."""
    return ABOUT if kind in _NEAR else kind
