"""Numerals: numbers in figures and in words, read where they stand in a text, with how exactly they are written.

The libraries that were tried read less: word2number makes 2 of "two dozen" and 1,000,000 of "half a million", text2num
reads no dozen and no "1.2 million".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.find.lists import read_list

_FIGURES = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?: 000)+|\d{1,3}(?:\.\d{3}){2,}|\d+)(?!\d)(\.\d+)?([½¼¾])?"
)
_GAPS = re.compile(r"[,.\s]")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORD = re.compile(r"[A-Za-z]+\b")
_GAP = re.compile(r"(?:\s+|-)")
_AND = re.compile(r"\s+and\s+")
_AND_PART = re.compile(r"(?:\s+|-)and(?:\s+|-)a(?:\s+|-)(half|quarter)\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?:(half)(?:\s+an?)?|(third|quarter|fifth|tenth)\s+of\s+an?)(?:\s+|-)(?=\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?)\s+$", re.IGNORECASE)
_UNCLEAR = re.compile(r"\b(?:several|many|a few)\s+$", re.IGNORECASE)
_M = re.compile(r"\s?[mM]\b")
_LARGE = 10**6  # from here on a number with its scale in words is a rounded one: "2.3 million"


class Numeral(NamedTuple):
    """A number as it stands in a text: code points, value, what it is worth, how exactly.

    `written` is what one step of its last written digit is worth (2.3 million: 100,000), `scale` what its last word
    multiplies by, `many` says that it is a lower limit, `bare` that it is a whole number in plain figures.
    """

    start: int
    end: int
    value: float
    written: float = 1.0
    scale: int = 1
    many: bool = False
    bare: bool = False

    @property
    def rounded(self) -> bool:
        """Whether its scale stands beside it in words and is so large that it is no more exact than that."""
        return self.scale >= _LARGE


@cache
def list_values(kind: str) -> dict[str, int]:
    """The words of this kind in the list numbers, with their values."""
    return {word: int(note) for word, note in read_list("numbers").filter(kind=kind).select("word", "note").iter_rows()}


@cache
def list_words(*kinds: str) -> frozenset[str]:
    """The words of these kinds in the list numbers."""
    return frozenset(word for word, kind, _ in read_list("numbers").iter_rows() if kind in kinds)


@cache
def _many() -> re.Pattern[str]:
    longest = sorted(list_values("many"), key=len, reverse=True)
    return re.compile(rf"({'|'.join(longest)})\b", re.IGNORECASE)


def read_numeral(text: str, at: int) -> Numeral | None:
    """The number in figures or words that begins at this code point, with the article before it; None where none does.

    >>> read_numeral("Two dozen boats", 0).value, read_numeral("1.2 million", 0).value
    (24.0, 1200000.0)
    """
    if text[at : at + 1].isdigit():
        return _read_figures(text, at)
    if found := _many().match(text, at):
        word = found[1].lower()
        if word == "scores" and not text.startswith(" of", found.end()):
            return None
        return Numeral(at, found.end(), float(list_values("many")[word]), many=True)
    return _read_words(text, at)


# --- figures ------------------------------------------------------------------------------------------------------


def _read_figures(text: str, at: int) -> Numeral | None:
    found = _FIGURES.match(text, at)
    if found is None:
        return None
    whole, decimals, part = found.groups()
    value = float(_GAPS.sub("", whole) + (decimals or "")) + _VULGAR.get(part or "", 0.0)
    written = 10.0 ** -(len(decimals) - 1) if decimals else _VULGAR.get(part or "", 1.0)
    end, half = found.end(), _AND_PART.match(text, found.end())
    if half and decimals is None:
        value, end = value + 1 / list_values("part")[half[1].lower()], half.end()
    scale, end = _read_scale(text, end)
    plain = whole.isdigit() and decimals is None and scale == 1
    return Numeral(at, end, _exactly(value * scale), written * scale, scale, bare=plain)


def _read_scale(text: str, at: int) -> tuple[int, int]:
    """What the scale after figures is worth, and where it ends: "million", "bn"; "m" alone is a metre beside most nouns."""
    scales = list_values("letters") | list_values("scale")
    gap = _GAP.match(text, at)
    found = _WORD.match(text, gap.end() if gap else at)
    word = found[0].lower() if found else ""
    if word not in scales or word == "m" or (gap and len(word) == 1):
        return 1, at
    return scales[word], found.end()


def read_millions(text: str, numeral: Numeral) -> Numeral:
    """The number with an "m" after it read as millions, as beside a currency ("$2m") or people ("2m homes")."""
    found = _M.match(text, numeral.end) if numeral.scale == 1 else None
    if found is None:
        return numeral
    return Numeral(numeral.start, found.end(), _exactly(numeral.value * _LARGE), numeral.written * _LARGE, _LARGE)


def _exactly(value: float) -> float:
    """1.2 million without the noise of binary fractions."""
    return round(value, 9) if value < _LARGE else float(round(value, 3))


# --- words --------------------------------------------------------------------------------------------------------


def _read_words(text: str, at: int) -> Numeral | None:
    first = _WORD.match(text, at)
    if first is None:
        return None
    word = first[0].lower()
    if word in list_values("part"):
        return _read_fraction(text, at)
    start, many = at, False
    if word in list_values("scale"):
        article, unclear = _ARTICLE.search(text, max(0, at - 6), at), _UNCLEAR.search(text, max(0, at - 12), at)
        if article is None and unclear is None:
            return None
        start, many = (article or unclear).start(), article is None
    value, end, scale = _add_up(text, at)
    if value == 0:
        return None
    if many:
        return Numeral(start, end, 2 * value, many=True)
    written = scale if scale >= _LARGE else 1
    return Numeral(start, end, value, float(written if value % written == 0 else written / 10), scale)


def _read_fraction(text: str, at: int) -> Numeral | None:
    """ "Half a million", "a quarter of a million"; before another noun ("half a mile") the part of one of it."""
    found = _FRACTION.match(text, at)
    if found is None:
        return None
    value = list_values("part")[(found[1] or found[2]).lower()]
    article = _ARTICLE.search(text, max(0, at - 6), at)
    start = article.start() if article else at
    scaled = _WORD.match(text, found.end())
    scale = list_values("scale").get(scaled[0].lower()) if scaled else None
    if scale is None:
        return Numeral(start, found.end() - 1, 1 / value, 0.1)
    return Numeral(start, scaled.end(), scale / value, scale / 10, scale)


def _add_up(text: str, at: int) -> tuple[float, int, int]:
    """The value of the words from here on as far as they are one number, where it ends, and its last scale."""
    total = group = 0.0
    room, above, last, end, position = 10**9, 10**18, 1, at, at
    while found := _WORD.match(text, position):
        word = found[0].lower()
        if word in list_values("number") and list_values("number")[word] < room:
            number = list_values("number")[word]
            group, room, last = group + number, 10 if number >= 20 else 0, 1
        elif word in list_values("scale") and (scale := list_values("scale")[word]) < above and group < scale:
            if scale in (12, 100) and group >= 100:
                break
            group, last = max(group, 1.0) * scale, scale
            room = 100 if scale == 100 else 0
            if scale > 100:
                total, group, above, room = total + group, 0.0, scale, 10**9
        else:
            break
        end = found.end()
        if half := _AND_PART.match(text, end):
            group, room, end = group + 1 / list_values("part")[half[1].lower()], 0, half.end()
        joined = _AND.match(text, end) if last >= 100 else None
        gap = joined or _GAP.match(text, end)
        if gap is None:
            break
        position = gap.end()
    return total + group, end, last
