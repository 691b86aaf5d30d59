"""Traits: what a term is apart from any comparison: its length, whether it has content, and what longer phrase it is a part of."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.counts import Counts

# The closed classes of English: a term that begins or ends with one is in the table, not among the headlines.
FUNCTION_WORDS = frozenset(
    """a about above across after against all along also although am among an and another any anybody anyone anything are
    around as at be because been before behind being below beneath beside between beyond both but by can could despite did do
    does doing done down during each either else ever every everybody everyone everything except few for from had has have
    having he her here hers herself him himself his how however i if in inside into is it its itself just less like many may me
    might mine more most much must my myself near neither never no nobody none nor not nothing of off often on once one only
    onto or other others our ours ourselves out outside over own per same shall she should since so some somebody someone
    something still such than that the their theirs them themselves then there these they this those though through throughout
    till to too toward towards under unless until up upon us very was we were what whatever when where whether which while who
    whoever whole whom whose why will with within without would yet you your yours yourself yourselves 's""".split()
)
FRAGMENT = 0.9  # a term of whose occurrences a longer phrase holds at least this part is a fragment of it
TRAITS = {"term": pl.String, "length": pl.Int64, "content": pl.Boolean, "part_of": pl.String}


def describe_terms(counts: Counts) -> pl.DataFrame:
    """The traits of every term, in its order: term, length (words), content, part_of.

    `content` says that it neither begins nor ends with a function word; `part_of` is the longest phrase of the table that
    holds at least FRAGMENT of its occurrences, null for none; of a term with content only a phrase with content is asked.
    """
    names = pl.Series("term", counts.names, dtype=pl.String)
    lefts, rights = counts.parts.T
    empty = names.is_in(list(FUNCTION_WORDS)).to_numpy()
    lengths, first, tails = np.ones(len(names), np.int64), np.arange(len(names)), np.full(len(names), -1)
    for before, part in _stretches(lefts):
        left = lefts[part]
        lengths[part], first[part] = lengths[left] + 1, first[left]
        tails[part] = rights[part] if before.start == 0 else _find_tails(lefts, rights, tails, before, part)
    last = np.where(lefts < 0, first, rights)
    content = ~(empty[first] | empty[last])
    columns = (names, lengths, content, _name(names, _find_wholes(counts, lengths, lefts, tails, content)))
    return pl.DataFrame(dict(zip(TRAITS, columns, strict=True)), schema=TRAITS)


def _stretches(lefts: np.ndarray) -> list[tuple[slice, slice]]:
    """The stretches of phrases of two words, of three, and so on, each after the one before, which holds its left parts."""
    found, before = [], slice(0, int((lefts < 0).sum()))
    while before.stop < len(lefts):
        further = np.flatnonzero(lefts[before.stop :] >= before.stop)
        part = slice(before.stop, before.stop + int(further[0]) if len(further) else len(lefts))
        found.append((before, part))
        before = part
    return found


def _find_tails(lefts: np.ndarray, rights: np.ndarray, tails: np.ndarray, before: slice, part: slice) -> np.ndarray:
    """For each phrase of three words or more the term that is its words but the first; one as frequent is there."""
    kinds = int(rights.max()) + 1
    known = lefts[before].astype(np.int64) * kinds + rights[before]
    return before.start + np.searchsorted(known, tails[lefts[part]] * kinds + rights[part])


def _find_wholes(
    counts: Counts, lengths: np.ndarray, lefts: np.ndarray, tails: np.ndarray, content: np.ndarray
) -> np.ndarray:
    """For each term the longest phrase that holds most of its occurrences, or -1; of "harbour" not "the harbour".

    Of two as long it is the more frequent, else the one that adds less in front.
    """
    if not counts.names:
        return np.empty(0, np.int64)
    totals = np.add.reduceat(counts.counts, counts.bounds[:-1])
    rank = lengths * (totals.max() + 1) + totals
    before, after = _find_holders(tails, totals), _find_holders(lefts, totals)
    whole, best, start = np.full(len(totals), -1), rank.copy(), np.arange(len(totals))
    while (start >= 0).any():
        at = start
        while (at >= 0).any():
            better = (at >= 0) & (rank[at] > best) & (content[at] | ~content)
            whole, best = np.where(better, at, whole), np.where(better, rank[at], best)
            at = _grow(at, after, totals)
        start = _grow(start, before, totals)
    return whole


def _find_holders(inner: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """For each term the phrase of one word more, given its `inner` term, that holds most of its occurrences: there is at most one."""
    longer = np.flatnonzero(inner >= 0)
    holds = longer[totals[longer] >= FRAGMENT * totals[inner[longer]]]
    holder = np.full(len(totals), -1)
    holder[inner[holds]] = holds
    return holder


def _grow(at: np.ndarray, holder: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """What a term has grown to, one word longer, while that holds most of the term's occurrences; else -1."""
    longer = np.where(at >= 0, holder[at], -1)
    return np.where((longer >= 0) & (totals[longer] >= FRAGMENT * totals), longer, -1)


def _name(names: pl.Series, places: np.ndarray) -> pl.Series:
    known = pl.Series(np.where(places >= 0, places, 0)) if len(names) else pl.Series([], dtype=pl.Int64)
    return pl.select(pl.when(pl.Series(places >= 0)).then(names.gather(known))).to_series()
