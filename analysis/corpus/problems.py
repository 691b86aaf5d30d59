"""What is wrong with something that was given, said so that it can be mended."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

SHOWN = 20


class InputError(Exception):
    """Something given to Parallax cannot be used; the text says what was given, what is allowed and what to do."""


class Problem(NamedTuple):
    """One thing that is wrong: where it is, what was given, what is allowed and what to do.

    >>> print(Problem("row 3, column date", "17.4.25", "YYYY-MM-DD", "write it that way"))
    row 3, column date: given '17.4.25'; allowed: YYYY-MM-DD; write it that way
    """

    where: str
    given: str
    allowed: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: given {shorten(self.given)!r}; allowed: {self.allowed}; {self.advice}"


def shorten(text: str, length: int = 60) -> str:
    """The text on one line, cut to `length` characters.

    >>> shorten("a long line", 7)
    'a long…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def raise_problems(source: str, problems: Iterable[Problem]) -> None:
    """Raises one InputError that lists every problem of a source, or nothing when there is none."""
    found = list(problems)
    if not found:
        return
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    lines = [f"{source}: {count}", *(f"  {problem}" for problem in found[:SHOWN])]
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN} more of the kind; mend these first")
    raise InputError("\n".join(lines))


def nearest(name: str, allowed: Iterable[str]) -> str:
    """The words '; did you mean X?' for the allowed name most like this one, or nothing.

    >>> nearest("corups", ["corpus", "out"])
    "; did you mean 'corpus'?"
    """
    like = difflib.get_close_matches(name, list(allowed), n=1)
    return f"; did you mean {like[0]!r}?" if like else ""
