from __future__ import annotations

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.compare.counts import count_terms
from analysis.compare.desk import FOLDS, deal_out, find_spread, hold_out_outlets, lay_out, mask_topics
from analysis.compare.estimates import Contrast
from analysis.find.parsing import TOKEN_SCHEMA
from tests.compare.conftest import NO_TOKENS, make_documents, words_of

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")


def tokens_of(documents: pl.DataFrame, names: str = r"[A-Z]") -> pl.DataFrame:
    """Tokens as the parser makes them, each run of letters a word of its own: a proper noun where it begins like a name."""
    rows = [
        {"doc": doc, "start": token.start(), "end": token.end(), "entity": ""}
        | {"pos": "PROPN" if re.match(names, token.group()) else "NOUN"}
        for doc, text in documents.select("doc", "text").iter_rows()
        for token in re.finditer(r"\w+", text)
    ]
    return pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA})


def left_of(*texts: str, tokens: pl.DataFrame | None = None) -> list[list[str]]:
    """The words of each text that the mask leaves."""
    documents = make_documents(*(("a", "e", text) for text in texts))
    words = mask_topics(words_of(documents), tokens_of(documents) if tokens is None else tokens)
    spoken = [words.vocabulary[number] for number in words.ids.tolist()]
    return [spoken[first:last] for first, last in zip(words.bounds, words.bounds[1:], strict=False)]


# --- the mask -----------------------------------------------------------------------------------------------------


def test_names_and_numbers_are_masked() -> None:
    assert left_of("the ferry left Osterhaven at 9 with 1,200 people") == [
        ["the", "ferry", "left", "at", "with", "people"]
    ]


def test_a_word_that_is_part_name_is_masked() -> None:
    assert left_of("an Osterhaven-based crew and a non-Osterhaven boat") == [["an", "crew", "and", "a", "boat"]]


def test_a_word_that_is_mostly_a_name_is_masked_everywhere() -> None:
    assert left_of("Harbour Harbour harbour", "wind harbour Wind wind") == [[], ["wind", "wind"]]


def test_entities_are_masked_whatever_their_words_are() -> None:
    documents = make_documents(("a", "e", "the old bridge fell, the river rose"))
    tokens = tokens_of(documents).with_columns(
        entity=pl.when(pl.col("start") < 14).then(pl.lit("FAC")).otherwise(pl.lit(""))
    )
    # "the" is a name in one of its two places: in half of them, so in all
    assert left_of(*documents["text"], tokens=tokens) == [["fell", "river", "rose"]]


def test_no_phrase_runs_over_a_name() -> None:
    documents = make_documents(("a", "e", "boats of Osterhaven sail"))
    counts = count_terms(mask_topics(words_of(documents), tokens_of(documents)), "all", 2, 1)
    assert counts.names == ["boats", "of", "sail", "boats of"]


def test_without_tokens_numbers_alone_are_masked() -> None:
    assert left_of("Osterhaven has 3 piers", tokens=NO_TOKENS) == [["osterhaven", "has", "piers"]]


# --- words of single events ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("docs", "kept"),
    [
        ([1, 1, 1], True),
        ([1, 1, 0], False),  # in two events only
        ([4, 2, 2], True),  # 1, 1/2 and 1/2: just half is one event's
        ([4, 2, 1], False),
        ([2, 2, 2], True),
    ],
)
def test_a_term_of_one_event_is_not_read(docs: list[int], kept: bool) -> None:
    assert find_spread(sparse.csr_matrix([docs]), np.array([4, 4, 4])).tolist() == [kept]


def test_a_large_event_is_not_taken_for_the_home_of_every_word() -> None:
    # in every second document of each event, and 50 of the 54 documents with it are of one
    assert find_spread(sparse.csr_matrix([[50, 2, 2]]), np.array([100, 4, 4])).tolist() == [True]


# --- the desk -----------------------------------------------------------------------------------------------------


def desk_of(*rows: tuple[str, str | None, str]):
    documents = make_documents(*rows)
    return lay_out(count_terms(words_of(documents), "all", 2, 1), documents, A_B)


def test_documents_of_events_that_both_cover_are_laid_out() -> None:
    desk = desk_of(
        ("a", "e", "rain"), ("b", "e", "rain sun"), ("b", "e", "rain"), ("a", "f", "rain"), ("b", "g", "rain"),
        ("a", None, "rain"), ("b", None, "rain"), ("c", "e", "rain"), ("a", "h", "rain"), ("b", "h", "rain"),
        ("a", "i", "rain"), ("b", "i", "rain"), ("b", "i", ""),
    )  # fmt: skip
    assert desk.label.tolist() == [1, 0, 0, 1, 0, 1, 0]
    assert desk.event.tolist() == [0, 0, 0, 1, 1, 2, 2]
    assert desk.outlet.tolist() == ["a post", "b post", "b post", "a post", "b post", "a post", "b post"]
    assert desk.terms == ["rain"]
    assert desk.matrix.toarray().ravel().tolist() == [1] * 7


def test_a_pair_is_read_where_both_its_words_are() -> None:
    rows = [
        (group, event, f"calm sea near {place}")
        for event, place in zip("efg", ("quay", "quay", "dock"), strict=True)
        for group in "ab"
    ]
    assert desk_of(*rows).terms == ["calm", "near", "sea", "calm sea", "sea near"]


def test_groups_play_no_part_in_what_is_masked() -> None:
    rows = [(group, event, f"calm sea {group} {event}") for event in "efgh" for group in "ab"]
    turned = [("ab"[group == "a"], event, text) for group, event, text in rows]
    one, other = desk_of(*rows), desk_of(*turned)
    assert one.terms == other.terms
    assert (one.matrix != other.matrix).nnz == 0 and one.part.tolist() == other.part.tolist()


@given(sizes=st.lists(st.integers(2, 50), min_size=1, max_size=40))
def test_events_are_dealt_out_whole_and_evenly(sizes: list[int]) -> None:
    part = deal_out(np.array(sizes))
    filled = np.bincount(part, sizes)
    assert len(filled) == min(FOLDS, len(sizes)) and filled.min() > 0
    assert filled.max() - filled.min() <= max(sizes)


@given(rows=st.lists(st.tuples(st.sampled_from("uvwxyz"), st.integers(0, 1)), min_size=1, max_size=30))
def test_whole_outlets_are_held_out_and_each_part_has_both_sides(rows: list[tuple[str, int]]) -> None:
    outlet, label = np.array([name for name, _ in rows], dtype=object), np.array([value for _, value in rows])
    part = hold_out_outlets(outlet, label)
    assert all(len(set(part[outlet == name])) == 1 for name in outlet)
    of_a, of_b = (set(outlet[label == side]) for side in (1, 0))
    assert part.max() + 1 == max(1, min(FOLDS, len(of_a), len(of_b - of_a)))
    if part.max() > 0:
        assert all(
            set(outlet[part == number]) & of_a and set(outlet[part == number]) - of_a
            for number in range(part.max() + 1)
        )


def test_a_document_of_no_known_outlet_is_held_out_by_itself() -> None:
    assert hold_out_outlets(np.array(["", "", "", ""], dtype=object), np.array([1, 1, 0, 0])).tolist() == [0, 1, 0, 1]
