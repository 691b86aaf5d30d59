"""Same: which dated statements of one event tell one act, so that those who carry it are counted together."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.discrepancies.contexts import dot
from analysis.compare.discrepancies.evidence import bag_meanings
from analysis.compare.timeline.links import join_up

DATE = ["event", "low", "high", "limit", "denied"]
_QUIET = ("speech", "thought", "state")  # of which one day has many: they are one only where who does it is one


def join_same(dated: pl.DataFrame) -> pl.Series:
    """For each statement the number of its act, the same for those of one date (DATE) that tell one act.

    `dated` has the columns of DATE, act, deed, verb, agent and patient. It is one act where the act is the same (of what is
    said, thought or is so, by or about the same), or where the verbs mean the same (see `lay_meanings`) and who does it
    or whom it is done to does: "arrested the skipper", "detained the captain".
    """
    rows = dated.select(*DATE, "act", "deed", "agent", "patient", row=pl.int_range(pl.len(), dtype=pl.Int64))
    pairs = rows.join(rows, on=DATE, nulls_equal=True, suffix="_b").filter(pl.col("row") < pl.col("row_b"))
    a, b = pairs["row"].to_numpy(), pairs["row_b"].to_numpy()
    verbs, agents, patients = (bag_meanings(dated, *names) for names in (["verb", "act"], ["agent"], ["patient"]))
    met = pl.Series((dot(agents, agents, a, b) + dot(patients, patients, a, b)) > 0, dtype=pl.Boolean)
    alike = pl.Series(dot(verbs, verbs, a, b) > 0, dtype=pl.Boolean)
    nobody = pl.all_horizontal(pl.col("agent", "patient", "agent_b", "patient_b") == "")
    quiet = pl.col("deed").is_in(_QUIET) & ~nobody
    same = pairs.filter(((pl.col("act") == pl.col("act_b")) & (~quiet | met)) | (alike & met & ~quiet))
    links = same.select(a="row", b="row_b")
    return pl.Series(join_up(links, dated.height) if links.height else np.arange(dated.height), dtype=pl.Int64)
