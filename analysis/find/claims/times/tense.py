"""Grammar around dates: whether what they tell was or is to come, and which words only look like dates."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.claims.times.dates import MONTHS, WEEKDAYS
from analysis.find.claims.times.ways import BACK, find_verbs, find_ways, words_of

_AHEAD = ("will", "shall", "'ll", "’ll", "would", "to", "may", "must", "can", "should")
_HELD = ["have", "believe", "think", "know"]  # of the verbs of saying, what is so for longer than a day
_ALWAYS = ["can", "can't", "cannot"]  # what can be done today can be done on other days
_QUOTES = ['"', "“", "”", "'", "‘", "’", "''", "``"]
_NAMES = ("PERSON", "WORK_OF_ART", "PRODUCT", "FAC")


class Grammar(NamedTuple):
    """For each token: its way (see `find_ways`), whether it is barred as month, weekday or year, its head's start.

    `rows` are the first token of each text and the one behind its last.
    """

    rows: dict[str, tuple[int, int]]
    starts: list[int]
    way: np.ndarray
    barred: dict[str, np.ndarray]
    head: np.ndarray

    def find(self, doc: str, place: int) -> int:
        """The token at a code point of a text, or the last one before it."""
        first, last = self.rows[doc]
        return max(first, bisect_right(self.starts, place, first, last) - 1)

    def find_head(self, doc: str, start: int, end: int) -> int:
        """The start of the token that the words of a span hang on; of the first of them where they hang on nothing."""
        first, last = self.find(doc, start), self.find(doc, end - 1) + 1
        outside = next((int(head) for head in self.head[first:last] if not first <= head < last), first)
        return self.starts[outside]


def read_grammar(tokens: pl.DataFrame) -> Grammar:
    """The grammar of parsed texts (the table that `parse` gives)."""
    rows = tokens.select("doc", pl.col("head").cast(pl.Int64)).with_row_index("row")
    texts = rows.group_by("doc", maintain_order=True).agg(low=pl.min("row"), high=pl.max("row"))
    bounds = {doc: (low, high + 1) for doc, low, high in texts.iter_rows()}
    head = rows.select(pl.col("head") + pl.col("row").first().over("doc").cast(pl.Int64)).to_series()
    starts = tokens["start"].cast(pl.Int64)
    return Grammar(
        bounds, starts.to_list(), _find_ways(tokens, head.to_numpy()), _bar(tokens, head.to_numpy()), head.to_numpy()
    )


def _find_ways(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """The way of each token; a weekday that only tells which thing is meant is the last one."""
    return np.where(_modify(tokens, head), BACK, find_ways(tokens, head))


def _mean_nowadays(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """Each "today" that means nowadays, as the verb above it tells how things are, of no past or coming day.

    That is a verb in the present that is neither of saying nor daily and does not go on now, "can", or an order. Of "today,
    when ..." the verb of that clause tells. "Unlike today", "today's world" and a name in quotation marks need no verb.
    """
    lemma, led = (tokens["lemma"].str.to_lowercase().shift(step).fill_null("") for step in (0, 1))
    _, above = find_verbs(tokens, head)
    for step in (1, 2):
        at = np.minimum(np.arange(len(head)) + step, len(head) - 1)
        above = np.where((lemma == "when").to_numpy()[at], above[at], above)
    part = (tokens["tag"] == "VBG") & tokens["dep"].is_in(["xcomp", "pcomp"])
    above = np.where(part.to_numpy()[above], head[above], above)  # "consider making a gift today"
    generic, done = _tell_generally(tokens, head)
    of_now = (tokens["dep"] == "poss").to_numpy()
    of_thing = np.where(of_now, lemma.is_in(words_of("nowadays")).to_numpy()[head], generic[above])
    quoted = (led.is_in(_QUOTES) & lemma.shift(-1).is_in(_QUOTES)).fill_null(False).to_numpy()
    set_off = quoted | (led == "unlike").to_numpy() | ((led == "even").to_numpy() & ~done[above])
    return (lemma == "today").to_numpy() & (of_thing | set_off)


def _tell_generally(tokens: pl.DataFrame, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which verbs tell how things are or what to do, and which tell of the past."""
    lemma, tag = tokens["lemma"].str.to_lowercase(), tokens["tag"]
    helper = tokens["dep"].is_in(["aux", "auxpass"])
    is_now = tag.is_in(["VBZ", "VBP"])

    def mark(words: pl.Series) -> np.ndarray:
        marked = np.zeros(len(head), np.bool_)
        marked[head[words.to_numpy()]] = True
        return marked

    past = helper & ((tag == "VBD") | (lemma == "have"))
    fixed = mark(past | (helper & lemma.is_in(_AHEAD)) | (lemma == "here"))  # who is here today has come
    is_state = mark(helper & is_now & lemma.is_in(["be", "do"])) & (tag != "VBG").to_numpy()
    daily = (lemma.is_in(words_of("saying", "daily")) & ~lemma.is_in(_HELD)).to_numpy()
    order = (tag == "VB").to_numpy() & ~mark(helper)
    generic = ((is_now.to_numpy() | is_state) & ~fixed & ~daily) | mark(helper & lemma.is_in(_ALWAYS)) | order
    return generic, (tag == "VBD").to_numpy() | mark(past)


