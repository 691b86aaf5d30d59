"""Whereabouts: names that stand where a place stands, whatever they seem to be, and parts of places that have no name."""

from __future__ import annotations

from functools import cache

import numpy as np

from analysis.find.claims.names.nouns import list_personal
from analysis.find.claims.names.others import OTHER
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases

SETTLED = ("city", "town", "village", "hamlet", "capital", "port", "island", "settlement", "municipality", "commune")
WIDER = (
    "region", "province", "district", "oblast", "county", "area", "state", "republic", "prefecture", "territory", "valley",
)  # fmt: skip
_CALLED = (*SETTLED, *WIDER, "bay", "coast", "harbor", "harbour", "lake", "outskirt", "parish", "suburb")
_ONLY_PLACES = ("in", "inside", "near", "off", "outside")  # before what seems to be a person, a place is meant
_THROUGH = ("throughout", "across")
_BESIDE = ("at", "around", "above", "below", "beside", "along")
_BETWEEN = ("from", "to", "into", "towards", "toward")
_SEEN = ("GPE", "LOC", "FAC", "PERSON", "PRODUCT", "LANGUAGE")  # what the parser may take an unknown place for
_AGAINST = ("v.", "V.", "v")
_MAYBE = ("person", "organisation", OTHER)


def find_placed(phrases: Phrases) -> np.ndarray:
    """For each name whether it stands where only a place does: "off Cape Low", "camps at Nordby", "the port of Nordby"."""
    syntax, mentions = phrases.syntax, phrases.mentions
    rows = np.maximum(phrases.head, 0)
    behind = syntax.having(dep="pobj")[rows] & (phrases.head >= 0) & ~_are_of_people(phrases)
    kind = mentions["type"]
    short = ~mentions["name"].str.contains(r" |^\p{Lu}+$").to_numpy()  # "in Parliament House", "in NATO" are no places
    bare = phrases.left[rows] >= phrases.grid.words(mentions)[0]  # not "the Families"
    venue = _are_venues(phrases)
    doubtful = (kind == "person").to_numpy() | ((kind == "organisation").to_numpy() & short)
    doubtful |= ((kind == OTHER).to_numpy() & bare) | venue
    return behind & doubtful & (_are_in(phrases, rows, venue) | _are_at(phrases, rows) | _are_of(phrases, rows, venue))


def find_cases(phrases: Phrases, first: np.ndarray, after: np.ndarray) -> np.ndarray:
    """For each name, from its first word to that after its last, whether it is of a side at law: "*Low* v. Berg"."""
    against = np.append(phrases.syntax.having(lemma=_AGAINST), False)
    return against[after] | (against[first - 1] & (first > 0))


def _are_of_people(phrases: Phrases) -> np.ndarray:
    """For each name whether it has what stands behind it, or a post or a full stop, maybe of a sentence, stands right before it:
    "in *Lee*'s house", "in mayor *Lee*", "in the U.K. *Lee* said"."""
    syntax = phrases.syntax
    mark = np.append(syntax.having(tag="POS"), [False, False])
    had = np.append(syntax.having(pos=("NOUN", "ADJ", "PROPN", "NUM")), [False, False])
    post = syntax.having(lemma=tuple(sorted(list_personal()))) & (phrases.named < 0)
    post |= syntax.rows["lemma"].str.ends_with(".").to_numpy()
    first, after = phrases.grid.words(phrases.mentions)
    return (mark[after] & had[after + 1]) | (post[first - 1] & (first > 0))  # not "at *Lee*'s"


def _are_in(phrases: Phrases, rows: np.ndarray, venue: np.ndarray) -> np.ndarray:
    """For each name whether it stands behind a word such as "near" or "throughout"; "in" may need a verb of place."""
    syntax, over = phrases.syntax, phrases.syntax.head[rows]
    other = (phrases.mentions["type"] == OTHER).to_numpy()
    clear = ~(other | venue) | (other & syntax.having(entity=_SEEN)[rows])
    clear |= _are(phrases, "stay", "move", "happen")[syntax.head[over]]
    only = syntax.having(lemma=_ONLY_PLACES)[over] & (clear | ~syntax.having(lemma="in")[over])
    return (only & ~_is_phrasal(phrases, over)) | syntax.having(lemma=_THROUGH)[over]


