from __future__ import annotations

import random
from math import log, log2, sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.estimates import Contrast, choose_contrasts
from analysis.compare.terms import SCHEMA, compare_counts, compare_terms, g2, log_ratio, monroe_z
from analysis.find.words import mark_quoted
from tests.compare.conftest import make_counts, make_documents, row_of, simulate, words_of

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
EIGHT_WORDS = st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), min_size=8, max_size=8).map(" ".join)
BALANCED, UNBALANCED, ONE_EVENT = [(3, 2), (2, 3)] * 4, [(1, 19)] * 10, [(10, 190)]
FEW = make_documents(
    ("a", "e", "rain rain sun"), ("a", "e", "rain"), ("b", "e", "sun sun sun wind"), ("b", "e", "rain wind sun sun")
)  # fmt: skip


def keyness(documents: pl.DataFrame, contrast: Contrast = A_B, ngrams: int = 1, min_count: int = 1) -> pl.DataFrame:
    return compare_terms(words_of(documents), documents, [contrast], "in", ngrams, min_count)


def alternate(texts: list[str]) -> pl.DataFrame:
    """Documents of a and b by turns, four an event."""
    return make_documents(*(("ab"[place % 2], f"e{place // 4}", text) for place, text in enumerate(texts)))


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_small_corpus_by_hand() -> None:
    table = keyness(FEW)
    assert table.schema == SCHEMA
    assert set(table["term"]) == {"sun", "rain", "wind"}
    rain, sun, wind = (row_of(table, term=term) for term in ("rain", "sun", "wind"))
    # of 4 words in a and 8 in b
    assert [(row["hits_a"], row["hits_b"], row["words_a"], row["words_b"]) for row in (rain, sun, wind)] == [
        (3, 1, 4, 8), (1, 5, 4, 8), (0, 2, 4, 8),
    ]  # fmt: skip
    assert [(row["rate_a"], row["rate_b"]) for row in (rain, sun, wind)] == [(750, 125), (250, 625), (0, 250)]
    assert [row["log_ratio"] for row in (rain, sun, wind)] == pytest.approx([log2(6), log2(2 / 5), -1])
    assert [row["group"] for row in (rain, sun, wind)] == ["a", "b", "b"]
    assert [(row["docs_a"], row["docs_b"], row["events"]) for row in (rain, sun, wind)] == [
        (2, 1, 1),
        (1, 2, 1),
        (0, 2, 1),
    ]
    # rain: 2/4 1/4 0 1/4 of the hits, 3/12 1/12 4/12 4/12 of the words: apart by 10/12, half of it over 1 - 1/12
    assert rain["dispersion"] == pytest.approx((5 / 12) / (11 / 12))
    assert [row["note"] for row in (rain, sun, wind)] == [
        "description only: 2 and 2 documents in 1 event that both groups cover; a test needs 10 a side"
    ] * 3
    assert {row[name] for row in (rain, sun, wind) for name in ("p", "q")} == {None}
    assert {row["interval"] for row in (rain, sun, wind)} == {"words"}
    assert [row[bound] is None for row in (rain, sun, wind) for bound in ("low", "high")] == [False] * 4 + [True, False]


def test_the_surest_difference_comes_first() -> None:
    table = keyness(FEW)
    sure = [row["low"] if row["log_ratio"] >= 0 else -row["high"] for row in table.iter_rows(named=True)]
    assert sure == sorted(sure, reverse=True)


def test_a_term_evenly_spread_and_one_in_a_single_document() -> None:
    table = keyness(make_documents(("a", "e", "rain sun"), ("b", "e", "rain wind"), ("b", "e", "rain wind")))
    assert row_of(table, term="rain")["dispersion"] == pytest.approx(0, abs=1e-12)
    assert row_of(table, term="sun")["dispersion"] == pytest.approx(1)


def test_phrases_and_function_words_are_marked() -> None:
    table = keyness(make_documents(("a", "e", "the end of the rain"), ("b", "e", "of the")), ngrams=3)
    found = {term: (length, content) for term, length, content in table.select("term", "length", "content").iter_rows()}
    assert {term: found[term] for term in ("the", "of the", "the end of", "end", "end of", "of the rain")} == {
        "the": (1, False), "of the": (2, False), "the end of": (3, False),
        "end": (1, True), "end of": (2, False), "of the rain": (3, False),
    }  # fmt: skip


