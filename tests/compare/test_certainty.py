from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from analysis.compare.alignments import ALIGNMENTS
from analysis.compare.certainty import AUTHOR, CERTAINTY, MARKS, QUOTED, compare_certainty, find_marks, find_tellings
from analysis.compare.certainty.stated import NEAR
from analysis.compare.omissions import STATEMENTS
from analysis.find.cues import SCHEMA, find_cues
from analysis.find.lexicons import Lexicon, read_lexicons
from analysis.find.lists import read_list
from analysis.find.parsing import find_sentences, parse
from analysis.find.quotes import find_quotes
from analysis.find.words import read_words

NONE = pl.DataFrame(schema=ALIGNMENTS)
pytestmark = pytest.mark.filterwarnings("error")


@cache
def lexicons() -> list[Lexicon]:
    return read_lexicons(["stance", "negation"])


def lay(*texts: str, together: bool = True) -> tuple[pl.DataFrame, ...]:
    """Reports a, b, … with all first sentences as one statement (or none together), and what is found in them."""
    docs = [chr(ord("a") + place) for place in range(len(texts))]
    documents = pl.DataFrame({"doc": docs, "text": texts, "outlet": [f"{doc} post" for doc in docs], "group": "x"})
    tokens = parse(documents)
    first = find_sentences(tokens).unique("doc", keep="first", maintain_order=True)
    number = [1 if together else place for place in range(1, len(docs) + 1)]
    told = first.join(documents, on="doc", maintain_order="left").with_columns(
        event=pl.lit("e"), statement=pl.Series(number), centre=pl.col("doc") == "a",
        unclear=pl.lit(None, pl.String),
        sentence=pl.col("text").str.slice("start", pl.col("end") - pl.col("start")),
    )  # fmt: skip
    quotes = find_quotes(documents, tokens).with_columns(actor=pl.lit(None, pl.String), source_type=pl.lit("other"))
    cues = find_cues(read_words(docs, list(texts)), tokens, lexicons())
    return told.select(STATEMENTS.keys()).cast(STATEMENTS), NONE, documents, quotes, tokens, cues


def compare(*texts: str) -> list[tuple]:
    """Certainty, word and source of each report."""
    table = compare_certainty(*lay(*texts))
    assert table.schema == CERTAINTY
    return table.select("certainty", "word", "source").rows()


