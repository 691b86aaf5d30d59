"""Merging: which names are one actor in which article, and by what rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby, product

import polars as pl

from analysis.find.actors.audit import Alias, tell_actors
from analysis.find.actors.bearers import UNKNOWN, Traits, add_traits, choose_by_order, choose_only, fit_bearers
from analysis.find.actors.forms import (
    ARTICLE,
    CORPUS,
    JUNIOR,
    Ask,
    Form,
    Key,
    Mention,
    calm,
    find_equal,
    is_acronym,
    read_form,
)
from analysis.find.actors.sounds import fold
from analysis.find.actors.spellings import join_spellings

COUNTED = {
    "doc": pl.String, "event": pl.String, "name": pl.String, "type": pl.String, "title": pl.String, "mentions": pl.Int64,
    "first": pl.Int64, "last": pl.Int64,
}  # fmt: skip
# The share of its articles that must have the longer name at hand:
_SURNAME = 1 / 3  # for a surname to be short for the only such person of the corpus where they have not
_BODY = 1 / 2  # and more, for the short form of a body to be one at all, and not a name by itself


def merge_mentions(
    named: pl.DataFrame,
    aliases: Mapping[str, Alias] | None = None,
    shorts: Collection[tuple[str, str, str]] = (),
) -> pl.DataFrame:
    """The actor of each name in each article: doc, name, title, type, actor, rule, score (see `audit`), sorted so.

    `named` has doc, event, name, type, the title before the name (nothing where there is none), mentions, and the
    starts of the first and the last of them, one row a name, title and article, one type a name; `aliases` say for a name without case
    what it is; `shorts` are (doc, name, short name) where an article gives the short name in brackets.
    A short form goes to the one longer name of the same article that it fits, else of the same event, else of the corpus;
    where it fits two it is an actor by itself, unless it is a surname and the article tells whose (see `bearers`).
    The score is RapidFuzz's ratio of the sounds of name and actor; of an acronym that of its letters and the initials.
    """
    aliases = aliases or {}
    rows = named.sort("doc", "name", "title")
    mentions = [
        Mention(*row)
        for row in rows.select(
            "doc", pl.col("event").fill_null(""), "name", "title", "mentions", "first", "last"
        ).rows()
    ]
    kinds = dict(rows.select("name", "type").unique().sort("name", "type").rows())
    forms = {name: read_form(calm(name, kinds), kind) for name, kind in kinds.items()}
    forms = _drop_juniors(forms, kinds, mentions)
    keys = _fix_keys({name: form.key for name, form in forms.items()}, kinds, aliases)
    joined = join_spellings(keys, mentions)
    keys = {name: joined.get(key, key) for name, key in keys.items()}
    found = _resolve(_add_brackets(forms, shorts), keys, mentions, shorts)
    return tell_actors(mentions, kinds, keys, found, aliases)


def merge_names(
    names: Iterable[tuple[str, str]], aliases: Mapping[str, Alias] | None = None
) -> dict[tuple[str, str], tuple[str, str]]:
    """For each (name, type) the name and type of its actor, as if all stood in one article; a name has its commonest type.

    >>> merged = merge_names([("Sadyr Japarov", "person"), ("S. Zhaparov", "person"), ("Akylbek Japarov", "person")])
    >>> sorted(set(merged.values()))
    [('Akylbek Japarov', 'person'), ('Sadyr Japarov', 'person')]
    """
    counts = Counter(names)
    kinds = {name: kind for (name, kind), _ in sorted(counts.items(), key=lambda pair: (pair[1], pair[0]))}
    mentions = Counter(name for name, _ in counts.elements())
    rows = [("", None, name, kinds[name], "", count, 0, 0) for name, count in mentions.items()]
    merged = merge_mentions(pl.DataFrame(rows, schema=COUNTED, orient="row"), aliases)
    actors = {name: (actor, kind) for name, actor, kind in merged.select("name", "actor", "type").iter_rows()}
    return {(name, kind): actors[name] for name, kind in counts}


# --- what is one name -----------------------------------------------------------------------------------------------


def _drop_juniors(forms: dict[str, Form], kinds: dict[str, str], mentions: list[Mention]) -> dict[str, Form]:
    """The forms, a junior's without "Jr." where no article names someone of the same name without it."""
    keys = {name: forms[name].key for name, kind in kinds.items() if kind == "person"}
    juniors = {name: (key[1], key[-2]) for name, key in keys.items() if key[-1] in JUNIOR and len(key) > 3}
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.name in keys and mention.name not in juniors:
            named[keys[mention.name][1], keys[mention.name][-1]].add(mention.doc)
    seniors = {(doc, pair) for pair, docs in named.items() for doc in docs}
    apart = {pair for one in mentions if (one.doc, pair := juniors.get(one.name)) in seniors}
    alone = [name for name, pair in juniors.items() if pair not in apart]
    return forms | {name: read_form(name.rsplit(maxsplit=1)[0].rstrip(","), "person") for name in alone}


