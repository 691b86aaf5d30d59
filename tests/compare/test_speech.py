from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy import stats

from analysis.compare.estimates import Contrast
from analysis.compare.means import compare_means
from analysis.compare.rates import CONTRASTS, RATES, contrast_counts, rate_counts
from analysis.compare.speech import (
    UNITS,
    contrast_speech,
    count_speech,
    measure_quotations,
    place_speech,
    rate_speech,
)
from analysis.find.words import Words, keep_words, lies_inside
from tests.compare.conftest import make_documents, row_of
from tests.compare.speeches import say, sourced_of, spoken_words, tell

pytestmark = pytest.mark.filterwarnings("error")
ARTICLES = tell(
    "The bridge is open, the mayor said. “It is long,” she said, “and wide.” A “bargain” it was not.",
    "“It is long,” a guard claimed. The council said that “every boat” would come in May.",
    "No one spoke of the weather.",
)
SOURCED = sourced_of(
    say(ARTICLES, "d00", "The bridge is open", "indirect"),
    say(ARTICLES, "d00", "It is long", attribution=1, cue_class="neutral"),
    say(ARTICLES, "d00", "and wide", attribution=1, cue_lemma="", cue_class="", source="", actor=None, source_type=""),
    say(ARTICLES, "d00", "bargain", "scare", attribution=None, cue_lemma="", cue_class="", actor=None, source_type=""),
    say(ARTICLES, "d01", "It is long", cue_lemma="claim", cue_class="distancing", actor=None, source_type="security"),
    say(ARTICLES, "d01", "that “every boat” would come in May", "mixed", actor="Council"),
)


def hits_of(sourced: pl.DataFrame, documents: pl.DataFrame, words: Words | None = None) -> dict[str, list[int]]:
    """The counts of each measure by document, of those that have any."""
    found = {}
    for counts in count_speech(sourced, words or spoken_words(documents)):
        for place, name in enumerate(counts.names):
            row = np.zeros(len(counts.doc_names), int)
            part = slice(counts.bounds[place], counts.bounds[place + 1])
            row[counts.docs[part]] = counts.counts[part]
            if row.any():
                found[name] = row.tolist()
    return found


def test_the_ledger_by_hand() -> None:
    # d00: "It is long" and "and wide" in marks, "The bridge is open" told; d01: "It is long", "every boat" in marks
    assert hits_of(SOURCED, ARTICLES) == {
        "speech/words quoted": [5, 5, 0], "speech/words attributed": [4, 5, 0], "speech/quotations": [1, 2, 0],
        "speech/attributions": [2, 2, 0], "scare/passages": [1, 0, 0], "sources/official": [9, 7, 0],
        "sources/security": [0, 3, 0], "quotations/official": [1, 1, 0], "quotations/security": [0, 1, 0],
        "reporting/neutral": [2, 1, 0], "reporting/distancing": [0, 1, 0], "cues/neutral": [2, 1, 0],
        "cues/distancing": [0, 1, 0],
    }  # fmt: skip
    by_words, by_cues = count_speech(SOURCED, spoken_words(ARTICLES))
    assert (by_words.sizes.tolist(), by_cues.sizes.tolist()) == ([19, 16, 6], [2, 2, 0])
    assert {name.split("/")[0] for name in by_words.names + by_cues.names} == set(UNITS)


def test_titles_and_scare_quotes_are_no_speech() -> None:
    documents = tell("She read “The Long Bridge” and a “bargain”.")
    none = {"attribution": None, "cue_class": "", "source_type": ""}
    sourced = sourced_of(
        say(documents, "d00", "The Long Bridge", "title", **none), say(documents, "d00", "bargain", "scare", **none)
    )
    assert hits_of(sourced, documents) == {"scare/passages": [1]}


def test_a_word_in_two_pieces_belongs_to_the_outer_one() -> None:
    documents = tell("The clerk said the mayor said the bridge is open.")
    inner = {"source": "the mayor", "actor": None, "source_type": "politician"}
    sourced = sourced_of(
        say(documents, "d00", "the bridge is open", "indirect", **inner),
        say(documents, "d00", "the mayor said the bridge is open", "indirect"),
    )
    found = hits_of(sourced, documents)
    assert found["speech/words attributed"] == [7]
    assert (found["sources/official"], "sources/politician" in found) == ([7], False)
    assert found["speech/attributions"] == [1]


def test_what_a_source_thinks_of_another_is_the_sources() -> None:
    documents = tell("“The keeper believes the lamp is lit,” she said.")
    sourced = sourced_of(
        say(documents, "d00", "The keeper believes the lamp is lit,"),
        say(documents, "d00", "the lamp is lit", "indirect", source="The keeper", actor=None, source_type="witness"),
    )
    found = hits_of(sourced, documents)
    assert (found["speech/words quoted"], found["sources/official"]) == ([7], [7])
    assert "sources/witness" not in found


def test_what_is_left_out_never_counts() -> None:
    words = spoken_words(ARTICLES)
    left_out = pl.DataFrame({"doc": ["d00", "d01"], "start": [0, 4], "end": [36, 500]})  # d00: its first sentence
    kept = keep_words(words, ~lies_inside(words, left_out))
    found = hits_of(SOURCED, ARTICLES, kept)
    assert found["speech/attributions"] == [1, 1, 0]
    assert (found["speech/words quoted"], "speech/words attributed" in found) == ([5, 1, 0], False)
    assert found["scare/passages"] == [1, 0, 0]


def test_pieces_without_a_number_are_attributions_of_their_own() -> None:
    documents = tell("“It is long.” “It is wide.”", "“It is red.”")
    rows = [("d00", "It is long"), ("d00", "It is wide"), ("d01", "It is red")]
    sourced = sourced_of(*(say(documents, *row, attribution=None) for row in rows))
    assert hits_of(sourced, documents)["speech/attributions"] == [2, 1]


