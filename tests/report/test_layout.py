from __future__ import annotations

import base64
import hashlib
import re

from analysis.report.layout import FIRST, page


def test_a_page_is_whole_and_its_title_is_escaped() -> None:
    html = page('<b>"A" & B', "<p>body</p>")
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert html.endswith("</html>\n")
    assert "<title>&lt;b&gt;&quot;A&quot; &amp; B · Parallax</title>" in html
    assert "<main>\n<p>body</p>\n</main>" in html


def test_links_are_escaped_and_the_page_itself_is_marked() -> None:
    html = page("02 <x>", "", [("a.html", "01"), ('b".html', "02 <x>")])
    assert '<a href="a.html">01</a>' in html
    assert '<a href="b&quot;.html" aria-current=page>02 &lt;x&gt;</a>' in html


def test_a_page_in_a_folder_leads_up() -> None:
    html = page("t", "", [("a.html", "A")], depth=2)
    assert '<a href="../../a.html">A</a>' in html
    assert '<a href="../../index.html">Parallax</a>' in html


def test_the_button_for_code_stands_only_where_there_is_code() -> None:
    assert '<button id="code"' in page("t", "", code=True)
    assert '<button id="code"' not in page("t", "")


def test_the_policy_lets_in_nothing_but_the_one_script_that_is_there() -> None:
    html = page("t", "")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1)
    assert len(scripts) == 1
    assert policy.split("; ") == [
        "default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'", "img-src data: 'self' file:",
    ]  # fmt: skip


def test_rows_past_the_first_of_a_long_table_wait_for_its_switch() -> None:
    style = re.search(r"<style>(.*?)</style>", page("t", ""), re.DOTALL).group(1)
    hidden = ".short:not(:has(caption input:checked)) tbody tr:nth-child(n+11) { display: none; }"
    assert hidden in style and FIRST == 10
