"""The gate where the truth is known: false findings, their share without a difference, power, and the coverage of intervals."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy import stats

from tests import proof

SEEDS, NULL_SEEDS, MEASURES = 12, 200, 500
NEAR = (0.90, 0.98)
# Where 95 % intervals do not hold the truth in 90 to 98 % of trials, and how far they are off: all of it is in figures/proof
FAR = {
    (proof.RATE, "5 documents", "even", 1): (0.90, 1.0),  # never shorter than counting gives
    (proof.RATE, "5 documents", "in bursts", 1): (0.90, 1.0),
    (proof.RATE, "10 documents", "even", 1): (0.90, 1.0),
    (proof.DIFFERENCE, "1 event of 10 and 40", "in strong bursts", 3): (0.85, 0.98),
    (proof.DIFFERENCE, "5 events of 2 and 8", "in strong bursts", 3): (0.85, 0.98),
    (proof.DIFFERENCE, "8 events of 1 to 40", "in strong bursts", 3): (0.85, 0.98),
    (proof.DIFFERENCE, "10 pairs", "even", 1): (0.90, 1.0),  # pairs: too wide rather than too short
    (proof.DIFFERENCE, "10 pairs", "even", 3): (0.90, 1.0),
    (proof.DIFFERENCE, "10 pairs", "in bursts", 1): (0.90, 1.0),
    (proof.DIFFERENCE, "10 pairs", "in strong bursts", 1): (0.90, 1.0),
    (proof.DIFFERENCE, "30 pairs", "even", 1): (0.90, 1.0),
    (proof.DIFFERENCE, "30 pairs", "even", 3): (0.90, 1.0),
    (proof.DIFFERENCE, "30 pairs", "in bursts", 1): (0.90, 1.0),
    (proof.DIFFERENCE, "30 pairs", "in strong bursts", 1): (0.90, 1.0),
    (proof.RATIO, "1 event of 10 and 10", "even", 1): (0.90, 1.0),  # never shorter than counting gives
    (proof.RATIO, "5 events of 2 and 8", "even", 1): (0.90, 1.0),
    (proof.RATIO, "10 pairs", "even", 1): (0.90, 1.0),
    (proof.MEAN, "1 event of 10 and 40", "in strong bursts", 3): (0.86, 0.98),
    (proof.RANDOM, "5 events of 6 and 6", "even", 1): (0.90, 1.0),  # never shorter than without the correction
    (proof.RANDOM, "5 events of 6 and 6", "in bursts", 1): (0.90, 1.0),
    (proof.RANDOM, "5 events of 6 and 6", "in strong bursts", 1): (0.90, 1.0),
    (proof.RANDOM, "10 events of 6 and 6", "in strong bursts", 1): (0.90, 1.0),
    (proof.BY_OUTLET, "5 and 5 outlets", "in strong bursts", 1): (0.90, 1.0),
}


# --- false findings -----------------------------------------------------------------------------------------------


def test_pooled_counts_find_the_words_of_events_and_the_gate_those_of_style() -> None:
    pooled, within = proof.count_findings("30 events, 10 words planted", SEEDS).to_dicts()
    assert pooled["false"] > 100
    assert within["false"] <= 1
    assert within["found"] >= 9


def test_with_few_events_the_gate_finds_little_and_says_so() -> None:
    pooled, within = proof.count_findings("8 events, 10 words planted", SEEDS).to_dicts()
    assert pooled["false"] > 50
    assert within["false"] <= 0.25
    assert within["found"] < 8
    assert within["detectable"] is None or within["detectable"] > proof.TIMES


@pytest.mark.parametrize("corpora", proof.NULLS)
def test_without_a_difference_a_finding_is_as_rare_as_its_level_says(corpora: str) -> None:
    pooled, within = proof.count_findings(corpora, NULL_SEEDS).to_dicts()
    most = stats.binom.ppf(0.999, NULL_SEEDS, proof.LEVEL) / NULL_SEEDS
    assert within["any"] <= most, f"a finding in {within['any']:.1%} of corpora; at most {most:.1%} by chance"
    assert pooled["any"] > 0.9  # words in bursts make pooled counts find something in almost all


# --- coverage -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("estimate", proof.CASES)
def test_intervals_hold_the_truth_as_often_as_they_say(estimate: str) -> None:
    room = 3 * np.sqrt(0.9 * 0.1 / MEASURES)  # what so many trials leave open
    for case in proof.list_cases():
        if case[0] == estimate:
            row = proof.cover(*case, measures=MEASURES).row(0, named=True)
            least, most = FAR.get(case, NEAR)
            assert least - room <= row["share"] <= most + room, row


def test_the_published_table_names_every_case_that_is_far_off() -> None:
    published = pl.read_csv(proof.OUT / "coverage.csv", schema=proof.COVERAGE)
    assert published.select("estimate", "documents", "words", "ratio").rows() == proof.list_cases()
    bounds = {case: FAR.get(case, NEAR) for case in proof.list_cases()}
    shares = dict(zip(proof.list_cases(), published["share"], strict=True))
    assert {case for case, share in shares.items() if not NEAR[0] <= share <= NEAR[1]} == set(FAR)
    assert [case for case, share in shares.items() if not bounds[case][0] <= share <= bounds[case][1]] == []


# --- what is published is what the script gives -------------------------------------------------------------------


def test_published_coverage_is_that_of_the_script() -> None:
    published = pl.read_csv(proof.OUT / "coverage.csv", schema=proof.COVERAGE)
    cases = proof.list_cases()[::15]
    again = pl.concat([proof.cover(*case) for case in cases])
    assert_frame_equal(published[::15], again, check_exact=False, abs_tol=0.002)  # a last digit may differ by machine


def test_published_findings_are_those_of_the_script() -> None:
    published = pl.read_csv(proof.OUT / "false-findings.csv", schema=proof.FALSE_FINDINGS)
    corpora = "8 events, 10 words planted"
    again = proof.count_findings(corpora, proof.SEEDS[corpora])
    assert_frame_equal(published.filter(corpora=corpora), again, check_exact=False, rel_tol=0.02, abs_tol=0.02)
    assert published["corpora"].unique(maintain_order=True).to_list() == list(proof.SEEDS)
