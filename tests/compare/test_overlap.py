from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.overlap import PASSAGES, SIMILARITY, compare_documents, find_passages, share_actors
from analysis.find.actors import MENTIONS
from tests.compare.conftest import NO_MENTIONS, make_documents, row_of, words_of
from tests.conftest import mark_quoted

pytestmark = pytest.mark.filterwarnings("error")
LETTERS = st.lists(st.sampled_from("pqr"), max_size=24).map(" ".join)
WORDS = st.lists(st.sampled_from(["rain", "sun", "wind", "fog", "hail", "mist"]), min_size=1, max_size=15).map(" ".join)


def told(*texts: str, event: str | None = "e") -> pl.DataFrame:
    return make_documents(*((group, event, text) for group, text in zip("abcdefgh", texts, strict=False)))


def similarity_of(documents: pl.DataFrame, mentions: pl.DataFrame = NO_MENTIONS, least: int = 5) -> pl.DataFrame:
    words = words_of(documents)
    return compare_documents(words, documents, mentions, find_passages(words, documents, mentions, least))


def passages_of(documents: pl.DataFrame, least: int = 5, mentions: pl.DataFrame = NO_MENTIONS) -> pl.DataFrame:
    return find_passages(words_of(documents), documents, mentions, least)


def name_in(documents: pl.DataFrame, doc: str, name: str, actor: str) -> tuple:
    """The mention of an actor by the first place of a name in a document."""
    start = row_of(documents, doc=doc)["text"].index(name)
    return doc, start, start + len(name), name, "organisation", actor


def mentions_of(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=MENTIONS, orient="row")


# --- similarity ---------------------------------------------------------------------------------------------------


def test_runs_of_three_words_by_hand() -> None:
    # of a: abc bcd cde; of b: xbc bcd cde def; both have two of them
    table = similarity_of(told("a b c d e", "x b c d e f"), least=4)
    assert table.schema == SIMILARITY
    row = table.row(0, named=True)
    shares = [row[name] for name in ("jaccard", "containment_a", "containment_b", "shared_words")]
    assert shares == pytest.approx([2 / 5, 2 / 3, 2 / 4, 4])


def test_a_run_said_twice_counts_once() -> None:
    row = similarity_of(told("a b c, a b c", "a b c")).row(0, named=True)  # a: abc bca cab
    assert [row[name] for name in ("jaccard", "containment_a", "containment_b")] == pytest.approx([1 / 3, 1 / 3, 1])


def test_no_run_goes_from_one_document_into_the_next() -> None:
    table = similarity_of(told("a b", "c a b c", "x y"))
    assert table.select("doc_a", "doc_b", "jaccard", "containment_a", "containment_b").rows() == [
        ("d00", "d01", 0, None, 0), ("d00", "d02", None, None, None), ("d01", "d02", 0, 0, None),
    ]  # fmt: skip


@given(texts=st.lists(WORDS, min_size=2, max_size=5))
@settings(max_examples=25)
def test_cosines_are_those_of_scikit_learn(texts: list[str]) -> None:
    vectors = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\S+").fit_transform(texts)
    expected = (vectors @ vectors.T).toarray()
    for row in similarity_of(told(*texts)).iter_rows(named=True):
        a, b = int(row["doc_a"][1:]), int(row["doc_b"][1:])
        assert row["cosine"] == pytest.approx(expected[a, b])
        assert 0 <= row["cosine"] <= 1


@given(text=st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), min_size=5, max_size=20).map(" ".join))
@settings(max_examples=25)
def test_an_article_is_like_itself(text: str) -> None:
    row = similarity_of(told(text, text)).row(0, named=True)
    assert row["cosine"] == pytest.approx(1)
    assert (row["jaccard"], row["containment_a"], row["containment_b"]) == (1, 1, 1)
    assert row["shared_words"] == len(text.split())


@given(one=WORDS, other=WORDS)
@settings(max_examples=25)
def test_similarity_is_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = (similarity_of(told(*texts), least=3).row(0, named=True) for texts in ((one, other), (other, one)))
    assert there["cosine"] == pytest.approx(back["cosine"])
    assert (there["jaccard"], there["containment_a"], there["containment_b"]) == (
        back["jaccard"], back["containment_b"], back["containment_a"],
    )  # fmt: skip


