"""Lines: files of labelled data, one object of JSON a line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from analysis.corpus.problems import InputError

T = TypeVar("T")


def read_lines(path: Path, take: Callable[[Any], T]) -> list[T]:
    """What `take` makes of each line's object; a file whose name ends in .gz is one of gzip.

    Raises InputError where the file is missing, or damaged: no JSON, or a line in which `take` misses something.
    """
    packed = path.suffix == ".gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
            return [take(json.loads(line)) for line in lines]
    except FileNotFoundError:
        raise InputError(f"given {path}; allowed: a folder that holds {path.name}; give that folder") from None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        given = f"given {path}, which is damaged ({type(error).__name__})"
        allowed = f"{'gzip with ' * packed}one JSON object a line"
        raise InputError(f"{given}; allowed: {allowed}; fetch it anew") from None
