from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.reading import read_corpus
from analysis.find.quotes import find_marks
from tests.conftest import as_documents


def quoted(text: str) -> list[str]:
    return [passage for passage, _ in with_ends(text)]


def with_ends(text: str) -> list[tuple[str, bool]]:
    return [(text[start:end], closed) for _, start, end, closed in find_marks(as_documents(text)).rows()]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’"), ("'", "'"), ("``", "''")],
)
def test_every_kind_of_mark(opening: str, closing: str) -> None:
    assert with_ends(f"The coach said {opening}we won the cup{closing} to all.") == [("we won the cup", True)]
    assert with_ends(f"{opening}We won,{closing} he said.") == [("We won,", True)]


def test_two_quotations_in_one_paragraph() -> None:
    assert quoted('"We won," he said. "It was hard."') == ["We won,", "It was hard."]
    assert quoted("‘We won,’ he said. ‘It was hard.’") == ["We won,", "It was hard."]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("“He called it ‘a day to forget’ and left,” she said.", ["He called it ‘a day to forget’ and left,"]),
        ("“He called it “a bad day” and left,” she said.", ["He called it “a bad day” and left,"]),
        ('"He called it "a bad day" and left," she said.', ['He called it "a bad day" and left,']),
        ("‘He called it “a bad day” and left,’ she said.", ["a bad day"]),
        ("«He called it “a bad day” and left», she said.", ["He called it “a bad day” and left"]),
    ],
)
def test_of_nested_quotations_the_outermost_double_one_is_found(text: str, passages: list[str]) -> None:
    assert quoted(text) == passages


@pytest.mark.parametrize(
    "text",
    [
        "Don’t say it's the dogs' day or the '90s.",
        "It’s the players’ cup, and the club's fans' song.",
        "Rock 'n' roll, 'tis said, 'twas the dogs' day, 'cause of 'em.",
        'He is 5\'10" tall and the board 6" wide.',
        'A 6" pipe and a 4" pipe.',
        "5' by 6' rooms and 5’ by 6’ rooms",
        "“ ” \"\" '' ``",
        "“…”",
        "",
    ],
)
def test_apostrophes_feet_inches_and_empty_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_plural_s_apostrophe_does_not_end_a_single_quotation() -> None:
    assert quoted("He said: 'The players' cup is ours.' They left.") == ["The players' cup is ours."]
    assert quoted("She wrote ‘the players’ cup is ours.’ Then she left.") == ["the players’ cup is ours."]
    assert quoted("They sang ‘all our yesterdays’ again.") == ["all our yesterdays"]


@pytest.mark.parametrize("mark", ["“", '"', "«"])
def test_a_quotation_left_open_ends_with_its_paragraph(mark: str) -> None:
    assert with_ends(f"He said: {mark}We won the cup. \nThe crowd left.") == [("We won the cup.", False)]


def test_a_closing_mark_without_an_opening_one_is_passed_over() -> None:
    assert quoted("We won,” he said. “It was hard.”") == ["It was hard."]
    assert quoted("‘We won, he said.") == []


def test_paragraphs_that_each_open_anew_are_quotations_each() -> None:
    assert with_ends("“One day.\n\n“Two days.\n\n“Three days,” he said.") == [
        ("One day.", False),
        ("Two days.", False),
        ("Three days,", True),
    ]


def test_a_quotation_that_the_next_paragraph_closes_is_one() -> None:
    assert with_ends("He said: “One day.\n\nTwo days,” and left. “Three.”") == [
        ("One day.\n\nTwo days,", True),
        ("Three.", True),
    ]


def test_a_quotation_does_not_run_over_a_paragraph_without_marks() -> None:
    assert with_ends("He said: “One day.\n\nThe crowd left.\n\nTwo days,” he said.") == [("One day.", False)]


def test_marks_behind_markup_and_brackets_open() -> None:
    assert quoted('**"We won,"** he said ("at last") — "yes".') == ["We won,", "at last", "yes"]


def test_offsets_count_code_points_and_documents_are_kept_apart() -> None:
    rows = find_marks(as_documents("😀 “Yes.”", "No marks.", "“No")).rows()
    assert rows == [("a", 3, 7, True), ("c", 1, 3, False)]


def test_the_open_quotation_of_the_seeds_ends_with_its_paragraph(seeds) -> None:
    documents = read_corpus(seeds)
    texts = dict(documents.select("doc", "text").iter_rows())
    (row,) = [row for row in find_marks(documents).rows() if not row[3]]
    doc, start, end, _ = row
    assert doc == "hizb-2024"
    assert texts[doc][start - 1] == '"'
    assert texts[doc][start:end].startswith("There are more than 100 large")
    assert texts[doc][start:end].endswith("We are taking proactive measures.")
    assert texts[doc][end : end + 2] == "\n\n"


MARKS = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "''", "``", " ", "\n", "a", "s", "B.", ", ", "é "]
)


@given(st.one_of(st.lists(MARKS, max_size=40).map("".join), st.text(max_size=60)))
def test_quotations_stand_in_order_apart_and_inside_the_text(text: str) -> None:
    rows = find_marks(as_documents(text)).rows()
    for _, start, end, _ in rows:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].rstrip()
    assert all(before[2] <= after[1] for before, after in pairwise(rows))


@pytest.mark.parametrize(
    "unit", ["“a” ", '"a" ', "'a' ", "‘a’ ", "“", "'", "‘a ", " 'as' ", "‘as’ ", "“a\n", '"a\n', "s' "]
)
def test_fifty_thousand_marks_take_linear_time(unit: str) -> None:
    documents = as_documents(unit * (50_000 // sum(unit.count(mark) for mark in "“”\"'‘’")))
    began = time.perf_counter()
    find_marks(documents)
    assert time.perf_counter() - began < 2


def test_a_post_shown_whole_is_a_quotation() -> None:
    post = "The “old” pier is shut. It opens in May!"
    signed = f"She wrote on Monday.\n{post} — Anna Low (@annalow) 3 May 2018\nGulls flew."
    assert quoted(signed) == [post]
    assert quoted(signed.replace("—", "--")) == [post]
    assert quoted(signed.replace(post, f"{post} {'It rains. ' * 40}")) == ["old"]  # no post is so long
    assert quoted("It is shut, said Anna Low (@annalow) on Monday.") == []


def test_a_straight_mark_glued_to_a_full_stop_opens() -> None:
    assert quoted('It is shut."We wait," said Low. "It rains."') == ["We wait,", "It rains."]
    assert quoted('Low said: "It is shut."Gulls flew.') == ["It is shut."]
