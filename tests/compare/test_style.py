"""Style: formulas by hand on short sentences, what is counted in which voice, and why there is no value."""

from __future__ import annotations

from math import sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.counts import VOICES
from analysis.compare.style import MEASURES, STYLE, STYLE_NAMES, measure_style
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.words import keep_words, lies_inside, mark_voices, read_words
from tests.compare.conftest import NO_TOKENS, make_documents
from tests.conftest import as_documents

FORMULAS = ["sentence_length", "flesch", "flesch_kincaid", "fog", "smog", "lix", "coleman_liau", "ari"]
HARBOUR = "The ship left the harbour. It rained. The important bridge was closed by an engineer."
# 15 words in 3 sentences; of letters and syllables, word by word:
LETTERS = 3 + 4 + 4 + 3 + 7 + 2 + 6 + 3 + 9 + 6 + 3 + 6 + 2 + 2 + 8
SYLLABLES = 1 + 1 + 1 + 1 + 2 + 1 + 1 + 1 + 3 + 1 + 1 + 1 + 1 + 1 + 3


def make_tokens(doc: str, text: str, tags: str) -> pl.DataFrame:
    """A parse: of every token of the text its universal tag, and after a slash its label and the place of its head."""
    rows, at, sentence = [], 0, 0
    for place, described in enumerate(tags.split()):
        token, pos, *rest = described.split("/")
        dep, head = rest or ("dep", str(place))
        start = text.index(token, at)
        at = start + len(token)
        rows.append(
            (doc, sentence, start, at, token.lower(), pos, "." if token in ".?!" else pos, int(head), dep, "", False)
        )
        sentence += token in ".?!"
    return pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


HARBOUR_TAGS = (
    "The/DET ship/NOUN left/VERB the/DET harbour/NOUN ./PUNCT It/PRON rained/VERB ./PUNCT The/DET important/ADJ "
    "bridge/NOUN/nsubjpass/13 was/AUX/auxpass/13 closed/VERB by/ADP an/DET engineer/NOUN ./PUNCT"
)


def sentence_tokens(doc: str, text: str) -> pl.DataFrame:
    """A parse without any grammar: each word a noun, each full stop the end of a sentence."""
    tokens = text.replace(".", " .").split()
    return make_tokens(doc, text, " ".join(f"{token}/{'PUNCT' if token == '.' else 'NOUN'}" for token in tokens))


def style_of(text: str, tokens: pl.DataFrame | None = None, voice: str = "all", quotes: tuple = ()) -> dict[str, dict]:
    """The measures of one text, each with its row; without tokens each word is a noun."""
    parsed = sentence_tokens("a", text) if tokens is None else tokens
    spans = (
        pl.DataFrame([("a", *span) for span in quotes], schema=["doc", "start", "end"], orient="row")
        if quotes
        else None
    )
    words = read_words(["a"], [text])
    if spans is not None:
        apart = "attributed" if voice == "attributed" else "quoted"
        words = mark_voices(words, spans.with_columns(voice=pl.lit(apart)))
    table = measure_style(words, parsed, as_documents(text), voice)
    return {row["measure"]: row for row in table.iter_rows(named=True)}


def values_of(rows: dict[str, dict], names: list[str]) -> list[float | None]:
    return [rows[name]["value"] for name in names]


# --- formulas -----------------------------------------------------------------------------------------------------


def test_formulas_by_hand() -> None:
    rows = style_of(HARBOUR, make_tokens("a", HARBOUR, HARBOUR_TAGS))
    expected = {
        "word_length": LETTERS / 15,
        "sentence_length": 15 / 3,
        "flesch": 206.835 - 1.015 * 15 / 3 - 84.6 * SYLLABLES / 15,
        "flesch_kincaid": 0.39 * 15 / 3 + 11.8 * SYLLABLES / 15 - 15.59,
        "fog": 0.4 * (15 / 3 + 100 * 2 / 15),  # important, engineer
        "smog": 1.043 * sqrt(2 * 30 / 3) + 3.1291,
        "lix": 15 / 3 + 100 * 3 / 15,  # harbour, important, engineer
        "coleman_liau": 0.0588 * (100 * LETTERS / 15) - 0.296 * (100 * 3 / 15) - 15.8,
        "ari": 4.71 * LETTERS / 15 + 0.5 * 15 / 3 - 21.43,
    }
    assert {name: rows[name]["value"] for name in expected} == {
        name: pytest.approx(value) for name, value in expected.items()
    }
    assert {rows[name]["size"] for name in FORMULAS} == {3}
    assert rows["word_length"]["size"] == 15


