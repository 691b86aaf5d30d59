"""Rows: the articles that a folder, a table or a data frame lists, before anything of them is checked."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from charset_normalizer import from_bytes

from analysis.corpus.problems import InputError, Problem, raise_problems

MANIFEST = "corpus.csv"
LONGEST = 1_000_000  # characters; what the parser takes in one piece
_NOT_CP1252 = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


class Listing(NamedTuple):
    """The rows of a corpus, what to call the place of each, the source's name and the folder its files lie in."""

    source: str
    rows: list[dict[str, str | None]]
    places: list[str]
    folder: Path | None = None


def read_listing(corpus: Any, encoding: str = "utf-8") -> Listing:
    """The rows of a corpus as they are given, each cell a text or nothing.

    `corpus` is a folder with corpus.csv, a CSV, JSONL or Parquet table, a folder of Parquet parts, or a data frame.
    Raises InputError where the source cannot be read as a table.

    >>> read_listing(pl.DataFrame({"doc": ["a"], "text": [None]})).rows
    [{'doc': 'a', 'text': None}]
    """
    if not isinstance(corpus, str | Path):
        return _number("data frame", _frame_rows(corpus))
    path = Path(corpus)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; give a corpus folder or a CSV, JSONL or Parquet table")
    if not path.is_dir():
        return _read_table(path, encoding)
    if (path / MANIFEST).is_file():
        return _read_table(path / MANIFEST, encoding)._replace(folder=path)
    parts = sorted(path.glob("*.parquet"))
    if parts:
        return _number(str(path), [row for part in parts for row in _read_parquet(part)])
    raise InputError(
        f"{path}: the folder holds neither {MANIFEST} nor Parquet parts; "
        f"write a {MANIFEST} with the columns doc, file, outlet, group, event, date"
    )


def _read_table(path: Path, encoding: str) -> Listing:
    if path.suffix == ".parquet":
        return _number(str(path), _read_parquet(path))
    readers = {".csv": _read_csv, ".jsonl": _read_jsonl, ".ndjson": _read_jsonl}
    if path.suffix not in readers:
        raise InputError(f"{path}: a corpus is a folder with {MANIFEST}, or a .csv, .jsonl or .parquet table")
    text = decode(path, path.name, encoding)
    if isinstance(text, Problem):
        raise InputError(str(text))
    lines, rows = readers[path.suffix](path, text)
    return Listing(str(path), rows, [f"line {line}" for line in lines])


def _number(source: str, rows: list[dict[str, str | None]]) -> Listing:
    return Listing(source, rows, [f"row {number}" for number in range(1, len(rows) + 1)])


def _frame_rows(frame: Any) -> list[dict]:
    if isinstance(frame, pl.DataFrame):
        return [{name: _as_text(value) for name, value in row.items()} for row in frame.iter_rows(named=True)]
    if hasattr(frame, "to_dict"):  # pandas, without importing it
        records = frame.to_dict(orient="records")
        return [{str(name): _as_text(value) for name, value in row.items()} for row in records]
    raise InputError(f"a corpus cannot be a {type(frame).__name__}; give a path or a pandas or Polars data frame")


def _as_text(value: Any) -> str | None:
    if value is None or value != value or type(value).__name__ == "NaTType":
        return None
    if isinstance(value, float) and value.is_integer():  # pandas writes 2023 so where a cell of the column is empty
        value = int(value)
    if isinstance(value, datetime) and value == datetime(value.year, value.month, value.day, tzinfo=value.tzinfo):
        value = value.date()
    return str(value)


def _read_parquet(path: Path) -> list[dict]:
    try:
        return _frame_rows(pl.read_parquet(path))
    except pl.exceptions.PolarsError as error:
        raise InputError(f"{path}: not a Parquet table that can be read ({error})") from error


def _read_csv(path: Path, text: str) -> tuple[list[int], list[dict]]:
    csv.field_size_limit(len(text) + 1)  # a text that is too long is named as such where texts are checked
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    header = reader.fieldnames or []
    if len(header) == 1 and (other := re.search(r"[;\t|]", header[0])):
        raise InputError(
            f"{path}: the header {header[0]!r} is one column; allowed: a comma between columns; "
            f"it seems to use {other.group()!r}: save the table with commas"
        )
    lines, rows, problems = [], [], []
    try:
        for row in reader:
            lines.append(reader.line_num)
            rows.append(row)
            if None in row or None in row.values():
                given = sum(row[name] is not None for name in header) + len(row.get(None, []))
                advice = "put quotes around a cell that holds a comma"
                problems.append(Problem(f"line {reader.line_num}", f"{given} cells", f"{len(header)} cells", advice))
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num} is no CSV ({error}); close every quotation mark") from error
    raise_problems(str(path), problems)
    return lines, rows


def _read_jsonl(path: Path, text: str) -> tuple[list[int], list[dict]]:
    lines, rows, problems = [], [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict):
            problems.append(Problem(f"line {number}", line, "one JSON object", "write one article a line"))
            continue
        lines.append(number)
        rows.append({name: _as_text(value) for name, value in row.items()})
    raise_problems(str(path), problems)
    return lines, rows


def decode(path: Path, where: str, encoding: str = "utf-8") -> str | Problem:
    """The text of a file without a byte-order mark, or the problem that says which bytes are not of the encoding."""
    data = path.read_bytes()
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        return Problem("encoding", encoding, "an encoding that Python knows", "try utf-8 or cp1252")
    except UnicodeDecodeError as error:
        given = f"the bytes {data[error.start : error.start + 4].hex(' ')} at {error.start}"
        likely = _guess_encoding(data)
        offer = f"; it reads as {likely}: add -p encoding={likely}" if likely else ""
        return Problem(where, given, f"text in {encoding}", f"save the file as UTF-8{offer}")


def _guess_encoding(data: bytes) -> str | None:
    """What text that is not UTF-8 may be: where few bytes are beyond ASCII, as in English, no statistics can tell."""
    beyond = data.translate(None, bytes(range(128)))
    if len(beyond) < len(data) / 10 and b"\0" not in data and not set(beyond) & _NOT_CP1252:
        return "cp1252"
    best = from_bytes(data).best()
    return best.encoding if best else None
