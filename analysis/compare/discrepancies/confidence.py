"""Confidence: how sure it is that two statements are about the same thing."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.discrepancies.classes import SCOPE, UPDATE, before
from analysis.compare.discrepancies.needs import are_needs_apart
from analysis.compare.discrepancies.stated import AGE, AMOUNTS, DAY, EMPLOYER, LAW, NOW, PERSON, PLACE, ROLE
from analysis.compare.discrepancies.swaps import find_swaps
from analysis.find.claims.amounts.bounds import AT_MOST
from analysis.find.lists import read_list

# How much each thing weighs in the logarithm of the odds, as `python -m tests.fit_discrepancies FOLDER` finds it on labelled pairs.
WEIGHTS = {
    "fair": 2.72, "name": 1.4, "update": 2.05, "scope": 0.9, "way": 0.7, "shared": 1.29, "sentence": 1.34,
    "slots": 0.04, "thing": 0.84, "owner": 1.32, "slip": 0.9, "ahead": 1.34, "day": 0.04, "far": -3.48,
    "broader": -0.15, "swapped": -1.01, "contrast": -1.38, "people_apart": -0.73, "counted_apart": -0.65, "act": 0.16,
    "lead": 0.9, "years_apart": -0.71, "late": -0.59, "named_apart": -0.56, "attached": -0.22, "settled": -1.11,
    "day_apart": -1.34, "day_other": -0.33,
}  # fmt: skip
OF_KIND = {
    "date": -0.25, "time": 0.41, "duration": 0.25, "age": -0.26, "count": -0.81, "money": 0.07, "percent": -0.29,
    "unit": 0.03, "law": 0.18, "place": -0.36, "person": 0.7, "role": -0.42, "employer": 0.74,
}  # fmt: skip
START = -3.95
LIKELY, POSSIBLE = "likely", "possible"
AT_LEAST = {LIKELY: 0.75, POSSIBLE: 0.4}
FREE, FREE_FAIR = 1.0, 0.5  # the distance of two numbers from which on it speaks against one thing; of fair ones
FARTHEST = 2.0
MUCH = 0.5  # of the words of two sentences that tell when or where by other acts
NEARBY = 31  # days between two articles of which values are compared: what is told of later may be another time
_STATE, _AGENT = "state", "agent"


def add_confidence(told: pl.DataFrame, least: float = AT_LEAST[POSSIBLE]) -> pl.DataFrame:
    """The pairs that may be about one thing, with confidence (0 to 1, a logistic function of the evidence) and its word.

    Left out is what may not be compared (see `choose_comparable`), and what is less sure than `least`.
    """
    chosen = choose_comparable(told).with_columns(swapped=pl.lit(0.0))
    hopeful = chosen.filter(_reckon(chosen) >= least)  # swaps only make a pair less sure, and take long to find
    swapped = hopeful.with_columns(swapped=find_swaps(hopeful))
    sure = swapped.with_columns(confidence=_reckon(swapped).round(6))
    word = pl.when(pl.col("confidence") >= AT_LEAST[LIKELY]).then(pl.lit(LIKELY)).otherwise(pl.lit(POSSIBLE))
    return sure.filter(pl.col("confidence") >= least).with_columns(confidence_words=word)


def _reckon(chosen: pl.DataFrame) -> pl.Series:
    weights = np.array([*WEIGHTS.values(), *OF_KIND.values()])
    return pl.Series(1 / (1 + np.exp(-weigh(chosen) @ weights - START)))


def weigh(chosen: pl.DataFrame) -> np.ndarray:
    """The evidence of each pair, as a row of numbers in the order of WEIGHTS and OF_KIND.

    Beside what `gather_evidence` and `find_swaps` find: whether the class is update, of one act or thing, or scope,
    and the kind. far begins at FREE,
    with fair values at FREE_FAIR, and ends at FARTHEST.
    """
    free = pl.when("fair").then(FREE_FAIR).otherwise(FREE)
    told = chosen.with_columns(
        far=(pl.col("far") - free).clip(0, FARTHEST),
        update=(pl.col("class") == UPDATE) & (pl.col("act") | pl.col("thing")),
        scope=pl.col("class") == SCOPE,
        **{kind: pl.col("kind_a") == kind for kind in OF_KIND},
    )
    return told.select(pl.col(*WEIGHTS, *OF_KIND).cast(pl.Float64).fill_null(0)).to_numpy()


def choose_comparable(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose statements tell of one owner or act.

    Two spellings always. Else only articles published within NEARBY days or without a date, and none of which one denies
    the act that the other tells: roles and employers of one person, both or neither told as held
    once, employers by more than a noun, ages also of nouns that are
    the same; amounts that both or neither are told as a part, and neither alone as needed or foreseen (see `are_needs_apart`);
    the most that a law allows with the most only; where something was, by the act or in MUCH the same words, and when, with
    someone or something in it, too; who did something, by act, slot and someone or something in it.
    """
    kind = pl.col("kind_a")
    does = pl.all_horizontal(pl.col(f"deed_{side}") != _STATE for side in "ab")
    same_act = does & pl.col("act") & pl.col("slots") & pl.col("way")
    names = [pl.col(f"value_{side}").str.contains(r"^\p{Lu}") for side in "ab"]
    is_named = names[0] | names[1]
    called = pl.all_horizontal(names[at] | pl.col(f"value_{side}").str.contains(" ") for at, side in enumerate("ab"))
    one_time = pl.col("served_a") == pl.col("served_b")
    by_act = pl.col("act") | (pl.col("sentence") > MUCH)
    may = (
        pl.when("name").then(pl.lit(True))
        .when(kind == ROLE).then(pl.col("owner") & one_time & ~_is_no_post())
        .when(kind == EMPLOYER).then(pl.col("owner") & one_time & called)
        .when(kind == AGE).then((pl.col("owner") | pl.col("slots")) & ~_are_ages_apart())
        .when(kind == PERSON).then(same_act & (pl.col("way_a") == _AGENT) & ~is_named)
        .when(kind == PLACE).then(by_act & (pl.col("path_a") == pl.col("path_b")) & ~_are_of_two())
        .when(kind == DAY).then(by_act & (pl.col("slots") | (pl.col("sentence") > MUCH)))
        .when(kind == LAW).then((pl.col("bound_a") == AT_MOST) == (pl.col("bound_b") == AT_MOST))
        .when(kind.is_in(AMOUNTS)).then((pl.col("part_a") == pl.col("part_b")) & ~are_needs_apart())
        .otherwise(pl.lit(True))
    )  # fmt: skip
    denies = pl.col("act") & (pl.col("denied_a") != pl.col("denied_b"))
    days = (pl.col("published_a") - pl.col("published_b")).dt.total_days().abs().fill_null(0)
    given = pl.col("settled") & kind.is_in([PLACE, ROLE, EMPLOYER]) & ~pl.col("name")
    return told.filter(may, ~denies, ~given, ~pl.col("both_told") | pl.col("name"), (days <= NEARBY) | pl.col("name"))


