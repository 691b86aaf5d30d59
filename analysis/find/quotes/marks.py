"""Quotations: the text inside quotation marks, so that quoted words and the outlet's own are counted apart.

Curly, straight, angled and low marks, double and single, nested, left open, and running over paragraphs.
A post shown whole, with its signature ("— Anna Low (@annalow)"), is a quotation without marks.
A double mark left open ends with its paragraph, unless the next paragraph closes it before it opens another; one that
opens the next paragraph anew makes a span of its own. A single mark counts only where it is closed in its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import polars as pl
import regex

from analysis.corpus.foreign import blank_foreign

SCHEMA = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "closed": pl.Boolean}

_PARAGRAPH = regex.compile(r"[^\n\r]*\S[^\n\r]*")
_DOUBLE = regex.compile(r"[“”„«»\"]|''|``")
_SINGLE = regex.compile(
    r"(?<![\p{L}\p{N}])‘(?=\S)|(?<![\p{L}\p{N}'.,!?])'(?=[\p{L}\p{Lu}“\"])(?!(?:em|cause|til|tis|twas|n)\b)"
)
_POST = 320  # characters of a post
SIGNATURE = r"\s*(?:—|–|--?)\s*(?P<who>[^\n\r@()]{2,60})\s\(@\w{2,20}\)"  # below a post: "— Anna Low (@annalow)"
_SIGNED = regex.compile(rf"(?P<post>[^\n\r]{{1,{_POST}}}?){SIGNATURE}")
_ENDS = {"‘": regex.compile(r"(?<=\S)’(?![\p{L}\p{N}])"), "'": regex.compile(r"(?<=\S)'(?![\p{L}\p{N}])")}
_OPENS_AFTER = frozenset("([{—–-/*_‘'“\"«…")


def find_marks(documents: pl.DataFrame) -> pl.DataFrame:
    """The quotations of every text: doc, start, end (the words between the marks), closed (whether a mark ends it).

    Outermost quotations only, in text order. Offsets count code points.

    >>> texts = {"doc": ["a"], "text": ['“We won,” he said.\\n"There is more to come.']}
    >>> find_marks(pl.DataFrame(texts)).rows()
    [('a', 1, 8, True), ('a', 20, 42, False)]
    """
    rows = [(doc, *span) for doc, text in documents.select("doc", "text").iter_rows() for span in _find_in(text)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _find_in(text: str) -> Iterator[tuple[int, int, bool]]:
    if not regex.search(r"[“”„«»\"‘']|``|\(@", text):
        return
    readable = blank_foreign(text)
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(readable)]
    running = None  # where a quotation began that an earlier paragraph left open
    for (start, end), following in pairwise([*paragraphs, None]):
        if running is None and (signed := _SIGNED.match(readable, start, end)):
            yield start, signed.end("post"), True
            continue
        doubles, running = _find_double(readable, start, end, running)
        if running is not None and not _closes_first(readable, following):
            doubles.append((running, end, False))
            running = None
        free = _gaps(start, running if running is not None else end, doubles)
        singles = [span for gap in free for span in _find_single(readable, *gap)]
        for begin, stop, closed in sorted([*doubles, *singles]):
            stripped = readable[begin:stop].rstrip()
            if regex.search(r"[\p{L}\p{N}]", stripped):
                yield begin, begin + len(stripped), closed


def _find_double(
    text: str, start: int, end: int, running: int | None
) -> tuple[list[tuple[int, int, bool]], int | None]:
    """The closed outermost quotations of a paragraph, and where one begins that it leaves open."""
    begin, depth, found = running, int(running is not None), []
    for match in _DOUBLE.finditer(text, start, end):
        if _opens(text, match, depth):
            begin = match.end() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and begin is not None:
                found.append((begin, match.start(), True))
                begin = None
    return found, begin if depth else None


def _opens(text: str, mark: regex.Match, depth: int) -> bool:
    """Whether a double mark opens: by its shape, and a straight one by what stands around it."""
    shape = mark.group()
    if shape in "”»":
        return False
    if shape in "„«``":
        return True
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if shape == "“":  # closes what a low mark opened, where nothing follows it closely
        return not (depth and not before.isspace() and not after.isalnum() and "„" in text)
    spaced_both = before.isspace() and after.isspace()
    glued = depth == 0 and before in ".!?" and after.isupper()  # 'It was shut."We won," he said.'
    return depth == 0 if spaced_both else (before.isspace() or before in _OPENS_AFTER or glued) and not after.isspace()


def _closes_first(text: str, following: tuple[int, int] | None) -> bool:
    """Whether the paragraph that follows closes a quotation before it opens one."""
    if following is None:
        return False
    first = _DOUBLE.search(text, *following)
    return bool(first) and not _opens(text, first, 1)


def _find_single(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    openings = [match.span() for match in _SINGLE.finditer(text, start, end)]
    curly = [place for place, _ in openings if text[place] == "‘"]
    ends = (
        {mark: [match.start() for match in _ENDS[mark].finditer(text, start, end)] for mark in _ENDS}
        if openings
        else {}
    )
    sure = {mark: [place for place in places if text[place - 1] not in "sS"] for mark, places in ends.items()}
    at = start
    for place, begin in openings:
        if place < at:
            continue
        limit = _first_from(curly, begin, end) if text[place] == "‘" else end
        closing = _single_end(sure[text[place]], ends[text[place]], begin, limit)
        if closing is not None:
            yield begin, closing, True
            at = closing + 1


def _single_end(sure: list[int], ends: list[int], begin: int, limit: int) -> int | None:
    """The mark that closes: the first that is not behind an s, else the last, which may be a plural's."""
    first = _first_from(sure, begin, limit)
    if first < limit:
        return first
    last = bisect_left(ends, limit) - 1
    return ends[last] if last >= 0 and ends[last] >= begin else None


def _first_from(places: list[int], begin: int, otherwise: int) -> int:
    index = bisect_left(places, begin)
    return places[index] if index < len(places) else otherwise


def _gaps(start: int, end: int, spans: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    at = start
    for begin, stop, _ in spans:
        if begin > at:
            yield at, begin
        at = max(at, stop)
    if at < end:
        yield at, end
