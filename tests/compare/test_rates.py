from __future__ import annotations

from math import hypot, log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.estimates import REST, Contrast, adjust_p, choose_contrasts, detectable_reach
from analysis.compare.rates import (
    CONTRASTS,
    RATES,
    compare_contrasts,
    compare_rates,
    contrast_counts,
    count_patterns,
    count_voices,
    rate_counts,
)
from analysis.find.words import mark_voices
from tests.compare.conftest import find_hits, make_counts, make_documents, make_lexicon, row_of, words_of
from tests.conftest import mark_quoted

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
SKY = make_lexicon("sky", wet="rain,it pours", dry="sun", none="hail")
EIGHT_WORDS = st.lists(st.sampled_from(["rain", "sun", "fog", "mist"]), min_size=8, max_size=8).map(" ".join)
FEW = make_documents(
    ("a", "e", "rain and rain and sun"), ("a", "e", "fog all day"), ("b", "e", "sun, sun; it pours")
).with_columns(outlet=pl.Series(["post", "times", "post"]))  # fmt: skip
WITHIN_EVENTS = "difference, interval and permutation test of article rates within events"
NO_TEST = (
    "interval from counting alone; description only: {} documents in {} that both groups cover; a test needs 10 a side"
)


def rates_of(documents: pl.DataFrame, quoted: str = "in", words=None, lexicons=(SKY,)) -> pl.DataFrame:
    words = words or words_of(documents)
    return compare_rates(find_hits(words, *lexicons), words, documents, lexicons, quoted)


def contrasts_of(
    documents: pl.DataFrame, contrasts: list[Contrast] | None = None, quoted: str = "in", words=None
) -> pl.DataFrame:
    words = words or words_of(documents)
    return compare_contrasts(find_hits(words, SKY), words, documents, [SKY], contrasts or [A_B], quoted)


def alternate(texts: list[str]) -> pl.DataFrame:
    """Documents of a and b by turns, four an event."""
    return make_documents(*(("ab"[place % 2], f"e{place // 4}", text) for place, text in enumerate(texts)))


def garwood(hits: int, size: float) -> tuple[float, float]:
    """The exact interval of a rate per thousand words from counting alone."""
    low = stats.chi2.ppf(0.025, 2 * hits) / 2 if hits else 0
    return low * 1000 / size, stats.chi2.ppf(0.975, 2 * hits + 2) / 2 * 1000 / size


def effective(mean: float, variance: float, t: float) -> tuple[float, float]:
    """The interval of counting for as many hits as vary, with t for the normal's quantile, as much as the mean does."""
    hits = (mean / t * stats.norm.ppf(0.975)) ** 2 / variance
    return mean * stats.chi2.ppf(0.025, 2 * hits) / 2 / hits, mean * stats.chi2.ppf(0.975, 2 * hits + 2) / 2 / hits


# --- rates --------------------------------------------------------------------------------------------------------


def test_rates_by_hand() -> None:
    table = rates_of(FEW)
    assert table.schema == RATES
    counted = ["category", "group", "outlet", "hits", "size", "rate", "docs", "docs_with"]
    assert table.select(counted).rows() == [
        ("wet", "a", "", 2, 8, 250, 2, 1), ("wet", "a", "post", 2, 5, 400, 1, 1), ("wet", "a", "times", 0, 3, 0, 1, 0),
        ("wet", "b", "", 1, 4, 250, 1, 1), ("wet", "b", "post", 1, 4, 250, 1, 1),
        ("dry", "a", "", 1, 8, 125, 2, 1), ("dry", "a", "post", 1, 5, 200, 1, 1), ("dry", "a", "times", 0, 3, 0, 1, 0),
        ("dry", "b", "", 2, 4, 500, 1, 1), ("dry", "b", "post", 2, 4, 500, 1, 1),
        ("none", "a", "", 0, 8, 0, 2, 0), ("none", "a", "post", 0, 5, 0, 1, 0), ("none", "a", "times", 0, 3, 0, 1, 0),
        ("none", "b", "", 0, 4, 0, 1, 0), ("none", "b", "post", 0, 4, 0, 1, 0),
    ]  # fmt: skip
    assert table.select("measure", "voice", "unit").unique().rows() == [("sky", "all", "hits per 1,000 words")]
    for row in table.iter_rows(named=True):
        assert (row["low"], row["high"]) == pytest.approx(garwood(row["hits"], row["size"]))
    assert table["interval"].unique().to_list() == ["words"]


