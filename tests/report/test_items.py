"""What is found of voices and actors leads to its sentences: every address stands on the page it names."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from analysis.compare.agency import count_agency
from analysis.compare.namings import count_namings
from analysis.compare.speech import CUES
from analysis.find.sources import SOURCE_TYPES
from analysis.report.evidence import find_evidence, write_evidence
from analysis.report.items import (
    link_deeds,
    link_namings,
    link_texts,
    name_deeds,
    name_first,
    name_namings,
    name_quotes,
)
from tests.conftest import material_of

TEXT = "The stubborn board closed the bridge. “The board must wait,” the mayor said."
DOCUMENTS = pl.DataFrame({"doc": ["a"], "outlet": ["X1"], "group": ["x"], "text": [TEXT]})
TOKENS = pl.DataFrame(
    {"doc": ["a", "a"], "sentence": [0, 1], "start": [0, 38], "end": [37, 77]}
)  # each sentence as one
VOICES = pl.DataFrame({"doc": ["a"], "start": [38], "end": [60], "voice": ["quoted"]})
TYPES = ("direct", "mixed", "indirect", "scare", "title")


def test_which_outlet_was_first_is_told_by_its_name() -> None:
    table = pl.DataFrame(
        {"order": ["a first", "b first", "same day"], "earlier": ["a", "b", None], "later": ["b", "a", None]}
    )
    documents = pl.DataFrame({"doc": ["a", "b"], "outlet": ["Pier", None]})
    assert name_first(table, documents)["order"].to_list() == ["Pier first", "b first", "same day"]


def quotes(*rows: tuple) -> pl.DataFrame:
    columns = ["type", "source_type", "cue_class", "doc", "start", "end"]
    return pl.DataFrame(
        rows, schema=dict.fromkeys(columns[:4], pl.String) | dict.fromkeys(columns[4:], pl.Int64), orient="row"
    )


def spans(**columns: list) -> pl.DataFrame:
    """Spans at the first board, in the author's voice, and the second, which is quoted."""
    return pl.DataFrame({"doc": ["a", "a"], "start": [4, 39], "end": [18, 48], **columns})


NAMINGS = spans(
    actor=["Harbour Board"] * 2, designation=["stubborn board", "board"], evaluative=[True, False], form=["epithet", "role"],
    polarity=["negative", ""],
)  # fmt: skip
DEEDS = spans(
    actor=["Harbour Board", None],
    role=["agent"] * 2,
    verb=["close", "wait"],
    form=["active"] * 2,
    deed=["control", ""],
    denied=[False] * 2,
    possible=[False] * 2,
)


def addresses(page: Path) -> set[str]:
    return {f"evidence/{page.name}#{place}" for place in re.findall(r' id="([^"]+)"', page.read_text(encoding="utf-8"))}


# --- quotations -----------------------------------------------------------------------------------------------------


def test_a_quotation_stands_under_its_type_its_kind_of_source_and_the_class_of_its_cue() -> None:
    assert name_quotes(quotes(("direct", "official", "neutral", "a", 38, 60))).rows() == [
        ("direct", "quoted", "a", 38, 60), ("official", "quoted", "a", 38, 60), ("neutral", "quoted", "a", 38, 60),
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["", None])
def test_what_is_not_known_of_a_quotation_is_no_item(nothing: str | None) -> None:
    assert name_quotes(quotes(("scare", nothing, nothing, "a", 38, 60))).rows() == [("scare", "quoted", "a", 38, 60)]


def test_what_is_told_without_marks_is_attributed() -> None:
    voices = dict(name_quotes(quotes(*((kind, "", "", "a", 38, 60) for kind in TYPES))).select("item", "voice").rows())
    assert voices == dict.fromkeys(TYPES, "quoted") | {"indirect": "attributed"}


def test_no_two_kinds_of_items_of_quotations_share_a_name() -> None:
    names = [*TYPES, *SOURCE_TYPES, *CUES]
    assert len(set(names)) == len(names)


# --- namings and deeds ----------------------------------------------------------------------------------------------


def test_a_designation_stands_under_its_actor_and_its_words() -> None:
    assert name_namings(NAMINGS, VOICES).rows() == [
        ("Harbour Board: stubborn board", "author", "a", 4, 18), ("Harbour Board: board", "quoted", "a", 39, 48),
    ]  # fmt: skip


def test_a_deed_stands_under_its_actor_its_role_and_its_verb() -> None:
    """What nobody known does is no item."""
    assert name_deeds(DEEDS, VOICES).rows() == [("Harbour Board: agent of close", "author", "a", 4, 18)]


def test_every_row_of_a_table_leads_to_a_place_on_its_page(tmp_path: Path) -> None:
    material = material_of(DOCUMENTS)
    pages = {
        "namings": (name_namings(NAMINGS, VOICES), link_namings(count_namings(NAMINGS, DOCUMENTS, VOICES))),
        "agency": (name_deeds(DEEDS, VOICES), link_deeds(count_agency(DEEDS, DOCUMENTS, VOICES))),
    }
    for name, (items, links) in pages.items():
        page = write_evidence(name, find_evidence(items, material, TOKENS, "split"), "", str(tmp_path))
        assert set(links) <= addresses(page)
        assert len(links) == len(items)


# --- texts ----------------------------------------------------------------------------------------------------------


def test_a_span_leads_to_the_sentence_it_begins_in() -> None:
    assert link_texts(NAMINGS, DOCUMENTS, TOKENS).to_list() == ["evidence/text.a.html#c0", "evidence/text.a.html#c38"]


def test_before_the_first_sentence_a_span_leads_to_itself() -> None:
    assert link_texts(NAMINGS, DOCUMENTS, TOKENS.tail(1))[0] == "evidence/text.a.html#c4"


def test_nothing_found_leads_nowhere() -> None:
    """Without a row there is neither an item nor an address."""
    assert name_quotes(quotes()).height == name_namings(NAMINGS.clear(), VOICES).height == 0
    assert name_deeds(DEEDS.clear(), VOICES).height == 0
    assert link_texts(NAMINGS.clear(), DOCUMENTS, TOKENS).to_list() == []
    assert link_namings(count_namings(NAMINGS.clear(), DOCUMENTS, VOICES)).to_list() == []
