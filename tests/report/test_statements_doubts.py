"""What is said of how far findings can be trusted: names dealt out by outlet, and outlets that a reader has not read."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from analysis.compare.controls import CONTROLS
from analysis.compare.reader import FEATURES, SCORES
from analysis.compare.sensitivity import SENSITIVITY
from analysis.report.statements import state_controls, state_reading, state_sensitivity
from analysis.report.statements.finding import Finding, fold_nothing

SCORE = {
    "group_a": "x", "group_b": "y", "voice": "author", "held_out": "events", "docs_a": 20, "docs_b": 30, "outlets_a": 4,
    "outlets_b": 5, "events": 6, "auc": 0.8, "low": 0.7, "high": 0.9, "chance": 0.5, "chance_low": 0.4, "chance_high": 0.6,
    "p": 0.01, "shuffles": 99, "note": "",
}  # fmt: skip
HABITS = "what it goes by may be mostly the habits of single outlets"


def tabulate(schema: dict[str, Any], *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def reading(events: dict[str, Any], outlets: dict[str, Any]) -> Finding:
    rows = (SCORE | events, SCORE | {"held_out": "outlets"} | outlets)
    (found,) = fold_nothing(list(state_reading(tabulate(SCORES, *rows), tabulate(FEATURES))))
    return found


# --- controls -------------------------------------------------------------------------------------------------------


def test_names_dealt_out_by_outlet_are_told_with_the_share_of_runs_that_find_any() -> None:
    row = {
        "control": "outlets", "measure": "style", "group_a": "x", "group_b": "y", "outlet": "", "runs": 100, "real": 2,
        "placebo": 0.5, "placebo_low": 0.0, "placebo_high": 6.0, "any": 0.24, "counted": "findings at q below 0.05",
        "note": "ways drawn at random",
    }  # fmt: skip
    (found,) = state_controls(tabulate(CONTROLS, row))
    assert found.text == (
        "Style, findings at q below 0.05, as the groups are named, and with the names dealt out by outlet: x and y 2, by chance "
        "0.5 on average (0 to 6; any in 24 % of runs)."
    )
    assert found.limit == "100 runs; ways drawn at random."


# --- the blind reader -----------------------------------------------------------------------------------------------


def test_what_is_left_on_outlets_that_were_not_read() -> None:
    found = reading({}, {"auc": 0.75, "low": 0.65, "high": 0.85})
    assert found.text.endswith("before one of y in 80 % of pairs; on outlets it has not read in 75 %.")
    assert found.limit == (
        "95 % interval 70 to 90 %; by chance 40 to 60 %, p ≤ 0.01, none of 99 (20 and 30 articles, 6 events). "
        "New outlets: 95 % interval 65 to 85 %; by chance 40 to 60 %, p ≤ 0.01, none of 99 (4 and 5 outlets)."
    )


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        ({"auc": 0.65, "low": 0.49}, True),  # the interval reaches 0.5
        ({"auc": 0.58, "low": 0.52}, True),  # no more than readers of shuffled groups
        ({"auc": 0.65, "low": 0.52}, False),
        ({"auc": 0.65, "low": None}, False),
    ],
)
def test_habits_of_outlets_are_named_where_new_outlets_are_not_told_apart(outlets: dict[str, Any], said: bool) -> None:
    assert (HABITS in reading({}, outlets).text) is said


def test_a_reader_that_finds_nothing_goes_by_nothing() -> None:
    found = reading({"low": 0.45}, {"auc": 0.5, "low": 0.4})
    assert "does not surely tell them apart" in found.text and HABITS not in found.text


def test_what_is_not_known_of_a_reading_is_not_made_up() -> None:
    unknown = dict.fromkeys(("low", "high", "chance", "chance_low", "chance_high", "p", "shuffles"))
    found = reading(unknown, {"auc": None, "note": "outlets not held out: 1 and 1 outlets"})
    assert "does not surely tell them apart" in found.text
    assert (
        found.limit == "No interval; not tested (20 and 30 articles, 6 events). Outlets not held out: 1 and 1 outlets."
    )


def test_a_p_above_its_floor_is_a_number() -> None:
    assert "p = 0.04 (20" in reading({"p": 0.04}, {"auc": None, "note": "none"}).limit


# --- other ways to count --------------------------------------------------------------------------------------------


def test_what_does_not_hold_in_the_run_is_not_told_in_other_ways_to_count() -> None:
    head = {"finding": 1, "topic": "terms", "term": "quay", "voice": "author", "group_a": "x", "group_b": "y"}
    rows = [
        head | {"finding": place, "term": term, "asked": asked, "variant": "case kept", "holds": True, "clear": True}
        for place, (term, asked) in enumerate([("quay", "direction"), ("pier", "interval")])
    ]
    (found,) = state_sensitivity(tabulate(SENSITIVITY, *rows))
    assert found.text == "“pier”, x and y: holds in 1 of 1 other ways to count."
