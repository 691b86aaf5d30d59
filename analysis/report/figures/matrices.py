"""Matrices: figures of what is left out of each document, and of how alike two documents are."""

from __future__ import annotations

from math import sqrt

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.compare.profile import name_documents
from analysis.report.figures.marks import MANY, draw_matrix, set_rows, write_beside
from analysis.report.figures.style import (
    FAINT,
    SMALL,
    WIDTH,
    Look,
    Plot,
    close_figure,
    count_of,
    describe,
    empty_plot,
    group_looks,
    open_figure,
    shorten_to,
    styled,
    text_width,
)  # fmt: skip

SMALL_MEAN = 0.1  # below it similarities have three digits
ROOM = 0.01  # inches of a cell that its number leaves free
MEASURES = {
    "cosine": "cosine similarity",
    "jaccard": "Jaccard similarity",
    "containment_a": "containment (share of the row's text that the column's holds)",
    "containment_b": "containment (share of the column's text that the row's holds)",
    "shared_words": "shared words",
}
MIRROR = {"containment_a": "containment_b", "containment_b": "containment_a"}


@styled
def plot_exclusions(exclusions: pl.DataFrame) -> Plot:
    """Characters left out, by reason and document; above MANY documents, by reason and in how many documents.

    `exclusions` is what `find_exclusions` gives: doc, start, end, reason.
    """
    if not exclusions.height:
        return empty_plot("Nothing is left out of these texts")
    cells = exclusions.group_by("doc", "reason").agg(characters=(pl.col("end") - pl.col("start")).sum())
    by_reason = (
        cells.group_by("reason")
        .agg(pl.col("characters").sum(), docs=pl.len())
        .sort("characters", "reason", descending=[True, False])
    )
    docs = cells["doc"].unique().sort().to_list()
    first, characters, _ = by_reason.row(0)
    title = (
        f"{count_of(by_reason['characters'].sum(), 'character')} of {count_of(len(docs), 'article')} left out, "
        f"most of them as {first} ({characters:,})"
    )
    if len(docs) <= MANY:
        figure, marks = _draw_exclusion_cells(title, cells, docs, by_reason["reason"].to_list())
    else:
        figure, marks = _draw_reasons(title, by_reason)
    caption = (
        "Characters that are not an article's own running text and are not counted, by the rule that found them: "
        f"{count_of(exclusions.height, 'passage')} in {count_of(len(docs), 'article')}; articles with none are not "
        "shown. Counts, no intervals. Every passage is kept as a span with its reason and can be read in the evidence."
    )
    return close_figure(figure, title, caption, describe(f"{title}. Characters:", marks))


def _draw_exclusion_cells(
    title: str, cells: pl.DataFrame, docs: list[str], reasons: list[str]
) -> tuple[Figure, list[str]]:
    """A row a document, a column a reason."""
    values = np.zeros((len(docs), len(reasons)))
    for doc, reason, characters in cells.iter_rows():
        values[docs.index(doc), reasons.index(reason)] = characters
    figure = open_figure(title, 0.75 + 0.26 * len(docs))
    axes = figure.subplots()
    axes.set_yticks(range(len(docs)), [shorten_to(doc, 1.9) for doc in docs])
    axes.set_xticks(range(len(reasons)), [shorten_to(reason, 0.95, 8) for reason in reasons])
    axes.xaxis.tick_top()
    if len(reasons) > 5:
        axes.set_xticks(axes.get_xticks(), axes.get_xticklabels(), rotation=30, ha="left", rotation_mode="anchor")
    texts = [[f"{value:,.0f}" for value in row] for row in values]
    draw_matrix(axes, values, texts, float(np.nanmax(values)))
    return figure, [f"{doc}, {reason}: {count:,}" for doc, reason, count in cells.sort("doc", "reason").iter_rows()]


def _draw_reasons(title: str, by_reason: pl.DataFrame) -> tuple[Figure, list[str]]:
    """A bar a reason."""
    figure = open_figure(title, 0.75 + 0.26 * by_reason.height)
    axes = figure.subplots()
    set_rows(axes, by_reason["reason"].to_list(), list(range(by_reason.height)))
    axes.barh(range(by_reason.height), by_reason["characters"].to_list(), 0.6, color="#8a8a8a")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel("characters left out")
    for place, (_, characters, docs) in enumerate(by_reason.iter_rows()):
        write_beside(axes, place, f"{characters:,} in {count_of(docs, 'article')}")
    return figure, [
        f"{reason} {characters:,} in {count_of(docs, 'article')}" for reason, characters, docs in by_reason.iter_rows()
    ]


# --- similarity ---------------------------------------------------------------------------------------------------


