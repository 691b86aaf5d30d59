"""Material: what all measures share of a corpus, found once."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.corpus.exclusions import check_words_left
from analysis.find.words import Words, find_words, keep_words, lies_inside, mark_voices


class Material(NamedTuple):
    """A corpus with its spans: documents, exclusions and voices as tables, all words, and those that are counted."""

    documents: pl.DataFrame
    exclusions: pl.DataFrame
    voices: pl.DataFrame
    all_words: Words
    words: Words

    @property
    def left_out(self) -> pl.DataFrame:
        """The exclusions that are in force: none where the excluded words are counted too."""
        same = len(self.words.ids) == len(self.all_words.ids)
        return self.exclusions.clear() if same else self.exclusions


def leave_out(material: Material, spans: pl.DataFrame, reason: str = "taken over") -> Material:
    """The material without the words of these spans (doc, start, end), which stand among its exclusions with their reason."""
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    texts = material.documents.select("doc", "text")
    more = spans.join(texts, on="doc").select("doc", "start", "end", reason=pl.lit(reason), text=cut)
    exclusions = pl.concat(
        [material.left_out, more.select(material.left_out.columns).cast(dict(material.left_out.schema))]
    )
    kept = keep_words(material.words, ~lies_inside(material.words, spans))
    return material._replace(exclusions=exclusions.sort("doc", "start"), words=kept)


def find_material(
    documents: pl.DataFrame, exclusions: pl.DataFrame, voices: pl.DataFrame, excluded: str = "out"
) -> Material:
    """The words of these documents in their voices; `excluded` says whether excluded passages are left `out` or counted `in`.

    `exclusions` are what `find_exclusions` gives, `voices` the spans that are not in the author's voice (see `find_voices`).
    Raises InputError for an article of which nothing is left.
    """
    every = mark_voices(find_words(documents), voices)
    if excluded == "in":
        return Material(documents, exclusions, voices, every, every)
    check_words_left(documents, exclusions)
    return Material(documents, exclusions, voices, every, keep_words(every, ~lies_inside(every, exclusions)))
