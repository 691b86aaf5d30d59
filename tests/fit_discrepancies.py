"""The weights of the ledger of discrepancies, from labelled pairs of sentences.

`python -m tests.fit_discrepancies FOLDER` prints what stands in analysis/compare/discrepancies/confidence.py, fitted on the parts
`tune` of tests/data/discrepancies.jsonl and of tests/data/news.jsonl, whose articles FOLDER holds, and how well pairs of other
topics and events are told, each tenth of them by weights of the rest. Beside the labelled pairs, which were written to be hard,
stand pairs of values in news, which a reader judged (of those called a conflict, whether they are one), and what is common:
articles of different pairs of one topic, which tell of different things as the articles of an event do, and each article beside
itself with one number changed.
What speaks for one thing may not weigh against it, nor the other way round, even where made-up pairs would have it so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from analysis.compare.accuracy.discrepancies import NONE, TUNED, is_right, lay_articles, read_claims
from analysis.compare.accuracy.news import MISREAD, by_articles, find_label, read_news
from analysis.compare.discrepancies import CONFLICT, find_told
from analysis.compare.discrepancies.choice import drop_known
from analysis.compare.discrepancies.comparable import choose_comparable
from analysis.compare.discrepancies.confidence import OF_KIND, WEIGHTS, weigh
from analysis.compare.discrepancies.relations import AGREE
from analysis.compare.discrepancies.stated import DAY, NUMBERS, TIME, read_stated
from analysis.compare.discrepancies.swaps import find_swaps
from tests.compare.labelled import FOLDER, read_part
from tests.logistic import AGAINST, ANY, FOR, fit_logistic

RIDGE = 3e-4
LABELLED, OTHERS, TWINS, NEWS = "labelled pairs", "different pairs", "an article beside itself", "news"
COUNTS = {LABELLED: 1.0, OTHERS: 0.5, TWINS: 0.1, NEWS: 2.0}  # what two values count, by where they stand
CHANGED, DAYS, MINUTES = 1.6, 3.0, 95.0  # how a number, a date and a time are changed
AGAINST_ONE_THING = (
    "far",
    "swapped",
    "contrast",
    "counted_apart",
    "settled",
    "years_apart",
    "attached",
    "named_apart",
    "late",
    "day_apart",
    "day_other",
    "known",
    "many",
)
BOUNDS = [AGAINST if name in AGAINST_ONE_THING else FOR for name in WEIGHTS] + [ANY] * len(OF_KIND)


_PLACE, _TWIN, _MARK = r"-\d+(?:-[ab])?$", "-twin", "#"


class Evidence(NamedTuple):
    """Comparable pairs of values: their evidence, whether they are a discrepancy, their topics, where each stands (of COUNTS)."""

    found: np.ndarray
    same: np.ndarray
    topics: np.ndarray
    source: np.ndarray

    def take(self, rows: np.ndarray) -> Evidence:
        return Evidence(*(part[rows] for part in self))


def join(*parts: Evidence) -> Evidence:
    return Evidence(*(np.concatenate(some) for some in zip(*parts, strict=True)))


def read_news_evidence(folder: Path) -> Evidence:
    """The evidence of the labelled pairs of values in news but for those that are misread, which is no matter of the weights."""
    news = read_news(folder, FOLDER, TUNED)
    claims = read_claims(news.documents)
    stated = read_stated(claims, news.documents)
    told = _choose(drop_known(find_told(stated), stated, news.documents))
    rows = told.rename({"kind_a": "kind"}).select(
        "kind", *(f"{name}_{side}" for side in "ab" for name in ("doc", "start", "end"))
    )
    labels = by_articles(news.labels)
    found = [find_label(row, labels) for row in rows.iter_rows(named=True)]
    kept = np.array([label is not None and label.get("why") != MISREAD for label in found])
    same = np.array([_is_told(row["class"], label) for row, label in zip(told.to_dicts(), found, strict=True)], float)
    return Evidence(weigh(told)[kept], same[kept], told["event_a"].to_numpy()[kept], np.full(kept.sum(), NEWS, object))


def _is_told(called: str, label: dict[str, Any] | None) -> bool:
    """Whether a pair is of one thing and, where it is called a conflict, is one: false alarms of that class weigh most."""
    if label is None or label["class"] == NONE:
        return False
    return called != CONFLICT or label["class"] == CONFLICT


def read_evidence() -> Evidence:
    """The evidence of the labelled pairs, of articles of different pairs of one topic, and of articles beside themselves."""
    pairs = read_part(TUNED)
    documents = lay_articles(pairs)
    claims = read_claims(documents)
    labelled = _choose(find_told(read_stated(claims, documents)))
    pair = [pl.col(f"doc_{side}").str.replace(r"-[ab]$", "") for side in "ab"]
    topics = documents.with_columns(event=pl.col("event").str.replace(_PLACE, ""))
    others = _choose(find_told(read_stated(claims, topics)).filter(pair[0] != pair[1]))
    twins = _choose(find_told(read_stated(*make_twins(claims, documents))))
    parts = (labelled, others, twins)
    same = [[is_right(row, pairs[row["event_a"]]) for row in labelled.iter_rows(named=True)], [False] * others.height]
    return Evidence(
        np.concatenate([weigh(part) for part in parts]),
        np.concatenate(
            [
                *same,
                twins["value_b"].str.ends_with(_MARK).to_numpy() & (twins["start_a"] == twins["start_b"]).to_numpy(),
            ]
        ).astype(float),
        pl.concat([part["event_a"].str.replace(_PLACE, "") for part in parts]).to_numpy(),
        np.repeat(np.array([LABELLED, OTHERS, TWINS], object), [part.height for part in parts]),
    )


def make_twins(claims: pl.DataFrame, documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each article with a number beside itself with the first one changed: claims and documents, each article an event."""
    numbers = claims.filter(
        pl.col("kind").is_in([*NUMBERS, "weekday"]), pl.col("low").is_not_null(), pl.col("high").is_not_null()
    )
    first = numbers.unique("doc", keep="first", maintain_order=True).select("doc", at="start", which="kind")
    told = claims.join(first, on="doc", maintain_order="left")
    is_first = (pl.col("start") == pl.col("at")) & (pl.col("kind") == pl.col("which"))
    days = pl.when(pl.col("kind") == TIME).then(MINUTES).when(pl.col("kind").is_in([DAY, "weekday"])).then(DAYS)
    changed = {name: days.otherwise(pl.col(name) * (CHANGED - 1)) + pl.col(name) for name in ("low", "high")}
    twins = told.with_columns(
        pl.col("doc") + _TWIN,
        value=pl.when(is_first).then(pl.col("value") + _MARK).otherwise("value"),
        **{name: pl.when(is_first).then(value).otherwise(name) for name, value in changed.items()},
    )
    own = documents.join(first.select("doc"), on="doc", maintain_order="left").with_columns(event="doc")
    copies = own.with_columns(pl.col("doc", "outlet") + _TWIN)
    return pl.concat([told, twins]).drop("at", "which"), pl.concat([own, copies])


