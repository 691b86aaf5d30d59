"""Tests of the accuracy of the ledger: rows against labelled pairs, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.compare.accuracy.discrepancies import FILE, is_right, read_pairs, score_discrepancies
from analysis.compare.accuracy.measured import measure_accuracy
from tests.conftest import error_of

FERRY = {
    "id": "ferry-1", "part": "check", "kind": "weekday", "class": "conflict", "published_a": "2024-03-14", "published_b": "2024-03-14",
    "a": "The ferry Halcyon sank off Merrow on Monday.", "b": "Off Merrow the ferry Halcyon sank on Tuesday.",
    "value_a": "Monday", "value_b": "Tuesday",
}  # fmt: skip
FAIR = FERRY | {
    "id": "fair-1", "class": "none", "a": "The fair in Merrow drew 300 guests.", "b": "The fair in Merrow drew 300 guests.",
    "value_a": None, "value_b": None,
}  # fmt: skip


def test_rows_discrepancies_and_conflicts_are_counted() -> None:
    scores = score_discrepancies({"ferry-1": FERRY, "fair-1": FAIR})
    assert [scores["n"][at] for at in (0, 2, 3, 4)] == [1, 1, 1, 1]  # whether a row is a likely one is another matter
    assert [scores["value"][at] for at in (0, 2, 3, 4)] == [1, 1, 1, 1]
    assert scores["unit"].to_list()[0] == "row"
    assert scores["low"].to_list()[0] == pytest.approx(1 / (1 + 1.959964**2))  # Wilson's lower end of 1 of 1


def test_a_row_is_right_where_it_meets_both_values() -> None:
    start_a, start_b = FERRY["a"].index("Monday"), FERRY["b"].index("Tuesday")
    row: dict[str, Any] = {
        "doc_a": "ferry-1-b", "start_a": start_b, "end_a": start_b + 7, "doc_b": "ferry-1-a", "start_b": start_a, "end_b": start_a + 6,
    }  # fmt: skip
    assert is_right(row, FERRY)
    assert not is_right(row | {"start_b": 0, "end_b": 3}, FERRY)
    assert not is_right(row, FAIR)


def test_the_part_that_rules_were_tuned_on_is_not_measured(tmp_path: Path) -> None:
    lines = [FERRY, FAIR, FERRY | {"id": "ferry-2", "part": "tune"}]
    (tmp_path / FILE).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert measure_accuracy([tmp_path])["part"].unique().to_list() == ["check, 2 pairs"]


def test_a_file_that_is_missing_or_damaged_is_said(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert error_of(read_pairs, tmp_path) == f"given {path}; allowed: a folder that holds {FILE}; give that folder"
    path.write_text('{"id": "a"}', encoding="utf-8")
    allowed = "allowed: one JSON object a line; fetch it anew"
    assert error_of(read_pairs, tmp_path) == f"given {path}, which is damaged (KeyError); {allowed}"
