"""Figures of voices: shares, speech, sources, speakers, verbs and the fates of quotations; and what draws three voices."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text
from scipy.stats import binomtest

from analysis.compare.quotefate import FATES, QUOTE_FATES
from analysis.compare.rates import RATES
from analysis.compare.speakers import CUES, SPEAKERS
from analysis.report.figures import (
    Plot,
    plot_contrasts,
    plot_cuts,
    plot_fates,
    plot_rates,
    plot_reporting,
    plot_sources,
    plot_speakers,
    plot_speech,
    plot_verbs,
    save_plot,
)
from analysis.report.figures.cuts import WORDS
from analysis.report.figures.marks import VOICES, choose_voice
from analysis.report.figures.shares import Share, ShareRow, find_gap, percent, say_gap, take_share
from analysis.report.figures.sources import KINDS, OUTLETS, REST_OF_KINDS
from analysis.report.figures.speakers import SPEAKERS as MOST_SPEAKERS
from analysis.report.figures.style import LONGEST_ALT, wrap_to
from tests.report.test_figures import contrasts, overlaps, written
from tests.report.test_figures import rates as cue_rates

KINDS_OF_SOURCES = (
    "official",
    "court",
    "expert",
    "business",
    "ngo",
    "media",
    "witness",
    "own",
    "other",
    "politician",
    "security",
)


def texts(plot: Plot) -> list[Text]:
    """Every text of a figure that is drawn."""
    figure = plot.figure
    found = [*figure.texts, *(text for legend in figure.legends for text in legend.get_texts())]
    for axes in figure.axes:
        found += axes.texts
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=False)  # shared ones have none
            found += [axis.label, *(label for place, label in ticks if low <= place <= high)]
        found.append(axes._left_title)
    return [text for text in found if text.get_text().strip()]


def assert_legible(plot: Plot, slanted: bool = False) -> None:
    """No text lies on another or off the page; boxes of slanted texts are larger than what they hold."""
    plot.figure.draw_without_rendering()
    straight = [text for text in texts(plot) if not (slanted and text.get_rotation())]
    assert len(straight) > 3 and overlaps(straight) == []
    page = plot.figure.bbox
    for text in texts(plot):
        box = text.get_window_extent()
        inside = page.x0 <= box.x0 + 1 and box.x1 <= page.x1 + 1 and page.y0 <= box.y0 + 1 and box.y1 <= page.y1 + 1
        assert inside, text.get_text()
    assert 0 < len(plot.alt) <= LONGEST_ALT and plot.caption and "nan" not in f"{plot.title}{plot.caption}{plot.alt}"


# --- tables -------------------------------------------------------------------------------------------------------


def ledger(rows: list[tuple], interval: str = "words") -> pl.DataFrame:
    """Rates of (measure, category, group, outlet, hits, size), intervals half and double the rate."""
    table = pl.DataFrame(rows, schema=["measure", "category", "group", "outlet", "hits", "size"], orient="row")
    rate = pl.when(pl.col("size") > 0).then(1000 * pl.col("hits") / pl.col("size"))
    return table.with_columns(
        rate=rate, low=rate / 2, high=rate * 2, voice=pl.lit("all"), unit=pl.lit("per 1,000 words"), docs=pl.lit(4),
        docs_with=pl.lit(2), interval=pl.lit(interval),
    ).select(RATES.keys()).cast(RATES)  # fmt: skip


def speech(groups: int = 2, outlets: int = 2) -> pl.DataFrame:
    rows = []
    for group in range(groups):
        for outlet in ("", *(f"Courier {group} of the harbour {number}" for number in range(outlets))):
            size = 1000 if outlet else 1000 * outlets
            place = (f"group {group}", outlet)
            rows += [("speech", "words quoted", *place, size // (5 + 5 * group), size)]
            rows += [
                ("speech", "words attributed", *place, size // 10, size),
                ("speech", "quotations", *place, 9, size),
            ]
    return ledger(rows)


def cues(*groups: str) -> pl.DataFrame:
    """Classes of verbs, 20 attributions a group."""
    counts = {"neutral": (10, 4), "distancing": (2, 12), "emotive": (0, 0)}
    return ledger(
        [("cues", name, group, "", counts[name][at % 2], 20) for name in counts for at, group in enumerate(groups)],
        "attributions",
    )


def speakers(rows: list[tuple]) -> pl.DataFrame:
    """Speakers of (group, outlet, actor, source_type, attributions, words)."""
    table = pl.DataFrame(
        rows, schema=["group", "outlet", "actor", "source_type", "attributions", "words"], orient="row"
    )
    more = {"resolved": True, "quotations": 1, "share": 0.0, "docs": 1}
    return (
        table.with_columns(pl.lit(value).alias(name) for name, value in more.items())
        .select(SPEAKERS.keys())
        .cast(SPEAKERS)
    )


FEW_SPEAKERS = speakers(
    [
        ("advocacy", "Quay", "Ann Pilot", "expert", 3, 60), ("advocacy", "Quay", "", "none named", 1, 20),
        ("advocacy", "Pier", "the board", "official", 2, 20), ("news", "Dock", "the board", "official", 4, 30),
        ("news", "Dock", "Ann Pilot", "expert", 1, 10),
    ]
)  # fmt: skip


def many_speakers(outlets: int = 14, actors: int = 60) -> pl.DataFrame:
    return speakers(
        [
            (f"group {group}", f"The Courier of harbour {group}-{outlet}", f"keeper of the lighthouse number {actor}",
             KINDS_OF_SOURCES[actor % len(KINDS_OF_SOURCES)], 1 + actor % 3, 10 + outlet + actor)
            for group in range(3) for outlet in range(outlets) for actor in range(actors)
        ]
    )  # fmt: skip


def told(sources: int = 2, size: int = 12) -> pl.DataFrame:
    """Verbs for the same sources: each group has half of them with another verb."""
    rows = []
    for number in range(sources):
        for verb, kind, counts in (("say", "neutral", (9, 3)), ("claim", "distancing", (1, 8)), ("hum", "", (0, 1))):
            for group, hits in zip(("advocacy", "news"), counts, strict=True):
                share = take_share(hits, size)
                who = (f"Ann Pilot of the harbour {number}", True, group, verb, kind)
                rows.append((*who, hits, size, share.value, share.low, share.high, 1, "counting"))
    return pl.DataFrame(rows, schema=CUES, orient="row")


DOCUMENTS = pl.DataFrame(
    {"doc": ["a", "b", "c"], "outlet": ["Quay", "Dock", "Pier"], "group": ["advocacy", "news", "advocacy"]}
)
SAYING = "the old quay is shut because the storm has moved its stones"


def fates(rows: list[tuple]) -> pl.DataFrame:
    """Fates of (doc_a, doc_b, fate, fuller, text_a, text_b, cut, added)."""
    names = ["doc_a", "doc_b", "fate", "fuller", "text_a", "text_b", "cut", "added"]
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    fixed = {
        "event": "storm",
        "start_a": 0,
        "end_a": 9,
        "start_b": 0,
        "end_b": 9,
        "third_a": 1,
        "third_b": 1,
        "kept": 0.8,
    }
    fixed |= {"source_a": "Ann Pilot", "source_b": "Ann Pilot", "moved": False, "reattributed": False, "score": 0.8}
    return (
        table.with_columns(pl.lit(value).alias(name) for name, value in fixed.items())
        .select(QUOTE_FATES.keys())
        .cast(QUOTE_FATES)
    )


SOME_FATES = [
    ("a", "b", "cut", "a", SAYING, "the old quay is shut", "because the storm has moved its stones", ""),
    ("b", "c", "altered", "b", "the quay is gone", SAYING, "old … shut", "gone"),
    ("a", "c", "kept whole", "", SAYING, SAYING, "", ""),
    ("b", "c", "cut", "a", SAYING, "the old quay", "is shut because the storm has moved its stones", ""),
]


# --- shares -------------------------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_share_has_wilson_s_interval(hits, of):
    hits = min(hits, of)
    share, expected = take_share(hits, of), binomtest(hits, of).proportion_ci(0.95, "wilson")
    assert (share.value, share.low, share.high) == pytest.approx((hits / of, *expected), abs=1e-9)


def test_a_share_of_nothing_is_none():
    assert take_share(0, 0) == Share(0, 0, None, None, None) and take_share(0, 0).said == "none"
    assert take_share(1, 4).said == "25 % (1 of 4)"


def test_the_gap_is_where_intervals_part_else_where_shares_are_furthest_apart():
    near, far = (
        ShareRow("near", [take_share(5, 10), take_share(6, 10)]),
        ShareRow("far", [take_share(2, 10), take_share(7, 10)]),
    )
    parted = ShareRow("parted", [take_share(100, 1000), take_share(200, 1000)])
    assert find_gap([near, far]).row is far
    gap = find_gap([near, far, parted])
    assert (gap.row, gap.more, gap.less) == (parted, 1, 0) and gap.apart > 0
    assert gap.is_sure and not find_gap([near]).is_sure
    assert find_gap([ShareRow("one", [take_share(1, 20), take_share(0, 0)])]) is None
    assert find_gap([ShareRow("few", [take_share(0, 20), take_share(9, 9)])]) is None
    assert find_gap([ShareRow("none", [take_share(0, 20), take_share(0, 30)])]) is None


def test_a_share_without_an_interval_is_never_sure():
    bare = Share(9, 10, 0.9, None, None)
    gap = find_gap([ShareRow("bare", [bare, take_share(0, 1000)])])
    assert gap.apart is None and not gap.is_sure
    assert say_gap(gap, ["x", "y"]) == "x 90 %, y 0 %; no interval, no test"
    assert find_gap([gap.row, ShareRow("sure", [take_share(1, 1000), take_share(40, 1000)])]).row.label == "sure"


def test_a_number_and_its_per_cent_stay_on_one_line():
    lines = wrap_to("of all words 14 % (local news) and 6 %; the rest 80 %", 0.9).split("\n")
    assert len(lines) > 3 and not any(line.startswith("%") for line in lines)
    assert percent(0.5) == "50 %"


# --- three voices -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_voices", "chosen"),
    [
        (["attributed", "quoted", "author"], "author"), (["quoted", "all"], "all"), (["attributed", "quoted"], "quoted"),
        (["attributed"], "attributed"),
    ],
)  # fmt: skip
def test_the_author_s_voice_comes_first_and_the_attributed_last(given_voices, chosen):
    assert choose_voice(pl.DataFrame({"voice": given_voices}))["voice"].to_list() == [chosen]


def test_rates_of_three_voices_have_three_panels_that_can_be_read():
    groups = ("advocacy group of the north", "local news of the coast", "news agencies")
    table = cue_rates(
        [
            (name, group, voice, 1234, size, 1e6 / size, 0.8e6 / size, 1.3e6 / size)
            for name in ("hedge", "self_mention")
            for group in groups
            for voice, size in (("attributed", 20000), ("author", 1200000), ("quoted", 30000))
        ]
    )
    plot = plot_rates(table, "stance")
    assert [axes._left_title.get_text().split(":")[0] for axes in plot.figure.axes] == [
        VOICES[voice] for voice in ("author", "quoted", "attributed")
    ]
    assert any("1,200,000" in text for text in written(plot))
    assert_legible(plot)


def test_contrasts_name_the_voice_that_is_not_the_author_s():
    row = contrasts([("hedge", -4.0, -9.0, -1.0, 4, 12)])
    table = pl.concat([row.with_columns(voice=pl.lit("attributed")), row.with_columns(low=-6.0, high=2.0)])
    plot = plot_contrasts(table)
    assert plot.title.startswith("“hedge” (stance, attributed words) is more frequent in news")
    assert {"hedge (stance)", "hedge (stance, attributed)"} <= set(written(plot))
    assert "attributed words: advocacy 3, news 2" in plot.caption


# --- speech -------------------------------------------------------------------------------------------------------


def test_speech_shows_what_is_given_to_others_and_what_remains():
    plot = plot_speech(speech())
    assert plot.title == (
        "Of the words that groups give to others, quoted words have the widest gap (group 0 20 %, group 1 10 %; intervals "
        "overlap, no test here)"
    )
    assert {"70 % of 2,000", "80 % of 1,000", "group 1, all", "quoted: in quotation marks"} <= set(written(plot))
    assert "group 1, all (group 1): quoted 10 %, attributed 10 %, the author's own 80 %" in plot.alt
    assert "Articles: group 0 4, group 1 4; 4 of 4 outlets" in plot.caption and "exact Poisson" in plot.caption


def test_an_outlet_alone_in_its_group_is_its_group():
    plot = plot_speech(speech(outlets=1))
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["group 0, all", "group 1, all"]


def test_reporting_shows_the_classes_of_verbs():
    plot = plot_reporting(cues("advocacy", "news"))
    assert plot.title == (
        "Of the verbs that tell what others say, the distancing ones differ most (news 60 %, advocacy 10 %; intervals do not "
        "overlap, no test here)"
    )
    assert "distancing: advocacy 10 % (2 of 20), news 60 % (12 of 20)" in plot.alt
    assert "as if attributions were independent" in plot.caption and "2 : 12" in written(plot)


def test_one_group_has_nothing_to_compare():
    assert plot_reporting(cues("news")).title.startswith("No two groups have 10 attributions")
    assert plot_speech(speech(groups=1)).title.startswith("No two groups to compare")


def test_words_without_an_interval_are_points_alone():
    table = speech().with_columns(low=None, high=None, interval=pl.lit("")).cast(RATES)
    for plot in (plot_speech(table), plot_rates(table, "speech")):
        lines = [line for axes in plot.figure.axes for line in axes.lines]
        assert not {"<", ">"} & {line.get_marker() for line in lines}
        assert "none with fewer than 5 articles, as the words of a quotation come together" in plot.caption
        assert "no interval" in plot.title
        assert_legible(plot)


def test_contrasts_without_an_interval_say_their_unit():
    table = contrasts([("court", -4.0, None, None, 4, 12), ("expert", 4.0, 1.0, 5.0, 12, 3)]).with_columns(
        unit=pl.lit("per 1,000 attributions")
    )
    plot = plot_contrasts(table)
    assert not {"<", ">"} & {line.get_marker() for line in plot.figure.axes[0].lines}
    assert "No line: no interval (1)." in plot.caption and "Hits per 1,000 attributions in one group" in plot.caption
    assert any("difference in hits per 1,000 attributions" in text for text in written(plot))


# --- sources ------------------------------------------------------------------------------------------------------


def test_sources_show_shares_of_words_and_attributions():
    plot = plot_sources(FEW_SPEAKERS)
    assert plot.title == (
        "Of the words of others in these texts, advocacy gives most to “expert” (60 %) and news to “official” (75 %); no test"
    )
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == [
        "advocacy, 2 outlets",
        "Pier",
        "Quay",
        "Dock",
    ]
    assert {"60 %\n(3)", "100 %\n(2)", "25 %\n(1)", "0"} <= set(written(plot))
    assert "140 words of others in 11 attributions" in plot.caption
    assert [label.get_text() for label in plot.figure.axes[0].get_xticklabels()] == ["expert", "official", "none named"]


def test_many_outlets_and_kinds_are_cut_off_and_counted():
    plot = plot_sources(many_speakers())
    rows = [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]
    columns = [label.get_text() for label in plot.figure.axes[0].get_xticklabels()]
    assert len(rows) == OUTLETS + 3 and f"{42 - OUTLETS} outlets with fewer words" in plot.caption
    assert len(columns) == KINDS + 1 and columns[-2:] == [REST_OF_KINDS, "other"]
    assert REST_OF_KINDS not in plot.title
    assert_legible(plot, slanted=True)


def test_speakers_show_whom_each_group_lets_speak():
    plot = plot_speakers(FEW_SPEAKERS)
    assert plot.title == (
        "Of the words of others in these texts, advocacy gives most to Ann Pilot (60 %) and news to the board (75 %); no test"
    )
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == [
        "no source known",
        "the board",
        "Ann Pilot",
    ]
    assert "no source known: advocacy 20 % (1), news 0" in plot.alt and "75 % (4)" in written(plot)
    assert "2 of 2 named sources" in plot.caption


def test_many_speakers_are_cut_off_and_counted():
    plot = plot_speakers(many_speakers())
    assert len(plot.figure.axes[0].get_yticklabels()) == MOST_SPEAKERS
    assert f"{MOST_SPEAKERS} of 60 named sources" in plot.caption
    assert_legible(plot)


def test_nobody_named_is_said():
    assert plot_speakers(FEW_SPEAKERS.filter(actor="")).title == "No words of others in these texts have a named source"


# --- verbs --------------------------------------------------------------------------------------------------------


def test_verbs_stand_under_their_source():
    plot = plot_verbs(told())
    labels = [(label.get_text(), label.get_weight()) for label in plot.figure.axes[0].get_yticklabels()]
    assert labels[:4] == [
        ("Ann Pilot of the harbour 0", "bold"), ("say (neutral)", "normal"), ("claim (distancing)", "normal"), ("hum", "normal"),
    ]  # fmt: skip
    assert plot.title == (
        "Of the verbs for the same source, “claim” for Ann Pilot of the harbour 0 differs most (news 67 %, advocacy 8 %; "
        "intervals do not overlap, no test)"
    )
    assert "Ann Pilot of the harbour 1, claim (distancing): advocacy 8 % (1 of 12), news 67 % (8 of 12)" in plot.alt
    assert "2 of 2 sources" in plot.caption and "Wilson" in plot.caption and "Hollow" not in plot.caption
    assert "Hollow: a share of fewer than 10" in plot_verbs(told(size=9)).caption


def test_a_source_with_one_or_two_attributions_in_a_group_has_no_verbs():
    few = told(3).with_columns(
        size=pl.when((pl.col("group") == "news") & pl.col("actor").str.ends_with("1")).then(2).otherwise("size")
    )
    plot = plot_verbs(few)
    bold = [label.get_text() for label in plot.figure.axes[0].get_yticklabels() if label.get_weight() == "bold"]
    assert bold == ["Ann Pilot of the harbour 0", "Ann Pilot of the harbour 2"]
    assert "2 of 2 sources that two groups or more tell 3 times" in plot.caption
    assert "1 source with fewer left out" in plot.caption
    none = plot_verbs(few.filter(pl.col("actor").str.ends_with("1")))
    assert none.title.startswith("No source has 3 attributions") and none.title == none.alt


# --- fates --------------------------------------------------------------------------------------------------------


def test_fates_are_counted_by_pair_of_groups_and_side():
    plot = plot_fates(fates(SOME_FATES), DOCUMENTS)
    assert plot.title == "Of 4 pairs of the same quotation in two outlets, 1 kept whole, 2 cut and 1 altered; no test"
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == [
        "advocacy, news",
        "within advocacy",
    ]
    # a (advocacy) is fuller than b (news) in the first; b (news) is fuller than c (advocacy) in the last
    assert {"2\n(67 %)", "1 : 1", "–", "1\n(100 %)"} <= set(written(plot))
    assert "advocacy, news: cut 2, altered 1; within advocacy: kept whole 1" in plot.alt
    assert "4 pairs in 1 event and 3 articles" in plot.caption


def test_the_shorter_side_is_that_of_its_group():
    plot = plot_fates(fates(SOME_FATES[:1]), DOCUMENTS)
    assert "0 : 1" in written(plot)  # news is shorter


def test_cut_words_are_struck_out():
    plot = plot_cuts(fates(SOME_FATES), DOCUMENTS)
    assert plot.title == "The same quotation in two outlets: 2 cut and 1 altered; here 3 of them, word by word"
    assert len(plot.figure.axes[0].lines) == 7 + 2 + 9  # a line a word
    assert "Quay (advocacy), struck out: not in Dock (news)" in written(plot)
    assert "there instead, or besides: gone" in written(plot)
    assert "Quay, not in Dock: “because the storm has moved its stones”" in plot.alt
    assert "Pier, not in Dock: “old … shut”" in plot.alt


def test_a_long_quotation_is_shown_around_its_first_cut():
    words = [f"w{number}" for number in range(400)]
    row = ("a", "b", "cut", "a", " ".join(words), " ".join(words[:300] + words[302:]), "w300 w301", "")
    plot = plot_cuts(fates([row]), DOCUMENTS)
    shown = [text for text in written(plot) if text[0] == "w"]
    assert len(shown) == WORDS and {"w300", "w301", "…"} <= set(written(plot)) and "w0" not in shown
    assert_legible(plot)


# --- all ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn() -> dict[str, Plot]:
    some = fates(SOME_FATES)
    return {
        "speech": plot_speech(speech(3, 12)), "reporting": plot_reporting(cues("advocacy", "news")),
        "sources": plot_sources(FEW_SPEAKERS), "speakers": plot_speakers(FEW_SPEAKERS), "verbs": plot_verbs(told(9)),
        "fates": plot_fates(some, DOCUMENTS), "cuts": plot_cuts(some, DOCUMENTS),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["speech", "reporting", "sources", "speakers", "verbs", "fates", "cuts"])
def test_no_text_lies_on_another_or_off_the_page(drawn, name):
    assert_legible(drawn[name])


def test_many_pairs_of_long_names_can_be_read():
    groups = [f"an extraordinary group {number}" for number in range(8)]
    documents = pl.DataFrame({"doc": [*"abcdefgh"], "outlet": groups, "group": groups})
    rows = [
        (a, b, FATES[(ord(a) + ord(b)) % 6], "a", SAYING, SAYING, "", "")
        for a in "abcdefgh"
        for b in "abcdefgh"
        if a < b
    ]
    plot = plot_fates(fates(rows), documents)
    assert "13 pairs of groups with fewer are left out" in plot.caption
    assert_legible(plot)


def test_the_same_tables_give_the_same_bytes(drawn, tmp_path):
    again = {"sources": plot_sources(FEW_SPEAKERS), "cuts": plot_cuts(fates(SOME_FATES), DOCUMENTS)}
    for folder, figures in (("one", drawn), ("two", again)):
        for name in again:
            save_plot(name, figures[name], tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 4 and files[0] == files[1]


@pytest.mark.parametrize(
    ("empty", "title"),
    [
        (lambda: plot_speech(speech().clear()), "No words are counted in these texts"),
        (
            lambda: plot_reporting(cues("news").with_columns(hits=0)),
            "No attribution in these texts has a verb of the lists",
        ),
        (lambda: plot_sources(FEW_SPEAKERS.clear()), "No words are given to others in these texts"),
        (lambda: plot_speakers(FEW_SPEAKERS.clear()), "No words are given to others in these texts"),
        (lambda: plot_verbs(told().clear()), "No source is told with a verb of the lists by two groups"),
        (lambda: plot_fates(fates([]), DOCUMENTS), "No two outlets tell the same quotation of one event"),
        (lambda: plot_cuts(fates(SOME_FATES[2:3]), DOCUMENTS), "No quotation is cut or altered in another outlet"),
    ],
)
def test_nothing_to_show_is_said(empty, title):
    plot = empty()
    assert plot.title.startswith(title) and plot.title == plot.alt and len(plot.title) > len(title)
