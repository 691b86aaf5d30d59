"""Sentences as bags of traits: of each the words, names, numbers, verbs and letters that another sentence may share."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem
from analysis.find.lists import read_list

SENTENCES = {
    "number": pl.Int64,
    "doc": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "place": pl.Int64,
    "words": pl.Int64,
    "tells": pl.Boolean,
}
TRAITS = {"number": pl.Int64, "trait": pl.String, "term": pl.String}
LEMMAS, WORDS, VERBS, NAMES, NUMBERS, RUNS, NEAR, LETTERS = (
    "lemmas", "words", "verbs", "names", "numbers", "runs", "near", "letters",
)  # fmt: skip
LETTERS_IN_A_ROW = (3, 4)
REACH = 3  # content words so far apart, or closer, are near
UNWORDED = ("PUNCT", "SPACE", "SYM")
SHORTEST = 4  # words that a sentence must have to tell something, one of them neither a name nor a number
TELLING = ("VERB", "AUX", "NOUN", "ADJ", "ADV")
UNSAID = ("say", "be", "have", "do")  # verbs that tell no sentence from another
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_TIMES = ("DATE", "TIME")
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)


class Bag(NamedTuple):
    """The terms of one trait: a row for each sentence with 1 where it has a term, the same for the terms that it has or tells
    in another word, the weight of each term, the terms."""

    has: sparse.csr_matrix
    tells: sparse.csr_matrix
    weight: np.ndarray
    terms: list[str]

    def dice(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The weight of what either of sentences a and b has and the other tells, over that of both (Dice 1945); 0 for none."""
        whole = self.has @ self.weight
        shared = (self.has[a].multiply(self.tells[b]) + self.has[b].multiply(self.tells[a])) @ self.weight
        of_both = whole[a] + whole[b]
        return np.divide(shared, of_both, out=np.zeros(len(a)), where=of_both > 0)


class Sentences(NamedTuple):
    """Sentences (the columns of SENTENCES; place is that in its text, tells whether it says something), what each has (TRAITS),
    its lemmas in their order, its bags."""

    table: pl.DataFrame
    traits: pl.DataFrame
    lemmas: list[str]
    bags: dict[str, Bag]


def read_sentences(tokens: pl.DataFrame, stands: pl.DataFrame) -> Sentences:
    """The sentences of these texts with their traits; the weight of a term is the logarithm of one over the part that has it.

    `tokens` is the parse (`parse`) without what is left out, `stands` what stands for an actor (`find_stands`). Punctuation
    is no word. Words are content words, verbs and nouns of one act under one name, demonyms under that of the country. A
    lemma is told by whatever stands for it (see `lay_meanings`), any other term by itself alone.
    """
    kept = tokens.with_columns(pl.col("start", "end").cast(pl.Int64), is_word=~pl.col("pos").is_in(UNWORDED))
    table = _list_sentences(kept)
    numbers = table.select("doc", "sentence", "number")
    words = _name_acts(kept.filter("is_word").join(numbers, on=["doc", "sentence"], maintain_order="left"))
    traits = pl.concat([*_list_traits(words), _list_actors(stands, words)]).unique().sort(TRAITS.keys())
    size = table.height
    bags = {name: _fill(traits.filter(trait=name), size) for name in (LEMMAS, WORDS, VERBS, NAMES, NUMBERS, RUNS, NEAR)}
    bags |= {LEMMAS: _add_meanings(bags[LEMMAS]), LETTERS: _cut_letters(bags[LEMMAS])}
    return Sentences(table.select(SENTENCES.keys()), traits, _spell_lemmas(words), bags)


def _list_sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences with a word, in the order of texts and places."""
    says = pl.col("pos").is_in(TELLING) & ~pl.col("lemma").str.starts_with("@")  # a name on a network is no word
    found = tokens.group_by("doc", "sentence").agg(
        pl.col("start").min(),
        pl.col("end").max(),
        words=pl.col("is_word").sum().cast(pl.Int64),
        tells=(pl.col("is_word").sum() >= SHORTEST) & says.any(),
    )
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    worded = found.filter(pl.col("words") > 0).sort("doc", "start")
    return worded.with_columns(number=place, place=place.over("doc"))


@cache
def _read_acts() -> tuple[dict[str, str], dict[str, str]]:
    """What verbs stand under, and what other words do: nouns under their verb's act, demonyms under their country."""
    deeds = read_list("deeds").select("word", act=pl.when(pl.col("note") == "").then("word").otherwise("note"))
    verbs = dict(deeds.iter_rows())
    nouns = {noun: verbs.get(verb, verb) for noun, verb in read_list("nominals").select("word", "kind").iter_rows()}
    return verbs, nouns | {
        word: land.lower() for word, land in read_list("demonyms").select("word", "kind").iter_rows()
    }