def test_kinds_of_word_by_hand() -> None:
    rows = style_of(HARBOUR, make_tokens("a", HARBOUR, HARBOUR_TAGS))
    counts = {
        "nouns": 4,
        "pronouns": 1,
        "verbs": 3,
        "auxiliaries": 1,
        "adjectives": 1,
        "adpositions": 1,
        "determiners": 4,
    }
    none = dict.fromkeys(["proper_names", "adverbs", "conjunctions", "numerals", "nominalisations"], 0)
    for name, count in {**counts, **none}.items():
        assert (rows[name]["value"], rows[name]["size"], rows[name]["unit"]) == (
            pytest.approx(100 * count / 15), 15, "per 100 words",
        )  # fmt: skip
    assert (rows["passives"]["value"], rows["passives"]["size"]) == (pytest.approx(100 / 3), 3)


def test_the_parser_of_the_project_says_the_same_of_plain_sentences() -> None:
    by_hand = style_of(HARBOUR, make_tokens("a", HARBOUR, HARBOUR_TAGS))
    assert style_of(HARBOUR, parse(as_documents(HARBOUR))) == by_hand


def test_fog_leaves_out_names_endings_and_compounds_of_short_words() -> None:
    text = "Remington created well-watered gardens. Hard. Rain."
    tags = "Remington/{} created/VERB well-watered/ADJ gardens/NOUN ./PUNCT Hard/ADJ ./PUNCT Rain/NOUN ./PUNCT"
    # As a name, Remington is not hard; "created" has three syllables with its ending, "well-watered" no part with three.
    name, noun = (style_of(text, make_tokens("a", text, tags.format(pos))) for pos in ("PROPN", "NOUN"))
    assert name["fog"]["value"] == pytest.approx(0.4 * 6 / 3)
    assert noun["fog"]["value"] == pytest.approx(0.4 * (6 / 3 + 100 / 6))
    assert name["smog"]["value"] == noun["smog"]["value"] == pytest.approx(1.043 * sqrt(3 * 30 / 3) + 3.1291)


@pytest.mark.parametrize(("label", "share"), [("nsubjpass", 50), ("csubjpass", 50), ("auxpass", 50), ("nsubj", 0)])
def test_a_verb_is_passive_by_its_subject_or_its_auxiliary(label: str, share: int) -> None:
    text = "Fog came, boats found"
    tags = f"Fog/NOUN came/VERB ,/PUNCT boats/NOUN/{label}/4 found/VERB"
    assert style_of(text, make_tokens("a", text, tags))["passives"]["value"] == share


def test_nominalisations_are_nouns_with_an_ending_after_three_letters() -> None:
    text = "statement kindness visibility navigation city shipment mention"
    tags = "statement/NOUN kindness/NOUN visibility/NOUN navigation/PROPN city/NOUN shipment/VERB mention/NOUN"
    assert style_of(text, make_tokens("a", text, tags))["nominalisations"]["value"] == pytest.approx(100 * 4 / 7)


def test_numbers_and_the_possessive_are_no_words_of_formulas() -> None:
    with_them, without = style_of("The ship's 1,200 boats. Rain. Fog."), style_of("The ship boats. Rain. Fog.")
    names = ["word_length", *FORMULAS]
    assert values_of(with_them, names) == values_of(without, names)


def test_a_word_that_the_parser_splits_is_two_of_its_words() -> None:
    text = "Boats don't sink"
    rows = style_of(text, make_tokens("a", text, "Boats/NOUN do/AUX n't/PART sink/VERB"))
    assert (rows["nouns"]["value"], rows["nouns"]["size"], rows["word_length"]["size"]) == (25, 4, 3)


