"""Study: one corpus under one set of parameters, and every table that can be made of it, each when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import polars as pl

from analysis.compare import (
    collocates,
    controls,
    events,
    means,
    overlap,
    profile,
    rates,
    reader,
    selection,
    sensitivity,
    shift,
    terms,
)
from analysis.compare.counts import VOICES, Counts
from analysis.compare.estimates import Contrast, choose_contrasts
from analysis.compare.headlines import choose_terms
from analysis.corpus.reading import read_corpus
from analysis.find.actors import find_actors
from analysis.find.cues import find_cues
from analysis.find.lexicons import Lexicon, read_lexicons
from analysis.find.material import Material, find_material
from analysis.find.parsing import parse
from analysis.find.sketch import Sketch, find_sketch
from analysis.report.settings import Settings

LAYERS = ("exclusions", "cues")  # what the command `find` writes
COMPARISONS = (  # what the command `compare` writes
    "keyness", "rates", "contrasts", "events", "pooled", "style", "collocates", "shift", "distance", "similarity", "passages",
)  # fmt: skip


class Study:
    """A corpus with its settings; what its tables hold is said where they are made.

    `progress` is called with the words parsed so far and those to parse.

    >>> from analysis.report.settings import check_settings
    >>> study = Study(check_settings({"corpus": "seeds"}))
    >>> study.documents.height, study.choices
    (5, [Contrast(a='advocacy', b='news')])
    """

    def __init__(self, settings: Settings, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        self.settings = settings
        self.out = settings.out
        self._progress = progress

    def check(self) -> None:
        """Raises InputError for a corpus, a contrast or a lexicon that cannot be, before anything takes long."""
        _ = self.documents, self.choices, self.lexicons

    # --- what is found ------------------------------------------------------------------------------------------------

    @cached_property
    def documents(self) -> pl.DataFrame:
        return read_corpus(self.settings.corpus, self.settings.event, self.settings.encoding)

    @cached_property
    def material(self) -> Material:
        return find_material(self.documents, self.settings.excluded)

    @cached_property
    def exclusions(self) -> pl.DataFrame:
        return self.material.exclusions

    @cached_property
    def tokens(self) -> pl.DataFrame:
        return parse(self.documents, self.settings.model, self._progress)

    @cached_property
    def lexicons(self) -> list[Lexicon]:
        return read_lexicons(self.settings.lexicons)

    @cached_property
    def cues(self) -> pl.DataFrame:
        return find_cues(self.material.words, self.tokens, self.lexicons)

    @cached_property
    def mentions(self) -> pl.DataFrame:
        return find_actors(self.documents, self.tokens, self.material.left_out)

    @cached_property
    def sketch(self) -> Sketch:
        return find_sketch(self.material, self.tokens, self.settings.target)

    # --- the texts ----------------------------------------------------------------------------------------------------

    @cached_property
    def profile(self) -> pl.DataFrame:
        return profile.profile_documents(self.documents, self.material.all_words, self.material.words, self.tokens)

    @cached_property
    def choices(self) -> list[Contrast]:
        """The contrasts that are made, in the order of all tables and figures."""
        return choose_contrasts(self.documents, self.settings.contrast)

    @cached_property
    def sizes(self) -> pl.DataFrame:
        return events.size_contrasts([terms.counts for terms in self.terms], self.documents, self.choices)

    # --- terms --------------------------------------------------------------------------------------------------------

    @cached_property
    def terms(self) -> list[terms.Terms]:
        asked = self.settings
        return [
            terms.find_terms(self.material.words, voice, asked.ngrams, asked.min_count)
            for voice in VOICES[asked.quoted]
        ]

    @cached_property
    def keyness(self) -> pl.DataFrame:
        return terms.contrast_terms(self.terms, self.documents, self.choices)

    @cached_property
    def pooled_terms(self) -> pl.DataFrame:
        """The headlines, pooled over events."""
        named = choose_terms(self.keyness, self.settings.alpha)
        return terms.pool_terms(self.terms, named, self.documents, self.choices)

    @cached_property
    def shift(self) -> pl.DataFrame:
        return shift.compare_shifts(self.material.words, self.documents, self.choices, self.settings.quoted)

    @cached_property
    def distance(self) -> pl.DataFrame:
        chance = (self.settings.seed, self.settings.shuffles)
        return selection.compare_distances(
            self.material.words, self.documents, self.choices, self.settings.quoted, *chance
        )

    @cached_property
    def collocates(self) -> pl.DataFrame:
        told = (self.sketch.relations, self.sketch.mentions)
        return collocates.compare_collocates(
            *told, self.documents, self.choices, self.sketch.target, self.settings.quoted
        )

    @cached_property
    def reading(self) -> reader.BlindReading:
        chance = (self.settings.seed, self.settings.shuffles)
        voice = VOICES[self.settings.quoted][0]
        return reader.read_blind(self.material.words, self.tokens, self.documents, self.choices, *chance, voice)

    # --- cues and style -----------------------------------------------------------------------------------------------

    @cached_property
    def rates(self) -> pl.DataFrame:
        return rates.compare_rates(self.cues, self.material.words, self.documents, self.lexicons, self.settings.quoted)

    @cached_property
    def frame_rates(self) -> pl.DataFrame:
        """The rates of the lists of frames alone, found without the others."""
        lexicons = read_lexicons(self.settings.frame_lexicons)
        hits = find_cues(self.material.words, self.tokens, lexicons)
        return rates.compare_rates(hits, self.material.words, self.documents, lexicons, self.settings.quoted)

    @cached_property
    def counted_cues(self) -> list[Counts]:
        return rates.count_voices(self.cues, self.material.words, self.lexicons, self.settings.quoted)

    @cached_property
    def contrasts(self) -> pl.DataFrame:
        return rates.contrast_counts(self.counted_cues, self.documents, self.choices)

    @cached_property
    def patterns(self) -> pl.DataFrame:
        return rates.count_patterns(self.cues, self.documents)

    @cached_property
    def events(self) -> pl.DataFrame:
        return events.compare_events(self.counted_cues, self.documents, self.choices)

    @cached_property
    def pooled(self) -> pl.DataFrame:
        return events.pool_contrasts(self.counted_cues, self.documents, self.choices)

    @cached_property
    def styles(self) -> dict[str, pl.DataFrame]:
        return means.measure_styles(self.material.words, self.tokens, self.documents, self.settings.quoted)

    @cached_property
    def style(self) -> pl.DataFrame:
        return means.compare_styles(self.styles, self.documents, self.choices)

    # --- overlap ------------------------------------------------------------------------------------------------------

    @cached_property
    def passages(self) -> pl.DataFrame:
        return overlap.find_passages(self.material.words, self.documents, self.mentions, self.settings.passage_words)

    @cached_property
    def similarity(self) -> pl.DataFrame:
        return overlap.compare_documents(self.material.words, self.documents, self.mentions, self.passages)

    @cached_property
    def shared_actors(self) -> pl.DataFrame:
        return overlap.share_actors(self.mentions, self.documents)

    # --- how far it can be trusted ------------------------------------------------------------------------------------

    @cached_property
    def chance_in_terms(self) -> pl.DataFrame:
        return self._check_chance({"terms": controls.measure_terms(self.terms)})

    @cached_property
    def chance_in_cues(self) -> pl.DataFrame:
        measures = {"cues": controls.measure_counts(self.counted_cues)}
        if self.style["low"].is_not_null().any():  # without an interval there is nothing that chance could show
            measures["style"] = controls.measure_values(self.styles)
        return self._check_chance(measures)

    def _check_chance(self, measures: dict[str, controls.Measure]) -> pl.DataFrame:
        asked = self.settings
        return controls.check_controls(measures, self.documents, self.choices, asked.alpha, asked.seed, asked.shuffles)

    @cached_property
    def ways_of_terms(self) -> pl.DataFrame:
        asked = self.settings
        counted = (asked.quoted, asked.ngrams, asked.min_count, asked.alpha)
        return sensitivity.check_terms(self.keyness, self.material, self.tokens, self.passages, self.choices, *counted)

    @cached_property
    def ways_of_cues(self) -> pl.DataFrame:
        found = (self.cues, self.material, self.tokens, self.passages, self.lexicons)
        return sensitivity.check_cues(
            self.contrasts, self.style, *found, self.choices, self.settings.quoted, self.settings.alpha
        )
