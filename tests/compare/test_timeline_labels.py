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
    ("before", "about", "behind"),
    [
        # the clause that the date hangs on, with its subject
        ("", "The council closed the old pier in Merrow on 5 February 2025", "."),
        ("", "The ferry, which was built in Osmo, sank near the lighthouse on 5 February 2025", "."),
        ("", "The keeper said that the storm broke two masts on 5 February 2025", "."),
        ("", "“Two masts broke,” Ann Lee said on 5 February 2025", "."),
        ("", "Ann Lee said on 5 February 2025 that the old quay was unsafe", "."),
        ("", "The boats were inspected and sold on 5 February 2025", "."),
        ("The quay was shut after ", "the storm broke two masts on 5 February 2025", "."),
        # with the noun that it tells of
        ("The town repaired ", "the old stone bridge that the flood damaged in March 2024", "."),
        ("Visitors love ", "the old museum, which opened its wide doors in March 2024", "."),
        ("The wardens counted ", "the boats moored by the harbour office in March 2024", "."),
        ("", "A long ban on all boats, which was in effect in March 2024", ", was lifted."),
        # with who is to do it
        ("", "The crew decided to moor the ferry in Osmo on 5 February 2025", "."),
        ("", "The harbour fees are due to expire on 5 May 2026", "."),
        ("", "The town shut the pier in order to avoid crowds on 5 May 2024", "."),
        ("", "The town made plans to shut the pier on 5 May 2024", "."),
        ("", "As May 2024 began, the crew left the quay", "."),
        ("", "3 May 2024 is the deadline of the harbour office", "."),
        # the thing itself
        ("", "The keeper recalled the massive protests of March 2024", "."),
        ("The mayor praised ", "a long March 2024 report by the harbour office", ", of which little is known."),
        ("", "The boats came back after the March 2024 flood", "."),
        ("", "Ann Lee is the first keeper to visit the island since the end of the harbour war in 1950", "."),
        ("", "They hope that the boats will sail on 5 February 2025", "."),
        ("", "The council told Ann Lee to shut the pier on 5 February 2025", "."),
        ("", "The year that ended in March 2024 was the best of all for the town", "."),
        ("", "The pier was shut between 5 February 2025 and the fair", "."),
    ],
)  # fmt: skip
def test_a_label_is_the_words_of_the_sentence_that_tell_what_is_dated(before: str, about: str, behind: str) -> None:
    assert read_timeline(before + about + behind)["about"].to_list() == [about]


@pytest.mark.parametrize(
    "text",
    [
        "2017 has been warm.",
        "The boats were faster than in May 2024.",
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
def test_names_stand_behind_pronouns_in_brackets(text: str, about: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            f"{LONG} on 5 February 2025.",
            "the big old council of the small town … closed the long wooden pier of the northern harbour of Osmo … on 5 February 2025",
        ),
        (
            "The town closed the pier on 5 February 2025, but the boats went on to come by night and by day as if it were open to all.",
            "The town closed the pier on 5 February 2025",
        ),
        (
            "While the boats went on to come and go by night and by day as before and after, the town closed the pier on 5 February 2025.",
            "the town closed the pier on 5 February 2025",
        ),
    ],
)
def test_of_a_long_clause_what_tells_least_is_left_out(text: str, about: str) -> None:
    assert read_timeline(text)["about"].to_list() == [about]


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
        ("There are no plans for Ann Lee to meet the crew today", False),
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
