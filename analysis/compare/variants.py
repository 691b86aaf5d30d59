"""Variants: other ways to count the same corpus, each but one step away from the run's own.

A variant says which words of which documents are counted and how; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.traits import FUNCTION_WORDS
from analysis.find.material import Material
from analysis.find.words import Words, keep_words, lies_inside, rename_words

WORDS, SCOPE, LEAVE_OUT = "words", "scope", "leave out"  # what is taken for a term, which words count, whose
LONGEST = (1, 2, 3, 4)  # words of a phrase
RAREST = (2, 5, 10)  # times that a term must occur; what occurs once is most of all phrases and no finding
MOST = 8  # events, and outlets, that are left out one by one


class Variant(NamedTuple):
    """One other way to count: its name, its kind, and what a comparison asks for.

    `make` gives the words and their documents, made only when asked for, so that one variant is held at a time;
    `rename` says how a term of the run is called in the words so made; `has_cues` whether it makes sense for cues;
    `note` says where there would be more variants of the kind.
    """

    name: str
    kind: str
    make: Callable[[], tuple[Words, pl.DataFrame]]
    quoted: str
    ngrams: int
    min_count: int
    rename: Callable[[Words, str], str]
    has_cues: bool
    note: str = ""


def list_variants(
    material: Material,
    tokens: pl.DataFrame,
    passages: pl.DataFrame,
    quoted: str = "split",
    ngrams: int = 4,
    min_count: int = 3,
) -> list[Variant]:
    """The other ways to count this material, where these settings are the run's.

    `tokens` is the parse, for lemmas; `passages` what articles of one event share, as `find_passages` gives it. A way that
    would change nothing here is not listed. Events and outlets are left out one by one, at most the MOST with most articles.
    """
    run = Variant("", "", lambda: (material.words, material.documents), quoted, ngrams, min_count, _keep_name, True)
    return [*_change_terms(run, material, tokens), *_change_scope(run, material, passages), *_leave_out(run, material)]


# --- what is taken for a term ---------------------------------------------------------------------------------------


def _change_terms(run: Variant, material: Material, tokens: pl.DataFrame) -> Iterator[Variant]:
    words, documents = material.words, material.documents
    of_terms = run._replace(kind=WORDS, has_cues=False)
    renamed = of_terms._replace(rename=partial(find_name, words))
    yield renamed._replace(name="case kept", make=lambda: (keep_case(words, documents), documents))
    yield renamed._replace(name="lemmas in place of forms", make=lambda: (take_lemmas(words, tokens), documents))
    yield of_terms._replace(name="function words left out", make=lambda: (_drop_function_words(words), documents))
    for longest in LONGEST:
        if longest != run.ngrams:
            name = f"phrases of up to {longest} words" if longest > 1 else "single words"
            yield of_terms._replace(name=name, ngrams=longest)
    for least in RAREST:
        if least != run.min_count:
            yield of_terms._replace(name=f"terms that occur {least} times or more", min_count=least)


def keep_case(words: Words, documents: pl.DataFrame) -> Words:
    """The words with the capitals they have in the texts; one whose signs reading evens out keeps its lower case."""
    texts = dict(documents.select("doc", "text").iter_rows())
    bounds = words.bounds.tolist()
    starts, ends = words.starts.tolist(), words.ends.tolist()
    pieces = [
        texts[doc][starts[at] : ends[at]].replace("’", "'")
        for place, doc in enumerate(words.docs)
        for at in range(bounds[place], bounds[place + 1])
    ]
    table = pl.DataFrame({"form": _forms(words), "piece": pl.Series(pieces, dtype=pl.String)})
    same = pl.col("piece").str.to_lowercase() == pl.col("form")
    return rename_words(words, table.select(pl.when(same).then("piece").otherwise("form")).to_series())


def take_lemmas(words: Words, tokens: pl.DataFrame) -> Words:
    """The words under the lemmas of the tokens that begin and end with them; a word of several tokens keeps its form."""
    places = pl.DataFrame(
        {
            "doc": pl.Series(words.docs, dtype=pl.String).gather(words.doc_index),
            "start": words.starts, "end": words.ends, "form": _forms(words),
        }
    )  # fmt: skip
    named = tokens.filter(pl.col("lemma") != "").select(
        "doc", pl.col("start", "end").cast(places.schema["start"]), pl.col("lemma").str.replace_all("’", "'")
    )
    joined = places.join(named, on=["doc", "start", "end"], how="left", maintain_order="left")
    return rename_words(words, joined.select(pl.coalesce("lemma", "form")).to_series())


def _forms(words: Words) -> pl.Series:
    return pl.Series(words.vocabulary, dtype=pl.String).gather(words.ids)


def _drop_function_words(words: Words) -> Words:
    kept = np.array([word not in FUNCTION_WORDS for word in words.vocabulary], np.bool_)
    return keep_words(words, kept[words.ids])


def _keep_name(words: Words, term: str) -> str:
    return term


def find_name(words: Words, renamed: Words, term: str) -> str:
    """What a term of these words is most often called in the same words renamed, the first by name of several.

    >>> from analysis.find.words import read_words
    >>> words = read_words(["a"], ["heavy rains, heavy rain"])
    >>> find_name(words, rename_words(words, pl.Series(["heavy", "rain", "heavy", "rain"])), "heavy rains")
    'heavy rain'
    """
    number = {word: place for place, word in enumerate(words.vocabulary)}
    ids = [number.get(word, -1) for word in term.split(" ")]
    last = max(len(words.ids) - len(ids) + 1, 0)
    here = np.ones(last, np.bool_)
    for step, word in enumerate(ids):
        here &= words.ids[step : step + last] == word
        if step:
            here &= words.joined[step : step + last]
    at = np.flatnonzero(here)
    if not len(at):
        return term
    names, times = np.unique(renamed.ids[at[:, None] + np.arange(len(ids))], axis=0, return_counts=True)
    return " ".join(renamed.vocabulary[word] for word in names[times.argmax()])


# --- which words count ----------------------------------------------------------------------------------------------


def _change_scope(run: Variant, material: Material, passages: pl.DataFrame) -> Iterator[Variant]:
    words, documents = material.words, material.documents
    scope = run._replace(kind=SCOPE)
    if run.quoted == "in":
        yield scope._replace(name="others' words left out", quoted="out")
    else:
        yield scope._replace(name="others' words counted with the author's", quoted="in")
    if len(material.left_out):
        yield scope._replace(name="excluded passages counted", make=lambda: (material.all_words, documents))
    elif len(material.exclusions):
        yield scope._replace(
            name="excluded passages left out", make=lambda: (_drop_spans(words, material.exclusions), documents)
        )
    reused = _list_reused(passages)
    if len(reused):  # in both articles: which of them had it first is not known
        yield scope._replace(name="shared passages left out", make=lambda: (_drop_spans(words, reused), documents))


def _list_reused(passages: pl.DataFrame) -> pl.DataFrame:
    """The spans of shared passages in both articles, but for those that are no more than a name."""
    told = passages.filter(pl.col("kind") != "name")
    return pl.concat(
        told.select(doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}") for side in ("a", "b")
    ).unique(maintain_order=True)


def _drop_spans(words: Words, spans: pl.DataFrame) -> Words:
    return keep_words(words, ~lies_inside(words, spans))


# --- whose words count ----------------------------------------------------------------------------------------------


def _leave_out(run: Variant, material: Material) -> Iterator[Variant]:
    """A variant without each event, the articles without one as another, and one without each outlet."""
    for column, whose in (("event", "the event "), ("outlet", "")):
        sizes = material.documents.group_by(column).len().sort("len", column, descending=[True, False])
        if sizes.height < 2:
            continue
        note = f"of {sizes.height} {column}s the {MOST} with most articles are left out" if sizes.height > MOST else ""
        for value in sizes[column].head(MOST).to_list():
            name = "without the articles of no event" if value is None else f"without {whose}{value}"
            make = partial(_make_without, material, column, value)
            yield run._replace(name=name, kind=LEAVE_OUT, make=make, note=note)


def _make_without(material: Material, column: str, value: str | None) -> tuple[Words, pl.DataFrame]:
    """The words and documents of all other events or outlets."""
    documents = material.documents.filter(~pl.col(column).eq_missing(pl.lit(value, pl.String)))
    left = set(documents["doc"].to_list())
    whole = np.array([doc in left for doc in material.words.docs], np.bool_)
    kept = keep_words(material.words, whole[material.words.doc_index])
    bounds = np.concatenate([[0], kept.bounds[1:][whole]]).astype(np.int64)
    return kept._replace(docs=[doc for doc in kept.docs if doc in left], bounds=bounds), documents
