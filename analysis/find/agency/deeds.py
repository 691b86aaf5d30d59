"""Deeds: what a verb is called, with what belongs to it, and what kind of act it names."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.syntax import Syntax

HAPPENING, STATE, SUPPORT = "happening", "state", "support"
_PARTS = ("prep", "dobj", "oprd", "acomp", "ccomp", "attr", "advmod", "nsubjpass")
NAMES = {"row": pl.Int64, "verb": pl.String, "part": pl.Int64, "preposition": pl.Int64}


def name_verbs(syntax: Syntax, verbs: np.ndarray) -> pl.DataFrame:
    """What these verbs are called: row, verb (lemma and particle), part (a noun in the name), preposition (one at its end).

    A verb that the list of deeds has with a preposition, with the noun after it, or with an object or adverb is called by
    all of it: "placed him under house arrest" is "place under arrest", "opened fire" is "open fire".
    """
    lemma = syntax.rows["lemma"]
    alone = pl.DataFrame({"row": verbs}, schema={"row": pl.Int64}).with_columns(verb=lemma.gather(verbs))
    particles = _find_below(syntax, ("prt",)).unique("row", keep="first", maintain_order=True)
    plain = alone.join(particles.select("row", particle="word"), on="row", how="left", maintain_order="left")
    plain = plain.select("row", verb=_join("verb", "particle"))
    longer = _find_below(syntax, _PARTS).join(plain, on="row").with_columns(verb=_join("verb", "word"))
    nouns = _find_below(syntax, ("pobj",)).rename({"row": "child", "child": "part", "word": "noun"})
    longest = longer.join(nouns, on="child").with_columns(verb=_join("verb", "noun"), child=None)
    is_end = pl.col("dep") == "prep"
    longer = longer.with_columns(
        preposition=pl.when(is_end).then("child"), part=pl.when(~is_end).then("child"), length=pl.lit(1)
    )
    named = pl.concat([longest.with_columns(length=pl.lit(2)), longer], how="diagonal_relaxed")
    named = named.join(read_list("deeds").select(verb="word").unique(), on="verb", how="semi")
    named = named.sort("row", "length", "verb", descending=[False, True, True])
    together = pl.concat([named, plain], how="diagonal_relaxed").unique("row", keep="first", maintain_order=True)
    return together.sort("row").select(NAMES.keys()).cast(NAMES)


def _join(*columns: str) -> pl.Expr:
    return pl.concat_str(*columns, separator=" ", ignore_nulls=True)


def _find_below(syntax: Syntax, deps: tuple[str, ...]) -> pl.DataFrame:
    """The words in these roles: row (what each hangs on), child, word (its lemma), dep."""
    children = np.flatnonzero(syntax.having(dep=deps))
    place = {"row": syntax.head[children], "child": children}
    words = {name: syntax.rows[name].gather(children) for name in ("lemma", "dep")}
    return pl.DataFrame(place | words, schema_overrides={"row": pl.Int64, "child": pl.Int64}).rename({"lemma": "word"})


def tell_deeds(verbs: pl.DataFrame) -> pl.DataFrame:
    """The verbs (verb, goes_on) with what they do: act (what verbs of one meaning share), deed (the class, or nothing).

    A verb that may be a happening is one where it does not go on to an object, a passive or another verb.
    """
    deeds = read_list("deeds").filter(pl.col("kind") != SUPPORT)
    deeds = deeds.select(verb="word", kind="kind", family=pl.when(pl.col("note") == "").then("word").otherwise("note"))
    happenings = deeds.filter(kind=HAPPENING).select("verb", happening="family")
    doings = deeds.filter(pl.col("kind") != HAPPENING).unique("verb", keep="first", maintain_order=True)
    told = verbs.join(doings, on="verb", how="left", maintain_order="left")
    told = told.join(happenings, on="verb", how="left", maintain_order="left")
    happens = pl.col("happening").is_not_null() & ~pl.col("goes_on")
    return told.with_columns(
        act=pl.when(happens).then("happening").otherwise(pl.coalesce("family", "verb")),
        deed=pl.when(happens).then(pl.lit(HAPPENING)).otherwise(pl.col("kind").fill_null("")),
    ).drop("happening", "kind", "family", "goes_on")
