"""Names: places, people, roles, employers and articles of law, as values that reports may state differently."""

from analysis.find.claims.names.found import find_names

__all__ = ["find_names"]
