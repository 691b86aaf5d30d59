"""The printed report: its figures in the order of the pages, each whole on its sheet with its caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report.findings import Finding
from analysis.report.printing import _order_figures, write_pdf

FACTS = {"corpus": "harbours", "inputs": ["a", "b"], "parameters": {}}


def draw(folder: Path, name: str, high: int = 50) -> None:
    """A figure 100 wide and so high, with a caption."""
    folder.mkdir(exist_ok=True)
    words = "<dc:title>T</dc:title><dc:description>A caption.\nAn alternative.</dc:description>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 {high}">'
    text = f'{head}<metadata xmlns:dc="d">{words}</metadata><rect width="100" height="{high}" fill="#888"/></svg>'
    (folder / f"{name}.svg").write_text(text, encoding="utf-8")


def test_figures_come_as_the_pages_show_them_and_others_last_by_name(tmp_path: Path) -> None:
    for name in ("boats", "cranes", "docks", "anchors", "buoys"):
        draw(tmp_path / "figures", name)
    (tmp_path / "02-tides.html").write_text('<img src="figures/docks.svg"><img src="figures/boats.svg">')
    (tmp_path / "03-storms.html").write_text('<img src="figures/cranes.svg"><img src="figures/docks.svg">')
    assert [path.stem for path in _order_figures(tmp_path)] == ["docks", "boats", "cranes", "anchors", "buoys"]


@pytest.mark.parametrize("high", [50, 400])
def test_a_figure_longer_than_a_sheet_is_made_smaller(tmp_path: Path, high: int) -> None:
    draw(tmp_path / "figures", "docks", high)
    write_pdf(tmp_path, [Finding("Topic", "A finding.", "A limit.", "")], FACTS)
    pages = (tmp_path / "report.pdf").read_bytes().count(b"/Type/Page/")
    assert pages == (1 if high == 50 else 3)  # all on one, or the figure with its caption on a page of its own
