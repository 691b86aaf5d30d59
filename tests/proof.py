"""What the gate promises, tried where the truth is known: findings that are false, and how often intervals hold the truth.

`python tests/proof.py` draws corpora of counts from seeds and writes tables and figures to figures/proof, the same bytes each
time. No text is involved; words come evenly or in bursts, events have words and levels of their own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import stats

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.compare.counts import Counts
from analysis.compare.estimates import (
    Contrast,
    adjust_p,
    contrast_outlets,
    estimate_events,
    estimate_means,
    estimate_rates,
    estimate_ratios,
    pool_events,
    rate_interval,
    take_sides,
)
from analysis.compare.terms import Terms, contrast_terms
from analysis.compare.traits import describe_terms
from tests.compare.conftest import make_counts

OUT = Path(__file__).resolve().parent.parent / "figures" / "proof"
A_B = Contrast("a", "b")
LEVEL = 0.05
POOLED, WITHIN = "pooled G²", "within events"
PLANTED, TIMES = 10, 3  # words of style, and how many times their rate is in group a
BURSTS = {
    "even": 0.0,
    "in bursts": 1.0,
    "in strong bursts": 0.3,
}  # the shape of the documents' gamma rates; 0: all alike
Shape = list[tuple[int, int]]  # the documents of each event in group a and in group b

FALSE_FINDINGS = {
    "corpora": pl.String, "method": pl.String, "seeds": pl.Int64, "words": pl.Float64, "planted": pl.Int64, "found": pl.Float64,
    "false": pl.Float64, "false_low": pl.Float64, "false_high": pl.Float64, "any": pl.Float64, "any_low": pl.Float64,
    "any_high": pl.Float64, "detectable": pl.Float64,
}  # fmt: skip
COVERAGE = {
    "estimate": pl.String, "documents": pl.String, "words": pl.String, "ratio": pl.Float64, "share": pl.Float64,
    "share_low": pl.Float64, "share_high": pl.Float64, "one_sided": pl.Float64, "intervals": pl.Int64,
}  # fmt: skip


# --- corpora ------------------------------------------------------------------------------------------------------


class Corpus(NamedTuple):
    """Counts of measures by document, and the table of the documents."""

    counts: Counts
    documents: pl.DataFrame


def lay_out(shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Whether each document is of group a, and the number of its event."""
    of_a = np.concatenate([[True] * a + [False] * b for a, b in shape])
    return of_a, np.repeat(np.arange(len(shape)), [sum(pair) for pair in shape])


def burst(random: np.random.Generator, clumps: float, shape: tuple[int, ...]) -> np.ndarray:
    """Factors of mean 1 that documents' rates are multiplied by."""
    return random.gamma(clumps, 1 / clumps, shape) if clumps else np.ones(shape)


def tabulate(of_a: np.ndarray, event: np.ndarray, outlets: Sequence[str] | None = None) -> pl.DataFrame:
    """The table of documents d00, d01, …"""
    columns = {
        "doc": [f"d{place:02}" for place in range(len(event))],
        "group": np.where(of_a, "a", "b").tolist(),
        "event": [f"e{number:02}" for number in event],
    }
    return pl.DataFrame(columns if outlets is None else columns | {"outlet": outlets})


def draw_events(seed: int, events: int) -> Corpus:
    """Events of 1 to 40 articles a group, each with 20 words of its own; 400 words in bursts; and the planted words of style.

    An event's own words stand in both groups alike, in its articles alone.
    """
    random = np.random.default_rng(seed)
    covered = np.clip(np.rint(np.exp(random.normal(1.2, 1.1, (events, 2)))), 1, 40).astype(int)
    of_a, event = lay_out([tuple(pair) for pair in covered.tolist()])
    docs = len(event)
    own = np.repeat(np.arange(events), 20)[:, None] == event
    topics = own * random.uniform(2e-3, 1e-2, (20 * events, 1)) * burst(random, 1.0, own.shape)
    means = np.exp(random.uniform(np.log(2e-4), np.log(4e-3), (400, 1)))
    common = means * burst(random, 0.5, (400, docs))
    style = 2e-3 * burst(random, 2.0, (PLANTED, docs)) * np.where(of_a, TIMES, 1)
    sizes = random.integers(300, 900, docs)
    rows = random.poisson(np.concatenate([style, common, topics]) * sizes)
    names = (f"{'style' if place < PLANTED else 'word'} {place}" for place in range(len(rows)))
    seen = {name: row for name, row in zip(names, rows, strict=True) if row.any()}
    return Corpus(make_counts(seen, sizes.tolist()), tabulate(of_a, event))


