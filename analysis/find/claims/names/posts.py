"""Posts: what a person is said to be."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.nouns import are_occupations, are_posts
from analysis.find.claims.names.others import find_people_named
from analysis.find.claims.names.tellings import find_doing, find_lost, find_offices
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, words_of
from analysis.find.references.roles import ROLES, find_roles, name_bodies
from analysis.find.syntax import NOUNS

_CALLING = ("brand", "call", "dub", "label", "term")  # by which somebody is only called something
_AS = ("oprd", "ccomp", "attr", "dobj")  # how the parser tells what somebody is called
POSTS = {
    "row": pl.Int64, "first": pl.Int64, "last": pl.Int64, "value": pl.String, "unit": pl.String, "governor": pl.Int64,
}  # fmt: skip


def find_posts(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """The roles of people by name: the columns of ROLES (see `find_roles`), in the order of the texts.

    `arguments` is what `find_arguments` gives. Beside what `find_roles` finds these are nouns of people that are not on its
    list, roles that someone takes up or leaves, and those that a clause tells. Left out are courtesies ("Mr") and nouns in the
    plural.
    """
    told = arguments.filter(~pl.col("denied"))
    posts = are_posts(phrases.syntax)
    ways = [
        _find_beside(phrases, told, posts),
        _find_titles(phrases),
        _find_appointed(phrases, told, posts),
        find_offices(phrases, told, posts),
        find_lost(phrases, told, posts),
    ]
    rows, people = (np.concatenate(part) for part in zip(*ways, strict=True))
    listed = find_roles(phrases).filter(pl.col("type") == "person")
    roles = pl.concat([listed, _lay_roles(phrases, rows, people), _lay_doing(phrases, told)]).unique(
        ["row", "actor"], keep="first", maintain_order=True
    )
    courtesy = set(read_list("titles").filter(kind="courtesy")["word"]) - words_of("person")
    one = pl.Series(~phrases.syntax.having(tag=("NNS", "NNPS"))[roles["row"].to_numpy()], dtype=pl.Boolean)
    roles = roles.filter(one, ~pl.col("role").str.strip_suffix(".").is_in(sorted(courtesy)))
    kept = [~_are_of_others(phrases, roles), ~_are_verbs(phrases, roles), ~_are_names_called(phrases, roles)]
    return roles.filter(*kept).sort("row", "actor")


def _are_names_called(phrases: Phrases, roles: pl.DataFrame) -> pl.Series:
    """Whether each of these nouns is only what somebody calls another: "*fellow* keeper Ann Lee", "called Lee a *hero*"."""
    syntax, rows = phrases.syntax, roles["row"].to_numpy()
    after = np.minimum(rows + 1, len(syntax.head) - 1)
    fellow = syntax.having(lemma="fellow")[rows] & syntax.having(pos=(*NOUNS, "ADJ"))[after]
    fellow &= (roles["with"] == "").to_numpy()
    called = syntax.having(pos="VERB", lemma=_CALLING)[syntax.over(rows)] & syntax.having(dep=_AS)[syntax.place[rows]]
    return pl.Series(fellow | called, dtype=pl.Boolean)


def _are_verbs(phrases: Phrases, roles: pl.DataFrame) -> pl.Series:
    """Whether each of these nouns is an infinitive after another verb or "to": "helped *engineer* Lee's return"."""
    syntax, rows = phrases.syntax, roles["row"].to_numpy()
    after = syntax.having(pos=("VERB", "AUX", "PART"))[np.maximum(rows - 1, 0)]
    return pl.Series(syntax.having(tag="VB")[rows] & after, dtype=pl.Boolean)


def _are_of_others(phrases: Phrases, roles: pl.DataFrame) -> pl.Series:
    """Whether each of these roles is told of somebody else than the name that stands beside it.

    "They told the *judge* Lee had left" begins a clause with the name; in "for Lee, the *Mayor*, the guild and the choir" the
    noun, which has a capital and says no more, is one of a list; in "beside Lee, *clerk* Tom Ray" it is of the name behind.
    """
    syntax, rows = phrases.syntax, roles["row"].to_numpy()
    names = phrases.head[roles["name"].to_numpy()]
    articled = syntax.above(syntax.having(dep="det"))[rows]
    begins = syntax.having(dep=("nsubj", "nsubjpass"))[names] & (syntax.head[names] != rows)
    clause = begins & articled & syntax.having(dep=("dobj", "dative", "pobj"))[rows] & (names > rows)
    clause &= ~syntax.having(lemma="as")[syntax.head[rows]]
    listed = syntax.above(syntax.having(dep=("conj", "appos")))[rows] & (phrases.left[rows] == rows - 1)
    listed &= articled & syntax.having(tag="NNP", dep="appos")[rows] & (names < rows)
    follows = _are_of_next(phrases, rows) & (names < rows)
    return pl.Series(clause | listed | follows, dtype=pl.Boolean)


def _are_of_next(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """Whether each of these nouns stands before a person's name, it or "of" and a noun: "clerk Tom Ray", "chief of staff Tom Ray"."""
    syntax, last = phrases.syntax, len(phrases.syntax.head) - 1
    begins = np.zeros(last + 1, np.bool_)
    begins[phrases.grid.words(phrases.mentions)[0][(phrases.mentions["form"] == "name").to_numpy()]] = True
    one, two, three = (np.minimum(rows + step, last) for step in (1, 2, 3))
    of = syntax.having(lemma="of")[one] & syntax.having(dep="pobj")[two]
    after = np.where(of, three, one)
    told = (
        begins[after]
        & phrases.are(phrases.named[after], "person")
        & (phrases.sentence[after] == phrases.sentence[rows])
    )
    return told & syntax.having(pos=NOUNS)[rows]


