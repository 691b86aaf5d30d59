"""Meanings: which words tell the same fact in the words of another report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy import sparse

from analysis.compare.paraphrases import find_stem
from analysis.find.lists import read_list


@cache
def _read_groups() -> dict[str, tuple[str, ...]]:
    """The groups of each stem: those of the list meanings, which irregular forms share with their word (see the list forms)."""
    groups: dict[str, list[str]] = {}
    for word, kind in read_list("meanings").select("word", "kind").iter_rows():
        groups.setdefault(find_stem(word), []).append(kind)
    known = dict(groups)
    for form, word in read_list("forms").select("word", "kind").iter_rows():
        shared = [*known.get(find_stem(word), ()), f"form of {word}"]
        for stem in (find_stem(form), find_stem(word)):
            groups[stem] = [*groups.get(stem, ()), *shared]
    return {stem: tuple(dict.fromkeys(kinds)) for stem, kinds in groups.items()}


def lay_meanings(stems: Sequence[str]) -> sparse.csr_matrix:
    """Which of these different stems stand for each other: a square matrix, 1 where two are the same or share a group.

    >>> lay_meanings(["ferri", "ship", "crane"]).toarray().astype(int).tolist()
    [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    """
    known, numbers = _read_groups(), {}
    pairs = [
        (row, numbers.setdefault(group, len(numbers)))
        for row, stem in enumerate(stems)
        for group in known.get(stem, ())
    ]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    groups = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(stems), max(len(numbers), 1)))
    return ((groups @ groups.T + sparse.identity(len(stems))) > 0).astype(np.float64).tocsr()
