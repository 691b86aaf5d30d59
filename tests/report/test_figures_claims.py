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
from analysis.find.claims import CLAIMS
from analysis.report.figures import (
    Plot,
    plot_certainty,
    plot_discrepancies,
    plot_omissions,
    plot_timeline,
    save_plot,
)
from analysis.report.figures.certainty import MOST as BLOCKS
from analysis.report.figures.certainty import SIGNS, TELLINGS, cut_front
from analysis.report.figures.discrepancies import CLASSES, order_discrepancies
from analysis.report.figures.discrepancies import MOST as PAIRS
from analysis.report.figures.entries import MOST as DATES
from analysis.report.figures.entries import STEPS, say_days
from analysis.report.figures.grids import REPORTS, Report, choose_reports, clip_lines, order_reports, spread_reports
from analysis.report.figures.omissions import MOST as LEFT_OUT
from analysis.report.figures.style import group_looks, text_width
from analysis.report.figures.timeline import DIFFERS
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
        "Of 2 discrepancies between reports of one event, 1 is called conflict (1 likely about one thing); the first, likely: "
        "“17 April” against “19 April” (leave: ferry); no test"
    )
    assert {"17 April", "≠", "19 April", "Harbour Post and 2 more", "Quay Courier", "≈", "conflict", "likely"} <= set(
        written(plot)
    )
    assert written(plot).index("17 April") < written(plot).index("nearly 200")  # the conflict first, however sure
    assert "leave: ferry: “17 April” (Quay Courier), “19 April” (Harbour Post and 2 more), conflict 0.80" in plot.alt
    assert "2 of 2 pairs of values (unit: two values of one thing in an event)" in plot.caption
    assert_legible(plot)


def test_conflicts_come_first_and_spellings_last_however_sure() -> None:
    possible = {"confidence_words": "possible"}
    rows = discrepancies(
        discrepancy("bound", "a", "", 0.7), discrepancy("rounding", "b", "", 0.9), discrepancy("conflict", "c", "", 0.6),
        discrepancy("bound", "d", "", 0.5, **possible), discrepancy("conflict", "e", "", 0.4, **possible),
        discrepancy("name", "f", "", 0.99),
    )  # fmt: skip
    assert order_discrepancies(rows)["text_a"].to_list() == ["c", "e", "a", "d", "b", "f"]
    assert (
        "2 are called conflict (1 likely about one thing); the first, likely: “c”"
        in plot_discrepancies(rows, TWO).title
    )
    title = plot_discrepancies(rows.filter(pl.col("class") != CONFLICT), TWO).title
    assert "none is called conflict; the first, likely: “a”" in title


def test_conflicts_have_places_among_many_surer_rows() -> None:
    sure = [discrepancy("wording", f"w{at}", "", 0.99) for at in range(2 * PAIRS)]
    unsure = discrepancy(CONFLICT, "noon", "dusk", 0.3, confidence_words="possible")
    plot = plot_discrepancies(discrepancies(*sure, unsure), TWO)
    assert "1 is called conflict (none likely about one thing); the first, possible: “noon”" in plot.title
    assert {"noon", "possible"} <= set(written(plot))


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
        [
            {"event": STORM, "statement": at, "doc": doc, "start": 100 * at, "end": 100 * at + 50,
             "sentence": f"Claim {at}.", "centre": False}
            for at, doc in pairs
        ],
        STATEMENTS,
    )  # fmt: skip


def value(at: int, doc: str, kind: str = "date", words: str = "Monday") -> dict:
    return {"doc": doc, "start": 100 * at + 3, "kind": kind, "value": words}


def claim(*rows: dict) -> pl.DataFrame:
    return table(list(rows), CLAIMS)


THREE = pl.concat([TWO, TWO.head(1).with_columns(doc=pl.lit("c"), outlet=pl.lit("Pier"), date=pl.lit("2025-03-01"))])


def drawn(plot: Plot) -> list[str]:
    """The statements of a figure, without their quotation marks, from above."""
    return [text.strip("“”") for text in written(plot) if text.startswith("“Claim")]


