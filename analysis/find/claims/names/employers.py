"""Employers: which body a person is said to work for, and what that is part of."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.places import AND
from analysis.find.claims.names.posts import POSTS
from analysis.find.references.phrases import Phrases, words_of

_WORKING, _HIRED = ("work", "serve", "dive", "research", "teach"), ("employ", "hire", "pay")
_AT = ("at", "for", "with", "by", "in")
_OF = ("of", "at", "for", "in", "with", "from")
_PAID = (  # who, unnamed, works for the body of which it is said
    "agent", "aide", "analyst", "chief", "director", "doctor", "employee", "engineer", "executive", "expert", "head",
    "journalist", "manager", "nurse", "officer", "official", "reporter", "researcher", "scientist", "secretary", "specialist",
    "spokesman", "spokesperson", "spokeswoman", "staffer", "teacher", "worker",
)  # fmt: skip
_UNPAID = (
    "admirer", "citizen", "client", "critic", "customer", "donor", "fan", "founder", "friend", "member", "native", "opponent",
    "owner", "passenger", "patient", "resident", "rival", "shareholder", "student", "supporter", "victim", "voter",
)  # fmt: skip
_ARMS = (
    "branch", "office", "arm", "department", "part", "unit", "division", "subsidiary", "agency", "section", "bureau",
)  # fmt: skip


def find_employers(phrases: Phrases, roles: pl.DataFrame, arguments: pl.DataFrame) -> pl.DataFrame:
    """The bodies that people work for: row, first, last (rows), value, unit (what the body is part of), governor.

    These are bodies of roles ("an employee of the mill"), of those who work ("works at the mill") and of names ("Lee of the
    mill"). The value is the actor, null where the body is none: it is as its words say. The governor is the word for the
    person, a name or, where nobody is named, a noun. `roles` is what `find_posts` gives.
    """
    bodies = _find_bodies(phrases)
    people = np.unique(phrases.head[phrases.are(np.arange(len(phrases.head)), "person")])
    people = people[people >= 0]
    roles = roles.filter(~pl.col("role").is_in(_UNPAID))
    holders = dict(zip(roles["row"].to_list(), phrases.head[roles["name"].to_numpy()].tolist(), strict=True))
    nouns = np.flatnonzero(phrases.syntax.having(pos="NOUN", lemma=_PAID))
    holders = {row: row for row in [*people.tolist(), *nouns.tolist()]} | holders
    found = [(holders[top], body) for top, body, by in bodies if top in holders and _belongs(by, top, holders)]
    found += _find_working(phrases, people, bodies, arguments)
    pairs = sorted(set(found))
    rows = np.array([body for _, body in pairs], np.int64)
    first, last, values = _name_bodies(phrases, rows)
    units = _name_wholes(phrases, rows, bodies)
    governor = [holder for holder, _ in pairs]
    return pl.DataFrame(
        {"row": rows, "first": first, "last": last, "value": values, "unit": units, "governor": governor}, schema=POSTS
    )


def _belongs(by: str, top: int, holders: dict[int, int]) -> bool:
    """Whether what stands behind this preposition, or before the word (""), employs; of more than a role few say so."""
    return holders[top] != top or by in ("of", "at", "for")


def _find_bodies(phrases: Phrases) -> list[tuple[int, int, str]]:
    """Every body with what it hangs on, behind a preposition or before the word: top, body (rows), preposition or ""."""
    syntax = phrases.syntax
    organisation = phrases.are(phrases.named, "organisation")
    common = syntax.having(pos="NOUN", lemma=tuple(sorted(words_of("organisation")))) & (phrases.named < 0)
    organisation &= ~syntax.having(pos="PRON")
    heads = np.zeros(len(syntax.head), np.bool_)
    heads[phrases.head[phrases.head >= 0]] = True
    bodies = np.flatnonzero((organisation & heads) | common)
    over = syntax.head[bodies]
    after = syntax.having(dep="pobj")[bodies] & syntax.having(lemma=tuple({*_OF, *_AT}))[over]
    before = syntax.having(dep=("compound", "nmod", "poss", "amod"))[bodies] & (over > bodies)
    tops = np.where(after, syntax.head[over], over)
    by = np.where(after, np.array(phrases.lemmas(over), dtype=object), "")
    kept = after | (before & (phrases.named[over] < 0))
    return list(zip(tops[kept].tolist(), bodies[kept].tolist(), by[kept].tolist(), strict=True))


def _find_working(
    phrases: Phrases, people: np.ndarray, bodies: list[tuple[int, int, str]], arguments: pl.DataFrame
) -> list[tuple[int, int]]:
    """The people who are said to work for, or to be employed by, a body: person, body."""
    syntax = phrases.syntax
    working, hired = syntax.having(pos="VERB", lemma=_WORKING), syntax.having(pos="VERB", lemma=_HIRED)
    pairs = arguments.filter(~pl.col("denied"), pl.col("role").is_in(["does", "undergoes"]))
    who: dict[int, list[int]] = {}
    known = set(people.tolist())
    for word, role, verb in pairs.select("word", "role", "other").iter_rows():
        if word in known and (working if role == "does" else hired)[verb]:
            who.setdefault(verb, []).append(word)
    return [(person, body) for verb, body, by in bodies if by in _AT for person in who.get(verb, ())]


def _name_bodies(phrases: Phrases, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str | None]]:
    """The first and last word of each body, without article, and the actor it is, if any."""
    syntax = phrases.syntax
    begins, ends = phrases.grid.words(phrases.mentions)
    name = phrases.named[rows]
    bare = phrases.left[rows] + syntax.having(dep="det")[phrases.left[rows]]
    first = np.where(name >= 0, np.append(begins, 0)[name], np.minimum(bare, rows))
    last = np.where(name >= 0, np.append(ends - 1, 0)[name], rows)
    actors = [*phrases.mentions["actor"], None]
    return first, last, [actors[at] for at in name.tolist()]


def _name_wholes(phrases: Phrases, rows: np.ndarray, bodies: list[tuple[int, int, str]]) -> list[str]:
    """For each body what it is said to be part of, there or beside it ("a branch of the agency"), parted by AND."""
    syntax = phrases.syntax
    inner: dict[int, list[int]] = {}
    for top, body, _ in bodies:
        inner.setdefault(top, []).append(body)
    beside = np.flatnonzero(syntax.having(pos="NOUN", lemma=_ARMS) & (phrases.left > 1))
    comma = phrases.left[beside] - 1
    beside, comma = beside[syntax.having(lemma=",")[comma]], comma[syntax.having(lemma=",")[comma]]
    over = np.append(phrases.head, -1)[phrases.named[comma - 1]]
    beside, over = beside[over >= 0], over[over >= 0]
    over = np.where(
        syntax.having(dep="pobj")[over] & phrases.are(phrases.named[over], "place"),
        syntax.head[syntax.head[over]],
        over,
    )
    arms: dict[int, list[int]] = {}
    for arm, whole in zip(beside.tolist(), over.tolist(), strict=True):
        arms.setdefault(whole, []).append(arm)
    parts = [
        (at, body)
        for at, row in enumerate(rows.tolist())
        for top in (row, *arms.get(row, ()))
        for body in inner.get(top, ())
    ]
    wholes = np.array([body for _, body in parts], np.int64)
    named = zip(_name_bodies(phrases, wholes)[2], phrases.lemmas(wholes), strict=True)
    found: list[dict[str, None]] = [{} for _ in range(len(rows))]
    for (at, _), (name, lemma) in zip(parts, named, strict=True):
        found[at][name or lemma] = None
    return [AND.join(names) for names in found]
