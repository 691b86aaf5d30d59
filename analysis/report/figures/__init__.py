"""Figures: one table in, one figure out, with its finding, its caption and a text that stands in for it.

Every `plot_` function takes a table as the earlier rooms make it and gives a Plot. `overviews` draws documents,
`matrices` what is left out and pairs, `sides` differences of two groups, `volcano` all terms at once, `events` the
events one by one, `profiles` rates of all groups, `measures` style, `panels` other ways to count and `controls` chance.
Of voices, `speech` draws whose words they are, `sources` and `speakers` who quotes whom, `verbs` how, `fates` and `cuts` what
becomes of a quotation; of actors, `namings` what they are called, `loads` how far that evaluates, `agency` who acts and
`deletion` who is left out; of what reports state, `discrepancies` draws where values differ, `timeline` what is dated,
`omissions` what is left out, `certainty` how surely. `style`, `marks`, `dots`, `shares`, `labels`, `blocks`, `grids`, `moments`
and `entries` hold what they share; `vectors` makes their files short.
"""

from analysis.report.figures.agency import plot_agency
from analysis.report.figures.certainty import plot_certainty
from analysis.report.figures.controls import plot_controls
from analysis.report.figures.cuts import plot_cuts
from analysis.report.figures.deletion import plot_deletion
from analysis.report.figures.discrepancies import plot_discrepancies
from analysis.report.figures.events import plot_events
from analysis.report.figures.fates import plot_fates
from analysis.report.figures.loads import plot_loads
from analysis.report.figures.matrices import plot_exclusions, plot_similarity
from analysis.report.figures.measures import plot_style
from analysis.report.figures.namings import plot_labels
from analysis.report.figures.omissions import plot_omissions
from analysis.report.figures.overviews import plot_documents
from analysis.report.figures.panels import plot_sensitivity
from analysis.report.figures.profiles import plot_frames, plot_rates
from analysis.report.figures.readers import plot_reader
from analysis.report.figures.shifts import plot_shift
from analysis.report.figures.sides import plot_contrasts, plot_terms
from analysis.report.figures.sketches import plot_sketch
from analysis.report.figures.sources import plot_sources
from analysis.report.figures.speakers import plot_speakers
from analysis.report.figures.speech import plot_reporting, plot_speech
from analysis.report.figures.style import Plot, empty_plot, group_colours, save_plot
from analysis.report.figures.timeline import plot_timeline
from analysis.report.figures.verbs import plot_verbs
from analysis.report.figures.volcano import plot_volcano

__all__ = [
    "Plot",
    "empty_plot",
    "group_colours",
    "plot_agency",
    "plot_certainty",
    "plot_contrasts",
    "plot_controls",
    "plot_cuts",
    "plot_deletion",
    "plot_discrepancies",
    "plot_documents",
    "plot_events",
    "plot_exclusions",
    "plot_fates",
    "plot_frames",
    "plot_labels",
    "plot_loads",
    "plot_omissions",
    "plot_rates",
    "plot_reader",
    "plot_reporting",
    "plot_sensitivity",
    "plot_shift",
    "plot_similarity",
    "plot_sketch",
    "plot_sources",
    "plot_speakers",
    "plot_speech",
    "plot_style",
    "plot_terms",
    "plot_timeline",
    "plot_verbs",
    "plot_volcano",
    "save_plot",
]
