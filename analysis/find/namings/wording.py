"""Namings: the words by which texts designate each actor, and which of them evaluate it."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.cues import find_cues
from analysis.find.evaluation.polarity import find_polarity, read_judgements, read_people
from analysis.find.lexicons import read_lexicons
from analysis.find.lists import read_list
from analysis.find.namings.designations import NOBODY, find_designations
from analysis.find.references.phrases import Phrases, read_phrases, spread
from analysis.find.relations import begins_inside
from analysis.find.words import read_words

NAMINGS = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "actor": pl.String, "type": pl.String,
    "designation": pl.String, "form": pl.String, "evaluative": pl.Boolean, "polarity": pl.String, "words": pl.String,
}  # fmt: skip
FORMS = ("name", "title", "role", "epithet", "apposition", "predicate", "modifier")
_LOADED = {"positive_evaluation": 1, "negative_evaluation": -1, "loaded_label": 0}
_MARKS = r"[*_“”„«»\"]"
_WORDS = {"naming": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "sign": pl.Int64}


def find_namings(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """Every designation of every actor: the columns of NAMINGS, in text order.

    `stands` are the spans that stand for actors (doc, start, end, actor, type, form); a pronoun is no designation, but
    may have a predicate. designation is the phrase in lower case, without article and owner; form is one of FORMS: a name
    alone, with a title, or with another modifier; a role or, where it evaluates, an epithet; an apposition; a predicate.
    `words` are those that evaluate or label, parted by commas, and polarity what they say in sum, empty where that is nothing.
    A label when the text does not say whose it is has the actor NOBODY, and for its type ruler, government, organisation or person.
    """
    phrases = read_phrases(tokens, stands.sort("doc", "start", "end"))
    placed = _cut(find_designations(phrases), documents, phrases)
    placed = placed.filter(~begins_inside(placed, exclusions)).with_row_index("naming")
    found = pl.concat([_find_said(placed, phrases), _find_loaded(placed, phrases)])
    named = _weigh(placed, found).with_columns(
        titled=_find_titled(placed, phrases), described=_find_described(placed, phrases)
    ).with_columns(form=_choose_form())  # fmt: skip
    return named.filter((pl.col("actor") != NOBODY) | pl.col("evaluative")).select(NAMINGS.keys()).cast(NAMINGS)


def _cut(placed: pl.DataFrame, documents: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """The designations as spans of the texts: with doc, start, end and the designation itself."""
    rows = phrases.syntax.rows.select("doc", pl.col("start", "end").cast(pl.Int64))
    texts = dict(documents.select("doc", "text").iter_rows())
    spans = rows[placed["first"]].select("doc", "start", end=rows["end"].gather(placed["after"] - 1))
    cut = pl.Series([texts[doc][start:end] for doc, start, end in spans.iter_rows()], dtype=pl.String)
    designation = cut.str.replace_all(_MARKS, "").str.replace_all(r"\s+", " ").str.to_lowercase()
    return pl.concat([placed, spans.with_columns(text=cut, designation=designation)], how="horizontal")


def _find_titled(placed: pl.DataFrame, phrases: Phrases) -> pl.Series:
    """For each designation whether it is a person's and a title stands in it before the last word of the name."""
    number, word = spread(placed["first"].to_numpy(), placed["head"].to_numpy())
    titles = phrases.syntax.rows["lemma"].gather(word).is_in(_read_titles()).to_numpy()
    titled = np.zeros(placed.height, np.bool_)
    titled[number[titles]] = True
    return pl.Series(titled & (placed["type"] == "person").to_numpy())


def _find_described(placed: pl.DataFrame, phrases: Phrases) -> pl.Series:
    """For each designation whether a word that is no name, such as an initial, stands before what is a name in it."""
    number, word = spread(placed["first"].to_numpy(), placed["own"].to_numpy())
    described = np.zeros(placed.height, np.bool_)
    described[number[phrases.syntax.having(pos=("ADJ", "ADV", "NOUN", "VERB"))[word]]] = True
    return pl.Series(described)


