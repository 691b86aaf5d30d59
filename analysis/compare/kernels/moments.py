"""Compiled sums over the documents of sparse counts: all that the estimates of a contrast need, in one pass."""

from __future__ import annotations

import numpy as np
from numba import njit

ROUNDING = 1e-12  # of the sum of squares: below it, squared deviations are what rounding leaves of equal rates
_U = np.uint64


@njit(cache=True)
def weigh_events(event_a, event_b):
    """What each event's sums are multiplied by: a row an event, zeros where one side has no document.

    0 to 4: the inverse of its documents on side A, on side B, and together, its weight, and 1 for one document a side. 5, 6:
    a side's squares into the variance of its weighted mean, where a side of one document borrows the other side's spread; 7, 8:
    the inverse of their degrees of freedom. 9, 10: squares and cubes into the second and third permutation moments; 11, 12: the
    fourth powers, and the square of the squares, into the fourth cumulant.
    """
    facts = np.zeros((len(event_a), 13))
    for event in range(len(event_a)):
        n_a, n_b = event_a[event], event_b[event]
        if n_a == 0 or n_b == 0:
            continue
        n = n_a + n_b
        weight = n_a * n_b / n
        facts[event, :5] = 1 / n_a, 1 / n_b, 1 / n, weight, 1.0 if n == 2 else 0.0
        if n_a > 1:
            facts[event, 5] = weight * weight * (1 / n_a + (1.0 if n_b == 1 else 0.0)) / (n_a - 1)
            facts[event, 7] = 1 / (n_a - 1)
        if n_b > 1:
            facts[event, 6] = weight * weight * (1 / n_b + (1.0 if n_a == 1 else 0.0)) / (n_b - 1)
            facts[event, 8] = 1 / (n_b - 1)
        facts[event, 9] = weight / (n - 1)
        if n > 2:
            facts[event, 10] = weight * (n_b - n_a) / ((n - 1) * (n - 2))
        few = min(n_a, n_b)  # of either side the fourth cumulant is the same
        one = few / n  # how likely one document, two, three, four are all of that side
        two = one * (few - 1) / (n - 1)
        three = two * (few - 2) / max(n - 2, 1)
        four = three * (few - 3) / max(n - 3, 1)
        facts[event, 11] = one - 7 * two + 12 * three - 6 * four
        facts[event, 12] = 3 * (two - 2 * three + four) - 3 * facts[event, 9] ** 2
    return facts


@njit(cache=True)
def sum_moments(bounds, docs, counts, cell_of_doc, sizes, inside, event_a, event_b, out):
    """Writes the sums of every measure to its column of `out`, which is all zeros; the rows are named in `estimates.MOMENTS`.

    `cell_of_doc` is three times the document's event, and 0 for side A, 1 for B, 2 for neither; `sizes` are its words,
    `inside` the same but 0 for neither side; event_a and event_b are the documents of each event on each side. Measure m
    has counts[i] in docs[i] for i in bounds[m]:bounds[m + 1].
    """
    facts, logs = weigh_events(event_a, event_b), _log_factorials(event_a, event_b)
    cells = np.zeros((3 * len(event_a), 6))
    touched = np.empty(len(cells), np.int64)
    row = np.empty(len(out))
    part = 1 / max(inside.sum(), 1.0)
    for measure in range(len(bounds) - 1):
        row[:] = 0.0
        opened = 0
        for index in range(bounds[measure], bounds[measure + 1]):
            doc, count = _U(docs[_U(index)]), float(counts[_U(index)])
            rate, at = count / sizes[doc], _U(cell_of_doc[doc])
            if cells[at, 0] == 0.0:
                touched[_U(opened)] = at // 3
                opened += 1
            cells[at, 0] += 1
            cells[at, 1] += count
            cells[at, 2] += rate
            cells[at, 3] += rate * rate
            cells[at, 4] += rate * rate * rate
            cells[at, 5] += rate * rate * rate * rate
        for place in range(opened):  # an event may be named up to three times: it is empty after the first
            event = _U(touched[_U(place)])
            _close_event(cells, _U(3) * event, facts, event, event_a[event], event_b[event], logs, row)
        total = row[0] + row[2]
        if total != 0.0:
            apart, scale = 0.0, 1 / total
            for index in range(bounds[measure], bounds[measure + 1]):
                size = inside[_U(docs[_U(index)])]
                share = size * part
                apart += (size > 0.0) * (abs(counts[_U(index)] * scale - share) - share)
            row[-1] = 0.5 * (apart + 1.0)
        for place in range(len(row)):
            if (
                row[place] != 0.0
            ):  # what is 0 for every measure, as pairs are where there are none, is memory never touched
                out[place, measure] = row[place]


