"""The word sketch of two groups: what it shows and says, and that no text lies on another."""

from __future__ import annotations

import matplotlib
import polars as pl
import pytest
from matplotlib.text import Text

from analysis.compare.collocates import SCHEMA
from analysis.compare.estimates import REST, Contrast
from analysis.report.figures.sketches import A_RELATION, ENOUGH, MOST, plot_sketch
from analysis.report.figures.style import LONGEST_ALT, Plot, group_looks, save_plot

AB = Contrast("advocacy", "news")
Row = tuple[str, str, float, float | None, float | None, int, int]


def sketch(*rows: Row, p: float | None = None, voice: str = "author", other: str = "news") -> pl.DataFrame:
    """Collocates of (relation, collocate, log_ratio, low, high, hits_a, hits_b), two hits an article; 40 and 20 mentions."""
    columns = ("relation", "collocate", "log_ratio", "low", "high", "hits_a", "hits_b")
    given = pl.DataFrame(list(rows), schema={name: SCHEMA[name] for name in columns}, orient="row")
    labels = {
        "target": "bridge", "group_a": "advocacy", "group_b": other, "voice": voice, "mentions_a": 40, "mentions_b": 20,
        "p": p, "q": p, "interval": "mentions" if p is None else "documents",
        "note": "description only: few documents" if p is None else "",
    }  # fmt: skip
    given = given.with_columns(docs_a=(pl.col("hits_a") + 1) // 2, docs_b=(pl.col("hits_b") + 1) // 2)
    table = given.with_columns(pl.lit(value).alias(name) for name, value in labels.items())
    missing = [pl.lit(None).alias(name) for name in SCHEMA if name not in table.columns]
    return table.with_columns(missing).select(SCHEMA.keys()).cast(SCHEMA)


ROWS: list[Row] = [
    ("near", "river", 3.0, 1.5, None, 16, 0),
    ("is", "rusty", 2.0, 1.0, 3.0, 8, 1),
    ("… of it", "roof", -4.0, None, -2.0, 0, 8),
    ("is", "new", -1.0, -3.0, 1.0, 2, 2),
    ("does", "not fall", 0.0, -2.0, 2.0, 2, 1),
    ("is", "old", 0.5, -1.0, 2.0, 4, 2),
    ("together with", "pier", 0.1, -2.0, 2.0, 4, 2),
]


def labels(plot: Plot) -> list[tuple[str, str]]:
    """The labels of the rows from the top, with their weight."""
    return [(label.get_text(), label.get_weight()) for label in plot.figure.axes[0].get_yticklabels()]


def written(plot: Plot) -> list[str]:
    return [text.get_text() for text in plot.figure.findobj(Text) if text.get_text()]


def many(length: int = 8) -> pl.DataFrame:
    """Ten collocates, with long names, of each of six relations."""
    rows: list[Row] = [
        (relation, f"an extraordinarily long collocate number {place}", 2.0 - place / 2, -6.0, None, 12345, 67890)
        for relation in ("modified by", "is", "does", "what it is done to", "… between it", "near")
        for place in range(length)
    ]
    return sketch(*rows)


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_relations_come_in_order_and_their_collocates_from_more_in_a_to_more_in_b() -> None:
    assert labels(plot_sketch(sketch(*ROWS), AB)) == [
        ("is", "bold"), ("rusty", "normal"), ("old", "normal"), ("new", "normal"),
        ("does", "bold"), ("not fall", "normal"),
        ("… of it", "bold"), ("roof", "normal"),
        ("together with", "bold"), ("pier", "normal"),
        ("near", "bold"), ("river", "normal"),
    ]  # fmt: skip


def test_hits_of_both_sides_stand_beside_each_collocate() -> None:
    plot = plot_sketch(sketch(*ROWS), AB)
    assert {"16 in 8 : 0 in 0", "8 in 4 : 1 in 1", "hits in articles,\nadvocacy : news"} <= set(written(plot))
    assert "more in news  ←  log2 ratio of rates  →  more in advocacy" in written(plot)
    arrows = [line.get_marker() for line in plot.figure.axes[0].lines]
    assert (arrows.count(">"), arrows.count("<")) == (1, 1)


def test_colour_and_sign_are_those_of_the_group_with_more() -> None:
    looks = group_looks(AB)
    points = {
        (line.get_xdata()[0], line.get_marker(), line.get_color())
        for line in plot_sketch(sketch(*ROWS), AB).figure.axes[0].lines
        if line.get_marker() in "os"
    }
    for relation, collocate, ratio, *_ in ROWS:
        look = looks["advocacy" if ratio >= 0 else "news"]
        assert (ratio, look.marker, look.colour) in points, (relation, collocate)


def test_no_more_are_shown_than_there_is_room_for_the_first_of_each_relation() -> None:
    plot = plot_sketch(many(), AB)
    shown = [label for label, weight in labels(plot) if weight == "normal"]
    assert len(shown) == 30  # five of each of six relations; six would be more than MOST
    assert 30 <= MOST < 36
    assert f"30 of {6 * 8} collocates" in plot.caption
    one = sketch(*[("is", f"word {place:02}", 1.0, 0.1, 2.0, 3, 1) for place in range(20)])
    assert [label for label, _ in labels(plot_sketch(one, AB))] == ["is", *(f"word {n:02}" for n in range(A_RELATION))]
    each = sketch(*[(f"… r{place:02} it", "word", 1.0, 0.1, 2.0, 3, 1) for place in range(MOST + 5)])
    assert len(labels(plot_sketch(each, AB))) == 2 * MOST


def test_the_authors_voice_is_drawn_where_it_is_given() -> None:
    both = pl.concat([sketch(ROWS[0], voice="quoted"), sketch(ROWS[1])])
    assert [label for label, _ in labels(plot_sketch(both, AB))] == ["is", "rusty"]
    quoted = plot_sketch(sketch(ROWS[0], voice="quoted"), AB)
    assert "quoted words" in quoted.caption


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_title_names_what_sets_each_group_apart() -> None:
    plot = plot_sketch(sketch(*ROWS), AB)
    assert plot.title == (
        "Of what is said of “bridge”, “river” (near) and “rusty” (is) set advocacy apart most, "
        "“roof” (… of it) alone sets news apart (no test)"
    )
    assert "advocacy 40 mentions, news 20 mentions; 7 of 7 collocates" in plot.caption
    assert "95 % interval from counting mentions" in plot.caption and "Description only: few documents." in plot.caption
    assert "“rusty” (is) +2.0 (8 in 4 : 1 in 1); “old” (is) +0.5 (4 in 2 : 2 in 1)" in plot.alt


def test_where_a_test_finds_nothing_no_word_is_named_and_all_points_are_hollow() -> None:
    plot = plot_sketch(sketch(*ROWS, p=0.3), AB)
    assert plot.title == (
        "Nothing said of “bridge” sets advocacy and news apart: of 7 collocates shown none has q under 0.05, so nothing holds"
    )
    signs = [line for line in plot.figure.axes[0].lines if line.get_marker() in "os"]
    assert len(signs) == 7 and {line.get_markerfacecolor() for line in signs} == {"white"}
    assert "Hollow: q of 0.05 or more" in plot.caption


def test_the_title_names_only_what_is_shown() -> None:
    told: list[Row] = [("is", f"word {place:02}", 1.0, 0.1, 2.0, 3, 1) for place in range(A_RELATION)]
    hidden: Row = ("is", "surest", 9.0, 8.0, 10.0, 30, 1)  # beyond the room of its relation
    assert "surest" not in plot_sketch(sketch(*told, hidden), AB).title


def test_the_rare_are_left_out_where_enough_remain() -> None:
    rare: list[Row] = [("does", "sway", 2.0, 1.0, 3.0, 2, 0), ("does", "hum", 2.0, 1.0, 3.0, 1, 0)]
    common: list[Row] = [(f"r{place:02}", "word", 1.0, 0.1, 2.0, 3, 1) for place in range(ENOUGH)]
    plot = plot_sketch(sketch(*rare, *common), AB)
    assert "sway" not in written(plot) and "(2 with fewer than 3 hits or 2 articles left out)" in plot.caption
    few = plot_sketch(sketch(*rare, *common[1:]), AB)
    assert "sway" in written(few) and "left out" not in few.caption


def test_the_title_names_a_word_once() -> None:
    rows: list[Row] = [(relation, "rusty", 2.0, 1.0, 3.0, 8, 1) for relation in ("is", "near")]
    assert "alone sets advocacy apart" in (title := plot_sketch(sketch(*rows), AB).title)
    assert title.count("“rusty”") == 1


def test_what_may_not_differ_is_said_not_to() -> None:
    assert plot_sketch(sketch(*ROWS[3:]), AB).title == (
        "Nothing said of “bridge” sets advocacy and news apart: every interval shown includes no difference (no test)"
    )
    assert plot_sketch(sketch(ROWS[1]), AB).title == (
        "Of what is said of “bridge”, “rusty” (is) alone sets advocacy apart, nothing sets news apart (no test)"
    )


def test_a_tested_title_says_how_many_pass() -> None:
    plot = plot_sketch(sketch(*ROWS, p=0.01), AB)
    assert plot.title.endswith("(7 of 7 collocates shown with q under 0.05)")
    assert plot.caption.endswith("7 of 7 collocates have q under 0.05.")
    assert "95 % interval from counting documents" in plot.caption


@pytest.mark.parametrize("table", [sketch(), sketch(("is", "old", None, None, None, 2, 2))], ids=["empty", "no ratio"])
def test_nothing_to_show_is_said(table: pl.DataFrame) -> None:
    plot = plot_sketch(table, AB)
    assert plot.title == plot.alt == "No collocates to compare between advocacy and news"


def test_one_group_and_all_others() -> None:
    plot = plot_sketch(sketch(*ROWS, other=REST), Contrast("advocacy", REST))
    assert f"sets {REST} apart" in plot.title
    assert REST in [text.get_text() for text in plot.figure.legends[0].get_texts()]


def test_the_text_alternative_is_never_too_long() -> None:
    alt = plot_sketch(many(), AB).alt
    assert len(alt) <= LONGEST_ALT and alt.endswith("more marks.")


# --- files and layout -------------------------------------------------------------------------------------------------


def test_the_same_table_gives_the_same_bytes(tmp_path) -> None:
    table = sketch(*ROWS)
    before = dict(matplotlib.rcParams)
    one, two = (save_plot("sketch", plot_sketch(table, AB), tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert dict(matplotlib.rcParams) == before


def test_no_text_lies_on_another_or_off_the_page() -> None:
    figure = plot_sketch(many(), AB).figure
    axes = figure.axes[0]
    texts = [*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts, axes.xaxis.label, *figure.texts]
    boxes = [
        (text.get_text(), text.get_window_extent()) for text in texts + figure.legends[0].get_texts() if text.get_text()
    ]
    assert len(boxes) > 60
    page = figure.bbox
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for _, box in boxes)
    for place, (first, box) in enumerate(boxes):
        for second, other in boxes[place + 1 :]:
            wide, high = min(box.x1, other.x1) - max(box.x0, other.x0), min(box.y1, other.y1) - max(box.y0, other.y0)
            assert not (wide > 1 and high > 1), (first, second)