@cache
def _read_titles() -> tuple[str, ...]:
    roles = read_list("roles").filter(pl.col("kind").is_in(["state", "title", "person", "man", "woman"]))
    return (*read_list("titles").filter(pl.col("kind") != "before")["word"], *roles["word"])


def _choose_form() -> pl.Expr:
    of_name = (
        pl.when("evaluative").then(pl.lit("modifier")).when("titled").then(pl.lit("title"))
        .when("described").then(pl.lit("modifier")).otherwise(pl.lit("name"))
    )  # fmt: skip
    described = pl.when("evaluative").then(pl.lit("epithet")).otherwise(pl.lit("role"))
    return (
        pl.when(form="name").then(of_name)
        .when(pl.col("form").is_in(["description", "label"])).then(described).otherwise("form")
    )  # fmt: skip


# --- which words evaluate -----------------------------------------------------------------------------------------


def _find_said(placed: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """The words by the list of polarity."""
    number, word = _list_words(placed, phrases)
    said = find_polarity(phrases.syntax).said[word]
    kept = (said != 0) & phrases.syntax.rows["lemma"].gather(word).is_in(sorted(read_judgements())).to_numpy()
    rows = phrases.syntax.rows.select(pl.col("start", "end").cast(pl.Int64))[word[kept]]
    found = rows.with_columns(naming=placed["naming"].gather(number[kept]), sign=said[kept])
    return found.select(_WORDS.keys()).cast(_WORDS)


def _find_loaded(placed: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """The words by the lexicon of loaded wording, matched in what each phrase has besides a name."""
    starts, ends = (phrases.syntax.rows[name].cast(pl.Int64) for name in ("start", "end"))
    more = placed.filter(pl.col("first") < pl.col("own")).with_columns(doc=pl.col("naming").cast(pl.String))
    texts = more.select(pl.col("text").str.slice(0, ends.gather(more["own"] - 1) - more["start"])).to_series()
    number, word = _list_words(more, phrases)
    tokens = phrases.syntax.rows.select("pos", "tag")[word].with_columns(
        doc=more["doc"].gather(number), start=starts.gather(word) - more["start"].gather(number)
    )
    hits = find_cues(read_words(more["doc"].to_list(), texts), tokens, read_lexicons(["loaded"]))
    hits = hits.filter(pl.col("category").is_in(list(_LOADED))).join(tokens, on=["doc", "start"], how="semi")
    sign = pl.col("category").replace_strict(_LOADED, return_dtype=pl.Int64)
    placed_hits = hits.join(more.select("doc", "naming", begin="start"), on="doc")
    return placed_hits.select("naming", pl.col("start", "end") + pl.col("begin"), sign=sign).cast(_WORDS)


def _list_words(placed: pl.DataFrame, phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """The words that may evaluate: the number of the designation and the word; no name, and no noun that tells a topic.

    A noun before the last evaluates where it is for people: "puppet ruler", and not "crime reporter".
    """
    syntax = phrases.syntax
    number, word = spread(placed["first"].to_numpy(), placed["own"].to_numpy())
    of_people = syntax.rows["lemma"].gather(word).is_in(sorted(read_people())).to_numpy()
    topic = syntax.having(pos="NOUN")[word] & ~of_people & (word != placed["head"].to_numpy()[number])
    return number[~topic], word[~topic]


def _weigh(placed: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The designations with their evaluative words, and what those say in sum."""
    words = found.unique(["naming", "start"], keep="first", maintain_order=True).sort("naming", "start")
    words = words.join(placed.select("naming", "text", begin="start"), on="naming", how="left")
    cut = (
        pl.col("text").str.slice(pl.col("start") - pl.col("begin"), pl.col("end") - pl.col("start")).str.to_lowercase()
    )
    told = words.group_by("naming").agg(words=cut.str.join(", "), sum=pl.col("sign").sum())
    polarity = pl.when(pl.col("sum") > 0).then(pl.lit("positive")).when(pl.col("sum") < 0).then(pl.lit("negative"))
    return placed.join(told, on="naming", how="left", maintain_order="left").with_columns(
        evaluative=pl.col("words").is_not_null(),
        words=pl.col("words").fill_null(""),
        polarity=polarity.otherwise(pl.lit("")),
    )
