"""Agency: which actors are told as doing and which as undergoing, and which acts without a doer, by group and outlet."""

from __future__ import annotations

import polars as pl

from analysis.compare.counts import VOICES, Counts, gather_counts
from analysis.compare.estimates import BY_WORDS, PER, Contrast, share_parts
from analysis.compare.rates import CONTRASTS, contrast_counts
from analysis.find.agency import AND, HAPPENING, NONE, find_acts
from analysis.find.lists import read_list
from analysis.find.parsing import locate_sentences
from analysis.find.voices import tell_voice

HITS = {
    "actor": pl.String, "group": pl.String, "outlet": pl.String, "role": pl.String, "voice": pl.String, "verb": pl.String,
    "form": pl.String, "deed": pl.String, "told": pl.String, "hits": pl.Int64,
}  # fmt: skip
DELETION = {
    "event": pl.String, "act": pl.String, "patient": pl.String, "tie": pl.String, "differs": pl.Boolean,
    "group": pl.String, "outlet": pl.String, "doc": pl.String, "form": pl.String, "verb": pl.String, "agent": pl.String,
    "told": pl.String, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
}  # fmt: skip
POWERS = {
    "actor": pl.String, "group": pl.String, "voice": pl.String, "docs": pl.Int64, "clauses": pl.Int64,
    "as_agent": pl.Int64, "as_patient": pl.Int64, "power": pl.Int64,
    "agent_share": pl.Float64, "agent_low": pl.Float64, "agent_high": pl.Float64, "agent_interval": pl.String,
    "power_share": pl.Float64, "power_low": pl.Float64, "power_high": pl.Float64, "power_interval": pl.String,
}  # fmt: skip
WITHOUT_AGENT, AS_AGENT, EVERY = "acts without agent", "acts as agent", "all"
POWER = ("force", "control")  # the classes of deeds that are power over others
LEAST_CLAUSES = 10  # of an actor, before its share is compared
OF = {WITHOUT_AGENT: "acts", AS_AGENT: "clauses of the actor"}  # what each measure is a part of
_DONE = ("force", "control", "harm", "help", "agree", "oppose", "make")  # what is done to somebody or something
_CLASSES = ("force", "control", "harm", "help")
_TIES = ("actor", "number", "noun", "people")  # from the closest to the loosest


