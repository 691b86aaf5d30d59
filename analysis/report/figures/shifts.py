"""Shifts: a figure of the distance between the words of two groups, how it splits and which words make it."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.compare.estimates import Contrast
from analysis.report.figures.marks import (
    VOICES,
    choose_voice,
    head_beside,
    in_articles,
    name_sides,
    set_rows,
    write_beside,
)
from analysis.report.figures.style import (
    INK,
    SMALL,
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
    styled,
)  # fmt: skip

MOST = 25  # words
PER_BIT = 1000  # contributions are drawn in thousandths of a bit


class Piece(NamedTuple):
    """A part of the whole distance: its name, its bits, how it is filled and the colour of its number."""

    name: str
    bits: float
    colour: str
    hatch: str
    ink: str


@styled
def plot_shift(shift: pl.DataFrame, split: pl.DataFrame, contrast: Contrast) -> Plot:
    """The words that part two groups most, and how much of the whole distance is selection, chance and wording.

    `shift` is what `shift_words` gives, `split` what `split_distance` gives; of more than one voice the author's is
    drawn. Bars run to the side of the group that uses the word more; the full colour is the part inside the same events.
    """
    a, b = contrast
    rows = choose_voice(shift.filter(group_a=a, group_b=b))
    shown = rows.filter(pl.col("contribution") > 0).head(MOST)
    if not shown.height:
        return empty_plot(f"No word parts {a} and {b}: there is no distance to show")
    pieces, row = _take_pieces(split.filter(group_a=a, group_b=b, voice=rows["voice"][0]))
    looks = group_looks({*shift["group_a"], *shift["group_b"], a, b})
    key = [*group_key({group: looks[group] for group in contrast}), *map(_patch, pieces)]
    title = _title(shown, pieces, row, contrast)
    figure = open_figure(title, 1.9 + 0.2 * shown.height, key)
    strip, axes = figure.subplots(2, 1, height_ratios=[0.5, 1.0 + 0.2 * shown.height])
    _draw_strip(strip, pieces, row)
    _draw_words(axes, shown, looks)
    name_sides(axes, contrast, "thousandths of a bit")
    marks = [*(f"{piece.name} {piece.bits:.3f} bits" for piece in pieces), *map(_mark, shown.iter_rows(named=True))]
    alt = describe(f"{title}. Parts of the distance, then words with thousandths of a bit:", marks)
    return close_figure(figure, title, _caption(rows, shown, row, contrast), alt)


def _take_pieces(split: pl.DataFrame) -> tuple[list[Piece], dict]:
    """The parts of the whole distance that are known, and the row that they come from."""
    row = split.row(0, named=True) if split.height else {}
    if row.get("total") is None:
        return [], row
    selection = Piece("selection of events", row["selection"], "#4d4d4d", "", "white")
    if row["wording"] is None:
        return [selection], row
    if row["chance"] is None:
        return [selection, Piece("wording, chance not known", row["wording"], "#ffffff", "////", INK)], row
    chance = min(row["chance"], row["wording"])
    return [
        selection,
        Piece("wording that chance gives", chance, "#ececec", "", INK),
        Piece("wording beyond chance", row["wording"] - chance, "#a6a6a6", "", INK),
    ], row


def _patch(piece: Piece) -> Patch:
    return Patch(facecolor=piece.colour, hatch=piece.hatch, edgecolor="#767676", linewidth=0.6, label=piece.name)


def _draw_strip(axes: Axes, pieces: list[Piece], row: dict) -> None:
    """The whole distance as one bar, its parts side by side, with the share of each that has room for it."""
    axes.grid(visible=False)
    axes.set_yticks([0], ["whole distance"])
    axes.tick_params(axis="y", pad=8)
    total = sum(piece.bits for piece in pieces)
    axes.set_xlim(0, total or 1)
    if not total:
        axes.set_xticks([])
        axes.text(0, 0, "not split", size=SMALL, va="center")
    begin = 0.0
    for piece in pieces:
        fill = {"color": piece.colour, "hatch": piece.hatch, "edgecolor": "#767676", "linewidth": 0.6}
        axes.barh(0, piece.bits, 0.7, begin, **fill)
        if piece.bits > 0.08 * total:
            middle = begin + piece.bits / 2
            box = {"facecolor": piece.colour, "edgecolor": "none", "pad": 1}
            share = f"{_percent(piece.bits / total)}"
            axes.text(middle, 0, share, ha="center", va="center", size=SMALL, color=piece.ink, bbox=box)
        begin += piece.bits
    if total:
        axes.set_xlabel("bits, of 1 at most")
        write_beside(axes, 0, f"{row['shared']} of {count_of(row['events'], 'event')}\nin both")


def _draw_words(axes: Axes, shown: pl.DataFrame, looks: dict[str, Look]) -> None:
    rows = list(shown.iter_rows(named=True))
    set_rows(axes, [row["term"] for row in rows], list(range(len(rows))))
    head_beside(axes, -0.7, "hits in articles")
    reach = [0.0]
    for place, row in enumerate(rows):
        look, sign = looks[row["group"]], 1 if row["group"] == row["group_a"] else -1
        whole, within = (sign * PER_BIT * row[name] for name in ("contribution", "within"))
        axes.barh(place, whole, 0.74, color=look.pale)
        axes.barh(place, within, 0.36, color=look.colour)
        write_beside(axes, place, in_articles(row))
        reach += [whole, within]
    room = 0.04 * (max(reach) - min(reach))
    axes.set_xlim(min(reach) - room, max(reach) + room)


def _mark(row: dict) -> str:
    return (
        f"{row['term']}, more in {row['group']}: {PER_BIT * row['contribution']:.2f}, "
        f"{PER_BIT * row['within']:.2f} inside the same events ({in_articles(row)})"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _title(shown: pl.DataFrame, pieces: list[Piece], row: dict, contrast: Contrast) -> str:
    named = [
        f"“{term}” (more in {name_briefly(group)})" for term, group in shown.select("term", "group").head(2).iter_rows()
    ]
    part = "part" if len(named) > 1 else "parts"
    first = f"In these texts {list_words(named)} {part} the words of {name_briefly(contrast.a)} and {name_briefly(contrast.b)} most"
    total = sum(piece.bits for piece in pieces)
    shares = [f"{_percent(piece.bits / total)} {piece.name}" for piece in pieces] if total else []
    test = f" (p = {row['p']:.2g})" if row.get("p") is not None else ""
    return f"{first}; the whole distance is {list_words(shares)}{test}" if shares else first


def _caption(rows: pl.DataFrame, shown: pl.DataFrame, row: dict, contrast: Contrast) -> str:
    distance = rows["contribution"].sum()
    return (
        f"Words, {VOICES[rows['voice'][0]]}. {_caption_split(row)} "
        f"Below: what each word adds to the distance of the words alone ({distance:.3f} bits, Jensen-Shannon divergence; 0 = the "
        f"same shares, 1 = no word in common), the {shown.height} of {count_of(rows.height, 'word')} that add most, "
        f"{_percent(shown['contribution'].sum() / distance)} of it. Bars run to the group with the higher rate. Full colour: the part "
        "that stays when both groups give each event the same weight; to the other side, the word leans the other way "
        "inside the same events; longer than the pale bar, the choice of events hides some of it. Beside: hits, and in how "
        f"many articles, {contrast.a} : {contrast.b}. A description of these texts, no intervals: the terms have them."
    )


def _caption_split(row: dict) -> str:
    if row.get("total") is None:
        return f"The distance is not split{': ' + row['note'] if row.get('note') else ''}."
    left = f" {count_of(row['left_out'], 'article')} without an event left out." if row["left_out"] else ""
    said = (
        f"On top: the distance of event and word together, {row['total']:.3f} bits, {row['docs_a']:,} and {row['docs_b']:,} "
        f"articles, {row['shared']} of {count_of(row['events'], 'event')} covered by both.{left} Selection is which events "
        "each group covers in this corpus, and how much; it has no test. "
    )
    if row["chance"] is None:
        return f"{said}{row['note'][:1].upper()}{row['note'][1:]}."
    note = f" ({row['note']})" if row["note"] else ""
    span = ""
    if row["share_low"] is not None:
        low, high = (_percent(row[f"share_{end}"]) for end in ("low", "high"))
        span = f" Selection is {_percent(row['share'])}; {low} to {high} with any one event left out."
    return (
        f"{said}Wording is how words differ inside the same events, {row['wording']:.3f} bits; articles shared out anew inside "
        f"events give {row['chance']:.3f} ({row['chance_low']:.3f} to {row['chance_high']:.3f}, {count_of(row['shuffles'], 'shuffle')}), "
        f"p = {row['p']:.2g}{note}.{span}"
    )
