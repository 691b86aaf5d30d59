"""Parallax: how different kinds of outlets tell the same event.

The flow goes one way through four rooms. Texts become documents (`corpus`), documents become spans (`find`), spans become
counts and estimates (`compare`), estimates become figures, findings and pages (`report`).
A room imports from itself and from the rooms before it, never from one after it.
"""

__version__ = "0.1.0"
