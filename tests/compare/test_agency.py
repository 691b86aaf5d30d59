"""Agency counted and compared, worked by hand; and one act told with and without its doer, from texts."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from scipy import stats

from analysis.compare.agency import (
    DELETION,
    HITS,
    POWERS,
    compare_agency,
    compare_deletion,
    count_agency,
    summarise_actors,
)
from analysis.compare.estimates import Contrast
from analysis.compare.rates import CONTRASTS
from analysis.find.agency import AGENCY, find_acts, find_agency
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from tests.compare.conftest import make_documents, row_of

pytestmark = pytest.mark.filterwarnings("error")
NO_VOICES = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "voice": pl.String})
NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
A_B = Contrast("a", "b")


def slot(doc: str, start: int, verb: str, role: str, actor: str | None, **more: str | bool | None) -> dict:
    """A slot of an act; without an actor it is filled by rain, unless it is left out."""
    deed, form, who = more.get("deed", "make"), more.get("form", "active"), more.get("who", actor or "rain")
    row = {
        "doc": doc,
        "sentence": 0,
        "start": start,
        "end": start + 1,
        "verb": verb,
        "act": verb,
        "deed": deed,
        "form": form,
    }
    return row | {"role": role, "actor": actor, "who": who, "head": who, "denied": False, "possible": False}


def agency_of(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=AGENCY)


# --- counts -----------------------------------------------------------------------------------------------------------

DOCUMENTS = make_documents(("a", "e", ""), ("a", "e", ""), ("b", "e", ""))
TOLD = agency_of(
    slot("d00", 0, "sell", "agent", "Port"),
    slot("d00", 0, "sell", "patient", None),
    slot("d00", 9, "close", "agent", "Port", deed="control"),
    slot("d01", 0, "sell", "agent", "Port"),
    slot("d01", 5, "arrest", "patient", "Port", deed="force", form="agentless passive"),
    slot("d01", 5, "arrest", "agent", None, deed="force", form="agentless passive", who=None),
    slot("d01", 8, "fall", "agent", "Port", deed="happening"),
    slot("d02", 0, "arrest", "agent", "Port", deed="force"),
)


def test_hits_by_hand() -> None:
    voices = pl.DataFrame({"doc": ["d00"], "start": [5], "end": [20], "voice": ["quoted"]})
    table = count_agency(TOLD, DOCUMENTS, voices)
    assert dict(table.schema) == HITS
    assert table.select("group", "role", "voice", "verb", "hits").rows() == [
        ("a", "agent", "author", "sell", 2),
        ("a", "agent", "author", "fall", 1),
        ("a", "agent", "quoted", "close", 1),
        ("a", "patient", "author", "arrest", 1),
        ("b", "agent", "author", "arrest", 1),
    ]
    assert table["hits"].sum() == TOLD.filter(pl.col("actor").is_not_null()).height


def test_what_is_not_done_is_told_apart() -> None:
    some = TOLD.filter(pl.col("actor").is_not_null()).with_row_index("row")
    marked = some.with_columns(denied=pl.col("row") == 0, possible=pl.col("row") < 2).drop("row")
    hits = count_agency(marked, DOCUMENTS, NO_VOICES).group_by("told").agg(pl.col("hits").sum())
    assert dict(hits.iter_rows()) == {"denied": 1, "possible": 1, "done": some.height - 2}


def test_actors_by_hand() -> None:
    table = summarise_actors(TOLD, DOCUMENTS, NO_VOICES)
    assert dict(table.schema) == POWERS
    counts = ["actor", "group", "voice", "docs", "clauses", "as_agent", "as_patient", "power"]
    assert table.select(counts).rows() == [
        ("Port", "a", "author", 2, 4, 3, 1, 2),
        ("Port", "b", "author", 1, 1, 1, 0, 1),
    ]
    a, b = table.to_dicts()
    assert (a["agent_share"], a["power_share"]) == (3 / 4, 2 / 4)  # the Port closes, and is arrested
    for name, hits in (("agent", 3), ("power", 2)):
        expected = stats.binomtest(hits, 4).proportion_ci(0.95, "wilson")
        assert (a[f"{name}_low"], a[f"{name}_high"]) == pytest.approx((expected.low, expected.high))
        assert a[f"{name}_interval"] == "parts"
    assert (b["agent_share"], b["power_share"]) == (1.0, 1.0)


def test_actors_by_voice_and_with_articles_enough_by_these() -> None:
    voices = pl.DataFrame({"doc": ["d00"], "start": [5], "end": [20], "voice": ["quoted"]})
    table = summarise_actors(TOLD, DOCUMENTS, voices).filter(group="a")
    assert table.select("voice", "clauses", "as_agent", "power").rows() == [("author", 3, 2, 1), ("quoted", 1, 1, 1)]
    documents = make_documents(*(("a", "e", "") for _ in range(6)))
    rows = [
        slot(f"d{doc:02}", at, "sell", "agent" if at < doc else "patient", "Port")
        for doc in range(6)
        for at in range(5)
    ]
    (row,) = summarise_actors(agency_of(*rows), documents, NO_VOICES).to_dicts()
    assert (row["clauses"], row["as_agent"], row["agent_share"], row["agent_interval"]) == (30, 15, 0.5, "documents")
    alone = stats.binomtest(15, 30).proportion_ci(0.95, "wilson")
    assert 0 <= row["agent_low"] < alone.low and alone.high < row["agent_high"] <= 1  # articles differ more than chance
    assert (row["power"], row["power_interval"]) == (0, "parts")


def test_an_actor_that_is_named_twice_in_one_slot_is_in_one_clause() -> None:
    twice = agency_of(slot("d00", 0, "sell", "agent", "Port"), slot("d00", 0, "sell", "agent", "Port"))
    assert summarise_actors(twice, DOCUMENTS, NO_VOICES)["clauses"].to_list() == [1]


def test_what_is_denied_is_no_clause() -> None:
    assert summarise_actors(TOLD.with_columns(denied=True), DOCUMENTS, NO_VOICES).is_empty()


# --- through the gate -------------------------------------------------------------------------------------------------


def test_shares_without_agent_by_hand() -> None:
    table = compare_agency(TOLD, DOCUMENTS, NO_VOICES, [A_B], "in")
    assert dict(table.schema) == CONTRASTS | {"unit": pl.String}
    every = row_of(table, measure="acts without agent", category="all")
    assert (every["hits_a"], every["hits_b"]) == (1, 0)
    assert every["rate_a"] == float(Fraction(1, 4) * 1000)  # of sell, close, sell and arrest: what happens is no act
    force = row_of(table, measure="acts without agent", category="force")
    assert (force["rate_a"], force["rate_b"]) == (1000, 0)
    assert "description only" in every["method"]
    assert (every["unit"], every["interval"]) == ("per 1,000 acts", "acts")
    assert -1000 <= every["low"] < 250 < every["high"] <= 1000
    assert table.select(pl.col("low").min(), pl.col("high").max()).row(0) == (-1000, 1000)


def test_the_share_as_agent_is_told_of_actors_with_clauses_enough() -> None:
    rows = [slot("d00", at, "sell", "agent" if at < 6 else "patient", "Port") for at in range(8)]
    rows += [slot("d02", at, "sell", "agent", "Port") for at in range(2)] + [slot("d02", 5, "sell", "agent", "Pier")]
    table = compare_agency(agency_of(*rows), DOCUMENTS, NO_VOICES, [A_B], "in").filter(measure="acts as agent")
    assert table.select("category", "rate_a", "rate_b", "hits_a", "hits_b").rows() == [("Port", 750.0, 1000.0, 6, 2)]
    assert table.select("unit", "interval").rows() == [("per 1,000 clauses of the actor", "clauses of the actor")]


def test_the_gate_finds_who_leaves_agents_out() -> None:
    documents = make_documents(*(("ab"[place % 2], "e", "") for place in range(24)))
    rows = []
    for place in range(24):
        for at in range(6):
            left_out = place % 2 == 0 and at < 4
            form = "agentless passive" if left_out else "active"
            rows.append(slot(f"d{place:02}", at, "arrest", "agent", None, form=form, who=None if left_out else "guard"))
    every = row_of(compare_agency(agency_of(*rows), documents, NO_VOICES, [A_B], "in"), category="all")
    assert every["difference"] == pytest.approx(1000 * 4 / 6)
    assert every["q"] < 0.01


def test_voices_are_compared_apart() -> None:
    voices = pl.DataFrame({"doc": ["d01"], "start": [5], "end": [6], "voice": ["quoted"]})
    table = compare_agency(TOLD, DOCUMENTS, voices, [A_B], "split").filter(measure="acts without agent", category="all")
    assert dict(table.select("voice", "hits_a").rows())["author"] == 0


@pytest.mark.parametrize("documents", [DOCUMENTS, DOCUMENTS.clear()])
def test_without_acts_there_are_empty_tables(documents: pl.DataFrame) -> None:
    none = pl.DataFrame(schema=AGENCY)
    assert count_agency(none, documents, NO_VOICES).is_empty()
    assert summarise_actors(none, documents, NO_VOICES).is_empty()
    assert compare_agency(none, documents, NO_VOICES, [A_B], "in").is_empty()
    no_tokens = parse(make_documents())
    assert dict(compare_deletion(find_acts(none), documents, no_tokens).schema) == DELETION


# --- one act, told by several -----------------------------------------------------------------------------------------


def delete(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    documents = make_documents(*rows)
    tokens = parse(documents)
    agency = find_agency(documents, tokens, pl.DataFrame(schema=STANDS), NOTHING)
    return compare_deletion(find_acts(agency), documents, tokens)


def test_one_act_with_and_without_its_doer() -> None:
    table = delete(
        ("a", "e", "It rained. The harbour police arrested four sailors."),
        ("b", "e", "Four sailors were detained on Monday. The arrest was short."),
        ("b", "f", "Two sailors were detained."),
    )
    assert dict(table.schema) == DELETION
    assert table.select("event", "act", "patient", "tie", "differs", "group", "form", "agent", "told").rows() == [
        ("e", "detain", "four", "number", True, "a", "active", "harbour police", "four sailors"),
        ("e", "detain", "four", "number", True, "b", "agentless passive", "none", "Four sailors"),
        ("e", "detain", "four", "act", True, "b", "agentless nominal", "none", ""),
    ]
    assert table["sentence"][0] == "The harbour police arrested four sailors."


def test_a_death_is_tied_to_a_killing() -> None:
    table = delete(("a", "e", "The storm killed two sailors."), ("b", "e", "Two sailors died."))
    assert table.select("act", "group", "agent").rows() == [("kill", "a", "storm"), ("kill", "b", "none")]


def test_people_are_tied_by_plain_nouns_only_where_nothing_closer_does() -> None:
    table = delete(
        ("a", "e", "Guards detained a woman."), ("b", "e", "An employee was arrested."), ("b", "e", "A boat was seized.")
    )  # fmt: skip
    assert table.select("patient", "tie", "group").rows() == [("people", "people", "a"), ("people", "people", "b")]


def test_acts_that_differ_come_first() -> None:
    table = delete(
        ("a", "e", "The town closed the bridge. The council sold the ferry."),
        ("b", "e", "The town closed the bridge. The ferry was sold."),
    )
    assert table.select("patient", "differs").unique(maintain_order=True).rows() == [("ferry", True), ("bridge", False)]


@pytest.mark.parametrize(
    "other",
    [
        "The town did not close the bridge.",
        "The town could close the bridge.",
        "The bridge fell.",
        "The town repaired the bridge.",
        "The town closed the port.",
    ],
)
def test_other_acts_are_not_tied(other: str) -> None:
    assert delete(("a", "e", "The bridge was closed."), ("b", "e", other)).is_empty()


def test_one_outlet_or_no_event_ties_nothing() -> None:
    text = "The bridge was closed."
    assert delete(("a", "e", text), ("a", "e", text)).is_empty()
    assert delete(("a", None, text), ("b", None, text)).is_empty()
    assert delete(("a", "e", text), ("b", "f", text)).is_empty()
