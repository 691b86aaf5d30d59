"""Statements on differences in who speaks, who acts and how actors are evaluated, with their tests or why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.agency import EVERY, WITHOUT_AGENT
from analysis.compare.counts import OWN
from analysis.compare.estimates import BY_DOCUMENTS
from analysis.compare.headlines import CONTRAST, drop_untested, holds, is_clear
from analysis.report.evidence import link
from analysis.report.statements.finding import (
    MISSED,
    VOICES,
    Finding,
    Nothing,
    count_of,
    say_number,
    say_open,
    say_standing,
)
from analysis.report.statements.voices import KINDS
from analysis.report.statements.voices import PAGE as VOICES_PAGE

ACTORS_PAGE = "05-actors.html"
LEDGER = {
    "words quoted": "Words in quotation marks", "words attributed": "Words told as another's without marks",
    "quotations": "Quotations", "attributions": "Attributions", "passages": "Passages in marks that are no speech",
}  # fmt: skip
CLASSES = {"thought": "one of thought"}
HOLDING = 3  # measures of speech named in a contrast
AIMED = 2  # actors named in a contrast
_OPEN_HINT = "An interval that includes 0 does not show that there is no difference."


def choose_surest(rows: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The rows that hold and have an interval, the surest first: those whose interval lies furthest from 0, in its own width."""
    apart = pl.max_horizontal("low", -pl.col("high")) / (pl.col("high") - pl.col("low"))
    bounded = drop_untested(rows).drop_nulls(["low", "high"]).filter(holds(alpha))
    return bounded.sort(apart, descending=True, nulls_last=True, maintain_order=True)


def say_difference(row: dict, alpha: float) -> str:
    """The size of a difference with its interval, and what stands behind it."""
    if row["low"] is None or row["high"] is None:
        return f"Difference {say_number(row['difference'], '+')}, without an interval. {say_standing(row, alpha)}"
    low, high = (say_number(row[end], "+") for end in ("low", "high"))
    size = f"Difference {say_number(row['difference'], '+')}, 95 % interval {low} to {high}. "
    return size + say_open(row["low"], row["high"]) + say_standing(row, alpha)


def _say_side(row: dict, side: str) -> str:
    rate, hits = say_number(row[f"rate_{side}"]), row[f"hits_{side}"]
    return f"{rate} in {row[f'group_{side}']} ({hits:,} in {count_of(row[f'docs_{side}'], 'article')})"


# --- who speaks -----------------------------------------------------------------------------------------------------


def state_speech_differences(contrasts: pl.DataFrame, alpha: float) -> Iterator[Finding | Nothing]:
    """How many measures of speech differ in each contrast, or that none can be tested, and of those that hold the surest."""
    family = contrasts["q"].count()
    heard = contrasts.filter(pl.col("hits_a") + pl.col("hits_b") > 0)
    for (group_a, group_b), rows in heard.group_by(CONTRAST, maintain_order=True):
        topic = f"Voices: {group_a} and {group_b}"
        tested = rows.filter(pl.col("q").is_not_null())
        if tested.height:
            held = tested.filter(pl.col("q") < alpha).height
            measures = count_of(tested.height, "measure")
            head = "" if held else "Nothing stands out: "
            text = f"{head}{held} of {measures} of who speaks differ between {group_a} and {group_b} within events."
            limit = f"At a false discovery rate of {alpha:g}; q is corrected over {family:,} measures and contrasts."
            one, head = Finding(topic, text, limit, VOICES_PAGE), "No measure of who speaks stands out"
            yield one if held else Nothing(one, "Voices", head, f"{group_a} and {group_b}")
        else:
            yield _state_untested(topic, rows)
        for row in choose_surest(rows, alpha).head(HOLDING).iter_rows(named=True):
            yield _state_speech_difference(topic, row, alpha)


def _state_untested(topic: str, rows: pl.DataFrame) -> Finding:
    bounded = rows.drop_nulls(["low", "high"])
    clear = bounded.filter(is_clear()).height
    text = (
        f"Nothing of who speaks can be tested; {clear} of {bounded.height} measures that have an interval have one without 0, where "
        f"chance gives about {MISSED * bounded.height:.1f} if nothing differs."
    )
    counted = (bounded["interval"] != BY_DOCUMENTS).any()
    more = " Where the interval is counting alone chance gives more, for speech comes in bursts." if counted else ""
    return Finding(topic, text, f"{_OPEN_HINT}{more}", VOICES_PAGE)


