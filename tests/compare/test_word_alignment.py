from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.word_alignment import FIRM, Gap, Run, align_words, find_gaps

FEW = st.lists(st.integers(0, 5), max_size=24)


def test_a_lone_word_far_from_a_run_stands_for_nothing() -> None:
    a = [1, 2, 3, 4, 20, 21, 22, 23, 7]
    assert align_words(a, [1, 2, 3, 4, 30, 31, 32, 33, 7]) == [Run(0, 0, 4)]
    assert align_words(a, [1, 2, 3, 4, 30, 31, 7]) == [Run(0, 0, 4)]  # near on one side alone
    assert align_words([1, 2, 3, 4, 20, 7], [1, 2, 3, 4, 30, 31, 32, 7]) == [Run(0, 0, 4), Run(5, 7, 1)]


def test_near_words_are_near_on_both_sides_of_a_run() -> None:
    assert align_words([9, 20, 1, 2, 3, 4], [9, 30, 1, 2, 3, 4]) == [Run(0, 0, 1), Run(2, 2, 4)]


def test_two_words_may_be_all_there_is() -> None:
    assert align_words([1, 2], [0, 1, 2]) == [Run(0, 1, 2)]
    assert align_words([], [1]) == align_words([1], []) == []


def test_gaps_by_hand() -> None:
    gaps = find_gaps([Run(0, 0, 2), Run(3, 2, 2), Run(6, 5, 2)], 9, 7)
    assert gaps == [
        Gap(range(2, 3), range(2, 2), False), Gap(range(5, 6), range(4, 5), False), Gap(range(8, 9), range(7, 7), True),
    ]  # fmt: skip
    assert find_gaps([], 1, 0) == [Gap(range(0, 1), range(0, 0), True)]


@given(a=FEW, b=FEW)
def test_runs_are_the_same_words_in_order_and_with_the_gaps_everything(a: list[int], b: list[int]) -> None:
    runs = align_words(a, b)
    for run in runs:
        assert a[run.a : run.a + run.size] == b[run.b : run.b + run.size]
    gaps = find_gaps(runs, len(a), len(b))
    for side, words in ((0, a), (1, b)):
        places = [at for run in runs for at in range(run[side], run[side] + run.size)]
        places += [at for gap in gaps for at in gap[side]]
        assert sorted(places) == list(range(len(words)))
        assert [run[side] for run in runs] == sorted(run[side] for run in runs)


@given(a=FEW, b=FEW)
def test_what_a_is_to_b_b_is_to_a(a: list[int], b: list[int]) -> None:
    assert align_words(b, a) == [Run(run.b, run.a, run.size) for run in align_words(a, b)]


@given(a=st.lists(st.integers(0, 5), min_size=FIRM, max_size=24))
def test_what_is_the_same_is_one_run(a: list[int]) -> None:
    assert align_words(a, a) == [Run(0, 0, len(a))]
