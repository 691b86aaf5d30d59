from __future__ import annotations

from datetime import date as Day
from time import perf_counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.timeline import TIMELINE, UPDATES, compare_timeline, compare_updates
from analysis.compare.timeline.links import LEAST
from analysis.find.actors import find_actors
from analysis.find.claims import CLAIMS, find_claims
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.quotes import find_quotes
from analysis.find.references import STANDS, find_references, find_stands
from analysis.find.sources import find_sources
from tests.find.stands import NOTHING

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
    made = [{"doc": doc, "low": low, "high": high} | base for doc, low, high in rows]
    table = pl.DataFrame(
        made, schema={name: CLAIMS[name] for name in dict.fromkeys(("doc", "low", "high", *base))} | {"kind": pl.String}
    )
    return table.select(
        pl.col(name) if name in table.columns else pl.lit(None, of).alias(name) for name, of in CLAIMS.items()
    )


def date(*rows: tuple, **same: object) -> pl.DataFrame:
    return claim(*((doc, day, day) for doc, day in rows), kind="date", unit="day", slot="when", **same)


def count(*rows: tuple, **same: object) -> pl.DataFrame:
    return claim(*((doc, number, number) for doc, number in rows), **{"kind": "count"} | same)


def lay_timeline(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The timeline of claims that stand in no text."""
    return compare_timeline(
        claims, documents, pl.DataFrame(schema={"doc": pl.String} | TOKEN_SCHEMA), pl.DataFrame(schema=STANDS)
    )


THREE = reports(("a", "Bee", "2025-03-01"), ("b", "Gazette", "2025-03-02"), ("c", "Bell", "2025-03-03"))

# --- the timeline ---------------------------------------------------------------------------------------------------


def test_one_entry_for_one_date_of_one_act_in_the_order_of_days() -> None:
    claims = pl.concat([date(("a", 9.0), ("b", 9.0)), date(("c", 4.0)), date(("c", 9.0), act="release", verb="let go")])
    table = lay_timeline(claims, THREE)
    assert table.schema == TIMELINE
    assert table.select("entry", "low", "about", "carriers", "outlets", "groups", "doc").rows() == [
        (1, 4.0, "arrest man", 1, "Bell", "B", "c"),
        (2, 9.0, "arrest man", 2, "Bee; Gazette", "B; G", "a"),
        (2, 9.0, "arrest man", 2, "Bee; Gazette", "B; G", "b"),
        (3, 9.0, "let go man", 1, "Bell", "B", "c"),  # in the sentence's own verb
    ]  # fmt: skip


def test_a_month_is_another_entry_than_its_first_day() -> None:
    claims = pl.concat([date(("a", 31.0)), claim(("b", 31.0, 58.0), kind="date")])
    assert lay_timeline(claims, THREE).select("entry", "high").rows() == [(1, 31.0), (2, 58.0)]


def test_what_has_no_last_day_is_one_entry_too() -> None:
    since = claim(("a", 31.0, None), ("b", 31.0, None), kind="date", bound="at least")
    assert lay_timeline(since, THREE).select("entry", "carriers").rows() == [(1, 2), (1, 2)]


@pytest.mark.parametrize(
    ("bound", "text", "limit"),
    [
        ("at least", "Since July", "since"), ("at least", "as early as 3 May", "from"), ("at least", "following 3 May", "after"),
        ("at most", "through  3 May", "until"), ("at most", "by 3 May", "by"), ("at most", "ahead of 3 May", "before"),
        ("at most", "up to 3 May", "until"), ("exact", "on 3 May", None), ("range", "from 3 to 9 May", None),
    ],
)  # fmt: skip
def test_when_it_began_or_ended_is_said(bound: str, text: str, limit: str | None) -> None:
    assert lay_timeline(date(("a", 9.0), bound=bound, text=text), THREE)["limit"].to_list() == [limit]


def test_until_a_day_is_another_entry_than_on_it() -> None:
    claims = pl.concat([date(("a", 9.0)), date(("b", 9.0), bound="at most", text="through 10 January")])
    assert lay_timeline(claims, THREE).select("entry", "limit", "doc").rows() == [(1, None, "a"), (2, "until", "b")]


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        ("--05-24", "2023-05-24", "2024-05-24", "2023-05-24 or 2024-05-24"),
        ("--04", "2024-04-01", "2025-04-30", "2024-04 or 2025-04"),
        ("--02-29", "2023-03-01", "2024-02-29", "2024-02-29"),
        ("--05-24/--05-26", "2023-05-24", "2024-05-26", "--05-24/--05-26"),
        ("2024-05-24", "2024-05-24", "2024-05-24", "2024-05-24"),
        ("today", "2024-05-01", "2024-05-31", "2024-05"),
        ("earlier this month", "2024-05-01", "2024-05-24", "2024-05-01/2024-05-24"),
    ],
)
def test_each_day_that_a_date_without_a_year_may_be_is_told(value: str, low: str, high: str, told: str) -> None:
    first, last = (float((Day.fromisoformat(day) - Day(1970, 1, 1)).days) for day in (low, high))
    assert lay_timeline(claim(("a", first, last), kind="date", value=value), THREE)["date"].to_list() == [told]


@pytest.mark.parametrize(("value", "days", "entries"), [("today", 365.0, 0), ("today", 30.0, 1), ("2024", 365.0, 1)])
def test_today_is_no_entry_where_only_the_year_of_the_report_is_known(value: str, days: float, entries: int) -> None:
    told = lay_timeline(claim(("a", 19723.0, 19723.0 + days), kind="date", value=value, relative=True), THREE)
    assert told.height == entries


def test_a_report_that_says_it_in_two_sentences_has_two_rows_and_is_one_carrier() -> None:
    claims = pl.concat([date(("a", 9.0)), date(("a", 9.0)), date(("a", 9.0), start=90, sentence_start=80)])
    assert lay_timeline(claims, THREE).select("start", "carriers").rows() == [(10, 1), (90, 1)]


def test_whom_the_act_is_about() -> None:
    agent = date(("a", 1.0), patient="", agent="council")
    thing = date(("a", 2.0), patient="", of="exercise")
    assert lay_timeline(pl.concat([agent, thing]), THREE)["about"].to_list() == [
        "council: arrest",
        "arrest exercise",
    ]


def test_datelines_other_kinds_and_reports_without_an_event_are_left_out() -> None:
    claims = pl.concat([date(("a", 9.0), act=""), count(("a", 9.0))])
    assert lay_timeline(claims, THREE).is_empty()
    assert lay_timeline(date(("a", 9.0)), reports(("a", "Bee", None), event=None)).is_empty()
    assert lay_timeline(claims.clear(), THREE.clear()).schema == TIMELINE


def test_entries_count_from_one_in_each_event() -> None:
    documents = THREE.with_columns(event=pl.Series(["e", "e", "f"]))
    table = lay_timeline(date(("a", 9.0), ("b", 12.0), ("c", 9.0)), documents)
    assert table.select("event", "entry", "carriers").rows() == [("e", 1, 1), ("e", 2, 1), ("f", 1, 1)]


def test_a_source_is_told_and_nobody_is_null() -> None:
    claims = pl.concat([date(("a", 9.0), source="Low"), date(("b", 9.0))])
    assert lay_timeline(claims, THREE)["source"].to_list() == ["Low", None]


def test_one_act_in_other_words_is_one_entry_with_all_who_carry_it() -> None:
    claims = pl.concat(
        [
            date(("a", 9.0), act="detain", deed="force", verb="arrest", patient="Ann Lee"),
            date(("b", 9.0), act="hold", deed="force", verb="detain", patient="Ann Lee"),
            date(("c", 9.0), act="hold", deed="force", verb="detain", patient="skipper"),
            date(("c", 9.0), act="hold", deed="force", verb="detain", patient="Bo Grey", sentence_start=160),
            date(("c", 9.0), act="sail", deed="move", verb="sail", patient="Ann Lee", sentence_start=80),
        ]
    )
    table = lay_timeline(claims, THREE)
    assert sorted(table.group_by("entry").agg("doc")["doc"].to_list()) == [["a", "b", "c", "c"], ["c"]]
    held = table.filter(carriers=3)
    assert held["about"].unique().to_list() == ["arrest Ann Lee"]
    assert held["groups"][0] == "B; G"


@pytest.mark.parametrize(
    ("second", "entries"),
    [
        ({"low": 10.0, "high": 10.0}, 2),
        ({"denied": True}, 2),
        ({"patient": "gull"}, 2),
        ({"verb": "sail", "act": "sail"}, 2),
        ({}, 1),
    ],
)
def test_another_day_a_denial_another_person_or_another_act_is_another_entry(second: dict, entries: int) -> None:
    base = {"low": 9.0, "high": 9.0, "act": "hold", "deed": "force", "verb": "detain", "patient": "skipper"}
    other = claim(("b", *((base | second).pop(name) for name in ("low", "high"))), kind="date", **{
        name: value for name, value in (base | second).items() if name not in ("low", "high")
    })  # fmt: skip
    claims = pl.concat([date(("a", 9.0), act="detain", deed="force", verb="arrest", patient="skipper"), other])
    assert lay_timeline(claims, THREE)["entry"].n_unique() == entries


def test_what_two_people_said_on_one_day_is_two_entries() -> None:
    said = {"act": "say", "deed": "speech", "verb": "say", "patient": ""}
    claims = [date((doc, 9.0), agent=agent, **said) for doc, agent in (("a", "Ann"), ("b", "Bo"), ("c", "Ann"))]
    table = lay_timeline(pl.concat(claims), THREE)
    assert table.select("about", "carriers").unique(maintain_order=True).rows() == [("Ann: say", 2), ("Bo: say", 1)]


DAY = Day(2025, 3, 2)


def read_timeline(*texts: str, published: str | None = DAY.isoformat()) -> pl.DataFrame:
    """The timeline of texts, each an article of one day."""
    docs = [f"d{at}" for at in range(len(texts))]
    documents = reports(*((doc, f"Bee {doc}", published) for doc in docs)).with_columns(text=pl.Series(texts))
    tokens, stands, claims = read_claims(documents)
    return compare_timeline(claims, documents, tokens, stands)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The crew mourned the February 3 ferry accident.", ("2025-02-03", None, "The crew mourned the February 3 ferry accident")),
        ("The council studied the letters of 4 May 2024.", ("2024-05-04", None, "The council studied the letters of 4 May 2024")),
        ("The boat left after the February 3 storm.", ("2025-02-03", None, "The boat left after the February 3 storm")),
        ("The keeper moored the boat after 3 February.", ("2025-02-03", "after", "The keeper moored the boat after 3 February")),
        (
            "The harbour has its most boats since July 2020.",
            ("2020-07", "since", "The harbour has its most boats since July 2020"),
        ),
    ],
)  # fmt: skip
def test_a_date_that_tells_of_a_noun_is_of_the_noun(text: str, told: tuple) -> None:
    assert read_timeline(text).select("date", "limit", "about").rows() == [told]


@pytest.mark.parametrize(
    "text",
    [
        "If the council closes the pier on 5 May 2025, the ferry will move.",
        "The council could close the pier on 5 May 2025.",
        "The ferry might not sail on 5 May 2025.",
        "The council may still decide to close the pier on 5 May 2025.",
        "Will the council close the pier on 5 May 2025?",
        "The keeper asked whether the council closed the pier on 5 February 2025.",
        "The ferry would have sailed on 5 February 2025.",
        "The pier was closed years ago.",
    ],
)
def test_what_only_might_be_or_was_at_some_time_has_no_place_on_the_axis(text: str) -> None:
    assert read_timeline(text).is_empty()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The council will close the pier on 5 May 2025.",
            ("2025-05-05", "The council will close the pier on 5 May 2025", True),
        ),
        (
            "The council closed the pier on 5 February 2025.",
            ("2025-02-05", "The council closed the pier on 5 February 2025", False),
        ),
        ("The council will close the pier this year.", ("2025", "The council will close the pier this year", True)),
        ("The council closed the pier this year.", ("2025", "The council closed the pier this year", False)),
        (
            "The keeper decided to close the pier this year.",
            ("2025", "The keeper decided to close the pier this year", False),
        ),
        (
            "The council plans to close the pier this year.",
            ("2025", "The council plans to close the pier this year", True),
        ),
        (
            "The council did not close the pier on 5 February 2025.",
            ("2025-02-05", "The council did not close the pier on 5 February 2025", False),
        ),
    ],
)
def test_what_was_to_come_when_the_report_appeared_is_planned(text: str, told: tuple) -> None:
    assert read_timeline(text).select("date", "about", "planned").rows() == [told]


def test_without_a_day_of_publication_it_is_not_known_what_was_to_come() -> None:
    claims = date(("a", 9.0))
    assert lay_timeline(claims, reports(("a", "Bee", None)))["planned"].to_list() == [None]
    assert lay_timeline(claims, reports(("a", "Bee", "1970-01-09")))["planned"].to_list() == [True]


# --- updates --------------------------------------------------------------------------------------------------------

SUNK = "So far the storm has sunk {} boats in the harbour of Merrow."
ALSO = "In the harbour of Merrow {} boats have by now been sunk by the storm."
LOST = "The storm has cost the harbour of Merrow {} so far, the town said."
SAVED = "At the lighthouse of Talas keepers have so far fed {} seals."
BOATS = {"unit": "boat", "counted": "boat", "act": "sink", "verb": "sink", "patient": "boat", "of": "boat"}
SEALS = {"unit": "seal", "counted": "seal", "act": "feed", "verb": "feed", "patient": "seal", "of": "seal"}
Told = tuple[str, str, str | None, Any]


def state(doc: str, number: Any, sentence: str = SUNK, at: int = 0, **more: Any) -> pl.DataFrame:
    """A claim of so many boats, in a sentence that begins at some place of its article."""
    text = str(number)
    start = at + sentence.index("{")
    plain = {
        "start": start, "end": start + len(text), "text": text, "value": text, "sentence_text": sentence.format(text),
        "sentence_start": at, "sentence_end": at + len(sentence.format(text)), "head": start, "deed": "happening", "cue_class": "",
    }  # fmt: skip
    low = float(number) if isinstance(number, int) else None
    return claim((doc, low, low), **{"kind": "count", "verb_start": 0} | plain | BOATS | more)


def follow(*told: Told, other: tuple[tuple[str, str, str | None], ...] = (), **more: Any) -> pl.DataFrame:
    """The updates among articles (doc, outlet, date, number of boats) and others that tell no number."""
    claims = pl.concat([state(doc, number, **more) for doc, _, _, number in told])
    return compare_updates(claims, reports(*(row[:3] for row in told), *other))


DAYS = ("2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04")


def test_three_reports_over_three_days_and_one_that_stays_behind() -> None:
    table = follow(
        ("a", "Bee", DAYS[0], 3), ("b", "Gazette", DAYS[1], 5), ("c", "Bell", DAYS[2], 3), ("d", "Bee", DAYS[2], 5)
    )
    assert table.schema == UPDATES
    assert table.select("update", "doc", "low", "latest", "corrected").rows() == [
        (1, "a", 3.0, False, True), (1, "b", 5.0, True, None), (1, "c", 3.0, False, False), (1, "d", 5.0, True, None),
    ]  # fmt: skip
    assert table["never_corrected"].to_list() == ["Bell"] * 4
    assert table["not_heard_later"].to_list() == [""] * 4
    assert table["about"].to_list() == ["sink boat"] * 4
    assert table["sentence"].str.slice(table["start"][0], 1).to_list() == ["3", "5", "3", "5"]
    assert table["confidence"].is_between(LEAST, 1).all()


def test_who_was_not_heard_of_later_could_not_correct() -> None:
    told = ("a", "Bee", DAYS[0], 3), ("b", "Gazette", DAYS[1], 5)
    silent = follow(*told)
    assert silent.select("corrected", "never_corrected", "not_heard_later").rows() == [
        (None, "", "Bee"), (None, "", "Bee"),
    ]  # fmt: skip
    later = follow(*told, other=(("c", "Bee", DAYS[2]),))  # it wrote on the event again, and of no boats
    assert later.select("corrected", "never_corrected", "not_heard_later").row(0) == (False, "Bee", "")
    same_day = follow(*told, other=(("c", "Bee", DAYS[1]),))  # which may have come out before
    assert same_day.select("never_corrected", "not_heard_later").row(0) == ("", "Bee")


@pytest.mark.parametrize(("second", "latest"), [(238, True), (150, False)])
def test_a_number_of_the_last_day_that_nothing_overtook_is_of_the_latest(second: int, latest: bool) -> None:
    told = ("a", "Bee", DAYS[0], 150), ("b", "Gazette", DAYS[1], 239), ("c", "Bell", DAYS[1], second)
    table = follow(*told)
    assert table.sort("doc").select("doc", "latest").rows() == [("a", False), ("b", True), ("c", latest)]


def test_a_quantity_that_grows_twice_is_one_history_and_the_middle_is_overtaken_too() -> None:
    table = follow(("a", "Bee", DAYS[0], 3), ("b", "Gazette", DAYS[1], 5), ("c", "Bell", DAYS[2], 8))
    assert table.select("update", "low", "latest").rows() == [(1, 3.0, False), (1, 5.0, False), (1, 8.0, True)]
    assert table["not_heard_later"][0] == "Bee; Gazette"


def test_two_quantities_of_one_event_are_two_histories_the_larger_first() -> None:
    days = dict(zip("abc", DAYS, strict=False))
    boats = [state(doc, number) for doc, number in zip("abc", (3, 5, 8), strict=True)]
    seals = [state(doc, number, SAVED, at=100, **SEALS) for doc, number in (("a", 12), ("b", 15))]
    table = compare_updates(
        pl.concat([*seals, *boats]), reports(*((doc, f"Bee {doc}", day) for doc, day in days.items()))
    )
    assert table.select("update", "about", "doc", "low").rows() == [
        (1, "sink boat", "a", 3.0), (1, "sink boat", "b", 5.0), (1, "sink boat", "c", 8.0),
        (2, "feed seal", "a", 12.0), (2, "feed seal", "b", 15.0),
    ]  # fmt: skip


def test_events_are_apart() -> None:
    claims = pl.concat([state("a", 3), state("b", 5), state("c", 8)])
    documents = THREE.with_columns(event=pl.Series(["e", "f", "e"]))
    assert compare_updates(claims, documents).select("event", "update", "doc").rows() == [("e", 1, "a"), ("e", 1, "c")]
    assert compare_updates(claims, THREE.with_columns(event=pl.lit(None, pl.String))).is_empty()


@pytest.mark.parametrize(
    ("numbers", "why"), [((8, 5, 3), "it falls"), ((5, 3, 3), "it falls once"), ((3, 3, 3), "all agree")]
)
def test_what_does_not_grow_is_no_update(numbers: tuple[int, ...], why: str) -> None:
    told = [(doc, doc.upper(), day, number) for doc, day, number in zip("abc", DAYS, numbers, strict=False)]
    assert follow(*told).is_empty(), why


def test_a_new_number_below_the_latest_is_told_and_not_judged() -> None:
    table = follow(("a", "Bee", DAYS[0], 3), ("b", "Gazette", DAYS[1], 6), ("c", "Bell", DAYS[2], 5))
    assert table.select("doc", "latest", "corrected").rows() == [
        ("a", False, None), ("b", True, None), ("c", False, None),
    ]  # fmt: skip
    assert "Bell" not in table["never_corrected"][0] + table["not_heard_later"][0]


@pytest.mark.parametrize(
    ("dates", "rows"),
    [
        ((DAYS[0], DAYS[0], DAYS[0]), 0),  # nobody was first
        ((DAYS[0], "2025-03", None), 0),
        ((None, None, None), 0),
        ((DAYS[0], DAYS[1], None), 2),
        ((DAYS[0], DAYS[0], DAYS[1]), 3),
    ],
)
def test_growth_needs_an_order(dates: tuple[str | None, ...], rows: int) -> None:
    told = [(doc, doc.upper(), day, number) for doc, day, number in zip("abc", dates, (3, 5, 8), strict=True)]
    assert follow(*told).height == rows


def test_a_report_without_a_date_is_told_last_and_not_judged() -> None:
    table = follow(("a", "Bee", None, 5), ("b", "Gazette", DAYS[0], 3), ("c", "Bell", DAYS[1], 5))
    assert table.select("doc", "latest", "corrected").rows() == [
        ("b", False, None),
        ("c", True, None),
        ("a", True, None),
    ]
    old = follow(("a", "Bell", None, 3), ("b", "Gazette", DAYS[0], 3), ("c", "Bell", DAYS[1], 5))
    assert old.select("doc", "corrected").rows() == [("b", None), ("c", None), ("a", None)]


@pytest.mark.parametrize(("second", "corrected"), [("2025-03-09", True), ("2025-03", None), (None, None)])
def test_an_outlet_corrects_itself_in_a_report_that_is_surely_later(second: str | None, corrected: bool | None) -> None:
    told = ("a", "Bee", "2025-03-05", 3), ("b", "Bell", "2025-03-08", 5), ("c", "Bee", second, 5)
    assert follow(*told).filter(doc="a")["corrected"].to_list() == [corrected]


def test_two_reports_of_an_outlet_on_one_day_do_not_tell_which_is_the_last() -> None:
    claims = [state("a", 3), state("b", 5), state("c", 5, ALSO)]
    documents = reports(("a", "Bee", DAYS[0]), ("b", "Bell", DAYS[1]), ("c", "Bee", DAYS[0]))
    assert compare_updates(pl.concat(claims), documents).filter(doc="a")["corrected"].to_list() == [None]


def test_words_that_allow_the_later_number_are_not_overtaken() -> None:
    documents = reports(("a", "Bee", DAYS[0]), ("b", "Bell", DAYS[1]))

    def compare(**bound: Any) -> pl.DataFrame:
        return compare_updates(pl.concat([state("a", bound["text"], **bound), state("b", 41)]), documents)

    assert compare(text="about 40", value="40", low=38.0, high=42.0, bound="about").is_empty()
    floor = {"text": "at least 38", "value": "38", "low": 38.0, "high": None, "bound": "at least"}
    assert compare(**floor).select("low", "high", "bound", "latest").rows() == [
        (38.0, None, "at least", False), (41.0, 41.0, "exact", True),
    ]  # fmt: skip
    assert compare(**floor | {"text": "dozens of", "value": "24", "low": 24.0}).is_empty()


def test_a_number_long_after_is_another() -> None:
    assert follow(("a", "Bee", "2025-03-01", 3), ("b", "Bell", "2025-03-31", 5)).height == 2
    assert follow(("a", "Bee", "2025-03-01", 3), ("b", "Bell", "2025-04-02", 5)).is_empty()


@pytest.mark.parametrize(
    "other", [{"denied": True}, {"possible": True}, SEALS | {"sentence": SAVED}, {"kind": "age", "unit": "year"}]
)
def test_other_things_are_other_quantities(other: dict[str, Any]) -> None:
    assert compare_updates(pl.concat([state("a", 3), state("b", 5, **other)]), THREE).is_empty()


@pytest.mark.parametrize(
    ("kind", "unit", "numbers"),
    [("money", "EUR", ("3000 euros", "5000 euros")), ("percent", "percent", ("30 percent", "50 percent")), ("unit", "kg", ("30 kg", "50 kg"))],  # noqa: E501
)  # fmt: skip
def test_sums_shares_and_measures_grow_too(kind: str, unit: str, numbers: tuple[str, str]) -> None:
    claims = [
        state(doc, text, LOST, kind=kind, unit=unit, value=text.split()[0], low=float(text.split()[0]), high=float(text.split()[0]),
              counted="", act="cost", verb="cost", patient="harbour", of="")
        for doc, text in zip("ab", numbers, strict=True)
    ]  # fmt: skip
    table = compare_updates(pl.concat(claims), THREE)
    assert table.select("unit", "text").rows() == [(unit, text) for text in numbers]
    other = [claims[0], claims[1].with_columns(unit=pl.lit("USD" if kind == "money" else "m"))]
    assert compare_updates(pl.concat(other), THREE).is_empty() or kind == "percent"


def test_two_numbers_that_a_report_knows_at_once_are_of_two_things() -> None:
    both = "The storm sank {} boats in the harbour of Merrow, and 5 boats of these have by now been raised."
    five = state("a", 5, both.replace("{}", "3").replace("5 boats", "{} boats"))
    claims = [state("a", 3, both), five, state("b", 5)]
    assert compare_updates(pl.concat(claims), THREE).is_empty()
    assert compare_updates(pl.concat([claims[0], claims[2]]), THREE).height == 2


def test_of_an_article_that_tells_both_the_larger_counts() -> None:
    rose = "The number of boats that the storm sank in the harbour of Merrow rose from 3 to {} boats."
    old = state("b", 3, rose.replace("3 to {}", "{} to 5"))
    table = compare_updates(pl.concat([state("a", 3), old, state("b", 5, rose)]), THREE)
    assert table.select("doc", "low").rows() == [("a", 3.0), ("b", 5.0)]


def test_a_sentence_that_several_reports_carry_is_a_row_for_each() -> None:
    table = follow(("a", "Bee", DAYS[0], 3), ("b", "Gazette", DAYS[2], 3), ("c", "Bell", DAYS[1], 5))
    assert table["doc"].to_list() == ["a", "c", "b"]
    assert (table["never_corrected"][0], table["not_heard_later"][0]) == ("Gazette", "Bee")


reported = st.tuples(
    st.sampled_from(["Bee", "Bell", "Gazette"]), st.sampled_from([*DAYS, None, "2025-03"]), st.integers(3, 12)
)


@settings(max_examples=12, deadline=None)
@given(st.lists(reported, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(told: list[tuple[str, str | None, int]], chance: Any) -> None:
    rows = [(f"d{at}", *row) for at, row in enumerate(told)]
    claims = [state(row[0], row[3], (SUNK, ALSO)[at % 2]) for at, row in enumerate(rows)]
    table = compare_updates(pl.concat(claims), reports(*(row[:3] for row in rows)))
    chance.shuffle(rows)
    chance.shuffle(claims)
    assert compare_updates(pl.concat(claims), reports(*(row[:3] for row in rows))).equals(table)
    for history in table.partition_by("update"):
        assert history["latest"].any() and not history["latest"].all()
        assert history.filter("latest")["corrected"].null_count() == history["latest"].sum()
        assert history["doc"].n_unique() == history.height


def test_updates_in_texts() -> None:
    texts = (
        "Rescuers have so far brought 14 hikers down from Mount Perro after the snowfall, the guides said on Monday.",
        "By Tuesday evening 23 hikers had been brought down from Mount Perro by rescuers after the snowfall.",
        "After the snowfall on Mount Perro rescuers have so far brought down 14 hikers.",
    )
    documents = reports(*zip("abc", ("Bee", "Bell", "Gazette"), DAYS, strict=False)).with_columns(text=pl.Series(texts))
    table = compare_updates(read_claims(documents)[2], documents)
    assert table.select("doc", "text", "latest", "corrected").rows() == [
        ("a", "14", False, None), ("b", "23", True, None), ("c", "14", False, False),
    ]  # fmt: skip
    assert (table["never_corrected"][0], table["not_heard_later"][0]) == ("Gazette", "Bee")


def read_claims(documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The parse of texts, what in them stands for an actor, and the claims."""
    tokens = parse(documents)
    actors = find_actors(documents, tokens, NOTHING)
    stands = find_stands(actors, find_references(documents, tokens, actors), tokens)
    quotes = find_sources(find_quotes(documents, tokens), documents, tokens, stands)
    return tokens, stands, find_claims(documents, tokens, stands, quotes)


def test_an_event_of_two_hundred_reports_takes_seconds() -> None:
    rows = [(f"d{at:03}", f"outlet {at % 40}", f"2025-03-{1 + at // 20:02}", 3 + at // 20) for at in range(200)]
    others = "{} Anchors, ropes and sails lie on quay %s of the %s basin."
    words = [others % (chr(97 + at % 7) * 3, chr(97 + at % 11) * 4) for at in range(200)]  # rarer words open pairs
    claims = [state(row[0], row[3], (SUNK, ALSO)[at % 2] + words[at][2:]) for at, row in enumerate(rows)]
    begun = perf_counter()
    table = compare_updates(pl.concat(claims), reports(*(row[:3] for row in rows)))
    assert table["update"].unique().to_list() == [1]
    assert table.height >= 190
    assert perf_counter() - begun < 10


def test_nothing_to_follow() -> None:
    assert compare_updates(claim().clear(), THREE.clear()).schema == UPDATES
    assert compare_updates(state("a", 3), THREE).schema == UPDATES
