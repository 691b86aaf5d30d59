from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.compare.estimates import REST, Contrast, choose_contrasts
from analysis.compare.headlines import HEADLINES, list_headlines
from analysis.compare.means import STYLES, compare_styles, measure_styles
from analysis.compare.overlap import PASSAGES
from analysis.compare.rates import CONTRASTS, compare_contrasts
from analysis.compare.sensitivity import (
    SENSITIVITY,
    SUMMARY,
    check_sensitivity,
    summarise_sensitivity,
)
from analysis.compare.terms import SCHEMA as KEYNESS
from analysis.compare.terms import compare_terms
from analysis.compare.variants import LEAVE_OUT, list_variants
from analysis.corpus.exclusions import SCHEMA as EXCLUSIONS
from analysis.find.material import Material
from analysis.find.words import keep_words, lies_inside
from tests.compare.conftest import NO_TOKENS, find_hits, make_lexicon, row_of, words_of
from tests.conftest import mark_quoted

NO_PASSAGES = pl.DataFrame(schema=PASSAGES)
NO_STYLE = pl.DataFrame(schema=STYLES)
NO_SPANS = pl.DataFrame(schema=EXCLUSIONS)
WEATHER = make_lexicon("weather", wet="rain,drizzle", dry="sun")
Writer = Callable[[str, str, str], str]


def tell(write: Writer, events: int = 12, outlets: str = "a1 a2 b1 b2") -> pl.DataFrame:
    """One article of each outlet on each event; the group is the outlet's first letter, the text what `write` says."""
    rows = [
        (f"{outlet}-{event}", outlet, outlet[0], f"e{event}", write(outlet[0], outlet, f"e{event}"))
        for event in range(events)
        for outlet in outlets.split()
    ]
    return pl.DataFrame(rows, schema=["doc", "outlet", "group", "event", "text"], orient="row")


