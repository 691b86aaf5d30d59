"""Attributions that a sentence has from elsewhere: by quotation marks, by the same quotation; and sources beside it."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.attributed import choose_attributions
from analysis.compare.certainty.levels import ATTRIBUTED, FLAT, KEYS, LEVELS
from analysis.compare.certainty.tellings import QUOTED
from analysis.find.relations import begins_inside

VERBATIM, LONG = (
    0.9,
    8,
)  # how alike, and how many words, make words without marks the quotation of another report: a post shown whole
SAME = 0.8  # how alike a clause must be to that in the centre to be the same quotation
_STATEMENT = ["event", "statement"]
_PLACES = {name: place for place, name in enumerate(LEVELS)}
_NAME = r"\p{Lu}[\p{L}’'-]+"


def carry_attributions(table: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The tellings, those flat that are another's word attributed, without a word, and quotations told alike; with doubted.

    A telling is another's word if it stands in quotation marks, or if "we" tell it and another report says who they are. A
    quotation that several reports have is told by each as surely as in the others: only the words outside of it tell them apart.
    doubted: it is flat, and a sentence beside it has an attribution to a source that another report of the statement names.
    """
    running = _find_running(table, quotes, tokens)
    joined = table.join(running, on=KEYS, how="left", maintain_order="left")
    attributed = pl.col("certainty") == ATTRIBUTED
    owned = pl.col("owned") & attributed.any().over(_STATEMENT)
    owner = pl.col("source").filter(attributed).drop_nulls().first().over(_STATEMENT)
    is_flat = pl.col("certainty") == FLAT
    another = is_flat & ((pl.col("voice") == QUOTED) | owned)
    source = pl.coalesce("source", pl.when(another).then("running"), pl.when(owned).then(owner))
    carried = joined.with_columns(
        certainty=pl.when(another).then(pl.lit(ATTRIBUTED)).otherwise("certainty"),
        source=pl.when(is_flat).then(source).otherwise("source"),
        doubted=pl.col("running").is_not_null(),
    )  # fmt: skip
    return _share_quotations(carried.drop("running", "owned"), quotes)


def _share_quotations(table: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The tellings, those of one quotation at least as far from flat as it is by its own words."""
    inner = begins_inside(table.select("doc", start=pl.col("word_start").fill_null(-1)), quotes.filter(type="direct"))
    is_same = pl.col("alike") >= SAME
    of_quotation = is_same & (pl.col("voice") == QUOTED)
    level = pl.col("certainty").replace_strict(_PLACES, return_dtype=pl.Int64)
    own = pl.when(of_quotation).then(pl.when("inner").then(level).otherwise(_PLACES[ATTRIBUTED]))
    marked = table.with_columns(inner=inner).with_columns(
        shared=own.max().over(_STATEMENT),
        who=pl.col("source").filter(of_quotation).drop_nulls().first().over(_STATEMENT),
    )
    verbatim = (pl.col("alike") >= VERBATIM) & (pl.col("sentence").str.count_matches(r"\S+") >= LONG)
    raised = ((of_quotation | verbatim) & (pl.col("shared") > level)).fill_null(False)
    certainty = pl.col("shared").replace_strict(dict(enumerate(LEVELS)), default=None, return_dtype=pl.String)
    return marked.with_columns(
        certainty=pl.when(raised).then(certainty).otherwise("certainty"),
        source=pl.when(raised | of_quotation).then(pl.coalesce("source", "who")).otherwise("source"),
        **{name: pl.when(~raised).then(name) for name in ("word", "word_start", "word_end")},
    ).drop("inner", "shared", "who")  # fmt: skip


def _find_running(table: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The flat tellings beside a sentence with an attribution to a source that another report has: the keys, running."""
    sources = choose_attributions(quotes).select("doc", "source", at="word_start").drop_nulls()
    beside = _find_neighbours(table.filter(certainty=FLAT), tokens).join(sources, on="doc")
    inside = pl.col("at").is_between("start", "end", closed="left")
    near = beside.filter(pl.col("at").is_between("before", "after", closed="left"), ~inside)
    named = near.select(*KEYS, "at", running="source", name=_list_names()).explode("name").drop_nulls()
    others = table.select(*_STATEMENT, other="doc", name=_list_names()).explode("name").drop_nulls()
    met = named.join(others, on=[*_STATEMENT, "name"]).filter(pl.col("other") != pl.col("doc"))
    first = met.sort(*KEYS, "at", "running").unique(KEYS, keep="first", maintain_order=True)
    return first.select(*KEYS, "running")


def _find_neighbours(table: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The keys of each sentence with its end, where the sentence before it begins, and where the next one ends."""
    first, last = pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64)
    sentences = tokens.group_by("doc", "sentence").agg(start=first, last=last).sort("doc", "sentence")
    around = sentences.select(
        "doc", "start", before=pl.col("start").shift(1).over("doc").fill_null(pl.col("start")),
        after=pl.col("last").shift(-1).over("doc").fill_null(pl.col("last")),
    )  # fmt: skip
    return table.select(*KEYS, "end").join(around, on=["doc", "start"])


def _list_names() -> pl.Expr:
    """The words of a source that begin with a capital letter."""
    return pl.col("source").str.extract_all(_NAME)
