"""The words of the list `falsehood`, by their kind."""

from __future__ import annotations

from analysis.find.lists import read_list


def read_falsehood(kind: str) -> list[str]:
    """The words of one kind of the list: false, alleged, denying, told or asked."""
    return read_list("falsehood").filter(kind=kind)["word"].to_list()
