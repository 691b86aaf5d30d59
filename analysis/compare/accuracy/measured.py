"""Measured: the accuracy of all extractors on what labelled data there is in a folder, as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from analysis.compare.accuracy import attributions, certainty, discrepancies, news, sentence_pairs, statements, targets
from analysis.corpus.problems import InputError
from analysis.find.parsing import parse
from analysis.find.quotes import find_quotes

ACCURACY = {"set": pl.String, "part": pl.String, **attributions.SCORES}
SETS = {
    "attributions": attributions.FILE, "evaluation of targets": targets.FILE, "sentence pairs": sentence_pairs.FILE,
    "discrepancies": discrepancies.FILE, "discrepancies in news": news.LABELS,
    "statements in news": statements.LABELS, "certainty in news": certainty.LABELS,
}  # fmt: skip
Progress = Callable[[int, int], None]


def measure_accuracy(folders: Sequence[Path], progress: Progress = lambda done, of: None) -> pl.DataFrame:
    """How well the extractors agree with people, on the parts of labelled data that no rule was tuned on.

    Each of `folders` holds one or more of the files of SETS; the labels of news count where one also has their articles.
    `progress` is called with the words parsed so far and those to parse. Columns: set, part (which part of it), and those of
    SCORES. Raises InputError where a folder has none of the files, one is damaged, or there is nothing but labels without articles.
    """
    there = [(name, Path(folder)) for folder in folders for name in _list_sets(Path(folder))]
    articles = [Path(folder) for folder in folders if (Path(folder) / news.ARTICLES).is_file()]
    tables = [table for name, folder in there if name in _MEASURES for table in _MEASURES[name](folder, progress)]
    if articles:
        tables += [_measure_news(name, articles[0], folder, progress) for name, folder in there if name in _NEWS]
    if not tables:
        given = ", ".join([SETS[name] for name, _ in there] or [news.ARTICLES])
        both = f"labels of news ({', '.join(SETS[name] for name in _NEWS)}) with their articles ({news.ARTICLES})"
        raise InputError(f"data: given {given} alone; allowed: {both}; give the folders of both")
    return pl.concat(tables).select(ACCURACY.keys()).cast(ACCURACY)


def _list_sets(folder: Path) -> list[str]:
    there = [name for name, file in SETS.items() if (folder / file).is_file()]
    if not there and not (folder / news.ARTICLES).is_file():
        raise InputError(f"data: given {folder}; allowed: a folder with {', '.join(SETS.values())}; give that folder")
    return there


def _measure_attributions(folder: Path, progress: Progress) -> Iterator[pl.DataFrame]:
    labelled = attributions.read_attributions(folder)
    quotes = find_quotes(labelled.documents, parse(labelled.documents, progress=progress))
    scores = attributions.score_attributions(labelled, quotes)
    yield _name(scores, "attributions", f"held out, {_count(labelled.documents.height, 'article')}")


def _measure_targets(folder: Path, progress: Progress) -> Iterator[pl.DataFrame]:
    judged = targets.read_targets(folder)
    parse(judged.documents, progress=progress)  # kept, so that what follows finds it
    held_out = judged.targets.filter(pl.col("half") == "held out")
    scores = targets.score_targets(held_out, targets.predict_targets(judged))
    yield _name(scores, "evaluation of targets", f"held out, {_count(held_out.height, 'target')}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _measure_pairs(folder: Path, progress: Progress) -> Iterator[pl.DataFrame]:
    labelled = sentence_pairs.read_pairs(folder)
    scores = sentence_pairs.score_pairs(labelled, parse(labelled.documents, progress=progress))
    yield _name(scores, "sentence pairs", f"held out, {_count(int(scores['n'].max()), 'pair')}")


def _measure_discrepancies(folder: Path, progress: Progress) -> Iterator[pl.DataFrame]:
    for part, pairs in discrepancies.read_pairs(folder).items():
        if part != discrepancies.TUNED:
            parse(discrepancies.lay_articles(pairs), progress=progress)  # kept, so that what follows finds it
            yield _name(
                discrepancies.score_discrepancies(pairs), "discrepancies", f"{part}, {_count(len(pairs), 'pair')}"
            )


def _measure_news(name: str, articles: Path, labels: Path, progress: Progress) -> pl.DataFrame:
    """A set of which one folder has the labels and another may have the articles."""
    read, score = _NEWS[name]
    labelled = read(articles, labels, news.CHECKED)
    parse(labelled.documents, progress=progress)  # kept, so that what follows finds it
    return _name(score(labelled), name, f"held out, {_count(labelled.documents['event'].n_unique(), 'event')}")


def _name(scores: pl.DataFrame, name: str, part: str) -> pl.DataFrame:
    return scores.with_columns(set=pl.lit(name), part=pl.lit(part))


_MEASURES = {
    "attributions": _measure_attributions, "evaluation of targets": _measure_targets, "sentence pairs": _measure_pairs,
    "discrepancies": _measure_discrepancies,
}  # fmt: skip
_NEWS = {
    "discrepancies in news": (news.read_news, news.score_news),
    "statements in news": (statements.read_labels, statements.score_statements),
    "certainty in news": (certainty.read_labels, certainty.score_certainty),
}  # sets on the articles of news, each read and scored
