"""Galleries: one figure for each contrast or list of cues, by the name it is saved under."""

from __future__ import annotations

import polars as pl

from analysis.compare.estimates import Contrast
from analysis.report.evidence import anchor
from analysis.report.figures import Plot, plot_frames, plot_rates, plot_terms
from analysis.report.settings import FRAMES


def plot_terms_by_contrast(keyness: pl.DataFrame, contrasts: list[Contrast]) -> dict[str, Plot]:
    """The terms of each contrast, function words aside: `terms` for the first, `terms-a-b` for every other."""
    names = ["terms", *(f"terms-{anchor(contrast.a)}-{anchor(contrast.b)}" for contrast in contrasts[1:])]
    return {
        name: plot_terms(keyness.filter("content"), contrast) for name, contrast in zip(names, contrasts, strict=True)
    }


def plot_rates_by_measure(rates: pl.DataFrame) -> dict[str, Plot]:
    """The rates of each list that is not of frames: `rates-stance`."""
    measures = rates["measure"].unique(maintain_order=True).to_list()
    return {
        f"rates-{anchor(measure)}": plot_rates(rates, measure) for measure in measures if not measure.startswith(FRAMES)
    }


def plot_frames_by_measure(rates: pl.DataFrame) -> dict[str, Plot]:
    """The profile of each list of frames, by the list's name: `frames-generic`."""
    measures = rates["measure"].unique(maintain_order=True).to_list()
    return {anchor(measure): plot_frames(rates, measure) for measure in measures if measure.startswith(FRAMES)}
