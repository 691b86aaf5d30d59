from __future__ import annotations

import time

import polars as pl
import pytest

from analysis.find.actors import MENTIONS, find_actors, merge_names, sound_key
from analysis.find.parsing import TOKEN_SCHEMA
from tests.conftest import as_documents

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})


def merge(*names: str, kind: str = "person") -> dict[str, str]:
    """For each name its actor."""
    return {name: actor for (name, _), (actor, _) in merge_names([(name, kind) for name in names]).items()}


@pytest.mark.parametrize(
    "spellings",
    [
        ("Pyotr Chaikovsky", "Pyotr Tchaikovsky", "Pyotr Tschaikowsky"),
        ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij"),
        ("Nikita Khrushchev", "Nikita Khruschev"),
        ("Alexei Petrov", "Aleksey Petrov", "Alexey Petrov"),
        ("Boris Yeltsin", "Boris Eltsin"),
        ("Almaz Karimbayev", "Almaz Karimbaev"),
        ("Dzhokhar Aliyev", "Djohar Aliev", "Johar Aliev"),
        ("José Peña", "Jose Pena"),
        ("Recep Doğan", "Recep Dogan"),
        ("Yuri Gagarin", "Yury Gagarin", "Iurii Gagarin"),
        ("Sofia Nordin", "Sophia Nordin"),
        ("Goethe Institut", "goethe institut"),
    ],
)
def test_spellings_of_one_name_are_one_actor(spellings: tuple[str, ...]) -> None:
    assert len(set(merge(*spellings).values())) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Anna Lind", "Anne Lind"),
        ("Tom Hill", "Tom Hall"),
        ("Maria Santos", "Mario Santos"),
        ("Ivan Petrov", "Ivan Petrova"),
    ],
)
def test_other_names_are_other_actors(names: tuple[str, str]) -> None:
    assert merge(*names) == {name: name for name in names}


def test_a_surname_goes_to_the_one_person_who_bears_it() -> None:
    assert merge("Tom Hill", "Hill", "T. Hill") == dict.fromkeys(("Tom Hill", "Hill", "T. Hill"), "Tom Hill")


def test_two_people_of_one_surname_stay_two() -> None:
    assert merge("Ann Lee", "Tom Lee", "A. Lee", "T. Lee") == {
        "Ann Lee": "Ann Lee",
        "A. Lee": "Ann Lee",
        "Tom Lee": "Tom Lee",
        "T. Lee": "Tom Lee",
    }


def test_a_surname_that_two_bear_goes_to_the_one_named_more_often() -> None:
    names = [("Ann Lee", "person"), ("Tom Lee", "person"), ("Tom Lee", "person"), ("Lee", "person")]
    assert merge_names(names)["Lee", "person"] == ("Tom Lee", "person")


def test_an_initial_that_fits_no_one_is_another_person() -> None:
    assert merge("Ann Lee", "B. Lee") == {"Ann Lee": "Ann Lee", "B. Lee": "B. Lee"}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Vincent van Gogh", "van Gogh"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Ahmad al-Rashid", "al-Rashid"),
        ("J. R. R. Tolkien", "Tolkien"),
    ],
)
def test_a_surname_keeps_its_particle(full: str, short: str) -> None:
    assert set(merge(full, short).values()) == {full}


def test_the_fullest_name_stands_for_the_actor_then_the_commonest() -> None:
    names = [("Zelenskiy", "person"), ("Zelensky", "person"), ("Zelensky", "person")]
    assert set(merge_names(names).values()) == {("Zelensky", "person")}
    assert set(merge_names([*names, ("V. O. Zelenskyy", "person")]).values()) == {("Zelensky", "person")}
    assert set(merge_names([*names, ("Volodymyr Zelenskyy", "person")]).values()) == {("Volodymyr Zelenskyy", "person")}


def test_the_order_of_mentions_changes_no_actor() -> None:
    names = [(name, "person") for name in ("Ann Lee", "Lee", "Tom Lee", "A. Lee", "Hill", "T. Hill")]
    assert merge_names(names) == merge_names(names[::-1])


