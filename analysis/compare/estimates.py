"""The one gate to an estimate: every contrast of two groups passes here, with its size, its unit and its interval.

Words sit in documents, documents in outlets and groups, and in events. A test asks whether the document rates of a measure
differ between two groups *within* events: it compares what was seen with all ways to share out the documents of each event
over the two groups. With fewer documents than LEAST a side there is no test; the interval is then that of counting
alone and says what else is needed.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from analysis.compare import kernels
from analysis.compare.counts import Counts
from analysis.corpus.problems import InputError, nearest

LEAST = 10  # documents a side, in events that both groups cover: below it the closed-form test is not to be trusted
CONFIDENCE = 0.95
PER = 1000  # rates are per thousand words
MOMENTS = (
    "hits_a", "docs_a", "squares_a", "cross_a", "hits_b", "docs_b", "squares_b", "cross_b",
    "deviation", "variance", "skewness", "events", "dispersion",
)  # fmt: skip


class Contrast(NamedTuple):
    """Two groups to set side by side; a positive difference is more in `a`."""

    a: str
    b: str


def choose_contrasts(documents: pl.DataFrame, contrast: list[str]) -> list[Contrast]:
    """The contrast of the two groups named, or every pair of the corpus's groups in the order of their names.

    Raises InputError for anything but none or two different groups of the corpus.

    >>> choose_contrasts(pl.DataFrame({"group": ["news", "advocacy"]}), [])
    [Contrast(a='advocacy', b='news')]
    """
    groups = documents["group"].unique().sort().to_list()
    unknown = [name for name in contrast if name not in groups]
    if unknown or len(set(contrast)) != len(contrast) or len(contrast) not in (0, 2):
        hint = nearest(unknown[0], groups) if unknown else ""
        given = ", ".join(contrast)
        raise InputError(
            f"contrast: given {given!r}; allowed: two of {', '.join(groups)}, or nothing for all pairs{hint}"
        )
    return [Contrast(*contrast)] if contrast else [Contrast(a, b) for a, b in combinations(groups, 2)]


class Side(NamedTuple):
    """One side of a contrast: its words, its documents, the sum of their squared sizes, and those in shared events."""

    words: float
    docs: int
    squares: float
    shared: int


class Sides(NamedTuple):
    """How the documents of counts fall on the two sides of a contrast and in events.

    `of_doc` is 1 for a document of side a, 0 for b, -1 for neither; `event_of_doc` numbers its event; `event_sizes` and
    `event_sizes_a` count the documents of each event, and those of side a among them.
    """

    a: Side
    b: Side
    of_doc: np.ndarray
    event_of_doc: np.ndarray
    event_sizes: np.ndarray
    event_sizes_a: np.ndarray

    @property
    def note(self) -> str:
        """Why there is no test, in words, or nothing where there is one."""
        if self.are_enough:
            return ""
        events = int(((self.event_sizes_a > 0) & (self.event_sizes_a < self.event_sizes)).sum())
        have = f"{self.a.shared} and {self.b.shared} documents in {events} event{'' if events == 1 else 's'} that both groups cover"
        return f"description only: {have}; a test needs {LEAST} a side"

    @property
    def are_enough(self) -> bool:
        """Whether there are documents enough for a test and for intervals with documents as the unit."""
        return min(self.a.shared, self.b.shared) >= LEAST


def take_sides(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> Sides:
    """The sides and events of the documents of these counts; documents without words are on neither side.

    Documents without an event are one event among themselves.
    """
    rows = pl.DataFrame({"doc": counts.doc_names}).join(documents, on="doc", how="left", maintain_order="left")
    group = rows["group"].to_numpy()
    of_doc = np.where(group == contrast.a, 1, np.where(group == contrast.b, 0, -1)).astype(np.int8)
    of_doc[counts.sizes == 0] = -1
    event = rows["event"].fill_null("").rank("dense").to_numpy().astype(np.int64) - 1
    events = int(event.max(initial=-1)) + 1
    sizes, sizes_a = (np.bincount(event[kept], minlength=events) for kept in (of_doc >= 0, of_doc == 1))
    shared = (sizes_a > 0) & (sizes_a < sizes)
    sides = [
        _side(counts.sizes[of_doc == value].astype(float), of_event[shared].sum())
        for value, of_event in ((1, sizes_a), (0, sizes - sizes_a))
    ]
    return Sides(*sides, of_doc, event, sizes.astype(np.int64), sizes_a.astype(np.int64))


def _side(sizes: np.ndarray, shared: int) -> Side:
    return Side(float(sizes.sum()), len(sizes), float((sizes**2).sum()), int(shared))


def sum_moments(counts: Counts, sides: Sides) -> dict[str, np.ndarray]:
    """The sums over documents that the estimates are made of, by name, one value a measure (see MOMENTS)."""
    out = np.empty((len(counts.names), len(MOMENTS)))
    kernels.sum_moments(
        counts.bounds, counts.docs, counts.counts, counts.sizes.astype(np.float64), sides.of_doc, sides.event_of_doc,
        sides.event_sizes, sides.event_sizes_a, sides.a.words, sides.b.words, out,
    )  # fmt: skip
    return dict(zip(MOMENTS, out.T, strict=True))


# --- the test -----------------------------------------------------------------------------------------------------


def permutation_p(deviation: np.ndarray, variance: np.ndarray, third: np.ndarray) -> np.ndarray:
    """Two-sided p of a sum whose mean is 0 under permutation within events, from its first three exact moments.

    The sum of document rates in group A, less its mean over all ways to share out the documents of each event, has the
    variance and third moment of sampling without replacement (Strasser & Weber 1999); the tails are those of the
    Pearson type III distribution with these moments (Mielke & Berry 2007, ch. 2), the thin one taken no thinner than the
    normal's. Null where nothing varies. Lower = rarer.

    >>> permutation_p(np.array([0.0, 3.0]), np.array([1.0, 1.0]), np.array([0.0, 0.0])).round(4).tolist()
    [1.0, 0.0027]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = deviation / np.sqrt(variance)
        skew = third / variance**1.5
        lower, upper = _pearson_tails(z, skew)
    return np.where(variance > 0, np.minimum(1.0, 2 * np.minimum(lower, upper)), np.nan)


