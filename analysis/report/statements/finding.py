"""Finding: one sentence of the summary, and the words that all statements share."""

from __future__ import annotations

from typing import NamedTuple

from analysis.compare.estimates import BY_DOCUMENTS

VOICES = {"author": "outside quotation marks", "quoted": "inside quotation marks", "all": "in all words"}


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


def say_open(low: float | None, high: float | None) -> str:
    """That an interval includes no difference, where it does."""
    return "The interval leaves open that there is no difference. " if (low or 0) <= 0 <= (high or 0) else ""
