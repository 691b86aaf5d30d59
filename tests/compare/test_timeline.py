from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.timeline import TIMELINE, UPDATES, compare_timeline, compare_updates
from analysis.find.claims import CLAIMS

pytestmark = pytest.mark.filterwarnings("error")
DOCUMENTS = {"doc": pl.String, "event": pl.String, "outlet": pl.String, "group": pl.String, "date": pl.String}


def reports(*rows: tuple[str, str, str | None], event: str | None = "e") -> pl.DataFrame:
    """Reports from (doc, outlet, date), the group being the outlet's first letter."""
    told = [(doc, event, outlet, outlet[0], date) for doc, outlet, date in rows]
    return pl.DataFrame(told, schema=DOCUMENTS, orient="row")


def claim(*rows: tuple, **same: object) -> pl.DataFrame:
    """Claims from (doc, low, high) of one kind, other columns as given."""
    base = {
        "sentence": 0, "start": 10, "end": 14, "text": "t", "value": "v", "unit": "person", "counted": "", "bound": "exact",
        "relative": False, "act": "arrest", "verb": "arrest", "agent": "", "patient": "man", "slot": "patient", "of": "",
        "denied": False, "possible": False, "source": "", "sentence_start": 0, "sentence_end": 40, "sentence_text": "S",
    } | same  # fmt: skip
    made = [{"doc": doc, "low": low, "high": high, **base} for doc, low, high in rows]
    table = pl.DataFrame(
        made, schema={name: CLAIMS[name] for name in ("doc", "low", "high", *base)} | {"kind": pl.String}
    )
    return table.select(
        pl.col(name) if name in table.columns else pl.lit(None, of).alias(name) for name, of in CLAIMS.items()
    )


def date(*rows: tuple, **same: object) -> pl.DataFrame:
    return claim(*((doc, day, day) for doc, day in rows), kind="date", unit="day", slot="when", **same)


def count(*rows: tuple, **same: object) -> pl.DataFrame:
    return claim(*((doc, number, number) for doc, number in rows), **{"kind": "count"} | same)


THREE = reports(("a", "Bee", "2025-03-01"), ("b", "Gazette", "2025-03-02"), ("c", "Bell", "2025-03-03"))

# --- the timeline ---------------------------------------------------------------------------------------------------


def test_one_entry_for_one_date_of_one_act_in_the_order_of_days() -> None:
    claims = pl.concat([date(("a", 9.0), ("b", 9.0)), date(("c", 4.0)), date(("c", 9.0), act="release")])
    table = compare_timeline(claims, THREE)
    assert table.schema == TIMELINE
    assert table.select("entry", "low", "about", "carriers", "outlets", "groups", "doc").rows() == [
        (1, 4.0, "arrest man", 1, "Bell", "B", "c"),
        (2, 9.0, "arrest man", 2, "Bee; Gazette", "B; G", "a"),
        (2, 9.0, "arrest man", 2, "Bee; Gazette", "B; G", "b"),
        (3, 9.0, "release man", 1, "Bell", "B", "c"),
    ]  # fmt: skip


def test_a_month_is_another_entry_than_its_first_day() -> None:
    claims = pl.concat([date(("a", 31.0)), claim(("b", 31.0, 58.0), kind="date")])
    assert compare_timeline(claims, THREE).select("entry", "high").rows() == [(1, 31.0), (2, 58.0)]


def test_what_has_no_last_day_is_one_entry_too() -> None:
    since = claim(("a", 31.0, None), ("b", 31.0, None), kind="date", bound="at least")
    assert compare_timeline(since, THREE).select("entry", "carriers").rows() == [(1, 2), (1, 2)]


def test_a_report_that_says_it_in_two_sentences_has_two_rows_and_is_one_carrier() -> None:
    claims = pl.concat([date(("a", 9.0)), date(("a", 9.0)), date(("a", 9.0), start=90, sentence_start=80)])
    assert compare_timeline(claims, THREE).select("start", "carriers").rows() == [(10, 1), (90, 1)]


