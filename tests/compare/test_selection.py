from __future__ import annotations

from itertools import product
from math import log2

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy.stats import entropy

from analysis.compare.counts import Counts
from analysis.compare.estimates import Contrast
from analysis.compare.selection import SPLIT, count_ways, shuffle_within, split_distance
from analysis.compare.shift import divergence
from tests.compare.conftest import make_counts, simulate

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
KNOWN = ("words", "total", "selection", "wording")
CORPUS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("ef"), st.lists(st.integers(0, 4), min_size=3, max_size=3)),
    min_size=2, max_size=6,
)  # fmt: skip


def corpus_of(rows: list[tuple[str, str | None, list[int]]]) -> tuple[Counts, pl.DataFrame]:
    """Counts of the words w0, w1, … of documents of (group, event, counts)."""
    columns = np.array([counts for _, _, counts in rows]).T
    counts = make_counts({f"w{number}": row for number, row in enumerate(columns)}, columns.sum(axis=0).tolist())
    told = {"doc": counts.doc_names, "group": [row[0] for row in rows], "event": [row[1] for row in rows]}
    return counts, pl.DataFrame(told, schema=dict.fromkeys(told, pl.String))


def split_of(rows: list[tuple[str, str | None, list[int]]], seed: int = 0, shuffles: int = 100) -> dict:
    table = split_distance(*corpus_of(rows), A_B, seed, shuffles)
    assert table.schema == SPLIT and table.height == 1
    return table.row(0, named=True)


def information(rows: list[tuple[str, str | None, list[int]]], *told: str) -> float:
    """The mutual information of the side and the event, the word or both, from entropies by SciPy, both sides weighing one half."""
    cells: dict[tuple, np.ndarray] = {}
    for group, event, counts in rows:
        for word, count in enumerate(counts):
            known = tuple({"event": event, "word": word}[name] for name in told)
            cells.setdefault(known, np.zeros(2))["ab".index(group)] += count
    table = np.array(list(cells.values()))
    of_a, of_b = (table / table.sum(axis=0)).T
    both, a, b = (float(entropy(shares, base=2)) for shares in ((of_a + of_b) / 2, of_a, of_b))
    return both - (a + b) / 2


# --- the split ----------------------------------------------------------------------------------------------------


def test_a_split_by_hand() -> None:
    # a has 4 words in e and 4 in f, b 2 in e and 6 in f; in e they share no word, in f the same shares
    row = split_of([("a", "e", [4, 0, 0]), ("b", "e", [0, 2, 0]), ("a", "f", [1, 1, 2]), ("b", "f", [1, 2, 3])])
    selection = (1 / 2 * log2((1 / 2) / (3 / 8)) + 1 / 4 * log2((1 / 4) / (3 / 8))) / 2 + (
        1 / 2 * log2((1 / 2) / (5 / 8)) + 3 / 4 * log2((3 / 4) / (5 / 8))
    ) / 2
    assert row["selection"] == pytest.approx(selection)
    # in e, of weight 3/8, the word tells the side, of which there are two thirds and one third
    sure = 3 / 8 * (2 / 3 * log2(3 / 2) + 1 / 3 * log2(3))
    f = [np.array(counts) / total * weight for counts, total, weight in (([1, 1, 2], 4, 0.4), ([1, 2, 3], 6, 0.6))]
    in_f = (
        5
        / 8
        * sum(
            part[word] * log2(part[word] / weight / (f[0] + f[1])[word])
            for part, weight in zip(f, (0.4, 0.6), strict=True)
            for word in range(3)
        )
    )
    assert row["wording"] == pytest.approx(sure + in_f)
    assert row["share"] == pytest.approx(selection / (selection + sure + in_f))
    assert (row["docs_a"], row["docs_b"], row["words_a"], row["words_b"], row["events"], row["shared"]) == (
        2,
        2,
        8,
        8,
        2,
        2,
    )


@given(rows=CORPUS)
def test_the_parts_are_those_of_entropies(rows: list) -> None:
    if any(not sum(sum(counts) for group, _, counts in rows if group == side) for side in "ab"):
        return
    row = split_of(rows, shuffles=0)
    assert row["words"] == pytest.approx(information(rows, "word"), abs=1e-9)
    assert row["selection"] == pytest.approx(information(rows, "event"), abs=1e-9)
    assert row["total"] == pytest.approx(information(rows, "event", "word"), abs=1e-9)
    assert row["words"] <= row["total"] + 1e-9
    if row["shared"]:
        assert row["total"] == pytest.approx(row["selection"] + row["wording"], abs=1e-12)


