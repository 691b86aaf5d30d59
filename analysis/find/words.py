"""Words: every text read once into integers, with the offsets of each word in the original text.

A word is a run of letters, digits and marks; an apostrophe or hyphen between them stays inside, as do the stops of
"U.S." and the points and commas of numbers; a final "'s" is a word of its own. Ids are places in the sorted vocabulary,
so they do not depend on the order of texts, and all words with one beginning are one range of ids.
"""

from __future__ import annotations

import hashlib
import unicodedata
import warnings
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.corpus.files import cache_folder, write_whole
from analysis.find import kernels
from analysis.find.voices import SPOKEN

EDITION = "words-1"  # part of the cache's key: change it when the rules of this module change
_ARRAYS = ("ids", "starts", "ends", "joined", "bounds")
_BATCH = 1 << 17  # code points read at a time: what stays in the cache of a processor
_LAST = "\U0010ffff"


class Words(NamedTuple):
    """The words of a corpus in text order.

    `docs` names the texts; words bounds[d]:bounds[d + 1] are those of text d; `ids` index the sorted `vocabulary`;
    starts and ends count code points in the text; `joined` is true where only space parts a word from the one before;
    `voices` are places in SPOKEN, all the author's until `mark_voices` says otherwise.
    """

    docs: list[str]
    vocabulary: list[str]
    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    joined: np.ndarray
    bounds: np.ndarray
    voices: np.ndarray

    @property
    def doc_index(self) -> np.ndarray:
        """For each word the place of its text in `docs`."""
        return np.repeat(np.arange(len(self.docs), dtype=np.int32), np.diff(self.bounds))

    def in_voice(self, voice: str) -> np.ndarray:
        """For each word whether it is in this voice, one of SPOKEN."""
        return self.voices == SPOKEN.index(voice)


def find_words(documents: pl.DataFrame) -> Words:
    """The words of every text, from the cache where the same texts were read before.

    `documents` has doc and text. Linear in the text. A damaged cache is made anew, with a warning.

    >>> words = find_words(pl.DataFrame({"doc": ["a"], "text": ["Don't sell the U.S. team's 1,200 boats."]}))
    >>> [words.vocabulary[id] for id in words.ids]
    ["don't", 'sell', 'the', 'u.s', 'team', "'s", '1,200', 'boats']
    """
    folder = cache_folder() / "words" / _fingerprint(documents)
    if folder.is_dir():
        try:
            return _read(folder, documents["doc"].to_list())
        except (OSError, ValueError, EOFError, pl.exceptions.PolarsError) as error:
            warnings.warn(f"the cached words in {folder} are damaged ({error}) and are made anew", stacklevel=2)
    parts = documents.select("text").iter_slices(256)  # one part at a time, not all texts once more as Python's strings
    words = read_words(documents["doc"].to_list(), (text for part in parts for text in part["text"].to_list()))
    _write(folder, words)
    return words


def read_words(docs: list[str], texts: Iterable[str]) -> Words:
    """The words of texts that are at hand; `find_words` is the same through the cache."""
    reader = _Reader(len(docs))
    batch, held = [], 0
    for text in texts:
        batch.append(text)
        held += len(text)
        if held > _BATCH:
            reader.read(batch)
            batch, held = [], 0
    if batch:
        reader.read(batch)
    vocabulary, rank = reader.sorted_vocabulary()
    ids, starts, ends, joined = reader.found_words()
    kernels.renumber(ids, rank)
    bounds = np.concatenate([[0], np.cumsum(reader.counts, dtype=np.int64)]).astype(np.int64)
    return Words(docs, vocabulary, ids, starts, ends, joined, bounds, np.zeros(len(ids), np.uint8))


