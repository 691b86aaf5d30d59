"""Side by side: two articles of an event, their aligned sentences in rows, what they share and what differs marked."""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import polars as pl

from analysis.compare.alignments import SAME
from analysis.compare.discrepancies import NAME
from analysis.corpus.files import write_whole
from analysis.find.material import Material
from analysis.find.parsing import find_sentences
from analysis.find.relations import begins_inside
from analysis.report.evidence import anchor
from analysis.report.layout import page
from analysis.report.pairs import anchor_row, choose_pairs, file_of, turn_sides

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")  # words that two sentences may share
TELLING = ("PROPN", "NUM")  # of these, those that are marked where one sentence alone has them
KEY = (
    "<u>Underlined</u>: words, in whatever form, that both sentences have. <em>Dotted</em>: names and numbers that the other has not. "
    "<mark>Marked</mark>: a value that differs, named at the right with its class and how sure it is, from 0 to 1, that both "
    "values tell of one thing. The number above is the chance that two sentences have the same content, by what they share; under "
    f"{SAME} it is unsure that they have."
)
STYLE = """
table.pair { table-layout: fixed; } table.pair th:last-child { width: 11rem; }
table.pair u { text-decoration-color: var(--accent); text-underline-offset: .2em; }
table.pair em { font-style: normal; border-bottom: 2px dotted var(--soft); } table.pair mark { font-weight: 600; }
table.pair tr:target { outline: 2px solid var(--accent); } p em { font-style: normal; border-bottom: 2px dotted var(--soft); }
table.pair ~ details { margin-top: .6rem; }
"""


class Row(NamedTuple):
    """Two sentences by their places, how surely they are the same (null where only a value is), and the values that differ."""

    a: tuple[int, int]
    b: tuple[int, int]
    score: float | None
    values: list[dict]


