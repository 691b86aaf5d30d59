"""Speakers: the phrase that names who says or thinks what a reporting word tells."""

from __future__ import annotations

from analysis.find.quotes.reporting import tell_part
from analysis.find.quotes.trees import NOUNS, PHRASE, Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_SHARING = ("conj", "xcomp", "advcl", "pcomp", "prep", "acomp", "dep")
_GIVING = frozenset("make issue give release repeat express voice raise have deliver offer file reject dismiss".split())
_NAMING = frozenset("DET ADJ NOUN PROPN PRON NUM ADP PART AUX ADV".split())  # in a name, or between it and its verb
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_MARKS = ("”", '"', "''", "’", "»")
_SOURCES = (*NOUNS, "NUM", "ADJ", "DET")  # what can be a source: "Low", "two of them", "many", "some"
_DEPTH, _REACH = 4, 12  # verbs above a verb; words in a name


def find_source(tree: Tree, row: int) -> PHRASE | None:
    """The phrase that names who says what the reporting word in this row tells, None where that is nobody."""
    part = tell_part(tree, row)
    if part == "adverb":
        return None
    if part == "noun":
        return _find_owner(tree, row)
    if part == "adjective" and tree.dep[row] in ("acomp", "amod", "advcl", "conj"):
        row = tree.head[row]
    return span_noun(tree, row) if tree.pos[row] in NOUNS else _find_subject(tree, row)


def find_beside(tree: Tree, row: int) -> PHRASE | None:
    """The name beside a verb, whatever the parse: behind it where a mark stands before it, else before it."""
    first, last = reach_back(tree, row), reach_on(tree, row)
    inverted = first == row and last is not None and row > 0 and is_mark(tree, row - 1)
    return end_at_noun(tree, (row + 1, last) if inverted else (first, row - 1))


def find_agent(tree: Tree, row: int) -> int | None:
    """By whom the verb of a passive is done."""
    by = tree.child(row, "agent")
    return None if by is None else tree.child(by, "pobj")


def span_noun(tree: Tree, row: int) -> PHRASE:
    """A noun with what hangs on it, without a relative clause, "including …" and what follows those."""
    first, last = tree.left[row], tree.right[row]
    for child in tree.children(row):
        begin = tree.left[child]
        behind_comma = tree.dep[child] == "prep" and tree.pos[begin - 1] == "PUNCT"
        if begin > row and (tree.dep[child] in ("relcl", "acl") or behind_comma):
            last = min(last, begin - 1)
    while last > row and tree.pos[last] == "PUNCT" and not _closes(tree, first, last):
        last -= 1
    while first < row and tree.pos[first] == "PUNCT":
        first += 1
    return first, last


def _closes(tree: Tree, first: int, last: int) -> bool:
    return tree.word(last) == ")" and any(tree.word(row) == "(" for row in range(first, last))


# --- by the parse -------------------------------------------------------------------------------------------------


def _find_subject(tree: Tree, row: int) -> PHRASE | None:
    """The subject of a verb, its own or that of the verb above it; of a passive, by whom."""
    for step in range(_DEPTH):
        agent, subject = find_agent(tree, row), tree.child(row, *_SUBJECTS)
        passive = subject is not None and tree.dep[subject] in ("nsubjpass", "csubjpass")
        bare = subject is None and tree.tag[row] in ("VBN", "VBD") and tree.dep[row] in ("acl", "advcl")
        if step == 0 and (agent is not None or passive or bare):
            return None if agent is None else span_noun(tree, agent)
        if subject is not None:
            return span_noun(tree, subject) if tree.pos[subject] in _SOURCES else None
        if tree.dep[row] in ("acl", "relcl") and tree.pos[tree.head[row]] in NOUNS:
            return span_noun(tree, tree.head[row])
        if tree.dep[row] not in _SHARING:
            return None
        row = tree.head[row]
    return None


def _find_owner(tree: Tree, row: int) -> PHRASE | None:
    """Whose a noun is: "the mayor's claim", "the claim by the mayor"; "made the claim" gives the subject of the verb."""
    owner = tree.child(row, "poss")
    if owner is not None:
        return span_noun(tree, owner)
    for child in tree.children(row):
        if tree.dep[child] in ("prep", "agent") and tree.lemma[child] in ("by", "from"):
            noun = tree.child(child, "pobj")
            if noun is not None:
                return span_noun(tree, noun)
    above = tree.head[row]
    return _find_subject(tree, above) if tree.dep[row] == "dobj" and tree.lemma[above] in _GIVING else None


# --- by what stands beside ----------------------------------------------------------------------------------------


def reach_back(tree: Tree, row: int) -> int:
    """The first of the words right before a verb that can be a name."""
    first = row
    while first > 0 and row - first < _REACH and tree.sentence[first - 1] == tree.sentence[row]:
        if tree.pos[first - 1] not in _NAMING:
            break
        first -= 1
    return first


def reach_on(tree: Tree, row: int) -> int | None:
    """The last word before the mark or the end of the sentence behind a verb, None where more than a name stands there."""
    for after in range(row + 1, min(row + _REACH, len(tree.lemma))):
        if tree.pos[after] == "PUNCT" or tree.sentence[after] != tree.sentence[row]:
            return after - 1
        if tree.pos[after] not in _NAMING:
            return None
    return len(tree.lemma) - 1 if row + _REACH >= len(tree.lemma) else None


def is_mark(tree: Tree, row: int) -> bool:
    """Whether a comma or a closing quotation mark stands here."""
    return tree.lemma[row] == "," or tree.word(row) in _MARKS


def end_at_noun(tree: Tree, phrase: PHRASE) -> PHRASE | None:
    """The phrase up to its last noun, None where these words cannot be a name."""
    nouns = [row for row in range(phrase[0], phrase[1] + 1) if tree.pos[row] in NOUNS]
    tags = tree.tag[phrase[0] : phrase[1] + 1]
    fitting = nouns and tags[0] not in ("IN", "RB", "VBG") and not _RELATIVE.intersection(tags)
    return (phrase[0], nouns[-1]) if fitting else None
