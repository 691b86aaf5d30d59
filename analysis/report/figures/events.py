"""Events: a category's rates in both groups event by event, the difference in each, and all of them pooled."""

from __future__ import annotations

from math import inf

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.compare.estimates import Contrast
from analysis.report.figures.blocks import ONE, SINGLE, STRIP, VARYING, Block, take_blocks
from analysis.report.figures.dots import draw_known, draw_quarters, draw_signs
from analysis.report.figures.marks import (
    ARROW,
    VOICES,
    Interval,
    choose_voice,
    draw_interval,
    find_limits,
    head_beside,
    spoken,
    write_beside,
)
from analysis.report.figures.style import (
    FAINT,
    INK,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    list_words,
    name_briefly,
    open_figure,
    shorten_to,
    signed,
    styled,
)  # fmt: skip

FIXED = Look(INK, "D", "")  # these events alone
RANDOM = Look("#8a8a8a", "D", "")  # these events as a sample of others
NEITHER = Look("#8a8a8a", ".", "")  # an event without a difference
NO_EVENT = "no event given"


@styled
def plot_events(event_contrasts: pl.DataFrame, pooled: pl.DataFrame, contrast: Contrast, measure: str) -> Plot:
    """Whether a measure's differences are those of every event or of one: a block a category, a row an event.

    `event_contrasts` has a row a category, voice and event that both groups cover, with both rates per thousand words,
    their difference and its interval low to high, as `compare_events` gives them; `pooled` a row a category and voice,
    as `pool_contrasts` gives it, with the difference over these events (difference low high) and over events as a sample
    of others (random random_low random_high, null where there is but one), i2 (0 to 1) and a note. On the left the
    rates, joined; on the right the difference. The categories with most hits are drawn; with more than SINGLE events they
    are strips of signs. Of more than one voice the author's is drawn.
    """
    a, b = contrast
    chosen = {"measure": measure, "group_a": a, "group_b": b}
    rows = choose_voice(event_contrasts.filter(**chosen).drop_nulls("difference"))
    blocks = take_blocks(rows, pooled.filter(**chosen))
    if not blocks:
        return empty_plot(f"No event that {a} and {b} both cover has words to compare in {spoken(measure)}")
    looks = group_looks({*event_contrasts["group_a"], *event_contrasts["group_b"]})
    title = _title(blocks, contrast, measure)
    pooled_key = _pooled_key() if any(block.is_pooled for block in blocks) else []
    key = [*group_key({group: looks[group] for group in contrast}), *pooled_key]
    figure = open_figure(title, 0.95 + 0.17 * sum(block.rows for block in blocks), key)
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=(1.25, 1))
    _set_axes(left, right, blocks, contrast, VOICES[rows["voice"][0]])
    at = 0
    for block in blocks:
        _draw_block(left, right, block, at, [looks[a], looks[b]])
        at += block.rows
    marks = [_mark(block) for block in blocks]
    alt = describe(f"{title}. {a} less {b}, hits per 1,000 words:", marks)
    return close_figure(figure, title, _caption(blocks, rows, contrast, measure), alt)


# --- drawing ------------------------------------------------------------------------------------------------------


def _pooled_key() -> list[Line2D]:
    signs = {"linestyle": "", "markersize": 5.5}
    names = {"these events together": FIXED, "these events as a sample": RANDOM}
    return [Line2D([], [], color=look.colour, marker=look.marker, label=name, **signs) for name, look in names.items()]