def _state_speech_difference(topic: str, row: dict, alpha: float) -> Finding:
    sides = " and ".join(_say_side(row, side) for side in "ab")
    text = f"{_name_measure(row['measure'], row['category'])}: {sides}, {row['unit']}."
    more = row["group_a"] if row["rate_a"] >= row["rate_b"] else row["group_b"]
    item = "scare" if row["measure"] == "scare" else row["category"]
    address = VOICES_PAGE if row["measure"] == "speech" else link("quotes", item, more, "all")
    return Finding(topic, text, say_difference(row, alpha), address)


def _name_measure(measure: str, category: str) -> str:
    """A measure of the ledger of voices in words.

    >>> _name_measure("quotations", "expert"), _name_measure("reporting", "emotive")
    ('Quotations of experts', 'Attributions with a verb or noun that is emotive')
    """
    if measure in ("sources", "quotations"):
        return f"{'Words given to' if measure == 'sources' else 'Quotations of'} {KINDS[category]}"
    if measure in ("reporting", "cues"):
        return f"Attributions with a verb or noun that is {CLASSES.get(category, category)}"
    return LEDGER[category]


# --- who acts -------------------------------------------------------------------------------------------------------


def state_agency_differences(contrasts: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The acts that are told without who did them, all and by kind, and the actors that surely differ; none, where none does."""
    spoken = contrasts.filter(pl.col("voice").is_in(OWN), pl.col("hits_a") + pl.col("hits_b") > 0)
    is_all = (pl.col("measure") == WITHOUT_AGENT) & (pl.col("category") == EVERY)
    for _, rows in spoken.group_by(CONTRAST, maintain_order=True):
        surest = choose_surest(rows, alpha)
        for row in pl.concat([surest.filter(is_all), surest.filter(~is_all).head(AIMED)]).iter_rows(named=True):
            yield _state_agency(row, alpha)


def _state_agency(row: dict, alpha: float) -> Finding:
    if row["measure"] == WITHOUT_AGENT:
        kind = "" if row["category"] == EVERY else f" of {row['category']}"
        head = f"Acts{kind} told without who did them"
    else:
        head = f"Clauses of {row['category']} in which it is the one who acts"
    sides = " and ".join(_say_side(row, side) for side in "ab")
    topic = f"Actors: {row['group_a']} and {row['group_b']}"
    text = f"{head}: {sides}, {row['unit']}, {VOICES[row['voice']]}."
    return Finding(topic, text, say_difference(row, alpha), ACTORS_PAGE)


# --- who is evaluated -----------------------------------------------------------------------------------------------

_TOLD = {
    "negative": "Mentions of {} that are evaluated for the worse",
    "positive": "Mentions of {} that are evaluated for the better",
}


def state_evaluations(evaluations: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The actors of whose mentions surely more are evaluated in one group; none, where no test or interval shows any."""
    spoken = evaluations.filter(pl.col("voice").is_in(OWN))
    for _, rows in spoken.group_by(CONTRAST, maintain_order=True):
        bounded = rows.drop_nulls(["low", "high"]).height
        for row in choose_surest(rows, alpha).head(AIMED).iter_rows(named=True):
            sides = " and ".join(_say_share(row, side) for side in "ab")
            text = f"{_TOLD[row['polarity']].format(row['actor'])}: {sides}, {VOICES[row['voice']]}."
            chance = f" Of {bounded} such intervals chance gives about {MISSED * bounded:.1f} without 0."
            limit = f"{say_difference(row, alpha)}{chance} What an actor is told to do counts, too."
            yield Finding(f"Actors: {row['group_a']} and {row['group_b']}", text, limit, ACTORS_PAGE)


def _say_share(row: dict, side: str) -> str:
    hits, size, share = (row[f"{name}_{side}"] for name in ("hits", "size", "share"))
    articles = count_of(row[f"docs_{side}"], "article")
    return f"{hits:,} of {size:,} ({100 * share:.0f} %) in {row[f'group_{side}']} ({articles})"
