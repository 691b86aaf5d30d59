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


NO_PARTS = np.empty((0, 2), np.int32)


class Counts(NamedTuple):
    """Counts of measures by document: measure m stands counts[i] times in docs[i], for i in bounds[m]:bounds[m + 1].

    `names` are the measures', `doc_names` the documents', `sizes` the words that each document has in this voice.
    A phrase's row of `parts` has the measures that are its words but the last, and its last word; others have -1 twice.
    """

    names: list[str]
    bounds: np.ndarray
    docs: np.ndarray
    counts: np.ndarray
    doc_names: list[str]
    sizes: np.ndarray
    voice: str
    parts: np.ndarray = NO_PARTS


def take_measures(counts: Counts, names: Sequence[str]) -> Counts:
    """The counts of these measures alone, in their order; a name that is not counted is left out.

    >>> counts = Counts(["fog", "rain"], np.array([0, 1, 3]), np.array([0, 0, 1]), np.array([2, 5, 7]), ["a", "b"], np.array([9, 9]), "all")
    >>> rain = take_measures(counts, ["rain", "snow"])
    >>> rain.names, rain.docs.tolist(), rain.counts.tolist()
    (['rain'], [0, 1], [5, 7])
    """
    place = {name: index for index, name in enumerate(counts.names)}
    kept = [place[name] for name in names if name in place]
    parts = [np.arange(counts.bounds[at], counts.bounds[at + 1]) for at in kept]
    entries = np.concatenate([*parts, np.empty(0, np.int64)]).astype(np.int64)
    bounds = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    named = [counts.names[at] for at in kept]
    return counts._replace(names=named, bounds=bounds, docs=counts.docs[entries], counts=counts.counts[entries], parts=NO_PARTS)


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
    singles = _number_words(spoken, min_count)
    table = _Table(len(spoken.ids) * max(ngrams, 1))
    found = kernels.bound_words(singles.numbers, spoken.bounds, len(singles.names))
    kernels.count_words(singles.numbers, spoken.bounds, found, *table.add(singles.names, found))
    parts = [np.full((len(singles.names), 2), -1, np.int32)]
    phrases, first = singles, 0
    for steps in range(1, ngrams):
        bounds, pairs = _group_pairs(spoken, phrases, singles, steps)
        lefts, rights = _find_pairs(bounds, pairs, singles, min_count)
        names = [
            f"{phrases.names[left]} {singles.names[right]}"
            for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
        ]
        found = kernels.number_pairs(bounds, pairs, lefts, rights, len(singles.names))
        parts.append(np.column_stack([lefts + np.int32(first), rights]))
        first = len(table.names)
        kernels.count_pairs(pairs, found, *table.add(names, found))
        if steps + 1 < ngrams:  # where each begins is asked for longer ones only
            numbers = np.empty(len(spoken.ids), np.int32)
            kernels.place_pairs(phrases.numbers, singles.numbers, spoken.joined, steps, bounds, pairs, numbers)
            phrases = _Phrases(names, numbers)
    return Counts(table.names, *table.columns(), words.docs, np.diff(spoken.bounds), voice, np.concatenate(parts))


class _Phrases(NamedTuple):
    """Frequent phrases of one length, and for each word the number of the one that begins there, or -1."""

    names: list[str]
    numbers: np.ndarray


class _Table:
    """Counts by document, the phrases of one length after those of another.

    `room` is the most entries that there could be: memory that is not written to costs nothing, a second copy would.
    """

    def __init__(self, room: int) -> None:
        self.names: list[str] = []
        self.bounds, self.used = [np.zeros(1, np.int64)], 0
        self.docs, self.counts = np.empty(room, np.int32), np.empty(room, np.int32)

    def add(self, names: list[str], bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Adds names with as many entries as the bounds say; the docs and counts to write for them."""
        part = slice(self.used, self.used + int(bounds[-1]))
        self.names += names
        self.bounds.append(bounds[1:] + self.used)
        self.used = part.stop
        return self.docs[part], self.counts[part]

    def columns(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.concatenate(self.bounds), self.docs[: self.used], self.counts[: self.used]


def _number_words(words: Words, least: int) -> _Phrases:
    numbers = np.empty(len(words.ids), np.int32)
    kept = kernels.number_frequent(words.ids, len(words.vocabulary), least, numbers)
    return _Phrases([words.vocabulary[word] for word in kept.tolist()], numbers)


def _group_pairs(words: Words, phrases: _Phrases, singles: _Phrases, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """The words that follow each phrase and their documents, side by side, and the bounds of each phrase there."""
    bounds = kernels.bound_pairs(phrases.numbers, len(phrases.names), singles.numbers, words.joined, steps)
    pairs = np.empty((bounds[-1], 2), np.int32)
    kernels.group_pairs(phrases.numbers, singles.numbers, words.joined, steps, words.bounds, bounds, pairs)
    return bounds, pairs


def _find_pairs(bounds: np.ndarray, pairs: np.ndarray, singles: _Phrases, least: int) -> tuple[np.ndarray, np.ndarray]:
    """The frequent pairs of phrase and following word, ordered by phrase, then word."""
    kinds = len(singles.names)
    lefts, rights = kernels.frequent_pairs(bounds, pairs, kinds, least)
    order = np.argsort(lefts.astype(np.int64) * kinds + rights)
    return lefts[order], rights[order]


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
