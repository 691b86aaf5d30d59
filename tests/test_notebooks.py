"""The notebooks as they are committed, and that they run under Jupyter's own kernel."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import nbformat
import polars as pl
import pytest

from analysis.compare.headlines import choose_terms
from analysis.report import evidence, saving
from analysis.report.settings import Settings, check_settings
from analysis.report.statements import state_terms
from analysis.report.study import Study
from tests.runs import find_places, run_seeds, write_corpus

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST = 40
# Numbers that prose may name: the ends of scales, the units of rates, the level of intervals. Years are of sources.
NUMBERS = {"0", "1", "2", "95", "1,000"}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def sources(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == kind]


def read_parameters(source: str) -> dict[str, object]:
    """The names and values that a cell of plain assignments gives, in order."""
    values = {}
    for node in ast.parse(source).body:
        assert isinstance(node, ast.Assign | ast.AnnAssign)
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        values[ast.unparse(target)] = ast.literal_eval(node.value)
    return values


def test_there_are_notebooks_and_the_summary_is_the_last() -> None:
    names = [path.stem for path in NOTEBOOKS]
    assert names[0] == "01-corpus"
    assert names[-1] == "09-summary"
    assert all(re.fullmatch(r"0\d-[a-z]+", name) for name in names)


# --- what they hold -----------------------------------------------------------------------------------------------


@every_notebook
def test_a_notebook_is_valid_and_of_the_ordinary_kernel(path: Path) -> None:
    nbformat.validate(read(path))
    assert read(path).metadata.kernelspec.name == "python3"


@every_notebook
def test_a_notebook_is_short(path: Path) -> None:
    lines = [line for source in sources(path, "code") for line in source.splitlines() if line.strip()]
    assert 0 < len(lines) <= LONGEST


@every_notebook
def test_a_notebook_defines_and_repeats_nothing(path: Path) -> None:
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While)
    found = [
        type(node).__name__
        for source in sources(path, "code")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, forbidden)
    ]
    assert found == []


@every_notebook
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert [cell.execution_count for cell in cells] == [None] * len(cells)


@every_notebook
def test_the_first_code_cell_alone_has_the_parameters(path: Path) -> None:
    tagged = ["parameters" in cell.metadata.get("tags", []) for cell in read(path).cells if cell.cell_type == "code"]
    assert tagged == [True] + [False] * (len(tagged) - 1)


@every_notebook
def test_the_parameters_are_those_of_the_settings(path: Path) -> None:
    given = read_parameters(sources(path, "code")[0])
    assert list(given.items()) == list(Settings().model_dump().items())


def test_the_parameters_are_written_alike_in_all() -> None:
    assert len({sources(path, "code")[0] for path in NOTEBOOKS}) == 1


@every_notebook
def test_each_parameter_says_what_is_allowed(path: Path) -> None:
    notes = [line.partition("  # ")[2] for line in sources(path, "code")[0].splitlines()]
    assert notes == [field.description for field in Settings.model_fields.values()]


@every_notebook
def test_the_code_takes_every_parameter_and_names_none(path: Path) -> None:
    """The parameters go to the settings all at once: a cell that took one by its name would not have it checked."""
    code = [ast.parse(source) for source in sources(path, "code")[1:]]
    calls = [ast.unparse(node) for cell in code for node in ast.walk(cell) if isinstance(node, ast.Call)]
    names = {node.id for cell in code for node in ast.walk(cell) if isinstance(node, ast.Name)}
    assert calls.count("take_settings(globals())") == 1
    assert names & set(Settings.model_fields) == set()


@every_notebook
def test_a_notebook_asks_a_question_and_says_what_it_cannot_tell(path: Path) -> None:
    prose = sources(path, "markdown")
    assert prose[0].startswith(f"# {path.stem[:2]} · ")
    assert "**Question.**" in prose[0]
    last = prose[-1].split("## What this cannot tell you")
    assert len(last) == 2
    assert len(last[1].split()) >= 15


@every_notebook
def test_prose_names_no_result_in_figures(path: Path) -> None:
    prose = "\n".join(sources(path, "markdown")).split("\n", 1)[1]  # the title has the notebook's number
    plain = re.sub(r"`[^`]*`|\b(?:19|20)\d\d\b|\bnotebooks? \d\d(?: to \d\d)?", "", prose)
    assert set(re.findall(r"(?<![\w.])\d[\d.,]*\d|(?<![\w.])\d", plain)) <= NUMBERS


# --- what a cell makes --------------------------------------------------------------------------------------------


def test_every_term_of_the_summary_has_its_sentences(tmp_path: Path) -> None:
    """Also one of the side that has few, where the surest terms are all of the other."""
    many = " ".join(f"the gale{number}" for number in range(120)) + ". "
    few = "The drizzle " + "the " * 477 + "end. "
    rows = [("a", "A", "x", "e", many * 12), ("b", "B", "y", "e", few * 6)]
    settings = {"corpus": str(write_corpus(tmp_path, *rows)), "out": str(tmp_path / "run"), "ngrams": 1}
    study = Study(check_settings(settings))
    (cell,) = (source for source in sources(FOLDER / "02-terms.ipynb", "code") if "write_term_evidence" in source)
    names = {"study": study, "choose_terms": choose_terms, "evidence": evidence, "saving": saving, "partial": partial}
    exec(cell, names)
    stated = [one.link for one in state_terms(study.keyness, study.spellings, 0.05) if "stands" in one.text]
    page = (tmp_path / "run" / "evidence" / "terms.html").read_text(encoding="utf-8")
    assert study.listed_terms.filter(voice="author", group="x").height == evidence.SUREST
    assert "evidence/terms.html#drizzle.y.author" in stated
    assert {link.partition("#")[2] for link in stated} <= set(find_places(page))


# --- under Jupyter ------------------------------------------------------------------------------------------------


def run_papermill(name: str, out: Path, executed: Path) -> None:
    """Runs a notebook as a user does, in the notebooks' folder, under the kernel that it names, Parallax at hand."""
    paths = os.pathsep.join([str(FOLDER.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [
        sys.executable,
        "-m",
        "papermill",
        f"{name}.ipynb",
        str(executed),
        "-p",
        "out",
        str(out),
        "--no-progress-bar",
    ]
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr


def find_html(executed: Path) -> str:
    """All HTML that an executed notebook shows."""
    outputs = [output for cell in read(executed).cells if cell.cell_type == "code" for output in cell.outputs]
    return "".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs)


def test_a_notebook_runs_under_jupyters_own_kernel(tmp_path: Path) -> None:
    run_papermill("01-corpus", tmp_path / "run", tmp_path / "executed.ipynb")
    assert pl.read_csv(tmp_path / "run" / "tables" / "documents.csv")["doc"].to_list() == [
        "diplomat-2025", "hizb-2022", "hizb-2024", "hizb-2025", "meduza-2023",
    ]  # fmt: skip
    shown = find_html(tmp_path / "executed.ipynb")
    assert shown.count('<figure class="figure">') == 2
    assert ' in <a href="tables/documents.csv">' in shown


def test_the_summary_runs_after_a_run_under_jupyters_own_kernel(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = run_seeds(tmp_path_factory.getbasetemp())
    shutil.copytree(run.out / "tables", tmp_path / "tables", ignore=shutil.ignore_patterns("findings.csv"))
    run_papermill("09-summary", tmp_path, tmp_path / "executed.ipynb")
    findings = (tmp_path / "tables" / "findings.csv").read_bytes()
    assert findings == (run.out / "tables" / "findings.csv").read_bytes()
    assert "5 articles on 2 events." in find_html(tmp_path / "executed.ipynb")
