"""Printing: the report as one PDF with contents and page numbers, set by typst from the same findings and figures."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.corpus.files import write_whole
from analysis.report.findings import Finding
from analysis.report.provenance import list_parameters
from analysis.report.saving import read_description

SETTING = Path(__file__).with_name("report.typ")
LIMITS = (
    "Who is right, and whether an outlet is biased: the numbers describe wording, people interpret it.",
    "Anything about outlets, events or times that are not in the corpus, unless a sentence says that a test was made.",
    "What a word means where it stands: the pages of sentences beside this file show every hit.",
    "What the lists and rules miss: they were written to be precise and are not complete; they are the same for every side.",
)


def write_pdf(out: Path, findings: list[Finding], facts: dict[str, Any]) -> None:
    """Writes report.pdf: findings by topic, every figure with its caption, limits and parameters."""
    import typst

    data = {
        "title": "How different outlets tell the same events",
        "about": f"{facts['corpus']}: {len(facts['inputs'])} articles. Each sentence is made from a row of the run's tables.",
        "topics": [
            {"name": topic, "findings": [{"text": one.text, "limit": one.limit} for one in of_topic]}
            for topic, of_topic in groupby(findings, key=lambda finding: finding.topic)
        ],
        "figures": [_figure(path) for path in _order_figures(out)],
        "limits": LIMITS,
        "parameters": list_parameters(facts),
    }
    source = SETTING.read_bytes()
    with write_whole(out / "report.pdf") as part:
        part.write_bytes(typst.compile(source, root=str(out), sys_inputs={"data": json.dumps(data)}))


def _order_figures(out: Path) -> list[Path]:
    """The figures in the order in which the pages show them, then any others by name."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(out.glob("*.html"))]
    shown = [name for page in pages for name in re.findall(r"figures/([\w-]+\.svg)", page)]
    place = {name: number for number, name in enumerate(dict.fromkeys(shown))}
    return sorted((out / "figures").glob("*.svg"), key=lambda path: (place.get(path.name, len(place)), path.name))


def _figure(path: Path) -> dict[str, str]:
    caption, alt = read_description(path)
    return {"file": f"/figures/{path.name}", "caption": caption, "alt": alt}