def cells(plot: Plot) -> list[tuple[str, str, str]]:
    """The marker of every cell of a grid, with the colours of its edge and of its face."""
    lines = [
        line for line in plot.figure.axes[0].lines if line.get_markersize() == 6 and line.get_markeredgewidth() == 1.2
    ]
    return [(line.get_marker(), line.get_markeredgecolor(), line.get_markerfacecolor()) for line in lines]


def test_of_two_reports_each_has_a_list_of_what_it_alone_carries() -> None:
    rows = table([omit(1, "advocacy", 1, 1), omit(3, "news", 1, 1)], OMISSIONS)
    plot = plot_omissions(rows, carry((1, "b"), (2, "a"), (2, "b"), (3, "a")), claim(), TWO, STORM)
    assert plot.title == (
        "Of 3 statements in 2 reports of Storm at the old quay, 1 in both, 1 only in Harbour Post (advocacy) and 1 only in "
        "Quay Courier (news); no test"
    )
    assert {
        "only in Harbour Post (advocacy)",
        "1 of 1 statement; published 2025-05-01, came out later",
        "“Claim 3.”",
    } <= set(written(plot))
    assert {
        "only in Quay Courier (news)",
        "1 of 1 statement; published 2025-04, came out earlier",
        "“Claim 1.”",
    } <= set(written(plot))
    assert "“Claim 1.” carried by Quay Courier, not by Harbour Post" in plot.alt
    assert plot.caption.startswith(
        "1 of 1 and 1 of 1 statements that one of 2 articles alone carries (unit: an article)"
    )
    assert_legible(plot)


def test_what_the_other_may_tell_stands_apart() -> None:
    told = carry((1, "b"), (2, "b"), (3, "a")).with_columns(unclear=pl.when(pl.col("statement") == 2).then(pl.lit("a")))
    plot = plot_omissions(table([omit(1, "advocacy", 1, 1)], OMISSIONS), told, claim(), TWO, STORM)
    lines = written(plot)
    apart = lines.index("not clear whether Harbour Post tells it: 1 of 1")
    assert lines.index("“Claim 1.”") < apart < lines.index("“Claim 2.”")
    assert plot.caption.startswith("1 of 1 and 1 of 1 statements")
    assert "below them 0 of 0 and 1 of 1 of which it is not clear" in plot.caption and plot.title.endswith(
        ", 1 not clear; no test"
    )
    assert_legible(plot)


def test_two_reports_of_unknown_order_are_not_said_to_be_earlier() -> None:
    documents = TWO.with_columns(date=pl.Series(["2025-04-30", "2025-04"]))
    faint = [
        text
        for text in written(plot_omissions(table([], OMISSIONS), carry((1, "a")), claim(), documents, STORM))
        if "publi" in text
    ]
    assert faint == ["1 of 1 statement; published 2025-04-30", "0 of 0 statements; published 2025-04"]
    undated = TWO.with_columns(date=pl.lit(None, pl.String))
    assert "1 of 1 statement; date not known" in written(
        plot_omissions(table([], OMISSIONS), carry((1, "a")), claim(), undated, STORM)
    )


def test_what_one_carries_and_others_may_is_not_said_to_be_in_one_alone() -> None:
    told = carry((1, "a"), (2, "b")).with_columns(unclear=pl.when(pl.col("statement") == 1).then(pl.lit("b")))
    plot = plot_omissions(table([], OMISSIONS), told, claim(), THREE, STORM)
    assert plot.title == (
        "Of 2 statements in 3 reports of Storm at the old quay, 0 in all, 0 in several, 1 in one alone (advocacy 0 and news 1), "
        "1 not clear; no test"
    )
    assert (
        "; the other 0 are 0 in all and 0 that none surely lacks; not clear are these 0 and 1 of the 2 that"
        in plot.caption
    )
    assert drawn(plot) == ["Claim 2.", "Claim 1."]  # the clearest first
    assert_legible(plot, slanted=True)


