"""Pages: the executed notebooks, the texts and the index as HTML that works from a folder, with no network."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import polars as pl

from analysis.corpus.files import write_whole
from analysis.find.material import Material
from analysis.find.parsing import find_sentences
from analysis.report.evidence import anchor
from analysis.report.findings import Finding, show_findings
from analysis.report.layout import page
from analysis.report.provenance import list_parameters
from analysis.report.saving import show_figure_file

MARKS = "Grey: left out of the counts, with the reason. Underlined: inside quotation marks; dotted: told as said by another."
KEY_FIGURES = ("terms", "rates-stance", "sources", "agency", "frames-generic", "similarity")
ABOUT = {
    "01-corpus": "The articles, their lengths and dates, and what in them is not counted.",
    "02-terms": "Words and phrases that one group uses more.",
    "03-stance": "Hedges, boosters, modality, negation, directives, loaded words.",
    "04-voices": "Who speaks, how much, by which verb; what becomes of a quotation.",
    "05-actors": "Who is named how, who acts, where the one who did it is left out.",
    "06-frames": "Which frames the wording signals.",
    "07-overlap": "What two articles of one event share.",
    "08-claims": "What reports state alike, where their values differ, what each leaves out, how surely.",
    "09-summary": "The findings, each with its sentences.",
}


def site_links(names: list[str]) -> list[tuple[str, str]]:
    """The address and name of each page of a run."""
    return [("index.html", "Overview"), *((f"{name}.html", name) for name in names), ("methods.html", "Methods")]


def write_page(executed: Path, out: Path, names: list[str]) -> None:
    """Writes an executed notebook as a page, its code behind a button."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic")
    exporter.exclude_anchor_links = True
    body, _ = exporter.from_notebook_node(nbformat.read(executed, as_version=4))
    with write_whole(out / f"{executed.stem}.html") as part:
        part.write_text(page(executed.stem, body, site_links(names), code=True), encoding="utf-8")


def write_failure(name: str, error: str, out: Path, names: list[str]) -> None:
    """Writes the page of a notebook that failed: that it did, and why."""
    body = f'<h1>{escape(name)}</h1><p class="failed">This page failed: {escape(error)}</p>'
    with write_whole(out / f"{name}.html") as part:
        part.write_text(page(name, body, site_links(names)), encoding="utf-8")


def write_texts(material: Material, tokens: pl.DataFrame, out: str) -> pl.DataFrame:
    """Writes every article as a page, what is left out and what is quoted marked, each sentence with its place.

    Returns doc and page, the address of each text.
    """
    rows = []
    spans = {
        "del": material.exclusions.select("doc", "start", "end", note="reason").partition_by("doc", as_dict=True),
        "ins": material.voices.select("doc", "start", "end", note="voice").partition_by("doc", as_dict=True),
    }
    sentences = find_sentences(tokens).partition_by("doc", as_dict=True)
    for doc, outlet, text in material.documents.select("doc", "outlet", "text").iter_rows():
        starts = sentences[(doc,)]["start"].to_list() if (doc,) in sentences else []
        marks = {tag: found[(doc,)].rows() if (doc,) in found else [] for tag, found in spans.items()}
        body = f"<h1>{escape(doc)}</h1><p>{escape(outlet)}. {MARKS}</p>"
        body += f'<div class="text">{_mark_text(text, marks, starts)}</div>'
        address = f"evidence/{anchor('text', doc)}.html"
        with write_whole(Path(out) / address) as part:
            part.write_text(page(f"Text: {doc}", body, depth=1), encoding="utf-8")
        rows.append((doc, address))
    return pl.DataFrame(rows, schema={"doc": pl.String, "page": pl.String}, orient="row")


def _mark_text(text: str, marks: dict[str, list[tuple]], starts: list[int]) -> str:
    """The text as HTML, cut at every edge of a mark and every sentence, so that marks may cross."""
    edges = sorted({0, len(text), *starts, *(edge for rows in marks.values() for row in rows for edge in row[1:3])})
    begun = set(starts)
    return "".join(
        (f'<a id="c{begin}"></a>' if begin in begun else "") + _mark_piece(text[begin:end], begin, marks)
        for begin, end in pairwise(edges)
    )


def _mark_piece(piece: str, begin: int, marks: dict[str, list[tuple]]) -> str:
    html = escape(piece)
    for tag, rows in marks.items():
        note = next((row[3] for row in rows if row[1] <= begin < row[2]), None)
        if note:
            html = f'<{tag} title="{escape(note)}">{html}</{tag}>'
    return html


def write_index(out: Path, findings: list[Finding], jobs: dict[str, dict[str, Any]], facts: dict[str, Any]) -> None:
    """Writes the overview: findings, key figures, the pages with what failed and why, and the facts of the run."""
    names = list(jobs)
    cards = "".join(_card(name, job) for name, job in jobs.items())
    figures = "".join(show_figure_file(out / "figures" / f"{name}.svg") for name in KEY_FIGURES)
    told = (
        show_findings(findings).html
        if findings
        else "<p class='failed'>No findings: 09-summary did not run through.</p>"
    )
    body = (
        f"<h1>How different outlets tell the same events</h1><p>{escape(_describe(facts))}</p>"
        f"<h2>Findings</h2><p>Each sentence is made from a row of the tables and leads to the sentences it was counted in.</p>{told}"
        f"<h2>Key figures</h2>{figures}<h2>Pages</h2><ul class='cards'>{cards}</ul>"
        f"<h2>This run</h2>{_facts(facts)}"
    )
    with write_whole(out / "index.html") as part:
        part.write_text(page("Overview", body, site_links(names)), encoding="utf-8")


def _card(name: str, job: dict[str, Any]) -> str:
    if job["error"]:
        return f'<li class="failed"><strong>{escape(name)}</strong> failed: {escape(job["error"])}</li>'
    return f'<li><a href="{escape(name)}.html">{escape(name)}</a><br><small>{escape(ABOUT.get(name, ""))}</small></li>'


def _describe(facts: dict[str, Any]) -> str:
    return f"{facts['corpus']}: {len(facts['inputs'])} articles. Tables lie in tables/, figures in figures/, both ready to use elsewhere."


def _facts(facts: dict[str, Any]) -> str:
    """The parameters and versions of the run, as a list."""
    parameters = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in list_parameters(facts)
    )
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    table = f"<div class='table part'><table><tbody>{parameters}</tbody></table></div>"
    return f"{table}<p class='note'>{escape(versions)}. All is in run.json.</p>"
