"""Finding: one sentence of the summary, and the words that all statements share."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.compare.estimates import BY_DOCUMENTS

MISSED = 0.05  # of 95 % intervals are without 0 where nothing differs
VOICES = {
    "author": "in the author's voice",
    "quoted": "inside quotation marks",
    "attributed": "told as said by another, without quotation marks",
    "all": "in all words",
}


class Finding(NamedTuple):
    """One sentence of the summary: its topic, what it says, what limits it, and where its sentences stand."""

    topic: str
    text: str
    limit: str
    link: str


def count_of(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count_of(1, "article"), count_of(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def times(number: int) -> str:
    """How often, in words for the first few."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def say_number(value: float, sign: str = "") -> str:
    """A number to two significant digits or to the unit, so that a small one never reads as 0; `sign` "+" shows it always.

    >>> say_number(-0.0432, "+"), say_number(4), say_number(44.4), say_number(1234.5)
    ('-0.043', '4.0', '44', '1,234')
    """
    if abs(value) >= 10:
        return f"{value:{sign},.0f}"
    return f"{value + 0.0:{sign}#.2g}".rstrip(".")  # + 0.0: a zero has no sign


def name_list(measure: str) -> str:
    """A list of cues in words.

    >>> name_list("stance"), name_list("frames-generic")
    ('stance', 'generic frames')
    """
    frames, _, kind = measure.partition("-")
    return f"{kind.replace('-', ' ')} frames" if frames == "frames" and kind else measure


def is_clear() -> pl.Expr:
    """Whether the interval of a row leaves out 0, no difference."""
    return ((pl.col("low") > 0) | (pl.col("high") < 0)).fill_null(False)


def drop_untested(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without those that have no test in a contrast where others have one: of many intervals some are without 0 by chance."""
    tested = pl.col("q").is_not_null()
    return rows.filter(tested | ~tested.any().over("group_a", "group_b"))


def holds(alpha: float) -> pl.Expr:
    """Whether a row is a finding: it differs at a false discovery rate of alpha where there is a test, else its interval is clear."""
    return pl.when(pl.col("p").is_null()).then(is_clear()).otherwise(pl.col("q") < alpha).fill_null(False)


def say_standing(row: dict, alpha: float) -> str:
    """Whether a row with p and q speaks for more than these texts."""
    if row["p"] is None:
        alike = row["interval"] == BY_DOCUMENTS or row["events"] == 0  # articles enough, but nothing to test in them
        reason = (
            "articles of events that both groups cover do not differ in it" if alike else "too few articles for a test"
        )
        return f"Of these texts only: {reason}."
    verdict = "holds" if row["q"] < alpha else "does not hold"
    return f"Within events it {verdict} at a false discovery rate of {alpha:g} (q = {row['q']:.2g})."


def say_open(low: float | None, high: float | None, same: int = 0) -> str:
    """That an interval includes the value of no difference, where it does; an end that is not known includes all."""
    outside = (low is not None and low > same) or (high is not None and high < same)
    return "" if outside else f"The interval includes {same}, no difference. "


def say_rarity(p: float, ways: int) -> str:
    """A p beside `ways` dealt out by chance, in words where none of them gave no less: there it is as small as it can be.

    >>> say_rarity(3 / 101, 100), say_rarity(1 / 101, 100)  # drawn: p = (b + 1) / (B + 1)
    ('p = 0.03', 'p ≤ 0.01, none of 100')
    >>> say_rarity(1 / 6, 6)  # every way there is, the real one among them
    'p ≤ 0.17, none of 5'
    """
    if p * ways > 1.001:
        return f"p = {p:.2g}"
    return f"p ≤ {1 / ways:.2g}, none of {ways if p * ways < 0.9995 else ways - 1:,}"
