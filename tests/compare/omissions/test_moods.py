from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.omissions.moods import MOODS, find_moods, find_previews, find_unlike
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.syntax import read_syntax

pytestmark = pytest.mark.filterwarnings("error")


def read(*texts: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tokens of reports a, b, …, and their sentences, numbered through."""
    documents = pl.DataFrame({"doc": list("abcdef"[: len(texts)]), "text": list(texts)})
    tokens = parse(documents)
    places = tokens.select("doc", place="sentence").unique().sort("doc", "place")
    return tokens, places.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))


def tell(text: str) -> list[tuple[str, str]]:
    """Stem and mood of the verbs of a text."""
    return find_moods(read_syntax(read(text)[0])).select("stem", "mood").rows()


def differ(one: str, two: str) -> bool:
    """Whether the first sentences of two reports tell a verb in unlike moods."""
    tokens, sentences = read(one, two)
    pairs = pl.DataFrame({"a": [0], "b": [1]})
    return find_unlike(pairs, sentences, read_syntax(tokens)).rows() == [(0, 1)]


# --- moods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("The board closed the pier.", "done"),
        ("The board said on Monday that it had closed the pier.", "done"),
        ("The board will close the pier.", "open"),
        ("The board may close the pier.", "open"),
        ("The board needs to close the pier.", "open"),
        ("The board is expected to close the pier.", "open"),
        ("The board was likely to close the pier.", "open"),
        ("The board is set to close the pier.", "open"),
        ("The pier is to close on Friday.", "open"),
        ("Divers urged that the board close the pier.", "open"),
        ("Divers called on the board to close the pier.", "open"),
        ("The board called for the town to close the pier.", "open"),
        ("The keeper said the pier would be closed.", "open"),
        ("The board did not close the pier.", "denied"),
        ("The board didn’t close the pier.", "denied"),
        ("The board failed to close the pier.", "denied"),
        ("The board refuses to close the pier.", "denied"),
        ("The board has yet to close the pier.", "denied"),
    ],
)
def test_the_mood_of_a_verb(text: str, mood: str) -> None:
    assert tell(text) == [("clos", mood)]


def test_the_present_tells_of_what_is_done_and_of_what_is_to_come() -> None:
    assert tell("The board closes the pier.") == [("clos", "done"), ("clos", "open")]


def test_a_verb_above_another_and_one_that_describes_a_noun_have_no_mood() -> None:
    assert tell("The board wants to close the pier that divers visited.") == [("clos", "open")]


def test_verbs_joined_have_a_mood_each() -> None:
    assert tell("The crew painted the buoy and will close the pier.") == [("clos", "open"), ("paint", "done")]


# --- pairs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "unlike"),
    [
        ("The board needs to pass the bridge plan.", "The board passed the bridge plan.", True),
        ("The board passed the bridge plan.", "The board would pass the plan if divers agreed.", True),
        ("The keeper resigned on Monday.", "The keeper did not resign.", True),
        ("The keeper did not resign.", "The keeper didn’t resign on Monday.", False),
        ("The keeper resigned on Monday.", "On Monday the keeper has resigned.", False),
        ("The ferry leaves at noon.", "The ferry will leave at noon.", False),
        ("The ferry left at noon.", "The crew painted the old buoy.", False),
        # a verb told alike speaks for the pair
        ("The crew painted the buoy and wants to sell it.", "The crew painted the buoy and sold it.", False),
        # the sentence after counts as well
        ("The board closed the pier.", "The board will close the quay. It closed the pier.", False),
    ],
)  # fmt: skip
def test_one_verb_in_two_moods(one: str, two: str, unlike: bool) -> None:
    assert differ(one, two) is unlike


# --- previews -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "preview"),
    [
        ("The council will vote on Monday.", True),
        ("The council is expected to vote on Monday.", True),
        ("The keeper said the council would vote tomorrow.", True),
        ("The council plans to vote tonight.", True),
        ("The council will vote.", False),  # who knows when
        ("The council voted on Monday.", False),
        ("The keeper said on Monday that the council would vote.", False),  # said on Monday
        ("The council painted the hall and will vote on Monday.", False),
        ("The council needs to vote on Monday.", False),
    ],
)
def test_what_only_says_what_is_soon_to_come(text: str, preview: bool) -> None:
    assert find_previews(read_syntax(read(text)[0])).height == preview


def test_no_texts() -> None:
    tokens = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    assert find_moods(read_syntax(tokens)).schema == MOODS
    assert find_previews(read_syntax(tokens)).is_empty()
