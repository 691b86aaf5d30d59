"""Loads: what part of all that is told of an actor is of one kind, such as evaluative, in two groups, through the gate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.compare.counts import Counts, gather_counts
from analysis.compare.estimates import BY_PARTS, BY_WORDS, PER, Contrast, adjust_p, share_parts, side_of
from analysis.compare.rates import contrast_counts

ONE_SIDE = "description only: no more than one of the groups names it"
_WHO = ("kind", "voice", "actor")
_SHARE = {
    "hits": pl.Int64, "size": pl.Int64, "share": pl.Float64, "share_low": pl.Float64, "share_high": pl.Float64, "docs": pl.Int64,
}  # fmt: skip
_TESTED = {
    "difference": pl.Float64, "low": pl.Float64, "high": pl.Float64, "p": pl.Float64, "q": pl.Float64, "events": pl.Int64,
    "interval": pl.String, "method": pl.String,
}  # fmt: skip
LOADS = {
    **dict.fromkeys(("actor", "voice", "group_a", "group_b"), pl.String),
    **{f"{name}_{side}": kind for side in "ab" for name, kind in _SHARE.items()},
    **_TESTED,
}
PARTS = {"kind": pl.String, **LOADS}


def compare_parts(
    told: pl.DataFrame,
    kinds: Sequence[str],
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    heard: Sequence[str],
    least: int,
) -> pl.DataFrame:
    """What part of the rows about an actor is of each of these kinds, in two groups and in every voice that is `heard`: PARTS.

    `told` has doc, actor, voice and kind, null or another where a row is of none. Of each actor with `least` rows or more, of
    which one is of the kind. Of each side hits (rows of the kind), size (all), share with its 95 % interval share_low to
    share_high (see `share_interval`), 0 to 1, and docs that have the actor; difference of the shares (within events where there
    are documents enough, else of all rows), its interval, p, and q over the whole table (null without a test, the reason
    is in method); events that both sides cover and that have a hit; what the interval counts, "documents" or "parts" (rows).
    In the order of kinds, contrasts, voices and, the most told of first, of actors.
    """
    chosen = _choose_actors(told, kinds, least)
    of_doc = _sum_by_doc(told.join(chosen, on="actor", how="semi"), kinds, heard)
    places = documents.select(name for name in ("doc", "group", "event", "outlet") if name in documents.columns)
    of_doc = of_doc.join(places.select("doc", "group"), on="doc", how="left", maintain_order="left")
    tables = [_compare_sides(of_doc, chosen, places, contrast, heard) for contrast in contrasts]
    table = pl.concat([pl.DataFrame(schema=PARTS), *tables])
    rank = pl.col("kind").replace_strict({kind: place for place, kind in enumerate(kinds)}, return_dtype=pl.Int64)
    q = pl.Series(adjust_p(table["p"].fill_null(np.nan).to_numpy()), dtype=pl.Float64).fill_nan(None)
    return table.with_columns(q=q).sort(rank, maintain_order=True)


def _choose_actors(told: pl.DataFrame, kinds: Sequence[str], least: int) -> pl.DataFrame:
    """The kind and actor of every row of a contrast and voice, in order."""
    sums = told.group_by("actor").agg(pl.len(), **{kind: (pl.col("kind") == kind).sum() for kind in kinds})
    often = sums.filter(pl.col("len") >= least).sort("len", "actor", descending=[True, False])
    tables = [often.filter(pl.col(kind) > 0).select(pl.lit(kind).alias("kind"), "actor") for kind in kinds]
    return pl.concat(tables)


def _sum_by_doc(told: pl.DataFrame, kinds: Sequence[str], heard: Sequence[str]) -> pl.DataFrame:
    """The rows of each actor and those of each kind by document: voice, actor, doc, size, and a column a kind."""
    tables = [
        told.filter((pl.lit(voice) == "all") | (pl.col("voice") == voice)).with_columns(voice=pl.lit(voice))
        for voice in heard
    ]
    of_kinds = {kind: (pl.col("kind") == kind).sum() for kind in kinds}
    summed = pl.concat([told.clear(), *tables]).group_by("voice", "actor", "doc").agg(size=pl.len(), **of_kinds)
    return summed.sort("voice", "actor", "doc")


def _compare_sides(
    of_doc: pl.DataFrame, chosen: pl.DataFrame, places: pl.DataFrame, contrast: Contrast, heard: Sequence[str]
) -> pl.DataFrame:
    """The rows of one contrast, without q."""
    shares = _share_sides(of_doc, chosen, contrast)
    tested = _test_sides(of_doc, shares, places, contrast)
    voices = pl.DataFrame({"voice": list(heard)}, schema={"voice": pl.String})
    table = voices.join(chosen, how="cross", maintain_order="left_right")
    for more in (shares, tested):
        table = table.join(more, on=_WHO, how="left", maintain_order="left")
    counted = [f"{name}_{side}" for name in ("hits", "size", "docs") for side in "ab"]
    return table.with_columns(
        pl.col(*counted, "events").fill_null(0), pl.col("low", "high").clip(-1, 1), pl.col("method").fill_null(ONE_SIDE),
        pl.col("interval").replace(BY_WORDS, BY_PARTS).fill_null(""), group_a=pl.lit(contrast.a), group_b=pl.lit(contrast.b),
    ).select(PARTS.keys()).cast(PARTS)  # fmt: skip


def _share_sides(of_doc: pl.DataFrame, chosen: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """The shares of each side that has the actor: kind, voice, actor, and the columns of both sides."""
    kinds = chosen["kind"].unique(maintain_order=True).to_list()
    sided = of_doc.with_columns(side=pl.Series(side_of(of_doc["group"], contrast)))
    rows = sided.unpivot(kinds, index=["voice", "actor", "side", "size"], variable_name="kind", value_name="hits")
    shares = share_parts(rows.join(chosen, on=["kind", "actor"], how="semi"), [*_WHO, "side"])
    named = shares.rename({"low": "share_low", "high": "share_high"})
    a, b = (
        named.filter(side=side).select(*_WHO, pl.col(*_SHARE).name.suffix(f"_{letter}"))
        for side, letter in ((1, "a"), (0, "b"))
    )
    return a.join(b, on=_WHO, how="full", coalesce=True)


def _test_sides(of_doc: pl.DataFrame, shares: pl.DataFrame, places: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """The differences of the shares of actors whom both sides have: kind, voice, actor, and the columns of _TESTED."""
    both = shares.drop_nulls(["size_a", "size_b"]).sort(_WHO)
    kinds = {key: part["kind"].to_list() for key, part in both.partition_by("voice", "actor", as_dict=True).items()}
    parts = of_doc.join(both, on=["voice", "actor"], how="semi").partition_by("voice", "actor", as_dict=True)
    counted = [_count_kinds(parts[key], *key, names) for key, names in kinds.items()]
    tested = contrast_counts(counted, places, [contrast]).with_columns(pl.col("difference", "low", "high") / PER)
    return tested.select("voice", *_TESTED, kind="measure", actor="category")


def _count_kinds(part: pl.DataFrame, voice: str, actor: str, kinds: Sequence[str]) -> Counts:
    """The rows of one actor of each kind by document; a document's size is all that it has of the actor."""
    names = [f"{kind}/{actor}" for kind in kinds]
    hits = pl.concat(
        part.select("doc", pl.lit(name).alias("measure"), hits=kind) for name, kind in zip(names, kinds, strict=True)
    )
    return gather_counts(hits, names, part["doc"].to_list(), part["size"].to_numpy(), voice)
