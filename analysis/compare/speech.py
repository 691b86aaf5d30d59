"""Speech: how many of an article's words are given to others, in whose mouth they are put, how, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.counts import Counts, gather_counts
from analysis.compare.estimates import BY_WORDS, PER, Contrast, wilson_interval
from analysis.compare.rates import CONTRASTS, RATES, contrast_counts, rate_counts
from analysis.find.sources import SOURCE_TYPES
from analysis.find.words import Words

SPEECH = ("direct", "mixed", "indirect")  # the types of content that are speech
CUES = ("neutral", "endorsing", "distancing", "declaring", "emotive", "thought")
NO_INTERVAL = "no interval, as the words of a quotation come together"
PER_WORDS, PER_ATTRIBUTIONS = "per 1,000 words", "per 1,000 attributions with a cue"
UNITS = {
    "speech": PER_WORDS, "scare": PER_WORDS, "sources": PER_WORDS, "quotations": PER_WORDS, "reporting": PER_WORDS,
    "cues": PER_ATTRIBUTIONS,
}  # fmt: skip
_LEDGER = ("words quoted", "words attributed", "quotations", "attributions")
_OF_ATTRIBUTION = ("source_type", "cue_class", "cue_lemma", "actor", "source")


class Speech(NamedTuple):
    """The speech in the counted words of a corpus.

    `pieces` are the rows of sourced quotations that are speech and have a counted word, outer before inner, with number (that of
    the attribution, null where it has no words), place (of the document), words (counted, in no piece around it) and quoted
    (those in marks); `attributions` sums them up: number, doc, place, start, end, source_type, cue_class, cue_lemma, actor,
    source (null where there is none), type (of its pieces, parted by spaces), words, quoted. For each counted word
    `piece_of` is the row of its outermost piece or -1, `quoted` whether it is speech in marks.
    """

    pieces: pl.DataFrame
    attributions: pl.DataFrame
    piece_of: np.ndarray
    quoted: np.ndarray


def place_speech(sourced: pl.DataFrame, words: Words) -> Speech:
    """The speech of `sourced` (see `find_sources`) in the counted words; what is left out of these never counts.

    What others only want, feel or talk about is no speech but for what stands in marks, and neither is what they are told not
    to say. A word belongs to the outermost piece that it stands in, as what a source tells of another's words is the
    source's; an attribution without words of its own is left out. Words in marks are quoted, the others attributed.
    """
    pieces, first, last = _find_bounds(
        sourced.filter(pl.col("type").is_in(SPEECH), pl.col("claim") | (pl.col("type") == "mixed")), words
    )
    piece_of = _own_words(first, last, len(words.ids))
    in_marks = words.in_voice("quoted")
    piece_of[~in_marks & ~np.append(pieces["claim"].to_numpy(), True)[piece_of]] = -1
    quoted = in_marks & (piece_of >= 0)
    own = piece_of[piece_of >= 0], piece_of[quoted]
    sums = [np.bincount(rows, minlength=pieces.height) for rows in own]
    counted = pieces.with_columns(words=pl.Series(sums[0], dtype=pl.Int64), quoted=pl.Series(sums[1], dtype=pl.Int64))
    numbered = counted.with_columns(number=_number_attributions(counted))
    return Speech(numbered, _sum_attributions(numbered.drop_nulls("number")), piece_of, quoted)


def _find_bounds(rows: pl.DataFrame, words: Words) -> tuple[pl.DataFrame, np.ndarray, np.ndarray]:
    """The spans that hold the beginning of a counted word, outer before inner, with their first word and the one after their last."""
    place = pl.DataFrame({"doc": words.docs}, schema={"doc": pl.String}).with_row_index("place")
    placed = rows.join(place, on="doc").sort("place", "start", -pl.col("end"), maintain_order=True)
    far = np.int64(1) << 32  # past the end of any text
    begins = words.doc_index * far + words.starts
    docs = placed["place"].cast(pl.Int64).to_numpy() * far
    first, last = (
        np.searchsorted(begins, docs + placed[column].cast(pl.Int64).to_numpy()) for column in ("start", "end")
    )
    kept = last > first
    return placed.filter(kept), first[kept], last[kept]


def _own_words(first: np.ndarray, last: np.ndarray, size: int) -> np.ndarray:
    """For each word the first of the spans that has it, or -1."""
    lengths = last - first
    rows = np.repeat(np.arange(len(first)), lengths)
    places = np.arange(lengths.sum()) + np.repeat(first - np.cumsum(lengths) + lengths, lengths)
    nobody = len(first)
    owner = np.full(size, nobody, np.int64)
    np.minimum.at(owner, places, rows)
    return np.where(owner == nobody, -1, owner)


def _number_attributions(pieces: pl.DataFrame) -> pl.Series:
    """The number of each piece's attribution in the corpus, null where that has no words; a piece without one is one of its own."""
    alone = -1 - pl.int_range(pl.len())
    within = pieces.select(
        pl.struct("place", pl.coalesce(pl.col("attribution").cast(pl.Int64), alone)).alias("one"), "words"
    )
    heard = within.select(pl.when(pl.col("words").sum().over("one") > 0).then("one").alias("one"))
    return heard.select(number=pl.col("one").rank("dense").cast(pl.Int64) - 1)["number"]


