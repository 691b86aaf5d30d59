"""Confidence: how sure it is that two statements are about the same thing."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.classes import UPDATE
from analysis.compare.discrepancies.relations import AGREE, NAME
from analysis.compare.discrepancies.stated import AGE, COUNT, DAY, EMPLOYER, PERSON, PLACE, ROLE

# How much each thing weighs in the logarithm of the odds. Found by logistic regression on one half of labelled pairs, then
# rounded; what asks for alike sentences was raised, as real articles say the same with more of the same words.
WEIGHTS = {
    "fair": 1.9, "way": 1.5, "near": 1.5, "sentence": 1.5, "owner": 1.5, "slip": 1.3, "slots": 1.0, "act": 1.0, "day": 0.8,
    "people": 0.6, "counted": 0.6, "alone": 0.4,
    "far": -2.7, "settled": -1.0, "day_other": -0.8, "of_apart": -0.5, "few": -0.8,
}  # fmt: skip
KINDS = {
    ROLE: -3.5,
    EMPLOYER: -2.0,
    PERSON: -1.5,
    PLACE: -0.8,
    DAY: -0.5,
}  # how much rarer one thing is meant than by others
START = -2.5
LIKELY, POSSIBLE = "likely", "possible"
AT_LEAST = {LIKELY: 0.85, POSSIBLE: 0.5}
FREE, FREE_FAIR = 1.0, 0.5  # the distance of two numbers from which on it speaks against one thing; of fair ones
FEW = 3  # below it there may be several such things without anyone contradicting another
ALIKE = 0.25  # of the sentences in which a role is compared
_STATE, _AGENT = "state", "agent"
_NEVER = (  # what shows that two things are meant
    "people_apart", "names_apart", "counted_apart", "contrast", "settled_both", "tense", "doubt",
)  # fmt: skip
_NO_POSTS = (
    "aunt", "boy", "boyfriend", "brother", "candidate", "child", "citizen", "cousin", "daughter", "driver", "fan", "father",
    "friend", "girl", "girlfriend", "grandfather", "grandmother", "guest", "heads", "hero", "husband", "killer", "lady", "legend",
    "lover", "man", "member", "mother", "native", "neighbour", "nephew", "niece", "parent", "partner", "passenger", "patient",
    "resident", "shooter", "sister", "son", "star", "survivor", "suspect", "uncle", "veteran", "victim", "villager",
    "visitor", "widow", "wife", "winner", "witness", "woman",
)  # fmt: skip


def add_confidence(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs that may be discrepancies, with confidence (0 to 1, a logistic function of the evidence) and its word.

    Left out are values that agree, what shows that two things are meant, what may not be compared (see `_may_compare`), and
    what is less than POSSIBLE.
    """
    kind = pl.col("kind_a")
    apart = (pl.any_horizontal(_NEVER) & (kind != PERSON)) | (pl.col("day_apart") & (pl.col("class") != UPDATE))
    kept = told.filter(pl.col("relation") != AGREE, _may_compare(), ~apart).with_columns(
        far=(pl.col("far") - pl.when("fair").then(FREE_FAIR).otherwise(FREE)).clip(0, 2),
        few=(kind == COUNT) & (pl.min_horizontal("low_a", "low_b") < FEW),
    )
    of_kind = kind.replace_strict(KINDS, default=0.0, return_dtype=pl.Float64)
    by_name = pl.when(pl.col("relation") == NAME).then(0.0).otherwise(of_kind)
    weighed = [pl.col(name).cast(pl.Float64).fill_null(0) * weight for name, weight in WEIGHTS.items()]
    odds = START + pl.sum_horizontal(by_name, *weighed)
    sure = kept.with_columns(confidence=(1 / (1 + (-odds).exp())).round(6))
    word = pl.when(pl.col("confidence") >= AT_LEAST[LIKELY]).then(pl.lit(LIKELY)).otherwise(pl.lit(POSSIBLE))
    return sure.filter(pl.col("confidence") >= AT_LEAST[POSSIBLE]).with_columns(confidence_words=word)


def _may_compare() -> pl.Expr:
    """Whether what both tell is of one owner or act: names always, ages, roles and employers of one person, who did something
    and where by one act with someone or something in it that is the same, numbers by a noun, an act or an actor."""
    kind = pl.col("kind_a")
    does = pl.all_horizontal(pl.col(f"deed_{side}") != _STATE for side in "ab")
    same_act = does & pl.col("act") & pl.col("slots") & pl.col("way")
    is_named = pl.any_horizontal(pl.col(f"value_{side}").str.contains(r"^\p{Lu}") for side in "ab")
    is_people = pl.all_horizontal(pl.col(f"unit_{side}") == PERSON for side in "ab")
    return (
        pl.when(pl.col("relation") == NAME).then(pl.lit(True))
        .when(kind == ROLE).then(pl.col("owner") & (pl.col("sentence") >= ALIKE) & ~_is_no_post())
        .when(kind.is_in([AGE, EMPLOYER])).then("owner")
        .when(kind == PERSON).then(same_act & (pl.col("way_a") == _AGENT) & ~is_named)
        .when(kind == PLACE).then(same_act)
        .when(kind == COUNT).then(pl.col("counted") | is_people | pl.col("act") | pl.col("slots"))
        .otherwise(pl.lit(True))
    )  # fmt: skip


def _is_no_post() -> pl.Expr:
    """Whether what a person is called is no post: a relative, or a part in what happened."""
    last = [pl.col(f"value_{side}").str.to_lowercase().str.split(" ").list.last() for side in "ab"]
    return last[0].is_in(_NO_POSTS) | last[1].is_in(_NO_POSTS)
