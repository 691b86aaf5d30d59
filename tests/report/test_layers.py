"""The tables of `find` and `compare`: tests/test_commands.py runs them; here is what each is handed and hands on."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.corpus.reading import read_corpus
from analysis.report.layers import COMPARISONS, LAYERS
from analysis.report.settings import check_settings
from tests.conftest import error_of

EVERY = {**LAYERS, **COMPARISONS}


@pytest.fixture(scope="module")
def documents(seeds: Path) -> pl.DataFrame:
    return read_corpus(seeds)


def make(name: str, documents: pl.DataFrame, **parameters: object) -> pl.DataFrame:
    return EVERY[name](documents, check_settings(parameters), lambda done, of: None)


def test_the_names_are_those_of_the_commands() -> None:
    assert list(LAYERS) == ["exclusions", "cues"]
    assert list(COMPARISONS) == ["keyness", "rates", "contrasts", "similarity", "passages"]


@pytest.mark.parametrize("name", ["keyness", "contrasts"])
def test_the_groups_are_those_of_the_contrast(documents: pl.DataFrame, name: str) -> None:
    table = make(name, documents, contrast=["news", "advocacy"], lexicons=["stance"])
    assert table.select("group_a", "group_b").unique().rows() == [("news", "advocacy")]


@pytest.mark.parametrize("name", ["keyness", "contrasts"])
def test_a_group_that_is_not_there(documents: pl.DataFrame, name: str) -> None:
    assert error_of(make, name, documents, contrast=["news", "advocac"]) == (
        "contrast: given 'news, advocac'; allowed: two of advocacy, news, or nothing for all pairs; did you mean 'advocacy'?"
    )


@pytest.mark.parametrize(("quoted", "voices"), [("in", ["all"]), ("out", ["author"]), ("split", ["author", "quoted"])])
@pytest.mark.parametrize("name", ["keyness", "rates", "contrasts"])
def test_the_voices_are_those_that_are_counted(
    documents: pl.DataFrame, name: str, quoted: str, voices: list[str]
) -> None:
    table = make(name, documents, quoted=quoted, lexicons=["stance"])
    assert sorted(table["voice"].unique()) == voices


@pytest.mark.parametrize("name", ["cues", "rates", "contrasts"])
def test_the_lexicons_are_those_that_are_named(documents: pl.DataFrame, name: str) -> None:
    table = make(name, documents, lexicons=["negation", "modality"])
    assert sorted(table["lexicon" if name == "cues" else "measure"].unique()) == ["modality", "negation"]


def test_terms_are_as_long_and_as_frequent_as_asked(documents: pl.DataFrame) -> None:
    table = make("keyness", documents, ngrams=2, min_count=5, quoted="in")
    assert table["length"].max() == 2
    assert (table["hits_a"] + table["hits_b"]).min() == 5


def test_shared_passages_are_as_long_as_asked(documents: pl.DataFrame) -> None:
    assert make("passages", documents, passage_words=6)["words"].min() >= 6
    assert make("passages", documents, passage_words=3).height > make("passages", documents, passage_words=6).height


def test_what_is_left_out_can_be_counted_after_all(documents: pl.DataFrame) -> None:
    sizes = [
        make("rates", documents, excluded=excluded, quoted="in", lexicons=["negation"])["size"].max()
        for excluded in ("out", "in")
    ]
    assert sizes[0] < sizes[1]


def test_the_progress_of_the_parse_is_told(documents: pl.DataFrame) -> None:
    told: list[tuple[int, int]] = []
    short = documents.with_columns(text=pl.concat_str(pl.lit("A text of its own, new to the cache. "), "doc"))
    LAYERS["cues"](short, check_settings({}), lambda done, of: told.append((done, of)))
    done, of = zip(*told, strict=True)
    assert done[-1] == of[-1] > 0
    assert list(done) == sorted(done)
