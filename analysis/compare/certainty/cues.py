"""Hedges and denials at the verb that tells a statement, and negations of what another report tells."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.clauses import OTHER
from analysis.compare.certainty.levels import DENIED, HEDGED, KEYS, MARKS
from analysis.compare.certainty.listed import list_words
from analysis.compare.certainty.words import cut_out
from analysis.find.lists import read_list

_LEVEL_OF = {"stance hedge": HEDGED, "negation denial": DENIED}
_ROUGHLY = (  # hedges that say how much or how often, not how surely
    "about", "approximately", "for the most part", "generally", "kind of", "largely", "mostly", "partly", "relatively", "roughly",
    "not guilty", "somewhat", "sort of", "to a large extent", "to some degree", "to some extent", "typically", "usually",
)  # fmt: skip
_SAYING = ("said to be", "said to have", "suggest that", "suggests")  # told by `tell_attributed`, in all their forms


def tell_cues(words: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The hedges and denials with a word at the verb or over it, and the verbs of denial there."""
    on = words.filter("on").sort("doc", "word_start")
    met = on.join_asof(
        _choose_cues(cues), left_on="word_start", right_on="cue_start", by="doc", coalesce=False, check_sortedness=False
    )
    inside = met.filter(pl.col("word_start") < pl.col("cue_end"))
    twice = (pl.col("is_verb") & pl.col("denied")).any().over("doc", "cue_start")  # "did not deny that"
    stands = inside.filter((pl.col("certainty") != DENIED) | ~(twice | pl.col("refuses")), ~pl.col("able"))
    marks = stands.with_columns(
        word=cut_out("cue_start", "cue_end"), word_start="cue_start", word_end="cue_end", source=None
    )
    verbs = words.filter("scope", "denies").with_columns(certainty=pl.lit(DENIED), source=None)
    more = verbs.join(stands, on=[*KEYS, "word_start"], how="anti")
    kept = marks.filter(pl.col("word_start") >= pl.col("start"))
    return pl.concat([part.select(MARKS.keys()) for part in (kept, more)])


def _choose_cues(cues: pl.DataFrame) -> pl.DataFrame:
    """The cues of doubt and denial with their certainty, without those of amount and of another statement."""
    kind = pl.concat_str("lexicon", "category", separator=" ")
    certainty = kind.replace_strict(_LEVEL_OF, default=None, return_dtype=pl.String)
    another = pl.col("pattern").str.contains("contrary")  # "contrary to what they say" denies another statement
    tells = (
        read_list("reporting").filter(pl.col("note").str.contains("adverb"))["word"].to_list()
    )  # "reportedly" attributes
    aside = pl.col("pattern").is_in([*_ROUGHLY, *_SAYING, *tells]) | pl.col("pattern").str.contains(r"\d") | another
    hits = cues.filter(~aside).with_columns(certainty=certainty).drop_nulls("certainty")
    return hits.select("doc", "certainty", cue_start="start", cue_end="end").sort("doc", "cue_start")


def tell_negated(words: pl.DataFrame) -> pl.DataFrame:
    """The negations of the verb that tells a statement, where another report tells nearly the same by that verb and without any,
    and those beside it, where another report has a verb of denial."""
    near = words.filter(pl.col("alike") >= OTHER)
    plain = near.filter(~pl.col("negator").any().over("event", "statement", "doc"), "told")
    verb = near.filter("told").select(*KEYS, verb="lemma")
    against = near.filter("negates").join(verb, on=list(KEYS)).join(
        plain.select("event", "statement", verb="lemma", other="doc").unique(), on=["event", "statement", "verb"]
    )  # fmt: skip
    denying = words.filter("scope", pl.col("lemma").is_in(list_words("denying")), ~pl.col("refuses"))
    denied = denying.select("event", "statement", other="doc").unique()
    beside = words.filter("negates_any").join(denied, on=["event", "statement"])
    both = pl.concat([against.drop("verb"), beside])
    return both.filter(pl.col("other") != pl.col("doc")).with_columns(certainty=pl.lit(DENIED), source=None)
