"""Figures of claims: discrepancies, the timeline, what is left out, and how surely it is told."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.certainty import CERTAINTY, LEVELS
from analysis.compare.discrepancies import CLASSES as EVERY_CLASS
from analysis.compare.discrepancies import CONFLICT, DISCREPANCIES
from analysis.compare.omissions import OMISSIONS, STATEMENTS
from analysis.compare.timeline import TIMELINE, UPDATES
from analysis.report.figures import (
    Plot,
    plot_certainty,
    plot_discrepancies,
    plot_omissions,
    plot_timeline,
    save_plot,
)
from analysis.report.figures.certainty import MOST as TELLINGS
from analysis.report.figures.certainty import SIGNS
from analysis.report.figures.discrepancies import CLASSES
from analysis.report.figures.discrepancies import MOST as PAIRS
from analysis.report.figures.grids import REPORTS, Report, choose_reports, clip_lines, order_reports, spread_reports
from analysis.report.figures.omissions import MOST as LEFT_OUT
from analysis.report.figures.style import text_width
from analysis.report.figures.timeline import MOST as DATES
from analysis.report.figures.timeline import STEPS, say_days
from tests.report.test_figures import written
from tests.report.test_figures_voices import assert_legible

STORM = "Storm at the old quay"
SENTENCES = (
    "The ferry left the northern harbour two hours late, as the storm had moved the stones of the old quay, the board said on Monday.",
    "The bridge was shut.",
    "Twelve visitors were taken to the lighthouse by the keeper's boat before the wind turned.",
)
TWO = pl.DataFrame(
    {
        "doc": ["a", "b"], "outlet": ["Harbour Post", "Quay Courier"], "group": ["advocacy", "news"], "event": [STORM] * 2,
        "date": ["2025-05-01", "2025-04"],
    }
)  # fmt: skip


def many(size: int = 12, groups: int = 3) -> pl.DataFrame:
    """Reports of one event by so many groups; every fourth has no date."""
    return pl.DataFrame(
        [
            (f"d{at:02}", f"The Courier of harbour {at}", f"group {at % groups}", STORM, f"2025-05-{1 + at % 28:02}" if at % 4 else None)
            for at in range(size)
        ],
        schema=TWO.columns, orient="row",
    )  # fmt: skip


def table(rows: list[dict], schema: dict) -> pl.DataFrame:
    """Rows with the columns that are given, all others null."""
    given_columns = pl.DataFrame(
        rows, schema={name: schema[name] for name in (rows[0] if rows else schema)}, orient="row"
    )
    missing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in given_columns.columns]
    return given_columns.with_columns(missing).select(schema.keys()).cast(schema)


def day(*parts: int) -> int:
    return (date(*parts) - date(1970, 1, 1)).days


# --- words and columns --------------------------------------------------------------------------------------------


@given(st.text("abc ,·", max_size=120), st.integers(1, 3))
def test_clipped_words_keep_to_their_lines_and_width(text: str, lines: int) -> None:
    clipped = clip_lines(text, 0.8, 8, lines)
    assert len(clipped) <= lines and all(text_width(line, 8) <= 0.8 + text_width("…", 8) for line in clipped)
    assert "".join(clipped).replace("…", "").replace(" ", "") in "".join(text.split()) or "…" in "".join(clipped)


def test_reports_stand_by_group_and_date_and_go_by_their_outlet() -> None:
    documents = pl.concat(
        [TWO, TWO.with_columns(doc=pl.col("doc") + "2", date=pl.lit(None, pl.String), outlet=pl.lit("Pier"))]
    )
    assert [(report.doc, report.name) for report in order_reports(documents, STORM)] == [
        ("a", "Harbour Post"), ("a2", "a2"), ("b", "Quay Courier"), ("b2", "b2"),
    ]  # fmt: skip


def test_of_too_many_reports_those_that_tell_most_or_some_at_even_distances_stay_in_order() -> None:
    reports = [Report(f"r{at}", "x", "") for at in range(2 * REPORTS)]
    told = [report.doc for report in reports[3 : 3 + REPORTS]]
    assert choose_reports(reports, told) == reports[3 : 3 + REPORTS]
    assert spread_reports(reports) == reports[::2]
    groups = [Report(f"r{at}", "x" if at < REPORTS else "y", "") for at in range(2 * REPORTS)]
    assert choose_reports(groups, []) == [*groups[: REPORTS // 2], *groups[REPORTS : REPORTS + REPORTS // 2]]
    assert spread_reports(reports[:3]) == choose_reports(reports[:3], []) == reports[:3]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2025, 4, 17), (2025, 4, 17), "17 Apr 2025"), ((2024, 2, 1), (2024, 2, 29), "Feb 2024"),
        ((2023, 1, 1), (2023, 12, 31), "2023"), ((2023, 1, 1), (2024, 12, 31), "2023–2024"),
        ((2025, 4, 1), (2025, 5, 31), "Apr 2025 – May 2025"), ((2025, 4, 2), (2025, 4, 9), "2–9 Apr 2025"),
        ((2024, 12, 30), (2025, 1, 2), "30 Dec 2024 – 2 Jan 2025"), ((2025, 4, 30), (2025, 5, 2), "30 Apr – 2 May 2025"),
    ],
)  # fmt: skip
def test_a_stretch_of_days_is_told_shortly(first: tuple, last: tuple, said: str) -> None:
    assert say_days(date(*first), date(*last)) == said


# --- discrepancies ------------------------------------------------------------------------------------------------


def discrepancy(sort: str, text_a: str, text_b: str, confidence: float = 0.8, **more: object) -> dict:
    row = {
        "event": STORM, "kind": "date", "class": sort, "about": "leave: ferry", "confidence": confidence, "confidence_words": "likely",
        "text_a": text_a, "text_b": text_b, "doc_a": "b", "doc_b": "a", "outlet_a": "Quay Courier", "outlet_b": "Harbour Post",
        "group_a": "news", "group_b": "advocacy", "docs_a": 1, "docs_b": 1,
    }  # fmt: skip
    return row | more


def discrepancies(*rows: dict) -> pl.DataFrame:
    return table(list(rows), DISCREPANCIES)


def test_discrepancies_show_both_values_with_who_gives_them() -> None:
    rows = discrepancies(
        discrepancy("rounding", "nearly 200", "195", 0.9),
        discrepancy("conflict", "17 April", "19 April", 0.8, docs_b=3),
    )
    plot = plot_discrepancies(rows, TWO)
    assert plot.title == (
        "Of 2 discrepancies between reports of one event, 1 is called conflict; first “17 April” against “19 April” (leave: ferry); no test"
    )
    assert {"17 April", "≠", "19 April", "Harbour Post and 2 more", "Quay Courier", "≈", "conflict", "likely"} <= set(
        written(plot)
    )
    assert written(plot).index("17 April") < written(plot).index("nearly 200")  # the conflict first, however sure
    assert "leave: ferry: “17 April” (Quay Courier), “19 April” (Harbour Post and 2 more), conflict 0.80" in plot.alt
    assert "2 of 2 (unit: two values of one thing in an event), from 2 articles" in plot.caption
    assert_legible(plot)


def test_every_class_has_its_sign() -> None:
    assert set(CLASSES) == set(EVERY_CLASS) and len({sign for sign, _ in CLASSES.values()}) == len(CLASSES)


def test_many_discrepancies_of_long_words_can_be_read_and_are_counted() -> None:
    long = "director of the association of all northern harbours and their piers and bridges"
    rows = [
        discrepancy(
            sort, long, "17 April", 0.99 - at / 100, about=long, docs_a=at, outlet_a=long, event=f"{STORM} {at % 2}"
        )
        for at, sort in enumerate(3 * list(CLASSES))
    ]
    plot = plot_discrepancies(discrepancies(*rows), TWO.with_columns(event=pl.Series([f"{STORM} 0", f"{STORM} 1"])))
    assert f"{PAIRS} of {3 * len(CLASSES)}" in plot.caption and f"conflict ({3})" in plot.caption
    assert any(text.startswith("date · Storm") for text in written(plot))
    assert_legible(plot)


# --- what is left out ---------------------------------------------------------------------------------------------


def omit(statement: int, group: str, absent: int, of: int, **more: object) -> dict:
    row = {
        "event": STORM, "claim": SENTENCES[statement % 3], "absent_from": "Pier", "expected": 1.25, "statement": statement,
        "groups": "news", "group": group, "whole": absent == of, "chance": 0.2, "carriers": 1, "absent": absent, "group_reports": of,
        "earlier": 0,
    }  # fmt: skip
    return row | more


def carry(*pairs: tuple[int, str]) -> pl.DataFrame:
    return table(
        [{"event": STORM, "statement": at, "doc": doc, "sentence": f"Claim {at}."} for at, doc in pairs], STATEMENTS
    )


def signs(plot: Plot) -> list[tuple[str, str]]:
    """The marker of every single sign in a figure's cells, and how it is filled."""
    lines = [
        line for line in plot.figure.axes[0].lines if len(line.get_xdata()) == 1 and line.get_markersize() in (5, 6)
    ]
    return [
        (line.get_marker(), line.get_markerfacecolor()) for line in lines if line.get_markeredgewidth() in (1.2, 1.4)
    ]


