"""Dates told from another day: from that of publication ("last week", "on Wednesday") or from the last one named ("a day later")."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import inf

from analysis.find.claims.times.dates import AWAY, WEEKDAYS, Form
from analysis.find.claims.times.days import Span, cut_part, find_away, find_unit, find_weekday, move, to_date
from analysis.find.claims.times.quantities import UNITS, Amount, part_pattern, read_amounts, read_unit

_DAYS_AWAY = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
# "nearly two years ago" is less than two years, "more than a year ago" up to half as much again.
_STRETCH = {
    "nearly": (0.8, 1), "almost": (0.8, 1), "less than": (0.5, 1), "about": (0.8, 1.2), "around": (0.8, 1.2),
    "some": (0.8, 1.2), "roughly": (0.8, 1.2), "more than": (1, 1.5), "over": (1, 1.5), "at least": (1, 1.5),
}  # fmt: skip
_MANY = 10
_LONG = 20  # so many of a unit is what "years ago" may be at most
_FARTHEST = 900 * 366  # days: what is said to be farther away is no date of the calendar
_UNLIKE = "".join(rf"(?<!\b{word}\s)" for word in "super black good ash palm easter every each".split())
_UNITS = r"(?P<unit>week|weekend|month|year|decade|century|quarter)(?!ly|[a-z]|-)"

_NO_MORE = r"(?!\s+(?:of\s+(?!this|last|next)|and\s+a\s+half))"  # "the last week of May", "the last year and a half"


def _read_day(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    return None if day is None else Span(day, day).shift(_DAYS_AWAY[re.sub(r"\s+", " ", match["words"])])


def _read_unit(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    away, half = match["away"].split()[-1], match["half"] or ""
    if away == "past" and match["unit"] != "weekend":  # "this past month" ends today
        return Span(move(day, -1, match["unit"]), day)
    span = _find_week(day, away, ahead) if match["unit"] == "week" else find_unit(day, match["unit"], AWAY[away])
    if half.startswith(("early", "late ")):
        return cut_part(span, half.strip())
    if half.startswith("earlier"):
        return Span(span.first, min(max(day, span.first), span.last))
    return Span(min(max(day, span.first), span.last), span.last) if half.startswith("later") else span


def _find_week(day: int, away: str, ahead: bool | None) -> Span:
    """The last, this or next week, as said at the end of one.

    On a Sunday the last week is the one that just ends, as no other is meant by then, and this week, of what is to come, the one
    that begins. On a Saturday "last week" may be this one or the one before.
    """
    week, weekday = find_unit(day, "week", AWAY[away]), WEEKDAYS[to_date(day).weekday()]
    if away == "last" and weekday == "sunday":
        return Span(day - 7, day - 1)
    if away == "last" and weekday == "saturday":
        return Span(week.first, day)
    return find_unit(day, "week", 1) if away == "this" and weekday == "sunday" and ahead else week


def _read_weekend(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    here = find_unit(day, "weekend", 0)
    return here if ahead or here.first <= day else here.shift(-7)


def _read_stretch(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    """ "The past year" and "the last year" up to the day; "recent" and "coming" weeks, of which up to ten may be meant."""
    if day is None:
        return None
    number, unit = (_MANY, match["many"]) if match["many"] else (1, match["one"])
    if match["away"] in ("coming", "next"):
        return Span(day, move(day, number, unit))
    return Span(move(day, -number, unit), day)


def _read_ago(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    amount = next(read_amounts(match["amount"]), None) or Amount(2, inf, read_unit(match["amount"]))
    least, most = _STRETCH.get(re.sub(r"\s+", " ", match["bound"] or ""), (1, 1))
    low, high = amount.low * least, (_LONG if amount.high == inf else amount.high) * most
    if amount.unit in ("second", "minute", "hour") or high * UNITS[amount.unit] > _FARTHEST:
        return None
    if match["way"].startswith(("ago", "earlier")):
        low, high = -high, -low
    return find_away(day, low, high, amount.unit)


def _read_named(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    return None if day is None else find_unit(day, match["unit"], AWAY.get(match["away"], -1 if match["before"] else 1))


def _read_weekday(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    """The last such day up to the day, or the next one, where words or the tense say so."""
    if day is None:
        return None
    number, way = WEEKDAYS.index(match["weekday"]), match["away"] or ""
    if way in ("last", "previous", "past"):
        at = find_weekday(day - 1, number, False)
    elif way in ("next", "coming", "following") or match["week"]:
        at = find_weekday(day + 1, number, True) + (7 if match["week"] else 0)
    elif way == "this":
        at = find_weekday(day - 3, number, True)
    else:
        at = find_weekday(day, number, ahead)
    return Span(at, at)


def _read_weekday_of_week(match: re.Match, day: int | None, ahead: bool | None) -> Span | None:
    if day is None:
        return None
    at = _find_week(day, match["away"], ahead).first + 1 + WEEKDAYS.index(match["weekday"])
    return Span(at, at)


def _read_every(match: re.Match, day: int | None, ahead: bool | None) -> None:
    """ "On Mondays" is no day of the calendar."""


def _form(
    pattern: str,
    read: Callable[[re.Match, int | None, bool | None], Span | None],
    kind: str = "date",
    told: str = "",
    after: bool = False,
) -> Form:
    return Form(re.compile(rf"(?<![\w-]){pattern}"), read, kind, told, after)


@cache
def list_relations() -> dict[str, list[Form]]:
    """The forms of dates told from another day, by what in a sentence calls for them."""
    amount = rf"(?P<amount>{part_pattern()}|(?:years|months|weeks|days|decades|centuries))"
    passing = rf"(?:(?P<bound>{'|'.join(_STRETCH)})\s+)?{amount}\s+"
    words = "|".join(sorted(_DAYS_AWAY, key=len, reverse=True)).replace(" ", r"\s+")
    weekday = rf"{_UNLIKE}(?P<weekday>{'|'.join(WEEKDAYS)})"
    of_day = r"(?:\s+(?:morning|afternoon|evening|night))?(?![a-z])"
    way = r"(?:(?P<away>last|next|this|past|coming|previous|(?<=the\s)following)\s+|(?:earlier|early|later|late)\s+(?:on\s+)?)?"
    return {
        "day|night|morrow|this (?:morning|afternoon|evening)": [_form(rf"(?P<words>{words})(?![a-z])", _read_day, told="words")],
        f"(?:{'|'.join(WEEKDAYS)})": [
            _form(rf"{way}{weekday}(?P<week>\s+week(?![a-z]))?{of_day}", _read_weekday, "weekday", "weekday"),
            _form(rf"(?:(?:every|each)\s+|(?P<many>))(?P<every>{'|'.join(WEEKDAYS)})(?(many)s|s?){of_day}", _read_every, "weekday"),
            _form(rf"{weekday}\s+(?:of\s+)?(?P<away>last|this|next)\s+week(?![a-z])", _read_weekday_of_week, "weekday", "weekday"),
        ],
        r"(?:last|this|next) +(?:past |coming )?(?:week|month|year|decade|century|quarter)": [
            _form(
                rf"(?P<half>earlier\s+|later\s+|late\s+|early\s+)?(?P<away>last|this(?:\s+past|\s+coming)?|next)\s+{_UNITS}{_NO_MORE}",
                _read_unit,
            ),
        ],
        r"\b(?:recent|last|past|coming|next) (?:day|week|month|year|decade|centur)": [
            _form(r"(?:the\s+)?(?P<away>recent|past|coming|next)\s+(?P<many>day|week|month|year|decade)s(?![a-z])", _read_stretch),
            _form(rf"the\s+(?P<away>past|last)\s+(?P<one>week|month|year|decade|century)(?![a-z]){_NO_MORE}(?P<many>)", _read_stretch),
        ],
        "the weekend": [_form(r"(?:(?<=over\s)|(?<=at\s)|(?<=during\s))the\s+weekend(?![a-z-]|\s+of\b)", _read_weekend)],
        r"\bago\b|from now": [_form(rf"{passing}(?P<way>ago|from\s+now)(?![a-z])", _read_ago)],
        r"\b(?:earlier|later)\b": [_form(rf"{passing}(?P<way>earlier|later)(?!\s+than)(?![a-z])", _read_ago, after=True)],
        r"\b(?:previous|following|same|that|next|before|after)\b": [
            _form(
                r"(?:the\s+)?(?:very\s+)?(?P<away>previous|following|same|next|that)\s+(?P<before>)"
                r"(?P<unit>day|week|weekend|month|year|decade)(?![a-z-]|['’]s|\s+(?:as|of|that|when)\b)",
                _read_named, after=True,
            ),
            _form(
                r"(?P<away>)the\s+(?P<unit>day|week|month|year)\s+(?:(?P<before>before)|after)(?=[.,;:]|$|\s+and\b)",
                _read_named, after=True,
            ),
        ],
    }  # fmt: skip
