"""Omissions: what the reports of an event state, which of them carry it, and which leave it out."""

from analysis.compare.omissions.absence import CARRIERS, OMISSIONS, compare_omissions, count_carriers
from analysis.compare.omissions.statements import STATEMENTS, cluster_statements

__all__ = ["CARRIERS", "OMISSIONS", "STATEMENTS", "cluster_statements", "compare_omissions", "count_carriers"]
