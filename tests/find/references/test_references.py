from __future__ import annotations

import time

import polars as pl
import pytest

from analysis.find.actors import MENTIONS
from analysis.find.lists import read_kinds, read_list
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.references import REFERENCES, STANDS, find_references, find_stands
from analysis.find.references.phrases import read_countries, words_of
from tests.conftest import as_documents

NO_TOKENS = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
KINDS = {"p": "person", "o": "organisation", "l": "place", "n": "people"}


def read(*texts: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Documents and mentions of texts in which a name is marked as [Name](kind) or [Name](kind: Actor)."""
    plain, rows = [], []
    for doc, text in zip("abcdef", texts, strict=False):
        out = ""
        for number, part in enumerate(text.split("[")):
            if number:
                name, rest = part.split("](", 1)
                told, part = rest.split(")", 1)
                kind, _, actor = told.partition(": ")
                rows.append((doc, len(out), len(out) + len(name), name, KINDS[kind], actor or name))
                out += name
            out += part
        plain.append(out)
    return as_documents(*plain), pl.DataFrame(rows, schema=MENTIONS, orient="row")


def resolve(*texts: str) -> list[tuple[str, str, str]]:
    """The references in marked texts: text, actor, rule."""
    documents, mentions = read(*texts)
    found = find_references(documents, parse(documents), mentions)
    assert dict(found.schema) == REFERENCES
    texts_of = dict(documents.iter_rows())
    for doc, start, end, head, text in found.select("doc", "start", "end", "head", "text").iter_rows():
        assert texts_of[doc][start:end] == text
        assert start <= head < end
    return found.select("text", "actor", "rule").rows()


# --- pronouns -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ann Lee](p) said she would sell her boat.", [("she", "Ann Lee"), ("her", "Ann Lee")]),
        ("Mr. [Moss](p) met Mrs. [Reed](p). She thanked him.", [("She", "Reed"), ("him", "Moss")]),
        ("[Tom Hill](p) painted the pier. Later he sold it.", [("he", "Tom Hill")]),
        ("[Tom Hill](p) painted himself.", [("himself", "Tom Hill")]),
        ("In his speech, [Tom Hill](p) praised the pier.", [("his", "Tom Hill")]),
        ("[Ann Lee](p), who lost her boat, sailed home.", [("her", "Ann Lee")]),
        ("The [Harbour Board](o) said it would close its pier.", [("it", "Harbour Board"), ("its", "Harbour Board")]),
        ("The [Freedonians](n) love their harbour.", [("their", "Freedonians")]),
    ],
)
def test_a_pronoun_stands_for_what_agrees_with_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert resolve(text) == [(word, actor, "pronoun") for word, actor in expected]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. [Genoa](l) was wet.",
        "It seems that the [Harbour Board](o) sleeps.",
        "[Ann Lee](p) sailed. He waved.",  # no man is named
        "[Tom Hill](p) met him.",
        "A sailor waved. He sang.",
        "[Tom Hill](p) left. A sailor came in. Then he sang.",  # the sailor is nearer
        "You and I met us and them.",
        "[Genoa](l) and [Osh](l) met. They agreed.",
    ],
)
def test_where_the_text_does_not_give_whom_there_is_no_row(text: str) -> None:
    assert resolve(text) == []


def test_the_subject_goes_before_the_object() -> None:
    assert resolve("[Tom Hill](p) met [Carl Moss](p) at the pier, and he waved.") == [("he", "Tom Hill", "pronoun")]


def test_a_pronoun_does_not_stand_for_the_object_of_its_own_verb_or_its_subject() -> None:
    assert resolve("[Tom Hill](p) sang. [Carl Moss](p) heard him.") == [("him", "Tom Hill", "pronoun")]


def test_a_title_before_a_name_goes_before_what_is_known_of_the_actor() -> None:
    text = "Mr. [Reed](p: Ann Reed) left. He waved."
    assert resolve(text) == [("He", "Ann Reed", "pronoun")]


def test_a_given_name_and_the_use_in_other_texts_tell_the_gender() -> None:
    assert resolve("[Xel Moss](p) said she sailed.", "[Xel Moss](p) rested. He sang.") == [
        ("she", "Xel Moss", "pronoun")
    ]


def test_he_in_a_quotation_is_not_who_says_it() -> None:
    text = "[Carl Moss](p) sang. “He is loud,” [Tom Hill](p) said."
    assert resolve(text) == [("He", "Carl Moss", "pronoun")]


def test_a_far_name_is_not_looked_for() -> None:
    between = "The pier is long. " * 4
    assert resolve(f"[Tom Hill](p) waved. {between}He sang.") == []


def test_the_antecedent_is_the_name_it_goes_back_to() -> None:
    documents, mentions = read("[Tom Hill](p) waved. He sang. He left.")
    found = find_references(documents, parse(documents), mentions)
    assert found.select("antecedent_start", "antecedent_end", "type", "form").unique().rows() == [
        (0, 8, "person", "pronoun")
    ]


# --- descriptions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Ann Lee](p), director of the museum, spoke. The director smiled.",
            [("director", "Ann Lee", "apposition"), ("The director", "Ann Lee", "role")],
        ),
        ("Director [Ann Lee](p) spoke. The director smiled.", [("The director", "Ann Lee", "role")]),
        ("[Ann Lee](p) is the mayor. The mayor smiled.", [("The mayor", "Ann Lee", "role")]),
        ("Sen. [Ann Lee](p) spoke. The senator smiled.", [("The senator", "Ann Lee", "role")]),
        ("The [Harbour Committee](o) met. The committee rested.", [("The committee", "Harbour Committee", "head word")]),
        (
            "The [Rusalka](o)'s office met. The office rested.",
            [("The Rusalka's office", "Rusalka", "office"), ("The office", "Rusalka", "role")],
        ),
        ("[Iceland](l) has fish. The country has sheep.", [("The country", "Iceland", "country")]),
        ("[Ann Lee](p) spoke. The 45-year-old smiled.", [("The 45-year-old", "Ann Lee", "age")]),
    ],
)  # fmt: skip
def test_a_description_stands_for_whom_the_text_gives_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert resolve(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The director smiled.",
        "A director smiled. [Ann Lee](p) waved.",
        "Director [Ann Lee](p) spoke. A director smiled. The director left.",  # the last one was another
        "Director [Ann Lee](p) and director [Tom Hill](p) spoke. The director smiled.",
        "Director [Ann Lee](p) spoke. The deputy director smiled.",
        "Deputy director [Ann Lee](p) spoke. The director smiled.",
        "Director [Ann Lee](p) spoke. The director of the zoo smiled.",
        "Director [Ann Lee](p) spoke. Her director smiled.",
        "Director [Ann Lee](p) spoke. The directors smiled.",
        "The [Harbour Committee](o) met. The finance committee rested.",
        "[Ann Lee](p) is not the mayor. The mayor smiled.",
        "[Ann Lee](p), president of the [Harbour Club](o), spoke. The president smiled.",
    ],
)
def test_a_description_that_may_be_of_another_stands_for_no_one(text: str) -> None:
    assert [row for row in resolve(text) if row[2] not in ("apposition", "pronoun")] == []


def test_of_two_the_only_one_near_is_meant() -> None:
    between = "The pier is long. " * 3
    text = f"Director [Ann Lee](p) spoke. {between}Director [Tom Hill](p) spoke. The director smiled."
    assert resolve(text) == [("The director", "Tom Hill", "role")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [Icelandic](n) government met.", [("The Icelandic government", "Iceland (government)")]),
        ("[Icelandic](n) authorities met.", [("Icelandic authorities", "Iceland (government)")]),
        ("The authorities of [Iceland](l) met.", [("The authorities of Iceland", "Iceland (government)")]),
        (
            "The [Icelandic](n) regime met. The government rested.",
            [("The Icelandic regime", "Iceland (government)"), ("The government", "Iceland (government)")],
        ),
        ("The government met.", []),
        ("[Icelandic](n) government officials met.", []),
        ("The [European](n) authorities met.", []),
        ("The [Icelandic](n) state government met.", []),
    ],
)  # fmt: skip
def test_a_government_is_an_actor_of_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert resolve(text) == [(*row, "government") for row in expected]


def test_a_ruler_is_whom_this_or_another_text_gives_the_role_of_that_country() -> None:
    given = "President of [Iceland](l) [Ann Lee](p) sailed."
    assert resolve(given, "The [Icelandic](n) leader waved.") == [
        ("The Icelandic leader", "Ann Lee", "country and role")
    ]
    assert resolve(given, "The [Icelandic](n) president waved.") == [
        ("The Icelandic president", "Ann Lee", "country and role")
    ]
    assert resolve(given, "[Iceland](l)'s president waved.") == [("Iceland's president", "Ann Lee", "country and role")]
    assert resolve(given, "The [Danish](n) president waved.") == []
    assert resolve(given, "The former [Icelandic](n) president waved.") == []
    assert resolve(given.replace("President", "Former president"), "The [Icelandic](n) leader waved.") == []


def test_a_ruler_of_another_text_has_no_antecedent() -> None:
    documents, mentions = read("President of [Iceland](l) [Ann Lee](p) sailed.", "The [Icelandic](n) leader waved.")
    found = find_references(documents, parse(documents), mentions)
    assert found.select("doc", "antecedent_start", "antecedent_end").rows() == [("b", None, None)]


# --- stands, lists, odd texts -------------------------------------------------------------------------------------


def test_stands_are_names_and_references_with_their_head_words() -> None:
    documents, mentions = read("The old [Board of Trade](o) said it met. [Ann Lee](p) left.")
    tokens = parse(documents)
    stands = find_stands(mentions, find_references(documents, tokens, mentions), tokens)
    assert dict(stands.schema) == STANDS
    assert stands.select("start", "head", "actor", "form").rows() == [
        (8, 8, "Board of Trade", "name"),
        (28, 28, "Board of Trade", "pronoun"),
        (36, 40, "Ann Lee", "name"),
    ]


def test_the_lists_are_whole() -> None:
    for name in ("roles", "demonyms", "given-names", "sources"):
        table = read_list(name)
        assert table["word"].str.to_lowercase().to_list() == table["word"].to_list()
        assert not table.select("word", "kind", "note").is_duplicated().any()
        assert table["kind"].str.len_chars().min() > 0
    assert len(read_kinds("given-names")) == read_list("given-names").height  # no name is both
    assert len(set(read_list("demonyms").filter(note="country")["kind"])) > 190
    assert read_countries()["swedish"] == "Sweden" == read_countries()["sweden"]
    assert "european" not in read_countries()
    assert {"minister", "king"} <= words_of("person", "man")


def test_no_text_and_no_name_have_no_references() -> None:
    none = pl.DataFrame(schema=MENTIONS)
    empty = as_documents()
    assert dict(find_references(empty, NO_TOKENS, none).schema) == REFERENCES
    assert dict(find_stands(none, pl.DataFrame(schema=REFERENCES), NO_TOKENS).schema) == STANDS
    for text in ("", "…", "He said she saw them at the office.", "هو قال إنها", "THE MINISTER SAID HE WOULD"):
        assert resolve(text) == []


def test_a_text_in_capitals_or_only_a_quotation_is_read() -> None:
    assert ("HE", "TOM HILL") in [row[:2] for row in resolve("[TOM HILL](p) WAVED. HE SANG.")]
    assert resolve("“[Tom Hill](p) waved. He sang.”")[-1] == ("He", "Tom Hill", "pronoun")


def test_many_names_and_pronouns_take_linear_time() -> None:
    sentences = [("[Tom Hill](p) waved and he sang. ") * size for size in (100, 400)]
    times = []
    for text in sentences:
        documents, mentions = read(text)
        tokens = parse(documents)
        began = time.perf_counter()
        assert find_references(documents, tokens, mentions).height == mentions.height
        times.append(time.perf_counter() - began)
    assert times[1] < 12 * times[0] + 0.2


def test_the_order_of_texts_changes_nothing_but_the_order() -> None:
    documents, mentions = read(
        "Director [Ann Lee](p) spoke. She left.", "President of [Iceland](l) [Tom Hill](p) sang. He left."
    )
    found = find_references(documents, parse(documents), mentions)
    turned = documents.reverse()
    assert find_references(turned, parse(turned), mentions).equals(found)
