"""Exclusions: the passages of an article that are not its own running text, each with its reason.

Nothing is removed. A rule looks at one text and yields spans; what overlaps is settled in the order of RULES.
The reasons: letterhead, contact, sign-off, credit, caption, label, scripture, script, markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import polars as pl
import regex

from analysis.corpus.problems import InputError, shorten

SCHEMA = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "reason": pl.String, "text": pl.String}
Span = tuple[int, int]


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


def find_exclusions(documents: pl.DataFrame) -> pl.DataFrame:
    """The passages that are not an article's own running text: doc, start, end, reason, text.

    Offsets count code points; spans of one text do not overlap.

    >>> texts = {"doc": ["a"], "text": ["It rained\\nPhoto: Ann Lee / AP"]}
    >>> find_exclusions(pl.DataFrame(texts)).rows()
    [('a', 10, 29, 'credit', 'Photo: Ann Lee / AP')]
    """
    rows = [
        (doc, start, end, reason, text[start:end])
        for doc, text in documents.select("doc", "text").iter_rows()
        for start, end, reason in _settle(text)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def check_words_left(documents: pl.DataFrame, exclusions: pl.DataFrame) -> None:
    """Raises InputError that names every article of which the exclusions leave no word."""
    spans = exclusions.partition_by("doc", as_dict=True)
    emptied = [
        f"  {doc}: {shorten(text)!r}"
        for doc, text in documents.select("doc", "text").iter_rows()
        if (doc,) in spans and not _has_words_left(text, spans[(doc,)].select("start", "end").rows())
    ]
    if emptied:
        count = "1 article has" if len(emptied) == 1 else f"{len(emptied)} articles have"
        advice = "leave the rows out, or count every word with -p excluded=in"
        raise InputError(
            "\n".join([f"{count} no running text of their own, only excluded passages; {advice}", *emptied])
        )


def blank_foreign(text: str) -> str:
    """The text with markup and passages in another script turned to spaces, offset for offset, as the parser reads it.

    >>> blank_foreign("**Rain** fell.")
    '  Rain   fell.'
    """
    lines = _read_lines(text)
    letters = list(text)
    for rule in (_find_markup, _find_other_script):
        for start, end in rule(text, lines):
            letters[start:end] = " " * (end - start)
    return "".join(letters)


def _settle(text: str) -> list[tuple[int, int, str]]:
    """The spans of all rules without overlap: an earlier rule's span stands, a later one's keeps what is free."""
    lines = _read_lines(text)
    taken = bytearray(len(text))
    found = []
    for reason, rule in RULES.items():
        for start, end in rule(text, lines):
            for free_start, free_end in _free_parts(taken, start, end):
                taken[free_start:free_end] = b"\1" * (free_end - free_start)
                found.append((free_start, free_end, reason))
    return sorted(found)


def _free_parts(taken: bytearray, start: int, end: int) -> Iterator[Span]:
    for run in regex.finditer(rb"\0+", bytes(taken[start:end])):
        yield start + run.start(), start + run.end()


def _has_words_left(text: str, spans: list[Span]) -> bool:
    starts = [*(start for start, _ in spans), len(text)]
    ends = [0, *(end for _, end in spans)]
    return any(regex.search(r"[\p{L}\p{N}]", text[end:start]) for end, start in zip(ends, starts, strict=True))


def _read_lines(text: str) -> list[Line]:
    lines = []
    for match in regex.finditer(r"[^\n\r]*\S[^\n\r]*", text):
        inner = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        lines.append(Line(start, start + len(inner), regex.sub(r"^[#>\s]+|[*_]{1,3}|[*_#\s]+$", "", inner)))
    return lines


# --- rules: (text, lines) to spans ----------------------------------------------------------------------------------

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
    r"(?:written (?:for|by)\b|reporting by\b|(?:additional )?reporting (?:from|by)\b|edit(?:ing|ed) by\b|compiled by\b"
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
    r"|(?i:photo(?:graph)?s?|image|picture|illustration|graphic|video|credit|source)s?(?i: credit)?"
    r"\s*(?:by (?=\p{Lu})(?!.*[.!?]$)|:|©).{1,80}"
    r"|.{0,60}\((?:AP|AFP|Reuters|Getty|EPA|TASS)[^()]{0,40}\)"
    r"|.{0,60}(?:/|via )(?:Getty Images|Reuters|AFP|AP Photo|EPA|Shutterstock|Bloomberg))$"
)
_CAPTION = regex.compile(rf"^[^\"“]{{3,250}}(?:\.|\w(?<!day),) {_FULL_DATE}\.?$")
_LABEL = regex.compile(
    r"^(?:\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,2}:|(?:ADVERTISEMENT|Advertisement|Read more|Read also|Share this))$"
)
_NUMBERED = "Samuel|Sam|Kings|Chronicles|Chron|Corinthians|Cor|Thessalonians|Thess|Timothy|Tim|Peter|Pet|John"
_BOOK = (
    rf"(?:(?:[1-3]|I{{1,3}}) ?(?:{_NUMBERED})"
    r"|Genesis|Gen|Exodus|Ex|Leviticus|Lev|Numbers|Num|Deuteronomy|Deut|Joshua|Josh|Judges|Judg|Ruth|Ezra"
    r"|Nehemiah|Neh|Esther|Job|Psalms?|Ps|Proverbs|Prov|Ecclesiastes|Eccl|Song of (?:Songs|Solomon)|Isaiah"
    r"|Isa|Jeremiah|Jer|Lamentations|Lam|Ezekiel|Ezek|Daniel|Dan|Hosea|Joel|Amos|Obadiah|Jonah|Micah|Nahum"
    r"|Habakkuk|Zephaniah|Haggai|Zechariah|Zech|Malachi|Matthew|Matt|Mark|Luke|John|Acts|Romans|Rom"
    r"|Galatians|Gal|Ephesians|Eph|Philippians|Phil|Colossians|Col|Titus|Philemon|Hebrews|Heb|James|Jas"
    r"|Jude|Revelation|Rev)\.?"
)
_SCRIPTURE = (
    r"(?:(?:The )?(?:Noble |Holy )?(?:Qur['’]?an|Koran)|TMQ|S[uū]ra[ht]?|(?:Bhagavad )?Gita|Torah|Talmud|Mishnah"
    r"|Psalms?|Rig ?veda|Dhammapada|Guru Granth Sahib|Tao Te Ching)\b[\p{L}\p{M}'’ \-,]*"
)
_CHAPTER_AND_VERSE = r"\d{1,3}\s*:\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
_VERSE = regex.compile(
    rf"[\[(]\s*(?:{_BOOK}\s*{_CHAPTER_AND_VERSE}(?:[,;][^\])\n]{{0,40}})?"
    rf"|{_SCRIPTURE}[: ]*\d{{1,3}}(?:\s*:\s*\d{{1,3}}(?:\s*[-–]\s*\d{{1,3}})?)?)\s*[\])]"
)
# Without a book's name: what no clock shows and no match ends with, or what follows a passage in another script.
_BARE_VERSE = regex.compile(rf"\[\s*{_CHAPTER_AND_VERSE}\s*\]")
_CLOCK_OR_SCORE = regex.compile(r"\[\s*(?:(?:[01]?\d|2[0-3])\s*:\s*[0-5]\d|\d\s*:\s*\d)\s*\]")
_CLOSING = regex.compile(r"([\"”»’﴾])[\s*_.,;]*$")
_AFTER_SCRIPT = regex.compile(r"(?V1)[\p{L}--\p{Latin}][\p{M}\p{P}\s]*$")
_OPENING_OF = {'"': '"', "”": "“", "»": "«", "’": "‘", "﴾": "﴿"}
_LONGEST_VERSE = 2_000


def _find_markup(text: str, lines: list[Line]) -> Iterator[Span]:
    """Asterisks and underscores of emphasis, number signs of headings, tags and entities of HTML."""
    for match in regex.finditer(
        r"(?m)^[ \t]*(#{1,6})(?= )|(\*+)|(?<!\w)(_{1,3})(?=\w)|(?<=\w)(_{1,3})(?!\w)"
        r"|(</?\p{L}[^<>\n]{0,200}>)|(&(?:\p{L}{2,8}|#\d{2,5});)",
        text,
    ):
        yield match.span(match.lastindex)


def _find_other_script(text: str, lines: list[Line]) -> Iterator[Span]:
    """Two words or more in a row in a script that is not Latin, as English is."""
    if _NOT_LATIN.search(text):
        yield from (match.span() for match in _OTHER_SCRIPT.finditer(text))


_NOT_LATIN = regex.compile(r"(?V1)[\p{L}--\p{Latin}]")
_OTHER_WORD = r"(?:[\p{L}--\p{Latin}]\p{M}*)+"
_OTHER_SCRIPT = regex.compile(
    rf"(?V1)[﴿«“\"(]?{_OTHER_WORD}(?:[\s\p{{P}}--[.!?\n]]*\s[\s\p{{P}}]*?{_OTHER_WORD})+[﴾»”\")]?"
)


def _find_scripture(text: str, lines: list[Line]) -> Iterator[Span]:
    """A quotation with the chapter and verse behind it, and the reference; a bare one only behind a quotation."""
    for verse in _VERSE.finditer(text):
        opening = _opening_before(text, verse.start())
        yield verse.start() if opening is None else opening, verse.end()
    for verse in _BARE_VERSE.finditer(text):
        opening = _opening_before(text, verse.start())
        if opening is not None and (
            not _CLOCK_OR_SCORE.match(verse.group()) or _AFTER_SCRIPT.search(text, max(0, opening - 20), opening)
        ):
            yield opening, verse.end()


def _opening_before(text: str, at: int) -> int | None:
    """Where the quotation begins that ends right before this place."""
    before = text[max(0, at - _LONGEST_VERSE) : at]
    closing = _CLOSING.search(before)
    opening = before.rfind(_OPENING_OF[closing.group(1)], 0, closing.start()) if closing else -1
    return at - len(before) + opening if opening >= 0 else None


def _find_labels(text: str, lines: list[Line]) -> Iterator[Span]:
    """A line that only names a section: one to three words and a colon."""
    yield from ((line.start, line.end) for line in lines if _LABEL.match(line.text))


def _find_letterhead(text: str, lines: list[Line]) -> Iterator[Span]:
    """The short lines at the head of a text down to the last with a date, a reference or a field mark."""
    head = _leading(lines, lambda line: line.is_short)
    last = max((index for index, line in enumerate(head) if _REFERENCE.search(line.text)), default=-1)
    for line in head[: last + 1]:
        if line.words <= 4 or _REFERENCE.search(line.text):
            yield line.start, line.end


def _find_contacts(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines with an address, a number or a link and little else, and the short lines that lead to them at the end."""
    contact = [bool(_CONTACT.search(line.text)) and line.words <= 16 for line in lines]
    yield from ((line.start, line.end) for line, found in zip(lines, contact, strict=True) if found)
    tail = _leading(lines[::-1], lambda line: line.is_short)
    if any(_CONTACT.search(line.text) for line in tail):
        first = max(index for index, line in enumerate(tail) if _CONTACT.search(line.text))
        for line in [*tail[:first], *_leading(tail[first + 1 :], lambda line: bool(_REFERENCE.search(line.text)))]:
            yield line.start, line.end


