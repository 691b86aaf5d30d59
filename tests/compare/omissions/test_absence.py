from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.omissions import CARRIERS, OMISSIONS, STATEMENTS, compare_omissions, count_carriers
from tests.compare.conftest import row_of, words_of
from tests.compare.omissions.conftest import reports, state

pytestmark = pytest.mark.filterwarnings("error")
FOUR = reports(("a", "x", "2025-03-01"), ("b", "x", "2025-03-01"), ("c", "y", "2025-03-01"), ("d", "y", "2025-03-01"))


def omit(statements: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    return compare_omissions(statements, documents, words_of(documents))


# --- carriers -------------------------------------------------------------------------------------------------------


def test_who_carries_what() -> None:
    table = count_carriers(state("abc ab d"), FOUR)
    assert table.schema == CARRIERS
    assert table.select("statement", "kind", "carriers", "reports", "groups", "carried_by", "docs").rows() == [
        (1, "shared", 3, 4, "x; y", "a post; b post; c post", "a; b; c"),
        (2, "one group", 2, 4, "x", "a post; b post", "a; b"),
        (3, "unique", 1, 4, "y", "d post", "d"),
    ]


def test_the_claim_is_the_sentence_in_the_centre_though_another_is_shorter() -> None:
    statements = state("ab").with_columns(
        sentence=pl.Series(["The old pier was shut on Monday.", "The pier was shut."])
    )
    row = count_carriers(statements, FOUR).row(0, named=True)
    assert row["claim"] == row["sentence"] == "The old pier was shut on Monday."
    assert (row["doc"], row["start"], row["end"]) == ("a", 20, 30)


def test_reports_of_which_it_is_not_clear_are_named_beside_the_carriers() -> None:
    table = count_carriers(state("a?bd b"), FOUR).sort("statement")
    assert table.select("kind", "carriers", "carried_by", "unclear", "unclear_groups").rows() == [
        ("unique", 1, "a post", "b post; d post", "x; y"), ("unique", 1, "b post", "", ""),
    ]  # fmt: skip


def test_a_report_that_says_it_twice_carries_it_once() -> None:
    twice = pl.concat([state("ab"), state("ab").with_columns(pl.col("start") + 100, centre=False)])
    assert count_carriers(twice, FOUR).row(0, named=True)["carriers"] == 2


def test_reports_of_one_outlet_are_told_apart() -> None:
    documents = FOUR.with_columns(outlet=pl.Series(["Gazette", "Gazette", "Bee", "Bell"]))
    assert count_carriers(state("bc"), documents)["carried_by"].to_list() == ["Gazette (b); Bee"]


# --- absence --------------------------------------------------------------------------------------------------------


def test_a_whole_group_by_hand() -> None:
    # of 4 equal reports 2 carry it, both of x: C(2, 2) / C(4, 2) = 1/6; each report lacks it in half of all draws
    row = omit(state("ab"), FOUR).row(0, named=True)
    assert (row["group"], row["whole"], row["absent"], row["group_reports"]) == ("y", True, 2, 2)
    assert row["absent_from"] == "c post; d post"
    assert (row["chance"], row["expected"]) == pytest.approx((1 / 6, 2 / 2))


def test_part_of_a_group_by_hand() -> None:
    # 3 of 4 carry it: one of them lacks it, and in half of all draws that is one of y
    row = omit(state("abc"), FOUR).row(0, named=True)
    assert (row["group"], row["whole"], row["absent"], row["absent_from"]) == ("y", False, 1, "d post")
    assert (row["chance"], row["expected"]) == pytest.approx((1 / 2, 1 / 2))


def test_what_all_carry_is_absent_nowhere() -> None:
    assert omit(state("abcd"), FOUR).is_empty()


def test_a_short_report_is_expected_to_leave_out_more() -> None:
    documents = reports(("a", "x", None), ("b", "y", None)).with_columns(text=pl.Series(["one " * 30, "one " * 10]))
    table = omit(state("a b"), documents)
    assert row_of(table, statement=1)["chance"] == pytest.approx(30 / 40)
    assert row_of(table, statement=2)["chance"] == pytest.approx(10 / 40)


def test_what_came_out_before_had_no_opportunity() -> None:
    documents = FOUR.with_columns(date=pl.Series(["2025-03-05", "2025-03-05", "2025-03-04", "2025-03"]))
    row = omit(state("ab"), documents).row(0, named=True)
    assert (row["absent_from"], row["absent"], row["group_reports"], row["earlier"]) == ("d post", 1, 1, 1)
    assert row["chance"] == pytest.approx(1 / 3)  # of a, b, d two are drawn, d not among them
    assert row["note"] == "1 of the group came out before it was out"


def test_a_group_without_opportunity_has_a_row_that_blames_nobody() -> None:
    documents = FOUR.with_columns(date=pl.Series(["2025-03-05", "2025-03-05", "2025-02", "2024"]))
    row = omit(state("ab"), documents).row(0, named=True)
    assert (row["group"], row["opportunity"], row["whole"], row["absent_from"]) == ("y", "came out before", False, "")
    assert (row["absent"], row["group_reports"], row["earlier"], row["came_earlier"]) == (0, 0, 2, "c post; d post")
    assert (row["expected"], row["chance"]) == (0, 1)
    assert row["note"] == "2 of the group came out before it was out; none that lacks it could carry it"


def test_a_group_of_which_only_the_earlier_reports_lack_it() -> None:
    documents = FOUR.with_columns(date=pl.Series(["2025-03-05", "2025-03-05", "2025-03-05", "2025-03-04"]))
    row = omit(state("abc"), documents).row(0, named=True)
    assert (row["group"], row["opportunity"], row["whole"], row["came_earlier"]) == (
        "y",
        "came out before",
        False,
        "d post",
    )
    assert (row["absent"], row["group_reports"], row["chance"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("dates", "opportunity"),
    [
        (["2025-03-05", "2025-03-05", "2025-03-06", "2025-03-01"], "came out later"),
        (["2025-03-05", "2025-03-09", "2025-03-05", "2025-03-01"], "same day"),
        (["2025-03-05", None, "2025-03-06", None], "came out later"),  # the one in the centre was out by then
        ([None, "2025-03-05", "2025-03-06", None], "dates not known"),  # the other carrier alone decides nothing
        (["2025-03-05", "2025-03-05", "2025-03", "2025-03-01"], "dates not known"),
        (["2025-03", "2025-03", "2025-03-06", "2025-02"], "dates not known"),
        ([None, None, "2025-03-06", "2025-03-06"], "dates not known"),
        (["2025-03-05", "2025-03-05", None, "2025-03-06"], "came out later"),
        ([None, None, None, None], "dates not known"),
    ],
)
def test_the_best_opportunity_of_those_without_it(dates: list[str | None], opportunity: str) -> None:
    row = omit(state("ab"), FOUR.with_columns(date=pl.Series(dates, dtype=pl.String))).row(0, named=True)
    assert (row["group"], row["opportunity"]) == ("y", opportunity)


@pytest.mark.parametrize(
    ("dates", "opportunity"),
    [
        (["2025-03-09", "2025-03-01", "2025-03-05"], "came out before"),  # one early carrier does not decide it
        (["2025-03-01", "2025-03-09", "2025-03-05"], "came out later"),  # but for the one in the centre
        (["2025-03-09", "2025-03-01", "2025-03-09"], "same day"),
    ],
)
def test_one_early_carrier_besides_the_centre_decides_nothing(dates: list[str], opportunity: str) -> None:
    documents = reports(("a", "x", dates[0]), ("b", "x", dates[1]), ("c", "y", dates[2]))
    assert omit(state("ab"), documents)["opportunity"].to_list() == [opportunity]


def test_from_the_day_of_the_second_carrier_on_a_statement_is_out() -> None:
    days = ("2025-03-09", "2025-03-01", "2025-03-03", "2025-03-05")
    documents = reports(*((doc, group, day) for doc, group, day in zip("abcd", "xxxy", days, strict=True)))
    assert omit(state("abc"), documents)["opportunity"].to_list() == ["came out later"]


def test_reports_of_which_it_is_not_clear_are_counted_nowhere() -> None:
    # a carries it, c surely does not, of b and d it is not clear: of a and c one carries it
    table = omit(state("a?bd"), FOUR)
    row = table.row(0, named=True)
    assert table.height == 1
    assert (row["group"], row["absent_from"], row["unclear"]) == ("y", "c post", "d post")
    assert (row["absent"], row["group_reports"], row["whole"]) == (1, 1, False)
    assert (row["chance"], row["expected"]) == pytest.approx((1 / 2, 1 / 2))
    assert row["note"] == "of 1 of the group it is unclear"


def test_a_group_of_which_nothing_is_clear_has_no_row() -> None:
    assert omit(state("ab?cd"), FOUR).is_empty()


def test_gaps_that_are_no_omissions_come_last() -> None:
    documents = FOUR.with_columns(date=pl.Series(["2025-03-05", "2025-03-05", "2025-03-04", "2025-03-04"]))
    table = omit(state("ab a"), documents)
    assert table.select("statement", "group", "absent").rows() == [(2, "x", 1), (1, "y", 0), (2, "y", 0)]


def test_dates_that_are_not_known_shut_no_report_out() -> None:
    documents = FOUR.with_columns(date=pl.Series([None, "2025-03-05", "2025-03-04", "2025-03-04"]))
    row = omit(state("ab"), documents).row(0, named=True)
    assert (row["absent"], row["earlier"], row["undated"]) == (2, 0, 1)
    assert row["note"] == "1 of 4 reports have no date and count as able to carry it"
    absent = omit(state("b"), documents.with_columns(date=pl.Series([None, "2025-03-05", None, "2025-03-04"])))
    assert absent.select("group", "absent_from").rows() == [("y", "c post"), ("x", "a post")]


def test_the_most_carried_come_first_then_whole_groups() -> None:
    documents = reports(*((doc, group, None) for doc, group in zip("abcdef", "xxxyyy", strict=True)))
    table = omit(state("a def bce abc"), documents)
    assert table.select("statement", "group", "whole").rows() == [
        (2, "x", True), (4, "y", True), (3, "y", False), (3, "x", False), (1, "y", True), (1, "x", False),
    ]  # fmt: skip


def test_three_groups_have_a_row_each() -> None:
    documents = FOUR.with_columns(group=pl.Series(["x", "x", "y", "z"]))
    assert omit(state("ab"), documents).select("group", "absent_from").rows() == [("y", "c post"), ("z", "d post")]


def test_the_chances_of_a_sole_report_of_each_group_add_up() -> None:
    documents = reports(("a", "x", None), ("b", "y", None), ("c", "z", None))
    table = omit(state("a"), documents.with_columns(text=pl.Series(["one " * 5, "one " * 2, "one " * 3])))
    # of 10 words 5 are in a: b lacks it with 8/10, c with 7/10
    assert table["chance"].to_list() == pytest.approx([7 / 10, 8 / 10])


@pytest.mark.parametrize("documents", [FOUR.clear(), FOUR.head(1), FOUR.with_columns(event=pl.lit(None, pl.String))])
def test_nothing_to_leave_out(documents: pl.DataFrame) -> None:
    table = omit(state("a") if documents.height == 1 else pl.DataFrame(schema=STATEMENTS), documents)
    assert table.schema == OMISSIONS
    assert table.is_empty()


def test_many_absent_reports_are_not_all_named() -> None:
    documents = reports(*((f"d{place:02}", "xy"[place > 0], None) for place in range(20)))
    row = omit(state("a").with_columns(doc=pl.lit("d00")), documents).row(0, named=True)
    assert row["absent"] == 19
    assert row["absent_from"].endswith("d12 post; and 7 more")
