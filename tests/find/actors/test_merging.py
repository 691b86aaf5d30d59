from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.find.actors import merge_names
from analysis.find.actors.audit import MERGED, Alias
from analysis.find.actors.merging import COUNTED, merge_mentions


def merge(*names: str, kind: str = "person") -> dict[str, str]:
    """For each name its actor, as if all stood in one article."""
    return {name: actor for (name, _), (actor, _) in merge_names([(name, kind) for name in names]).items()}


def merge_articles(*articles: tuple[str, list[str]], kind: str = "person", **told: object) -> list[dict[str, str]]:
    """For each article, of an event and with names, the actor of each name."""
    rows = [
        (str(n), event or None, name, kind, "", 1, 0, 0) for n, (event, names) in enumerate(articles) for name in names
    ]
    merged = merge_mentions(pl.DataFrame(rows, schema=COUNTED, orient="row"), **told)
    return [dict(merged.filter(doc=str(n)).select("name", "actor").rows()) for n in range(len(articles))]


# --- spellings ------------------------------------------------------------------------------------------------------


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
        ("José Peña", "Jose Pena", "JOSE PENA"),
        ("Recep Doğan", "Recep Dogan"),
        ("Yuri Gagarin", "Yury Gagarin", "Iurii Gagarin"),
        ("Sofia Nordin", "Sophia Nordin"),
        ("Hosni Mubarak", "Husni Mubarak"),
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
        ("George A. Lind", "George B. Lind"),
        ("Tom Hill", "Tom Hill Jr."),
        ("Tom Hill", "Tom Jr."),
        ("Karl Hill", "C. Rick Hill"),
    ],
)
def test_other_names_are_other_actors(names: tuple[str, str]) -> None:
    assert merge(*names) == {name: name for name in names}


def test_a_letter_more_or_less_is_one_name_in_one_event_only() -> None:
    near, far = merge_articles(("e", ["Hosni Mubarak"]), ("e", ["Husni Mubarak"]))
    assert set(near.values()) == set(far.values())
    near, far = merge_articles(("e", ["Hosni Mubarak"]), ("f", ["Husni Mubarak"]))
    assert set(near.values()) != set(far.values())


def test_a_junior_is_the_same_where_no_one_else_has_the_name() -> None:
    assert merge_articles(("", ["Tom Hill Jr."]), ("", ["Tom Hill"]))[0]["Tom Hill Jr."] == "Tom Hill"


def test_the_fullest_name_stands_for_the_actor_then_the_commonest() -> None:
    names = [("Zelenskiy", "person"), ("Zelensky", "person"), ("Zelensky", "person")]
    assert set(merge_names(names).values()) == {("Zelensky", "person")}
    assert set(merge_names([*names, ("V. O. Zelenskyy", "person")]).values()) == {("Zelensky", "person")}
    assert set(merge_names([*names, ("Volodymyr Zelenskyy", "person")]).values()) == {("Volodymyr Zelenskyy", "person")}


def test_a_name_of_two_types_takes_the_commoner() -> None:
    merged = merge_names([("Genoa", "place"), ("Genoa", "place"), ("Genoa", "organisation")])
    assert set(merged.values()) == {("Genoa", "place")}


def test_places_are_merged_by_their_whole_name_only() -> None:
    assert merge("South Tyrol", "Tyrol", kind="place") == {"South Tyrol": "South Tyrol", "Tyrol": "Tyrol"}


def test_a_name_without_latin_letters_is_an_actor_of_its_own() -> None:
    assert merge("東京", "…") == {"東京": "東京", "…": "…"}


def test_numbers_in_names_are_kept_apart() -> None:
    names = ("Channel 1", "Channel 11", "Unit 300", "Unit 30")
    assert merge(*names, kind="organisation") == {name: name for name in names}


# --- surnames and initials ------------------------------------------------------------------------------------------


