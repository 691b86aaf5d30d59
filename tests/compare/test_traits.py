from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.counts import count_terms
from analysis.compare.traits import FRAGMENT, FUNCTION_WORDS, TRAITS, describe_terms
from analysis.find.words import read_words

pytestmark = pytest.mark.filterwarnings("error")
SENTENCE = st.lists(st.sampled_from(["harbour", "fire", "brigade", "of", "the"]), min_size=1, max_size=7)
TEXT = st.lists(SENTENCE.map(" ".join), min_size=1, max_size=6).map(". ".join)


def traits_of(text: str, ngrams: int = 4, min_count: int = 1) -> pl.DataFrame:
    return describe_terms(count_terms(read_words(["d"], [text]), "all", ngrams, min_count))


def wholes_of(text: str, ngrams: int = 4, min_count: int = 1) -> dict[str, str | None]:
    """The phrase that each term is a part of."""
    return dict(traits_of(text, ngrams, min_count).select("term", "part_of").iter_rows())


# --- length and content ---------------------------------------------------------------------------------------------


def test_traits_by_hand() -> None:
    table = traits_of("the end of the rain", 3)
    assert table.schema == TRAITS
    found = {term: (length, content) for term, length, content in table.select("term", "length", "content").iter_rows()}
    assert found == {
        "end": (1, True), "of": (1, False), "rain": (1, True), "the": (1, False), "end of": (2, False), "of the": (2, False),
        "the end": (2, False), "the rain": (2, False), "end of the": (3, False), "of the rain": (3, False), "the end of": (3, False),
    }  # fmt: skip


def test_function_words_inside_a_phrase_leave_it_content() -> None:
    table = traits_of("point of view, the harbour's wall")
    content = dict(table.select("term", "content").iter_rows())
    assert [content[term] for term in ("point of view", "harbour 's wall", "of view", "'s wall")] == [
        True,
        True,
        False,
        False,
    ]


def test_function_words_are_whole_lower_case_words() -> None:
    assert all(word == word.lower().strip() and " " not in word for word in FUNCTION_WORDS)
    words = read_words(["d"], [" ".join(sorted(FUNCTION_WORDS - {"'s"})) + " harbour's"])
    assert set(words.vocabulary) == FUNCTION_WORDS | {"harbour"}


# --- what a term is a part of ---------------------------------------------------------------------------------------


def test_the_parts_of_a_phrase_are_parts_of_the_longest() -> None:
    wholes = wholes_of("harbour fire brigade. Then harbour fire brigade")
    brigade = "harbour fire brigade"
    parts = ("harbour", "fire", "brigade", "harbour fire", "fire brigade")
    # "then harbour …" has one of the two and begins with a function word
    assert {term: wholes[term] for term in (*parts, brigade)} == {**dict.fromkeys(parts, brigade), brigade: None}


def test_a_word_of_several_phrases_is_a_part_of_none() -> None:
    wholes = wholes_of("harbour fire. harbour wall. harbour wall. fire brigade")
    assert wholes == {
        "harbour": None, "fire": None, "wall": "harbour wall", "brigade": "fire brigade",
        "harbour fire": None, "harbour wall": None, "fire brigade": None,
    }  # fmt: skip


@pytest.mark.parametrize(("alone", "whole"), [(1, "harbour wall"), (2, None)])
def test_a_fragment_may_stand_alone_once_in_ten_times(alone: int, whole: str | None) -> None:
    wholes = wholes_of("harbour wall. " * 9 + "harbour. " * alone)
    assert wholes["harbour"] == whole
    assert wholes["wall"] == "harbour wall"


def test_the_part_is_of_the_term_itself_however_long_the_way_to_the_phrase() -> None:
    # of "harbour" 19 of 20 are followed by "fire", and of these 18 by "brigade", of these 17 by "crew"
    text = "harbour fire brigade crew. " * 17 + "harbour fire brigade. harbour fire. harbour"
    wholes = wholes_of(text)
    assert [wholes[term] for term in ("harbour", "harbour fire", "harbour fire brigade")] == [
        "harbour fire brigade", "harbour fire brigade", "harbour fire brigade crew",
    ]  # fmt: skip
    assert wholes["fire"] == "harbour fire brigade"  # 18 of 19; the crew's 17 are less than nine tenths
    assert wholes["crew"] == "harbour fire brigade crew"


def test_a_word_is_no_part_of_its_article() -> None:
    wholes = wholes_of("the west. the west. the west")
    assert wholes == {"the": "the west", "west": None, "the west": None}


def test_function_words_are_part_of_any_phrase() -> None:
    wholes = wholes_of("end of the rain. end of the storm")
    assert [wholes[term] for term in ("of", "the", "of the", "end")] == ["end of the"] * 3 + [None]


def test_a_phrase_with_function_words_inside_holds_its_words() -> None:
    wholes = wholes_of("point of view. point of view")
    assert [wholes[term] for term in ("point", "view", "of", "point of")] == ["point of view"] * 4


def test_of_two_phrases_as_long_the_more_frequent_and_then_the_one_that_adds_less_in_front() -> None:
    equal = wholes_of("old harbour wall. " * 10, 2)
    assert (equal["harbour"], equal["old"], equal["wall"]) == ("harbour wall", "old harbour", "harbour wall")
    more = wholes_of("old harbour wall. " * 10 + "old harbour", 2)
    assert more["harbour"] == "old harbour"


def test_only_phrases_of_the_table_count() -> None:
    assert wholes_of("harbour wall. harbour wall", 1) == {"harbour": None, "wall": None}
    assert wholes_of("harbour wall. " * 9 + "harbour", 2, 10) == {"harbour": None}


def contains(phrase: list[str], term: list[str]) -> list[int]:
    """How many words the phrase has before the term, for each place where the term stands in it."""
    return [at for at in range(len(phrase) - len(term) + 1) if phrase[at : at + len(term)] == term]


@given(text=TEXT, ngrams=st.integers(1, 4), min_count=st.integers(1, 3))
def test_wholes_are_those_of_trying_every_phrase(text: str, ngrams: int, min_count: int) -> None:
    sentences = [sentence.split() for sentence in text.split(". ")]
    totals = Counter(
        tuple(words[at : at + length])
        for words in sentences
        for length in range(1, ngrams + 1)
        for at in range(len(words) - length + 1)
    )
    totals = {term: total for term, total in totals.items() if total >= min_count}

    def has_content(term: tuple[str, ...]) -> bool:
        return not {term[0], term[-1]} & FUNCTION_WORDS

    expected = {}
    for term, total in totals.items():
        fitting = [
            (-len(phrase), -often, at, phrase)
            for phrase, often in totals.items()
            if len(phrase) > len(term) and often >= FRAGMENT * total and (has_content(phrase) or not has_content(term))
            for at in contains(list(phrase), list(term))
        ]
        whole = " ".join(min(fitting)[-1]) if fitting else None
        expected[" ".join(term)] = (len(term), has_content(term), whole)
    assert {row[0]: row[1:] for row in traits_of(text, ngrams, min_count).iter_rows()} == expected


@pytest.mark.parametrize("text", ["", "...", "harbour"])
def test_too_little_text_has_no_wholes(text: str) -> None:
    table = traits_of(text)
    assert (table.schema, table["part_of"].to_list()) == (TRAITS, [None] * table.height)