# --- voices and passages left out ---------------------------------------------------------------------------------


def test_each_voice_has_its_own_words_and_sentences() -> None:
    text = 'The captain said: "Rain fell." Boats sank. "Fog came. Sun came."'
    quotes = ((18, 29), (43, 64))
    tokens = make_tokens(
        "a", text, "The/DET captain/NOUN said/VERB :/PUNCT Rain/NOUN fell/VERB ./PUNCT Boats/NOUN sank/VERB ./PUNCT "
        "Fog/NOUN came/VERB ./PUNCT Sun/NOUN came/VERB ./PUNCT",
    )  # fmt: skip
    every, author, quoted = (style_of(text, tokens, voice, quotes) for voice in ("all", "author", "quoted"))
    assert [rows["word_length"]["size"] for rows in (every, author, quoted)] == [11, 5, 6]
    assert [rows["nouns"]["size"] for rows in (every, author, quoted)] == [11, 5, 6]
    # The first sentence is spoken in two voices and counts in both.
    assert [rows["sentence_length"]["size"] for rows in (every, author, quoted)] == [4, 2, 3]
    assert every["sentence_length"]["value"] == 11 / 4
    assert (author["sentence_length"]["value"], author["sentence_length"]["note"]) == (None, "fewer than 3 sentences")
    assert quoted["sentence_length"]["value"] == 6 / 3
    assert quoted["verbs"]["value"] == 50


def test_what_is_left_out_is_not_counted() -> None:
    kept, text = "Boats sank. Rain fell. Fog came.", "Boats sank. Read more here. Rain fell. Fog came."
    words = read_words(["a"], [text])
    words = keep_words(words, ~lies_inside(words, pl.DataFrame({"doc": ["a"], "start": [12], "end": [27]})))
    table = measure_style(words, sentence_tokens("a", text), as_documents(text))
    assert table.to_dicts() == list(style_of(kept).values())


