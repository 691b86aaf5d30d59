"""Statements on what reports state: whole sentences from rows made by hand."""

from __future__ import annotations

from io import StringIO
from typing import Any

import polars as pl
import pytest

from analysis.compare.agreements import AGREEMENTS
from analysis.compare.alignments import ALIGNMENTS
from analysis.compare.certainty import CERTAINTY
from analysis.compare.discrepancies import DISCREPANCIES
from analysis.compare.omissions import CARRIERS, OMISSIONS
from analysis.compare.profile import DOCUMENTS
from analysis.compare.reuse import REUSE
from analysis.compare.timeline import UPDATES
from analysis.report.accuracy import say_conflict_accuracy
from analysis.report.statements.carriers import CHECK, REUSE_PAGE, state_omissions, state_reuse, state_unique
from analysis.report.statements.claims import (
    name_reports,
    state_agreements,
    state_alignments,
    state_certainty,
    state_discrepancies,
    state_updates,
)
from analysis.report.statements.finding import Finding

Row = dict[str, Any]
TOPIC, PAGE = "What reports state", "08-claims.html"
EVENT = "the bridge"
OTHER_WORDS = "What is told in quite other words is not found to be the same"


def tabulate(schema: dict[str, Any], *rows: Row) -> pl.DataFrame:
    """A table of these rows as a run reads it again: columns not given null."""
    table = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    return pl.read_csv(StringIO(table.write_csv()), schema_overrides=schema)


def report(doc: str, outlet: str, group: str, date: str | None, event: str | None = EVENT, words: int = 100) -> Row:
    return {"doc": doc, "outlet": outlet, "group": group, "date": date, "event": event, "words": words}


REPORTS = tabulate(
    DOCUMENTS,
    report("q1", "Quay Post", "x", "2024-03-04"),
    report("q2", "Quay Post", "x", "2024-03-06"),
    report("m1", "Mole News", "x", None),
    report("b1", "Bay Mirror", "y", "2024-03-08", words=300),
    report("o1", "Bay Mirror", "y", "2024-03-09", event=None),
)


def test_reports_of_one_outlet_and_day_are_told_apart() -> None:
    twice = tabulate(
        DOCUMENTS, *(report(doc, "Quay Post", "x", None) for doc in ("1", "2")), report("3", "A", "y", "2024-03")
    )
    assert name_reports(twice) == {
        "1": "Quay Post (x, no date, 1)",
        "2": "Quay Post (x, no date, 2)",
        "3": "A (y, 2024-03)",
    }


# --- alike ----------------------------------------------------------------------------------------------------------


def test_alike_sentences_and_shared_statements_are_counted() -> None:
    pairs = [
        {"same_outlet": False, "score": 0.9},
        {"same_outlet": True, "score": 0.1},
        {"same_outlet": False, "score": 0.09},
    ]
    kinds = ["shared", "shared", "one group", "unique", "unique", "unique"]
    told = [{"event": EVENT, "statement": number, "kind": kind, "reports": 4} for number, kind in enumerate(kinds)]
    single = {"event": "the fog", "statement": 1, "kind": "unique", "reports": 1}  # has nobody to share with
    assert list(state_alignments(tabulate(ALIGNMENTS, *pairs), tabulate(CARRIERS, *told, single))) == [
        Finding(
            TOPIC,
            "3 pairs of sentences in two articles on one event are alike, 2 in different outlets. Of 6 statements in 1 event with "
            "several articles 2 stand in several groups, 1 in several articles of one group, 3 in one article.",
            "1 of 3 pairs are weak (score below 0.1) and may tell of different things; alike ones may still differ. "
            + OTHER_WORDS
            + ".",
            PAGE,
        )
    ]


def test_one_report_shares_with_nobody() -> None:
    single = {"event": EVENT, "statement": 1, "kind": "unique", "reports": 1}
    assert list(state_alignments(tabulate(ALIGNMENTS), tabulate(CARRIERS, single))) == []


# --- other values ---------------------------------------------------------------------------------------------------

