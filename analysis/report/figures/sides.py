"""Sides: figures of what two groups do differently, as intervals on both sides of no difference."""

from __future__ import annotations

from itertools import zip_longest

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import BY_DOCUMENTS, REST, Contrast
from analysis.compare.terms import certainty
from analysis.report.figures.dots import draw_known
from analysis.report.figures.marks import (
    ARROW,
    HELD,
    OWN,
    VOICES,
    Interval,
    choose_voice,
    find_limits,
    head_beside,
    holds,
    in_articles,
    name_sides,
    say_hollow,
    set_rows,
    spoken,
    write_beside,
)  # fmt: skip
from analysis.report.figures.style import (
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
    name_units,
    open_figure,
    shorten_to,
    signed,
    styled,
)  # fmt: skip

A_SIDE = 12  # terms
LEAST_EVENTS = 3  # with the term, for an interval from documents to be drawn: of fewer it tells nothing
MOST = 25  # contrasts in a figure


@styled
def plot_terms(keyness: pl.DataFrame, contrast: Contrast) -> Plot:
    """The terms that most surely set two groups apart: log2 ratio of their rates, 95 % interval, and what the ratio is made of.

    `keyness` is what `compare_terms` gives; of more than one voice the author's is drawn. Terms come in the order of q, of p,
    and, where there is no test, of the interval's bound nearer to 0; a part of a longer term of the table, and a term without
    a ratio, are left out. An interval from documents of fewer than LEAST_EVENTS events is not drawn.
    """
    a, b = contrast
    given = choose_voice(keyness.filter(group_a=a, group_b=b))
    rows = _drop_bare(given.drop_nulls("log_ratio"))
    if not rows.height:
        return empty_plot(f"No terms to compare between {a} and {b}")
    fragment = pl.col("part_of").is_in(rows["term"].implode()).fill_null(False)
    shown = pl.concat([_most_certain(rows.filter(~fragment, group=group)) for group in contrast])
    looks = group_looks({*keyness["group_a"], *keyness["group_b"], a, b})
    title = _title_terms(rows, shown, contrast)
    figure = open_figure(title, 0.9 + 0.2 * shown.height, group_key({group: looks[group] for group in contrast}))
    axes = figure.subplots()
    _draw_terms(axes, shown, looks)
    name_sides(axes, contrast, "log2 ratio of rates")
    sides = [shown.filter(group=group).iter_rows(named=True) for group in contrast]
    ranked = [row for pair in zip_longest(*sides) for row in pair if row]
    marks = [f"{row['term']}: {row['log_ratio']:+.1f} ({_made_of(row)})" for row in ranked]
    made_of = _name_made_of(shown).replace("\n", " ")
    alt = describe(f"{title}. Log2 ratio, above 0 more in {a}, with {made_of} of {a} : {b}:", marks)
    caption = _caption_terms(rows, shown, contrast) + say_without_ratio(given)
    return close_figure(figure, title, caption, alt)


