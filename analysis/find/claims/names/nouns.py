"""Nouns of people: which common nouns say who somebody is, by list or by their ending ("apiarist", "herdsman")."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.references.phrases import words_of
from analysis.find.syntax import Syntax

_PERSONAL = ("person", "man", "woman", "title", "state")
_ANYONE = (
    "one",
    "other",
    "individual",
    "people",
    "person",
    "many",
    "some",
    "several",
    "those",
)  # that say nothing of who
_ANYBODY = ("boy", "child", "fellow", "gentleman", "girl", "guy", "kid", "lady", "man", "woman")  # that tell no post
_CROWDS = (  # of the list of persons what is no noun of one of them
    "arrest", "body", "casualty", "crew", "dead", "death", "displaced", "drown", "fatality", "female", "injured", "kill",
    "life", "male", "missing", "newborn", "personnel", "police", "staff", "user", "viewer", "wound", "wounded",
)  # fmt: skip
_SHORT = 4  # letters: a word of so many has no ending


def are_people(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a noun that says who somebody is, wherever it stands."""
    return _match(syntax, _list_people(), _list("ending"))


def are_posts(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a noun that says what somebody is, where a clause says so of a person."""
    return _match(syntax, _list_posts(), _list("ending"))


def are_posts_beside(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a noun that, right beside the name of a person, says what that person is."""
    return _match(syntax, _list_posts(), (*_list("ending"), *_list("ending beside")))


def _match(syntax: Syntax, words: frozenset[str], endings: tuple[str, ...]) -> np.ndarray:
    """The common nouns that are among these words or have one of these endings."""
    codes, number = syntax.codes["lemma"]
    things = frozenset(_list("thing"))
    fits = [
        lemma in words or (len(lemma) > _SHORT and lemma.endswith(endings) and lemma.isalpha() and lemma not in things)
        for lemma in number
    ]
    return syntax.having(pos="NOUN") & np.array([*fits, False])[codes]


def are_occupations(syntax: Syntax) -> np.ndarray:
    """For each word whether it is the noun of an occupation, which only a person has, with a capital or not."""
    return syntax.having(tag=("NN", "NNP"), lemma=tuple(sorted(_list_occupations())))


@cache
def _list(kind: str) -> tuple[str, ...]:
    """The words of one kind of the list of posts, endings without their hyphen."""
    return tuple(read_list("posts").filter(kind=kind)["word"].str.strip_prefix("-"))


@cache
def _list_posts() -> frozenset[str]:
    return (words_of(*_PERSONAL) | {*_list("post")}) - {*_ANYONE, *_ANYBODY}


@cache
def list_personal() -> frozenset[str]:
    """The nouns and titles that say what somebody is."""
    return _list_posts() | _list_occupations()


@cache
def _list_occupations() -> frozenset[str]:
    """The nouns of the list of posts and of those who are paid, without what a body may be, too."""
    places = read_list("workplaces")
    bodies = places.filter(pl.col("kind").is_in(["body", "business", "loose"]))["word"]
    return frozenset({*_list("post"), *places.filter(kind="paid")["word"]} - {*bodies})


@cache
def _list_people() -> frozenset[str]:
    doers = read_list("doers").filter(pl.col("kind") == "people")["word"]
    persons = read_list("persons").filter(pl.col("kind") == "person")["word"]
    named = {*doers, *words_of("person", "man", "woman"), *persons, *_list("post")}
    return frozenset(named - {*_ANYONE, *_CROWDS})
