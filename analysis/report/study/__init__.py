"""Study: one corpus under one set of parameters, and every table that can be made of it, each when first asked for."""

from __future__ import annotations

from analysis.report.study.actors import Actors
from analysis.report.study.claims import Claims
from analysis.report.study.trust import Trust
from analysis.report.study.voices import Voices

LAYERS = ("exclusions", "cues", "quotes", "actors", "claims")  # what the command `find` writes
COMPARISONS = (  # what the command `compare` writes
    "keyness", "rates", "contrasts", "events", "pooled", "style", "collocates", "shift", "distance", "similarity", "passages",
    "speech", "speakers", "verbs", "silent", "fates", "namings", "loads", "agency", "deletion", "evaluations",
    "alignments", "agreements", "discrepancies", "statements", "omissions", "certainty", "timeline", "updates", "reuse",
)  # fmt: skip


class Study(Trust, Voices, Actors, Claims):
    """A corpus with its settings; what its tables hold is said where they are made.

    `progress` is called with the words parsed so far and those to parse.

    >>> from analysis.report.settings import check_settings
    >>> study = Study(check_settings({"corpus": "seeds"}))
    >>> study.documents.height, study.choices
    (5, [Contrast(a='advocacy', b='news')])
    """