def test_articles_are_paired_within_events_alone() -> None:
    rows = [
        ("a", "x", "rain"),
        ("a", "y", "rain"),
        ("b", "x", "rain"),
        ("b", None, "rain"),
        ("c", "x", "sun"),
        ("c", None, "sun"),
    ]
    table = similarity_of(make_documents(*rows))
    assert table.select("event", "doc_a", "doc_b").rows() == [
        ("x", "d00", "d02"),
        ("x", "d00", "d04"),
        ("x", "d02", "d04"),
    ]


def test_actors_of_both_are_counted_once() -> None:
    documents = told("Alpha met Beta. Alpha left.", "Beta met Gamma.", "Nobody came.")
    mentions = mentions_of(
        name_in(documents, "d00", "Alpha", "Alpha"), name_in(documents, "d00", "Alpha left", "Alpha"),
        name_in(documents, "d00", "Beta", "Beta"), name_in(documents, "d01", "Beta", "Beta"),
        name_in(documents, "d01", "Gamma", "Gamma"),
    )  # fmt: skip
    columns = ["doc_a", "doc_b", "actors_a", "actors_b", "actors_shared", "actor_jaccard"]
    assert similarity_of(documents, mentions).select(columns).rows() == [
        ("d00", "d01", 2, 2, 1, pytest.approx(1 / 3)), ("d00", "d02", 2, 0, 0, 0), ("d01", "d02", 2, 0, 0, 0),
    ]  # fmt: skip
    assert similarity_of(documents)["actor_jaccard"].null_count() == 3


@pytest.mark.parametrize(
    "documents",
    [told("rain fell on us all"), told("rain fell on us all", "rain fell on us all", event=None)],
    ids=["one document", "no event"],
)
def test_without_a_pair_there_are_no_rows(documents: pl.DataFrame) -> None:
    similar, passages = similarity_of(documents), passages_of(documents)
    assert (similar.height, similar.schema) == (0, SIMILARITY)
    assert (passages.height, passages.schema) == (0, PASSAGES)


def test_articles_without_words_share_nothing() -> None:
    row = similarity_of(told("...", "!")).row(0, named=True)
    assert (row["cosine"], row["jaccard"], row["shared_words"]) == (0, None, 0)


# --- passages -----------------------------------------------------------------------------------------------------


def plain_passages(one: list[str], other: list[str], least: int) -> list[tuple[int, int, int]]:
    """Common runs, the longest first, none with a word of one taken before: length and where each begins in both."""
    runs = []
    for a in range(len(one)):
        for b in range(len(other)):
            if a and b and one[a - 1] == other[b - 1]:
                continue
            length = 0
            while a + length < len(one) and b + length < len(other) and one[a + length] == other[b + length]:
                length += 1
            if length >= least:
                runs.append((-length, a, b))
    taken: list[tuple[int, int, int]] = []
    for negative, a, b in sorted(runs):
        length = -negative
        if all((a + length <= c or c + size <= a) and (b + length <= d or d + size <= b) for size, c, d in taken):
            taken.append((length, a, b))
    return sorted(taken, key=lambda run: (-run[0], run[1]))


@given(texts=st.lists(LETTERS, min_size=2, max_size=4), least=st.integers(2, 5))
@settings(max_examples=60)
def test_passages_are_those_of_a_plain_search(texts: list[str], least: int) -> None:
    table = passages_of(told(*texts), least)
    split = [text.split() for text in texts]
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            rows = table.filter(doc_a=f"d{a:02}", doc_b=f"d{b:02}").select("words", "start_a", "start_b").rows()
            expected = [(size, 2 * x, 2 * y) for size, x, y in plain_passages(split[a], split[b], least)]
            assert rows == expected  # each word and the space after it are two characters
    for row in table.iter_rows(named=True):
        assert row["text_a"] == row["text_b"]
        assert len(row["text_a"].split()) == row["words"] == (row["end_a"] - row["start_a"] + 1) // 2


