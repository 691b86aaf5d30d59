from __future__ import annotations

import random
from math import log, log2, sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.counts import Counts
from analysis.compare.estimates import REST, Contrast, adjust_p, choose_contrasts
from analysis.compare.keyness import bic, g2, percent_difference
from analysis.compare.terms import SCHEMA, Terms, certainty, compare_terms, contrast_terms, find_terms
from analysis.compare.traits import TRAITS, describe_terms
from tests.compare.conftest import make_counts, make_documents, row_of, simulate, words_of
from tests.conftest import mark_quoted

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
EIGHT_WORDS = st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), min_size=8, max_size=8).map(" ".join)
BALANCED, UNBALANCED, ONE_EVENT = [(3, 2), (2, 3)] * 4, [(1, 19)] * 10, [(10, 190)]
FEW = make_documents(
    ("a", "e", "rain rain sun"), ("a", "e", "rain"), ("b", "e", "sun sun sun wind"), ("b", "e", "rain wind sun sun")
)  # fmt: skip


def keyness(documents: pl.DataFrame, contrast: Contrast = A_B, ngrams: int = 1, min_count: int = 1) -> pl.DataFrame:
    return compare_terms(words_of(documents), documents, [contrast], "in", ngrams, min_count)


def contrast(counts: Counts, documents: pl.DataFrame, *contrasts: Contrast) -> pl.DataFrame:
    """The contrasts of counts made by hand, none of which is a phrase."""
    single = counts._replace(parts=np.full((len(counts.names), 2), -1, np.int32))
    return contrast_terms([Terms(single, describe_terms(single))], documents, list(contrasts or [A_B]))


def spread(rates: dict[str, list[float]], docs: int, size: int, seed: int) -> tuple[Counts, pl.DataFrame]:
    """Words that do not clump, with such rates in a and b, in so many documents a side of one event."""
    random = np.random.default_rng(seed)
    table = {name: [*random.poisson(a * size, docs), *random.poisson(b * size, docs)] for name, (a, b) in rates.items()}
    counts = make_counts(table, [size] * (2 * docs))
    return counts, pl.DataFrame(
        {"doc": counts.doc_names, "group": ["a"] * docs + ["b"] * docs, "event": ["e"] * 2 * docs}
    )


def alternate(texts: list[str]) -> pl.DataFrame:
    """Documents of a and b by turns, four an event."""
    return make_documents(*(("ab"[place % 2], f"e{place // 4}", text) for place, text in enumerate(texts)))


# --- by hand ------------------------------------------------------------------------------------------------------


def test_the_table_begins_with_the_columns_that_were_promised() -> None:
    promised = "term group log_ratio low high z p q rate_a rate_b docs_a docs_b events dispersion"
    table = keyness(FEW)
    assert table.columns[:14] == promised.split()
    assert table.schema == SCHEMA


def test_a_small_corpus_by_hand() -> None:
    table = keyness(FEW)
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
    untested = ("p", "q", "i2", "detectable", "lock_q")
    assert {row[name] for row in (rain, sun, wind) for name in untested} == {None}
    assert {row["lockword"] for row in (rain, sun, wind)} == {False}
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


