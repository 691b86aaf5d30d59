from __future__ import annotations

import time

import polars as pl
import pytest

from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.references import STANDS, find_references, find_stands
from analysis.find.sources import SOURCE_TYPES, find_sources
from tests.conftest import as_documents
from tests.find.references.test_references import read

QUOTES = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "type": pl.String,
    "source_start": pl.Int64, "source_end": pl.Int64, "source": pl.String, "sentence": pl.String,
}  # fmt: skip


def tell(*texts: str, outlet: str = "The Gazette", group: str = "news") -> list[tuple[str | None, str]]:
    """The actor and kind of each source, marked as {source}, in texts whose names are marked as in `read`."""
    documents, mentions = read(*(text.replace("{", "").replace("}", "") for text in texts))
    documents = documents.with_columns(outlet=pl.lit(outlet), group=pl.lit(group))
    rows = []
    for doc, text in zip("abcdef", texts, strict=False):
        bare, _ = read(text)
        marked, taken = bare["text"][0], 0
        plain = documents.filter(doc=doc)["text"][0]
        while "{" in marked:
            start = marked.index("{")
            end = marked.index("}") - 1
            marked = marked.replace("{", "", 1).replace("}", "", 1)
            rows.append((doc, 0, 1, "", "indirect", start, end, plain[start:end], plain))
            taken += 1
    quotes = pl.DataFrame(rows, schema=QUOTES, orient="row")
    tokens = parse(documents)
    found = find_sources(
        quotes, documents, tokens, find_stands(mentions, find_references(documents, tokens, mentions), tokens)
    )
    assert set(found["source_type"]) <= set(SOURCE_TYPES)
    return found.select("actor", "source_type").rows()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{The harbour minister} said it rained.", "official"),
        ("{A police spokesman} said it rained.", "security"),
        ("{A spokesman for the police} said it rained.", "security"),
        ("{A spokesman} said it rained.", "other"),
        ("{The judge} said it rained.", "court"),
        ("According to {the court filing}, it rained.", "court"),
        ("{The report} said it rained.", "court"),
        ("{The treaty} said it rained.", "court"),
        ("{A report by the weather ministry} said it rained.", "official"),
        ("{Two senators} said it rained.", "politician"),
        ("{The campaign manager} said it rained.", "politician"),
        ("{Many economists} said it rained.", "expert"),
        ("{A professor of geology} said it rained.", "expert"),
        ("{The company} said it rained.", "business"),
        ("{The company's lawyer} said it rained.", "business"),
        ("{An animal rights activist} said it rained.", "ngo"),
        ("{The bishop} said it rained.", "religious"),
        ("{Local newspapers} said it rained.", "media"),
        ("{Residents of the island} said it rained.", "witness"),
        ("{Her mother} said it rained.", "witness"),
        ("{Sources} said it rained.", "anonymous"),
        ("{Officials who spoke on condition of anonymity} said it rained.", "anonymous"),
        ("{An official}, who asked for anonymity, said it rained.", "anonymous"),
        ("{An unnamed official} said it rained.", "anonymous"),
        ("{Some} said it rained.", "anonymous"),
        ("{The mayor's office} said it rained.", "official"),
        ("{They} said it rained.", "other"),
        ("{The clouds} said it rained.", "other"),
    ],
)
def test_a_noun_tells_the_kind_with_the_body_it_belongs_to(text: str, kind: str) -> None:
    assert tell(text) == [(None, kind)]


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("{[Ann Lee](p)} said it rained.", "Ann Lee", "other"),
        ("{Minister [Ann Lee](p)} said it rained.", "Ann Lee", "official"),
        ("{[Ann Lee](p), a geologist at the zoo,} said it rained.", "Ann Lee", "expert"),
        ("{The [Ministry of Fish](o)} said it rained.", "Ministry of Fish", "official"),
        ("{The [Committee for National Security](o)} said it rained.", "Committee for National Security", "security"),
        ("{[Harbour University](o)} said it rained.", "Harbour University", "expert"),
        ("{The [Osh Herald](o)} said it rained.", "Osh Herald", "media"),
        ("{[Zumzum](o)} said it rained.", "Zumzum", "other"),
        ("{[Iceland](l)} said it rained.", "Iceland", "official"),
        ("{The [Icelandic](n) government} said it rained.", "Iceland (government)", "official"),
        ("{[Ann Lee](p)}, who sails, said it rained.", "Ann Lee", "other"),
    ],
)
def test_a_name_tells_the_kind_by_what_stands_beside_it_and_by_its_words(text: str, actor: str, kind: str) -> None:
    assert tell(text) == [(actor, kind)]


