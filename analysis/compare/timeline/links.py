"""Links: amounts that two articles on one event state of the same thing, the same one or one that grew."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.compare.discrepancies.candidates import find_candidates
from analysis.compare.discrepancies.choice import choose_pairs
from analysis.compare.discrepancies.classes import UPDATE, add_class
from analysis.compare.discrepancies.confidence import LIKELY, add_confidence
from analysis.compare.discrepancies.contexts import read_contexts
from analysis.compare.discrepancies.evidence import gather_evidence
from analysis.compare.discrepancies.relations import AGREE, BOUND, ROUNDING, relate
from analysis.compare.discrepancies.stated import COUNT, MONEY, PERCENT, UNIT, pair_up, read_stated
from analysis.compare.timeline.totals import CHANGE, add_totals, choose_growing, choose_one_total

AMOUNTS = (COUNT, MONEY, PERCENT, UNIT)
LINKS = {"a": pl.Int64, "b": pl.Int64, "confidence": pl.Float64, "grows": pl.Boolean}
LEAST = 0.45
_AT_LEAST, _EXACT = "at least", "exact"
_VAGUE = r"(?i)\b(?:several|dozens|scores|tens|hundreds|thousands|millions|billions|few|couple|handful|many)\b"


def state_amounts(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """What sentences with an amount state (see `read_stated` and `add_totals`), of amounts what is not denied, only possible or vague.

    A count or sum of "at least 38" is 38, which is what was known: 57 in a later report is more.
    """
    amount = pl.col("kind").is_in(AMOUNTS)
    floor = pl.col("kind").is_in([COUNT, MONEY]) & (pl.col("bound") == _AT_LEAST)
    unsure = pl.col("denied") | pl.col("possible") | pl.col("text").str.contains(_VAGUE)
    sure = claims.filter(~(amount & unsure))
    sentences = sure.filter(amount).select("doc", "sentence_start").unique()
    near = sure.join(sentences, on=["doc", "sentence_start"], how="semi", maintain_order="left")
    known = near.with_columns(
        high=pl.when(floor).then("low").otherwise("high"),
        bound=pl.when(floor).then(pl.lit(_EXACT)).otherwise("bound"),
    )
    return add_totals(read_stated(known, documents))


def find_links(stated: pl.DataFrame) -> pl.DataFrame:
    """Pairs of amounts in two articles that speak of the same thing: the columns of LINKS.

    a and b are numbers of statements, of one total (see `choose_one_total`); the other evidence is that of the ledger of
    discrepancies. grows: of class UPDATE, with a confidence of LEAST, both a total that may grow (see `choose_growing`), as
    every report that agrees has it, each number once with one other article, and not both known at once (see `_drop_known`
    and `_drop_told_together`). The others agree, or one is a rounding or keeps the limit of the other; as equal numbers may
    be of two things, these are LIKELY and no words set them apart.
    """
    contexts = read_contexts(stated)
    paired = relate(pair_up(find_candidates(stated, contexts), stated))
    amounts = add_class(gather_evidence(paired, stated, contexts), stated).filter(pl.col("kind_a").is_in(AMOUNTS))
    told = choose_one_total(amounts, stated)
    same = add_confidence(_take_as_fair(told)).filter(confidence_words=LIKELY)
    larger = choose_growing(told.filter(pl.col("class") == UPDATE))
    more = add_confidence(larger).filter(pl.col("confidence") >= LEAST)
    whole = _drop_of_spells(more, join_up(same, stated.height), stated)
    grown = _choose_once(choose_pairs(_drop_told_together(_drop_known(whole, stated), same, stated)))
    links = [grown.with_columns(grows=True), same.with_columns(grows=False)]
    return pl.concat([part.select(LINKS.keys()).cast(LINKS) for part in links]).sort("a", "b")


def _take_as_fair(told: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose values meet, equal ones as the fairest form of each other."""
    low, high = ([pl.col(f"{name}_{side}") for side in "ab"] for name in ("low", "high"))
    meet = (low[0] <= high[1]).fill_null(True) & (low[1] <= high[0]).fill_null(True)  # "dozens" agrees with any number
    equal = pl.col("relation") == AGREE
    return told.filter(pl.col("relation").is_in([AGREE, ROUNDING, BOUND]), meet, ~pl.col("contrast")).with_columns(
        relation=pl.when(equal).then(pl.lit(ROUNDING)).otherwise("relation"),
        fair=pl.lit(True),
        settled=pl.col("settled") & ~equal,
        both_told=pl.lit(False),  # equal values are in each other's sentences
    )


