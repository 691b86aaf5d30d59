"""Spellings: how terms stand in the texts, for a name to be shown as a name; they are counted in lower case."""

from __future__ import annotations

import polars as pl

from analysis.find.cues import match_words
from analysis.find.material import Material
from analysis.report.evidence import find_evidence

SPELLINGS = {"term": pl.String, "spelling": pl.String}
SAMPLE = 40  # occurrences of a term that are looked at


def find_spellings(terms: pl.Series, material: Material, tokens: pl.DataFrame) -> pl.DataFrame:
    """How these terms are mostly written (see `count_spellings`)."""
    named = terms.unique().sort()
    cues = pl.DataFrame({"cue": range(len(named)), "item": named}, schema={"cue": pl.UInt32, "item": pl.String})
    hits = match_words(material.words, cues.rename({"item": "pattern"})).join(cues, on="cue")
    return count_spellings(hits, material, tokens)


def count_spellings(hits: pl.DataFrame, material: Material, tokens: pl.DataFrame) -> pl.DataFrame:
    """How the items of these hits (item, doc, start, end) are mostly written inside sentences, where that is not as they are
    named: term, spelling.

    Of the first SAMPLE hits of each, those that begin a sentence tell nothing; of equals lower case stands.
    """
    sample = hits.sort("item", "doc", "start").group_by("item", maintain_order=True).head(SAMPLE)
    before = pl.col("sentence").str.slice(0, pl.col("start") - pl.col("sentence_start"))
    found = find_evidence(sample.with_columns(voice=pl.lit("all")), material, tokens, "in")
    inside = found.filter(before.str.contains(r"\p{L}"))
    plain = pl.col("hit").str.replace_all(r"[“”\"]", "").str.replace_all(r"\s+", " ")
    written = inside.select(term="item", spelling=plain)
    most = written.group_by("term", "spelling").len().sort("term", "len", "spelling", descending=[False, True, True])
    first = most.unique("term", keep="first", maintain_order=True).filter(pl.col("spelling") != pl.col("term"))
    return first.select(SPELLINGS.keys()).cast(SPELLINGS)


def spell(table: pl.DataFrame, spellings: pl.DataFrame, columns: tuple[str, ...] = ("term", "part_of")) -> pl.DataFrame:
    """A table with the terms in these columns, those of them that it has, as they are written."""
    own = [name for name in columns if name in table.columns]
    return table.with_columns(pl.col(own).replace(spellings["term"], spellings["spelling"]))
