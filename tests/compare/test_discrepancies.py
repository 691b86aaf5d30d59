"""Tests of discrepancies: classes, what is no discrepancy, properties of the ledger, on invented articles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.accuracy.discrepancies import lay_articles, read_claims
from analysis.compare.discrepancies import (
    BOUND,
    CLASSES,
    CONFLICT,
    DISCREPANCIES,
    LIKELY,
    NAME,
    POSSIBLE,
    ROUNDING,
    SCOPE,
    UPDATE,
    WORDING,
    compare_discrepancies,
)
from analysis.compare.discrepancies.confidence import AT_LEAST
from analysis.compare.discrepancies.names import compare_names
from analysis.compare.discrepancies.swaps import find_swaps
from analysis.find.claims import CLAIMS

EPOCH = date(1970, 1, 1)
Ledgers = dict[tuple[str, str], pl.DataFrame]


def write(*articles: tuple[str, str | None], event: str | None = "harbour") -> pl.DataFrame:
    """Articles a, b, c … of one event, each with its text and day of publication."""
    names = [chr(ord("a") + place) for place in range(len(articles))]
    return pl.DataFrame(
        {
            "doc": names, "text": [text for text, _ in articles], "date": [day for _, day in articles],
            "event": [event] * len(names), "outlet": [f"outlet {name}" for name in names],
            "group": [f"group {name}" for name in names],
        },
        schema=dict.fromkeys(("doc", "text", "date", "event", "outlet", "group"), pl.String),
    )  # fmt: skip


def read(documents: pl.DataFrame) -> pl.DataFrame:
    """The discrepancies of these articles, from their texts on."""
    return compare_discrepancies(read_claims(documents), documents)


def read_apart(*pairs: tuple[str, str], day: str = "2024-03-13") -> Ledgers:
    """The discrepancies of each pair of articles, all read at once, each pair as an event of its own."""
    published = {"published_a": day, "published_b": day}
    events = {str(number): {"a": one, "b": two, **published} for number, (one, two) in enumerate(pairs)}
    rows = read(lay_articles(events))
    return {pair: rows.filter(event=event) for event, pair in zip(events, pairs, strict=True)}


def claim(doc: str, sentence: str, text: str, **more: Any) -> dict[str, Any]:
    """A claim by hand: a number of boats that sank in the storm, unless `more` says otherwise."""
    start = sentence.index(text)
    number = float(text) if text.isdecimal() else None
    told = dict.fromkeys(CLAIMS) | {
        "doc": doc, "sentence": 0, "start": start, "end": start + len(text), "text": text, "kind": "count", "value": text,
        "low": number, "high": number, "unit": "boat", "counted": "boat", "bound": "exact", "head": start, "relative": False,
        "act": "sink", "deed": "happening", "verb": "sink", "verb_start": 0, "agent": "", "patient": "boat", "slot": "patient",
        "of": "boat", "denied": False, "possible": False, "cue_class": "", "source": "", "sentence_start": 0,
        "sentence_end": len(sentence), "sentence_text": sentence,
    }  # fmt: skip
    return told | more


def compare(*claims: dict[str, Any], dates: tuple[str | None, ...] = (), event: str | None = "harbour") -> pl.DataFrame:
    """The discrepancies of claims by hand, whose articles hold nothing but the sentences."""
    told = pl.DataFrame(list(claims), schema=CLAIMS, orient="row")
    texts = told.group_by("doc").agg(pl.col("sentence_text").str.join(" ")).sort("doc")["sentence_text"].to_list()
    days = [*dates, *[None] * (len(texts) - len(dates))]
    return compare_discrepancies(told, write(*zip(texts, days, strict=True), event=event))


SUNK = "The storm sank {} boats in the harbour of Merrow."
ALSO = "In the harbour of Merrow {} boats were sunk by the storm."


def test_two_numbers_of_one_thing_are_a_conflict_with_all_that_a_reader_needs() -> None:
    rows = compare(
        claim("a", SUNK.format(12), "12"), claim("b", ALSO.format(20), "20"), dates=("2024-03-05", "2024-03-04")
    )
    assert dict(rows.schema) == DISCREPANCIES
    row = rows.row(0, named=True)
    assert rows.height == 1
    assert (row["event"], row["kind"], row["class"], row["about"]) == ("harbour", "count", CONFLICT, "sink: boat")
    assert (row["first"], row["doc_a"], row["outlet_a"], row["group_a"]) == (
        "b",
        "b",
        "outlet b",
        "group b",
    )  # b is earlier
    assert row["sentence_a"][row["start_a"] : row["end_a"]] == row["text_a"] == "20"
    assert row["sentence_b"][row["start_b"] : row["end_b"]] == row["text_b"] == "12"
    assert row["confidence_words"] == (LIKELY if row["confidence"] >= AT_LEAST[LIKELY] else POSSIBLE)
    assert (row["docs_a"], row["docs_b"]) == (1, 1)


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ({"text": "about 200", "low": 190.0, "high": 210.0, "bound": "about", "value": "200"}, 195, ROUNDING),
        ({"text": "at least 190", "low": 190.0, "high": None, "bound": "at least", "value": "190"}, 195, BOUND),
        ({"text": "190 to 200", "low": 190.0, "high": 200.0, "bound": "range", "value": "190-200"}, 195, BOUND),
        ({"text": "at least 197", "low": 197.0, "high": None, "bound": "at least", "value": "197"}, 195, CONFLICT),
    ],
)
def test_a_rounding_or_a_limit_kept_is_no_conflict(one: dict[str, Any], two: int, kind: str) -> None:
    rows = compare(claim("a", SUNK.format(one["text"]), **one), claim("b", ALSO.format(two), str(two)))
    assert rows["class"].to_list() == [kind]


def test_a_larger_number_in_a_later_report_of_what_goes_on_is_an_update() -> None:
    sentence = "So far the storm has sunk {} boats in the harbour of Merrow."
    claims = claim("a", sentence.format(12), "12"), claim("b", sentence.format(20), "20")
    assert compare(*claims, dates=("2024-03-04", "2024-03-06"))["class"].to_list() == [UPDATE]
    assert compare(*claims, dates=("2024-03-06", "2024-03-04"))["class"].to_list() == [CONFLICT]  # the later is smaller
    assert compare(*claims, dates=("2024-03-04", "2024-03-04"))["class"].to_list() == [CONFLICT]
    assert compare(*claims, dates=(None, "2024-03-04"))["class"].to_list() == [CONFLICT]


def test_a_toll_told_by_another_noun_is_an_update_too() -> None:
    texts = "Nine people died when the ferry Halcyon sank.", "The sinking of the ferry Halcyon caused 12 fatalities."
    rows = read(write((texts[0], "2024-03-13"), (texts[1], "2024-03-14")))
    assert rows["class"].to_list() == [UPDATE]


def test_a_part_and_the_whole_are_a_matter_of_scope() -> None:
    whole = "In all the storm sank 40 boats in the harbours around Merrow."
    rows = compare(claim("a", SUNK.format(22), "22"), claim("b", whole, "40"))
    assert rows["class"].to_list() == [SCOPE]


DOZENS = {"text": "dozens of", "low": 24.0, "high": None, "bound": "at least", "value": "24"}
CRANES = {"counted": "crane", "unit": "crane", "of": "crane"}


@pytest.mark.parametrize(
    "told",
    [
        claim("b", ALSO.format(30), "30"),
        claim("b", SUNK.format("dozens of"), **DOZENS),
        claim("b", SUNK.format(12).replace("boats", "cranes"), "12", **CRANES),
    ],
    ids=["the same", "a vague number", "another thing counted"],
)
def test_values_that_agree_and_other_things_give_none(told: dict[str, Any]) -> None:
    assert compare(claim("a", SUNK.format(30), "30"), told).is_empty()


def test_the_dead_and_the_injured_are_two_things() -> None:
    rows = compare(
        claim(
            "a", "The storm killed 3 sailors in the harbour of Merrow.", "3", verb="kill", act="kill", counted="sailor"
        ),
        claim(
            "b",
            "The storm injured 9 sailors in the harbour of Merrow.",
            "9",
            verb="injure",
            act="injure",
            counted="sailor",
        ),
    )
    assert rows.is_empty()


def test_what_is_about_two_people_is_not_compared() -> None:
    sentence = "{} of Merrow, {}, repaired the old boat in the harbour."
    told = [
        [claim(doc, sentence.format(name, age), age, kind="age", unit="year", counted="", of=name),
         claim(doc, sentence.format(name, age), name, kind="person", unit="", counted="", of="")]
        for doc, name, age in (("a", "Ann Lee", "34"), ("b", "Tom Rask", "57"))
    ]  # fmt: skip
    assert compare(*told[0], *told[1]).is_empty()
    same = [row | {"of": "Ann Lee"} for row in told[1]]
    same[1] |= {"value": "Ann Lee", "text": "Ann Lee"}
    assert compare(*told[0], *same)["kind"].to_list() == ["age"]


def test_an_event_is_needed_and_two_articles() -> None:
    claims = claim("a", SUNK.format(12), "12"), claim("b", ALSO.format(20), "20")
    assert compare(*claims, event=None).is_empty()
    assert compare(claims[0], claims[0] | {"start": 40, "end": 42, "value": "20", "low": 20.0, "high": 20.0}).is_empty()
    none = compare_discrepancies(pl.DataFrame(schema=CLAIMS), write())
    assert none.is_empty() and dict(none.schema) == DISCREPANCIES


def test_without_dates_of_publication() -> None:
    claims = pl.DataFrame(
        [claim("a", SUNK.format(12), "12"), claim("b", ALSO.format(20), "20")], schema=CLAIMS, orient="row"
    )
    rows = compare_discrepancies(claims, write((SUNK, None), (ALSO, None)).drop("date"))
    assert rows["first"].to_list() == [""]


# --- properties ---------------------------------------------------------------------------------------------------

numbers = st.integers(min_value=3, max_value=60)
sentences = st.sampled_from([SUNK, ALSO, "Some {} boats sank in the storm, the harbour office of Merrow said."])
days = st.sampled_from([None, "2024-03-04", "2024-03-05", "2024-03-09"])
articles = st.tuples(sentences, numbers, days)


def tell(doc: str, article: tuple[str, int, str | None]) -> dict[str, Any]:
    sentence, number, _ = article
    return claim(doc, sentence.format(number), str(number))


@settings(max_examples=8)
@given(articles, articles)
def test_the_ledger_is_symmetric_in_the_two_articles(one: Any, two: Any) -> None:
    there = compare(tell("a", one), tell("b", two), dates=(one[2], two[2]))
    back = compare(tell("a", two), tell("b", one), dates=(two[2], one[2]))
    columns = ["class", "kind", "confidence", "about"]
    assert there.select(columns).equals(back.select(columns))
    values = [{frozenset(row) for row in rows.select("value_a", "value_b").rows()} for rows in (there, back)]
    assert values[0] == values[1]


@settings(max_examples=8)
@given(articles)
def test_an_article_compared_with_itself_gives_none(one: Any) -> None:
    assert compare(tell("a", one), tell("b", one), dates=(one[2], one[2])).is_empty()


@settings(max_examples=8)
@given(articles, articles, sentences)
def test_an_article_that_agrees_with_one_side_adds_no_row(one: Any, two: Any, wording: str) -> None:
    before = compare(tell("a", one), tell("b", two), dates=(one[2], two[2]))
    third = (wording, one[1], one[2])
    after = compare(tell("a", one), tell("b", two), tell("c", third), dates=(one[2], two[2], one[2]))
    assert after.height <= max(before.height, 1)
    if not before.is_empty() and wording == one[0]:  # a copy
        assert after.height == before.height
        assert sorted(after.select("docs_a", "docs_b").row(0)) == [1, 2]
    assert {frozenset(row) for row in after.select("value_a", "value_b").rows()} <= {
        frozenset((str(one[1]), str(two[1])))
    }


@settings(max_examples=8)
@given(st.lists(articles, min_size=0, max_size=5))
def test_rows_are_sorted_and_of_known_classes(told: list[Any]) -> None:
    rows = compare(*[tell(chr(ord("a") + at), one) for at, one in enumerate(told)], dates=tuple(one[2] for one in told))
    assert rows["confidence"].is_sorted(descending=True)
    assert rows["confidence"].is_between(AT_LEAST[POSSIBLE], 1).all()
    assert set(rows["class"]) <= set(CLASSES)
    assert (rows["doc_a"] != rows["doc_b"]).all()


@settings(max_examples=8)
@given(st.integers(min_value=0, max_value=13), st.integers(min_value=0, max_value=13))
def test_days_differ_unless_they_are_the_same(first: int, second: int) -> None:
    def tell_day(doc: str, day: int) -> dict[str, Any]:
        when = date(2024, 3, 4) + timedelta(days=day)
        low = float((when - EPOCH).days)
        more = {
            "kind": "date",
            "value": when.isoformat(),
            "low": low,
            "high": low,
            "unit": "day",
            "counted": "",
            "slot": "when",
        }
        return claim(doc, f"The tunnel in Merrow opened on {when:%d %B}.", f"{when:%d %B}", **more, act="open", of="")

    rows = compare(tell_day("a", first), tell_day("b", second))
    assert rows["class"].to_list() == ([] if first == second else [CONFLICT])


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("Olga Sekerina", "Olga Serekina", "alike"), ("Lukas Mayer", "Lukas Meier", "alike"), ("Ak-Dzhol", "Ak-Jol", "alike"),
        ("Ann Lee", "Lee", "same"), ("A. Lee", "Ann Lee", "same"), ("Brkić", "Brkic", "same"), ("Ann Lee's", "Ann Lee", "same"),
        ("Ann Lee", "Tom Lee", "other"), ("Ann H.W. Carrow", "Ann W. Carrow", "other"), ("Merrow", "Talas", "other"),
        ("", "Merrow", "other"),
        ("Merrow‘s", "Merrow", "same"), ("Merrow, F.L.", "Merrow", "same"), ("CWA", "Coast Watch Agency", "same"),
        ("U.H.", "Union of Harbours", "same"), ("CWA", "Coast Ferry Agency", "other"), ("Lyman River", "Limen River", "alike"),
        ("Rowan County", "Irion County", "other"), ("East Merrow", "West Merrow", "other"), ("East Merrow", "Merrow", "same"),
        ("Kestle", "Kenste", "other"),
        ("Tom Lee", "Thomas E. Lee", "same"), ("Kate Brand", "Katherine Anne Brand", "same"), ("Jon Lee", "John Lee", "alike"),
        ("Tom Lee", "Timothy Lee", "other"), ("Ann Oleskin", "Ann OleskynREAD", "other"),
        ("David Hale", "David Holmes", "other"), ("Tom Hall", "Tom Hill", "other"), ("Lukas Mayer", "Lukas Meier", "alike"),
        ("Ida Tyson", "Ida Watson", "other"), ("Isaac Berg", "Yitzak Berg", "alike"),
    ],
)  # fmt: skip
def test_names_are_the_same_alike_or_other(one: str, two: str, relation: str) -> None:
    assert compare_names(one, two) == compare_names(two, one) == relation


def test_of_a_name_each_spelling_is_told_as_it_stands() -> None:
    texts = "Olga Sekerina opened the crate of eggs.", "The crate of eggs was opened by Olga Serekina."
    row = read(write(*((text, "2024-03-13") for text in texts))).row(0, named=True)
    assert (row["class"], row["value_a"], row["value_b"]) == (NAME, "Olga Sekerina", "Olga Serekina")


def test_two_spellings_are_one_row_whatever_stands_behind_the_name() -> None:
    texts = "Olga Sekerina opened the crate.", "Olga Serekina opened the crate. Olga Serekina’s crate was full of eggs."
    again = "Olga Sekerina’s crate was full of eggs."
    rows = read(write(*((text, "2024-03-13") for text in (*texts, again))))
    assert rows["class"].to_list() == [NAME]
    assert rows.select("value_a", "value_b").row(0) == ("Olga Serekina", "Olga Sekerina")


# --- from the texts on --------------------------------------------------------------------------------------------

DIFFERENT = [
    ("The ferry Halcyon sank off Merrow on Monday.", "Off Merrow the ferry Halcyon sank on Tuesday.", ("Monday", "Tuesday"), CONFLICT),
    ("At least 10 people were killed by the storm in Merrow.", "The storm in Merrow killed 14 people.", ("10", "14"), BOUND),
    ("Nearly 200 people came to the fair in Merrow.", "Some 195 people came to the fair in Merrow.", ("200", "195"), ROUNDING),
    ("Olga Sekerina opened the crate of eggs.", "The crate of eggs was opened by Olga Serekina.", ("Sekerina", "Serekina"), NAME),
    ("Noor Haddad, an employee of the Harbour House, found the empty case.",
     "Noor Haddad, an employee of the Shore Agency, found the empty case.", ("Harbour", "Shore"), WORDING),
    ("Ann Lee, a keeper at the Ministry of Roads, found the map.", "Ann Lee, a keeper at the Ministry of Ports, found the map.",
     ("Roads", "Ports"), CONFLICT),
    ("HMA spokeswoman Ann Lee said the pier will stay shut.", "Ann Lee, a spokeswoman for the HRA, said the pier will stay shut.",
     ("HMA", "HRA"), CONFLICT),
    ("The driver was detained in Osh on Sunday.", "The driver was detained in the Osh region on Sunday.", ("Osh", "Osh region"), SCOPE),
    ("The bridge of Merrow cost the state 3 million euros.", "The bridge of Merrow cost state and local offices 4 million euros.",
     ("3", "4"), SCOPE),
    ("The club cleaned the beach of Merrow in three days.", "The club cleaned the beach of Merrow over two days.",
     ("three", "two"), CONFLICT),
    ("The repair of the pier in Merrow took three days.", "The repair of the pier in Merrow took over two days.",
     ("three", "two"), BOUND),
    ("The ferry Halcyon left Merrow on 14 March.", "The ferry Halcyon left Merrow before 12 March.", ("14", "12"), CONFLICT),
    ("Ole Holm served as mayor of Merrow.", "Ole Holm served as clerk of Merrow.", ("mayor", "clerk"), WORDING),
    ("Ann Lee, 52, won the rowing race in Merrow.", "A 51-year-old baker won the rowing race in Merrow.", ("52", "51"), CONFLICT),
    ("The pier in Merrow must be cleared by Monday.", "The pier in Merrow must be cleared on Sunday.", ("Monday", "Sunday"), CONFLICT),
    ("Ole Holm, the mayor of Merrow, opened the fair.", "Ole Holm has served as harbour secretary for two years.",
     ("mayor", "secretary"), WORDING),
    ("A herdsman was killed by soldiers in Merrow.", "A herdsman was killed by gunmen in Merrow.", ("soldiers", "gunmen"), CONFLICT),
    ("The storm in Merrow sank a dozen boats.", "The storm in Merrow sank 20 boats.", ("dozen", "20"), CONFLICT),
    ("A dozen people were killed when the footbridge in Merrow fell.", "Twenty people died when the footbridge in Merrow collapsed.",
     ("dozen", "Twenty"), CONFLICT),
    ("The storm killed 12 people on the coast, the rescue service said.",
     "On the coast 20 people were killed by the storm, said the mayor.", ("12", "20"), CONFLICT),
    ("A wave sank two boats in the port of Aden on Sunday.", "Two boats were sunk by a wave in the port of Taiz on Sunday.",
     ("Aden", "Taiz"), CONFLICT),
    ("The museum in Merrow was robbed on March 3.", "Burglars robbed the museum in Merrow on March 5.",
     ("March 3", "March 5"), CONFLICT),
    ("The ferry Halcyon carried approximately 139 passengers from Merrow.", "The ferry Halcyon carried 136 passengers from Merrow.",
     ("139", "136"), CONFLICT),
    ("The ferry Halcyon carried about 140 passengers from Merrow.", "The ferry Halcyon carried 136 passengers from Merrow.",
     ("140", "136"), ROUNDING),
    ("The fair in Merrow is expected to draw 900 visitors.", "The fair in Merrow will draw 700 visitors.", ("900", "700"), CONFLICT),
    ("For smuggling falcon eggs the driver faces up to five years in prison.",
     "For smuggling falcon eggs the driver faces up to twelve years in prison.", ("five", "twelve"), CONFLICT),
    ("The yard in Merrow told 85 welders that their contracts end.", "The yard in Merrow told 58 welders that their contracts end.",
     ("85", "58"), CONFLICT),
    ("The match in Merrow will be repeated on 14 March.", "The match in Merrow will be repeated on 17 March.", ("14", "17"), CONFLICT),
    ("The grandmother of the bride, 91, fell ill after the meal in Merrow.",
     "First to fall ill after the meal in Merrow was the 86-year-old grandmother of the bride.", ("91", "86"), CONFLICT),
    ("Stellan Voss, the director of the marine laboratory in Merrow, spoke.",
     "Stellan Voss, the deputy director of the marine laboratory in Merrow, spoke.", ("director", "deputy director"), WORDING),
]  # fmt: skip
COMPATIBLE = [
    ("The vote was held in Merrow on 9 May.", "The bridge in Merrow will be opened on 24 May."),
    ("The driver was placed under house arrest on 25 April.", "The court ordered that the driver be kept in custody through 17 June."),
    ("Four men were detained in Merrow.", "The police in Merrow detained four men."),
    ("The storm reached Merrow on Sunday.", "On 10 March the storm reached Merrow."),
    ("Nine people died when the ferry sank off Merrow.", "Twenty people were injured when the ferry sank off Merrow."),
    ("The new tunnel in Merrow is 9.7 kilometres long.", "The new tunnel in Merrow is six miles long."),
    ("The storm in Merrow killed a miller and three other people.", "The storm in Merrow killed four people."),
    ("The fair in Merrow is held on 14 March.", "The race in Orlen is held on 16 March."),
    ("Then-15-year-old Ann Lee won the race in Merrow.", "Ann Lee, 16, won the race in Merrow."),
    ("Ann Lee, the chairwoman of the rowing club, found the boat.", "Ann Lee, the chair of the rowing club, found the boat."),
    ("Joe Brand opened the crate of eggs.", "The crate of eggs was opened by Joseph R. Brand."),
    ("Ann Oleskin opened the crate of eggs.", "The crate of eggs was opened by Ann OleskynREAD on a Sunday."),
    ("The 6 . 1 - tonne bell of Merrow was rung .", "The 5 . 9 - tonne bell of Merrow was rung ."),
    ("Ann Lee, 52, won the race in Merrow.", "Ann Lee was 20 when she won her first race in Merrow."),
    ("The storm in Merrow sank 12 boats.", "The storm in Merrow sank another 16 boats."),
    ("The storm in Merrow cost 12 million euros.", "The storm in Merrow cost a further 5 million euros."),
    ("The rowing club in Merrow needs 50 votes to win the ballot.", "The rowing club in Merrow won the ballot with 46 votes."),
    ("The fair in Merrow was expected to draw 900 visitors.", "The fair in Merrow drew 700 visitors."),
    ("For smuggling falcon eggs the driver faces up to five years in prison.",
     "For smuggling falcon eggs the driver was sentenced to two years in prison."),
    ("Tom Ray, a former miller, opened the fair in Merrow.", "Tom Ray, the mayor of Merrow, opened the fair."),
    # ages of others, and of another time
    ("Divers found Ole Moe, 52, at the pier of Merrow.", "Divers found Ole Moe at the pier with two brothers, aged 50 and 54."),
    ("Ole Moe, 52, slept at the pier of Merrow.", "A man of 40 slept beside Ole Moe, 52, at the pier of Merrow."),
    ("In Merrow Tom Ray and a woman of 47 won the race.", "In Merrow Tom Ray and a man of 48 won the race."),
    ("Una Bell, now 27, left Merrow by ferry.", "Una Bell left Merrow by ferry at the age of 16."),
    # posts that are no longer held, and what is none
    ("Ole Holm, the mayor of Merrow, opened the fair.", "In the years that Ole Holm served as harbour secretary the fair grew."),
    ("Ole Holm, the mayor of Merrow, opened the fair.", "Ole Holm was treasurer of the guild from 2001 to 2012."),
    ("Ida Moe, the mayor of Merrow, opened the fair.", "Ida Moe left her position as vice chairman of the guild."),
    ("Engineer Tom Ray was met in Merrow by the mayor.", "The mayor of Merrow called Tom Ray a champion."),
    ("Engineer Tom Ray was met in Merrow by the mayor.", "The mayor came to Merrow with fellow Tom Ray."),
    # one value in two ways
    ("Fares in Merrow rose 2.9 percent in May.", "In May fares in Merrow rose 2.9 percentage points."),
    ("Fighters took the old fort of Merrow on Monday.", "Gunmen took the old fort of Merrow on Monday."),
    ("The ferry Halcyon left Merrow late on 11 March.", "The ferry Halcyon left Merrow before 12 March."),
    ("Der Sturm traf den Hafen am Montag.", "Le bateau a quitté le port mardi."),
    ("1 12 45\n2 13 46\n3 14 47", "1 22 55\n2 23 56\n3 24 57"),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledgers() -> Ledgers:
    return read_apart(*((one, two) for one, two, *_ in (*DIFFERENT, *COMPATIBLE)))


@pytest.mark.parametrize(("one", "two", "values", "kind"), DIFFERENT)
def test_discrepancies_in_texts(ledgers: Ledgers, one: str, two: str, values: tuple[str, str], kind: str) -> None:
    rows = ledgers[one, two]
    found = [row for row in rows.iter_rows(named=True) if values[0] in row["text_a"] and values[1] in row["text_b"]]
    assert [row["class"] for row in found] == [kind]


@pytest.mark.parametrize(("one", "two"), COMPATIBLE)
def test_no_discrepancy_in_texts(ledgers: Ledgers, one: str, two: str) -> None:
    assert ledgers[one, two].is_empty()


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        ("The first round in Merrow drew 300 guests", "The second round in Merrow drew 400 guests", 2 * 7 / 16),
        (
            "The ferry left Merrow with 30 guests",
            "The boat left Merrow with 40 guests",
            0,
        ),  # the same thing by another word
        ("The round in Merrow drew 300 guests", "The round in Merrow drew 400 guests", 0),  # only the values
        ("Guests came to Merrow, 300 of them", "It drew 400 of the town", 0),  # too little in common
    ],
)
def test_swaps_are_other_words_in_the_same_place(one: str, two: str, share: float) -> None:
    spans = {"sentence_start_a": 0, "sentence_start_b": 0}
    for side, text in (("a", one), ("b", two)):
        number = next(word for word in text.split() if word.isdecimal())
        spans |= {
            f"start_{side}": text.index(number),
            f"end_{side}": text.index(number) + len(number),
            f"sentence_text_{side}": text,
        }
    assert find_swaps(pl.DataFrame([spans])).to_list() == [pytest.approx(share)]


def test_an_act_that_one_denies_is_not_compared() -> None:
    sentence = "The storm has not sunk {} boats in the harbour of Merrow."
    rows = compare(claim("a", SUNK.format(12), "12"), claim("b", sentence.format(20), "20", denied=True))
    assert rows.is_empty()


def test_an_article_that_has_both_numbers_contradicts_none() -> None:
    both = [
        claim("b", ALSO.format(20), "20"),
        claim("b", "Of 12 boats nothing is left.", "12", sentence_start=90, start=93, end=95),
    ]
    assert compare(claim("a", SUNK.format(12), "12"), both[0]).height == 1
    assert compare(claim("a", SUNK.format(12), "12"), *both).is_empty()