def _are_ages_apart() -> pl.Expr:
    """Whether two ages are of a woman and a man, or only one is told as that of now and the other "at the age of"."""
    now = [before(side).str.contains(NOW) for side in "ab"]
    at = [pl.col(f"text_{side}").str.contains(r"(?i)^at the age of") for side in "ab"]
    return (pl.col("sex_a") != pl.col("sex_b")).fill_null(False) | (now[0] & at[1]) | (now[1] & at[0])


def _are_of_two() -> pl.Expr:
    """Whether two places are of two things: a cell in one, a clan in the other."""
    return pl.all_horizontal(
        (pl.col(f"slot_{side}") == "of") & (pl.col(f"of_{side}") != "") for side in "ab"
    ) & ~pl.col("thing")


def _is_no_post() -> pl.Expr:
    """Whether what a person is called is no post: a relative, a part in what happened, or only one is a form of address."""
    last = [pl.col(f"value_{side}").str.to_lowercase().str.split(" ").list.last() for side in "ab"]
    called = [pl.col(f"text_{side}").str.to_lowercase().str.strip_chars_end(".") for side in "ab"]
    parts, address = _list_parts("relation", "part"), [one.is_in(_list_parts("address")) for one in called]
    return last[0].is_in(parts) | last[1].is_in(parts) | (address[0] != address[1])


def _list_parts(*kinds: str) -> list[str]:
    """The words of these kinds of the list parts."""
    return read_list("parts").filter(pl.col("kind").is_in(kinds))["word"].to_list()
