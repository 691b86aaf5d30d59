from __future__ import annotations

import polars as pl
import pytest
from scipy import stats

from analysis.compare.speakers import CUES, SILENT, SPEAKERS, compare_cues, count_speakers, find_silent, name_speakers
from analysis.find.actors import MENTIONS
from tests.compare.speeches import say, sourced_of, spoken_words, tell

pytestmark = pytest.mark.filterwarnings("error")
UNKNOWN = {"actor": None, "source_type": "other"}
DOCUMENTS = tell(
    "“It is long,” Lee said. “It is wide,” Lee said. Officials said it rained.",
    "“It is long,” Lee claimed. Officials hoped it rained.",
)
SOURCED = sourced_of(
    say(DOCUMENTS, "d00", "It is long"),
    say(DOCUMENTS, "d00", "It is wide"),
    say(DOCUMENTS, "d00", "it rained", "indirect", source="Officials", **UNKNOWN),
    say(DOCUMENTS, "d01", "It is long", cue_lemma="claim", cue_class="distancing"),
    say(
        DOCUMENTS,
        "d01",
        "it rained",
        "indirect",
        source="the officials",
        cue_lemma="hope",
        cue_class="thought",
        **UNKNOWN,
    ),
)


def named(**values: str | None) -> tuple:
    row = pl.DataFrame({"actor": [None], "source": [None]} | {name: [value] for name, value in values.items()})
    return name_speakers(row.cast(pl.String)).select("actor", "resolved").row(0)


def test_a_speaker_is_the_actor_or_the_words_of_the_source() -> None:
    assert named(actor="Ann Lee", source="she") == ("Ann Lee", True)
    assert named(source="The  Harbour\nmaster") == ("harbour master", False)
    assert named(source="They") == named(source="") == named() == ("", False)


def test_who_quotes_whom_by_hand() -> None:
    table = count_speakers(SOURCED, spoken_words(DOCUMENTS), DOCUMENTS)
    assert table.schema == SPEAKERS
    assert table.rows() == [
        ("a", "a post", "Ann Lee", True, "official", 2, 2, 6, 6 / 8, 1),
        ("a", "a post", "officials", False, "other", 1, 0, 2, 2 / 8, 1),
        ("b", "b post", "Ann Lee", True, "official", 1, 1, 3, 3 / 5, 1),
        ("b", "b post", "officials", False, "other", 1, 0, 2, 2 / 5, 1),
    ]


def test_verbs_for_the_same_source_by_hand() -> None:
    table = compare_cues(SOURCED, spoken_words(DOCUMENTS), DOCUMENTS)
    assert table.schema == CUES
    assert table.select("actor", "group", "cue_lemma", "cue_class", "hits", "size", "share", "docs_with").rows() == [
        ("Ann Lee", "a", "say", "neutral", 2, 2, 1, 1), ("Ann Lee", "a", "claim", "distancing", 0, 2, 0, 0),
        ("Ann Lee", "b", "say", "neutral", 0, 1, 0, 0), ("Ann Lee", "b", "claim", "distancing", 1, 1, 1, 1),
        ("officials", "a", "hope", "thought", 0, 1, 0, 0), ("officials", "a", "say", "neutral", 1, 1, 1, 1),
        ("officials", "b", "hope", "thought", 1, 1, 1, 1), ("officials", "b", "say", "neutral", 0, 1, 0, 0),
    ]  # fmt: skip
    for row in table.iter_rows(named=True):
        expected = stats.binomtest(row["hits"], row["size"]).proportion_ci(0.95, "wilson")
        assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high), abs=1e-12)
    assert table["interval"].unique().to_list() == ["parts"]


def test_what_is_told_without_a_cue_is_in_no_share() -> None:
    documents = tell("“It is long,” Lee said. “It is wide.”", "“It is long,” Lee said.")
    told = [say(documents, doc, "It is long") for doc in ("d00", "d01")]
    floating = say(documents, "d00", "It is wide", cue_lemma="", cue_class="")
    table = compare_cues(sourced_of(*told, floating), spoken_words(documents), documents)
    assert table.select("group", "cue_lemma", "hits", "size").rows() == [("a", "say", 1, 1), ("b", "say", 1, 1)]


def test_a_source_of_one_group_is_compared_with_nothing() -> None:
    alone = SOURCED.filter(doc="d00")
    assert compare_cues(alone, spoken_words(DOCUMENTS), DOCUMENTS).rows() == []
    pronouns = SOURCED.with_columns(actor=pl.lit(None, pl.String), source=pl.lit("she"))
    assert compare_cues(pronouns, spoken_words(DOCUMENTS), DOCUMENTS).rows() == []


def mentions_of(*rows: tuple[str, int, str, str]) -> pl.DataFrame:
    """The table of so many mentions in a document of an actor of a type."""
    spans = [(doc, place, place + 1, actor, kind, actor) for doc, times, actor, kind in rows for place in range(times)]
    return pl.DataFrame(spans, schema=MENTIONS, orient="row")


def test_the_silent_by_hand() -> None:
    documents = tell("“It is long,” Lee said.", "Lee came.", "Lee left.")
    sourced = sourced_of(say(documents, "d00", "It is long"))
    mentions = mentions_of(
        ("d00", 9, "Ann Lee", "person"), ("d01", 6, "Ann Lee", "person"), ("d02", 4, "Ann Lee", "person"),
        ("d00", 5, "Harbour Board", "organisation"), ("d01", 9, "Port Row", "place"),
    )  # fmt: skip
    table = find_silent(mentions, sourced, spoken_words(documents), documents)
    assert table.schema == SILENT
    assert table.drop("high").rows() == [
        ("Ann Lee", "person", "b", 6, 1, 0, 1), ("Harbour Board", "organisation", "a", 5, 1, 0, 0),
    ]  # fmt: skip
    assert table["high"].to_list() == pytest.approx([0.95, 0.95])
    lower = find_silent(mentions, sourced, spoken_words(documents), documents, least=4)
    assert lower["group"].to_list() == ["b", "a", "c"]


def test_the_bound_of_silence_is_near_the_rule_of_three() -> None:
    documents = (
        tell("Lee.").select(pl.all().repeat_by(60).explode()).with_columns(doc=pl.format("d{}", pl.int_range(pl.len())))
    )
    mentions = pl.concat([mentions_of((doc, 1, "Ann Lee", "person")) for doc in documents["doc"]])
    row = find_silent(mentions, sourced_of(), spoken_words(documents), documents).row(0, named=True)
    assert (row["docs"], row["mentions"]) == (60, 60)
    assert (1 - row["high"]) ** 60 == pytest.approx(0.05)  # so many articles are without a word of its by chance
    assert row["high"] == pytest.approx(3 / 60, rel=0.03)


def test_where_nobody_speaks_there_are_no_rows() -> None:
    for documents in (tell(), tell("Rain.")):
        words, none = spoken_words(documents), sourced_of()
        assert count_speakers(none, words, documents).schema == SPEAKERS
        assert compare_cues(none, words, documents).schema == CUES
        assert find_silent(mentions_of(), none, words, documents).schema == SILENT
        assert count_speakers(none, words, documents).height == 0
