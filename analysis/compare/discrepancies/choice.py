"""Choice: of all pairs of statements the ones that are shown: each statement once an article, each two values once an event."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.classes import CONFLICT
from analysis.compare.discrepancies.relations import NAME
from analysis.compare.discrepancies.stated import EMPLOYER, PERSON, PLACE, ROLE

_NAMED = (PLACE, PERSON)
_ORDER = ["confidence", "doc_a", "doc_b", "start_a", "start_b", "a", "b"]
_KEY = ["event_a", "measure_a", "owned", "one", "two"]


def drop_known(told: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The pairs without conflicts of names of which an article also has the other's: it may name both rightly."""
    texts = documents.select("doc", "text")
    for side, other in ("ab", "ba"):
        names = texts.rename({"doc": f"doc_{other}", "text": "_text"})
        held = pl.col("_text").str.contains(pl.col(f"value_{side}"), literal=True)
        told = told.join(names, on=f"doc_{other}", how="left", maintain_order="left")
        named = pl.col("kind_a").is_in(_NAMED) & (pl.col("class") == CONFLICT)
        told = told.filter(~(named & held)).drop("_text")
    return told


def choose_pairs(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs from the surest on, each statement once with one other article."""
    ranked = told.sort(*_ORDER, descending=[True] + [False] * (len(_ORDER) - 1))
    taken: set[tuple[int, str]] = set()
    kept = []
    for a, b, doc_a, doc_b in ranked.select("a", "b", "doc_a", "doc_b").iter_rows():
        kept.append((a, doc_b) not in taken and (b, doc_a) not in taken)
        if kept[-1]:
            taken |= {(a, doc_b), (b, doc_a)}
    return ranked.filter(pl.Series(kept, dtype=pl.Boolean))


def choose_values(pairs: pl.DataFrame) -> pl.DataFrame:
    """The first pair of each two values in an event, with docs_a and docs_b, how many articles in such pairs have either.

    Of roles and employers those of one person count as such, as far as the texts name the person in one way.
    """
    named = pl.when(pl.col("relation") == NAME)  # two spellings are one value
    said = [named.then(f"text_{side}").otherwise(f"value_{side}").str.to_lowercase() for side in "ab"]
    owner = (
        pl.when(pl.col("kind_a").is_in([ROLE, EMPLOYER]))
        .then(pl.min_horizontal("agent_a", "agent_b"))
        .otherwise(pl.lit(""))
    )
    keyed = pairs.with_columns(said_a=said[0], said_b=said[1]).with_columns(
        one=pl.min_horizontal("said_a", "said_b"), two=pl.max_horizontal("said_a", "said_b"), owned=owner
    )
    held = pl.concat([keyed.select(*_KEY, said=f"said_{side}", doc=f"docs_{side}").explode("doc") for side in "ab"])
    count = held.group_by(*_KEY, "said").agg(docs=pl.col("doc").n_unique().cast(pl.Int64))
    chosen = keyed.unique(_KEY, keep="first", maintain_order=True).drop("docs_a", "docs_b")
    for side in "ab":
        own = count.rename({"said": f"said_{side}", "docs": f"docs_{side}"})
        chosen = chosen.join(own, on=[*_KEY, f"said_{side}"], how="left", maintain_order="left")
    return chosen
