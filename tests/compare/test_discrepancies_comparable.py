"""Tests of comparable: distances from two places, hours of two zones, times of two courses, forms of address are not compared."""

from __future__ import annotations

import pytest

from tests.compare.test_discrepancies import Ledgers, read, read_apart, write

PAIRS = [
    ("The wreck of the ferry lies 40 miles north of Merrow.", "The wreck of the ferry lies 70 miles north of Merrow.", 1),
    ("The wreck of the ferry lies 40 miles north of Merrow.", "The wreck of the ferry lies 70 miles south of Oskar.", 0),
    ("The ferry left Merrow at 6:40 a.m. on Friday.", "The ferry left Merrow at 9:40 a.m. on Friday.", 1),
    ("The ferry left Merrow at 6:40 a.m. local time on Friday.", "The ferry left Merrow at 9:40 a.m. GMT on Friday.", 0),
    ("The strike in Merrow lasted 11 days.", "The strike in Merrow lasted for 19 days.", 1),
    ("The strike in Merrow lasted 11 days.", "The strike in Merrow ended 19 days after the talks.", 0),
    ("Tom Ray, director of the Merrow club, saw it.", "Tom Ray, the doctor of the Merrow club, saw it.", 1),
    ("Director Tom Ray of the Merrow club saw it.", "Doctor Tom Ray of the Merrow club saw it.", 0),
    ("Ann Lee, 46, steered the Merrow ferry past Tom Ray.", "Ann Lee is 41, and Tom Ray was passed by her on the Merrow ferry.", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledgers() -> Ledgers:
    return read_apart(*((one, two) for one, two, _ in PAIRS), day="2024-03-08")


@pytest.mark.parametrize(("one", "two", "rows"), PAIRS)
def test_values_are_compared_that_no_word_tells_apart(ledgers: Ledgers, one: str, two: str, rows: int) -> None:
    assert ledgers[one, two].height == rows


def test_the_hour_of_a_report_is_no_statement() -> None:
    texts = "Updated: Merrow Herald, 17:52", "Updated: Merrow Herald, 21:45"
    assert read(write(*((text, "2024-03-08") for text in texts))).is_empty()
