"""Voices: who speaks, how much, by which verb, and what becomes of quotations."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import means, quotefate, speakers, speech
from analysis.compare.counts import Counts
from analysis.report.study.found import Found


class Voices(Found):
    """The tables of who speaks."""

    @cached_property
    def ledger(self) -> list[Counts]:
        return speech.count_speech(self.quotes, self.material.words)

    @cached_property
    def speech(self) -> pl.DataFrame:
        return speech.rate_speech(self.ledger, self.documents)

    @cached_property
    def speech_contrasts(self) -> pl.DataFrame:
        return speech.contrast_speech(self.ledger, self.documents, self.choices)

    @cached_property
    def quotation_means(self) -> pl.DataFrame:
        values = {"all": speech.measure_quotations(self.quotes, self.material.words)}
        return means.compare_means(values, self.documents, self.choices)

    @cached_property
    def speakers(self) -> pl.DataFrame:
        return speakers.count_speakers(self.quotes, self.material.words, self.documents)

    @cached_property
    def verbs(self) -> pl.DataFrame:
        return speakers.compare_cues(self.quotes, self.material.words, self.documents)

    @cached_property
    def silent(self) -> pl.DataFrame:
        return speakers.find_silent(self.actors, self.quotes, self.material.words, self.documents)

    @cached_property
    def fates(self) -> pl.DataFrame:
        return quotefate.compare_quotes(self.quotes, self.material.words, self.documents)
