"""Compiled loops over word ids and sparse counts, each with a plain twin in the tests that it must equal."""

from analysis.compare.kernels.counting import (
    bound_pairs,
    bound_words,
    count_pairs,
    count_words,
    frequent_pairs,
    group_pairs,
    number_frequent,
    number_pairs,
    place_pairs,
)
from analysis.compare.kernels.diversity import measure_hdd, measure_mattr, measure_mtld
from analysis.compare.kernels.moments import sum_moments

__all__ = [
    "bound_pairs",
    "bound_words",
    "count_pairs",
    "count_words",
    "frequent_pairs",
    "group_pairs",
    "measure_hdd",
    "measure_mattr",
    "measure_mtld",
    "number_frequent",
    "number_pairs",
    "place_pairs",
    "sum_moments",
]
