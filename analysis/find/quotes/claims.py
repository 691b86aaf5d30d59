"""Claims: which attributions state something in another's name, apart from what is only wanted, felt or talked about."""

from __future__ import annotations

from analysis.find.quotes.reporting import Told
from analysis.find.quotes.trees import Tree

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_HELPERS = ("aux", "auxpass")
_OWN = frozenset(("i", "we"))
_THINGS = frozenset("this that these those it which what all".split())
_EVIDENCE = frozenset(
    "show indicate suggest mean prove demonstrate reveal imply".split()
)  # of a thing: the author's inference


def is_claim(tree: Tree, told: Told) -> bool:
    """Whether an attribution states, in the name of another, something that is so or not.

    A direct quotation does, unless it only names what is felt, and a clause with a finite verb ("said *that it rained*",
    "believes *it rained*"), what somebody is said to be ("called the bridge *a ruin*"), what is so "according to" another,
    and what is told at a distance ("accused of *theft*"). What is wanted ("refused *to sell*"), felt or talked about
    ("discussed *the bridge*") states nothing: that it was refused is the author's word. So is what the author says ("we
    know that …"), infers ("this shows that …"), or tells was not said.
    """
    if any(kind == "direct" and _is_saying(tree, told, start, end) for start, end, kind in told.pieces):
        return True
    if told.denied or _is_of_author(tree, told):
        return False
    if told.word.kind == "distancing" or {"predicate", "source"} & told.word.takes:
        return True
    return any(_is_clause(tree, start, end) for start, end, _ in told.pieces)


def _is_saying(tree: Tree, told: Told, start: int, end: int) -> bool:
    """Whether words in marks are somebody's saying: not those of "wary of “outsiders”", which only name what is felt."""
    return told.word.kind not in ("thought", "emotive") or _is_clause(tree, start, end)


def _is_of_author(tree: Tree, told: Told) -> bool:
    source = tree.text[slice(*told.source)].lower().split() if told.source else []
    if not source:
        return False
    is_thing = source[0] in _THINGS and told.word.lemma in _EVIDENCE
    return is_thing or (len(source) == 1 and source[0] in _OWN)


def _is_clause(tree: Tree, start: int, end: int) -> bool:
    """Whether the word of these code points that hangs on none of the others is a finite verb."""
    rows = tree.rows(start, end)
    tops = [row for row in rows if tree.head[row] == row or tree.head[row] not in rows]
    return any(tree.pos[row] in ("VERB", "AUX") and _is_finite(tree, row) for row in tops)


def _is_finite(tree: Tree, row: int) -> bool:
    helpers = [tree.tag[child] for child in tree.children(row) if tree.dep[child] in _HELPERS]
    return bool({tree.tag[row], *helpers} & set(_FINITE))