def test_what_other_tools_print_by_hand() -> None:
    rain, sun, wind = (row_of(keyness(FEW), term=term) for term in ("rain", "sun", "wind"))
    assert [row["crude_ratio"] for row in (rain, sun, wind)] == pytest.approx([log2(6), log2(2 / 5), -1])
    assert [row["percent"] for row in (rain, sun, wind)] == pytest.approx([500, -60, -100])
    # rain: 3 of 4 and 1 of 8 words; documents with it 2 of 2 and 1 of 2
    g2_rain = stats.chi2_contingency([[3, 1], [1, 7]], correction=False, lambda_="log-likelihood")[0]
    assert rain["g2"] == pytest.approx(g2_rain)
    assert rain["bic"] == pytest.approx(g2_rain - log(12))
    of_docs = stats.chi2_contingency([[2, 1], [0, 1]], correction=False, lambda_="log-likelihood")[0]
    assert [rain["docs_g2"], sun["docs_g2"]] == pytest.approx([of_docs] * 2)
    # wind is in both documents of b and in none of a: 2 (2 ln 2 + 2 ln 2)
    assert wind["docs_g2"] == pytest.approx(8 * log(2))
    assert [row["docs_rank"] for row in (rain, sun, wind)] == [2, 2, 1]
    # sun: 1, 0, 3, 2 of 6 hits in 3, 1, 4, 4 of 12 words
    assert sun["dp"] == pytest.approx((abs(2 - 3) + 1 + abs(6 - 4) + abs(4 - 4)) / 12 / 2)
    # its rates: 1/3, 0, 3/4, 2/4
    assert sun["juilland_d"] == pytest.approx(1 - stats.variation([1 / 3, 0, 3 / 4, 1 / 2]) / sqrt(3))
    assert {row["lrc"] for row in (rain, sun, wind)} == {0}


def test_dispersion_is_that_of_gries_letters() -> None:
    # Gries 2020, table 5.1: Juilland's D, DP, DPnorm of letters in five parts
    parts = (
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    )
    table = keyness(make_documents(*(("aabba"[place], "e", part) for place, part in enumerate(parts))))
    published = {
        "a": (0.785, 0.18, 0.22),
        "b": (0.968, 0.02, 0.024),
        "i": (0, 0.82, 1),
        "q": (0, 0.8, 0.976),
        "x": (0, 0.78, 0.951),
    }
    for letter, values in published.items():
        row = row_of(table, term=letter)
        assert (row["juilland_d"], row["dp"], row["dispersion"]) == pytest.approx(values, abs=6e-4), letter


def test_phrases_and_their_parts_are_marked() -> None:
    documents = make_documents(("a", "e", "the harbour fire brigade. the storm"), ("b", "e", "harbour fire brigade"))
    table = keyness(documents, ngrams=3)
    found = {row[0]: row[1:] for row in table.select("term", "length", "content", "part_of").iter_rows()}
    assert {term: found[term] for term in ("the", "harbour", "the harbour", "harbour fire brigade", "storm")} == {
        "the": (1, False, None), "harbour": (1, True, "harbour fire brigade"), "the harbour": (2, False, "the harbour fire"),
        "harbour fire brigade": (3, True, None), "storm": (1, True, None),
    }  # fmt: skip


# --- the measures -------------------------------------------------------------------------------------------------


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=12))
@settings(max_examples=15)
def test_the_measures_are_those_of_the_tables_own_counts(texts: list[str]) -> None:
    table = keyness(alternate(texts))
    a, b, words_a, words_b = (
        table[name].to_numpy().astype(float) for name in ("hits_a", "hits_b", "words_a", "words_b")
    )
    assert table["g2"].to_numpy() == pytest.approx(g2(a, b, words_a, words_b))
    assert table["bic"].to_numpy() == pytest.approx(bic(table["g2"].to_numpy(), (words_a + words_b)[0]))
    percent = percent_difference(a, b, words_a, words_b)
    assert table["percent"].fill_null(np.nan).to_numpy() == pytest.approx(percent, nan_ok=True)


def test_the_group_of_a_term_is_the_one_that_has_it() -> None:
    table = keyness(make_documents(("a", "e", "rain"), ("b", "e", "sun " * 30 + "rain rain fog")))
    assert row_of(table, term="fog")["group"] == "b"
    assert row_of(table, term="sun")["group"] == "b"


