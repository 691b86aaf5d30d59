from __future__ import annotations

import datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from analysis.corpus.manifest import decode, read_listing
from analysis.corpus.problems import Problem
from tests.conftest import error_of

ROWS = [{"doc": "a", "text": "Rain, then sun."}, {"doc": "b", "text": None}]
CSV = 'doc,text\na,"Rain, then sun."\nb,\n'
JSONL = '{"doc": "a", "text": "Rain, then sun."}\n\n{"doc": "b", "text": null}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- every shape ----------------------------------------------------------------------------------------------------


def test_a_csv_table_is_read_with_the_line_of_each_row(folder: Path) -> None:
    listing = read_listing(put(folder / "t.csv", CSV))
    assert listing.rows == [{"doc": "a", "text": "Rain, then sun."}, {"doc": "b", "text": ""}]
    assert listing.places == ["line 2", "line 3"]
    assert listing.source == str(folder / "t.csv")
    assert listing.folder is None


def test_a_cell_may_run_over_lines(folder: Path) -> None:
    listing = read_listing(put(folder / "t.csv", 'doc,text\na,"One\ntwo"\nb,three\n'))
    assert [row["text"] for row in listing.rows] == ["One\ntwo", "three"]
    assert listing.places == ["line 3", "line 4"]


@pytest.mark.parametrize("ending", ["jsonl", "ndjson"])
def test_json_lines_are_read_and_empty_lines_are_none(folder: Path, ending: str) -> None:
    listing = read_listing(put(folder / f"t.{ending}", JSONL))
    assert listing.rows == ROWS
    assert listing.places == ["line 1", "line 3"]


def test_parquet_and_a_folder_of_parts_are_read_in_the_order_of_names(folder: Path) -> None:
    pl.DataFrame([ROWS[1]], schema={"doc": pl.String, "text": pl.String}).write_parquet(folder / "part-2.parquet")
    pl.DataFrame([ROWS[0]]).write_parquet(folder / "part-1.parquet")
    assert read_listing(folder).rows == ROWS
    assert read_listing(folder).places == ["row 1", "row 2"]
    assert read_listing(folder / "part-1.parquet").rows == ROWS[:1]


def test_a_folder_with_a_manifest_is_read_by_it(folder: Path) -> None:
    put(folder / "corpus.csv", CSV)
    assert read_listing(str(folder)).folder == folder


@pytest.mark.parametrize("frame", [pl.DataFrame(ROWS), pd.DataFrame(ROWS)], ids=["polars", "pandas"])
def test_data_frames_are_read(frame: object) -> None:
    assert read_listing(frame).rows == ROWS
    assert read_listing(frame).source == "data frame"


def test_the_values_of_data_frames_become_text() -> None:
    days = [datetime.date(2025, 4, 17), None]
    rows = read_listing(pl.DataFrame({"doc": [1, 2], "date": days})).rows
    assert rows == [{"doc": "1", "date": "2025-04-17"}, {"doc": "2", "date": None}]


def test_a_day_or_year_that_pandas_made_a_time_or_fraction_stays_a_day_or_year() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2025-04-17", None]), "year": [2023, None]})
    assert read_listing(frame).rows == [{"day": "2025-04-17", "year": "2023"}, {"day": None, "year": None}]


# --- what cannot be read --------------------------------------------------------------------------------------------


def test_a_path_that_is_not_there(folder: Path) -> None:
    assert error_of(read_listing, folder / "none") == (
        f"{folder}/none: no such file or folder; give a corpus folder or a CSV, JSONL or Parquet table"
    )


def test_a_folder_without_a_manifest(folder: Path) -> None:
    assert error_of(read_listing, folder) == (
        f"{folder}: the folder holds neither corpus.csv nor Parquet parts; "
        "write a corpus.csv with the columns doc, file, outlet, group, event, date"
    )


def test_a_table_of_another_kind(folder: Path) -> None:
    path = put(folder / "t.xlsx", "")
    assert error_of(read_listing, path) == (
        f"{path}: a corpus is a folder with corpus.csv, or a .csv, .jsonl or .parquet table"
    )


