"""Layers: the tables that the commands `find` and `compare` write, each by its name."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from analysis.compare.collocates import compare_collocates
from analysis.compare.estimates import choose_contrasts
from analysis.compare.means import compare_styles, measure_styles
from analysis.compare.overlap import compare_documents, find_passages
from analysis.compare.rates import compare_contrasts, compare_rates
from analysis.compare.terms import compare_terms
from analysis.corpus.exclusions import find_exclusions
from analysis.find.actors import find_actors
from analysis.find.cues import find_cues
from analysis.find.lexicons import read_lexicons
from analysis.find.material import find_material
from analysis.find.parsing import parse
from analysis.find.sketch import find_sketch
from analysis.find.words import Words
from analysis.report.settings import Settings

Progress = Callable[[int, int], None]


def _find_exclusions(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    return find_exclusions(documents)


def _find_cues(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    lexicons = read_lexicons(settings.lexicons)
    material = find_material(documents, settings.excluded)
    return find_cues(material.words, parse(documents, settings.model, progress), lexicons)


def _compare_keyness(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    contrasts = choose_contrasts(documents, settings.contrast)
    words = find_material(documents, settings.excluded).words
    return compare_terms(words, documents, contrasts, settings.quoted, settings.ngrams, settings.min_count)


def _compare_rates(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    words, cues = find_material(documents, settings.excluded).words, _find_cues(documents, settings, progress)
    return compare_rates(cues, words, documents, read_lexicons(settings.lexicons), settings.quoted)


def _compare_contrasts(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    contrasts = choose_contrasts(documents, settings.contrast)
    words, cues = find_material(documents, settings.excluded).words, _find_cues(documents, settings, progress)
    return compare_contrasts(cues, words, documents, read_lexicons(settings.lexicons), contrasts, settings.quoted)


def _compare_similarity(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    words, mentions = _find_mentions(documents, settings, progress)
    passages = find_passages(words, documents, mentions, settings.passage_words)
    return compare_documents(words, documents, mentions, passages)


def _compare_passages(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    words, mentions = _find_mentions(documents, settings, progress)
    return find_passages(words, documents, mentions, settings.passage_words)


def _find_mentions(documents: pl.DataFrame, settings: Settings, progress: Progress) -> tuple[Words, pl.DataFrame]:
    material = find_material(documents, settings.excluded)
    return material.words, find_actors(documents, parse(documents, settings.model, progress), material.left_out)


def _compare_style(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    contrasts = choose_contrasts(documents, settings.contrast)
    words, tokens = find_material(documents, settings.excluded).words, parse(documents, settings.model, progress)
    return compare_styles(measure_styles(words, tokens, documents, settings.quoted), documents, contrasts)


def _compare_collocates(documents: pl.DataFrame, settings: Settings, progress: Progress) -> pl.DataFrame:
    contrasts = choose_contrasts(documents, settings.contrast)
    sketch = find_sketch(
        find_material(documents, settings.excluded), parse(documents, settings.model, progress), settings.target
    )
    return compare_collocates(sketch.relations, sketch.mentions, documents, contrasts, sketch.target, settings.quoted)


LAYERS: dict[str, Callable[[pl.DataFrame, Settings, Progress], pl.DataFrame]] = {
    "exclusions": _find_exclusions,
    "cues": _find_cues,
}
COMPARISONS: dict[str, Callable[[pl.DataFrame, Settings, Progress], pl.DataFrame]] = {
    "keyness": _compare_keyness,
    "rates": _compare_rates,
    "contrasts": _compare_contrasts,
    "style": _compare_style,
    "collocates": _compare_collocates,
    "similarity": _compare_similarity,
    "passages": _compare_passages,
}
