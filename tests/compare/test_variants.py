from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from analysis.compare.overlap import PASSAGES
from analysis.compare.variants import LEAVE_OUT, SCOPE, WORDS, Variant, find_name, keep_case, list_variants, take_lemmas
from analysis.corpus.exclusions import SCHEMA as EXCLUSIONS
from analysis.find.material import Material
from analysis.find.words import Words, keep_words, lies_inside, read_words, rename_words
from tests.compare.conftest import NO_TOKENS, make_documents, words_of
from tests.conftest import mark_quoted

NO_PASSAGES = pl.DataFrame(schema=PASSAGES)
NO_SPANS = pl.DataFrame(schema=EXCLUSIONS)
FOUR = make_documents(
    ("a", "Harbour", "The harbour wall stands."), ("b", "Harbour", "A wall, the wall."),
    ("a", "Bridge", "Rain fell on the bridge."), ("b", None, "“No rain,” they said."),
)  # fmt: skip


def make_material(documents: pl.DataFrame, exclusions: pl.DataFrame = NO_SPANS, excluded: str = "out") -> Material:
    """Material without quotations, with these passages excluded."""
    words = words_of(documents)
    kept = words if excluded == "in" else keep_words(words, ~lies_inside(words, exclusions))
    return Material(documents, exclusions, NO_SPANS, words, kept)


def variants_of(material: Material, passages: pl.DataFrame = NO_PASSAGES, **settings: int | str) -> dict[str, Variant]:
    return {variant.name: variant for variant in list_variants(material, NO_TOKENS, passages, **settings)}


def texts_of(words: Words) -> list[str]:
    """The words of each document, parted by space."""
    bounds = zip(words.bounds[:-1], words.bounds[1:], strict=True)
    return [" ".join(words.vocabulary[word] for word in words.ids[first:last]) for first, last in bounds]


def made(variant: Variant) -> list[str]:
    return texts_of(variant.make()[0])


def token(doc: str, start: int, end: int, lemma: str) -> dict:
    return {"doc": doc, "start": start, "end": end, "lemma": lemma}


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_ways_to_count_a_small_corpus() -> None:
    found = variants_of(make_material(FOUR))
    assert [(variant.kind, variant.name, variant.has_cues) for variant in found.values()] == [
        (WORDS, "case kept", False),
        (WORDS, "lemmas in place of forms", False),
        (WORDS, "function words left out", False),
        (WORDS, "single words", False),
        (WORDS, "phrases of up to 2 words", False),
        (WORDS, "phrases of up to 3 words", False),
        (WORDS, "terms that occur 2 times or more", False),
        (WORDS, "terms that occur 5 times or more", False),
        (WORDS, "terms that occur 10 times or more", False),
        (SCOPE, "others' words counted with the author's", True),
        (LEAVE_OUT, "without the event Harbour", True),
        (LEAVE_OUT, "without the articles of no event", True),
        (LEAVE_OUT, "without the event Bridge", True),
        (LEAVE_OUT, "without a post", True),
        (LEAVE_OUT, "without b post", True),
    ]


def test_each_way_is_one_step_from_the_settings_of_the_run() -> None:
    for variant in variants_of(make_material(FOUR), quoted="out", ngrams=2, min_count=5).values():
        steps = (variant.quoted != "out") + (variant.ngrams != 2) + (variant.min_count != 5)
        same_words = made(variant) == texts_of(words_of(FOUR))
        assert steps + (not same_words) <= 1, variant.name


def test_a_way_that_is_the_runs_own_is_not_listed() -> None:
    found = variants_of(make_material(FOUR), quoted="in", ngrams=1, min_count=10)
    assert "others' words left out" in found
    assert not {"others' words counted with the author's", "single words", "terms that occur 10 times or more"} & set(
        found
    )
    assert found["others' words left out"].quoted == "out"


def test_one_outlet_and_one_event_cannot_be_left_out() -> None:
    one = make_documents(("a", "Harbour", "rain"), ("a", "Harbour", "sun"))
    assert LEAVE_OUT not in {variant.kind for variant in variants_of(make_material(one)).values()}


def test_a_corpus_without_documents_has_variants_without_words() -> None:
    none = FOUR.clear()
    assert {tuple(made(variant)) for variant in variants_of(make_material(none)).values()} == {()}


# --- what is taken for a term ---------------------------------------------------------------------------------------


def test_case_is_that_of_the_text() -> None:
    documents = make_documents(("a", "e", "Rain fell. RAIN, the Bay’s rain"), ("b", "e", "Co\u00adop"))
    words = words_of(documents)
    assert texts_of(keep_case(words, documents)) == ["Rain fell RAIN the Bay 's rain", "coop"]
    assert texts_of(words) == ["rain fell rain the bay 's rain", "coop"]


def test_case_of_words_of_which_some_were_left_out() -> None:
    documents = make_documents(("a", "e", "Rain Sun Wind"), ("b", "e", "Fog Sun"))
    words = words_of(documents)
    kept = keep_words(words, np.array([True, False, True, False, True]))
    assert texts_of(keep_case(kept, documents)) == ["Rain Wind", "Sun"]


