"""Names: whether two names are one, may be two spellings of one, or are of two."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from analysis.compare.paraphrases import find_stem
from analysis.find.actors import sound_key
from analysis.find.actors.sounds import fold

SAME, ALIKE, OTHER = "same", "alike", "other"
LEAST, LEAST_WORD = 80, 60  # percent of the letters of two names, and of two of their words, that are alike
_SHORT = 4  # letters of a name too short to be told from another
_BESIDE = re.compile(r"['’]s?(?!\w)|\bex-|\bthe\b|-", re.IGNORECASE)  # what is no part of a name


@lru_cache(maxsize=1 << 18)
def compare_names(one: str, two: str) -> str:
    """SAME where the words of one are among those of the other, ALIKE where they may be two spellings, else OTHER.

    >>> compare_names("Ann Lee", "Lee"), compare_names("Olga Sekerina", "Olga Serekina"), compare_names("Ann Lee", "Tom Lee")
    ('same', 'alike', 'other')
    """
    words = [_cut(name) for name in (one, two)]
    if not words[0] or not words[1]:
        return OTHER
    if _is_in(words[0], words[1]) or _is_in(words[1], words[0]) or "".join(words[0]) == "".join(words[1]):
        return SAME
    return ALIKE if _are_alike(one, two) else OTHER


def _cut(name: str) -> list[str]:
    return [find_stem(fold(word)) for word in _BESIDE.sub(" ", name).split() if fold(word)]


def _is_in(some: list[str], all_: list[str]) -> bool:
    """Whether each word of one name is one of the other, or its first letter."""
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in all_) for word in some)


def _are_alike(one: str, two: str) -> bool:
    sounds = [sound_key(_BESIDE.sub(" ", name)) for name in (one, two)]
    joined = ["".join(words) for words in sounds]
    if min(map(len, joined)) <= _SHORT or max(ratio(*joined), 100 * OSA.normalized_similarity(*joined)) < LEAST:
        return False
    if len(sounds[0]) != len(sounds[1]):
        return True
    return all(ratio(*pair) >= LEAST_WORD for pair in zip(*sounds, strict=True))
