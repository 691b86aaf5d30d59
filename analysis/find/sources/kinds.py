"""Kinds of sources: what the words of a source, its name and the roles of its actor say that it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from analysis.find.lists import read_list
from analysis.find.references.reader import GOVERNMENT

_AS = {"document": "court"}
_NO_BODY = ("", "document", "anonymous")
_NO_NAME = (*_NO_BODY, "witness")  # what no word inside a name tells
_SELF = ("i", "we", "me", "us", "my", "our")
_HIDDEN = re.compile(
    r"\banonym|\bun(?:named|identified|disclosed)\b|\bnot (?:to )?be(?:ing)? (?:named|identified)\b", re.IGNORECASE
)
_HERE = re.compile(r"^(?:our|this)\b", re.IGNORECASE)
_BEHIND = frozenset(("of", "for", "on", "in", "at"))
_PAST = frozenset(("former", "ex", "retired", "late", "onetime", "then"))
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)


class Role(NamedTuple):
    """A noun that is said of an actor, the words before it, and the body it belongs to."""

    noun: str
    words: str
    owner: str


class Source(NamedTuple):
    """A source in the text: `text`, `head` as a lemma, `proper` whether that is a proper noun, `words` those before it.

    `start` and `sentence` are its first word and sentence, numbered through the corpus; `owner` is the body it belongs to;
    `actor` and `type` are those of whom it stands for, null for none, `named` says whether by name; `beside` are the roles
    that words inside the span give the actor; `hidden` says that the sentence keeps it unnamed, `quoted` that it stands
    inside a quotation itself.
    """

    doc: str
    start: int
    sentence: int
    text: str
    head: str
    proper: bool
    words: str
    owner: str
    actor: str | None
    type: str | None
    named: bool
    beside: tuple[Role, ...]
    hidden: bool
    quoted: bool
    outlet: str
    group: str


class Kinds:
    """What the texts say of the actors: their roles, in each text and, under "", in all."""

    def __init__(self, roles: pl.DataFrame) -> None:
        self.roles: dict[tuple[str, str], Counter[Role]] = defaultdict(Counter)
        self.counts: dict[tuple[str, str, bool], Counter[str]] = {}
        for doc, actor, *role in roles.select("doc", "actor", "role", "with", "of").iter_rows():
            self.roles[doc, actor][Role(*role)] += 1
            self.roles["", actor][Role(*role)] += 1

    def tell(self, source: Source) -> str:
        """The kind of a source, in the order that `sources` gives."""
        if _is_own(source):
            return "own"
        if source.hidden or _HIDDEN.search(source.text):
            return "anonymous"
        beside = [kind for role in source.beside if (kind := self._tell_role(source.doc, role))]
        noun = "" if source.named else self._tell_noun(source)
        kind = noun or next(iter(beside), "") or self._tell_actor(source.doc, source.actor, source.type)
        kind = kind or (_by_name(source.text) if source.type == "organisation" else "") or "other"
        return _AS.get(kind, kind) if kind != "media" or not _HERE.search(source.text) else "own"

    def _tell_noun(self, source: Source) -> str:
        by_name = _by_name(_ARTICLE.sub("", source.text)) if source.actor is None and source.proper else ""
        return by_name or self._tell_role(source.doc, Role(source.head, source.words, source.owner))

    def _tell_actor(self, doc: str, actor: str | None, kind: str | None) -> str:
        if actor is None or kind == "place":
            return _by_type(actor or "", kind)
        own = _read_names().get(actor.lower(), "") if kind == "person" else _by_name(actor)
        return own or self._tell_commonest(doc, actor, True) or _by_type(actor, kind)

    def _tell_commonest(self, doc: str, actor: str, owned: bool) -> str:
        """The commonest kind that this text gives an actor, else all texts; `owned` says whether owners may tell it."""
        anywhere = self._count_kinds("", actor, owned)
        here = self._count_kinds(doc, actor, owned) or anywhere
        return max(sorted(here), key=lambda kind: (here[kind], anywhere[kind]), default="")

    def _count_kinds(self, doc: str, actor: str, owned: bool) -> Counter[str]:
        """The kinds of an actor's roles; where there are others, not those that are over, nor what anyone may be."""
        if (doc, actor, owned) not in self.counts:
            kinds: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
            for role, count in self.roles.get((doc, actor), {}).items():
                kind = self._tell_role(doc, role if owned else role._replace(owner=""))
                weak = 2 * (kind == "witness" or role.noun == "doctor")
                kinds[weak or int(not _PAST.isdisjoint(role.words.split()))][kind] += count
            for counter in kinds:
                del counter[""]
            self.counts[doc, actor, owned] = kinds[0] or kinds[1] or kinds[2]
        return self.counts[doc, actor, owned]

    def _tell_role(self, doc: str, role: Role) -> str:
        """The kind of a noun with the word before it: "press secretary"; of a bearer that of its body: "police spokesman"."""
        nouns, before = _read_nouns(), role.words.split()
        if before and (phrase := f"{before[-1]} {role.noun}") in nouns:
            return nouns[phrase]
        if role.noun in _read_words("bearer") or role.noun in _read_words("message"):
            body = next((nouns[word] for word in reversed(before) if word in nouns), "")
            if role.owner and not body:
                body = _by_name(role.owner) or self._tell_commonest(doc, role.owner, False)
            return body if body not in _NO_BODY else nouns.get(role.noun, "")
        return nouns.get(role.noun, "")


