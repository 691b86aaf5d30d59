"""The four rooms: what a room may import, and what none of them does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOMS = ("corpus", "find", "compare", "report")
CODE = Path(__file__).resolve().parent.parent / "analysis"
MODULES = sorted(path for path in CODE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The first folder below the package."""
    return path.relative_to(CODE).parts[0]


IN_ROOMS = [path for path in MODULES if room_of(path) in ROOMS]


def name_of(path: Path) -> str:
    return str(path.relative_to(CODE))


def list_names(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, none where it is no import."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")
        if node.module == "analysis":
            yield from (f"analysis.{alias.name}" for alias in node.names)


@cache  # three tests ask it of every module
def find_imports(source: str) -> list[str]:
    """The modules that a source imports, wherever in it, also inside functions."""
    return [name for node in ast.walk(ast.parse(source)) for name in list_names(node)]


def find_wrong_imports(source: str, room: str) -> list[str]:
    """The imports that lead out of `room` to one on its right, or whose room is not to be seen."""
    imports = set(find_imports(source))
    right = ROOMS[ROOMS.index(room) + 1 :]
    wrong = [
        name for name in imports if name.startswith(".") or name.split(".")[:2] in [["analysis", to] for to in right]
    ]
    return sorted(wrong)


def test_the_rule_sees_every_way_to_import() -> None:
    source = (
        "import analysis.report.run\nfrom analysis.compare import rates\nfrom analysis import find\nfrom .x import y\n"
    )
    source += "from analysis.corpus.files import z\ndef late():\n    from analysis.find.words import w\n"
    found = ["analysis.compare", "analysis.find", "analysis.find.words", "analysis.report.run"]
    assert find_wrong_imports(source, "corpus") == [".x", *found]
    assert find_wrong_imports(source, "compare") == [".x", "analysis.report.run"]


def test_every_module_is_in_a_room() -> None:
    outside = [name_of(path) for path in MODULES if path not in IN_ROOMS]
    assert outside == ["__init__.py", "__main__.py"]
    assert {room_of(path) for path in IN_ROOMS} == set(ROOMS)


@pytest.mark.parametrize("path", IN_ROOMS, ids=name_of)
def test_a_room_imports_from_itself_and_its_left_only(path: Path) -> None:
    assert find_wrong_imports(path.read_text(encoding="utf-8"), room_of(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_imports_the_commands(path: Path) -> None:
    assert not [name for name in find_imports(path.read_text(encoding="utf-8")) if name.startswith("analysis.__main__")]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [
        node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("print", "pprint")
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_error_is_caught_without_a_name(path: Path) -> None:
    handlers = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)
    ]
    assert not [node.lineno for node in handlers if node.type is None]


def test_no_module_is_for_odds_and_ends() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def test_only_the_last_room_draws() -> None:
    drawing = {
        room_of(path)
        for path in MODULES
        if any(name.startswith("matplotlib") for name in find_imports(path.read_text()))
    }
    assert drawing == {"report"}
