"""Accuracy for a reader: how often the rules were right on labelled data, as it was last measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl

ACCURACY = Path(__file__).resolve().parent.parent / "accuracy.csv"  # made by `python -m analysis evaluate`
NEWS = "discrepancies in news"


def read_accuracy() -> pl.DataFrame:
    """The accuracy of the extractors as it was last measured: the columns of `measure_accuracy`."""
    return pl.read_csv(ACCURACY)


def say_ledger_accuracy() -> str:
    """How many pairs of the ledger were about one thing in news that no rule was tuned on, all of them and the likely ones."""
    news = read_accuracy().filter(pl.col("set") == NEWS)
    rows = {row["measure"]: row for row in news.iter_rows(named=True)}
    all_, likely = rows["rows about one thing"], rows["rows about one thing, of the likely ones"]
    return (
        "In news that the rules were not tuned on, labelled by language models that read the texts, "
        f"{_say(all_)} of {all_['n']:,} such pairs are about one thing, of the likely ones {_say(likely)} (page Methods)"
    )


def _say(row: dict) -> str:
    value, low, high = (f"{100 * row[name]:.0f}" for name in ("value", "low", "high"))
    return f"{value} % (95 % interval {low} to {high} %)"
