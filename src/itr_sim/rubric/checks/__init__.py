"""Kinds of check, a file each. A new kind is one class in one file and one line in CHECKS: that gives its YAML key."""

from itr_sim.rubric.checks.acknowledges import Acknowledges
from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.checks.count import Count
from itr_sim.rubric.checks.elicits import Elicits
from itr_sim.rubric.checks.facts_found import FactsFound
from itr_sim.rubric.checks.hollow import Hollow
from itr_sim.rubric.checks.mood import Mood
from itr_sim.rubric.checks.never import Never
from itr_sim.rubric.checks.occurs import Occurs
from itr_sim.rubric.checks.order import Order
from itr_sim.rubric.checks.outcome import Outcome
from itr_sim.rubric.checks.promises_kept import PromisesKept
from itr_sim.rubric.checks.questions_answered import QuestionsAnswered
from itr_sim.rubric.checks.repeats import Repeats
from itr_sim.rubric.checks.response_time import ResponseTime
from itr_sim.rubric.checks.warmth import Warmth
from itr_sim.rubric.checks.within import Within

CHECKS: tuple[type[Check], ...] = (
    Occurs,
    Never,
    Count,
    Within,
    Order,
    FactsFound,
    Elicits,
    Mood,
    Acknowledges,
    Outcome,
    QuestionsAnswered,
    Repeats,
    Hollow,
    Warmth,
    PromisesKept,
    ResponseTime,
)

__all__ = ["CHECKS", "Check"]
