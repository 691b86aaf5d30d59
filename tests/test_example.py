"""Tests of the committed example: what the reports of the seeds state alike, differently, alone and with what certainty."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

TABLES = Path(__file__).resolve().parent.parent / "figures" / "example" / "tables"
OSH = "Osh arrests 2025"
ADVOCACY, NEWS = "Hizb ut Tahrir", "The Diplomat"


def read(name: str) -> pl.DataFrame:
    return pl.read_csv(TABLES / f"{name}.csv", infer_schema_length=None)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("conflict", {"2025-04-17", "2025-04-19"}),
        ("wording", {"Russian House", "Russian Federal Agency for International Humanitarian Cooperation"}),
    ],
)
def test_values_that_differ_are_in_the_ledger(kind: str, values: set[str]) -> None:
    rows = read("discrepancies").filter(pl.col("class") == kind).select("value_a", "value_b").rows()
    assert values in [set(row) for row in rows]


def test_dates_of_different_things_and_custody_are_no_conflict() -> None:
    conflicts = read("discrepancies").filter(pl.col("class") == "conflict")
    told = "; ".join(value for row in conflicts.select("text_a", "text_b").rows() for value in row)
    assert not any(day in told for day in ("24 May", "9 May", "April 25", "June 17"))


def test_what_both_report_is_shared() -> None:
    agreed = read("agreements").filter(text="since July 2024")
    assert agreed.select("outlet", "carriers").sort("outlet").rows() == [(NEWS, 2), (ADVOCACY, 2)][::-1]
    both = read("carriers").filter(pl.col("event") == OSH, pl.col("carriers") == 2)
    assert both["sentence"].str.contains("four individuals").any()


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("interview conducted with", ADVOCACY), ("Primakov", ADVOCACY), ("360 Kyrgyz", ADVOCACY), ("12 billion", ADVOCACY),
        ("Article 416", NEWS), ("15 years", NEWS), ("taxi driver", NEWS),
    ],
)  # fmt: skip
def test_what_one_alone_reports_is_carried_by_it_alone(words: str, outlet: str) -> None:
    rows = read("carriers").filter(pl.col("event") == OSH, pl.col("sentence").str.contains(words, literal=True))
    assert rows.height
    assert set(rows["carried_by"]) == {outlet}


def test_a_charge_is_alleged_by_one_and_called_false_by_the_other() -> None:
    told = read("certainty").filter(pl.col("spread") > 0, pl.col("word").is_in(["suspicion", "fabricated"]))
    assert sorted(told.select("outlet", "certainty").rows()) == [(ADVOCACY, "called false"), (NEWS, "alleged")]


def test_two_sentences_on_one_law_are_aligned() -> None:
    aligned = read("alignments").filter(pl.col("sentence_a").str.contains("fully coincide"))
    assert aligned.select("doc_a", "doc_b").rows() == [("hizb-2024", "meduza-2023")]
    assert aligned["sentence_b"].str.contains("90% of the wording").all()
