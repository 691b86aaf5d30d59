"""Times of day, as minutes since midnight: "2 p.m.", "14:30", "half past seven in the evening", "noon"; minutes of a game.

Two digits of minutes without "a.m." or "p.m." are read on the clock of 24 hours. An hour in words without a part of the
day may be that of the morning or of the evening: its interval goes from the one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_PAST = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_DAY = 24 * 60
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_PARTS = "(?:morning|afternoon|evening|night)(?![a-z])"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY_BEFORE = rf"(?:(?:on\s+)?{_WEEKDAY}|yesterday|tomorrow|this|in\s+the(?:\s+early)?|the\s+same|that|at)"
_OF_DAY = (
    rf"(?:\s+(?:in\s+the(?:\s+early)?|at)\s+(?P<part>{_PARTS})|(?=,?\s+{_DAY_BEFORE}\s+(?P<day_part>{_PARTS}))"
    r"|(?=,?\s+(?P<tonight>tonight))|)"
)
_PAST_HOUR = r"(?:(?P<past>half|(?:a\s+)?quarter|five|ten|twenty(?:-five)?)\s+(?:past|after|(?P<to>to))\s+)"
_HOUR = rf"(?:(?P<digits>1[0-2]|[1-9])|(?P<hour>{'|'.join(_HOURS)}))(?![a-z\d:%-]|[.,]\d)"
_OCLOCK = r"\s+o['’]clock"
_STOP = rf"(?=\s*(?:[.,;:)]|$)|\s+(?:on|and|sharp|when|while|until|till|to|today|tomorrow|yesterday)\b|\s+{_WEEKDAY})"
_AT_PAST = "".join(rf"(?<={word}\s)|" for word in ("at", "was", "by", "until", "till", "from", "about", "around"))
# "After six" may be six years; with "at", "till" or "shortly after" it is the clock.
_AT_HOUR = "|".join(
    rf"(?<={word}\s)"
    for word in (
        r"day\sat",
        r"at\sabout",
        r"at\saround",
        "till",
        r"just\safter",
        r"just\sbefore",
        r"shortly\safter",
        r"shortly\sbefore",
        r"morrow\sat",
    )
)


class Clock(NamedTuple):
    """A time of day: its name and the minutes that it may be."""

    value: str
    low: float
    high: float


def _name(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _point(minutes: int) -> Clock:
    return Clock(_name(minutes), minutes % _DAY, minutes % _DAY)


def _part(match: re.Match) -> str:
    return match["part"] or match["day_part"] or ("night" if match["tonight"] else "")


def _in_part(minutes: int, part: str) -> int:
    """The time of a clock of twelve hours in a part of the day."""
    early = minutes % (_DAY // 2)
    late_night = part == "night" and early >= 5 * 60
    return early + _DAY // 2 if part in ("afternoon", "evening") or late_night else early


def _read_half_day(match: re.Match) -> Clock | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return _point(hour % 12 * 60 + minute + (_DAY // 2 if match["half"] == "p" else 0))


def _read_digits(match: re.Match) -> Clock | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if minute > 59 or hour * 60 + minute > _DAY:
        return None
    minutes, part = hour * 60 + minute, _part(match)
    return _point(_in_part(minutes, part) if part and hour <= 12 else minutes)


def _read_words(match: re.Match) -> Clock:
    hour = int(match["digits"]) if match["digits"] else _HOURS.index(match["hour"]) + 1
    past = re.sub(r"\s+", " ", match["past"] or "")
    minutes = hour % 12 * 60 + (_PAST[past] if past else 0) * (-1 if match["to"] else 1)
    minutes %= _DAY // 2
    if part := _part(match):
        return _point(_in_part(minutes, part))
    return Clock(f"{_name(minutes)} or {_name(minutes + _DAY // 2)}", minutes, minutes + _DAY // 2)


def _read_with_part(match: re.Match) -> Clock | None:
    if not _part(match):
        return None
    return _read_digits(match) if "minute" in match.re.groupindex else _read_words(match)


def _read_named(match: re.Match) -> Clock:
    return _point(_NAMED[match["named"]])


def _read_minute(match: re.Match) -> Clock:
    number = int(match["number"])
    return Clock(f"minute {number}", number, number)


def _read_hours(match: re.Match) -> Clock | None:
    return _point(int(match["hour"]) * 60 + int(match["minute"]))


@cache
def list_clocks() -> dict[str, list[tuple[re.Pattern, Callable[[re.Match], Clock | None]]]]:
    """The forms of times of day with how each is read, by what in a sentence calls for them."""
    forms = {
        r"\d\s?[ap]\.?\s?m\b": [
            (r"(?:(?<=m[-–])|(?<![\w.:,/$–-]))(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])(?:\.\s?m\.|m\b)", _read_half_day),
        ],
        r"\d[:.]\d\d": [
            (rf"(?<![\w.:,/$-])(?P<hour>\d\d?):(?P<minute>\d\d)(?![\d%]|[:.]\d|\s?[ap]\.?m){_OF_DAY}", _read_digits),
            (rf"(?<![\w.:,/$-])(?P<hour>\d\d?)\.(?P<minute>\d\d)(?=\s+(?:in\s+the|at)\s){_OF_DAY}", _read_with_part),
        ],
        r"\b\d{4} (?:gmt|utc|hours|hrs|cet)\b": [
            (r"(?<![\w.:,/$-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s+(?:gmt|utc|hours|hrs|cet)\b", _read_hours),
        ],
        r"morning|afternoon|evening|night|o.clock": [
            (rf"(?<![\w-]){_PAST_HOUR}?{_HOUR}(?:{_OCLOCK})?{_OF_DAY}", _read_with_part),
            (rf"(?<![\w-]){_PAST_HOUR}?{_HOUR}{_OCLOCK}{_OF_DAY}", _read_words),
        ],
        r"(?:half|quarter|five|ten|twenty) (?:past|to|after) ": [
            (rf"(?:{_AT_PAST}(?=half\s)){_PAST_HOUR}{_HOUR}{_OF_DAY}{_STOP}", _read_words),
        ],
        r"\b(?:day at|morrow at|at about|at around|till|(?:just|shortly) (?:after|before)) ": [
            (rf"(?:{_AT_HOUR}){_HOUR}(?P<past>)(?P<to>){_OF_DAY}{_STOP}", _read_words),
        ],
        r"\bat (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b": [
            (rf"(?<=at\s)(?!one\b){_HOUR}(?P<past>)(?P<to>){_OF_DAY}(?=[.,;)]|\s+(?:on\s+)?{_WEEKDAY})", _read_words),
        ],
        "noon|midday|midnight": [(r"(?<![\w-])(?P<named>noon|midday|midnight)(?![\w-])", _read_named)],
        r"\d(?:st|nd|rd|th)[ -]minute": [
            (r"(?<![\w-])(?P<number>\d{1,3})(?:st|nd|rd|th)[\s-]minute(?![a-z])", _read_minute),
        ],
    }  # fmt: skip
    return {call: [(re.compile(pattern), read) for pattern, read in group] for call, group in forms.items()}