# --- the measures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("both", "only_first", "only_second", "neither", "published"),
    [(110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (31, 23, 139, 31584, 256.84)],
)
def test_g2_is_dunnings(both: int, only_first: int, only_second: int, neither: int, published: float) -> None:
    # Dunning 1993, table 2: "the swiss", "can be", "previous year"
    found = g2(np.array([both]), np.array([only_second]), both + only_first, only_second + neither)
    assert found.round(2).tolist() == [published]


@given(a=st.integers(0, 300), b=st.integers(0, 300), more_a=st.integers(1, 9000), more_b=st.integers(1, 9000))
def test_g2_is_that_of_scipy_and_nltk(a: int, b: int, more_a: int, more_b: int) -> None:
    words_a, words_b = a + more_a, b + more_b
    found = g2(np.array([a]), np.array([b]), words_a, words_b).item()
    if a + b == 0:
        assert found == pytest.approx(0, abs=1e-9)
        return
    table = [[a, b], [more_a, more_b]]
    assert found == pytest.approx(
        stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[0], abs=1e-6
    )
    nltk = BigramAssocMeasures.likelihood_ratio(a, (a + b, words_a), words_a + words_b)
    assert found == pytest.approx(nltk, rel=1e-6, abs=1e-6)


def monroe(a: int, b: int, words_a: int, words_b: int) -> float:
    """Equations 16, 19, 20 and 22 of Monroe et al. 2008, the prior both sides together at the weight of 1,000 words."""
    prior = 1000 * (a + b) / (words_a + words_b)
    odds = [log((hits + prior) / (words + 1000 - hits - prior)) for hits, words in ((a, words_a), (b, words_b))]
    return (odds[0] - odds[1]) / sqrt(1 / (a + prior) + 1 / (b + prior))


@given(a=st.integers(0, 300), b=st.integers(1, 300), more_a=st.integers(1, 9000), more_b=st.integers(1, 9000))
def test_z_is_monroes(a: int, b: int, more_a: int, more_b: int) -> None:
    found = monroe_z(np.array([a]), np.array([b]), a + more_a, b + more_b).item()
    assert found == pytest.approx(monroe(a, b, a + more_a, b + more_b), rel=1e-9, abs=1e-9)


def test_no_hits_count_as_half_a_hit() -> None:
    assert log_ratio(np.array([0, 6, 3]), np.array([4, 0, 3]), 100, 200).tolist() == pytest.approx(
        [log2((0.5 / 100) / (4 / 200)), log2((6 / 100) / (0.5 / 200)), 1]
    )


@given(b=st.integers(1, 50), words_a=st.integers(1, 10**6), words_b=st.integers(50, 10**6))
def test_a_side_without_hits_never_has_more(b: int, words_a: int, words_b: int) -> None:
    # half a hit in few words would be a higher rate than three in many
    assert log_ratio(np.array([0]), np.array([b]), words_a, words_b).item() <= -1 + 1e-12
    assert log_ratio(np.array([b]), np.array([0]), words_b, words_a).item() >= 1 - 1e-12


def test_the_group_of_a_term_is_the_one_that_has_it() -> None:
    table = keyness(make_documents(("a", "e", "rain"), ("b", "e", "sun " * 30 + "rain rain fog")))
    assert row_of(table, term="fog")["group"] == "b"
    assert row_of(table, term="sun")["group"] == "b"


def test_intervals_from_documents_are_those_of_the_log_ratios_linearised() -> None:
    counts, documents = simulate(5, BALANCED, terms=20, clumps=2)
    table = compare_counts(counts, documents, A_B)
    of_a = (documents["group"] == "a").to_numpy()
    for place, term in enumerate(counts.names):
        row = row_of(table, term=term)
        span = slice(counts.bounds[place], counts.bounds[place + 1])
        hits = np.zeros(len(of_a))
        hits[counts.docs[span]] = counts.counts[span]
        if not (row["hits_a"] and row["hits_b"]):
            continue
        parts, freedoms = [], []
        for side in (of_a, ~of_a):
            share = hits[side].sum() / counts.sizes[side].sum()
            residuals = (hits[side] - share * counts.sizes[side]) / (share * counts.sizes[side].mean() * log(2))
            parts.append(residuals.var(ddof=0) / (side.sum() - 1))
            freedoms.append(side.sum() - 1)
        freedom = sum(parts) ** 2 / sum(part**2 / free for part, free in zip(parts, freedoms, strict=True))
        half = stats.t.ppf(0.975, freedom) * sqrt(sum(parts))
        assert (row["low"], row["high"]) == pytest.approx((row["log_ratio"] - half, row["log_ratio"] + half)), term
    assert table.filter(pl.col("hits_a") * pl.col("hits_b") > 0).height > 10
    assert table["interval"].unique().to_list() == ["documents"]


