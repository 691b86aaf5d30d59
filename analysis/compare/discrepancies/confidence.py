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
    "fair": 3.15, "name": 1.32, "update": 2.3, "scope": 1.51, "way": 0.95, "shared": 1.68, "sentence": 1.76,
    "slots": 0.42, "thing": 0.84, "owner": 1.03, "slip": 1.16, "ahead": 1.66, "day": 0.24, "far": -2.45,
    "broader": -0.82, "swapped": -1.03, "contrast": -1.36, "people_apart": -1.33, "counted_apart": -0.6,
    "settled": -1.12, "day_apart": -1.37, "day_other": -0.59,
}  # fmt: skip
OF_KIND = {
    "date": -0.23, "time": 0.57, "duration": 0.33, "age": -0.1, "count": -1.26, "money": -0.34, "percent": -0.64,
    "unit": 0.02, "law": -0.04, "place": 0.31, "person": 1.25, "role": -0.78, "employer": 0.9,
}  # fmt: skip
START = -4.56
LIKELY, POSSIBLE = "likely", "possible"
AT_LEAST = {LIKELY: 0.6, POSSIBLE: 0.35}
FREE, FREE_FAIR = 1.0, 0.5  # the distance of two numbers from which on it speaks against one thing; of fair ones
FARTHEST = 2.0
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

    Two spellings always; roles and employers of one person, ages also of two nouns that are the same; where something was, by
    the act or by someone or something in it; who did something by both.
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
        .when(kind == PLACE).then(pl.col("act") | pl.col("slots"))
        .otherwise(pl.lit(True))
    )  # fmt: skip
    denies = pl.col("act") & (pl.col("denied_a") != pl.col("denied_b"))
    return told.filter(pl.col("relation") != AGREE, may, ~denies)


def _is_no_post() -> pl.Expr:
    """Whether what a person is called is no post: a relative, or a part in what happened."""
    last = [pl.col(f"value_{side}").str.to_lowercase().str.split(" ").list.last() for side in "ab"]
    return last[0].is_in(_NO_POSTS) | last[1].is_in(_NO_POSTS)
