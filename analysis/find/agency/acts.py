"""Agency: who does what to whom, in active, passive and noun, and where the text does not say by whom.

An act is a verb, or a noun that names what a verb does. What only is, has or seems is none, and an empty verb is none
beside its noun ("carried out a raid"). Who an infinitive or a participle leaves out is taken from the verb above it
("sold the boats to pay the debt", "was fined for leaving"); where that says nothing either, the slot has no row.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.agency.deeds import HAPPENING, STATE, name_verbs, tell_deeds
from analysis.find.agency.fillers import name_fillers
from analysis.find.agency.nominals import find_nominals
from analysis.find.agency.slots import DONE, fill_slots, find_verbs
from analysis.find.relations import begins_inside
from analysis.find.syntax import NOUNS, Syntax, find_arguments, read_syntax

AGENCY = {
    "doc": pl.String, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "verb": pl.String, "act": pl.String,
    "deed": pl.String, "form": pl.String, "role": pl.String, "actor": pl.String, "who_start": pl.Int64,
    "who_end": pl.Int64, "who": pl.String, "head": pl.String, "number": pl.String, "denied": pl.Boolean,
    "possible": pl.Boolean,
}  # fmt: skip
ACTS = {
    "doc": pl.String, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "verb": pl.String, "act": pl.String,
    "deed": pl.String, "form": pl.String, "agent": pl.String, "agent_actor": pl.String, "patient": pl.String,
    "patient_actor": pl.String, "patient_head": pl.String, "patient_number": pl.String, "denied": pl.Boolean,
    "possible": pl.Boolean,
}  # fmt: skip
ACTIVE, PASSIVE, NOMINAL, AGENTLESS = "active", "passive", "nominal", "agentless "
NONE, AND = "none", "; "
_FILLERS = (*NOUNS, "ADJ", "DET")


def find_agency(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """Every slot of every act with who fills it: the columns of AGENCY, in the order of the texts.

    start and end are those of the verb or noun; verb is its lemma with what belongs to it, for a noun that of the verb of the
    same act; act is what verbs of one meaning share, deed its class (see the lists deeds and nominals). The form is active,
    passive, nominal, or `agentless` passive or nominal: there the row of the agent has no who. actor is the one of `stands`
    (doc, start, end, head, actor) that the filler is, null where it is none. who is the filler with the nouns, adjectives,
    numbers and possessors before it, without article, or the whole name; head is its lemma, number the number with it.
    What only happens ("died", deed `happening`) has an agent by grammar alone. possible: with a modal, after "to" or in a
    clause with "if". Acts that begin in `exclusions` are not counted.
    """
    syntax = read_syntax(tokens)
    acts, slots = _find_acts(syntax)
    spoken = syntax.rows.select("doc", pl.col("start").cast(pl.Int64))
    acts = acts.filter(~begins_inside(spoken[acts["row"]], exclusions))
    told = acts.join(slots, on="row", how="left")
    unsaid = acts.filter(pl.col("form").str.starts_with(AGENTLESS)).with_columns(
        word=pl.lit(None, pl.Int64), role=pl.lit("agent")
    )
    rows = pl.concat([told.filter(pl.col("role").is_in(["agent", "patient"])), unsaid.select(told.columns)])
    return _describe(rows.sort("row", "role", "word"), syntax, documents, stands)


def _find_acts(syntax: Syntax) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The acts (row, verb, act, deed, form, denied) and what fills their slots (row, word, role)."""
    pairs = find_arguments(syntax)
    is_word = syntax.rows["lemma"].str.contains(r"[\p{L}\p{N}]").to_numpy()
    pairs = pairs.filter(pl.Series((is_word & syntax.having(pos=_FILLERS))[pairs["word"].to_numpy()]))
    is_verb, passive = find_verbs(syntax)
    names = name_verbs(syntax, np.flatnonzero(is_verb))
    slots = fill_slots(syntax, pairs, names, is_verb, passive)
    nominals, given, empty = find_nominals(syntax, slots, names)
    slots = pl.concat([slots, given.filter(pl.Series(is_word[given["word"].to_numpy()]))])
    goes_on = syntax.above(syntax.having(dep=("xcomp", "ccomp")))
    goes_on[slots.filter(role="patient")["row"].to_numpy()] = True
    goes_on[passive] = True
    forms = np.where(passive, PASSIVE, ACTIVE)
    parts = names["part"].drop_nulls()
    acts = pl.concat(
        [
            names.select("row", "verb", form=pl.Series(forms[names["row"].to_numpy()])).filter(
                ~pl.col("row").is_in(empty)
            ),
            nominals.select("row", "verb", form=pl.lit(NOMINAL)).filter(~pl.col("row").is_in(parts)),
        ]
    )
    acts = tell_deeds(acts.with_columns(goes_on=pl.Series(goes_on[acts["row"].to_numpy()])))
    return _settle(acts, slots, syntax, pairs, passive), slots