def _pearson_tails(z: np.ndarray, skew: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper tails of the standardised Pearson type III distribution: a gamma shifted, or the normal.

    The thin tail of the gamma ends where the permutation's does not: there the normal's stands in, or p could be 0.
    """
    flat = np.abs(skew) < 1e-4
    shape = 4 / np.where(flat, 1, skew) ** 2
    at = np.maximum(shape + z * np.sqrt(shape) * np.sign(skew), 0)
    below = np.maximum(special.gammainc(shape, at), special.ndtr(z * np.sign(skew)))
    above = special.gammaincc(shape, at)
    lower, upper = np.where(skew > 0, below, above), np.where(skew > 0, above, below)
    return np.where(flat, special.ndtr(z), lower), np.where(flat, special.ndtr(-z), upper)


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


# --- intervals ----------------------------------------------------------------------------------------------------


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


def ratio_interval(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> tuple[np.ndarray, np.ndarray]:
    """Exact 95 % interval of the log2 ratio of two rates from counting alone, null where there is no bound.

    Given a + b hits, a is binomial (Clopper & Pearson 1934); its bounds are those of the ratio.

    >>> low, high = ratio_interval(np.array([20.0]), np.array([10.0]), 1000, 1000)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([-0.16], [2.26])
    """
    return _least_ratio(a, b, words_a, words_b), -_least_ratio(b, a, words_b, words_a)


def _least_ratio(a: np.ndarray, b: np.ndarray, words_a: float, words_b: float) -> np.ndarray:
    """The lower bound of the log2 ratio of two rates, null without hits in a."""
    tail = (1 - CONFIDENCE) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        least = special.betaincinv(a, b + 1, tail, out=np.full(np.shape(a), np.nan), where=a > 0)
        return np.log2(least / (1 - least) * (words_b / words_a if words_a else np.nan))


def rate_variance(moments: dict[str, np.ndarray], letter: str, side: Side) -> np.ndarray:
    """Variance of one side's rate (hits a word) with documents as the unit: that of a ratio (Cochran 1977, ch. 6)."""
    rate = moments[f"hits_{letter}"] / side.words
    spread = moments[f"squares_{letter}"] - 2 * rate * moments[f"cross_{letter}"] + rate**2 * side.squares
    return np.maximum(spread, 0) * side.docs / max(side.docs - 1, 1) / side.words**2


def clumping(moments: dict[str, np.ndarray], sides: Sides) -> np.ndarray:
    """How many hits count as one, where one side alone has any: the variance over documents against that of counting.

    Seventeen hits in one document are about one independent hit, the design effect of Kish (1965).
    """
    spread = [rate_variance(moments, letter, side) * side.words**2 for letter, side in (("a", sides.a), ("b", sides.b))]
    hits = moments["hits_a"] + moments["hits_b"]
    return np.maximum(np.sum(spread, axis=0) / np.maximum(hits, 1), 1)


def document_interval(
    estimate: np.ndarray, variance_a: np.ndarray, variance_b: np.ndarray, sides: Sides
) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of a difference whose two parts have these variances: t, degrees of freedom after Welch (1947)."""
    variance = variance_a + variance_b
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = variance**2 / (variance_a**2 / (sides.a.docs - 1) + variance_b**2 / (sides.b.docs - 1))
    half = special.stdtrit(np.where(variance > 0, freedom, 1), (1 + CONFIDENCE) / 2) * np.sqrt(variance)
    return estimate - half, estimate + half
