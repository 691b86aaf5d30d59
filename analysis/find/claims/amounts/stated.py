"""Stated amounts: a number with its bound and its measure, read from the text alone: "at least 38", "$2m to $3m"."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.find.claims.amounts.bounds import (
    AT_LEAST,
    AT_MOST,
    RANGE,
    find_after,
    find_before,
    find_interval,
    name_bound,
)
from analysis.find.claims.amounts.measures import PERCENT, YEAR, Measure, find_measure, find_sign, says_age
from analysis.find.claims.amounts.numerals import Numeral, list_values, read_millions, read_numeral
from analysis.find.claims.amounts.shares import Share, read_share
from analysis.find.claims.values import EXACT

COUNT = "count"
_NO_START = re.compile(r"(?:\w[.,:/'’]|[\w/:#№&@_]|\w[-‐–])$")
_NO_END = re.compile(
    r"[:/]\d|\.\w|-\d|,\d|\w|['’]\w|-?(?:st|nd|rd|th)\b|-(?:first|second|third|fifth|[a-z]+(?:xth|nth|hth))\b"
)
_FIGURES = re.compile(r"\d*")
_HEAD = re.compile(r"\d\s[.:]\s?$|(?<!\d)\d{1,3}\s,\s$")  # the figures are parted, as in "6 . 1" and "120 , 000"
_TAIL = re.compile(r"\s[.:]\s?\d|\s,\s\d{3}(?!\d)")
_SECOND = re.compile(r"\s?[-‐–—]\s?[^\w\s]{0,3}\d")
_CHAIN = re.compile(r"[-‐–—/]\d+[-‐–—/]\d|[-‐–—]\d+[./]\d")
_LINK = re.compile(r"-?\s+(to|or|and)\s+|\s?([-‐–—])\s?")
_SIGN = re.compile(r"(?:[^\w\s]|[A-Z]{1,3}\$|[A-Z]{3}\s)?(?=\d)")
_FROM = re.compile(r"\bfrom\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:between|(?:rang\w+|anywhere|anything)\s+(?:from|between))\s+$", re.IGNORECASE)
_NOUNS = re.compile(r"\s+(?:[a-z]+\s)?(?:[a-z]+[^s\W]s\b|people\b|children\b|men\b|women\b)")
_DECADE = re.compile(r"\bin\s+(?:his|her|their)\s+(?:(early|mid|late)[\s-])?$", re.IGNORECASE)
_TENS = re.compile(r"(?:(\d0)['’]?s|([a-z]+ties))\b", re.IGNORECASE)
_DECADES = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_OF_PERCENT = re.compile(r"\s+of\s+(?:1|one|a)\s?(?:percent\b|per\s?cent\b|%)", re.IGNORECASE)
_SIGNED = ("°C", "degree")  # what may be below zero
_MINUS = re.compile(r"(?:\bminus\s|(?<![^\s(])[-−–])$", re.IGNORECASE)
_PARTLY = 1.0  # points by which a share told as a fraction may miss: "two thirds" is 66.4 %
_ROUGHLY = 0.05  # and the part of it by which it may miss where it is only "about" so


class Stated(NamedTuple):
    """An amount as it is stated: code points, kind of value, its number or the two of a range, limits, unit, bound.

    `number` are the code points of the number alone, `bare` says that it is a whole number in plain figures and no more.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[float, ...]
    low: float | None
    high: float | None
    unit: str
    bound: str
    number: tuple[int, int]
    bare: bool = False


class _Part(NamedTuple):
    """A number with its measure: code points of both."""

    numeral: Numeral
    measure: Measure | None
    start: int
    end: int

    def convert(self, number: float) -> float:
        return number if self.measure is None else number * self.measure.factor + self.measure.added


