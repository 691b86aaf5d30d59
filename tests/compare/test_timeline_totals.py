"""What tells a growing total of one thing from other numbers that grow: in texts, read from the sentence to the history."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.timeline import compare_updates
from analysis.compare.timeline.links import state_amounts
from tests.compare.test_timeline import DAYS, follow, read_claims, reports, state

STORM = "The storm in the harbour of Merrow has killed 14 people, officials said."
LATER = "By Tuesday the storm in the harbour of Merrow had killed {} people, officials said."


def compare(*texts: str, outlets: tuple[str, ...] = ("Bee", "Bell", "Gazette", "Owl")) -> pl.DataFrame:
    """The updates among texts, each of a day."""
    told = [(f"d{at}", outlets[at], DAYS[at]) for at in range(len(texts))]
    documents = reports(*told).with_columns(text=pl.Series(texts))
    return compare_updates(read_claims(documents)[2], documents)


def test_the_same_became_of_people_in_general() -> None:
    assert compare(STORM, LATER.format("23"))["text"].to_list() == ["14", "23"]
    assert compare(STORM, "The storm in the harbour of Merrow left 23 dead.")["text"].to_list() == ["14", "23"]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("The storm in the harbour of Merrow has injured 23 people, officials said.", "another fate"),
        ("The storm in the harbour of Merrow has killed 23 sailors, officials said.", "a kind of people"),
        ("The storm in the harbour of Merrow could kill 23 people, officials said.", "expected"),
        ("The storm in the harbour of Merrow has killed 23 more people, officials said.", "on top"),
        ("In a single day the storm in the harbour of Merrow killed 23 people, officials said.", "of a day"),
        ("The storm in the harbour of Merrow killed 23 people, bringing the total to 37, officials said.", "a part"),
    ],
)
def test_other_numbers_are_no_update_of_a_total(second: str, why: str) -> None:
    assert compare(STORM, second).is_empty(), why


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("The storm killed 41 people and wounded nearly 150.", ["dead", "injured"]),
        ("The storm left 59 people dead and over 500 injured.", ["dead", "injured"]),
        ("The storm has sickened 130 people and killed 70.", [None, "dead"]),
        ("After the storm 12 boats are missing.", ["missing"]),
    ],
)
def test_what_became_of_those_counted(text: str, fate: list[str | None]) -> None:
    documents = reports(("a", "Bee", DAYS[0])).with_columns(text=pl.Series([text]))
    stated = state_amounts(read_claims(documents)[2], documents).filter(kind="count")
    assert stated["fate"].to_list() == fate


def test_a_number_that_was_overtaken_before_it_was_first_told_is_no_step() -> None:
    assert follow(("a", "Bee", DAYS[0], 27), ("b", "Bell", DAYS[1], 26), ("c", "Owl", DAYS[2], 27)).is_empty()


def test_an_outlet_that_itself_tells_less_later_tells_of_no_total() -> None:
    rows = [("a", "Bee", DAYS[0], 10), ("b", "Bee", DAYS[1], 7), ("c", "Bell", DAYS[2], 31)]
    assert follow(*rows).is_empty()
    assert follow(rows[0], ("b", "Gazette", DAYS[1], 7), rows[2])["latest"].to_list() == [False, False, True]


def test_a_toll_long_ago_is_no_longer_counted() -> None:
    old = "In November a storm in the harbour of Merrow killed {} people, officials said."
    now = "On Saturday a storm in the harbour of Merrow killed {} people, officials said."
    assert compare(old.format("14"), old.format("23")).height == 0 < compare(now.format("14"), now.format("23")).height


def test_a_whole_of_two_places_is_no_update_of_one() -> None:
    one = "The storm in Paris killed 14 people, officials said."
    two = "The storms in Paris and London killed 23 people, officials said."
    assert compare(one, two).is_empty()
    assert compare(one, one.replace("14", "23")).height == 2


SHARE = "The storm in the harbour of Merrow has so far sunk {} percent of the boats."
PRICE = "The price of boats in the harbour of Merrow now stands at {} euros."


def test_shares_and_sums_grow_only_where_words_tell_of_a_running_total() -> None:
    assert compare(SHARE.format(30), SHARE.format(50)).height == 2
    plain = SHARE.replace(" so far", "").replace("has", "")
    assert compare(plain.format(30), plain.format(50)).is_empty()
    assert compare(PRICE.format(3000), PRICE.format(5000)).is_empty()


def test_a_party_s_number_that_a_report_keeps_at_a_distance_is_no_known_total() -> None:
    claimed = LATER.replace("officials said", "the guild claimed")
    assert compare(STORM, claimed.format("23")).is_empty()


def test_who_tells_any_larger_number_of_the_like_later_is_not_named() -> None:
    seen = state("c", 4, "Divers saw {} boats on the ground.", act="see", verb="see")
    told = state("a", 3), state("b", 5), seen
    documents = reports(("a", "Bee", DAYS[0]), ("b", "Bell", DAYS[1]), ("c", "Bee", DAYS[2]))
    table = compare_updates(pl.concat(told), documents)
    assert table.filter(doc="a").select("corrected", "never_corrected", "not_heard_later").row(0) == (None, "", "")
    assert compare_updates(pl.concat(told[:2]), documents)["never_corrected"][0] == "Bee"
