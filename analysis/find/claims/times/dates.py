"""Dates that name a month, year, season, decade or century, in the forms of English news.

A date in digits with slashes has the month first, unless only the day first gives a date; with dots the day is first.
Seasons are those of the northern half of the Earth, each with the months that half of the world gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from analysis.find.claims.times.days import (
    Span,
    choose_year,
    cut_part,
    find_decade,
    find_span,
    find_unit,
    find_weekday,
    to_date,
)  # fmt: skip

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26),
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_PARTS = {"beginning": "start", "start": "start", "end": "end", "middle": "mid", "turn": "start"}
AWAY = {"last": -1, "previous": -1, "past": -1, "this": 0, "same": 0, "that": 0, "next": 1, "following": 1, "coming": 1}

_FULL = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH = rf"(?P<month>{_FULL}|(?:{'|'.join(MONTHS)}|sept)\b\.?)(?![a-z])"
_MONTH_ALONE = rf"(?P<month>{_FULL}|sept\.)(?![a-z])"
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_ENDING = r"(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_DAY = rf"(?P<day>{_NUMBER}){_ENDING}"
_DAYS = rf"(?:(?:\s?[-–—]\s?|\s+(?:to|until|through)\s+)(?P<until>{_NUMBER}){_ENDING})?"
_YEAR = r"(?P<year>(?:1\d|20)\d\d)(?![\d%]|[.,]\d)"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?:the\s+(?=same))?(?:{_YEAR}|(?:(?P<away>this|last|next|that|same)\s+year)))?"
_WEEKDAY = rf"(?:(?P<named>{'|'.join(WEEKDAYS)}|mon|tues?|wed|thu|thurs?|fri|sat|sun)\b\.?,?\s+(?:the\s+)?)?"
_PART = (
    r"(?:(?:the\s+)?(?P<part>early|mid|late|beginning|start|middle|end|turn)(?:\s+of\s+(?:the\s+)?|[\s-]+(?:in\s+)?))?"
)
_THE = r"(?:the\s+)?"


class Form(NamedTuple):
    """A way of writing a time.

    `read` gives what a match means, seen from a day (None where that is not known) and, where the tense decides, with
    what `ahead` says (None where the words leave it open); `told` is the group whose word the parse may bar, `after`
    whether the day is the last one named.
    """

    pattern: re.Pattern
    read: Callable[[re.Match, int | None, bool | None], Span | None]
    kind: str = "date"
    told: str = ""
    after: bool = False


def _month(match: re.Match) -> int:
    return MONTHS.index(match["month"][:3]) + 1


def _of_year(match: re.Match, day: int | None, ahead: bool | None, of_month: int | None) -> Span | None:
    """The day or month, in the year that stands with it or in the one meant from the day."""
    month = _month(match)
    if match["year"]:
        return find_span(int(match["year"]), month, of_month)
    if day is None or match["away"] in ("that", "same"):
        return None
    if match["away"]:
        return find_span(to_date(day).year + AWAY[match["away"]], month, of_month)
    named = match.groupdict().get("named")
    weekday = [name[:3] for name in WEEKDAYS].index(named[:3]) if named else None
    return choose_year(day, month, of_month, ahead, weekday)


def read_day_number(text: str) -> int:
    """The day of the month that figures or an ordinal in words say."""
    return int(text) if text.isdigit() else ORDINALS.index(text) + 1


def _read_day(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    first = _of_year(match, day, ahead, read_day_number(match["day"]))
    if first is None or not match["until"]:
        return first
    at = to_date(first.first)
    last = find_span(at.year, at.month, int(match["until"]))
    return Span(first.first, last.last) if last and last.last > first.first else None


def _read_month(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    return _cut(_of_year(match, day, ahead, None), match["part"])


def _cut(span: Span | None, part: str | None) -> Span | None:
    return cut_part(span, _PARTS.get(part, part)) if span and part else span


def _read_of_month(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    """ "On the 14th": the last one up to the day, or the next one."""
    if day is None:
        return None
    months = [find_unit(day, "month", away) for away in ((0, 1, 2) if ahead else (0, -1, -2))]
    days = [find_span(to_date(month.first).year, to_date(month.first).month, int(match["number"])) for month in months]
    return next((one for one in days if one and (one.first >= day if ahead else one.first <= day)), None)


def _read_month_away(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    month, away = _month(match), AWAY[match["away"]]
    here = to_date(day)
    year = here.year - (away < 0 and month >= here.month) + (away > 0 and month <= here.month)
    span = find_span(year, month)
    # "Last April", said in May, may be that of the year before, "next May", said in April, that of the year after.
    if match["away"] in ("last", "next") and year == here.year:
        other = find_span(year + away, month)
        return Span(min(span.first, other.first), max(span.last, other.last))
    return span


def _read_weekday_of(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    span, number = _of_year(match, day, ahead, None), WEEKDAYS.index(match["weekday"])
    if span is None:
        return None
    if match["nth"] == "last":
        found = find_weekday(span.last, number, False)
    else:
        found = find_weekday(span.first, number, True) + 7 * ORDINALS.index(match["nth"])
    return Span(found, found) if found <= span.last else None


def _read_digits(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if match["iso"]:
        return find_span(*(int(part) for part in match["iso"].split("-")))
    first, second, year = (int(part) for part in re.split(r"[/.]", match["mixed"]))
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    month_first, day_first = find_span(year, first, second), find_span(year, second, first)
    return day_first if "." in match["mixed"] else month_first or day_first


def _read_year(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    year = int(match["year"])
    if match["second"]:  # "2024-25"
        return (
            Span(find_span(year).first, find_span(year + 1).last) if int(match["second"]) == (year + 1) % 100 else None
        )
    return _cut(find_span(year), match["part"])


def _read_part_of_year(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    year, number, length = int(match["year"]), ORDINALS.index(match["nth"]), 3 if match["unit"] == "quarter" else 6
    if (number + 1) * length > 12:
        return None
    return Span(find_span(year, number * length + 1).first, find_span(year, number * length + length).last)


def _read_season(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    season, year = match["season"], match["year"] and int(match["year"])
    if not year and day is not None:
        first, here = 12 if season == "winter" else _SEASONS[season][0], to_date(day)
        over = match["away"] == "last" and season != "winter" and here.month >= first + 3
        to_come = match["away"] == "next" and here.month < first
        year = here.year if over or to_come else here.year + AWAY[match["away"]]
    if not year:
        return None
    if season == "winter":  # that of 2024 may be the one that begins or the one that ends in it
        return Span(find_span(year - 1, 12).first, find_span(year + 1, 2).last)
    first, last = _SEASONS[season]
    return _cut(Span(find_span(year, first).first, find_span(year, last).last), match["part"])


def _read_decade(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    digits = match["decade"]
    return _cut(find_decade(int(digits) if len(digits) == 4 else 1900 + int(digits)), match["part"])


def _read_century(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    number = int(match["number"]) if match["number"] else ORDINALS.index(match["nth"]) + 1
    return _cut(Span(find_span(100 * number - 99).first, find_span(100 * number).last), match["part"])


def _read_feast(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    month, of_month = _FEASTS.get(match["feast"].replace("’", "'"), (12, 31))
    if match["year"]:
        return find_span(int(match["year"]), month, of_month)
    return None if day is None else choose_year(day, month, of_month, ahead)


def _read_end_of(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    return _cut(find_unit(day, match["unit"], AWAY.get(match["away"], 0)), match["part"])


def _form(pattern: str, read: Callable[[re.Match, int | None, bool | None], Span | None], told: str = "") -> Form:
    return Form(re.compile(rf"(?<![\w-]){pattern}"), read, told=told)


@cache
def list_dates() -> dict[str, list[Form]]:
    """The forms of dates, by what in a sentence calls for them."""
    seasons, weekdays = "spring|summer|autumn|fall|winter", "|".join(WEEKDAYS)
    nth_weekday = rf"{_THE}(?P<nth>first|second|third|fourth|fifth|last)\s+(?P<weekday>{weekdays})\s+(?:of|in)\s+"
    units = "(?P<unit>week|month|year|decade|century)(?![a-z])"
    return {
        rf"\b(?:{'|'.join(MONTHS)})": [
            _form(rf"{_WEEKDAY}{_THE}{_DAY}{_DAYS}(?:\s+of)?[\s-]+{_MONTH}{_OF_YEAR}", _read_day),
            _form(rf"{_WEEKDAY}{_MONTH}\s+{_THE}{_DAY}{_DAYS}{_OF_YEAR}", _read_day),
            _form(rf"{_WEEKDAY}{_THE}(?P<day>{_NTH})(?P<until>)\s+of\s+{_MONTH}{_OF_YEAR}", _read_day),
            _form(rf"{_PART}{_MONTH_ALONE}{_OF_YEAR}", _read_month, "month"),
            _form(rf"(?P<away>last|this|next|past|coming)\s+{_MONTH_ALONE}", _read_month_away, "month"),
            _form(rf"{nth_weekday}{_MONTH_ALONE}{_OF_YEAR}", _read_weekday_of),
        ],
        r"\bon the \d": [
            _form(r"(?<=on\s)the\s+(?P<number>\d\d?)(?:st|nd|rd|th)(?=[.,;:)]|$|\s+(?:and|but|to|when|after|with)\b)", _read_of_month),
        ],
        r"\d[-/.]\d": [
            _form(r"(?P<iso>\d{4}-\d\d-\d\d)(?![\d/-]|\.\d)(?P<mixed>)", _read_digits),
            _form(r"(?P<mixed>\d\d?/\d\d?/(?:\d\d){1,2}|\d\d?\.\d\d?\.\d{4})(?![\d/-]|\.\d)(?P<iso>)", _read_digits),
        ],
        r"\b(?:1\d|20)\d\d(?:\D|$)": [
            _form(rf"{_PART}{_YEAR}(?:[-–/](?P<second>\d\d)(?![\d-]))?(?![\w-]*[a-z]|-\d|/\d|:\d)", _read_year, "year"),
            _form(rf"{_THE}(?P<nth>first|second|third|fourth)\s+(?P<unit>quarter|half)\s+(?:of\s+)?{_YEAR}", _read_part_of_year),
        ],
        seasons: [
            _form(rf"{_THE}{_PART}(?P<season>{seasons})(?:\s+of|,)?\s+{_YEAR}(?P<away>)", _read_season),
            _form(rf"(?P<part>)(?P<away>last|this|next)\s+(?:(?:past|coming)\s+)?(?P<season>{seasons})(?![a-z])(?P<year>)", _read_season),
        ],
        r"\d0s": [
            _form(rf"{_THE}{_PART}(?P<decade>(?:1\d|20)\d0)['’]?s(?![a-z])", _read_decade),
            _form(rf"{_THE}{_PART}['’](?P<decade>\d0)s(?![a-z])", _read_decade),
        ],
        "centur": [
            _form(rf"{_THE}{_PART}(?P<number>[1-9]|1\d|2[01])(?:st|nd|rd|th)[\s-]century(?P<nth>)", _read_century),
            _form(rf"{_THE}{_PART}(?P<nth>{_NTH})[\s-]century(?P<number>)", _read_century),
        ],
        r"new year.s|christmas|boxing|last (?:day|night)": [
            _form(rf"(?P<feast>{'|'.join(_FEASTS)})(?:,?\s+{_YEAR})?".replace("'", "['’]"), _read_feast),
            _form(rf"{_THE}(?P<feast>last\s+(?:day|night)\s+of\s+(?:the\s+year|{_YEAR}))", _read_feast),
        ],
        r"\bof (?:the|this|last|next) (?:week|month|year|decade|century)": [
            _form(rf"{_THE}(?P<part>beginning|start|middle|end|turn)\s+of\s+(?P<away>the|this|last|next)\s+{units}", _read_end_of),
        ],
    }  # fmt: skip