def test_the_rate_of_ten_documents_has_the_interval_of_documents() -> None:
    hits, sizes = np.array([4, 0, 0, 1, 0, 0, 3, 0, 0, 0]), np.array([8, 4, 6, 5, 4, 9, 10, 4, 5, 5])
    texts = ["rain " * hit + "fog " * (size - hit) for hit, size in zip(hits, sizes, strict=True)]
    row = row_of(rates_of(make_documents(*(("a", None, text) for text in texts))), category="wet", outlet="")
    # Cochran 1977, ch. 6: hits and sizes are sums over documents, and their ratio is 8 / 60
    residuals = hits - 8 / 60 * sizes
    expected = effective(8, 10 / 9 * (residuals**2).sum(), stats.t.ppf(0.975, 9))
    assert (row["rate"], row["interval"], row["docs"], row["docs_with"]) == (
        pytest.approx(8 / 60 * 1000),
        "documents",
        10,
        3,
    )
    assert (row["low"], row["high"]) == pytest.approx([bound / 60 * 1000 for bound in expected], rel=1e-4)


def test_four_documents_or_no_hit_leave_the_interval_of_words() -> None:
    texts = ["rain fog " * 5 if place % 3 else "fog " * 10 for place in range(10)]
    for count, unit in ((4, "words"), (5, "documents")):
        table = rates_of(make_documents(*(("a", "e", text) for text in texts[:count]), ("a", "e", "...")))
        wet, none = (row_of(table, category=name, outlet="") for name in ("wet", "none"))
        assert (wet["interval"], wet["docs"]) == (unit, count + 1)  # one is without words
        assert none["interval"] == "words"
        assert (none["low"], none["high"]) == pytest.approx(garwood(0, 10 * count))


def test_the_interval_is_never_narrower_than_that_of_counting() -> None:
    # ten documents with one hit each vary less than hits by chance do
    row = row_of(rates_of(make_documents(*[("a", "e", "rain fog fog fog")] * 10)), category="wet", outlet="")
    assert row["interval"] == "documents"
    low, high = garwood(10, 40)
    assert row["low"] < low and high < row["high"]


def test_a_category_without_a_hit_has_an_upper_bound() -> None:
    row = row_of(rates_of(FEW), category="none", group="a", outlet="")
    assert (row["rate"], row["low"], row["high"]) == (0, 0, pytest.approx(-log(0.025) / 8 * 1000))


def test_a_voice_without_words_has_no_rate() -> None:
    table = rates_of(FEW, "split")
    quoted = table.filter(voice="quoted")
    assert quoted.height == table.filter(voice="author").height == 15
    assert quoted.select("hits", "size", "rate", "low", "high").unique().rows() == [(0, 0, None, None, None)]


def test_each_voice_has_its_own_hits_and_words() -> None:
    quotes = pl.DataFrame({"doc": ["d00"], "start": [9], "end": [17]})
    told = pl.DataFrame({"doc": ["d00"], "start": [0], "end": [4], "voice": ["attributed"]})
    words = mark_voices(words_of(FEW), pl.concat([quotes.with_columns(voice=pl.lit("quoted")), told]))
    split, whole = (rates_of(FEW, quoted, words) for quoted in ("split", "in"))
    of_a = split.filter(category="wet", group="a", outlet="")
    assert of_a.select("voice", "hits", "size", "docs_with").rows() == [
        ("author", 0, 5, 0),
        ("quoted", 1, 2, 1),
        ("attributed", 1, 1, 1),
    ]
    place = ["measure", "category", "group", "outlet"]
    added = split.group_by(place, maintain_order=True).agg(pl.col("hits", "size").sum())
    assert_frame_equal(added, whole.select(*place, "hits", "size"))
    assert_frame_equal(rates_of(FEW, "out", words), split.filter(voice="author"))


