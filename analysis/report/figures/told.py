"""What the figure of omissions reads: the statements that not all reports carry, and when each report came out."""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from analysis.compare.published import place_documents

UNCHECKED = ("role",)  # kinds of values that are neither names nor numbers nor dates
_QUOTED = re.compile(r"[\"“„«]\w[^\"“”«»]*\s[^\"“”«»]*\s")  # three words and more inside quotation marks
_INNER = str.maketrans('“”"', "‘’'")
_LEADS_IN = re.compile(r":\W*$|\w$")  # what leads to the next sentence, and headings, which end without a full stop


class Told(NamedTuple):
    """A statement that not all reports carry: the sentence that stands for it with its doc, who carries it, how many of its
    names, numbers, dates and quotations can be checked, and the rows of the groups that leave it out."""

    number: int
    words: str
    doc: str
    docs: set[str]
    checkable: int
    omissions: list[dict]

    @property
    def single(self) -> str:
        """The sentence with the quotation marks in it single, to stand between double ones."""
        return self.words.translate(_INNER)

    @property
    def quoted(self) -> str:
        """The sentence in quotation marks, those inside it single."""
        return f"“{self.single}”"

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Lead-ins and headings last, what can be checked first, then what most carry."""
        return bool(_LEADS_IN.search(self.words)), not self.checkable, -len(self.docs)


class Days(NamedTuple):
    """The first and the last day on which each report may have come out, null where that is not known."""

    first: dict[str, int | None]
    last: dict[str, int | None]

    def came_earlier(self, doc: str, others: set[str]) -> bool:
        """Whether a report surely came out before all of the others."""
        starts = [self.first[other] for other in others]
        return self.last[doc] is not None and None not in starts and self.last[doc] < min(starts)


def read_days(documents: pl.DataFrame) -> Days:
    """The days of each report; `documents` has doc and date."""
    placed = place_documents(documents)
    return Days(*(dict(placed.select("doc", name).iter_rows()) for name in ("first", "last")))


def read_told(
    told: pl.DataFrame, omissions: pl.DataFrame, claims: pl.DataFrame, days: Days, reports: int
) -> list[Told]:
    """The statements that some reports do not carry, those that can be checked best first."""
    left_out = {key[0]: rows.to_dicts() for key, rows in omissions.partition_by("statement", as_dict=True).items()}
    when = pl.col("doc").replace_strict(days.first, return_dtype=pl.Int64)
    ordered = told.sort(~pl.col("centre").fill_null(False), when, "doc", "start", nulls_last=True)
    stands = pl.col("sentence", "doc", "start", "end").first()
    whole = ordered.group_by("statement", maintain_order=True).agg(stands, docs=pl.col("doc").unique())
    some = whole.filter(pl.col("docs").list.len() < reports)
    checkable = _count_values(some, claims)
    found = [
        Told(number, words, doc, set(docs), checkable.get(number, 0) + bool(_QUOTED.search(words)), left_out.get(number, []))
        for number, words, doc, docs in some.select("statement", "sentence", "doc", "docs").iter_rows()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (*one.rank, -one.checkable, one.number))


def _count_values(sentences: pl.DataFrame, claims: pl.DataFrame) -> dict[int, int]:
    """How many different names, numbers and dates the sentence of each statement has."""
    values = claims.filter(~pl.col("kind").is_in(UNCHECKED)).select("doc", "kind", "value", at="start")
    inside = sentences.join(values, on="doc").filter(pl.col("at").is_between("start", "end", closed="left"))
    return dict(inside.group_by("statement").agg(pl.struct("kind", "value").n_unique()).iter_rows())