def test_the_kind_is_that_of_the_role_which_this_text_or_another_gives() -> None:
    given = "[Ann Lee](p), a researcher at the zoo, came."
    assert (
        tell(given + " {[Lee](p: Ann Lee)} said it rained. {She} added that it poured.") == [("Ann Lee", "expert")] * 2
    )
    assert tell(given, "{[Lee](p: Ann Lee)} said it rained.") == [("Ann Lee", "expert")]
    assert tell(given, "Minister [Ann Lee](p) came. {[Lee](p: Ann Lee)} said it rained.") == [("Ann Lee", "official")]


def test_a_role_that_is_over_counts_where_there_is_no_other() -> None:
    former = "Former minister [Ann Lee](p) came. Former minister [Ann Lee](p) sat. "
    assert tell(former + "{[Lee](p: Ann Lee)} said it rained.") == [("Ann Lee", "official")]
    assert tell(former + "[Lee](p: Ann Lee) is a geologist. {[Lee](p: Ann Lee)} said it rained.") == [
        ("Ann Lee", "expert")
    ]


def test_descriptions_and_pronouns_are_brought_to_the_actor() -> None:
    text = "The [Harbour Committee](o) met. {The committee} said it rained. [Ann Lee](p) left. {She} said it poured."
    assert [actor for actor, _ in tell(text)] == ["Harbour Committee", "Ann Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "{The Gazette} wrote that it rained.",
        "{[Gazette](o: The Gazette)} wrote that it rained.",
        "As {we} said, it rained.",
        "{Our correspondent} saw that it rained.",
        "{The Gazette's reporter} wrote that it rained.",
    ],
)
def test_the_outlet_itself_is_own(text: str) -> None:
    assert [kind for _, kind in tell(text)] == ["own"]


def test_the_group_and_a_body_of_the_outlet_are_own() -> None:
    text = "{The media office of [Friends of the Harbour](o)} said it rained."
    assert [kind for _, kind in tell(text, outlet="Friends of the Harbour")] == ["own"]
    assert [kind for _, kind in tell("{[Boaters](o)} said it rained.", group="boaters")] == ["own"]


def test_the_first_person_of_someone_quoted_is_not_the_outlet() -> None:
    documents = as_documents("“We know that it rains,” she said.").with_columns(outlet=pl.lit("x"), group=pl.lit("y"))
    rows = [
        ("a", 1, 22, "We know that it rains", "direct", None, None, "", ""),
        ("a", 9, 22, "that it rains", "indirect", 1, 3, "We", ""),
    ]
    quotes = pl.DataFrame(rows, schema=QUOTES, orient="row")
    found = find_sources(quotes, documents, parse(documents), pl.DataFrame(schema=STANDS))
    assert found["source_type"].to_list() == ["none named", "other"]


def test_what_is_no_speech_has_no_kind_and_rows_keep_their_order() -> None:
    documents = as_documents("It rained, the judge said.").with_columns(outlet=pl.lit("x"), group=pl.lit("y"))
    place = (11, 20, "the judge", "")
    rows = [("a", 0, 9, "It rained", kind, *place) for kind in ("scare", "direct", "title", "mixed", "indirect")]
    found = find_sources(
        pl.DataFrame(rows, schema=QUOTES, orient="row"), documents, parse(documents), pl.DataFrame(schema=STANDS)
    )
    assert found["source_type"].to_list() == ["", "court", "", "court", "court"]
    assert found.columns == [*QUOTES, "actor", "source_type"]


def test_no_text_and_no_quotation_have_no_sources() -> None:
    none = pl.DataFrame(schema=QUOTES)
    empty = as_documents().with_columns(outlet=pl.lit("x"), group=pl.lit("y"))
    found = find_sources(
        none, empty, pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA}), pl.DataFrame(schema=STANDS)
    )
    assert dict(found.schema) == {**QUOTES, "actor": pl.String, "source_type": pl.String}
    assert tell("It rained.") == []


def test_many_sources_take_linear_time() -> None:
    documents = as_documents("The judge said it rained. " * 300).with_columns(outlet=pl.lit("x"), group=pl.lit("y"))
    tokens, times = parse(documents), []
    for size in (2_000, 8_000):
        row = ("a", 15, 24, "it rained", "indirect", 0, 9, "The judge", "")
        quotes = pl.DataFrame([row] * size, schema=QUOTES, orient="row")
        began = time.perf_counter()
        find_sources(quotes, documents, tokens, pl.DataFrame(schema=STANDS))
        times.append(time.perf_counter() - began)
    assert times[1] < 12 * times[0] + 0.2
