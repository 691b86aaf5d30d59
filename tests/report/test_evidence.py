from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from analysis.compare.estimates import REST
from analysis.find.lexicons import Lexicon
from analysis.find.material import Material
from analysis.find.sketch import Sketch
from analysis.report.evidence import (
    EVIDENCE,
    OF_TERMS,
    SHOWN,
    anchor,
    find_collocate_evidence,
    find_cue_evidence,
    find_evidence,
    find_passage_evidence,
    find_term_evidence,
    link,
    link_collocates,
    list_terms,
    write_collocate_evidence,
    write_cue_evidence,
    write_evidence,
    write_passage_evidence,
    write_term_evidence,
)  # fmt: skip
from tests.conftest import material_of

FIRST, SECOND, THIRD = "Rain fell.", " “The dam held,” he said.", "\nIt rained on."
TEXTS = {"a": FIRST + SECOND + THIRD, "b": "Long rain."}
# the sentences by hand: Rain fell. 0-10, “The dam … said. 11-35, It rained on. 36-49
TOKENS = pl.DataFrame(
    {"doc": ["a", "a", "a", "b"], "sentence": [0, 1, 2, 0], "start": [0, 11, 36, 0], "end": [10, 35, 49, 10]}
)
AUTHOR = ("rain", "x", "author", "X", "a", 0, 4, "Rain", 0, 10, "Rain fell.")
QUOTED = ("dam", "x", "quoted", "X", "a", 16, 19, "dam", 11, 35, "“The dam held,” he said.")

NO_CUES = pl.DataFrame(
    schema=dict.fromkeys(("lexicon", "category", "doc"), pl.String)
    | dict.fromkeys(("start", "end"), pl.Int64)
    | {"voice": pl.String}
)


@pytest.fixture
def material() -> Material:
    documents = pl.DataFrame(
        {"doc": ["a", "b"], "group": ["x", "y"], "outlet": ["X", "Y <i>"], "text": list(TEXTS.values())}
    )
    return material_of(documents)


def hits(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["item", "voice", "doc", "start", "end"], orient="row")


def evidence(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=EVIDENCE, orient="row")


# --- addresses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("regime", "regime"),
        ("the kyrgyz regime", "the+kyrgyz+regime"),
        ("long-term", "long-term"),
        ("loaded_label", "loaded_label"),
        ("режим", "режим"),
    ],
)
def test_plain_names_stay_readable(part: str, place: str) -> None:
    assert anchor(part) == place


def test_no_two_items_have_the_same_place() -> None:
    names = [
        "a b",
        "a-b",
        "a+b",
        "a.b",
        "a_b",
        "A b",
        "a  b",
        " a b",
        "a/b",
        "<a b>",
        "<",
        ">",
        "",
        "a",
        "'a",
        "a.",
        "x" * 40,
        "x" * 41,
        "x" * 42,
    ]
    assert [pair for pair in combinations(names, 2) if anchor(pair[0]) == anchor(pair[1])] == []
    assert anchor("a.b", "c") != anchor("a", "b.c") != anchor("a", "b", "c")


@pytest.mark.parametrize(
    "part", ['"><img src=x onerror=alert(1)>', "../../etc/passwd", "a b\n", "x" * 500, "日" * 500, "", "..", "C:\\x"]
)
def test_a_place_is_safe_in_an_address_and_as_the_name_of_a_file(part: str) -> None:
    place = anchor(part)
    assert re.fullmatch(r"[\w+-]*~[0-9a-f]{8}", place)
    assert len(place.encode()) < 200


@pytest.mark.parametrize("places", [(REST, "author"), (REST,), ()])
def test_a_contrast_with_the_rest_leads_to_the_item_in_every_group(places: tuple[str, ...]) -> None:
    assert link("terms", "long rain", *places) == "evidence/terms.html#long+rain"


def test_a_link_leads_to_the_items_place_on_its_page() -> None:
    assert link("frames-generic", "conflict", "news", "author") == "evidence/frames-generic.html#conflict.news.author"


# --- sentences ----------------------------------------------------------------------------------------------------


def test_a_hit_has_its_sentence_and_the_offsets_of_both(material: Material) -> None:
    found = find_evidence(
        hits(("dam", "quoted", "a", 16, 19), ("rain", "author", "a", 0, 4)), material, TOKENS, "split"
    )
    assert found.rows() == [QUOTED, AUTHOR]  # by item, group, voice, doc, start
    assert found.schema == EVIDENCE


@pytest.mark.parametrize(
    ("quoted", "voices"), [("split", ["author", "quoted"]), ("out", ["author"]), ("in", ["all", "all"])]
)
def test_the_voices_are_those_that_are_counted(material: Material, quoted: str, voices: list[str]) -> None:
    found = find_evidence(hits(("w", "author", "a", 0, 4), ("w", "quoted", "a", 16, 19)), material, TOKENS, quoted)
    assert found["voice"].to_list() == voices


