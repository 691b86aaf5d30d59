"""Certainty: how surely each report of an event states the same thing, and with what words."""

from __future__ import annotations

from textwrap import shorten

import polars as pl
from matplotlib.lines import Line2D

from analysis.compare.certainty import ALLEGED, ATTRIBUTED, DENIED, FALSE, FLAT, HEDGED, LEVELS
from analysis.report.figures.grids import DASH, Report, Row, choose_reports, draw_grid, fill_sign, order_reports
from analysis.report.figures.style import (
    INK,
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

MOST = 14  # statements in a figure
SIGNS = {
    FLAT: fill_sign("o"),
    ATTRIBUTED: {**fill_sign("o"), "fillstyle": "left", "markerfacecoloralt": "white"},
    ALLEGED: fill_sign("o", filled=False),
    HEDGED: fill_sign("D", filled=False) | {"markersize": 5},
    DENIED: {"marker": "x", "markersize": 5.5, "markeredgewidth": 1.6, "color": INK},
    FALSE: fill_sign("X") | {"markersize": 7, "markeredgewidth": 0.5},
}


@styled
def plot_certainty(certainty: pl.DataFrame, documents: pl.DataFrame, event: str) -> Plot:
    """How surely the reports of an event state the same: a row a statement, a column a report, and the words that do it.

    `certainty` is what `compare_certainty` gives: event, statement, doc, certainty, source, word, spread, carriers, sentence;
    `documents` has doc, outlet, group, event and date. Drawn are MOST statements that reports tell unlike, those whose reports lie
    furthest apart first, or where there are none, those that most carry. Of several sentences of a report the least sure counts.
    """
    order = pl.col("certainty").replace_strict(
        {name: place for place, name in enumerate(LEVELS)}, return_dtype=pl.Int64
    )
    own = certainty.filter(pl.col("event") == event, pl.col("carriers") > 1).with_columns(level=order)
    if not own.height:
        return empty_plot(
            f"No statement of {shorten_to(event, 2.2, 10.5)} is told by two reports, so there is nothing to compare how surely it is told"
        )
    parts = own.partition_by("statement", maintain_order=True)
    unlike = [part for part in parts if part["spread"][0]]
    shown = [_keep_least_sure(part) for part in (unlike or parts)[:MOST]]
    reports = order_reports(documents, event)
    columns = choose_reports(reports, [doc for part in shown for doc in part["doc"]])
    looks = group_looks(documents["group"])
    names = {report.doc: report.name for report in reports}
    levels = {level for part in shown for level in part["certainty"]}
    key = [Line2D([], [], linestyle="", label=level, **SIGNS[level]) for level in LEVELS if level in levels]
    key.append(Line2D([], [], linestyle="", label="not told", **DASH))
    title = _title(len(parts), len(unlike), shown[0], reports)
    rows = [_read_row(part, names) for part in shown]
    figure = draw_grid(
        title, rows, columns, {report.group: looks[report.group] for report in columns}, key, "flat, of\nall told"
    )
    marks = [_mark(part, names) for part in shown]
    caption = _caption(parts, len(unlike), len(shown), len(reports) - len(columns))
    return close_figure(figure, title, caption, describe(f"{title}. Statements:", marks))


def _keep_least_sure(part: pl.DataFrame) -> pl.DataFrame:
    """A row for each report of a statement."""
    ordered = part.sort("level", "start", descending=[True, False]).unique("doc", keep="first", maintain_order=True)
    return ordered.sort("doc")


def _read_row(part: pl.DataFrame, names: dict[str, str]) -> Row:
    cells = {doc: SIGNS[level] for doc, level in part.select("doc", "certainty").iter_rows()}
    flat = sum(level == FLAT for level in part["certainty"])
    return Row(_shortest(part), _say_words(part, names), cells, f"{flat} of {part.height}")


def _shortest(part: pl.DataFrame) -> str:
    return min(part["sentence"], key=lambda text: (len(text), text))


def _say_words(part: pl.DataFrame, names: dict[str, str]) -> str:
    """The words that make a statement less sure, each with the report that uses them, or how many do."""
    worded = (
        part.drop_nulls("word")
        .group_by("level", "word")
        .agg(pl.col("doc").sort())
        .sort("level", "word", descending=[True, False])
    )
    said = {
        word: names[docs[0]] if len(docs) == 1 else count_of(len(docs), "report")
        for word, docs in worded.select("word", "doc").iter_rows()
    }
    return " · ".join(f"“{word}” {who}" for word, who in said.items())


# --- words --------------------------------------------------------------------------------------------------------


def _title(total: int, unlike: int, first: pl.DataFrame, reports: list[Report]) -> str:
    several = f"{count_of(total, 'statement')} that several reports tell"
    if not unlike:
        return f"Each of {several} is told by all of them equally surely"
    groups = {report.doc: report.group for report in reports}
    placed = first.with_columns(group=pl.col("doc").replace_strict(groups)).sort("group")
    said = [
        f"{name_briefly(group)} {', '.join(level for level in LEVELS if level in set(own['certainty']))}"
        for (group,), own in placed.group_by("group", maintain_order=True)
    ]
    verb = "is" if unlike == 1 else "are"
    return f"Of {several}, {unlike} {verb} not told equally surely; the first: {list_words(said)}; no test"


def _mark(part: pl.DataFrame, names: dict[str, str]) -> str:
    told = [
        f"{names[doc]} {level}" + (f" (“{word}”)" if word else "")
        for doc, level, word in part.select("doc", "certainty", "word").iter_rows()
    ]
    return f"“{shorten(_shortest(part), 50, placeholder='…')}” {', '.join(told)}"


def _caption(parts: list[pl.DataFrame], unlike: int, shown: int, left: int) -> str:
    more = f" {count_of(left, 'report')} that tell fewest of these not drawn, but counted." if left else ""
    tellings = count_of(sum(part["carriers"][0] for part in parts), "telling")
    return (
        f"{count_of(len(parts), 'statement')} that at least two reports of the event tell ({tellings}; unit: an article's telling "
        f"of a statement), {unlike} of them not equally surely; drawn: {shown}, those furthest apart first, below each the words "
        f"that make it less sure.{more} Flat: told as a fact in the author's voice; attributed: said by a source; alleged, hedged: "
        "with such a word; denied; called false: told as made up. Found by rules. Counts, no intervals and no test. How surely "
        "something is told says nothing of whether it is so."
    )
