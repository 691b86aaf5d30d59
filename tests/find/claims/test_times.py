from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from dateutil import parser as dateutil
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.find.claims.times.dates import list_dates
from analysis.find.claims.times.days import find_away, find_span, find_unit, move, read_published, to_date
from analysis.find.claims.times.durations import bound_duration, list_durations
from analysis.find.claims.times.found import find_times
from analysis.find.claims.times.quantities import measure, name_days, read_amounts
from analysis.find.claims.values import VALUES
from analysis.find.parsing import TOKEN_SCHEMA, parse

THURSDAY = "2025-05-01"
EPOCH = date(1970, 1, 1)


def read(*texts: str, published: str | None = THURSDAY) -> pl.DataFrame:
    documents = pl.DataFrame(
        {"doc": [str(number) for number in range(len(texts))], "text": texts, "date": [published] * len(texts)},
        schema={"doc": pl.String, "text": pl.String, "date": pl.String},
    )
    found = find_times(documents, parse(documents))
    assert dict(found.schema) == VALUES
    bodies = dict(zip(documents["doc"], texts, strict=True))
    for row in found.iter_rows(named=True):
        assert bodies[row["doc"]][row["start"] : row["end"]] == row["text"]
        assert row["low"] is None or row["high"] is None or row["low"] <= row["high"]
        assert not row["start"] < row["head"] < row["end"]
    return found


def days(row: dict) -> str:
    """The first and the last day of a row, one of them where they are the same."""
    low, high = ((EPOCH + timedelta(days=row[name])).isoformat() for name in ("low", "high"))
    return low if low == high else f"{low} {high}"


def read_days(text: str, published: str | None = THURSDAY) -> list[tuple[str, str]]:
    return [(row["text"], days(row)) for row in read(text, published=published).iter_rows(named=True)]


# --- dates --------------------------------------------------------------------------------------------------------

DATES = {
    "The ferry sank on 17 April 2025.": "2025-04-17",
    "The ferry sank on April 17, 2025.": "2025-04-17",
    "The ferry sank on 17 Apr. near the pier.": "2025-04-17",
    "The ferry sank on the 17th of April.": "2025-04-17",
    "The ferry sank on the third of April.": "2025-04-03",
    "The log says 2025-04-17.": "2025-04-17",
    "The log says 4/17/2025.": "2025-04-17",
    "The log says 17/4/2025.": "2025-04-17",
    "The log says 3/4/2025.": "2025-03-04",
    "The log says 17.04.2025.": "2025-04-17",
    "The pier opened on Thursday, 01 May 2025.": "2025-05-01",
    "The pier opened in April 2024.": "2024-04-01 2024-04-30",
    "The pier opened in April.": "2025-04-01 2025-04-30",
    "The pier opened in May.": "2025-05-01 2025-05-31",
    "The pier opened in 2024.": "2024-01-01 2024-12-31",
    "The pier opened in the spring of 2024.": "2024-03-01 2024-05-31",
    "The pier opened last summer.": "2024-06-01 2024-08-31",
    "The pier opened in late April.": "2025-04-21 2025-04-30",
    "The pier opened at the end of 2024.": "2024-10-02 2024-12-31",
    "The pier opened in the 1990s.": "1990-01-01 1999-12-31",
    "The pier opened in the '80s.": "1980-01-01 1989-12-31",
    "The pier opened in the 19th century.": "1801-01-01 1900-12-31",
    "The pier opened in the second quarter of 2024.": "2024-04-01 2024-06-30",
    "The pier opened on the first Saturday of December 2024.": "2024-12-07",
    "The pier was closed on 12 May last year.": "2024-05-12",
    "The pier was closed on New Year's Eve.": "2024-12-31",
    "The pier was closed last December.": "2024-12-01 2024-12-31",
    "The pier was closed last April.": "2024-04-01 2025-04-30",
    "The pier was closed this past April.": "2025-04-01 2025-04-30",
    "The pier was closed immediately following Tuesday's hearing.": "2025-04-29",
    "The pier was closed the following Tuesday.": "2025-05-06",
    "The pier was closed on 9 December.": "2024-12-09",
    "The pier will be closed on 9 December.": "2025-12-09",
    "The pier was closed yesterday.": "2025-04-30",
    "The pier was closed last year.": "2024-01-01 2024-12-31",
    "The pier was closed earlier this year.": "2025-01-01 2025-05-01",
    "The pier will be closed next month.": "2025-06-01 2025-06-30",
    "The pier was closed ten days ago.": "2025-04-21",
    "The pier was closed two weeks ago.": "2025-04-14 2025-04-20",
    "The pier was closed on Wednesday.": "2025-04-30",
    "The pier was closed on Thursday.": "2025-05-01",
    "The pier was closed on Friday night.": "2025-04-25",
    "The pier will be closed on Friday.": "2025-05-02",
    "The crew hopes to forget Monday's storm.": "2025-04-28",
    "The pier will be closed on Monday night.": "2025-05-05",
    "The crew tested the pier ahead of Monday's concert.": "2025-05-05",
    "The pier will be closed until Monday.": "2025-05-05",
    "The pier was closed last Friday.": "2025-04-25",
    "The pier will be closed next Thursday.": "2025-05-08",
    "The pier will be closed on Saturday week.": "2025-05-10",
    "The pier was closed on Monday of last week.": "2025-04-21",
    "The pier was closed over the weekend.": "2025-04-25 2025-04-27",
    "The pier was closed from October 10 to 14, 2024.": "2024-10-10 2024-10-14",
    "The pier was closed from 30 April to 2 May 2024.": "2024-04-30 2024-05-02",
    "The pier was closed between 2020 and 2022.": "2020-01-01 2022-12-31",
    "The pier was closed from Monday to Wednesday.": "2025-04-28 2025-04-30",
    "The pier was closed through 17 June 2024.": "2024-06-17",
    "The pier has been closed since July 2024.": "2024-07-01 2024-07-31",
}


