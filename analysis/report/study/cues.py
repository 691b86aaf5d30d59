"""Cues: the tables of cues and of style."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import events, means, rates
from analysis.compare.counts import Counts
from analysis.find.cues import find_cues
from analysis.find.lexicons import read_lexicons
from analysis.report.study.found import Found


class Cues(Found):
    """The tables of cues and of style."""

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
