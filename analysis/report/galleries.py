"""Galleries: one figure for each contrast or list of cues, by the name it is saved under."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from analysis.compare.estimates import Contrast
from analysis.find.namings import NOBODY
from analysis.report.evidence import anchor
from analysis.report.figures import (
    Plot,
    empty_plot,
    plot_contrasts,
    plot_events,
    plot_frames,
    plot_labels,
    plot_rates,
    plot_terms,
    plot_volcano,
)
from analysis.report.figures.marks import choose_voice
from analysis.report.saving import Shown, save_figures
from analysis.report.settings import FRAMES

ACTORS = 12  # with a figure of their labels
EVENTS = 6  # with a figure of what their reports state


def plot_by_contrast(name: str, plot: Callable[[Contrast], Plot], contrasts: list[Contrast]) -> dict[str, Plot]:
    """What `plot` makes of each contrast: `name` for the first, `name-a-b` for every other."""
    names = [name, *(f"{name}-{anchor(contrast.a)}-{anchor(contrast.b)}" for contrast in contrasts[1:])][
        : len(contrasts)
    ]
    return {key: plot(contrast) for key, contrast in zip(names, contrasts, strict=True)}


def save_by_event(name: str, plot: Callable[..., Plot], rows: pl.DataFrame, documents: pl.DataFrame, out: str) -> Shown:
    """Writes and shows what `plot` makes of the EVENTS with most in `rows`, and says how many these are of all."""
    events = order_events(rows, documents)
    figures = save_figures(plot_by_event(name, plot, events[:EVENTS]), out)
    if len(events) <= EVENTS:
        return figures
    file = f"tables/{name}.csv"
    said = f"{EVENTS} of {len(events):,} events are drawn, those with most to show; the others are in <a href='{file}'>{file}</a>."
    return Shown(f"<p>{said}</p>{figures.html}")


def order_events(rows: pl.DataFrame, documents: pl.DataFrame) -> list[str]:
    """The events that several articles tell and that have rows (event, carriers), those with most first: of several articles' rows,
    then of all."""
    several = documents.group_by("event").len().filter(pl.col("len") > 1)
    sizes = rows.join(several, on="event", how="semi").group_by("event").agg(pl.len(), (pl.col("carriers") > 1).sum())
    return sizes.sort("carriers", "len", "event", descending=[True, True, False])["event"].to_list()


def plot_by_event(name: str, plot: Callable[..., Plot], events: list[str]) -> dict[str, Plot]:
    """What `plot` makes of each event, `name-harbour+fire`; where there is none, that there is nothing to draw."""
    plots = {f"{name}-{anchor(event)}": plot(event=event) for event in events}
    return plots or {name: empty_plot("No event has two articles with anything of this kind to set side by side")}


def plot_terms_by_contrast(keyness: pl.DataFrame, contrasts: list[Contrast], alpha: float = 0.05) -> dict[str, Plot]:
    """The terms of each contrast that differ most surely, and all terms at once, function words aside."""
    content = keyness.filter("content")
    return plot_by_contrast("terms", partial(plot_terms, content), contrasts) | plot_by_contrast(
        "volcano", partial(plot_volcano, content, alpha=alpha), contrasts
    )


def plot_events_by_measure(events: pl.DataFrame, pooled: pl.DataFrame, contrasts: list[Contrast]) -> dict[str, Plot]:
    """The differences event by event of each list that is not of frames, in every contrast: `events-stance`."""
    measures = [name for name in events["measure"].unique(maintain_order=True) if not name.startswith(FRAMES)]
    parts = [
        plot_by_contrast(f"events-{anchor(name)}", partial(plot_events, events, pooled, measure=name), contrasts)
        for name in measures
    ]
    return {key: plot for part in parts for key, plot in part.items()}


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


def plot_contrasts_by_measure(contrasts: pl.DataFrame) -> dict[str, Plot]:
    """The differences of each measure alone, as units and sizes differ: `contrasts-speech`."""
    measures = contrasts["measure"].unique(maintain_order=True)
    return {f"contrasts-{anchor(name)}": plot_contrasts(contrasts.filter(measure=name)) for name in measures}


def plot_labels_by_actor(namings: pl.DataFrame) -> dict[str, Plot]:
    """What each of ACTORS is called, those first whom two groups name and who are least often called by one name: `labels-board`."""
    plots = {f"labels-{anchor(actor)}": plot_labels(namings, actor) for actor in _choose_actors(namings)[:ACTORS]}
    return plots or {
        "labels": empty_plot("No known actor has several names in these texts, so there are no labels to show")
    }


def _choose_actors(namings: pl.DataFrame) -> list[str]:
    """The actors with several designations, by how often they have another than their commonest."""
    known = choose_voice(namings).filter(pl.col("hits") > 0, pl.col("actor") != NOBODY)
    groups = known.group_by("actor").agg(shared=pl.col("group").n_unique() > 1)
    names = known.group_by("actor", "designation").agg(pl.col("hits").sum())
    others = (
        names.group_by("actor").agg(others=pl.col("hits").sum() - pl.col("hits").max()).filter(pl.col("others") > 0)
    )
    order = ["shared", "others", "actor"]
    return others.join(groups, on="actor").sort(order, descending=[True, True, False])["actor"].to_list()
