"""Alignments: which sentences of two articles on one event have the same content, and what they share."""

from __future__ import annotations

import polars as pl

from analysis.compare.alignments.candidates import find_candidates
from analysis.compare.alignments.matching import LIKELY, MANY, ONE, match_pairs
from analysis.compare.alignments.scores import SAME, score_sentences
from analysis.compare.alignments.sentences import NAMES, NUMBERS, VERBS, WORDS, Sentences, read_sentences

__all__ = ["ALIGNMENTS", "LIKELY", "MANY", "ONE", "SAME", "align_sentences"]
ALIGNMENTS = {
    "event": pl.String, "doc_a": pl.String, "start_a": pl.Int64, "end_a": pl.Int64, "doc_b": pl.String, "start_b": pl.Int64,
    "end_b": pl.Int64, "score": pl.Float64, "kind": pl.String, "same_outlet": pl.Boolean, "shared_names": pl.String,
    "shared_numbers": pl.String, "shared_verbs": pl.String, "shared_words": pl.String, "sentence_a": pl.String,
    "sentence_b": pl.String,
}  # fmt: skip
SHOWN = (NAMES, NUMBERS, VERBS, WORDS)  # each only what is not in one before it


def align_sentences(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """Sentences of two articles of one event that have the same content: the columns of ALIGNMENTS.

    `documents` has doc, text, event and outlet, `tokens` is the parse, `stands` what stands for an actor (`find_stands`);
    what lies in `exclusions` is left out, and sentences that are but a name, a number or a few words. doc_a is the name that
    comes first; score is the chance of the same content by `score_sentences`; kind is one-to-one or one-to-many (see
    `match_pairs`). What they share is told as lemmas, the rarest in the event first. An event is weighed by itself; articles
    without one are not aligned. The surest come first; of equal ones those of different outlets, then by event, articles and places.
    """
    told = documents.filter(pl.col("event").is_not_null()).filter(pl.len().over("event") > 1)
    parts = [_part(table, told) for table in (told.drop("event"), _leave_out(tokens, exclusions), stands)]
    tables = [_align_event(event, *(part[event] for part in parts)) for event in told["event"].unique().sort()]
    table = pl.concat(tables) if tables else pl.DataFrame(schema=ALIGNMENTS)
    return table.sort(-pl.col("score"), "same_outlet", "event", "doc_a", "doc_b", "start_a", "start_b")


def _part(table: pl.DataFrame, documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of each event."""
    joined = table.join(documents.select("doc", "event"), on="doc", maintain_order="left")
    parts = joined.partition_by("event", as_dict=True, include_key=False, maintain_order=True)
    return {event: parts.get((event,), table.clear()) for event in documents["event"].unique()}


def _leave_out(tokens: pl.DataFrame, exclusions: pl.DataFrame) -> pl.DataFrame:
    """The words that do not begin in an excluded passage."""
    spans = exclusions.select("doc", from_=pl.col("start").cast(pl.Int64), to=pl.col("end").cast(pl.Int64))
    begins = tokens.select("doc", "start").with_columns(pl.col("start").cast(pl.Int64)).with_row_index("_row")
    inside = begins.join(spans, on="doc").filter(pl.col("start").is_between("from_", "to", closed="left"))
    return tokens.with_row_index("_row").join(inside, on="_row", how="anti", maintain_order="left").drop("_row")


def _align_event(event: str, documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    sentences = read_sentences(tokens, stands)
    pairs = find_candidates(sentences).select("a", "b", "shared")
    scores = score_sentences(sentences, pairs["a"].to_numpy(), pairs["b"].to_numpy())
    placed = _place(pairs.with_columns(score=pl.Series(scores, dtype=pl.Float64).round(6)), sentences)
    telling = placed.filter("tells_a", "tells_b")
    return (
        _describe(match_pairs(telling), sentences, documents)
        .select(pl.lit(event).alias("event"), *list(ALIGNMENTS)[1:])
        .cast(ALIGNMENTS)
    )


def _place(pairs: pl.DataFrame, sentences: Sentences) -> pl.DataFrame:
    """The pairs with the article, place, start and end of either sentence, and whether it tells something."""
    columns = sentences.table.select("number", "doc", "place", "start", "end", "tells")
    for side in ("a", "b"):
        of_side = columns.rename({name: f"{name}_{side}" for name in columns.columns[1:]})
        pairs = pairs.join(of_side, left_on=side, right_on="number", maintain_order="left")
    return pairs


def _describe(matched: pl.DataFrame, sentences: Sentences, documents: pl.DataFrame) -> pl.DataFrame:
    texts = documents.select("doc", "text", "outlet")
    for side in ("a", "b"):
        of_side = texts.rename({name: f"{name}_{side}" for name in texts.columns})
        start, end = pl.col(f"start_{side}"), pl.col(f"end_{side}")
        cut = pl.col(f"text_{side}").str.slice(start, end - start).alias(f"sentence_{side}")
        matched = matched.join(of_side, on=f"doc_{side}", maintain_order="left").with_columns(cut)
    shared = _tell_shared(matched.select("a", "b"), sentences)
    told = matched.join(shared, on=["a", "b"], maintain_order="left")
    return told.with_columns(same_outlet=pl.col("outlet_a").eq_missing(pl.col("outlet_b")))


def _tell_shared(pairs: pl.DataFrame, sentences: Sentences) -> pl.DataFrame:
    """What each pair shares: a text for each trait SHOWN, its terms with commas between, empty where there is none."""
    order = pl.col("trait").replace_strict({name: place for place, name in enumerate(SHOWN)}, return_dtype=pl.Int64)
    shown = sentences.traits.filter(pl.col("trait").is_in(SHOWN)).with_columns(order=order)
    often = shown.with_columns(often=pl.len().over("trait", "term"))
    both = pairs.join(often, left_on="a", right_on="number").join(
        shown.select("number", "trait", "term"), left_on=["b", "trait", "term"], right_on=["number", "trait", "term"]
    )
    once = both.sort("a", "b", "order").unique(["a", "b", "term"], keep="first", maintain_order=True)
    listed = once.sort("a", "b", "order", "often", "term").group_by("a", "b", "trait", maintain_order=True).agg("term")
    for name in SHOWN:
        text = listed.filter(trait=name).select("a", "b", pl.col("term").list.join(", ").alias(f"shared_{name}"))
        pairs = pairs.join(text, on=["a", "b"], how="left", maintain_order="left")
    return pairs.with_columns(pl.col(f"shared_{name}").fill_null("") for name in SHOWN)
