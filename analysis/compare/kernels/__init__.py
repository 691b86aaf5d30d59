"""Compiled loops over word ids and sparse counts, each with a plain twin in the tests that it must equal."""

from analysis.compare.kernels.counting import bound_places, count_pairs, count_phrases, group_places, place_pairs
from analysis.compare.kernels.diversity import measure_hdd, measure_mattr, measure_mtld
from analysis.compare.kernels.moments import sum_moments

__all__ = [
    "bound_places",
    "count_pairs",
    "count_phrases",
    "group_places",
    "measure_hdd",
    "measure_mattr",
    "measure_mtld",
    "place_pairs",
    "sum_moments",
]
