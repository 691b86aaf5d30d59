"""Sensitivity: whether a finding also holds where the same corpus is counted in other ways (Steegen et al. 2016)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from analysis.compare.counts import OWN, VOICES, count_words
from analysis.compare.estimates import Contrast, side_of
from analysis.compare.headlines import (
    KEYS,
    OF_STYLE,
    OF_TERMS,
    choose_cues,
    choose_styles,
    choose_terms,
    is_clear,
    list_headlines,
    shape_cues,
    shape_style,
    shape_terms,
)
from analysis.compare.means import STYLE_VOICES, STYLES, compare_styles, measure_styles
from analysis.compare.rates import CONTRASTS, compare_contrasts
from analysis.compare.terms import SCHEMA as KEYNESS
from analysis.compare.terms import compare_terms
from analysis.compare.variants import LEAVE_OUT, WORDS, Variant, list_variants
from analysis.find.cues import SCHEMA as HITS
from analysis.find.cues import find_cues
from analysis.find.lexicons import Lexicon
from analysis.find.material import Material
from analysis.find.words import Words

SENSITIVITY = {
    "finding": pl.Int64, "topic": pl.String, "term": pl.String, "voice": pl.String, "group_a": pl.String, "group_b": pl.String,
    "asked": pl.String, "variant": pl.String, "kind": pl.String, "named": pl.String, "effect": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "q": pl.Float64, "clear": pl.Boolean, "holds": pl.Boolean, "reason": pl.String, "note": pl.String,
}  # fmt: skip
SUMMARY = {
    "finding": pl.Int64, "topic": pl.String, "term": pl.String, "voice": pl.String, "group_a": pl.String, "group_b": pl.String,
    "asked": pl.String, "held": pl.Int64, "of": pl.Int64, "unasked": pl.Int64, "clear": pl.Int64, "bounded": pl.Int64,
    "exceptions": pl.String, "text": pl.String,
}  # fmt: skip
FRAGMENT = "it is part of a longer phrase there, which is tested instead"


def check_terms(
    keyness: pl.DataFrame,
    material: Material,
    tokens: pl.DataFrame,
    passages: pl.DataFrame,
    contrasts: list[Contrast],
    quoted: str = "split",
    ngrams: int = 4,
    min_count: int = 3,
    alpha: float = 0.05,
) -> pl.DataFrame:
    """The headline terms of a keyness table made with these settings, in every other way to count (see `check_sensitivity`)."""
    headlines = list_headlines(
        choose_terms(keyness, alpha), pl.DataFrame(schema=CONTRASTS), pl.DataFrame(schema=STYLES)
    )
    variants = list_variants(material, tokens, passages, quoted, ngrams, min_count)
    return check_sensitivity(headlines, variants, pl.DataFrame(schema=HITS), tokens, [], contrasts, alpha)


def check_cues(
    differences: pl.DataFrame,
    style: pl.DataFrame,
    hits: pl.DataFrame,
    material: Material,
    tokens: pl.DataFrame,
    passages: pl.DataFrame,
    lexicons: Sequence[Lexicon],
    contrasts: list[Contrast],
    quoted: str = "split",
    alpha: float = 0.05,
) -> pl.DataFrame:
    """The headlines of tables of contrasts of these hits and of style, in every other way to count (see `check_sensitivity`)."""
    headlines = list_headlines(
        pl.DataFrame(schema=KEYNESS), choose_cues(differences, alpha), choose_styles(style, alpha)
    )
    variants = list_variants(material, tokens, passages, quoted)
    fitting = [variant for variant in variants if variant.has_cues]
    return check_sensitivity(headlines, fitting, hits, tokens, lexicons, contrasts, alpha)


def check_sensitivity(
    headlines: pl.DataFrame,
    variants: Sequence[Variant],
    hits: pl.DataFrame,
    tokens: pl.DataFrame,
    lexicons: Sequence[Lexicon],
    contrasts: list[Contrast],
    alpha: float = 0.05,
) -> pl.DataFrame:
    """Each finding of `list_headlines` in each variant, and whether it holds there; `hits` are the run's own.

    Columns: finding (its place, from 1), topic, term, voice, groups, asked, variant, kind, named (the term there), effect,
    low, high, q there, clear (whether that interval leaves out 0 on the side of the run's effect; null without an interval),
    holds, reason (why not), note (on the variant).
    To hold is to have the direction of the run and what is asked: the `test` (q below alpha) of a finding that passed it in
    the run, the `interval` (without 0) where the run had no test and such an interval, else the `direction` alone. It is
    null where that cannot be asked, as where a variant has too few articles for a test. A test also fails because fewer
    articles are left or more terms are tested, so `clear` stands beside it. A finding on the author's words
    is compared with one on all words where a variant does not part them. Cues are not asked what only concerns terms.
    """
    asked = headlines.with_row_index("finding", offset=1).with_columns(asked=_what_to_ask(alpha))
    run = _Run(hits, tokens, lexicons, contrasts, alpha)
    rows = [row for variant in variants for row in _ask(asked, variant, run)]
    return pl.DataFrame(rows, schema=SENSITIVITY, orient="row").sort("finding", maintain_order=True)


class _Run(NamedTuple):
    """What all variants share of the run."""

    hits: pl.DataFrame
    tokens: pl.DataFrame
    lexicons: Sequence[Lexicon]
    contrasts: list[Contrast]
    alpha: float


def _what_to_ask(alpha: float) -> pl.Expr:
    tested = pl.col("p").is_not_null()
    return (
        pl.when(tested & (pl.col("q") < alpha)).then(pl.lit("test"))
        .when(~tested & is_clear()).then(pl.lit("interval"))
        .otherwise(pl.lit("direction"))
    )  # fmt: skip


def _ask(headlines: pl.DataFrame, variant: Variant, run: _Run) -> list[tuple]:
    """The rows of one variant: what is counted there is joined to each finding under the name and voice it has there."""
    fitting = headlines if variant.has_cues else headlines.filter(pl.col("topic") == OF_TERMS)
    if fitting.is_empty():
        return []
    words, documents = variant.make()
    renamed = _name_there(fitting, variant, words)
    topics = {{OF_TERMS: _count_terms, OF_STYLE: _count_style}.get(topic, _count_cues) for topic in fitting["topic"]}
    counted = [
        count(variant, words, documents, run) for count in (_count_terms, _count_cues, _count_style) if count in topics
    ]
    there = renamed.join(
        pl.concat(table.filter(pl.col("term").is_in(renamed["named"].to_list())) for table in counted).with_columns(
            clear=is_clear(), counted=pl.lit(True)
        ),
        left_on=["topic", "named", "spoken", "group_a", "group_b"], right_on=list(KEYS),
        how="left", maintain_order="left", suffix="_there",
    )  # fmt: skip
    voices = sorted({*VOICES[variant.quoted], *STYLE_VOICES[variant.quoted]})
    compared = _list_compared(words, documents, run.contrasts, voices)
    return [
        (
            *(row[name] for name in ("finding", *KEYS, "asked")), variant.name, variant.kind, row["named"],
            *(row[f"{name}_there"] for name in ("effect", "low", "high", "q")), _is_on_same_side(row),
            *_judge(row, variant, compared, run.alpha), variant.note,
        )
        for row in there.iter_rows(named=True)
    ]  # fmt: skip


def _count_terms(variant: Variant, words: Words, documents: pl.DataFrame, run: _Run) -> pl.DataFrame:
    return shape_terms(
        compare_terms(words, documents, run.contrasts, variant.quoted, variant.ngrams, variant.min_count)
    )


def _count_cues(variant: Variant, words: Words, documents: pl.DataFrame, run: _Run) -> pl.DataFrame:
    """The cues in the words of a variant; where whole articles are left out, the hits are the run's in the others."""
    if variant.kind == LEAVE_OUT:
        hits = run.hits.join(documents.select("doc"), on="doc", how="semi", maintain_order="left")
    else:
        hits = find_cues(words, run.tokens, run.lexicons)
    return shape_cues(compare_contrasts(hits, words, documents, run.lexicons, run.contrasts, variant.quoted))


def _count_style(variant: Variant, words: Words, documents: pl.DataFrame, run: _Run) -> pl.DataFrame:
    return shape_style(
        compare_styles(measure_styles(words, run.tokens, documents, variant.quoted), documents, run.contrasts)
    )


def _name_there(headlines: pl.DataFrame, variant: Variant, words: Words) -> pl.DataFrame:
    """The findings with what their term is called in the words of a variant, and the voice that stands for theirs."""
    terms = headlines.select("topic", "term").iter_rows()
    named = [variant.rename(words, term) if topic == OF_TERMS else term for topic, term in terms]
    spoken = [
        _voice_there(voice, (STYLE_VOICES if topic == OF_STYLE else VOICES)[variant.quoted])
        for topic, voice in headlines.select("topic", "voice").iter_rows()
    ]
    columns = {"named": named, "spoken": spoken}
    return headlines.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in columns.items())


