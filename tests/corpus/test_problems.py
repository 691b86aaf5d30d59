from __future__ import annotations

import pytest

from analysis.corpus.problems import InputError, Problem, nearest, raise_problems, shorten
from tests.conftest import error_of


def test_a_problem_says_where_what_was_given_what_is_allowed_and_what_to_do() -> None:
    problem = Problem("line 4, column group", "", "the name of a kind of outlet", "name the group")
    assert str(problem) == "line 4, column group: given ''; allowed: the name of a kind of outlet; name the group"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [("two\n\t lines", 20, "two lines"), ("exactly", 7, "exactly"), ("one over", 7, "one ov…"), ("", 5, "")],
)
def test_shorten_keeps_one_line_of_at_most_that_length(text: str, length: int, shown: str) -> None:
    assert shorten(text, length) == shown


def test_no_problem_raises_nothing() -> None:
    assert raise_problems("table.csv", []) is None


def test_one_problem_is_counted_as_one() -> None:
    assert error_of(raise_problems, "table.csv", [Problem("line 2", "x", "y", "do z")]) == (
        "table.csv: 1 problem\n  line 2: given 'x'; allowed: y; do z"
    )


def test_problems_beyond_those_shown_are_counted() -> None:
    problems = [Problem(f"line {number}", "x", "y", "do z") for number in range(1, 24)]
    lines = error_of(raise_problems, "table.csv", iter(problems)).split("\n")
    assert lines[0] == "table.csv: 23 problems"
    assert lines[1] == "  line 1: given 'x'; allowed: y; do z"
    assert lines[20] == "  line 20: given 'x'; allowed: y; do z"
    assert lines[21:] == ["  and 3 more of the kind; mend these first"]


def test_nearest_names_only_what_is_like_it() -> None:
    assert nearest("exlcuded", ["corpus", "excluded"]) == "; did you mean 'excluded'?"
    assert nearest("zzz", ["corpus", "excluded"]) == ""
    assert nearest("corpus", []) == ""


def test_an_input_error_is_no_programming_error() -> None:
    assert not issubclass(InputError, ValueError | OSError)
