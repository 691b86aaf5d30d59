from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.meanings import lay_meanings
from analysis.compare.omissions import telling
from analysis.compare.omissions.telling import LEAST, TELLINGS, TOLD, find_tellings

pytestmark = pytest.mark.filterwarnings("error")
SHORT = "old pier ferry sink storm monday"
LONG = "divers search hull near old pier where boat sink during storm on monday"  # a boat for the ferry


def read(*texts: str, docs: str = "abcdefgh", events: str = "eeeeeeee") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sentences of content words, each of an article of its own if docs does not say otherwise, with their tokens."""
    rows = [
        (docs[number], events[number], sum(doc == docs[number] for doc in docs[:number]), number)
        for number in range(len(texts))
    ]
    sentences = pl.DataFrame(rows, schema=["doc", "event", "place", "number"], orient="row")
    words = [
        (doc, place, lemma, "NOUN")
        for text, (doc, _, place, _) in zip(texts, rows, strict=True)
        for lemma in text.split()
    ]
    return sentences, pl.DataFrame(words, schema=["doc", "sentence", "lemma", "pos"], orient="row")


def test_a_longer_sentence_tells_a_shorter_one_and_not_the_other_way_round() -> None:
    table = find_tellings(*read(SHORT, LONG))
    assert table.schema == TELLINGS
    assert table.rows() == [(0, 1, 1.0)]  # each word, one of them by another that stands for it


def test_the_part_told_by_hand() -> None:
    # of 2 sentences both have old, pier, sink, storm and monday, one has ferry and hail each; the other tells all but hail
    both, alone = np.log(3 / 2), np.log(3 / 1)
    table = find_tellings(*read(f"{SHORT} hail", LONG))
    assert table.row(0) == (0, 1, pytest.approx((5 * both + alone) / (5 * both + 2 * alone), abs=1e-6))


def test_too_few_words_tell_nothing() -> None:
    five = " ".join(SHORT.split()[: LEAST - 1])
    assert find_tellings(*read(five, LONG)).is_empty()


def test_neither_its_own_article_nor_another_event_tells_it() -> None:
    assert find_tellings(*read(SHORT, LONG, docs="aa")).is_empty()
    assert find_tellings(*read(SHORT, LONG, events="ef")).is_empty()


def test_no_sentences() -> None:
    sentences, tokens = read(SHORT)
    assert find_tellings(sentences.clear(), tokens.clear()).schema == TELLINGS


WORDS = ["ferry", "ship", "pier", "dock", "storm", "gale", "crane", "gull", "sank", "tide", "rope"]


@given(texts=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=11).map(" ".join), min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_the_pairs_are_those_of_all_pairs_counted_one_by_one(texts: list[str]) -> None:
    sentences, tokens = read(*texts)
    stems = sorted({telling.find_stem(word) for text in texts for word in text.split()})
    stand = lay_meanings(stems).toarray() > 0
    bags = [{stems.index(telling.find_stem(word)) for word in text.split()} for text in texts]
    weight = [np.log((len(texts) + 1) / sum(stem in bag for bag in bags)) for stem in range(len(stems))]
    expected = {}
    for a, has in enumerate(bags):
        for b, other in enumerate(bags):
            told = [stem for stem in has if any(stand[stem, one] for one in other)]
            part = sum(weight[stem] for stem in told) / sum(weight[stem] for stem in has)
            if a != b and len(told) >= LEAST and part >= TOLD + 1e-9:
                expected[a, b] = part
    found = {(a, b): part for a, b, part in find_tellings(sentences, tokens).rows() if part > TOLD + 1e-6}
    assert found == pytest.approx({pair: part for pair, part in expected.items() if part > TOLD + 1e-6}, abs=2e-6)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(SHORT, LONG, f"{SHORT} gull", f"{LONG} gull")
    whole = find_tellings(*made)
    monkeypatch.setattr(telling, "BLOCK", 2)
    assert find_tellings(*made).equals(whole)
    assert whole.height > 2
