from __future__ import annotations

import io

import pytest
from rich.console import Console

from analysis.report import progress
from analysis.report.progress import show_progress


def show(monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, int, int]], terminal: bool) -> str:
    """What is shown of these steps."""
    file = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda stderr: Console(file=file, force_terminal=terminal, width=100))
    with show_progress() as tell:
        for step in steps:
            tell(*step)
    return file.getvalue()


def test_elsewhere_each_step_is_a_line_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [("texts", 1, 2), ("texts", 2, 2), ("texts", 2, 2), ("02-terms", 0, 0), ("03-stance", 1, 9)]
    assert show(monkeypatch, steps, terminal=False) == "texts: done\n02-terms: done\n"


def test_a_terminal_shows_every_step_and_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(monkeypatch, [("texts", 2, 2), ("02-terms", 3, 9)], terminal=True).splitlines()
    last = {line.split()[0]: line for line in shown if "/" in line}
    assert "2/2" in last["texts"]
    assert "3/9" in last["02-terms"]
    assert "1/2" in [line for line in shown if "all" in line][-1]  # one step of the two has ended


def test_it_is_shown_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress() as tell:
        tell("texts", 1, 1)
    assert capsys.readouterr() == ("", "texts: done\n")
