"""Designations of actors on invented sentences: each form, its words that evaluate, and what is none."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.find.namings import FORMS, NAMINGS, NOBODY, find_namings
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.find.stands import NOTHING, stand_for

ACTORS = (
    ("Lee", "Ann Lee", "person", "name"), ("Harbour Board", "Harbour Board", "organisation", "name"),
    ("She", "Ann Lee", "person", "pronoun"), ("Borian authorities", "Boria (government)", "organisation", "description"),
    ("Borian regime", "Boria (government)", "organisation", "description"), ("Moss", "Jan Moss", "person", "name"),
    ("Harbour Board’s office", "Harbour Board", "organisation", "description"),
    ("Aland", "Aland", "place", "name"), ("Boria", "Boria", "place", "name"), ("Coland", "Coland", "place", "name"),
)  # fmt: skip
# Sentence: what designates whom in it, by which form and, after a slash, in which words that evaluate.
SENTENCES = {
    "Lee waved.": "Ann Lee: lee (name)",
    "We met Mayor Lee.": "Ann Lee: mayor lee (title)",
    "We met Mrs. Lee.": "Ann Lee: mrs. lee (title)",
    "We met former Mayor Lee.": "Ann Lee: former mayor lee (title)",
    "The embattled Lee waved.": "Ann Lee: embattled lee (modifier/-embattled)",
    "The brutal Harbour Board closed the pier.": "Harbour Board: brutal harbour board (modifier/-brutal)",
    "The local Harbour Board closed the pier.": "Harbour Board: local harbour board (modifier)",
    "The Borian authorities closed the pier.": "Boria (government): borian authorities (role)",
    "The Borian regime closed the pier.": "Boria (government): borian regime (epithet/?regime)",
    "Lee, an employee at the lamp factory, waved.": "Ann Lee: lee (name); Ann Lee: employee at the lamp factory (apposition)",
    "Lee is a tyrant.": "Ann Lee: lee (name); Ann Lee: tyrant (predicate/-tyrant)",
    "She is a gifted and generous sailor.": "Ann Lee: gifted and generous sailor (predicate/+gifted, generous)",
    "Lee is not a tyrant.": "Ann Lee: lee (name)",
    "They found loyal helpers in the person of Lee.": "Ann Lee: loyal helpers (predicate/+loyal); Ann Lee: lee (name)",
    "Villages have heroes such as Lee.": "Ann Lee: heroes (predicate/+heroes); Ann Lee: lee (name)",
    "They described Lee as a liar.": "Ann Lee: lee (name); Ann Lee: liar (predicate/-liar)",
    "Puppet rulers closed the pier.": ": puppet rulers (epithet/-puppet)",
    "Rulers closed the pier.": "",
    "The crime reporter waved.": "",
    "The propaganda chief Lee waved.": "Ann Lee: propaganda chief (apposition); Ann Lee: lee (name)",
    "Lee, the puppet of the board, waved.": "Ann Lee: lee (name); Ann Lee: puppet of the board (apposition/-puppet)",
    "They chose Lee as captain.": "Ann Lee: lee (name); Ann Lee: captain (predicate)",
    "On Monday, December 1, Lee waved.": "Ann Lee: lee (name)",
    "The Harbour Board’s office closed.": "Harbour Board: harbour board (name); Harbour Board: office (role)",
    "Lee’s boat sank.": "Ann Lee: lee (name)",
    "The new Aland–Boria–Coland line opened.": "Aland: aland (name); Boria: boria (name); Coland: coland (name)",
    "The Aland-Boria-Coland line opened.": "Aland: aland (name); Boria: boria (name); Coland: coland (name)",
    "Aland/Boria trade grew.": "Aland: aland (name); Boria: boria (name)",
    "Great Boria waved.": "Boria: great boria (name)",
    "The local Harbour Board report was read.": "Harbour Board: harbour board (name)",
    "The two-island Boria waved.": "Boria: two-island boria (modifier)",
}  # fmt: skip


def name(documents: pl.DataFrame, exclusions: pl.DataFrame = NOTHING) -> pl.DataFrame:
    return find_namings(documents, parse(documents), stand_for(documents, *ACTORS), exclusions)


def tell(row: dict) -> str:
    sign = {"positive": "+", "negative": "-", "": "?"}[row["polarity"]]
    assert row["evaluative"] == bool(row["words"])
    words = f"/{sign}{row['words']}" if row["evaluative"] else ""
    return f"{row['actor']}: {row['designation']} ({row['form']}{words})"


@pytest.fixture(scope="module")
def named() -> pl.DataFrame:
    documents = pl.DataFrame({"doc": [f"{number:02}" for number in range(len(SENTENCES))], "text": list(SENTENCES)})
    return name(documents)


@pytest.mark.parametrize(("number", "sentence"), list(enumerate(SENTENCES)))
def test_who_is_designated_how(number: int, sentence: str, named: pl.DataFrame) -> None:
    rows = named.filter(doc=f"{number:02}").iter_rows(named=True)
    assert "; ".join(map(tell, rows)) == SENTENCES[sentence]


def test_every_form_has_a_sentence() -> None:
    said = " ".join(SENTENCES.values())
    assert [form for form in FORMS if f"({form}" not in said] == []


def test_spans_are_those_of_the_text() -> None:
    text = "😀 The **brutal** Harbour Board met Mayor Lee’s crew."
    table = name(as_documents(text))
    assert table.schema == NAMINGS
    spans = [text[start:end] for start, end in table.select("start", "end").iter_rows()]
    assert spans == ["brutal** Harbour Board", "Mayor Lee"]
    assert table["designation"].to_list() == ["brutal harbour board", "mayor lee"]


def test_an_unnamed_label_says_what_its_noun_is() -> None:
    table = name(as_documents("Puppet rulers, corrupt ministers and liars met a brutal regime."))
    assert table["actor"].unique().to_list() == [NOBODY]
    assert table.select("designation", "type").rows() == [
        ("puppet rulers", "ruler"), ("corrupt ministers", "person"), ("liars", "person"), ("brutal regime", "government"),
    ]  # fmt: skip


def test_the_description_of_an_actor_told_beside_its_name_counts_once() -> None:
    documents = as_documents("Lee, the mayor, waved.")
    actors = (*ACTORS, ("mayor", "Ann Lee", "person", "description"))
    table = find_namings(documents, parse(documents), stand_for(documents, *actors), NOTHING)
    assert table.select("designation", "form").rows() == [("lee", "name"), ("mayor", "apposition")]


def test_another_actor_beside_is_no_designation() -> None:
    table = name(as_documents("Lee, Moss and the Harbour Board met."))
    assert table.select("actor", "form").rows() == [
        ("Ann Lee", "name"),
        ("Jan Moss", "name"),
        ("Harbour Board", "name"),
    ]


def test_what_is_left_out_is_not_named() -> None:
    documents = as_documents("The brutal Harbour Board met Lee.")
    assert name(documents, pl.DataFrame({"doc": ["a"], "start": [0], "end": [24]}))["actor"].to_list() == ["Ann Lee"]


def test_nothing_gives_nothing() -> None:
    no_documents = pl.DataFrame(schema={"doc": pl.String, "text": pl.String})
    no_tokens = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    assert find_namings(no_documents, no_tokens, pl.DataFrame(schema=STANDS), NOTHING).schema == NAMINGS
    assert name(as_documents("Boats sank.")).is_empty()


@pytest.mark.parametrize(
    "text", ["LEE IS A LIAR", "“Lee is a liar.”", "هذه الجملة ليست عن أحد", "“" * 400 + " Lee lied", "Lee\nLee", ""]
)
def test_odd_texts_have_an_answer(text: str) -> None:
    assert name(as_documents(text)).schema == NAMINGS


def test_names_of_several_texts_stand_in_the_order_of_the_texts() -> None:
    documents = as_documents("Lee met Moss.", "Moss met Lee.").reverse()
    assert name(documents).select("doc", "designation").rows() == [
        ("b", "moss"),
        ("b", "lee"),
        ("a", "lee"),
        ("a", "moss"),
    ]
