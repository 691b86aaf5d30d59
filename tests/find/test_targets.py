from __future__ import annotations

import polars as pl
import pytest

from analysis.find.actors import MENTIONS, find_actors
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.relations import RELATIONS, find_relations
from analysis.find.targets import TARGETS, choose_target, find_collocates, find_target
from tests.conftest import as_documents, error_of

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
NO_VOICES = pl.DataFrame(schema={**NOTHING.schema, "voice": pl.String})
NO_ACTORS = pl.DataFrame(schema=MENTIONS)
NO_TOKENS = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
HARBOUR = as_documents(
    "The Harbour Board met. The board's plan for long-term repairs failed.",
    "“The Board sleeps,” Ann Lee said. Boards rot.",
)


def actors(*rows: tuple[str, int, int, str, str]) -> pl.DataFrame:
    """Mentions of organisations: doc, start, end, name, actor."""
    table = [(doc, start, end, name, "organisation", actor) for doc, start, end, name, actor in rows]
    return pl.DataFrame(table, schema=MENTIONS, orient="row")


BOARD = actors(("a", 0, 17, "Harbour Board", "Harbour Board"), ("b", 5, 10, "Board", "Harbour Board"))


def mentions(target: str, named: pl.DataFrame = BOARD, exclusions: pl.DataFrame = NOTHING) -> list[str]:
    """The mentions of a target in HARBOUR as the texts have them."""
    voices = pl.DataFrame({"doc": ["b"], "start": [1], "end": [18], "voice": ["quoted"]})
    found = find_target(target, HARBOUR, parse(HARBOUR), named, exclusions, voices)
    assert dict(found.schema) == TARGETS
    texts = dict(HARBOUR.iter_rows())
    return [f"{texts[doc][start:end]}, {voice}" for doc, start, end, _, voice in found.iter_rows()]


# --- what a target is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["Harbour Board", "harbour  board", "Board", "BOARD"])
def test_an_actor_is_found_by_any_of_its_spellings_and_has_all_its_mentions(target: str) -> None:
    assert mentions(target) == ["The Harbour Board, author", "Board, quoted"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("board", ["Board, author", "board, author", "Board, quoted", "Boards, author"]),
        ("boards", ["Boards, author"]),
        ("Fail", ["failed, author"]),
        ("failed", ["failed, author"]),
        ("plan for", ["plan for, author"]),
        ("long-term repair", ["long-term repairs, author"]),
        ("Ann Lee", ["Ann Lee, author"]),
    ],
)
def test_without_such_an_actor_it_is_a_word_or_a_phrase(target: str, found: list[str]) -> None:
    assert mentions(target, NO_ACTORS) == found


def test_a_phrase_does_not_run_over_sentences_or_texts() -> None:
    for phrase in ("failed the", "rot the", "failed “"):
        assert error_of(mentions, phrase, NO_ACTORS).startswith(f"given target {phrase!r}; allowed: ")


def test_the_head_is_the_word_that_the_rest_hangs_on() -> None:
    documents = as_documents("The Board of Trade of Osh met. The old Harbour Board's roof fell.")
    named = actors(("a", 4, 25, "Board of Trade of Osh", "X"), ("a", 39, 54, "Harbour Board", "X"))
    found = find_target("X", documents, parse(documents), named, NOTHING, NO_VOICES)
    assert found.select("start", "end", "head").rows() == [(4, 25, 4), (39, 54, 47)]


def test_mentions_in_passages_left_out_are_not_counted() -> None:
    left_out = pl.DataFrame({"doc": ["a"], "start": [0], "end": [20]})
    assert mentions("Harbour Board", BOARD, left_out) == ["Board, quoted"]


def test_an_unknown_target_is_told_with_the_nearest() -> None:
    assert error_of(mentions, "Harbor Board") == (
        "given target 'Harbor Board'; allowed: a name, a word or a phrase that stands in the texts; "
        "did you mean 'Harbour Board'?"
    )
    assert error_of(mentions, "zzz") == (
        "given target 'zzz'; allowed: a name, a word or a phrase that stands in the texts"
    )


