"""Accuracy of attributions: what `find_quotes` finds against articles in which people marked who says what.

The labelled data are those of PolNeAR (Newell, Margolin and Ruths 2018), one article a line.
"""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.compare.estimates import CONFIDENCE, wilson_interval
from analysis.corpus.problems import InputError
from analysis.find.words import lies_inside, read_words

FILE = "attributions.jsonl.gz"
TUNED = "train"  # the split on which the rules were tuned
SPANS = {
    "doc": pl.String, "attribution": pl.Int64, "role": pl.String, "start": pl.Int64, "end": pl.Int64,
}  # fmt: skip
TOLD = {"doc": pl.String, "words": pl.Int64, "labelled": pl.Int64, "found": pl.Int64, "both": pl.Int64}
SCORES = {
    "measure": pl.String, "unit": pl.String, "n": pl.Int64, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "interval": pl.String,
}  # fmt: skip
BY_ARTICLES, BY_SPANS = "articles drawn anew", "spans"
FOUND = 0.5  # a span is found where one of ours shares so much of the characters of both
RUNS = 1000
_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}
_OPENS, _CLOSES, _MARKED = r"^\s*([“\"‘'«„]|``)", r"([”\"’'»])\s*$", r"[“”\"«»„]|''|``"
_TYPES = ("direct", "mixed", "indirect")


class Labelled(NamedTuple):
    """Labelled articles: documents (doc, text), and spans (doc, attribution, role, start, end), see SPANS."""

    documents: pl.DataFrame
    spans: pl.DataFrame


def read_attributions(folder: Path) -> Labelled:
    """The labelled articles of the file FILE in a folder but for those of the split TUNED; the roles are source, cue and content.

    Raises InputError where the file is missing or damaged.
    """
    path = Path(folder) / FILE
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            articles = [article for article in map(json.loads, lines) if article["split"] != TUNED]
        texts = [(article["id"], article["text"]) for article in articles]
        spans = [(article["id"], *span) for article in articles for span in _list_spans(article)]
    except FileNotFoundError:
        raise InputError(f"given {path}; allowed: a folder that holds {FILE}; give that folder") from None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        given = f"given {path}, which is damaged ({type(error).__name__})"
        raise InputError(f"{given}; allowed: gzip with one JSON object a line; fetch it anew") from None
    documents = pl.DataFrame(texts, schema={"doc": pl.String, "text": pl.String}, orient="row")
    return Labelled(documents, pl.DataFrame(spans, schema=SPANS, orient="row"))


def _list_spans(article: dict) -> list[tuple[int, str, int, int]]:
    return [
        (number, role, start, end)
        for number, attribution in enumerate(article["attributions"])
        for name, role in _ROLES.items()
        if attribution.get(name)
        for start, end in article["spans"][attribution[name]]["spans"]
    ]


def score_attributions(labelled: Labelled, quotes: pl.DataFrame, seed: int = 1) -> pl.DataFrame:
    """How well quotes (`find_quotes`) agree with labelled articles: the columns of SCORES, values from 0 to 1.

    Words told by another: those in labelled contents against those in quotes of type direct, mixed or indirect; precision,
    recall, and F1 their harmonic mean, with the middle 95 % of what RUNS draws of as many articles give. Spans found: labelled
    contents of which a quote shares FOUND or more of the characters that either holds; touched: any. A labelled content is
    direct where it begins and ends with quotation marks, else mixed where one stands in it, else indirect. Sources of direct
    quotations: of the labelled ones, those that the source of a direct quote overlaps (recall); of the quotes' sources that
    lie on a labelled content with a source, those that overlap it (precision). Spans have the interval of Wilson 1927.
    A value is null where n is 0.
    """
    told = count_told(labelled, quotes)
    spans = _match_contents(labelled, quotes)
    rows = [*_score_words(told, seed)]
    for name, types in (*((kind, (kind,)) for kind in _TYPES), ("indirect or mixed", ("indirect", "mixed"))):
        of_type = spans.filter(pl.col("type").is_in(types))
        rows += [
            _score_spans(f"{name} spans {verb}", "labelled content", of_type[column])
            for verb, column in (("found", "found"), ("touched", "touched"))
        ]
    direct = spans.filter(type="direct")
    rows.append(_score_spans("source of direct spans, recall", "labelled content", direct["source_right"].drop_nulls()))
    given = direct.filter("source_given", pl.col("source_right").is_not_null())
    rows.append(_score_spans("source of direct spans, precision", "content with a source found", given["source_right"]))
    return pl.DataFrame(rows, schema=SCORES, orient="row")


