"""Documents: a corpus folder, a table or a data frame, read and checked.

A corpus is a folder with `corpus.csv`, or one CSV, JSONL or Parquet table with a `text` column, or a folder of Parquet
parts, or a pandas or Polars data frame. All its problems are reported at once.
"""

from __future__ import annotations

import calendar
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from analysis.corpus.manifest import LONGEST, Listing, decode, read_listing
from analysis.corpus.problems import SHOWN, InputError, Problem, nearest, raise_problems

COLUMNS = ("doc", "outlet", "group", "event", "date", "title", "url", "language", "file", "text")
LANGUAGES = ("en",)  # the word lists and the parsing model are English
_THERE = "a file of the corpus folder"


class Row(BaseModel):
    """One article as the manifest gives it; `description` says what is allowed and `examples` what to do."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    doc: str = Field(min_length=1, description="a name of its own", examples=["name the article"])
    outlet: str = Field(min_length=1, description="the outlet's name", examples=["name the outlet"])
    group: str = Field(min_length=1, description="the name of a kind of outlet", examples=["name the group"])
    event: str | None = Field(None, description="a name or nothing", examples=["name the event"])
    date: str | None = Field(
        None,
        description="YYYY-MM-DD, YYYY-MM, YYYY or nothing",
        examples=["write what is known of the date and no more"],
    )
    title: str | None = Field(None, description="text or nothing", examples=["write it as text"])
    url: str | None = Field(None, description="text or nothing", examples=["write it as text"])
    language: str = Field("en", description=", ".join(LANGUAGES), examples=["leave out articles in other languages"])
    file: str | None = Field(None, description="a path inside the corpus folder", examples=["name the file"])

    @field_validator("event", "date", "title", "url", "file", mode="after")
    @classmethod
    def _empty_is_nothing(cls, value: str | None) -> str | None:
        return value or None

    @field_validator("language", mode="before")
    @classmethod
    def _english_unless_said(cls, value: Any) -> Any:
        return value or "en"

    @field_validator("language")
    @classmethod
    def _language_is_known(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(value)
        return value

    @field_validator("date")
    @classmethod
    def _date_exists(cls, value: str | None) -> str | None:
        if value is not None and not is_date(value):
            raise ValueError(value)
        return value


def is_date(value: str) -> bool:
    """Whether this is a year, a month or a day of the calendar, in ISO form.

    >>> [is_date(value) for value in ("2025-04-17", "2025-04", "2023", "2025-02-30", "17 April")]
    [True, True, True, False, False]
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if not match:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def read_corpus(corpus: str | Path | Any, event: str = "", encoding: str = "utf-8") -> pl.DataFrame:
    """The documents of a corpus, one row an article, in the order of their names.

    `corpus` is a path (folder with corpus.csv, CSV, JSONL or Parquet table, folder of Parquet parts) or a pandas or
    Polars data frame; `event` keeps one event; `encoding` is how text files are written.
    Columns: doc, outlet, group, event, date, title, url, language, file, text; all strings, null where not known.
    A date stays as partial as it is given. Offsets elsewhere count code points of `text`, which has no byte-order mark.
    Raises InputError, which lists every problem found.

    >>> rows = {"outlet": ["A", "B"], "group": ["x", "y"], "text": ["Rain fell.", "It rained."]}
    >>> read_corpus(pl.DataFrame(rows))["doc"].to_list()
    ['1', '2']
    """
    listing = read_listing(corpus, encoding)
    _check_columns(listing)
    listing = listing._replace(rows=[_named(row, number) for number, row in enumerate(listing.rows, start=1)])
    checked, problems = _check_rows(listing)
    texts = [_read_text(row, place, listing.folder, encoding) for row, place in zip(*listing[1:3], strict=True)]
    unreadable = [text for text in texts if isinstance(text, Problem)]
    problems = [*problems, *_find_doubles(listing), *unreadable]
    raise_problems(listing.source, [*_hint_at_files(problems[:SHOWN], listing.folder), *problems[SHOWN:]])
    return _choose(listing.source, _tabulate(checked, texts), event)


def _tabulate(checked: list[Row], texts: list[str]) -> pl.DataFrame:
    columns = {name: [getattr(row, name) for row in checked] for name in COLUMNS if name != "text"}
    schema = {name: pl.String for name in COLUMNS}
    return pl.DataFrame({**columns, "text": texts}, schema=schema).sort("doc")


