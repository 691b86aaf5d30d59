"""Agency: who does what to whom, in active, passive and noun, and where the text does not say by whom."""

from analysis.find.agency.acts import ACTS, AGENCY, AND, NONE, find_acts, find_agency
from analysis.find.agency.deeds import HAPPENING

__all__ = ["ACTS", "AGENCY", "AND", "HAPPENING", "NONE", "find_acts", "find_agency"]
