"""Nominals: nouns that name an act ("the arrest of four men by the police"), and who does what to whom in them."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.agency.deeds import SUPPORT
from analysis.find.lists import read_list
from analysis.find.syntax import NOUNS, Syntax, find_passives

_INSIDE = ("compound", "amod", "nmod", "npadvmod")  # a noun that only describes another: an attack dog
_BODIES, _LANDS = ("ORG", "PERSON", "NORP"), ("GPE", "LOC")
_NEEDS = "needs:patient"  # a noun of something else, too, that is an act only with a patient: a strike on the port
_TIMES = ("DATE", "TIME", "PERCENT", "MONEY")
_UNCLEAR = "unclear"  # "the Norway attack" does not say which it is


def find_nominals(
    syntax: Syntax, of_verbs: pl.DataFrame, verbs: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, np.ndarray]:
    """The nouns of acts: row, verb; what fills their slots: row, word, role; and the verbs that are empty beside them.

    `of_verbs` are the slots of verbs (row, word, role), `verbs` what they are called (row, verb). In "carried out a raid"
    the verb is empty: who does it is the agent of the noun, and in "suffered a defeat" the patient.
    """
    rules = read_list("nominals")
    nouns = np.flatnonzero(syntax.having(pos="NOUN", lemma=tuple(rules["word"])) & ~syntax.having(dep=_INSIDE))
    lemmas = syntax.rows["lemma"].gather(nouns)
    acts = pl.DataFrame({"row": nouns, "noun": lemmas}, schema_overrides={"row": pl.Int64})
    acts = acts.join(rules.select(noun="word", verb="kind"), on="noun", maintain_order="left")
    held = _find_held(of_verbs, verbs, nouns)
    slots = _give_roles(_find_fillers(syntax, held).join(acts.select("row", "noun"), on="row"), _read_rules(rules))
    given = _give_subjects(syntax, of_verbs, held)
    found = pl.concat([slots, given.join(slots, on=["row", "role"], how="anti")])
    needy = rules.filter(pl.col("note").str.contains(_NEEDS))["word"]
    told = found.filter(role="patient")["row"]
    acts = acts.filter(~pl.col("noun").is_in(needy) | pl.col("row").is_in(told))
    empty = held.filter(pl.col("noun").is_in(acts["row"]))["row"].to_numpy()
    return acts.select("row", "verb"), found, empty


def _read_rules(rules: pl.DataFrame) -> pl.DataFrame:
    """What stands in which slot: noun, by (poss, a preposition), role."""
    told = rules.select(noun="word", note=pl.col("note").str.split(" ")).explode("note").filter(pl.col("note") != "")
    told = told.select("noun", pl.col("note").str.split_exact(":", 1).struct.rename_fields(["by", "role"])).unnest(
        "note"
    )
    usual = pl.DataFrame({"by": ["poss", "of", "by"], "role": ["agent", "patient", "agent"]})
    return pl.concat([told, rules.select(noun="word").join(usual, how="cross")]).unique(
        ["noun", "by"], keep="first", maintain_order=True
    )


def _fillers(row: np.ndarray, word: np.ndarray, by: str | pl.Series) -> pl.DataFrame:
    frame = pl.DataFrame({"row": row, "word": word}, schema={"row": pl.Int64, "word": pl.Int64})
    return frame.with_columns(by=pl.lit(by) if isinstance(by, str) else by)


def _find_fillers(syntax: Syntax, held: pl.DataFrame) -> pl.DataFrame:
    """What stands beside nouns: row, word, by, has_of (whether "of" follows); "on" in "carried out a raid on it" is the noun's."""
    phrases = _find_phrases(syntax)
    moved = phrases.join(held, on="row").filter(pl.col("word") > pl.col("noun")).select("word", "by", row="noun")
    fillers = pl.concat([_find_owners(syntax), phrases, moved.select(phrases.columns), _find_describers(syntax)])
    has_of = syntax.above(syntax.having(dep="prep", lemma="of"))
    return fillers.with_columns(has_of=pl.Series(has_of[fillers["row"].to_numpy()]))


def _find_owners(syntax: Syntax) -> pl.DataFrame:
    words = syntax.filling("poss")
    owned = (syntax.referent[words] >= 0) & ~syntax.having(entity=_TIMES)[words]
    return _fillers(syntax.over(words)[owned], syntax.referent[words][owned], "poss")