class Article(NamedTuple):
    """An article as a page needs it: its row of documents, words (start, end, lemma, pos), sentences, and those counted, by place."""

    facts: dict
    words: list[tuple[int, int, str, str]]
    sentences: list[tuple[int, int]]
    counted: list[tuple[int, int]]

    def words_in(self, span: tuple[int, int]) -> list[tuple[int, int, str, str]]:
        """The content words of a span."""
        first, last = (bisect_right(self.words, (edge, -1)) for edge in span)
        return self.words[first:last]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence that a place lies in, or after."""
        return self.sentences[max(bisect_right(self.sentences, (place, 1 << 60)) - 1, 0)]


# --- pages --------------------------------------------------------------------------------------------------------


def write_alignments(
    alignments: pl.DataFrame, discrepancies: pl.DataFrame, material: Material, tokens: pl.DataFrame, out: str
) -> list[Path]:
    """Writes for each event evidence/aligned.EVENT.html with PAIRS of its articles side by side, and gives the paths.

    `alignments` is what `align_sentences` gives, `discrepancies` what `compare_discrepancies` gives: values with their places in
    both articles. The pages name the values that differ, also of sentences that are not aligned, and what stands in one article alone.
    """
    pairs, values = choose_pairs(alignments, discrepancies), turn_sides(discrepancies)
    articles = _read_articles(pl.concat([pairs["doc_a"], pairs["doc_b"]]).unique().sort(), material, tokens)
    aligned, differing = (
        {key: rows.to_dicts() for key, rows in table.partition_by(pairs.columns, as_dict=True).items()}
        for table in (alignments, values)
    )
    written = []
    for (event,), of_event in pairs.group_by("event", maintain_order=True):
        sections = [
            _pair(articles[key[1]], articles[key[2]], aligned.get(key, []), differing.get(key, []))
            for key in of_event.iter_rows()
        ]
        every = pl.concat(
            [table.filter(event=event).select(pairs.columns) for table in (alignments, values)]
        ).n_unique()
        more = (
            f" {len(sections)} of {every} pairs of articles, those with most to compare."
            if every > len(sections)
            else ""
        )
        body = f"<style>{STYLE}</style><h1>Side by side: {escape(event)}</h1><p>{KEY}{more}</p>{''.join(sections)}"
        path = Path(out) / "evidence" / file_of(event)
        with write_whole(path) as part:
            part.write_text(page(f"Side by side: {event}", body, depth=1), encoding="utf-8")
        written.append(path)
    return written


def _read_articles(docs: pl.Series, material: Material, tokens: pl.DataFrame) -> dict[str, Article]:
    own = tokens.filter(pl.col("doc").is_in(docs.implode())).with_columns(pl.col("start", "end").cast(pl.Int64))
    sentences = find_sentences(own).select("doc", "start", "end").sort("doc", "start")
    words = own.filter(pl.col("pos").is_in(CONTENT)).sort("doc", "start")
    tables = [
        words.select("doc", "start", "end", pl.col("lemma").str.to_lowercase(), "pos"),
        sentences,
        sentences.filter(~begins_inside(sentences, material.left_out)),
    ]
    parts = [table.partition_by("doc", as_dict=True, include_key=False) for table in tables]
    facts = material.documents.filter(pl.col("doc").is_in(docs.implode()))
    return {
        row["doc"]: Article(row, *(part[row["doc"],].rows() if (row["doc"],) in part else [] for part in parts))
        for row in facts.iter_rows(named=True)
    }


def _pair(a: Article, b: Article, aligned: list[dict], differing: list[dict]) -> str:
    """One pair: who they are, their rows, names that they spell in two ways, and what stands in one of them alone."""
    rows, spellings = _lay_rows(a, b, aligned, differing)
    place = anchor(a.facts["doc"], b.facts["doc"])
    heads = "".join(f'<th scope="col">{_name(article)}</th>' for article in (a, b))
    body = "".join(_row(a, b, row, place) for row in rows)
    alone = "".join(_alone(article, [getattr(row, side) for row in rows]) for article, side in ((a, "a"), (b, "b")))
    table = (
        f'<table class="pair"><thead><tr>{heads}<th scope="col"></th></tr></thead><tbody>{body}</tbody></table>'
        if rows
        else ""
    )
    return (
        f'<section id="{place}"><h2>{escape(a.facts["outlet"])} · {escape(b.facts["outlet"])}</h2>'
        f"<p><small>Pairs of sentences aligned: {len(aligned)}; values that differ: {len(differing)}.</small></p>"
        f"{table}{_list_spellings(spellings)}{alone}</section>"
    )


def _name(article: Article) -> str:
    facts = article.facts
    said = " · ".join(escape(str(facts[name])) for name in ("outlet", "group", "date") if facts.get(name))
    return f'{said}<br><small><a href="{anchor("text", facts["doc"])}.html">{escape(facts["doc"])}</a></small>'


def _lay_rows(a: Article, b: Article, aligned: list[dict], differing: list[dict]) -> tuple[list[Row], list[dict]]:
    """The aligned sentences with the values in them that differ, and sentences that only have such values, by place; and the
    names spelled in two ways that stand in no aligned sentences, as those sentences may tell of different things."""
    rows = [Row((row["start_a"], row["end_a"]), (row["start_b"], row["end_b"]), row["score"], []) for row in aligned]
    spellings = []
    for value in differing:
        at_a, at_b = value["start_a"], value["start_b"]
        both = [row for row in rows if row.a[0] <= at_a < row.a[1] and row.b[0] <= at_b < row.b[1]]
        if not both and value["class"] == NAME:
            spellings.append(value)
            continue
        if not both:
            both = [Row(a.sentence_at(at_a), b.sentence_at(at_b), None, [])]
            rows += both
        both[0].values.append(value)
    return sorted(rows, key=lambda row: (row.a, row.b)), spellings


def _list_spellings(spellings: list[dict]) -> str:
    names = "; ".join(f"{escape(value['text_a'])} / {escape(value['text_b'])}" for value in spellings)
    return f"<p>Names spelled in two ways, in sentences that are not aligned: {names}.</p>" if spellings else ""


def _row(a: Article, b: Article, row: Row, place: str) -> str:
    lemmas = [{lemma for _, _, lemma, _ in article.words_in(span)} for article, span in ((a, row.a), (b, row.b))]
    shared = lemmas[0] & lemmas[1]
    cells = ""
    for article, span, side in ((a, row.a, "a"), (b, row.b, "b")):
        values = [(value[f"start_{side}"], value[f"end_{side}"], value["class"]) for value in row.values]
        cells += f"<td>{_sentence(article, span, shared, values)}</td>"
    score = "" if row.score is None else f"<small>{row.score:.2f}{'' if row.score >= SAME else ', unsure'}</small><br>"
    notes = "<br>".join(
        f"<strong>{escape(value['class'])}</strong> {escape(value['text_a'])} / {escape(value['text_b'])} "
        f"<small>{value['confidence']:.2f}</small>"
        for value in row.values
    )
    return f'<tr id="{place}{anchor_row(row.a[0], row.b[0])}">{cells}<td>{score}{notes}</td></tr>'


def _sentence(article: Article, span: tuple[int, int], shared: set[str], values: list[tuple[int, int, str]]) -> str:
    """A sentence with its marks and the way to its place in the text."""
    marks = [(start, end, "mark", sort) for start, end, sort in values]
    for start, end, lemma, pos in article.words_in(span):
        if lemma in shared:
            marks.append((start, end, "u", ""))
        elif pos in TELLING:
            marks.append((start, end, "em", ""))
    text = mark_spans(article.facts["text"], span, marks)
    at = article.sentence_at(span[0])[0] if article.sentences else span[0]
    return f'<q>{text}</q> <small><a href="{anchor("text", article.facts["doc"])}.html#c{at}">text</a></small>'


def mark_spans(text: str, span: tuple[int, int], marks: list[tuple[int, int, str, str]]) -> str:
    """The part of a text in a span as HTML; where marks (start, end, element, title) cross, the first given holds.

    >>> mark_spans("Rain & fog", (0, 10), [(0, 4, "u", ""), (0, 10, "mark", "bound")])
    '<u>Rain</u><mark title="bound"> &amp; fog</mark>'
    """
    first, last = span
    edges = sorted({first, last, *(min(max(edge, first), last) for mark in marks for edge in mark[:2])})
    over = [next((mark for mark in marks if mark[0] <= begin < mark[1]), None) for begin in edges[:-1]]
    html = ""
    for mark, pieces in groupby(zip(over, pairwise(edges), strict=True), key=itemgetter(0)):
        bounds = [edge for _, piece in pieces for edge in piece]
        html += _wrap(escape(text[bounds[0] : bounds[-1]]), mark)
    return html


def _wrap(html: str, mark: tuple[int, int, str, str] | None) -> str:
    if mark is None:
        return html
    title = f' title="{escape(mark[3])}"' if mark[3] else ""
    return f"<{mark[2]}{title}>{html}</{mark[2]}>"


def _alone(article: Article, aligned: list[tuple[int, int]]) -> str:
    """The sentences of an article that stand in no row, behind a fold."""
    left = [
        (start, end)
        for start, end in article.counted
        if not any(first < end and start < last for first, last in aligned)
    ]
    if not left:
        return ""
    items = "".join(f"<li><q>{escape(article.facts['text'][start:end])}</q></li>" for start, end in left)
    head = f"{escape(article.facts['outlet'])}: {len(left)} of {len(article.counted)} sentences without a counterpart above"
    return f"<details><summary>{head}</summary><ul class='sentences'>{items}</ul></details>"