class _Reader:
    """Interns words over many texts: the kinds of word known, and the words found, grow between batches."""

    def __init__(self, docs: int) -> None:
        self.docs = docs
        self.letters = kernels.Letters(*_character_tables())
        self.known = kernels.Known(*(np.zeros(2, kind) for kind in (np.uint64, np.uint32, np.int64)))
        self.out, self.tags = _space(0), np.empty(0, np.uint64)
        self.kinds = self.found = 0
        self.counts: list[int] = []

    def read(self, texts: list[str]) -> None:
        """Reads a batch in one call, so that neither the call nor new memory is paid for each text."""
        codes = np.frombuffer("\0".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
        self._make_room(len(codes), len(texts))
        bounds = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
        counts, out = np.empty(len(texts), np.int64), kernels.Found(*(column[self.found :] for column in self.out))
        self.kinds = int(
            kernels.scan_words(codes, bounds, self.letters, self.known, self.kinds, out, self.tags, counts)
        )
        self.found += int(counts.sum())
        self.counts.extend(counts.tolist())

    def _make_room(self, characters: int, texts: int) -> None:
        """Space for all that the next batch could hold: every other of its characters a word, and a kind, of its own."""
        table, pool, ends = self.known
        most = characters // 2 + 1
        kinds = self.kinds + most
        pool, ends = _longer(pool, int(ends[self.kinds]) + characters), _longer(ends, kinds + 1)
        if len(table) < 5 * kinds // 2:
            table = np.zeros(2 << (5 * kinds // 4).bit_length(), np.uint64)
            kernels.rebuild_table(self.known.table, table)
        self.known, self.tags = kernels.Known(table, pool, ends), _longer(self.tags, most)
        if (
            len(self.out.ids) < self.found + most
        ):  # for all texts, should they be like these: they are the largest arrays
            read = min(len(self.counts) + texts, self.docs)
            longer = _space((self.found + most) * self.docs // read * 9 // 8)
            for column, more in zip(self.out, longer, strict=True):
                more[: self.found] = column[: self.found]
            self.out = longer

    def found_words(self) -> kernels.Found:
        """The words found, cut to their number."""
        for column in self.out:
            column.resize(self.found, refcheck=False)
        return self.out

    def sorted_vocabulary(self) -> tuple[list[str], np.ndarray]:
        """The kinds of word in sorted order, and for each id of reading its place there."""
        ends = self.known.ends[: self.kinds + 1].tolist()
        letters = self.known.pool[: ends[-1]].tobytes().decode("utf-32-le", "surrogatepass")
        words = [letters[first:last] for first, last in pairwise(ends)]
        order = sorted(range(len(words)), key=words.__getitem__)
        rank = np.empty(len(words), np.int32)
        rank[order] = np.arange(len(words), dtype=np.int32)
        return [words[index] for index in order], rank


def _space(room: int) -> kernels.Found:
    """Space for words: memory that is not written to costs nothing."""
    return kernels.Found(*(np.empty(room, kind) for kind in (np.int32, np.int32, np.int32, np.bool_)))


def _longer(array: np.ndarray, length: int) -> np.ndarray:
    """The array where it is long enough, else a copy twice as long as is needed."""
    if len(array) >= length:
        return array
    longer = np.zeros(2 * length, array.dtype)
    longer[: len(array)] = array
    return longer


@cache
def _character_tables() -> tuple[np.ndarray, np.ndarray]:
    """What each code point is, and its lower case or 0; beyond the second plane all are taken as letters without case."""
    classes = np.full(0x110000, kernels.LETTER, np.uint8)
    lower = np.arange(0x110000, dtype=np.uint32)
    for code, character in enumerate(map(chr, range(0x20000))):
        category = unicodedata.category(character)
        classes[code] = kernels.OTHER
        if category[0] in "LM":
            classes[code] = kernels.LETTER
        elif category[0] == "N":
            classes[code] = kernels.DIGIT
        elif category == "Zs" or character == "\t":
            classes[code] = kernels.SPACE
        elif category == "Cf":
            classes[code] = kernels.UNSEEN
        small = character.lower()
        if small != character and len(small) == 1:
            lower[code] = ord(small)
    named = {"'’ʼ": kernels.APOSTROPHE, "-‐‑": kernels.HYPHEN, ".": kernels.STOP, ",": kernels.COMMA}
    for characters, kind in {**named, "\n\r\v\f\x85\u2028\u2029": kernels.LINE}.items():
        for character in characters:
            classes[ord(character)] = kind
    lower[(classes != kernels.LETTER) & (classes != kernels.DIGIT)] = 0
    return classes, lower


def prefix_range(vocabulary: list[str], beginning: str) -> tuple[int, int]:
    """The ids of all words with a beginning: from the first to before the second number.

    >>> prefix_range(["rain", "rained", "rains", "snow"], "rain")
    (0, 3)
    """
    return bisect_left(vocabulary, beginning), bisect_left(vocabulary, beginning + _LAST)


def lies_inside(words: Words, spans: pl.DataFrame) -> np.ndarray:
    """For each word whether it begins inside one of the spans (doc, start, end)."""
    inside = np.zeros(len(words.ids), np.bool_)
    place = {doc: index for index, doc in enumerate(words.docs)}
    for doc, start, end in spans.select("doc", "start", "end").iter_rows():
        first, last = words.bounds[place[doc]], words.bounds[place[doc] + 1]
        begin, stop = np.searchsorted(words.starts[first:last], [start, end])
        inside[first + begin : first + stop] = True
    return inside


def keep_words(words: Words, kept: np.ndarray) -> Words:
    """The words that are kept; where some between two were left out, the two do not count as joined."""
    after_kept = np.concatenate([[False], kept[:-1]]) if len(kept) else kept
    joined = words.joined & after_kept
    totals = np.zeros(len(kept) + 1, np.int32)
    np.cumsum(kept, out=totals[1:])
    return words._replace(
        ids=words.ids[kept], starts=words.starts[kept], ends=words.ends[kept],
        joined=joined[kept], bounds=totals[words.bounds].astype(np.int64), voices=words.voices[kept],
    )  # fmt: skip


def rename_words(words: Words, names: pl.Series) -> Words:
    """The same words under other names, one a word and none null, such as lemmas in place of forms.

    >>> words = rename_words(read_words(["a"], ["rains rained"]), pl.Series(["rain", "rain"]))
    >>> words.vocabulary, words.ids.tolist(), words.ends.tolist()
    (['rain'], [0, 0], [5, 12])
    """
    vocabulary = names.unique().sort()
    ids = names.cast(pl.Enum(vocabulary)).to_physical().to_numpy().astype(np.int32)
    return words._replace(vocabulary=vocabulary.to_list(), ids=ids)


def mark_voices(words: Words, voices: pl.DataFrame) -> Words:
    """The words each in its voice, where these spans (doc, start, end, voice) are not the author's; they do not overlap."""
    marked = np.zeros(len(words.ids), np.uint8)
    for code, voice in enumerate(SPOKEN[1:], 1):
        marked[lies_inside(words, voices.filter(voice=voice))] = code
    return words._replace(voices=marked)


# --- the cache ----------------------------------------------------------------------------------------------------


def _fingerprint(documents: pl.DataFrame) -> str:
    digest = hashlib.blake2b(EDITION.encode(), digest_size=16)
    for doc, text in documents.select("doc", "text").iter_rows():
        for part in (doc, text):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "little"))
            digest.update(data)
    return digest.hexdigest()


def _write(folder: Path, words: Words) -> None:
    with write_whole(folder) as part:
        part.mkdir()
        for name in _ARRAYS:
            np.save(part / f"{name}.npy", getattr(words, name))
        pl.DataFrame({"word": words.vocabulary}, schema={"word": pl.String}).write_parquet(part / "vocabulary.parquet")


def _read(folder: Path, docs: list[str]) -> Words:
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    if len({len(arrays[name]) for name in _ARRAYS[:-1]}) != 1 or len(arrays["bounds"]) != len(docs) + 1:
        raise ValueError("the columns differ in length")
    voices = np.zeros(len(arrays["ids"]), np.uint8)
    return Words(docs, pl.read_parquet(folder / "vocabulary.parquet")["word"].to_list(), **arrays, voices=voices)
