"""Names: the values of a text that are no numbers: places, people, what these are, whom they work for, articles of law."""

from __future__ import annotations

import polars as pl

from analysis.find.claims.names.employers import find_employers
from analysis.find.claims.names.laws import LAW, find_articles
from analysis.find.claims.names.others import read_names
from analysis.find.claims.names.people import find_people
from analysis.find.claims.names.places import find_places
from analysis.find.claims.names.posts import find_posts
from analysis.find.claims.names.wordings import place_posts, say_in_full
from analysis.find.claims.values import lay_names
from analysis.find.references.phrases import Phrases
from analysis.find.syntax import find_arguments

PLACE, PERSON, ROLE, EMPLOYER = "place", "person", "role", "employer"


def find_names(documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """Every place, person, role, employer and article of law that is stated: the columns of VALUES, in text order.

    value is the actor where there is one, else the words as lemmas; unit is, for a place, what it lies in ("; " between,
    the nearest first), for a role what it belongs to, for an employer the bodies it is part of, for an article the law.
    head is the start of the word that it hangs on: for role and employer the word for the person.
    """
    named = stands.filter(pl.col("form") != "description").with_columns(name="actor").sort("doc", "start", "end")
    phrases = read_names(documents, tokens, named)
    arguments = find_arguments(phrases.syntax)
    posts = find_posts(phrases, arguments)
    kinds = {
        PLACE: find_places(phrases), PERSON: find_people(phrases), ROLE: place_posts(phrases, posts),
        EMPLOYER: find_employers(phrases, posts, arguments),
    }  # fmt: skip
    placed = [_place(found, phrases).with_columns(kind=pl.lit(kind)) for kind, found in kinds.items()]
    articles = _seat(find_articles(documents), phrases)
    found = pl.concat([*placed, articles], how="diagonal_relaxed").with_columns(pl.col("unit").fill_null(""))
    laid = lay_names(found, documents)
    roles = laid.filter(kind=ROLE).with_columns(say_in_full(pl.col("value")))
    laid = pl.concat([roles, laid.filter(pl.col("kind") != ROLE)])
    return laid.unique(maintain_order=True).sort("doc", "start", "end", "kind", "value", "head")


def _place(found: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """What is found by rows (row, first, last, governor), with doc, sentence, start, end, head."""
    rows = phrases.syntax.rows
    starts, ends = rows["start"].cast(pl.Int64), rows["end"].cast(pl.Int64)
    return found.with_columns(
        doc=rows["doc"].gather(found["row"]), sentence=rows["sentence"].gather(found["row"]),
        start=starts.gather(found["first"]), end=ends.gather(found["last"]), head=starts.gather(found["governor"]),
    )  # fmt: skip


def _seat(articles: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """The articles that stand among the parsed words, with sentence and head."""
    first, after = phrases.grid.words(articles)
    rows = phrases.syntax.rows
    articles = articles.with_columns(first=pl.Series(first, dtype=pl.Int64), kind=pl.lit(LAW))
    articles = articles.filter(pl.Series(after > first, dtype=pl.Boolean))
    first = articles["first"]
    over = pl.Series(phrases.syntax.head[first.to_numpy()], dtype=pl.Int64)
    return articles.with_columns(
        sentence=rows["sentence"].gather(first), head=rows["start"].cast(pl.Int64).gather(over)
    ).drop("first")
