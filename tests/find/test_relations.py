"""Relations on invented sentences, one or more for every relation, and what must not be found in them."""

from __future__ import annotations

import time

import polars as pl
import pytest
from nltk.collocations import BigramCollocationFinder
from polars.testing import assert_frame_equal

from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.relations import RELATIONS, TOLD, WINDOW, begins_inside, find_relations
from tests.conftest import as_documents

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
NO_VOICES = pl.DataFrame(schema={**NOTHING.schema, "voice": pl.String})
# Sentence: what must be told in it, and, after a bar, what must not be.
SENTENCES = {
    # modified by
    "The old and rusty bridge creaked.": "bridge modified by old; bridge modified by rusty; old modifies bridge",
    "The harbour master slept.": "master modified by harbour; harbour modifies master",
    "The ferry left quietly.": "left modified by quietly",
    # does, with all that shares a subject
    "The council sold the boats and rented the pier.": "council does sell; council does rent; pier done to it rent"
    " | boats done to it rent; pier done to it sell",
    "The bridge and the pier collapsed.": "bridge does collapse; pier does collapse; bridge together with pier",
    "The council wants to close the bridge.": "council does want; council does close; bridge done to it close",
    "The mayor asked the council to close the bridge.": "mayor does ask; council does close; council done to it ask"
    " | mayor does close",
    "The mayor asked the council not to interfere and closed the bridge.": "council does not interfere; mayor does close"
    " | council does close",
    "The storm shut down the port.": "storm does shut down; port done to it shut down | storm does shut",
    "We repaired the lighthouse.": "We does repair; lighthouse done to it repair; repaired who does it we"
    "; repaired what it is done to lighthouse",
    # done to it
    "The boats were sold by the council and the mayor.": "boats done to it sell; council does sell; mayor does sell"
    " | boats does sell; council done to it sell",
    "The boats were sold and repaired.": "boats done to it sell; boats done to it repair | boats does repair",
    "The boats sold last year sank.": "boats done to it sell; boats does sink | boats does sell",
    "The mayor, who was asked to resign, stayed.": "mayor done to it ask; mayor does resign; mayor does stay"
    " | mayor does ask",
    # relative clauses
    "The council, which sold the boats, resigned.": "council does sell; council does resign; boats done to it sell",
    "The ferry that the council sold is slow.": "ferry done to it sell; council does sell; ferry is slow",
    "They painted the ferry the council sold.": "ferry done to it paint; ferry done to it sell; council does sell",
    "The town whose bridge fell is small.": "town has bridge; bridge does fall; town is small | bridge is small",
    "The bridge, where the council met, is old.": "bridge is old; council does meet | bridge done to it meet",
    # is
    "The bridge is safe and clean.": "bridge is safe; bridge is clean; safe said of bridge | bridge does be",
    "The bridge became a problem.": "bridge is problem | bridge does become",
    "The ferry seems slow.": "ferry is slow | ferry does seem",
    "Ann Lee, the mayor, praised the bridge.": "Lee is mayor; Lee does praise; bridge done to it praise",
    "Ann Lee was elected mayor.": "Lee is mayor; Lee done to it elect",
    "The mayor called the bridge a danger.": "bridge is danger; mayor does call | mayor is danger",
    "The mayor considers the bridge safe.": "bridge is safe; mayor does consider | mayor is safe",
    # has
    "The council's plan failed.": "council has plan; plan belongs to council; plan does fail",
    "The bridge has a crack.": "bridge has crack; crack belongs to bridge | bridge does have; crack done to it have",
    # … of it
    "The roof of the school leaked.": "school … of it roof; roof it of … school",
    "The mayor sailed into the harbour.": "harbour … into it sail; sailed it into … harbour",
    "They protested against the bridge and the pier.": "bridge … against it protest; pier … against it protest",
    "The man with whom the council met slept.": "man … with it meet",
    # denied
    "The council did not sell or rent the boats.": "council does not sell; council does not rent; sell who does it not council"
    " | council does sell; council does rent",
    "The council never sold the boats.": "council does not sell; boats done to it not sell",
    "The council does not want to sell the boats.": "council does not want; council does not sell",
    "The bridge is not safe.": "bridge is not safe; safe said of not bridge | bridge is safe",
    "The bridge is no danger.": "bridge is not danger",
    "The council has no plan.": "council has not plan",
    "No boat sank.": "boat does not sink",
    "The council sold the boats and did not repair the pier.": "council does sell; council does not repair",
    # nothing
    "There are boats in the harbour.": "harbour … in it boat | harbour … in it be",
    "What did the council sell?": "council does sell | What done to it sell",
}  # fmt: skip


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """For each sentence its relations, as the word, the relation and the collocate."""
    texts = dict(zip(map(str, range(len(SENTENCES))), SENTENCES, strict=True))
    documents = pl.DataFrame({"doc": list(texts), "text": list(texts.values())})
    found: dict[str, set[str]] = {text: set() for text in SENTENCES}
    columns = ("doc", "target_start", "target_end", "relation", "collocate")
    for doc, start, end, relation, collocate in relate(documents).select(columns).iter_rows():
        found[texts[doc]].add(f"{texts[doc][start:end]} {relation} {collocate}")
    return found


def relate(
    documents: pl.DataFrame, exclusions: pl.DataFrame = NOTHING, voices: pl.DataFrame = NO_VOICES
) -> pl.DataFrame:
    return find_relations(parse(documents), exclusions, voices)


