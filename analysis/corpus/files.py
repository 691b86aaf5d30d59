"""Files written whole or not at all, and the folder where what was computed once is kept."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from analysis.corpus.problems import InputError


def cache_folder() -> Path:
    """The folder of cached words and parses: PARALLAX_CACHE, or `parallax` in the user's cache folder."""
    chosen = os.environ.get("PARALLAX_CACHE")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(chosen) if chosen else home / "parallax"


@contextmanager
def write_whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to, moved there when all is written; on any failure nothing is left behind.

    Raises InputError where the folder cannot be written or the disk is full.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _replace(part, path)
    except OSError as error:
        raise unwritable(path, error) from error
    except pl.exceptions.PolarsError as error:  # Polars tells an error of the system only in words
        number = re.search(r"\(os error (\d+)\)", str(error))
        if not number:
            raise
        raise unwritable(path, OSError(int(number[1]), os.strerror(int(number[1])))) from error
    finally:
        _remove(part)


def unwritable(path: Path, error: OSError) -> InputError:
    """The error in words: where nothing could be written, why, and what to do."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    advice = "free some space and run the same command again" if full else "choose a folder that can be written"
    return InputError(f"{path}: cannot be written ({error.strerror or error}); {advice}")


def _replace(part: Path, path: Path) -> None:
    if part.is_dir() and path.exists():
        _remove(path)
    os.replace(part, path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # what failed before is what to report
            path.unlink()