def _set_axes(left: Axes, right: Axes, blocks: list[Block], contrast: Contrast, voice: str) -> None:
    alone = {"low": "difference", "high": "difference"}  # in strips the single intervals are not drawn
    events = pl.concat([block.events.with_columns(**alone) if block.in_strips else block.events for block in blocks])
    of_all = [tuple(block.pooled.get(name) for name in names) for block in blocks for names in (ONE, VARYING)]
    given = [row for row in of_all if row[0] is not None]
    schema = dict.fromkeys(ONE, pl.Float64)
    intervals = pl.concat([events.select(ONE), pl.DataFrame(given, schema=schema, orient="row")])
    left.set_xlim(0, 1.05 * max(events["rate_a"].max(), events["rate_b"].max()))
    right.set_xlim(*find_limits(intervals, "difference"))
    left.set_ylim(sum(block.rows for block in blocks) - 1.2, -0.9)
    for axes in (left, right):
        axes.grid(visible=False)
    left.set_xlabel(f"hits per 1,000 words,\n{voice}", size=8)
    a, b = (shorten_to(group, 0.85, 8) for group in contrast)
    right.set_xlabel(f"difference\n← more in {b}\nmore in {a} →", size=8)
    right.axvline(0, color=FAINT, linewidth=0.9, zorder=1)
    a, b = (shorten_to(group, 0.75) for group in contrast)
    head_beside(right, -0.5, f"hits,\n{a} : {b}")


def _draw_block(left: Axes, right: Axes, block: Block, at: int, looks: list[Look]) -> None:
    """A category from the row `at` on: its name, its events, both pooled differences."""
    category = spoken(block.pooled["category"])
    name = {"xycoords": left.get_yaxis_transform(), "textcoords": "offset points", "annotation_clip": False}
    left.annotate(shorten_to(category, 2.4), (0, at), (-8, 0), weight="bold", ha="right", va="center", **name)
    if block.in_strips:
        labels = _draw_strips(left, right, block.events, at + 1, looks)
    else:
        labels = _draw_rows(left, right, block.events, at + 1, looks)
    if block.is_pooled:
        labels |= _draw_pooled(right, block, at + block.rows - 3)
    for place, label in labels.items():
        left.annotate(shorten_to(label, 1.9, 8), (0, place), (-8, 0), ha="right", va="center", size=8, **name)
    left.set_yticks([])


def _draw_rows(left: Axes, right: Axes, events: pl.DataFrame, at: int, looks: list[Look]) -> dict[int, str]:
    """A row an event: both rates, joined, and the difference with its interval; gives the rows' labels."""
    for place, row in enumerate(events.iter_rows(named=True), start=at):
        rates = [row["rate_a"], row["rate_b"]]
        left.plot(rates, [place] * 2, color="#c4c4c4", linewidth=2.5, solid_capstyle="butt", zorder=1)
        for rate, look, aside in zip(rates, looks, (-0.13, 0.13), strict=True):  # so that none hides the other
            draw_interval(left, Interval(place + aside, rate, rate, rate), look)
        look = NEITHER if row["difference"] == 0 else looks[row["difference"] < 0]
        draw_known(right, Interval(place, row["difference"], row["low"], row["high"]), look)
        write_beside(right, place, f"{row['hits_a']:,} : {row['hits_b']:,}")
    names = events["event"].fill_null(NO_EVENT)
    return dict(enumerate(names, start=at))


def _draw_strips(left: Axes, right: Axes, events: pl.DataFrame, at: int, looks: list[Look]) -> dict[float, str]:
    """A strip of rates a group and one of the differences, each with its quartiles; gives the rows' labels."""
    middles = [at + 0.5, at + 0.5 + STRIP]
    between = sum(middles) / 2
    higher = events["difference"] >= 0
    columns = (events["rate_a"], events["rate_b"])
    parts = (events.filter(higher)["difference"], events.filter(~higher)["difference"])
    for middle, rates, part, look in zip(middles, columns, parts, looks, strict=True):
        draw_signs(left, rates, middle, look)
        draw_quarters(left, rates, middle)
        draw_signs(right, part, between, look)
    draw_quarters(right, events["difference"], between)
    write_beside(right, between, f"{events['hits_a'].sum():,} : {events['hits_b'].sum():,}")
    groups = events.select("group_a", "group_b").row(0)
    return {
        middle: f"{shorten_to(group, 1.0, 8)}, {events.height:,} events"
        for group, middle in zip(groups, middles, strict=True)
    }


