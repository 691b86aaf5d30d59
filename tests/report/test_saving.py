from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import polars as pl
import pytest
from matplotlib.figure import Figure

from analysis.report.figures import Plot
from analysis.report.layout import FIRST
from analysis.report.marked import mark_words
from analysis.report.saving import (
    SHOWN,
    check_ending,
    keep_table,
    link_rows,
    read_description,
    save_figure,
    save_figures,
    save_part,
    save_table,
    save_tables,
    show_figure_file,
    show_list,
    show_table,
    write_table,
)  # fmt: skip
from tests.conftest import error_of

TABLE = pl.DataFrame({"term": ["rain", None], "rate": [1234.56789, 2 / 3], "hits": [1000, 0]})
BAD = "\"><img src=x onerror='alert(1)'>"
ESCAPED = "&quot;&gt;&lt;img src=x onerror=&#x27;alert(1)&#x27;&gt;"


def plot(caption: str = "How to read.", alt: str = "What it shows.") -> Plot:
    return Plot(Figure(figsize=(1, 1)), "Title", caption, alt)


# --- tables as files ----------------------------------------------------------------------------------------------


def test_numbers_are_written_to_six_digits_and_nothing_is_nothing(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "new" / "t.csv")
    assert (tmp_path / "new" / "t.csv").read_text() == "term,rate,hits\nrain,1234.57,1000\n,0.666667,0\n"
    write_table(TABLE, tmp_path / "t.jsonl")
    assert [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()] == [
        {"term": "rain", "rate": 1234.57, "hits": 1000},
        {"term": None, "rate": 0.666667, "hits": 0},
    ]
    write_table(TABLE, tmp_path / "t.parquet")
    assert pl.read_parquet(tmp_path / "t.parquet").rows() == [("rain", 1234.57, 1000), (None, 0.666667, 0)]


def test_the_table_that_is_given_is_not_changed(tmp_path: Path) -> None:
    before = TABLE.clone()
    write_table(TABLE, tmp_path / "t.csv")
    assert TABLE.equals(before)


