"""Accuracy in words: the share of the ledger's pairs that are about one thing, as it was measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.compare.accuracy.measured import ACCURACY
from analysis.report import accuracy

ROW = {"set": accuracy.NEWS, "part": "held out, 2 events", "unit": "row", "note": ""}


def test_the_share_of_pairs_about_one_thing_is_said_with_its_interval(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"measure": "rows about one thing", "n": 1200, "value": 0.66, "low": 0.5, "high": 0.8},
        {"measure": "rows about one thing, of the likely ones", "n": 40, "value": 0.75, "low": 0.6, "high": 0.9},
    ]
    table = pl.DataFrame([{name: (ROW | row).get(name) for name in ACCURACY} for row in rows], schema=ACCURACY)
    table.write_csv(tmp_path / "accuracy.csv")
    monkeypatch.setattr(accuracy, "ACCURACY", tmp_path / "accuracy.csv")
    assert accuracy.say_ledger_accuracy() == (
        "In news that the rules were not tuned on, labelled by language models that read the texts, 66 % (95 % interval 50 to 80 %) "
        "of 1,200 such pairs are about one thing, of the likely ones 75 % (95 % interval 60 to 90 %) (page Methods)"
    )
