"""Scenes: invented sentences parsed, with who stands in them given by hand, as the tests of claims need them."""

from __future__ import annotations

import polars as pl

from analysis.find.claims import find_about, find_claims, find_names
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes
from analysis.find.sources import find_sources
from tests.conftest import as_documents
from tests.find.stands import stand_for

KNOWN = (
    ("Osh", "Osh", "place", "name"), ("Talas", "Talas", "place", "name"), ("Merrow", "Merrow", "place", "name"),
    ("Freedonia", "Freedonia", "place", "name"), ("Ann Lee", "Ann Lee", "person", "name"), ("Lee", "Ann Lee", "person", "name"),
    ("Jon Berg", "Jon Berg", "person", "name"), ("Harbour House", "Harbour House", "organisation", "name"),
    ("Port Agency", "Port Agency", "organisation", "name"), ("Coast Watch", "Coast Watch", "organisation", "name"),
)  # fmt: skip


def set_scene(*texts: str, date: str | None = None) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """These texts as documents, with their parse, stands and quotes."""
    documents = as_documents(*texts).with_columns(
        outlet=pl.lit("paper"), group=pl.lit("news"), event=pl.lit("e"), date=pl.lit(date, pl.String)
    )
    tokens = parse(documents)
    stands = stand_for(documents, *KNOWN)
    stands = stands.sort("doc", "start", pl.col("end"), descending=[False, False, True])
    stands = stands.filter((pl.col("end") > pl.col("end").cum_max().shift(1).over("doc")).fill_null(True))
    return documents, tokens, stands, find_sources(find_quotes(documents, tokens), documents, tokens, stands)


def names_in(*texts: str) -> pl.DataFrame:
    documents, tokens, stands, _ = set_scene(*texts)
    return find_names(documents, tokens, stands)


def claims_in(*texts: str, date: str | None = None) -> pl.DataFrame:
    return find_claims(*set_scene(*texts, date=date))


def about_names(*texts: str) -> pl.DataFrame:
    documents, tokens, stands, quotes = set_scene(*texts)
    return find_about(find_names(documents, tokens, stands), documents, tokens, stands, quotes)


def tell(found: pl.DataFrame, kind: str, *columns: str) -> list[str]:
    """The rows of one kind, their columns parted by " | "."""
    return [" | ".join(map(str, row)) for row in found.filter(kind=kind).select(columns).iter_rows()]