def _modify(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """The weekdays that only tell which thing is meant ("Monday's concert"), where the verb's tense says nothing of them."""
    linked = tokens["dep"].is_in(["poss", "compound", "nmod"]).to_numpy()
    of_part = tokens["lemma"].is_in(["morning", "afternoon", "evening", "night"]).to_numpy()[head]
    return tokens["lemma"].is_in(WEEKDAYS).to_numpy() & linked & (~of_part | linked[head])


def _bar(tokens: pl.DataFrame, head: np.ndarray) -> dict[str, np.ndarray]:
    """Tokens that are no month ("May" the verb or a name), no weekday (part of a name), no year (a number of things, or
    after the dash of a name), no "today" (nowadays)."""
    entity, pos = tokens["entity"], tokens["pos"]
    named = entity.is_in(_NAMES)
    dated = entity == "DATE"
    led = tokens["lemma"].shift(1).is_in(words_of("before years")) & (tokens["dep"] != "nummod")
    year = dated | (led & ~entity.is_in(["MONEY", "QUANTITY", "PERCENT", "LAW"]))
    is_month = tokens["lemma"].str.to_lowercase().str.slice(0, 3).is_in(MONTHS)
    is_name = (pos == "PROPN") & ~is_month & ~dated
    titled = tokens["lemma"].shift(1).is_in(["-", "–", "—"]) & is_name.shift(2)
    things = (tokens["dep"] == "nummod") & tokens["lemma"].str.ends_with("00") & (tokens["tag"].shift(-1) == "NNS")
    follows_name = ~dated & (pos.shift(1) == "PROPN") & (tokens["end"].shift(1) + 1 == tokens["start"])
    inside = ~tokens["entity_begins"]
    titled_now = (tokens["tag"] == "NNP") & (tokens["dep"] == "compound")  # "*Today* programme"
    continued = inside.shift(-1) & (entity.shift(-1) == entity)
    return {
        "month": (named | follows_name.fill_null(False) | pos.is_in(["VERB", "AUX"])).to_numpy()
        | _head_names(tokens, head),
        "weekday": ((named | (entity == "ORG")) & (inside | continued)).fill_null(False).to_numpy(),
        "words": (entity.is_in(["ORG", *_NAMES]) | titled_now).to_numpy() | _mean_nowadays(tokens, head),
        "year": (~year.fill_null(False) | things.fill_null(False) | titled.fill_null(False)).to_numpy(),
    }


def _head_names(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """The months that begin a name: "*June* Harbour Ltd.", not "the June Harbour Fair"."""
    name = (tokens["pos"] == "PROPN").to_numpy()
    happens = tokens["lemma"].str.to_lowercase().is_in(words_of("coming", "occasion")).to_numpy()
    dated = (tokens["entity"] == "DATE").to_numpy()
    before_name = np.append(name[1:] & ~dated[1:], False)
    return (tokens["dep"] == "compound").to_numpy() & before_name & name[head] & ~(happens[head] | happens[head[head]])