def test_of_more_reports_each_has_a_column_and_a_sentence_its_outlet() -> None:
    plot = plot_omissions(
        table([omit(1, "news", 1, 1)], OMISSIONS), carry((1, "a"), (1, "c"), (2, "b")), claim(), THREE, STORM
    )
    assert (
        plot.title
        == "Of 2 statements in 3 reports of Storm at the old quay, 0 in all, 1 in several, 1 in one alone (advocacy 0 and news 1); no test"
    )
    assert {"“Claim 1.”", "Pier", "1 of 3", "not in", "“Claim 2.”", "Quay Courier", "2 of 3"} <= set(written(plot))
    assert "2 of 2 statements that one or more of 3 articles surely lack" in plot.caption
    assert_legible(plot, slanted=True)


def test_a_report_that_came_out_earlier_is_light_and_counted_as_not_carrying() -> None:
    assert [report.doc for report in order_reports(THREE, STORM)] == ["c", "a", "b"]
    looks = group_looks(["advocacy", "news"])
    plot = plot_omissions(table([], OMISSIONS), carry((1, "b")), claim(), THREE, STORM)
    light, later, _ = cells(plot)
    assert (light, later) == (("o", looks["advocacy"].pale, "white"), ("o", looks["advocacy"].colour, "white"))
    assert {"2 of 3", "does not, came out earlier"} <= set(written(plot)) and "could not copy" in plot.caption
    plot = plot_omissions(table([], OMISSIONS), carry((1, "a")), claim(), THREE, STORM)  # both groups alike
    assert cells(plot)[0] == light and cells(plot)[2] == ("s", looks["news"].pale, "white")
    plot = plot_omissions(table([], OMISSIONS), carry((1, "c")), claim(), THREE, STORM)
    assert "does not, came out earlier" not in written(plot) and "earlier" not in plot.caption


def test_the_centre_stands_for_a_statement_or_else_the_first_published() -> None:
    told = carry((1, "a"), (1, "c")).with_columns(sentence=pl.Series(["Claim of a.", "Claim of c."]))
    rows = table([], OMISSIONS)
    assert drawn(plot_omissions(rows, told, claim(), THREE, STORM)) == ["Claim of c."]
    centred = told.with_columns(centre=pl.col("doc") == "a")
    assert drawn(plot_omissions(rows, centred, claim(), THREE, STORM)) == ["Claim of a."]


def test_what_can_be_checked_comes_first_then_what_most_carry_and_lead_ins_last() -> None:
    told = carry((1, "a"), (1, "c"), (2, "a"), (3, "a"), (3, "b"), (4, "b"), (5, "b"), (6, "a"))
    words = {1: "Claim one:", 4: "Claim “of two old quays” here.", 5: "Claim five"}
    told = told.with_columns(
        sentence=pl.col("statement").replace_strict(words, default=None).fill_null(pl.col("sentence"))
    )
    values = claim(value(1, "a"), value(2, "a", "role", "keeper"), value(6, "a"), value(6, "c"))
    plot = plot_omissions(table([], OMISSIONS), told, values, THREE, STORM)
    assert drawn(plot) == [
        "Claim 6.",
        "Claim ‘of two old quays’ here.",
        "Claim 3.",
        "Claim 2.",
        "Claim one:",
        "Claim five",
    ]


def test_a_list_has_what_has_most_to_check_first() -> None:
    values = claim(value(2, "a"), value(2, "a", "count", "7"), value(3, "a"), value(3, "a"))
    plot = plot_omissions(table([], OMISSIONS), carry((1, "a"), (3, "a"), (2, "a")), values, TWO, STORM)
    assert drawn(plot) == ["Claim 2.", "Claim 3.", "Claim 1."]


def test_statements_of_one_report_come_from_each_group_in_turn() -> None:
    told = carry(*((at, "a" if at < 20 else "b") for at in range(24)))
    plot = plot_omissions(table([], OMISSIONS), told, claim(), THREE, STORM)
    assert len(drawn(plot)) == LEFT_OUT and drawn(plot)[:4] == ["Claim 0.", "Claim 20.", "Claim 1.", "Claim 21."]


