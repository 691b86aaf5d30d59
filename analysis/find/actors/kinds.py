"""Kinds: whether a name is of a person, an organisation, a place or a people, by all its mentions in the corpus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container
from functools import cache
from typing import NamedTuple

import polars as pl

from analysis.find.actors.forms import is_acronym, read_equal_names, read_heads, split_title
from analysis.find.actors.sounds import sound_key
from analysis.find.lists import read_kinds, read_list

_LOCAL = {"in", "near", "outside", "across"}
_SETTLED = {"city", "town", "village", "region", "district", "province", "port", "county"}
_ENOUGH = 0.4  # of the mentions of a name, for what stands before it to tell its type
_HOME = 0.5  # of the articles of a surname, for it to be a person's: those that name the person in full
_WEB = re.compile(r"\.(?:com|org|net|gov|info|tv|ru|kg|uk)$")
_HEAD = re.compile(r"\s+(?:of|for|on|in|at|against|to|and)\s+")


class _Traits(NamedTuple):
    """The mentions of one name: how many, by label, and how many stand after "the", a title, "in", "the city of"."""

    label: str
    mentions: int
    the: int
    titled: int
    located: int
    settled: int


def settle_kinds(named: pl.DataFrame, brackets: pl.DataFrame) -> dict[str, str]:
    """The type of each name; "" for one of no actor: a law, a day, an illness, a title by itself.

    `named` and `brackets` are of `find_names`. The commonest label counts, unless the head word of
    the name, its ending, or what stands before it in enough of its mentions says something else.
    """
    traits = _count_traits(named)
    home = _share_articles(named, {name for name, trait in traits.items() if trait.label == "person"})
    places = {name.lower() for name, trait in traits.items() if trait.label == "place"}
    given = brackets.join(named.select("doc", "start", "name", "label"), on=["doc", "start"])
    bodies = given.filter(~pl.col("short").str.contains(" "), label="organisation")["short"]
    found = {name: _settle(name, trait, home.get(name, 0.0), places) for name, trait in traits.items()}
    known = home.keys() | places | read_equal_names().keys()
    found |= {name: "organisation" for name in bodies if name in found and not {name, name.lower()} & known}
    common = brackets.filter("common")["short"].to_list()
    laws = [short for short, name in given.select("short", "name").iter_rows() if not found[name]]
    return found | {name: "" for name in (*common, *laws) if name in found}


def _count_traits(named: pl.DataFrame) -> dict[str, _Traits]:
    titles = [word for word in read_list("titles")["word"] if " " not in word]
    title = pl.col("before").str.strip_chars_end(".").is_in(titles)
    settled = (pl.col("before") == "of") & pl.col("ahead").is_in(list(_SETTLED))
    by_label = named.group_by("name", "label").len().sort("name", "len", "label", descending=[False, True, False])
    label = by_label.group_by("name", maintain_order=True).agg(pl.col("label").first())
    counted = named.group_by("name").agg(
        pl.len(), (pl.col("before") == "the").sum().alias("the"), title.sum().alias("titled"),
        pl.col("before").is_in(list(_LOCAL)).sum().alias("located"), settled.sum().alias("settled"),
    )  # fmt: skip
    return {name: _Traits(*row) for name, *row in label.join(counted, on="name").sort("name").iter_rows()}


def _share_articles(named: pl.DataFrame, persons: set[str]) -> dict[str, float]:
    """For each name of one word that is someone's surname the share of its articles that name that person in full."""
    full: dict[str, set[str]] = defaultdict(set)
    pairs = named.select("doc", "name").unique().rows()
    for doc, name in pairs:
        if " " in name and name in persons and len(key := sound_key(split_title(name)[1])) > 1:
            full[key[-1]].add(doc)
    articles: dict[str, list[bool]] = defaultdict(list)
    for doc, name in pairs:
        if " " not in name and len(key := sound_key(name)) == 1 and key[0] in full:
            articles[name].append(doc in full[key[0]])
    return {name: sum(found) / len(found) for name, found in articles.items()}


def _settle(name: str, trait: _Traits, home: float, places: Container[str]) -> str:
    """The type of a name; `home` is its share of `_share_articles`."""
    title, rest = split_title(name)
    if title and not rest and home < _HOME:
        return ""
    equal = read_equal_names().get(name.lower())
    if equal and not equal.local and (trait.label != "person" or is_acronym(name)):
        return equal.type
    return _settle_words(name, trait, places) if " " in name else _settle_word(name, trait, home)


def _settle_words(name: str, trait: _Traits, places: Container[str]) -> str:
    words = name.lower().split()
    last = _HEAD.split(name.lower())[0].split()[-1]
    heads = read_heads()
    kind = heads.get(name.lower()) or heads.get(f"{words[0]}-") or heads.get(last, "").replace("never", "")
    given = words[0] in read_kinds("given-names") and words[0] not in places
    if trait.label == "person" and (given or kind == "place"):
        return "person"
    if kind in ("not", "never") or (words[-1] in _read_laws() and kind != "organisation"):
        return ""
    if trait.label == "organisation" and given and not kind and len(words) == 2 and not trait.the:
        return "person"
    return "organisation" if kind == "chamber" else kind or trait.label


@cache
def _read_laws() -> frozenset[str]:
    return frozenset(read_list("heads").filter(kind="not", note="law or text of law")["word"])


def _settle_word(name: str, trait: _Traits, home: float) -> str:
    word = name.lower()
    kind, ending = read_heads().get(word, ""), _find_ending(word)
    acronym = is_acronym(name) and word not in read_kinds("given-names")
    if kind == "chamber":
        return "organisation"
    if (
        home >= (_HOME if trait.label == "place" or kind else _HOME / 2)
        or ending == "person"
        or (_enough(trait.titled, trait) and trait.label != "people")
    ):
        return "person"
    if kind in ("not", "never"):
        return ""
    if trait.settled or (not kind and not acronym and _stands_in(trait)):
        return "place"
    if trait.label in ("person", "people") and (acronym or kind == "organisation" or _WEB.search(name)):
        return "organisation"
    if trait.label == "person" and not kind and not home and trait.the > 1 and _enough(trait.the, trait):
        return "organisation"
    return ending or trait.label


def _stands_in(trait: _Traits) -> bool:
    """Whether a name is often what something is in."""
    return trait.label in ("person", "organisation") and _enough(trait.located, trait)


def _enough(part: int, trait: _Traits) -> bool:
    return part >= _ENOUGH * trait.mentions


def _find_ending(word: str) -> str:
    """What the last letters of a name say of it, where they say something."""
    return next((kind for ending, kind in _read_endings() if len(word) > len(ending) + 2 and word.endswith(ending)), "")


@cache
def _read_endings() -> tuple[tuple[str, str], ...]:
    rows = read_list("heads").filter(pl.col("kind").str.starts_with("-")).select("word", "kind").rows()
    return tuple((word, kind[1:]) for word, kind in rows)
