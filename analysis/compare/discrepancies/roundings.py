"""Roundings: whether one of two amounts is a round form of the other, though no word says so: $350 billion, $349 billion."""

from __future__ import annotations

import re

import polars as pl

from analysis.compare.discrepancies.stated import COUNT, DURATION, MONEY, UNIT
from analysis.find.claims.amounts.bounds import ABOUT
from analysis.find.claims.values import EXACT

CLOSE, ABOUT_CLOSE = 0.025, 0.05  # how much a round number may miss, as a part of it; of one told as about so
MANY = 1000  # from which on a count that ends in noughts may be a round one
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNITS = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
}
_UNIT = re.compile(rf"(?i)\b({'|'.join(_UNITS)}|centurie)s?\b")
_COARSE = 0.1  # a time in larger units may miss half a unit, but no more than this part


def find_round_forms(paired: pl.DataFrame) -> pl.Series:
    """Whether one of two amounts (columns in _a and _b) is a round form of the other.

    In the same unit and scale the one that ends in more noughts, missing no more than half a step of its last digit that is none,
    and CLOSE; one told as about so a whole step, and ABOUT_CLOSE. Counts below MANY only where one is told so. Times in
    two units, "34 years" and "three and a half decades", by half of the larger unit.
    """
    names = ("kind_a", *(f"{name}_{side}" for side in "ab" for name in ("text", "bound", "low", "high")))
    return pl.Series([_is_round_form(*row) for row in paired.select(names).iter_rows()], dtype=pl.Boolean)


def _is_round_form(kind: str, *sides: str | float | None) -> bool:
    one, two = sides[:4], sides[4:]
    if kind not in (COUNT, MONEY, UNIT, DURATION) or not {one[1], two[1]} <= {EXACT, ABOUT}:
        return False
    if kind == DURATION and _is_coarser(one, two):
        return True
    about = [side[1] == ABOUT for side in (one, two)]
    worded = [_read_worded(side[0]) for side in (one, two)]
    if None in worded or worded[0][1] != worded[1][1]:
        return False
    (x, _), (y, _) = worded
    return any(_rounds(number, other, kind, said) for number, other, said in ((x, y, about[0]), (y, x, about[1])))


def _read_worded(text: str) -> tuple[str, str] | None:
    """The figures of an amount, and the words after them."""
    found = _NUMBER.search(text)
    return found and (found[0].replace(",", ""), re.sub(r"[^a-z]+", " ", text[found.end() :].lower()).strip())


def _rounds(number: str, other: str, kind: str, about: bool) -> bool:
    """Whether the first figures are a round form of the others."""
    step, fine = _find_step(number), _find_step(other)
    apart, size = abs(float(number) - float(other)), float(number)
    if step <= fine or (kind == COUNT and size < MANY and not about):
        return False
    return apart <= (step if about else step / 2) and apart <= (ABOUT_CLOSE if about else CLOSE) * size


def _find_step(figures: str) -> float:
    """What one step of the last figure that is no nought is worth."""
    whole, _, part = figures.partition(".")
    return 10.0 ** -len(part) if part else 10.0 ** (len(whole) - len(whole.rstrip("0")))


def _is_coarser(one: tuple, two: tuple) -> bool:
    """Whether two times in different units are one as far as the larger unit tells."""
    units = [
        _UNITS.get(found[1].lower().replace("centurie", "century"))
        for side in (one, two)
        if (found := _UNIT.search(side[0]))
    ]
    if len(units) < 2 or units[0] == units[1] or None in (*one[2:], *two[2:]):
        return False
    middle = [(side[2] + side[3]) / 2 for side in (one, two)]
    return abs(middle[0] - middle[1]) <= min(max(units) / 2, _COARSE * max(middle))