def read_stated(text: str, at: int) -> Stated | None:
    """The amount whose number begins at this code point; None where no amount does.

    >>> read_stated("It cost at least 12bn euros.", 17)[2:8]
    ('money', (12000000000.0,), 12000000000.0, None, 'EUR', 'at least')
    """
    if decade := _read_decade(text, at):
        return decade
    if _NO_START.search(text, max(0, at - 2), at) or _is_parted(text, at):
        return None
    if share := read_share(text, at):
        return _tell_share(text, share)
    first = _read_part(text, at)
    if first is None:
        return None
    second = _read_range(text, first)
    if second:
        return _tell_range(text, first, second)
    if _SECOND.match(text, first.end) and first.measure is None:
        return None
    return _tell(text, _add_smaller(text, first))


def _is_parted(text: str, at: int) -> bool:
    """Whether spaces part the figures that begin here from others of the same number, so that it cannot be read."""
    end = _FIGURES.match(text, at).end()
    return end > at and bool(_HEAD.search(text, max(0, at - 6), at) or _TAIL.match(text, end))


def _tell_share(text: str, share: Share) -> Stated:
    start, end, percent = share
    if part := _OF_PERCENT.match(text, end):
        end, percent = part.end(), percent / 100
    before = find_before(text, start)
    said = before.kind if before else EXACT
    slack = min(_PARTLY, percent / 10) if said == EXACT else _ROUGHLY * percent
    limits = find_interval(percent, said, _PARTLY, slack)
    begin = before.start if before else start
    return Stated(begin, end, "percent", (percent,), *limits, PERCENT, name_bound(said), (start, end))


def _read_part(text: str, at: int) -> _Part | None:
    """A number with its measure; none where it goes on as something else: "12th", "12:30", "12A"."""
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    sign = find_sign(text, numeral.start)
    numeral = read_millions(text, numeral) if sign and sign.kind == "money" else _see_millions(text, numeral)
    measure = find_measure(text, numeral.start, numeral.end, numeral.many)
    if sign and (measure is None or measure.kind != "money"):
        measure = sign
    if measure and measure.unit in _SIGNED and (minus := _MINUS.search(text, max(0, at - 8), at)):
        numeral = numeral._replace(start=minus.start(), value=-numeral.value)
    if measure is None and 0 < numeral.value < 1 and text[at].isalpha():
        return None  # "half a boat"
    end = max(numeral.end, measure.end if measure else 0)
    if _CHAIN.match(text, end) or (_NO_END.match(text, end) and not _SECOND.match(text, end)):
        return None
    return _Part(numeral, measure, min(numeral.start, measure.start if measure else numeral.start), end)


def _add_smaller(text: str, part: _Part) -> _Part:
    """The measure with the smaller one that goes on with it: "six feet two inches"."""
    if part.measure is None or part.measure.kind != "unit" or part.end == part.numeral.end:
        return part
    more = _read_part(text, part.end + 1) if text[part.end : part.end + 1] in (" ", "-") else None
    if more is None or more.measure is None or more.measure.unit != part.measure.unit:
        return part
    if more.measure.factor >= part.measure.factor:
        return part
    value = part.numeral.value + more.numeral.value * more.measure.factor / part.measure.factor
    written = more.measure.factor / part.measure.factor
    numeral = part.numeral._replace(end=more.numeral.end, value=value, written=written)
    return _Part(numeral, part.measure, part.start, more.end)


def _see_millions(text: str, numeral: Numeral) -> Numeral:
    """The number in millions where its "m" stands before a noun of many ("2m homes") or a currency ("2m euros")."""
    millions = read_millions(text, numeral)
    if millions is numeral:
        return numeral
    return millions if _NOUNS.match(text, millions.end) or find_measure(text, numeral.start, millions.end) else numeral


# --- ranges -------------------------------------------------------------------------------------------------------


