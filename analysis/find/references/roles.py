"""Roles: what the text says that someone is: "the director, Ann Lee", "President Lee", "Lee, a pilot", "Lee was the mayor"."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.references.phrases import OF, Phrases, find_owners, read_countries, words_of

ROLES = {
    "doc": pl.String, "start": pl.Int64, "actor": pl.String, "type": pl.String, "role": pl.String, "with": pl.String,
    "of": pl.String, "row": pl.Int64, "name": pl.Int64,
}  # fmt: skip
_OF = {
    "person": ("state", "person", "man", "woman", "title"),
    "organisation": ("organisation",),
    "place": ("place", "organisation"),
}
_WORDS = ("NOUN", "PROPN", "ADJ", "VERB", "ADV")
_SERVE = ("serve", "work", "act")
_BE = ("be", "become", "remain")
_GENERIC = frozenset("the a an current own same such only this that its his her their".split())


def find_roles(phrases: Phrases) -> pl.DataFrame:
    """Every role that a text gives to someone it names: the columns of ROLES, in the order of the texts.

    `role` is the noun as a lemma, `with` the words before it ("vice", "prime"), `of` the actor, country or noun it
    belongs to, `start` and `row` the place of the noun, `name` the row of mentions. Roles are the nouns of the list `roles`.
    """
    pairs = [
        _name_with_title(phrases),
        _name_after_of(phrases),
        find_apposed(phrases),
        _predicated(phrases),
        _served(phrases),
    ]
    name, noun = (np.concatenate(part) for part in zip(*pairs, strict=True))
    chosen = suits(phrases, noun, phrases.mentions["type"].gather(name)) & (phrases.named[noun] < 0)
    name, noun = name[chosen], noun[chosen]
    place = phrases.syntax.rows.select(
        "doc", pl.col("start").cast(pl.Int64), role=pl.col("lemma").replace(read_titles())
    )[noun]
    who = phrases.mentions.select("actor", "type")[name]
    further = pl.Series("with", list_modifiers(phrases, noun), dtype=pl.String)
    of = pl.Series("of", name_bodies(phrases, noun), dtype=pl.String)
    table = pl.concat(
        [place, who, further.to_frame(), of.to_frame(), pl.DataFrame({"row": noun, "name": name})], how="horizontal"
    )
    return table.unique(["row", "actor"], keep="first", maintain_order=True).sort("row", "actor").select(ROLES.keys())


@cache
def read_titles() -> dict[str, str]:
    """What each title that is short for a noun stands for."""
    return dict(
        read_list("roles").filter(pl.col("kind") == "title", pl.col("note") != "").select("word", "note").rows()
    )


def suits(phrases: Phrases, nouns: np.ndarray, types: pl.Series) -> np.ndarray:
    """For each of these words whether it can be the role of someone of this type."""
    lemmas = phrases.syntax.rows["lemma"].gather(nouns)
    fits = [
        lemmas.is_in(sorted(words_of(*words))).to_numpy() & (types == kind).to_numpy() for kind, words in _OF.items()
    ]
    return np.logical_or.reduce(fits)


def list_modifiers(phrases: Phrases, nouns: np.ndarray) -> list[str]:
    """For each noun the words of its phrase before it that are no name, article or number, joined by spaces."""
    syntax = phrases.syntax
    wanted = np.zeros(len(syntax.head), np.bool_)
    wanted[nouns] = True
    before = wanted[syntax.head] & (syntax.head > np.arange(len(syntax.head))) & (phrases.named < 0)
    words = np.flatnonzero(before & syntax.having(dep=("amod", "compound", "nmod", "poss"), pos=_WORDS))
    found: dict[int, list[str]] = {}
    for over, lemma in zip(syntax.head[words].tolist(), phrases.lemmas(words), strict=True):
        if lemma not in _GENERIC and lemma not in read_countries():
            found.setdefault(over, []).append(lemma)
    return [" ".join(found.get(noun, ())) for noun in nouns.tolist()]


def name_owners(phrases: Phrases, owners: np.ndarray) -> list[str]:
    """The name of each owner (row of mentions, -1 for none): the country where it is one, else the actor."""
    table = phrases.mentions.select("name", "actor", "type")
    rows = table.rows()
    return [_land(*rows[owner]) if owner >= 0 else "" for owner in owners.tolist()]


def name_bodies(phrases: Phrases, nouns: np.ndarray) -> list[str]:
    """For each noun the name it belongs to, else the common noun behind "of": the party of "the leader of the party"."""
    syntax = phrases.syntax
    behind = np.flatnonzero(syntax.having(dep="pobj", pos=("NOUN", "PROPN")) & (phrases.named < 0))
    over = syntax.head[behind]
    of = syntax.having(lemma=OF, dep=("prep", "agent"))[over]
    body = np.full(len(syntax.head), -1)
    body[syntax.head[over[of]]] = behind[of]
    lemmas = phrases.lemmas(np.maximum(body[nouns], 0))
    names = name_owners(phrases, find_owners(phrases)[nouns])
    return [
        name or (lemma if at >= 0 else "") for name, lemma, at in zip(names, lemmas, body[nouns].tolist(), strict=True)
    ]


def _land(name: str, actor: str, kind: str) -> str:
    lands = read_countries()
    if kind in ("place", "people"):
        return lands.get(name.lower()) or lands.get(actor.lower()) or actor
    return actor


# --- where a role stands: the name (row of mentions), the noun (row of words) ------------------------------------------


def _name_with_title(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """A noun that hangs on a name as its title, or stands right before it: "Ukrainian *president* Ann Lee"."""
    syntax, rows = phrases.syntax, np.arange(len(phrases.named))
    hanging = np.flatnonzero(syntax.having(dep=("compound", "nmod", "amod")) & (phrases.named[syntax.head] >= 0))
    hanging = hanging[phrases.named[hanging] < 0]
    begins = (phrases.named >= 0) & (phrases.named != np.append(-1, phrases.named[:-1])) & (rows > 0)
    behind = np.flatnonzero(begins)
    nouns = syntax.having(pos=("NOUN", "PROPN"))
    behind = behind[nouns[behind - 1] & (phrases.sentence[behind] == phrases.sentence[behind - 1])]
    of_person = phrases.are(phrases.named[behind], "person")
    behind = behind[of_person]
    names = np.concatenate([phrases.named[syntax.head[hanging]], phrases.named[behind]])
    return names, np.concatenate([hanging, behind - 1])


def _name_after_of(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """A title with its "of" before a name: "*President* of Freedonia Ann Lee"."""
    named = phrases.named
    first = np.flatnonzero((named >= 0) & (named != np.append(-1, named[:-1])))
    touching = first[1:][named[first[1:] - 1] >= 0]  # names that begin right behind another
    touching = touching[phrases.are(named[touching], "person")]
    begins = dict(zip(named[first].tolist(), first.tolist(), strict=True))
    other = np.array([begins[owner] for owner in named[touching - 1].tolist()], np.int64)
    lemma = phrases.syntax.rows["lemma"]
    back = other - 1
    back = np.where((lemma.gather(np.maximum(back, 0)) == "the").to_numpy(), back - 1, back)
    ok = (back > 0) & (lemma.gather(np.maximum(back, 0)).is_in(["of", "for"])).to_numpy()
    ok &= phrases.sentence[np.maximum(back, 0)] == phrases.sentence[touching]
    return named[touching[ok]], back[ok] - 1


def find_apposed(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """A noun in apposition to a name, on either side of it."""
    syntax = phrases.syntax
    words = syntax.filling("appos")
    over = syntax.over(words)
    told = (phrases.named[over] >= 0) & (phrases.named[words] < 0)
    naming = (phrases.named[words] >= 0) & (phrases.named[over] < 0)
    names = np.concatenate([phrases.named[over[told]], phrases.named[words[naming]]])
    return names, np.concatenate([words[told], over[naming]])


def _predicated(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """A noun that a name is said to be: "Lee is the *mayor*"."""
    syntax = phrases.syntax
    words = syntax.filling("attr")
    words = words[syntax.having(lemma=_BE)[syntax.over(words)]]
    return _pair_subjects(phrases, words, syntax.over(words))


def _served(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """A noun that a name is said to serve as: "Lee works as a *pilot*"."""
    syntax = phrases.syntax
    words = syntax.filling("pobj")
    words = words[syntax.having(lemma="as", dep="prep")[syntax.over(words)]]
    verbs = syntax.head[syntax.over(words)]
    serving = syntax.having(lemma=_SERVE)[verbs]
    return _pair_subjects(phrases, words[serving], verbs[serving])


def _pair_subjects(phrases: Phrases, words: np.ndarray, verbs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The names that are subjects of these verbs with the words said of them, where neither is denied."""
    syntax = phrases.syntax
    subject = np.full(len(syntax.head), -1)
    subjects = np.flatnonzero(syntax.having(dep="nsubj"))
    referent = syntax.referent[subjects]
    subject[syntax.head[subjects]] = np.where(referent >= 0, phrases.named[referent], -1)
    told = (subject[verbs] >= 0) & ~syntax.denied[verbs] & ~syntax.denied[words]
    return subject[verbs[told]], words[told]
