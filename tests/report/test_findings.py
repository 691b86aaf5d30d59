"""What the summary says: each sentence from rows made by hand."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analysis.compare.estimates import REST
from analysis.report.findings import (
    FIRST,
    NEEDED,
    Finding,
    read_tables,
    show_findings,
    state_findings,
    tabulate_findings,
)  # fmt: skip
from analysis.report.statements.finding import Nothing, fold_nothing
from tests.conftest import error_of

TERM = {
    "term": "harbour", "group": "x", "log_ratio": 2.0, "low": 1.0, "high": 3.0, "p": None, "q": None, "docs_a": 2, "docs_b": 1,
    "hits_a": 8, "hits_b": 1, "words_a": 2000, "words_b": 1000, "group_a": "x", "group_b": "y", "voice": "author",
    "length": 1, "content": True, "interval": "words", "events": 1,
}  # fmt: skip
CUE = {
    "measure": "stance", "category": "self_mention", "voice": "author", "difference": -3.0, "low": -4.0, "high": -1.0,
    "p": None, "q": None, "group_a": "x", "group_b": "y", "rate_a": 1.0, "rate_b": 4.0, "docs_a": 2, "docs_b": 1,
    "hits_a": 2, "hits_b": 4, "events": 1, "interval": "words",
}  # fmt: skip
DOCUMENTS = [
    {
        "doc": "001",
        "outlet": "X1",
        "group": "x",
        "event": "e",
        "words": 1000,
        "excluded_words": 7,
        "quoted_words": 100,
        "attributed_words": 30,
    },
    {
        "doc": "002",
        "outlet": "X2",
        "group": "x",
        "event": None,
        "words": 1000,
        "excluded_words": 0,
        "quoted_words": 0,
        "attributed_words": 0,
    },
    {
        "doc": "003",
        "outlet": "Y1",
        "group": "y",
        "event": "e",
        "words": 1000,
        "excluded_words": 1,
        "quoted_words": 5,
        "attributed_words": 0,
    },
]


def tables(**given: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """The tables of a run with these rows, columns not given null; what is not given is empty."""
    made = {}
    for name, schema in NEEDED.items():
        rows = [{column: row.get(column) for column in schema} for row in given.get(name, [])]
        made[name] = pl.DataFrame(rows, schema=schema)
    return made


def state(topic: str, alpha: float = 0.05, **given: list[dict[str, Any]]) -> list[Finding]:
    """The findings whose topic begins so."""
    return [one for one in state_findings(tables(**given), alpha) if one.topic.startswith(topic)]


# --- the texts ----------------------------------------------------------------------------------------------------


def test_the_texts_are_counted_by_group() -> None:
    assert state("The texts", documents=DOCUMENTS) == [
        Finding(
            "The texts",
            "3 articles on 1 event. x: 2 articles of 2 outlets, 2,000 words, 100 of them quoted, 30 attributed; "
            "y: 1 article of 1 outlet, 1,000 words, 5 of them quoted, 0 attributed.",
            "Words of passages that are not running text, which are not counted: 7 in x, 1 in y.",
            "01-corpus.html",
        )
    ]


# --- terms --------------------------------------------------------------------------------------------------------


def test_a_term_is_stated_with_the_counts_of_both_sides() -> None:
    # 8 of 2,000 and 1 of 1,000: 4 times the rate, 2 ** 2; the interval 2 ** 1 to 2 ** 3
    one = state("Words of", keyness=[TERM])[-1]
    assert one.text == (
        "“harbour” stands 8 times in 2,000 words in the author's voice in x (2 articles) and once in 1,000 in y (1 article)."
    )
    assert one.limit == (
        "4.0 times the rate, 95 % interval 2.0 to 8.0 (counting alone). Of these texts only: too few articles for a test."
    )
    assert one.link == "evidence/terms.html#harbour.x.author"


def test_a_term_of_the_other_side_is_stated_from_there() -> None:
    # the same, seen from y: hits_b 4 of 1,000, none in x; low is open, so there is no upper bound
    row = TERM | {
        "group": "y",
        "log_ratio": -3.0,
        "low": None,
        "high": -1.0,
        "hits_a": 0,
        "docs_a": 0,
        "hits_b": 2,
        "voice": "all",
    }
    one = state("Words of", keyness=[row])[-1]
    assert one.text == "“harbour” stands twice in 1,000 words in y (1 article) and never in 2,000 in x (0 articles)."
    assert one.limit.startswith("At least 2.0 times the rate, with 95 % confidence (counting alone). ")
    assert one.link == "evidence/terms.html#harbour.y.all"


def test_a_term_is_named_where_it_holds_at_the_rate_that_is_allowed() -> None:
    row = TERM | {"p": 0.01, "q": 0.04, "interval": "documents"}
    held = state("Words of", keyness=[row])[-1].limit
    assert "(95 % interval 2.0 to 8.0) in the mean of articles within events." in held
    assert held.endswith("Within events it holds at a false discovery rate of 0.05 (q = 0.04).")
    (none,) = state("Words of", alpha=0.01, keyness=[row])
    assert none.text.startswith("No term stands out: 0 of 1 ")


def test_only_terms_of_content_in_the_outlets_own_voice_are_headlines() -> None:
    rows = [TERM | {"content": False}, TERM | {"voice": "quoted"}]
    assert [one for one in state("Words of", keyness=rows) if "stands" in one.text] == []


def test_a_part_of_a_longer_term_with_the_same_counts_is_not_said_twice() -> None:
    longer = TERM | {"term": "the harbour wall", "length": 3}
    part = TERM | {"term": "harbour wall", "part_of": "the harbour wall"}
    said = [one.text.split("”")[0] for one in state("Words of", keyness=[part, longer, TERM])[1:]]
    assert said == ["“the harbour wall", "“harbour"]


def test_the_surest_terms_of_a_side_come_first_and_what_is_open_is_not_named_beside_them() -> None:
    rows = [TERM | {"term": f"t{place}", "low": low} for place, low in enumerate([0.1, None, 0.3, 0.2])]
    said = [one.text[1:3] for one in state("Words of", keyness=rows)[1:]]
    assert said == ["t2", "t3", "t0"]


# --- cues and frames ----------------------------------------------------------------------------------------------


def test_a_cue_is_stated_with_rates_hits_and_the_difference() -> None:
    one = state("Cues and frames", contrasts=[CUE])[-1]
    for part in ("(stance)", "1.0", "in x (2 hits among 2 articles)", "and 4.0", "in y (4 hits among 1 article)"):
        assert part in one.text
    assert one.limit == (
        "Difference -3.0, 95 % interval -4.0 to -1.0. Of these texts only: too few articles for a test."
    )
    assert one.link == "evidence/stance.html#self_mention.y.author"


def test_a_cue_whose_interval_includes_no_difference_is_no_finding() -> None:
    (said,) = state("Cues and frames", contrasts=[CUE | {"high": 0.0}])
    assert said.text.startswith("0 of 1 comparisons of cues and frames have an interval without 0;")


def test_a_name_is_spelt_in_other_ways_to_count_too() -> None:
    given = {"sensitivity_terms": [WAY], "spellings": [{"term": "harbour", "spelling": "Harbour"}]}
    (one,) = state("Other ways", **given)
    assert one.text.startswith("“Harbour”, x and y: holds in 1 of 1")


def test_of_one_measure_of_style_in_two_voices_each_is_told_with_its_voice() -> None:
    rows = [WAY | {"finding": at, "topic": "style", "voice": voice} for at, voice in enumerate(("all", "author"))]
    told = [one.text.split(", x and y")[0] for one in state("Other ways", sensitivity_cues=rows)]
    assert told == ["Harbour (style), in all words", "Harbour (style), in the author's voice"]


def test_of_outlets_as_the_unit_only_headlines_that_hold_are_asked() -> None:
    other = {
        "category": "harbour",
        "group_a": "x",
        "group_b": "y",
        "voice": "author",
        "outlets_a": 3,
        "outlets_b": 3,
        "by_outlet": 1.0,
    }
    by_outlet = other | {"by_outlet_low": 0.5, "by_outlet_high": 1.5, "weakest_outlet": ""}
    given = {"pooled_terms": [by_outlet], "pooled": [by_outlet | {"measure": "stance", "category": "self_mention"}]}
    held = state("Other ways", keyness=[TERM], contrasts=[CUE], **given)
    assert ["1 of 1 headline term " in one.text or "1 of 1 headline cue " in one.text for one in held] == [True, True]
    assert state("Other ways", keyness=[TERM | {"low": -1.0}], contrasts=[CUE | {"high": 1.0}], **given) == []


def test_cues_that_nobody_uses_or_that_are_quoted_are_not_stated() -> None:
    rows = [CUE | {"hits_a": 0, "hits_b": 0}, CUE | {"voice": "quoted"}]
    assert state("Cues and frames", contrasts=rows) == []


# --- overlap ------------------------------------------------------------------------------------------------------


def test_the_most_and_least_alike_of_different_groups_are_named() -> None:
    rows = [
        {"doc_a": "001", "doc_b": "003", "cosine": 0.5},
        {"doc_a": "002", "doc_b": "003", "cosine": 0.25},
        {"doc_a": "001", "doc_b": "002", "cosine": 0.9},  # of one group
    ]
    (one,) = state("Overlap", documents=DOCUMENTS, similarity=rows)
    assert one.text.startswith("Of 2 pairs of articles of different groups on one event, these share most")
    assert "(cosine 0.50): X1 (001) and Y1 (003); these least (0.25): X2 (002) and Y1 (003)." in one.text


def test_the_longest_shared_passage_is_named_and_linked() -> None:
    row = {"doc_a": "001", "doc_b": "003", "start_a": 1, "words": 5, "text_a": "five words of no weight"}
    rows = [row, row | {"words": 6, "text_a": "six words of no great weight"}]
    (one,) = state("Overlap", documents=DOCUMENTS, passages=rows)
    assert "has 6 words: “six words of no great weight”. It stands in X1 (001) and Y1 (003)." in one.text
    assert one.limit == "2 shared passages in all."
    assert one.link == "evidence/passages.html#001+and+003"


def test_actors_that_different_groups_name_are_counted_with_their_spellings() -> None:
    row = {"actor": "Ann Lee", "type": "person", "groups": 2, "mentions": 3, "spellings": "Ann Lee | Lee"}
    rows = [row, row | {"actor": "Osh", "type": "place", "spellings": "Osh"}, row | {"groups": 1}]
    (one,) = state("Overlap", shared_actors=rows)
    assert one.text == "Named by different groups in reports of one event: 2 actors, among them Ann Lee."
    assert one.limit == "Counted as one: Ann Lee, Lee."


# --- all together -------------------------------------------------------------------------------------------------

CONTROL = {
    "control": "shuffled", "measure": "terms", "group_a": "x", "group_b": "y", "runs": 5, "real": 3, "placebo": 1.0,
    "placebo_low": 0.0, "placebo_high": 2.0, "any": 0.5, "counted": "findings", "note": "",
}  # fmt: skip
WAY = {
    "finding": 1,
    "topic": "terms",
    "term": "harbour",
    "group_a": "x",
    "group_b": "y",
    "asked": "interval",
    "variant": "case kept",
    "holds": True,
}


def test_findings_come_first_and_then_chance_and_other_ways_to_count() -> None:
    given = {
        "documents": DOCUMENTS, "keyness": [TERM], "contrasts": [CUE], "controls_terms": [CONTROL],
        "controls_cues": [CONTROL | {"measure": "cues"}], "sensitivity_terms": [WAY], "sensitivity_cues": [WAY | {"topic": "stance"}],
    }  # fmt: skip
    topics = [one.topic for one in state_findings(tables(**given))]
    assert topics == [
        "The texts", *["Words of x and y"] * 2, *["Cues and frames: x and y"] * 2, *["What chance alone gives"] * 2,
        *["Other ways to count"] * 2,
    ]  # fmt: skip


def test_where_chance_gives_as_many_that_comes_before_the_terms_and_cues() -> None:
    chance = CONTROL | {"placebo": 3.5}
    given = {
        "keyness": [TERM], "contrasts": [CUE], "controls_terms": [chance], "controls_cues": [chance | {"measure": "cues"}],
    }  # fmt: skip
    for topic in ("Words of", "Cues and frames"):
        first, *others = (one.text.startswith("Chance gives as many: 3 findings ") for one in state(topic, **given))
        assert first
        assert others
        assert not any(others)


def test_the_sentences_of_a_topic_stand_together() -> None:
    pairs = [("x", "y"), ("x", "z")]
    shares = {"voice": "author", "total": 0.5, "share": 0.5, "wording": 0.2, "note": "one way alone"}
    given = {
        "keyness": [TERM | {"group_a": a, "group_b": b} for a, b in pairs],
        "distance": [shares | {"group_a": a, "group_b": b} for a, b in pairs],
    }
    topics = [one.topic for one in state("Words of", **given)]
    assert topics == ["Words of x and y"] * 3 + ["Words of x and z"] * 3


def test_contrasts_that_show_nothing_are_told_in_one_sentence() -> None:
    pairs = [("x", "y"), ("x", "z"), ("y", "z")]
    tested = TERM | {"p": 0.5, "q": 0.9, "interval": "documents"}
    rows = [tested | {"group_a": a, "group_b": b} for a, b in pairs]
    (one,) = state("Words", keyness=rows)
    assert (one.topic, one.text) == ("Words", "No term stands out in 3 contrasts: x and y; x and z; y and z.")
    assert one.limit.startswith(
        "At a false discovery rate of 0.05; q is corrected over 3 terms, contrasts and voices; "
    )
    assert one.limit.endswith(". The numbers of each contrast stand on the page.")
    held = state("Words", keyness=[rows[0] | {"p": 0.001, "q": 0.01, "group": "x"}, *rows[1:]])
    assert [one.topic for one in held] == ["Words of x and y", "Words of x and y", "Words"]
    assert [one.text.split(":")[0] for one in held[2:]] == ["No term stands out in 2 contrasts"]


def test_a_fold_keeps_only_the_limits_of_all() -> None:
    limits = ["In all. Of few articles.", "In all. Of many articles."]
    some = [
        Nothing(Finding(f"Waves of {at}", "", limit, "page"), "Waves", "None", str(at))
        for at, limit in enumerate(limits)
    ]
    other = Finding("Fog", "It is told.", "", "page")
    folded = Finding(
        "Waves", "None in 2 contrasts: 0; 1.", "In all. The numbers of each contrast stand on the page.", "page"
    )
    assert fold_nothing([some[0], other, some[1]]) == [folded, other]
    assert fold_nothing([some[0], other]) == [some[0].finding, other]


CARRIED = {"event": "e", "statement": 1, "kind": "unique", "reports": 2, "carriers": 2, "groups": "x"}
PAIR = {
    "event": "e", "kind": "date", "about": "leave: ferry", "confidence": 0.9, "confidence_words": "likely", "class": "name",
    "doc_a": "001", "text_a": "Monday", "docs_a": 1, "doc_b": "003", "text_b": "Tuesday", "docs_b": 1,
}  # fmt: skip
STYLE = {
    "measure": "adverbs", "label": "adverbs", "unit": "per 100 words", "voice": "author", "group_a": "x", "group_b": "y", "mean_a": 4.0,
    "mean_b": 5.0, "difference": -1.0, "low": -2.0, "high": -0.5, "g": -1.0, "p": 0.001, "q": 0.002, "docs_a": 12, "docs_b": 11,
}  # fmt: skip


def test_what_to_read_first_is_made_of_what_there_is() -> None:
    conflict = PAIR | {"class": "conflict", "confidence": 0.4, "confidence_words": "possible"}
    styles = [STYLE | {"label": "nouns", "q": 0.04}, STYLE, STYLE | {"label": "verbs", "q": 0.3}]
    given = {"documents": DOCUMENTS, "carriers": [CARRIED], "discrepancies": [PAIR, conflict], "style": styles}
    found = state_findings(tables(**given))
    first = [one for one in found if one.topic == FIRST]
    assert [one.text[:26] for one in first] == ["Possible conflict in a dat", "Adverbs, per 100 words, in"]
    assert found[: len(first)] == first and {one.text for one in first} <= {one.text for one in found[len(first) :]}
    caution = CONTROL | {"measure": "style", "placebo": 3.0}
    assert [one.text[:8] for one in state(FIRST, **given, controls_cues=[caution])] == ["Possible"]
    assert state(FIRST, **given | {"discrepancies": [PAIR], "style": styles[2:]}) == []


def test_what_reports_state_comes_before_words_and_words_before_voices() -> None:
    given = {"documents": DOCUMENTS, "carriers": [CARRIED], "keyness": [TERM], "speech_contrasts": [DIFFERENCE]}
    topics = dict.fromkeys(one.topic for one in state_findings(tables(**given)))
    assert list(topics) == ["The texts", "What reports state", "Words of x and y", "Voices: x and y"]


def test_each_contrast_of_three_groups_has_its_own_topic() -> None:
    pairs = [("x", "y"), ("x", "z"), ("x", REST)]
    topics = [one.topic for one in state("Words of", keyness=[TERM | {"group_a": a, "group_b": b} for a, b in pairs])]
    assert list(dict.fromkeys(topics)) == ["Words of x and y", "Words of x and z", "Words of x and all others"]


# --- voices and actors --------------------------------------------------------------------------------------------

SPEECH = {"measure": "speech", "group": "x", "outlet": "", "voice": "all", "size": 1000, "docs": 2, "rate": 5.0}
DIFFERENCE = CUE | {"measure": "reporting", "category": "neutral", "voice": "all", "unit": "per 1,000 words"}
DESIGNATION = {
    "actor": "7",
    "outlet": "X1",
    "voice": "author",
    "hits": 5,
    "evaluative": False,
    "form": "role",
    "polarity": "",
}
CLAUSES = {
    "actor": "7",
    "voice": "author",
    "docs": 1,
    "clauses": 20,
    "as_agent": 10,
    "power": 0,
    "agent_interval": "parts",
}
TELLING = {
    "event": "e", "act": "close", "patient": "7", "tie": "noun", "differs": True, "outlet": "X1", "doc": "001", "start": 1,
}  # fmt: skip
VOICES_AND_ACTORS: dict[str, list[dict[str, Any]]] = {
    "speech": [SPEECH | {"category": name, "hits": 5} for name in ("words quoted", "words attributed", "attributions")],
    "verbs": [
        {"actor": "7", "resolved": True, "group": group, "cue_lemma": "claim", "cue_class": "distancing", "hits": hits, "size": 3,
         "low": 0.1, "high": 0.9}
        for group, hits in (("x", 3), ("y", 0))
    ],
    "silent": [{"actor": "7", "group": "x", "mentions": 5, "docs": 2, "attributions_elsewhere": 0, "high": 0.5}],
    "fates": [{"event": "e", "doc_a": "001", "doc_b": "003", "fate": "moved"}],
    "speech_contrasts": [DIFFERENCE],
    "sizes": [{"voice": "author", "group_a": "x", "group_b": "y", "note": ""}],
    "namings": [DESIGNATION | {"group": group, "designation": name, "written": name} for group, name in (("x", "boat"), ("y", "ship"))],
    "loads": [
        {"actor": "7", "voice": "author", "group_a": "x", "group_b": "y", "hits_a": 1, "size_a": 5, "hits_b": 0, "size_b": 5,
         "difference": 0.2, "low": -0.1, "high": 0.4, "events": 1, "interval": "parts"}
    ],
    "agency_contrasts": [DIFFERENCE | {"measure": "acts without agent", "category": "all", "voice": "author"}],
    "powers": [
        CLAUSES | {"group": group, "agent_low": low, "agent_high": low + 0.2} for group, low in (("x", 0.1), ("y", 0.6))
    ],
    "deletion": [
        TELLING | {"group": group, "agent": agent, "sentence": "It closed."} for group, agent in (("x", "none"), ("y", "Ann Lee"))
    ],
    "evaluation_contrasts": [
        {"polarity": "positive", "actor": "7", "voice": "author", "group_a": "x", "group_b": "y", "hits_a": 4, "size_a": 5, "share_a": 0.8,
         "docs_a": 2, "hits_b": 0, "size_b": 5, "share_b": 0.0, "docs_b": 1, "difference": 0.8, "low": 0.1, "high": 1.0, "events": 1}
    ],
    "obligations": [{"doc": "001", "kind": "obligation", "addressee": "7", "actor": None}],
    "we": [{"doc": "001", "word": "we", "includes": "", "kind": "unspecified"}],
}  # fmt: skip


def test_voices_come_before_actors_and_the_sentences_of_a_topic_together() -> None:
    given = {"documents": DOCUMENTS, "contrasts": [CUE], "similarity": [], **VOICES_AND_ACTORS}
    topics = [one.topic for one in state_findings(tables(**given))]
    assert list(dict.fromkeys(topics)) == [
        "The texts", "Cues and frames: x and y", "Voices", "Voices: x and y", "Actors: x and y", "Actors",
    ]  # fmt: skip
    assert [topics.count(name) for name in dict.fromkeys(topics)] == [1, 2, 4, 2, 4, 3]


@pytest.mark.parametrize("name", VOICES_AND_ACTORS)
def test_every_table_of_voices_and_actors_says_something(name: str) -> None:
    given = {"documents": DOCUMENTS, **VOICES_AND_ACTORS}
    without = {other: rows for other, rows in given.items() if other != name}
    assert state_findings(tables(**given)) != state_findings(tables(**without))


def test_tables_of_voices_and_actors_are_read_as_they_were_written(tmp_path: Path) -> None:
    made = tables(documents=DOCUMENTS, **VOICES_AND_ACTORS)
    read = read_tables(write(tmp_path, made))
    assert {name: table.schema for name, table in read.items()} == {name: table.schema for name, table in made.items()}
    assert state_findings(read) == state_findings(made)


# --- in and out ---------------------------------------------------------------------------------------------------


def write(folder: Path, made: dict[str, pl.DataFrame]) -> str:
    (folder / "tables").mkdir()
    for name, table in made.items():
        table.write_csv(folder / "tables" / f"{name}.csv")
    return str(folder)


def test_tables_are_read_as_they_were_written(tmp_path: Path) -> None:
    made = tables(documents=DOCUMENTS, keyness=[TERM | {"term": "2022", "group": "1", "group_a": "1"}], contrasts=[CUE])
    read = read_tables(write(tmp_path, made))
    assert {name: table.schema for name, table in read.items()} == {name: table.schema for name, table in made.items()}
    assert read["documents"]["doc"].to_list() == ["001", "002", "003"]  # a name of figures stays a name
    assert state_findings(read) == state_findings(made)


def test_tables_without_a_row_give_no_finding_but_that_of_the_texts(tmp_path: Path) -> None:
    read = read_tables(write(tmp_path, tables(documents=DOCUMENTS)))
    assert [one.topic for one in state_findings(read)] == ["The texts"]


def test_missing_tables_are_all_named(tmp_path: Path) -> None:
    made = tables()
    out = write(tmp_path, {name: made[name] for name in made if name not in ("keyness", "passages")})
    assert error_of(read_tables, out) == (
        f"{tmp_path}/tables: missing keyness.csv, passages.csv; allowed: the tables of a run; "
        "run notebooks 01 to 08 with the same `out` first"
    )


def test_findings_are_a_table_of_text() -> None:
    one = Finding("t", "a", "b", "c")
    assert tabulate_findings([one]).rows() == [tuple(one)]
    assert tabulate_findings([]).schema == dict.fromkeys(["topic", "text", "limit", "link"], pl.String)


@pytest.mark.parametrize("mark", ["<b>", '"', "'", "&"])
def test_findings_are_shown_escaped_by_topic(mark: str) -> None:
    html = show_findings(
        [Finding(mark, mark, mark, mark), Finding("t", "a", "b", "c"), Finding(mark, "d", "", "")]
    ).html
    assert "<b>" not in html
    assert html.count("<h3>") == 2
    assert html.index("d <a") < html.index("<h3>t</h3>")
    assert f"href='{escape(mark)}'" in html
