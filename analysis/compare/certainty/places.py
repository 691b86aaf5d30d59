"""Where each word stands in its sentence: over the verb that tells the statement, in its predicate, or at what it is said of."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.certainty.listed import list_words
from analysis.compare.certainty.scope import find_shared
from analysis.find.lists import read_list
from analysis.find.syntax import Syntax

_PREDICATES = ("acomp", "attr", "oprd")
_THINGS = ("nsubj", "nsubjpass", "dobj", "attr")  # what a verb is said of
_PEOPLE = {"doers": ["people"], "persons": ["person", "crowd"], "roles": ["state", "man", "woman", "person"]}


def mark_places(syntax: Syntax, scope: np.ndarray) -> dict[str, np.ndarray]:
    """denied (it, or what it hangs on), aside (in a relative clause), at (the verb, or over it), made (of something), beside (an
    adverb of these or of their predicate), predicate, and the marks of `_mark_described` and `_mark_contents`."""
    head, aside = syntax.head, syntax.having(dep="relcl")
    predicate = _find_predicates(syntax, scope)
    thing = (syntax.having(dep=_THINGS) & scope[head])[syntax.place]
    return {
        "denied": syntax.denied | syntax.denied[head],
        "aside": aside | aside[head],
        "at": scope,
        "made": syntax.above(syntax.having(dep="prep", lemma=("from", "of", "out"))),  # "fabricated from steel"
        "beside": syntax.having(pos="ADV") & (scope[head] | predicate[head] | find_shared(syntax, scope)),
        "predicate": predicate[syntax.place],
        **_mark_described(syntax, thing, scope),
        **_mark_contents(syntax, thing, scope),
    }


def _find_predicates(syntax: Syntax, scope: np.ndarray) -> np.ndarray:
    """The predicates in scope, and what follows its "as", but for "there is …"."""
    as_ = syntax.having(lemma="as", dep="prep") & scope[syntax.head]
    of_verb = syntax.having(dep=_PREDICATES) & scope[syntax.head]
    of_as = syntax.having(dep=("pobj", "amod")) & as_[syntax.head]
    return (of_verb | of_as) & ~syntax.above(syntax.having(dep="expl"))[syntax.head]


def _mark_described(syntax: Syntax, thing: np.ndarray, scope: np.ndarray) -> dict[str, np.ndarray]:
    """of_told and of_event: it describes what the verb is said of, where that is told, or is no person, or what tells it."""
    named = syntax.having(pos="PROPN")
    beside = syntax.having(dep=("amod", "compound")) & ~named
    describes = beside & thing[syntax.head]
    told = syntax.having(lemma=tuple(list_words("told")))
    told &= ~syntax.having(lemma="statement")  # who makes a false one commits an offence
    people = syntax.having(lemma=tuple(_list_people())) | named  # a name is no event either
    return {"of_told": beside & (told & (thing | scope))[syntax.head], "of_event": describes & ~people[syntax.head]}


def _mark_contents(syntax: Syntax, thing: np.ndarray, scope: np.ndarray) -> dict[str, np.ndarray]:
    """tells: a noun of the statement with its content ("on *suspicion* of theft", "the *myth* that it rained"); claims: what
    the verb is said of, with a clause."""
    clause = syntax.having(dep=("acl", "ccomp"))
    content = syntax.above(clause | syntax.having(dep="prep", lemma="of"))
    bare = syntax.having(tag="NN") & ~syntax.above(syntax.having(dep=("det", "poss", "amod", "nummod")))
    idle = bare & syntax.having(lemma="charge")  # "in charge of"
    return {"tells": (thing | scope) & content & ~idle, "claims": thing & syntax.above(clause)}


def _list_people() -> list[str]:
    """The nouns of people, and of what is told of as one: doers, persons and roles."""
    return [
        word
        for name, kinds in _PEOPLE.items()
        for word in read_list(name).filter(pl.col("kind").is_in(kinds))["word"].to_list()
    ]
