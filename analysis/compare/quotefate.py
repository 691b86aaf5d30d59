"""Quote fate: what becomes of the same quotation in another outlet: kept whole, cut, altered, re-attributed, moved, paraphrased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.paraphrases import pair_paraphrases
from analysis.compare.speakers import name_speakers
from analysis.compare.speech import Speech, place_speech
from analysis.compare.traits import FUNCTION_WORDS
from analysis.compare.word_alignment import NEAR, Run, align_words, find_gaps
from analysis.find.words import Words

GRAM = 3  # words in a row by which pairs are sought
LONG = 8  # words in a row that two speakers hardly say by chance
SHORT = (
    6  # fewer shared words are one saying only in the mouth of one known actor, or where all words of both are the same
)
SHARED = 0.6  # of the shorter quotation, where no long run is shared
WHOLE, CUT, ALTERED, REATTRIBUTED, MOVED, PARAPHRASED = FATES = (
    "kept whole", "cut", "altered", "re-attributed", "moved", "paraphrased",
)  # fmt: skip
_SIDE = {
    "doc": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "text": pl.String,
    "source": pl.String,
    "third": pl.Int64,
}
QUOTE_FATES = {
    "event": pl.String, **{f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}, "fate": pl.String,
    "kept": pl.Float64, "fuller": pl.String, "cut": pl.String, "added": pl.String, "moved": pl.Boolean,
    "reattributed": pl.Boolean, "score": pl.Float64,
}  # fmt: skip


def compare_quotes(sourced: pl.DataFrame, words: Words, documents: pl.DataFrame) -> pl.DataFrame:
    """What becomes of each quotation in the other outlets of its event: the columns of QUOTE_FATES, one row a pair.

    A quotation is all words in marks of one attribution; one that its article repeats counts once. Two are the same where a
    run of LONG words is shared, or SHARED of the shorter one (see `_are_same`). fate: `altered` where other words stand in
    place of some, `cut` where words are only left out (in either), else `re-attributed` where both sources are known and
    differ, `moved` where it begins in another third of the article, else `kept whole`; `paraphrased` where one side tells it
    without marks (see `pair_paraphrases`).

    Of each side: doc, start, end, text (the words in marks), source (the actor, or the source's words), third (1 to 3).
    fuller: the side that has more words of its own ("a" or "b", empty if neither; of a paraphrase the one that quotes); cut:
    the words of the fuller side (or of a) that the other's article has in no quotation; added: those of the other. kept:
    the part of a quotation that the other has, of both sides the smaller, 0 to 1; score: twice the shared words over
    all, 0 to 1 (of a paraphrase both are by weight). moved, and reattributed: null where a source is not known for sure.
    """
    speech = place_speech(sourced, words)
    sayings = _Sayings(speech, words, documents)
    matches = _match_quotes(sayings)
    covered = _cover(matches, sayings)
    rows = [_tell_fate(match, sayings, covered) for match in matches]
    told = pair_paraphrases(sayings.rows, speech, words)
    rows += [_tell_paraphrase(pair, sayings) for pair in told.iter_rows(named=True)]
    table = pl.DataFrame(rows, schema=QUOTE_FATES, orient="row")
    return table.sort("event", "doc_a", "start_a", "doc_b", "start_b", "fate")


class _Sayings:
    """The attributions of a corpus with their words: all of them, and those in marks."""

    def __init__(self, speech: Speech, words: Words, documents: pl.DataFrame) -> None:
        places = documents.select("doc", "event", "outlet")
        self.words, self.texts = words, dict(documents.select("doc", "text").iter_rows())
        self.rows = name_speakers(speech.attributions).join(places, on="doc", maintain_order="left")
        self.row_of = self.rows.to_dicts()
        self.marked = _group_words(speech, np.flatnonzero(speech.quoted))
        self.all = _group_words(speech, np.flatnonzero(speech.piece_of >= 0))

    def ids(self, saying: int) -> list[int]:
        return self.words.ids[self.marked[saying]].tolist()

    def told_first(self) -> list[bool]:
        """For each attribution whether its words in marks were not in marks in its article before."""
        known: set[tuple] = set()
        first = []
        for saying, row in enumerate(self.row_of):
            key = row["place"], *self.ids(saying)
            first.append(key not in known)
            known.add(key)
        return first

    def third(self, saying: int, at: int) -> int:
        """The third of the article in which a word stands, 1 to 3."""
        place = self.row_of[saying]["place"]
        first, last = self.words.bounds[place], self.words.bounds[place + 1]
        return int(3 * (at - first) // (last - first)) + 1

    def spell(self, saying: int, at: np.ndarray) -> str:
        """These words as they are written, with an ellipsis where others stand between them."""
        if not len(at):
            return ""
        text = self.texts[self.row_of[saying]["doc"]]
        parts = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)
        spans = [(int(self.words.starts[part[0]]), int(self.words.ends[part[-1]])) for part in parts]
        return " … ".join(text[start:end] for start, end in spans)

    def side(self, saying: int, at: np.ndarray, first: int) -> tuple:
        """The columns of one side of a pair: the words `at`, the first of which that counts is `first`."""
        row = self.row_of[saying]
        span = int(self.words.starts[at[0]]), int(self.words.ends[at[-1]])
        return row["doc"], *span, self.spell(saying, at), row["actor"], self.third(saying, first)


def _group_words(speech: Speech, at: np.ndarray) -> list[np.ndarray]:
    """Of these words those of each attribution, in the order of the text."""
    number = speech.pieces["number"].fill_null(-1).to_numpy()[speech.piece_of[at]] if len(at) else at
    order = np.argsort(number, kind="stable")
    bounds = np.searchsorted(number[order], np.arange(speech.attributions.height + 1))
    return [at[order[first:last]] for first, last in pairwise(bounds)]


# --- the same words -------------------------------------------------------------------------------------------------


class _Match(NamedTuple):
    """Two quotations, by their numbers, and the runs of words that they share."""

    a: int
    b: int
    runs: list[Run]


def _match_quotes(sayings: _Sayings) -> list[_Match]:
    """The pairs of quotations of different outlets in one event that are the same."""
    ids = {saying: sayings.ids(saying) for saying in range(sayings.rows.height)}
    empty = [word in FUNCTION_WORDS for word in sayings.words.vocabulary]
    found = []
    for a, b in _share_grams(sayings, np.array(empty, np.bool_)).iter_rows():
        runs = align_words(ids[a], ids[b])
        same_mouth = _is_reattributed(sayings.row_of[a], sayings.row_of[b]) is False
        if _are_same(runs, ids[a], ids[b], empty, same_mouth):
            found.append(_Match(a, b, runs))
    return found


def _share_grams(sayings: _Sayings, empty: np.ndarray) -> pl.DataFrame:
    """Pairs of quotations of two outlets in one event that share runs of GRAM words with content: two runs, or all of one."""
    sizes = [len(at) for at in sayings.marked]
    ids = np.concatenate([np.empty(0, np.int32), *(sayings.words.ids[at] for at in sayings.marked)]).astype(np.int32)
    number = np.repeat(np.arange(len(sizes)), sizes)
    count = max(len(ids) - GRAM + 1, 0)
    steps = {f"word_{step}": ids[step : step + count] for step in range(GRAM)}
    inside = number[:count] == number[len(ids) - count :]
    content = ~np.all([empty[column] for column in steps.values()], axis=0)
    told = pl.Series(sayings.told_first(), dtype=pl.Boolean)
    places = sayings.rows.select("number", "event", "outlet", "place", size=pl.Series(sizes, dtype=pl.Int64)).filter(
        told
    )
    grams = pl.DataFrame({"number": number[:count], **steps}).filter(inside & content).unique()
    placed = grams.join(places, on="number").drop_nulls("event")
    pairs = placed.join(placed, on=["event", *steps], suffix="_b").filter(
        (pl.col("place") < pl.col("place_b")) & (pl.col("outlet") != pl.col("outlet_b"))
    )
    shared = pairs.group_by("number", "number_b").agg(
        shared=pl.len(), least=pl.min_horizontal("size", "size_b").first()
    )
    enough = shared.filter((pl.col("shared") > 1) | (pl.col("least") == GRAM))
    return enough.select("number", "number_b").sort("number", "number_b")


def _are_same(runs: list[Run], a: list[int], b: list[int], empty: list[bool], same_mouth: bool) -> bool:
    """Whether so much is shared that both tell one saying: a long run, or most of the shorter one with two words of content."""
    longest, shared = max((run.size for run in runs), default=0), sum(run.size for run in runs)
    content = sum(not empty[word] for run in runs for word in a[run.a : run.a + run.size])
    if longest >= LONG:
        return True
    if shared < SHORT and not (same_mouth or GRAM < shared == len(a) == len(b)):
        return False
    return longest >= GRAM and content > 1 and shared >= SHARED * min(len(a), len(b))


def _cover(matches: Iterable[_Match], sayings: _Sayings) -> dict[tuple[int, int], set[int]]:
    """For each quotation and other article the places of its words that stand in some quotation there."""
    covered: dict[tuple[int, int], set[int]] = defaultdict(set)
    for a, b, runs in matches:
        place_a, place_b = (sayings.row_of[saying]["place"] for saying in (a, b))
        for run in runs:
            covered[a, place_b].update(range(run.a, run.a + run.size))
            covered[b, place_a].update(range(run.b, run.b + run.size))
    return covered


# --- the fate -------------------------------------------------------------------------------------------------------


def _tell_fate(match: _Match, sayings: _Sayings, covered: dict[tuple[int, int], set[int]]) -> tuple:
    """The row of two quotations of the same words."""
    a, b, runs = match
    at_a, at_b = sayings.marked[a], sayings.marked[b]
    rows = sayings.row_of[a], sayings.row_of[b]
    told_a, told_b = covered[a, rows[1]["place"]], covered[b, rows[0]["place"]]
    gaps = [
        ([at for at in gap.a if at not in told_a], [at for at in gap.b if at not in told_b], gap.ends)
        for gap in find_gaps(runs, len(at_a), len(at_b))
    ]
    altered = any(left and right and (not ends or max(len(left), len(right)) <= NEAR) for left, right, ends in gaps)
    own_a, own_b = (np.array([at for gap in gaps for at in gap[side]], np.int64) for side in (0, 1))
    sides = sayings.side(a, at_a, at_a[runs[0].a]), sayings.side(b, at_b, at_b[runs[0].b])
    moved, reattributed = sides[0][-1] != sides[1][-1], _is_reattributed(*rows)
    fate = ALTERED if altered else CUT if len(own_a) or len(own_b) else _name_fate(moved, reattributed)
    kept = min(1 - len(own_a) / len(at_a), 1 - len(own_b) / len(at_b))
    score = 1 - (len(own_a) + len(own_b)) / (len(at_a) + len(at_b))
    texts = sayings.spell(a, at_a[own_a]), sayings.spell(b, at_b[own_b])
    fuller = "a" if len(own_a) > len(own_b) else "b" if len(own_b) > len(own_a) else ""
    ordered = texts[::-1] if fuller == "b" else texts
    return rows[0]["event"], *sides[0], *sides[1], fate, kept, fuller, *ordered, moved, reattributed, score


def _is_reattributed(a: dict, b: dict) -> bool | None:
    """Whether two known actors say it; nothing is known where one is not resolved or may be the other's shorter name."""
    if not (a["resolved"] and b["resolved"]):
        return None
    names = set(a["actor"].lower().split()), set(b["actor"].lower().split())
    if a["actor"] != b["actor"] and (names[0] <= names[1] or names[1] <= names[0]):
        return None
    return a["actor"] != b["actor"]


def _name_fate(moved: bool, reattributed: bool | None) -> str:
    return REATTRIBUTED if reattributed else MOVED if moved else WHOLE


def _tell_paraphrase(pair: dict, sayings: _Sayings) -> tuple:
    """The row of a quotation and a telling of it without marks."""
    told = pair["quote"], pair["telling"]
    at = sayings.marked[told[0]], sayings.all[told[1]]
    sides = [(saying, *sayings.side(saying, words, words[0])) for saying, words in zip(told, at, strict=True)]
    (a, *side_a), (b, *side_b) = sorted(sides, key=lambda side: sayings.row_of[side[0]]["place"])
    fuller = "a" if a == pair["quote"] else "b"
    rows = sayings.row_of[a], sayings.row_of[b]
    flags = side_a[-1] != side_b[-1], _is_reattributed(*rows)
    return rows[0]["event"], *side_a, *side_b, PARAPHRASED, pair["kept"], fuller, "", "", *flags, pair["score"]