def test_with_documents_enough_the_ratio_is_of_mean_document_rates() -> None:
    counts, documents = simulate(5, [(12, 14)], terms=30, clumps=2)
    table = contrast(counts, documents)
    of_a = (documents["group"] == "a").to_numpy()
    seen = 0
    for place, term in enumerate(counts.names):
        row = row_of(table, term=term)
        span = slice(counts.bounds[place], counts.bounds[place + 1])
        rates = np.zeros(len(of_a))
        rates[counts.docs[span]] = counts.counts[span] / counts.sizes[counts.docs[span]]
        sides = rates[of_a], rates[~of_a]
        if not (row["hits_a"] and row["hits_b"]):
            continue
        seen += 1
        # the logarithm of a mean varies as the mean does over itself (delta method); freedom after Welch
        parts = [side.var(ddof=1) / len(side) / side.mean() ** 2 for side in sides]
        freedom = sum(parts) ** 2 / sum(part**2 / (len(side) - 1) for part, side in zip(parts, sides, strict=True))
        counted = stats.norm.ppf(0.975) * sqrt(1 / row["hits_a"] + 1 / row["hits_b"])  # no narrower than by counting
        half = max(stats.t.ppf(0.975, freedom) * sqrt(sum(parts)), counted) / log(2)
        ratio = log2(sides[0].mean() / sides[1].mean())
        assert row["log_ratio"] == pytest.approx(ratio)
        assert (row["low"], row["high"]) == pytest.approx((ratio - half, ratio + half), rel=1e-3, abs=1e-3), term
        # shared out anew, the difference of both means varies by this much
        chance = rates.std(ddof=1) * sqrt(1 / 12 + 1 / 14) / ((sides[0].mean() + sides[1].mean()) / 2)
        reach = stats.norm.isf(0.025 / table.drop_nulls("p").height) + stats.norm.ppf(0.8)
        found = reach * chance  # over the middle of two rates, of which one is higher by half of it, the other lower
        expected = log2((1 + found / 2) / (1 - found / 2)) if found < 2 else None
        assert row["detectable"] == pytest.approx(expected)
    assert seen > 20
    assert table["interval"].unique().to_list() == ["documents"]
    assert table["i2"].null_count() == table.height  # one event


def test_the_ratio_is_that_of_the_rates_that_stand_beside_it() -> None:
    counts, documents = simulate(4, BALANCED, planted=2)
    traits = pl.DataFrame({"term": counts.names}).with_columns(length=1, content=True, part_of=None).cast(TRAITS)
    table = contrast_terms([Terms(counts, traits)], documents, [Contrast("a", "b")]).filter(
        pl.col("event_rate_a") > 0, pl.col("event_rate_b") > 0
    )
    expected = (table["event_rate_a"] / table["event_rate_b"]).log(2)
    assert table.height > 100 and np.allclose(table["log_ratio"], expected)
    assert (table["event_docs_a"] <= table["docs_a"]).all() and (table["event_docs_a"] > 0).all()
    row = table.row(0, named=True)
    at = counts.names.index(row["term"])
    own = slice(counts.bounds[at], counts.bounds[at + 1])
    rates = pl.DataFrame({"doc": counts.docs[own], "rate": counts.counts[own] / counts.sizes[counts.docs[own]] * 1000})
    placed = documents.sort("doc").with_row_index("doc_at").with_columns(doc_at=pl.col("doc_at").cast(pl.Int64))
    told = placed.join(
        rates.with_columns(pl.col("doc").cast(pl.Int64)), left_on="doc_at", right_on="doc", how="left"
    ).fill_null(0)
    means = told.group_by("event", "group").agg(pl.col("rate").mean(), n=pl.len())
    of_a, of_b = (means.filter(group=group).sort("event") for group in "ab")
    weights = of_a["n"] * of_b["n"] / (of_a["n"] + of_b["n"])  # of each event
    assert row["event_rate_a"] == pytest.approx((of_a["rate"] * weights).sum() / weights.sum())


def test_the_ratio_is_within_events() -> None:
    # in each event a says "rain" twice as often as b; a writes more about the event where all say it less
    rows = [("a", "dry", "rain fog fog fog fog")] * 10 + [("b", "dry", "rain" + " fog" * 9)] * 2
    rows += [("a", "wet", "rain rain rain rain fog")] * 2 + [("b", "wet", "rain rain fog fog fog")] * 10
    row = row_of(keyness(make_documents(*rows)), term="rain")
    assert row["crude_ratio"] < 0 < row["log_ratio"]
    assert (row["log_ratio"], row["group"], row["events"]) == (pytest.approx(1), "a", 2)