def count_told(labelled: Labelled, quotes: pl.DataFrame) -> pl.DataFrame:
    """For each article its words, those told by another as labelled, as found, and as both: the columns of TOLD."""
    documents = labelled.documents
    words = read_words(documents["doc"].to_list(), documents["text"])
    found = lies_inside(words, quotes.filter(pl.col("type").is_in(_TYPES)))
    right = lies_inside(words, labelled.spans.filter(role="content"))
    counts = {"words": np.ones(len(found), np.bool_), "labelled": right, "found": found, "both": right & found}
    sums = {name: np.bincount(words.doc_index, marked, len(words.docs)) for name, marked in counts.items()}
    return pl.DataFrame({"doc": words.docs, **sums}).cast(TOLD)


def _score_words(told: pl.DataFrame, seed: int) -> list[tuple]:
    counts = told.select("labelled", "found", "both").to_numpy().astype(float)
    articles = max(len(counts), 1)
    draws = np.random.default_rng(seed).multinomial(articles, np.full(articles, 1 / articles), RUNS)[:, : len(counts)]
    values, drawn = _agree(counts.sum(axis=0, keepdims=True)), _agree(draws @ counts)
    tail = (1 - CONFIDENCE) / 2
    rows = []
    for name, n in (("precision", counts[:, 1].sum()), ("recall", counts[:, 0].sum()), ("F1", counts[:, 0].sum())):
        numbers = map(_number, (values[name][0], *_middle(drawn[name], tail)))
        rows.append((f"words told by another, {name}", "word", int(n), *numbers, BY_ARTICLES))
    return rows


def _agree(sums: np.ndarray) -> dict[str, np.ndarray]:
    labelled, found, both = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"precision": both / found, "recall": both / labelled, "F1": 2 * both / (labelled + found)}


def _middle(values: np.ndarray, tail: float) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    return tuple(np.quantile(known, [tail, 1 - tail])) if len(known) else (np.nan, np.nan)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _score_spans(measure: str, unit: str, right: pl.Series) -> tuple:
    hits, n = int(right.sum()), len(right)
    low, high = wilson_interval(np.array([hits]), np.array([n]))
    return measure, unit, n, hits / n if n else None, _number(low[0]), _number(high[0]), BY_SPANS


def _match_contents(labelled: Labelled, quotes: pl.DataFrame) -> pl.DataFrame:
    """Each labelled content: its type, whether it is found and touched, and for a source whether one is given and right."""
    contents = _tell_types(labelled).with_row_index("content")
    told = quotes.filter(pl.col("type").is_in(_TYPES)).select(
        "doc", "source_start", "source_end", is_direct=pl.col("type") == "direct", from_="start", to="end"
    )
    shared = pl.min_horizontal("end", "to") - pl.max_horizontal("start", "from_")
    either = pl.max_horizontal("end", "to") - pl.min_horizontal("start", "from_")
    pairs = contents.join(told, on="doc").with_columns(shared=shared, part=shared / either).filter(pl.col("shared") > 0)
    found = pairs.group_by("content").agg(found=(pl.col("part") >= FOUND).any(), touched=pl.lit(True))
    named = _match_sources(labelled, pairs.filter("is_direct", pl.col("source_start").is_not_null()))
    sourced = labelled.spans.filter(role="source").select("doc", "attribution").unique()
    has_source = contents.join(sourced, on=["doc", "attribution"], how="semi").select("content", has_source=True)
    joined = contents
    for table in (found, named, has_source):
        joined = joined.join(table, on="content", how="left")
    flags = pl.col("found", "touched", "source_given", "overlaps").fill_null(False)
    right = pl.when(pl.col("has_source")).then(pl.col("overlaps"))
    return joined.sort("content").with_columns(flags).with_columns(source_right=right)


def _tell_types(labelled: Labelled) -> pl.DataFrame:
    text = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    direct = text.str.contains(_OPENS) & text.str.contains(_CLOSES)
    kind = pl.when(direct).then(pl.lit("direct")).when(text.str.contains(_MARKED)).then(pl.lit("mixed"))
    contents = labelled.spans.filter(role="content").join(labelled.documents, on="doc", maintain_order="left")
    contents = contents.filter(text.str.contains(r"\S"))
    return contents.with_columns(type=kind.otherwise(pl.lit("indirect"))).drop("text", "role")


def _match_sources(labelled: Labelled, pairs: pl.DataFrame) -> pl.DataFrame:
    """Of the contents on which a quote with a source lies, whether that overlaps a labelled source."""
    sources = labelled.spans.filter(role="source").select("doc", "attribution", begin="start", stop="end")
    both = pairs.join(sources, on=["doc", "attribution"], how="left")
    overlap = (pl.col("source_start") < pl.col("stop")) & (pl.col("source_end") > pl.col("begin"))
    return both.group_by("content").agg(source_given=pl.lit(True), overlaps=overlap.fill_null(False).any())
