"""Reuse: wording that two reports share, which of them had it first, and whether both only quote one source."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import numpy as np
import polars as pl
import regex

from analysis.compare.counts import count_terms
from analysis.compare.published import place_documents
from analysis.compare.traits import FUNCTION_WORDS
from analysis.find.quotes import find_marks
from analysis.find.words import find_words, read_words

REUSE = {
    "event": pl.String, "doc_a": pl.String, "start_a": pl.Int64, "end_a": pl.Int64, "doc_b": pl.String, "start_b": pl.Int64,
    "end_b": pl.Int64, "words": pl.Int64, "kind": pl.String, "order": pl.String, "earlier": pl.String, "later": pl.String,
    "source": pl.String, "text_a": pl.String, "text_b": pl.String,
}  # fmt: skip
BORROWED = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64}
COMMON, ONE, NONE, NAME = "quoted by both", "quoted by one", "quoted by none", "name"
A_FIRST, B_FIRST, SAME_DAY, UNKNOWN = "a first", "b first", "same day", "unknown"
LEAST, CONTENT = 8, 4  # words of a long passage without names at its edges, and its content words: idioms have few
RARE, FEW = 3, 0.05  # content words that are rare wording together, each in no more than this part of all documents
_MARKED = ("direct", "mixed")
_LEFT_OPEN = regex.compile(  # a single mark before a capital that nothing closes in its paragraph, as where more paragraphs follow
    r"(?m)(?:^\s*|[\p{P}]\s+)['‘](?=\p{Lu})((?:(?!['’](?![\p{L}\p{N}]))[^\n\r])+)(?=[\n\r]|\Z)"
)


def find_reuse(passages: pl.DataFrame, documents: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The shared passages that count as taken over, with their direction: the columns of REUSE, in the order of `passages`.

    `passages` is as `find_passages` gives it, `documents` has doc, date and text, `quotes` is as `find_sources` gives it. Names,
    idioms and common phrases are no reuse: a passage, without the names at its edges, has LEAST words, CONTENT of them content
    words, or rare wording, which is RARE content words that FEW of all documents have; of fewer than 2 / FEW documents none is
    rare, as two have it already. order: `a first` or `b first` where the date of one report (doc, date) is surely before that
    of the other, `same day` where both are the same day, else `unknown`; earlier and later are the docs, null where the order
    is not known. kind is what most of its characters are: `quoted by both` in quotation marks in both reports, `quoted by one` in
    one alone, `quoted by none` in neither. source is whom both quote, null where it is not told or they tell it differently.
    That one was first does not say that the other took it from there: both may have it from a third.
    """
    days, marked = place_documents(documents), _find_marked(documents)
    told = _keep_taken(passages.filter(pl.col("kind") != NAME), documents).with_row_index("_row")
    sizes = (pl.col(f"end_{side}") - pl.col(f"start_{side}") for side in ("a", "b"))
    told = told.with_columns(size=pl.min_horizontal(sizes))  # the longer has what is left out between its words
    for side in ("a", "b"):
        of_side = days.rename({name: f"{name}_{side}" for name in days.columns})
        told = told.join(of_side, on=f"doc_{side}", how="left", maintain_order="left")
        told = told.join(_measure_quoted(told, marked, side), on="_row", how="left", maintain_order="left")
        told = told.join(_name_quoted(told, quotes, side), on="_row", how="left", maintain_order="left")
    told = told.with_columns(order=_tell_order()).with_columns(kind=_tell_kind())
    told = told.with_columns(source=pl.when(pl.col("kind") == COMMON).then(_tell_source()))
    a_first, b_first = (pl.col("order") == order for order in (A_FIRST, B_FIRST))
    table = told.with_columns(
        earlier=pl.when(a_first).then("doc_a").when(b_first).then("doc_b"),
        later=pl.when(a_first).then("doc_b").when(b_first).then("doc_a"),
    )
    return table.select(REUSE.keys()).cast(REUSE)


