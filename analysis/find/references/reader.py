"""What a reader knows at each place of a text: who was named, called what, and whom a noun can stand for there."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from analysis.find.references.phrases import read_countries, words_of

NEAR = 2  # sentences before a noun in which one of several that fit may stand
_RECENT = 50  # names that are kept for what has no other bound
FAR = 30  # sentences before a noun in which the only one that fits may stand
GOVERNMENT = " (government)"
APART = frozenset(  # with these it is another one than without
    "vice deputy assistant former associate ex prime acting interim under shadow next new other future first second third "
    "last remaining potential possible likely previous individual average typical ordinary".split()
)
_ARMS = frozenset("office branch bureau headquarters".split())  # they stand for the body that they are part of
_PARTS = frozenset("state local provincial regional city county municipal".split())  # of a land: not its government
_ANY = frozenset("leader ruler dictator strongman head".split())  # whatever the ruler of a land is called
_BARE = frozenset("government authority regime".split())  # which go back to a government without the name of its place
_KIN = frozenset(  # of whom the text says whose, and not who
    "man woman boy girl father mother husband wife son daughter brother sister uncle aunt nephew niece cousin grandson "
    "granddaughter boyfriend girlfriend partner friend colleague neighbor neighbour member one".split()
)
_COUNTRY = ("country", "nation")
_FIRMS = frozenset("inc inc. corp corp. co co. ltd ltd. llc plc ag gmbh corporation company holdings".split())


@cache
def lands() -> frozenset[str]:
    """The countries that the list of demonyms knows; read when first asked for, as to import a module starts nothing."""
    return frozenset(read_countries().values())


class Named(NamedTuple):
    """A name in the text: its row of mentions, the row, sentence and lemma of its head word, and the name in lower case."""

    number: int
    row: int
    sentence: int
    actor: str
    type: str
    lemma: str
    name: str


class Noun(NamedTuple):
    """A noun that could stand for an actor.

    `words` are the words before it, `of` whom or what it belongs to and `owner` that name's row of mentions, `apposed`
    the row of mentions that it stands beside; `qualified` says that words behind it tell which one is meant.
    """

    row: int
    sentence: int
    lemma: str
    words: frozenset[str]
    of: str
    owner: int
    of_land: bool
    definite: bool
    owned: bool
    plural: bool
    qualified: bool
    apposed: int


class Known(NamedTuple):
    """Someone whom a noun can stand for, with the words and the owner that the text gave with it."""

    actor: str
    type: str
    words: frozenset[str]
    of: str


class Reader:
    """The reader of one text; `rulers` is what the corpus tells of lands: (role, land): person."""

    def __init__(self, rulers: dict[tuple[str, str], str]) -> None:
        self.rulers = rulers
        self.names: dict[int, Named] = {}
        self.last: dict[str, Named] = {}  # actor: the last name
        self.seen: dict[str, tuple[int, int]] = {}  # actor: row and sentence where it last stood
        self.called: dict[str, dict[str, Known]] = defaultdict(dict)  # noun: actor: what was told
        self.ends: dict[str, dict[str, Known]] = defaultdict(dict)  # noun: actor whose name has it for its head
        self.recent: deque[Named] = deque(maxlen=_RECENT)
        self.unnamed: dict[str, int] = {}  # noun: row of the last that is no one known

    def hear_name(self, name: Named) -> None:
        """Takes in that an actor is named here."""
        self.names[name.number] = self.last[name.actor] = name
        self.recent.append(name)
        self.seen[name.actor] = name.row, name.sentence
        words = name.name.split()
        if name.type in ("organisation", "place") and len(words) > 1 and name.lemma in words_of(name.type):
            self.ends[name.lemma][name.actor] = Known(name.actor, name.type, frozenset(words), "")
        if name.type == "organisation" and words[-1] in _FIRMS:
            for noun in ("company", "firm"):
                self.called[noun][name.actor] = Known(name.actor, name.type, frozenset(), "")

    def hear_role(self, role: str, known: Known) -> None:
        self.called[role][known.actor] = known

    def resolve(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """The actor, its type, the name it goes back to (row of mentions or -1) and the rule; None where nothing is given."""
        found = (
            self._stand_beside(noun)
            or self._govern(noun)
            or self._rule(noun)
            or self._belong(noun)
            or self._recall(noun)
        )
        if found:
            self.seen[found[0]] = noun.row, noun.sentence
        elif not noun.plural:
            self.unnamed[noun.lemma] = noun.row
        return found

    def _answer(self, known: Known | None, rule: str) -> tuple[str, str, int, str] | None:
        if known is None:
            return None
        name = self.last.get(known.actor)
        return known.actor, known.type, name.number if name else -1, rule

    def _stand_beside(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """A noun beside a name: "the director, Ann Lee"."""
        name = self.names.get(noun.apposed)
        return (name.actor, name.type, name.number, "apposition") if name and not noun.plural else None

    def _govern(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """Those who govern a place: "the Freedonian government", and after it "the government"."""
        if noun.lemma not in words_of("government") or noun.plural != (noun.lemma == "authority"):
            return None
        if noun.of_land and noun.of and (noun.definite or noun.plural) and noun.words.isdisjoint(_PARTS):
            known = Known(noun.of + GOVERNMENT, "organisation", frozenset(), noun.of)
            self.called[GOVERNMENT][known.actor] = known
            return known.actor, known.type, noun.owner, "government"
        if (
            noun.definite
            and noun.lemma in _BARE
            and not (noun.owned or noun.qualified or noun.words or noun.owner >= 0)
        ):
            return self._answer(self._choose(self.called[GOVERNMENT], noun, FAR), "government")
        return None

    def _rule(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """Who rules a land, by this text or else by all: "the Freedonian leader"."""
        is_ruler = noun.of in lands() and noun.lemma in words_of("state") and not noun.plural
        if not is_ruler or noun.words or not noun.definite:
            return None
        here = {
            actor: known
            for actor, known in self.called[noun.lemma].items()
            if known.of == noun.of and not known.words & APART
        }
        known = self._choose(here, noun, FAR)
        if known is None:
            person = self.rulers.get(("" if noun.lemma in _ANY else noun.lemma, noun.of))
            known = Known(person, "person", frozenset(), noun.of) if person else None
        return self._answer(known, "country and role")

    def _belong(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """A part that stands for its body: "the Harbour Board's office"."""
        owner = self.names.get(noun.owner)
        if noun.lemma not in _ARMS or noun.plural or not noun.definite or owner is None or owner.type != "organisation":
            return None
        self.called[noun.lemma][owner.actor] = Known(owner.actor, owner.type, noun.words, "")
        return owner.actor, owner.type, owner.number, "office"

    def _recall(self, noun: Noun) -> tuple[str, str, int, str] | None:
        """Whoever was called so, or whose name ends so: "the board", after "the Harbour Board"."""
        if not noun.definite or noun.plural or noun.owned or noun.qualified or noun.lemma in _KIN:
            return None
        for rule, told in (("role", self.called[noun.lemma]), ("head word", self.ends[noun.lemma])):
            fitting = {actor: known for actor, known in told.items() if _fits(noun, known)}
            if fitting:
                is_place = any(known.type == "place" for known in fitting.values())
                return self._answer(self._choose(fitting, noun, NEAR if is_place else FAR), rule)
        if noun.lemma in _COUNTRY and noun.owner < 0:
            return self._answer(self._choose(self._list_recent("place", read_countries()), noun, NEAR - 1), "country")
        if noun.lemma == "old":
            return self._answer(self._choose(self._list_recent("person"), noun, NEAR - 1), "age")
        return None

    def _list_recent(self, kind: str, names: Container[str] | None = None) -> dict[str, Known]:
        """The actors of one type that were named last; `names` are those allowed, None for all."""
        fitting = (name for name in self.recent if name.type == kind and (names is None or name.name in names))
        return {name.actor: Known(name.actor, name.type, frozenset(), "") for name in fitting}

    def _choose(self, fitting: dict[str, Known], noun: Noun, reach: int) -> Known | None:
        """The only one that fits, or the only one of them that stands near."""
        since = self.unnamed.get(noun.lemma, -1)
        rows = {actor: self.seen.get(actor, (-1, -FAR)) for actor in fitting}
        if max((row for row, _ in rows.values()), default=-1) < since:
            return None
        near = [actor for actor, (_, sentence) in rows.items() if noun.sentence - sentence <= min(NEAR, reach)]
        within = [actor for actor, (_, sentence) in rows.items() if noun.sentence - sentence <= reach]
        chosen = within if len(fitting) == 1 else near
        return fitting[chosen[0]] if len(chosen) == 1 else None


def _fits(noun: Noun, known: Known) -> bool:
    """Whether nothing that the text says with the noun speaks against this one; "the president" alone is that of a land."""
    apart = noun.words & APART == known.words & APART
    of = noun.of == known.of if noun.owner >= 0 else noun.lemma not in _rulers() or not known.of or known.of in lands()
    return apart and of and (noun.words <= known.words or not known.words)


@cache
def _rulers() -> frozenset[str]:
    return words_of("state") - _ANY
