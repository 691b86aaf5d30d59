"""Certainty: how surely each report states the same thing, from flat to called false, and the words that do it."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.lists import read_list
from analysis.find.syntax import VERBS, Syntax, read_syntax

FLAT, ATTRIBUTED, HEDGED, ALLEGED, DENIED, FALSE = LEVELS = (
    "flat", "attributed", "hedged", "alleged", "denied", "called false",
)  # fmt: skip
MARKS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "certainty": pl.String,
    "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64, "source": pl.String,
}  # fmt: skip
CERTAINTY = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "outlet": pl.String, "group": pl.String,
    "certainty": pl.String, "source": pl.String, "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64,
    "all_words": pl.String, "spread": pl.Int64, "carriers": pl.Int64, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
}  # fmt: skip
FALSE_KIND, DENYING = "false", "denying"  # kinds of the list "falsehood", beside "alleged"
HELD = 0.5  # the part of a sentence, without source and cue, that an attribution must hold to be that of its statement
_SPINE, _DEEP = ("ccomp", "xcomp"), 3  # on from the main verb: "it *seems* to *leak*", "he *said* it *leaks*"
_LIGHT = (
    "do",
    "get",
    "go",
    "have",
    "know",
    "make",
    "say",
    "take",
    "think",
    "want",
)  # verbs that tell no statement from another
_OF_CUE = {"stance hedge": HEDGED, "negation denial": DENIED}
_KEYS = ("event", "statement", "doc", "start")


def compare_certainty(
    statements: pl.DataFrame, documents: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame, cues: pl.DataFrame
) -> pl.DataFrame:
    """How surely each sentence of each statement tells it: the columns of CERTAINTY, a row for each sentence of `statements`.

    certainty is the strongest of the sentence's marks (see `find_certainty`) in the order of LEVELS, `flat` where it has
    none; word is the one that does it (null where flat, and where a quotation has none), all_words all of them; source is
    whoever the statement is attributed to, whatever its certainty (null where that is nobody). Of `documents` outlet and
    group are told. A report is taken by its strongest sentence; spread is how many LEVELS the reports of a statement lie
    apart, 0 where they agree or where one alone carries it. The widest apart first, then what most carry.
    """
    marks = find_certainty(statements, quotes, tokens, cues)
    level = pl.col("certainty").replace_strict(
        {name: place for place, name in enumerate(LEVELS)}, return_dtype=pl.Int64
    )
    ordered = marks.with_columns(level=level).sort(
        *_KEYS, "level", "word_start", descending=[False] * 4 + [True, False]
    )
    by_sentence = ordered.group_by(*_KEYS, maintain_order=True).agg(
        pl.col("certainty", "word", "word_start", "word_end", "level").first(), pl.col("source").drop_nulls().first(),
        all_words=pl.col("word").sort_by("word_start").unique(maintain_order=True).str.join("; "),
    )  # fmt: skip
    table = statements.join(by_sentence, on=_KEYS, how="left", maintain_order="left").with_columns(
        pl.col("certainty").fill_null(FLAT), pl.col("level").fill_null(0), pl.col("all_words").fill_null("")
    )
    of_report = pl.col("level").max().over("event", "statement", "doc")
    table = table.with_columns(report=of_report, carriers=pl.col("doc").n_unique().over("event", "statement"))
    table = table.with_columns(spread=(pl.col("report").max() - pl.col("report").min()).over("event", "statement"))
    table = table.join(documents.select("doc", "outlet", "group"), on="doc", how="left", maintain_order="left")
    first = ["spread", "carriers", "event", "statement"]
    ordered = table.sort(*first, "doc", "start", descending=[True, True, False, False, False, False])
    return ordered.select(CERTAINTY.keys()).cast(CERTAINTY)


def find_certainty(
    statements: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame, cues: pl.DataFrame
) -> pl.DataFrame:
    """The words that make a sentence of a statement less than flat: the columns of MARKS; start is that of the sentence.

    `quotes` is as `find_sources` gives it, `tokens` the parse, `cues` hits of the lexicons stance and negation (`find_cues`).
    `attributed`: a claim of another holds its main verb, or what that takes, or HELD of its characters without cue and source; it is
    `alleged` where its cue distances, `denied` where its cue denies and is not denied itself. `hedged`: a hedge at the main verb or what it
    takes ("may", "appears to"), not one deeper in ("about 40"). `denied`: words of denial there, or a negation of the
    verb, if it is not a light one, that another report of the statement uses without. `alleged`, `called false`: words of the list
    `falsehood`, wherever they stand but in a relative clause, and not denied ("not false").
    """
    sentences = statements.select(*_KEYS, "end", "sentence")
    words = _place_words(sentences, read_syntax(tokens))
    found = [
        _tell_attributed(sentences, quotes, words.filter("main")),
        _tell_called(words),
        _tell_cues(words, cues),
        _tell_negated(words),
    ]
    marks = pl.concat([part.select(MARKS.keys()).cast(MARKS) for part in found])
    return marks.unique(maintain_order=True).sort(*_KEYS, "word_start", "certainty")


# --- attributions ---------------------------------------------------------------------------------------------------


def _tell_attributed(sentences: pl.DataFrame, quotes: pl.DataFrame, mains: pl.DataFrame) -> pl.DataFrame:
    """The attributions that hold a main verb or most of a sentence."""
    denies, is_denied = pl.col("cue_lemma").is_in(_list_denying()), pl.col("denied").fill_null(False)
    spans = quotes.filter(pl.col("claim").fill_null(False) | (denies & is_denied)).select(
        "doc", "attribution", "cue", "cue_lemma", "cue_class", "denied", from_="start", to="end", word_start="cue_start",
        word_end="cue_end", who_start="source_start", who_end="source_end", source=pl.coalesce("actor", "source"),
    )  # fmt: skip
    met = sentences.join(spans, on="doc").with_columns(held=_overlap("from_", "to")).filter(pl.col("held") > 0)
    least = pl.col("end") - pl.col("start") - _overlap("word_start", "word_end") - _overlap("who_start", "who_end")
    of_one = [*_KEYS, "attribution"]
    verbs = met.join(mains.select(*_KEYS, main="word_start"), on=_KEYS)
    verbs = (
        verbs.filter(pl.col("main").is_between("from_", "to", closed="left")).select(*of_one, has_verb=True).unique()
    )
    told = met.with_columns(least=HELD * least).group_by(of_one, maintain_order=True).agg(
        pl.col("held").sum(), pl.exclude(*of_one, "held").first()
    )  # fmt: skip
    told = told.join(verbs, on=of_one, how="left", maintain_order="left", nulls_equal=True)
    certainty = (
        pl.when(denies & ~is_denied).then(pl.lit(DENIED))
        .when(pl.col("cue_class") == "distancing").then(pl.lit(ALLEGED))
        .otherwise(pl.lit(ATTRIBUTED))
    )  # fmt: skip
    named = pl.when(pl.col("source") != "").then("source")
    holds = pl.col("has_verb").fill_null(False) | (pl.col("held") >= pl.col("least"))
    return told.filter(holds).with_columns(
        certainty=certainty, word=pl.when(pl.col("cue") != "").then("cue"), source=named
    )


def _overlap(first: str, last: str) -> pl.Expr:
    """How many characters of the sentence lie in a span, 0 where there is none."""
    both = pl.min_horizontal("end", pl.col(last).cast(pl.Int64)) - pl.max_horizontal(
        "start", pl.col(first).cast(pl.Int64)
    )
    return pl.when(pl.col(first).is_null()).then(0).otherwise(both.clip(lower_bound=0))


def _list_denying() -> list[str]:
    return read_list("falsehood").filter(kind=DENYING)["word"].to_list()


# --- words ----------------------------------------------------------------------------------------------------------


def _place_words(sentences: pl.DataFrame, syntax: Syntax) -> pl.DataFrame:
    """The words of each sentence with its keys: lemma, pos, next (the lemma after), verb (that of what it hangs on), word,
    word_start, word_end, main (a verb of the spine), on (it is there, or hangs on one), denied (it, or what it hangs on),
    aside (it is in a relative clause), negates (it is the "not" of the spine)."""
    spine, lemma, head = _find_spine(syntax), syntax.rows["lemma"], syntax.head
    above, aside = spine[head], syntax.having(dep="relcl")
    marks = {
        "main": spine & syntax.having(pos=VERBS), "on": spine | above, "denied": syntax.denied | syntax.denied[head],
        "is_verb": syntax.having(pos="VERB"), "negates": syntax.having(dep="neg") & above, "aside": aside | aside[head],
    }  # fmt: skip
    rows = syntax.rows.select(
        "doc", "lemma", "pos", word_start=pl.col("start").cast(pl.Int64), word_end=pl.col("end").cast(pl.Int64),
        next=lemma.shift(-1), verb=lemma.gather(head), **{name: pl.Series(of_word) for name, of_word in marks.items()},
    )  # fmt: skip
    placed = rows.sort("doc", "word_start").join_asof(
        sentences.sort("doc", "start"), left_on="word_start", right_on="start", by="doc", coalesce=False,
        check_sortedness=False,
    )  # fmt: skip
    inside = placed.filter(pl.col("word_start") < pl.col("end"))
    return inside.with_columns(word=_cut("word_start", "word_end"))


def _cut(first: str, last: str) -> pl.Expr:
    return pl.col("sentence").str.slice(pl.col(first) - pl.col("start"), pl.col(last) - pl.col(first))


def _find_spine(syntax: Syntax) -> np.ndarray:
    """Whether each word is the main verb of its sentence or the verb of a clause that this takes, and so on."""
    on = syntax.head == np.arange(len(syntax.head))
    takes = syntax.having(dep=_SPINE)
    for _ in range(_DEEP):
        on = on | (takes & on[syntax.head])
    return on


def _tell_called(words: pl.DataFrame) -> pl.DataFrame:
    """The words that call what is said false, or tell it as a charge."""
    parts = pl.col("word").str.split(" ").list
    listed = read_list("falsehood").filter(pl.col("kind").is_in([FALSE_KIND, ALLEGED])).select(
        "kind", lemma=parts.get(0), after=parts.get(1, null_on_oob=True), as_pos="note"
    )  # fmt: skip
    met = words.join(listed, on="lemma", maintain_order="left")
    in_row = pl.col("after").is_null() | (pl.col("after") == pl.col("next"))
    right = in_row & ((pl.col("as_pos") == "") | (pl.col("as_pos") == pl.col("pos")))
    certainty = pl.when(pl.col("kind") == FALSE_KIND).then(pl.lit(FALSE)).otherwise(pl.lit(ALLEGED))
    return met.filter(right, ~pl.col("denied"), ~pl.col("aside")).with_columns(certainty=certainty, source=None)


def _tell_cues(words: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The hedges and denials with a word at the spine."""
    kind = pl.concat_str("lexicon", "category", separator=" ").replace_strict(
        _OF_CUE, default=None, return_dtype=pl.String
    )
    hits = cues.with_columns(certainty=kind).drop_nulls("certainty")
    spans = hits.select("doc", "certainty", cue_start="start", cue_end="end").sort("doc", "cue_start")
    on = words.filter("on").sort("doc", "word_start")
    met = on.join_asof(
        spans, left_on="word_start", right_on="cue_start", by="doc", coalesce=False, check_sortedness=False
    )
    inside = met.filter(pl.col("word_start") < pl.col("cue_end"))
    twice = (pl.col("is_verb") & pl.col("denied")).any().over("doc", "cue_start")  # "did not deny that"
    inside = inside.filter((pl.col("certainty") != DENIED) | ~twice)
    marks = inside.with_columns(
        word=_cut("cue_start", "cue_end"), word_start="cue_start", word_end="cue_end", source=None
    )
    return marks.filter(pl.col("word_start") >= pl.col("start"))


def _tell_negated(words: pl.DataFrame) -> pl.DataFrame:
    """The negations of a verb at the spine that another report of the statement uses without."""
    told = words.filter("is_verb", ~pl.col("denied"), ~pl.col("lemma").is_in(_LIGHT))
    said = told.select("event", "statement", "lemma", other="doc").unique()
    met = words.filter("negates").join(
        said, left_on=["event", "statement", "verb"], right_on=["event", "statement", "lemma"]
    )
    return met.filter(pl.col("other") != pl.col("doc")).with_columns(certainty=pl.lit(DENIED), source=None)
