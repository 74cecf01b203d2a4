"""How a message moves the customer's mood, and the reaction that shows it.

The figures are this project's own: chosen so that each wrong way of talking has a believable consequence, and checked by
the play-throughs of the scenarios.
"""

from __future__ import annotations

from dataclasses import dataclass

from itr_sim.scenario import Persona, Scenario
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.memory import Memory

CALM, ANGRY = 1.0, 2.5
_FURIOUS = 4.0
_WEARS_OUT_AFTER, _GRATES_AFTER = 1, 3
_CALMED_AT_ONCE = 0.9
"""However much is done right in one message, no mood falls further by it."""
_SLOW = 4
"""So many times the expected first response is a wait that is spoken of."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A movement of the mood, what patience it costs, and the occasion (a key of the persona's voice) that speaks of it."""

    occasion: str | None
    mood: float
    patience: float = 0.0


_OFFENCES: tuple[tuple[str, Impact], ...] = (
    ("insult", Impact("insulted", 1.5, -2.5)),
    ("blame_customer", Impact("blamed", 1.0, -2.0)),
    ("argue", Impact("argued", 0.9, -2.0)),
    ("dismiss", Impact("dismissed", 0.9, -2.0)),
    ("cite_policy_coldly", Impact("cold_policy", 0.7, -1.5)),
    ("blame_other", Impact("passed_on", 0.7, -1.5)),
    ("promise_vague", Impact("vague", 0.25, -0.5)),
)


def impacts(heard: Heard, memory: Memory, scenario: Scenario) -> list[Impact]:
    """Return how the message moves this customer, the heaviest offence first. Call before the message is remembered."""
    if heard.not_understood:
        return []
    found = [impact for act, impact in _OFFENCES if act in heard.acts]
    offended = bool(found) and found[0].mood >= 0.5
    if heard.repeats_itself or heard.stuffed:
        found.append(Impact("stuffed", 0.5, -1.5))
    if "promise_excess" in heard.acts:
        found.append(Impact("excess", 0.0))
    if not memory.waiting and memory.seconds > scenario.channel.first_response * _SLOW:
        found.append(Impact("slow", 0.2))
    if heard.asked_again and not heard.asked:
        found.append(Impact("asked_again", 0.35, -1.0))
    if not offended:
        found += _soothing(heard, memory)
    if not heard.has_substance and not found and not heard.first and not memory.accepted:
        found.append(Impact(None, 0.1, -1.0))
    return found


def _soothing(heard: Heard, memory: Memory) -> list[Impact]:
    found = []
    hollow = heard.stuffed or heard.repeats_itself
    if "empathize" in heard.acts and not hollow:
        if memory.empathies >= 2 and not memory.acted_since_empathy:
            found.append(Impact("understood_emptily", 0.3, -1.0))
        else:
            found.append(Impact("understood", -0.6 if memory.empathies == 0 else -0.3))
    if "apologize" in heard.acts:
        if memory.apologies >= _GRATES_AFTER:
            found.append(Impact("sorry_grates", 0.35, -1.0))
        elif memory.apologies > _WEARS_OUT_AFTER:
            found.append(Impact("sorry_again", 0.0, -0.5))
        elif not hollow:
            found.append(Impact("sorry_taken", -0.3 if memory.apologies == 0 else -0.1))
    if hollow:
        return found
    if "reassure" in heard.acts:
        found.append(Impact("acted", -0.2))
    if heard.acts & {"commit", "give_deadline"} and "promise_vague" not in heard.acts:
        found.append(Impact("acted", -0.25))
    if heard.asked or heard.acts & {"restate", "set_expectation", "goodwill"}:
        found.append(Impact(None, -0.2))
    if "inform" in heard.acts and memory.open_questions:
        found.append(Impact(None, -0.1))
    return found


def move(memory: Memory, persona: Persona, found: list[Impact]) -> None:
    """Move mood and patience. Offences are felt at once and in full; calming meets what is left of the anger before."""
    raised = sum(impact.mood for impact in found if impact.mood > 0) * persona.temper
    lowered = sum(impact.mood for impact in found if impact.mood < 0) * persona.forgiveness
    if raised >= 0.5:
        lowered *= 0.3
    lowered = max(lowered, -_CALMED_AT_ONCE)
    lowered *= min(1.0, 0.4 + 0.6 * memory.mood / ANGRY)
    carried = persona.momentum * memory.drift
    if raised and carried < 0:
        carried = 0.0
    if lowered and carried > 0:
        carried *= 0.5
    change = raised + lowered + (carried if found else 0.0)
    before = memory.mood
    memory.mood = round(min(_FURIOUS, max(0.0, before + change)), 3)
    memory.drift = round(memory.mood - before, 3)
    memory.patience = round(memory.patience + sum(impact.patience for impact in found), 3)


def nudge(memory: Memory, change: float) -> None:
    """Move the mood by what the script or a solution brings, without momentum."""
    memory.mood = round(min(_FURIOUS, max(0.0, memory.mood + change)), 3)
