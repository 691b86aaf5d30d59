"""Employers: which body a person is said to work for, and what that is part of."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.bodies import (
    Bodies,
    find_bodies,
    find_vague,
    list_common,
    list_workplaces,
    name_bodies,
    name_wholes,
)
from analysis.find.claims.names.posts import POSTS
from analysis.find.claims.names.working import find_working
from analysis.find.references.phrases import Phrases

_KNOWN = frozenset(("army", "house", "navy", "parliament", "senate", "treasury"))  # nouns that are names as well
_BEHIND = ("of", "at", "for", "from", "with")
_OF_FIELDS = (
    "justice",
    "minister",
    "secretary",
    "undersecretary",
)  # before whom a single word says for what: "Defence Secretary"
_CLIMB = 4  # words from a noun that a body has ("two of its researchers") up to its verb


def find_employers(phrases: Phrases, roles: pl.DataFrame, arguments: pl.DataFrame) -> pl.DataFrame:
    """The bodies that people work for: row, first, last (rows), value, unit (what the body is part of), governor.

    These are bodies of roles ("an employee of the mill"), of those who work ("works at the mill"), of names ("Lee of the
    mill") and of whom they have ("the mill sent its miller"). The value is the actor, null where the body is none: it is as
    its words say; a name that is but a common noun ("the Ministry") tells none. The governor is the word for the person, a
    name or, where nobody is named, a noun. `roles` is what `find_posts` gives.
    """
    bodies = find_bodies(phrases)
    holders = _find_holders(phrases, roles, bodies)
    told = arguments.filter(~pl.col("denied"))
    pairs = [pair for pair, told in zip(bodies.pairs, _tell_which(phrases, bodies), strict=True) if told]
    found = [(holders[top], body) for top, body, by in pairs if top in holders and _belongs(by, top, holders)]
    found += find_working(phrases, holders, bodies, told)
    found += _find_owned(phrases, holders, bodies, told)
    found += _find_said(phrases, holders, bodies, told)
    pairs = sorted({(holder, body) for holder, body in found if holder != body})
    rows = np.array([body for _, body in pairs], np.int64)
    first, last, values = name_bodies(phrases, rows)
    units = name_wholes(phrases, rows, bodies.pairs)
    governor = [holder for holder, _ in pairs]
    told = pl.DataFrame(
        {"row": rows, "first": first, "last": last, "value": values, "unit": units, "governor": governor}, schema=POSTS
    )
    return told.filter(~pl.col("value").str.to_lowercase().is_in(sorted(list_common() - _KNOWN)).fill_null(False))


def _find_holders(phrases: Phrases, roles: pl.DataFrame, bodies: Bodies) -> dict[int, int]:
    """The words for people who may work for a body, each with the word for the person: a name, or else itself."""
    people = np.unique(phrases.head[phrases.are(np.arange(len(phrases.head)), "person")])
    people = people[(people >= 0) & ~bodies.firm[people]]
    roles = roles.filter(~pl.col("role").is_in(list_workplaces("unpaid")))
    posts = dict(zip(roles["row"].to_list(), phrases.head[roles["name"].to_numpy()].tolist(), strict=True))
    nouns = np.flatnonzero(phrases.syntax.having(pos="NOUN", lemma=list_workplaces("paid")))
    return {row: row for row in [*people.tolist(), *nouns.tolist()]} | posts


def _tell_which(phrases: Phrases, bodies: Bodies) -> list[bool]:
    """For each body and what it hangs on whether it tells of a place of work.

    A bare noun does so neither before another ("*college* professor") nor without article ("from *office*") nor where it refers
    back to a name ("the *panel*'s chairman"), and no body before whom one is a candidate ("a candidate for the *Council* Lee"), nor
    a field ("*Harbours* Secretary").
    """
    syntax, vague = phrases.syntax, find_vague(phrases)
    named = np.flatnonzero(phrases.are(phrases.named, "organisation"))
    earliest = np.full(int(phrases.doc.max(initial=0)) + 1, len(phrases.doc))
    np.minimum.at(earliest, phrases.doc[named], named)
    articled = syntax.above(syntax.having(dep="det"))
    sought = syntax.having(lemma=("for", "to"))
    sought &= syntax.having(lemma=list_workplaces("unpaid"))[syntax.head]
    rows = np.array([body for _, body, _ in bodies.pairs], np.int64)
    before = np.array([by == "" for _, _, by in bodies.pairs], np.bool_)
    first = np.append(phrases.grid.words(phrases.mentions)[0], 0)[phrases.named[rows]]
    back = vague[rows] & (before | ~articled[rows] | (earliest[phrases.doc[rows]] < rows))
    over = np.array([top for top, _, _ in bodies.pairs], np.int64)
    words = phrases.mentions["name"]
    single = words.str.contains(r"^\p{Lu}\p{Ll}+$") & ~words.str.to_lowercase().is_in(sorted(list_common()))
    field = before & syntax.having(lemma=_OF_FIELDS)[over] & np.append(single.to_numpy(), False)[phrases.named[rows]]
    return (~back & ~field & ~(before & (phrases.named[rows] >= 0) & sought[np.maximum(first - 1, 0)])).tolist()


def _belongs(by: str, top: int, holders: dict[int, int]) -> bool:
    """Whether what stands behind this preposition, or before the word (""), employs; of more than a role few say so."""
    return holders[top] != top or by in _BEHIND


def _find_owned(
    phrases: Phrases, holders: dict[int, int], bodies: Bodies, arguments: pl.DataFrame
) -> list[tuple[int, int]]:
    """The people whom a body has, by a clause of which it is subject ("the mill sent its *miller*"): person, body."""
    syntax = phrases.syntax
    does = arguments.filter(pl.col("role") == "does").select("other", "word").iter_rows()
    subjects = {verb: word for verb, word in does if bodies.any[word]}
    found = []
    for noun in np.unique(syntax.head[syntax.having(dep="poss", tag="PRP$", lemma=("its", "it"))]).tolist():
        body, person = _climb_to_subject(phrases, noun, subjects), _name_holder(phrases, holders, noun)
        # another body between the two may be meant
        if person >= 0 and 0 <= body < noun and not bodies.any[body + 1 : noun].any():
            found.append((person, body))
    return found


def _climb_to_subject(phrases: Phrases, noun: int, subjects: dict[int, int]) -> int:
    """The subject of the verb above this noun, -1 where it is none of these."""
    at = noun
    for _ in range(_CLIMB):
        at = int(phrases.syntax.head[at])
        if at in subjects:
            return subjects[at]
    return -1


def _name_holder(phrases: Phrases, holders: dict[int, int], noun: int) -> int:
    """The word for the person that this noun is told of: a holder, or the name that it stands before; -1 for none."""
    above = int(phrases.syntax.head[noun])
    return holders.get(noun, holders.get(above, -1) if phrases.named[above] >= 0 else -1)


def _find_said(
    phrases: Phrases, holders: dict[int, int], bodies: Bodies, arguments: pl.DataFrame
) -> list[tuple[int, int]]:
    """The people of whom the word "employer" says who it is ("whose *employer* is the mill"): person, body."""
    syntax = phrases.syntax
    employer = syntax.having(pos="NOUN", lemma="employer")
    owners = np.flatnonzero(syntax.having(dep="poss") & employer[syntax.head])
    owned = dict(zip(syntax.head[owners].tolist(), syntax.referent[owners].tolist(), strict=True))
    does = {verb: word for word, verb in arguments.filter(pl.col("role") == "does").select("word", "other").iter_rows()}
    beside = np.flatnonzero(syntax.having(dep="appos") & employer[syntax.head])
    pairs = arguments.filter(pl.col("role") == "is").select("word", "other").rows()
    pairs += zip(syntax.head[beside].tolist(), beside.tolist(), strict=True)
    said = [
        (owned.get(word, does.get(int(syntax.head[syntax.head[word]]), -1)), body)
        for word, body in pairs
        if employer[word] and bodies.any[body]
    ]
    return [(holders[who], body) for who, body in said if who in holders]
