from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from analysis.corpus.reading import COLUMNS, is_date, read_corpus
from tests.conftest import error_of

HEADER = "doc,file,outlet,group\n"
ARTICLES = {
    "doc": ["b", "a"],
    "outlet": ["Valley News", "Friends of the Valley"],
    "group": ["news", "advocacy"],
    "event": ["Dam vote", None],
    "date": ["2025-04", "2023"],
    "text": ["The dam was voted down.", "We stopped the dam."],
}
PROBLEM_COLUMNS = "allowed: outlet, group, text or file, and where known doc, event, date, title, url, language"


def frame(**columns: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame({**ARTICLES, **columns}, schema_overrides=dict.fromkeys(columns, pl.String))


def make_folder(folder: Path, manifest: str, **texts: str | bytes) -> Path:
    """A corpus folder with this manifest and each text as NAME.txt."""
    (folder / "corpus.csv").write_text(manifest)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


# --- what is read ---------------------------------------------------------------------------------------------------


def test_the_documents_stand_in_the_order_of_their_names_with_partial_dates_as_given() -> None:
    documents = read_corpus(frame())
    assert dict(documents.schema) == dict.fromkeys(COLUMNS, pl.String)
    assert documents.rows() == [
        ("a", "Friends of the Valley", "advocacy", None, "2023", None, None, "en", None, "We stopped the dam."),
        ("b", "Valley News", "news", "Dam vote", "2025-04", None, None, "en", None, "The dam was voted down."),
    ]


def test_every_shape_of_one_corpus_gives_the_same_documents(tmp_path: Path) -> None:
    articles, parts = frame(), tmp_path / "parts"
    parts.mkdir()
    articles.write_csv(tmp_path / "t.csv")
    articles.write_ndjson(tmp_path / "t.jsonl")
    articles.write_parquet(tmp_path / "t.parquet")
    articles[:1].write_parquet(parts / "0.parquet")
    articles[1:].write_parquet(parts / "1.parquet")
    shapes = [tmp_path / "t.csv", str(tmp_path / "t.jsonl"), tmp_path / "t.parquet", parts, pd.DataFrame(ARTICLES)]
    for shape in shapes:
        assert read_corpus(shape).equals(read_corpus(articles))


def test_a_folder_is_read_with_the_text_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.txt").write_text("Two.\r\nLines.", newline="")
    make_folder(tmp_path, HEADER + "one,one.txt,A,x\ntwo,sub/two.txt,B,y\n", one=b"\xef\xbb\xbfOne.\n")
    assert read_corpus(tmp_path).select("doc", "file", "text").rows() == [
        ("one", "one.txt", "One.\n"),
        ("two", "sub/two.txt", "Two.\r\nLines."),
    ]


def test_an_article_without_a_name_takes_that_of_its_file_or_its_number(tmp_path: Path) -> None:
    make_folder(tmp_path, "file,outlet,group\none.txt,A,x\ntwo.txt,B,y\n", one="1", two="2")
    assert read_corpus(tmp_path)["doc"].to_list() == ["one", "two"]
    assert read_corpus(frame().drop("doc"))["doc"].to_list() == ["1", "2"]


def test_space_around_a_cell_is_no_part_of_it_but_a_text_is_never_changed() -> None:
    documents = read_corpus(frame(outlet=[" Valley News ", "B"], text=["  The dam.\n", "x"]))
    assert documents["outlet"].to_list() == ["B", "Valley News"]
    assert documents["text"].to_list() == ["x", "  The dam.\n"]


def test_files_in_another_encoding_are_read_when_it_is_named(tmp_path: Path) -> None:
    make_folder(tmp_path, HEADER + "one,one.txt,A,x\ntwo,two.txt,B,y\n", one="café".encode("cp1252"), two="tea")
    assert read_corpus(tmp_path, encoding="cp1252")["text"].to_list() == ["café", "tea"]


def test_one_event_is_kept() -> None:
    articles = frame(event=["Dam vote", "Dam vote"])
    other = frame(doc=["c", "d"], event=["Flood", "Flood"])
    documents = read_corpus(pl.concat([articles, other]), event="Flood")
    assert documents["doc"].to_list() == ["c", "d"]


def test_the_seeds_are_five_articles_of_two_groups(seeds: Path) -> None:
    documents = read_corpus(seeds)
    assert documents.select("doc", "group", "date").rows() == [
        ("diplomat-2025", "news", "2025-04"),
        ("hizb-2022", "advocacy", "2022-10"),
        ("hizb-2024", "advocacy", "2024"),
        ("hizb-2025", "advocacy", "2025-05-01"),
        ("meduza-2023", "news", "2023"),
    ]
    for doc, file in documents.select("doc", "file").iter_rows():
        assert documents.row(by_predicate=pl.col("doc") == doc, named=True)["text"] == (
            (seeds / file).read_bytes().decode()
        )


@pytest.mark.parametrize("date", ["2024-02-29", "2024-02", "2024", "0001-01-01"])
def test_dates_that_exist(date: str) -> None:
    assert is_date(date)


@pytest.mark.parametrize(
    "date", ["2023-02-29", "2024-13", "0000", "24", "2024-2", "2024-02-30", "2024/02/01", "May 2024", " 2024", "2024-"]
)
def test_dates_that_do_not(date: str) -> None:
    assert not is_date(date)


# --- what is wrong, message by message ------------------------------------------------------------------------------


def problem(where: str, given: str, rest: str) -> str:
    """The message for a data frame with one problem."""
    return f"data frame: 1 problem\n  {where}: given {given!r}; {rest}"


def test_a_missing_column_names_what_is_given_and_what_is_like_it() -> None:
    articles = frame().rename({"outlet": "outlets"}).drop("group", "event", "date")
    assert error_of(read_corpus, articles) == (
        f"data frame: missing column outlet, group; given: doc, outlets, text; {PROBLEM_COLUMNS}; "
        "did you mean 'outlets'?"
    )


def test_a_table_without_text() -> None:
    assert error_of(read_corpus, frame().select("outlet", "group")) == (
        f"data frame: missing column text; given: outlet, group; {PROBLEM_COLUMNS}"
    )


def test_a_corpus_without_articles(tmp_path: Path) -> None:
    make_folder(tmp_path, HEADER)
    for corpus, source in ((tmp_path, f"{tmp_path}/corpus.csv"), (pl.DataFrame(), "data frame")):
        assert error_of(read_corpus, corpus) == f"{source}: no article in it; write one row an article"


def test_one_group_is_nothing_to_compare() -> None:
    assert error_of(read_corpus, frame(group=["news", "news"])) == (
        "data frame: the articles are all of one group, 'news'; allowed: two groups or more; "
        "name in the column 'group' what kind of outlet each article is from"
    )


def test_one_group_in_the_chosen_event() -> None:
    assert error_of(read_corpus, frame(), event="Dam vote") == (
        "data frame: the articles of event 'Dam vote' are all of one group, 'news'; allowed: two groups or more; "
        "name in the column 'group' what kind of outlet each article is from"
    )


def test_an_unknown_event() -> None:
    assert error_of(read_corpus, frame(), event="Dam votes") == (
        "data frame: given event 'Dam votes'; allowed: Dam vote; did you mean 'Dam vote'?"
    )
    assert error_of(read_corpus, frame(event=[None, None]), event="Flood") == (
        "data frame: given event 'Flood'; allowed: none, the corpus names no event"
    )


def test_an_article_named_twice() -> None:
    assert error_of(read_corpus, frame(doc=["a", " a "])) == problem(
        "row 2, column doc", "a", "allowed: a name of its own; row 1 has this name already"
    )


def test_an_article_without_a_name_in_a_table_of_names() -> None:
    assert error_of(read_corpus, frame(doc=["a", " "])) == problem(
        "row 2, column doc", "", "allowed: a name of its own; name the article"
    )


def test_an_empty_outlet_and_group() -> None:
    assert error_of(read_corpus, frame(outlet=["A", None], group=["", "x"])) == (
        "data frame: 2 problems\n"
        "  row 1, column group: given ''; allowed: the name of a kind of outlet; name the group\n"
        "  row 2, column outlet: given ''; allowed: the outlet's name; name the outlet"
    )


def test_a_date_that_is_none() -> None:
    assert error_of(read_corpus, frame(date=["17 April", "2025"])) == problem(
        "row 1, column date",
        "17 April",
        "allowed: YYYY-MM-DD, YYYY-MM, YYYY or nothing; write what is known of the date and no more",
    )


def test_another_language() -> None:
    assert error_of(read_corpus, frame(language=["", "fr"])) == problem(
        "row 2, column language", "fr", "allowed: en; leave out articles in other languages"
    )


def test_an_empty_text_and_one_that_is_missing() -> None:
    assert error_of(read_corpus, frame(text=[" \n", None])) == (
        "data frame: 2 problems\n"
        "  row 1, text: given ''; allowed: an article with words; fill it, or leave the row out\n"
        "  row 2, column text: given ''; allowed: the article's text; give the text, or name its file in a folder"
    )


def test_a_nul() -> None:
    assert error_of(read_corpus, frame(text=["It rained.", "ab\0c"])) == problem(
        "row 2, text", "a NUL at character 3", "allowed: text without NUL bytes; save the article as plain text"
    )


def test_a_text_over_the_size_that_is_stated(tmp_path: Path) -> None:
    most, over = "a" * 1_000_000, "a" * 1_000_001
    message = "given '1,000,001 characters'; allowed: up to 1,000,000 characters; split it into articles"
    articles = frame(text=[over, most])
    assert error_of(read_corpus, articles) == f"data frame: 1 problem\n  row 1, text: {message}"
    articles.write_csv(tmp_path / "t.csv")
    assert error_of(read_corpus, tmp_path / "t.csv") == f"{tmp_path}/t.csv: 1 problem\n  line 2, text: {message}"


def test_files_that_are_missing_or_outside_or_have_no_possible_name(tmp_path: Path) -> None:
    long = "The text itself. " * 20
    rows = ["one,on.txt,A,x", "two,../two.txt,B,y", "three,/etc/hostname,B,y", f"four,{long},A,x", "five,a\0.txt,A,x"]
    make_folder(tmp_path, HEADER + "\n".join(rows) + "\n", one="Rain.")
    shown = long.strip()[:59] + "…"
    assert error_of(read_corpus, tmp_path) == (
        f"{tmp_path}/corpus.csv: 5 problems\n"
        "  line 2, column file: given 'on.txt'; allowed: a file of the corpus folder; no such file; "
        "did you mean 'one.txt'?\n"
        "  line 3, column file: given '../two.txt'; allowed: a path inside the corpus folder; "
        "move the file into the folder\n"
        "  line 4, column file: given '/etc/hostname'; allowed: a path inside the corpus folder; "
        "move the file into the folder\n"
        f"  line 5, column file: given {shown!r}; allowed: a file of the corpus folder; no such file\n"
        "  line 6, column file: given 'a\\x00.txt'; allowed: a file of the corpus folder; no such file; "
        "did you mean 'one.txt'?"
    )


def test_a_link_that_leaves_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("Rain.")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").symlink_to(tmp_path / "outside.txt")
    make_folder(folder, HEADER + "one,one.txt,A,x\ntwo,two.txt,B,y\n", two="Snow.")
    assert error_of(read_corpus, folder) == (
        f"{folder}/corpus.csv: 1 problem\n  line 2, column file: given 'one.txt'; "
        "allowed: a path inside the corpus folder; move the file into the folder"
    )


def test_a_file_that_is_not_utf_8_says_which_bytes_and_offers_the_encoding(tmp_path: Path) -> None:
    make_folder(tmp_path, HEADER + "one,one.txt,A,x\ntwo,two.txt,B,y\n", one="Rain in Malmö.".encode("cp1252"), two="x")
    assert error_of(read_corpus, tmp_path) == (
        f"{tmp_path}/corpus.csv: 1 problem\n"
        "  line 2, column file: given 'one.txt, the bytes f6 2e at 12'; allowed: text in utf-8; "
        "save the file as UTF-8; it reads as cp1252: add -p encoding=cp1252"
    )


def test_a_table_outside_a_folder_cannot_name_files(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("outlet,group,file\nA,x,one.txt\n")
    assert error_of(read_corpus, tmp_path / "t.csv") == (
        f"{tmp_path}/t.csv: 1 problem\n  line 2, column text: given 'one.txt'; "
        "allowed: the article's text; give the text, or name its file in a folder"
    )


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    manifest = "doc,file,outlet,group,date,language\na,a.txt,A,x,2025-13,en\na,b.txt,,y,,de\nc,minutes,C,y,,\n"
    make_folder(tmp_path, manifest, a="", b="a\0")
    assert error_of(read_corpus, tmp_path) == (
        f"{tmp_path}/corpus.csv: 7 problems\n"
        "  line 2, column date: given '2025-13'; allowed: YYYY-MM-DD, YYYY-MM, YYYY or nothing; "
        "write what is known of the date and no more\n"
        "  line 3, column outlet: given ''; allowed: the outlet's name; name the outlet\n"
        "  line 3, column language: given 'de'; allowed: en; leave out articles in other languages\n"
        "  line 3, column doc: given 'a'; allowed: a name of its own; line 2 has this name already\n"
        "  line 2, text: given ''; allowed: an article with words; fill it, or leave the row out\n"
        "  line 3, text: given 'a NUL at character 2'; allowed: text without NUL bytes; "
        "save the article as plain text\n"
        "  line 4, column file: given 'minutes'; allowed: a file of the corpus folder; no such file"
    )


def test_many_missing_files_are_told_quickly(tmp_path: Path) -> None:
    rows = [f"lost-{number},A,x" for number in range(600)]
    make_folder(tmp_path, "file,outlet,group\n" + "\n".join(rows), **{f"kept-{number}": "x" for number in range(600)})
    began = time.perf_counter()
    assert error_of(read_corpus, tmp_path).startswith(f"{tmp_path}/corpus.csv: 600 problems\n")
    assert time.perf_counter() - began < 3  # with a search for each name it was nine seconds
