"""Counts: how often each term or cue stands in each document, sparse, made once and used by every estimate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare import kernels
from analysis.find.lexicons import Lexicon
from analysis.find.voices import SPOKEN
from analysis.find.words import Words, keep_words

OWN = ("author", "all")  # the voices that headlines are of
VOICES = {"in": ("all",), "out": ("author",), "split": SPOKEN}


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
    return counts._replace(
        names=named, bounds=bounds, docs=counts.docs[entries], counts=counts.counts[entries], parts=NO_PARTS
    )


def choose_voice(words: Words, voice: str) -> Words:
    """The words of one voice of SPOKEN, or of `all`."""
    return words if voice == "all" else keep_words(words, words.in_voice(voice))


def count_words(words: Words, voice: str) -> np.ndarray:
    """The number of words of each document in a voice."""
    if voice == "all":
        return np.diff(words.bounds)
    return np.diff(np.concatenate([[0], np.cumsum(words.in_voice(voice))])[words.bounds])


def count_terms(words: Words, voice: str = "all", ngrams: int = 3, min_count: int = 3) -> Counts:
    """Words and phrases of up to `ngrams` words that occur at least `min_count` times in a voice, by document.

    A phrase runs over space only: punctuation, a mark or a passage left out ends it.

    >>> from analysis.find.words import read_words
    >>> terms = count_terms(read_words(["a", "b"], ["Rain fell. Rain fell, then", "rain fell"]), min_count=3)
    >>> dict(zip(terms.names, np.diff(terms.bounds).tolist()))
    {'fell': 2, 'rain': 2, 'rain fell': 2}
    """
    spoken, least = choose_voice(words, voice), max(min_count, 1)
    table = _Table(len(spoken.ids) * max(ngrams, 1))
    bounds, places = _group_places(spoken, spoken.ids, len(spoken.vocabulary), 1)
    kept, found = kernels.count_phrases(bounds, places, least, *table.room())
    table.add([spoken.vocabulary[word] for word in kept.tolist()], found)
    row_of_word = np.full(len(spoken.vocabulary), -1, np.int32)
    row_of_word[kept] = np.arange(len(kept), dtype=np.int32)
    parts = [np.full((len(kept), 2), -1, np.int32)]
    phrases = _Phrases(spoken.vocabulary, spoken.ids, row_of_word)
    for steps in range(1, ngrams):
        lefts, rights, found = kernels.count_pairs(bounds, places, len(spoken.vocabulary), least, *table.room())
        names = [
            f"{phrases.names[left]} {spoken.vocabulary[right]}"
            for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
        ]
        parts.append(np.column_stack([phrases.rows[lefts], row_of_word[rights]]))
        if steps + 1 < ngrams:  # where each begins is asked for longer ones only
            numbers = np.empty(len(spoken.ids), np.int32)
            kernels.place_pairs(phrases.numbers, bounds, places, numbers)
            rows = np.arange(len(table.names), len(table.names) + len(names), dtype=np.int32)
            phrases = _Phrases(names, numbers, rows)
            bounds, places = _group_places(spoken, numbers, len(names), steps + 1)
        table.add(names, found)
    return Counts(table.names, *table.columns(), words.docs, np.diff(spoken.bounds), voice, np.concatenate(parts))


class _Phrases(NamedTuple):
    """Phrases of one length, for each word the number of the one that begins there, or -1, and for each its row in the table."""

    names: list[str]
    numbers: np.ndarray
    rows: np.ndarray


class _Table:
    """Counts by document, the phrases of one length after those of another.

    `size` is the most entries that there could be: memory that is not written to costs nothing, a second copy would.
    """

    def __init__(self, size: int) -> None:
        self.names: list[str] = []
        self.bounds, self.used = [np.zeros(1, np.int64)], 0
        self.docs, self.counts = np.empty(size, np.int32), np.empty(size, np.int32)

    def room(self) -> tuple[np.ndarray, np.ndarray]:
        """The docs and counts that are not used yet."""
        return self.docs[self.used :], self.counts[self.used :]

    def add(self, names: list[str], bounds: np.ndarray) -> None:
        """Adds names for what was written to the room, with their bounds there."""
        self.names += names
        self.bounds.append(bounds[1:] + self.used)
        self.used += int(bounds[-1])

    def columns(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.concatenate(self.bounds), self.docs[: self.used], self.counts[: self.used]


def _group_places(words: Words, phrases: np.ndarray, kinds: int, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """The bounds of each phrase, and for its places there the word that follows and the document, side by side."""
    bounds = kernels.bound_places(phrases, kinds)
    places = np.empty((bounds[-1], 2), np.int32)
    kernels.group_places(phrases, words.ids, words.joined, steps, words.bounds, bounds, places)
    return bounds, places


def count_cues(hits: pl.DataFrame, words: Words, lexicons: Sequence[Lexicon], voice: str = "all") -> Counts:
    """Hits of every category of every lexicon in a voice, by document; names are `lexicon/category`.

    `hits` is what `find_cues` found in these words; a category without a hit is a measure with no counts.
    """
    names = [f"{lexicon.name}/{category}" for lexicon in lexicons for category in lexicon.categories]
    spoken = hits if voice == "all" else hits.filter(pl.col("voice") == voice)
    found = spoken.select("doc", measure=pl.concat_str("lexicon", "category", separator="/"), hits=pl.lit(1))
    return gather_counts(found, names, words.docs, count_words(words, voice), voice)


def gather_counts(
    hits: pl.DataFrame, names: Sequence[str], docs: Sequence[str], sizes: np.ndarray, voice: str = "all"
) -> Counts:
    """The hits of these measures by document; `hits` has measure, doc and hits, other measures and documents are left out.

    >>> hits = pl.DataFrame({"measure": ["say"], "doc": ["b"], "hits": [2]})
    >>> counts = gather_counts(hits, ["say", "claim"], ["a", "b"], np.array([1, 3]))
    >>> counts.bounds.tolist(), counts.docs.tolist(), counts.counts.tolist()
    ([0, 1, 1], [1], [2])
    """
    places = [_number("measure", names), _number("doc", docs)]
    table = hits.join(places[0], on="measure").join(places[1], on="doc")
    summed = table.group_by("_measure", "_doc").agg(pl.col("hits").sum()).filter(pl.col("hits") > 0)
    summed = summed.sort("_measure", "_doc")
    bounds = np.searchsorted(summed["_measure"].to_numpy(), np.arange(len(names) + 1)).astype(np.int64)
    columns = (summed[column].to_numpy().astype(np.int32) for column in ("_doc", "hits"))
    return Counts(list(names), bounds, *columns, list(docs), np.asarray(sizes, np.int64), voice)


def _number(column: str, names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame({column: list(names)}, schema={column: pl.String}).with_row_index(f"_{column}")
