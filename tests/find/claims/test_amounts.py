"""Amounts, on invented sentences: every form of number, bound and measure, what is counted, and what is no amount."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.find.claims.amounts.bounds import find_after, find_before, find_interval
from analysis.find.claims.amounts.found import KINDS, find_amounts
from analysis.find.claims.amounts.measures import find_measure, find_sign
from analysis.find.claims.amounts.numerals import list_values, read_numeral
from analysis.find.claims.amounts.shares import read_share
from analysis.find.claims.amounts.stated import read_stated
from analysis.find.claims.values import VALUES
from analysis.find.lists import read_list
from analysis.find.parsing import TOKEN_SCHEMA, parse
from tests.conftest import as_documents

# Sentence: its amounts as "text = value, unit (kind, bound)", the kind left out where it is a count, the bound where exact.
SENTENCES = {
    # what is counted
    "Four boats sank.": "Four = 4, boat",
    "A dozen boats sank.": "A dozen = 12, boat",
    "Two dozen boats and half a dozen ferries sank.": "Two dozen = 24, boat; half a dozen = 6, ferry",
    "Two hundred and forty women met 1.2 million gulls.": "Two hundred and forty = 240, person; 1.2 million = 1200000, gull",
    "Hundreds of people came.": "Hundreds = 200, person (at least)",
    "Several hundred people came.": "Several hundred = 200, person (at least)",
    "Six of the boats sank.": "Six = 6, boat",
    "The port lost eleven boats, two of them new.": "eleven = 11, boat; two = 2, boat",
    "Four were arrested.": "Four = 4, person",
    "In the flood 360 citizens left, with 38 killed.": "360 = 360, person; 38 = 38, person",
    "Two killed, three injured in Bergen crash": "Two = 2, person; three = 3, person",
    "A crowd of 4,800 saw a fleet of 30.": "4,800 = 4800, person; 30 = 30, fleet",
    "The number of rescued birds has climbed to 410.": "410 = 410, bird",
    "The storm pushed the toll to 14.": "14 = 14, person",
    "The 22-member crew sailed.": "22 = 22, person",
    "One sailor drowned.": "One = 1, person",
    "There are 2m homes.": "2m = 2000000, home",
    "Twelve Norwegians and two speechwriters left.": "Twelve = 12, person; two = 2, person",
    "Nine others were injured.": "Nine = 9, person",
    "Of the boats, 12 sank.": "12 = 12, boat",
    "On Monday the toll stood at 12.": "12 = 12, person",
    # bounds
    "At least 38 boats sank.": "At least 38 = 38, boat (at least)",
    "Some 200 boats sank.": "Some 200 = 200, boat (about)",
    "No fewer than 12 or as many as 20 boats sank.": "No fewer than 12 = 12, boat (at least); as many as 20 = 20, boat (at most)",
    "Between 10 and 14 boats sank.": "Between 10 and 14 = 10-14, boat (range)",
    "The storm sank 10 to 14 boats.": "10 to 14 = 10-14, boat (range)",
    "The storm sank 10-14 boats.": "10-14 = 10-14, boat (range)",
    "Fifty or more boats sank.": "Fifty or more = 50, boat (at least)",
    # money
    "It cost €12bn.": "€12bn = EUR 12000000000, EUR (money)",
    "It cost 500,000 roubles.": "500,000 roubles = RUB 500000, RUB (money)",
    "It cost between $5m and $7m.": "between $5m and $7m = USD 5000000-7000000, USD (money, range)",
    "It cost almost half a million crowns.": "almost half a million crowns = crown 500000, crown (money, about)",
    "It cost millions of euros.": "millions of euros = EUR 2000000, EUR (money, at least)",
    "A ticket costs 50 cents or £30.": "50 cents = USD 0.5, USD (money); £30 = GBP 30, GBP (money)",
    # shares
    "More than 90 % of the boats sank.": "More than 90 % = 90 %, percent (percent, at least)",
    "Two thirds of the boats sank.": "Two thirds = 66.666667 %, percent (percent)",
    "Nine in ten boats leaked.": "Nine in ten = 90 %, percent (percent)",
    "Half of the boats leaked.": "Half = 50 %, percent (percent)",
    "Less than half of 1 percent of the boats leaked.": "Less than half of 1 percent = 0.5 %, percent (percent, at most)",
    "Sales fell by a quarter.": "a quarter = 25 %, percent (percent)",
    "Sales rose by two percentage points.": "two percentage points = 2 percentage points, percentage point (percent)",
    # units
    "The lane is about 3.2 km long.": "about 3.2 km = 3200 m, m (unit, about)",
    "The mast is six feet two inches tall.": "six feet two inches = 1.8796 m, m (unit)",
    "The stone weighs 200 pounds and costs 30 pounds.": "200 pounds = 90.718474 kg, kg (unit); 30 pounds = GBP 30, GBP (money)",
    "The wind did not exceed 90 km/h.": "not exceed 90 km/h = 25 m/s, m/s (unit, at most)",
    "It was minus 40 °F.": "minus 40 °F = -40 °C, °C (unit)",
    "The field has 12 acres.": "12 acres = 48562.277069 m2, m2 (unit)",
    "The quake had a magnitude of 6.1.": "magnitude of 6.1 = 6.1 magnitude, magnitude (unit)",
    "It lies half a mile off.": "half a mile = 804.672 m, m (unit)",
    # ages
    "A 12-year-old boy swam.": "12-year-old = 12, year (age)",
    "Ann Lee, 45, swam.": "45 = 45, year (age)",
    "A man of 34 swam.": "34 = 34, year (age)",
    "A baker of 66 was seen, a mother of 5.": "66 = 66, year (age); 5 = 5, ",
    "A former postwoman of 67, she swam.": "67 = 67, year (age)",
    "At only 16, Ann Lee won.": "16 = 16, year (age)",
    "The driver, a man over 60, swam.": "over 60 = 60, year (age, at least)",
    "She swam in her early forties.": "in her early forties = 40-43, year (age, range)",
    "The record holder will turn 60.": "turn 60 = 60, year (age)",
    "The trainee, only 18, died at 91.": "18 = 18, year (age); 91 = 91, year (age)",
    "Ann Lee is 19.": "19 = 19, year (age)",
    "Crews of 18- to 24-year-old sailors swam.": "18- to 24-year-old = 18-24, year (age, range)",
    "Sailors aged between 20 and 30 swam.": "aged between 20 and 30 = 20-30, year (age, range)",
    # no amounts
    "Several boats and a few ferries sank on 17 April 2019 and on April 18.": "",
    "In 2016 it rained for three weeks, at 14:30 and at nine.": "",
    "The third boat left on the 21st, the twenty-first of all.": "",
    "Norway won 3-2 and led by 4 to 1.": "",
    "Room 12 is in house No. 5.": "",
    "The military unit No. 20636 read Article 416 and Psalm 23 [24:55].": "",
    "Kambar-Ata 1, Russia-24 and Frontier-2022 closed.": "",
    "Call 555-1234 or +44 20 7946 0958.": "",
    "One of the sailors said one thing.": "",
}  # fmt: skip
ROOM = {  # text: low, high
    "exactly 12 boats": (12, 12), "about 12 boats": (11.5, 12.5), "about 300 boats": (270, 330), "nearly 200 boats": (180, 200),
    "about 139 boats": (138.5, 139.5), "about 140 boats": (135, 145), "about 45 boats": (42.5, 47.5), "nearly 59,000 boats": (58000, 59000),
    "about a third of": (31.666667, 35),
    "just over 200 boats": (200, 220), "at least 38 boats": (38, None), "up to 40 boats": (None, 40), "dozens of boats": (24, None),
    "10 to 14 boats": (10, 14), "2.3 million boats": (2.25e6, 2.35e6), "two million boats": (1.8e6, 2.2e6), "66.4 %": (66.35, 66.45),
    "12 euros": (12, 12), "12.4 tonnes": (12350, 12450), "two thirds of": (65.666667, 67.666667), "$2 to 3 million": (2e6, 3e6),
}  # fmt: skip
NUMBERS = {
    "four": 4, "nineteen": 19, "ninety-nine": 99, "a hundred": 100, "nine hundred": 900, "two hundred and forty": 240, "16,000": 16000,
    "three thousand five hundred and six": 3506, "sixteen thousand": 16000, "one million two hundred thousand": 1200000,
    "a million": 1e6, "half a million": 5e5, "two and a half million": 2.5e6, "1.2 million": 1.2e6, "12bn": 12e9, "38million": 38e6,
    "12 hundred": 1200, "10 000": 10000, "1.200.000": 1200000, "12½": 12.5, "a quarter of a million": 250000, "tens of thousands": 20000,
}  # fmt: skip
SMALL = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def find(*texts: str) -> pl.DataFrame:
    documents = as_documents(*texts)
    return find_amounts(documents, parse(documents))


def begin(text: str) -> int:
    """Where the number begins that the text leads up to."""
    return next(at for at in range(len(text)) if read_stated(text, at))


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """For each sentence its amounts as they are written above."""
    documents = pl.DataFrame({"doc": [f"{place:02}" for place in range(len(SENTENCES))], "text": list(SENTENCES)})
    found: dict[str, list[str]] = {text: [] for text in SENTENCES}
    for row in find_amounts(documents, parse(documents)).to_dicts():
        facts = [fact for fact in (row["kind"], row["bound"]) if fact not in ("count", "exact")]
        text = f"{row['text']} = {row['value']}, {row['unit']}" + (f" ({', '.join(facts)})" if facts else "")
        found[documents["text"][int(row["doc"])]].append(text)
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_these_amounts(sentence: str, told: dict[str, list[str]]) -> None:
    assert "; ".join(told[sentence]) == SENTENCES[sentence]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_read(text: str) -> None:
    at = next(at for at in range(len(text)) if read_numeral(text, at))
    assert read_numeral(text, at)[:3] == (0, len(text), NUMBERS[text])


@pytest.mark.parametrize("text", ROOM)
def test_words_leave_this_room(text: str) -> None:
    stated = read_stated(text, begin(text))
    expected = ROOM[text]
    assert [stated.low is None, stated.high is None] == [limit is None for limit in expected]
    for limit, wanted in zip((stated.low, stated.high), expected, strict=True):
        assert wanted is None or limit == pytest.approx(wanted)


def test_the_table_has_these_columns_and_places() -> None:
    text = "Before dawn at least 38 boats left."
    table = find(text)
    assert dict(table.schema) == VALUES
    row = table.row(0, named=True)
    assert text[row["start"] : row["end"]] == row["text"] == "at least 38"
    assert (row["low"], row["high"], row["counted"], row["relative"]) == (38.0, None, "boat", False)
    assert text[row["head"] :].startswith("boats")
    assert row["kind"] in KINDS


def test_what_is_measured_or_shared_is_told() -> None:
    table = find(
        "The mast is 12 metres high and holds 300 litres of tar. Half of the boats and 9 % of their crews left."
    )
    assert table["counted"].to_list() == ["high", "tar", "boat", "crew"]


def test_two_units_of_one_measure_agree() -> None:
    nine, thousand = find("It rose nine kilometres.", "It rose to 9,000 metres.").select("low", "high").rows()
    assert nine[0] <= thousand[0] <= thousand[1] <= nine[1]
    miles, kilometres = find("It ran 62 miles.", "It ran 100 km.").select("low", "high").rows()
    assert max(miles[0], kilometres[0]) <= min(miles[1], kilometres[1])


def test_rose_from_one_to_the_other_is_no_range() -> None:
    assert find("Sales rose from 10 percent to 14 percent.")["value"].to_list() == ["10 %", "14 %"]
    assert find("Prices ranged from 10 to 14 euros.")["bound"].to_list() == ["range"]


def test_nothing_is_found_in_nothing() -> None:
    assert find_amounts(as_documents(), pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})).is_empty()
    assert dict(find("", "No number.", "***").schema) == VALUES
    assert find("", "No number.", "***").is_empty()


def test_figures_in_rows_are_no_amounts() -> None:
    assert find("Year Boats Ports\n2019 12 4\n2020 15 5\n\n1. Boats\n2. Ports").is_empty()


@pytest.mark.parametrize(
    "text", ["The 6 . 1 tonnes sank.", "Home to 120 , 000 boats.", "It left at 07 : 37 with boats."]
)
def test_a_number_that_spaces_part_is_not_read(text: str) -> None:
    assert find(text).is_empty()


def test_a_comma_between_two_numbers_parts_none() -> None:
    assert find("In 2014 , 300 boats sank .")["value"].to_list() == ["300"]


def test_each_text_is_read_by_itself() -> None:
    texts = ["Four boats sank.", "It cost €5m or 3 % more.", "Nothing."]
    together = find(*texts)
    apart = [find(text).with_columns(doc=pl.lit(name)) for name, text in zip("abc", texts, strict=True)]
    assert_frame_equal(together, pl.concat(apart))


def test_the_words_around_a_number_bound_it() -> None:
    assert find_before("it had no more than 12", 20) == (7, 20, "at most")
    assert find_before("it had awesome 12", 15) is None
    assert find_after("12 or so", 2) == (3, 8, "about")
    assert find_after("12 boats", 2) is None
    assert find_interval(0, "about", 1) == (0, 0)


def test_a_measure_is_read_on_either_side() -> None:
    assert find_sign("at US$12", 6)[:2] == ("money", "USD")
    assert find_sign("at BUS 12", 7) is None
    assert find_measure("12 EUR", 0, 2)[:2] == ("money", "EUR")
    assert find_measure("12 try again", 0, 2) is None
    assert find_measure("12 ms", 0, 2) is None
    assert find_measure("12 mice", 0, 2) is None


def test_a_part_of_a_whole_is_no_order() -> None:
    assert read_share("one fifth of the boats", 0).percent == 20
    assert read_share("a third boat", 2) is None
    assert read_share("three fifth boats", 0) is None


def test_lists_say_what_they_must() -> None:
    for kind in ("number", "scale", "letters", "many", "part", "decade"):
        assert all(value > 0 for value in list_values(kind).values())
    units = read_list("units")
    assert units["word"].is_unique().all()
    assert all(float(note.split()[0]) > 0 for note in units["note"])
    assert not set(units["word"]) & set(read_list("currencies")["word"]) - {"pound"}


@given(st.integers(1, 999_999_999))
def test_a_number_in_figures_comes_back(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f")):
        assert read_numeral(text, 0)[1:3] == (len(text), number)


@given(st.integers(1, 999_999_999))
def test_a_number_in_words_comes_back(number: int) -> None:
    text = spell(number)
    assert read_numeral(text, 0)[1:3] == (len(text), number)


@given(
    st.integers(1, 9_999), st.integers(0, 2), st.sampled_from(["", "million", "billion"]),
    st.sampled_from(["", "about ", "nearly ", "just over ", "at least ", "up to ", "more than ", "almost "]),
    st.sampled_from([" boats", " euros", " percent", " km", " acres"]),
)  # fmt: skip
def test_the_room_holds_the_number(number: int, decimals: int, scale: str, bound: str, noun: str) -> None:
    text = f"{bound}{number / 10**decimals:.{decimals}f} {scale}".rstrip() + noun
    stated = read_stated(text, len(bound))
    (value,) = stated.numbers
    low, high = -math.inf if stated.low is None else stated.low, math.inf if stated.high is None else stated.high
    assert low <= value * (1 + 1e-9) and value * (1 - 1e-9) <= high
    assert stated.start == 0
    assert stated.end == len(text) - (len(noun) if noun == " boats" else 0)


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_range_has_both_its_numbers(first: int, second: int) -> None:
    stated = read_stated(f"between {first} and {second} boats", 8)
    if first < second:
        assert (stated.low, stated.high, stated.bound) == (first, second, "range")
    else:
        assert stated.numbers == (first,)


@given(st.text(alphabet="0123456789,.-–/:$€%° amk\nonetwhudrz", max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    for at in range(len(text)):
        stated = read_stated(text, at)
        assert stated is None or 0 <= stated.start < stated.end <= len(text)


def spell(number: int) -> str:
    """The number in English words, by place value."""
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            join = " and " if 0 < rest < 100 else " "
            return f"{spell(number // size)} {name}" + (join + spell(rest) if rest else "")
    if number >= 100:
        return f"{SMALL[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
