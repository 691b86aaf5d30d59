"""Claims: what each text states, its values in one form, and what they are about."""

from __future__ import annotations

import polars as pl

from analysis.find.claims.about import CLAIMS, find_about
from analysis.find.claims.amounts import find_amounts
from analysis.find.claims.names import find_names
from analysis.find.claims.names.laws import tell_penalties
from analysis.find.claims.times import find_times
from analysis.find.claims.values import VALUES

__all__ = ["CLAIMS", "VALUES", "find_about", "find_amounts", "find_claims", "find_names", "find_times"]


def find_claims(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, quotes: pl.DataFrame
) -> pl.DataFrame:
    """Every value that the texts state, with what it is about: the columns of CLAIMS, in text order.

    `documents` has doc, text and may have date, `tokens` is the parse, `stands` what `find_stands` gives, `quotes` what
    `find_sources` gives. See `find_times`, `find_amounts`, `find_names` for the values and `find_about` for the rest. A
    duration that is a sentence ("15 years in prison") is of kind law with the unit "penalty". Passages that are not to be
    counted are in, as in the parse.
    """
    found = [find_times(documents, tokens), find_amounts(documents, tokens), find_names(documents, tokens, stands)]
    values = pl.concat([part.select(VALUES.keys()).cast(VALUES) for part in found])
    values = tell_penalties(values, documents).sort("doc", "start", "end", "kind", "value", "head", maintain_order=True)
    return find_about(values, documents, tokens, stands, quotes)
