"""What may be said: scenarios and personas as trainers write them in YAML, their loading and their faults."""

from itr_sim.scenario.catalogue import Catalogue
from itr_sim.scenario.conditions import Condition
from itr_sim.scenario.loading import load_persona, load_scenario
from itr_sim.scenario.model import Case, Desk, Fact, Line, Question, Rule, Scenario, Solution, State, Tool
from itr_sim.scenario.persona import Persona, Voice

__all__ = [
    "Case",
    "Catalogue",
    "Condition",
    "Desk",
    "Fact",
    "Line",
    "Persona",
    "Question",
    "Rule",
    "Scenario",
    "Solution",
    "State",
    "Tool",
    "Voice",
    "load_persona",
    "load_scenario",
]
