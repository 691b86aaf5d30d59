"""Designations: where in parsed texts a phrase stands that designates an actor: by name, description, apposition or predicate."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.evaluation.polarity import read_people
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases
from analysis.find.syntax import NOUNS, Syntax, find_arguments

NOBODY = ""  # the actor of a label when the text does not say whose it is
_PLACED = {
    "head": pl.Int64, "first": pl.Int64, "own": pl.Int64, "after": pl.Int64, "actor": pl.String, "type": pl.String,
    "form": pl.String,
}  # fmt: skip
_TOLD = {"head": pl.Int64, "actor": pl.String, "type": pl.String, "form": pl.String}
_DENIED = "denied"  # "Lee is no liar": neither a designation of Lee nor a label of nobody
_BEFORE = ("amod", "compound", "nmod", "nummod", "advmod")
_BEHIND = ("of", "for", "at")
_JOINING = ("-", "–", "—", "−", "/")  # one name to the next
_WORKING = ("act", "serve", "work")  # as something
_RULING = {"state": "ruler", "government": "government", "organisation": "organisation"}


def find_designations(phrases: Phrases) -> pl.DataFrame:
    """Every phrase that designates an actor, in rows of the parse: head, first, own, after, actor, type, form.

    `own` is the first word of a name itself, and of other phrases the same as `after`. form is name, description, apposition, predicate
    or label; a label is any noun for people or bodies that designates no actor of the text.
    """
    edges = _find_edges(phrases.syntax)
    told = pl.concat([_tell_appositions(phrases), _tell_predicates(phrases)])
    told = told.unique(["head", "actor"], keep="first", maintain_order=True)
    stands = _place_stands(phrases, *edges)
    told = told.join(stands.filter(pl.col("form") == "name"), on="head", how="anti")
    described = stands.filter(pl.col("form") == "description").join(told, on=["head", "actor"], how="semi")
    named = stands.join(described, on=["head", "actor"], how="anti")
    labels = _tell_labels(phrases).join(pl.concat([named.select("head"), told.select("head")]), on="head", how="anti")
    told = told.filter(pl.col("form") != _DENIED)
    return pl.concat([named, _place(told, *edges), _place(labels, *edges)]).sort("first", "head", "actor", "form")


def _find_edges(syntax: Syntax) -> tuple[np.ndarray, np.ndarray]:
    """For each noun the first of the words that describe it, without article and owner, and the last of what follows with "of"."""
    own = np.arange(len(syntax.head))
    left, right = own.copy(), own.copy()
    noun = syntax.having(pos=NOUNS)
    before = syntax.having(dep=_BEFORE) & (own < syntax.head) & ~(noun[syntax.head] & syntax.having(dep="advmod"))
    np.minimum.at(left, syntax.head[before], own[before])
    of = syntax.having(dep="prep", lemma=_BEHIND) & noun[syntax.head]
    behind = (of | (syntax.having(dep="pobj") & of[syntax.head])) & (own > syntax.head)
    np.maximum.at(right, syntax.head[behind], own[behind])
    for _ in range(3):
        left, right = left[left], right[right]
    return left, right


def _place(told: pl.DataFrame, left: np.ndarray, right: np.ndarray) -> pl.DataFrame:
    heads = told["head"].to_numpy()
    edges = {"first": left[heads], "own": right[heads] + 1, "after": right[heads] + 1}
    return told.with_columns(**edges).select(_PLACED.keys()).cast(_PLACED)


def _place_stands(phrases: Phrases, left: np.ndarray, right: np.ndarray) -> pl.DataFrame:
    """The phrases of names, with what describes them, and of descriptions; no pronouns."""
    syntax, stands, heads = phrases.syntax, phrases.mentions, phrases.head
    own, after = phrases.grid.words(stands)
    kept = (stands["form"] != "pronoun").to_numpy() & (heads >= 0)
    stands, heads, own, after = stands.filter(pl.Series(kept)), heads[kept], own[kept], after[kept]
    skipped = syntax.having(pos=("DET", "PUNCT")) | syntax.having(dep="poss") | syntax.having(tag="POS")
    for _ in range(2):
        own = own + (skipped[own] & (own < heads))
        after = after - (skipped[after - 1] & (after - 1 > heads))
    is_name = (stands["form"] == "name").to_numpy()
    after = np.where(is_name, after, np.maximum(after, right[heads] + 1))
    first = np.where(is_name & _stand_alone(syntax, heads, own), own, left[heads])
    edges = {
        "first": np.where(is_name, np.minimum(first, own), first),
        "own": np.where(is_name, own, after),
        "after": after,
    }
    return stands.with_columns(head=heads, **edges).select(_PLACED.keys()).cast(_PLACED)


def _stand_alone(syntax: Syntax, heads: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Whether what is before a name describes another: of "the new Boria–Coland line" a name is only "Boria" and "Coland"."""
    joined = syntax.having(lemma=_JOINING)[own - 1] & (own > 0)
    over = syntax.head[heads]
    compound = syntax.having(dep=("compound", "nmod"))[heads] & syntax.having(pos=NOUNS)[over]
    return joined | (compound & (over > heads))


