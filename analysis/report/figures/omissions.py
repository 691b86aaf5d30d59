"""Omissions: which report of an event carries a statement, which does not or may, and which of these came out earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

import polars as pl
from matplotlib.lines import Line2D

from analysis.report.accuracy import say_statement_accuracy
from analysis.report.figures.alone import LISTED, MAYBE, Alone, draw_alone, split_alone
from analysis.report.figures.grids import (
    DASH,
    Report,
    Row,
    draw_grid,
    fill_sign,
    name_event,
    order_reports,
    spread_reports,
)
from analysis.report.figures.style import (
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    list_words,
    name_briefly,
    styled,
)
from analysis.report.figures.told import Days, Told, read_days, read_told

MOST = 16  # statements in a figure
ENOUGH = 5  # reports, from which on it says something how many would lack a statement by chance


@styled
def plot_omissions(
    omissions: pl.DataFrame, statements: pl.DataFrame, claims: pl.DataFrame, documents: pl.DataFrame, event: str
) -> Plot:
    """What not all reports of an event carry: of two reports a list each, of more a row a statement and a column a report.

    `omissions` is what `compare_omissions` gives: event, statement, group, absent_from, earlier, expected; `statements` what
    `cluster_statements` gives: event, statement, doc, start, end, sentence, centre, unclear; `claims` what `find_claims` gives: doc,
    start, kind, value; `documents` has doc, outlet, group, event and date. Drawn are MOST statements that some report surely
    lacks, those with names, numbers, dates or quotations first, then those most carried, then those clear for most reports, and of
    equals the carrying groups in turn.
    """
    reports = order_reports(documents, event)
    days = read_days(documents.filter(event=event))
    told = statements.filter(event=event)
    unclear = _read_unclear(told)
    open_ = read_told(told, omissions.filter(event=event), claims, days, len(reports))
    found = [one for one in open_ if len(one.docs | unclear[one.number]) < len(reports)]
    if not found:
        return empty_plot(_say_nothing(reports, event))
    looks = {group: look for group, look in group_looks(documents["group"]).items()
             if group in {report.group for report in reports}}  # fmt: skip
    total = told["statement"].n_unique()
    title = _title(found, unclear, total, len(open_), reports, event)
    if len(reports) == 2:
        sides = split_alone(open_, unclear, reports)
        shown = {report: alone.sure for report, alone in sides.items()}
        figure = draw_alone(title, sides, looks, days, dict(documents.select("doc", "date").iter_rows()))
        caption = _caption_lists(sides, total - len(open_))
    else:
        columns = spread_reports(reports)
        ordered = _take_turns(found, unclear, reports)[:MOST]
        shown = {None: ordered}
        rows = [
            _read_row(one, unclear[one.number], reports, looks, days, _name_source(one, documents)) for one in ordered
        ]
        by_chance = any(row.mark for row in rows)
        earlier = any(days.came_earlier(report.doc, one.docs) for one in ordered for report in reports)
        maybe = any(unclear[one.number] for one in ordered)
        head = "not in\n(by chance)" if by_chance else "not in"
        figure = draw_grid(title, rows, columns, looks, _key(earlier, maybe), head)
        maybe_alone = sum(len(one.docs) == 1 and bool(unclear[one.number]) for one in found)
        left = _say_left(len(found), maybe_alone, total - len(open_), len(open_) - len(found))
        caption = _caption_grid(len(found), len(ordered), len(reports), len(columns), left, earlier, by_chance)
    marks = [_mark(one, unclear[one.number], reports) for part in shown.values() for one in part[:MOST]]
    return close_figure(figure, title, caption, describe(f"{title}. Statements:", marks))


# --- reading ------------------------------------------------------------------------------------------------------


def _read_unclear(told: pl.DataFrame) -> dict[int, set[str]]:
    """The reports of which it is not clear whether they carry each statement."""
    named = told.group_by("statement").agg(pl.col("unclear").drop_nulls().first()).fill_null("")
    return {statement: set(filter(None, docs.split("; "))) for statement, docs in named.iter_rows()}


def _take_turns(found: list[Told], unclear: dict[int, set[str]], reports: list[Report]) -> list[Told]:
    """The statements, of equals those clear for most reports first, then with the groups that carry them in turn."""
    groups = {report.doc: report.group for report in reports}
    turns: Counter = Counter()
    keys = {}
    for one in found:
        rank = *one.rank, len(unclear[one.number] - one.docs)
        who = tuple(sorted({groups[doc] for doc in one.docs}))
        keys[one.number] = (*rank, turns[rank, who], who)
        turns[rank, who] += 1
    return sorted(found, key=lambda one: keys[one.number])


def _name_source(one: Told, documents: pl.DataFrame) -> str:
    """The outlet whose words are quoted, with the article where it has several."""
    outlet = documents.filter(doc=one.doc)["outlet"][0]
    several = documents.filter(event=documents.filter(doc=one.doc)["event"][0], outlet=outlet).height > 1
    return f"{outlet} ({one.doc})" if several else outlet


def _read_row(
    one: Told, unclear: set[str], reports: list[Report], looks: dict[str, Look], days: Days, source: str
) -> Row:
    """A statement's row: full for a report that carries it, open for one that does not, light where that came out earlier, a
    dash where it is not clear."""
    cells = {}
    sure = [report for report in reports if report.doc not in unclear - one.docs]
    for report in sure:
        look, carries = looks[report.group], report.doc in one.docs
        earlier = not carries and days.came_earlier(report.doc, one.docs)
        cells[report.doc] = fill_sign(look.marker, look.pale if earlier else look.colour, carries)
    words = one.quoted
    compared = sum(not days.came_earlier(report.doc, one.docs) for report in sure)
    if compared < ENOUGH or not one.omissions:
        return Row(words, source, cells, f"{len(sure) - len(one.docs)} of {len(reports)}")
    first = one.omissions[0]
    own = [report.doc for report in sure if report.group == first["group"]]
    beside = f"{len(set(own) - one.docs)} of {len(own)} ({first['expected'] + first['earlier']:.1f})"
    look = looks[first["group"]]
    return Row(words, source, cells, beside, {"marker": look.marker, "color": look.colour, "markersize": 5})


# --- drawing ------------------------------------------------------------------------------------------------------


def _key(earlier: bool, unclear: bool) -> list[Line2D]:
    signs = {"carries it": fill_sign("o", "#6b6b6b"), "does not": fill_sign("o", "#6b6b6b", False)}
    if earlier:
        signs["does not, came out earlier"] = fill_sign("o", "#cbcbcb", False)
    if unclear:
        signs["not clear"] = DASH
    return [Line2D([], [], linestyle="", label=name, **sign) for name, sign in signs.items()]


# --- words --------------------------------------------------------------------------------------------------------


def _say_nothing(reports: list[Report], event: str) -> str:
    name = name_event(event)
    if len(reports) < 2:
        return f"{name} has {count_of(len(reports), 'report')}; it takes two to see what one carries and the other leaves out"
    return f"No statement found in {name} stands in some of its reports and not in others"


def _title(
    found: list[Told], unclear: dict[int, set[str]], total: int, not_in_all: int, reports: list[Report], event: str
) -> str:
    """How many statements stand in all reports, in several or in one; those apart that no report surely lacks, or that one has
    and others may have."""
    alone = Counter(next(iter(one.docs)) for one in found if len(one.docs) == 1 and not unclear[one.number])
    several = sum(len(one.docs) > 1 for one in found)
    head = f"Of {count_of(total, 'statement')} in {count_of(len(reports), 'report')} of {name_event(event)}, {total - not_in_all:,}"
    left = not_in_all - several - alone.total()
    rest = f", {left:,} not clear" if left else ""
    if len(reports) == 2:
        only = [
            f"{alone[report.doc]:,} only in {name_briefly(report.name)} ({name_briefly(report.group)})"
            for report in reports
        ]
        return f"{head} in both, {list_words(only)}{rest}; no test"
    groups = Counter({report.group: 0 for report in reports})
    for report in reports:
        groups[report.group] += alone[report.doc]
    parts = [f"{name_briefly(group)} {number:,}" for group, number in groups.items()]
    return f"{head} in all, {several:,} in several, {alone.total():,} in one alone ({list_words(parts)}){rest}; no test"


def _mark(one: Told, unclear: set[str], reports: Sequence[Report]) -> str:
    lacking = {report.doc for report in reports} - one.docs - unclear
    named = [list_words([report.name for report in reports if report.doc in docs]) for docs in (one.docs, lacking)]
    carried, absent = (shorten(names, 50, placeholder="…") for names in named)
    return f"“{shorten(one.single, 50, placeholder='…')}” carried by {carried}, not by {absent}"


_OTHER_WORDS = (
    "Where much of a statement is found but not all, in other words, or as planned and not as done, it is not clear, and counts for "
    "neither; so do later articles where it only says what is soon to come."
)


def _caption_lists(sides: dict[Report, Alone], both: int) -> str:
    sure = list_words([f"{min(len(alone.sure), LISTED)} of {len(alone.sure):,}" for alone in sides.values()])
    maybe = list_words([f"{min(len(alone.maybe), MAYBE)} of {len(alone.maybe):,}" for alone in sides.values()])
    return (
        f"{sure} statements that one of 2 articles alone carries (unit: an article), in its own words, those with most names, "
        f"numbers, dates and quotations first, below them {maybe} of which it is not clear whether the other tells them; not drawn: "
        f"the {both:,} in both. That an article came out earlier shows only that it could not copy the other. "
        f"{_OTHER_WORDS} {say_statement_accuracy()}."
    )


def _say_left(found: int, maybe_alone: int, everywhere: int, nowhere: int) -> str:
    """The statements that a grid does not choose from, so that with these its numbers make up those of its title."""
    others = f"the other {everywhere + nowhere:,} are {everywhere:,} in all and {nowhere:,} that none surely lacks"
    also = f" and {maybe_alone:,} of the {found:,} that one article has and another may have" if maybe_alone else ""
    return f"{others}; not clear are these {nowhere:,}{also}"


def _caption_grid(found: int, shown: int, reports: int, columns: int, left: str, earlier: bool, by_chance: bool) -> str:
    drawn = f", {columns} drawn at even distances" if columns < reports else ""
    parts = ["that an article came out earlier shows only that it could not copy those that carry it"] * earlier
    parts += [
        f"from {ENOUGH} articles on that could, brackets give how many of the marked group would lack it by chance, given how long they are"
    ] * by_chance
    second = f" {'; '.join(parts).capitalize()}." if parts else ""
    return (
        f"{shown} of {count_of(found, 'statement')} that one or more of {count_of(reports, 'article')} surely lack "
        f"(unit: an article{drawn}), each quoted from the article named below it: first those with names, numbers, dates "
        f"or quotations, of these those most carried and clear; {left}.{second} {_OTHER_WORDS} {say_statement_accuracy()}."
    )