@given(
    texts=st.lists(EIGHT_WORDS, min_size=1, max_size=12),
    outlets=st.lists(st.sampled_from("xyz"), min_size=12, max_size=12),
)
@settings(max_examples=12)
def test_outlets_add_up_to_their_group_and_groups_to_the_spans(texts: list[str], outlets: list[str]) -> None:
    documents = alternate(texts).with_columns(outlet=pl.Series(outlets[: len(texts)]))
    table = rates_of(documents)
    keys, sums = ["category", "group"], ["hits", "size", "docs", "docs_with"]
    whole, parts = table.filter(pl.col("outlet") == ""), table.filter(pl.col("outlet") != "")
    added = parts.group_by(keys, maintain_order=True).agg(pl.col(sums).sum())
    assert_frame_equal(added, whole.select(*keys, *sums))
    assert whole["hits"].sum() == find_hits(words_of(documents), SKY).height


@given(texts=st.lists(EIGHT_WORDS, min_size=1, max_size=12))
@settings(max_examples=12)
def test_texts_told_twice_have_the_same_rates_and_narrower_bounds(texts: list[str]) -> None:
    once, twice = (rates_of(alternate(each)) for each in (texts, [f"{text}. {text}" for text in texts]))
    assert once["rate"].to_list() == twice["rate"].to_list()
    counted = (once["interval"] == "words").to_numpy()
    assert (once.filter(counted)["high"] > twice.filter(counted)["high"]).all()
    assert (once["high"] >= twice["high"] * (1 - 1e-9)).all()  # where articles are the unit there are no more of them


def test_categories_of_one_name_in_two_lexicons_stay_apart() -> None:
    soil = make_lexicon("soil", wet="mud")
    table = rates_of(make_documents(("a", "e", "rain on mud")), lexicons=(SKY, soil))
    assert table.filter(outlet="").select("measure", "category", "hits").rows() == [
        ("sky", "wet", 1), ("sky", "dry", 0), ("sky", "none", 0), ("soil", "wet", 1),
    ]  # fmt: skip


def test_without_lexicons_there_are_no_rows() -> None:
    words = words_of(FEW)
    nothing = find_hits(words)
    for table, schema in (
        (compare_rates(nothing, words, FEW, []), RATES), (compare_contrasts(nothing, words, FEW, [], [A_B]), CONTRASTS),
    ):  # fmt: skip
        assert (table.height, table.schema) == (0, schema)


# --- contrasts ----------------------------------------------------------------------------------------------------


def test_contrasts_by_hand() -> None:
    table = contrasts_of(FEW)
    assert table.schema == CONTRASTS
    counted = ["category", "difference", "rate_a", "rate_b", "hits_a", "hits_b", "docs_a", "docs_b", "events", "p", "q"]
    assert table.select(counted).rows() == [
        ("wet", 0, 250, 250, 2, 1, 2, 1, 1, None, None),
        ("dry", -375, 125, 500, 1, 2, 2, 1, 1, None, None),
        ("none", 0, 0, 0, 0, 0, 2, 1, 0, None, None),
    ]  # fmt: skip
    assert table["method"].unique().to_list() == [NO_TEST.format("2 and 1", "1 event")]
    for row in table.iter_rows(named=True):
        (low_a, high_a), (low_b, high_b) = garwood(row["hits_a"], 8), garwood(row["hits_b"], 4)
        a, b = row["rate_a"], row["rate_b"]
        assert row["low"] == pytest.approx(a - b - hypot(a - low_a, high_b - b))
        assert row["high"] == pytest.approx(a - b + hypot(high_a - a, b - low_b))