# --- told of an actor ---------------------------------------------------------------------------------------------


def _tell(phrases: Phrases, form: str, word: np.ndarray, head: np.ndarray) -> pl.DataFrame:
    """The nouns (head) that are told of a word by which an actor is meant."""
    targets = phrases.mentions.select("actor", "type", word=phrases.head)
    told = pl.DataFrame({"word": word, "head": head}, schema={"word": pl.Int64, "head": pl.Int64})
    role = phrases.syntax.having(pos="PROPN", lemma=tuple(_read_classes()))  # President, but not December
    told = told.filter(pl.Series((role | phrases.syntax.having(pos="NOUN"))[head]))
    return told.join(targets, on="word").with_columns(form=pl.lit(form)).select(_TOLD.keys()).cast(_TOLD)


def _tell_appositions(phrases: Phrases) -> pl.DataFrame:
    """What stands beside an actor: "Ann Lee, the *mayor*" and "the *mayor*, Ann Lee"."""
    beside = phrases.syntax.filling("appos")
    over = phrases.syntax.over(beside)
    return pl.concat([_tell(phrases, "apposition", over, beside), _tell(phrases, "apposition", beside, over)])


def _tell_predicates(phrases: Phrases) -> pl.DataFrame:
    """What an actor is said to be: "Lee is a *sailor*", "they chose Lee as *captain*", "*sailors* such as Lee"."""
    arguments = find_arguments(phrases.syntax)
    said = arguments.filter(pl.col("role") == "is")
    parts = [
        _tell(phrases, form, *(said.filter(chosen)[name].to_numpy() for name in ("word", "other")))
        for form, chosen in (("predicate", ~pl.col("denied")), (_DENIED, pl.col("denied")))
    ]
    return pl.concat([*parts, _tell_by_as(phrases, arguments), *_tell_examples(phrases)])


def _tell_by_as(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """What stands after "as" behind a verb: "they chose Lee as *captain*", "Lee served as *captain*"."""
    syntax = phrases.syntax
    words = syntax.filling("pobj")
    words = words[syntax.having(lemma="as", dep="prep")[syntax.over(words)]]
    nouns = pl.DataFrame({"other": syntax.head[syntax.over(words)], "noun": words}).cast(pl.Int64)
    working = pl.Series(syntax.having(lemma=_WORKING)[arguments["other"].to_numpy()])
    taken = (pl.col("role") == "undergoes") | ((pl.col("role") == "does") & working)
    told = arguments.filter(taken & ~pl.col("denied")).join(nouns, on="other")
    return _tell(phrases, "predicate", told["word"].to_numpy(), told["noun"].to_numpy())


def _tell_examples(phrases: Phrases) -> list[pl.DataFrame]:
    """What an actor is an example of: "*sailors* such as Lee", "*sailors* like Lee", "a *sailor* in the person of Lee"."""
    syntax = phrases.syntax
    words = syntax.filling("pobj")
    prepositions = syntax.over(words)
    over = syntax.head[prepositions]
    such = syntax.having(lemma="as") & syntax.above(syntax.having(lemma="such"))
    examples = (such | syntax.having(lemma="like", dep="prep"))[prepositions]
    persons = syntax.having(lemma="person", dep="pobj")[over]
    return [
        _tell(phrases, "predicate", words[examples], over[examples]),
        _tell(phrases, "predicate", words[persons], syntax.head[syntax.head[over[persons]]]),
    ]


def _tell_labels(phrases: Phrases) -> pl.DataFrame:
    """The nouns for people and bodies that are part of no name, each with what its noun is for its type."""
    kinds = _read_classes()
    lemmas = phrases.syntax.rows["lemma"]
    free = (phrases.named < 0) & ~phrases.syntax.having(dep=_BEFORE)
    heads = np.flatnonzero(free & phrases.syntax.having(pos="NOUN", lemma=tuple(kinds)))
    types = lemmas.gather(heads).replace_strict(kinds, default="", return_dtype=pl.String)
    return pl.DataFrame({"head": heads, "type": types}).select(
        "head", "type", actor=pl.lit(NOBODY), form=pl.lit("label")
    ).select(_TOLD.keys()).cast(_TOLD)  # fmt: skip


@cache
def _read_classes() -> dict[str, str]:
    """What each noun for people or bodies stands for: a ruler, a government, an organisation, a person."""
    people = [*read_people(), *read_list("doers").filter(kind="people")["word"]]
    roles = read_list("roles").filter(pl.col("kind") != "place").select("word", "kind").sort("word", "kind").rows()
    classes = dict.fromkeys(people, "person")
    for word, kind in roles:
        classes[word] = _RULING.get(kind, classes.get(word, "person"))
    return classes
