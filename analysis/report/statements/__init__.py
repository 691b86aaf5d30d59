"""Statements: what one table says, in sentences with their numbers, their doubt and the way to the evidence.

A statement says what was counted in which texts. It claims a difference beyond them only where there is a test, and says
so where the interval includes no difference.
"""

from analysis.report.statements.actors import state_deletion, state_namings, state_obligations, state_powers, state_we
from analysis.report.statements.carriers import state_omissions, state_reuse, state_unique
from analysis.report.statements.claims import (
    state_agreements,
    state_alignments,
    state_certainty,
    state_discrepancies,
    state_updates,
)
from analysis.report.statements.cues import state_caution, state_cues, state_style
from analysis.report.statements.differences import state_agency_differences, state_evaluations, state_speech_differences
from analysis.report.statements.doubts import state_controls, state_outlets, state_reading, state_sensitivity
from analysis.report.statements.finding import Finding
from analysis.report.statements.texts import state_actors, state_corpus, state_overlap, state_passages, state_sizes
from analysis.report.statements.voices import state_fates, state_silent, state_speech, state_verbs
from analysis.report.statements.wording import state_collocates, state_distance, state_terms

__all__ = [
    "Finding",
    "state_actors",
    "state_agency_differences",
    "state_agreements",
    "state_alignments",
    "state_caution",
    "state_certainty",
    "state_collocates",
    "state_controls",
    "state_corpus",
    "state_cues",
    "state_deletion",
    "state_discrepancies",
    "state_distance",
    "state_evaluations",
    "state_fates",
    "state_namings",
    "state_obligations",
    "state_omissions",
    "state_outlets",
    "state_overlap",
    "state_passages",
    "state_powers",
    "state_reading",
    "state_reuse",
    "state_sensitivity",
    "state_silent",
    "state_sizes",
    "state_speech",
    "state_speech_differences",
    "state_style",
    "state_terms",
    "state_unique",
    "state_updates",
    "state_verbs",
    "state_we",
]
