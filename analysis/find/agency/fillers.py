"""Fillers: what to call the word that fills a slot, and which actor it is."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.syntax import Syntax

_DEPTH = 3  # how many words that describe one another are followed
_MODIFIERS = ("compound", "amod", "nmod", "nummod", "quantmod", "poss", "advmod")


def name_fillers(words: pl.Series, syntax: Syntax, documents: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """Each of these words with actor, who_start, who_end, who, head (lemma) and number."""
    numbers = np.flatnonzero(syntax.having(dep="nummod"))
    number = pl.DataFrame(
        {"word": syntax.head[numbers], "number": syntax.rows["lemma"].gather(numbers)},
        schema_overrides={"word": pl.Int64},
    )
    spans = pl.DataFrame(
        {"word": words, "left": _find_left(syntax)[words.to_numpy()]}, schema={"word": pl.Int64, "left": pl.Int64}
    )
    token = syntax.rows.select("doc", pl.col("start", "end").cast(pl.Int64), "lemma", "pos")
    own = token[words].with_columns(spans["word"], left=token["start"].gather(spans["left"]))
    named = _find_actors(own, stands).join(
        number.unique("word", keep="first", maintain_order=True), on="word", how="left", maintain_order="left"
    ).with_columns(
        who_start=pl.min_horizontal("left", "first"), who_end=pl.max_horizontal("end", "last"),
        number=pl.when(pl.col("pos") == "NUM").then("lemma").otherwise("number"),
    )  # fmt: skip
    texts = dict(documents.select("doc", "text").iter_rows())
    who = [
        " ".join(texts[doc][start:end].split())
        for doc, start, end in named.select("doc", "who_start", "who_end").iter_rows()
    ]
    return named.select(
        "word", "actor", "who_start", "who_end", "number", head="lemma", who=pl.Series(who, dtype=pl.String)
    )


def _find_actors(words: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """The words (doc, start) with the actor that each stands for and the first and last of that span, null for none.

    That is the span that has the word for its head, else the last one to begin before it that holds it.
    """
    order = ["doc", "start", pl.col("end") - pl.col("start"), "form"]
    spans = stands.sort(order, descending=[False, False, True, False])
    at_head = spans.unique(["doc", "head"], keep="first", maintain_order=True)
    at_head = at_head.select("doc", "actor", start="head", first="start", last="end")
    around = spans.unique(["doc", "start"], keep="first", maintain_order=True)
    around = around.select("doc", "start", _actor="actor", _first="start", _last="end")
    placed = words.with_row_index("_row").join(at_head, on=["doc", "start"], how="left", maintain_order="left")
    placed = placed.sort("doc", "start").join_asof(around, on="start", by="doc", check_sortedness=False).sort("_row")
    holds = pl.col("start") < pl.col("_last")
    own = [
        pl.coalesce(name, pl.when(holds & pl.col("actor").is_null()).then(f"_{name}")).alias(name)
        for name in ("actor", "first", "last")
    ]
    return placed.with_columns(own).select(*words.columns, "actor", "first", "last")


def _find_left(syntax: Syntax) -> np.ndarray:
    """For each word the leftmost of the words that describe it from before."""
    left = np.arange(len(syntax.head))
    mods = np.flatnonzero(syntax.having(dep=_MODIFIERS) & ~syntax.having(pos=("PRON", "ADV")))
    mods = mods[mods < syntax.head[mods]]
    for _ in range(_DEPTH):
        np.minimum.at(left, syntax.head[mods], left[mods])
    return left