def _fix_keys(keys: dict[str, Key], kinds: dict[str, str], aliases: Mapping[str, Alias]) -> dict[str, Key]:
    """The keys, one for names of the same letters, that are equal by a list, or that are said to be one by an alias.

    A name that is the actor of an alias brings its other spellings along, unless it is listed itself.
    """
    same: dict[tuple[str, str], Key] = {}
    fixed = {
        name: same.setdefault((key[0], fold(name)), key) if key[0] in ("organisation", "place") else key
        for name, key in keys.items()
    }
    fixed = {
        name: ("equal", equal.name) if (equal := find_equal(name, kinds[name])) else key for name, key in fixed.items()
    }
    actors = {alias.actor.casefold(): alias.actor for alias in aliases.values()}
    brought = {
        fixed[name]: actors[low]
        for name in sorted(keys, reverse=True)
        if (low := name.casefold()) in actors and low not in aliases
    }
    fixed = {name: ("alias", brought[key]) if key in brought else key for name, key in fixed.items()}
    return {
        name: ("alias", aliases[low].actor) if (low := name.casefold()) in aliases else key
        for name, key in fixed.items()
    }


# --- short forms ----------------------------------------------------------------------------------------------------


def _add_brackets(forms: dict[str, Form], shorts: Collection[tuple[str, str, str]]) -> dict[str, Form]:
    """The forms, short names that are given in brackets asking for what they were given for."""
    asking = {
        short: Ask("acronym" if is_acronym(short) else "short form", ("bracket", fold(short)), CORPUS)
        for _, _, short in sorted(shorts)
        if short in forms
    }
    short_length = (0, 0)
    return {
        name: form._replace(asks=(asking[name], *form.asks), length=min(form.length, short_length))
        if name in asking
        else form
        for name, form in forms.items()
    }


def _resolve(
    forms: dict[str, Form], keys: dict[str, Key], mentions: list[Mention], shorts: Collection[tuple[str, str, str]]
) -> dict[Mention, tuple[Key, str]]:
    """For a name in an article the key of the longer name it is short for, and the rule; longer names come first."""
    asked = {ask.key for form in forms.values() for ask in form.asks}
    given = {(doc, name): ("bracket", fold(short)) for doc, name, short in sorted(shorts)}
    traits: dict[Key, Traits] = {}
    offers: dict[tuple[str, Key], dict[Key, int]] = defaultdict(dict)
    found: dict[Mention, tuple[Key, str]] = {}
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.name].append(mention)
    names = sorted(by_name, key=lambda name: (forms[name].length, name), reverse=True)
    for _, level in groupby(names, key=lambda name: forms[name].length):
        level = list(level)
        for name in level:
            if keys[name][0] not in ("equal", "alias"):
                found |= _find_longer(forms[name], keys[name], by_name[name], offers, traits)
        for name in level:
            wanted = forms[name].offers & asked
            for mention in by_name[name]:
                key, _ = found.get(mention, (keys[name], ""))
                if forms[name].key[0] == "person":
                    traits[key] = add_traits(traits.get(key, UNKNOWN), mention)
                extra = given.get((mention.doc, name))
                for at in product(_places(mention), (*wanted, extra) if extra else wanted):
                    offers[at][key] = min(offers[at].get(key, mention.first), mention.first)
    return found


def _places(mention: Mention) -> tuple[str, ...]:
    """Article, event and corpus, as what is offered there is kept."""
    return f"a {mention.doc}", f"e {mention.event}" if mention.event else f"a {mention.doc}", ""


def _find_longer(
    form: Form,
    own: Key,
    mentions: list[Mention],
    offers: Mapping[tuple[str, Key], dict[Key, int]],
    traits: Mapping[Key, Traits],
) -> dict[Mention, tuple[Key, str]]:
    """The mentions in which a name is short for a longer one: the article's, else the event's, else the corpus's only one."""
    found, far = {}, {}
    for mention in mentions:
        at, key, rule = _look_around(form.asks, mention, offers, traits)
        if key is not None and key != own:
            (far if at == CORPUS and rule == "surname" else found)[mention] = (key, rule)
    if own[0] == "person":
        found |= far if len(found) >= _SURNAME * len(mentions) else {}
        return found | _follow_titles(mentions, found, traits)
    return found if own[0] == "acronym" or len(found) > _BODY * len(mentions) else {}


def _look_around(
    asks: Sequence[Ask],
    mention: Mention,
    offers: Mapping[tuple[str, Key], dict[Key, int]],
    traits: Mapping[Key, Traits],
) -> tuple[int, Key | None, str]:
    """The nearest place where something asked for is offered, its key, where it is only one, and the rule."""
    for at, place in enumerate(_places(mention)):
        for ask in asks:
            near = offers.get((place, ask.key), {}) if at <= ask.reach else {}
            everyone = offers["", ask.key] if near else {}
            if bearers := fit_bearers(near, everyone, mention, traits):
                ordered = at == ARTICLE and ask.rule == "surname"
                chosen = choose_by_order(bearers, everyone, mention, traits) if ordered else choose_only(bearers)
                return at, chosen, ask.rule
    return CORPUS, None, ""


def _follow_titles(
    mentions: list[Mention], found: Mapping[Mention, tuple[Key, str]], traits: Mapping[Key, Traits]
) -> dict[Mention, tuple[Key, str]]:
    """The mentions left open of a name that an article gives with a title, too, which tells one bearer: Mrs. Lee, Lee."""
    told: dict[str, set[tuple[Key, str]]] = defaultdict(set)
    for mention, longer in found.items():
        told[mention.doc].add(longer)
    single = {doc: next(iter(longer)) for doc, longer in told.items() if len(longer) == 1}
    open_ = [mention for mention in mentions if mention not in found and mention.doc in single]
    return {one: single[one.doc] for one in open_ if fit_bearers({single[one.doc][0]: 0}, (), one, traits)}
