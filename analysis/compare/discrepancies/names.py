"""Names: whether two names are one, may be two spellings of one, or are of two."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from analysis.compare.paraphrases import find_stem
from analysis.find.actors import sound_key
from analysis.find.actors.sounds import fold
from analysis.find.lists import read_list

SAME, ALIKE, OTHER = "same", "alike", "other"
LEAST, LEAST_WORD = 80, 60  # percent of the letters of two names, and of two of their words, that are alike
_SHORT = 4  # letters of a name too short to be told from another
_FEW, _LEAST_SHORT = 4, 75  # of a last word of so few letters more must be alike: Hall and Hill are two
_SIDES = ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower")
_OF_KIND = re.compile(r"(?:the )?(\w+) (?:of|for) (.+)", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"[a-z]{4}[A-Z]|[a-z][A-Z]{2}")  # two words without a space between: a fault of the text
POSSESSIVE = r"['’‘ʼ]s?$"
_BESIDE = re.compile(r"['’‘ʼ]s?(?!\w)|\bex-|\bthe\b|-", re.IGNORECASE)  # what is no part of a name


@lru_cache(maxsize=1 << 18)
def compare_names(one: str, two: str) -> str:
    """SAME where the words of one are among those of the other, ALIKE where they may be two spellings, else OTHER.

    >>> compare_names("Ann Lee", "Lee"), compare_names("Olga Sekerina", "Olga Serekina"), compare_names("Ann Lee", "Tom Lee")
    ('same', 'alike', 'other')
    >>> compare_names("Tom Lee", "Thomas E. Lee")
    'same'
    """
    words = [_cut(name) for name in (one, two)]
    if not words[0] or not words[1]:
        return OTHER
    if _is_in(words[0], words[1]) or _is_in(words[1], words[0]) or "".join(words[0]) == "".join(words[1]):
        return SAME
    if _is_short_for(one, two) or _is_short_for(two, one):
        return SAME
    return ALIKE if _are_alike(*_take_apart(words, [one, two])) else OTHER


def are_two_bodies(one: str, two: str) -> bool:
    """Whether two names are of two bodies of one kind for different things, or both are made of first letters.

    >>> are_two_bodies("Ministry of Roads", "the Ministry of Ports"), are_two_bodies("HMA", "HRA"), are_two_bodies("HMA", "Roads Board")
    (True, True, False)
    """
    if all(re.fullmatch(r"[A-Z]{3,5}", name) for name in (one, two)):
        return one != two
    parts = [_OF_KIND.match(name) for name in (one, two)]
    if not all(parts) or parts[0][1].lower() != parts[1][1].lower() or not {*_cut(parts[0][1])} <= _list_kinds():
        return False
    fields = [{*_cut(part[2])} - {"and"} for part in parts]
    return not fields[0] & fields[1]


def _cut(name: str) -> list[str]:
    return [find_stem(fold(word)) for word in _BESIDE.sub(" ", name).split() if fold(word)]


def _is_in(some: list[str], all_: list[str]) -> bool:
    """Whether each word of one name is one of the other, its first letter or its short form."""
    return all(any(_is_one(word, other) for other in all_) for word in some)


def _is_one(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or frozenset((word, other)) in _list_shortened()


@cache
def _list_shortened() -> frozenset[frozenset[str]]:
    """Each given name with each of its short forms, as stems."""
    rows = read_list("shortened").select("word", "kind").iter_rows()
    return frozenset(frozenset(find_stem(word) for word in row) for row in rows)


def _is_short_for(short: str, long: str) -> bool:
    """Whether one name is made of the first letters of the other, with or without its small words: CWA, Coast Watch Agency."""
    letters, words = short.replace(".", ""), [word for word in re.split(r"[\s-]+", long) if word[:1].isalpha()]
    if not letters.isupper() or not letters.isalpha() or len(letters) < 2 or len(words) < 2:
        return False
    great = [word for word in words if word[0].isupper()]
    return letters in ("".join(word[0].upper() for word in some) for some in (words, great))


def _take_apart(words: list[list[str]], names: list[str]) -> list[str]:
    """Two names without the words of a kind that both have ("Low *County*"); what tells sides apart, and
    other initials alone, make them two: "" each."""
    own = [{*words[at]} - {*words[1 - at]} for at in (0, 1)]
    if all(any(word in _SIDES for word in some) for some in own) or all(map(_are_initials, own)):
        return ["", ""]
    common = {*words[0]} & {*words[1]} & _list_kinds()
    return [
        " ".join(word for word in _BESIDE.sub(" ", name).split() if find_stem(fold(word)) not in common)
        for name in names
    ]


def _are_initials(words: set[str]) -> bool:
    return bool(words) and all(len(word) <= 2 for word in words)


@cache
def _list_kinds() -> frozenset[str]:
    """The words that say what kind of place or body a name is of, as stems."""
    kinds = read_list("heads").filter(pl.col("kind").is_in(["organisation", "place", "chamber"]))["word"]
    return frozenset({find_stem(fold(word)) for word in kinds})


def _are_alike(one: str, two: str) -> bool:
    if _RUN_TOGETHER.search(one) or _RUN_TOGETHER.search(two):
        return False
    sounds = [sound_key(_BESIDE.sub(" ", name)) for name in (one, two)]
    joined = ["".join(words) for words in sounds]
    edits = _count_alike(*joined)
    moved = sorted(joined[0]) == sorted(joined[1]) or len(sounds[0]) + len(sounds[1]) > 2  # not Seattle and Senate
    share = max(ratio(*joined), edits) if moved else edits
    if min(map(len, joined)) <= _SHORT or share < LEAST:
        return False
    if len(sounds[0]) != len(sounds[1]):
        return True
    short = min(len(fold(name.split()[-1])) for name in (one, two)) <= _FEW
    last = _count_alike(sounds[0][-1], sounds[1][-1])
    return last >= (_LEAST_SHORT if short else LEAST_WORD) and all(
        min(ratio(*pair), _count_alike(*pair)) >= LEAST_WORD for pair in zip(*sounds, strict=True)
    )


def _count_alike(one: str, two: str) -> float:
    """The percent of letters of two words that are the same in the same order."""
    return 100 * OSA.normalized_similarity(one, two)
