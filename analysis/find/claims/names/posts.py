"""Posts: what a person is said to be."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, words_of
from analysis.find.references.roles import ROLES, find_roles, name_bodies

POSTS = {
    "row": pl.Int64, "first": pl.Int64, "last": pl.Int64, "value": pl.String, "unit": pl.String, "governor": pl.Int64,
}  # fmt: skip
_TAKING = (
    "resign", "step", "stand", "quit", "retire", "elect", "appoint", "name", "choose", "nominate", "dismiss", "replace",
    "return", "hire", "install", "swear", "want", "propose", "re-elect", "reelect", "work", "serve",
)  # fmt: skip
_DOING = {  # what somebody is who does this
    "chair": "chairman", "coach": "coach", "conduct": "conductor", "direct": "director", "edit": "editor", "head": "head",
    "lead": "leader", "manage": "manager", "own": "owner", "run": "head", "teach": "teacher",
}  # fmt: skip
_PERSONAL = ("person", "man", "woman", "title", "state")


def find_posts(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """The roles of people by name: the columns of ROLES (see `find_roles`), in the order of the texts.

    `arguments` is what `find_arguments` gives. Beside what `find_roles` finds these are roles that someone takes up or
    leaves, and those that a clause tells. Left out are courtesies ("Mr") and nouns in the plural.
    """
    told = arguments.filter(~pl.col("denied"))
    parts = [
        find_roles(phrases).filter(pl.col("type") == "person"),
        _find_appointed(phrases, told),
        _find_doing(phrases, told),
    ]
    roles = pl.concat(parts).unique(["row", "actor"], keep="first", maintain_order=True)
    courtesy = set(read_list("titles").filter(kind="courtesy")["word"]) - words_of("person")
    one = pl.Series(~phrases.syntax.having(tag=("NNS", "NNPS"))[roles["row"].to_numpy()], dtype=pl.Boolean)
    return roles.filter(one, ~pl.col("role").str.strip_suffix(".").is_in(sorted(courtesy))).sort("row", "actor")


def _find_appointed(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """The roles that someone takes up or leaves ("elected Lee *mayor*", "resigned as *treasurer*"), like those of `find_roles`."""
    syntax = phrases.syntax
    words = syntax.filling("oprd", "pobj")
    over = syntax.over(words)
    led = syntax.having(dep="pobj")[syntax.place[words]]
    kept = syntax.having(pos="NOUN", lemma=tuple(sorted(words_of(*_PERSONAL))))[words] & (phrases.named[words] < 0)
    kept &= ~led | (syntax.having(lemma="as")[over] & syntax.having(lemma=_TAKING)[syntax.head[over]])
    words, over, led = words[kept], over[kept], led[kept]
    nouns = pl.DataFrame(
        {"row": words, "other": np.where(led, syntax.head[over], over)}, schema={"row": pl.Int64, "other": pl.Int64}
    )
    pairs = arguments.filter(pl.col("role").is_in(["does", "undergoes"]))
    pairs = pairs.filter(pl.Series(phrases.are(phrases.named[pairs["word"].to_numpy()], "person"), dtype=pl.Boolean))
    passive = pl.col("role") == "undergoes"
    found = nouns.join(pairs, on="other", maintain_order="left_right").filter(passive | ~passive.any().over("row"))
    return _lay_roles(phrases, found["row"].to_numpy(), found["word"].to_numpy())


def _find_doing(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """The roles that a clause tells ("Lee, who *heads* the engineers"), like those of `find_roles`."""
    syntax = phrases.syntax
    pairs = arguments.filter(pl.col("role") == "does")
    word, verb = pairs["word"].to_numpy(), pairs["other"].to_numpy()
    kept = syntax.having(dep="relcl", tag=("VBZ", "VBP"), lemma=tuple(_DOING))[verb]
    kept &= phrases.are(phrases.named[word], "person") & (syntax.head[verb] == word)
    found = _lay_roles(phrases, verb[kept], word[kept])
    return found.with_columns(pl.col("role").replace(_DOING))


def _lay_roles(phrases: Phrases, rows: np.ndarray, people: np.ndarray) -> pl.DataFrame:
    """These words as the roles of the people named by those, with the columns of ROLES."""
    name = phrases.named[people]
    words, who = phrases.syntax.rows[rows], phrases.mentions[name]
    return pl.DataFrame(
        {
            "doc": words["doc"], "start": words["start"], "actor": who["actor"], "type": who["type"], "role": words["lemma"],
            "with": [""] * len(rows), "of": name_bodies(phrases, rows), "row": rows, "name": name,
        },
        schema_overrides=ROLES,
    ).select(ROLES.keys()).cast(ROLES)  # fmt: skip


def place_posts(phrases: Phrases, roles: pl.DataFrame) -> pl.DataFrame:
    """The roles as values: row, first, last (rows), value, unit (what the role belongs to), governor (the name).

    The value is the role, null where words before it belong to it ("chief engineer"): it is as these words say.
    """
    rows = roles["row"].to_numpy()
    first = _find_first(phrases, rows)
    return roles.select(
        "row",
        first=pl.Series(first, dtype=pl.Int64),
        last="row",
        value=pl.when(pl.Series(first == rows, dtype=pl.Boolean)).then("role"),
        unit="of",
        governor=pl.Series(phrases.head[roles["name"].to_numpy()], dtype=pl.Int64),
    ).cast(POSTS)


def _find_first(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """For each noun the first of the unnamed words that describe it right before it."""
    syntax, first = phrases.syntax, rows.copy()
    describes = syntax.having(dep=("amod", "compound", "nmod"), pos=("ADJ", "NOUN", "PROPN")) & (phrases.named < 0)
    for _ in range(4):
        before = np.maximum(first - 1, 0)
        above = syntax.head[before]
        first = np.where(describes[before] & (above >= first) & (above <= rows), before, first)
    return first
