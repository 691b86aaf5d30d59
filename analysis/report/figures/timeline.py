"""Timeline: what the reports of an event date, on one axis, with who carries it, when they appeared and what they updated."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from textwrap import shorten
from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date

from analysis.compare.timeline.dated import OR
from analysis.report.figures.moments import (
    FOOT,
    LINE,
    PUBLISHED,
    ROW,
    TALL,
    TIME,
    WHEN,
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
    FAINT,
    INK,
    SMALL,
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
BACK = 1  # years before that of the first report of which statements are drawn
LONG = 366  # days: longer stretches do not tell from when to when
DIFFERS = "≠"
EPOCH = date(1970, 1, 1)
Days = tuple[float, float]  # matplotlib's: the first day and the one after the last


class Entry(NamedTuple):
    """A dated statement with its other possible days, and the numbers of entries that the ledger sets against it."""

    number: int
    moment: Moment
    others: list[Days]
    against: list[int]


@styled
def plot_timeline(
    timeline: pl.DataFrame, updates: pl.DataFrame, discrepancies: pl.DataFrame, documents: pl.DataFrame, event: str
) -> Plot:
    """The dated statements of an event in order of time: a row a statement, a mark or span on the axis, the groups that carry it.

    `timeline` is what `compare_timeline` gives: event, entry, date, limit, low, high (days since 1970-01-01), about, sentence, doc,
    start; `updates` what `compare_updates` gives: event, update, about, low, high, text, doc, never_corrected; `discrepancies` what
    `compare_discrepancies` gives: doc_a, start_a, doc_b, start_b, whose pairs have DIFFERS beside both rows and a line from the one
    to the other; `documents` has doc, outlet, group, event and date. Above, when reports came out; below, STEPS quantities that
    grow. Drawn are MOST statements: those that most reports date, and of these the nearest to the days of publication. What
    lies more than BACK years before that of the first report is counted in a line of words, if there is anything else.
    """
    entries = _read_entries(timeline.filter(event=event), discrepancies)
    own = documents.filter(event=event).sort("group", "date", "doc", nulls_last=True)
    if not entries:
        return empty_plot(
            f"No report of {shorten_to(event, 2.2, 10.5)} has a statement with a date, so there is no timeline"
        )
    groups = dict(own.select("doc", "group").iter_rows())
    published = {doc: _span(written) for doc, written in own.select("doc", "date").iter_rows() if written}
    recent, before = _set_apart(entries, published)
    shown = _choose(recent, published)
    rows = [entry.moment for entry in shown]
    growths = _read_growths(updates.filter(event=event), published)
    looks = {name: look for name, look in group_looks(documents["group"]).items() if name in set(groups.values())}
    title = _title(recent, growths, groups, event)
    above = 0.12 + PUBLISHED * len(looks) + LINE * bool(before)
    height = above + ROW * len(rows) + TALL * len(growths) + FOOT
    figure = open_figure(title, height, group_key(looks))
    page, time = open_axes(figure, height)
    set_time(time, rows, published)
    draw_published(page, time, published, groups, looks)
    page.text(WHEN, above - LINE / 2, before, size=SMALL, color=FAINT, va="center_baseline")
    heights = {entry.number: above + ROW * (place + 0.5) for place, entry in enumerate(shown)}
    for entry in shown:
        draw_row(page, time, heights[entry.number], entry.moment, groups, looks)
        _draw_others(time, heights[entry.number], entry.others)
    pairs = sorted({tuple(sorted((entry.number, other))) for entry in shown for other in entry.against})
    drawn = [[heights[number] for number in pair] for pair in pairs if all(number in heights for number in pair)]
    _draw_pairs(page, drawn)
    for place, growth in enumerate(growths):
        draw_growth(page, time, above + ROW * len(rows) + TALL * place, growth, groups, looks)
    return close_figure(
        figure,
        title,
        _caption(recent, rows, growths, published, own, bool(drawn)),
        describe(f"{title}. {before and before + '. '}Dates:", _list_marks(shown, groups)),
    )


def _read_entries(own: pl.DataFrame, discrepancies: pl.DataFrame) -> list[Entry]:
    """The statements by their dates, each told by its shortest sentence; with several possible days at the last of them."""
    numbers = {(doc, start): number for doc, start, number in own.select("doc", "start", "entry").iter_rows()}
    against: dict[int, list[int]] = {}
    for doc_a, start_a, doc_b, start_b in discrepancies.select("doc_a", "start_a", "doc_b", "start_b").iter_rows():
        a, b = numbers.get((doc_a, start_a)), numbers.get((doc_b, start_b))
        if a is not None and b is not None and a != b:
            against.setdefault(a, []).append(b)
            against.setdefault(b, []).append(a)
    entries = []
    for part in own.sort("low", "high", "entry", "doc").partition_by("entry", maintain_order=True):
        row = part.row(0, named=True)
        spans = _list_spans(row)
        *others, days = [(date2num(first), date2num(last) + 1) for first, last in spans]
        when = f"{row['limit'] or ''} {_say_spans(spans)}".strip()
        sentence = min(part["sentence"], key=lambda text: (len(text), text))
        docs = part["doc"].unique().sort().to_list()
        moment = Moment(when, *days, row["about"], sentence, docs)
        entries.append(Entry(row["entry"], moment, others, against.get(row["entry"], [])))
    return entries


def _list_spans(row: dict) -> list[tuple[date, date]]:
    """The first and last day of each date that is possible: one, but for "2023-05-24 or 2024-05-24"."""
    if row["date"] and OR in row["date"]:
        return [date_span(written) for written in row["date"].split(OR)]
    return [(EPOCH + timedelta(days=int(row["low"])), EPOCH + timedelta(days=int(row["high"])))]


def _say_spans(spans: list[tuple[date, date]]) -> str:
    """The possible dates, the year alone where only that is another: "24 May 2023/2024"."""
    said = [say_days(*span) for span in spans]
    return "/".join([said[0], *(text.split()[-1] for text in said[1:])])


def _set_apart(entries: list[Entry], published: dict[str, Days]) -> tuple[list[Entry], str]:
    """The statements but those long before the first report, and the words for these; all where there are no others."""
    if not published:
        return entries, ""
    year = num2date(min(first for first, _ in published.values())).year - BACK
    cut = date2num(date(year, 1, 1))  # by the middle, so that a century that ends today is old
    recent = [entry for entry in entries if (entry.moment.first + entry.moment.last) / 2 > cut]
    if not recent or len(recent) == len(entries):
        return entries, ""
    old = len(entries) - len(recent)
    return recent, f"before {year}: {old} {'entry' if old == 1 else 'entries'} (table)"


def _choose(entries: list[Entry], published: dict[str, Days]) -> list[Entry]:
    """The MOST statements that most reports date, on this or on a day set against it, the nearest to publication first."""
    docs = {entry.number: set(entry.moment.docs) for entry in entries}
    none: set[str] = set()

    def rank(entry: Entry) -> tuple[int, float]:
        """How many reports date it, the most first, and the days from its farther end to the nearest publication."""
        told = docs[entry.number].union(*(docs.get(number, none) for number in entry.against))
        row = entry.moment
        away = [max(first - row.first, row.last - last, 0.0) for first, last in published.values()]
        return -len(told), min(away, default=0.0)

    chosen = {entry.number for entry in sorted(entries, key=rank)[:MOST]}
    return [entry for entry in entries if entry.number in chosen]


def _draw_others(time: Axes, at: float, others: list[Days]) -> None:
    """Light marks at the other days or months that are possible, where they are on the axis."""
    low, high = time.get_xlim()
    for first, last in others:
        if low <= (first + last) / 2 <= high:
            if last - first > 1:
                time.barh(at, last - first, 0.09, first, facecolor="white", edgecolor=INK, linewidth=0.8)
            else:
                time.plot([first + 0.5], [at], marker="d", color=INK, markerfacecolor="white", markersize=5.5)


def _draw_pairs(page: Axes, pairs: list[list[float]]) -> None:
    """DIFFERS beside both rows of each pair, left of the axis, and a line from the one to the other."""
    for one, two in pairs:
        page.plot([TIME - 0.1] * 2, [one + 0.07, two - 0.07], color=INK, linewidth=0.7)
        for at in (one, two):
            page.text(TIME - 0.1, at, DIFFERS, size=9, ha="center", va="center_baseline")


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


def _span(written: str) -> Days:
    first, last = (date2num(day) for day in date_span(written))
    return first, last + 1


def _read_growths(own: pl.DataFrame, published: dict[str, Days]) -> list[Growth]:
    """The first STEPS quantities with dated reports, each report in the middle of its date."""
    found = []
    for part in own.partition_by("update", maintain_order=True):
        told = part.select("doc", pl.coalesce("low", "high"), "text").iter_rows()
        points = sorted((sum(published[doc]) / 2, number, text, doc) for doc, number, text in told if doc in published)
        if len({number for _, number, _, _ in points}) > 1:
            found.append(Growth(part["about"][0], part["never_corrected"][0] or "", points))
    return found[:STEPS]


# --- words --------------------------------------------------------------------------------------------------------


def _list_marks(shown: list[Entry], groups: dict[str, str]) -> list[str]:
    when = {entry.number: entry.moment.when for entry in shown}
    marks = []
    for entry in shown:
        row = entry.moment
        carriers = [groups[doc] for doc in row.docs]
        said = ", ".join(f"{group} {carriers.count(group)}" for group in sorted(set(carriers)))
        differs = "".join(f", {DIFFERS} {when[number]}" for number in entry.against if number in when)
        marks.append(f"{row.when}: {shorten(row.words, 50, placeholder='…')} ({said}){differs}")
    return marks


def _title(entries: list[Entry], growths: list[Growth], groups: dict[str, str], event: str) -> str:
    rows = [entry.moment for entry in entries]
    shared = sum(len({groups[doc] for doc in row.docs}) > 1 for row in rows)
    short = [row for row in rows if row.last - row.first <= LONG] or rows
    first, last = (row.when for row in (short[0], max(short, key=lambda row: row.last)))
    stretch = f"from {_bare(first)} to {_bare(last)}" if first != last else f"of {_bare(last)}"
    more = f"; {len(growths)} that grow from report to report" if growths else ""
    name = shorten_to(event, 2.2, 10.5)
    return f"{count_of(len(rows), 'dated statement')} on {name} {stretch}, {shared} of them in several groups{more}; no test"


def _bare(when: str) -> str:
    """A date without the word that bounds it."""
    word, _, days = when.partition(" ")
    return days if word.islower() else when


def _caption(
    entries: list[Entry], rows: list[Moment], growths: list[Growth], published: dict, own: pl.DataFrame, differ: bool
) -> str:
    undated = own.height - len(published)
    without = f" ({count_of(undated, 'article')} without a date)" if undated else ""
    beyond = "" if has_room(own["group"].n_unique()) else " (no room here for so many groups)"
    chosen = ", those in most articles, then nearest to publication" if len(rows) < len(entries) else ""
    steps = "; below, quantities that grew from one report to a later one" if growths else ""
    pairs = f"; {DIFFERS} joins dates that two reports give for one thing" if differ else ""
    return (
        f"{len(rows)} of {count_of(len(entries), 'dated statement')} (unit: one date of one act) from "
        f"{count_of(own.height, 'article')}{chosen}: "
        "a diamond is a day, a bar a longer stretch, a white mark another possible date, an arrow a date off the axis. "
        f"At the right the groups that carry it, with the number of articles where it is more than one{beyond}; above, when articles "
        f"were published{without}{steps}{pairs}. Dates told by the day of publication (“yesterday”) are worked out from it, by "
        "rules that may err; counts, no intervals."
    )
