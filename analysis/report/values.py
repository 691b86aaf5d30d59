"""Values: the table of those that differ as a page shows it, which events may be several, and how much can be compared."""

from __future__ import annotations

import polars as pl

from analysis.compare.published import place_documents
from analysis.report.figures.discrepancies import order_discrepancies
from analysis.report.figures.style import count_of
from analysis.report.marked import mark_words
from analysis.report.pairs import LINKED, link_discrepancies

SPAN = 31  # days from the first to the last article of an event, beyond which they may tell of several
MOST = 12  # events that are named
TOLD = ["about", "value a", "value b", "sentence a", "sentence b", "class", "confidence", LINKED]


def say_spans(documents: pl.DataFrame) -> str:
    """Which events have articles (doc, event, date) surely published more than SPAN days apart, in a sentence; or nothing."""
    placed = documents.select("doc", "event").drop_nulls().join(place_documents(documents), on="doc")
    span = pl.col("first").max() - pl.col("last").min()
    events = placed.group_by("event").agg(span=span).filter(pl.col("span") > SPAN)["event"].sort()
    if not len(events):
        return ""
    told = f"{', '.join(events[:MOST])} and {len(events) - MOST} more" if len(events) > MOST else ", ".join(events)
    these = "this event" if len(events) == 1 else "these events"
    return f"The articles of {these} were published more than {SPAN} days apart and may tell of several events: {told}."


def say_compared(certainty: pl.DataFrame, carriers: pl.DataFrame) -> str:
    """How many of the statements that several reports carry can be compared in how surely they are told, in a sentence."""
    carried, compared = (
        table.filter(pl.col("carriers") > 1).select("event", "statement").n_unique() for table in (carriers, certainty)
    )
    return (
        f"Of {count_of(carried, 'statement')} that several reports carry, {compared:,} {'has' if compared == 1 else 'have'} clauses "
        "alike enough to compare how surely they are told."
    )


def tell_values(discrepancies: pl.DataFrame, alignments: pl.DataFrame) -> pl.DataFrame:
    """The discrepancies as a page shows them: in the order of pages, with the columns of TOLD, the values marked in
    their sentences; the last column leads to the pair."""
    ordered = order_discrepancies(discrepancies)
    there = link_discrepancies(ordered, alignments).is_not_null()
    marked = ordered
    for side in "ab":
        marked = mark_words(marked, *(f"{name}_{side}" for name in ("sentence", "sentence_start", "start", "end")))
    return marked.with_columns(
        *(pl.format("{} ({})", f"text_{side}", f"outlet_{side}").alias(f"value {side}") for side in "ab"),
        *(pl.col(f"sentence_{side}").alias(f"sentence {side}") for side in "ab"),
        pl.col("confidence_words").alias("confidence"),
        pl.when(there).then(pl.lit("open")).alias(LINKED),
    )
