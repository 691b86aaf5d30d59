from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.alignments import ALIGNMENTS, LIKELY
from analysis.compare.omissions import STATEMENTS, cluster_statements
from analysis.compare.omissions.statements import SURE
from analysis.find.parsing import TOKEN_SCHEMA, parse
from tests.compare.omissions.conftest import align, reports

pytestmark = pytest.mark.filterwarnings("error")
NONE = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
NO_ALIGNMENTS = pl.DataFrame(schema=ALIGNMENTS)
LONG = 30  # characters from one sentence to the next


def lay(docs: str, sentences: int = 1, verbs: bool = True) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reports of so many sentences of four words each, one of them a verb, with their tokens."""
    text = "".join(f"word {number} goes here".ljust(LONG) for number in range(sentences))
    documents = reports(*((doc, "x", None) for doc in docs), text=text)
    rows = []
    for doc in docs:
        for number in range(sentences):
            begin = len(rows) - sum(row[0] != doc for row in rows)
            at = LONG * number
            for word, pos in (
                ("word", "NOUN"),
                (str(number), "NUM"),
                ("goes", "VERB" if verbs else "NOUN"),
                ("here", "ADV"),
            ):
                at = text.index(word, at)
                rows.append((doc, number, at, at + len(word), f"{word}{doc}", pos, "", begin, "", "", False))
    return documents, pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


def cluster(pairs: pl.DataFrame, docs: str, sentences: int = 1) -> list[tuple[int, str, int, bool]]:
    """Statement, doc, number of the sentence, centre."""
    table = cluster_statements(pairs, *lay(docs, sentences), NONE)
    return table.select("statement", "doc", pl.col("start") // LONG, "centre").rows()


def test_sentences_nobody_else_says_are_statements_of_their_own() -> None:
    table = cluster_statements(NO_ALIGNMENTS, *lay("ab", 2), NONE)
    assert table.schema == STATEMENTS
    assert table.select("statement", "doc", "start", "end", "sentence", "centre").rows() == [
        (1, "a", 0, 16, "word 0 goes here", True), (2, "a", 30, 46, "word 1 goes here", True),
        (3, "b", 0, 16, "word 0 goes here", True), (4, "b", 30, 46, "word 1 goes here", True),
    ]  # fmt: skip


def test_aligned_sentences_are_one_statement_around_the_best_linked() -> None:
    pairs = align(("a", 0, "b", 0, 0.9), ("b", 0, "c", 0, 0.8))
    assert cluster(pairs, "abc") == [(1, "a", 0, False), (1, "b", 0, True), (1, "c", 0, False)]


def test_no_chain_makes_one_statement_of_many() -> None:
    # a0 b0 c0 d0 e0 in a row: stars of b (0.9 + 0.9) and d (0.8 + 0.8); c is nearer to b
    pairs = align(("a", 0, "b", 0, 0.9), ("b", 0, "c", 0, 0.9), ("c", 0, "d", 0, 0.8), ("d", 0, "e", 0, 0.8))
    assert [row[:2] for row in cluster(pairs, "abcde")] == [(1, "a"), (1, "b"), (1, "c"), (2, "d"), (2, "e")]


def test_a_sentence_left_alone_joins_that_of_its_best_link() -> None:
    # b is the centre, c goes to b, and d has nobody but c
    pairs = align(("a", 0, "b", 0, 0.9), ("b", 0, "c", 0, 0.9), ("c", 0, "d", 0, 0.7))
    assert [row[0] for row in cluster(pairs, "abcd")] == [1, 1, 1, 1]


def test_one_to_many_is_one_statement() -> None:
    pairs = align(("a", 0, "b", 0, 0.9), ("a", 0, "b", LONG, 0.8))
    assert cluster(pairs, "ab", 2) == [(1, "a", 0, True), (1, "b", 0, False), (1, "b", 1, False), (2, "a", 1, True)]


@pytest.mark.parametrize(
    ("score", "shared", "linked"),
    [
        (SURE, ("", "", ""), True), (SURE - 0.01, ("", "", ""), False),
        (LIKELY, ("low, marsh", "", "sell, rent"), True), (LIKELY, ("low, marsh", "", "sell"), False),
        (LIKELY - 0.01, ("low, marsh", "", "sell, rent"), False),
        (0.03, ("low, marsh, port board", "april", "sell, rent"), True),
        (0.03, ("low, marsh", "april", "sell, rent"), False),  # five in common
        (0.03, ("low, marsh, port board, pier", "", "sell, rent"), False),  # no number
    ],
)  # fmt: skip
def test_weak_alignments_need_much_in_common(score: float, shared: tuple[str, ...], linked: bool) -> None:
    names, numbers, verbs = (pl.lit(text) for text in shared)
    pairs = align(("a", 0, "b", 0, score)).with_columns(shared_names=names, shared_numbers=numbers, shared_verbs=verbs)
    assert len({row[0] for row in cluster(pairs, "ab")}) == 2 - linked


def test_what_is_left_out_states_nothing() -> None:
    left_out = pl.DataFrame({"doc": ["a"], "start": [0], "end": [LONG]})
    table = cluster_statements(NO_ALIGNMENTS, *lay("ab"), left_out)
    assert table["doc"].to_list() == ["b"]


def test_without_a_verb_nothing_is_stated() -> None:
    documents, tokens = lay("ab", verbs=False)
    assert cluster_statements(align(("a", 0, "b", 0, 0.9)), documents, tokens, NONE).is_empty()


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The harbour master closed the pier.", 1),
        ("He closed it.", 0),
        ("Did the master close the old pier?”", 0),
        ("Photo: A pier", 0),
    ],
)
def test_what_states_something(text: str, states: int) -> None:
    documents = reports(("a", "x", None), text=text)
    assert cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE).height == states


def test_no_documents_and_no_event() -> None:
    documents, tokens = lay("ab")
    assert cluster_statements(NO_ALIGNMENTS, documents.clear(), tokens.clear(), NONE).schema == STATEMENTS
    without = documents.with_columns(event=pl.lit(None, pl.String))
    assert cluster_statements(NO_ALIGNMENTS, without, tokens, NONE).is_empty()


def test_what_an_article_says_again_is_the_same_statement() -> None:
    texts = [
        "Two men were charged with moving the old buoys out to sea. Gulls followed the small boats home. "
        "The story of moving the old buoys out to sea was not true.",
        "Two men were charged with moving old buoys.",
    ]
    documents = reports(("a", "x", None), ("b", "y", None)).with_columns(text=pl.Series(texts))
    table = cluster_statements(align(("a", 0, "b", 0, 0.9)), documents, parse(documents), NONE)
    assert table.select("statement", "doc", "start").rows() == [
        (1, "a", 0), (1, "a", texts[0].index("The story")), (1, "b", 0), (2, "a", texts[0].index("Gulls")),
    ]  # fmt: skip


PIER = "The harbour board shut the old pier after the storm on Monday."
WIDER = "Gulls circled when the harbour board closed the old pier, which the storm had hit on Monday, and sent divers to inspect the hull."


def tell(*texts: str) -> list[tuple[int, str, bool]]:
    """Statement, doc, centre of articles of one sentence that are not aligned."""
    documents = reports(*((doc, "x", None) for doc, _ in zip("abcd", texts, strict=False)))
    documents = documents.with_columns(text=pl.Series(texts))
    table = cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE)
    return table.select("statement", "doc", "centre").rows()


def test_what_tells_a_statement_and_more_is_in_it_and_in_its_own() -> None:
    assert tell(PIER, WIDER) == [(1, "a", True), (1, "b", False), (2, "b", True)]
    assert tell(WIDER, PIER) == [(1, "a", True), (2, "a", False), (2, "b", True)]


def test_sentences_that_tell_each_other_are_one_statement() -> None:
    other = "On Monday, after the storm, the harbour board closed the old pier."
    assert tell(PIER, other) == [(1, "a", True), (1, "b", False)]


def test_a_report_is_added_by_its_best_sentence() -> None:
    shorter = WIDER.replace("on Monday", "today")
    documents = reports(("a", "x", None), ("b", "y", None)).with_columns(text=pl.Series([PIER, f"{shorter} {WIDER}"]))
    table = cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE)
    added = table.filter(statement=1, doc="b")
    assert added["start"].to_list() == [len(shorter) + 1]


def test_a_name_said_again_is_no_repetition() -> None:
    text = "The harbour was shut by the Port Board of the Lower Isles. Gulls follow the Port Board of the Lower Isles."
    documents = reports(("a", "x", None), text=text)
    assert cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE)["statement"].to_list() == [1, 2]


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 2), st.sampled_from("abcd"), st.integers(0, 2), st.integers(50, 99)),
        max_size=14, unique_by=lambda pair: pair[:4],
    )
)  # fmt: skip
@settings(max_examples=40)
def test_every_sentence_is_in_one_statement_with_one_centre(pairs: list[tuple]) -> None:
    made = align(*((a, LONG * i, b, LONG * j, score / 100) for a, i, b, j, score in pairs if a < b))
    rows = cluster(made, "abcd", 3)
    assert len({row[1:3] for row in rows}) == len(rows) == 12
    links = {frozenset(((a, i), (b, j))) for a, i, b, j, _ in pairs if a < b}
    for number in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == number]
        [centre] = [row[1:3] for row in own if row[3]]
        near = {row[1:3] for row in own if frozenset((row[1:3], centre)) in links}
        others = {row[1:3] for row in own} - near - {centre}
        assert all(any(frozenset((other, one)) in links for one in near) for other in others)