def _name_acts(words: pl.DataFrame) -> pl.DataFrame:
    """The words with figure (the digits of a number, or a day or month), word (what it counts as) and is_act (it names an act)."""
    verbs, nouns = _read_acts()
    spelled = {word: str(number) for number, word in enumerate(_SPELLED.split())}
    lemma, is_verb = pl.col("lemma"), pl.col("pos") == "VERB"
    is_number = (pl.col("pos") == "NUM") | lemma.str.contains(r"^\W*\d")
    is_date = pl.col("entity").is_in(_TIMES) & (pl.col("pos") == "PROPN")
    return words.with_columns(
        figure=pl.when(is_number | is_date).then(lemma.str.replace_all(r"[^\w.]", "").replace(spelled)),
        word=pl.when(is_verb).then(lemma.replace(verbs)).otherwise(lemma.replace(nouns)),
        is_act=is_verb | ((pl.col("pos") == "NOUN") & lemma.is_in(list(nouns))),
    )


def _list_traits(words: pl.DataFrame) -> list[pl.DataFrame]:
    content = words.filter(pl.col("pos").is_in(_CONTENT))
    follow = [pl.col("lemma").shift(-step).over("number") for step in range(1, REACH + 1)]
    runs = words.select("number", term=pl.concat_str("lemma", *follow[:2], separator=" "))
    near = [content.select("number", term=pl.concat_str("lemma", after, separator=" ")) for after in follow]
    names = words.filter((pl.col("pos") == "PROPN") | (pl.col("entity") == "NORP"), pl.col("figure").is_null())
    told = {
        LEMMAS: words.select("number", term="lemma"),
        WORDS: content.select("number", term="word"),
        VERBS: words.filter("is_act", ~pl.col("word").is_in(UNSAID)).select("number", term="word"),
        NAMES: names.select("number", term="word"),
        NUMBERS: words.select("number", term="figure"),
        RUNS: runs,
        NEAR: pl.concat(near),
    }
    return [
        table.drop_nulls().select("number", trait=pl.lit(trait), term="term").cast(TRAITS)
        for trait, table in told.items()
    ]


def _list_actors(stands: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The actors that something in a sentence stands for, as names of it."""
    heads = stands.select("doc", "actor", start="head").drop_nulls()
    named = words.select("doc", "start", "number").join(heads, on=["doc", "start"])
    return named.select("number", trait=pl.lit(NAMES), term=pl.col("actor").str.to_lowercase()).cast(TRAITS)


def _spell_lemmas(words: pl.DataFrame) -> list[str]:
    """The lemmas of each sentence in their order, one character for each different lemma, for fast comparison."""
    first = 0xE000  # behind the code points that no character may have; there is room for a million lemmas
    spelled = words.with_columns(code=pl.col("lemma").rank("dense").cast(pl.Int64) + first)
    by_sentence = spelled.sort("number", "start").group_by("number", maintain_order=True).agg("code")
    return ["".join(map(chr, codes)) for codes in by_sentence["code"].to_list()]


# --- bags ---------------------------------------------------------------------------------------------------------


def _fill(traits: pl.DataFrame, size: int) -> Bag:
    """The bag of one trait."""
    terms = traits["term"].unique().sort()
    column = traits.select(pl.col("term").rank("dense") - 1).to_series().to_numpy()
    places = (traits["number"].to_numpy(), column.astype(np.int64))
    return _weigh(sparse.csr_matrix((np.ones(traits.height), places), shape=(size, len(terms))), terms.to_list())


def _weigh(has: sparse.csr_matrix, terms: list[str]) -> Bag:
    has.sort_indices()
    sentences = np.bincount(has.indices, minlength=len(terms))
    return Bag(has, has, np.log((has.shape[0] + 1) / sentences), terms)


def _add_meanings(lemmas: Bag) -> Bag:
    """The lemmas, each told by whatever has a stem that stands for its own."""
    told = lemmas.has @ lay_meanings([find_stem(lemma) for lemma in lemmas.terms])
    told.data[:] = 1
    return lemmas._replace(tells=told)


def _cut_letters(lemmas: Bag) -> Bag:
    """The letters in a row of the words of each sentence, cut once for each different word."""
    grams = [
        (number, f" {lemma} "[at : at + size])
        for number, lemma in enumerate(lemmas.terms)
        for size in LETTERS_IN_A_ROW
        for at in range(len(lemma) + 3 - size)
    ]
    cut = pl.DataFrame(grams, schema={"number": pl.Int64, "term": pl.String}, orient="row").unique()
    of_word = _fill(cut, len(lemmas.terms))
    found = (lemmas.has @ of_word.has).tocsr()
    found.data[:] = 1
    return _weigh(found, of_word.terms)
