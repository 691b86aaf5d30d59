"""Quotations: what stands in quotation marks, and who says what by which word."""

from analysis.find.quotes.attributions import QUOTES, find_quotes
from analysis.find.quotes.marks import find_marks

__all__ = ["QUOTES", "find_marks", "find_quotes"]
