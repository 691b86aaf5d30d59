"""Working: the verbs by which somebody is said to work for a body, to join it, to come from it, or to be hired by it."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.bodies import Bodies, list_workplaces
from analysis.find.claims.names.nouns import are_posts
from analysis.find.references.phrases import Phrases

_AT, _ALONG = ("at", "for", "by", "in"), "with"  # "works with the mill" may be said of a partner
_NEAR = 12  # words between "is" and its subject


def find_working(
    phrases: Phrases, holders: dict[int, int], bodies: Bodies, arguments: pl.DataFrame
) -> list[tuple[int, int]]:
    """The people of whom a verb tells the body that they work for: the word for the person, the body.

    `holders` are the words for people, each with the word that stands for it.
    """
    syntax = phrases.syntax
    nouns = np.flatnonzero(are_posts(syntax) & syntax.having(tag="NN") & (phrases.named < 0)).tolist()
    able = {noun: noun for noun in nouns} | holders
    does, undergoes = (_pair_people(able, arguments, role) for role in ("does", "undergoes"))
    hired, coming = (syntax.having(pos="VERB", lemma=list_workplaces(kind)) for kind in ("hired", "coming"))
    plain, phrased, lasting = _find_plain(phrases), _find_phrased(phrases), _are_for(phrases)
    being = syntax.having(lemma="be") & ~syntax.denied
    found = _find_joining(phrases, bodies, does, arguments)
    for verb, body, by in bodies.pairs:
        at = by in _AT and (plain[verb] or phrased[verb] or (by == "for" and lasting[verb]))
        if at or (by == _ALONG and phrased[verb]) or (by == "from" and coming[verb] and bodies.firm[body]):
            found += [(person, body) for person in does.get(verb, ())]
        if by in _AT and hired[verb]:
            found += [(person, body) for person in undergoes.get(verb, ())]
        if by == _ALONG and being[verb]:
            found += [(person, body) for person in _find_subjects(phrases, holders, verb)]
    return found


def _pair_people(holders: dict[int, int], arguments: pl.DataFrame, role: str) -> dict[int, list[int]]:
    """The people who have this role, by verb."""
    found: dict[int, list[int]] = {}
    for word, verb in arguments.filter(pl.col("role") == role).select("word", "other").iter_rows():
        if word in holders:
            found.setdefault(verb, []).append(holders[word])
    return found


def _find_subjects(phrases: Phrases, holders: dict[int, int], verb: int) -> list[int]:
    """The people who are the subject of this verb of being: "Lee, who *is* with the mill"."""
    syntax = phrases.syntax
    before = np.arange(max(0, verb - _NEAR), verb)
    subjects = before[(syntax.head[before] == verb) & syntax.having(dep="nsubj")[before]]
    return [holders[at] for at in syntax.referent[subjects].tolist() if at in holders]


def _find_plain(phrases: Phrases) -> np.ndarray:
    """The verbs of working by themselves."""
    return phrases.syntax.having(pos="VERB", lemma=list_workplaces("working"))


def _find_phrased(phrases: Phrases) -> np.ndarray:
    """The verbs that say with their object that somebody works: "*gives* lessons", "*spent* years"."""
    syntax = phrases.syntax
    objects = np.flatnonzero(syntax.having(dep="dobj"))
    lemmas = syntax.rows["lemma"]
    together = lemmas.gather(syntax.head[objects]) + " " + lemmas.gather(objects)
    found = np.zeros(len(syntax.head), np.bool_)
    found[syntax.head[objects[together.is_in(list_workplaces("working")).to_numpy()]]] = True
    return found


def _are_for(phrases: Phrases) -> np.ndarray:
    """The verbs that say what somebody does as a rule, of whom a body may be told with "for": "*keeps* order for the port"."""
    syntax = phrases.syntax
    present = syntax.having(tag=("VBZ", "VBP"), pos="VERB")
    going_on = syntax.having(tag="VBG") & syntax.above(syntax.having(dep="aux", lemma="have"))
    return (present | going_on) & syntax.having(dep="relcl") & ~syntax.having(lemma=list_workplaces("cause"))


def _find_joining(
    phrases: Phrases, bodies: Bodies, does: dict[int, list[int]], arguments: pl.DataFrame
) -> list[tuple[int, int]]:
    """The people who join or leave a body that a noun says to be a firm ("left the brewer *Korsten*"): person, body."""
    syntax = phrases.syntax
    joining = syntax.having(pos="VERB", lemma=list_workplaces("joining"))
    names = phrases.head[phrases.head >= 0]
    names = names[bodies.firm[names]]
    above = np.where(syntax.having(dep="appos")[names], syntax.head[names], names)
    body = dict(zip(above.tolist(), names.tolist(), strict=True))
    pairs = arguments.filter(pl.col("role") == "undergoes").select("word", "other").iter_rows()
    return [
        (person, body[word]) for word, verb in pairs if joining[verb] and word in body for person in does.get(verb, ())
    ]
