"""Audit: what each actor is called and of what type it is, and by what rule each of its names is one of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import polars as pl
from rapidfuzz.fuzz import ratio

from analysis.find.actors.forms import (
    Key,
    Mention,
    even_states,
    find_equal,
    find_initials,
    read_equal_names,
    split_title,
)
from analysis.find.actors.sounds import compare_sounds, fold, sound_key

MERGED = {
    "doc": pl.String, "name": pl.String, "title": pl.String, "type": pl.String, "actor": pl.String, "rule": pl.String,
    "score": pl.Float64,
}  # fmt: skip


class Alias(NamedTuple):
    """What a name is said to be: an actor, and its type, which may be left open."""

    actor: str
    type: str


def tell_actors(
    mentions: list[Mention],
    kinds: dict[str, str],
    keys: dict[str, Key],
    found: Mapping[Mention, tuple[Key, str]],
    aliases: Mapping[str, Alias],
) -> pl.DataFrame:
    """The table MERGED, by doc, name and title, of names with their `keys`, or the key and rule `found` for a mention."""
    said = {alias.actor: alias.type for alias in sorted(aliases.values(), reverse=True) if alias.type}
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    finals = [found.get(mention, (keys[mention.name], "")) for mention in mentions]
    for mention, (key, _) in zip(mentions, finals, strict=True):
        counts[key][mention.name] += mention.count
    actors = {key: _name_actor(key, count, kinds, said) for key, count in counts.items()}
    told: dict[tuple[str, str, str], tuple[str, float]] = {}
    rows = []
    for mention, (key, rule) in zip(mentions, finals, strict=True):
        actor, kind = actors[key]
        asked = (mention.name, actor, rule)
        if asked not in told:
            listed = mention.name.casefold() in aliases
            named = "alias file" if listed else _name_rule(mention.name, actor, key, rule, kinds[mention.name])
            named = named if mention.name != actor else ""
            told[asked] = (named, _score(mention.name, actor, named))
        rows.append((mention.doc, mention.name, mention.title, kind, actor, *told[asked]))
    return pl.DataFrame(rows, schema=MERGED, orient="row").sort("doc", "name", "title")


def _name_actor(key: Key, counts: Counter[str], kinds: dict[str, str], said: Mapping[str, str]) -> tuple[str, str]:
    """The name and type of an actor: as listed, else the fullest, then commonest, then first of its names."""
    types: Counter[str] = Counter()
    for name, count in counts.items():
        types[kinds[name]] += count
    kind = min(types, key=lambda one: (-types[one], one))
    if key[0] == "alias":
        equal = find_equal(key[1], "place")
        return key[1], said.get(key[1]) or (equal.type if equal else kind)
    if key[0] == "equal":
        return key[1], read_equal_names()[key[1].lower()].type
    best = min(counts, key=lambda name: (-_fullness(name, key), name.isupper(), -counts[name], name))
    return best, kinds[best] if key[0] != "acronym" else kind


def _fullness(name: str, key: Key) -> int:
    """The words of a name that are more than an initial; of a person two are all, and two that end a longer name are none."""
    if key[0] != "person":
        return sum(len(word) > 1 for word in sound_key(name))
    title, rest = split_title(name)
    words = sound_key(rest)
    if 1 < len(words) < len(key) - 1 and tuple(words) == key[-len(words) :]:
        return 0
    return 2 * min(2, sum(len(word) > 1 for word in words)) - (title != "")


def _name_rule(name: str, actor: str, key: Key, rule: str, kind: str) -> str:
    """The rule by which a name is one of its actor's, where `rule` is that by which a longer name was found for it."""
    if key[0] == "acronym" or fold(name) == fold(actor):
        return "same letters"
    if key[0] == "equal" or fold(even_states(name)) == fold(even_states(actor)):
        return "equal name"
    if kind == "person" and all(split_title(name)):
        return "title"
    if rule:
        return rule
    words, others = sound_key(name), sound_key(actor)
    if "".join(words) == "".join(others) or compare_sounds(words, others):
        return "transliteration"
    between = max(words, others, key=len)[1:-1]
    return "initial" if kind == "person" and any(len(word) == 1 for word in between) else "short form"


def _score(name: str, actor: str, rule: str) -> float:
    if rule == "acronym":
        letters = re.sub(r"[^A-Z]", "", name)
        return round(max((ratio(letters, initials) for initials in find_initials(actor)), default=0.0) / 100, 3)
    return round(ratio(" ".join(sound_key(name)), " ".join(sound_key(actor))) / 100, 3)
