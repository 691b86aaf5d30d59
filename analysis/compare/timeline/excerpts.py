"""Excerpts: the words of a sentence, as they stand there, that tell what a date in it is of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.compare.timeline.trees import VERBS, Tree

MOST = 26  # words of an excerpt
_SUBJECT = 8  # words of who does it, where not all has room
_LINK = 2  # words that link a sentence to the one before, at most
_GAP = 2  # words that are not worth leaving out
_STEPS = 8  # words that are climbed
_BARE = ("PUNCT", "SPACE")
_BREAKS = (",", ";", ":", "-", "–", "—", "(")
_OUTER = ("conj", "advcl", "parataxis", "intj", "dep", "appos")  # what tells of more beside a clause
_LEADING = ("prep", "advmod", "npadvmod")  # what may stand before it, too
_HELPING = ("aux", "auxpass", "neg", "prt")
_FIRM = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "xcomp", "ccomp")
_WITHIN = (
    "prep",
    "pobj",
    "pcomp",
    "xcomp",
    "ccomp",
    "dobj",
    "attr",
    "agent",
)  # parts of which the beginning says something
_LIMITING = ("if", "unless", "whether", "though", "although", "to", "for")  # of the words before a clause
_DENYING = ("without", "despite")  # prepositions that may not be left out before a noun
_OPEN = ("ADP", "DET", "SCONJ", "CCONJ", "PART", "AUX")  # words that nothing may end with
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_OF_VERB = ("dobj", "attr", "pobj", "oprd")  # nouns of which a verb above tells more
_TO_SHARE = (
    "relcl",
    "acl",
    "nsubj",
    "nsubjpass",
    "xcomp",
    "conj",
    "advcl",
    "ccomp",
    "pcomp",
    "prep",
    "agent",
    "acomp",
    "dobj",
    "attr",
    "oprd",
    "pobj",
    "dep",
)


class Clause(NamedTuple):
    """The verbs of a clause from the one that has the subject down to the one that the date hangs on, and all its words."""

    verbs: list[int]
    words: set[int]


def cut_clause(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """Who does what: the words of the clause of a verb with its subject, and with the noun that it tells of ("*the town* that fell").

    Where it is long, what stands beside is left out from its ends, then words within.
    """
    clause = _find_clause(tree, verb)
    words = _trim(tree, clause, {*found, *clause.verbs})
    return words if len(_list_words(tree, words)) <= MOST else _shorten(tree, clause, words, found)


def cut_frame(tree: Tree, words: list[int], found: list[int]) -> list[int]:
    """These words of a clause with those before it whose content it is ("*they hope* the boats will come"), if all has room."""
    above = next((tree.head[word] for word in words if tree.dep[word] == "ccomp" and tree.head[word] < words[0]), None)
    if above is None or tree.pos[above] not in VERBS or not tree.having(above, *_SUBJECTS):
        return words
    whole = _trim(tree, Clause([above], set(tree.whole(above))), {above, *words})
    return whole if len(_list_words(tree, whole)) <= MOST and set(words) <= set(whole) else words


def cut_noun(tree: Tree, noun: int, found: list[int]) -> list[int]:
    """A noun with what belongs to it and with the date, as one stretch, without what is told of it beside."""
    beside = [word for word in tree.below[noun] if tree.dep[word] in (*_OUTER, "relcl", "cc")]
    left_out = {one for word in beside for one in tree.whole(word) if not set(tree.whole(word)) & set(found)}
    words = ({*tree.whole(noun)} - left_out) | set(found)
    first, last = min(words), max(noun, *found)
    breaks = [word for word in range(last + 1, max(words)) if tree.pos[word] == "PUNCT" and tree.text[word] in _BREAKS]
    whole = list(range(first, breaks[0] if breaks else max(words) + 1))
    if len(_list_words(tree, whole)) > MOST:
        near = [*tree.list_left(noun), noun, *found]
        whole = list(range(min(near), max(near) + 1))
    while tree.pos[whole[0]] in ("ADP", "SCONJ", *_BARE) and whole[0] != noun and tree.lemma[whole[0]] not in _DENYING:
        whole = whole[1:]
    return _strip(tree, whole, {noun, *found})


def list_sentence(tree: Tree) -> list[int]:
    """All words of a sentence without the marks at its ends; nothing where they are more than MOST."""
    words = _strip(tree, list(range(len(tree.text))), set())
    return words if len(_list_words(tree, words)) <= MOST else []


def _find_clause(tree: Tree, verb: int) -> Clause:
    """The clause of a verb: climbs to the verb whose subject it has, or to the noun that it tells of."""
    at, verbs = verb, [verb]
    for _ in range(_STEPS):
        above = tree.head[at]
        tells = tree.dep[at] in ("relcl", "acl") and above != at and not tree.is_time(above)
        if tells and not (tree.has_to(at) and _find_verb_above(tree, above)):  # not "made *plans to sail*"
            return Clause(verbs, {*_list_noun(tree, above), *range(above, min(tree.whole(at))), *tree.whole(at)})
        told = tree.dep[at] not in ("relcl", "acl") and tree.having(
            at, *_SUBJECTS
        )  # not "the year *that ended in May*"
        if not tells and (told or tree.dep[at] not in _TO_SHARE or above == at):
            break
        at = above
        if tree.pos[at] in VERBS:
            verbs = [at, *verbs]
    return Clause(verbs, set(tree.whole(at)))


def _find_verb_above(tree: Tree, noun: int) -> bool:
    """Whether a noun is what is done, or stands with it: "made *plans*", "in *order*"."""
    above = tree.head[noun]
    above = tree.head[above] if tree.dep[noun] == "pobj" else above
    return tree.dep[noun] in _OF_VERB and tree.pos[above] in VERBS


def _list_noun(tree: Tree, noun: int) -> list[int]:
    """A noun with what stands before it, and with the noun that it belongs to: "*the crew of a boat*, which sank"."""
    first, last = noun, noun
    while tree.dep[noun] == "pobj" and tree.pos[tree.head[tree.head[noun]]] in ("NOUN", "PROPN"):
        noun = tree.head[tree.head[noun]]
        first = noun if last - noun < _SUBJECT else first
    left = tree.list_left(first)
    denied = [tree.head[first]] if tree.lemma[tree.head[first]].lower() in _DENYING else []
    return [*denied, *left, *range(first, last + 1)]


def _trim(tree: Tree, clause: Clause, kept: set[int]) -> list[int]:
    """The words from the first to the last, without who else did what, and without what tells of more at the ends if all is too long.

    Of what stands before the subject all goes or nothing, as the rest of a phrase says little.
    """
    joined = [word for verb in clause.verbs for word in tree.having(verb, "conj") if tree.having(word, *_SUBJECTS)]
    others = {one for word in joined for one in tree.whole(word) if not kept & set(tree.whole(word))}
    own = clause.words - others
    words = _drop_link(tree, clause, _strip(tree, list(range(min(own), max(own) + 1)), kept), kept)
    for behind, deps in ((True, _OUTER), (False, (*_OUTER, *_LEADING)), (True, (*_OUTER, "relcl", "prep"))):
        long = len(_list_words(tree, words)) > MOST
        while long and (part := _find_end(tree, clause, words, kept, behind, deps)):
            words = _strip(tree, [word for word in words if (word < part[0] if behind else word > part[-1])], kept)
            long = not behind or len(_list_words(tree, words)) > MOST
    return words


def _drop_link(tree: Tree, clause: Clause, words: list[int], kept: set[int]) -> list[int]:
    """The words without what links them to the sentence before: "*Furthermore*, the fair began", "*For example*, it rained"."""
    comma = next((at for at, word in enumerate(words[: _LINK + 1]) if tree.text[word] == ","), 0)
    link = {*words[:comma]} if any(tree.dep[word] in ("advmod", "prep", "intj") for word in words[:comma]) else set()
    named = any(tree.pos[word] in ("PROPN", "NUM", "PRON") for word in link)
    return words if not link or named or link & kept else _strip(tree, words[comma + 1 :], kept)


def _find_end(
    tree: Tree, clause: Clause, words: list[int], kept: set[int], behind: bool, deps: tuple[str, ...]
) -> list[int]:
    """The largest part of this grammar that stands at one end of the words and has nothing that is kept; nothing where none does."""
    at, found = words[-1] if behind else words[0], []
    while at not in clause.verbs and not kept & set(tree.whole(at)):
        part = sorted(tree.whole(at))
        if tree.dep[at] in deps and (part[-1] >= words[-1] if behind else part[0] <= words[0]):
            found = part
        if tree.head[at] == at:
            break
        at = tree.head[at]
    return found


def _strip(tree: Tree, words: list[int], kept: set[int]) -> list[int]:
    """The words without what only joins them to others: marks, "and" or "when" before them, "of" behind them."""
    first, last = 0, len(words)
    while first < last and words[first] not in kept and _only_joins(tree, words[first], kept):
        first += 1
    while first < last and _hangs(tree, words[last - 1], kept):
        last -= 1
    return words[first:last]


def _hangs(tree: Tree, at: int, kept: set[int]) -> bool:
    """Whether nothing may end with a word: a mark, or one that another should follow."""
    return tree.pos[at] in _BARE or (at not in kept and tree.pos[at] in _OPEN)


def _only_joins(tree: Tree, at: int, kept: set[int]) -> bool:
    """Whether a word only joins what is kept to what stands before it, as "when" and "that" do, not "if"."""
    mark = (tree.dep[at] == "mark" or tree.tag[at] == "WRB") and tree.head[at] in kept
    return (
        tree.pos[at] in _BARE or tree.dep[at] in ("cc", "preconj") or (mark and tree.lemma[at].lower() not in _LIMITING)
    )


def _shorten(tree: Tree, clause: Clause, words: list[int], found: list[int]) -> list[int]:
    """So many of the words as have room: the verbs, the date, who does it, what it is done to, then what follows by turns."""
    allowed, lowest = set(words), clause.verbs[-1]
    noun = [word for word in words if word < min(clause.words & set(tree.whole(clause.verbs[0])))]
    helpers = [one for verb in clause.verbs for one in tree.having(verb, *_HELPING)]
    chosen = {*found, *clause.verbs, *helpers, *noun[:_SUBJECT]} & allowed
    parts = [part for verb in clause.verbs for part in tree.having(verb, *_SUBJECTS)][:1]
    parts += [*tree.having(lowest, *_FIRM), *tree.having(lowest, "prep", "advmod", "advcl")]
    parts += [part for verb in reversed(clause.verbs[:-1]) for part in tree.having(verb, *_FIRM)]
    for part in parts:
        most = _SUBJECT if tree.dep[part] in _SUBJECTS else MOST
        room = min(most, MOST - len(_list_words(tree, chosen)))
        chosen |= set(_take(tree, part, room)) & allowed
    return _fill(tree, sorted(chosen), allowed)


def _take(tree: Tree, part: int, room: int) -> list[int]:
    """A word with what stands before it and so many of the parts behind it as have room, the last as far as it has; or nothing."""
    own = sorted(tree.whole(part))
    if len(_list_words(tree, own)) <= room:
        return own
    words = [word for word in own if word <= part]
    if len(_list_words(tree, words)) > room:
        return []
    for below in [word for word in tree.below[part] if word > part]:
        left = room - len(_list_words(tree, words))
        behind = sorted(tree.whole(below)) if len(_list_words(tree, tree.whole(below))) <= left else []
        if not behind and tree.dep[below] in _WITHIN:
            behind = _take(tree, below, left)
        if not behind and tree.pos[below] not in _BARE:
            break
        words += behind
    texts = [tree.text[word] for word in words]
    words = words[: texts.index("(")] if "(" in texts and ")" not in texts else words
    said = _list_words(tree, words)
    lacks = tree.pos[part] in VERBS and any(one not in words for one in tree.having(part, *_FIRM))
    return [] if lacks or tree.pos[said[-1]] in _OPEN else [word for word in words if word <= said[-1]]


def _fill(tree: Tree, chosen: list[int], allowed: set[int]) -> list[int]:
    """The words with the gaps of few words between them filled."""
    words = chosen[:1]
    for word in chosen[1:]:
        between = [one for one in range(words[-1] + 1, word) if one in allowed]
        words += between if len(_list_words(tree, between)) <= _GAP else []
        words.append(word)
    return words


def _list_words(tree: Tree, words: Iterable[int]) -> list[int]:
    return [word for word in words if tree.pos[word] not in _BARE]
