"""Volcano: where names stand, what is named, what the axes and words say with a test, without one, and of many terms."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.text import Text

from analysis.compare.estimates import REST, Contrast
from analysis.report.figures import plot_volcano, save_plot
from analysis.report.figures.labels import APART, RINGS, SIGN, Box, place_labels
from tests.report.test_figures import overlaps, written

AB = Contrast("advocacy", "news")
ROOM = (400.0, 300.0)
points = st.lists(st.tuples(st.floats(0, ROOM[0]), st.floats(0, ROOM[1])), max_size=25)


def keyness(rows: list[tuple], a: str = "advocacy", b: str = "news") -> pl.DataFrame:
    """Rows of (term, log_ratio, low, high, q), as many words on both sides; without q, there is no test."""
    numbers = dict.fromkeys(("log_ratio", "low", "high", "q"), pl.Float64)
    table = pl.DataFrame(rows, schema={"term": pl.String, **numbers}, orient="row")
    tested = table["q"].count() > 0
    return table.with_columns(
        group=pl.when(pl.col("log_ratio") >= 0).then(pl.lit(a)).otherwise(pl.lit(b)), content=pl.lit(True),
        part_of=pl.lit(None, dtype=pl.String), voice=pl.lit("author"), group_a=pl.lit(a), group_b=pl.lit(b),
        words_a=pl.lit(3000), words_b=pl.lit(2000), interval=pl.lit("documents" if tested else "words"),
        note=pl.lit("" if tested else "description only: few documents"),
    )  # fmt: skip


TESTED = [
    ("quay", 3.0, 2.0, 4.0, 0.0001),
    ("old quay", 2.0, 0.5, 3.5, 0.01),
    ("storm", -1.0, -2.0, 0.1, 0.2),
    ("ferry", -2.0, -3.0, -1.0, 0.001),
]
UNTESTED = [(*row[:4], None) for row in TESTED]


def drawn_names(plot) -> set[str]:
    return set(written(plot)) & {"quay", "old quay", "storm", "ferry"}


# --- places -------------------------------------------------------------------------------------------------------


@given(points, st.floats(5, 120))
def test_no_label_lies_on_another_on_a_point_or_outside(at, width):
    places = place_labels(at, [(width, 9.0)] * len(at), ROOM, middle=200.0)
    boxes = [place.box for place in places if place]
    signs = [Box(x - SIGN, y - SIGN, x + SIGN, y + SIGN) for x, y in at]
    assert len(places) == len(at)
    assert all(Box(0, 0, *ROOM).holds(box) for box in boxes)
    assert not any(box.meets(other) for number, box in enumerate(boxes) for other in [*boxes[:number], *signs])


@given(points)
def test_a_label_stays_on_its_point_s_side_of_the_middle(at):
    places = place_labels(at, [(50.0, 9.0)] * len(at), ROOM, middle=200.0)
    sides = [
        (x >= 200, place.box.left >= 200, place.box.right <= 200)
        for (x, _), place in zip(at, places, strict=True)
        if place
    ]
    assert all(right if beyond else left for beyond, right, left in sides)


def test_a_lone_label_stands_beside_its_point_away_from_the_middle():
    right, left = (place_labels([point], [(30, 8)], ROOM, middle=200)[0] for point in ((300, 100), (100, 100)))
    assert (right.box, right.line) == (Box(307, 96, 337, 104), None)
    assert (left.box, left.line) == (Box(63, 96, 93, 104), None)


def test_labels_of_one_point_fan_out_until_none_fits():
    places = place_labels([(300.0, 150.0)] * 60, [(20.0, 9.0)] * 60, ROOM, middle=200.0)
    free = [place for place in places if place]
    assert free[0].line is None and 4 <= len(free) < 60


def test_a_line_leads_no_further_than_the_last_ring_and_labels_stand_apart():
    row = [(210.0 + 14 * place, 150.0) for place in range(12)]
    free = [
        (place, point)
        for place, point in zip(place_labels(row, [(30.0, 9.0)] * 12, ROOM, 200.0), row, strict=True)
        if place
    ]
    led = [(place.line, point) for place, point in free if place.line]
    assert led
    assert all(max(abs(line[0] - x), abs(line[1] - y)) <= RINGS[-1] < 40 for line, (x, y) in led)
    boxes = sorted(place.box for place, _ in free)
    level = [(one, other) for one in boxes for other in boxes if one < other and one.bottom == other.bottom]
    assert level and all(other.left - one.right >= APART for one, other in level)


def test_a_label_wider_than_the_room_is_dropped():
    assert place_labels([(10, 10)], [(500, 8)], ROOM, middle=0) == [None]


# --- words --------------------------------------------------------------------------------------------------------


def test_a_test_puts_q_on_the_axis():
    plot = plot_volcano(keyness(TESTED), AB)
    assert (
        plot.title
        == "3 of 4 terms differ within events at q under 0.05, “quay” (advocacy) and “ferry” (news) most surely"
    )
    axes = plot.figure.axes[0]
    assert axes.get_ylabel() == "how sure: −log10 q (square-root scale)" and "q = 0.05" in written(plot)
    heights = sorted(
        line.get_ydata()[0] for line in axes.lines if len(line.get_xdata()) == 1 and line.get_markersize() == 5.5
    )
    assert heights == pytest.approx([np.sqrt(-np.log10(q)) for q in (0.2, 0.01, 0.001, 0.0001)])
    assert drawn_names(plot) == {"quay", "old quay", "storm", "ferry"}
    assert "quay +3.0 (+2.0 to +4.0; q 0.0001)" in plot.alt
    assert (
        "from counting documents within events" in plot.caption and "mean article rates within events" in plot.caption
    )


def test_alpha_moves_the_line_and_the_count():
    plot = plot_volcano(keyness(TESTED), AB, alpha=0.005)
    assert plot.title.startswith("2 of 4 terms differ within events at q under 0.005")
    assert "q = 0.005" in written(plot)


def test_without_a_test_the_interval_s_end_is_on_the_axis():
    plot = plot_volcano(keyness(UNTESTED), AB)
    assert plot.title == (
        "In these texts 3 of 4 terms have an interval that leaves out no difference, “quay” (advocacy) and “ferry” "
        "(news) by most (no test)"
    )
    axes = plot.figure.axes[0]
    assert axes.get_ylabel() == "no test: log2 ratio at the interval's end nearer to 0"
    heights = sorted(
        line.get_ydata()[0] for line in axes.lines if len(line.get_xdata()) == 1 and line.get_markersize() == 5.5
    )
    assert heights == pytest.approx([-0.1, 0.5, 1.0, 2.0])  # the ends nearer to 0; that of “storm” is past it
    assert "Description only: few documents." in plot.caption and "from counting words alone" in plot.caption


def test_what_may_not_differ_is_said_not_to():
    plot = plot_volcano(keyness([("storm", -1.0, -2.0, 0.1, 0.2)]), AB)
    assert plot.title == "0 of 1 term differ within events at q under 0.05 between advocacy and news"


def test_fragments_function_words_and_terms_without_a_ratio_have_no_name():
    table = keyness([*TESTED, ("pier", None, None, None, None)]).with_columns(
        part_of=pl.when(pl.col("term") == "quay").then(pl.lit("old quay")), content=pl.col("term") != "storm"
    )
    plot = plot_volcano(table, AB)
    assert drawn_names(plot) == {"old quay", "ferry"}
    assert plot.title.startswith("3 of 3 terms differ")
    assert plot.caption.endswith("1 more term without a hit in an event that both cover: no ratio, not drawn.")


def test_an_interval_without_a_bound_ends_in_an_arrow():
    plot = plot_volcano(keyness([("quay", 3.0, 2.0, None, None), ("ferry", -2.0, None, -1.0, None)]), AB)
    arrows = [line.get_marker() for line in plot.figure.axes[0].lines]
    assert (arrows.count(">"), arrows.count("<")) == (1, 1)


@pytest.mark.parametrize("rows", [[], [("quay", None, None, None, None)], [("quay", 3.0, None, None, None)]])
def test_nothing_to_show_is_said(rows):
    assert plot_volcano(keyness(rows), AB).title == "No terms to compare between advocacy and news"


def test_the_rest_is_grey_and_changes_no_group_s_colour():
    key = plot_volcano(keyness(TESTED, "news", REST), Contrast("news", REST)).figure.legends[0]
    assert [handle.get_color() for handle in key.legend_handles] == ["#0072B2", "#6b6b6b"]


# --- many terms and files -----------------------------------------------------------------------------------------


def crowd(many: int, long: int) -> pl.DataFrame:
    """So many terms with names of so many syllables, drawn at random."""
    random = np.random.default_rng(1)
    ratio, q = random.normal(0, 1.5, many), np.minimum(1, 10 ** -random.gamma(1, 2, many))
    names = [f"{'harbour ' * long}{number}" for number in range(many)]
    return keyness([(*row,) for row in zip(names, ratio, ratio - 0.5, ratio + 0.5, q, strict=True)])


def test_of_many_terms_hexagons_are_drawn_fast():
    table = crowd(200_000, 0)
    start = perf_counter()
    plot = plot_volcano(table, AB)
    assert perf_counter() - start < 5
    axes, bar = plot.figure.axes
    cells = next(part for part in axes.collections if isinstance(part, PolyCollection))
    assert cells.get_array().sum() == 200_000  # no term lies outside
    assert "hexagons" in plot.caption and bar.get_xlabel() == "terms in a hexagon (log scale)"


@pytest.mark.parametrize("long", [0, 3, 9])
def test_no_name_lies_on_another_or_leaves_the_page(long):
    plot = plot_volcano(crowd(300, long), AB)
    axes = plot.figure.axes[0]
    texts = [*axes.texts, axes.xaxis.label, axes.yaxis.label]
    for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        texts += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    texts += [*plot.figure.texts, *plot.figure.legends[0].get_texts()]
    named = [text for text in axes.texts if text.get_text()[-1:].isdigit() and text.get_text()[0] != "q"]
    assert len(named) > 8
    assert len(named) == 24 or f"{24 - len(named)} of them found no room for the name" in plot.caption
    assert overlaps([text for text in texts if isinstance(text, Text) and text.get_text()]) == []
    page = plot.figure.bbox
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes)
    assert all(axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 for box in map(Text.get_window_extent, named))


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        save_plot("volcano", plot_volcano(keyness(TESTED), AB), tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 2 and files[0] == files[1]
