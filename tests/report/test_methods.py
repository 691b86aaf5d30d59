"""The page of methods: the rules in words, how often they are right, and every list with its source."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.compare.accuracy.measured import ACCURACY
from analysis.corpus.problems import InputError
from analysis.find.lexicons import read_lexicons
from analysis.find.lists import list_lists
from analysis.report import accuracy as measured
from analysis.report import methods

BAD = "<script>alert(1)</script>"


@pytest.fixture
def accuracy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pl.DataFrame:
    """A table of accuracy in place of the one that was measured: one row, each column with its own name or 0.5."""
    row = {
        name: 0.5 if kind.is_float() else 7 if kind.is_integer() else f"{name} {BAD}" for name, kind in ACCURACY.items()
    }
    table = pl.DataFrame([row], schema=ACCURACY)
    table.write_csv(tmp_path / "accuracy.csv")
    monkeypatch.setattr(measured, "ACCURACY", tmp_path / "accuracy.csv")
    return table


def write(out: Path, *lexicons: str) -> str:
    methods.write_methods(list(lexicons), out, ["01-corpus", "09-summary"])
    return (out / "methods.html").read_text(encoding="utf-8")


def test_accuracy_is_read_as_it_was_written(accuracy: pl.DataFrame) -> None:
    assert measured.read_accuracy().rows() == accuracy.rows()


def test_the_page_holds_the_rules_their_accuracy_and_the_lists(tmp_path: Path, accuracy: pl.DataFrame) -> None:
    html = write(tmp_path, "stance", "negation")
    rules = html.index("How it is measured")
    figures = html.index(">0.5<")
    lists = html.index("<h2>The lists</h2>")
    assert rules < figures < lists
    tables = html[rules:lists], html[lists:]
    assert all(f">{name}<" in tables[0] for name in accuracy.columns)
    for name in ("stance", "negation", *list_lists()["list"]):
        assert f">{name}<" in tables[1]
    assert ">modality<" not in tables[1]  # a lexicon that the run does not use


def test_the_page_is_one_of_the_pages_of_the_run_and_escaped(tmp_path: Path, accuracy: pl.DataFrame) -> None:
    html = write(tmp_path, "stance")
    assert "01-corpus.html" in html
    assert "09-summary.html" in html
    assert BAD not in html


def test_the_page_is_the_same_each_time(tmp_path: Path, accuracy: pl.DataFrame) -> None:
    assert write(tmp_path, "stance") == write(tmp_path, "stance")


def test_a_lexicon_is_described_by_its_file() -> None:
    (lexicon,) = read_lexicons(["stance"])
    described = methods.describe_lexicons([lexicon])
    assert described.row(0) == (
        "stance", lexicon.title, lexicon.cues.height, lexicon.about, lexicon.source, lexicon.licence,
    )  # fmt: skip
    assert described.schema == list_lists().schema == methods.describe_lexicons([]).schema


def test_every_list_says_what_it_is_where_it_is_from_and_how_it_may_be_used() -> None:
    lists = list_lists()
    assert lists["list"].is_sorted()
    assert lists["list"].is_unique().all()
    assert (lists["entries"] > 0).all()
    for column in ("title", "about", "source", "licence"):
        assert (lists[column].str.strip_chars() != "").all()


def test_an_unknown_lexicon_is_named_and_no_page_is_written(tmp_path: Path, accuracy: pl.DataFrame) -> None:
    with pytest.raises(InputError, match="tides"):
        write(tmp_path, "tides")
    assert not (tmp_path / "methods.html").exists()
