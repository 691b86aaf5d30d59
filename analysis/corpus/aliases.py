"""Aliases: what a reader says about which names are one actor, in a table beside the corpus."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from analysis.corpus.manifest import decode
from analysis.corpus.problems import InputError, Problem, nearest, raise_problems

ALIASES = {"name": pl.String, "actor": pl.String, "type": pl.String}
TYPES = ("person", "organisation", "place", "people")


class _Row(NamedTuple):
    line: int
    name: str
    actor: str
    type: str

    @property
    def key(self) -> str:
        """The name as it is matched."""
        return self.name.casefold()


def read_aliases(path: str | Path, encoding: str = "utf-8") -> pl.DataFrame:
    """The names that a table says are one actor: name, actor, type (null where it says none); by name.

    The table is a CSV file with the columns name and actor and, where wanted, type: person, organisation, place or people.
    Case and the number of spaces do not matter. An actor that is a name of another row is followed to the end; a name
    that is its own actor is kept apart from all others. Raises InputError for a file that cannot be read, a missing
    column, an empty cell, a name with two actors, and names that lead back to themselves.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; give a CSV table with the columns name, actor and, where wanted, type")
    text = decode(path, path.name, encoding)
    if isinstance(text, Problem):
        raise InputError(str(text))
    rows = _read_rows(path, text)
    raise_problems(str(path), [*_find_wrong_cells(rows), *_find_doubles(rows)])
    raise_problems(str(path), _find_cycles(rows))
    ends = {row.key: row for row in rows}
    found = [(row.name, (end := _follow(row, ends)).actor, row.type or end.type or None) for row in rows]
    return pl.DataFrame(found, schema=ALIASES, orient="row").unique("name", keep="first").sort("name")


def _read_rows(path: Path, text: str) -> list[_Row]:
    csv.field_size_limit(len(text) + 1)
    reader, rows = csv.DictReader(io.StringIO(text, newline=""), strict=True), []
    try:
        header = [(name or "").strip() for name in reader.fieldnames or []]
        missing = [name for name in ("name", "actor") if name not in header]
        if missing:
            hints = "".join(nearest(name, [given for given in header if given not in ALIASES]) for name in missing)
            raise InputError(
                f"{path}: missing column {', '.join(missing)}; given: {', '.join(header) or 'nothing'}; "
                f"allowed: name, actor and, where wanted, type{hints}"
            )
        reader.fieldnames = header
        for row in reader:
            rows.append(_Row(reader.line_num, *(" ".join((row.get(name) or "").split()) for name in ALIASES)))
    except csv.Error as error:
        line = rows[-1].line + 1 if rows else 2
        raise InputError(f"{path}: line {line} is no CSV ({error}); close every quotation mark") from error
    return rows


def _find_wrong_cells(rows: list[_Row]) -> Iterator[Problem]:
    for row in rows:
        for column, value in (("name", row.name), ("actor", row.actor)):
            if not value:
                yield Problem(f"line {row.line}, column {column}", "", "text", "fill it, or leave the row out")
        if row.type and row.type not in TYPES:
            advice = f"write one of them, or nothing{nearest(row.type, TYPES)}"
            yield Problem(f"line {row.line}, column type", row.type, ", ".join(TYPES), advice)


def _find_doubles(rows: list[_Row]) -> Iterator[Problem]:
    first: dict[str, _Row] = {}
    for row in rows:
        before = first.setdefault(row.key, row)
        if row.name and before.actor.casefold() != row.actor.casefold():
            given = f"{row.name}: {row.actor}"
            advice = f"line {before.line} says {before.actor!r}; keep one of the two lines"
            yield Problem(f"line {row.line}, column actor", given, "one actor a name", advice)


def _find_cycles(rows: list[_Row]) -> Iterator[Problem]:
    """A problem for each ring of names that lead to each other, at its first line."""
    ends = {row.key: row for row in rows}
    told: set[str] = set()
    for row in rows:
        chain, seen = [row], {row.key}
        while (after := ends.get(chain[-1].actor.casefold())) and after.key not in seen:
            chain.append(after)
            seen.add(after.key)
        back = chain[-1].actor.casefold()
        if back == row.key and len(chain) > 1 and not told & seen:
            told |= seen
            ring = " > ".join([*(link.name for link in chain), row.name])
            yield Problem(
                f"line {row.line}, column actor", ring, "names that lead to one actor", "take one of these rows out"
            )


def _follow(row: _Row, ends: dict[str, _Row]) -> _Row:
    """The row whose actor is no name of another row, where the actors lead from here."""
    while (after := ends.get(row.actor.casefold())) and after.key != row.key:
        row = after
    return row
