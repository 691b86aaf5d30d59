"""The words of the sentences of statements, with all that says what a word does to its statement."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.places import mark_places
from analysis.compare.certainty.spine import find_spine
from analysis.compare.certainty.verbs import mark_verbs
from analysis.find.syntax import Syntax


def place_words(sentences: pl.DataFrame, syntax: Syntax) -> pl.DataFrame:
    """The words of each sentence with its keys: lemma, pos, next (the lemma after), verb (that of what it hangs on), word,
    word_start, word_end and the marks of `mark_verbs` and `mark_places`."""
    placed = _mark_words(syntax).sort("doc", "word_start").join_asof(
        sentences.sort("doc", "start"), left_on="word_start", right_on="start", by="doc", coalesce=False,
        check_sortedness=False,
    )  # fmt: skip
    inside = placed.filter(pl.col("word_start") < pl.col("end"))
    return inside.with_columns(word=cut_out("word_start", "word_end"))


def cut_out(first: str, last: str) -> pl.Expr:
    """The text of a span in its sentence, from offsets in the article."""
    return pl.col("sentence").str.slice(pl.col(first) - pl.col("start"), pl.col(last) - pl.col(first))


def _mark_words(syntax: Syntax) -> pl.DataFrame:
    lemma, spine = syntax.rows["lemma"], find_spine(syntax)
    marks = mark_verbs(syntax, spine) | mark_places(syntax, spine)
    return syntax.rows.select(
        "doc", "lemma", "pos", word_start=pl.col("start").cast(pl.Int64), word_end=pl.col("end").cast(pl.Int64),
        next=lemma.shift(-1), verb=lemma.gather(syntax.head),
        **{name: pl.Series(of_word) for name, of_word in marks.items()},
    )  # fmt: skip
