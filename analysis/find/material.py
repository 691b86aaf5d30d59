"""Material: what all measures share of a corpus, found once and without a parse."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.corpus.exclusions import check_words_left, find_exclusions
from analysis.find.quotes import find_quotes
from analysis.find.words import Words, find_words, keep_words, lies_inside, mark_quoted


class Material(NamedTuple):
    """A corpus with its spans: documents, exclusions and quotes as tables, all words, and those that are counted."""

    documents: pl.DataFrame
    exclusions: pl.DataFrame
    quotes: pl.DataFrame
    all_words: Words
    words: Words

    @property
    def left_out(self) -> pl.DataFrame:
        """The exclusions that are in force: none where the excluded words are counted too."""
        same = len(self.words.ids) == len(self.all_words.ids)
        return self.exclusions.clear() if same else self.exclusions


def find_material(documents: pl.DataFrame, excluded: str = "out") -> Material:
    """The spans of these documents; `excluded` says whether excluded passages are left `out` of the counted words or `in`.

    Raises InputError for an article of which nothing is left.
    """
    exclusions = find_exclusions(documents)
    quotes = find_quotes(documents)
    every = mark_quoted(find_words(documents), quotes)
    if excluded == "in":
        return Material(documents, exclusions, quotes, every, every)
    check_words_left(documents, exclusions)
    return Material(documents, exclusions, quotes, every, keep_words(every, ~lies_inside(every, exclusions)))