# --- why there is no value ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Rain fell. Fog came.", "fewer than 3 sentences"),
        ("Rain. Fog. " + "rain " * 150 + ".", ""),
        ("Rain. Fog. " + "rain " * 151 + ".", "a sentence of over 150 words: not split"),
        (("rain " * 60 + ". ") * 3, ""),
        (("rain " * 60 + ". ") * 2 + "rain " * 61 + ".", "over 60 words a sentence: not split"),
        ("Rain. Fog. sun sun", ""),
        ("Rain. Fog. sun sun sun", "most words are in sentences without a full stop"),
        ("...", "fewer than 3 sentences"),
        ("", "fewer than 3 sentences"),
    ],
)
def test_where_sentences_are_not_split_nothing_rests_on_them(text: str, note: str) -> None:
    tokens = NO_TOKENS if text == "..." else None
    rows = style_of(text, tokens)
    assert {rows[name]["note"] for name in FORMULAS} == {note}
    assert [value is None for value in values_of(rows, FORMULAS)] == [note != ""] * len(FORMULAS)


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (41, ["fewer than 100 words", "fewer than 50 words", "fewer than 42 words"]),
        (42, ["fewer than 100 words", "fewer than 50 words", ""]),
        (50, ["fewer than 100 words", "", ""]),
        (99, ["fewer than 100 words", "", ""]),
        (100, ["", "", ""]),
    ],
)
def test_diversity_needs_words_enough(words: int, noted: list[str]) -> None:
    rows = style_of("rain fog " * (words // 2) + "rain" * (words % 2))
    assert [rows[name]["note"] for name in ("mtld", "mattr", "hdd")] == noted
    assert [rows[name]["value"] is None for name in ("mtld", "mattr", "hdd")] == [note != "" for note in noted]
    assert {rows[name]["size"] for name in ("mtld", "mattr", "hdd")} == {words}


def test_without_a_word_said_twice_mtld_is_undefined() -> None:
    # 110 words of letters, each another.
    text = " ".join(first + second for first in "abcdefghij" for second in "klmnopqrstu")
    rows = style_of(text)
    assert (rows["mtld"]["value"], rows["mtld"]["note"]) == (None, "no word is repeated")
    assert values_of(rows, ["mattr", "hdd"]) == [1, pytest.approx(1)]


def test_without_verbs_there_is_no_share_of_passives() -> None:
    rows = style_of("Rain. Fog. Sun.")
    assert (rows["passives"]["value"], rows["passives"]["size"], rows["passives"]["note"]) == (None, 0, "no verbs")
    assert (rows["verbs"]["value"], rows["verbs"]["note"]) == (0, "")


def test_a_voice_without_words_has_rows_without_values() -> None:
    rows = style_of(HARBOUR, voice="quoted")
    assert list(rows) == list(MEASURES)
    assert {row["value"] for row in rows.values()} == {None}
    assert {row["size"] for row in rows.values()} == {0}
    assert all(row["note"] for row in rows.values())
    assert rows["nouns"]["note"] == "no parsed words"
    assert rows["word_length"]["note"] == "no words"


# --- the table ----------------------------------------------------------------------------------------------------


def test_each_document_has_a_row_for_each_measure_in_their_order() -> None:
    documents = make_documents(("x", "e", "Rain. Fog. Sun."), ("y", None, ""), ("x", "e", "Boats sank. Fog. Sun."))
    words = read_words(documents["doc"].to_list(), documents["text"].to_list())
    tokens = pl.concat([sentence_tokens(doc, text) for doc, text in documents.select("doc", "text").iter_rows()])
    table = measure_style(words, tokens, documents)
    assert table.schema == STYLE
    assert table.select("doc", "measure").rows() == [(doc, name) for doc in documents["doc"] for name in MEASURES]
    assert (table["value"].is_null() == (table["note"] != "")).all()
    turned = measure_style(words, tokens, documents.reverse())
    assert turned.sort("doc", maintain_order=True).equals(table.sort("doc", maintain_order=True))
    assert measure_style(words, tokens, documents[2:]).rows() == table.filter(doc="d02").rows()


def test_no_documents_have_no_rows() -> None:
    table = measure_style(read_words([], []), NO_TOKENS, make_documents())
    assert (table.height, table.schema) == (0, STYLE)


def test_every_measure_has_a_plain_name_and_says_what_more_of_it_means() -> None:
    assert list(STYLE_NAMES) == list(MEASURES)
    assert all(label and direction.startswith("higher = ") for label, direction in STYLE_NAMES.values())
    assert len({label for label, _ in STYLE_NAMES.values()}) == len(STYLE_NAMES)


@given(st.lists(st.sampled_from(["rain", "fog", "sun's", "harbour.", "well-known", "1,200", "U.S.", "."]), max_size=60))
@settings(max_examples=25)
def test_values_keep_their_bounds_and_a_text_told_twice_its_shares(words: list[str]) -> None:
    text = " ".join(words)
    once, twice = style_of(text), style_of(f"{text} . {text} .")
    assert all((row["value"] is None) == (row["note"] != "") for row in once.values())
    assert all(np.isfinite(row["value"]) for row in once.values() if row["value"] is not None)
    shares = [name for name, measure in MEASURES.items() if measure.unit.startswith("per 100")]
    assert all(0 <= value <= 100 for value in values_of(once, shares) if value is not None)
    assert values_of(once, shares) == values_of(twice, shares)
    assert once["word_length"]["value"] == twice["word_length"]["value"]


@pytest.mark.parametrize("voice", sorted({voice for voices in VOICES.values() for voice in voices}))
def test_the_kinds_of_word_are_together_no_more_than_all(voice: str) -> None:
    rows = style_of(HARBOUR, parse(as_documents(HARBOUR)), voice, ((0, 30),))
    kinds = [
        name for name, measure in MEASURES.items() if measure.unit == "per 100 words" and name != "nominalisations"
    ]
    assert sum(rows[name]["value"] for name in kinds) == pytest.approx(100)
