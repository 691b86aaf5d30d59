"""The labelled pairs of tests/data."""

from __future__ import annotations

from pathlib import Path

from analysis.compare.accuracy.discrepancies import Pairs, read_pairs

FOLDER = Path(__file__).resolve().parent.parent / "data"


def read_part(part: str) -> Pairs:
    """The labelled pairs of one part by id."""
    return read_pairs(FOLDER)[part]
