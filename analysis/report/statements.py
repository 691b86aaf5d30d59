"""Statements: what one table says, in sentences with their numbers, their doubt and the way to the evidence.

A statement says what was counted in which texts. It claims a difference beyond them only where there is a test, and says
so where the interval includes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from analysis.compare.terms import certainty
from analysis.report.evidence import link

TERMS = 6  # a side and contrast
OPEN_TERMS = 2  # a side and contrast, where none holds in a test
CUES = 10  # a contrast
VOICES = {"author": "outside quotation marks", "quoted": "inside quotation marks", "all": "in all words"}
STRUCTURES = {"<imperative>": "imperatives", "<question>": "questions"}


class Finding(NamedTuple):
    """One sentence of the summary: its topic, what it says, what limits it, and where its sentences stand."""

    topic: str
    text: str
    limit: str
    link: str


def state_corpus(documents: pl.DataFrame) -> Iterator[Finding]:
    """How many articles, outlets and words each group has, and how much is not counted."""
    groups = documents.group_by("group").agg(
        pl.len(), pl.col("outlet").n_unique(), pl.col("words", "excluded_words", "quoted_words").sum()
    )
    sides = [
        f"{group}: {_count(docs, 'article')} of {_count(outlets, 'outlet')}, {words:,} words, {quoted:,} of them inside quotation marks"
        for group, docs, outlets, words, _, quoted in groups.sort("group").iter_rows()
    ]
    events = documents["event"].n_unique() - (documents["event"].null_count() > 0)
    text = f"{_count(documents.height, 'article')} on {_count(events, 'event')}. {'; '.join(sides)}."
    left_out = (
        f"{documents['excluded_words'].sum():,} words of letterheads, captions, scripture and the like are not counted."
    )
    yield Finding("The texts", text, left_out, "01-corpus.html")


def state_terms(keyness: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The terms of each side that differ most surely; where there is a test, those that hold, and how many do."""
    spoken = keyness.filter((pl.col("voice") != "quoted") & pl.col("content"))
    for (group_a, group_b), rows in spoken.group_by("group_a", "group_b", maintain_order=True):
        holding = rows.filter(pl.col("q").cast(pl.Float64) < alpha)
        tested = rows["p"].null_count() < rows.height
        shown, most = (holding, TERMS) if holding.height else (rows, OPEN_TERMS if tested else TERMS)
        for group in (group_a, group_b):
            top = shown.filter(pl.col("group") == group).sort(certainty(), descending=True, nulls_last=True)
            for row in _without_fragments(top).head(most).iter_rows(named=True):
                yield _state_term(row, alpha)
        if tested:
            text = f"{holding.height:,} of {_count(rows.height, 'term')} differ between {group_a} and {group_b} within events."
            limit = (
                f"At a false discovery rate of {alpha:g}; the test compares whole articles. The table shows the others."
            )
            yield Finding(f"Words of {group_a} and {group_b}", text, limit, "02-terms.html")


def _without_fragments(terms: pl.DataFrame) -> pl.DataFrame:
    """The terms that are not part of a longer one with the same counts."""
    names = terms.select("term", "hits_a", "hits_b").rows()
    whole = [
        not any(
            f" {term} " in f" {longer} " and term != longer and (a, b) == counts
            for longer, *rest in names
            if (counts := tuple(rest))
        )
        for term, a, b in names
    ]
    return terms.filter(pl.Series(whole, dtype=pl.Boolean))


def _state_term(row: dict, alpha: float) -> Finding:
    side, other = ("a", "b") if row["group"] == row["group_a"] else ("b", "a")
    times, group, rest = row[f"hits_{side}"], row["group"], row[f"group_{other}"]
    own = "" if row["voice"] == "all" else " outside quotation marks"
    text = (
        f"“{row['term']}” stands {_times(times)} in {row[f'words_{side}']:,} words{own} in {group} "
        f"({_count(row[f'docs_{side}'], 'article')}) and {_times(row[f'hits_{other}'])} in {row[f'words_{other}']:,} in {rest} "
        f"({_count(row[f'docs_{other}'], 'article')})."
    )
    return Finding(
        f"Words of {row['group_a']} and {row['group_b']}",
        text,
        _limit(row, alpha),
        link("terms", row["term"], group, row["voice"]),
    )


