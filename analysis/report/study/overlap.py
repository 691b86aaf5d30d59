"""Overlap: what two articles of one event share."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from analysis.compare import overlap
from analysis.report.study.found import Found


class Overlap(Found):
    """The tables of what two articles share."""

    @cached_property
    def similarity(self) -> pl.DataFrame:
        return overlap.compare_documents(self.whole.words, self.documents, self.actors, self.passages)

    @cached_property
    def shared_actors(self) -> pl.DataFrame:
        return overlap.share_actors(self.actors, self.documents)
