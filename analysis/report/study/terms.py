"""Terms: the words and phrases of a corpus, compared."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import collocates, events, reader, selection, shift, terms
from analysis.compare.counts import VOICES
from analysis.compare.headlines import choose_terms
from analysis.report.evidence import SUREST, list_terms
from analysis.report.spellings import find_spellings
from analysis.report.study.found import Found


class Terms(Found):
    """The tables of words and phrases."""

    @cached_property
    def sizes(self) -> pl.DataFrame:
        return events.size_contrasts([terms.counts for terms in self.terms], self.documents, self.choices)

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
    def lockwords(self) -> pl.DataFrame:
        return terms.choose_lockwords(self.keyness)

    @cached_property
    def pooled_terms(self) -> pl.DataFrame:
        """The headlines, pooled over events."""
        named = choose_terms(self.keyness, self.settings.alpha)
        return terms.pool_terms(self.terms, named, self.documents, self.choices)

    @cached_property
    def shift(self) -> pl.DataFrame:
        return shift.compare_shifts(self.material.words, self.documents, self.choices, self.settings.quoted)

    @cached_property
    def listed_terms(self) -> pl.DataFrame:
        """The terms that a page lists."""
        return list_terms(self.keyness, self.settings.alpha)

    @cached_property
    def spellings(self) -> pl.DataFrame:
        """How the terms that pages list and figures name are written."""
        parts = self.shift.group_by("group_a", "group_b", "voice", maintain_order=True).head(SUREST)
        named = [table["term"] for table in (self.listed_terms, self.lockwords, parts)]
        return find_spellings(pl.concat(named), self.material, self.tokens)

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
