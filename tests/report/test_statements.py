"""Every statement whole: of tested and of untested corpora, of contrasts with the rest, open intervals, and of nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

from analysis.compare.collocates import SCHEMA as COLLOCATES
from analysis.compare.controls import CONTROLS
from analysis.compare.estimates import REST
from analysis.compare.events import POOLED, SIZES
from analysis.compare.means import STYLES
from analysis.compare.overlap import PASSAGES, SIMILARITY
from analysis.compare.profile import DOCUMENTS
from analysis.compare.rates import CONTRASTS
from analysis.compare.reader import FEATURES, SCORES
from analysis.compare.selection import SPLIT
from analysis.compare.sensitivity import SENSITIVITY
from analysis.compare.terms import SCHEMA as KEYNESS
from analysis.find.relations import NEAR
from analysis.report.findings import NEEDED
from analysis.report.spellings import SPELLINGS
from analysis.report.statements import (
    Finding,
    state_actors,
    state_caution,
    state_collocates,
    state_controls,
    state_corpus,
    state_cues,
    state_distance,
    state_outlets,
    state_overlap,
    state_passages,
    state_reading,
    state_sensitivity,
    state_sizes,
    state_style,
    state_terms,
)
from analysis.report.statements.finding import fold_nothing, say_standing

Row = dict[str, Any]
OPEN = "The interval includes 0, no difference. "
OPEN_RATIO = "The interval includes 1, no difference. "
UNTESTED = "Of these texts only: too few articles for a test."
NOT_FOUND = (
    "Most terms used about once in 1,000 words could not be found with so few articles, however much they differ."
)


def tabulate(schema: dict[str, Any], *rows: Row) -> pl.DataFrame:
    """A table of these rows, columns not given null."""
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


# --- terms ----------------------------------------------------------------------------------------------------------

TERM = {
    "term": "harbour", "group": "x", "log_ratio": 2.0, "low": 1.0, "high": 3.0, "docs_a": 2, "docs_b": 1, "hits_a": 8, "hits_b": 1,
    "words_a": 2000, "words_b": 1000, "rate_a": 4.0, "rate_b": 1.0, "group_a": "x", "group_b": "y", "voice": "author", "length": 1,
    "content": True, "interval": "words", "events": 1, "lockword": False,
}  # fmt: skip
TESTED = TERM | {"p": 0.001, "q": 0.012, "interval": "documents", "detectable": 1.0, "crude_ratio": 1.5}


def terms(*rows: Row, alpha: float = 0.05) -> list[Finding]:
    return fold_nothing(list(state_terms(tabulate(KEYNESS, *rows), tabulate(SPELLINGS), alpha)))


def named(*rows: Row, alpha: float = 0.05) -> list[Finding]:
    """The findings that name one term."""
    return [one for one in terms(*rows, alpha=alpha) if one.link.startswith("evidence/")]


def test_a_term_of_an_untested_corpus() -> None:
    assert terms(TERM, TERM | {"term": "quay", "low": -1.0}) == [
        Finding(
            "Words of x and y",
            "1 of 2 content terms of x and y has an interval that leaves out no difference.",
            "Of these texts only, without a test. Chance gives such intervals, too: how many stands under “What chance alone gives”.",
            "02-terms.html",
        ),
        Finding(
            "Words of x and y",
            "“harbour” stands 8 times in 2,000 words in the author's voice in x (2 articles) and once in 1,000 in y (1 article).",
            f"4.0 times the rate, 95 % interval 2.0 to 8.0 (counting alone). {UNTESTED}",
            "evidence/terms.html#harbour.x.author",
        ),
    ]


def test_a_name_is_told_as_the_texts_write_it_and_found_as_it_is_counted() -> None:
    written = tabulate(SPELLINGS, {"term": "harbour", "spelling": "Harbour"})
    rows = [TESTED, TESTED | {"term": "pier", "q": 0.9, "lockword": True}, TESTED | {"q": 0.9, "lockword": True}]
    _, one, alike = state_terms(tabulate(KEYNESS, *rows), written, 0.05)
    assert one.text.startswith("“Harbour” stands 8 times")
    assert one.link == "evidence/terms.html#harbour.x.author"
    assert alike.text == "2 terms are used alike by x and y, most often “Harbour”, “pier”."


def test_a_term_of_a_tested_corpus_and_what_its_family_could_have_shown() -> None:
    # the rate of both is 1 or more in 1,000: a log2 ratio of 1 could have been found, twice the rate
    assert terms(TESTED) == [
        Finding(
            "Words of x and y",
            "1 of 1 content terms differ between x and y within events.",
            "At a false discovery rate of 0.05; q is corrected over 1 terms, contrasts and voices; the test compares whole articles. "
            "A term used about once in 1,000 words would have to be about 2.0 times as frequent in one group to be the first that is "
            "found, four times out of five.",
            "02-terms.html",
        ),
        Finding(
            "Words of x and y",
            "“harbour” stands 8 times in 2,000 words in the author's voice in x (2 articles) and once in 1,000 in y (1 article).",
            "2.8 times the rate over all words; 4.0 times (95 % interval 2.0 to 8.0) in the mean of articles within events. "
            "Within events it holds at a false discovery rate of 0.05 (q = 0.012).",
            "evidence/terms.html#harbour.x.author",
        ),
    ]


def test_where_no_term_holds_none_is_named_and_that_is_said() -> None:
    (tested,) = terms(TESTED | {"q": 0.3})
    assert tested.text == "No term stands out: 0 of 1 content terms differ between x and y within events."
    (open_one,) = terms(TERM | {"low": -1.0})
    assert open_one.text == (
        "No term stands out: 0 of 1 content terms of x and y have an interval that leaves out no difference."
    )


def test_beside_tested_terms_one_without_a_test_is_no_finding_whatever_its_interval() -> None:
    assert [one.text.split("”")[0] for one in named(TERM | {"term": "quay"}, TESTED)] == ["“harbour"]
    assert named(TERM | {"term": "quay"}, TESTED | {"q": 0.3}) == []
    other = TERM | {"term": "quay", "group_b": "z"}  # of a contrast without any test
    assert [one.text.split("”")[0] for one in named(other, TESTED)] == ["“quay", "“harbour"]


def test_a_term_whose_test_holds_though_its_interval_is_open_is_hedged() -> None:
    (one,) = named(TESTED | {"low": -1.0})
    assert one.limit == (
        f"2.8 times the rate over all words; 4.0 times (95 % interval 0.50 to 8.0) in the mean of articles within events. {OPEN_RATIO}"
        "Within events it holds at a false discovery rate of 0.05 (q = 0.012)."
    )


def test_fragments_are_no_part_of_the_family_and_all_else_that_is_tested_is() -> None:
    """A fragment of a longer phrase has a p and no q; function words and quoted ones are in the family, but not counted here."""
    fragment = TESTED | {"term": "har", "part_of": "harbour", "q": None}
    others = [TESTED | {"content": False, "q": 0.01}, TESTED | {"voice": "quoted", "q": 0.01}, TESTED | {"q": 0.2}]
    family = terms(TESTED, fragment, *others)[0]
    assert family.text == "1 of 2 content terms differ between x and y within events."
    assert "q is corrected over 4 terms, contrasts and voices;" in family.limit


@pytest.mark.parametrize(
    ("crude", "said"), [(-1.0, "0.50 times the rate over all words; 4.0 times"), (None, "4.0 times (95 % interval")]
)
def test_the_ratio_over_all_words_may_be_another_or_unknown(crude: float | None, said: str) -> None:
    assert terms(TESTED | {"crude_ratio": crude})[1].limit.startswith(said)
    mirrored = {"group": "y", "log_ratio": -2.0, "low": -3.0, "high": -1.0, "crude_ratio": crude and -crude}
    assert terms(TESTED | mirrored)[1].limit == terms(TESTED | {"crude_ratio": crude})[1].limit


def test_a_term_of_the_other_side_is_told_from_there() -> None:
    (one,) = named(TERM | {"group": "y", "log_ratio": -1.0, "low": -2.0, "high": -0.5})
    assert one.limit == f"2.0 times the rate, 95 % interval 1.4 to 4.0 (counting alone). {UNTESTED}"


def test_a_term_that_one_side_never_has_is_at_least_so_much_more_frequent() -> None:
    row = TERM | {"high": None, "hits_b": 0, "docs_b": 0}
    (one,) = named(row)
    assert one.text == (
        "“harbour” stands 8 times in 2,000 words in the author's voice in x (2 articles) and never in 1,000 in y (0 articles)."
    )
    assert one.limit == f"At least 2.0 times the rate, with 95 % confidence (counting alone). {UNTESTED}"
    assert named(row | {"low": -1.0}) == []


def test_a_term_of_no_event_that_both_cover_is_not_named() -> None:
    assert named(TESTED | {"log_ratio": None, "low": None, "high": None, "p": None, "q": None, "events": 0}) == []


def test_a_ratio_without_an_interval_says_so() -> None:
    (one,) = named(TESTED | {"low": None, "high": None})
    said = (
        "4.0 times in the mean of articles within events, without an interval: the articles that have it do not vary. "
    )
    assert one.limit.startswith(f"{said}Within events it holds")


def test_a_contrast_with_the_rest_leads_to_the_sentences_of_all() -> None:
    row = TERM | {"group_b": REST}
    ours, rest = named(row, row | {"group": REST, "log_ratio": -2.0, "low": -3.0, "high": -1.0, "voice": "all"})
    assert (ours.topic, ours.link) == ("Words of x and all others", "evidence/terms.html#harbour.x.author")
    assert ours.text == (
        "“harbour” stands 8 times in 2,000 words in the author's voice in x (2 articles) and once in 1,000 in all others "
        "(1 article)."
    )
    assert (
        rest.text
        == "“harbour” stands once in 1,000 words in all others (1 article) and 8 times in 2,000 in x (2 articles)."
    )
    assert rest.link == "evidence/terms.html#harbour"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"rate_b": 0.1}], "No term is frequent enough in both to say what could have been found."),
        ([{"detectable": None}], NOT_FOUND),
        ([{}, {"detectable": None}, {"detectable": None}],
         NOT_FOUND),
        ([{"detectable": 0.5}, {"detectable": 2.0}, {"detectable": None}],
         "A term used about once in 1,000 words would have to be about 4.0 times as frequent in one group to be the first that is "
         "found, four times out of five."),
    ],
)  # fmt: skip
def test_what_could_have_been_found_is_said_of_terms_of_ordinary_frequency(rows: list[Row], said: str) -> None:
    (family,) = (one for one in terms(*(TESTED | row for row in rows)) if "differ between" in one.text)
    assert family.limit == (
        f"At a false discovery rate of 0.05; q is corrected over {len(rows)} terms, contrasts and voices; "
        f"the test compares whole articles. {said}"
    )


def test_terms_that_are_used_alike_are_named_by_frequency() -> None:
    alike = TESTED | {"lockword": True, "q": 0.9}
    rows = [alike | {"term": "board", "rate_a": 2.0, "rate_b": 3.0}, alike | {"term": "at the", "rate_b": 5.0, "part_of": "at the quay"},
            alike | {"term": "boat", "rate_a": 4.0, "rate_b": 3.5}]  # fmt: skip
    assert terms(*rows)[-1] == Finding(
        "Words of x and y",
        "2 terms are used alike by x and y, most often “boat”, “board”.",
        "Their rates within events are shown to lie within a factor of 1.41 (two one-sided tests, false discovery rate 0.05).",
        "02-terms.html",
    )


# --- cues -----------------------------------------------------------------------------------------------------------

CUE = {
    "measure": "stance", "category": "self_mention", "voice": "author", "difference": -3.0, "low": -4.0, "high": -1.0,
    "group_a": "x", "group_b": "y", "rate_a": 1.0, "rate_b": 4.0, "docs_a": 2, "docs_b": 1, "hits_a": 2, "hits_b": 4, "events": 1,
    "interval": "words",
}  # fmt: skip
COUNTED = CUE | {"p": 0.01, "q": 0.02, "detectable": 2.5, "interval": "documents"}
PATTERNS = [("we", "y", 2), ("<question>", "y", 1), ("our", "y", 1), ("us", "y", 1), ("we", "x", 2)]


def cues(*rows: Row, alpha: float = 0.05) -> list[Finding]:
    same = {"measure": "stance", "category": "self_mention", "voice": "author", "docs": 1}
    told = [{"pattern": pattern, "group": group, "hits": hits, **same} for pattern, group, hits in PATTERNS]
    return fold_nothing(list(state_cues(tabulate(CONTRASTS, *rows), tabulate(NEEDED["cues"], *told), alpha)))


def test_a_cue_of_an_untested_corpus() -> None:
    assert cues(CUE) == [
        Finding(
            "Cues and frames: x and y",
            "1 of 1 comparisons of cues and frames have an interval without 0; where nothing differs chance gives about 0.1.",
            "An interval that includes 0 does not show that there is no difference. Where the interval is counting alone chance gives "
            "more, for words come in bursts.",
            "03-stance.html",
        ),
        Finding(
            "Cues and frames: x and y",
            "Self mention (stance): 1.0 hits per 1,000 words in x (2 hits among 2 articles) and 4.0 in y (4 hits among 1 article), "
            "in the author's voice. More frequent in y than in x, the furthest apart first (hits): questions 1 to 0, “our” 1 to 0, "
            "“us” 1 to 0.",
            f"Difference -3.0, 95 % interval -4.0 to -1.0. {UNTESTED}",
            "evidence/stance.html#self_mention.y.author",
        ),
    ]


def test_the_cues_that_are_named_are_those_whose_rates_differ_most() -> None:
    # x 8 hits in 4,000 words, y 12 in 3,000: "our" 2 to 7 is 7 / 3 - 2 / 4 = 1.83 apart, "we" 3 to 5 is 0.92, "us" 2 to 0 is of x;
    # "mine" 2 to 2 is as often on both sides, but in fewer words of y
    told = {"we": (3, 5), "our": (2, 7), "us": (2, 0), "mine": (2, 2), "ours": (0, 1)}
    same = {"measure": "stance", "category": "self_mention", "voice": "author", "docs": 1}
    rows = [
        {"pattern": pattern, "group": group, "hits": hits, **same}
        for pattern, both in told.items()
        for group, hits in zip("xy", both, strict=True)
    ]
    row = CUE | {"rate_a": 2.0, "hits_a": 8, "rate_b": 4.0, "hits_b": 12}
    one = fold_nothing(list(state_cues(tabulate(CONTRASTS, row), tabulate(NEEDED["cues"], *rows), 0.05)))[-1]
    assert one.text.endswith(
        " More frequent in y than in x, the furthest apart first (hits): “our” 7 to 2, “we” 5 to 3, “ours” 1 to 0."
    )


def test_frames_are_named_as_frames() -> None:
    assert cues(CUE | {"measure": "frames-generic"})[-1].text.startswith("Self mention (generic frames): 1.0 hits")


def test_a_cue_of_a_tested_corpus() -> None:
    family, one = cues(COUNTED)
    assert one.limit == (
        "Difference -3.0, 95 % interval -4.0 to -1.0. Within events it holds at a false discovery rate of 0.05 (q = 0.02)."
    )
    assert family == Finding(
        "Cues and frames: x and y",
        "1 of 1 kinds of cues differ between x and y within events.",
        "At a false discovery rate of 0.05; q is corrected over 1 kinds of cues, contrasts and voices. Half of them would be found, "
        "four times out of five, if they differed by 2.5 hits per 1,000 words or more.",
        "03-stance.html",
    )


def test_where_no_kind_of_cue_holds_none_is_named_and_that_is_said() -> None:
    (family,) = cues(COUNTED, alpha=0.01)  # a test says more than counts of intervals
    assert family.text == "No kind of cue stands out: 0 of 1 kinds of cues differ between x and y within events."


@pytest.mark.parametrize("high", [0.5, 0.0])
def test_an_open_difference_of_cues_is_no_finding(high: float) -> None:
    (clear,) = cues(CUE | {"high": high})
    assert clear.text.startswith("0 of 1 comparisons of cues and frames have an interval without 0; ")


def test_a_bound_near_0_shows_on_which_side_of_it_it_is() -> None:
    assert cues(CUE | {"high": -0.0382})[-1].limit == f"Difference -3.0, 95 % interval -4.0 to -0.038. {UNTESTED}"


def test_what_has_no_test_though_there_are_articles_says_why() -> None:
    row = CUE | {"p": None, "events": 0}
    assert say_standing(row, 0.05) == (
        "Of these texts only: articles of events that both groups cover do not differ in it."
    )


def test_a_cue_against_the_rest_is_of_all_other_groups_and_leads_to_all_sentences() -> None:
    one = cues(CUE | {"group_b": REST, "voice": "all"})[-1]
    assert one == Finding(
        "Cues and frames: x and all others",
        "Self mention (stance): 1.0 hits per 1,000 words in x (2 hits among 2 articles) and 4.0 in all others (4 hits among "
        "1 article), in all words. More frequent in all others than in x, the furthest apart first (hits): questions 1 to 0, "
        "“our” 1 to 0, “us” 1 to 0.",
        f"Difference -3.0, 95 % interval -4.0 to -1.0. {UNTESTED}",
        "evidence/stance.html#self_mention",
    )


# --- style ----------------------------------------------------------------------------------------------------------

STYLE = {
    "measure": "word_length", "label": "word length", "voice": "author", "group_a": "x", "group_b": "y", "mean_a": 4.512, "mean_b": 5.0,
    "difference": -0.5, "low": -0.75, "high": -0.25, "g": -1.0, "p": 0.001, "q": 0.002, "docs_a": 12, "docs_b": 1, "events": 3,
    "interval": "documents", "unit": "letters per word",
}  # fmt: skip


def style(*rows: Row, alpha: float = 0.05) -> list[Finding]:
    return fold_nothing(list(state_style(tabulate(STYLES, *rows), alpha)))


def test_a_measure_of_style_that_differs() -> None:
    assert style(STYLE, STYLE | {"measure": "lix", "q": 0.2}) == [
        Finding(
            "Style of x and y",
            "1 of 2 measures of style differ between x and y within events.",
            "At a false discovery rate of 0.05; q is corrected over 2 measures, contrasts and voices.",
            "03-stance.html",
        ),
        Finding(
            "Style of x and y",
            "Word length, letters per word, in the author's voice: 4.51 in x (12 articles) and 5 in y (1 article).",
            "Within events -0.50 letters per word, 95 % interval -0.75 to -0.25. "
            "Within events it holds at a false discovery rate of 0.05 (q = 0.002).",
            "03-stance.html",
        ),
    ]


def test_the_measures_that_differ_most_are_named_and_the_others_counted() -> None:
    rows = [
        STYLE | {"measure": f"m{place}", "label": f"m{place}", "g": g}
        for place, g in enumerate([0.1, -3, 2, 0.3, -0.2])
    ]
    said = style(*rows)
    assert said[0].text == "5 of 5 measures of style differ between x and y within events."
    assert [one.text[:2] for one in said[1:]] == ["M1", "M2", "M3", "M4"]


def test_a_style_that_holds_though_its_interval_is_open_is_hedged() -> None:
    one = style(STYLE | {"high": 0.1, "group_b": REST})[1]
    assert one.text == (
        "Word length, letters per word, in the author's voice: 4.51 in x (12 articles) and 5 in all others (1 article)."
    )
    assert one.limit == (
        f"Within events -0.50 letters per word, 95 % interval -0.75 to +0.10. {OPEN}"
        "Within events it holds at a false discovery rate of 0.05 (q = 0.002)."
    )


def test_style_that_is_untested_or_quoted_is_not_stated() -> None:
    assert style(STYLE | {"p": None, "q": None}, STYLE | {"voice": "quoted"}) == []


# --- distance -------------------------------------------------------------------------------------------------------

SPLITTING = {
    "group_a": "x", "group_b": "y", "voice": "author", "total": 0.5, "wording": 0.2, "share": 0.6, "chance": 0.15, "chance_low": 0.1,
    "chance_high": 0.25, "p": 0.03, "shuffles": 100, "note": "",
}  # fmt: skip


def distance(*rows: Row) -> list[Finding]:
    return fold_nothing(list(state_distance(tabulate(SPLIT, *rows))))


def test_the_distance_of_two_groups() -> None:
    assert distance(SPLITTING) == [
        Finding(
            "Words of x and y",
            "Of the distance between x and y (0.50 bits of 1), 60 % is which events they cover, 40 % is wording inside the same events, "
            "of which 30 points are what articles dealt out by chance give, in the author's voice.",
            "Articles of the same events dealt out by chance differ by 0.150 (0.100 to 0.250) bits, these by 0.200 (p = 0.03).",
            "02-terms.html",
        )
    ]


def test_a_distance_that_chance_was_not_asked_of_says_why() -> None:
    row = (
        SPLITTING | dict.fromkeys(("chance", "chance_low", "chance_high", "p")) | {"note": "nothing to share out anew"}
    )
    (one,) = distance(row)
    assert one.text.endswith("40 % is wording inside the same events, in the author's voice.")
    assert one.limit == "How much of it chance alone would give is not known: nothing to share out anew."


@pytest.mark.parametrize(
    ("p", "ways", "said"),
    [(1 / 101, 100, "p ≤ 0.01, none of 100"), (2 / 101, 100, "p = 0.02"), (1 / 6, 6, "p ≤ 0.17, none of 5"), (2 / 6, 6, "p = 0.33")],
)  # fmt: skip
def test_a_p_as_small_as_it_can_be_says_of_how_many(p: float, ways: int, said: str) -> None:
    """Drawn ways are beside the real one, which is one of them all where they are all listed."""
    assert distance(SPLITTING | {"p": p, "shuffles": ways})[0].limit.endswith(f"these by 0.200 ({said}).")


def test_wording_that_chance_gives_too_is_said_to_be_no_more() -> None:
    (one,) = distance(SPLITTING | {"chance": 0.225, "p": 0.9})
    assert (
        "40 % is wording inside the same events, no more than the 45 points that articles dealt out by chance give,"
        in one.text
    )


def test_a_distance_with_a_note_and_with_the_rest() -> None:
    one = distance(SPLITTING | {"group_b": REST, "voice": "all", "note": "few ways"})[0]
    assert one.topic == "Words of x and all others"
    assert one.text.startswith("Of the distance between x and all others (0.50 bits of 1), 60 % is which")
    assert one.text.endswith("articles dealt out by chance give, in all words.")
    assert one.limit.endswith("these by 0.200 (p = 0.03). Few ways.")


def test_a_distance_that_is_not_known_or_quoted_is_not_stated() -> None:
    assert distance(SPLITTING | {"share": None}, SPLITTING | {"voice": "quoted"}) == []


# --- collocates -----------------------------------------------------------------------------------------------------

COLLOCATE = {
    "target": "bridge", "relation": "is", "collocate": "old", "group_a": "x", "group_b": "y", "voice": "author", "hits_a": 5, "hits_b": 1,
    "mentions_a": 20, "mentions_b": 10, "log_ratio": 1.3, "low": 0.5, "high": 2.0,
}  # fmt: skip


def collocates(*rows: Row) -> list[Finding]:
    return fold_nothing(list(state_collocates(tabulate(COLLOCATES, *rows))))


def test_what_is_told_of_a_target_on_both_sides() -> None:
    fewer = {"hits_a": 0, "hits_b": 4, "log_ratio": -2.0, "low": None, "high": -0.5}
    rows = [
        COLLOCATE,
        COLLOCATE | {"relation": "does", "collocate": "sway", "low": -0.1},
        COLLOCATE | {"collocate": "new", **fewer},
    ]
    assert collocates(*rows) == [
        Finding(
            "Words of x and y",
            "Of 3 words that stand in a relation of grammar with “bridge”, 2 have an interval without 0; where nothing differs chance "
            "gives about 0.2. More often in x than in y (hits in each): “old” (is) 5 and 1. More often in y than in x (hits in "
            "each): “new” (is) 4 and 0.",
            f"20 mentions in x, 10 in y. {UNTESTED}",
            "02-terms.html",
        )
    ]


def test_what_is_told_of_a_target_against_the_rest_in_a_tested_corpus() -> None:
    rows = [COLLOCATE | {"p": 0.01, "q": q, "group_b": REST, "mentions_a": 1200} for q in (0.02, 0.5)]
    (one,) = collocates(*rows)
    assert one == Finding(
        "Words of x and all others",
        "Of 2 words that stand in a relation of grammar with “bridge”, 1 differs in a test within events. More often in x than in "
        "all others (hits in each): “old” (is) 5 and 1.",
        "1,200 mentions in x, 10 in all others. At a false discovery rate of 0.05 over all; 2 have an interval without 0.",
        "02-terms.html",
    )


def test_where_no_test_of_a_target_holds_no_word_is_named() -> None:
    (one,) = collocates(COLLOCATE | {"p": 0.2, "q": 0.5})
    assert one.text == (
        "Of 1 word that stand in a relation of grammar with “bridge”, 0 differ in a test within events."
    )


def test_where_every_interval_is_open_no_word_of_a_target_is_named() -> None:
    rows = [COLLOCATE | {"low": -0.1}, COLLOCATE | {"collocate": "new", "log_ratio": -0.1, "low": None, "high": None}]
    assert [one.text for one in collocates(*rows)] == [
        "Of 2 words that stand in a relation of grammar with “bridge”, 0 have an interval without 0; where nothing differs chance "
        "gives about 0.1."
    ]


def test_at_most_three_are_named_and_neither_quoted_nor_near_ones() -> None:
    rows = [COLLOCATE | {"collocate": f"c{place}"} for place in range(4)]
    assert collocates(*rows)[0].text.endswith(
        " More often in x than in y (hits in each): “c0” (is) 5 and 1, “c1” (is) 5 and 1, “c2” (is) 5 and 1."
    )
    assert collocates(COLLOCATE | {"voice": "quoted"}, COLLOCATE | {"relation": NEAR}) == []


# --- chance ---------------------------------------------------------------------------------------------------------

CONTROL = {
    "control": "shuffled", "measure": "terms", "group_a": "x", "group_b": "y", "outlet": "", "runs": 20, "tested": True, "real": 1200,
    "placebo": 1.5, "placebo_low": 0.0, "placebo_high": 4.0, "any": 0.6,
    "counted": "findings at q below 0.05", "note": "ways drawn at random",
}  # fmt: skip


def controls(*rows: Row) -> list[Finding]:
    return list(state_controls(tabulate(CONTROLS, *rows)))


def test_what_shuffled_names_find_stands_beside_what_the_corpus_shows() -> None:
    other = CONTROL | {"group_b": REST, "real": 3, "placebo": 0.0, "placebo_high": 0.0, "any": 0.0, "runs": 5}
    assert controls(CONTROL, other, CONTROL | {"measure": "style", "runs": 1, "note": ""}) == [
        Finding(
            "What chance alone gives",
            "Terms, findings at q below 0.05, as the groups are named, and with the names dealt out by chance within events: "
            "x and y 1,200, by chance 1.5 on average (0 to 4; any in 60 % of runs); x and all others 3, by chance 0.0 on average "
            "(0 to 0; any in 0 % of runs).",
            "5 to 20 runs; ways drawn at random.",
            "02-terms.html",
        ),
        Finding(
            "What chance alone gives",
            "Style, findings at q below 0.05, as the groups are named, and with the names dealt out by chance within events: "
            "x and y 1,200, by chance 1.5 on average (0 to 4; any in 60 % of runs).",
            "1 run.",
            "03-stance.html",
        ),
    ]


def test_one_outlet_in_two_halves() -> None:
    half = {
        "control": "split",
        "measure": "cues",
        "group_b": "x",
        "outlet": "Quay Post",
        "real": None,
        "note": "30 articles",
    }
    assert controls(CONTROL | half) == [
        Finding(
            "What chance alone gives",
            "Cues, findings at q below 0.05, in two random halves of one outlet, where nothing differs: Quay Post 1.5 on average "
            "(0 to 4; any in 60 % of runs).",
            "20 runs; 30 articles.",
            "03-stance.html",
        )
    ]


def test_the_groups_swapped_are_summed_up() -> None:
    mirror = CONTROL | {"control": "mirror", "real": 1000, "placebo": 0.0}
    assert controls(mirror, mirror | {"placebo": 2.0}) == [
        Finding(
            "What chance alone gives",
            "With the groups swapped, 1,998 of 2,000 rows show the same with the sign turned.",
            "All of them should: it is a check of the method, not of the texts.",
            "02-terms.html",
        )
    ]


def test_a_control_without_a_run_is_not_stated() -> None:
    assert controls(CONTROL | dict.fromkeys(("placebo", "placebo_low", "placebo_high", "any")) | {"runs": 0}) == []


@pytest.mark.parametrize(
    ("measure", "topic", "page"),
    [("terms", "Words of x and y", "02-terms.html"), ("cues", "Cues and frames: x and y", "03-stance.html"),
     ("style", "Style of x and y", "03-stance.html")],
)  # fmt: skip
def test_chance_that_gives_as_many_is_said_where_the_findings_stand(measure: str, topic: str, page: str) -> None:
    row = CONTROL | {"measure": measure, "real": 2, "placebo": 2.0, "counted": "intervals without 0"}
    outlets = row | {"control": "outlets", "placebo": 2.5}
    said = list(state_caution(tabulate(CONTROLS, row, outlets)))
    assert said[0] == Finding(
        topic,
        "Chance gives as many: 2 intervals without 0 with the groups as they are named, 2.0 on average (0 to 4) with their names "
        "dealt out by chance within events.",
        "What follows says what stands in these texts; it does not show that the groups differ.",
        page,
    )
    assert said[1].text.endswith("2.5 on average (0 to 4) with their names dealt out by chance among whole outlets.")


@pytest.mark.parametrize("row", [{"real": 2}, {"real": 0, "placebo": 0.0}, {"placebo": None}, {"control": "split", "real": None},
                                 {"control": "mirror", "real": 1, "placebo": 1.0}])  # fmt: skip
def test_no_caution_where_chance_gives_fewer_or_nothing_is_found(row: Row) -> None:
    assert list(state_caution(tabulate(CONTROLS, CONTROL | row))) == []


# --- other ways to count --------------------------------------------------------------------------------------------

ASKED = {
    "finding": 1,
    "topic": "terms",
    "term": "harbour",
    "voice": "author",
    "group_a": "x",
    "group_b": "y",
    "asked": "test",
}


def sensitivity(*rows: Row) -> list[Finding]:
    return list(state_sensitivity(tabulate(SENSITIVITY, *rows)))


def test_in_how_many_ways_a_headline_holds() -> None:
    ways = [("case kept", True), ("without e1", False), ("single words", None)]
    term = [ASKED | {"variant": variant, "holds": holds} for variant, holds in ways]
    cue = ASKED | {
        "finding": 2,
        "topic": "stance",
        "term": "self_mention",
        "variant": "case kept",
        "holds": True,
        "group_b": REST,
    }
    assert sensitivity(*term, cue) == [
        Finding(
            "Other ways to count",
            "“harbour”, x and y: holds in 1 of 2 other ways to count; not: without e1; cannot be asked in 1.",
            "",
            "02-terms.html",
        ),
        Finding(
            "Other ways to count",
            "Self mention (stance), x and all others: holds in 1 of 1 other ways to count.",
            "",
            "03-stance.html",
        ),
    ]


# --- the blind reader -----------------------------------------------------------------------------------------------

SCORE = {
    "group_a": "x", "group_b": "y", "voice": "author", "held_out": "events", "docs_a": 20, "docs_b": 30, "events": 6, "auc": 0.8,
    "low": 0.7, "high": 0.9, "chance": 0.5, "chance_low": 0.4, "chance_high": 0.6, "p": 0.01, "shuffles": 99, "note": "",
}  # fmt: skip
NO_OUTLETS = {"held_out": "outlets", "auc": None, "note": "outlets not held out"}


def reading(row: Row, *features: Row) -> list[Finding]:
    same = {"group_a": "x", "group_b": "y"}
    told = tabulate(FEATURES, *(same | feature for feature in features))
    return fold_nothing(list(state_reading(tabulate(SCORES, row, row | NO_OUTLETS), told)))


def test_a_reader_that_tells_the_groups_apart_and_by_what() -> None:
    told = [{"group": "x", "term": f"t{rank}", "rank": rank} for rank in (2, 1, 3, 4, 5)] + [
        {"group": "y", "term": "tide", "rank": 1}
    ]
    assert reading(SCORE, *told) == [
        Finding(
            "A blind reader",
            "A reader that sees no names, places and event words, tried on events it has not seen, tells them apart better than "
            "chance: it puts an article of x before one of y in 80 % of pairs.",
            "95 % interval 70 to 90 %; by chance 40 to 60 %, p ≤ 0.01, none of 99 (20 and 30 articles, 6 events). "
            "Outlets not held out. Most telling: x by “t1”, “t2”, “t3”, “t4”; y by “tide”.",
            "02-terms.html",
        )
    ]


def test_a_reader_whose_interval_reaches_chance_is_not_sure() -> None:
    (one,) = reading(SCORE | {"low": 0.6, "group_b": REST})
    assert one.text == (
        "A reader that sees no names, places and event words, tried on events it has not seen, does not surely tell them apart: it "
        "puts an article of x before one of all others in 80 % of pairs."
    )
    assert one.limit == (
        "95 % interval 60 to 90 %; by chance 40 to 60 %, p ≤ 0.01, none of 99 (20 and 30 articles, 6 events). Outlets not held out."
    )


def test_a_reader_that_was_not_tried_says_why() -> None:
    numbers = dict.fromkeys(("auc", "low", "high", "chance", "chance_low", "chance_high", "p"))
    assert reading(SCORE | numbers | {"note": "too few events"}) == [
        Finding(
            "A blind reader",
            "Whether a reader who sees no names, places and event words could tell x and y apart was not tried.",
            "Too few events.",
            "02-terms.html",
        )
    ]


# --- the texts ------------------------------------------------------------------------------------------------------

DOCS = [
    {"doc": "1", "outlet": "X1", "group": "x", "event": "e", "words": 1000, "excluded_words": 7, "quoted_words": 100,
     "attributed_words": 30, "date": "2024-05-01", "title": "The harbour wall is mended"},
    {"doc": "2", "outlet": "X2", "group": "x", "event": None, "words": 1000, "excluded_words": 0, "quoted_words": 0, "attributed_words": 0},
    {"doc": "3", "outlet": "Y1", "group": "y", "event": "f", "words": 1000, "excluded_words": 1, "quoted_words": 5, "attributed_words": 0,
     "title": "A very long title " * 5},
]  # fmt: skip
FIRST = "X1, “The harbour wall is mended”, 2024-05-01 (1)"
THIRD = "Y1, “A very long title A very long title A very long title A …” (3)"


def test_the_texts_and_what_is_not_counted_of_them() -> None:
    assert list(state_corpus(tabulate(DOCUMENTS, *DOCS))) == [
        Finding(
            "The texts",
            "3 articles on 2 events. x: 2 articles of 2 outlets, 2,000 words, 100 of them quoted, 30 attributed; "
            "y: 1 article of 1 outlet, 1,000 words, 5 of them quoted, 0 attributed.",
            "Words of passages that are not running text, which are not counted: 7 in x, 1 in y.",
            "01-corpus.html",
        )
    ]


def test_the_most_and_the_least_alike() -> None:
    pairs = [("1", "3", 0.5), ("2", "3", 0.25), ("1", "2", 0.9)]  # the last of one group
    rows = [{"doc_a": a, "doc_b": b, "cosine": cosine} for a, b, cosine in pairs]
    assert list(state_overlap(tabulate(SIMILARITY, *rows), tabulate(DOCUMENTS, *DOCS))) == [
        Finding(
            "Overlap",
            "Of 2 pairs of articles of different groups on one event, these share most vocabulary (cosine 0.50): "
            f"{FIRST} and {THIRD}; these least (0.25): X2 (2) and {THIRD}.",
            "Cosine of TF-IDF vectors, 0 nothing shared to 1 the same; it says nothing of agreement.",
            "07-overlap.html",
        )
    ]
    assert list(state_overlap(tabulate(SIMILARITY, rows[2]), tabulate(DOCUMENTS, *DOCS))) == []


def test_the_longest_passage() -> None:
    row = {"doc_a": "1", "doc_b": "3", "start_a": 1, "words": 6, "text_a": "six words of no great weight"}
    documents = tabulate(DOCUMENTS, *DOCS)
    assert list(state_passages(tabulate(PASSAGES, row | {"words": 5, "text_a": "five"}, row), documents)) == [
        Finding(
            "Overlap",
            "The longest passage that two articles of one event share has 6 words: “six words of no great weight”. "
            f"It stands in {FIRST} and {THIRD}.",
            "2 shared passages in all.",
            "evidence/passages.html#1+and+3",
        )
    ]


def test_a_long_passage_is_cut_at_a_word() -> None:
    row = {"doc_a": "1", "doc_b": "3", "start_a": 1, "words": 100, "text_a": "rain and wind " * 30}
    (one,) = state_passages(tabulate(PASSAGES, row), tabulate(DOCUMENTS, *DOCS))
    quoted = one.text.partition("“")[2].partition("”")[0]
    assert len(quoted) <= 240
    assert quoted.endswith(" wind …")


def test_actors_that_different_groups_name() -> None:
    row = {"actor": "Ann Lee", "type": "person", "groups": 2, "mentions": 3, "spellings": "Ann Lee | Lee"}
    port = row | {"actor": "Port", "type": "place", "spellings": "Port"}

    def state(*rows: Row) -> list[Finding]:
        return list(state_actors(tabulate(NEEDED["shared_actors"], *rows), tabulate(DOCUMENTS, *DOCS)))

    said = "Named by different groups in reports of one event:"
    assert state(row, port) == [
        Finding("Overlap", f"{said} 2 actors, among them Ann Lee.", "Counted as one: Ann Lee, Lee.", "07-overlap.html")
    ]
    assert state(port) == [Finding("Overlap", f"{said} 1 actor.", "", "07-overlap.html")]
    assert state(row | {"groups": 1}) == []


# --- nothing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "arguments"),
    [
        (state_terms, (tabulate(KEYNESS), tabulate(SPELLINGS), 0.05)),
        (state_cues, (tabulate(CONTRASTS), tabulate(NEEDED["cues"]), 0.05)),
        (state_style, (tabulate(STYLES), 0.05)),
        (state_distance, (tabulate(SPLIT),)),
        (state_collocates, (tabulate(COLLOCATES),)),
        (state_controls, (tabulate(CONTROLS),)),
        (state_sensitivity, (tabulate(SENSITIVITY),)),
        (state_reading, (tabulate(SCORES), tabulate(FEATURES))),
        (state_overlap, (tabulate(SIMILARITY), tabulate(DOCUMENTS))),
        (state_caution, (tabulate(CONTROLS),)),
        (state_passages, (tabulate(PASSAGES), tabulate(DOCUMENTS))),
        (state_actors, (tabulate(NEEDED["shared_actors"]), tabulate(DOCUMENTS))),
    ],
)
def test_nothing_found_is_nothing_said(state: Callable[..., Iterator[Finding]], arguments: tuple) -> None:
    assert list(state(*arguments)) == []


def test_no_statement_says_that_there_is_no_difference() -> None:
    """An open interval leaves a difference open in both directions: the words for that are always the same."""
    alone = [*cues(COUNTED | {"high": 1.0}), *style(STYLE | {"high": 0.1})[1:]]
    assert sum(OPEN in one.limit for one in alone) == 2
    assert OPEN_RATIO in named(TESTED | {"low": -1.0})[0].limit


# --- sides and outlets ------------------------------------------------------------------------------------------------


def pooled(*rows: tuple[str, float | None, float | None, float | None, str]) -> pl.DataFrame:
    """Rows of pooled differences of x and y: category, the difference by outlet with its interval, the weakest outlet."""
    columns = ("category", "by_outlet", "by_outlet_low", "by_outlet_high", "weakest_outlet")
    table = pl.DataFrame(rows, schema={name: POOLED[name] for name in columns}, orient="row")
    fixed = {"group_a": "x", "group_b": "y", "outlets_a": 4, "outlets_b": 5}
    return table.with_columns(**{name: pl.lit(value) for name, value in fixed.items()})


def test_outlets_as_the_unit_say_which_headlines_are_lost() -> None:
    table = pooled(
        ("rain", 1.0, 0.4, 1.6, "The Post"),
        ("sea_fog", -0.5, -1.2, 0.2, "The Post"),
        ("sun", -1.0, -2.0, -0.1, ""),
        ("mud", None, None, None, ""),
    )
    (found,) = state_outlets(table, "headline term", "02-terms.html")
    assert found.text == (
        "With outlets in place of articles as the unit (4 and 5), 2 of 3 headline terms of x and y keep an interval that leaves "
        "out no difference; not “sea fog” (least without The Post)."
    )
    assert (found.limit, found.link) == (
        "An outlet with many articles counts as much as one with few.",
        "02-terms.html",
    )


def test_too_few_outlets_give_no_sentence() -> None:
    assert list(state_outlets(pooled(("rain", None, None, None, "")), "headline term", "02-terms.html")) == []


def test_what_limits_a_contrast_is_said_and_nothing_where_nothing_does() -> None:
    row = dict.fromkeys(SIZES) | {
        "voice": "author", "group_a": "x", "group_b": "y", "shared_events": 1, "shared_docs_a": 3, "shared_docs_b": 1,
        "outlets_a": 1, "outlets_b": 2, "note": "one event: no spread between events",
    }  # fmt: skip
    rows = [row, row | {"note": ""}, row | {"voice": "quoted"}]
    (found,) = state_sizes(pl.DataFrame(rows, schema=SIZES))
    assert found.text == "X and y both cover 1 event, with 3 and 1 article of 1 and 2 outlets in all."
    assert found.limit == "One event: no spread between events."