def draw_null(seed: int, shape: Shape, clumps: float = 0.5, words: int = 300) -> Corpus:
    """Words in bursts that do not differ between the groups."""
    random = np.random.default_rng(seed)
    of_a, event = lay_out(shape)
    means = np.exp(random.uniform(np.log(2e-4), np.log(4e-3), (words, 1)))
    sizes = random.integers(300, 900, len(event))
    rows = random.poisson(means * burst(random, clumps, (words, len(event))) * sizes)
    seen = {f"word {place}": row for place, row in enumerate(rows) if row.any()}
    return Corpus(make_counts(seen, sizes.tolist()), tabulate(of_a, event))


# --- false findings -----------------------------------------------------------------------------------------------


NULLS: dict[str, Shape] = {
    "no difference, 5 events of 4 and 4": [(4, 4)] * 5,
    "no difference, 5 events of 2 and 8": [(2, 8)] * 5,
    "no difference, 20 pairs": [(1, 1)] * 20,
    "no difference, 30 events of 6 and 6": [(6, 6)] * 30,
}
EVENTS = {"30 events, 10 words planted": 30, "8 events, 10 words planted": 8}


class Verdict(NamedTuple):
    """What one method finds in one corpus: words, planted words found, false ones, the least ratio it could find (or inf)."""

    words: int
    found: int
    false: int
    detectable: float


def judge(corpus: Corpus) -> dict[str, Verdict]:
    """What is found at a false discovery rate of LEVEL, by pooled counts and by the gate."""
    counts, documents = corpus
    single = counts._replace(parts=np.full((len(counts.names), 2), -1, np.int32))
    table = contrast_terms([Terms(single, describe_terms(single))], documents, [A_B])
    planted = table["term"].str.starts_with("style").to_numpy()
    least = table.filter(planted)["detectable"].fill_null(np.inf).median()
    within = (table["q"].fill_null(1) <= LEVEL).to_numpy()
    pooled = adjust_p(stats.chi2.sf(table["g2"].to_numpy(), 1)) <= LEVEL
    return {
        method: Verdict(table.height, int((found & planted).sum()), int((found & ~planted).sum()), ratio)
        for method, found, ratio in (
            (POOLED, pooled, np.nan),
            (WITHIN, within, 2 ** (np.nan if least is None else least)),
        )
    }


def count_findings(corpora: str, seeds: int) -> pl.DataFrame:
    """Two rows of FALSE_FINDINGS: what pooled counts and the gate find in so many corpora of a kind.

    found, false: words a corpus, on average, with the 5th and 95th percentile of false; any: the share of corpora with a false
    finding, with its exact 95 % interval; detectable: the least ratio of a planted word's rates that would be the first finding
    four times out of five, the middle one of all (null where none would be, however large).
    """
    if corpora in NULLS:
        judged = [judge(draw_null(seed, NULLS[corpora])) for seed in range(seeds)]
    else:
        judged = [judge(draw_events(seed, EVENTS[corpora])) for seed in range(seeds)]
    rows = []
    for method in (POOLED, WITHIN):
        words, found, false, detectable = np.array([verdicts[method] for verdicts in judged]).T
        some = int((false > 0).sum())
        exact = stats.binomtest(some, seeds).proportion_ci(method="exact")
        planted = PLANTED if corpora in EVENTS else 0
        bounds = np.percentile(false, [5, 95])
        numbers = (words.mean(), planted, found.mean(), false.mean(), *bounds, some / seeds, exact.low, exact.high)
        rows.append((corpora, method, seeds, *numbers, np.median(detectable)))
    return round_off(pl.DataFrame(rows, schema=FALSE_FINDINGS, orient="row"))


# --- coverage -----------------------------------------------------------------------------------------------------


