"""Style: how varied, long and hard the wording of each document is by known formulas, and of which kinds of word it is made.

A formula says how words and sentences are built, not how well a text is written or understood. The plain type-token ratio is
not here: it falls with the length of a text, so that it would compare lengths.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare import kernels
from analysis.compare.counts import choose_voice
from analysis.find.syllables import count_syllables
from analysis.find.words import Words, keep_words

STYLE = {
    "doc": pl.String, "measure": pl.String, "value": pl.Float64, "unit": pl.String, "size": pl.Int64, "note": pl.String,
}  # fmt: skip
FACTOR = 72  # per cent: the type-token ratio that ends a stretch of MTLD (McCarthy & Jarvis 2010)
MTLD_WORDS = 100  # fewer make too few stretches (Koizumi & In'nami 2012)
WINDOW = 50  # words of a window of MATTR: short, so that most articles have many
DRAWS = 42  # words drawn for HD-D (McCarthy & Jarvis 2007)
SENTENCES = 3  # fewer have no mean length worth the name
LONGEST_SENTENCE = 150  # words: one that is longer is taken as several that were not split
LONGEST_MEAN = 60  # words a sentence: the same for the whole document
OPEN_SHARE = 0.5  # of the words, in sentences without a full stop, question or exclamation mark: beyond it, no prose
LONG_WORD = 6  # letters: a word of LIX is long with more
HARD = 3  # syllables: a word of SMOG and Fog is hard with these or more
PARTS = {
    "nouns": ("NOUN",), "proper_names": ("PROPN",), "pronouns": ("PRON",), "verbs": ("VERB",), "auxiliaries": ("AUX",),
    "adjectives": ("ADJ",), "adverbs": ("ADV",), "adpositions": ("ADP",), "determiners": ("DET",),
    "conjunctions": ("CCONJ", "SCONJ"), "numerals": ("NUM",),
}  # fmt: skip
_NO_WORD = ("PUNCT", "SYM", "SPACE")
_PASSIVE = ("nsubjpass", "csubjpass", "auxpass")
_NOMINAL = r"\w{3}(?:tion|ment|ness|ity)$"
_ENDING = r"[td]ed$|(?:[sxzcg]|[cs]h)es$"  # -ed and -es that are syllables


class Measure(NamedTuple):
    """A measure of a document: what it is in plain words, what more of it means, its unit, and how it is made.

    `formula`, and `reason` why there is no value or null, are of the columns of `_count_all`; `size` is one of them.
    """

    label: str
    direction: str
    unit: str
    size: str
    formula: pl.Expr
    reason: pl.Expr


def _because(condition: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(condition).then(pl.lit(reason))


_words, _sentences = pl.col("words"), pl.col("sentences")
_sentence_length, _word_length = _words / _sentences, pl.col("letters") / _words
_syllables, _hard, _long = pl.col("syllables") / _words, pl.col("hard") / _words, pl.col("long") / _words
_ease = 206.835 - 1.015 * _sentence_length - 84.6 * _syllables
_wordless = _because(_words == 0, "no words")
_unsplit = pl.coalesce(
    _because(_sentences < SENTENCES, f"fewer than {SENTENCES} sentences"),
    _because(pl.col("longest") > LONGEST_SENTENCE, f"a sentence of over {LONGEST_SENTENCE} words: not split"),
    _because(_words > LONGEST_MEAN * _sentences, f"over {LONGEST_MEAN} words a sentence: not split"),
    _because(pl.col("open") > OPEN_SHARE * _words, "most words are in sentences without a full stop"),
)


def _diversity(label: str, unit: str, column: str, least: int) -> Measure:
    short = _because(_words < least, f"fewer than {least} words")
    none = _because(pl.col(column).is_nan(), "no word is repeated")
    return Measure(label, "higher = more varied words", unit, "words", pl.col(column), pl.coalesce(short, none))


def _readability(label: str, direction: str, unit: str, formula: pl.Expr) -> Measure:
    return Measure(label, f"higher = {direction}", unit, "sentences", formula, _unsplit)


def _grade(label: str, formula: pl.Expr) -> Measure:
    return _readability(label, "harder by its formula", "US school years", formula)


def _share(label: str, column: str, of: str, unit: str) -> Measure:
    reason = _because(pl.col(of) == 0, f"no {of.replace('_', ' ')}")
    return Measure(label, f"higher = more {label}", unit, of, 100 * pl.col(column) / pl.col(of), reason)


MEASURES = {
    "mtld": _diversity("lexical diversity (MTLD)", "words", "mtld", MTLD_WORDS),
    "mattr": _diversity(f"lexical diversity (MATTR, {WINDOW} words)", "different words per word", "mattr", WINDOW),
    "hdd": _diversity(f"lexical diversity (HD-D, {DRAWS} words)", "different words per word", "hdd", DRAWS),
    "word_length": Measure(
        "word length", "higher = longer words", "letters per word", "words", _word_length, _wordless
    ),
    "sentence_length": _readability("sentence length", "longer sentences", "words per sentence", _sentence_length),
    "flesch": _readability("reading ease (Flesch)", "easier by its formula", "points", _ease),
    "flesch_kincaid": _grade("grade (Flesch-Kincaid)", 0.39 * _sentence_length + 11.8 * _syllables - 15.59),
    "fog": _grade("grade (Gunning Fog)", 0.4 * (_sentence_length + 100 * _hard)),
    "smog": _grade("grade (SMOG)", 1.043 * (30 * pl.col("polysyllables") / _sentences).sqrt() + 3.1291),
    "lix": _readability("difficulty (LIX)", "harder by its formula", "points", _sentence_length + 100 * _long),
    "coleman_liau": _grade("grade (Coleman-Liau)", 5.88 * _word_length - 29.6 / _sentence_length - 15.8),
    "ari": _grade("grade (ARI)", 4.71 * _word_length + 0.5 * _sentence_length - 21.43),
    **{name: _share(name.replace("_", " "), name, "parsed_words", "per 100 words") for name in PARTS},
    "nominalisations": _share("nominalisations", "nominalisations", "parsed_words", "per 100 words"),
    "passives": _share("passives", "passives", "verbs", "per 100 verbs"),
}
STYLE_NAMES = {name: (measure.label, measure.direction) for name, measure in MEASURES.items()}


def measure_style(words: Words, tokens: pl.DataFrame, documents: pl.DataFrame, voice: str = "all") -> pl.DataFrame:
    """The measures of MEASURES for each of the documents in a voice: the columns of STYLE, one row a document and measure.

    `words` are the counted words, `tokens` their parse. size is how many words, sentences or verbs a value rests on; where a value
    is undefined it is null and `note` says why. A value describes its document and so has no interval.

    Words are those with a letter, as written and in lower case, "'s" aside; parts of speech are counted over the parser's words
    ("don't" is two). A sentence in which two voices speak counts in each with its words there, so that what rests on
    sentences is best asked of `all`. Passives are verbs with a passive subject or auxiliary; nominalisations are nouns in
    -tion, -ment, -ness, -ity after three letters or more (Biber 1988, p. 227, has no such limit). Fog leaves out proper names.

    Formulas: MTLD, MATTR, HD-D see `kernels.diversity`; Flesch 1948; Kincaid et al. 1975 (grade, ARI); Gunning 1952;
    McLaughlin 1969 (SMOG, its 30 sentences scaled from those there are); Björnsson 1968; Coleman & Liau 1975.
    Syllables are by rule: see `count_syllables`.
    """
    spoken = choose_voice(words, voice)
    counted = _count_all(spoken, tokens)
    amounts = documents.select("doc").join(counted, on="doc", how="left", maintain_order="left").fill_null(0)
    tables = [
        amounts.with_row_index("place").select(
            "place", "doc", measure=pl.lit(name), unit=pl.lit(measure.unit), size=pl.col(measure.size),
            value=pl.when(measure.reason.is_null()).then(measure.formula), note=measure.reason.fill_null(""),
        )
        for name, measure in MEASURES.items()
    ]  # fmt: skip
    return pl.concat(tables).sort("place", maintain_order=True).select(STYLE.keys()).cast(STYLE)


def _count_all(spoken: Words, tokens: pl.DataFrame) -> pl.DataFrame:
    """What all measures are made of, one row a document of the words."""
    kinds = _describe_kinds(spoken.vocabulary)
    lexical = kinds["lexical"].to_numpy()[spoken.ids]
    words = pl.DataFrame(
        {"place": spoken.doc_index, "start": spoken.starts, "end_of_word": spoken.ends, "kind": spoken.ids},
        schema={"place": pl.Int32, "start": pl.Int64, "end_of_word": pl.Int64, "kind": pl.Int32},
    )
    places = pl.DataFrame({"doc": spoken.docs}, schema={"doc": pl.String}).select(
        "doc", place=pl.int_range(pl.len(), dtype=pl.Int32)
    )
    parsed = tokens.join(places, on="doc").sort("place", "start").with_columns(pl.col("start").cast(pl.Int64))
    told = words.filter(pl.Series(lexical, dtype=pl.Boolean)).join(kinds, on="kind", how="left", maintain_order="left")
    return (
        places.with_columns(**_count_diversity(keep_words(spoken, lexical)))
        .join(_count_words(told, parsed), on="place", how="left")
        .join(_count_parts(words, parsed), on="place", how="left")
        .drop("place")
    )


def _describe_kinds(vocabulary: list[str]) -> pl.DataFrame:
    """Each kind of word: whether style is measured by it, its letters and syllables, and whether it is hard to Fog.

    Hard is one with three syllables or more in one part of a compound, an ending -ed or -es aside (Gunning 1952).
    """
    kinds = pl.DataFrame({"word": vocabulary}, schema={"word": pl.String})
    kinds = kinds.with_columns(kind=pl.int_range(pl.len(), dtype=pl.Int32), syllables=count_syllables(vocabulary))
    parts = kinds.select("kind", pl.col("word").str.split("-")).explode("word")
    heard = pl.Series(count_syllables(parts["word"].to_list())) - parts["word"].str.contains(_ENDING).cast(pl.Int64)
    hard = parts.select("kind", hard=heard >= HARD).group_by("kind").agg(pl.col("hard").any())
    letters = pl.col("word").str.count_matches(r"\p{L}").cast(pl.Int64)
    return (
        kinds.with_columns(letters=letters, lexical=(letters > 0) & (pl.col("word") != "'s"))
        .join(hard, on="kind", how="left", maintain_order="left")
        .drop("word")
    )


def _count_diversity(words: Words) -> dict[str, pl.Series]:
    text = words.ids, words.bounds, len(words.vocabulary)
    return {
        "mtld": pl.Series(kernels.measure_mtld(*text, FACTOR)),
        "mattr": pl.Series(kernels.measure_mattr(*text, WINDOW)),
        "hdd": pl.Series(kernels.measure_hdd(*text, DRAWS)),
    }


def _count_words(words: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The words of each document with their letters and syllables, and the sentences that they stand in."""
    begun = tokens.select("place", "start", "sentence", is_name=pl.col("pos") == "PROPN")
    ended = tokens.group_by("place", "sentence").agg(open=(pl.col("tag") != ".").all())
    sentences = (
        words.join_asof(begun, on="start", by="place", check_sortedness=False)
        .group_by("place", "sentence")
        .agg(
            words=pl.len().cast(pl.Int64),
            letters=pl.col("letters").sum(),
            syllables=pl.col("syllables").sum(),
            long=(pl.col("letters") > LONG_WORD).sum().cast(pl.Int64),
            polysyllables=(pl.col("syllables") >= HARD).sum().cast(pl.Int64),
            hard=(pl.col("hard") & ~pl.col("is_name")).sum().cast(pl.Int64),
        )
        .join(ended, on=["place", "sentence"], how="left")
    )
    return sentences.group_by("place").agg(
        pl.col("words", "letters", "syllables", "long", "polysyllables", "hard").sum(),
        sentences=pl.col("sentence").count().cast(pl.Int64),
        longest=pl.col("words").max(),
        open=pl.col("words").filter("open").sum(),
    )


def _count_parts(words: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The parser's words that begin inside the counted ones: how many are of each part of speech, passive, nominalised."""
    places = tokens["place"].to_numpy()
    passive = np.zeros(len(places), np.bool_)
    heads = np.searchsorted(places, places) + tokens["head"].to_numpy()
    passive[heads[tokens["dep"].is_in(_PASSIVE).to_numpy()]] = True
    pos, verb = pl.col("pos"), pl.col("pos") == "VERB"
    return (
        tokens.with_columns(passive=pl.Series(passive))
        .join_asof(words.select("place", "start", "end_of_word"), on="start", by="place", check_sortedness=False)
        .filter((pl.col("start") < pl.col("end_of_word")) & ~pos.is_in(_NO_WORD))
        .group_by("place")
        .agg(
            pl.len().cast(pl.Int64).alias("parsed_words"),
            *(pos.is_in(kinds).sum().cast(pl.Int64).alias(name) for name, kinds in PARTS.items()),
            passives=(verb & pl.col("passive")).sum().cast(pl.Int64),
            nominalisations=((pos == "NOUN") & pl.col("lemma").str.contains(_NOMINAL)).sum().cast(pl.Int64),
        )
    )
