"""Descriptions: "the minister", "the committee", "the Freedonian leader", brought to the one whom the text gives for them.

A description is resolved only where one actor fits: the one whom the text called so before, or whose name ends so. Where
several fit it is the only one of them named in this sentence or the two before it, and else nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import merge
from operator import itemgetter

import numpy as np
import polars as pl

from analysis.find.references.phrases import Phrases, find_owners, words_of
from analysis.find.references.reader import APART, Known, Named, Noun, Reader, lands
from analysis.find.references.roles import find_apposed, list_modifiers, name_owners, suits

FOUND = {
    "row": pl.Int64, "lemma": pl.String, "plural": pl.Boolean, "actor": pl.String, "type": pl.String,
    "antecedent": pl.Int64, "rule": pl.String, "owner": pl.Int64,
}  # fmt: skip
_PLACES = ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "conj", "appos", "ROOT", "dep", "nmod")
_QUALIFYING = (  # right behind a noun: another one is meant
    "of", "for", "from", "who", "whom", "that", "which", "whose", "in", "at", "with",
)  # fmt: skip
_FIRST = ("president", "king", "queen", "emir", "leader", "chancellor")  # where several rule one land


def find_descriptions(phrases: Phrases, roles: pl.DataFrame) -> pl.DataFrame:
    """Every noun that could stand for an actor, as FOUND: row, lemma, plural, and where the text gives one actor and type.

    `antecedent` is the name it goes back to and `owner` the name it belongs to (rows of mentions), -1 where there is
    none in this text; `rule` says how it was found.
    """
    rulers, rows, doc = _find_rulers(roles), [], -1
    for row, event in _list_events(phrases, roles):
        if phrases.doc[row] != doc:
            doc, reader = phrases.doc[row], Reader(rulers)
        if isinstance(event, Noun):
            found = reader.resolve(event) or (None, None, -1, "")
            rows.append((row, event.lemma, event.plural, *found, event.owner))
        elif isinstance(event, Named):
            reader.hear_name(event)
        else:
            reader.hear_role(*event)
    return pl.DataFrame(rows, schema=FOUND, orient="row")


def _list_events(phrases: Phrases, roles: pl.DataFrame) -> Iterator[tuple[int, Named | Noun | tuple[str, Known]]]:
    """Names, roles (noun, who) and nouns, in the order of the texts."""
    given = roles.select("row", "role", "actor", "type", "with", "of").iter_rows()
    told = (
        (row, 1, (role, Known(actor, kind, frozenset(words.split()), of)))
        for row, role, actor, kind, words, of in given
    )
    names = ((name.row, 0, name) for name in _list_names(phrases))
    nouns = ((noun.row, 2, noun) for noun in _list_nouns(phrases))
    return ((row, event) for row, _, event in merge(names, told, nouns, key=itemgetter(0, 1)))


def _list_names(phrases: Phrases) -> Iterator[Named]:
    """The names with the word that each ends in and its spelling."""
    numbers = np.argsort(phrases.head, kind="stable")
    numbers = numbers[phrases.head[numbers] >= 0]
    rows, table = phrases.head[numbers], phrases.mentions[numbers]
    columns = (
        numbers.tolist(), rows.tolist(), phrases.sentence[rows].tolist(), table["actor"].to_list(),
        table["type"].to_list(), phrases.lemmas(rows), table["name"].str.to_lowercase().to_list(),
    )  # fmt: skip
    return map(Named, *columns)


def _list_nouns(phrases: Phrases) -> Iterator[Noun]:
    syntax = phrases.syntax
    known = sorted(words_of("state", "government", "man", "woman", "person", "organisation", "place"))
    age = np.flatnonzero(syntax.having(lemma="old", dep=("nsubj", "nsubjpass", "dobj")))
    age = age[(syntax.rows["lemma"].gather(np.maximum(age - 2, 0)) == "year").to_numpy()]
    nouns = syntax.having(pos=("NOUN", "PROPN"), dep=_PLACES) & syntax.rows["lemma"].is_in(known).to_numpy()
    nouns &= phrases.named < 0
    rows = np.union1d(np.flatnonzero(nouns), age)
    owner = find_owners(phrases)[rows]
    owning, is_name = syntax.having(dep="poss"), phrases.named >= 0
    article = syntax.having(dep="det", lemma="the")
    definite = syntax.above(article | (owning & is_name))[rows]
    owned = syntax.above(owning & ~is_name)[rows]
    plural = syntax.having(tag=("NNS", "NNPS"))[rows]
    behind = syntax.rows["lemma"].gather(np.minimum(rows + 1, len(syntax.head) - 1)).is_in(_QUALIFYING).to_numpy()
    of = name_owners(phrases, owner)
    of_land = phrases.are(owner, "place") | (
        phrases.are(owner, "people") & np.array([name in lands() for name in of], np.bool_)
    )
    words = (frozenset(text.split()) for text in list_modifiers(phrases, rows))
    columns = (
        rows.tolist(), phrases.sentence[rows].tolist(), phrases.lemmas(rows), words, of,
        owner.tolist(), of_land.tolist(), definite.tolist(), owned.tolist(), plural.tolist(),
        (behind & (owner < 0)).tolist(), _find_apposed(phrases, rows).tolist(),
    )  # fmt: skip
    return map(Noun, *columns)


def _find_apposed(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """For each of these nouns the name it is in apposition to (row of mentions), -1 where none."""
    names, nouns = find_apposed(phrases)
    fits = suits(phrases, nouns, phrases.mentions["type"].gather(names))
    found = np.full(len(phrases.named), -1)
    found[nouns[fits]] = names[fits]
    return found[rows]


def _find_rulers(roles: pl.DataFrame) -> dict[tuple[str, str], str]:
    """For each (role, land) the person whom the corpus most often gives it; the role "" is any that rules."""
    state = words_of("state")
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for actor, kind, role, words, of in roles.select("actor", "type", "role", "with", "of").iter_rows():
        if kind == "person" and role in state and of in lands() and APART.isdisjoint(words.split()):
            counts[role, of][actor] += 1
    rulers = {}
    for (role, of), actors in counts.items():
        first, *others = sorted(actors.items(), key=lambda pair: (-pair[1], pair[0]))
        if not others or first[1] >= 2 * others[0][1]:
            rulers[role, of] = first[0]
    order = {role: place for place, role in enumerate(_FIRST)}
    for role, of in sorted(rulers, key=lambda pair: (order.get(pair[0], len(order)), pair)):
        rulers.setdefault(("", of), rulers[role, of])
    return rulers