MIXED = [tuple(pair) for pair in np.random.default_rng(0).integers(1, 41, (30, 2)).tolist()]
SHAPES: dict[str, Shape] = {
    "1 event of 10 and 10": [(10, 10)],
    "1 event of 10 and 40": [(10, 40)],
    "10 pairs": [(1, 1)] * 10,
    "30 pairs": [(1, 1)] * 30,
    "5 events of 2 and 8": [(2, 8)] * 5,
    "8 events of 1 to 40": [(1, 5), (2, 1), (1, 1), (3, 8), (40, 2), (1, 30), (6, 6), (12, 3)],
    "30 events of 1 to 40": MIXED,
}
ALONE = {f"{number} documents": number for number in (5, 10, 20, 40, 200)}
SAMPLES = {f"{number} events of 6 and 6": number for number in (5, 10, 30)}
OUTLETS = {f"{number} and {number} outlets": number for number in (3, 5, 10)}
RATE, DIFFERENCE, RATIO, MEAN = "rate", "difference of rates", "log ratio", "difference of means"
RANDOM, BY_OUTLET = "events as a sample", "outlets as the unit"
CASES = {
    RATE: ALONE, DIFFERENCE: SHAPES, RATIO: SHAPES, MEAN: SHAPES, RANDOM: SAMPLES, BY_OUTLET: OUTLETS,
}  # fmt: skip
MEASURES, LEVEL_OF_WORDS = 2000, 2e-3  # measures a case, and their mean rate


def cover(estimate: str, documents: str, words: str, ratio: float, measures: int = MEASURES) -> pl.DataFrame:
    """A row of COVERAGE: the share of 95 % intervals that hold the truth, with the exact interval of that share.

    one_sided: the share of intervals without one of their bounds. A ratio that is undefined, as neither side has a hit, has no
    interval and is not counted.
    """
    random = np.random.default_rng(
        [list(CASES).index(estimate), list(CASES[estimate]).index(documents), list(BURSTS).index(words)]
    )
    low, high, truth = TRIALS[estimate](random, CASES[estimate][documents], BURSTS[words], ratio, measures)
    known = ~(np.isnan(low) & np.isnan(high))
    inside = (np.nan_to_num(low, nan=-np.inf) <= truth) & (np.nan_to_num(high, nan=np.inf) >= truth)
    held, of = int(inside[known].sum()), int(known.sum())
    exact = stats.binomtest(held, of).proportion_ci(method="exact")
    one_sided = (np.isnan(low) ^ np.isnan(high))[known].mean()
    row = (estimate, documents, words, ratio, held / of, exact.low, exact.high, one_sided, of)
    return round_off(pl.DataFrame([row], schema=COVERAGE, orient="row"))


Trial = tuple[np.ndarray, np.ndarray, np.ndarray | float]  # lower bounds, upper bounds, the truth


def try_rates(random: np.random.Generator, docs: int, clumps: float, _: float, measures: int) -> Trial:
    sizes = random.integers(300, 900, docs)
    rows = random.poisson(LEVEL_OF_WORDS * burst(random, clumps, (measures, docs)) * sizes)
    found = rate_interval(as_counts(rows, sizes), np.ones(docs, bool))
    return found["low"], found["high"], LEVEL_OF_WORDS * 1000


def try_differences(random: np.random.Generator, shape: Shape, clumps: float, ratio: float, measures: int) -> Trial:
    corpus, levels = draw_contrast(random, shape, clumps, ratio, measures)
    found = estimate_rates(corpus.counts, take_sides(*corpus, A_B))
    weights = [a * b / (a + b) for a, b in shape]
    return found.low, found.high, (ratio - 1) * np.average(levels, axis=1, weights=weights) * 1000


def try_ratios(random: np.random.Generator, shape: Shape, clumps: float, ratio: float, measures: int) -> Trial:
    corpus, _ = draw_contrast(random, shape, clumps, ratio, measures)
    found = estimate_ratios(corpus.counts, take_sides(*corpus, A_B))
    return found.low, found.high, np.log2(ratio)


def draw_contrast(
    random: np.random.Generator, shape: Shape, clumps: float, ratio: float, measures: int
) -> tuple[Corpus, np.ndarray]:
    """Measures that are `ratio` times as frequent in group a in every event, and each one's level in each event."""
    of_a, event = lay_out(shape)
    levels = LEVEL_OF_WORDS * np.exp(random.normal(-0.5, 1, (measures, len(shape))))
    sizes = random.integers(300, 900, len(event))
    rates = levels[:, event] * burst(random, clumps, (measures, len(event))) * np.where(of_a, ratio, 1)
    return Corpus(as_counts(random.poisson(rates * sizes), sizes), tabulate(of_a, event)), levels