def _voice_there(voice: str, voices: Sequence[str]) -> str | None:
    """The voice that stands for this one: the author's for all words and the other way round, none for others' words."""
    return voice if voice in voices else None if voice not in OWN else voices[0]


def _list_compared(
    words: Words, documents: pl.DataFrame, contrasts: list[Contrast], voices: Sequence[str]
) -> set[tuple[str, str, str]]:
    """The voices and groups (voice, a, b) where both sides have words."""
    sizes = pl.DataFrame({"doc": words.docs, **{voice: count_words(words, voice) for voice in voices}})
    rows = documents.select("doc", "group").join(sizes, on="doc")
    sides = [(contrast, side_of(rows["group"], contrast)) for contrast in contrasts]
    return {
        (voice, *contrast)
        for contrast, side in sides
        for voice in voices
        if all((rows[voice].to_numpy()[side == value] > 0).any() for value in (1, 0))
    }


def _is_on_same_side(row: dict) -> bool | None:
    """Whether the interval of a variant leaves out 0 on the side of the run's effect."""
    if row["low_there"] is None and row["high_there"] is None:
        return None
    return bool(row["clear"]) and (row["effect_there"] > 0) == (row["effect"] > 0)


def _judge(row: dict, variant: Variant, compared: set[tuple[str, str, str]], alpha: float) -> tuple[bool | None, str]:
    """Whether a finding holds in a variant, and why not or why that cannot be asked."""
    effect, q = row["effect_there"], row["q_there"]
    if row["spoken"] is None:
        return None, f"{row['voice']} words are not counted apart there"
    if (row["spoken"], row["group_a"], row["group_b"]) not in compared:
        return None, "one of the groups has no words there"
    if row["topic"] == OF_TERMS and row["named"].count(" ") >= variant.ngrams:
        return None, "phrases of its length are not counted there"
    if row["counted"] is None:  # rarer because its texts are gone is an answer; rarer because of another rule is none
        return None if variant.kind == WORDS else False, f"it occurs fewer than {variant.min_count} times there"
    if effect is None:
        return None, "what the two groups share there gives no ratio"
    if effect == 0 or (effect > 0) != (row["effect"] > 0):
        return False, "the direction is not the same there"
    if row["asked"] == "test" and q is None:
        return None, FRAGMENT if row["p_there"] is not None else "too few articles for a test there"
    if row["asked"] == "test" and q >= alpha:
        return False, f"q is not below {alpha:g} there"
    if row["asked"] == "interval" and not row["clear"]:
        return False, "the interval includes no difference there"
    return True, ""


