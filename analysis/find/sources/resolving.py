"""Resolving: which actor a source is, and of what kind: an official, a court, an expert, a witness, the outlet itself …

The kind is told by the first of these that says one: no source is `none named`; the outlet itself, or its first person
outside quotations, is `own`; whoever is said to be unnamed is `anonymous`; a noun has the kind that the list `sources`
gives it, with the words before it and the body it belongs to ("a police spokesman"); a name has the kind of what the
words beside it say, then of its own words ("the Ministry of Trade"), then of the roles that this text and then the
others give the actor, the commonest first, those that are over last; a place is official, a people witness. What is left
is `other`; "he", "she" and "they" that are no known actor go on with the unnamed source right before them.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import polars as pl

from analysis.find.references.phrases import Phrases, read_phrases, spread
from analysis.find.references.roles import find_roles, list_modifiers, name_bodies
from analysis.find.relations import begins_inside
from analysis.find.sources.kinds import Kinds, Role, Source

SOURCE_TYPES = (
    "official", "security", "court", "politician", "expert", "business", "ngo", "religious", "media", "witness",
    "anonymous", "own", "other", "none named",
)  # fmt: skip
_THIRD, _BACK = ("he", "she", "they"), 2  # pronouns, and how many sentences before them the source stands that goes on
_ENDING = re.compile(r"['’]s?$")
_SAID = ("direct", "mixed", "indirect")  # the types of quotes that have a source


def find_sources(
    quotes: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame
) -> pl.DataFrame:
    """The quotes, each with the actor that its source is and the kind of source: all columns, then actor, source_type.

    `quotes` has doc, start, end, type, source_start, source_end, source, sentence; `documents` doc, text, outlet, group;
    `stands` is what `find_stands` gives. The actor is null where the source is no known one. The kind is one of
    SOURCE_TYPES, and "" for what is no speech (types scare and title).
    """
    names = stands.filter(pl.col("form") != "description").with_columns(name="actor")
    phrases = read_phrases(tokens, names)
    roles = find_roles(phrases)
    numbered = quotes.with_row_index("_row")
    given = numbered.filter(pl.col("type").is_in(_SAID), pl.col("source_start").is_not_null())
    sources = _list_sources(phrases, roles, given, quotes, documents, stands)
    kinds = Kinds(roles)
    told = given.select("_row").with_columns(
        actor=pl.Series([source.actor for source in sources], dtype=pl.String),
        source_type=pl.Series(_carry_on(sources, [kinds.tell(source) for source in sources]), dtype=pl.String),
    )
    rest = pl.when(pl.col("type").is_in(_SAID)).then(pl.lit("none named")).otherwise(pl.lit(""))
    return (
        numbered.join(told, on="_row", how="left", maintain_order="left")
        .with_columns(source_type=pl.col("source_type").fill_null(rest)).drop("_row")
    )  # fmt: skip


def _carry_on(sources: list[Source], kinds: list[str]) -> list[str]:
    """The kinds, where "he", "she" and "they" that are no known actor go on with the unnamed source right before them."""
    told, before = list(kinds), None
    for at in sorted(range(len(sources)), key=lambda at: (sources[at].doc, sources[at].start)):
        source = sources[at]
        if source.head not in _THIRD:
            before = at if source.actor is None else None
        elif source.actor is None and before is not None and _follows(sources[before], source):
            told[at] = kinds[before]
    return told


def _follows(before: Source, source: Source) -> bool:
    return before.doc == source.doc and source.sentence - before.sentence <= _BACK


# --- what is in the text ------------------------------------------------------------------------------------------


def _list_sources(
    phrases: Phrases, roles: pl.DataFrame, given: pl.DataFrame, quotes: pl.DataFrame, documents: pl.DataFrame,
    stands: pl.DataFrame,
) -> list[Source]:  # fmt: skip
    spans = given.select("doc", start="source_start", end="source_end")
    first, after = phrases.grid.words(spans)
    laid = _lay_stands(phrases, stands)
    heads = np.append(phrases.syntax.referent, -1)[_find_heads(phrases, first, after, laid)]  # "Ann Lee, who said": Lee
    stand = np.append(laid, -1)[heads]
    stand = np.where(stand >= 0, stand, _find_missed(given, stands))
    who = pl.concat([stands, stands.clear(n=1)])[stand]  # the last is no one
    rows = np.maximum(heads, 0)
    about = given.select("doc").join(
        documents.select("doc", "outlet", "group"), on="doc", how="left", maintain_order="left"
    )
    unnamed = given["sentence"].str.contains(r"(?i)\banonymity\b") & who["actor"].is_null()
    columns = (
        given["doc"].to_list(), first.tolist(), np.append(phrases.sentence, -1)[heads].tolist(), given["source"].to_list(),
        phrases.lemmas(rows), (phrases.syntax.rows["pos"].gather(rows) == "PROPN").to_list(),
        list_modifiers(phrases, rows), name_bodies(phrases, rows), who["actor"].to_list(), who["type"].to_list(),
        (who["form"] == "name").fill_null(False).to_list(), _find_beside(roles, phrases, first, after, heads),
        unnamed.to_list(), begins_inside(spans, quotes.filter(pl.col("type").is_in(("direct", "mixed")))).to_list(),
        about["outlet"].fill_null("").to_list(), about["group"].fill_null("").to_list(),
    )  # fmt: skip
    return list(map(Source, *columns))


def _find_missed(given: pl.DataFrame, stands: pl.DataFrame) -> np.ndarray:
    """For each source the row of stands of the only person in its text whose surname it is, a name that the parser missed; -1."""
    bearers: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    people = stands.with_row_index("_row").filter(form="name", type="person")
    for row, doc, actor in people.select("_row", "doc", "actor").iter_rows():
        bearers[doc, actor.split()[-1].lower()].setdefault(actor, row)
    found = []
    for doc, text in given.select("doc", "source").iter_rows():
        words = _ENDING.sub("", text).split()
        fitting = bearers.get((doc, words[-1].lower()), {}) if 0 < len(words) <= 2 and words[-1][0].isupper() else {}
        found.append(next(iter(fitting.values())) if len(fitting) == 1 else -1)
    return np.array(found, np.int64)


def _find_heads(phrases: Phrases, first: np.ndarray, after: np.ndarray, laid: np.ndarray) -> np.ndarray:
    """For each source the word that hangs on none of the others: what stands for an actor before a noun, then the first."""
    owner, word = spread(first, after)
    above = phrases.syntax.head[word]
    outer = (above < first[owner]) | (above >= after[owner]) | (above == word)
    owner, word = owner[outer], word[outer]
    is_noun = phrases.syntax.rows["pos"].gather(word).is_in(("NOUN", "PROPN", "PRON")).to_numpy()
    order = np.lexsort((-word, is_noun, laid[word] >= 0))  # what comes last is taken
    heads = np.full(len(first), -1)
    heads[owner[order]] = word[order]
    return heads


def _lay_stands(phrases: Phrases, stands: pl.DataFrame) -> np.ndarray:
    """For each word the row of stands it is part of, as part of a name or as the head of what stands for one; -1."""
    laid = np.full(len(phrases.named), -1)
    at = np.searchsorted(phrases.grid.keys, phrases.grid.places(stands["doc"], stands["head"]))
    other = np.flatnonzero((stands["form"] != "name").to_numpy())
    laid[at[other]] = other
    named = np.flatnonzero((stands["form"] == "name").to_numpy())
    owner, word = spread(*phrases.grid.words(stands[named]))
    laid[word] = named[owner]
    return laid


def _find_beside(
    roles: pl.DataFrame, phrases: Phrases, first: np.ndarray, after: np.ndarray, heads: np.ndarray
) -> list[tuple[Role, ...]]:
    """For each source the roles (noun, words before it, owner) that stand inside its span and are its head's."""
    told: dict[int, list[tuple[int, Role]]] = defaultdict(list)
    for row, name, *role in roles.select("row", "name", "role", "with", "of").iter_rows():
        told[name].append((row, Role(*role)))
    named = np.append(phrases.named, -1)[heads].tolist()
    spans = zip(named, first.tolist(), after.tolist(), strict=True)
    return [tuple(role for row, role in told.get(name, ()) if begin <= row < end) for name, begin, end in spans]
