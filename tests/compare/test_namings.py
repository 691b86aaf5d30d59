from __future__ import annotations

import polars as pl
import pytest
from scipy import stats

from analysis.compare.estimates import REST, Contrast
from analysis.compare.loads import LOADS, ONE_SIDE
from analysis.compare.namings import ACTORS, NAMINGS, compare_loads, count_namings, list_actors
from analysis.find.actors import MENTIONS
from tests.compare.conftest import make_documents, row_of

pytestmark = pytest.mark.filterwarnings("error")
SPANS = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "actor": pl.String, "type": pl.String, "designation": pl.String,
    "form": pl.String, "evaluative": pl.Boolean, "polarity": pl.String, "words": pl.String,
}  # fmt: skip
NO_VOICES = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "voice": pl.String})
DOCUMENTS = make_documents(("a", "e", ""), ("a", "e", ""), ("b", "e", ""))
A_B = Contrast("a", "b")


def named(doc: str, start: int, designation: str, actor: str = "Ann Lee", polarity: str = "") -> tuple:
    """The span of a designation; one with a polarity evaluates."""
    form = "modifier" if polarity else "role"
    return doc, start, start + len(designation), actor, "person", designation, form, bool(polarity), polarity, polarity


def namings_of(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SPANS, orient="row")


NAMED = namings_of(
    named("d00", 0, "mayor"), named("d00", 40, "mayor"), named("d00", 80, "tireless mayor", polarity="positive"),
    named("d01", 0, "mayor"), named("d02", 0, "mayor"), named("d02", 40, "Port Board", "Port Board"),
)  # fmt: skip
VOICES = pl.DataFrame({"doc": ["d00", "d00"], "start": [70, 30], "end": [99, 50], "voice": ["quoted", "attributed"]})


def test_designations_by_hand() -> None:
    table = count_namings(NAMED, DOCUMENTS, VOICES)
    assert table.schema == NAMINGS
    assert table.rows() == [
        ("Ann Lee", "mayor", "a", "a post", "attributed", 1, False, "role", "", 1),
        ("Ann Lee", "mayor", "a", "a post", "author", 2, False, "role", "", 2),
        ("Ann Lee", "mayor", "b", "b post", "author", 1, False, "role", "", 1),
        ("Ann Lee", "tireless mayor", "a", "a post", "quoted", 1, True, "modifier", "positive", 1),
        ("Port Board", "Port Board", "b", "b post", "author", 1, False, "role", "", 1),
    ]
    assert table["hits"].sum() == NAMED.height


def test_evaluative_shares_of_few_are_counted() -> None:
    table = compare_loads(NAMED, DOCUMENTS, VOICES, [A_B], least=1)
    assert table.schema == LOADS
    assert table["actor"].to_list() == ["Ann Lee"]  # nothing said of the Port Board evaluates
    row = row_of(table, actor="Ann Lee")
    assert [row[name] for name in ("hits_a", "size_a", "share_a", "docs_a")] == [1, 4, 1 / 4, 2]
    assert [row[name] for name in ("hits_b", "size_b", "share_b", "docs_b")] == [0, 1, 0, 1]
    expected = stats.binomtest(1, 4).proportion_ci(0.95, "wilson")
    assert (row["share_low_a"], row["share_high_a"]) == pytest.approx((expected.low, expected.high))
    assert (row["difference"], row["interval"], row["p"], row["events"]) == (1 / 4, "parts", None, 1)
    assert -1 <= row["low"] < 1 / 4 < row["high"] <= 1
    assert row["method"] == (
        "interval from counting alone; description only: 2 and 1 documents in 1 event that both groups cover; a test needs 10 a side"
    )


def test_an_actor_of_one_group_has_a_share_and_no_difference() -> None:
    board = namings_of(
        named("d02", 40, "Port Board", "Port Board"), named("d02", 60, "dear board", "Port Board", "positive")
    )
    row = row_of(compare_loads(pl.concat([NAMED, board]), DOCUMENTS, VOICES, [A_B], least=1), actor="Port Board")
    assert [row[name] for name in ("hits_a", "size_a", "share_a", "share_low_a", "docs_a")] == [0, 0, None, None, 0]
    assert [row[name] for name in ("hits_b", "size_b", "share_b", "docs_b")] == [1, 3, 1 / 3, 1]
    assert (row["difference"], row["p"], row["interval"], row["method"]) == (None, None, "", ONE_SIDE)