CLASH = {
    "event": EVENT, "kind": "date", "class": "conflict", "about": "collapse: bridge", "confidence": 0.62, "confidence_words": "possible",
    "first": "q1", "value_a": "2024-03-04", "doc_a": "q1", "text_a": "on Monday", "docs_a": 3,
    "value_b": "2024-03-05", "doc_b": "b1", "text_b": "on Tuesday", "docs_b": 1,
}  # fmt: skip
SURE = CLASH | {"kind": "count", "class": "rounding", "confidence": 0.9, "confidence_words": "likely"}


def discrepancies(*rows: Row, reports: int = 4) -> list[Finding]:
    told = tabulate(CARRIERS, {"event": EVENT, "statement": 1, "kind": "unique", "reports": reports})
    return list(state_discrepancies(tabulate(DISCREPANCIES, *rows), told, REPORTS))


def test_a_discrepancy_is_told_from_both_sides_after_the_count_of_all() -> None:
    assert discrepancies(CLASH) == [
        Finding(
            TOPIC,
            "In 1 event with several articles 1 pair of different values for what may be the same thing: conflict 1; 0 likely, 1 "
            "possible.",
            "Likely and possible say how sure it is that both tell of one thing, not which value is right: no value is checked. A "
            "conflict is what no other class explains. Two values count as one pair, however many articles give them.",
            PAGE,
        ),
        Finding(
            TOPIC,
            "Possible conflict in a date, about “collapse: bridge” (the bridge): Quay Post (x, 2024-03-04) has “on Monday”, Bay Mirror "
            "(y, 2024-03-08) has “on Tuesday”.",
            "Confidence 0.62 that both tell of the same thing, by what the sentences share. The values stand in 3 articles and 1 "
            f"article. First published: Quay Post (x, 2024-03-04). Both may be right at their time. {say_conflict_accuracy()}",
            PAGE,
        ),
    ]


def test_conflicts_are_told_first_however_unsure_they_are() -> None:
    rows = [SURE | {"confidence": 0.99 - number / 100, "text_a": f"about {number}"} for number in range(6)]
    first, *told = discrepancies(
        *rows, CLASH, CLASH | {"confidence": 0.7, "confidence_words": "likely", "text_a": "on Sunday"}
    )
    assert (
        "8 pairs of different values for what may be the same thing: conflict 2, rounding 6; 7 likely, 1 possible."
        in first.text
    )
    assert [one.text.split("has “")[1].split("”")[0] for one in told] == [
        "on Sunday",
        "on Monday",
        "about 0",
        "about 1",
        "about 2",
    ]
    assert told[1].text.startswith("Possible conflict in a date, about")


def test_spellings_are_told_last_however_sure_they_are() -> None:
    spelling = SURE | {"kind": "person", "class": "name", "confidence": 1.0, "text_a": "Ann Lee", "text_b": "Anne Lee"}
    told = discrepancies(spelling, CLASH, SURE)[1:]
    starts = ("Possible conflict in a date", "Likely rounding in a number", "Likely difference of spelling in a person")
    assert [one.text.startswith(start) for one, start in zip(told, starts, strict=True)] == [True] * 3


ALIKE = {
    "event": EVENT, "agreement": 1, "kind": "date", "about": "collapse: bridge", "carriers": 2, "reports": 4, "confidence": 0.8,
    "doc": "q1", "text": "on Monday",
}  # fmt: skip


def agreements(*rows: Row) -> list[Finding]:
    return list(state_agreements(tabulate(AGREEMENTS, *rows), REPORTS))


def test_what_several_reports_give_alike_is_counted_and_the_most_carried_told() -> None:
    other = ALIKE | {"agreement": 2, "carriers": 3, "text": "20", "about": "people", "confidence": 0.5}
    rows = [ALIKE, ALIKE | {"doc": "b1", "text": "on 4 March"}, other, other | {"doc": "b1"}, other | {"doc": "m1"}]
    (one,) = agreements(*rows)
    assert one.text.startswith(
        "2 values (dates, numbers, terms of law) are given alike for the same thing by several reports. "
    )
    assert "Most carried, by 3 of 4 reports (the bridge): “people”, Quay Post (x, 2024-03-04) “20”; " in one.text
    assert "they may have it from one source" in one.limit
    assert agreements(*rows[:2])[0].text.startswith("1 value (dates, numbers, terms of law) is given alike")
    assert agreements() == []