def spans(*rows: tuple[str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=NOTHING.schema, orient="row")


# --- every relation ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_tells_this_and_not_that(sentence: str, told: dict[str, set[str]]) -> None:
    must, _, must_not = SENTENCES[sentence].partition(" | ")
    assert set(must.split("; ")) - told[sentence] == set()
    assert set(must_not.split("; ")) & told[sentence] == set()


def test_every_relation_has_a_sentence() -> None:
    said = " ; ".join(SENTENCES.values())
    assert [name for name in (*TOLD, *TOLD.values()) if f" {name} " not in said] == ["near", "near"]


# --- the table --------------------------------------------------------------------------------------------------------


def test_pairs_are_spans_of_the_original_in_the_order_of_the_texts() -> None:
    documents = as_documents("😀 Boats sank.", "The **old** pier. Boats sail.")
    table = relate(documents)
    assert dict(table.schema) == RELATIONS
    assert table.filter(relation="does").rows() == [
        ("a", 0, 2, 7, "does", 8, 12, "sink", "VERB", "author"),
        ("b", 1, 18, 23, "does", 24, 28, "sail", "VERB", "author"),
    ]
    old = table.filter(relation="modified by").row(0, named=True)
    assert documents["text"][1][old["start"] : old["end"]] == "old"
    assert table["doc"].to_list() == sorted(table["doc"])


def test_every_pair_is_told_from_both_sides() -> None:
    table = relate(as_documents("The old council did not sell the boats of the town, which were safe and had a crew."))
    names = TOLD | {there: here for here, there in TOLD.items()} | {"… of it": "it of …", "it of …": "… of it"}
    pairs = set(table.select("target_start", "relation", "start").iter_rows())
    assert len(pairs) == table.height > 20
    assert {(there, names[name], here) for here, name, there in pairs} == pairs


def test_the_voice_is_that_of_the_collocate() -> None:
    text = "The “reckless” council slept."
    table = relate(as_documents(text), voices=spans(("a", 5, 13)).with_columns(voice=pl.lit("quoted")))
    voices = dict(
        table.filter(target_start=15).filter(pl.col("relation") != "near").select("collocate", "voice").rows()
    )
    assert text[15:22] == "council"
    assert voices == {"reckless": "quoted", "sleep": "author"}


def test_a_pair_with_a_word_left_out_is_not_counted() -> None:
    documents = as_documents("The council sold boats.")
    every, left = relate(documents), relate(documents, spans(("a", 17, 22)))
    assert "boat" in set(every["collocate"])
    assert "boat" not in set(left["collocate"])
    assert left.filter(target_start=17).is_empty()
    assert left.filter(relation="does")["collocate"].to_list() == ["sell"]


def test_near_are_the_pairs_of_nltk() -> None:
    text = "harbour towns repair wooden boats before heavy winter storms damage old piers"
    table = relate(as_documents(text)).filter(relation="near")
    places = [word for word in text.split() if word != "before"]
    assert set(table["target_start"]) == {text.index(word) for word in places}
    finder = BigramCollocationFinder.from_words(text.split(), window_size=WINDOW + 1)
    expected = {pair for pair in finder.ngram_fd if "before" not in pair}
    cut = {(text[row["target_start"] : row["target_end"]], text[row["start"] : row["end"]]) for row in table.to_dicts()}
    assert cut == expected | {(second, first) for first, second in expected}


def test_near_ends_with_the_sentence_and_passes_over_marks() -> None:
    table = relate(as_documents("Boats sank (quickly). Piers fell."))
    found = set(table.filter(relation="near").select("target_start", "start").rows())
    assert found == {(0, 6), (6, 0), (22, 28), (28, 22)}


@pytest.mark.parametrize("texts", [(), ("",), ("…",), ("", "Rain.")])
def test_without_two_words_there_are_no_relations(texts: tuple[str, ...]) -> None:
    table = relate(as_documents(*texts))
    assert (table.height, dict(table.schema)) == (0, RELATIONS)


def test_a_text_has_the_same_relations_in_any_company() -> None:
    texts = ("The council sold the boats, which sank.", "Ann Lee, the mayor, did not resign.")
    together = relate(as_documents(*texts))
    alone = relate(pl.DataFrame({"doc": ["b"], "text": [texts[1]]}))
    assert_frame_equal(together.filter(doc="b"), alone)


def test_heads_that_go_round_in_a_ring_end() -> None:
    rows = [("a", 0, at, at + 1, "x", "NOUN", "NN", 1 - at // 2, "conj", "", False) for at in (0, 2)]
    ring = pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")
    assert set(find_relations(ring, NOTHING, NO_VOICES)["relation"]) == {"together with", "near"}


def test_what_begins_in_one_of_several_spans_is_inside() -> None:
    rows = pl.DataFrame({"doc": ["b", "a", "a", "a", "a"], "start": [3, 9, 0, 5, 12]})
    found = begins_inside(rows, spans(("a", 0, 10), ("a", 2, 4), ("b", 4, 9), ("a", 12, 12)))
    assert found.to_list() == [False, True, True, True, False]


def test_many_texts_take_linear_time() -> None:
    part = parse(as_documents("The old council, which sold the boats and the pier, did not want to repair the bridge."))
    tokens = pl.concat([part.with_columns(doc=pl.lit(f"d{number:05d}")) for number in range(3000)])  # 57,000 tokens
    began = time.perf_counter()
    table = find_relations(tokens, NOTHING, NO_VOICES)
    assert table.height == 3000 * find_relations(part, NOTHING, NO_VOICES).height
    assert time.perf_counter() - began < 4
