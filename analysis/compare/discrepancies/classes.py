"""Classes: in what way two values for one thing differ: a conflict, or a difference that has a reason."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.names import are_two_bodies
from analysis.compare.discrepancies.places import find_land
from analysis.compare.discrepancies.relations import BOUND, DIFFER, NAME, ROUNDING
from analysis.compare.discrepancies.stated import AMOUNTS, EMPLOYER, PLACE, ROLE, WIDER
from analysis.compare.discrepancies.sums import find_sums

CONFLICT, UPDATE, SCOPE, WORDING = "conflict", "update", "scope", "wording"
CLASSES = (CONFLICT, ROUNDING, BOUND, UPDATE, SCOPE, WORDING, NAME)
_BUILDING = r"^\p{Lu}.*\s\p{Ll}+$"  # "a Merrow school" beside "Merrow"
_NEAR = r"(?i)\b(?:outside(?: of)?|near|close to|(?:north|south|east|west)\w* of)\s+(?:the\s+)?$"
_DAYS = 30  # after which a larger number is no update of a smaller


def add_class(paired: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The pairs of numbers a and b of `stated` with their class, in column class, by the relation of the values and the words of both.

    update: the article published later, within _DAYS, has the larger number of something that goes on. scope: one place lies
    in the other, only the larger number is said of a whole, or it is the other with what is counted beside that (see
    `find_sums`). wording: a role or employer by another name, but for employers that are two bodies of one kind.
    """
    differ = pl.col("relation") == DIFFER
    amount = differ & pl.col("kind_a").is_in(AMOUNTS)
    return paired.with_columns(
        pl.when(~differ).then("relation")
        .when(pl.col("kind_a").is_in([ROLE, EMPLOYER]) & ~_are_bodies_apart(paired)).then(pl.lit(WORDING))
        .when((pl.col("kind_a") == PLACE) & _lies_inside()).then(pl.lit(SCOPE))
        .when(amount & (_is_whole() | find_sums(paired, stated))).then(pl.lit(SCOPE))
        .when(amount & _is_update()).then(pl.lit(UPDATE))
        .otherwise(pl.lit(CONFLICT)).alias("class")
    )  # fmt: skip


def _lies_inside() -> pl.Expr:
    """Whether a text says that one place lies in the other, or only one is named as a region or a building, or
    is a country, or it is told that it was near one."""
    names = [pl.col(f"value_{side}").str.to_lowercase() for side in "ab"]
    wide = [pl.col(f"text_{side}").str.contains(WIDER) for side in "ab"]
    inside = [pl.col(f"within_{side}").list.contains(names[1 - at]).fill_null(False) for at, side in enumerate("ab")]
    lands = [name.map_elements(find_land, pl.String) != "" for name in names]
    kinds = [pl.col(f"text_{side}").str.contains(_BUILDING) for side in "ab"]
    near = pl.any_horizontal(before(side).str.contains(_NEAR) for side in "ab")
    return near | inside[0] | inside[1] | (wide[0] != wide[1]) | (lands[0] != lands[1]) | (kinds[0] != kinds[1])


def _are_bodies_apart(paired: pl.DataFrame) -> pl.Series:
    """Whether two employers are two bodies (see `are_two_bodies`), neither said to be part of the other."""
    rows = paired.select("kind_a", "value_a", "value_b", "unit_a", "unit_b").iter_rows()
    apart = [
        kind == EMPLOYER and are_two_bodies(one, two) and one not in (of_two or "") and two not in (of_one or "")
        for kind, one, two, of_one, of_two in rows
    ]
    return pl.Series(apart, dtype=pl.Boolean)


def before(side: str) -> pl.Expr:
    """The sentence up to the value."""
    return pl.col(f"sentence_text_{side}").str.head(pl.col(f"start_{side}") - pl.col(f"sentence_start_{side}"))


def _is_whole() -> pl.Expr:
    """Whether only the larger of two numbers stands in a sentence that tells of a whole."""
    return (pl.col("whole_a") != pl.col("whole_b")) & (pl.col("whole_a") == (_low("a") > _low("b")))


def _is_update() -> pl.Expr:
    days = (pl.col("published_b") - pl.col("published_a")).dt.total_days()
    grows = pl.when(days > 0).then(_low("b") > _low("a")).otherwise(_low("a") > _low("b"))
    return (days.abs().is_between(1, _DAYS) & grows & (pl.col("runs_a") | pl.col("runs_b"))).fill_null(False)


def _low(side: str) -> pl.Expr:
    return pl.coalesce(f"low_{side}", f"high_{side}")
