from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.certainty import CERTAINTY, MARKS, compare_certainty, find_certainty
from analysis.compare.omissions import STATEMENTS
from analysis.find.cues import SCHEMA, find_cues
from analysis.find.lexicons import read_lexicons
from analysis.find.lists import read_list
from analysis.find.parsing import find_sentences, parse
from analysis.find.quotes import find_quotes
from analysis.find.words import read_words

pytestmark = pytest.mark.filterwarnings("error")


def lay(*texts: str, together: bool = True) -> tuple[pl.DataFrame, ...]:
    """Reports a, b, … with all first sentences as one statement (or none together), and what is found in them."""
    docs = [chr(ord("a") + place) for place in range(len(texts))]
    documents = pl.DataFrame({"doc": docs, "text": texts, "outlet": [f"{doc} post" for doc in docs], "group": "x"})
    tokens = parse(documents)
    first = find_sentences(tokens).unique("doc", keep="first", maintain_order=True)
    number = [1 if together else place for place in range(1, len(docs) + 1)]
    told = first.join(documents, on="doc", maintain_order="left").with_columns(
        event=pl.lit("e"), statement=pl.Series(number), centre=pl.col("doc") == "a",
        sentence=pl.col("text").str.slice("start", pl.col("end") - pl.col("start")),
    )  # fmt: skip
    quotes = find_quotes(documents, tokens).with_columns(actor=pl.lit(None, pl.String), source_type=pl.lit("other"))
    cues = find_cues(read_words(docs, list(texts)), tokens, read_lexicons(["stance", "negation"]))
    return told.select(STATEMENTS.keys()).cast(STATEMENTS), documents, quotes, tokens, cues


def compare(*texts: str) -> list[tuple]:
    """Certainty, word and source of each report."""
    table = compare_certainty(*lay(*texts))
    assert table.schema == CERTAINTY
    return table.select("certainty", "word", "source").rows()


@pytest.mark.parametrize(
    ("text", "certainty", "word", "source"),
    [
        ("The old pier was damaged in the storm.", "flat", None, None),
        ("The harbour master said the old pier was damaged in the storm.", "attributed", "said", "The harbour master"),
        ("“The old pier was damaged in the storm,” the mayor said.", "attributed", "said", "the mayor"),
        (
            "All staff of the old pier were “safe and dry,” the mayor said, adding that the boats were on their way to the shore.",
            "attributed", "said", "the mayor",
        ),
        ("The old pier may have been damaged in the storm.", "hedged", "may", None),
        ("The old pier appears to be damaged.", "hedged", "appears to", None),
        ("The mayor said the old pier may have been damaged.", "hedged", "may", "The mayor"),
        ("The old pier was allegedly damaged by a boat.", "alleged", "allegedly", None),
        ("The mayor claimed that the old pier was damaged by a boat.", "alleged", "claimed", "The mayor"),
        ("Two men were held on suspicion of damaging the old pier.", "alleged", "suspicion", None),
        ("Two men were held on charges of damaging the old pier.", "alleged", "charges", None),
        ("The mayor denied that the old pier was damaged in the storm.", "denied", "denied", "The mayor"),
        ("The mayor did not deny that the old pier was damaged in the storm.", "attributed", "deny", "The mayor"),
        ("The mayor did not say that the old pier was damaged in the storm.", "flat", None, None),  # nor that it was not
        ("The tale of damage to the old pier is not true.", "denied", "not true", None),
        ("The story of damage to the old pier was fabricated.", "called false", "fabricated", None),
        ("The report of damage to the old pier was false.", "called false", "false", None),
        ("The mayor said the report of damage was baseless.", "called false", "baseless", "The mayor"),
        ("The old pier has been reported as a danger to boats.", "attributed", "reported", None),
        ("Two of the boats have been identified by the Courier as the Gull and the Tern.", "attributed", "identified", "the Courier"),
        ("The mayor named her plans, and said that she can be the hand that the harbour needs.", "attributed", "said", "The mayor"),
        ("The club watches the harbour closely and called the plan for the pier “absurd”.", "attributed", "called", "The club"),
        ("The mayor said boats could always rely on the old pier.", "attributed", "said", "The mayor"),
        ("The mayor said the old pier could fall in the next storm.", "hedged", "could", "The mayor"),
        ("The ferry sank and the crew swam ashore, according to the harbour office.", "attributed", "according to", "the harbour office"),
        ("That is all to say that the pier is safe, says the mayor.", "attributed", "says", "the mayor"),
        ("“The sailors know that the pier leaks,” the mayor said on Monday.", "attributed", "said", "the mayor"),
        ("The alleged leak in the old pier was mended on Monday.", "alleged", "alleged", None),
        ("The council rejected the claim that the old pier was damaged.", "denied", "rejected", "The council"),
        ("The mayor repeated the false claim that the old pier was shut.", "called false", "false", "The mayor"),
    ],
)  # fmt: skip
def test_each_level(text: str, certainty: str, word: str | None, source: str | None) -> None:
    assert compare(text) == [(certainty, word, source)]


