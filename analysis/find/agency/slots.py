"""Slots: which words are verbs of an act, and who fills the slots of agent and patient beside them.

Beyond subject and object: "the detained crew", "four detained" in a headline, "fired on the boat", and what an infinitive or a
participle takes from the verb above it ("sold the boats to pay the debt", "was fined for leaving").
"""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.agency.deeds import HAPPENING
from analysis.find.lists import read_list
from analysis.find.syntax import Syntax, find_passives

SLOTS = {"row": pl.Int64, "word": pl.Int64, "role": pl.String}
DONE = ("force", "harm")  # what a participle before a noun is told of: "the detained crew", not "the limited time"
_ALWAYS = (
    "detain",
    "jail",
    "kill",
    "injure",
    "expel",
    "evict",
    "abduct",
    "fine",
    "convict",
)  # acts that always have an object
_ROLES = {"does": "agent", "undergoes": "patient"}
_NO_ACTS = ("aux", "auxpass", "prep", "compound", "nmod", "det", "case", "cc", "mark", "punct", "advmod", "intj")
_TIMES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
# Subjects of "is" that do not do what follows: "the plan is to sell", "it is hard to sell".
_NO_DOERS = (
    "idea", "way", "plan", "goal", "aim", "step", "purpose", "point", "task", "job",
    "option", "solution", "priority", "hope", "answer", "challenge", "mission", "intention", "intent", "move", "it",
)  # fmt: skip
_OF_OBJECT = ("from", "of", "into", "against", "for", "with")  # "kept the boats from leaving"


def find_verbs(syntax: Syntax) -> tuple[np.ndarray, np.ndarray]:
    """For each word whether it is a verb that may be an act, and whether that is in the passive."""
    is_word = syntax.rows["lemma"].str.contains(r"\p{L}{2}").to_numpy()
    is_verb = syntax.having(pos="VERB") & ~syntax.having(dep=_NO_ACTS) & ~syntax.having(tag="MD") & is_word
    short = _find_headlines(syntax) | syntax.having(tag="VBN", dep="amod")  # "the detained crew"
    return is_verb, find_passives(syntax) | short


def _find_headlines(syntax: Syntax) -> np.ndarray:
    """The verbs of "four detained, two hurt", that always have an object and here have none: it is their subject."""
    family = pl.when(pl.col("note") == "").then("word").otherwise("note")
    always = read_list("deeds").filter(family.is_in(_ALWAYS), pl.col("kind") != HAPPENING)["word"]
    full = syntax.above(syntax.having(dep=("aux", "auxpass", "dobj", "prt")))
    return syntax.having(tag=("VBN", "VBD"), pos="VERB", lemma=tuple(always)) & ~full


def fill_slots(
    syntax: Syntax, pairs: pl.DataFrame, names: pl.DataFrame, is_verb: np.ndarray, passive: np.ndarray
) -> pl.DataFrame:
    """What fills the slots of verbs, their own or those of the verb above: row, word, role."""
    own = pairs.filter(pl.Series(is_verb[pairs["other"].to_numpy()]), pl.col("role").is_in(list(_ROLES)))
    own = own.select(row="other", word="word", role=pl.col("role").replace(_ROLES)).cast(SLOTS)
    turned = (
        _find_headlines(syntax)[own["row"].to_numpy()]
        & syntax.having(dep="nsubj")[syntax.place[own["word"].to_numpy()]]
    )
    own = own.with_columns(role=pl.when(pl.Series(turned)).then(pl.lit("patient")).otherwise("role"))
    times = syntax.having(entity=_TIMES)[own["word"].to_numpy()] & passive[own["row"].to_numpy()]
    aims = syntax.having(lemma=_NO_DOERS)[own["word"].to_numpy()] & syntax.having(dep="xcomp")[own["row"].to_numpy()]
    slots = own.filter(~pl.Series(aims), ~(pl.Series(times) & (pl.col("role") == "agent")))
    nouns = np.flatnonzero(syntax.having(dep="amod") & is_verb & passive)
    above = pl.DataFrame(
        {"row": nouns, "word": syntax.place[syntax.head[nouns]]}, schema={"row": pl.Int64, "word": pl.Int64}
    )
    slots = pl.concat([slots, above.with_columns(role=pl.lit("patient")), _find_prepositional(syntax, names)])
    slots = slots.join(names.select("row", word="part"), on=["row", "word"], how="anti")
    slots = pl.concat([slots, _share_agents(syntax, slots, passive)])
    for _ in range(2):  # "fined for trying to leave"
        slots = pl.concat([slots, _take_subjects(syntax, slots, is_verb, passive)])
    return slots.unique(maintain_order=True)


