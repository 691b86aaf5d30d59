"""Statements on how far the others can be trusted: what chance gives, what other ways to count give, what can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.reader import BLIND, EVENTS, OUTLETS, say_p
from analysis.compare.sensitivity import summarise_sensitivity
from analysis.report.statements.finding import VOICES, Finding, Nothing, count_of

CHANCE, WAYS, READER = "What chance alone gives", "Other ways to count", "A blind reader"
TERMS = "02-terms.html"
CUES = "03-stance.html"


def state_controls(controls: pl.DataFrame) -> Iterator[Finding]:
    """What names dealt out by chance and one outlet split in two find beside the corpus: a sentence a measure and control."""
    tried = controls.filter(pl.col("control") != "mirror", pl.col("placebo").is_not_null())
    for (measure, control), rows in tried.group_by("measure", "control", maintain_order=True):
        told = [(_tell_split if control == "split" else _tell_shuffled)(row) for row in rows.iter_rows(named=True)]
        head = {
            "shuffled": "as the groups are named, and with the names dealt out by chance within events",
            "outlets": "as the groups are named, and with the names dealt out by outlet",
            "split": "in two random halves of one outlet, where nothing differs",
        }[control]
        text = f"{measure.capitalize()}, {rows['counted'][0]}, {head}: {'; '.join(told)}."
        yield Finding(CHANCE, text, _note_runs(rows), TERMS if measure == "terms" else CUES)
    mirrored = controls.filter(control="mirror")
    if mirrored.height:
        wrong, rows = int(mirrored["placebo"].fill_null(0).sum()), int(mirrored["real"].sum())
        text = f"With the groups swapped, {rows - wrong:,} of {rows:,} rows show the same with the sign turned."
        yield Finding(CHANCE, text, "All of them should: it is a check of the method, not of the texts.", TERMS)


def _tell_shuffled(row: dict) -> str:
    return f"{row['group_a']} and {row['group_b']} {row['real']:,}, by chance {_tell_split(row | {'outlet': ''})}"


def _tell_split(row: dict) -> str:
    spread = (
        f"{row['placebo']:.1f} on average ({row['placebo_low']:.0f} to {row['placebo_high']:.0f}; "
        f"any in {100 * row['any']:.0f} % of runs)"
    )
    return f"{row['outlet']} {spread}".strip()


def _note_runs(rows: pl.DataFrame) -> str:
    """How often each was tried, and what was noted of it, each note once."""
    few, many = int(rows["runs"].min() or 0), int(rows["runs"].max() or 0)
    tried = count_of(many, "run") if few == many else f"{few} to {count_of(many, 'run')}"
    notes = [note for note in rows["note"].unique(maintain_order=True) if note]
    return f"{'; '.join([tried, *notes])}."


def state_sensitivity(sensitivity: pl.DataFrame) -> Iterator[Finding]:
    """In how many other ways to count each headline that holds in the run holds, too, and in which it does not."""
    held = sensitivity.filter(
        pl.col("asked") != "direction"
    )  # of what does not hold in the run the direction alone is asked
    for row in summarise_sensitivity(held).iter_rows(named=True):
        name = f"“{row['term']}”" if row["topic"] == "terms" else f"{row['term'].replace('_', ' ')} ({row['topic']})"
        voice = f", {VOICES[row['voice']]}" if row["topic"] == "style" else ""
        text = f"{name[0].upper()}{name[1:]}{voice}, {row['group_a']} and {row['group_b']}: {row['text']}."
        yield Finding(WAYS, text, "", TERMS if row["topic"] == "terms" else CUES)


def state_outlets(pooled: pl.DataFrame, headlines: str, page: str) -> Iterator[Finding]:
    """Which headlines also differ with outlets in place of articles as the unit; `pooled` has their rows alone."""
    asked = pooled.filter(pl.col("by_outlet").is_not_null())
    for (group_a, group_b), rows in asked.group_by("group_a", "group_b", maintain_order=True):
        clear = ((pl.col("by_outlet_low") > 0) | (pl.col("by_outlet_high") < 0)).fill_null(False)
        kept, lost = rows.filter(clear), rows.filter(~clear)
        first = rows.row(0, named=True)
        text = (
            f"With outlets in place of articles as the unit ({first['outlets_a']} and {first['outlets_b']}), {kept.height} of "
            f"{count_of(rows.height, headlines)} of {group_a} and {group_b} keep an interval that leaves out no difference"
            f"{_name_lost(lost)}."
        )
        yield Finding(WAYS, text, "An outlet with many articles counts as much as one with few.", page)


def _name_lost(lost: pl.DataFrame) -> str:
    named = [
        f"“{row['category'].replace('_', ' ')}”"
        + (f" (least without {row['weakest_outlet']})" if row["weakest_outlet"] else "")
        for row in lost.iter_rows(named=True)
    ]
    return f"; not {', '.join(named)}" if named else ""


def state_reading(scores: pl.DataFrame, features: pl.DataFrame) -> Iterator[Finding | Nothing]:
    """Whether a reader that sees no names, places and words of one event tells the groups apart, in new events and outlets."""
    for rows in scores.partition_by("group_a", "group_b", "voice", maintain_order=True):
        by_event, by_outlet = (rows.filter(held_out=part).row(0, named=True) for part in (EVENTS, OUTLETS))
        groups = f"{by_event['group_a']} and {by_event['group_b']}"
        if by_event["auc"] is None:
            text = (
                f"Whether a reader who sees no names, places and event words could tell {groups} apart was not tried."
            )
            head = (
                "Whether a reader who sees no names, places and event words could tell the groups apart was not tried"
            )
            yield Nothing(Finding(READER, text, _sentence(by_event["note"]), TERMS), READER, head, groups)
            continue
        verdict = "tells them apart better than chance" if _is_sure(by_event) else "does not surely tell them apart"
        text = (
            f"A reader that sees no names, places and event words, tried on events it has not seen, {verdict}: it puts an article of "
            f"{by_event['group_a']} before one of {by_event['group_b']} in {100 * by_event['auc']:.0f} % of pairs"
            f"{_tell_outlets(by_event, by_outlet)}."
        )
        docs = f"{by_event['docs_a']} and {by_event['docs_b']} articles, {by_event['events']} events"
        limit = f"{_bound(by_event)} ({docs}).{_bound_outlets(by_outlet)}{_name_features(features, by_event)}"
        head = "A reader that sees no names, places and event words does not surely tell the groups apart"
        one = Finding(READER, text, limit, TERMS)
        yield one if _is_sure(by_event) else Nothing(one, READER, head, groups)


def _is_sure(row: dict) -> bool:
    """Whether a reading is above blindness and above what readers of shuffled groups reach, interval and all."""
    return None not in (row["low"], row["chance_high"]) and row["low"] > max(BLIND, row["chance_high"])


def _tell_outlets(by_event: dict, by_outlet: dict) -> str:
    """What is left of it on outlets that the reader does not know."""
    if by_outlet["auc"] is None:
        return ""
    told = f"; on outlets it has not read in {100 * by_outlet['auc']:.0f} %"
    by_chance = by_outlet["chance_high"] is not None and by_outlet["auc"] <= by_outlet["chance_high"]
    unsure = by_outlet["low"] is not None and by_outlet["low"] <= BLIND
    lost = _is_sure(by_event) and (unsure or by_chance)
    return f"{told}: what it goes by may be mostly the habits of single outlets" if lost else told


def _bound(row: dict) -> str:
    """The interval of a reading and what chance gives."""
    interval = (
        "No interval" if row["low"] is None else f"95 % interval {100 * row['low']:.0f} to {100 * row['high']:.0f} %"
    )
    if row["p"] is None:
        return f"{interval}; not tested"
    chance = f"by chance {100 * row['chance_low']:.0f} to {100 * row['chance_high']:.0f} %"
    return f"{interval}; {chance}, {say_p(row['p'], row['shuffles'])}"


def _bound_outlets(row: dict) -> str:
    if row["auc"] is None:
        return f" {_sentence(row['note'])}"
    return f" New outlets: {_bound(row)} ({row['outlets_a']} and {row['outlets_b']} outlets)."


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."


def _name_features(features: pl.DataFrame, row: dict) -> str:
    own = features.filter(group_a=row["group_a"], group_b=row["group_b"]).sort("rank")
    tops = {group: own.filter(group=group)["term"].head(4).to_list() for group in (row["group_a"], row["group_b"])}
    parts = [f"{group} by {', '.join(f'“{term}”' for term in terms)}" for group, terms in tops.items() if terms]
    return f" Most telling: {'; '.join(parts)}." if parts else ""
