"""Same: which dated statements of one event tell one act, so that those who carry it are counted together."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.discrepancies.contexts import dot
from analysis.compare.discrepancies.evidence import bag_meanings
from analysis.compare.timeline.links import join_up
from analysis.find.lists import read_kinds, read_list

DATE = ["event", "low", "high", "limit", "denied"]
_QUIET = ("speech", "thought", "state")  # of which one day has many: they are one only where who does it is one

_NAME = r"\p{Lu}"


def join_same(dated: pl.DataFrame) -> pl.Series:
    """For each statement the number of its act, the same for those of one date (DATE) that tell one act.

    `dated` has the columns of DATE, act, deed, verb, agent, patient, thing, core and beside. It is one act where the core is
    the same thing; where the act is, or the verbs mean the same (see `lay_meanings`), and who does it or whom it is done to
    is: "arrested the skipper", "detained the captain", "the captain's arrest". An act told without a name is that of all.
    """
    told = _name_acts(dated)
    rows = told.select(*DATE, "act", "deed", "thing", "core", "who", row=pl.int_range(pl.len(), dtype=pl.Int64))
    pairs = rows.join(rows, on=DATE, nulls_equal=True, suffix="_b").filter(pl.col("row") < pl.col("row_b"))
    a, b = pairs["row"].to_numpy(), pairs["row_b"].to_numpy()
    verbs, people = bag_meanings(told, "verb", "act"), bag_meanings(told, "who")
    alike, met = (pl.Series(dot(bag, bag, a, b) > 0, dtype=pl.Boolean) for bag in (verbs, people))
    act, quiet = pl.col("act") == pl.col("act_b"), pl.col("deed").is_in(_QUIET)
    nobody = ~pl.all_horizontal(pl.col("who", "who_b").str.contains(_NAME))
    things = pl.col("thing").is_not_null() & (pl.col("thing") == pl.col("thing_b"))
    core = (pl.col("core") == pl.col("core_b")).fill_null(False)
    same = pairs.filter(core | things | (act & (met | nobody) & (~quiet | met)) | (alike & met & ~quiet))
    links = same.select(a="row", b="row_b")
    return pl.Series(join_up(links, dated.height) if links.height else np.arange(dated.height), dtype=pl.Int64)


def _name_acts(dated: pl.DataFrame) -> pl.DataFrame:
    """The statements with `who`, all that are named; of a thing that is an act ("the *arrest* of the captain") as the act."""
    acts = {word: act or word for word, act in read_list("deeds").select("word", "note").iter_rows()}
    verbs = {noun: acts.get(verb, verb) for noun, verb in read_kinds("nominals").items()}
    told = pl.col("core").is_in(list(verbs)).fill_null(False)
    named = dated.with_columns(
        act=pl.when(told).then(pl.col("core").replace(verbs)).otherwise("act"),
        patient=pl.when(told).then("beside").otherwise("patient"),
    )
    return named.with_columns(who=pl.concat_str("agent", "patient", separator=" ").str.strip_chars())
