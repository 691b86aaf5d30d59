"""The ledger against the labelled pairs of sentences: how many rows are real, how many discrepancies are found, of which class.

Rules and weights were chosen on the part `tune`; only the figures of the other parts say how well they do elsewhere. Held is
what is reached, which is below what is aimed at: a precision of .90, and .75 of the conflicts.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from analysis.compare.discrepancies import CONFLICT, LIKELY, compare_discrepancies
from tests.compare.labelled import NONE, is_hit, read_all_claims, read_pairs

MARGIN = 0.02


class Measured(NamedTuple):
    """Precision of all rows and of the likely ones, recall of conflicts and of all, share of found ones with the right class."""

    precision: float
    likely: float
    conflicts: float
    recall: float
    classes: float


def measure(part: str) -> Measured:
    """How well the ledger does on one part; a row on a pair with a discrepancy, but not of its values, is wrong, too."""
    pairs = read_pairs(part)
    rows = compare_discrepancies(*read_all_claims(pairs)).to_dicts()
    hits = [row for row in rows if is_hit(row, pairs[row["event"]])]
    found = {row["event"]: row["class"] for row in reversed(hits)}  # the surest last
    wanted = {name: pair["class"] for name, pair in pairs.items() if pair["class"] != NONE}
    conflicts = [name for name, kind in wanted.items() if kind == CONFLICT]
    likely = [row for row in rows if row["confidence_words"] == LIKELY]
    return Measured(
        precision=len(hits) / len(rows),
        likely=sum(row in hits for row in likely) / len(likely),
        conflicts=sum(name in found for name in conflicts) / len(conflicts),
        recall=len(found) / len(wanted),
        classes=sum(wanted[name] == kind for name, kind in found.items()) / len(found),
    )


REACHED = {
    "check": Measured(precision=0.69, likely=0.82, conflicts=0.42, recall=0.46, classes=0.91),
    "last": Measured(precision=0.0, likely=0.0, conflicts=0.0, recall=0.0, classes=0.0),
}


@pytest.mark.parametrize("part", list(REACHED))
def test_what_the_ledger_reaches_on_labelled_pairs(part: str) -> None:
    measured = measure(part)
    for name, reached in REACHED[part]._asdict().items():
        assert getattr(measured, name) >= reached - MARGIN, (name, getattr(measured, name))


def test_the_labelled_pairs_are_as_many_as_their_description_says() -> None:
    parts = {part: read_pairs(part) for part in ("tune", "check", "last")}
    assert {part: len(pairs) for part, pairs in parts.items()} == {"tune": 755, "check": 202, "last": 111}
    topics = [{name.rsplit("-", 1)[0] for name in pairs} for pairs in parts.values()]
    assert len(set().union(*topics)) == sum(map(len, topics))  # no topic is in two parts
