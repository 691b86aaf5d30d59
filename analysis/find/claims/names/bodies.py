"""Bodies: the nouns and names of whom one can work for, what they hang on, and what they are said to be part of."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from analysis.find.claims.names.nouns import list_personal
from analysis.find.claims.names.places import AND
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, words_of

_AT, _OF = ("at", "for", "with", "by", "in"), ("of", "at", "for", "in", "with", "from")
_ANY_ONE = ("then", "ex", "former", "own", "same", "whole", "entire", "current")  # that do not tell which body
_ARMS = (
    "branch", "office", "arm", "department", "part", "unit", "division", "subsidiary", "agency", "section", "bureau",
)  # fmt: skip


class Bodies(NamedTuple):
    """For each word whether it is of a name that a noun says to be of a firm (`firm`: "the camera maker *Ovis*"), and whether
    it is a body at all (`any`); `pairs` are what each hangs on, the body (rows), and the preposition between or ""."""

    firm: np.ndarray
    any: np.ndarray
    pairs: list[tuple[int, int, str]]


def list_workplaces(*kinds: str) -> tuple[str, ...]:
    """The words of these kinds of the list of workplaces."""
    return _list(kinds)


@cache
def _list(kinds: tuple[str, ...]) -> tuple[str, ...]:
    words = read_list("workplaces")
    return tuple(words.filter(words["kind"].is_in(kinds))["word"])


def _find_firms(phrases: Phrases) -> np.ndarray:
    """For each word whether it is of a name that a noun says to be of a firm: "the camera maker *Ovis*"."""
    syntax = phrases.syntax
    nouns = np.flatnonzero(syntax.having(pos="NOUN", lemma=list_workplaces("business")) & (phrases.named < 0))
    over = syntax.head[nouns]
    before = syntax.having(dep=("compound", "nmod", "amod"))[nouns] & (over > nouns) & (phrases.named[over] >= 0)
    names = np.flatnonzero(syntax.having(dep="appos", pos="PROPN") & (phrases.named >= 0))
    touching = phrases.left[names] - 1 == syntax.head[names]
    firm = np.zeros(phrases.mentions.height + 1, np.bool_)
    firm[phrases.named[over[before]]] = True
    beside = names[touching]
    firm[phrases.named[beside[np.isin(syntax.head[beside], nouns)]]] = True
    firm[-1] = False
    return firm[phrases.named]


def find_bodies(phrases: Phrases) -> Bodies:
    """Every body, by name or by noun, with what it hangs on, behind a preposition or before the word."""
    syntax = phrases.syntax
    firm = _find_firms(phrases)
    common = _find_common(phrases, firm)
    organisation = (phrases.are(phrases.named, "organisation") | firm) & ~syntax.having(pos="PRON")
    organisation &= ~_are_posts(phrases)[phrases.named]
    return Bodies(firm, organisation | common, _hang(phrases, organisation, common))


def _are_posts(phrases: Phrases) -> np.ndarray:
    """For each name, and for none, whether it is that of a post or a word of one: "Coast Watch Agent", "*Press* Secretary"."""
    words = phrases.mentions["name"].str.to_lowercase().str.split(" ")
    post = (words.list.len() > 1) & words.list.last().is_in(sorted(list_personal()))
    post &= ~phrases.mentions["name"].str.contains(" (?:for|of) ")  # "the Centre for Justice"
    part = (words.list.len() == 1) & words.list.last().is_in(list_workplaces("title"))
    return np.append((post | part).to_numpy(), False)


def find_vague(phrases: Phrases) -> np.ndarray:
    """For each word whether it is a noun of a body that nothing describes and no "a" stands before."""
    syntax = phrases.syntax
    words = syntax.having(dep=("amod", "compound", "nmod")) | syntax.having(dep="poss", pos=("NOUN", "PROPN"))
    words &= ~syntax.having(lemma=_ANY_ONE)
    words |= syntax.having(dep="relcl")  # "the firm that owns it"
    new = syntax.having(dep="det", lemma=("a", "an", "another"))
    return (phrases.named < 0) & ~syntax.above(words | new)


def _hang(phrases: Phrases, organisation: np.ndarray, common: np.ndarray) -> list[tuple[int, int, str]]:
    """What each of these names and nouns hangs on, the body, the preposition."""
    syntax = phrases.syntax
    heads = np.zeros(len(syntax.head), np.bool_)
    heads[phrases.head[phrases.head >= 0]] = True
    bodies = np.flatnonzero((organisation & heads) | common)
    beside = (
        syntax.having(dep="appos")[bodies]
        & (phrases.named[bodies] >= 0)
        & syntax.having(dep="pobj")[syntax.head[bodies]]
    )  # "the brewer *Korsten*"
    place = np.where(beside, syntax.head[bodies], bodies)
    over = syntax.head[place]
    after = syntax.having(dep="pobj")[place] & syntax.having(lemma=tuple({*_OF, *_AT}))[over]
    before = syntax.having(dep=("compound", "nmod", "poss", "amod"))[bodies] & (over > bodies)
    tops = np.where(after, syntax.head[over], over)
    staff = after & syntax.having(lemma="of")[over] & syntax.having(lemma=list_workplaces("staff"), dep="pobj")[tops]
    by = np.where(after, np.array(phrases.lemmas(over), dtype=object), "")
    by, tops = np.where(staff, "for", by), np.where(staff, syntax.head[syntax.head[tops]], tops)
    kept = after | (before & (phrases.named[over] < 0))
    return list(zip(tops[kept].tolist(), bodies[kept].tolist(), by[kept].tolist(), strict=True))


@cache
def list_common() -> frozenset[str]:
    """The common nouns for a body."""
    return frozenset(words_of("organisation") | {*list_workplaces("body")})


def _find_common(phrases: Phrases, firm: np.ndarray) -> np.ndarray:
    """For each word whether it is a common noun for a body."""
    nouns = tuple(sorted(list_common()))
    syntax = phrases.syntax
    common = syntax.having(pos="NOUN", lemma=nouns) | syntax.having(pos="PROPN", dep="pobj", lemma=nouns)
    of_name = syntax.having(dep=("compound", "nmod", "amod")) & (phrases.named[syntax.head] >= 0)
    touching = np.flatnonzero(firm & syntax.having(dep="appos"))
    of_name[syntax.head[touching]] = True  # "the maker *Ovis*" is told by its name
    return common & (phrases.named < 0) & ~of_name


def name_bodies(phrases: Phrases, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str | None]]:
    """The first and last word of each body, without article, and the actor it is, if any."""
    syntax = phrases.syntax
    begins, ends = phrases.grid.words(phrases.mentions)
    name = phrases.named[rows]
    bare = phrases.left[rows] + syntax.having(dep="det")[phrases.left[rows]]
    first = np.where(name >= 0, np.append(begins, 0)[name], np.minimum(bare, rows))
    last = np.where(name >= 0, np.append(ends - 1, 0)[name], rows)
    actors = [*phrases.mentions["actor"], None]
    return first, last, [actors[at] for at in name.tolist()]


def name_wholes(phrases: Phrases, rows: np.ndarray, bodies: list[tuple[int, int, str]]) -> list[str]:
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
    named = zip(name_bodies(phrases, wholes)[2], phrases.lemmas(wholes), strict=True)
    found: list[dict[str, None]] = [{} for _ in range(len(rows))]
    for (at, _), (name, lemma) in zip(parts, named, strict=True):
        found[at][name or lemma] = None
    return [AND.join(names) for names in found]
