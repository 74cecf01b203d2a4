"""When and how a conversation ends."""

from __future__ import annotations

from itr_sim.simulation.deciding import REVOKING, settles_grudgingly
from itr_sim.simulation.feeling import nudge
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.stage import Stage

_BREAKS_OFF_FROM = 2.6
"""Above this mood a customer who has lost patience breaks off; below, gives up quietly."""
_HANDED_OVER_FROM = 3.0
"""From this mood on, bringing in a supervisor is right whatever the case."""
LONGEST = 40
"""Messages of the agent after which any customer leaves."""
_LINGERS = 3
"""Messages after an agreement until the customer says goodbye unprompted."""


def settled(stage: Stage, heard: Heard) -> bool:
    """End a conversation whose matter is settled, once the agent rounds it off or nothing is left to say."""
    memory = stage.memory
    if not memory.accepted or memory.open_questions or heard.acts & REVOKING:
        return False
    rounded_off = heard.acts & {"close", "check_resolution"} and not heard.asked
    if not rounded_off and memory.since_accepted < _LINGERS:
        return False
    stage.voice("farewell")
    stage.outcome = "settled_grudgingly" if settles_grudgingly(memory) else "settled"
    return True


def handed_over(stage: Stage, heard: Heard) -> bool:
    """React to an escalation: right ones end the session, wrong ones are objected to once."""
    memory = stage.memory
    if "escalate" not in heard.acts or heard.proposals or memory.accepted:
        return False
    memory.escalations += 1
    if stage.case.escalation == "right" or stage.mood_before >= _HANDED_OVER_FROM:
        nudge(memory, -0.5)
        stage.voice("escalation_taken")
        stage.outcome = "escalated"
    elif memory.escalations == 1:
        nudge(memory, 0.4 * stage.persona.temper)
        memory.patience -= 1.0
        stage.voice("escalation_refused")
    else:
        stage.voice("escalation_taken")
        stage.outcome = "escalated_wrongly"
    return True


def closed_on(stage: Stage, heard: Heard) -> bool:
    """React when the agent says goodbye with nothing settled; the second time the customer is gone."""
    memory = stage.memory
    if (
        "close" not in heard.acts
        or memory.accepted
        or memory.pending
        or heard.asked
        or heard.proposals
        or heard.acts & {"check_resolution"}
    ):
        return False
    memory.closings += 1
    nudge(memory, 0.5 * stage.persona.temper)
    memory.patience -= 2.0
    if memory.closings > 1 or memory.patience <= 0:
        return out_of_patience(stage)
    stage.voice("closed_on")
    return True


def out_of_patience(stage: Stage) -> bool:
    """End the session in the way that fits the mood; what was agreed stays agreed."""
    stage.parts.clear()
    stage.told.clear()
    if stage.memory.accepted:
        stage.voice("farewell")
        stage.outcome = "settled_grudgingly" if settles_grudgingly(stage.memory) else "settled"
        return True
    if stage.memory.mood >= _BREAKS_OFF_FROM:
        stage.voice("breaks_off")
        stage.outcome = "broken_off"
    else:
        stage.voice("leaves")
        stage.outcome = "abandoned"
    return True
