"""Statements on the texts themselves: what is compared, and what two reports share."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from analysis.compare.counts import OWN
from analysis.report.evidence import link
from analysis.report.quoting import quote
from analysis.report.statements.finding import Finding, count_of

TITLE, PASSAGE = 60, 240  # characters of a title and of a passage that are quoted


def state_corpus(documents: pl.DataFrame) -> Iterator[Finding]:
    """How many articles, outlets and words each group has, and how much is not counted."""
    groups = documents.group_by("group").agg(
        pl.len(),
        pl.col("outlet").n_unique(),
        pl.col("words", "excluded_words", "quoted_words", "attributed_words").sum(),
    )
    sides = [
        f"{group}: {count_of(docs, 'article')} of {count_of(outlets, 'outlet')}, {words:,} words, {quoted:,} of them quoted, "
        f"{told:,} attributed"
        for group, docs, outlets, words, _, quoted, told in groups.sort("group").iter_rows()
    ]
    events = documents["event"].n_unique() - (documents["event"].null_count() > 0)
    text = f"{count_of(documents.height, 'article')} on {count_of(events, 'event')}. {'; '.join(sides)}."
    left_out = "Words of passages that are not running text, which are not counted: " + ", ".join(
        f"{excluded:,} in {group}" for group, _, _, _, excluded, *_ in groups.sort("group").iter_rows()
    )
    yield Finding("The texts", text, f"{left_out}.", "01-corpus.html")


def state_sizes(sizes: pl.DataFrame) -> Iterator[Finding]:
    """What limits each contrast: too few articles, one event, an outlet that is most of a group, too few outlets."""
    for row in sizes.filter(pl.col("voice").is_in(OWN) & (pl.col("note") != "")).iter_rows(named=True):
        events = count_of(row["shared_events"], "event")
        text = (
            f"{row['group_a']} and {row['group_b']} both cover {events}, with {row['shared_docs_a']} and "
            f"{count_of(row['shared_docs_b'], 'article')} of {row['outlets_a']} and {count_of(row['outlets_b'], 'outlet')} in all."
        )
        note = row["note"]
        yield Finding("The texts", text[0].upper() + text[1:], f"{note[0].upper()}{note[1:]}.", "01-corpus.html")


def state_overlap(similarity: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """Which two articles of different groups on one event share most vocabulary, and which least."""
    group = dict(documents.select("doc", "group").iter_rows())
    across = [row for row in similarity.iter_rows(named=True) if group[row["doc_a"]] != group[row["doc_b"]]]
    if across:
        most = max(across, key=lambda row: row["cosine"])
        least = min(across, key=lambda row: row["cosine"])
        names = _name_articles(documents)
        pairs = [(names[row["doc_a"]], names[row["doc_b"]], row["cosine"]) for row in (most, least)]
        (one, other, near), (first, second, far) = pairs
        text = (
            f"Of {count_of(len(across), 'pair')} of articles of different groups on one event, these share most vocabulary "
            f"(cosine {near:.2f}): {one} and {other}; these least ({far:.2f}): {first} and {second}."
        )
        limit = "Cosine of TF-IDF vectors, 0 nothing shared to 1 the same; it says nothing of agreement."
        yield Finding("Overlap", text, limit, "07-overlap.html")


def _name_articles(documents: pl.DataFrame) -> dict[str, str]:
    """The outlet, the title and the day of each article, as far as they are known, and last its id."""
    return {
        doc: _name_article(doc, *parts) for doc, *parts in documents.select("doc", "outlet", "title", "date").rows()
    }


def _name_article(doc: str, outlet: str | None, title: str | None, date: str | None) -> str:
    quoted = quote(title, TITLE) if title else None
    return f"{', '.join(part for part in (outlet, quoted, date) if part)} ({doc})"


def state_passages(passages: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """The longest passage that two articles of one event share."""
    if passages.height:
        order = {"words": True, "doc_a": False, "doc_b": False, "start_a": False}
        row = passages.sort(*order, descending=list(order.values())).row(0, named=True)
        names = _name_articles(documents)
        text = (
            f"The longest passage that two articles of one event share has {row['words']} words: "
            f"{quote(row['text_a'], PASSAGE)}. "
            f"It stands in {names[row['doc_a']]} and {names[row['doc_b']]}."
        )
        yield Finding(
            "Overlap",
            text,
            f"{count_of(passages.height, 'shared passage')} in all.",
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
        named = count_of(both["actor"].n_unique(), "actor")
        text = f"Named by different groups in reports of one event: {named}" + (
            f", among them {people}." if people else "."
        )
        spelt = f"Counted as one: {merged['spellings'][0].replace(' | ', ', ')}." if merged.height else ""
        yield Finding("Overlap", text, spelt, "07-overlap.html")
