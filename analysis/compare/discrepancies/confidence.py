"""Confidence: how sure it is that two statements are about the same thing, and of two called a conflict that they are one."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.discrepancies.classes import CONFLICT, SCOPE, UPDATE
from analysis.compare.discrepancies.comparable import choose_comparable
from analysis.compare.discrepancies.stated import DAY, PERCENT, PLACE
from analysis.compare.discrepancies.swaps import find_swaps

# How much each thing weighs in the logarithm of the odds, as `python -m tests.fit_discrepancies FOLDER` finds it on labelled pairs.
WEIGHTS = {
    "fair": 2.25, "name": 1.9, "update": 1.21, "scope": 1.14, "way": 0.51, "shared": 0.84, "sentence": 1.67, "slots":
    0.06, "thing": 0.64, "owner": 1.31, "slip": 0.92, "ahead": 0.38, "day": 0.15, "far": -2.73, "swapped": -0.73,
    "contrast": -1.59, "counted_apart": -0.8, "act": 0.13, "lead": 1.02, "years_apart": -0.7, "late": -0.35,
    "named_apart": -0.48, "attached": -0.55, "settled": -0.58, "day_apart": -0.56, "day_other": -0.44, "known": -1.12,
    "many": -1.17,
}  # fmt: skip
OF_KIND = {
    "date": 0.27, "time": 0.4, "duration": 0.24, "age": -0.05, "count": -0.17, "money": 0.31, "percent": -0.71, "unit":
    -0.05, "law": -0.04, "place": -0.92, "person": 0.16, "role": -0.08, "employer": 0.61,
}  # fmt: skip
START = -3.41
LIKELY, POSSIBLE = "likely", "possible"
AT_LEAST = {LIKELY: 0.75, POSSIBLE: 0.4}
FREE, FREE_FAIR = 0.5, 0.2  # the distance of two numbers from which on it speaks against one thing; of fair ones
FARTHEST = 2.0
TOLD_OFTEN, MOST = (PERCENT, PLACE), 4.0


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
    and the kind. far begins at FREE, with fair values at FREE_FAIR, and ends at FARTHEST. known and many count for conflicts alone,
    many for the kinds TOLD_OFTEN and days of two acts, which a report gives by turns, and up to MOST.
    """
    conflict = pl.col("class") == CONFLICT
    loose = (pl.col("kind_a") == DAY) & ~pl.col("act")
    often = conflict & (pl.col("kind_a").is_in(TOLD_OFTEN) | loose)
    free = pl.when("fair").then(FREE_FAIR).otherwise(FREE)
    told = chosen.with_columns(
        far=(pl.col("far") - free).clip(0, FARTHEST),
        update=(pl.col("class") == UPDATE) & (pl.col("act") | pl.col("thing")),
        scope=pl.col("class") == SCOPE,
        known=pl.col("known") & conflict,
        many=pl.when(often).then(pl.col("many").clip(0, MOST)).otherwise(0.0),
        **{kind: pl.col("kind_a") == kind for kind in OF_KIND},
    )
    return told.select(pl.col(*WEIGHTS, *OF_KIND).cast(pl.Float64).fill_null(0)).to_numpy()
