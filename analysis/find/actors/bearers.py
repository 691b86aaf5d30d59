"""Bearers: of whom a short name is where several could bear it, by titles, given names and the order of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from analysis.find.actors.forms import Key, Mention, split_title
from analysis.find.lists import read_kinds, read_list


class Traits(NamedTuple):
    """What is known of a person by the names in full: "he" or "she", where the given name tells it, titles, how often named."""

    pronoun: str
    titles: frozenset[str]
    named: int


UNKNOWN = Traits("", frozenset(), 0)


def add_traits(known: Traits, mention: Mention) -> Traits:
    """What is known of a person with what a mention in full adds."""
    given = split_title(mention.name)[1].lower().split()
    pronoun = read_kinds("given-names").get(given[0], "") if len(given) > 1 else ""
    return Traits(known.pronoun or pronoun, known.titles | {read_title(mention)}, known.named + mention.count)


def fit_bearers(
    bearers: Mapping[Key, int], everyone: Collection[Key], mention: Mention, traits: Mapping[Key, Traits]
) -> Mapping[Key, int]:
    """The bearers whom the title of a mention does not tell from the one it names.

    `bearers` have the place where each is first named, `everyone` is all of the corpus. Mrs. Lee is no Thomas; a mayor is
    a bearer who is called so somewhere, if there is one.
    """
    title = read_title(mention)
    if not title:
        return bearers
    told = {key: traits.get(key, UNKNOWN) for key in (*everyone, *bearers)}
    pronoun = _tell_pronoun(title)
    titled = {key for key, of in told.items() if not pronoun and title in of.titles} or told.keys()
    return {
        key: first for key, first in bearers.items() if key in titled and {told[key].pronoun, pronoun} != {"he", "she"}
    }


def choose_by_order(
    bearers: Mapping[Key, int], everyone: Collection[Key], mention: Mention, traits: Mapping[Key, Traits]
) -> Key | None:
    """Whose surname an article means: the only bearer's, else the only one's named in full before it first stands.

    Where it stands only before all of them, and without a title, it is of someone whom readers know by it: of whom the
    corpus names most often.
    """
    if len(everyone) > 1 and not read_title(mention) and mention.last < min(bearers.values()):
        most = max(traits[key].named for key in everyone)
        known = [key for key in everyone if traits[key].named == most]
        return choose_only([key for key in known if key in bearers]) if len(known) == 1 else None
    before = [key for key, first in bearers.items() if first < mention.first]
    return choose_only(before if len(bearers) > 1 else bearers)


def choose_only(bearers: Collection[Key]) -> Key | None:
    """The only bearer, nothing where there are several."""
    return next(iter(bearers)) if len(bearers) == 1 else None


def read_title(mention: Mention) -> str:
    """The title before a name or in it, in lower case and without full stops."""
    return mention.title or " ".join(word.strip(".,").lower() for word in split_title(mention.name)[0].split())


@cache
def _tell_pronoun(title: str) -> str:
    """The pronoun of who has a title, where it is of men or of women only."""
    kinds = read_list("roles").filter(word=title)["kind"]
    of_man, of_woman = "man" in kinds, "woman" in kinds
    return "" if of_man == of_woman else "he" if of_man else "she"