@pytest.mark.parametrize(("reports", "beside"), [(4, "3 of 4"), (5, "2 of 3 (1.2)")])
def test_chance_is_told_from_so_many_reports_on(reports: int, beside: str) -> None:
    documents = many(reports, 2).with_columns(date=pl.lit(None, pl.String))  # d00, d02, d04 of group 0
    plot = plot_omissions(table([omit(1, "group 0", 2, 3)], OMISSIONS), carry((1, "d00")), claim(), documents, STORM)
    assert beside in written(plot) and ("by chance" in plot.caption) == (reports == 5)


def test_reports_that_came_out_earlier_lack_it_by_chance_too() -> None:
    documents = many(6, 2).with_columns(date=pl.Series(["2025-04-01", *["2025-05-01"] * 5]))
    plot = plot_omissions(
        table([omit(1, "group 0", 2, 2, earlier=1)], OMISSIONS), carry((1, "d01")), claim(), documents, STORM
    )
    assert "3 of 3 (2.2)" in written(plot)


@pytest.mark.parametrize("size", [12, 48])
def test_many_omissions_can_be_read(size: int) -> None:
    rows = [omit(at, f"group {at % 3}", size // 4, size // 3) for at in range(60)]
    long = carry(*((at, f"d{doc:02}") for at in range(60) for doc in range(3))).with_columns(
        sentence=pl.lit(SENTENCES[0])
    )
    plot = plot_omissions(table(rows, OMISSIONS), long, claim(), many(size), STORM)
    assert f"{LEFT_OUT} of 60 statements" in plot.caption
    assert (f"an article, {REPORTS} drawn at even distances)" in plot.caption) == (size > REPORTS)
    assert_legible(plot, slanted=True)


def test_long_lists_of_two_reports_can_be_read() -> None:
    long = carry(*((at, "ab"[at % 2]) for at in range(60))).with_columns(sentence=pl.lit(SENTENCES[0] * 3))
    plot = plot_omissions(table([], OMISSIONS), long, claim(), TWO, STORM)
    assert "8 of 30 and 8 of 30 statements" in plot.caption and "not drawn: the 0 in both" in plot.caption
    assert_legible(plot)


def test_what_a_caption_leaves_over_makes_up_its_title() -> None:
    """Of seven, three are drawn: one in two articles, one in one alone, and one that another may have; two stand in all."""
    docs = {1: "ac", 2: "a", 3: "b", 4: "abc", 5: "abc", 6: "a", 7: "c"}
    may_have = {3: "a", 6: "b; c", 7: "a; b"}
    told = carry(*((statement, doc) for statement, carriers in docs.items() for doc in carriers))
    told = told.with_columns(unclear=pl.col("statement").replace_strict(may_have, default=None, return_dtype=pl.String))
    plot = plot_omissions(table([], OMISSIONS), told, claim(), THREE, STORM)
    assert "Of 7 statements in 3 reports" in plot.title and "2 in all, 1 in several, 1 in one alone" in plot.title
    assert plot.title.endswith("3 not clear; no test") and plot.caption.startswith("3 of 3 statements")
    assert (
        "the other 4 are 2 in all and 2 that none surely lacks; not clear are these 2 and 1 of the 3 that one article has and another "
        "may have." in plot.caption
    )


# --- how surely ---------------------------------------------------------------------------------------------------


def tell(statement: int, doc: str, level: str, word: str | None = None, **more: object) -> dict:
    row = {
        "event": STORM, "statement": statement, "doc": doc, "certainty": level, "word": word, "spread": 2, "carriers": 2,
        "start": 0, "sentence": SENTENCES[statement % 3],
    }  # fmt: skip
    return row | more


def test_certainty_quotes_each_report_beside_its_level() -> None:
    rows = [
        tell(1, "a", "hedged", "may", sentence="The bridge may be shut."), tell(1, "b", "flat", sentence="The bridge was shut."),
        tell(2, "a", "flat", spread=0),
    ]  # fmt: skip
    plot = plot_certainty(table(rows, CERTAINTY), TWO, STORM)
    assert (
        plot.title
        == "Of 2 statements on Storm at the old quay in clauses alike enough to compare, 1 is not told equally surely; the first: "
        "advocacy hedged, news flat; no test"
    )
    shown = written(plot)
    assert {"told by 2 of 2 reports", "“The bridge was shut.”", "“The bridge may be shut.”", "Quay Courier"} <= set(
        shown
    )
    assert (
        shown.index("“The bridge was shut.”") < shown.index("“The bridge may be shut.”") and "attributed" not in shown
    )
    assert (
        "Quay Courier flat: “The bridge was shut.”, Harbour Post hedged (“may”): “The bridge may be shut.”" in plot.alt
    )
    assert (
        "(3 tellings; unit: an article's telling of a statement), 1 of them not equally surely; drawn: 1"
        in plot.caption
    )
    assert plot.caption.count(". ") <= 2
    assert_legible(plot)


def test_no_denial_stands_first_however_short_or_central() -> None:
    rows = [
        tell(1, "a", "called false", "false", sentence="The tale is false.", centre=True),
        tell(1, "b", "alleged", "allegedly", sentence="The clerk allegedly shut the bridge.", centre=False),
    ]  # fmt: skip
    shown = written(plot_certainty(table(rows, CERTAINTY), TWO, STORM))
    assert shown.index("“The clerk allegedly shut the bridge.”") < shown.index("“The tale is false.”")


def test_of_equals_the_centre_stands_first() -> None:
    rows = [
        tell(1, "a", "flat", sentence="The bridge shut.", centre=False), tell(1, "b", "flat", sentence="The bridge was shut.", centre=True),
        tell(1, "b", "alleged", "allegedly", start=9),
    ]  # fmt: skip
    shown = written(plot_certainty(table(rows, CERTAINTY), TWO, STORM))
    assert shown.index("“The bridge was shut.”") < shown.index("“The bridge shut.”")


def test_an_article_that_tells_it_at_two_levels_has_two_lines() -> None:
    rows = [
        tell(1, "a", "flat"),
        tell(1, "a", "denied", "denied", start=9),
        tell(1, "b", "flat"),
        tell(1, "a", "flat", start=20),
    ]
    plot = plot_certainty(table(rows, CERTAINTY), TWO, STORM)
    assert written(plot).count("Harbour Post") == 2 and written(plot).count("Quay Courier") == 1
    assert "the first: advocacy flat and denied, news flat" in plot.title and "told by 2 of 2 reports" in written(plot)


def test_the_word_that_makes_it_less_sure_is_shown_and_marks_are_nested() -> None:
    late = f"On the “long” quay {'of the harbour ' * 20}the keeper allegedly left the “old” pier."
    own = "The keeper left the old pier."
    rows = [tell(1, "a", "flat", sentence=own), tell(1, "b", "alleged", "allegedly", sentence=late)]
    shown = " ".join(written(plot_certainty(table(rows, CERTAINTY), TWO, STORM)))
    assert "“… " in shown and "the keeper allegedly left the ‘old’ pier.”" in shown


def test_a_long_sentence_shows_what_others_tell_and_not_where_it_was_said() -> None:
    said = (
        "The ferry to the island was stopped at noon by the storm"
        + ", which came from the west" * 6
        + ", it said in a statement."
    )
    own = "The ferry was stopped by the storm."
    rows = [tell(1, "a", "flat", sentence=own), tell(1, "b", "attributed", "said", sentence=said)]
    shown = " ".join(written(plot_certainty(table(rows, CERTAINTY), TWO, STORM)))
    assert "“The ferry to the island was stopped at noon by the storm, which" in shown and "in a statement" not in shown


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=40), st.integers(5, 60))
def test_a_front_is_cut_between_words_and_never_more_than_the_room_asks(words: list[str], room: int) -> None:
    text = " ".join(words)
    part = cut_front(text, set(words[-3:]), room)
    assert part == text or (part.startswith("… ") and text.endswith(f" {part[2:]}"))
    assert part == text or len(text) > room