def _share_agents(syntax: Syntax, slots: pl.DataFrame, passive: np.ndarray) -> pl.DataFrame:
    """The agent of "were sold and repaired by the town", for the first verb, too: row, word, role."""
    told = slots.filter(role="agent")
    rows = told["row"].to_numpy()
    first = syntax.place[rows]
    shared = (first != rows) & passive[rows] & passive[first]
    given = told.filter(pl.Series(shared)).with_columns(row=pl.Series(first[shared]))
    return given.join(slots.filter(role="agent"), on="row", how="anti").select(SLOTS.keys()).cast(SLOTS)


def _find_prepositional(syntax: Syntax, names: pl.DataFrame) -> pl.DataFrame:
    """What stands after the preposition of "fired on the boat" and the particle of "brought in the boat": row, word, role."""
    words = syntax.filling("pobj")
    words = words[syntax.referent[words] >= 0]
    above = syntax.over(words)
    after = pl.DataFrame(
        {"preposition": above, "word": syntax.referent[words]}, schema={"preposition": pl.Int64, "word": pl.Int64}
    )
    particles = np.flatnonzero(syntax.having(dep="prt"))
    ends = names.select("row", "preposition").filter(pl.col("preposition").is_not_null())
    loose = pl.DataFrame({"row": syntax.head[particles], "preposition": particles}, schema=ends.schema)
    found = pl.concat([ends, loose]).join(after, on="preposition")
    return found.select("row", "word", role=pl.lit("patient")).cast(SLOTS)


def _take_subjects(syntax: Syntax, slots: pl.DataFrame, is_verb: np.ndarray, passive: np.ndarray) -> pl.DataFrame:
    """The subjects that participles and infinitives without one take from the verb above: row, word, role.

    After "from", "for" and the like a verb gives its object. After "by" and before "to sell" one in the passive gives nothing:
    who does the one does the other, and is not told.
    """
    has = np.zeros(len(syntax.head), np.bool_)
    has[slots.filter(role="agent")["row"].to_numpy()] = True
    undergoes = np.zeros(len(syntax.head), np.bool_)
    undergoes[slots.filter(role="patient")["row"].to_numpy()] = True
    lacking = is_verb & np.where(passive, ~undergoes, ~has) & syntax.having(tag=("VB", "VBG", "VBN"))
    rows = np.flatnonzero(lacking)
    first = syntax.place[rows]
    after, beside, of_verb = (syntax.having(dep=dep)[first] for dep in ("pcomp", "advcl", "xcomp"))
    preposition = syntax.head[first]
    above = np.where(after, syntax.head[preposition], preposition)
    by = after & syntax.having(lemma="by")[preposition]
    of_object = after & undergoes[above] & syntax.having(lemma=_OF_OBJECT)[preposition]
    purpose = syntax.having(tag="VB")[first] & beside
    own = syntax.above(syntax.having(dep=("nsubj", "nsubjpass")))[first]
    takes = (after | beside | of_verb) & is_verb[above] & ~(passive[above] & (by | purpose)) & ~own
    taking = pl.DataFrame({"row": rows[takes], "above": above[takes]}, schema={"row": pl.Int64, "above": pl.Int64})
    source = np.where(passive[taking["above"].to_numpy()] | of_object[takes], "patient", "agent")
    role = np.where(passive[taking["row"].to_numpy()], "patient", "agent")
    taking = taking.with_columns(source=pl.Series(source, dtype=pl.String), taken=pl.Series(role, dtype=pl.String))
    given = taking.join(slots, left_on=["above", "source"], right_on=["row", "role"])
    return given.select("row", "word", role="taken").cast(SLOTS)
