"""Excerpts: the words of a sentence, as they stand there, that tell what a date in it is of."""

from __future__ import annotations

from analysis.compare.timeline.shortening import (
    BARE,
    MOST,
    OUTER,
    SUBJECT,
    SUBJECTS,
    Clause,
    list_words,
    shorten,
    strip,
    trim,
)
from analysis.compare.timeline.trees import VERBS, Tree

_STEPS = 8  # words that are climbed
_BREAKS = (",", ";", ":", "-", "–", "—", "(")
_DENYING = ("without", "despite")  # prepositions that may not be left out before a noun
_OF_VERB = ("dobj", "attr", "pobj", "oprd")  # nouns of which a verb above tells more
# What hangs on a verb in one of these ways may have its subject from there.
_TO_SHARE = tuple(
    "relcl acl nsubj nsubjpass xcomp conj advcl ccomp pcomp prep agent acomp dobj attr oprd pobj dep".split()
)


def cut_clause(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """Who does what: the words of the clause of a verb with its subject, and with the noun that it tells of ("*the town* that fell").

    Where it is long, what stands beside is left out from its ends, then words within.
    """
    clause = _find_clause(tree, verb)
    words = trim(tree, clause, {*found, *clause.verbs})
    return words if len(list_words(tree, words)) <= MOST else shorten(tree, clause, words, found)


def cut_frame(tree: Tree, words: list[int]) -> list[int]:
    """These words of a clause with those before it whose content it is ("*they hope* the boats will come"), if all has room."""
    above = next((tree.head[word] for word in words if tree.dep[word] == "ccomp" and tree.head[word] < words[0]), None)
    if above is None or tree.pos[above] not in VERBS or not tree.having(above, *SUBJECTS):
        return words
    whole = trim(tree, Clause([above], set(tree.whole(above))), {above, *words})
    return whole if len(list_words(tree, whole)) <= MOST and set(words) <= set(whole) else words


def cut_noun(tree: Tree, noun: int, found: list[int]) -> list[int]:
    """A noun with what belongs to it and with the date, as one stretch, without what is told of it beside."""
    beside = [word for word in tree.below[noun] if tree.dep[word] in (*OUTER, "relcl", "cc")]
    left_out = {one for word in beside for one in tree.whole(word) if not set(tree.whole(word)) & set(found)}
    words = ({*tree.whole(noun)} - left_out) | set(found)
    first, last = min(words), max(noun, *found)
    breaks = [word for word in range(last + 1, max(words)) if tree.pos[word] == "PUNCT" and tree.text[word] in _BREAKS]
    whole = list(range(first, breaks[0] if breaks else max(words) + 1))
    if len(list_words(tree, whole)) > MOST:
        near = [*tree.list_left(noun), noun, *found]
        whole = list(range(min(near), max(near) + 1))
    while tree.pos[whole[0]] in ("ADP", "SCONJ", *BARE) and whole[0] != noun and tree.lemma[whole[0]] not in _DENYING:
        whole = whole[1:]
    return strip(tree, whole, {noun, *found})


def list_sentence(tree: Tree) -> list[int]:
    """All words of a sentence without the marks at its ends; nothing where they are more than MOST."""
    words = strip(tree, list(range(len(tree.text))), set())
    return words if len(list_words(tree, words)) <= MOST else []


def _find_clause(tree: Tree, verb: int) -> Clause:
    """The clause of a verb: climbs to the verb whose subject it has, or to the noun that it tells of."""
    at, verbs = verb, [verb]
    for _ in range(_STEPS):
        above = tree.head[at]
        tells = tree.dep[at] in ("relcl", "acl") and above != at and not tree.is_time(above)
        if tells and not (tree.has_to(at) and _is_of_verb(tree, above)):  # not "made *plans to sail*"
            return Clause(verbs, {*_list_noun(tree, above), *range(above, min(tree.whole(at))), *tree.whole(at)})
        beside_time = tree.dep[at] in ("relcl", "acl")  # "the year *that ended in May* was warm"
        told = not beside_time and not tree.has_to(at) and tree.having(at, *SUBJECTS)  # not "let *the boats sail*"
        if not tells and (told or tree.dep[at] not in _TO_SHARE or above == at):
            break
        at = above
        if tree.pos[at] in VERBS:
            verbs = [at, *verbs]
    return Clause(verbs, set(tree.whole(at)))


def _is_of_verb(tree: Tree, noun: int) -> bool:
    """Whether a noun is what is done, or stands with it: "made *plans*", "in *order*"."""
    above = tree.head[noun]
    above = tree.head[above] if tree.dep[noun] == "pobj" else above
    return tree.dep[noun] in _OF_VERB and tree.pos[above] in VERBS


def _list_noun(tree: Tree, noun: int) -> list[int]:
    """A noun with what stands before it, and with the noun that it belongs to: "*the crew of a boat*, which sank"."""
    first, last = noun, noun
    while tree.dep[noun] == "pobj" and tree.pos[tree.head[tree.head[noun]]] in ("NOUN", "PROPN"):
        noun = tree.head[tree.head[noun]]
        first = noun if last - noun < SUBJECT else first
    left = tree.list_left(first)
    denied = [tree.head[first]] if tree.lemma[tree.head[first]].lower() in _DENYING else []
    return [*denied, *left, *range(first, last + 1)]
