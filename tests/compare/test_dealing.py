from __future__ import annotations

from itertools import permutations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.dealing import deal_anew, deal_outlets, find_units, number_outlets, split_anew

EVENTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=3)
ROWS = st.lists(st.tuples(st.sampled_from([1, 0, -1]), st.sampled_from(["", "Quay", "Bay", "Dune"])), max_size=8)


@given(EVENTS, st.integers(0, 30))
def test_ways_are_all_there_are_or_as_many_as_asked(events: list[tuple[int, int, int]], shuffles: int) -> None:
    values = [(1,) * a + (0,) * b + (-1,) * neither for a, b, neither in events]
    side = np.array([value for event in values for value in event], np.int8)
    event = np.repeat(np.arange(len(events)), [len(event) for event in values])
    ways, every = deal_anew(side, event, shuffles, np.random.default_rng(1))
    # every order of the values of each event, those of neither side in their place, by brute force
    orders = [{(*order, *(-1,) * neither) for order in permutations((1,) * a + (0,) * b)} for a, b, neither in events]
    possible = {sum(chosen, ()) for chosen in product(*orders)}
    possible -= {tuple(side.tolist()), tuple((1 - value if value >= 0 else -1) for value in side.tolist())}
    found = {tuple(way.tolist()) for way in ways}
    assert found <= possible
    assert len(found) == len(ways) == min(shuffles, len(possible))
    assert every is (len(possible) <= shuffles) or len(ways) == shuffles


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(1, 12))
def test_halves_are_even_within_events_and_in_all(event: list[int], shuffles: int) -> None:
    events, places = np.array([*event, 5], np.int64), np.arange(len(event))
    ways = split_anew(places, events, shuffles, np.random.default_rng(2))
    assert len({way.tobytes() for way in ways}) == len(ways) <= shuffles
    assert bool(ways) is (len(event) > 1)
    for way in ways:
        assert way[-1] == -1
        assert way[0] == 1
        assert abs((way == 1).sum() - (way == 0).sum()) <= 1
        for number in set(event):
            inside = way[events == number]
            assert abs((inside == 1).sum() - (inside == 0).sum()) <= 1


@given(ROWS)
def test_an_outlet_has_one_number_and_a_document_without_one_its_own(rows: list[tuple[int, str]]) -> None:
    names = np.array([name for _, name in rows], dtype=object)
    number = number_outlets(names).tolist()
    assert sorted(set(number)) == list(range(len(set(names) - {""}) + (names == "").sum()))
    for one, two in product(range(len(names)), repeat=2):
        assert (number[one] == number[two]) is (one == two or (names[one] == names[two] != ""))


@given(ROWS, st.integers(0, 10))
def test_outlets_keep_one_name_and_sides_as_many_outlets(rows: list[tuple[int, str]], shuffles: int) -> None:
    side = np.array([value for value, _ in rows], np.int8)
    names = np.array([name for _, name in rows], dtype=object)
    unit, side_of_unit = find_units(side, names)
    assert side_of_unit[unit].tolist() == side.tolist()
    ways, _ = deal_outlets(side, names, shuffles, np.random.default_rng(1))
    for way in ways:
        of_unit = {(number, value) for number, value in zip(unit.tolist(), way.tolist(), strict=True)}
        assert len(of_unit) == len(side_of_unit)
        assert sorted(value for _, value in of_unit) == sorted(side_of_unit.tolist())
        assert ((way == -1) == (side == -1)).all()
