"""Sources: who it is that says something, and of what kind."""

from analysis.find.sources.resolving import SOURCE_TYPES, find_sources

__all__ = ["SOURCE_TYPES", "find_sources"]
