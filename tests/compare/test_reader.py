from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats
from sklearn.metrics import roc_auc_score

from analysis.compare.estimates import Contrast
from analysis.compare.reader import FEATURES, SCORES, BlindReading, auc_by_event, balance, estimate_auc, read_blind
from tests.compare.conftest import NO_TOKENS, make_documents, words_of
from tests.compare.test_desk import tokens_of

pytestmark = pytest.mark.filterwarnings("error")
A_B = Contrast("a", "b")
EVEN = ((2, 2),) * 5
COMMON = [
    f"{first}{last}" for first in ("ra", "mo", "ti", "su", "le", "no") for last in ("na", "ber", "dal", "lin", "ster")
]
Say = Callable[[str, int, np.random.Generator], list[str]]


def write(seed: int, say: Say = lambda *_: [], sides: tuple[tuple[int, int], ...] = EVEN) -> pl.DataFrame:
    """Documents of words that both groups use, of words of their event, and of what `say` gives for group and event."""
    random = np.random.default_rng(seed)
    rows = []
    for event, docs in enumerate(sides):
        for group in "a" * docs[0] + "b" * docs[1]:
            words = [
                *random.choice(COMMON, 25),
                *random.choice([f"topic{'xyz'[kind]}{chr(97 + event)}" for kind in range(3)], 8),
            ]
            rows.append((group, f"e{event}", " ".join(random.permutation([*words, *say(group, event, random)]))))
    return make_documents(*rows)


def read(
    documents: pl.DataFrame, names: str = r"[A-Z]", shuffles: int = 19, seed: int = 0, contrast: Contrast = A_B
) -> BlindReading:
    return read_blind(words_of(documents), tokens_of(documents, names), documents, [contrast], seed, shuffles, "all")


def style(group: str, event: int, random: np.random.Generator) -> list[str]:
    """Five words, of the two that each group likes."""
    return random.choice(["thus", "hence"] if group == "a" else ["so", "then"], 5).tolist()


def name(group: str, event: int, random: np.random.Generator) -> list[str]:
    """A name that one group alone mentions."""
    return ["Alda" if group == "a" else "Berta"] * 3


# --- what is found, and what is not -------------------------------------------------------------------------------


def test_planted_words_are_found_in_events_that_were_not_read() -> None:
    scores, features = read(write(1, style))
    assert scores.schema == SCORES and features.schema == FEATURES
    row = scores.row(0, named=True)
    assert row["auc"] == 1 and row["accuracy"] > 0.9 and row["p"] == 1 / 20
    assert row["chance_low"] < 0.5 < row["chance_high"] < 1
    assert (row["docs_a"], row["docs_b"], row["events"], row["n"], row["unit"]) == (10, 10, 5, 20, "event")
    assert row["low"] is None and row["note"] == (
        "no interval: every event gives the same value; most documents of a are of a post, which may be what is told; "
        "most documents of b are of b post, which may be what is told"
    )
    single = features.filter(~pl.col("term").str.contains(" ")).head(4)
    assert dict(single.select("term", "group").iter_rows()) == {"thus": "a", "hence": "a", "so": "b", "then": "b"}
    assert set(single["agree"]) == {5} == set(single["folds"])
    assert features["rank"].to_list() == list(range(1, features.height + 1))
    assert (features["weight"].abs().diff().drop_nulls() <= 0).all()


def test_names_that_one_group_mentions_are_not_seen() -> None:
    documents = write(2, name)
    blind, seeing = (read(documents, names).scores.row(0, named=True) for names in (r"[A-Z]", r"never"))
    assert seeing["auc"] == 1 and seeing["p"] == 1 / 20
    assert blind["p"] > 0.05 and blind["chance_low"] <= blind["auc"] <= blind["chance_high"]


def test_which_events_a_group_covers_does_not_help() -> None:
    lopsided = ((6, 1),) * 3 + ((1, 6),) * 3
    blind = [read(write(seed, sides=lopsided)).scores.row(0, named=True) for seed in range(3)]
    assert np.mean([row["p"] for row in blind]) > 0.1
    assert all(row["chance_low"] <= row["auc"] <= row["chance_high"] for row in blind)


