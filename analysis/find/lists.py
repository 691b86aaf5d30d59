"""Lists: words with a kind, as data, by which rules tell sources, roles and deeds.

A list is a TSV file like a lexicon's (comment lines with title, source, licence, about), with the columns word, kind
and note. A word is a lemma or a phrase in lower case; the same word may stand once for each kind.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from analysis.find.lexicons import FACTS, read_facts

FOLDER = Path(__file__).resolve().parent.parent / "lists"
LISTS = {
    "list": pl.String, "title": pl.String, "entries": pl.Int64, "about": pl.String, "source": pl.String, "licence": pl.String,
}  # fmt: skip
_COLUMNS = {"word": pl.String, "kind": pl.String, "note": pl.String}


@cache
def read_list(name: str) -> pl.DataFrame:
    """The list of this name: word, kind, note."""
    table = pl.read_csv(
        FOLDER / f"{name}.tsv",
        separator="\t",
        comment_prefix="#",
        quote_char=None,
        schema=_COLUMNS,
        truncate_ragged_lines=True,
    )
    return table.fill_null("")


@cache
def read_kinds(name: str) -> dict[str, str]:
    """The kind of every word of a list in which each word has one."""
    return dict(read_list(name).select("word", "kind").iter_rows())


def list_lists() -> pl.DataFrame:
    """Every list with what its file says of it: the columns of LISTS, by name."""
    rows = []
    for path in sorted(FOLDER.glob("*.tsv")):
        facts = dict(read_facts(path.read_text(encoding="utf-8").splitlines()))
        title, source, licence, about = (facts[fact] for fact in FACTS)
        rows.append((path.stem, title, read_list(path.stem).height, about, source, licence))
    return pl.DataFrame(rows, schema=LISTS, orient="row")