def test_a_surname_goes_to_the_one_person_who_bears_it() -> None:
    names = ("Tom Hill", "Hill", "T. Hill", "Mayor Hill", "Former President T. Hill", "Tom A. Hill", "Tom")
    assert merge(*names, "Tom Hill") == dict.fromkeys(names, "Tom Hill")


def test_two_people_of_one_surname_stay_two() -> None:
    assert merge("Ann Lee", "Tom Lee", "A. Lee", "T. Lee", "Lee") == {
        "Ann Lee": "Ann Lee",
        "A. Lee": "Ann Lee",
        "Tom Lee": "Tom Lee",
        "T. Lee": "Tom Lee",
        "Lee": "Lee",
    }


def test_a_surname_takes_who_is_named_in_full_in_the_article_else_in_the_event() -> None:
    one, other, third, fourth = merge_articles(
        ("e", ["Ann Lee", "Lee"]), ("f", ["Tom Lee", "Lee"]), ("f", ["Lee"]), ("g", ["Lee"])
    )
    assert (one["Lee"], other["Lee"], third["Lee"], fourth["Lee"]) == ("Ann Lee", "Tom Lee", "Tom Lee", "Lee")


def test_an_event_with_two_of_the_surname_leaves_it_open() -> None:
    merged = merge_articles(("e", ["Ann Lee"]), ("e", ["Tom Lee", "Lee"]), ("e", ["Lee"]))
    assert [article.get("Lee") for article in merged] == [None, "Tom Lee", "Lee"]


def test_a_surname_alone_takes_the_only_one_of_the_corpus_where_that_is_usual() -> None:
    usual = merge_articles(("", ["Ann Lee", "Lee"]), ("", ["Lee"]), ("", ["Lee"]))
    assert [article["Lee"] for article in usual] == ["Ann Lee"] * 3  # in 1 of 3 articles the full name is at hand
    rare = merge_articles(("", ["Ann Lee", "Lee"]), ("", ["Lee"]), ("", ["Lee"]), ("", ["Lee"]))
    assert [article["Lee"] for article in rare] == ["Ann Lee", "Lee", "Lee", "Lee"]


def test_an_initial_that_fits_no_one_is_another_person() -> None:
    assert merge("Ann Lee", "B. Lee") == {"Ann Lee": "Ann Lee", "B. Lee": "B. Lee"}


def test_an_initial_is_found_in_another_spelling() -> None:
    names = ("Sadyr Japarov", "S. Zhaparov", "Zhaparov", "President Japarov", "Akylbek Japarov")
    merged = merge(*names)
    assert merged["S. Zhaparov"] == "Sadyr Japarov"
    assert merged["Zhaparov"] == "Zhaparov" and merged["Akylbek Japarov"] == "Akylbek Japarov"
    assert set(merge(*names[:-1]).values()) == {"Sadyr Japarov"}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Vincent van Gogh", "van Gogh"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Willem Van Daal", "Van Daal"),
        ("Ahmad al-Rashid", "al-Rashid"),
        ("J. R. R. Tolkien", "Tolkien"),
        ("Ann Mary Lee", "Mary Lee"),
    ],
)
def test_a_surname_keeps_its_particle(full: str, short: str) -> None:
    assert set(merge(full, short).values()) == {full}


def test_two_middle_names_leave_the_name_without_one_open() -> None:
    merged = merge("George A. Lind", "George B. Lind", "George Lind")
    assert merged == {name: name for name in merged}


# --- several people of one surname ----------------------------------------------------------------------------------


def merge_titled(*names: tuple[str, str], far: tuple[str, ...] = ()) -> list[str]:
    """The actor of each (title, name) of an article, in text order; `far` are names of another of its event."""
    rows = [("a", "e", name, "person", title, 1, at, at) for at, (title, name) in enumerate(names)]
    rows += [("b", "e", name, "person", "", 1, at, at) for at, name in enumerate(far)]
    merged = merge_mentions(pl.DataFrame(rows, schema=COUNTED, orient="row")).filter(doc="a")
    actors = {(title, name): actor for title, name, actor in merged.select("title", "name", "actor").iter_rows()}
    return [actors[one] for one in names]


