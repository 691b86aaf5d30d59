"""Parts of what is told of actors, of several kinds at once."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.compare.counts import gather_counts
from analysis.compare.estimates import REST, Contrast
from analysis.compare.loads import PARTS, compare_parts
from analysis.compare.rates import contrast_counts
from tests.compare.conftest import make_documents

pytestmark = pytest.mark.filterwarnings("error")
DOCUMENTS = make_documents(*(("abc"[place % 3], f"e{place // 18}", "") for place in range(54)))
CONTRASTS = [Contrast("a", "b"), Contrast("a", REST)]


def tell(seed: int = 5) -> pl.DataFrame:
    """Rows about three actors, one of them with strokes in its name and one in group c alone."""
    random = np.random.default_rng(seed)
    rows = []
    for place, doc in enumerate(DOCUMENTS["doc"]):
        for actor in ("Port", "RFE/RL/Pier", *(["Gull"] if place % 3 == 2 else [])):
            kinds = random.choice(
                ["good", "bad", None], random.integers(0, 6), p=[0.2, 0.2 + 0.1 * (place % 3), 0.6 - 0.1 * (place % 3)]
            )
            rows += [(doc, actor, "author", kind) for kind in kinds]
    return pl.DataFrame(rows, schema=dict.fromkeys(("doc", "actor", "voice", "kind"), pl.String), orient="row")


TOLD = tell()


def test_every_difference_is_that_of_the_gate() -> None:
    """One actor, one kind and one contrast at a time."""
    table = compare_parts(TOLD, ["good", "bad"], DOCUMENTS, CONTRASTS, ["all"], 1)
    assert table.schema == PARTS
    assert table.height == 2 * 2 * 3 and set(table["interval"]) == {"documents", ""}
    for row in table.iter_rows(named=True):
        told = TOLD.filter(actor=row["actor"]).with_columns(
            hits=(pl.col("kind") == row["kind"]).fill_null(False).cast(pl.Int64)
        )
        of_doc = told.group_by("doc").agg(pl.col("hits").sum(), size=pl.len()).sort("doc")
        hits = of_doc.select("doc", "hits", measure=pl.lit("m/x"))
        counts = gather_counts(hits, ["m/x"], of_doc["doc"].to_list(), of_doc["size"].to_numpy())
        alone = contrast_counts([counts], DOCUMENTS, [Contrast(row["group_a"], row["group_b"])])
        if alone.is_empty():
            assert row["actor"] == "Gull" and row["difference"] is None
            continue
        (gate,) = alone.to_dicts()
        assert (row["hits_a"], row["hits_b"]) == (gate["hits_a"], gate["hits_b"])
        assert [row[name] for name in ("p", "events", "method")] == [gate[name] for name in ("p", "events", "method")]
        assert row["difference"] == pytest.approx(gate["difference"] / 1000, rel=1e-12)


def test_kinds_together_are_kinds_apart_but_for_q() -> None:
    together = compare_parts(TOLD, ["good", "bad"], DOCUMENTS, CONTRASTS, ["author", "quoted"], 5)
    apart = [compare_parts(TOLD, [kind], DOCUMENTS, CONTRASTS, ["author", "quoted"], 5) for kind in ("good", "bad")]
    assert_frame_equal(together.drop("q"), pl.concat(apart).drop("q"), check_exact=True)
    assert together.filter(voice="quoted").select("size_a", "share_a", "docs_b").unique().rows() == [(0, None, 0)]


def test_the_order_of_rows_changes_nothing() -> None:
    shuffled = TOLD.sample(fraction=1, shuffle=True, seed=2)
    tables = [compare_parts(told, ["good", "bad"], DOCUMENTS, CONTRASTS, ["all"], 5) for told in (TOLD, shuffled)]
    assert_frame_equal(*tables, check_exact=True)
