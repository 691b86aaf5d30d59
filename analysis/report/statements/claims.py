"""Statements on what reports of one event state: how much alike, with the same and with other values, how surely, and what grew."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.alignments import LIKELY as LIKELY_SCORE
from analysis.compare.certainty import FLAT, LEVELS
from analysis.compare.discrepancies import BOUND, CLASSES, CONFLICT, LIKELY, NAME, POSSIBLE, SCOPE, WORDING
from analysis.compare.omissions.absence import ONE_GROUP, SHARED, UNIQUE
from analysis.report.accuracy import say_conflict_accuracy
from analysis.report.figures.certainty import cut_front, read_words
from analysis.report.figures.discrepancies import order_discrepancies
from analysis.report.quoting import quote
from analysis.report.statements.finding import Finding, count_of
from analysis.report.values import say_compared

TOPIC, PAGE = "What reports state", "08-claims.html"
MOST = 5  # discrepancies that are told one by one
HISTORIES = 3  # quantities that grew
TELLERS = 3  # reports of one value
QUOTED = 160  # characters of a sentence
OTHER_WORDS = "What is told in quite other words is not found to be the same"
_STATEMENT = ["event", "statement"]


def name_reports(documents: pl.DataFrame) -> dict[str, str]:
    """Each report by outlet, group and date, with doc where another has the same of all three.

    >>> name_reports(pl.DataFrame({"doc": ["1"], "outlet": ["Quay Post"], "group": ["x"], "date": [None]}))
    {'1': 'Quay Post (x, no date)'}
    """
    table = documents.select("doc", "outlet", "group", pl.col("date").cast(pl.String).fill_null("no date"))
    several = pl.len().over("outlet", "group", "date") > 1
    doc = pl.when(several).then(pl.format(", {}", "doc")).otherwise(pl.lit(""))
    return dict(table.select("doc", pl.format("{} ({}, {}{})", "outlet", "group", "date", doc)).iter_rows())


# --- alike ----------------------------------------------------------------------------------------------------------


def state_alignments(alignments: pl.DataFrame, carriers: pl.DataFrame) -> Iterator[Finding]:
    """How many pairs of sentences are alike, and how many statements stand in several groups, several reports or one."""
    told = carriers.filter(pl.col("reports") > 1)
    if not told.height:
        return
    across, weak = (
        alignments.filter(chosen).height for chosen in (~pl.col("same_outlet"), pl.col("score") < LIKELY_SCORE)
    )
    pairs = count_of(alignments.height, "pair")
    shared, one_group, unique = (told.filter(kind=kind).height for kind in (SHARED, ONE_GROUP, UNIQUE))
    text = (
        f"{pairs} of sentences in two articles on one event {'is' if alignments.height == 1 else 'are'} alike, {across:,} in different "
        f"outlets. Of {count_of(told.height, 'statement')} in {count_of(told['event'].n_unique(), 'event')} with several articles "
        f"{shared:,} stand in several groups, {one_group:,} in several articles of one group, {unique:,} in one article."
    )
    limit = (
        f"{weak:,} of {pairs} are weak (score below {LIKELY_SCORE:g}) and may tell of different things; alike ones may still differ. "
        f"{OTHER_WORDS}."
    )
    yield Finding(TOPIC, text, limit, PAGE)


def state_agreements(agreements: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How many values several reports give alike for the same thing, and the one that most give; nothing where there is none."""
    if not agreements.height:
        return
    most = agreements.sort("carriers", "confidence", "event", "agreement", descending=[True, True, False, False])
    rows = most.filter(event=most["event"][0], agreement=most["agreement"][0]).to_dicts()
    first, names = rows[0], name_reports(documents)
    number = agreements.select("event", "agreement").n_unique()
    told = "; ".join(f"{names[row['doc']]} “{row['text']}”" for row in rows[:TELLERS])
    verb = "is" if number == 1 else "are"
    text = (
        f"{count_of(number, 'value')} (dates, numbers, terms of law) {verb} given alike for the same thing by several reports. Most "
        f"carried, by {first['carriers']:,} of {count_of(first['reports'], 'report')} ({first['event']}): “{first['about']}”, {told}."
    )
    limit = (
        f"Confidence {first['confidence']:.2f} that all tell of the same thing, by what the sentences share. That reports agree does "
        "not say that a value is right: they may have it from one source."
    )
    yield Finding(TOPIC, text, limit, PAGE)


