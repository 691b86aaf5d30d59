"""Quoting: sentences of articles in quotation marks, as captions and findings show them."""

from __future__ import annotations

from textwrap import shorten

_INNER = str.maketrans('“”"„«»', "‘’'‘‘’")


def soften(text: str) -> str:
    """The text with the double quotation marks in it single, to stand between double ones.

    >>> soften("“We left,” she said.")
    '‘We left,’ she said.'
    """
    return text.translate(_INNER)


def quote(text: str, most: int) -> str:
    """The text in quotation marks, cut at a blank where it has more than so many characters.

    >>> quote("“We left,” she said.", 40), quote("We left the harbour at noon.", 18)
    ('“‘We left,’ she said.”', '“We left the …”')
    """
    return f"“{shorten(soften(text), most, placeholder=' …')}”"