def try_means(random: np.random.Generator, shape: Shape, clumps: float, ratio: float, measures: int) -> Trial:
    """Values of documents around the level of their event, 20 on average, skewed where words come in bursts."""
    of_a, event = lay_out(shape)
    levels = 20 + 2 * random.normal(size=(measures, len(shape)))[:, event]
    apart = burst(random, clumps, levels.shape) - 1 if clumps else random.normal(size=levels.shape)
    found = estimate_means(
        as_values(levels + apart + (ratio - 1) * of_a), take_sides(as_values(levels), tabulate(of_a, event), A_B)
    )
    return found.low, found.high, ratio - 1


def try_samples(random: np.random.Generator, events: int, clumps: float, ratio: float, measures: int) -> Trial:
    """The rate in group a is `ratio` times that in b on average over all events there might be, and varies between them."""
    of_a, event = lay_out([(6, 6)] * events)
    times = np.where(of_a, ratio * random.gamma(4, 1 / 4, (measures, events))[:, event], 1)
    sizes = random.integers(300, 900, len(event))
    rows = random.poisson(LEVEL_OF_WORDS * times * burst(random, clumps, times.shape) * sizes)
    corpus = Corpus(as_counts(rows, sizes), tabulate(of_a, event))
    found = pool_events(estimate_events(corpus.counts, take_sides(*corpus, A_B)))
    return found.low, found.high, (ratio - 1) * LEVEL_OF_WORDS * 1000


def try_outlets(random: np.random.Generator, outlets: int, clumps: float, ratio: float, measures: int) -> Trial:
    """Outlets with rates of their own, each with one article on each of six events; the truth is that of all there might be."""
    of_a, event = lay_out([(outlets, outlets)] * 6)
    outlet = np.tile(np.arange(2 * outlets), 6)
    own = random.gamma(4, 1 / 4, (measures, 2 * outlets))[:, outlet] * np.where(of_a, ratio, 1)
    sizes = random.integers(300, 900, len(event))
    rows = random.poisson(LEVEL_OF_WORDS * own * burst(random, clumps, own.shape) * sizes)
    documents = tabulate(of_a, event, [f"o{number:02}" for number in outlet])
    counts = as_counts(rows, sizes)
    found = contrast_outlets(counts, take_sides(counts, documents, A_B))
    return found.low, found.high, (ratio - 1) * LEVEL_OF_WORDS * 1000


TRIALS = {
    RATE: try_rates, DIFFERENCE: try_differences, RATIO: try_ratios, MEAN: try_means, RANDOM: try_samples,
    BY_OUTLET: try_outlets,
}  # fmt: skip


def as_counts(rows: np.ndarray, sizes: np.ndarray) -> Counts:
    return make_counts({f"m{place:04}": row for place, row in enumerate(rows)}, sizes.tolist())


def as_values(rows: np.ndarray) -> Counts:
    """Values of documents as counts of documents of size 1."""
    measures, docs = rows.shape
    places = np.tile(np.arange(docs, dtype=np.int32), measures)
    names = [f"d{place:02}" for place in range(docs)]
    bounds = np.arange(measures + 1, dtype=np.int64) * docs
    return Counts(
        [f"m{place:04}" for place in range(measures)], bounds, places, rows.ravel(), names, np.ones(docs), "all"
    )


def round_off(table: pl.DataFrame) -> pl.DataFrame:
    """Numbers to four significant digits, undefined and boundless ones as null."""
    numbers = pl.selectors.float()
    return table.with_columns(pl.when(numbers.is_finite()).then(numbers.round_sig_figs(4)).name.keep())


def list_cases() -> list[tuple[str, str, str, float]]:
    """All that `cover` is asked; a rate has no ratio, and a difference of means is the same whatever it is."""
    ratios = {RATE: (1.0,), MEAN: (float(TIMES),)}
    return [
        (estimate, documents, words, ratio)
        for estimate, all_documents in CASES.items()
        for documents in all_documents
        for words in BURSTS
        for ratio in ratios.get(estimate, (1.0, float(TIMES)))
    ]


SEEDS = dict.fromkeys(EVENTS, 100) | dict.fromkeys(NULLS, 400)


def main() -> int:
    """Writes the tables and figures."""
    from analysis.report.figures.style import save_plot
    from tests.proof_figures import plot_coverage, plot_findings

    OUT.mkdir(parents=True, exist_ok=True)
    findings = pl.concat([count_findings(corpora, seeds) for corpora, seeds in SEEDS.items()])
    coverage = pl.concat([cover(*case) for case in list_cases()])
    for name, table, plot in (("false-findings", findings, plot_findings), ("coverage", coverage, plot_coverage)):
        table.write_csv(OUT / f"{name}.csv")
        save_plot(name, plot(table), OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
