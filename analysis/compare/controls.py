"""Controls: what the comparisons find where there is nothing to be found.

Three of them: the two groups exchanged, which must mirror every number; the names of the groups dealt out anew among the
articles of each event; and one outlet set against itself. All measures pass through the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from math import comb, prod

import numpy as np
import polars as pl

from analysis.compare.counts import Counts
from analysis.compare.estimates import LEAST, Contrast, side_of
from analysis.compare.means import compare_means
from analysis.compare.rates import contrast_counts
from analysis.compare.terms import Terms, contrast_terms

NOISE = 1e-9  # two numbers this near, relatively, differ only by the order of sums
NUMBERS = ("effect", "low", "high", "p", "q")
CONTROLS = {
    "control": pl.String, "measure": pl.String, "group_a": pl.String, "group_b": pl.String, "outlet": pl.String,
    "runs": pl.Int64, "tested": pl.Boolean, "real": pl.Int64, "placebo": pl.Float64, "placebo_low": pl.Float64,
    "placebo_high": pl.Float64, "counted": pl.String, "note": pl.String,
}  # fmt: skip
UNTESTED = "counting takes each word for itself, but words come in bursts: such intervals arise by chance"

# Of documents and contrasts the table of what is measured: name (of each row another), effect, low, high, p, q.
Measure = Callable[[pl.DataFrame, list[Contrast]], pl.DataFrame]


def measure_terms(voices: list[Terms]) -> Measure:
    """The comparison of terms that were found once, under whatever names of groups, as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        name = pl.concat_str("term", "voice", separator=" / ").alias("name")
        return contrast_terms(voices, documents, contrasts).select(name, "low", "high", "p", "q", effect="log_ratio")

    return measure


def measure_counts(voices: list[Counts]) -> Measure:
    """The comparison of cues that were counted once (see `count_voices`) as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        name = pl.concat_str("measure", "category", "voice", separator=" / ").alias("name")
        return contrast_counts(voices, documents, contrasts).select(name, "low", "high", "p", "q", effect="difference")

    return measure


def measure_values(values: dict[str, pl.DataFrame]) -> Measure:
    """The comparison of values that each document has, such as those of style (see `compare_means`), as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        name = pl.concat_str("measure", "voice", separator=" / ").alias("name")
        return compare_means(values, documents, contrasts).select(name, "low", "high", "p", "q", effect="difference")

    return measure


def check_controls(
    measures: Mapping[str, Measure],
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    alpha: float = 0.05,
    seed: int = 1,
    shuffles: int = 20,
) -> pl.DataFrame:
    """What each measure finds in each control, one contrast at a time: a row a control, contrast and measure.

    Columns: control, measure, the groups, outlet, runs, tested (whether there is a test), real (what the corpus as it is
    shows), placebo (the mean over the runs of the control), placebo_low and placebo_high (the least and the most), counted, note.
    `mirror` counts rows in `real` and in `placebo` those that do not mirror, 0 when all is well. `shuffled` deals out the
    names of the groups among the whole documents of each event, those without an event as one block. `split` sets two
    random halves of the outlet with most documents of a group against each other. These two count findings (q below
    alpha) or, where nothing is tested, intervals that leave out no difference. Null where there is no run.
    """
    ordered = documents.sort("doc")
    rows = [
        (control, name, *row)
        for name, measure in measures.items()
        for control, found in (
            ("mirror", _check_mirror(measure, ordered, contrasts)),
            ("shuffled", _check_shuffled(measure, ordered, contrasts, alpha, seed, shuffles)),
            ("split", _check_split(measure, ordered, contrasts, alpha, seed, shuffles)),
        )
        for row in found
    ]
    return pl.DataFrame(rows, schema=CONTROLS, orient="row")


def _name_sides(documents: pl.DataFrame, contrast: Contrast, side: np.ndarray) -> pl.DataFrame:
    """The documents under the names of the sides they are on; those on neither keep the name of their group."""
    names = np.where(side == 1, contrast.a, np.where(side == 0, contrast.b, documents["group"].to_numpy()))
    return documents.with_columns(group=pl.Series(names.tolist(), dtype=pl.String))


