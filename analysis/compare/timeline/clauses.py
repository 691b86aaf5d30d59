"""Clauses: the thing or the act that a date tells of in the tree of its sentence, and the words for it."""

from __future__ import annotations

from analysis.compare.timeline.trees import NOUNS, VERBS, Tree
from analysis.find.claims.times.ways import words_of
from analysis.find.lists import read_kinds

MOST = 10  # words of a label
_SUBJECT = 5
_OBJECTS = ("dobj", "attr", "oprd", "acomp")
_SHARING = (
    "conj",
    "advcl",
    "pcomp",
    "xcomp",
    "ccomp",
    "prep",
    "agent",
)  # clauses that may have the subject of one above
_MIGHT = ("may", "might", "could", "should", "ought")
_NO_CLAUSE = ("aux", "auxpass", "amod", "acomp", "oprd", "prep")
_COMPARED = ("than", "like", "unlike", "versus")
_FEW = 3  # words that may say too little
_EMPTY = ("be", "have", "do")
_MEANWHILE = ("as", "when", "while")
_AT = ("in", "at", "during")
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
    outdone = any(tree.tag[word] == "JJS" or tree.lemma[word] in ("first", "last") for word in tree.having(at, "amod"))
    of = "of" in (by, tree.text[found[0] - 1].lower())
    return at if (_happens(tree, at) and not light) or of or (outdone and by == "since") else None


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
    """Whether a date only tells with what something is compared: "more than *in 2019*", "like those of *2019*"."""
    before = tree.lemma[found[0] - 1].lower() if found[0] else ""
    beside = tree.text[at].lower() == "compared" and tree.dep[at] in ("prep", "advcl", "acl")
    return before in _COMPARED or beside or tree.lemma[at].lower() in ("that", "those")


def says_little(tree: Tree, words: list[int]) -> bool:
    """Whether a few words name nobody and nothing, or only that somebody is, does or says something: "they left", "Ann Lee said"."""
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


def cut_thing(tree: Tree, noun: int, found: list[int]) -> list[int]:
    """A thing by itself where it says enough, else with the noun or the act at which it is, or with the date before it."""
    words, link = tree.cut_noun(noun, MOST - 1), tree.head[noun]
    if len(words) > 1:
        return words
    if tree.dep[noun] == "pobj" and tree.pos[tree.head[link]] in ("NOUN", "PROPN"):  # "boats in the *race*"
        return [*tree.cut_noun(tree.head[link], 1), link, noun]
    if tree.dep[noun] == "pobj" and tree.pos[tree.head[link]] in VERBS and tree.lemma[link].lower() in _AT:
        return [*(word for word in cut_clause(tree, tree.head[link]) if word not in (link, noun)), link, noun]
    if noun < found[0]:
        return words
    return [
        word for word in range(found[0], noun + 1) if tree.pos[word] not in ("ADP", "DET", "PUNCT")
    ]  # "2020 *race*"


def cut_clause(tree: Tree, verb: int) -> list[int]:
    """Who does what: what governs a "to" or "of doing" with it, what follows, and the subject, which may be that of a verb above."""
    aim: list[int] = []
    for _ in range(_STEPS):
        above, to = tree.head[verb], tree.has_to(verb)
        if tree.dep[verb] == "xcomp" and tree.pos[above] in VERBS:
            verb = above
        elif to and tree.dep[verb] == "advcl" and tree.pos[above] in VERBS:  # "went out *to moor the boat*"
            aim, verb = aim or tree.cut_verb(verb, _SUBJECT), above
        elif (
            to and tree.lemma[above] == "order" and tree.pos[tree.head[tree.head[above]]] in VERBS
        ):  # "in order *to sail*"
            aim, verb = aim or tree.cut_verb(verb, _SUBJECT), tree.head[tree.head[above]]
        elif to and tree.dep[verb] in ("acl", "relcl") and tree.dep[above] in _OBJECTS:
            verb = tree.head[above]
        elif to and tree.dep[verb] == "xcomp" and tree.dep[above] == "acomp":  # "are due *to sail*"
            aim, verb = aim or tree.cut_verb(verb, _SUBJECT), tree.head[above]
        elif tree.dep[verb] == "pcomp" and tree.dep[tree.head[above]] == "acomp":  # "is glad of *sailing*"
            verb = tree.head[tree.head[above]]
        else:
            break
    above = tree.head[tree.head[verb]] if tree.dep[verb] == "pcomp" else tree.head[verb]
    of_noun = (tree.dep[verb] == "pcomp" and tree.is_gerund(verb)) or (to and tree.dep[verb] in ("acl", "relcl"))
    if of_noun and tree.pos[above] in ("NOUN", "PROPN") and not tree.is_time(above):
        return tree.cut_noun(above, MOST)
    subject = _find_subject(tree, verb)
    words = [*subject, *tree.cut_verb(verb, MOST - len(subject) - len(aim)), *aim]
    return [*words, *tree.cut_noun(above, max(MOST - len(words), 2))] if _has_gap(tree, verb) else words


def _has_gap(tree: Tree, verb: int) -> bool:
    """Whether the noun that a clause tells of is what is done: "the fair *that the town held*"."""
    if tree.dep[verb] != "relcl" or not tree.having(verb, "nsubj") or tree.having(verb, "nsubjpass"):
        return False
    objects = tree.having(verb, "dobj")
    others = [
        word for word in tree.having(verb, *_OBJECTS, "xcomp", "ccomp", "prep", "advmod") if not tree.is_time(word)
    ]
    own = any(tree.tag[word] in ("WDT", "WP", "WRB") for word in tree.having(verb, "nsubj"))
    return not own and (any(tree.tag[word] == "WDT" for word in objects) or not others)


def _find_subject(tree: Tree, verb: int) -> list[int]:
    at = verb
    for _ in range(_STEPS):
        if subject := tree.cut_subject(at, _SUBJECT):
            return subject
        if tree.dep[at] in ("relcl", "acl") and tree.pos[tree.head[at]] not in VERBS:
            has_own = bool(tree.having(at, "nsubj", "nsubjpass"))
            return [] if has_own else tree.cut_noun(tree.head[at], _SUBJECT)
        if tree.dep[at] not in _SHARING or tree.head[at] == at:
            return []
        at = tree.head[at]
    return []
