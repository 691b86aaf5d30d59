"""Methods: the page that says how everything was measured, by which lists, and how often the rules are right."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from analysis.corpus.files import write_whole
from analysis.find.lexicons import Lexicon, read_lexicons
from analysis.find.lists import list_lists
from analysis.report.accuracy import read_accuracy
from analysis.report.layout import page
from analysis.report.pages import site_links
from analysis.report.saving import show_table

HERE = Path(__file__).resolve().parent
NAME = "Methods"


def write_methods(lexicons: list[str], out: Path, names: list[str]) -> None:
    """Writes methods.html: the rules in words, their accuracy on labelled data, and every list with its source."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    words = MarkdownWithMath(renderer=renderer).render((HERE / "methods.md").read_text(encoding="utf-8"))
    lists = pl.concat([describe_lexicons(read_lexicons(lexicons)), list_lists()])
    body = f"{words}{show_table(read_accuracy(), '').html}<h2>The lists</h2>{show_table(lists, '').html}"
    with write_whole(out / "methods.html") as part:
        part.write_text(page(NAME, body, site_links(names)), encoding="utf-8")


def describe_lexicons(lexicons: list[Lexicon]) -> pl.DataFrame:
    """Each lexicon of a run: list, title, entries, about, source, licence."""
    rows = [(one.name, one.title, one.cues.height, one.about, one.source, one.licence) for one in lexicons]
    return pl.DataFrame(rows, schema=list_lists().schema, orient="row")
