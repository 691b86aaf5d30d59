from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.omissions.stating import mark_stating
from analysis.find.lists import read_list
from analysis.find.parsing import parse
from tests.compare.omissions.conftest import reports

pytestmark = pytest.mark.filterwarnings("error")
FACT = "The harbour master closed the old pier."


def states(text: str) -> list[bool]:
    """Whether each sentence of a text states something."""
    documents = reports(("a", "x", None), text=text)
    tokens = parse(documents)
    found = tokens.group_by("doc", place="sentence").agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64)
    )
    sentences = found.sort("start").with_columns(
        event=pl.lit("e"), number=pl.int_range(pl.len(), dtype=pl.Int64),
        sentence=pl.struct("start", "end").map_elements(lambda span: text[span["start"] : span["end"]], return_dtype=pl.String),
    )  # fmt: skip
    return mark_stating(sentences, documents, tokens, tokens).to_list()


@pytest.mark.parametrize(
    "text",
    [
        FACT,
        "More than 70 walkers crossed the bridge on Monday.",
        "Video games filled the harbour museum on Monday.",
        "Watch makers moved to the old harbour in spring.",
        "“The storm broke the old pier,” the keeper said, “and we closed it.”",
        "It was Lowe who painted the harbour bridge green.",
        "It is the third storm to hit the old pier in 12 days.",
        "The keeper said it was a long and quiet winter for the boats.",
        "Here is what divers found on the sea bed: the old anchor of the ferry.",
        "The mayor of the island called the new harbour bridge a “wonder.”",
    ],
)
def test_sentences_that_state_something(text: str) -> None:
    assert states(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Last updated at 10:15 p.m. with new photos of the old pier.",
        "Watch the video of the ferry leaving the old harbour.",
        "Follow along as divers lift the old anchor from the harbour.",
        "Sign up for our newsletter and read more news of the harbour.",
        "Image caption The old pier was closed after the storm",
        "Photo: Walkers crossed the old bridge in heavy rain.",
        "Additional reporting came from the harbour desk in Lowe.",
        "This story will be updated when divers lift the old anchor.",
        "We’ll update this page as divers lift the old anchor.",
        "Here’s what we know about the old anchor that divers lifted.",
        "Here are five old boats that the harbour museum bought.",
        "HARBOUR BOARD CLOSES THE OLD PIER AFTER STORM.",
        "Ferry sails late | Bridge painted green | Museum buys old boats.",
        "and closed the old pier after the storm.",
        "“It is a sad and quiet harbour.”",
        "This would be a big blow to old harbours.",
        "We lost it,” said the keeper of the old lighthouse in the harbour.",
        "The crowd at the harbour broke into chants of “Boats!",
    ],
)
def test_sentences_that_state_nothing(text: str) -> None:
    assert not any(states(text))


def test_a_piece_that_breaks_off_within_a_line_states_nothing() -> None:
    documents = reports(("a", "x", None), text=f"{FACT} {FACT}")
    tokens = parse(documents)
    piece = pl.DataFrame({
        "event": ["e"], "doc": ["a"], "start": [0], "end": [len(FACT) - 1], "place": [0], "number": [0],
        "sentence": [FACT[:-1]],
    }).with_columns(pl.col("place").cast(pl.UInt32))  # fmt: skip
    assert mark_stating(piece, documents, tokens, tokens).to_list() == [False]
    whole = piece.with_columns(end=pl.lit(len(FACT), pl.Int64), sentence=pl.lit(FACT))
    assert mark_stating(whole, documents, tokens, tokens).to_list() == [True]


def test_the_lists_are_lower_case_and_of_known_kinds() -> None:
    kinds = {
        "furniture": {"anywhere", "announce", "begin", "label"},
        "prospects": {"chance", "duty", "near", "plan", "undone", "wish"},
    }
    for name, known in kinds.items():
        listed = read_list(name)
        assert set(listed["kind"]) == known
        assert (listed["word"] == listed["word"].str.to_lowercase()).all()
        assert listed.select("word", "kind").is_unique().all()
        assert listed["word"].is_sorted()
