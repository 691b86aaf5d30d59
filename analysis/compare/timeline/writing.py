"""Writing: an excerpt of a sentence as a person reads it by itself."""

from __future__ import annotations

import re

from analysis.compare.timeline.trees import DESCRIPTION, NAME, PRONOUN, Tree

ELLIPSIS = " …"
_PAIRS = [
    (mark, other, re.compile(opens), re.compile(closes))
    for mark, other, opens, closes in [
        ("“", "”", "“", "”"),
        ('"', '"', r'(?<![\w.,!?…])"', r'(?<=[\w.,!?…])"'),
        ("(", ")", r"\(", r"\)"),
        ("[", "]", r"\[", r"\]"),
    ]
]
_OPEN = " ,;:–—"  # marks with which no excerpt ends
_SPACE = re.compile(r"\s+")
_FIRST = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b")
_PRONOUNS = ("he", "she", "it", "they", "who", "we", "i")
_TELLING = ("npadvmod", "amod", "compound", "poss", "prep", "nmod", "relcl", "acl", "appos")


def write_excerpt(tree: Tree, words: list[int], source: str) -> str:
    """The words as they stand, behind a pronoun in brackets whom it surely stands for; before "I" and "we" who says it.

    ELLIPSIS at the end where the sentence goes on.
    """
    said, waits = "", ""
    for at in words:
        apart = at > 0 and tree.start[at] > tree.end[at - 1]
        if waits and (apart or tree.pos[at] == "PUNCT"):  # not within "she’s"
            said, waits = said + waits, ""
        said += " " * apart + tree.text[at]
        waits = waits or _find_name(tree, at, words)
    goes_on = any(tree.pos[at] not in ("PUNCT", "SPACE") for at in range(words[-1] + 1, len(tree.text)))
    about = _close_pairs(_SPACE.sub(" ", (said + waits).rstrip(_OPEN) + ELLIPSIS * goes_on).strip())
    named = source.removeprefix("the ").removeprefix("The ") if source.lower() not in _PRONOUNS else ""
    told = not named or named.split()[-1] in about
    return about if told or not _FIRST.search(about) else f"{named}: {about}"


def _close_pairs(about: str) -> str:
    """The words with the other mark of a quotation or bracket that begins or ends outside them."""
    for mark, other, opens, closes in _PAIRS:
        opened, closed = len(opens.findall(about)), len(closes.findall(about))
        about = mark * (closed > opened) + about + other * (opened > closed)
    return about


def _find_name(tree: Tree, at: int, words: list[int]) -> str:
    """Whom a pronoun, or a noun all alone, stands for, in brackets; "" where that is not sure or the words tell it anyway."""
    actor, _, form = tree.names.get(at, ("", "", ""))
    alone = form == DESCRIPTION and not tree.having(at, *_TELLING)
    if not (alone or (form == PRONOUN and tree.pos[at] == "PRON")) or _is_unsure(tree, at):
        return ""
    first = next(word for word in words if tree.names.get(word, ("",))[0] == actor)
    if at != first or actor.split()[-1] in [tree.text[word] for word in words]:
        return ""
    return f" [{actor}’s]" if tree.tag[at] == "PRP$" else f" [{actor}]"


def _is_unsure(tree: Tree, at: int) -> bool:
    """Whether a word may stand for another: the last name of that kind before it in the sentence is another's."""
    actor, kind, _ = tree.names[at]
    before = [name for place, (name, *told) in tree.names.items() if place < at and told == [kind, NAME]]
    return bool(before) and before[-1] != actor
