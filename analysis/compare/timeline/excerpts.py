"""Excerpts: the words of a sentence, as they stand there, that tell what a date in it is of: all, or a clause that stands by itself."""

from __future__ import annotations

from typing import NamedTuple

from analysis.compare.timeline.clauses import climb_to_verb
from analysis.compare.timeline.shortening import is_long, strip, trim
from analysis.compare.timeline.trees import VERBS, Tree
from analysis.find.claims.times.ways import words_of

_STEPS = 8  # words that are climbed
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_CONTENT = ("ccomp", "csubj", "acl")
_LIMITING = ("if", "unless", "whether")  # of the words before a clause
_TENSED = ("VBD", "VBP", "VBZ", "MD")
_OF_VERB = ("dobj", "attr", "pobj", "oprd")  # nouns of which a verb above tells more
# What hangs on a verb in one of these ways may have its subject from there.
_TO_SHARE = tuple(
    "relcl acl nsubj nsubjpass xcomp conj advcl ccomp pcomp prep agent acomp dobj attr oprd pobj dep".split()
)


class Clause(NamedTuple):
    """The verbs of a clause from the one that has the subject down to the one that the date hangs on, and all its words."""

    verbs: list[int]
    words: set[int]


def cut_clause(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """Who does what: the words of the clause of a verb with its subject, and with the noun that it tells of ("*the town* that fell")."""
    return _cut(tree, _find_clause(tree, verb), found)


def cut_sentence(tree: Tree, verb: int | None, found: list[int]) -> list[int]:
    """The whole sentence; where it is long, or where this tells less of other dates, the clause of a verb that stands by itself."""
    whole = strip(tree, list(range(len(tree.text))), set())
    others, long = tree.list_dates() - set(found), is_long(tree, whole)
    if not others and not long:
        return whole
    part = trim(tree, whole, set(found)) if verb is None else _cut(tree, _find_frame(tree, verb), found)
    return whole if others & set(part) and not long else part


def _cut(tree: Tree, clause: Clause, found: list[int]) -> list[int]:
    """The words of a clause without who else did what."""
    kept = {*found, *clause.verbs}
    joined = [word for verb in clause.verbs for word in tree.having(verb, "conj") if tree.having(word, *_SUBJECTS)]
    others = {one for word in joined for one in tree.whole(word) if not kept & set(tree.whole(word))}
    return trim(tree, clause.words - others, kept)


def _find_frame(tree: Tree, verb: int) -> Clause:
    """The clause of a verb with those above it without which it would say something else, or nobody would know of whom."""
    clause = _find_clause(tree, verb)
    while _leans(tree, clause.verbs[0]) or _is_framed(tree, clause.verbs[0]):
        above = climb_to_verb(tree, tree.head[clause.verbs[0]])
        if above is None or above in clause.verbs:
            break
        upper = _find_clause(tree, above)
        clause = Clause([*upper.verbs, *clause.verbs], clause.words | upper.words)
    return clause


def _leans(tree: Tree, verb: int) -> bool:
    """Whether a clause is none by itself: a pronoun does it ("the crew came, and *it sailed in May*") or it has no tense."""
    tensed = any(tree.tag[word] in _TENSED for word in (verb, *tree.having(verb, "aux", "auxpass")))
    pronoun = any(tree.pos[word] == "PRON" for word in tree.having(verb, "nsubj", "nsubjpass"))
    return not tensed or (pronoun and tree.dep[verb] != "relcl")


def _is_framed(tree: Tree, verb: int) -> bool:
    """Whether a clause is said or thought, a condition or what tells which is meant: "they hope *that it sails*", "boats *that sank*".

    So is one that only tells who says what stands beside it: "as Lee *said* in May, it sails".
    """
    limits = any(tree.lemma[word].lower() in _LIMITING for word in tree.having(verb, "mark"))
    apart = tree.pos[min(tree.whole(verb)) - 1] == "PUNCT"  # "the boats, which sank", not "the boats that sank"
    says = tree.lemma[verb].lower() in words_of("saying") and not tree.having(verb, "ccomp", "dobj")
    framed = tree.dep[verb] in _CONTENT or (tree.dep[verb] == "relcl" and not apart)
    return limits or framed or says or (tree.dep[verb] in ("conj", "advcl") and _is_framed(tree, tree.head[verb]))


def _find_clause(tree: Tree, verb: int) -> Clause:
    """The clause of a verb: climbs to the verb whose subject it has, or to the noun that it tells of."""
    at, verbs = verb, [verb]
    for _ in range(_STEPS):
        above = tree.head[at]
        tells = tree.dep[at] in ("relcl", "acl") and above != at and not tree.is_time(above)
        if tells and not (tree.has_to(at) and _is_of_verb(tree, above)):  # not "made *plans to sail*"
            return Clause(verbs, {*_list_noun(tree, above), *tree.whole(at)})
        beside_time = tree.dep[at] in ("relcl", "acl")  # "the year *that ended in May* was warm"
        told = not beside_time and not tree.has_to(at) and tree.having(at, *_SUBJECTS)  # not "let *the boats sail*"
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
    first = noun
    while tree.dep[first] == "pobj" and tree.pos[tree.head[tree.head[first]]] in ("NOUN", "PROPN"):
        first = tree.head[tree.head[first]]
    return [*tree.list_left(first), *range(first, noun + 1)]
