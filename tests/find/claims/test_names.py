"""Names on invented sentences: places with what they lie in, people, roles, employers, articles of law."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.claims import VALUES, find_names
from tests.find.claims.scenes import names_in, set_scene, tell

# Sentence: its places as "value | what it lies in".
PLACES = {
    "Two boats burned in Osh.": ["Osh | "],
    "Two boats burned in the city of Osh.": ["Osh | "],
    "Two boats burned in the Osh region.": ["Osh region | "],
    "Two boats burned in the region of Osh.": ["Osh region | "],
    "Two boats burned in the Dun-Alla region.": ["Dun-Alla region | "],
    "Two boats burned in a suburb of Osh.": ["suburb of Osh | Osh"],
    "Two boats burned in Talas, Freedonia.": ["Talas | Freedonia"],
    "Two boats burned in Talas, in the Merrow region.": ["Talas | Merrow region"],
    "A boat sank off Merrow, a Norwegian town.": ["Merrow | Norway"],
    "A boat sailed from Osh to Talas.": ["Osh | ", "Talas | "],
    "Boats burned in Osh, Talas and Merrow.": ["Osh | ", "Talas | ", "Merrow | "],
    # what another text or sentence says that a place lies in is known here, too; but not what another text says
    "A boat burned in Osh. Osh is old. A boat sank in Osh, Freedonia.": ["Osh | Freedonia", "Osh | Freedonia"],
    # no place where something is
    "Osh closed its harbour.": [],
    "The mayor of Osh slept.": [],
}
PEOPLE = {
    "The guards held four sailors.": ["guard", "sailor"],
    "A shepherd was shot by gunmen.": ["shepherd", "gunman"],
    "The council elected Ann Lee.": ["Ann Lee"],
    "A pilot, Ann Lee, found the boat.": ["Ann Lee"],
    "The arrest of sailors surprised many.": ["sailor"],
    "Lee left, and Ann Lee came back.": ["Ann Lee", "Ann Lee"],
    "The officer said that it rained.": [],  # who says is told by the quotation
    "Two others were held.": [],  # says nothing of who
}
ROLES = {
    "Ann Lee, the chief engineer, closed the bridge.": ["chief engineer | "],
    "Ann Lee resigned as treasurer.": ["treasurer | "],
    "A pilot, Ann Lee, found the boat.": ["pilot | "],
    "Ann Lee, an employee of the Harbour House, found the case.": ["employee | Harbour House"],
    "Ann Lee, who heads the harbour office, closed the bridge.": ["head | "],
    "Ann Lee, who does not head the harbour office, closed the bridge.": [],
    "Mr Jon Berg slept.": [],
    "Ann Lee is not the mayor.": [],
}
EMPLOYERS = {
    "Ann Lee, an employee of the Harbour House, found the case.": ["Harbour House | "],
    "Ann Lee works at the Harbour House in Osh, a branch of the Port Agency.": ["Harbour House | Port Agency"],
    "Jon Berg, employed by the Coast Watch, closed the valve.": ["Coast Watch | "],
    "Jon Berg of the Coast Watch closed the valve.": ["Coast Watch | "],
    "Ann Lee works for the county's harbour office.": ["county's harbour office | "],
    "An employee of the Port Agency found the case.": ["Port Agency | "],
    "Ann Lee, spokeswoman for Coast Watch, closed the bridge.": ["Coast Watch | "],
    "Ann Lee, a member of the Coast Watch, slept.": [],
    "Ann Lee does not work for the Port Agency.": [],
    "The Port Agency closed the bridge.": [],
}
LAWS = {
    "The suit rests on Article 31 of the Water Act.": ["article 31 | Water Act"],
    "The suit rests on Articles 31 and 32 of the Water Act.": ["article 31 | Water Act", "article 32 | Water Act"],
    "He was fined under Section 12(a) of the Harbour Code.": ["section 12(a) | Harbour Code"],
    "He was fined under section 12 of the Harbour Code.": ["section 12 | Harbour Code"],
    "He was fined under Art. 7.": ["article 7 | "],
    "He sat in section 12.": [],
}


@pytest.mark.parametrize("sentence", PLACES)
def test_places_with_what_they_lie_in(sentence: str) -> None:
    assert tell(names_in(sentence), "place", "value", "unit") == PLACES[sentence]


@pytest.mark.parametrize("sentence", PEOPLE)
def test_people_who_fill_a_slot(sentence: str) -> None:
    assert tell(names_in(sentence), "person", "value") == PEOPLE[sentence]


@pytest.mark.parametrize("sentence", ROLES)
def test_roles_of_people(sentence: str) -> None:
    assert tell(names_in(sentence), "role", "value", "unit") == ROLES[sentence]


@pytest.mark.parametrize("sentence", EMPLOYERS)
def test_employers(sentence: str) -> None:
    assert tell(names_in(sentence), "employer", "value", "unit") == EMPLOYERS[sentence]


@pytest.mark.parametrize("sentence", LAWS)
def test_articles_of_law(sentence: str) -> None:
    assert tell(names_in(sentence), "law", "value", "unit") == LAWS[sentence]


def test_what_a_place_lies_in_is_known_only_in_its_own_text() -> None:
    found = names_in("A boat burned in Osh.", "A boat sank in Osh, Freedonia.")
    assert found.filter(kind="place")["unit"].to_list() == ["", "Freedonia"]


def test_values_are_spans_of_the_text_and_hang_on_a_word() -> None:
    text = "Ann Lee, an employee of the Harbour House, left the city of Osh."
    found = names_in(text)
    assert dict(found.schema) == VALUES
    assert all(text[start:end] == said for start, end, said in found.select("start", "end", "text").iter_rows())
    role = found.filter(kind="employer").row(0, named=True)
    assert text[role["head"] :].startswith("Lee,")
    assert found["bound"].unique().to_list() == ["exact"]


def test_nothing_named_gives_an_empty_table() -> None:
    for texts in ((), ("",), ("It rained.",)):
        documents, tokens, stands, _ = set_scene(*texts)
        assert find_names(documents, tokens, stands).equals(pl.DataFrame(schema=VALUES))
