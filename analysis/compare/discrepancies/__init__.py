"""Discrepancies: statements of two articles on one event about the same thing that give different values for it."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.candidates import find_candidates
from analysis.compare.discrepancies.choice import choose_pairs, choose_values, drop_known
from analysis.compare.discrepancies.classes import CLASSES, CONFLICT, SCOPE, UPDATE, WORDING, add_class
from analysis.compare.discrepancies.confidence import LIKELY, POSSIBLE, add_confidence
from analysis.compare.discrepancies.contexts import read_contexts
from analysis.compare.discrepancies.evidence import gather_evidence
from analysis.compare.discrepancies.names import POSSESSIVE
from analysis.compare.discrepancies.relations import AGREE, BOUND, NAME, ROUNDING, relate
from analysis.compare.discrepancies.stated import AGE, OWNED, pair_up, read_stated
from analysis.compare.published import place_documents

__all__ = [
    "BOUND", "CLASSES", "CONFLICT", "DISCREPANCIES", "LIKELY", "NAME", "POSSIBLE", "ROUNDING", "SCOPE", "UPDATE", "WORDING",
    "compare_discrepancies", "find_told", "tell_about",
]  # fmt: skip
_SIDES = {
    "value": pl.String, "doc": pl.String, "outlet": pl.String, "group": pl.String, "start": pl.Int64, "end": pl.Int64,
    "text": pl.String, "sentence_start": pl.Int64, "sentence_end": pl.Int64, "sentence": pl.String, "docs": pl.Int64,
}  # fmt: skip
DISCREPANCIES = {
    "event": pl.String, "kind": pl.String, "class": pl.String, "about": pl.String, "confidence": pl.Float64,
    "confidence_words": pl.String, "first": pl.String,
    **{f"{name}_{side}": kind for side in "ab" for name, kind in _SIDES.items()},
}  # fmt: skip


def compare_discrepancies(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Pairs of statements about the same thing with different values, the surest first: the columns of DISCREPANCIES.

    `claims` is what `find_claims` gives, `documents` has doc, event, outlet, group and may have date. Compared are articles of
    one event, each with every other and never with itself; documents without an event are left out. class is one of CLASSES
    (see `add_class`). confidence, 0 to 1, says how sure it is that both speak of the same thing, and of a conflict also that it
    is one; confidence_words is LIKELY or POSSIBLE (see `add_confidence`). a is the article published first, or else the one
    whose name comes first; first names the one that was published first, "" where their dates, which may be a month or a year,
    do not tell. start and end of the value with its words (text); sentence is the sentence it stands in. about: whose age or
    post it is, or the act and what is in it. Of two values in one event only the surest pair is a row; docs is how many
    articles in such pairs give the value, so that another article which agrees with one of both adds no row.
    """
    stated = read_stated(claims, documents)
    differing = find_told(stated).filter(pl.col("relation") != AGREE)
    told = drop_known(add_confidence(differing), stated, documents)
    return _tell(choose_values(choose_pairs(told)), documents)


def find_told(stated: pl.DataFrame) -> pl.DataFrame:
    """All pairs of statements (see `read_stated`) that are candidates, with their relation, evidence and class."""
    contexts = read_contexts(stated)
    paired = relate(pair_up(find_candidates(stated, contexts), stated))
    return add_class(gather_evidence(paired, stated, contexts), stated)


def _tell(chosen: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The columns of DISCREPANCIES, the article that surely was published first as a, the surest first."""
    dated = documents if "date" in documents.columns else documents.with_columns(date=pl.lit(None, pl.String))
    placed = place_documents(dated)
    for side in "ab":
        chosen = chosen.join(placed.rename({name: f"{name}_{side}" for name in placed.columns}), on=f"doc_{side}")
    before = (pl.col("last_a") < pl.col("first_b")).fill_null(False)
    after = (pl.col("last_b") < pl.col("first_a")).fill_null(False)
    turned = after | (~before & (pl.col("doc_b") < pl.col("doc_a")))
    spelling = pl.col("relation") == NAME  # of a name the spelling is the value
    chosen = chosen.with_columns(
        pl.when(spelling)
        .then(pl.col(f"text_{side}").str.replace(POSSESSIVE, ""))
        .otherwise(f"value_{side}")
        .alias(f"value_{side}")
        for side in "ab"
    )
    names = {name: {"sentence": "sentence_text"}.get(name, name) for name in _SIDES}
    told = chosen.select(
        pl.col("event_a").alias("event"), pl.col("kind_a").alias("kind"), "class", tell_about(), "confidence", "confidence_words",
        pl.when(before).then("doc_a").when(after).then("doc_b").otherwise(pl.lit("")).alias("first"),
        *(
            pl.when(turned).then(f"{column}_{other}").otherwise(f"{column}_{side}").alias(f"{name}_{side}")
            for side, other in ("ab", "ba") for name, column in names.items()
        ),
    )  # fmt: skip
    order = ["event", "doc_a", "start_a", "doc_b", "start_b", "kind"]
    return (
        told.select(DISCREPANCIES.keys())
        .cast(DISCREPANCIES)
        .sort("confidence", *order, descending=[True] + [False] * len(order))
    )


def tell_about() -> pl.Expr:
    """What the values are of, for a reader: "spelling", "Ann Lee: role", or the sentences' own verbs with what is in the act."""
    kind = pl.col("kind_a")
    actor = [pl.when(kind != AGE).then(f"agent_{side}") for side in "ab"]  # "he met a 14-year-old" is not of him
    of = [pl.col(f"of_{side}") for side in "ab"]
    owner = [pl.coalesce(of[at].replace("", None), actor[at].replace("", None)) for at in range(2)]
    named = [pl.when(one.str.contains(r"^\p{Lu}")).then(one) for one in owner]
    owned = pl.concat_str(pl.coalesce(*named, *owner, pl.lit("")), kind, separator=": ").str.strip_chars(": ")
    thing = [
        pl.coalesce(pl.col(f"{name}_{side}").replace("", None) for name in ("of", "patient", "agent")).fill_null("")
        for side in "ab"
    ]
    told = pl.concat_str(_join(pl.col("verb_a"), pl.col("verb_b")), _join(*thing), separator=": ").str.strip_chars(": ")
    spelling = pl.col("relation") == NAME
    return pl.when(spelling).then(pl.lit("spelling")).when(kind.is_in(OWNED)).then(owned).otherwise(told).alias("about")


def _join(one: pl.Expr, two: pl.Expr) -> pl.Expr:
    """Both, in the order of the alphabet, or the longer one where it has all of the other."""
    pair = pl.concat_str(pl.min_horizontal(one, two), pl.max_horizontal(one, two), separator=" / ")
    return (
        pl.when(one.str.contains(two, literal=True))
        .then(one)
        .when(two.str.contains(one, literal=True))
        .then(two)
        .otherwise(pair)
    )