def test_a_surname_is_of_the_only_one_named_in_full_before_it() -> None:
    assert merge_titled(("", "Maria Lee"), ("", "Lee"), ("", "Thomas Lee"))[1] == "Maria Lee"
    assert merge_titled(("", "Maria Lee"), ("", "Thomas Lee"), ("", "Lee"))[2] == "Lee"
    assert merge_titled(("", "Lee"), ("", "Maria Lee"), ("", "Thomas Lee"))[0] == "Lee"


@pytest.mark.parametrize(("title", "actor"), [("mrs", "Maria Lee"), ("mr", "Thomas Lee"), ("dr", "Lee")])
def test_a_title_of_women_or_men_tells_two_of_one_surname_apart(title: str, actor: str) -> None:
    assert merge_titled(("", "Maria Lee"), ("", "Thomas Lee"), (title, "Lee"))[2] == actor


def test_a_title_that_one_of_them_has_tells_them_apart() -> None:
    names = (("mayor", "Maria Lee"), ("", "Anna Lee"), ("mayor", "Lee"), ("judge", "Lee"))
    assert merge_titled(*names)[2:] == [
        "Maria Lee",
        "Maria Lee",
    ]  # the judge follows the mayor, nothing tells against it
    assert merge_titled(*names[:2], names[3])[2] == "Lee"


def test_a_title_of_women_is_of_no_man() -> None:
    assert merge_titled(("", "Thomas Lee"), ("mrs", "Lee"), ("", "Lee")) == ["Thomas Lee", "Lee", "Thomas Lee"]
    assert merge_titled(("", "Thomas Lee"), ("mrs", "Lee"), far=("Maria Lee",))[1] == "Maria Lee"


def test_a_title_that_someone_else_is_known_by_is_of_no_other() -> None:
    assert merge_titled(("", "Maria Lee"), ("mayor", "Lee"), far=("Mayor Anna Lee",))[1] == "Mayor Anna Lee"
    assert merge_titled(("", "Maria Lee"), ("", "Lee"), far=("Mayor Anna Lee",))[1] == "Maria Lee"


def test_a_given_name_of_the_article_is_nearer_than_a_surname_of_the_event() -> None:
    assert merge_titled(("", "Thomas Hill"), ("", "Thomas"), far=("Maria Thomas",))[1] == "Thomas Hill"
    assert merge_titled(("", "Anna Hill"), ("", "Thomas"), far=("Maria Thomas",))[1] == "Maria Thomas"


def test_a_bearer_of_an_alias_is_a_bearer_too() -> None:
    rows = [("a", None, "Lee", "person", "", 1, 0, 0), ("a", None, "Maria Lee", "person", "", 1, 5, 5)]
    rows += [("b", None, "Thomas Lee", "person", "", 3, 0, 9)]
    merged = merge_mentions(
        pl.DataFrame(rows, schema=COUNTED, orient="row"), aliases={"maria lee": Alias("M. Lee-Hill", "")}
    )
    assert merged["actor"].to_list() == ["Lee", "M. Lee-Hill", "Thomas Lee"]


def test_a_surname_without_title_follows_the_one_with_a_title() -> None:
    names = (("", "Maria Lee"), ("", "Thomas Lee"), ("mrs", "Lee"), ("", "Lee"))
    assert merge_titled(*names)[3] == "Maria Lee"
    assert merge_titled(*names, ("mr", "Lee"))[2:] == ["Maria Lee", "Lee", "Thomas Lee"]


@pytest.mark.parametrize("several", ["Maria and Thomas Lee", "Maria & Thomas Lee", "Thomas or Maria Lee"])
def test_two_people_by_one_name_join_neither(several: str) -> None:
    names = ("Maria Lee", "Thomas Lee", several)
    assert merge(*names) == {name: name for name in names}


