"""What the customer hears in a message: questions, proposals, answers, and whether there is anything in it at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from itr_sim.scenario import Scenario
from itr_sim.simulation.memory import Memory
from itr_sim.transcript import ActLabel
from itr_sim.understanding import RED_LINE_ACTS, Reading, is_sure_offence
from itr_sim.understanding.recital import COURTESY, MOVING, alike

_COSTLY = frozenset(("close", "escalate"))
SURE, SURE_OF_OFFENCE = 0.5, 0.8
"""Acts that cost the trainee are only taken as such when the reading is surer than this: doubt costs nothing."""
_STUFFED_FROM = 3
"""So many courtesies in one message with nothing in it read as a recital."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the agent's as it reaches the engine: text, its reading, when, and what was done along with it."""

    text: str
    reading: Reading
    at: datetime
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    acts: frozenset[str]
    asked: tuple[str, ...]
    """Facts asked about that are still untold, in the order of the message."""
    asked_again: tuple[str, ...]
    proposals: tuple[str, ...]
    """Solutions put forward, in the order of the message."""
    repeats_itself: bool
    stuffed: bool
    not_understood: bool
    moves: bool
    """It asks, tells, offers or undertakes something."""
    unclear_offer: bool
    """It offers something, but nothing that this scenario knows."""
    answered: bool
    """It answers a question that the customer had asked."""
    first: bool
    """It is the first that the customer understands: it may be all courtesy."""

    @property
    def has_substance(self) -> bool:
        return self.moves and not self.repeats_itself


def hear(said: Said, scenario: Scenario, memory: Memory) -> Heard:
    """Return what a message says to the customer of this scenario."""
    labels = sorted((label for label in said.reading.acts if _counts(label, said.reading)), key=lambda label: label.span)
    acts = frozenset(label.act for label in labels)
    order = {label.act: place for place, label in reversed(list(enumerate(labels)))}
    asking = {
        name: min(order[act] for act in fact.asked_by if act in order)
        for name, fact in scenario.facts.items()
        if acts & set(fact.asked_by)
    }
    asked = sorted(asking, key=asking.__getitem__)
    if "probe_open" in acts and not any(name not in memory.told for name in asked):
        untold = [name for name, fact in scenario.facts.items() if fact.open and name not in memory.told]
        asked = untold[:1] or asked
    proposals = tuple(label.act.removeprefix("solve.") for label in labels if label.act.startswith("solve."))
    own = bool(asked or proposals or any("." in act for act in acts))
    repeats = any(alike(said.text, earlier) for earlier in memory.texts)
    moves = bool(acts & MOVING) or own or ("commit" in acts and "commit" not in memory.ever)
    first = not memory.texts
    answered = any(acts & set(scenario.questions[name].answered_by) for name in memory.open_questions)
    return Heard(
        acts=acts,
        asked=tuple(name for name in asked if name not in memory.told),
        asked_again=() if "restate" in acts else tuple(name for name in asked if name in memory.told),
        proposals=tuple(dict.fromkeys(proposals)),
        repeats_itself=repeats,
        stuffed=len(acts & COURTESY) >= _STUFFED_FROM and not moves and not first,
        not_understood=said.reading.in_doubt and not own,
        moves=moves,
        unclear_offer=bool(acts & {"propose", "offer_choice"}) and not own and not answered,
        answered=answered,
        first=first,
    )


def _counts(label: ActLabel, reading: Reading) -> bool:
    """Return whether an act was read surely enough to be answered as such."""
    if label.act in RED_LINE_ACTS:
        return is_sure_offence(label, reading.acts, SURE_OF_OFFENCE)
    return label.act not in _COSTLY or label.confidence >= SURE
