"""Statements on voices: how many words go to whom, by which verbs, who is never let speak, and what becomes of quotations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.quotefate import CUT, FATES
from analysis.compare.speech import CUES
from analysis.report.evidence import link
from analysis.report.quoting import quote
from analysis.report.statements.finding import Finding, count_of, say_number, times

TOPIC, PAGE = "Voices", "04-voices.html"
KINDS = {
    "official": "officials", "security": "military or security bodies", "court": "courts or documents",
    "politician": "politicians", "expert": "experts", "business": "business", "ngo": "non-governmental organisations",
    "religious": "religious bodies", "media": "media", "witness": "witnesses or ordinary people",
    "anonymous": "persons without a name", "own": "the outlet's own group", "other": "other sources",
    "none named": "no source that is named",
}  # fmt: skip
TAKING_SIDES = ("distancing", "endorsing")  # the classes of verbs in which a teller takes a stand on what is told
NAMED = 3  # kinds of sources, and actors that never speak, of a group
QUOTED = 160  # characters of a quotation
USED = 2  # times that a group must use a verb that no other does for the same source
_GIVEN = ("words quoted", "words attributed")


# --- how much to whom -----------------------------------------------------------------------------------------------


def state_speech(speech: pl.DataFrame) -> Iterator[Finding]:
    """How many words each group gives others, in marks and without, and to which kinds of source most of them."""
    groups = dict(_by_group(speech.filter(measure="speech")))
    given = [(group, *(_of_category(rows, name) for name in _GIVEN)) for group, rows in groups.items()]
    if given:
        text = f"Words given to others, in quotation marks and without: {'; '.join(_say_given(*one) for one in given)}."
        yield Finding(TOPIC, text, _say_bounds(given), PAGE)
        yield from _state_kinds(speech.filter(measure="sources"), groups)


def _of_category(rows: pl.DataFrame, name: str) -> dict:
    return rows.filter(category=name).row(0, named=True)


def _by_group(rows: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """The rows of each group as a whole, without those of its outlets."""
    whole = rows.filter(pl.col("outlet").fill_null("") == "", pl.col("size") > 0)
    return [(group, part) for (group,), part in whole.group_by("group", maintain_order=True)]


def _say_given(group: str, quoted: dict, attributed: dict) -> str:
    rates = " and ".join(say_number(row["rate"]) for row in (quoted, attributed))
    return (
        f"{rates} of 1,000 in {group} ({quoted['hits']:,} and {attributed['hits']:,} of {count_of(quoted['size'], 'word')} in "
        f"{count_of(quoted['docs'], 'article')})"
    )


def _say_bounds(given: list[tuple[str, dict, dict]]) -> str:
    """The intervals of the groups that have one, and which have none."""
    parts, without = [], []
    for group, *rows in given:
        if None in [row["low"] for row in rows]:
            without.append(group)
        else:
            bounds = [f"{say_number(row['low'])} to {say_number(row['high'])}" for row in rows]
            parts.append(f"{bounds[0]} and {bounds[1]} in {group}")
    known = f"95 % intervals: {'; '.join(parts)}." if parts else ""
    reason = f"No interval for {' and '.join(without)}: too few articles, and the words of a quotation come together."
    return " ".join(part for part in (known, reason if without else "") if part)


def _state_kinds(sources: pl.DataFrame, ledger: dict[str, pl.DataFrame]) -> Iterator[Finding]:
    parts, first = [], None
    for group, rows in _by_group(sources):
        most = rows.filter(pl.col("hits") > 0).sort("hits", descending=True, maintain_order=True).head(NAMED)
        given = rows["hits"].sum()
        if most.height:
            first = first or (most["category"][0], group)
            named = [
                f"{hits:,} ({100 * hits / given:.0f} %) to {KINDS[kind]}"
                for kind, hits in most.select("category", "hits").iter_rows()
            ]
            number = ledger[group].filter(category="attributions")["hits"].sum()
            parts.append(
                f"in {group}, of {count_of(given, 'word')} in {count_of(number, 'attribution')}, {', '.join(named)}"
            )
    if first:
        limit = "The kind is told by rules over name, title and role. Shares of words have no interval: those of a quotation come together."
        text = f"Most of these words go to these kinds of source: {'; '.join(parts)}."
        yield Finding(TOPIC, text, limit, link("quotes", *first, "all"))


# --- verbs ----------------------------------------------------------------------------------------------------------


def state_verbs(speech: pl.DataFrame, verbs: pl.DataFrame) -> Iterator[Finding]:
    """By which classes of verbs each group tells what others say, and a source of whom one group alone tells so with a stand."""
    groups = _by_group(speech.filter(measure="cues"))
    if groups:
        told = [
            f"in {group}, of {count_of(rows['size'][0], 'attribution')} with a verb or noun of speech, {_list_classes(rows)}"
            for group, rows in groups
        ]
        distant = [(group, _of_category(rows, TAKING_SIDES[0])) for group, rows in groups]
        bounds = [f"{_percent(row['low'] / 1000, row['high'] / 1000)} in {group}" for group, row in distant]
        limit = f"Distancing, 95 % interval: {', '.join(bounds)}. A verb that keeps its distance can be care or doubt."
        yield Finding(TOPIC, f"Reporting verbs by class: {'; '.join(told)}.", limit, PAGE)
    yield from _state_source(verbs)


def _list_classes(rows: pl.DataFrame) -> str:
    """The classes that occur, the most frequent first; of as many in the order of CUES."""
    found = sorted(
        rows.filter(pl.col("hits") > 0).to_dicts(), key=lambda row: (-row["hits"], CUES.index(row["category"]))
    )
    return ", ".join(f"{row['category']} {row['hits']:,} ({100 * row['hits'] / row['size']:.0f} %)" for row in found)


def _percent(low: float, high: float) -> str:
    return f"{100 * low:.0f} to {100 * high:.0f} %"


def _state_source(verbs: pl.DataFrame) -> Iterator[Finding]:
    """The source and the verb that takes a stand which one group uses most, where another group that tells the source never does."""
    keys = ["actor", "resolved", "cue_lemma", "cue_class"]
    sums = verbs.filter(pl.col("cue_class").is_in(TAKING_SIDES)).group_by(keys, maintain_order=True)
    used = sums.agg(least=pl.col("hits").min(), most=pl.col("hits").max()).filter(pl.col("most") >= USED, least=0)
    if used.height:
        first = used.sort("most", descending=True, maintain_order=True).select(keys)
        rows = verbs.join(first.head(1), on=keys).sort("hits", "group", descending=[True, False]).to_dicts()
        told = [f"{row['hits']:,} of {count_of(row['size'], 'attribution')} in {row['group']}" for row in rows]
        bounds = [f"{_percent(row['low'], row['high'])} in {row['group']}" for row in rows]
        cue = f"“{rows[0]['cue_lemma']}” ({rows[0]['cue_class']})"
        text = f"What {rows[0]['actor']} says is told with {cue} in {' and '.join(told)}."
        chosen = "The most frequent of those that one group never uses; there is no test of a single verb."
        limit = f"95 % intervals: {', '.join(bounds)}. {chosen}"
        yield Finding(TOPIC, text, limit, PAGE)


# --- silence --------------------------------------------------------------------------------------------------------


def state_silent(silent: pl.DataFrame) -> Iterator[Finding]:
    """Whom each group names often and never lets speak; first those whom other groups let speak."""
    heard = pl.col("attributions_elsewhere") > 0
    for (group,), rows in silent.sort("group", ~heard, maintain_order=True).group_by("group", maintain_order=True):
        named = [_say_silent(row) for row in rows.head(NAMED).iter_rows(named=True)]
        more = (
            f" {count_of(rows.height - NAMED, 'more').removesuffix('s')} in the table." if rows.height > NAMED else ""
        )
        text = f"Named often and never speaking in {group}: {'; '.join(named)}.{more}"
        first = rows.row(0, named=True)
        limit = (
            f"From {count_of(first['docs'], 'article')} it stays open whether {first['actor']} speaks in up to "
            f"{100 * first['high']:.0f} % of such articles (95 % bound). An article may have asked in vain."
        )
        yield Finding(TOPIC, text, limit, PAGE)


def _say_silent(row: dict) -> str:
    elsewhere = row["attributions_elsewhere"]
    where = f"speaks {times(elsewhere)} in other groups" if elsewhere else "speaks in no group"
    return f"{row['actor']} ({count_of(row['mentions'], 'mention')} in {count_of(row['docs'], 'article')}; {where})"


# --- fates ----------------------------------------------------------------------------------------------------------


def state_fates(fates: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """What becomes of quotations that two outlets tell, and the one of which most is left out."""
    if not fates.height:
        return
    counts = {fate: fates.filter(fate=fate).height for fate in FATES}
    told = ", ".join(f"{fate} {count:,}" for fate, count in counts.items() if count)
    text = f"The same quotation stands in two outlets of one event in {count_of(fates.height, 'pair')}: {told}."
    yield Finding(TOPIC, text, "In these texts; a quotation that three outlets have is three pairs.", PAGE)
    if counts[CUT]:
        row = fates.filter(fate=CUT).sort("kept", "event", "doc_a", "start_a", "doc_b", "start_b").row(0, named=True)
        yield _state_cut(
            row, {doc: (outlet, group) for doc, outlet, group in documents.select("doc", "outlet", "group").iter_rows()}
        )


def _state_cut(row: dict, places: dict[str, tuple[str, str]]) -> Finding:
    full, less = ("b", "a") if row["fuller"] == "b" else ("a", "b")
    sides = [f"{' ('.join(places[row[f'doc_{side}']])})" for side in (full, less)]
    quoted = [quote(row[f"text_{side}"], QUOTED) for side in (full, less)]
    text = (
        f"Of the quotations that are cut most is left out here: {sides[0]} has {quoted[0]}, {sides[1]} has {quoted[1]}; "
        f"left out: {quote(row['cut'], QUOTED)}."
    )
    return Finding(TOPIC, text, f"{100 * row['kept']:.0f} % of its words are kept. Why is not told by the texts.", PAGE)