# Sentences that are each the one report of a statement.
LEVELS = [
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
    ("The mayor suspects that the old pier was damaged by a boat.", "hedged", "suspects", "The mayor"),
    ("The mayor expects that the old pier will be shut in May.", "hedged", "expects", "The mayor"),
    ("The old pier was reportedly damaged by a boat.", "attributed", "reportedly", None),
    ("The mayor insisted that the old pier was damaged by a boat.", "attributed", "insisted", "The mayor"),
    ("The suspicion that a boat damaged the old pier is of May.", "alleged", "suspicion", None),
    ("The mayor denied that the old pier was damaged in the storm.", "denied", "denied", "The mayor"),
    ("The mayor did not deny that the old pier was damaged in the storm.", "attributed", "deny", "The mayor"),
    ("The mayor did not say that the old pier was damaged in the storm.", "flat", None, None),  # nor that it was not
    ("The tale of damage to the old pier is not true.", "denied", "not true", None),
    ("The story of damage to the old pier was fabricated.", "called false", "fabricated", None),
    ("The report of damage to the old pier was false.", "called false", "false", None),
    ("The mayor said the report of damage was baseless.", "called false", "baseless", "The mayor"),
    ("The old pier has been reported as a danger to boats.", "attributed", "reported", None),
    ("Two of the boats have been identified by the Courier as the Gull and the Tern.", "attributed", "identified", "the Courier"),
    ("The club called the plan for the pier “absurd”.", "attributed", "called", "The club"),
    ("The mayor said boats could always rely on the old pier.", "attributed", "said", "The mayor"),
    ("The mayor said the old pier could fall in the next storm.", "hedged", "could", "The mayor"),
    ("The ferry sank and the crew swam ashore, according to the harbour office.", "attributed", "according to", "the harbour office"),
    ("That is all to say that the pier is safe, says the mayor.", "attributed", "says", "the mayor"),
    ("“The sailors know that the pier leaks,” the mayor said on Monday.", "attributed", "said", "the mayor"),
    ("The alleged leak in the old pier was mended on Monday.", "alleged", "alleged", None),
    ("The council rejected the claim that the old pier was damaged.", "denied", "rejected", "The council"),
    ("The mayor repeated the false claim that the old pier was shut.", "called false", "false", None),
    ("The mayor made false statements about the old pier to the police.", "flat", None, None),  # what is told is that
    ("The old pier appears set to be shut in May.", "hedged", "appears set", None),
]  # fmt: skip
FLAT = [
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
    "Two men were held on suspicion of damaging the old pier.",  # they were held
    "The mayor named her plans, and said that the pier leaks.",  # the first of two facts
    "The old pier was shut on Monday, when the mayor said that the storm may come.",
    "The mayor asked whether the old pier was painted in May.",
    "The swimmers claimed the prize of the old pier on Monday.",
    "Anna Low was named as the new keeper of the old pier.",
    "Boats are denied a berth by the keeper of the old pier.",
    "Harbour news: the old pier was shut on Monday.",
    "The mayor is in charge of boats and piers at the harbour.",
]
FROM_FAR = [
    (
        "The ferry offices say minutes later it struck another boat, and divers found it at the pier.",
        "attributed", "say", "The ferry offices",
    ),
    (
        "As of now, the old tank at Marsh End has leaked and crews are mending the pump, according to Anna Low.",
        "attributed", "according to", "Anna Low",
    ),
    (
        "According to Anna Low, the old tank at Marsh End has leaked and crews are mending the pump.",
        "attributed", "According to", "Anna Low",
    ),
    ("The old tank at Marsh End has leaked and crews are mending the pump, Anna Low said.", "attributed", "said", "Anna Low"),
    ("The ferry will not be sold, sailors say Owner who met the mayor may still paint it.", "attributed", "say", "sailors"),
    ("The two owners have firmly denied the reports by the sailors of Marsh End.", "denied", "denied", None),
    ("The owner of the ferry has denied the reports by the sailors.", "denied", "has denied", None),
    ("The keeper of the old pier said the mayor dismissed him in May.", "attributed", "said", "The keeper of the old pier"),
    ("The mayor has firmly dismissed the sailors' claim.", "denied", "dismissed", "The mayor"),
]  # fmt: skip
OTHER_VERBS = [
    "The mayor swore in the keeper of the old pier in May.",
    "The keeper of the old pier was sworn in by the mayor in May.",
    "The sailors carried out the repairs of the old pier in May.",
    "The mayor swore in the keeper of the pier after overcoming objections that he sings.",
    "The keeper was sworn in after overcoming objections that his songs made him a bad guard.",
    "The council voted to call on the mayor to paint the old pier.",
    "The owners were denied a berth at the old pier in May.",
    "The keeper came to the pier on Monday to deny it.",
]


@pytest.fixture(scope="module")
def alone() -> dict[str, list[tuple]]:
    """Certainty, word and source of each sentence, all read at once, each the one report of an event of its own."""
    texts = [text for text, *_ in (*LEVELS, *FROM_FAR)] + FLAT + OTHER_VERBS
    statements, *found = lay(*texts)
    own = statements.with_columns(event=pl.col("doc"), centre=True)
    table = compare_certainty(own, *found)
    return {
        text: table.filter(doc=doc).select("certainty", "word", "source").rows()
        for doc, text in found[1].select("doc", "text").iter_rows()
    }


@pytest.mark.parametrize(("text", "certainty", "word", "source"), LEVELS)
def test_each_level(
    alone: dict[str, list[tuple]], text: str, certainty: str, word: str | None, source: str | None
) -> None:
    assert alone[text] == [(certainty, word, source)]


@pytest.mark.parametrize("text", FLAT)
def test_words_that_leave_the_statement_flat(alone: dict[str, list[tuple]], text: str) -> None:
    assert [row[0] for row in alone[text]] == ["flat"]


@pytest.mark.parametrize(("text", "certainty", "word", "source"), FROM_FAR)
def test_what_bears_on_a_clause_from_further_off(
    alone: dict[str, list[tuple]], text: str, certainty: str, word: str, source: str | None
) -> None:
    assert alone[text] == [(certainty, word, source)]


