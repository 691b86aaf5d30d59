"""Who does what to whom, on invented sentences: every form, what is left out, and what must not be found."""

from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.find.agency import ACTS, AGENCY, find_acts, find_agency
from analysis.find.lists import read_list
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.find.stands import stand_for

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
NO_STANDS = pl.DataFrame(schema=STANDS)
# Sentence: its acts as "verb (class, form): agent > patient", those that need not be told left out.
SENTENCES = {
    # active
    "Norway replaced two harbour masters.": "replace (control, active): Norway > two harbour masters",
    "The harbour police arrested four men.": "arrest (force, active): harbour police > four men",
    "The council wants to close the bridge.": "close (control, active): council > bridge",
    "The council suppressed the protest by closing the port.": "close (control, active): council > port",
    "The council sold the boats to pay the debt.": "pay (make, active): council > debt",
    "The town kept the sailors from leaving the port.": "leave (move, active): sailors > port",
    "The man was jailed for stealing a boat.": "steal (harm, active): man > boat",
    "The council was forced to sell the boats.": "force (control, agentless passive): none > council"
    "; sell (make, active): council > boats",
    "The guard who shot the bear slept.": "shoot (force, active): guard > bear",
    "She's sold a boat.": "sell (make, active): She > boat",
    "The council did not sell the boats.": "not sell (make, active): council > boats",
    "The council has yet to sell the boats.": "not sell (make, active): council > boats",
    "It is hard to sell boats.": "sell (make, active): - > boats",
    "The plan is to sell the boats.": "sell (make, active): - > boats",
    # what belongs to the verb
    "The council shut down the port.": "shut down (control, active): council > port",
    "The crew opened fire on a boat.": "open fire (force, active): crew > -",
    "The guards fired on the boat.": "fire on (force, active): guards > boat",
    "The council cracked down on smugglers.": "crack down on (force, active): council > smugglers",
    "Two sailors were placed under house arrest.": "place under arrest (force, agentless passive): none > Two sailors",
    "The sailor was taken into custody by the guards.": "take into custody (force, passive): guards > sailor",
    # passive
    "The bridge was closed by the council.": "close (control, passive): council > bridge",
    "The boats were sold and repaired by the town.": "sell (make, passive): town > boats; repair (help, passive): town > boats",
    "Four men were detained on Monday.": "detain (force, agentless passive): none > Four men",
    "Four men were detained by Monday.": "detain (force, agentless passive): none > Four men",
    "The men detained on Tuesday were freed.": "detain (force, agentless passive): none > men"
    "; free (help, agentless passive): none > men",
    "After having been detained, the men left.": "detain (force, agentless passive): none > men; leave (move, active): men > -",
    "The sailor got arrested in Bergen.": "arrest (force, agentless passive): none > sailor",
    "If convicted, the sailor could lose his boat.": "convict (control, agentless passive): none > sailor",
    "The detained sailor slept.": "detain (force, agentless passive): none > detained sailor",
    "Four men arrested in Bergen": "arrest (force, agentless passive): none > Four men",
    "Two killed, three injured in Bergen crash": "kill (harm, agentless passive): none > Two"
    "; injure (harm, agentless passive): none > three",
    # nouns
    "The arrest of four men by the police surprised the town.": "arrest (force, nominal): police > four men",
    "The arrest of four men surprised the town.": "arrest (force, agentless nominal): none > four men",
    "The sailor's arrest was short.": "arrest (force, agentless nominal): none > sailor",
    "The police's detention of a sailor was short.": "detain (force, nominal): police > sailor",
    "Norway's invasion of Sweden was short.": "invade (force, nominal): Norway > Sweden",
    "The Norwegian attack on the port was brief.": "attack (force, nominal): Norwegian > port",
    "The police raid on the port was brief.": "raid (force, nominal): police > port",
    "The army carried out a raid on the port.": "raid (force, nominal): army > port",
    "Officers carried out an assault on the warehouse.": "attack (force, nominal): Officers > warehouse",
    "The navy launched a strike on the port.": "strike (force, nominal): navy > port",
    "The hunger strike ended.": "end (happening, active): hunger strike > -",
    "Monday's attack on the port was short.": "attack (force, agentless nominal): none > port",
    "A raid on the port was carried out.": "raid (force, agentless nominal): none > port",
    # what only happens
    "Two sailors died in the storm.": "die (happening, active): Two sailors > -",
    "The death of two sailors was noticed.": "die (happening, nominal): two sailors > -",
    "The boat sank.": "sink (happening, active): boat > -",
    "The storm sank the boat.": "sink (harm, active): storm > boat",
    # nothing
    "The bridge is safe and the town has boats.": "",
    "The attack dog slept.": "sleep (happening, active): attack dog > -",
    "He was accused of theft and murder.": "accuse (speech, agentless passive): none > He",
    "The boat is owned by Anna.": "",
}  # fmt: skip
ONLY = tuple(SENTENCES)[-4:]  # that have no other acts


