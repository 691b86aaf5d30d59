"""Sounds: the words of a name with the habits of transliteration evened out, and whether two names may be two spellings of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

LEAST = 0.75  # of two names that are one, see `compare_sounds`
_LONG = 5  # letters of a word in which a vowel may differ; in shorter ones it makes another name (Hill, Hall)
# Each way to write a sound of another script, most letters first, and the one letter it is taken for.
_SOUNDS = (
    ("ye", "e"), ("shch", "s"), ("tsch", "ch"), ("sch", "s"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("dj", "j"),
    ("gi", "ji"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ii", "i"), ("ee", "i"), ("y", "i"), ("oo", "u"), ("ou", "u"),
)  # fmt: skip
_ARTICLE = re.compile(
    r"(?<!\w)(?:(?i:al|el|ul|ut|ud|ur|us|as|ash|ad|ar|at|az)[-‐‑]|(?:al|el|ul|ut)\s)(?=\w)"
)  # of Arabic
_ALIKE = str.maketrans({"d": "t", "k": "g", "h": "", "z": "s", "c": "s", "b": "p", "v": "f", "j": "g"})
_VOWELS = re.compile("[aeiou]+")
_NEAR = ({"a", "e"}, {"e", "i"}, {"o", "u"})  # vowels that one vowel of another script is written with


def sound_key(name: str) -> list[str]:
    """The words of a name with the habits of transliteration evened out.

    >>> sound_key("S. Zhaparov"), sound_key("Sadyr Japarov")
    (['s', 'japarov'], ['sadir', 'japarov'])
    """
    return list(_sound_words(name))


@lru_cache(maxsize=1 << 18)
def _sound_words(name: str) -> tuple[str, ...]:
    plain = _ARTICLE.sub("", name).lower()
    words = []
    for word in re.split(r"[\s_-]+", re.sub(r"[^\w\s-]", " ", _strip_accents(plain)).strip()):
        for written, sound in _SOUNDS:
            word = word.replace(written, sound)
        word = re.sub(r"andr$", "ander", re.sub(r"c(?![eih])", "k", word))
        words.append(re.sub(r"([^\W\d_])\1+", r"\1", word))
    return tuple(word for word in words if word)


def _strip_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def fold(name: str) -> str:
    """The letters and figures of a name, without case, accents, marks and spaces.

    >>> fold("Hizb ut-Tahrir"), fold("U.N.")
    ('hizbuttahrir', 'un')
    """
    return re.sub(r"[\W_]+", "", _strip_accents(name).casefold())


def shape_sounds(words: Sequence[str]) -> tuple[str, ...]:
    """What two spellings of one name share: short words whole, of others the consonants by kind and the last letter.

    >>> shape_sounds(["ann", "petrova"]), shape_sounds(["moamar", "gadhafi"]) == shape_sounds(["muamar", "gadafi"])
    (('ann', 'p_tr_f_a'), True)
    """
    return tuple(_shape(word) if len(word) >= _LONG and word.isalpha() else word for word in words)


def _shape(word: str) -> str:
    even = re.sub(r"([^aeiou])\1+", r"\1", word.translate(_ALIKE))
    return _VOWELS.sub("_", even) + even[-1:]


def compare_sounds(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two names are, each the words of its `sound_key`: from LEAST to 1, and 0 where they are two names.

    Word by word they must have one shape (see `shape_sounds`), with vowels that are near between the same consonants; the
    last letter, which often tells a woman from a man, must be the same. The figure is the share of letters that both have
    in order: RapidFuzz's `ratio`, twice the longest common subsequence by the sum of lengths.

    >>> round(compare_sounds(["mohamed", "morsi"], ["muhamed", "mursi"]), 2)
    0.85
    >>> compare_sounds(["maria", "santos"], ["mario", "santos"])
    0.0
    """
    vowels = zip(_VOWELS.findall(_even(one)), _VOWELS.findall(_even(other)), strict=False)
    if shape_sounds(one) != shape_sounds(other) or not all(_are_near(*pair) for pair in vowels):
        return 0.0
    share = ratio(" ".join(one), " ".join(other)) / 100
    return share if share >= LEAST else 0.0


def _even(words: Sequence[str]) -> str:
    return " ".join(words).translate(_ALIKE)


def _are_near(vowels: str, others: str) -> bool:
    return any(one == two or {one, two} in _NEAR for one in vowels for two in others)
