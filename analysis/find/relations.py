"""Relations: which words stand in which grammatical relation to each other, the whole corpus at once.

Each pair is told from both sides: of the council what it does, of the verb who does it. What `syntax` brings together
is one: actives and passives, relative clauses, joined words. "Could sell" and "sells" count alike, "not sell" does not.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.syntax import Syntax, find_arguments, read_syntax
from analysis.find.voices import tell_voice

RELATIONS = {
    "doc": pl.String, "sentence": pl.UInt32, "target_start": pl.Int64, "target_end": pl.Int64, "relation": pl.String,
    "start": pl.Int64, "end": pl.Int64, "collocate": pl.String, "pos": pl.String, "voice": pl.String,
}  # fmt: skip
NEAR = "near"  # no relation of grammar
TOLD = {  # each relation as it is told of the one word, and of the other; and "… of it" with "it of …"
    "modified by": "modifies", "is": "said of", "does": "who does it", "done to it": "what it is done to",
    "has": "belongs to", "together with": "together with", NEAR: NEAR,
}  # fmt: skip
WINDOW = 5  # words on each side that are near
_ROLES = {"does": "does", "undergoes": "done to it", "is": "is", "has": "has"}
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")
_NAMED = (*_CONTENT, "ADV", "PRON")  # what can have a collocate or be one
_PAIRS = {"a": pl.Int64, "b": pl.Int64, "relation": pl.String, "denied": pl.Boolean}


def find_relations(tokens: pl.DataFrame, exclusions: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """Every pair of words in every relation, told from both sides: the columns of RELATIONS.

    `tokens` is the parse; pairs with a word in one of the `exclusions` are not counted. target_start and target_end are
    those of the word that the relation is told of, start and end those of its collocate (code points); collocate is
    its lemma, with its particle ("shut down"), and "not" before it where the pair is denied. The voice is
    that of the collocate by `voices` (`find_voices`). `near` are content words at most WINDOW
    words apart in one sentence. In the order of the texts.
    """
    syntax = read_syntax(tokens)
    pairs = pl.concat([_pair_arguments(syntax), _pair_nouns(syntax), _pair_prepositions(syntax), _pair_near(syntax)])
    turned = pairs.select(
        pl.col("b").alias("a"), pl.col("a").alias("b"),
        pl.col("relation").replace(TOLD).str.replace("^… (.*) it$", "it $1 …"), "denied",
    )  # fmt: skip
    both = pl.concat([pairs, turned]).unique(["a", "b", "relation"], keep="first", maintain_order=True)
    return _describe(both.sort("a", "relation", "b"), _name_words(syntax, exclusions, voices))


def begins_inside(rows: pl.DataFrame, spans: pl.DataFrame) -> pl.Series:
    """For each row (doc, start) whether it begins inside one of the spans (doc, start, end), which may overlap.

    >>> rows = pl.DataFrame({"doc": ["a", "a"], "start": [3, 9]})
    >>> begins_inside(rows, pl.DataFrame({"doc": ["a"], "start": [2], "end": [9]})).to_list()
    [True, False]
    """
    reach = pl.col("end").cast(pl.Int64).cum_max().over("doc")
    spans = spans.sort("doc", "start").select("doc", pl.col("start").cast(pl.Int64), reach=reach)
    placed = rows.select("doc", pl.col("start").cast(pl.Int64)).with_row_index("_row").sort("doc", "start")
    found = placed.join_asof(spans, on="start", by="doc", check_sortedness=False).sort("_row")
    return (found["start"] < found["reach"]).fill_null(False).alias("inside")


# --- pairs --------------------------------------------------------------------------------------------------------


def _pairs(relation: str, a: np.ndarray, b: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"a": a, "b": b}).select("a", "b", relation=pl.lit(relation), denied=False).cast(_PAIRS)


def _pair_arguments(syntax: Syntax) -> pl.DataFrame:
    found = find_arguments(syntax)
    return found.select(a="word", b="other", relation=pl.col("role").replace(_ROLES), denied="denied").cast(_PAIRS)


def _pair_nouns(syntax: Syntax) -> pl.DataFrame:
    """Modifiers, appositions ("the mayor, a *sailor*" is one), possessions and joined words."""
    modifiers, others, owners = (
        syntax.filling(*deps) for deps in (("amod", "compound", "nmod", "advmod"), ("appos",), ("poss",))
    )
    asking = syntax.having(tag="WRB")
    modifiers = modifiers[~asking[modifiers]]
    return pl.concat(
        [
            _pairs("modified by", syntax.over(modifiers), modifiers),
            _pairs("is", syntax.over(others), others),
            _pairs("has", syntax.referent[owners], syntax.over(owners)),
            _pairs("together with", *syntax.joined),
        ]
    )


def _pair_prepositions(syntax: Syntax) -> pl.DataFrame:
    """What stands before a preposition, told of what stands after it: "the mayor *of* the town"."""
    words = syntax.filling("pobj")
    words = words[syntax.having(dep="prep")[syntax.over(words)]]
    prepositions = syntax.over(words)
    governors = syntax.head[prepositions]
    names = syntax.rows["lemma"].gather(prepositions)
    denied = syntax.denied[governors] | syntax.denied[words]
    pairs = _pairs("", syntax.referent[words], governors)
    return pairs.with_columns(relation=pl.concat_str(pl.lit("… "), names, pl.lit(" it")), denied=denied)


def _pair_near(syntax: Syntax) -> pl.DataFrame:
    spoken = syntax.rows.with_row_index("row").filter(~pl.col("pos").is_in(["PUNCT", "SPACE", "SYM"]))
    row, content = (spoken.select(column).to_series().to_numpy() for column in ("row", pl.col("pos").is_in(_CONTENT)))
    sentence = spoken.select(pl.struct("doc", "sentence").rle_id()).to_series().to_numpy()
    parts = []
    for steps in range(1, WINDOW + 1):
        close = content[:-steps] & content[steps:] & (sentence[:-steps] == sentence[steps:])
        parts.append(_pairs(NEAR, row[:-steps][close], row[steps:][close]))
    return pl.concat(parts)


# --- the table ----------------------------------------------------------------------------------------------------


def _name_words(syntax: Syntax, exclusions: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """For each token the columns it has as a collocate, and whether it can be one."""
    rows = syntax.rows
    particle = rows.filter(dep="prt").unique("head", keep="first", maintain_order=True)
    particles = rows.with_row_index("row").select(head=pl.col("row").cast(pl.Int64)).join(
        particle.select("head", "lemma"), on="head", how="left", maintain_order="left"
    )["lemma"]  # fmt: skip
    names = pl.concat_str(rows["lemma"], particles, separator=" ", ignore_nulls=True)
    named = pl.col("pos").is_in(_NAMED) & pl.col("lemma").str.contains(r"\p{L}") & ~begins_inside(rows, exclusions)
    return rows.select(
        "doc",
        "sentence",
        pl.col("start", "end").cast(pl.Int64),
        "pos",
        collocate=names,
        voice=tell_voice(rows, voices),
        named=named,
    )


def _describe(pairs: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The pairs as spans, without those that have a word that is not counted, or one word twice."""
    kept = words["named"]
    pairs = pairs.filter((pl.col("a") >= 0) & (pl.col("a") != pl.col("b")))
    pairs = pairs.filter(kept.gather(pairs["a"]) & kept.gather(pairs["b"]))
    told = words.select(target_start="start", target_end="end")[pairs["a"]]
    return pl.concat([pairs, told, words[pairs["b"]]], how="horizontal").select(
        *("doc", "sentence", "target_start", "target_end", "relation", "start", "end"),
        pl.when("denied").then(pl.lit("not ") + pl.col("collocate")).otherwise("collocate").alias("collocate"),
        *("pos", "voice"),
    )
