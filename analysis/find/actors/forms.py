"""Forms: how long a name is, what it may be called for short, and what longer name a short one asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from analysis.find.actors.sounds import sound_key
from analysis.find.lists import read_kinds, read_list

ARTICLE, EVENT, CORPUS = range(3)  # how far from a short form the longer one may stand
JUNIOR = {"jr", "sr", "ii", "iii", "iv"}
_PARTICLES = set("von van der den de del dela di da dos du la le bin ibn ben ter ten".split())
_BEFORE_NAME = re.compile(r"^(?:[^\W\d_A-ZÀ-Þ]+[\s-]+)+(?=[A-ZÀ-Þ])")  # of a surname that stands alone: von der Leyen
_JOINS = re.compile(r"\s+(?:of|for|on)\s+")
_SEVERAL = re.compile(r"\s(?:and|&|or)\s")  # two persons by one name: Ann and Tom Lee
_ACRONYM = re.compile(r"(?:[A-Z]\.?&?-?){2,7}s?\.?")

Key = tuple[str, ...]


class Mention(NamedTuple):
    """A name behind a title (or none) in an article, its event (nothing where it has none), how often, where first and last."""

    doc: str
    event: str
    name: str
    title: str
    count: int
    first: int
    last: int


class Ask(NamedTuple):
    """What a short form asks for: the rule, the key that a longer name offers, and how far away that may stand."""

    rule: str
    key: Key
    reach: int


class Form(NamedTuple):
    """A name: `key`, the same for the same name in other letters; `length`, so that longer names come first; asks; offers."""

    key: Key
    length: tuple[int, int]
    asks: tuple[Ask, ...]
    offers: frozenset[Key]


def read_form(name: str, kind: str) -> Form:
    """The form of a name of this type."""
    return _read_person(name) if kind == "person" else _read_body(name, kind)


# --- persons ------------------------------------------------------------------------------------------------------


def _read_person(name: str) -> Form:
    _, rest = split_title(name)
    words = sound_key(_BEFORE_NAME.sub("", rest)) or [name.lower()]
    late = tuple(words[-1:]) if len(words) > 1 and words[-1] in JUNIOR else ()
    words = words[: len(words) - len(late)]
    key = ("person", *words, *late)
    length = (sum(len(word) > 1 for word in words), len(words))
    given, surname = words[0], words[-1]
    if _SEVERAL.search(rest):
        return Form(key, length, (), frozenset())
    if len(words) == 1:
        asks = (Ask("surname", ("tail", surname), CORPUS), Ask("short form", ("given", given), ARTICLE))
        return Form(key, length, () if late else asks, frozenset())
    if " " not in rest.strip():  # a surname of two, or two surnames: Lee-Hill
        return Form(key, (1, 1), (Ask("surname", ("tail", *words), CORPUS),), frozenset())
    if len(given) == 1:
        tails = frozenset(("tail", *words[at:]) for at in range(1, len(words)))
        ask = Ask("initial", ("initial", given, surname), CORPUS)
        return Form(key, length, (ask,) if length[0] == 1 else (), tails)
    return _read_full(key, length, words, late)


def _read_full(key: Key, length: tuple[int, int], words: list[str], late: Key) -> Form:
    given, surname = words[0], words[-1]
    between = [word for word in words[1:-1] if word not in _PARTICLES]
    letters = "".join(word[0] for word in between)
    own = ("middle", given, letters, surname)
    asks = [Ask("short form", ("tail", *words), ARTICLE)]
    if not between or any(len(word) == 1 for word in between):
        asks.append(Ask("initial" if between else "short form", own, CORPUS))
    if not between and given in _read_shortened().short:
        asks.append(Ask("short form", ("called", given, surname), CORPUS))
        length = (length[0], 1)  # behind the names that have the given name in full
    if late:
        return Form(key, length, (Ask("short form", (*own, "junior"), CORPUS),), frozenset([("tail", surname, *late)]))
    tails = [("tail", *words[at:]) for at in range(1, len(words))]
    middles = [("middle", given, letters[:size], surname) for size in range(len(letters) + 1)]
    called = [("called", short, surname) for short in _read_shortened().of.get(given, ())]
    initial = ("initial", given[0], surname)
    return Form(key, length, tuple(asks), frozenset([*tails, *middles, *called, initial, ("given", given)]))


class _Shortened(NamedTuple):
    """The short forms of given names: all, and those of each name, by their sounds."""

    short: frozenset[str]
    of: dict[str, set[str]]


@cache
def _read_shortened() -> _Shortened:
    of: dict[str, set[str]] = defaultdict(set)
    for short, full in read_list("shortened").select("word", "kind").iter_rows():
        of[" ".join(sound_key(full))].add(" ".join(sound_key(short)))
    return _Shortened(frozenset().union(*of.values()), dict(of))


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """The titles, and all words that may begin what stands before a name."""
    words = read_list("titles")["word"].to_list()
    return frozenset(words), frozenset(word.split()[0] for word in words)


@lru_cache(maxsize=1 << 18)
def split_title(name: str) -> tuple[str, str]:
    """The titles before a name, and the rest, which is empty where the name is nothing else.

    >>> split_title("Former Prime Minister Ann Lee"), split_title("Sgt.")
    (('Former Prime Minister', 'Ann Lee'), ('Sgt.', ''))
    """
    titles, firsts = _titles()
    words = name.split()
    plain = [word.lower().rstrip(".,") for word in words]
    at = 0
    while at < len(words) and plain[at] in firsts:
        step = next(
            (size for size in (3, 2, 1) if " ".join(plain[at : at + size]) in titles and at + size <= len(words)), 0
        )
        if not step or (plain[at] in read_kinds("given-names") and at + 2 == len(words)):
            break
        at += step
    return " ".join(words[:at]), " ".join(words[at:])


# --- bodies and places --------------------------------------------------------------------------------------------


def is_acronym(name: str) -> bool:
    """Whether a name is written as letters: F.B.I, AFL-CIO, NGOs.

    >>> is_acronym("F.B.I."), is_acronym("House")
    (True, False)
    """
    return _ACRONYM.fullmatch(name) is not None


def calm(name: str, names: Collection[str]) -> str:
    """A name in ordinary letters, where the text shouts a word that is known so: HOUSE, House."""
    return name.capitalize() if is_acronym(name) and name.capitalize() in names else name


def find_initials(name: str) -> set[str]:
    """The acronyms that the words of a name can make: of its capitalised words, of all, and without the first ones.

    >>> sorted(find_initials("Kyrgyz State Committee for National Security"))
    ['KSCFNS', 'KSCNS', 'SCFNS', 'SCNS']
    """
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isalpha() or word == "&"]
    every = "".join(word[0] for word in words if word != "&").upper()
    great = "".join(word[0] for word in words if word[0].isupper())
    behind = len(words) > 1 and words[0].lower() in _read_lands()
    found = {every, great, every[behind:], great[behind:]}
    return {letters for letters in found if len(letters) > 1}


@cache
def _read_lands() -> frozenset[str]:
    """The words that name a land or its people, which an acronym may leave out."""
    rows = read_list("demonyms").select("word", "kind").rows()
    return frozenset(word.lower() for row in rows for word in row)


def _read_body(name: str, kind: str) -> Form:
    if is_acronym(name):
        letters = re.sub(r"[^A-Z]", "", name.upper() if not name.endswith("s") else name[:-1])
        key = ("acronym", letters)
        return Form(key, (0, 1), (Ask("acronym", key, CORPUS),), frozenset())
    plain = re.sub(r"\b(?:the|The)\s", "", even_states(name))
    words = sound_key(plain) or [name.lower()]
    first, *others = _JOINS.split(plain)
    inner = sound_key(first)
    offers = {("whole", kind, *words[at:]) for at in range(1, len(inner)) if at < len(words) - 1}
    offers |= {("acronym", letters) for letters in find_initials(name) if len(letters) > 2}
    offers |= {("front", *sound_key(part)) for part in _cut_behind(plain)}
    offers |= {("land", kind, *sound_key(_drop_land(plain)))} if _drop_land(plain) else set()
    offers |= {("head", *inner[-1:])} if others or len(words) > 1 else set()
    return Form((kind, "".join(words)), (len(words), len(words)), _ask_body(name, kind, words), frozenset(offers))


def _ask_body(name: str, kind: str, words: list[str]) -> tuple[Ask, ...]:
    if len(words) > 1:
        wanted = ((("land", kind, *words), EVENT), (("whole", kind, *words), ARTICLE), (("front", *words), ARTICLE))
    else:
        wanted = ((("head", *words), ARTICLE),) if read_heads().get(name.lower()) == "organisation" else ()
    return tuple(Ask("short form", *pair) for pair in wanted)


def _drop_land(name: str) -> str:
    """A name without the land or people it begins with, nothing where it begins with none."""
    words = name.split()
    sizes = (size for size in (3, 2, 1) if " ".join(words[:size]).lower() in _read_lands())
    return " ".join(words[next(sizes, len(words)) :])


def _cut_behind(name: str) -> list[str]:
    """What a name is called without the last parts: Ministry of Ports of Osh, Ministry of Ports."""
    cuts = [match.start() for match in _JOINS.finditer(name)]
    return [name[:at] for at in cuts if len(name[:at].split()) > 1]


@cache
def read_heads() -> dict[str, str]:
    """What a name is whose head is this word: organisation, chamber, place, not, never; nothing where it may be two."""
    roles = read_list("roles").filter(kind="organisation").select("word", "kind").rows()
    own = [(word, kind) for word, kind in read_list("heads").select("word", "kind").rows() if kind[0] != "-"]
    chambers = {word for word, kind in own if kind == "chamber"}
    kinds: dict[str, set[str]] = defaultdict(set)
    for word, kind in [*roles, *own]:
        kinds[word].add("chamber" if word in chambers else kind)
    return {word: of.pop() for word, of in kinds.items() if len(of) == 1}


class Equal(NamedTuple):
    """The one name of what has several, its type, and whether the word means it only where the parser sees a place."""

    name: str
    type: str
    local: bool


@cache
def read_equal_names() -> dict[str, Equal]:
    """The one name of states and bodies that have several, for each in lower case without a full stop at the end."""
    states = read_list("demonyms").filter(note="name").with_columns(note=pl.lit("country"))
    found = {}
    for word, name, note in pl.concat([states, read_list("names")]).iter_rows():
        one = Equal(name, "organisation" if note == "body" else "place", note == "place")
        found |= {word.rstrip("."): one, name.lower(): one}
    return found


def find_equal(name: str, kind: str) -> Equal | None:
    """The one name of a state or body that has several, where this name of this type means it."""
    found = read_equal_names().get(name.lower())
    return found if found and kind != "person" and (kind == "place" or not found.local) else None


def even_states(name: str) -> str:
    """A name with the state at its beginning or end by its one name: U.S. Mint, United States Mint."""
    words = name.split()
    for size in (3, 2, 1):
        first, rest = " ".join(words[:size]), words[size:]
        if rest and (equal := read_equal_names().get(first.lower().rstrip("."))) and not equal.local:
            return " ".join([equal.name, *rest])
    front, of, last = name.rpartition(" of ")
    equal = read_equal_names().get(last.lower().removeprefix("the "))
    return f"{front} of {equal.name}" if of and equal and not equal.local else name
