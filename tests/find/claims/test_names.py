"""Names on invented sentences: places with what they lie in, people, roles, employers, articles of law."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.claims import VALUES, find_names
from tests.conftest import as_documents
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
    # a name that no actor is known by, and one taken for a person or a body, where a place stands
    "The ship sank near Dunmore.": ["Dunmore | "],
    "The children camped at Dunmore.": ["Dunmore | "],
    "A parcel arrived in Sankt Dunmore.": ["Sankt Dunmore | "],
    "Hail fell on Dunmore.": ["Dunmore | "],
    "The bus was towed to the port of Dun-Alla.": ["Dun-Alla | "],
    "The tourists slept at Berg.": ["Berg | "],
    "A boat burned in the Talas shipyard.": ["Talas shipyard | "],
    "A kite fell in the gardens of Talas.": ["Talas | "],
    "A kite fell in the northern half of the town.": ["northern half of the town | "],
    # no place where something is
    "The critics laughed at Dunmore.": [],
    "The mayor replied to Dunmore.": [],
    "The weather is similar to Osh.": [],
    "Osh closed its harbour.": [],
    "The mayor of Osh slept.": [],
    # a case at law, and a news site, which is no place
    "The ruling in Dunmore v. Hollis closed the mill.": [],
    "Ann Lee is an editor at the Coast Watch site.": [],
    "They found a friend in mayor Jon Berg.": [],
    "A kite landed at Dunmore's, and no one saw it.": ["Dunmore | "],
    "They met a spy in the U.K. Berg last week repeated that it rained.": [],  # a sentence may end before the name
}
PEOPLE = {
    "The guards held four sailors.": ["guard", "sailor"],
    "A shepherd was shot by gunmen.": ["shepherd", "gunman"],
    "The council elected Ann Lee.": ["Ann Lee"],
    "A pilot, Ann Lee, found the boat.": ["Ann Lee"],
    "The arrest of sailors surprised many.": ["sailor"],
    "Lee left, and Ann Lee came back.": ["Ann Lee", "Ann Lee"],
    "A beachcomber found the bottle.": ["beachcomber"],
    "A boatman pulled two glaciologists out.": ["boatman", "glaciologist"],
    "A pianist, Mira Holt, tuned the piano.": ["Mira Holt"],  # known by none, but told to be a person by the noun
    "A freighter passed the tower.": [],  # things with the ending of people
    "The officer said that it rained.": [],  # who says is told by the quotation
    "Two others were held.": [],  # says nothing of who
    # neither storms nor parties nor cases at law
    "Hurricane Lee hit the coast.": [],
    "The Lee party won the vote.": [],
    "Sailors stormed out after Lee v. Berg.": ["sailor"],
}
ROLES = {
    "Ann Lee, the chief engineer, closed the bridge.": ["chief engineer | "],
    "Ann Lee resigned as treasurer.": ["treasurer | "],
    "A pilot, Ann Lee, found the boat.": ["pilot | "],
    "Ann Lee, an employee of the Harbour House, found the case.": ["employee | Harbour House"],
    "Ann Lee, who heads the harbour office, closed the bridge.": ["head | "],
    # nouns that are on no list, by their ending; before the name, in its first word, or said of it
    "Ann Lee, a cloud archivist, found the map.": ["cloud archivist | "],
    "The canoe instructor Ann Lee landed.": ["canoe instructor | "],
    "Ann Lee is a village saddler.": ["village saddler | "],
    "The icebreaker Ann Lee left.": [],
    # what somebody does
    "Ann Lee, who speaks for the weavers, left.": ["spokesperson | weaver"],
    "Ann Lee, who is in charge of the archive, left.": ["head | archive"],
    "Ann Lee, who chaired the guild, left.": ["chairman | "],
    "Ann Lee, who led the race, left.": [],
    "A choir led by Ann Lee sang.": ["leader | choir"],
    # taken up or left
    "The guild voted Ann Lee in as its treasurer.": ["treasurer | "],
    "Ann Lee gave up her post as a gardener.": ["gardener | "],
    "Ann Lee gave up the post of librarian.": ["librarian | "],
    "The choir lost its conductor: Ann Lee resigned.": ["conductor | "],
    "The choir lost its conductor, and the rain stopped.": [],
    "Ann Lee, who does not head the harbour office, closed the bridge.": [],
    "Mr Jon Berg slept.": [],
    "Ann Lee is not the mayor.": [],
    # all the words of a post, and the words that some are short for
    "Ann Lee, the front-runner, slept.": ["front-runner | "],
    "Chief Executive Ann Lee closed the bridge.": ["chief executive | "],
    "Lt. Gov. Ann Lee closed the bridge.": ["lieutenant governor | "],
    "Former Sen. Ann Lee closed the bridge.": ["former senator | "],
    "Ann Lee, the former editor-in-chief, slept.": ["former editor-in-chief | "],
    "Ann Lee served as chief of staff.": ["chief of staff | "],
    "Ann Lee, a deputy Coast Watch director, slept.": ["deputy director | Coast Watch"],
    "Ann Lee, a 40-year-old baker, slept.": ["baker | "],
    # told of somebody else, or of no body
    "They told the judge Ann Lee was a diver.": ["diver | "],
    "After they voted for Ann Lee, the President, the choir and the guild slept.": [],
    "The Coast Watch, which runs the harbour, called Ann Lee.": [],
    "Critics led by Ann Lee slept.": [],
    "Jon Berg slept beside Ann Lee, clerk Tom Ray and a dog.": ["clerk | "],
    # what somebody is only called
    "Fellow engineer Ann Lee slept.": ["engineer | "],
    "Ann Lee, a senior fellow at the archive, slept.": ["senior fellow | archive"],
    "Jon Berg called Ann Lee a hero and a pilot.": [],
    # verbs, a time, oneself
    "Jon Berg helped engineer Ann Lee's return.": [],
    "It was Ann Lee who spoke for eight hours.": [],
    "Ann Lee, who has conducted herself well, slept.": [],
}
EMPLOYERS = {
    "Ann Lee, an employee of the Harbour House, found the case.": ["Harbour House | "],
    "Ann Lee works at the Harbour House in Osh, a branch of the Port Agency.": ["Harbour House | Port Agency"],
    "Jon Berg, employed by the Coast Watch, closed the valve.": ["Coast Watch | "],
    "Jon Berg of the Coast Watch closed the valve.": ["Coast Watch | "],
    "Ann Lee works for the county's harbour office.": ["county's harbour office | "],
    "An employee of the Port Agency found the case.": ["Port Agency | "],
    "Ann Lee, spokeswoman for Coast Watch, closed the bridge.": ["Coast Watch | "],
    "Ann Lee of the county's weather bureau slept.": ["county's weather bureau | "],
    "Ann Lee, a diver with the Coast Watch, slept.": ["Coast Watch | "],
    "Ann Lee spent six years with the shipbuilder Tarn.": ["Tarn | "],
    "Ann Lee comes from the shipbuilder Tarn.": ["Tarn | "],
    "Ann Lee left the shipbuilder Tarn.": ["Tarn | "],
    "Ann Lee, who gives lessons at a village school, slept.": ["village school | "],
    "Ann Lee, who is with the Coast Watch, slept.": ["Coast Watch | "],
    "Ann Lee, whose employer is the Coast Watch, slept.": ["Coast Watch | "],
    "Ann Lee, a pilot on the staff of the Coast Watch, slept.": ["Coast Watch | "],
    "Two researchers from the Coast Watch slept.": ["Coast Watch | "],
    "The Coast Watch sent two of its engineers to Osh.": ["Coast Watch | "],
    "The Coast Watch called the Port Agency and its engineers.": [],  # of which of the two
    "Ann Lee works with the Coast Watch.": [],  # a partner may
    "Ann Lee votes for the Coast Watch.": [],
    "Ann Lee came from the Coast Watch.": [],
    "Ann Lee, a member of the Coast Watch, slept.": [],
    "Ann Lee does not work for the Port Agency.": [],
    "The Port Agency closed the bridge.": [],
    # words of a post, and nouns that do not say which body
    "Press Secretary Ann Lee slept.": [],
    "Ann Lee, a police reporter, slept.": [],
    "Ann Lee, the campaign manager, slept.": [],
    "Ann Lee, a health department official, slept.": ["health department | "],
    "The Port Agency slept. Ann Lee, a diver at the agency that owns the boat, slept.": ["agency | "],
    "The council removed Ann Lee from office.": [],
    "The Port Agency slept. Ann Lee, the agency's director, slept.": [],
    "The Port Agency slept. Ann Lee, a diver at the agency, slept.": [],
    "Ann Lee, a diver at the agency, slept.": ["agency | "],
    "Ann Lee, a candidate for the Port Agency, slept.": [],
    # what a secretary or minister is for, and a name that is a common noun
    "Harbour Secretary Ann Lee slept.": [],
    "Ann Lee, the Coast Watch secretary, slept.": ["Coast Watch | "],
    "Department spokesman Tom Ray slept.": [],
}
LAWS = {
    "The suit rests on Article 31 of the Water Act.": ["article 31 | Water Act"],
    "The suit rests on Articles 31 and 32 of the Water Act.": ["article 31 | Water Act", "article 32 | Water Act"],
    "He was fined under Section 12(a) of the Harbour Code.": ["section 12(a) | Harbour Code"],
    "He was fined under section 12 of the Harbour Code.": ["section 12 | Harbour Code"],
    "He was fined under section 12 of the noise bylaw.": ["section 12 | "],
    "He was fined under Art. 7.": ["article 7 | "],
    "He sat in section 12.": [],
}


@pytest.fixture(scope="module")
def named() -> dict[str, pl.DataFrame]:
    """What is found in each sentence, all read at once: each is a text of its own, of which no other knows."""
    sentences = list(dict.fromkeys((*PLACES, *PEOPLE, *ROLES, *EMPLOYERS, *LAWS)))
    docs = as_documents(*sentences)["doc"]
    found = names_in(*sentences)
    return {sentence: found.filter(doc=doc) for doc, sentence in zip(docs, sentences, strict=True)}


@pytest.mark.parametrize("sentence", PLACES)
def test_places_with_what_they_lie_in(named: dict[str, pl.DataFrame], sentence: str) -> None:
    assert tell(named[sentence], "place", "value", "unit") == PLACES[sentence]


@pytest.mark.parametrize("sentence", PEOPLE)
def test_people_who_fill_a_slot(named: dict[str, pl.DataFrame], sentence: str) -> None:
    assert tell(named[sentence], "person", "value") == PEOPLE[sentence]


@pytest.mark.parametrize("sentence", ROLES)
def test_roles_of_people(named: dict[str, pl.DataFrame], sentence: str) -> None:
    assert tell(named[sentence], "role", "value", "unit") == ROLES[sentence]


@pytest.mark.parametrize("sentence", EMPLOYERS)
def test_employers(named: dict[str, pl.DataFrame], sentence: str) -> None:
    assert tell(named[sentence], "employer", "value", "unit") == EMPLOYERS[sentence]


@pytest.mark.parametrize("sentence", LAWS)
def test_articles_of_law(named: dict[str, pl.DataFrame], sentence: str) -> None:
    assert tell(named[sentence], "law", "value", "unit") == LAWS[sentence]


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
