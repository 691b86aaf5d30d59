"""The compiled loops over characters and ids against plain twins."""

from __future__ import annotations

import re
from unittest import mock

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.find import kernels, words

FAST = settings(max_examples=60, deadline=None)
# L letter, D digit, A apostrophe, H hyphen, S stop, C comma, space, N line, U unseen, O other
ALPHABET = {
    **dict.fromkeys("abSsUéΩßسل\u0301", "L"), **dict.fromkeys("127٣", "D"), **dict.fromkeys("'’", "A"),
    **dict.fromkeys("-‑", "H"), ".": "S", ",": "C", **dict.fromkeys(" \t\u00a0", " "),
    **dict.fromkeys("\n\r\u2028", "N"), **dict.fromkeys("\u200b\u00ad", "U"), **dict.fromkeys("!“\ud800", "O"),
}  # fmt: skip
TEXTS = st.lists(st.text(st.sampled_from(sorted(ALPHABET)), max_size=60), max_size=8)


def plain_end(kinds: str, start: int) -> int:
    """Where the word ends: runs of letters and digits, and the signs between them that belong to a word."""
    while True:
        run = re.match("[LD][LDU]*", kinds[start:])[0]
        end = start + len(run)
        sign, last, following = kinds[end : end + 1], run[-1], kinds[end + 1 : end + 2]
        number = sign in ("S", "C") and last == following == "D"
        initial = sign == "S" and run == following == "L"
        if not (last in "LD" and following in ("L", "D") and (sign in ("A", "H") or number or initial)):
            return end
        start = end + 1


def plain_words(text: str) -> list[tuple[str, int, int, bool]]:
    """Word, start, end and whether only space lies before it, character by character."""
    kinds = "".join(ALPHABET[character] for character in text)
    found, at, reached = [], 0, None
    while at < len(text):
        if kinds[at] not in "LD":
            at += 1
            continue
        end = plain_end(kinds, at)
        gap = None if reached is None else kinds[reached:at]
        lines = gap.count("N") if gap else 0
        small = kinds[at] == "L" and text[at].lower() == text[at]
        joined = gap is not None and set(gap) <= set(" NU") and (lines == 0 or (lines == 1 and small))
        owns = end - 2 > at and kinds[end - 2] == "A" and text[end - 1] in "sS"
        cut = end - 2 if owns else end
        found.append((at, cut, joined))
        if cut < end:
            found.append((cut, end, True))
        abbreviation = end - at > 2 and kinds[end - 2] == "S" and kinds[end : end + 1] == "S"
        at = reached = end + abbreviation
    return [(plain_letters(text[start:end]), start, end, joined) for start, end, joined in found]


def plain_letters(word: str) -> str:
    return "".join("'" if ALPHABET[letter] == "A" else letter.lower() for letter in word if ALPHABET[letter] != "U")


def read(texts: list[str]) -> list[list[tuple[str, int, int, bool]]]:
    found = words.read_words([str(number) for number in range(len(texts))], texts)
    names = [found.vocabulary[word] for word in found.ids]
    rows = list(zip(names, found.starts.tolist(), found.ends.tolist(), found.joined.tolist(), strict=True))
    assert found.vocabulary == sorted(set(names))
    return [rows[first:last] for first, last in zip(found.bounds[:-1], found.bounds[1:], strict=True)]


@FAST
@given(TEXTS)
@example(["’S"])
def test_words_equal_those_of_the_plain_twin(texts: list[str]) -> None:
    assert read(texts) == [plain_words(text) for text in texts]


@FAST
@given(TEXTS, st.integers(0, 40))
def test_words_do_not_depend_on_the_batches(texts: list[str], batch: int) -> None:
    with mock.patch.object(words, "_BATCH", batch):
        assert read(texts) == [plain_words(text) for text in texts]


def test_letters_decide_where_two_long_words_have_one_hash() -> None:
    first, second = (
        f"a{'x' * 63}b",
        f"b{'x' * 63}a",
    )  # letters 64 apart turned by as many bits: the exclusive or is the same
    assert [word for word, *_ in read([f"{first} {second} {first}"])[0]] == [first, second, first]


def test_words_of_nine_letters_and_of_ten_that_end_alike_are_two() -> None:
    words = ["abcdefghi", "xabcdefghi", "abcdefgh", "abcdefghé", "xabcdefghi", "abcdefghi"]
    assert [word for word, *_ in read([" ".join(words)])[0]] == words


def test_many_kinds_of_word_over_many_growing_tables() -> None:
    texts = [
        " ".join(f"{'x' * (number % 12)}{number}" for number in range(part, part + 50)) for part in range(0, 2000, 50)
    ]
    with mock.patch.object(words, "_BATCH", 100):
        found = read(texts + texts)
    assert [word for text in found for word, *_ in text] == " ".join(texts + texts).split()


@FAST
@given(st.dictionaries(st.integers(1, 2**64 - 1), st.integers(1, 1000), max_size=30))
def test_rebuild_table_keeps_every_word(known: dict[int, int]) -> None:
    table, larger = np.zeros(64, np.uint64), np.zeros(256, np.uint64)
    for slot, (tag, word) in enumerate(known.items()):
        table[2 * slot : 2 * slot + 2] = tag, word
    kernels.rebuild_table(table, larger)
    rows = larger.reshape(-1, 2)
    assert {int(tag): int(word) for tag, word in rows if word} == known


@FAST
@given(st.lists(st.integers(0, 4), max_size=20), st.permutations(range(5)))
def test_renumber_is_a_look_up(ids: list[int], rank: list[int]) -> None:
    numbers = np.array(ids, np.int32)
    kernels.renumber(numbers, np.array(rank, np.int32))
    assert numbers.tolist() == [rank[word] for word in ids]


RANGES = st.tuples(st.integers(0, 5), st.integers(1, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@FAST
@given(
    st.lists(st.tuples(st.integers(0, 7), st.booleans()), max_size=30),
    st.lists(st.lists(RANGES, min_size=1, max_size=3), max_size=6),
    st.integers(0, 40),
)
def test_match_patterns_finds_what_trying_everywhere_finds(places: list, patterns: list, room: int) -> None:
    ids, joined = np.array([word for word, _ in places], np.int32), np.array([whole for _, whole in places], np.bool_)
    begun = [
        [number for number, steps in enumerate(patterns) if steps[0][0] <= word < steps[0][1]] for word in range(8)
    ]
    first_bounds = np.cumsum([0, *map(len, begun)])
    bounds = np.cumsum([0, *map(len, patterns)])
    lows, highs = (np.array([step[side] for steps in patterns for step in steps], np.int32) for side in (0, 1))
    out = [np.full(room, -1, np.int32) for _ in range(3)]
    first_patterns = np.array([number for numbers in begun for number in numbers], np.int32)
    found = kernels.match_patterns(ids, joined, first_bounds, first_patterns, bounds, lows, highs, *out)
    expected = [
        (number, at, len(patterns[number]))
        for at, (word, _) in enumerate(places)
        for number in begun[word]
        if at + len(patterns[number]) <= len(places)
        and all(low <= places[at + step][0] < high for step, (low, high) in enumerate(patterns[number]))
        and all(whole for _, whole in places[at + 1 : at + len(patterns[number])])
    ]
    assert found == len(expected)
    assert list(zip(*(column[: min(found, room)].tolist() for column in out), strict=True)) == expected[:room]
