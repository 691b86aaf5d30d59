from __future__ import annotations

import polars as pl
import pytest

from analysis.find.actors.kinds import settle_kinds
from analysis.find.actors.names import find_names
from tests.find.actors.conftest import NOTHING, as_corpus


def settle(*marked: str) -> dict[str, str]:
    """The type of each name in marked texts; names of no actor have none."""
    return settle_kinds(*find_names(*as_corpus(*marked), NOTHING))


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[PERSON Harbour Committee] met", "organisation"),
        ("[PERSON Radio Bergen] told it", "organisation"),
        ("[GPE United Harbour Service] met", "organisation"),
        ("[ORG Ministry of Bridges] met", "organisation"),
        ("[ORG Long Street] is closed", "place"),
        ("[ORG Lake Mjosa] froze", "place"),
        ("[PERSON House] and [PERSON Amanda House]", "organisation"),
        ("[PERSON Parliament] met", "organisation"),
        ("[PERSON LSA] is here", "organisation"),
        ("[NORP LSA] is here", "organisation"),
        ("[PERSON Harbour.org] told it", "organisation"),
        ("[NORP Tajikistan] sold boats", "place"),
        ("[ORG Karimbekov] left", "person"),
        ("[ORG Anna Lind] left", "person"),
        ("[PERSON Anna Hall] left", "person"),
        ("[GPE President] met", ""),
        ("[ORG Monday] was dry", ""),
        ("[ORG Clean Harbour Act] was read", ""),
        ("[ORG Protection of Piers Act] was read", ""),
        ("[PERSON COVID-19] came", ""),
        ("[ORG Islam] is old", ""),
        ("[ORG School of Law] met", "organisation"),
        ("[ORG Harbour Food Program] met", "organisation"),
    ],
)
def test_a_name_has_the_type_its_words_tell(marked: str, kind: str) -> None:
    name = marked[marked.index(" ") + 1 : marked.index("]")]
    assert settle(marked)[name] == kind


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        (["in [ORG Molde] it rained", "[ORG Molde] and rain"], "place"),
        (["the city of [PERSON Molde]", "[PERSON Molde] , [PERSON Molde]"], "place"),
        (["the [PERSON Molde] said so", "the [PERSON Molde] sold"], "organisation"),
        (["President [ORG Molde] left", "President [GPE Molde] left"], "person"),
        (["[ORG Molde] sold", "[ORG Molde] sold", "[GPE Molde] sold"], "organisation"),
        (["[PERSON Tom Molde] left . [ORG Molde] left"], "person"),
        (["[PERSON Tom Molde] left", *["[GPE Molde] is wet"] * 3], "place"),
    ],
)
def test_a_name_has_the_type_that_its_mentions_tell(marked: list[str], kind: str) -> None:
    assert settle(*marked)["Molde"] == kind


def test_a_short_name_in_brackets_behind_a_body_is_a_body() -> None:
    assert settle("the [ORG Harbour Aid Agency] ( [PERSON Havnehjelp] ) met")["Havnehjelp"] == "organisation"


def test_letters_for_common_words_are_no_actor() -> None:
    assert settle("a life saving appliance (LSA) . an [ORG LSA] floats")["LSA"] == ""


def test_letters_for_a_law_are_no_actor() -> None:
    assert settle("the [ORG Clean Harbour Act] ( [ORG CHA] ) . the [ORG CHA]")["CHA"] == ""


def test_no_name_has_no_type() -> None:
    assert settle("it rained") == {}
    assert settle_kinds(*find_names(*as_corpus(), pl.DataFrame(NOTHING))) == {}
