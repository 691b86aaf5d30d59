"""Pairs of sentences that people labelled: read, made into articles, and compared with what the ledger says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from analysis.compare.discrepancies.candidates import find_candidates
from analysis.compare.discrepancies.classes import add_class
from analysis.compare.discrepancies.contexts import read_contexts
from analysis.compare.discrepancies.evidence import gather_evidence
from analysis.compare.discrepancies.relations import relate
from analysis.compare.discrepancies.stated import pair_up, read_stated
from analysis.find.actors import find_actors
from analysis.find.claims import find_claims
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from analysis.find.references import find_references, find_stands
from analysis.find.sources import find_sources
from tests.find.stands import NOTHING

FILE = Path(__file__).resolve().parent.parent / "data" / "discrepancies.jsonl"
NONE = "none"


def read_pairs(part: str) -> dict[str, dict[str, Any]]:
    """The labelled pairs of one part by id."""
    pairs = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {pair["id"]: pair for pair in pairs if pair["part"] == part}


def as_articles(pairs: dict[str, dict[str, Any]]) -> pl.DataFrame:
    """Each pair as an event with two articles, each of an outlet and a group of its own."""
    rows = [
        (f"{name}-{side}", name, pair[f"published_{side}"], f"outlet {side}", f"group {side}", pair[side])
        for name, pair in pairs.items() for side in "ab"
    ]  # fmt: skip
    columns = ("doc", "event", "date", "outlet", "group", "text")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row").sort("doc")


def is_hit(row: dict[str, Any], pair: dict[str, Any]) -> bool:
    """Whether a row is of the labelled values: its spans meet theirs in both articles."""
    if pair["class"] == NONE:
        return False
    for side in "ab":
        own = row[f"doc_{side}"].rsplit("-", 1)[1]
        first = pair[own].index(pair[f"value_{own}"])
        if row[f"start_{side}"] >= first + len(pair[f"value_{own}"]) or row[f"end_{side}"] <= first:
            return False
    return True


def read_all_claims(pairs: dict[str, dict[str, Any]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The claims of these pairs and their articles."""
    documents = as_articles(pairs)
    tokens = parse(documents)
    actors = find_actors(documents, tokens, NOTHING)
    stands = find_stands(actors, find_references(documents, tokens, actors), tokens)
    quotes = find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    return find_claims(documents, tokens, stands, quotes), documents


def find_told(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """All candidates among these claims with their relation, evidence and class."""
    stated = read_stated(claims, documents)
    contexts = read_contexts(stated)
    paired = relate(pair_up(find_candidates(stated, contexts), stated))
    return add_class(gather_evidence(paired, stated, contexts))