def _choose(told: pl.DataFrame) -> pl.DataFrame:
    chosen = choose_comparable(told.filter(pl.col("relation") != AGREE))
    return chosen.with_columns(swapped=find_swaps(chosen))


def fit(evidence: Evidence) -> tuple[np.ndarray, float]:
    counts = np.array([COUNTS[source] for source in evidence.source])
    return fit_logistic(evidence.found, evidence.same, BOUNDS, RIDGE, counts)


def foretell(evidence: Evidence) -> np.ndarray:
    """The confidence of each pair of values by weights fitted on the other topics."""
    found = np.zeros(len(evidence.same))
    for rest, part in GroupKFold(10, shuffle=True, random_state=1).split(evidence.found, groups=evidence.topics):
        weights, start = fit(evidence.take(rest))
        found[part] = 1 / (1 + np.exp(-evidence.found[part] @ weights - start))
    return found


def tell(evidence: Evidence) -> list[str]:
    """How many pairs of values from each confidence on are right, of the labelled and of all."""
    confidence, same = foretell(evidence), evidence.same
    labelled, others, news = (evidence.source == source for source in (LABELLED, OTHERS, NEWS))
    mean = average_precision_score(same[labelled], confidence[labelled])
    lines = [
        f"{labelled.sum()} pairs of values, {same[labelled].sum():.0f} of them labelled; mean precision {mean:.3f}"
    ]
    for least in (0.33, 0.4, 0.5, 0.6, 0.7):
        shown = (confidence >= least) & labelled
        right, wrong = same[shown].sum(), ((confidence >= least) & others).sum()
        found, in_news = right / same[labelled].sum(), (confidence >= least) & news
        lines.append(
            f"from {least}: {shown.sum()}, {right / shown.sum():.2f} right, {found:.2f} found; {wrong} others;"
            f" in news {in_news.sum()}, {same[in_news].mean():.2f} right"
        )
    return lines


def main() -> None:
    evidence = join(read_evidence(), read_news_evidence(Path(sys.argv[1])))
    weights, start = fit(evidence)
    told: dict[str, Any] = dict(zip([*WEIGHTS, *OF_KIND], weights.round(2).tolist(), strict=True))
    lines = [
        f"WEIGHTS = { {name: told[name] for name in WEIGHTS} }",
        f"OF_KIND = { {name: told[name] for name in OF_KIND} }",
        f"START = {round(start, 2)}",
    ]
    print("\n".join([*lines, *tell(evidence)]))


if __name__ == "__main__":
    main()
