"""Namings: which actors each outlet names, by which designations, and what part of these evaluates."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.compare.estimates import Contrast
from analysis.compare.loads import LOADS, compare_parts
from analysis.find.namings import NOBODY
from analysis.find.voices import tell_voice

ACTORS = {
    "actor": pl.String, "type": pl.String, "group": pl.String, "outlet": pl.String, "mentions": pl.Int64, "docs": pl.Int64,
    "aliases": pl.String,
}  # fmt: skip
NAMINGS = {
    "actor": pl.String, "designation": pl.String, "group": pl.String, "outlet": pl.String, "voice": pl.String,
    "hits": pl.Int64, "evaluative": pl.Boolean, "form": pl.String, "polarity": pl.String, "docs": pl.Int64,
}  # fmt: skip


def list_actors(mentions: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Who is named where how often, the most named actor of all first: the columns of ACTORS.

    aliases are the distinct names that the outlet uses, the most frequent first, parted by "; ".
    """
    told = mentions.join(documents.select("doc", "group", "outlet"), on="doc")
    keys = ["actor", "type", "group", "outlet"]
    names = told.group_by(*keys, "name").len("hits").sort(*keys, "hits", "name", descending=[False] * 4 + [True, False])
    aliases = names.group_by(keys).agg(aliases=pl.col("name").str.join("; "))
    table = told.group_by(keys).agg(mentions=pl.len(), docs=pl.col("doc").n_unique()).join(aliases, on=keys)
    order = [pl.col("mentions").sum().over("actor", "type"), *keys]
    return table.sort(order, descending=[True] + [False] * 4).select(ACTORS.keys()).cast(ACTORS)


def count_namings(namings: pl.DataFrame, documents: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """How often each outlet gives each actor each designation in each voice, the most named actor first: the columns of NAMINGS.

    `namings` are the spans of `find_namings`, `voices` those of `find_voices`. docs counts articles.
    """
    told = _hear(namings, voices).join(documents.select("doc", "group", "outlet"), on="doc")
    keys = ["actor", "designation", "group", "outlet", "voice", "evaluative", "form", "polarity"]
    table = told.group_by(keys).agg(hits=pl.len(), docs=pl.col("doc").n_unique())
    order = [
        pl.col("hits").sum().over("actor"), pl.col("actor"), pl.col("hits").sum().over("actor", "designation"),
        *(pl.col(key) for key in keys[1:]),
    ]  # fmt: skip
    return table.sort(order, descending=[True, False, True] + [False] * 7).select(NAMINGS.keys()).cast(NAMINGS)


def _hear(namings: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    return namings.with_columns(voice=tell_voice(namings, voices))


def compare_loads(
    namings: pl.DataFrame,
    documents: pl.DataFrame,
    voices: pl.DataFrame,
    contrasts: list[Contrast],
    heard: Sequence[str] = ("all",),
    least: int = 5,
) -> pl.DataFrame:
    """What part of an actor's designations evaluates, in two groups and in every voice that is `heard`: the columns of LOADS.

    Of each known actor with `least` designations or more, of which one evaluates; see `compare_parts`.
    """
    spoken = _hear(namings, voices).filter(pl.col("actor") != NOBODY)
    told = spoken.with_columns(kind=pl.when("evaluative").then(pl.lit("evaluative")))
    return compare_parts(told, ["evaluative"], documents, contrasts, heard, least).select(LOADS.keys())