# --- other values ---------------------------------------------------------------------------------------------------

_KINDS = {
    "age": "an age", "count": "a number", "employer": "an employer", "money": "an amount of money", "percent": "a percentage",
    "unit": "a measure",
}  # fmt: skip
_CLASSES = {
    BOUND: "difference of bound", SCOPE: "difference of scope", WORDING: "difference of wording", NAME: "difference of spelling",
}  # fmt: skip


def state_discrepancies(
    discrepancies: pl.DataFrame, carriers: pl.DataFrame, documents: pl.DataFrame
) -> Iterator[Finding]:
    """How many values for one thing differ, by class, and MOST of them, in the order of pages; or that none was found.

    Nothing, where `carriers` has no event with several articles.
    """
    events = carriers.filter(pl.col("reports") > 1)["event"].n_unique()
    if not events:
        return
    searched = f"In {count_of(events, 'event')} with several articles"
    if not discrepancies.height:
        limit = f"{searched}. Only what its words show to be about one thing is compared: more may differ."
        yield Finding(TOPIC, "No two articles were found to give different values for the same thing.", limit, PAGE)
        return
    yield _state_classes(discrepancies, searched)
    names = name_reports(documents)
    for row in order_discrepancies(discrepancies).head(MOST).iter_rows(named=True):
        yield _state_discrepancy(row, names)


def _state_classes(discrepancies: pl.DataFrame, searched: str) -> Finding:
    counts = {kind: discrepancies.filter(pl.col("class") == kind).height for kind in CLASSES}
    likely, possible = (discrepancies.filter(confidence_words=word).height for word in (LIKELY, POSSIBLE))
    told = ", ".join(f"{kind} {number:,}" for kind, number in counts.items() if number)
    text = (
        f"{searched} {count_of(discrepancies.height, 'pair')} of different values for what may be the same thing: {told}; "
        f"{likely:,} likely, {possible:,} possible."
    )
    limit = (
        "Likely and possible say how sure it is that both tell of one thing, not which value is right: no value is checked. "
        "A conflict is what no other class explains. Two values count as one pair, however many articles give them."
    )
    return Finding(TOPIC, text, limit, PAGE)


def _state_discrepancy(row: dict, names: dict[str, str]) -> Finding:
    values = [f"“{row[f'text_{side}']}”" for side in "ab"]
    if values[0].lower() == values[1].lower():  # "on Monday" of two weeks
        values = [f"{value} ({row[f'value_{side}']})" for value, side in zip(values, "ab", strict=True)]
    about = f", about “{row['about']}”" if row["about"] and row["class"] != NAME else ""
    kind, difference = _KINDS.get(row["kind"], f"a {row['kind']}"), _CLASSES.get(row["class"], row["class"])
    text = (
        f"{row['confidence_words'].capitalize()} {difference} in {kind}{about} ({row['event']}): {names[row['doc_a']]} has {values[0]}, "
        f"{names[row['doc_b']]} has {values[1]}."
    )
    first = f" First published: {names[row['first']]}." if row["first"] else ""
    rate = f" {say_conflict_accuracy()}" if row["class"] == CONFLICT else ""
    limit = (
        f"Confidence {row['confidence']:.2f} that both tell of the same thing, by what the sentences share. The values stand in "
        f"{count_of(row['docs_a'], 'article')} and {count_of(row['docs_b'], 'article')}.{first} Both may be right at their time.{rate}"
    )
    return Finding(TOPIC, text, limit, PAGE)


# --- how surely -----------------------------------------------------------------------------------------------------


