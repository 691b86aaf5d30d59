"""Measures of style: what is drawn and said with a test, without one, and without any standardised difference."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.estimates import REST, Contrast
from analysis.report.figures import plot_style, save_plot
from tests.report.test_figures import overlaps, written

AB = Contrast("advocacy", "news")


def style(rows: list[tuple], q: float | None = 0.01, b: str = "news", voice: str = "all") -> pl.DataFrame:
    """Rows of (label, family, unit, mean_a, mean_b, g, g_low, g_high)."""
    numbers = dict.fromkeys(("mean_a", "mean_b", "g", "g_low", "g_high"), pl.Float64)
    texts = dict.fromkeys(("label", "family", "unit"), pl.String)
    tested = q is not None
    return pl.DataFrame(rows, schema={**texts, **numbers}, orient="row").with_columns(
        difference=pl.col("mean_a") - pl.col("mean_b"), q=pl.lit(q, dtype=pl.Float64), voice=pl.lit(voice),
        group_a=pl.lit("advocacy"), group_b=pl.lit(b), docs_a=pl.lit(12), docs_b=pl.lit(11),
        interval=pl.lit("documents" if tested else ""), note=pl.lit("" if tested else "description only: few articles"),
    )  # fmt: skip


ROWS = [
    ("sentence length", "length", "words per sentence", 18.25, 24.0, -0.9, -1.4, -0.4),
    ("nouns", "parts of speech", "per 100 words", 21.0, 20.0, 0.2, -0.3, 0.7),
    ("word length", "length", "letters per word", 4.75, 4.5, 0.6, 0.1, 1.1),
    ("grade (SMOG)", "readability", "US school years", None, 9.0, None, None, None),
]


def bare(rows: list[tuple], g: bool) -> pl.DataFrame:
    """The rows without a test and intervals, and with or without the standardised difference."""
    return style([(*row[:5], row[5] if g else None, None, None) for row in rows], q=None)


def rows_of(plot) -> list[str]:
    return [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]


def test_the_surest_difference_is_named_with_its_means():
    plot = plot_style(style(ROWS), AB)
    assert plot.title == (
        "“sentence length” differs most surely (news 24.0, advocacy 18.2 words per sentence); 2 of 3 intervals exclude 0, "
        "4 with q under 0.05"
    )
    assert "18.2 : 24.0 words per sentence" in written(plot) and "– : 9.00 school years" in written(plot)
    assert "sentence length: -0.9 (-1.4 to -0.4; 18.2 : 24.0); word length: +0.6" in plot.alt
    assert plot.alt.endswith("grade (SMOG): no g (– : 9.00).")
    assert "1 of 4 measures have no g" in plot.caption and "articles: advocacy 12 and news 11" in plot.caption
    assert "from counting documents within events" in plot.caption


def test_what_does_not_hold_is_hollow_and_not_named():
    plot = plot_style(style(ROWS, q=0.4), AB)
    assert (
        plot.title
        == "Of 4 measures of style shown (all words) none holds with q under 0.05; 2 of 3 intervals exclude 0"
    )
    signs = [line for line in plot.figure.axes[0].lines if line.get_marker() in "os"]
    assert len(signs) == 3 and {line.get_markerfacecolor() for line in signs} == {"white"}
    assert "Hollow: q of 0.05 or more" in plot.caption


def test_a_unit_is_shortened_or_left_out_and_never_cut():
    rows = [
        ("variety", "diversity", "different words per word", 0.7, 0.6, 0.2, -0.1, 0.5),
        ("span", "length", "words between two marks of the same kind", 7.0, 6.0, 0.2, -0.1, 0.5),
    ]
    said = written(plot_style(style(rows), AB))
    assert "0.700 : 0.600 per word" in said and "7.00 : 6.00" in said
    assert not any("…" in text for text in said)


def test_measures_stand_in_their_families():
    plot = plot_style(style(ROWS), AB)
    assert rows_of(plot) == ["sentence length", "word length", "nouns", "grade (SMOG)"]
    assert [text for text in written(plot) if text in {"length", "parts of speech", "readability"}] == [
        "length",
        "parts of speech",
        "readability",
    ]


def test_differences_that_may_be_none_are_said_to_be():
    title = plot_style(style([(*ROWS[0][:5], -0.1, -0.6, 0.4)], q=0.7), AB).title
    assert (
        title == "Of 1 measure of style shown (all words) none differs for sure: every interval includes no difference"
    )


@pytest.mark.parametrize("g", [True, False])
def test_without_intervals_means_are_described(g):
    plot = plot_style(bare(ROWS, g), AB)
    assert (
        plot.title
        == "Means of 4 measures of style in advocacy and news, described only: too few articles for intervals"
    )
    assert "No intervals." in plot.caption and "Description only: few articles." in plot.caption
    markers = [line.get_marker() for line in plot.figure.axes[0].lines]
    assert "<" not in markers and ">" not in markers
    assert written(plot).count("no g") == (1 if g else 4)


def test_all_words_are_drawn_before_one_voice():
    both = pl.concat([style(ROWS[:1], voice="author"), style(ROWS[1:2])])
    assert rows_of(plot_style(both, AB)) == ["nouns"]
    assert rows_of(plot_style(style(ROWS[:1], voice="author"), AB)) == ["sentence length"]


def test_the_rest_is_grey():
    key = plot_style(style(ROWS, b=REST), Contrast("advocacy", REST)).figure.legends[0]
    assert [handle.get_color() for handle in key.legend_handles] == ["#0072B2", "#6b6b6b"]


@pytest.mark.parametrize("rows", [[], [("nouns", "parts of speech", "per 100 words", None, None, None, None, None)]])
def test_nothing_to_show_is_said(rows):
    assert plot_style(style(rows), AB).title == "No measure of style to compare between advocacy and news"


def test_no_text_lies_on_another_and_all_are_on_the_page():
    rows = [(f"{row[0]} with a name that goes on and on {n}", f"family {n % 3}", f"{row[2]} of any length", *row[3:])
            for n in range(6) for row in ROWS]  # fmt: skip
    far = "An association of the friends of harbours and bridges"
    table = style(rows).with_columns(group_a=pl.lit(far))
    figure = plot_style(table, Contrast(far, "news")).figure
    figure.draw_without_rendering()
    axes = figure.axes[0]
    ticks = [
        tick.label1 for tick in axes.xaxis.get_major_ticks() if axes.viewLim.x0 <= tick.get_loc() <= axes.viewLim.x1
    ]
    texts = [
        *figure.texts,
        *figure.legends[0].get_texts(),
        *ticks,
        *axes.get_yticklabels(),
        *axes.texts,
        axes.xaxis.label,
    ]
    assert overlaps(texts) == []
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    page = figure.bbox
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes)


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        save_plot("style", plot_style(style(ROWS), AB), tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 2 and files[0] == files[1]
