"""Scene: the acts of all texts laid over their words: which word tells an act, and who fills its slots."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.agency import AND, HAPPENING, find_agency
from analysis.find.lists import read_kinds
from analysis.find.references.phrases import Grid, find_heads, lay_grid, spread
from analysis.find.syntax import VERBS, Syntax, find_arguments, find_passives, read_syntax

ACTS = {
    "row": pl.Int64, "verb": pl.String, "act": pl.String, "deed": pl.String, "agent": pl.String, "patient": pl.String,
    "denied": pl.Boolean, "possible": pl.Boolean,
}  # fmt: skip
SLOTS = {"row": pl.Int64, "word": pl.Int64, "role": pl.String}
AGENT, PATIENT, STATE, PERSON = "agent", "patient", "state", "person"
_NO_EVENTS = ("aux", "auxpass", "amod", "compound", "nmod", "case", "prep", "punct", "det", "mark")
_BARE = ("PRON", "NUM", "DET")  # which say nothing of what they stand for
_ANYONE = ("individual", "man", "other", "people", "person", "woman")
_TIMES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
# Verbs that only say of an act that it was: "the raid came on Monday", "the death toll rose to 40", "left 40 dead".
_EMPTY = ("happen", "occur", "come", "take", "follow", "reach", "rise", "climb", "grow", "stand", "increase", "leave")


class Scene(NamedTuple):
    """The parse with its acts.

    For each word: `name`, the actor it stands for, else its lemma ("person" for people, men …), nothing for other pronouns
    and numbers; `event`, the row of the act that it tells, -1 where it tells none. `acts` (the columns of ACTS) and `slots`
    (SLOTS: act, filler, role) are in the order of the texts.
    """

    syntax: Syntax
    name: pl.Series
    event: np.ndarray
    acts: pl.DataFrame
    slots: pl.DataFrame


def read_scene(documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, amounts: pl.DataFrame) -> Scene:
    """The acts of parsed texts (see `find_agency`), and the other verbs, which say what something is or has.

    The words of `amounts` (doc, start, end: times, sums, measures) do and undergo nothing: "cost *nine euros*".
    """
    syntax, grid = read_syntax(tokens), lay_grid(tokens)
    agency = find_agency(
        documents, tokens, stands, pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
    )
    row = pl.Series(np.searchsorted(grid.keys, grid.places(agency["doc"], agency["start"])), dtype=pl.Int64)
    spans = agency.select("doc", start=pl.col("who_start").fill_null(0), end=pl.col("who_end").fill_null(0))
    word = pl.Series(find_heads(syntax.head, *grid.words(spans)), dtype=pl.Int64)
    happens = pl.when(pl.col("deed") == HAPPENING).then(pl.lit(PATIENT)).otherwise("role")
    told = agency.with_columns(row=row, word=word, role=happens)
    others = _find_others(syntax, row.to_numpy())
    name = _name_words(syntax, stands, grid)
    filled = told.filter(pl.col("who").is_not_null(), pl.col("word") >= 0).select(SLOTS.keys())
    slots = pl.concat([filled, _fill_others(syntax, others)]).unique(maintain_order=True).sort("row", "word", "role")
    slots = slots.filter(~pl.col("word").is_in(spread(*grid.words(amounts))[1]))
    verbs = told.unique("row", maintain_order=True).select("row", "verb", "act", "deed", "denied", "possible")
    acts = pl.concat([verbs, _tell_others(syntax, others)]).sort("row")
    classes = pl.col("verb").replace_strict(read_kinds("happenings"), default=None, return_dtype=pl.String)
    done = pl.Series(_find_done(syntax)[acts["row"].to_numpy()], dtype=pl.Boolean)
    acts = acts.with_columns(act=pl.coalesce(classes, "act"), possible=pl.col("possible") & ~done)
    acts = _name_fillers(acts, slots, name).select(ACTS.keys()).cast(ACTS)
    return Scene(syntax, name, _lay_events(syntax, acts), acts, slots)


def _name_words(syntax: Syntax, stands: pl.DataFrame, grid: Grid) -> pl.Series:
    """For each word the actor that it stands for or whose name it is part of, else its lemma; nothing for a pronoun or number."""
    names = stands.filter(form="name")
    owner, word = spread(*grid.words(names))
    inside = pl.DataFrame(
        {"row": word, "actor": names["actor"].gather(owner)}, schema={"row": pl.Int64, "actor": pl.String}
    )
    others = stands.filter(pl.col("form") != "name")
    at = np.searchsorted(grid.keys, grid.places(others["doc"], others["head"]))
    heads = pl.DataFrame({"row": at, "actor": others["actor"]}, schema=inside.schema)
    beside = np.flatnonzero(syntax.having(dep="appos"))
    over = pl.DataFrame({"row": beside, "above": syntax.head[beside]}, schema={"row": pl.Int64, "above": pl.Int64})
    named = over.join(inside, on="row", maintain_order="left").select(
        row="above", actor="actor"
    )  # "the keeper, Ann Lee"
    told = pl.concat([inside, heads, named]).unique("row", keep="first", maintain_order=True)
    rows = syntax.rows.select("lemma", "pos", row=pl.int_range(pl.len(), dtype=pl.Int64))
    own = (
        pl.when(pl.col("pos").is_in(_BARE))
        .then(pl.lit(""))
        .when(pl.col("lemma").is_in(_ANYONE))
        .then(pl.lit(PERSON))
        .otherwise("lemma")
    )
    named = rows.join(told, on="row", how="left", maintain_order="left")
    return named.select(pl.coalesce("actor", own).alias("name"))["name"]


def _find_done(syntax: Syntax) -> np.ndarray:
    """For each word whether it is told as done although it stands after "to": "are said to *have* left"."""
    have, modal = syntax.having(dep="aux", lemma="have"), syntax.having(dep="aux", tag="MD")
    return syntax.above(have) & ~syntax.above(modal)


def _find_others(syntax: Syntax, acts: np.ndarray) -> np.ndarray:
    """The verbs and the nouns of acts that are no act of `find_agency`."""
    nouns = syntax.having(pos=("NOUN", "ADJ"), lemma=tuple(read_kinds("happenings")))
    wanted = (syntax.having(pos=VERBS) & ~syntax.having(dep=_NO_EVENTS)) | (nouns & ~syntax.having(dep=_NO_EVENTS))
    wanted[acts] = False
    return np.flatnonzero(wanted)


def _fill_others(syntax: Syntax, others: np.ndarray) -> pl.DataFrame:
    """Subjects and objects of these verbs: row, word, role."""
    is_other = np.zeros(len(syntax.head), np.bool_)
    is_other[others] = True
    passive, parts = find_passives(syntax), []
    for deps, role in ((("nsubj", "nsubjpass"), AGENT), (("dobj", "attr"), PATIENT)):
        words = syntax.filling(*deps)
        words = words[~syntax.having(entity=_TIMES)[words]]
        verbs = syntax.over(words)
        kept = is_other[verbs] & (syntax.referent[words] >= 0)
        roles = np.where((role == AGENT) & passive[verbs[kept]], PATIENT, role)
        parts.append(
            pl.DataFrame({"row": verbs[kept], "word": syntax.referent[words[kept]], "role": roles}, schema=SLOTS)
        )
    said = find_arguments(syntax).filter(pl.col("role") == "is", pl.col("other").is_in(others))  # "forty are *dead*"
    return pl.concat([*parts, said.select(row="other", word="word", role=pl.lit(PATIENT))]).cast(SLOTS)


def _tell_others(syntax: Syntax, others: np.ndarray) -> pl.DataFrame:
    lemma = syntax.rows["lemma"].gather(others)
    possible = syntax.above(syntax.having(dep="aux", tag=("MD", "TO")))[others]
    flags = {"denied": syntax.denied[others], "possible": possible}
    return pl.DataFrame(
        {"row": others, "verb": lemma, "act": lemma, **flags}, schema_overrides={"row": pl.Int64}
    ).select("row", "verb", "act", pl.lit(STATE).alias("deed"), "denied", "possible")


def _name_fillers(acts: pl.DataFrame, slots: pl.DataFrame, name: pl.Series) -> pl.DataFrame:
    """The acts with agent and patient: who fills them, several parted by AND, nothing where nobody is told."""
    named = slots.with_columns(name=name.gather(slots["word"])).filter(pl.col("name") != "")

    def told(role: str) -> pl.Expr:
        return pl.col("name").filter(pl.col("role") == role).unique(maintain_order=True).str.join(AND)

    fillers = named.group_by("row", maintain_order=True).agg(agent=told(AGENT), patient=told(PATIENT))
    return acts.join(fillers, on="row", how="left", maintain_order="left").with_columns(
        pl.col("agent", "patient").fill_null("")
    )


def _lay_events(syntax: Syntax, acts: pl.DataFrame) -> np.ndarray:
    """For each word the row of the act that it tells.

    An empty verb tells what the noun or adjective beside it does ("the raid *came*", "left forty *dead*"), and what is
    said or thought of somebody the verb after it ("are known to have *died*").
    """
    rows = acts["row"].to_numpy()
    event = np.full(len(syntax.head), -1)
    event[rows] = rows
    lifted = rows[syntax.having(dep=("nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"))[syntax.place[rows]]]
    lifted = lifted[~syntax.having(pos=VERBS)[lifted]]
    after = rows[syntax.having(dep="xcomp", pos=VERBS)[rows]]
    deeds = acts["deed"].is_in([STATE, "speech", "thought"]).to_numpy()
    quiet = np.zeros(len(event), np.bool_)
    quiet[rows[deeds]] = True
    above = syntax.head[after]
    told = quiet[above] & (find_passives(syntax)[above] | syntax.having(lemma=("seem", "appear"))[above])
    event[above[told]] = after[told]
    verbs = syntax.over(lifted)
    empty = (quiet[verbs] & syntax.having(lemma=("be", "have"))[verbs]) | syntax.having(lemma=_EMPTY)[verbs]
    event[verbs[empty]] = lifted[empty]
    return event