def test_something_that_is_no_corpus() -> None:
    assert error_of(read_listing, 3) == "a corpus cannot be a int; give a path or a pandas or Polars data frame"


def test_a_parquet_table_that_is_none(folder: Path) -> None:
    path = put(folder / "t.parquet", "no parquet")
    message = error_of(read_listing, path)
    assert message.startswith(f"{path}: not a Parquet table that can be read (")
    assert message.endswith(")")


@pytest.mark.parametrize(("header", "mark"), [("doc;text", ";"), ("doc\ttext", "\t"), ("doc|text", "|")])
def test_another_mark_between_columns(folder: Path, header: str, mark: str) -> None:
    path = put(folder / "t.csv", f"{header}\na{mark}Rain.\n")
    assert error_of(read_listing, path) == (
        f"{path}: the header {header!r} is one column; allowed: a comma between columns; "
        f"it seems to use {mark!r}: save the table with commas"
    )


def test_ragged_rows_are_all_named(folder: Path) -> None:
    path = put(folder / "t.csv", "doc,outlet,text\na,A,Rain, then sun.\nb,B,Snow.\nc\n")
    assert error_of(read_listing, path) == (
        f"{path}: 2 problems\n"
        "  line 2: given '4 cells'; allowed: 3 cells; put quotes around a cell that holds a comma\n"
        "  line 4: given '1 cells'; allowed: 3 cells; put quotes around a cell that holds a comma"
    )


def test_a_quotation_mark_left_open(folder: Path) -> None:
    path = put(folder / "t.csv", 'doc,text\na,"Rain.\nb,Snow.\n')
    assert error_of(read_listing, path) == (
        f"{path}: line 1 is no CSV (unexpected end of data); close every quotation mark"
    )


def test_broken_json_lines_are_all_named(folder: Path) -> None:
    path = put(folder / "t.jsonl", '{"doc": "a"}\n{"doc": \n["b"]\n')
    assert error_of(read_listing, path) == (
        f"{path}: 2 problems\n"
        "  line 2: given '{\"doc\":'; allowed: one JSON object; write one article a line\n"
        "  line 3: given '[\"b\"]'; allowed: one JSON object; write one article a line"
    )


# --- encodings ------------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_is_no_part_of_a_table_or_a_text(folder: Path) -> None:
    assert read_listing(put(folder / "t.csv", b"\xef\xbb\xbf" + CSV.encode())).rows[0] == ROWS[0]
    assert decode(put(folder / "a.txt", b"\xef\xbb\xbfRain."), "a.txt") == "Rain."


@pytest.mark.parametrize(
    ("text", "encoding", "given", "offer"),
    [
        ("The café on the quay, he said, “is open.”", "cp1252", "the bytes e9 20 6f 6e at 7", "cp1252"),
        ("The cafe is open.", "utf-16", "the bytes ff fe 54 00 at 0", "utf_16"),
        ("Дождь шёл всю ночь, и река вышла из берегов.", "cp1251", "the bytes c4 ee e6 e4 at 0", "cp1251"),
    ],
)
def test_other_encodings_are_offered(folder: Path, text: str, encoding: str, given: str, offer: str) -> None:
    advice = f"save the file as UTF-8; it reads as {offer}: add -p encoding={offer}"
    path = put(folder / "a.txt", text.encode(encoding))
    assert decode(path, "here") == Problem("here", given, "text in utf-8", advice)
    assert decode(path, "here", offer) == text


def test_bytes_that_are_no_text_offer_nothing(folder: Path) -> None:
    path = put(folder / "t.csv", bytes(range(128, 256)) * 4)
    assert error_of(read_listing, path) == (
        "t.csv: given 'the bytes 80 81 82 83 at 0'; allowed: text in utf-8; save the file as UTF-8"
    )


def test_an_encoding_that_is_none(folder: Path) -> None:
    assert error_of(read_listing, put(folder / "t.csv", CSV), "klingon") == (
        "encoding: given 'klingon'; allowed: an encoding that Python knows; try utf-8 or cp1252"
    )
