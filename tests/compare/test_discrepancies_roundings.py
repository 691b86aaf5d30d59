"""Tests of roundings: which of two amounts is a round form of the other without a word that says so."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.discrepancies.roundings import find_round_forms

Side = tuple[str, str, float]  # words, bound, days of a time


def is_round_form(kind: str, one: Side, two: Side) -> bool:
    columns = {"kind_a": [kind]}
    for side, (text, bound, days) in (("a", one), ("b", two)):
        columns |= {f"text_{side}": [text], f"bound_{side}": [bound], f"low_{side}": [days], f"high_{side}": [days]}
    return find_round_forms(pl.DataFrame(columns)).item()


@pytest.mark.parametrize(
    ("kind", "one", "two", "found"),
    [
        ("money", "350 million crowns", "349 million crowns", True),
        ("money", "350 million crowns", "349 billion crowns", False),  # another scale
        ("money", "350 million crowns", "341 million crowns", False),  # more than half a step
        ("money", "10 crowns", "11 crowns", False),  # half a step, but a tenth of it
        ("money", "347 million crowns", "349 million crowns", False),  # neither is round
        ("unit", "29,000 tons", "29,060 tons", True),
        ("unit", "4 tons", "4.3 tons", False),
        ("count", "29,000", "29,060", True),
        ("count", "150", "148", False),  # of few things each counts
        ("percent", "50 percent", "49 percent", False),
    ],
)  # fmt: skip
def test_a_number_with_noughts_is_a_round_form_of_one_close_by(kind: str, one: str, two: str, found: bool) -> None:
    assert is_round_form(kind, (one, "exact", 0), (two, "exact", 0)) is found
    assert is_round_form(kind, (two, "exact", 0), (one, "exact", 0)) is found


def test_a_number_told_as_about_so_may_miss_a_whole_step() -> None:
    assert is_round_form("count", ("about 1,700", "about", 0), ("1,754", "exact", 0))
    assert not is_round_form("count", ("about 1,700", "about", 0), ("1,801", "exact", 0))
    assert not is_round_form("count", ("at least 1,700", "at least", 0), ("1,754", "exact", 0))
    assert not is_round_form("money", ("dozens", "exact", 0), ("30 crowns", "exact", 0))  # no figures


def test_times_in_two_units_may_miss_half_of_the_larger() -> None:
    decades = ("three and a half decades", "exact", 35 * 365.25)
    assert is_round_form("duration", ("34 years", "exact", 34 * 365.25), decades)
    assert not is_round_form("duration", ("28 years", "exact", 28 * 365.25), decades)
    assert is_round_form("duration", ("20 days", "exact", 20), ("three weeks", "exact", 21))
    assert not is_round_form("duration", ("34 years", "exact", 34 * 365.25), ("35 years", "exact", 35 * 365.25))
    assert not is_round_form("duration", ("18 months", "exact", 548), ("two years", "exact", 730))
