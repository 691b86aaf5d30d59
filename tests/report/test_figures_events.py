"""Events: blocks of one, few and many events, what is pooled, and what the words say of it."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.estimates import REST, Contrast
from analysis.report.figures import plot_events, save_plot
from analysis.report.figures.blocks import SINGLE, take_blocks
from tests.report.test_figures import overlaps, written

AB = Contrast("advocacy", "news")


def by_event(rows: list[tuple], b: str = "news") -> pl.DataFrame:
    """Rows of (category, event, rate_a, rate_b, low, high) of the measure `stance`, the hits as many as the rates."""
    numbers = dict.fromkeys(("rate_a", "rate_b", "low", "high"), pl.Float64)
    table = pl.DataFrame(rows, schema={"category": pl.String, "event": pl.String, **numbers}, orient="row")
    return table.with_columns(
        difference=pl.col("rate_a") - pl.col("rate_b"), measure=pl.lit("stance"), voice=pl.lit("author"),
        group_a=pl.lit("advocacy"), group_b=pl.lit(b), docs_a=pl.lit(3), docs_b=pl.lit(2),
        hits_a=pl.col("rate_a").fill_null(0).cast(pl.Int64), hits_b=pl.col("rate_b").fill_null(0).cast(pl.Int64),
    )  # fmt: skip


def over_events(rows: list[tuple], b: str = "news") -> pl.DataFrame:
    """Rows of (category, difference, low, high, random, random_low, random_high, i2)."""
    columns = ("difference", "low", "high", "random", "random_low", "random_high", "i2")
    table = pl.DataFrame(rows, schema={"category": pl.String, **dict.fromkeys(columns, pl.Float64)}, orient="row")
    return table.with_columns(
        measure=pl.lit("stance"), voice=pl.lit("author"), group_a=pl.lit("advocacy"), group_b=pl.lit(b)
    )


TWO = [
    ("hedge", "storm", 2.0, 6.0, -7.0, -1.0),
    ("hedge", "harbour fire", 3.0, 4.0, -4.0, 2.0),
    ("booster", "storm", 5.0, 3.0, -1.0, 5.0),
    ("booster", "harbour fire", 1.0, 2.0, -3.0, 1.0),
]
POOLED = [
    ("hedge", -2.5, -4.0, -1.0, -2.4, -4.5, -0.3, 0.25),
    ("booster", 0.5, -1.0, 2.0, 0.5, -2.0, 3.0, None),
]


def many_events(events: int, categories: int = 1) -> pl.DataFrame:
    return by_event(
        [
            (f"category {category}", f"event {event:03}", 2.0 + event % 7, 3.0 + event % 3, -1.0, 1.0)
            for category in range(categories)
            for event in range(events)
        ]
    )


def no_pool() -> pl.DataFrame:
    return over_events([])


def test_an_event_without_a_difference_has_a_sign_of_its_own():
    plot = plot_events(by_event([*TWO, ("hedge", "fair", 0.0, 0.0, -3.0, 3.0)]), over_events(POOLED), AB, "stance")
    signs = [line.get_marker() for line in plot.figure.axes[1].lines if list(line.get_xdata()) == [0.0]]
    assert signs == ["."] and "a grey dot where the rates are the same" in plot.caption


# --- words --------------------------------------------------------------------------------------------------------


def test_two_events_and_both_pooled_differences():
    plot = plot_events(by_event(TWO), over_events(POOLED), AB, "stance")
    assert plot.title == (
        "“hedge” (stance) is more frequent in news than in advocacy in 2 of 2 events: -2.5 (-4.0 to -1.0); "
        "as a sample -2.4 (-4.5 to -0.30)"
    )
    labels = [text for text in written(plot) if text in {"hedge", "booster", "storm", "harbour fire"}]
    assert labels == ["hedge", "harbour fire", "storm", "booster", "storm", "harbour fire"]  # most in advocacy first
    assert {"as a sample (I² 25 %)", "as a sample", "-2.4 (-4.5 to -0.30)", "2 : 6", "1 : 2"} <= set(written(plot))
    assert (
        "hedge: -2.5 (-4.0 to -1.0), above 0 in 0 of 2 events; booster: +0.50 (-1.0 to +2.0), above 0 in 1 of 2"
        in plot.alt
    )
    assert "2 events that both groups cover; articles in them: advocacy 6 and news 4." in plot.caption


def test_one_event_is_not_pooled():
    one = by_event([row for row in TWO if row[1] == "storm"])
    plot = plot_events(one, over_events([("hedge", -4.0, -7.0, -1.0, None, None, None, None)]), AB, "stance")
    assert (
        plot.title == "“hedge” (stance) is more frequent in news than in advocacy in the one event: -4.0 (-7.0 to -1.0)"
    )
    assert not [text for text in written(plot) if text in {"these events together", "as a sample"}]


def test_a_difference_over_these_events_that_may_be_none_is_said_to():
    pooled = over_events([("hedge", -2.5, -5.0, 0.1, -2.4, -5.5, 0.7, 0.8)]).with_columns(
        note=pl.lit("news is one outlet")
    )
    plot = plot_events(by_event(TWO[:2]), pooled, AB, "stance")
    assert plot.title == (
        "Stance, 2 events: the one category does not differ for sure, every interval over all events includes 0"
    )
    assert plot.caption.endswith(" News is one outlet.")


def test_what_may_not_hold_for_other_events_is_said_not_to():
    pooled = over_events([("hedge", -2.5, -4.0, -1.0, -2.4, -5.5, 0.75, 0.8)])
    title = plot_events(by_event(TWO[:2]), pooled, AB, "stance").title
    assert title.endswith("-2.5 (-4.0 to -1.0); as a sample -2.4 (-5.5 to +0.75), which includes 0")


def test_what_is_not_known_is_said_not_to_be():
    rows = [(*row[:4], None, None) for row in TWO]
    plot = plot_events(by_event(rows), no_pool(), AB, "stance")
    assert plot.title == "Stance, 2 events: of the 2 categories shown none differs for sure, no interval is known"
    assert written(plot).count("none") == 4
    markers = [line.get_marker() for line in plot.figure.axes[1].lines]
    assert "<" not in markers and ">" not in markers  # a point without an interval is no arrow
    assert "hedge: not pooled, above 0 in 0 of 2 events" in plot.alt


def test_documents_without_an_event_are_a_row_and_events_of_one_group_are_none():
    rows = [("hedge", None, 2.0, 1.0, -1.0, 3.0), ("hedge", "storm", 2.0, None, None, None)]
    plot = plot_events(by_event(rows), no_pool(), AB, "stance")
    assert "no event given" in written(plot) and "storm" not in written(plot)


def test_a_part_of_the_categories_is_shown_where_they_are_too_many():
    caption = plot_events(many_events(10, categories=9), no_pool(), AB, "stance").caption
    assert "the 4 of 9 with most hits" in caption  # 64 rows // (4 + 10)
    assert "the 8 of 9 with most hits" in plot_events(many_events(1, categories=9), no_pool(), AB, "stance").caption


@pytest.mark.parametrize(
    "rows", [[], [("hedge", "storm", 0.0, 0.0, -1.0, 1.0)], [("hedge", "storm", 1.0, None, None, None)]]
)
def test_nothing_to_show_is_said(rows):
    title = plot_events(by_event(rows), no_pool(), AB, "stance").title
    assert title == "No event that advocacy and news both cover has words to compare in stance"


def test_the_author_s_voice_is_drawn_of_several():
    quoted = by_event([("hedge", "storm", 9.0, 1.0, 5.0, 11.0)]).with_columns(voice=pl.lit("quoted"))
    plot = plot_events(pl.concat([quoted, by_event(TWO)]), over_events(POOLED), AB, "stance")
    assert "author's own words" in plot.caption and "9 : 1" not in written(plot)


def test_the_rest_is_grey():
    plot = plot_events(by_event(TWO, REST), over_events(POOLED, REST), Contrast("advocacy", REST), "stance")
    colours = [handle.get_color() for handle in plot.figure.legends[0].legend_handles]
    assert colours[:2] == ["#0072B2", "#6b6b6b"]
    assert "← more in all others" in plot.figure.axes[1].get_xlabel()


# --- shapes -------------------------------------------------------------------------------------------------------


def test_many_events_are_strips_with_quartiles():
    events = by_event([("hedge", f"event {event}", float(event), 2.0, -1.0, 1.0) for event in range(21)])
    plot = plot_events(events, no_pool(), AB, "stance")
    left, right = plot.figure.axes
    assert {"advocacy, 21 events", "news, 21 events"} <= set(written(plot))
    assert [0.0, *range(1, 21)] in [sorted(line.get_xdata()) for line in left.lines]
    assert [5.0, 15.0] in [list(line.get_xdata()) for line in left.lines]  # quartiles of 0 to 20
    assert [3.0, 13.0] in [list(line.get_xdata()) for line in right.lines]  # and of the differences
    assert sum(len(line.get_xdata()) for line in right.lines if line.get_linestyle() == "None") >= 21
    assert "in strips where there are more than 20" in plot.caption


def test_blocks_count_their_rows():
    rows, strips = (take_blocks(many_events(events), no_pool())[0] for events in (SINGLE, SINGLE + 1))
    assert (rows.in_strips, rows.rows) == (False, 24) and (strips.in_strips, strips.rows) == (True, 8)
    assert take_blocks(many_events(1), no_pool())[0].rows == 3


@pytest.mark.parametrize("events", [1, 2, 30])
def test_no_text_lies_on_another_and_all_are_on_the_page(events):
    long = pl.col("event").str.replace(
        "event", "The long story of the old bridge and the new weather of the northern harbour"
    )
    table = many_events(events, categories=6).with_columns(
        long, category=pl.col("category") + " with a name that goes on and on"
    )
    far = "An association of the friends of harbours and bridges"
    table = table.with_columns(group_a=pl.lit(far), group_b=pl.lit("The other association"))
    figure = plot_events(table, no_pool(), Contrast(far, "The other association"), "stance").figure
    figure.draw_without_rendering()
    texts = [*figure.texts, *figure.legends[0].get_texts()]
    for axes in figure.axes:
        ticks = [
            tick.label1 for tick in axes.xaxis.get_major_ticks() if axes.viewLim.x0 <= tick.get_loc() <= axes.viewLim.x1
        ]
        texts += [*ticks, *axes.texts, axes.xaxis.label]
    assert overlaps(texts) == []
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    page = figure.bbox
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        save_plot("events", plot_events(by_event(TWO), over_events(POOLED), AB, "stance"), tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 2 and files[0] == files[1]
