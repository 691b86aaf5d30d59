"""The rows of the figure of the timeline: their words in two lines, and in the text for those who do not see them."""

from __future__ import annotations

import polars as pl

from analysis.compare.timeline import TIMELINE
from analysis.report.figures.entries import PLANNED, read_entries

LONG = "council of Merrow will close the long wooden pier of the northern harbour"
PAIRS = pl.DataFrame(schema={"doc_a": pl.String, "start_a": pl.Int64, "doc_b": pl.String, "start_b": pl.Int64})


def dated(about: str, planned: bool) -> pl.DataFrame:
    row = {"event": "e", "entry": 1, "low": 20000.0, "high": 20000.0, "about": about, "doc": "a", "start": 0,
           "sentence": "The council closes it.", "planned": planned}  # fmt: skip
    return pl.DataFrame([row], schema={name: TIMELINE[name] for name in row}).select(
        pl.col(name) if name in row else pl.lit(None, of).alias(name) for name, of in TIMELINE.items()
    )


def test_words_that_are_long_take_both_lines() -> None:
    (entry,) = read_entries(dated(LONG, planned=True), PAIRS)
    assert entry.words == f"{PLANNED} · {LONG}"
    assert entry.moment.sentence
    assert f"{entry.moment.words} {entry.moment.sentence}" == entry.words


def test_words_that_are_short_leave_room_for_the_sentence() -> None:
    (entry,) = read_entries(dated("council closed pier", planned=False), PAIRS)
    assert (entry.moment.words, entry.moment.sentence) == ("council closed pier", "The council closes it.")
