"""Counts: how often each term or cue stands in each document, sparse, made once and used by every estimate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare import kernels
from analysis.find.lexicons import Lexicon
from analysis.find.words import Words, keep_words

VOICES = {"in": ("all",), "out": ("author",), "split": ("author", "quoted")}


class Counts(NamedTuple):
    """Counts of measures by document: measure m stands counts[i] times in docs[i], for i in bounds[m]:bounds[m + 1].

    `names` are the measures', `doc_names` the documents', `sizes` the words that each document has in this voice.
    """

    names: list[str]
    bounds: np.ndarray
    docs: np.ndarray
    counts: np.ndarray
    doc_names: list[str]
    sizes: np.ndarray
    voice: str


def choose_voice(words: Words, voice: str) -> Words:
    """The words of one voice: `all`, `author` (outside quotation marks) or `quoted` (inside)."""
    kept = {"all": None, "author": ~words.quoted, "quoted": words.quoted}[voice]
    return words if kept is None else keep_words(words, kept)


def count_words(words: Words, voice: str) -> np.ndarray:
    """The number of words of each document in a voice."""
    if voice == "all":
        return np.diff(words.bounds)
    quoted = np.concatenate([[0], np.cumsum(words.quoted)])[words.bounds]
    return np.diff(quoted) if voice == "quoted" else np.diff(words.bounds) - np.diff(quoted)


def count_terms(words: Words, voice: str = "all", ngrams: int = 3, min_count: int = 3) -> Counts:
    """Words and phrases of up to `ngrams` words that occur at least `min_count` times in a voice, by document.

    A phrase runs over space only: punctuation, a mark or a passage left out ends it.

    >>> from analysis.find.words import read_words
    >>> terms = count_terms(read_words(["a", "b"], ["Rain fell. Rain fell, then", "rain fell"]), min_count=3)
    >>> dict(zip(terms.names, np.diff(terms.bounds).tolist()))
    {'fell': 2, 'rain': 2, 'rain fell': 2}
    """
    spoken = choose_voice(words, voice)
    docs, size = spoken.doc_index, len(spoken.ids)
    places = np.arange(size, dtype=np.int32)
    phrases = np.zeros(size, np.int32)
    order = kernels.sort_by_key(spoken.ids, places, len(spoken.vocabulary))
    found = [kernels.count_runs(order, phrases, spoken.ids, 0, docs, min_count, np.empty(size, np.int32))]
    frequent = np.bincount(spoken.ids, minlength=len(spoken.vocabulary)) >= min_count
    ids = np.where(frequent[spoken.ids], spoken.ids, -1).astype(np.int32) if size else spoken.ids
    phrases = ids.copy()
    for steps in range(1, ngrams):
        candidates = kernels.longer_phrases(phrases, ids, spoken.joined, steps)
        following = np.roll(ids, -steps)
        by_next = kernels.sort_by_key(following, candidates, len(spoken.vocabulary))
        order = kernels.sort_by_key(phrases, by_next, int(phrases.max(initial=-1)) + 1)
        longer = np.empty(size, np.int32)
        found.append(kernels.count_runs(order, phrases, ids, steps, docs, min_count, longer))
        phrases = longer
    return _join(spoken, found, voice)


def _join(words: Words, found: list[tuple[np.ndarray, ...]], voice: str) -> Counts:
    names = [
        " ".join(words.vocabulary[word] for word in words.ids[place : place + length])
        for length, (_, places, _, _) in enumerate(found, start=1)
        for place in places.tolist()
    ]
    ends = np.cumsum([0, *(len(docs) for _, _, docs, _ in found)])
    bounds = np.concatenate([[0], *(part[0][1:] + end for part, end in zip(found, ends[:-1], strict=True))])
    docs, counts = (np.concatenate([part[index] for part in found]) for index in (2, 3))
    return Counts(names, bounds.astype(np.int64), docs, counts, words.docs, np.diff(words.bounds), voice)


def count_cues(hits: pl.DataFrame, words: Words, lexicons: Sequence[Lexicon], voice: str = "all") -> Counts:
    """Hits of every category of every lexicon in a voice, by document; names are `lexicon/category`.

    `hits` is what `find_cues` found in these words; a category without a hit is a measure with no counts.
    """
    names = [f"{lexicon.name}/{category}" for lexicon in lexicons for category in lexicon.categories]
    spoken = hits if voice == "all" else hits.filter(pl.col("voice") == voice)
    place = {name: index for index, name in enumerate(names)}
    doc_place = {doc: index for index, doc in enumerate(words.docs)}
    table = (
        spoken.group_by(pl.concat_str("lexicon", "category", separator="/").alias("measure"), "doc")
        .len("hits")
        .with_columns(
            pl.col("measure").replace_strict(place, return_dtype=pl.Int32),
            pl.col("doc").replace_strict(doc_place, return_dtype=pl.Int32),
        )
        .sort("measure", "doc")
    )
    bounds = np.searchsorted(table["measure"].to_numpy(), np.arange(len(names) + 1)).astype(np.int64)
    docs, counts = (table[column].to_numpy().astype(np.int32) for column in ("doc", "hits"))
    return Counts(names, bounds, docs, counts, words.docs, count_words(words, voice), voice)