def test_dates_mean_the_days_that_they_say():
    found = read(*DATES)
    assert [days(row) for row in found.iter_rows(named=True)] == list(DATES.values())
    assert set(found["kind"]) == {"date", "weekday"}


# What a date without a year means in a report of 20 March 2025: by the verb, the noun, the weekday, the text before it.
YEARS = {
    "The keeper won the race in November.": "2024-11",
    "The leak is the third since July.": "2024-07",
    "It rests on the talks with the harbour office back in June.": "2024-06",
    "The paper recalls the keeper's remarks in late December.": "2024-12-21/2024-12-31",
    "The keeper lost his seat in the October election.": "2024-10",
    "The pier will have a new keeper come January.": "2026-01",
    "The city needs a new keeper come January.": "2026-01",
    "Some ask which keeper she'd back in November.": "2025-11",
    "The keeper opened the pier on 2 May.": "2024-05-02",
    "The keeper tried to open the pier in July.": "2024-07",
    "The keeper was able to open the pier in July.": "2024-07",
    "Ann was forced to close the pier in June.": "2024-06",
    "After closing the pier in June, the keeper rests.": "2024-06",
    "The pier, built in April, is of oak.": "2024-04",
    "The keeper hopes to open the pier in July.": "2025-07",
    "The keeper planned to open the pier in July.": "2025-07",
    "The pier is set to open on 2 May.": "2025-05-02",
    "The pier will be painted and opened in May.": "2025-05",
    "The keeper said that she would open the pier in May.": "2025-05",
    "The fair was scheduled for 2 May.": "2025-05-02",
    "The fair was postponed until 2 May.": "2025-05-02",
    "Permits expire in June.": "2025-06",
    "A court filed to keep the pier shut through 17 June.": "2025-06-17",
    "She implored the crew to open the pier in May.": "2025-05",
    "Her permit had expired before April 5.": "2025-04-05",
    "The council speaks of the November election.": "2025-11",
    "The keeper recalled the June 1 storm.": "2024-06-01",
    "The council named 7 April as the day of the fair.": "2025-04-07",
    "The council met on Friday, 2 May.": "2025-05-02",
    "The council met on Thursday, 2 May.": "2024-05-02",
    "The log is of May and June 2019.": "2019-05",
    "The ferry sank in April and May of 2019.": "2019-04",
    "The pier fell on 1 June 2019. The 1 June storm was long.": "2019-06-01",
    "The pier was shut last November.": "2024-11",
    "The pier will be shut next January.": "2026-01",
    "The pier will be shut next April.": "2025-04 or 2026-04",
    # nouns of acts were done, where no verb says that they will be
    "The council rests its case on an admission in May.": "2024-05",
    "The resignation in December leaves a gap.": "2024-12",
    "The survey in June shows rain.": "2024-06",
    "The keepers hope for victory in May.": "2025-05",
    "The shop has a concert in May.": "2025-05",
    # limits in what is past
    "The race was lost ahead of the November fair.": "2024-11",
    "The keeper was not paid until June.": "2024-06",
    "The pier was shut until May.": "2025-05",
    "The crew left back in July.": "2024-07",
    "The town built the pier to open a market in June.": "2024-06",
}


