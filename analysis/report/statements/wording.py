"""Statements on wording: terms, cues and frames, style, collocates, and how far apart two groups are as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.estimates import BY_DOCUMENTS
from analysis.compare.headlines import CONTRAST, choose_cues, choose_styles, choose_terms
from analysis.find.relations import NEAR
from analysis.report.evidence import link
from analysis.report.statements.finding import VOICES, Finding, count_of, say_open, say_standing, times

STRUCTURES = {"<imperative>": "imperatives", "<question>": "questions"}
ORDINARY = (0.5, 2.0)  # hits per thousand words: the terms that what could have been found is told of
FALSE_RATE = 0.05  # of what is said of collocates
LOCKED, COLLOCATES = 8, 3  # named in one sentence, a contrast


def state_terms(keyness: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The terms of each side that differ most surely; where there is a test, how many hold, what could have been found, and
    which are shown not to differ."""
    headlines = choose_terms(keyness, alpha)
    for groups, rows in keyness.filter(pl.col("voice") != "quoted").group_by(CONTRAST, maintain_order=True):
        group_a, group_b = groups
        for row in headlines.filter(group_a=group_a, group_b=group_b).iter_rows(named=True):
            yield _state_term(row, alpha)
        tested = rows.filter(pl.col("content") & pl.col("p").is_not_null())
        if tested.height:
            yield _state_family(tested, group_a, group_b, alpha)
            yield from _state_locked(tested, group_a, group_b)


def _state_family(tested: pl.DataFrame, group_a: str, group_b: str, alpha: float) -> Finding:
    held = tested.filter(pl.col("q") < alpha).height
    text = f"{held:,} of {tested.height:,} terms tested differ between {group_a} and {group_b} within events."
    limit = f"At a false discovery rate of {alpha:g}; the test compares whole articles. {_say_detectable(tested)}"
    return Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")


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
        text = f"{count_of(locked.height, 'term')} are used alike by {group_a} and {group_b}, most often {named}."
        limit = "Their rates within events are shown to lie within a factor of 1.41 (two one-sided tests, false discovery rate 0.05)."
        yield Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")