def test_an_event_of_one_side_adds_to_selection_alone() -> None:
    both = [("a", "e", [3, 1, 0]), ("b", "e", [3, 1, 0])]
    row = split_of([*both, ("a", "f", [0, 0, 9])])
    assert row["wording"] == pytest.approx(0, abs=1e-12)
    assert row["selection"] == pytest.approx(divergence(np.array([4, 9]), np.array([4, 0])))
    assert row["share"] == pytest.approx(1)


def test_leaving_out_an_event_is_a_split_without_it() -> None:
    rows = [
        ("a", "e", [4, 0, 1]), ("b", "e", [1, 2, 0]), ("b", "e", [1, 0, 3]), ("a", "f", [1, 1, 2]),
        ("b", "f", [0, 2, 0]), ("a", "g", [1, 5, 1]), ("b", "g", [4, 2, 1]), ("a", "h", [2, 2, 2]),
    ]  # fmt: skip
    row = split_of(rows)
    shares = [split_of([kept for kept in rows if kept[1] != left], shuffles=0)["share"] for left in "efgh"]
    assert (row["share_low"], row["share_high"]) == pytest.approx((min(shares), max(shares)))


def test_the_order_of_documents_does_not_matter() -> None:
    counts, documents = simulate(3, [(2, 3), (1, 2), (2, 1)], terms=30)
    order = np.random.default_rng(1).permutation(documents.height)
    dense = np.zeros((len(counts.names), documents.height), int)
    for name in range(len(counts.names)):
        part = slice(counts.bounds[name], counts.bounds[name + 1])
        dense[name, counts.docs[part]] = counts.counts[part]
    moved = make_counts(dict(zip(counts.names, dense[:, order], strict=True)), counts.sizes[order].tolist())
    told = documents[order.tolist()].with_columns(doc=pl.Series(moved.doc_names))
    assert_frame_equal(split_distance(counts, documents, A_B, 0, 200), split_distance(moved, told, A_B, 0, 200))


# --- chance -------------------------------------------------------------------------------------------------------


def test_few_ways_are_all_tried() -> None:
    rows = [
        ("a", "e", [4, 0, 1]),
        ("b", "e", [1, 2, 0]),
        ("b", "e", [1, 0, 3]),
        ("a", "f", [1, 1, 2]),
        ("b", "f", [0, 2, 0]),
    ]
    row = split_of(rows)
    found = [
        information(again, "event", "word") - information(again, "event")
        for first, second in product(range(3), range(3, 5))
        for again in [[("ab"[place not in (first, second)], *rest) for place, (_, *rest) in enumerate(rows)]]
    ]
    assert row["shuffles"] == len(found) == 6
    assert row["wording"] == pytest.approx(found[0])
    assert row["chance"] == pytest.approx(np.mean(found))
    assert (row["chance_low"], row["chance_high"]) == pytest.approx(tuple(np.quantile(found, [0.025, 0.975])))
    assert row["excess"] == pytest.approx(found[0] - np.mean(found))
    assert row["p"] == pytest.approx(sum(value > found[0] - 1e-12 for value in found) / 6)
    assert row["note"] == "only 6 ways to share out the documents: p is coarse"


def test_draws_come_near_to_all_ways() -> None:
    counts, documents = simulate(4, [(2, 3), (3, 2), (1, 2)], terms=40)
    every, drawn = (split_distance(counts, documents, A_B, 7, shuffles).row(0, named=True) for shuffles in (300, 299))
    assert (every["shuffles"], drawn["shuffles"]) == (300, 299)  # 10 * 10 * 3 ways
    spread = every["chance_high"] - every["chance_low"]
    assert drawn["chance"] == pytest.approx(every["chance"], abs=spread / 10)
    assert drawn["p"] == pytest.approx(every["p"], abs=0.1)


def test_a_seed_gives_the_same_table_and_another_seed_another() -> None:
    counts, documents = simulate(5, [(3, 3)] * 4, terms=30)
    one, again, other = (split_distance(counts, documents, A_B, seed, 20) for seed in (1, 1, 2))
    assert_frame_equal(one, again)
    assert one["chance"][0] != other["chance"][0]


