"""The blind reader: whether one who sees no names, places, numbers and event words can tell two groups apart.

A reader (logistic regression) learns from the articles of some events which group wrote them and is tried on events that it
has not read, article against article of the same event: neither an event nor how often a group covers it helps. What
the reader gets right by accident is found by letting it learn from groups shared out anew inside each event. As it knows the
outlets from other events, a second reading holds out whole outlets, with the groups shared out anew among outlets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import stats

from analysis.compare.counts import Counts, count_terms
from analysis.compare.dealing import count_outlets, find_units
from analysis.compare.desk import SPREAD, Desk, hold_out_outlets, lay_out, mask_topics
from analysis.compare.estimates import CONFIDENCE, LEAST, LEAST_OUTLETS, Contrast, Sides, take_sides
from analysis.compare.selection import shuffle_within
from analysis.find.words import Words

SCORES = {
    "group_a": pl.String, "group_b": pl.String, "voice": pl.String, "held_out": pl.String, "docs_a": pl.Int64,
    "docs_b": pl.Int64, "outlets_a": pl.Int64, "outlets_b": pl.Int64, "events": pl.Int64, "auc": pl.Float64,
    "low": pl.Float64, "high": pl.Float64, "chance": pl.Float64, "chance_low": pl.Float64, "chance_high": pl.Float64,
    "p": pl.Float64, "shuffles": pl.Int64, "accuracy": pl.Float64, "terms": pl.Int64, "n": pl.Int64, "unit": pl.String,
    "note": pl.String,
}  # fmt: skip
FEATURES = {
    "term": pl.String, "group": pl.String, "weight": pl.Float64, "agree": pl.Int64, "folds": pl.Int64,
    "docs_a": pl.Int64, "docs_b": pl.Int64, "rank": pl.Int64, "group_a": pl.String, "group_b": pl.String,
    "voice": pl.String,
}  # fmt: skip
EVENTS, OUTLETS = "events", "outlets"  # what is held out
BLIND = 0.5  # the AUC of one who cannot tell
LEAST_EVENTS = 5  # events that both groups cover: with fewer there is too little to learn from and to be tried on
NGRAMS, MIN_COUNT = 2, 3
STRENGTH = 1.0  # C of the regression, the same for every corpus: nothing is tuned on what is tried
SAME = "no interval: every event gives the same value"
A_SIDE = 100  # terms that are kept of those most telling
_DIGITS = 4  # of a weight: the solver's tolerance leaves no more


class BlindReading(NamedTuple):
    """How well a blind reader tells groups apart (`scores`), and by which terms (`features`)."""

    scores: pl.DataFrame
    features: pl.DataFrame


def read_blind(
    words: Words,
    tokens: pl.DataFrame,
    documents: pl.DataFrame,
    contrasts: list[Contrast],
    seed: int,
    shuffles: int = 100,
    voice: str = "author",
) -> BlindReading:
    """Whether the wording of one voice tells the groups of each contrast apart in events, and in outlets, that were not read before.

    scores, two rows a contrast: the groups, voice, held_out (events or outlets, in parts that each have outlets of both
    sides), documents, outlets and events that were used (events that both groups cover and have words in; documents without an
    event are not used), auc (the chance that an article of group_a is placed above one of group_b of the same event, 0.5 =
    blind, mean over events weighted by docs_a * docs_b / (docs_a + docs_b), van Elteren 1960) with its 95 % interval low to high
    (t over events, the reader as it is), chance with chance_low to chance_high (mean and middle 95 % of auc of readers who
    learned from groups shuffled with `seed`, inside events or among whole outlets), p = (b + 1) / (B + 1) of B shuffles, b of
    which reach auc, accuracy (share placed on the right side of the middle, sides of an event weighing the same), terms (that
    the reader sees), n (documents), unit (event), note. Null with a note where there are fewer than LEAST_EVENTS events, LEAST
    documents a side in them, nothing to read, or, for outlets held out, fewer than LEAST_OUTLETS a side.

    features, of the reading with events held out, the most telling terms, A_SIDE a side, most first: term, group, weight (log
    odds for group_a by tf-idf, mean over the held-out parts), agree (in how many of the `folds` the sign is the same), docs
    with the term on both sides, rank.

    Above chance means that something in the wording goes with the group in these outlets; with events held out it may be
    one outlet's house style, spelling or layout. At chance means that this reader found nothing, not that there is nothing.
    """
    plain = mask_topics(words, tokens)
    counts = count_terms(plain, voice, NGRAMS, MIN_COUNT)
    readings = [_read(counts, documents, contrast, seed, shuffles) for contrast in contrasts]
    scores = pl.DataFrame([row for rows, _ in readings for row in rows], schema=SCORES)
    return BlindReading(scores, pl.concat([pl.DataFrame(schema=FEATURES), *(table for _, table in readings)]))


def _learn(desk: Desk, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The log odds for side a of every document when its part was held out, a row for each row of labels.

    And the weights of the terms, a row a part, learned from the first labels. How rare a term is, is taken from what is
    learned alone. Where what is learned has no event of both sides, nothing is known: the odds are 0.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    reader = LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, max_iter=1000, random_state=0)
    odds, weights = np.zeros(labels.shape), []
    for part in range(int(desk.part.max()) + 1):
        learned, tried = np.flatnonzero(desk.part != part), np.flatnonzero(desk.part == part)
        if not len(learned):
            continue
        scale = TfidfTransformer(sublinear_tf=True)
        lessons = scale.fit_transform(desk.matrix[learned])
        trial = scale.transform(desk.matrix[tried])
        for row, label in enumerate(labels):
            weight = balance(label[learned], desk.event[learned])
            if not weight.any():
                continue
            reader.fit(lessons, label[learned], sample_weight=weight / weight.mean())
            odds[row, tried] = reader.decision_function(trial)
            if row == 0:
                weights.append(reader.coef_[0].copy())
    return odds, np.array(weights)


def balance(label: np.ndarray, event: np.ndarray) -> np.ndarray:
    """The weight of each document: inside an event both sides weigh the same, a * b / (a + b) for a and b documents.

    >>> balance(np.array([1, 0, 0, 0]), np.zeros(4, int)).tolist()
    [0.75, 0.25, 0.25, 0.25]
    """
    share_a = (np.bincount(event, label) / np.maximum(np.bincount(event), 1))[event]
    return np.where(label == 1, 1 - share_a, share_a)


def auc_by_event(odds: np.ndarray, label: np.ndarray, event: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each event the chance that a document of side a is placed above one of b, ties half, and the event's weight.

    Mann & Whitney's U over its pairs; weights are a * b / (a + b) for a and b documents (van Elteren 1960). Events of one
    side alone are left out.

    >>> auc_by_event(np.array([2.0, 1.0, 1.0]), np.array([1, 1, 0]), np.array([0, 0, 0]))
    (array([0.75]), array([0.66666667]))
    """
    _, level = np.unique(odds, return_inverse=True)
    sizes, of_a = np.bincount(event), np.bincount(event, label)
    before = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rank = stats.rankdata(event * len(odds) + level) - before[event]
    pairs = of_a * (sizes - of_a)
    above = np.bincount(event, rank * label) - of_a * (of_a + 1) / 2
    both = pairs > 0
    return above[both] / pairs[both], pairs[both] / sizes[both]


