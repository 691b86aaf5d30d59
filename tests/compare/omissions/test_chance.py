from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom, nchypergeom_fisher

from analysis.compare.omissions.chance import draw_carriers, sum_products

WEIGHTS = st.lists(st.integers(1, 900), min_size=1, max_size=7)


def test_one_carrier_is_drawn_in_proportion_to_the_words() -> None:
    # 10 and 30 words: a random sentence is in the long report three times of four
    chance = draw_carriers(np.array([10.0, 30.0]), np.array([False, True]), 1)
    assert chance == pytest.approx([1 / 4, 3 / 4])


def test_two_of_three_by_hand() -> None:
    # weights 1 2 3; pairs 12: 2, 13: 3, 23: 6, all 11; the third report is in two of them
    chance = draw_carriers(np.array([1.0, 2.0, 3.0]), np.array([False, False, True]), 2)
    assert chance == pytest.approx([2 / 11, 9 / 11])


@pytest.mark.parametrize(("members", "rest", "carriers"), [(5, 5, 5), (1, 9, 3), (4, 2, 5), (3, 0, 2)])
def test_equal_reports_are_hypergeometric(members: int, rest: int, carriers: int) -> None:
    chance = draw_carriers(np.full(members + rest, 7.0), np.arange(members + rest) < members, carriers)
    expected = hypergeom(members + rest, members, carriers).pmf(np.arange(members + 1))
    assert chance == pytest.approx(expected)


def test_two_sizes_are_the_noncentral_hypergeometric_of_scipy() -> None:
    weights = np.array([3.0] * 6 + [1.0] * 4)
    chance = draw_carriers(weights, weights == 3, 5)
    assert chance == pytest.approx(nchypergeom_fisher(10, 6, 5, 3).pmf(np.arange(7)))


@given(weights=WEIGHTS, data=st.data())
def test_every_set_counts_by_its_product(weights: list[int], data: st.DataObject) -> None:
    carriers = data.draw(st.integers(1, len(weights)))
    member = data.draw(st.lists(st.booleans(), min_size=len(weights), max_size=len(weights)))
    told = [Fraction(0)] * (sum(member) + 1)
    for chosen in combinations(range(len(weights)), carriers):
        told[sum(member[place] for place in chosen)] += prod(weights[place] for place in chosen)
    expected = [float(part / sum(told)) for part in told]
    assert draw_carriers(np.array(weights, float), np.array(member), carriers) == pytest.approx(expected, abs=1e-12)


def test_many_reports_do_not_overflow() -> None:
    weights = np.random.default_rng(1).integers(50, 5000, 400).astype(float)
    chance = draw_carriers(weights, np.arange(400) < 150, 200)
    assert np.isfinite(chance).all()
    assert chance.sum() == pytest.approx(1)


def test_no_more_products_than_asked_for() -> None:
    assert np.exp(sum_products(np.array([2.0, 3.0]), 1)) == pytest.approx([1, 5])
    assert np.exp(sum_products(np.empty(0), 3)) == pytest.approx([1])
