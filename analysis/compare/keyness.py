"""Keyness: the statistics of a term in two groups as the field prints them, from counts, words and documents alone.

All but the dispersions treat each word as independent. Words come in bursts, so the tests among them call too much a
finding (Kilgarriff 2005); they are here to be compared with other tools, and the gate's own test stands beside them.
"""

from __future__ import annotations

import numpy as np
from scipy import special

PRIOR_WORDS = 1000.0  # the prior of Monroe's z weighs as much as one article of a thousand words


def monroe_z(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """Weighted log odds with an informative Dirichlet prior, over its standard deviation (Monroe et al. 2008, eq. 16-22).

    The prior is the two sides together, scaled to PRIOR_WORDS words. Positive = more in a.

    >>> monroe_z(np.array([10.0]), np.array([10.0]), 1000, 1000).round(6).tolist()
    [0.0]
    """
    prior = PRIOR_WORDS * (a + b) / (words_a + words_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((a + prior) / (words_a + PRIOR_WORDS - a - prior))
        odds_b = np.log((b + prior) / (words_b + PRIOR_WORDS - b - prior))
        return (odds_a - odds_b) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def g2(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """Dunning's (1993) log-likelihood statistic over four cells: with the term and without, in both groups. 0 = no difference.

    >>> g2(np.array([10.0]), np.array([10.0]), 1000, 1000).round(6).tolist()
    [0.0]
    """
    total, rest_a, rest_b = a + b, size_a - a, size_b - b
    share = size_a / (size_a + size_b)
    cells = (
        (a, total * share),
        (b, total * (1 - share)),
        (rest_a, (rest_a + rest_b) * share),
        (rest_b, (rest_a + rest_b) * (1 - share)),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(seen > 0, seen * np.log(seen / expected), 0.0) for seen, expected in cells]
    return np.maximum(2 * np.sum(terms, axis=0), 0.0)


def bic(statistic: np.ndarray, words: float) -> np.ndarray:
    """Twice the logarithm of the Bayes factor of a difference, about G² less the logarithm of all words (Wilson 2013).

    Below 0 speaks against one, above 2 for one, above 10 very strongly (Kass & Raftery 1995).

    >>> bic(np.array([0.0]), 1000.0).round(2).tolist()
    [-6.91]
    """
    return statistic - np.log(words)


def percent_difference(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """%DIFF: how much higher the rate of a is than that of b, in percent of b's (Gabrielatos & Marchi 2011); NaN without hits in b.

    >>> percent_difference(np.array([30.0]), np.array([10.0]), 1000, 1000).tolist()
    [200.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(b > 0, 100 * (a / words_a * words_b / b - 1), np.nan)


def conservative_ratio(
    a: np.ndarray, b: np.ndarray, words_a: float, words_b: float, family: int, alpha: float = 0.05
) -> np.ndarray:
    """LRC: the bound of the log2 ratio's interval that is nearer to no difference, 0 where it is included (Evert 2022).

    The interval is the exact one of Clopper & Pearson (1934) at alpha over the family (Bonferroni).

    >>> conservative_ratio(np.array([100.0, 12.0]), np.array([10.0, 10.0]), 1000, 1000, 100).round(2).tolist()
    [1.81, 0.0]
    """
    tail = alpha / 2 / max(family, 1)
    share = words_a / (words_a + words_b)
    total = np.maximum(a + b, 1)
    score = np.abs(a - total * share) / np.sqrt(total * share * (1 - share))
    result = np.zeros(len(a))
    asked = (a + b > 0) & (score > 0.5 * special.ndtri(1 - tail))  # the exact bound costs much and is 0 for all others
    more = asked & (a / total > share)
    less = asked & ~more
    result[more] = np.maximum(_bound(a[more], b[more], tail, words_b / words_a), 0)
    result[less] = -np.maximum(_bound(b[less], a[less], tail, words_a / words_b), 0)
    return result


def _bound(more: np.ndarray, less: np.ndarray, tail: float, scale: float) -> np.ndarray:
    least = special.betaincinv(more, less + 1, tail)
    return np.log2(least / (1 - least) * scale)


def norm_dispersion(dp: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """DPnorm (Lijffijt & Gries 2012): Gries's DP over the most it can be with documents of these sizes. 0 even, 1 in one document.

    >>> norm_dispersion(np.array([0.75]), np.array([25, 75])).tolist()
    [1.0]
    """
    smallest = sizes.min() / sizes.sum()
    return np.clip(dp / (1 - smallest), 0, 1) if smallest < 1 else np.zeros(len(dp))


def juilland_d(rates: np.ndarray, squares: np.ndarray, docs: int) -> np.ndarray:
    """Juilland's D from the sums of document rates and of their squares (Juilland et al. 1970). 1 even, 0 in one document.

    NaN for a single document.

    >>> juilland_d(np.array([0.2, 0.1]), np.array([0.02, 0.01]), 2).round(6).tolist()
    [1.0, 0.0]
    """
    if docs < 2:
        return np.full(len(rates), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = np.sqrt(np.maximum(squares / docs - (rates / docs) ** 2, 0)) / (rates / docs)
    return 1 - variation / np.sqrt(docs - 1)


def lock_p(effect: np.ndarray, half: np.ndarray, quantile: float, margin: float) -> np.ndarray:
    """p of the two one-sided tests that an effect lies within a margin of none (Schuirmann 1987). Lower = surer of no difference.

    `half` is half the effect's 95 % interval, `quantile` the normal's for it. NaN where there is no interval.

    >>> lock_p(np.array([0.0, 0.4]), np.array([0.2, 0.2]), 1.96, 0.5).round(4).tolist()
    [0.0, 0.1635]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return special.ndtr((np.abs(effect) - margin) * quantile / half)
