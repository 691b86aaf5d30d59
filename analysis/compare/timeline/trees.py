"""Trees: the parsed sentences of dated statements, and the short phrases that can be cut from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from analysis.find.claims.times.ways import words_of
from analysis.find.lists import read_kinds

NOUNS, VERBS = ("NOUN", "PROPN", "PRON", "NUM", "SYM"), ("VERB", "AUX")
_LEFT = tuple("amod compound poss nummod nmod quantmod neg case advmod npadvmod preconj det".split())
_FIRM = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "xcomp", "ccomp")  # without which a verb says too little
_TELLING = ("no", "all", "both", "any", "every", "another")  # of the words before a noun that only point to it
_NOT = ("not", "n't", "n’t", "never")
_SINGLE, _SEVERAL = ("is", "was", "has", "does"), ("are", "were")
_WHERE = ("there", "here", "away", "back", "out", "over", "down", "off")
_DATED = "DATED"  # the entity of what a claim dates something with
_TIMES = ("DATE", "TIME", _DATED)
_COLUMNS = ("start", "end", "lemma", "pos", "tag", "dep", "entity")
PERSON, NAME, PRONOUN, DESCRIPTION = "person", "name", "pronoun", "description"


class Tree(NamedTuple):
    """A parsed sentence: for each word its text, place and grammar, its head (a row of the sentence) and what hangs on it.

    `names` gives for words that stand for an actor the actor, its type and the form (see `find_stands`), `shared` the words
    that the names of several persons in its text have.
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
    shared: set[str]

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

    def has_to(self, at: int) -> bool:
        return any(self.lemma[word] == "to" for word in self.having(at, "aux"))

    def is_gerund(self, at: int) -> bool:
        """Whether a verb behind a preposition has no subject: "after *shutting* the gate", not "of what happened"."""
        return self.tag[at] in ("VBG", "VBN") and not self.having(at, "nsubj", "nsubjpass", "mark")

    def cut_noun(self, at: int, most: int) -> list[int]:
        """A noun with the words before it and what it is of, in so many words or a few more; without times and articles."""
        words = [*self._cut_left(at, most - 1), at]
        for word in self.having(at, "prep", "conj", "acl", "relcl"):
            room, ands = most - len(words), [one for one in self.having(at, "cc") if at < one < word]
            if word < at or room < 3 or self.is_time(word):
                continue
            if self.dep[word] == "prep":
                words += self.cut_preposition(word, room)
            elif self.dep[word] in ("acl", "relcl") and self.has_to(word):  # "plans *for boats to sail*"
                for_whom = self.cut_subject(word, 3) if self.having(word, "nsubj") else []
                words += [*self.having(word, "mark"), *for_whom, *self.cut_verb(word, room)]
            elif ands and self.pos[word] in NOUNS and word - at < most:
                words += [*ands, *self.cut_noun(word, room - 1)]
        return words

    def _cut_left(self, at: int, most: int) -> list[int]:
        """What stands before a noun: as many of the nearest parts, whole, as have room; in place of "whose" its noun."""
        words: list[int] = []
        told = [one for one in self.having(at, *_LEFT) if one < at and (self.is_time(at) or not self.is_time(one))]
        for word in reversed(told):
            part = [one for one in sorted(self.whole(word)) if not self._is_aside(one)]
            if self.tag[word] == "WP$" and (owner := self._find_clause_head(word)) is not None:
                part = self.cut_noun(owner, most)
            elif self.dep[word] == "det" and self.lemma[word] not in _TELLING:
                continue
            if len(words) + len(part) > most:
                break
            words = [*part, *words]
        return words

    def _find_clause_head(self, at: int) -> int | None:
        """The noun that the relative clause around a word tells of: in "the fair of boats, which was held" not the boats."""
        while self.head[at] != at:
            above = self.head[at]
            if self.dep[at] in ("relcl", "acl") and not self.has_to(at):
                further = self.head[self.head[above]]
                stands = self.dep[above] == "pobj" and self.pos[further] in ("NOUN", "PROPN")
                return (
                    further if stands and self._is_told_of(at, further) and not self._is_told_of(at, above) else above
                )
            at = above
        return None

    def _is_told_of(self, verb: int, noun: int) -> bool:
        """Whether a verb agrees with a noun in number; a place is not held and does not happen."""
        if self.entity[noun] == "GPE" and self.lemma[verb].lower() in ("happen", "occur", "take"):
            return False
        forms = [self.text[word].lower() for word in [verb, *self.having(verb, "aux", "auxpass")]]
        single = self.tag[verb] == "VBZ" or any(form in _SINGLE for form in forms)
        several = any(form in _SEVERAL for form in forms)
        many = self.tag[noun] in ("NNS", "NNPS") or any(self.dep[word] == "conj" for word in self.below[noun])
        return not (single and many) and not (several and not many)

    def cut_preposition(self, at: int, most: int) -> list[int]:
        """A preposition with its noun, nothing where it has none."""
        inner = [part for word in self.having(at, "prep") for part in self.cut_preposition(word, most - 1)]
        inner += [
            part for word in self.having(at, "pcomp") if self.is_gerund(word) for part in self.cut_verb(word, most - 1)
        ]
        nouns = [word for word in self.having(at, "pobj") if not self.is_time(word)]
        words = [part for word in nouns for part in self.cut_noun(word, most - 1)]
        return [at, *words, *inner] if words or inner else []

    def cut_verb(self, at: int, most: int) -> list[int]:
        """A verb with the words that help it and what it is done to, where, and so on, in so many words or a few more."""
        denials = [word for word in self.below[at] if self.dep[word] == "neg" or self.text[word].lower() in _NOT]
        denials = [word for word in denials if self.lemma[min(word + 1, len(self.text) - 1)] not in ("only", "just")]
        words = sorted([*self.having(at, "aux", "auxpass"), *(word for word in denials if word < at)])
        if not words and self.dep[at] == "conj" and self.tag[at] == "VBN":  # "was shut and *sold*"
            words = self.having(self.head[at], "aux", "auxpass")
        words += [at, *self.having(at, "prt"), *(word for word in denials if word > at)]
        rest = [word for word in self.having(at, *_FIRM, "prep", "advmod", "advcl") if self._follows(word)]
        for word in [*(one for one in rest if one > at), *(one for one in rest if one < at)]:
            room, firm = most - len(words), self.dep[word] in _FIRM
            if room >= 3 or (room > 0 and firm):
                words += self._cut_part(word, room)
        return words

    def _follows(self, at: int) -> bool:
        """Whether a word below a verb belongs to what it tells: no time, no question word, before it only its object.

        Of clauses it is the first behind it, or, with a verb of saying, what is said before it.
        """
        above = self.head[at]
        if (self.is_time(at) and (self.dep[at] != "dobj" or self.entity[at] == _DATED)) or self.tag[at] in (
            "WP",
            "WDT",
            "WRB",
        ):
            return False
        if self.dep[at] == "ccomp":
            behind = [word for word in self.having(above, "ccomp") if word > above]
            before = self.having(above, "ccomp")[-1]
            return at == (behind[0] if behind else before) and (bool(behind) or self._says(above))
        if self.dep[at] in ("advmod", "advcl"):  # "fared *badly*", "went *missing*"
            alone = not self.having(above, *_FIRM)
            return at == above + 1 and alone and (self.lemma[above] != "be" or self.lemma[at] in _WHERE)
        return at > above or self.dep[at] in _FIRM

    def _says(self, at: int) -> bool:
        """Whether a verb says what stands before it: it is one of saying, or of reporting and nothing else follows it."""
        lemma = self.lemma[at].lower()
        others = [word for word in self.having(at, "dobj", "xcomp", "prep") if not self.is_time(word)]
        return lemma in words_of("saying") or (lemma in read_kinds("reporting") and not others)

    def _cut_part(self, at: int, room: int) -> list[int]:
        """What follows a verb."""
        if self.dep[at] in ("prep", "agent", "dative") and self.pos[at] in ("ADP", "SCONJ"):
            return self.cut_preposition(at, room)
        if self.dep[at] == "advmod":
            return [at]
        if self.pos[at] in VERBS:
            return [*self.cut_subject(at, 4), *self.cut_verb(at, max(room, 4))]
        if self.pos[at] in NOUNS:
            return self.cut_noun(at, max(room, 2))
        before = [word for word in self.having(at, "neg", "advmod") if word < at and word == at - 1]
        return [
            *before,
            at,
            *(part for word in self.having(at, "prep") for part in self.cut_preposition(word, room - 1)),
        ]

    def cut_subject(self, at: int, most: int) -> list[int]:
        """The own subject of a verb; of a relative clause the noun that it is told of."""
        helpers = [at, *self.having(at, "aux", "auxpass")]
        for word in [one for helper in helpers for one in self.having(helper, "nsubj", "nsubjpass", "expl")]:
            relative = self.tag[word] in ("WDT", "WP") or (self.lemma[word] == "that" and self.dep[at] == "relcl")
            owner = self._find_clause_head(word) if relative else None
            return self.cut_noun(word if owner is None else owner, most)
        named = [word for word in self.having(at, "compound") if self.pos[word] == "PROPN" and self.pos[at] == "VERB"]
        return [part for word in named for part in self.cut_noun(word, most)]  # taken for a part of it: "*Osmo* votes"

    def _is_aside(self, at: int) -> bool:
        """Whether a word adds nothing: an article, a mark."""
        return (
            self.pos[at] in ("PUNCT", "SPACE") or self.tag[at] == "WRB" or self.lemma[at].lower() in ("the", "a", "an")
        )


def read_trees(dated: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame) -> dict[tuple[str, int], Tree]:
    """The trees of the sentences of these claims, by doc and sentence."""
    places = dated.select("doc", "sentence", "sentence_start", "sentence_text").unique(["doc", "sentence"])
    texts = {(doc, number): (start, text) for doc, number, start, text in places.iter_rows()}
    actors = {(doc, at): told for doc, at, *told in stands.select("doc", "head", "actor", "type", "form").iter_rows()}
    shared = _find_shared(stands)
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
        trees[doc, number] = Tree(words, **columns, head=head, below=below, names=names, shared=shared.get(doc, set()))
    return trees


def _find_shared(stands: pl.DataFrame) -> dict[str, set[str]]:
    """For each text the words that the names of several persons in it have: of "Ann Lee" and "Bo Lee" the surname."""
    people = stands.filter(type=PERSON).select("doc", "actor").unique()
    words = people.with_columns(word=pl.col("actor").str.split(" ")).explode("word").unique()
    shared = words.group_by("doc", "word").len().filter(pl.col("len") > 1)
    return {doc: set(found) for doc, found in shared.group_by("doc").agg("word").iter_rows()}
