"""itr-sim: role-play with a simulated customer, and scoring of conversations with evidence.

Everything the command line does is here as well; names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itr_sim.rubric import RubricCatalogue, Scorecard, load_rubric, load_rubric_by_name, score
    from itr_sim.scenario import Catalogue, Persona, Scenario, load_persona, load_scenario
    from itr_sim.simulation import Said, Session, open_session, step
    from itr_sim.simulation.playing import Player, play_script
    from itr_sim.transcript import Transcript, Turn, read_transcripts
    from itr_sim.understanding import load_recognizer, read_transcript

_HOMES = {
    "itr_sim.rubric": ("RubricCatalogue", "Scorecard", "load_rubric", "load_rubric_by_name", "score"),
    "itr_sim.scenario": ("Catalogue", "Persona", "Scenario", "load_persona", "load_scenario"),
    "itr_sim.simulation": ("Said", "Session", "open_session", "step"),
    "itr_sim.simulation.playing": ("Player", "play_script"),
    "itr_sim.transcript": ("Transcript", "Turn", "read_transcripts"),
    "itr_sim.understanding": ("load_recognizer", "read_transcript"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Catalogue",
    "Persona",
    "Player",
    "RubricCatalogue",
    "Said",
    "Scenario",
    "Scorecard",
    "Session",
    "Transcript",
    "Turn",
    "load_persona",
    "load_recognizer",
    "load_rubric",
    "load_rubric_by_name",
    "load_scenario",
    "open_session",
    "play_script",
    "read_transcript",
    "read_transcripts",
    "score",
    "step",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
