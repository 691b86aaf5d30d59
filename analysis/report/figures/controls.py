"""Controls: how many findings the corpus shows beside those that appear where there is nothing to be found."""

from __future__ import annotations

import polars as pl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.report.figures.marks import head_beside, set_rows, spoken, write_beside
from analysis.report.figures.style import (
    FAINT,
    INK,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    list_words,
    open_figure,
    shorten_to,
    styled,
)  # fmt: skip

MIRROR, SHUFFLED, OUTLETS = "mirror", "shuffled", "outlets"
DEALT = {SHUFFLED: "by article", OUTLETS: "by outlet"}  # how names are dealt out
CHANCE = "#b4b4b4"
REAL_SIGN = {"marker": "D", "markersize": 6, "color": INK, "markeredgecolor": "white", "markeredgewidth": 0.5}
MEAN_SIGN = {"marker": "|", "markersize": 9, "color": INK, "markeredgewidth": 1.4}


@styled
def plot_controls(controls: pl.DataFrame) -> Plot:
    """Findings with the real names of groups beside those with names dealt out anew, and those of an outlet split in two.

    `controls` is what `check_controls` gives: control, measure, groups, outlet, runs, real, placebo (mean of the runs) with
    placebo_low and placebo_high (the least and the most), any (share of runs with one or more), counted, note; null where there is
    no run. A panel a measure, a
    row a contrast or an outlet. Whether exchanged groups mirror every number is said in words.
    """
    chance = controls.filter(pl.col("control") != MIRROR)
    if not chance.height:
        return empty_plot("No control was made")
    measures = chance["measure"].unique(maintain_order=True).to_list()
    panels = [chance.filter(measure=measure) for measure in measures]
    mirror = _say_mirror(controls.filter(control=MIRROR))
    title = _title(panels, mirror)
    inches = [0.85 + 0.24 * panel.height for panel in panels]
    figure = open_figure(title, sum(inches), _key())
    drawn = figure.subplots(len(panels), 1, squeeze=False, height_ratios=inches)[:, 0]
    for axes, panel in zip(drawn, panels, strict=True):
        _draw_panel(axes, panel)
    marks = [
        f"{row['measure']}, {_label(row)}: {_say_counts(row)}{_say_any(row)}" for row in chance.iter_rows(named=True)
    ]
    alt = describe(f"{title}. Real, then mean and range of the control:", marks)
    return close_figure(figure, title, _caption(chance, mirror), alt)


def _key() -> list[Artist]:
    signs = {"real names of groups": REAL_SIGN, "control: mean of the runs": MEAN_SIGN}
    points = [Line2D([], [], linestyle="", label=name, **sign) for name, sign in signs.items()]
    return [*points, Patch(color=CHANCE, label="control: least to most")]


def _draw_panel(axes: Axes, panel: pl.DataFrame) -> None:
    rows = list(panel.iter_rows(named=True))
    set_rows(axes, [_label(row) for row in rows], list(range(len(rows))), 3.0)
    for place, row in enumerate(rows):
        if row["placebo"] is not None:
            axes.barh(place, row["placebo_high"] - row["placebo_low"], 0.35, row["placebo_low"], color=CHANCE)
            axes.plot([row["placebo"]], [place], clip_on=False, zorder=2, **MEAN_SIGN)
        if row["real"] is not None:
            axes.plot([row["real"]], [place], clip_on=False, zorder=3, **REAL_SIGN)
        write_beside(axes, place, f"{_say_counts(row)}{_say_any(row)}", INK if row["runs"] else FAINT)
    axes.set_xlim(0, 1.05 * max(1.0, *(row[name] or 0 for row in rows for name in ("real", "placebo_high"))))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_title(spoken(rows[0]["measure"]), loc="left", weight="bold")
    axes.set_xlabel(" or ".join(panel["counted"].unique(maintain_order=True)), size=8)
    head_beside(axes, -0.6, "real; mean (least to most); runs with any")


# --- words --------------------------------------------------------------------------------------------------------


def _label(row: dict) -> str:
    if row["control"] in DEALT:
        groups = f"{shorten_to(row['group_a'], 1.2)} and {shorten_to(row['group_b'], 1.2)}"
        return f"{groups}, {DEALT[row['control']]}"
    return f"{shorten_to(row['outlet'], 1.6)}, split in two"


def _say_counts(row: dict) -> str:
    """The real count, then the control's mean and range."""
    real = "" if row["real"] is None else f"{row['real']:,}; "
    if row["placebo"] is None:
        return f"{real}no run"
    return f"{real}{row['placebo']:,.1f} ({row['placebo_low']:,.0f} to {row['placebo_high']:,.0f})"


def _say_any(row: dict) -> str:
    """The share of runs that find anything."""
    return "" if row["any"] is None else f"; any in {100 * row['any']:.0f} %"


def _say_mirror(rows: pl.DataFrame) -> str:
    """Whether exchanged groups mirror every number."""
    seen, wrong = int(rows["real"].sum()), int(rows["placebo"].sum())
    if not seen:
        return ""
    if wrong:
        return f"{wrong:,} of {count_of(seen, 'row')} do not mirror when the two groups are exchanged"
    return f"All {count_of(seen, 'row')} mirror when the two groups are exchanged"


def _title(panels: list[pl.DataFrame], mirror: str) -> str:
    firsts = [row for panel in panels for row in panel.filter(control=SHUFFLED).head(1).iter_rows(named=True)]
    known = [row for row in firsts if row["placebo"] is not None]
    if not known:
        said = "The names of the groups cannot be shuffled within events in these texts"
    else:
        parts = [f"{spoken(row['measure'])} {_say_counts(row).replace('; ', ' against ')}" for row in known]
        alike = [spoken(row["measure"]) for row in known if row["real"] <= row["placebo_high"]]
        said = f"Real against shuffled names of groups: {', '.join(parts)}"
        said += f"; in {list_words(alike)} no more than shuffled names can show" if alike else ""
        said += _say_outlets(panels)
    return said if not mirror or mirror.startswith("All") else f"{mirror}. {said}"


def _say_outlets(panels: list[pl.DataFrame]) -> str:
    """How often names dealt out by outlet show anything, in the first contrast."""
    firsts = [row for panel in panels for row in panel.filter(control=OUTLETS).head(1).iter_rows(named=True)]
    parts = [f"{100 * row['any']:.0f} % ({spoken(row['measure'])})" for row in firsts if row["any"] is not None]
    return f". Names dealt out by outlet show something in {list_words(parts)} of the runs" if parts else ""


def _caption(chance: pl.DataFrame, mirror: str) -> str:
    firsts = chance.filter(pl.col("runs") > 0, control=SHUFFLED).head(1)
    pair = "".join(f" Title: {row['group_a']} and {row['group_b']}." for row in firsts.iter_rows(named=True))
    runs = sorted(set(chance["runs"]))
    many = f"{runs[0]} to {count_of(runs[-1], 'run')}" if len(runs) > 1 else count_of(runs[0], "run")
    notes = "; ".join([note for note in chance["note"].unique(maintain_order=True) if note][:6])
    return (
        "What each measure counts where names mean nothing: the names of two groups dealt out anew by article, within events; "
        "by outlet, each with one name, as words also go with outlets; and the outlet of a group with most articles "
        f"split in halves, which has no real count. Each row: {many}. Bar: the least to the most over the runs, not an interval."
        f"{pair}{f' {mirror}.' if mirror else ''}"
        f"{f' Notes: {notes}.' if notes else ''}"
    )