def test_an_attribution_of_joined_clauses_holds_each() -> None:
    second, found = "the old tank at Marsh End has leaked oil", "crews at the pier are mending the old pump"
    for text in (f"{second.capitalize()} and {found}, according to Anna Low.", f"Anna Low said {second} and {found}."):
        for centre in (second, found):
            rows = compare(f"{centre.capitalize()}.", text)
            assert [(row[0], row[2]) for row in rows] == [("flat", None), ("attributed", "Anna Low")]
    between = f"{found.capitalize()}, and according to Anna Low, the tank has leaked oil."
    assert [row[0] for row in compare(f"{found.capitalize()}.", between)] == ["flat", "flat"]  # it stands between


@pytest.mark.parametrize("text", OTHER_VERBS)
def test_verbs_that_neither_say_nor_deny_what_is_told(alone: dict[str, list[tuple]], text: str) -> None:
    assert [row[0] for row in alone[text]] == ["flat"]


def test_who_saw_a_paper_is_no_source_of_what_it_says() -> None:
    text = "Keepers at the pier “sold the old boats of the club,” according to the letter, a copy of which was seen by the Courier."
    ((certainty, _, source),) = compare(text)
    assert certainty == "attributed" and source != "the Courier"


def test_a_source_is_named_without_its_possessive() -> None:
    statements, nothing, documents, quotes, *found = lay(
        "The sailors’ claim that the old pier leaked was heard in May."
    )
    assert set(compare_certainty(statements, nothing, documents, quotes, *found)["source"]) <= {"The sailors", None}
    for word in ("Its", "who"):
        nameless = quotes.with_columns(source=pl.lit(word))
        assert compare_certainty(statements, nothing, documents, nameless, *found)["source"].to_list() == [None]


@pytest.mark.parametrize(
    ("text", "docs"),
    [
        ("The old pier at Marsh End was sold in May.", ["a", "b"]),
        ("The old pier at Marsh End was sold in May, when the mayor said that the storm had come.", ["b"]),
        ("The old pier at Marsh End was sold in May in what sailors called a “sad day”.", ["b"]),
    ],
)
def test_a_flat_sentence_with_another_voice_in_it_is_no_shift_to_an_attribution(text: str, docs: list[str]) -> None:
    table = compare_certainty(*lay(text, "The mayor said the old pier at Marsh End was sold in May."))
    assert table["doc"].to_list() == docs
    again = compare_certainty(*lay(text, text))
    assert again.select("doc", "certainty").rows() == [("a", "flat"), ("b", "flat")]  # nothing to tell apart
    false = compare_certainty(*lay(text, "The story that the old pier at Marsh End was sold in May was fabricated."))
    assert false.select("doc", "certainty").rows() == [("a", "flat"), ("b", "called false")]


def test_a_possessive_belongs_to_the_source() -> None:
    statements, nothing, documents, quotes, *found = lay(
        "Low Coast’s Harbour Desk, a paper, reported that the old pier was shut on Monday."
    )
    named = quotes.with_columns(actor=pl.lit("Harbour Desk"))
    assert compare_certainty(statements, nothing, documents, named, *found)["source"].to_list() == [
        "Low Coast’s Harbour Desk"
    ]
    other = quotes.with_columns(actor=pl.lit("Anna Low"))
    assert compare_certainty(statements, nothing, documents, other, *found)["source"].to_list() == ["Anna Low"]


def test_a_document_that_shows_is_a_source_and_a_thing_is_not() -> None:
    statements, nothing, documents, quotes, *found = lay("The letter of the mayor shows that the old pier was shut.")
    for kind, level in (("official", "attributed"), ("other", "flat")):
        table = compare_certainty(statements, nothing, documents, quotes.with_columns(source_type=pl.lit(kind)), *found)
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
    other = compare("The old ferry went to Marsh End on Monday.", "The old ferry did not go to the harbour.")
    assert other == [("flat", None, None)]  # the second tells something else