@pytest.mark.parametrize(
    "text",
    [
        "The storm damaged about 40 boats in the harbour.",  # a rough number is no doubt about the damage
        "The harbour master, who may retire in May, closed the old pier on Monday.",
        "Two painters, who said the old pier was a joy, painted it in a week and went home on the last ferry to Marsh End.",
        "The broker, who was accused of selling the pier, left for the coast on Monday.",
        "The shop doubled its charge for boats.",
        "The club made up of sailors painted the old pier.",
        "The painter, who was once said to be shy, painted the old pier on a long day in May.",
        "Another accused, Anna Low, painted several boats in the harbour.",  # a participant is, not what is told
        "The guards held two suspected thieves at the old pier on Monday.",
        "The guards stopped several sailors suspected of damaging the pier.",
        "The baker considered the old pier more useful than the new bridge.",  # that is the author's word
        "The visitors considered it government waste to paint the old pier.",
        "The mayor wanted to show visitors that the old pier still stands.",
        "The mayor is happy that the old pier was painted in May.",
        "The sea wall keeps the water out, as shown by the history of the harbour.",
        "In calling the pier a “heap of rust”, the mayor gave it a new name on Monday.",
        "The mayor asked the sailors to paint the old pier in May.",
        "The old pier is usually open on Sundays, and largely dry.",  # how often, and how much
        "The mayor realised that the old pier was damaged in the storm.",
        "You know, the old pier stands in the harbour since May.",
        "Shaming the sailors of the old pier was wrong.",  # no "sham"
        "The repairs gave the sailors a false sense of safety on the old pier.",
        "The club sells fabricated metals at the old pier.",
        "The ferry was fabricated from steel plates in the yard at Marsh End.",
        "Reporters of Fake Harbour News walked along the old pier.",
        "The council rejected the bill on the old pier on Monday.",
        "The mayor denied the sailors' request for a new pier.",
        "The old pier was shut in May, contrary to what the sailors say.",  # what they say is denied
        "The mayor is in charge of boats and piers at the harbour.",
    ],
)
def test_words_that_leave_the_statement_flat(text: str) -> None:
    assert [row[0] for row in compare(text)] == ["flat"]


def test_a_possessive_belongs_to_the_source() -> None:
    statements, documents, quotes, *found = lay(
        "Low Coast’s Harbour Desk, a paper, reported that the old pier was shut on Monday."
    )
    named = quotes.with_columns(actor=pl.lit("Harbour Desk"))
    assert compare_certainty(statements, documents, named, *found)["source"].to_list() == ["Low Coast’s Harbour Desk"]
    other = quotes.with_columns(actor=pl.lit("Anna Low"))
    assert compare_certainty(statements, documents, other, *found)["source"].to_list() == ["Anna Low"]


def test_a_document_that_shows_is_a_source_and_a_thing_is_not() -> None:
    statements, documents, quotes, *found = lay("The letter of the mayor shows that the old pier was shut.")
    for kind, level in (("official", "attributed"), ("other", "flat")):
        table = compare_certainty(statements, documents, quotes.with_columns(source_type=pl.lit(kind)), *found)
        assert table["certainty"].to_list() == [level]


