"""Clauses: the thing or the act that a date tells of in the tree of its sentence."""

from __future__ import annotations

from analysis.compare.timeline.trees import NOUNS, VERBS, Tree
from analysis.find.claims.times.ways import words_of
from analysis.find.lists import read_kinds

_OBJECTS = ("dobj", "attr", "oprd", "acomp")
_MIGHT = ("may", "might", "could", "should", "ought")
_NO_CLAUSE = ("aux", "auxpass", "amod", "acomp", "oprd", "prep")
_COMPARED = ("than", "like", "unlike", "versus")
_JOINING = ("DET", "ADP", "SCONJ", "CCONJ", "PART", "PUNCT", "SPACE")
_FEW = 3  # words that may say too little
_EMPTY = ("be", "have", "do")
_NEAR = 3  # words between "since" and a date: "since at least 2019"
_MEANWHILE = ("as", "when", "while")
_STEPS = 8  # words that are climbed


def find_governor(tree: Tree, found: list[int]) -> int:
    """The first word above a date that is no time and no preposition."""
    inside, told = (
        set(found),
        [word for word in found if tree.pos[word] not in ("ADP", "DET", "SCONJ", "PART", "PUNCT")],
    )
    at = next((word for word in told if tree.head[word] not in told), found[0])
    while tree.head[at] != at and (at in inside or _leads(tree, at, found[0]) or tree.is_time(at)):
        at = tree.head[at]
    return at


def _leads(tree: Tree, at: int, first: int) -> bool:
    """Whether a word leads a date as a preposition does: "*by* July", "*following* July", "*come* July"."""
    return tree.pos[at] == "ADP" or tree.dep[at] == "prep" or (tree.lemma[at] == "come" and at == first - 1)


def find_thing(tree: Tree, found: list[int], at: int) -> int | None:
    """The noun of which a date tells: it stands behind the date and hangs together with it, or is something that happens."""
    if tree.pos[at] not in NOUNS or at in found or _is_joined_to_verb(tree, at):
        return None
    while tree.dep[at] in ("compound", "nmod") and tree.pos[tree.head[at]] in NOUNS:
        at = tree.head[at]
    if found[0] < at and not any(tree.pos[word] in VERBS for word in range(found[-1] + 1, at)):
        return at
    if tree.entity[at] == "PERSON":  # nobody is of a day
        return None
    by = tree.text[found[0]].lower()
    light = tree.dep[at] in _OBJECTS and tree.lemma[tree.head[at]].lower() in words_of("light")
    of = "of" in (by, tree.text[found[0] - 1].lower())
    return at if (_happens(tree, at) and not light) or of else None


def _is_joined_to_verb(tree: Tree, at: int) -> bool:
    """Whether a word taken for a noun is a verb: "will sail and *race*"."""
    own = tree.having(at, "det", "poss", "amod", "nummod", "compound")
    return tree.dep[at] == "conj" and tree.pos[tree.head[at]] in VERBS and not own


def _happens(tree: Tree, noun: int) -> bool:
    lemma = tree.lemma[noun].lower()
    return lemma in words_of("occasion", "coming", "period") or lemma in read_kinds("nominals")


def find_core(tree: Tree, verb: int) -> str | None:
    """What happens, of which a verb only says that it does: "the fair *opens*", "they *hold* the fair"."""
    if tree.lemma[verb].lower() not in words_of("light"):
        return None
    nouns = [word for word in tree.having(verb, "dobj", "attr", "nsubjpass", "nsubj") if _happens(tree, word)]
    return tree.lemma[nouns[-1]].lower() if nouns else None


def is_compared(tree: Tree, found: list[int], at: int) -> bool:
    """Whether a date only tells with what something is compared: "more than *in 2019*", "the first time since *2019*"."""
    before = tree.lemma[found[0] - 1].lower() if found[0] else ""
    compared = before in _COMPARED or tree.lemma[at].lower() in ("that", "those") or _stands_compared(tree, at)
    return compared or _is_outdone(tree, found, at)


def _is_outdone(tree: Tree, found: list[int], at: int) -> bool:
    """Whether a date tells since when there was nothing like a noun: "the *worst* flood since 2019", "the *first* time since then"."""
    since = "since" in [word.lower() for word in tree.text[max(0, found[0] - _NEAR) : found[-1]]]
    described = tree.having(at, "amod", "advmod")
    return since and any(tree.tag[word] == "JJS" or tree.lemma[word].lower() in ("first", "last") for word in described)


def _stands_compared(tree: Tree, at: int) -> bool:
    """Whether a word, or a noun or preposition above it, hangs on "compared"."""
    for _ in range(_STEPS):
        if tree.text[at].lower() == "compared" and tree.dep[at] in ("prep", "advcl", "acl"):
            return True
        if tree.pos[at] in VERBS or tree.head[at] == at:
            return False
        at = tree.head[at]
    return False


def says_little(tree: Tree, words: list[int], found: list[int]) -> bool:
    """Whether a few words beside a date name nobody and nothing, or only that somebody is, does or says something: "they left"."""
    words = [word for word in words if word not in found and tree.pos[word] not in _JOINING]
    if len(words) > _FEW:
        return False
    named = [word for word in words if tree.pos[word] in ("NOUN", "PROPN") or word in tree.names]
    nouns = named or [word for word in words if tree.tag[word] == "VBG" and tree.dep[word] in ("nsubj", "csubj")]
    verbs = [word for word in words if tree.pos[word] in VERBS and tree.dep[word] not in ("aux", "auxpass")]
    empty = [word for word in verbs if tree.lemma[word].lower() in (*_EMPTY, *words_of("saying"))]
    whole = any(
        tree.pos[word] in ("ADJ", "ADV") or tree.dep[word] in (*_OBJECTS, "nsubjpass", "agent", "pobj")
        for word in words
    )
    return not words or (bool(verbs) and (not nouns or (len(empty) == len(verbs) and not whole)))


def find_main(tree: Tree, verb: int) -> int | None:
    """The verb that has the day of one below it: "as the month began, the crew *left*", "while sailing in May, she *sang*"."""
    links = [tree.lemma[word].lower() for word in tree.having(verb, "mark", "advmod")]
    same_time = any(link in _MEANWHILE for link in links) and tree.lemma[verb].lower() not in words_of("saying")
    above = tree.head[verb]
    return above if same_time and tree.dep[verb] == "advcl" and tree.pos[above] in VERBS else None


def climb_to_verb(tree: Tree, at: int) -> int | None:
    """The nearest verb of a clause that is this word or stands above it; None where there is none."""
    for _ in range(_STEPS):
        if _is_joined_to_verb(tree, at) or (tree.pos[at] in VERBS and tree.dep[at] not in _NO_CLAUSE):
            return at
        if tree.head[at] == at:
            return None
        at = tree.head[at]
    return None


def might_be(tree: Tree, verb: int) -> bool:
    """Whether a verb, or one that it is joined to or that takes it, has "may", "could" or the like."""
    for _ in range(_STEPS):
        if any(tree.lemma[word].lower() in _MIGHT for word in tree.having(verb, "aux")):
            return True
        if tree.dep[verb] not in ("xcomp", "conj") or tree.pos[tree.head[verb]] not in VERBS:
            return False
        verb = tree.head[verb]
    return False
