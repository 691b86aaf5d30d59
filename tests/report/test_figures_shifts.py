"""The figure of a word shift: its parts, its bars and its words."""

from __future__ import annotations

import polars as pl
import pytest
from matplotlib.patches import Rectangle

from analysis.compare.estimates import REST, Contrast
from analysis.compare.selection import SPLIT
from analysis.compare.shift import SHIFT
from analysis.report.figures.shifts import MOST, plot_shift
from analysis.report.figures.style import LONGEST_ALT, Plot, group_looks, save_plot
from tests.report.test_figures import overlaps, written

AB = Contrast("advocacy", "news")


def shift(rows: list[tuple], voice: str = "author", b: str = "news") -> pl.DataFrame:
    """Rows of a shift of (term, group, contribution, within, hits_a, hits_b), a hit an article."""
    columns = ("term", "group", "contribution", "within", "hits_a", "hits_b")
    table = pl.DataFrame(rows, schema={name: SHIFT[name] for name in columns}, orient="row")
    table = table.with_columns(docs_a="hits_a", docs_b="hits_b")
    told = {"group_a": "advocacy", "group_b": b, "voice": voice}
    return table.with_columns(**{name: pl.lit(value) for name, value in told.items()})


def split(**known: object) -> pl.DataFrame:
    """A split of one bit into a half, three tenths and two tenths, but for what is told."""
    row = {
        "group_a": "advocacy", "group_b": "news", "voice": "author", "words": 0.4, "total": 1.0, "selection": 0.5,
        "wording": 0.5, "share": 0.5, "share_low": 0.4, "share_high": 0.6, "chance": 0.3, "chance_low": 0.2,
        "chance_high": 0.4, "excess": 0.2, "p": 0.01, "shuffles": 99, "docs_a": 12, "docs_b": 14, "words_a": 900,
        "words_b": 800, "events": 5, "shared": 4, "left_out": 0, "unit": "document", "note": "",
    }  # fmt: skip
    return pl.DataFrame([row | known], schema=SPLIT)


ROWS = [
    ("pier", "advocacy", 0.020, 0.015, 9, 1),
    ("fog", "news", 0.010, 0.012, 0, 7),
    ("tide", "advocacy", 0.004, -0.002, 6, 4),
    ("the", "news", 0.0, 0.0, 50, 50),
]


def bars(plot: Plot, panel: int) -> list[tuple[float, float]]:
    """Where each bar of a panel begins and how long it is."""
    found = [patch for patch in plot.figure.axes[panel].patches if isinstance(patch, Rectangle)]
    return [(round(bar.get_x(), 6), round(bar.get_width(), 6)) for bar in found]


def test_the_parts_of_the_distance_add_up() -> None:
    plot = plot_shift(shift(ROWS), split(), AB)
    assert bars(plot, 0) == [(0, 0.5), (0.5, 0.3), (0.8, 0.2)]
    assert {"50 %", "30 %", "20 %", "4 of 5 events\nin both"} <= set(written(plot))
    assert plot.title == (
        "In these texts “pier” (more in advocacy) and “fog” (more in news) part the words of advocacy and news most; the whole "
        "distance is 50 % selection of events, 30 % wording that chance gives and 20 % wording beyond chance (p = 0.01)"
    )
    assert "shared out anew inside events give 0.300 (0.200 to 0.400, 99 shuffles), p = 0.01." in plot.caption
    assert "Selection is 50 %; 40 % to 60 % with any one event left out." in plot.caption
    assert "selection of events 0.500 bits; wording that chance gives 0.300 bits" in plot.alt


def test_bars_run_to_the_side_that_uses_the_word_more_and_show_what_is_inside_events() -> None:
    plot = plot_shift(shift(ROWS), split(), AB)
    # whole and inside by turns, in thousandths of a bit; the last word leans the other way inside events
    assert bars(plot, 1) == [(0, 20), (0, 15), (0, -10), (0, -12), (0, 4), (0, -2)]
    looks = group_looks(["advocacy", "news"])
    colours = [patch.get_facecolor()[:3] for patch in plot.figure.axes[1].patches[:4]]
    assert len(set(colours)) == 4
    assert [label.get_text() for label in plot.figure.axes[1].get_yticklabels()] == ["pier", "fog", "tide"]
    assert (
        "9 in 9 : 1 in 1" in written(plot)
        and "tide, more in advocacy: 4.00, -2.00 inside the same events (6 in 6 : 4 in 4)" in plot.alt
    )
    handles = plot.figure.legends[0].legend_handles
    assert handles[0].get_color() == looks["advocacy"].colour


