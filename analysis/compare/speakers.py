"""Speakers: who quotes whom, with which verbs the same source is told, and who is spoken about but never speaks."""

from __future__ import annotations

import re

import polars as pl

from analysis.compare.counts import gather_counts
from analysis.compare.estimates import share_interval
from analysis.compare.speech import place_speech
from analysis.find.words import Words

SPEAKERS = {
    "group": pl.String, "outlet": pl.String, "actor": pl.String, "resolved": pl.Boolean, "source_type": pl.String,
    "attributions": pl.Int64, "quotations": pl.Int64, "words": pl.Int64, "share": pl.Float64, "docs": pl.Int64,
}  # fmt: skip
CUES = {
    "actor": pl.String, "resolved": pl.Boolean, "group": pl.String, "cue_lemma": pl.String, "cue_class": pl.String,
    "hits": pl.Int64, "size": pl.Int64, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64, "docs_with": pl.Int64,
    "interval": pl.String,
}  # fmt: skip
SILENT = {
    "actor": pl.String, "type": pl.String, "group": pl.String, "mentions": pl.Int64, "docs": pl.Int64,
    "attributions": pl.Int64, "attributions_elsewhere": pl.Int64, "high": pl.Float64,
}  # fmt: skip
SILENCE = 0.05  # the chance of hearing nobody that is left open, on one side
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_STANDS_FOR_ANOTHER = frozenset(
    "he she it they i we you who which that this these those him her them one others some".split()
)  # unresolved, it may be anyone


def name_speakers(attributions: pl.DataFrame) -> pl.DataFrame:
    """The attributions with who speaks as `actor`: the actor where it is `resolved`, else the source's words in lower case.

    Without a source, or where nothing but a pronoun stands for it, the name is empty.
    """
    named = pl.col("source").fill_null("").map_elements(_plain_name, return_dtype=pl.String)
    return attributions.with_columns(resolved=pl.col("actor").is_not_null(), actor=pl.coalesce("actor", named))


def _plain_name(source: str) -> str:
    name = _ARTICLE.sub("", " ".join(source.lower().split()))
    return "" if name in _STANDS_FOR_ANOTHER else name


def count_speakers(sourced: pl.DataFrame, words: Words, documents: pl.DataFrame) -> pl.DataFrame:
    """Who is given how much to say by whom, in each outlet those with most words first: the columns of SPEAKERS.

    actor is empty where no source is named; quotations are attributions with words in marks; words all those of the
    attributions; share is their part of all words that the outlet gives to others, 0 to 1; docs counts articles.
    """
    told = _place_in_groups(place_speech(sourced, words).attributions, documents)
    table = told.group_by("group", "outlet", "actor", "resolved", pl.col("source_type").fill_null("")).agg(
        attributions=pl.len(), quotations=(pl.col("quoted") > 0).sum(), words=pl.col("words").sum(),
        docs=pl.col("doc").n_unique(),
    )  # fmt: skip
    shared = table.with_columns(share=pl.col("words") / pl.col("words").sum().over("group", "outlet"))
    order = ["group", "outlet", "words", "actor", "resolved", "source_type"]
    ordered = shared.sort(order, descending=[name == "words" for name in order])
    return ordered.select(SPEAKERS.keys()).cast(SPEAKERS)


def _place_in_groups(attributions: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    places = documents.select("doc", "group", "outlet")
    return name_speakers(attributions).join(places, on="doc", maintain_order="left")


# --- verbs ----------------------------------------------------------------------------------------------------------


def compare_cues(sourced: pl.DataFrame, words: Words, documents: pl.DataFrame) -> pl.DataFrame:
    """With which verbs each group tells what the same source says, the most told sources first: the columns of CUES.

    Of every source that two groups or more tell with a cue, each cue in each of these groups: hits are attributions with this
    cue, size those of this source with any, share their ratio with its 95 % interval (see `share_interval`). A cue
    that the group does not use for this source is a row with 0. There is no test of a single cue.
    """
    told = _place_in_groups(place_speech(sourced, words).attributions, documents)
    named = told.filter(pl.col("cue_lemma").is_not_null(), pl.col("actor") != "")
    both = named.filter(pl.col("group").n_unique().over("actor", "resolved") > 1)
    order = (
        both.group_by("actor", "resolved").len("all").sort("all", "actor", "resolved", descending=[True, False, True])
    )
    parts = both.partition_by("actor", "resolved", as_dict=True)
    tables = [_share_cues(parts[actor, resolved]) for actor, resolved, _ in order.iter_rows()]
    return pl.concat([pl.DataFrame(schema=CUES), *tables])


def _share_cues(told: pl.DataFrame) -> pl.DataFrame:
    """The cues of one source in each group, the most frequent in all groups first."""
    cues = (
        told.group_by("cue_lemma", "cue_class")
        .len("all")
        .sort("all", "cue_lemma", "cue_class", descending=[True, False, False])
    )
    measure = pl.concat_str("cue_lemma", pl.col("cue_class").fill_null(""), separator="\t")
    names = cues.select(measure)["cue_lemma"].to_list()
    of_doc = told.select("doc", measure.alias("measure"), hits=pl.lit(1))
    sizes = told.group_by("doc", "group").len("size").sort("doc")
    counts = gather_counts(of_doc, names, sizes["doc"].to_list(), sizes["size"].to_numpy())
    groups = told["group"].unique().sort().to_list()
    parts = [
        cues.with_columns(pl.lit(group).alias("group"), **share_interval(counts, (sizes["group"] == group).to_numpy()))
        for group in groups
    ]
    who = told.select("actor", "resolved").row(0, named=True)
    table = pl.concat(parts).with_columns(pl.lit(value).alias(name) for name, value in who.items())
    return table.with_columns(pl.col("cue_class").fill_null("")).select(CUES.keys()).cast(CUES)


# --- silence --------------------------------------------------------------------------------------------------------


def find_silent(
    mentions: pl.DataFrame, sourced: pl.DataFrame, words: Words, documents: pl.DataFrame, least: int = 5
) -> pl.DataFrame:
    """Persons and organisations that a group names `least` times or more and never lets speak, the most named first.

    Columns: actor, type, group, mentions, docs (articles that name it: each could have let it speak), attributions (0),
    attributions_elsewhere (in other groups), high: the share of such articles in which it may yet speak, the one-sided 95 %
    bound that no hit in `docs` leaves open (Hanley & Lippman-Hand 1983; about 3 / docs).
    """
    groups = documents.select("doc", "group")
    kinds = mentions.filter(pl.col("type").is_in(["person", "organisation"])).join(groups, on="doc")
    named = kinds.group_by("actor", "type", "group").agg(mentions=pl.len(), docs=pl.col("doc").n_unique())
    told = place_speech(sourced, words).attributions.drop_nulls("actor").join(groups, on="doc")
    here = told.group_by("actor", "group").len("attributions")
    everywhere = told.group_by("actor").len("attributions_elsewhere")
    table = (
        named.filter(pl.col("mentions") >= least)
        .join(here, on=["actor", "group"], how="left").join(everywhere, on="actor", how="left")
        .with_columns(pl.col("attributions", "attributions_elsewhere").fill_null(0), high=1 - SILENCE ** (1 / pl.col("docs")))
        .filter(attributions=0)
    )  # fmt: skip
    order = ["mentions", "actor", "type", "group"]
    return table.sort(order, descending=[name == "mentions" for name in order]).select(SILENT.keys()).cast(SILENT)