def test_whom_the_act_is_about() -> None:
    agent = date(("a", 1.0), patient="", agent="council")
    thing = date(("a", 2.0), patient="", of="exercise")
    assert compare_timeline(pl.concat([agent, thing]), THREE)["about"].to_list() == [
        "arrest council",
        "arrest exercise",
    ]


def test_datelines_other_kinds_and_reports_without_an_event_are_left_out() -> None:
    claims = pl.concat([date(("a", 9.0), act=""), count(("a", 9.0))])
    assert compare_timeline(claims, THREE).is_empty()
    assert compare_timeline(date(("a", 9.0)), reports(("a", "Bee", None), event=None)).is_empty()
    assert compare_timeline(claims.clear(), THREE.clear()).schema == TIMELINE


def test_entries_count_from_one_in_each_event() -> None:
    documents = THREE.with_columns(event=pl.Series(["e", "e", "f"]))
    table = compare_timeline(date(("a", 9.0), ("b", 12.0), ("c", 9.0)), documents)
    assert table.select("event", "entry", "carriers").rows() == [("e", 1, 1), ("e", 2, 1), ("f", 1, 1)]


def test_a_source_is_told_and_nobody_is_null() -> None:
    claims = pl.concat([date(("a", 9.0), source="Low"), date(("b", 9.0))])
    assert compare_timeline(claims, THREE)["source"].to_list() == ["Low", None]


# --- updates --------------------------------------------------------------------------------------------------------


def test_a_count_that_grows_has_a_history_and_who_never_corrected_it() -> None:
    documents = reports(
        ("a", "Bee", "2025-03-01"),
        ("b", "Gazette", "2025-03-01"),
        ("c", "Bell", "2025-03-02"),
        ("d", "Bee", "2025-03-03"),
    )
    table = compare_updates(count(("a", 3.0), ("b", 3.0), ("c", 5.0), ("d", 5.0)), documents)
    assert table.schema == UPDATES
    assert table.select("update", "doc", "low", "latest", "corrected").rows() == [
        (1, "a", 3.0, False, True), (1, "b", 3.0, False, False), (1, "c", 5.0, True, None), (1, "d", 5.0, True, None),
    ]  # fmt: skip
    assert table["never_corrected"].to_list() == ["Gazette"] * 4
    assert table["about"].to_list() == ["arrest man"] * 4


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ((3.0, 5.0, 4.0), "it shrinks"), ((3.0, 3.0, 3.0), "all agree"), ((5.0, 4.0, 3.0), "it only shrinks"),
    ],
)  # fmt: skip
def test_what_does_not_grow_is_no_update(numbers: tuple[float, ...], why: str) -> None:
    assert compare_updates(count(*zip("abc", numbers, strict=True)), THREE).is_empty(), why


@pytest.mark.parametrize(
    ("dates", "updates"),
    [
        (("2025-03-01", "2025-03-01", "2025-03-01"), 0),  # nobody was first
        (("2025-03-01", "2025-03", None), 0),
        (("2025-03-01", "2025-03-02", None), 1),
        ((None, None, None), 0),
    ],
)  # fmt: skip
def test_growth_needs_an_order(dates: tuple, updates: int) -> None:
    documents = THREE.with_columns(date=pl.Series(dates, dtype=pl.String))
    table = compare_updates(count(("a", 3.0), ("b", 5.0), ("c", 7.0)), documents)
    assert table["update"].n_unique() == updates


def test_a_report_without_a_date_is_told_last_and_not_judged() -> None:
    documents = THREE.with_columns(date=pl.Series([None, "2025-03-01", "2025-03-02"]))
    table = compare_updates(count(("a", 3.0), ("b", 3.0), ("c", 5.0)), documents)
    assert table.select("doc", "corrected").rows() == [("b", False), ("c", None), ("a", None)]
    assert table["never_corrected"][0] == "Gazette"


