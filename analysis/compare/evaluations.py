"""Evaluations: how often each group's wording evaluates an actor, for better or worse, where it names it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.compare.estimates import Contrast
from analysis.compare.loads import LOADS, compare_parts
from analysis.find.voices import tell_voice

EVALUATED = {
    "actor": pl.String, "type": pl.String, "group": pl.String, "outlet": pl.String, "voice": pl.String,
    "mentions": pl.Int64, "positive": pl.Int64, "negative": pl.Int64, "docs": pl.Int64, "words": pl.String,
}  # fmt: skip
AIMED = {"polarity": pl.String, **LOADS}
POLARITIES = ("negative", "positive")


def judge_mentions(evaluations: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """Every mention of an actor with what is said of it: the columns of `stands`, polarity and words.

    polarity is the sign of the sum of the weights of all evaluations aimed at the mention (see `find_evaluations`), empty
    where it is 0; words are those evaluations' words, parted by "; ".
    """
    sign = pl.when(pl.col("polarity") == "positive").then(1).otherwise(-1)
    summed = evaluations.group_by("doc", pl.col("target_start").alias("start"), "actor").agg(
        sum=(sign * pl.col("weight")).sum().round(9), words=pl.col("word").unique().sort().str.join("; ")
    )
    told = stands.join(summed, on=["doc", "start", "actor"], how="left", maintain_order="left")
    positive, negative = pl.col("sum") > 0, pl.col("sum") < 0
    polarity = pl.when(positive).then(pl.lit("positive")).when(negative).then(pl.lit("negative")).otherwise(pl.lit(""))
    return told.select(*stands.columns, polarity=polarity, words=pl.col("words").fill_null(""))


def count_evaluations(judged: pl.DataFrame, documents: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """How many mentions of each actor each outlet evaluates in each voice, the most mentioned first: the columns of EVALUATED.

    `judged` is what `judge_mentions` gives, pronouns and descriptions among the mentions; voice is that of the mention; docs
    counts articles; words are the evaluating ones, once each.
    """
    told = judged.with_columns(voice=tell_voice(judged, voices)).join(
        documents.select("doc", "group", "outlet"), on="doc"
    )
    keys = ["actor", "type", "group", "outlet", "voice"]
    said = pl.col("words").filter(pl.col("polarity") != "").str.split("; ").explode(empty_as_null=False)
    table = told.group_by(keys).agg(
        mentions=pl.len(), docs=pl.col("doc").n_unique(), words=said.unique().sort().str.join("; "),
        **{name: (pl.col("polarity") == name).sum() for name in POLARITIES},
    )  # fmt: skip
    order = [pl.col("mentions").sum().over("actor", "type"), *keys]
    return table.sort(order, descending=[True] + [False] * 5).select(EVALUATED.keys()).cast(EVALUATED)


def compare_evaluations(
    judged: pl.DataFrame,
    documents: pl.DataFrame,
    voices: pl.DataFrame,
    contrasts: list[Contrast],
    heard: Sequence[str] = ("all",),
    least: int = 5,
) -> pl.DataFrame:
    """What part of an actor's mentions evaluates it for the worse, and for the better, in two groups: the columns of AIMED.

    Of actors with `least` mentions or more, of which one is evaluated so; see `compare_parts`, whose kind is the polarity.
    """
    told = judged.with_columns(voice=tell_voice(judged, voices), kind="polarity")
    table = compare_parts(told, POLARITIES, documents, contrasts, heard, least)
    return table.rename({"kind": "polarity"}).select(AIMED.keys())
