"""Measures: how two groups differ in measures of style, each as a standardised difference beside its means."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from analysis.compare.estimates import Contrast
from analysis.report.figures.dots import draw_known
from analysis.report.figures.marks import (
    ARROW,
    HELD,
    VOICES,
    Interval,
    choose_voice,
    find_limits,
    head_beside,
    holds,
    name_sides,
    say_hollow,
    write_beside,
)
from analysis.report.figures.style import (
    FAINT,
    GRID,
    SMALL,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_key,
    group_looks,
    name_briefly,
    name_units,
    open_figure,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

BESIDE = 2.0  # inches for the means with their unit: where it is too long it is left out
BRIEF = {
    "different words per word": "per word",
    "US school years": "school years",
}  # units that are too long beside means


@styled
def plot_style(style: pl.DataFrame, contrast: Contrast) -> Plot:
    """How two groups differ in measures of style: Hedges' g (standard deviations) with 95 % interval, and both means.

    `style` is what `compare_styles` gives: a row a measure, contrast and voice with label, family, unit, mean_a, mean_b, g
    with its interval g_low to g_high (null where there is none), q (null without a test), docs_a, docs_b and what the
    interval counts. Measures stand in their families, in the order of the table. Of more than one voice all words are
    drawn, else the author's.
    """
    a, b = contrast
    rows = _choose_rows(style.filter(group_a=a, group_b=b))
    if not rows.height:
        return empty_plot(f"No measure of style to compare between {a} and {b}")
    families = rows["family"].unique(maintain_order=True).to_list()
    rows = pl.concat([rows.filter(family=family) for family in families])
    looks = group_looks({*style["group_a"], *style["group_b"]})
    title = _title(rows, contrast)
    height = 1.0 + 0.2 * (rows.height + 1.3 * len(families))
    figure = open_figure(title, height, group_key({group: looks[group] for group in contrast}))
    axes = figure.subplots()
    _draw_measures(axes, rows, looks)
    name_sides(axes, contrast, "Hedges' g")
    marks = [_mark(row) for row in _by_certainty(rows).iter_rows(named=True)]
    alt = describe(f"{title}. Hedges' g, above 0 more in {a}, with the means in {a} : {b}:", marks)
    return close_figure(figure, title, _caption(rows, contrast), alt)


def _choose_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of all words where they are given, else of one voice, but those without a mean on either side."""
    of_all = rows.filter(voice="all")
    chosen = of_all if of_all.height else choose_voice(rows)
    return chosen.filter(pl.any_horizontal(pl.col("mean_a", "mean_b").is_not_null()))


