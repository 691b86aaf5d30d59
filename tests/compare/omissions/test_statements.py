from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.alignments import ALIGNMENTS, SAME
from analysis.compare.omissions import STATEMENTS, cluster_statements
from analysis.find.parsing import TOKEN_SCHEMA, parse
from tests.compare.omissions.conftest import align, reports

pytestmark = pytest.mark.filterwarnings("error")
NONE = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
NO_ALIGNMENTS = pl.DataFrame(schema=ALIGNMENTS)
LONG = 30  # characters from one sentence to the next


def lay(docs: str, sentences: int = 1, verbs: bool = True) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reports of so many sentences of four words each, one of them a verb, that share no word, with their tokens."""
    text = "".join(f"Word {number} goes here.".ljust(LONG) for number in range(sentences))
    documents = reports(*((doc, "x", None) for doc in docs), text=text)
    rows = []
    for doc in docs:
        for number in range(sentences):
            begin, at = 4 * number, LONG * number
            for word, pos in (
                ("Word", "NOUN"),
                (str(number), "ADJ"),
                ("goes", "VERB" if verbs else "NOUN"),
                ("here.", "ADV"),
            ):
                at = text.index(word, at)
                rows.append((doc, number, at, at + len(word), f"{word}{doc}{number}", pos, "", begin, "", "", False))
    return documents, pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


def cluster(pairs: pl.DataFrame, docs: str, sentences: int = 1) -> list[tuple[int, str, int, bool]]:
    """Statement, doc, number of the sentence, centre."""
    table = cluster_statements(pairs, *lay(docs, sentences), NONE)
    return table.select("statement", "doc", pl.col("start") // LONG, "centre").rows()


def write(*texts: str) -> pl.DataFrame:
    """The statements of reports a, b, … that are not aligned."""
    documents = reports(*((doc, "x", None) for doc, _ in zip("abcdef", texts, strict=False)))
    documents = documents.with_columns(text=pl.Series(texts))
    return cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE)


def tell(*texts: str) -> list[tuple[int, str, bool]]:
    """Statement, doc, centre of these reports."""
    return write(*texts).select("statement", "doc", "centre").rows()


# --- stars ----------------------------------------------------------------------------------------------------------


def test_sentences_nobody_else_says_are_statements_of_their_own() -> None:
    table = cluster_statements(NO_ALIGNMENTS, *lay("ab", 2), NONE)
    assert table.schema == STATEMENTS
    assert table.rows() == [
        ("e", 1, "a", 0, 17, "Word 0 goes here.", True, ""), ("e", 2, "a", 30, 47, "Word 1 goes here.", True, ""),
        ("e", 3, "b", 0, 17, "Word 0 goes here.", True, ""), ("e", 4, "b", 30, 47, "Word 1 goes here.", True, ""),
    ]  # fmt: skip


def test_aligned_sentences_are_one_statement_around_the_one_that_most_say() -> None:
    pairs = align(("a", 0, "b", 0, 0.9), ("b", 0, "c", 0, 0.8))
    assert cluster(pairs, "abc") == [(1, "a", 0, False), (1, "b", 0, True), (1, "c", 0, False)]


def test_no_chain_makes_one_statement_of_many() -> None:
    # a b c d e in a row: b has a and c, and e, which d alone says, comes with d, not with those around b
    pairs = align(("a", 0, "b", 0, 0.9), ("b", 0, "c", 0, 0.9), ("c", 0, "d", 0, 0.8), ("d", 0, "e", 0, 0.8))
    rows = [(number, doc) for number, doc, _, _ in cluster(pairs, "abcde")]
    assert rows == [(1, "a"), (1, "b"), (1, "c"), (2, "c"), (2, "d"), (2, "e")]


@pytest.mark.parametrize(("score", "statements"), [(SAME, 1), (SAME - 0.01, 2)])
def test_only_sure_alignments_count_by_themselves(score: float, statements: int) -> None:
    assert len({row[0] for row in cluster(align(("a", 0, "b", 0, score)), "ab")}) == statements


PIER = "The harbour board shut the old pier after the storm on Monday."
WIDER = "Gulls circled when the harbour board closed the old pier, which the storm had hit on Monday, and sent divers to inspect the hull."


def test_what_tells_a_statement_and_more_is_in_it_and_in_its_own() -> None:
    assert tell(PIER, WIDER) == [(1, "a", True), (1, "b", False), (2, "b", True)]
    assert tell(WIDER, PIER) == [(1, "a", True), (2, "a", False), (2, "b", True)]


def test_sentences_that_tell_each_other_are_one_statement() -> None:
    other = "On Monday, after the storm, the harbour board closed the old pier."
    assert len({number for number, *_ in tell(PIER, other)}) == 1


def test_a_report_of_which_it_is_not_clear_is_no_carrier_but_named() -> None:
    about = "The storm came on Monday. Walkers like the old pier. The harbour board met."
    own = write(PIER, about).filter(pl.col("sentence") == PIER)
    assert own.select("doc", "unclear").rows() == [("a", "b")]
    assert write(PIER, "Gulls follow the small boats home at dusk.")["unclear"].to_list() == ["", ""]


def test_a_report_is_added_by_its_best_sentence() -> None:
    shorter = WIDER.replace("on Monday", "today")
    table = write(PIER, f"{shorter} {WIDER}")
    assert table.filter(statement=1, doc="b")["start"].to_list() == [len(shorter) + 1]


def test_what_an_article_says_again_is_the_same_statement() -> None:
    text = (
        "Two men were charged with moving the old buoys out to sea. Gulls followed the small boats home. "
        "The story of moving the old buoys out to sea was not true."
    )
    assert write(text).select("statement", "start").rows() == [
        (1, 0),
        (1, text.index("The story")),
        (2, text.index("Gulls")),
    ]


def test_a_name_said_again_is_no_repetition() -> None:
    text = "The harbour was shut by the Port Board of the Lower Isles. Gulls follow the Port Board of the Lower Isles."
    assert write(text)["statement"].to_list() == [1, 2]


# --- moods ----------------------------------------------------------------------------------------------------------

DONE = "The harbour board closed the old pier on Monday after the storm."
PLANNED = "The harbour board needs to close the old pier on Monday after the storm."


def test_what_one_tells_as_done_and_another_as_planned_is_not_surely_one() -> None:
    table = write(DONE, PLANNED)
    assert table.select("statement", "doc", "centre", "unclear").rows() == [(1, "a", True, "b"), (2, "b", True, "a")]
    assert len({number for number, *_ in tell(DONE, DONE.replace("on Monday ", ""))}) == 1


def test_an_alignment_does_not_make_them_one() -> None:
    documents = reports(("a", "x", None), ("b", "x", None)).with_columns(text=pl.Series([DONE, PLANNED]))
    table = cluster_statements(align(("a", 0, "b", 0, 0.9)), documents, parse(documents), NONE)
    assert table.select("statement", "doc", "unclear").rows() == [(1, "a", "b"), (2, "b", "a")]


@pytest.mark.parametrize(
    ("dates", "unclear"),
    [
        (("2025-03-01", "2025-03-02", "2025-03-01"), "b"),
        (("2025-03-01", "2025-03", "2025-04"), "c"),
        (("2025-03-01", "2025-02-27", None), ""),
        ((None, "2025-03-02", "2025-03-02"), ""),
    ],
)
def test_of_a_preview_it_is_not_clear_whether_later_reports_leave_it_out(dates: tuple, unclear: str) -> None:
    other = "Gulls follow the small boats home at dusk."
    documents = reports(*zip("abc", "xxx", dates, strict=True)).with_columns(
        text=pl.Series(["The council will vote on the old pier on Monday.", other, other])
    )
    table = cluster_statements(NO_ALIGNMENTS, documents, parse(documents), NONE)
    assert table.filter(doc="a")["unclear"].to_list() == [unclear]
    assert set(table.filter(pl.col("doc") != "a")["unclear"]) == {""}


# --- what states something ------------------------------------------------------------------------------------------


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
        ("The keeper of the old lighthouse wrote in his book:", 0),
        ("Lowe told the Harbour Post on Monday evening.", 0),
        ("Harbour board closes the old pier", 0),
        ("Read more of the old pier at https://harbour.example.", 0),
        ("Correction: the pier was closed on Monday, not on Sunday.", 0),
    ],
)
def test_what_states_something(text: str, states: int) -> None:
    assert write(text).height == states


def test_no_documents_and_no_event() -> None:
    documents, tokens = lay("ab")
    assert cluster_statements(NO_ALIGNMENTS, documents.clear(), tokens.clear(), NONE).schema == STATEMENTS
    without = documents.with_columns(event=pl.lit(None, pl.String))
    assert cluster_statements(NO_ALIGNMENTS, without, tokens, NONE).is_empty()


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 2), st.sampled_from("abcd"), st.integers(0, 2), st.integers(45, 99)),
        max_size=14, unique_by=lambda pair: pair[:4],
    )
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_every_sentence_has_a_place_and_every_row_says_its_centre(pairs: list[tuple]) -> None:
    made = align(*((a, LONG * i, b, LONG * j, score / 100) for a, i, b, j, score in pairs if a < b))
    rows = cluster(made, "abcd", 3)
    assert len(set(rows)) == len(rows)
    assert len({row[1:3] for row in rows}) == 12
    links = {frozenset(((a, i), (b, j))) for a, i, b, j, _ in pairs if a < b}
    for number in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == number]
        [centre] = [row[1:3] for row in own if row[3]]
        assert all(frozenset((row[1:3], centre)) in links for row in own if not row[3])
