"""Small corpora, counts and lexicons made by hand, for the tests of counts and estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.compare.counts import Counts
from analysis.compare.estimates import Contrast
from analysis.find.actors import MENTIONS
from analysis.find.cues import find_cues
from analysis.find.lexicons import Lexicon
from analysis.find.parsing import TOKEN_SCHEMA
from analysis.find.words import Words, read_words

A_B = Contrast("a", "b")
NO_TOKENS = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
NO_MENTIONS = pl.DataFrame(schema=MENTIONS)


def make_documents(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    """Documents d00, d01, … from (group, event, text), each group with an outlet of its name."""
    columns = {"group": pl.String, "event": pl.String, "text": pl.String}
    table = pl.DataFrame(list(rows), schema=columns, orient="row")
    names = pl.Series("doc", [f"d{place:02}" for place in range(len(rows))], dtype=pl.String)
    return table.select(names, pl.all(), outlet=pl.col("group") + " post")


def place(groups: str, events: str, outlets: str = "") -> pl.DataFrame:
    """The table of documents d00, d01, … with one letter each for group, event and outlet, a space for no event."""
    named = [None if letter == " " else letter for letter in events]
    columns = {"doc": [f"d{number:02}" for number in range(len(groups))], "group": list(groups), "event": named}
    table = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return table.with_columns(outlet=pl.Series(list(outlets))) if outlets else table


def words_of(documents: pl.DataFrame) -> Words:
    """The words of these documents, without the cache."""
    return read_words(documents["doc"].to_list(), documents["text"].to_list())


def make_counts(table: Mapping[str, Sequence[int]], sizes: Sequence[int], voice: str = "all") -> Counts:
    """Counts of documents d00, d01, … from each measure's count in every document."""
    dense = [np.asarray(row) for row in table.values()]
    docs = [np.flatnonzero(row) for row in dense]
    bounds = np.cumsum([0, *map(len, docs)]).astype(np.int64)
    found = [row[places] for row, places in zip(dense, docs, strict=True)]
    names = [f"d{place:02}" for place in range(len(sizes))]
    columns = (np.concatenate(part).astype(np.int32) for part in (docs, found))
    return Counts(list(table), bounds, *columns, names, np.asarray(sizes, np.int64), voice)


def make_lexicon(name: str, **categories: str) -> Lexicon:
    """A lexicon with one category a keyword, its patterns parted by commas."""
    rows = [(pattern, category, "") for category, patterns in categories.items() for pattern in patterns.split(",")]
    cues = pl.DataFrame(rows, schema=dict.fromkeys(("pattern", "category", "pos"), pl.String), orient="row")
    return Lexicon(name, name, "", "", "", cues)


def find_hits(words: Words, *lexicons: Lexicon) -> pl.DataFrame:
    """What stands of these lexicons in the words, without a parse."""
    return find_cues(words, NO_TOKENS, lexicons)


def row_of(table: pl.DataFrame, **values: str) -> dict:
    """The one row with these values."""
    found = table.filter(**values)
    assert found.height == 1, found
    return found.row(0, named=True)


def simulate(
    seed: int, sides: Sequence[tuple[int, int]], terms: int = 300, clumps: float = 0.3, planted: int = 0
) -> tuple[Counts, pl.DataFrame]:
    """Counts of words that come in clumps, in events with so many documents of a and of b, and the documents' table.

    Rates are gamma with shape `clumps`, the same in both groups, but for the first `planted` terms: these stand
    evenly in every document and are three times as frequent in a.
    """
    random = np.random.default_rng(seed)
    groups = [group for a, b in sides for group in "a" * a + "b" * b]
    events = [f"e{number}" for number, pair in enumerate(sides) for _ in range(sum(pair))]
    sizes = random.integers(300, 900, len(groups))
    means = np.exp(random.uniform(np.log(2e-4), np.log(4e-3), (terms, 1)))
    rates = means * random.gamma(clumps, 1 / clumps, (terms, len(groups)))
    rates[:planted] = 4e-3 * np.where(np.array(groups) == "a", 3, 1)
    counts = random.poisson(rates * sizes)
    names = {f"planted {term}" if term < planted else f"term {term}": row for term, row in enumerate(counts)}
    made = make_counts({name: row for name, row in names.items() if row.any()}, sizes.tolist())
    return made, pl.DataFrame({"doc": made.doc_names, "group": groups, "event": events})
