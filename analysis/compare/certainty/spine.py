"""The spine of a sentence: its main verb, the verb of the clause that this takes, and so on."""

from __future__ import annotations

import numpy as np

from analysis.find.syntax import Syntax

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_TAKEN, _DEEP = ("ccomp", "xcomp"), 3  # on from the main verb: "it *seems* to *leak*", "he *said* it *leaks*"


def find_spine(syntax: Syntax) -> np.ndarray:
    """Whether each word is the main verb of its sentence or the verb of a clause that this takes, and so on."""
    return reach(syntax, syntax.head == np.arange(len(syntax.head)), syntax.having(dep=_TAKEN))


def reach(syntax: Syntax, start: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Whether each word is one of `start`, or hangs on one by a few `steps` and no other word."""
    reached = start
    for _ in range(_DEEP):
        reached = reached | (steps & reached[syntax.head])
    return reached
