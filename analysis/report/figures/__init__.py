"""Figures: one table in, one figure out, with its finding, its caption and a text that stands in for it.

Every `plot_` function takes a table as the earlier rooms make it and gives a Plot. `overviews` draws documents,
`matrices` what is left out and pairs, `sides` differences of two groups, `profiles` rates of all groups; `style` and
`marks` hold what they share.
"""

from analysis.report.figures.matrices import plot_exclusions, plot_similarity
from analysis.report.figures.overviews import plot_documents
from analysis.report.figures.profiles import plot_frames, plot_rates
from analysis.report.figures.sides import plot_contrasts, plot_terms
from analysis.report.figures.style import Plot, empty_plot, group_colours, save_plot

__all__ = [
    "Plot",
    "empty_plot",
    "group_colours",
    "plot_contrasts",
    "plot_documents",
    "plot_exclusions",
    "plot_frames",
    "plot_rates",
    "plot_similarity",
    "plot_terms",
    "save_plot",
]
