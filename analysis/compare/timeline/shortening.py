"""Shortening: of the words of a clause those without what tells least, where all are too many."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.compare.timeline.trees import VERBS, Tree

MOST = 40  # words of an excerpt
_BARE = ("PUNCT", "SPACE")
_BESIDE = ("conj", "advcl", "relcl", "parataxis")  # clauses that tell more beside another, where a mark sets them off


def trim(tree: Tree, words: Iterable[int], kept: set[int]) -> list[int]:
    """The words from the first to the last, where they are too many without what stands beside at the ends and has no word that is kept."""
    words = strip(tree, list(range(min(words), max(words) + 1)), kept)
    for behind in (True, False):
        while is_long(tree, words) and (part := _find_end(tree, words, kept, behind)):
            words = strip(tree, [word for word in words if (word < part[0] if behind else word > part[-1])], kept)
    return words


def is_long(tree: Tree, words: Iterable[int]) -> bool:
    return sum(tree.pos[word] not in _BARE for word in words) > MOST


def _find_end(tree: Tree, words: list[int], kept: set[int], behind: bool) -> list[int]:
    """The largest part beside that stands at one end of the words and has nothing that is kept; nothing where none does."""
    at, found = words[-1] if behind else words[0], []
    while not kept & set(tree.whole(at)):
        part = sorted(tree.whole(at))
        apart = part[0] - 1 if behind else part[-1] + 1
        outer = part[-1] >= words[-1] if behind else part[0] <= words[0]
        clause = tree.dep[at] in _BESIDE and tree.pos[at] in VERBS
        if clause and outer and apart in words and tree.pos[apart] in _BARE:
            found = part
        if tree.head[at] == at:
            break
        at = tree.head[at]
    return found


def strip(tree: Tree, words: list[int], kept: set[int]) -> list[int]:
    """The words without what only joins them to others: marks, "and" at either end, "when" before them."""
    said = [place for place, word in enumerate(words) if word in kept or not _only_joins(tree, word, kept)]
    return words[said[0] : said[-1] + 1] if said else []


def _only_joins(tree: Tree, at: int, kept: set[int]) -> bool:
    """Whether a word only joins what is kept to what stands before it, as "when" and "that" do."""
    mark = tree.dep[at] == "mark" or tree.tag[at] == "WRB"
    return tree.pos[at] in _BARE or tree.dep[at] in ("cc", "preconj") or (mark and tree.head[at] in kept)