def test_planted_words_are_beyond_chance_and_noise_is_not() -> None:
    sides = [(4, 4)] * 5
    planted = split_distance(*simulate(1, sides, planted=20), A_B, 0, 99).row(0, named=True)
    assert planted["p"] == 1 / 100 and planted["wording"] > planted["chance_high"]
    noise = [split_distance(*simulate(seed, sides), A_B, 0, 99).row(0, named=True) for seed in range(12)]
    assert all(row["chance"] > 0.02 for row in noise)  # what few words differ by accident
    assert 0.25 < np.mean([row["p"] for row in noise]) < 0.75
    assert abs(np.mean([row["excess"] / row["chance"] for row in noise])) < 0.05


def test_groups_that_differ_in_events_alone_differ_in_selection() -> None:
    random = np.random.default_rng(2)
    shares = random.dirichlet(np.ones(40), 2)
    plan = [("a", 0, 12), ("b", 0, 4), ("a", 1, 4), ("b", 1, 12)]
    rows = [
        (group, "ef"[event], random.multinomial(200, shares[event]).tolist())
        for group, event, docs in plan
        for _ in range(docs)
    ]
    row = split_of(rows, shuffles=199)
    assert row["selection"] == pytest.approx(divergence(np.array([3, 1]), np.array([1, 3])))
    assert row["p"] > 0.05 and abs(row["excess"]) < 0.1 * row["selection"]


@settings(max_examples=30)
@given(event=st.lists(st.integers(0, 2), min_size=1, max_size=9), seed=st.integers(0, 99))
def test_a_shuffle_keeps_the_numbers_of_every_event(event: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    label = random.integers(0, 2, len(event))
    shuffled = shuffle_within(label, np.array(event), random)
    assert np.bincount(event, shuffled).tolist() == np.bincount(event, label).tolist()


def test_shuffles_are_even() -> None:
    random = np.random.default_rng(0)
    label, event = np.array([1, 0, 0, 1, 0]), np.array([0, 1, 0, 1, 0])
    drawn = [tuple(shuffle_within(label, event, random).tolist()) for _ in range(1200)]
    found = [drawn.count(way) for way in set(drawn)]
    assert count_ways(label, event) == len(found) == 6
    assert min(found) > 150 and max(found) < 250


# --- edges --------------------------------------------------------------------------------------------------------

APART = [("a", "e", [1, 0]), ("b", "e", [0, 1])]
SAME = [("a", "e", [1, 2, 0]), ("b", "e", [1, 2, 0]), ("b", "e", [1, 2, 0])]


def test_equal_documents_are_not_apart() -> None:
    row = split_of(SAME)
    assert [row[name] for name in KNOWN] == pytest.approx([0, 0, 0, 0], abs=1e-12)
    assert row["p"] == 1 and row["excess"] == pytest.approx(0, abs=1e-12)
    assert (row["share_low"], row["share_high"]) == (None, None)  # there is no second event


@pytest.mark.parametrize(
    ("rows", "known", "note"),
    [
        ([("a", "e", [1, 0]), ("b", "f", [1, 0])], (0, 1, 1, None), "no event that both groups cover: nothing to compare inside events"),
        (APART, (1, 1, 0, 1), "no event that both groups cover has a third document: nothing to share out anew"),
        ([("a", "e", [1, 0]), ("b", None, [0, 1])], (None,) * 4, "no words of b in documents with an event: no distance"),
        ([("a", "e", [1, 0])], (None,) * 4, "no words of b in documents with an event: no distance"),
        ([("a", "e", [0, 0]), ("b", "e", [0, 1])], (None,) * 4, "no words of a in documents with an event: no distance"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_null_and_said(rows: list, known: tuple, note: str) -> None:
    row = split_of(rows)
    assert tuple(row[name] for name in KNOWN) == known
    assert row["note"] == note
    assert {row[name] for name in ("chance", "chance_low", "chance_high", "excess", "p", "shuffles")} == {None}


def test_documents_without_an_event_are_left_out_and_counted() -> None:
    row = split_of([*SAME, ("a", None, [9, 0, 0]), ("c", None, [9, 0, 0])])
    assert row["left_out"] == 1
    assert {**row, "left_out": 0} == split_of(SAME)


def test_without_shuffles_chance_is_not_known() -> None:
    row = split_of(SAME, shuffles=0)
    assert row["p"] is None and row["note"] == "no shuffles were asked for"