def _number_events(documents: pl.DataFrame) -> np.ndarray:
    return documents["event"].cast(pl.String).fill_null("").rank("dense").to_numpy().astype(np.int64) - 1


# --- the groups exchanged -------------------------------------------------------------------------------------------


def _check_mirror(measure: Measure, documents: pl.DataFrame, contrasts: list[Contrast]) -> Iterator[tuple]:
    for contrast in contrasts:
        sides = _name_sides(documents, contrast, side_of(documents["group"], contrast))
        there, back = measure(sides, [contrast]), measure(sides, [Contrast(contrast.b, contrast.a)])
        rows, wrong = _count_unlike(there, back)
        tested = bool(there["p"].is_not_null().any())
        yield *contrast, "", 1, tested, rows, wrong, wrong, wrong, "rows that do not mirror", ""


def _count_unlike(there: pl.DataFrame, back: pl.DataFrame) -> tuple[int, int]:
    """The rows of both tables, and how many of them the other does not mirror, NOISE aside."""
    there, back = (table.with_columns(seen=pl.lit(True)) for table in (there, back))
    both = there.join(back, on="name", how="full", coalesce=True, suffix="_back")
    pairs = {"effect": ("effect", -1), "low": ("high", -1), "high": ("low", -1), "p": ("p", 1), "q": ("q", 1)}
    like = (both["seen"] & both["seen_back"]).fill_null(False).to_numpy()
    for column, (other, sign) in pairs.items():
        x, y = (both[one].cast(pl.Float64).fill_null(np.nan).to_numpy() for one in (column, f"{other}_back"))
        like = like & np.isclose(x, sign * y, rtol=NOISE, atol=NOISE, equal_nan=True)
    return both.height, int((~like).sum())


# --- the names of the groups dealt out anew -------------------------------------------------------------------------


def _check_shuffled(
    measure: Measure, documents: pl.DataFrame, contrasts: list[Contrast], alpha: float, seed: int, shuffles: int
) -> Iterator[tuple]:
    random = np.random.default_rng(seed)  # anew for each measure, so that all see the same ways
    for contrast in contrasts:
        real = side_of(documents["group"], contrast)
        found, tested = _count_findings(measure(_name_sides(documents, contrast, real), [contrast]), alpha)
        ways, every = deal_anew(real, _number_events(documents), shuffles, random)
        runs = [measure(_name_sides(documents, contrast, side), [contrast]) for side in ways]
        note = "every other way to deal out the names" if every else "ways drawn at random"
        note = note if runs else "there is no other way to deal out the names within events"
        yield *contrast, "", *_sum_up(runs, found, tested, alpha, note)


def deal_anew(
    side: np.ndarray, event: np.ndarray, shuffles: int, random: np.random.Generator
) -> tuple[list[np.ndarray], bool]:
    """Other ways to deal out the sides (1, 0; -1 stays) among the documents of each event, and whether they are all.

    `shuffles` different ones drawn at random, or all where there are no more. Neither the real one nor its full exchange
    is among them: to exchange the two sides everywhere shows the same differences again.

    >>> ways, every = deal_anew(np.array([1, 0, 1, 0]), np.array([0, 0, 1, 1]), 20, np.random.default_rng(1))
    >>> [way.tolist() for way in ways], every
    ([[1, 0, 0, 1], [0, 1, 1, 0]], True)
    """
    blocks = [np.flatnonzero((event == number) & (side >= 0)) for number in np.unique(event)]
    taken = [int((side[block] == 1).sum()) for block in blocks]
    every = prod(comb(len(block), number) for block, number in zip(blocks, taken, strict=True)) - 1 <= shuffles
    known = {side.tobytes(), np.where(side >= 0, 1 - side, side).astype(side.dtype).tobytes()}
    ways: list[np.ndarray] = []
    for way in _list_ways(side, blocks, taken) if every else _draw_ways(side, blocks, random):
        if len(ways) == shuffles:
            break
        if way.tobytes() not in known:
            known.add(way.tobytes())
            ways.append(way)
    return ways, every


