"""Permutation: the test within events in closed form, its correction for a family, and what it could have shown."""

from __future__ import annotations

import numpy as np
from scipy import special

# How far the curve goes from the gamma to the exact fourth cumulant. All the way it is right on average, but up to thirty
# times too small where few documents with hits make lumps; so far, about twice at worst (see tests/compare/estimates).
TRUST = 1 / 3
RARE = 0.05  # a tail above it is the gamma's: a closer one would take long and change nothing
_FLAT = 1e-4  # skew and excess below it are none
_LUMPY = -0.6  # a lower excess is that of the few sums which few documents can make: no curve has their tails
POWER = 0.8  # the chance of a finding that `detectable` speaks of


def permutation_p(
    deviation: np.ndarray,
    variance: np.ndarray,
    third: np.ndarray,
    fourth: np.ndarray,
    least_a: np.ndarray,
    least_b: np.ndarray,
) -> np.ndarray:
    """Two-sided p of a sum whose mean is 0 under permutation within events, from its first four exact cumulants.

    The sum of document rates in group A, less its mean over all ways to share out the documents of each event, has the
    cumulants of sampling without replacement (Strasser & Weber 1999); the tails are those of a curve of Pearson's system
    (Mielke & Berry 2007, ch. 2): a gamma with the first three, or where that is rare and tails are thinner than its, a beta
    between it and that with all four (TRUST); a gamma's short tail is taken no thinner than the normal's. No tail is thinner than the
    chance that one side has all it can: the logarithms `least_a` and `least_b`. A word in one document of ten, nine of
    them of one group, has no p below 0.2.
    Null where nothing varies. Lower = rarer.

    >>> known = [np.array([value]) for value in (3.0, 1.0, 0.0, 0.0)]
    >>> permutation_p(*known, np.log([1e-9]), np.log([1e-9])).round(4), permutation_p(*known, np.log([0.1]), np.log([0.9]))
    (array([0.0027]), array([0.2]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z, skew, excess = deviation / np.sqrt(variance), third / variance**1.5, fourth / variance**2
    line = 1.5 * skew**2  # where the gamma lies
    excess = line + TRUST * (np.maximum(excess, _LUMPY) - line)
    turned = np.where(
        skew == 0, np.abs(z), np.sign(skew) * z
    )  # the long tail is the upper one, so that sides may change places
    tail = _thinner_tail(turned, np.abs(skew), excess)
    least = np.exp(np.where(deviation > 0, least_a, least_b))
    return np.where(variance > 0, np.minimum(2 * np.maximum(tail, least), 1.0), np.nan)


def _thinner_tail(z: np.ndarray, skew: np.ndarray, excess: np.ndarray) -> np.ndarray:
    """The tail beyond z, on z's side of the median, of the standardised curve of Pearson's system; skew is not below 0.

    Type III, a gamma with this skew, and without skew the normal; where that is rare and 2 excess < 3 skew², type I, a beta.
    """
    upper = z > -skew / 6  # about where the median lies
    tail = special.ndtr(-np.abs(z))
    long = skew > _FLAT
    tail[long] = _gamma_tail(z[long], skew[long], upper[long], tail[long])
    thin = (2 * excess - 3 * skew**2 < -_FLAT) & (tail < RARE)
    tail[thin] = _beta_tail(z[thin], skew[thin], excess[thin], upper[thin])
    return tail


def _beta_tail(z: np.ndarray, skew: np.ndarray, excess: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """The tail of the beta distribution with these moments (Johnson, Kotz & Balakrishnan 1995, ch. 25.2); 0 beyond its ends."""
    square = skew**2
    total = 6 * np.maximum(excess + 2 - square, 1e-9) / (3 * square - 2 * excess)
    lean = (total + 2) * skew / np.sqrt((total + 2) ** 2 * square + 16 * (total + 1))
    a, b = total / 2 * (1 - lean), total / 2 * (1 + lean)
    at = np.clip(a / total + z * np.sqrt(a * b / (total + 1)) / total, 0, 1)
    return np.where(upper, special.betaincc(a, b, at), special.betainc(a, b, at))


def _gamma_tail(z: np.ndarray, skew: np.ndarray, upper: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """The tail of a shifted gamma. Its short one ends where the permutation's does not: there the normal's stands in, or p could be 0."""
    shape = 4 / skew**2
    at = np.maximum(shape + z * np.sqrt(shape), 0)
    return np.where(upper, special.gammaincc(shape, at), np.maximum(special.gammainc(shape, at), normal))


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
