"""Two articles side by side: which pairs have a page, what is marked, where rows lead, and what a hostile text can do."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.alignments import ALIGNMENTS, SAME
from analysis.compare.discrepancies import DISCREPANCIES, NAME
from analysis.find.material import Material, find_material
from analysis.report.evidence import anchor
from analysis.report.pairs import LINKED, PAIRS, choose_pairs, link_alignments, link_discrepancies, turn_sides
from analysis.report.sidebyside import mark_spans, write_alignments
from analysis.report.values import MOST, SPAN, TOLD, say_spans, tell_values
from tests.conftest import material_of

BAD = '"><script>alert(1)</script>'
FIRST, SECOND, THIRD = "The ferry left Merrow on Monday.", " Twelve sailed.", " Rain fell."
OTHER = "On Tuesday the ferry left Merrow."
TEXTS = {"a": FIRST + SECOND + THIRD, "b": OTHER, "c": BAD}
# the words by hand: doc, sentence, start, end, lemma, pos
WORDS = [
    ("a", 0, 0, 3, "the", "DET"), ("a", 0, 4, 9, "ferry", "NOUN"), ("a", 0, 10, 14, "leave", "VERB"),
    ("a", 0, 15, 21, "Merrow", "PROPN"), ("a", 0, 22, 24, "on", "ADP"), ("a", 0, 25, 31, "Monday", "PROPN"),
    ("a", 0, 31, 32, ".", "PUNCT"),
    ("a", 1, 33, 39, "twelve", "NUM"), ("a", 1, 40, 47, "sail.", "VERB"), ("a", 2, 48, 52, "rain", "NOUN"),
    ("a", 2, 53, 58, "fall.", "VERB"),
    ("b", 0, 0, 2, "on", "ADP"), ("b", 0, 3, 10, "Tuesday", "PROPN"), ("b", 0, 11, 14, "the", "DET"), ("b", 0, 15, 20, "ferry", "NOUN"),
    ("b", 0, 21, 25, "leave", "VERB"), ("b", 0, 26, 32, "Merrow", "PROPN"), ("b", 0, 32, 33, ".", "PUNCT"),
    ("c", 0, 0, 27, "x", "X"),
]  # fmt: skip
TOKENS = pl.DataFrame(WORDS, schema=["doc", "sentence", "start", "end", "lemma", "pos"], orient="row")


@pytest.fixture
def material() -> Material:
    return material_of(
        pl.DataFrame(
            {
                "doc": list(TEXTS), "group": ["x", "y", BAD], "outlet": ["Quay", "Pier", BAD], "event": ["storm", "storm", BAD],
                "date": ["2025-05-01", None, None], "text": list(TEXTS.values()),
            }
        )
    )  # fmt: skip


def fill(rows: list[dict], schema: dict) -> pl.DataFrame:
    table = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema, orient="row")
    return table


def aligned(*rows: tuple, event: str = "storm") -> pl.DataFrame:
    """Alignments of (doc_a, start_a, end_a, doc_b, start_b, end_b, score)."""
    names = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "score")
    return fill([{"event": event} | dict(zip(names, row, strict=True)) for row in rows], ALIGNMENTS)


def differing(*rows: tuple, event: str = "storm") -> pl.DataFrame:
    """Conflicts of (doc_a, start_a, end_a, text_a, doc_b, start_b, end_b, text_b)."""
    names = ("doc_a", "start_a", "end_a", "text_a", "doc_b", "start_b", "end_b", "text_b")
    fixed = {
        "event": event,
        "class": "conflict",
        "confidence": 0.9,
        "confidence_words": "likely",
        "about": "leave: ferry",
    }
    return fill([fixed | dict(zip(names, row, strict=True)) for row in rows], DISCREPANCIES)


ONE = aligned(("a", 0, 32, "b", 0, 33, 0.9))
DAYS = differing(("b", 3, 10, "Tuesday", "a", 25, 31, "Monday"))  # b was published first


def read(alignments: pl.DataFrame, discrepancies: pl.DataFrame, material: Material, out: Path) -> str:
    (path,) = write_alignments(alignments, discrepancies, material, TOKENS, str(out))
    return path.read_text(encoding="utf-8")


# --- marks --------------------------------------------------------------------------------------------------------


def test_aligned_sentences_stand_in_a_row_with_what_they_share_and_what_differs(
    material: Material, tmp_path: Path
) -> None:
    html = read(ONE, DAYS, material, tmp_path)
    assert (tmp_path / "evidence" / "aligned.storm.html").is_file()
    assert '<q>The <u>ferry</u> <u>left</u> <u>Merrow</u> on <mark title="conflict">Monday</mark>.</q>' in html
    assert '<q>On <mark title="conflict">Tuesday</mark> the <u>ferry</u> <u>left</u> <u>Merrow</u>.</q>' in html
    assert "<strong>conflict</strong> Monday / Tuesday <small>0.90</small>" in html
    assert '<a href="text.a.html#c0">text</a>' in html and '<a href="text.b.html">b</a>' in html
    assert "Quay · x · 2025-05-01" in html and "Pier · y<br>" in html  # no date, no words for it
    assert "Pairs of sentences aligned: 1; values that differ: 1." in html


def test_names_and_numbers_of_one_sentence_alone_are_dotted(material: Material, tmp_path: Path) -> None:
    html = read(ONE, DAYS.clear(), material, tmp_path)
    assert "on <em>Monday</em>." in html and "On <em>Tuesday</em> the" in html and "<mark title" not in html


def test_what_has_no_counterpart_is_told_behind_a_fold(material: Material, tmp_path: Path) -> None:
    html = read(ONE, DAYS, material, tmp_path)
    assert "<summary>Quay: 2 of 3 sentences without a counterpart above</summary>" in html
    assert "<li><q>Twelve sailed.</q></li><li><q>Rain fell.</q></li>" in html
    assert "<summary>Pier" not in html


def test_values_of_sentences_that_are_not_aligned_have_a_row_too(material: Material, tmp_path: Path) -> None:
    value = differing(("a", 33, 39, "Twelve", "b", 3, 10, "Tuesday"))
    html = read(ONE, value, material, tmp_path)
    assert html.count('<tr id="a.b.') == 2 and '<tr id="a.b.33.0">' in html
    assert '<q><mark title="conflict">Twelve</mark> sailed.</q>' in html
    assert "<summary>Quay: 1 of 3" in html  # a sentence that stands in a row for such a value has a counterpart


SPELLED = differing(("a", 33, 39, "Twelve", "b", 3, 10, "Tuesdey")).with_columns(pl.lit(NAME).alias("class"))


def test_two_spellings_of_a_name_lay_no_sentences_side_by_side(material: Material, tmp_path: Path) -> None:
    html = read(ONE, SPELLED, material, tmp_path)
    assert html.count('<tr id="a.b.') == 1 and "<mark title" not in html
    assert "<p>Names spelled in two ways, in sentences that are not aligned: Twelve / Tuesdey.</p>" in html
    assert "<summary>Quay: 2 of 3" in html
    html = read(ONE.clear(), SPELLED, material, tmp_path)
    assert '<table class="pair">' not in html and "<summary>Pier: 1 of 1" in html


def test_two_spellings_in_aligned_sentences_are_marked_there(material: Material, tmp_path: Path) -> None:
    html = read(ONE, DAYS.with_columns(pl.lit(NAME).alias("class")), material, tmp_path)
    assert '<mark title="name">Monday</mark>' in html and "spelled in two ways" not in html


def test_a_value_stands_only_in_the_row_that_has_both_its_places(material: Material, tmp_path: Path) -> None:
    alignments = aligned(("a", 33, 47, "b", 0, 33, 0.9))
    html = read(alignments, DAYS, material, tmp_path)
    assert html.count('<tr id="a.b.') == 2 and html.count("<strong>conflict</strong>") == 1
    first, second = (row for row in html.split("<tr")[2:])
    assert "Monday</mark>" in first and "Twelve" in second and "mark" not in second.split("</tr>")[0]


def test_an_alignment_that_is_unsure_says_so(material: Material, tmp_path: Path) -> None:
    unsure = ONE.with_columns(score=pl.lit(SAME - 0.01))
    assert f"<small>{SAME - 0.01:.2f}, unsure</small>" in read(unsure, DAYS, material, tmp_path)
    assert ", unsure" not in read(ONE, DAYS, material, tmp_path)


def test_what_is_left_out_is_not_told_as_without_a_counterpart(material: Material, tmp_path: Path) -> None:
    left = pl.DataFrame({"doc": ["a"], "start": [48], "end": [58], "reason": ["footer"]})
    html = read(ONE, DAYS, find_material(material.documents, left, material.voices), tmp_path)
    assert "1 of 2 sentences without a counterpart above" in html and "Rain fell." not in html


@given(
    st.text(max_size=30),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["u", "em", "mark"]), st.text(max_size=5))
    ),
)
def test_marks_never_change_the_text(text: str, marks: list[tuple[int, int, str, str]]) -> None:
    from html import unescape

    html = mark_spans(text, (0, len(text)), marks)
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def test_only_the_span_is_cut_and_neighbouring_pieces_of_one_mark_are_one() -> None:
    assert (
        mark_spans("on 17 April", (3, 11), [(0, 30, "mark", "x"), (3, 5, "u", "")]) == '<mark title="x">17 April</mark>'
    )
    assert mark_spans("", (0, 0), []) == ""


def test_what_a_text_holds_is_escaped(material: Material, tmp_path: Path) -> None:
    alignments = aligned(("a", 0, 32, "c", 0, 27, 0.9), event=BAD)
    values = differing(("a", 25, 31, BAD, "c", 2, 10, BAD), event=BAD).with_columns(pl.lit(BAD).alias("class"))
    html = read(alignments, values, material, tmp_path)
    assert html.count("<script>") == 1 and BAD not in html  # the page's own
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert re.fullmatch(r"[\w.+~-]+\.html", next((tmp_path / "evidence").iterdir()).name)


# --- pairs and addresses ------------------------------------------------------------------------------------------


def test_values_come_with_the_name_that_comes_first_as_in_alignments() -> None:
    turned = turn_sides(DAYS)
    assert turned.select("doc_a", "text_a", "start_a", "doc_b", "text_b", "end_b").row(0) == (
        "a",
        "Monday",
        25,
        "b",
        "Tuesday",
        10,
    )
    assert turn_sides(turned).equals(turned) and turned.columns == DAYS.columns


def test_pairs_with_most_values_come_first_then_the_most_alike() -> None:
    alignments = aligned(*(("a", 0, 1, f"d{at:02}", 0, 1, at / 100) for at in range(PAIRS + 5)))
    pairs = choose_pairs(alignments, differing(("d00", 0, 1, "x", "a", 0, 1, "y")))
    assert pairs["doc_b"].to_list() == ["d00", *(f"d{at:02}" for at in range(PAIRS + 4, 5, -1))]
    assert pairs.height == PAIRS and choose_pairs(alignments.clear(), DAYS.clear()).is_empty()


def test_every_row_leads_to_its_place_or_nowhere(material: Material, tmp_path: Path) -> None:
    html = read(ONE, DAYS, material, tmp_path)
    for address in (*link_alignments(ONE, DAYS), *link_discrepancies(DAYS, ONE)):
        name, _, place = address.partition("#")
        assert name == "evidence/aligned.storm.html" and f'id="{place}"' in html
    many = aligned(*(("a", 0, 1, f"d{at:02}", 0, 1, 0.5) for at in range(PAIRS + 1)))
    assert link_alignments(many, DAYS.clear()).null_count() == 1
    assert link_alignments(ONE.clear(), DAYS.clear()).to_list() == []


def test_a_table_of_values_names_the_outlets_and_leads_to_the_pair() -> None:
    first = DAYS.with_columns(
        outlet_a=pl.lit("Pier"), outlet_b=pl.lit("Quay"), sentence_a=pl.lit(OTHER), sentence_b=pl.lit(FIRST),
        sentence_start_a=pl.lit(0), sentence_start_b=pl.lit(0),
    )  # fmt: skip
    told = tell_values(
        pl.concat(
            [
                first.with_columns(
                    confidence_words=pl.lit("likely"), about=pl.lit("sail"), **{"class": pl.lit("wording")}
                ),
                first,
            ]
        ),
        ONE,
    )
    one = {"before": "On ", "marked": "Tuesday", "after": " the ferry left Merrow."}
    two = {"before": "The ferry left Merrow on ", "marked": "Monday", "after": "."}
    assert told.select(TOLD).row(0) == (
        "leave: ferry", "Tuesday (Pier)", "Monday (Quay)", one, two, "conflict", "likely", "open",
    )  # fmt: skip
    assert told["about"].to_list() == ["leave: ferry", "sail"]  # the conflict first
    assert link_discrepancies(told, ONE).name == LINKED == TOLD[-1]
    many = differing(*(("a", 0, 1, "x", f"d{at:02}", 0, 1, "y") for at in range(PAIRS + 1)))
    assert tell_values(many, ONE.clear())[LINKED].null_count() == 1  # its pair has no place on the page


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2025-01-01", "2025-02-01"], ""), (["2025-01", "2025-03"], ""), (["2025-01-01", None], ""), ([None, None], ""),
        (["2025-01-01", "2025-02-02"], "this event were published more than 31 days apart"), (["2025-01-30", "2025-04"], "this event"),
    ],
)  # fmt: skip
def test_events_whose_articles_lie_far_apart_are_named(dates: list, said: str) -> None:
    documents = pl.DataFrame(
        {"doc": ["a", "b", "c"], "event": ["storm", "storm", None], "date": [*dates, "1999"]},
        schema_overrides={"date": pl.String},
    )
    told = say_spans(documents)
    assert (said in told and told.endswith("may tell of several events: storm.")) if said else told == ""


def test_many_events_far_apart_are_named_in_part() -> None:
    names = [f"storm {at:02}" for at in range(MOST + 2)]
    documents = pl.DataFrame(
        {"doc": range(2 * len(names)), "event": names * 2, "date": ["2024"] * len(names) + ["2026"] * len(names)}
    )
    told = say_spans(documents.with_columns(pl.col("doc").cast(pl.String)))
    assert f"these events were published more than {SPAN} days" in told and told.endswith(
        f"{names[MOST - 1]} and 2 more."
    )


def test_a_page_says_how_many_pairs_it_leaves_out(tmp_path: Path) -> None:
    docs = [f"d{at:02}" for at in range(PAIRS + 2)]
    facts = {name: [name] * len(docs) for name in ("group", "outlet")}
    documents = pl.DataFrame(
        {
            "doc": docs,
            **facts,
            "event": ["storm"] * len(docs),
            "date": [None] * len(docs),
            "text": ["Rain."] * len(docs),
        }
    )
    tokens = pl.DataFrame({"doc": docs, "sentence": 0, "start": 0, "end": 5, "lemma": "rain", "pos": "NOUN"})
    rows = aligned(*(("d00", 0, 5, doc, 0, 5, 0.9) for doc in docs[1:]))
    (path,) = write_alignments(rows, DAYS.clear(), material_of(documents), tokens, str(tmp_path))
    html = path.read_text(encoding="utf-8")
    assert f"{PAIRS} of {PAIRS + 1} pairs of articles, those with most to compare." in html
    assert html.count("<section") == PAIRS and anchor("d00", docs[1]) in html


def test_nothing_aligned_writes_no_page(material: Material, tmp_path: Path) -> None:
    assert write_alignments(ONE.clear(), DAYS.clear(), material, TOKENS, str(tmp_path)) == []
