"""Controls: what the comparisons find where there is nothing to be found.

Four of them: the two groups exchanged, which must mirror every number; the names of the groups dealt out anew among the
articles of each event, and among whole outlets; and one outlet set against itself. All measures pass through the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import polars as pl

from analysis.compare.counts import OWN, Counts
from analysis.compare.dealing import count_outlets, deal_anew, deal_outlets, split_anew
from analysis.compare.estimates import LEAST, LEAST_OUTLETS, Contrast, side_of
from analysis.compare.headlines import is_clear, take_terms
from analysis.compare.means import compare_means
from analysis.compare.rates import contrast_counts
from analysis.compare.terms import Terms, contrast_terms

SHUFFLED, OUTLETS = "shuffled", "outlets"
NOISE = 1e-9  # two numbers this near, relatively, differ only by the order of sums
NUMBERS = ("effect", "low", "high", "p", "q")
CONTROLS = {
    "control": pl.String, "measure": pl.String, "group_a": pl.String, "group_b": pl.String, "outlet": pl.String,
    "runs": pl.Int64, "tested": pl.Boolean, "real": pl.Int64, "placebo": pl.Float64, "placebo_low": pl.Float64,
    "placebo_high": pl.Float64, "any": pl.Float64, "counted": pl.String, "note": pl.String,
}  # fmt: skip
UNTESTED = "counting takes each word for itself, but words come in bursts: such intervals arise by chance"
BARE = "without a test there is no interval either"

ALONE = ", each contrast by itself"  # as q of a finding is corrected over all contrasts

# Of documents and contrasts the table of what findings are counted among: name (of each row another), effect, low, high, p, q.
Measure = Callable[[pl.DataFrame, list[Contrast]], pl.DataFrame]


def measure_terms(voices: list[Terms]) -> Measure:
    """The comparison of terms that were found once, under whatever names of groups, as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        table = take_terms(contrast_terms(voices, documents, contrasts))
        return table.select("low", "high", "p", "q", name="term", effect="log_ratio")

    return measure


def measure_counts(voices: list[Counts]) -> Measure:
    """The comparison of cues that were counted once (see `count_voices`) as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        name = pl.concat_str("measure", "category", separator=" / ").alias("name")
        table = contrast_counts(voices, documents, contrasts).filter(pl.col("voice").is_in(OWN))
        return table.select(name, "low", "high", "p", "q", effect="difference")

    return measure


def measure_values(values: dict[str, pl.DataFrame]) -> Measure:
    """The comparison of values that each document has, such as those of style (see `compare_means`), as a measure."""

    def measure(documents: pl.DataFrame, contrasts: list[Contrast]) -> pl.DataFrame:
        name = pl.concat_str("measure", "voice", separator=" / ").alias("name")
        table = compare_means(values, documents, contrasts).filter(pl.col("voice").is_in(OWN))
        return table.select(name, "low", "high", "p", "q", effect="difference")

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

    What is counted are the findings of the summary: content terms, cues or measures of style in the author's voice, or of all
    words, with q corrected over all voices, of each contrast by itself.
    Columns: control, measure, the groups, outlet, runs, tested (whether there is a test), real (what the corpus as it is
    shows), placebo (the mean over the runs of the control), placebo_low and placebo_high (the least and the most), any (the
    share of the runs with one finding or more, 0 to 1; null for mirror), counted, note.
    `mirror` counts rows in `real` and in `placebo` those that do not mirror, 0 when all is well. `shuffled` deals out the
    names of the groups among the whole documents of each event, those without an event as one block. `outlets` deals them
    out among whole outlets, where each side has LEAST_OUTLETS: words also go with outlets, which the test within events
    does not know. `split` sets two random halves of the outlet with most documents of a group against each other. These
    three count findings (q below alpha) or, where nothing is tested, intervals without 0. Null where there is no run.
    """
    ordered = documents.sort("doc").with_columns(pl.col("outlet").fill_null(""))
    rows = [
        (control, name, *row)
        for name, measure in measures.items()
        for control, found in (
            ("mirror", _check_mirror(measure, ordered, contrasts)),
            (SHUFFLED, _check_shuffled(measure, ordered, contrasts, alpha, seed, shuffles)),
            (OUTLETS, _check_outlets(measure, ordered, contrasts, alpha, seed, shuffles)),
            ("split", _check_split(measure, ordered, contrasts, alpha, seed, shuffles)),
        )
        for row in found
    ]
    several = pl.col("tested") & pl.col("control").is_in([SHUFFLED, OUTLETS]) & (len(contrasts) > 1)
    said = pl.when(several).then(pl.col("counted") + ALONE).otherwise("counted")
    return pl.DataFrame(rows, schema=CONTROLS, orient="row").with_columns(counted=said)


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
        yield *contrast, "", 1, tested, rows, wrong, wrong, wrong, None, "rows that do not mirror", ""


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
        ways, every = deal_anew(real, _number_events(documents), shuffles, random)
        note = _say_ways(every) if ways else "there is no other way to deal out the names within events"
        yield _set_beside(measure, documents, contrast, ways, alpha, note)


