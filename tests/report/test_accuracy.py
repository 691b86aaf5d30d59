"""Accuracy in words: the share of the ledger's pairs that are about one thing, as it was measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.compare.accuracy.measured import ACCURACY
from analysis.report import accuracy

ROW = {"set": accuracy.NEWS, "part": "held out, 2 events", "unit": "row", "note": ""}


def write(folder: Path, monkeypatch: pytest.MonkeyPatch, *rows: dict) -> None:
    table = pl.DataFrame([{name: (ROW | row).get(name) for name in ACCURACY} for row in rows], schema=ACCURACY)
    table.write_csv(folder / "accuracy.csv")
    monkeypatch.setattr(accuracy, "ACCURACY", folder / "accuracy.csv")


def test_the_share_of_pairs_about_one_thing_is_said_with_its_interval(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_ = {"measure": "rows about one thing", "n": 1200, "value": 0.66, "low": 0.5, "high": 0.8}
    likely = {"measure": "rows about one thing, of the likely ones", "n": 40, "value": 0.75, "low": 0.6, "high": 0.9}
    right = {"measure": "right class of a row about one thing", "n": 790, "value": 0.84, "low": 0.7, "high": 0.9}
    found = {"set": accuracy.INVENTED, "measure": "conflicts found", "n": 47, "value": 0.49, "low": 0.35, "high": 0.63}
    conflicts = {"measure": "rows called conflict that are", "n": 28, "value": 0.29, "low": 0.15, "high": 0.47}
    fewer = found | {"part": "last", "n": 27, "value": 0.56}
    write(tmp_path, monkeypatch, all_, likely, right, conflicts, found, fewer)
    assert accuracy.say_ledger_accuracy() == (
        "In news that the rules were not tuned on, labelled by language models that read the texts, 66 % (95 % interval 50 to 80 %) "
        "of 1,200 such pairs are about one thing, of the likely ones 75 % (95 % interval 60 to 90 %), and of those about one thing "
        "84 % (95 % interval 70 to 90 %) have the right class; of 28 called conflict 29 % (95 % interval 15 to 47 %) are conflicts; "
        "of 47 conflicts in invented pairs 49 % (95 % interval 35 to 63 %) are found, so that others are missed (page Methods)"
    )
    assert accuracy.say_conflict_accuracy() == (
        "In labelled news 29 % (95 % interval 15 to 47 %) of 28 pairs called conflict were conflicts."
    )


def test_what_is_said_of_carrying_and_lacking_has_its_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"set": accuracy.STATEMENTS, "unit": "sentence and report"}
    carried = told | {"measure": "carried that are told", "n": 111, "value": 0.85, "low": 0.77, "high": 0.9}
    absent = told | {"measure": "absent that are not told", "n": 1100, "value": 0.89, "low": 0.82, "high": 0.94}
    found = told | {"measure": "told that are carried", "n": 178, "value": 0.42, "low": 0.35, "high": 0.49}
    clear = told | {"measure": "pairs that are clear", "n": 465, "value": 0.4, "low": 0.36, "high": 0.45}
    write(tmp_path, monkeypatch, carried, absent, found, clear)
    assert accuracy.say_statement_accuracy() == (
        "In news that the rules were not tuned on, labelled by language models that read the texts, 85 % (95 % interval 77 to 90 %) "
        "of 111 articles said to carry a sentence told it, and 89 % (95 % interval 82 to 94 %) of 1,100 said to lack it told no part "
        "of it; of 178 that told one 42 % (95 % interval 35 to 49 %) are said to carry it, and 40 % (95 % interval 36 to 45 %) of 465 "
        "are clear (page Methods)"
    )


def test_what_is_said_of_unlike_levels_has_its_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"set": accuracy.CERTAINTY, "unit": "pair of sentences", "n": 40}
    unlike = told | {"measure": "pairs found to differ that do", "value": 0.72, "low": 0.57, "high": 0.84}
    both = told | {"measure": "pairs found to differ with both levels right", "value": 0.65, "low": 0.5, "high": 0.78}
    found = told | {"measure": "pairs that differ that are found to", "n": 62, "value": 0.47, "low": 0.35, "high": 0.59}
    write(tmp_path, monkeypatch, unlike, both, found)
    assert accuracy.say_certainty_accuracy() == (
        "In news that the rules were not tuned on, labelled by language models that read the texts, 72 % (95 % interval 57 to 84 %) "
        "of 40 pairs of sentences found unlike were so, and of 65 % (95 % interval 50 to 78 %) both levels were right; "
        "of 62 pairs that are unlike 47 % (95 % interval 35 to 59 %) are found (page Methods)"
    )