def find(documents: pl.DataFrame, stands: pl.DataFrame = NO_STANDS, exclusions: pl.DataFrame = NOTHING) -> pl.DataFrame:
    return find_agency(documents, parse(documents), stands, exclusions)


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """For each sentence its acts as they are written above."""
    documents = pl.DataFrame({"doc": [f"{place:02}" for place in range(len(SENTENCES))], "text": list(SENTENCES)})
    found: dict[str, list[str]] = {text: [] for text in SENTENCES}
    for act in find_acts(find(documents)).to_dicts():
        happens = act["deed"] == "happening"  # here as grammar has it
        agent, patient = (act["patient"], "") if happens else (act["agent"], act["patient"])
        name = f"{'not ' if act['denied'] else ''}{act['verb']} ({act['deed']}, {act['form']})"
        found[documents["text"][int(act["doc"])]].append(f"{name}: {agent or '-'} > {patient or '-'}")
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_these_acts(sentence: str, told: dict[str, list[str]]) -> None:
    expected = [act for act in SENTENCES[sentence].split("; ") if act]
    assert [act for act in expected if act not in told[sentence]] == [], told[sentence]
    if sentence in ONLY:
        assert told[sentence] == expected


def test_every_form_has_a_sentence() -> None:
    forms = {act.split(", ")[1].split(")")[0] for acts in SENTENCES.values() for act in acts.split("; ") if act}
    assert forms == {"active", "passive", "agentless passive", "nominal", "agentless nominal"}


# --- the table --------------------------------------------------------------------------------------------------------


def test_slots_are_spans_with_their_actor_head_and_number() -> None:
    text = "😀 The old Harbour Board of Bergen detained four sailors."
    documents = as_documents(text)
    stands = stand_for(documents, ("Harbour Board", "Harbour Board", "organisation", "name"))
    table = find(documents, stands)
    assert dict(table.schema) == AGENCY
    agent, patient = table.to_dicts()
    assert text[agent["start"] : agent["end"]] == "detained"
    assert (agent["role"], agent["actor"], agent["who"]) == ("agent", "Harbour Board", "old Harbour Board")
    assert text[agent["who_start"] : agent["who_end"]] == agent["who"]
    assert (patient["role"], patient["actor"], patient["head"], patient["number"]) == (
        "patient",
        None,
        "sailor",
        "four",
    )


def test_a_missing_agent_is_a_row_without_who() -> None:
    agent, patient = find(as_documents("Four sailors were detained.")).to_dicts()
    assert (agent["role"], agent["who"], agent["who_start"], agent["actor"]) == ("agent", None, None, None)
    assert (patient["role"], patient["who"]) == ("patient", "Four sailors")


def test_synonyms_share_an_act() -> None:
    texts = (
        "Guards arrested a sailor.",
        "A sailor was detained.",
        "The arrest of a sailor.",
        "A sailor was taken into custody.",
    )
    assert set(find(as_documents(*texts))["act"]) == {"detain"}


def test_what_only_happens_is_told_of_the_patient_and_without_agent() -> None:
    died, killed = find_acts(find(as_documents("Two sailors died. The storm killed two sailors."))).to_dicts()
    assert (died["act"], died["agent"], died["patient"]) == ("kill", "none", "Two sailors")
    assert (killed["act"], killed["agent"], killed["patient"]) == ("kill", "storm", "two sailors")


def test_several_who_fill_a_slot_stand_in_one_act() -> None:
    acts = find_acts(find(as_documents("Anna and the council sold boats and ships.")))
    assert dict(acts.schema) == ACTS
    assert acts.select("agent", "patient", "patient_head").rows() == [("Anna; council", "boats; ships", "boat; ship")]


