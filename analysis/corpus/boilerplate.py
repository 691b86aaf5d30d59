"""Boilerplate: lines that belong to a page or an office and not to an article, found by what they look like.

Each rule takes a text and its lines and yields spans: letterheads, contact lines, bylines and sign-offs, datelines, credits
and captions of pictures, labels of sections. The rules are the same for every outlet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

Span = tuple[int, int]

_LONGEST_CAPTION = 95  # words; those of agencies tell a whole report
_LONGEST_DATED = 35
_SHORTEST_REPORT = 6
_WORD = regex.compile(r"[\p{L}\p{N}]\S*")


class Line(NamedTuple):
    """A line of a text that is not blank, its offsets without white space, and its text without markup."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))

    @property
    def is_short(self) -> bool:
        """Whether the line is too short, and too open at its end, to be running text."""
        return self.words <= 10 and not regex.search(r"[.!?…][\"”’')]*$", self.text)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines = []
    for match in regex.finditer(r"[^\n\r]*\S[^\n\r]*", text):
        inner = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        lines.append(Line(start, start + len(inner), regex.sub(r"^[#>\s]+|[*_]{1,3}|[*_#\s]+$", "", inner)))
    return lines


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL_DATE = (
    rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_FIELD = r"(?:tel(?:ephone)?|phone|fax|e-?mail|mobile|address|website|contact)"
_CONTACT = regex.compile(
    r"https?://|www\.|\b[\w.+-]+@[\w-]+\.\w|\+\d[\d ()-]{7,}"
    rf"|^(?:(?:press|media) )?{_FIELD}(?:[ &/,]+(?:{_FIELD}|number|no|us|person|details)){{0,5}}\.?\s*:",
    regex.IGNORECASE,
)
_REFERENCE = regex.compile(
    r"\|\s*$|^(?:ref(?:erence)?|issue|press release|no)\.?\s*(?:no\.?)?\s*:?\s*[\d/-]+"
    rf"|^(?:[\p{{L}}.]+,? )?{_FULL_DATE}\s*\|?$",
    regex.IGNORECASE,
)
_SIGN_OFF = regex.compile(
    r"^(?![^;]*,\s+(?:the|a|an|it|its|he|she|his|her|they|their|this|these)\b)"  # "Edited by a nurse, the book"
    r"(?:written (?:for|by)\b|\(?reporting by\b|(?:additional )?reporting (?:from|by)\b|edit(?:ing|ed) by\b|compiled by\b"
    r"|translated by\b|report by\b|story by\b|by (?:our |a )?(?:staff|correspondent|reporter)s?\b"
    r"|©|\(c\)|copyright\b(?=\s*(?:$|©|:|by\b|\(c\)|\d))"
    r"|all rights reserved)",
    regex.IGNORECASE,
)
_BYLINE = regex.compile(
    r"^(?:BY|By)\s+(?:Dr\.? |Prof\.? )?\p{Lu}[\p{L}.’'-]+(?: (?:\p{Lu}[\p{L}.’'-]*|and|al|bin|de|van|von|ut)){1,8}"
    r"(?:,? [\p{Lu}][\p{L} ]+)?$"
)
_CREDIT_NAME = r"(?:\p{Lu}[\p{L}\p{N}.’'&-]*(?: \p{L}[\p{L}\p{N}.’'&-]*){0,4})"
_AGENCY = r"\b(?:AFP|AP|EPA|Getty|Reuters|Shutterstock|Bloomberg|TASS|DPA|Xinhua|Staff|Pool)\b"
_CREDIT = regex.compile(
    rf"^(?:{_CREDIT_NAME}(?: / {_CREDIT_NAME}){{1,5}}|(?=.*{_AGENCY}){_CREDIT_NAME}(?:/{_CREDIT_NAME}){{1,5}}"
    r"|(?i:photo(?:graph(?:er)?)?s?|image|picture|illustration|graphic|video|credit|source)s?(?i: credit)?"
    r"\s*(?:by (?=\p{Lu})(?!.*[.!?]$)|:|©).{1,80}"
    r"|.{0,60}(?<![.!?”\"] )\((?:AP|AFP|Reuters|Getty|EPA|TASS)[^()]{0,40}\)"
    r"|.{0,60}(?:/|via )(?:Getty Images|Reuters|AFP|AP Photo|EPA|Shutterstock|Bloomberg))$"
)
_CAPTION = regex.compile(rf"^[^\"“]{{3,250}}(?:\.|\w(?<!day),) {_FULL_DATE}\.?$")
_CREDITED = regex.compile(  # the credit of a picture in brackets, at the end of a line
    r"\((?:(?i:(?:ap |file |handout )?(?:photo(?:graph)?|image|picture|video|illustration|screenshot)s?(?: credit)?)"
    r"(?: ?[:/]| by\b| courtesy\b| via\b)[^()]+|(?i:file (?:photo|image|picture))"
    rf"|[^()]{{2,60}}(?:/ ?|\bvia )[^()]*{_AGENCY}[^()]*)\)$"
)
_SIGNED = regex.compile(rf"[.”\"\s](?:REUTERS/[\p{{L}} .’'/-]{{4,50}}|{_CREDIT_NAME}/(?:[^.\s]+/)?Getty Images)$")
_OF_A_PICTURE = regex.compile(  # how an agency's captions begin
    rf"FILE(?: PHOTO)? ?[-–—:_] |(?:(?i:in )?[Tt]his|In an?) (?:\w+day,? )?{_FULL_DATE},? (?:(?:file|combination|combo) )?"
    r"(?:photo|image|picture|frame|video|handout)\b"
)
_PIPED = regex.compile(  # a caption and its credit before a headline in one line
    rf"[^|]{{20,600}}\| ?(?:{_CREDIT_NAME}/)?(?:AP Photo|(?:AFP/|AP/)?Getty(?: Images)?|AP|AFP|Reuters)\b"
)
_NO_PLACE = r"ANALYSIS|BREAKING|EXCLUSIVE|EXPLAINER|FACT|FILE|LIVE|OPINION|PHOTOS?|REVIEW|UPDATED?|VIDEOS?|WATCH"
_PLACE = r"\p{Lu}[\p{Lu}.’'-]{2,}(?:[ /]\p{Lu}[\p{Lu}.’'-]*){0,4}"
_REGION = rf"(?:, (?!{_MONTH})\p{{Lu}}[\p{{L}}.]+(?: \p{{Lu}}[\p{{L}}.]+)?)?(?:, {_MONTH} \d{{1,2}})?"
_WIRE = (
    r"\( ?(?:AP|AFP|CNN|UPI|EFE|DPA|dpa|ANSA|TASS|PTI|Reuters|REUTERS|Bloomberg|Xinhua|Kyodo)(?: \p{Lu}\p{Ll}+)? ?\)"
)
_DATELINE = regex.compile(
    rf"(?!(?:{_NO_PLACE})\b)(?:{_PLACE}{_REGION}(?: ?\( ?[\p{{L}} .]{{2,30}}\))?,? ?(?:[—–]|--|(?<= )-(?= ))"
    rf"|(?:\p{{Lu}}[\p{{L}}.’'-]*(?:[ /]\p{{Lu}}[\p{{L}}.’'-]*){{0,3}}{_REGION} ?)?{_WIRE} ?(?:[—–]|--?)?) ?"
    r"(?=[\"“‘'(]?[\p{Lu}\p{N}])"
)
_LABEL = regex.compile(
    r"^(?!(?:I|He|She|It|They|We|You|This|These|There|Here)\b)\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,2}:$"
)


def find_labels(text: str, lines: list[Line]) -> Iterator[Span]:
    """A line that only names a section: one to three words and a colon."""
    yield from ((line.start, line.end) for line in lines if _LABEL.match(line.text))


def find_letterhead(text: str, lines: list[Line]) -> Iterator[Span]:
    """The short lines at the head of a text down to the last with a date, a reference or a field mark."""
    head = _leading(lines, lambda line: line.is_short)
    last = max((index for index, line in enumerate(head) if _REFERENCE.search(line.text)), default=-1)
    for line in head[: last + 1]:
        if line.words <= 4 or _REFERENCE.search(line.text):
            yield line.start, line.end


def find_contacts(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines with an address, a number or a link and little else, and the short lines that lead to them at the end."""
    contact = [bool(_CONTACT.search(line.text)) and line.words <= 16 for line in lines]
    yield from ((line.start, line.end) for line, found in zip(lines, contact, strict=True) if found)
    tail = _leading(lines[::-1], lambda line: line.is_short)
    if any(_CONTACT.search(line.text) for line in tail):
        first = max(index for index, line in enumerate(tail) if _CONTACT.search(line.text))
        for line in [*tail[:first], *_leading(tail[first + 1 :], lambda line: bool(_REFERENCE.search(line.text)))]:
            yield line.start, line.end


def find_sign_offs(text: str, lines: list[Line]) -> Iterator[Span]:
    """Bylines, and from a sign-off on the short lines after it."""
    signed = False
    for line in lines:
        signed = (signed and line.is_short) or (bool(_SIGN_OFF.match(line.text)) and line.words <= 30)
        if signed or _BYLINE.match(line.text):
            yield line.start, line.end


def find_datelines(text: str, lines: list[Line]) -> Iterator[Span]:
    """The place, the day and the agency that a line begins with before its first sentence."""
    for line in lines:
        if (match := _DATELINE.match(text, line.start, line.end)) and line.words > _SHORTEST_REPORT:
            yield line.start, line.start + len(match.group().rstrip())


def find_credits(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that name the maker or owner of a picture."""
    yield from ((line.start, line.end) for line in lines if _is_credit(line))


def find_captions(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that end in a bare date or a credit or begin as an agency's captions do, and what stands before a credit in a line.

    A sentence above the credit of a picture is none: of 8 such lines in 2,500 articles 7 were the report's own.
    """
    for line in lines:
        dated = line.words <= _LONGEST_DATED and _CAPTION.match(line.text)
        if not _is_credit(line) and (dated or (_is_of_a_picture(line) and line.words <= _LONGEST_CAPTION)):
            yield line.start, line.end
        elif "|" in line.text and (piped := _PIPED.match(text, line.start, line.end)):
            yield piped.span()


def _is_of_a_picture(line: Line) -> bool:
    bracketed = line.text.endswith(")") and _CREDITED.search(line.text)
    signed = ("REUTERS/" in line.text or line.text.endswith(" Images")) and _SIGNED.search(line.text)
    return bool(bracketed or signed or _OF_A_PICTURE.match(line.text))


def _is_credit(line: Line) -> bool:
    return line.words <= 16 and bool(_CREDIT.match(line.text))


def _leading(lines: list[Line], wanted: Callable[[Line], bool]) -> list[Line]:
    """The lines up to the first that is not wanted."""
    for index, line in enumerate(lines):
        if not wanted(line):
            return lines[:index]
    return lines
