"""Measures: what stands beside a number and says what it is a number of: a currency, a percent sign, a unit, an age."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.find.lists import read_list

PERCENT, POINT, YEAR, MAGNITUDE = "percent", "percentage point", "year", "magnitude"
_GAP = r"(?:[ \u00a0\u202f]|[-\u2010\u2011])?"
_PERCENT = re.compile(
    rf"{_GAP}(?:(percent(?:age)?[\s-]points?)|%|per[\s-]?cent\b|percent\b|pct\b)(?!age)", re.IGNORECASE
)
_OLD = re.compile(r"[\s-](year|month|week|day)s?[\s-](?:olds?\b|of[\s-]age\b)", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:(?:aged|ages|age|at the age of|age of|turn(?:ed|ing|s)?)(?:\s(?:only|just))?|age\s(?:\w+\s){0,2}(?:as|at|is|was))\s+$",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\bmagnitude(?:[\s-]of)?[\s-]$", re.IGNORECASE)
_AFTER_MAGNITUDE = re.compile(r"[\s-]magnitude\b", re.IGNORECASE)
_WEIGHED = re.compile(r"\b(?:weigh\w*|lost|gained|shed|heavy)\s(?:\w+\s){0,3}$", re.IGNORECASE)
_OF = re.compile(
    r"\s+of\s+(?!(?:aid|damage|debt|fines?|losses|help|support|savings|tax|taxpayer|investment))", re.IGNORECASE
)
_MANY_OF = re.compile(r"\s+of\s(?=\S)")
_SCALES = ("c", "f")  # "31C", but not "31 c"
_YEARS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}


class Measure(NamedTuple):
    """What a number is of: kind of value, unit, what it is multiplied by and what then is added, where the words begin and end."""

    kind: str
    unit: str
    factor: float
    added: float
    start: int
    end: int


@cache
def _table() -> dict[str, tuple[str, str, float, float]]:
    """What every word of a measure says: kind, unit, factor, what is added."""
    table: dict[str, tuple[str, str, float, float]] = {}
    for word, kind, note in read_list("units").iter_rows():
        factor, _, added = note.partition(" ")
        table[word] = "unit", kind, float(factor), float(added or 0)
    for word, kind, note in read_list("currencies").iter_rows():
        table[word] = "money", kind, float(note or 1), 0.0
    return table


@cache
def _after() -> re.Pattern[str]:
    words = [word for word in _table() if word[-1] not in "$€£¥"] + ["€", "£", "$"]
    patterns = [re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=len, reverse=True)]
    long, short = ("|".join(word for word in patterns if (len(word) > 2) == is_long) for is_long in (True, False))
    return re.compile(rf"{_GAP}(?:({long})(?:e?s)?|({short}))(?![\w²³])", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    words = [word for word, (kind, *_) in _table().items() if kind == "money" and not word[-1].islower()]
    signs = "|".join(re.escape(word.upper()) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])({signs})\s?$")


def find_sign(text: str, at: int) -> Measure | None:
    """The currency or "magnitude" that stands before the number."""
    start = max(0, at - 20)
    window = text[start:at]
    if found := _before().search(window):
        kind, unit, factor, added = _table().get(found[1]) or _table()[found[1].lower()]
        return Measure(kind, unit, factor, added, start + found.start(), at)
    if found := _MAGNITUDE.search(window):
        return Measure("unit", MAGNITUDE, 1.0, 0.0, start + found.start(), at)
    return None


def find_measure(text: str, start: int, at: int, many: bool = False) -> Measure | None:
    """What stands after the number that begins at `start` and ends at `at`, behind "of" after `many` ("millions of euros")."""
    of = _MANY_OF.match(text, at) if many else None
    if found := _PERCENT.match(text, at):
        return Measure("percent", POINT if found[1] else PERCENT, 1.0, 0.0, at, found.end())
    if found := _OLD.match(text, at):
        return Measure("age", YEAR, _YEARS[found[1].lower()], 0.0, at, found.end())
    if found := _AFTER_MAGNITUDE.match(text, at):
        return Measure("unit", MAGNITUDE, 1.0, 0.0, at, found.end())
    found = _after().match(text, of.end() - 1 if of else at)
    if found is None:
        return None
    written = found[1] or found[2]
    word = re.sub(r"[\s-]+", " ", written.lower())
    known = _table().get(written) or _table().get(word) or _table().get(word.replace(" ", "-"))
    if known is None:  # a code of a currency in small letters: "12 try"
        return None
    if word in _SCALES and text[at : at + 1] != word.upper():
        return None
    if word == "pound" and _is_weight(text, start, at, found.end()):
        known = _table()["lb"]
    return Measure(*known, at, found.end())


def _is_weight(text: str, start: int, at: int, end: int) -> bool:
    hyphen = text[at : at + 1] == "-" and text[end - 1] != "s"
    return bool(hyphen or _OF.match(text, end) or _WEIGHED.search(text, max(0, start - 30), start))


def says_age(text: str, at: int) -> int | None:
    """Where "aged", "turned" begins that ends here, None where it does not."""
    found = _AGED.search(text, max(0, at - 24), at)
    return found.start() if found else None
