"""Logistic regression whose weights may be held above or below zero."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

ANY, FOR, AGAINST = (None, None), (0, None), (None, 0)


def fit_logistic(
    measured: np.ndarray,
    same: np.ndarray,
    bounds: list[tuple[float | None, float | None]],
    ridge: float,
    counts: np.ndarray | None = None,
) -> tuple[np.ndarray, float]:
    """The weight of each column within its bounds, and the intercept, that make the labels likeliest, large weights held down.

    counts: how much each row counts, all the same where it is not given.
    """
    part = np.ones(len(same)) / len(same) if counts is None else counts / counts.sum()

    def lose(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = measured @ weights[:-1] + weights[-1]
        wrong = part * (1 / (1 + np.exp(-logit)) - same)
        slope = np.append(measured.T @ wrong, wrong.sum())
        slope[:-1] += 2 * ridge * weights[:-1]
        return part @ (np.logaddexp(0, logit) - same * logit) + ridge * weights[:-1] @ weights[:-1], slope

    start = np.zeros(measured.shape[1] + 1)
    found = minimize(lose, start, jac=True, method="L-BFGS-B", bounds=[*bounds, ANY]).x
    return found[:-1], float(found[-1])
