from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.report.execution import execute_notebook


@pytest.fixture(autouse=True)
def shell() -> Iterator[None]:
    """A shell of its own for each test, as each notebook has in a run."""
    yield
    InteractiveShell.clear_instance()


def write_notebook(path: Path, *cells: str) -> Path:
    """A notebook of these cells: the first is its parameters; what begins with # is prose."""
    nodes = [
        nbformat.v4.new_markdown_cell(cell) if cell.startswith("# ") else nbformat.v4.new_code_cell(cell)
        for cell in cells
    ]
    nodes[0].metadata["tags"] = ["parameters"]
    for number, node in enumerate(nodes):
        node["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=nodes, metadata=kernel), path)
    return path


def run(folder: Path, *cells: str, **parameters: object) -> tuple[str, list[tuple[int, int]]]:
    """The error of a run of these cells, and the progress it told; it is written to out.ipynb."""
    told: list[tuple[int, int]] = []
    notebook = write_notebook(folder / "in.ipynb", *cells)
    error = execute_notebook(
        notebook, parameters, folder / "out" / "out.ipynb", lambda done, of: told.append((done, of))
    )
    return error, told


def outputs(folder: Path) -> list[list[dict]]:
    """The outputs of the code cells of the executed notebook."""
    cells = json.loads((folder / "out" / "out.ipynb").read_text())["cells"]
    return [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]


def test_the_given_parameters_hold_and_the_last_value_is_shown(tmp_path: Path) -> None:
    error, _ = run(tmp_path, "x = 1\ny = 2", "x * y", x=21)
    assert error == ""
    assert "".join(outputs(tmp_path)[2][0]["data"]["text/plain"]) == "42"


def test_what_a_cell_prints_is_kept(tmp_path: Path) -> None:
    run(tmp_path, "x = 1", "import sys\nprint('one')\nprint('two', file=sys.stderr)")
    assert [(output["name"], "".join(output["text"])) for output in outputs(tmp_path)[1]] == [
        ("stdout", "one\n"),
        ("stderr", "two\n"),
    ]


def test_html_is_kept_as_html(tmp_path: Path) -> None:
    run(tmp_path, "x = 1", "from analysis.report.saving import Shown\nShown('<b>bold</b>')")
    assert "".join(outputs(tmp_path)[1][0]["data"]["text/html"]) == "<b>bold</b>"


def test_the_progress_tells_the_cells_done_and_all(tmp_path: Path) -> None:
    _, told = run(tmp_path, "x = 1", "# prose", "x")
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("parameters", [{}, {"x": 2}], ids=["as it is", "with parameters"])
def test_an_error_is_named_with_its_cell_and_nothing_is_written(tmp_path: Path, parameters: dict[str, int]) -> None:
    cells = ("x = 1", "# prose", "raise KeyError('no such thing')", "open('late', 'w')")
    error, _ = run(tmp_path, *cells, **parameters)
    assert error == "cell 3: KeyError: 'no such thing'"
    assert not (tmp_path / "late").exists()
    assert not (tmp_path / "out").exists()


def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    error, _ = run(tmp_path, "x = 1", "x = = 2")
    assert error.startswith("cell 2: SyntaxError: invalid syntax")


@pytest.mark.filterwarnings("ignore:To exit")
def test_a_cell_that_leaves_is_an_error_of_the_notebook(tmp_path: Path) -> None:
    error, _ = run(tmp_path, "x = 1", "raise SystemExit(3)")
    assert error == "cell 2: SystemExit: 3"


def test_a_notebook_runs_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    run(tmp_path / "deep", "x = 1", "import os\nprint(os.getcwd())")
    assert "".join(outputs(tmp_path / "deep")[1][0]["text"]) == f"{tmp_path / 'deep'}\n"


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run(tmp_path / name, "x = 1", "# prose", "x", x=2)
        written.append((tmp_path / name / "out" / "out.ipynb").read_bytes())
        InteractiveShell.clear_instance()
    assert written[0] == written[1]