def test_many_hits_in_one_document_of_one_side_are_as_one() -> None:
    texts = [("a", "e", "rain " * 17 + "fog " * 3)] + [("a", "e", "fog " * 20)] * 9 + [("b", "e", "fog " * 20)] * 10
    for pair, sign in ((A_B, 1), (Contrast("b", "a"), -1)):
        row = row_of(keyness(make_documents(*texts), pair), term="rain")
        near, far = (row["low"], row["high"])[::sign]
        assert far is None
        assert near == pytest.approx(sign * log2(0.025 / 0.975))  # of one document, at least 0.025 would be in a
        assert (row["lock_q"], row["lockword"]) == (None, False)


# --- one family ---------------------------------------------------------------------------------------------------


def test_q_is_of_all_contrasts_and_voices_together() -> None:
    texts = ["rain " * (place % 4) + "sun " * (place % 3) + "fog " * 6 for place in range(72)]
    documents = make_documents(*(("abc"[place // 2 % 3], f"e{place % 2}", text) for place, text in enumerate(texts)))
    words = mark_quoted(words_of(documents), pl.DataFrame({"doc": documents["doc"][::5], "start": 0, "end": 1000}))
    table = compare_terms(words, documents, choose_contrasts(documents, []), "split", 1, 1)
    assert table.select("voice", "group_a", "group_b").unique().height == 12
    tested = table.drop_nulls("p")
    assert 0 < tested.height < table.height
    assert tested["q"].to_list() == adjust_p(tested["p"].to_numpy()).tolist()
    assert table.filter(pl.col("p").is_null())["q"].null_count() == table.height - tested.height


def test_every_contrast_has_the_surest_first() -> None:
    counts, documents = simulate(3, BALANCED, terms=60, clumps=2)
    table = contrast(counts, documents, A_B, Contrast("b", "a"))
    for _, part in table.group_by("group_a"):
        sure = part.select(certainty())["low"].fill_null(-np.inf).to_list()
        assert sure == sorted(sure, reverse=True)


@pytest.mark.parametrize(("docs", "detectable", "least", "most"), [(20, 2.0, 0.8, 1.0), (14, 2.5, 0.5, 0.8)])
def test_what_could_be_found_is_found_four_times_out_of_five(
    docs: int, detectable: float, least: float, most: float
) -> None:
    # of 60 terms one group has four times the rate of the other; with more documents that is what could be found
    same = {f"same {number}": [0.004, 0.004] for number in range(40)}
    planted = {f"planted {number}": [0.008, 0.002] for number in range(60)}
    table = contrast(*spread(same | planted, docs=docs, size=500, seed=1))
    rows = table.filter(pl.col("term").str.starts_with("planted"))
    assert rows["detectable"].median() == pytest.approx(detectable, abs=0.1)
    assert least <= (rows["p"] <= 0.05 / table.height).mean() <= most


def test_a_word_of_one_document_could_not_be_found_at_any_ratio() -> None:
    rows = [("a", "e", "rain rain rain sun")] + [(group, "e", "sun sun sun fog") for group in "a" * 9 + "b" * 10]
    row = row_of(keyness(make_documents(*rows)), term="rain")
    assert row["p"] > 0.3
    assert row["detectable"] is None


# --- words that do not differ ---------------------------------------------------------------------------------------


def test_lockwords_are_words_shown_to_be_equal() -> None:
    rates = {
        **{f"equal {number}": [0.02, 0.02] for number in range(20)}, **{f"double {number}": [0.02, 0.04] for number in range(5)},
        **{f"rare {number}": [0.0004, 0.0004] for number in range(20)},
    }  # fmt: skip
    table = contrast(*spread(rates, docs=30, size=500, seed=1))
    locked = table.filter("lockword")["term"].str.split(" ").list.first()
    assert locked.to_list() == ["equal"] * 20
    assert table.filter(pl.col("lock_q") < 0.05).height == 20
    assert table.drop_nulls("lock_q")["lock_q"].to_list() == pytest.approx(adjust_p(_lock_p(table)))


def _lock_p(table: pl.DataFrame) -> np.ndarray:
    """Two one-sided tests against a log2 ratio of 0.5, the error that of the interval (Schuirmann 1987)."""
    ratio, low, high = (table.drop_nulls("lock_q")[name].to_numpy() for name in ("log_ratio", "low", "high"))
    error = (high - low) / 2 / 1.96
    return np.maximum(stats.norm.sf((ratio + 0.5) / error), stats.norm.cdf((ratio - 0.5) / error))


def test_words_that_differ_by_the_margin_are_seldom_called_equal() -> None:
    rates = {f"apart {number}": [0.02, 0.02 * 2**0.5] for number in range(150)}
    table = contrast(*spread(rates, docs=15, size=300, seed=4))
    assert table["lockword"].sum() == 0
    assert (_lock_p(table) < 0.05).mean() <= 0.08  # at the margin itself the test errs at its level


def test_without_documents_enough_no_word_is_shown_to_be_equal() -> None:
    table = contrast(*spread({"rain": [0.1, 0.1]}, docs=9, size=5000, seed=2))
    assert table.select("lock_q", "lockword", "interval").rows() == [(None, False, "words")]


# --- what must not change anything --------------------------------------------------------------------------------


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28))
@settings(max_examples=30)
def test_swapping_the_groups_turns_the_signs_and_nothing_else(texts: list[str]) -> None:
    documents = alternate(texts)
    one, other = (keyness(documents, Contrast(*pair)).sort("term") for pair in ("ab", "ba"))
    assert one["term"].to_list() == other["term"].to_list()
    for name in ("log_ratio", "z", "crude_ratio", "lrc"):
        assert one[name].to_list() == pytest.approx((-other[name]).to_list(), abs=1e-12), name
    assert one["low"].to_list() == (-other["high"]).to_list()
    assert one["high"].to_list() == (-other["low"]).to_list()
    for name in ("rate", "docs", "hits", "words"):
        assert one[f"{name}_a"].to_list() == other[f"{name}_b"].to_list()
    same = [
        "events", "dispersion", "length", "content", "part_of", "interval", "g2", "bic", "docs_g2", "docs_rank", "dp", "juilland_d",
        "i2", "detectable", "lock_q", "lockword", "p", "q",
    ]  # fmt: skip
    assert_frame_equal(one.select(same), other.select(same), rel_tol=1e-9, abs_tol=1e-9)


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28))
@settings(max_examples=20)
def test_texts_told_twice_have_the_same_rates(texts: list[str]) -> None:
    once, twice = (keyness(alternate(each), ngrams=3).sort("term") for each in (texts, [f"{t}. {t}" for t in texts]))
    same = [
        "term",
        "rate_a",
        "rate_b",
        "docs_a",
        "docs_b",
        "events",
        "dispersion",
        "length",
        "part_of",
        "docs_g2",
        "juilland_d",
    ]
    assert_frame_equal(once.select(same), twice.select(same))
    both = (pl.col("hits_a") > 0) & (pl.col("hits_b") > 0)
    assert once.filter(both)["log_ratio"].to_list() == pytest.approx(twice.filter(both)["log_ratio"].to_list())


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
    assert table.select("log_ratio", "z", "low", "high").unique().rows() == [(0, 0, None, None)]
    assert not table["lockword"].any()
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


