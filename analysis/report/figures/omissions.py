"""Omissions: which report of an event carries a statement, which leaves it out, and which could not have it."""

from __future__ import annotations

from collections import Counter
from math import inf
from textwrap import shorten
from typing import NamedTuple

import polars as pl
from matplotlib.lines import Line2D

from analysis.compare.published import place_documents
from analysis.report.figures.grids import DASH, Report, Row, draw_grid, fill_sign, order_reports, spread_reports
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
    shorten_to,
    styled,
)

MOST = 16  # statements in a figure


class Claim(NamedTuple):
    """A statement that not all reports carry: its words, who carries it, and the rows of the groups that leave it out."""

    words: str
    docs: set[str]
    groups: str
    omissions: list[dict]

    @property
    def is_whole(self) -> bool:
        """Whether it is missing from a whole group, or from all that others published before."""
        return not self.omissions or self.omissions[0]["whole"]


@styled
def plot_omissions(omissions: pl.DataFrame, statements: pl.DataFrame, documents: pl.DataFrame, event: str) -> Plot:
    """What not all reports of an event carry: a row a statement, a column a report, and how many absences chance would give.

    `omissions` is what `compare_omissions` gives: event, statement, group, whole, absent, group_reports, earlier, expected;
    `statements` what `cluster_statements` gives: event, statement, doc, sentence; `documents` has doc, outlet, group, event and
    date. Drawn are MOST statements, those most carried and missing from a whole group first, and of equals the carrying groups
    in turn; of more reports than a figure holds, some at even distances.
    """
    reports = order_reports(documents, event)
    told = statements.filter(event=event)
    claims = _read_claims(told, omissions.filter(event=event), reports)
    if not claims:
        return empty_plot(_say_nothing(reports, event))
    shown = claims[:MOST]
    columns = spread_reports(reports)
    looks = group_looks(documents["group"])
    title = _title(claims, told["statement"].n_unique(), reports)
    used = {report.group: looks[report.group] for report in reports}
    last = dict(place_documents(documents.filter(event=event)).select("doc", "last").iter_rows())
    published = sorted(reports, key=lambda report: inf if last[report.doc] is None else last[report.doc])
    rows = [_read_row(claim, published, used) for claim in shown]
    figure = draw_grid(title, rows, columns, used, _key(), "absent in\n(expected)")
    caption = _caption(len(claims), len(shown), len(reports), len(columns))
    return close_figure(
        figure, title, caption, describe(f"{title}. Statements:", [_mark(claim, reports) for claim in shown])
    )


def _read_claims(told: pl.DataFrame, omissions: pl.DataFrame, reports: list[Report]) -> list[Claim]:
    """The statements that some reports do not carry, in the order in which they are drawn."""
    groups = {report.doc: report.group for report in reports}
    left_out: dict[int, list[dict]] = {}
    for row in omissions.iter_rows(named=True):
        left_out.setdefault(row["statement"], []).append(row)
    shortest = pl.col("sentence").sort_by(pl.col("sentence").str.len_chars(), "sentence").first()
    carried = told.group_by("statement", maintain_order=True).agg(shortest, pl.col("doc").unique())
    claims = [
        (number, Claim(words, set(docs), list_words(sorted({groups[doc] for doc in docs})), left_out.get(number, [])))
        for number, words, docs in carried.filter(pl.col("doc").list.len() < len(reports)).iter_rows()
    ]
    place = {number: at for at, number in enumerate(left_out)}
    turns: Counter = Counter()
    keys = {}
    for number, claim in sorted(claims, key=lambda pair: (place.get(pair[0], len(place)), pair[0])):
        rank = (-len(claim.docs), not claim.is_whole)
        keys[number] = (*rank, turns[*rank, claim.groups], claim.groups)
        turns[*rank, claim.groups] += 1
    return [claim for _, claim in sorted(claims, key=lambda pair: keys[pair[0]])]


