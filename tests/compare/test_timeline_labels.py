"""The words for what is dated, and which statements of one day are one entry, from whole invented sentences."""

from __future__ import annotations

import re
from itertools import product
from types import SimpleNamespace

import polars as pl
import pytest

from analysis.compare.timeline.abouts import ABOUTS, add_abouts
from analysis.compare.timeline.trees import NAME, PRONOUN, read_trees
from analysis.compare.timeline.writing import ELLIPSIS, _close_pairs, _is_unsure
from analysis.find.claims import CLAIMS
from analysis.find.claims.times.ways import words_of
from analysis.find.lists import read_list
from analysis.find.parsing import TOKEN_SCHEMA
from analysis.find.references import STANDS
from tests.compare.test_timeline import read_timeline


@pytest.mark.parametrize(
    "about",
    [
        "The council closed the old pier in Merrow on 5 February 2025",
        "The keeper said that the storm broke two masts on 5 February 2025",
        "“Two masts broke,” Ann Lee said on 5 February 2025",
        "The boats were inspected and sold on 5 February 2025",
        "The quay was shut after the storm broke two masts on 5 February 2025",
        "A long ban on all boats, which was in effect in March 2024, was lifted",
        "The harbour fees are due to expire on 5 May 2026",
        "As May 2024 began, the crew left the quay",
        "3 May 2024 is the deadline of the harbour office",
        "The mayor praised a long March 2024 report by the harbour office, of which little is known",
        "Ann Lee is the first keeper to visit the island since the end of the harbour war in 1950",
        "They hope that the boats will sail on 5 February 2025",
        "The year that ended in March 2024 was the best of all for the town",
        "The pier was shut between 5 February 2025 and the fair",
        "On 5 February 2025 the pier was moved on",
    ],
)
def test_a_label_is_the_whole_sentence_where_it_has_room(about: str) -> None:
    assert read_timeline(f"And {about}.")["about"].to_list() == [about]


@pytest.mark.parametrize(
    ("before", "about", "behind"),
    [
        ("The fair ended on 3 May 2024, and ", "the storm broke two masts on 5 February 2025", "."),
        ("The pier was shut on 6 May 2024 after ", "the storm broke two masts on 5 February 2025", "."),
        ("", "The museum, which opened its doors on 5 February 2025 …", ", closed them on 6 May 2025."),
        ("Rain fell on 3 May 2024, but ", "there are no plans for Ann Lee to sail on 5 February 2025", "."),
        ("Ann Lee left on 3 May 2024, but ", "the crew decided to moor the ferry in Osmo on 5 February 2025", "."),
        # who thinks it, and on what condition
        ("Rain fell on 3 May 2024, but ", "the crew hope that the boats will sail on 5 February 2025", "."),
        ("Rain fell on 3 May 2024, and ", "Ann Lee denied that she sold a boat and left on 5 February 2025", "."),
        ("Rain fell on 3 May 2024, but ", "the crew hope that it ends and the boats sail on 5 February 2025", "."),
        ("", "The crew, as Ann Lee said in the harbour office on 5 February 2025, left the town on 3 May 2024", "."),
        ("Rain fell on 3 May 2024, but ", "the crew will sail home if the race of 5 February 2025 is closed", "."),
        # who does it and which is meant, and the whole sentence where a clause tells of both days
        ("", "Ann Lee left the town on 3 May 2024 and she sailed to Osmo on 5 February 2025", "."),
        ("Rain fell on 3 May 2024, but ", "the town repaired the bridge that the flood hit on 5 February 2025", "."),
        ("", "With the boats leaving the quay on 5 February 2025, the council closed the pier on 6 May 2025", "."),
        ("", "Rain fell, and prices rose in Osmo from 3 on 5 February 2025 to 9 on 6 May 2025", "."),
    ],
)
def test_beside_other_dates_a_label_is_a_clause_that_stands_by_itself(before: str, about: str, behind: str) -> None:
    table = read_timeline(before + about.removesuffix(" …") + behind)
    assert table.filter(pl.col("date") == "2025-02-05")["about"].to_list() == [about]


