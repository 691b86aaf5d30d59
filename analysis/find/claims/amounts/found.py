"""Amounts: every count, sum of money, percentage, measure and age that a text states, in one form, with its limits."""

from __future__ import annotations

import polars as pl

from analysis.find.claims.amounts.ages import is_age
from analysis.find.claims.amounts.counted import find_counted, find_top
from analysis.find.claims.amounts.idle import is_idle
from analysis.find.claims.amounts.measures import PERCENT, YEAR
from analysis.find.claims.amounts.numerals import list_values
from analysis.find.claims.amounts.stated import COUNT, Stated, read_stated
from analysis.find.claims.values import VALUES
from analysis.find.quotes.trees import Tree, read_trees

KINDS = (COUNT, "money", "percent", "unit", "age")
_WORDS = ("number", "scale", "many", "part", "decade")
_FIRST = (
    "ten",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "score",
)  # lemmas of "tens of", "dozens"


def find_amounts(documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Every amount stated, kinds count, money, percent, unit and age: the columns of VALUES, in text order.

    A count has as unit what is counted, persons all being "person"; money the code of its currency (or crown, franc … where
    the word belongs to several); percent "percent" or "percentage point"; a unit that of the SI; an age "year". low and high
    are what the words allow, null where they set no limit: at least 200 for "hundreds", 180 to 200 for "nearly 200",
    2.25 to 2.35 million for "2.3 million". counted is the noun counted, or what a measure or a share is of. "Several" and
    "a few" say no number. Left out are dates, times and durations, ordinals, scores, what only names ("room 12"), and
    figures in rows.
    """
    rows = []
    for doc, tree in read_trees(documents, tokens, _list_candidates(tokens)):
        rows += [(doc, *row) for row in _find_in(tree)]
    return pl.DataFrame(rows, schema=VALUES, orient="row")


def _list_candidates(tokens: pl.DataFrame) -> pl.Series:
    """The lemmas with which a number may begin."""
    words = sorted({word for kind in _WORDS for word in list_values(kind)} | set(_FIRST))
    lemmas = tokens["lemma"].unique()
    return lemmas.filter(lemmas.is_in(words) | lemmas.str.contains(r"\d")).sort()


def _find_in(tree: Tree) -> list[tuple]:
    found, reached = [], 0
    for row in tree.chosen:
        at = _find_begin(tree, row)
        stated = read_stated(tree.text, at) if at >= reached else None
        if stated is None:
            continue
        reached = stated.end
        if described := _describe(tree, stated):
            found.append(described)
    return found


def _find_begin(tree: Tree, row: int) -> int:
    """Where the number in this word begins, behind a sign of currency."""
    word = tree.text[tree.start[row] : tree.end[row]]
    return tree.start[row] + next((at for at, sign in enumerate(word) if sign.isalnum()), 0)


def _describe(tree: Tree, stated: Stated) -> tuple | None:
    """One amount as a row of VALUES without its text's name; None where the number counts nothing."""
    rows = tree.rows(stated.number[0], max(stated.number[1], stated.end))
    rows = rows or tree.rows(stated.number[0] - 3, stated.number[1])
    if stated.kind == COUNT and is_age(tree, stated, rows):
        stated = stated._replace(kind="age", unit=YEAR)
    counted = find_counted(tree, stated, rows)
    if stated.kind == COUNT and is_idle(tree, stated, rows, counted):
        return None
    low, high = (None if limit is None else round(limit, 9) for limit in (stated.low, stated.high))
    text = tree.text[stated.start : stated.end]
    place = tree.sentence[find_top(tree, rows)], stated.start, stated.end, text
    told = stated.kind, _write(stated), low, high, counted.unit or stated.unit, counted.lemma, stated.bound
    return *place, *told, tree.start[counted.head], False


def _write(stated: Stated) -> str:
    """The value in one form: "12", "10-14", "EUR 12000000000", "90 %", "9700 m".

    A range keeps both of its numbers.
    """
    number = "-".join(_write_number(number) for number in stated.numbers)
    if stated.kind == "money":
        return f"{stated.unit} {number}"
    if stated.kind == "percent":
        return f"{number} %" if stated.unit == PERCENT else f"{number} {stated.unit}s"
    return f"{number} {stated.unit}" if stated.kind == "unit" else number


def _write_number(number: float) -> str:
    return str(round(number)) if number == round(number) else f"{round(number, 6):f}".rstrip("0").rstrip(".")