def test_no_target_has_no_mentions() -> None:
    assert mentions("") == []
    assert dict(find_target("", as_documents(), NO_TOKENS, NO_ACTORS, NOTHING, NO_VOICES).schema) == TARGETS


# --- its collocates ---------------------------------------------------------------------------------------------------


def test_collocates_are_told_of_the_mentions_and_lie_outside_them() -> None:
    documents = as_documents("The rusty Harbour Board closed the pier. The pier fell.")
    relations = find_relations(parse(documents), NOTHING, NO_VOICES)
    found = find_target("x", documents, parse(documents), actors(("a", 10, 23, "X", "X")), NOTHING, NO_VOICES)
    table = find_collocates(relations, found)
    assert dict(table.schema) == RELATIONS
    assert set(table.select("target_start", "target_end").rows()) == {(10, 23)}
    assert set(table.filter(pl.col("relation") != "near").select("relation", "collocate").rows()) == {
        ("modified by", "rusty"),
        ("does", "close"),
    }
    assert "harbour" not in set(table["collocate"])


# --- the default ------------------------------------------------------------------------------------------------------


def grouped(*rows: tuple[str, str]) -> pl.DataFrame:
    """Documents a, b, … of (group, text)."""
    groups, texts = zip(*rows, strict=True)
    return as_documents(*texts).with_columns(group=pl.Series(groups))


def choose(documents: pl.DataFrame, named: pl.DataFrame = NO_ACTORS, exclusions: pl.DataFrame = NOTHING) -> str:
    return choose_target(documents, parse(documents), named, exclusions)


def test_the_default_is_what_all_groups_name_most_evenly() -> None:
    # boats 2 of 6 words and 1 of 9, harbours 1 of 6 and 2 of 9
    news, advocacy = "Boats passed boats in the harbour.", "The boat left the harbour for the harbour again."
    assert choose(grouped(("news", news), ("advocacy", advocacy))) == "harbour"


def test_a_name_of_all_groups_goes_before_a_noun_and_one_of_a_single_group_does_not() -> None:
    documents = grouped(("news", "Osh harbours and harbours"), ("advocacy", "Osh harbours and harbours"))
    both = actors(("a", 0, 3, "Osh", "Osh"), ("b", 0, 3, "Osh", "Osh"))
    assert choose(documents, both) == "Osh"
    assert choose(documents, both.head(1)) == "harbour"


def test_of_equals_the_first_by_name_is_chosen_in_any_order_of_texts() -> None:
    documents = grouped(("news", "boats and anchors"), ("advocacy", "anchors and boats"))
    assert choose(documents) == choose(documents.reverse()) == "anchor"


def test_what_is_left_out_names_nothing() -> None:
    documents = grouped(("news", "The harbour saw the harbour."), ("advocacy", "The harbour slept. The boat left."))
    left_out = pl.DataFrame({"doc": ["b"], "start": [0], "end": [18]})
    assert choose(documents) == "harbour"
    assert choose(documents, exclusions=left_out) == "harbour"  # no noun is left to both: 2 of 5 words before 1 of 3
    assert (
        choose(documents, exclusions=pl.DataFrame({"doc": ["a", "b"], "start": [0, 0], "end": [18, 18]})) == "harbour"
    )
    assert choose(documents.filter(group="none")) == ""


def test_texts_without_nouns_have_no_default() -> None:
    assert choose(grouped(("news", "Go!"), ("advocacy", "…"))) == ""


def test_the_actors_of_a_parse_can_be_chosen() -> None:
    documents = grouped(("news", "Ann Lee met the sailors in Genoa."), ("advocacy", "Ann Lee praised the sailors."))
    named = find_actors(documents, parse(documents), NOTHING)
    assert choose(documents, named) == "Ann Lee"