def test_many_hits_in_one_document_of_one_side_are_as_one() -> None:
    texts = [("a", "e", "rain " * 17 + "fog " * 3)] + [("a", "e", "fog " * 20)] * 9 + [("b", "e", "fog " * 20)] * 10
    for contrast, sign in ((A_B, 1), (Contrast("b", "a"), -1)):
        row = row_of(keyness(make_documents(*texts), contrast), term="rain")
        near, far = (row["low"], row["high"])[::sign]
        assert far is None
        assert near == pytest.approx(sign * log2(0.025 / 0.975))  # of one hit, at least 0.025 would be in a


# --- what must not change anything --------------------------------------------------------------------------------


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28))
@settings(max_examples=30)
def test_swapping_the_groups_turns_the_signs_and_nothing_else(texts: list[str]) -> None:
    documents = alternate(texts)
    one, other = (keyness(documents, Contrast(*pair)).sort("term") for pair in ("ab", "ba"))
    assert one["term"].to_list() == other["term"].to_list()
    for name in ("log_ratio", "z"):
        assert one[name].to_list() == (-other[name]).to_list()
    assert one["low"].to_list() == (-other["high"]).to_list()
    assert one["high"].to_list() == (-other["low"]).to_list()
    for name in ("rate", "docs", "hits", "words"):
        assert one[f"{name}_a"].to_list() == other[f"{name}_b"].to_list()
    same = ["events", "dispersion", "length", "content", "interval", "g2", "p", "q"]
    assert_frame_equal(one.select(same), other.select(same), rel_tol=1e-9, abs_tol=1e-9)


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28))
@settings(max_examples=20)
def test_texts_told_twice_have_the_same_rates(texts: list[str]) -> None:
    once, twice = (keyness(alternate(each), ngrams=3).sort("term") for each in (texts, [f"{t}. {t}" for t in texts]))
    same = ["term", "rate_a", "rate_b", "docs_a", "docs_b", "events", "dispersion", "length"]
    assert_frame_equal(once.select(same), twice.select(same))
    both = (pl.col("hits_a") > 0) & (pl.col("hits_b") > 0)
    assert once.filter(both)["log_ratio"].to_list() == twice.filter(both)["log_ratio"].to_list()


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28), seed=st.integers(0, 99))
@settings(max_examples=20)
def test_the_order_of_documents_changes_nothing(texts: list[str], seed: int) -> None:
    documents = alternate(texts)
    rows = list(range(len(texts)))
    random.Random(seed).shuffle(rows)
    tables = (keyness(table, ngrams=2).sort("term") for table in (documents, documents[rows]))
    assert_frame_equal(*tables, rel_tol=1e-9, abs_tol=1e-9)


# --- at the edges -------------------------------------------------------------------------------------------------


def test_equal_documents_have_no_p() -> None:
    table = keyness(alternate(["rain sun sun wind " * 2] * 24))
    assert table.select("p", "q").null_count().row(0) == (3, 3)
    assert table.select("log_ratio", "z", "low", "high").unique().rows() == [(0, 0, 0, 0)]
    assert table["note"].unique().to_list() == [""]


def test_an_event_of_one_group_says_nothing_of_the_test() -> None:
    shared = [("ab"[place % 2], "both", "rain " * (place % 3) + "sun " * 6) for place in range(24)]
    alone = [("a", "alone", "rain rain rain sun")] * 5
    without, with_it = (keyness(make_documents(*rows)) for rows in (shared, shared + alone))
    p, same = (row_of(table, term="rain")["p"] for table in (without, with_it))
    assert p == same is not None
    assert row_of(with_it, term="rain")["docs_a"] == row_of(without, term="rain")["docs_a"] + 5
    assert row_of(with_it, term="rain")["events"] == 1


def test_events_of_one_group_each_leave_no_test() -> None:
    table = keyness(make_documents(*[(group, group, "rain sun") for group in "ab" for _ in range(12)]))
    assert table["note"].unique().to_list() == [
        "description only: 0 and 0 documents in 0 events that both groups cover; a test needs 10 a side"
    ]
    assert table["p"].null_count() == table.height == 2