@pytest.mark.parametrize(
    "text",
    [
        "Storm shuts the old pier\n\nThe wind rose.",
        "The harbour master said in his letter:\n\n“The pier is shut.”",
        "Paint the old pier and mend the boats of the harbour.",
        "Sailors of the harbour: Mend the old pier before the storm.",
        "Correction: An earlier version of this article misnamed the old pier.",
    ],
)
def test_what_states_no_fact_is_left_out(text: str) -> None:
    assert compare(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The storm shut the old pier\nof the harbour on Monday.",
        "On Monday, the boats of the harbour don't leave the old pier.",
        "The harbour has three boats: the Gull, the Tern and the Rail.",
        "“Paint the old pier,” the mayor said on Monday.",
    ],
)
def test_what_only_looks_like_a_heading_or_command_is_kept(text: str) -> None:
    assert len(compare(text)) == 1


def test_a_denied_word_does_not_call_it_false() -> None:
    assert [row[0] for row in compare("The report of damage to the pier was not baseless.")] != ["called false"]


def test_a_negation_counts_where_another_report_says_it_without() -> None:
    rows = compare("The old pier collapsed in the storm.", "The old pier did not collapse in the storm.")
    assert rows == [("flat", None, None), ("denied", "not", None)]
    same = compare("The pier did not collapse in the storm.", "The old pier did not collapse in the storm.")
    assert [row[0] for row in same] == ["flat", "flat"]
    light = compare("The old ferry went to Marsh End on Monday.", "The old ferry did not go to the harbour.")
    assert [row[0] for row in light] == ["flat", "flat"]


def test_statements_told_unlike_come_first_the_widest_apart_before() -> None:
    texts = (
        "The ferry sank off the coast.", "The ferry reportedly sank off the coast.",  # 0 and 3
        "The kiosk was sold in May.", "The kiosk was sold in May.",
        "The clock stopped at noon.", "The story that the clock stopped was fabricated.",  # 0 and 5
    )  # fmt: skip
    statements, *found = lay(*texts, together=False)
    pairs = statements.with_columns(statement=(pl.col("statement") + 1) // 2)
    table = compare_certainty(pairs, *found)
    assert table.select("statement", "doc", "spread", "carriers").rows() == [
        (3, "e", 5, 2), (3, "f", 5, 2), (1, "a", 3, 2), (1, "b", 3, 2), (2, "c", 0, 2), (2, "d", 0, 2),
    ]  # fmt: skip


def test_a_report_is_as_sure_as_its_surest_departure() -> None:
    again = "The tale of the shut pier was fabricated."
    statements, *found = lay("The pier was shut.", f"The pier was shut. {again}")
    start = len("The pier was shut. ")
    twice = statements.filter(doc="b").with_columns(
        start=pl.lit(start, pl.Int64), end=pl.lit(start + len(again), pl.Int64), sentence=pl.lit(again)
    )
    table = compare_certainty(pl.concat([statements, twice]), *found)
    assert table.select("doc", "certainty", "spread", "carriers").rows() == [
        ("a", "flat", 5, 2), ("b", "flat", 5, 2), ("b", "called false", 5, 2),
    ]  # fmt: skip


def test_the_offsets_are_those_of_the_words() -> None:
    text = "The old pier may have been damaged, the mayor said."
    statements, _, quotes, tokens, cues = lay(text)
    marks = find_certainty(statements, quotes, tokens, cues)
    assert marks.schema == MARKS
    assert marks.select("certainty", "word").rows() == [("hedged", "may"), ("attributed", "said")]
    assert [text[start:end] for start, end in marks.select("word_start", "word_end").iter_rows()] == ["may", "said"]


def test_all_words_are_told_in_their_order() -> None:
    table = compare_certainty(*lay("The mayor said the report of damage may be baseless."))
    assert table["all_words"].to_list() == ["said; may; baseless"]


def test_without_lexicons_only_what_needs_none() -> None:
    statements, documents, quotes, tokens, _ = lay("The old pier may have been damaged.")
    table = compare_certainty(statements, documents, quotes, tokens, pl.DataFrame(schema=SCHEMA))
    assert table["certainty"].to_list() == ["flat"]


def test_no_statements() -> None:
    statements, *found = lay("The pier was shut.")
    assert compare_certainty(statements.clear(), *found).schema == CERTAINTY


def test_the_list_is_of_five_kinds_and_of_one_or_two_words() -> None:
    table = read_list("falsehood")
    assert set(table["kind"]) == {"false", "alleged", "denying", "told", "asked"}
    assert table["word"].str.count_matches(" ").max() == 1
    assert table["word"].to_list() == sorted(table["word"])
