"""Targets: where a named person, organisation or place, a word or a phrase stands, whose description is to be compared."""

from __future__ import annotations

import re

import polars as pl

from analysis.corpus.problems import InputError, nearest
from analysis.find.relations import RELATIONS, begins_inside
from analysis.find.voices import tell_voice

TARGETS = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "head": pl.Int64, "voice": pl.String}


def find_target(
    target: str,
    documents: pl.DataFrame,
    tokens: pl.DataFrame,
    actors: pl.DataFrame,
    exclusions: pl.DataFrame,
    voices: pl.DataFrame,
) -> pl.DataFrame:
    """Where a target stands: doc, start, end, head (start of the word that the rest hangs on), voice, in text order.

    The target is an actor of `find_actors` by any of its spellings; else a word, as it is written or as its lemma;
    else a phrase of such words. Case does not matter. Mentions that begin in one of the `exclusions` are not counted; no
    target has no mentions. Raises InputError for one that does not stand in the texts.
    """
    sought = " ".join(target.lower().split())
    spans = _find_actor(sought, actors)
    if spans.is_empty() and sought:
        spans = _find_phrase(sought, documents, tokens)
    spans = spans.filter(~begins_inside(spans, exclusions))
    if spans.is_empty() and sought:
        known = [*actors["actor"].unique().sort(), *actors["name"].unique().sort(), *tokens["lemma"].unique().sort()]
        raise InputError(
            f"given target {target!r}; allowed: a name, a word or a phrase that stands in the texts{nearest(target, known)}"
        )
    heads = _find_heads(spans, tokens).sort("doc", "start", "end")
    order = documents.select("doc").with_row_index("_doc")
    found = heads.with_columns(voice=tell_voice(heads, voices)).join(order, on="doc").sort("_doc", "start", "end")
    return found.select(TARGETS.keys()).cast(TARGETS)


def choose_target(documents: pl.DataFrame, tokens: pl.DataFrame, actors: pl.DataFrame, exclusions: pl.DataFrame) -> str:
    """The target that is most evenly named by all groups, nothing where the texts have no noun.

    It is the actor whose rate, mentions per word, is largest in the group where it is smallest; a noun where no
    actor stands in every group. Of equals it is the one with the larger sum of rates, then the first by name.
    `documents` has doc and group.
    """
    counted = tokens.filter(~begins_inside(tokens, exclusions), pl.col("pos") != "PUNCT")
    nouns = counted.filter(pl.col("entity") == "", pos="NOUN")  # a name or a date is no such noun
    named = [actors.select("doc", name="actor", is_actor=True), nouns.select("doc", name="lemma", is_actor=False)]
    groups = documents.select("doc", "group")
    sizes = counted.join(groups, on="doc").group_by("group").agg(size=pl.len())
    rates = (
        pl.concat(named).join(groups, on="doc").group_by("is_actor", "name", "group").len("hits")
        .join(sizes, on="group").with_columns(rate=pl.col("hits") / pl.col("size"))
        .sort("group").group_by("is_actor", "name", maintain_order=True)
        .agg(least=pl.col("rate").min(), sum=pl.col("rate").sum(), groups=pl.len())
    )  # fmt: skip
    ranked = rates.sort(
        pl.col("groups") == groups["group"].n_unique(), "is_actor", "least", "sum", "name",
        descending=[True, True, True, True, False],
    )  # fmt: skip
    return "" if ranked.is_empty() else ranked["name"][0]


def find_collocates(relations: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """The collocates of a target: of all `relations` those told of one of its `mentions`, which target_start and target_end then span.

    What belongs to the mention itself ("harbour" in "Harbour Board") is none of its collocates.
    """
    told = relations.join(
        mentions.select("doc", first="start", last="end", target_start="head"),
        on=["doc", "target_start"], how="inner", maintain_order="left",
    )  # fmt: skip
    beside = told.filter((pl.col("start") < pl.col("first")) | (pl.col("start") >= pl.col("last")))
    return beside.with_columns(target_start="first", target_end="last").select(RELATIONS.keys())


def _find_actor(sought: str, actors: pl.DataFrame) -> pl.DataFrame:
    """All mentions of the actors that have this name or spelling."""
    spelt = actors.filter(
        (pl.col("actor").str.to_lowercase() == sought) | (pl.col("name").str.to_lowercase() == sought)
    )
    return actors.join(spelt.select("actor", "type").unique(), on=["actor", "type"], how="semi").select(
        "doc", "start", "end"
    )


def _find_phrase(sought: str, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Where these words stand one after the other in a sentence, each as its lemma or as it is written."""
    words = re.sub(r"(?<=\w)-(?=\w)", " - ", sought).split()
    places = _spell_like(words, documents, tokens)
    steps = [
        ((pl.col("lemma").shift(-step) == word) | (pl.col("_spelt").shift(-step) == word))
        & (pl.struct("doc", "sentence") == pl.struct("doc", "sentence").shift(-step))
        for step, word in enumerate(words)
    ]
    end = pl.col("end").shift(1 - len(words))
    return (
        places.select("doc", pl.col("start").cast(pl.Int64), end.cast(pl.Int64), found=pl.all_horizontal(steps))
        .filter("found")
        .drop("found")
    )


def _spell_like(words: list[str], documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The tokens with their lower-cased spelling, where it is as long as one of these words."""
    texts = dict(documents.select("doc", "text").iter_rows())
    rows = tokens.with_row_index("_row")
    long = rows.filter((pl.col("end") - pl.col("start")).is_in([len(word) for word in words]))
    spelt = [texts[doc][start:end].lower() for doc, start, end in long.select("doc", "start", "end").iter_rows()]
    spellings = long.select("_row").with_columns(_spelt=pl.Series(spelt, dtype=pl.String))
    return rows.join(spellings, on="_row", how="left", maintain_order="left")


def _find_heads(spans: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The spans with the start of the word of each that hangs on none of the others; of several the last."""
    row = tokens.select("doc", "head", start=pl.col("start").cast(pl.Int64)).with_columns(
        above=pl.col("start").gather(pl.col("head")).over("doc")
    )
    placed = row.sort("doc", "start").join_asof(
        spans.select("doc", "start", "end", first="start").sort("doc", "start"), on="start", by="doc", check_sortedness=False
    )  # fmt: skip
    inside = placed.filter(pl.col("start") < pl.col("end"))
    outer = (
        (pl.col("above") < pl.col("first")) | (pl.col("above") >= pl.col("end")) | (pl.col("above") == pl.col("start"))
    )
    heads = inside.filter(outer).group_by("doc", "first").agg(head=pl.col("start").max())
    return spans.join(heads, left_on=["doc", "start"], right_on=["doc", "first"])