@styled
def plot_similarity(similarity: pl.DataFrame, documents: pl.DataFrame, column: str) -> Plot:
    """How alike the documents of an event are, pair by pair; above MANY documents, the means of pairs of groups.

    `similarity` has doc_a, doc_b, event and the column to draw, one row a pair; `documents` has doc, outlet, group, event, date.
    Of containment, the cell of a row and a column is the share of the row's text; the mirrored cell is the other's.
    """
    group_of = dict(documents.select("doc", "group").iter_rows())
    pairs = similarity.drop_nulls(column).filter(
        pl.col("doc_a").is_in(list(group_of)), pl.col("doc_b").is_in(list(group_of))
    )
    if not pairs.height:
        return empty_plot(f"No pairs of articles of the same event, so no {MEASURES.get(column, column)} to show")
    pairs = pairs.with_columns(
        *(pl.col(f"doc_{side}").replace_strict(group_of).alias(f"group_{side}") for side in "ab"),
        *(pl.col(f"doc_{side}").replace_strict(name_documents(documents)).alias(f"name_{side}") for side in "ab"),
    )
    title = _title_similarity(pairs, column)
    draw = _draw_pairs if documents.height <= MANY else _draw_group_means
    figure, marks, darkest = draw(title, pairs, documents, column)
    alt = describe(f"{title}. {MEASURES.get(column, column).capitalize()}:", marks)
    return close_figure(figure, title, _caption_similarity(pairs, documents, column, darkest), alt)


def _written(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}"


def _choose_digits(pairs: pl.DataFrame, column: str) -> int:
    """The digits after the point: none of shared words, more where the mean is near 0."""
    return 0 if column == "shared_words" else 2 if pairs[column].mean() >= SMALL_MEAN else 3


def _title_similarity(pairs: pl.DataFrame, column: str) -> str:
    digits = _choose_digits(pairs, column)
    best = pairs.sort(column, "doc_a", "doc_b", descending=[True, False, False]).row(0, named=True)
    across = pl.col("group_a") != pl.col("group_b")
    means = [
        f"{name} groups {_written(part[column].mean(), digits)} ({count_of(part.height, 'pair')})"
        for name, part in (("within", pairs.filter(~across)), ("across", pairs.filter(across)))
        if part.height
    ]
    names = " and ".join(shorten_to(best[name], 2.2) for name in ("name_a", "name_b"))
    name = MEASURES.get(column, column).split(" (")[0].capitalize()
    return f"{name}: most alike {names} ({_written(best[column], digits)}); mean {', '.join(means)}; no test"


def _draw_pairs(
    title: str, pairs: pl.DataFrame, documents: pl.DataFrame, column: str
) -> tuple[Figure, list[str], float]:
    digits = _choose_digits(pairs, column)
    ordered = documents.sort("event", "group", "doc", nulls_last=True)
    docs = ordered["doc"].to_list()
    place = {doc: number for number, doc in enumerate(docs)}
    values = np.full((len(docs), len(docs)), np.nan)
    mirror = MIRROR.get(column, column) if MIRROR.get(column, column) in pairs.columns else column
    for a, b, here, there in pairs.select("doc_a", "doc_b", here=column, there=mirror).iter_rows():
        values[place[a], place[b]], values[place[b], place[a]] = here, there
    looks = group_looks(documents["group"])
    cell = min(0.55, 4.0 / len(docs))
    texts = _write_cells(values, digits, cell - ROOM)
    readable = any(map(any, texts))
    blank = Patch(
        facecolor="white", edgecolor="#c9c9c9", hatch="////", label="not compared: other event, or the text itself"
    )
    strips = [Patch(**_strip(look), label=group) for group, look in looks.items()]
    height = max(1.2, cell * len(docs)) + (0.6 if readable else 1.3)
    figure = open_figure(title, height, [*strips, blank])
    axes = figure.subplots()
    top = float(np.nanmax(values))
    mesh = draw_matrix(axes, np.sqrt(values), texts, sqrt(top))
    axes.set_aspect("equal")
    if not readable:
        _draw_key(figure, axes, mesh, column, top)
    _label_pairs(axes, ordered, looks, cell)
    named = pairs.select("name_a", "name_b", column).iter_rows()
    return figure, [f"{a} and {b}: {_written(value, digits)}" for a, b, value in named], top


def _write_cells(values: np.ndarray, digits: int, inches: float) -> list[list[str]]:
    """The numbers of a matrix, as .012 where 0.012 does not fit, and none where that does not fit either."""
    whole = [["" if np.isnan(value) else _written(value, digits) for value in row] for row in values]
    short = [[text.removeprefix("0")[: digits + 1] if digits else text for text in row] for row in whole]
    for texts in (whole, short):
        if max(text_width(text, SMALL) for row in texts for text in row) <= inches:
            return texts
    return [["" for _ in row] for row in values]


def _strip(look: Look) -> dict:
    """How the strip of a group is filled, in the key as beside the matrix."""
    return {"facecolor": look.pale, "edgecolor": look.colour, "hatch": look.hatch, "linewidth": 0.6}


