from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.compare.controls import (
    CONTROLS,
    Measure,
    check_controls,
    measure_counts,
    measure_terms,
    measure_values,
)
from analysis.compare.estimates import REST, Contrast, choose_contrasts, side_of
from analysis.compare.headlines import choose_terms, take_terms
from analysis.compare.means import compare_means
from analysis.compare.rates import compare_contrasts, count_voices
from analysis.compare.terms import Terms, compare_terms, contrast_terms, find_terms
from analysis.compare.traits import TRAITS
from tests.compare.conftest import find_hits, make_documents, make_lexicon, row_of, simulate, words_of

A_B = Contrast("a", "b")
WEATHER = make_lexicon("weather", wet="rain,drizzle", dry="sun")
BALANCED = [(3, 2), (2, 3)] * 4  # 20 documents a side
FEW = [(2, 1), (1, 2), (2, 2)]  # 5 a side
TALES = make_documents(
    ("a", "Harbour", "rain fell and rain stayed"), ("a", "Harbour", "the sun came out"), ("b", "Harbour", "drizzle and wind"),
    ("b", "Bridge", "sun on the bridge"), ("a", "Bridge", "rain rain rain"), ("b", None, "sun and sun again"),
)  # fmt: skip
LENGTHS = pl.DataFrame(
    {"doc": TALES["doc"], "measure": ["length"] * 6, "unit": ["words"] * 6, "value": [5.0, 4.0, 3.0, 4.0, 3.0, 4.0]}
)


def measured(seed: int, sides: list[tuple[int, int]], **options: float) -> tuple[Measure, pl.DataFrame]:
    """A simulated corpus, one outlet a group, and the comparison of its terms."""
    counts, documents = simulate(seed, sides, **options)
    words = pl.DataFrame({"term": counts.names}).with_columns(
        length=pl.lit(1), content=pl.lit(True), part_of=pl.lit(None)
    )
    voices = [Terms(counts, words.cast(TRAITS))]

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        table = contrast_terms(voices, documents, contrasts)
        return table.select("low", "high", "p", "q", name="term", effect="log_ratio")

    return measure, documents.with_columns(outlet=pl.col("group") + " post")


