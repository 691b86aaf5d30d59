"""Tests of needs: amounts told as needed or as foreseen, beside those told as facts, in invented sentences."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.discrepancies.needs import are_needs_apart

DREW = "The fair drew 700 guests."


def are_apart(one: str, two: str, kind: str) -> bool:
    """Of two sentences whose amounts are 900 and 700."""
    columns: dict[str, list[str | int]] = {"kind_a": [kind]}
    for side, text, value in (("a", one, "900"), ("b", two, "700")):
        start = text.index(value)
        columns |= {
            f"sentence_text_{side}": [text], f"sentence_start_{side}": [40],
            f"start_{side}": [40 + start], f"end_{side}": [40 + start + len(value)],
        }  # fmt: skip
    return pl.DataFrame(columns).select(apart=are_needs_apart()).item()


@pytest.mark.parametrize(
    ("one", "two", "kind", "apart"),
    [
        ("The fair needs 900 guests.", DREW, "count", True),
        ("The fair aimed for a total of 900 guests.", DREW, "count", True),
        ("The fair failed to draw 900 guests.", DREW, "count", True),
        ("The 900 guests needed stayed away.", DREW, "count", True),
        ("The fair needs 900 guests.", "The fair needed 700 guests.", "count", False),
        ("The fair drew 900 guests.", DREW, "count", False),
        ("The mill needs 900 crowns.", "The mill cost 700 crowns.", "money", False),  # what it needs may be what it costs
        ("The fair, it is said, needs no more; 900 guests came.", DREW, "count", False),  # of another clause
        ("The fair is expected to draw as many as 900 guests.", DREW, "count", True),
        ("The 900 guests forecast stayed away.", DREW, "count", True),
        ("The fair is expected to draw 900 guests.", "The fair will draw 700 guests.", "count", False),
        ("The fair is expected to draw 900 guests.", "On Monday 700 guests are forecast.", "count", False),
        ("The mill is expected to cost 900 crowns.", "The mill cost 700 crowns.", "money", True),
        ("The race is expected to last 900 minutes.", "The race lasted 700 minutes.", "duration", False),
        ("The fair drew fewer than expected: 900 guests.", DREW, "count", False),
        ("The fair drew a lower-than-expected crowd of 900 guests.", DREW, "count", False),
        ("An exit poll gave the party 900 guests.", DREW, "count", True),
        ("The power failure drove out 900 guests.", DREW, "count", False),  # a word is not its beginning
    ],
)  # fmt: skip
def test_what_is_needed_or_foreseen_is_no_fact(one: str, two: str, kind: str, apart: bool) -> None:
    assert are_apart(one, two, kind) is apart