@pytest.mark.parametrize(
    "text",
    [
        "2017 has been warm.",
        "The boats were faster than in May 2024.",
        "It was the worst storm since May 2024.",
        "The boats met for the first time since at least 2019.",
        "The prices were like those of 2019.",
        "The last was in May 2024.",
        "Nobody knew what happened in May 2024.",
    ],
)
def test_what_says_too_little_or_only_compares_is_left_out(text: str) -> None:
    assert read_timeline(text).is_empty()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Ann Lee, the mayor, came by boat. She arrived in Merrow on 5 February 2025.",
            "She [Ann Lee] arrived in Merrow on 5 February 2025",
        ),
        (
            "Ann Lee, the mayor, came by boat. The town thanked her on 5 February 2025.",
            "The town thanked her [Ann Lee] on 5 February 2025",
        ),
        (
            "Ann Lee, the mayor, came by boat. The town thanked the mayor on 5 February 2025.",
            "The town thanked the mayor [Ann Lee] on 5 February 2025",
        ),
        (
            "Ann Lee, the mayor, came by boat. Bo Rask thanked the mayor on 5 February 2025.",
            "Bo Rask thanked the mayor on 5 February 2025",
        ),
        ("Ann Lee came by boat. On 5 February 2025 she’s sung.", "On 5 February 2025 she’s [Ann Lee] sung"),
        (
            "Ann Lee, the mayor, came by boat. Her boat sank on 5 February 2025.",
            "Her [Ann Lee’s] boat sank on 5 February 2025",
        ),
        (
            "“I closed the gate on 5 February 2025,” said Ann Lee, the keeper.",
            "“I closed the gate on 5 February 2025,” said Ann Lee, the keeper",
        ),
    ],
)
def test_whom_a_word_stands_for_is_in_brackets_where_no_other_name_is_before_it(text: str, about: str) -> None:
    assert read_timeline(text)["about"].to_list() == [about]


@pytest.mark.parametrize(
    "text",
    [
        "Ships today carry more than ships of old.",
        "Ann Lee told the Today programme that the bridge is safe.",
        "The museum hired the March 2024 winner.",
        "The bridge is safe. — Harbour Office (@harbour) 5 February 2025",
        "It was 5 February 2025.",
        "The council may have closed the pier on 5 February 2025.",
    ],
)
def test_what_is_no_dated_event_is_left_out(text: str) -> None:
    assert read_timeline(text).is_empty()


def test_a_month_in_a_name_is_no_date() -> None:
    assert read_timeline("The harbour sold the boats to June Harbour Works in 2024.")["date"].to_list() == ["2024"]


@pytest.mark.parametrize(
    ("texts", "entries"),
    [
        (("The town held a regatta on 5 February 2025.", "Boats came for the February 5 regatta."), 1),
        (("The skipper died on 5 February 2025.", "The storm killed the skipper on 5 February 2025."), 1),
        (("Ann Lee won on 5 February 2025.", "Bo Grey won on 5 February 2025."), 2),
        (("The town held a regatta on 5 February 2025.", "The town closed the pier on 5 February 2025."), 2),
        (("The town held a regatta on 5 February 2025.", "The town held a regatta on 6 February 2025."), 2),
    ],
)
def test_one_entry_is_one_act(texts: tuple[str, str], entries: int) -> None:
    assert read_timeline(*texts)["entry"].n_unique() == entries


def test_of_several_labels_of_an_entry_one_with_a_name_and_more_words_stands() -> None:
    table = read_timeline(
        "They closed the pier on 5 February 2025.", "The council closed the old pier on 5 February 2025."
    )
    assert table["about"].to_list() == ["The council closed the old pier on 5 February 2025"] * 2


LONG = (
    "the big old council of the small town of Merrow by the sea closed the long wooden pier of the northern harbour of Osmo "
    "with its three old boats and its white masts"
)
WALK = (
    "visitors walked along the shore by night and by day as before and after and the boats went on to come and to go as if "
    "it were open to all of them"
)


