"""What all tests share: a cache of their own, the model loaded once, the seeds, hand-made texts as a table."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import settings

from analysis.corpus.exclusions import find_exclusions
from analysis.corpus.problems import InputError
from analysis.find import parsing
from analysis.find.material import Material, find_material
from analysis.find.quotes import find_marks
from analysis.find.voices import VOICES, find_voices
from analysis.find.words import Words, mark_voices

settings.register_profile("parallax", deadline=None, max_examples=80, database=None, derandomize=True)
settings.load_profile("parallax")


def pytest_collection() -> None:
    """Stops the garbage collector while modules and tests are gathered, of which nothing is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Starts the garbage collector again, which from here on passes over all that was gathered."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache folder of this run of the tests; the parsing model is loaded once for all of them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARALLAX_CACHE", str(folder))
        patch.setattr(parsing, "_load", functools.cache(parsing._load))
        yield folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the example corpus."""
    return Path(__file__).resolve().parent.parent / "seeds"


def as_documents(*texts: str) -> pl.DataFrame:
    """A table of documents named a, b, c … with these texts."""
    return pl.DataFrame(
        {"doc": [chr(ord("a") + index) for index in range(len(texts))], "text": list(texts)},
        schema={"doc": pl.String, "text": pl.String},
    )


def error_of(call: Callable[..., Any], *arguments: Any, **named: Any) -> str:
    """The whole message of the InputError that the call raises."""
    with pytest.raises(InputError) as caught:
        call(*arguments, **named)
    return str(caught.value)


def mark_quoted(words: Words, spans: pl.DataFrame) -> Words:
    """The words with those in these spans (doc, start, end) in the quoted voice."""
    return mark_voices(words, spans.with_columns(voice=pl.lit("quoted")))


def voices_of(documents: pl.DataFrame) -> pl.DataFrame:
    """The voices of texts where nothing but marks tells them."""
    return find_voices(find_marks(documents), pl.DataFrame(schema={**VOICES, "type": pl.String, "claim": pl.Boolean}))


def material_of(documents: pl.DataFrame, excluded: str = "out") -> Material:
    """The material of texts where nothing but marks tells the voices."""
    return find_material(documents, find_exclusions(documents), voices_of(documents), excluded)
