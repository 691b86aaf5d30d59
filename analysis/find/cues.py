"""Cues: where the patterns of lexicons stand, each hit with its offsets and its voice.

Words are matched as integers, all lexicons in one pass. A hit within a longer hit of the same lexicon is dropped.
The voice is that of the word in which the hit begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find import kernels
from analysis.find.lexicons import GUARD, STRUCTURES, Lexicon, split_piece
from analysis.find.voices import SPOKEN
from analysis.find.words import Words, prefix_range

SCHEMA = {
    "lexicon": pl.String, "category": pl.String, "pattern": pl.String, "doc": pl.String,
    "start": pl.Int64, "end": pl.Int64, "voice": pl.String,
}  # fmt: skip
_HITS = {"cue": pl.UInt32, "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "voice": pl.String}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_HELPERS = ("aux", "auxpass", "mark")
_BARE_DO = (pl.col("lemma") == "do") & pl.col("tag").is_in(["VB", "VBP"])  # of "Do not wait"


def find_cues(words: Words, tokens: pl.DataFrame, lexicons: Sequence[Lexicon]) -> pl.DataFrame:
    """Every hit of every cue: lexicon, category, pattern, doc, start, end, voice, in text order.

    `tokens` is the parse of the same texts; it settles part of speech, questions and imperatives.

    >>> from analysis.find.words import read_words
    >>> from analysis.find.parsing import TOKEN_SCHEMA
    >>> cues = pl.DataFrame({"pattern": ["no doubt"], "category": ["booster"], "pos": [""]})
    >>> lexicon = Lexicon("mine", "", "", "", "", cues)
    >>> nothing = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    >>> find_cues(read_words(["a"], ["No doubt it rained."]), nothing, [lexicon]).rows()
    [('mine', 'booster', 'no doubt', 'a', 0, 8, 'author')]
    """
    rows = [_index(lexicon, number) for number, lexicon in enumerate(lexicons)]
    cues = pl.concat(rows).with_row_index("cue") if rows else pl.DataFrame(schema={"cue": pl.UInt32})
    if cues.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    hits = pl.concat([_keep_by_pos(match_words(words, cues), cues, tokens), _match_structures(words, cues, tokens)])
    hits = _drop_contained(hits, cues)
    return (
        hits.join(cues.filter(pl.col("category") != GUARD), on="cue")
        .sort("doc", "start", "end", "cue")
        .select(SCHEMA.keys())
    )


def _index(lexicon: Lexicon, number: int) -> pl.DataFrame:
    return lexicon.cues.select(
        "pattern", "category", "pos", lexicon=pl.lit(lexicon.name), lexicon_index=pl.lit(number, pl.Int32)
    )


# --- matching words -----------------------------------------------------------------------------------------------


class _Compiled(NamedTuple):
    """Patterns as ranges of word ids, and for each word id the patterns that may begin with it."""

    cue: np.ndarray
    bounds: np.ndarray
    lows: np.ndarray
    highs: np.ndarray
    first_bounds: np.ndarray
    first_patterns: np.ndarray


def match_words(words: Words, cues: pl.DataFrame) -> pl.DataFrame:
    """Every place where a pattern of words stands, whatever its part of speech: cue, doc, start, end, voice."""
    compiled = _compile(cues, words.vocabulary)
    room = len(words.ids) // 4 + 16
    while True:
        pattern, first, length = (np.empty(room, np.int32) for _ in range(3))
        found = kernels.match_patterns(words.ids, words.joined, *compiled[-2:], *compiled[1:4], pattern, first, length)
        if found <= room:
            break
        room = found
    pattern, first, length = pattern[:found], first[:found], length[:found]
    doc_index = np.searchsorted(words.bounds, first, side="right") - 1
    return pl.DataFrame(
        {
            "cue": compiled.cue[pattern],
            "doc": pl.Series(words.docs, dtype=pl.String).gather(doc_index),
            "start": words.starts[first].astype(np.int64),
            "end": words.ends[first + length - 1].astype(np.int64),
            "voice": np.array(SPOKEN)[words.voices[first]],
        },
        schema=_HITS,
    )


def _compile(cues: pl.DataFrame, vocabulary: list[str]) -> _Compiled:
    numbers, ranges = [], []
    for cue, pattern in cues.select("cue", "pattern").iter_rows():
        if pattern in STRUCTURES:
            continue
        steps = [_range(word, vocabulary) for piece in pattern.lower().split() for word in split_piece(piece)]
        if all(low < high for low, high in steps):  # a pattern with a word that no text has cannot match
            numbers.append(cue)
            ranges.append(steps)
    flat = np.array([step for steps in ranges for step in steps], np.int32).reshape(-1, 2)
    bounds = np.concatenate([[0], np.cumsum([len(steps) for steps in ranges], dtype=np.int64)]).astype(np.int64)
    firsts = flat[bounds[:-1]] if ranges else np.empty((0, 2), np.int32)
    widths = firsts[:, 1] - firsts[:, 0]
    begun = np.repeat(np.arange(len(ranges), dtype=np.int32), widths)
    ids = np.repeat(firsts[:, 0] - np.concatenate([[0], np.cumsum(widths)[:-1]])[: len(widths)], widths) + np.arange(
        len(begun)
    )
    order = np.argsort(ids, kind="stable")
    first_bounds = np.searchsorted(ids[order], np.arange(len(vocabulary) + 1)).astype(np.int64)
    lows, highs = np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])
    return _Compiled(np.array(numbers, np.uint32), bounds, lows, highs, first_bounds, begun[order])


def _range(word: str, vocabulary: list[str]) -> tuple[int, int]:
    if word.endswith("*"):
        return prefix_range(vocabulary, word[:-1])
    low, _ = prefix_range(vocabulary, word)
    return low, low + (low < len(vocabulary) and vocabulary[low] == word)


def _keep_by_pos(hits: pl.DataFrame, cues: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The hits whose first word has one of the tags that their cue asks for."""
    asking = cues.filter(pl.col("pos") != "").select("cue", wanted=pl.col("pos").str.split("|"))
    tags = tokens.select("doc", pl.col("start").cast(pl.Int64), "pos", "tag")
    placed = hits.join(asking, on="cue", how="inner").join(tags, on=["doc", "start"], how="inner")
    fitting = placed.filter(
        pl.col("wanted").list.contains(pl.col("pos")) | pl.col("wanted").list.contains(pl.col("tag"))
    )
    return pl.concat([hits.join(asking, on="cue", how="anti"), fitting.select(_HITS.keys())])


