"""Statements on words: terms, collocates, and how far apart two groups are as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.counts import OWN
from analysis.compare.estimates import BY_DOCUMENTS
from analysis.compare.headlines import CONTRAST, choose_terms, is_clear
from analysis.compare.terms import ALPHA, LOCK
from analysis.find.relations import NEAR
from analysis.report.evidence import link
from analysis.report.spellings import spell
from analysis.report.statements.finding import (
    MISSED,
    VOICES,
    Finding,
    Nothing,
    count_of,
    say_number,
    say_open,
    say_rarity,
    say_standing,
    times,
)

ORDINARY = (0.5, 2.0)  # hits per thousand words: the terms that what could have been found is told of
FALSE_RATE = 0.05  # of what is said of collocates
LOCKED, COLLOCATES = 8, 3  # named in one sentence, a contrast
TOPIC = "Words"


def state_terms(keyness: pl.DataFrame, spellings: pl.DataFrame, alpha: float) -> Iterator[Finding | Nothing]:
    """How many terms hold, in a test or by their intervals, or that none stands out; of those that hold the ones of each side
    that differ most surely; and those that are shown not to differ; each as the texts write it."""
    headlines = choose_terms(keyness, alpha).with_columns(written=pl.col("term"))
    headlines = spell(headlines, spellings, ("written",))
    family = keyness["q"].count()
    for groups, rows in keyness.filter(pl.col("voice").is_in(OWN)).group_by(CONTRAST, maintain_order=True):
        group_a, group_b = groups
        content = rows.filter("content")
        tested = content.filter(pl.col("q").is_not_null())
        if tested.height:
            yield _state_family(tested, group_a, group_b, alpha, family)
        elif content.height:
            yield _state_untested(content, group_a, group_b)
        for row in headlines.filter(group_a=group_a, group_b=group_b).iter_rows(named=True):
            yield _state_term(row, alpha)
        yield from _state_locked(spell(tested, spellings), group_a, group_b)


def _state_family(tested: pl.DataFrame, group_a: str, group_b: str, alpha: float, family: int) -> Finding | Nothing:
    held = tested.filter(pl.col("q") < alpha).height
    text = (
        f"{'' if held else 'No term stands out: '}{held:,} of {tested.height:,} content terms differ between {group_a} and "
        f"{group_b} within events."
    )
    limit = (
        f"At a false discovery rate of {alpha:g}; q is corrected over {family:,} terms, contrasts and voices; the test compares "
        f"whole articles. {_say_detectable(tested)}"
    )
    one = Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")
    return one if held else Nothing(one, TOPIC, "No term stands out", f"{group_a} and {group_b}")


def _state_untested(content: pl.DataFrame, group_a: str, group_b: str) -> Finding | Nothing:
    """How many terms have an interval without no difference, where that is all there is."""
    clear = content.filter(is_clear()).height
    text = (
        f"{'' if clear else 'No term stands out: '}{clear:,} of {content.height:,} content terms of {group_a} and {group_b} {_have(clear)} "
        "an interval that leaves out no difference."
    )
    limit = "Of these texts only, without a test. Chance gives such intervals, too: how many stands under “What chance alone gives”."
    one = Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")
    return one if clear else Nothing(one, TOPIC, "No term stands out", f"{group_a} and {group_b}")


def _say_detectable(tested: pl.DataFrame) -> str:
    rate = pl.min_horizontal("rate_a", "rate_b")
    usual = tested.filter(rate.is_between(*ORDINARY))["detectable"].fill_null(float("inf")).median()
    if usual is None:
        return "No term is frequent enough in both to say what could have been found."
    if usual == float("inf"):
        return "Most terms used about once in 1,000 words could not be found with so few articles, however much they differ."
    return (
        f"A term used about once in 1,000 words would have to be about {2**usual:.1f} times as frequent in one group to be "
        "the first that is found, four times out of five."
    )


def _state_locked(tested: pl.DataFrame, group_a: str, group_b: str) -> Iterator[Finding]:
    locked = tested.filter(pl.col("lockword") & pl.col("part_of").is_null())
    if locked.height:
        often = locked.with_columns(least=pl.min_horizontal("rate_a", "rate_b")).sort(
            "least", "term", descending=[True, False]
        )
        named = ", ".join(f"“{term}”" for term in often["term"].head(LOCKED))
        are = "is" if locked.height == 1 else "are"
        text = f"{count_of(locked.height, 'term')} {are} used alike by {group_a} and {group_b}, most often {named}."
        limit = (
            f"Their rates within events are shown to lie within a factor of {2**LOCK:.2f} (two one-sided tests, false discovery "
            f"rate {ALPHA:g})."
        )
        yield Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")


def _state_term(row: dict, alpha: float) -> Finding:
    side, other = ("a", "b") if row["group"] == row["group_a"] else ("b", "a")
    group, rest = row["group"], row[f"group_{other}"]
    own = "" if row["voice"] == "all" else " in the author's voice"
    text = (
        f"“{row['written']}” stands {times(row[f'hits_{side}'])} in {row[f'words_{side}']:,} words{own} in {group} "
        f"({count_of(row[f'docs_{side}'], 'article')}) and {times(row[f'hits_{other}'])} in {row[f'words_{other}']:,} in {rest} "
        f"({count_of(row[f'docs_{other}'], 'article')})."
    )
    address = link("terms", row["term"], group, row["voice"])
    return Finding(f"Words of {row['group_a']} and {row['group_b']}", text, _limit(row, alpha), address)


def _limit(row: dict, alpha: float) -> str:
    """The size of the ratio with its interval, and what stands behind it."""
    sign = 1 if row["group"] == row["group_a"] else -1
    bounds = sorted(sign * value for value in (row["low"], row["high"]) if value is not None)
    if not bounds:
        return _say_unbounded(row) + say_standing(row, alpha)
    low = say_number(2 ** bounds[0])
    if len(bounds) == 1:  # the other side has none: a lower bound alone
        unit = "in the mean of articles within events" if row["interval"] == BY_DOCUMENTS else "counting alone"
        size = f"At least {low} times the rate, with 95 % confidence ({unit}). "
    else:
        size = _say_size(row, sign, f"{low} to {say_number(2 ** bounds[-1])}")
    return size + say_open(2 ** bounds[0], None, same=1) + say_standing(row, alpha)


def _say_unbounded(row: dict) -> str:
    """The ratio of a row without an interval, and why it has none; nothing where there is no ratio."""
    if row["log_ratio"] is None:
        return ""
    ratio = say_number(2 ** abs(row["log_ratio"]))
    return f"{ratio} times in the mean of articles within events, without an interval: the articles that have it do not vary. "


def _say_size(row: dict, sign: int, interval: str) -> str:
    """The ratio over all words, and where articles are the unit theirs, which may be another."""
    ratio = say_number(2 ** abs(row["log_ratio"]))
    if row["interval"] != BY_DOCUMENTS:
        return f"{ratio} times the rate, 95 % interval {interval} (counting alone). "
    crude = row["crude_ratio"]
    over_all = "" if crude is None else f"{say_number(2 ** (sign * crude))} times the rate over all words; "
    return f"{over_all}{ratio} times (95 % interval {interval}) in the mean of articles within events. "


def state_distance(distance: pl.DataFrame) -> Iterator[Finding | Nothing]:
    """How much of the distance of two groups is which events they cover, how much is wording inside the same events, and how
    much of that chance gives."""
    for row in distance.filter(pl.col("voice").is_in(OWN), pl.col("share").is_not_null()).iter_rows(named=True):
        text = (
            f"Of the distance between {row['group_a']} and {row['group_b']} ({row['total']:.2f} bits of 1), {100 * row['share']:.0f} % is "
            f"which events they cover, {100 - 100 * row['share']:.0f} % is wording inside the same events{_say_chance(row)}, "
            f"{VOICES[row['voice']]}."
        )
        by_chance = row["p"] is not None and row["p"] > MISSED
        head = "The wording inside the same events lies no further apart than chance gives"
        groups = f"{row['group_a']} and {row['group_b']}"
        one = Finding(f"Words of {groups}", text, _limit_distance(row), "02-terms.html")
        yield Nothing(one, TOPIC, head, groups) if by_chance else one


def _say_chance(row: dict) -> str:
    if row["chance"] is None:
        return ""
    points = f"{100 * row['chance'] / row['total']:.0f} points"
    if row["chance"] < row["wording"]:
        return f", of which {points} are what articles dealt out by chance give"
    return f", no more than the {points} that articles dealt out by chance give"


def _limit_distance(row: dict) -> str:
    if row["chance"] is None:
        return f"How much of it chance alone would give is not known: {row['note']}."
    spread = f"{row['chance']:.3f} ({row['chance_low']:.3f} to {row['chance_high']:.3f})"
    note = f" {row['note'][0].upper()}{row['note'][1:]}." if row["note"] else ""
    seen = f"these by {row['wording']:.3f} ({say_rarity(row['p'], row['shuffles'])})"
    return f"Articles of the same events dealt out by chance differ by {spread} bits, {seen}.{note}"


def state_collocates(collocates: pl.DataFrame) -> Iterator[Finding | Nothing]:
    """How many words stand in a relation with the target surely more in one group, and the first of each group."""
    spoken = collocates.filter(pl.col("voice").is_in(OWN) & (pl.col("relation") != NEAR))
    for (group_a, group_b), rows in spoken.group_by(CONTRAST, maintain_order=True):
        tested = rows["p"].null_count() < rows.height
        held = rows.filter(pl.col("q") < FALSE_RATE if tested else is_clear())
        sides = [_list_collocates(held, side, other) for side, other in (("a", "b"), ("b", "a"))]
        first = rows.row(0, named=True)
        text = (
            f"Of {count_of(rows.height, 'word')} that stand in a relation of grammar with “{first['target']}”, {held.height} "
            f"{_say_held(rows, held, tested)}.{''.join(sides)}"
        )
        limit = f"{first['mentions_a']:,} mentions in {group_a}, {first['mentions_b']:,} in {group_b}. {_say_tested(rows, tested)}"
        verb = "differs in a test" if tested else "has an interval without 0"
        head = f"No word that stands in a relation of grammar with “{first['target']}” {verb}"
        one = Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")
        yield one if held.height else Nothing(one, TOPIC, head, f"{group_a} and {group_b}")


def _say_held(rows: pl.DataFrame, held: pl.DataFrame, tested: bool) -> str:
    if tested:
        return f"differ{'s' if held.height == 1 else ''} in a test within events"
    return f"{_have(held.height)} an interval without 0; where nothing differs chance gives about {MISSED * rows.height:.1f}"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _list_collocates(held: pl.DataFrame, side: str, other: str) -> str:
    own = held.filter(pl.col("log_ratio") * (1 if side == "a" else -1) > 0).head(COLLOCATES)
    named = [
        f"“{row['collocate']}” ({row['relation']}) {row[f'hits_{side}']:,} and {row[f'hits_{other}']:,}"
        for row in own.iter_rows(named=True)
    ]
    more, less = (own[f"group_{place}"].first() for place in (side, other))
    return f" More often in {more} than in {less} (hits in each): {', '.join(named)}." if named else ""


def _say_tested(rows: pl.DataFrame, tested: bool) -> str:
    if not tested:
        return "Of these texts only: too few articles for a test."
    clear = rows.filter(is_clear()).height
    return f"At a false discovery rate of {FALSE_RATE:g} over all; {clear} {_have(clear)} an interval without 0."
