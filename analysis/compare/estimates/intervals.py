"""Intervals: what the documents leave open within events, or where they are too few, what counting alone leaves open."""

from __future__ import annotations

import numpy as np
from scipy import special

CONFIDENCE = 0.95
PER = 1000  # rates are per thousand words
ROUNDING = 1e-12  # a relative variance that is but rounding
NORMAL = special.ndtri((1 + CONFIDENCE) / 2)  # the two-sided quantile
_FREEDOMS = np.concatenate([np.linspace(1, 10, 200)[:-1], np.geomspace(10, 1e6, 200)])
_QUANTILES = special.stdtrit(_FREEDOMS, (1 + CONFIDENCE) / 2)


def student(freedom: np.ndarray) -> np.ndarray:
    """The two-sided 95 % quantile of Student's t, interpolated; degrees of freedom below 1 count as 1.

    >>> student(np.array([1.0, 9.0, 1e9])).round(3).tolist()
    [12.706, 2.262, 1.96]
    """
    return np.interp(1 / np.maximum(freedom, 1), 1 / _FREEDOMS[::-1], _QUANTILES[::-1])


def within_means(
    moments: dict[str, np.ndarray], weight: float, pairs: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The difference of mean values within events, pooled by their weights, and its 95 % interval.

    The variance adds up what each event's documents vary by on each side; a side with one document borrows the other
    side's spread, and of pairs of one against one the spread is that of their differences (Pashley & Miratrix 2021).
    Student's t, degrees of freedom after Welch and Satterthwaite (1946). One event: Welch's interval; pairs alone: that
    of the paired t test. `weight` is the sum of the weights, `pairs` the number of events with one document a side.
    """
    difference = (moments["mean_a"] - moments["mean_b"]) / weight
    of_pairs = _pair_variance(moments, difference / 2, pairs, weight)
    variance = moments["variance_a"] + moments["variance_b"] + of_pairs
    fourth = moments["fourth_a"] + moments["fourth_b"] + of_pairs**2 / max(pairs - 1, 1)
    half = _student_of(variance, fourth) * np.sqrt(variance) / weight
    return difference, difference - half, difference + half


def within_rates(
    moments: dict[str, np.ndarray], weight: float, pairs: int, docs_a: int, docs_b: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The difference of mean document rates within events, and its 95 % interval, for rates that cannot be below 0.

    As `within_means`, but that each side's mean has an interval of its own (`effective_interval`), as rates are skewed, and
    both are combined (MOVER, Zou & Donner 2008). A side without a hit may yet have as many documents with one as
    counting leaves open, each with what one has on the other side. docs_a and docs_b are those of shared events.
    """
    a, b = moments["mean_a"], moments["mean_b"]
    of_pairs = _pair_variance(moments, (a - b) / weight / 2, pairs, weight)
    t = _student_of(*_relative_variance(moments))
    low_a, high_a = effective_interval(a, moments["variance_a"], t)
    low_b, high_b = effective_interval(b, moments["variance_b"], t)
    unseen = -np.log((1 - CONFIDENCE) / 2)  # documents with a hit that none seen leaves open
    with np.errstate(divide="ignore", invalid="ignore"):
        low_a, low_b = np.nan_to_num(low_a), np.nan_to_num(low_b)
        high_a = np.where(a > 0, high_a, weight * unseen / docs_a * moments["rates"] / moments["docs_b"])
        high_b = np.where(b > 0, high_b, weight * unseen / docs_b * moments["rates"] / moments["docs_a"])
    below = np.sqrt((a - low_a) ** 2 + (high_b - b) ** 2 + t**2 * of_pairs)
    above = np.sqrt((high_a - a) ** 2 + (b - low_b) ** 2 + t**2 * of_pairs)
    return tuple(values / weight for values in (a - b, a - b - below, a - b + above))


def effective_interval(mean: np.ndarray, variance: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The interval of a mean above 0, as counting gives it for so many hits as would vary as much as the mean does.

    These effective hits (Kish 1965) are the squared mean over its variance, which Student's `t` makes larger than the
    normal's quantile does; the bounds are those of Garwood (1936). NaN for a mean of 0.

    >>> low, high = effective_interval(np.array([10.0]), np.array([10.0]), np.array([1.96]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([4.8], [18.39])
    """
    tail = (1 - CONFIDENCE) / 2
    normal = special.ndtri(1 - tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        hits = (mean / t * normal) ** 2 / variance
        known = (mean > 0) & np.isfinite(hits)
        taken = np.where(known, hits, 1.0)
        bounds = special.gammaincinv(taken, tail) / taken, special.gammaincinv(taken + 1, 1 - tail) / taken
    exact = np.where(mean > 0, mean, np.nan)  # where nothing varies
    return tuple(np.where(known, mean * bound, exact) for bound in bounds)


def _pair_variance(moments: dict[str, np.ndarray], half: np.ndarray, pairs: int, weight: float) -> np.ndarray:
    """What events with one document a side add to the variance of a difference; `half` is half of it, as a pair weighs one half.

    Each pair has its own part in the difference that it is set against: the squares are that much too small.
    """
    if not pairs:
        return np.zeros(len(half))
    second = moments["pairs_aa"] + moments["pairs_bb"] - 2 * moments["pairs_ab"]
    apart = np.maximum(second - 2 * half * moments["pairs"] + pairs * half**2, 0)
    return apart * weight / (weight - 0.5)


def _relative_variance(moments: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The variance of the difference of both means, each over itself, and the squares over degrees of freedom it is made of.

    A side without hits has no part in it.
    """
    a, b = (np.where(moments[f"mean_{side}"] > 0, moments[f"mean_{side}"], np.inf) for side in "ab")
    square_a, square_b = a * a, b * b
    own = (moments["variance_a"] + moments["pairs_aa"]) / square_a + (
        moments["variance_b"] + moments["pairs_bb"]
    ) / square_b
    fourth = moments["fourth_a"] / square_a / square_a + moments["fourth_b"] / square_b / square_b
    fourth += _fourth_of_pairs(moments, a, b)
    return np.maximum(own - 2 * moments["pairs_ab"] / (a * b), 0), fourth


def _fourth_of_pairs(moments: dict[str, np.ndarray], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The fourth powers of the pairs' differences, each side over its mean: a pair has one degree of freedom.

    The sum is written so that it is the same to the last digit when the groups change places.
    """
    if not moments["pairs_40"].any() and not moments["pairs_04"].any():
        return np.zeros(len(a))
    square_a, square_b = a * a, b * b
    ends = moments["pairs_40"] / (square_a * square_a) + moments["pairs_04"] / (square_b * square_b)
    inner = moments["pairs_31"] / (square_a * a * b) + moments["pairs_13"] / (square_b * b * a)
    return np.maximum(ends - 4 * inner + 6 * moments["pairs_22"] / (square_a * square_b), 0)


def _student_of(variance: np.ndarray, fourth: np.ndarray) -> np.ndarray:
    """The quantile of t for a variance and the squares over degrees of freedom that it is made of."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return student(np.nan_to_num(variance**2 / fourth, nan=1.0, posinf=1e9))


def within_ratio(moments: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """log2 of the ratio of mean document rates within events, and its 95 % interval; null without hits on a side.

    The variance of the logarithm follows from those of both means (delta method), which are as in `within_means`. Where it
    is 0, as that of one pair of articles is, there is no interval: what does not vary says nothing of how it would. Nor is an
    interval ever narrower than counting the hits would make it: two events whose ratios are alike by chance vary too little.
    """
    a, b = moments["mean_a"], moments["mean_b"]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2(a) - np.log2(b)
    hits = [np.maximum(moments[f"hits_{side}"], 1) for side in "ab"]
    counted = NORMAL * np.sqrt(1 / hits[0] + 1 / hits[1])
    variance, fourth = _relative_variance(moments)
    told = np.maximum(_student_of(variance, fourth) * np.sqrt(variance), counted) / np.log(2)
    half = np.where(variance > ROUNDING, told, np.nan)
    known = (a > 0) & (b > 0)
    return tuple(np.where(known, values, np.nan) for values in (ratio, ratio - half, ratio + half))


def poisson_interval(hits: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exact 95 % interval of a rate per thousand words from counting alone (Garwood 1936); no hits begin at 0, not end.

    >>> low, high = poisson_interval(np.array([0, 10]), np.array([1000, 1000]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.0, 4.8], [3.69, 18.39])
    """
    tail = (1 - CONFIDENCE) / 2
    hits, size = np.asarray(hits, float), np.asarray(size, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(hits > 0, special.gammaincinv(np.where(hits > 0, hits, 1), tail), 0.0) * PER / size
        high = special.gammaincinv(hits + 1, 1 - tail) * PER / size
    return np.where(size > 0, low, np.nan), np.where(size > 0, high, np.nan)


def wilson_interval(
    hits: np.ndarray, size: np.ndarray, z: float | np.ndarray = NORMAL
) -> tuple[np.ndarray, np.ndarray]:
    """The score interval of a share (Wilson 1927), 0 to 1, of 95 % with the normal quantile for z; NaN for a share of nothing.

    >>> low, high = wilson_interval(np.array([0, 5]), np.array([10, 10]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.237], [0.278, 0.763])
    """
    hits, size = np.asarray(hits, float), np.asarray(size, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (hits + z**2 / 2) / (size + z**2)
        half = z / (size + z**2) * np.sqrt(hits * (size - hits) / size + z**2 / 4)
    low, high = np.where(hits > 0, middle - half, 0.0), np.where(hits < size, middle + half, 1.0)
    return np.where(size > 0, low, np.nan), np.where(size > 0, high, np.nan)


def counting_difference(
    hits_a: np.ndarray, hits_b: np.ndarray, words_a: float | np.ndarray, words_b: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The difference of two rates per thousand words with its interval from counting alone.

    Made of the exact intervals of both rates (MOVER, Donner & Zou 2012). NaN where a side has no words.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = hits_a / np.asarray(words_a) * PER, hits_b / np.asarray(words_b) * PER
    low_a, high_a = poisson_interval(hits_a, words_a)
    low_b, high_b = poisson_interval(hits_b, words_b)
    return a - b, a - b - np.hypot(a - low_a, high_b - b), a - b + np.hypot(high_a - a, b - low_b)


def counting_ratio(
    a: np.ndarray, b: np.ndarray, size_a: float | np.ndarray, size_b: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """log2 of the ratio of two rates with its exact interval from counting alone, null where there is no bound.

    Given a + b hits, a is binomial (Clopper & Pearson 1934); its bounds are those of the ratio. The ratio as in `log_ratio`.

    >>> ratio, low, high = counting_ratio(np.array([20.0]), np.array([10.0]), 1000, 1000)
    >>> ratio.round(2).tolist(), low.round(2).tolist(), high.round(2).tolist()
    ([1.0], [-0.16], [2.26])
    """
    low, high = _least_ratio(a, b, size_a, size_b), -_least_ratio(b, a, size_b, size_a)
    return log_ratio(a, b, size_a, size_b), low, high


def _least_ratio(a: np.ndarray, b: np.ndarray, size_a: float | np.ndarray, size_b: float | np.ndarray) -> np.ndarray:
    """The lower bound of the log2 ratio of two rates, null without hits in a or a side without words."""
    tail = (1 - CONFIDENCE) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        least = tail ** (1 / np.where(a > 0, a, np.nan))  # what the exact bound is where b has no hit
        least = special.betaincinv(a, b + 1, tail, out=least, where=(a > 0) & (b > 0))
        sizes = np.asarray(size_b) / np.asarray(size_a)
        return np.where((sizes > 0) & np.isfinite(sizes), np.log2(least / (1 - least) * sizes), np.nan)


def log_ratio(a: np.ndarray, b: np.ndarray, size_a: float | np.ndarray, size_b: float | np.ndarray) -> np.ndarray:
    """log2 of the ratio of two rates. Positive = more in a; 1 = twice the rate.

    No hits are taken as half a hit (Hardie 2014), or as half of those that the other side's rate would give where
    that is less: a side without hits is never the one with more.

    >>> log_ratio(np.array([8.0, 0.0]), np.array([2.0, 1.0]), 128, 128).tolist()
    [2.0, -1.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        taken_a = np.where(a > 0, a, np.minimum(0.5, b * size_a / np.asarray(size_b) / 2))
        taken_b = np.where(b > 0, b, np.minimum(0.5, a * size_b / np.asarray(size_a) / 2))
        return np.log2(taken_a / np.asarray(size_a)) - np.log2(taken_b / np.asarray(size_b))
