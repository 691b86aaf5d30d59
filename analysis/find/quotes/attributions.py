"""Attributions: what is said or thought by another than the author: its content, the word that says so and the source.

Syntax finds what a reporting word tells (`contents`, `inserted`), the quotation marks mend its bounds; quotations that
no clause holds are settled by what stands around them (`loose`).
"""

from __future__ import annotations

import polars as pl

from analysis.find.parsing import locate_sentences
from analysis.find.quotes.claims import is_claim
from analysis.find.quotes.contents import find_contents
from analysis.find.quotes.inserted import find_inserted, find_phrase, find_speaker
from analysis.find.quotes.loose import find_outer_source, settle
from analysis.find.quotes.marks import find_marks
from analysis.find.quotes.reporting import Reporting, Told, is_denied, read_lemmas, span_cue, tell_reporting
from analysis.find.quotes.spans import SPAN, Marks, fit, trim
from analysis.find.quotes.trees import PHRASE, Tree, read_trees

QUOTES = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "type": pl.String,
    "attribution": pl.Int64, "cue_start": pl.Int64, "cue_end": pl.Int64, "cue": pl.String, "cue_lemma": pl.String,
    "cue_class": pl.String, "source_start": pl.Int64, "source_end": pl.Int64, "source": pl.String, "denied": pl.Boolean,
    "claim": pl.Boolean, "sentence": pl.String,
}  # fmt: skip


def find_quotes(documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Every piece of what is said or thought by another: the columns of QUOTES, in text order.

    `tokens` is the parse of the documents. type: `direct` lies wholly in quotation marks, `mixed` partly, `indirect` not;
    `scare` are words in marks that nobody is told to say, `title` a name. The pieces of one attribution share its number
    in the text (null for scare and title). cue is the reporting word, cue_lemma and cue_class as in the list of reporting
    words ("" where a quotation has none); denied whether it is ("did not say"); claim whether the attribution states
    something in another's name (see `is_claim`). source is the phrase that names who says it (null, "" where that is
    nobody); sentence is that in which the piece begins. start and end are those of the words inside the marks, except
    for mixed.
    """
    marks = {
        doc: of_doc.select("start", "end", "closed").rows() for (doc,), of_doc in find_marks(documents).group_by("doc")
    }
    rows = []
    for doc, tree in read_trees(documents, tokens, read_lemmas()):
        rows += [(doc, *row) for row in _describe(tree, _find_in(tree, Marks(marks.get(doc, []))))]
    schema = {("said" if name == "text" else name): kind for name, kind in QUOTES.items() if name != "sentence"}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return locate_sentences(found, documents, tokens).rename({"said": "text"}).select(QUOTES.keys()).cast(QUOTES)


def _find_in(tree: Tree, marks: Marks) -> list[Told]:
    """All attributions of a text."""
    told = []
    for row in tree.chosen:
        found = _find_at(tree, row, marks)
        if found:
            word, cue, source, contents = found
            spans = [trim(tree.text, *tree.place(phrase)) for phrase in contents]
            pieces = [piece for span in spans for piece in fit(tree.text, span, tree.start[row], marks)]
            if pieces:
                told.append(Told(word, tree.place(cue), source and tree.place(source), pieces, is_denied(tree, row)))
    return settle(tree, marks, told)


def _find_at(tree: Tree, row: int, marks: Marks) -> tuple[Reporting, PHRASE, PHRASE | None, list[PHRASE]] | None:
    """The reporting word that begins in this row, its rows, its source and its contents; None where it has none."""
    if tree.lemma[row] == ":":
        line = find_speaker(tree, row)
        return (Reporting(), (row, row), *line) if line else None
    phrase, word = find_phrase(tree, row), tell_reporting(tree, row)
    if phrase or word is None:
        return phrase
    contents = find_contents(tree, row, word)
    inserted = find_inserted(tree, row) if "clause" in word.takes and word.kind != "thought" else None
    if inserted and (not contents or _misreads(tree, contents, inserted)):
        return word, span_cue(tree, row), *inserted
    return (word, span_cue(tree, row), find_outer_source(tree, row, marks), contents) if contents else None


def _misreads(tree: Tree, contents: list[PHRASE], inserted: tuple[PHRASE, list[PHRASE]]) -> bool:
    """Whether the parse takes for content what rather is the source, and is put into a clause: "The pier, says *Low*, is shut"."""
    source, parts = inserted
    before = tree.lemma[parts[0][0] : parts[0][1] + 1]
    return contents == [source] or (len(parts) == 2 and contents[0][0] == source[0] and "," not in before)


def _describe(tree: Tree, told: list[Told]) -> list[tuple]:
    """The pieces as rows of QUOTES without doc and sentence; the attributions numbered in text order."""
    rows, number = [], 0
    for one in sorted(told, key=lambda one: min(one.pieces)):
        named = one.pieces[0][2] not in ("scare", "title")
        number += named
        cue, source = _cut(tree.text, one.cue), _cut(tree.text, one.source)
        claim = is_claim(tree, one) if named else None
        about = (number if named else None, *cue, one.word.lemma, one.word.kind, *source, one.denied, claim)
        rows += [(start, end, tree.text[start:end], kind, *about) for start, end, kind in one.pieces]
    return sorted(rows, key=lambda row: (row[0], row[1], row[4] or 0))


def _cut(text: str, span: SPAN | None) -> tuple[int | None, int | None, str]:
    return (*span, text[span[0] : span[1]]) if span else (None, None, "")
