from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.find.actors import MENTIONS, MERGES, find_actors, find_merges
from analysis.find.parsing import parse
from tests.conftest import as_documents
from tests.find.actors.conftest import NOTHING, as_corpus, name_all

ALIASES = pl.DataFrame(
    {"name": ["lee", "Red Board"], "actor": ["Tom Lee", "Board"], "type": [None, "people"]},
    schema={"name": pl.String, "actor": pl.String, "type": pl.String},
)


def test_mentions_have_offsets_a_name_a_type_and_an_actor() -> None:
    corpus = as_corpus("[PERSON Ann Lee] met [ORG the Red Board] in [GPE Genoa] . [PERSON Lee] left .")
    found = find_actors(*corpus, NOTHING)
    assert dict(found.schema) == MENTIONS
    assert found.rows() == [
        ("a", 0, 7, "Ann Lee", "person", "Ann Lee"),
        ("a", 12, 25, "Red Board", "organisation", "Red Board"),
        ("a", 29, 34, "Genoa", "place", "Genoa"),
        ("a", 37, 40, "Lee", "person", "Ann Lee"),
    ]


def test_merges_count_each_name_of_an_actor() -> None:
    corpus = as_corpus("[PERSON Ann Lee] met [PERSON Lee]", "[PERSON Lee] left . [PERSON Tom Lee] and [PERSON Lee]")
    table = find_merges(*corpus, NOTHING)
    assert dict(table.schema) == MERGES
    assert table.drop("score").rows() == [
        ("Ann Lee", "person", "Ann Lee", "", 1, 1),
        ("Lee", "person", "Ann Lee", "surname", 1, 1),
        ("Lee", "person", "Tom Lee", "surname", 2, 1),
        ("Tom Lee", "person", "Tom Lee", "", 1, 1),
    ]
    assert table["mentions"].sum() == find_actors(*corpus, NOTHING).height


def test_an_event_is_where_a_surname_is_looked_for_next() -> None:
    texts = ("[PERSON Ann Lee] left", "[PERSON Tom Lee] left", "[PERSON Lee] left")
    assert name_all(*texts, events=["x", "y", "y"])[-1] == ("Lee", "person", "Tom Lee")
    assert name_all(*texts)[-1] == ("Lee", "person", "Lee")


def test_a_surname_only_before_the_full_name_is_open_where_another_bears_it() -> None:
    texts = ["[PERSON Lee] left . [PERSON Ann Lee] came", "[PERSON Tom Lee] left"]
    assert name_all(*texts)[0] == ("Lee", "person", "Lee")
    assert name_all(texts[0])[0] == ("Lee", "person", "Ann Lee")
    assert name_all(texts[0] + " . [PERSON Lee] sat", texts[1])[0] == ("Lee", "person", "Ann Lee")


def test_a_surname_only_before_the_full_name_is_of_the_one_the_corpus_names_most() -> None:
    texts = ["[PERSON Lee] left . [PERSON Ann Lee] came", "[PERSON Tom Lee] left", "[PERSON Ann Lee] left"]
    assert name_all(*texts)[0] == ("Lee", "person", "Ann Lee")
    assert name_all(*texts, texts[1], texts[1])[0] == ("Lee", "person", "Lee")


@pytest.mark.parametrize("title", ["Mrs.", "mrs", "First Lady"])
def test_a_title_before_a_surname_is_read_with_it(title: str) -> None:
    text = f"[PERSON Maria Lee] met [PERSON Thomas Lee] and {title} [PERSON Lee] left"
    assert name_all(text)[2] == ("Lee", "person", "Maria Lee")


def test_a_vice_president_is_no_president() -> None:
    text = "President [PERSON Anna Lee] met Vice President [PERSON Maria Lee] . Vice President [PERSON Lee] left"
    assert name_all(text)[2] == ("Lee", "person", "Maria Lee")


def test_short_names_in_brackets_go_to_what_stands_before_them() -> None:
    assert name_all("the [ORG Harbour Aid Agency] ( [PERSON Havnehjelp] ) met", "[ORG Havnehjelp] met") == [
        ("Harbour Aid Agency", "organisation", "Harbour Aid Agency"),
        ("Havnehjelp", "organisation", "Harbour Aid Agency"),
        ("Havnehjelp", "organisation", "Harbour Aid Agency"),
    ]


def test_an_agency_in_brackets_behind_a_town_is_not_the_town() -> None:
    assert name_all("[GPE North Bergen] ( [ORG Harbour] ) - it rained")[1][2] == "Harbour"


def test_a_land_in_brackets_behind_a_body_is_not_the_body() -> None:
    assert name_all("the [ORG Harbour Aid Agency] ( [GPE Calif] ) met")[1][2] == "California"


def test_aliases_override() -> None:
    texts = ["[PERSON Ann Lee] met [PERSON Lee] and the [ORG Red Board]"]
    assert name_all(*texts, aliases=ALIASES) == [
        ("Ann Lee", "person", "Ann Lee"), ("Lee", "person", "Tom Lee"), ("Red Board", "people", "Board"),
    ]  # fmt: skip
    assert find_merges(*as_corpus(*texts), NOTHING, ALIASES).filter(rule="alias file")["name"].to_list() == [
        "Red Board",
        "Lee",
    ]


def test_only_a_name_that_is_listed_is_merged_by_the_alias_file() -> None:
    listed = ALIASES.with_columns(
        name=pl.Series(["annie", "tommy"]), actor=pl.lit("Ann Lee"), type=pl.lit(None, pl.String)
    )
    corpus = as_corpus("[PERSON Ann Lee] met [PERSON Annie] and [PERSON Lee]")
    table = find_merges(*corpus, NOTHING, listed)
    assert dict(table.select("name", "rule").rows()) == {"Ann Lee": "", "Annie": "alias file", "Lee": "surname"}


def test_a_capital_stands_for_the_state_only_where_that_is_asked_for() -> None:
    texts = ["[GPE Oslo] sold boats to [GPE Norway] . It rained in [GPE Oslo]", "[PERSON Kremlin] met"]
    assert {actor for _, _, actor in name_all(*texts)} == {"Oslo", "Norway", "Kremlin"}
    assert [actor for _, _, actor in name_all(*texts, metonyms="in")] == ["Norway", "Norway", "Oslo", "Kremlin"]


def test_nothing_is_found_in_nothing() -> None:
    for documents in (as_documents(), as_documents(""), as_documents("“”" * 500), as_documents("שלום עולם")):
        tokens = parse(documents)
        assert dict(find_actors(documents, tokens, NOTHING).schema) == MENTIONS
        assert dict(find_merges(documents, tokens, NOTHING).schema) == MERGES


def test_the_order_of_documents_changes_nothing() -> None:
    documents, tokens = as_corpus("[PERSON Ann Lee] and [ORG HAA]", "[PERSON A. Lee] at [ORG Harbour Aid Agency]")
    turned = tokens.sort("doc", descending=True, maintain_order=True)
    assert_frame_equal(find_actors(documents.reverse(), turned, NOTHING), find_actors(documents, tokens, NOTHING))
    assert_frame_equal(find_merges(documents.reverse(), turned, NOTHING), find_merges(documents, tokens, NOTHING))