def _find_beside(phrases: Phrases, arguments: pl.DataFrame, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The nouns of people beside a name, before it or said of it, listed or known by their ending: noun, person."""
    names, nouns = find_people_named(phrases)
    said = arguments.filter(pl.col("role") == "is").select("word", "other").to_numpy().reshape(-1, 2)
    said = said[posts[said[:, 1]] & (phrases.named[said[:, 1]] < 0)]
    people = np.concatenate([phrases.head[names], said[:, 0]])
    rows = np.concatenate([nouns, said[:, 1]])
    kept = phrases.are(phrases.named[people], "person")
    return rows[kept], people[kept]


def _find_titles(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """The nouns of occupations that names of three words begin with ("*Paramedic* Ann Lee"): noun, person."""
    first = phrases.grid.words(phrases.mentions)[0]
    mentions, named = phrases.mentions, (phrases.head >= 0)
    long = (
        (mentions["type"] == "person") & (mentions["form"] == "name") & (mentions["name"].str.count_matches(" ") >= 2)
    )
    first = first[long.to_numpy() & named]
    rows = first[are_occupations(phrases.syntax)[first]]
    return rows, rows


def _find_appointed(phrases: Phrases, arguments: pl.DataFrame, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The roles that someone takes up or leaves ("elected Lee *mayor*", "resigned as *treasurer*"): noun, person."""
    syntax = phrases.syntax
    words = syntax.filling("oprd", "pobj")
    over = syntax.over(words)
    led = syntax.having(dep="pobj")[syntax.place[words]]
    taking = tuple(read_list("posts").filter(kind="taking")["word"])
    kept = posts[words] & (phrases.named[words] < 0)
    kept &= ~led | (syntax.having(lemma="as")[over] & syntax.having(lemma=taking)[syntax.head[over]])
    words, over, led = words[kept], over[kept], led[kept]
    nouns = pl.DataFrame(
        {"row": words, "other": np.where(led, syntax.head[over], over)}, schema={"row": pl.Int64, "other": pl.Int64}
    )
    pairs = arguments.filter(pl.col("role").is_in(["does", "undergoes"]))
    pairs = pairs.filter(pl.Series(phrases.are(phrases.named[pairs["word"].to_numpy()], "person"), dtype=pl.Boolean))
    passive = pl.col("role") == "undergoes"
    found = nouns.join(pairs, on="other", maintain_order="left_right").filter(passive | ~passive.any().over("row"))
    return found["row"].to_numpy(), found["word"].to_numpy()


def _lay_doing(phrases: Phrases, arguments: pl.DataFrame) -> pl.DataFrame:
    """The roles that what somebody does tells (see `find_doing`), with the columns of ROLES."""
    rows, people, roles = find_doing(phrases, arguments)
    laid = _lay_roles(phrases, rows, people)
    return laid.with_columns(role=pl.Series(roles, dtype=pl.String), of=_name_led(phrases, rows, laid["of"]))


def _name_led(phrases: Phrases, verbs: np.ndarray, otherwise: pl.Series) -> pl.Series:
    """What each of these verbs is said to lead: the noun before it in "a choir led by Lee"."""
    syntax = phrases.syntax
    behind = (syntax.having(dep=("acl", "relcl"), tag=("VBN", "VBD")) & syntax.above(syntax.having(dep="agent")))[verbs]
    over = syntax.head[verbs]
    actors = [*phrases.mentions["actor"], None]
    led = [
        actors[name] or lemma for name, lemma in zip(phrases.named[over].tolist(), phrases.lemmas(over), strict=True)
    ]
    chosen = np.where(behind, np.array(led, dtype=object), np.array(otherwise.to_list(), dtype=object))
    return pl.Series(chosen.tolist(), dtype=pl.String)


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
