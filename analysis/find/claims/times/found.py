"""Times: every date, weekday, time of day and duration that a text states, and the days or minutes that it may mean.

Own rules: of 32 forms dateparser read 10 not or wrongly, gives a point where a month or a week is meant, and takes about
a millisecond each; dateutil reads full dates only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl

from analysis.find.claims.times.clocks import list_clocks
from analysis.find.claims.times.dates import list_dates
from analysis.find.claims.times.days import read_published
from analysis.find.claims.times.durations import list_durations
from analysis.find.claims.times.matches import Place, find_matches
from analysis.find.claims.times.readings import Stated, read_match
from analysis.find.claims.times.relations import list_relations
from analysis.find.claims.times.tense import read_grammar
from analysis.find.claims.values import VALUES
from analysis.find.parsing import find_sentences

_UNITS = {"date": "day", "weekday": "day", "time": "min", "duration": "day"}


def find_times(documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Every date, weekday, time of day and duration that the texts state: the columns of VALUES, in text order.

    `documents` has doc, text and may have date; `tokens` is the parse. `low` and `high` are the first and last day meant
    (since 1970-01-01), the minutes since midnight, or the days of a duration; null where the texts do not say.
    For a date they are always those of the day named: `bound` tells that something began (at least) or ended (at most)
    then. A date told from another one is resolved against the publication or the day last named (`relative`).
    """
    grammar = read_grammar(tokens)
    texts = dict(documents.select("doc", "text").iter_rows())
    dates = documents["date"].cast(pl.String) if "date" in documents.columns else [None] * documents.height
    published = dict(zip(documents["doc"], map(read_published, dates), strict=True))
    sentences = find_sentences(tokens)
    bodies = [_lower(texts[doc][start:end]) for doc, start, end in sentences.select("doc", "start", "end").iter_rows()]
    rows, of_doc, named = [], None, []
    for number, forms in _call(bodies):
        doc, sentence, start, end = sentences.row(number)
        if doc != of_doc:
            of_doc, named = doc, []
        place = Place(doc, start, texts[doc][start:end], bodies[number], published[doc], grammar)
        for match in find_matches(place, forms):
            stated, span = read_match(place, *match, named)
            named += [span] if span else []
            rows.append(_lay(place, sentence, stated))
    return pl.DataFrame(rows, schema=VALUES, orient="row")


def _lay(place: Place, sentence: int, stated: Stated) -> tuple:
    """A value as a row of the table."""
    start, end = place.start + stated.start, place.start + stated.end
    text, head = place.text[stated.start : stated.end], place.grammar.find_head(place.doc, start, end)
    interval = (stated.low, stated.high, _UNITS[stated.kind], "", stated.bound)
    return place.doc, sentence, start, end, text, stated.kind, stated.value, *interval, head, stated.relative


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one.lower()[:1] or one for one in text)


@cache
def _list_calls() -> list[tuple[str, list]]:
    """What in a sentence calls for which forms."""
    return [*list_dates().items(), *list_relations().items(), *list_clocks().items(), *list_durations().items()]


def _call(bodies: list[str]) -> Iterator[tuple[int, list]]:
    """The sentences that may state a time, each with the forms to try."""
    column = pl.Series(bodies, dtype=pl.String)
    called = np.array([column.str.contains(call).to_numpy() for call, _ in _list_calls()], np.bool_)
    for number in np.flatnonzero(called.any(axis=0)).tolist():
        yield number, [form for call in np.flatnonzero(called[:, number]) for form in _list_calls()[call][1]]
