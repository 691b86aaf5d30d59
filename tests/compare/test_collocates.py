from __future__ import annotations

from math import log2, sqrt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from polars.testing import assert_frame_equal

from analysis.compare.collocates import SCHEMA, compare_collocates, count_collocates, score_pairs
from analysis.compare.estimates import REST, Contrast, choose_contrasts
from analysis.find.parsing import parse
from analysis.find.relations import RELATIONS, find_relations
from analysis.find.targets import TARGETS, find_collocates, find_target
from tests.compare.conftest import NO_MENTIONS, make_documents, row_of

A_B = Contrast("a", "b")
WIDTH = 10  # of the place that a word takes in the texts made here
Pair = tuple[str, int, str, str]


def relate(*pairs: Pair, voice: str = "author") -> pl.DataFrame:
    """Relations from (doc, number of the word they are told of, relation, collocate)."""
    rows = [
        (
            doc,
            0,
            word * WIDTH,
            word * WIDTH + 4,
            relation,
            1000 + place * WIDTH,
            1004 + place * WIDTH,
            collocate,
            "X",
            voice,
        )
        for place, (doc, word, relation, collocate) in enumerate(pairs)
    ]
    return pl.DataFrame(rows, schema=RELATIONS, orient="row")


def mention(*places: tuple[str, int], voice: str = "author") -> pl.DataFrame:
    """Mentions of the target at these words."""
    rows = [(doc, word * WIDTH, word * WIDTH + 4, word * WIDTH, voice) for doc, word in places]
    return pl.DataFrame(rows, schema=TARGETS, orient="row")


def compare(relations: pl.DataFrame, mentions: pl.DataFrame, documents: pl.DataFrame, **more: object) -> pl.DataFrame:
    return compare_collocates(
        relations, mentions, documents, [A_B], "bridge", **{"quoted": "in", "min_count": 1, **more}
    )


DOCUMENTS = make_documents(("a", "e", "…"), ("a", "e", "…"), ("b", "e", "…"))
# the target is word 0 and 1 of d00, 0 of d01, 0 to 3 of d02; word 9 is another
PAIRS = relate(
    ("d00", 0, "is", "old"), ("d00", 1, "is", "old"), ("d00", 1, "does", "fall"), ("d01", 0, "is", "new"),
    ("d00", 9, "is", "old"), ("d01", 9, "is", "wet"), ("d01", 9, "is", "old"),
    ("d02", 0, "is", "old"), ("d02", 1, "is", "new"), ("d02", 2, "is", "new"), ("d02", 9, "does", "fall"),
)  # fmt: skip
MENTIONED = mention(("d00", 0), ("d00", 1), ("d01", 0), ("d02", 0), ("d02", 1), ("d02", 2), ("d02", 3))


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_small_corpus_by_hand() -> None:
    table = compare(PAIRS, MENTIONED, DOCUMENTS)
    assert dict(table.schema) == SCHEMA
    assert {(row["relation"], row["collocate"]) for row in table.to_dicts()} == {
        ("is", "old"), ("is", "new"), ("does", "fall"),
    }  # fmt: skip
    old, new, fall = (row_of(table, collocate=word) for word in ("old", "new", "fall"))
    assert [(row["hits_a"], row["hits_b"], row["docs_a"], row["docs_b"]) for row in (old, new, fall)] == [
        (2, 1, 1, 1), (1, 2, 1, 1), (1, 0, 1, 0),
    ]  # fmt: skip
    assert {(row["mentions_a"], row["mentions_b"], row["events"]) for row in (old, new, fall)} == {(3, 4, 1)}
    assert [(row["rate_a"], row["rate_b"]) for row in (old, new, fall)] == [
        (pytest.approx(200 / 3), 25), (pytest.approx(100 / 3), 50), (pytest.approx(100 / 3), 0),
    ]  # fmt: skip
    assert [row["log_ratio"] for row in (old, new)] == pytest.approx([log2(8 / 3), log2(2 / 3)])
    # "is" in a: the target has 3 pairs, "old" 4 of any word, 6 in all; in b 3, 1 and 3
    assert (old["logdice_a"], old["logdice_b"]) == pytest.approx((14 + log2(4 / 7), 14 + log2(2 / 4)))
    assert (old["pmi_a"], old["pmi_b"]) == pytest.approx((log2(2 * 6 / (3 * 4)), log2(1 * 3 / (3 * 1))), abs=1e-12)
    assert (old["t_a"], old["t_b"]) == pytest.approx(((2 - 3 * 4 / 6) / sqrt(2), 0), abs=1e-12)
    assert (fall["logdice_a"], fall["logdice_b"], fall["pmi_b"], fall["t_b"], fall["low"]) == (
        14,
        None,
        None,
        None,
        fall["low"],
    )
    assert fall["high"] is None
    assert {(row["target"], row["voice"], row["interval"], row["p"], row["q"]) for row in (old, new, fall)} == {
        ("bridge", "all", "mentions", None, None)
    }
    assert (
        old["note"] == "description only: 2 and 1 documents in 1 event that both groups cover; a test needs 10 a side"
    )