def test_voices_are_counted_apart_and_the_rest_is_a_side() -> None:
    table = compare_loads(NAMED, DOCUMENTS, VOICES, [Contrast("b", REST)], heard=("author", "quoted"), least=5)
    assert table.select("actor", "voice", "group_b", "hits_b", "size_b").rows() == [
        ("Ann Lee", "author", REST, 0, 2), ("Ann Lee", "quoted", REST, 1, 1),
    ]  # fmt: skip
    assert compare_loads(NAMED, DOCUMENTS, VOICES, [A_B], least=6).height == 0


def test_enough_articles_are_tested_within_events() -> None:
    documents = make_documents(*(("ab"[place % 2], "e", "") for place in range(24)))
    rows = [named(f"d{place:02}", 10 * step, "mayor") for place in range(24) for step in range(4)]
    praised = [
        named(f"d{place:02}", 90 + step, "kind mayor", polarity="positive")
        for place in range(0, 24, 2) for step in range(1 + place % 3)
    ]  # fmt: skip
    table = compare_loads(namings_of(*rows, *praised), documents, NO_VOICES, [A_B])
    row = row_of(table, actor="Ann Lee")
    shares = [(1 + place % 3) / (5 + place % 3) for place in range(0, 24, 2)]
    assert row["difference"] == pytest.approx(sum(shares) / 12)
    assert (row["interval"], row["method"].split(",")[0]) == ("documents", "difference")
    assert row["q"] == row["p"] < 0.001
    assert row["low"] > 0


def test_names_with_a_stroke_stay_whole() -> None:
    rows = [named("d00", place, "good crew", "Sea/Land/Air", "positive") for place in range(5)]
    assert compare_loads(namings_of(*rows), DOCUMENTS, NO_VOICES, [A_B])["actor"].to_list() == ["Sea/Land/Air"]


def test_labels_of_nobody_are_counted_and_have_no_share() -> None:
    labels = namings_of(*(named("d00", place, "petty ruler", "", "negative") for place in range(0, 60, 12)))
    assert count_namings(labels, DOCUMENTS, NO_VOICES)["hits"].to_list() == [5]
    assert (
        compare_loads(labels, DOCUMENTS, NO_VOICES, [A_B]).height == 0
    )  # without evaluation they would not be in the table


def test_actors_by_hand() -> None:
    rows = [
        ("d00", 0, 3, "Lee", "person", "Ann Lee"), ("d00", 5, 12, "Ann Lee", "person", "Ann Lee"),
        ("d01", 0, 3, "Lee", "person", "Ann Lee"), ("d02", 0, 3, "A. Lee", "person", "Ann Lee"),
        ("d02", 5, 9, "Port Row", "place", "Port Row"),
    ]  # fmt: skip
    table = list_actors(pl.DataFrame(rows, schema=MENTIONS, orient="row"), DOCUMENTS)
    assert table.schema == ACTORS
    assert table.rows() == [
        ("Ann Lee", "person", "a", "a post", 3, 2, "Lee; Ann Lee"), ("Ann Lee", "person", "b", "b post", 1, 1, "A. Lee"),
        ("Port Row", "place", "b", "b post", 1, 1, "Port Row"),
    ]  # fmt: skip


def test_where_nobody_is_named_there_are_no_rows() -> None:
    for documents in (DOCUMENTS, DOCUMENTS.clear()):
        assert count_namings(namings_of(), documents, NO_VOICES).schema == NAMINGS
        assert compare_loads(namings_of(), documents, NO_VOICES, [A_B]).schema == LOADS
        assert list_actors(pl.DataFrame(schema=MENTIONS), documents).schema == ACTORS
    assert compare_loads(NAMED, DOCUMENTS, VOICES, []).height == 0