def test_noise_is_found_as_often_as_p_says() -> None:
    p = [read(write(seed), shuffles=14).scores["p"][0] for seed in range(20, 30)]
    assert 0.25 < np.mean(p) < 0.75
    assert sum(value <= 0.2 for value in p) <= 5  # of 10; by chance 2


def test_words_of_single_events_are_no_features() -> None:
    terms = read(write(3, style)).features["term"]
    assert not terms.str.contains("topic").any()


def test_a_seed_gives_the_same_tables_and_another_seed_other_shuffles() -> None:
    documents = write(4)
    one, again, other = (read(documents, shuffles=5, seed=seed) for seed in (1, 1, 2))
    assert_frame_equal(one.scores, again.scores)
    assert_frame_equal(one.features, again.features)
    assert_frame_equal(one.features, other.features)
    assert one.scores["chance"][0] != other.scores["chance"][0]


def test_swapping_the_sides_turns_the_weights_and_keeps_the_score() -> None:
    documents = write(5, style)
    one, other = (read(documents, shuffles=0, contrast=contrast) for contrast in (A_B, Contrast("b", "a")))
    assert one.scores["auc"].to_list() == other.scores["auc"].to_list()
    weights = [dict(part.features.select("term", "weight").iter_rows()) for part in (one, other)]
    assert weights[0]["thus"] == pytest.approx(-weights[1]["thus"], abs=0.01)


def test_a_voice_is_read_by_itself() -> None:
    documents = write(6, style)
    words = words_of(documents)
    said = np.isin(words.ids, [words.vocabulary.index(word) for word in ("thus", "hence", "so", "then")])
    quoted = words._replace(voices=said.astype(np.uint8))
    reading = read_blind(quoted, NO_TOKENS, documents, [A_B], 0, 0)
    assert reading.scores["voice"].to_list() == ["author"] * 2
    assert reading.scores["auc"][0] < 1 and not {"thus", "so"} & set(reading.features["term"])


# --- the measure --------------------------------------------------------------------------------------------------


@given(
    rows=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(-3, 3)), max_size=20),
)
def test_the_auc_of_an_event_is_that_of_scikit_learn(rows: list[tuple[int, int, int]]) -> None:
    both = [(label, event, 0) for event in range(3) for label in range(2)]
    label, event, odds = np.array([*both, *rows]).T
    auc, weight = auc_by_event(odds.astype(float), label, event)
    for number in range(3):
        inside = event == number
        a, b = label[inside].sum(), (1 - label[inside]).sum()
        assert auc[number] == pytest.approx(roc_auc_score(label[inside], odds[inside]))
        assert weight[number] == pytest.approx(a * b / (a + b))


def test_the_interval_of_equal_weights_is_students() -> None:
    auc = np.array([0.4, 0.6, 0.7, 0.9])
    mean, low, high = estimate_auc(auc, np.full(4, 2.0))
    known = stats.t.interval(0.95, 3, auc.mean(), stats.sem(auc))
    assert (mean, low, high) == pytest.approx((0.65, *known))


def test_both_sides_of_an_event_weigh_the_same() -> None:
    label, event = (
        np.array([1, 0, 0, 1, 0, 1]),
        np.array([0, 0, 0, 2, 2, 3]),
    )  # one event of one side alone weighs nothing
    weight = balance(label, event)
    assert np.bincount(label, weight).tolist() == pytest.approx([2 / 3 + 1 / 2] * 2)
    assert weight[-1] == 0


def test_an_event_of_one_side_has_no_auc() -> None:
    auc, weight = auc_by_event(np.array([2.0, 1.0, 5.0]), np.array([1, 0, 1]), np.array([0, 0, 1]))
    assert (auc.tolist(), weight.tolist()) == ([1.0], [0.5])


# --- whole outlets held out ---------------------------------------------------------------------------------------


HABITS = ["thus", "hence", "so", "then", "yet", "also", "still", "anyway", "besides", "however", "indeed", "rather"]


