"""Shares: what part of a whole something is, such as one verb among all attributions, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.compare.counts import Counts
from analysis.compare.estimates.gate import BY_DOCUMENTS, Sums, ratio_variance, sum_documents
from analysis.compare.estimates.intervals import NORMAL, student, wilson_interval
from analysis.compare.estimates.sides import LEAST_ALONE

BY_PARTS = "parts"  # each part of the whole for itself, as if articles did not hold them together
SHARES = ("hits", "size", "share", "low", "high", "docs_with", "interval")


def share_interval(counts: Counts, inside: np.ndarray) -> dict[str, np.ndarray]:
    """The share of every measure in the whole of the documents `inside`, 0 to 1, with its 95 % interval: see SHARES.

    The interval is that of `wilson_interval`. With LEAST_ALONE documents that have a part, documents are its unit: it is that of
    as many parts as would vary by chance as much as the documents do, no more than there are, with Student's t for the normal
    quantile (Korn & Graubard 1998; Dean & Pagano 2015). With fewer, or where all parts are alike, it counts the parts, and
    `interval` says which. NaN where there is nothing to have a share of.
    """
    return _bound_shares(*sum_documents(counts, inside))


def share_parts(table: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The share of hits in size in every group `by` of a table with a row a document: `by`, docs, and SHARES as in `share_interval`.

    >>> table = pl.DataFrame({"side": ["a", "a", "b"], "hits": [1, 2, 0], "size": [4, 2, 3]})
    >>> share_parts(table, ["side"]).select("side", "docs", "hits", "size", "share", "docs_with").rows()
    [('a', 2, 3, 6, 0.5, 2), ('b', 1, 0, 3, 0.0, 0)]
    """
    hits, size = pl.col("hits").cast(pl.Float64), pl.col("size").cast(pl.Float64)
    sums = table.group_by(by).agg(
        hits.sum(), (hits**2).sum().alias("squares"), (hits * size).sum().alias("cross"), size.sum(),
        (size**2).sum().alias("size_squares"), (size > 0).sum().cast(pl.Int64).alias("docs"),
        (hits > 0).sum().cast(pl.Int64).alias("docs_with"),
    ).sort(by)  # fmt: skip
    shares = pl.DataFrame(
        _bound_shares(Sums(*(sums[name].to_numpy() for name in Sums._fields)), sums["docs_with"].to_numpy())
    )
    return sums.select(*by, "docs").hstack(shares.fill_nan(None).cast({"hits": pl.Int64, "size": pl.Int64}))


def _bound_shares(sums: Sums, docs_with: np.ndarray) -> dict[str, np.ndarray]:
    hits, size = sums.hits, sums.size
    by_documents = (hits > 0) & (hits < size) & (sums.docs >= LEAST_ALONE)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / size
        effect = np.maximum(ratio_variance(sums) / (hits * (1 - share)), 1)  # of clustering on the variance
    effect = np.where(by_documents, effect, 1)
    low, high = wilson_interval(hits / effect, size / effect, np.where(by_documents, student(sums.docs - 1.0), NORMAL))
    unit = np.where(by_documents, BY_DOCUMENTS, BY_PARTS)
    return dict(zip(SHARES, (hits, size, share, low, high, docs_with, unit), strict=True))
