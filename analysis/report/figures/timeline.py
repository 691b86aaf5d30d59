"""Timeline: what the reports of an event date, on one axis, with who carries it, when they appeared and what they updated."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from textwrap import shorten

import polars as pl
from matplotlib.dates import date2num

from analysis.report.figures.moments import (
    FOOT,
    PUBLISHED,
    ROW,
    TALL,
    Growth,
    Moment,
    draw_growth,
    draw_published,
    draw_row,
    has_room,
    open_axes,
    set_time,
)
from analysis.report.figures.overviews import date_span
from analysis.report.figures.style import (
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    open_figure,
    shorten_to,
    styled,
)

MOST = 24  # dated statements in a figure
STEPS = 3  # quantities that grow, in a figure
EPOCH = date(1970, 1, 1)


@styled
def plot_timeline(timeline: pl.DataFrame, updates: pl.DataFrame, documents: pl.DataFrame, event: str) -> Plot:
    """The dated statements of an event in order of time: a row a statement, a mark or span on the axis, the groups that carry it.

    `timeline` is what `compare_timeline` gives: event, entry, low, high (days since 1970-01-01), about, sentence, doc; `updates`
    what `compare_updates` gives: event, update, about, low, text, doc, never_corrected; `documents` has doc, outlet, group,
    event and date. Above, when reports came out; below, STEPS quantities that grow. Drawn are MOST statements, those most carried.
    """
    rows = _read_rows(timeline.filter(event=event))
    own = documents.filter(event=event).sort("group", "date", "doc", nulls_last=True)
    if not rows:
        return empty_plot(
            f"No report of {shorten_to(event, 2.2, 10.5)} has a statement with a date, so there is no timeline"
        )
    chosen = sorted(range(len(rows)), key=lambda at: (-len(rows[at].docs), at))[:MOST]
    shown = [rows[at] for at in sorted(chosen)]
    groups = dict(own.select("doc", "group").iter_rows())
    published = {doc: _span(written) for doc, written in own.select("doc", "date").iter_rows() if written}
    growths = _read_growths(updates.filter(event=event), published)
    looks = {name: look for name, look in group_looks(documents["group"]).items() if name in set(groups.values())}
    title = _title(rows, growths, groups, event)
    above = 0.12 + PUBLISHED * len(looks)
    height = above + ROW * len(shown) + TALL * len(growths) + FOOT
    figure = open_figure(title, height, group_key(looks))
    page, time = open_axes(figure, height)
    set_time(time, shown, published)
    draw_published(page, time, published, groups, looks)
    for place, row in enumerate(shown):
        draw_row(page, time, above + ROW * (place + 0.5), row, groups, looks)
    for place, growth in enumerate(growths):
        draw_growth(page, time, above + ROW * len(shown) + TALL * place, growth, groups, looks)
    marks = [f"{row.when}: {shorten(row.words, 50, placeholder='…')} ({_say_groups(row, groups)})" for row in shown]
    return close_figure(
        figure, title, _caption(rows, shown, growths, published, own), describe(f"{title}. Dates:", marks)
    )


def _read_rows(own: pl.DataFrame) -> list[Moment]:
    """The statements by their dates, each told by its shortest sentence."""
    rows = []
    for part in own.sort("low", "high", "entry", "doc").partition_by("entry", maintain_order=True):
        first, last = (EPOCH + timedelta(days=int(part[name][0])) for name in ("low", "high"))
        sentence = min(part["sentence"], key=lambda text: (len(text), text))
        docs = part["doc"].unique().sort().to_list()
        rows.append(
            Moment(say_days(first, last), date2num(first), date2num(last) + 1, part["about"][0], sentence, docs)
        )
    return rows


def say_days(first: date, last: date) -> str:
    """A stretch of days, as short as can be.

    >>> say_days(date(2025, 4, 17), date(2025, 4, 17)), say_days(date(2024, 7, 1), date(2024, 7, 31))
    ('17 Apr 2025', 'Jul 2024')
    >>> say_days(date(2025, 3, 5), date(2025, 4, 17)), say_days(date(2024, 1, 1), date(2024, 12, 31))
    ('5 Mar – 17 Apr 2025', '2024')
    """
    month, name = f"{calendar.month_abbr[first.month]} {first.year}", f"{calendar.month_abbr[last.month]} {last.year}"
    ends_month = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if first == last:
        return f"{first.day} {month}"
    if ends_month and first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if ends_month:
        return month if month == name else f"{month} – {name}"
    if month == name:
        return f"{first.day}–{last.day} {name}"
    begins = f"{first.day} {month}".removesuffix(f" {last.year}")
    return f"{begins} – {last.day} {name}"


def _span(written: str) -> tuple[float, float]:
    first, last = (date2num(day) for day in date_span(written))
    return first, last + 1


def _read_growths(own: pl.DataFrame, published: dict[str, tuple[float, float]]) -> list[Growth]:
    """The first STEPS quantities with dated reports, each report in the middle of its date."""
    found = []
    for part in own.partition_by("update", maintain_order=True):
        told = part.select("doc", "low", "text").iter_rows()
        points = sorted((sum(published[doc]) / 2, number, text, doc) for doc, number, text in told if doc in published)
        if len({number for _, number, _, _ in points}) > 1:
            found.append(Growth(part["about"][0], part["never_corrected"][0] or "", points))
    return found[:STEPS]


# --- words --------------------------------------------------------------------------------------------------------


def _say_groups(row: Moment, groups: dict[str, str]) -> str:
    carriers = [groups[doc] for doc in row.docs]
    return ", ".join(f"{group} {carriers.count(group)}" for group in sorted(set(carriers)))


def _title(rows: list[Moment], growths: list[Growth], groups: dict[str, str], event: str) -> str:
    shared = sum(len({groups[doc] for doc in row.docs}) > 1 for row in rows)
    last = max(rows, key=lambda row: row.last)
    stretch = f"from {rows[0].when} to {last.when}" if len(rows) > 1 else f"of {last.when}"
    more = f"; {len(growths)} that grow from report to report" if growths else ""
    name = shorten_to(event, 2.2, 10.5)
    return f"{count_of(len(rows), 'dated statement')} on {name} {stretch}, {shared} of them in several groups{more}; no test"


def _caption(rows: list[Moment], shown: list[Moment], growths: list[Growth], published: dict, own: pl.DataFrame) -> str:
    left = f" {len(rows) - len(shown)} that fewest articles carry not drawn." if len(shown) < len(rows) else ""
    undated = own.height - len(published)
    without = f" ({count_of(undated, 'article')} without a date)" if undated else ""
    beyond = "" if has_room(own["group"].n_unique()) else " (no room here for so many groups)"
    steps = (
        " Below: quantities that later reports never tell smaller, by date of publication, each line from its smallest to its largest."
        if growths
        else ""
    )
    return (
        f"{len(shown)} of {count_of(len(rows), 'dated statement')} (unit: one date of one act) from {count_of(own.height, 'article')}, "
        f"by date; at the right the groups that carry it, with the number of articles where it is more than one{beyond}.{left} "
        "Diamond: a day; bar: a month, a year or another stretch; arrow: far off the axis, which holds the densest half of the dates "
        f"and all of publication. Above: when articles were published{without}.{steps} Dates told by the day of publication (“on "
        "Monday”) are worked out from it. Found by rules, so that two acts of one name may stand as one. Counts, no intervals."
    )
