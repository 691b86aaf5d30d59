"""Shares: "two thirds", "a quarter of", "half of the fields", "nine in ten" as percent."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.find.claims.amounts.bounds import find_before
from analysis.find.claims.amounts.numerals import Numeral, list_values, read_numeral

_OUT_OF = re.compile(
    r"(?:\s+in\s+(?:every\s+)?|\s+out\s+of\s+(?:every\s+)?|-in-|\s+of\s+(every\s+)?)(?=\w)", re.IGNORECASE
)
_PART = re.compile(r"[\s-]([a-z]+?)(s?)\b(?!-)", re.IGNORECASE)
_WHOLE = re.compile(r"\s+(?:of|(?:\w+\s)?(?:less|more|fewer|higher|lower|smaller|larger))\b", re.IGNORECASE)
_HALVED = re.compile(r"\s+(?:of\s|(?:the|its|their|his|her|all)\s)", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[,.;:)]|$)|\s(?!an?\b|past\b|hour|the\b|(?:[a-z]+(?:er|or|y|al|ion|s)\b))[a-z]", re.IGNORECASE
)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_LEADING = re.compile(r"\b(?:an?)\s+$", re.IGNORECASE)
_ROUND = (10, 100)  # "eight of 10 boats" is a share, "two of 12 boats" a count
_MOST = 10_000  # of how many at most one says "one in so many"


class Share(NamedTuple):
    """A part of a whole: code points, percent."""

    start: int
    end: int
    percent: float


def read_share(text: str, at: int) -> Share | None:
    """The share whose number begins at this code point, None where none does.

    >>> read_share("Nine in ten boats", 0), read_share("a quarter of it", 2)
    (Share(start=0, end=11, percent=90.0), Share(start=0, end=9, percent=25.0))
    """
    numeral = read_numeral(text, at)
    if numeral is None or (numeral.value < 1 and text[at].isalpha()):
        return _read_part(text, at)
    return _read_parts(text, numeral) or _read_ratio(text, numeral)


def _read_ratio(text: str, numeral: Numeral) -> Share | None:
    """ "Nine in ten", "9 out of 10": a whole that is no year and is larger than the part."""
    link = _OUT_OF.match(text, numeral.end)
    whole = read_numeral(text, link.end()) if link else None
    if whole is None or whole.many or not numeral.value < whole.value <= _MOST or numeral.scale > 1:
        return None
    if link[0].split()[:1] == ["of"] and not link[1] and whole.value not in _ROUND:
        return None
    in_figures = whole.bare and 1000 < whole.value < 2100 and "out" not in link[0].lower()
    return None if in_figures else Share(numeral.start, whole.end, 100 * numeral.value / whole.value)


def _read_parts(text: str, numeral: Numeral) -> Share | None:
    """ "Two thirds", "one-fifth": "one fifth" only before what says that it is no order."""
    found = _PART.match(text, numeral.end)
    size = list_values("part").get(found[1].lower()) if found else None
    if size is None or not 0 < numeral.value < size or (numeral.value > 1) != bool(found[2] or size == 2):
        return None
    if numeral.value == 1 and "-" not in found[0] and not _WHOLE.match(text, found.end()):
        return None
    return Share(numeral.start, found.end(), round(100 * numeral.value / size, 6))


def _read_part(text: str, at: int) -> Share | None:
    """ "A third of", "half the", "a fifth less"."""
    found = _PART.match(" " + text[at : at + 12])
    size = list_values("part").get(found[1].lower()) if found and not found[2] else None
    if size is None:
        return None
    end, article = at + found.end() - 1, _LEADING.search(text, max(0, at - 4), at)
    start = at if size == 2 or article is None else article.start()
    alone = _ENDS.match(text, end) and (_BY.search(text, max(0, start - 4), start) or find_before(text, start))
    if size == 2:
        return Share(at, end, 50.0) if _HALVED.match(text, end) or _WHOLE.match(text, end) or alone else None
    return Share(start, end, round(100 / size, 6)) if article and (_WHOLE.match(text, end) or alone) else None
