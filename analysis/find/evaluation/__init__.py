"""Evaluation: which words of a text evaluate, and at which actors they are aimed."""

from analysis.find.evaluation.aims import EVALUATIONS, FAR, RELATIONS, find_evaluations

__all__ = ["EVALUATIONS", "FAR", "RELATIONS", "find_evaluations"]
