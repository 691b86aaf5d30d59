"""The folder of a run: what may be in it, what a former run made there, and the record of both."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from analysis.corpus.files import unwritable, write_whole
from analysis.corpus.problems import InputError

PARTS = ("figures", "tables", "evidence", "notebooks")
RECORD = "run.json"
OWN = ("index.html", "methods.html", "report.pdf")  # beside the parts and a page each notebook


def open_folder(out: Path, notebooks: list[str]) -> dict[str, Any] | None:
    """The record of the folder's former run, if any; InputError where the folder holds something else or cannot be written."""
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: given a file; allowed: a folder; choose another --out")
    former = read_record(out)
    pages = [f"{name}.html" for name in notebooks]
    own = {*PARTS, RECORD, *OWN, *pages, *(former or {}).get("files", [])}
    there = [path.name for path in out.iterdir()] if out.is_dir() else []
    other = sorted(name for name in there if name not in own and not name.endswith(".part"))
    if other:
        names = ", ".join(other[:5])
        raise InputError(
            f"{out}: the folder holds something else ({names}); allowed: a new, an empty or a former run's folder; choose another --out"
        )
    _check_writable(out)
    for part in out.rglob(".*.part"):
        part.unlink(missing_ok=True)
    return former


def _check_writable(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".probe.{os.getpid()}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise unwritable(out, error) from error


def read_record(out: Path) -> dict[str, Any] | None:
    """The record of the folder's former run; nothing where there is none that a run has written."""
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and {"fingerprint", "notebooks", "files"} <= record.keys() else None


def find_files(out: Path) -> list[str]:
    """The files in the parts of a run folder, by their paths in it."""
    return [str(path.relative_to(out)) for part in PARTS for path in sorted((out / part).rglob("*")) if path.is_file()]


def clear_folder(out: Path, former: dict[str, Any]) -> None:
    """Removes the files that the former run made, and no others."""
    for name in former.get("files", []):
        path = (out / name).resolve()
        if path.is_relative_to(out):
            path.unlink(missing_ok=True)


def write_record(out: Path, facts: dict[str, Any], jobs: dict[str, dict[str, Any]]) -> None:
    """Writes run.json: the facts, how each notebook went, and the files that are this run's own."""
    pages = [*(f"{name}.html" for name in jobs), *OWN]
    files = [name for name in find_files(out) if name not in facts["others"]]
    files += [name for name in pages if (out / name).is_file()]
    kept = {name: {key: value for key, value in job.items() if key != "kept"} for name, job in jobs.items()}
    record = facts | {"notebooks": kept, "files": files}
    with write_whole(out / RECORD) as part:
        part.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