def _read_range(text: str, first: _Part) -> _Part | None:
    """The second of "10 to 14"; None where there is none: "rose from 10 to 14" tells two numbers, 3-2 is a score."""
    link = _LINK.match(text, first.end)
    if link is None:
        return None
    sign = _SIGN.match(text, link.end())
    second = _read_part(text, sign.end() if sign else link.end())
    if second is None or second.numeral.many or _convert_first(first, second) >= second.convert(second.numeral.value):
        return None
    if first.measure and not _agree(first, second):
        return None
    opened = _OPENING.search(text, max(0, first.start - 24), _find_start(text, first))
    if link[1] == "and":
        return second if opened else None
    return second if opened or not _FROM.search(text, max(0, first.start - 40), first.start) else None


def _convert_first(first: _Part, second: _Part) -> float:
    """The first number of a range, in the scale and the unit of the second where it has none: "2 to 3 million"."""
    number = first.numeral.value
    if first.numeral.scale == 1 and first.end == first.numeral.end and number < 1000:
        number *= second.numeral.scale
    return (first if first.measure else second).convert(number)


def _agree(first: _Part, second: _Part) -> bool:
    """Whether both are of one measure, or the sign of the first is that of both: "$5-7 million"."""
    if second.measure is None:
        return first.measure.end <= first.numeral.start
    return first.measure[:2] == second.measure[:2]


def _find_start(text: str, part: _Part) -> int:
    before = find_before(text, part.start)
    return before.start if before else part.start


def _tell_range(text: str, first: _Part, second: _Part) -> Stated:
    start = _find_start(text, first)
    opened = _OPENING.search(text, max(0, start - 24), start)
    start = opened.start() if opened else start
    measure = second.measure or first.measure
    kind, unit = (measure.kind, measure.unit) if measure else (COUNT, "")
    age = says_age(text, start) if measure is None else None
    if age is not None:
        start, kind, unit = age, "age", YEAR
    low, high = _convert_first(first, second), second.convert(second.numeral.value)
    return Stated(
        start, second.end, kind, (low, high), low, high, unit, RANGE, (first.numeral.start, second.numeral.end)
    )


# --- one number ---------------------------------------------------------------------------------------------------


def _tell(text: str, part: _Part) -> Stated:
    """The amount with the words that bound it."""
    numeral, measure = part.numeral, part.measure
    before, after = find_before(text, part.start), find_after(text, part.end)
    start = before.start if before else part.start
    kind, unit = (measure.kind, measure.unit) if measure else (COUNT, "")
    age = says_age(text, start) if measure is None or kind == "age" else None
    if age is not None:
        start, kind, unit = age, "age", YEAR
    said = before.kind if before else after.kind if after else EXACT
    if numeral.many and said != AT_MOST:
        said = AT_LEAST
    limits = find_interval(numeral.value, said, numeral.written, _find_slack(numeral, kind))
    low, high = (None if limit is None else part.convert(limit) for limit in limits)
    end = after.end if after and after.kind == said else part.end
    bare = numeral.bare and measure is None and age is None
    value = part.convert(numeral.value)
    return Stated(start, end, kind, (value,), low, high, unit, name_bound(said), (numeral.start, numeral.end), bare)


def _find_slack(numeral: Numeral, kind: str) -> float:
    """How far a number without a bound may miss.

    A count and an age not at all; what is measured, or written with its scale ("2.3 million"), by half a step of its last
    digit, but no more than a tenth.
    """
    measured = kind in ("unit", "percent") or numeral.rounded
    return min(numeral.written / 2, abs(numeral.value) / 10) if measured else 0.0


def _read_decade(text: str, at: int) -> Stated | None:
    """An age told by its decade: "in her early forties", "in his 40s"."""
    found, before = _TENS.match(text, at), _DECADE.search(text, max(0, at - 20), at)
    if found is None or before is None:
        return None
    decade = int(found[1]) if found[1] else list_values("decade").get(found[2].lower())
    if not decade:
        return None
    low, high = (float(decade + year) for year in _DECADES[(before[1] or "").lower()])
    return Stated(before.start(), found.end(), "age", (low, high), low, high, YEAR, RANGE, (at, found.end()))
