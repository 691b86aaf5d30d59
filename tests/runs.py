"""Real runs of the report for the tests that look at what a run leaves behind."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest

from analysis.report import run as module
from analysis.report.run import Run, run_report
from analysis.report.settings import Settings, check_settings

PARAMETERS = "\n".join(f"{name} = {value!r}" for name, value in Settings().model_dump().items())
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@functools.cache
def run_seeds(folder: Path) -> Run:
    """The one run of the example corpus that all tests share; `folder` is the session's."""
    return run(SEEDS, folder / "seeds-run")


def run(corpus: Path, out: Path, **parameters: Any) -> Run:
    """A run of a corpus with these parameters."""
    return run_report(check_settings({"corpus": str(corpus), "out": str(out), **parameters}))


def use_notebooks(patch: pytest.MonkeyPatch, folder: Path, **cells: str) -> None:
    """Makes a run take, instead of the real notebooks, these of one cell after the parameters."""
    folder.mkdir(exist_ok=True)
    for name, cell in cells.items():
        first = nbformat.v4.new_code_cell(PARAMETERS, id="a", metadata={"tags": ["parameters"]})
        nodes = [first, nbformat.v4.new_code_cell(cell, id="b")]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=nodes, metadata=kernel), folder / f"{name}.ipynb")
    patch.setattr(module, "NOTEBOOKS", folder)


def write_corpus(folder: Path, *rows: tuple[str, str, str, str, str]) -> Path:
    """A corpus table of rows (doc, outlet, group, event, text)."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    names = ["doc", "outlet", "group", "event", "text"]
    pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row").write_csv(folder / "corpus.csv")
    return folder


def read_pages(out: Path) -> dict[str, str]:
    """Every page of a run by its path in the folder."""
    return {str(path.relative_to(out)): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.html"))}


class _Tags(HTMLParser):
    """Keeps every tag of a page with its attributes, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def find_tags(page: str) -> list[tuple[str, dict[str, str]]]:
    """Every tag of a page with its attributes."""
    reader = _Tags()
    reader.feed(page)
    reader.close()
    return reader.found


def find_places(page: str) -> list[str]:
    """The places of a page that a link can lead to."""
    return [attributes["id"] for _, attributes in find_tags(page) if "id" in attributes]


def find_links(page: str) -> list[str]:
    """Where the links of a page lead."""
    return [attributes["href"] for tag, attributes in find_tags(page) if tag == "a" and "href" in attributes]


def find_broken_links(out: Path) -> list[str]:
    """Each link of a page that leads to no file of the run, or to no place in it."""
    pages = read_pages(out)
    places = {name: set(find_places(page)) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in find_links(page):
            address, _, place = link.partition("#")
            path = (out / name).parent.joinpath(unquote(address)).resolve() if address else out / name
            inside = path.is_file() and path.is_relative_to(out)
            if not inside or (place and place not in places[str(path.relative_to(out))]):
                broken.append(f"{name}: {link}")
    return broken


def read_files(out: Path, *parts: str) -> dict[str, bytes]:
    """The bytes of all files of parts of a run folder, by path."""
    return {str(path.relative_to(out)): path.read_bytes() for part in parts for path in sorted((out / part).rglob("*"))}
