"""Certainty: how surely each report states the same thing, from flat to called false, and the words that do it."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.attributed import HELD, leave_own
from analysis.compare.certainty.carried import carry_attributions
from analysis.compare.certainty.levels import ALLEGED, ATTRIBUTED, DENIED, FALSE, FLAT, HEDGED, KEYS, LEVELS, MARKS
from analysis.compare.certainty.marks import find_marks
from analysis.compare.certainty.stated import add_aligned, add_repeats, keep_stated
from analysis.compare.certainty.tellings import AUTHOR, QUOTED, find_tellings
from analysis.compare.certainty.unclear import leave_unclear

__all__ = [
    "ALLEGED", "ATTRIBUTED", "AUTHOR", "CERTAINTY", "DENIED", "FALSE", "FLAT", "HEDGED", "HELD", "LEVELS", "MARKS", "QUOTED",
    "compare_certainty", "find_marks", "find_tellings",
]  # fmt: skip
CERTAINTY = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "outlet": pl.String, "group": pl.String,
    "certainty": pl.String, "source": pl.String, "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64,
    "all_words": pl.String, "spread": pl.Int64, "carriers": pl.Int64, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
    "centre": pl.Boolean, "voice": pl.String,
}  # fmt: skip


def compare_certainty(
    statements: pl.DataFrame,
    alignments: pl.DataFrame,
    documents: pl.DataFrame,
    quotes: pl.DataFrame,
    tokens: pl.DataFrame,
    cues: pl.DataFrame,
) -> pl.DataFrame:
    """How surely each sentence that tells a statement tells it: the columns of CERTAINTY, a row for each.

    The sentences are those of `statements`, and those that `alignments` have beside one in a centre (see `add_aligned`).
    A sentence tells its statement by the clause that has most in common with the one in its centre (see `find_clauses`); one
    that has too little in common is left out, as it tells something else. certainty is the strongest of the marks of that clause
    (see `find_marks`) in the order of LEVELS, `flat` where it has none; word is the one that does it (null where flat, where a
    quotation has none, and where the attribution stands in a sentence beside it: `carry_attributions`), all_words all of them;
    source is whoever the statement is attributed to, whatever its certainty (null where that is nobody); voice is QUOTED where
    the clause stands in quotation marks, else AUTHOR: these are the article's own words. Of `documents`, which has text, outlet
    and group are told. A report is taken by its strongest sentence; carriers are the reports that tell the statement, spread
    is how many LEVELS these lie apart, 0 where they agree or where one alone tells it. The widest apart first, then what most
    carry.

    What states no fact has no certainty and is left out: a lead-in that ends in a colon ("The mayor said:"), whose fact
    is in the next sentence; a heading (a line without a mark at its end), which only names what follows; a command, which
    is neither so nor not so; and a note of correction, which tells of the article and not of the event. A statement of whose
    sentences more than half tell others, too, is left out. A flat sentence that
    another report only attributes is left out, too, where it says anything in another's name (see `leave_unclear`).
    """
    quotes = leave_own(quotes, documents)
    stated = add_repeats(keep_stated(add_aligned(statements, alignments), documents, tokens))
    tellings, words = find_tellings(stated, quotes, tokens)
    strongest = _take_strongest(find_marks(words, quotes, cues))
    marked = tellings.join(strongest, on=KEYS, how="left", maintain_order="left").with_columns(
        pl.col("certainty").fill_null(FLAT), pl.col("all_words").fill_null("")
    )
    table = carry_attributions(marked, quotes, tokens)
    told = _add_spread(_leave_repeated(leave_unclear(table, quotes, tokens))).join(
        documents.select("doc", "outlet", "group"), on="doc", how="left", maintain_order="left"
    )
    first = ["spread", "carriers", "event", "statement"]
    ordered = told.sort(*first, "doc", "start", descending=[True, True, False, False, False, False])
    return ordered.select(CERTAINTY.keys()).cast(CERTAINTY)


def _take_strongest(marks: pl.DataFrame) -> pl.DataFrame:
    """The strongest mark of each sentence, the first source and all words."""
    ordered = marks.sort(*KEYS, _rank(), "word_start", descending=[False] * 4 + [True, False])
    return ordered.group_by(*KEYS, maintain_order=True).agg(
        pl.col("certainty", "word", "word_start", "word_end").first(), pl.col("source").drop_nulls().first(),
        all_words=pl.col("word").sort_by("word_start").unique(maintain_order=True).str.join("; "),
    )  # fmt: skip


def _rank() -> pl.Expr:
    """The place of a certainty in LEVELS."""
    return pl.col("certainty").replace_strict({name: place for place, name in enumerate(LEVELS)}, return_dtype=pl.Int64)


def _leave_repeated(table: pl.DataFrame) -> pl.DataFrame:
    """The tellings without the statements of whose sentences more than half tell others, of two the smaller or the later."""
    sentences = table.group_by("event", "statement").agg(at=pl.struct("doc", "start"), size=pl.len())
    told, kept = set(), []
    for event, statement, at, _ in sentences.sort(
        "size", "event", "statement", descending=[True, False, False]
    ).iter_rows():
        own = {(event, *place.values()) for place in at}
        if len(own & told) <= len(own) / 2:
            told |= own
            kept.append((event, statement))
    keys = pl.DataFrame(kept, schema={"event": pl.String, "statement": pl.Int64}, orient="row")
    return table.join(keys, on=["event", "statement"], how="semi", maintain_order="left")


def _add_spread(table: pl.DataFrame) -> pl.DataFrame:
    """The sentences with carriers, the reports of their statement, and spread, how many levels these lie apart."""
    of_report = _rank().max().over("event", "statement", "doc")
    table = table.with_columns(report=of_report, carriers=pl.col("doc").n_unique().over("event", "statement"))
    return table.with_columns(spread=(pl.col("report").max() - pl.col("report").min()).over("event", "statement"))
