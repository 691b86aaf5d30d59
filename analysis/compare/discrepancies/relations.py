"""Relations: how two values of one measure stand to each other: they agree, one is a fair form of the other, or they differ."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from analysis.compare.discrepancies.names import ALIKE, SAME, compare_names
from analysis.compare.discrepancies.places import find_land
from analysis.compare.discrepancies.roundings import find_round_forms
from analysis.compare.discrepancies.stated import (
    DAY,
    EMPLOYER,
    LAW,
    NUMBERS,
    PERCENT,
    PERSON,
    PLACE,
    REGION,
    ROLE,
    TIME,
    UNIT,
)
from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem
from analysis.find.claims.amounts.bounds import AT_MOST
from analysis.find.claims.values import EXACT
from analysis.find.lists import read_list

AGREE, ROUNDING, BOUND, NAME, DIFFER = "agree", "rounding", "bound", "name", "differ"
_NAMES = {SAME: AGREE, ALIKE: NAME}
_LIMITS = ("at least", AT_MOST, "range")
_ABOUT = "about"
VAGUE = (  # numbers that are hardly any
    r"(?i)^(?:about|some|nearly|for|over|more than|the|many|a)?\s?(?:(?:few|several|couple of|many) (?:second|minute|hour|day|week"
    r"|month|year)s|tens|dozens|scores|hundreds|thousands|millions|several|many|few|couple|handful|minutes|hours|days|weeks|months"
    r"|years)(?: of)?$"
)
_RANK = re.compile(
    r"(?:\s(?:acting|assistant|chief|deputy|executive|general|managing|senior|special|vice))+$", re.IGNORECASE
)
_SECOND = re.compile(r"\b(?:deputy|vice|assistant|associate)\b", re.IGNORECASE)  # what makes another post of a post
_SEX = re.compile(r"(?:man|woman|person)\b")  # what tells a chairwoman from a chair
_UNIT = re.compile(r"[a-z]+")
_NIGHT = r"\b(?:night|overnight|tonight)\b"
_WEEK = 7
_KEPT = 2
_SLACK = 1e-9  # days and kilograms are no whole numbers in a computer


def relate(paired: pl.DataFrame) -> pl.DataFrame:
    """The pairs of statements, whose columns end in _a and _b, with the relation of their values.

    Places and people by their names (see `compare_names`), other words as they stand.
    """
    words = paired.select("kind_a", "value_a", "value_b", "text_a", "text_b").iter_rows()
    named = pl.Series([_relate_words(*row) for row in words], dtype=pl.String)
    factors = [_read_factors(paired[f"text_{side}"]) for side in "ab"]
    converted = (paired["kind_a"] == UNIT) & (factors[0] != factors[1]).fill_null(False)
    has_limits = [pl.col(f"low_{side}").is_not_null() | pl.col(f"high_{side}").is_not_null() for side in "ab"]
    vague = pl.any_horizontal(pl.col(f"text_{side}").str.contains(VAGUE) for side in "ab")
    is_number = pl.col("kind_a").is_in(NUMBERS) | (pl.col("measure_a") == "law penalty")
    number = (
        pl.when(has_limits[0] & has_limits[1])
        .then(_relate_numbers(vague, converted, find_round_forms(paired)))
        .otherwise(pl.lit(AGREE))
    )
    return paired.with_columns(relation=pl.when(is_number).then(number).otherwise(named))


def _relate_words(kind: str, value_a: str, value_b: str, text_a: str, text_b: str) -> str:
    if kind == PLACE and compare_names(value_a, value_b) == SAME:
        return DIFFER if bool(re.search(REGION, text_a)) != bool(re.search(REGION, text_b)) else AGREE
    if kind == PLACE and find_land(value_a) and find_land(value_a) == find_land(value_b):
        return AGREE
    if kind == PLACE and _are_buildings_of_one(text_a, text_b):
        return AGREE
    named = value_a[:1].isupper(), value_b[:1].isupper()
    if kind == PERSON and named != (True, True):  # a noun is no other name of someone named
        return AGREE if any(named) or compare_names(value_a, value_b) == SAME or _are_one(value_a, value_b) else DIFFER
    if kind in (PLACE, PERSON):
        return _NAMES.get(compare_names(text_a, text_b), DIFFER)
    if kind == ROLE and bool(_SECOND.search(text_a)) != bool(_SECOND.search(text_b)):
        return DIFFER
    if kind == ROLE and _SEX.sub("", value_a.lower()) == _SEX.sub("", value_b.lower()):
        return AGREE
    if kind == EMPLOYER:  # "the FBI Special" of an agent
        value_a, value_b, text_a, text_b = (_RANK.sub("", name) for name in (value_a, value_b, text_a, text_b))
    if kind in (ROLE, EMPLOYER):
        alike = {compare_names(value_a, value_b), compare_names(text_a, text_b)}
        same = SAME in alike or (kind == ROLE and ALIKE in alike)
        return AGREE if same else NAME if ALIKE in alike else DIFFER
    return AGREE if value_a.lower() == value_b.lower() else DIFFER


def _are_buildings_of_one(one: str, two: str) -> bool:
    """Whether two nouns for a place have a name in common: "a Merrow store", "a Merrow shop"."""
    words = [name.split() for name in (one, two)]
    return all(some[-1][:1].islower() for some in words) and any(
        word[:1].isupper() for word in {*words[0]} & {*words[1]}
    )


def _are_one(noun: str, other: str) -> bool:
    """Whether one of two nouns stands for the other: protester, demonstrator."""
    stems = [find_stem(name.lower().split()[-1]) for name in (noun, other)]
    return bool(lay_meanings(stems)[0, 1])


@cache
def _list_factors() -> dict[str, float]:
    """How much of the common unit each word of a unit is: "mile" 1609.344."""
    return {word: float(note.split(" ")[0]) for word, note in read_list("units").select("word", "note").iter_rows()}


def _read_factors(texts: pl.Series) -> pl.Series:
    """The factor of the unit that each text ends with, null where none is known."""
    known = _list_factors()
    words = [(_UNIT.findall(text.lower()) or [""])[-1] for text in texts]
    return pl.Series([known.get(word, known.get(word.removesuffix("s"))) for word in words], dtype=pl.Float64)


def _relate_numbers(vague: pl.Expr, converted: pl.Series, rounded: pl.Series) -> pl.Expr:
    """The relation of two values with limits, of a pair of statements whose columns end in _a and _b.

    Values agree that are the same, days of which one lies in the other, times that may be the same, measures told in two
    units whose limits meet; with a vague number ("dozens") any does. Of other values whose limits meet, one keeps the limit of
    the other, or is a rounding of it, as is a round form whose limits do not meet it (see `find_round_forms`). A weekday alone may
    be one of the week before or after.
    """
    low_a, low_b = (pl.col(f"low_{side}").fill_null(-float("inf")) for side in "ab")
    high_a, high_b = (pl.col(f"high_{side}").fill_null(float("inf")) for side in "ab")
    meet = (low_a <= high_b + _SLACK) & (low_b <= high_a + _SLACK)
    exact = (pl.col("bound_a") == EXACT) & (pl.col("bound_b") == EXACT)
    touch = exact & ((low_a >= high_b - _SLACK) | (low_b >= high_a - _SLACK)) & (low_a < high_a) & (low_b < high_b)
    limits = [pl.col(f"bound_{side}").is_in(_LIMITS) for side in "ab"]
    same = pl.col("value_a").str.to_lowercase() == pl.col("value_b").str.to_lowercase()
    is_exact_time = (pl.col("kind_a") == TIME) & (pl.col("bound_a") != _ABOUT) & (pl.col("bound_b") != _ABOUT)
    points = (pl.col("kind_a") == PERCENT) & (low_a == low_b) & (high_a == high_b)  # percent, percentage points
    fits = meet & ((pl.col("kind_a") == DAY) | is_exact_time | (limits[0] & limits[1]) | pl.lit(converted) | points)
    most = (pl.col("kind_a") == LAW) & pl.all_horizontal(pl.col(f"bound_{side}") == AT_MOST for side in "ab")
    return (
        pl.when(most & ~same).then(pl.lit(DIFFER))  # the most that a law allows is one
        .when(same | fits | vague | _is_same_weekday() | _is_near_day() | _is_kept_day()).then(pl.lit(AGREE))
        .when(meet & (limits[0] | limits[1])).then(pl.lit(BOUND))
        .when((meet & ~touch) | rounded).then(pl.lit(ROUNDING))
        .otherwise(pl.lit(DIFFER))
    )  # fmt: skip


def _is_near_day() -> pl.Expr:
    """Whether days told from that of publication are told alike ("last week"), or one is a night, which lies in two days."""
    relative = (pl.col("kind_a") == DAY) & (pl.col("relative_a") | pl.col("relative_b"))
    words = [pl.col(f"text_{side}").str.to_lowercase() for side in "ab"]
    apart = pl.max_horizontal(pl.col("low_a") - pl.col("high_b"), pl.col("low_b") - pl.col("high_a"))
    night = words[0].str.contains(_NIGHT) | words[1].str.contains(_NIGHT)
    weekdays = pl.col("weekday_a") & pl.col("weekday_b")
    return (relative & ~weekdays & ((words[0] == words[1]) | (night & (apart <= 1)))).fill_null(False)


def _is_kept_day() -> pl.Expr:
    """Whether a day lies _KEPT days at most on the side of the other that is told of it: "late on Monday", "before Tuesday"."""
    before = [pl.col(f"slot_{side}") == "before" for side in "ab"]
    after = [pl.col(f"slot_{side}") == "after" for side in "ab"]
    a_first, b_first = pl.col("high_a") < pl.col("low_b"), pl.col("high_b") < pl.col("low_a")
    kept = (before[1] & ~before[0] & a_first) | (before[0] & ~before[1] & b_first)
    kept |= (after[1] & ~after[0] & b_first) | (after[0] & ~after[1] & a_first)
    near = (pl.col("low_a") - pl.col("low_b")).abs() <= _KEPT
    return ((pl.col("kind_a") == DAY) & kept & near).fill_null(False)


def _is_same_weekday() -> pl.Expr:
    single = (pl.col("low_a") == pl.col("high_a")) & (pl.col("low_b") == pl.col("high_b"))
    days = (pl.col("low_a") - pl.col("low_b")).abs()
    return ((pl.col("weekday_a") | pl.col("weekday_b")) & single & (days == _WEEK)).fill_null(False)
