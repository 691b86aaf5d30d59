"""Spellings: names in two articles on one event that may be one name, wherever they stand."""

from __future__ import annotations

import numpy as np
import polars as pl
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from analysis.compare.discrepancies.names import ALIKE, LEAST_WORD, compare_names
from analysis.compare.discrepancies.stated import PERSON, PLACE
from analysis.find.actors import sound_key

NUMBERS = {"a": pl.Int64, "b": pl.Int64}


def find_spellings(stated: pl.DataFrame) -> pl.DataFrame:
    """Pairs a, b of statements (numbers) with two spellings of one person's or place's name, once for each two articles.

    a is of the article whose name comes first; of several mentions in an article it is the first.
    """
    named = stated.filter(pl.col("kind").is_in([PERSON, PLACE]), pl.col("text").str.contains(r"^\p{Lu}"))
    first = named.unique(["doc", "kind", "text"], keep="first", maintain_order=True)
    parts = [_pair_names(part) for part in first.partition_by("event", "kind", maintain_order=True)]
    return pl.concat([pl.DataFrame(schema=NUMBERS), *parts]).sort("a", "b")


def _pair_names(named: pl.DataFrame) -> pl.DataFrame:
    texts = named.select("text").unique(maintain_order=True)["text"].to_list()
    sounds = ["".join(sound_key(text)) for text in texts]
    near = np.argwhere(np.triu(cdist(sounds, sounds, scorer=ratio, score_cutoff=LEAST_WORD), 1))
    alike = [(texts[x], texts[y]) for x, y in near.tolist() if compare_names(texts[x], texts[y]) == ALIKE]
    both = pl.DataFrame(
        [*alike, *[(y, x) for x, y in alike]],
        schema=["text", "other"],
        orient="row",
        schema_overrides={"text": pl.String, "other": pl.String},
    )
    left = named.select("text", "doc", a="number").join(both, on="text")
    pairs = left.join(named.select("text", doc_b="doc", b="number"), left_on="other", right_on="text")
    return pairs.filter(pl.col("doc") < pl.col("doc_b")).select(NUMBERS.keys()).cast(NUMBERS)
