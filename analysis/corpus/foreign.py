"""Foreign matter: markup, passages in another script, and scripture with its reference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from analysis.corpus.boilerplate import Line, Span
from analysis.corpus.furniture import find_glued_links

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


def find_markup(text: str, lines: list[Line]) -> Iterator[Span]:
    """Asterisks and underscores of emphasis, number signs of headings, tags and entities of HTML."""
    for match in regex.finditer(
        r"(?m)^[ \t]*(#{1,6})(?= )|(\*+)|(?<!\w)(_{1,3})(?=\w)|(?<=\w)(_{1,3})(?!\w)"
        r"|(</?\p{L}[^<>\n]{0,200}>)|(&(?:\p{L}{2,8}|#\d{2,5});)",
        text,
    ):
        yield match.span(match.lastindex)


def find_other_script(text: str, lines: list[Line]) -> Iterator[Span]:
    """Two words or more in a row in a script that is not Latin, as English is."""
    if _NOT_LATIN.search(text):
        yield from (match.span() for match in _OTHER_SCRIPT.finditer(text))


_NOT_LATIN = regex.compile(r"(?V1)[\p{L}--\p{Latin}]")
_OTHER_WORD = r"(?:[\p{L}--\p{Latin}]\p{M}*)+"
_OTHER_SCRIPT = regex.compile(
    rf"(?V1)[﴿«“\"(]?{_OTHER_WORD}(?:[\s\p{{P}}--[.!?\n]]*\s[\s\p{{P}}]*?{_OTHER_WORD})+[﴾»”\")]?"
)


def find_scripture(text: str, lines: list[Line]) -> Iterator[Span]:
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


def blank_foreign(text: str) -> str:
    """The text with markup, passages in another script and links behind names turned to spaces, offset for offset, as the parser reads it.

    >>> blank_foreign("**Rain** fell.")
    '  Rain   fell.'
    """
    letters = list(text)
    for start, end in chain(find_markup(text, []), find_other_script(text, []), find_glued_links(text)):
        letters[start:end] = " " * (end - start)
    return "".join(letters)