def test_every_level_has_its_sign_and_the_tellings_not_drawn_are_counted() -> None:
    assert set(SIGNS) == set(LEVELS)
    rows = [
        tell(at, f"d{doc:02}", LEVELS[(at + doc) % 6], "said" if (at + doc) % 6 else None, carriers=12)
        for at in range(60)
        for doc in range(12)
    ]
    plot = plot_certainty(table(rows, CERTAINTY), many(), STORM)
    assert f"drawn: {BLOCKS}" in plot.caption and TELLINGS == 6
    more = "and 6 tellings more: 1 flat, 1 attributed, 1 hedged, 1 alleged, 1 denied, 1 called false"
    assert written(plot).count(more) == BLOCKS
    assert set(LEVELS) <= set(written(plot))
    assert_legible(plot)


def test_statements_told_alike_are_said_to_be() -> None:
    rows = [tell(at, doc, "flat", spread=0) for at in (1, 2) for doc in ("a", "b")]
    told = (
        "on Storm at the old quay in clauses alike enough to compare is told equally surely by all reports that tell it"
    )
    assert plot_certainty(table(rows[:2], CERTAINTY), TWO, STORM).title == f"The one statement {told}"
    assert plot_certainty(table(rows, CERTAINTY), TWO, STORM).title == f"Each of 2 statements {told}"