@njit(forceinline=True, _nrt=False)
def _close_event(cells, at, facts, event, n_a, n_b, logs, row):
    """Adds what one event holds of a measure, and empties its cells: documents, hits, and the sums of rates to the fourth power."""
    b = at + _U(1)
    docs_a, docs_b, rates_a, rates_b = cells[at, 0], cells[b, 0], cells[at, 2], cells[b, 2]
    squares_a, squares_b = cells[at, 3], cells[b, 3]
    cubes, fourths = cells[at, 4] + cells[b, 4], cells[at, 5] + cells[b, 5]
    row[0] += cells[at, 1]
    row[1] += docs_a
    row[2] += cells[b, 1]
    row[3] += docs_b
    row[4] += rates_a + rates_b
    row[5] += squares_a + squares_b
    for cell in range(at, at + _U(3)):
        for column in range(6):
            cells[_U(cell), _U(column)] = 0.0
    weight = facts[event, 3]
    if weight == 0.0 or docs_a + docs_b == 0.0:
        return
    mean_a, mean_b = rates_a * facts[event, 0], rates_b * facts[event, 1]
    apart_a, apart_b = _apart(squares_a, mean_a * rates_a), _apart(squares_b, mean_b * rates_b)
    row[6] += weight * mean_a
    row[7] += weight * mean_b
    row[8] += docs_a
    row[9] += docs_b
    row[10] += n_a
    row[11] += n_b
    row[12] += weight * (mean_a - mean_b) * (mean_a - mean_b)
    row[13] += apart_a + apart_b
    own_a, own_b = apart_a * facts[event, 5], apart_b * facts[event, 6]
    row[14] += own_a
    row[15] += own_a * own_a * facts[event, 7]
    row[16] += own_b
    row[17] += own_b * own_b * facts[event, 8]
    if facts[event, 4] == 1.0:
        _add_pair(weight * mean_a, weight * mean_b, row)
    rates, second = rates_a + rates_b, squares_a + squares_b
    mean = rates * facts[event, 2]
    spread = _apart(second, mean * rates)
    if spread > 0.0:
        seen, n = int(docs_a + docs_b), int(n_a + n_b)
        row[30] += _log_extreme(logs, n, int(n_a), seen)
        row[31] += _log_extreme(logs, n, int(n_b), seen)
        row[18] += facts[event, 9] * spread
        row[19] += facts[event, 10] * (cubes - 3 * mean * second + 2 * mean * mean * rates)
        apart = fourths - 4 * mean * cubes + 6 * mean * mean * second - 3 * mean * mean * mean * rates
        row[32] += facts[event, 11] * max(apart, spread * spread * facts[event, 2]) + facts[event, 12] * spread * spread
    row[29] += 1


@njit(cache=True)
def _log_factorials(event_a, event_b):
    logs = np.zeros(int((event_a + event_b).max()) + 1 if len(event_a) else 1)
    for number in range(1, len(logs)):
        logs[number] = logs[number - 1] + np.log(number)
    return logs


@njit(forceinline=True, _nrt=False)
def _log_extreme(logs, n, own, seen):
    """How likely it is, at least, that of n documents the `own` ones of a side have as much of the `seen` hits as can be."""
    if seen <= own:  # every document with a hit is its own
        return logs[_U(own)] - logs[_U(own - seen)] + logs[_U(n - seen)] - logs[_U(n)]
    return logs[_U(own)] + logs[_U(n - own)] - logs[_U(n)]


@njit(forceinline=True, _nrt=False)
def _apart(squares, of_mean):
    """The squared deviations from a mean: the sum of squares less that of the mean's, or 0 where that is rounding alone."""
    apart = squares - of_mean
    return apart if apart > ROUNDING * squares else 0.0


@njit(forceinline=True, _nrt=False)
def _add_pair(a, b, row):
    """Adds one document against one: the sums that make the powers of their difference, whatever each side is divided by."""
    row[20] += a - b
    row[21] += a * a
    row[22] += a * b
    row[23] += b * b
    row[24] += a * a * a * a
    row[25] += a * a * a * b
    row[26] += (a * a) * (b * b)
    row[27] += b * b * b * a
    row[28] += b * b * b * b
