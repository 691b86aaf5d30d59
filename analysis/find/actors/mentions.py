"""Mentions: every place where an actor is named, and the audit of which names were taken for one."""

from __future__ import annotations

import polars as pl

from analysis.find.actors.audit import Alias
from analysis.find.actors.forms import find_equal, is_acronym
from analysis.find.actors.kinds import settle_kinds
from analysis.find.actors.merging import merge_mentions
from analysis.find.actors.metonyms import name_states
from analysis.find.actors.names import find_names
from analysis.find.actors.sounds import fold
from analysis.find.lists import read_list

MENTIONS = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "name": pl.String, "type": pl.String, "actor": pl.String,
}  # fmt: skip
MERGES = {
    "name": pl.String, "type": pl.String, "actor": pl.String, "rule": pl.String, "score": pl.Float64,
    "mentions": pl.Int64, "docs": pl.Int64,
}  # fmt: skip


def find_actors(
    documents: pl.DataFrame,
    tokens: pl.DataFrame,
    exclusions: pl.DataFrame,
    aliases: pl.DataFrame | None = None,
    metonyms: str = "out",
) -> pl.DataFrame:
    """Every mention of a named person, organisation, place or people: doc, start, end, name, type, actor.

    `name` is the text without article and possessive, `actor` the fullest of its spellings in the corpus. `documents` has
    doc, text and, where known, event; `aliases` is of `read_aliases` and overrides every rule; with metonyms "in" the
    capital or the seat of a state's government stands for the state. Mentions that begin in one of the exclusions are not
    counted.
    """
    return _find(documents, tokens, exclusions, aliases, metonyms).select(MENTIONS.keys())


def find_merges(
    documents: pl.DataFrame,
    tokens: pl.DataFrame,
    exclusions: pl.DataFrame,
    aliases: pl.DataFrame | None = None,
    metonyms: str = "out",
) -> pl.DataFrame:
    """Which names were taken for which actor: name, type, actor, rule, score, mentions, docs; by actor, those
    of several names first, and of each the commonest name.

    The rule is empty where a name stands for itself, else: same letters, transliteration, surname, initial, title,
    acronym, short form, equal name, alias file or metonym. The score, 0 to 1, is the share of letters (after evening out
    transliteration) that name and actor have in order; of an acronym, that of its letters and the initials. It says how
    alike they are written, not how sure the merge is. A name that is short for several stands once for each.
    """
    found = _find(documents, tokens, exclusions, aliases, metonyms)
    return (
        found.group_by("name", "type", "actor", "rule", "score")
        .agg(mentions=pl.len(), docs=pl.col("doc").n_unique())
        .sort(
            pl.len().over("actor", "type") > 1, "actor", "type", "mentions", "name", "rule",
            descending=[True, False, False, True, False, False],
        )
        .select(MERGES.keys()).cast(MERGES)
    )  # fmt: skip


def _find(
    documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame, aliases: pl.DataFrame | None, metonyms: str
) -> pl.DataFrame:
    """The mentions with rule and score."""
    named, brackets = find_names(documents, tokens, exclusions)
    kind = pl.col("name").replace_strict(settle_kinds(named, brackets), default="", return_dtype=pl.String)
    typed = named.with_columns(type=kind).filter(pl.col("type") != "").with_columns(title=_read_titles())
    listed = _read_aliases(aliases)
    start = pl.col("start")
    counts = typed.group_by("doc", "name", "type", "title").agg(mentions=pl.len(), first=start.min(), last=start.max())
    counted = counts.join(_find_events(documents), on="doc")
    merged = merge_mentions(counted, listed, _pair_brackets(typed, brackets))
    found = typed.drop("type").join(merged, on=["doc", "name", "title"], how="left", maintain_order="left")
    return name_states(found, listed) if metonyms == "in" else found


def _read_titles() -> pl.Expr:
    """The title before a person's name, in lower case and without a full stop; nothing where there is none."""
    titles = read_list("titles").filter(pl.col("kind") != "before")["word"].to_list()
    one = pl.col("before").str.strip_chars_end(".")
    two = pl.concat_str("ahead", pl.lit(" "), one)
    title = pl.when(two.is_in(titles)).then(two).when(one.is_in(titles)).then(one)
    return pl.when(pl.col("type") == "person").then(title).otherwise(None).fill_null("")


def _find_events(documents: pl.DataFrame) -> pl.DataFrame:
    known = "event" in documents.columns
    return documents.select("doc", event=pl.col("event") if known else pl.lit(None, pl.String))


def _pair_brackets(typed: pl.DataFrame, brackets: pl.DataFrame) -> set[tuple[str, str, str]]:
    """The bodies that an article gives a short name for: doc, name, short name."""
    pairs = brackets.filter(~pl.col("common")).join(typed.filter(type="organisation"), on=["doc", "start"])
    kinds = dict(typed.select("name", "type").iter_rows())
    return {
        (doc, name, short)
        for doc, name, short in pairs.select("doc", "name", "short").iter_rows()
        if kinds.get(short) == "organisation"
        and " " in name
        and " " not in short
        and _fits(name, short)
        and not find_equal(short, "place")
    }


def _fits(name: str, short: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order; another short name always fits."""
    letters = iter(fold(name))
    return not is_acronym(short) or all(letter in letters for letter in fold(short.removesuffix("s")))


def _read_aliases(aliases: pl.DataFrame | None) -> dict[str, Alias]:
    if aliases is None:
        return {}
    rows = aliases.select("name", "actor", pl.col("type").fill_null("")).iter_rows()
    return {name.casefold(): Alias(actor, kind) for name, actor, kind in rows}
