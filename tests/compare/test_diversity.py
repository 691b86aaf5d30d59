"""The compiled measures of lexical diversity: cases by hand, plain twins in fractions, and SciPy."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.kernels import measure_hdd, measure_mattr, measure_mtld

KINDS = 6
TEXTS = st.lists(st.lists(st.integers(0, KINDS - 1), max_size=60), max_size=5)
FAST = settings(max_examples=80, deadline=None)


def measure(kernel, texts: list[list[int]], setting: int) -> list[float | None]:
    """The values of a kernel for texts of word ids, None where there is none."""
    ids = np.array([word for text in texts for word in text], np.int32)
    bounds = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    values = kernel(ids, bounds, max(ids, default=0) + 1, setting)
    return [None if np.isnan(value) else float(value) for value in values]


def measure_text(kernel, text: str, setting: int) -> float | None:
    """The value of a kernel for one text in plain words."""
    words = text.split()
    return measure(kernel, [[sorted(set(words)).index(word) for word in words]], setting)[0]


def plain_mtld(text: list[int], percent: int) -> Fraction | None:
    """MTLD as McCarthy & Jarvis (2010) tell it: whole and partial factors, forward and backward."""
    lengths = []
    for words in (text, text[::-1]):
        factors, stretch = Fraction(0), []
        for word in words:
            stretch.append(word)
            if Fraction(len(set(stretch)), len(stretch)) <= Fraction(percent, 100):
                factors, stretch = factors + 1, []
        if stretch:
            factors += (1 - Fraction(len(set(stretch)), len(stretch))) / (1 - Fraction(percent, 100))
        if not factors:
            return None
        lengths.append(len(text) / factors)
    return sum(lengths) / 2


def plain_mattr(text: list[int], window: int) -> Fraction | None:
    """The mean type-token ratio of all windows."""
    windows = [text[at : at + window] for at in range(len(text) - window + 1)]
    return Fraction(sum(len(set(each)) for each in windows), len(windows) * window) if windows else None


def plain_hdd(text: list[int], draws: int) -> Fraction | None:
    """The sum of the chances of all types to be drawn, over the draws."""
    if len(text) < draws:
        return None
    chances = [1 - Fraction(comb(len(text) - n, draws), comb(len(text), draws)) for n in Counter(text).values()]
    return sum(chances, Fraction(0)) / draws


def as_floats(values: list[Fraction | None]) -> list[float | None]:
    return [None if value is None else pytest.approx(float(value)) for value in values]


# --- by hand ------------------------------------------------------------------------------------------------------


def test_mtld_of_the_example_of_its_authors() -> None:
    """McCarthy & Jarvis (2010): a factor ends at the second "people" (4 types in 6 words); backwards at the fifth word."""
    assert measure_text(measure_mtld, "of the people by the people for the people", 72) == 9


def test_mtld_takes_what_is_left_over_as_part_of_a_factor() -> None:
    # Forward 4 types in 5 words are left: (1 - 4/5) / (1 - 18/25) = 5/7 factors. Backward a factor ends at the third word, 2/3.
    assert measure_text(measure_mtld, "rain fell on on harbours", 72) == pytest.approx(Fraction(7 + 5, 2))


def test_mtld_ends_a_stretch_where_the_ratio_reaches_the_threshold() -> None:
    # Forward 3 types in 4 words are a factor at 75 %, and nothing is left; backward 4 types in 5 are 1/5 / 1/4 of one.
    assert measure_text(measure_mtld, "rain fell on rain harbours", 75) == pytest.approx((5 + 5 * Fraction(5, 4)) / 2)
    # At 74 % they are none, and 4 types in 5 words are left in both directions.
    assert measure_text(measure_mtld, "rain fell on rain harbours", 74) == pytest.approx(5 * Fraction(26, 100) * 5)


def test_mattr_by_hand() -> None:
    # Windows of three: 3, 2, 2 and 3 types.
    assert measure_text(measure_mattr, "sun and sun and rain", 3) == pytest.approx(Fraction(2 + 2 + 3, 3 * 3))


def test_hdd_by_hand() -> None:
    # Two of four words: "rain" (twice) is missed in 1 of 6 draws, each of the others in 3 of 6.
    assert measure_text(measure_hdd, "rain fell rain stopped", 2) == pytest.approx(Fraction(5 + 3 + 3, 6 * 2))


def test_hdd_of_all_words_drawn_is_the_type_token_ratio() -> None:
    assert measure_text(measure_hdd, "rain fell rain stopped", 4) == pytest.approx(3 / 4)


# --- where there is no value --------------------------------------------------------------------------------------


def test_a_text_shorter_than_its_window_or_draws_has_no_value() -> None:
    texts = [[0, 1, 0], [0, 1, 0, 1], []]
    assert measure(measure_mattr, texts, 4) == [None, 0.5, None]
    assert measure(measure_hdd, texts, 4) == [None, 0.5, None]


def test_without_a_word_said_twice_there_is_no_factor() -> None:
    assert measure(measure_mtld, [[0, 1, 2, 3], [], [0]], 72) == [None, None, None]


@pytest.mark.parametrize("kernel", [measure_mtld, measure_mattr, measure_hdd])
def test_no_texts_have_no_values(kernel) -> None:
    assert measure(kernel, [], 5) == []


# --- against twins ------------------------------------------------------------------------------------------------


@FAST
@given(TEXTS, st.integers(30, 95))
def test_mtld_is_its_plain_twin(texts: list[list[int]], percent: int) -> None:
    assert measure(measure_mtld, texts, percent) == as_floats([plain_mtld(text, percent) for text in texts])


@FAST
@given(TEXTS, st.integers(1, 12))
def test_mattr_is_its_plain_twin(texts: list[list[int]], window: int) -> None:
    values = measure(measure_mattr, texts, window)
    assert values == as_floats([plain_mattr(text, window) for text in texts])
    assert all(1 / window <= value <= 1 for value in values if value is not None)


@FAST
@given(TEXTS, st.integers(1, 12))
def test_hdd_is_its_plain_twin(texts: list[list[int]], draws: int) -> None:
    assert measure(measure_hdd, texts, draws) == as_floats([plain_hdd(text, draws) for text in texts])


def test_hdd_of_long_texts_is_that_of_scipy() -> None:
    text = np.random.default_rng(7).zipf(1.4, 4000) % 500
    missed = stats.hypergeom.pmf(0, len(text), np.unique(text, return_counts=True)[1], 42)
    assert measure(measure_hdd, [text.tolist()], 42) == [pytest.approx((1 - missed).sum() / 42, rel=1e-9)]


# --- properties ---------------------------------------------------------------------------------------------------


@FAST
@given(TEXTS, st.integers(2, 9))
def test_a_text_has_the_same_value_alone_and_read_backwards(texts: list[list[int]], setting: int) -> None:
    for kernel, chosen in ((measure_mtld, 72), (measure_mattr, setting), (measure_hdd, setting)):
        together = measure(kernel, texts, chosen)
        assert together == [measure(kernel, [text], chosen)[0] for text in texts]
        backwards = measure(kernel, [text[::-1] for text in texts], chosen)
        assert backwards == [None if value is None else pytest.approx(value) for value in together]


def test_length_leaves_mattr_nearly_the_same_but_not_the_type_token_ratio() -> None:
    text = (np.random.default_rng(3).zipf(1.3, 600) % 400).tolist()
    once, often = measure(measure_mattr, [text, text * 5], 50)
    assert once == pytest.approx(often, abs=0.01)
