"""The words of the list `certainty`, by their kind."""

from __future__ import annotations

from analysis.find.lists import read_list


def list_words(kind: str) -> list[str]:
    """The words of one kind of the list: false, alleged, denying, open, told, asked or saying."""
    return read_list("certainty").filter(kind=kind)["word"].to_list()