def test_modals_and_infinitives_and_conditions_are_possible() -> None:
    text = "The council could sell the boats. It plans to close the port. It repaired the pier. If it sells the ferry, Anna leaves."
    acts = find_acts(find(as_documents(text)))
    assert dict(acts.select("verb", "possible").rows()) == {
        "sell": True, "plan": False, "close": True, "repair": False, "leave": False,
    }  # fmt: skip


def test_acts_in_passages_left_out_are_not_counted() -> None:
    text = "The council sold boats. The town bought ships."
    left = pl.DataFrame({"doc": ["a"], "start": [24], "end": [46]})
    assert find(as_documents(text))["verb"].unique().sort().to_list() == ["buy", "sell"]
    assert find(as_documents(text), exclusions=left)["verb"].unique().to_list() == ["sell"]


@pytest.mark.parametrize(
    "texts", [(), ("",), ("…",), ("“”",), ("!" * 500,), ("THE COUNCIL SOLD THE BOATS",), ("السفن",)]
)
def test_any_text_has_a_table(texts: tuple[str, ...]) -> None:
    table = find(as_documents(*texts))
    assert dict(table.schema) == AGENCY
    assert dict(find_acts(table).schema) == ACTS


def test_a_text_has_the_same_acts_in_any_company() -> None:
    texts = ("The council sold the boats, which sank.", "Ann Lee was detained after the arrest of two guards.")
    together = find(as_documents(*texts))
    assert_frame_equal(together.filter(doc="b"), find(pl.DataFrame({"doc": ["b"], "text": [texts[1]]})))


@settings(max_examples=12)
@given(st.lists(st.sampled_from(list(SENTENCES)), max_size=4))
def test_every_act_has_one_row_and_every_slot_a_place(texts: list[str]) -> None:
    documents = as_documents(" ".join(texts))
    table = find(documents)
    text = documents["text"][0]
    filled = table.filter(pl.col("who").is_not_null())
    assert [" ".join(text[a:b].split()) for a, b in filled.select("who_start", "who_end").rows()] == filled[
        "who"
    ].to_list()
    assert find_acts(table).height == table.select("doc", "start").unique().height
    assert set(table.filter(pl.col("who").is_null())["form"]) <= {"agentless passive", "agentless nominal"}


def test_many_texts_take_linear_time() -> None:
    part = parse(
        as_documents("The old council, which sold the boats, was detained after the arrest of two guards by the town.")
    )
    tokens = pl.concat([part.with_columns(doc=pl.lit(f"d{number:05d}")) for number in range(3000)])  # 60,000 tokens
    documents = pl.DataFrame({"doc": tokens["doc"].unique(maintain_order=True)}).with_columns(
        text=pl.lit("The old council, which sold the boats, was detained after the arrest of two guards by the town.")
    )
    began = time.perf_counter()
    table = find_agency(documents, tokens, NO_STANDS, NOTHING)
    assert table.height % 3000 == 0
    assert table.height > 3000
    assert time.perf_counter() - began < 4


# --- the lists --------------------------------------------------------------------------------------------------------


def test_every_noun_of_an_act_names_a_verb_whose_deed_is_known() -> None:
    assert set(read_list("nominals")["kind"]) - set(read_list("deeds")["word"]) == set()


def test_a_verb_has_one_class_beside_happening_and_support() -> None:
    deeds = read_list("deeds").filter(~pl.col("kind").is_in(["happening", "support"]))
    assert deeds.filter(pl.col("word").is_duplicated())["word"].to_list() == []
    assert deeds["word"].n_unique() > 300


def test_the_verbs_of_one_act_name_one_that_stands_for_all() -> None:
    deeds = read_list("deeds").filter(pl.col("note") != "", pl.col("kind") != "support")
    assert deeds.filter(pl.col("word") == pl.col("note")).height == 0


@pytest.mark.parametrize("name", ["deeds", "nominals", "doers"])
def test_words_of_a_list_are_lower_case_and_sorted(name: str) -> None:
    words = read_list(name)["word"].to_list()
    assert words == sorted(words)
    assert [word for word in words if word != word.lower() or word != word.strip()] == []
