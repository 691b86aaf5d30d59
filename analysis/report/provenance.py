"""Provenance: what a run is made from, and one fingerprint of it all."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from pathlib import Path
from typing import Any

import polars as pl

from analysis import __version__
from analysis.report.settings import Settings

CODE = Path(__file__).resolve().parents[1]
PACKAGES = ("polars", "numpy", "scipy", "scikit-learn", "spacy", "matplotlib", "papermill", "nbconvert")


def state_facts(settings: Settings, documents: pl.DataFrame, model: str, notebooks: list[str]) -> dict[str, Any]:
    """The inputs, parameters, versions and code of a run, and the fingerprint that changes with any of them."""
    inputs = {doc: digest(text) for doc, text in documents.select("doc", "text").iter_rows()}
    versions = {"parallax": __version__, "python": platform.python_version(), "model": model}
    versions |= {package: importlib.metadata.version(package) for package in PACKAGES}
    code = {
        str(path.relative_to(CODE)): digest(path.read_bytes())
        for path in sorted(CODE.rglob("*"))
        if path.suffix in (".py", ".tsv", ".csv", ".md", ".typ")
    }
    given = [*settings.lexicons, *([settings.alias_file] if settings.alias_file else [])]
    files = {str(name): digest(Path(name).read_bytes()) for name in given if Path(name).is_file()}
    parameters = settings.model_dump()
    manifest = digest(documents.drop("text").write_csv())
    fingerprint = digest(json.dumps([inputs, manifest, versions, code, files, parameters, notebooks], sort_keys=True))
    return {
        "fingerprint": fingerprint, "corpus": Path(settings.corpus).name, "parameters": parameters, "seed": settings.seed,
        "inputs": inputs, "versions": versions, "code": digest(json.dumps(code)),
    }  # fmt: skip


def digest(data: str | bytes) -> str:
    """A short name of these bytes that no others have."""
    return hashlib.blake2b(data.encode() if isinstance(data, str) else data, digest_size=16).hexdigest()


def list_parameters(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """The parameters as a page that is shared may show them: without the folders of whoever ran it."""
    shown = {name: value for name, value in facts["parameters"].items() if name not in ("corpus", "out")}
    files = {
        "lexicons": [Path(name).name for name in shown.get("lexicons", [])],
        "aliases": Path(shown.get("aliases", "")).name,
    }
    return [(name, str(files.get(name, value))) for name, value in shown.items()]
