"""Statements on cues, frames and style, and the word of caution where chance finds as much as the groups."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.counts import OWN
from analysis.compare.estimates import BY_DOCUMENTS, REST
from analysis.compare.headlines import CONTRAST, choose_cues, choose_styles, is_clear
from analysis.report.evidence import link
from analysis.report.statements.finding import (
    MISSED,
    VOICES,
    Finding,
    Nothing,
    count_of,
    name_list,
    say_number,
    say_open,
    say_standing,
)

STRUCTURES = {"<imperative>": "imperatives", "<question>": "questions"}
TOPICS = {"terms": "Words of", "cues": "Cues and frames:", "style": "Style of"}
DEALT = {"shuffled": "dealt out by chance within events", "outlets": "dealt out by chance among whole outlets"}
NAMED = 3  # cues in one sentence


def state_caution(controls: pl.DataFrame) -> Iterator[Finding]:
    """That chance gives as many findings as the groups, under the topic that they stand in."""
    dealt = controls.filter(pl.col("control").is_in(list(DEALT)), pl.col("real") > 0)
    for row in dealt.filter(pl.col("placebo") >= pl.col("real")).iter_rows(named=True):
        text = (
            f"Chance gives as many: {row['real']:,} {row['counted']} with the groups as they are named, "
            f"{row['placebo']:,.1f} on average ({row['placebo_low']:,.0f} to {row['placebo_high']:,.0f}) with their names "
            f"{DEALT[row['control']]}."
        )
        limit = "What follows says what stands in these texts; it does not show that the groups differ."
        page = "02-terms.html" if row["measure"] == "terms" else "03-stance.html"
        yield Finding(f"{TOPICS[row['measure']]} {row['group_a']} and {row['group_b']}", text, limit, page)


def state_cues(contrasts: pl.DataFrame, cues: pl.DataFrame, alpha: float) -> Iterator[Finding | Nothing]:
    """How many categories of cues hold and how many have an interval without 0, and of those that hold the surest."""
    spoken = contrasts.filter(pl.col("voice").is_in(OWN) & (pl.col("hits_a") + pl.col("hits_b") > 0))
    headlines = choose_cues(contrasts, alpha)
    family = contrasts["q"].count()
    for (group_a, group_b), rows in spoken.group_by(CONTRAST, maintain_order=True):
        topic = f"{TOPICS['cues']} {group_a} and {group_b}"
        tested = rows.filter(pl.col("q").is_not_null())
        if tested.height:
            yield _state_tested(topic, tested, group_a, group_b, alpha, family)
        else:
            yield _state_clear(topic, rows, f"{group_a} and {group_b}")
        for row in headlines.filter(group_a=group_a, group_b=group_b).iter_rows(named=True):
            yield _state_cue(topic, row, cues, alpha)


def _state_tested(
    topic: str, tested: pl.DataFrame, group_a: str, group_b: str, alpha: float, family: int
) -> Finding | Nothing:
    held = tested.filter(pl.col("q") < alpha).height
    head = "" if held else "No kind of cue stands out: "
    text = f"{head}{held} of {tested.height} kinds of cues differ between {group_a} and {group_b} within events."
    limit = (
        f"At a false discovery rate of {alpha:g}; q is corrected over {family:,} kinds of cues, contrasts and voices. Half of them "
        f"would be found, four times out of five, if they differed by {say_number(tested['detectable'].median())} hits per 1,000 "
        "words or more."
    )
    one = Finding(topic, text, limit, "03-stance.html")
    return one if held else Nothing(one, "Cues and frames", "No kind of cue stands out", f"{group_a} and {group_b}")


def _state_clear(topic: str, rows: pl.DataFrame, groups: str) -> Finding | Nothing:
    """How many intervals are without 0, beside how many would be by chance."""
    clear = rows.filter(is_clear()).height
    text = (
        f"{clear} of {rows.height} comparisons of cues and frames have an interval without 0; where nothing differs chance gives "
        f"about {MISSED * rows.height:.1f}."
    )
    counted = rows.filter(pl.col("interval") != BY_DOCUMENTS).height
    more = " Where the interval is counting alone chance gives more, for words come in bursts." if counted else ""
    limit = f"An interval that includes 0 does not show that there is no difference.{more}"
    one = Finding(topic, text, limit, "03-stance.html")
    return one if clear else Nothing(one, "Cues and frames", "No kind of cue has an interval without 0", groups)


def _state_cue(topic: str, row: dict, cues: pl.DataFrame, alpha: float) -> Finding:
    group = row["group_a"] if row["difference"] >= 0 else row["group_b"]
    text = (
        f"{row['category'].replace('_', ' ').capitalize()} ({name_list(row['measure'])}): "
        f"{say_number(row['rate_a'])} hits per 1,000 words in {row['group_a']} "
        f"({count_of(row['hits_a'], 'hit')} among {count_of(row['docs_a'], 'article')}) and {say_number(row['rate_b'])} in "
        f"{row['group_b']} ({count_of(row['hits_b'], 'hit')} among {count_of(row['docs_b'], 'article')}), {VOICES[row['voice']]}."
        f"{_name_cues(cues, row)}"
    )
    low, high = (say_number(row[end], "+") for end in ("low", "high"))
    size = f"Difference {say_number(row['difference'], '+')}, 95 % interval {low} to {high}. "
    doubt = say_open(row["low"], row["high"]) + say_standing(row, alpha)
    return Finding(topic, text, size + doubt, link(row["measure"], row["category"], group, row["voice"]))


def _name_cues(cues: pl.DataFrame, row: dict) -> str:
    """The cues whose rates differ most in the direction of the category, with the hits of both sides."""
    side, other = ("a", "b") if row["difference"] >= 0 else ("b", "a")
    own = cues.filter(
        (pl.col("measure") == row["measure"]) & (pl.col("category") == row["category"])
        & ((pl.col("voice") == row["voice"]) | (row["voice"] == "all"))
    ).with_columns(
        pl.when(_is_of("a", row)).then(pl.lit("a")).when(_is_of("b", row)).then(pl.lit("b")).alias("side")
    )  # fmt: skip
    hits = {place: pl.col("hits").filter(pl.col("side") == place).sum() for place in "ab"}
    # what one hit is worth: the rate of the side over its hits
    worth = {place: row[f"rate_{place}"] / row[f"hits_{place}"] if row[f"hits_{place}"] else 0.0 for place in "ab"}
    apart = hits[side] * worth[side] - hits[other] * worth[other]
    told = own.group_by("pattern").agg(more=hits[side], less=hits[other], apart=apart).filter(pl.col("apart") > 0)
    named = [
        f"{STRUCTURES.get(pattern, f'“{pattern}”')} {more} to {less}"
        for pattern, more, less, _ in told.sort("apart", "pattern", descending=[True, False]).head(NAMED).iter_rows()
    ]
    groups = f"{row[f'group_{side}']} than in {row[f'group_{other}']}"
    return f" More frequent in {groups}, the furthest apart first (hits): {', '.join(named)}." if named else ""


def _is_of(side: str, row: dict) -> pl.Expr:
    """Whether a row of cues is of this side of a contrast."""
    group = row[f"group_{side}"]
    return pl.col("group") != row["group_a"] if group == REST else pl.col("group") == group


def state_style(style: pl.DataFrame, alpha: float) -> Iterator[Finding | Nothing]:
    """How many measures of style differ in each contrast where there is a test, and those that differ most."""
    family = style["q"].count()
    tested = style.filter(pl.col("voice").is_in(OWN) & pl.col("q").is_not_null())
    for (group_a, group_b), rows in tested.group_by(CONTRAST, maintain_order=True):
        topic = f"{TOPICS['style']} {group_a} and {group_b}"
        holding = rows.filter(pl.col("q") < alpha)
        text = (
            f"{'' if holding.height else 'Nothing stands out: '}{holding.height} of {rows.height} measures of style differ between "
            f"{group_a} and {group_b} within events."
        )
        limit = (
            f"At a false discovery rate of {alpha:g}; q is corrected over {family:,} measures, contrasts and voices."
        )
        one, head = Finding(topic, text, limit, "03-stance.html"), "No measure of style stands out"
        yield one if holding.height else Nothing(one, "Style", head, f"{group_a} and {group_b}")
        for row in choose_styles(rows, alpha).iter_rows(named=True):
            means = (
                f"{row[f'mean_{side}']:.3g} in {row[f'group_{side}']} ({count_of(row[f'docs_{side}'], 'article')})"
                for side in "ab"
            )
            name = f"{row['label'][0].upper()}{row['label'][1:]}"
            text = f"{name}, {row['unit']}, {VOICES[row['voice']]}: {' and '.join(means)}."
            low, high = (say_number(row[end], "+") for end in ("low", "high"))
            size = f"Within events {say_number(row['difference'], '+')} {row['unit']}, 95 % interval {low} to {high}. "
            yield Finding(
                topic, text, size + say_open(row["low"], row["high"]) + say_standing(row, alpha), "03-stance.html"
            )