@pytest.mark.parametrize(
    ("text", "level", "word"),
    [
        ("The old pier at Marsh End was not damaged by the ferry, which may leave in May.", "flat", None),
        ("The old pier at Marsh End was not damaged by the ferry, and the mayor denied a plan to sell it.", "flat", None),
        ("The mayor denied a plan to sell it, but said that the old pier at Marsh End was not damaged by the ferry.", "attributed", "said"),
        ("The mayor said the old pier at Marsh End had probably not been damaged by the ferry.", "hedged", "probably"),
        ("The mayor walks and says that, if it may be told, the old pier at Marsh End was not damaged by the ferry.", "attributed", "says"),
        ("Sailors know the false map, and the old pier at Marsh End was not damaged by the ferry.", "flat", None),
    ],
)  # fmt: skip
def test_words_elsewhere_in_the_sentence_do_not_bear_on_the_shared_clause(text: str, level: str, word: str) -> None:
    assert compare("The old pier at Marsh End was not damaged by the ferry.", text) == [
        ("flat", None, None), (level, word, "The mayor" if level in ("attributed", "hedged") else None),
    ]  # fmt: skip


def test_a_charge_is_told_of_the_deed_and_not_of_the_arrest() -> None:
    deed = compare(
        "Two men damaged the old pier at Marsh End.",
        "Anna Low was held on suspicion of damaging the old pier at Marsh End.",
    )
    assert [row[:2] for row in deed] == [("flat", None), ("alleged", "suspicion")]
    arrest = compare(
        "Two men were held at Marsh End in May.", "Two men were held at Marsh End in May on suspicion of theft."
    )
    assert [row[:2] for row in arrest] == [("flat", None), ("flat", None)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The mayor opened the old pier at noon.", "The mayor closed the new bridge in May."),
        ("The old ferry at Marsh End sank in May.", "The old ferry at Marsh End burned in May."),  # by another verb
        ("The boats reached the harbour.", "The boats in the harbour are old."),
        ("The old pier at Marsh End held 40 boats.", "The old pier at Marsh End held 70 boats."),  # other numbers
        ("The council of Marsh End voted the pier in.", "The council of Marsh End voted the pier down."),
        ("The council plans to sell the old pier.", "The council plans to paint the old pier."),
        ("The mayor opened the pier, which leaks.", "The engineer said that the pier leaks since the wet winter of the long strike."),
        ("The storm hit the pier, which held two boats and carried an old wooden crane.", "A ship carried an old wooden crane, he said."),
    ],
)  # fmt: skip
def test_a_sentence_that_tells_something_else_is_left_out(first: str, second: str) -> None:
    statements, *found = lay(first, second)
    assert compare_certainty(statements, *found).select("doc", "carriers", "spread").rows() == [("a", 1, 0)]