@pytest.mark.parametrize(
    ("second", "corrected"), [("2025-03-09", True), ("2025-03", None), (None, None), ("2025-02-01", False)]
)
def test_an_outlet_corrects_itself_in_a_report_that_is_surely_later(second: str | None, corrected: bool | None) -> None:
    documents = reports(("a", "Bee", "2025-03-05"), ("b", "Bell", "2025-03-08"), ("c", "Bee", second))
    row = compare_updates(count(("a", 3.0), ("b", 5.0), ("c", 5.0)), documents).filter(doc="a")
    assert row["corrected"].to_list() in ([corrected], [])
    assert row.height == (second != "2025-02-01")  # told before, it would have shrunk


def test_what_the_words_of_an_earlier_report_allow_is_no_growth() -> None:
    about = claim(("a", 38.0, 42.0), ("b", 41.0, 41.0), kind="count", bound="about")
    assert compare_updates(about, THREE).is_empty()
    at_least = claim(("a", 38.0, None), ("b", 41.0, 41.0), kind="count", bound="at least")
    assert compare_updates(at_least, THREE).height == 2


def test_a_count_of_a_later_month_is_another() -> None:
    documents = reports(("a", "Bee", "2025-03-01"), ("b", "Bell", "2025-04-01"), ("c", "Bay", "2025-04-02"))
    assert compare_updates(count(("a", 3.0), ("b", 5.0)), documents).height == 2
    assert compare_updates(count(("a", 3.0), ("c", 5.0)), documents).is_empty()


def test_of_a_report_the_first_sentence_that_tells_it_counts() -> None:
    claims = pl.concat([count(("a", 3.0), ("b", 5.0)), count(("b", 30.0), sentence_start=80)])
    assert compare_updates(claims, THREE).select("doc", "low").rows() == [("a", 3.0), ("b", 5.0)]
    children = pl.concat([count(("a", 3.0)), count(("b", 2.0), counted="child"), count(("b", 30.0), sentence_start=80)])
    assert compare_updates(children, THREE).is_empty()


def test_of_a_sentence_that_tells_the_old_count_too_the_larger_counts() -> None:
    table = compare_updates(count(("a", 3.0), ("b", 3.0), ("b", 5.0)), THREE)
    assert table.select("doc", "low").rows() == [("a", 3.0), ("b", 5.0)]


@pytest.mark.parametrize(
    "other",
    [
        {"act": "injure"},
        {"unit": "boat"},
        {"slot": "agent"},
        {"counted": "child"},
        {"denied": True},
        {"possible": True},
        {"act": "be"},
    ],
)
def test_other_things_are_other_quantities(other: dict) -> None:
    assert compare_updates(pl.concat([count(("a", 3.0)), count(("b", 5.0), **other)]), THREE).is_empty()


def test_people_are_persons_however_they_are_called() -> None:
    claims = pl.concat([count(("a", 3.0), counted="people"), count(("b", 5.0), counted="")])
    assert compare_updates(claims, THREE).height == 2


def test_how_many_are_done_to_is_told_in_two_ways() -> None:
    assert compare_updates(pl.concat([count(("a", 3.0)), count(("b", 5.0), slot="how many")]), THREE).height == 2


def test_two_quantities_are_numbered_and_events_apart() -> None:
    claims = pl.concat([count(("a", 3.0), ("b", 5.0)), count(("a", 1.0), ("c", 2.0), act="rescue")])
    assert compare_updates(claims, THREE)["update"].to_list() == [1, 1, 2, 2]
    documents = THREE.with_columns(event=pl.Series(["e", "f", "e"]))
    assert compare_updates(claims, documents).select("event", "update", "doc").rows() == [("e", 1, "a"), ("e", 1, "c")]


def test_nothing_to_follow() -> None:
    assert compare_updates(count().clear(), THREE.clear()).schema == UPDATES
