"""Totals: what tells that two amounts are of one total, as it may grow: the same act done to the same things, and no part of it."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from analysis.compare.discrepancies.contexts import dot
from analysis.compare.discrepancies.evidence import bag_meanings
from analysis.compare.discrepancies.stated import COUNT, DAY, NEAR, PERCENT, PLACE
from analysis.compare.paraphrases import find_stem
from analysis.find.agency import AND
from analysis.find.lists import read_list

TOLD = {
    "fate": pl.String, "anyone": pl.Boolean, "part": pl.Boolean, "total": pl.Boolean, "runs_on": pl.Boolean, "reading": pl.Boolean,
}  # fmt: skip
REACH = 40  # characters from a value to the word that tells what became of people
_PERSON, _HARM, _STATE, _AT_LEAST, _AT_MOST = "person", "harm", "state", "at least", "at most"
_DISTANCING = "distancing"
PAST = 31  # days after which what happened is over
CHANGE = r"(?i)\b(?:from|up|r[io]se[ns]?|raise[ds]?|increase[ds]?|climb\w*|gr[eo]wn?|earlier|previous(?:ly)?|initial(?:ly)?|revised)\b"
FATES = ("dead", "injured", "missing", "displaced")
_WORD = re.compile(r"[a-z]+")
_BREAK = re.compile(r"[,;:]|\d+|\b(?:and|but|while)\b")
_ANYONE = frozenset(
    "people person dead death victim casualty fatality individual other civilian life body injured wounded".split()
)
_PART = (
    r"(?i)\b(?:includ\w+|among (?:them|whom|those)|of (?:whom|them|which|those)|counting)\W+"
    r"(?:(?:at least|about|some|the|more than)\W+)?$"
)
_OF_ALL = (
    r"(?i)^\W*(?:of (?:them|whom|those|these|which)"
    r"|of the (?:\w+ )?(?:dead|deaths|victims|injured|wounded|casualties|killed|cases))\b"
)
_MORE_BEFORE = r"(?i)\b(?:additional|further|extra)\W+(?:(?:at least|about|some|nearly)\W+)?$"
_MORE_BEHIND = (
    r"(?i)^\W*(?:\w+ )?(?:more|additional|further|extra|new)\b"
    r"|\b(?:bring|push|rais|tak|lift|driv)\w+ (?:the|its|their) (?:\w+ ){0,2}(?:total|number|toll|tally|count)\b"
)
_MORE_INSIDE = r"(?i)\b(?:additional|further|extra|new)\b"
_OTHER_BEFORE = r"(?i)\b(?:an)?other\W+(?:(?:at least|about|some|nearly)\W+)?$"
_OTHER_BEHIND = r"(?i)^\W*(?:\w+ )?others?\b"
_OTHER_INSIDE = r"(?i)\b(?:an)?other\b"
_DEAD = r"(?i)\b(?:kill\w*|die[ds]?|dead|deaths?|toll|murder\w*)\b"
_PLAN = (
    r"(?i)\b(?:will|would|could|may|might|should|can|expect\w*|plan(?:s|ned|ning)?|propos\w+|threaten\w*|forecast\w*|predict\w*"
    r"|project(?:s|ed|ions?)|fear\w*|risks?|target\w*|goals?|aim(?:s|ed)?|hop(?:e|es|ed|ing)|wants?|seek\w*|if|enough|capacity"
    r"|begin|start(?:s|ed)?|process of)\b[^;]*$"
)
_REST = r"(?i)\b(?:remain\w*|still|left to|yet to|not yet|unaccounted)\b"
_SPELL = (
    r"(?i)\b(?:(?:in|over|during|for|of|within) (?:a|one|the|a single|the (?:past|last|previous)|last|past) (?:\w+ )?"
    r"(?:night|day|24 hours|48 hours|week|weekend|month|year)|(?:a|one) (?:night|day) of|per (?:day|week|month|year)|each|every"
    r"|daily|weekly|monthly|annual(?:ly)?|a (?:day|week|month|year)|average|between [^.;]{3,40} and)\b"
)
_READING = (  # what is read again and again, and goes up and down
    r"(?i)\b(?:chances?|odds|polls?|polling|rating|index|rates?|prices?|shares?|stocks?|markets?|points?|average|probability|speed"
    r"|winds?|temperature|offers?|bids?|tariffs?|dut(?:y|ies)|precincts?|ballots?|votes?)\b"
)
_FALL = r"(?i)\b(?:f[ae]ll(?:ing|en)?|drop\w*|los[et]\w*|declin\w*|plung\w*|down|off)\b"
_SO_FAR = (
    r"(?i)\b(?:so far|by now|until now|to date|as of|up to \p{L}+day|now|already|r[io]se[ns]?|rising|climb\w*|gr[eo]wn?"
    r"|growing|increased|doubled|tally|total|toll|in all|since (?:the|last|\d+|\p{L}+day|\p{Lu}\w+)"
    r"|by (?:this |\p{L}+day )?(?:morning|noon|midday|afternoon|evening|night|midnight|\p{L}+day))\b"
)


def add_totals(stated: pl.DataFrame) -> pl.DataFrame:
    """The statements (see `read_stated`) with the columns of TOLD.

    fate: what became of those who are counted, one of FATES or null; anyone: it counts people, and not of one kind. part: it
    is said to be some of a number, as after "including", or the sentence tells more of whom the same became. total: nothing
    says that it comes on top of a number, is expected, is what is left, is of one spell of time or of an act long past, or is
    the word of somebody whom the report keeps at a distance. runs_on: words near it tell of a running total; reading: it is
    of what goes up and down, as prices and polls do.
    """
    front, back = _cut()
    before, behind = front.str.tail(NEAR), back.str.head(NEAR)
    near = pl.concat_str(before, pl.lit(" "), "text", pl.lit(" "), behind)
    inside = pl.col("text").str
    more = before.str.contains(_MORE_BEFORE) | behind.str.contains(_MORE_BEHIND) | inside.contains(_MORE_INSIDE)
    other = before.str.contains(_OTHER_BEFORE) | behind.str.contains(_OTHER_BEHIND) | inside.contains(_OTHER_INSIDE)
    besides_dead = front.str.contains(_DEAD)  # "killed three and injured 180 others"
    clause = before.str.extract(r"([^.;:]*)$", 1)
    apart = clause.str.contains(_PLAN) | pl.col("possible") | (pl.col("bound") == _AT_MOST)
    spell = near.str.contains(_SPELL)
    doubted = ((pl.col("cue_class") == _DISTANCING) & (pl.col("source") != "")).fill_null(False)
    clauses = before.str.extract(r"([^,;:]*)$", 1), behind.str.extract(r"^([^,;:]*)", 1)
    rest = clauses[0].str.contains(_REST) | clauses[1].str.contains(_REST)
    told = stated.with_columns(
        fate=_find_fates(stated),
        anyone=(pl.col("unit") == _PERSON) & ((pl.col("counted") == "") | pl.col("counted").is_in(sorted(_ANYONE))),
        part=before.str.contains(_PART) | behind.str.contains(_OF_ALL),
        total=~(more | (other & ~besides_dead) | apart | rest | spell | doubted | _are_past(stated)),
        runs_on=near.str.contains(_SO_FAR),
        reading=pl.col("sentence_text").str.contains(_READING)
        | ((pl.col("kind") == PERCENT) & near.str.contains(_FALL)),
    )
    return told.with_columns(part=pl.col("part") | _is_less(told))


def _is_less(told: pl.DataFrame) -> pl.Series:
    """Whether the sentence tells a larger number of whom the same became, and of no change: "30 on Tuesday, 130 in all"."""
    number = pl.coalesce("low", "high")
    most = number.filter(pl.col("anyone")).max().over("place", "fate")
    still = ~pl.col("sentence_text").str.contains(CHANGE)
    less = pl.col("anyone") & pl.col("fate").is_not_null() & (number < most) & still
    return told.select(less.fill_null(False)).to_series()


def _are_past(stated: pl.DataFrame) -> pl.Series:
    """Whether the act was on a day more than PAST days before it was published, when a toll is no longer counted."""
    over = pl.col("high") < pl.col("published").dt.epoch("d") - PAST
    days = stated.filter(pl.col("kind") == DAY, pl.col("way") != "from", pl.col("bound") != _AT_LEAST, over)
    acts = days.select("doc", "verb_start").drop_nulls().unique().with_columns(past=pl.lit(True))
    found = stated.select("doc", "verb_start").join(acts, on=["doc", "verb_start"], how="left", maintain_order="left")
    return found["past"].fill_null(False)


def choose_one_total(pairs: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The pairs (a, b and what `gather_evidence` tells) of amounts that are of one total, by what `add_totals` tells.

    Of people the same became of both, or the act is the same, or both run on; both count people in general, or the same kind
    of them. Of other things the nouns are not apart. Both are a whole or both a part, of one place or of the same ones.
    """
    things = bag_meanings(stated, "counted")
    a, b = (pairs[side].to_numpy() for side in "ab")
    shared = pl.Series(dot(things, things, a, b) > 0, dtype=pl.Boolean)
    people = [pl.col(f"unit_{side}").is_in([_PERSON, ""]) | pl.col(f"fate_{side}").is_not_null() for side in "ab"]
    running = pl.col("runs_on_a") & pl.col("runs_on_b")
    act = running | pl.col("act") & pl.all_horizontal(pl.col(f"deed_{side}") != _STATE for side in "ab")
    fates = [pl.col(f"fate_{side}") for side in "ab"]
    fate = (fates[0] == fates[1]).fill_null(act)
    things_agree = (
        pl.when(pl.col("anyone_a") | pl.col("anyone_b")).then(pl.col("anyone_a") & pl.col("anyone_b")).otherwise(shared)
    )
    of_people = fate & things_agree
    others = ~pl.col("counted_apart") & ((pl.col("kind_a") != COUNT) | act | pl.col("runs_on_a") | pl.col("runs_on_b"))
    parts = (pl.col("part_a") == pl.col("part_b")) | ~(pl.col("anyone_a") | pl.col("anyone_b"))
    counts = pl.when((pl.col("kind_a") == COUNT) & (people[0] | people[1])).then(of_people).otherwise(others)
    return pairs.filter(counts, parts, ~_are_more_places(pairs, stated))