@pytest.mark.parametrize(
    "documents",
    [
        make_documents(("a", "e", "rain")),
        make_documents(("a", "e", "rain"), ("b", "e", "...")),
        make_documents(("a", "e", "!"), ("b", "e", "?")),
    ],
    ids=["one document", "one side without words", "no words"],
)
def test_without_two_sides_there_is_nothing_to_compare(documents: pl.DataFrame) -> None:
    table = keyness(documents)
    assert (table.height, table.schema) == (0, SCHEMA)


def test_of_one_group_there_is_no_contrast() -> None:
    documents = make_documents(("a", "e", "rain"), ("a", "e", "sun"))
    table = compare_terms(words_of(documents), documents, choose_contrasts(documents, []))
    assert (table.height, table.schema) == (0, SCHEMA)


def test_three_groups_are_compared_in_pairs_each_with_its_own_words() -> None:
    documents = make_documents(("a", "e", "rain sun"), ("b", None, "rain fog"), ("c", "e", "wind"))
    table = compare_terms(words_of(documents), documents, choose_contrasts(documents, []), "in", 1, 1)
    found = table.group_by("group_a", "group_b", maintain_order=True).agg(pl.col("term").sort())
    assert found.rows() == [
        ("a", "b", ["fog", "rain", "sun"]), ("a", "c", ["rain", "sun", "wind"]), ("b", "c", ["fog", "rain", "wind"]),
    ]  # fmt: skip
    assert table.select(pl.col("log_ratio", "z", "g2", "dispersion").is_finite().all()).row(0) == (True,) * 4


def test_the_voices_are_compared_apart_and_one_without_words_has_no_rows() -> None:
    documents = make_documents(("a", "e", "rain or sun"), ("b", "e", "wind or rain"))
    words = words_of(documents)
    silent = compare_terms(words, documents, [A_B], "split", 1, 1)
    assert silent["voice"].unique().to_list() == ["author"]
    quotes = pl.DataFrame({"doc": ["d00", "d01"], "start": [0, 8], "end": [4, 12]})
    spoken = compare_terms(mark_quoted(words, quotes), documents, [A_B], "split", 1, 1)
    assert sorted(spoken.select("voice", "term", "hits_a", "hits_b", "words_a", "words_b").rows()) == [
        ("author", "or", 1, 1, 2, 2), ("author", "sun", 1, 0, 2, 2), ("author", "wind", 0, 1, 2, 2),
        ("quoted", "rain", 1, 1, 1, 1),
    ]  # fmt: skip


# --- false alarms -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [BALANCED, UNBALANCED, ONE_EVENT], ids=["3 to 2", "1 to 19", "10 to 190"])
@pytest.mark.parametrize("clumps", [0.1, 1.0])
def test_words_in_clumps_raise_no_false_alarms(sides: list[tuple[int, int]], clumps: float) -> None:
    tables = [compare_counts(*simulate(seed, sides, clumps=clumps), A_B) for seed in range(10)]
    alarmed = sum((table["q"] <= 0.05).any() for table in tables)
    assert alarmed <= 1  # in 10 corpora at a level of 0.05
    p = pl.concat(tables)["p"].drop_nulls()
    assert len(p) > 2000
    for level in (0.05, 0.01, 0.001):
        assert (p <= level).mean() <= level
    assert p.min() > 0


def test_planted_words_are_found_where_pooled_counts_find_mostly_noise() -> None:
    planted, false, pooled_false = [], [], []
    for seed in range(5):
        table = compare_counts(*simulate(seed, BALANCED, planted=10), A_B)
        is_planted = table["term"].str.starts_with("planted")
        found = (table["q"] <= 0.05).fill_null(False)
        pooled = table["g2"] > stats.chi2.isf(0.05 / table.height, 1)  # Bonferroni
        planted.append((found & is_planted).sum())
        false.append((found & ~is_planted).sum())
        pooled_false.append((pooled & ~is_planted).sum())
    assert planted == [10] * 5
    assert sum(false) <= 0.05 * sum(planted) + 2
    assert min(pooled_false) > 10


def test_counting_documents_by_the_term_alone_agrees_with_the_table() -> None:
    counts = make_counts({"rain": [1, 0, 2, 4], "hail": [0, 0, 0, 0]}, [10, 10, 10, 10])
    documents = pl.DataFrame({"doc": counts.doc_names, "group": list("aabb"), "event": ["e"] * 4})
    table = compare_counts(counts, documents, A_B)
    assert table.select("term", "hits_a", "hits_b", "docs_a", "docs_b").rows() == [("rain", 1, 6, 1, 2)]
