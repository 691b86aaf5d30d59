"""Statements: what one sentence of an event's reports says, which of them say it too, and of which that is not clear."""

from __future__ import annotations

import polars as pl

from analysis.compare.alignments import SAME
from analysis.compare.omissions.moods import find_previews, find_unlike
from analysis.compare.omissions.stating import mark_stating
from analysis.compare.omissions.telling import TELLINGS, UNCLEAR, YES, find_tellings
from analysis.compare.published import place_documents
from analysis.find.relations import begins_inside
from analysis.find.syntax import read_syntax

STATEMENTS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
    "centre": pl.Boolean, "unclear": pl.String,
}  # fmt: skip
ALIKE = 0.5  # what two sentences must tell of each other to be one statement, if each says the other
REPEATED = 5  # words in a row, with a verb, that an article says again
_UNWORDED = ("PUNCT", "SYM", "SPACE")
_LINKS = {"a": pl.Int64, "b": pl.Int64}


def cluster_statements(
    alignments: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """The statements of each event with their sentences: the columns of STATEMENTS, in the order of events and statements.

    `documents` has doc, event, date and text, `tokens` is the parse; what lies in `exclusions` is left out. A statement is what
    the sentence in its centre says, and no chain leads on from there: another report carries it where it says the same with a
    chance of SURE or more (see `find_tellings`), or an alignment has it with SAME or more. Its row is the sentence that
    tells most of the centre; where that tells more, it stands in a statement of its own, too. What the centre tells as surely
    is no statement of its own, nor what its article repeats in REPEATED words. Centres are the sentences that most reports
    carry, then those surest carried. What states nothing (see `mark_stating`) is none. statement counts from 1 in each event.

    unclear names the reports (doc) that may say it, from UNSURE on or because they tell as done what the centre tells as
    planned, or the other way (see `find_unlike`), and those out on a later day than a centre that only says what is soon to come
    (see `find_previews`), which may tell what came of it instead. It is the same in all rows of a statement.
    """
    own = tokens.filter(~begins_inside(tokens, exclusions))
    sentences, syntax = _list_sentences(documents, own, tokens), read_syntax(tokens)
    stating = sentences.filter("states")
    same = _list_same(alignments, sentences)
    tellings = _add_alignments(find_tellings(sentences, own), same, sentences)
    unlike = find_unlike(
        pl.concat([tellings.filter(says=YES).select("a", "b"), same.select("a", "b")]), sentences, syntax
    )
    doubted = tellings.join(unlike, on=["a", "b"], how="semi").select("a", "doc")
    sure = tellings.filter(says=YES).join(unlike, on=["a", "b"], how="anti", maintain_order="left")
    close = sure.filter(pl.col("alike") >= ALIKE)
    mutual = close.join(sure, left_on=["a", "b"], right_on=["b", "a"], how="semi").select(_LINKS.keys())
    one = same.select(_LINKS.keys()).join(unlike, on=["a", "b"], how="anti")
    alike = pl.concat([one, mutual, _find_repeats(stating, own)]).unique()
    later = _find_later(stating.join(find_previews(syntax), on=["doc", "place"], how="semi"), documents)
    maybe = pl.concat([tellings.filter(says=UNCLEAR).select("a", "doc"), doubted, later])
    maybe = maybe.join(sure, on=["a", "doc"], how="anti").unique().sort("a", "doc")
    named = maybe.group_by(centre="a").agg(unclear=pl.col("doc").str.join("; "))
    members = _gather(stating, sure, alike)
    return _tell(members.join(named, on="centre", how="left"), sentences)


def _list_sentences(documents: pl.DataFrame, own: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of articles with an event: event, doc, start, end, place, sentence, number, and whether it states something."""
    found = own.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64)
    )
    told = documents.select("doc", "event", "text").drop_nulls("event")
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    placed = found.join(told, on="doc").with_columns(sentence=cut).drop("text").sort("event", "doc", "start")
    listed = placed.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))
    return listed.with_columns(states=mark_stating(listed, documents, own, tokens))


def _list_same(alignments: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The alignments from SAME on, told from both sides: a, b (numbers), doc (of b)."""
    links = alignments.filter(pl.col("score") >= SAME)
    for side in ("a", "b"):
        at = sentences.select("doc", "start", "number").rename(lambda name, side=side: f"{name}_{side}")
        links = links.join(at, on=[f"doc_{side}", f"start_{side}"], maintain_order="left")
    there = links.select(a="number_a", b="number_b", doc="doc_b")
    return pl.concat([there, links.select(a="number_b", b="number_a", doc="doc_a")])


def _find_later(sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Each of these sentences with the reports of its event that surely came out on a later day: a, doc."""
    days = documents.select("doc", "event").join(place_documents(documents), on="doc")
    own = sentences.select("event", "doc", a="number").join(days.select("doc", "last"), on="doc").drop("doc")
    return own.join(days, on="event").filter(pl.col("first") > pl.col("last")).select("a", "doc")


def _add_alignments(tellings: pl.DataFrame, same: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The tellings, with chance 1 for what an alignment has as the same."""
    stating = sentences.filter("states").select(a="number")
    one = [pl.lit(1.0).alias(name) for name in ("alike", "chance")]
    sure = same.join(stating, on="a").select("a", "doc", "b", *one, says=pl.lit(YES)).cast(TELLINGS)
    both = pl.concat([sure, tellings])
    return both.sort("a", "doc", "chance", "b", descending=[False, False, True, False]).unique(
        ["a", "doc"], keep="first", maintain_order=True
    )


def _find_repeats(sentences: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of one article that say REPEATED words with a verb again, told from both sides: a, b."""
    numbers = sentences.select("doc", "number", sentence="place")
    words = tokens.filter(~pl.col("pos").is_in(_UNWORDED)).join(numbers, on=["doc", "sentence"], maintain_order="left")
    steps = [pl.col("lemma").shift(-step).over("number") for step in range(REPEATED)]
    verbs = [(pl.col("pos") == "VERB").shift(-step).over("number") for step in range(REPEATED)]
    runs = words.select("doc", "number", run=pl.concat_str(steps, separator=" "), has_verb=pl.any_horizontal(verbs))
    runs = runs.filter("has_verb").drop_nulls("run").select("doc", "number", "run").unique()
    runs = runs.filter(pl.len().over("doc", "run") > 1)
    pairs = runs.join(runs, on=["doc", "run"], suffix="_b").filter(pl.col("number") != pl.col("number_b"))
    return pairs.select(a="number", b="number_b").unique().cast(_LINKS)


# --- stars ----------------------------------------------------------------------------------------------------------


def _gather(stating: pl.DataFrame, sure: pl.DataFrame, alike: pl.DataFrame) -> pl.DataFrame:
    """The sentences of each statement: centre and number; from the most carried centre on, whatever is in none before it."""
    carried = sure.group_by(number="a").agg("b", "doc", weight=pl.col("chance").sum().round(6))
    near = alike.group_by(number="a").agg(alike=pl.col("b").sort())
    ranked = (
        stating.select("number", own="doc").join(carried, on="number", how="left").join(near, on="number", how="left")
    )
    often = pl.col("b").list.len().fill_null(0), pl.col("weight").fill_null(0.0)
    ordered = ranked.sort(*often, "number", descending=[True, True, False])
    doc_of, taken, members = dict(stating.select("number", "doc").iter_rows()), set(), []
    for number, own, tellers, docs, _, others in ordered.iter_rows():
        if number not in taken:
            carriers = {own, *(docs or ())}
            said = [other for other in others or () if other not in taken and doc_of.get(other) in carriers]
            taken.update((number, *said))
            members += [(number, member) for member in sorted({number, *said, *(tellers or ())})]
    return pl.DataFrame(members, schema={"centre": pl.Int64, "number": pl.Int64}, orient="row")


def _tell(members: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The columns of STATEMENTS, a row a member."""
    placed = members.rename({"centre": "of"}).join(sentences, on="number", maintain_order="left")
    numbered = placed.with_columns(
        statement=pl.col("of").rank("dense").over("event"), centre=pl.col("of") == pl.col("number"),
        unclear=pl.col("unclear").fill_null(""),
    )  # fmt: skip
    return numbered.sort("event", "statement", "number").select(STATEMENTS.keys()).cast(STATEMENTS)