def _read_row(claim: Claim, published: list[Report], looks: dict[str, Look]) -> Row:
    """A statement's row: full for a report that carries it, hollow for one that could; `published` has the oldest reports first."""
    earlier = {
        row["group"]: row["earlier"] for row in claim.omissions
    }  # a group without absences could not, or carries it
    cells = {}
    for group, look in looks.items():
        own = [report.doc for report in published if report.group == group]
        others = [doc for doc in own if doc not in claim.docs]
        absent = others[earlier.get(group, len(others)) :]
        cells |= {
            doc: fill_sign(look.marker, look.colour, doc in claim.docs)
            for doc in own
            if doc not in others or doc in absent
        }
    if not claim.omissions:
        return Row(claim.words, "", cells, "none could")
    first = claim.omissions[0]
    beside = f"{first['absent']} of {first['group_reports']} ({first['expected']:.1f})"
    mark = {"marker": looks[first["group"]].marker, "color": looks[first["group"]].colour, "markersize": 5}
    return Row(claim.words, "", cells, beside, mark)


def _key() -> list[Line2D]:
    signs = {
        "carried": fill_sign("o", "#6b6b6b"),
        "absent": fill_sign("o", "#6b6b6b", False),
        "published before it": DASH,
    }
    return [Line2D([], [], linestyle="", label=name, **sign) for name, sign in signs.items()]


# --- words --------------------------------------------------------------------------------------------------------


def _say_nothing(reports: list[Report], event: str) -> str:
    name = shorten_to(event, 2.2, 10.5)
    if len(reports) < 2:
        return f"{name} has {count_of(len(reports), 'report')}; it takes two to see what one carries and the other leaves out"
    return f"No statement found in {name} stands in some of its reports and not in others"


def _title(claims: list[Claim], total: int, reports: list[Report]) -> str:
    alone = [claim.groups for claim in claims if len(claim.docs) == 1]
    parts = [f"{len(alone)} in one alone ({_count_groups(alone)})"] if alone else []
    late = sum(not claim.omissions for claim in claims)
    parts += [f"{late} that no other could have, being published before"] if late else []
    first = claims[0]
    if len(first.docs) > 1 and first.omissions:
        absent = [
            f"{row['absent']} of {row['group_reports']} of {name_briefly(row['group'])}" for row in first.omissions
        ]
        parts.append(f"the first, carried by {len(first.docs)}, is absent from {list_words(absent)}")
    found = f"Of {count_of(total, 'statement')} in {count_of(len(reports), 'report')}, {len(claims)} not in all"
    return "; ".join([f"{found}: {parts[0]}" if parts else found, *parts[1:], "no test"])


def _count_groups(groups: list[str]) -> str:
    return list_words([f"{name_briefly(group)} {groups.count(group)}" for group in sorted(set(groups))])


def _mark(claim: Claim, reports: list[Report]) -> str:
    carried = list_words([report.name for report in reports if report.doc in claim.docs])
    absent = "; ".join(row["absent_from"] for row in claim.omissions)
    rest = f"absent from {shorten(absent, 50, placeholder='…')}" if absent else "no other could have it"
    return f"“{shorten(claim.words, 50, placeholder='…')}” carried by {shorten(carried, 50, placeholder='…')}, {rest}"


def _caption(claims: int, shown: int, reports: int, columns: int) -> str:
    left = (
        f" Of the reports {columns} at even distances in their order are drawn, all are counted."
        if columns < reports
        else ""
    )
    return (
        f"{shown} of {count_of(claims, 'statement')} that not all of {count_of(reports, 'article')} of the event carry (unit: an "
        f"article), those most carried first.{left} A statement is a group of sentences that rules take for the same, told by its "
        "shortest; columns by group, then by date of publication. A dash: the article came out before any that carries it, and could "
        "not have it. Right: the group whose absence is least likely, in how many of its articles the statement is absent, and in "
        "brackets in how many it would be by chance, if those that carry it were drawn in proportion to their words. Counts, no test "
        "here. That something is absent says nothing of why, and a match that the rules missed looks like an absence."
    )