def test_three_groups_are_compared_in_pairs_and_with_the_rest_each_with_its_own_words() -> None:
    documents = make_documents(("a", "e", "rain sun"), ("b", None, "rain fog"), ("c", "e", "wind"))
    table = compare_terms(words_of(documents), documents, choose_contrasts(documents, []), "in", 1, 1)
    found = table.group_by("group_a", "group_b", maintain_order=True).agg(
        pl.col("term").sort(), pl.col("words_b").first()
    )
    every = ["fog", "rain", "sun", "wind"]
    assert found.rows() == [
        ("a", "b", ["fog", "rain", "sun"], 2), ("a", "c", ["rain", "sun", "wind"], 1), ("b", "c", ["fog", "rain", "wind"], 1),
        ("a", REST, every, 3), ("b", REST, every, 3), ("c", REST, every, 4),
    ]  # fmt: skip
    assert table.select(pl.col("log_ratio", "z", "g2", "dispersion").is_finite().all()).row(0) == (True,) * 4
    rain = row_of(table, term="rain", group_b=REST, group_a="c")
    assert (rain["hits_a"], rain["hits_b"], rain["group"]) == (0, 2, REST)


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
    tables = [contrast(*simulate(seed, sides, clumps=clumps)) for seed in range(10)]
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
        table = contrast(*simulate(seed, BALANCED, planted=10))
        is_planted = table["term"].str.starts_with("planted")
        found = (table["q"] <= 0.05).fill_null(False)
        pooled = table["g2"] > stats.chi2.isf(0.05 / table.height, 1)  # Bonferroni
        planted.append((found & is_planted).sum())
        false.append((found & ~is_planted).sum())
        pooled_false.append((pooled & ~is_planted).sum())
    assert planted == [10] * 5
    assert sum(false) <= 0.05 * sum(planted) + 2
    assert min(pooled_false) > 10