def state_certainty(certainty: pl.DataFrame, carriers: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How many statements can be compared and are told with different certainty, and the one whose levels lie furthest apart, with
    its words; nothing where none is told so."""
    level = pl.col("certainty").replace_strict(
        {name: place for place, name in enumerate(LEVELS)}, return_dtype=pl.Int64
    )
    strongest = certainty.with_columns(level=level).sort(-pl.col("level"), "doc", "start")
    told = strongest.unique([*_STATEMENT, "outlet"], keep="first", maintain_order=True)
    several = told.filter(pl.len().over(_STATEMENT) > 1)
    apart = several.with_columns(apart=(pl.col("level").max() - pl.col("level").min()).over(_STATEMENT)).filter(
        pl.col("apart") > 0
    )
    if apart.height:
        widest = apart.sort(-pl.col("apart"), -pl.col("carriers"), *_STATEMENT, "level", maintain_order=True)
        rows = widest.filter(event=widest["event"][0], statement=widest["statement"][0]).to_dicts()
        names = name_reports(documents)
        number, all_of = (table.select(_STATEMENT).n_unique() for table in (apart, several))
        told_by = "; ".join(
            f"{names[row['doc']]} {_say_level(row)}: {_quote_shared(row, other)}"
            for row, other in ((rows[0], rows[-1]), (rows[-1], rows[0]))
        )
        text = (
            f"{say_compared(certainty, carriers)} {number:,} of the {all_of:,} in several outlets {'is' if number == 1 else 'are'} "
            f"told with different certainty. The levels furthest apart ({rows[0]['event']}): {told_by}"
        )
        limit = (
            f"In {count_of(len(rows), 'outlet')}, of each the strongest mark in a sentence, told by its words. Sentences are brought "
            "together by likeness and may not say quite the same; a word of doubt can be care."
        )
        yield Finding(TOPIC, text, limit, PAGE)


def _say_level(row: dict) -> str:
    if row["certainty"] == FLAT:
        return "flat, without a word of doubt or source"
    word = f" (“{row['word']}”)" if row["word"] else ""
    source = f", source {row['source']}" if row["source"] else ""
    return f"{row['certainty']}{word}{source}"


def _quote_shared(row: dict, other: dict) -> str:
    """The sentence, of a long one the part that has most of the other's words, and of its own word of doubt or source."""
    wanted = read_words([other["sentence"], row["word"] or ""])
    return quote(cut_front(row["sentence"], wanted, QUOTED - 4), QUOTED)  # both marks of a cut


# --- what grew ------------------------------------------------------------------------------------------------------


def state_updates(updates: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """The quantities that grew from report to report, those in most reports first, and how many outlets lack the last."""
    histories = [rows for _, rows in updates.group_by("event", "update", maintain_order=True)]
    names = name_reports(documents)
    for rows in sorted(histories, key=lambda rows: -rows.height)[:HISTORIES]:
        yield _state_update(rows, len(histories), names)


def _state_update(rows: pl.DataFrame, histories: int, names: dict[str, str]) -> Finding:
    most = pl.coalesce("low", "high")
    last = rows.filter("latest").sort(most, descending=True, nulls_last=True, maintain_order=True)
    begin, end = rows.row(0, named=True), last.row(0, named=True)
    values = [f"“{row['text']}” in {names[row['doc']]}" for row in (begin, end)]
    never = len((begin["never_corrected"] or "").split("; ")) if begin["never_corrected"] else 0
    lack = f"{count_of(never, 'outlet')} with a later article here {'does' if never == 1 else 'do'} not have the last"
    unsaid = f" {lack} (the table names which)." if never else ""
    text = f"“{begin['about']}” ({begin['event']}) grew from {values[0]} to {values[1]}; {rows.height:,} articles give a number.{unsaid}"
    unknown = rows.filter(~pl.col("latest"), pl.col("corrected").is_null()).height
    undated = f" Of {count_of(unknown, 'article')} it is not known whether it was updated." if unknown else ""
    limit = (
        f"Quantities that grew: {histories:,}, linked by rules: some links are of two things. Each number may have been right when it was "
        f"published; an update outside this corpus is not seen.{undated}"
    )
    return Finding(TOPIC, text, limit, PAGE)
