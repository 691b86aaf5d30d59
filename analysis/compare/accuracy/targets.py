"""Accuracy of evaluation aimed at an actor, on sentences in which people judged how the text puts a named target.

The rules were made on the sentences in even places, the half `tuning`; those in odd places are `held out`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.estimates import CONFIDENCE
from analysis.corpus.problems import InputError
from analysis.find.evaluation import find_evaluations
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from analysis.find.references.phrases import find_heads, lay_grid
from analysis.find.syntax import read_syntax

FILE = "target_sentiment.jsonl.gz"
CLASSES = ("negative", "neutral", "positive")
HALVES = ("tuning", "held out")
TARGETS = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "polarity": pl.String, "half": pl.String}
SCORES = {
    "measure": pl.String, "unit": pl.String, "n": pl.Int64, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "interval": pl.String,
}  # fmt: skip
BY_SENTENCES, RUNS = "sentences drawn anew", 1000
_LABELS = {2: "negative", 4: "neutral", 6: "positive"}
_KEYS = ["doc", "start", "end"]


class Judged(NamedTuple):
    """Sentences as documents (doc, text), and the targets in them as people judged them: the columns of TARGETS."""

    documents: pl.DataFrame
    targets: pl.DataFrame


def read_targets(folder: Path) -> Judged:
    """The sentences and targets of NewsMTSC (Hamborg & Donnay 2021) in this folder, one line of JSON a sentence.

    Raises InputError where the file is missing or damaged.
    """
    path = Path(folder) / FILE
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            sentences = [_read(json.loads(line)) for line in lines]
    except FileNotFoundError:
        raise InputError(
            f"given {path}; allowed: a folder that holds {FILE}; give the folder of the labelled data"
        ) from None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise InputError(
            f"given {path}, which is damaged ({reason}); allowed: one JSON object a line; fetch it anew"
        ) from None
    docs = [f"{number:05}" for number in range(len(sentences))]
    rows = [
        (doc, *target, HALVES[number % 2])
        for number, (doc, (_, targets)) in enumerate(zip(docs, sentences, strict=True))
        for target in targets
    ]
    texts = [text for text, _ in sentences]
    documents = pl.DataFrame({"doc": docs, "text": texts}, schema={"doc": pl.String, "text": pl.String})
    return Judged(documents, pl.DataFrame(rows, schema=TARGETS, orient="row"))


def _read(sentence: dict) -> tuple[str, list[tuple[int, int, str]]]:
    targets = [(target["from"], target["to"], _LABELS[round(target["polarity"])]) for target in sentence["targets"]]
    return sentence["sentence_normalized"], targets


def predict_targets(judged: Judged) -> pl.DataFrame:
    """How the rules judge each target, with nothing known but where it stands: doc, start, end, polarity."""
    tokens = parse(judged.documents)
    spans = judged.targets.select(_KEYS).unique(maintain_order=True).sort(_KEYS)
    heads = find_heads(read_syntax(tokens).head, *lay_grid(tokens).words(spans))
    names = pl.concat_str(_KEYS[1:], separator="-")
    stands = spans.filter(pl.Series(heads >= 0)).with_columns(
        head=tokens["start"].cast(pl.Int64).gather(heads[heads >= 0]), actor=names, type=pl.lit("person"), form=pl.lit("name")
    )  # fmt: skip
    nothing = pl.DataFrame(schema={name: TARGETS[name] for name in _KEYS})
    evaluations = find_evaluations(tokens, stands.select(STANDS.keys()).cast(STANDS), nothing)
    return sum_evaluations(spans, evaluations)


def sum_evaluations(spans: pl.DataFrame, evaluations: pl.DataFrame) -> pl.DataFrame:
    """The sign of the sum of the evaluations aimed at each span, by weight: doc, start, end, polarity.

    >>> spans = pl.DataFrame({"doc": ["a", "b"], "start": [0, 0], "end": [3, 3]})
    >>> aimed = {"doc": ["a", "a"], "target_start": 0, "target_end": 3, "weight": [1.0, 0.5]}
    >>> aimed = pl.DataFrame(aimed | {"polarity": ["positive", "negative"]})
    >>> sum_evaluations(spans, aimed)["polarity"].to_list()
    ['positive', 'neutral']
    """
    signed = pl.when(pl.col("polarity") == "positive").then(pl.col("weight")).otherwise(-pl.col("weight"))
    sums = evaluations.group_by("doc", start="target_start", end="target_end").agg(sum=signed.sum())
    told = spans.select(_KEYS).join(sums, on=_KEYS, how="left", maintain_order="left")
    sign = pl.col("sum").fill_null(0).sign().cast(pl.Int8)
    return told.select(*_KEYS, polarity=sign.replace_strict(dict(zip((-1, 0, 1), CLASSES, strict=True))))


def score_targets(gold: pl.DataFrame, predicted: pl.DataFrame, seed: int = 1) -> pl.DataFrame:
    """How well predicted targets agree with those judged by people: the columns of SCORES, values from 0 to 1.

    Both have doc, start, end, polarity; a target that was not predicted is neutral. macro-F1 is the mean F1 of the three
    classes (0 for one that is nowhere); "all one class" is that of the commonest class for all. n is how many targets a
    measure is taken over, and value null where that is none. low and high hold the middle 95 % of what RUNS draws of as many
    sentences give; they are null for fewer than two.
    """
    tables = _tabulate(gold, predicted)
    values, sizes = _measure(tables.sum(axis=0)[None]), _count(tables.sum(axis=0))
    sentences, tail = len(tables), (1 - CONFIDENCE) / 2
    ends = {name: (None, None) for name in values}
    if sentences > 1:
        draws = np.random.default_rng(seed).multinomial(sentences, np.full(sentences, 1 / sentences), RUNS)
        drawn = _measure(np.tensordot(draws, tables, axes=1))
        ends |= {name: tuple(np.nanquantile(drawn[name], (tail, 1 - tail))) for name in drawn if sizes[name]}
    rows = [
        (
            f"evaluation at a target, {name}",
            "target",
            sizes[name],
            value[0] if sizes[name] else None,
            *ends[name],
            BY_SENTENCES,
        )
        for name, value in values.items()
    ]
    return pl.DataFrame(rows, schema=SCORES, orient="row")


def _tabulate(gold: pl.DataFrame, predicted: pl.DataFrame) -> np.ndarray:
    """For each document how many targets are of each class (judged by people, then predicted)."""
    told = gold.join(
        predicted.select(*_KEYS, told="polarity").unique(_KEYS), on=_KEYS, how="left", maintain_order="left"
    )
    number = dict(zip(CLASSES, range(len(CLASSES)), strict=True))
    cells = told.select(
        pl.col("doc").rank("dense") - 1, pl.col("polarity").replace_strict(number, return_dtype=pl.Int64),
        pl.col("told").fill_null("neutral").replace_strict(number, return_dtype=pl.Int64),
    )  # fmt: skip
    tables = np.zeros((told["doc"].n_unique(), len(CLASSES), len(CLASSES)), np.int64)
    np.add.at(tables, tuple(cells.to_numpy().astype(np.int64).T), 1)
    return tables


def _measure(tables: np.ndarray) -> dict[str, np.ndarray]:
    """Each measure for each of several tables (samples, judged, predicted)."""
    hits, judged, told = np.diagonal(tables, axis1=1, axis2=2), tables.sum(axis=2), tables.sum(axis=1)
    all_ = judged.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        f1 = np.nan_to_num(2 * hits / (judged + told))
        most = judged.max(axis=1)
        measures = {
            "macro-F1": f1.mean(axis=1),
            "macro-F1, all one class": 2 * most / (all_ + most) / len(CLASSES),
            "accuracy": hits.sum(axis=1) / all_,
        }
        for name, values in (("precision", hits / told), ("recall", hits / judged), ("F1", f1)):
            measures |= {f"{name}, {kind}": values[:, number] for number, kind in enumerate(CLASSES)}
    return measures


def _count(table: np.ndarray) -> dict[str, int]:
    """How many targets each measure is taken over."""
    judged, told, all_ = table.sum(axis=1), table.sum(axis=0), int(table.sum())
    either = judged + told - np.diagonal(table)
    sizes = dict.fromkeys(("macro-F1", "macro-F1, all one class", "accuracy"), all_)
    for name, counts in (("precision", told), ("recall", judged), ("F1", either)):
        sizes |= {f"{name}, {kind}": int(counts[number]) for number, kind in enumerate(CLASSES)}
    return sizes
