"""Panels and controls: findings in other ways to count, and findings beside those of chance."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin

import polars as pl
import pytest

from analysis.compare.controls import CONTROLS
from analysis.compare.sensitivity import SENSITIVITY
from analysis.report.figures import plot_controls, plot_sensitivity, save_plot
from analysis.report.figures.panels import FAILS, HOLDS, SLANT, UNASKED
from tests.report.test_figures import overlaps, written

WAYS = [("case kept", "words"), ("quoted words left out", "scope"), ("without storm", "leave out")]


def sensitivity(findings: list[tuple], ways: list[tuple[str, str]] = WAYS) -> pl.DataFrame:
    """A finding each of (topic, term, effect, whether it holds in each way; "-" for no row)."""
    rows = [
        {
            "finding": number, "topic": topic, "term": term, "voice": "author", "group_a": "advocacy", "group_b": "news",
            "asked": "test", "variant": variant, "kind": kind, "named": term, "effect": effect, "holds": held,
            "reason": {True: "", False: "q is not below 0.05 there", None: "too few articles for a test there"}[held],
            "note": "",
        }
        for number, (topic, term, effect, holds) in enumerate(findings, start=1)
        for (variant, kind), held in zip(ways, holds, strict=True)
        if held != "-"
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SENSITIVITY)


FINDINGS = [
    ("terms", "quay", 1.5, (True, True, True)),
    ("terms", "ferry", -2.0, (True, False, None)),
    ("stance", "self_mention", -1.0, ("-", True, False)),
]


def signs(plot) -> list[list[str]]:
    """The signs of each row from the left, by name."""
    names = {HOLDS["marker"]: "holds", FAILS["marker"]: "fails", UNASKED["marker"]: "unasked"}
    axes = plot.figure.axes[0]
    found = sorted((line.get_ydata()[0], line.get_xdata()[0], names[line.get_marker()])
                   for line in axes.lines if line.get_marker() in names)  # fmt: skip
    return [[sign for row, _, sign in found if row == place] for place in range(len(axes.get_yticks()))]


def test_each_finding_has_a_sign_in_each_way_and_a_count():
    plot = plot_sensitivity(sensitivity(FINDINGS))
    assert signs(plot) == [["holds", "holds", "holds"], ["holds", "fails", "unasked"], ["holds", "fails"]]
    assert {"3 of 3", "1 of 2"} <= set(written(plot))
    labels = [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]
    assert labels == ["“quay”\nmore in advocacy", "“ferry”\nmore in news", "“self mention”\nstance, more in news"]
    assert plot.title == (
        "1 of 3 findings holds in every other way to count the same texts; “ferry” least often, in 1 of 2"
    )
    assert "“ferry”, more in news: holds in 1 of 2, not: quoted words left out" in plot.alt
    assert "what is taken for a term (1), which words count (1) and which texts are left out (1)" in plot.caption
    assert "Cannot be asked: too few articles for a test there (1)." in plot.caption


@pytest.mark.parametrize(
    ("findings", "title"),
    [
        ([FINDINGS[0]], "“quay” holds in 3 of 3 other ways to count the same texts"),
        ([FINDINGS[0]] * 2, "All 2 findings hold in every other way to count the same texts that can be asked"),
        (
            FINDINGS[1:],
            "None of 2 findings holds in every other way to count the same texts; “ferry” least often, in 1 of 2",
        ),
        (
            [("terms", "pier", 1.0, (None, None, None))],
            "No finding can be asked in any other way to count the same texts",
        ),
    ],
)
def test_the_title_says_how_firm_the_findings_are(findings, title):
    assert plot_sensitivity(sensitivity(findings)).title == title


def test_a_finding_that_holds_nowhere_has_no_direction():
    plot = plot_sensitivity(sensitivity([("terms", "pier", 1.0, (False, False, None))]))
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["“pier”\nadvocacy and news"]


def test_twelve_findings_and_thirty_ways_fit_the_page():
    ways = [(f"phrases of any length but {number} with more words", "words") for number in range(10)]
    ways += [(f"without outlet The Harbour Gazette {number}", "leave out") for number in range(20)]
    findings = [
        ("frames-policy", f"a_category_of_a_long_name_and_more_{number}", 1.0, [True, False, None] * 10)
        for number in range(15)
    ]
    plot = plot_sensitivity(sensitivity(findings, ways))
    figure, axes = plot.figure, plot.figure.axes[0]
    figure.draw_without_rendering()
    assert len(axes.get_yticklabels()) == 12 and plot.caption.startswith("12 of 15 findings")
    assert overlaps([*figure.texts, *figure.legends[0].get_texts(), *axes.get_yticklabels(), *axes.texts]) == []
    slanted = axes.get_xticklabels()
    texts = [*figure.texts, *axes.get_yticklabels(), *axes.texts, *slanted]
    page = figure.bbox
    boxes = [text.get_window_extent() for text in texts]
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes)
    heights = [text.get_size() * figure.dpi / 72 for text in slanted]
    steps = [second.get_window_extent().x0 - first.get_window_extent().x0 for first, second in pairwise(slanted)]
    assert min(steps) * sin(radians(SLANT)) > max(heights)  # the lines of text are apart, measured across them
    lowest = min(text.get_window_extent().y0 for text in slanted)
    assert lowest > axes.transData.transform((0, 0))[1]  # names end above the first row
    longest = max(box.height / sin(radians(SLANT)) for box in map(lambda text: text.get_window_extent(), slanted))
    assert longest * cos(radians(SLANT)) < page.width / 3


def test_terms_and_cues_that_are_numbered_apart_stand_together():
    both = pl.concat([sensitivity(FINDINGS[:1]), sensitivity(FINDINGS[2:])])
    assert signs(plot_sensitivity(both)) == [["holds", "holds", "holds"], ["holds", "fails"]]


def test_no_finding_is_said():
    nothing = "Nothing holds in the run, so there is no finding to count in other ways"
    assert plot_sensitivity(sensitivity([])).title == nothing
    open_ones = sensitivity(FINDINGS).with_columns(asked=pl.lit("direction"))
    assert plot_sensitivity(open_ones).title == nothing
    plot = plot_sensitivity(pl.concat([sensitivity(FINDINGS[:1]), open_ones]))
    assert signs(plot) == [["holds", "holds", "holds"]] and plot.caption.startswith("1 of 1 finding,")


# --- controls -----------------------------------------------------------------------------------------------------


def controls(rows: list[tuple]) -> pl.DataFrame:
    """Rows of (control, measure, outlet, runs, real, placebo, placebo_low, placebo_high, note)."""
    names = ("control", "measure", "outlet", "runs", "real", "placebo", "placebo_low", "placebo_high", "note")
    table = pl.DataFrame(rows, schema={name: CONTROLS[name] for name in names}, orient="row")
    return table.with_columns(
        group_a=pl.lit("advocacy"),
        group_b=pl.lit("news"),
        tested=pl.lit(True),
        counted=pl.lit("q below 0.05"),
        any=pl.when(pl.col("control") != "mirror", pl.col("placebo").is_not_null()).then(pl.col("placebo") / 10),
    ).select(CONTROLS.keys())


CHANCE = [
    ("mirror", "terms", "", 1, 1200, 0.0, 0.0, 0.0, ""),
    ("shuffled", "terms", "", 20, 40, 0.5, 0.0, 2.0, "ways drawn at random"),
    ("outlets", "terms", "", 20, 40, 3.0, 1.0, 5.0, "ways drawn at random"),
    ("split", "terms", "The Gazette", 20, None, 0.25, 0.0, 1.0, "31 articles"),
    ("mirror", "cues", "", 1, 60, 0.0, 0.0, 0.0, ""),
    ("shuffled", "cues", "", 20, 3, 1.5, 0.0, 3.0, "ways drawn at random"),
    ("split", "cues", "The Gazette", 0, None, None, None, None, "1 article, which cannot be split"),
]


def test_real_findings_stand_beside_those_of_chance():
    plot = plot_controls(controls(CHANCE))
    assert plot.title == (
        "Real against shuffled names of groups: terms 40 against 0.5 (0 to 2), cues 3 against 1.5 (0 to 3); in cues no more "
        "than shuffled names can show. Names dealt out by outlet show something in 30 % (terms) of the runs"
    )
    terms, cues = plot.figure.axes
    bars = [(bar.get_x(), bar.get_width()) for bar in [*terms.patches, *cues.patches]]
    assert bars == [(0, 2), (1, 4), (0, 1), (0, 3)]
    assert [line.get_xdata()[0] for line in terms.lines] == [0.5, 40, 3, 40, 0.25]
    said = {"40; 0.5 (0 to 2); any in 5 %", "40; 3.0 (1 to 5); any in 30 %", "0.2 (0 to 1); any in 2 %", "no run"}
    assert said <= set(written(plot))
    rows = [label.get_text() for label in terms.get_yticklabels()]
    assert rows == ["advocacy and news, by article", "advocacy and news, by outlet", "The Gazette, split in two"]
    assert "All 1,260 rows mirror when the two groups are exchanged." in plot.caption
    assert "Notes: ways drawn at random; 31 articles; 1 article, which cannot be split." in plot.caption
    assert "Each row: 0 to 20 runs." in plot.caption


def test_what_does_not_mirror_comes_first():
    wrong = [("mirror", "terms", "", 1, 1200, 3.0, 3.0, 3.0, ""), *CHANCE[1:]]
    plot = plot_controls(controls(wrong))
    assert plot.title.startswith("3 of 1,260 rows do not mirror when the two groups are exchanged. Real against")


def test_names_that_cannot_be_shuffled_are_said_not_to():
    rows = [
        ("shuffled", "terms", "", 0, 4, None, None, None, "there is no other way to deal out the names within events")
    ]
    plot = plot_controls(controls(rows))
    assert plot.title == "The names of the groups cannot be shuffled within events in these texts"
    assert "4; no run" in written(plot) and "there is no other way" in plot.caption


@pytest.mark.parametrize("rows", [[], CHANCE[:1]])
def test_no_control_is_said(rows):
    assert plot_controls(controls(rows)).title == "No control was made"


def test_no_text_of_controls_lies_on_another():
    figure = plot_controls(controls(CHANCE)).figure
    figure.draw_without_rendering()
    texts = [*figure.texts, *figure.legends[0].get_texts()]
    for axes in figure.axes:
        texts += [*axes.get_yticklabels(), *axes.texts, axes.xaxis.label, axes._left_title]
    assert overlaps(texts) == []


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        save_plot("controls", plot_controls(controls(CHANCE)), tmp_path / folder)
        save_plot("sensitivity", plot_sensitivity(sensitivity(FINDINGS)), tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 4 and files[0] == files[1]
