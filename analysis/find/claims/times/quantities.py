"""Quantities of time: "two weeks", "a year and a half", "half an hour", "several days", as days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import inf
from typing import NamedTuple

from analysis.find.claims.amounts.numerals import list_words, read_numeral

UNITS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "weekend": 2.0, "week": 7.0,
    "fortnight": 14.0, "month": 365.25 / 12, "year": 365.25, "decade": 3652.5, "century": 36525.0,
}  # fmt: skip
UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weekends?|weeks?|fortnights?|months?|years?|yrs?"
    r"|decades?|century|centuries)(?![a-z])"
)
_SHORT = {"sec": "second", "min": "minute", "hr": "hour", "yr": "year"}
# What a word for no exact number may be, by Parallax's own choice; more than one, and no upper limit, for a bare plural.
_VAGUE = {
    "a couple of": (2, 3), "a couple": (2, 3), "a few": (2, 7), "few": (2, 7), "couple": (2, 3), "several": (3, 9), "many": (3, inf),
   
    "a": (1, 1), "an": (1, 1), "a full": (1, 1), "a whole": (1, 1), "": (2, inf),
}  # fmt: skip
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "a quarter of": 0.25, "three quarters of": 0.75}
# How far so many months or years of the calendar may be below and above as many mean ones, in days.
_SLACK = {"month": (2.4375, 0.5625), "year": (0.25, 0.75), "decade": (0.5, 0.5)}
_MORE = r"[\s-]and[\s-]a[\s-](?:half|quarter)"
_TAIL = r"\s+and\s+a\s+(?P<tail>half|quarter)(?![a-z])"


class Amount(NamedTuple):
    """A number of units: exact where low is high."""

    low: float
    high: float
    unit: str


@cache
def number_pattern() -> str:
    """The pattern of a number in figures or words."""
    small, scale, many = (
        "|".join(sorted(list_words(kind), key=len, reverse=True)) for kind in ("number", "scale", "many")
    )
    first = rf"(?:{small})(?![a-z])|(?:an?|half\s+an?|several|a\s+few)\s+(?:{scale})(?![a-z])"
    words = rf"(?:{first})(?:[\s-](?:and\s+)?(?:{small}|{scale})(?![a-z]))*"
    return rf"(?:\d[\d,]*(?:\.\d+)?(?![a-z\d])|{words}|(?:{many})(?:\s+of)?(?![a-z]))"


@cache
def part_pattern(named: bool = False) -> str:
    """The pattern of a number with a unit: "three and a half hours", "half an hour", "several days"."""
    vague = "|".join(sorted(filter(None, _VAGUE), key=len, reverse=True))
    count = rf"{number_pattern()}|(?:{vague})(?![a-z])"
    pattern = (
        rf"(?:(?P<fraction>half|a\s+quarter\s+of|three[\s-]quarters\s+of)\s+an?\s+|(?P<hyphen>half)-"
        rf"|(?P<count>{count})(?P<more>{_MORE})?(?:\s+|-))(?P<unit>{UNIT})(?:{_TAIL})?"
    )
    return pattern if named else re.sub(r"\?P<\w+>", "?:", pattern)


@cache
def quantity_pattern() -> str:
    """The pattern of a quantity of time, of one unit or several: "2 hours, 9 minutes and 3 seconds"."""
    following = rf"{number_pattern()}\s+(?:months?|weeks?|days?|hours?|minutes?|seconds?)(?![a-z])"
    return rf"{part_pattern()}(?:(?:,?\s+and\s+|,\s*|\s+){following})*"


def read_amounts(text: str) -> Iterator[Amount]:
    """The numbers of units that a quantity of time in lower case is made of.

    >>> list(read_amounts("a year and a half"))
    [Amount(low=1.5, high=1.5, unit='year')]
    """
    for found in re.compile(part_pattern(named=True)).finditer(text):
        fraction = re.sub(r"[\s-]+", " ", found["fraction"] or found["hyphen"] or "")
        more = next((part for part in ("half", "quarter") if part in f"{found['more'] or ''}{found['tail'] or ''}"), "")
        low, high = (_FRACTIONS[fraction],) * 2 if fraction else _count(re.sub(r"\s+", " ", found["count"]))
        extra = _FRACTIONS.get(more, 0)
        yield Amount(low + extra, high + extra, read_unit(found["unit"]))


def _count(text: str) -> tuple[float, float]:
    if text in _VAGUE:
        return _VAGUE[text]
    numeral = next(filter(None, (read_numeral(text, word.start()) for word in re.finditer(r"[^\s-]+", text))))
    return numeral.value, 10 * numeral.value if numeral.many else numeral.value


def read_unit(text: str) -> str:
    """The unit of a word for one or several of it."""
    one = "century" if text == "centuries" else text.removesuffix("s")
    return _SHORT.get(one, one)


def measure(amounts: list[Amount]) -> tuple[float, float, float]:
    """The days of a quantity: as said, and at least and at most by the months and years of the calendar."""
    mean = sum(amount.low * UNITS[amount.unit] for amount in amounts)
    high = sum(amount.high * UNITS[amount.unit] for amount in amounts)
    slacks = [_SLACK.get(amount.unit, (0.0, 0.0)) for amount in amounts]
    return mean, mean - max(slack[0] for slack in slacks), high + max(slack[1] for slack in slacks)


def name_days(days: float) -> str:
    """A number of days in the largest of years, months, days, hours, minutes and seconds that it is a whole number of.

    >>> name_days(14), name_days(1.5), name_days(547.875)
    ('14 days', '36 hours', '18 months')
    """
    for unit in ("year", "month", "day", "hour", "minute"):
        number = days / UNITS[unit]
        if number >= 0.999 and abs(number - round(number)) < 1e-6:
            return _plural(round(number), unit)
    return _plural(round(days * 86400, 2), "second")


def _plural(number: float, unit: str) -> str:
    return f"{number:g} {unit}" if number == 1 else f"{number:g} {unit}s"
