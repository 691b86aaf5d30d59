"""Laws: the articles of laws that a text cites, and the penalties it tells."""

from __future__ import annotations

import re

import polars as pl

ARTICLES = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "value": pl.String, "unit": pl.String}
LAW, PENALTY = "law", "penalty"
_BODY = (
    r"(?:Code|Act|Law|Constitution|Convention|Charter|Treaty|Statute|Regulation|Ordinance|By-?law|Agreement|Protocol)s?"
)
_NUMBER = r"\d+[A-Za-z]?(?:[-.–]\d+)*(?:\s?\(\w{1,4}\))*"
_ARTICLE = re.compile(
    rf"(?:\b(Articles?|Art\.|Sections?|Sec\.|Paragraphs?|Clauses?|Chapters?|Rules?)|(§§?))\s?({_NUMBER})"
    rf"((?:(?:,| and| or|,? and) {_NUMBER})*)"
    rf"(?:,? (?:of|in|under) (?:the |an? )?((?:[A-Z][\w’'-]*(?: of(?: the)?| on| for| and)? ){{0,5}}{_BODY}))?",
    re.IGNORECASE,
)
_FULL = {"art.": "article", "sec.": "section", "§": "section"}
_PRISON = re.compile(
    r"\s*(?:of\s+|in\s+|’\s*|'\s*|-\s*|behind\s+)?(?:(?:a|the)\s+)?"
    r"(?:prison|jail|imprisonment|bars|custody|detention|penal|hard\s+labour|labour\s+camp|sentence|suspended)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:(?:sentence|term|imprisonment|prison|jail|sentenced|jailed|imprisoned|condemned)\s+(?:of|to|for)?\s*"
    r"(?:a\s+(?:minimum|maximum)\s+of\s+)?)$",
    re.IGNORECASE,
)
_NEAR = 40  # code points before a duration in which the word for a sentence stands


def find_articles(documents: pl.DataFrame) -> pl.DataFrame:
    """Every article of a law that is cited: doc, start, end, value ("article 416"), unit (the law, where told).

    A word in lower case, "section 12", is one only where the law is told; only one by name is a unit.

    >>> text = "He was charged under Articles 31 and 32 of the Water Act; section 4 was full."
    >>> find_articles(pl.DataFrame({"doc": ["a"], "text": [text]})).select("start", "end", "value", "unit").rows()
    [(21, 32, 'article 31', 'Water Act'), (37, 39, 'article 32', 'Water Act')]
    """
    rows = []
    for doc, text in documents.select("doc", "text").iter_rows():
        rows += [(doc, *row) for found in _ARTICLE.finditer(text) for row in _read(found)]
    return pl.DataFrame(rows, schema=ARTICLES, orient="row")


def _read(found: re.Match) -> list[tuple[int, int, str, str]]:
    """The articles of one citation: start, end, value, unit."""
    word, number, more, law = found[1] or found[2], found[3], found[4], found[5] or ""
    if not law and not word[0].isupper() and word[0] != "§":
        return []
    law = law if law[:1].isupper() else ""
    kind = word.lower().removesuffix("s") if word[0] != "§" else "§"
    kind = _FULL.get(kind, kind)
    first = (found.start(), found.end(3), f"{kind} {number}", law)
    further = re.finditer(_NUMBER, more)
    begin = found.start(4)
    return [first, *((begin + one.start(), begin + one.end(), f"{kind} {one.group()}", law) for one in further)]


def tell_penalties(values: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The values, where a duration that is a sentence ("15 years in prison") is of kind law with the unit penalty."""
    texts = dict(documents.select("doc", "text").iter_rows())
    durations = values.select("doc", "start", "end", is_duration=pl.col("kind") == "duration").iter_rows()
    told = [is_one and _is_sentence(texts[doc], start, end) for doc, start, end, is_one in durations]
    penal = pl.Series(told, dtype=pl.Boolean)
    return values.with_columns(
        kind=pl.when(penal).then(pl.lit(LAW)).otherwise("kind"),
        unit=pl.when(penal).then(pl.lit(PENALTY)).otherwise("unit"),
    )


def _is_sentence(text: str, start: int, end: int) -> bool:
    return bool(_PRISON.match(text, end) or _SENTENCE.search(text[max(0, start - _NEAR) : start]))
