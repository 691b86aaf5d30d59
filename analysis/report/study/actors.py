"""Actors: who is named how, and who does what to whom."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import agency, evaluations, namings
from analysis.compare.counts import VOICES
from analysis.find.address import find_obligations, find_we
from analysis.find.agency import find_acts, find_agency
from analysis.find.evaluation import find_evaluations
from analysis.find.namings import find_namings
from analysis.find.relations import NEAR
from analysis.find.voices import tell_voice
from analysis.report.spellings import count_spellings, spell
from analysis.report.study.found import Found


class Actors(Found):
    """The tables of who is named how, and who does what to whom."""

    @cached_property
    def actor_list(self) -> pl.DataFrame:
        return namings.list_actors(self.actors, self.documents)

    @cached_property
    def designations(self) -> pl.DataFrame:
        return find_namings(self.documents, self.tokens, self.stands, self.material.left_out)

    @cached_property
    def namings(self) -> pl.DataFrame:
        """What actors are called, counted in lower case; `written` is how a designation mostly stands in the texts."""
        told = self.designations.select("doc", "start", "end", item="designation")
        counted = namings.count_namings(self.designations, self.documents, self.voices)
        spellings = count_spellings(told, self.material, self.tokens)
        return spell(counted.with_columns(written="designation"), spellings, ("written",))

    @cached_property
    def labels(self) -> pl.DataFrame:
        """The namings with each designation as it is written."""
        return self.namings.with_columns(designation="written")

    @cached_property
    def loads(self) -> pl.DataFrame:
        voices = VOICES[self.settings.quoted]
        return namings.compare_loads(self.designations, self.documents, self.voices, self.choices, voices)

    @cached_property
    def deeds(self) -> pl.DataFrame:
        return find_agency(self.documents, self.tokens, self.stands, self.material.left_out)

    @cached_property
    def agency(self) -> pl.DataFrame:
        return agency.count_agency(self.deeds, self.documents, self.voices)

    @cached_property
    def agency_contrasts(self) -> pl.DataFrame:
        return agency.compare_agency(self.deeds, self.documents, self.voices, self.choices, self.settings.quoted)

    @cached_property
    def powers(self) -> pl.DataFrame:
        return agency.summarise_actors(self.deeds, self.documents, self.voices)

    @cached_property
    def deletion(self) -> pl.DataFrame:
        return agency.compare_deletion(find_acts(self.deeds), self.documents, self.tokens)

    @cached_property
    def judgements(self) -> pl.DataFrame:
        """Evaluative words aimed at an actor by grammar; those that only stand near it are left out."""
        found = find_evaluations(self.tokens, self.stands, self.material.left_out)
        return found.filter(pl.col("relation") != NEAR)

    @cached_property
    def judged(self) -> pl.DataFrame:
        """Every mention of an actor, with what is said of it."""
        return evaluations.judge_mentions(self.judgements, self.stands)

    @cached_property
    def evaluations(self) -> pl.DataFrame:
        return evaluations.count_evaluations(self.judged, self.documents, self.voices)

    @cached_property
    def evaluation_contrasts(self) -> pl.DataFrame:
        voices = VOICES[self.settings.quoted]
        return evaluations.compare_evaluations(self.judged, self.documents, self.voices, self.choices, voices)

    @cached_property
    def obligations(self) -> pl.DataFrame:
        found = find_obligations(self.documents, self.tokens, self.stands, self.material.left_out)
        return found.with_columns(voice=tell_voice(found, self.voices))

    @cached_property
    def we(self) -> pl.DataFrame:
        found = find_we(self.documents, self.tokens, self.stands, self.material.left_out)
        return found.with_columns(voice=tell_voice(found, self.voices))
