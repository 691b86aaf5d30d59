"""Accuracy for a reader: how often the rules were right on labelled data, as it was last measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl

ACCURACY = Path(__file__).resolve().parent.parent / "accuracy.csv"  # made by `python -m analysis evaluate`
NEWS, STATEMENTS, CERTAINTY = "discrepancies in news", "statements in news", "certainty in news"
INVENTED = "discrepancies"  # pairs written for the purpose, of which it is known what differs
_LABELLED = "In news that the rules were not tuned on, labelled by language models that read the texts, "


def read_accuracy() -> pl.DataFrame:
    """The accuracy of the extractors as it was last measured: the columns of `measure_accuracy`."""
    return pl.read_csv(ACCURACY)


def say_ledger_accuracy() -> str:
    """How many pairs of the ledger were about one thing in news that no rule was tuned on, and of the right class; and how many
    conflicts were found in invented pairs, as nobody knows how many there are in news."""
    rows, found = _read_rows(NEWS), _read_rows(INVENTED)["conflicts found"]
    all_, likely = rows["rows about one thing"], rows["rows about one thing, of the likely ones"]
    conflicts = rows["rows called conflict that are"]
    return (
        f"{_LABELLED}{_say(all_)} of {all_['n']:,} such pairs are about one thing, of the likely ones {_say(likely)}, and of those about "
        f"one thing {_say(rows['right class of a row about one thing'])} have the right class; of {conflicts['n']:,} called conflict "
        f"{_say(conflicts)} are conflicts; of {found['n']:,} conflicts in "
        f"invented pairs {_say(found)} are found, so that others are missed (page Methods)"
    )


def say_conflict_accuracy() -> str:
    """How many pairs called conflict were conflicts in news that no rule was tuned on."""
    row = _read_rows(NEWS)["rows called conflict that are"]
    return f"In labelled news {_say(row)} of {row['n']:,} pairs called conflict were conflicts."


def say_statement_accuracy() -> str:
    """How many reports said to carry a sentence, and to lack it, told it or did not, in news that no rule was tuned on; and how
    much of what is told is found, and how much is clear."""
    rows = _read_rows(STATEMENTS)
    carried, absent = rows["carried that are told"], rows["absent that are not told"]
    found, clear = rows["told that are carried"], rows["pairs that are clear"]
    return (
        f"{_LABELLED}{_say(carried)} of {carried['n']:,} articles said to carry a sentence told it, and {_say(absent)} of "
        f"{absent['n']:,} said to lack it told no part of it; of {found['n']:,} that told one {_say(found)} are said to carry it, and "
        f"{_say(clear)} of {clear['n']:,} are clear (page Methods)"
    )


def say_certainty_accuracy() -> str:
    """How many pairs of sentences found to tell a claim unlike did, and with these levels, in news that no rule was tuned on; and
    how many that do are found."""
    rows = _read_rows(CERTAINTY)
    unlike, both = rows["pairs found to differ that do"], rows["pairs found to differ with both levels right"]
    found = rows["pairs that differ that are found to"]
    return (
        f"{_LABELLED}{_say(unlike)} of {unlike['n']:,} pairs of sentences found unlike were so, and of {_say(both)} both levels were "
        f"right; of {found['n']:,} pairs that are unlike {_say(found)} are found (page Methods)"
    )


def _read_rows(name: str) -> dict[str, dict]:
    """The rows of one set by measure, of its largest part where it has several."""
    rows = read_accuracy().filter(pl.col("set") == name).sort("n", maintain_order=True)
    return {row["measure"]: row for row in rows.iter_rows(named=True)}


def _say(row: dict) -> str:
    value, low, high = (f"{100 * row[name]:.0f}" for name in ("value", "low", "high"))
    return f"{value} % (95 % interval {low} to {high} %)"
