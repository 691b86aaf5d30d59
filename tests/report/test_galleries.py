from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.estimates import Contrast
from analysis.report import galleries


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure is what it would be drawn from."""
    monkeypatch.setattr(galleries, "plot_terms", lambda table, contrast: (table["term"].to_list(), contrast))
    monkeypatch.setattr(galleries, "plot_rates", lambda table, measure: ("rates", table.height, measure))
    monkeypatch.setattr(galleries, "plot_frames", lambda table, measure: ("frames", table.height, measure))


RATES = pl.DataFrame({"measure": ["stance", "frames-own", "my words", "stance", "frames-generic"]})


def test_the_first_contrast_is_terms_and_the_others_say_of_whom() -> None:
    keyness = pl.DataFrame({"term": ["regime", "of the"], "content": [True, False]})
    contrasts = [Contrast("a", "b"), Contrast("a", "local news"), Contrast("b", "local news")]
    assert galleries.plot_terms_by_contrast(keyness, contrasts) == {
        "terms": (["regime"], contrasts[0]),
        "terms-a-local+news": (["regime"], contrasts[1]),
        "terms-b-local+news": (["regime"], contrasts[2]),
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


def test_no_list_is_no_figure() -> None:
    none = RATES.clear()
    assert galleries.plot_rates_by_measure(none) == galleries.plot_frames_by_measure(none) == {}
