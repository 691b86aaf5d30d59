"""Which rows are named first: by hand, with nothing but how surely they differ to go by."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.headlines import CUES, TERMS, choose_cues, choose_styles, choose_terms
from analysis.compare.rates import CONTRASTS
from analysis.compare.terms import SCHEMA as KEYNESS

TERM = {
    "group": "a", "group_a": "a", "group_b": "b", "voice": "author", "content": True, "log_ratio": 2.0, "low": 1.0, "high": 3.0,
}  # fmt: skip
OTHER = {"group": "b", "log_ratio": -2.0, "low": -3.0, "high": -1.0}
CUE = {
    "measure": "weather", "voice": "author", "group_a": "a", "group_b": "b", "hits_a": 2, "hits_b": 1, "difference": 2.0,
    "low": 1.0, "high": 3.0,
}  # fmt: skip


def tabulate(schema: dict[str, Any], rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def terms(*rows: dict[str, Any], alpha: float = 0.05) -> list[str]:
    """The terms that are chosen of these rows, each as TERM but for what it says."""
    table = tabulate(KEYNESS, [TERM | {"term": f"t{place}"} | row for place, row in enumerate(rows)])
    chosen = choose_terms(table, alpha)
    assert chosen.schema == KEYNESS
    return chosen["term"].to_list()


def cues(*rows: dict[str, Any], alpha: float = 0.05) -> list[str]:
    """The categories that are chosen of these rows, each as CUE but for what it says."""
    table = tabulate(CONTRASTS, [CUE | {"category": f"c{place}"} | row for place, row in enumerate(rows)])
    chosen = choose_cues(table, alpha)
    assert chosen.schema == CONTRASTS
    return chosen["category"].to_list()


# --- terms ----------------------------------------------------------------------------------------------------------


def test_where_there_is_a_test_those_hold_that_pass_it() -> None:
    passed, failed = {"p": 0.001, "q": 0.04}, {"p": 0.04, "q": 0.06}
    # t1 has an interval that leaves out no difference, but its test does not pass; t2 the other way round
    assert terms(passed, failed, passed | {"low": -0.1}) == ["t0", "t2"]
    assert terms(passed, failed, alpha=0.1) == ["t0", "t1"]
    assert terms(passed | {"q": 0.05}, passed) == ["t1"]  # at the rate itself it does not hold


def test_where_there_is_none_those_hold_whose_interval_leaves_out_no_difference() -> None:
    assert terms({}, {"low": -0.5}, {"low": 0.0}, {"high": None}) == ["t0", "t3"]
    assert terms(OTHER, OTHER | {"high": 0.5}, OTHER | {"low": None}) == ["t0", "t2"]


def test_a_bound_that_is_not_known_leaves_nothing_out() -> None:
    assert terms({}, {"low": None}, OTHER | {"high": None}) == ["t0"]


def test_the_surest_come_first_on_each_side_and_equal_ones_stay_as_they_stand() -> None:
    rows = [{"low": 0.5}, {"low": 0.9}, OTHER | {"high": -0.2}, {"low": 0.9}, OTHER | {"high": -2.5}]
    assert terms(*rows) == ["t4", "t2", "t1", "t3", "t0"]  # first the side that has the surest


def test_so_many_a_side_are_named_and_no_more() -> None:
    rows = [{"low": 9.0 - place} for place in range(TERMS + 2)]
    assert terms(*rows, OTHER) == [*(f"t{place}" for place in range(TERMS)), f"t{TERMS + 2}"]


def test_what_does_not_hold_is_not_named() -> None:
    assert terms({"low": -0.4}, OTHER | {"high": 0.4}, {"low": None, "high": None}) == []
    assert terms({"p": 0.3, "q": 0.5}, {"low": -0.4, "p": 0.3, "q": 0.5}) == []


def test_what_has_no_test_beside_others_that_have_one_is_not_named() -> None:
    assert terms({"p": 0.001, "q": 0.01}, {}) == ["t0"]
    assert terms({"p": 0.4, "q": 0.5}, {}) == []
    assert terms({"p": 0.4, "q": 0.5}, {"group_b": "c"}) == ["t1"]  # of another contrast


def test_where_one_side_holds_nothing_is_named_as_open_of_the_other() -> None:
    assert terms({}, OTHER | {"high": 0.5}) == ["t0"]


@pytest.mark.parametrize("row", [{"part_of": "old harbour wall"}, {"content": False}, {"voice": "quoted"}])
def test_fragments_function_words_and_quoted_words_are_not_chosen(row: dict[str, Any]) -> None:
    assert terms(row) == []
    tested = row | {"p": 0.01, "q": 0.01}
    assert terms(tested, {}) == ["t1"]  # nor do they say that there is a test


def test_each_contrast_has_its_own_and_all_words_count_as_spoken() -> None:
    other = {"group": "c", "group_a": "c", "group_b": "all others", "voice": "all"}
    rest = other | {"group": "all others"} | {name: OTHER[name] for name in ("log_ratio", "low", "high")}
    assert terms({"low": 0.5}, other, rest, other | {"low": -1.0}) == ["t1", "t2", "t0"]


@pytest.mark.parametrize("alpha", [0.05, 1.0])
def test_without_rows_there_is_nothing_to_choose(alpha: float) -> None:
    assert terms(alpha=alpha) == cues(alpha=alpha) == []


# --- cues -----------------------------------------------------------------------------------------------------------


def test_cues_hold_by_their_test_or_else_by_their_interval() -> None:
    passed, failed = {"p": 0.001, "q": 0.04}, {"p": 0.04, "q": 0.06}
    assert cues(passed, failed, passed | {"low": -0.1}) == ["c0", "c2"]
    below = {"difference": -2.0, "low": -3.0, "high": -1.5}
    assert cues({}, {"low": -1.0}, below, {"low": 0.0}) == ["c2", "c0"]  # 1.5 below no difference, 1 above


def test_so_many_cues_of_a_contrast_are_named() -> None:
    assert cues(*({"low": 20.0 - place} for place in range(CUES + 3))) == [f"c{place}" for place in range(CUES)]
    assert cues({"low": -0.4}, {"low": -0.2}) == []


def test_cues_that_nobody_uses_or_that_are_quoted_are_not_chosen() -> None:
    assert cues({"hits_a": 0, "hits_b": 0}, {"voice": "quoted"}) == []
    assert cues({"hits_a": 0, "hits_b": 1}) == ["c0"]


def test_cues_of_each_contrast_are_chosen_apart() -> None:
    assert cues({"low": 0.5}, {"group_b": "all others"}, {"low": 0.7}, {"low": -1.0}) == ["c1", "c2", "c0"]


BOUNDS = st.tuples(st.floats(-3, 3), st.floats(0, 2), st.one_of(st.none(), st.floats(0, 0.2)))


@given(st.lists(BOUNDS, max_size=30))
def test_the_sides_changed_the_same_terms_are_chosen(rows: list[tuple[float, float, float | None]]) -> None:
    """Nothing but how surely a term differs decides: with the groups exchanged the same are chosen, the sides exchanged."""
    there, back = [], []
    for middle, half, q in rows:
        row = {"low": middle - half, "high": middle + half, "log_ratio": middle, "p": q, "q": q}
        mirrored = row | {"low": -row["high"], "high": -row["low"], "log_ratio": -middle}
        there.append(row | {"group": "a" if middle >= 0 else "b"})
        back.append(mirrored | {"group_a": "b", "group_b": "a", "group": "a" if middle >= 0 else "b"})
    assert sorted(terms(*there)) == sorted(terms(*back))


# --- style ----------------------------------------------------------------------------------------------------------


def test_of_style_those_that_hold_come_by_size_and_without_a_test_none_do() -> None:
    rows = [(f"m{place}", "all", g, 0.01) for place, g in enumerate((0.2, -0.9, 0.5, 0.4, -0.3))]
    rows += [("open", "all", 2.0, 0.2), ("untested", "all", 3.0, None), ("said", "quoted", 4.0, 0.01)]
    columns = {"measure": pl.String, "voice": pl.String, "g": pl.Float64, "q": pl.Float64}
    style = pl.DataFrame(rows, schema=columns, orient="row").with_columns(group_a=pl.lit("x"), group_b=pl.lit("y"))
    style = style.with_columns(p=pl.col("q"), low=pl.lit(0.1), high=pl.lit(0.2))
    assert choose_styles(style, 0.05)["measure"].to_list() == ["m1", "m2", "m3", "m4"]
    assert choose_styles(style.filter(pl.col("q").is_null()), 0.05).height == 0