def _sum_attributions(pieces: pl.DataFrame) -> pl.DataFrame:
    named = [pl.col(name).filter(pl.col(name).fill_null("") != "").first() for name in _OF_ATTRIBUTION]
    return pieces.group_by("number").agg(
        pl.col("doc").first(), pl.col("place").first(), pl.col("start").min(), pl.col("end").max(), *named,
        pl.col("type").unique().sort().str.join(" "), pl.col("words").sum(), pl.col("quoted").sum(),
    ).sort("number")  # fmt: skip


# --- the ledger -----------------------------------------------------------------------------------------------------


def count_speech(sourced: pl.DataFrame, words: Words) -> list[Counts]:
    """The ledger of voices by document: the measures of UNITS, first those per words, then those per attributions.

    `sourced` is what `find_sources` gives, `words` the counted words in their voices. Names are measure/category. speech: words
    quoted (in marks), words attributed (told as another's, not in marks), quotations (attributions with words in marks),
    attributions. scare: passages in marks that are no speech. sources: words given to each kind of source. quotations: those of
    each kind. reporting: attributions by class of their cue. cues: the same, where the size is attributions with a cue.
    """
    speech = place_speech(sourced, words)
    told = speech.attributions
    with_cue = told.filter(pl.col("cue_class").is_not_null())
    scare, _, _ = _find_bounds(sourced.filter(type="scare"), words)
    by_words = [
        *_sum_ledger(told), _sum_up("scare", scare.with_columns(one=1), pl.lit("passages"), "one"),
        _sum_up("sources", told, "source_type", "words"),
        _sum_up("quotations", told.filter(pl.col("quoted") > 0).with_columns(one=1), "source_type", "one"),
        _sum_up("reporting", with_cue.with_columns(one=1), "cue_class", "one"),
    ]  # fmt: skip
    names = [
        *(f"speech/{name}" for name in _LEDGER), "scare/passages", *(f"sources/{name}" for name in SOURCE_TYPES),
        *(f"quotations/{name}" for name in SOURCE_TYPES), *(f"reporting/{name}" for name in CUES),
    ]  # fmt: skip
    of_cues = _sum_up("cues", with_cue.with_columns(one=1), "cue_class", "one")
    sizes = np.bincount(with_cue["place"].to_numpy(), minlength=len(words.docs))
    return [
        gather_counts(pl.concat(by_words), names, words.docs, np.diff(words.bounds)),
        gather_counts(of_cues, [f"cues/{name}" for name in CUES], words.docs, sizes),
    ]


def _sum_ledger(told: pl.DataFrame) -> list[pl.DataFrame]:
    rows = told.with_columns(
        pl.col("quoted").alias(_LEDGER[0]), (pl.col("words") - pl.col("quoted")).alias(_LEDGER[1]),
        (pl.col("quoted") > 0).cast(pl.Int64).alias(_LEDGER[2]), pl.lit(1).alias(_LEDGER[3]),
    )  # fmt: skip
    return [_sum_up("speech", rows, pl.lit(name), name) for name in _LEDGER]


