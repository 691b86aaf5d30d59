"""Sums: whether one count is another with what its sentence counts beside it: "eight students and two teachers", ten people."""

from __future__ import annotations

from itertools import combinations

import polars as pl

from analysis.compare.discrepancies.stated import COUNT
from analysis.find.claims.values import EXACT

REACH = 120  # characters from a count to what is counted beside it
MOST = 4  # counts beside one
_ONE_MORE = r"(?i)^[^.;]{0,60}\b(?:another|as well as an?)\s\p{L}"
_AND_ONE = (  # "killed a woman and wounded two"
    r"(?i)\b(?:kill|wound|injur|shot|shoot|hurt|arrest|detain|charg)\p{L}*\s(?:an?|one)\s[^,.;]{1,30}\band\s(?:\p{L}+ed\s)?$"
)
_NAME_AND = r"\p{Lu}[\p{L}.]*,? (?:and|with) (?:the )?(?:other )?$"  # "the United States and 11 other nations"


def find_sums(paired: pl.DataFrame, stated: pl.DataFrame) -> pl.Series:
    """Whether the larger of two counts (pairs of numbers a and b of `stated`) is the smaller with some of what is counted beside it."""
    counts = stated.filter(pl.col("kind") == COUNT)
    own = counts.join(_list_beside(counts), on="number", how="left", maintain_order="left")
    for side in "ab":
        named = own.select("number", **{f"_low_{side}": "low", f"_beside_{side}": pl.col("beside").fill_null([])})
        paired = paired.join(named, left_on=side, right_on="number", how="left", maintain_order="left")
    names = (f"{name}_{side}" for side in "ab" for name in ("_low", "_beside"))
    return pl.Series([_is_sum(*row) for row in paired.select(*names).iter_rows()], dtype=pl.Boolean)


def _list_beside(counts: pl.DataFrame) -> pl.DataFrame:
    """What is counted near each count in its sentence (number, beside), one for a thing that is told without a number."""
    places = counts.select("number", "place", "start", "low", "bound")
    others = places.filter(pl.col("bound") == EXACT, pl.col("low").is_not_null()).drop("number", "bound")
    pairs = places.join(others, on="place", suffix="_other")
    near = pairs.filter((pl.col("start") - pl.col("start_other")).abs().is_between(1, REACH))
    single = counts.filter(_is_one_more()).select("number", low_other=pl.lit(1.0))
    listed = pl.concat(
        [near.unique(["number", "start_other"], maintain_order=True).select("number", "low_other"), single]
    )
    return listed.group_by("number", maintain_order=True).agg(beside=pl.col("low_other").head(MOST))


def _is_one_more() -> pl.Expr:
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"))
    return behind.str.contains(_ONE_MORE) | before.str.contains(_NAME_AND) | before.str.contains(_AND_ONE)


def _is_sum(
    low_a: float | None, beside_a: list[float] | None, low_b: float | None, beside_b: list[float] | None
) -> bool:
    if low_a is None or low_b is None or low_a == low_b:
        return False
    beside, rest = (beside_a, low_b - low_a) if low_a < low_b else (beside_b, low_a - low_b)
    return any(sum(some) == rest for size in range(1, len(beside) + 1) for some in combinations(beside, size))