def test_omissions_tell_carried_from_absent() -> None:
    rows = table([omit(1, "advocacy", 1, 1)], OMISSIONS)
    plot = plot_omissions(rows, carry((1, "b"), (2, "a"), (2, "b")), TWO, STORM)
    assert plot.title == ("Of 2 statements in 2 reports, 1 not in all: 1 in one alone (news 1); no test")
    assert signs(plot) == [("o", "white"), ("s", "#D55E00")]
    assert {"Claim 1.", "1 of 1 (1.2)", "absent in\n(expected)"} <= set(written(plot))
    assert "“Claim 1.” carried by Quay Courier, absent from Pier" in plot.alt
    assert "1 of 1 statement that not all of 2 articles of the event carry" in plot.caption
    assert_legible(plot, slanted=True)


def test_a_report_published_before_all_that_carry_a_statement_has_a_dash() -> None:
    documents = pl.concat(
        [TWO, TWO.head(1).with_columns(doc=pl.lit("c"), outlet=pl.lit("Pier"), date=pl.lit("2025-03-01"))]
    )
    rows = table([omit(1, "advocacy", 1, 1, earlier=1)], OMISSIONS)
    plot = plot_omissions(rows, carry((1, "b")), documents, STORM)
    assert [report.doc for report in order_reports(documents, STORM)] == ["c", "a", "b"]
    assert [marker for marker, _ in signs(plot)] == ["_", "o", "s"]
    # of a group without an absence no report could have had it
    plot = plot_omissions(table([omit(1, "news", 1, 1)], OMISSIONS), carry((1, "a")), documents, STORM)
    assert [marker for marker, _ in signs(plot)] == ["_", "o", "s"]