def test_the_same_words_for_two_days_are_told_with_the_days() -> None:
    told = discrepancies(CLASH | {"text_b": "On Monday", "value_b": "2024-03-11", "about": "", "first": ""})[1]
    assert "in a date (the bridge): Quay Post (x, 2024-03-04) has “on Monday” (2024-03-04)," in told.text
    assert told.text.endswith("has “On Monday” (2024-03-11).")
    assert "First published" not in told.limit


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("wording", "employer", "difference of wording in an employer"), ("scope", "place", "difference of scope in a place"),
        ("bound", "unit", "difference of bound in a measure"), ("name", "person", "difference of spelling in a person"),
        ("update", "money", "update in an amount of money"),
    ],
)  # fmt: skip
def test_each_class_has_its_words(name: str, kind: str, words: str) -> None:
    told = discrepancies(CLASH | {"class": name, "kind": kind})[1].text
    behind = " (the bridge)" if name == "name" else ", about"
    assert told.startswith(f"Possible {words}{behind}")


def test_where_articles_could_differ_and_none_does_that_is_said() -> None:
    assert discrepancies() == [
        Finding(
            TOPIC,
            "No two articles were found to give different values for the same thing.",
            "In 1 event with several articles. Only what its words show to be about one thing is compared: more may differ.",
            PAGE,
        )
    ]


def test_with_one_article_an_event_nothing_is_said_of_differences() -> None:
    assert discrepancies(reports=1) == []


# --- left out -------------------------------------------------------------------------------------------------------

LACK = {
    "event": EVENT, "statement": 1, "carried_by": "Quay Post (q1); Mole News", "sentence": "Rust was found.", "groups": "x", "group": "y",
    "whole": True, "chance": 0.0971, "carriers": 2, "reports": 4, "absent": 1, "group_reports": 1, "docs": "q1; m1",
}  # fmt: skip


def omissions(*rows: Row) -> list[Finding]:
    return list(state_omissions(tabulate(OMISSIONS, *rows), REPORTS))


def test_the_most_carried_statement_that_a_group_leaves_out() -> None:
    more = LACK | {"statement": 2, "carriers": 3, "docs": "q1; q2; m1", "sentence": "The quay is closed."}
    same = more | {"statement": 3, "chance": 0.2}
    assert omissions(LACK, same, more) == [
        Finding(
            TOPIC,
            "Of 3 statements that 2 outlets or more carry and no article of y does, the most carried stands in 3 of 4 articles on the "
            "bridge (Quay Post (q1); Mole News): “The quay is closed.”",
            f"Surely without it, and out no earlier: 1 article of y. {CHECK}; why it is left out the texts do not say.",
            PAGE,
        )
    ]


def test_chance_is_told_where_enough_articles_are_compared() -> None:
    (one,) = omissions(LACK | {"group_reports": 3, "absent": 3})
    assert one.limit == (
        "Surely without it, and out no earlier: 3 articles of y. If chance had dealt it out by length, all of y would be without it "
        f"with a chance of 0.097, taken by itself; as one of 1 it is no test. {CHECK}; why it is left out the texts do not say."
    )


def test_each_group_has_its_omission_with_the_note_on_opportunity() -> None:
    by_y = LACK | {
        "group": "x",
        "groups": "y",
        "docs": "b1; q1",
        "note": "1 of the group came out before it was out",
    }
    told = omissions(LACK, by_y)
    assert [one.text.split(" does,")[0] for one in told] == [
        f"Of 1 statement that 2 outlets or more carry and no article of {group}" for group in "xy"
    ]
    assert "out no earlier: 1 article of x. 1 of the group came out before it was out. Found" in told[0].limit


