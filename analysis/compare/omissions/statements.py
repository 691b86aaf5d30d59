"""Statements: the sentences of an event's reports that say the same, each group of them around one in its centre."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.alignments import LIKELY
from analysis.compare.omissions.telling import find_tellings
from analysis.find.relations import begins_inside
from analysis.find.syntax import VERBS

STATEMENTS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
    "centre": pl.Boolean,
}  # fmt: skip
CONTENT = 3  # words with content that a sentence must have, beside a verb, to state something
REPEATED = 5  # words in a row, with a verb, that an article says again
SURE = (
    0.25  # the score from which sentences are one statement whatever they share; below it few are by their score alone
)
SOME = 4  # names, numbers and verbs that a pair from LIKELY on must have in common
SHARED = 6  # and one of each, that a pair below LIKELY must have
_SHARED = ("shared_names", "shared_numbers", "shared_verbs")
_CONTENT, _UNWORDED = ("NOUN", "PROPN", "VERB", "ADJ", "NUM"), ("PUNCT", "SYM", "SPACE")
_QUESTION = r"\?\W*$"
_LINKS = {"a": pl.Int64, "b": pl.Int64, "score": pl.Float64}


def cluster_statements(
    alignments: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """The statements of each event with their sentences: the columns of STATEMENTS, in the order of events and statements.

    `documents` has doc, event and text, `tokens` is the parse; what lies in `exclusions` is left out. Two sentences are
    linked where the score of their alignment is SURE or more, or LIKELY and they share SOME names, numbers and verbs, or they
    share SHARED, or each tells the other (see `find_tellings`). So that no chain of links makes one statement of many, a
    statement is a star (Aslam, Pelekhov & Rus 2004): a sentence in its centre and those linked with it; one between two
    centres goes to the better. A sentence left alone joins that of its best link, or that of which it repeats REPEATED words
    in its own article. Of a report that has none of these, the sentence that best tells the centre is added, though it may
    tell more: it stands in its own statement too. What has less than CONTENT words with content, no verb, or a question mark
    states nothing.
    statement counts from 1 in each event.
    """
    own = tokens.filter(~begins_inside(tokens, exclusions))
    sentences = _list_sentences(documents, own)
    tellings = find_tellings(sentences, own)
    links = _list_links(alignments, tellings, sentences)
    star = _gather_stars(sentences.height, links, _find_repeats(sentences, own))
    placed = sentences.with_columns(star=pl.Series(star, dtype=pl.Int64), centre=pl.col("number") == pl.Series(star))
    first = pl.col("number").min().over("star")
    table = placed.with_columns(statement=first.rank("dense").over("event").cast(pl.Int64))
    whole = pl.concat([table, _list_tellers(table, tellings)])
    return whole.sort("event", "statement", "number").select(STATEMENTS.keys()).cast(STATEMENTS)


def _list_sentences(documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences that state something, of articles with an event: event, doc, start, end, place, sentence, number."""
    content, has_verb = pl.col("pos").is_in(_CONTENT).sum(), pl.col("pos").is_in(VERBS).any()
    found = tokens.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64), states=(content >= CONTENT) & has_verb
    )
    told = documents.select("doc", "event", "text").drop_nulls("event")
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    sentences = found.filter("states").join(told, on="doc").with_columns(sentence=cut)
    stated = sentences.filter(~pl.col("sentence").str.contains(_QUESTION)).sort("event", "doc", "start")
    return stated.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))


