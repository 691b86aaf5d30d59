"""Namings: the phrases by which texts designate each actor, and which of their words evaluate it."""

from analysis.find.namings.designations import NOBODY
from analysis.find.namings.wording import FORMS, NAMINGS, find_namings

__all__ = ["FORMS", "NAMINGS", "NOBODY", "find_namings"]