def _draw_pooled(axes: Axes, block: Block, at: int) -> dict[int, str]:
    """Both pooled differences with their intervals, in words too; gives the rows' labels."""
    for place, look, names in ((at, FIXED, ONE), (at + 1, RANDOM, VARYING)):
        value, low, high = (block.pooled.get(name) for name in names)
        draw_known(axes, Interval(place, value, low, high), look)
        write_beside(axes, place, "none" if value is None else _with_bounds(value, low, high), FAINT)
    i2 = "" if block.pooled.get("i2") is None else f" (I² {100 * block.pooled['i2']:.0f} %)"
    return {at: "these events together", at + 1: f"as a sample{i2}"}


# --- words --------------------------------------------------------------------------------------------------------


def _title(blocks: list[Block], contrast: Contrast, measure: str) -> str:
    events = count_of(len({event for block in blocks for event in block.events["event"]}), "event")
    first = blocks[0]
    if first.certainty <= 0:
        some = (
            f"of the {len(blocks)} categories shown none differs"
            if len(blocks) > 1
            else "the one category does not differ"
        )
        why = "no interval is known" if first.certainty == -inf else "every interval over all events includes 0"
        return f"{spoken(measure).capitalize()}, {events}: {some} for sure, {why}"
    value, low, high = first.whole
    more, less = map(name_briefly, contrast if value >= 0 else contrast[::-1])
    agree = first.events.filter(pl.col("difference") * (1 if value >= 0 else -1) > 0).height
    where = f"{agree} of {first.events.height} events" if first.is_pooled else "the one event"
    name = f"“{spoken(first.pooled['category'])}” ({spoken(measure)})"
    among, least, most = first.sample
    sample = "" if among is None else f"; as a sample {_with_bounds(*first.sample)}"
    sample += ", which includes 0" if None not in (least, most) and least <= 0 <= most else ""
    return f"{name} is more frequent in {more} than in {less} in {where}: {_with_bounds(value, low, high)}{sample}"


def _with_bounds(value: float, low: float | None, high: float | None) -> str:
    return signed(value) if low is None and high is None else f"{signed(value)} ({signed(low)} to {signed(high)})"


def _caption(blocks: list[Block], rows: pl.DataFrame, contrast: Contrast, measure: str) -> str:
    total = rows["category"].n_unique()
    docs = rows.group_by("event").agg(pl.col("docs_a", "docs_b").max()).select("docs_a", "docs_b").sum().row(0)
    articles = list_words([f"{group} {count:,}" for group, count in zip(contrast, docs, strict=True)])
    events = count_of(rows["event"].n_unique(), "event")
    shown = (
        "One row an event, a grey dot where the rates are the same; line: 95 % interval of the difference of the two means of "
        "articles, from counting hits (each weighs more in a shorter article), without what else parts the articles of a group"
    )
    if any(block.in_strips for block in blocks):
        shown = (
            f"Events in strips where there are more than {SINGLE}: one sign an event, its height without meaning, the bar from "
            "the first to the third quartile, the line at the median"
        )
    return (
        f"Categories of “{spoken(measure)}”, {VOICES[rows['voice'][0]]}, the {len(blocks)} of {total} with most hits, surest "
        f"first; {events} that both groups cover; articles in them: {articles}. {shown}. Left: hits per 1,000 words of each "
        f"group, the mean of its articles. Right: {contrast.a} less {contrast.b}; where an interval crosses 0, no difference is "
        "possible; none is adjusted for the number of events or categories. These events together: the difference as the "
        "contrasts show it. As a sample: random effects, which allow other events to differ otherwise; none without spread. "
        f"I²: the part of the differences between events that chance does not explain. {ARROW}{_notes(blocks)}"
    )


def _notes(blocks: list[Block]) -> str:
    """What limits the pooled differences, in words."""
    notes = dict.fromkeys(block.pooled.get("note") or "" for block in blocks)
    return "".join(f" {note[:1].upper()}{note[1:]}." for note in notes if note)


def _mark(block: Block) -> str:
    value, low, high = block.whole
    more = block.events.filter(pl.col("difference") > 0).height
    where = f"above 0 in {more} of {count_of(block.events.height, 'event')}"
    if value is None:
        return f"{spoken(block.pooled['category'])}: not pooled, {where}"
    return f"{spoken(block.pooled['category'])}: {_with_bounds(value, low, high)}, {where}"