def _find_sign_offs(text: str, lines: list[Line]) -> Iterator[Span]:
    """Bylines, and from a sign-off on the short lines after it."""
    signed = False
    for line in lines:
        signed = (signed and line.is_short) or (bool(_SIGN_OFF.match(line.text)) and line.words <= 30)
        if signed or _BYLINE.match(line.text):
            yield line.start, line.end


def _find_credits(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that name the maker or owner of a picture."""
    yield from ((line.start, line.end) for line in lines if _is_credit(line))


def _find_captions(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that end in a bare date, as captions do, and a sentence without quotation marks above a credit."""
    for index, line in enumerate(lines):
        credited = index + 1 < len(lines) and _is_credit(lines[index + 1]) and regex.match(r'[^"“”]+\.$', line.text)
        if line.words <= 35 and not _is_credit(line) and (_CAPTION.match(line.text) or credited):
            yield line.start, line.end


def _is_credit(line: Line) -> bool:
    return line.words <= 16 and bool(_CREDIT.match(line.text))


def _leading(lines: list[Line], wanted: Callable[[Line], bool]) -> list[Line]:
    """The lines up to the first that is not wanted."""
    for index, line in enumerate(lines):
        if not wanted(line):
            return lines[:index]
    return lines


RULES: dict[str, Callable[[str, list[Line]], Iterator[Span]]] = {
    "letterhead": _find_letterhead,
    "contact": _find_contacts,
    "sign-off": _find_sign_offs,
    "credit": _find_credits,
    "caption": _find_captions,
    "label": _find_labels,
    "scripture": _find_scripture,
    "script": _find_other_script,
    "markup": _find_markup,
}