def test_what_stands_in_the_last_report_alone_is_drawn_too() -> None:
    plot = plot_omissions(table([], OMISSIONS), carry((1, "a"), (2, "a"), (3, "b")), TWO, STORM)
    assert plot.title == (
        "Of 3 statements in 2 reports, 3 not in all: 3 in one alone (advocacy 2 and news 1); 3 that no other could have, being "
        "published before; no test"
    )
    assert (
        written(plot).count("none could") == 3
        and "“Claim 1.” carried by Harbour Post, no other could have it" in plot.alt
    )
    assert [text for text in written(plot) if text.startswith("Claim")] == ["Claim 1.", "Claim 3.", "Claim 2."]


def test_what_most_carry_comes_first_then_what_a_whole_group_lacks() -> None:
    documents = pl.concat([TWO, TWO.with_columns(doc=pl.col("doc") + "2")])
    rows = table([omit(1, "news", 2, 2), omit(2, "news", 1, 2), omit(3, "news", 2, 2)], OMISSIONS)
    plot = plot_omissions(rows, carry((1, "a"), (2, "a"), (2, "b"), (3, "a"), (3, "a2")), documents, STORM)
    assert [text for text in written(plot) if text.startswith("Claim")] == ["Claim 3.", "Claim 2.", "Claim 1."]