def _list_ways(side: np.ndarray, blocks: list[np.ndarray], taken: list[int]) -> Iterator[np.ndarray]:
    for chosen in product(*(combinations(block, number) for block, number in zip(blocks, taken, strict=True))):
        way = np.minimum(side, 0)
        way[[place for block in chosen for place in block]] = 1
        yield way


def _draw_ways(side: np.ndarray, blocks: list[np.ndarray], random: np.random.Generator) -> Iterator[np.ndarray]:
    while True:
        way = side.copy()
        for block in blocks:
            way[block] = random.permutation(side[block])
        yield way


# --- one outlet against itself --------------------------------------------------------------------------------------


def _check_split(
    measure: Measure, documents: pl.DataFrame, contrasts: list[Contrast], alpha: float, seed: int, shuffles: int
) -> Iterator[tuple]:
    random = np.random.default_rng(seed)  # anew for each measure, so that all see the same ways
    groups = dict.fromkeys(group for contrast in contrasts for group in contrast)
    for group in groups:
        inside = documents.filter(pl.col("group") == group)
        if inside.is_empty():  # REST is no group
            continue
        outlet, docs = inside.group_by("outlet").len().sort("len", "outlet", descending=[True, False]).row(0)
        places = np.flatnonzero(((documents["group"] == group) & (documents["outlet"] == outlet)).to_numpy())
        halves = Contrast(f"{outlet}: one half", f"{outlet}: other half")
        ways = split_anew(places, _number_events(documents), shuffles, random)
        runs = [measure(_name_sides(documents, halves, side), [halves]) for side in ways]
        tested = any(table["p"].is_not_null().any() for table in runs)
        note = f"{docs} articles" if docs > 1 else "1 article, which cannot be split"
        if runs and not tested:
            note += f"; a test needs {2 * LEAST} in events that both halves cover"
        yield group, group, outlet, *_sum_up(runs, None, tested, alpha, note)


def split_anew(places: np.ndarray, event: np.ndarray, shuffles: int, random: np.random.Generator) -> list[np.ndarray]:
    """Different ways to split the documents at these places in halves (1, 0), within events as evenly as can be; all others -1.

    At most `shuffles`, drawn at random; the same two halves count once. None for fewer than two documents.
    """
    ways: dict[bytes, np.ndarray] = {}
    for _ in range(shuffles if len(places) > 1 else 0):
        mixed = random.permutation(places)
        order = mixed[np.argsort(random.permutation(event.max() + 1)[event[mixed]], kind="stable")]
        first, second = (order[::2], order[1::2]) if places[0] in order[::2] else (order[1::2], order[::2])
        side = np.full(len(event), -1, np.int8)
        side[first], side[second] = 1, 0
        ways.setdefault(side.tobytes(), side)
    return list(ways.values())


# --- counting findings ----------------------------------------------------------------------------------------------


def _count_findings(table: pl.DataFrame, alpha: float) -> tuple[int, bool]:
    """How many rows are findings, and whether that is by a test: where anything is tested, only tests count."""
    tested = bool(table["p"].is_not_null().any())
    clear = (table["low"].cast(pl.Float64) > 0).fill_null(False) | (table["high"].cast(pl.Float64) < 0).fill_null(False)
    return int((table["q"].cast(pl.Float64) < alpha).sum() if tested else clear.sum()), tested


def _sum_up(runs: list[pl.DataFrame], real: int | None, tested: bool, alpha: float, note: str) -> tuple:
    """The columns from `runs` to `note`."""
    found = [_count_findings(table, alpha)[0] for table in runs]
    spread = (sum(found) / len(found), min(found), max(found)) if found else (None, None, None)
    counted = f"findings at q below {alpha:g}" if tested else "intervals that leave out no difference"
    return len(runs), tested, real, *spread, counted, note if tested or not runs else f"{note}; {UNTESTED}"