@pytest.mark.parametrize(("text", "value"), list(YEARS.items()))
def test_the_year_that_is_not_said_is_the_one_that_the_words_allow(text, value):
    assert (
        read(text, published="2025-03-20").filter(kind="date")["value"].to_list()[-1 if "storm" in text else 0] == value
    )


def test_what_is_told_as_past_was_not_after_the_publication():
    texts = [f"The keeper opened the pier in {month}." for month in ("January", "June", "November")]
    for published in ("2025-02-10", "2025-08-20", "2025-12-31"):
        last = (date.fromisoformat(published) - EPOCH).days
        assert all(low <= last for low in read(*texts, published=published)["low"])


def test_a_month_named_again_is_the_same_where_its_own_words_leave_the_year_open():
    found = read(
        "The crew will sing in November. The feast of November is loud. It was shut in November.",
        published="2025-06-20",
    )
    assert found["value"].to_list() == ["2025-11", "2025-11", "2024-11"]


WEEKS = {
    ("2025-05-04", "The keeper sang last week."): "2025-04-27 2025-05-03",
    ("2025-05-04", "The keeper sang on Tuesday of last week."): "2025-04-29",
    ("2025-05-04", "The keeper will sing this week."): "2025-05-04 2025-05-11",
    ("2025-05-04", "The keeper sang this week."): "2025-04-27 2025-05-04",
    ("2025-05-03", "The keeper sang last week."): "2025-04-20 2025-05-03",
    ("2025-05-02", "The keeper sang last week."): "2025-04-20 2025-04-27",
    ("2025-05-04", "The keeper spoke about Tuesday's storm."): "2025-04-29",
}


@pytest.mark.parametrize(("told", "meant"), list(WEEKS.items()))
def test_at_the_end_of_a_week_the_last_one_may_be_this(told, meant):
    published, text = told
    assert [days for _, days in read_days(text, published=published)] == [meant]


@pytest.mark.parametrize(
    ("words", "first"),
    [("over the past week", "2025-04-24"), ("in the last month", "2025-04-01"), ("in the last year", "2024-05-01"),
     ("this past year", "2024-05-01")],
)  # fmt: skip
def test_a_window_ends_at_the_publication(words, first):
    assert [days for _, days in read_days(f"Rain fell {words}.")] == [f"{first} {THURSDAY}"]


def test_one_date_or_another_is_a_range():
    found = read("It sank in 2003 or 2002, in May or early June 2021, or on Monday.")
    assert found.filter(kind="date").select("text", "value", "bound").rows() == [
        ("in 2003 or 2002", "2002/2003", "range"),
        ("in May or early June 2021", "2021-05-01/2021-06-10", "range"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell after the March for Harbours.",
        "The plans of the May government failed.",
        "Ann spoke on This Week.",
        "Ann May met May.",
        "The crew joined the Women's March.",
        "An Aug. 31 march.",
    ],
)
def test_names_of_months_and_weeks_are_no_dates(text):
    assert (
        not {"2025-05", "2025-03", "2024-05", "2024-03", "2024-03-31"} & set(read(text)["value"])
        and "This Week" not in read(text)["text"].to_list()
    )


