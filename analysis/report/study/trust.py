"""Trust: how far the other tables can be trusted."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import controls, sensitivity
from analysis.report.study.cues import Cues
from analysis.report.study.overlap import Overlap
from analysis.report.study.terms import Terms


class Trust(Terms, Cues, Overlap):
    """The tables of what chance gives, and of other ways to count."""

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