@pytest.mark.parametrize(("name", "ending"), [("t.xlsx", ".xlsx"), ("t", ""), ("t.csv.gz", ".gz"), (".csv", "")])
def test_another_ending(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / name
    message = f"{path}: given the ending {ending!r}; allowed: .csv, .jsonl, .parquet; rename the file"
    assert error_of(check_ending, path) == message
    assert error_of(write_table, TABLE, path) == message
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "t.csv"
    message = error_of(write_table, TABLE, path)
    assert message in {
        f"{path}: cannot be written ({why}); choose a folder that can be written"
        for why in ("Not a directory", "File exists")
    }


# --- tables on pages ----------------------------------------------------------------------------------------------


def test_a_cell_shows_a_number_short_and_sorts_by_it_as_the_file_has_it() -> None:
    html = show_table(TABLE, "tables/t.csv").html
    assert '<caption><span>2 rows. All in <a href="tables/t.csv">tables/t.csv</a>.</span></caption>' in html
    assert '<th scope="col"><button type="button">term</button></th>' in html
    assert "<tr><td>rain</td><td class=number data-value=1235>1,235</td>" in html
    assert "<td class=number data-value=1000>1,000</td></tr>" in html
    assert '<th scope="col" class=number><button type="button">rate</button></th>' in html
    assert '<td data-value=""><small>–</small></td><td class=number data-value=0.666667>0.667</td>' in html
    assert "<td class=number>0</td></tr>" in html


def test_a_cell_that_shows_all_of_its_value_has_it_once() -> None:
    html = show_table(pl.DataFrame({"rate": [0.5, -2.0, 1e-7], "hits": [999, -999, 0]}), "").html
    assert re.findall("<td.*?</td>", html) == [
        f"<td class=number>{shown}</td>" for shown in ("0.5", "999", "-2", "-999", "1e-07", "0")
    ]


def test_a_long_cell_may_run_over_lines() -> None:
    html = show_table(pl.DataFrame({"t": ["x" * 30, "x" * 31, "x" * 81]}), "").html
    assert f"<td class=text>{'x' * 81}</td>" in html
    assert f"<td>{'x' * 30}</td>" in html
    assert f"<td class=long>{'x' * 31}</td>" in html


def test_a_sentence_has_its_words_marked_and_is_escaped() -> None:
    texts = pl.DataFrame(
        {"sentence": [f"Two {BAD} sank.", "Rain."], "begin": [5, 3], "start": [9, None], "end": [9 + len(BAD), None]}
    )
    shown = show_table(mark_words(texts, "sentence", "begin").select("sentence"), "").html
    assert f"<td class=text>Two <mark>{ESCAPED}</mark> sank.</td>" in shown
    assert "<td class=text>Rain.</td>" in shown


def test_nothing_stands_where_a_number_would() -> None:
    html = show_table(pl.DataFrame({"n": [None]}, schema={"n": pl.Int64}), "").html
    assert '<td class=number data-value=""><small>–</small></td>' in html


def test_true_and_false_are_words() -> None:
    html = show_table(pl.DataFrame({"latest": [True, False]}), "").html
    assert re.findall("<td.*?</td>", html) == ["<td>yes</td>", "<td>no</td>"]
    assert '<th scope="col"><button' in html


def test_a_date_stands_in_one_line() -> None:
    html = show_table(
        pl.DataFrame({"t": ["2024-05-01", "2024-05", "2024-05-01/2024-05-03", "2024-05-01 noon"]}), ""
    ).html
    assert re.findall("<td.*?</td>", html) == [
        "<td class=date>2024-05-01</td>", "<td class=date>2024-05</td>", "<td class=date>2024-05-01/2024-05-03</td>",
        "<td>2024-05-01 noon</td>",
    ]  # fmt: skip


def test_a_page_has_so_many_rows_and_shows_the_first_of_them() -> None:
    html = show_table(pl.DataFrame({"n": range(SHOWN + 1)}), "").html
    switch = '<label><input type="checkbox"> more than the first 10</label>'
    assert f"<caption><span>201 rows, 200 of them on this page.{switch}</span></caption>" in html
    assert html.count("<tr>") == 1 + SHOWN == 201
    assert html.startswith('<div class="table short"')


def test_a_table_with_no_more_rows_than_the_first_shows_all() -> None:
    html = show_table(pl.DataFrame({"n": range(FIRST)}), "").html
    assert "<caption><span>10 rows.</span></caption>" in html
    assert html.startswith('<div class="table" ')


def test_no_row_is_a_table_with_heads() -> None:
    html = show_table(TABLE.clear(), "tables/t.csv").html
    assert "<caption><span>0 rows. All in <a" in html
    assert html.count("<th ") == 3
    assert "<td" not in html


def test_the_first_cell_of_a_row_leads_to_its_sentences() -> None:
    html = show_table(TABLE.select("term"), "", links=pl.Series(["e.html#a'b", None], dtype=pl.String)).html
    assert '<td><a href="e.html#a&#x27;b">rain</a></td>' in html
    assert '<tr><td data-value=""><small>–</small></td></tr>' in html


def test_what_a_table_holds_is_escaped() -> None:
    html = show_table(pl.DataFrame({BAD: [BAD]}), BAD, links=pl.Series([BAD])).html
    assert BAD not in html
    assert "<img" not in html
    assert f'<td class=long><a href="{ESCAPED}">{ESCAPED}</a></td>' in html


def test_a_saved_table_is_written_and_shown(tmp_path: Path) -> None:
    shown = save_table("t", TABLE, str(tmp_path))
    assert (tmp_path / "tables" / "t.csv").is_file()
    assert shown._repr_html_() == show_table(TABLE, "tables/t.csv").html


def test_of_a_table_shown_in_part_the_file_has_all(tmp_path: Path) -> None:
    def link(part: pl.DataFrame) -> pl.Series:
        return pl.Series("hits", ["e.html#a"] * part.height)

    shown = save_part("t", TABLE, TABLE.head(1), ["term", "hits"], str(tmp_path), link, "None.").html
    assert (tmp_path / "tables" / "t.csv").read_text().count("\n") == 1 + TABLE.height
    file = '<a href="tables/t.csv">tables/t.csv</a>'
    assert f"<caption><span>1 row. The whole table: 2 rows of 3 columns in {file}.</span></caption>" in shown
    assert '<td>rain</td><td class=number data-value=1000><a href="e.html#a">1,000</a></td></tr>' in shown


def test_a_document_is_shown_by_its_name_with_its_own_under_the_pointer(tmp_path: Path) -> None:
    table = pl.DataFrame({"doc_a": ["k7", "k8"], "term": ["k7", "rain"]})
    shown = save_part("t", table, table, table.columns, str(tmp_path), None, "None.", {"k7": "Pier <Post>, 2024-05-01"})
    assert '<td title="k7">Pier &lt;Post&gt;, 2024-05-01</td><td>k7</td>' in shown.html
    assert "<td>k8</td><td>rain</td>" in shown.html  # without a name
    assert "Pier" not in (tmp_path / "tables" / "t.csv").read_text()


def test_a_part_may_have_no_links(tmp_path: Path) -> None:
    shown = save_part("t", TABLE, TABLE, ["hits"], str(tmp_path), None, "None.").html
    assert "<td class=number data-value=1000>1,000</td>" in shown


def test_of_a_part_without_rows_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    shown = save_part("t", TABLE.head(1), TABLE.clear(), ["term"], str(tmp_path), link_rows, "No < rain.").html
    assert shown.startswith("<p>No &lt; rain. <small>1 row of 3 columns in <a") and "<table" not in shown


def test_a_kept_table_is_written_whole_and_only_named(tmp_path: Path) -> None:
    shown = keep_table("t", TABLE, str(tmp_path))
    assert (tmp_path / "tables" / "t.csv").read_text().count("\n") == 1 + TABLE.height
    assert shown.html == '<p>2 rows of 3 columns in <a href="tables/t.csv">tables/t.csv</a>.</p>'


def test_several_tables_are_written_and_shown_in_their_order(tmp_path: Path) -> None:
    tables = {"second": TABLE, "first": TABLE.clear()}
    shown = save_tables(tables, str(tmp_path))
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["first.csv", "second.csv"]
    assert shown.html == "".join(show_table(table, f"tables/{name}.csv").html for name, table in tables.items())
    assert save_tables({}, str(tmp_path)).html == ""


def test_a_list_is_escaped_and_none_is_said() -> None:
    assert show_list(["a < b", "c"]).html == "<ul><li>a &lt; b</li><li>c</li></ul>"
    assert show_list([]).html == "<ul><li>None.</li></ul>"


# --- links --------------------------------------------------------------------------------------------------------


def test_rows_link_to_one_page_or_to_that_in_a_column() -> None:
    rows = pl.DataFrame({"measure": ["stance", "loaded"], "category": ["hedge", "label"], "group": ["x", "y z"]})
    assert link_rows(rows, "terms", ["category"]).to_list() == [
        "evidence/terms.html#hedge",
        "evidence/terms.html#label",
    ]
    assert link_rows(rows, "measure", ["category", "group"]).to_list() == [
        "evidence/stance.html#hedge.x",
        "evidence/loaded.html#label.y+z",
    ]


def test_a_row_of_no_hits_has_no_sentences_to_link_to() -> None:
    rows = pl.DataFrame({"category": ["hedge", "label"], "hits": [0, 1]})
    assert link_rows(rows, "stance", ["category"]).to_list() == [None, "evidence/stance.html#label"]
    assert link_rows(rows.clear(), "stance", ["category"]).dtype == pl.String


# --- figures ------------------------------------------------------------------------------------------------------


def test_a_figure_is_two_files_and_is_shown_with_its_words(tmp_path: Path) -> None:
    html = save_figure("f", plot("A < b.", 'Say "c".'), str(tmp_path)).html
    svg = tmp_path / "figures" / "f.svg"
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == ["f.png", "f.svg"]
    before, address, after = re.split('src="(.*?)"', html)
    assert before == '<figure class="figure"><img alt="Say &quot;c&quot;." '
    assert after == "><figcaption>A &lt; b. <small>figures/f.svg, .png</small></figcaption></figure>"
    kept = re.sub("<metadata>.*</metadata>", "", svg.read_text(encoding="utf-8").strip(), flags=re.DOTALL)
    assert "A &lt; b." in svg.read_text(encoding="utf-8") and "A &lt; b." not in kept
    assert unquote(address.removeprefix("data:image/svg+xml,")) == kept.replace('"', "'").replace("xlink:href", "href")
    assert read_description(svg) == ("A < b.", 'Say "c".')


def test_a_picture_in_a_page_has_no_sign_that_ends_its_address(tmp_path: Path) -> None:
    (tmp_path / "f.svg").write_text('<svg><title>"A" &lt; 5 % – it\'s #1</title>\n</svg>', encoding="utf-8")
    html = show_figure_file(tmp_path / "f.svg")
    address = html.split('src="')[1].split('"')[0]
    assert address == (
        "data:image/svg+xml,%3Csvg%3E%3Ctitle%3E'A' %26lt; 5 %25 %E2%80%93 it's %231%3C/title%3E%0A%3C/svg%3E"
    )


def test_several_figures_are_shown_one_below_the_other(tmp_path: Path) -> None:
    html = save_figures({"f": plot(alt="One."), "g": plot(alt="Two.")}, str(tmp_path)).html
    assert html.index('alt="One."') < html.index('alt="Two."')
    assert save_figures({}, str(tmp_path)).html == ""


def test_a_figure_that_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert show_figure_file(tmp_path / "none.svg") == ""


def test_a_picture_without_words_has_none(tmp_path: Path) -> None:
    (tmp_path / "f.svg").write_text("<svg></svg>")
    assert read_description(tmp_path / "f.svg") == ("", "")