def _draw_key(figure: Figure, axes: Axes, mesh: QuadMesh, column: str, top: float) -> None:
    """Below a matrix, which grey is how much: greys go with the square root, so that small numbers are told apart."""
    bar = figure.colorbar(mesh, ax=axes, location="bottom", shrink=0.4, aspect=25)
    bar.set_label(MEASURES.get(column, column).split(" (")[0])
    bar.ax.set_xlim(0, sqrt(top) or 1)
    ticks = [tick for tick in MaxNLocator(4).tick_values(0, top) if 0 <= tick <= top]
    bar.set_ticks(np.sqrt(ticks), labels=[f"{tick:g}" for tick in ticks])


def _label_pairs(axes: Axes, ordered: pl.DataFrame, looks: dict[str, Look], cell: float) -> None:
    """Names and numbers of the documents, bars of their groups at the left and above, events at the right."""
    size = min(9.0, cell * 72 * 0.85)
    told = name_documents(ordered)
    room = WIDTH - 0.7 - 1.05 * cell * ordered.height
    names = [
        f"{shorten_to(told[doc], 0.58 * room, size)}  {number}" for number, doc in enumerate(ordered["doc"], start=1)
    ]
    axes.set_yticks(range(ordered.height), names, size=size)
    axes.set_xticks(range(ordered.height), [str(number) for number in range(1, ordered.height + 1)], size=min(8, size))
    axes.tick_params(axis="x", rotation=0 if cell > 0.2 else 90)
    axes.xaxis.tick_top()
    axes.tick_params(pad=8 + 72 * cell * 0.35)
    for number, group in enumerate(ordered["group"]):
        fill = _strip(looks[group])
        axes.add_patch(Rectangle((-0.85, number - 0.46), 0.25, 0.92, clip_on=False, **fill))
        axes.add_patch(Rectangle((number - 0.46, -0.85), 0.92, 0.25, clip_on=False, **fill))
    events = (
        ordered.with_row_index("row")
        .group_by("event", maintain_order=True)
        .agg(first=pl.col("row").min(), last=pl.col("row").max())
    )
    for event, first, last in events.iter_rows():
        write_beside(axes, (first + last) / 2, shorten_to(event or "no event given", 0.42 * room, SMALL), FAINT)
        if last + 1 < ordered.height:
            axes.plot([-0.5, ordered.height - 0.5], [last + 0.5] * 2, color="#555555", linewidth=0.8)
            axes.plot([last + 0.5] * 2, [-0.5, ordered.height - 0.5], color="#555555", linewidth=0.8)


def _draw_group_means(
    title: str, pairs: pl.DataFrame, documents: pl.DataFrame, column: str
) -> tuple[Figure, list[str], float]:
    digits = _choose_digits(pairs, column)
    groups = documents["group"].unique().sort().to_list()
    values = np.full((len(groups), len(groups)), np.nan)
    texts = [["" for _ in groups] for _ in groups]
    marks = []
    both = pl.concat(
        [
            pairs.select("group_a", "group_b", value=column),
            pairs.select("group_a", "group_b", value=MIRROR.get(column, column)).select(
                group_a="group_b", group_b="group_a", value="value"
            ),
        ]
    )
    for (a, b), part in sorted(both.group_by("group_a", "group_b")):
        row, place, mean = groups.index(a), groups.index(b), part["value"].mean()
        count = part.height // 2 if a == b else part.height
        values[row, place] = mean
        texts[row][place] = f"{_written(mean, digits)}\n{count_of(count, 'pair')}"
        marks.append(f"{a} and {b}: mean {_written(mean, digits)} of {count_of(count, 'pair')}")
    figure = open_figure(title, 1.3 + 0.5 * len(groups))
    axes = figure.subplots()
    top = float(np.nanmax(values))
    _draw_key(figure, axes, draw_matrix(axes, np.sqrt(values), texts, sqrt(top)), column, top)
    wide = min(1.6, (WIDTH - 2) / len(groups))
    axes.set_yticks(range(len(groups)), [shorten_to(group, 1.6) for group in groups])
    axes.set_xticks(range(len(groups)), [shorten_to(group, wide * 0.95, 8) for group in groups])
    axes.xaxis.tick_top()
    return figure, marks, top


def _caption_similarity(pairs: pl.DataFrame, documents: pl.DataFrame, column: str, darkest: float) -> str:
    if documents.height > MANY:
        how = "Mean over the pairs of articles of each two groups; darker is more alike"
    else:
        how = (
            "A cell is a pair, numbered alike in rows and columns, by event, then group; darker is more alike; hatched cells are "
            "not compared"
        )
    name = MEASURES.get(column, column).capitalize()
    most = _written(darkest, _choose_digits(pairs, column))
    ends = f"white is 0, the darkest {most}, the most that is drawn here, and greys between go with the square root"
    return (
        f"{name} of {count_of(pairs.height, 'pair')} of {count_of(documents.height, 'article')}, compared within an "
        f"event only. {how}; {ends}. No intervals: pairs that share an article are not independent. Alike in words says nothing of "
        "who took from whom."
    )
