"""How good the recognizer is, against labelled messages; how far raters agree. Pure functions over labels."""

from itr_sim.evaluation.figures import ActFigures, Evaluation, evaluate
from itr_sim.evaluation.labelled import Labelled, read_labelled

__all__ = ["ActFigures", "Evaluation", "Labelled", "evaluate", "read_labelled"]