def test_statements_of_one_report_come_from_each_group_in_turn() -> None:
    rows = [omit(at, "news" if at < 20 else "advocacy", 1, 1) for at in range(24)]
    plot = plot_omissions(
        table(rows, OMISSIONS), carry(*((at, "a" if at < 20 else "b") for at in range(24))), TWO, STORM
    )
    drawn = [text for text in written(plot) if text.startswith("Claim")]
    assert len(drawn) == LEFT_OUT and drawn[:4] == ["Claim 0.", "Claim 20.", "Claim 1.", "Claim 21."]


@pytest.mark.parametrize("size", [12, 48])
def test_many_omissions_can_be_read(size: int) -> None:
    rows = [omit(at, f"group {at % 3}", size // 4, size // 3) for at in range(60)]
    long = carry(*((at, f"d{doc:02}") for at in range(60) for doc in range(3))).with_columns(
        sentence=pl.lit(SENTENCES[0])
    )
    plot = plot_omissions(table(rows, OMISSIONS), long, many(size), STORM)
    assert f"{LEFT_OUT} of 60 statements" in plot.caption
    assert (f"Of the reports {REPORTS} at even distances" in plot.caption) == (size > REPORTS)
    assert f"the first, carried by 3, is absent from {size // 4} of {size // 3} of group 0" in plot.title
    assert_legible(plot, slanted=True)


# --- how surely ---------------------------------------------------------------------------------------------------


def tell(statement: int, doc: str, level: str, word: str | None = None, **more: object) -> dict:
    row = {
        "event": STORM, "statement": statement, "doc": doc, "certainty": level, "word": word, "spread": 2, "carriers": 2,
        "start": 0, "sentence": SENTENCES[statement % 3],
    }  # fmt: skip
    return row | more


def test_certainty_shows_the_sign_and_the_words_of_each_report() -> None:
    rows = table([tell(1, "a", "flat"), tell(1, "b", "hedged", "may"), tell(2, "a", "flat", spread=0)], CERTAINTY)
    plot = plot_certainty(rows, TWO, STORM)
    assert (
        plot.title
        == "Of 2 statements that several reports tell, 1 is not told equally surely; the first: advocacy flat and news hedged; no test"
    )
    assert {"“may” Quay Courier", "1 of 2", "flat", "hedged", "not told"} <= set(written(plot))
    assert "attributed" not in written(plot)
    assert "“The bridge was shut.” Harbour Post flat, Quay Courier hedged (“may”)" in plot.alt
    assert (
        "(4 tellings; unit: an article's telling of a statement), 1 of them not equally surely; drawn: 1"
        in plot.caption
    )
    assert_legible(plot, slanted=True)


def test_of_several_sentences_of_a_report_the_least_sure_counts() -> None:
    rows = [tell(1, "a", "flat"), tell(1, "a", "denied", "denied", start=9), tell(1, "b", "flat")]
    plot = plot_certainty(table(rows, CERTAINTY), TWO, STORM)
    assert "Harbour Post denied (“denied”), Quay Courier flat" in plot.alt and "1 of 2" in written(plot)


def test_every_level_has_its_sign_and_the_same_words_of_several_are_counted() -> None:
    assert set(SIGNS) == set(LEVELS)
    rows = [
        tell(at, f"d{doc:02}", LEVELS[(at + doc) % 6], "said" if (at + doc) % 6 else None, carriers=12)
        for at in range(60)
        for doc in range(12)
    ]
    plot = plot_certainty(table(rows, CERTAINTY), many(), STORM)
    assert f"drawn: {TELLINGS}" in plot.caption and any("“said” 2 reports" in text for text in written(plot))
    assert set(LEVELS) <= set(written(plot))
    assert_legible(plot, slanted=True)


def test_statements_told_alike_are_said_to_be() -> None:
    rows = table([tell(1, "a", "flat", spread=0), tell(1, "b", "flat", spread=0)], CERTAINTY)
    assert (
        plot_certainty(rows, TWO, STORM).title
        == "Each of 1 statement that several reports tell is told by all of them equally surely"
    )


# --- the timeline -------------------------------------------------------------------------------------------------


def dated(entry: int, low: int, high: int, doc: str, about: str = "leave ferry") -> dict:
    return {
        "event": STORM,
        "entry": entry,
        "low": low,
        "high": high,
        "about": about,
        "doc": doc,
        "sentence": SENTENCES[entry % 3],
    }


def grown(update: int, number: float, doc: str, never: str = "") -> dict:
    return {
        "event": STORM,
        "update": update,
        "about": "rescue visitor",
        "doc": doc,
        "low": number,
        "text": f"{number:.0f}",
        "never_corrected": never,
    }


NO_UPDATES = table([], UPDATES)


def test_the_timeline_has_a_row_a_statement_in_order_of_time() -> None:
    rows = [
        dated(3, day(2025, 4, 19), day(2025, 4, 19), "b"), dated(2, day(2025, 4, 17), day(2025, 4, 17), "a"),
        dated(1, day(2024, 7, 1), day(2024, 7, 31), "a"), dated(1, day(2024, 7, 1), day(2024, 7, 31), "b"),
    ]  # fmt: skip
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, TWO, STORM)
    assert (
        plot.title
        == f"3 dated statements on {STORM} from Jul 2024 to 19 Apr 2025, 1 of them in several groups; no test"
    )
    days = [text for text in written(plot) if text in ("Jul 2024", "17 Apr 2025", "19 Apr 2025")]
    assert days == ["Jul 2024", "17 Apr 2025", "19 Apr 2025"]
    assert "Jul 2024: leave ferry (advocacy 1, news 1); 17 Apr 2025: leave ferry (advocacy 1)" in plot.alt
    assert "published: advocacy" in written(plot)
    time = plot.figure.axes[1]
    markers = [line.get_marker() for line in time.lines if len(line.get_xdata()) == 1]
    assert markers.count("d") == 2 and markers.count("<") == 1  # July lies far off the axis
    assert_legible(plot)


def test_a_quantity_that_grows_is_a_step_line_and_names_who_did_not_follow() -> None:
    documents = TWO.with_columns(date=pl.Series(["2025-05-01", "2025-05-04"]))
    rows = [dated(1, day(2025, 4, 30), day(2025, 4, 30), "a")]
    plot = plot_timeline(
        table(rows, TIMELINE),
        table([grown(1, 6, "a", "Harbour Post"), grown(1, 8, "b", "Harbour Post")], UPDATES),
        documents,
        STORM,
    )
    assert {"6", "8", "rescue visitor", "not told later by Harbour Post", "grows"} <= set(written(plot))
    assert "1 that grow from report to report" in plot.title and "Below: quantities" in plot.caption
    steps = [line for line in plot.figure.axes[1].lines if line.get_drawstyle() == "steps-post"]
    assert len(steps) == 1 and len(steps[0].get_xdata()) == 2
    assert_legible(plot)


@pytest.mark.parametrize("groups", [3, 8])
def test_a_long_timeline_can_be_read_and_says_what_is_not_drawn(groups: int) -> None:
    rows = [
        dated(at, day(2025, 5, 1 + at % 28), day(2025, 5, 1 + at % 28) + 10 * (at % 7 == 0), f"d{doc:02}", SENTENCES[at % 3])
        for at in range(60) for doc in range(24) if (at + doc) % 4 == 0
    ]  # fmt: skip
    updates = [grown(number, doc, f"d{doc:02}") for number in range(5) for doc in range(24)]
    plot = plot_timeline(table(rows, TIMELINE), table(updates, UPDATES), many(24, groups), STORM)
    assert (
        f"{DATES} of 60 dated statements" in plot.caption
        and f"{60 - DATES} that fewest articles carry not drawn" in plot.caption
    )
    assert "(6 articles without a date)" in plot.caption and written(plot).count("grows") == STEPS
    assert_legible(plot)


def test_the_statements_that_most_carry_are_drawn() -> None:
    rows = [dated(at, at, at, "a", f"act {at}") for at in range(1, DATES + 2)] + [
        dated(DATES + 1, DATES + 1, DATES + 1, "b")
    ]
    acts = [
        text for text in written(plot_timeline(table(rows, TIMELINE), NO_UPDATES, TWO, STORM)) if text.startswith("act")
    ]
    assert acts == [f"act {at}" for at in range(1, DATES)] + [f"act {DATES + 1}"]


def test_two_days_are_a_bar_and_one_is_a_sign() -> None:
    rows = [dated(1, day(2025, 4, 20), day(2025, 4, 21), "a"), dated(2, day(2025, 4, 22), day(2025, 4, 22), "a")]
    time = plot_timeline(
        table(rows, TIMELINE), NO_UPDATES, TWO.with_columns(date=pl.lit("2025-04-23")), STORM
    ).figure.axes[1]
    assert [patch.get_width() for patch in time.patches] == [2]
    assert [line.get_marker() for line in time.lines].count("d") == 1


def test_a_timeline_of_reports_without_dates_has_no_marks_of_publication() -> None:
    plot = plot_timeline(
        table([dated(1, day(2025, 5, 1), day(2025, 5, 1), "a")], TIMELINE), table([grown(1, 2, "a"), grown(1, 3, "b")], UPDATES),
        TWO.with_columns(date=pl.lit(None, pl.String)), STORM,
    )  # fmt: skip
    assert plot.title == f"1 dated statement on {STORM} of 1 May 2025, 0 of them in several groups; no test"
    assert "(2 articles without a date)" in plot.caption and "grows" not in written(plot)


# --- all ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("empty", "title"),
    [
        (lambda: plot_discrepancies(discrepancies(), TWO), "No discrepancy found: it takes two reports of one event"),
        (lambda: plot_omissions(table([], OMISSIONS), carry(), TWO, STORM), "No statement found in Storm at the old quay stands"),
        (lambda: plot_omissions(table([], OMISSIONS), carry(), TWO.head(1), STORM), "Storm at the old quay has 1 report; it takes two"),
        (lambda: plot_certainty(table([], CERTAINTY), TWO, STORM), "No statement of Storm at the old quay is told by two reports"),
        (lambda: plot_timeline(table([], TIMELINE), NO_UPDATES, TWO, STORM), "No report of Storm at the old quay has a statement"),
    ],
)  # fmt: skip
def test_nothing_to_show_is_said(empty, title: str) -> None:
    plot = empty()
    assert plot.title.startswith(title) and plot.title == plot.alt and len(plot.title) > len(title)


def test_the_same_tables_give_the_same_bytes(tmp_path) -> None:
    for folder in ("one", "two"):
        plots = {
            "discrepancies": plot_discrepancies(discrepancies(discrepancy(CONFLICT, "17 April", "19 April")), TWO),
            "omissions": plot_omissions(table([omit(1, "advocacy", 1, 1)], OMISSIONS), carry((1, "b")), TWO, STORM),
            "certainty": plot_certainty(
                table([tell(1, "a", "flat"), tell(1, "b", "denied", "deny")], CERTAINTY), TWO, STORM
            ),
            "timeline": plot_timeline(table([dated(1, 1, 9, "a")], TIMELINE), NO_UPDATES, TWO, STORM),
        }
        for name, plot in plots.items():
            save_plot(name, plot, tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 8 and files[0] == files[1]
