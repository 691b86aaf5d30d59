"""Inserted words: what tells the source without holding a clause in the parse.

", says Low," put into a sentence; "according to Low" and the like; "Low: the pier is shut" as a line.
"""

from __future__ import annotations

from analysis.find.quotes.contents import cut_out
from analysis.find.quotes.reporting import Reporting, read_phrases
from analysis.find.quotes.speakers import end_at_noun, is_mark, reach_back, reach_on, span_noun
from analysis.find.quotes.trees import PHRASE, Tree

_FINITE = ("VBD", "VBZ", "VBP")
_SPEAKERS = ("PERSON", "ORG")
_REPORTS = frozenset("report poll study survey expert analyst official historian insider police witness source".split())
_MANNERS = frozenset("law method rule principle norm plan schedule custom tradition standard formula need".split())
_LINE, _NAME, _SENTENCE = 120, 6, 150  # how far is looked: characters before a colon, words of a name, of a sentence


def find_inserted(tree: Tree, row: int) -> tuple[PHRASE, list[PHRASE]] | None:
    """The source and the contents of a verb that stands with its subject between marks, as in "…, says the mayor, …"."""
    first, last = reach_back(tree, row), reach_on(tree, row)
    if tree.tag[row] not in _FINITE or last is None or first == last or first == 0 or not is_mark(tree, first - 1):
        return None
    source = end_at_noun(tree, (row + 1, last) if first == row else (first, row - 1))
    if source is None or (first < row < last and not _is_aside(tree, row + 1)):
        return None
    contents = _around(tree, first, last)
    return (source, contents) if any(_has_verb(tree, phrase) for phrase in contents) else None


def find_phrase(tree: Tree, row: int) -> tuple[Reporting, PHRASE, PHRASE, list[PHRASE]] | None:
    """The phrase, its rows, the source and the contents where "according to" or the like begins in this row."""
    for words, phrase in read_phrases().get(tree.word(row), ()):
        last = row + len(words) - 1
        if [tree.word(at) for at in range(row, min(last + 1, len(tree.lemma)))] != words:
            continue
        noun, host = tree.child(last, "pobj"), _climb(tree, row)
        if noun is not None and host is not None and tree.lemma[noun] not in _MANNERS:
            return phrase, (row, last), span_noun(tree, noun), cut_out(tree, host, row)
    return None


def find_speaker(tree: Tree, row: int) -> tuple[PHRASE, list[PHRASE]] | None:
    """The source and the content of a line that begins with a name and the colon in this row."""
    text, place = tree.text, tree.start[row]
    name = tree.rows(text.rfind("\n", max(0, place - _LINE), place) + 1, place)
    if not 1 <= len(name) <= _NAME or (name[0] > 0 and "\n" not in text[tree.end[name[0] - 1] : tree.start[name[0]]]):
        return None
    end = text.find("\n", place)
    said = tree.rows(place + 1, len(text) if end < 0 else end)
    shouted = all(text[tree.start[word] : tree.end[word]].isupper() for word in name)
    named = tree.entity[name[-1]] in _SPEAKERS or tree.lemma[name[-1]] in _REPORTS or shouted
    if not named or not any(tree.pos[word] in ("VERB", "AUX") for word in said):
        return None
    return (name[0], name[-1]), [(said[0], said[-1])]


def _climb(tree: Tree, row: int) -> int | None:
    """The word on whose clause a phrase hangs: behind a comma the whole clause, not the noun beside it."""
    host = tree.head[row]
    if host == row:
        return None
    apart = row > 0 and tree.lemma[row - 1] == ","
    while apart and tree.head[host] != host and host < row and tree.pos[host] not in ("VERB", "AUX"):
        host = tree.head[host]
    return host


def _is_aside(tree: Tree, row: int) -> bool:
    """Whether what follows the verb is no object of it: "said *on Friday*", "told *the paper*"."""
    return tree.pos[row] in ("ADP", "ADV") or tree.entity[row] in ("DATE", "TIME") or tree.lemma[row - 1] == "tell"


def _has_verb(tree: Tree, phrase: PHRASE) -> bool:
    return any(tag in _FINITE or tag == "MD" for tag in tree.tag[phrase[0] : phrase[1] + 1])


def _around(tree: Tree, first: int, last: int) -> list[PHRASE]:
    """The rest of the sentence before these words and, where a comma follows, behind them."""
    begin, end, sentence = first, last, tree.sentence[first]
    while begin > 0 and first - begin < _SENTENCE and tree.sentence[begin - 1] == sentence:
        begin -= 1
    while end + 1 < len(tree.lemma) and end - last < _SENTENCE and tree.sentence[end + 1] == sentence:
        end += 1
    goes_on = last < end and tree.lemma[last + 1] == ","
    opens = tree.tag[begin] in ("IN", "WRB") and not goes_on  # "When it rained, the mayor said."
    if opens or first - 2 < begin:
        return []
    return [part for part in ((begin, first - 2), (last + 2, end if goes_on else 0)) if part[0] <= part[1]]
