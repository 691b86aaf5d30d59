"""Durations, in days: "six months", "a two-day strike", "5 hours and 41 minutes", "two to three weeks", "for decades", "2:24:10"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from analysis.find.claims.amounts.bounds import find_interval
from analysis.find.claims.times.quantities import (
    UNIT,
    UNITS,
    Amount,
    measure,
    name_days,
    number_pattern,
    quantity_pattern,
    read_amounts,
    read_unit,
)  # fmt: skip

# After these words "a day" is how long something lasts; after a price or a number it is a rate.
_LASTING = re.compile(
    r"\b(?:for|in|within|over|after|about|around|nearly|almost|than|least|takes?|taken|took|lasts?|lasted|lasting|spend|spent|spends"
    r"|only|just|under|half|quite|another|up\sto|wait|waited)\s+$"
)
_COUNTED = ("a few", "a couple", "a dozen", "a hundred", "a quarter", "a full", "a whole")
_RATE = re.compile(r"\b(?:every|each|per|once)\s+$|(?:\d|[$€£])[\d,.]*(?:\s+\w+)?\s+$")


class Duration(NamedTuple):
    """How long: its name, its days as said, and the fewest and most days that this may be."""

    value: str
    days: float
    low: float
    high: float | None


def _read_quantity(match: re.Match) -> Duration | None:
    words = match["quantity"]
    before = match.string[max(0, match.start() - 24) : match.start()]
    single = words.startswith(("a ", "an ")) and " and " not in words
    if _RATE.search(before) and (single or not before.rstrip()[-1:].isdigit()):
        return None
    is_lasting = _LASTING.search(before) or match.string.startswith(
        ("-long", " long", " after ", " before "), match.end()
    )
    if single and not is_lasting and not words.startswith(_COUNTED):
        return None
    amounts = list(read_amounts(words))
    days, low, high = measure(amounts)
    vague = amounts[0].low != amounts[0].high
    return Duration(
        re.sub(r"\s+", " ", words) if vague else name_days(days), days, low, None if high == float("inf") else high
    )


def _read_range(match: re.Match) -> Duration | None:
    (first,), (second,) = ([*read_amounts(f"{match[name]} {match['unit']}")] for name in ("low", "high"))
    if not first.low < second.low:
        return None
    _, low, _ = measure([first])
    days, _, high = measure([second])
    size = UNITS[read_unit(match["unit"])]
    return Duration(f"{name_days(first.low * size)} to {name_days(second.low * size)}", days, low, high)


def _read_clock(match: re.Match) -> Duration:
    hours, minutes, seconds = (int(match[name]) for name in ("hours", "minutes", "seconds"))
    days = (hours * 3600 + minutes * 60 + seconds) / 86400
    return Duration(name_days(days), days, days, days)


def _read_many(match: re.Match) -> Duration:
    unit = read_unit(match["unit"])
    return Duration(match["unit"], 2 * UNITS[unit], 2 * UNITS[unit], None)


def _read_long(match: re.Match) -> Duration:
    days, low, high = measure([Amount(1, 1, match["unit"])])
    return Duration(name_days(days), days, low, high)


def _read_short(match: re.Match) -> Duration:
    days = int(match["hours"]) / 24 + int(match["minutes"] or 0) / 1440
    return Duration(name_days(days), days, days, days)


@cache
def list_durations() -> dict[str, list[tuple[re.Pattern, Callable[[re.Match], Duration | None]]]]:
    """The forms of durations with how each is read, by what in a sentence calls for them."""
    number, free = number_pattern(), r"(?<![\w.,/$€£-])"
    two = rf"(?P<low>{number})(?:\s+(?:to|or)\s+|\s?[-–]\s?)(?P<high>{number})"
    between = rf"between\s+(?P<low>{number})\s+and\s+(?P<high>{number})"
    old = r"(?![\s-]olds?\b|\s+of\s+age)"
    forms = {
        r"second|minute|hour|day|night|week|month|year|decade|centur|\d (?:min|sec|hr|yr)s?\b": [
            (rf"{free}(?P<quantity>{quantity_pattern()}){old}", _read_quantity),
            (rf"(?<![\w-]){between}[\s-]+(?P<unit>{UNIT}){old}", _read_range),
            (rf"{free}{two}[\s-]+(?P<unit>{UNIT}){old}", _read_range),
            (r"(?<=for\s)(?P<unit>(?:hour|day|week|month|year|decade|centurie)s)(?![\w-])", _read_many),
            (r"(?<![\w-])(?P<unit>hour|day|week|month|year|decade|century)-?long(?![a-z])", _read_long),
            (r"(?<![\w-])(?P<unit>(?:hour|day|week|month|year|decade|centurie)s)-long(?![a-z])", _read_many),
        ],
        r"\d:\d\d:\d\d": [(rf"{free}(?<!:)(?P<hours>\d\d?):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?![\d:])", _read_clock)],
        r"\d ?h\b": [(rf"{free}(?P<hours>\d+)\s?h(?:\s?(?P<minutes>[0-5]?\d)\s?m(?:in)?)?(?![a-z\d])", _read_short)],
    }  # fmt: skip
    return {call: [(re.compile(pattern), read) for pattern, read in group] for call, group in forms.items()}


def bound_duration(duration: Duration, kind: str) -> tuple[float | None, float | None]:
    """The fewest and most days that a duration may be, under the words that bound it.

    >>> bound_duration(Duration("2 days", 2, 2, 2), "about"), bound_duration(Duration("6 hours", 0.25, 0.25, 0.25), "at most")
    ((1.8, 2.2), (None, 0.25))
    """
    if kind == "exact":
        return duration.low, duration.high
    low, high = find_interval(duration.days, kind, duration.days)
    return (
        min(low, duration.low) if low is not None and kind != "at most" else low,
        max(high, duration.high) if high is not None and duration.high is not None else high,
    )