def test_no_hit_is_an_empty_table(material: Material) -> None:
    none = pl.DataFrame(
        schema={"item": pl.String, "voice": pl.String, "doc": pl.String, "start": pl.Int64, "end": pl.Int64}
    )
    assert find_evidence(none, material, TOKENS, "split").schema == EVIDENCE


def test_the_sentences_of_terms_are_those_they_stand_in(material: Material) -> None:
    keyness = pl.DataFrame({"term": ["rain", "long rain", "rain", "snow"]})
    found = find_term_evidence(keyness, material, TOKENS, "split")
    assert found.select("item", "doc", "start", "end", "hit").rows() == [
        ("long rain", "b", 0, 9, "Long rain"),
        ("rain", "a", 0, 4, "Rain"),
        ("rain", "b", 5, 9, "rain"),
    ]


def test_the_terms_of_a_page_are_the_surest_of_each_side_and_voice_those_that_hold_first() -> None:
    rows = [(f"t{at}", 0.04 if at == 50 else None if at % 2 else 0.3, "author", "x") for at in range(52)]
    others = [("fog", 0.9, "author", "y"), ("dam", 0.01, "quoted", "x")]
    table = pl.DataFrame([*rows, *others], schema=["term", "q", "voice", "group"], orient="row")
    more = {name: pl.lit(0) for name in OF_TERMS if name not in table.columns} | {"dp": pl.lit(0.5)}
    shown = list_terms(table.with_columns(**more), 0.05)
    assert shown.columns == list(OF_TERMS)
    assert shown.filter(voice="author", group="x")["term"].to_list() == ["t50", *(f"t{at}" for at in range(49))]
    assert shown.filter(voice="author", group="y")["term"].to_list() == ["fog"]
    assert shown.filter(voice="quoted")["term"].to_list() == ["dam"]


def test_a_shared_passage_stands_in_both_articles(material: Material) -> None:
    passages = pl.DataFrame(
        {"doc_a": ["a"], "start_a": [0], "end_a": [4], "doc_b": ["b"], "start_b": [5], "end_b": [9]}
    )
    found = find_passage_evidence(passages, material, TOKENS)
    assert found.select("item", "group", "voice", "doc", "hit", "sentence").rows() == [
        ("a and b", "x", "all", "a", "Rain", "Rain fell."),
        ("a and b", "y", "all", "b", "rain", "Long rain."),
    ]


def test_cues_come_by_lexicon_and_their_item_is_the_category(material: Material) -> None:
    cues = pl.DataFrame(
        [("mine", "wet", "a", 0, 4, "author"), ("other", "wall", "a", 16, 19, "quoted")],
        schema=["lexicon", "category", "doc", "start", "end", "voice"], orient="row",
    )  # fmt: skip
    found = find_cue_evidence(cues, material, TOKENS, "split")
    assert {name: table.select("item", "hit").rows() for name, table in found.items()} == {
        "mine": [("wet", "Rain")],
        "other": [("wall", "dam")],
    }


# --- the page and the table ---------------------------------------------------------------------------------------


def read_page(rows: pl.DataFrame, out: Path) -> str:
    return write_evidence("my list", rows, "About <this>.", str(out)).read_text(encoding="utf-8")


def test_each_item_group_and_voice_is_a_place_with_its_sentences(tmp_path: Path) -> None:
    html = read_page(evidence(QUOTED, AUTHOR), tmp_path)
    assert (tmp_path / "evidence" / "my+list.html").is_file()
    assert re.findall(r'<h2 id="([^"]*)">([^<]*)</h2>', html) == [
        ("dam.x.quoted", "dam · x · quoted voice · 1"),
        ("rain.x.author", "rain · x · author voice · 1"),
    ]
    assert '<div id="dam">' in html
    assert "<p>About &lt;this&gt;.</p>" in html
    assert "<q>“The <mark>dam</mark> held,” he said.</q>" in html
    assert '<small>X, <a href="text.a.html#c11">a</a>, characters 16 to 19</small>' in html


def test_a_hit_inside_the_first_sentence_of_a_text_is_marked_in_its_place(tmp_path: Path) -> None:
    row = ("fall", "x", "author", "X", "a", 5, 9, "fell", 0, 10, "Rain fell.")
    html = read_page(evidence(row), tmp_path)
    assert "<q>Rain <mark>fell</mark>.</q>" in html
    assert '<a href="text.a.html#c0">a</a>, characters 5 to 9' in html


def test_a_hit_over_the_end_of_its_sentence_is_marked_as_far_as_it_goes(tmp_path: Path) -> None:
    row = ("x", "x", "author", "X", "a", 5, 15, "fell. “The", 0, 10, "Rain fell.")
    assert "<q>Rain <mark>fell.</mark></q>" in read_page(evidence(row), tmp_path)


def test_a_hit_without_a_sentence_stands_for_itself(tmp_path: Path) -> None:
    row = ("x", "x", "author", "X", "a", 5, 9, "fell", None, None, None)
    html = read_page(evidence(row), tmp_path)
    assert "<q><mark>fell</mark></q>" in html
    assert '<a href="text.a.html#c5">a</a>' in html


