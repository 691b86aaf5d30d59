"""Compiled sums over the documents of sparse counts."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def sum_moments(bounds, docs, counts, sizes, side, block, block_sizes, block_a, total_a, total_b, out):
    """Sums what every estimate of a contrast needs, one row of `out` a measure, in one pass over the counts.

    `side` is 1 for a document of group A, 0 of B, -1 of neither; `block` its event; block_sizes and block_a the
    documents of each event and those of A among them. The columns of `out` are named in `estimates.MOMENTS`.
    """
    blocks = len(block_sizes)
    first, second, third, of_a = np.zeros(blocks), np.zeros(blocks), np.zeros(blocks), np.zeros(blocks)
    touched = np.empty(blocks, np.int64)
    for measure in range(len(bounds) - 1):
        row = out[measure]
        row[:] = 0.0
        open_blocks = 0
        apart, whole = 0.0, total_a + total_b
        for index in range(bounds[measure], bounds[measure + 1]):
            doc = docs[index]
            if side[doc] < 0 or counts[index] == 0:
                continue
            count, size, here = float(counts[index]), sizes[doc], block[doc]
            base = 0 if side[doc] == 1 else 4
            row[base] += count
            row[base + 1] += 1
            row[base + 2] += count * count
            row[base + 3] += count * size
            if first[here] == 0.0:
                touched[open_blocks] = here
                open_blocks += 1
            rate = count / size
            first[here] += rate
            second[here] += rate * rate
            third[here] += rate * rate * rate
            if side[doc] == 1:
                of_a[here] += rate
        total = row[0] + row[4]
        for index in range(bounds[measure], bounds[measure + 1]):
            doc = docs[index]
            if side[doc] >= 0 and total > 0:
                share = sizes[doc] / whole
                apart += abs(counts[index] / total - share) - share
        row[12] = 0.5 * (apart + 1.0)
        for index in range(open_blocks):
            here = touched[index]
            n, n_a = float(block_sizes[here]), float(block_a[here])
            n_b = n - n_a
            if n_a > 0 and n_b > 0:
                mean = first[here] / n
                row[8] += of_a[here] - n_a * mean
                spread = second[here] - n * mean * mean
                if spread > 1e-12 * second[here]:  # below it, what rounding leaves of equal rates
                    row[9] += n_a * n_b / (n * (n - 1)) * spread
                if n > 2 and spread > 1e-12 * second[here]:
                    cubes = third[here] - 3 * mean * second[here] + 2 * n * mean * mean * mean
                    row[10] += n_a * n_b * (n_b - n_a) / (n * (n - 1) * (n - 2)) * cubes
                row[11] += 1
            first[here], second[here], third[here], of_a[here] = 0.0, 0.0, 0.0, 0.0
