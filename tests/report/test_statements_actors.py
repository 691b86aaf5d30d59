"""Statements on what actors are called, who acts, who is evaluated and who is addressed: whole sentences from rows made by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from analysis.compare.agency import DELETION, POWERS
from analysis.compare.estimates import REST
from analysis.compare.evaluations import AIMED
from analysis.compare.events import SIZES
from analysis.compare.loads import LOADS
from analysis.compare.namings import NAMINGS
from analysis.compare.profile import DOCUMENTS
from analysis.compare.rates import CONTRASTS
from analysis.find.address import OBLIGATIONS, WE
from analysis.report.evidence import link
from analysis.report.statements import (
    Finding,
    state_agency_differences,
    state_deletion,
    state_evaluations,
    state_namings,
    state_obligations,
    state_powers,
    state_we,
)  # fmt: skip
from analysis.report.statements.differences import say_difference

Row = dict[str, Any]
PAGE = "05-actors.html"
UNTESTED = "Of these texts only: too few articles for a test."
OPEN = "The interval includes 0, no difference. "
COUNTED = "In all words, quoted ones too; counted in these texts, without a test."
SIZE = {"voice": "author", "group_a": "x", "group_b": "y"}


def tabulate(schema: dict[str, Any], *rows: Row) -> pl.DataFrame:
    """A table of these rows, columns not given null."""
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


# --- what actors are called -----------------------------------------------------------------------------------------


def called(designation: str, group: str, hits: int, form: str = "role", **more: Any) -> Row:
    row = {
        "actor": "Harbour Board",
        "outlet": f"{group.upper()}1",
        "voice": "author",
        "evaluative": False,
        "polarity": "",
    }
    said = {"designation": designation, "written": designation, "group": group, "hits": hits, "form": form}
    return row | said | more


BOARD = [
    called("harbour board", "x", 1, "name"), called("hb", "x", 2, "name"),
    called("stubborn board", "x", 4, evaluative=True, polarity="negative"),
    called("harbour board", "y", 4, "name"), called("port authority", "y", 2), called("owner", "y", 1, outlet="Y2"),
    called("bold owner", "x", 9, voice="quoted"),
]  # fmt: skip
LOAD = {
    "actor": "Harbour Board", "hits_a": 4, "size_a": 7, "hits_b": 0, "size_b": 7, "difference": 0.57, "low": -0.1, "high": 0.9,
    "events": 1, "interval": "parts",
} | SIZE  # fmt: skip


def namings(*rows: Row, loads: tuple[Row, ...] = (), sizes: tuple[Row, ...] = (SIZE,)) -> list[Finding]:
    told = tabulate(NAMINGS | {"written": pl.String}, *rows)
    return list(state_namings(told, tabulate(LOADS, *loads), tabulate(SIZES, *sizes), 0.05))


def test_what_two_groups_call_an_actor_with_what_is_evaluative() -> None:
    assert namings(*BOARD) == [
        Finding(
            "Actors: x and y",
            "Of 1 actor that both name twice or more Harbour Board is called most differently: in x “stubborn board” 4 (evaluative, "
            "negative), by name 3 (7 designations in 1 outlet); in y by name 4, “port authority” 2, otherwise 1 (7 designations in "
            "2 outlets), in the author's voice.",
            "Counted in these texts: there is no test of single designations.",
            link("namings", "Harbour Board: stubborn board", "x", "author"),
        )
    ]


def test_the_evaluative_part_is_told_with_its_difference() -> None:
    (one,) = namings(*BOARD, loads=(LOAD,))
    assert one.limit == (
        f"Evaluative by the lists: 4 of 7 in x and 0 of 7 in y. Difference +0.57, 95 % interval -0.10 to +0.90. {OPEN}{UNTESTED}"
    )


def test_a_designation_is_told_as_it_is_written_and_found_as_it_is_counted() -> None:
    (one,) = namings(called("mr. petr", "x", 5, written="Mr. Petr"), called("ship", "y", 5))
    assert "in x “Mr. Petr” 5 " in one.text and one.link.startswith("evidence/namings.html#harbour+board")
    assert "mr+petr" in one.link


def test_the_actor_called_most_differently_is_the_one_furthest_from_chance() -> None:
    """By hand, G less its degrees of freedom: the ferry 2 (2 ln 2 + 2 ln 2) - 1 = 4.5; the board, of more designations but more
    alike, 2 (5 ln 10/9 + 4 ln 8/9 + 5 ln 10/11 + 6 ln 12/11) - 1 = -0.8."""
    board = [called("board", "x", 5), called("body", "x", 4), called("board", "y", 5), called("body", "y", 6)]
    ferry = [called("boat", "x", 2, actor="Ferry"), called("ship", "y", 2, actor="Ferry")]
    (one,) = namings(*board, *ferry)
    assert one.text == (
        "Of 2 actors that both name twice or more Ferry is called most differently: in x “boat” 2 (2 designations in 1 outlet); "
        "in y “ship” 2 (2 designations in 1 outlet), in the author's voice."
    )
    assert namings(*board) == []  # no more than chance gives


@pytest.mark.parametrize("hits", [0, 1])
def test_an_actor_that_one_side_hardly_names_is_not_compared(hits: int) -> None:
    assert namings(called("boat", "x", 5), called("ship", "y", hits)) == []


def test_names_are_one_way_to_call_and_lead_to_the_page() -> None:
    rows = [called("hb", "x", 5, "name"), called("board", "y", 5, "name")]
    assert namings(*rows) == []
    odd = [called(name, "y", 1) for name in ("pier", "quay", "mole", "dock", "slip")]
    (one,) = namings(called("hb", "x", 5, "name"), *odd)
    assert "in x by name 5 (5 designations in 1 outlet); in y otherwise 5 (5 designations in 1 outlet)" in one.text
    assert one.link == PAGE


def test_beyond_four_ways_to_call_the_rest_is_summed_up() -> None:
    odd = [called(name, "y", 2) for name in ("pier", "quay", "mole", "dock", "slip", "berth")]
    (one,) = namings(called("board", "x", 9), *odd)
    assert "in y “berth” 2, “dock” 2, “mole” 2, “pier” 2, yet others 4 (12 designations in 1 outlet)" in one.text


def test_all_others_are_all_groups_but_the_first_and_all_words_are_all_voices() -> None:
    rows = [called("boat", "x", 3), called("ship", "y", 2), called("ship", "z", 2, voice="quoted")]
    rest = {"voice": "all", "group_a": "x", "group_b": REST}
    (one,) = namings(*rows, sizes=(rest, rest | {"voice": "quoted"}))
    assert one.topic == f"Actors: x and {REST}"
    assert one.text.endswith("in all others “ship” 4 (4 designations in 2 outlets), in all words.")
    (other,) = namings(*rows[:2], called("ship", "z", 2), sizes=(rest | {"voice": "author"},))
    assert "“ship” 4" in other.text


# --- who is evaluated -----------------------------------------------------------------------------------------------

AIM = {
    "polarity": "negative", "actor": "Ferry", "hits_a": 6, "size_a": 8, "share_a": 0.75, "docs_a": 2, "hits_b": 1, "size_b": 10,
    "share_b": 0.1, "docs_b": 1, "difference": 0.65, "low": 0.2, "high": 0.9, "events": 1, "interval": "parts",
} | SIZE  # fmt: skip


def evaluations(*rows: Row) -> list[Finding]:
    return list(state_evaluations(tabulate(AIMED, *rows), 0.05))


def test_an_actor_that_one_group_evaluates_surely_more() -> None:
    assert evaluations(AIM, AIM | {"actor": "Quay", "low": -0.1}) == [
        Finding(
            "Actors: x and y",
            "Mentions of Ferry that are evaluated for the worse: 6 of 8 (75 %) in x (2 articles) and 1 of 10 (10 %) in y (1 article), "
            "in the author's voice.",
            f"Difference +0.65, 95 % interval +0.20 to +0.90. {UNTESTED} Of 2 such intervals chance gives about 0.1 without 0. What an "
            "actor is told to do counts, too.",
            PAGE,
        )
    ]


def test_a_tested_actor_is_told_only_where_the_test_holds() -> None:
    tested = AIM | {"p": 0.01, "q": 0.04, "interval": "documents", "polarity": "positive"}
    (one,) = evaluations(tested)
    assert one.text.startswith("Mentions of Ferry that are evaluated for the better: 6 of 8")
    assert "Within events it holds at a false discovery rate of 0.05 (q = 0.04)." in one.limit
    assert evaluations(tested | {"q": 0.06}) == []
    assert evaluations(tested | {"q": 0.06}, AIM | {"actor": "Quay"}) == []  # clear, but not tested where others are


def test_no_actor_is_told_without_an_interval_or_in_another_voice() -> None:
    assert evaluations(AIM | {"low": None, "high": None}, AIM | {"voice": "quoted"}) == []


def test_two_actors_of_a_contrast_are_told_the_surest_first() -> None:
    rows = [AIM | {"actor": name, "low": low} for name, low in (("A", 0.1), ("B", 0.8), ("C", 0.5))]
    assert [one.text.split(" that")[0] for one in evaluations(*rows)] == ["Mentions of B", "Mentions of C"]


# --- who acts -------------------------------------------------------------------------------------------------------

ACTS = {
    "measure": "acts without agent", "category": "all", "difference": 49.0, "low": -60.0, "high": 146.0, "events": 1, "rate_a": 179.0,
    "rate_b": 130.0, "docs_a": 2, "docs_b": 1, "hits_a": 31, "hits_b": 13, "interval": "acts", "unit": "per 1,000 acts",
} | SIZE  # fmt: skip


def agency(*rows: Row) -> list[Finding]:
    return list(state_agency_differences(tabulate(CONTRASTS | {"unit": pl.String}, *rows), 0.05))


def test_acts_and_actors_are_told_where_they_differ_all_acts_first() -> None:
    ferry = ACTS | {
        "measure": "acts as agent",
        "category": "Ferry",
        "low": 10.0,
        "unit": "per 1,000 clauses of the actor",
    }
    force = ACTS | {"category": "force", "difference": -49.0, "low": -90.0, "high": -40.0}
    open_ones = [ACTS | {"category": "help"}, force | {"category": "harm", "voice": "quoted"}]
    assert agency(*open_ones, ACTS) == []
    assert agency(ferry, force, *open_ones, ACTS | {"low": 2.0}) == [
        Finding(
            "Actors: x and y",
            "Acts told without who did them: 179 in x (31 in 2 articles) and 130 in y (13 in 1 article), per 1,000 acts, in the author's "
            "voice.",
            f"Difference +49, 95 % interval +2.0 to +146. {UNTESTED}",
            PAGE,
        ),
        Finding(
            "Actors: x and y",
            "Acts of force told without who did them: 179 in x (31 in 2 articles) and 130 in y (13 in 1 article), per 1,000 acts, in the "
            "author's voice.",
            f"Difference -49, 95 % interval -90 to -40. {UNTESTED}",
            PAGE,
        ),
        Finding(
            "Actors: x and y",
            "Clauses of Ferry in which it is the one who acts: 179 in x (31 in 2 articles) and 130 in y (13 in 1 article), per 1,000 "
            "clauses of the actor, in the author's voice.",
            f"Difference +49, 95 % interval +10 to +146. {UNTESTED}",
            PAGE,
        ),
    ]


def test_a_difference_without_an_interval_is_said_to_have_none() -> None:
    row = dict.fromkeys(CONTRASTS) | ACTS | {"low": None, "high": None}
    assert say_difference(row, 0.05) == f"Difference +49, without an interval. {UNTESTED}"
    assert agency(row) == []


POWER = {
    "actor": "Ferry", "voice": "author", "docs": 2, "clauses": 20, "as_agent": 18, "as_patient": 2, "power": 2,
    "agent_share": 0.9, "agent_low": 0.7, "agent_high": 0.97, "agent_interval": "parts",
    "power_share": 0.1, "power_low": 0.02, "power_high": 0.3, "power_interval": "parts",
}  # fmt: skip
ACTED_ON = {"docs": 1, "clauses": 10, "as_agent": 3, "agent_share": 0.3, "agent_low": 0.1, "agent_high": 0.6}


def powers(*rows: Row, sizes: tuple[Row, ...] = (SIZE,)) -> list[Finding]:
    return list(state_powers(tabulate(POWERS, *rows), tabulate(SIZES, *sizes)))


def test_the_actor_with_the_widest_gap_is_told() -> None:
    """The gaps: the ferry's 0.7 - 0.6 = 0.1, the crane's 0.7 - 0.55 = 0.15 as agent and 0.4 - 0.3 = 0.1 in power."""
    ferry = [POWER | {"group": "x"}, POWER | ACTED_ON | {"group": "y"}]
    crane = [
        POWER | {"actor": "Crane", "group": "x"},
        POWER | ACTED_ON | {"actor": "Crane", "group": "y", "agent_high": 0.55},
    ]
    assert powers(*ferry, *crane) == [
        Finding(
            "Actors: x and y",
            "Crane is told as the one who acts in 18 of 20 clauses (90 %) in x (2 articles) and in 3 of 10 clauses (30 %) in y "
            "(1 article), in the author's voice.",
            "95 % intervals 70 to 97 % and 10 to 55 %: clauses are counted as if independent, but those of one article are not. The "
            "widest gap of 2 actors with two shares each; a gap may be chance.",
            PAGE,
        )
    ]


def test_force_may_be_the_widest_gap_and_articles_the_unit() -> None:
    low = {"power": 9, "power_low": 0.6, "power_high": 0.9, "power_interval": "documents", "docs": 12}
    (one,) = powers(POWER | {"group": "y"}, POWER | low | {"group": "x"})
    assert one.text.startswith(
        "Ferry stands in acts of force or control in 9 of 20 clauses (45 %) in x (12 articles) and in 2 of 20"
    )
    assert one.limit.startswith(
        "95 % intervals 60 to 90 % and 2 to 30 %: articles are their unit and clauses are counted as if independent, but"
    )


@pytest.mark.parametrize(
    "change", [{"agent_high": 0.7}, {"clauses": 9}, {"voice": "quoted"}, {"actor": "Crane"}, {"group": "z"}]
)
def test_without_a_gap_or_with_few_clauses_nobody_is_told(change: Row) -> None:
    assert powers(POWER | {"group": "x"}, POWER | ACTED_ON | {"group": "y"} | change) == []


# --- without who did it ---------------------------------------------------------------------------------------------


def telling(group: str, agent: str, sentence: str | None, **more: Any) -> Row:
    row = {
        "event": "the storm", "act": "close", "patient": "bridge", "tie": "noun", "differs": True, "doc": "a", "start": 0, "end": 5,
        "outlet": f"{group.upper()}1",
    }  # fmt: skip
    return row | {"group": group, "agent": agent, "sentence": sentence} | more


WITH = telling("x", "the port office", "The port office closed the bridge.")
WITHOUT = telling("y", "none", "The bridge was closed.")


def deletion(*rows: Row) -> list[Finding]:
    return list(state_deletion(tabulate(DELETION, *rows)))


def test_one_act_told_with_and_without_who_did_it() -> None:
    also = telling("x", "none", "Closed.")  # by a group that names who did it elsewhere
    assert deletion(also, WITH, WITHOUT) == [
        Finding(
            "Actors",
            "On the storm, an act of the kind “close” is told with who did it (the port office) by X1 (x): “The port office closed the "
            "bridge.” It is told without by Y1 (y): “The bridge was closed.”",
            "Told with who did it: 1 of 2 tellings in x, 0 of 1 telling in y. 1 act of which one group never names who did it, another "
            "does. Like tellings may be of two acts; leaving out can be style, care or ignorance.",
            PAGE,
        )
    ]


def test_the_first_act_is_told_in_its_shortest_sentences_closely_tied() -> None:
    longer = WITH | {"sentence": "On Monday the port office closed the bridge."}
    loose = telling("y", "none", "A closure.", tie="act")
    later = [row | {"event": "the thaw"} for row in (WITH, WITHOUT)]
    (one,) = deletion(longer, WITH, loose, WITHOUT, *later)
    assert one.text.startswith("On the storm, ")
    assert one.text.endswith("closed the bridge.” It is told without by Y1 (y): “The bridge was closed.”")
    assert "“The port office closed the bridge.”" in one.text
    assert "2 acts of which one group never names who did it" in one.limit


def test_long_sentences_are_shortened() -> None:
    (one,) = deletion(WITH | {"sentence": "word " * 100}, WITHOUT)
    assert "word …” It is told without" in one.text


@pytest.mark.parametrize("change", [{"differs": False}, {"sentence": None}, {"agent": "the crew"}])
def test_acts_that_do_not_differ_or_have_no_sentence_are_not_told(change: Row) -> None:
    assert deletion(WITH | {"differs": change.get("differs", True)}, WITHOUT | change) == []


# --- what is demanded, and who "we" are -----------------------------------------------------------------------------

TEXTS = [
    {"doc": "a", "group": "x", "words": 1000}, {"doc": "b", "group": "x", "words": 1000}, {"doc": "c", "group": "y", "words": 500},
]  # fmt: skip


def demand(doc: str, kind: str, addressee: str, actor: str | None = None) -> Row:
    return {"doc": doc, "kind": kind, "addressee": addressee, "actor": actor}


def obligations(*rows: Row) -> list[Finding]:
    return list(state_obligations(tabulate(OBLIGATIONS, *rows), tabulate(DOCUMENTS, *TEXTS)))


def test_duties_and_calls_and_on_whom_they_are_laid() -> None:
    # 4 in 2,000 words are 2 in 1,000; what somebody had to do is no demand; "they" names nobody
    rows = [
        demand("a", "obligation", "the office", "Port Office"), demand("a", "exhortation", "office", "Port Office"),
        demand("a", "obligation", "crews"), demand("a", "obligation", "they"), demand("c", "necessity", "crews"),
    ]  # fmt: skip
    assert obligations(*rows) == [
        Finding(
            "Actors",
            "Duties and calls laid on somebody: 4 times in 1 of 2 articles of x, 2.0 per 1,000 words (most on Port Office 2, crews 1); "
            "never in 1 article of y.",
            f"{COUNTED} That somebody had to act, which asks nothing: 0 in x, 1 in y.",
            PAGE,
        )
    ]


def test_without_a_demand_nothing_is_said() -> None:
    assert obligations(demand("a", "necessity", "crews")) == []
    assert obligations() == []


def test_how_often_we_is_said_and_what_is_named_with_it() -> None:
    rows = [{"doc": "a", "includes": "crews"}, {"doc": "b", "includes": ""}, {"doc": "c", "includes": ""}]
    assert list(state_we(tabulate(WE, *rows), tabulate(DOCUMENTS, *TEXTS))) == [
        Finding(
            "Actors",
            "“We” and “our” stand twice in 2 of 2 articles of x, 1.0 per 1,000 words (with “crews” 1); once in 1 of 1 article of y, "
            "2.0 per 1,000 words.",
            f"{COUNTED} In 2 of 3 nothing is named with it, so that the text does not say who “we” are.",
            PAGE,
        )
    ]


def test_where_nobody_says_we_nothing_is_said() -> None:
    assert list(state_we(tabulate(WE), tabulate(DOCUMENTS, *TEXTS))) == []
