"""Alignment: which words of two tellings of one saying stand for each other, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

FIRM = 3  # words in a row that stand for themselves; fewer count only close to such a run
NEAR = 3  # words between two runs that are close, and at an end the most that are taken for an alteration


class Run(NamedTuple):
    """The same words in a row in both: where they begin in each, and how many they are."""

    a: int
    b: int
    size: int


class Gap(NamedTuple):
    """What stands between two runs, or before the first or behind the last (`ends`): places of words of each side."""

    a: range
    b: range
    ends: bool


def align_words(a: Sequence[int], b: Sequence[int]) -> list[Run]:
    """The runs of words that two sequences share in the same order, the longest found first (Ratcliff & Metzener 1988).

    A run of less than FIRM words counts only within NEAR words of one that counts. What a is to b, b is to a.

    >>> align_words([1, 2, 3, 4, 9, 5], [1, 2, 3, 4, 5])
    [Run(a=0, b=0, size=4), Run(a=5, b=4, size=1)]
    """
    if (len(a), list(a)) < (len(b), list(b)):
        return [Run(left, right, size) for right, left, size in align_words(b, a)]
    blocks = [Run(*block) for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()[:-1]]
    least = min(FIRM, len(b))
    kept = [run.size >= least for run in blocks]
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        for place in order:
            before = place - order.step
            kept[place] |= kept[before] and _are_near(*sorted((blocks[before], blocks[place])))
    return [run for run, stays in zip(blocks, kept, strict=True) if stays]


def _are_near(left: Run, right: Run) -> bool:
    return right.a - left.a - left.size <= NEAR and right.b - left.b - left.size <= NEAR


def find_gaps(runs: list[Run], size_a: int, size_b: int) -> list[Gap]:
    """What is left of two sequences of these sizes beside their runs, without empty gaps.

    >>> find_gaps([Run(0, 1, 4), Run(5, 5, 1)], 6, 6)
    [Gap(a=range(0, 0), b=range(0, 1), ends=True), Gap(a=range(4, 5), b=range(5, 5), ends=False)]
    """
    edges = [Run(0, 0, 0), *runs, Run(size_a, size_b, 0)]
    gaps = [
        Gap(range(left.a + left.size, right.a), range(left.b + left.size, right.b), place in (0, len(runs)))
        for place, (left, right) in enumerate(pairwise(edges))
    ]
    return [gap for gap in gaps if gap.a or gap.b]
