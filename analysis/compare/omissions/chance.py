"""Chance: how many reports of a group would carry a statement if those that carry it had been drawn at random."""

from __future__ import annotations

import numpy as np


def draw_carriers(weights: np.ndarray, is_member: np.ndarray, carriers: int) -> np.ndarray:
    """The chance that so many of the members, from 0 to all of them, are among the carriers.

    So many carriers are drawn from all reports without replacement, each set of them with a chance in proportion to the
    product of its weights (Chen, Dempster & Liu 1994, Biometrika 81, eq. 1). With R(k, S) the sum of these products over the sets
    of k in S, x of the members M carry it with chance R(x, M) R(carriers - x, rest) / R(carriers, all). With equal
    weights this is the hypergeometric distribution.

    >>> draw_carriers(np.ones(4), np.array([True, True, False, False]), 2).round(3).tolist()
    [0.167, 0.667, 0.167]
    """
    inside, outside = (sum_products(weights[chosen], carriers) for chosen in (is_member, ~is_member))
    x = np.arange(is_member.sum() + 1)
    fits = (x <= carriers) & (carriers - x < len(outside))
    logs = np.full(len(x), -np.inf)
    logs[fits] = inside[x[fits]] + outside[carriers - x[fits]]
    chance = np.exp(logs - logs.max())
    return chance / chance.sum()


def sum_products(weights: np.ndarray, most: int) -> np.ndarray:
    """The logarithms of the sums of products of 0, 1, … of these weights, at most `most` of them.

    >>> np.exp(sum_products(np.array([1.0, 2.0, 3.0]), 3)).round(6).tolist()
    [1.0, 6.0, 11.0, 6.0]
    """
    sums = np.full(min(len(weights), most) + 1, -np.inf)
    sums[0] = 0.0
    for weight in np.log(weights):
        sums[1:] = np.logaddexp(sums[1:], sums[:-1] + weight)
    return sums
