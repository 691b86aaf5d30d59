"""Amounts: counts, money, shares, measures and ages, with what is counted and how exact they are."""

from analysis.find.claims.amounts.found import find_amounts

__all__ = ["find_amounts"]
