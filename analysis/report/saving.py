"""Saving: tables and figures into the run folder, each shown in the notebook with what a reader needs to check it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

import polars as pl

from analysis.corpus.files import write_whole
from analysis.corpus.problems import InputError
from analysis.report.evidence import link
from analysis.report.figures import Plot, save_plot
from analysis.report.layout import FIRST
from analysis.report.marked import show_marked

SHOWN = 200  # rows of a table on a page; the file has all
NUMBER = " class=number"
DOCS = ("doc", "doc_a", "doc_b", "earlier", "later")  # columns of documents
NO_NAMES: Mapping[str, str] = {}
DATE = re.compile(r"\d{4}-[\d-]+((/| or )\d{4}[\d-]*)?")
PLAIN = " !'()*+,/:;=?@"  # stands in an address as it is
DIGITS = 6  # significant digits in files, below which machines differ


class Shown:
    """HTML that a notebook shows as the result of a cell."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "shown as HTML"


def save_table(name: str, table: pl.DataFrame, out: str, links: pl.Series | None = None) -> Shown:
    """Writes tables/`name`.csv and shows the table, its rows with `links` to their sentences."""
    write_table(table, Path(out) / "tables" / f"{name}.csv")
    return show_table(table, f"tables/{name}.csv", links)


def save_part(
    name: str,
    table: pl.DataFrame,
    part: pl.DataFrame,
    columns: Sequence[str],
    out: str,
    find_links: Callable | None,
    none: str,
    names: Mapping[str, str] = NO_NAMES,
) -> Shown:
    """Writes tables/`name`.csv, whole, and shows these columns of `part`, the rows for the page, each with the link that
    `find_links`, if any, gives it; where there is no row, the words `none`. A document in the columns DOCS is shown by its name
    in `names`, if it has one."""
    path = f"tables/{name}.csv"
    write_table(table, Path(out) / path)
    if not part.height:
        return Shown(f"<p>{escape(none)} <small>{_say_whole(table, path)}.</small></p>")
    caption = _say_shown(part, f" The whole table: {_say_whole(table, path)}.")
    links = find_links(part) if find_links else None
    return Shown(_table(part.select(columns), caption, links, "table part", names))


def keep_table(name: str, table: pl.DataFrame, out: str) -> Shown:
    """Writes tables/`name`.csv and says where it is: for a table that is too wide for a page."""
    write_table(table, Path(out) / "tables" / f"{name}.csv")
    return Shown(f"<p>{_say_whole(table, f'tables/{name}.csv')}.</p>")


def save_tables(tables: Mapping[str, pl.DataFrame], out: str) -> Shown:
    """Writes and shows several tables, one below the other."""
    return Shown("".join(save_table(name, table, out).html for name, table in tables.items()))


_WRITERS = {".csv": pl.DataFrame.write_csv, ".jsonl": pl.DataFrame.write_ndjson, ".parquet": pl.DataFrame.write_parquet}


