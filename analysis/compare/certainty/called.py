"""Words that call what is said false, tell it as a charge, or leave it open."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.levels import ALLEGED, FALSE, HEDGED
from analysis.find.lists import read_list

_LEVEL_OF = {"false": FALSE, "alleged": ALLEGED, "open": HEDGED}


def tell_called(words: pl.DataFrame) -> pl.DataFrame:
    """The words of the list that stand for the whole statement, neither denied nor in a relative clause."""
    certainty = pl.col("kind").replace_strict(_LEVEL_OF, return_dtype=pl.String)
    stands = _find_listed(words).filter(_is_placed(), ~pl.col("denied"), ~pl.col("aside"))
    return stands.with_columns(certainty=certainty, source=None)


def _find_listed(words: pl.DataFrame) -> pl.DataFrame:
    """The words that are of the list, with its kind and the part of speech it asks for, as_pos."""
    parts = pl.col("word").str.split(" ").list
    listed = read_list("certainty").filter(pl.col("kind").is_in(list(_LEVEL_OF))).select(
        "kind", lemma=parts.get(0), after=parts.get(1, null_on_oob=True), as_pos="note"
    )  # fmt: skip
    lower = pl.col("word").str.to_lowercase()
    in_row = pl.col("after").is_null() | (pl.col("after") == pl.col("next"))
    of_verb = (pl.col("as_pos") == "VERB") | ((pl.col("as_pos") == "") & (pl.col("pos") == "VERB"))
    is_form = of_verb | lower.str.contains(r"(s|ies)$")
    whole = is_form | (lower == pl.col("lemma"))  # not "shaming", by lemma "sham"
    as_asked = (pl.col("as_pos") == "") | (pl.col("as_pos") == pl.col("pos"))
    return words.join(listed, on="lemma", maintain_order="left").filter(in_row & whole & as_asked)


def _is_placed() -> pl.Expr:
    """Whether the word stands where it speaks of the whole statement, a noun elsewhere than another word."""
    of_noun = pl.when(_is_false()).then(pl.col("predicate") | pl.col("claims")).otherwise("tells")
    act = pl.col("told") & ~pl.col("takes") & (pl.col("as_pos") == "")  # "claimed the prize"
    is_main = pl.col("at") & pl.col("is_verb") & ~(_is_false() & pl.col("made")) & ~act
    describes = pl.when(_is_false()).then("of_told").otherwise("of_event")
    aside = (pl.col("beside") | pl.col("predicate") | describes) & (pl.col("kind") != "open")  # "a suspected thief"
    return pl.when(pl.col("as_pos") == "NOUN").then(of_noun).otherwise(is_main | aside)


def _is_false() -> pl.Expr:
    return pl.col("kind") == "false"
