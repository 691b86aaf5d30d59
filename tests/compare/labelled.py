"""The labelled pairs of tests/data, and all that the ledger weighs of them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from analysis.compare.accuracy.discrepancies import Pairs, read_pairs
from analysis.compare.discrepancies.candidates import find_candidates
from analysis.compare.discrepancies.classes import add_class
from analysis.compare.discrepancies.contexts import read_contexts
from analysis.compare.discrepancies.evidence import gather_evidence
from analysis.compare.discrepancies.relations import relate
from analysis.compare.discrepancies.stated import pair_up, read_stated

FOLDER = Path(__file__).resolve().parent.parent / "data"


def read_part(part: str) -> Pairs:
    """The labelled pairs of one part by id."""
    return read_pairs(FOLDER)[part]


def find_told(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """All candidates among these claims with their relation, evidence and class."""
    stated = read_stated(claims, documents)
    contexts = read_contexts(stated)
    paired = relate(pair_up(find_candidates(stated, contexts), stated))
    return add_class(gather_evidence(paired, stated, contexts))
