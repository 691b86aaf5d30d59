"""Contents: what a reporting word tells, by syntax: its clause, infinitive or object, or the clause it is put into."""

from __future__ import annotations

from analysis.find.quotes.reporting import Reporting, tell_reporting
from analysis.find.quotes.speakers import find_agent, is_mark
from analysis.find.quotes.trees import PHRASE, Tree

LONGEST = 400  # words of a content: there are more where the parser found no sentences and is lost
_OBJECTS = ("dobj", "oprd", "nsubjpass")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_STUDIES = frozenset(
    "poll survey study report datum data figure record result research document analysis count".split()
)
_TIMES = ("DATE", "TIME")
_SETTING_OFF = ("while", "as", "although", "though")
_FINITE = ("VBD", "VBZ", "VBP")
_ASKING = frozenset("ask wonder inquire question query".split())
_LINKS = ("ADP", "PUNCT", "PART")


def find_contents(tree: Tree, row: int, word: Reporting) -> list[PHRASE]:
    """The phrases that hold what the reporting word in this row tells, in order, none of them around the word."""
    if _is_bare(tree, row):
        return []
    children = [child for child in tree.children(row) if tree.right[child] - tree.left[child] < LONGEST]
    found = {child: phrase for child in children if (phrase := _take(tree, row, child, word))}
    if any(child > row and _begins_with_that(tree, child) for child in found):
        found = {child: phrase for child, phrase in found.items() if child > row}
    phrases = list(found.values())
    if not phrases and "clause" in word.takes:
        phrases = _find_host(tree, row)
    return _join([phrase for phrase in phrases if not phrase[0] <= row <= phrase[1]], tree)


def cut_out(tree: Tree, host: int, row: int) -> list[PHRASE]:
    """A clause in one or two parts, without what hangs on one of its words."""
    before, after = (tree.left[host], tree.left[row] - 1), (tree.right[row] + 1, tree.right[host])
    return [(first, last) for first, last in (before, after) if first <= last < first + LONGEST]


def _take(tree: Tree, row: int, child: int, word: Reporting) -> PHRASE | None:
    """What a word that hangs on the reporting word tells, None where that is not of its kind."""
    dep = tree.dep[child]
    if dep == "ccomp" or (dep == "acl" and _begins_with_that(tree, child)):
        return _cut_short(tree, child) if _clause_kinds(tree, child) & word.takes else None
    if dep in ("xcomp", "acl"):
        wanted = {"VB": "infinitive", "VBG": "clause" if dep == "xcomp" else ""}.get(tree.tag[child])
        return _cut_short(tree, child) if wanted in word.takes else None
    if dep == "advcl" and child > row and _asks_whether(tree, child):
        return _cut_short(tree, child) if "clause" in word.takes and word.lemma in _ASKING else None
    if dep in _OBJECTS:
        return _without_clause(tree, child) if _takes_object(tree, row, child, word) else None
    if dep == "prep" and child > row and tree.right[child] > child and tree.entity[child + 1] not in _TIMES:
        named = tree.lemma[child] == "as" and "predicate" in word.takes
        return (child + 1, tree.right[child]) if tree.lemma[child] in word.takes or named else None
    return None


def _takes_object(tree: Tree, row: int, child: int, word: Reporting) -> bool:
    """Whether what is told can be an object: of "criticize", of "call … a mess", of "find" with a study for its subject."""
    if _is_quoted_as(tree, row):
        return False
    named = "predicate" in word.takes and _is_named(tree, row)
    plain = "object" in word.takes and tree.tag[child] not in ("WDT", "WP")
    return named or plain or ("finding" in word.takes and tree.dep[child] == "dobj" and _is_study(tree, row))


def _clause_kinds(tree: Tree, clause: int) -> set[str]:
    """Which a clause can be: one with an infinitive, with a finite verb, or without a verb ("calls it *a mess*")."""
    helpers = [child for child in tree.children(clause) if tree.dep[child] in ("aux", "auxpass", "mark")]
    if helpers and tree.word(helpers[0]) == "to":
        return {"infinitive"}
    return {"clause"} if tree.pos[clause] in ("VERB", "AUX") or helpers else {"clause", "predicate"}


def _cut_short(tree: Tree, clause: int) -> PHRASE:
    """A clause up to where another is joined that reports, too: "says that it rained, *and added that* it snowed"."""
    first, last = _without_clause(tree, clause)
    for child in tree.children(clause):
        behind = tree.left[child] > clause and tree.dep[child] in ("conj", "advcl")
        if behind and _reports_too(tree, child):
            last = min(last, tree.left[child] - 1)
    while last > clause and tree.pos[last] in ("PUNCT", "CCONJ"):
        last -= 1
    return first, last