def by_outlet(seed: int, say: Say, each: int = 6) -> pl.DataFrame:
    """Two documents a side in six events, of `each` outlets a side, each of which says its own habit five times."""
    documents = write(seed, say, ((each, each),) * 6)
    outlets = [f"{group}{place % each}" for place, group in enumerate(documents["group"])]
    habits = {name: HABITS[place] for place, name in enumerate(sorted(set(outlets)))}
    texts = [f"{text} {' '.join([habits[name]] * 5)}" for text, name in zip(documents["text"], outlets, strict=True)]
    return documents.with_columns(outlet=pl.Series(outlets), text=pl.Series(texts))


def test_habits_of_single_outlets_tell_groups_apart_in_new_events_and_not_in_new_outlets() -> None:
    events, outlets = read(by_outlet(8, lambda *_: [])).scores.iter_rows(named=True)
    assert (events["held_out"], outlets["held_out"], outlets["outlets_a"], outlets["outlets_b"]) == (
        "events",
        "outlets",
        6,
        6,
    )
    assert events["auc"] > 0.9 and events["p"] == 1 / 20
    assert outlets["auc"] < 0.7 and outlets["p"] > 0.05


def test_what_a_whole_group_says_is_found_in_new_outlets() -> None:
    outlets = read(by_outlet(9, lambda group, *_: ["moreover" if group == "a" else "afterwards"] * 5)).scores.row(
        1, named=True
    )
    assert outlets["auc"] > 0.9 and outlets["p"] == 1 / 20 and outlets["shuffles"] == 19


def test_habits_alone_are_found_in_new_outlets_as_often_as_p_says() -> None:
    p = [read(by_outlet(seed, lambda *_: [], 4), shuffles=9).scores["p"][1] for seed in range(30, 38)]
    assert 0.2 < np.mean(p) < 0.8
    assert sum(value <= 0.2 for value in p) <= 5


def test_too_few_outlets_are_not_held_out_and_said() -> None:
    events, outlets = read(write(1, style)).scores.iter_rows(named=True)
    assert events["auc"] == 1 and outlets["auc"] is None
    assert outlets["note"] == "outlets not held out: 1 and 1 outlets; it needs 3 a side"


# --- what cannot be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "note"),
    [
        (write(0, sides=((5, 5),) * 4), "no blind reading: 4 events that both groups cover, with 20 and 20 documents"),
        (write(0, sides=((1, 3),) * 6), "no blind reading: 6 events that both groups cover, with 6 and 18 documents"),
        (write(0).with_columns(event=pl.lit(None, pl.String)), "no blind reading: 0 events that both groups cover, with 0 and 0 documents"),
        (write(0).with_columns(group=pl.lit("a")), "no blind reading: 0 events that both groups cover, with 0 and 0 documents"),
    ],
)  # fmt: skip
def test_too_little_is_not_read_and_said(documents: pl.DataFrame, note: str) -> None:
    scores, features = read(documents)
    row = scores.row(0, named=True)
    assert row["note"] == f"{note}; it needs 5 events and 10 documents a side in them"
    assert {row[column] for column in ("auc", "low", "high", "chance", "p", "accuracy", "shuffles")} == {None}
    assert features.schema == FEATURES and features.is_empty()


def test_texts_of_names_alone_are_not_read() -> None:
    documents = make_documents(*((group, f"e{event}", "Alda Berta") for event in range(6) for group in "aabb"))
    # no document has a word left, so that none is in an event
    assert read(documents).scores["note"][0].startswith("no blind reading: 0 events")
    told = make_documents(*((group, f"e{event}", f"topic{'xyzuvw'[event]}") for event in range(6) for group in "aabb"))
    assert (
        read(told).scores["note"][0]
        == "no blind reading: no term but names and words of single events stands in 3 events"
    )


def test_no_contrast_gives_tables_without_rows() -> None:
    documents = write(0)
    reading = read_blind(words_of(documents), NO_TOKENS, documents, [], 0)
    assert reading.scores.schema == SCORES and reading.features.schema == FEATURES
    assert reading.scores.is_empty() and reading.features.is_empty()


def test_without_shuffles_chance_is_not_known() -> None:
    row = read(write(7), shuffles=0).scores.row(0, named=True)
    assert row["auc"] is not None and row["p"] is None and row["chance"] is None
