from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.meanings import lay_meanings
from analysis.compare.omissions import telling
from analysis.compare.omissions.bags import HALF, Bags, fill_bags, join_all, join_next, list_words
from analysis.compare.omissions.telling import (
    LEAST,
    LONG,
    MEASURES,
    NO,
    TELLINGS,
    UNCLEAR,
    YES,
    find_tellings,
    measure_pairs,
)

pytestmark = pytest.mark.filterwarnings("error")
KINDS = {"v": "VERB", "n": "PROPN", "": "NOUN"}
SHORT = "v:sink old pier ferry storm dock"
LONGER = "divers v:search hull old pier dock boat v:sink storm"  # a boat for the ferry


def read(*articles: str, events: str = "eeeeeeee") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Articles a, b, … of sentences with a stroke between, of words: nouns, v:verbs, n:names and numbers; with their tokens."""
    rows, tokens = [], []
    for doc, event, text in zip("abcdefgh", events, articles, strict=False):
        for place, sentence in enumerate(text.split("|")):
            rows.append((doc, event, place, len(rows), True))
            for word in sentence.split():
                kind, _, lemma = word.rpartition(":")
                tokens.append((doc, place, lemma, "NUM" if lemma.isdigit() else KINDS[kind], ""))
    sentences = pl.DataFrame(rows, schema=["doc", "event", "place", "number", "states"], orient="row")
    return sentences, pl.DataFrame(tokens, schema=["doc", "sentence", "lemma", "pos", "entity"], orient="row")


def fill(*articles: str) -> Bags:
    sentences, tokens = read(*articles)
    return fill_bags(sentences, list_words(tokens))


def measure(*articles: str) -> dict[tuple[int, str], dict[str, float]]:
    bags = fill(*articles)
    found, measured = measure_pairs(bags, np.ones(len(bags.doc), np.bool_))
    pairs = found.select("a", "doc").rows()
    return {pair: dict(zip(MEASURES, row, strict=True)) for pair, row in zip(pairs, measured.tolist(), strict=True)}


def says(*articles: str) -> dict[tuple[int, str], str]:
    table = find_tellings(*read(*articles))
    return {(a, doc): word for a, doc, word in table.select("a", "doc", "says").iter_rows()}


# --- bags -----------------------------------------------------------------------------------------------------------


def test_words_that_say_nothing_are_left_out_and_numbers_taken_by_their_digits() -> None:
    rows = [
        ("say", "VERB", ""),
        ("Ferry", "NOUN", ""),
        ("twelve", "NUM", ""),
        ("2024", "NUM", "DATE"),
        ("--", "NOUN", ""),
    ]
    tokens = pl.DataFrame(
        [("a", 0, *row) for row in rows], schema=["doc", "sentence", "lemma", "pos", "entity"], orient="row"
    )
    assert list_words(tokens).select("stem", "is_number").rows() == [("ferri", False), ("12", True), ("2024", False)]


def test_a_word_is_told_by_what_stands_for_it_and_a_number_half_by_another() -> None:
    bags = fill("ferry 12", "boat 40", "gull")
    (ferry, number), others = bags.has[0].indices, bags.tells.toarray()
    ferry, number = (ferry, number) if others[1, ferry] == 1 else (number, ferry)
    assert others[:, ferry].tolist() == [1, 1, 0]
    assert others[:, number].tolist() == [1, HALF, 0]


def test_neighbours_tell_together_and_articles_in_all_they_say() -> None:
    bags = fill("ferry|gull 7|crane", "ferry 9")
    told = bags.tells.toarray()
    assert join_next(bags).toarray().tolist() == [
        np.maximum(told[0], told[1]).tolist(), np.maximum(told[1], told[2]).tolist(), told[2].tolist(), told[3].tolist(),
    ]  # fmt: skip
    assert join_all(bags).toarray().tolist() == [told[:3].max(axis=0).tolist(), told[3].tolist()]


# --- measures -------------------------------------------------------------------------------------------------------


def test_a_sentence_that_another_tells_whole_by_hand() -> None:
    table = measure(SHORT, LONGER)
    there, back = table[0, "b"], table[1, "a"]
    assert (there["near"], there["article"]) == pytest.approx((1, 1))
    assert there["words"] == pytest.approx(6 / LONG)  # one of them in another word
    # of the longer one 5 words that both have (log of 3/2) and the boat, but neither divers, searching nor the hull (log of 3)
    both, alone = 5 * np.log(3 / 2) + np.log(3), 3 * np.log(3)
    assert back["near"] == pytest.approx(both / (both + alone))
    assert there["alike"] == back["alike"] == pytest.approx(2 * back["near"] / (1 + back["near"]))


def test_an_article_with_few_of_the_words_is_not_looked_at() -> None:
    # gull has half the weight of crane, hail and fog: c has an eighth of b's words, b all of c's
    assert set(measure("old pier ferry v:sink storm", "old crane gull hail fog", "gull")) == {(2, "b")}


WORDS = ["ferry", "ship", "pier", "dock", "v:sink", "v:sail", "n:merrow", "n:lowe", "12", "40"]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=3).map("|".join)


@given(articles=st.lists(ARTICLE, min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_measures_are_those_counted_one_by_one(articles: list[str]) -> None:
    texts = [
        (doc, sentence.split())
        for doc, article in zip("abcd", articles, strict=False)
        for sentence in article.split("|")
    ]
    stem = {word: telling_stem(word) for word in WORDS}
    vocabulary = sorted(set(stem.values()))
    stand = lay_meanings(vocabulary).toarray() > 0
    often = {word: sum(word in {stem[one] for one in has} for _, has in texts) for word in vocabulary}

    def told(word: str, has: list[str]) -> float:
        others = {stem[one] for one in has}
        if any(stand[vocabulary.index(word), vocabulary.index(one)] for one in others):
            return 1.0
        return HALF if word.isdigit() and any(one.isdigit() for one in others) else 0.0

    def share(words: list[str], has: list[str]) -> float:
        weights = {stem[word]: np.log((len(texts) + 1) / often[stem[word]]) for word in words}
        return sum(told(word, has) * weight for word, weight in weights.items()) / sum(weights.values())

    for (a, doc), found in measure(*articles).items():
        own = texts[a][1]
        theirs = [has for other, has in texts if other == doc]
        wide = [has + theirs[place + 1] if place + 1 < len(theirs) else has for place, has in enumerate(theirs)]
        whole = [word for has in theirs for word in has]
        near, article = max(share(own, has) for has in wide), share(own, whole)
        both = [(share(own, has), share(has, own)) for has in theirs]
        assert article >= LEAST - 1e-9
        assert found["near"] == pytest.approx(near)
        assert found["article"] == pytest.approx(article)
        assert found["alike"] == pytest.approx(max(2 * x * y / (x + y) if x + y else 0 for x, y in both))


def telling_stem(word: str) -> str:
    return telling_words(word)["stem"].item()


def telling_words(word: str) -> pl.DataFrame:
    return list_words(read(word)[1])


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(f"{SHORT}|{LONGER}", f"{LONGER} gull|{SHORT} hail", SHORT)
    whole = find_tellings(*made)
    monkeypatch.setattr(telling, "BLOCK", 2)
    assert find_tellings(*made).equals(whole)
    assert whole.height > 6


# --- who says it ----------------------------------------------------------------------------------------------------


def test_said_not_said_and_not_clear() -> None:
    fact = "n:lowe v:sell old ferry island crew price harbour bell"
    scattered = "n:lowe v:paint old harbour|gull crane|ferry price"
    other = "old gull v:watch crane harbour kite fog"
    table = says(fact, fact, scattered, other)
    assert (table[0, "b"], table[0, "c"]) == (YES, UNCLEAR)
    assert table.get((0, "d"), NO) == NO


def test_a_report_of_a_few_words_is_not_said_to_lack_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = "n:lowe v:sell old ferry island", "gull v:watch fog|kite v:fly", "gull v:watch fog|kite v:fly old hill"
    assert not {(0, "b"), (0, "c")} & set(says(*articles))
    monkeypatch.setattr(telling, "ROOM", 6)  # b has five words, c seven
    assert says(*articles)[0, "b"] == UNCLEAR
    assert (0, "c") not in says(*articles)


def test_neither_its_own_article_nor_another_event_says_it() -> None:
    assert find_tellings(*read(f"{SHORT}|{SHORT}")).is_empty()
    assert find_tellings(*read(SHORT, SHORT, events="ef")).is_empty()


def test_only_what_states_something_is_looked_for() -> None:
    sentences, tokens = read(SHORT, SHORT)
    table = find_tellings(sentences.with_columns(states=pl.col("doc") == "b"), tokens)
    assert table.select("a", "doc", "b", "alike").rows() == [(1, "a", 0, 1.0)]


def test_no_sentences_and_no_words() -> None:
    sentences, tokens = read(SHORT)
    assert find_tellings(sentences.clear(), tokens.clear()).schema == TELLINGS
    assert find_tellings(sentences, tokens.clear()).is_empty()