def _by_certainty(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the interval's end nearer to 0, the surest difference first, those without an interval last."""
    sure = pl.when(pl.col("g") >= 0).then(pl.col("g_low")).otherwise(-pl.col("g_high"))
    return rows.with_columns(certainty=sure).sort(
        "certainty", descending=True, nulls_last=True, maintain_order=True
    )  # fmt: skip


# --- drawing ------------------------------------------------------------------------------------------------------


def _draw_measures(axes: Axes, rows: pl.DataFrame, looks: dict[str, Look]) -> None:
    axes.grid(visible=False)
    known = rows.select(g="g", low=pl.coalesce("g_low", "g"), high=pl.coalesce("g_high", "g")).drop_nulls("g")
    left, right = find_limits(known, "g")
    axes.set_xlim(min(left, -0.5), max(right, 0.5))
    if not known.height:
        axes.set_xticks([0])
    places, labels, at, family = [], [], -0.3, None
    name = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points", "annotation_clip": False}
    for row in rows.iter_rows(named=True):
        if row["family"] != family:
            family, at = row["family"], at + 0.3
            axes.annotate(shorten_to(family, 2.6), (0, at), (-8, 0), weight="bold", ha="right", va="center", **name)
            at += 1
        places.append(at)
        labels.append(shorten_to(row["label"], 2.4))
        axes.axhline(at, color=GRID, linewidth=0.7, zorder=0)
        _draw_measure(axes, at, row, looks)
        at += 1
    axes.set_yticks(places, labels)
    axes.tick_params(axis="y", pad=8)
    axes.set_ylim(at - 0.3, -0.7)
    a, b = (shorten_to(rows[f"group_{letter}"][0], 0.7) for letter in "ab")
    head_beside(axes, -0.7, f"means,\n{a} : {b}")


def _draw_measure(axes: Axes, at: float, row: dict, looks: dict[str, Look]) -> None:
    look = looks[row["group_a"] if (row["g"] or row["difference"] or 0) >= 0 else row["group_b"]]
    draw_known(axes, Interval(at, row["g"], row["g_low"], row["g_high"], holds(row)), look)
    if row["g"] is None:
        why = {"size": SMALL, "color": FAINT, "va": "center", "ha": "center"}
        axes.text(0.5, at, "no g", transform=axes.get_yaxis_transform(), backgroundcolor="white", **why)
    means = _means(row)
    whole = f"{means} {BRIEF.get(row['unit'], row['unit'])}"
    write_beside(axes, at, whole if text_width(whole, SMALL) < BESIDE else means)


def _means(row: dict) -> str:
    return " : ".join("–" if row[name] is None else _rounded(row[name]) for name in ("mean_a", "mean_b"))


def _rounded(value: float) -> str:
    """A mean with about three digits.

    >>> _rounded(71.234), _rounded(0.71234), _rounded(4.56)
    ('71.2', '0.712', '4.56')
    """
    return f"{value:.{1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3}f}"


# --- words --------------------------------------------------------------------------------------------------------


def _title(rows: pl.DataFrame, contrast: Contrast) -> str:
    tested = rows["q"].null_count() < rows.height
    test = "" if tested else " (no test)"
    ordered = _by_certainty(rows)
    intervals = ordered["certainty"].count()
    sure = ordered.filter(pl.col("certainty") > 0)
    shown = f"{count_of(rows.height, 'measure')} of style shown ({VOICES[rows['voice'][0]]})"
    if not intervals:
        a, b = map(name_briefly, contrast)
        return f"Means of {count_of(rows.height, 'measure')} of style in {a} and {b}, described only: too few articles for intervals"
    if not sure.height:
        return f"Of {shown} none differs for sure: every interval includes no difference{test}"
    held = rows.filter(pl.col("q") < HELD).height
    share = (
        f"{sure.height} of {count_of(intervals, 'interval')} {'excludes' if sure.height == 1 else 'exclude'} 0{test}"
    )
    if tested and not held:
        return f"Of {shown} none holds with q under {HELD}; {share}"
    first = sure.row(0, named=True)
    (more, higher), (less, lower) = _order_means(first)
    passed = f", {held} with q under {HELD}" if tested else ""
    means = f"{name_briefly(more)} {higher}, {name_briefly(less)} {lower} {first['unit']}".strip()
    return f"“{first['label']}” differs most surely ({means}); {share}{passed}"


def _order_means(row: dict) -> list[tuple[str, str]]:
    """Both groups with their means, the one with more first."""
    sides = list(zip((row["group_a"], row["group_b"]), _means(row).split(" : "), strict=True))
    return sides if row["g"] >= 0 else sides[::-1]


def _caption(rows: pl.DataFrame, contrast: Contrast) -> str:
    first = rows.row(0, named=True)
    docs = f"{contrast.a} {rows['docs_a'].max():,} and {contrast.b} {rows['docs_b'].max():,}"
    none = rows["g"].null_count()
    notes = [note for note in rows["note"].unique(maintain_order=True) if note]
    lines = (
        f"Line: 95 % interval from counting {name_units(rows['interval'])}, not adjusted for the number of measures; where it "
        f"crosses 0, no difference is possible. {ARROW}{say_hollow(rows)}"
    )
    return (
        f"Measures of style, {VOICES[first['voice']]}, one value an article; articles: {docs}. Point: Hedges' g, the difference of "
        "the groups in standard deviations of a group's articles; more is a higher value, not a better one. "
        f"{lines if rows['g_low'].count() else 'No intervals.'}{f' {none} of {rows.height} measures have no g.' if none else ''} "
        f"Right: the groups' means in the measure's unit.{''.join(f' {note.capitalize()}.' for note in notes[:2])}"
    )


def _mark(row: dict) -> str:
    if row["g"] is None:
        return f"{row['label']}: no g ({_means(row)})"
    bounds = [row["g_low"], row["g_high"]]
    said = " to ".join("no bound" if bound is None else f"{bound:+.1f}" for bound in bounds)
    return f"{row['label']}: {row['g']:+.1f} ({said if any(b is not None for b in bounds) else 'no interval'}; {_means(row)})"
