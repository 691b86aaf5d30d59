"""Execution: one notebook run by papermill inside this process, so that a process that is warm already can be forked for it.

A kernel started cold costs seconds a notebook; here papermill's engine runs the cells in an IPython shell of the process
itself. The same notebooks run under any Jupyter kernel.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

from analysis.corpus.files import write_whole

ENGINE = "parallax-in-process"
_PATHS = re.compile(r"^(?:corpus|out|lexicons) = .*$", re.MULTILINE)
_FOLDERS = re.compile(r'(?<=")/(?:[^"/]*/)*')


class InProcess(Engine):
    """Runs the code cells of a notebook in a shell of this process."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, progress: Callable[[int, int], None], **_: Any
    ) -> None:
        """Runs cell after cell, stops at the first error, tells `progress` the cells done and all."""
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        for index, cell in enumerate(nb_man.nb.cells):
            progress(index, len(nb_man.nb.cells))
            nb_man.cell_start(cell, index)
            error = _run_cell(shell, cell, index + 1) if cell.cell_type == "code" else None
            if error is not None:
                nb_man.cell_exception(cell, index, exception=error)
                break
            nb_man.cell_complete(cell, index)
        progress(len(nb_man.nb.cells), len(nb_man.nb.cells))


papermill_engines.register(ENGINE, InProcess)


def _run_cell(shell: InteractiveShell, cell: Any, number: int) -> BaseException | None:
    """Runs one cell and keeps what it shows; returns its error, if any."""
    with capture_output() as captured:
        shell.display_trap.hook = sys.displayhook  # a cell's last value goes where its other output goes
        result = shell.run_cell(cell.source, store_history=False)
    error = result.error_before_exec or result.error_in_exec
    cell.execution_count = number
    cell.outputs = [*_streams(captured, error), *(_shown(output) for output in captured.outputs)]
    if error is not None:
        cell.outputs.append(
            nbformat.v4.new_output("error", ename=type(error).__name__, evalue=str(error), traceback=[str(error)])
        )
    return error


def _streams(captured: Any, error: BaseException | None) -> list[Any]:
    streams = {"stdout": "" if error else captured.stdout, "stderr": captured.stderr}
    return [nbformat.v4.new_output("stream", name=name, text=text) for name, text in streams.items() if text]


def _shown(output: Any) -> Any:
    return nbformat.v4.new_output("display_data", data=output.data, metadata=output.metadata or {})


def execute_notebook(
    notebook: Path, parameters: dict[str, Any], executed: Path, progress: Callable[[int, int], None]
) -> str:
    """Runs a notebook with these parameters in its own folder and writes it to `executed`, whole or not at all.

    Returns what went wrong and in which cell, or nothing.
    """
    try:
        node = papermill.execute_notebook(
            str(notebook), None, parameters, engine_name=ENGINE, kernel_name="python3", cwd=str(notebook.parent),
            progress_bar=False, log_output=False, progress=progress,
        )  # fmt: skip
    except papermill.PapermillExecutionError as error:
        number = error.cell_index + 1 - bool(parameters)  # papermill put a cell with the parameters before it
        return f"cell {number}: {error.ename}: {error.evalue}"
    _make_stable(node)
    _hide_folders(node)
    with write_whole(executed) as part:
        nbformat.write(node, part)
    return ""


def _hide_folders(node: Any) -> None:
    """Leaves the last part of each path among the parameters: what is shared need not tell whose machine made it."""
    for cell in node.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = _PATHS.sub(lambda line: _FOLDERS.sub("", line.group()), cell.source)


def _make_stable(node: Any) -> None:
    """Leaves out papermill's clock times and chance names, so that the same run gives the same notebook."""
    node.metadata.pop("papermill", None)
    for number, cell in enumerate(node.cells, start=1):
        cell["id"] = f"cell-{number}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
