"""Figures: what their words say, that looks and files do not change, and that no text lies on another."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import matplotlib
import polars as pl
import pytest
from matplotlib.dates import date2num
from matplotlib.text import Text

from analysis.compare.estimates import REST, Contrast
from analysis.report.figures import (
    Plot,
    group_colours,
    plot_contrasts,
    plot_documents,
    plot_exclusions,
    plot_frames,
    plot_rates,
    plot_similarity,
    plot_terms,
    save_plot,
)
from analysis.report.figures.style import (
    COLOURS,
    HATCHES,
    LONGEST_ALT,
    MARKERS,
    close_figure,
    group_key,
    group_looks,
    open_figure,
    styled,
    text_width,
)

AB = Contrast("advocacy", "news")


def terms(rows: list[tuple], p: float | None = None) -> pl.DataFrame:
    """Keyness rows of (term, log_ratio, low, high, hits_a, hits_b), two hits an article; 2,000 words and 1,000.

    “kyrgyz” is part of “kyrgyz regime”.
    """
    table = pl.DataFrame(
        rows,
        schema={
            **{"term": pl.String, "log_ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64},
            **{"hits_a": pl.Int64, "hits_b": pl.Int64},
        },
        orient="row",
    )
    return table.with_columns(
        group=pl.when(pl.col("log_ratio") >= 0).then(pl.lit("advocacy")).otherwise(pl.lit("news")),
        length=pl.col("term").str.count_matches(" ") + 1,
        part_of=pl.when(pl.col("term") == "kyrgyz").then(pl.lit("kyrgyz regime")),
        p=pl.lit(p, dtype=pl.Float64),
        q=pl.lit(p, dtype=pl.Float64),
        docs_a=(pl.col("hits_a") + 1) // 2,
        docs_b=(pl.col("hits_b") + 1) // 2,
        **{name: pl.lit(2) for name in ("event_docs_a", "event_docs_b", "event_rate_a", "event_rate_b")},
        **{"words_a": pl.lit(2000), "words_b": pl.lit(1000), "group_a": pl.lit("advocacy"), "group_b": pl.lit("news")},
        **{
            "voice": pl.lit("author"),
            "interval": pl.lit("words"),
            "events": pl.lit(3),
            "note": pl.lit("description only: few documents"),
        },
    )


SURE = [
    ("regime", 3.0, 1.5, None, 16, 0),
    ("kyrgyz regime", 2.0, 1.0, 3.0, 8, 1),
    ("kyrgyz", 2.0, 1.0, 3.0, 8, 1),
    ("umarov", -4.0, None, -2.0, 0, 8),
    ("case", -1.0, -3.0, 1.0, 2, 2),
]


def rates(rows: list[tuple]) -> pl.DataFrame:
    """Rates rows of (category, group, voice, hits, size, rate, low, high) of the measure `stance`."""
    columns = ("category", "group", "voice", "hits", "size", "rate", "low", "high")
    table = pl.DataFrame(rows, schema=columns, orient="row")
    fixed = {"measure": "stance", "outlet": "", "docs": 3, "docs_with": 1, "interval": "words"}
    return table.with_columns(**{name: pl.lit(value) for name, value in fixed.items()})


RATES = [
    ("hedge", "advocacy", "author", 4, 2000, 2.0, 0.5, 5.1),
    ("hedge", "news", "author", 12, 1000, 12.0, 6.2, 21.0),
    ("self_mention", "advocacy", "author", 0, 2000, 0.0, 0.0, 1.8),
    ("self_mention", "news", "author", 0, 1000, 0.0, 0.0, 3.7),
    ("hedge", "advocacy", "quoted", 0, 100, 0.0, 0.0, 36.9),
    ("hedge", "news", "quoted", 0, 0, None, None, None),
    ("self_mention", "advocacy", "quoted", 9, 100, 90.0, 41.2, 170.8),
    ("self_mention", "news", "quoted", 0, 0, None, None, None),
]


def contrasts(rows: list[tuple], p: float | None = None) -> pl.DataFrame:
    """Contrast rows of (category, difference, low, high, hits_a, hits_b) of the measure `stance`."""
    columns = ("category", "difference", "low", "high", "hits_a", "hits_b")
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        p=pl.lit(p, dtype=pl.Float64), q=pl.lit(p, dtype=pl.Float64), measure=pl.lit("stance"), voice=pl.lit("author"),
        method=pl.lit("interval from counting alone"), group_a=pl.lit("advocacy"), group_b=pl.lit("news"),
        docs_a=pl.lit(3), docs_b=pl.lit(2),
    )  # fmt: skip


def profile(rows: list[tuple]) -> pl.DataFrame:
    """Profile rows of (doc, group, date, words, quoted_words, attributed_words, excluded_words)."""
    schema = {"doc": pl.String, "group": pl.String, "date": pl.String}
    counts = dict.fromkeys(("words", "quoted_words", "attributed_words", "excluded_words"), pl.Int64)
    return pl.DataFrame(rows, schema={**schema, **counts}, orient="row")


PROFILE = [
    ("d1", "advocacy", "2024", 800, 200, 40, 50),
    ("d2", "advocacy", "2025-05-01", 1000, 0, 0, 0),
    ("d3", "news", None, 600, 30, 0, 10),
]
DOCUMENTS = pl.DataFrame(
    {"doc": ["d1", "d2", "d3"], "group": ["advocacy", "news", "news"], "event": ["flood", "flood", "vote"]}
    | {"outlet": ["Quay Post", "Pier", "Pier"], "date": ["2024-05-01", None, None]}
)
PAIRS = pl.DataFrame(
    {
        "doc_a": ["d1"],
        "doc_b": ["d2"],
        "event": ["flood"],
        "cosine": [0.25],
        "containment_a": [0.5],
        "containment_b": [0.125],
    }
)
EXCLUSIONS = pl.DataFrame(
    {"doc": ["d1", "d1", "d3"], "start": [0, 90, 5], "end": [10, 100, 12], "reason": ["credit", "credit", "caption"]}
)


def plots() -> dict[str, Plot]:
    return {
        "documents": plot_documents(profile(PROFILE)),
        "exclusions": plot_exclusions(EXCLUSIONS),
        "terms": plot_terms(terms(SURE), AB),
        "rates": plot_rates(rates(RATES), "stance"),
        "frames": plot_frames(rates(RATES), "stance"),
        "similarity": plot_similarity(PAIRS, DOCUMENTS, "cosine"),
        "contrasts": plot_contrasts(contrasts([("hedge", -4.0, -9.0, -1.0, 4, 12), ("booster", 1.0, -2.0, 4.0, 2, 1)])),
    }


def written(plot: Plot) -> list[str]:
    return [text.get_text() for text in plot.figure.findobj(Text) if text.get_text()]


def overlaps(texts: list[Text]) -> list[tuple[str, str]]:
    """The pairs of texts whose boxes lie on each other."""
    shown = [text for text in texts if text.get_text().strip() and text.get_visible()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in shown]
    return [
        (first, second)
        for place, (first, box) in enumerate(boxes)
        for second, other in boxes[place + 1 :]
        if min(box.x1, other.x1) - max(box.x0, other.x0) > 1 and min(box.y1, other.y1) - max(box.y0, other.y0) > 1
    ]


# --- looks --------------------------------------------------------------------------------------------------------


def test_a_group_keeps_its_colour_in_any_order_of_groups():
    assert group_colours(["news", "advocacy"]) == group_colours(["advocacy", "news", "news"])
    assert group_colours(["news", "advocacy"]) == {"advocacy": "#0072B2", "news": "#D55E00"}


def test_colour_is_never_the_only_sign():
    looks = group_looks([f"group {number:02d}" for number in range(10)]).values()
    assert len({look.marker for look in looks}) == len({look.hatch for look in looks}) == 10
    assert len(set(COLOURS)) == 8 and len(MARKERS) == len(HATCHES) == 10


def test_the_rest_is_grey_with_a_sign_of_its_own_and_changes_no_group_s_look():
    names = [f"group {number}" for number in range(10)]
    looks = group_looks([REST, *names])
    rest = looks[REST]
    assert {name: looks[name] for name in names} == group_looks(names)
    assert len(set(rest.colour[start : start + 2] for start in (1, 3, 5))) == 1  # as much red as green and blue
    assert rest.marker not in MARKERS and rest.hatch not in HATCHES
    assert list(looks)[-1] == REST


@pytest.mark.parametrize("many", range(1, 9))
def test_the_key_stays_on_the_page(many):
    names = [f"a group with a rather long name {number}"[: 34 - 5 * (number % 4)] for number in range(many)]
    figure = styled(open_figure)("A title", 1.0, group_key(group_looks(names)))
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.legends[0].get_texts()]
    assert max(box.x1 for box in boxes) <= figure.bbox.x1
    assert min(box.y0 for box in boxes) >= figure.bbox.y0 + 150  # the inch below is the axes'


def test_swapping_the_contrast_keeps_the_colours():
    swapped = terms(SURE).with_columns(-pl.col("log_ratio"), low=-pl.col("high"), high=-pl.col("low")).with_columns(
        group_a=pl.lit("news"), group_b=pl.lit("advocacy")
    )  # fmt: skip
    keys = [
        plot_terms(*given).figure.legends[0] for given in ((terms(SURE), AB), (swapped, Contrast("news", "advocacy")))
    ]
    colours = [
        {text.get_text(): handle.get_color() for text, handle in zip(key.get_texts(), key.legend_handles, strict=True)}
        for key in keys
    ]
    assert colours[0] == colours[1] == {"advocacy": "#0072B2", "news": "#D55E00"}


# --- words --------------------------------------------------------------------------------------------------------


def test_terms_are_named_with_their_counts_and_without_fragments():
    plot = plot_terms(terms(SURE), AB)
    assert plot.title == (
        "In these texts “regime” and “kyrgyz regime” set advocacy apart most, “umarov” alone sets news apart (no test)"
    )
    assert "16 in 8 : 0 in 0" in written(plot)
    assert "kyrgyz" not in written(plot)
    assert "more in news  ←  log2 ratio of rates  →  more in advocacy" in written(plot)
    assert "regime: +3.0 (16 in 8 : 0 in 0); umarov: -4.0 (0 in 0 : 8 in 4)" in plot.alt
    assert "from counting words alone" in plot.caption and "Description only: few documents." in plot.caption


def test_terms_that_may_not_differ_are_said_not_to():
    plot = plot_terms(terms([("war", 1.0, -0.5, 2.5, 8, 2), ("case", -1.0, -3.0, 1.0, 2, 2)]), AB)
    assert plot.title == "No term sets advocacy and news apart: every interval includes no difference (no test)"


def test_a_tested_title_names_what_holds_and_says_how_many_do():
    held = terms(SURE, p=0.2).with_columns(q=pl.when(pl.col("term") == "regime").then(0.01).otherwise(0.2))
    plot = plot_terms(held, AB)
    assert plot.title == (
        "In these texts “regime” alone sets advocacy apart, no term sets news apart (1 of 5 terms with q under 0.05 within events)"
    )
    none = plot_terms(terms(SURE, p=0.2), AB)
    assert none.title == "No term sets advocacy and news apart: none of 5 has q under 0.05"


def points(plot: Plot) -> list[bool]:
    """Of each point from the top, whether it is hollow."""
    lines = [line for line in plot.figure.axes[0].lines if line.get_marker() in "os"]
    return [line.get_markerfacecolor() == "white" for line in sorted(lines, key=lambda line: line.get_ydata()[0])]


def test_what_does_not_hold_in_a_test_is_hollow_and_the_caption_says_so():
    held = terms(SURE, p=0.2).with_columns(q=pl.when(pl.col("term") == "regime").then(0.01).otherwise(0.2))
    assert points(plot_terms(held, AB)) == [False, True, True, True]
    assert "Hollow: q of 0.05 or more" in plot_terms(held, AB).caption
    untested = plot_terms(terms(SURE), AB)
    assert points(untested) == [False] * 4 and "Hollow" not in untested.caption
    rows = [("hedge", -4.0, -9.0, -1.0, 4, 12), ("booster", 1.0, -2.0, 4.0, 2, 1)]
    assert points(plot_contrasts(contrasts(rows, p=0.3))) == [True, True]
    assert points(plot_contrasts(contrasts(rows, p=0.01))) == [False, False]


def test_an_interval_without_a_bound_ends_in_an_arrow():
    arrows = [line.get_marker() for line in plot_terms(terms(SURE), AB).figure.axes[0].lines]
    assert (arrows.count(">"), arrows.count("<")) == (1, 1)


def test_a_part_is_shown_where_its_longer_term_is_not():
    plot = plot_terms(terms([row for row in SURE if row[0] != "kyrgyz regime"]), AB)
    assert "kyrgyz" in written(plot)


def test_a_part_gives_way_to_its_longer_term_on_the_other_side():
    plot = plot_terms(terms([("kyrgyz", 2.0, 1.0, 3.0, 8, 1), ("kyrgyz regime", -2.0, -3.0, -1.0, 1, 8)]), AB)
    assert "kyrgyz" not in written(plot) and "kyrgyz regime" in written(plot)


def test_terms_say_what_their_intervals_count():
    mixed = terms(SURE).with_columns(interval=pl.Series(["documents"] * 4 + ["words"]))
    caption = plot_terms(mixed, AB).caption
    assert "from counting documents within events (3) and words alone (1)" in caption  # of the four that are shown
    assert "ratio of the two mean article rates within events" in caption
    assert "ratio of the two rates over all words" in plot_terms(terms(SURE), AB).caption


def labels(plot: Plot) -> list[str]:
    return [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]


def test_tested_terms_come_by_q_then_p_however_narrow_an_interval_is():
    rows = [("harbour", 1.3, 1.2, 1.3, 12, 60), ("ferry", 2.0, -0.5, 4.5, 9, 3), ("pier", 0.5, 0.1, 0.9, 9, 3)]
    table = terms(rows).with_columns(q=pl.Series([1.0, 1.0, 0.01]), p=pl.Series([0.5, 0.2, 0.001]))
    assert labels(plot_terms(table, AB)) == ["pier", "ferry", "harbour"]
    assert labels(plot_terms(terms(rows), AB)) == ["harbour", "pier", "ferry"]  # without a test


def test_an_interval_of_documents_from_two_events_is_not_drawn():
    rows = [("harbour", 1.25, 1.2, 1.3, 12, 60), ("ferry", 2.0, 0.5, 3.5, 9, 3)]
    table = terms(rows, p=0.5).with_columns(interval=pl.lit("documents"), events=pl.Series([2, 3]))
    table = table.with_columns(event_rate_a=pl.lit(2.4), event_rate_b=pl.lit(1.0), event_docs_b=pl.lit(1))
    plot = plot_terms(table, AB)
    lines = [line.get_data() for line in plot.figure.axes[0].lines]
    drawn = {y[0]: x for x, y in lines if len(x) == 2 and y[0] == y[1]}
    at = {label: tick for tick, label in zip(plot.figure.axes[0].get_yticks(), labels(plot), strict=True)}
    assert list(drawn[at["harbour"]]) == [1.25, 1.25] and drawn[at["ferry"]][0] == 0.5
    assert "No line: fewer than 3 events with the term, or no interval (1)." in plot.caption
    assert "2.4 in 2 : 1.0 in 1" in written(plot)  # what the point is made of, not the 12 : 60 hits of all texts
    assert "rates in articles of shared events of advocacy : news" in plot.alt
    assert "No line" not in plot_terms(terms(rows), AB).caption


def test_terms_without_a_ratio_are_counted_and_not_drawn():
    plot = plot_terms(terms([*SURE, ("pier", None, None, None, 3, 0), ("dock", None, None, None, 0, 4)]), AB)
    assert not {"pier", "dock"} & set(written(plot))
    assert plot.caption.endswith("2 more terms without a hit in an event that both cover: no ratio, not drawn.")
    assert plot_terms(terms([("pier", None, None, None, 3, 0)]), AB).title.startswith("No terms to compare")


def test_a_term_without_an_interval_comes_last_and_is_never_sure():
    plot = plot_terms(terms([("pier", 5.0, None, None, 3, 0), ("quay", 1.0, 0.1, 2.0, 9, 3)]), AB)
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["quay", "pier"]
    assert plot.title == "In these texts “quay” alone sets advocacy apart, no term sets news apart (no test)"


def test_rates_show_each_voice_with_hits_and_say_where_intervals_part():
    plot = plot_rates(rates(RATES), "stance")
    assert plot.title == (
        "Stance, author's own words: the widest gap is “hedge” (news 12.0, advocacy 2.0 hits per 1,000 words; "
        "intervals do not overlap, but events are mixed: no test here)"
    )
    assert len(plot.figure.axes) == 2
    assert {"4", "12", "no words"} <= set(written(plot))
    assert "hedge, news, author: 12.0 (12 hits)" in plot.alt and "hedge, news, quoted: no words" in plot.alt


def test_a_long_quoted_interval_does_not_squash_the_author_s():
    plot = plot_rates(rates(RATES), "stance")
    left, right = plot.figure.axes
    assert left.get_xlim() == right.get_xlim()
    assert 21.0 < left.get_xlim()[1] < 60  # the author's longest interval, not the quoted 170.8
    assert "9 (90; 41–171)" in written(plot)
    assert ">" in [line.get_marker() for line in right.lines]


def test_rates_say_what_their_intervals_count() -> None:
    table = rates(RATES)
    alone = "from counting alone (exact Poisson), as if words were independent; articles differ more than that."
    assert f"Line: 95 % interval {alone}" in plot_rates(table, "stance").caption
    hit = pl.when(pl.col("hits") > 0).then(pl.lit("documents")).otherwise(pl.lit("words"))
    told = plot_rates(table.with_columns(interval=hit), "stance").caption
    assert "Line: 95 % interval with articles as the unit; without a hit, from counting alone." in told
    some = pl.when(pl.col("hits") > 9).then(pl.lit("documents")).otherwise(pl.lit("words"))
    told = plot_rates(table.with_columns(interval=some), "stance").caption
    assert f"Line: 95 % interval with articles as the unit where there are 5 or more, else {alone}" in told


def test_rates_whose_intervals_overlap_are_said_to():
    near = [("hedge", "advocacy", "all", 4, 2000, 2.0, 0.5, 5.1), ("hedge", "news", "all", 3, 1000, 3.0, 0.6, 8.8)]
    title = plot_rates(rates(near), "stance").title
    assert title == (
        "Stance, all words: all intervals overlap; the widest gap is “hedge” "
        "(news 3.0, advocacy 2.0 hits per 1,000 words; no test here)"
    )


def test_frames_are_sorted_by_difference_in_the_author_s_voice():
    plot = plot_frames(rates(RATES), "stance")
    labels = [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]
    assert labels == ["self mention", "hedge"]  # 0 - 0 before 2 - 12
    assert "4 : 12" in written(plot)
    assert "quoted" not in plot.alt


def test_contrasts_name_the_surest_difference_and_count_what_is_left_out():
    rows = [("booster", 1.0, -2.0, 4.0, 2, 1), ("hedge", -4.0, -9.0, -1.0, 4, 12), ("question", 0.0, -1.8, 3.7, 0, 0)]
    plot = plot_contrasts(contrasts(rows))
    assert plot.title == (
        "“hedge” (stance) is more frequent in news than in advocacy in these texts; "
        "1 of 2 intervals shown excludes 0 (no test)"
    )
    assert "hedge (stance) advocacy less news -4.0 (-9.0 to -1.0; 4 : 12 hits)" in plot.alt
    assert "(1 without, or without words on a side, are not shown)" in plot.caption
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == [
        "hedge (stance)",
        "booster (stance)",
    ]


def test_a_contrast_without_a_difference_is_left_out():
    table = contrasts([("booster", 1.0, -2.0, 4.0, 2, 1), ("hedge", None, None, None, 4, 0)])
    plot = plot_contrasts(table)
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["booster (stance)"]


def test_groups_against_the_rest_have_panels_and_no_number_of_articles_of_the_rest():
    row = contrasts([("hedge", -4.0, -9.0, -1.0, 4, 12)])
    pairs = [("advocacy", "news"), ("blogs", "news"), ("advocacy", REST), ("news", REST)]
    table = pl.concat([row.with_columns(group_a=pl.lit(a), group_b=pl.lit(b)) for a, b in pairs])
    plot = plot_contrasts(table)
    assert len(plot.figure.axes) == 4
    assert "Articles with such words: author's own words: advocacy 3, blogs 3, news 3." in plot.caption
    assert [text.get_text() for text in plot.figure.legends[0].get_texts()] == ["advocacy", "blogs", "news", REST]


def test_contrasts_that_do_not_hold_in_a_test_name_no_category():
    rows = [("hedge", -4.0, -9.0, -1.0, 4, 12), ("booster", 1.0, -2.0, 4.0, 2, 1)]
    assert plot_contrasts(contrasts(rows, p=0.3)).title == (
        "In no category does a difference hold: none of the 2 shown has q under 0.05; 1 of 2 intervals shown excludes 0"
    )


def test_articles_are_counted_apart_for_each_voice():
    row = contrasts([("hedge", -4.0, -9.0, -1.0, 4, 12)])
    both = pl.concat([row, row.with_columns(voice=pl.lit("quoted"), docs_a=pl.lit(2), docs_b=pl.lit(1))])
    said = "author's own words: advocacy 3, news 2; quoted words: advocacy 2, news 1."
    assert f"Articles with such words: {said}" in plot_contrasts(both).caption


def test_contrasts_that_may_not_differ_are_said_not_to():
    title = plot_contrasts(contrasts([("booster", 1.0, -2.0, 4.0, 2, 1)])).title
    assert title == "In no category do the groups differ for sure: every interval includes no difference (no test)"


def test_documents_add_up_and_partial_dates_are_spans():
    plot = plot_documents(profile(PROFILE))
    assert plot.title == "3 articles in 2 groups: advocacy 2 articles, 1,800 words; news 1 article, 600 words"
    assert "d1 (advocacy): 800 words, 200 quoted, 40 attributed, 50 left out, 2024" in plot.alt
    bars, dates = plot.figure.axes
    assert sorted(bar.get_width() for bar in bars.patches) == sorted([560, 40, 200, 50, 1000, 0, 0, 0, 570, 0, 30, 10])
    assert [(bar.get_x(), bar.get_width()) for bar in dates.patches] == [(date2num(date(2024, 1, 1)), 366)]
    assert "no date" in written(plot)


def test_many_documents_are_strips_of_groups():
    rows = [
        (f"d{number}", "advocacy" if number % 2 else "news", "2024-05", 100 + number, 10, 5, 0) for number in range(60)
    ]
    plot = plot_documents(profile(rows))
    assert [label.get_text() for label in plot.figure.axes[0].get_yticklabels()] == ["advocacy", "news"]
    assert "news: 30 articles, median 129 words, 100 to 158" in plot.alt  # even numbers from 100 to 158


def test_exclusions_add_up_by_reason():
    plot = plot_exclusions(EXCLUSIONS)
    assert plot.title == "27 characters of 2 articles left out, most of them as credit (20)"
    assert "d1, credit: 20; d3, caption: 7" in plot.alt
    assert "0" in written(plot)


def test_similarity_is_blank_between_events_and_mirrors_containment():
    plot = plot_similarity(PAIRS, DOCUMENTS, "cosine")
    assert (
        plot.title
        == "Cosine similarity: most alike Quay Post, 2024-05-01 and Pier (0.25); mean across groups 0.25 (1 pair); no test"
    )
    cells = [text.get_text() for text in plot.figure.axes[0].texts if text.get_text()[:1].isdigit()]
    assert cells == ["0.25", "0.25"]
    shares = plot_similarity(PAIRS, DOCUMENTS, "containment_a").figure.axes[0].texts
    assert [text.get_text() for text in shares][:2] == ["0.50", "0.12"]


def test_similarities_near_0_have_three_digits():
    near = PAIRS.with_columns(cosine=pl.lit(0.0042))
    plot = plot_similarity(near, DOCUMENTS, "cosine")
    assert "most alike Quay Post, 2024-05-01 and Pier (0.004); mean across groups 0.004 (1 pair)" in plot.title
    assert "Quay Post, 2024-05-01 and Pier: 0.004" in plot.alt and written(plot).count("0.004") == 2


def compare_all(count: int, share: float):
    """So many articles of one event, each two of them alike by this share."""
    docs = [f"d{number:02d}" for number in range(count)]
    documents = pl.DataFrame({"doc": docs, "group": "a", "event": "flood", "outlet": docs, "date": None})
    pairs = [(a, b, "flood", share) for a, b in combinations(docs, 2)]
    return plot_similarity(
        pl.DataFrame(pairs, ["doc_a", "doc_b", "event", "jaccard"], orient="row"), documents, "jaccard"
    )


@pytest.mark.parametrize("share", [0.004, 0.04, 0.4, 1.0])
def test_greys_go_up_to_the_largest_similarity(share: float):
    mesh = compare_all(3, share).figure.axes[0].collections[-1]
    grey = mesh.to_rgba(mesh.get_array().compressed())[:, 0]
    assert 0.4 < grey.max() < 0.6


@pytest.mark.parametrize(("count", "number"), [(3, "0.004"), (12, "0.004"), (16, ".004"), (17, ""), (40, "")])
def test_cells_have_numbers_where_these_fit(count: int, number: str):
    plot = compare_all(count, 0.004)
    cells = [text for text in plot.figure.axes[0].texts if text.get_text() != "flood"]
    assert {text.get_text() for text in cells} == {number} and len(cells) == count * (count - 1)
    assert len(plot.figure.axes) == 1 + (not number)  # in their place the key of the greys
    assert overlaps([text for text in cells if number]) == []


def test_many_documents_are_compared_as_groups():
    docs = [f"d{number:02d}" for number in range(44)]
    documents = pl.DataFrame({"doc": docs, "group": ["a", "b"] * 22, "event": "flood", "outlet": "Pier", "date": None})
    pairs = pl.DataFrame(
        {
            "doc_a": ["d00", "d02", "d00"],
            "doc_b": ["d01", "d03", "d02"],
            "event": ["flood"] * 3,
            "cosine": [0.2, 0.4, 0.8],
        }
    )
    plot = plot_similarity(pairs, documents, "cosine")
    key = plot.figure.axes[1]
    assert key.get_xlabel() == "cosine similarity" and key.get_xlim() == pytest.approx((0, 0.8**0.5))
    assert "white is 0, the darkest 0.80, the most that is drawn here, and greys between" in plot.caption
    near = plot_similarity(pairs.with_columns(pl.col("cosine") / 10), documents, "cosine")
    assert near.figure.axes[1].get_xlim() == pytest.approx((0, 0.08**0.5)) and "the darkest 0.080" in near.caption
    assert "hatched" not in plot.caption and "hatched" in plot_similarity(PAIRS, DOCUMENTS, "cosine").caption
    assert "a and b: mean 0.30 of 2 pairs" in plot.alt and "a and a: mean 0.80 of 1 pair" in plot.alt


@pytest.mark.parametrize(
    ("empty", "title"),
    [
        (lambda: plot_documents(profile([])), "No documents to show"),
        (lambda: plot_exclusions(EXCLUSIONS.clear()), "Nothing is left out of these texts"),
        (lambda: plot_terms(terms([]), AB), "No terms to compare between advocacy and news"),
        (lambda: plot_rates(rates(RATES).clear(), "stance"), "No rates of stance to show"),
        (lambda: plot_frames(rates(RATES), "frames"), "No rates of frames to show"),
        (
            lambda: plot_similarity(PAIRS.clear(), DOCUMENTS, "cosine"),
            "No pairs of articles of the same event, so no cosine similarity to show",
        ),
        (
            lambda: plot_contrasts(contrasts([("hedge", 0.0, -1.0, 1.0, 0, 0)])),
            "No category has a hit, so there is no difference to show",
        ),
    ],
)
def test_nothing_to_show_is_said(empty, title):
    plot = empty()
    assert plot.title == plot.alt == title
    assert title in written(plot)


def test_a_text_alternative_is_never_too_long():
    rows = [(f"a rather long term of many words, number {number}", 2.0, 1.0, 3.0, 8, 1) for number in range(12)]
    alt = plot_terms(terms(rows), AB).alt
    assert len(alt) <= LONGEST_ALT
    assert alt.endswith("more marks.")


# --- files and layout ---------------------------------------------------------------------------------------------


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for name, plot in plots().items():
        save_plot(name, plot, tmp_path / "one")
    matplotlib.rcParams["font.size"], before = 20, matplotlib.rcParams["font.size"]
    try:
        for name, plot in plots().items():
            save_plot(name, plot, tmp_path / "two")
    finally:
        matplotlib.rcParams["font.size"] = before
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 14
    assert [
        name for name in files if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()
    ] == []


def test_files_carry_their_words_and_no_date(tmp_path):
    plot = plots()["exclusions"]
    png, svg = save_plot("exclusions", plot, tmp_path)
    picture = svg.read_text(encoding="utf-8")
    assert plot.title in picture and f"{plot.alt}</dc:description>" in picture
    assert "<dc:date>" not in picture and b"Software" not in png.read_bytes()


def test_drawing_changes_no_global_setting():
    before = dict(matplotlib.rcParams)
    plots()
    assert dict(matplotlib.rcParams) == before


def test_terms_do_not_overlap_and_stay_on_the_page():
    rows = [(f"an extraordinarily long term of many words {n}", 2.0 + n / 10, 1.0, None, 12345, 0) for n in range(12)]
    rows += [(f"term {number}", -2.0 - number / 10, None, -1.0, 0, 12345) for number in range(12)]
    figure = plot_terms(terms(rows), AB).figure
    axes = figure.axes[0]
    texts = [
        *axes.get_yticklabels(),
        *axes.get_xticklabels(),
        *axes.texts,
        axes.xaxis.label,
        *figure.texts,
        *figure.legends[0].get_texts(),
    ]
    assert len([text for text in texts if text.get_text()]) > 50
    assert overlaps(texts) == []
    page = figure.bbox
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    inside = [page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1 for box in boxes]
    assert all(inside)


@pytest.mark.parametrize("name", ["documents", "rates", "frames", "similarity", "contrasts", "exclusions"])
def test_no_text_lies_on_another(name):
    figure = plots()[name].figure
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += [*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts, axes.xaxis.label, axes.title]
    assert overlaps(texts) == []


def test_a_sign_that_the_font_has_not_is_a_box_and_no_warning_on_the_page(recwarn, tmp_path):
    assert text_width("a herd \N{ELEPHANT}", 9) > text_width("a herd", 9)
    figure = open_figure("A herd", 1.0)
    figure.text(0, 0.5, "a herd \N{ELEPHANT}")
    save_plot("herd", close_figure(figure, "A herd", "One.", "A herd."), tmp_path)
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []
