"""Readers: a figure of how well a blind reader tells two groups apart, and by which terms."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import Contrast
from analysis.compare.reader import BLIND, EVENTS, OUTLETS, say_p
from analysis.report.figures.marks import (
    VOICES,
    Interval,
    choose_voice,
    draw_interval,
    head_beside,
    name_sides,
    set_rows,
    write_beside,
)
from analysis.report.figures.style import (
    FAINT,
    GRID,
    INK,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    name_briefly,
    open_figure,
    styled,
)  # fmt: skip

A_SIDE = 10  # terms
LABELS = {EVENTS: "new events", OUTLETS: "new outlets"}


@styled
def plot_reader(scores: pl.DataFrame, features: pl.DataFrame, contrast: Contrast) -> Plot:
    """How well a blind reader tells two groups apart in new events and new outlets against chance, and the terms that tell most.

    `scores` and `features` are those of `read_blind`; of more than one voice the author's is drawn.
    """
    a, b = contrast
    rows = choose_voice(scores.filter(group_a=a, group_b=b))
    if not rows.height or rows["auc"][0] is None:
        reason = rows["note"][0] if rows.height else "no blind reading"
        return empty_plot(f"{a} and {b}: {reason}")
    row, other = (rows.filter(held_out=part).row(0, named=True) for part in (EVENTS, OUTLETS))
    own = features.filter(group_a=a, group_b=b, voice=row["voice"])
    shown = pl.concat([own.filter(group=group).head(A_SIDE) for group in contrast])
    looks = group_looks({*scores["group_a"], *scores["group_b"], a, b})
    title = _title(row, other, contrast)
    figure = open_figure(title, 2.05 + 0.2 * shown.height, group_key({group: looks[group] for group in contrast}))
    heights = [0.75, 0.9 + 0.2 * shown.height]
    top, axes = figure.subplots(2, 1, height_ratios=heights)
    _draw_scores(top, [one for one in (row, other) if one["auc"] is not None])
    _draw_features(axes, shown, looks)
    name_sides(axes, contrast, "weight of the term for the reader")
    marks = [
        f"{term}: {weight:+.2f} ({docs_a} : {docs_b} articles)"
        for term, weight, docs_a, docs_b in shown.select("term", "weight", "docs_a", "docs_b").iter_rows()
    ]
    alt = describe(f"{title}. Weights of terms, above 0 for {a}:", marks)
    return close_figure(figure, title, _caption(row, other, shown, contrast), alt)


def _draw_scores(axes: Axes, rows: list[dict]) -> None:
    """The AUC of each reading with its interval over the range of chance."""
    set_rows(axes, [LABELS[row["held_out"]] for row in rows], list(range(len(rows))))
    axes.grid(visible=False)
    known = [row[name] for row in rows for name in ("auc", "low", "chance_low") if row[name] is not None]
    axes.set_xlim(min(0.3, *known) - 0.02, 1)
    axes.axvline(BLIND, color=FAINT, linewidth=0.9, zorder=1)
    for place, row in enumerate(rows):
        if row["chance"] is not None:
            axes.barh(place, row["chance_high"] - row["chance_low"], 0.8, row["chance_low"], color=GRID, zorder=0)
        if row["low"] is None:
            axes.plot([row["auc"]], [place], "o", color=INK, markersize=5.5, clip_on=False)
        else:
            draw_interval(axes, Interval(place, row["auc"], row["low"], row["high"]), Look(INK, "o", ""))
        write_beside(axes, place, f"{row['auc']:.2f}{_bounds(row)}")
    axes.set_xlabel(
        f"AUC: an article of {name_briefly(rows[0]['group_a'])} is placed above one of the other side, share of pairs"
    )


def _draw_features(axes: Axes, shown: pl.DataFrame, looks: dict[str, Look]) -> None:
    rows = list(shown.iter_rows(named=True))
    set_rows(axes, [row["term"] for row in rows], list(range(len(rows))))
    head_beside(axes, -0.7, "articles\nwith it")
    for place, row in enumerate(rows):
        axes.barh(place, row["weight"], 0.7, color=looks[row["group"]].colour)
        write_beside(axes, place, f"{row['docs_a']:,} : {row['docs_b']:,}")


def _bounds(row: dict) -> str:
    return "" if row["low"] is None else f" ({row['low']:.2f} to {row['high']:.2f})"


def _score(row: dict) -> str:
    score = f"AUC {row['auc']:.2f}{_bounds(row)}"
    if row["p"] is None:
        return f"{score}, not tested"
    return f"{score}, by chance {row['chance_low']:.2f} to {row['chance_high']:.2f}, {say_p(row['p'], row['shuffles'])}"


def _title(row: dict, other: dict, contrast: Contrast) -> str:
    a, b = map(name_briefly, contrast)
    on_outlets = "" if other["auc"] is None else f"; on outlets it has not read {_score(other)}"
    if row["p"] is None:
        return f"A reader who sees no names and no events, {a} against {b}: {_score(row)}{on_outlets}"
    tells = "tells" if row["p"] < 0.05 else "does not tell"
    return (
        f"A reader who sees no names and no events {tells} {a} and {b} apart more often than chance: {_score(row)}"
        f"{on_outlets}"
    )


def _caption(row: dict, other: dict, shown: pl.DataFrame, contrast: Contrast) -> str:
    tried = (
        f"Grey: the middle 95 % of {count_of(row['shuffles'], 'reader')} who learned from groups shuffled inside events, "
        f"mean {row['chance']:.2f}{_shuffled_outlets(other)}. " if row["chance"] is not None else ""
    )  # fmt: skip
    line = "95 % interval over events" if row["low"] is not None else "no interval, every event gives the same value"
    agree = (
        f"in at least {shown['agree'].min()} of {shown['folds'][0]} parts they point the same way. "
        if shown.height
        else ""
    )
    notes = "".join(f" {note[:1].upper()}{note[1:]}." for note in (row["note"], other["note"]) if note)
    return (
        f"Words and pairs of words, {VOICES[row['voice']]}, without names, numbers and words of single events ({row['terms']:,} terms); "
        f"{contrast.a} {row['docs_a']:,} and {contrast.b} {row['docs_b']:,} articles in {count_of(row['events'], 'event')} that both "
        f"cover. A logistic regression learns from some events and is tried on others, article against article of the same event: 0.5 "
        f"is blind, 1 always right. {_of_outlets(other)}Point: mean over events; line: {line}. {tried}"
        f"Balanced accuracy {row['accuracy']:.2f}. Below: the terms with most weight on each side; {agree}"
        f"Beside: articles with the term, {contrast.a} : {contrast.b}. Above chance says that "
        "something in the wording goes with the group in these outlets, with events "
        "held out perhaps the habit of one outlet; at chance "
        f"says that this reader found nothing.{notes}"
    )


def _of_outlets(other: dict) -> str:
    if other["auc"] is None:
        return ""
    return (
        f"New outlets: the same with whole outlets held out ({other['outlets_a']} and {other['outlets_b']} outlets), so that no "
        "habit of one outlet helps. "
    )


def _shuffled_outlets(other: dict) -> str:
    return "" if other["chance"] is None else f"; below among whole outlets, mean {other['chance']:.2f}"