def test_less_wording_than_chance_gives_none_beyond_it() -> None:
    plot = plot_shift(shift(ROWS), split(chance=0.6, excess=-0.1, p=0.9), AB)
    assert bars(plot, 0) == [(0, 0.5), (0.5, 0.5), (1.0, 0)]
    assert "50 % wording that chance gives and 0 % wording beyond chance (p = 0.9)" in plot.title


def test_where_chance_is_not_known_it_is_said() -> None:
    missing = dict.fromkeys(("chance", "chance_low", "chance_high", "excess", "p", "shuffles"))
    plot = plot_shift(shift(ROWS), split(**missing, note="nothing to share out anew"), AB)
    assert bars(plot, 0) == [(0, 0.5), (0.5, 0.5)]
    assert plot.title.endswith("the whole distance is 50 % selection of events and 50 % wording, chance not known")
    assert "Nothing to share out anew." in plot.caption


@pytest.mark.parametrize("table", [split().clear(), split(total=None, note="no words of news")])
def test_without_a_split_the_words_are_shown_alone(table: pl.DataFrame) -> None:
    plot = plot_shift(shift(ROWS), table, AB)
    assert "not split" in written(plot) and "The distance is not split" in plot.caption
    assert plot.title.endswith("part the words of advocacy and news most")


def test_without_a_shared_event_all_is_selection() -> None:
    table = split(
        total=1.0, selection=1.0, wording=None, chance=None, p=None, shared=0, note="no event that both groups cover"
    )
    assert plot_shift(shift(ROWS), table, AB).title.endswith("the whole distance is 100 % selection of events")


def test_articles_without_an_event_are_counted() -> None:
    assert " 3 articles without an event left out." in plot_shift(shift(ROWS), split(left_out=3), AB).caption


def test_one_group_against_the_rest_has_a_figure() -> None:
    rows = [("pier", "advocacy", 0.02, 0.01, 9, 1), ("fog", REST, 0.01, 0.01, 0, 7)]
    plot = plot_shift(shift(rows, b=REST), split(group_b=REST), Contrast("advocacy", REST))
    assert "“fog” (more in all others)" in plot.title


@pytest.mark.parametrize("rows", [[], [("the", "news", 0.0, 0.0, 5, 5)]])
def test_no_distance_is_said(rows: list[tuple]) -> None:
    plot = plot_shift(shift(rows), split(), AB)
    assert plot.title == plot.alt == "No word parts advocacy and news: there is no distance to show"


def test_the_author_s_voice_is_drawn() -> None:
    both = pl.concat([shift([("quay", "news", 0.5, 0.5, 0, 9)], "quoted"), shift(ROWS)])
    assert "quay" not in written(plot_shift(both, split(), AB))


def test_many_long_words_do_not_lie_on_each_other(tmp_path) -> None:
    rows = [
        (
            f"extraordinarilylongword{number:02}",
            "news" if number % 2 else "advocacy",
            0.02 / (number + 1),
            0.01,
            12345,
            0,
        )
        for number in range(40)
    ]
    plot = plot_shift(shift(rows), split(), AB)
    figure = plot.figure
    texts = [*figure.texts, *figure.legends[0].get_texts()]
    for axes in figure.axes:
        texts += [*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts, axes.xaxis.label]
    assert overlaps(texts) == []
    assert len(figure.axes[1].get_yticklabels()) == MOST and len(plot.alt) <= LONGEST_ALT
    files = [save_plot(name, plot_shift(shift(rows), split(), AB), tmp_path) for name in ("one", "two")]
    assert files[0][0].read_bytes() == files[1][0].read_bytes()