# --- counted once -------------------------------------------------------------------------------------------------


def test_terms_found_once_serve_every_contrast() -> None:
    voices = [find_terms(words_of(FEW), "all", 2, 1)]
    for pair in (A_B, Contrast("b", "a")):
        assert_frame_equal(contrast_terms(voices, FEW, [pair]), keyness(FEW, pair, 2))
    assert voices[0].traits["term"].to_list() == voices[0].counts.names
    empty = contrast_terms(voices, FEW, [])
    assert (empty.height, empty.schema) == (0, SCHEMA)


def test_a_term_that_neither_side_has_is_not_in_the_table() -> None:
    counts = make_counts({"rain": [1, 0, 2, 4, 0], "hail": [0, 0, 0, 0, 3]}, [10] * 5)
    documents = pl.DataFrame({"doc": counts.doc_names, "group": list("aabbc"), "event": ["e"] * 5})
    table = contrast(counts, documents)
    assert table.select("term", "hits_a", "hits_b", "docs_a", "docs_b").rows() == [("rain", 1, 6, 1, 2)]
    assert row_of(contrast(counts, documents, Contrast("a", REST)), term="hail")["hits_b"] == 3


def test_documents_of_other_groups_change_nothing() -> None:
    counts, documents = simulate(6, [(3, 3)] * 4, terms=40, clumps=2)
    others = documents.with_columns(group=pl.Series(["a", "a", "b", "b", "b", "c"] * 4))
    without = others.filter(pl.col("group") != "c")
    kept = np.flatnonzero((others["group"] != "c").to_numpy())
    dense = np.zeros((len(counts.names), len(counts.sizes)), int)
    dense[np.repeat(np.arange(len(counts.names)), np.diff(counts.bounds)), counts.docs] = counts.counts
    fewer = make_counts(dict(zip(counts.names, dense[:, kept], strict=True)), counts.sizes[kept].tolist())
    fewer = fewer._replace(doc_names=without["doc"].to_list())
    assert_frame_equal(contrast(counts, others).sort("term"), contrast(fewer, without).sort("term"))


def test_nothing_given_is_changed() -> None:
    documents, words = FEW.clone(), words_of(FEW)
    terms = find_terms(words, "all", 2, 1)
    before = terms.counts.counts.copy(), terms.counts.sizes.copy()
    contrast_terms([terms], documents, [A_B])
    assert_frame_equal(documents, FEW)
    assert [old.tolist() for old in before] == [terms.counts.counts.tolist(), terms.counts.sizes.tolist()]
