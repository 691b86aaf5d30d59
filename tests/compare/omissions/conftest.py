"""Statements and reports made by hand, a letter for each sentence."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.alignments import ALIGNMENTS
from analysis.compare.omissions import STATEMENTS, telling

COLUMNS = {
    "doc": pl.String,
    "event": pl.String,
    "outlet": pl.String,
    "group": pl.String,
    "date": pl.String,
    "text": pl.String,
}


@pytest.fixture(autouse=True)
def short_reports_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports of these tests are a few words long; but for one test all of them could tell anything."""
    monkeypatch.setattr(telling, "ROOM", 0)


def reports(
    *rows: tuple[str, str, str | None], text: str = "one two three four", event: str | None = "e"
) -> pl.DataFrame:
    """Reports of one event from (doc, group, date), each of an outlet of its own."""
    return pl.DataFrame(
        [(doc, event, f"{doc} post", group, date, text) for doc, group, date in rows], schema=COLUMNS, orient="row"
    )


def state(carriers: str, event: str = "e") -> pl.DataFrame:
    """Statements 1, 2, … each carried by the reports named by these letters, the first of them in the centre.

    Letters behind a question mark name the reports of which it is not clear.
    """
    rows = [
        (event, number, doc, 20 * number, 20 * number + 10, f"{doc} says {number}", doc == docs[0], "; ".join(unclear))
        for number, (docs, _, unclear) in enumerate((part.partition("?") for part in carriers.split()), start=1)
        for doc in docs
    ]
    return pl.DataFrame(rows, schema=STATEMENTS, orient="row")


def align(*pairs: tuple[str, int, str, int, float]) -> pl.DataFrame:
    """Alignments from (doc_a, start_a, doc_b, start_b, score)."""
    names = ("doc_a", "start_a", "doc_b", "start_b", "score")
    table = pl.DataFrame(list(pairs), schema={name: ALIGNMENTS[name] for name in names}, orient="row")
    told = [pl.lit("").alias(name) for name in ("shared_names", "shared_numbers", "shared_verbs")]
    return table.with_columns(*told, event=pl.lit("e"))
