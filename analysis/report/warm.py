"""Warm: what every notebook imports, loaded once in the process that notebooks are forked from."""

import analysis.compare.overlap
import analysis.compare.profile
import analysis.compare.rates
import analysis.compare.terms
import analysis.find.actors
import analysis.find.cues
import analysis.find.material
import analysis.report.execution
import analysis.report.figures
import analysis.report.findings
import analysis.report.galleries
import analysis.report.pages
import analysis.report.saving  # noqa: F401
