"""Readings: what a match of a date, time of day or duration means where it stands, with the words that bound it."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.find.claims.amounts.bounds import ABOUT, AT_LEAST, AT_MOST, RANGE, find_after, find_before, name_bound
from analysis.find.claims.times.clocks import Clock
from analysis.find.claims.times.dates import MONTHS, read_day_number
from analysis.find.claims.times.days import Span, to_date, to_day
from analysis.find.claims.times.durations import bound_duration
from analysis.find.claims.times.matches import BETWEEN, REACH, Found, Place
from analysis.find.claims.times.ways import AHEAD, BACK, OPEN, RATHER_BACK
from analysis.find.claims.values import EXACT

_PREPOSITIONS = re.compile(
    r"\b(?:on|in|at|during|as\s+of|"
    r"(?P<least>since|from|after|(?<!the\s)following|starting(?:\s+on)?|beginning(?:\s+on)?|effective|not\s+before|as\s+early\s+as|ever\s+since)|"
    r"(?P<most>until|till|through|by|before|no\s+later\s+than|not\s+later\s+than|as\s+late\s+as|up\s+to|prior\s+to|ahead\s+of|within)|"
    r"(?P<about>about|around|circa|near(?:ly)?|almost|roughly|some\s+time\s+in|shortly\s+(?:before|after)|just\s+(?:before|after))"
    r")(?:\s+(?:on|in|at|early|late|(?P<also_about>about|around|nearly|roughly)))?(?:\s+the)?\s+$"
)
_OF_EVENT = re.compile(r"the\s\d{4}\s+[a-z]")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
_SINCE = re.compile(
    r"\b(?:since|(?<!['’]d )(?<!to )(?<!would )(?<!will )back\s+(?:in|on))\s+(?:early\s+|late\s+|mid-)?(?:the\s+)?$"
)
_UNTIL_THEN = r"(?:\bnot|n['’]t|\bnever)\b[^.;:,]*\s(?:until|till)"  # "does not open until May": opens in May
_NOT_UNTIL = re.compile(rf"{_UNTIL_THEN}\s+(?:the\s+)?$")
_ONLY_THEN = re.compile(rf"(?:\bearlier\s+(?:in|on)|{_UNTIL_THEN})\s+(?:the\s+)?$")
_COME = re.compile(r"\bcome\s+$")  # "a new mayor come January"
_UNTIL = re.compile(r"\b(?:until|till|ahead\s+of)\s+(?:the\s+)?$")
# What is told as past may be for later: "permits expired before 5 March", "announced it, effective 5 March".
_LIMIT = re.compile(r"\b(?:for|by|before|through|effective|starting|beginning)\s+(?:in\s+|on\s+)?(?:the\s+)?$")
_SHARED = re.compile(  # "in April and May of 2012"
    rf"(?:,|\s+(?:and|or|to|through)|\s?[-–&])\s*(?:early\s+|late\s+|mid-)?(?:{'|'.join(MONTHS)})[a-z]*\.?(?:\s+\d\d?)?,?"
    r"\s+(?:of\s+)?((?:19|20)\d\d)(?!\d)"
)
OR = " or "  # between the two months that "last April" may be
_YEAR, _MONTH = 366, 31
_SOON = 35  # days
_CLAUSE = 80  # code points of a clause before a date
_COUNTING = {"day": 8, "night": 8, "week": 8, "month": 31}  # how many days what is counted from may have
_ABOUT_DAYS, _ABOUT_MINUTES = 3, 15  # how far "about" reaches at least


class Stated(NamedTuple):
    """A value stated, with its interval."""

    start: int
    end: int
    kind: str
    value: str
    low: float | None
    high: float | None
    bound: str
    relative: bool


def read_match(place: Place, one: Found, two: Found | None, named: list[Span]) -> tuple[Stated, Span | None]:
    """The value of a match or of a range of two, and the day that it names."""
    end = (two or one).end
    if one.kind == "duration":
        return _state_duration(place, one), None
    start, bound = _widen(place.lower, one.start)
    if bound in (EXACT, ABOUT) and place.lower.startswith(("'s", "’s"), end):  # "in last week's report": the report
        start, bound = one.start, EXACT
    if two or one.match.groupdict().get("until"):
        bound, start = RANGE, _widen_range(place.lower, one.start, start)
    if one.kind == "time":
        return _state_clock(start, end, one.read, two.read if two else None, bound), None
    return _state_date(place, one, two, start, bound, named)


def _widen(text: str, at: int) -> tuple[int, str]:
    """Where the preposition or bound before a date begins, and what it makes of it."""
    window = max(0, at - REACH)
    found = _PREPOSITIONS.search(text, window, at)
    limits = found and (found["least"] or found["most"])
    if found is None or (
        limits and _OF_EVENT.match(text, found.end() - len("the "))
    ):  # "after the 2020 fair": the fair
        return at, EXACT
    if _NOT_UNTIL.search(text, max(0, at - _CLAUSE), at):
        return found.start(), EXACT
    about = found["about"] or found["also_about"]
    return found.start(), AT_LEAST if found["least"] else AT_MOST if found["most"] else ABOUT if about else EXACT


def _widen_range(text: str, at: int, otherwise: int) -> int:
    window = text[max(0, at - REACH) : at]
    found = BETWEEN.search(window) or _FROM.search(window)
    return at - len(window) + found.start() if found else otherwise


def _state_duration(place: Place, one: Found) -> Stated:
    before, after = find_before(place.text, one.start), find_after(place.text, one.end)
    bound = before or after
    kind = bound.kind if bound else EXACT
    low, high = bound_duration(one.read, kind)
    is_range = kind == EXACT and " to " in one.read.value
    is_vague = kind == EXACT and not is_range and not one.read.value[0].isdigit()
    start, end = (before.start if before else one.start), (after.end if after and not before else one.end)
    name = RANGE if is_range else ABOUT if is_vague else name_bound(kind)
    return Stated(start, end, "duration", one.read.value, low, high, name, False)


def _state_clock(start: int, end: int, one: Clock, two: Clock | None, bound: str) -> Stated:
    if two:
        past_midnight = 24 * 60 if two.high < one.low else 0
        return Stated(start, end, "time", f"{one.value}/{two.value}", one.low, two.high + past_midnight, bound, False)
    reach = _ABOUT_MINUTES if bound == ABOUT else 0
    return Stated(start, end, "time", one.value, one.low - reach, one.high + reach, bound, False)


def _state_date(
    place: Place, one: Found, two: Found | None, start: int, bound: str, named: list[Span]
) -> tuple[Stated, Span | None]:
    first, relative = _resolve(place, one, named)
    last, last_relative = _resolve(place, two, named) if two else (first, relative)
    if two and relative and not last_relative:
        first = _seen_from(place, one, last, False)
    if two and first and one.kind == two.kind == "weekday":
        last = _seen_from(place, two, first, True)
    if two and first and last and first.first > last.last and " or " in place.lower[one.end : two.start]:
        (one, first), (two, last) = (two, last), (one, first)
    span = Span(first.first, last.last) if first and last and first.first <= last.last else None
    name = "/".join(_name(place, one, day) for one, day in ((one, first), (two, last)) if one)
    name = span.name if span and name.count("/") > 1 else name
    low, high = (span.first, span.last) if span else (None, None)
    if OR in name and bound == EXACT:
        bound = RANGE
    if span and bound == ABOUT:
        reach = max(_ABOUT_DAYS, (span.last - span.first) // 2)
        low, high = low - reach, high + reach
    return Stated(
        start, max(one.end, two.end if two else 0), one.kind, name, low, high, bound, relative or last_relative
    ), span


def _resolve(place: Place, one: Found, named: list[Span]) -> tuple[Span | None, bool]:
    """The days meant by a match, and whether it needs another day to tell them."""
    if (span := one.form.read(one.match, None, False)) is not None:
        return span, False
    groups = one.match.groupdict()
    yearless = groups.get("month") and not groups.get("away")
    if yearless and (shared := _SHARED.match(place.lower, one.end)):
        return one.form.read(one.match, to_day(int(shared[1]), 12, 31), False), False
    ahead = _look(place, one)
    span = _seen_from(place, one, _choose_named(one, named) if one.form.after else _choose_published(place, one), ahead)
    if yearless and not ahead and not groups.get("named"):
        span = _find_told(place, one, span, named, ahead) or _find_soon(place, one, span) or span
    return span, True


def _choose_published(place: Place, one: Found) -> Span | None:
    """The days of publication; of a month the last one for a past date without a year, which any other day would put years off."""
    published, groups = place.published, one.match.groupdict()
    back = groups.get("month") and not groups.get("away") and _look(place, one) is False
    if published is None or not back or published.last - published.first > _MONTH:
        return published
    return Span(published.last, published.last)


def _find_soon(place: Place, one: Found, back: Span | None) -> Span | None:
    """What lies a few weeks ahead, where a noun has the date, instead of a day of another year: "named 7 June", said in May."""
    if back is None or not one.match.groupdict().get("day") or place.grammar.way[place.token(one.start)] != RATHER_BACK:
        return None
    now = place.published.last
    if to_date(back.last).year >= to_date(now).year:
        return None
    span = _seen_from(place, one, place.published, None)
    return span if span and 0 < span.first - now <= _SOON else None


def _find_told(place: Place, one: Found, span: Span | None, named: list[Span], ahead: bool | None) -> Span | None:
    """The day of this name that the text told last, in whatever year: after "5 May 2012", "the 5 May storm" is of 2012.

    So for a month, where its verb does not say that it was, and of what was none to come.
    """
    name = span.name[4:] if span else ""
    told = next((days for days in reversed(named) if name and days.name[4:] == name), None)
    if told is None or told.first == told.last:
        return told
    sure = place.grammar.way[place.token(one.start)] == BACK or (ahead is False and _is_to_come(place, told))
    return None if sure else told


def _choose_named(one: Found, named: list[Span]) -> Span | None:
    """The last day, month or year named that is as exact as the words count: "two weeks later" not from a year."""
    words = one.match.group()
    longest = next((days for unit, days in _COUNTING.items() if unit in words), _YEAR)
    return next((span for span in reversed(named) if span.last - span.first < longest), None)


def _look(place: Place, one: Found) -> bool | None:
    """Whether a date lies ahead, by the word before it and the grammar; None where these leave it open."""
    before, way = place.lower[: one.start], place.grammar.way[place.token(one.start)]
    if _SINCE.search(before) or (way != AHEAD and _ONLY_THEN.search(before)):
        return False
    if _COME.search(before):
        return True
    if _UNTIL.search(before):
        month = one.match.groupdict().get("month")  # "rates fell ahead of May": the nearest one
        return None if month and way <= OPEN else True
    return None if way == OPEN or (way < OPEN and _LIMIT.search(before)) else bool(way == AHEAD)


def _seen_from(place: Place, one: Found, anchor: Span | None, ahead: bool | None) -> Span | None:
    """The days meant, seen from any of the days of another span."""
    if anchor is None:
        return None
    first, last = (one.form.read(one.match, day, ahead) for day in anchor)
    if first is None or last is None or (one.form.after and not ahead and _is_to_come(place, first)):
        return None
    return Span(min(first.first, last.first), max(first.last, last.last))


def _is_to_come(place: Place, span: Span) -> bool:
    """Whether a span lies behind the publication, so that what is told of as past was counted from another day."""
    return place.published is not None and span.first > place.published.last


def _name(place: Place, one: Found, span: Span | None) -> str:
    """The value of a date: its day, month or year; without a year "--04-17"; its words where they leave its day open."""
    groups = one.match.groupdict()
    if one.kind == "weekday":
        return groups["weekday"] if groups.get("weekday") else f"every {groups['every']}"
    if span and (one.form.after or not _is_open(place, one, span)):
        two_years = groups.get("month") and span.last - span.first > _YEAR
        return OR.join(to_date(day).isoformat()[:7] for day in span) if two_years else span.name
    if groups.get("month") and not groups.get("nth"):
        month = f"--{MONTHS.index(groups['month'][:3]) + 1:02}"
        told = [groups[name] for name in ("day", "until") if groups.get(name)]
        return "/".join(f"{month}-{read_day_number(day):02}" for day in told) or month
    return re.sub(r"\s+", " ", one.match.group())


def _is_open(place: Place, one: Found, span: Span) -> bool:
    """Whether the date of publication is too vague to tell what is meant: the first of its days gives something else."""
    published = _choose_published(place, one)
    if published is None or published.first == published.last or one.form.read(one.match, None, False):
        return False
    return _seen_from(place, one, Span(published.first, published.first), _look(place, one)) != span
