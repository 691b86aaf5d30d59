"""Permutation: the test within events in closed form, its correction for a family, and what it could have shown."""

from __future__ import annotations

import numpy as np
from scipy import special

POWER = 0.8  # the chance of a finding that `detectable` speaks of


def permutation_p(
    deviation: np.ndarray, variance: np.ndarray, third: np.ndarray, least_a: np.ndarray, least_b: np.ndarray
) -> np.ndarray:
    """Two-sided p of a sum whose mean is 0 under permutation within events, from its first three exact moments.

    The sum of document rates in group A, less its mean over all ways to share out the documents of each event, has the
    variance and third moment of sampling without replacement (Strasser & Weber 1999); the tails are those of the
    Pearson type III distribution with these moments (Mielke & Berry 2007, ch. 2), the thin one taken no thinner than the
    normal's. No tail is thinner than the chance that one side has all it can: the logarithms `least_a` and `least_b`. A
    word in one document of ten, nine of them of one group, has no p below 0.2. Null where nothing varies. Lower = rarer.

    >>> known = [np.array([value]) for value in (3.0, 1.0, 0.0)]
    >>> permutation_p(*known, np.log([1e-9]), np.log([1e-9])).round(4), permutation_p(*known, np.log([0.1]), np.log([0.9]))
    (array([0.0027]), array([0.2]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = deviation / np.sqrt(variance)
        tail = _thinner_tail(z, third / variance**1.5)
    least = np.exp(np.where(deviation > 0, least_a, least_b))
    return np.where(variance > 0, np.minimum(2 * np.maximum(tail, least), 1.0), np.nan)


def _thinner_tail(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """The tail beyond z, on z's side of the median, of the standardised Pearson type III distribution: a shifted gamma.

    The short tail of the gamma ends where the permutation's does not: there the normal's stands in, or p could be 0.
    """
    z, skew = np.where(skew < 0, -z, z), np.abs(skew)  # now the long tail is the upper one
    flat = ~(skew > 1e-4)
    shape = 4 / np.where(flat, 1.0, skew) ** 2
    at = np.maximum(shape + z * np.sqrt(shape), 0)
    above = ~flat & (z > -skew / 6)  # about where the median lies
    below = ~flat & ~above
    tail = special.ndtr(-np.abs(z))
    tail[above] = special.gammaincc(shape[above], at[above])
    tail[below] = np.maximum(special.gammainc(shape[below], at[below]), tail[below])
    return tail


def adjust_p(p: np.ndarray) -> np.ndarray:
    """The p of a family adjusted for its size (Benjamini & Hochberg 1995); what has no p is not of the family.

    >>> adjust_p(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    given = ~np.isnan(p)
    adjusted = np.full(len(p), np.nan)
    order = np.argsort(p[given])
    ranked = p[given][order] * given.sum() / np.arange(1, given.sum() + 1)
    steps = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1)
    result = np.empty(len(order))
    result[order] = steps
    adjusted[given] = result
    return adjusted


def detectable_reach(family: int, alpha: float = 0.05) -> float:
    """How many standard errors an effect must have to be the first finding of a family, four times out of five.

    The normal quantiles of alpha over the family (the step that the first finding must pass) and of POWER, added up.

    >>> round(detectable_reach(1), 2), round(detectable_reach(1000), 2)
    (2.8, 4.9)
    """
    return float(special.ndtri(1 - alpha / (2 * max(family, 1))) + special.ndtri(POWER))
