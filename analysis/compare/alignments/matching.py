"""Matching: which of the scored pairs are alignments: the best for both, and what else goes with one of these."""

from __future__ import annotations

import polars as pl

from analysis.compare.alignments.scores import SAME

ONE, MANY = "one-to-one", "one-to-many"
# Of alignments of 23 news events read by eye, 9 of 37 told the same from a score of .017 on, 7 of 13 from .05, 9 of 13 from .1,
# 12 of 13 from .25 on.
LEAST, LIKELY = 0.017, 0.1
SHARED, SHARED_SAME = 3, 2  # different words that both have, of any pair and of one that counts as the same
_A, _B = ("a", "doc_b"), ("b", "doc_a")


def match_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are alignments, with their kind; what a is to b, b is to a.

    `pairs` has a, b (numbers of sentences), doc_a, doc_b, place_a, place_b (in their texts), shared (words) and score. Of two
    articles the pairs that are the best for both sentences, with LEAST or more, are one-to-one; a sentence left over whose
    best is in one of these joins it with LIKELY or more, and all of them are one-to-many. A pair has SHARED words or more,
    and from SAME on SHARED_SAME: a score alone tells little of the shortest sentences. Of equal scores the nearer places
    count; else the order of sentences does not matter.
    """
    far = (pl.col("place_a") - pl.col("place_b")).abs()
    words = pl.when(pl.col("score") >= SAME).then(SHARED_SAME).otherwise(SHARED)
    enough = (pl.col("score") >= LEAST) & (pl.col("shared") >= words)
    ranked = pairs.filter(enough).sort(
        pl.col("score"), far, pl.col("place_a") + pl.col("place_b"), descending=[True, False, False]
    )
    marked = ranked.with_columns(of_a=pl.int_range(pl.len()).over(_A) == 0, of_b=pl.int_range(pl.len()).over(_B) == 0)
    best = marked.filter("of_a", "of_b").with_row_index("core")
    left = marked.filter(pl.col("of_a") != pl.col("of_b"), pl.col("score") >= LIKELY)
    joined = pl.concat([_join(left.filter("of_b"), best, _A, _B), _join(left.filter("of_a"), best, _B, _A)])
    better = pl.col("score").max().over("core", "of_a") == pl.col("score").max().over("core")
    joined = joined.filter(better)  # of sentences that join either side of a pair, those of one side
    matched = pl.concat([best, joined.select(best.columns)])
    kind = pl.when(pl.len().over("core") == 1).then(pl.lit(ONE)).otherwise(pl.lit(MANY))
    return matched.with_columns(kind=kind).drop("core", "of_a", "of_b").sort("a", "b")


def _join(left: pl.DataFrame, best: pl.DataFrame, hub: tuple[str, str], other: tuple[str, str]) -> pl.DataFrame:
    """The pairs left over whose sentence on the other side is in no best pair, and whose hub is in one: its number."""
    free = left.join(best, on=other, how="anti")
    return free.join(best.select("core", *hub), on=hub, how="inner")
