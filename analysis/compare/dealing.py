"""Dealing out: the names of two groups given anew to documents or to whole outlets, and documents split in halves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from math import comb, prod

import numpy as np


def number_outlets(outlets: np.ndarray) -> np.ndarray:
    """The number of the outlet of each document; a document whose outlet is not known ("") has a number of its own.

    >>> number_outlets(np.array(["Quay", "", "Bay", "", "Quay"])).tolist()
    [1, 2, 0, 3, 1]
    """
    _, number = np.unique(outlets.astype(str), return_inverse=True)
    alone = len(outlets) + np.arange(len(outlets))
    return np.unique(np.where(outlets == "", alone, number), return_inverse=True)[1]


def count_outlets(side: np.ndarray, outlets: np.ndarray) -> tuple[int, int]:
    """How many outlets, of known name, stand on side a (1) and on side b (0).

    >>> count_outlets(np.array([1, 1, 0, 0, -1]), np.array(["Quay", "Bay", "Quay", "", "Dune"]))
    (2, 1)
    """
    on_a, on_b = (len(set(outlets[side == value].tolist()) - {""}) for value in (1, 0))
    return on_a, on_b


def find_units(side: np.ndarray, outlets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The whole outlets that names can be dealt out among: the unit of each document, and the side of each unit.

    An outlet with documents on both sides is one unit on each, so that no document has to change its company.

    >>> unit, side = find_units(np.array([1, 0, 0, -1, 1]), np.array(["Quay", "Bay", "Quay", "Bay", "Quay"]))
    >>> unit.tolist(), side.tolist()
    ([3, 1, 2, 0, 3], [-1, 0, 0, 1])
    """
    _, first, unit = np.unique(3 * number_outlets(outlets) + side, return_index=True, return_inverse=True)
    return unit, side[first]


def deal_outlets(
    side: np.ndarray, outlets: np.ndarray, shuffles: int, random: np.random.Generator
) -> tuple[list[np.ndarray], bool]:
    """Other ways to deal out the sides among whole outlets, as many outlets a side as there are (see `deal_anew`)."""
    unit, side_of_unit = find_units(side, outlets)
    ways, every = deal_anew(side_of_unit, np.zeros(len(side_of_unit), np.int64), shuffles, random)
    return [way[unit] for way in ways], every


def deal_anew(
    side: np.ndarray, event: np.ndarray, shuffles: int, random: np.random.Generator
) -> tuple[list[np.ndarray], bool]:
    """Other ways to deal out the sides (1, 0; -1 stays) among the documents of each event, and whether they are all.

    `shuffles` different ones drawn at random, or all where there are no more. Neither the real one nor its full exchange
    is among them: to exchange the two sides everywhere shows the same differences again.

    >>> ways, every = deal_anew(np.array([1, 0, 1, 0]), np.array([0, 0, 1, 1]), 20, np.random.default_rng(1))
    >>> [way.tolist() for way in ways], every
    ([[1, 0, 0, 1], [0, 1, 1, 0]], True)
    """
    blocks = [np.flatnonzero((event == number) & (side >= 0)) for number in np.unique(event)]
    taken = [int((side[block] == 1).sum()) for block in blocks]
    every = prod(comb(len(block), number) for block, number in zip(blocks, taken, strict=True)) - 1 <= shuffles
    known = {side.tobytes(), np.where(side >= 0, 1 - side, side).astype(side.dtype).tobytes()}
    ways: list[np.ndarray] = []
    for way in _list_ways(side, blocks, taken) if every else _draw_ways(side, blocks, random):
        if len(ways) == shuffles:
            break
        if way.tobytes() not in known:
            known.add(way.tobytes())
            ways.append(way)
    return ways, every


def _list_ways(side: np.ndarray, blocks: list[np.ndarray], taken: list[int]) -> Iterator[np.ndarray]:
    for chosen in product(*(combinations(block, number) for block, number in zip(blocks, taken, strict=True))):
        way = np.minimum(side, 0)
        way[[place for block in chosen for place in block]] = 1
        yield way


def _draw_ways(side: np.ndarray, blocks: list[np.ndarray], random: np.random.Generator) -> Iterator[np.ndarray]:
    while True:
        way = side.copy()
        for block in blocks:
            way[block] = random.permutation(side[block])
        yield way


def split_anew(places: np.ndarray, event: np.ndarray, shuffles: int, random: np.random.Generator) -> list[np.ndarray]:
    """Different ways to split the documents at these places in halves (1, 0), within events as evenly as can be; all others -1.

    At most `shuffles`, drawn at random; the same two halves count once. None for fewer than two documents.
    """
    ways: dict[bytes, np.ndarray] = {}
    for _ in range(shuffles if len(places) > 1 else 0):
        mixed = random.permutation(places)
        order = mixed[np.argsort(random.permutation(event.max() + 1)[event[mixed]], kind="stable")]
        first, second = (order[::2], order[1::2]) if places[0] in order[::2] else (order[1::2], order[::2])
        side = np.full(len(event), -1, np.int8)
        side[first], side[second] = 1, 0
        ways.setdefault(side.tobytes(), side)
    return list(ways.values())
