"""Needs: whether an amount is told as what is, as what is needed or allowed, or as what is foreseen."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from analysis.compare.discrepancies.stated import AMOUNTS, COUNT, PERCENT, UNIT
from analysis.find.lists import read_list

NEED, FORECAST, OPEN = "need", "forecast", "open"
_THAN = r"(?i)\bthan[ -](?:expected|forecast|predicted|projected)"  # "fewer than expected" tells what is
_REACH = {NEED: 40, FORECAST: 60}  # characters between such words and the amount


@cache
def _say(kind: str, place: str) -> str:
    """The pattern of the words of this kind that stand in this place, of open ones anywhere with those that foresee."""
    kinds = [kind] if kind != OPEN else [OPEN, FORECAST]
    words = read_list("needs").filter(pl.col("kind").is_in(kinds), pl.col("note").str.contains(place))["word"]
    said = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    reach = rf"[^,;:.]{{0,{_REACH.get(kind, 0)}}}"
    return {
        "before": rf"(?i)\b(?:{said})\b{reach}$",
        "after": rf"(?i)^{reach}\b(?:{said})\b",
        "": rf"(?i)\b(?:{said})\b",
    }[place]


def are_needs_apart() -> pl.Expr:
    """Whether of two amounts (columns in _a and _b) only one is told as needed, or as foreseen where the other is told as a fact."""
    need = [_is_said(NEED, side) for side in "ab"]
    cast = [_is_said(FORECAST, side) for side in "ab"]
    maybe = [
        cast[at] | _clear(pl.col(f"sentence_text_{side}")).str.contains(_say(OPEN, "")) for at, side in enumerate("ab")
    ]
    kind = pl.col("kind_a")
    foreseen = (cast[0] & ~maybe[1]) | (cast[1] & ~maybe[0])
    return (kind.is_in([COUNT, PERCENT, UNIT]) & (need[0] != need[1])) | (kind.is_in(AMOUNTS) & foreseen)


def _is_said(kind: str, side: str) -> pl.Expr:
    sentence, begin = pl.col(f"sentence_text_{side}"), pl.col(f"sentence_start_{side}")
    before = sentence.str.head(pl.col(f"start_{side}") - begin)
    behind = sentence.str.slice(pl.col(f"end_{side}") - begin)
    return _clear(before).str.contains(_say(kind, "before")) | _clear(behind).str.contains(_say(kind, "after"))


def _clear(text: pl.Expr) -> pl.Expr:
    """The text without what only compares with something foreseen."""
    return text.str.replace_all(_THAN, "than")