@pytest.mark.parametrize("change", [{"whole": False}, {"docs": "q1; q2"}, {"docs": "q1", "carriers": 1}])
def test_what_one_outlet_carries_or_part_of_a_group_has_is_not_told(change: Row) -> None:
    assert omissions(LACK | change) == []


def carried(statement: int, kind: str, groups: str, event: str = EVENT) -> Row:
    return {"event": event, "statement": statement, "kind": kind, "groups": groups}


CARRIED = [
    carried(1, "shared", "x; y"),
    carried(2, "one group", "x"),
    carried(3, "unique", "x"),
    carried(4, "unique", "y"),
]


def unique(*rows: Row, lacks: tuple[Row, ...] = (), documents: pl.DataFrame = REPORTS) -> list[Finding]:
    return list(state_unique(tabulate(CARRIERS, *rows), tabulate(OMISSIONS, *lacks), documents))


def test_what_a_group_alone_states_with_the_opportunity_of_others() -> None:
    lacks = (
        {"event": EVENT, "statement": 2, "group": "y", "absent": 1},
        {"event": EVENT, "statement": 3, "group": "x", "absent": 1},  # other articles of its group: no other could
        {"event": EVENT, "statement": 1, "group": "y", "absent": 1},  # shared
        {"event": EVENT, "statement": 1, "group": "z", "absent": 0},  # all came out before
    )
    assert unique(*CARRIED, carried(1, "unique", "x", "the fog"), lacks=lacks) == [
        Finding(
            TOPIC,
            "Stated in one group alone, of events that several report: 2 of 3 statements in x (3 articles, 300 words), 1 of these with an "
            "opportunity elsewhere; 1 of 2 statements in y (1 article, 300 words), 0 of these with an opportunity elsewhere.",
            "An opportunity: an article of another group that surely lacks it came out no earlier, or may have. Statements that an article "
            f"of another group may have are not among them. Longer articles have room for more; there is no test. {CHECK}.",
            PAGE,
        )
    ]


def test_what_another_group_may_have_is_not_stated_in_one_group_alone() -> None:
    (one,) = unique(
        *CARRIED[:3], CARRIED[3] | {"unclear_groups": "x; y"}, carried(5, "unique", "y") | {"unclear_groups": "y"}
    )
    assert "1 of 3 statements in y (1 article, 300 words)" in one.text


def test_several_groups_without_it_are_one_opportunity() -> None:
    lacks = tuple({"event": EVENT, "statement": 2, "group": group, "absent": 1} for group in ("y", "z"))
    (one,) = unique(*CARRIED, lacks=lacks)
    assert "in x (3 articles, 300 words), 1 of these with" in one.text


def test_an_event_of_one_group_has_nothing_that_is_alone() -> None:
    assert unique(*CARRIED, documents=REPORTS.filter(group="x")) == []


# --- how surely -----------------------------------------------------------------------------------------------------


def surely(doc: str, certainty: str, sentence: str, statement: int = 1, **more: Any) -> Row:
    outlet = {"q": "Quay Post", "m": "Mole News", "b": "Bay Mirror"}[doc[0]]
    row = {
        "event": EVENT,
        "statement": statement,
        "doc": doc,
        "outlet": outlet,
        "certainty": certainty,
        "sentence": sentence,
        "carriers": 2,
    }
    return row | {"start": 0} | more


FLAT = surely("q1", "flat", "The quay was closed.")
DENIED = surely("b1", "denied", "The office denied it closed the quay.", word="denied", source="the office")


def certainty(*rows: Row) -> list[Finding]:
    carried = [{"event": EVENT, "statement": number, "carriers": 2} for number in range(1, 6)]
    return list(state_certainty(tabulate(CERTAINTY, *rows), tabulate(CARRIERS, *carried), REPORTS))


