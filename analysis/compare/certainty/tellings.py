"""The sentences that tell their statement, and what each of their words does to it."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.certainty.clauses import find_clauses, find_content
from analysis.compare.certainty.places import mark_places
from analysis.compare.certainty.scope import find_scope, find_subtree
from analysis.compare.certainty.verbs import mark_verbs
from analysis.compare.certainty.words import Laid, lay_out
from analysis.find.relations import begins_inside

AUTHOR, QUOTED = "author", "quoted"
_OWN = ("i", "me", "my", "our", "us", "we")


def find_tellings(
    statements: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The sentences that tell their statement, and their words.

    The first table has the columns of `statements`, alike (how much the clause that tells it has in common with that of the
    sentence in the centre, 0 to 1, see `find_clauses`), voice (QUOTED where the verb of that stands in quotation marks, else
    AUTHOR) and owned (whether the sentence has "I" or "we"). The second has the keys of its sentence with its end, text and
    alike, lemma, pos, word, word_start, word_end, next (the lemma after) and the marks of `mark_verbs` and `mark_places`.
    """
    laid = lay_out(statements, tokens)
    clauses = find_clauses(laid, quotes)
    words = _mark_words(laid, clauses["verb"].to_numpy(), quotes)
    words = words.join(clauses.select("number", "alike"), on="number", maintain_order="left")
    owned = pl.col("word").str.to_lowercase().is_in(_OWN).any().over("number")
    told = words.with_columns(owned=owned).filter("told").select("number", "alike", "owned", voice=_tell_voice())
    return laid.sentences.join(told, on="number", maintain_order="left").drop("number"), words


def _mark_words(laid: Laid, verbs: np.ndarray, quotes: pl.DataFrame) -> pl.DataFrame:
    syntax = laid.syntax
    told = np.zeros(len(syntax.head), np.bool_)
    told[verbs] = True
    scope, clause = find_scope(syntax, told), find_subtree(syntax, told)
    marks = mark_verbs(syntax, told, scope) | mark_places(syntax, scope)
    marks |= {"in_clause": clause, "counts": told | (clause & find_content(laid, quotes).to_numpy())}
    quoted = begins_inside(syntax.rows.select("start", doc="article"), quotes.filter(type="direct"))
    columns = {name: pl.Series(of_word) for name, of_word in marks.items()}
    return laid.list_words(next=syntax.rows["lemma"].shift(-1), quoted=quoted, **columns)


def _tell_voice() -> pl.Expr:
    """Whether a word stands in a quotation, or after a mark in its sentence that opens one."""
    before = pl.col("sentence").str.slice(0, pl.col("word_start") - pl.col("start"))
    opened = before.str.count_matches("“") > before.str.count_matches("”")
    odd = before.str.count_matches('"') % 2 == 1
    return pl.when(pl.col("quoted") | opened | odd).then(pl.lit(QUOTED)).otherwise(pl.lit(AUTHOR))
