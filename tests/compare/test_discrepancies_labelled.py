"""The ledger against the labelled pairs of sentences: how many rows are real, how many discrepancies are found, of which class.

Rules and weights were chosen on the half `tune`; only the figures of the half `check` say how well they do elsewhere. Held is
what is reached, which is below what is aimed at: a precision of .90, and .75 of the conflicts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from analysis.compare.discrepancies import CONFLICT, LIKELY, compare_discrepancies
from analysis.find.actors import find_actors
from analysis.find.claims import find_claims
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from analysis.find.references import find_references, find_stands
from analysis.find.sources import find_sources
from tests.find.stands import NOTHING

FILE = Path(__file__).resolve().parent.parent / "data" / "discrepancies.jsonl"
NONE = "none"
MARGIN = 0.02


class Measured(NamedTuple):
    """Precision of all rows and of the likely ones, recall of conflicts and of all, share of found ones with the right class."""

    precision: float
    likely: float
    conflicts: float
    recall: float
    classes: float


def read_pairs(half: str) -> dict[str, dict[str, Any]]:
    """The labelled pairs of one half by id."""
    pairs = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {pair["id"]: pair for pair in pairs if pair["half"] == half}


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


def measure(half: str) -> Measured:
    """How well the ledger does on one half; a row on a pair with a discrepancy, but not of its values, is wrong, too."""
    pairs = read_pairs(half)
    documents = as_articles(pairs)
    tokens = parse(documents)
    actors = find_actors(documents, tokens, NOTHING)
    stands = find_stands(actors, find_references(documents, tokens, actors), tokens)
    quotes = find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    rows = compare_discrepancies(find_claims(documents, tokens, stands, quotes), documents).to_dicts()
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
    "tune": Measured(precision=0.93, likely=0.95, conflicts=0.61, recall=0.65, classes=0.95),
    "check": Measured(precision=0.69, likely=0.82, conflicts=0.42, recall=0.46, classes=0.91),
}


@pytest.mark.parametrize("half", list(REACHED))
def test_what_the_ledger_reaches_on_labelled_pairs(half: str) -> None:
    measured = measure(half)
    for name, reached in REACHED[half]._asdict().items():
        assert getattr(measured, name) >= reached - MARGIN, (name, getattr(measured, name))


def test_the_labelled_pairs_are_as_many_as_their_description_says() -> None:
    halves = {half: read_pairs(half) for half in REACHED}
    assert {half: len(pairs) for half, pairs in halves.items()} == {"tune": 202, "check": 202}
    assert not {name.split("-")[0] for name in halves["tune"]} & {name.split("-")[0] for name in halves["check"]}
