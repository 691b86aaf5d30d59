"""The run: from settings to a run folder, resumed where nothing changed, partial and saying so where something failed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import multiprocessing
import os
import platform
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from analysis import __version__
from analysis.corpus.files import unwritable, write_whole
from analysis.corpus.problems import InputError
from analysis.corpus.reading import read_corpus
from analysis.find.parsing import choose_model
from analysis.report.settings import Settings

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CODE = Path(__file__).resolve().parents[1]
SUMMARY = "09-summary"  # reads the tables of the others, so it runs last
AT_ONCE = 2
PARTS = ("figures", "tables", "evidence", "notebooks")
EVIDENCE_PAGES = ("passages", "terms")  # pages of sentences that are of no lexicon
RECORD = "run.json"
PACKAGES = ("polars", "numpy", "scipy", "scikit-learn", "spacy", "matplotlib", "papermill", "nbconvert")
Progress = Callable[[str, int, int], None]


class Run(NamedTuple):
    """What a run did: its folder, and for each notebook `error` (empty if none), `seconds`, `fingerprint` and whether it was `kept`."""

    out: Path
    jobs: dict[str, dict[str, Any]]

    @property
    def failed(self) -> list[str]:
        """The notebooks that did not run through."""
        return [name for name, job in self.jobs.items() if job["error"]]


def run_report(settings: Settings, progress: Progress = lambda name, done, of: None) -> Run:
    """Runs every notebook on a corpus and builds the site in `settings.out`.

    `progress` is told a step's name, what is done of it and how much it is. Notebooks whose inputs, parameters and code are
    those of the folder's former run are not run again. Raises InputError before anything runs where something given is wrong.
    """
    settings = settings.model_copy(update=_absolute(settings))
    documents = read_corpus(settings.corpus, settings.event, settings.encoding)
    out = Path(settings.out)
    former = _open_folder(out)
    facts = _state_facts(settings, documents, choose_model(settings.model).key)
    if former is None or former["fingerprint"] != facts["fingerprint"]:
        _check_names(settings, documents)
        _clear(out, former or {})
    facts["others"] = sorted(set(_find_files(out)) - set((former or {}).get("files", [])))
    jobs = _run_jobs(settings, documents, facts, former, progress)
    _build_site(out, facts, jobs)
    return Run(out, jobs)


def _check_names(settings: Settings, documents: pl.DataFrame) -> None:
    """Raises InputError for groups and lexicons that are not there; what a former run took needs no second look."""
    from analysis.compare.estimates import choose_contrasts
    from analysis.find.lexicons import read_lexicons

    choose_contrasts(documents, settings.contrast)
    taken = [lexicon.name for lexicon in read_lexicons(settings.lexicons) if lexicon.name in EVIDENCE_PAGES]
    if taken:
        names = ", ".join(EVIDENCE_PAGES)
        raise InputError(f"lexicons: given {', '.join(taken)}; allowed: any name but {names}; rename the file")


def _absolute(settings: Settings) -> dict[str, Any]:
    """The paths among the settings as they are from any folder."""
    lexicons = [
        str(Path(name).resolve()) if name.endswith(".tsv") or "/" in name else name for name in settings.lexicons
    ]
    return {
        "corpus": str(Path(settings.corpus).resolve()),
        "out": str(Path(settings.out).resolve()),
        "lexicons": lexicons,
    }


# --- the folder ---------------------------------------------------------------------------------------------------


def _open_folder(out: Path) -> dict[str, Any] | None:
    """The record of the folder's former run, if any; InputError where the folder holds something else or cannot be written."""
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: given a file; allowed: a folder; choose another --out")
    former = _read_record(out)
    pages = [f"{path.stem}.html" for path in NOTEBOOKS.glob("*.ipynb")]
    own = {*PARTS, RECORD, "index.html", "report.pdf", *pages, *(former or {}).get("files", [])}
    other = (
        sorted(path.name for path in out.iterdir() if path.name not in own and not path.name.endswith(".part"))
        if out.is_dir()
        else []
    )
    if other:
        names = ", ".join(other[:5])
        raise InputError(
            f"{out}: the folder holds something else ({names}); allowed: a new, an empty or a former run's folder; choose another --out"
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".probe.{os.getpid()}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise unwritable(out, error) from error
    for part in out.rglob(".*.part"):
        part.unlink(missing_ok=True)
    return former


def _read_record(out: Path) -> dict[str, Any] | None:
    """The record of the folder's former run; nothing where there is none that a run has written."""
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and {"fingerprint", "notebooks", "files"} <= record.keys() else None


def _find_files(out: Path) -> list[str]:
    """The files in the parts of a run folder, by their paths in it."""
    return [str(path.relative_to(out)) for part in PARTS for path in sorted((out / part).rglob("*")) if path.is_file()]


def _clear(out: Path, former: dict[str, Any]) -> None:
    """Removes the files that the former run made, and no others."""
    for name in former.get("files", []):
        path = (out / name).resolve()
        if path.is_relative_to(out):
            path.unlink(missing_ok=True)


def _state_facts(settings: Settings, documents: pl.DataFrame, model: str) -> dict[str, Any]:
    """What the run is made from, and one fingerprint of it all."""
    inputs = {doc: _digest(text) for doc, text in documents.select("doc", "text").iter_rows()}
    versions = {"parallax": __version__, "python": platform.python_version(), "model": model}
    versions |= {package: importlib.metadata.version(package) for package in PACKAGES}
    code = {
        str(path.relative_to(CODE)): _digest(path.read_bytes())
        for path in sorted(CODE.rglob("*"))
        if path.suffix in (".py", ".tsv")
    }
    lexicons = {name: _digest(Path(name).read_bytes()) for name in settings.lexicons if Path(name).is_file()}
    parameters = settings.model_dump()
    manifest = _digest(documents.drop("text").write_csv())
    names = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    fingerprint = _digest(json.dumps([inputs, manifest, versions, code, lexicons, parameters, names], sort_keys=True))
    return {
        "fingerprint": fingerprint, "corpus": Path(settings.corpus).name, "parameters": parameters, "seed": settings.seed,
        "inputs": inputs, "versions": versions, "code": _digest(json.dumps(code)),
    }  # fmt: skip


def _digest(data: str | bytes) -> str:
    return hashlib.blake2b(data.encode() if isinstance(data, str) else data, digest_size=16).hexdigest()


# --- the notebooks ------------------------------------------------------------------------------------------------


def _run_jobs(
    settings: Settings,
    documents: pl.DataFrame,
    facts: dict[str, Any],
    former: dict[str, Any] | None,
    progress: Progress,
) -> dict[str, dict[str, Any]]:
    """Runs what is not there already, two notebooks at a time and the summary last, and keeps the record after each."""
    out = Path(settings.out)
    notebooks = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    fingerprints = {
        name: _digest(facts["fingerprint"].encode() + path.read_bytes()) for name, path in notebooks.items()
    }
    if SUMMARY in fingerprints:
        fingerprints[SUMMARY] = _digest(json.dumps(fingerprints))
    done = {
        name: job | {"kept": True}
        for name, job in (former or {}).get("notebooks", {}).items()
        if _is_done(out, name, job, fingerprints)
    }
    waiting = [name for name in notebooks if name not in done]
    if waiting:
        try:
            with _Pool(settings, notebooks, progress) as pool:
                pool.prepare(documents)
                for batch in ([name for name in waiting if name != SUMMARY], [SUMMARY] * (SUMMARY in waiting)):
                    for name, error, seconds in pool.run(batch):
                        done[name] = {
                            "error": error,
                            "seconds": round(seconds, 2),
                            "fingerprint": fingerprints[name],
                            "kept": False,
                        }
                        _write_record(out, facts, done)
        finally:  # what an interrupted run leaves behind is its own, too
            _write_record(out, facts, done)
    return {name: done[name] for name in notebooks}


def _is_done(out: Path, name: str, job: dict[str, Any], fingerprints: dict[str, str]) -> bool:
    there = (out / f"{name}.html").is_file() and (out / "notebooks" / f"{name}.ipynb").is_file()
    return there and not job["error"] and job["fingerprint"] == fingerprints.get(name)


def _write_record(out: Path, facts: dict[str, Any], jobs: dict[str, dict[str, Any]]) -> None:
    files = [name for name in _find_files(out) if name not in facts["others"]]
    kept = {name: {key: value for key, value in job.items() if key != "kept"} for name, job in jobs.items()}
    record = facts | {
        "notebooks": kept,
        "files": [*files, *(f"{name}.html" for name in jobs), "index.html", "report.pdf"],
    }
    with write_whole(out / RECORD) as part:
        part.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


class _Pool:
    """Processes forked from one that is warm, each for one notebook; none outlives the block."""

    def __init__(self, settings: Settings, notebooks: dict[str, Path], progress: Progress) -> None:
        self.settings, self.notebooks, self.progress = settings, notebooks, progress
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["analysis.report.warm"])
        self.running: dict[Connection, tuple[str, Any, float]] = {}

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for _, process, _ in self.running.values():
            process.terminate()
            process.join()
        for part in Path(self.settings.out).rglob(".*.part"):
            part.unlink(missing_ok=True)

    def prepare(self, documents: pl.DataFrame) -> None:
        """Parses what was not parsed before, so that the notebooks find all in the cache."""
        self._start("texts", _prepare, (documents, self.settings))
        for _, error, _ in self._collect():
            if error:
                raise InputError(error)

    def run(self, names: list[str]) -> Iterator[tuple[str, str, float]]:
        """Runs these notebooks; yields the name, the error and the seconds of each as it ends."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        waiting = list(names)
        while waiting or self.running:
            while waiting and len(self.running) < min(AT_ONCE, cores):
                name = waiting.pop(0)
                self._start(name, _run_notebook, (self.notebooks[name], self.settings, list(self.notebooks)))
            yield from self._collect(once=True)

    def _start(self, name: str, target: Callable[..., None], arguments: tuple) -> None:
        ours, theirs = self.context.Pipe(duplex=False)
        process = self.context.Process(target=target, args=(theirs, *arguments), daemon=True)
        process.start()
        theirs.close()
        self.running[ours] = (name, process, time.monotonic())

    def _collect(self, once: bool = False) -> Iterator[tuple[str, str, float]]:
        """Hears the processes out; yields what ended, the first only with `once`."""
        while self.running:
            for ready in wait(list(self.running)):
                name, process, start = self.running[ready]
                try:
                    message = ready.recv()
                except EOFError:
                    process.join()
                    message = f"the process ended with code {process.exitcode} and no word"
                if isinstance(message, tuple):
                    self.progress(name, *message)
                    continue
                del self.running[ready]
                process.join()
                yield name, message, time.monotonic() - start
                if once:
                    return


def _prepare(pipe: Connection, documents: pl.DataFrame, settings: Settings) -> None:
    """Fills the cache for these documents; sends progress, then an empty text or what is wrong."""
    from analysis.find.material import find_material
    from analysis.find.parsing import parse

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        find_material(documents, settings.excluded)
        parse(documents, settings.model, lambda done, of: _tell(pipe, (done, of)))
        _tell(pipe, "")
    except InputError as error:
        _tell(pipe, str(error))


def _run_notebook(pipe: Connection, notebook: Path, settings: Settings, names: list[str]) -> None:
    """Runs one notebook and writes its page; sends progress, then an empty text or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    executed = Path(settings.out) / "notebooks" / notebook.name
    try:
        from analysis.report.execution import execute_notebook
        from analysis.report.pages import write_page

        error = execute_notebook(notebook, settings.model_dump(), executed, lambda done, of: _tell(pipe, (done, of)))
        if not error:
            write_page(executed, Path(settings.out), names)
    except Exception as failure:  # the last stop of this process: whatever it is, the index says so
        error = f"{type(failure).__name__}: {failure}"
    _tell(pipe, error)


def _tell(pipe: Connection, message: tuple[int, int] | str) -> None:
    """Sends a message to the run, and ends this process where the run was stopped and hears no more."""
    try:
        pipe.send(message)
    except BrokenPipeError:
        raise SystemExit(1) from None


# --- the site -----------------------------------------------------------------------------------------------------


def _build_site(out: Path, facts: dict[str, Any], jobs: dict[str, dict[str, Any]]) -> None:
    """Writes the index and the record, unless all was there already."""
    if all(job["kept"] for job in jobs.values()) and (out / "index.html").is_file():
        return
    from analysis.report.findings import Finding
    from analysis.report.pages import write_failure, write_index
    from analysis.report.printing import write_pdf

    findings = []
    if SUMMARY in jobs and not jobs[SUMMARY]["error"]:
        table = pl.read_csv(out / "tables" / "findings.csv", schema=dict.fromkeys(Finding._fields, pl.String))
        findings = [Finding(*(value or "" for value in row)) for row in table.iter_rows()]
    for name, job in jobs.items():
        if job["error"]:
            write_failure(name, job["error"], out, list(jobs))
    write_index(out, findings, jobs, facts)
    write_pdf(out, findings, facts)
    _write_record(out, facts, jobs)