def join_up(links: pl.DataFrame, size: int) -> np.ndarray:
    """For each of `size` statements the number of the group that links (a, b) join it to."""
    a, b = (links[side].to_numpy() for side in "ab")
    graph = sparse.csr_matrix((np.ones(len(a)), (a, b)), shape=(size, size))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _choose_once(grown: pl.DataFrame) -> pl.DataFrame:
    """The surest pair of each number of one article with each other article, however often they tell it."""
    for side, other in ("ab", "ba"):
        number = pl.coalesce(f"low_{side}", f"high_{side}")
        grown = grown.filter(
            pl.struct(f"doc_{side}", f"doc_{other}", "measure_a", number.alias("n")).is_first_distinct()
        )
    return grown


def _drop_of_spells(grown: pl.DataFrame, label: np.ndarray, stated: pl.DataFrame) -> pl.DataFrame:
    """The growing pairs without those of a number of which any report that agrees says that it is no total."""
    partial = np.unique(label[stated.filter(~pl.col("total"))["number"].to_numpy()])
    ends = [~pl.Series(np.isin(label[grown[side].to_numpy()], partial), dtype=pl.Boolean) for side in "ab"]
    return grown.filter(ends[0] & ends[1])


def _drop_told_together(grown: pl.DataFrame, same: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The growing pairs without those whose two numbers one article states of the same things, and no change."""
    label = join_up(same, stated.height)
    still = stated.select("docs", "sentence_text", label=pl.Series(label)).filter(
        ~pl.col("sentence_text").str.contains(CHANGE)
    )
    held = still.filter(pl.col("label").is_in(label[[*grown["a"], *grown["b"]]].tolist()))
    own = held.select("label", doc="docs").explode("doc").unique()
    pairs = own.join(own, on="doc", suffix="_b").select("label", "label_b").unique()
    labels = grown.with_columns(label=pl.Series(label[grown["a"]]), label_b=pl.Series(label[grown["b"]]))
    return labels.join(pairs, on=["label", "label_b"], how="anti", maintain_order="left").drop("label", "label_b")


def _drop_known(grown: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The growing pairs without those whose two numbers are of two things, as a report knows both at once.

    That is where the earlier article also states the larger number of the same unit, or any sentence of the event states
    both ("12 people, 10 of them guests") and no change.
    """
    number = pl.coalesce("low", "high").alias("number")
    known = stated.select("event", "measure", "unit", "place", "docs", "sentence_text", number)
    still = known.filter(~pl.col("sentence_text").str.contains(CHANGE)).drop("docs", "sentence_text")
    thing = ["event", "measure", "unit"]
    both = still.join(still, on=[*thing, "place"], suffix="_more").filter(pl.col("number") < pl.col("number_more"))
    own = known.select("measure", "unit", pl.col("docs").alias("doc"), number_more="number").explode("doc")
    numbers = [pl.coalesce(f"low_{side}", f"high_{side}") for side in "ab"]
    first = pl.col("published_a") < pl.col("published_b")
    told = grown.with_columns(
        doc=pl.when(first).then("doc_a").otherwise("doc_b"),
        number=pl.min_horizontal(*numbers),
        number_more=pl.max_horizontal(*numbers),
        **{name: pl.col(f"{name}_a") for name in ("event", "measure")},
    )
    for side in "ab":
        one = told.with_columns(unit=pl.col(f"unit_{side}"))
        fresh = one.join(both, on=[*thing, "number", "number_more"], how="anti", maintain_order="left")
        told = fresh.join(own, on=["doc", "measure", "unit", "number_more"], how="anti", maintain_order="left")
    return told
