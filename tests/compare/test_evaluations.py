"""Evaluations of mentions, counted and compared, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from scipy import stats

from analysis.compare.estimates import Contrast
from analysis.compare.evaluations import (
    AIMED,
    EVALUATED,
    POLARITIES,
    compare_evaluations,
    count_evaluations,
    judge_mentions,
)
from analysis.compare.loads import ONE_SIDE
from analysis.find.evaluation import EVALUATIONS
from analysis.find.references import STANDS
from tests.compare.conftest import make_documents, row_of

pytestmark = pytest.mark.filterwarnings("error")
NO_VOICES = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "voice": pl.String})
DOCUMENTS = make_documents(("a", "e", ""), ("a", "e", ""), ("b", "e", ""))
A_B = Contrast("a", "b")


def stands_of(*rows: tuple[str, int, str]) -> pl.DataFrame:
    """Mentions of (doc, start, actor)."""
    table = [
        {"doc": doc, "start": start, "end": start + 3, "head": start, "actor": actor, "type": "organisation", "form": "name"}
        for doc, start, actor in rows
    ]  # fmt: skip
    return pl.DataFrame(table, schema=STANDS)


def aimed_at(*rows: tuple[str, int, str, str, float]) -> pl.DataFrame:
    """Evaluations of (doc, target_start, word, + or -, weight) at the Port."""
    signs = {"+": "positive", "-": "negative"}
    table = [
        {"doc": doc, "target_start": start, "actor": "Port", "word": word, "polarity": signs[sign], "weight": weight}
        for doc, start, word, sign, weight in rows
    ]
    return pl.DataFrame(table, schema=EVALUATIONS)


def judged_of(*rows: tuple[str, int, str, str]) -> pl.DataFrame:
    """Judged mentions of (doc, start, actor, polarity)."""
    polarity = pl.Series([row[3] for row in rows], dtype=pl.String)
    told = stands_of(*(row[:3] for row in rows))
    return told.with_columns(polarity=polarity, words=polarity.replace({"positive": "safe; tidy", "negative": "rusty"}))


# --- mentions ---------------------------------------------------------------------------------------------------------

MENTIONED = stands_of(("d00", 0, "Port"), ("d00", 20, "Port"), ("d00", 20, "Pier"), ("d01", 0, "Port"))


def test_a_mention_is_judged_by_the_sum_of_weights() -> None:
    aimed = aimed_at(
        ("d00", 0, "rusty", "-", 1.0), ("d00", 0, "tidy", "+", 1 / 4), ("d00", 0, "safe", "+", 1 / 2),
        ("d00", 20, "tidy", "+", 1 / 8), ("d00", 20, "tidy", "+", 1 / 8),
    )  # fmt: skip
    judged = judge_mentions(aimed, MENTIONED)
    assert judged.columns == [*STANDS, "polarity", "words"]
    assert judged.select("doc", "start", "actor", "polarity", "words").rows() == [
        ("d00", 0, "Port", "negative", "rusty; safe; tidy"),  # 3/4 for and 1 against
        ("d00", 20, "Port", "positive", "tidy"),
        ("d00", 20, "Pier", "", ""),  # another actor in the same place
        ("d01", 0, "Port", "", ""),
    ]


@pytest.mark.parametrize("parts", [(1, 1), (2, 3, 6), (6, 3, 2), (3, 6, 2)])
def test_weights_that_cancel_out_say_nothing(parts: tuple[int, ...]) -> None:
    """1 / 2 = 1 / 3 + 1 / 6, in any order of the sum."""
    largest = min(parts)
    signs = ["+", "-"] if len(parts) == 2 else ["+" if part == largest else "-" for part in parts]
    assert sum(Fraction(1 if sign == "+" else -1, part) for sign, part in zip(signs, parts, strict=True)) == 0
    aimed = aimed_at(*(("d00", 0, f"word {part}", sign, 1 / part) for sign, part in zip(signs, parts, strict=True)))
    row = judge_mentions(aimed, MENTIONED).row(0, named=True)
    assert row["polarity"] == "" and row["words"].count("word") == len(set(parts))


# --- counts -----------------------------------------------------------------------------------------------------------

JUDGED = judged_of(
    ("d00", 0, "Port", "negative"), ("d00", 20, "Port", ""), ("d00", 40, "Port", "positive"), ("d01", 0, "Port", "negative"),
    ("d02", 0, "Port", ""), ("d02", 9, "Pier", "positive"),
)  # fmt: skip


def test_evaluated_mentions_by_hand() -> None:
    voices = pl.DataFrame({"doc": ["d00"], "start": [30], "end": [60], "voice": ["quoted"]})
    table = count_evaluations(JUDGED, DOCUMENTS, voices)
    assert table.schema == EVALUATED
    assert table.drop("type", "outlet").rows() == [
        ("Port", "a", "author", 3, 0, 2, 2, "rusty"),
        ("Port", "a", "quoted", 1, 1, 0, 1, "safe; tidy"),
        ("Port", "b", "author", 1, 0, 0, 1, ""),
        ("Pier", "b", "author", 1, 1, 0, 1, "safe; tidy"),
    ]
    assert table["mentions"].sum() == JUDGED.height


def test_words_that_cancel_out_are_not_told() -> None:
    mixed = judged_of(("d00", 0, "Port", "")).with_columns(words=pl.lit("rusty; tidy"))
    assert count_evaluations(mixed, DOCUMENTS, NO_VOICES)["words"].to_list() == [""]


# --- comparison -------------------------------------------------------------------------------------------------------


def test_shares_of_each_polarity_by_hand() -> None:
    table = compare_evaluations(JUDGED, DOCUMENTS, NO_VOICES, [A_B], least=1)
    assert table.schema == AIMED
    assert table.select("polarity", "actor").rows() == [
        ("negative", "Port"),
        ("positive", "Port"),
        ("positive", "Pier"),
    ]
    worse = row_of(table, polarity="negative")
    assert [worse[name] for name in ("hits_a", "size_a", "share_a", "docs_a")] == [2, 4, 1 / 2, 2]
    assert [worse[name] for name in ("hits_b", "size_b", "share_b", "docs_b")] == [0, 1, 0, 1]
    expected = stats.binomtest(2, 4).proportion_ci(0.95, "wilson")
    assert (worse["share_low_a"], worse["share_high_a"]) == pytest.approx((expected.low, expected.high))
    assert (worse["difference"], worse["interval"], worse["events"], worse["q"]) == (1 / 2, "parts", 1, None)
    better = row_of(table, polarity="positive", actor="Port")
    assert (better["hits_a"], better["size_a"], better["difference"]) == (1, 4, 1 / 4)


def test_an_actor_of_one_group_has_no_difference() -> None:
    pier = row_of(compare_evaluations(JUDGED, DOCUMENTS, NO_VOICES, [A_B], least=1), actor="Pier")
    assert (pier["hits_a"], pier["size_a"], pier["share_a"], pier["docs_a"]) == (0, 0, None, 0)
    assert (pier["hits_b"], pier["share_b"], pier["difference"], pier["method"]) == (1, 1.0, None, ONE_SIDE)


def test_rows_stand_in_the_order_of_polarities_contrasts_voices_and_mentions() -> None:
    voices = pl.DataFrame({"doc": ["d00"], "start": [30], "end": [60], "voice": ["quoted"]})
    both, heard = [A_B, Contrast("b", "a")], ["quoted", "author"]
    table = compare_evaluations(JUDGED, DOCUMENTS, voices, both, heard, least=1)
    named = {"negative": ["Port"], "positive": ["Port", "Pier"]}
    assert table.select("polarity", "group_a", "voice", "actor").rows() == [
        (polarity, contrast.a, voice, actor)
        for polarity in POLARITIES for contrast in both for voice in heard for actor in named[polarity]
    ]  # fmt: skip
    assert table.filter(voice="quoted", group_a="a", polarity="positive")["hits_a"].to_list() == [1, 0]


def test_q_is_that_of_both_polarities_together() -> None:
    documents = make_documents(*(("ab"[place % 2], "e", "") for place in range(24)))
    rows = []
    for place in range(24):
        worse, better = (3 if place % 2 else 0), (place // 2) % 2  # worse in b alone, better in both alike
        kinds = ["negative"] * worse + ["positive"] * better
        rows += [(f"d{place:02}", 9 * at, "Port", (kinds + [""] * 5)[at]) for at in range(5)]
    table = compare_evaluations(judged_of(*rows), documents, NO_VOICES, [A_B])
    worse, better = (row_of(table, polarity=name) for name in POLARITIES)
    assert worse["difference"] == pytest.approx(-3 / 5) and worse["interval"] == "documents"
    assert better["difference"] == pytest.approx(0) and better["p"] > 0.5
    assert worse["q"] == pytest.approx(2 * worse["p"]) and better["q"] == better["p"]  # Benjamini & Hochberg of two


def test_where_nobody_is_mentioned_there_are_no_rows() -> None:
    nothing = judge_mentions(aimed_at(), stands_of())
    for documents in (DOCUMENTS, DOCUMENTS.clear()):
        assert count_evaluations(nothing, documents, NO_VOICES).schema == EVALUATED
        assert compare_evaluations(nothing, documents, NO_VOICES, [A_B]).schema == AIMED
    assert compare_evaluations(JUDGED, DOCUMENTS, NO_VOICES, [], least=1).is_empty()
    assert compare_evaluations(JUDGED, DOCUMENTS, NO_VOICES, [A_B], least=6).is_empty()
