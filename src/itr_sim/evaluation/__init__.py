"""How well the recognizer reads: messages with gold labels, read from files, and its figures against them."""

from itr_sim.evaluation.figures import ActFigures, Evaluation, evaluate
from itr_sim.evaluation.labelled import Labelled, read_labelled

__all__ = ["ActFigures", "Evaluation", "Labelled", "evaluate", "read_labelled"]