def state_cues(contrasts: pl.DataFrame, cues: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """The categories of cues that differ most surely in each contrast, and how many leave a difference open."""
    spoken = contrasts.filter((pl.col("voice") != "quoted") & (pl.col("hits_a") + pl.col("hits_b") > 0))
    order = pl.max_horizontal(pl.col("low"), -pl.col("high"))
    for (group_a, group_b), rows in spoken.group_by("group_a", "group_b", maintain_order=True):
        topic = f"Cues and frames: {group_a} and {group_b}"
        tested = rows["p"].null_count() < rows.height
        shown = rows.filter(pl.col("q").cast(pl.Float64) < alpha) if tested else rows
        for row in shown.sort(order, descending=True, nulls_last=True).head(CUES).iter_rows(named=True):
            yield _state_cue(topic, row, cues, alpha)
        if tested:
            text = (
                f"{shown.height} of {rows.height} kinds of cues differ between {group_a} and {group_b} within events."
            )
            yield Finding(topic, text, f"At a false discovery rate of {alpha:g}.", "03-stance.html")
        unclear = rows.filter((pl.col("low") <= 0) & (pl.col("high") >= 0)).height
        text = f"In {unclear} of {rows.height} comparisons of cues and frames the interval leaves open that there is no difference."
        yield Finding(topic, text, "That no difference is shown does not show that there is none.", "03-stance.html")


def _state_cue(topic: str, row: dict, cues: pl.DataFrame, alpha: float) -> Finding:
    group = row["group_a"] if row["difference"] >= 0 else row["group_b"]
    text = (
        f"{row['category'].replace('_', ' ').capitalize()} ({row['measure']}): "
        f"{row['rate_a']:.1f} hits per 1,000 words in {row['group_a']} "
        f"({_count(row['hits_a'], 'hit')} among {_count(row['docs_a'], 'article')}) and {row['rate_b']:.1f} in {row['group_b']} "
        f"({_count(row['hits_b'], 'hit')} among {_count(row['docs_b'], 'article')}), {VOICES[row['voice']]}."
        f"{_name_cues(cues, row, group)}"
    )
    interval = f"Difference {row['difference']:+.1f}, 95 % interval {row['low']:+.1f} to {row['high']:+.1f}. "
    open_end = "The interval leaves open that there is no difference. " if row["low"] <= 0 <= row["high"] else ""
    address = link(row["measure"], row["category"], group, row["voice"])
    return Finding(topic, text, interval + open_end + _standing(row, alpha), address)


def _name_cues(cues: pl.DataFrame, row: dict, group: str) -> str:
    """The cues that make up most of a category in a group."""
    own = cues.filter(
        (pl.col("measure") == row["measure"]) & (pl.col("category") == row["category"]) & (pl.col("group") == group)
        & ((pl.col("voice") == row["voice"]) | (row["voice"] == "all"))
    ).group_by("pattern").agg(pl.col("hits").sum()).sort("hits", "pattern", descending=[True, False])  # fmt: skip
    named = [f"{STRUCTURES.get(pattern, f'“{pattern}”')} ({hits})" for pattern, hits in own.head(3).iter_rows()]
    return f" Most often in {group}: {', '.join(named)}." if named else ""


def state_overlap(similarity: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """Which two articles of different groups on one event share most vocabulary, and which least."""
    group = dict(documents.select("doc", "group").iter_rows())
    across = [row for row in similarity.iter_rows(named=True) if group[row["doc_a"]] != group[row["doc_b"]]]
    if across:
        most = max(across, key=lambda row: row["cosine"])
        least = min(across, key=lambda row: row["cosine"])
        text = (
            f"Of {_count(len(across), 'pair')} of articles of different groups on one event, "
            f"{most['doc_a']} and {most['doc_b']} share most "
            f"vocabulary (cosine {most['cosine']:.2f}), {least['doc_a']} and {least['doc_b']} least ({least['cosine']:.2f})."
        )
        limit = "Cosine of TF-IDF vectors, 0 nothing shared to 1 the same; it says nothing of agreement."
        yield Finding("Overlap", text, limit, "07-overlap.html")


def state_passages(passages: pl.DataFrame) -> Iterator[Finding]:
    """The longest passage that two articles of one event share."""
    if passages.height:
        row = passages.sort("words", "doc_a", "doc_b", "start_a", descending=[True, False, False, False]).row(
            0, named=True
        )
        text = (
            f"The longest passage that two articles of one event share has {row['words']} words "
            f"({row['doc_a']} and {row['doc_b']}): “{row['text_a']}”."
        )
        yield Finding(
            "Overlap",
            text,
            f"{_count(passages.height, 'shared passage')} in all.",
            link("passages", f"{row['doc_a']} and {row['doc_b']}"),
        )


def state_actors(actors: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How many actors different groups name in reports of one event, and a person of several spellings."""
    both = actors.filter(pl.col("groups") > 1)
    merged = both.filter((pl.col("type") == "person") & pl.col("spellings").str.contains(" | ", literal=True)).sort(
        "mentions", descending=True
    )
    if both.height:
        people = ", ".join(
            both.filter(pl.col("type") == "person")["actor"].unique(maintain_order=True).head(6).to_list()
        )
        named = _count(both["actor"].n_unique(), "actor")
        text = f"Named by different groups in reports of one event: {named}" + (
            f", among them {people}." if people else "."
        )
        spelt = f"Counted as one: {merged['spellings'][0].replace(' | ', ', ')}." if merged.height else ""
        yield Finding("Overlap", text, spelt, "07-overlap.html")


# --- words --------------------------------------------------------------------------------------------------------


def _limit(row: dict, alpha: float) -> str:
    """The size of the ratio with its interval, and what stands behind it."""
    sign = 1 if row["group"] == row["group_a"] else -1
    bounds = sorted(sign * value for value in (row["low"], row["high"]) if value is not None)
    low = f"{2 ** bounds[0]:.1f}" if bounds else "?"
    high = f"{2 ** bounds[1]:.1f}" if len(bounds) > 1 else ""
    unit = "documents" if row["interval"] == "documents" else "counting alone"
    size = f"{2 ** abs(row['log_ratio']):.1f} times the rate, 95 % interval {low} to {high} ({unit}). "
    if not high:  # the other side has none, so there is no ratio, only its lower bound
        size = f"At least {low} times the rate, with 95 % confidence ({unit}). "
    open_end = "The interval leaves open that there is no difference. " if bounds and bounds[0] <= 0 else ""
    return size + open_end + _standing(row, alpha)


def _standing(row: dict, alpha: float) -> str:
    """Whether the row speaks for more than these texts."""
    if row["p"] is None:
        return "Of these texts only: too few articles for a test."
    verdict = "holds" if row["q"] < alpha else "does not hold"
    return f"Within events it {verdict} at a false discovery rate of {alpha:g} (q = {row['q']:.2g})."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")
