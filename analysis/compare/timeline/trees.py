"""Trees: the parsed sentences of dated statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from analysis.find.claims.times.ways import words_of

NOUNS, VERBS = ("NOUN", "PROPN", "PRON", "NUM", "SYM"), ("VERB", "AUX")
_LEFT = tuple("amod compound poss nummod nmod quantmod neg case advmod npadvmod preconj det".split())
_PHRASE = 9  # words of a date, at most
_DATED = "DATED"  # the entity of what a claim dates something with
_TIMES = ("DATE", "TIME", _DATED)
_COLUMNS = ("start", "end", "lemma", "pos", "tag", "dep", "entity")
NAME, PRONOUN, DESCRIPTION = "name", "pronoun", "description"


class Tree(NamedTuple):
    """A parsed sentence: for each word its text, place and grammar, its head (a row of the sentence) and what hangs on it.

    `names` gives for words that stand for an actor the actor, its type and the form (see `find_stands`).
    """

    text: list[str]
    start: list[int]
    end: list[int]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    below: list[list[int]]
    names: dict[int, tuple[str, str, str]]

    def having(self, at: int, *deps: str) -> list[int]:
        """What hangs on a word in one of these ways, in the order of the sentence."""
        return [word for word in self.below[at] if self.dep[word] in deps]

    def whole(self, at: int) -> Iterator[int]:
        """A word with all that is below it."""
        yield at
        for word in self.below[at]:
            yield from self.whole(word)

    def is_time(self, at: int) -> bool:
        """Whether a phrase only tells a time: its first noun does, and what it is of ("the end of *the year*", not "of the war")."""
        if self.pos[at] in ("ADP", "SCONJ"):
            return any(self.is_time(word) for word in self.having(at, "pobj", "prep", "pcomp"))
        if self.entity[at] in _TIMES:
            return True
        of = [
            noun for word in self.having(at, "prep") if self.lemma[word] == "of" for noun in self.having(word, "pobj")
        ]
        period = self.pos[at] not in VERBS and self.lemma[at].lower() in words_of("period")
        return period and all(self.is_time(noun) for noun in of)

    def list_dates(self) -> set[int]:
        """The words of all dates of claims."""
        return {at for at, entity in enumerate(self.entity) if entity == _DATED}

    def has_to(self, at: int) -> bool:
        return any(self.lemma[word] == "to" for word in self.having(at, "aux"))

    def list_phrase(self, found: list[int], above: int) -> list[int]:
        """The words of a date with those that belong to it ("between 3 May *and the fair*"), below the word above it."""
        at = found[-1]
        while self.head[at] not in (above, at):
            at = self.head[at]
        phrase = {*found, *self.whole(at)}
        return sorted(phrase) if at != above and len(phrase) <= _PHRASE else found

    def list_left(self, at: int) -> list[int]:
        """What stands before a noun and belongs to it, article and all."""
        before = [one for word in self.having(at, *_LEFT) if word < at for one in self.whole(word)]
        return list(range(min(before, default=at), at))


def read_trees(dated: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> dict[tuple[str, int], Tree]:
    """The trees of the sentences of these claims, by doc and sentence."""
    places = dated.select("doc", "sentence", "sentence_start", "sentence_text").unique(["doc", "sentence"])
    texts = {(doc, number): (start, text) for doc, number, start, text in places.iter_rows()}
    actors = {(doc, at): told for doc, at, *told in stands.select("doc", "head", "actor", "type", "form").iter_rows()}
    numbered = tokens.with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64).over("doc"))
    held = numbered.join(places.select("doc", "sentence"), on=["doc", "sentence"], how="semi", maintain_order="left")
    spans = dated.group_by("doc", "sentence").agg(pl.concat_list("start", "end"))
    times = {(doc, number): found for doc, number, found in spans.iter_rows()}
    trees = {}
    for part in held.partition_by("doc", "sentence", maintain_order=True):
        doc, number, above_all = part.select("doc", "sentence", "row").row(0)
        begin, text = texts[doc, number]
        columns = {name: part[name].to_list() for name in _COLUMNS}
        head = [above - above_all for above in part["head"].to_list()]
        below: list[list[int]] = [[] for _ in head]
        for at, above in enumerate(head):
            if above != at:
                below[above].append(at)
        words = [text[one - begin : two - begin] for one, two in zip(columns["start"], columns["end"], strict=True)]
        for at, (start, pos) in enumerate(zip(columns["start"], columns["pos"], strict=True)):
            if pos != "ADP" and any(first <= start < last for first, last in times[doc, number]):
                columns["entity"][at] = _DATED
        names = {at: tuple(actors[doc, one]) for at, one in enumerate(columns["start"]) if (doc, one) in actors}
        trees[doc, number] = Tree(words, **columns, head=head, below=below, names=names)
    return trees