def borrowed_spans(reuse: pl.DataFrame) -> pl.DataFrame:
    """The spans whose words are not surely the report's own: doc, start, end, each once, in text order.

    Of what not both quote that in the later report, and that in both where the order is not known; of what both quote that in
    both. `keep_words(words, ~lies_inside(words, spans))` leaves them out.
    """
    sides = []
    for side, first in (("a", A_FIRST), ("b", B_FIRST)):
        own = (pl.col("order") == first) & (pl.col("kind") != COMMON)
        sides.append(reuse.filter(~own).select(doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}"))
    return pl.concat(sides).unique().sort("doc", "start", "end").cast(BORROWED)


# --- what is taken over -------------------------------------------------------------------------------------------


def _is_taken(a: list[tuple[str, str]], b: list[tuple[str, str]], rare: Collection[str]) -> bool:
    """Whether a passage, its words in both texts as written and lower-cased, is more than a name, an idiom or a common phrase.

    Names at its edges are cut off with the function words beside them. Of what is left LEAST words are enough, CONTENT of them
    neither names nor function words, or RARE different ones that are rare.
    """
    names = _find_names(a) & _find_names(b)  # without a parse: what both write with a capital
    words = _cut_names(_cut_names([word for _, word in a], names)[::-1], names)
    content = [word for word in words if word not in names and word not in FUNCTION_WORDS]
    return (len(words) >= LEAST and len(content) >= CONTENT) or len(set(content) & set(rare)) >= RARE


def _find_names(words: list[tuple[str, str]]) -> set[str]:
    """The content words that have a capital wherever they stand."""
    small = {word for form, word in words if not form[0].isupper()}
    return {word for _, word in words} - small - FUNCTION_WORDS


def _cut_names(words: list[str], names: set[str]) -> list[str]:
    """The words from the first that is neither a name nor a function word, or all of them if no name comes before it."""
    own = next((at for at, word in enumerate(words) if word not in names and word not in FUNCTION_WORDS), len(words))
    return words[own:] if names.intersection(words[:own]) else words


def _keep_taken(passages: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    rare = _find_rare(documents) if passages.height else set()
    pairs = zip(_read_passages(passages["text_a"]), _read_passages(passages["text_b"]), strict=True)
    return passages.filter(pl.Series([_is_taken(a, b, rare) for a, b in pairs], dtype=pl.Boolean))


def _find_rare(documents: pl.DataFrame) -> set[str]:
    """The words that stand in no more than FEW of all documents."""
    counts = count_terms(find_words(documents), ngrams=1, min_count=1)
    few = np.diff(counts.bounds) <= FEW * documents.height
    return {counts.names[at] for at in np.flatnonzero(few)}


def _read_passages(texts: pl.Series) -> list[list[tuple[str, str]]]:
    """The words of each text as they are written and lower-cased."""
    words = read_words([""] * len(texts), texts)
    spans = zip(texts, pairwise(words.bounds.tolist()), strict=True)
    starts, ends, ids = (column.tolist() for column in (words.starts, words.ends, words.ids))
    return [
        [(text[starts[at] : ends[at]], words.vocabulary[ids[at]]) for at in range(first, last)]
        for text, (first, last) in spans
    ]


# --- direction and source -----------------------------------------------------------------------------------------


def _tell_order() -> pl.Expr:
    is_day = (pl.col("first_a") == pl.col("last_a")) & (pl.col("first_b") == pl.col("last_b"))
    return (
        pl.when(pl.col("last_a") < pl.col("first_b")).then(pl.lit(A_FIRST))
        .when(pl.col("last_b") < pl.col("first_a")).then(pl.lit(B_FIRST))
        .when(is_day).then(pl.lit(SAME_DAY))
        .otherwise(pl.lit(UNKNOWN))
    )  # fmt: skip


def _find_marked(documents: pl.DataFrame) -> pl.DataFrame:
    """The words inside quotation marks: doc, first, last; also inside a single mark that its paragraph leaves open."""
    open_ = [
        (doc, *found.span(1))
        for doc, text in documents.select("doc", "text").iter_rows()
        for found in _LEFT_OPEN.finditer(text)
    ]
    left_open = pl.DataFrame(open_, schema=BORROWED, orient="row")
    marked = pl.concat([find_marks(documents).select(BORROWED.keys()), left_open])
    return marked.select("doc", first="start", last="end")


def _meet(told: pl.DataFrame, spans: pl.DataFrame, side: str) -> pl.DataFrame:
    """The passages of one side with each span (doc, first, last) that meets them, and from where to where they meet."""
    passages = told.select("_row", "size", doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}")
    both = {"first": pl.max_horizontal("start", "first"), "last": pl.min_horizontal("end", "last")}
    return passages.join(spans, on="doc").with_columns(**both).filter(pl.col("first") < pl.col("last"))


def _measure_quoted(told: pl.DataFrame, marked: pl.DataFrame, side: str) -> pl.DataFrame:
    """The part of each passage of one side that is in quotation marks, of its `size`: _row, part_*; no row where none is."""
    met = _meet(told, marked, side).sort("_row", "first", "last")
    before = pl.col("last").cum_max().shift(1).over("_row").fill_null(0)  # what two marks hold counts once
    new = (pl.col("last") - pl.max_horizontal("first", before)).clip(0)
    part = new.sum() / pl.col("size").first()
    return met.with_columns(new=new).group_by("_row").agg(part.clip(0, 1).alias(f"part_{side}"))


def _name_quoted(told: pl.DataFrame, quotes: pl.DataFrame, side: str) -> pl.DataFrame:
    """Who is quoted with most of each passage of one side: _row, who_* (the actor, or the source's words, "" for nobody)."""
    spans = quotes.filter(pl.col("type").is_in(_MARKED)).select(
        "doc",
        first=pl.col("start").cast(pl.Int64),
        last=pl.col("end").cast(pl.Int64),
        who=pl.coalesce("actor", "source").fill_null(""),
    )
    met = _meet(told, spans, side).sort("_row", pl.col("first") - pl.col("last"), "first")
    return met.group_by("_row").agg(pl.col("who").first().alias(f"who_{side}"))


def _tell_kind() -> pl.Expr:
    """Of a passage the least of the two parts that are quoted is quoted in both, what the other has more in one, the rest in none."""
    a, b = (pl.col(f"part_{side}").fill_null(0) for side in ("a", "b"))
    both, either = pl.min_horizontal(a, b), pl.max_horizontal(a, b)
    one, none = either - both, 1 - either
    return (
        pl.when((both >= one) & (both >= none)).then(pl.lit(COMMON))
        .when(one >= none).then(pl.lit(ONE))
        .otherwise(pl.lit(NONE))
    )  # fmt: skip


def _tell_source() -> pl.Expr:
    """Whom both quote: the longer of two names where one holds the other."""
    a, b = pl.col("who_a"), pl.col("who_b")
    known = (a != "") & (b != "")
    return (
        pl.when(known & a.str.to_lowercase().str.contains(b.str.to_lowercase(), literal=True)).then(a)
        .when(known & b.str.to_lowercase().str.contains(a.str.to_lowercase(), literal=True)).then(b)
    )  # fmt: skip