def _are_more_places(pairs: pl.DataFrame, stated: pl.DataFrame) -> pl.Series:
    """Whether one sentence tells of several places where one thing was done, none in another, and the other of some of them."""
    places = stated.filter(pl.col("kind") == PLACE)
    acts = places.filter(~pl.col("slot").is_in(["from", "to"])).group_by("place", "verb_start")
    several: dict[int, set[str]] = {}
    for place, names, wider in acts.agg("value", "unit").sort("place", "verb_start").drop("verb_start").iter_rows():
        single = set(names) - {name for unit in wider for name in unit.split(AND)}
        several[place] = max(single, several.get(place, set()), key=len)
    named = {place: set(names) for place, names in places.group_by("place").agg("value").iter_rows()}
    none: set[str] = set()
    rows = pairs.select("place_a", "place_b").rows()
    found = [any(none < named.get(q, none) < several.get(p, none) for p, q in ((a, b), (b, a))) for a, b in rows]
    return pl.Series(found, dtype=pl.Boolean)


def choose_growing(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs of which both are a total, sums of money, shares and measures only where words tell so."""
    sums = (pl.col("runs_on_a") | pl.col("runs_on_b")) & ~(pl.col("reading_a") | pl.col("reading_b"))
    counts = (pl.col("kind_a") == COUNT) & (pl.col("unit_a") != "point")
    return pairs.filter("total_a", "total_b", counts | sums)


def _cut() -> tuple[pl.Expr, pl.Expr]:
    """The sentence before and behind the value."""
    text, begin = pl.col("sentence_text").str, pl.col("sentence_start")
    return text.head(pl.col("start") - begin), text.slice(pl.col("end") - begin)


@cache
def _read_harms() -> dict[str, str]:
    kinds = read_list("contrasts").select("word", "kind").iter_rows()
    sides = {f"{_HARM} {fate}": fate for fate in FATES}
    return {find_stem(word): sides[kind] for word, kind in kinds if kind in sides}


def _find_fates(stated: pl.DataFrame) -> pl.Series:
    """What became of those counted, by the verb, the noun counted, or else the word nearest to the value."""
    spans = [pl.col(name) - pl.col("sentence_start") for name in ("start", "end")]
    rows = stated.select("verb", "counted", "sentence_text", *spans, "kind").iter_rows()
    return pl.Series([_find_fate(*row[:5]) if row[5] == COUNT else None for row in rows], dtype=pl.String)


def _find_fate(verb: str, counted: str, text: str, start: int, end: int) -> str | None:
    harms = _read_harms()
    own = [harms.get(find_stem(word)) for word in (*verb.lower().split(), *counted.lower().split())]
    low, found = text.lower(), []
    for word in _WORD.finditer(low, max(0, start - REACH), end + REACH):
        ahead = word.end() <= start
        between = low[word.end() : start] if ahead else low[end : word.start()]
        side = harms.get(find_stem(word.group()))
        if side is not None and not _BREAK.search(between):
            found.append((len(between), ahead, side))
    beside = [side for gap, ahead, side in found if gap <= 1 and not ahead]  # "500 injured"
    return next((side for side in (*beside, *own) if side), min(found)[2] if found else None)