def test_the_order_of_rows_changes_nothing() -> None:
    assert hits_of(SOURCED[::-1], ARTICLES) == hits_of(SOURCED, ARTICLES)
    words = spoken_words(ARTICLES)
    assert_frame_equal(place_speech(SOURCED[::-1], words).attributions, place_speech(SOURCED, words).attributions)


def is_counted() -> pl.Expr:
    """Whether a row of the ledger counts what the gate's interval of counting may be asked of: no words, no shares."""
    words = (pl.col("measure") == "sources") | pl.col("category").is_in(["words quoted", "words attributed"])
    return ~words & (pl.col("measure") != "cues")


def test_rates_say_what_they_are_per() -> None:
    ledger = count_speech(SOURCED, spoken_words(ARTICLES))
    table = rate_speech(ledger, ARTICLES)
    assert table.schema == RATES
    gate = rate_counts(ledger, ARTICLES).drop("unit")
    assert_frame_equal(table.filter(is_counted()).drop("unit"), gate.filter(is_counted()))
    assert table.filter(pl.col("measure") != "cues")["unit"].unique().to_list() == ["per 1,000 words"]
    share = row_of(table, measure="cues", category="distancing", group="b", outlet="")
    assert (share["rate"], share["unit"]) == (500, "per 1,000 attributions with a cue")
    expected = stats.binomtest(1, 2).proportion_ci(0.95, "wilson")
    assert (share["low"], share["high"]) == pytest.approx((1000 * expected.low, 1000 * expected.high))
    assert share["interval"] == "attributions"
    silent = row_of(table, measure="cues", category="distancing", group="c", outlet="")
    assert (silent["rate"], silent["low"], silent["high"]) == (None, None, None)


def test_words_of_few_articles_have_a_rate_and_no_interval() -> None:
    # one long quotation is one thing said, not so many words by chance
    ledger = count_speech(SOURCED, spoken_words(ARTICLES))
    row = row_of(rate_speech(ledger, ARTICLES), measure="speech", category="words quoted", group="a", outlet="")
    assert (row["hits"], row["size"], row["rate"]) == (5, 19, pytest.approx(5 / 19 * 1000))
    assert (row["low"], row["high"], row["interval"]) == (None, None, "")
    table = contrast_speech(ledger, ARTICLES, [Contrast("a", "b")])
    for row in (row_of(table, category="words quoted"), row_of(table, measure="sources", category="official")):
        assert (row["low"], row["high"], row["interval"], row["difference"] is None) == (None, None, "", False)
        assert row["method"] == (
            "no interval, as the words of a quotation come together; description only: 1 and 1 documents in 1 event that "
            "both groups cover; a test needs 10 a side"
        )
    row = row_of(table, category="attributions")
    assert (row["low"] is None, row["interval"], row["method"][:28]) == (False, "words", "interval from counting alone")


def test_contrasts_pass_the_gate() -> None:
    texts = [f"“So it is {'so ' * (place % 5)}today,” he said. Fog." for place in range(24)]
    documents = make_documents(*(("ab"[place % 2], "e", text) for place, text in enumerate(texts)))
    rows = [say(documents, row["doc"], row["text"].split("”")[0][1:-1]) for row in documents.iter_rows(named=True)]
    ledger = count_speech(sourced_of(*rows), spoken_words(documents))
    table = contrast_speech(ledger, documents, [Contrast("a", "b")])
    assert table.columns == [*CONTRASTS, "unit"]
    same = contrast_counts(ledger, documents, [Contrast("a", "b")])
    assert_frame_equal(table.drop("unit").filter(is_counted()), same.filter(is_counted()))
    quoted = row_of(table, measure="speech", category="words quoted")
    assert quoted == {**row_of(same, measure="speech", category="words quoted"), "unit": "per 1,000 words"}
    assert (quoted["interval"], quoted["p"] is not None) == ("documents", True)
    shares = table.filter(measure="cues")
    assert shares["unit"].unique().to_list() == ["per 1,000 attributions with a cue"]
    assert shares.select((pl.col("low") >= -1000) & (pl.col("high") <= 1000))["low"].all()


def test_where_quotations_stand_and_how_long_they_are() -> None:
    table = measure_quotations(SOURCED, spoken_words(ARTICLES))
    # d00 has 19 words, so its first third are seven: "The bridge is open the mayor said"; d01 has 16: It is long a guard claimed
    assert table.rows() == [
        ("d00", "early", "share of quoted words", 0), ("d01", "early", "share of quoted words", 3 / 5),
        ("d02", "early", "share of quoted words", None), ("d00", "length", "words", 5),
        ("d01", "length", "words", 5 / 2), ("d02", "length", "words", None),
    ]  # fmt: skip
    means = compare_means({"all": table}, ARTICLES, [Contrast("a", "b")])
    assert means.select("measure", "mean_a", "mean_b", "docs_a").rows() == [
        ("early", 0, 3 / 5, 1),
        ("length", 5, 2.5, 1),
    ]


@pytest.mark.parametrize("documents", [tell(), tell("No one spoke.")], ids=["no document", "nothing said"])
def test_nothing_said_is_a_row_with_0(documents: pl.DataFrame) -> None:
    words = spoken_words(documents)
    ledger = count_speech(sourced_of(), words)
    assert [len(counts.names) for counts in ledger] == [39, 6]
    table = rate_speech(ledger, documents)
    assert table.schema == RATES
    assert table["hits"].sum() == 0
    assert contrast_speech(ledger, documents, [Contrast("a", "b")]).height == 0
    assert measure_quotations(sourced_of(), words)["value"].null_count() == 2 * documents.height
