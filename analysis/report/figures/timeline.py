"""Timeline: what the reports of an event date, on one axis, with who carries it, when they appeared and what they updated."""

from __future__ import annotations

from itertools import accumulate
from textwrap import shorten

import polars as pl
from matplotlib.axes import Axes

from analysis.report.figures.entries import (
    MOST,
    PLANNED,
    Days,
    Entry,
    choose_entries,
    read_entries,
    read_growths,
    set_apart,
    span_days,
)
from analysis.report.figures.grids import name_event
from analysis.report.figures.moments import (
    FOOT,
    LINE,
    PUBLISHED,
    TALL,
    TIME,
    WHEN,
    Growth,
    Moment,
    draw_growth,
    draw_published,
    draw_row,
    has_room,
    measure_row,
    open_axes,
    set_time,
)
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
    styled,
)

LONG = 31  # days: longer stretches do not tell from when to when
DIFFERS = "≠"


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
    entries = read_entries(timeline.filter(event=event), discrepancies)
    own = documents.filter(event=event).sort("group", "date", "doc", nulls_last=True)
    if not entries:
        return empty_plot(f"No report of {name_event(event)} has a statement with a date, so there is no timeline")
    groups = dict(own.select("doc", "group").iter_rows())
    published = {doc: span_days(written) for doc, written in own.select("doc", "date").iter_rows() if written}
    recent, before = set_apart(entries, published)
    shown = choose_entries(recent, published)
    rows = [entry.moment for entry in shown]
    growths = read_growths(updates.filter(event=event), published)
    looks = {name: look for name, look in group_looks(documents["group"]).items() if name in set(groups.values())}
    title = _title(entries, rows, growths, groups, event)
    above = 0.12 + PUBLISHED * len(looks) + LINE * bool(before)
    tall = [measure_row(row) for row in rows]
    below = above + sum(tall)
    height = below + TALL * len(growths) + FOOT
    figure = open_figure(title, height, group_key(looks))
    page, time = open_axes(figure, height)
    set_time(time, rows, published)
    draw_published(page, time, published, groups, looks)
    page.text(WHEN, above - LINE / 2, before, size=SMALL, color=FAINT, va="center_baseline")
    middles = [top + own / 2 for top, own in zip(accumulate(tall, initial=above), tall, strict=False)]
    heights = {entry.number: middle for entry, middle in zip(shown, middles, strict=True)}
    for entry in shown:
        draw_row(page, time, heights[entry.number], entry.moment, groups, looks)
        _draw_others(time, heights[entry.number], entry.others)
    pairs = sorted({tuple(sorted((entry.number, other))) for entry in shown for other in entry.against})
    drawn = [[heights[number] for number in pair] for pair in pairs if all(number in heights for number in pair)]
    _draw_pairs(page, drawn)
    for place, growth in enumerate(growths):
        draw_growth(page, time, below + TALL * place, growth, groups, looks)
    return close_figure(
        figure,
        title,
        _caption(entries, rows, growths, published, own, bool(drawn), timeline.filter(event=event).height, before),
        describe(f"{title}. {before and before + '. '}Dates:", _list_marks(shown, groups)),
    )


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


# --- words --------------------------------------------------------------------------------------------------------


def _list_marks(shown: list[Entry], groups: dict[str, str]) -> list[str]:
    when = {entry.number: entry.moment.when for entry in shown}
    marks = []
    for entry in shown:
        row = entry.moment
        carriers = [groups[doc] for doc in row.docs]
        said = ", ".join(f"{group} {carriers.count(group)}" for group in sorted(set(carriers)))
        differs = "".join(f", {DIFFERS} {when[number]}" for number in entry.against if number in when)
        marks.append(f"{row.when}: {shorten(entry.words, 70, placeholder='…')} ({said}){differs}")
    return marks


def _title(entries: list[Entry], rows: list[Moment], growths: list[Growth], groups: dict[str, str], event: str) -> str:
    shared = sum(len({groups[doc] for doc in entry.moment.docs}) > 1 for entry in entries)
    short = [row for row in rows if row.last - row.first <= LONG] or rows
    first, last = (row.when for row in (short[0], max(short, key=lambda row: row.last)))
    stretch = f"from {_bare(first)} to {_bare(last)}" if first != last else f"of {_bare(last)}"
    some = len(rows) < len(entries)
    within, drawn = ("", f"; drawn are {len(rows)}, {stretch}") if some else (f" {stretch}", "")
    grow = "1 quantity grows" if len(growths) == 1 else f"{len(growths)} quantities grow"
    more = f"; {grow} from report to report" if growths else ""
    told = f"{count_of(len(entries), 'dated statement')} on {name_event(event)}{within}"
    return f"{told}, {shared} of them in several groups{drawn}{more}; no test"


def _bare(when: str) -> str:
    """A date without the word that bounds it."""
    word, _, days = when.partition(" ")
    return days if word.islower() else when


def _caption(
    entries: list[Entry],
    rows: list[Moment],
    growths: list[Growth],
    published: dict,
    own: pl.DataFrame,
    differ: bool,
    told: int,
    before: str,
) -> str:
    undated = own.height - len(published)
    without = f" ({count_of(undated, 'article')} without a date)" if undated else ""
    beyond = "" if has_room(own["group"].n_unique()) else " (no room here for so many groups)"
    chosen = ", those in most articles, then nearest to publication" if len(rows) == MOST < len(entries) else ""
    old = f", {before}" if before else ""
    steps = "; below, quantities that grew from one report to a later one" if growths else ""
    pairs = f"; {DIFFERS} joins dates that two reports give for one thing" if differ else ""
    planned = any(row.words.startswith(PLANNED) for row in rows)
    ahead = "; “planned”: to come for every report that carries it" if planned else ""
    return (
        f"{len(rows)} of {count_of(len(entries), 'dated statement')} (unit: one date of one act; the table has a row a sentence: "
        f"{told:,}) from {count_of(own.height, 'article')}{chosen}{old}: "
        "a diamond is a day, a bar a longer stretch, a white mark another possible date, an arrow a date off the axis"
        f"{ahead}. "
        f"At the right the groups that carry it, with the number of articles where it is more than one{beyond}; above, when articles "
        f"were published{without}{steps}{pairs}. Dates told by the day of publication (“yesterday”) are worked out from it, by "
        "rules that may err; counts, no intervals."
    )