def _without_clause(tree: Tree, top: int) -> PHRASE:
    """A word with what hangs on it, without a relative clause behind a comma at its end."""
    last = at = tree.right[top]
    while at != top:
        begin = tree.left[at]
        if tree.dep[at] == "relcl" and tree.right[at] == last and tree.lemma[begin - 1] == ",":
            last = begin - 2
        at = tree.head[at]
    return tree.left[top], last


def _reports_too(tree: Tree, row: int) -> bool:
    """Whether a joined verb reports in its turn, and is so joined rather to the reporting word before it."""
    told = tell_reporting(tree, row)
    if told is None or told.kind == "thought":
        return False
    joining = tree.child(row, "mark")
    if joining is not None and tree.lemma[joining] not in _SETTING_OFF:
        return False
    taking = [tree.dep[child] for child in tree.children(row) if child > row]
    own = tree.child(row, *_SUBJECTS) is not None or tree.dep[row] == "advcl"
    return "ccomp" in taking if own else bool({"ccomp", "dobj"} & set(taking))


def _begins_with_that(tree: Tree, clause: int) -> bool:
    return any(tree.dep[child] in ("mark", "dobj") and tree.lemma[child] == "that" for child in tree.children(clause))


def _asks_whether(tree: Tree, clause: int) -> bool:
    mark = tree.child(clause, "mark")
    return mark is not None and tree.lemma[mark] in ("if", "whether")


def _is_quoted_as(tree: Tree, row: int) -> bool:
    """Whether the verb only leads to another that reports: "was quoted *as saying*"."""
    return any(
        tree.dep[child] == "prep" and tree.child(child, "pcomp") is not None
        for child in tree.children(row)
        if tree.lemma[child] == "as"
    )


def _is_named(tree: Tree, row: int) -> bool:
    """Whether the verb also has what its object is called: "calls the bridge *a mess*"; as *a mess*."""
    return any(
        tree.dep[child] == "oprd" or (tree.dep[child] == "prep" and tree.lemma[child] == "as")
        for child in tree.children(row)
    )


def _is_study(tree: Tree, row: int) -> bool:
    """Whether the verb has a poll, a report or the like for its subject."""
    subject = tree.child(row, "nsubj")
    return subject is not None and tree.lemma[subject] in _STUDIES


def _is_bare(tree: Tree, row: int) -> bool:
    """Whether the word is said of something ("a boat *known* as", "it should be *noted*") and nobody is told to say it."""
    if tree.tag[row] != "VBN" or find_agent(tree, row) is not None:
        return False
    if tree.dep[row] in ("acl", "amod"):
        return True
    children = tree.children(row)
    passive = any(tree.dep[child] == "auxpass" for child in children)
    return passive and any(tree.tag[child] == "MD" for child in children)


def _find_host(tree: Tree, row: int) -> list[PHRASE]:
    """The clause into which "officials say", "as officials say" or "reportedly" is put, without it."""
    above = tree.head[row]
    has_subject = tree.child(row, *_SUBJECTS) is not None or find_agent(tree, row) is not None
    first = tree.left[row]
    as_told = tree.dep[row] == "advcl" and has_subject and (tree.lemma[first] == "as" or _is_behind(tree, row))
    is_put = tree.dep[row] == "parataxis" or tree.pos[row] == "ADV" or as_told
    return cut_out(tree, above, row) if is_put and above != row else []


def _is_behind(tree: Tree, row: int) -> bool:
    """Whether a clause such as "officials said" stands behind a comma, without a word that joins it."""
    begin = tree.left[row]
    joins = any(tree.dep[child] in ("mark", "advmod", "prep") for child in tree.children(row) if child < row)
    return tree.tag[row] in _FINITE and not joins and begin > tree.head[row] and is_mark(tree, begin - 1)


def _join(phrases: list[PHRASE], tree: Tree) -> list[PHRASE]:
    """Phrases with only a preposition or a mark between them as one."""
    joined: list[PHRASE] = []
    for first, last in sorted(phrases):
        between = range(joined[-1][1] + 1, first) if joined else range(0)
        close = len(between) < 2 and all(tree.pos[row] in _LINKS for row in between)
        if joined and close:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined
