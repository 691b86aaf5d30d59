"""The figure of a blind reading: its score against chance, its terms and its words."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.estimates import Contrast
from analysis.compare.reader import FEATURES, SCORES
from analysis.report.figures.readers import A_SIDE, plot_reader
from analysis.report.figures.style import LONGEST_ALT, save_plot
from tests.report.test_figures import overlaps, written

AB = Contrast("advocacy", "news")
UNTESTED = dict.fromkeys(("chance", "chance_low", "chance_high", "p", "shuffles"))


def scores(outlets: dict | None = None, **known: object) -> pl.DataFrame:
    """Scores of a reader who is better than chance in new events, but for what is told, and of new outlets."""
    row = {
        "group_a": "advocacy", "group_b": "news", "voice": "author", "held_out": "events", "docs_a": 20, "docs_b": 25,
        "outlets_a": 4, "outlets_b": 5, "events": 6,
        "auc": 0.8, "low": 0.7, "high": 0.9, "chance": 0.5, "chance_low": 0.35, "chance_high": 0.65, "p": 0.01,
        "shuffles": 99, "accuracy": 0.75, "terms": 1200, "n": 45, "unit": "event", "note": "",
    }  # fmt: skip
    numbers = dict.fromkeys(("auc", "low", "high", "accuracy"), None) | UNTESTED
    other = row | numbers | {"held_out": "outlets", "note": ""} | (outlets or {})
    return pl.DataFrame(
        [row | known, other | {name: known[name] for name in ("group_b",) if name in known}], schema=SCORES
    )


def features(rows: list[tuple]) -> pl.DataFrame:
    """Features of (term, weight, agree, docs_a, docs_b), of six parts."""
    columns = {name: FEATURES[name] for name in ("term", "weight", "agree", "docs_a", "docs_b")}
    told = {"group_a": "advocacy", "group_b": "news", "voice": "author", "folds": 6}
    group = pl.when(pl.col("weight") > 0).then(pl.lit("advocacy")).otherwise(pl.lit("news"))
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        group=group, **{name: pl.lit(value) for name, value in told.items()}
    )


TERMS = [("moreover", 2.0, 6, 15, 2), ("then", -1.5, 5, 4, 18), ("in fact", 0.5, 6, 9, 3)]


def test_a_reader_better_than_chance_is_said_to_be() -> None:
    plot = plot_reader(scores(), features(TERMS), AB)
    assert plot.title == (
        "A reader who sees no names and no events tells advocacy and news apart more often than chance: AUC 0.80 (0.70 to 0.90), "
        "by chance 0.35 to 0.65, p ≤ 0.01, none of 99"
    )
    assert {"0.80 (0.70 to 0.90)", "15 : 2", "4 : 18"} <= set(written(plot))
    assert (
        "moreover: +2.00 (15 : 2 articles); in fact: +0.50 (9 : 3 articles); then: -1.50 (4 : 18 articles)" in plot.alt
    )
    assert "in at least 5 of 6 parts" in plot.caption and "Balanced accuracy 0.75" in plot.caption
    assert [bar.get_width() for bar in plot.figure.axes[1].patches] == [2.0, 0.5, -1.5]


def test_a_reader_no_better_than_chance_is_said_to_be() -> None:
    title = plot_reader(scores(auc=0.55, low=0.4, high=0.7, p=0.3), features(TERMS), AB).title
    assert "does not tell advocacy and news apart more often than chance: AUC 0.55 (0.40 to 0.70)" in title


NEW = {
    "auc": 0.6,
    "low": 0.45,
    "high": 0.75,
    "chance": 0.49,
    "chance_low": 0.3,
    "chance_high": 0.7,
    "p": 0.2,
    "shuffles": 99,
}


def test_new_outlets_stand_beside_new_events() -> None:
    plot = plot_reader(scores(NEW), features(TERMS), AB)
    assert plot.title.endswith("; on outlets it has not read AUC 0.60 (0.45 to 0.75), by chance 0.30 to 0.70, p = 0.2")
    top = plot.figure.axes[0]
    assert [label.get_text() for label in top.get_yticklabels()] == ["new events", "new outlets"]
    assert [(bar.get_x(), round(bar.get_width(), 9)) for bar in top.patches] == [(0.35, 0.3), (0.3, 0.4)]
    assert {"0.80 (0.70 to 0.90)", "0.60 (0.45 to 0.75)"} <= set(written(plot))
    assert "with whole outlets held out (4 and 5 outlets)" in plot.caption and "mean 0.49" in plot.caption


def test_why_outlets_are_not_held_out_is_said() -> None:
    plot = plot_reader(scores({"note": "outlets not held out: 1 and 1 outlets"}), features(TERMS), AB)
    assert plot.caption.endswith(" Outlets not held out: 1 and 1 outlets.")
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["new events"]


def test_what_is_not_known_is_not_drawn() -> None:
    plot = plot_reader(scores(low=None, high=None, auc=1.0, **UNTESTED), features([]), AB)
    assert plot.title == "A reader who sees no names and no events, advocacy against news: AUC 1.00, not tested"
    assert "no interval, every event gives the same value" in plot.caption and "Grey" not in plot.caption
    assert "1.00" in written(plot)


@pytest.mark.parametrize(
    ("table", "title"),
    [
        (scores(auc=None, note="no blind reading: too little"), "advocacy and news: no blind reading: too little"),
        (scores().clear(), "advocacy and news: no blind reading"),
        (scores(group_b="blogs"), "advocacy and news: no blind reading"),
    ],
)
def test_no_reading_is_said(table: pl.DataFrame, title: str) -> None:
    plot = plot_reader(table, features(TERMS), AB)
    assert plot.title == plot.alt == title and title in written(plot)


def test_what_is_to_be_kept_in_mind_ends_the_caption() -> None:
    caption = plot_reader(
        scores(note="most documents of news are of The Quay, which may be what is told"), features(TERMS), AB
    ).caption
    assert caption.endswith(" Most documents of news are of The Quay, which may be what is told.")


def test_a_low_score_stays_on_the_axis() -> None:
    top = plot_reader(scores(auc=0.1, low=0.0, high=0.3), features(TERMS), AB).figure.axes[0]
    assert top.get_xlim()[0] < 0


def test_many_long_terms_do_not_lie_on_each_other(tmp_path) -> None:
    rows = [
        (f"extraordinarily longterm{number:02}", sign * (30 - number), 6, 1234, 5678)
        for sign in (1, -1)
        for number in range(20)
    ]
    plot = plot_reader(scores(NEW), features(rows), AB)
    texts = [*plot.figure.texts, *plot.figure.legends[0].get_texts()]
    for axes in plot.figure.axes:
        texts += [*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts, axes.xaxis.label]
    assert overlaps(texts) == []
    assert len(plot.figure.axes[1].get_yticklabels()) == 2 * A_SIDE and len(plot.alt) <= LONGEST_ALT
    files = [save_plot(name, plot_reader(scores(), features(rows), AB), tmp_path) for name in ("one", "two")]
    assert files[0][0].read_bytes() == files[1][0].read_bytes()
