"""The pool: notebooks run two at a time, each in a process forked from one that has all imports behind it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import polars as pl

from analysis.corpus.problems import InputError
from analysis.report.settings import Settings

AT_ONCE = 2
Progress = Callable[[str, int, int], None]


class Pool:
    """Processes forked from one that is warm, each for one notebook; none outlives the block."""

    def __init__(self, settings: Settings, notebooks: dict[str, Path], progress: Progress) -> None:
        self.settings, self.notebooks, self.progress = settings, notebooks, progress
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["analysis.report.warm"])
        self.running: dict[Connection, tuple[str, Any, float]] = {}

    def __enter__(self) -> Pool:
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
    from analysis.corpus.exclusions import check_words_left, find_exclusions
    from analysis.find.parsing import parse
    from analysis.find.words import find_words

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if settings.excluded == "out":
            check_words_left(documents, find_exclusions(documents))
        find_words(documents)
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
