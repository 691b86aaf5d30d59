"""Layout: the one frame of every page, its style and its few lines of script, with nothing asked from another host."""

from __future__ import annotations

import base64
import hashlib
from html import escape

STYLE = """
:root { --ink: #1b1f24; --soft: #57606a; --line: #d8dee4; --paper: #ffffff; --wash: #f6f8fa; --accent: #0b5cad; --mark: #fff1b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a5adb6; --line: #3a424b; --paper: #14181d; --wash: #1d232a;
  --accent: #7ab8f5; --mark: #5c4a00; } .figure img { background: #fff; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
header.site, main, footer.site { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
header.site { padding-top: 1rem; padding-bottom: .6rem; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .3rem 1rem;
  align-items: baseline; font-size: .875rem; }
header.site strong { letter-spacing: .04em; }
header.site a { color: var(--soft); text-decoration: none; } header.site a:hover, header.site a[aria-current] { color: var(--accent); }
header.site button { margin-left: auto; }
button { font: inherit; font-size: .8125rem; padding: .2rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--wash);
  color: var(--ink); cursor: pointer; }
h1 { font-size: 1.85rem; line-height: 1.2; margin: 1.6rem 0 .6rem; } h2 { font-size: 1.25rem; margin: 2rem 0 .4rem; } h3 { font-size: 1.05rem; }
p, li { max-width: 46rem; } a { color: var(--accent); } small, .note { color: var(--soft); font-size: .85rem; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
.figure { margin: 1.2rem 0; } .figure img { width: 100%; max-width: 56rem; height: auto; display: block; }
.figure figcaption { color: var(--soft); font-size: .875rem; max-width: 46rem; }
.table { overflow-x: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 6px; }
.table:has(caption input:checked) { overflow: auto; max-height: 92vh; }
table { border-collapse: collapse; font-size: .84rem; font-variant-numeric: tabular-nums; width: 100%; }
caption { caption-side: top; text-align: left; padding: .5rem .6rem; color: var(--soft); }
caption span { position: sticky; left: .6rem; display: inline-block; max-width: min(70rem, 90vw); }
caption label { margin-left: .8rem; white-space: nowrap; cursor: pointer; color: var(--accent); }
th { position: sticky; top: 0; background: var(--wash); text-align: left; } th.number { text-align: right; }
th button { all: unset; cursor: pointer; } th button:focus-visible { outline: 2px solid var(--accent); }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.table th, .table td { white-space: nowrap; } td { min-width: 5rem; } .number { text-align: right; }
.table td.long, .table td.text { white-space: normal; min-width: 14rem; max-width: 40rem; overflow-wrap: break-word; } .table td.text { min-width: 30rem; }
.part th, .part td { padding: .3rem .4rem; } .part td { min-width: 4rem; white-space: normal; } .part td.long { min-width: 8rem; } .part td.text { min-width: 15rem; }
.table td.number, .table td.date { white-space: nowrap; }
.jp-InputArea, .input, .jp-Cell-inputWrapper { display: none; } .show-code .jp-InputArea, .show-code .input, .show-code .jp-Cell-inputWrapper { display: block; }
pre { background: var(--wash); padding: .6rem .8rem; overflow-x: auto; font-size: .8rem; border-radius: 6px; }
.prompt, .anchor-link, .jp-InputPrompt, .jp-OutputPrompt { display: none; }
ul.sentences { padding-left: 1.1rem; } ul.sentences li { margin: .45rem 0; } q { quotes: none; }
.findings li { margin: .5rem 0; max-width: 50rem; } .findings a { white-space: nowrap; } .findings .why { display: block; color: var(--soft); font-size: .85rem; }
.failed { border-left: 4px solid #b42318; padding: .4rem .8rem; background: var(--wash); }
.text { white-space: pre-wrap; max-width: 46rem; } .text del { text-decoration: none; color: var(--soft); background: var(--wash); }
.text ins { text-decoration: none; border-bottom: 2px solid var(--accent); } .text ins[title=attributed] { border-bottom-style: dotted; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .8rem; padding: 0; list-style: none; }
.cards li { border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; } .cards a { font-weight: 600; text-decoration: none; }
footer.site { margin-top: 3rem; padding-top: .8rem; padding-bottom: 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8125rem; }
.table { background: linear-gradient(90deg, var(--paper) 50%, transparent) 0 0 / 2.5rem 100% local no-repeat,
  linear-gradient(270deg, var(--paper) 50%, transparent) 100% 0 / 2.5rem 100% local no-repeat,
  linear-gradient(90deg, var(--line), transparent) 0 0 / .9rem 100% no-repeat,
  linear-gradient(270deg, var(--line), transparent) 100% 0 / .9rem 100% no-repeat; }
@media screen and (max-width: 900px) { .table:has(th:nth-child(5)) caption span::after { content: " More columns →"; color: var(--accent); } }
@media print { header.site, button, caption label { display: none; } .table, .table:has(caption input:checked) { max-height: none; overflow: visible; }
  table { font-size: .7rem; } .table th, .table td, .table td.long, .table td.text { white-space: normal; min-width: 0; } td.text { width: 30%; } }
"""
FIRST = 10  # rows of a long table that stand on a page at first, in whatever order it is sorted
SHORT = f".short:not(:has(caption input:checked)) tbody tr:nth-child(n+{FIRST + 1}) {{ display: none; }}"

SCRIPT = """
document.addEventListener("click", function (event) {
  var button = event.target.closest("button");
  if (!button) return;
  if (button.id === "code") {
    var shown = document.body.classList.toggle("show-code");
    button.textContent = shown ? "Hide code" : "Show code";
    return;
  }
  var head = button.closest("th");
  if (!head) return;
  var table = head.closest("table"), body = table.tBodies[0], column = head.cellIndex;
  var down = head.getAttribute("aria-sort") !== "descending";
  table.querySelectorAll("th").forEach(function (other) { other.removeAttribute("aria-sort"); });
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  var rows = Array.prototype.slice.call(body.rows);
  function read(row) {
    var cell = row.cells[column];
    return "value" in cell.dataset ? cell.dataset.value : cell.textContent;
  }
  rows.sort(function (one, two) {
    var a = read(one), b = read(two);
    if (a === "" || b === "") return (a === "") - (b === "");
    var order = isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
    return down ? -order : order;
  });
  rows.forEach(function (row) { body.appendChild(row); });
});
"""

_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
# The pages may load nothing: their one script is named by its hash, pictures lie in the page or beside it.
POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'; img-src data: 'self' file:"


def page(title: str, body: str, links: list[tuple[str, str]] = (), depth: int = 0, code: bool = False) -> str:
    """A whole page: `body` is HTML, `links` (address, name) go to its head, `depth` folders below the index.

    With `code` there is a button that shows the code of a notebook, hidden at first.
    """
    up = "../" * depth
    here = escape(title)
    named = "".join(
        f'<a href="{up}{escape(address)}"{" aria-current=page" if name == title else ""}>{escape(name)}</a>'
        for address, name in links
    )
    button = '<button id="code" type="button">Show code</button>' if code else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{here} · Parallax</title>\n'
        f"<style>{STYLE}{SHORT}</style>\n</head>\n<body>\n"
        f'<header class="site"><strong><a href="{up}index.html">Parallax</a></strong>{named}{button}</header>\n'
        f"<main>\n{body}\n</main>\n"
        f'<footer class="site">Parallax shows evidence; it does not say who is right or biased.</footer>\n'
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
