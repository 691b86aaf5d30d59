"""Collocates: what is said of one target in two groups, relation by relation: two word sketches (Kilgarriff et al. 2014) compared."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.counts import VOICES, Counts
from analysis.compare.estimates import BY_WORDS, Contrast, adjust_p, estimate_ratios, side_of, take_sides
from analysis.compare.terms import certainty
from analysis.find.targets import find_collocates

MENTIONS = 100  # rates are per hundred mentions of the target
SCHEMA = {
    "target": pl.String, "relation": pl.String, "collocate": pl.String, "group_a": pl.String, "group_b": pl.String,
    "voice": pl.String, "hits_a": pl.Int64, "hits_b": pl.Int64, "docs_a": pl.Int64, "docs_b": pl.Int64,
    "mentions_a": pl.Int64, "mentions_b": pl.Int64, "rate_a": pl.Float64, "rate_b": pl.Float64,
    "logdice_a": pl.Float64, "logdice_b": pl.Float64, "pmi_a": pl.Float64, "pmi_b": pl.Float64,
    "t_a": pl.Float64, "t_b": pl.Float64, "log_ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "p": pl.Float64, "q": pl.Float64, "events": pl.Int64, "interval": pl.String, "note": pl.String,
}  # fmt: skip
_PAIR = ["relation", "collocate"]
_SIDES = ((1, "a"), (0, "b"))


def compare_collocates(
    relations: pl.DataFrame,
    mentions: pl.DataFrame,
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    target: str,
    quoted: str = "split",
    min_count: int = 2,
) -> pl.DataFrame:
    """The collocates of a target in every contrast and voice, what differs most for sure first, then by logDice.

    `relations` are all pairs of `find_relations`, `mentions` what `find_target` found. Columns: target, relation,
    collocate, the groups, voice; for both sides hits (of the collocate in that relation), docs (with it), mentions (of
    the target: see `count_collocates`), rate (hits per hundred mentions), logdice, pmi and t (see `score_pairs`; null
    without hits); log_ratio with its 95 % interval low to high (null where there is no bound). Where there are documents
    enough, `interval` is "documents": the ratio is that of mean document rates within events; else it is "mentions": that
    of the rates over all mentions. p, and q over the whole table (null without a test, see note); events (that both sides
    cover and that have it). Collocates with fewer than `min_count` hits on both sides together are left out.
    """
    collocates = find_collocates(relations, mentions)
    tables = [pl.DataFrame(schema=SCHEMA)]
    for voice in VOICES[quoted]:
        told, of_target = _hear(relations, voice), _hear(collocates, voice)
        for contrast in contrasts:
            side = pl.Series("side", side_of(documents["group"], contrast))
            sided = documents.with_columns(side).filter(pl.col("side") >= 0)
            counts = count_collocates(collocates, mentions, sided, voice, min_count)
            tables.append(_score(_estimate(counts, sided, contrast), told, of_target, sided))
    table = pl.concat(tables)
    q = pl.Series(adjust_p(table["p"].fill_null(np.nan).to_numpy()), dtype=pl.Float64)
    return table.with_columns(target=pl.lit(target), q=q.fill_nan(None))


def _hear(rows: pl.DataFrame, voice: str) -> pl.DataFrame:
    return rows if voice == "all" else rows.filter(voice=voice)


def count_collocates(
    collocates: pl.DataFrame, mentions: pl.DataFrame, documents: pl.DataFrame, voice: str = "all", min_count: int = 2
) -> Counts:
    """The hits of every collocate by document; names are relation and collocate, parted by a tab.

    The size of a document is its number of mentions of the target: those that begin in this voice, and those with a
    collocate that does. Collocates with fewer than `min_count` hits in these documents are left out.
    """
    places = documents.select("doc").with_row_index("place")
    spoken = _hear(collocates, voice).join(places, on="doc")
    heard = [_hear(mentions, voice).select("doc", "start"), spoken.select("doc", start="target_start")]
    found = pl.concat(heard).unique().group_by("doc").len("size")
    sizes = places.join(found, on="doc", how="left", maintain_order="left")["size"].fill_null(0)
    named = spoken.select("place", name=pl.concat_str(_PAIR, separator="\t")).filter(pl.len().over("name") >= min_count)
    number = pl.col("name").rank("dense").cast(pl.Int64) - 1
    hits = named.with_columns(number=number).group_by("number", "place").len("hits").sort("number", "place")
    names = named["name"].unique().sort().to_list()
    bounds = np.searchsorted(hits["number"].to_numpy(), np.arange(len(names) + 1)).astype(np.int64)
    docs, times = (hits[column].to_numpy().astype(np.int32) for column in ("place", "hits"))
    return Counts(names, bounds, docs, times, documents["doc"].to_list(), sizes.to_numpy().astype(np.int64), voice)


def _estimate(counts: Counts, documents: pl.DataFrame, contrast: Contrast) -> pl.DataFrame:
    """What the gate says of each collocate of these counts; no rows where one side has no mention."""
    if not counts.names:
        return pl.DataFrame(schema=SCHEMA)
    sides = take_sides(counts, documents, contrast)
    if not sides.a.words or not sides.b.words:
        return pl.DataFrame(schema=SCHEMA)
    estimates = estimate_ratios(counts, sides)
    names = pl.Series(counts.names).str.split_exact("\t", 1).struct.unnest()
    columns = {"relation": names["field_0"], "collocate": names["field_1"], "p": estimates.p}
    columns |= {"log_ratio": estimates.effect, "low": estimates.low, "high": estimates.high}
    columns |= {name: estimates.moments[name] for name in ("hits_a", "hits_b", "docs_a", "docs_b", "events")}
    labels = {
        "group_a": contrast.a, "group_b": contrast.b, "voice": counts.voice, "note": sides.note,
        "interval": "mentions" if estimates.unit == BY_WORDS else estimates.unit,
        "mentions_a": sides.a.words, "mentions_b": sides.b.words,
    }  # fmt: skip
    rates = [(pl.col(f"hits_{side}") / pl.col(f"mentions_{side}") * MENTIONS).alias(f"rate_{side}") for side in "ab"]
    missing = [name for name in SCHEMA if name not in {*columns, *labels, "rate_a", "rate_b"}]
    table = pl.DataFrame(columns).with_columns(pl.lit(value).alias(name) for name, value in labels.items())
    table = table.with_columns(*rates, *(pl.lit(None).alias(name) for name in missing))
    return table.fill_nan(None).select(SCHEMA.keys()).cast(SCHEMA)


def _score(table: pl.DataFrame, told: pl.DataFrame, of_target: pl.DataFrame, sided: pl.DataFrame) -> pl.DataFrame:
    """The table with the scores of both sides, in its order."""
    for side, letter in _SIDES:
        docs = sided.filter(side=side).select("doc")
        pairs = [rows.join(docs, on="doc", how="semi") for rows in (of_target, told)]
        scores = score_pairs(*pairs).rename(lambda name, letter=letter: name if name in _PAIR else f"{name}_{letter}")
        table = table.drop(f"{name}_{letter}" for name in ("logdice", "pmi", "t")).join(scores, on=_PAIR, how="left")
    closest = pl.max_horizontal("logdice_a", "logdice_b")
    order = [certainty(), closest, pl.col("relation"), pl.col("collocate")]
    return table.sort(order, descending=[True, True, False, False], nulls_last=True).select(SCHEMA.keys())


def score_pairs(of_target: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """How closely a target and each of its collocates belong together: relation, collocate, logdice, pmi, t.

    Within one relation, of `of_target` (the pairs told of the target) and `told` (all): f_xy pairs of target and collocate,
    f_x of the target with any word, f_y of the collocate told of any word, N of all. logdice is 14 + log2(2 f_xy / (f_x +
    f_y)) (Rychly 2008), at most 14 and not larger in a larger corpus; pmi log2(f_xy N / (f_x f_y)), t (f_xy - f_x f_y / N) /
    sqrt(f_xy) (Manning & Schütze 1999, 5.4 and 5.3.1, as in NLTK). Higher = closer.

    >>> told = pl.DataFrame({"relation": ["is"] * 4, "collocate": ["old", "old", "new", "wet"]})
    >>> score_pairs(told.head(2), told).with_columns(pl.col("t").round(2)).rows()
    [('is', 'old', 14.0, 1.0, 0.71)]
    """
    from nltk.metrics.association import BigramAssocMeasures

    counted = (
        of_target.group_by(_PAIR).len("f_xy").join(of_target.group_by("relation").len("f_x"), on="relation")
        .join(told.group_by(_PAIR).len("f_y"), on=_PAIR).join(told.group_by("relation").len("n"), on="relation")
    )  # fmt: skip
    cells = [(f_xy, (f_x, f_y), n) for f_xy, f_x, f_y, n in counted.select("f_xy", "f_x", "f_y", "n").iter_rows()]
    scores = {
        "logdice": [14 + np.log2(BigramAssocMeasures.dice(*cell)) for cell in cells],
        "pmi": [BigramAssocMeasures.pmi(*cell) for cell in cells],
        "t": [BigramAssocMeasures.student_t(*cell) for cell in cells],
    }
    return counted.select(_PAIR).with_columns(pl.Series(name, of, dtype=pl.Float64) for name, of in scores.items())
