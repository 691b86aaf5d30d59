from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.paraphrases import find_stem


@pytest.mark.parametrize(
    "forms",
    [
        "open opens opened opening openings", "plan plans planned planning", "close closes closed closing", "carry carries carried",
        "sell sells selling", "press presses pressed", "bus buses", "city cities", "quick quickly", "harbour harbours", "tie ties",
    ],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({find_stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["sing king ring", "bus gas boss", "rail ring"])
def test_short_words_stay_apart(words: str) -> None:
    assert len({find_stem(word) for word in words.split()}) == len(words.split())


@given(word=st.text(alphabet="abdeginlsuy'-1", min_size=1, max_size=12))
def test_a_stem_is_never_empty_nor_longer_than_its_word(word: str) -> None:
    assert 0 < len(find_stem(word)) <= len(word)