def test_what_a_text_holds_is_escaped(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    row = (bad, f"{bad}x", "author", f"{bad}y", f"{bad}z", 1, 2, bad, 0, 3, bad)
    html = read_page(evidence(row), tmp_path)
    assert html.count("<script>") == 1  # the page's own
    assert bad not in html
    assert (
        html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    )  # item, group, outlet, doc; the sentence is cut by its mark
    assert "<q>&lt;<mark>s</mark>cript&gt;" in html


def test_a_page_shows_so_many_sentences_and_the_table_has_all(tmp_path: Path) -> None:
    rows = [("w", "x", "author", "X", "a", n, n + 1, "R", n, n + 4, "Rain") for n in range(SHOWN + 2)]
    html = read_page(evidence(*rows), tmp_path)
    assert html.count("<li>") == SHOWN == 30
    assert "<small>first 30 of 32; the table has all</small>" in html
    assert pl.read_csv(tmp_path / "tables" / "evidence_my+list.csv").height == 32


def read_written(out: Path, name: str) -> tuple[str, list[str]]:
    """A page of evidence and the hits of its table."""
    table = pl.read_csv(out / "tables" / f"evidence_{name.replace('-', '_')}.csv", schema=EVIDENCE)
    return (out / "evidence" / f"{name}.html").read_text(encoding="utf-8"), table["hit"].to_list()


def test_nothing_found_is_a_page_and_a_table_too(material: Material, tmp_path: Path) -> None:
    lexicons = [Lexicon("frames-own", "Title", "", "", "About.", pl.DataFrame())]
    write_cue_evidence(NO_CUES, lexicons, material, TOKENS, "split", str(tmp_path))
    html, found = read_written(tmp_path, "frames-own")
    assert "<p>Title. About.</p><p>No hit.</p>" in html
    assert found == []


def test_each_lexicon_has_its_page(material: Material, tmp_path: Path) -> None:
    lexicons = [Lexicon(name, f"Title {name}", "", "", "About.", pl.DataFrame()) for name in ("mine", "other")]
    cues = pl.DataFrame([("mine", "wet", "a", 0, 4, "author")], schema=NO_CUES.schema, orient="row")
    write_cue_evidence(cues, lexicons, material, TOKENS, "split", str(tmp_path))
    mine, found = read_written(tmp_path, "mine")
    assert "<p>Title mine. About.</p>" in mine
    assert (found, read_written(tmp_path, "other")[1]) == (["Rain"], [])


def test_terms_and_passages_have_their_pages(material: Material, tmp_path: Path) -> None:
    write_term_evidence(pl.DataFrame({"term": ["rain", "dam", "rain"]}), material, TOKENS, "out", str(tmp_path))
    html, found = read_written(tmp_path, "terms")
    assert "<p>The sentences of the terms that set the groups apart most surely.</p>" in html
    assert found == ["Rain", "rain"]  # “dam” is quoted
    columns = {"doc_a": ["a"], "start_a": [0], "end_a": [4], "doc_b": ["b"], "start_b": [5], "end_b": [9]}
    write_passage_evidence(pl.DataFrame(columns), material, TOKENS, str(tmp_path))
    html, found = read_written(tmp_path, "passages")
    assert '<div id="a+and+b">' in html
    assert "<p>Passages that two articles of one event share, in both.</p>" in html
    assert found == ["Rain", "rain"]


# --- what is told of a target ---------------------------------------------------------------------------------------

TOLD = pl.DataFrame(
    [("a", 0, 5, 9, 0, 4, "does", "rain", "NOUN", "author"), ("b", 0, 0, 4, 5, 9, "is", "rain", "NOUN", "author"),
     ("a", 1, 20, 24, 16, 19, "does", "dam", "NOUN", "quoted")],
    schema=["doc", "sentence", "target_start", "target_end", "start", "end", "relation", "collocate", "pos", "voice"], orient="row",
)  # fmt: skip
SKETCH = Sketch("<fall>", TOLD.clear(), TOLD, TOLD)


@pytest.mark.parametrize(
    ("quoted", "found"), [("split", [("does: dam", "dam"), ("does: rain", "Rain"), ("is: rain", "rain")]),
                          ("out", [("does: rain", "Rain"), ("is: rain", "rain")])]
)  # fmt: skip
def test_the_sentences_of_collocates_are_by_relation_and_word(
    material: Material, quoted: str, found: list[tuple[str, str]]
) -> None:
    assert find_collocate_evidence(SKETCH, material, TOKENS, quoted).select("item", "hit").rows() == found


def test_every_row_of_a_table_of_collocates_leads_to_its_place(material: Material, tmp_path: Path) -> None:
    write_collocate_evidence(SKETCH, material, TOKENS, "split", str(tmp_path))
    html, _ = read_written(tmp_path, "collocates")
    assert "<p>The sentences of what is told of &lt;fall&gt;.</p>" in html
    links = link_collocates(TOLD)
    assert links.n_unique() == 3
    for address in links:
        page, _, place = address.partition("#")
        assert page == "evidence/collocates.html"
        assert f'<div id="{place}">' in html
    assert link_collocates(TOLD.clear()).to_list() == []