def test_too_few_hits_on_both_sides_together_are_left_out() -> None:
    table = compare(PAIRS, MENTIONED, DOCUMENTS, min_count=2)
    assert set(table["collocate"]) == {"old", "new"}
    assert compare(PAIRS, MENTIONED, DOCUMENTS, min_count=4).is_empty()


def test_the_surest_difference_comes_first_then_the_closest() -> None:
    table = compare(PAIRS, MENTIONED, DOCUMENTS)
    sure = [row["low"] if row["log_ratio"] >= 0 else -row["high"] for row in table.to_dicts()]
    assert sure == sorted(sure, reverse=True)
    alike = relate(("d00", 0, "is", "odd"), ("d00", 0, "is", "wet"), ("d00", 9, "is", "odd"))
    assert compare(alike, MENTIONED, DOCUMENTS)["collocate"].to_list() == ["wet", "odd"]


def test_one_word_in_two_relations_is_two_collocates() -> None:
    pairs = relate(("d00", 0, "is", "set"), ("d00", 1, "does", "set"), ("d02", 0, "does", "set"))
    table = compare(pairs, MENTIONED, DOCUMENTS)
    assert sorted(table.select("relation", "hits_a", "hits_b").rows()) == [("does", 1, 1), ("is", 1, 0)]


# --- voices ---------------------------------------------------------------------------------------------------------


def test_voices_are_apart_and_mentions_are_those_with_a_word_of_the_voice() -> None:
    pairs = pl.concat([
        relate(("d00", 0, "is", "old"), ("d02", 0, "is", "old")),
        relate(("d00", 1, "is", "old"), ("d02", 1, "is", "old"), voice="quoted"),
    ])  # fmt: skip
    spoken = pl.concat([MENTIONED, mention(("d02", 8), voice="quoted")])
    table = compare(pairs, spoken, DOCUMENTS, quoted="split")
    assert table.select("voice", "hits_a", "hits_b", "mentions_a", "mentions_b").rows() == [
        ("author", 1, 1, 3, 4),
        ("quoted", 1, 1, 1, 2),  # one of d00 and one of d02 by their collocate, and the one in quotation marks
    ]
    assert compare(pairs, spoken, DOCUMENTS, quoted="out")["voice"].to_list() == ["author"]
    assert compare(pairs, spoken, DOCUMENTS)["hits_a"].to_list() == [2]


def test_counts_hold_hits_and_mentions_by_document() -> None:
    counts = count_collocates(find_collocates(PAIRS, MENTIONED), MENTIONED, DOCUMENTS, "all", 2)
    assert counts.names == ["is\tnew", "is\told"]
    assert counts.sizes.tolist() == [2, 1, 4]
    spans = [slice(*counts.bounds[place : place + 2]) for place in range(2)]
    assert [(counts.docs[span].tolist(), counts.counts[span].tolist()) for span in spans] == [
        ([1, 2], [1, 2]),
        ([0, 2], [2, 1]),
    ]


# --- against NLTK -----------------------------------------------------------------------------------------------------


@given(words=st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), min_size=2, max_size=40))
def test_scores_are_those_of_nltks_collocation_finder(words: list[str]) -> None:
    # pairs of a word with the next are one relation; NLTK counts single words where we count members of pairs
    ring = [*words, words[0]]
    told = relate(*[("d00", place, "before", after) for place, after in enumerate(ring[1:])])
    finder = BigramCollocationFinder.from_words(ring)
    finder.word_fd, finder.N = BigramCollocationFinder.from_words(words).word_fd, len(words)
    places = [place for place, word in enumerate(words) if word == words[0]]
    of_target = told.filter(pl.col("target_start").is_in([place * WIDTH for place in places]))
    for row in score_pairs(of_target, told).to_dicts():
        pair = (words[0], row["collocate"])
        assert row["pmi"] == pytest.approx(finder.score_ngram(BigramAssocMeasures.pmi, *pair), abs=1e-9)
        assert row["t"] == pytest.approx(finder.score_ngram(BigramAssocMeasures.student_t, *pair), abs=1e-9)
        assert row["logdice"] == pytest.approx(14 + log2(finder.score_ngram(BigramAssocMeasures.dice, *pair)), abs=1e-9)
        assert row["logdice"] <= 14


# --- many documents ---------------------------------------------------------------------------------------------------