def _choose(source: str, documents: pl.DataFrame, event: str) -> pl.DataFrame:
    events = documents["event"].drop_nulls().unique().sort().to_list()
    if event and event not in events:
        names = ", ".join(events) or "none, the corpus names no event"
        raise InputError(f"{source}: given event {event!r}; allowed: {names}{nearest(event, events)}")
    chosen = documents.filter(pl.col("event") == event) if event else documents
    groups = chosen["group"].unique().to_list()
    if len(groups) < 2:
        of_event = f" of event {event!r}" if event else ""
        raise InputError(
            f"{source}: the articles{of_event} are all of one group, {groups[0]!r}; "
            "allowed: two groups or more; name in the column 'group' what kind of outlet each article is from"
        )
    return chosen


def _check_columns(listing: Listing) -> None:
    source, rows = listing.source, listing.rows
    if not rows:
        raise InputError(f"{source}: no article in it; write one row an article")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    needed = ["outlet", "group", *([] if "text" in columns or "file" in columns else ["text"])]
    missing = [name for name in needed if name not in columns]
    if missing:
        others = [name for name in columns if name not in COLUMNS]
        hints = "".join(nearest(name, others) for name in missing)
        raise InputError(
            f"{source}: missing column {', '.join(missing)}; given: {', '.join(columns)}; "
            f"allowed: outlet, group, text or file, and where known doc, event, date, title, url, language{hints}"
        )


def _named(row: dict, number: int) -> dict:
    """The row with a name: its own, that of its file, or its number."""
    if (row.get("doc") or "").strip() or "doc" in row:
        return row
    return {**row, "doc": Path(row["file"]).stem if row.get("file") else str(number)}


def _check_rows(listing: Listing) -> tuple[list[Row], list[Problem]]:
    try:
        return TypeAdapter(list[Row]).validate_python(listing.rows), []
    except ValidationError as error:
        return [], [_as_problem(details, listing) for details in error.errors()]


def _as_problem(details: Any, listing: Listing) -> Problem:
    index, column = details["loc"][0], details["loc"][1]
    field = Row.model_fields[column]
    given = listing.rows[index].get(column)
    return Problem(
        f"{listing.places[index]}, column {column}",
        "" if given is None else str(given),
        field.description or "",
        field.examples[0] if field.examples else "",
    )


def _find_doubles(listing: Listing) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for row, place in zip(listing.rows, listing.places, strict=True):
        name = (row["doc"] or "").strip()
        if name and name in first:
            advice = f"{first[name]} has this name already"
            yield Problem(f"{place}, column doc", name, "a name of its own", advice)
        first.setdefault(name, place)


def _read_text(row: dict, place: str, folder: Path | None, encoding: str) -> str | Problem:
    if row.get("text") is not None:
        return _check_text(row["text"], place)
    name = (row.get("file") or "").strip()
    if not name or folder is None:
        return Problem(
            f"{place}, column text", name, "the article's text", "give the text, or name its file in a folder"
        )
    text = _read_file(folder, name, f"{place}, column file", encoding)
    return text if isinstance(text, Problem) else _check_text(text, place)


def _read_file(folder: Path, name: str, where: str, encoding: str) -> str | Problem:
    path = folder / name.replace("\0", "�")  # no path can hold a NUL
    if not path.resolve().is_relative_to(folder.resolve()):
        return Problem(where, name, "a path inside the corpus folder", "move the file into the folder")
    if not os.path.isfile(path):  # also where the name is too long to be one
        return Problem(where, name, _THERE, "no such file")
    text = decode(path, where, encoding)
    return text if isinstance(text, str) else text._replace(given=f"{name}, {text.given}")


def _hint_at_files(problems: list[Problem], folder: Path | None) -> Iterator[Problem]:
    """The problems, those of a missing file with the name in the folder that is most like it."""
    missing = folder is not None and any(problem.allowed == _THERE for problem in problems)
    there = [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()] if missing else []
    for problem in problems:
        hint = nearest(problem.given, there) if problem.allowed == _THERE else ""
        yield problem._replace(advice=problem.advice + hint)


def _check_text(text: str, place: str) -> str | Problem:
    where = f"{place}, text"
    if not text.strip():
        return Problem(where, text, "an article with words", "fill it, or leave the row out")
    if "\0" in text:
        given = f"a NUL at character {text.index(chr(0)) + 1}"
        return Problem(where, given, "text without NUL bytes", "save the article as plain text")
    if len(text) > LONGEST:
        return Problem(where, f"{len(text):,} characters", f"up to {LONGEST:,} characters", "split it into articles")
    return text
