"""Finding: one sentence of the summary, and the words that all statements share."""

from __future__ import annotations

from typing import NamedTuple

from analysis.compare.estimates import BY_DOCUMENTS

MISSED = 0.05  # of 95 % intervals are without 0 where nothing differs
VOICES = {
    "author": "in the author's voice",
    "quoted": "inside quotation marks",
    "attributed": "told as said by another, without quotation marks",
    "all": "in all words",
}


class Finding(NamedTuple):
    """One sentence of the summary: its topic, what it says, what limits it, and where its sentences stand."""

    topic: str
    text: str
    limit: str
    link: str


class Nothing(NamedTuple):
    """A finding that a contrast of these groups shows nothing, with the topic and head under which several are told as one."""

    finding: Finding
    topic: str
    head: str
    groups: str


def fold_nothing(findings: list[Finding | Nothing]) -> list[Finding]:
    """The findings, with one in place of all contrasts of a topic that show nothing alike, limited by what limits all of them."""
    alike: dict[tuple[str, str], list[Nothing]] = {}
    for one in findings:
        if isinstance(one, Nothing):
            alike.setdefault((one.topic, one.head), []).append(one)
    folded = [_take(one, alike) if isinstance(one, Nothing) else one for one in findings]
    return [one for one in folded if one is not None]


def _take(one: Nothing, alike: dict[tuple[str, str], list[Nothing]]) -> Finding | None:
    """The finding that tells of all alike in place of the first, nothing in place of the others."""
    some = alike[one.topic, one.head]
    if len(some) == 1:
        return one.finding
    return _fold(some) if one is some[0] else None


def _fold(some: list[Nothing]) -> Finding:
    limits = [one.finding.limit.removesuffix(".").split(". ") for one in some]
    common = [part for part in limits[0] if part and all(part in others for others in limits)]
    text = f"{some[0].head} in {len(some)} contrasts: {'; '.join(one.groups for one in some)}."
    limit = ". ".join([*common, "The numbers of each contrast stand on the page."])
    return Finding(some[0].topic, text, limit, some[0].finding.link)


def count_of(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count_of(1, "article"), count_of(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def times(number: int) -> str:
    """How often, in words for the first few."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def say_number(value: float, sign: str = "") -> str:
    """A number to two significant digits or to the unit, so that a small one never reads as 0; `sign` "+" shows it always.

    >>> say_number(-0.0432, "+"), say_number(4), say_number(44.4), say_number(1234.5)
    ('-0.043', '4.0', '44', '1,234')
    """
    if abs(value) >= 10:
        return f"{value:{sign},.0f}"
    return f"{value + 0.0:{sign}#.2g}".rstrip(".")  # + 0.0: a zero has no sign


def name_list(measure: str) -> str:
    """A list of cues in words.

    >>> name_list("stance"), name_list("frames-generic")
    ('stance', 'generic frames')
    """
    frames, _, kind = measure.partition("-")
    return f"{kind.replace('-', ' ')} frames" if frames == "frames" and kind else measure


def say_standing(row: dict, alpha: float) -> str:
    """Whether a row with p and q speaks for more than these texts."""
    if row["p"] is None:
        alike = row["interval"] == BY_DOCUMENTS or row["events"] == 0  # articles enough, but nothing to test in them
        reason = (
            "articles of events that both groups cover do not differ in it" if alike else "too few articles for a test"
        )
        return f"Of these texts only: {reason}."
    verdict = "holds" if row["q"] < alpha else "does not hold"
    return f"Within events it {verdict} at a false discovery rate of {alpha:g} (q = {row['q']:.2g})."


def say_open(low: float | None, high: float | None, same: int = 0) -> str:
    """That an interval includes the value of no difference, where it does; an end that is not known includes all."""
    outside = (low is not None and low > same) or (high is not None and high < same)
    return "" if outside else f"The interval includes {same}, no difference. "


def say_rarity(p: float, ways: int) -> str:
    """A p beside `ways` dealt out by chance, in words where none of them gave no less: there it is as small as it can be.

    >>> say_rarity(3 / 101, 100), say_rarity(1 / 101, 100)  # drawn: p = (b + 1) / (B + 1)
    ('p = 0.03', 'p ≤ 0.01, none of 100')
    >>> say_rarity(1 / 6, 6)  # every way there is, the real one among them
    'p ≤ 0.17, none of 5'
    """
    if p * ways > 1.001:
        return f"p = {p:.2g}"
    return f"p ≤ {1 / ways:.2g}, none of {ways if p * ways < 0.9995 else ways - 1:,}"