BURNED = "The keeper burned the old letters of the club in the harbour office."
WAYS = [  # to tell of it less than flat
    ("The keeper is feared to have burned the old letters of the club in the harbour office.", "hedged"),
    ("It is believed that the keeper burned the old letters of the club in the harbour office.", "hedged"),
    ("The ashes suggested that the keeper burned the old letters of the club in the harbour office.", "hedged"),
    ("The keeper may have read and burned the old letters of the club in the harbour office.", "hedged"),
    ("The keeper allegedly read and burned the old letters of the club in the harbour office.", "alleged"),
    ("The keeper was charged with burning the old letters of the club in the harbour office.", "alleged"),
    ("The keeper was arrested on suspicion of burning the old letters of the club in the harbour office.", "alleged"),
    ("The keeper is reported to have burned the old letters of the club in the harbour office.", "attributed"),
    ("The keeper is said to have burned the old letters of the club in the harbour office.", "attributed"),
    ("The keeper admitted burning the old letters of the club in the harbour office.", "attributed"),
    ("The keeper is credited with burning the old letters of the club in the harbour office.", "attributed"),
    (
        "The mayor said there was no truth in reports that the keeper burned the old letters in the harbour office.",
        "denied",
    ),
    ("Claims that the keeper burned the old letters of the club in the harbour office are untrue.", "called false"),
]
SHIFTS = [  # sentences that share a clause, the first flat, the second attributed
    ("The ferry struck the pier and sank in the bay.", "The ferry sank in the bay, the mayor said."),
    (
        "The old mill at Marsh End is full of water, and ten boats of the club are on their way there.",
        "The old mill at Marsh End is full of water, the mayor said.",
    ),
    ("The wave hit the coast, sinking two old boats.", "A storm struck the harbour, sinking two old boats, the mayor said."),
    ("The old mill had been empty for years.", "The old mill had been empty for years, the mayor said."),
    ("A baker was charged with theft of the old boat.", "A baker was charged with theft of the old boat, the mayor said."),
    (
        "The ferry left the bay, passed the mill, reached the town, met the boat and saw the light.",
        "The mayor said the ferry left the bay, passed the mill, reached the town, met the boat and saw the light.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "level"), WAYS)
def test_a_claim_is_told_less_than_flat_in_many_ways(text: str, level: str) -> None:
    assert [row[0] for row in compare(BURNED, text)] == ["flat", level]


@pytest.mark.parametrize(("flat", "attributed"), SHIFTS)
def test_sentences_are_compared_by_the_clause_that_they_share(flat: str, attributed: str) -> None:
    assert [row[0] for row in compare(flat, attributed)] == ["flat", "attributed"]


def test_what_went_before_is_no_result() -> None:
    texts = ("Using two old boats, the club crossed the bay.", "The mayor said sailors left, using two old boats.")
    assert len(compare(*texts)) == 1


def test_what_somebody_suggests_is_said_and_what_a_thing_suggests_is_left_open() -> None:
    statements, nothing, documents, quotes, *found = lay("The harbour office suggests that the old pier was shut.")
    for kind, level in (("official", "attributed"), ("other", "hedged")):
        table = compare_certainty(statements, nothing, documents, quotes.with_columns(source_type=pl.lit(kind)), *found)
        assert table["certainty"].to_list() == [level]


def test_two_that_deny_alike_are_denied_alike() -> None:
    rows = compare(
        "The mayor denied that the old pier leaked oil in May.", "The old pier never leaked oil in May, the mayor said."
    )
    assert [row[0] for row in rows] == ["denied", "denied"]
    failed = compare(
        "The old pier held oil in May.", "The old pier could not have held oil in May.", "No oil was in the pier."
    )
    assert [row[0] for row in failed] == ["flat", "denied"]


QUOTATION = "the old pier at Marsh End is a false friend of all sailors"


@pytest.mark.parametrize(
    ("text", "level", "source"),
    [
        (f"“{QUOTATION.capitalize()}.”", "attributed", "the mayor"),  # in marks, with nobody named
        (f"{QUOTATION.capitalize()}.", "attributed", "the mayor"),  # without marks
        ("The old pier is a false friend of sailors.", "flat", None),  # not word for word
        (f"The mayor claimed: “{QUOTATION.capitalize()}.”", "alleged", "The mayor"),  # the article's own word
    ],
)  # fmt: skip
def test_one_quotation_is_told_by_all_as_surely_as_by_its_own_words(text: str, level: str, source: str) -> None:
    rows = compare(f"“{QUOTATION.capitalize()},” the mayor said.", text)
    assert [(row[0], row[2]) for row in rows] == [("attributed", "the mayor"), (level, source)]


def test_few_words_may_be_those_of_a_quotation_by_chance() -> None:
    rows = compare("“We hope the old pier will open in May,” the mayor said.", "The old pier will open in May.")
    assert [row[0] for row in rows] == ["attributed", "flat"]


def test_a_word_of_the_quotation_counts_for_all_who_have_it() -> None:
    quotation = "The old pier at Marsh End may have been sold in spring"
    table = compare_certainty(
        *lay(f"“{quotation},” the mayor said.", f"The mayor claimed: “{quotation}.”", f"{quotation}.")
    )
    assert table.select("certainty", "spread").rows() == [("hedged", 1), ("alleged", 1), ("hedged", 1)]


def test_what_we_say_is_another_word_where_another_report_says_whose() -> None:
    first, second = (
        "We closed the old pier at Marsh End on Monday.",
        "The harbour club said it closed the old pier at Marsh End on Monday.",
    )
    assert compare(first, second) == [
        ("attributed", None, "The harbour club"),
        ("attributed", "said", "The harbour club"),
    ]
    assert compare(first, "The old pier at Marsh End closed on Monday.")[0] == ("flat", None, None)


def test_a_source_in_the_sentence_beside_it_leaves_open_whose_word_it_is() -> None:
    flat, beside = "The old pier was damaged in the storm.", "“We saw it,” Anna Low said."
    said = "Mrs Low said the old pier was damaged in the storm."
    assert [row[0] for row in compare(f"{flat} {beside}", said)] == ["attributed"]
    assert compare(f"{flat} The gulls flew. {beside}", said)[0] == ("flat", None, None)  # not beside
    assert compare(f"{flat} “We saw it,” Ben Reed said.", said)[0] == ("flat", None, None)  # another


def test_the_voice_is_that_of_the_clause() -> None:
    text = "The old pier at Marsh End is shut"
    table = compare_certainty(*lay(f"{text}.", f"“{text},” the mayor said.", f"The mayor said that {text.lower()}."))
    assert table["voice"].to_list() == [AUTHOR, QUOTED, AUTHOR]


def test_statements_told_unlike_come_first_the_widest_apart_before() -> None:
    texts = (
        "The ferry sank off the coast.", "The ferry allegedly sank off the coast.",  # 0 and 3
        "The kiosk was sold in May.", "The kiosk was sold in May.",
        "The clock on the quay stopped.", "The story that the clock on the quay stopped was fabricated.",  # 0 and 5
    )  # fmt: skip
    statements, *found = lay(*texts, together=False)
    pairs = statements.with_columns(
        statement=(pl.col("statement") + 1) // 2, centre=pl.col("doc").is_in(["a", "c", "e"])
    )
    table = compare_certainty(pairs, *found)
    assert table.select("statement", "doc", "spread", "carriers").rows() == [
        (3, "e", 5, 2), (3, "f", 5, 2), (1, "a", 3, 2), (1, "b", 3, 2), (2, "c", 0, 2), (2, "d", 0, 2),
    ]  # fmt: skip


def test_a_report_is_as_sure_as_its_surest_departure() -> None:
    flat, again = "The pier was shut by the storm.", "The tale that the pier was shut by the storm was fabricated."
    statements, *found = lay(flat, f"{flat} {again}")
    start = len(flat) + 1
    twice = statements.filter(doc="b").with_columns(
        start=pl.lit(start, pl.Int64), end=pl.lit(start + len(again), pl.Int64), sentence=pl.lit(again)
    )
    table = compare_certainty(pl.concat([statements, twice]), *found)
    assert table.select("doc", "certainty", "spread", "carriers").rows() == [
        ("a", "flat", 5, 2), ("b", "flat", 5, 2), ("b", "called false", 5, 2),
    ]  # fmt: skip


def test_what_an_article_says_again_of_a_sentence_counts_where_that_stands() -> None:
    again = "The story that the old pier at Marsh End was sold is false."
    statements, *found = lay(
        "The old pier at Marsh End was sold.", f"The old pier at Marsh End was sold in May. {again}"
    )
    first = "The old pier at Marsh End was sold in May. "
    own = statements.filter(doc="b").with_columns(statement=pl.lit(2, pl.Int64), centre=True)
    repeat = own.with_columns(
        start=pl.lit(len(first), pl.Int64),
        end=pl.lit(len(first + again), pl.Int64),
        sentence=pl.lit(again),
        centre=False,
    )
    table = compare_certainty(pl.concat([statements, own, repeat]), *found).filter(statement=1)
    assert table.select("doc", "certainty", "spread").rows() == [
        ("a", "flat", 5),
        ("b", "flat", 5),
        ("b", "called false", 5),
    ]


def test_a_claim_that_denies_another_is_not_denied() -> None:
    rows = compare(
        "The old pier at Marsh End was sold.",
        "Reports that the old pier at Marsh End was sold contradict the map of the mayor.",
    )
    assert "denied" not in [row[0] for row in rows]


def test_a_sentence_in_two_statements_is_read_for_each() -> None:
    statements, *found = lay(
        "The old pier at Marsh End is shut, and the new bridge may open in the spring.",
        "The old pier at Marsh End is shut for good.", "The mayor said that the new bridge would open in the spring.",
    )  # fmt: skip
    both = statements.filter(doc="a").with_columns(statement=pl.lit(2, pl.Int64))
    two = pl.concat(
        [
            statements.filter(doc="a"),
            statements.filter(doc="b"),
            both,
            statements.filter(doc="c").with_columns(statement=pl.lit(2, pl.Int64)),
        ]
    )
    table = compare_certainty(two, *found).sort("statement", "doc")
    assert table.select("statement", "doc", "certainty").rows() == [
        (1, "a", "flat"), (1, "b", "flat"), (2, "a", "hedged"), (2, "c", "attributed"),
    ]  # fmt: skip


def test_the_offsets_are_those_of_the_words() -> None:
    text = "The old pier may have been damaged, the mayor said."
    statements, _, _, quotes, tokens, cues = lay(text)
    _, words = find_tellings(statements, quotes, tokens)
    marks = find_marks(words, quotes, cues)
    assert marks.schema == MARKS
    assert marks.select("certainty", "word").rows() == [("hedged", "may"), ("attributed", "said")]
    assert [text[start:end] for start, end in marks.select("word_start", "word_end").iter_rows()] == ["may", "said"]


def test_all_words_are_told_in_their_order() -> None:
    table = compare_certainty(*lay("The mayor said the report of damage may be baseless."))
    assert table["all_words"].to_list() == ["said; may; baseless"]


def test_without_lexicons_only_what_needs_none() -> None:
    statements, nothing, documents, quotes, tokens, _ = lay("The old pier may have been damaged.")
    table = compare_certainty(statements, nothing, documents, quotes, tokens, pl.DataFrame(schema=SCHEMA))
    assert table["certainty"].to_list() == ["flat"]


def test_no_statements() -> None:
    statements, *found = lay("The pier was shut.")
    assert compare_certainty(statements.clear(), *found).schema == CERTAINTY


def test_the_list_is_of_seven_kinds_and_of_one_or_two_words() -> None:
    table = read_list("certainty")
    assert set(table["kind"]) == {"false", "alleged", "denying", "open", "told", "asked", "saying"}
    assert table["word"].str.count_matches(" ").max() == 1
    assert table["word"].to_list() == sorted(table["word"])


def test_a_statement_of_whose_sentences_most_tell_another_is_left_out() -> None:
    told, *found = lay(
        "The ferry sank off the old coast.",
        "The ferry sank off the old coast.",
        "The old ferry allegedly sank off the coast in May.",
    )
    again = told.filter(pl.col("doc") != "b").with_columns(statement=pl.lit(2, pl.Int64))
    same = told.with_columns(statement=pl.lit(3, pl.Int64))
    table = compare_certainty(pl.concat([told, again, same]), *found)
    assert table.select("statement", "doc").rows() == [(1, "a"), (1, "b"), (1, "c")]


def test_a_claim_is_a_charge_as_a_noun_too_where_it_says_what_is_claimed() -> None:
    told = "The council heard the mayor’s claim that the old pier was damaged by a boat."
    rows = compare("The old pier was damaged by a boat.", told)
    assert rows == [("flat", None, None), ("alleged", "claim", "the mayor")]


@pytest.mark.parametrize(("outlet", "level"), [("Marsh End Post (Online)", "flat"), ("Dune News", "attributed")])
def test_an_outlet_that_names_itself_is_the_author(outlet: str, level: str) -> None:
    told = "The Marsh End Post reported that the old pier was damaged in the storm."
    statements, nothing, documents, *found = lay("The old pier was damaged in the storm.", told)
    outlets = documents.with_columns(outlet=pl.Series(["Quay News", outlet]))
    assert compare_certainty(statements, nothing, outlets, *found).filter(doc="b")["certainty"].to_list() == [level]


def test_sentences_aligned_with_a_centre_tell_its_statement_too() -> None:
    statements, _, *found = lay(
        "The old pier was damaged in the storm.", "The old pier was allegedly damaged in the storm."
    )
    own = statements.filter("centre")
    ends = {
        f"{name}_{side}": row[name]
        for side, row in zip("ab", statements.to_dicts(), strict=True)
        for name in ("doc", "start", "end", "sentence")
    }
    for score, levels in ((NEAR, ["alleged", "flat"]), (NEAR - 0.01, ["flat"])):
        row = dict.fromkeys(ALIGNMENTS) | ends | {"event": "e", "score": score}
        for sides in (
            row,
            row | {name[:-1] + other: row[name] for name in ends for other in "ab" if other != name[-1]},
        ):
            table = compare_certainty(own, pl.DataFrame([sides], schema=ALIGNMENTS), *found)
            assert sorted(table["certainty"]) == levels


def test_a_false_report_that_tells_the_statement_calls_it_false() -> None:
    told = "The keeper hid the letter on the leak in the old pier."
    rows = compare(told, f"The Courier lost a prize for a false report that {told[0].lower()}{told[1:]}")
    assert [row[0] for row in rows] == ["flat", "called false"]
