from __future__ import annotations

import polars as pl

from analysis.find.actors.metonyms import name_states

COLUMNS = ("name", "type", "before", "actor", "rule", "score")


def rename(name: str, kind: str = "place", before: str = "", **fixed: set[str]) -> tuple[str, str, str]:
    """The type, actor and rule of one mention."""
    mention = pl.DataFrame([(name, kind, before, name, "", 1.0)], schema=list(COLUMNS), orient="row")
    return name_states(mention, **fixed).select("type", "actor", "rule").row(0)


def test_a_capital_and_a_seat_of_government_stand_for_the_state() -> None:
    assert rename("Oslo") == ("place", "Norway", "metonym")
    assert rename("Downing Street", "organisation") == ("place", "United Kingdom", "metonym")
    assert rename("Washington, D.C") == ("place", "United States", "metonym")
    assert rename("Brussels") == ("organisation", "European Union", "metonym")


def test_a_place_that_something_is_in_stays_one() -> None:
    assert rename("Oslo", before="in") == ("place", "Oslo", "")
    assert rename("Oslo", before="with") == ("place", "Norway", "metonym")


def test_a_person_of_the_name_stays_one() -> None:
    assert rename("Washington", "person") == ("person", "Washington", "")


def test_a_name_that_an_alias_has_fixed_stays_as_it_is() -> None:
    assert rename("Oslo", fixed={"oslo"}) == ("place", "Oslo", "")


def test_other_names_stay_as_they_are() -> None:
    assert rename("Bergen") == ("place", "Bergen", "")
