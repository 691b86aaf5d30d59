"""Claims: what the reports of an event state alike, and what differently."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare.alignments import align_sentences
from analysis.find.claims import find_claims
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