def _find_phrases(syntax: Syntax) -> pl.DataFrame:
    """What stands after a preposition; "by" may hang on the noun after "of"."""
    words = syntax.filling("pobj")
    words = words[syntax.referent[words] >= 0]
    words = words[syntax.having(pos=NOUNS)[words] & ~syntax.having(entity=_TIMES)[words]]
    words = words[syntax.having(dep=("prep", "agent"))[syntax.over(words)]]
    prepositions = syntax.over(words)
    by, row = syntax.rows["lemma"].gather(prepositions), syntax.head[prepositions]
    inner = syntax.having(dep="pobj")[syntax.place[row]] & (by == "by").to_numpy()
    outer = syntax.head[syntax.over(row)]
    is_act = syntax.having(pos="NOUN", lemma=tuple(read_list("nominals")["word"]))
    return _fillers(np.where(inner & is_act[outer] & ~is_act[row], outer, row), syntax.referent[words], by)


def _find_describers(syntax: Syntax) -> pl.DataFrame:
    """Who stands before the noun: "the police raid", "the Norwegian attack"."""
    words = syntax.filling("compound", "amod", "nmod")
    bodies = tuple(read_list("doers").filter(kind="body")["word"])
    kinds = {
        "name": syntax.having(entity=_BODIES), "body": syntax.having(lemma=bodies, pos=("NOUN", "PROPN")),
        "adjective": syntax.having(lemma=bodies), "land": syntax.having(entity=_LANDS),
    }  # fmt: skip
    by = np.select([kind[words] for kind in kinds.values()], list(kinds), "")
    return _fillers(syntax.over(words), words, pl.Series(by)).filter(pl.col("by") != "")


def _give_roles(fillers: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """The slot of each filler: row, word, role.

    A possessor beside "of" is the agent, and a body before the noun. A name before it is what a possessor would be, if that
    is the agent; a country, and a name where the list says so, only where the patient is told.
    """
    told = fillers.join(rules, on=["noun", "by"], how="left", maintain_order="left")
    owner = told.select("noun").join(
        rules.filter(by="poss").select("noun", owner="role"), on="noun", how="left", maintain_order="left"
    )["owner"]
    by, role = pl.col("by"), pl.col("role")
    has_patient = (role == "patient").any().over("row")
    usual = (owner == "agent") & (has_patient | ((by == "name") & role.is_null()))
    before = pl.when((by == "body") | usual).then(pl.lit("agent")).otherwise(pl.lit(_UNCLEAR))
    settled = (
        pl.when((by == "poss") & pl.col("has_of")).then(pl.lit("agent"))
        .when(by.is_in(["name", "body", "land"])).then(before)
        .when(by == "adjective").then(pl.lit(_UNCLEAR))
        .otherwise(role)
    )  # fmt: skip
    return (
        told.select("row", "word", role=settled)
        .filter(pl.col("role").is_not_null())
        .unique(["row", "word"], keep="first", maintain_order=True)
    )


def _find_held(of_verbs: pl.DataFrame, verbs: pl.DataFrame, nouns: np.ndarray) -> pl.DataFrame:
    """The empty verbs with their nouns: row, noun, role (that the subject of the verb has in the act of the noun)."""
    support = read_list("deeds").filter(kind=SUPPORT)
    support = support.select(
        verb="word", role=pl.when(pl.col("note") == "patient").then(pl.lit("patient")).otherwise(pl.lit("agent"))
    )
    empty = verbs.join(support, on="verb").select("row", "role")
    held = of_verbs.filter(role="patient").select("row", noun="word").filter(pl.col("noun").is_in(nouns))
    return held.join(empty, on="row")


def _give_subjects(syntax: Syntax, of_verbs: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """What the empty verbs give to their nouns: row, word, role."""
    doers = of_verbs.filter(role="agent").select("row", "word")
    given = held.join(doers, on="row").select(row="noun", word="word", role="role")
    active = np.setdiff1d(held["row"].to_numpy(), np.flatnonzero(find_passives(syntax)))
    silent = held.filter(pl.col("row").is_in(active)).join(given, left_on="noun", right_on="row", how="anti")
    silent = silent.select(row="noun", word="row", role=pl.lit(_UNCLEAR))  # "for carrying out a raid"
    return pl.concat([given, silent]).unique(maintain_order=True)
