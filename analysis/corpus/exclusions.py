"""Exclusions: the passages of an article that are not its own running text, each with its reason.

Nothing is removed. A rule looks at one text and yields spans; what overlaps is settled in the order of RULES.
The reasons: letterhead, contact, sign-off, credit, caption, dateline, label, scripture, script, page furniture, markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
import regex

from analysis.corpus.boilerplate import (
    Line,
    Span,
    find_captions,
    find_contacts,
    find_credits,
    find_datelines,
    find_labels,
    find_letterhead,
    find_sign_offs,
    read_lines,
)  # fmt: skip
from analysis.corpus.foreign import find_markup, find_other_script, find_scripture
from analysis.corpus.furniture import find_furniture
from analysis.corpus.problems import InputError, shorten
from analysis.corpus.repeated import find_repeated

SCHEMA = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "reason": pl.String, "text": pl.String}
FURNITURE = "page furniture"
RULES: dict[str, Callable[[str, list[Line]], Iterator[Span]]] = {
    "letterhead": find_letterhead,
    "contact": find_contacts,
    "sign-off": find_sign_offs,
    "credit": find_credits,
    "caption": find_captions,
    "dateline": find_datelines,
    "label": find_labels,
    "scripture": find_scripture,
    "script": find_other_script,
    FURNITURE: find_furniture,
    "markup": find_markup,
}


def find_exclusions(documents: pl.DataFrame) -> pl.DataFrame:
    """The passages that are not an article's own running text: doc, start, end, reason, text.

    `documents` has doc and text, and of a corpus outlet and event, by which the lines are found that an outlet repeats
    (see `find_repeated`). Offsets count code points; spans of one text do not overlap.

    >>> texts = {"doc": ["a"], "text": ["It rained\\nPhoto: Ann Lee / AP"]}
    >>> find_exclusions(pl.DataFrame(texts)).rows()
    [('a', 10, 29, 'credit', 'Photo: Ann Lee / AP')]
    """
    known = {"outlet", "event"} <= set(documents.columns)
    repeated = find_repeated(documents) if known else {}
    rows = [
        (doc, start, end, reason, text[start:end])
        for doc, text, outlet in documents.select("doc", "text", outlet="outlet" if known else pl.lit(None)).iter_rows()
        for start, end, reason in _settle(text, repeated.get(outlet, set()))
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


def _settle(text: str, repeated: set[str]) -> list[tuple[int, int, str]]:
    """The spans of all rules without overlap: an earlier rule's span stands, a later one's keeps what is free."""
    lines = read_lines(text)
    taken = bytearray(len(text))
    found = []
    again = [(line.start, line.end) for line in lines if text[line.start : line.end] in repeated]
    for reason, spans in [*((name, rule(text, lines)) for name, rule in RULES.items()), (FURNITURE, again)]:
        for start, end in spans:
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
