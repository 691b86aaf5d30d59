"""Tests of agreements: values that reports of one event give alike, on invented articles."""

from __future__ import annotations

import polars as pl

from analysis.compare.accuracy.discrepancies import read_claims
from analysis.compare.agreements import AGREEMENTS, compare_agreements
from tests.compare.test_discrepancies import write

SUNK = "The storm sank 12 boats in the harbour of Merrow on Sunday."


def read(*texts: str, event: str | None = "harbour") -> pl.DataFrame:
    """The agreements of articles a, b, c … of one event."""
    documents = write(*((text, "2024-03-13") for text in texts), event=event)
    return compare_agreements(read_claims(documents), documents)


def test_a_number_and_a_day_that_two_reports_give_alike() -> None:
    rows = read(
        SUNK,
        "In the harbour of Merrow a dozen boats were sunk by the storm on 10 March.",
        "The fair was opened.",
    )
    assert dict(rows.schema) == AGREEMENTS
    told = {(row["kind"], row["doc"]): row["text"] for row in rows.iter_rows(named=True)}
    assert told["count", "a"] == "12" and told["count", "b"] == "a dozen"
    assert {kind for kind, _ in told} == {"count", "date"}
    assert rows["carriers"].to_list() == [2] * 4 and rows["reports"].to_list() == [3] * 4
    first = rows.row(0, named=True)
    assert first["sentence"][first["start"] : first["end"]] == first["text"]


def test_values_that_three_reports_give_are_one_agreement_and_the_most_carried_comes_first() -> None:
    rows = read(
        f"{SUNK} The mayor of Merrow is 52.", f"{SUNK} It rained.", "On Sunday 12 boats sank in the harbour of Merrow."
    )
    counts = rows.filter(kind="count")
    assert counts["agreement"].n_unique() == 1
    assert counts["carriers"].to_list()[0] == 3
    assert rows["carriers"].is_sorted(descending=True)


def test_a_measure_and_a_vague_number_are_told_in_the_words_of_the_first_text() -> None:
    rows = read("The pipe in Merrow is 9 mm wide and leaks.", "In Merrow the pipe is 9 millimetres wide and leaks.")
    assert rows["value"].to_list() == ["9 mm", "9 mm"]
    rows = read("The storm sank dozens of boats in Merrow.", "In Merrow the storm sank dozens of boats.")
    assert [value.lower() for value in rows.filter(kind="count")["value"]] == ["dozens", "dozens"]


def test_an_age_of_nobody_named_is_not_told_of_who_acts() -> None:
    rows = read("Tom Rask met a 14-year-old in Merrow on Sunday.", "In Merrow on Sunday Tom Rask met a 14-year-old.")
    assert rows.filter(kind="age")["about"].unique().to_list() == ["age"]


def test_a_value_that_one_report_leaves_open_is_none() -> None:
    assert read(SUNK, "Many ask whether the storm sank 12 boats in the harbour of Merrow.").is_empty()


def test_other_things_and_values_that_only_fit_are_none() -> None:
    assert read(SUNK, "The storm felled 12 trees in the park of Merrow on Monday.").is_empty()
    assert read("The storm sank dozens of boats in Merrow.", "The storm sank 40 boats in Merrow.").is_empty()
    assert read(SUNK).is_empty()
    assert read(SUNK, SUNK.replace("12", "20"), event=None).is_empty()
