"""Accuracy of the ledger of discrepancies: its rows against pairs of sentences that people labelled.

A labelled pair, one a line in JSON, has id, part, class ("none" for no discrepancy), published_a and published_b, the sentences
a and b, and value_a and value_b, the words that differ, as they stand there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from analysis.compare.accuracy.attributions import SCORES
from analysis.compare.accuracy.lines import read_lines
from analysis.compare.discrepancies import CONFLICT, LIKELY, compare_discrepancies
from analysis.compare.estimates import wilson_interval
from analysis.find.actors import find_actors
from analysis.find.claims import find_claims
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from analysis.find.references import find_references, find_stands
from analysis.find.sources import find_sources

FILE = "discrepancies.jsonl"
NONE, TUNED = "none", "tune"
Pairs = dict[str, dict[str, Any]]
NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})  # passages left out


def read_pairs(folder: Path) -> dict[str, Pairs]:
    """The labelled pairs of the file FILE in a folder: by part, then by id.

    Raises InputError where the file is missing or damaged.
    """
    parts: dict[str, Pairs] = {}
    for part, name, pair in read_lines(Path(folder) / FILE, lambda pair: (pair["part"], pair["id"], pair)):
        parts.setdefault(part, {})[name] = pair
    return parts


def lay_articles(pairs: Pairs) -> pl.DataFrame:
    """Each pair as an event with two articles, each of an outlet and a group of its own: doc, event, date, outlet, group, text."""
    rows = [
        (f"{name}-{side}", name, pair[f"published_{side}"], f"outlet {side}", f"group {side}", pair[side])
        for name, pair in pairs.items() for side in "ab"
    ]  # fmt: skip
    columns = ("doc", "event", "date", "outlet", "group", "text")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row").sort("doc")


def read_stands(documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The parse of these articles, and what stands for an actor in them (see `find_stands`)."""
    tokens = parse(documents)
    actors = find_actors(documents, tokens, NOTHING)
    return tokens, find_stands(actors, find_references(documents, tokens, actors), tokens)


def read_claims(documents: pl.DataFrame) -> pl.DataFrame:
    """The claims of these articles (see `find_claims`)."""
    tokens, stands = read_stands(documents)
    quotes = find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    return find_claims(documents, tokens, stands, quotes)


def is_right(row: dict[str, Any], pair: dict[str, Any]) -> bool:
    """Whether a row of the ledger is of the labelled values: its spans meet theirs in both articles."""
    if pair["class"] == NONE:
        return False
    for side in "ab":
        own = row[f"doc_{side}"].rsplit("-", 1)[1]
        first = pair[own].index(pair[f"value_{own}"])
        if row[f"start_{side}"] >= first + len(pair[f"value_{own}"]) or row[f"end_{side}"] <= first:
            return False
    return True


def score_discrepancies(pairs: Pairs) -> pl.DataFrame:
    """How well the rows of the ledger agree with these labelled pairs: the columns of SCORES, 0 to 1.

    A row on a pair with a discrepancy, but not of its values, is wrong, too. The intervals are those of Wilson 1927.
    """
    documents = lay_articles(pairs)
    rows = compare_discrepancies(read_claims(documents), documents).to_dicts()
    right = [is_right(row, pairs[row["event"]]) for row in rows]
    found = {row["event"]: row["class"] for row, hit in reversed(list(zip(rows, right, strict=True))) if hit}
    wanted = {name: pair["class"] for name, pair in pairs.items() if pair["class"] != NONE}
    likely = [hit for row, hit in zip(rows, right, strict=True) if row["confidence_words"] == LIKELY]
    scored = {
        ("rows that are right", "row"): right,
        ("rows that are right, of the likely ones", "row"): likely,
        ("discrepancies found", "labelled discrepancy"): [name in found for name in wanted],
        ("conflicts found", "labelled conflict"): [name in found for name, kind in wanted.items() if kind == CONFLICT],
        ("right class of a discrepancy found", "labelled discrepancy"): [wanted[name] == kind for name, kind in found.items()],
    }  # fmt: skip
    return pl.DataFrame([score_hits(*name, hits) for name, hits in scored.items()], schema=SCORES, orient="row")


def score_hits(measure: str, unit: str, right: list[bool]) -> tuple:
    """A row of SCORES: the share that is right with the interval of Wilson 1927, null where there is none."""
    n, hits = len(right), sum(right)
    low, high = wilson_interval(np.array([hits]), np.array([n]))
    ends = (float(low[0]), float(high[0])) if n else (None, None)
    return measure, unit, n, hits / n if n else None, *ends, "rows" if unit == "row" else "pairs"
