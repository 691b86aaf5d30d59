"""The words of the sentences of statements, each sentence by itself, so that one in two statements can be read twice."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.compare.certainty.levels import KEYS
from analysis.find.syntax import Syntax, read_syntax


class Laid(NamedTuple):
    """Sentences with their number, and the syntax of their words, whose rows have number, article, word, start and end."""

    sentences: pl.DataFrame
    syntax: Syntax

    def list_words(self, **columns: object) -> pl.DataFrame:
        """The words with these columns, the keys of their sentence, its end and text, lemma, pos, word, word_start, word_end."""
        rows = self.syntax.rows.select("number", "lemma", "pos", "word", word_start="start", word_end="end", **columns)
        of_sentence = self.sentences.select("number", *KEYS, "end", "sentence")
        return rows.join(of_sentence, on="number", how="left", maintain_order="left")


def lay_out(statements: pl.DataFrame, tokens: pl.DataFrame) -> Laid:
    """The words of each sentence of each statement, as if each were a text of its own."""
    sentences = statements.with_row_index("number")
    row = pl.int_range(pl.len(), dtype=pl.Int64).over("doc")
    placed = tokens.with_columns(pl.col("start", "end", "head").cast(pl.Int64), row=row).rename({"sentence": "part"})
    spans = sentences.join(placed.select("doc", "start", "part"), on=["doc", "start"])
    spans = spans.select("number", "doc", "part", "sentence", first="start", last="end")
    words = spans.join(placed, on=["doc", "part"]).filter(pl.col("start").is_between("first", "last", closed="left"))
    words = words.sort("number", "row").with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64).over("number"))
    above = words.select("number", head="row", above="place")
    words = words.join(above, on=["number", "head"], how="left", maintain_order="left")
    laid = words.select(
        "number", "start", "end", "lemma", "pos", "tag", "dep", "entity", doc=pl.col("number").cast(pl.String), article="doc",
        head=pl.coalesce("above", "place"), word=cut_out("start", "end", "first"),
    )  # fmt: skip
    return Laid(sentences, read_syntax(laid))


def cut_out(first: str, last: str, begin: str = "start") -> pl.Expr:
    """The text of a span in its sentence, which begins at `begin`, from offsets in the article."""
    return pl.col("sentence").str.slice(pl.col(first) - pl.col(begin), pl.col(last) - pl.col(first))
