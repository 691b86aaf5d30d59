"""Metonyms: capitals and seats of government as names of the state, a layer that is chosen."""

from __future__ import annotations

from collections.abc import Container

import polars as pl

from analysis.find.actors.forms import read_equal_names
from analysis.find.lists import read_kinds

_LOCAL = ["in", "at", "near", "outside", "around", "across", "inside", "throughout"]


def name_states(mentions: pl.DataFrame, fixed: Container[str] = ()) -> pl.DataFrame:
    """The mentions, those of a capital or of a seat of government as mentions of the state, rule "metonym".

    `mentions` has name, type, before (the lemma before it), actor, rule and score. Places that something is in or near
    stay places, as do people of the name, and names that are `fixed` in lower case.
    """
    seats = read_kinds("metonyms")
    low = pl.col("name").str.to_lowercase().str.replace_all("[.,]", "")
    names = [word for word in seats if word not in fixed]
    meant = low.is_in(names) & (pl.col("type") != "person") & ~pl.col("before").is_in(_LOCAL)
    equal = read_equal_names()
    types = {state: equal[state.lower()].type if state.lower() in equal else "place" for state in set(seats.values())}
    state = low.replace_strict(seats, default=None, return_dtype=pl.String)
    changed = {
        "actor": state, "type": state.replace_strict(types, default=None, return_dtype=pl.String),
        "rule": pl.lit("metonym"), "score": pl.lit(0.0),
    }  # fmt: skip
    return mentions.with_columns(
        **{name: pl.when(meant).then(value).otherwise(name) for name, value in changed.items()}
    )
