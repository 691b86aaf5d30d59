"""People: by which pronoun each named person is told of: by titles, by given names, and by the pronouns near the name."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import polars as pl

from analysis.find.lists import read_kinds
from analysis.find.references.phrases import Phrases, words_of

_SINGULAR = {"he": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
SHARE = 0.75  # of the pronouns near a name that must agree


def find_pronouns_of_people(phrases: Phrases, roles: pl.DataFrame) -> list[str]:
    """For each name "he" or "she" where it is known, else "": by the title before it, else of its actor by titles, then
    by the given name, then by roles ("the spokeswoman"), then by use.
    """
    titles, told, used = _count_titles(roles, "title"), _count_titles(roles, "man", "woman"), _count_uses(phrases)
    of_actor: dict[str, str] = {}
    for actor in phrases.mentions.filter(type="person")["actor"].unique(maintain_order=True):
        of_actor[actor] = _most(titles[actor]) or _by_given_name(actor) or _most(told[actor]) or _most(used[actor])
    here = {name: pronoun for name, role in roles.select("name", "role").iter_rows() if (pronoun := _read_title(role))}
    return [here.get(name) or of_actor.get(actor, "") for name, actor in enumerate(phrases.mentions["actor"])]


def _most(counts: Counter[str]) -> str:
    least = max(SHARE * counts.total(), 1)
    return next((pronoun for pronoun, count in counts.items() if count >= least), "")


def _by_given_name(actor: str) -> str:
    titles = words_of("title")
    words = [word for word in actor.lower().replace("-", " ").split() if word not in titles]
    return read_kinds("given-names").get(words[0], "") if len(words) > 1 else ""


def _count_titles(roles: pl.DataFrame, *kinds: str) -> defaultdict[str, Counter[str]]:
    """For each person how often a noun of these kinds that is said of them is of men and of women."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words = words_of(*kinds)
    for actor, role in roles.filter(type="person").select("actor", "role").iter_rows():
        if role in words and (pronoun := _read_role(role)):
            counts[actor][pronoun] += 1
    return counts


def _read_role(role: str) -> str:
    of_man, of_woman = role in words_of("man"), role in words_of("woman")
    return "" if of_man == of_woman else "he" if of_man else "she"


def _read_title(role: str) -> str:
    return _read_role(role) if role in words_of("title") else ""


def _count_uses(phrases: Phrases) -> defaultdict[str, Counter[str]]:
    """For each person how often "he" and "she" stand behind the name in a sentence that names no other person."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    persons = np.flatnonzero((phrases.mentions["type"] == "person").to_numpy() & (phrases.head >= 0))
    heads = phrases.head[persons]
    named = pl.DataFrame(
        {"sentence": phrases.sentence[heads], "row": heads, "actor": phrases.mentions["actor"].gather(persons)}
    )
    alone = (
        named.group_by("sentence")
        .agg(pl.col("row").min(), pl.col("actor").first(), n=pl.col("actor").n_unique())
        .filter(n=1)
    )
    rows = np.flatnonzero(phrases.syntax.having(lemma=tuple(_SINGULAR), tag=("PRP", "PRP$")))
    told = pl.DataFrame(
        {"sentence": phrases.sentence[rows], "at": rows, "lemma": phrases.syntax.rows["lemma"].gather(rows)}
    )
    near = told.join(alone, on="sentence").filter(pl.col("at") > pl.col("row"))
    for actor, lemma in near.select("actor", "lemma").iter_rows():
        counts[actor][_SINGULAR[lemma]] += 1
    return counts