def _check_outlets(
    measure: Measure, documents: pl.DataFrame, contrasts: list[Contrast], alpha: float, seed: int, shuffles: int
) -> Iterator[tuple]:
    random = np.random.default_rng(seed)
    outlets = documents["outlet"].to_numpy()
    for contrast in contrasts:
        real = side_of(documents["group"], contrast)
        known = count_outlets(real, outlets)
        enough = min(known) >= LEAST_OUTLETS
        ways, every = deal_outlets(real, outlets, shuffles, random) if enough else ([], False)
        lacking = f"{known[0]} and {known[1]} outlets; names are dealt out by outlet from {LEAST_OUTLETS} a side"
        yield _set_beside(measure, documents, contrast, ways, alpha, _say_ways(every) if enough else lacking)


def _say_ways(every: bool) -> str:
    return "every other way to deal out the names" if every else "ways drawn at random"


def _set_beside(
    measure: Measure, documents: pl.DataFrame, contrast: Contrast, ways: list[np.ndarray], alpha: float, note: str
) -> tuple:
    """The columns from `group_a` on: what a measure finds as the groups are named, and with these other sides."""
    sides = (side_of(documents["group"], contrast), *ways)
    real, *runs = (measure(_name_sides(documents, contrast, side), [contrast]) for side in sides)
    tested = _is_tested(real)
    found = None if _is_bare(real) else _count_findings(real, alpha, tested)
    return *contrast, "", *_sum_up(runs, found, tested, alpha, note)


# --- one outlet against itself --------------------------------------------------------------------------------------


def _check_split(
    measure: Measure, documents: pl.DataFrame, contrasts: list[Contrast], alpha: float, seed: int, shuffles: int
) -> Iterator[tuple]:
    random = np.random.default_rng(seed)  # anew for each measure, so that all see the same ways
    groups = dict.fromkeys(group for contrast in contrasts for group in contrast)
    for group in groups:
        inside = documents.filter(pl.col("group") == group, pl.col("outlet") != "")
        if inside.is_empty():  # REST is no group, and an outlet that is not known is none
            continue
        outlet, docs = inside.group_by("outlet").len().sort("len", "outlet", descending=[True, False]).row(0)
        places = np.flatnonzero(((documents["group"] == group) & (documents["outlet"] == outlet)).to_numpy())
        halves = Contrast(f"{outlet}: one half", f"{outlet}: other half")
        ways = split_anew(places, _number_events(documents), shuffles, random)
        runs = [measure(_name_sides(documents, halves, side), [halves]) for side in ways]
        tested = any(_is_tested(table) for table in runs)
        note = f"{docs} articles" if docs > 1 else "1 article, which cannot be split"
        if runs and not tested:
            note += f"; a test needs {2 * LEAST} in events that both halves cover"
        yield group, group, outlet, *_sum_up(runs, None, tested, alpha, note)


# --- counting findings ----------------------------------------------------------------------------------------------


def _is_tested(table: pl.DataFrame) -> bool:
    return bool(table["p"].is_not_null().any())


def _is_bare(table: pl.DataFrame) -> bool:
    """Whether it has rows, none of which has an interval: nothing can be found there."""
    return bool(table.height) and table["low"].null_count() == table["high"].null_count() == table.height


def _count_findings(table: pl.DataFrame, alpha: float, tested: bool) -> int:
    """How many rows are findings, by a test or by their interval."""
    return table.filter(pl.col("q") < alpha if tested else is_clear()).height


def _sum_up(runs: list[pl.DataFrame], real: int | None, tested: bool, alpha: float, note: str) -> tuple:
    """The columns from `runs` to `note`; a run that cannot show what is counted is left out."""
    able = [table for table in runs if (_is_tested(table) if tested else not _is_bare(table))]
    found = np.array([_count_findings(table, alpha, tested) for table in able])
    spread = (found.mean(), found.min(), found.max(), (found > 0).mean()) if able else ()
    numbers = [float(number) for number in spread] or [None] * 4
    counted = f"findings at q below {alpha:g}" if tested else "intervals without 0"
    without = f"{len(runs) - len(able)} left out that have too few documents for a test" if tested else BARE
    notes = [note, *([without] if len(able) < len(runs) else []), *([UNTESTED] if able and not tested else [])]
    return len(able), tested, real, *numbers, counted, "; ".join(notes)
