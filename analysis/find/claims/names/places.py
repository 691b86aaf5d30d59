"""Places: where something is said to be or to happen, and what the text says that this lies in."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.claims.names.whereabouts import (
    SETTLED,
    WIDER,
    find_cases,
    find_parts,
    find_placed,
    find_sights,
    find_sited,
    list_sites,
)
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, read_countries, spread, words_of
from analysis.find.syntax import NOUNS

AND = "; "  # between the places that one lies in, the nearest first
_WHERE = (
    "in", "at", "near", "on", "off", "outside", "inside", "within", "around", "across", "throughout", "from", "to", "into",
    "towards", "toward", "beside", "below", "above", "through", "over", "along",
)  # fmt: skip
_INSIDE = ("in", "of")
_PARTS = (
    "suburb", "outskirt", "centre", "center", "middle", "heart", "north", "south", "east", "west", "edge", "coast", "shore", "border",
)  # fmt: skip
_CLOSE = ("close", "near", "next", "adjacent")
_CHAIN = 3  # how many places lie one in another


def find_places(phrases: Phrases) -> pl.DataFrame:
    """Every named place with a preposition before it: row, first, last (rows), value, unit (what it lies in), governor.

    "The Osh region" and "the region of Osh" are the place "Osh region", "the city of Osh" is Osh. What a place is said
    to lie in ("Osh, in the south of Freedonia", "Osh, Freedonia", "Kegen, a Freedonian town") is no row of its own.
    """
    syntax = phrases.syntax
    names = _find_names(phrases)
    first, after = phrases.grid.words(phrases.mentions[names])
    sided = find_cases(phrases, first, after)
    names, first, after = names[~sided], first[~sided], after[~sided]
    tops, values, first, last = _widen(phrases, names, first, after - 1)
    missed, (parts, wholes) = _find_missed(phrases), find_parts(phrases)
    bare = np.concatenate([missed, parts])
    begin = phrases.left[bare] + syntax.having(dep="det")[phrases.left[bare]]
    tops, first = np.concatenate([tops, bare]), np.concatenate([first + syntax.having(dep="det")[first], begin])
    last = np.concatenate([last, missed, wholes])
    values += [_spell(phrases, *span) for span in zip(begin[: len(missed)].tolist(), missed.tolist(), strict=True)]
    values += [_say(phrases, *span) for span in zip(begin[len(missed) :].tolist(), wholes.tolist(), strict=True)]
    preposition = syntax.over(tops)
    governor = syntax.head[preposition]
    after = syntax.having(dep="pobj")[syntax.place[tops]]
    led = after & syntax.having(lemma=(*_WHERE, "of"))[preposition]
    bound = syntax.having(pos=(*NOUNS, "ADJ")) & ~syntax.having(lemma=_CLOSE) | syntax.having(lemma="accord")
    where = syntax.having(lemma=_WHERE)[preposition] & ~(syntax.having(lemma="to")[preposition] & bound[governor])
    holder = _find_holders(phrases, tops, led, first, last)
    units = _name_holders(phrases, tops, holder, values)
    sure = np.append(_are_sure(phrases, names, tops[: len(names)]), np.ones(len(bare) + 1, np.bool_))
    kept = after & where & ((holder < 0) | ~sure[holder])  # "the Low mill in *Osh*" happens in Osh, too
    return pl.DataFrame(
        {"row": tops, "first": first, "last": last, "value": values, "unit": units, "governor": governor},
        schema={
            "row": pl.Int64, "first": pl.Int64, "last": pl.Int64, "value": pl.String, "unit": pl.String, "governor": pl.Int64,
        },
    ).filter(pl.Series(kept, dtype=pl.Boolean))  # fmt: skip


def _find_names(phrases: Phrases) -> np.ndarray:
    """The rows of mentions that name a place, by their type or by where they stand: "off Cape Low"."""
    named = (phrases.mentions["form"] == "name").to_numpy() & (phrases.head >= 0)
    known = (phrases.mentions["type"] == "place").to_numpy()
    return np.flatnonzero(named & (known | find_placed(phrases) | find_sited(phrases)))


def _are_sure(phrases: Phrases, names: np.ndarray, tops: np.ndarray) -> np.ndarray:
    """For each of these names, with its place noun or itself, whether it is known for a place, and not of a mere site."""
    known = (phrases.mentions["type"] == "place").to_numpy()[names]
    return known & ~(phrases.syntax.having(lemma=list_sites()) & (phrases.named < 0))[tops]


def _widen(
    phrases: Phrases, names: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, list[str], np.ndarray, np.ndarray]:
    """The place nouns that go with names, or the names: rows, what they are called, first and last row."""
    syntax, rows = phrases.syntax, phrases.head[names]
    actors = phrases.mentions["actor"].gather(names).to_list()
    sights = find_sights(phrases)
    nouns = syntax.having(lemma=(*SETTLED, *WIDER, *_PARTS, *_list_places(), *list_sites())) | sights
    nouns &= phrases.named < 0
    before = syntax.having(dep=("compound", "nmod", "amod"))[rows] & nouns[syntax.head[rows]]
    of = syntax.head[rows]
    behind = syntax.having(dep="pobj")[rows] & syntax.having(lemma="of")[of] & nouns[syntax.head[of]]
    tops = np.where(before, syntax.head[rows], np.where(behind, syntax.head[of], rows))
    values = []
    for actor, lemma, is_sight, is_before, is_behind in zip(
        actors, phrases.lemmas(tops), sights[tops], before, behind, strict=True
    ):
        if (is_before and lemma not in SETTLED) or (is_behind and lemma in WIDER):
            values.append(f"{actor} {lemma}")
        else:
            values.append(f"{lemma} of {actor}" if is_behind and lemma not in SETTLED and not is_sight else actor)
    return tops, values, np.minimum(first, tops), np.maximum(last, tops)


def _find_missed(phrases: Phrases) -> np.ndarray:
    """The place nouns with a name before them that is none of the known actors: "the Dun-Alla region"."""
    syntax = phrases.syntax
    before = np.flatnonzero(syntax.having(dep="compound", pos="PROPN") & (phrases.named < 0))
    nouns = syntax.having(lemma=(*SETTLED, *WIDER), dep="pobj") & (phrases.named < 0)
    return np.unique(syntax.head[before][nouns[syntax.head[before]] & (syntax.head[before] > before)])


def _spell(phrases: Phrases, first: int, last: int) -> str:
    """A name of words first to last, the last of which is a common noun: "Dun-Alla region"."""
    words = phrases.syntax.rows[first:last].select("start", "end", pl.col("lemma").str.to_titlecase()).rows()
    ends = [0, *(end for _, end, _ in words)]
    name = "".join(" " * (start > end) + word for end, (start, _, word) in zip(ends[:-1], words, strict=True))
    return f"{name.strip()} {phrases.lemmas(np.array([last]))[0]}"


def _say(phrases: Phrases, first: int, last: int) -> str:
    """Words first to last as lemmas: "eastern half of the city"."""
    return " ".join(phrases.lemmas(np.arange(first, last + 1)))


def _list_places() -> tuple[str, ...]:
    named = read_list("heads").filter(pl.col("kind") == "place")["word"].to_list()
    return (*named, *sorted(words_of("place")))


def _find_holders(
    phrases: Phrases, tops: np.ndarray, led: np.ndarray, first: np.ndarray, last: np.ndarray
) -> np.ndarray:
    """For each place whether it says where another lies: the number of that other, -1 where not.

    It hangs on the other by "in" or "of", or stands behind it: "Osh, Freedonia", "Osh, in the south of Freedonia".
    """
    syntax = phrases.syntax
    of_row = np.full(len(syntax.head) + 1, -1)
    owner, word = spread(first, last + 1)
    of_row[word] = owner
    preposition = syntax.over(tops)
    inside = led & syntax.having(lemma=_INSIDE)[preposition]
    hanging = np.where(inside, of_row[syntax.head[preposition]], -1)
    begin = np.where(inside, preposition, first)
    comma = np.maximum(begin - 1, 0)
    before = of_row[np.where(syntax.having(lemma=",")[comma], comma - 1, -1)]
    listed = np.append(syntax.having(lemma=("and", "or")), False)[last + 1]  # "Osh, Talas and Naryn"
    same = phrases.sentence[comma] == phrases.sentence[first]
    behind = np.where(~syntax.having(dep="conj")[tops] & ~_have_joined(phrases)[tops] & ~listed & same, before, -1)
    holder = np.where(hanging >= 0, hanging, behind)
    return np.where(holder == np.arange(len(tops)), -1, holder)


def _have_joined(phrases: Phrases) -> np.ndarray:
    """For each word whether another is joined to it."""
    return phrases.syntax.above(phrases.syntax.having(dep="conj"))


def _name_holders(phrases: Phrases, tops: np.ndarray, holder: np.ndarray, values: list[str]) -> list[str]:
    """For each place what its text says that it lies in, there or elsewhere, the nearest first, parted by AND."""
    docs = phrases.doc[tops].tolist()
    told: dict[tuple[int, str], dict[str, None]] = {}
    for number, inner in enumerate(holder.tolist()):
        if inner >= 0 and values[inner] != values[number]:
            told.setdefault((docs[inner], values[inner]), {})[values[number]] = None
    for number, land in _find_lands(phrases, tops):
        if land != values[number]:
            told.setdefault((docs[number], values[number]), {})[land] = None
    units = []
    for doc, value in zip(docs, values, strict=True):
        found: dict[str, None] = dict.fromkeys(told.get((doc, value), ()))
        for _ in range(_CHAIN):
            found |= dict.fromkeys(
                wider for name in list(found) for wider in told.get((doc, name), ()) if wider != value
            )
        units.append(AND.join([*found, *_named_after(value, found)]))
    return units


def _named_after(value: str, found: dict[str, None]) -> list[str]:
    """The place that a part of it is called by: Osh of "suburb of Osh"."""
    part, of, whole = value.partition(" of ")
    return [whole] if of and part in _PARTS and whole not in found else []


def _find_lands(phrases: Phrases, tops: np.ndarray) -> list[tuple[int, str]]:
    """The places with the land of what stands beside them: "Kegen, a *Freedonian* town"."""
    syntax = phrases.syntax
    beside = np.flatnonzero(syntax.having(dep="appos", pos="NOUN"))
    number = {row: at for at, row in enumerate(tops.tolist())}
    beside = [row for row in beside.tolist() if int(syntax.head[row]) in number]
    lands = read_countries()
    found = []
    for row in beside:
        words = np.arange(phrases.left[row], row)
        found += [(number[int(syntax.head[row])], lands[lemma]) for lemma in phrases.lemmas(words) if lemma in lands]
    return found