def _sum_up(measure: str, rows: pl.DataFrame, category: str | pl.Expr, value: str) -> pl.DataFrame:
    """The sums of a value by measure/category and document: measure, doc, hits."""
    name = pl.concat_str(pl.lit(measure), category, separator="/").alias("measure")
    table = rows.select(name, "doc", hits=pl.col(value).cast(pl.Int64))
    return table.group_by("measure", "doc").agg(pl.col("hits").sum())


def rate_speech(ledger: list[Counts], documents: pl.DataFrame) -> pl.DataFrame:
    """The rates of a ledger of voices by group and outlet: the columns of RATES; `unit` says what each rate is per.

    Where documents are too few for an interval of theirs, that of a measure per attributions is that of a share
    (`wilson_interval`), and a number of words has none: the words of a quotation come together.
    """
    rates = rate_counts(ledger, documents)
    bounds = wilson_interval(*(rates[name].to_numpy() for name in ("hits", "size")))
    low, high = (pl.Series(bound, nan_to_null=True) * PER for bound in bounds)
    return _tell_units(rates, low, high).select(RATES.keys()).cast(RATES)


def contrast_speech(ledger: list[Counts], documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """The difference of two groups in every measure of a ledger of voices: the columns of CONTRASTS, and unit.

    Where documents are too few, a number of words has no interval, and method says why.
    """
    table = contrast_counts(ledger, documents, contrasts)
    told = _tell_units(table, pl.col("low"), pl.col("high"))
    why = pl.col("method").str.replace("^interval from counting alone", NO_INTERVAL)
    method = pl.when(pl.col("interval") == "").then(why).otherwise("method").alias("method")
    return told.with_columns(method).select(*CONTRASTS, "unit")


def _tell_units(table: pl.DataFrame, low: pl.Series | pl.Expr, high: pl.Series | pl.Expr) -> pl.DataFrame:
    """The table with `unit`, and where its intervals count words these bounds for shares, and none for numbers of words."""
    counted, share = pl.col("interval") == BY_WORDS, pl.col("measure") == "cues"
    words = (pl.col("measure") == "sources") | pl.col("category").is_in(_LEDGER[:2])
    unit = pl.col("measure").replace_strict(UNITS, return_dtype=pl.String)
    interval = pl.when(share).then(pl.lit("attributions")).when(words).then(pl.lit("")).otherwise("interval")
    bounds = [
        pl.when(counted & words).then(None).when(counted & share).then(bound).otherwise(name).alias(name)
        for name, bound in (("low", low), ("high", high))
    ]
    within = [pl.when(share).then(pl.col(name).clip(-PER, PER)).otherwise(name).alias(name) for name in ("low", "high")]
    return table.with_columns(
        *bounds, interval=pl.when(counted).then(interval).otherwise("interval"), unit=unit
    ).with_columns(within)


def measure_quotations(sourced: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Where quoted words stand in each document and how long quotations are, as `compare_means` takes them.

    Columns: doc, measure, unit, value. early: the share of its quoted words among the first third of its counted words, 0 to 1;
    length: the mean number of words in marks of its quotations. Null for a document that quotes nobody.
    """
    speech = place_speech(sourced, words)
    place = words.doc_index
    sizes = np.diff(words.bounds)
    early = 3 * (np.arange(len(place)) - words.bounds[place]) < sizes[place]
    quoting = speech.attributions.filter(pl.col("quoted") > 0)["place"].to_numpy()
    count = [
        np.bincount(docs, minlength=len(words.docs))
        for docs in (place[speech.quoted & early], place[speech.quoted], quoting)
    ]
    with np.errstate(invalid="ignore"):
        values = {"early": (count[0] / count[1], "share of quoted words"), "length": (count[1] / count[2], "words")}
    tables = [
        pl.DataFrame({"doc": words.docs, "value": value}, schema={"doc": pl.String, "value": pl.Float64}).select(
            "doc", pl.lit(name).alias("measure"), pl.lit(unit).alias("unit"), pl.col("value").fill_nan(None)
        )
        for name, (value, unit) in values.items()
    ]
    return pl.concat(tables)