def many(rates: dict[str, float]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Relations, mentions and documents of 12 a side in 4 events: ten mentions each, so many of them `old` in each group."""
    documents = make_documents(*[(group, f"e{event}", "…") for event in range(4) for _ in range(3) for group in "ab"])
    pairs: list[Pair] = []
    for place, (doc, group) in enumerate(documents.select("doc", "group").iter_rows()):
        pairs += [(doc, word, "is", "old") for word in range(round(10 * rates[group]) - place // 2 % 2)]
        pairs += [(doc, 9, "is", "wet")] * (place % 3)
    return relate(*pairs), mention(*[(doc, word) for doc in documents["doc"] for word in range(10)]), documents


def test_with_documents_enough_there_is_a_test_within_events() -> None:
    table = compare(*many({"a": 0.8, "b": 0.3}))
    old, wet = (row_of(table, collocate=word) for word in ("old", "wet"))
    assert old["p"] < 0.001 < wet["p"] and old["q"] == pytest.approx(2 * old["p"])
    assert 0 < old["low"] < old["log_ratio"] < old["high"]
    assert (old["interval"], old["note"], old["events"], old["docs_a"]) == ("documents", "", 4, 12)


def test_swapping_the_groups_turns_the_signs_and_nothing_else() -> None:
    relations, mentions, documents = many({"a": 0.8, "b": 0.3})
    one, other = (
        compare_collocates(relations, mentions, documents, [Contrast(*pair)], "bridge", "in", 1).sort("collocate")
        for pair in ("ab", "ba")
    )
    assert one["log_ratio"].to_list() == pytest.approx((-other["log_ratio"]).to_list())
    assert one["low"].to_list() == pytest.approx((-other["high"]).to_list())
    for name in ("hits", "docs", "mentions", "rate", "logdice", "pmi", "t"):
        assert one[f"{name}_a"].to_list() == other[f"{name}_b"].to_list()
    assert_frame_equal(one.select("p", "q", "events"), other.select("p", "q", "events"), rel_tol=1e-9)


def test_the_order_of_documents_and_pairs_changes_nothing() -> None:
    relations, mentions, documents = many({"a": 0.6, "b": 0.5})
    again = compare(relations.reverse(), mentions.reverse(), documents.reverse())
    assert_frame_equal(again, compare(relations, mentions, documents), rel_tol=1e-9)


# --- at the edges -----------------------------------------------------------------------------------------------------


def test_three_groups_are_compared_in_pairs_and_each_with_the_rest() -> None:
    documents = make_documents(("a", "e", "…"), ("b", None, "…"), ("c", "e", "…"))
    table = compare_collocates(PAIRS, MENTIONED, documents, choose_contrasts(documents, []), "bridge", "in", 1)
    old = table.filter(collocate="old").select("group_a", "group_b", "hits_a", "hits_b", "mentions_a", "mentions_b")
    assert ("a", REST, 2, 1, 2, 5) in old.rows() and ("a", "c", 2, 1, 2, 4) in old.rows()
    assert table["group_b"].unique().sort().to_list() == [REST, "b", "c"]


@pytest.mark.parametrize(
    ("relations", "mentions", "documents"),
    [
        (PAIRS, MENTIONED.clear(), DOCUMENTS),
        (PAIRS.clear(), MENTIONED, DOCUMENTS),
        (PAIRS, mention(("d00", 0)), DOCUMENTS),
        (PAIRS, MENTIONED, make_documents(("a", "e", "…"))),
        (PAIRS.clear(), MENTIONED.clear(), make_documents()),
    ],
    ids=["no mentions", "no relations", "one side alone", "one group", "no documents"],
)
def test_without_two_sides_there_is_nothing_to_compare(
    relations: pl.DataFrame, mentions: pl.DataFrame, documents: pl.DataFrame
) -> None:
    table = compare(relations, mentions, documents)
    assert (table.height, dict(table.schema)) == (0, SCHEMA)


def test_of_one_group_there_is_no_contrast() -> None:
    table = compare_collocates(PAIRS, MENTIONED, DOCUMENTS, [], "bridge")
    assert (table.height, dict(table.schema)) == (0, SCHEMA)


def test_equal_documents_do_not_differ() -> None:
    pairs = [(doc, 0, "is", "old") for doc in DOCUMENTS["doc"]]
    row = row_of(compare(relate(*pairs), mention(*[(doc, 0) for doc in DOCUMENTS["doc"]]), DOCUMENTS), collocate="old")
    assert (row["log_ratio"], row["rate_a"], row["rate_b"]) == (0, 100, 100)
    assert row["low"] < 0 < row["high"]


def test_parsed_texts_are_compared_end_to_end() -> None:
    nothing = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
    no_voices = pl.DataFrame(schema={**nothing.schema, "voice": pl.String})
    documents = make_documents(
        ("a", "e", "The rusty bridge fell. The council did not repair the bridge."),
        ("b", "e", "The new bridge was repaired by the council. The bridge is safe."),
    )
    tokens = parse(documents)
    mentions = find_target("bridge", documents, tokens, NO_MENTIONS, nothing, no_voices)
    table = compare(find_relations(tokens, nothing, no_voices), mentions, documents)
    found = table.filter(pl.col("relation") != "near").select("relation", "collocate", "hits_a", "hits_b")
    assert sorted(found.rows()) == [
        ("does", "fall", 1, 0), ("done to it", "not repair", 1, 0), ("done to it", "repair", 0, 1), ("is", "safe", 0, 1),
        ("modified by", "new", 0, 1), ("modified by", "rusty", 1, 0),
    ]  # fmt: skip