def estimate_auc(auc: np.ndarray, weight: np.ndarray) -> tuple[float, float | None, float | None]:
    """The weighted mean over events with its 95 % interval: t over events, as of a ratio (Cochran 1977, ch. 6).

    No bounds where all events have the same value: it says nothing of how far others would be off.

    >>> [round(number, 3) for number in estimate_auc(np.array([0.5, 0.7, 0.9]), np.ones(3))]
    [0.7, 0.203, 1.0]
    """
    mean, events = float(np.average(auc, weights=weight)), len(auc)
    if np.ptp(auc) == 0:
        return mean, None, None
    error = np.sqrt(events / (events - 1) * ((weight * (auc - mean)) ** 2).sum()) / weight.sum()
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, events - 1) * error)
    return mean, max(0.0, mean - half), min(1.0, mean + half)


def _read(
    counts: Counts, documents: pl.DataFrame, contrast: Contrast, seed: int, shuffles: int
) -> tuple[list[dict], pl.DataFrame]:
    """The rows of scores and the features of one contrast."""
    desk = lay_out(counts, documents, contrast)
    docs_a = int(desk.label.sum())
    outlets = count_outlets(desk.label, desk.outlet)
    row = dict.fromkeys(SCORES) | {
        "group_a": contrast.a, "group_b": contrast.b, "voice": counts.voice, "docs_a": docs_a,
        "docs_b": len(desk.label) - docs_a, "outlets_a": outlets[0], "outlets_b": outlets[1],
        "events": len(np.unique(desk.event)), "terms": len(desk.terms), "n": len(desk.label), "unit": "event", "note": "",
    }  # fmt: skip
    by_event, by_outlet = row | {"held_out": EVENTS}, row | {"held_out": OUTLETS}
    if reason := _too_little(row):
        return [by_event | {"note": reason}, by_outlet | {"note": reason}], pl.DataFrame(schema=FEATURES)
    random = np.random.default_rng(seed)
    labels = np.array([desk.label, *(shuffle_within(desk.label, desk.event, random) for _ in range(shuffles))])
    odds, weights = _learn(desk, labels)
    found = _score(desk, odds, labels)
    by_event |= found | {"note": _note(found["low"], take_sides(counts, documents, contrast))}
    by_outlet |= _hold_out_outlets(desk, shuffles, np.random.default_rng(seed))
    return [by_event, by_outlet], _name_features(desk, weights, contrast, counts.voice)