def test_two_surnames_with_a_hyphen_are_no_full_name() -> None:
    assert merge("Maria Lee", "Hill-Lee", "Lee")["Lee"] == "Maria Lee"
    assert merge("Maria Hill-Lee", "Hill-Lee")["Hill-Lee"] == "Maria Hill-Lee"


@pytest.mark.parametrize(
    "names",
    [
        ("William Lind", "Bill Lind", "Lind"),
        ("Robert A. Lind", "Bob Lind", "Robert Lind", "Lind"),
        ("Elizabeth Lind", "Liz Lind"),
    ],
)
def test_a_given_name_for_short_is_the_given_name(names: tuple[str, ...]) -> None:
    assert len(set(merge(*names).values())) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("William Lind", "Bob Lind"),
        ("Alexander Lind", "Alexandra Lind", "Alex Lind"),
        ("Bill Lind", "Billy Hill"),
    ],
)
def test_other_given_names_are_other_people(names: tuple[str, ...]) -> None:
    assert merge(*names) == {name: name for name in names}


# --- organisations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("State Committee for National Harbours", "SCNH"),
        ("State Committee for National Harbours", "SCFNH"),
        ("Norwegian State Harbour Committee", "SHC"),
        ("State Committee for National Harbours", "S.C.N.H."),
        ("Swedish State Harbour Committee", "State Harbour Committee"),
        ("Ministry of Bridges of Norway", "Ministry of Bridges"),
        ("State Harbour Committee", "Committee"),
    ],
)
def test_a_short_form_of_a_body_is_the_body(full: str, short: str) -> None:
    assert set(merge(full, short, kind="organisation").values()) == {full}


@pytest.mark.parametrize(
    "names",
    [
        ("White House", "House"),
        ("Harbour News", "News"),
        ("Alliance of Bridge Builders", "Bridge Builders"),
        ("CBP", "CBPP"),
        ("EEOC", "IOC"),
        ("State Harbour Committee", "Bridge Committee", "Committee"),
    ],
)
def test_what_only_ends_alike_is_another_body(names: tuple[str, ...]) -> None:
    assert merge(*names, kind="organisation") == {name: name for name in names}


def test_no_body_is_short_for_a_person() -> None:
    merged = merge_names([("Amanda House", "person"), ("House", "organisation"), ("AH", "organisation")])
    assert {name: actor for (name, _), (actor, _) in merged.items()} == {
        "Amanda House": "Amanda House", "House": "House", "AH": "AH",
    }  # fmt: skip


def test_a_short_form_that_mostly_stands_alone_is_a_name_by_itself() -> None:
    merged = merge_articles(("", ["Bergen Tram Company", "Tram Company"]), ("", ["Tram Company"]), kind="organisation")
    assert [article["Tram Company"] for article in merged] == ["Tram Company"] * 2


STATES = [
    ("United States", "US", "U.S", "USA", "America", "States"),
    ("United Kingdom", "Britain", "UK", "Great Britain"),
    ("European Union", "EU"),
]


@pytest.mark.parametrize("names", STATES)
def test_a_state_has_one_name(names: tuple[str, ...]) -> None:
    assert set(merge(*names, kind="place").values()) == {names[0]}


def test_a_body_of_a_state_has_one_name_too() -> None:
    merged = merge("U.S. Mint", "US Mint", "United States Mint", kind="organisation")
    assert len(set(merged.values())) == 1


# --- aliases --------------------------------------------------------------------------------------------------------


def test_an_alias_overrides_all_rules() -> None:
    aliases = {"lee": Alias("Tom Lee", ""), "harbour king": Alias("Ann Lee", "")}
    (merged,) = merge_articles(("", ["Ann Lee", "Lee", "Harbour King", "A. Lee"]), aliases=aliases)
    assert merged == {"Ann Lee": "Ann Lee", "Lee": "Tom Lee", "Harbour King": "Ann Lee", "A. Lee": "Ann Lee"}


