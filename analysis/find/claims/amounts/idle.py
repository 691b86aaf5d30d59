"""Idle numbers: those that count nothing: years, dates, times, durations, names, labels, scores, figures in rows."""

from __future__ import annotations

import re

from analysis.find.claims.amounts.counted import PERSON, Counted, find_top
from analysis.find.claims.amounts.numerals import list_words
from analysis.find.claims.amounts.stated import Stated
from analysis.find.claims.values import EXACT
from analysis.find.quotes.trees import Tree

_NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
_DATES = ("DATE", "TIME", "ORDINAL")
_LABEL = re.compile(r"(?:\b(?:nos?|nr|arts?|pp?|vol|fig|ch|sec)\.|\bnumber|[№#])\s*$", re.IGNORECASE)
_ITEM = re.compile(r"[.)]\s")
_DASH = re.compile(r"[-‐–—]")
_HOURS = frozenset("at by around about before after until till since from".split())
_TELLING = frozenset(
    "put stand estimate set give remain stay peak grow rise fall drop increase decrease climb win lose".split()
)
_FREE = (
    "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "dep", "ROOT", "npadvmod", "acomp", "oprd", "dative",
)  # fmt: skip
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_LAST_DAY, _LAST_HOUR = 31, 24
_FIRST_YEAR, _LAST_YEAR = 1400, 2100


def is_idle(tree: Tree, stated: Stated, rows: range, counted: Counted) -> bool:
    """Whether a number without a measure is none that counts: a year, a time, a name, a label, a score, a line of figures."""
    first, last, top = rows[0], rows[-1], find_top(tree, rows)
    before = tree.lemma[first - 1].strip(".") if first and tree.sentence[first - 1] == tree.sentence[first] else ""
    after = [lemma.strip(".") for lemma in tree.lemma[last + 1 : last + 3] if lemma != "-"]
    times = list_words("time")
    if counted.lemma in times or (after[:1] and after[0] in times):
        return True
    if before in list_words("label") and (not counted.lemma or tree.tag[max(0, first - 2)] != "DT"):
        return True
    if stated.bare and tree.text[stated.number[0]] == "0" and max(stated.numbers) > 0:
        return True  # "05"
    if counted.head > last and tree.tag[counted.head] == "NNP" and max(stated.numbers) > 1 and counted.unit != PERSON:
        return True  # "3 Thermidor"
    if before in _MONTHS and max(stated.numbers) <= _LAST_DAY and not counted.lemma:
        return True
    if _is_item(tree.text, stated) or _LABEL.search(tree.text, max(0, stated.start - 6), stated.start):
        return True
    if _is_name(tree, rows, top) or _is_year(tree, stated, last, counted) or _is_row(tree, rows):
        return True
    if tree.lemma[first] == "one" and stated.numbers == (1.0,):
        return _is_pronoun(tree, top, counted)
    if counted.lemma or counted.unit:
        return False
    if len(stated.numbers) > 1 and _DASH.search(tree.text, *stated.number):
        return True
    if _is_score(tree, rows) or tree.dep[top] not in _FREE or _is_date(tree, stated, rows):
        return True
    return before in _HOURS and max(stated.numbers) <= _LAST_HOUR and not _is_told_at(tree, top)


def _is_told_at(tree: Tree, top: int) -> bool:
    """Whether the verb says that a number follows: "put at 12", "rose by 12"."""
    above = tree.head[top]
    return bool({tree.lemma[above], tree.lemma[tree.head[above]]} & _TELLING)


def _is_item(text: str, stated: Stated) -> bool:
    """Whether the number leads an item of a list: "1. Boats"."""
    begins = stated.start == 0 or text[stated.start - 1] in "\r\n"
    return begins and bool(_ITEM.match(text, stated.end))


def _is_date(tree: Tree, stated: Stated, rows: range) -> bool:
    """Whether a number is part of a date or time, or small enough to be one that the parser takes for one."""
    entity = tree.entity[rows[0]]
    if entity not in _DATES:
        return False
    near = [row for row in (rows[0] - 1, rows[-1] + 1) if 0 <= row < len(tree.entity)]
    if any(tree.entity[row] == entity for row in near):
        return True
    return max(stated.numbers) <= _LAST_DAY and tree.lemma[max(0, rows[0] - 1)] in _HOURS | {"in", "on"}


def _is_year(tree: Tree, stated: Stated, last: int, counted: Counted) -> bool:
    """Whether four plain figures are a year: all that may be one and stand before no noun of many."""
    year = stated.bare and len(stated.numbers) == 1 and stated.number[1] - stated.number[0] == 4
    if not year or not _FIRST_YEAR <= stated.numbers[0] <= _LAST_YEAR:
        return False
    counts = last < counted.head and tree.tag[counted.head] == "NNS" and tree.entity[last] != "DATE"
    return not (counts or stated.bound != EXACT)


def _is_name(tree: Tree, rows: range, top: int) -> bool:
    """Whether the number is part of a name, or names what stands before it: "Channel 4", "room 12"."""
    head, first = tree.head[top], rows[0]
    if tree.entity[top] in _NAMES and tree.pos[top] in ("PROPN", "NUM") and _is_inside(tree, rows):
        return True
    beside = head == first - 1 and tree.pos[head] in ("NOUN", "PROPN")
    return beside and tree.dep[top] in ("nummod", "appos", "npadvmod")


def _is_inside(tree: Tree, rows: range) -> bool:
    """Whether the word before or a capitalised word after belongs to the same name."""
    entity = tree.entity[rows[0]]
    before, after = rows[0] - 1, rows[-1] + 1
    if before >= 0 and tree.entity[before] == entity and tree.sentence[before] == tree.sentence[rows[0]]:
        return True
    return after < len(tree.entity) and tree.entity[after] == entity and tree.pos[after] == "PROPN"


def _is_row(tree: Tree, rows: range) -> bool:
    """Whether figures stand right beside it in the sentence, as in a table."""
    near = [row for row in (rows[0] - 1, rows[-1] + 1) if 0 <= row < len(tree.sentence)]
    near = [row for row in near if tree.sentence[row] == tree.sentence[rows[0]]]
    return any(tree.text[tree.start[row]].isdigit() for row in near)


def _is_score(tree: Tree, rows: range) -> bool:
    """Whether the bare number is one of two with "to" between them: "split 4 to 1", but not "rose from 1 to 4"."""
    first, after = rows[0], rows[-1] + 1
    leads = tree.lemma[after : after + 1] == ["to"] and tree.tag[after + 1 : after + 2] == ["CD"]
    ends = first >= 2 and tree.lemma[first - 1] == "to" and tree.tag[first - 2] == "CD"
    return (leads or ends) and "from" not in tree.lemma[max(0, first - 3) : first]


def _is_pronoun(tree: Tree, top: int, counted: Counted) -> bool:
    """Whether "one" is no number: "one of the boats", "one thing", "one-sided", "one wonders"; "one sailor" is."""
    if tree.text[tree.end[top] : tree.end[top] + 1] == "-":
        return True
    if tree.dep[top] == "nummod" and counted.head == tree.head[top]:
        return counted.lemma in list_words("idle")
    return not (counted.unit == PERSON and tree.dep[top] in ("nsubjpass", "conj") and tree.child(top, "prep") is None)
