from __future__ import annotations

from analysis.find.actors.forms import Mention, read_form
from analysis.find.actors.spellings import join_spellings


def join(*named: tuple[str, str, int], kind: str = "person") -> dict[str, str]:
    """For each name (event, name, count) that is joined to another, that name."""
    keys = {name: read_form(name, kind).key for _, name, _ in named}
    names = {key: name for name, key in keys.items()}
    mentions = [Mention(str(number), event, name, "", count, 0, 0) for number, (event, name, count) in enumerate(named)]
    return {names[one]: names[other] for one, other in join_spellings(keys, mentions).items() if one != other}


def test_the_rarer_spelling_goes_to_the_commoner() -> None:
    assert join(("e", "Hosni Mubarak", 1), ("e", "Husni Mubarak", 3)) == {"Hosni Mubarak": "Husni Mubarak"}


def test_of_equals_the_first_is_kept() -> None:
    assert join(("e", "Husni Mubarak", 1), ("e", "Hosni Mubarak", 1)) == {"Husni Mubarak": "Hosni Mubarak"}


def test_another_event_is_another_name_and_no_event_is_none_shared() -> None:
    assert join(("e", "Hosni Mubarak", 1), ("f", "Husni Mubarak", 1)) == {}
    assert join(("", "Hosni Mubarak", 1), ("", "Husni Mubarak", 1)) == {}


def test_bodies_are_joined_and_places_are_not() -> None:
    assert join(("e", "Ministry of Defence", 1), ("e", "Ministry of Defense", 2), kind="organisation") != {}
    assert join(("e", "Brevard Harbour", 1), ("e", "Brovard Harbour", 2), kind="place") == {}


def test_a_surname_or_an_initial_is_too_short() -> None:
    assert join(("e", "Mubarak", 1), ("e", "Mubarek", 1)) == {}
    assert join(("e", "H. Mubarak", 1), ("e", "H. Mubarek", 1)) == {}


def test_nothing_is_joined_in_nothing() -> None:
    assert join() == {}