def test_a_name_that_is_its_own_alias_is_kept_apart() -> None:
    assert set(merge("Sofia Nordin", "Sophia Nordin").values()) == {"Sofia Nordin"}
    aliases = {"sophia nordin": Alias("Sophia Nordin", "")}
    (merged,) = merge_articles(("", ["Sofia Nordin", "Sophia Nordin"]), aliases=aliases)
    assert merged == {"Sofia Nordin": "Sofia Nordin", "Sophia Nordin": "Sophia Nordin"}


def test_the_actor_of_an_alias_brings_its_spellings_along() -> None:
    (merged,) = merge_articles(
        ("", ["Sofia Nordin", "Sophia Nordin", "Sonja"]), aliases={"sonja": Alias("Sophia Nordin", "")}
    )
    assert set(merged.values()) == {"Sophia Nordin"}


def test_an_alias_of_no_name_changes_nothing() -> None:
    assert merge_articles(("", ["Ann Lee", "Lee"]), aliases={"nobody": Alias("No One", "")}) == [
        {"Ann Lee": "Ann Lee", "Lee": "Ann Lee"}
    ]


# --- the table ------------------------------------------------------------------------------------------------------


def test_each_merge_has_its_rule_and_its_score() -> None:
    rows = [("a", None, name, "person", "", 1, 0, 0) for name in ("ANN LEE", "A. Lee", "Lee", "Dame Lee", "Ann B. Lee")]
    rows += [("a", None, "Ann Lee", "person", "", 2, 0, 0)]
    rows += [
        ("a", None, name, "organisation", "", 1, 0, 0)
        for name in ("State Harbour Committee", "SHC", "Harbour Committee")
    ]
    merged = merge_mentions(
        pl.DataFrame([*rows, ("a", None, "US", "place", "", 1, 0, 0)], schema=COUNTED, orient="row")
    )
    assert dict(merged.schema) == MERGED
    found = {name: (rule, score) for name, rule, score in merged.select("name", "rule", "score").iter_rows()}
    assert {name: rule for name, (rule, _) in found.items()} == {
        "Ann Lee": "", "ANN LEE": "same letters", "A. Lee": "initial", "Lee": "surname", "Dame Lee": "title",
        "Ann B. Lee": "initial", "State Harbour Committee": "", "SHC": "acronym", "Harbour Committee": "short form",
        "US": "equal name",
    }  # fmt: skip
    # "le" and "an le": all 2 letters of the one in order among the 5 of the other, 2 * 2 / (2 + 5). An acronym: all 3 of 3.
    assert found["Lee"][1] == pytest.approx(4 / 7, abs=5e-4)
    assert found["SHC"][1] == found["ANN LEE"][1] == 1


def test_nothing_is_merged_into_nothing() -> None:
    assert merge_mentions(pl.DataFrame(schema=COUNTED)).is_empty()


NAMES = st.lists(
    st.sampled_from("Ann Lee|Lee|Tom Lee|A. Lee|Hill|T. Hill|Tom Hill Jr.|Mayor Lee|Ann B. Lee".split("|")), max_size=12
)


@given(NAMES)
def test_the_order_of_mentions_changes_no_actor(names: list[str]) -> None:
    pairs = [(name, "person") for name in names]
    merged = merge_names(pairs)
    assert merge_names(pairs[::-1]) == merged
    assert {actor for actor, _ in merged.values()} <= set(names)


def test_many_people_of_one_corpus_take_linear_time() -> None:
    def measure(size: int) -> float:
        names = [(f"Given{number} Family{number % 500}", "person") for number in range(size)]
        began = time.process_time()
        assert len(set(merge_names(names).values())) == size
        return time.process_time() - began

    measure(500)
    assert measure(8_000) < 16 * max(measure(2_000), 0.02)