def _drop_contained(hits: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The hits that do not lie within a longer hit of the same lexicon; a question, a whole sentence, holds many."""
    placed = hits.join(cues.select("cue", "lexicon", "pattern"), on="cue")
    is_question = pl.col("pattern") == "<question>"
    questions, placed = placed.filter(is_question).select(_HITS.keys()), placed.filter(~is_question)
    spans = placed.select("lexicon", "doc", "start", "end").unique().sort(
        "lexicon", "doc", "start", "end", descending=[False, False, False, True]
    )  # fmt: skip
    reach = pl.col("end").cum_max().shift(1).over("lexicon", "doc")
    outermost = spans.filter((pl.col("end") > reach).fill_null(True))
    kept = placed.join(outermost, on=["lexicon", "doc", "start", "end"], how="semi").select(_HITS.keys())
    return pl.concat([kept, questions])


# --- questions and imperatives ------------------------------------------------------------------------------------


def _match_structures(words: Words, cues: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The hits of `<question>` and `<imperative>` that begin at a word that is counted."""
    asked = cues.filter(pl.col("pattern").is_in(STRUCTURES)).select("cue", "pattern")
    if asked.is_empty() or tokens.is_empty():
        return pl.DataFrame(schema=_HITS)
    found = pl.concat([find_questions(tokens), find_imperatives(tokens)])
    voices = pl.DataFrame(
        {
            "doc": pl.Series(words.docs, dtype=pl.String).gather(words.doc_index),
            "start": words.starts.astype(np.int64),
            "voice": np.array(SPOKEN)[words.voices],
        }
    )
    return asked.join(found, on="pattern").join(voices, on=["doc", "start"], how="inner").select(_HITS.keys())


def find_questions(tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences that end in a question mark, closed by whatever: pattern, doc, start (first word), end."""
    sentences = tokens.group_by("doc", "sentence", maintain_order=True).agg(
        asks=pl.col("lemma").tail(3).is_in(["?", "?!", "!?", "??"]).any() & (pl.len() > 1),
        start=pl.col("start").filter(pl.col("pos") != "PUNCT").first(),
        end=pl.col("end").last(),
    )
    return _as_spans("<question>", sentences.filter(pl.col("asks") & pl.col("start").is_not_null()))


def find_imperatives(tokens: pl.DataFrame) -> pl.DataFrame:
    """The verbs of commands: pattern, doc, start, end.

    A bare infinitive that heads its sentence, or that opens a quoted or listed one, without a subject, or with only an
    addressee before a comma or colon ("Citizens: vote"); and what is joined to it ("and bring a friend").
    """
    rows = _hang_colons(tokens.with_columns(row=pl.int_range(pl.len()).over("doc").cast(pl.UInt32)))
    children = rows.filter(pl.col("row") != pl.col("head")).group_by("doc", row=pl.col("head")).agg(
        subject=pl.col("dep").is_in(_SUBJECTS).any(),
        helped=(pl.col("dep").is_in(_HELPERS) & ~_BARE_DO).any(),
        addressed=(pl.col("lemma").is_in([",", ":"]) & (pl.col("row") < pl.col("head"))).any(),
    )  # fmt: skip
    opens = (pl.col("pos").shift(1).over("doc") == "PUNCT") | (pl.col("sentence").diff().over("doc").fill_null(1) > 0)
    verbs = rows.with_columns(opens=opens).filter((pl.col("tag") == "VB") & pl.col("pos").is_in(["VERB", "AUX"]))
    verbs = verbs.join(children, on=["doc", "row"], how="left").with_columns(
        pl.col("subject", "helped", "addressed").fill_null(False)
    )
    main = (pl.col("dep") == "ROOT") | (pl.col("dep").is_in(["ccomp", "parataxis"]) & pl.col("opens"))
    free = ~pl.col("helped") & (~pl.col("subject") | (pl.col("addressed") & (pl.col("dep") == "ROOT")))
    commands = verbs.filter(main & free)
    joined = verbs.filter((pl.col("dep") == "conj") & ~pl.col("helped") & ~pl.col("subject"))
    more = joined.join(commands.select("doc", head=pl.col("row")), on=["doc", "head"], how="semi")
    return _as_spans("<imperative>", pl.concat([commands, more]))


def _hang_colons(rows: pl.DataFrame) -> pl.DataFrame:
    """The tokens with a colon that hangs on a verb's subject ("Citizens of the valley: vote") hung on the verb."""
    above = rows.select("doc", head=pl.col("row"), verb=pl.col("head"), role=pl.col("dep"))
    lifted = (pl.col("lemma") == ":") & pl.col("role").is_in(_SUBJECTS)
    hung = rows.join(above, on=["doc", "head"], how="left", maintain_order="left")
    return hung.with_columns(head=pl.when(lifted).then("verb").otherwise("head")).drop("verb", "role")


def _as_spans(pattern: str, rows: pl.DataFrame) -> pl.DataFrame:
    places = (pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64))
    return rows.select(pl.lit(pattern).alias("pattern"), "doc", *places)