def count_a(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
    """A measure with as many clear rows as the first document of side a has as its number."""
    (contrast,) = contrasts
    place = int(np.flatnonzero(side_of(documents["group"], contrast) == 1)[0])
    rows = [(f"row {number}", 1.0, 0.5, 1.5, None, None) for number in range(place)]
    columns = {"name": pl.String, **dict.fromkeys(("effect", "low", "high", "p", "q"), pl.Float64)}
    return pl.DataFrame(rows, schema=columns, orient="row")


def check(
    measure: Measure, documents: pl.DataFrame, control: str, contrast: Contrast = A_B, **options: float
) -> pl.DataFrame:
    return check_controls({"terms": measure}, documents, [contrast], **options).filter(control=control)


# --- the groups exchanged -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [BALANCED, FEW, [(1, 19)] * 12], ids=["tested", "too few", "unbalanced"])
def test_every_number_is_mirrored(sides: list[tuple[int, int]]) -> None:
    measure, documents = measured(4, sides, planted=2)
    (row,) = check(measure, documents, "mirror").iter_rows(named=True)
    assert row["real"] == measure(documents, [A_B]).height > 100
    assert (row["placebo"], row["placebo_low"], row["placebo_high"], row["runs"]) == (0, 0, 0, 1)
    assert row["tested"] is (sides != FEW)
    assert row["counted"] == "rows that do not mirror"


@pytest.mark.parametrize("column", ["effect", "low", "high", "p", "q"])
def test_a_number_that_favours_one_side_is_found(column: str) -> None:
    measure, documents = measured(4, BALANCED)

    def crooked(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        table = measure(documents, contrasts).sort("name")
        more = pl.when(pl.int_range(pl.len()) < 3).then(pl.lit(1e-6 * (contrasts[0].a == "a")))
        return table.with_columns(pl.col(column) + more.otherwise(0))

    (row,) = check(crooked, documents, "mirror").iter_rows(named=True)
    known = measure(documents, [A_B]).sort("name").head(3)[column].drop_nulls().len()
    assert row["placebo"] == known > 0


def test_a_row_that_only_one_order_of_the_groups_has_is_found() -> None:
    measure, documents = measured(4, FEW)

    def crooked(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        table = measure(documents, contrasts).head(100 if contrasts[0].a == "a" else 0)
        return table.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("effect", "low", "high"))

    (row,) = check(crooked, documents, "mirror").iter_rows(named=True)
    assert (row["real"], row["placebo"]) == (100, 100)


# --- dealing out anew -----------------------------------------------------------------------------------------------


def test_all_other_ways_of_a_small_corpus_are_tried() -> None:
    # Harbour: a b b may be dealt out in 3 ways, Bridge: b alone in 1; real is the first
    documents = make_documents(("a", "Harbour", ""), ("b", "Harbour", ""), ("b", "Harbour", ""), ("b", "Bridge", ""))
    (row,) = check(count_a, documents, "shuffled").iter_rows(named=True)
    assert (row["runs"], row["real"], row["placebo"], row["placebo_low"], row["placebo_high"]) == (2, 0, 1.5, 1, 2)
    assert row["counted"] == "intervals without 0"
    assert row["note"].startswith("every other way to deal out the names; ")


def test_documents_without_an_event_are_one_block() -> None:
    documents = make_documents(("a", None, ""), ("b", None, ""), ("b", None, ""), ("b", "Bridge", ""))
    assert check(count_a, documents, "shuffled")["runs"].to_list() == [2]


def test_the_full_exchange_is_no_other_way() -> None:
    (row,) = check(count_a, make_documents(("a", "e", ""), ("b", "e", "")), "shuffled").iter_rows(named=True)
    assert (row["runs"], row["real"], row["placebo"], row["placebo_low"]) == (0, 0, None, None)
    assert row["note"] == "there is no other way to deal out the names within events"


def test_documents_of_a_third_group_keep_their_name() -> None:
    documents = make_documents(("c", "e", ""), ("a", "e", ""), ("b", "e", ""), ("b", "e", ""))
    seen = []

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        seen.append(documents["group"].to_list())
        return count_a(documents, contrasts)

    assert check(measure, documents, "shuffled")["runs"].to_list() == [2]
    assert ["c", "b", "a", "b"] in seen
    assert all(names[0] == "c" for names in seen if names[0] != REST)
    (row,) = check(measure, documents, "shuffled", Contrast("a", REST)).iter_rows(named=True)
    assert (row["runs"], row["group_b"], row["real"], row["placebo"]) == (3, REST, 1, (0 + 2 + 3) / 3)


# --- what chance finds ----------------------------------------------------------------------------------------------


def test_pure_noise_shows_about_as_much_when_dealt_out_anew() -> None:
    shown = [
        check(measure, documents, "shuffled", shuffles=8).row(0, named=True)
        for measure, documents in (measured(seed, FEW, terms=150) for seed in range(6))
    ]
    assert not any(row["tested"] for row in shown)
    real, placebo = (np.mean([row[name] for row in shown]) for name in ("real", "placebo"))
    assert real > 5  # intervals from counting alone are led astray by clumps
    assert 0.7 < real / placebo < 1.4
    assert sum(row["placebo_low"] <= row["real"] <= row["placebo_high"] for row in shown) >= 4


def test_planted_differences_are_found_and_chance_finds_next_to_nothing() -> None:
    measure, documents = measured(7, BALANCED, terms=150, planted=12)
    (row,) = check(measure, documents, "shuffled", shuffles=10).iter_rows(named=True)
    assert (row["tested"], row["runs"], row["counted"]) == (True, 10, "findings at q below 0.05")
    assert row["real"] >= 12
    assert row["placebo_low"] <= row["placebo"] <= row["placebo_high"]
    assert row["placebo"] < 1.5
    assert row["note"] == "ways drawn at random"


def test_an_outlet_against_itself() -> None:
    measure, documents = measured(7, BALANCED, terms=150, planted=12)
    documents = documents.with_columns(
        outlet=pl.when(pl.col("doc").is_in(["d00", "d05", "d06"])).then(pl.lit("a gazette")).otherwise("outlet")
    )
    table = check(measure, documents, "split", shuffles=5)
    assert table.select("group_a", "group_b", "outlet", "real").rows() == [
        ("a", "a", "a post", None),
        ("b", "b", "b post", None),
    ]
    assert table["note"].to_list() == [
        "17 articles; a test needs 20 in events that both halves cover; "
        "counting takes each word for itself, but words come in bursts: such intervals arise by chance",
        "20 articles",
    ]
    assert table["tested"].to_list() == [False, True]
    assert table["runs"].to_list() == [5, 5]
    assert table["placebo"][0] > table["placebo"][1] == 0


def test_a_long_outlet_against_itself_is_tested_and_shows_nothing() -> None:
    measure, documents = measured(3, [(6, 2)] * 5, terms=100, planted=10)
    row = row_of(check(measure, documents, "split", shuffles=6), group_a="a")
    assert (row["tested"], row["outlet"], row["note"], row["counted"]) == (
        True,
        "a post",
        "30 articles",
        "findings at q below 0.05",
    )
    assert row["placebo"] < 1


def test_one_article_cannot_be_split_and_two_can_in_one_way() -> None:
    documents = make_documents(("a", "e", ""), ("b", "e", ""), ("b", "e", ""))
    one, two = check(count_a, documents, "split").iter_rows(named=True)
    assert (one["runs"], one["placebo"], one["note"]) == (0, None, "1 article, which cannot be split")
    assert (two["runs"], two["placebo"]) == (1, 1)


def test_of_outlets_with_as_many_articles_the_first_by_name_is_split() -> None:
    rows = [("d", "a", "y"), ("e", "a", "x"), ("f", "a", "y"), ("g", "a", "x"), ("h", "b", "z"), ("i", "b", "z")]
    documents = pl.DataFrame(rows, schema=["doc", "group", "outlet"], orient="row").with_columns(event=pl.lit("e"))
    assert check(count_a, documents, "split")["outlet"].to_list() == ["x", "z"]


def test_each_group_is_split_once() -> None:
    documents = make_documents(*((group, "e", "") for group in "aabbcc"))
    table = check_controls({"m": count_a}, documents, choose_contrasts(documents, []), shuffles=2)
    assert table.filter(control="split")["group_a"].to_list() == ["a", "b", "c"]
    assert table.filter(control="shuffled").height == 6


# --- whole outlets --------------------------------------------------------------------------------------------------


def outlets_of(outlets: str) -> pl.DataFrame:
    """Documents of one event: a letter an outlet, capital for group a."""
    table = make_documents(*(("a" if letter.isupper() else "b", "e", "") for letter in outlets))
    return table.with_columns(outlet=pl.Series(list(outlets.lower())))


def test_names_are_dealt_out_among_whole_outlets() -> None:
    seen = []

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        seen.append((side_of(documents["group"], contrasts[0]) == 1).tolist())
        return count_a(documents, contrasts)

    (row,) = check(measure, outlets_of("XXYZpqrr"), "outlets").iter_rows(named=True)
    # 3 of 6 outlets in 20 ways, the real one and its exchange not among them
    assert (row["runs"], row["real"], row["note"].split("; ")[0]) == (18, 0, "every other way to deal out the names")
    ways = {tuple(letter in chosen for letter in "xxyzpqrr") for chosen in combinations("xyzpqr", 3)}
    assert ways <= {tuple(way) for way in seen}


def test_the_share_of_runs_that_find_anything_is_told() -> None:
    (row,) = check(count_a, outlets_of("XYZpqr"), "outlets").iter_rows(named=True)
    # x is of side a, which gives no row, in 10 of the 20 ways; the real one is among them, its exchange among the others
    assert row["any"] == 9 / 18
    assert check(count_a, outlets_of("XYZpqr"), "mirror")["any"].to_list() == [None]


@pytest.mark.parametrize(("outlets", "known"), [("XYZpq", "3 and 2"), ("XXYppqr", "2 and 3"), ("X p", "1 and 1")])
def test_too_few_outlets_are_not_dealt_out(outlets: str, known: str) -> None:
    documents = outlets_of(outlets).with_columns(pl.col("outlet").replace(" ", None))
    (row,) = check(count_a, documents, "outlets").iter_rows(named=True)
    assert (row["runs"], row["placebo"], row["any"]) == (0, None, None)
    assert row["note"] == f"{known} outlets; names are dealt out by outlet from 3 a side"


def test_habits_of_outlets_are_found_by_dealing_out_outlets_and_not_articles() -> None:
    """Each outlet has a length of its own: no difference of groups, but one that whole outlets carry with their names."""
    random = np.random.default_rng(3)
    habit = dict(zip("xyzuvpqrst", random.normal(0, 5, 10), strict=True))
    documents = pl.concat([outlets_of("XYZUVpqrst") for _ in range(8)]).with_columns(
        doc=pl.format("d{}", pl.int_range(80)), event=pl.format("e{}", pl.int_range(80) // 20)
    )
    values = [habit[outlet] + random.normal() for outlet in documents["outlet"]]
    told = documents.select("doc", measure=pl.lit("length"), unit=pl.lit("words"), value=pl.Series(values))
    checked = check_controls({"style": measure_values({"all": told})}, documents, [A_B], shuffles=40)
    by_article, by_outlet = (row_of(checked, control=name)["any"] for name in ("shuffled", "outlets"))
    assert by_article < 0.2 < 0.3 < by_outlet


def test_values_without_a_test_have_no_interval_to_count() -> None:
    table = check_controls({"style": measure_values({"all": LENGTHS})}, TALES, [A_B])
    rows = table.filter(pl.col("control") != "mirror")
    assert set(rows["runs"]) == {0} and set(rows["real"]) == {None} == set(rows["placebo"])
    assert rows["note"][0] == "every other way to deal out the names; without a test there is no interval either"
    assert not rows["note"].str.contains("each word for itself").any()


# --- measures -------------------------------------------------------------------------------------------------------


def test_measures_are_the_tables_of_the_run() -> None:
    words, contrasts = words_of(TALES), choose_contrasts(TALES, [])
    hits = find_hits(words, WEATHER)
    terms = measure_terms([find_terms(words, "all", 2, 1)])(TALES, contrasts)
    expected = compare_terms(words, TALES, contrasts, "in", 2, 1).filter("content")
    assert terms["name"].to_list() == expected["term"].to_list()
    assert_frame_equal(terms.select("low", "high", "p", "q"), expected.select("low", "high", "p", "q"))
    assert terms["effect"].to_list() == expected["log_ratio"].to_list()
    cues = measure_counts(count_voices(hits, words, [WEATHER], "in"))(TALES, contrasts)
    expected = compare_contrasts(hits, words, TALES, [WEATHER], contrasts, "in")
    assert cues["name"].to_list() == ["weather / wet", "weather / dry"]
    assert cues["effect"].to_list() == expected["difference"].to_list()
    values = {"all": LENGTHS}
    style = measure_values(values)(TALES, contrasts)
    expected = compare_means(values, TALES, contrasts)
    assert style.columns == ["name", "low", "high", "p", "q", "effect"]
    assert style["name"].to_list() == ["length / all"]
    assert style["effect"].to_list() == expected["difference"].to_list() == [(5 + 4 + 3) / 3 - (3 + 4 + 4) / 3]


def test_what_is_counted_are_the_findings_that_the_summary_counts() -> None:
    """Content terms in the author's voice, with the q of the whole table: neither function words nor quoted ones."""
    counts, documents = simulate(4, BALANCED, planted=3)
    traits = pl.DataFrame({"term": counts.names}).with_columns(length=1, content=True, part_of=None).cast(TRAITS)
    surest = contrast_terms([Terms(counts, traits)], documents, [A_B]).sort("q", "term", nulls_last=True)["term"][0]
    function = traits.with_columns(content=pl.col("term") != surest)
    voices = [Terms(counts._replace(voice=voice), function) for voice in ("author", "quoted")]
    keyness = contrast_terms(voices, documents, [A_B])
    found = take_terms(keyness).filter(pl.col("q") < 0.05).height
    assert 0 < found < keyness.filter(pl.col("q") < 0.05).height / 2
    table = check_controls(
        {"terms": measure_terms(voices)}, documents.with_columns(outlet=pl.lit("")), [A_B], shuffles=19
    )
    assert row_of(table, control="shuffled")["real"] == found == choose_terms(keyness, 0.05).height


def test_with_several_contrasts_it_is_said_that_each_stands_by_itself() -> None:
    measure, documents = measured(4, BALANCED, planted=2)
    contrasts = [A_B, Contrast("a", REST)]
    told = check_controls({"m": measure}, documents, contrasts, shuffles=3)
    assert set(told.filter(control="shuffled")["counted"]) == {"findings at q below 0.05, each contrast by itself"}
    assert set(told.filter(control="split")["counted"]) == {"findings at q below 0.05"}
    one = check_controls({"m": measure}, documents, [A_B], shuffles=3)
    assert set(one.filter(control="shuffled")["counted"]) == {"findings at q below 0.05"}


def test_terms_cues_and_values_pass_through_the_same_controls() -> None:
    words, contrasts = words_of(TALES), choose_contrasts(TALES, [])
    measures = {
        "terms": measure_terms([find_terms(words, voice, 4, 1) for voice in ("author", "quoted")]),
        "cues": measure_counts(count_voices(find_hits(words, WEATHER), words, [WEATHER])),
        "style": measure_values({"all": LENGTHS}),
    }
    table = check_controls(measures, TALES, contrasts)
    assert table.schema == CONTROLS
    rows = table.select("control", "measure", "outlet", "runs").rows()
    # Harbour a a b: 3 ways, Bridge a b: 2 ways, b alone: 1 way
    half = [("mirror", "", 1), ("shuffled", "", 5), ("outlets", "", 0), ("split", "a post", 2), ("split", "b post", 3)]
    # style without a test has no interval, so that nothing could be found
    assert rows == [
        (control, name, outlet, runs if name != "style" or control == "mirror" else 0)
        for name in measures
        for control, outlet, runs in half
    ]
    assert set(table.filter(control="mirror")["placebo"]) == {0.0}


def test_the_same_seed_gives_the_same_table_whatever_the_order() -> None:
    measure, documents = measured(5, FEW, terms=40)
    once, again = (
        check_controls({"m": measure}, table, [A_B], seed=3, shuffles=4) for table in (documents, documents[::-1])
    )
    assert_frame_equal(once, again)
    other = check_controls({"m": measure}, documents, [A_B], seed=4, shuffles=4)
    assert not once.equals(other)


def test_a_measure_more_changes_nothing_for_the_others() -> None:
    measure, documents = measured(5, FEW, terms=40)
    alone = check_controls({"m": measure}, documents, [A_B], shuffles=3)
    together = check_controls({"n": measure, "m": measure}, documents, [A_B], shuffles=3)
    assert_frame_equal(together.filter(measure="m"), alone)
    assert_frame_equal(together.filter(measure="n").drop("measure"), alone.drop("measure"))


def test_without_measures_or_contrasts_or_documents_there_is_no_row() -> None:
    for measures, contrasts in (({}, [A_B]), ({"m": count_a}, [])):
        table = check_controls(measures, TALES, contrasts)
        assert (table.height, table.schema) == (0, CONTROLS)
    measure, documents = measured(5, FEW, terms=5)
    none = check_controls({"m": measure}, documents.clear(), [A_B])
    assert none.select("control", "runs", "real").rows() == [("mirror", 1, 0), ("shuffled", 0, 0), ("outlets", 0, 0)]
