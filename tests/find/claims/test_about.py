"""What values are about, on invented sentences: the act, who does it to whom, the slot, how surely and by whom it is said."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.claims import CLAIMS
from tests.conftest import as_documents
from tests.find.claims.scenes import claims_in, tell

ARREST = "On April 17, the Coast Watch arrested four sailors in Osh."
# Sentence: each value of these kinds as "value | act | agent | patient | slot | of".
TOLD = {
    ARREST: {
        "date": ["2025-04-17 | detain | Coast Watch | sailor | when | "],
        "count": ["4 | detain | Coast Watch | sailor | patient | sailor"],
        "place": ["Osh | detain | Coast Watch | sailor | where | "],
    },
    "An employee of the mill and two others were detained on April 19.": {
        "date": ["2025-04-19 | detain |  | employee; person | when | "],
        "count": ["2 | detain |  | employee; person | patient | other"],
    },
    # a noun, an adjective, an empty verb tell the act
    "The arrest of four sailors by the police on Monday was sudden.": {
        "weekday": ["monday | detain | police | sailor | when | "],
        "count": ["4 | detain | police | sailor | patient | sailor"],
    },
    "The raid came on Monday.": {"weekday": ["monday | raid |  |  | when | "]},
    "Forty sailors are dead.": {"count": ["40 | kill |  | sailor | patient | sailor"]},
    "The storm left 40 sailors dead.": {"count": ["40 | kill |  | sailor | patient | sailor"]},
    "Four sailors are known to have died on Monday.": {
        "count": ["4 | kill |  | sailor | patient | sailor"],
        "weekday": ["monday | kill |  | sailor | when | "],
    },
    # house arrest and a cell are other acts than an arrest
    "Four sailors were placed under house arrest.": {
        "count": ["4 | place under arrest |  | sailor | patient | sailor"]
    },
    "The council will keep the sailors in detention until June 17.": {
        "date": ["2025-06-17 | keep in custody | council | sailor | until | "]
    },
    # what hangs on a noun
    "The bank announced a package worth 12 million euros.": {
        "money": ["EUR 12000000 | announce | bank | package | of | package"]
    },
    "The wall is 9 metres high and 20 metres long.": {
        "unit": ["9 m | be | wall |  | of | high", "20 m | be | wall |  | of | long"]
    },
    "A driver from Osh was fined.": {"place": ["Osh | fine |  | driver | of | driver"]},
    "The ferry sailed from Osh to Talas.": {
        "place": ["Osh | travel | ferry |  | from | ", "Talas | travel | ferry |  | to | "]
    },
    "Ann Lee, 44, sold the boat.": {"age": ["44 | sell | Ann Lee | boat | how old | Ann Lee"]},
    "The keeper, Ann Lee, sold nine boats.": {"count": ["9 | sell | Ann Lee | boat | patient | boat"]},
    # people, what they are and for whom they work
    "Ann Lee sold the boat.": {"person": ["Ann Lee | sell | Ann Lee | boat | agent | "]},
    "Ann Lee, the chief engineer of the Port Agency, left.": {
        "role": ["chief engineer | be | Ann Lee |  | role | "],
        "employer": ["Port Agency | work | Ann Lee |  | employer | "],
    },
    "An employee of the Port Agency left.": {"employer": ["Port Agency | work | employee |  | employer | "]},
    # no act
    "The harbour (9 metres)": {"unit": ["9 m |  |  |  | of | harbour"]},
}
_COLUMNS = ("value", "act", "agent", "patient", "slot", "of")


@pytest.fixture(scope="module")
def claimed() -> dict[str, pl.DataFrame]:
    """What is claimed in each sentence, all read at once, each a text of its own."""
    found = claims_in(*TOLD, date="2025-05-01")
    docs = as_documents(*TOLD)["doc"]
    return {sentence: found.filter(doc=doc) for doc, sentence in zip(docs, TOLD, strict=True)}


@pytest.mark.parametrize("sentence", TOLD)
def test_what_values_are_about(claimed: dict[str, pl.DataFrame], sentence: str) -> None:
    found = claimed[sentence]
    assert {kind: tell(found, kind, *_COLUMNS) for kind in TOLD[sentence]} == TOLD[sentence]


def test_values_of_one_act_share_its_verb() -> None:
    found = claims_in(f"{ARREST} On April 19 the boats sank.", date="2025-05-01")
    assert found.filter(sentence=0)["verb_start"].unique().to_list() == [ARREST.index("arrested")]
    assert found.filter(sentence=1)["verb"].unique().to_list() == ["sink"]


@pytest.mark.parametrize(
    ("sentence", "denied", "possible"),
    [
        ("The council sold nine boats.", False, False),
        ("The council did not sell nine boats.", True, False),
        ("The council could sell nine boats.", False, True),
        ("If the council sells nine boats, it rains.", False, True),
        ("Nine boats are said to have been sold.", False, False),
    ],
)
def test_what_is_denied_or_only_possible(sentence: str, denied: bool, possible: bool) -> None:
    found = claims_in(sentence).filter(kind="count")
    assert found.select("denied", "possible").rows() == [(denied, possible)]


@pytest.mark.parametrize(
    ("sentence", "cue_class", "source"),
    [
        ("Four boats sank.", "", ""),
        ("The police said that four boats sank.", "neutral", "The police"),
        ("“Four boats sank,” said Ann Lee.", "neutral", "Ann Lee"),
        ("Ann Lee said the police claimed that four boats sank.", "distancing", "the police"),
        ("The police claimed that it rained. Four boats sank.", "", ""),
    ],
)
def test_who_says_so(sentence: str, cue_class: str, source: str) -> None:
    found = claims_in(sentence).filter(kind="count")
    assert found.select("cue_class", "source").rows() == [(cue_class, source)]


def test_a_value_that_another_replaces_is_denied() -> None:
    found = claims_in("The fair opened on 3 May 2024 instead of 1 May 2024.").filter(kind="date")
    assert found.select("value", "denied").rows() == [("2024-05-03", False), ("2024-05-01", True)]


def test_the_sentence_of_each_value() -> None:
    found = claims_in("It rained. Four boats sank.")
    assert dict(found.schema) == CLAIMS
    assert found.select("sentence", "sentence_start", "sentence_end", "sentence_text").rows() == [
        (1, 11, 27, "Four boats sank.")
    ]


def test_a_table_of_numbers_is_about_nothing() -> None:
    found = claims_in("Bergen: 12 boats\nOslo: 15 boats")
    assert found.select(pl.col("act", "verb", "agent", "patient").unique()).rows() == [("", "", "", "")]
    assert found["verb_start"].null_count() == found.height == 2
