"""Statements on how far the others can be trusted: what chance gives, what other ways to count give, what can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.sensitivity import summarise_sensitivity
from analysis.report.statements.finding import Finding, count_of

CHANCE, WAYS, READER = "What chance alone gives", "Other ways to count", "A blind reader"
TERMS = "02-terms.html"
CUES = "03-stance.html"


def state_controls(controls: pl.DataFrame) -> Iterator[Finding]:
    """What shuffled names and one outlet split in two find beside what the corpus shows: a sentence a measure and control."""
    tried = controls.filter(pl.col("control") != "mirror", pl.col("placebo").is_not_null())
    for (measure, control), rows in tried.group_by("measure", "control", maintain_order=True):
        told = [(_tell_shuffled if control == "shuffled" else _tell_split)(row) for row in rows.iter_rows(named=True)]
        head = {
            "shuffled": "as the groups are named, and with the names dealt out by chance within events",
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
    spread = f"{row['placebo']:.1f} on average ({row['placebo_low']:.0f} to {row['placebo_high']:.0f})"
    return f"{row['outlet']} {spread}".strip()


def _note_runs(rows: pl.DataFrame) -> str:
    """How often each was tried, and what was noted of it, each note once."""
    few, many = int(rows["runs"].min() or 0), int(rows["runs"].max() or 0)
    tried = count_of(many, "run") if few == many else f"{few} to {count_of(many, 'run')}"
    notes = [note for note in rows["note"].unique(maintain_order=True) if note]
    return f"{'; '.join([tried, *notes])}."


def state_sensitivity(sensitivity: pl.DataFrame) -> Iterator[Finding]:
    """In how many other ways to count each headline holds, and in which it does not."""
    for row in summarise_sensitivity(sensitivity).iter_rows(named=True):
        name = f"“{row['term']}”" if row["topic"] == "terms" else f"{row['term'].replace('_', ' ')} ({row['topic']})"
        text = f"{name[0].upper()}{name[1:]}, {row['group_a']} and {row['group_b']}: {row['text']}."
        yield Finding(
            WAYS, text, "Of the ways to count that can be asked for it.", TERMS if row["topic"] == "terms" else CUES
        )


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


def state_reading(scores: pl.DataFrame, features: pl.DataFrame) -> Iterator[Finding]:
    """Whether a reader that sees no names, places and words of one event tells the groups apart."""
    for row in scores.iter_rows(named=True):
        groups = f"{row['group_a']} and {row['group_b']}"
        if row["auc"] is None:
            text = (
                f"Whether a reader who sees no names, places and event words could tell {groups} apart was not tried."
            )
            yield Finding(READER, text, f"{row['note'][0].upper()}{row['note'][1:]}.", TERMS)
            continue
        verdict = (
            "tells them apart better than chance"
            if row["low"] > row["chance_high"]
            else "does not surely tell them apart"
        )
        text = (
            f"A reader that sees no names, places and event words, tried on events it has not seen, {verdict}: it puts an article of "
            f"{row['group_a']} before one of {row['group_b']} in {100 * row['auc']:.0f} % of pairs."
        )
        limit = (
            f"95 % interval {100 * row['low']:.0f} to {100 * row['high']:.0f} %; by chance {100 * row['chance_low']:.0f} to "
            f"{100 * row['chance_high']:.0f} % (p = {row['p']:.2g}; {row['docs_a']} and {row['docs_b']} articles, {row['events']} events)."
            f"{_name_features(features, row)}"
        )
        yield Finding(READER, text, limit, TERMS)


def _name_features(features: pl.DataFrame, row: dict) -> str:
    own = features.filter(group_a=row["group_a"], group_b=row["group_b"]).sort("rank")
    tops = {group: own.filter(group=group)["term"].head(4).to_list() for group in (row["group_a"], row["group_b"])}
    parts = [f"{group} by {', '.join(f'“{term}”' for term in terms)}" for group, terms in tops.items() if terms]
    return f" Most telling: {'; '.join(parts)}." if parts else ""
