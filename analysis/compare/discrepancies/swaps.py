"""Swaps: where two sentences of much the same words have other words in one place: "the *first* round", "the *second* round"."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

import polars as pl

from analysis.compare.discrepancies.contexts import EMPTY, WORD
from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem

LONGEST = 4  # words of what is put in another's place
FIRM = 3  # words that both have beside it


def find_swaps(paired: pl.DataFrame) -> pl.Series:
    """How much of each pair of statements is said in the same words but for other ones in one place, the values aside.

    The number of such places, each counted as the share of the words of both sentences that stand in one order in both
    (Ratcliff & Metzener 1988), 0 to 1. Words that stand for each other (see `lay_meanings`) are none.
    """
    spans = [pl.col(f"{name}_{side}") - pl.col(f"sentence_start_{side}") for side in "ab" for name in ("start", "end")]
    rows = paired.select("sentence_text_a", "sentence_text_b", *spans).rows()
    cut: dict[str, list[tuple[str, int]]] = {}
    for text in dict.fromkeys(text for row in rows for text in row[:2]):
        cut[text] = [(find_stem(word.group().lower()), word.start()) for word in WORD.finditer(text)]
    stems = sorted({stem for words in cut.values() for stem, _ in words})
    same = lay_meanings(stems or [""])
    alike = {
        stem: frozenset(same.indices[same.indptr[at] : same.indptr[at + 1]].tolist()) for at, stem in enumerate(stems)
    }
    found = [_measure([_hide(cut[row[0]], *row[2:4]), _hide(cut[row[1]], *row[4:6])], alike) for row in rows]
    return pl.Series(found, dtype=pl.Float64)


def _hide(words: list[tuple[str, int]], begin: int, end: int) -> list[str]:
    """The stems of a sentence, with none for the words of the value."""
    return ["" if begin <= start < end else stem for stem, start in words]


def _measure(sides: list[list[str]], alike: dict[str, frozenset[int]]) -> float:
    blocks = [tuple(block) for block in SequenceMatcher(None, *sides, autojunk=False).get_matching_blocks()]
    share = 2 * sum(size for _, _, size in blocks) / max(len(sides[0]) + len(sides[1]), 1)
    edges = [(0, 0, 0), *blocks]
    return share * sum(_is_swap(sides, left, right, alike) for left, right in pairwise(edges))


def _is_swap(
    sides: list[list[str]], left: tuple[int, ...], right: tuple[int, ...], alike: dict[str, frozenset[int]]
) -> bool:
    """Whether what stands between two runs is short on both sides and has content that nothing on the other stands for."""
    gaps = [sides[at][left[at] + left[2] : right[at]] for at in (0, 1)]
    if left[2] + right[2] < FIRM or not all(1 <= len(gap) <= LONGEST for gap in gaps):
        return False
    told = [[alike[stem] for stem in gap if stem and len(stem) > 1 and stem not in EMPTY] for gap in gaps]
    return all(told) and not any(one & two for one in told[0] for two in told[1])
