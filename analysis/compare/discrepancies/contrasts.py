"""Contrasts: words that tell two facts apart however alike the rest is: dead and injured, first and last, start and end."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from analysis.compare.paraphrases import find_stem
from analysis.find.lists import read_list

REACH = 40  # characters before and after a value in which a word counts
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


@cache
def _read_axes() -> dict[str, list[tuple[int, int]]]:
    """The places of each stem (see the list contrasts): number of the axis, and its side as a power of two."""
    axes: dict[str, dict[str, int]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for word, kind in read_list("contrasts").select("word", "kind").iter_rows():
        axis, side = kind.split(" ")
        sides = axes.setdefault(axis, {})
        places.setdefault(find_stem(word), []).append((list(axes).index(axis), sides.setdefault(side, 1 << len(sides))))
    return places


def find_sides(stated: pl.DataFrame) -> list[dict[int, int]]:
    """For each statement the axes on which its verb or else a word near it stands, with the sides as the sum of powers of two."""
    columns = stated.select("sentence_text", pl.col("start", "end") - pl.col("sentence_start"), "verb")
    rows = columns.iter_rows()
    return [
        _read_sides(text[max(0, start - REACH) : end + REACH].lower()) | _read_sides(verb)
        for text, start, end, verb in rows
    ]


def _read_sides(text: str) -> dict[int, int]:
    axes, found = _read_axes(), {}
    for word in _WORD.findall(text.replace("set off", "set-off").replace("’", "'")):
        for axis, side in axes.get(find_stem(word), axes.get(find_stem(word.removesuffix("'s")), ())):
            found[axis] = found.get(axis, 0) | side
    return found