def test_with_enough_documents_they_are_the_unit() -> None:
    hits, size = [place * 7 % 5 for place in range(24)], 6
    texts = ["rain " * hit + "fog " * (size - hit) for hit in hits]
    rows = [("ab"[place % 2], "e", text) for place, text in enumerate(texts)]
    row = row_of(contrasts_of(make_documents(*rows)), category="wet")
    sides = [np.array(hits[start::2]) * 1000 / size for start in (0, 1)]
    means, variances = [side.mean() for side in sides], [side.var(ddof=1) / 12 for side in sides]
    relative = [variance / mean**2 for mean, variance in zip(means, variances, strict=True)]
    t = stats.t.ppf(0.975, sum(relative) ** 2 / sum(part**2 / 11 for part in relative))
    (low_a, high_a), (low_b, high_b) = (effective(*side, t) for side in zip(means, variances, strict=True))
    difference = means[0] - means[1]
    assert row["difference"] == pytest.approx(difference)
    assert row["low"] == pytest.approx(difference - hypot(means[0] - low_a, high_b - means[1]), rel=1e-4)
    assert row["high"] == pytest.approx(difference + hypot(high_a - means[0], means[1] - low_b), rel=1e-4)
    assert (row["method"], row["interval"]) == (WITHIN_EVENTS, "documents")
    # moments of all ways to share out 24 documents: exact for the variance; the tails of such a sum are nearly normal
    spread = np.array(hits).std(ddof=1) * 1000 / size * (2 / 12) ** 0.5
    assert row["p"] == pytest.approx(2 * stats.norm.sf(abs(difference) / spread), rel=1e-3)
    assert row["detectable"] == pytest.approx(detectable_reach(1) * spread)


def test_the_difference_is_within_events() -> None:
    # in each of two events a has twice the rate of b, but a writes more about the one that all describe with less rain
    rows = [("a", "dry", "rain fog fog fog fog")] * 10 + [("b", "dry", "rain" + " fog" * 9)] * 2
    rows += [("a", "wet", "rain rain rain rain fog")] * 2 + [("b", "wet", "rain rain fog fog fog")] * 10
    row = row_of(contrasts_of(make_documents(*rows)), category="wet")
    assert row["rate_a"] < row["rate_b"]
    assert (row["difference"], row["events"]) == (pytest.approx((100 + 400) / 2), 2)  # both events weigh 10 * 2 / 12


