"""Files of labelled data by lines: what is taken, and files that are missing or damaged."""

from __future__ import annotations

import gzip
from operator import itemgetter
from pathlib import Path

import pytest

from analysis.compare.accuracy.lines import read_lines
from tests.conftest import error_of

LINES = b'{"boat": "Aurora", "berths": 4}\n{"boat": "Quay \xc3\xa9", "berths": 2}\n'


def test_what_is_taken_of_each_line(tmp_path: Path) -> None:
    (tmp_path / "boats.jsonl").write_bytes(LINES)
    (tmp_path / "boats.jsonl.gz").write_bytes(gzip.compress(LINES, mtime=0))
    for name in ("boats.jsonl", "boats.jsonl.gz"):
        assert read_lines(tmp_path / name, itemgetter("boat", "berths")) == [("Aurora", 4), ("Quay é", 2)]
    (tmp_path / "boats.jsonl").write_bytes(b"")
    assert read_lines(tmp_path / "boats.jsonl", dict) == []


@pytest.mark.parametrize(
    ("name", "content", "reason", "allowed"),
    [
        ("boats.jsonl", b"{", "JSONDecodeError", "one JSON object a line"),
        ("boats.jsonl", b'{"boat": "\xff"}', "UnicodeDecodeError", "one JSON object a line"),
        ("boats.jsonl", b'{"berths": 4}', "KeyError", "one JSON object a line"),
        ("boats.jsonl", b"[]", "TypeError", "one JSON object a line"),
        ("boats.jsonl.gz", LINES, "BadGzipFile", "gzip with one JSON object a line"),
        ("boats.jsonl.gz", gzip.compress(LINES, mtime=0)[:-9], "EOFError", "gzip with one JSON object a line"),
        (
            "boats.jsonl.gz",
            gzip.compress(LINES, mtime=0)[:10] + b"\xff" * 30,
            "error",
            "gzip with one JSON object a line",
        ),
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, name: str, content: bytes, reason: str, allowed: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = f"given {path}, which is damaged ({reason}); allowed: {allowed}; fetch it anew"
    assert error_of(read_lines, path, itemgetter("boat")) == message


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "boats.jsonl"
    message = f"given {path}; allowed: a folder that holds boats.jsonl; give that folder"
    assert error_of(read_lines, path, dict) == message
