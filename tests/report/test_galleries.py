from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.estimates import REST, Contrast
from analysis.report import galleries


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure is what it would be drawn from."""
    monkeypatch.setattr(galleries, "plot_terms", lambda table, contrast: (table["term"].to_list(), contrast))
    monkeypatch.setattr(
        galleries, "plot_volcano", lambda table, contrast, alpha: (table["term"].to_list(), contrast, alpha)
    )
    monkeypatch.setattr(
        galleries,
        "plot_events",
        lambda events, pooled, contrast, measure: (events.height, pooled.height, contrast, measure),
    )
    monkeypatch.setattr(galleries, "plot_contrasts", lambda table: table["measure"].to_list())
    monkeypatch.setattr(galleries, "plot_rates", lambda table, measure: ("rates", table.height, measure))
    monkeypatch.setattr(galleries, "plot_frames", lambda table, measure: ("frames", table.height, measure))


RATES = pl.DataFrame({"measure": ["stance", "frames-own", "my words", "stance", "frames-generic"]})
PAIRS = [Contrast("a", "b"), Contrast("a", "local news"), Contrast("b", "local news"), Contrast("a", REST)]


def test_the_first_contrast_has_the_name_alone_and_the_others_say_of_whom() -> None:
    assert galleries.plot_by_contrast("shift", lambda contrast: contrast, PAIRS) == {
        "shift": PAIRS[0], "shift-a-local+news": PAIRS[1], "shift-b-local+news": PAIRS[2], "shift-a-all+others": PAIRS[3],
    }  # fmt: skip


def test_no_contrast_is_no_figure() -> None:
    assert galleries.plot_by_contrast("shift", lambda contrast: contrast, []) == {}


def test_names_that_are_alike_give_files_of_their_own() -> None:
    pairs = [Contrast("x", "y"), Contrast("a b", "c"), Contrast("a/b", "c"), Contrast("A b", "c")]
    assert len(galleries.plot_by_contrast("shift", lambda contrast: contrast, pairs)) == 4


def test_terms_are_drawn_of_each_contrast_twice_without_function_words() -> None:
    keyness = pl.DataFrame({"term": ["harbour", "of the"], "content": [True, False]})
    assert galleries.plot_terms_by_contrast(keyness, PAIRS[:2], 0.1) == {
        "terms": (["harbour"], PAIRS[0]),
        "terms-a-local+news": (["harbour"], PAIRS[1]),
        "volcano": (["harbour"], PAIRS[0], 0.1),
        "volcano-a-local+news": (["harbour"], PAIRS[1], 0.1),
    }


def test_events_are_drawn_of_every_list_but_those_of_frames_in_each_contrast() -> None:
    pooled = pl.DataFrame({"measure": ["stance"]})
    assert galleries.plot_events_by_measure(RATES, pooled, PAIRS[::3]) == {
        "events-stance": (5, 1, PAIRS[0], "stance"),
        "events-stance-a-all+others": (5, 1, PAIRS[3], "stance"),
        "events-my+words": (5, 1, PAIRS[0], "my words"),
        "events-my+words-a-all+others": (5, 1, PAIRS[3], "my words"),
    }


def test_rates_are_drawn_of_every_list_but_those_of_frames() -> None:
    figures = galleries.plot_rates_by_measure(RATES)
    assert figures == {"rates-stance": ("rates", 5, "stance"), "rates-my+words": ("rates", 5, "my words")}


def test_frames_are_drawn_of_every_list_of_frames() -> None:
    figures = galleries.plot_frames_by_measure(RATES)
    assert figures == {
        "frames-own": ("frames", 5, "frames-own"),
        "frames-generic": ("frames", 5, "frames-generic"),
    }


def test_contrasts_are_drawn_of_each_measure_alone() -> None:
    assert galleries.plot_contrasts_by_measure(RATES.head(4)) == {
        "contrasts-stance": ["stance", "stance"], "contrasts-frames-own": ["frames-own"], "contrasts-my+words": ["my words"],
    }  # fmt: skip


def test_no_list_is_no_figure() -> None:
    none = RATES.clear()
    assert galleries.plot_contrasts_by_measure(none) == {}
    assert galleries.plot_rates_by_measure(none) == galleries.plot_frames_by_measure(none) == {}
    assert galleries.plot_events_by_measure(none, none, PAIRS) == {}


# --- events -------------------------------------------------------------------------------------------------------

HELD = pl.DataFrame({"event": ["fog", "fog", "ice", "ice", "tide", None], "doc": list("abcdef")})


def test_events_with_most_rows_of_several_articles_come_first() -> None:
    rows = pl.DataFrame({"event": ["fog", "fog", "ice", "tide", None], "carriers": [1, 1, 2, 2, 2]})
    assert galleries.order_events(rows, HELD) == ["ice", "fog"]  # of the tide one article tells
    assert galleries.order_events(rows.clear(), HELD) == []


def test_events_past_the_most_are_said_to_be_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(galleries, "save_figures", lambda plots, out: galleries.Shown(" ".join(plots)))
    names = [f"e{at}" for at in range(galleries.EVENTS + 2)]
    documents = pl.DataFrame({"event": 2 * names})
    rows = pl.DataFrame({"event": names[1:] + names[2:], "carriers": pl.Series([2] * (2 * len(names) - 3))})
    html = galleries.save_by_event("omissions", lambda event: event, rows, documents, "out").html
    assert "<p>6 of 7 events are drawn, those with most to show; the others are in " in html
    assert html.endswith(" ".join(f"omissions-{name}" for name in names[2:]))  # one with most rows before e1
    few = galleries.save_by_event("omissions", lambda event: event, rows.head(2), documents, "out")
    assert few.html == "omissions-e1 omissions-e2"


def test_where_no_event_has_a_row_one_figure_says_so() -> None:
    (plot,) = galleries.plot_by_event("certainty", lambda event: event, []).values()
    assert plot.title.startswith("No event has two articles with anything of this kind")