def _is_own(source: Source) -> bool:
    """Whether the outlet speaks of itself: by its name, that of its group, or in the first person."""
    if source.head in _SELF:
        return not source.quoted
    outlet, group = (_ARTICLE.sub("", name.lower()) for name in (source.outlet, source.group))
    said = [source.text.lower(), (source.actor or "").lower(), source.owner.lower()]
    names = [_ARTICLE.sub("", text) for text in said]
    by_name = bool(outlet) and (
        outlet in names or any(_ARTICLE.sub("", role.owner.lower()) == outlet for role in source.beside)
    )
    inside = bool(outlet) and source.type != "person" and re.search(rf"\b{re.escape(outlet)}\b", said[0])
    return by_name or bool(inside) or (bool(group) and names[1] == group)


@lru_cache(maxsize=100_000)
def _by_name(name: str) -> str:
    """The kind that a name's words tell: the whole of it, the word it ends in or that stands before "of", then any."""
    words = [word.removesuffix("'s").strip(",") for word in name.lower().replace("’", "'").split()]
    if kind := _tell_words(" ".join(words)):
        return kind
    head = next((at for at, word in enumerate(words) if at and word in _BEHIND), len(words))
    first = [" ".join(words[max(0, head - size) : head]) for size in (3, 2, 1)]
    later = [" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words) - size, -1, -1)]
    bearers = _read_words("bearer")
    told = [kind for part in first if part not in bearers and (kind := _tell_words(part))]
    told += [kind for part in later if part not in bearers and (kind := _tell_words(part)) not in _NO_NAME]
    told += [kind for part in first if (kind := _tell_words(part))]
    return told[0] if told else ""


def _tell_words(words: str) -> str:
    """The kind of a name or a noun as the list has it, in the plural, too."""
    known, nouns = _read_names(), _read_nouns()
    return (
        known.get(words)
        or known.get(words.replace(".", ""))
        or nouns.get(words)
        or nouns.get(words.removesuffix("s"), "")
    )


def _by_type(actor: str, kind: str | None) -> str:
    return "official" if kind == "place" or actor.endswith(GOVERNMENT) else "witness" if kind == "people" else ""


@cache
def _read_nouns() -> dict[str, str]:
    known = read_list("sources").filter(pl.col("note") == "", ~pl.col("kind").is_in(("bearer", "message")))
    return dict(known.select("word", "kind").iter_rows())


@cache
def _read_names() -> dict[str, str]:
    return dict(read_list("sources").filter(note="name").select("word", "kind").iter_rows())


@cache
def _read_words(kind: str) -> frozenset[str]:
    return frozenset(read_list("sources").filter(kind=kind)["word"])
