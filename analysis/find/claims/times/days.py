"""Days: the calendar as numbers of days since 1970-01-01, so that what is meant by a date is a first and a last day."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from analysis.find.claims.times.quantities import UNITS

_EPOCH = date(1970, 1, 1).toordinal()
_YEAR = 365.25
_MONTHS_OF = {"month": 1, "year": 12, "decade": 120, "century": 1200}
# A span told as so many units away is no more exact than half the unit; that of decades and centuries is looser than half.
_LOOSE = {"week": 3, "fortnight": 7, "month": 15, "year": 183, "decade": 731, "century": 3653}
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)")
_THIRDS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}

LATELY = 60  # days in which what is told as to come may have come
_SLACK = 1  # days by which a text may be dated before the day that it tells of, as days do not end everywhere at once
_OTHER_YEAR = 90  # days by which a date in another year is farther off than it is
_AGREES = 2 * 366


class Span(NamedTuple):
    """The first and the last day of what is meant."""

    first: int
    last: int

    def shift(self, days: int) -> Span:
        return Span(self.first + days, self.last + days)

    @property
    def name(self) -> str:
        """The day, month, year or decade in ISO form, or else first and last day.

        >>> find_span(2025, 4, 17).name, find_span(2025, 4).name, find_span(2025).name
        ('2025-04-17', '2025-04', '2025')
        """
        first, last = to_date(self.first), to_date(self.last)
        for length, text in ((10, first.isoformat()), (7, f"{first:%Y-%m}"), (4, f"{first.year:04}")):
            if read_published(text) == self:
                return text[:length]
        decade = first.year % 10 == 0 and self == find_decade(first.year)
        return f"{first.year}s" if decade else f"{first.isoformat()}/{last.isoformat()}"


def to_date(day: int) -> date:
    return date.fromordinal(day + _EPOCH)


def to_day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - _EPOCH


def find_span(year: int, month: int | None = None, day: int | None = None) -> Span | None:
    """The days of a year, month or day; None where the calendar has no such day."""
    try:
        first = to_day(year, month or 1, day or 1)
        if day:
            return Span(first, first)
        return Span(first, (to_day(year + 1, 1, 1) if not month or month == 12 else to_day(year, month + 1, 1)) - 1)
    except ValueError:
        return None


def find_decade(year: int) -> Span:
    return Span(to_day(year, 1, 1), to_day(year + 9, 12, 31))


def read_published(text: str | None) -> Span | None:
    """The days that a date of publication allows: a day, a month, a year, or None where it says nothing.

    >>> read_published("2025-04"), read_published("soon")
    (Span(first=20179, last=20208), None)
    """
    found = _ISO.match(text or "")
    if found is None or not 1000 <= int(found[1]) <= 2999:
        return None
    return find_span(*(int(part) for part in found.groups() if part))


def cut_part(span: Span, part: str) -> Span:
    """The early, middle or late third of a span; "end" and "start" are a day in four, at least one."""
    length = span.last - span.first + 1
    if part in ("start", "end"):
        size = max(1, length // 4)
        return Span(span.first, span.first + size - 1) if part == "start" else Span(span.last - size + 1, span.last)
    low, high = _THIRDS[part]
    return Span(span.first + length * low // 3, span.first + length * high // 3 - 1)


def find_unit(day: int, unit: str, away: int) -> Span:
    """The calendar week, month, year … so many away from that of the day; a week is given from Sunday to Sunday."""
    at = to_date(day)
    if unit in ("week", "weekend"):
        monday = day - at.weekday() + 7 * away
        return Span(monday - 1, monday + 6) if unit == "week" else Span(monday + 4, monday + 6)
    if unit == "day":
        return Span(day + away, day + away)
    if unit == "quarter":
        months = at.year * 12 + (at.month - 1) // 3 * 3 + 3 * away
        first, last = find_span(months // 12, months % 12 + 1), find_span((months + 2) // 12, (months + 2) % 12 + 1)
        return Span(first.first, last.last)
    if unit == "month":
        months = at.year * 12 + at.month - 1 + away
        return find_span(months // 12, months % 12 + 1)
    if unit == "year":
        return find_span(at.year + away)
    size = 10 if unit == "decade" else 100
    first = (at.year // size + away) * size
    return Span(to_day(first, 1, 1), to_day(first + size - 1, 12, 31))


def move(day: int, number: float, unit: str) -> int:
    """The day so many units away, the end of the month where its day does not exist there."""
    if unit not in _MONTHS_OF:
        return day + round(number * UNITS[unit])
    whole, at = int(number * _MONTHS_OF[unit]), to_date(day)
    months = at.year * 12 + at.month - 1 + whole
    target = find_span(months // 12, months % 12 + 1)
    return min(target.first + at.day - 1, target.last)


def find_away(day: int, low: float, high: float, unit: str) -> Span:
    """The days meant by "so many units away", with what the unit leaves open."""
    loose = _LOOSE.get(unit, 0)
    return Span(move(day, low, unit) - loose, move(day, high, unit) + loose)


def find_weekday(day: int, weekday: int, ahead: bool) -> int:
    """The last such weekday up to the day, or the first from the day on."""
    here = to_date(day).weekday()
    return day + (weekday - here) % 7 if ahead else day - (here - weekday) % 7


def choose_year(
    day: int, month: int, of_month: int | None, ahead: bool | None, weekday: int | None = None
) -> Span | None:
    """The day or month in the year that is meant, seen from a day.

    A weekday that stands with it tells the year, where it agrees with one near by. Else it is the last one, the next one
    (or one of the LATELY days before), or where `ahead` is None the nearest, rather one in the same year.
    """
    here = to_date(day)
    spans = [span for year in range(here.year - 8, here.year + 2) if (span := find_span(year, month, of_month))]

    def cost(span: Span) -> int:
        other_year = to_date(span.first).year != here.year
        return max(span.first - day, day - span.last, 0) + _OTHER_YEAR * other_year

    agree = [span for span in spans if to_date(span.first).weekday() == weekday and cost(span) <= _AGREES]
    if agree or ahead is None:
        return min(agree or spans, key=cost, default=None)
    latest = day + (365 - LATELY if ahead else _SLACK * bool(of_month))
    return max((span for span in spans if span.first <= latest), default=None)