def test_a_century_in_a_name_is_no_date():
    assert read("Ann owns 20th Century Ferries.").is_empty()
    assert read("Ann owns a 20th-century ferry.")["value"].to_list() == ["1901-01-01/2000-12-31"]


def test_the_early_or_late_part_of_a_week_month_or_year_is_cut():
    assert read_days("It sank late last year; it will be raised early next month, in the last week of May.")[:2] == [
        ("late last year", "2024-09-01 2024-12-31"),
        ("early next month", "2025-06-01 2025-06-10"),
    ]


def test_words_that_bound_a_date_belong_to_it():
    found = read(
        "It was shut from 3 to 5 May 2024, open since July 2024, until 9 May 2025, before 2026, and about 3 June 2025."
    )
    assert found.select("text", "bound", "value").rows() == [
        ("from 3 to 5 May 2024", "range", "2024-05-03/2024-05-05"),
        ("since July 2024", "at least", "2024-07"),
        ("until 9 May 2025", "at most", "2025-05-09"),
        ("before 2026", "at most", "2026"),
        ("about 3 June 2025", "about", "2025-06-03"),
    ]


def test_what_is_not_until_a_date_is_on_it():
    found = read(
        "The pool does not open until 9 June 2025. It isn't shut until 3 July 2025. It is not open, until 2 May 2025."
    )
    assert found["bound"].to_list() == ["exact", "exact", "at most"]


def test_last_april_said_in_may_may_be_that_of_two_years():
    found = read("The pier was closed last April, and last December.")
    assert found.select("value", "bound").rows() == [("2024-04 or 2025-04", "range"), ("2024-12", "exact")]


def test_what_comes_after_the_fair_of_a_year_is_not_after_the_year():
    found = read("It was shut after the 2020 fair, following Tuesday's storm, and after 2021.")
    assert found.select("value", "bound").rows() == [
        ("2020", "exact"),
        ("tuesday", "at least"),
        ("2021", "at least"),
    ]


DAYS_OF_PUBLICATION = [
    "Today the board decided the fees.", "The ferry leaves today at noon.", "The board will meet today.", "The board is meeting today.",
    "The gulls have returned today.", "The mayor says today that it rains.", "The keeper is here today.",
    "Today's vote is on the quay.", "The pier was closed even today.",
]  # fmt: skip
NOWADAYS = [
    "Today everything is decided by the board.", "Even today the quay is used.", "Today the sailors have the same boats.",
    "The harbour is twice as large today.", "Unlike today, ships had sails.", "We can see the lighthouse from the hill today.",
    "Harbours have no place in today's world.", "Today, when ships are safe, the town needed a pier.", "Visit our pier today.",
    "Please consider making a gift to the harbour today.", 'On "Today" the keeper spoke of gulls.',
]  # fmt: skip


@pytest.mark.parametrize(("texts", "found"), [(DAYS_OF_PUBLICATION, 1), (NOWADAYS, 0)])
def test_today_is_the_day_of_publication_where_something_happens_on_it(texts, found):
    told = read(*texts).filter(kind="date")
    assert [told.filter(doc=str(number)).height for number in range(len(texts))] == [found] * len(texts)
    assert set(told["low"]) <= {(date.fromisoformat(THURSDAY) - EPOCH).days}


def test_a_date_hangs_on_what_it_tells_of():
    text = "The harbour opened on 17 April 2025."
    assert read(text)["head"].to_list() == [text.index("opened")]


def test_earlier_and_later_count_from_the_day_last_named():
    text = "The ferry sank on 17 April. Two days later it was raised. The next day the pier opened. It had been tested a week earlier."
    assert [last for _, last in read_days(text)] == ["2025-04-17", "2025-04-19", "2025-04-20", "2025-04-10 2025-04-16"]


def test_what_is_past_did_not_happen_after_the_publication():
    text = "The pier will open on 9 December. It was tested a day later, and in June of that year."
    assert read(text).select("value", "low").rows()[1:] == [("a day later", None), ("--06", None)]


