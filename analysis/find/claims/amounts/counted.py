"""Counted: what a number counts or measures, by the parse around it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.find.claims.amounts.numerals import list_words
from analysis.find.claims.amounts.stated import COUNT, Stated
from analysis.find.lists import read_list
from analysis.find.quotes.trees import Tree

PERSON = "person"
_THEM = frozenset("they them whom which that these those it we us you".split())
_OTHERS = frozenset(("other", "more", "rest", "one"))  # say nothing of what is counted
_NOT_NAMED = _OTHERS | frozenset("many several some those head".split())
_NUMBERS = frozenset("number toll total tally count figure".split())  # "the number of boats rose to 12"
_STOPS = frozenset((".", ":"))
_TRAITS = frozenset("high long wide deep tall thick broad old across away".split())
_MODIFIES = ("nummod", "compound", "nmod", "amod", "quantmod", "npadvmod", "advmod", "det", "predet")
_LONG, _ENDING = 9, 6  # how long a noun, and the noun of people that it ends in, must be
_DEPTH = 5  # how far above a number "the number of" is looked for


class Counted(NamedTuple):
    """What a number counts: the unit of the values, the lemma of what is counted, the row that the number hangs on."""

    unit: str
    lemma: str
    head: int


@cache
def list_persons() -> frozenset[str]:
    """The nouns of people, but for numbers that stand for them."""
    doers, roles = read_list("doers"), read_list("roles")
    words = {word for word, kind, _ in doers.iter_rows() if kind == "people"}
    words |= {word for word, kind, _ in roles.iter_rows() if kind in ("person", "man", "woman")}
    words |= _read_persons(PERSON)
    return frozenset(words - list_words("number", "scale") - _NOT_NAMED)


@cache
def _read_persons(*kinds: str) -> frozenset[str]:
    return frozenset(word for word, kind, _ in read_list("persons").iter_rows() if kind in kinds)


def find_top(tree: Tree, rows: range) -> int:
    """The row of these words that hangs on none of the others."""
    return next((row for row in rows if tree.head[row] not in rows or tree.head[row] == row), rows[-1])


def find_counted(tree: Tree, stated: Stated, rows: range) -> Counted:
    """What the number in these rows counts or measures.

    That is the noun it stands before, the noun after "of" ("hundreds of boats", "six of the boats"), what "the number of"
    is said of, or, where the verb is one of people ("four were arrested"), persons.
    """
    top = find_top(tree, rows)
    head, whole = tree.head[top], _find_of(tree, top, rows)
    is_named = whole is not None and tree.lemma[whole] not in _THEM
    if stated.kind != COUNT:
        lemma = tree.lemma[whole] if is_named else _find_trait(tree, rows) or _find_whole(tree, rows)
        return Counted(stated.unit, "" if lemma in _THEM else lemma, head)
    noun = _find_noun(tree, rows, top)
    if noun is not None or is_named:
        counted = whole if noun is None else noun
        lemma = tree.lemma[counted]
        others = lemma in _OTHERS and _is_of_people(tree, counted, rows)
        unit = PERSON if others or _is_of_nation(tree, counted) else _unite(lemma)
        return Counted(unit, lemma, head if noun is None else noun)
    lemma = _find_before(tree, top, 0 if whole is None else rows[0]) or _find_number(tree, top)
    if lemma:
        return Counted(PERSON if lemma in _read_persons("crowd") else _unite(lemma), lemma, head)
    return Counted(PERSON if _is_of_people(tree, top, rows) else "", "", head)


def _unite(lemma: str) -> str:
    """The unit of a noun: "person" for people, also at the end of a longer noun (speechwriter)."""
    ending = any(lemma.endswith(noun) for noun in _endings()) if len(lemma) >= _LONG else False
    return PERSON if ending or lemma in list_persons() else lemma


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(noun for noun in list_persons() if len(noun) >= _ENDING))


def _find_noun(tree: Tree, rows: range, top: int) -> int | None:
    """The noun that the number stands before, behind at most a few words of the same phrase."""
    head = tree.head[top]
    if tree.dep[top] in _MODIFIES and head > rows[-1] and tree.pos[head] in ("NOUN", "PROPN"):
        named = tree.entity[head] == "PERSON" or not tree.lemma[head][0].isalpha()
        return head if not named and not _STOPS & set(tree.tag[top:head]) else None
    after = rows[-1] + 1
    while after < len(tree.pos) and after < rows[-1] + 4 and tree.sentence[after] == tree.sentence[top]:
        if tree.pos[after] in ("NOUN", "PROPN") and tree.head[after] != after + 1:
            is_many = tree.tag[after] in ("NNS", "NNPS") or tree.lemma[after] in list_persons()
            return after if is_many and tree.dep[after] != "poss" else None
        if tree.pos[after] not in ("ADJ", "NOUN", "PROPN") and tree.tag[after] not in ("VBN", "VBG", "HYPH"):
            return None
        after += 1
    return None


def _is_of_nation(tree: Tree, noun: int) -> bool:
    """Whether a noun names people by land, faith or party: "12 Norwegians"."""
    return tree.entity[noun] == "NORP" and tree.tag[noun] in ("NNPS", "NNS")


def _find_before(tree: Tree, top: int, first: int) -> str:
    """The noun before the number that is counted again: "boats, two *of them*", "of the boats, two sank", "a crowd of 4,800"."""
    head = tree.head[top]
    if tree.dep[top] == "appos" and tree.tag[head] in ("NNS", "NNPS"):
        return tree.lemma[head] if tree.lemma[head] not in list_words("number", "scale") else ""
    if first >= 2 and tree.lemma[first - 1] == "," and tree.tag[first - 2] == "NNS":
        return tree.lemma[first - 2]
    fronted = [child for child in tree.children(head) if child < top and tree.lemma[child] == "of"]
    if fronted and tree.dep[top].startswith("nsubj"):
        noun = tree.child(fronted[0], "pobj")
        return "" if noun is None or tree.lemma[noun] in _THEM else tree.lemma[noun]
    noun = tree.head[head]
    if tree.dep[top] != "pobj" or tree.lemma[head] != "of" or noun != head - 1 or tree.pos[noun] != "NOUN":
        return ""
    lemma = tree.lemma[noun]
    says_none = lemma in _NUMBERS | _OTHERS or lemma in list_persons() - _read_persons("crowd")  # "a father of two"
    return "" if says_none else lemma


def _find_of(tree: Tree, top: int, rows: range) -> int | None:
    """The row of the noun after "of" that hangs on the number."""
    for child in tree.children(top):
        if child > rows[-1] and tree.lemma[child] == "of" and tree.dep[child] == "prep":
            noun = tree.child(child, "pobj")
            return noun if noun is not None and tree.pos[noun] in ("NOUN", "PROPN", "PRON") else None
    return None


def _find_trait(tree: Tree, rows: range) -> str:
    """The quality that is measured, beside its measure: "86 metres *high*"."""
    after = rows[-1] + 1
    return tree.lemma[after] if after < len(tree.lemma) and tree.lemma[after] in _TRAITS else ""


def _find_whole(tree: Tree, rows: range) -> str:
    """What the share after "of" is taken from, where the parser hangs "of" elsewhere: "half *of* the boats"."""
    after = rows[-1] + 1
    if after >= len(tree.lemma) or tree.lemma[after] not in ("of", "the", "its", "their", "more", "less", "fewer"):
        return ""
    for row in range(after, min(after + 6, len(tree.lemma))):
        if tree.pos[row] in ("NOUN", "PROPN") and not set(tree.pos[row + 1 : row + 2]) & {"NOUN", "PART"}:
            return tree.lemma[row]
    return ""


def _find_number(tree: Tree, top: int) -> str:
    """What "the number of" is of, where the number stands with the verb of that: "the number of boats rose to 12"."""
    above = top
    for _ in range(_DEPTH if tree.dep[top] in ("pobj", "attr", "acomp", "dobj") else 0):
        above = tree.head[above]
        for row in [above, *tree.children(above)]:
            if tree.lemma[row] in _NUMBERS and tree.pos[row] == "NOUN" and row != top:
                return PERSON if tree.lemma[row] == "toll" else _name_object(tree, row)
    return ""


def _name_object(tree: Tree, row: int) -> str:
    of = next((child for child in tree.children(row) if tree.lemma[child] == "of"), None)
    noun = None if of is None else tree.child(of, "pobj")
    return "" if noun is None else tree.lemma[noun]


def _is_of_people(tree: Tree, top: int, rows: range) -> bool:
    """Whether what is said of a bare number is said of people: "four were arrested", "12 dead", "38 of them killed"."""
    after = rows[-1] + 1
    near = [tree.head[top], *([after] if after < len(tree.lemma) else [])]
    head = tree.head[top]
    near += [child for child in tree.children(head) if tree.dep[child] in ("attr", "acomp", "amod", "conj")]
    return any(tree.lemma[row] in _read_persons("act") and tree.sentence[row] == tree.sentence[top] for row in near)
