"""Scoring: rubrics as trainers write them, checks that judge a transcript, and the scorecard with its evidence."""

from itr_sim.rubric.checks import CHECKS
from itr_sim.rubric.loading import RubricCatalogue, load_rubric, load_rubric_by_name
from itr_sim.rubric.model import Criterion, Dimension, Rubric
from itr_sim.rubric.scorecard import DimensionScore, Evidence, RedLine, Scorecard, Verdict
from itr_sim.rubric.scorer import score

__all__ = [
    "CHECKS",
    "Criterion",
    "Dimension",
    "DimensionScore",
    "Evidence",
    "RedLine",
    "Rubric",
    "RubricCatalogue",
    "Scorecard",
    "Verdict",
    "load_rubric",
    "load_rubric_by_name",
    "score",
]