def test_a_newspaper_is_no_day():
    assert read_days("The keeper told USA TODAY that the pier leaks.") == []
    assert read_days("The keeper says the pier opens today.") == [("today", THURSDAY)]


def test_weeks_count_from_a_day_not_from_a_month_named_since():
    text = "The ferry sank on 17 April 2025. It had sailed since July 2024. Two weeks earlier it was tested. A year later it was raised."
    assert [last for _, last in read_days(text, published="2027-01-01")][2:] == [
        "2025-03-31 2025-04-06",
        "2025-09-29 2026-10-06",
    ]


def test_a_day_counted_from_another_and_told_as_it_is_is_the_latter():
    text = "The ferry sank on 17 April 2025. Three weeks later, on 9 May 2025, it was raised."
    assert read(text)["value"].to_list() == ["2025-04-17", "2025-05-09"]


def test_earlier_without_a_day_before_it_is_unresolved():
    assert read("A day later it was raised.").select("value", "low", "relative").rows() == [("a day later", None, True)]


def test_without_a_date_of_publication_only_what_is_said_in_full_has_days():
    found = read("It sank on Monday, on 17 April, in May, yesterday, last year and on 3 May 2024.", published=None)
    assert found["value"].to_list() == ["monday", "--04-17", "--05", "yesterday", "last year", "2024-05-03"]
    assert found["low"].is_null().to_list() == [True] * 5 + [False]
    assert found["relative"].to_list() == [True] * 5 + [False]


def test_a_month_of_publication_leaves_all_its_days_open():
    assert read_days("It sank yesterday and again last month.", published="2025-04") == [
        ("yesterday", "2025-03-31 2025-04-29"),
        ("last month", "2025-03-01 2025-03-31"),
    ]


def test_a_month_of_publication_is_enough_for_a_past_day_without_a_year():
    texts = "The ferry sank on 19 April.", "The ferry sank on 2 June.", "The ferry sank in April."
    assert read(*texts, published="2025-04")["value"].to_list() == ["2025-04-19", "2024-06-02", "2025-04"]


def test_what_a_vague_publication_leaves_open_keeps_its_words():
    found = read("It sank yesterday, on 24 May, and on 3 June 2024.", published="2024")
    assert found["value"].to_list() == ["yesterday", "--05-24", "2024-06-03"]
    assert days(found.row(1, named=True)) == "2023-05-24 2024-05-24"


def test_a_day_without_a_year_in_words_needs_no_publication():
    assert read("It sank on the third of May.", published=None)["value"].to_list() == ["--05-03"]


def test_a_year_of_publication_is_enough_for_the_year_before():
    assert read_days("It sank last year.", published="2025") == [("last year", "2024-01-01 2024-12-31")]


def test_documents_need_no_dates():
    documents = pl.DataFrame({"doc": ["a"], "text": ["It sank on 3 May 2024."]})
    assert find_times(documents, parse(documents))["value"].to_list() == ["2024-05-03"]