def test_the_family_is_the_whole_table() -> None:
    texts = ["rain " * (place % 4) + "sun " * (place % 3) + "fog " * 6 for place in range(72)]
    documents = make_documents(*(("abc"[place // 2 % 3], "e", text) for place, text in enumerate(texts)))
    quotes = pl.DataFrame({"doc": documents["doc"][::2], "start": 0, "end": 1000})
    words = mark_quoted(words_of(documents), quotes)
    table = contrasts_of(documents, choose_contrasts(documents, []), "split", words)
    sides = [("a", "b"), ("a", "c"), ("b", "c"), ("a", REST), ("b", REST), ("c", REST)]
    assert table.select("voice", "group_a", "group_b").unique(maintain_order=True).rows() == [
        (voice, *pair) for voice in ("author", "quoted") for pair in sides
    ]
    tested = table.drop_nulls("p")
    assert tested["category"].unique().sort().to_list() == ["dry", "wet"]
    assert tested.height == 24
    assert tested["q"].to_list() == adjust_p(tested["p"].to_numpy()).tolist()
    assert table.filter(pl.col("p").is_null())["q"].null_count() == table.height - 24
    # two tests are easier to pass than 24
    alone = contrasts_of(documents, [A_B], "out", words).filter(category="wet")["detectable"].item()
    ratio = row_of(table, voice="author", category="wet", group_a="a", group_b="b")["detectable"] / alone
    assert ratio == pytest.approx(detectable_reach(24) / detectable_reach(2))


def test_outlets_and_documents_are_counted_apart() -> None:
    documents = make_documents(*[("a", "e", "rain")] * 3, *[("b", "e", "sun")] * 2)
    row = row_of(contrasts_of(documents.with_columns(outlet=pl.Series(list("xxyzz")))), category="wet")
    assert (row["docs_a"], row["outlets_a"], row["docs_b"], row["outlets_b"]) == (3, 2, 2, 1)


def test_the_rest_are_all_other_groups() -> None:
    documents = make_documents(("a", "e", "rain fog"), ("b", "e", "sun rain"), ("c", "e", "fog fog rain fog"))
    table = contrasts_of(documents, [Contrast("a", REST), Contrast("a", "b"), Contrast("a", "c")])
    rest, b, c = table.filter(category="wet").iter_rows(named=True)
    assert (rest["group_b"], rest["hits_b"], rest["docs_b"], rest["outlets_b"]) == (REST, 2, 2, 2)
    assert rest["rate_b"] == pytest.approx(1000 / 3)
    assert (rest["rate_a"], rest["hits_b"]) == (b["rate_a"], b["hits_b"] + c["hits_b"])


def test_no_hits_on_either_side_are_no_certainty_of_no_difference() -> None:
    row = row_of(contrasts_of(alternate(["fog " * 20] * 20)), category="none")
    bound = -log(0.025) / 200 * 1000
    assert (row["low"], row["high"]) == pytest.approx((-bound, bound))
    assert (row["difference"], row["p"], row["q"], row["interval"]) == (0, None, None, "words")
    assert row["method"] == "interval from counting alone, as no article of an event that both groups cover has a hit"


def test_hits_in_an_event_of_one_group_alone_are_counted_and_say_nothing_of_the_difference() -> None:
    shared = [(group, "both", "fog " * 20) for group in "ab" for _ in range(10)]
    row = row_of(contrasts_of(make_documents(*shared, ("a", "alone", "rain " * 10))), category="wet")
    assert (row["hits_a"], row["docs_a"], row["events"], row["p"], row["interval"]) == (10, 11, 0, None, "words")
    bound = -log(0.025) / 200 * 1000
    assert (row["difference"], row["low"], row["high"]) == (0, pytest.approx(-bound), pytest.approx(bound))


def test_many_hits_in_one_document_of_one_side_are_as_one() -> None:
    texts = [("a", "e", "rain " * 17 + "fog " * 3)] + [("a", "e", "fog " * 20)] * 9 + [("b", "e", "fog " * 20)] * 10
    row = row_of(contrasts_of(make_documents(*texts)), category="wet")
    # a: 850 in one of ten documents, so the variance of the mean of 85 is 85²
    low_a, high_a = effective(85, 85**2, stats.t.ppf(0.975, 9))
    # b: up to -ln 0.025 of ten documents may have what the one of a has
    high_b = -log(0.025) / 10 * 850
    assert row["difference"] == pytest.approx(85)
    assert (row["low"], row["high"]) == pytest.approx((85 - hypot(85 - low_a, high_b), high_a), rel=1e-4)


def test_equal_documents_have_no_p() -> None:
    table = contrasts_of(alternate(["rain sun sun fog " * 2] * 24))
    assert table["p"].null_count() == table["q"].null_count() == 3
    assert table["difference"].to_list() == [0, 0, 0]


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28))
@settings(max_examples=15)
def test_swapping_the_groups_turns_the_signs_and_nothing_else(texts: list[str]) -> None:
    documents = alternate(texts)
    one, other = (contrasts_of(documents, [Contrast(*pair)]) for pair in ("ab", "ba"))
    assert one["difference"].to_list() == (-other["difference"]).to_list()
    assert one["low"].to_list() == (-other["high"]).to_list()
    assert one["high"].to_list() == (-other["low"]).to_list()
    for name in ("rate", "hits", "docs"):
        assert one[f"{name}_a"].to_list() == other[f"{name}_b"].to_list()
    same = ["measure", "category", "voice", "events", "p", "q", "interval", "detectable", "i2"]
    assert_frame_equal(one.select(same), other.select(same), rel_tol=1e-9, abs_tol=1e-9)


@given(texts=st.lists(EIGHT_WORDS, min_size=2, max_size=28), order=st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_order_of_documents_changes_nothing(texts: list[str], order) -> None:
    documents = alternate(texts)
    rows = list(range(len(texts)))
    order.shuffle(rows)
    for make in (rates_of, contrasts_of):
        assert_frame_equal(make(documents), make(documents[rows]), rel_tol=1e-9, abs_tol=1e-9)


def test_documents_without_an_event_are_one_more_event() -> None:
    rows = [("a", None), ("b", None), ("a", "x"), ("b", "x"), ("a", "y"), ("b", "z")]
    row = row_of(contrasts_of(make_documents(*((group, event, "rain") for group, event in rows))), category="wet")
    assert (row["events"], row["method"]) == (2, NO_TEST.format("2 and 2", "2 events"))


@pytest.mark.parametrize(
    "documents",
    [make_documents(("a", "e", "rain")), make_documents(("a", "e", "rain"), ("b", "e", "..."))],
    ids=["one document", "one side without words"],
)
def test_without_two_sides_there_is_nothing_to_contrast(documents: pl.DataFrame) -> None:
    table = contrasts_of(documents)
    assert (table.height, table.schema) == (0, CONTRASTS)
    assert rates_of(documents).filter(group="a", outlet="", category="wet")["rate"].to_list() == [1000]


def test_what_was_counted_once_is_not_counted_anew() -> None:
    words = words_of(FEW)
    hits = find_hits(words, SKY)
    voices = count_voices(hits, words, [SKY], "split")
    assert [counts.voice for counts in voices] == ["author", "quoted", "attributed"]
    expected = compare_contrasts(hits, words, FEW, [SKY], [A_B], "split")
    assert_frame_equal(contrast_counts(voices, FEW, [A_B]), expected)
    assert contrast_counts(voices, FEW, []).schema == CONTRASTS


def test_a_voice_without_words_has_no_contrast() -> None:
    assert contrasts_of(FEW, quoted="split")["voice"].unique().to_list() == ["author"]


# --- patterns -----------------------------------------------------------------------------------------------------


def test_patterns_are_counted_by_group_and_voice_the_most_frequent_first() -> None:
    words = mark_quoted(words_of(FEW), pl.DataFrame({"doc": ["d02"], "start": [0], "end": [3]}))
    table = count_patterns(find_hits(words, SKY), FEW)
    assert table.select("category", "pattern", "group", "voice", "hits", "docs").rows() == [
        ("dry", "sun", "a", "author", 1, 1), ("dry", "sun", "b", "author", 1, 1), ("dry", "sun", "b", "quoted", 1, 1),
        ("wet", "rain", "a", "author", 2, 1), ("wet", "it pours", "b", "author", 1, 1),
    ]  # fmt: skip
    assert table["hits"].sum() == find_hits(words, SKY).height


def test_a_category_with_a_stroke_in_its_name_stays_whole() -> None:
    name = "as agent/RFE/RL"
    counts = make_counts({name: [1, 0, 2]}, [9, 9, 9])
    documents = FEW.select("doc", "group", "event", "outlet")
    assert set(contrast_counts([counts], documents, [A_B]).select("measure", "category").rows()) == {
        ("as agent", "RFE/RL")
    }
    assert set(rate_counts([counts], documents).select("measure", "category").rows()) == {("as agent", "RFE/RL")}
