from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import polars as pl
import pytest

from analysis.report.findings import Finding
from analysis.report.pages import _mark_text, site_links, write_failure, write_index, write_page, write_texts
from tests.conftest import material_of

BAD = "<script>alert(1)</script>"
FACTS: dict[str, Any] = {
    "corpus": "seeds", "inputs": {"a": "1", "b": "2"}, "parameters": {"event": BAD, "seed": 1}, "versions": {"polars": "2.1.0"},
}  # fmt: skip


def job(error: str = "") -> dict[str, Any]:
    return {"error": error, "seconds": 1.0, "fingerprint": "f", "kept": False}


def read_index(out: Path, findings: list[Finding], jobs: dict[str, dict[str, Any]]) -> str:
    write_index(out, findings, jobs, FACTS)
    return (out / "index.html").read_text(encoding="utf-8")


# --- the texts ----------------------------------------------------------------------------------------------------


def test_a_text_is_cut_at_every_mark_and_sentence() -> None:
    marks = {"del": [("a", 0, 3, "credit")], "ins": [("a", 5, 8, "quoted")]}
    assert _mark_text("abc de<g h", marks, [4]) == (
        '<del title="credit">abc</del> <a id="c4"></a>d<ins title="quoted">e&lt;g</ins> h'
    )


def test_marks_may_cross() -> None:
    marks = {"del": [("a", 0, 4, "x")], "ins": [("a", 2, 6, "quoted")]}
    assert _mark_text("abcdef", marks, [0]) == (
        '<a id="c0"></a><del title="x">ab</del><ins title="quoted"><del title="x">cd</del></ins><ins title="quoted">ef</ins>'
    )


def test_a_text_without_marks_is_the_text() -> None:
    assert _mark_text("a & b", {"del": [], "ins": []}, []) == "a &amp; b"


@pytest.mark.parametrize("text", ["Rain “fell.” It rained.\nPhoto: Ann Lee / AP", f"He said “{BAD}” twice. & so on"])
def test_the_page_of_a_text_holds_every_character_of_it(tmp_path: Path, text: str) -> None:
    documents = pl.DataFrame({"doc": ["A/1"], "outlet": ["O <b>"], "group": ["g"], "text": [text]})
    tokens = pl.DataFrame({"doc": ["A/1"], "sentence": [0], "start": [0], "end": [4]})
    table = write_texts(material_of(documents), tokens, str(tmp_path))
    html = (tmp_path / table["page"][0]).read_text(encoding="utf-8")
    body = re.search(r'<div class="text">(.*)</div>\n</main>', html, re.DOTALL).group(1)
    assert table.rows() == [("A/1", table["page"][0])]
    assert unescape(re.sub(r"<[^>]*>", "", body)) == text
    assert '<a id="c0"></a>' in body
    assert "<p>O &lt;b&gt;. " in html


def test_a_text_whose_sentences_are_not_known_has_its_page_too(tmp_path: Path) -> None:
    documents = pl.DataFrame({"doc": ["a"], "outlet": ["O"], "group": ["g"], "text": ["Rain."]})
    tokens = pl.DataFrame(schema={"doc": pl.String, "sentence": pl.Int64, "start": pl.Int64, "end": pl.Int64})
    assert write_texts(material_of(documents), tokens, str(tmp_path))["page"].to_list() == ["evidence/text.a.html"]


# --- the notebooks ------------------------------------------------------------------------------------------------


def test_an_executed_notebook_is_a_page_with_its_code_behind_a_button(tmp_path: Path) -> None:
    code = nbformat.v4.new_code_cell("x = '<b>'")
    code.outputs = [nbformat.v4.new_output("display_data", data={"text/html": "<i>shown</i>"})]
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Prose\n\nand *more*."), code])
    nbformat.write(node, tmp_path / "02-terms.ipynb")
    write_page(tmp_path / "02-terms.ipynb", tmp_path, ["01-corpus", "02-terms"])
    html = (tmp_path / "02-terms.html").read_text(encoding="utf-8")
    assert "<title>02-terms · Parallax</title>" in html
    assert "<em>more</em>" in html
    assert "<i>shown</i>" in html
    assert "<b>" not in html  # of the code
    assert '<button id="code" type="button">Show code</button>' in html
    assert '<a href="01-corpus.html">01-corpus</a><a href="02-terms.html" aria-current=page>02-terms</a>' in html


def test_a_notebook_that_failed_has_a_page_that_says_so(tmp_path: Path) -> None:
    write_failure("02-terms", f"cell 3: ValueError: {BAD}", tmp_path, ["01-corpus", "02-terms"])
    html = (tmp_path / "02-terms.html").read_text(encoding="utf-8")
    assert '<p class="failed">This page failed: cell 3: ValueError: &lt;script&gt;alert(1)&lt;/script&gt;</p>' in html
    assert '<a href="index.html">Overview</a>' in html


# --- the index ----------------------------------------------------------------------------------------------------


def test_every_page_of_a_run_is_linked() -> None:
    assert site_links(["01-corpus"]) == [
        ("index.html", "Overview"), ("01-corpus.html", "01-corpus"), ("methods.html", "Methods"),
    ]  # fmt: skip


def test_the_index_has_the_findings_and_where_they_come_from(tmp_path: Path) -> None:
    html = read_index(
        tmp_path, [Finding("Words <x>", f"It says {BAD}.", "Two < three.", "a.html#b'c")], {"09-summary": job()}
    )
    assert "Words &lt;x&gt;" in html
    assert "It says &lt;script&gt;alert(1)&lt;/script&gt;." in html
    assert "a.html#b&#x27;c" in html
    assert "Two &lt; three." in html
    assert html.count("<script>") == 1  # the page's own
    assert '<a href="09-summary.html">09-summary</a>' in html
    assert "failed" not in re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL)


def test_the_index_names_what_failed_and_why(tmp_path: Path) -> None:
    html = read_index(tmp_path, [], {"01-corpus": job(), "02-terms": job(f"cell 3: {BAD}")})
    assert (
        '<li class="failed"><strong>02-terms</strong> failed: cell 3: &lt;script&gt;alert(1)&lt;/script&gt;</li>'
        in html
    )
    assert '<li><a href="01-corpus.html">01-corpus</a>' in html
    assert "<p class='failed'>No findings: 09-summary did not run through.</p>" in html


def test_the_index_has_the_parameters_and_versions(tmp_path: Path) -> None:
    html = read_index(tmp_path, [], {})
    assert "<td>event</td><td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in html
    assert "<td>seed</td><td>1</td>" in html
    assert "polars 2.1.0" in html
    assert "seeds: 2 articles." in html
