"""The rows of the figure of the timeline: their words in lines, and in the text for those who do not see them."""

from __future__ import annotations

import polars as pl
from matplotlib.figure import Figure

from analysis.compare.timeline import TIMELINE
from analysis.report.figures.entries import PLANNED, read_entries
from analysis.report.figures.moments import Growth, draw_growth
from analysis.report.figures.style import FAINT, INK, group_looks

LONG = "council of Merrow will close the long pier of the old harbour"
PAIRS = pl.DataFrame(schema={"doc_a": pl.String, "start_a": pl.Int64, "doc_b": pl.String, "start_b": pl.Int64})


def dated(about: str, planned: bool) -> pl.DataFrame:
    row = {"event": "e", "entry": 1, "low": 20000.0, "high": 20000.0, "about": about, "doc": "a", "start": 0,
           "planned": planned}  # fmt: skip
    return pl.DataFrame([row], schema={name: TIMELINE[name] for name in row}).select(
        pl.col(name) if name in row else pl.lit(None, of).alias(name) for name, of in TIMELINE.items()
    )


def write(words: str, faint: str) -> list[tuple[str, str]]:
    """The words of a row drawn, each with its colour, but those of its date."""
    figure = Figure()
    page = figure.add_axes((0, 0, 1, 1))
    draw_growth(page, figure.add_axes((0, 0, 1, 1)), 0.5, Growth(words, faint, [(1.0, 1.0, "1", "a"), (2.0, 2.0, "2", "a")]),
                {"a": "x"}, group_looks(pl.Series(["x"])))  # fmt: skip
    return [(text.get_text(), text.get_color()) for text in page.texts if text.get_text() not in ("grows", "")]


def test_words_that_are_long_go_on_in_the_second_line_as_dark_as_in_the_first() -> None:
    (entry,) = read_entries(dated(LONG, planned=True), PAIRS)
    assert entry.words == entry.moment.words == f"{PLANNED} · {LONG}"
    first, second = write(entry.words, "lost")
    assert f"{first[0]} {second[0]}" == entry.words
    assert second[1] == INK


def test_words_that_are_short_leave_room_for_faint_ones() -> None:
    (entry,) = read_entries(dated("council closed pier", planned=False), PAIRS)
    assert entry.moment.words == "council closed pier"
    assert write("council closed pier", "x")[1] == ("not told later by x", FAINT)