def test_a_name_of_two_types_takes_the_commoner() -> None:
    merged = merge_names([("Genoa", "place"), ("Genoa", "place"), ("Genoa", "organisation")])
    assert set(merged.values()) == {("Genoa", "place")}


def test_an_organisation_that_bears_a_persons_surname_is_that_person() -> None:
    merged = merge_names([("Tom Hill", "person"), ("Hill", "organisation"), ("Hill Bank", "organisation")])
    assert merged["Hill", "organisation"] == ("Tom Hill", "person")
    assert merged["Hill Bank", "organisation"] == ("Hill Bank", "organisation")


def test_places_are_merged_by_their_whole_name_only() -> None:
    assert merge("South Tyrol", "Tyrol", kind="place") == {"South Tyrol": "South Tyrol", "Tyrol": "Tyrol"}


def test_a_name_without_latin_letters_is_an_actor_of_its_own() -> None:
    assert merge("東京", "…") == {"東京": "東京", "…": "…"}


def test_numbers_in_names_are_kept_apart() -> None:
    names = ("Channel 1", "Channel 11", "Unit 300", "Unit 30")
    assert merge(*names, kind="organisation") == {name: name for name in names}


def test_many_people_of_one_corpus_take_linear_time() -> None:
    names = [(f"Given{number} Family{number % 5000}", "person") for number in range(20_000)]
    began = time.perf_counter()
    assert len(set(merge_names(names).values())) == 20_000
    assert time.perf_counter() - began < 3


def test_sound_key_evens_out_transliteration() -> None:
    assert sound_key("Pyotr Tchaikovsky") == ["piotr", "chaikovski"]
    assert sound_key("Kennedy-Trudeau") == ["kenedi", "trudeau"]
    assert sound_key("…") == []


# --- mentions in parsed texts ---------------------------------------------------------------------------------------


def tokens(text: str, *entities: tuple[str, str]) -> pl.DataFrame:
    """The tokens of one text, words parted by spaces, with these entities in its order."""
    rows, at = [], 0
    waiting = [(word, kind, place == 0) for name, kind in entities for place, word in enumerate(name.split())]
    for word in text.split(" "):
        _, kind, begins = waiting.pop(0) if waiting and waiting[0][0] == word else (word, "", False)
        rows.append(("a", 0, at, at + len(word), word.lower(), "X", "X", 0, "dep", kind, begins))
        at += len(word) + 1
    return pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


def test_mentions_have_offsets_a_name_a_type_and_an_actor() -> None:
    text = "Ann Lee met the Red Cross in Genoa . Lee left ."
    entities = [("Ann Lee", "PERSON"), ("the Red Cross", "ORG"), ("Genoa", "GPE"), ("Lee", "PERSON")]
    found = find_actors(as_documents(text), tokens(text, *entities), NOTHING)
    assert dict(found.schema) == MENTIONS
    assert found.rows() == [
        ("a", 0, 7, "Ann Lee", "person", "Ann Lee"),
        ("a", 12, 25, "Red Cross", "organisation", "Red Cross"),
        ("a", 29, 34, "Genoa", "place", "Genoa"),
        ("a", 37, 40, "Lee", "person", "Ann Lee"),
    ]


def test_numbers_and_dates_are_no_actors() -> None:
    text = "On Monday 40 boats left"
    assert find_actors(as_documents(text), tokens(text, ("Monday", "DATE"), ("40", "CARDINAL")), NOTHING).is_empty()


def test_mentions_in_passages_left_out_are_not_counted() -> None:
    text = "Ann left . Photo by Tom"
    everyone = tokens(text, ("Ann", "PERSON"), ("Tom", "PERSON"))
    left_out = pl.DataFrame({"doc": ["a"], "start": [11], "end": [23]})
    assert find_actors(as_documents(text), everyone, NOTHING)["name"].to_list() == ["Ann", "Tom"]
    assert find_actors(as_documents(text), everyone, left_out)["name"].to_list() == ["Ann"]
