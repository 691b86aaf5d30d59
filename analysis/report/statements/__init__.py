"""Statements: what one table says, in sentences with their numbers, their doubt and the way to the evidence.

A statement says what was counted in which texts. It claims a difference beyond them only where there is a test, and says
so where the interval includes no difference.
"""

from analysis.report.statements.cues import state_caution, state_cues, state_style
from analysis.report.statements.doubts import state_controls, state_outlets, state_reading, state_sensitivity
from analysis.report.statements.finding import Finding
from analysis.report.statements.texts import state_actors, state_corpus, state_overlap, state_passages, state_sizes
from analysis.report.statements.wording import state_collocates, state_distance, state_terms

__all__ = [
    "Finding",
    "state_actors",
    "state_caution",
    "state_collocates",
    "state_controls",
    "state_corpus",
    "state_cues",
    "state_distance",
    "state_outlets",
    "state_overlap",
    "state_passages",
    "state_reading",
    "state_sensitivity",
    "state_sizes",
    "state_style",
    "state_terms",
]