def test_the_statement_whose_levels_are_furthest_apart_with_the_words() -> None:
    hedged = surely("m1", "hedged", "The quay may be closed.", word="may")
    other = [surely("q1", "flat", "Rust.", 2), surely("b1", "attributed", "Rust, he said.", 2, word="said")]
    alike = [surely("q1", "flat", "Fog.", 3), surely("b1", "flat", "Fog.", 3)]
    assert certainty(*other, DENIED, hedged, FLAT, *alike) == [
        Finding(
            TOPIC,
            "Of 5 statements that several reports carry, 3 have clauses alike enough to compare how surely they are told. 2 of the 3 in "
            "several outlets are told with different certainty. The levels furthest apart (the bridge): Quay Post "
            "(x, 2024-03-04) flat, without a word of doubt or source: “The quay was closed.”; Bay Mirror (y, 2024-03-08) denied "
            "(“denied”), source the office: “The office denied it closed the quay.”",
            "In 3 outlets, of each the strongest mark in a sentence, told by its words. Sentences are brought together by likeness and may "
            "not say quite the same; a word of doubt can be care.",
            PAGE,
        )
    ]


def test_an_outlet_is_taken_by_its_strongest_sentence() -> None:
    strong = surely("q2", "denied", "Nobody closed the quay, it said in denial.", word="denial")
    assert certainty(FLAT, strong, DENIED) == []


def test_of_a_long_sentence_the_part_is_quoted_that_the_other_tells_too() -> None:
    sentence = f"{'The harbour of the town is old. ' * 6}The office denied that the quay was closed.{' It rains.' * 20}"
    (one,) = certainty(
        FLAT, surely("b1", "denied", sentence, word="denied", start=7, word_start=7 + sentence.index("denied"))
    )
    excerpt = one.text.split("(“denied”): ")[1]
    assert excerpt.startswith("“… ") and excerpt.endswith(" …”") and len(excerpt) <= 162
    assert "The office denied that the quay was closed." in excerpt


@pytest.mark.parametrize(
    "rows", [(), (FLAT,), (FLAT, surely("q2", "denied", "No.", word="no")), (FLAT, surely("b1", "flat", "Shut."))]
)
def test_one_outlet_or_one_certainty_is_no_difference(rows: tuple[Row, ...]) -> None:
    assert certainty(*rows) == []


# --- what grew ------------------------------------------------------------------------------------------------------


def grown(doc: str, text: str, latest: bool, corrected: bool | None, never: str, update: int = 1) -> Row:
    row = {"event": EVENT, "update": update, "about": "injure person", "doc": doc, "text": text, "latest": latest}
    return row | {"corrected": corrected, "never_corrected": never}


GROWN = [
    grown("q1", "at least 12", False, True, "Mole News"),
    grown("q2", "20", True, None, "Mole News"),
    grown("b1", "20", True, None, "Mole News"),
]


def updates(*rows: Row) -> list[Finding]:
    return list(state_updates(tabulate(UPDATES, *rows), REPORTS))


def test_a_quantity_that_grew_from_the_first_to_the_last_number_and_who_has_not_told_it() -> None:
    assert updates(*GROWN, grown("m1", "14", False, None, "Mole News")) == [
        Finding(
            TOPIC,
            "“injure person” (the bridge) grew from “at least 12” in Quay Post (x, 2024-03-04) to “20” in Quay Post (x, 2024-03-06); 4 "
            "articles give a number. 1 outlet with a later article here does not have the last (the table names which).",
            "Quantities that grew: 1, linked by rules: some links are of two things. Each number may have been right when it was "
            "published; an update outside this corpus is not seen. Of 1 article it is not known whether it was updated.",
            PAGE,
        )
    ]


def test_of_several_last_numbers_the_largest_ends_the_history() -> None:
    less = grown("m1", "at least 17", True, None, "") | {"low": 17.0}
    (one,) = updates(GROWN[0] | {"low": 12.0}, less, GROWN[1] | {"low": 20.0, "high": 20.0})
    assert "grew from “at least 12” in Quay Post (x, 2024-03-04) to “20” in Quay Post (x, 2024-03-06)" in one.text