def spans_of(documents: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Where a pattern stands in each document."""
    rows = [
        (doc, found.start(), found.end(), "caption", found.group())
        for doc, text in documents.select("doc", "text").iter_rows()
        for found in re.finditer(pattern, text)
    ]
    return pl.DataFrame(rows, schema=EXCLUSIONS, orient="row")


def make_material(documents: pl.DataFrame) -> Material:
    """Material where [ ] mark an excluded passage and “ ” a quoted one."""
    excluded, quotes = spans_of(documents, r"\[.*?\]"), spans_of(documents, "“.*?”")
    words = mark_quoted(words_of(documents), quotes)
    voices = quotes.with_columns(voice=pl.lit("quoted"))
    return Material(documents, excluded, voices, words, keep_words(words, ~lies_inside(words, excluded)))


def ask(
    documents: pl.DataFrame,
    *terms: str,
    passages: pl.DataFrame = NO_PASSAGES,
    categories: tuple[str, ...] = (),
    voice: str = "author",
    only: tuple[str, ...] = (),
) -> pl.DataFrame:
    """Asks all variants, or only these, about the findings on these terms and categories in this voice, group a first."""
    material, contrasts = make_material(documents), choose_contrasts(documents, [])
    hits = find_hits(material.words, WEATHER)
    keyness = compare_terms(material.words, documents, contrasts).filter(
        pl.col("term").is_in(terms), voice=voice, group_a="a"
    )
    cues = compare_contrasts(hits, material.words, documents, [WEATHER], contrasts).filter(
        pl.col("category").is_in(categories), voice=voice, group_a="a"
    )
    variants = [one for one in list_variants(material, NO_TOKENS, passages) if not only or one.name in only]
    return check_sensitivity(list_headlines(keyness, cues, NO_STYLE), variants, hits, NO_TOKENS, [WEATHER], contrasts)


def exceptions_of(table: pl.DataFrame) -> list[str]:
    return table.filter(pl.col("holds").eq(False))["variant"].to_list()


def reasons_of(table: pl.DataFrame) -> dict[str, str]:
    """Of the variants where a finding cannot be asked, why not."""
    return dict(table.filter(pl.col("holds").is_null()).select("variant", "reason").iter_rows())


# --- where findings hold and where they do not ----------------------------------------------------------------------


def test_a_finding_that_holds_whatever_one_does() -> None:
    table = ask(tell(lambda group, *_: "rain" if group == "a" else "sun"), "rain", "sun")
    assert table.schema == SENSITIVITY
    assert set(table["asked"]) == {"test"}
    assert table["holds"].all()
    assert not table["holds"].null_count()
    assert set(table["reason"]) == {""}
    (rain, sun) = summarise_sensitivity(table).sort("term").iter_rows(named=True)
    # 9 ways to take terms, quoted words, 8 of the 12 events, 4 outlets
    assert (rain["held"], rain["of"], rain["unasked"], rain["exceptions"]) == (22, 22, 0, "")
    assert rain["text"] == "holds in 22 of 22 other ways to count (interval without 0 in 22 of 22)"
    assert (sun["held"], sun["of"]) == (22, 22)


@pytest.mark.parametrize(
    ("fails_in", "reason", "texts"),
    [
        ("case kept", "the direction is not the same there", ("harbour Harbour rain Rain rain", "Harbour harbour rain wind rain")),
        ("others' words counted with the author's", "the direction is not the same there",
         ("rain rain fell “wind wind”", "sun sun fell “rain rain”")),
        ("excluded passages counted", "the direction is not the same there",
         ("rain rain fell [sun sun]", "sun sun fell [rain rain]")),
    ],
)  # fmt: skip
def test_a_finding_that_fails_in_one_way(fails_in: str, reason: str, texts: tuple[str, str]) -> None:
    table = ask(tell(lambda group, *_: texts[group == "b"]), "rain")
    assert exceptions_of(table) == [fails_in]
    assert row_of(table, variant=fails_in)["reason"] == reason
    (found,) = summarise_sensitivity(table).iter_rows(named=True)
    of = found["of"]
    assert found["text"].startswith(f"holds in {of - 1} of {of} other ways to count")
    assert found["text"].endswith(f"; not: {fails_in}")


def test_a_finding_that_rests_on_passages_that_two_articles_share() -> None:
    documents = tell(
        lambda group, *_: "rain fell on the old bridge today" if group == "a" else "sun shone on the old bridge"
    )
    rows = [(f"e{n}", f"a1-{n}", 0, 9, f"a2-{n}", 0, 9, 2, "wording", "", "") for n in range(12)]
    passages = pl.DataFrame(rows, schema=PASSAGES, orient="row")
    table = ask(documents, "rain", passages=passages)
    assert exceptions_of(table) == ["shared passages left out"]
    assert row_of(table, variant="shared passages left out")["reason"] == "it occurs fewer than 3 times there"


def test_a_finding_that_rests_on_one_outlet() -> None:
    table = ask(tell(lambda _, outlet, __: "rain fell here" if outlet == "a1" else "sun shone here"), "rain")
    assert exceptions_of(table) == ["without a1"]
    row = row_of(table, variant="without a1")
    assert (row["reason"], row["effect"], row["q"]) == ("it occurs fewer than 3 times there", None, None)


def test_a_finding_that_is_too_weak_without_half_of_its_articles() -> None:
    # in 11 of 12 articles of a1, 3 of a2, 2 of b1 and none of b2
    last = {"a1": 11, "a2": 3, "b1": 2, "b2": 0}

    def write(_: str, outlet: str, event: str) -> str:
        return "rain" if int(event[1:]) < last[outlet] else "sun"

    table = ask(tell(write), "rain")
    assert exceptions_of(table) == ["without a1"]
    row = row_of(table, variant="without a1")
    assert row["reason"] == "q is not below 0.05 there"
    assert row["effect"] > 0
    assert row["q"] >= 0.05


def test_a_finding_that_rests_on_one_event_where_there_is_no_test() -> None:
    documents = tell(lambda group, _, event: "rain " * 40 if (group, event) == ("a", "e0") else "sun " * 40, 3, "a1 b1")
    table = ask(documents, "rain")
    assert set(table["asked"]) == {"interval"}
    assert exceptions_of(table) == ["without the event e0"]
    left_out = ["without a1", "without b1"]
    assert reasons_of(table) == dict.fromkeys(left_out, "one of the groups has no words there")


def test_an_interval_that_includes_no_difference_is_none_that_leaves_it_out() -> None:
    def write(group: str, outlet: str, event: str) -> str:
        hits = {"e0": 12, "e1": 3}[event] if group == "a" else {"e0": 0, "e1": 1}[event]
        return "rain " * hits + "sun " * (40 - hits)

    row = row_of(ask(tell(write, 2, "a1 b1"), "rain"), variant="without the event e0")
    assert (row["asked"], row["holds"], row["reason"]) == (
        "interval",
        False,
        "the interval includes no difference there",
    )
    assert row["low"] < 0 < row["effect"] < row["high"]


def test_a_direction_that_turns_without_one_event() -> None:
    def write(group: str, outlet: str, event: str) -> str:
        hits = {("a", "e0"): 3, ("a", "e1"): 1, ("b", "e1"): 2}.get((group, event), 0)
        return "rain " * hits + "sun " * (40 - hits)

    table = ask(tell(write, 2, "a1 b1"), "rain")
    assert set(table["asked"]) == {"direction"}
    assert exceptions_of(table) == ["without the event e0"]
    assert row_of(table, variant="without the event e0")["reason"] == "the direction is not the same there"


# --- what cannot be asked -------------------------------------------------------------------------------------------


def test_a_term_that_is_part_of_a_longer_one_there_is_not_tested_there() -> None:
    documents = tell(lambda group, *_: "rain fell" if group == "a" else "sun shone")
    row = ("terms", "rain", "author", "a", "b", 1.0, 0.5, 1.5, 0.01, 0.04)
    headlines = pl.DataFrame([row], schema=HEADLINES, orient="row")
    variants = list_variants(make_material(documents), NO_TOKENS, NO_PASSAGES)[:1]
    table = check_sensitivity(headlines, variants, pl.DataFrame(), NO_TOKENS, [], [Contrast("a", "b")])
    assert table.select("holds", "reason").rows() == [
        (None, "it is part of a longer phrase there, which is tested instead")
    ]


def test_too_few_articles_for_a_test_are_no_answer() -> None:
    table = ask(tell(lambda group, *_: "rain" if group == "a" else "sun", 6), "rain")
    left_out = [f"without {outlet}" for outlet in ("a1", "a2", "b1", "b2")]
    assert reasons_of(table) == dict.fromkeys(left_out, "too few articles for a test there")
    assert not exceptions_of(table)
    (found,) = summarise_sensitivity(table).iter_rows(named=True)
    assert (
        found["text"] == "holds in 16 of 16 other ways to count (interval without 0 in 20 of 20); cannot be asked in 4"
    )


def test_phrases_and_rare_terms_are_not_asked_where_they_are_not_counted() -> None:
    documents = tell(
        lambda group, _, event: "because heavy rain fell" if group == "a" and event < "e3" else "sun shone",
        4,
        "a1 b1 b2",
    )
    table = ask(documents, "heavy rain fell", "because")
    (phrase, word) = (reasons_of(table.filter(term=term)) for term in ("heavy rain fell", "because"))
    shorter = ["single words", "phrases of up to 2 words"]
    assert {name: phrase[name] for name in shorter} == dict.fromkeys(
        shorter, "phrases of its length are not counted there"
    )
    assert "phrases of up to 3 words" not in phrase
    assert word["function words left out"] == "it occurs fewer than 3 times there"


def test_quoted_words_are_not_asked_where_they_are_not_apart() -> None:
    table = ask(
        tell(lambda group, *_: "he said “rain rain” now" if group == "a" else "she said “wind” now"),
        "rain",
        voice="quoted",
    )
    name = "others' words counted with the author's"
    assert reasons_of(table)[name] == "quoted words are not counted apart there"


# --- how it is asked ------------------------------------------------------------------------------------------------


def test_what_is_asked_is_what_the_run_found() -> None:
    numbers = [(1.0, 0.5, 1.5, 0.01, 0.04), (1.0, 0.5, 1.5, 0.01, 0.06), (1.0, 0.5, 1.5, None, None), (-1.0, None, -0.5, None, None),
               (1.0, None, 1.5, None, None), (1.0, -0.5, 1.5, None, None)]  # fmt: skip
    rows = [("terms", "rain", "author", "a", "b", *row) for row in numbers]
    headlines = pl.DataFrame(rows, schema=HEADLINES, orient="row")
    documents = tell(lambda group, *_: "rain" if group == "a" else "sun")
    variants = list_variants(make_material(documents), NO_TOKENS, NO_PASSAGES)[:1]
    table = check_sensitivity(headlines, variants, pl.DataFrame(), NO_TOKENS, [], [Contrast("a", "b")])
    assert table["asked"].to_list() == ["test", "direction", "interval", "interval", "direction", "direction"]
    assert table["finding"].to_list() == [1, 2, 3, 4, 5, 6]
    assert table["holds"].to_list() == [True, True, True, False, True, True]


@pytest.mark.parametrize("name", ["without a1", "without b2", "without the event e3"])
def test_to_leave_articles_out_gives_what_the_others_give(name: str) -> None:
    def write(group: str, outlet: str, event: str) -> str:
        seen = (int(event[1:]) * 7 + ord(outlet[0]) + ord(outlet[1])) % 3
        return "rain " * seen + "sun " * (5 - seen + (group == "b"))

    documents = tell(write)
    others = documents.filter((pl.col("outlet") != name.split()[-1]) & (pl.col("event") != name.split()[-1]))
    table = ask(documents, "rain", "sun", categories=("wet",), only=(name,))
    contrasts = [Contrast("a", "b")]
    words = words_of(others)
    keyness = compare_terms(words, others, contrasts)
    cues = compare_contrasts(find_hits(words, WEATHER), words, others, [WEATHER], contrasts)
    expected = list_headlines(keyness, cues, NO_STYLE)
    both = table.join(expected, on=["topic", "term", "voice", "group_a", "group_b"], suffix="_expected")
    assert both.height == 3
    for column in ("effect", "low", "high", "q"):
        assert both[column].to_list() == both[f"{column}_expected"].to_list()


def test_categories_are_asked_where_cues_are_counted_in_another_way() -> None:
    texts = ("rain rain fell “wind wind”", "sun sun fell “rain rain”")
    table = ask(tell(lambda group, *_: texts[group == "b"]), categories=("wet", "dry"))
    assert set(table["topic"]) == {"weather"}
    assert set(table["kind"]) == {"scope", LEAVE_OUT}
    (wet, dry) = (table.filter(term=term) for term in ("wet", "dry"))
    assert exceptions_of(wet) == ["others' words counted with the author's"]
    assert exceptions_of(dry) == []
    assert wet.height == dry.height == 1 + 8 + 4
    assert_frame_equal(table, table.sort("finding", maintain_order=True))


def test_cues_are_looked_for_anew_in_other_words() -> None:
    texts = ("rain rain fell [sun sun]", "sun sun fell [rain rain]")
    table = ask(tell(lambda group, *_: texts[group == "b"]), categories=("wet",))
    assert exceptions_of(table) == ["excluded passages counted"]
    assert row_of(table, variant="excluded passages counted")["effect"] == 0


def test_three_groups_and_each_with_the_rest() -> None:
    texts = {"a": "rain rain fell", "b": "sun rain fell", "c": "sun sun fell"}
    table = ask(
        tell(lambda group, *_: texts[group], outlets="a1 a2 b1 b2 c1 c2"), "rain", only=("case kept", "without a1")
    )
    assert table.select("group_a", "group_b").unique(maintain_order=True).rows() == [
        ("a", "b"),
        ("a", "c"),
        ("a", REST),
    ]
    without = table.filter(variant="without a1")
    assert without["holds"].to_list() == [True, True, True]


def test_a_term_under_another_name_is_told() -> None:
    table = ask(
        tell(lambda group, *_: "Rain fell" if group == "a" else "Sun shone"),
        "rain fell",
        only=("case kept", "function words left out"),
    )
    assert row_of(table, variant="case kept")["named"] == "Rain fell"
    assert row_of(table, variant="case kept")["holds"]
    assert row_of(table, variant="function words left out")["named"] == "rain fell"


# --- headlines and summary ------------------------------------------------------------------------------------------


def test_headlines_are_rows_of_both_tables() -> None:
    numbers = {"low": 0.5, "high": 1.5, "p": 0.01, "q": 0.02, "voice": "all", "group_a": "a", "group_b": "b"}
    keyness = pl.DataFrame([{"term": "rain", "log_ratio": 1.0, **numbers}])
    cues = pl.DataFrame([{"measure": "weather", "category": "wet", "difference": 2.0, **numbers}])
    expected = [
        ("terms", "rain", "all", "a", "b", 1.0, 0.5, 1.5, 0.01, 0.02),
        ("weather", "wet", "all", "a", "b", 2.0, 0.5, 1.5, 0.01, 0.02),
    ]
    assert list_headlines(keyness, cues, NO_STYLE).rows() == expected
    assert list_headlines(keyness, cues, NO_STYLE).schema == HEADLINES


def test_without_findings_there_is_nothing_to_ask() -> None:
    none = list_headlines(pl.DataFrame(schema=KEYNESS), pl.DataFrame(schema=CONTRASTS), NO_STYLE)
    table = check_sensitivity(none, [], pl.DataFrame(), NO_TOKENS, [WEATHER], [Contrast("a", "b")])
    assert table.schema == SENSITIVITY
    assert summarise_sensitivity(table).schema == SUMMARY
    assert ask(tell(lambda *_: "rain")).height == 0


def test_a_summary_by_hand() -> None:
    head = dict.fromkeys(("kind", "named", "reason", "note"), "") | dict.fromkeys(("effect", "low", "high", "q"), 0.0)
    keys = {"topic": "terms", "term": "rain", "voice": "author", "group_a": "a", "group_b": "b", "asked": "test"}
    answers = [("case kept", True), ("without e1", False), ("single words", None), ("without a1", False)]
    rows = [{"finding": 1, "variant": name, "holds": holds, **keys, **head} for name, holds in answers]
    rows = [row | {"clear": row["holds"]} for row in rows]
    rows.append({"finding": 2, "variant": "case kept", "holds": None, "clear": True, **keys, **head})
    rows += [
        {"finding": 3, "variant": "case kept", "holds": True, "clear": False, **keys, **head, "asked": "direction"}
    ]
    rows += [
        {"finding": 4, "variant": "case kept", "holds": False, "clear": False, **keys, **head, "asked": "interval"}
    ]
    rows += [{"finding": 5, "variant": "case kept", "holds": True, "clear": None, **keys, **head, "asked": "direction"}]
    summary = summarise_sensitivity(pl.DataFrame(rows, schema=SENSITIVITY))
    assert summary.select("finding", "held", "of", "unasked", "exceptions").rows() == [
        (1, 1, 3, 1, "without e1; without a1"),
        (2, 0, 0, 1, ""),
        (3, 1, 1, 0, ""),
        (4, 0, 1, 0, "case kept"),
        (5, 1, 1, 0, ""),
    ]
    assert summary.select("clear", "bounded").rows() == [(1, 3), (1, 1), (0, 1), (0, 1), (0, 0)]
    assert summary["text"].to_list() == [
        "holds in 1 of 3 other ways to count (interval without 0 in 1 of 3); not: without e1; without a1; cannot be asked in 1",
        "holds in 0 of 0 other ways to count (interval without 0 in 1 of 1); cannot be asked in 1",
        "same direction in 1 of 1 other ways to count (interval without 0 in 0 of 1)",
        "holds in 0 of 1 other ways to count; not: case kept",
        "same direction in 1 of 1 other ways to count",
    ]


# --- style ----------------------------------------------------------------------------------------------------------


def test_style_is_measured_again_and_falls_with_the_outlet_it_comes_from() -> None:
    long, short = "thoroughfare " * 6, "path " * 12  # the outlet a1 alone has long words

    def write(group: str, outlet: str, event: str) -> str:
        return (long if outlet == "a1" else "") + short + "ab" * (int(event[1:]) % 3)

    documents = tell(write)
    material = make_material(documents)
    values = measure_styles(material.words, NO_TOKENS, documents)
    style = (
        compare_styles(values, documents, [Contrast("a", "b")])
        .filter(measure="word_length", voice="all")
        .with_columns(q=pl.lit(0.001))
    )
    assert style["p"].item() < 0.05
    variants = list_variants(material, NO_TOKENS, NO_PASSAGES)
    headlines = list_headlines(pl.DataFrame(schema=KEYNESS), pl.DataFrame(schema=CONTRASTS), style)
    table = check_sensitivity(
        headlines, [one for one in variants if one.has_cues], pl.DataFrame(), NO_TOKENS, [], [Contrast("a", "b")]
    )
    held = dict(table.select("variant", "holds").iter_rows())
    assert table["topic"].unique().to_list() == ["style"]
    assert table.filter(variant="without a1")["effect"].item() == pytest.approx(0)
    assert held["without a1"] is not True
    assert held["without b2"] is True
