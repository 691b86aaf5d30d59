from __future__ import annotations

import errno
import os
from pathlib import Path

import polars as pl
import pytest

from analysis.corpus.files import cache_folder, write_whole
from analysis.corpus.problems import InputError
from tests.conftest import error_of

FULL = OSError(errno.ENOSPC, "No space left on device")


def write(path: Path, text: str = "new") -> None:
    with write_whole(path) as part:
        part.write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_cache_folder_is_the_one_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARALLAX_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"


def test_the_cache_folder_is_the_users_where_none_is_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PARALLAX_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "parallax"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "parallax"


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "er" / "table.csv")
    assert (tmp_path / "deep" / "er" / "table.csv").read_text() == "new"
    assert names(tmp_path / "deep" / "er") == ["table.csv"]


def test_a_file_and_a_folder_are_replaced_whole(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "old")
    write(tmp_path / "a.txt", "new")
    for name in ("before", "after"):
        with write_whole(tmp_path / "folder") as part:
            part.mkdir()
            (part / name).write_text(name)
    assert (tmp_path / "a.txt").read_text() == "new"
    assert names(tmp_path / "folder") == ["after"]
    assert names(tmp_path) == ["a.txt", "folder"]


def test_nothing_stands_at_the_path_until_all_is_written(tmp_path: Path) -> None:
    with write_whole(tmp_path / "a.txt") as part:
        part.write_text("half")
        assert not (tmp_path / "a.txt").exists()
        assert part.parent == tmp_path  # on the same disk, so that the last step is a rename


def test_a_full_disk_leaves_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(InputError) as caught, write_whole(path) as part:
        part.write_text("half")
        raise FULL
    advice = "free some space and run the same command again"
    assert str(caught.value) == f"{path}: cannot be written (No space left on device); {advice}"
    assert caught.value.__cause__ is FULL
    assert names(tmp_path) == []


def test_a_full_disk_is_told_where_polars_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    error = pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")
    with pytest.raises(InputError) as caught, write_whole(path) as part:
        part.write_text("half")
        raise error
    advice = "free some space and run the same command again"
    assert str(caught.value) == f"{path}: cannot be written (No space left on device); {advice}"
    assert names(tmp_path) == []
    with pytest.raises(pl.exceptions.ComputeError), write_whole(path):
        raise pl.exceptions.ComputeError("another")


def test_a_disk_that_fills_at_the_last_step_keeps_the_old_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", fail)
    assert error_of(write, path) == (
        f"{path}: cannot be written (Disk quota exceeded); free some space and run the same command again"
    )
    assert names(tmp_path) == ["a.txt"]
    assert path.read_text() == "old"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    path = tmp_path / "file" / "a.txt"
    assert error_of(write, path) == f"{path}: cannot be written (File exists); choose a folder that can be written"


def test_a_folder_without_permission_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    path = tmp_path / "sub" / "a.txt"
    assert (
        error_of(write, path) == f"{path}: cannot be written (Permission denied); choose a folder that can be written"
    )


def test_any_other_failure_leaves_nothing_and_passes_on(tmp_path: Path) -> None:
    with pytest.raises(KeyError), write_whole(tmp_path / "folder") as part:
        part.mkdir()
        (part / "half").write_text("half")
        raise KeyError("a bug")
    assert names(tmp_path) == []
