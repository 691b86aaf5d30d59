"""Confidence: how sure it is that two statements are about the same thing."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.discrepancies.classes import SCOPE, UPDATE
from analysis.compare.discrepancies.relations import AGREE
from analysis.compare.discrepancies.stated import AGE, EMPLOYER, PERSON, PLACE, ROLE
from analysis.compare.discrepancies.swaps import find_swaps

# How much each thing weighs in the logarithm of the odds, as `python -m tests.fit_discrepancies` finds it on labelled pairs.
WEIGHTS = {
    "fair": 3.17, "name": 1.37, "update": 2.34, "scope": 1.75, "way": 1.06, "shared": 1.57, "sentence": 1.76,
    "slots": 0.4, "thing": 0.96, "owner": 1.05, "slip": 1.19, "ahead": 1.69, "day": 0.3, "far": -2.47,
    "broader": -0.84, "swapped": -1.09, "contrast": -1.53, "people_apart": -1.4, "counted_apart": -0.57,
    "settled": -1.16, "day_apart": -1.46, "day_other": -0.55,
}  # fmt: skip
OF_KIND = {
    "date": -0.21, "time": 0.58, "duration": 0.35, "age": -0.12, "count": -1.29, "money": -0.35, "percent": -0.58,
    "unit": 0.06, "law": -0.03, "place": 0.18, "person": 1.29, "role": -0.76, "employer": 0.89,
}  # fmt: skip
START = -4.49
LIKELY, POSSIBLE = "likely", "possible"
AT_LEAST = {LIKELY: 0.6, POSSIBLE: 0.35}
FREE, FREE_FAIR = 1.0, 0.5  # the distance of two numbers from which on it speaks against one thing; of fair ones
FARTHEST = 2.0
MUCH = 0.5  # of the words of two sentences that tell where something was in other words
NEARBY = 31  # days between two articles of which values are compared: what is told of later may be another time
_STATE, _AGENT = "state", "agent"
_NO_POSTS = (
    "aunt", "boy", "boyfriend", "brother", "candidate", "child", "citizen", "cousin", "daughter", "driver", "fan", "father",
    "friend", "girl", "girlfriend", "grandfather", "grandmother", "guest", "heads", "hero", "husband", "killer", "lady", "legend",
    "lover", "man", "member", "mother", "native", "neighbour", "nephew", "niece", "parent", "partner", "passenger", "patient",
    "resident", "shooter", "sister", "son", "star", "survivor", "suspect", "uncle", "veteran", "victim", "villager",
    "visitor", "widow", "wife", "winner", "witness", "woman",
)  # fmt: skip


def add_confidence(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs that may be discrepancies, with confidence (0 to 1, a logistic function of the evidence) and its word.

    Left out are values that agree, what may not be compared (see `choose_comparable`), and what is less than POSSIBLE.
    """
    chosen = choose_comparable(told).with_columns(swapped=pl.lit(0.0))
    hopeful = chosen.filter(
        _reckon(chosen) >= AT_LEAST[POSSIBLE]
    )  # swaps only make a pair less sure, and take long to find
    swapped = hopeful.with_columns(swapped=find_swaps(hopeful))
    sure = swapped.with_columns(confidence=_reckon(swapped).round(6))
    word = pl.when(pl.col("confidence") >= AT_LEAST[LIKELY]).then(pl.lit(LIKELY)).otherwise(pl.lit(POSSIBLE))
    return sure.filter(pl.col("confidence") >= AT_LEAST[POSSIBLE]).with_columns(confidence_words=word)


def _reckon(chosen: pl.DataFrame) -> pl.Series:
    weights = np.array([*WEIGHTS.values(), *OF_KIND.values()])
    return pl.Series(1 / (1 + np.exp(-weigh(chosen) @ weights - START)))


def weigh(chosen: pl.DataFrame) -> np.ndarray:
    """The evidence of each pair, as a row of numbers in the order of WEIGHTS and OF_KIND.

    Beside what `gather_evidence` and `find_swaps` find: whether the class is update or scope, and the kind. far begins at FREE,
    with fair values at FREE_FAIR, and ends at FARTHEST.
    """
    free = pl.when("fair").then(FREE_FAIR).otherwise(FREE)
    told = chosen.with_columns(
        far=(pl.col("far") - free).clip(0, FARTHEST),
        update=pl.col("class") == UPDATE,
        scope=pl.col("class") == SCOPE,
        **{kind: pl.col("kind_a") == kind for kind in OF_KIND},
    )
    return told.select(pl.col(*WEIGHTS, *OF_KIND).cast(pl.Float64).fill_null(0)).to_numpy()


def choose_comparable(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose values do not agree and whose statements tell of one owner or act.

    Two spellings always. Else only articles published within NEARBY days or without a date, and none of which one denies the act
    that the other tells: roles and employers of one person, ages also of nouns that are the same; where something was, by
    the act or in MUCH the same words; who did something, by act, slot and someone or something in it.
    """
    kind = pl.col("kind_a")
    does = pl.all_horizontal(pl.col(f"deed_{side}") != _STATE for side in "ab")
    same_act = does & pl.col("act") & pl.col("slots") & pl.col("way")
    is_named = pl.any_horizontal(pl.col(f"value_{side}").str.contains(r"^\p{Lu}") for side in "ab")
    may = (
        pl.when("name").then(pl.lit(True))
        .when(kind == ROLE).then(pl.col("owner") & ~_is_no_post())
        .when(kind == EMPLOYER).then("owner")
        .when(kind == AGE).then(pl.col("owner") | pl.col("slots"))
        .when(kind == PERSON).then(same_act & (pl.col("way_a") == _AGENT) & ~is_named)
        .when(kind == PLACE).then(pl.col("act") | (pl.col("sentence") > MUCH))
        .otherwise(pl.lit(True))
    )  # fmt: skip
    denies = pl.col("act") & (pl.col("denied_a") != pl.col("denied_b"))
    days = (pl.col("published_a") - pl.col("published_b")).dt.total_days().abs().fill_null(0)
    return told.filter(pl.col("relation") != AGREE, may, ~denies, (days <= NEARBY) | pl.col("name"))


def _is_no_post() -> pl.Expr:
    """Whether what a person is called is no post: a relative, or a part in what happened."""
    last = [pl.col(f"value_{side}").str.to_lowercase().str.split(" ").list.last() for side in "ab"]
    return last[0].is_in(_NO_POSTS) | last[1].is_in(_NO_POSTS)