@pytest.mark.parametrize(
    "text",
    [
        "The crew may march to the pier in file.",
        "Ship No. 20636 carried Frontier-2022, a tug of 2,025 tons.",
        "It sank at the fair 'Old Harbour - 2022' in Merrow.",
        "The crew joined Safe Anchor – 2019.",
        "Article 1416 of the harbour code is 2019 pages long.",
        "The harbour won 3-2 and then 2:1; call 555-1234.",
        "She is 45 years old and has a 3-year-old boat.",
        "The pilot earns 60 crowns a day.",
        "The gate is on Super Tuesday lane.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert read(text).rows() == []


def test_a_dash_between_years_or_after_a_month_is_none_of_a_name():
    found = read("It ran in 2020 - 2022, in Merrow.", "The storm of March - 2022 was long.")
    assert found["value"].to_list()[0] == "2020/2022"
    assert found.filter(doc="1").height > 0


def test_a_day_every_week_has_no_place_in_the_calendar():
    found = read("The market is held every Monday and on Tuesdays.")
    assert found.select("kind", "value", "low").rows() == [
        ("weekday", "every monday", None),
        ("weekday", "every tuesday", None),
    ]


def test_no_calendar_reaches_to_before_it_began():
    found = read("It froze 40,000 years ago, three million years ago, hundreds of years ago, and on 31 February 2024.")
    assert found.filter(kind="date")["low"].is_null().all()


# --- times and durations ------------------------------------------------------------------------------------------

CLOCKS = {
    "It rang at 2 p.m. on Monday.": ("14:00", 840, 840),
    "It rang at 12:05 a.m. on Monday.": ("00:05", 5, 5),
    "It rang at 14:30.": ("14:30", 870, 870),
    "It rang at 6.30 pm.": ("18:30", 1110, 1110),
    "It rang at 0430 GMT.": ("04:30", 270, 270),
    "It rang at noon.": ("12:00", 720, 720),
    "It rang at midnight.": ("00:00", 0, 0),
    "It rang at half past seven in the evening.": ("19:30", 1170, 1170),
    "It rang at ten to eleven at night.": ("22:50", 1370, 1370),
    "It rang at 4:10 on Sunday afternoon.": ("16:10", 970, 970),
    "It rang at one o'clock in the morning.": ("01:00", 60, 60),
    "It rang at two at night.": ("02:00", 120, 120),
    "It rang at half past seven.": ("07:30 or 19:30", 450, 1170),
    "It rang at about 6 a.m. on Monday.": ("06:00", 345, 375),
    "It rang from 22:00 to 05:00.": ("22:00/05:00", 1320, 1740),
    "He scored in the 88th minute.": ("minute 88", 88, 88),
}
DURATIONS = {
    "It lasted two weeks.": ("14 days", 14, 14),
    "It was a two-day fair.": ("2 days", 2, 2),
    "It lasted 72 hours.": ("3 days", 3, 3),
    "It lasted half an hour.": ("30 minutes", 1 / 48, 1 / 48),
    "It lasted three and a half hours.": ("210 minutes", 7 / 48, 7 / 48),
    "It lasted an hour and a half.": ("90 minutes", 1 / 16, 1 / 16),
    "It took 2 hours, 9 minutes and 3 seconds.": ("7743 seconds", 7743 / 86400, 7743 / 86400),
    "She ran it in 2:24:10.": ("8650 seconds", 8650 / 86400, 8650 / 86400),
    "It lasted at least three weeks.": ("21 days", 21, None),
    "It was over in less than an hour.": ("1 hour", None, 1 / 24),
    "It lasted about 20 days.": ("20 days", 18, 22),
    "It lasted nearly 20 days.": ("20 days", 18, 20),
    "It lasted up to five days.": ("5 days", None, 5),
    "It lasted two to three weeks.": ("14 days to 21 days", 14, 21),
    "It lasted for weeks.": ("weeks", 14, None),
    "It lasted several days.": ("several days", 3, 9),
    "It sank a week after the fair.": ("7 days", 7, 7),
    "It was a year-long work.": ("1 year", 365, 366),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "cases"), [("time", CLOCKS), ("duration", DURATIONS)])
def test_times_and_durations_are_in_minutes_and_days(kind, cases):
    found = read(*cases).filter(kind=kind)
    for row, expected in zip(found.iter_rows(named=True), cases.values(), strict=True):
        assert (row["value"], row["low"], row["high"]) == (expected[0], *map(_approx, expected[1:])), row["text"]


def _approx(number):
    return number if number is None else pytest.approx(number)


def test_a_month_and_a_year_are_as_long_as_those_of_the_calendar():
    found = read("It lasted one month.", "It lasted 12 months.", "It lasted a year and a half.", "It lasted 18 months.")
    (month, year, half, months) = found.select("low", "high").rows()
    assert month == (28, 31)
    assert year[0] <= 365 <= 366 - 1 <= year[1]
    assert max(half[0], months[0]) <= min(half[1], months[1])
    assert found["value"].to_list() == ["1 month", "1 year", "18 months", "18 months"]


# --- properties ---------------------------------------------------------------------------------------------------

ANY_DAY = st.dates(date(1970, 1, 1), date(2069, 12, 31))
FORMATS = (
    "{0.day} %B %Y",
    "%d %b. %Y",
    "%B {0.day}, %Y",
    "%b {0.day}, %Y",
    "%A, %d %B %Y",
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%d.%m.%Y",
)


def read_alone(text: str) -> tuple[int, int] | None:
    """What the forms of full dates read in a text that is nothing but a date."""
    spans = [
        form.read(match, None, False)
        for forms in list_dates().values()
        for form in forms
        if (match := form.pattern.fullmatch(text.lower()))
    ]
    return next(filter(None, spans), None)


@given(ANY_DAY, st.sampled_from(FORMATS))
def test_a_date_in_any_format_is_the_same_day(day, form):
    text = day.strftime(form.format(day))
    first, last = read_alone(text)
    assert to_date(first) == to_date(last) == day
    if form != "%d.%m.%Y":
        assert dateutil.parse(text).date() == day


@settings(deadline=None, max_examples=10)
@given(st.lists(st.tuples(ANY_DAY, st.sampled_from(FORMATS[:6])), min_size=1, max_size=4))
def test_dates_are_found_again_in_texts(told):
    texts = [f"The harbour was opened on {day.strftime(form.format(day))} by the mayor." for day, form in told]
    assert read(*texts)["value"].to_list() == [day.isoformat() for day, _ in told]


@given(ANY_DAY, st.integers(-40, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_so_many_units_away_is_what_the_calendar_says(day, number, unit):
    at = (day - EPOCH).days
    assert to_date(move(at, number, unit)) == day + relativedelta(**{f"{unit}s": number})
    span = find_away(at, number, number, unit)
    assert span.first <= move(at, number, unit) <= span.last


@given(ANY_DAY, st.integers(-3, 3), st.sampled_from(["week", "month", "quarter", "year", "decade", "century"]))
def test_units_of_the_calendar_hold_the_day_and_follow_one_another(day, away, unit):
    at = (day - EPOCH).days
    here, there, following = (find_unit(at, unit, number) for number in (0, away, away + 1))
    assert here.first <= at <= here.last
    assert following.first == there.last + (0 if unit == "week" else 1)


@given(st.integers(1, 59), st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year"]))
def test_durations_round_trip(number, unit):
    mean, low, high = measure(list(read_amounts(f"{number} {unit}s")))
    assert low <= mean <= high
    assert measure(list(read_amounts(name_days(mean))))[0] == pytest.approx(mean)


@given(st.integers(1, 400), st.sampled_from(["about", "nearly", "just over", "at least", "at most", "exact"]))
def test_bounds_of_durations_hold_what_is_said(number, bound):
    ((pattern, read_quantity), *_) = next(iter(list_durations().values()))
    duration = read_quantity(pattern.fullmatch(f"{number} days"))
    low, high = bound_duration(duration, bound)
    assert (low is None or low <= number) and (high is None or number <= high)
    assert (low is None) == (bound == "at most") and (high is None) == (bound == "at least")


@given(st.text(max_size=12))
def test_any_date_of_publication_is_a_span_or_nothing(text):
    span = read_published(text)
    assert span is None or span.first <= span.last


def test_spans_are_named_as_they_are_written():
    assert [find_span(*parts).name for parts in ((2025,), (2025, 2), (2024, 2, 29))] == [
        "2025",
        "2025-02",
        "2024-02-29",
    ]
    assert find_span(2025, 2, 29) is None


def test_nothing_found_has_the_columns():
    empty = pl.DataFrame(schema={"doc": pl.String, "text": pl.String, "date": pl.String})
    tokens = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    assert dict(find_times(empty, tokens).schema) == VALUES
    assert read("The harbour is calm.").is_empty()


def test_a_text_that_grows_in_lower_case_keeps_its_places():
    assert read("İİİ sank on 3 May 2024.")["text"].to_list() == ["on 3 May 2024"]
