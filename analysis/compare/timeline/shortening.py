"""Shortening: of the words of a clause those that tell most, where all are too many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.compare.timeline.trees import VERBS, Tree

MOST = 26  # words of an excerpt
SUBJECT = 8  # words of who does it, where not all has room
_LINK = 2  # words that link a sentence to the one before, at most
_GAP = 2  # words that are not worth leaving out
BARE = ("PUNCT", "SPACE")
OUTER = ("conj", "advcl", "parataxis", "intj", "dep", "appos")  # what tells of more beside a clause
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_LEADING = ("prep", "advmod", "npadvmod")  # what may stand before it, too
_HELPING = ("aux", "auxpass", "neg", "prt")
_FIRM = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "xcomp", "ccomp")
_WITHIN = tuple("prep pobj pcomp xcomp ccomp dobj attr agent".split())  # parts of which the beginning says something
_LIMITING = ("if", "unless", "whether", "though", "although", "to", "for")  # of the words before a clause
_OPEN = ("ADP", "DET", "SCONJ", "CCONJ", "PART", "AUX")  # words that nothing may end with


class Clause(NamedTuple):
    """The verbs of a clause from the one that has the subject down to the one that the date hangs on, and all its words."""

    verbs: list[int]
    words: set[int]


def trim(tree: Tree, clause: Clause, kept: set[int]) -> list[int]:
    """The words from the first to the last, without who else did what, and without what tells of more at the ends if all is too long.

    Of what stands before the subject all goes or nothing, as the rest of a phrase says little.
    """
    joined = [word for verb in clause.verbs for word in tree.having(verb, "conj") if tree.having(word, *SUBJECTS)]
    others = {one for word in joined for one in tree.whole(word) if not kept & set(tree.whole(word))}
    own = clause.words - others
    words = _drop_link(tree, strip(tree, list(range(min(own), max(own) + 1)), kept), kept)
    for behind, deps in ((True, OUTER), (False, (*OUTER, *_LEADING)), (True, (*OUTER, "relcl", "prep"))):
        long = len(list_words(tree, words)) > MOST
        while long and (part := _find_end(tree, clause, words, kept, behind, deps)):
            words = strip(tree, [word for word in words if (word < part[0] if behind else word > part[-1])], kept)
            long = not behind or len(list_words(tree, words)) > MOST
    return words


def _drop_link(tree: Tree, words: list[int], kept: set[int]) -> list[int]:
    """The words without what links them to the sentence before: "*Furthermore*, the fair began", "*For example*, it rained"."""
    comma = next((at for at, word in enumerate(words[: _LINK + 1]) if tree.text[word] == ","), 0)
    link = {*words[:comma]} if any(tree.dep[word] in ("advmod", "prep", "intj") for word in words[:comma]) else set()
    named = any(tree.pos[word] in ("PROPN", "NUM", "PRON") for word in link)
    return words if not link or named or link & kept else strip(tree, words[comma + 1 :], kept)


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


def strip(tree: Tree, words: list[int], kept: set[int]) -> list[int]:
    """The words without what only joins them to others: marks, "and" or "when" before them, "of" behind them."""
    first, last = 0, len(words)
    while first < last and words[first] not in kept and _only_joins(tree, words[first], kept):
        first += 1
    while first < last and _hangs(tree, words[last - 1], kept):
        last -= 1
    return words[first:last]


def _hangs(tree: Tree, at: int, kept: set[int]) -> bool:
    """Whether nothing may end with a word: a mark, or one that another should follow."""
    return tree.pos[at] in BARE or (at not in kept and tree.pos[at] in _OPEN)


def _only_joins(tree: Tree, at: int, kept: set[int]) -> bool:
    """Whether a word only joins what is kept to what stands before it, as "when" and "that" do, not "if"."""
    mark = (tree.dep[at] == "mark" or tree.tag[at] == "WRB") and tree.head[at] in kept
    return (
        tree.pos[at] in BARE or tree.dep[at] in ("cc", "preconj") or (mark and tree.lemma[at].lower() not in _LIMITING)
    )


def shorten(tree: Tree, clause: Clause, words: list[int], found: list[int]) -> list[int]:
    """So many of the words as have room: the verbs, the date, who does it, what it is done to, then what follows by turns."""
    allowed, lowest = set(words), clause.verbs[-1]
    noun = [word for word in words if word < min(clause.words & set(tree.whole(clause.verbs[0])))]
    helpers = [one for verb in clause.verbs for one in tree.having(verb, *_HELPING)]
    chosen = {*found, *clause.verbs, *helpers, *noun[:SUBJECT]} & allowed
    parts = [part for verb in clause.verbs for part in tree.having(verb, *SUBJECTS)][:1]
    parts += [*tree.having(lowest, *_FIRM), *tree.having(lowest, "prep", "advmod", "advcl")]
    parts += [part for verb in reversed(clause.verbs[:-1]) for part in tree.having(verb, *_FIRM)]
    for part in parts:
        most = SUBJECT if tree.dep[part] in SUBJECTS else MOST
        room = min(most, MOST - len(list_words(tree, chosen)))
        chosen |= set(_take(tree, part, room)) & allowed
    return _fill(tree, sorted(chosen), allowed)


def _take(tree: Tree, part: int, room: int) -> list[int]:
    """A word with what stands before it and so many of the parts behind it as have room, the last as far as it has; or nothing."""
    own = sorted(tree.whole(part))
    if len(list_words(tree, own)) <= room:
        return own
    words = [word for word in own if word <= part]
    if len(list_words(tree, words)) > room:
        return []
    for below in [word for word in tree.below[part] if word > part]:
        left = room - len(list_words(tree, words))
        behind = sorted(tree.whole(below)) if len(list_words(tree, tree.whole(below))) <= left else []
        if not behind and tree.dep[below] in _WITHIN:
            behind = _take(tree, below, left)
        if not behind and tree.pos[below] not in BARE:
            break
        words += behind
    texts = [tree.text[word] for word in words]
    words = words[: texts.index("(")] if "(" in texts and ")" not in texts else words
    said = list_words(tree, words)
    lacks = tree.pos[part] in VERBS and any(one not in words for one in tree.having(part, *_FIRM))
    return [] if lacks or tree.pos[said[-1]] in _OPEN else [word for word in words if word <= said[-1]]


def _fill(tree: Tree, chosen: list[int], allowed: set[int]) -> list[int]:
    """The words with the gaps of few words between them filled."""
    words = chosen[:1]
    for word in chosen[1:]:
        between = [one for one in range(words[-1] + 1, word) if one in allowed]
        words += between if len(list_words(tree, between)) <= _GAP else []
        words.append(word)
    return words


def list_words(tree: Tree, words: Iterable[int]) -> list[int]:
    return [word for word in words if tree.pos[word] not in BARE]
