"""Claims: what the reports of an event state alike, and what differently."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import certainty, omissions, timeline
from analysis.compare.agreements import compare_agreements
from analysis.compare.alignments import align_sentences
from analysis.compare.discrepancies import compare_discrepancies
from analysis.find.claims import find_claims
from analysis.find.cues import find_cues
from analysis.find.lexicons import read_lexicons
from analysis.find.relations import begins_inside
from analysis.report.study.found import Found


class Claims(Found):
    """The tables of what several reports of an event state."""

    @cached_property
    def claims(self) -> pl.DataFrame:
        """What sentences state, but for what is left out."""
        found = find_claims(self.documents, self.tokens, self.stands, self.quotes)
        return found.filter(~begins_inside(found, self.material.left_out))

    @cached_property
    def alignments(self) -> pl.DataFrame:
        return align_sentences(self.documents, self.tokens, self.stands, self.material.left_out)

    @cached_property
    def agreements(self) -> pl.DataFrame:
        return compare_agreements(self.claims, self.documents)

    @cached_property
    def discrepancies(self) -> pl.DataFrame:
        return compare_discrepancies(self.claims, self.documents)

    @cached_property
    def statements(self) -> pl.DataFrame:
        """The sentences that several reports have alike, brought together."""
        return omissions.cluster_statements(self.alignments, self.documents, self.tokens, self.material.left_out)

    @cached_property
    def carriers(self) -> pl.DataFrame:
        return omissions.count_carriers(self.statements, self.documents)

    @cached_property
    def omissions(self) -> pl.DataFrame:
        return omissions.compare_omissions(self.statements, self.documents, self.material.words)

    @cached_property
    def certainty(self) -> pl.DataFrame:
        words = find_cues(self.material.words, self.tokens, read_lexicons(["stance", "negation"]))
        return certainty.compare_certainty(
            self.statements, self.alignments, self.documents, self.quotes, self.tokens, words
        )

    @cached_property
    def timeline(self) -> pl.DataFrame:
        return timeline.compare_timeline(self.claims, self.documents, self.tokens, self.stands)

    @cached_property
    def updates(self) -> pl.DataFrame:
        return timeline.compare_updates(self.claims, self.documents)