def test_lemmas_stand_for_the_words_that_are_whole_tokens() -> None:
    words = read_words(["a", "b"], ["Don't rains", "rains well-kept"])
    tokens = pl.DataFrame(
        [token("a", 0, 2, "do"), token("a", 2, 5, "not"), token("a", 6, 11, "rain"), token("b", 0, 5, "rains"),
         token("b", 6, 10, "well"), token("b", 10, 11, "-"), token("b", 11, 15, "keep")]
    )  # fmt: skip
    assert texts_of(take_lemmas(words, tokens)) == ["don't rain", "rains well-kept"]
    assert texts_of(take_lemmas(words, NO_TOKENS)) == texts_of(words)


def test_function_words_part_the_words_around_them() -> None:
    words, _ = variants_of(make_material(FOUR))["function words left out"].make()
    assert texts_of(words) == ["harbour wall stands", "wall wall", "rain fell bridge", "rain said"]
    assert words.joined.tolist()[:3] == [False, True, True]
    assert words.joined.tolist()[5:8] == [False, True, False]


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("rains", "rain"),  # twice rain, once rains
        ("heavy rains", "heavy rain"),
        ("wind", "Wind"),  # once each: the first by name
        ("rains wind", "rains wind"),  # a comma parts them: no such term
        ("hail", "hail"),
        ("rains hail", "rains hail"),
        ("rains heavy rains heavy rains heavy rains heavy rains heavy", "rains heavy rains heavy rains heavy rains heavy rains heavy"),
    ],
)  # fmt: skip
def test_a_term_is_called_what_it_is_called_most_often(term: str, name: str) -> None:
    words = read_words(["a", "b"], ["heavy rains, wind rains", "heavy rains; wind"])
    names = ["heavy", "rain", "Wind", "rains", "heavy", "rain", "wind"]
    assert find_name(words, rename_words(words, pl.Series(names)), term) == name


def test_where_words_keep_their_names_terms_do() -> None:
    found = variants_of(make_material(FOUR))
    for name in ("function words left out", "single words", "without a post"):
        assert found[name].rename(found[name].make()[0], "The wall") == "The wall"
    cased = found["case kept"]
    assert cased.rename(cased.make()[0], "the harbour") == "The harbour"


# --- which words count ----------------------------------------------------------------------------------------------


def test_excluded_passages_are_counted_or_left_out() -> None:
    exclusions = pl.DataFrame([("d00", 0, 11, "caption", "The harbour")], schema=EXCLUSIONS, orient="row")
    kept, whole = ["wall stands", *texts_of(words_of(FOUR))[1:]], texts_of(words_of(FOUR))
    out, into = (variants_of(make_material(FOUR, exclusions, excluded)) for excluded in ("out", "in"))
    assert made(out["excluded passages counted"]) == whole
    assert made(into["excluded passages left out"]) == kept
    assert "excluded passages left out" not in out
    assert "excluded passages counted" not in into


def test_shared_passages_are_left_out_in_both_articles_but_names_are_not() -> None:
    rows = [
        ("Harbour", "d00", 0, 16, "d01", 8, 16, 2, "wording", "", ""),
        ("Harbour", "d02", 0, 4, "d03", 4, 8, 1, "name", "", ""),
    ]
    passages = pl.DataFrame(rows, schema=PASSAGES, orient="row")
    variant = variants_of(make_material(FOUR), passages)["shared passages left out"]
    assert made(variant) == ["stands", "a wall", "rain fell on the bridge", "no rain they said"]
    names = passages.filter(pl.col("kind") == "name")
    assert "shared passages left out" not in variants_of(make_material(FOUR), names)


def test_quoted_words_stay_marked() -> None:
    material = make_material(FOUR)
    quoted = mark_quoted(material.words, pl.DataFrame({"doc": ["d03"], "start": [0], "end": [10]}))
    found = variants_of(material._replace(words=quoted))
    for name in ("case kept", "lemmas in place of forms", "others' words counted with the author's"):
        assert found[name].make()[0].in_voice("quoted").sum() == 2
    assert found["without a post"].make()[0].in_voice("quoted").tolist() == [False] * 4 + [True, True, False, False]


# --- whose words count ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("without the event Harbour", ["d02", "d03"]),
        ("without the event Bridge", ["d00", "d01", "d03"]),
        ("without the articles of no event", ["d00", "d01", "d02"]),
        ("without a post", ["d01", "d03"]),
    ],
)
def test_to_leave_articles_out_is_to_read_the_others(name: str, left: list[str]) -> None:
    words, documents = variants_of(make_material(FOUR))[name].make()
    alone = words_of(documents)
    assert documents["doc"].to_list() == words.docs == alone.docs == left
    assert texts_of(words) == texts_of(alone)
    assert words.bounds.tolist() == alone.bounds.tolist()
    assert words.starts.tolist() == alone.starts.tolist()
    assert words.joined.tolist() == alone.joined.tolist()


def test_of_many_events_the_largest_are_left_out_and_that_is_said() -> None:
    rows = [("ab"[copy % 2], f"e{event}", "rain") for event in range(10) for copy in range(1 + event)]
    found = variants_of(make_material(make_documents(*rows)))
    left_out = [(variant.name, variant.note) for variant in found.values() if variant.kind == LEAVE_OUT]
    note = "of 10 events the 8 with most articles are left out"
    assert left_out[:-2] == [(f"without the event e{event}", note) for event in range(9, 1, -1)]
    assert left_out[-2:] == [("without a post", ""), ("without b post", "")]