def _list_links(alignments: pl.DataFrame, tellings: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The alignments that count and what tells each other, told from both sides as numbers of sentences: a, b, score."""
    sizes = [
        pl.col(name).fill_null("").str.split(", ").list.eval(pl.element().filter(pl.element() != "")).list.len()
        for name in _SHARED
    ]
    score, together = pl.col("score"), pl.sum_horizontal(sizes)
    shares = pl.all_horizontal(size > 0 for size in sizes) & (together >= SHARED)
    links = alignments.filter((score >= SURE) | ((score >= LIKELY) & (together >= SOME)) | shares)
    for side in ("a", "b"):
        at = sentences.select("number", **{f"doc_{side}": "doc", f"start_{side}": "start"}).rename({"number": side})
        links = links.join(at, on=[f"doc_{side}", f"start_{side}"], maintain_order="left")
    there = links.select(_LINKS.keys()).cast(_LINKS)
    mutual = tellings.join(tellings, left_on=["a", "b"], right_on=["b", "a"], how="semi").select(
        "a", "b", score=pl.lit(LIKELY)
    )
    linked = pl.concat([there, there.select(a="b", b="a", score="score"), mutual.cast(_LINKS)])
    return linked.unique(["a", "b"], keep="first", maintain_order=True)


def _list_tellers(table: pl.DataFrame, tellings: pl.DataFrame) -> pl.DataFrame:
    """Of each report without a sentence in a statement, the one that tells most of its centre: rows like those of the table."""
    centres = table.filter("centre").select("star", a="number").join(tellings, on="a")
    found = centres.join(
        table.drop("star", "statement", "centre"), left_on="b", right_on="number", maintain_order="left"
    )
    new = found.join(table, on=["star", "doc"], how="anti").sort("star", "told", "b", descending=[False, True, False])
    best = new.unique(["star", "doc"], keep="first", maintain_order=True).rename({"b": "number"})
    of = table.filter("centre").select("star", "statement")
    return best.join(of, on="star").with_columns(centre=False).select(table.columns)


def _find_repeats(sentences: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of one article that say REPEATED words with a verb again, told from both sides: a, b, score (1)."""
    numbers = sentences.select("doc", "number", sentence="place")
    words = tokens.filter(~pl.col("pos").is_in(_UNWORDED)).join(numbers, on=["doc", "sentence"], maintain_order="left")
    steps = [pl.col("lemma").shift(-step).over("number") for step in range(REPEATED)]
    verbs = [(pl.col("pos") == "VERB").shift(-step).over("number") for step in range(REPEATED)]
    runs = words.select("doc", "number", run=pl.concat_str(steps, separator=" "), has_verb=pl.any_horizontal(verbs))
    runs = runs.filter("has_verb").drop_nulls("run").select("doc", "number", "run").unique()
    runs = runs.filter(pl.len().over("doc", "run") > 1)
    pairs = runs.join(runs, on=["doc", "run"], suffix="_b").filter(pl.col("number") != pl.col("number_b"))
    return pairs.select(a="number", b="number_b", score=pl.lit(1.0)).unique().cast(_LINKS)


# --- stars ----------------------------------------------------------------------------------------------------------


def _gather_stars(size: int, links: pl.DataFrame, repeats: pl.DataFrame) -> np.ndarray:
    """For each sentence the number of the one in the centre of its statement."""
    is_centre = _choose_centres(size, links)
    star = np.arange(size)
    _join_best(star, links.filter(is_centre[links["b"].to_numpy()] & ~is_centre[links["a"].to_numpy()]))
    alone = _is_alone(star)
    _join_best(star, links.filter(alone[links["a"].to_numpy()]))
    alone = _is_alone(star)
    a, b = repeats["a"].to_numpy(), repeats["b"].to_numpy()
    _join_best(star, repeats.filter(alone[a] & (~alone[b] | (b < a))))
    return star


def _is_alone(star: np.ndarray) -> np.ndarray:
    return np.bincount(star, minlength=len(star))[star] == 1


def _choose_centres(size: int, links: pl.DataFrame) -> np.ndarray:
    """Whether each sentence is a centre: from the best linked on, whatever is linked with no centre before it."""
    is_centre, is_linked = np.ones(size, np.bool_), np.zeros(size, np.bool_)
    linked = links.group_by("a").agg("b", weight=pl.col("score").sum().round(6))
    for number, others in linked.sort("weight", "a", descending=[True, False]).select("a", "b").iter_rows():
        is_centre[number] = not is_linked[number]
        if is_centre[number]:
            is_linked[others] = True
    return is_centre


def _join_best(star: np.ndarray, links: pl.DataFrame) -> None:
    """Put each a of these links into the star of its best b, the first of several, one after the other."""
    best = links.sort("a", "score", "b", descending=[False, True, False]).unique("a", keep="first", maintain_order=True)
    for a, b in best.select("a", "b").iter_rows():
        star[a] = star[b]