def _drop_bare(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without the bounds of those intervals that come from too few events."""
    bare = (pl.col("interval") == BY_DOCUMENTS) & (pl.col("events") < LEAST_EVENTS)
    return rows.with_columns(pl.when(~bare).then(name).alias(name) for name in ("low", "high"))


def _most_certain(rows: pl.DataFrame) -> pl.DataFrame:
    """The most certain terms of one side."""
    ordered = rows.with_columns(certainty=certainty()).sort(
        "q", "p", "certainty", "length", "term", descending=[False, False, True, True, False], nulls_last=True
    )
    return ordered.head(A_SIDE)


def _made_of(row: dict) -> str:
    """What a ratio is made of: mean rates in articles of shared events, or hits in articles."""
    if row["interval"] != BY_DOCUMENTS:
        return in_articles(row)
    return " : ".join(f"{row[f'event_rate_{side}']:.1f} in {row[f'event_docs_{side}']:,}" for side in "ab")


def _name_made_of(shown: pl.DataFrame) -> str:
    by_documents = (shown["interval"] == BY_DOCUMENTS).any()
    return "rates in articles\nof shared events" if by_documents else "hits in articles"


def _draw_terms(axes: Axes, shown: pl.DataFrame, looks: dict[str, Look]) -> None:
    rows = list(shown.iter_rows(named=True))
    second = next((place for place, row in enumerate(rows) if row["group"] != rows[0]["group"]), len(rows))
    places = [place + (0.6 if place >= second else 0.0) for place in range(len(rows))]
    set_rows(axes, [row["term"] for row in rows], places)
    axes.set_xlim(*find_limits(shown, "log_ratio"))
    a, b = (shorten_to(rows[0][f"group_{letter}"], 0.8) for letter in "ab")
    head_beside(axes, -0.7, f"{_name_made_of(shown)},\n{a} : {b}")
    for place, row in zip(places, rows, strict=True):
        draw_known(axes, Interval(place, row["log_ratio"], row["low"], row["high"], holds(row)), looks[row["group"]])
        write_beside(axes, place, _made_of(row))


def _title_terms(rows: pl.DataFrame, shown: pl.DataFrame, contrast: Contrast) -> str:
    a, b = map(name_briefly, contrast)
    untested = _no_test(rows)
    sure = pl.col("certainty") > 0 if untested else pl.col("q") < HELD
    parts = [_set_apart(shown.filter(sure, group=group)["term"], name_briefly(group)) for group in contrast]
    if not shown.filter(sure).height:
        why = "every interval includes no difference" if untested else f"none of {rows.height:,} has q under {HELD}"
        return f"No term sets {a} and {b} apart: {why}{untested}"
    count = f"{rows.filter(pl.col('q') < HELD).height:,} of {count_of(rows.height, 'term')}"
    return f"In these texts {', '.join(parts)}{untested or f' ({count} with q under {HELD} within events)'}"


def _set_apart(terms: pl.Series, group: str) -> str:
    """Which of these terms, at most two, set a group apart, in words."""
    quoted = list_words([f"“{term}”" for term in terms.head(2)])
    return {0: f"no term sets {group} apart", 1: f"{quoted} alone sets {group} apart"}.get(
        len(terms), f"{quoted} set {group} apart most"
    )


def _no_test(rows: pl.DataFrame) -> str:
    return " (no test)" if rows["p"].null_count() == rows.height else ""


def name_rates(rows: pl.DataFrame) -> str:
    """What the ratios of these terms are ratios of, in words."""
    if set(rows["interval"]) <= {"words", ""}:
        return "the two rates over all words"
    return "the two mean article rates within events, or where a side has no hit, of the articles that have one"


def say_without_ratio(rows: pl.DataFrame) -> str:
    """How many of these terms are not drawn, as they have no ratio, in words."""
    none = rows["log_ratio"].null_count()
    return (
        f" {count_of(none, 'more term')} without a hit in an event that both cover: no ratio, not drawn."
        if none
        else ""
    )


def _caption_terms(rows: pl.DataFrame, shown: pl.DataFrame, contrast: Contrast) -> str:
    first = rows.row(0, named=True)
    tested = rows.filter(pl.col("q") < HELD).height
    count = count_of(rows.height, "term")
    bare = shown.filter(pl.col("low").is_null() & pl.col("high").is_null()).height
    without = f" No line: fewer than {LEAST_EVENTS} events with the term, or no interval ({bare})." if bare else ""
    made = (
        " At the right: mean hits per 1,000 words of the articles of events that both cover, and how many of these articles have "
        "the term."
        if (shown["interval"] == BY_DOCUMENTS).any() else ""
    )  # fmt: skip
    test = f"{first['note'].capitalize()}." if _no_test(rows) else f"{tested:,} of {count} have q under {HELD}."
    return (
        f"Words and phrases, {VOICES[first['voice']]}: {contrast.a} {first['words_a']:,} and {contrast.b} "
        f"{first['words_b']:,} words; {shown.height} of {count}, on each side by q, then p, where there is "
        f"no test by the interval's end nearer to 0. Point: log2 of the ratio of {name_rates(shown)}; 1 is twice as much, "
        f"2 four times, no hits taken as half a hit at most. Line: 95 % interval from counting {name_units(shown['interval'])}, "
        f"not adjusted for the number of terms; where it crosses 0, no difference is possible.{without} "
        f"{ARROW}{say_hollow(shown)}{made} {test}"
    )


# --- categories of cues -------------------------------------------------------------------------------------------


@styled
def plot_contrasts(contrasts: pl.DataFrame) -> Plot:
    """The difference of two groups in every category of cues, most certain first, with 95 % intervals.

    `contrasts` is what `compare_contrasts` gives, or another table of its columns, of one unit, which may be told in a column
    `unit`; a panel for each pair of groups. Categories without a hit on either
    side, or without words on one, are left out.
    """
    found = contrasts.filter(pl.col("hits_a") + pl.col("hits_b") > 0).drop_nulls("difference")
    if not found.height:
        return empty_plot("No category has a hit, so there is no difference to show")
    pairs = [Contrast(*row) for row in found.select("group_a", "group_b").unique(maintain_order=True).iter_rows()]
    panels = [_most_different(found.filter(group_a=a, group_b=b), max(5, MOST // len(pairs))) for a, b in pairs]
    looks = group_looks({*contrasts["group_a"], *contrasts["group_b"]})
    title = _title_contrasts(pl.concat(panels))
    inches = [0.9 + 0.2 * panel.height for panel in panels]
    figure = open_figure(title, sum(inches), group_key(looks))
    unit = contrasts["unit"][0] if "unit" in contrasts.columns else "per 1,000 words"
    many_voices = contrasts["voice"].n_unique() > 1
    drawn = figure.subplots(len(panels), 1, squeeze=False, height_ratios=inches)[:, 0]
    for axes, panel, pair in zip(drawn, panels, pairs, strict=True):
        _draw_contrasts(axes, panel, looks, many_voices)
        name_sides(axes, pair, f"difference in hits {unit}")
    marks = [_mark(row) for panel in panels for row in panel.iter_rows(named=True)]
    alt = describe(f"{title}. Hits {unit}:", marks)
    return close_figure(figure, title, _caption_contrasts(contrasts, found, panels, unit), alt)


def _most_different(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    """The rows whose interval's bound nearer to 0 is furthest on its side of it."""
    sure = pl.when(pl.col("difference") >= 0).then(pl.col("low")).otherwise(-pl.col("high"))
    ordered = rows.with_columns(certainty=sure).sort(
        "certainty", "measure", "category", descending=[True, False, False], nulls_last=True
    )
    return ordered.head(most)


def _draw_contrasts(axes: Axes, panel: pl.DataFrame, looks: dict[str, Look], many_voices: bool) -> None:
    rows = list(panel.iter_rows(named=True))
    set_rows(axes, [_label(row, many_voices) for row in rows], list(range(len(rows))), 3.15)
    axes.set_xlim(*find_limits(panel, "difference"))
    a, b = (shorten_to(rows[0][f"group_{letter}"], 0.75) for letter in "ab")
    head_beside(axes, -0.7, f"hits,\n{a} : {b}")
    for place, row in enumerate(rows):
        look = looks[row["group_a"] if row["difference"] >= 0 else row["group_b"]]
        draw_known(axes, Interval(place, row["difference"], row["low"], row["high"], holds(row)), look)
        write_beside(axes, place, f"{row['hits_a']:,} : {row['hits_b']:,}")


def _label(row: dict, many_voices: bool) -> str:
    voice = f", {row['voice']}" if many_voices and row["voice"] not in OWN else ""
    return f"{spoken(row['category'])} ({spoken(row['measure'])}{voice})"


def _more(row: dict) -> str:
    return row["group_a"] if row["difference"] >= 0 else row["group_b"]


def _mark(row: dict) -> str:
    bounds = f"{signed(row['low'])} to {signed(row['high'])}"
    return (
        f"{_label(row, True)} {row['group_a']} less {row['group_b']} {signed(row['difference'])} ({bounds}; "
        f"{row['hits_a']:,} : {row['hits_b']:,} hits)"
    )


def _title_contrasts(shown: pl.DataFrame) -> str:
    test = _no_test(shown)
    sure = shown.filter(pl.col("certainty") > 0).sort("certainty", descending=True)
    if not shown["low"].count():
        return (
            f"{count_of(shown.height, 'category')}: differences without an interval, which say nothing of chance{test}"
        )
    if not sure.height:
        return f"In no category do the groups differ for sure: every interval includes no difference{test}"
    share = (
        f"{sure.height} of {count_of(shown.height, 'interval')} shown {'excludes' if sure.height == 1 else 'exclude'} 0"
    )
    held = shown.filter(pl.col("q") < HELD).height
    if not held and not test:
        return f"In no category does a difference hold: none of the {shown.height} shown has q under {HELD}; {share}"
    first = sure.row(0, named=True)
    other = first["group_b"] if _more(first) == first["group_a"] else first["group_a"]
    voice = "" if first["voice"] in OWN else f", {VOICES[first['voice']]}"
    name = f"“{spoken(first['category'])}” ({spoken(first['measure'])}{voice})"
    doubt = test or f"; {held} with q under {HELD}"
    groups = f"{name_briefly(_more(first))} than in {name_briefly(other)}"
    return f"{name} is more frequent in {groups} in these texts; {share}{doubt}"


def _caption_contrasts(contrasts: pl.DataFrame, found: pl.DataFrame, panels: list[pl.DataFrame], unit: str) -> str:
    methods = list_words(found["method"].unique(maintain_order=True).to_list()[:3])
    drawn = pl.concat(panels)
    bare = drawn.filter(pl.col("low").is_null() & pl.col("high").is_null()).height
    without = f" No line: no interval ({bare})." if bare else ""
    return (
        f"Hits {unit} in one group less those in the other, {drawn.height} of {found.height} comparisons (a category "
        f"in one voice) with a hit ({contrasts.height - found.height} without, or without words on a side, are not shown), "
        f"most certain first (the interval's end nearer to 0). Articles with such words: {_count_articles(drawn)}. Point: "
        "difference; line: 95 % interval, not adjusted for the number of categories; where it crosses 0, no difference is "
        f"possible.{without} {ARROW}{say_hollow(drawn)} Sign and colour: the group with more. Method: {methods}."
    )


def _count_articles(rows: pl.DataFrame) -> str:
    """How many articles of each group have words of each voice; all others are left out, as they change by row."""
    sides = [rows.select("voice", group=f"group_{side}", docs=f"docs_{side}") for side in "ab"]
    docs = pl.concat(sides).filter(pl.col("group") != REST).group_by("voice", "group").agg(pl.col("docs").max())
    said = docs.sort("group").select("voice", said=pl.format("{} {}", "group", "docs"))
    parts = {voice: said.filter(voice=voice)["said"].to_list() for voice in VOICES}
    return "; ".join(f"{VOICES[voice]}: {', '.join(part)}" for voice, part in parts.items() if part)