def summarise_sensitivity(table: pl.DataFrame) -> pl.DataFrame:
    """In how many variants each finding holds: a row a finding, in their order.

    Columns: finding, topic, term, voice, groups, asked, held, of (variants where it could be asked), unasked (where not),
    clear (variants whose interval leaves out 0 on the same side), bounded (variants with an interval), exceptions (the
    variants where it does not hold), text (all that in words).
    """
    fails = pl.col("holds").eq(False).fill_null(False)
    summed = table.group_by("finding", *KEYS, "asked", maintain_order=True).agg(
        held=pl.col("holds").sum(), of=pl.col("holds").count(), unasked=pl.col("holds").null_count(),
        clear=pl.col("clear").sum(), bounded=pl.col("clear").count(), exceptions=pl.col("variant").filter(fails).str.join("; "),
    )  # fmt: skip
    texts = [_say(row) for row in summed.iter_rows(named=True)]
    return summed.with_columns(text=pl.Series(texts, dtype=pl.String)).select(SUMMARY.keys()).cast(SUMMARY)


def _say(row: dict) -> str:
    """The counts in words; a finding that was asked for its direction alone is not said to hold.

    >>> _say({"asked": "test", "held": 2, "of": 3, "unasked": 1, "clear": 4, "bounded": 4, "exceptions": "case kept"})
    'holds in 2 of 3 other ways to count (interval without 0 in 4 of 4); not: case kept; cannot be asked in 1'
    """
    asked = "same direction" if row["asked"] == "direction" else "holds"
    more = row["asked"] != "interval" and row["bounded"] > 0  # there the interval is what was asked
    beside = f" (interval without 0 in {row['clear']} of {row['bounded']})" if more else ""
    parts = [f"{asked} in {row['held']} of {row['of']} other ways to count{beside}"]
    parts += [f"not: {row['exceptions']}"] if row["exceptions"] else []
    parts += [f"cannot be asked in {row['unasked']}"] if row["unasked"] else []
    return "; ".join(parts)