def check_ending(path: Path) -> None:
    """Raises InputError for a table's path that ends in none of .csv, .jsonl and .parquet."""
    if path.suffix not in _WRITERS:
        raise InputError(f"{path}: given the ending {path.suffix!r}; allowed: {', '.join(_WRITERS)}; rename the file")


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Writes a table as CSV, JSONL or Parquet, by the ending of the path; numbers to six significant digits.

    Raises InputError for another ending or a place that cannot be written.
    """
    check_ending(path)
    with write_whole(path) as part:
        _WRITERS[path.suffix](table.with_columns(pl.selectors.float().round_sig_figs(DIGITS)), part)


def show_table(table: pl.DataFrame, source: str, links: pl.Series | None = None) -> Shown:
    """A table that sorts by its heads, FIRST rows of it at first; `links`, one a row, lead to the sentences behind the row,
    from the column that has their name, or else the first."""
    return Shown(_table(table, _say_shown(table, f" All in {_link_file(source)}." if source else ""), links))


def _table(
    table: pl.DataFrame, caption: str, links: pl.Series | None, kind: str = "table", names: Mapping[str, str] = NO_NAMES
) -> str:
    shown = table.head(SHOWN)
    heads = "".join(
        f'<th scope="col"{NUMBER if kind.is_numeric() else ""}><button type="button">{escape(name)}</button></th>'
        for name, kind in shown.schema.items()
    )
    at = shown.columns.index(links.name) if links is not None and links.name in shown.columns else 0
    rows = "".join(
        _row(row, shown.schema, at, links[index] if links is not None else None, names)
        for index, row in enumerate(shown.iter_rows())
    )
    short = " short" if shown.height > FIRST else ""
    return (
        f'<div class="{kind}{short}" tabindex="0"><table><caption><span>{caption}</span></caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _say_shown(table: pl.DataFrame, where: str) -> str:
    """How many rows there are, how many of them the page has and where all are, with the switch to those past the first."""
    most = f", {SHOWN} of them on this page" if table.height > SHOWN else ""
    switch = f'<label><input type="checkbox"> more than the first {FIRST}</label>' if table.height > FIRST else ""
    return f"{_count_rows(table)}{most}.{where}{switch}"


def _say_whole(table: pl.DataFrame, path: str) -> str:
    columns = "1 column" if table.width == 1 else f"{table.width} columns"
    return f"{_count_rows(table)} of {columns} in {_link_file(path)}"


def _link_file(path: str) -> str:
    return f'<a href="{escape(path)}">{escape(path)}</a>'


def _count_rows(table: pl.DataFrame) -> str:
    return "1 row" if table.height == 1 else f"{table.height:,} rows"


def _row(values: tuple, schema: pl.Schema, at: int, address: str | None, names: Mapping[str, str]) -> str:
    cells = [
        _document(value, names) if name in DOCS and value in names else _cell(value, kind.is_numeric())
        for value, (name, kind) in zip(values, schema.items(), strict=True)
    ]
    if address:
        cells[at] = cells[at].replace(">", f'><a href="{escape(address)}">', 1).replace("</td>", "</a></td>")
    return f"<tr>{''.join(cells)}</tr>"


def _document(doc: str, names: Mapping[str, str]) -> str:
    """A document by its name, its own in the title."""
    return f'<td title="{escape(doc)}">{escape(names[doc])}</td>'


def _cell(value: object, numeric: bool) -> str:
    """A cell, with the value that its row is sorted by where that is not what it shows; a sentence may be one of `mark_words`."""
    if value is None:
        return f'<td{NUMBER if numeric else ""} data-value=""><small>–</small></td>'
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dict):
        return f"<td class=text>{show_marked(value)}</td>"
    text = escape(str(value))
    kind = (
        " class=text"
        if len(text) > 80
        else " class=long"
        if len(text) > 30
        else " class=date"
        if DATE.fullmatch(text)
        else ""
    )
    return f"<td{kind}>{text}</td>"


def _number(value: float) -> str:
    if isinstance(value, float) and abs(value) >= 1000:
        value = round(value)
    whole = isinstance(value, int)
    shown, exact = (f"{value:,}", f"{value}") if whole else (f"{value:,.3g}", f"{value:.{DIGITS}g}")
    return f"<td class=number{'' if shown == exact else f' data-value={exact}'}>{shown}</td>"


def show_list(lines: list[str]) -> Shown:
    """Sentences as a list, or the word that there are none."""
    return Shown("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines or ["None."]) + "</ul>")


def link_rows(table: pl.DataFrame, name: str, columns: list[str]) -> pl.Series:
    """The address of the sentences behind each row, null where there is no hit; `name` is the page, or the column of it."""
    pages = table[name] if name in table.columns else [name] * table.height
    hits = table["hits"] if "hits" in table.columns else [1] * table.height
    keys = table.select(columns).iter_rows()
    addresses = [
        link(page, *(str(part) for part in key)) if count else None
        for page, key, count in zip(pages, keys, hits, strict=True)
    ]
    return pl.Series(addresses, dtype=pl.String)


def save_figure(name: str, plot: Plot, out: str) -> Shown:
    """Writes figures/`name`.png and .svg and shows the figure with its caption and its text alternative."""
    save_plot(name, plot, Path(out) / "figures")
    return Shown(show_figure_file(Path(out) / "figures" / f"{name}.svg"))


def save_figures(plots: Mapping[str, Plot], out: str) -> Shown:
    """Writes and shows several figures, one below the other."""
    return Shown("".join(save_figure(name, plot, out).html for name, plot in plots.items()))


def show_figure_file(path: Path) -> str:
    """A saved figure as HTML that holds its own picture; its caption and text alternative are in the file. Empty if there is none."""
    if not path.is_file():
        return ""
    caption, alt = read_description(path)
    files = f"figures/{path.stem}.svg, .png"
    return (
        f'<figure class="figure"><img alt="{escape(alt)}" src="{_embed(path)}">'
        f"<figcaption>{escape(caption)} <small>{escape(files)}</small></figcaption></figure>"
    )


def _embed(path: Path) -> str:
    """A picture as an address that holds it, but not its words, which the page has beside it; a third shorter than base64."""
    picture = re.sub("<metadata>.*?</metadata>", "", path.read_text(encoding="utf-8").strip(), flags=re.DOTALL)
    return "data:image/svg+xml," + quote(picture.replace('"', "'").replace("xlink:href", "href"), safe=PLAIN)


def read_description(path: Path) -> tuple[str, str]:
    """The caption and the text alternative that a saved SVG figure carries."""
    found = re.search(r"<dc:description>(.*?)</dc:description>", path.read_text(encoding="utf-8"), re.DOTALL)
    caption, _, alt = unescape(found.group(1)).partition("\n") if found else ("", "", "")
    return caption, alt