def count_agency(agency: pl.DataFrame, documents: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """How often each actor fills which slot of which verb: the columns of HITS, the actors with most first, most hits first.

    `agency` is what `find_agency` found, `voices` what `find_voices` did. Slots of no known actor are not counted.
    told is whether the act is told as `done`, `denied` ("did not go") or only `possible` ("may go", "asked to go").
    """
    known = agency.filter(pl.col("actor").is_not_null())
    how = pl.when("denied").then(pl.lit("denied")).when("possible").then(pl.lit("possible")).otherwise(pl.lit("done"))
    spoken = known.with_columns(voice=tell_voice(known, voices), told=how)
    by = ["actor", "group", "outlet", "role", "voice", "verb", "form", "deed", "told"]
    counted = (
        spoken.join(documents.select("doc", "group", "outlet"), on="doc")
        .group_by(by)
        .agg(hits=pl.len())
        .select(HITS.keys())
        .cast(HITS)
    )
    order = [pl.col("hits").sum().over("actor"), *by[:4], "hits", *by[4:]]
    return counted.sort(order, descending=[True, *(name == "hits" for name in order[1:])])


# --- like acts, told by several -----------------------------------------------------------------------------------


def compare_deletion(acts: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The like acts that several outlets tell of one event, each with its agent or without: the columns of DELETION.

    `acts` are those of `find_acts`. Two tellings are alike where verb or noun have one meaning (act) and the patient is of
    one kind: the same actor, the same number, the same noun, or both times plain nouns of people; `tie` says which, the closest
    that ties several outlets. A telling without any patient goes with the largest of its act and event (tie: act).
    `patient` is what ties them, told who it is in this text, agent who did it, or "none". differs: one group has an agent
    somewhere, another has none. These come first. A tie shows like tellings, not that both mean the same act: read the
    sentences. What is denied or only possible, and agents that are open rather than left out, are not compared.
    """
    told = acts.filter(
        ~pl.col("denied"), ~pl.col("possible"), pl.col("deed").is_in([*_DONE, HAPPENING]), pl.col("agent") != ""
    )
    places = documents.select("doc", "event", "outlet", "group").filter(pl.col("event").is_not_null())
    told = told.with_row_index("telling").rename({"patient": "told"}).join(places, on="doc")
    tied = _take_closest(_key(told))
    largest = (
        tied.group_by("event", "act", "patient")
        .len()
        .sort("event", "act", "len", "patient", descending=[False, False, True, False])
    )
    largest = largest.unique(["event", "act"], keep="first", maintain_order=True).drop("len")
    bare = told.filter(told="").join(largest, on=["event", "act"]).with_columns(tie=pl.lit("act"))
    table = pl.concat([tied, bare.select(tied.columns)])
    group = ["event", "act", "patient"]
    has_agent = (pl.col("agent") != NONE).any().over([*group, "group"])
    differs = has_agent.any().over(group) & ~has_agent.all().over(group)
    table = table.with_columns(differs=differs, outlets=pl.col("outlet").n_unique().over(group))
    order = ["differs", "outlets", *group, "group", "outlet", "doc", "start", "telling"]
    table = table.sort(order, descending=[name in ("differs", "outlets") for name in order]).drop("sentence")
    return locate_sentences(table, documents, tokens).select(DELETION.keys()).cast(DELETION)


def _key(told: pl.DataFrame) -> pl.DataFrame:
    """Each telling once for everything that its patient can be tied by: tie, patient."""
    people = read_list("doers").filter(kind="people")["word"]
    actors, numbers, heads = (
        told.with_columns(patient=pl.col(f"patient_{name}").str.split(AND))
        .explode("patient")
        .filter(pl.col("patient") != "")
        for name in ("actor", "number", "head")
    )
    heads = heads.filter(pl.col("patient").str.contains(r"^\p{L}{3}"))
    is_plain = pl.col("patient").is_in(people)
    parts = (actors, numbers, heads.filter(~is_plain), heads.filter(is_plain).with_columns(patient=pl.lit(_TIES[-1])))
    return pl.concat([part.with_columns(tie=pl.lit(tie)) for tie, part in zip(_TIES, parts, strict=True)])


def _take_closest(keyed: pl.DataFrame) -> pl.DataFrame:
    """Each telling with the closest tie to another outlet; without those that have none."""
    outlets = pl.col("outlet").n_unique().over("event", "act", "tie", "patient")
    rank = pl.col("tie").replace_strict(dict(zip(_TIES, range(len(_TIES)), strict=True)), return_dtype=pl.Int64)
    several = keyed.filter(outlets > 1).sort("telling", rank, "patient")
    return several.unique("telling", keep="first", maintain_order=True).filter(outlets > 1)


# --- through the gate ---------------------------------------------------------------------------------------------


def compare_agency(
    agency: pl.DataFrame,
    documents: pl.DataFrame,
    voices: pl.DataFrame,
    contrasts: list[Contrast],
    quoted: str = "split",
) -> pl.DataFrame:
    """The difference of two groups in acts told without an agent, and in how often an actor is agent: CONTRASTS of `rates`, and unit.

    The measure is `acts without agent` (per thousand acts that tell of one or leave it out; the categories are all and the
    classes of deeds force, control, harm, help), or `acts as agent` (per thousand clauses in which an actor does or
    undergoes something; the category is the actor). What only happens counts in neither, what is denied not in the second.
    Actors with fewer than LEAST_CLAUSES clauses in a voice are left out. `unit` says what a difference is per, interval what
    it counts: "documents", or where these are too few the acts or clauses.
    """
    spoken = agency.with_columns(voice=tell_voice(agency, voices))
    counted = [counts for voice in VOICES[quoted] for counts in _count_shares(spoken, documents, voice)]
    table = contrast_counts(counted, documents, contrasts)
    of = pl.col("measure").replace_strict(OF, return_dtype=pl.String)
    counts_alone = pl.col("interval") == BY_WORDS
    return table.with_columns(
        pl.col("low", "high").clip(-PER, PER),  # a share is no more than all
        interval=pl.when(counts_alone).then(of).otherwise("interval"), unit=f"per {PER:,} " + of,
    ).select(*CONTRASTS, "unit")  # fmt: skip


def _count_shares(spoken: pl.DataFrame, documents: pl.DataFrame, voice: str) -> list[Counts]:
    """The shares of a voice by document: each measure has a size of its own."""
    rows = spoken if voice == "all" else spoken.filter(voice=voice)
    told = find_acts(rows).filter(pl.col("deed") != HAPPENING, pl.col("agent") != "")
    classes = {EVERY: told, **{deed: told.filter(deed=deed) for deed in _CLASSES}}
    shares = [
        _count_share(f"{WITHOUT_AGENT}/{name}", acts, acts["agent"] == NONE, documents, voice)
        for name, acts in classes.items()
    ]
    slots = _list_clauses(rows)
    often = slots.group_by("actor").len().filter(pl.col("len") >= LEAST_CLAUSES)["actor"].sort()
    for actor in often:
        clauses = slots.filter(actor=actor)
        shares.append(_count_share(f"{AS_AGENT}/{actor}", clauses, clauses["role"] == "agent", documents, voice))
    return shares


def _list_clauses(agency: pl.DataFrame) -> pl.DataFrame:
    """Each act of each actor once for each role; what only happens, or is denied, is none."""
    slots = agency.filter(pl.col("actor").is_not_null(), pl.col("deed") != HAPPENING, ~pl.col("denied"))
    return slots.unique(["doc", "start", "verb", "actor", "role"], keep="first", maintain_order=True)


def _count_share(name: str, rows: pl.DataFrame, hit: pl.Series, documents: pl.DataFrame, voice: str) -> Counts:
    """One measure: its hits by document, and all that could have been hits as its size."""
    of_doc = rows.select("doc", hit=hit).group_by("doc").agg(hits=pl.col("hit").sum(), size=pl.len())
    table = documents.select("doc").join(of_doc, on="doc", how="left", maintain_order="left").fill_null(0)
    hits = table.select("doc", "hits", measure=pl.lit(name))
    return gather_counts(hits, [name], table["doc"].to_list(), table["size"].to_numpy(), voice)


# --- actors -------------------------------------------------------------------------------------------------------


def summarise_actors(agency: pl.DataFrame, documents: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """How often each actor does something, and how often force or control is in play, by group and voice: the columns of POWERS.

    clauses are the acts, not denied, in which the actor is agent or patient; docs are the articles that have one. agent_share
    is the part in which it is the agent, power_share the part of acts of force or control, in either role; each with its 95 %
    interval and what that counts, "documents" or "parts" (clauses; see `share_interval`). Most clauses first.
    """
    by = ["actor", "group", "voice"]
    slots = _list_clauses(agency.with_columns(voice=tell_voice(agency, voices))).join(
        documents.select("doc", "group"), on="doc"
    )
    agent, power = pl.col("role") == "agent", pl.col("deed").is_in(POWER)
    of_doc = slots.group_by(*by, "doc").agg(
        clauses=pl.len(), as_agent=agent.sum(), as_patient=(~agent).sum(), power=power.sum()
    )
    table = of_doc.group_by(by).agg(pl.col("clauses", "as_patient").sum(), docs=pl.len())
    for name, hits in (("agent", "as_agent"), ("power", "power")):
        shares = share_parts(of_doc.select(*by, hits=hits, size="clauses"), by)
        told = [pl.col(column).alias(f"{name}_{column}") for column in ("share", "low", "high", "interval")]
        table = table.join(shares.select(*by, *told, pl.col("hits").alias(hits)), on=by)
    order = ["clauses", *by]
    return table.select(POWERS.keys()).cast(POWERS).sort(order, descending=[True, False, False, False])
