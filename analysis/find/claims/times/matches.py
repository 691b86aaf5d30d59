"""Matches: where in a sentence a form of date, time of day or duration stands, and which two make a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.find.claims.times.clocks import Clock
from analysis.find.claims.times.dates import Form
from analysis.find.claims.times.days import Span
from analysis.find.claims.times.durations import Duration
from analysis.find.claims.times.tense import Grammar

REACH = 40  # code points before a value in which the words that bound it begin
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_OF_TIME = re.compile(  # what stands before a month that is also a name
    r"\b(?:in|of|by|since|until|till|through|from|before|after|during|for|to|between|and|or|late|early|mid|this|last|next|past"
    r"|starting|beginning|end|start|back in|come|around|about)[\s-]+(?:the\s+)?$"
)
_TITLE = re.compile(r"(?:This|Last|Next) (?:[A-Z][a-z]+)")  # "on *This Week*"
_NAME = re.compile(r"Century[\s-][A-Z]")  # "20th *Century Ferries*"
_OUTLET = re.compile(r"\b[A-Z]{2,}\s+TODAY$")  # a newspaper's name
_OF_NAME = re.compile(r"\s+(?:for|on|against)\s+[A-Z]|\s+(?:government|cabinet|administration|ministry|premiership)\b")
_JOINED = re.compile(r"\s?[-–—]\s?|\s+(?:to|until|till|through)\s+(?:the\s+)?")
_OR = re.compile(r"\s+or\s+(?:in\s+)?(?:the\s+)?")
_COUNTED = re.compile(r"\b(?:earlier|later|before|after|ago)$")
_ON = re.compile(r",\s+(?:on|in)\s+(?:the\s+)?")
_SCALES = {"date": "date", "weekday": "date", "time": "time", "duration": "duration"}


class Place(NamedTuple):
    """A sentence: its text, where it begins, when it was published."""

    doc: str
    start: int
    text: str
    lower: str
    published: Span | None
    grammar: Grammar

    def token(self, at: int) -> int:
        return self.grammar.find(self.doc, self.start + at)


class Found(NamedTuple):
    """A match of a form in a sentence: code points in the sentence, what was matched and read."""

    start: int
    end: int
    kind: str
    match: re.Match
    form: Form | None
    read: Clock | Duration | None


def find_matches(place: Place, forms: list) -> Iterator[tuple[Found, Found | None]]:
    """The matches of the forms in a sentence in its order, those joined as a range two by two."""
    return _join(place.lower, _match(place, forms))


def _match(place: Place, forms: list) -> list[Found]:
    """The matches of the forms, the longest first where two share words."""
    matches = [one for form in forms for one in _try(place, form)]
    matches.sort(key=lambda one: (one.start - one.end, one.start))
    taken, kept = bytearray(len(place.lower)), []
    for one in matches:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _try(place: Place, form: Any) -> Iterator[Found]:
    if isinstance(form, Form):
        for match in form.pattern.finditer(place.lower):
            if match.end() > match.start() and not _is_barred(place, form, match):
                yield Found(match.start(), match.end(), form.kind, match, form, None)
        return
    pattern, read = form
    for match in pattern.finditer(place.lower):
        if (value := read(match)) is not None:
            kind = "time" if isinstance(value, Clock) else "duration"
            yield Found(match.start(), match.end(), kind, match, None, value)


def _is_barred(place: Place, form: Form, match: re.Match) -> bool:
    """Whether the parse says that the word is none of this kind, or its letters do: the verbs "may" and "march", a name."""
    groups = match.groupdict()
    if groups.get("month") in ("may", "march"):
        at = match.start("month")
        if _OF_NAME.match(place.text, match.end()) and place.lower.endswith(
            "the ", 0, at
        ):  # "the *March* for Harbours"
            return True
        alone = form.told == "month" and not groups.get("year") and not groups.get("away")
        if place.text[at].islower() or (alone and not _OF_TIME.search(place.lower, max(0, at - REACH), at)):
            return True
    if _NAME.match(place.text, match.end() - len("century")):
        return True
    if _OUTLET.search(place.text, 0, match.end()) and not place.text.isupper():
        return True
    if groups.get("unit") and _TITLE.fullmatch(place.text, *match.span()):
        return True
    return bool(form.told) and bool(place.grammar.barred[form.told][place.token(match.start(form.told))])


def _join(text: str, found: list[Found]) -> Iterator[tuple[Found, Found | None]]:
    """The matches, those joined as a range two by two."""
    left = 0
    while left < len(found):
        one, two = found[left], found[left + 1] if left + 1 < len(found) else None
        if two and _SCALES[one.kind] == _SCALES[two.kind] != "duration" and _is_range(text, one, two):
            yield one, two
            left += 2
        else:
            if not (two and _is_told_again(text, one, two)):
                yield one, None
            left += 1


def _is_told_again(text: str, one: Found, two: Found) -> bool:
    """Whether a date counted from another is told as it is behind: "two weeks earlier, *on 3 May*"."""
    day = _SCALES[one.kind] == "date" == _SCALES[two.kind]
    return day and bool(_COUNTED.search(text, one.start, one.end) and _ON.fullmatch(text[one.end : two.start]))


def _is_range(text: str, one: Found, two: Found) -> bool:
    gap = text[one.end : two.start]
    if gap.strip() == "and":
        return bool(BETWEEN.search(text[max(0, one.start - REACH) : one.start]))
    if _OR.fullmatch(gap):  # "in 2002 or 2003", "in May or early June"
        return any(all(part.match.groupdict().get(unit) for part in (one, two)) for unit in ("month", "year"))
    return bool(_JOINED.fullmatch(gap))
