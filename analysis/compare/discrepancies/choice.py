"""Choice: of all pairs of statements the ones that are shown: each statement once an article, each two values once an event."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.classes import CONFLICT, SCOPE
from analysis.compare.discrepancies.names import POSSESSIVE
from analysis.compare.discrepancies.relations import NAME
from analysis.compare.discrepancies.stated import COUNT, DURATION, EMPLOYER, MONEY, PERCENT, PERSON, PLACE, ROLE, UNIT

_AMOUNTS = (COUNT, MONEY, PERCENT, UNIT, DURATION)
_ORDER = ["confidence", "doc_a", "doc_b", "start_a", "start_b", "a", "b"]
_KEY = ["event_a", "measure_a", "owned", "one", "two"]


def drop_known(told: pl.DataFrame, stated: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The pairs without those of which one article has both values, as it may mean two things by them, or tell more.

    A number counts as known where the article states it of the same noun, a name in conflict where it stands anywhere in the
    text, one that is the wider or the narrower where it stands in the sentence.
    """
    key = ["doc", "measure", "counted", "value"]
    numbers = stated.filter(pl.col("kind").is_in(_AMOUNTS)).select("docs", *key[1:]).explode("docs").unique()
    texts = documents.select("doc", "text")
    for side, other in ("ab", "ba"):
        own = numbers.rename({"docs": f"doc_{other}", **{name: f"{name}_{side}" for name in key[1:]}}).with_columns(
            _is_known=True
        )
        whole = texts.rename({"doc": f"doc_{other}", "text": "_text"})
        told = told.join(
            own, on=[f"doc_{other}", *(f"{name}_{side}" for name in key[1:])], how="left", maintain_order="left"
        )
        told = told.join(whole, on=f"doc_{other}", how="left", maintain_order="left")
        told = told.filter(~(pl.col("_is_known").fill_null(False) | _is_named(side, other))).drop("_is_known", "_text")
    return told


def _is_named(side: str, other: str) -> pl.Expr:
    """Whether the name of one side also stands on the other, and not only in a longer name."""
    name, longer = pl.col(f"value_{side}"), pl.col(f"value_{other}")
    text = pl.when(pl.col("class") == CONFLICT).then("_text").otherwise(f"sentence_text_{other}")
    stands = text.str.contains(name, literal=True) & ~longer.str.contains(name, literal=True)
    told = pl.col("kind_a").is_in([PLACE, PERSON]) & pl.col("class").is_in([CONFLICT, SCOPE])
    return (told | (pl.col("kind_a").is_in([ROLE, EMPLOYER]) & (pl.col("relation") != NAME))) & stands


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

    Of the roles, and of the employers, of one person only the surest pair is kept, as far as the texts name the person in one way.
    """
    named = pl.when(pl.col("relation") == NAME)  # two spellings are one value, and of a whole name the last word tells
    last = [pl.col(f"text_{side}").str.split(" ").list.last() for side in "ab"]
    last = [
        name.str.replace(r"(?i)^(?:al|el|an|ar|as)-", "").str.replace(POSSESSIVE, "") for name in last
    ]  # without the article of an Arabic name, and the mark of what is somebody's
    said = [named.then(last[at]).otherwise(f"value_{side}").str.to_lowercase() for at, side in enumerate("ab")]
    owner = (
        pl.when(pl.col("kind_a").is_in([ROLE, EMPLOYER]))
        .then(pl.min_horizontal("agent_a", "agent_b"))
        .otherwise(pl.lit(""))
    )
    measure = named.then(pl.lit("name")).otherwise("measure_a")  # one name may be read as a person's and as a place
    keyed = pairs.with_columns(said_a=said[0], said_b=said[1], measure_a=measure).with_columns(
        one=pl.min_horizontal("said_a", "said_b"), two=pl.max_horizontal("said_a", "said_b"), owned=owner
    )
    held = pl.concat([keyed.select(*_KEY, said=f"said_{side}", doc=f"docs_{side}").explode("doc") for side in "ab"])
    count = held.group_by(*_KEY, "said").agg(docs=pl.col("doc").n_unique().cast(pl.Int64))
    single = keyed.unique(_KEY, keep="first", maintain_order=True).drop("docs_a", "docs_b")
    row = pl.int_range(pl.len())
    once = pl.when(pl.col("owned") == "").then(row).otherwise(-1)  # what nobody owns counts by itself
    chosen = single.with_columns(_once=once).unique(
        ["event_a", "kind_a", "owned", "_once"], keep="first", maintain_order=True
    )
    chosen = chosen.drop("_once")
    for side in "ab":
        own = count.rename({"said": f"said_{side}", "docs": f"docs_{side}"})
        chosen = chosen.join(own, on=[*_KEY, f"said_{side}"], how="left", maintain_order="left")
    return chosen