def test_nobody_is_named_where_all_told_the_last_number() -> None:
    (one,) = updates(*(row | {"never_corrected": ""} for row in GROWN))
    assert one.text.endswith("; 3 articles give a number.")
    assert one.limit.endswith("is not seen.")


def test_three_quantities_are_told_those_in_most_articles_first() -> None:
    many = [
        row | {"update": number, "about": f"thing {number}"}
        for number in (1, 2, 3, 4)
        for row in GROWN[: 3 if number == 4 else 2]
    ]
    told = updates(*many)
    assert [one.text.split("”")[0] for one in told] == ["“thing 4", "“thing 1", "“thing 2"]
    assert told[0].limit.startswith("Quantities that grew: 4, linked by rules")
    assert updates() == []


# --- shared words ---------------------------------------------------------------------------------------------------


def passage(kind: str, words: int, doc_a: str, doc_b: str, earlier: str | None, start: int = 0) -> Row:
    later = {doc_a: doc_b, doc_b: doc_a}.get(earlier or "")
    texts = {f"text_{side}": f"{words} words of {doc}" for side, doc in (("a", doc_a), ("b", doc_b))}
    row = {
        "kind": kind,
        "words": words,
        "doc_a": doc_a,
        "doc_b": doc_b,
        "earlier": earlier,
        "later": later,
        "start_a": start,
    }
    return row | {"event": EVENT, "start_b": 0} | texts


def reuse(*rows: Row) -> list[Finding]:
    return list(state_reuse(tabulate(REUSE, *rows), REPORTS))


def test_shared_passages_with_their_direction_between_two_outlets() -> None:
    rows = [
        passage("quoted by none", 6, "b1", "q1", "q1"), passage("quoted by both", 9, "b1", "q1", "q1", 50),
        passage("quoted by none", 40, "q1", "q2", "q1"),  # of one outlet
        passage("quoted by one", 20, "b1", "m1", None),
    ]  # fmt: skip
    assert reuse(*rows) == [
        Finding(
            TOPIC,
            "4 passages of the same words in two articles on one event, without mere names: 1 quoted by both, 1 quoted by one, 2 quoted "
            "by none. Of the 3 not quoted by both, the dates tell in 2 which article came first.",
            "Quoted is what stands in quotation marks for the most part. A passage in three articles counts for each two of them; names, "
            "idioms and short common phrases do not. Both may quote one source; neither need know the other.",
            REUSE_PAGE,
        ),
        Finding(
            TOPIC,
            "Quay Post (x, 2024-03-04) came out before Bay Mirror (y, 2024-03-08), which has 6 words of it again in 1 passage not "
            "quoted by both, the longest: “6 words of q1”.",
            "That one was first does not say that the other took it from there: both may have it from a third.",
            REUSE_PAGE,
        ),
    ]


def test_two_articles_of_one_outlet_are_told_where_no_others_share() -> None:
    told = reuse(passage("quoted by none", 40, "q1", "q2", "q1"))
    assert (
        "came out before Quay Post (x, 2024-03-06), which has 40 words of it again in 1 passage not quoted by both"
        in told[1].text
    )


def test_without_a_known_order_no_direction_is_told_and_names_alone_are_nothing() -> None:
    (one,) = reuse(passage("quoted by none", 40, "b1", "m1", None))
    assert "1 passage of the same words" in one.text and "the dates tell in 0 which" in one.text


def test_what_both_quote_has_no_direction() -> None:
    (one,) = reuse(passage("quoted by both", 9, "b1", "q1", "q1"))
    assert one.text.endswith("1 quoted by both, 0 quoted by one, 0 quoted by none.")


def test_an_empty_corpus_says_nothing() -> None:
    empty = REPORTS.clear()
    assert list(state_omissions(tabulate(OMISSIONS), empty)) == []
    assert unique(documents=empty) == []
    assert list(state_reuse(tabulate(REUSE), empty)) == []
    assert list(state_updates(tabulate(UPDATES), empty)) == []
    assert list(state_discrepancies(tabulate(DISCREPANCIES), tabulate(CARRIERS), empty)) == []