def _hold_out_outlets(desk: Desk, shuffles: int, random: np.random.Generator) -> dict:
    """What is known of a reading with whole outlets held out, or why there is none.

    The parts are made anew for every way to share out the groups: parts that are even for one way alone would favour it.
    """
    outlets = count_outlets(desk.label, desk.outlet)
    if min(*outlets, hold_out_outlets(desk.outlet, desk.label).max() + 1) < LEAST_OUTLETS:
        return {"note": f"outlets not held out: {outlets[0]} and {outlets[1]} outlets; it needs {LEAST_OUTLETS} a side"}
    unit, side = find_units(desk.label, desk.outlet)
    labels = [desk.label, *(random.permutation(side)[unit] for _ in range(shuffles))]
    labels = [
        label for label in labels if balance(label, desk.event).any()
    ]  # with an event of both sides to be tried on
    desks = (desk._replace(part=hold_out_outlets(desk.outlet, label)) for label in labels)
    odds = np.array([_learn(one, label[None])[0][0] for one, label in zip(desks, labels, strict=True)])
    found = _score(desk, odds, np.array(labels))
    return found | {"note": SAME if found["low"] is None else ""}


def _score(desk: Desk, odds: np.ndarray, labels: np.ndarray) -> dict:
    """What a reader gets right, by the odds of its documents, beside readers of shuffled labels; a row a reader."""
    auc, *chance = (estimate_auc(*auc_by_event(*pair, desk.event)) for pair in zip(odds, labels, strict=True))
    right = (odds[0] > 0) == (desk.label == 1)
    found = dict(zip(("auc", "low", "high"), auc, strict=True))
    found |= {"accuracy": float(np.average(right, weights=balance(desk.label, desk.event)))}
    return found | _by_chance(auc[0], np.array([mean for mean, _, _ in chance]))


def _note(low: float | None, sides: Sides) -> str:
    """What is to be kept in mind of a reading: no interval, or an outlet that has most of a side."""
    outlets = zip(sides.contrast, (sides.a.main_outlet, sides.b.main_outlet), strict=True)
    known = [
        f"most documents of {group} are of {outlet}, which may be what is told" for group, outlet in outlets if outlet
    ]
    return "; ".join([*([SAME] if low is None else []), *known])


def _too_little(row: dict) -> str:
    """Why there is nothing to read, in words, or nothing."""
    if row["events"] < LEAST_EVENTS or min(row["docs_a"], row["docs_b"]) < LEAST:
        have = f"{row['events']} events that both groups cover, with {row['docs_a']} and {row['docs_b']} documents"
        return f"no blind reading: {have}; it needs {LEAST_EVENTS} events and {LEAST} documents a side in them"
    missing = f"no blind reading: no term but names and words of single events stands in {SPREAD} events"
    return "" if row["terms"] else missing


def _by_chance(auc: float, found: np.ndarray) -> dict:
    """Chance, its range, p and the number of readers who learned from shuffled groups."""
    if not len(found):
        return {}
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(found, [tail, 1 - tail]).tolist()
    p = (int((found > auc - 1e-12).sum()) + 1) / (len(found) + 1)
    return {"chance": float(found.mean()), "chance_low": low, "chance_high": high, "p": p, "shuffles": len(found)}


def say_p(p: float, shuffles: int) -> str:
    """The p of a reading in words; at its floor it is an upper bound.

    >>> say_p(1 / 101, 100), say_p(0.25, 99)
    ('p ≤ 0.01, none of 100', 'p = 0.25')
    """
    return f"p ≤ {p:.1g}, none of {shuffles}" if p * (shuffles + 1) < 1.5 else f"p = {p:.2g}"


def _name_features(desk: Desk, weights: np.ndarray, contrast: Contrast, voice: str) -> pl.DataFrame:
    mean = weights.mean(axis=0).round(_DIGITS)
    has = (desk.matrix > 0).astype(float)
    docs_a = has.T @ desk.label
    table = pl.DataFrame(
        {
            "term": desk.terms, "group": np.where(mean > 0, contrast.a, contrast.b).tolist(), "weight": mean,
            "agree": (np.sign(weights) == np.sign(mean)).sum(axis=0), "docs_a": docs_a,
            "docs_b": np.asarray(has.sum(axis=0)).ravel() - docs_a,
        }
    ).filter(pl.col("weight") != 0)  # fmt: skip
    ordered = table.sort(pl.col("weight").abs(), "term", descending=[True, False])
    kept = ordered.filter(pl.col("term").cum_count().over("group") <= A_SIDE).with_row_index("rank", 1)
    labels = {"group_a": contrast.a, "group_b": contrast.b, "voice": voice, "folds": len(weights)}
    return (
        kept.with_columns(**{name: pl.lit(value) for name, value in labels.items()})
        .select(FEATURES.keys())
        .cast(FEATURES)
    )
