"""Settings: the parameters of a run, the same in every notebook and after `-p`, checked before anything runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.corpus.problems import InputError, Problem, nearest, raise_problems

LEXICONS = ("stance", "modality", "negation", "loaded", "frames-generic", "frames-functions", "frames-policy")
FRAMES = "frames"  # a lexicon whose name begins so is shown in 06-frames, any other in 03-stance


class Settings(BaseModel):
    """The parameters of a run; `description` says what is allowed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str = Field("../seeds", min_length=1, description="a corpus folder or table")
    out: str = Field("../figures/draft", min_length=1, description="the folder that the run is written to")
    contrast: list[str] = Field([], description="two group names; none takes every pair of groups by name")
    event: str = Field("", description="one event's name; empty for all")
    lexicons: list[str] = Field(
        list(LEXICONS), min_length=1, description="names of built-in lexicons or paths of .tsv files"
    )
    ngrams: int = Field(4, ge=1, le=5, description="the longest phrase in words, 1 to 5")
    min_count: int = Field(3, ge=1, description="how often a term must occur to be compared, 1 or more")
    quoted: Literal["in", "out", "split"] = Field(
        "split", description="in, out or split: others' words counted with the author's, left out, or apart"
    )
    excluded: Literal["out", "in"] = Field(
        "out", description="out or in: passages that are not running text left out or counted"
    )
    alpha: float = Field(
        0.05, gt=0, lt=1, description="a number between 0 and 1: the false discovery rate that findings allow"
    )
    seed: int = Field(1, ge=0, description="a whole number from 0: the start of all that is drawn by chance")
    shuffles: int = Field(
        100, ge=19, description="a whole number from 19: how often groups' names are dealt out by chance for comparison"
    )
    target: str = Field(
        "", description="a word, lemma or actor whose company is compared; empty for the actor most named by all groups"
    )
    aliases: str = Field(
        "",
        description="a table of names that are one actor (name, actor, type); empty for aliases.csv of the corpus folder",
    )
    metonyms: Literal["out", "in"] = Field(
        "out",
        description="out or in: names such as a capital's kept apart from, or counted as, the state they stand for",
    )
    reused: Literal["in", "out"] = Field(
        "in",
        description="in or out: passages taken over from an earlier article or a common source counted or left out",
    )
    passage_words: int = Field(5, ge=3, description="the shortest shared passage in words, 3 or more")
    model: str = Field("", description="a parsing model's name; empty for the best that is installed")
    encoding: str = Field("utf-8", description="how text files are written")

    @property
    def alias_file(self) -> Path | None:
        """The table of aliases that is asked for, or the corpus folder's own."""
        own = Path(self.corpus) / "aliases.csv"
        return Path(self.aliases) if self.aliases else own if own.is_file() else None

    @property
    def stance_lexicons(self) -> list[str]:
        """The lexicons that 03-stance shows."""
        return [name for name in self.lexicons if not _stem(name).startswith(FRAMES)]

    @property
    def frame_lexicons(self) -> list[str]:
        """The lexicons that 06-frames shows."""
        return [name for name in self.lexicons if _stem(name).startswith(FRAMES)]


def _stem(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def check_settings(values: Mapping[str, Any]) -> Settings:
    """The settings with these values, all else as it is by default.

    Raises InputError that names every parameter that is unknown, with the nearest right name, or has a wrong value.

    >>> check_settings({"ngrams": "2"}).ngrams
    2
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        raise_problems("parameters", [_as_problem(details, values) for details in error.errors()])
        raise


def take_settings(names: Mapping[str, Any]) -> Settings:
    """The settings among many names, such as a notebook's `globals()`; raises InputError as `check_settings` does.

    >>> take_settings(Settings().model_dump() | {"other": 1}).seed
    1
    """
    return check_settings({name: names[name] for name in Settings.model_fields})


def _as_problem(details: Any, values: Mapping[str, Any]) -> Problem:
    name = str(details["loc"][0])
    if details["type"] == "extra_forbidden":
        allowed = ", ".join(Settings.model_fields)
        return Problem("parameter", name, allowed, f"there is no such parameter{nearest(name, Settings.model_fields)}")
    field = Settings.model_fields[name]
    return Problem(
        f"parameter {name}", str(values[name]), field.description or "", f"leave it out for {field.default!r}"
    )


def read_parameters(pairs: list[str]) -> dict[str, Any]:
    """The values that `-p name=value` gives; for a list, a comma parts its items, or it is written as JSON.

    Raises InputError for a pair without `=`.

    >>> read_parameters(["contrast=news,advocacy", "seed=7"])
    {'contrast': ['news', 'advocacy'], 'seed': '7'}
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(f"parameter: given {pair!r}; allowed: name=value; write for example -p min_count=5")
        field = Settings.model_fields.get(name)
        values[name] = _as_list(value) if field is not None and field.annotation == list[str] else value
    return values


def _as_list(value: str) -> list[str]:
    if value.startswith("["):
        try:
            given = json.loads(value)
        except json.JSONDecodeError as error:
            raise InputError(f'parameter: given {value!r}; allowed: a list such as a,b or ["a", "b"]') from error
        return given if isinstance(given, list) else [str(given)]
    return [item.strip() for item in value.split(",") if item.strip()]