def _state_term(row: dict, alpha: float) -> Finding:
    side, other = ("a", "b") if row["group"] == row["group_a"] else ("b", "a")
    group, rest = row["group"], row[f"group_{other}"]
    own = "" if row["voice"] == "all" else " outside quotation marks"
    text = (
        f"“{row['term']}” stands {times(row[f'hits_{side}'])} in {row[f'words_{side}']:,} words{own} in {group} "
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
        return say_standing(row, alpha)
    low = f"{2 ** bounds[0]:.1f}"
    unit = "articles within events" if row["interval"] == BY_DOCUMENTS else "counting alone"
    size = (
        f"{2 ** abs(row['log_ratio']):.1f} times the rate, 95 % interval {low} to {2 ** bounds[-1]:.1f} ({unit}). "
        if len(bounds) > 1
        else (
            f"At least {low} times the rate, with 95 % confidence ({unit}). "  # the other side has none: a lower bound alone
        )
    )
    open_end = say_open(bounds[0], None)
    return size + open_end + say_standing(row, alpha)


def state_cues(contrasts: pl.DataFrame, cues: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The categories of cues that differ most surely in each contrast, and how many leave a difference open."""
    spoken = contrasts.filter((pl.col("voice") != "quoted") & (pl.col("hits_a") + pl.col("hits_b") > 0))
    headlines = choose_cues(contrasts, alpha)
    for (group_a, group_b), rows in spoken.group_by(CONTRAST, maintain_order=True):
        topic = f"Cues and frames: {group_a} and {group_b}"
        for row in headlines.filter(group_a=group_a, group_b=group_b).iter_rows(named=True):
            yield _state_cue(topic, row, cues, alpha)
        tested = rows.filter(pl.col("p").is_not_null())
        if tested.height:
            held = tested.filter(pl.col("q") < alpha).height
            text = f"{held} of {tested.height} kinds of cues differ between {group_a} and {group_b} within events."
            limit = (
                f"At a false discovery rate of {alpha:g}. Half of them would be found, four times out of five, if they differed by "
                f"{tested['detectable'].median():.1f} hits per 1,000 words or more."
            )
            yield Finding(topic, text, limit, "03-stance.html")
        unclear = rows.filter((pl.col("low") <= 0) & (pl.col("high") >= 0)).height
        text = f"In {unclear} of {rows.height} comparisons of cues and frames the interval leaves open that there is no difference."
        yield Finding(topic, text, "That no difference is shown does not show that there is none.", "03-stance.html")


def _state_cue(topic: str, row: dict, cues: pl.DataFrame, alpha: float) -> Finding:
    group = row["group_a"] if row["difference"] >= 0 else row["group_b"]
    text = (
        f"{row['category'].replace('_', ' ').capitalize()} ({row['measure']}): "
        f"{row['rate_a']:.1f} hits per 1,000 words in {row['group_a']} "
        f"({count_of(row['hits_a'], 'hit')} among {count_of(row['docs_a'], 'article')}) and {row['rate_b']:.1f} in {row['group_b']} "
        f"({count_of(row['hits_b'], 'hit')} among {count_of(row['docs_b'], 'article')}), {VOICES[row['voice']]}."
        f"{_name_cues(cues, row, group)}"
    )
    interval = f"Difference {row['difference']:+.1f}, 95 % interval {row['low']:+.1f} to {row['high']:+.1f}. "
    doubt = say_open(row["low"], row["high"]) + say_standing(row, alpha)
    return Finding(topic, text, interval + doubt, link(row["measure"], row["category"], group, row["voice"]))


def _name_cues(cues: pl.DataFrame, row: dict, group: str) -> str:
    """The cues that make up most of a category in a group."""
    own = cues.filter(
        (pl.col("measure") == row["measure"]) & (pl.col("category") == row["category"]) & (pl.col("group") == group)
        & ((pl.col("voice") == row["voice"]) | (row["voice"] == "all"))
    ).group_by("pattern").agg(pl.col("hits").sum()).sort("hits", "pattern", descending=[True, False])  # fmt: skip
    named = [f"{STRUCTURES.get(pattern, f'“{pattern}”')} ({hits})" for pattern, hits in own.head(3).iter_rows()]
    return f" Most often in {group}: {', '.join(named)}." if named else ""


def state_style(style: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """How many measures of style differ in each contrast where there is a test, and those that differ most."""
    tested = style.filter((pl.col("voice") != "quoted") & pl.col("p").is_not_null())
    for (group_a, group_b), rows in tested.group_by(CONTRAST, maintain_order=True):
        topic = f"Style of {group_a} and {group_b}"
        holding = rows.filter(pl.col("q") < alpha)
        text = (
            f"{holding.height} of {rows.height} measures of style differ between {group_a} and {group_b} within events."
        )
        yield Finding(topic, text, f"At a false discovery rate of {alpha:g}.", "03-stance.html")
        for row in choose_styles(rows, alpha).iter_rows(named=True):
            means = (
                f"{row[f'mean_{side}']:.3g} in {row[f'group_{side}']} ({count_of(row[f'docs_{side}'], 'article')})"
                for side in "ab"
            )
            text = f"{row['label'][0].upper()}{row['label'][1:]}, {VOICES[row['voice']]}: {' and '.join(means)}."
            size = f"Within events {row['difference']:+.2g}, 95 % interval {row['low']:+.2g} to {row['high']:+.2g}. "
            yield Finding(
                topic, text, size + say_open(row["low"], row["high"]) + say_standing(row, alpha), "03-stance.html"
            )


def state_distance(distance: pl.DataFrame) -> Iterator[Finding]:
    """How much of the distance of two groups is which events they cover, how much is wording inside the same events."""
    for row in distance.filter(pl.col("voice") != "quoted", pl.col("share").is_not_null()).iter_rows(named=True):
        text = (
            f"Of the distance between {row['group_a']} and {row['group_b']} ({row['total']:.2f} bits of 1), {100 * row['share']:.0f} % is "
            f"which events they cover, {100 - 100 * row['share']:.0f} % is wording inside the same events, {VOICES[row['voice']]}."
        )
        yield Finding(f"Words of {row['group_a']} and {row['group_b']}", text, _limit_distance(row), "02-terms.html")


def _limit_distance(row: dict) -> str:
    if row["chance"] is None:
        return f"How much of it chance alone would give is not known: {row['note']}."
    spread = f"{row['chance']:.2f} ({row['chance_low']:.2f} to {row['chance_high']:.2f})"
    note = f" {row['note'][0].upper()}{row['note'][1:]}." if row["note"] else ""
    seen = f"these by {row['wording']:.2f} (p = {row['p']:.2g})"
    return f"Articles of the same events dealt out by chance differ by {spread} bits, {seen}.{note}"


def state_collocates(collocates: pl.DataFrame) -> Iterator[Finding]:
    """How many words stand in a relation with the target surely more in one group, and the first of each group."""
    spoken = collocates.filter((pl.col("voice") != "quoted") & (pl.col("relation") != NEAR))
    for (group_a, group_b), rows in spoken.group_by(CONTRAST, maintain_order=True):
        clear = rows.filter((pl.col("low") > 0) | (pl.col("high") < 0))
        sides = [_list_collocates(clear, side, other) for side, other in (("a", "b"), ("b", "a"))]
        first = rows.row(0, named=True)
        text = (
            f"Of {count_of(rows.height, 'word')} that stand in a relation of grammar with “{first['target']}”, {clear.height} have an "
            f"interval that leaves out no difference.{''.join(sides)}"
        )
        limit = (
            f"{first['mentions_a']:,} mentions in {group_a}, {first['mentions_b']:,} in {group_b}. {_say_tested(rows)}"
        )
        yield Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")


def _list_collocates(clear: pl.DataFrame, side: str, other: str) -> str:
    own = clear.filter(pl.col("log_ratio") * (1 if side == "a" else -1) > 0).head(COLLOCATES)
    named = [
        f"“{row['collocate']}” ({row['relation']}, {row[f'hits_{side}']} to {row[f'hits_{other}']})"
        for row in own.iter_rows(named=True)
    ]
    return f" More in {own[f'group_{side}'][0]}: {', '.join(named)}." if named else ""


def _say_tested(rows: pl.DataFrame) -> str:
    if rows["p"].null_count() == rows.height:
        return "Of these texts only: too few articles for a test."
    return f"{rows.filter(pl.col('q') < FALSE_RATE).height} of them hold in a test within events (q below {FALSE_RATE:g} over all)."
