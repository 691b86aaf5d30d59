"""Profile: what each document and each cell of the corpus is made of, before anything is compared."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.counts import count_words
from analysis.compare.estimates import LEAST
from analysis.find.parsing import find_sentences
from analysis.find.voices import SPOKEN
from analysis.find.words import Words

DOCUMENTS = {
    "doc": pl.String, "outlet": pl.String, "group": pl.String, "event": pl.String, "date": pl.String, "title": pl.String,
    "words": pl.Int64, "sentences": pl.Int64, "excluded_words": pl.Int64, "quoted_words": pl.Int64,
    "attributed_words": pl.Int64,
}  # fmt: skip


def profile_documents(documents: pl.DataFrame, words: Words, counted: Words, tokens: pl.DataFrame) -> pl.DataFrame:
    """What each document is made of: the columns of DOCUMENTS, one row a document.

    `words` are all words, `counted` those that are counted. words, quoted_words and attributed_words are of the counted,
    excluded_words the rest; sentences are those with a counted word.
    """
    sizes = pl.DataFrame(
        {"doc": words.docs, "words": np.diff(counted.bounds), **{f"{voice}_words": count_words(counted, voice) for voice in SPOKEN[1:]},
         "excluded_words": np.diff(words.bounds) - np.diff(counted.bounds)},
        schema_overrides={"doc": pl.String},
    )  # fmt: skip
    spoken = pl.DataFrame(
        {"doc": pl.Series(counted.docs, dtype=pl.String).gather(counted.doc_index), "start": counted.starts}
    )
    begun = find_sentences(tokens).select("doc", "sentence", start=pl.col("start").cast(pl.Int32)).sort("doc", "start")
    placed = spoken.sort("doc", "start").join_asof(begun, on="start", by="doc", check_sortedness=False)
    sentences = placed.group_by("doc").agg(sentences=pl.col("sentence").n_unique())
    table = documents.join(sizes, on="doc", maintain_order="left").join(
        sentences, on="doc", how="left", maintain_order="left"
    )
    return table.with_columns(pl.col("sentences").fill_null(0)).select(DOCUMENTS.keys()).cast(DOCUMENTS)


def name_documents(documents: pl.DataFrame) -> dict[str, str]:
    """How a reader is told of each document: its outlet and its date, as far as they are known, else its own name.

    >>> name_documents(pl.DataFrame({"doc": ["k7", "k8"], "outlet": ["Quay Post", None], "date": ["2024-05-01", None]}))
    {'k7': 'Quay Post, 2024-05-01', 'k8': 'k8'}
    """
    told = {
        doc: ", ".join(filter(None, parts)) for doc, *parts in documents.select("doc", "outlet", "date").iter_rows()
    }
    return {doc: name or doc for doc, name in told.items()}


def find_thin_spots(profile: pl.DataFrame) -> list[str]:
    """What is thin in a corpus, in sentences: small groups, one-sided events, short articles, missing dates or events.

    `profile` is what `profile_documents` gives. Nothing here is an error; each is a limit to what can be said.
    """
    spots = []
    for group, docs, outlets in _cells(profile):
        if docs < LEAST:
            spots.append(
                f"Group {group!r} has {_count(docs, 'article')}: fewer than {LEAST}, so there is description but no test."
            )
        if outlets == 1:
            spots.append(f"Group {group!r} is one outlet: what sets the group apart may only set that outlet apart.")
    one_sided = (
        profile.drop_nulls("event").group_by("event").agg(pl.col("group").n_unique()).filter(pl.col("group") < 2)
    )
    if one_sided.height:
        names = ", ".join(one_sided["event"].sort().to_list()[:5])
        are, say = ("is", "says") if one_sided.height == 1 else ("are", "say")
        spots.append(
            f"{_count(one_sided.height, 'event')} {are} told by one group only and {say} nothing of a difference: {names}."
        )
    for column, meaning in (("event", "which event it tells"), ("date", "when it was published")):
        missing = profile[column].null_count()
        if missing:
            spots.append(f"{missing} of {profile.height} articles do not say {meaning} (column '{column}').")
    short = profile.filter(pl.col("words") < 100)["doc"].to_list()
    if short:
        have = "has" if len(short) == 1 else "have"
        spots.append(f"{_count(len(short), 'article')} {have} under 100 counted words: {', '.join(short[:5])}.")
    return spots


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cells(profile: pl.DataFrame) -> list[tuple[str, int, int]]:
    return profile.group_by("group").agg(pl.len(), pl.col("outlet").n_unique()).sort("group").rows()
