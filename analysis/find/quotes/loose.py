"""Loose quotations: to whom a quotation goes that no clause holds, and which are titles or only words in marks.

A post goes to its signature. Another goes to the reporting word behind it, before it or above it; a whole sentence else goes on
with the source before it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import regex

from analysis.find.lists import read_kinds
from analysis.find.quotes.marks import SIGNATURE
from analysis.find.quotes.reporting import Reporting, Told, is_denied, span_cue, tell_reporting
from analysis.find.quotes.spans import MARK, SPAN, Marks
from analysis.find.quotes.speakers import find_beside, find_source
from analysis.find.quotes.trees import NOUNS, PHRASE, Tree

_SIGNATURE = regex.compile(SIGNATURE)
_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_LEADING = (":", ",", ".", "?", "!", ";")
_STOPS = (".", "?", "!", ";")
_NAMING = frozenset("the a an on of called titled entitled named dubbed headlined new".split())
_SMALL = frozenset("a an the and or but nor as at by for from in into of on to with".split())  # in a title
_AND = regex.compile(r"[\p{P}\s]*(?:and|or|&)?[\p{P}\s]*")
_BEHIND, _BEFORE, _ABOVE = 16, {":": 30, ",": 8}, 4  # words that are looked at, above: words that hang one on the other
_RIGHT_BEFORE = 2
_BETWEEN = 12  # code points from one title to the next


def find_outer_source(tree: Tree, row: int, marks: Marks) -> PHRASE | None:
    """Who says what this word reports: no name inside the quotation, which then is misread."""
    source = find_source(tree, row)
    if source is None or marks.around(tree.start[source[0]]) == marks.around(tree.start[row]):
        return source
    return find_beside(tree, row)


def settle(tree: Tree, marks: Marks, told: list[Told]) -> list[Told]:
    """All attributions, with those of the quotations that none of these holds, in text order."""
    found, last, before, title = list(told), None, None, None
    of_cue = {one.cue: one for one in told}
    for mark, holder in zip(marks.marks, _find_holders(marks, told), strict=True):
        if holder >= 0:
            one, kind = told[holder], "mixed"
        else:
            is_title = _is_title(tree, mark, title)
            one, kind = (Told(), "title") if is_title else _choose(tree, marks, mark, of_cue, last, before)
            if not one.pieces:
                found.append(one)
            one.pieces.append((mark[0], mark[1], kind))
        title = mark if kind == "title" else None
        if kind not in ("scare", "title"):
            last, before = one, mark
    return found


def _choose(
    tree: Tree, marks: Marks, mark: MARK, of_cue: dict[SPAN | None, Told], last: Told | None, before: MARK | None
) -> tuple[Told, str]:
    """The attribution, new or at hand, to which a quotation goes, and the type of that piece."""
    if signature := _SIGNATURE.match(tree.text, mark[1]):
        return Told(source=signature.span("who")), "direct"
    row = _find_cue(tree, marks, mark)
    if row is not None:
        return of_cue.setdefault(tree.place(span_cue(tree, row)), _begin(tree, marks, row)), "direct"
    if not _floats(tree, mark):
        return Told(), _tell_kind(tree, mark)
    if last is not None and _goes_on(tree.text, before, mark):
        return last, "direct"
    return Told(source=_keep_source(tree.text, last, before, mark)), "direct"


def _find_holders(marks: Marks, told: list[Told]) -> list[int]:
    """For each quotation the number of the attribution of which it is or in which it stands, the narrowest; else -1."""
    pieces = [
        (end - start, number, start, end)
        for number, one in enumerate(told)
        for start, end, kind in one.pieces
        if kind != "indirect"
    ]
    holders = np.full(len(marks.marks), -1)
    for _, number, start, end in sorted(pieces, reverse=True):
        holders[marks.reach(start, end)] = number
    return holders.tolist()


def _begin(tree: Tree, marks: Marks, row: int) -> Told:
    source = find_outer_source(tree, row, marks) or find_beside(tree, row)
    word = tell_reporting(tree, row) or Reporting(tree.lemma[row])
    return Told(word, tree.place(span_cue(tree, row)), source and tree.place(source), denied=is_denied(tree, row))


# --- the word that reports ----------------------------------------------------------------------------------------


def _find_cue(tree: Tree, marks: Marks, mark: MARK) -> int | None:
    """The reporting word to which a quotation goes: behind it, before it, or above it in the parse."""
    rows = tree.rows(mark[0], mark[1])
    if not len(rows):
        return None
    for find in (_find_behind, _find_before, _find_above):
        row = find(tree, marks, mark, rows)
        if row is not None:
            return row
    return None


def _is_cue(tree: Tree, row: int) -> bool:
    word = tell_reporting(tree, row) if tree.pos[row] == "VERB" else None
    return word is not None and bool(word.takes & {"clause", "quotation"})


def _find_behind(tree: Tree, marks: Marks, mark: MARK, rows: range) -> int | None:
    """ "…," said the mayor."""
    text = tree.text
    if text[mark[1] - 1] not in ",?!—–-…" and text[mark[1] : mark[1] + 3].strip("”\"'’* ")[:1] != ",":
        return None
    for row in range(rows.stop, min(rows.stop + _BEHIND, len(tree.lemma))):
        if "\n" in text[mark[1] : tree.start[row]] or tree.lemma[row] in _STOPS:
            return None
        if _is_cue(tree, row):
            return row
        if marks.around(tree.start[row]):
            return None
    return None


def _find_before(tree: Tree, marks: Marks, mark: MARK, rows: range) -> int | None:
    """The mayor said, "…"."""
    first = rows.start - 1
    while first >= 0 and tree.pos[first] == "PUNCT" and tree.lemma[first] not in _LEADING:
        first -= 1
    before = tree.lemma[first] if first >= 0 else ""
    for row in range(first, max(first - _BEFORE.get(before, _RIGHT_BEFORE), -1), -1):
        apart = before != ":" and "\n\n" in tree.text[tree.start[row] : mark[0]]
        if apart or tree.lemma[row] in _STOPS:
            return None
        if _is_cue(tree, row) and (before in _BEFORE or _can_hold(tree, row)):
            return row
        if marks.around(tree.start[row]):
            return None
    return None


def _find_above(tree: Tree, marks: Marks, mark: MARK, rows: range) -> int | None:
    """The mayor called the boats that were left there "a nuisance"."""
    top = next((row for row in rows if tree.head[row] not in rows), None)
    for _ in range(_ABOVE):
        if top is None or tree.head[top] == top:
            return None
        top = tree.head[top]
        if _can_hold(tree, top) and not marks.around(tree.start[top]):
            return top
    return None


def _can_hold(tree: Tree, row: int) -> bool:
    """Whether words in marks under a reporting word are told by it: not of "to establish a “free” harbour"."""
    word = tell_reporting(tree, row)
    return word is not None and (word.kind != "endorsing" or "object" in word.takes)


# --- a title ------------------------------------------------------------------------------------------------------


def _is_title(tree: Tree, mark: MARK, earlier: MARK | None) -> bool:
    """Whether all words are large and the mark stands right behind what has titles, or behind another title and "and"."""
    words = _WORDS.findall(tree.text[mark[0] : mark[1]])
    if not words or not all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words):
        return False
    if earlier and mark[0] - earlier[1] < _BETWEEN and _AND.fullmatch(tree.text, earlier[1], mark[0]):
        return True
    return _is_titled(tree, mark)


def _is_titled(tree: Tree, mark: MARK) -> bool:
    """Whether what has titles is named right before: the law on "…", a book called "…", the author of "…"."""
    passed = set()
    for row in reversed(tree.rows(max(0, mark[0] - 60), mark[0])):
        if tree.word(row) not in _NAMING and (tree.pos[row] != "PUNCT" or tree.lemma[row] in _LEADING):
            kind = _read_titled().get(tree.lemma[row]) if tree.pos[row] in NOUNS else None
            return kind is not None and (kind != "maker" or "of" in passed)
        passed.add(tree.word(row))
    return False


@cache
def _read_titled() -> dict[str, str]:
    return read_kinds("titled")


# --- without such a word ------------------------------------------------------------------------------------------


def _floats(tree: Tree, mark: MARK) -> bool:
    """Whether the quotation is one or more sentences of its own."""
    before = tree.text[max(0, mark[0] - 8) : mark[0]].rstrip("“\"'‘*«„`").rstrip(" ")
    opens = not before.strip() or before.endswith("\n") or before[-1] in ".?!:”\"'’…"
    return opens and (tree.text[mark[1] - 1] in ".?!…,—" or not mark[2])


def _goes_on(text: str, earlier: MARK, later: MARK) -> bool:
    """Whether both stand in one paragraph, or the later one goes on where the earlier was left open."""
    return not earlier[2] or "\n" not in text[earlier[1] : later[0]]


def _keep_source(text: str, last: Told | None, earlier: MARK | None, later: MARK) -> SPAN | None:
    """The source before, unless a paragraph without a quotation stands between."""
    if last is None:
        return None
    between = text[earlier[1] : later[0]].split("\n")[1:-1]
    return None if any(_WORDS.search(paragraph) for paragraph in between) else last.source


def _tell_kind(tree: Tree, mark: MARK) -> str:
    """A title, words in marks, or what is quoted of somebody whom the text does not name."""
    words = _WORDS.findall(tree.text[mark[0] : mark[1]])
    large = sum(word[0].isupper() for word in words)
    if large == len(words) or (len(words) > 2 and large > 0.6 * len(words)) or _is_titled(tree, mark):
        return "title"
    return "scare" if len(words) <= 2 else "direct"
