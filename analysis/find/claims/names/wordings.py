"""Wordings: which words beside its noun say a post: "*deputy* director", "*front*-runner", "secretary *of state*"."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.claims.names.nouns import list_personal
from analysis.find.claims.names.posts import POSTS
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, words_of
from analysis.find.references.roles import read_titles

_DESCRIBING = ("amod", "compound", "nmod")
_UNSAID = ("fellow", "old")  # first words that say nothing of the post: "fellow judge", "a 40-year-old baker"
_RANKS = (
    "deputy",
    "assistant",
    "associate",
    "vice",
    "acting",
    "interim",
)  # that may stand before the body: "deputy CIA director"
_BEFORE = 5  # words before a noun that may belong to it


def place_posts(phrases: Phrases, roles: pl.DataFrame) -> pl.DataFrame:
    """The roles as values: row, first, last (rows), value, unit (what the role belongs to), governor (the name).

    The value is the role, null where words beside it belong to it ("chief engineer"): it is as these words say. A noun that is
    among the words of another role of the same person is none by itself.
    """
    rows = roles["row"].to_numpy()
    first, last = _find_first(phrases, rows), _find_last(phrases, rows)
    begins, values = _find_ranks(phrases, first, last)
    values = [
        value or (role if begin == end else None)
        for value, role, begin, end in zip(values, roles["role"], begins.tolist(), last.tolist(), strict=True)
    ]
    placed = roles.select(
        "row",
        first=pl.Series(begins, dtype=pl.Int64),
        last=pl.Series(last, dtype=pl.Int64),
        value=pl.Series(values, dtype=pl.String),
        unit=pl.when(pl.Series(last > rows, dtype=pl.Boolean))
        .then(pl.lit(""))
        .otherwise("of"),  # "of state" is the post's
        governor=pl.Series(phrases.head[roles["name"].to_numpy()], dtype=pl.Int64),
    ).cast(POSTS)
    return placed.filter(~pl.Series(_are_parts(rows, first, placed["governor"].to_numpy()), dtype=pl.Boolean))


def _are_parts(rows: np.ndarray, first: np.ndarray, governor: np.ndarray) -> np.ndarray:
    """Whether each of these nouns, in order, is among the words before the next one that is told of the same name."""
    inside = (rows[:-1] >= first[1:]) & (rows[:-1] < rows[1:]) & (governor[:-1] == governor[1:])
    return np.append(inside, [False] * (len(rows) > 0))


def _find_first(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """For each noun the first of the unnamed words that describe it right before it, or are joined to these by a hyphen."""
    syntax, first = phrases.syntax, rows.copy()
    describes = syntax.having(dep=_DESCRIBING, pos=("ADJ", "NOUN", "PROPN")) | syntax.having(
        dep="amod", tag=("VBG", "VBN")
    )
    describes &= phrases.named < 0
    joined = _are_joined(phrases)
    inside = syntax.having(lemma=_list("before"))
    other = syntax.having(lemma=tuple(sorted(list_personal()))) & ~inside
    noun = syntax.having(pos="NOUN") & ~inside
    short = syntax.having(lemma=tuple(read_titles()))[rows]
    title = syntax.having(lemma=_list_titles())[rows] & syntax.having(dep=_DESCRIBING)[rows]
    for _ in range(_BEFORE):
        before = np.maximum(first - 1, 0)
        above = syntax.head[before]
        over = ((above >= first) & (above <= rows)) | ((above == syntax.head[rows]) & (above > rows))
        kept = describes[before] & over & ~(title & other[before]) & ~(short & noun[before])
        hyphen = joined[before] & (first > 1)
        first = np.where(hyphen, first - 2, np.where(kept, before, first))
    unsaid = syntax.having(lemma=_UNSAID)[first] & (first < rows)
    number = syntax.having(pos="NUM")[first]
    spoilt = number & (first < rows)  # "40-year-old"
    return np.where(unsaid, first + 1, np.where(spoilt, np.minimum(first + 5, rows), first))


def _are_joined(phrases: Phrases) -> np.ndarray:
    """For each word whether it is a hyphen between two words, the first of which is of no name."""
    starts, ends = (phrases.syntax.rows[name].to_numpy() for name in ("start", "end"))
    hyphen = phrases.syntax.having(tag="HYPH") & (np.append(-1, phrases.named[:-1]) < 0)
    return hyphen & (np.append(-1, ends[:-1]) == starts) & (np.append(starts[1:], -1) == ends)


def _find_last(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """For each noun the last word of the post that it begins: "secretary of *state*", "editor-in-*chief*"."""
    last, lemmas = rows.copy(), phrases.lemmas(rows)
    wholes: dict[str, list[list[str]]] = {}
    for words in (whole.split(" ") for whole in _list("whole")):
        wholes.setdefault(words[0], []).append(words[1:])
    for at, lemma in enumerate(lemmas):
        for rest in wholes.get(lemma, ()):
            behind = phrases.syntax.rows["lemma"][int(rows[at]) + 1 : int(rows[at]) + 5].to_list()
            said = [(step, word.lower()) for step, word in enumerate(behind, start=1) if word != "-"]
            if [word for _, word in said[: len(rest)]] == rest:
                last[at] = rows[at] + said[len(rest) - 1][0]
    return last


def _find_ranks(phrases: Phrases, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, list[str | None]]:
    """The posts with what stands before the body that they belong to ("*deputy* CIA director"): first words, values or null."""
    body = np.where(first > 0, phrases.named[np.maximum(first - 1, 0)], -1)
    rank = (
        np.maximum(phrases.grid.words(phrases.mentions[np.maximum(body, 0)])[0] - 1, 0) if (body >= 0).any() else first
    )
    told = phrases.are(body, "organisation", "place") & phrases.syntax.having(lemma=_RANKS)[rank]
    told &= phrases.sentence[rank] == phrases.sentence[first]
    values = [
        " ".join(phrases.lemmas(np.array([at, *range(start, end + 1)]))) if ranked else None
        for at, start, end, ranked in zip(rank.tolist(), first.tolist(), last.tolist(), told.tolist(), strict=True)
    ]
    return np.where(told, rank, first), values


def say_in_full(posts: pl.Expr) -> pl.Expr:
    """The words of posts with those that are short for others in full: "lt. gov." is "lieutenant governor"."""
    short = read_titles() | dict(read_list("posts").filter(kind="short").select("word", "note").iter_rows())
    return posts.str.extract_all(r"[^\s-]+|[\s-]+").list.eval(pl.element().replace(short)).list.join("")


@cache
def _list_titles() -> tuple[str, ...]:
    """The nouns that stand before a name, short or in full."""
    return tuple(sorted(words_of("title") | {*read_titles().values()}))


@cache
def _list(kind: str) -> tuple[str, ...]:
    return tuple(read_list("posts").filter(kind=kind)["word"])
