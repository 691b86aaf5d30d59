from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus.aliases import ALIASES, read_aliases
from tests.conftest import error_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aliases.csv"


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_names_have_an_actor_and_where_said_a_type(path: Path) -> None:
    table = read_aliases(put(path, "name,actor,type\nHB,Harbour Board,organisation\n  The   Pier ,Old Pier,\n"))
    assert dict(table.schema) == ALIASES
    assert table.rows() == [("HB", "Harbour Board", "organisation"), ("The Pier", "Old Pier", None)]


def test_a_type_need_not_be_a_column_and_columns_may_stand_in_any_order(path: Path) -> None:
    assert read_aliases(put(path, "note,actor,name\nx,Ann Lee,Annie\n")).rows() == [("Annie", "Ann Lee", None)]


def test_a_mark_of_byte_order_and_windows_line_ends_do_not_matter(path: Path) -> None:
    assert read_aliases(put(path, b"\xef\xbb\xbfname,actor\r\nAnnie,Ann Lee\r\n")).rows() == [
        ("Annie", "Ann Lee", None)
    ]


def test_a_table_without_rows_says_nothing(path: Path) -> None:
    assert read_aliases(put(path, "name,actor\n")).is_empty()


def test_a_chain_is_followed_to_its_end_and_takes_its_type(path: Path) -> None:
    rows = read_aliases(put(path, "name,actor,type\nA,b,\nB,C,\nC,Dee,place\n")).rows()
    assert rows == [("A", "Dee", "place"), ("B", "Dee", "place"), ("C", "Dee", "place")]


def test_a_name_that_is_its_own_actor_is_kept_and_ends_a_chain(path: Path) -> None:
    assert read_aliases(put(path, "name,actor\nAnn,Ann\nAnnie,ann\n")).rows() == [
        ("Ann", "Ann", None),
        ("Annie", "Ann", None),
    ]


def test_the_same_row_twice_is_one(path: Path) -> None:
    assert read_aliases(put(path, "name,actor\nAnnie,Ann Lee\nAnnie,Ann Lee\n")).height == 1


def test_a_cycle_is_named_with_its_chain(path: Path) -> None:
    assert error_of(read_aliases, put(path, "name,actor\nX,A\nA,B\nB,C\nC,a\n")) == (
        f"{path}: 1 problem\n"
        "  line 3, column actor: given 'A > B > C > A'; allowed: names that lead to one actor; take one of these rows out"
    )


def test_a_name_with_two_actors_is_named_with_both_lines(path: Path) -> None:
    assert error_of(read_aliases, put(path, "name,actor\nAnnie,Ann Lee\nTom,Tom Hill\nannie,Anna Ray\n")) == (
        f"{path}: 1 problem\n"
        "  line 4, column actor: given 'annie: Anna Ray'; allowed: one actor a name; "
        "line 2 says 'Ann Lee'; keep one of the two lines"
    )


def test_empty_cells_and_unknown_types_are_all_named(path: Path) -> None:
    assert error_of(read_aliases, put(path, "name,actor,type\n,Ann,\nTom, ,\nPier,Old Pier,plac\n")) == (
        f"{path}: 3 problems\n"
        "  line 2, column name: given ''; allowed: text; fill it, or leave the row out\n"
        "  line 3, column actor: given ''; allowed: text; fill it, or leave the row out\n"
        "  line 4, column type: given 'plac'; allowed: person, organisation, place, people; "
        "write one of them, or nothing; did you mean 'place'?"
    )


def test_a_missing_column_is_named_with_those_given(path: Path) -> None:
    assert error_of(read_aliases, put(path, "name,actors\nA,B\n")) == (
        f"{path}: missing column actor; given: name, actors; allowed: name, actor and, where wanted, type; "
        "did you mean 'actors'?"
    )


def test_an_empty_file_has_no_columns(path: Path) -> None:
    assert error_of(read_aliases, put(path, "")) == (
        f"{path}: missing column name, actor; given: nothing; allowed: name, actor and, where wanted, type"
    )


def test_bytes_of_another_encoding_are_named(path: Path) -> None:
    put(path, "name,actor\nthe master of the harbour,José Peña\n".encode("cp1252"))
    assert error_of(read_aliases, path) == (
        "aliases.csv: given 'the bytes e9 20 50 65 at 40'; allowed: text in utf-8; "
        "save the file as UTF-8; it reads as cp1252: add -p encoding=cp1252"
    )
    assert read_aliases(path, "cp1252").rows() == [("the master of the harbour", "José Peña", None)]


def test_an_open_quotation_mark_is_named(path: Path) -> None:
    assert error_of(read_aliases, put(path, 'name,actor\n"A,B\n')) == (
        f"{path}: line 2 is no CSV (unexpected end of data); close every quotation mark"
    )


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    assert error_of(read_aliases, path) == (
        f"{path}: no such file; give a CSV table with the columns name, actor and, where wanted, type"
    )
