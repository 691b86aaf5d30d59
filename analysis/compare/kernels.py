"""Compiled loops over word ids and sparse counts, each with a plain twin in the tests that it must equal."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def sort_by_key(keys, positions, kinds):
    """The positions in the order of their keys (each below `kinds`), equal keys in the order given: a counting sort."""
    bounds = np.zeros(kinds + 1, np.int64)
    for position in positions:
        bounds[keys[position] + 1] += 1
    for key in range(kinds):
        bounds[key + 1] += bounds[key]
    ordered = np.empty(len(positions), np.int32)
    for position in positions:
        key = keys[position]
        ordered[bounds[key]] = position
        bounds[key] += 1
    return ordered


@njit(cache=True)
def longer_phrases(phrases, ids, joined, steps):
    """The places where a phrase is followed by one more word of the kind that is counted, joined to it."""
    found = np.empty(len(ids), np.int32)
    count = 0
    for at in range(len(ids) - steps):
        if phrases[at] >= 0 and joined[at + steps] and ids[at + steps] >= 0:
            found[count] = at
            count += 1
    return found[:count]


@njit(cache=True)
def count_runs(ordered, left, right, steps, docs, least, phrases):
    """Counts runs of equal (left, right) in the ordered places: bounds, docs and counts of each kept kind, and one place.

    Writes to `phrases` the number of the kind that begins at each place, -1 where it occurs less than `least` times.
    """
    size = len(ordered)
    runs, entries = 0, 0
    at = 0
    while at < size:
        end = _run_end(ordered, left, right, steps, at)
        if end - at >= least:
            runs += 1
            entries += 1
            for index in range(at + 1, end):
                entries += docs[ordered[index]] != docs[ordered[index - 1]]
        at = end
    bounds, places = np.zeros(runs + 1, np.int64), np.empty(runs, np.int32)
    doc_of, count_of = np.empty(entries, np.int32), np.empty(entries, np.int32)
    phrases[:] = -1
    run, entry, at = 0, -1, 0
    while at < size:
        end = _run_end(ordered, left, right, steps, at)
        if end - at >= least:
            places[run] = ordered[at]
            for index in range(at, end):
                doc = docs[ordered[index]]
                if index == at or doc != docs[ordered[index - 1]]:
                    entry += 1
                    doc_of[entry], count_of[entry] = doc, 0
                count_of[entry] += 1
                phrases[ordered[index]] = run
            run += 1
            bounds[run] = entry + 1
        at = end
    return bounds, places, doc_of, count_of


@njit
def _run_end(ordered, left, right, steps, at):
    first, end = ordered[at], at + 1
    while end < len(ordered) and left[ordered[end]] == left[first] and right[ordered[end] + steps] == right[first + steps]:
        end += 1
    return end


@njit(cache=True)
def sum_moments(bounds, docs, counts, sizes, side, block, block_sizes, block_a, total_a, total_b, out):
    """Sums what every estimate of a contrast needs, one row of `out` a measure, in one pass over the counts.

    `side` is 1 for a document of group A, 0 of B, -1 of neither; `block` its event; block_sizes and block_a the documents of
    each event and those of A among them. The columns of `out` are named in `estimates.MOMENTS`.
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
                row[9] += n_a * n_b / (n * (n - 1)) * (second[here] - n * mean * mean)
                if n > 2:
                    cubes = third[here] - 3 * mean * second[here] + 2 * n * mean * mean * mean
                    row[10] += n_a * n_b * (n_b - n_a) / (n * (n - 1) * (n - 2)) * cubes
                row[11] += 1
            first[here], second[here], third[here], of_a[here] = 0.0, 0.0, 0.0, 0.0
