"""About: what each value is about: the act that governs it, who does it to whom, and who says so, how surely."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.claims.scene import STATE, Scene, read_scene
from analysis.find.claims.values import VALUES
from analysis.find.parsing import locate_sentences
from analysis.find.references.phrases import Grid, find_heads, lay_grid
from analysis.find.syntax import NOUNS

CLAIMS = VALUES | {
    "act": pl.String, "deed": pl.String, "verb": pl.String, "verb_start": pl.Int64, "agent": pl.String,
    "patient": pl.String, "slot": pl.String, "of": pl.String, "denied": pl.Boolean, "possible": pl.Boolean,
    "cue_class": pl.String, "source": pl.String, "sentence_start": pl.Int64, "sentence_end": pl.Int64,
    "sentence_text": pl.String,
}  # fmt: skip
OF = "of"
_FREE = {  # the slot of a value that hangs on the act itself
    "duration": "how long", "age": "how old", "count": "how many",
    "place": "where", "law": "law", "person": OF,
}  # fmt: skip
_AMOUNT = "how much"
_ALWAYS = ("age", "law")  # what has its slot wherever it stands
_MEASURED = ("unit", "duration", "age")
_NESTED = 5  # how many claims that end before a value are stepped over
_WAYS = {  # the prepositions that change the slot of a place, and of a time
    "place": {"from": "from", "to": "to", "into": "to", "towards": "to", "toward": "to"},
    "when": {
        "since": "since", "from": "since", "until": "until", "till": "until", "through": "until", "to": "until",
        "by": "by", "before": "before", "after": "after",
    },
}  # fmt: skip
_TIMES = ("date", "weekday", "time")
_AMOUNTS = (*_TIMES, "duration", "money", "percent", "unit")
_LOOSE = ("in", "at", "near", "on", "off", "outside", "inside", "around", "during")
_POSTS = {"role": "be", "employer": "work"}  # what a person is said of whom a post is told
_REPLACED = r"(?i)\b(?:instead of|as opposed to|rather than)\s+(?:(?:on|in|by|at|until|the|an?)\s+){0,2}$"
_CLIMB = 12  # how many words are climbed from a value to its act


class _Climb(NamedTuple):
    """From words up to their acts: `act`, `below` (the last word before it), `of` (the first noun on the way), `by` (the
    first preposition), as rows, -1 where there is none."""

    act: np.ndarray
    below: np.ndarray
    of: np.ndarray
    by: np.ndarray


def find_about(
    values: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, quotes: pl.DataFrame
) -> pl.DataFrame:
    """The values, each with what it is about: the columns of CLAIMS, in the order of the values.

    act is what verbs and nouns of one meaning share, verb the lemma, deed its class (`state` for what only is); values of
    one act share verb_start. agent and patient are actors or lemmas, several parted by "; ". slot is where the value
    stands: `agent`, `patient`, `when`, `where`, `from`, `to` …, `how long`, `how old`, `how many`, `how much`, `law`,
    `role`, `employer`, or `of`: the value is told of the noun in the column of ("a package worth 12 billion"); of is also
    the noun counted. A role has the act "be" and an employer "work", with the person as agent. cue_class and source (the
    actor, or the words) are of the innermost claim of `quotes` (see `find_sources`) that holds the value, "" for the
    author. Where no act is above the value act, verb, agent and patient are "" and verb_start is null. denied: the act is, or
    the value is not the one ("on Monday instead of *Sunday*").
    """
    scene = read_scene(documents, tokens, stands, values.filter(pl.col("kind").is_in(_AMOUNTS)))
    grid = lay_grid(tokens)
    rows = find_heads(scene.syntax.head, *grid.words(values))
    climb = _climb(scene, rows, values["kind"].is_in(_MEASURED).to_numpy())
    told = pl.concat([values, _tell_acts(scene, climb), _tell_slots(values, scene, climb, rows)], how="horizontal")
    told = _tell_posts(told, scene.name.gather(_find_words(grid, values)))
    sources = _tell_sources(values, quotes, grid)
    place = locate_sentences(values.select("doc", "start", "end"), documents, tokens)
    place = place.select("sentence_start", "sentence_end", sentence_text="sentence")
    claims = pl.concat([told, sources, place], how="horizontal")
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    replaced = before.str.contains(_REPLACED).fill_null(False)
    return claims.with_columns(pl.col("denied") | replaced).select(CLAIMS.keys()).cast(CLAIMS)


def _climb(scene: Scene, rows: np.ndarray, measured: np.ndarray) -> _Climb:
    """The way up from each of these words (-1 for none), where what is joined takes the place of the first."""
    syntax = scene.syntax
    timely = syntax.having(entity=("DATE", "TIME"))
    is_noun, is_link = syntax.having(pos=NOUNS) & ~timely, syntax.having(pos=("ADP", "SCONJ"))
    describes = syntax.having(pos=("ADJ", "ADV"))  # "9 metres *wide*"
    going, at = rows >= 0, np.maximum(rows, 0)
    act, below, of = (np.full(len(rows), -1) for _ in range(3))
    by = np.where(is_link[at] & going, at, -1)
    for _ in range(_CLIMB):
        up = syntax.over(at)
        going = going & (up != at)
        below = np.where(going, at, below)
        reached = going & (scene.event[up] >= 0)
        act = np.where(reached, scene.event[up], act)
        going = going & ~reached
        by = np.where(going & is_link[up] & (of < 0) & (by < 0), up, by)
        of = np.where(going & (is_noun[up] | (measured & describes[up])) & (of < 0), up, of)
        at = np.where(going, up, at)
    return _Climb(act, below, of, by)


def _find_words(grid: Grid, values: pl.DataFrame) -> np.ndarray:
    """The word that each value hangs on by its head, the first word where it has none."""
    at = np.searchsorted(grid.keys, grid.places(values["doc"], values["head"].fill_null(0)))
    return np.minimum(at, max(len(grid.keys) - 1, 0))


def _tell_acts(scene: Scene, climb: _Climb) -> pl.DataFrame:
    """The acts that are reached, by value: the columns of an act, verb_start."""
    starts = scene.syntax.rows["start"].cast(pl.Int64)
    acts = scene.acts.with_columns(verb_start=starts.gather(scene.acts["row"]))
    reached = pl.DataFrame({"row": climb.act}, schema={"row": pl.Int64})
    told = reached.join(acts, on="row", how="left", maintain_order="left").drop("row")
    return told.with_columns(
        pl.col("verb", "act", "deed", "agent", "patient").fill_null(""), pl.col("denied", "possible").fill_null(False)
    )


def _tell_slots(values: pl.DataFrame, scene: Scene, climb: _Climb, rows: np.ndarray) -> pl.DataFrame:
    """Where each value stands: slot, of.

    A person, and what is counted, has the slot that it fills; other values have that of their kind where they hang on
    the act itself, and else hang on a noun. "Arrested four men in Osh on Monday" tells where and when of the act.
    """
    kind, is_time = pl.col("kind"), pl.col("kind").is_in(_TIMES)
    beside = scene.syntax.having(dep="appos")[rows]
    top = np.where(beside, scene.syntax.head[rows], rows)  # "the officer, *Ann Lee*"
    own = [_find_roles(scene, climb.act, words) for words in (rows, top)]
    after = (climb.of == climb.below) & (climb.act >= 0) & (climb.of > climb.act)
    told = values.select("kind", "counted").with_columns(
        by=_gather(scene.syntax.rows["lemma"], climb.by), of=_gather(scene.name, climb.of), has_act=pl.Series(climb.act >= 0),
        own=pl.coalesce(own), role=pl.coalesce([_find_roles(scene, climb.act, climb.of), *own]), after=pl.Series(after),
    )  # fmt: skip
    shifted = (kind == "place") | is_time
    shifted = shifted & pl.col("after") & pl.col("by").is_in(_LOOSE) & (pl.col("role") == "patient")
    told = told.with_columns(of=pl.when(shifted).then(pl.lit("")).otherwise("of"))
    free = (
        pl.when(kind == "place").then(pl.col("by").replace_strict(_WAYS["place"], default=_FREE["place"]))
        .when(is_time).then(pl.col("by").replace_strict(_WAYS["when"], default="when"))
        .otherwise(kind.replace_strict(_FREE, default=_AMOUNT))
    )  # fmt: skip
    slot = (
        pl.when((kind == "person") & pl.col("own").is_not_null()).then("own")
        .when((kind == "count") & pl.col("role").is_not_null()).then("role")
        .when(kind.is_in(_ALWAYS)).then(free)
        .when(pl.col("of") != "").then(pl.lit(OF))
        .when("has_act").then(free)
        .otherwise(pl.lit(""))
    )  # fmt: skip
    return told.with_columns(slot=slot).select(
        "slot",
        of=pl.when(pl.col("counted") != "").then("counted")
        .when((kind == "person") & (pl.col("slot") != OF)).then(pl.lit(""))
        .otherwise("of"),
    )  # fmt: skip


def _gather(words: pl.Series, rows: np.ndarray) -> pl.Series:
    """What is in these rows, and nothing for -1."""
    return pl.concat([words, pl.Series([""])]).gather(np.where(rows >= 0, rows, len(words)))


def _find_roles(scene: Scene, act: np.ndarray, words: np.ndarray) -> pl.Series:
    """The role that each of these words has in the act beside it, null for none."""
    pairs = pl.DataFrame({"row": act, "word": words}, schema={"row": pl.Int64, "word": pl.Int64})
    roles = scene.slots.unique(["row", "word"], keep="first", maintain_order=True)
    return pairs.join(roles, on=["row", "word"], how="left", maintain_order="left")["role"]


def _tell_posts(told: pl.DataFrame, holders: pl.Series) -> pl.DataFrame:
    """The claims, where a role or an employer is told of the person whose it is: "works", with that person as agent."""
    is_post = pl.col("kind").is_in(list(_POSTS))
    act = pl.col("kind").replace(_POSTS)
    post = {
        "act": act, "verb": act, "deed": pl.lit(STATE), "verb_start": pl.col("head"), "agent": holders, "patient": pl.lit(""),
        "slot": pl.col("kind"), "of": pl.lit(""), "denied": pl.lit(False), "possible": pl.lit(False),
    }  # fmt: skip
    return told.with_columns(**{name: pl.when(is_post).then(value).otherwise(name) for name, value in post.items()})


def _tell_sources(values: pl.DataFrame, quotes: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """Who says each value: cue_class and source of the innermost claim of another that holds it, "" where there is none."""
    claims = quotes.filter(pl.col("claim").fill_null(False)).sort(
        "doc", "start", "end", descending=[False, False, True]
    )
    places, ends = grid.places(claims["doc"], claims["start"]), grid.places(claims["doc"], claims["end"])
    order = np.argsort(places, kind="stable")
    starts, last = grid.places(values["doc"], values["start"]), grid.places(values["doc"], values["end"])
    at = np.searchsorted(places[order], starts, side="right") - 1
    for _ in range(_NESTED):
        at = np.where((at >= 0) & (np.append(ends[order], 0)[at] < last), at - 1, at)
    at = np.where((at >= 0) & (np.append(ends[order], 0)[at] >= last), at, -1)
    told = claims[order].select("cue_class", source=pl.coalesce("actor", "source"))
    none = pl.DataFrame({"cue_class": [""], "source": [""]})
    return pl.concat([told, none]).fill_null("")[np.where(at >= 0, at, told.height)]
