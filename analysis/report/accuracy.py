"""Accuracy for a reader: how often the rules were right on labelled data, as it was last measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl

ACCURACY = Path(__file__).resolve().parent.parent / "accuracy.csv"  # made by `python -m analysis evaluate`
NEWS, STATEMENTS, CERTAINTY = "discrepancies in news", "statements in news", "certainty in news"
_LABELLED = "In news that the rules were not tuned on, labelled by language models that read the texts, "


def read_accuracy() -> pl.DataFrame:
    """The accuracy of the extractors as it was last measured: the columns of `measure_accuracy`."""
    return pl.read_csv(ACCURACY)


def say_ledger_accuracy() -> str:
    """How many pairs of the ledger were about one thing in news that no rule was tuned on, all of them and the likely ones."""
    rows = _read_rows(NEWS)
    all_, likely = rows["rows about one thing"], rows["rows about one thing, of the likely ones"]
    return f"{_LABELLED}{_say(all_)} of {all_['n']:,} such pairs are about one thing, of the likely ones {_say(likely)} (page Methods)"


def say_statement_accuracy() -> str:
    """How many reports said to carry a sentence, and to lack it, told it or did not, in news that no rule was tuned on."""
    rows = _read_rows(STATEMENTS)
    carried, absent = rows["carried that are told"], rows["absent that are not told"]
    return (
        f"{_LABELLED}{_say(carried)} of {carried['n']:,} articles said to carry a sentence told it, and {_say(absent)} of "
        f"{absent['n']:,} said to lack it told no part of it (page Methods)"
    )


def say_certainty_accuracy() -> str:
    """How many pairs of sentences found to tell a claim unlike did, and with these levels, in news that no rule was tuned on."""
    rows = _read_rows(CERTAINTY)
    unlike, both = rows["pairs found to differ that do"], rows["pairs found to differ with both levels right"]
    return (
        f"{_LABELLED}{_say(unlike)} of {unlike['n']:,} pairs of sentences found unlike were so, and of {_say(both)} both levels were "
        "right (page Methods)"
    )


def _read_rows(name: str) -> dict[str, dict]:
    """The rows of one set by measure."""
    return {row["measure"]: row for row in read_accuracy().filter(pl.col("set") == name).iter_rows(named=True)}


def _say(row: dict) -> str:
    value, low, high = (f"{100 * row[name]:.0f}" for name in ("value", "low", "high"))
    return f"{value} % (95 % interval {low} to {high} %)"
