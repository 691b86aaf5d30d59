"""Other names: capitalised words that no actor is known by; only what stands beside them tells what they name."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.nouns import are_occupations, are_posts_beside
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, lay_grid, read_countries, read_phrases, spread, words_of
from analysis.find.references.roles import find_apposed

OTHER = "other"  # the type of such a name
_NO_NAME = ("DATE", "TIME", "LAW", "EVENT", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")
_ALONE = ("pobj", "nsubj", "nsubjpass", "dobj", "appos", "conj", "attr", "dative", "ROOT")  # not before another name
_PERSONAL = ("person", "man", "woman", "title", "state")
_BESIDE = ("compound", "nmod", "amod")


def read_names(documents: pl.DataFrame, tokens: pl.DataFrame, named: pl.DataFrame) -> Phrases:
    """The phrases of the parsed texts with the known names and the others, which are of people or of the type OTHER.

    `named` has doc, start, end, actor, name, type, form. Another name is a person's where a noun of people stands beside it
    ("Ann Lee, a cloud *researcher*").
    """
    named = named.filter(pl.col("doc").is_in(tokens["doc"].unique().implode()))
    others = _find_others(documents, tokens, named)
    both = pl.concat([named.select(others.columns), others]).sort("doc", "start", "end", maintain_order=True)
    phrases = read_phrases(tokens, both)
    kind = pl.when(_are_told_people(phrases)).then(pl.lit("person")).otherwise("type").alias("type")
    return phrases._replace(mentions=phrases.mentions.with_columns(kind))


def _are_told_people(phrases: Phrases) -> pl.Series:
    """For each name of two or three words whether what stands beside it makes it a person's.

    That is a noun of people where nothing is known of the name, and that of an occupation where it is taken for a place or
    a body, but does not end like one ("Lee Hall").
    """
    mentions, occupations = phrases.mentions, are_occupations(phrases.syntax)
    names, nouns = find_people_named(phrases)
    subjects, predicates = _find_predicated(phrases)
    held = np.concatenate([names[occupations[nouns]], subjects[occupations[predicates]]])
    beside, sure = (np.isin(np.arange(mentions.height), found) for found in (np.concatenate([names, held]), held))
    name = mentions["name"].str.to_lowercase().str.split(" ")
    kinds = read_list("heads").filter(pl.col("kind").is_in(["organisation", "place", "chamber"]))["word"]
    full = (name.list.len().is_between(2, 3) & ~name.list.last().is_in(kinds.implode())).to_numpy()
    other = (mentions["type"] == OTHER).to_numpy()
    doubtful = mentions["type"].is_in(["place", "organisation"]).to_numpy()
    told = mentions.select("doc", "actor").filter(pl.Series(full & doubtful & sure, dtype=pl.Boolean)).unique()
    same = mentions.select("doc", "actor").join(
        told.with_columns(told=True), on=["doc", "actor"], how="left", maintain_order="left"
    )
    return same["told"].fill_null(False) | pl.Series(other & full & beside, dtype=pl.Boolean)


def _find_predicated(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """The names (rows of mentions) that are said to be or become something, with that noun: "Lee becomes *director*"."""
    syntax = phrases.syntax
    words = syntax.filling("attr")
    subjects = np.flatnonzero(syntax.having(dep="nsubj") & (phrases.named >= 0))
    subject = np.full(len(syntax.head), -1)
    subject[syntax.head[subjects]] = phrases.named[subjects]
    told = (subject[syntax.over(words)] >= 0) & ~syntax.denied[syntax.over(words)]
    return subject[syntax.over(words)][told], words[told]


def find_people_named(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """Every name (row of mentions) with a noun of people (row of words) as its title or in apposition: name, noun."""
    syntax = phrases.syntax
    posts = (are_posts_beside(syntax) | are_occupations(syntax)) & (phrases.named < 0)
    titles = np.flatnonzero(posts & syntax.having(dep=_BESIDE))
    after = np.minimum(titles + 1, len(syntax.head) - 1)
    before = (phrases.named[after] >= 0) & (phrases.named[after] == phrases.named[syntax.head[titles]])
    names, nouns = find_apposed(phrases)
    told = posts[nouns] & ~syntax.having(tag="NNS")[nouns]
    titles = titles[before]
    return np.concatenate([phrases.named[titles + 1], names[told]]), np.concatenate([titles, nouns[told]])


def _find_others(documents: pl.DataFrame, tokens: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The runs of proper nouns that none of the known names is part of, as names: doc, start, end, actor, name, type, form."""
    first, last = _find_runs(tokens, named)
    texts = dict(documents.select("doc", "text").iter_rows())
    places = zip(tokens["doc"].gather(first), tokens["start"].gather(first), tokens["end"].gather(last), strict=True)
    rows = [(doc, start, end, texts[doc][start:end]) for doc, start, end in places]
    kept = [(*row, row[3], OTHER, "name") for row in rows if _is_name(row[3])]

    columns = {
        "doc": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        **dict.fromkeys(("actor", "name", "type", "form"), pl.String),
    }
    return pl.DataFrame(kept, orient="row", schema=columns)


def _find_runs(tokens: pl.DataFrame, named: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last word of each run of proper nouns that are of no known name; a hyphen joins two of them."""
    free = (tokens["tag"] == "NNP").to_numpy() & ~tokens["entity"].is_in(_NO_NAME).to_numpy()
    named_words = np.zeros(len(free), np.bool_)
    named_words[spread(*lay_grid(tokens).words(named))[1]] = True
    free &= ~named_words & ~tokens["lemma"].str.to_lowercase().is_in(sorted(words_of(*_PERSONAL))).to_numpy()
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    hyphen = np.flatnonzero((tokens["tag"] == "HYPH").to_numpy()[1:-1]) + 1
    joined = (
        free[hyphen - 1]
        & free[hyphen + 1]
        & (ends[hyphen - 1] == starts[hyphen])
        & (ends[hyphen] == starts[hyphen + 1])
    )
    free[hyphen[joined]] = True
    texts, sentence = tokens["doc"].rle_id().to_numpy(), tokens["sentence"].to_numpy()
    breaks = (np.diff(texts, prepend=-1) != 0) | (np.diff(sentence.astype(np.int64), prepend=-1) != 0)
    begins = np.flatnonzero(free & (breaks | ~np.append(False, free[:-1])))
    closes = np.flatnonzero(free & np.append(breaks[1:] | ~free[1:], True))
    known = np.append(named_words, [False, False])
    alone = ~known[begins - 1] & ~known[closes + 1] & tokens["dep"].is_in(_ALONE).to_numpy()[closes]
    return begins[alone], closes[alone]


def _is_name(text: str) -> bool:
    """Whether words are written as a name is: each with a capital, none all in capitals, no nationality or language."""
    words = text.replace("-", " ").split()
    return (
        bool(words)
        and all(word[0].isupper() and word.isalpha() and not word.isupper() for word in words)
        and text.lower() not in read_countries()
    )
