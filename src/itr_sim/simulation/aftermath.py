"""What happened after the chat, and the customer's rating of 1 to 5."""

from __future__ import annotations

from itr_sim.simulation.events import AftermathTold
from itr_sim.simulation.lines import pick
from itr_sim.simulation.script import holds
from itr_sim.simulation.stage import Stage

_BASE = {
    "settled": 5.0,
    "settled_grudgingly": 3.6,
    "escalated": 3.6,
    "escalated_wrongly": 2.2,
    "abandoned": 2.0,
    "broken_off": 1.0,
}
_AGREED = ("settled", "settled_grudgingly")
_MOOD_COSTS = 0.5
"""Stars lost for each level of the mood above uneasy at the end."""
_UNDOES = -2.0
"""A consequence that costs so many stars undoes what was agreed: the customer is back with the same matter."""
_BROKEN_PROMISE = {"vague": -0.5, "excess": -1.0}


def play_out(stage: Stage, outcome: str) -> AftermathTold:
    """Return what follows for this outcome: the author's consequences, promises that come back, rating and comment."""
    memory = stage.memory
    rating = _BASE[outcome] - _MOOD_COSTS * max(0.0, memory.mood - 1.0)
    rating += sum(_BROKEN_PROMISE.get(promise, 0.0) for promise in memory.promised)
    lines = []
    undone_by = ""
    for number, consequence in enumerate(stage.scenario.aftermath):
        if not holds(consequence.when, memory.ever, memory, stage.case_name, stage.persona.id, outcome):
            continue
        line = pick(consequence.say, memory, stage.persona, stage.seed, f"aftermath:{number}")
        if line:
            lines.append(line)
            rating += consequence.rating
            if consequence.rating <= _UNDOES and outcome in _AGREED:
                undone_by = undone_by or line
    stars = max(1, min(5, round(rating)))
    comment = pick(stage.persona.comments.of(stars), memory, stage.persona, stage.seed, "comment") or ""
    return AftermathTold(tuple(lines), stars, comment, undone_by)