def test_the_one_statement_told_unlike_is_said_to_be() -> None:
    rows = table([tell(1, "a", "flat"), tell(1, "b", "denied", "denied")], CERTAINTY)
    title = plot_certainty(rows, TWO, STORM).title
    assert title.startswith(
        "The one statement on Storm at the old quay in clauses alike enough to compare is not told equally surely; the first: advocacy flat"
    )


# --- the timeline -------------------------------------------------------------------------------------------------


def dated(entry: int, low: int, high: int, doc: str, about: str = "leave ferry", **more: object) -> dict:
    return more | {
        "event": STORM,
        "entry": entry,
        "low": low,
        "high": high,
        "about": about,
        "doc": doc,
        "start": 10 * entry,
        "sentence": SENTENCES[entry % 3],
        "date": more.get("date"),
        "limit": more.get("limit"),
    }


def set_against(*sides: tuple[str, int]) -> dict:
    """A pair of the ledger, from (article, entry) and (article, entry)."""
    return {f"{name}_{side}": value for side, (doc, entry) in zip("ab", sides, strict=True) for name, value in (("doc", doc), ("start", 10 * entry))}  # noqa: E501  # fmt: skip


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
NO_PAIRS = table([], DISCREPANCIES)


def test_the_timeline_has_a_row_a_statement_in_order_of_time() -> None:
    rows = [
        dated(3, day(2025, 4, 19), day(2025, 4, 19), "b"), dated(2, day(2025, 4, 17), day(2025, 4, 17), "a"),
        dated(1, day(2024, 7, 1), day(2024, 7, 31), "a"), dated(1, day(2024, 7, 1), day(2024, 7, 31), "b"),
    ]  # fmt: skip
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)
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
        NO_PAIRS,
        documents,
        STORM,
    )
    assert {"6", "8", "rescue visitor", "not told later by Harbour Post", "grows"} <= set(written(plot))
    assert (
        "; 1 quantity grows from report to report; no test" in plot.title
        and "below, quantities that grew from one report to a later one" in plot.caption
    )
    assert "Harbour Post" not in plot.caption
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
    plot = plot_timeline(table(rows, TIMELINE), table(updates, UPDATES), NO_PAIRS, many(24, groups), STORM)
    assert (
        f"{DATES} of 60 dated statements" in plot.caption
        and "those in most articles, then nearest to publication" in plot.caption
        and plot.caption.count(". ") == 2
    )
    assert "(6 articles without a date)" in plot.caption and written(plot).count("grows") == STEPS
    assert_legible(plot)


def test_the_statements_that_most_carry_are_drawn() -> None:
    rows = [dated(at, at, at, "a", f"act {at}") for at in range(1, DATES + 2)] + [
        dated(DATES + 1, DATES + 1, DATES + 1, "b")
    ]
    acts = [
        text
        for text in written(plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM))
        if text.startswith("act")
    ]
    assert acts == [f"act {at}" for at in range(2, DATES + 2)]


