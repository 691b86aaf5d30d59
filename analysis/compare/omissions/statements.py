"""Statements: what one sentence of an event's reports says, which of them say it too, and of which that is not clear."""

from __future__ import annotations

import polars as pl

from analysis.compare.alignments import SAME
from analysis.compare.certainty.stated import keep_stated
from analysis.compare.omissions.bags import CONTENT, TIMES, UNSAID
from analysis.compare.omissions.telling import TELLINGS, UNCLEAR, YES, find_tellings
from analysis.find.lists import read_list
from analysis.find.relations import begins_inside
from analysis.find.syntax import VERBS

STATEMENTS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
    "centre": pl.Boolean, "unclear": pl.String,
}  # fmt: skip
# Words with content that a sentence must have to state something, beside verbs of saying, and of these neither names nor times.
LEAST, OF_THESE = 3, 2
ALIKE = 0.5  # what two sentences must tell of each other to be one statement, if each says the other
REPEATED = 5  # words in a row, with a verb, that an article says again
_UNWORDED = ("PUNCT", "SYM", "SPACE")
_STATES_NOTHING = r"\?\W*$|https?://|www\."
_LINKS = {"a": pl.Int64, "b": pl.Int64}


def cluster_statements(
    alignments: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """The statements of each event with their sentences: the columns of STATEMENTS, in the order of events and statements.

    `documents` has doc, event and text, `tokens` is the parse; what lies in `exclusions` is left out. A statement is what the
    sentence in its centre says, and no chain leads on from there: another report carries it where it says the same with a
    chance of SURE or more (see `find_tellings`), or an alignment has it with SAME or more. Its row is the sentence that
    tells most of the centre; where that tells more, it stands in a statement of its own, too. What the centre tells as surely
    is no statement of its own, nor what its article repeats in REPEATED words. Centres are the sentences that most reports
    carry, then those surest carried. unclear names the reports (doc) that may say it, from UNSURE on; it is the same in all
    rows of a statement. What has less than LEAST words with content, no verb, a question mark or an address, and lead-ins,
    headings, commands and corrections (see `keep_stated`) state nothing. statement counts from 1 in each event.
    """
    own = tokens.filter(~begins_inside(tokens, exclusions))
    sentences = _list_sentences(documents, own, tokens)
    stating = sentences.filter("states")
    same = _list_same(alignments, sentences)
    tellings = _add_alignments(find_tellings(sentences, own), same, sentences)
    sure = tellings.filter(says=YES)
    close = sure.filter(pl.col("alike") >= ALIKE)
    mutual = close.join(sure, left_on=["a", "b"], right_on=["b", "a"], how="semi").select(_LINKS.keys())
    alike = pl.concat([same.select(_LINKS.keys()), mutual, _find_repeats(stating, own)]).unique()
    members = _gather(stating, sure, alike)
    maybe = (
        tellings.filter(says=UNCLEAR).sort("a", "doc").group_by(centre="a").agg(unclear=pl.col("doc").str.join("; "))
    )
    return _tell(members.join(maybe, on="centre", how="left"), sentences)


def _list_sentences(documents: pl.DataFrame, own: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of articles with an event: event, doc, start, end, place, sentence, number, and whether it states something."""
    neutral = read_list("reporting").filter(kind="neutral")["word"].implode()
    saying = pl.col("lemma").is_in(UNSAID) | ((pl.col("pos") == "VERB") & pl.col("lemma").is_in(neutral))
    says = pl.col("pos").is_in(CONTENT) & ~saying
    is_name_or_time = (pl.col("pos") == "PROPN") | pl.col("entity").is_in(TIMES)
    found = own.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64),
        states=(says.sum() >= LEAST) & ((says & ~is_name_or_time).sum() >= OF_THESE) & pl.col("pos").is_in(VERBS).any(),
    )  # fmt: skip
    told = documents.select("doc", "event", "text").drop_nulls("event")
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    placed = found.join(told, on="doc").with_columns(sentence=cut).drop("text").sort("event", "doc", "start")
    listed = placed.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))
    kept = keep_stated(listed.with_columns(statement=pl.col("number")), documents, tokens)
    states = (
        pl.col("states")
        & ~pl.col("sentence").str.contains(_STATES_NOTHING)
        & pl.col("number").is_in(kept["number"].implode())
    )
    return listed.with_columns(states=states)


def _list_same(alignments: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The alignments from SAME on, told from both sides: a, b (numbers), doc (of b)."""
    links = alignments.filter(pl.col("score") >= SAME)
    for side in ("a", "b"):
        at = sentences.select("doc", "start", "number").rename(lambda name, side=side: f"{name}_{side}")
        links = links.join(at, on=[f"doc_{side}", f"start_{side}"], maintain_order="left")
    there = links.select(a="number_a", b="number_b", doc="doc_b")
    return pl.concat([there, links.select(a="number_b", b="number_a", doc="doc_a")])


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
