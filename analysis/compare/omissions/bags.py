"""Bags: the words of the sentences of one event, by what stands for them in other sentences."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem
from analysis.find.lists import read_list

CONTENT, UNSAID = ("NOUN", "PROPN", "VERB", "ADJ", "NUM"), ("say", "be", "have", "do", "tell", "add")
HALF = 0.5  # how much of a number another number tells
TIMES = ("DATE", "TIME")
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)


class Bags(NamedTuple):
    """Sentences of one event, a row each, those of an article behind each other, and their words, a column each.

    number and doc are those of the sentences, docs the articles in their order, each from the row in firsts on, sizes how many
    words with content they have; has is 1 for
    what a sentence has, tells 1 for what it tells, in this word or another, and HALF for a number by another one. weight is the
    logarithm of one over the part of the sentences that have a word.
    """

    number: np.ndarray
    doc: np.ndarray
    docs: list[str]
    firsts: np.ndarray
    sizes: np.ndarray
    has: sparse.csr_matrix
    tells: sparse.csr_matrix
    weight: np.ndarray


def list_words(tokens: pl.DataFrame) -> pl.DataFrame:
    """The words with content: doc, sentence, stem, is_number (but no date).

    A number is taken by its digits, a demonym as its country; "say", "be" and their like say nothing.
    """
    spelled = {word: str(number) for number, word in enumerate(_SPELLED.split())}
    lands = {word: land.lower() for word, land in read_list("demonyms").select("word", "kind").iter_rows()}
    lemma, in_time = pl.col("lemma").str.to_lowercase(), pl.col("entity").is_in(TIMES)
    figure = (pl.col("pos") == "NUM") | lemma.str.contains(r"^\W*\d")
    kept = tokens.filter(pl.col("pos").is_in(CONTENT), ~pl.col("lemma").is_in(UNSAID)).select(
        "doc", "sentence", is_number=figure & ~in_time,
        word=pl.when(figure).then(lemma.str.replace_all(r"[^\w.]", "").replace(spelled)).otherwise(lemma.replace(lands)),
    )  # fmt: skip
    worded = kept.filter(pl.col("word").str.contains(r"\w"))
    stems = {word: find_stem(word) for word in worded["word"].unique()}
    return worded.with_columns(stem=pl.col("word").replace_strict(stems, return_dtype=pl.String)).drop("word")


def fill_bags(sentences: pl.DataFrame, words: pl.DataFrame) -> Bags:
    """The bags of these sentences (doc, place, number, in the order of articles) with their words (`list_words`)."""
    rows = sentences.with_row_index("row")
    placed = words.join(rows.select("doc", "row", sentence="place"), on=["doc", "sentence"], maintain_order="left")
    stems = placed["stem"].unique().sort()
    placed = placed.with_columns(column=pl.col("stem").rank("dense") - 1)
    shape = rows.height, len(stems)
    has = _lay(placed, shape)
    numbers = _lay(placed.filter("is_number"), shape)
    doc = sentences["doc"].rle_id().to_numpy().astype(np.int64)
    firsts = np.flatnonzero(np.diff(doc, prepend=-1))
    weight = np.log((shape[0] + 1) / np.maximum(np.bincount(has.indices, minlength=shape[1]), 1))
    tells = _tell(has, numbers, lay_meanings(stems.to_list()))
    docs = sentences["doc"].gather(firsts).to_list()
    sizes = np.bincount(doc, weights=np.asarray(has.sum(axis=1)).ravel(), minlength=len(docs))
    return Bags(sentences["number"].to_numpy(), doc, docs, firsts, sizes, has, tells, weight)


def _lay(placed: pl.DataFrame, shape: tuple[int, int]) -> sparse.csr_matrix:
    at = placed.select("row", "column").unique().sort("row", "column")
    places = at["row"].to_numpy().astype(np.int64), at["column"].to_numpy().astype(np.int64)
    return sparse.csr_matrix((np.ones(at.height), places), shape=shape)


def _tell(has: sparse.csr_matrix, numbers: sparse.csr_matrix, meanings: sparse.csr_matrix) -> sparse.csr_matrix:
    any_number, is_number = (sparse.csr_matrix(numbers.sum(axis=axis) > 0, dtype=float) for axis in (1, 0))
    return (has @ meanings).sign().maximum(HALF * (any_number @ is_number)).tocsr()


def join_next(bags: Bags) -> sparse.csr_matrix:
    """What each sentence tells together with the next of its article."""
    rows = np.arange(len(bags.doc))
    following = np.minimum(rows + 1, len(rows) - 1)
    return bags.tells.maximum(bags.tells[np.where(bags.doc[following] == bags.doc, following, rows)])


def join_all(bags: Bags) -> sparse.csr_matrix:
    """What each article tells in all its sentences, a row an article."""
    rows = np.arange(len(bags.doc))
    of_doc = sparse.csr_matrix((np.ones(len(rows)), (bags.doc, rows)), shape=(len(bags.docs), len(rows)))
    return (of_doc @ bags.tells.floor()).sign().maximum(HALF * (of_doc @ bags.tells).sign()).tocsr()
