"""Comparable: which pairs of statements may be compared, as no word says that they are of two owners, acts, places or times."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.classes import CONFLICT, before
from analysis.compare.discrepancies.needs import are_needs_apart
from analysis.compare.discrepancies.stated import (
    AGE,
    AMOUNTS,
    DAY,
    DURATION,
    EMPLOYER,
    LAW,
    NOW,
    PERSON,
    PLACE,
    ROLE,
    TIME,
    UNIT,
)
from analysis.find.claims.amounts.bounds import AT_MOST
from analysis.find.lists import read_list

MUCH = 0.5  # of the words of two sentences that tell when or where by other acts
NEARBY = 31  # days between two articles of which values are compared: what is told of later may be another time
_FROM = r"^\s+(?:\p{L}+[ -]){0,2}(?:of|from|off|outside)\s+(?:the )?(\p{Lu}[\p{L}'’-]*)"  # "miles northeast of Paris"
_SINCE = r"(?i)^\s+(?:after|later|ago|since)\b"  # how long after or before something, beside how long it lasts
_UNTIL = r"(?i)^\s+(?:before|earlier|until|till|to go|away|from now|left|ahead)\b"
_INTO = r"(?i)^\s+into\b"
_BEFORE_NAME = r"^\.?\s\p{Lu}"
_LASTED = r"(?i)\b(?:for|was|took|takes?|last(?:s|ed)?|needed)\s(?:\p{L}+\s){0,2}$"
_STATE, _AGENT = "state", "agent"


def choose_comparable(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose statements tell of one owner or act.

    Two spellings always. Else only articles published within NEARBY days or without a date, and none of which one denies
    the act that the other tells: roles and employers of one person, both or neither told as held once, employers by more than
    a noun, ages also of nouns that are the same; amounts that both or neither are told as a part, and neither alone as needed
    or foreseen (see `are_needs_apart`); distances from one place, hours of one zone, times since, until or into something, or as
    long as it lasts; the most that a law allows with the most only; where something was, by the act or in MUCH the same words,
    and when, with someone or something in it, too; who did something, by act, slot and someone or something in it. Values that
    differ and of which one sentence has both are none.
    """
    kind = pl.col("kind_a")
    does = pl.all_horizontal(pl.col(f"deed_{side}") != _STATE for side in "ab")
    same_act = does & pl.col("act") & pl.col("slots") & pl.col("way")
    names = [pl.col(f"value_{side}").str.contains(r"^\p{Lu}") for side in "ab"]
    is_named = names[0] | names[1]
    called = pl.all_horizontal(names[at] | pl.col(f"value_{side}").str.contains(" ") for at, side in enumerate("ab"))
    one_time = pl.col("served_a") == pl.col("served_b")
    alike_told = (pl.col("part_a") == pl.col("part_b")) & ~are_needs_apart()
    by_act = pl.col("act") | (pl.col("sentence") > MUCH)
    may = (
        pl.when("name").then(pl.lit(True))
        .when(kind == ROLE).then(pl.col("owner") & one_time & ~_is_no_post())
        .when(kind == EMPLOYER).then(pl.col("owner") & one_time & called)
        .when(kind == AGE).then((pl.col("owner") | pl.col("thing") | (same_act & ~_are_named())) & ~_are_ages_apart())
        .when(kind == PERSON).then(same_act & (pl.col("way_a") == _AGENT) & ~is_named)
        .when(kind == PLACE).then(by_act & (pl.col("path_a") == pl.col("path_b")) & ~_are_of_two())
        .when(kind == DAY).then(by_act & (pl.col("slots") | (pl.col("sentence") > MUCH)))
        .when(kind == UNIT).then(alike_told & ~_are_from_two())
        .when(kind == DURATION).then(_tell_course("a") == _tell_course("b"))
        .when(kind == TIME).then((pl.col("zone_a") == pl.col("zone_b")).fill_null(True))
        .when(kind == LAW).then((pl.col("bound_a") == AT_MOST) == (pl.col("bound_b") == AT_MOST))
        .when(kind.is_in(AMOUNTS)).then(alike_told)
        .otherwise(pl.lit(True))
    )  # fmt: skip
    denies = pl.col("act") & (pl.col("denied_a") != pl.col("denied_b"))
    days = (pl.col("published_a") - pl.col("published_b")).dt.total_days().abs().fill_null(0)
    given = pl.col("settled") & (kind.is_in([PLACE, ROLE, EMPLOYER]) | (pl.col("class") == CONFLICT)) & ~pl.col("name")
    return told.filter(may, ~denies, ~given, ~pl.col("both_told") | pl.col("name"), (days <= NEARBY) | pl.col("name"))


def _are_ages_apart() -> pl.Expr:
    """Whether two ages are of a woman and a man, or only one is told as that of now and the other "at the age of"."""
    now = [before(side).str.contains(NOW) for side in "ab"]
    at = [pl.col(f"text_{side}").str.contains(r"(?i)^at the age of") for side in "ab"]
    return (pl.col("sex_a") != pl.col("sex_b")).fill_null(False) | (now[0] & at[1]) | (now[1] & at[0])


def _are_named() -> pl.Expr:
    """Whether both are told of somebody by name."""
    return pl.all_horizontal(pl.col(f"of_{side}").str.contains(r"^\p{Lu}") for side in "ab")


def _are_from_two() -> pl.Expr:
    """Whether two distances are told from two places: miles south of one, miles east of another."""
    names = [_behind(side).str.extract(_FROM) for side in "ab"]
    return (names[0] != names[1]).fill_null(False)


def _tell_course(side: str) -> pl.Expr:
    """Whether a time is one since something, until it, into it, or how long it lasts."""
    lasts, behind = before(side).str.contains(_LASTED), _behind(side)
    ways = {"since": _SINCE, "until": _UNTIL, "into": _INTO}
    told = [pl.when(~lasts & behind.str.contains(words)).then(pl.lit(way)) for way, words in ways.items()]
    return pl.coalesce(*told).fill_null("")


def _behind(side: str) -> pl.Expr:
    """The sentence from the value on."""
    return pl.col(f"sentence_text_{side}").str.slice(pl.col(f"end_{side}") - pl.col(f"sentence_start_{side}"))


def _are_of_two() -> pl.Expr:
    """Whether two places are of two things: a cell in one, a clan in the other."""
    return pl.all_horizontal(
        (pl.col(f"slot_{side}") == "of") & (pl.col(f"of_{side}") != "") for side in "ab"
    ) & ~pl.col("thing")


def _is_no_post() -> pl.Expr:
    """Whether what a person is called is no post: a relative, a part in what happened, or only one is a form of address."""
    last = [pl.col(f"value_{side}").str.to_lowercase().str.split(" ").list.last() for side in "ab"]
    parts = _list_parts("relation", "part")
    return last[0].is_in(parts) | last[1].is_in(parts) | (_is_address("a") != _is_address("b"))


def _is_address(side: str) -> pl.Expr:
    """Whether a role is how somebody is addressed, right before the name: "*Doctor* Lee", and not "Lee, the doctor of the team"."""
    called = pl.col(f"text_{side}").str.to_lowercase().str.strip_chars_end(".").is_in(_list_parts("address"))
    return called & _behind(side).str.contains(_BEFORE_NAME)


def _list_parts(*kinds: str) -> list[str]:
    """The words of these kinds of the list parts."""
    return read_list("parts").filter(pl.col("kind").is_in(kinds))["word"].to_list()