def _are_at(phrases: Phrases, rows: np.ndarray) -> np.ndarray:
    """For each name whether it stands behind "at", "to", "on" … with a verb or noun of what happens somewhere."""
    syntax, over = phrases.syntax, phrases.syntax.head[rows]
    above = syntax.head[over]
    brief = ~phrases.mentions["name"].str.contains(" ").to_numpy()
    other = (phrases.mentions["type"] == OTHER).to_numpy()
    doing = _are(phrases, "stay", "move", "happen")[above] & ~_is_phrasal(phrases, over)
    beside = syntax.having(lemma=_BESIDE)[over] & doing & (brief | other | _are_venues(phrases))
    event = syntax.having(lemma="at")[over] & _are(phrases, "event")[above] & brief
    between = syntax.having(lemma=_BETWEEN)[over] & _are(phrases, "travel")[above] & brief
    return beside | event | between | (syntax.having(lemma="on")[over] & _are(phrases, "move")[above] & other)


def _are_of(phrases: Phrases, rows: np.ndarray, venue: np.ndarray) -> np.ndarray:
    """For each name whether it stands behind "of" and a noun of a place."""
    syntax, over = phrases.syntax, phrases.syntax.head[rows]
    above = syntax.head[over]
    brief = ~phrases.mentions["name"].str.contains(" ").to_numpy()
    called = (syntax.having(lemma=_CALLED) | find_sights(phrases))[above] & (phrases.named[above] < 0) & brief
    return syntax.having(lemma="of")[over] & (called | (venue & syntax.having(lemma=_list("site"))[above]))


def find_sited(phrases: Phrases) -> np.ndarray:
    """For each name whether it stands before the noun of a site that stands where a place does: "at the *Low* mill"."""
    syntax = phrases.syntax
    rows = np.maximum(phrases.head, 0)
    site = syntax.head[rows]
    told = (
        syntax.having(dep=("compound", "nmod", "amod"))[rows]
        & syntax.having(dep="pobj", lemma=_list("site"), tag="NN")[site]
    )
    return (
        told
        & (phrases.head >= 0)
        & (phrases.named[site] < 0)
        & ~(syntax.having(lemma="site")[site] & (phrases.mentions["type"] == "organisation").to_numpy())
        & phrases.mentions["type"].is_in((*_MAYBE, "place")).to_numpy()
    )


def find_sights(phrases: Phrases) -> np.ndarray:
    """For each word whether it is a noun that in the plural stands for a place: the *houses* of Nordby."""
    return phrases.syntax.having(tag="NNS", lemma=_list("sight"))


def find_parts(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """The parts of places without a name: "the eastern *half* of the *city*", two rows each."""
    syntax = phrases.syntax
    nameless = phrases.named < 0
    wholes = np.flatnonzero(syntax.having(dep="pobj", tag="NN", lemma=_list("whole")) & nameless)
    wholes = wholes[syntax.having(lemma="of")[syntax.head[wholes]]]
    parts = syntax.head[syntax.head[wholes]]
    told = syntax.having(dep="pobj", lemma=_list("part"))[parts] & nameless[parts] & (wholes > parts)
    return parts[told], wholes[told]


def _are_venues(phrases: Phrases) -> np.ndarray:
    """For each name whether it is of a body that one can be in: "Alder Lane School"."""
    last = phrases.mentions["name"].str.to_lowercase().str.split(" ").list.last()
    return ((phrases.mentions["type"] == "organisation") & last.is_in(_list("site"))).to_numpy()


def _is_phrasal(phrases: Phrases, prepositions: np.ndarray) -> np.ndarray:
    """Whether each of these words makes one verb with that above it: "brought in Lee"."""
    lemmas, above = phrases.syntax.rows["lemma"], phrases.syntax.head[prepositions]
    together = lemmas.gather(above) + " " + lemmas.gather(prepositions)
    return together.is_in(read_list("deeds")["word"].unique().implode()).to_numpy() & (above == prepositions - 1)


def _are(phrases: Phrases, *kinds: str) -> np.ndarray:
    """For each word whether it is one of these kinds of the list of whereabouts."""
    pos = "NOUN" if kinds == ("event",) else "VERB"
    return phrases.syntax.having(pos=pos, lemma=tuple(word for kind in kinds for word in _list(kind)))


def list_sites() -> tuple[str, ...]:
    """The nouns of sites, such as mill or station."""
    return _list("site")


@cache
def _list(kind: str) -> tuple[str, ...]:
    return tuple(read_list("whereabouts").filter(kind=kind)["word"])
