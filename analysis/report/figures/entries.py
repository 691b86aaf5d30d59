"""Entries: the dated statements of an event and the quantities that grow, read from their tables, chosen and dated in words."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl
from matplotlib.dates import date2num, num2date

from analysis.compare.timeline.dated import OR
from analysis.report.figures.moments import Growth, Moment
from analysis.report.figures.overviews import date_span

MOST = 24  # dated statements in a figure
STEPS = 3  # quantities that grow, in a figure
BACK = 1  # years before that of the first report of which statements are drawn
PLANNED = "planned"
EPOCH = date(1970, 1, 1)
Days = tuple[float, float]  # matplotlib's: the first day and the one after the last


class Entry(NamedTuple):
    """A dated statement in words, with its other possible days, and the numbers of entries that the ledger sets against it."""

    number: int
    words: str
    moment: Moment
    others: list[Days]
    against: list[int]


def read_entries(own: pl.DataFrame, discrepancies: pl.DataFrame) -> list[Entry]:
    """The statements by their dates; of several possible days at the last.

    One that lay ahead for all reports that carry it is said to be planned.
    """
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
        docs = part["doc"].unique().sort().to_list()
        planned = f"{PLANNED} · " if part["planned"].fill_null(False).all() else ""
        words = f"{planned}{row['about']}"
        moment = Moment(when, *days, words, docs)
        entries.append(Entry(row["entry"], words, moment, others, against.get(row["entry"], [])))
    return entries


def set_apart(entries: list[Entry], published: dict[str, Days]) -> tuple[list[Entry], str]:
    """The statements but those long before the first report, and the words for these; all where there are no others."""
    if not published:
        return entries, ""
    year = num2date(min(first for first, _ in published.values())).year - BACK
    cut = date2num(date(year, 1, 1))  # by the middle, so that a century that ends today is old
    recent = [entry for entry in entries if (entry.moment.first + entry.moment.last) / 2 > cut]
    if not recent or len(recent) == len(entries):
        return entries, ""
    old = len(entries) - len(recent)
    return recent, f"wholly or mostly before {year}: {old} {'entry' if old == 1 else 'entries'} (table)"


def choose_entries(entries: list[Entry], published: dict[str, Days]) -> list[Entry]:
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


def read_growths(own: pl.DataFrame, published: dict[str, Days]) -> list[Growth]:
    """The first STEPS quantities with dated reports, each report in the middle of its date."""
    found = []
    for part in own.partition_by("update", maintain_order=True):
        told = part.select("doc", pl.coalesce("low", "high"), "text").iter_rows()
        points = sorted((sum(published[doc]) / 2, number, text, doc) for doc, number, text in told if doc in published)
        if len({number for _, number, _, _ in points}) > 1:
            found.append(Growth(part["about"][0], part["never_corrected"][0] or "", points))
    return found[:STEPS]


def span_days(written: str) -> Days:
    """The days of a date as written: of a month or a year, all of them."""
    first, last = (date2num(day) for day in date_span(written))
    return first, last + 1


def _list_spans(row: dict) -> list[tuple[date, date]]:
    """The first and last day of each date that is possible: one, but for "2023-05-24 or 2024-05-24"."""
    if row["date"] and OR in row["date"]:
        return [date_span(written) for written in row["date"].split(OR)]
    return [(EPOCH + timedelta(days=int(row["low"])), EPOCH + timedelta(days=int(row["high"])))]


def _say_spans(spans: list[tuple[date, date]]) -> str:
    """The possible dates, the year alone where only that is another: "24 May 2023/2024"."""
    said = [say_days(*span) for span in spans]
    return "/".join([said[0], *(text.split()[-1] for text in said[1:])])


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
