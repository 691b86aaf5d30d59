"""Ages told by a bare number: "Ann Lee, 45,", "a man of 34", "he is 19"."""

from __future__ import annotations

import re

from analysis.find.claims.amounts.counted import find_top, list_persons
from analysis.find.claims.amounts.stated import COUNT, Stated
from analysis.find.quotes.trees import Tree

_YOUNGEST, _GROWN, _OLDEST = 3, 18, 115
_SOMEONE = ("man", "woman", "boy", "girl", "person", "lady", "gentleman", "youth", "teenager", "child", "someone")
_ENDINGS = ("woman", "man")  # of the nouns of many occupations: "postwoman"
_BEFORE = re.compile(r"(?:,\s(?:now\s|then\s|only\s|just\s)?|\s\()$")
_AT = re.compile(r"(?:\bdied\s|,\s|\A|[.!?]\s)at\s(?:only\s|just\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\s*(?:$|[,.;]|(?:the|he|she)\b)")
_ALONE = re.compile(r"\s*(?:[,;.)—–―-]|(?:was|is|has|had|who|from)\b|$)")
_BEHIND = re.compile(r"\s*(?:[,;.)—–―-]|and\b|the\b|$)")


def is_age(tree: Tree, stated: Stated, rows: range) -> bool:
    """Whether a bare number is somebody's age: "Ann Lee, 45,", "a man of 34", "he is 19", ", at nine the youngest"."""
    top = find_top(tree, rows)
    if stated.kind != COUNT or not _YOUNGEST <= min(stated.numbers) <= max(stated.numbers) <= _OLDEST:
        return False
    head, text = tree.head[top], tree.text
    if tree.dep[top] == "pobj" and tree.lemma[head] in ("of", "over", "under"):
        noun = tree.head[head]
        if tree.lemma[noun] == "be":
            return _is_of_someone(tree, noun)
        grown = min(stated.numbers) >= _GROWN and tree.tag[noun] == "NN" and bool(_ALONE.match(text, stated.end))
        some = (
            list_persons() if tree.lemma[head] != "of" or grown else _SOMEONE
        )  # no "mother of five", no "party of 30 boats"
        return noun == head - 1 and (tree.lemma[noun] in some or (grown and tree.lemma[noun].endswith(_ENDINGS)))
    if tree.dep[top] in ("attr", "acomp") and tree.lemma[head] == "be":
        return _is_of_someone(tree, head)
    before = _BEFORE.search(text, max(0, stated.start - 8), stated.start)
    if before and rows[0] >= 2 and _BEHIND.match(text, stated.end):
        named = tree.rows(0, before.start())
        return _is_one(tree, len(named) - 1, top)
    return bool(_AT.search(text, max(0, stated.start - 16), stated.start) and _SINCE.match(text, stated.end))


def _is_one(tree: Tree, row: int, top: int) -> bool:
    """Whether a name or noun of somebody ends here, by its kind or else by the number that the parser puts beside it."""
    if tree.entity[row] == "PERSON" or (tree.lemma[row] in list_persons() and tree.tag[row] == "NN"):
        return True
    return tree.pos[row] == "PROPN" and tree.entity[row] not in ("DATE", "GPE", "LOC") and tree.dep[top] == "appos"


def _is_of_someone(tree: Tree, verb: int) -> bool:
    """Whether the subject of the verb is one person."""
    row = tree.child(verb, "nsubj")
    if row is None:
        return False
    named = tree.entity[row] == "PERSON" or tree.lemma[row] in ("he", "she", "i", "who")
    return named or (tree.lemma[row] in list_persons() and tree.tag[row] in ("NN", "NNP"))
