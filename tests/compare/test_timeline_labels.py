"""The words for what is dated, and which statements of one day are one entry, from whole invented sentences."""

from __future__ import annotations

from types import SimpleNamespace

import polars as pl
import pytest

from analysis.compare.timeline.abouts import ABOUTS, _is_unsure, add_abouts
from analysis.compare.timeline.trees import NAME, PRONOUN, read_trees
from analysis.find.claims import CLAIMS
from analysis.find.claims.times.ways import words_of
from analysis.find.lists import read_list
from analysis.find.parsing import TOKEN_SCHEMA
from analysis.find.references import STANDS
from tests.compare.test_timeline import read_timeline


@pytest.mark.parametrize(
    ("text", "about"),
    [
        # who, verb, what, where: of the clause that the date hangs on
        ("The council closed the old pier in Merrow on 5 February 2025.", "council closed old pier in Merrow"),
        ("The ferry, which was built in Osmo, sank near the lighthouse on 5 February 2025.", "ferry sank near lighthouse"),
        ("The keeper said that the storm broke two masts on 5 February 2025.", "storm broke two masts"),
        ("The town repaired the bridge that the flood damaged in March 2024.", "flood damaged bridge"),
        ("Visitors love the museum, which opened its doors in March 2024.", "museum opened its doors"),
        ("The wardens counted the boats moored by the harbour office in March 2024.", "boats moored by harbour office"),
        ("A ban on boats, which was in effect in March 2024, was lifted.", "ban on boats was in effect"),
        ("“Two masts broke,” Ann Lee said on 5 February 2025.", "Ann Lee said Two masts broke"),
        # verbs that say little, with what they need
        ("Ann Lee was elected mayor of Merrow in March 2024.", "Ann Lee was elected mayor of Merrow"),
        ("The harbour was open to all boats on 5 February 2025.", "harbour was open to all boats"),
        ("The committee took a vote on the pier on 5 February 2025.", "committee took vote on pier"),
        ("The crew decided to moor the ferry in Osmo on 5 February 2025.", "crew decided to moor ferry in Osmo"),
        ("The skipper went missing on 5 February 2025.", "skipper went missing"),
        ("The boats were inspected and sold on 5 February 2025.", "boats were sold"),
        ("The ferry has not sailed since 5 February 2025.", "ferry has not sailed"),
        ("Ann Lee said on 5 February 2025 that the old quay was unsafe.", "Ann Lee said old quay was unsafe"),
        # the thing itself
        ("The keeper recalled the massive protests of March 2024.", "massive protests"),
        ("The mayor praised a March 2024 report by the harbour office.", "report by harbour office"),
        ("The boats came back after the March 2024 flood.", "March 2024 flood"),
        ("Ann Lee is the first keeper to visit the island since the end of the harbour war in 1950.", "end of harbour war"),
    ],
)  # fmt: skip
def test_a_label_is_understood_without_its_sentence(text: str, about: str) -> None:
    assert read_timeline(text)["about"].to_list() == [about]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The harbour fees are due to expire on 5 May 2026.", "harbour fees are due to expire"),
        ("Ann Lee announced on 5 February 2025 that she will end the tour.", "Ann Lee announced she will end tour"),
        ("As May 2024 began, the crew left the quay.", "crew left quay"),
        ("3 May 2024 is the deadline of the harbour office.", "deadline of harbour office"),
        ("The town shut the pier in order to avoid crowds on 5 May 2024.", "town shut pier in order to avoid crowds"),
        ("Hiring rebounded strongly in May 2024.", "Hiring rebounded strongly"),
    ],
)
def test_words_that_say_little_are_made_whole(text: str, about: str) -> None:
    assert read_timeline(text)["about"].to_list() == [about]


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


def test_a_surname_that_two_persons_share_stands_as_it_is() -> None:
    one, two = "Ann Lee, the keeper, came by boat.", "Lee Moor, the pilot, came by car."
    last = "Lee sang in Merrow on 5 February 2025."
    assert read_timeline(f"{one} {last}")["about"].to_list() == ["Ann Lee sang in Merrow"]
    assert read_timeline(f"{one} {two} {last}")["about"].to_list() == ["Lee sang in Merrow"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ann Lee, the mayor, came by boat. She arrived in Merrow on 5 February 2025.", "Ann Lee arrived in Merrow"),
        ("Ann Lee, the mayor, came by boat. The town thanked her on 5 February 2025.", "town thanked Ann Lee"),
        ("“I closed the gate on 5 February 2025,” said Ann Lee, the keeper.", "Ann Lee: I closed gate"),
    ],
)
def test_names_stand_for_pronouns_and_surnames(text: str, about: str) -> None:
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
    assert table["about"].to_list() == ["council closed old pier"] * 2


def test_a_label_is_short() -> None:
    long = "The big old council of the small town of Merrow closed the long wooden pier of the northern harbour of Osmo for the winter"
    (about,) = read_timeline(f"{long} on 5 February 2025.")["about"].to_list()
    assert about.startswith("big old council closed long wooden pier")
    assert len(about.split()) <= 12


def test_a_question_below_a_clause_comes_to_an_end() -> None:
    table = read_timeline("Ann Lee had no way to say which sails would tear in the storm on 5 February 2025.")
    assert all(len(about.split()) <= 12 for about in table["about"])


def test_a_plan_that_is_none_is_not_planned() -> None:
    table = read_timeline(
        "There are no plans for Ann Lee to meet the crew today, and the council will meet it tomorrow."
    )
    assert table.select("about", "planned").rows() == [
        ("There are no plans for Ann Lee to meet crew", False),
        ("council will meet it", True),
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
    tree = SimpleNamespace(text="Lee said that then he met Rask .".split(), names=names)
    assert _is_unsure(tree, 4, [4, 5])  # Lee stands before it
    del names[0]
    assert not _is_unsure(tree, 4, [4, 5])
    assert _is_unsure(tree, 4, [4, 5, 6])  # nobody meets himself
    assert not _is_unsure(tree, 6, [4, 5, 6])
