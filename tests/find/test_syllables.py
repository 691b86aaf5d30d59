"""Syllables by rule, against what a dictionary says of words chosen for each rule and for where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.find.syllables import count_syllables

# The words are ours, the counts those of dictionaries.
SPOKEN = {
    "runs of vowels": "rain:1 harbour:2 ferry:2 bridge:1 weather:2 tomorrow:3 queue:1",
    "silent e": "time:1 sale:1 wires:1 cables:2 houses:2 churches:2 boxes:2 sailed:1 ended:2 settled:2 ruled:1 rolled:1",
    "e within a word": "homeland:2 forecast:2 likely:2 statement:2 loneliness:3 hereby:2 movement:2 lifelines:2 hopeless:2",
    "sounded -le": "table:2 people:2 settlement:3 simple:2 whole:1",
    "two vowels that part": "media:3 video:3 radio:3 period:3 actual:3 influence:3 ruin:2 idea:3 create:2 cooperate:4 poem:2",
    "two vowels that do not": "nation:2 social:2 ocean:2 guard:1 quiet:2 juice:1 patient:2 familiar:3 pigeon:2 mean:1",
    "y": "player:2 played:1 royal:2 beyond:2 year:1 seeing:2 lobbyist:3",
    "endings": "rhythm:2 prism:2 heroism:4 hundred:2 league:1 technique:2 basically:3 nonetheless:3",
    "prefixes": "react:2 reality:4 reopen:3 reach:1 read:1 preempt:2 coexist:3 coast:1",
    "apostrophes": "didn't:2 don't:1 can't:1 we're:1 they'll:1 it'll:2 could've:2",
    "letter by letter": "u.s:2 u.n:2 tv:2 www:9",
    "compounds": "well-known:2 twenty-first:3 life-like:2",
    "accents": "café:2 naïve:2 résumé:3",
    "no letter": "1,200:0 7:0 '':0",
}


@pytest.mark.parametrize("words", SPOKEN.values(), ids=SPOKEN)
def test_words_have_the_syllables_of_a_dictionary(words: str) -> None:
    pairs = [entry.rsplit(":", 1) for entry in words.split()]
    counted = count_syllables([word for word, _ in pairs]).tolist()
    assert dict(zip([word for word, _ in pairs], counted, strict=True)) == {word: int(count) for word, count in pairs}


def test_no_words_have_no_counts() -> None:
    assert count_syllables([]).tolist() == []


@given(st.lists(st.text("abcdeiorsty'-.1é", max_size=9), max_size=6))
def test_a_word_counts_the_same_among_others_as_alone(words: list[str]) -> None:
    assert count_syllables(words).tolist() == [int(count_syllables([word])[0]) for word in words]


@given(st.text("abcdeilnorstuwy", min_size=1, max_size=12))
def test_a_word_has_a_syllable_and_no_more_than_three_a_letter(word: str) -> None:
    assert 1 <= count_syllables([word])[0] <= 3 * len(word)
