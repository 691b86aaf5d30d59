"""Statements on who speaks: whole sentences from rows made by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from analysis.compare.estimates import REST
from analysis.compare.profile import DOCUMENTS
from analysis.compare.quotefate import QUOTE_FATES
from analysis.compare.rates import CONTRASTS, RATES
from analysis.compare.speakers import CUES, SILENT
from analysis.compare.speech import CUES as CLASSES
from analysis.find.sources import SOURCE_TYPES
from analysis.report.statements import (
    Finding,
    state_fates,
    state_silent,
    state_speech,
    state_speech_differences,
    state_verbs,
)  # fmt: skip
from analysis.report.statements.differences import _name_measure
from analysis.report.statements.finding import fold_nothing
from analysis.report.statements.voices import KINDS

Row = dict[str, Any]
PAGE = "04-voices.html"
UNTESTED = "Of these texts only: too few articles for a test."


def tabulate(schema: dict[str, Any], *rows: Row) -> pl.DataFrame:
    """A table of these rows, columns not given null."""
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


# --- how much to whom -----------------------------------------------------------------------------------------------


def rates(group: str, measure: str, size: int, docs: int, outlet: str = "", **hits: int) -> list[Row]:
    """Rows of one measure: the rate is the hits in 1,000 of the size."""
    row = {"measure": measure, "group": group, "outlet": outlet, "voice": "all", "size": size, "docs": docs}
    return [
        row | {"category": name.replace("_", " "), "hits": number, "rate": 1000 * number / size if size else None}
        for name, number in hits.items()
    ]


def ledger(group: str, quoted: int, attributed: int, size: int = 2000, docs: int = 2, **more: Any) -> list[Row]:
    numbers = {"words_quoted": quoted, "words_attributed": attributed, "quotations": 3, "attributions": 5}
    return rates(group, "speech", size, docs, **numbers, **more)


def test_the_words_that_each_group_gives_to_others() -> None:
    # 300 of 2,000 and 100 of 2,000 are 150 and 50 of 1,000; 9 and 0 of 1,000
    rows = [*ledger("x", 300, 100), *ledger("x", 1, 1, outlet="X1"), *ledger("y", 9, 0, size=1000, docs=1)]
    assert list(state_speech(tabulate(RATES, *rows))) == [
        Finding(
            "Voices",
            "Words given to others, in quotation marks and without: 150 and 50 of 1,000 in x (300 and 100 of 2,000 words in "
            "2 articles); 9.0 and 0.0 of 1,000 in y (9 and 0 of 1,000 words in 1 article).",
            "No interval for x and y: too few articles, and the words of a quotation come together.",
            PAGE,
        )
    ]


def test_the_interval_of_a_group_is_told_where_it_has_one() -> None:
    bounded = [row | {"low": row["rate"] - 10, "high": row["rate"] + 20} for row in ledger("x", 300, 100)]
    (one,) = state_speech(tabulate(RATES, *bounded))
    assert one.limit == "95 % intervals: 140 to 170 and 40 to 70 in x."
    (both,) = state_speech(tabulate(RATES, *bounded, *ledger("y", 9, 0)))
    assert both.limit == (
        "95 % intervals: 140 to 170 and 40 to 70 in x. No interval for y: too few articles, and the words of a quotation come "
        "together."
    )


def test_the_kinds_of_source_with_most_words() -> None:
    # of 400 words 200 (50 %), 100 (25 %), 60 (15 %) and 40; a kind without words is not named, nor a fourth
    kinds = {"official": 40, "witness": 200, "none_named": 100, "own": 60, "media": 0}
    rows = [*ledger("x", 300, 100), *rates("x", "sources", 2000, 2, **kinds)]
    rows += [*ledger("y", 0, 0), *rates("y", "sources", 2000, 2, official=0)]
    assert list(state_speech(tabulate(RATES, *rows)))[1] == Finding(
        "Voices",
        "Most of these words go to these kinds of source: in x, of 400 words in 5 attributions, 200 (50 %) to witnesses or "
        "ordinary people, 100 (25 %) to no source that is named, 60 (15 %) to the outlet's own group.",
        "The kind is told by rules over name, title and role. Shares of words have no interval: those of a quotation come together.",
        "evidence/quotes.html#witness.x.all",
    )


def test_a_group_without_a_word_has_no_share() -> None:
    assert list(state_speech(tabulate(RATES, *ledger("x", 0, 0, size=0)))) == []


def test_every_kind_of_source_has_words_of_its_own() -> None:
    assert set(KINDS) == set(SOURCE_TYPES)
    assert len(set(KINDS.values())) == len(KINDS)


# --- verbs ----------------------------------------------------------------------------------------------------------


def classes(group: str, size: int, **hits: int) -> list[Row]:
    """Rows of the classes of verbs; the interval of a rate r is r / 2 to 2 r."""
    rows = rates(group, "cues", size, 2, **{name: hits.get(name, 0) for name in CLASSES})
    return [row | {"low": row["rate"] and row["rate"] / 2, "high": row["rate"] and 2 * row["rate"]} for row in rows]


def test_the_classes_of_verbs_of_each_group() -> None:
    # distancing 2 of 10, 20 %: 10 to 40 %; as many of two classes stand in the order of the classes
    rows = [*classes("x", 10, neutral=6, emotive=2, distancing=2), *classes("y", 4, declaring=4)]
    rows = [row | {"low": row["low"] or 0.0, "high": row["high"] or 500.0} for row in rows]
    assert list(state_verbs(tabulate(RATES, *rows), tabulate(CUES))) == [
        Finding(
            "Voices",
            "Reporting verbs by class: in x, of 10 attributions with a verb or noun of speech, neutral 6 (60 %), distancing 2 (20 %), "
            "emotive 2 (20 %); in y, of 4 attributions with a verb or noun of speech, declaring 4 (100 %).",
            "Distancing, 95 % interval: 10 to 40 % in x, 0 to 50 % in y. A verb that keeps its distance can be care or doubt.",
            PAGE,
        )
    ]


def cue(group: str, lemma: str, hits: int, kind: str = "distancing", actor: str = "Ann Lee") -> Row:
    return {
        "actor": actor, "resolved": True, "group": group, "cue_lemma": lemma, "cue_class": kind, "hits": hits, "size": 4,
        "share": hits / 4, "low": hits / 8, "high": 0.5 + hits / 8,
    }  # fmt: skip


def test_one_source_told_with_a_stand_by_one_group_alone() -> None:
    rows = [cue("x", "say", 1, "neutral"), cue("y", "say", 4, "neutral"), cue("x", "claim", 3), cue("y", "claim", 0)]
    assert list(state_verbs(tabulate(RATES), tabulate(CUES, *rows))) == [
        Finding(
            "Voices",
            "What Ann Lee says is told with “claim” (distancing) in 3 of 4 attributions in x and 0 of 4 attributions in y.",
            "95 % intervals: 38 to 88 % in x, 0 to 50 % in y. The most frequent of those that one group never uses; there is no test "
            "of a single verb.",
            PAGE,
        )
    ]


@pytest.mark.parametrize(
    ("here", "there", "kind"), [(1, 0, "distancing"), (3, 1, "distancing"), (4, 0, "neutral"), (0, 0, "endorsing")]
)
def test_one_use_or_a_verb_of_both_or_without_a_stand_is_not_told(here: int, there: int, kind: str) -> None:
    rows = [cue("x", "claim", here, kind), cue("y", "claim", there, kind)]
    assert list(state_verbs(tabulate(RATES), tabulate(CUES, *rows))) == []


def test_the_source_with_most_such_uses_is_named() -> None:
    rows = [
        cue(group, "claim", hits, actor=actor)
        for actor, most in (("A", 2), ("B", 3))
        for group, hits in (("x", 0), ("y", most))
    ]
    (one,) = state_verbs(tabulate(RATES), tabulate(CUES, *rows))
    assert one.text.startswith("What B says is told with “claim” (distancing) in 3 of 4 attributions in y and 0 of 4")


# --- silence --------------------------------------------------------------------------------------------------------


def silent(actor: str, mentions: int, docs: int, elsewhere: int, group: str = "x") -> Row:
    return {
        "actor": actor, "type": "person", "group": group, "mentions": mentions, "docs": docs, "attributions": 0,
        "attributions_elsewhere": elsewhere, "high": 0.25,
    }  # fmt: skip


def test_who_is_named_and_never_speaks_first_those_who_speak_elsewhere() -> None:
    rows = [silent("Port Office", 9, 4, 0), silent("Ann Lee", 6, 1, 2), silent("Bo Ek", 5, 2, 1, group="y")]
    assert list(state_silent(tabulate(SILENT, *rows))) == [
        Finding(
            "Voices",
            "Named often and never speaking in x: Ann Lee (6 mentions in 1 article; speaks twice in other groups); Port Office "
            "(9 mentions in 4 articles; speaks in no group).",
            "From 1 article it stays open whether Ann Lee speaks in up to 25 % of such articles (95 % bound). An article may have "
            "asked in vain.",
            PAGE,
        ),
        Finding(
            "Voices",
            "Named often and never speaking in y: Bo Ek (5 mentions in 2 articles; speaks once in other groups).",
            "From 2 articles it stays open whether Bo Ek speaks in up to 25 % of such articles (95 % bound). An article may have "
            "asked in vain.",
            PAGE,
        ),
    ]


def test_three_who_never_speak_are_named_and_the_others_counted() -> None:
    (one,) = state_silent(tabulate(SILENT, *(silent(name, 9, 4, 0) for name in "ABCDE")))
    assert one.text.count("mentions") == 3
    assert one.text.endswith("C (9 mentions in 4 articles; speaks in no group). 2 more in the table.")


# --- fates ----------------------------------------------------------------------------------------------------------

PLACES = [{"doc": "a", "outlet": "X1", "group": "x"}, {"doc": "b", "outlet": "Y1", "group": "y"}]
FATE = {
    "event": "e", "doc_a": "a", "start_a": 1, "text_a": "the quay is safe", "doc_b": "b", "start_b": 2,
    "text_b": "the quay is safe", "fate": "kept whole", "kept": 1.0, "fuller": "", "cut": "",
}  # fmt: skip
SHORTENED = {
    "text_b": "the quay is safe for all ships",
    "fate": "cut",
    "kept": 0.57,
    "fuller": "b",
    "cut": "for all ships",
}


def fates(*rows: Row) -> list[Finding]:
    return list(state_fates(tabulate(QUOTE_FATES, *rows), tabulate(DOCUMENTS, *PLACES)))


def test_what_becomes_of_quotations_and_the_one_most_cut() -> None:
    less = FATE | SHORTENED | {"kept": 0.9, "cut": "all"}
    assert fates(FATE, FATE | {"fate": "altered"}, less, FATE | SHORTENED) == [
        Finding(
            "Voices",
            "The same quotation stands in two outlets of one event in 4 pairs: kept whole 1, cut 2, altered 1.",
            "In these texts; a quotation that three outlets have is three pairs.",
            PAGE,
        ),
        Finding(
            "Voices",
            "Of the quotations that are cut most is left out here: Y1 (y) has “the quay is safe for all ships”, X1 (x) has “the quay is "
            "safe”; left out: “for all ships”.",
            "57 % of its words are kept. Why is not told by the texts.",
            PAGE,
        ),
    ]


def test_where_neither_side_is_fuller_the_first_is_told_first() -> None:
    row = FATE | SHORTENED | {"fuller": "", "text_a": "one", "text_b": "two", "cut": "three"}
    assert "X1 (x) has “one”, Y1 (y) has “two”; left out: “three”." in fates(row)[1].text


def test_a_long_quotation_is_shortened() -> None:
    assert "word word …”, X1" in fates(FATE | SHORTENED | {"text_b": "word " * 100})[1].text


def test_where_nothing_is_cut_or_shared_nothing_is_said_of_it() -> None:
    assert len(fates(FATE)) == 1
    assert fates() == []


# --- through the gate -----------------------------------------------------------------------------------------------

CONTRAST = {
    "measure": "quotations", "category": "expert", "voice": "all", "difference": -3.0, "low": -4.0, "high": -1.0,
    "events": 1, "group_a": "x", "group_b": "y", "rate_a": 1.0, "rate_b": 4.0, "docs_a": 2, "docs_b": 1, "hits_a": 2,
    "hits_b": 4, "interval": "words", "unit": "per 1,000 words",
}  # fmt: skip
TESTED = CONTRAST | {"p": 0.001, "q": 0.01, "interval": "documents"}
BURSTS = " Where the interval is counting alone chance gives more, for speech comes in bursts."


def differences(*rows: Row, alpha: float = 0.05) -> list[Finding]:
    return fold_nothing(list(state_speech_differences(tabulate(CONTRASTS | {"unit": pl.String}, *rows), alpha)))


def test_where_nothing_can_be_tested_that_comes_first() -> None:
    assert differences(CONTRAST) == [
        Finding(
            "Voices: x and y",
            "Nothing of who speaks can be tested; 1 of 1 measures that have an interval have one without 0, where chance gives about "
            "0.1 if nothing differs.",
            f"An interval that includes 0 does not show that there is no difference.{BURSTS}",
            PAGE,
        ),
        Finding(
            "Voices: x and y",
            "Quotations of experts: 1.0 in x (2 in 2 articles) and 4.0 in y (4 in 1 article), per 1,000 words.",
            f"Difference -3.0, 95 % interval -4.0 to -1.0. {UNTESTED}",
            "evidence/quotes.html#expert.y.all",
        ),
    ]


def test_a_difference_that_a_test_finds() -> None:
    assert differences(TESTED, TESTED | {"category": "media", "q": 0.2}) == [
        Finding(
            "Voices: x and y",
            "1 of 2 measures of who speaks differ between x and y within events.",
            "At a false discovery rate of 0.05; q is corrected over 2 measures and contrasts.",
            PAGE,
        ),
        Finding(
            "Voices: x and y",
            "Quotations of experts: 1.0 in x (2 in 2 articles) and 4.0 in y (4 in 1 article), per 1,000 words.",
            "Difference -3.0, 95 % interval -4.0 to -1.0. Within events it holds at a false discovery rate of 0.05 (q = 0.01).",
            "evidence/quotes.html#expert.y.all",
        ),
    ]


def test_where_none_holds_none_is_named_and_that_is_said() -> None:
    rows = [TESTED | {"category": name, "low": -9.0, "high": 1.0, "q": 0.4} for name in ("media", "court", "ngo")]
    (family,) = differences(*rows)
    assert family.text == "Nothing stands out: 0 of 3 measures of who speaks differ between x and y within events."


def test_at_most_three_that_hold_are_named_the_surest_first() -> None:
    """The surest is the one whose interval is furthest from 0 in its own width, whatever its unit: 1/3, 1/2, 3, 1 of it."""
    bounds = {"media": (-4.0, -1.0), "court": (-0.3, -0.1), "ngo": (30.0, 40.0), "own": (2.0, 4.0)}
    rows = [CONTRAST | {"category": name, "low": low, "high": high} for name, (low, high) in bounds.items()]
    assert [one.link for one in differences(*rows)[1:]] == [
        "evidence/quotes.html#ngo.y.all", "evidence/quotes.html#own.y.all", "evidence/quotes.html#court.y.all",
    ]  # fmt: skip


def test_numbers_of_words_without_an_interval_are_not_named() -> None:
    words = CONTRAST | {"measure": "sources", "low": None, "high": None, "interval": ""}
    (one,) = differences(words)
    assert one.text.startswith("Nothing of who speaks can be tested; 0 of 0 measures that have an interval")
    assert one.limit == "An interval that includes 0 does not show that there is no difference."


def test_measures_that_nobody_has_are_not_stated() -> None:
    assert differences(CONTRAST | {"hits_a": 0, "hits_b": 0}) == []


def test_a_contrast_with_the_rest_leads_to_all_groups_and_the_ledger_to_the_page() -> None:
    assert differences(CONTRAST | {"group_b": REST})[1].link == "evidence/quotes.html#expert"
    scare = CONTRAST | {"measure": "scare", "category": "passages"}
    assert differences(scare)[1].text.startswith("Passages in marks that are no speech: 1.0 in x")
    assert differences(scare)[1].link == "evidence/quotes.html#scare.y.all"
    assert differences(CONTRAST | {"measure": "speech", "category": "attributions"})[1].link == PAGE


def test_every_measure_has_a_name() -> None:
    assert _name_measure("cues", "thought") == "Attributions with a verb or noun that is one of thought"
    assert _name_measure("sources", "anonymous") == "Words given to persons without a name"
    measures = [("sources", kind) for kind in SOURCE_TYPES] + [("reporting", name) for name in CLASSES]
    assert len({_name_measure(*one) for one in measures}) == len(measures)