def test_of_equals_the_nearest_to_publication_are_drawn() -> None:
    first, around = day(2024, 1, 1), day(2025, 4, 16)
    rows = [dated(1, around - 20000, around + 20000, "a", "act of the century")]
    rows += [dated(at + 2, first + at, first + at, "a", f"act {at}") for at in range(DATES)]
    rows += [dated(DATES + 2, around, around, "a", "act near")]
    acts = [
        text
        for text in written(plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM))
        if text.startswith("act")
    ]
    assert acts == [f"act {at}" for at in range(1, DATES)] + ["act near"]


def test_what_lies_long_before_the_first_report_is_one_line() -> None:
    rows = [
        dated(1, day(1776, 1, 1), day(1776, 12, 31), "a"), dated(2, day(2023, 12, 31), day(2023, 12, 31), "a"),
        dated(3, day(2024, 1, 1), day(2024, 1, 1), "a"), dated(4, day(2025, 4, 20), day(2025, 4, 20), "a"),
    ]  # fmt: skip
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)
    assert (old := "wholly or mostly before 2024: 2 entries (table)") in written(plot) and f"{old}." in plot.alt
    assert "1776" not in written(plot) and "31 Dec 2023" not in written(plot)
    assert plot.title.startswith(
        f"4 dated statements on {STORM}, 0 of them in several groups; drawn are 2, from 1 Jan 2024 to 20 Apr 2025"
    )
    assert plot.caption.startswith(
        "2 of 4 dated statements (unit: one date of one act; the table has a row a sentence: 4)"
    )
    assert_legible(plot)
    alone = plot_timeline(table(rows[:2], TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)  # nothing but what is old
    assert {"1776", "31 Dec 2023"} <= set(written(alone))


def test_until_and_the_possible_years_are_said() -> None:
    rows = [
        dated(1, day(2024, 4, 24), day(2025, 4, 24), "a", date="2024-04-24 or 2025-04-24"),
        dated(2, day(2025, 4, 27), day(2025, 4, 27), "b", limit="until"),
    ]  # fmt: skip
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)
    assert {"24 Apr 2024/2025", "until 27 Apr 2025"} <= set(written(plot))
    assert plot.title.startswith(f"2 dated statements on {STORM} from 24 Apr 2024/2025 to 27 Apr 2025")
    time = plot.figure.axes[1]
    assert [line.get_marker() for line in time.lines].count("d") == 2  # the other year lies off the axis
    years = TWO.with_columns(date=pl.Series(["2024", "2025"]))
    lines = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, years, STORM).figure.axes[1].lines
    assert [line.get_markerfacecolor() for line in lines if line.get_marker() == "d"].count("white") == 1
    assert_legible(plot)


def test_what_was_to_come_for_all_who_carry_it_is_said_to_be_planned() -> None:
    rows = [
        dated(1, day(2025, 5, 2), day(2025, 5, 2), "a", "close pier", planned=True),
        dated(1, day(2025, 5, 2), day(2025, 5, 2), "b", "close pier", planned=False),
        dated(2, day(2025, 5, 3), day(2025, 5, 3), "a", "open fair", planned=True),
    ]
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)
    assert {"close pier", "planned · open fair"} <= set(written(plot))
    assert "“planned”: to come for every report that carries it" in plot.caption
    assert "planned" not in plot_timeline(table(rows[:2], TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM).caption


def test_a_long_date_is_in_two_lines_and_the_axis_tells_month_and_year() -> None:
    rows = [dated(1, day(2024, 12, 28), day(2025, 4, 19), "a", limit="until")]
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)
    assert not any("…" in text for text in written(plot) if "Apr 2025" in text)
    assert "until 28 Dec 2024 – 19 Apr 2025" in " ".join(written(plot))
    plot.figure.canvas.draw()
    ticks = [text for label in plot.figure.axes[1].get_xticklabels() if (text := label.get_text())]
    assert ticks == ["Mar\n2025", "Apr", "May"]
    assert_legible(plot)


def test_dates_that_the_ledger_sets_against_each_other_are_joined() -> None:
    rows = [dated(at, day(2025, 4, 16 + at), day(2025, 4, 16 + at), "ab"[at % 2]) for at in (1, 2, 3)]
    pair = table([set_against(("b", 1), ("b", 3)), set_against(("b", 1), ("a", 9))], DISCREPANCIES)
    plot = plot_timeline(table(rows, TIMELINE), NO_UPDATES, pair, TWO, STORM)
    assert written(plot).count(DIFFERS) == 2 and f"{DIFFERS} joins dates" in plot.caption
    assert f"(news 1), {DIFFERS} 19 Apr 2025" in plot.alt and f"(news 1), {DIFFERS} 17 Apr 2025" in plot.alt
    assert DIFFERS not in " ".join(written(plot_timeline(table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM)))
    assert_legible(plot)