@given(texts=st.lists(LETTERS, min_size=2, max_size=3))
@settings(max_examples=30)
def test_no_word_is_in_two_passages_of_a_pair(texts: list[str]) -> None:
    for _, pair in passages_of(told(*texts), 2).group_by("doc_a", "doc_b"):
        for side in "ab":
            placed = pair.sort(f"start_{side}")
            assert (placed[f"start_{side}"][1:] > placed[f"end_{side}"][:-1]).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [("a b c d e f", "c d e f - a b c"), ("a b c d e f", "d e f - a b c d"), ("c d e f, c", "a b c d e f")],
    ids=["its end", "its beginning", "nothing"],
)
def test_a_run_that_shares_words_with_a_longer_one_is_dropped(one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        assert passages_of(told(*texts), 3)["words"].to_list() == [4]


def test_case_and_punctuation_do_not_matter_and_offsets_are_of_the_text() -> None:
    documents = told("Then: the RAIN fell, “on us”, all day.", "🌧 The rain fell on us all night")
    row = passages_of(documents).row(0, named=True)
    assert (row["text_a"], row["text_b"]) == ("the RAIN fell, “on us”, all", "The rain fell on us all")
    assert (row["start_a"], row["end_a"], row["start_b"], row["end_b"], row["words"]) == (6, 33, 2, 25, 6)


def test_fewer_words_than_asked_for_are_no_passage() -> None:
    documents = told("the rain fell on us", "the rain fell on them")
    assert passages_of(documents, 5).height == 0
    assert passages_of(documents, 4)["text_a"].to_list() == ["the rain fell on"]


def test_the_kind_says_where_a_passage_stands() -> None:
    text = "the council of the valley met; all is well in our town; we sold the dam today"
    documents = told(text, text.replace("; ", " now and ", 1).replace("; ", " so ", 1))
    mentions = mentions_of(name_in(documents, "d00", "council of the valley", "Council"))
    start = text.index("all is")
    quotes = pl.DataFrame({"doc": ["d00"], "start": [start], "end": [text.index("; we")]})
    words = mark_quoted(words_of(documents), quotes)
    table = find_passages(words, documents, mentions, 5)
    assert table.select("words", "kind", "text_a").rows() == [
        (6, "wording", "the council of the valley met"), (6, "quotation", "all is well in our town"),
        (5, "wording", "we sold the dam today"),
    ]  # fmt: skip
    named = told("so the council of the valley rested", "and the council of the valley voted")
    mentions = mentions_of(name_in(named, "d00", "council of the valley", "Council"))
    assert passages_of(named, 5, mentions).select("kind", "text_b").rows() == [("name", "the council of the valley")]


def test_events_and_pairs_come_in_order_the_longest_passage_first() -> None:
    long, short = "it rained on us all of the day", "he sold his house to them"
    rows = [("a", "y", f"{short}. So {long}"), ("b", "y", f"{long}? And {short}"), ("c", "x", short), ("d", "x", short)]
    assert passages_of(make_documents(*rows)).select("event", "doc_a", "doc_b", "words").rows() == [
        ("x", "d02", "d03", 6), ("y", "d00", "d01", 8), ("y", "d00", "d01", 6),
    ]  # fmt: skip


# --- actors -------------------------------------------------------------------------------------------------------


def test_shared_actors_by_hand() -> None:
    rows = [
        ("a", "x", "Alpha Alfa Beta"),
        ("b", "x", "Alpha Beta Beta"),
        ("b", "x", "Beta Gamma"),
        ("a", None, "Gamma Beta"),
    ]
    documents = make_documents(*rows)
    mentions = mentions_of(
        ("d00", 0, 5, "Alpha", "person", "Alpha"), ("d00", 6, 10, "Alfa", "person", "Alpha"),
        ("d00", 11, 15, "Beta", "place", "Beta"), ("d01", 0, 5, "Alpha", "person", "Alpha"),
        ("d01", 6, 10, "Beta", "place", "Beta"), ("d01", 11, 15, "Beta", "organisation", "Beta"),
        ("d02", 0, 4, "Beta", "place", "Beta"), ("d02", 5, 10, "Gamma", "person", "Gamma"),
        ("d03", 0, 5, "Gamma", "person", "Gamma"), ("d03", 6, 10, "Beta", "place", "Beta"),
    )  # fmt: skip
    table = share_actors(mentions, documents)
    columns = ["event", "actor", "type", "docs", "mentions", "groups", "spellings"]
    assert table.select(columns).rows() == [
        ("x", "Beta", "place", 3, 4, 2, "Beta"), ("x", "Alpha", "person", 2, 3, 2, "Alfa | Alpha"),
    ]  # fmt: skip
    assert_frame_equal(share_actors(mentions.reverse(), documents), table)


def test_nobody_named_is_nobody_shared() -> None:
    assert share_actors(NO_MENTIONS, told("rain", "sun")).height == 0