@pytest.mark.parametrize(
    ("before", "about", "behind"),
    [
        ("", "The town closed the old pier on 5 February 2025 …", f", while {WALK}."),
        (f"While {WALK}, ", "the town closed the old pier on 5 February 2025", "."),
        ("", "The crew deny that the town closed the old pier on 5 February 2025 …", f", while {WALK}."),
        ("", f"The town closed the old pier on 5 February 2025 while {WALK}", "."),
        ("", "The town closed the old pier of the harbour on 5 February 2025, and visitors walked by the sea", "."),
        ("", f"{LONG} on 5 February 2025 with the help of the crew of the old ferry", "."),
    ],
)
def test_of_a_long_sentence_what_a_mark_sets_off_at_its_ends_is_left_out(before: str, about: str, behind: str) -> None:
    assert read_timeline(before + about.removesuffix(" …") + behind)["about"].to_list() == [about]


def test_a_question_below_a_clause_comes_to_an_end() -> None:
    table = read_timeline("Ann Lee had no way to say which sails would tear in the storm on 5 February 2025.")
    assert table["about"].to_list() == [
        "Ann Lee had no way to say which sails would tear in the storm on 5 February 2025"
    ]


def test_the_words_of_a_label_stand_in_the_sentence_in_their_order() -> None:
    words, texts = LONG.split(), []
    for at, before, behind in product(range(0, len(words), 3), (0, 1, 4), (0, 2)):
        told = [*words[:at], *["which,"] * before, *words[at:], "on 5 February 2025", *["while it rained"] * behind]
        texts.append(" ".join(told) + ".")
    table = read_timeline(*texts)
    assert table["doc"].n_unique() > len(texts) / 2
    for about, sentences in table.group_by("about").agg("sentence").iter_rows():  # one label for all of an entry
        pattern = ".*".join(re.escape(part.strip()) for part in about.split(ELLIPSIS))
        assert any(re.search(pattern, sentence) for sentence in sentences), about


def test_a_plan_that_is_none_is_not_planned() -> None:
    table = read_timeline(
        "There are no plans for Ann Lee to meet the crew today, and the council will meet it tomorrow."
    )
    assert table.select("about", "planned").rows() == [
        ("There are no plans for Ann Lee to meet the crew today …", False),
        ("the council will meet it tomorrow", True),
    ]


def test_a_sentence_that_is_not_in_the_parse_is_told_by_its_claim() -> None:
    claims = pl.DataFrame(
        {"doc": ["a"], "verb": ["close"], "agent": ["council"], "patient": ["pier"], "denied": [True]}
    )
    claims = claims.select(
        pl.col(name) if name in claims.columns else pl.lit(None, of).alias(name) for name, of in CLAIMS.items()
    )
    tokens, stands = pl.DataFrame(schema={"doc": pl.String} | TOKEN_SCHEMA), pl.DataFrame(schema=STANDS)
    assert add_abouts(claims, tokens, stands)["about"].to_list() == ["council: not close pier"]
    assert add_abouts(claims.clear(), tokens, stands).select(*ABOUTS).schema == ABOUTS
    assert read_trees(claims.clear(), tokens, stands) == {}


def test_the_list_of_times_has_each_word_once_a_kind_in_order() -> None:
    rows = read_list("times").select("word", "kind").rows()
    assert rows == sorted(set(rows))
    assert set(read_list("times")["kind"]) == {
        "saying", "planning", "forward", "coming", "daily", "nowadays", "period", "occasion", "light", "before years",
    }  # fmt: skip
    assert set(words_of("planning", "forward")) >= {"schedule", "agree"}


def test_a_pronoun_is_named_only_where_no_other_name_stands_before_it() -> None:
    names = {0: ("Ann Lee", "person", NAME), 4: ("Bo Rask", "person", PRONOUN), 6: ("Bo Rask", "person", NAME)}
    tree = SimpleNamespace(names=names)
    assert _is_unsure(tree, 4)  # Lee stands before it
    del names[0]
    assert not _is_unsure(tree, 4)


@pytest.mark.parametrize(
    ("about", "closed"),
    [
        ("said “no", "said “no”"), ("no” said Lee", "“no” said Lee"), ('said "no', 'said "no"'), ('said "no" twice', 'said "no" twice'),
        ("the pier (old", "the pier (old)"), ("Today’s] vote", "[Today’s] vote"), ("the crew’s boat", "the crew’s boat"),
    ],
)  # fmt: skip
def test_a_mark_whose_other_is_outside_gets_it(about: str, closed: str) -> None:
    assert _close_pairs(about) == closed
