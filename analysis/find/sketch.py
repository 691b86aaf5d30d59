"""Sketch: a target with its mentions, and all that the texts tell of it by grammatical relation."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.find.material import Material
from analysis.find.relations import find_relations
from analysis.find.targets import choose_target, find_collocates, find_target


class Sketch(NamedTuple):
    """A target, its mentions, every pair of words that stand in a relation, and those pairs that are told of the target."""

    target: str
    mentions: pl.DataFrame
    relations: pl.DataFrame
    collocates: pl.DataFrame


def find_sketch(material: Material, tokens: pl.DataFrame, actors: pl.DataFrame, target: str = "") -> Sketch:
    """The sketch of a word, lemma or one of `actors` (see `find_actors`); of none, the one most named by all groups (see `choose_target`).

    Raises InputError for a target that the texts do not name.
    """
    chosen = target or choose_target(material.documents, tokens, actors, material.left_out)
    mentions = find_target(chosen, material.documents, tokens, actors, material.left_out, material.voices)
    relations = find_relations(tokens, material.left_out, material.voices)
    return Sketch(chosen, mentions, relations, find_collocates(relations, mentions))
