"""Polarity: which words of parsed texts evaluate what they describe, and which deeds reflect on their doer or on whom they meet."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.syntax import Syntax

SIGNS = {"positive": 1, "negative": -1}
_KINDS = {"said": tuple(SIGNS), "agent": ("agent+", "agent-"), "patient": ("patient+", "patient-")}
_DESCRIBING = ("ADJ", "NOUN", "ADV")
_MIXED = ("fine", "just", "kind", "patient", "pretty", "well")  # evaluate as adjectives alone: "a kind of", "just now"


class Polarity(NamedTuple):
    """For each word its lemma, of verbs with their particle, and what it says: 1 (positive), -1 (negative) or 0.

    `said` is of what it describes, `agent` and `patient` of who does the deed and whom it is done to.
    """

    words: pl.Series
    said: np.ndarray
    agent: np.ndarray
    patient: np.ndarray


@cache
def read_polarity() -> pl.DataFrame:
    """The list of polarity: lemma, said, agent, patient (1, -1 or 0)."""
    rows = read_list("polarity").select(
        pl.col("word").alias("lemma"), "kind", sign=pl.when(pl.col("kind").str.contains("^positive$|[+]")).then(1).otherwise(-1)
    )  # fmt: skip
    columns = [
        pl.col("sign").filter(pl.col("kind").is_in(kinds)).sum().cast(pl.Int8).alias(name)
        for name, kinds in _KINDS.items()
    ]
    return rows.group_by("lemma", maintain_order=True).agg(columns)


@cache
def read_people() -> frozenset[str]:
    """The nouns in the list of polarity that are said of people, such as "hero" and "liar"."""
    return frozenset(read_list("polarity").filter(note="person")["word"])


@cache
def read_judgements() -> frozenset[str]:
    """The words that evaluate by themselves, not by an event that they tell of, such as "arrest"."""
    return frozenset(
        read_list("polarity").filter(pl.col("kind").is_in(list(SIGNS)) & (pl.col("note") != "event"))["word"]
    )


def find_polarity(syntax: Syntax) -> Polarity:
    """What each word of parsed texts says by the list of polarity; names say nothing.

    A participle before a noun says of the noun what its verb does: a *lying* witness, a *respected* one.
    """
    words = _join_particles(syntax)
    known = pl.DataFrame({"lemma": words}).with_row_index("row").join(read_polarity(), on="lemma")
    said, agent, patient = np.zeros((3, len(syntax.head)), np.int8)
    for values, name in ((said, "said"), (agent, "agent"), (patient, "patient")):
        values[known["row"].to_numpy()] = known[name].to_numpy()
    verb, noun = syntax.having(pos="VERB"), syntax.having(pos="NOUN")
    mixed = syntax.having(pos=("ADV", "NOUN"), lemma=_MIXED)
    participle = verb & syntax.having(dep="amod")
    said = np.where(syntax.having(pos=_DESCRIBING) & ~mixed, said, 0)
    said = np.where(participle & syntax.having(tag="VBN"), patient, said)
    said = np.where(participle & syntax.having(tag="VBG"), agent, said)
    deed = verb | noun
    return Polarity(words, said, np.where(deed, agent, 0), np.where(deed | syntax.having(lemma="against"), patient, 0))


def _join_particles(syntax: Syntax) -> pl.Series:
    """The lemma of each word, of verbs with their particle: to "back down" is not to back."""
    names = syntax.rows["lemma"]
    particles = np.flatnonzero(syntax.having(dep="prt"))
    if not len(particles):
        return names
    verbs = syntax.head[particles]
    return names.clone().scatter(verbs, names.gather(verbs) + " " + names.gather(particles))
