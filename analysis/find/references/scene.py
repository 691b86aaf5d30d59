"""The scene of a text for its pronouns: the names, descriptions and nouns that one could stand for, and the pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, repeat
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.references.phrases import Phrases, spread, words_of

NUMBERS = {
    "he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she", "herself": "she", "it": "it",
    "its": "it", "itself": "it", "they": "they", "their": "they", "them": "they", "themselves": "they",
}  # fmt: skip
PLACE = ("row", "sentence", "weight", "verb", "voice")
SUBJECT, _OBJECT, _OTHER, _MODIFIER = 12.0, 4.0, 0.0, -10.0
_STEPS = 10  # words above a pronoun that are looked at
_EMPTY = (  # of "it seems that"
    "be", "’s", "'s", "seem", "appear", "look", "take", "turn", "happen", "come", "remain", "make", "fall",
)  # fmt: skip
_DIRECT = ("nsubj", "nsubjpass", "dobj", "dative")
_PLURAL = ("NNS", "NNPS")
_NUMBER = {"organisation": "it or they", "place": "it", "people": "they", "person": "he or she"}


class Candidate(NamedTuple):
    """What a pronoun can stand for: a name, a description, an earlier pronoun, or a noun that is no actor.

    `who` is the actor, or a number for a noun that is none; `name` the row of mentions that it goes back to; `verb` the
    word whose subject or object it is; `voice` the passage in quotation marks in which it stands, -1 for none.
    """

    row: int
    sentence: int
    weight: float
    verb: int
    voice: int
    who: str | int
    type: str
    number: str
    name: int


class Relative(NamedTuple):
    """A relative pronoun, placed like a candidate, and the row of what it refers to."""

    row: int
    sentence: int
    weight: float
    verb: int
    voice: int
    to: int


class Pronoun(NamedTuple):
    """A pronoun; `above` are the words above it, `subject` that of its own clause, `over` the word that it hangs on."""

    row: int
    sentence: int
    weight: float
    verb: int
    voice: int
    number: str
    kind: str
    above: tuple[int, ...]
    subject: int
    over: int


def find_voice(phrases: Phrases, marks: pl.DataFrame) -> np.ndarray:
    """For each word the number of the passage in quotation marks in which it stands, -1 for none."""
    owner, word = spread(*phrases.grid.words(marks))
    voice = np.full(len(phrases.doc), -1)
    voice[word] = owner
    return voice


def _place(phrases: Phrases, rows: np.ndarray, voice: np.ndarray) -> list[list]:
    """For each of these words its row, sentence, weight, the verb over it, and the voice."""
    syntax = phrases.syntax
    place = syntax.place[rows]
    dep = syntax.rows["dep"].gather(place)
    over = syntax.head[place]
    subject, direct = (dep.is_in(deps).to_numpy() for deps in (("nsubj", "nsubjpass"), ("dobj", "dative", "oprd")))
    after = dep.is_in(("pobj",)).to_numpy()
    modifier = dep.is_in(("compound", "nmod", "amod")).to_numpy()
    weight = np.select([subject, direct, modifier], [SUBJECT, _OBJECT, _MODIFIER], _OTHER)
    verb = np.select([subject | direct, after], [over, syntax.head[over]], -1)
    return [rows.tolist(), phrases.sentence[rows].tolist(), weight.tolist(), verb.tolist(), voice[rows].tolist()]


def list_named(phrases: Phrases, voice: np.ndarray, nouns: pl.DataFrame, told_of: list[str]) -> Iterator[Candidate]:
    """The names and the descriptions of actors; of peoples those that are many: "the Russians"."""
    numbers = np.flatnonzero(phrases.head >= 0)
    described = nouns.filter(pl.col("actor").is_not_null(), pl.col("rule") != "apposition")
    names = phrases.mentions.select("actor", "type")[numbers].with_columns(
        row=phrases.head[numbers], antecedent=numbers
    )
    table = pl.concat([names, described.select("actor", "type", "row", "antecedent")]).sort("row")
    plural = pl.Series(phrases.syntax.having(tag=_PLURAL)[table["row"].to_numpy()])
    table = table.filter((pl.col("type") != "people") | plural)
    columns = _place(phrases, table["row"].to_numpy(), voice)
    actor, kind, name = (table[column].to_list() for column in ("actor", "type", "antecedent"))
    number = ((at >= 0 and told_of[at]) or _NUMBER[of] for at, of in zip(name, kind, strict=True))
    return map(Candidate, *columns, actor, kind, number, name)


def list_others(phrases: Phrases, voice: np.ndarray, nouns: pl.DataFrame) -> Iterator[Candidate]:
    """The nouns that are no actor but may be what a pronoun stands for; words joined by "and" are one, of many."""
    syntax = phrases.syntax
    taken = np.zeros(len(syntax.head), np.bool_)
    taken[nouns.filter(pl.col("actor").is_not_null())["row"].to_numpy()] = True
    rows = np.flatnonzero(syntax.having(pos="NOUN", dep=(*_DIRECT, "pobj", "conj")) & (phrases.named < 0) & ~taken)
    lemma = syntax.rows["lemma"].gather(rows)
    man, woman, person = (lemma.is_in(sorted(words)).to_numpy() for words in _people_words())
    plural = syntax.rows["tag"].gather(rows).is_in(_PLURAL).to_numpy()
    number = np.select([plural, man, woman, person], ["they", "he", "she", "he or she"], "it")
    seen = syntax.rows["dep"].gather(syntax.place[rows]).is_in(_DIRECT).to_numpy() | (~plural & (man | woman | person))
    several = np.intersect1d(syntax.joined[0], np.flatnonzero(syntax.having(pos=("NOUN", "PROPN"))))
    rows, numbers = np.append(rows[seen], several), np.append(number[seen], np.full(len(several), "they"))
    order = np.argsort(rows, kind="stable")
    columns = _place(phrases, rows[order], voice)
    return map(Candidate, *columns, count(), repeat(""), numbers[order].tolist(), repeat(-1))


def list_relative(phrases: Phrases, voice: np.ndarray) -> Iterator[Relative]:
    """The relative pronouns that refer to something."""
    referent = phrases.syntax.referent
    rows = np.flatnonzero((referent != np.arange(len(referent))) & (referent >= 0))
    return map(Relative, *_place(phrases, rows, voice), referent[rows].tolist())


def _people_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    man, woman = words_of("man"), words_of("woman")
    return man - woman, woman - man, words_of("person", "state")


def list_pronouns(phrases: Phrases, voice: np.ndarray) -> Iterator[Pronoun]:
    """The pronouns of NUMBERS, without an "it" that stands for nothing ("it seems that …") or is subject of a passive."""
    syntax = phrases.syntax
    chosen = syntax.having(lemma=tuple(NUMBERS), tag=("PRP", "PRP$")) & ~syntax.having(dep="expl")
    empty = syntax.having(dep="nsubjpass") | syntax.having(lemma=_EMPTY)[syntax.head]
    chosen &= ~(syntax.having(lemma="it") & empty)
    rows = np.flatnonzero(chosen)
    lemmas = phrases.lemmas(rows)
    over = syntax.head[rows]
    owns = syntax.having(dep="poss")[rows]
    selves = np.array([lemma.endswith(("self", "selves")) for lemma in lemmas], np.bool_)
    kind = np.select([owns, selves], ["owner", "reflexive"], "")
    steps = [over]
    for _ in range(_STEPS - 1):
        steps.append(syntax.head[steps[-1]])
    columns = _place(phrases, rows, voice)
    subject = _find_subject(phrases, rows, np.array(columns[3], np.int64))
    numbers = (NUMBERS[lemma] for lemma in lemmas)
    above = map(tuple, np.stack(steps, 1).tolist())
    return map(Pronoun, *columns, numbers, kind.tolist(), above, subject.tolist(), over.tolist())


def _find_subject(phrases: Phrases, rows: np.ndarray, verbs: np.ndarray) -> np.ndarray:
    """For each of these words the subject of its verb, its own or shared, that is not the word itself; -1 for none."""
    syntax = phrases.syntax
    of_verb = np.full(len(syntax.head) + 1, -1)  # the last stands for no verb
    subjects = np.flatnonzero(syntax.having(dep=("nsubj", "nsubjpass")))
    of_verb[syntax.head[subjects]] = subjects
    place = np.append(syntax.place, -1)
    shared = np.where(of_verb[verbs] >= 0, of_verb[verbs], of_verb[place[verbs]])
    return np.where(shared == rows, -1, shared)