def test_both_dates_of_a_pair_are_drawn_before_those_of_one_report() -> None:
    first = day(2024, 1, 1)
    rows = [dated(1, first, first, "a", "act one"), dated(2, first + 1, first + 1, "b", "act two")]
    rows += [dated(at + 3, day(2025, 4, 1) + at, day(2025, 4, 1) + at, "a") for at in range(DATES)]
    pair = table([set_against(("a", 1), ("b", 2))], DISCREPANCIES)
    shown = written(plot_timeline(table(rows, TIMELINE), NO_UPDATES, pair, TWO, STORM))
    assert {"act one", "act two"} <= set(shown) and shown.count(DIFFERS) == 2


def test_two_days_are_a_bar_and_one_is_a_sign() -> None:
    rows = [dated(1, day(2025, 4, 20), day(2025, 4, 21), "a"), dated(2, day(2025, 4, 22), day(2025, 4, 22), "a")]
    time = plot_timeline(
        table(rows, TIMELINE), NO_UPDATES, NO_PAIRS, TWO.with_columns(date=pl.lit("2025-04-23")), STORM
    ).figure.axes[1]
    assert [patch.get_width() for patch in time.patches] == [2]
    assert [line.get_marker() for line in time.lines].count("d") == 1


def test_a_timeline_of_reports_without_dates_has_no_marks_of_publication() -> None:
    plot = plot_timeline(
        table([dated(1, day(2025, 5, 1), day(2025, 5, 1), "a")], TIMELINE), table([grown(1, 2, "a"), grown(1, 3, "b")], UPDATES),
        NO_PAIRS, TWO.with_columns(date=pl.lit(None, pl.String)), STORM,
    )  # fmt: skip
    assert plot.title == f"1 dated statement on {STORM} of 1 May 2025, 0 of them in several groups; no test"
    assert "(2 articles without a date)" in plot.caption and "grows" not in written(plot)


# --- all ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("empty", "title"),
    [
        (lambda: plot_discrepancies(discrepancies(), TWO), "No discrepancy found: it takes two reports of one event"),
        (lambda: plot_omissions(table([], OMISSIONS), carry(), claim(), TWO, STORM), "No statement found in Storm at the old quay stands"),
        (lambda: plot_omissions(table([], OMISSIONS), carry(), claim(), TWO.head(1), STORM), "Storm at the old quay has 1 report"),
        (lambda: plot_certainty(table([], CERTAINTY), TWO, STORM), "No two reports of Storm at the old quay tell a statement in clauses"),
        (lambda: plot_timeline(table([], TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM), "No report of Storm at the old quay has a"),
    ],
)  # fmt: skip
def test_nothing_to_show_is_said(empty, title: str) -> None:
    plot = empty()
    assert plot.title.startswith(title) and plot.title == plot.alt and len(plot.title) > len(title)


def test_the_same_tables_give_the_same_bytes(tmp_path) -> None:
    for folder in ("one", "two"):
        plots = {
            "discrepancies": plot_discrepancies(discrepancies(discrepancy(CONFLICT, "17 April", "19 April")), TWO),
            "omissions": plot_omissions(
                table([omit(1, "advocacy", 1, 1)], OMISSIONS), carry((1, "b")), claim(), TWO, STORM
            ),
            "certainty": plot_certainty(
                table([tell(1, "a", "flat"), tell(1, "b", "denied", "deny")], CERTAINTY), TWO, STORM
            ),
            "timeline": plot_timeline(table([dated(1, 1, 9, "a")], TIMELINE), NO_UPDATES, NO_PAIRS, TWO, STORM),
        }
        for name, plot in plots.items():
            save_plot(name, plot, tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 8 and files[0] == files[1]