def _settle(
    acts: pl.DataFrame, slots: pl.DataFrame, syntax: Syntax, pairs: pl.DataFrame, passive: np.ndarray
) -> pl.DataFrame:
    """The acts that are some, with `agentless` where nobody stands as agent, and denied."""
    rows = acts["row"].to_numpy()
    describes = pl.Series(syntax.having(dep="amod")[rows])
    done = pl.col("deed").is_in(DONE) & pl.Series(passive[rows])
    filled = slots.filter(pl.col("role") != "patient")["row"].unique()
    says_who = pl.col("row").is_in(filled) | (pl.col("form") == ACTIVE) | (pl.col("deed") == HAPPENING)
    denied = syntax.denied.copy()
    denied[pairs.filter("denied")["other"].to_numpy()] = True
    form = pl.when(says_who).then("form").otherwise(pl.lit(AGENTLESS) + pl.col("form"))
    settled = acts.with_columns(
        form=form, denied=pl.Series(denied[rows]), possible=pl.Series(_find_possible(syntax)[rows])
    )
    definite = pl.Series(syntax.above(syntax.having(dep=("det", "poss")))[rows]) | pl.col("row").is_in(slots["row"])
    some = (pl.col("form") != AGENTLESS + NOMINAL) | definite  # "accused of theft" tells of no theft
    return settled.filter(pl.col("deed") != STATE, ~describes | done, some)


def _find_possible(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a verb with a modal, after "to" or in a clause with "if", or joined to one."""
    own = syntax.above(syntax.having(dep="aux", tag=("MD", "TO"))) | syntax.above(
        syntax.having(dep="mark", lemma=("if", "unless"))
    )
    bare = syntax.having(tag="VB") & ~syntax.above(syntax.having(dep="nsubj"))
    return own | (bare & own[syntax.place])


# --- the tables ---------------------------------------------------------------------------------------------------


def _describe(rows: pl.DataFrame, syntax: Syntax, documents: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """The rows (row, word, …) with the columns of AGENCY."""
    words = rows["word"].drop_nulls().unique().sort()
    who = rows.join(name_fillers(words, syntax, documents, stands), on="word", how="left", maintain_order="left")
    place = syntax.rows.select("doc", "sentence", pl.col("start", "end").cast(pl.Int64))[rows["row"]]
    return pl.concat([place, who], how="horizontal").select(AGENCY.keys()).cast(AGENCY)


def find_acts(agency: pl.DataFrame) -> pl.DataFrame:
    """One row an act: the columns of ACTS, in the order of the texts.

    agent and patient are who fills the slots, several parted by "; "; "none" is an agent that the text leaves out, also of
    what only happens, where who it happens to is the patient; nothing is a slot that has no row. agent_actor and
    patient_actor are the known actors among them, patient_head their lemmas, patient_number the numbers with them.
    """
    happens = pl.col("deed") == HAPPENING
    turned = agency.with_columns(role=pl.when(happens).then(pl.lit("patient")).otherwise("role"))
    act = ["doc", "sentence", "start", "end", "verb", "act", "deed", "form", "denied", "possible"]

    def told(column: str, role: str) -> pl.Expr:
        return pl.col(column).filter(role=role).drop_nulls().unique(maintain_order=True).str.join(AND)

    acts = turned.group_by(act, maintain_order=True).agg(
        agent=told("who", "agent"), agent_actor=told("actor", "agent"), patient=told("who", "patient"),
        patient_actor=told("actor", "patient"), patient_head=told("head", "patient"), patient_number=told("number", "patient"),
    )  # fmt: skip
    left_out = pl.col("form").str.starts_with(AGENTLESS) | happens
    return (
        acts.with_columns(agent=pl.when(left_out).then(pl.lit(NONE)).otherwise("agent")).select(ACTS.keys()).cast(ACTS)
    )
