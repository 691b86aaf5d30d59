"""We: the first person plural, and whom it includes where the text says so."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.agency.fillers import name_fillers
from analysis.find.lists import read_list
from analysis.find.relations import begins_inside
from analysis.find.syntax import NOUNS, Syntax, read_syntax

WE = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "word": pl.String, "includes": pl.String, "kind": pl.String,
    "actor": pl.String,
}  # fmt: skip
UNSPECIFIED = "unspecified"
_WORDS = ("we", "us", "our", "ours")
_PLACES = {"GPE": "people", "LOC": "people", "FAC": "people", "NORP": "people", "ORG": "organisation"}
_SAID = {"we": pl.Int64, "word": pl.Int64}


def find_we(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """Every we, us, our and ours: the columns of WE, in text order.

    includes is what the text says of who that is, nothing where it does not: what is ours ("our brothers and sisters"), what
    we are ("we citizens", "we are sailors"), where ("us in the town"), what is like ours ("towns like ours"). kind is that of its
    noun (kin, people, organisation; see the list we), or `unspecified`: "our view" includes nobody. actor is the one of
    `stands` that the noun is, null where it is none. Words in `exclusions` are not counted.
    """
    syntax = read_syntax(tokens)
    texts = dict(documents.select("doc", "text").iter_rows())
    found = pl.DataFrame({"we": np.flatnonzero(_are_we(syntax, texts))}, schema={"we": pl.Int64})
    token = syntax.rows.select("doc", pl.col("start", "end").cast(pl.Int64))
    rows = found.with_columns(token[found["we"]])
    said = _tell_kinds(_find_said(syntax, found["we"].to_numpy()), syntax, documents, stands)
    told = rows.join(said, on="we", how="left", maintain_order="left").with_columns(
        pl.col("kind").fill_null(UNSPECIFIED), pl.col("includes").fill_null("")
    )
    word = [texts[doc][start:end].lower() for doc, start, end in told.select("doc", "start", "end").iter_rows()]
    table = told.with_columns(word=pl.Series(word, dtype=pl.String)).filter(~begins_inside(told, exclusions))
    return table.select(WE.keys()).cast(WE)


def _are_we(syntax: Syntax, texts: dict[str, str]) -> np.ndarray:
    """For each word whether it is one of these as it is written; "US" is a country."""
    likely = syntax.rows.with_row_index("row").filter(
        pl.col("lemma").is_in(_WORDS), pl.col("end") - pl.col("start") <= max(map(len, _WORDS))
    )
    is_we = np.zeros(len(syntax.head), np.bool_)
    for row, doc, start, end in likely.select("row", "doc", "start", "end").iter_rows():
        word = texts[doc][start:end]
        is_we[row] = word != "US" and word.lower() in _WORDS
    return is_we


def _find_said(syntax: Syntax, we: np.ndarray) -> pl.DataFrame:
    """What each of these words is told to include: we, word; nouns alone."""
    is_we = np.zeros(len(syntax.head), np.bool_)
    is_we[we] = True
    owned = we[syntax.having(dep="poss")[we]]
    under = we[syntax.having(dep=("pobj", "nsubj"))[we]]
    like = under[syntax.having(lemma="like", dep="prep")[syntax.head[under]]]
    beside = syntax.filling("appos")
    inside = syntax.filling("pobj")
    inside = inside[syntax.having(lemma=("in", "of", "from", "at"), dep="prep")[syntax.over(inside)]]
    called = syntax.filling("attr")
    of_be = we[syntax.having(dep="nsubj")[we] & syntax.having(lemma="be")[syntax.head[we]]]
    of_all = under[syntax.having(lemma="of", dep="prep")[syntax.head[under]]]  # "all of us in town"
    subject, part = (np.full(len(syntax.head), -1) for _ in range(2))
    subject[syntax.head[of_be]] = of_be
    part[syntax.head[syntax.head[of_all]]] = of_all
    part[we] = we
    pairs = [
        (owned, syntax.head[owned]),
        (like, syntax.head[syntax.head[like]]),
        (syntax.over(beside), beside),
        (part[syntax.head[syntax.over(inside)]], inside),
        (subject[syntax.over(called)], called),
    ]
    first, second = (np.concatenate(parts).astype(np.int64) for parts in zip(*pairs, strict=True))
    fits = (first >= 0) & is_we[first] & syntax.having(pos=NOUNS)[second] & ~is_we[second]
    joined = syntax.joined
    more = pl.DataFrame({"word": joined[0], "other": joined[1]}, schema={"word": pl.Int64, "other": pl.Int64})
    said = pl.DataFrame({"we": first[fits], "word": second[fits]}, schema=_SAID)
    others = said.join(more, on="word").select("we", word="other")
    nouns = pl.concat([said, others]).unique()
    return nouns.filter(pl.Series(syntax.having(pos=NOUNS)[nouns["word"].to_numpy()], dtype=pl.Boolean)).sort(
        "we", "word"
    )


def _tell_kinds(said: pl.DataFrame, syntax: Syntax, documents: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """For each we of which something is told: we, kind, includes, actor; by the first of its nouns that has a kind."""
    fillers = name_fillers(said["word"].unique().sort(), syntax, documents, stands)
    kinds = read_list("we").select(head="word", kind="kind")
    told = said.join(fillers, on="word", maintain_order="left").join(
        kinds, on="head", how="left", maintain_order="left"
    )
    entity = syntax.rows["entity"].gather(told["word"]).replace_strict(_PLACES, default=None, return_dtype=pl.String)
    told = told.with_columns(kind=pl.coalesce("kind", entity)).filter(pl.col("kind").is_not_null())
    return told.group_by("we", maintain_order=True).agg(
        kind=pl.col("kind").first(), includes=pl.col("who").unique(maintain_order=True).str.join(" and "),
        actor=pl.col("actor").drop_nulls().first(),
    )  # fmt: skip
